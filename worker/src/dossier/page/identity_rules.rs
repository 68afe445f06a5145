//! Who the person of a dossier is, as typed and as kept, and two edits of the same version put together. Pure.

use serde::{Deserialize, Serialize};

use crate::{
    desk::file::{langue_rules, row_rules::is_name},
    dossier::rules::{AUTRE_CONTACT_CHARS_MAX, NOM_CHARS_MAX},
    edge::{
        clock::Day,
        form::{Checks, FieldError},
        typed::{self, phone_grouped},
    },
};

/// Who they are and how they are reached.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Identity {
    /// Surname.
    pub nom: String,
    /// First name.
    pub prenom: String,
    /// Date of birth, where it is known.
    pub date_naissance: Option<Day>,
    /// Phone.
    pub telephone: Option<String>,
    /// E-mail.
    pub courriel: Option<String>,
    /// Any other way to reach them.
    pub autre_contact: Option<String>,
    /// The language they speak best, ISO 639-1; `None`: French, or not asked.
    pub langue: Option<String>,
}

/// A field of [`Identity`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Champ {
    /// Surname.
    Nom,
    /// First name.
    Prenom,
    /// Date of birth.
    Naissance,
    /// Phone.
    Telephone,
    /// E-mail.
    Courriel,
    /// Any other way.
    AutreContact,
    /// Language.
    Langue,
}

impl Champ {
    /// Every field, in the order of the page.
    pub const ALL: [Self; 7] = [
        Self::Nom,
        Self::Prenom,
        Self::Naissance,
        Self::Telephone,
        Self::Courriel,
        Self::AutreContact,
        Self::Langue,
    ];

    /// Its name on the screens.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Nom => "Nom",
            Self::Prenom => "Prénom",
            Self::Naissance => "Date de naissance",
            Self::Telephone => "Téléphone",
            Self::Courriel => "E-mail",
            Self::AutreContact => "Autre façon de la joindre",
            Self::Langue => "Langue parlée",
        }
    }
}

impl Identity {
    /// What a field says, in words; empty for nothing.
    #[must_use]
    pub fn words(&self, champ: Champ) -> String {
        let text = |text: &Option<String>| text.clone().unwrap_or_default();
        match champ {
            Champ::Nom => self.nom.clone(),
            Champ::Prenom => self.prenom.clone(),
            Champ::Naissance => self.date_naissance.map(Day::short).unwrap_or_default(),
            Champ::Telephone => self
                .telephone
                .as_deref()
                .map(phone_grouped)
                .unwrap_or_default(),
            Champ::Courriel => text(&self.courriel),
            Champ::AutreContact => text(&self.autre_contact),
            Champ::Langue => self
                .langue
                .as_deref()
                .map(langue_rules::label)
                .unwrap_or_default(),
        }
    }

    /// Makes a field say what `other` says there.
    fn take(&mut self, champ: Champ, other: &Self) {
        match champ {
            Champ::Nom => self.nom.clone_from(&other.nom),
            Champ::Prenom => self.prenom.clone_from(&other.prenom),
            Champ::Naissance => self.date_naissance = other.date_naissance,
            Champ::Telephone => self.telephone.clone_from(&other.telephone),
            Champ::Courriel => self.courriel.clone_from(&other.courriel),
            Champ::AutreContact => self.autre_contact.clone_from(&other.autre_contact),
            Champ::Langue => self.langue.clone_from(&other.langue),
        }
    }

    /// « DUPONT Jean ».
    #[must_use]
    pub fn titre(&self) -> String {
        format!("{} {}", self.nom.to_uppercase(), self.prenom)
    }
}

/// « Modifier », as typed.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct IdentityForm {
    /// Surname.
    pub nom: String,
    /// First name.
    pub prenom: String,
    /// Date of birth.
    pub naissance: String,
    /// Phone.
    pub telephone: String,
    /// E-mail.
    pub courriel: String,
    /// Any other way to reach them.
    pub autre_contact: String,
    /// Code of the language.
    pub langue: String,
    /// The version that was read.
    pub version: String,
}

