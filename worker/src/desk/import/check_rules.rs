//! A line of an imported list: whom it says, or what is wrong in which cell. Pure.

use chrono_tz::Tz;
use serde::Serialize;

use super::{
    cell_rules::Cell,
    columns_rules::{COLUMNS, Column},
    domiciliation_rules::domiciliation,
};
use crate::{
    desk::{
        file::rules::{Civilite, fits, is_name, langue_rules},
        list::rules::{Names, search_keys, sort_key, words},
        rules::Motif,
    },
    edge::{
        clock::{Day, Moment},
        typed,
    },
};

/// The cells of a line, in the order of our columns.
pub type Cells = [Cell; COLUMNS];

/// When a list is read: nobody was born tomorrow.
#[derive(Debug, Clone, Copy)]
pub struct Now {
    /// The moment.
    pub at: Moment,
    /// Where the structure is.
    pub zone: Tz,
}

impl Now {
    /// The day it is there.
    #[must_use]
    pub fn today(self) -> Day {
        self.at.day(self.zone)
    }
}

/// Someone of a list, as the file will be written: the names of the fields are those that the statements read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Person {
    /// `H` or `F`.
    pub civilite: &'static str,
    /// Last name.
    pub nom: String,
    /// First name.
    pub prenom: String,
    /// The name they go by.
    pub surnom: Option<String>,
    /// Date of birth.
    pub naissance: Day,
    /// Place of birth.
    pub lieu: String,
    /// Where they stand in the list.
    pub cle: String,
    /// Phone.
    pub telephone: Option<String>,
    /// E-mail.
    pub email: Option<String>,
    /// Language.
    pub langue: Option<&'static str>,
    /// Where the domiciliation stands.
    pub statut: &'static str,
    /// Why it was refused or ended.
    pub motif: Option<&'static str>,
    /// The same in words, for another reason.
    pub motif_texte: Option<String>,
    /// First day of the first domiciliation.
    pub premiere: Option<Day>,
    /// First day.
    pub debut: Option<Day>,
    /// Last day.
    pub echeance: Option<Day>,
    /// When it was decided.
    pub decided_at: Moment,
    /// Last visit.
    pub passage_at: Option<Moment>,
    /// No undoing of a later visit goes below it: the list is all that is known of the visits before.
    pub plancher_at: Option<Moment>,
    /// What the search box finds them by, beside their number.
    pub cles: Vec<String>,
    /// First one or renewal, for « Historique ».
    pub genre: &'static str,
    /// The number the list gives.
    pub numero: Option<i64>,
}

/// The highest number a list may give.
pub const NUMERO_MAX: i64 = 9_999_999;
/// No word of a name has a sign: the number's own key is written by the database.
const NO_NUMBER: i64 = -1;

/// What is wrong in a cell.
pub type Wrong = (Column, &'static str);

/// The cells of a line, and what was found wrong in them.
pub(super) struct Reader<'a> {
    cells: &'a Cells,
    wrong: Vec<Wrong>,
    /// When it is read.
    pub(super) now: Now,
}

impl Reader<'_> {
    pub(super) fn cell(&self, column: Column) -> &Cell {
        self.cells.get(column.place()).unwrap_or(&Cell::Empty)
    }

    pub(super) fn tell(&mut self, column: Column, message: &'static str) {
        self.wrong.push((column, message));
    }

    /// What `read` makes of a cell that must be filled.
    pub(super) fn must<T>(
        &mut self,
        column: Column,
        message: &'static str,
        read: impl Fn(&Cell) -> Option<T>,
    ) -> Option<T> {
        let value = read(self.cell(column));
        if value.is_none() {
            self.tell(column, message);
        }
        value
    }

    /// What `read` makes of a cell that may be empty.
    pub(super) fn may<T>(
        &mut self,
        column: Column,
        message: &'static str,
        read: impl Fn(&Cell) -> Option<T>,
    ) -> Option<T> {
        if self.cell(column).is_empty() {
            return None;
        }
        self.must(column, message, read)
    }

    /// A formula of a text file, or one of a workbook that gave an error, is no value.
    fn formulas(&mut self) {
        for (column, ..) in super::columns_rules::ALL {
            match self.cell(column) {
                Cell::Broken(_) => self.tell(column, BROKEN),
                Cell::Text(text) if text.starts_with('=') => self.tell(column, FORMULA),
                _ => {}
            }
        }
    }
}

const BROKEN: &str =
    "La formule de cette cellule donne une erreur\u{a0}: écrivez la valeur à la place.";
