//! Workshops: what was agreed, planned and attended, and what is left of it (issue 6, domain §4). Pure.

use serde::{Deserialize, Serialize};

use crate::{
    edge::{
        clock::Day,
        form::{Checks, FieldError},
        hours::Time,
        typed, words,
    },
    places::lists_rules::{self, SERVICES},
};

/// The most workshops of a dossier.
pub const ATELIERS_MAX: i64 = 200;
/// The longest theme of one's own, in characters (`atelier.theme_texte`).
pub const THEME_CHARS_MAX: usize = 100;
/// The theme that needs words of one's own.
pub const OTHER_THEME: &str = "autre";
/// The most workshops that can be agreed (`parcours.ateliers`).
pub const AGREED_MAX: i64 = 100;
/// The most hours that can be agreed (`parcours.minutes`).
const AGREED_HOURS_MAX: i64 = 1_000;
/// How long a workshop lasts, in minutes (`atelier.minutes`).
const MINUTES: std::ops::RangeInclusive<i64> = 15..=600;
/// A workshop is planned at most so far ahead, in days, and was at most so long ago.
const DAYS_AWAY_MAX: i64 = 3 * 366;

/// What became of a workshop.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum Etat {
    /// It is to come, or nobody has yet said.
    Prevu,
    /// The person came.
    Suivi,
    /// The person did not come.
    Absent,
    /// It does not take place.
    Annule,
}

impl Etat {
    /// All of them, in the order of the form.
    pub const ALL: [Self; 4] = [Self::Prevu, Self::Suivi, Self::Absent, Self::Annule];

    /// Its code, as in the database and in forms.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Prevu => "PREVU",
            Self::Suivi => "SUIVI",
            Self::Absent => "ABSENT",
            Self::Annule => "ANNULE",
        }
    }

    /// The one that has this code.
    #[must_use]
    pub fn of_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|etat| etat.code() == code)
    }

    /// Its word on the screens.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Prevu => "Prévu",
            Self::Suivi => "Suivi",
            Self::Absent => "Absent",
            Self::Annule => "Annulé",
        }
    }

    /// Can it only be said of a day that has come?
    #[must_use]
    pub fn has_happened(self) -> bool {
        matches!(self, Self::Suivi | Self::Absent)
    }
}

/// The themes, each its code and its words: what places offer, then one's own.
#[must_use]
pub fn themes() -> Vec<(&'static str, &'static str)> {
    let mut themes = SERVICES.to_vec();
    themes.push((OTHER_THEME, "Autre thème"));
    themes
}

/// A theme in words: the standard's, and one's own beside.
#[must_use]
pub fn theme_words(theme: &str, texte: Option<&str>) -> String {
    match (lists_rules::words(SERVICES, theme), texte) {
        (Some(words), Some(more)) => format!("{words} ({more})"),
        (Some(words), None) => words.to_owned(),
        (None, more) => more.unwrap_or("Autre thème").to_owned(),
    }
}

/// A length of time: « 45 min », « 2 h », « 1 h 30 ».
#[must_use]
pub fn duration(minutes: i64) -> String {
    match (minutes / 60, minutes % 60) {
        (0, minutes) => format!("{minutes}\u{a0}min"),
        (hours, 0) => format!("{hours}\u{a0}h"),
        (hours, minutes) => format!("{hours}\u{a0}h\u{a0}{minutes:02}"),
    }
}

/// A length as typed: « 2 h », « 1h30 », « 90 », « 90 min »; a bare number counts minutes.
#[must_use]
pub fn read_duration(typed: &str) -> Option<i64> {
    let text: String = typed
        .chars()
        .filter(|c| !c.is_whitespace())
        .flat_map(char::to_lowercase)
        .collect();
    let number = |digits: &str| {
        let fine = (1..=4).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit());
        fine.then(|| digits.parse::<i64>().ok()).flatten()
    };
    let minutes_of = |text: &str| {
        let bare = text
            .strip_suffix("minutes")
            .or_else(|| text.strip_suffix("min"));
        number(bare.or_else(|| text.strip_suffix("mn")).unwrap_or(text))
    };
    match text.split_once('h') {
        None => minutes_of(&text),
        Some((hours, rest)) => {
            let rest = rest.trim_start_matches("eures").trim_start_matches("eure");
            let minutes = if rest.is_empty() {
                0
            } else {
                minutes_of(rest)?
            };
            (minutes < 60).then_some(number(hours)? * 60 + minutes)
        }
    }
}

