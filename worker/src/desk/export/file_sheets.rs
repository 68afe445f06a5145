//! The data of one file: as JSON, and the mail and visits as a workbook.

use chrono_tz::Tz;
use serde::Deserialize;
use serde_json::{Value as Json, json};

use super::file_store::{Dossier, Row};
use crate::{
    auth::Staff,
    desk::mail::rules::{Mail, Mouvement},
    edge::{
        clock::{self, Moment},
        db::flag,
        error::{Error, Result},
        workbook::{Book, Cell, Shape},
    },
};

/// A line of the ledger.
#[derive(Debug, Deserialize)]
pub struct Line {
    id: String,
    /// What happened.
    pub mouvement: Mouvement,
    /// What moved.
    #[serde(flatten)]
    pub mail: Mail,
    /// Did the person show themselves?
    #[serde(deserialize_with = "flag")]
    pub passage: bool,
    /// Who took it in their place.
    pub mandataire: Option<String>,
    /// A note.
    pub note: Option<String>,
    annule_id: Option<String>,
    /// When.
    pub created_at: Moment,
    /// Who wrote it.
    pub auteur: String,
    /// Was it undone?
    #[serde(skip)]
    pub undone: bool,
}

impl Line {
    /// In words: « Remise à Léa Dupont, mandataire : 2 courriers ».
    #[must_use]
    pub fn words(&self) -> String {
        let words = match &self.mandataire {
            Some(name) => format!("Remise à {name}, mandataire\u{a0}: {}", self.mail.words()),
            None => self.mouvement.words(self.mail),
        };
        if self.undone {
            format!("{words} (annulée)")
        } else {
            words
        }
    }
}

/// The ledger of a file, oldest first; a line that was undone says so, and what undid it is left out.
///
/// # Errors
/// As [`Dossier::rows`].
pub fn ledger(dossier: &Dossier) -> Result<Vec<Line>> {
    let lines: Vec<Line> = dossier.rows("mail_line")?;
    let undone: std::collections::HashSet<String> = lines
        .iter()
        .filter_map(|line| line.annule_id.clone())
        .collect();
    let kept = lines
        .into_iter()
        .filter(|line| line.mouvement != Mouvement::Annulation);
    Ok(kept
        .map(|line| Line {
            undone: undone.contains(&line.id),
            ..line
        })
        .collect())
}

/// A sign-in to the portal.
#[derive(Debug, Deserialize)]
pub struct Login {
    /// When.
    pub created_at: Moment,
    /// Did it count as a visit?
    #[serde(deserialize_with = "flag")]
    pub passage: bool,
}

const SHAPES: [Shape; 2] = [
    Shape {
        nom: "Courrier et passages",
        widths: &[12, 8, 44, 11, 14, 8, 10, 24, 40, 24, 10],
        heading: true,
    },
    Shape {
        nom: "Connexions au portail",
        widths: &[12, 8, 20],
        heading: true,
    },
];

/// The workbook of mail and visits.
///
/// # Errors
/// As the packing.
pub fn workbook(dossier: &Dossier, zone: Tz) -> Result<Vec<u8>> {
    let title = |label: &&str| Cell::Title((*label).to_owned());
    let text = |text: &str| Cell::Text(text.to_owned());
    let yes = |yes: bool| if yes { text("oui") } else { Cell::Empty };
    let may = |it: &Option<String>| it.clone().map_or(Cell::Empty, Cell::Text);
    let hour = |at: Moment| Cell::Text(at.in_zone(zone).format("%H:%M").to_string());
    let mut book = Book::begin(&SHAPES)?;
    book.next_sheet()?;
    let heading = [
        "Jour",
        "Heure",
        "Quoi",
        "Courriers",
        "Avis de passage",
        "Colis",
        "Passage",
        "Mandataire",
        "Note",
        "Enregistré par",
        "Annulée",
    ];
    book.row(&heading.iter().map(title).collect::<Vec<_>>())?;
    for line in ledger(dossier)? {
        book.row(&[
            Cell::Day(line.created_at.day(zone)),
            hour(line.created_at),
            text(&line.mouvement.words(line.mail)),
            Cell::Number(line.mail.courrier),
            Cell::Number(line.mail.recommande),
            Cell::Number(line.mail.colis),
            yes(line.passage),
            may(&line.mandataire),
            may(&line.note),
            text(&line.auteur),
            yes(line.undone),
        ])?;
    }
    book.next_sheet()?;
    let heading = ["Jour", "Heure", "Compte comme passage"];
    book.row(&heading.iter().map(title).collect::<Vec<_>>())?;
    for login in dossier.rows::<Login>("portal_login")? {
        let at = login.created_at;
        book.row(&[Cell::Day(at.day(zone)), hour(at), yes(login.passage)])?;
    }
    book.end()
}

/// All of it as JSON: each table by its name, moments as dates with their zone.
///
/// # Errors
/// [`Error::Internal`] when it can't be written.
pub fn data(dossier: &Dossier, me: &Staff, now: Moment) -> Result<Vec<u8>> {
    let zone = clock::zone(&me.fuseau);
    let moment = |at: Moment| at.in_zone(zone).to_rfc3339();
    let mut all = serde_json::Map::new();
    let about =
        json!({ "structure": me.structure_nom, "exporte_le": moment(now), "fuseau": me.fuseau });
    all.insert("export".to_owned(), about);
    for (name, rows) in &dossier.tables {
        let rows = rows.iter().map(|row| Json::Object(readable(row, &moment)));
        all.insert((*name).to_owned(), Json::Array(rows.collect()));
    }
    serde_json::to_vec_pretty(&all).map_err(|error| Error::internal("donnees.json", error))
}

/// A row for other machines: milliseconds and JSON in a text are ours alone.
fn readable(row: &Row, moment: &impl Fn(Moment) -> String) -> Row {
    let value = |key: &str, value: &Json| match (key, value) {
        ("detail", Json::String(text)) => {
            serde_json::from_str(text).unwrap_or_else(|_shape| value.clone())
        }
        _ => match value.as_i64().filter(|_| key.ends_with("_at")) {
            Some(ms) => Json::String(moment(Moment(ms))),
            None => value.clone(),
        },
    };
    row.iter()
        .map(|(key, it)| (key.clone(), value(key, it)))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_are_dates_and_details_are_data() {
        let row = json!({ "created_at": 1_795_384_800_000_i64, "annule_at": null, "detail": "{\"numero\":8}", "nom": "Test" });
        let row = row.as_object().expect("a row");
        let moment = |at: Moment| at.in_zone(Tz::Europe__Paris).to_rfc3339();
        let read = Json::Object(readable(row, &moment));
        assert_eq!(
            read,
            json!({ "created_at": "2026-11-22T23:00:00+01:00", "annule_at": null, "detail": { "numero": 8 }, "nom": "Test" })
        );
    }
}
