//! « + Bénéficiaire », as typed and as checked. Pure.

use serde::{Deserialize, Serialize};

use crate::{
    dossier::{
        carnet_rules::Carnet,
        rules::{AUTRE_CONTACT_CHARS_MAX, NOM_CHARS_MAX},
    },
    edge::{
        clock::Day,
        form::{Checks, FieldError},
        typed::{day, email, line, phone, some_line},
    },
};

/// The form, as typed.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct NewForm {
    /// The key of the form: the id that the dossier will have.
    pub jeton: String,
    /// `nouveau`, or `existant` for a booklet that somebody has.
    pub carnet_choix: String,
    /// The number of that booklet.
    pub carnet: String,
    /// The surname.
    pub nom: String,
    /// The first name.
    pub prenom: String,
    /// The birth date.
    pub date_naissance: String,
    /// The phone.
    pub telephone: String,
    /// The e-mail address.
    pub courriel: String,
    /// Another way to reach them.
    pub autre_contact: String,
    /// « oui »: somebody of that name and birth date is somebody else.
    pub malgre_tout: String,
}

/// A new dossier.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewDossier {
    /// The number of the booklet; none: a new one.
    pub carnet: Option<Carnet>,
    /// The surname.
    pub nom: String,
    /// The first name.
    pub prenom: String,
    /// The birth date.
    pub date_naissance: Option<Day>,
    /// The phone.
    pub telephone: Option<String>,
    /// The e-mail address.
    pub courriel: Option<String>,
    /// Another way to reach them.
    pub autre_contact: Option<String>,
    /// Even where there is somebody of that name and birth date.
    pub anyway: bool,
}

/// The choice of a booklet that somebody already has.
const EXISTING: &str = "existant";

impl NewForm {
    /// The dossier, or every mistake.
    ///
    /// # Errors
    /// The mistakes.
    pub fn checked(&self, today: Day) -> Result<NewDossier, Vec<FieldError>> {
        let mut checks = Checks::default();
        let (nom, prenom) = (line(&self.nom), line(&self.prenom));
        checks.require(named(&nom), "nom", "Écrivez le nom de famille.");
        checks.require(named(&prenom), "prenom", "Écrivez le prénom.");
        let existing = self.carnet_choix == EXISTING;
        let carnet = Carnet::parse(&self.carnet).filter(|_| existing);
        checks.require(
            !existing || carnet.is_some(),
            "carnet",
            "Écrivez le numéro comme sur le carnet : 3\u{a0}chiffres puis 3\u{a0}lettres, par exemple 000ysz.",
        );
        let naissance = some_line(&self.date_naissance).map(|typed| day(&typed));
        let born = naissance.is_none_or(|day| day.is_some_and(|day| day <= today));
        checks.require(
            born,
            "date_naissance",
            "Écrivez la date de naissance comme 03/02/1980, ou laissez vide.",
        );
        let telephone = some_line(&self.telephone).map(|typed| phone(&typed));
        checks.require(
            telephone.as_ref().is_none_or(Option::is_some),
            "telephone",
            "Vérifiez le téléphone : 10\u{a0}chiffres, ou +\u{a0}et l’indicatif du pays.",
        );
        let courriel = some_line(&self.courriel).map(|typed| email(&typed));
        checks.require(
            courriel.as_ref().is_none_or(Option::is_some),
            "courriel",
            "Vérifiez l’adresse e-mail : elle ressemble à prenom@exemple.fr.",
        );
        let autre_contact = some_line(&self.autre_contact);
        let short = |text: &String| text.chars().count() <= AUTRE_CONTACT_CHARS_MAX;
        checks.require(
            autre_contact.as_ref().is_none_or(short),
            "autre_contact",
            "Écrivez 300\u{a0}caractères au plus.",
        );
        checks.done(NewDossier {
            carnet,
            nom,
            prenom,
            date_naissance: naissance.flatten(),
            telephone: telephone.flatten(),
            courriel: courriel.flatten(),
            autre_contact,
            anyway: self.malgre_tout == "oui",
        })
    }
}

fn named(text: &str) -> bool {
    !text.is_empty() && text.chars().count() <= NOM_CHARS_MAX
}

#[cfg(test)]
mod tests {
    use super::*;

    fn today() -> Day {
        Day("2026-11-22".parse().expect("a day"))
    }

    fn form() -> NewForm {
        NewForm {
            nom: " Diallo ".to_owned(),
            prenom: "Awa".to_owned(),
            ..NewForm::default()
        }
    }

    fn wrong(form: &NewForm) -> Vec<&'static str> {
        let errors = form.checked(today()).err().unwrap_or_default();
        errors.iter().map(|error| error.champ).collect()
    }

    #[test]
    fn a_name_is_enough() {
        let new = form().checked(today()).expect("fine");
        assert_eq!((new.nom.as_str(), new.carnet), ("Diallo", None));
        let twice = NewForm {
            malgre_tout: "oui".to_owned(),
            ..form()
        };
        assert!(twice.checked(today()).expect("fine").anyway);
    }

    #[test]
    fn every_mistake_is_told_at_once() {
        let all = NewForm {
            nom: String::new(),
            prenom: "x".repeat(101),
            carnet_choix: "existant".to_owned(),
            carnet: "ysz".to_owned(),
            date_naissance: "03/02/2080".to_owned(),
            telephone: "12".to_owned(),
            courriel: "x".to_owned(),
            autre_contact: "x".repeat(301),
            ..NewForm::default()
        };
        assert_eq!(
            wrong(&all),
            [
                "nom",
                "prenom",
                "carnet",
                "date_naissance",
                "telephone",
                "courriel",
                "autre_contact"
            ]
        );
    }

    #[test]
    fn a_number_counts_only_where_one_says_so() {
        let typed = |choice: &str| NewForm {
            carnet_choix: choice.to_owned(),
            carnet: "000 YSZ".to_owned(),
            ..form()
        };
        let number = |form: NewForm| {
            let new = form.checked(today()).expect("fine");
            new.carnet.map(|carnet| carnet.as_str().to_owned())
        };
        assert_eq!(number(typed("existant")).as_deref(), Some("000ysz"));
        assert_eq!(number(typed("nouveau")), None);
    }
}
