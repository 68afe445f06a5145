//! The document that the person reads: all of their file, in plain French, ready to be printed.

use chrono_tz::Tz;
use serde::{Deserialize, Serialize};

use super::{
    file_sheets::{self, Line, Login},
    file_store::{Document, Dossier},
};
use crate::{
    auth::Staff,
    desk::{
        decision::rules::reason_words, documents::rules::size, file::shown::ShownFile,
        history::view::EventView, store::Usager,
    },
    edge::{
        clock::{self, Day, Moment},
        db::flag,
        error::Result,
        page::View,
    },
};

/// What became of a document in the archive.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// It is there.
    There,
    /// Its bytes could not be read.
    Missing,
    /// Its bytes could be read in part.
    Cut,
}

/// A document, and its name in the archive.
#[derive(Debug, Clone)]
pub struct Packed {
    document: Document,
    fichier: Option<String>,
    /// What became of it.
    pub etat: State,
}

impl Packed {
    /// `document`, under that name in the archive; `None` when it could not be read.
    #[must_use]
    pub fn of(document: Document, fichier: Option<String>) -> Self {
        let etat = if fichier.is_some() {
            State::There
        } else {
            State::Missing
        };
        Self {
            document,
            fichier,
            etat,
        }
    }
}

/// The whole file of a person.
#[derive(Debug, Serialize)]
pub struct DossierView {
    structure: String,
    date: String,
    titre: String,
    numero: i64,
    fiche: ShownFile,
    domiciliation: Vec<FactView>,
    attend: String,
    procurations: Vec<ProcurationView>,
    transfert: Option<TransfertView>,
    courriers: Vec<LineView>,
    portail: Option<PortalView>,
    notes: Vec<NoteView>,
    documents: Vec<DocumentView>,
    historique: Vec<EventView>,
}

#[derive(Debug, Serialize)]
struct FactView {
    label: &'static str,
    valeur: String,
}

#[derive(Debug, Serialize)]
struct ProcurationView {
    nom: String,
    naissance: Option<String>,
    debut: String,
    fin: String,
}

#[derive(Debug, Serialize)]
struct TransfertView {
    nom: String,
    adresse: Vec<String>,
    debut: String,
    fin: String,
}

#[derive(Debug, Serialize)]
struct LineView {
    date: String,
    texte: String,
    note: Option<String>,
    auteur: String,
}

#[derive(Debug, Serialize)]
struct PortalView {
    identifiant: String,
    ouvert: bool,
    depuis: String,
    connexions: Vec<String>,
}

#[derive(Debug, Serialize)]
struct NoteView {
    date: String,
    auteur: String,
    texte: String,
}

#[derive(Debug, Serialize)]
struct DocumentView {
    nom: String,
    fichier: Option<String>,
    genre: &'static str,
    taille: String,
    date: String,
    etat: State,
}

impl View for DossierView {
    const TEMPLATE: &'static str = "desk/export_dossier.html";
}

#[derive(Deserialize)]
struct Note {
    texte: String,
    created_at: Moment,
    auteur: String,
}

#[derive(Deserialize)]
struct Account {
    identifiant: String,
    #[serde(deserialize_with = "flag")]
    actif: bool,
    created_at: Moment,
}

#[derive(Deserialize)]
struct Event {
    evenement: String,
    detail: String,
    created_at: Moment,
    auteur: Option<String>,
}

impl LineView {
    fn of(line: Line, zone: Tz) -> Self {
        Self {
            date: line.created_at.short(zone),
            texte: line.words(),
            note: line.note,
            auteur: line.auteur,
        }
    }
}

impl DocumentView {
    fn of(packed: &Packed, zone: Tz) -> Self {
        let document = &packed.document;
        Self {
            nom: document.nom.clone(),
            fichier: packed.fichier.clone(),
            genre: document.genre.label(),
            taille: size(document.octets),
            date: document.created_at.day(zone).short(),
            etat: packed.etat,
        }
    }
}

