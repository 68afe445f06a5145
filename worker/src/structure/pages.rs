//! « Portail Usager ».

use serde::{Deserialize, Serialize};

use super::store::{self, PortalSettings};
use crate::{
    auth::Staff,
    edge::{
        cx::Cx,
        error::{Error, Result},
        page::{Page, View},
    },
    frame::Frame,
};

const PORTAL_URL: &str = "/gestion/structure/portail";

/// « Paramètres d’accès au portail usager pour votre structure ».
#[derive(Debug, Serialize)]
pub struct PortalSettingsView {
    frame: Frame,
    actif: bool,
    passage: bool,
    enregistre: bool,
    comptes_actifs: i64,
}

impl View for PortalSettingsView {
    const TEMPLATE: &'static str = "structure/portail.html";
}

/// « Portail Usager ».
///
/// # Errors
/// As the database.
pub async fn portal_settings(cx: Cx, me: Staff) -> Result<Page> {
    let (settings, comptes_actifs) = store::portal_settings(&cx.db, &me.structure)
        .await?
        .ok_or(Error::NotFound)?;
    let PortalSettings { actif, passage } = settings;
    let enregistre = cx.query("fait") == "oui";
    Page::show(&PortalSettingsView {
        frame: Frame::of(&me, PORTAL_URL),
        actif,
        passage,
        enregistre,
        comptes_actifs,
    })
}

#[derive(Deserialize)]
struct PortalSettingsForm {
    #[serde(default)]
    actif: String,
    #[serde(default)]
    passage: String,
    #[serde(default)]
    vu_actif: String,
    #[serde(default)]
    vu_passage: String,
}

impl PortalSettingsForm {
    fn checked(&self) -> Option<(PortalSettings, PortalSettings)> {
        let settings = |actif: &str, passage: &str| {
            Some(PortalSettings {
                actif: yes_or_no(actif)?,
                passage: yes_or_no(passage)?,
            })
        };
        Some((
            settings(&self.vu_actif, &self.vu_passage)?,
            settings(&self.actif, &self.passage)?,
        ))
    }
}

/// « Enregistrer les modifications ».
///
/// # Errors
/// [`Error::BadRequest`] when a question has no answer, or as the database.
pub async fn save_portal_settings(cx: Cx, me: Staff) -> Result<Page> {
    let form: PortalSettingsForm = cx.form()?;
    let Some((seen, new)) = form.checked() else {
        return Err(Error::BadRequest("Répondez Oui ou Non aux deux questions."));
    };
    if !store::save_portal_settings(&cx.db, &me, seen, new, cx.now).await? {
        return Err(Error::Conflict(
            "Ces paramètres viennent d’être modifiés. Rouvrez «\u{a0}Portail Usager\u{a0}» avant de recommencer. \
             Rien n’a été modifié par cette demande.",
        ));
    }
    Ok(Page::see_other(format!("{PORTAL_URL}?fait=oui")))
}

fn yes_or_no(answer: &str) -> Option<bool> {
    match answer {
        "oui" => Some(true),
        "non" => Some(false),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_is_yes_or_no_and_nothing_else() {
        assert_eq!(
            ["oui", "non", "", "1"].map(yes_or_no),
            [Some(true), Some(false), None, None]
        );
    }
}

#[cfg(test)]
pub(crate) mod samples {
    use super::*;
    use crate::{desk::tabs::samples::me, edge::page, rights::Role};

    pub(crate) fn rendered() -> Vec<(&'static str, Result<String>)> {
        let frame = || Frame::of(&me(Role::Administrateur), PORTAL_URL);
        let settings =
            [(false, 0), (true, 1), (true, 12)].map(|(actif, comptes_actifs)| PortalSettingsView {
                frame: frame(),
                actif,
                passage: actif,
                enregistre: actif,
                comptes_actifs,
            });
        settings
            .iter()
            .map(|view| (PortalSettingsView::TEMPLATE, page::render(view)))
            .collect()
    }
}
