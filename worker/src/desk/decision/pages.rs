//! « Domiciliation »: the page of a file where it is decided, and its letters.

use serde::de::DeserializeOwned;

use super::{
    attestation,
    check::CheckView,
    forms::{AcceptForm, Proof, RADIATION, REFUSAL, ReasonForm},
    letters,
    rules::{self, Action, Decision, Reason},
    store::{self, Order},
    views::{DecisionView, done, done_code},
};
use crate::{
    auth::Staff,
    desk::{
        history::store::Event,
        letter::KIND,
        models::{self, people::Person},
        rules::Motif,
        store::Usager,
        tabs::{asked_for, decision_url},
    },
    edge::{
        clock::{self, Day},
        cx::Cx,
        error::{Error, Result},
        form::FieldError,
        ids::UsagerId,
        page::Page,
    },
};

/// Decisions shown on the page.
const EVENTS_SHOWN: i64 = 20;

/// The file the address names, and its decisions.
async fn file(cx: &Cx, me: &Staff) -> Result<(Usager, Vec<Event>)> {
    let id = cx.param("usager", UsagerId::parse)?;
    let files = store::files(&cx.db, &me.structure, &[id], EVENTS_SHOWN).await?;
    files.into_iter().next().ok_or(Error::NotFound)
}

async fn view(cx: &Cx, me: &Staff) -> Result<DecisionView> {
    let (person, events) = file(cx, me).await?;
    seen_as(cx, me, &person, &events).await
}

async fn seen_as(cx: &Cx, me: &Staff, person: &Usager, events: &[Event]) -> Result<DecisionView> {
    let genre = store::kind_of(&cx.db, &me.structure).await?;
    DecisionView::of(me, person, events, genre, cx.now)
}

fn today(cx: &Cx, me: &Staff) -> Day {
    cx.now.day(clock::zone(&me.fuseau))
}

/// « Domiciliation ».
///
/// # Errors
/// [`Error::NotFound`] for another structure's domicilié, or as the database.
pub async fn show(cx: Cx, me: Staff) -> Result<Page> {
    let mut view = view(&cx, &me).await?;
    view.fait = done(&cx.query("fait"));
    Page::show(&view)
}

/// The file a form is for, before anything in it is looked at; then the form.
async fn sent<T: DeserializeOwned>(cx: &Cx, me: &Staff) -> Result<(Usager, T)> {
    Ok((asked_for(cx, me).await?, cx.form()?))
}

/// Takes `decision` over what the form saw; `typed` is what would be a pity to lose if a colleague came first.
async fn settle(
    cx: &Cx,
    me: &Staff,
    person: &Usager,
    proof: &Proof,
    decision: &Decision,
    typed: &str,
) -> Result<Page> {
    let action = decision.action();
    let (line, seen) = proof.checked(action)?;
    let order = Order {
        usager: &person.id,
        line,
        seen,
        echeance: person.echeance,
        decision,
    };
    let taken = store::decide(&cx.db, me, &[order], cx.now).await?;
    if taken.contains(&true) {
        let done = format!("?fait={}", done_code(action));
        return Ok(Page::see_other(decision_url(&person.id, &done)));
    }
    let (person, events) = file(cx, me).await?;
    let mut view = seen_as(cx, me, &person, &events).await?;
    view.conflit = Some(told(events.first(), me));
    view.perdu = (!typed.is_empty()).then(|| typed.to_owned());
    Ok(Page::show(&view)?.status(409))
}

/// « … déjà validée par Gwen Olivier le 22/11/2026 à 14:05 ».
pub(super) fn told(last: Option<&Event>, me: &Staff) -> String {
    let Some(event) = last else {
        return "Cette domiciliation vient d’être modifiée.".to_owned();
    };
    let by = event
        .auteur()
        .map(|auteur| format!(" par {auteur}"))
        .unwrap_or_default();
    let at = event.created_at.short(clock::zone(&me.fuseau));
    format!("{}{by} le {at}.", rules::already(&event.evenement))
}

async fn step(cx: Cx, me: Staff, decision: Decision) -> Result<Page> {
    let (person, proof): (_, Proof) = sent(&cx, &me).await?;
    settle(&cx, &me, &person, &proof, &decision, "").await
}

/// « Soumettre à la décision ».
///
/// # Errors
/// [`Error::NotFound`] for another structure's domicilié, or as the database.
pub async fn submit(cx: Cx, me: Staff) -> Result<Page> {
    step(cx, me, Decision::Soumettre).await
}

/// « Renvoyer à l’instruction ».
///
/// # Errors
/// As [`submit`].
pub async fn send_back(cx: Cx, me: Staff) -> Result<Page> {
    step(cx, me, Decision::Renvoyer).await
}

/// « Demande de renouvellement ».
///
/// # Errors
/// As [`submit`].
pub async fn renew(cx: Cx, me: Staff) -> Result<Page> {
    step(cx, me, Decision::Renouveler).await
}

/// « Nouvelle demande ».
///
/// # Errors
/// As [`submit`].
pub async fn reopen(cx: Cx, me: Staff) -> Result<Page> {
    step(cx, me, Decision::Recommencer).await
}

