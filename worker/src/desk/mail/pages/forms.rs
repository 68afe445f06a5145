//! The forms of the tab, as typed.

use serde::{Deserialize, Serialize};

use super::super::{
    rules::{self, COUNT_MAX, TypedMail},
    store::Reception,
};
use crate::edge::{
    error::{Error, Result},
    form::FieldError,
    ids::MailLineId,
    page::Page,
};

pub(super) const FORM_USED: &str = "Ce formulaire a déjà servi à enregistrer autre chose. Rien de plus n’a été enregistré. \
     Vérifiez ce qui est inscrit, puis envoyez-le de nouveau si c’est nécessaire.";

/// The idempotency key of a form.
pub(super) fn key(jeton: &str) -> Result<MailLineId> {
    MailLineId::parse(jeton).ok_or(Error::INCOMPLETE)
}

/// Is it a script that has sent the form, by its field `suite`?
pub(super) fn for_script(suite: &str) -> bool {
    suite == "script"
}

/// The answer to a script: the key of what is now recorded. A redirection would tell it nothing, since whatever stands
/// between the browser and here may send one of its own.
pub(super) fn done_for_script(line: &MailLineId) -> Result<Page> {
    #[derive(Serialize)]
    struct Done<'a> {
        ligne: &'a MailLineId,
    }
    Page::json(&Done { ligne: line })
}

/// A mistake of the form as a whole.
pub(super) fn refusal(message: String) -> Vec<FieldError> {
    vec![FieldError::of_the_form(message)]
}

/// « Enregistrer une réception », as typed.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct ReceptionForm {
    #[serde(flatten)]
    mail: TypedMail,
    note: String,
    note_visible: String,
    #[serde(skip_serializing)]
    pub(super) jeton: String,
}

impl ReceptionForm {
    pub(super) fn checked(&self) -> std::result::Result<Reception, Vec<FieldError>> {
        const FIELDS: [&str; 3] = [
            "reception-courrier",
            "reception-recommande",
            "reception-colis",
        ];
        let counts = self.mail.checked(FIELDS, COUNT_MAX);
        let note = rules::note(&self.note, "reception-note");
        match (counts, note) {
            (Ok(mail), Ok(note)) => Ok(Reception {
                mail,
                note,
                note_visible: self.note_visible == "oui",
            }),
            (counts, note) => Err([counts.err(), note.err()]
                .into_iter()
                .flatten()
                .flatten()
                .collect()),
        }
    }
}

/// What leaves the shelf, as typed; `a` is the procuration of whoever takes it, empty for the person.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct ExitForm {
    #[serde(flatten)]
    pub(super) mail: TypedMail,
    pub(super) a: String,
    #[serde(skip_serializing)]
    pub(super) jeton: String,
}

/// « Noter un appel », « Noter une visite », as typed.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct VisitForm {
    #[serde(skip_serializing)]
    pub(super) mouvement: String,
    pub(super) note: String,
    #[serde(skip_serializing)]
    pub(super) jeton: String,
}
