//! A telephone with an application that shows codes, and what one does with it.

use escale_worker::{
    auth::second_factor::totp_rules::{code_at, from_base32},
    edge::clock::Moment,
};
use serde_json::json;

use super::{PASSWORD, now};
use crate::{
    browser::Browser,
    db,
    http::{Answer, Visitor},
    secrets,
};

/// A telephone that holds the secret of a second factor.
pub struct Telephone {
    secret: Vec<u8>,
}

impl Telephone {
    /// Reads the key that a page shows.
    ///
    /// # Panics
    /// When it shows none.
    #[must_use]
    pub fn reading(html: &str) -> Self {
        let shown = html
            .split("class=\"secret\">")
            .nth(1)
            .and_then(|rest| rest.split('<').next())
            .unwrap_or_else(|| panic!("no key in {html}"));
        secrets::keep(shown);
        secrets::keep(&shown.replace(' ', ""));
        Self {
            secret: from_base32(shown).expect("a key"),
        }
    }

    /// The code it shows now, or so many times 30 seconds later.
    #[must_use]
    pub fn shows(&self, later: i64) -> String {
        code_at(&self.secret, Moment(now()), later)
    }

    /// The code it shows now, a while after `email` gave the last one: no story waits for it.
    #[must_use]
    pub fn after_a_while(&self, email: &str) -> String {
        db::sql(
            "UPDATE second_facteur SET etape = max(etape - 20, 0)
             WHERE staff_user_id = (SELECT u.id FROM staff_user u WHERE u.email = ?1)",
            &[json!(email)],
        );
        self.shows(0)
    }

    /// Its secret, as bytes.
    #[must_use]
    pub fn secret(&self) -> &[u8] {
        &self.secret
    }
}

/// Gives the right password of that account: without a second factor, one is in.
#[must_use]
pub fn give_password(visitor: &mut Visitor, email: &str) -> Answer {
    secrets::keep(PASSWORD);
    let fields = [("email", email), ("mot_de_passe", PASSWORD)];
    visitor.post("/gestion/connexion", &fields)
}

/// Gives a code after the password.
#[must_use]
pub fn give_code(visitor: &mut Visitor, code: &str) -> Answer {
    visitor.post("/gestion/connexion/code", &[("code", code)])
}

/// Someone who is signed in turns their second factor on: their telephone and the recovery codes.
///
/// # Panics
/// When it can't be turned on.
pub fn turn_on(visitor: &mut Visitor) -> (Telephone, Vec<String>) {
    let page = "/gestion/compte/double-authentification";
    let telephone = Telephone::reading(&visitor.get(page).body);
    let code = telephone.shows(0);
    let answer = visitor.post(page, &[("code", &code)]);
    assert_eq!(answer.status, 200, "{answer:?}");
    (telephone, recovery_codes(&answer))
}

/// The same in a browser, whose session has then proved it.
pub fn turn_on_in(browser: &Browser) {
    browser.open("/gestion/compte/double-authentification");
    let telephone = Telephone::reading(&browser.source());
    browser.fill("Code à six chiffres", &telephone.shows(0));
    browser.press("Activer");
    browser.sees("Vos codes de secours");
}

/// The recovery codes that a page shows.
#[must_use]
pub fn recovery_codes(answer: &Answer) -> Vec<String> {
    let shown = answer.body.split("<li><code>").skip(1);
    shown
        .filter_map(|rest| rest.split('<').next())
        .map(secrets::keep)
        .collect()
}