/// « Valider la domiciliation ».
///
/// # Errors
/// As [`submit`].
pub async fn accept(cx: Cx, me: Staff) -> Result<Page> {
    let (person, form): (_, AcceptForm) = sent(&cx, &me).await?;
    let (_, seen) = form.preuve.checked(Action::Valider)?;
    match form.checked(today(&cx, &me), seen.standing.renouvellement) {
        Ok(days) => {
            let decision = Decision::Valider(days);
            settle(&cx, &me, &person, &form.preuve, &decision, "").await
        }
        Err(erreurs) => {
            let mut view = view(&cx, &me).await?;
            (view.validation, view.erreurs) = (form, erreurs);
            Page::show_again(&view)
        }
    }
}

/// « Refuser la demande »: typed, checked, then confirmed.
///
/// # Errors
/// As [`submit`].
pub async fn refuse(cx: Cx, me: Staff) -> Result<Page> {
    let (person, form): (_, ReasonForm) = sent(&cx, &me).await?;
    form.preuve.checked(Action::Refuser)?;
    let motives = Motif::of_refusal_by(store::kind_of(&cx.db, &me.structure).await?);
    let erreurs = match form.checked(motives, REFUSAL) {
        Ok(reason) if form.etape != "modifier" => {
            return reasoned(&cx, &me, &person, Action::Refuser, reason, form).await;
        }
        checked => checked.err(),
    };
    let mut view = view(&cx, &me).await?;
    view.refus = form;
    typed_again(view, erreurs)
}

/// « Radier le domicilié »: typed, checked, then confirmed.
///
/// # Errors
/// As [`submit`].
pub async fn end(cx: Cx, me: Staff) -> Result<Page> {
    let (person, form): (_, ReasonForm) = sent(&cx, &me).await?;
    form.preuve.checked(Action::Radier)?;
    let erreurs = match form.checked(&Motif::OF_RADIATION, RADIATION) {
        Ok(reason) if form.etape != "modifier" => {
            return reasoned(&cx, &me, &person, Action::Radier, reason, form).await;
        }
        checked => checked.err(),
    };
    let mut view = view(&cx, &me).await?;
    view.radiation = form;
    typed_again(view, erreurs)
}

/// The form once more, with its mistakes if it has some.
fn typed_again(mut view: DecisionView, erreurs: Option<Vec<FieldError>>) -> Result<Page> {
    match erreurs {
        Some(erreurs) => {
            view.erreurs = erreurs;
            Page::show_again(&view)
        }
        None => Page::show(&view),
    }
}

/// Shows what is to be checked, or takes the decision once it was.
async fn reasoned(
    cx: &Cx,
    me: &Staff,
    person: &Usager,
    action: Action,
    reason: Reason,
    form: ReasonForm,
) -> Result<Page> {
    if form.etape != "confirmer" {
        let today = today(cx, me);
        return Page::show(&CheckView::of(me, person, action, &reason, form, today));
    }
    let decision = match action {
        Action::Refuser => Decision::Refuser(reason),
        _ => Decision::Radier(reason),
    };
    settle(cx, me, person, &form.preuve, &decision, form.texte.trim()).await
}

/// The file the address names, with its household.
async fn with_household(cx: &Cx, me: &Staff) -> Result<Person> {
    let id = cx.param("usager", UsagerId::parse)?;
    let people = models::people::of(&cx.db, &me.structure, &[id]).await?;
    people.into_iter().next().ok_or(Error::NotFound)
}

/// « Télécharger l’attestation »: the structure's own, or ours.
///
/// # Errors
/// [`Error::NotFound`] for another structure's domicilié, [`Error::NotNow`] when no address holds, or as the database.
pub async fn attestation(cx: Cx, me: Staff) -> Result<Page> {
    let person = with_household(&cx, &me).await?;
    attestation::attested(&person.usager, today(&cx, &me)).ok_or(NO_ADDRESS)?;
    let name = format!("attestation-{}.docx", person.usager.numero);
    let bytes = models::letters::attestations(&cx, &me, &[person]).await?;
    Ok(Page::made_file(KIND, &name, bytes))
}

/// « Télécharger la lettre de refus », « … de radiation »: the structure's own, or ours.
///
/// # Errors
/// [`Error::NotFound`] for another structure's domicilié, [`Error::NotNow`] when there is no such decision, or as the
/// database.
pub async fn decision_letter(cx: Cx, me: Staff) -> Result<Page> {
    let person = with_household(&cx, &me).await?;
    if !letters::has_decision(&person.usager) {
        return Err(NO_DECISION);
    }
    let name = format!("decision-{}.docx", person.usager.numero);
    let bytes = models::letters::decisions(&cx, &me, &[person]).await?;
    Ok(Page::made_file(KIND, &name, bytes))
}

const NO_ADDRESS: Error = Error::NotNow(
    "Cette personne n’a pas de domiciliation valable aujourd’hui\u{a0}: il n’y a rien à attester.",
);
const NO_DECISION: Error = Error::NotNow(
    "Cette domiciliation n’est ni refusée ni radiée\u{a0}: il n’y a pas de lettre à remettre.",
);
