//! What « + Bénéficiaire » shows.

use serde::Serialize;

use super::{
    form_rules::NewForm,
    store::{Taken, Twin},
};
use crate::{
    auth::Staff,
    dossier::board::rules::{BOARD_URL, dossier_url},
    edge::{form::FieldError, page::View},
    frame::Frame,
};

/// « Nouveau bénéficiaire ».
#[derive(Debug, Serialize)]
pub struct NewView {
    frame: Frame,
    saisie: NewForm,
    erreurs: Vec<FieldError>,
    /// That number has a dossier.
    pris: bool,
    /// It is here.
    ici: Option<String>,
    jumeaux: Vec<TwinView>,
}

#[derive(Debug, Serialize)]
struct TwinView {
    url: String,
    nom: String,
    carnet: String,
    statut: &'static str,
}

impl View for NewView {
    const TEMPLATE: &'static str = "dossier/nouveau.html";
}

const TOO_MANY: &str = "Trop de numéros essayés ont déjà un dossier ailleurs : celui-ci n’a pas été regardé. \
    Réessayez dans une heure, ou choisissez un nouveau carnet.";
/// Somebody may be here twice.
const TWICE: &str = "Une personne du même nom, née le même jour, a déjà un dossier ici. Regardez s’il s’agit d’elle.";

impl NewView {
    /// The form, as typed.
    #[must_use]
    pub fn of(me: &Staff, saisie: NewForm) -> Self {
        Self {
            frame: Frame::of(me, BOARD_URL),
            saisie,
            erreurs: Vec::new(),
            pris: false,
            ici: None,
            jumeaux: Vec::new(),
        }
    }

    /// The same with what is wrong.
    #[must_use]
    pub fn with_errors(mut self, erreurs: Vec<FieldError>) -> Self {
        self.erreurs = erreurs;
        self
    }

    /// The same: that number has a dossier.
    #[must_use]
    pub fn taken(mut self, taken: &Taken) -> Self {
        self.pris = true;
        self.ici = taken.id.as_ref().map(|id| dossier_url(id, ""));
        self.erreurs = vec![FieldError {
            champ: "carnet",
            message: "Ce numéro de carnet a déjà un dossier.".to_owned(),
        }];
        self
    }

    /// The same: too many numbers of other structures were typed, so that this one is not looked at.
    #[must_use]
    pub fn too_many(mut self) -> Self {
        self.erreurs = vec![FieldError {
            champ: "carnet",
            message: TOO_MANY.to_owned(),
        }];
        self
    }

    /// The same: somebody of that name and birth date is here.
    #[must_use]
    pub fn with_twins(mut self, twins: &[Twin]) -> Self {
        let twin = |twin: &Twin| TwinView {
            url: dossier_url(&twin.id, ""),
            nom: format!("{} {}", twin.nom, twin.prenom),
            carnet: twin.carnet.clone(),
            statut: twin.statut.label(),
        };
        self.jumeaux = twins.iter().map(twin).collect();
        self.erreurs = vec![FieldError {
            champ: "malgre_tout",
            message: TWICE.to_owned(),
        }];
        self
    }
}

#[cfg(test)]
pub(crate) mod samples {
    use serde_json::json;

    use super::*;
    use crate::{
        desk::tabs::samples::me,
        edge::{error::Result, ids::DossierId, page},
        rights::Role,
    };

    pub(crate) fn rendered() -> Vec<(&'static str, Result<String>)> {
        let me = me(Role::Agent);
        let twin = json!({ "id": "AAAAAAAAAAAAAAAAAAAAAA", "nom": "DIALLO", "prenom": "Awa", "carnet": "000ysz", "statut": "ARCHIVE" });
        let twin: Twin = serde_json::from_value(twin).expect("a dossier");
        let new = || NewView::of(&me, NewForm::default());
        let wrong = vec![FieldError {
            champ: "nom",
            message: "Écrivez le nom.".to_owned(),
        }];
        let views = [
            new(),
            new().with_errors(wrong),
            new().taken(&Taken { id: None }),
            new().taken(&Taken {
                id: DossierId::new().ok(),
            }),
            new().with_twins(&[twin]),
        ];
        views
            .iter()
            .map(|view| (NewView::TEMPLATE, page::render(view)))
            .collect()
    }
}
