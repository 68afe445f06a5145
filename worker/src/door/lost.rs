//! The page of whoever can't be answered as asked. On the staff's side it keeps the menu of whoever is signed in: one
//! wrong address is no reason to lose one's way.

use escale_site::locale::{self, FRENCH, Language};
use serde::Serialize;
use worker::Env;

use super::{Visit, context};
use crate::{
    auth::{self, StaffSession},
    edge::{
        clock::Moment,
        cookies,
        cx::Incoming,
        error::{Error, Result, Side},
        page::{ErrorView, Page, View, Visitor},
    },
    frame::Frame,
    rights::Right,
};

/// An error page inside the frame of every staff page.
#[derive(Serialize)]
struct FramedErrorView {
    frame: Frame,
    #[serde(flatten)]
    error: ErrorView,
}

impl View for FramedErrorView {
    const TEMPLATE: &'static str = "erreur_cadre.html";
}

/// The side of the house on which `error` is told.
fn side_of(error: &Error, incoming: &Incoming) -> Side {
    let under = |root: &str| {
        let rest = incoming.path.strip_prefix(root);
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    };
    match error {
        Error::SignedOut(side) => *side,
        // By the link of an e-mail: a service without an account reads the same pages as a structure's staff.
        _ if under("/gestion") || under("/operateur") || under("/orientations") => Side::Gestion,
        _ => Side::Portail,
    }
}

/// Looks who it is, where the row of the table has not: an address that is in no row, a link, a form that was refused at
/// the door. A form of another site learns nothing, and a database that does not answer is not asked again.
pub(super) async fn recognise(
    error: &Error,
    incoming: &Incoming,
    env: &Env,
    now: Moment,
    visit: &mut Visit,
) {
    let worth = !matches!(
        error,
        Error::SignedOut(_) | Error::CrossSite | Error::Unavailable(_) | Error::Internal(_)
    );
    let name = cookies::Name::Gestion.on(incoming.https);
    let has_session = cookies::find(&incoming.cookies, &name).is_some();
    let staff = side_of(error, incoming) == Side::Gestion;
    if visit.who.is_some() || !worth || !staff || !has_session {
        return;
    }
    let Ok(cx) = context(incoming, env, now, Vec::new()) else {
        return;
    };
    visit.who = auth::staff(&cx).await.unwrap_or_default();
    visit.cost = visit.cost.plus(cx.db.cost());
}

/// The page for `error`.
pub(super) fn error_page(
    error: &Error,
    incoming: &Incoming,
    who: Option<StaffSession>,
) -> Result<Page> {
    let side = side_of(error, incoming);
    let visitor = match &who {
        None => Visitor::Unknown,
        Some(me) if me.role.may(Right::RunPlatform) => Visitor::Operator,
        Some(_) => Visitor::Staff,
    };
    let view = ErrorView::of(error, side, visitor, &incoming.id);
    let view = match behind_link(incoming) {
        Some(back) => view.behind_link(
            ("Revenir à la demande", back),
            "/aide/services/traiter-une-demande-d-orientation/",
        ),
        None => view,
    };
    let frame = who.and_then(frame_of).filter(|_| side == Side::Gestion);
    let page = match frame {
        Some(frame) => Page::show(&FramedErrorView { frame, error: view })?.status(error.status()),
        None => {
            let language = language_of(incoming);
            view.in_language(language, error)?.page(side, language)?
        }
    };
    Ok(match error {
        Error::MethodNotAllowed(allow) => page.header("Allow", allow.clone()),
        Error::TooMany { retry_after_s } => page.header("Retry-After", retry_after_s.to_string()),
        _ => page,
    })
}

/// The language of a page of the domicilié's: the one that was chosen, or that of the page where they sign in. What is
/// public speaks French.
fn language_of(incoming: &Incoming) -> &'static Language {
    let path = incoming.path.as_str();
    let shell = path.strip_prefix("/connexion/").and_then(locale::language);
    if path.starts_with("/connexion") || path.starts_with("/portail") {
        shell.unwrap_or_else(|| incoming.language())
    } else {
        FRENCH
    }
}

/// The page to which the secret link in the path of `incoming` leads, if there is one.
fn behind_link(incoming: &Incoming) -> Option<String> {
    let rest = incoming.path.strip_prefix("/orientations/")?;
    let token = rest.split('/').next().filter(|token| !token.is_empty())?;
    Some(format!("/orientations/{token}"))
}

/// The frame around a page that belongs to no entry of the menu.
fn frame_of(who: StaffSession) -> Option<Frame> {
    if who.role.may(Right::RunPlatform) {
        return who.into_operator().map(|me| Frame::of_operator(&me, ""));
    }
    who.into_staff().map(|me| Frame::of(&me, ""))
}

#[cfg(test)]
pub(crate) mod samples {
    use super::*;
    use crate::edge::page::render;

    pub(crate) fn rendered() -> Vec<(&'static str, Result<String>)> {
        let frame = || Frame {
            structure: "CCAS".to_owned(),
            personne: "Awa Diallo".to_owned(),
            role: "Facteur",
            menu: Vec::new(),
            operatrices: Vec::new(),
            admin: Vec::new(),
        };
        let view = |demande| FramedErrorView {
            frame: frame(),
            error: ErrorView::of(&Error::Forbidden, Side::Gestion, Visitor::Staff, demande),
        };
        vec![
            (FramedErrorView::TEMPLATE, render(&view("demande-1"))),
            (FramedErrorView::TEMPLATE, render(&view(""))),
        ]
    }
}