impl IdentityForm {
    /// The form that says `identity`.
    #[must_use]
    pub fn of(identity: &Identity, version: i64) -> Self {
        let text = |text: &Option<String>| text.clone().unwrap_or_default();
        Self {
            nom: identity.nom.clone(),
            prenom: identity.prenom.clone(),
            naissance: identity.date_naissance.map(Day::short).unwrap_or_default(),
            telephone: text(&identity.telephone),
            courriel: text(&identity.courriel),
            autre_contact: text(&identity.autre_contact),
            langue: text(&identity.langue),
            version: version.to_string(),
        }
    }

    /// What it means, on `today`.
    ///
    /// # Errors
    /// Every mistake, beside its field.
    pub fn checked(&self, today: Day) -> Result<Identity, Vec<FieldError>> {
        let mut checks = Checks::default();
        let blank = |text: &str| text.trim().is_empty();
        let name = |text: &str| is_name(text) && text.chars().count() <= NOM_CHARS_MAX;
        let (nom, prenom) = (typed::line(&self.nom), typed::line(&self.prenom));
        checks.require(
            name(&nom),
            "nom",
            "Écrivez le nom, 100\u{a0}caractères au plus.",
        );
        checks.require(
            name(&prenom),
            "prenom",
            "Écrivez le prénom, 100\u{a0}caractères au plus.",
        );
        let date_naissance = typed::day(&self.naissance).filter(|day| *day <= today);
        checks.require(
            date_naissance.is_some() || blank(&self.naissance),
            "naissance",
            "Écrivez la date de naissance comme 03/02/1980, ou laissez vide.",
        );
        let telephone = typed::phone(&self.telephone);
        checks.require(
            telephone.is_some() || blank(&self.telephone),
            "telephone",
            "Écrivez le téléphone comme 06 12 34 56 78, avec l’indicatif s’il est étranger, ou laissez vide.",
        );
        let courriel = typed::email(&self.courriel);
        checks.require(
            courriel.is_some() || blank(&self.courriel),
            "courriel",
            "Écrivez l’adresse e-mail comme nom@exemple.fr, ou laissez vide.",
        );
        let autre_contact = typed::some_line(&self.autre_contact);
        checks.require(
            autre_contact
                .as_ref()
                .is_none_or(|text| text.chars().count() <= AUTRE_CONTACT_CHARS_MAX),
            "autre_contact",
            "Dites-le en 300\u{a0}caractères au plus.",
        );
        let langue = langue_rules::find(&self.langue).map(|(code, _)| code.to_owned());
        checks.require(
            langue.is_some() || blank(&self.langue),
            "langue",
            "Choisissez la langue dans la liste.",
        );
        checks.done(Identity {
            nom,
            prenom,
            date_naissance,
            telephone,
            courriel,
            autre_contact,
            langue,
        })
    }
}

/// A field that has changed, in words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    /// Which.
    pub champ: Champ,
    /// What it said.
    pub avant: String,
    /// What it says since.
    pub apres: String,
}

/// The fields in which `after` differs from `before`.
#[must_use]
pub fn changes(before: &Identity, after: &Identity) -> Vec<Change> {
    let differs = |champ: Champ| {
        let (avant, apres) = (before.words(champ), after.words(champ));
        (avant != apres).then_some(Change {
            champ,
            avant,
            apres,
        })
    };
    Champ::ALL.into_iter().filter_map(differs).collect()
}

/// A field that two people have changed, each in their own way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clash {
    /// Which.
    pub champ: Champ,
    /// What it said when both began.
    pub avant: String,
    /// What the colleague has written.
    pub collegue: String,
    /// What was typed since.
    pub saisi: String,
}

/// Two edits of the same version, put together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Merged {
    /// All that was typed, and what the colleague has written where nothing was.
    pub identity: Identity,
    /// What was taken from the colleague.
    pub taken: Vec<Change>,
    /// What both have changed: as typed, until the person decides.
    pub clashes: Vec<Clash>,
}

