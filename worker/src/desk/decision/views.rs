//! What the page « Domiciliation » of a file shows.

use serde::Serialize;

use super::{
    attestation,
    forms::{self, AcceptForm, Choice, Proof, ReasonForm},
    letters,
    rules::{self, Action},
    store,
};
use crate::{
    auth::Staff,
    desk::{
        history::store::Event,
        models::store::Free,
        rules::{self as desk_rules, Motif, Nearness, Statut},
        store::Usager,
        tabs::{LIST_URL, UsagerView, file_url},
    },
    edge::{
        clock::{self, Day, Moment},
        error::Result,
        form::FieldError,
        page::View,
        words::capitalised,
    },
    frame::Frame,
    rights::Right,
    structure::settings::rules::Genre,
};

/// « Domiciliation »: where it stands, what comes next, what was decided, and what this person may decide.
#[derive(Debug, Serialize)]
pub struct DecisionView {
    frame: Frame,
    usager: UsagerView,
    etat: StateView,
    peut: MayView,
    papiers: Vec<PaperView>,
    /// The form « Valider la domiciliation ».
    pub validation: AcceptForm,
    /// The form « Refuser la demande ».
    pub refus: ReasonForm,
    /// The form « Radier le domicilié ».
    pub radiation: ReasonForm,
    motifs_refus: Vec<Choice>,
    motifs_radiation: Vec<Choice>,
    preuve: Proof,
    decisions: Vec<EventView>,
    /// Mistakes in what was typed.
    pub erreurs: Vec<FieldError>,
    /// What has just been done, and what to do next.
    pub fait: Option<Done>,
    /// What a colleague has done first.
    pub conflit: Option<String>,
    /// What was written in the form that came second.
    pub perdu: Option<String>,
}

impl View for DecisionView {
    const TEMPLATE: &'static str = "desk/decision.html";
}

/// Where the domiciliation stands.
#[derive(Debug, Serialize)]
struct StateView {
    statut: &'static str,
    phrase: String,
    suite: &'static str,
    premiere: Option<String>,
    debut: Option<String>,
    echeance: Option<EndView>,
    dernier_passage: Option<String>,
    motif: Option<String>,
    decidee: Option<String>,
    attend: Option<String>,
}

/// A last day, how near it is, and the words for those who see no colour.
#[derive(Debug, Serialize)]
pub struct EndView {
    texte: String,
    etat: Nearness,
    mention: Option<String>,
}

impl EndView {
    /// `end` as seen on `today`: near or far only while the domiciliation runs or is being renewed.
    #[must_use]
    pub fn of(end: Day, statut: Statut, today: Day) -> Self {
        let (etat, mention) = match statut {
            Statut::Refus | Statut::Radie => (desk_rules::Nearness::Normal, None),
            Statut::Instruction | Statut::AttenteDecision | Statut::Valide => {
                desk_rules::nearness(end, today)
            }
        };
        Self {
            texte: end.short(),
            etat,
            mention,
        }
    }
}

/// What the person who looks may do now.
#[derive(Debug, Serialize)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "what a template asks is yes or no"
)]
struct MayView {
    soumettre: bool,
    renvoyer: bool,
    valider: bool,
    refuser: bool,
    renouveler: bool,
    radier: bool,
    recommencer: bool,
}

impl MayView {
    fn of(person: &Usager, me: &Staff) -> Self {
        let may =
            |action: Action| me.role.may(action.right()) && action.is_open(forms::standing(person));
        Self {
            soumettre: may(Action::Soumettre),
            renvoyer: may(Action::Renvoyer),
            valider: may(Action::Valider),
            refuser: may(Action::Refuser),
            renouveler: may(Action::Renouveler),
            radier: may(Action::Radier),
            recommencer: may(Action::Recommencer),
        }
    }
}

/// A letter that can be downloaded.
#[derive(Debug, Serialize)]
pub struct PaperView {
    label: String,
    href: String,
}

impl PaperView {
    /// A free letter of the structure, for `person`.
    #[must_use]
    pub fn free(person: &Usager, letter: &Free) -> Self {
        Self {
            label: letter.nom.clone(),
            href: file_url(&person.id, &format!("/lettres/{}", letter.id.as_str())),
        }
    }
}

