//! « Notifications » of a file: what the person has asked for, recorded at the desk.

use serde::Serialize;

use super::{
    store::wishes::{self, By},
    wishes::{WishForm, WishView, wish_of},
};
use crate::{
    auth::Staff,
    desk::tabs::{LIST_URL, UsagerView, asked_for, file_url},
    edge::{
        cx::Cx,
        error::Result,
        form::FieldError,
        page::{Page, View},
    },
    frame::Frame,
};

/// « Notifications » of a file.
#[derive(Debug, Serialize)]
pub struct WishPageView {
    frame: Frame,
    usager: UsagerView,
    souhait: WishView,
    choisi: String,
    erreurs: Vec<FieldError>,
    message: Option<&'static str>,
}

impl View for WishPageView {
    const TEMPLATE: &'static str = "notifications/fiche.html";
}

async fn view(cx: &Cx, me: &Staff) -> Result<(WishPageView, crate::edge::ids::UsagerId)> {
    let person = asked_for(cx, me).await?;
    let souhait = wish_of(cx, (&me.structure, &person.id), &me.fuseau).await?;
    let view = WishPageView {
        frame: Frame::of(me, LIST_URL),
        usager: UsagerView::of(&person, me, "/dossier"),
        choisi: souhait.choix.to_owned(),
        souhait,
        erreurs: Vec::new(),
        message: None,
    };
    Ok((view, person.id))
}

/// The page.
///
/// # Errors
/// [`crate::edge::error::Error::NotFound`] for another structure's domicilié, or as the database.
pub async fn show(cx: Cx, me: Staff) -> Result<Page> {
    let (view, _) = view(&cx, &me).await?;
    let message = (cx.query("fait") == "oui").then_some("Le choix est enregistré.");
    Page::show(&WishPageView { message, ..view })
}

/// « Enregistrer ».
///
/// # Errors
/// [`crate::edge::error::Error::NotFound`] for another structure's domicilié, or as the database.
pub async fn save(cx: Cx, me: Staff) -> Result<Page> {
    let form: WishForm = cx.form()?;
    let (view, usager) = view(&cx, &me).await?;
    let wish = match form.checked(&view.souhait) {
        Ok(wish) => wish,
        Err(erreurs) => {
            return Page::show_again(&WishPageView {
                erreurs,
                choisi: form.choix,
                ..view
            });
        }
    };
    let who = (&me.structure, &usager);
    wishes::change(&cx.db, who, wish, By::Staff(&me.id), cx.now).await?;
    Ok(Page::see_other(file_url(
        &usager,
        "/notifications?fait=oui",
    )))
}

#[cfg(test)]
pub(crate) mod samples {
    use super::*;
    use crate::{
        desk::tabs::samples::{me, person},
        edge::page,
        notifications::wishes::tests::kept,
        rights::Role,
    };

    pub(crate) fn rendered() -> Vec<(&'static str, Result<String>)> {
        let view = |role, email, sms, address| {
            let me = me(role);
            let kept = kept(email, sms, address);
            WishPageView {
                frame: Frame::of(&me, LIST_URL),
                usager: UsagerView::of(&person("VALIDE"), &me, "/dossier"),
                souhait: WishView::of(&kept, sms, "Europe/Paris"),
                choisi: "AUCUNE".to_owned(),
                erreurs: Vec::new(),
                message: None,
            }
        };
        let form = WishForm {
            choix: "SMS".to_owned(),
        };
        let bare = view(Role::Administrateur, false, true, false);
        let wrong = WishPageView {
            erreurs: form.checked(&bare.souhait).expect_err("no number"),
            ..bare
        };
        [
            view(Role::Instructeur, false, false, false),
            view(Role::Instructeur, true, true, true),
            wrong,
        ]
        .iter()
        .map(|view| (WishPageView::TEMPLATE, page::render(view)))
        .collect()
    }
}
