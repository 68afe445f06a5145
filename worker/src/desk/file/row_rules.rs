//! A relative, as typed: a row of the form of a file. Pure.

use serde::Serialize;

use super::rules::{Lien, RELATIVES_MAX, Relative};
use crate::{
    desk::list::rules::words,
    edge::{
        clock::Day,
        typed::{self, TEXT_CHARS_MAX},
    },
};

/// One relative, as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Row {
    /// Code of the link.
    pub lien: String,
    /// Last name.
    pub nom: String,
    /// First name.
    pub prenom: String,
    /// Date of birth.
    pub naissance: String,
}

impl Row {
    /// Was nothing typed? What the link says is no typing: it may be as the browser put it.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        [&self.nom, &self.prenom, &self.naissance]
            .iter()
            .all(|text| text.trim().is_empty())
    }

    /// Whom it names, on `today`.
    ///
    /// # Errors
    /// What is wrong, in words.
    pub fn checked(&self, today: Day) -> Result<Relative, &'static str> {
        let (nom, prenom) = (typed::line(&self.nom), typed::line(&self.prenom));
        let lien = Lien::ALL.into_iter().find(|lien| lien.code() == self.lien);
        let birth = typed::day(&self.naissance).filter(|day| *day <= today);
        if !is_name(&nom) || !is_name(&prenom) {
            return Err("écrivez le nom et le prénom, 100\u{a0}caractères au plus chacun.");
        }
        let lien = lien.ok_or("choisissez le lien avec la personne.")?;
        let date_naissance = birth.ok_or("écrivez la date de naissance comme 03/02/2015.")?;
        Ok(Relative {
            lien,
            nom,
            prenom,
            date_naissance,
        })
    }
}

/// The ids of the rows of relatives on the page, which errors name.
pub const ROWS: [&str; RELATIVES_MAX] = [
    "ayant-1", "ayant-2", "ayant-3", "ayant-4", "ayant-5", "ayant-6", "ayant-7", "ayant-8",
    "ayant-9", "ayant-10", "ayant-11", "ayant-12", "ayant-13", "ayant-14", "ayant-15", "ayant-16",
    "ayant-17", "ayant-18", "ayant-19", "ayant-20",
];

/// A name has a letter, by which it is sorted and found.
#[must_use]
pub fn is_name(text: &str) -> bool {
    !words(text).is_empty() && fits(text)
}

/// Is it short enough for a name or a place?
#[must_use]
pub fn fits(text: &str) -> bool {
    typed::line(text).chars().count() <= TEXT_CHARS_MAX
}
