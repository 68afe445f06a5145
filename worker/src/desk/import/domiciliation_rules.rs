//! What a line of an imported list says of the domiciliation: where it stands, why, its days. Pure.

use super::{
    cell_rules::Cell,
    check_rules::{Now, Reader},
    columns_rules::Column,
};
use crate::{
    desk::{
        decision::rules::floor,
        list::rules::words,
        rules::{Motif, Statut},
    },
    edge::clock::{Day, Moment},
};

/// What stands for a reason that the list does not say.
pub const NO_MOTIF: &str = "motif non précisé dans la liste importée";
/// The longest reason in words (`usager.motif_texte`).
const MOTIF_CHARS_MAX: usize = 1000;
const STATUT: &str = "Écrivez VALIDE, REFUS ou RADIE.";
const GENRE: &str = "Écrivez PREMIERE ou RENOUVELLEMENT.";
const MOTIF: &str = "Écrivez au plus 1000\u{a0}caractères.";
const DATE: &str = "Cette date n’existe pas\u{a0}: écrivez-la comme 03/02/2026.";
const FIN_VIDE: &str = "Écrivez la date de fin, comme 03/02/2026.";
const DEBUT_VIDE: &str = "Écrivez la date de début\u{a0}: le statut est VALIDE.";
const FIN_AVANT: &str = "La date de fin est avant la date de début.";
const UN_AN: &str =
    "Une domiciliation dure un an au plus\u{a0}: corrigez la date de début ou la date de fin.";
const PREMIERE_APRES: &str = "La première domiciliation est après la date de début.";
const PASSAGE_FUTUR: &str = "Ce dernier passage est dans le futur.";

/// Where a domiciliation of a list stands, and its days.
pub(super) struct Domiciliation {
    pub(super) statut: Statut,
    pub(super) motif: Option<Motif>,
    pub(super) texte: Option<String>,
    pub(super) genre: &'static str,
    pub(super) premiere: Option<Day>,
    pub(super) debut: Option<Day>,
    pub(super) echeance: Option<Day>,
    pub(super) decided_at: Moment,
    pub(super) passage_at: Option<Moment>,
}

/// What a line says of the domiciliation.
pub(super) fn domiciliation(read: &mut Reader) -> Option<Domiciliation> {
    let statut = read.must(Column::Statut, STATUT, |cell| statut(&cell.line()));
    let genre = read.must(Column::Genre, GENRE, |cell| genre(&cell.line()));
    let debut = read.may(Column::Debut, DATE, Cell::day);
    if statut == Some(Statut::Valide) && read.cell(Column::Debut).is_empty() {
        read.tell(Column::Debut, DEBUT_VIDE);
    }
    let empty = read.cell(Column::Fin).is_empty();
    let fin = read.must(Column::Fin, if empty { FIN_VIDE } else { DATE }, Cell::day);
    days(read, statut, debut, fin);
    let premiere = read.may(Column::Premiere, DATE, Cell::day);
    if premiere
        .zip(debut)
        .is_some_and(|(premiere, debut)| premiere > debut)
    {
        read.tell(Column::Premiere, PREMIERE_APRES);
    }
    let passage = read.may(Column::Passage, DATE, Cell::day);
    if passage.is_some_and(|day| day > read.now.today()) {
        read.tell(Column::Passage, PASSAGE_FUTUR);
    }
    let (motif, texte) = statut.map_or((None, None), |statut| motif(read, statut));
    let (statut, genre, fin) = (statut?, genre?, fin?);
    let first = if genre == PREMIERE { debut } else { None };
    Some(dated(
        Domiciliation {
            statut,
            motif,
            texte,
            genre,
            debut,
            premiere: premiere.or(first),
            echeance: Some(fin),
            decided_at: read.now.at,
            passage_at: None,
        },
        fin,
        passage,
        read.now,
    ))
}

fn days(read: &mut Reader, statut: Option<Statut>, debut: Option<Day>, fin: Option<Day>) {
    let Some((debut, fin)) = debut.zip(fin) else {
        return;
    };
    if debut > fin {
        read.tell(Column::Fin, FIN_AVANT);
    } else if statut == Some(Statut::Valide) && fin > debut.plus_months(12) {
        // Many attestations are written « from the 1st of January to the 1st of January »: that day more is kept.
        read.tell(Column::Fin, UN_AN);
    }
}

/// The moments that follow from the days, as a decision here would have written them.
fn dated(what: Domiciliation, fin: Day, passage: Option<Day>, now: Now) -> Domiciliation {
    let begins = |day: Day| floor(day, now.zone, now.at);
    let came = passage.map(begins);
    let today = now.today();
    match what.statut {
        Statut::Valide => {
            let start = what.debut.map(begins);
            Domiciliation {
                decided_at: start.unwrap_or(now.at),
                passage_at: came.max(start),
                ..what
            }
        }
        // A refusal has no days: the date of its end is the day it was decided.
        Statut::Refus => Domiciliation {
            debut: None,
            echeance: None,
            decided_at: begins(fin),
            passage_at: came,
            ..what
        },
        _ => Domiciliation {
            debut: what.debut.map(|day| day.min(today)),
            echeance: Some(fin.min(today)),
            decided_at: begins(fin),
            passage_at: came.max(what.debut.map(begins)),
            ..what
        },
    }
}

fn statut(text: &str) -> Option<Statut> {
    match words(text).join(" ").as_str() {
        "valide" | "validee" | "actif" | "active" => Some(Statut::Valide),
        "refus" | "refuse" | "refusee" => Some(Statut::Refus),
        "radie" | "radiee" | "radiation" => Some(Statut::Radie),
        _ => None,
    }
}

/// A first domiciliation, as « Historique » and the model name it.
pub const PREMIERE: &str = "PREMIERE";
/// A renewal.
pub const RENOUVELLEMENT: &str = "RENOUVELLEMENT";

fn genre(text: &str) -> Option<&'static str> {
    match words(text).join(" ").as_str() {
        "premiere" | "premiere demande" | "premiere domiciliation" | "1ere" => Some(PREMIERE),
        "renouvellement" => Some(RENOUVELLEMENT),
        _ => None,
    }
}

/// Why it was refused or ended: a reason of ours by its code or its words, else the words as they are.
fn motif(read: &mut Reader, statut: Statut) -> (Option<Motif>, Option<String>) {
    let (column, known): (_, &[Motif]) = match statut {
        Statut::Refus => (Column::MotifRefus, &Motif::OF_REFUSAL),
        Statut::Radie => (Column::MotifRadiation, &Motif::OF_RADIATION),
        _ => return (None, None),
    };
    let text = read.cell(column).line();
    if text.is_empty() {
        return (Some(Motif::Autre), Some(NO_MOTIF.to_owned()));
    }
    let asked = words(&text).join(" ");
    // As other tools of the field name them.
    let alias = match asked.as_str() {
        "lien commune" => "pas de lien",
        "plus de lien commune" => "plus de lien",
        "non manifestation 3 mois" => "non manifestation",
        "autre" => return (Some(Motif::Autre), Some(NO_MOTIF.to_owned())),
        other => other,
    };
    let is = |motif: &Motif| {
        [motif.code().to_owned(), motif.words(None)]
            .iter()
            .any(|name| words(name).join(" ") == alias)
    };
    match known
        .iter()
        .copied()
        .filter(|motif| *motif != Motif::Autre)
        .find(is)
    {
        Some(motif) => (Some(motif), None),
        None if text.chars().count() > MOTIF_CHARS_MAX => {
            read.tell(column, MOTIF);
            (None, None)
        }
        None => (Some(Motif::Autre), Some(text)),
    }
}
