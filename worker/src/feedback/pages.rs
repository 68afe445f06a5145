//! « Cette page vous a-t-elle aidé ? », at the end of each page of the help: takes the answer, and thanks for it.

use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use serde::{Deserialize, Serialize};

use super::{
    rules::{self, HelpPage},
    store,
};
use crate::edge::{
    cx::Cx,
    error::{Error, Result},
    form::FieldError,
    page::{Page, View},
};

const THANKS: &str = "/aide/merci";

/// The page of the help that is spoken of, as `aide/avis.html` names it.
#[derive(Debug, Serialize)]
struct Spoken {
    url: String,
}

/// The question again, with what keeps the answer from being taken.
#[derive(Debug, Serialize)]
pub struct AgainView {
    page: Spoken,
    commentaire: String,
    erreurs: Vec<FieldError>,
}

impl View for AgainView {
    const TEMPLATE: &'static str = "feedback/avis.html";
}

/// « Merci ».
#[derive(Debug, Serialize)]
pub struct ThanksView {
    /// The way back.
    page: String,
}

impl View for ThanksView {
    const TEMPLATE: &'static str = "feedback/merci.html";
}

#[derive(Deserialize)]
struct AnswerForm {
    #[serde(default)]
    page: String,
    #[serde(default)]
    utile: String,
    #[serde(default)]
    commentaire: String,
}

/// A hash of where the request comes from, another each day, that nobody makes again without the key of the deployment.
fn place_of(cx: &Cx) -> Result<String> {
    let day = store::day_of(cx.now).0.to_string();
    let keys = &cx.config.second_factor.keys;
    let bytes = keys.derived(&["avis", &day, &cx.request.address])?;
    Ok(BASE64_URL_SAFE_NO_PAD.encode(bytes))
}

/// Takes an answer.
///
/// # Errors
/// [`Error::INCOMPLETE`] when it is not a form of ours, [`Error::NotFound`] when the help has no such page, as the platform's
/// shield and the database.
pub async fn answer(cx: Cx) -> Result<Page> {
    let form: AnswerForm = cx.form()?;
    let page = HelpPage::parse(&form.page).ok_or(Error::INCOMPLETE)?;
    let utile = match form.utile.as_str() {
        "oui" => true,
        "non" => false,
        _ => return Err(Error::INCOMPLETE),
    };
    let again = |erreurs| AgainView {
        page: Spoken {
            url: page.as_str().to_owned(),
        },
        commentaire: form.commentaire.clone(),
        erreurs,
    };
    let said = match rules::checked(page.clone(), utile, &form.commentaire) {
        Ok(said) => said,
        Err(erreurs) => return Page::show_again(&again(erreurs)),
    };
    cx.may_say_more().await?;
    if !cx.has_static_page(page.as_str()).await? {
        return Err(Error::NotFound);
    }
    if !store::keep(&cx, &place_of(&cx)?, &said).await? {
        let enough = "Beaucoup d’avis sont déjà arrivés aujourd’hui. Le vôtre n’est pas enregistré. Réessayez demain.";
        return Ok(Page::show(&again(vec![FieldError::of_the_form(enough)]))?.status(429));
    }
    let query = serde_html_form::to_string([("page", page.as_str())]).unwrap_or_default();
    Ok(Page::see_other(format!("{THANKS}?{query}")))
}

/// Thanks, with the way back to the page that was spoken of.
///
/// # Errors
/// As [`Page::show`].
pub async fn thanks(cx: Cx) -> Result<Page> {
    let page = HelpPage::parse(&cx.query("page"));
    Page::show(&ThanksView {
        page: page.map_or_else(|| "/aide/".to_owned(), |page| page.as_str().to_owned()),
    })
}

#[cfg(test)]
pub(crate) mod samples {
    use super::*;
    use crate::edge::page;

    pub(crate) fn rendered() -> Vec<(&'static str, Result<String>)> {
        let again = |mistake| AgainView {
            page: Spoken {
                url: "/aide/structures/".to_owned(),
            },
            commentaire: "Où est le <bouton> ?".to_owned(),
            erreurs: vec![mistake],
        };
        let long = FieldError {
            champ: "commentaire",
            message: "Le commentaire a 501 caractères.".to_owned(),
        };
        let thanks = ThanksView {
            page: "/aide/structures/".to_owned(),
        };
        vec![
            (AgainView::TEMPLATE, page::render(&again(long))),
            (
                AgainView::TEMPLATE,
                page::render(&again(FieldError::of_the_form("Réessayez demain."))),
            ),
            (ThanksView::TEMPLATE, page::render(&thanks)),
        ]
    }
}
