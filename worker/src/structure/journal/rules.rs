//! What « Journal » can be narrowed to, and what counts as seeing a file. Pure.

use serde::{Deserialize, Serialize};

use crate::edge::{
    clock::Day,
    form::{Checks, FieldError, LAST_BEFORE_FIRST},
    ids::{HistoryId, StaffId, UsagerId},
    typed,
};

/// What of a person was seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Seen {
    /// Their file, any tab of it.
    Fiche,
    /// A document of theirs.
    Document,
}

impl Seen {
    /// As in the database.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Fiche => "FICHE",
            Self::Document => "DOCUMENT",
        }
    }
}

/// What is seen at that address of the route table: the pages of one file, and nothing that is sent.
#[must_use]
pub fn seen_at(method: &str, path: &str) -> Option<Seen> {
    let tab = path.strip_prefix("/gestion/usagers/{usager}")?;
    match (method, tab) {
        ("GET", "/documents/{document}") => Some(Seen::Document),
        ("GET", _) => Some(Seen::Fiche),
        _ => None,
    }
}

/// What lines are about: what the page can be narrowed to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Famille {
    /// Files that were seen.
    Consultations,
    /// Files that were changed.
    Modifications,
    /// What went out.
    Exports,
    /// Accounts, sign-ins, invitations.
    Comptes,
    /// The structure itself.
    Structure,
}

impl Famille {
    /// Every family, in the order of the page.
    pub const ALL: [Self; 5] = [
        Self::Consultations,
        Self::Modifications,
        Self::Exports,
        Self::Comptes,
        Self::Structure,
    ];

    /// As in an address.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Consultations => "consultations",
            Self::Modifications => "modifications",
            Self::Exports => "exports",
            Self::Comptes => "comptes",
            Self::Structure => "structure",
        }
    }

    /// On the screens.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Consultations => "Consultations",
            Self::Modifications => "Modifications",
            Self::Exports => "Exports",
            Self::Comptes => "Comptes et accès",
            Self::Structure => "Structure",
        }
    }

    /// The family of an event of the audit log, as `journal.famille` computes it.
    #[must_use]
    pub fn of_log(evenement: &str) -> Self {
        if evenement.starts_with("EXPORT_") {
            Self::Exports
        } else if evenement.starts_with("STRUCTURE_") {
            Self::Structure
        } else {
            Self::Comptes
        }
    }

    /// As `journal.famille` names it, for the families that the audit log has.
    #[must_use]
    pub fn column(self) -> Option<&'static str> {
        match self {
            Self::Exports => Some("EXPORTS"),
            Self::Comptes => Some("COMPTES"),
            Self::Structure => Some("STRUCTURE"),
            Self::Consultations | Self::Modifications => None,
        }
    }
}

/// What is asked of the page, as typed and as in its address.
#[derive(Debug, Default, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Asked {
    /// Who.
    pub membre: String,
    /// About what.
    pub famille: String,
    /// First day.
    pub du: String,
    /// Last day.
    pub au: String,
    /// All about one file.
    pub dossier: String,
}

/// What the page is narrowed to.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Choice {
    /// Who; nobody in particular.
    pub membre: Option<StaffId>,
    /// About what; anything.
    pub famille: Option<Famille>,
    /// From this day on.
    pub du: Option<Day>,
    /// To this day, included.
    pub au: Option<Day>,
    /// One file alone.
    pub dossier: Option<UsagerId>,
}

impl Asked {
    /// Reads what was typed. A person or a family that can't be one is none; of a file, everything is told.
    ///
    /// # Errors
    /// A day that can't be one, or a period that ends before it begins.
    pub fn checked(&self) -> Result<Choice, Vec<FieldError>> {
        const WANTED: &str = "Écrivez une date, par exemple 31/12/2025, ou laissez vide.";
        let mut checks = Checks::default();
        let (du, au) = (typed::day(&self.du), typed::day(&self.au));
        checks.require(du.is_some() || self.du.trim().is_empty(), "du", WANTED);
        checks.require(au.is_some() || self.au.trim().is_empty(), "au", WANTED);
        checks.require(
            du.zip(au).is_none_or(|(du, au)| du <= au),
            "au",
            LAST_BEFORE_FIRST,
        );
        let dossier = UsagerId::parse(&self.dossier);
        let alone = dossier.is_some();
        checks.done(Choice {
            membre: StaffId::parse(&self.membre).filter(|_| !alone),
            famille: Famille::ALL
                .into_iter()
                .find(|famille| famille.code() == self.famille && !alone),
            du,
            au,
            dossier,
        })
    }
}

impl Choice {
    /// The end of the address that asks for it: with `?`, or empty.
    #[must_use]
    pub fn query(&self, before: Option<&Mark>) -> String {
        let part = |name: &str, value: Option<String>| value.map(|value| format!("{name}={value}"));
        let parts = [
            part(
                "membre",
                self.membre.as_ref().map(|id| id.as_str().to_owned()),
            ),
            part("famille", self.famille.map(|it| it.code().to_owned())),
            part("du", self.du.map(|day| day.0.to_string())),
            part("au", self.au.map(|day| day.0.to_string())),
            part(
                "dossier",
                self.dossier.as_ref().map(|id| id.as_str().to_owned()),
            ),
            part("avant", before.map(Mark::text)),
        ];
        let parts: Vec<String> = parts.into_iter().flatten().collect();
        if parts.is_empty() {
            String::new()
        } else {
            format!("?{}", parts.join("&"))
        }
    }

