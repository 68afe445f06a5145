//! « Vue d’ensemble ».

use serde::Serialize;

use super::{
    others_rules::NoteForm,
    rules::{Content, NOTE_CHARS_MAX},
    shown::ShownFile,
    store::{self, Linked, Note},
};
use crate::{
    auth::Staff,
    desk::{
        mail::rules::Mail,
        rules::{self, Nearness, Statut},
        store::Usager,
        tabs::{LIST_URL, UsagerView},
    },
    dossier::board::rules::dossier_url,
    edge::{
        clock::{self, Day, Moment},
        cx::Cx,
        error::Result,
        form::FieldError,
        ids::{NoteId, UsagerId},
        page::{Page, View},
    },
    frame::Frame,
    rights::Right,
};

/// « Vue d’ensemble ».
#[derive(Debug, Serialize)]
pub struct OverviewView {
    frame: Frame,
    usager: UsagerView,
    message: Option<&'static str>,
    erreurs: Vec<FieldError>,
    peut_modifier: bool,
    fiche: ShownFile,
    domiciliation: DomiciliationView,
    attente: Mail,
    /// Dossiers that it is linked to: where they are, the numbers of their carnets.
    carnets: Vec<(String, String)>,
    /// Since when the oldest piece waits.
    depuis: Option<String>,
    notes: Vec<NoteView>,
    note: NoteForm,
    note_caracteres: usize,
    jeton: NoteId,
}

#[derive(Debug, Serialize)]
struct DomiciliationView {
    statut: &'static str,
    premiere: Option<String>,
    debut: Option<String>,
    echeance: Option<EndView>,
    dernier_passage: Option<String>,
    motif: Option<String>,
}

#[derive(Debug, Serialize)]
struct EndView {
    texte: String,
    etat: Nearness,
    mention: Option<String>,
}

#[derive(Debug, Serialize)]
struct NoteView {
    id: String,
    texte: String,
    epinglee: bool,
    auteur: String,
    date: String,
}

impl View for OverviewView {
    const TEMPLATE: &'static str = "desk/vue_ensemble.html";
}

impl DomiciliationView {
    fn of(person: &Usager, zone: chrono_tz::Tz, now: Moment) -> Self {
        let echeance = person.echeance.map(|end| {
            let (etat, mention) = match person.statut {
                Statut::Refus | Statut::Radie => (Nearness::Normal, None),
                Statut::Instruction | Statut::AttenteDecision | Statut::Valide => {
                    rules::nearness(end, now.day(zone))
                }
            };
            EndView {
                texte: end.short(),
                etat,
                mention,
            }
        });
        let motif = person.motif;
        Self {
            statut: person.statut.label_for(person.renouvellement),
            premiere: person.premiere_domiciliation.map(Day::short),
            debut: person.debut.map(Day::short),
            echeance,
            dernier_passage: person.dernier_passage_at.map(|at| at.day(zone).short()),
            motif: motif.map(|motif| motif.words(person.motif_texte.as_deref())),
        }
    }
}

impl NoteView {
    fn of(note: Note, zone: chrono_tz::Tz) -> Self {
        Self {
            auteur: note.auteur(),
            date: note.created_at.short(zone),
            id: note.id.as_str().to_owned(),
            texte: note.texte,
            epinglee: note.epinglee,
        }
    }
}

impl OverviewView {
    /// The tab as it stands in the database.
    ///
    /// # Errors
    /// As the database; another structure's domicilié does not exist.
    pub async fn load(cx: &Cx, me: &Staff, usager: &UsagerId) -> Result<Self> {
        let (person, content, linked, notes) =
            store::overview_of(&cx.db, &me.structure, usager).await?;
        Self::of(me, (&person, &content), &linked, notes, cx.now)
    }

