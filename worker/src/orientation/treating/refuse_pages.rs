//! « Refuser la demande »: why, a message, checked, then sent.

use serde::Serialize;

use super::{
    actor::Case,
    decision::{Order, key_of, over, settle},
    forms_rules::{Refusal, RefuseForm, motifs},
    letters::{Kind, Post},
    people,
    views::editors::{CheckView, RefuseView},
};
use crate::{
    edge::{cx::Cx, error::Result, form::FieldError, ids::OrientationEventId, page::Page},
    orientation::{messages_rules, rules::Statut},
};

const LINE: &str = "REFUS";

/// The motives; the message is proposed once they are chosen.
///
/// # Errors
/// As the database.
pub async fn form(cx: Cx, case: Case) -> Result<Page> {
    if !case.standing().may_decide(cx.now) {
        return over(&cx, &case).await;
    }
    let form = RefuseForm {
        jeton: OrientationEventId::new()?.as_str().to_owned(),
        ..RefuseForm::default()
    };
    Page::show(&RefuseView::of(&case, form, Vec::new()))
}

/// Proposes a message, shows what is to be checked, or refuses once it was.
///
/// # Errors
/// As the form or the database.
pub async fn send(cx: Cx, case: Case) -> Result<Page> {
    let mut form: RefuseForm = cx.form()?;
    key_of(&form.jeton)?;
    if matches!(form.etape.as_str(), "proposer" | "remplacer") {
        return propose(&case, form);
    }
    let about = people::subject(&case.request);
    let refusal = match form.checked(&about) {
        Ok(refusal) => refusal,
        Err(erreurs) => {
            if form.is_of_other_motives(&about) {
                form.take_proposal(&about);
            }
            return Page::show_again(&RefuseView::of(&case, form, erreurs));
        }
    };
    match form.etape.as_str() {
        "modifier" => Page::show(&RefuseView::of(&case, form, Vec::new())),
        "confirmer" => {
            let order = Order {
                jeton: &form.jeton,
                evenement: LINE,
                statut: Some(Statut::Refusee),
                posts: posts(&case, &refusal),
                motifs: refusal.motifs,
                fait: if refusal.au_beneficiaire {
                    "refus-copie"
                } else {
                    "refus"
                },
            };
            settle(&cx, case, order).await
        }
        _ => {
            let posts = posts(&case, &refusal);
            Page::show(&CheckView::refuse(&case, &form, &refusal.motifs, &posts))
        }
    }
}

/// The form with the message for what was ticked; what somebody wrote is only replaced when they say so.
fn propose(case: &Case, mut form: RefuseForm) -> Result<Page> {
    if form.motifs().is_empty() {
        let none = FieldError {
            champ: "motif",
            message: "Choisissez au moins un motif.".to_owned(),
        };
        return Page::show_again(&RefuseView::of(case, form, vec![none]));
    }
    let keep = form.etape == "proposer" && form.is_edited();
    if !keep {
        form.take_proposal(&people::subject(&case.request));
    }
    let mut view = RefuseView::of(case, form, Vec::new());
    view.garde = keep;
    Page::show(&view)
}

#[derive(Serialize)]
struct Proposal {
    message: String,
}

/// The message proposed for the motives of the query: for the script, which fills the same field.
///
/// # Errors
/// As [`Page::json`].
pub async fn proposal(cx: Cx, case: Case) -> Result<Page> {
    let motifs = motifs(&cx.query_all("motif"));
    let message = if motifs.is_empty() || !case.standing().may_decide(cx.now) {
        String::new()
    } else {
        messages_rules::refused(&motifs, &people::subject(&case.request))
    };
    Page::json(&Proposal { message })
}

/// To the prescriber and to whoever accompanies the person, who tells the person; to the person only if asked for.
fn posts(case: &Case, refusal: &Refusal) -> Vec<Post> {
    let person = people::beneficiary(&case.request).filter(|_| refusal.au_beneficiaire);
    let mut professionals = people::professionals(&case.request).into_iter();
    let first = professionals.next().map(|to| Post {
        kind: Kind::Refused,
        to,
        copies: professionals.chain(person).collect(),
        texte: refusal.message.clone(),
    });
    first.into_iter().collect()
}
