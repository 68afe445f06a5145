//! What « Réorienter » shows: the places to choose from, then the place that was chosen.

use serde::Serialize;

use super::{forms_rules::SendForm, targets_store::Target, views::AboutView};
use crate::{
    auth::Staff,
    dossier::{
        board::rules::{BOARD_URL, dossier_url},
        page::store::Held,
        rules::TEXTE_CHARS_MAX,
    },
    edge::{form::FieldError, hours::Hours, page::View, typed},
    frame::Frame,
    places::{
        lists_rules::{SERVICES, words},
        near_rules::distance,
        position_rules::Position,
    },
};

/// How many places are shown at once.
const SHOWN: usize = 20;

/// « Réorienter le dossier ».
#[derive(Debug, Serialize)]
pub struct SendView {
    frame: Frame,
    dossier: AboutView,
    /// Where the page is.
    action: String,
    q: String,
    lieu: String,
    lieux: Vec<TargetView>,
    /// There are more than are shown.
    encore: bool,
    /// Distances are told from one's own place.
    mesure: bool,
    /// The place that was chosen; then the list is not shown.
    choisi: Option<TargetView>,
    saisie: SendForm,
    erreurs: Vec<FieldError>,
    texte_max: usize,
}

impl View for SendView {
    const TEMPLATE: &'static str = "dossier/reorienter.html";
}

#[derive(Debug, Serialize)]
struct TargetView {
    id: String,
    nom: String,
    structure: String,
    adresse: String,
    distance: Option<String>,
    telephone: Option<String>,
    telephone_href: Option<String>,
    services: Vec<&'static str>,
    horaires: Vec<String>,
}

impl TargetView {
    fn of(target: &Target, from: Option<Position>) -> Self {
        let codes: Vec<String> = serde_json::from_str(&target.services).unwrap_or_default();
        let hours = target.horaires.as_deref().and_then(Hours::read);
        let phone = target.telephone.as_deref();
        Self {
            id: target.id.as_str().to_owned(),
            nom: target.nom.clone(),
            structure: target.structure.clone(),
            adresse: format!(
                "{}, {} {}",
                target.adresse, target.code_postal, target.commune
            ),
            distance: target.metres_from(from).map(distance),
            telephone: phone.map(typed::phone_grouped),
            telephone_href: phone.map(typed::phone_href),
            services: codes
                .iter()
                .filter_map(|code| words(SERVICES, code))
                .collect(),
            horaires: hours.map(|hours| hours.lines()).unwrap_or_default(),
        }
    }
}

/// What was looked for, as typed.
#[derive(Debug, Clone, Default)]
pub struct Looked {
    /// Words.
    pub q: String,
    /// A town, a postal code, a département.
    pub lieu: String,
    /// From where distances are told.
    pub from: Option<Position>,
}

impl SendView {
    /// The places that were found.
    #[must_use]
    pub fn list(me: &Staff, held: &Held, looked: &Looked, found: &[Target]) -> Self {
        let shown = found.iter().take(SHOWN);
        Self {
            lieux: shown.map(|one| TargetView::of(one, looked.from)).collect(),
            encore: found.len() > SHOWN,
            q: looked.q.clone(),
            lieu: looked.lieu.clone(),
            mesure: looked.from.is_some(),
            ..Self::empty(me, held)
        }
    }

    /// The place that was chosen, and the form.
    #[must_use]
    pub fn chosen(
        me: &Staff,
        held: &Held,
        (target, from): (&Target, Option<Position>),
        saisie: SendForm,
        erreurs: Vec<FieldError>,
    ) -> Self {
        Self {
            choisi: Some(TargetView::of(target, from)),
            saisie,
            erreurs,
            ..Self::empty(me, held)
        }
    }

    /// The same list, with what is wrong.
    #[must_use]
    pub fn with_errors(mut self, erreurs: Vec<FieldError>) -> Self {
        self.erreurs = erreurs;
        self
    }

    fn empty(me: &Staff, held: &Held) -> Self {
        Self {
            frame: Frame::of(me, BOARD_URL),
            dossier: AboutView::of(held),
            action: dossier_url(&held.id, "/reorientation"),
            q: String::new(),
            lieu: String::new(),
            lieux: Vec::new(),
            encore: false,
            mesure: false,
            choisi: None,
            saisie: SendForm::default(),
            erreurs: Vec::new(),
            texte_max: TEXTE_CHARS_MAX,
        }
    }
}

#[cfg(test)]
pub(crate) mod samples {
    use serde_json::json;

    use super::*;
    use crate::{
        desk::tabs::samples::me,
        dossier::page::views::samples::held,
        edge::{error::Result, page},
        rights::Role,
    };

    fn target(full: bool) -> Target {
        let target = json!({ "id": "AAAAAAAAAAAAAAAAAAAAAA", "nom": "Cyber-base", "commune": "Villeneuve",
            "code_postal": "59491", "adresse": "1 rue du Port", "telephone": full.then_some("0102030405"),
            "horaires": full.then_some("Mo-Fr 09:00-12:00"), "services": "[\"demarches\",\"x\"]",
            "latitude": full.then_some(50.62), "longitude": full.then_some(3.1), "structure": "Le Relais" });
        serde_json::from_value(target).expect("a place")
    }

    pub(crate) fn rendered() -> Vec<(&'static str, Result<String>)> {
        let me = me(Role::Agent);
        let looked = Looked {
            from: Position::new(50.6, 3.0),
            ..Looked::default()
        };
        let wrong = || {
            vec![FieldError {
                champ: "message",
                message: "Trop long.".to_owned(),
            }]
        };
        let many = vec![target(true); SHOWN + 1];
        let chosen = |target: &Target, erreurs| {
            let place = (target, looked.from);
            SendView::chosen(
                &me,
                &held("ORIENTATION"),
                place,
                SendForm::default(),
                erreurs,
            )
        };
        let views = [
            SendView::list(&me, &held("ORIENTATION"), &looked, &many),
            SendView::list(
                &me,
                &held("ORIENTATION"),
                &Looked::default(),
                &[target(false)],
            ),
            SendView::list(&me, &held("ORIENTATION"), &looked, &[]).with_errors(wrong()),
            chosen(&target(true), vec![]),
            chosen(&target(false), wrong()),
        ];
        views
            .iter()
            .map(|view| (SendView::TEMPLATE, page::render(view)))
            .collect()
    }
}
