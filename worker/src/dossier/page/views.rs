//! What the page of a dossier shows.

use serde::Serialize;

use super::{
    HERE,
    identity_rules::Champ,
    store::{Event, Held},
    timeline::EventView,
    url,
};
use crate::{
    auth::Staff,
    dossier::{
        ateliers::{
            rules::{AtelierForm, ParcoursForm},
            store::{Agreed, KeptAtelier, KeptParcours},
            views::AteliersView,
        },
        erasing::rules::may_be_erased,
        liens::{
            store::{LinkedFile, LinkedRequest},
            views::LinksView,
        },
        notes::{
            rules::{NOTE_CHARS_MAX, NoteForm, TAKE_BACK_HOURS},
            store::Note,
        },
        rules::{Genre, Statut},
    },
    edge::{
        clock::{self, Moment},
        error::Result,
        form::FieldError,
        ids::{AtelierId, DossierEventId, DossierNoteId},
        page::View,
        typed::{phone_grouped, phone_href},
    },
    frame::Frame,
    rights::Right,
};

/// The head of every page of a dossier.
#[derive(Debug, Serialize)]
pub struct HeadView {
    href: String,
    titre: String,
    carnet: String,
    statut: &'static str,
    statut_code: &'static str,
    depuis: String,
    /// Not archived: it can be written in.
    ouvert: bool,
}

/// What the tag at the head says: the tab's own word is of many dossiers.
fn said(statut: Statut) -> &'static str {
    match statut {
        Statut::Archive => "Archivé",
        other => other.label(),
    }
}

impl HeadView {
    /// The head of `held`.
    #[must_use]
    pub fn of(held: &Held, me: &Staff) -> Self {
        Self {
            href: url(&held.id, ""),
            titre: held.identity.titre(),
            carnet: held.carnet.clone(),
            statut: said(held.statut),
            statut_code: held.statut.code(),
            depuis: held.depuis_at.day(clock::zone(&me.fuseau)).long(),
            ouvert: held.statut != Statut::Archive,
        }
    }

    /// The dossier's address.
    #[must_use]
    pub fn href(&self) -> &str {
        &self.href
    }

    /// Can it be written in?
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.ouvert
    }
}

/// What can be done with the dossier: a form that does it, or a link to its page.
#[derive(Debug, Serialize)]
struct Gesture {
    label: &'static str,
    href: String,
    icone: &'static str,
    /// It is done at once.
    fait: bool,
}

/// Each move: its words, the end of its address, its drawing, is it done at once?
const GESTURES: [(Genre, &str, &str, &str, bool); 4] = [
    (
        Genre::PriseEnCharge,
        "Prendre en charge",
        "/prise-en-charge",
        "charge",
        true,
    ),
    (
        Genre::Reorientation,
        "Réorienter",
        "/reorientation",
        "send",
        false,
    ),
    (Genre::Archivage, "Archiver", "/archivage", "archive", false),
    (Genre::Reouverture, "Rouvrir", "/reouverture", "renew", true),
];

fn gestures(held: &Held) -> Vec<Gesture> {
    GESTURES
        .iter()
        .filter(|(genre, ..)| genre.begins_at().contains(&held.statut))
        .map(|(_, label, end, icone, fait)| Gesture {
            label,
            href: url(&held.id, end),
            icone,
            fait: *fait,
        })
        .collect()
}

#[derive(Debug, Serialize)]
struct Fact {
    label: &'static str,
    valeur: String,
}

#[derive(Debug, Serialize)]
struct Link {
    texte: String,
    href: String,
}

#[derive(Debug, Serialize)]
struct NoteView {
    id: String,
    texte: String,
    qui: String,
    date: String,
    retiree: Option<String>,
    peut_retirer: bool,
}

/// All that the page reads, in one trip.
pub struct Read {
    /// The dossier.
    pub held: Held,
    /// Its timeline.
    pub events: Vec<Event>,
    /// Its notes.
    pub notes: Vec<Note>,
    /// Its workshops.
    pub ateliers: Vec<KeptAtelier>,
    /// What was agreed.
    pub parcours: Option<KeptParcours>,
    /// All that was ever agreed.
    pub agreed: Vec<Agreed>,
    /// Links to domiciliations.
    pub files: Vec<LinkedFile>,
    /// Links to requests.
    pub requests: Vec<LinkedRequest>,
}

