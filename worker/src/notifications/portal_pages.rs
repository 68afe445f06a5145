//! « Mes messages » on the portal: what one gets, and stopping or beginning by oneself.

use serde::Serialize;

use super::{
    store::wishes::{self, By},
    wishes::{WishForm, WishView, wish_of},
};
use crate::{
    auth::Domicilie,
    edge::{
        cx::Cx,
        error::Result,
        form::FieldError,
        page::{Page, View},
    },
};

const URL: &str = "/portail/notifications";
/// The day is enough here.
const ZONE: &str = "Europe/Paris";

/// « Mes messages ».
#[derive(Debug, Serialize)]
pub struct MessagesView {
    souhait: WishView,
    erreurs: Vec<FieldError>,
    message: Option<&'static str>,
}

impl View for MessagesView {
    const TEMPLATE: &'static str = "notifications/portail.html";
}

async fn view(cx: &Cx, me: &Domicilie) -> Result<MessagesView> {
    let souhait = wish_of(cx, (&me.structure, &me.usager), ZONE).await?;
    Ok(MessagesView {
        souhait: possible(souhait),
        erreurs: Vec::new(),
        message: None,
    })
}

/// One is offered what one's file has an address for: nobody can add one here.
fn possible(mut souhait: WishView) -> WishView {
    let (email, sms) = (souhait.email.is_some(), souhait.numero.is_some());
    souhait.choix_possibles.retain(|(code, _)| match *code {
        "EMAIL" => email,
        "SMS" => sms,
        "LES_DEUX" => email && sms,
        _ => true,
    });
    souhait
}

/// The page.
///
/// # Errors
/// As the database.
pub async fn show(cx: Cx, me: Domicilie) -> Result<Page> {
    let message = (cx.query("fait") == "oui").then_some("Votre choix est enregistré.");
    Page::show(&MessagesView {
        message,
        ..view(&cx, &me).await?
    })
}

/// « Enregistrer ».
///
/// # Errors
/// As the database.
pub async fn save(cx: Cx, me: Domicilie) -> Result<Page> {
    let form: WishForm = cx.form()?;
    let view = view(&cx, &me).await?;
    let wish = match form.checked(&view.souhait) {
        Ok(wish) => wish,
        Err(erreurs) => return Page::show_again(&MessagesView { erreurs, ..view }),
    };
    let who = (&me.structure, &me.usager);
    wishes::change(&cx.db, who, wish, By::Portal, cx.now).await?;
    Ok(Page::see_other(format!("{URL}?fait=oui")))
}

#[cfg(test)]
pub(crate) mod samples {
    use super::*;
    use crate::{edge::page, notifications::wishes::tests::kept};

    pub(crate) fn rendered() -> Vec<(&'static str, Result<String>)> {
        let view = |email, sms, address| MessagesView {
            souhait: possible(WishView::of(&kept(email, sms, address), true, ZONE)),
            erreurs: Vec::new(),
            message: None,
        };
        let refused = MessagesView {
            erreurs: vec![FieldError::of_the_form("Choisissez dans la liste.")],
            message: Some("Votre choix est enregistré."),
            ..view(true, true, true)
        };
        [view(false, false, false), view(true, false, true), refused]
            .iter()
            .map(|view| (MessagesView::TEMPLATE, page::render(view)))
            .collect()
    }
}
