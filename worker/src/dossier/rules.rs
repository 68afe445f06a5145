//! Where a dossier may go, and the words for it (seed 003, domain §4). Pure.
//!
//! ```text
//!   CREATION ──▶ ORIENTATION ── prendre en charge ──▶ PRISE_EN_CHARGE
//!                 ▲   │  ▲                                │      │
//!       rouvrir   │   │  └──── réorienter (elsewhere) ────┘      │
//!                 │   └─────────────── archiver ──────┐          │
//!                 └──────────────── ARCHIVE ◀─────────┴──────────┘
//! ```
//!
//! « Récupérer » brings a dossier from any tab of another structure into one's own « Orientation ». Whatever else moved a
//! dossier can be undone by the person who did it, for ten seconds: that too is a line of the log.

use serde::{Deserialize, Serialize};

use crate::{
    desk::list::rules::{folded, words},
    edge::{
        clock::{HOUR_MS, Moment, SECOND_MS},
        ids::StructureId,
    },
};

/// How long a move can be undone, as the page says, in milliseconds.
pub const UNDO_MS: i64 = 10 * SECOND_MS;
/// What is granted beyond, in milliseconds: the answer and the click travel too.
pub const UNDO_GRACE_MS: i64 = 5 * SECOND_MS;
/// Tries of « Récupérer un dossier » within [`TRY_MS`]: of one person.
pub const TRIES_OF_STAFF: i64 = 5;
/// The same, of a structure.
pub const TRIES_OF_STRUCTURE: i64 = 20;
/// Over which time tries are counted, in milliseconds.
pub const TRY_MS: i64 = HOUR_MS;
/// The longest reason or message, in characters.
pub const TEXTE_CHARS_MAX: usize = 1000;
/// The longest surname or first name, in characters.
pub const NOM_CHARS_MAX: usize = 100;
/// The longest « autre contact », in characters.
pub const AUTRE_CONTACT_CHARS_MAX: usize = 300;
/// The longest key of a name or of a search, in characters.
const KEY_CHARS_MAX: usize = 400;
/// The most words of a person's names that the search box knows.
const WORDS_MAX: usize = 5;

/// The tab a dossier is in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Statut {
    /// It waits for whoever holds it.
    Orientation,
    /// The person follows workshops.
    PriseEnCharge,
    /// Over, until it is reopened or fetched back.
    Archive,
}

impl Statut {
    /// Every one, in the order of the tabs.
    pub const ALL: [Self; 3] = [Self::Orientation, Self::PriseEnCharge, Self::Archive];
    /// Those a dossier can be archived or sent on from.
    pub const LIVE: [Self; 2] = [Self::Orientation, Self::PriseEnCharge];

    /// Its code in the database.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Orientation => "ORIENTATION",
            Self::PriseEnCharge => "PRISE_EN_CHARGE",
            Self::Archive => "ARCHIVE",
        }
    }

    /// The word of its tab in an address.
    #[must_use]
    pub fn slug(self) -> &'static str {
        match self {
            Self::Orientation => "orientation",
            Self::PriseEnCharge => "prise-en-charge",
            Self::Archive => "archives",
        }
    }

    /// The tab of that word.
    #[must_use]
    pub fn of_slug(slug: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.slug() == slug)
    }

    /// The words on its tab (seed 003).
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Orientation => "Orientation",
            Self::PriseEnCharge => "Prise en charge",
            Self::Archive => "Archives",
        }
    }
}

/// What a line of the log tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Genre {
    /// « + Bénéficiaire ».
    Creation,
    /// « Prendre en charge ».
    PriseEnCharge,
    /// « Archiver ».
    Archivage,
    /// « Rouvrir ».
    Reouverture,
    /// « Réorienter » to another structure.
    Reorientation,
    /// « Récupérer un dossier ».
    Recuperation,
    /// « Annuler », within ten seconds.
    Annulation,
}

impl Genre {
    /// Every one.
    pub const ALL: [Self; 7] = [
        Self::Creation,
        Self::PriseEnCharge,
        Self::Archivage,
        Self::Reouverture,
        Self::Reorientation,
        Self::Recuperation,
        Self::Annulation,
    ];

    /// Its code in the database.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Creation => "CREATION",
            Self::PriseEnCharge => "PRISE_EN_CHARGE",
            Self::Archivage => "ARCHIVAGE",
            Self::Reouverture => "REOUVERTURE",
            Self::Reorientation => "REORIENTATION",
            Self::Recuperation => "RECUPERATION",
            Self::Annulation => "ANNULATION",
        }
    }

    /// What was done, as a timeline says it.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Creation => "Dossier créé",
            Self::PriseEnCharge => "Pris en charge",
            Self::Archivage => "Archivé",
            Self::Reouverture => "Rouvert",
            Self::Reorientation => "Réorienté",
            Self::Recuperation => "Récupéré",
            Self::Annulation => "Dernier déplacement annulé",
        }
    }

    /// The tab it leads to; `None` for what goes back to where it was.
    #[must_use]
    pub fn leads_to(self) -> Option<Statut> {
        match self {
            Self::Creation | Self::Reouverture | Self::Reorientation | Self::Recuperation => {
                Some(Statut::Orientation)
            }
            Self::PriseEnCharge => Some(Statut::PriseEnCharge),
            Self::Archivage => Some(Statut::Archive),
            Self::Annulation => None,
        }
    }

    /// Can it be undone at all? Not what has given a dossier to read: whoever held it is told.
    #[must_use]
    pub fn can_be_undone(self) -> bool {
        !matches!(self, Self::Creation | Self::Recuperation | Self::Annulation)
    }

    /// The tabs it may be done from.
    #[must_use]
    pub fn begins_at(self) -> &'static [Statut] {
        match self {
            Self::PriseEnCharge => &[Statut::Orientation],
            Self::Archivage | Self::Reorientation => &Statut::LIVE,
            Self::Reouverture => &[Statut::Archive],
            Self::Recuperation | Self::Annulation => &Statut::ALL,
            Self::Creation => &[],
        }
    }
}