/// The page of a dossier.
#[derive(Debug, Serialize)]
pub struct DossierView {
    frame: Frame,
    tete: HeadView,
    /// What has just been done.
    pub message: Option<&'static str>,
    /// Mistakes.
    pub erreurs: Vec<FieldError>,
    rang: i64,
    jeton_geste: DossierEventId,
    gestes: Vec<Gesture>,
    identite: Vec<Fact>,
    telephone: Option<Link>,
    courriel: Option<Link>,
    ateliers: AteliersView,
    /// « Parcours convenu », as typed.
    pub parcours: ParcoursForm,
    /// « Ajouter un atelier », as typed.
    pub atelier: AtelierForm,
    jeton_atelier: AtelierId,
    notes: Vec<NoteView>,
    /// « Ajouter une note », as typed.
    pub note: NoteForm,
    note_caracteres: usize,
    note_heures: i64,
    jeton_note: DossierNoteId,
    evenements: Vec<EventView>,
    liens: LinksView,
    /// Where an archived dossier is erased, for whoever may.
    suppression: Option<String>,
}

impl View for DossierView {
    const TEMPLATE: &'static str = "dossier/page.html";
}

impl NoteView {
    fn of(note: &Note, me: &Staff, open: bool, now: Moment) -> Self {
        let zone = clock::zone(&me.fuseau);
        Self {
            id: note.id.as_str().to_owned(),
            texte: note.texte.clone(),
            qui: match &note.qui {
                Some(qui) => qui.clone(),
                None => note.structure.clone(),
            },
            date: note.created_at.short(zone),
            retiree: note.retiree_at.map(|at| at.short(zone)),
            peut_retirer: open && note.may_be_taken_back(me, now),
        }
    }
}

impl DossierView {
    /// The page as `me` sees it.
    ///
    /// # Errors
    /// When there is no randomness.
    pub fn of(me: &Staff, read: &Read, now: Moment) -> Result<Self> {
        let held = &read.held;
        let tete = HeadView::of(held, me);
        let (zone, open) = (clock::zone(&me.fuseau), tete.is_open());
        let it = &held.identity;
        let fact = |champ: &Champ| Fact {
            label: champ.label(),
            valeur: it.words(*champ),
        };
        let version = read.parcours.map_or(0, |kept| kept.version);
        Ok(Self {
            frame: Frame::of(me, HERE),
            tete,
            message: None,
            erreurs: Vec::new(),
            rang: held.rang,
            jeton_geste: DossierEventId::new()?,
            gestes: gestures(held),
            identite: [Champ::Naissance, Champ::AutreContact, Champ::Langue]
                .iter()
                .map(fact)
                .collect(),
            telephone: it.telephone.as_deref().map(|phone| Link {
                texte: phone_grouped(phone),
                href: phone_href(phone),
            }),
            courriel: it.courriel.as_deref().map(|email| Link {
                texte: email.to_owned(),
                href: format!("mailto:{email}"),
            }),
            ateliers: AteliersView::of(
                me,
                (&read.ateliers, read.parcours, &read.agreed),
                open,
                now.day(zone),
            ),
            parcours: ParcoursForm::of(read.parcours.map(|kept| kept.agreed), version),
            atelier: AtelierForm {
                etat: "PREVU".to_owned(),
                ..AtelierForm::default()
            },
            jeton_atelier: AtelierId::new()?,
            notes: read
                .notes
                .iter()
                .map(|note| NoteView::of(note, me, open, now))
                .collect(),
            note: NoteForm::default(),
            note_caracteres: NOTE_CHARS_MAX,
            note_heures: TAKE_BACK_HOURS,
            jeton_note: DossierNoteId::new()?,
            evenements: read
                .events
                .iter()
                .map(|event| EventView::of(event, zone))
                .collect(),
            liens: LinksView::of(me, held, &read.files, &read.requests),
            suppression: (may_be_erased(held.statut) && me.role.may(Right::ManageFiles))
                .then(|| url(&held.id, "/suppression")),
        })
    }
}

#[cfg(test)]
pub(crate) mod samples;