    /// The same as a form sends it.
    #[must_use]
    pub fn asked(&self) -> Asked {
        let id = |id: Option<&str>| id.unwrap_or_default().to_owned();
        let day = |day: Option<Day>| day.map(|day| day.0.to_string()).unwrap_or_default();
        Asked {
            membre: id(self.membre.as_ref().map(StaffId::as_str)),
            famille: self
                .famille
                .map(Famille::code)
                .unwrap_or_default()
                .to_owned(),
            du: day(self.du),
            au: day(self.au),
            dossier: id(self.dossier.as_ref().map(UsagerId::as_str)),
        }
    }

    /// In words, for the export and its line: never a name. « Consultations, du 01/11/2026 au 22/11/2026 ».
    #[must_use]
    pub fn words(&self) -> String {
        let what = match (self.famille, &self.dossier) {
            (_, Some(_)) => "un dossier",
            (Some(famille), None) => famille.label(),
            (None, None) => "tout le journal",
        };
        let who = self
            .membre
            .as_ref()
            .map(|_| "une personne de l’équipe".to_owned());
        let when = match (self.du, self.au) {
            (Some(du), Some(au)) => Some(format!("du {} au {}", du.short(), au.short())),
            (Some(du), None) => Some(format!("depuis le {}", du.short())),
            (None, Some(au)) => Some(format!("jusqu’au {}", au.short())),
            (None, None) => None,
        };
        let parts = std::iter::once(what.to_owned()).chain(who).chain(when);
        parts.collect::<Vec<_>>().join(", ")
    }
}

/// Where a page ends, and the next begins.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
    /// The moment of the last line shown, in milliseconds.
    pub at: i64,
    /// Its id.
    pub id: String,
}

impl Mark {
    /// Reads one from an address; `None` when it can't be one.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (at, id) = text.split_once('.')?;
        Some(Self {
            at: at.parse().ok().filter(|at| (0..1 << 52).contains(at))?,
            id: HistoryId::parse(id)?.as_str().to_owned(),
        })
    }

    /// As in an address.
    #[must_use]
    pub fn text(&self) -> String {
        format!("{}.{}", self.at, self.id)
    }
}

/// What the audit log keeps of an export of itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Kept {
    /// How many lines.
    pub lignes: i64,
    /// Which, in words.
    pub choix: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    const ID: &str = "AAAAAAAAAAAAAAAAAAAAAA";

    fn asked(membre: &str, famille: &str, du: &str, au: &str, dossier: &str) -> Asked {
        Asked {
            membre: membre.to_owned(),
            famille: famille.to_owned(),
            du: du.to_owned(),
            au: au.to_owned(),
            dossier: dossier.to_owned(),
        }
    }

    #[test]
    fn every_page_of_a_file_is_seen_and_no_list_is() {
        for (method, path, seen) in [
            ("GET", "/gestion/usagers/{usager}", Some(Seen::Fiche)),
            (
                "GET",
                "/gestion/usagers/{usager}/courriers",
                Some(Seen::Fiche),
            ),
            (
                "GET",
                "/gestion/usagers/{usager}/documents/{document}",
                Some(Seen::Document),
            ),
            ("POST", "/gestion/usagers/{usager}/notes", None),
            ("GET", "/gestion/usagers/nouveau", None),
            ("GET", "/gestion", None),
        ] {
            assert_eq!(seen_at(method, path), seen, "{method} {path}");
        }
    }

    #[test]
    fn an_address_reads_back() {
        for choice in [
            asked("", "", "", "", ""),
            asked(ID, "exports", "2026-11-01", "2026-11-22", ""),
            asked("", "", "2026-11-01", "", ID),
        ] {
            let read = choice.checked().expect("a choice");
            assert_eq!(read.asked(), choice);
        }
        let all = asked(ID, "exports", "01/11/2026", "", "")
            .checked()
            .expect("a choice");
        assert_eq!(
            all.query(Mark::parse(&format!("5.{ID}")).as_ref()),
            format!("?membre={ID}&famille=exports&du=2026-11-01&avant=5.{ID}")
        );
        assert_eq!(
            all.words(),
            "Exports, une personne de l’équipe, depuis le 01/11/2026"
        );
    }

    #[test]
    fn what_makes_no_sense_is_told_or_left_out() {
        let wrong = |du, au| {
            asked("", "", du, au, "")
                .checked()
                .map_err(|errors| errors.len())
        };
        assert_eq!(wrong("hier", "31/02/2026"), Err(2));
        assert_eq!(wrong("2026-11-02", "2026-11-01"), Err(1));
        let none = asked("' OR 1=1", "autre", "", "", "%00").checked();
        assert_eq!(none, Ok(Choice::default()));
        let file = asked(ID, "exports", "", "", ID)
            .checked()
            .expect("a choice");
        assert_eq!((file.membre, file.famille), (None, None), "all of the file");
        for text in [
            "",
            "1",
            "x.AAAAAAAAAAAAAAAAAAAAAA",
            "-1.AAAAAAAAAAAAAAAAAAAAAA",
            "1.A",
        ] {
            assert_eq!(Mark::parse(text), None, "{text}");
        }
    }
}
