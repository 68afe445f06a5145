//! « Mes messages » on the portal: what one gets, and stopping or beginning by oneself.

use escale_site::locale::Language;
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
    message: Option<String>,
}

impl View for MessagesView {
    const TEMPLATE: &'static str = "notifications/portail.html";
}

async fn view(cx: &Cx, me: &Domicilie) -> Result<MessagesView> {
    let souhait = wish_of(cx, (&me.structure, &me.usager), ZONE).await?;
    Ok(MessagesView {
        souhait: possible(souhait, me.langue)?,
        erreurs: Vec::new(),
        message: None,
    })
}

/// The choices, in the person's words.
fn said(language: &Language, code: &str) -> Result<String> {
    let key = match code {
        "EMAIL" => "messages-email",
        "SMS" => "messages-sms",
        "LES_DEUX" => "messages-les-deux",
        _ => "messages-aucune",
    };
    Ok(language.say(key, &[])?)
}

/// One is offered what one's file has an address for: nobody can add one here.
fn possible(mut souhait: WishView, language: &Language) -> Result<WishView> {
    let (email, sms) = (souhait.email.is_some(), souhait.numero.is_some());
    souhait.choix_possibles.retain(|(code, _)| match *code {
        "EMAIL" => email,
        "SMS" => sms,
        "LES_DEUX" => email && sms,
        _ => true,
    });
    for (code, words) in &mut souhait.choix_possibles {
        *words = said(language, code)?;
    }
    Ok(souhait)
}

/// The page.
///
/// # Errors
/// As the database.
pub async fn show(cx: Cx, me: Domicilie) -> Result<Page> {
    let done = cx.query("fait") == "oui";
    let message = done
        .then(|| me.langue.say("messages-fait", &[]))
        .transpose()?;
    let view = MessagesView {
        message,
        ..view(&cx, &me).await?
    };
    Page::show_in(me.langue, &view)
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
        Err(_wrong) => {
            let erreurs = vec![FieldError {
                champ: "choix",
                message: me.langue.say("messages-choisir", &[])?,
            }];
            return Page::show_again_in(me.langue, &MessagesView { erreurs, ..view });
        }
    };
    let who = (&me.structure, &me.usager);
    wishes::change(&cx.db, who, wish, By::Portal, cx.now).await?;
    Ok(Page::see_other(format!("{URL}?fait=oui")))
}

#[cfg(test)]
pub(crate) mod samples {
    use escale_site::locale::{FRENCH, LANGUAGES};

    use super::*;
    use crate::{edge::page, notifications::wishes::tests::kept};

    pub(crate) fn rendered() -> Vec<(&'static str, Result<String>)> {
        let view = |email, sms, address| MessagesView {
            souhait: possible(WishView::of(&kept(email, sms, address), true, ZONE), FRENCH)
                .expect("words"),
            erreurs: Vec::new(),
            message: None,
        };
        let refused = MessagesView {
            erreurs: vec![FieldError::of_the_form("Choisissez dans la liste.")],
            message: Some("Votre choix est enregistré.".to_owned()),
            ..view(true, true, true)
        };
        let views = [view(false, false, false), view(true, false, true), refused];
        let mut all = Vec::new();
        for language in LANGUAGES {
            let pages = views.iter().map(|view| page::render_in(language, view));
            all.extend(pages.map(|page| (MessagesView::TEMPLATE, page)));
        }
        all
    }
}
