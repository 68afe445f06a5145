//! The workbook of the list: the columns of an import first, in its words, so that it can be imported again; then the rest.

use chrono_tz::Tz;

use super::store::Person;
use crate::{
    desk::{
        decision::rules::reason_words,
        file::rules::langue_rules,
        import::{
            columns_rules::ALL,
            domiciliation_rules::{NO_MOTIF, PREMIERE, RENOUVELLEMENT},
        },
        people_rules::Menage,
        rules::{Motif, Statut},
        store::Usager,
    },
    edge::{
        clock::{Day, Moment},
        error::Result,
        typed,
        workbook::{Book, Cell, Shape},
    },
};

/// What an import does not know. No name here may be one that it does: a test compares.
pub const BESIDE: [&str; 10] = [
    "Situation",
    "Décision prise le",
    "Motif en toutes lettres",
    "Composition du ménage",
    "Courriers en attente",
    "Avis de passage en attente",
    "Colis en attente",
    "En attente depuis le",
    "Accès au portail",
    "Fiche créée le",
];

/// The workbook, before its first person.
///
/// # Errors
/// As [`Book::begin`].
pub fn begin() -> Result<Book> {
    let mut book = Book::begin(&[Shape {
        nom: "Domiciliés",
        widths: &[
            10, 9, 22, 20, 16, 14, 20, 17, 28, 12, 24, 24, 18, 14, 14, 16, 16, 16, 24,
        ],
        heading: true,
    }])?;
    book.next_sheet()?;
    let heading: Vec<Cell> = labels()
        .into_iter()
        .map(|label| Cell::Title(label.to_owned()))
        .collect();
    book.row(&heading)?;
    Ok(book)
}

/// The names of the columns.
#[must_use]
pub fn labels() -> Vec<&'static str> {
    ALL.iter()
        .map(|(_, label, ..)| *label)
        .chain(BESIDE)
        .collect()
}

fn text(value: Option<&str>) -> Cell {
    value
        .filter(|text| !text.is_empty())
        .map_or(Cell::Empty, |text| Cell::Text(text.to_owned()))
}

fn words(value: &str) -> Cell {
    text(Some(value))
}

fn day(value: Option<Day>) -> Cell {
    value.map_or(Cell::Empty, Cell::Day)
}

/// A row: someone, in the words of an import, then what it does not know.
#[must_use]
pub fn row(person: &Person, zone: Tz) -> Vec<Cell> {
    let usager = &person.usager;
    let on = |at: Option<Moment>| day(at.map(|at| at.day(zone)));
    let mut cells = who(usager);
    cells.extend(domiciliation(usager, zone));
    cells.push(text(
        usager.langue.as_deref().map(langue_rules::label).as_deref(),
    ));
    let reason = usager
        .motif
        .map(|motif| reason_words(motif, usager.motif_texte.as_deref()));
    let mail = usager.waiting.mail();
    cells.extend([
        words(usager.statut.label_for(usager.renouvellement)),
        on(usager.decided_at),
        text(reason.as_deref()),
        text(usager.menage.map(Menage::label)),
        Cell::Number(mail.courrier),
        Cell::Number(mail.recommande),
        Cell::Number(mail.colis),
        on(usager.waiting.since()),
        words(match person.acces {
            None => "Aucun",
            Some(0) => "Fermé",
            Some(_) => "Ouvert",
        }),
        on(Some(person.created_at)),
    ]);
    cells
}

fn who(usager: &Usager) -> Vec<Cell> {
    vec![
        Cell::Number(usager.numero),
        words(&usager.civilite),
        words(&usager.nom),
        words(&usager.prenom),
        text(usager.surnom.as_deref()),
        Cell::Day(usager.date_naissance),
        text(usager.lieu_naissance.as_deref()),
        text(
            usager
                .telephone
                .as_deref()
                .map(typed::phone_grouped)
                .as_deref(),
        ),
        text(usager.email.as_deref()),
    ]
}

/// As an import reads it: a domiciliation that runs while its renewal is instructed is « VALIDE »; a first request has
/// no word of its own, and an import refuses the line.
fn domiciliation(usager: &Usager, zone: Tz) -> Vec<Cell> {
    let statut = match usager.statut {
        statut if statut.runs(usager.renouvellement) => Statut::Valide,
        statut => statut,
    };
    let decided = usager.decided_at.map(|at| at.day(zone));
    let (debut, fin) = match statut {
        // A refusal has no days: the date of its end is the day it was decided.
        Statut::Refus => (None, decided.or(usager.echeance)),
        Statut::Radie => (usager.debut, usager.echeance.or(decided)),
        _ => (usager.debut, usager.echeance),
    };
    // What begins with its first day is a first one, and an import takes that day from it.
    let first = usager.premiere_domiciliation == usager.debut;
    let reason = match (usager.motif, usager.motif_texte.as_deref()) {
        (None, _) | (Some(Motif::Autre), None | Some(NO_MOTIF)) => None,
        (Some(Motif::Autre), Some(texte)) => Some(texte),
        (Some(motif), _) => Some(motif.code()),
    };
    let only = |one: Statut| text(reason.filter(|_| statut == one));
    vec![
        words(statut.code()),
        only(Statut::Refus),
        only(Statut::Radie),
        words(if first { PREMIERE } else { RENOUVELLEMENT }),
        day(debut),
        day(fin),
        day(usager.premiere_domiciliation),
        day(usager.dernier_passage_at.map(|at| at.day(zone))),
    ]
}

#[cfg(test)]
mod tests;
