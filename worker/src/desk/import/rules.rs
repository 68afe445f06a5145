//! What an import is, what a read list comes to, and the limits of both. Pure.

use std::collections::{HashMap, HashSet};

use serde::{Deserialize, Serialize};

pub use super::unreadable_rules::Unreadable;
use super::{
    check_rules::{Cells, Now, Person, checked},
    columns_rules::{COLUMNS, Column},
};
use crate::edge::{clock::Day, words};

/// The most a file may weigh, in bytes: 20,000 lines are about 3 MB.
pub const OCTETS_MAX: usize = 10 * 1024 * 1024;
/// The most lines a list may have.
pub const LIGNES_MAX: usize = 20_000;
/// The lines shown of a list before it is confirmed.
pub const APERCU_LIGNES: usize = 50;
/// The mistakes shown on the page; the file to download has them all.
pub const ERREURS_SHOWN: usize = 100;
/// The mistakes kept: a list with more is not the right list.
pub const ERREURS_MAX: usize = 5_000;
/// People in a part: few enough for the desks to go on meanwhile, and for a row of the database.
pub const LOT: usize = 250;
/// The longest name of a file, in characters (`import.fichier`).
const FICHIER_CHARS_MAX: usize = 200;

/// How far an import is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Etat {
    /// Being kept.
    Lecture,
    /// To be confirmed.
    Apercu,
    /// People are put in, unseen.
    EnCours,
    /// They are seen; their first lines are being written.
    Historique,
    /// Done.
    Fait,
    /// Could not be done; being taken away.
    Retrait,
    /// Taken away.
    Echec,
}

impl Etat {
    /// On the screens.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Lecture | Self::Apercu => "À confirmer",
            Self::EnCours | Self::Historique => "En cours",
            Self::Fait => "Terminé",
            Self::Retrait | Self::Echec => "Abandonné",
        }
    }

    /// As in the database.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Lecture => "LECTURE",
            Self::Apercu => "APERCU",
            Self::EnCours => "EN_COURS",
            Self::Historique => "HISTORIQUE",
            Self::Fait => "FAIT",
            Self::Retrait => "RETRAIT",
            Self::Echec => "ECHEC",
        }
    }

    /// Is the queue at it?
    #[must_use]
    pub fn runs(self) -> bool {
        matches!(self, Self::EnCours | Self::Historique | Self::Retrait)
    }
}

/// A line of a file: its number there, and its cells in the order of our columns.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// Its number in the file, from 1.
    pub ligne: usize,
    /// Its cells.
    pub cells: Cells,
}

/// A list as read.
#[derive(Debug)]
pub struct Sheet {
    /// Where each of our columns is in the file.
    pub places: [Option<usize>; COLUMNS],
    /// Columns that are not ours.
    pub unknown: Vec<String>,
    /// Its lines, without the empty ones.
    pub rows: Vec<Row>,
}

/// A mistake, where it is and what to do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mistake {
    /// The line in the file.
    pub ligne: usize,
    /// The cell, as a workbook names it: `C12`.
    pub cellule: String,
    /// The column.
    pub colonne: String,
    /// What the cell says.
    pub valeur: String,
    /// What is wrong.
    pub message: String,
}

/// A line of the preview.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Shown {
    /// The line in the file.
    pub ligne: usize,
    /// What each of our columns says.
    pub cellules: Vec<String>,
    /// The columns with a mistake.
    pub fausses: Vec<usize>,
    /// The number under which the person is there already.
    pub deja: Option<i64>,
}

/// Who is there already, of those a list says.
#[derive(Debug, Default)]
pub struct Known {
    /// The numbers of the files of that sort key and birth date.
    pub twins: HashMap<(String, Day), Vec<i64>>,
    /// Numbers that files have.
    pub numbers: HashSet<i64>,
}

/// Someone to be put in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Entry {
    /// The number the file will have, when the list gives it.
    pub numero: Option<i64>,
    /// Their rank among those to whom it gives none, from 1.
    pub ordre: Option<i64>,
    /// Who.
    pub person: Person,
}

/// A list, checked against itself and the files that are there.
#[derive(Debug, Default)]
pub struct Review {
    /// People to be put in, the highest number first: once the first part is in, no new file can take a number of the rest.
    pub entries: Vec<Entry>,
    /// Mistakes, in the order of the file.
    pub mistakes: Vec<Mistake>,
    /// The first lines.
    pub shown: Vec<Shown>,
    /// How many lines have a mistake.
    pub fausses: usize,
    /// How many are there already.
    pub deja: usize,
    /// The highest number given.
    pub numero_max: i64,
}

const TWICE: &str = "Cette personne est déjà dans le fichier, à la ligne";
const NUMBER_TWICE: &str = "Ce numéro est déjà dans le fichier, à la ligne";
const TAKEN: &str = "Ce numéro est celui d’une autre personne de votre liste. Laissez vide pour en recevoir un nouveau.";

/// What became of a line.
enum Line {
    Good(Box<Person>),
    There(i64),
    Wrong(Vec<(Column, String)>),
}

/// The lines that say a person or a number, so that none says them twice.
#[derive(Default)]
struct Seen {
    people: HashMap<(String, Day), usize>,
    numbers: HashMap<i64, usize>,
}

