//! Where a professional was going when they had to sign in: to orient somebody to a service, and nowhere else. The browser
//! keeps the id of the service, never an address: nobody can be led elsewhere.

use super::staff_pages::home_of;
use crate::{
    edge::{clock::MINUTE_MS, clock::SECOND_MS, cookies, cx::Cx, ids::ServiceId},
    rights::{Right, Role},
};

/// The row of the table that one is led back to.
const ROUTE: &str = "/gestion/services/{service}/orienter";
/// How long the way is remembered, in seconds.
const KEPT_S: i64 = 30 * MINUTE_MS / SECOND_MS;

/// What the browser keeps of a request to that row by somebody who is signed out.
#[must_use]
pub fn remembered(route: &str, cx: &Cx) -> Option<cookies::Change> {
    let service = cx.param("service", ServiceId::parse).ok();
    let service = service.filter(|_| route == ROUTE)?;
    let id = service.as_str().to_owned();
    Some(cookies::Change::Keep(cookies::Name::Suite, id, KEPT_S))
}

/// Where somebody of that role goes once signed in, and what becomes of the cookie.
pub(super) fn home(cx: &Cx, role: Role) -> (String, Option<cookies::Change>) {
    let name = cookies::Name::Suite.on(cx.request.https);
    let kept = cookies::find(&cx.request.cookies, &name);
    let forget = kept.map(|_| cookies::Change::Remove(cookies::Name::Suite));
    (address(kept, role), forget)
}

fn address(kept: Option<&str>, role: Role) -> String {
    let service = kept.and_then(ServiceId::parse);
    match service.filter(|_| role.may(Right::SendOrientations)) {
        Some(service) => ROUTE.replace("{service}", service.as_str()),
        None => home_of(role).to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_is_led_back_to_a_service_and_nowhere_else() {
        let id = "AAAAAAAAAAAAAAAAAAAAAA";
        assert_eq!(
            address(Some(id), Role::Agent),
            "/gestion/services/AAAAAAAAAAAAAAAAAAAAAA/orienter"
        );
        for wrong in [
            "",
            "//exemple.fr",
            "https://exemple.fr",
            "../connexion",
            "AAAA",
        ] {
            assert_eq!(address(Some(wrong), Role::Agent), "/gestion", "{wrong}");
        }
        assert_eq!(address(Some(id), Role::Operateur), "/operateur");
        assert_eq!(address(None, Role::Agent), "/gestion");
    }
}
