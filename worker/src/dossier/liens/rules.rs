//! What a dossier can be linked to, and the person's agreement. Pure.

use serde::{Deserialize, Serialize};

use crate::{
    desk::list::rules::words,
    edge::{
        clock::Day,
        form::{Checks, FieldError},
        ids::{OrientationId, UsagerId},
        typed,
    },
};

/// How many files or requests of the person's name are proposed, and how many a search shows.
pub const PROPOSED_MAX: i64 = 10;
/// The person agreed at most so long ago, in months.
const AGREED_MONTHS_MAX: u32 = 12;

/// What a dossier is linked to, in the same structure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cible {
    /// The person's domiciliation.
    Usager(UsagerId),
    /// A request that the structure has sent.
    Envoyee(OrientationId),
    /// A request that it has received.
    Recue(OrientationId),
}

impl Cible {
    /// Reads one as a form names it.
    #[must_use]
    pub fn parse(typed: &str) -> Option<Self> {
        let (kind, id) = typed.split_once(':')?;
        match kind {
            "domiciliation" => UsagerId::parse(id).map(Self::Usager),
            "envoyee" => OrientationId::parse(id).map(Self::Envoyee),
            "recue" => OrientationId::parse(id).map(Self::Recue),
            _ => None,
        }
    }

    /// As a form names it.
    #[must_use]
    pub fn named(&self) -> String {
        match self {
            Self::Usager(id) => format!("domiciliation:{}", id.as_str()),
            Self::Envoyee(id) => format!("envoyee:{}", id.as_str()),
            Self::Recue(id) => format!("recue:{}", id.as_str()),
        }
    }
}

/// « Lier », as typed.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct LienForm {
    /// What it is linked to.
    pub cible: String,
    /// « La personne a donné son accord ».
    pub accord: String,
    /// When she did.
    pub accord_jour: String,
    /// What was looked for, to be shown again.
    pub recherche: String,
    /// The id it will have: sent twice, it is one.
    pub jeton: String,
}

impl LienForm {
    /// What it means, on `today`.
    ///
    /// # Errors
    /// Every mistake, beside its field.
    pub fn checked(&self, today: Day) -> Result<(Option<Cible>, Day), Vec<FieldError>> {
        let mut checks = Checks::default();
        let cible = Cible::parse(&self.cible);
        checks.require(
            cible.is_some(),
            "cible",
            "Choisissez la fiche ou la demande à lier.",
        );
        checks.require(
            self.accord == "oui",
            "accord",
            "Demandez son accord à la personne, puis cochez cette case. Sans son accord, rien n’est lié.",
        );
        let near = |day: &Day| *day <= today && *day >= today.minus_months(AGREED_MONTHS_MAX);
        let jour = typed::day(&self.accord_jour).filter(near);
        checks.require(
            jour.is_some(),
            "accord_jour",
            "Écrivez le jour de son accord comme 03/02/2026, il y a un an au plus.",
        );
        checks.done((cible, jour.unwrap_or(today)))
    }
}

/// What the files and the requests of that person are found by: their names folded.
#[must_use]
pub fn name_prefix(nom: &str, prenom: &str) -> String {
    [words(nom), words(prenom)].concat().join(" ")
}

/// The first text beyond every key that begins so.
#[must_use]
pub fn end_of(prefix: &str) -> String {
    format!("{prefix}\u{10ffff}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_linked_without_an_agreement() {
        let today = Day("2026-11-22".parse().expect("a day"));
        let form = LienForm {
            cible: "domiciliation:AAAAAAAAAAAAAAAAAAAAAA".to_owned(),
            accord: "oui".to_owned(),
            accord_jour: "21/11/2026".to_owned(),
            ..LienForm::default()
        };
        let (cible, jour) = form.checked(today).expect("fine");
        assert_eq!(cible.map(|it| it.named()), Some(form.cible.clone()));
        assert_eq!(jour.days_until(today), 1);
        for wrong in [
            LienForm {
                accord: String::new(),
                ..form.clone()
            },
            LienForm {
                accord_jour: "23/11/2026".to_owned(),
                ..form.clone()
            },
            LienForm {
                accord_jour: "21/11/2025".to_owned(),
                ..form.clone()
            },
            LienForm {
                cible: "usager:x".to_owned(),
                ..form
            },
        ] {
            assert_eq!(
                wrong.checked(today).expect_err("a mistake").len(),
                1,
                "{wrong:?}"
            );
        }
    }

    #[test]
    fn a_person_is_looked_for_by_their_names() {
        assert_eq!(name_prefix("D’Almeida", "Awa-Éva"), "d almeida awa eva");
    }
}
