//! What the pages of the moves show.

use serde::Serialize;

use super::{
    forms_rules::{ArchiveForm, FetchForm},
    store::LastSeen,
};
use crate::{
    auth::Staff,
    dossier::{
        board::rules::{BOARD_URL, Choice, dossier_url},
        motif_rules::{MotifArchivage, MotifRecuperation},
        page::store::Held,
        rules::{Genre, TEXTE_CHARS_MAX, TRIES_OF_STAFF, TRIES_OF_STRUCTURE},
    },
    edge::{clock, form::FieldError, ids::DossierId, page::View},
    frame::Frame,
};

/// Why somebody is shown where a dossier went.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    /// A colleague came first; it is still here.
    Before,
    /// It is no longer here.
    Gone,
    /// It is too late to undo.
    UndoneTooLate,
}

/// Where a dossier went, by whom, when.
#[derive(Debug, Serialize)]
pub struct MovedView {
    frame: Frame,
    titre: &'static str,
    phrase: String,
    /// Something was asked for, and was not done.
    refuse: bool,
    /// The dossier, when it is still here; else none.
    dossier: Option<String>,
    onglet: String,
    onglet_label: &'static str,
}

impl View for MovedView {
    const TEMPLATE: &'static str = "dossier/deplace.html";
}

/// « Camille Demo (CCAS) l’a pris en charge le 20/11/2026 à 14:05. »
fn told(last: &LastSeen, when: &str) -> String {
    let who = match &last.qui {
        Some(qui) => format!("{qui} ({})", last.par),
        None => last.par.clone(),
    };
    let vers = &last.vers;
    match last.genre {
        Genre::Creation => format!("{who} l’a créé le {when}."),
        Genre::PriseEnCharge => format!("{who} l’a pris en charge le {when}."),
        Genre::Archivage => format!("{who} l’a archivé le {when}."),
        Genre::Reouverture => format!("{who} l’a rouvert le {when}."),
        Genre::Reorientation => format!("{who} l’a réorienté vers {vers} le {when}."),
        Genre::Recuperation => {
            format!(
                "{who} l’a récupéré le {when}. La structure {vers} tient maintenant le dossier."
            )
        }
        Genre::Annulation => {
            let tab = last.vers_statut.label();
            format!(
                "{who} a annulé le dernier déplacement le {when}. Le dossier est chez {vers}, dans «\u{a0}{tab}\u{a0}»."
            )
        }
    }
}

impl MovedView {
    /// As `me` sees it.
    #[must_use]
    pub fn of(me: &Staff, id: &DossierId, last: &LastSeen, (tone, refuse): (Tone, bool)) -> Self {
        let when = last.created_at.short(clock::zone(&me.fuseau));
        Self {
            frame: Frame::of(me, BOARD_URL),
            titre: match tone {
                Tone::Before => "Ce dossier a bougé entre-temps",
                Tone::Gone => "Ce dossier n’est plus dans votre structure",
                Tone::UndoneTooLate => "Il est trop tard pour annuler",
            },
            phrase: told(last, &when),
            refuse,
            dossier: last.ici.then(|| dossier_url(id, "")),
            onglet: Choice::of(last.vers_statut).url(),
            onglet_label: last.vers_statut.label(),
        }
    }
}

/// A dossier, above a form about it.
#[derive(Debug, Serialize)]
pub struct AboutView {
    /// Its id.
    pub id: String,
    /// Its page.
    pub url: String,
    /// First name and surname.
    pub nom: String,
    /// The number of its carnet.
    pub carnet: String,
    /// Its tab.
    pub statut: &'static str,
    /// Where its tab is.
    pub retour: String,
}

impl AboutView {
    /// Of a dossier that is held here.
    #[must_use]
    pub fn of(held: &Held) -> Self {
        Self {
            id: held.id.as_str().to_owned(),
            url: dossier_url(&held.id, ""),
            nom: held.identity.titre(),
            carnet: held.carnet.clone(),
            statut: held.statut.label(),
            retour: Choice::of(held.statut).url(),
        }
    }
}

/// « Archiver ».
#[derive(Debug, Serialize)]
pub struct ArchiveView {
    frame: Frame,
    dossier: AboutView,
    motifs: Vec<(&'static str, &'static str)>,
    saisie: ArchiveForm,
    erreurs: Vec<FieldError>,
    texte_max: usize,
}

impl View for ArchiveView {
    const TEMPLATE: &'static str = "dossier/archiver.html";
}