/// Where a dossier is, and since when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// Who holds it.
    pub structure: StructureId,
    /// In which tab.
    pub statut: Statut,
    /// Since when.
    pub depuis: Moment,
}

/// What somebody does to a dossier that is there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Move {
    /// « Prendre en charge ».
    TakeCharge,
    /// « Archiver ».
    Archive,
    /// « Rouvrir ».
    Reopen,
    /// « Réorienter » to that structure.
    SendOn(StructureId),
    /// « Récupérer un dossier », from whoever holds it.
    FetchBack,
}

impl Move {
    /// What the log will say.
    #[must_use]
    pub fn genre(&self) -> Genre {
        match self {
            Self::TakeCharge => Genre::PriseEnCharge,
            Self::Archive => Genre::Archivage,
            Self::Reopen => Genre::Reouverture,
            Self::SendOn(_) => Genre::Reorientation,
            Self::FetchBack => Genre::Recuperation,
        }
    }

    /// Where it leads when somebody of `by` does it at `now` to a dossier that is at `place`; `None`: it can't be done.
    #[must_use]
    pub fn from(&self, place: &Place, by: &StructureId, now: Moment) -> Option<Place> {
        let genre = self.genre();
        let holder = match self {
            Self::SendOn(to) => to,
            _ => by,
        };
        let own = place.structure == *by;
        let fine = match self {
            Self::FetchBack => !own,
            Self::SendOn(to) => own && to != by,
            _ => own,
        };
        let statut = genre.leads_to()?;
        (fine && genre.begins_at().contains(&place.statut)).then(|| Place {
            structure: holder.clone(),
            statut,
            depuis: now,
        })
    }
}

/// Can what was done at `then` still be undone?
#[must_use]
pub fn can_be_undone(then: Moment, now: Moment) -> bool {
    now.0 - then.0 <= UNDO_MS + UNDO_GRACE_MS
}

/// A line of the log, as far as it moves the dossier.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// Which one, from one.
    pub rang: i64,
    /// What was done.
    pub genre: Genre,
    /// Where the dossier was; `None` when it was created.
    pub from: Option<Place>,
    /// Where it went.
    pub to: Place,
    /// Which line it undoes.
    pub undoes: Option<i64>,
}

/// Where a whole log leads; `None` when it could not have happened: a line that does not begin where the last one ended,
/// goes where its kind does not lead, or undoes anything but the last one.
#[must_use]
pub fn replayed(log: &[Line]) -> Option<Place> {
    let mut before: Option<&Line> = None;
    for (line, rang) in log.iter().zip(1..) {
        let expected = match (line.genre, before) {
            (Genre::Creation, None) => line.to.statut == Statut::Orientation,
            (Genre::Creation, Some(_)) | (_, None) => false,
            (Genre::Annulation, Some(last)) => {
                last.genre.can_be_undone()
                    && line.undoes == Some(last.rang)
                    && last.from.as_ref() == Some(&line.to)
            }
            (genre, Some(last)) => {
                genre.begins_at().contains(&last.to.statut)
                    && genre.leads_to() == Some(line.to.statut)
                    && moves_elsewhere(genre) == (last.to.structure != line.to.structure)
            }
        };
        let follows = line.from.as_ref() == before.map(|last| &last.to);
        if !(expected && follows && line.rang == rang) {
            return None;
        }
        before = Some(line);
    }
    before.map(|last| last.to.clone())
}

fn moves_elsewhere(genre: Genre) -> bool {
    matches!(genre, Genre::Reorientation | Genre::Recuperation)
}

/// The surname as « Récupérer un dossier » compares it: letters and digits alone, without accents nor case, so that
/// « D’ALMEIDA », « d almeida » and « Dalméida » are one. Never empty: a name of signs alone is compared as it is.
#[must_use]
pub fn name_key(nom: &str) -> String {
    let key = words(nom).concat();
    let key = if key.is_empty() { folded(nom) } else { key };
    key.chars().take(KEY_CHARS_MAX).collect()
}

/// What the search box finds a dossier by: each word of the names followed by each of the others, then by the rest, so that
/// any two may be typed first, in any order; and the number of the carnet.
#[must_use]
pub fn search_keys(nom: &str, prenom: &str, carnet: &str) -> Vec<String> {
    let mut all = words(nom);
    all.extend(words(prenom));
    all.truncate(WORDS_MAX);
    let mut keys = vec![carnet.to_owned()];
    for first in 0..all.len() {
        // Whoever has one word has one key.
        for second in (0..all.len()).filter(|other| *other != first || all.len() == 1) {
            let rest = (0..all.len()).filter(|at| *at != first && *at != second);
            let order = [first]
                .into_iter()
                .chain([second].into_iter().filter(|at| *at != first));
            let parts = order.chain(rest).filter_map(|at| all.get(at));
            let key: Vec<&str> = parts.map(String::as_str).collect();
            let key: String = key.join(" ").chars().take(KEY_CHARS_MAX).collect();
            if !keys.contains(&key) {
                keys.push(key);
            }
        }
    }
    keys
}

#[cfg(test)]
mod tests;