/// What a workshop is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Atelier {
    /// Which day.
    pub jour: Day,
    /// At what time, « 14:30 ».
    pub heure: Option<String>,
    /// A code of [`themes`].
    pub theme: String,
    /// Words of one's own.
    pub theme_texte: Option<String>,
    /// How long, in minutes.
    pub minutes: i64,
    /// What became of it.
    pub etat: Etat,
}

/// « Ajouter un atelier » and « Corriger l’atelier », as typed.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct AtelierForm {
    /// Which day.
    pub jour: String,
    /// At what time.
    pub heure: String,
    /// A code of the list.
    pub theme: String,
    /// Words of one's own.
    pub theme_texte: String,
    /// How long.
    pub duree: String,
    /// What became of it: a code.
    pub etat: String,
    /// The version that was read; empty for a new one.
    pub version: String,
    /// The id it will have: sent twice, it is one.
    pub jeton: String,
}

impl AtelierForm {
    /// The form that says `atelier`.
    #[must_use]
    pub fn of(atelier: &Atelier, version: i64) -> Self {
        Self {
            jour: atelier.jour.short(),
            heure: atelier.heure.clone().unwrap_or_default(),
            theme: atelier.theme.clone(),
            theme_texte: atelier.theme_texte.clone().unwrap_or_default(),
            duree: duration(atelier.minutes),
            etat: atelier.etat.code().to_owned(),
            version: version.to_string(),
            jeton: String::new(),
        }
    }

    /// What it means, on `today`.
    ///
    /// # Errors
    /// Every mistake, beside its field.
    pub fn checked(&self, today: Day) -> Result<Atelier, Vec<FieldError>> {
        let mut checks = Checks::default();
        let near = |day: &Day| today.days_until(*day).abs() <= DAYS_AWAY_MAX;
        let jour = typed::day(&self.jour).filter(near);
        checks.require(
            jour.is_some(),
            "atelier-jour",
            "Écrivez la date comme 03/02/2027, à trois ans près.",
        );
        let heure = Time::typed(&self.heure)
            .map(Time::written)
            .filter(|it| it.as_str() < "24:00");
        checks.require(
            heure.is_some() || self.heure.trim().is_empty(),
            "atelier-heure",
            "Écrivez l’heure comme 14 h 30, ou laissez vide.",
        );
        let theme = themes().into_iter().find(|(code, _)| *code == self.theme);
        checks.require(
            theme.is_some(),
            "atelier-theme",
            "Choisissez le thème dans la liste.",
        );
        let theme_texte = typed::some_line(&self.theme_texte);
        let length = theme_texte.as_ref().map_or(0, |text| text.chars().count());
        checks.require(
            length <= THEME_CHARS_MAX && (length > 0 || self.theme != OTHER_THEME),
            "atelier-theme-texte",
            "Dites le thème, 100\u{a0}caractères au plus.",
        );
        let minutes = read_duration(&self.duree).filter(|it| MINUTES.contains(it));
        checks.require(
            minutes.is_some(),
            "atelier-duree",
            "Écrivez la durée comme 2 h ou 1 h 30, de 15\u{a0}minutes à 10\u{a0}heures.",
        );
        let etat = Etat::of_code(&self.etat);
        checks.require(etat.is_some(), "atelier-etat", "Dites où en est l’atelier.");
        let early = etat.is_some_and(Etat::has_happened) && jour.is_some_and(|day| day > today);
        checks.require(!early, "atelier-etat", TOO_EARLY);
        let atelier = Atelier {
            jour: jour.unwrap_or(today),
            heure,
            theme: self.theme.clone(),
            theme_texte,
            minutes: minutes.unwrap_or_default(),
            etat: etat.unwrap_or(Etat::Prevu),
        };
        checks.done(atelier)
    }
}

/// What is said of a workshop that has not yet taken place.
pub const TOO_EARLY: &str =
    "Cet atelier n’a pas encore eu lieu\u{a0}: dites s’il a été suivi à partir de ce jour-là.";

/// What was agreed with the person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
pub struct Parcours {
    /// How many workshops.
    pub ateliers: i64,
    /// How long in all, in minutes, where that was agreed too.
    pub minutes: Option<i64>,
}