impl ArchiveView {
    /// The form, as typed.
    #[must_use]
    pub fn of(me: &Staff, held: &Held, saisie: ArchiveForm, erreurs: Vec<FieldError>) -> Self {
        let motif = |one: &MotifArchivage| (one.code(), one.label());
        Self {
            frame: Frame::of(me, BOARD_URL),
            dossier: AboutView::of(held),
            motifs: MotifArchivage::ALL.iter().map(motif).collect(),
            saisie,
            erreurs,
            texte_max: TEXTE_CHARS_MAX,
        }
    }
}

/// What a try of « Récupérer un dossier » came to.
#[derive(Debug)]
pub enum Came {
    /// Nothing was tried.
    Nothing,
    /// The form is wrong.
    Wrong(Vec<FieldError>),
    /// No such name with such a number.
    NoMatch,
    /// It is here.
    Mine(DossierId),
    /// It went to that structure during the try.
    Moved(String),
    /// It has come.
    Fetched,
    /// Too many tries.
    TooMany,
}

/// « Récupérer un dossier ».
#[derive(Debug, Serialize)]
pub struct FetchView {
    frame: Frame,
    motifs: Vec<(&'static str, &'static str)>,
    saisie: FetchForm,
    erreurs: Vec<FieldError>,
    /// One message, whatever does not match.
    inconnu: bool,
    trop: bool,
    /// The dossier that is here already.
    ici: Option<String>,
    /// The structure it went to during the try.
    parti: Option<String>,
    texte_max: usize,
    essais: i64,
    essais_structure: i64,
}

impl View for FetchView {
    const TEMPLATE: &'static str = "dossier/recuperer.html";
}

impl FetchView {
    /// The form, as typed.
    #[must_use]
    pub fn of(me: &Staff, saisie: FetchForm, came: Came) -> Self {
        let motif = |one: &MotifRecuperation| (one.code(), one.label());
        let (inconnu, trop) = (matches!(came, Came::NoMatch), matches!(came, Came::TooMany));
        let (erreurs, ici, parti) = match came {
            Came::Wrong(erreurs) => (erreurs, None, None),
            Came::Mine(id) => (Vec::new(), Some(dossier_url(&id, "")), None),
            Came::Moved(structure) => (Vec::new(), None, Some(structure)),
            _ => (Vec::new(), None, None),
        };
        Self {
            frame: Frame::of(me, BOARD_URL),
            motifs: MotifRecuperation::ALL.iter().map(motif).collect(),
            saisie,
            erreurs,
            inconnu,
            trop,
            ici,
            parti,
            texte_max: TEXTE_CHARS_MAX,
            essais: TRIES_OF_STAFF,
            essais_structure: TRIES_OF_STRUCTURE,
        }
    }
}

#[cfg(test)]
pub(crate) mod samples {
    use serde_json::json;

    use super::*;
    use crate::{
        desk::tabs::samples::me,
        dossier::page::views::samples::held,
        edge::{error::Result, page},
        rights::Role,
    };

    fn last(genre: Genre, here: i64) -> LastSeen {
        let last = json!({ "genre": genre, "qui": (here == 1).then_some("Camille Demo"), "created_at": 1_795_384_800_000_i64,
            "vers_statut": "ARCHIVE", "ici": here, "par": "Le Relais", "vers": "CCAS de Villeneuve" });
        serde_json::from_value(last).expect("a line")
    }

    fn wrong() -> FieldError {
        FieldError {
            champ: "motif",
            message: "Choisissez.".to_owned(),
        }
    }

    pub(crate) fn rendered() -> Vec<(&'static str, Result<String>)> {
        let me = me(Role::Agent);
        let held = held("ORIENTATION");
        let id = held.id.clone();
        let moved = Genre::ALL.into_iter().flat_map(|genre| {
            [(Tone::Before, 1), (Tone::Gone, 0), (Tone::UndoneTooLate, 0)].map(|(tone, here)| {
                let view = MovedView::of(&me, &id, &last(genre, here), (tone, here == 1));
                (MovedView::TEMPLATE, page::render(&view))
            })
        });
        let archive = [vec![], vec![wrong()]].map(|erreurs| {
            let view = ArchiveView::of(&me, &held, ArchiveForm::default(), erreurs);
            (ArchiveView::TEMPLATE, page::render(&view))
        });
        let fetch = [
            Came::Nothing,
            Came::Wrong(vec![wrong()]),
            Came::NoMatch,
            Came::Mine(id.clone()),
            Came::Moved("Le Relais".to_owned()),
            Came::TooMany,
        ]
        .map(|came| {
            let view = FetchView::of(&me, FetchForm::default(), came);
            (FetchView::TEMPLATE, page::render(&view))
        });
        moved.chain(archive).chain(fetch).collect()
    }
}