/// Puts what was `typed` over an older version together with what the dossier says now; `since` is what colleagues have
/// changed in between, oldest first. A field that nobody typed in follows the colleague: else saving would undo their work.
#[must_use]
pub fn merge(typed: &Identity, current: &Identity, since: &[Change]) -> Merged {
    let mut merged = Merged {
        identity: typed.clone(),
        taken: Vec::new(),
        clashes: Vec::new(),
    };
    for champ in Champ::ALL {
        let (mine, theirs) = (typed.words(champ), current.words(champ));
        let Some(first) = since.iter().find(|change| change.champ == champ) else {
            continue;
        };
        if mine == theirs {
            continue;
        }
        let avant = first.avant.clone();
        if avant == mine {
            merged.identity.take(champ, current);
            merged.taken.push(Change {
                champ,
                avant,
                apres: theirs,
            });
        } else {
            merged.clashes.push(Clash {
                champ,
                avant,
                collegue: theirs,
                saisi: mine,
            });
        }
    }
    merged
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    pub(crate) fn day(text: &str) -> Day {
        Day(text.parse().expect("a day"))
    }

    pub(crate) fn identity() -> Identity {
        Identity {
            nom: "D’Almeida".to_owned(),
            prenom: "Awa".to_owned(),
            date_naissance: Some(day("1991-02-09")),
            telephone: Some("06 12 34 00 40".to_owned()),
            courriel: Some("awa@exemple.fr".to_owned()),
            autre_contact: Some("Par sa sœur, le soir".to_owned()),
            langue: Some("wo".to_owned()),
        }
    }

    #[test]
    fn what_is_kept_is_what_was_typed() {
        let today = day("2026-11-22");
        let form = IdentityForm::of(&identity(), 1);
        assert_eq!(form.checked(today), Ok(identity()));
        let bare = IdentityForm {
            nom: " Diallo ".to_owned(),
            prenom: "Awa".to_owned(),
            ..IdentityForm::default()
        };
        let kept = bare.checked(today).expect("fine");
        assert_eq!(
            (kept.titre().as_str(), kept.telephone),
            ("DIALLO Awa", None)
        );
        let wrong = IdentityForm {
            nom: "—".to_owned(),
            naissance: "01/01/2050".to_owned(),
            telephone: "12".to_owned(),
            courriel: "a@b".to_owned(),
            autre_contact: "x".repeat(301),
            langue: "xx".to_owned(),
            ..IdentityForm::default()
        };
        assert_eq!(wrong.checked(today).expect_err("mistakes").len(), 7);
    }

    #[test]
    fn every_field_is_taken_whole() {
        let mut mine = identity();
        let other = Identity {
            nom: "Autre".to_owned(),
            prenom: "Autre".to_owned(),
            date_naissance: None,
            telephone: None,
            courriel: None,
            autre_contact: None,
            langue: None,
        };
        assert_eq!(changes(&mine, &other).len(), Champ::ALL.len());
        for champ in Champ::ALL {
            mine.take(champ, &other);
        }
        assert_eq!(mine, other);
    }

    #[test]
    fn a_colleague_s_work_is_not_undone_and_what_was_typed_is_kept() {
        let base = identity();
        let theirs = Identity {
            telephone: None,
            nom: "Almeida".to_owned(),
            ..base.clone()
        };
        let mine = Identity {
            nom: "D’Almeyda".to_owned(),
            langue: None,
            ..base.clone()
        };
        let merged = merge(&mine, &theirs, &changes(&base, &theirs));
        assert_eq!(merged.identity.telephone, None, "not typed in: theirs");
        assert_eq!(merged.identity.nom, "D’Almeyda", "typed in: mine");
        assert_eq!(merged.identity.langue, None, "nobody else's: mine");
        assert_eq!((merged.taken.len(), merged.clashes.len()), (1, 1));
    }
}