/// « Parcours convenu », as typed.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct ParcoursForm {
    /// How many workshops.
    pub ateliers: String,
    /// How many hours in all.
    pub heures: String,
    /// The version that was read; « 0 »: nothing was agreed.
    pub version: String,
}

impl ParcoursForm {
    /// The form that says `parcours`.
    #[must_use]
    pub fn of(parcours: Option<Parcours>, version: i64) -> Self {
        let hours = parcours.and_then(|agreed| agreed.minutes).map(duration);
        Self {
            ateliers: parcours.map_or_else(String::new, |agreed| agreed.ateliers.to_string()),
            heures: hours.unwrap_or_default(),
            version: version.to_string(),
        }
    }

    /// What it means.
    ///
    /// # Errors
    /// Every mistake, beside its field.
    pub fn checked(&self) -> Result<Parcours, Vec<FieldError>> {
        let mut checks = Checks::default();
        let count = self.ateliers.trim();
        let plain = count.len() <= 3 && count.bytes().all(|b| b.is_ascii_digit());
        let ateliers = plain.then(|| count.parse::<i64>().ok()).flatten();
        let ateliers = ateliers.filter(|it| (1..=AGREED_MAX).contains(it));
        checks.require(
            ateliers.is_some(),
            "parcours-ateliers",
            "Écrivez le nombre d’ateliers, de 1 à 100.",
        );
        let typed = self.heures.trim();
        // Here, a bare number counts hours.
        let bare = !typed.is_empty() && typed.bytes().all(|b| b.is_ascii_digit());
        let read = if bare {
            read_duration(&format!("{typed}h"))
        } else {
            read_duration(typed)
        };
        let minutes = read.filter(|it| (30..=AGREED_HOURS_MAX * 60).contains(it));
        checks.require(
            minutes.is_some() || typed.is_empty(),
            "parcours-heures",
            "Écrivez le nombre d’heures comme 20 ou 12 h 30, ou laissez vide.",
        );
        checks.done(Parcours {
            ateliers: ateliers.unwrap_or_default(),
            minutes,
        })
    }
}

/// Where a carnet is: what was agreed, done, to come and left.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Compte {
    /// Attended.
    pub suivis: i64,
    /// How long these lasted, in minutes.
    pub minutes_suivies: i64,
    /// Planned.
    pub prevus: i64,
    /// The person did not come.
    pub absences: i64,
    /// Of what was agreed, what has not been attended; `None`: nothing was agreed.
    pub restants: Option<i64>,
    /// The same in minutes, where that was agreed.
    pub minutes_restantes: Option<i64>,
}

impl Compte {
    /// The count of a carnet: what was agreed, and each workshop's state and minutes.
    #[must_use]
    pub fn of(parcours: Option<Parcours>, ateliers: impl IntoIterator<Item = (Etat, i64)>) -> Self {
        let mut compte = Self::default();
        for (etat, minutes) in ateliers {
            match etat {
                Etat::Suivi => {
                    compte.suivis += 1;
                    compte.minutes_suivies += minutes;
                }
                Etat::Prevu => compte.prevus += 1,
                Etat::Absent => compte.absences += 1,
                Etat::Annule => {}
            }
        }
        compte.restants = parcours.map(|agreed| (agreed.ateliers - compte.suivis).max(0));
        let minutes = parcours.and_then(|agreed| agreed.minutes);
        compte.minutes_restantes = minutes.map(|agreed| (agreed - compte.minutes_suivies).max(0));
        compte
    }

    /// « Il reste 6 ateliers sur 10, soit 12 h sur 20 h ».
    #[must_use]
    pub fn words(&self, parcours: Option<Parcours>) -> Option<String> {
        let (agreed, left) = (parcours?, self.restants?);
        let mut said = if left == 0 {
            format!("Les {} ateliers convenus ont été suivis", agreed.ateliers)
        } else {
            let left = words::counted(left, "atelier", "ateliers");
            format!("Il reste {left} sur {}", agreed.ateliers)
        };
        if agreed.ateliers == 1 && left == 0 {
            "L’atelier convenu a été suivi".clone_into(&mut said);
        }
        if let (Some(minutes), Some(of)) = (self.minutes_restantes, agreed.minutes) {
            let minutes = duration(minutes);
            return Some(format!("{said}, et {minutes} sur {}", duration(of)));
        }
        Some(said)
    }
}

#[cfg(test)]
mod tests;