    fn of(
        me: &Staff,
        (person, content): (&Usager, &Content),
        linked: &[Linked],
        notes: Vec<Note>,
        now: Moment,
    ) -> Result<Self> {
        let zone = clock::zone(&me.fuseau);
        let since = person.waiting.since();
        let open = me.operatrice && me.role.may(Right::HoldDossiers);
        let carnet = |it: &Linked| (dossier_url(&it.id, ""), it.carnet.clone());
        Ok(Self {
            frame: Frame::of(me, LIST_URL),
            usager: UsagerView::of(person, me, ""),
            message: None,
            erreurs: Vec::new(),
            peut_modifier: me.role.may(Right::EditFiles),
            fiche: ShownFile::of(content),
            domiciliation: DomiciliationView::of(person, zone, now),
            attente: person.waiting.mail(),
            carnets: linked.iter().filter(|_| open).map(carnet).collect(),
            depuis: since.map(|at| at.day(zone).with_weekday()),
            notes: notes
                .into_iter()
                .map(|note| NoteView::of(note, zone))
                .collect(),
            note: NoteForm::default(),
            note_caracteres: NOTE_CHARS_MAX,
            jeton: NoteId::new()?,
        })
    }

    /// The same with a note that was not kept, as typed, and why.
    #[must_use]
    pub fn with_note(mut self, note: NoteForm, erreurs: Vec<FieldError>) -> Self {
        (self.note, self.erreurs) = (note, erreurs);
        self
    }
}

/// What a redirection says was done.
fn done(code: &str) -> Option<&'static str> {
    match code {
        "creee" => Some("La fiche est créée."),
        "note" => Some("La note est ajoutée."),
        "note-supprimee" => Some("La note est supprimée."),
        _ => None,
    }
}

/// A domicilié's file at a glance.
///
/// # Errors
/// As the database; another structure's domicilié does not exist.
pub async fn show(cx: Cx, me: Staff) -> Result<Page> {
    let usager = cx.param("usager", UsagerId::parse)?;
    let mut view = OverviewView::load(&cx, &me, &usager).await?;
    view.message = done(&cx.query("fait"));
    Page::show(&view)
}

#[cfg(test)]
pub(crate) mod samples {
    use serde_json::json;

    use super::*;
    use crate::{
        desk::{
            file::rules::tests::content,
            tabs::samples::{me, person},
        },
        edge::page,
        rights::Role,
    };

    fn note(epinglee: i64) -> Note {
        let note = json!({ "id": "AAAAAAAAAAAAAAAAAAAAAA", "texte": "Absente le lundi\nSonner deux fois", "epinglee": epinglee,
            "created_at": 1_795_384_800_000_i64, "prenom": "Farid", "nom": "Demo" });
        serde_json::from_value(note).expect("a note")
    }

    fn view(role: Role, statut: &str, notes: Vec<Note>) -> OverviewView {
        let now = Moment(1_795_384_800_000);
        let id = "AAAAAAAAAAAAAAAAAAAAAA";
        let linked = json!([{ "id": id, "carnet": "000ysz" }]);
        let linked: Vec<Linked> = serde_json::from_value(linked).expect("a dossier");
        OverviewView::of(
            &me(role),
            (&person(statut), &content()),
            &linked,
            notes,
            now,
        )
        .expect("a view")
    }

    pub(crate) fn rendered() -> Vec<(&'static str, Result<String>)> {
        let statuts = [
            "INSTRUCTION",
            "ATTENTE_DECISION",
            "VALIDE",
            "REFUS",
            "RADIE",
        ];
        let mut views = statuts
            .map(|statut| view(Role::Instructeur, statut, vec![note(1), note(0)]))
            .into_iter()
            .collect::<Vec<_>>();
        views.push(view(Role::Agent, "VALIDE", vec![note(1)]));
        let empty = NoteForm::default();
        let mistakes = empty.checked().expect_err("a mistake");
        views.push(view(Role::Instructeur, "VALIDE", vec![]).with_note(empty, mistakes));
        views
            .iter()
            .map(|view| (OverviewView::TEMPLATE, page::render(view)))
            .collect()
    }

    #[test]
    fn a_renewal_is_told_from_a_first_request() {
        let mut renewed = person("INSTRUCTION");
        let shown = |person: &Usager| {
            let now = Moment(1_795_384_800_000);
            DomiciliationView::of(person, chrono_tz::Tz::Europe__Paris, now).statut
        };
        assert_eq!(shown(&renewed), "Instruction");
        renewed.renouvellement = true;
        assert_eq!(shown(&renewed), "Instruction (renouvellement)");
    }

    #[test]
    fn an_agent_reads_notes_and_writes_none() {
        let html = page::render(&view(Role::Agent, "VALIDE", vec![note(0)])).expect("renders");
        assert!(html.contains("Absente le lundi") && !html.contains("/notes"));
    }
}
