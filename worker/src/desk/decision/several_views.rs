//! What the pages of several radiations at once show.

use serde::Serialize;

use super::{
    check::effects_of_radiation,
    forms::{self, Choice, ReasonForm, SeveralForm},
    pages::told,
    rules::{self, Action, Reason},
    store::File,
    views::EndView,
};
use crate::{
    auth::Staff,
    desk::{
        mail::rules::Mail,
        rules::Motif,
        store::Usager,
        tabs::{LIST_URL, decision_url},
    },
    edge::{
        clock, cx::Cx, error::Result, form::FieldError, ids::HistoryId, page::View,
        words::capitalised,
    },
    frame::Frame,
};

/// The address of these pages.
pub const URL: &str = "/gestion/radiations";

/// « Radier plusieurs domiciliés »: who can be, who can't, and the motive.
#[derive(Debug, Serialize)]
pub struct SeveralView {
    frame: Frame,
    personnes: Vec<PersonView>,
    autres: Vec<OtherView>,
    attendent: usize,
    jeton: String,
    motifs: Vec<Choice>,
    saisie: ReasonForm,
    /// Mistakes in what was typed.
    pub erreurs: Vec<FieldError>,
}

/// Someone who can be ended.
#[derive(Debug, Serialize)]
struct PersonView {
    id: String,
    href: String,
    numero: i64,
    nom: String,
    echeance: Option<EndView>,
    dernier_passage: Option<String>,
    attend: Option<String>,
    /// Who, and what the form was made from.
    valeur: String,
    choisie: bool,
}

/// Someone who is not, and why.
#[derive(Debug, Serialize)]
struct OtherView {
    href: String,
    numero: i64,
    nom: String,
    pourquoi: String,
}

/// The same, to be checked.
#[derive(Debug, Serialize)]
pub struct SeveralCheckView {
    frame: Frame,
    personnes: Vec<PersonView>,
    proposees: Vec<String>,
    jeton: String,
    motif: String,
    effets: Vec<String>,
    saisie: ReasonForm,
}

/// Who was ended, and who was not.
#[derive(Debug, Serialize)]
pub struct SeveralDoneView {
    frame: Frame,
    radiees: Vec<OtherView>,
    autres: Vec<OtherView>,
    lettres: String,
}

impl View for SeveralView {
    const TEMPLATE: &'static str = "desk/radiations.html";
}

impl View for SeveralCheckView {
    const TEMPLATE: &'static str = "desk/radiations_verifier.html";
}

impl View for SeveralDoneView {
    const TEMPLATE: &'static str = "desk/radiations_faites.html";
}

impl PersonView {
    fn of(cx: &Cx, me: &Staff, person: &Usager, choisie: bool) -> Self {
        let zone = clock::zone(&me.fuseau);
        let today = cx.now.day(zone);
        let waiting = person.waiting.mail();
        let id = person.id.as_str().to_owned();
        Self {
            href: decision_url(&person.id, ""),
            numero: person.numero,
            nom: person.titre(),
            echeance: person
                .echeance
                .map(|end| EndView::of(end, person.statut, today)),
            dernier_passage: person.dernier_passage_at.map(|at| at.day(zone).short()),
            attend: (waiting.total() > 0).then(|| waiting.words()),
            valeur: format!("{id}.{}", forms::seen(person).code()),
            choisie,
            id,
        }
    }
}

impl OtherView {
    fn of(person: &Usager, pourquoi: String) -> Self {
        Self {
            href: decision_url(&person.id, ""),
            numero: person.numero,
            nom: person.titre(),
            pourquoi,
        }
    }
}

fn can_be_ended(person: &Usager) -> bool {
    Action::Radier.is_open(forms::standing(person))
}

impl SeveralView {
    /// Who would be ended; `form`: what was sent, when it is shown again.
    ///
    /// # Errors
    /// [`crate::edge::error::Error::Internal`] when the platform gives no randomness.
    pub fn of(cx: &Cx, me: &Staff, files: &[File], form: Option<&SeveralForm>) -> Result<Self> {
        let (can, cannot): (Vec<_>, Vec<_>) = files
            .iter()
            .map(|(person, _)| person)
            .partition(|person| can_be_ended(person));
        let personnes: Vec<PersonView> = can
            .into_iter()
            .map(|person| {
                let ticked = form.is_none_or(|form| form.ticks(&person.id));
                PersonView::of(cx, me, person, ticked)
            })
            .collect();
        let autres = cannot.into_iter();
        Ok(Self {
            frame: Frame::of(me, LIST_URL),
            attendent: personnes.iter().filter(|it| it.attend.is_some()).count(),
            personnes,
            autres: autres
                .map(|person| {
                    let why = person.statut.phrase(person.renouvellement);
                    OtherView::of(person, why.to_owned())
                })
                .collect(),
            jeton: HistoryId::new()?.as_str().to_owned(),
            motifs: forms::choices(&Motif::OF_RADIATION),
            saisie: form.map(SeveralForm::reason).unwrap_or_default(),
            erreurs: Vec::new(),
        })
    }
}

impl SeveralCheckView {
    /// What `form` asks.
    #[must_use]
    pub fn of(cx: &Cx, me: &Staff, files: &[File], form: &SeveralForm, reason: &Reason) -> Self {
        let chosen = files.iter().filter(|(person, _)| form.ticks(&person.id));
        let waiting: Mail = chosen.clone().fold(Mail::default(), |sum, (person, _)| {
            let more = person.waiting.mail();
            Mail {
                courrier: sum.courrier + more.courrier,
                recommande: sum.recommande + more.recommande,
                colis: sum.colis + more.colis,
            }
        });
        let mut personnes: Vec<PersonView> = chosen
            .map(|(person, _)| PersonView::of(cx, me, person, true))
            .collect();
        // Over what the form was made from, not over what a colleague has done since.
        for person in &mut personnes {
            if let Some(sent) = form.usager.iter().find(|it| it.starts_with(&person.id)) {
                person.valeur.clone_from(sent);
            }
        }
        let ids = files
            .iter()
            .map(|(person, _)| person.id.as_str().to_owned());
        Self {
            frame: Frame::of(me, LIST_URL),
            personnes,
            proposees: ids.collect(),
            jeton: form.jeton.clone(),
            motif: capitalised(&rules::reason_words(reason.motif, reason.texte.as_deref())),
            effets: effects_of_radiation(&waiting.words()),
            saisie: form.reason(),
        }
    }
}

impl SeveralDoneView {
    /// What the form of that key has done.
    #[must_use]
    pub fn of(me: &Staff, files: &[File], form: &HistoryId) -> Self {
        let zone = clock::zone(&me.fuseau);
        let (mut radiees, mut autres) = (Vec::new(), Vec::new());
        let mut letters = format!("{URL}/lettres?");
        for (person, events) in files {
            let line = form.of_one(&person.id);
            match events.iter().find(|event| event.id == line) {
                Some(event) => {
                    let at = event.created_at.short(zone);
                    radiees.push(OtherView::of(person, format!("radiation le {at}")));
                    letters.push_str("usager=");
                    letters.push_str(person.id.as_str());
                    letters.push('&');
                }
                None => autres.push(OtherView::of(person, told(events.first(), me))),
            }
        }
        Self {
            frame: Frame::of(me, LIST_URL),
            radiees,
            autres,
            lettres: letters.trim_end_matches('&').to_owned(),
        }
    }
}

#[cfg(test)]
pub(crate) mod samples;