impl Seen {
    fn line(&mut self, ligne: usize, person: Person, known: &Known) -> Line {
        let key = (person.cle.clone(), person.naissance);
        let mut wrong = Vec::new();
        if let Some(first) = self.people.get(&key) {
            wrong.push((Column::Nom, format!("{TWICE}\u{a0}{first}.")));
        }
        if let Some(numero) = person.numero {
            if let Some(first) = self.numbers.get(&numero) {
                wrong.push((Column::Numero, format!("{NUMBER_TWICE}\u{a0}{first}.")));
            }
            self.numbers.entry(numero).or_insert(ligne);
        }
        self.people.entry(key.clone()).or_insert(ligne);
        if !wrong.is_empty() {
            return Line::Wrong(wrong);
        }
        let twins = known.twins.get(&key);
        let same = twins.and_then(|twins| {
            twins
                .iter()
                .find(|twin| Some(**twin) == person.numero)
                .or(twins.first())
        });
        if let Some(numero) = same {
            return Line::There(*numero);
        }
        if person
            .numero
            .is_some_and(|numero| known.numbers.contains(&numero))
        {
            return Line::Wrong(vec![(Column::Numero, TAKEN.to_owned())]);
        }
        Line::Good(Box::new(person))
    }
}

/// Each line's person, or what is wrong with it, before the files that are there are asked.
pub type Read = Vec<(Row, Result<Person, Vec<(Column, &'static str)>>)>;

/// Reads each line by itself.
#[must_use]
pub fn read(rows: Vec<Row>, now: Now) -> Read {
    rows.into_iter()
        .map(|row| {
            let said = checked(&row.cells, now);
            (row, said)
        })
        .collect()
}

/// Checks the lines against each other and against `known`.
#[must_use]
pub fn review(read: Read, places: &[Option<usize>; COLUMNS], known: &Known) -> Review {
    let (mut review, mut seen, mut next) = (Review::default(), Seen::default(), 0);
    for (row, said) in read {
        let line = match said {
            Ok(person) => seen.line(row.ligne, person, known),
            Err(wrong) => Line::Wrong(
                wrong
                    .into_iter()
                    .map(|(column, message)| (column, message.to_owned()))
                    .collect(),
            ),
        };
        review.show(&row, &line);
        match line {
            Line::Good(person) => {
                let ordre = person.numero.is_none().then(|| {
                    next += 1;
                    next
                });
                review.numero_max = review.numero_max.max(person.numero.unwrap_or(0));
                review.entries.push(Entry {
                    numero: person.numero,
                    ordre,
                    person: *person,
                });
            }
            Line::There(_) => review.deja += 1,
            Line::Wrong(wrong) => review.tell(&row, places, wrong),
        }
    }
    review
        .entries
        .sort_by_key(|entry| std::cmp::Reverse((entry.ordre, entry.numero)));
    review
}

impl Review {
    fn show(&mut self, row: &Row, line: &Line) {
        if self.shown.len() >= APERCU_LIGNES {
            return;
        }
        let fausses = match line {
            Line::Wrong(wrong) => wrong.iter().map(|(column, _)| column.place()).collect(),
            _ => Vec::new(),
        };
        let deja = if let Line::There(numero) = line {
            Some(*numero)
        } else {
            None
        };
        let cellules = row.cells.iter().map(|cell| short(&cell.shown())).collect();
        self.shown.push(Shown {
            ligne: row.ligne,
            cellules,
            fausses,
            deja,
        });
    }

    fn tell(
        &mut self,
        row: &Row,
        places: &[Option<usize>; COLUMNS],
        mut wrong: Vec<(Column, String)>,
    ) {
        self.fausses += 1;
        // In the order in which one reads the line: whoever corrects goes from cell to cell.
        wrong.sort_by_key(|(column, _)| places.get(column.place()).copied().flatten());
        for (column, message) in wrong {
            if self.mistakes.len() >= ERREURS_MAX {
                return;
            }
            let place = places.get(column.place()).copied().flatten();
            let cellule = place.map_or_else(String::new, |place| {
                format!("{}{}", words::column(place), row.ligne)
            });
            let valeur = row
                .cells
                .get(column.place())
                .map(super::cell_rules::Cell::shown);
            self.mistakes.push(Mistake {
                ligne: row.ligne,
                cellule,
                colonne: column.label().to_owned(),
                valeur: short(&valeur.unwrap_or_default()),
                message,
            });
        }
    }

    /// How many people the list gives no number.
    #[must_use]
    pub fn unnumbered(&self) -> usize {
        self.entries
            .iter()
            .filter(|entry| entry.ordre.is_some())
            .count()
    }
}

/// The longest value shown of a cell, in characters.
const SHOWN_CHARS_MAX: usize = 60;

fn short(text: &str) -> String {
    if text.chars().count() <= SHOWN_CHARS_MAX {
        return text.to_owned();
    }
    let mut text: String = text.chars().take(SHOWN_CHARS_MAX).collect();
    text.push('…');
    text
}

/// The name of a file, as kept.
#[must_use]
pub fn file_name(nom: &str) -> String {
    let last = nom.rsplit(['/', '\\']).next().unwrap_or_default();
    let tidy: String = last
        .chars()
        .filter(|c| !c.is_control())
        .take(FICHIER_CHARS_MAX)
        .collect();
    let tidy = tidy.trim();
    if tidy.is_empty() {
        "liste".to_owned()
    } else {
        tidy.to_owned()
    }
}

#[cfg(test)]
mod tests;