const FORMULA: &str = "Cette cellule contient une formule\u{a0}: écrivez la valeur à la place.";
const NUMERO: &str = "Écrivez un nombre entier de 1 à 9\u{202f}999\u{202f}999, ou laissez vide.";
const CIVILITE: &str = "Écrivez H ou F.";
const NOM: &str = "Écrivez le nom, avec au moins une lettre et 100\u{a0}caractères au plus.";
const PRENOM: &str = "Écrivez le prénom, avec au moins une lettre et 100\u{a0}caractères au plus.";
const COURT: &str = "Écrivez au plus 100\u{a0}caractères.";
const NAISSANCE: &str = "Cette date n’existe pas\u{a0}: écrivez le jour, le mois et l’année de naissance, comme 03/02/1980.";
const NAISSANCE_VIDE: &str = "Écrivez la date de naissance, comme 03/02/1980.";
const PAS_NE: &str = "Cette date de naissance est dans le futur.";
const LIEU: &str = "Écrivez le lieu de naissance, 100\u{a0}caractères au plus.";
const TELEPHONE: &str =
    "Écrivez un numéro à 10\u{a0}chiffres, ou qui commence par +, ou laissez vide.";
const EMAIL: &str = "Écrivez une adresse comme nom@exemple.fr, ou laissez vide.";
const LANGUE: &str =
    "Écrivez le nom de la langue en français, ou son code (ar, en…), ou laissez vide.";

/// Whom a line says, on `now`.
///
/// # Errors
/// Every mistake, each with its column.
pub fn checked(cells: &Cells, now: Now) -> Result<Person, Vec<Wrong>> {
    let mut read = Reader {
        cells,
        wrong: Vec::new(),
        now,
    };
    read.formulas();
    if !read.wrong.is_empty() {
        return Err(read.wrong);
    }
    let numero = read.may(Column::Numero, NUMERO, |cell| {
        cell.whole().filter(|it| (1..=NUMERO_MAX).contains(it))
    });
    let who = who(&mut read);
    let telephone = read.may(Column::Telephone, TELEPHONE, Cell::phone);
    let email = read.may(Column::Email, EMAIL, |cell| typed::email(&cell.shown()));
    let langue = read.may(Column::Langue, LANGUE, |cell| langue(&cell.line()));
    let domiciliation = domiciliation(&mut read);
    let (Some((civilite, nom, prenom, surnom, naissance, lieu)), Some(what), true) =
        (who, domiciliation, read.wrong.is_empty())
    else {
        return Err(read.wrong);
    };
    let names = Names {
        nom: &nom,
        prenom: &prenom,
        surnom: surnom.as_deref(),
    };
    let mut cles = search_keys(names, NO_NUMBER, naissance, telephone.as_deref());
    cles.retain(|key| *key != NO_NUMBER.to_string());
    Ok(Person {
        civilite: civilite.code(),
        cle: sort_key(names),
        cles,
        surnom,
        naissance,
        lieu,
        telephone,
        email,
        langue: langue.flatten(),
        statut: what.statut.code(),
        motif: what.motif.map(Motif::code),
        motif_texte: what.texte,
        premiere: what.premiere,
        debut: what.debut,
        echeance: what.echeance,
        decided_at: what.decided_at,
        passage_at: what.passage_at,
        plancher_at: what.passage_at,
        genre: what.genre,
        numero,
        nom,
        prenom,
    })
}

type Who = (Civilite, String, String, Option<String>, Day, String);

fn who(read: &mut Reader) -> Option<Who> {
    let name = |cell: &Cell| Some(cell.line()).filter(|text| is_name(text));
    let civilite = read.must(Column::Civilite, CIVILITE, |cell| civilite(&cell.line()));
    let nom = read.must(Column::Nom, NOM, name);
    let prenom = read.must(Column::Prenom, PRENOM, name);
    let surnom = read.may(Column::Surnom, COURT, |cell| {
        Some(cell.line()).filter(|text| fits(text))
    });
    let empty = read.cell(Column::Naissance).is_empty();
    let naissance = read.must(
        Column::Naissance,
        if empty { NAISSANCE_VIDE } else { NAISSANCE },
        Cell::day,
    );
    if naissance.is_some_and(|day| day > read.now.today()) {
        read.tell(Column::Naissance, PAS_NE);
    }
    let lieu = read.must(Column::LieuNaissance, LIEU, |cell| {
        Some(cell.line()).filter(|text| !text.is_empty() && fits(text))
    });
    Some((civilite?, nom?, prenom?, surnom, naissance?, lieu?))
}

fn civilite(text: &str) -> Option<Civilite> {
    match words(text).join(" ").as_str() {
        "h" | "m" | "mr" | "monsieur" | "homme" | "masculin" => Some(Civilite::H),
        "f" | "mme" | "madame" | "mlle" | "femme" | "feminin" => Some(Civilite::F),
        _ => None,
    }
}

/// French is none: it is what nothing chosen means.
#[expect(clippy::option_option, reason = "not a language, French, another one")]
fn langue(text: &str) -> Option<Option<&'static str>> {
    let asked = words(text).join(" ");
    if ["fr", "francais", "francaise"].contains(&asked.as_str()) {
        return Some(None);
    }
    let all = langue_rules::COMMON.iter().chain(&langue_rules::OTHERS);
    let found = all
        .into_iter()
        .find(|(code, name)| *code == asked || words(name).join(" ") == asked);
    found.map(|(code, _)| Some(*code))
}

#[cfg(test)]
mod tests;