/// A decision in the history.
#[derive(Debug, Serialize)]
struct EventView {
    date: String,
    texte: String,
    auteur: Option<String>,
}

/// What has just been done, and what to do next.
#[derive(Debug, Clone, Copy, Serialize)]
pub struct Done {
    message: &'static str,
    ensuite: &'static str,
}

impl DecisionView {
    /// The page as it stands.
    ///
    /// # Errors
    /// [`crate::edge::error::Error::Internal`] when the platform gives no randomness.
    pub fn of(
        me: &Staff,
        person: &Usager,
        events: &[Event],
        genre: Option<Genre>,
        now: Moment,
    ) -> Result<Self> {
        let zone = clock::zone(&me.fuseau);
        let today = now.day(zone);
        let decisions = events
            .iter()
            .map(|event| EventView {
                date: event.created_at.short(zone),
                texte: rules::event_words(&event.evenement, &store::detail_of(event)),
                auteur: event.auteur(),
            })
            .collect();
        Ok(Self {
            frame: Frame::of(me, LIST_URL),
            usager: UsagerView::of(person, me, "/decision"),
            etat: StateView::of(person, me, now),
            peut: MayView::of(person, me),
            papiers: papers(person, me, today),
            validation: AcceptForm::offered(person, today),
            refus: ReasonForm::default(),
            radiation: ReasonForm::default(),
            motifs_refus: forms::choices(Motif::of_refusal_by(genre)),
            motifs_radiation: forms::choices(&Motif::OF_RADIATION),
            preuve: Proof::new(person)?,
            decisions,
            erreurs: Vec::new(),
            fait: None,
            conflit: None,
            perdu: None,
        })
    }
}

/// The letters about the domiciliation of `person` that `me` may make today.
#[must_use]
pub fn papers(person: &Usager, me: &Staff, today: Day) -> Vec<PaperView> {
    if !me.role.may(Right::EditFiles) {
        return Vec::new();
    }
    let base = format!("/gestion/usagers/{}", person.id.as_str());
    let attestation = attestation::attested(person, today).map(|_| PaperView {
        label: "Télécharger l’attestation".to_owned(),
        href: format!("{base}/attestation"),
    });
    let decision = letters::has_decision(person).then(|| PaperView {
        label: if person.statut == Statut::Refus {
            "Télécharger la lettre de refus"
        } else {
            "Télécharger la lettre de radiation"
        }
        .to_owned(),
        href: format!("{base}/lettre-de-decision"),
    });
    decision.into_iter().chain(attestation).collect()
}

impl StateView {
    fn of(person: &Usager, me: &Staff, now: Moment) -> Self {
        let zone = clock::zone(&me.fuseau);
        let today = now.day(zone);
        let motif = person
            .motif
            .map(|motif| capitalised(&rules::reason_words(motif, person.motif_texte.as_deref())));
        let waiting = person.waiting.mail();
        Self {
            statut: person.statut.label_for(person.renouvellement),
            phrase: phrase(person, today),
            suite: next(person, me),
            premiere: person.premiere_domiciliation.map(Day::short),
            debut: person.debut.map(Day::short),
            echeance: person
                .echeance
                .map(|end| EndView::of(end, person.statut, today)),
            dernier_passage: person.dernier_passage_at.map(|at| at.day(zone).short()),
            motif,
            decidee: person.decided_at.map(|at| at.short(zone)),
            attend: (waiting.total() > 0).then(|| waiting.words()),
        }
    }
}