/// What is said of the domiciliation; what is not known is left out.
fn domiciliation(usager: &Usager, zone: Tz) -> Vec<FactView> {
    let day = |at: Moment| at.day(zone).short();
    let reason = usager
        .motif
        .map(|motif| reason_words(motif, usager.motif_texte.as_deref()));
    let facts = [
        (
            "Situation",
            Some(usager.statut.label_for(usager.renouvellement).to_owned()),
        ),
        ("Premier jour", usager.debut.map(Day::short)),
        ("Dernier jour", usager.echeance.map(Day::short)),
        (
            "Première domiciliation ici",
            usager.premiere_domiciliation.map(Day::short),
        ),
        ("Décision prise le", usager.decided_at.map(day)),
        ("Motif", reason),
        ("Dernier passage", usager.dernier_passage_at.map(day)),
    ];
    let said = |(label, valeur): (&'static str, Option<String>)| {
        valeur.map(|valeur| FactView { label, valeur })
    };
    facts.into_iter().filter_map(said).collect()
}

impl DossierView {
    /// `dossier`, with what became of its documents.
    ///
    /// # Errors
    /// As [`Dossier::rows`].
    pub fn of(dossier: &Dossier, packed: &[Packed], me: &Staff, now: Moment) -> Result<Self> {
        let zone = clock::zone(&me.fuseau);
        let usager = &dossier.usager;
        let lines = file_sheets::ledger(dossier)?;
        let events: Vec<Event> = dossier.rows("historique")?;
        let notes: Vec<Note> = dossier.rows("note")?;
        let note = |note: Note| NoteView {
            date: note.created_at.short(zone),
            auteur: note.auteur,
            texte: note.texte,
        };
        Ok(Self {
            structure: me.structure_nom.clone(),
            date: now.day(zone).long(),
            titre: usager.titre(),
            numero: usager.numero,
            fiche: ShownFile::of(&dossier.content),
            domiciliation: domiciliation(usager, zone),
            attend: usager.waiting.mail().words(),
            procurations: procurations(dossier),
            transfert: transfert(dossier),
            courriers: lines
                .into_iter()
                .rev()
                .map(|line| LineView::of(line, zone))
                .collect(),
            portail: portal(dossier, zone)?,
            notes: notes.into_iter().map(note).collect(),
            documents: packed.iter().map(|it| DocumentView::of(it, zone)).collect(),
            historique: events
                .into_iter()
                .rev()
                .map(|event| {
                    EventView::of(
                        (&event.evenement, &event.detail),
                        event.created_at.short(zone),
                        event.auteur,
                    )
                })
                .collect(),
        })
    }
}

fn procurations(dossier: &Dossier) -> Vec<ProcurationView> {
    let kept = dossier.extras.procurations.iter();
    kept.map(|it| ProcurationView {
        nom: format!("{} {}", it.nom.to_uppercase(), it.prenom),
        naissance: it.date_naissance.map(Day::short),
        debut: it.debut.short(),
        fin: it.fin.short(),
    })
    .collect()
}

fn transfert(dossier: &Dossier) -> Option<TransfertView> {
    let kept = dossier.extras.transfert.as_ref()?;
    Some(TransfertView {
        nom: kept.nom.clone(),
        adresse: kept.adresse.lines().map(str::to_owned).collect(),
        debut: kept.debut.short(),
        fin: kept.fin.short(),
    })
}

fn portal(dossier: &Dossier, zone: Tz) -> Result<Option<PortalView>> {
    let accounts: Vec<Account> = dossier.rows("portal_account")?;
    let Some(account) = accounts.into_iter().next() else {
        return Ok(None);
    };
    let logins: Vec<Login> = dossier.rows("portal_login")?;
    let said = |login: Login| {
        let visit = if login.passage {
            ", comptée comme passage"
        } else {
            ""
        };
        format!("{}{visit}", login.created_at.short(zone))
    };
    Ok(Some(PortalView {
        identifiant: account.identifiant,
        ouvert: account.actif,
        depuis: account.created_at.day(zone).short(),
        connexions: logins.into_iter().rev().map(said).collect(),
    }))
}

#[cfg(test)]
pub(crate) mod samples;