/// Where it stands, in a sentence.
fn phrase(person: &Usager, today: Day) -> String {
    let end = person.echeance.map(Day::long);
    let holds = forms::holds_until(person, today).map(Day::long);
    let running = match (&holds, &end) {
        (Some(end), _) => {
            format!(" La domiciliation actuelle reste valable jusqu’au {end}.")
        }
        (None, Some(end)) => format!(" La domiciliation précédente a pris fin le {end}."),
        (None, None) => String::new(),
    };
    match (person.statut, person.renouvellement) {
        (Statut::Instruction, true) => {
            format!("Une demande de renouvellement est en cours d’instruction.{running}")
        }
        (Statut::AttenteDecision, true) => {
            format!("Une demande de renouvellement attend une décision.{running}")
        }
        (Statut::Instruction, false) => "La demande est en cours d’instruction.".to_owned(),
        (Statut::AttenteDecision, false) => "La demande attend une décision.".to_owned(),
        (Statut::Valide, _) => match (holds, end) {
            (Some(end), _) => format!("La domiciliation est active jusqu’au {end}."),
            (None, Some(end)) => format!("L’échéance est dépassée depuis le {end}."),
            (None, None) => "La domiciliation est active.".to_owned(),
        },
        (Statut::Refus, _) => holds.map_or_else(
            || "La demande a été refusée.".to_owned(),
            |end| format!("Le renouvellement a été refusé. L’adresse reste valable jusqu’au {end}, puis la domiciliation prend fin."),
        ),
        (Statut::Radie, _) => end.map_or_else(
            || "La domiciliation a pris fin.".to_owned(),
            |end| format!("La domiciliation a pris fin le {end}."),
        ),
    }
}

/// What comes next, and from whom.
fn next(person: &Usager, me: &Staff) -> &'static str {
    let (instructs, decides) = (me.role.may(Right::EditFiles), me.role.may(Right::Decide));
    match person.statut {
        Statut::Instruction if decides => {
            "Quand la demande est complète, décidez, ou soumettez-la à la décision d’un collègue."
        }
        Statut::Instruction if instructs => {
            "Quand la demande est complète, soumettez-la à la décision d’un gestionnaire ou d’un administrateur."
        }
        Statut::Instruction => "Un instructeur complète la demande, puis la soumet à la décision.",
        Statut::AttenteDecision if decides => {
            "Validez la demande, refusez-la, ou renvoyez-la à l’instruction s’il manque quelque chose."
        }
        Statut::AttenteDecision => "Un gestionnaire ou un administrateur va décider.",
        Statut::Valide if instructs => {
            "Avant l’échéance, ouvrez la demande de renouvellement avec la personne."
        }
        Statut::Valide => {
            "Avant l’échéance, la personne demande le renouvellement à un instructeur."
        }
        Statut::Refus | Statut::Radie if instructs => {
            "Remettez la lettre à la personne\u{a0}: elle dit pourquoi, et comment faire un recours. Une nouvelle demande reste possible."
        }
        Statut::Refus | Statut::Radie => {
            "La personne peut faire un recours, ou une nouvelle demande auprès d’un instructeur."
        }
    }
}

/// The words for what a redirection says was done.
#[must_use]
pub fn done(code: &str) -> Option<Done> {
    let (message, ensuite) = match code {
        "soumission" => (
            "La demande est soumise à la décision.",
            "Un gestionnaire ou un administrateur la trouvera dans la liste, sous «\u{a0}Attente de décision\u{a0}».",
        ),
        "instruction" => (
            "La demande est renvoyée à l’instruction.",
            "Dites à la personne qui l’instruit ce qui manque, par exemple dans une note de la fiche.",
        ),
        "validation" => (
            "La domiciliation est validée.",
            "Téléchargez l’attestation, signez-la et remettez-la à la personne.",
        ),
        "refus" => (
            "La demande est refusée.",
            "Téléchargez la lettre, écrivez vers quel organisme vous orientez la personne, signez-la et remettez-la.",
        ),
        "renouvellement" => (
            "La demande de renouvellement est ouverte.",
            "Vérifiez avec la personne que sa fiche est à jour, puis soumettez la demande à la décision.",
        ),
        "radiation" => (
            "La personne est radiée.",
            "Téléchargez la lettre, signez-la et remettez-la à la personne.",
        ),
        "nouvelle-demande" => (
            "La nouvelle demande est ouverte.",
            "Vérifiez avec la personne que sa fiche est à jour, puis soumettez la demande à la décision.",
        ),
        _ => return None,
    };
    Some(Done { message, ensuite })
}

/// The word by which a redirection says that `action` was done.
#[must_use]
pub fn done_code(action: Action) -> &'static str {
    match action {
        Action::Soumettre => "soumission",
        Action::Renvoyer => "instruction",
        Action::Valider => "validation",
        Action::Refuser => "refus",
        Action::Renouveler => "renouvellement",
        Action::Radier => "radiation",
        Action::Recommencer => "nouvelle-demande",
    }
}

#[cfg(test)]
pub(crate) mod samples;
