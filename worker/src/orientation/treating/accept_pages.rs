//! « Valider la demande »: two messages, checked, then sent.

use super::{
    actor::Case,
    decision::{Order, key_of, over, settle},
    forms_rules::{AcceptForm, Acceptance},
    letters::{Kind, Post},
    people,
    views::editors::{AcceptView, CheckView},
};
use crate::{
    edge::{cx::Cx, error::Result, ids::OrientationEventId, page::Page},
    orientation::{messages_rules, rules::Statut},
};

const LINE: &str = "VALIDATION";

/// The two messages, as proposed.
///
/// # Errors
/// As the database.
pub async fn form(cx: Cx, case: Case) -> Result<Page> {
    if !case.standing().may_decide(cx.now) {
        return over(&cx, &case).await;
    }
    let about = people::subject(&case.request);
    let form = AcceptForm {
        jeton: OrientationEventId::new()?.as_str().to_owned(),
        etape: String::new(),
        message_prescripteur: messages_rules::accepted_to_prescriber(&about),
        message_beneficiaire: messages_rules::accepted_to_beneficiary(&about),
    };
    Page::show(&AcceptView::of(&case, form, Vec::new()))
}

/// Shows what is to be checked, or accepts once it was.
///
/// # Errors
/// As the form or the database.
pub async fn send(cx: Cx, case: Case) -> Result<Page> {
    let form: AcceptForm = cx.form()?;
    key_of(&form.jeton)?;
    let acceptance = match form.checked(people::beneficiary(&case.request).is_some()) {
        Ok(acceptance) => acceptance,
        Err(erreurs) => return Page::show_again(&AcceptView::of(&case, form, erreurs)),
    };
    let posts = posts(&case, acceptance);
    match form.etape.as_str() {
        "modifier" => Page::show(&AcceptView::of(&case, form, Vec::new())),
        "confirmer" => {
            let order = Order {
                jeton: &form.jeton,
                evenement: LINE,
                statut: Some(Statut::Validee),
                motifs: Vec::new(),
                posts,
                fait: "validation",
            };
            settle(&cx, case, order).await
        }
        _ => Page::show(&CheckView::accept(&case, &form, &posts)),
    }
}

/// To the prescriber and to whoever accompanies the person; to the person.
fn posts(case: &Case, acceptance: Acceptance) -> Vec<Post> {
    let mut professionals = people::professionals(&case.request).into_iter();
    let first = professionals.next().map(|to| Post {
        kind: Kind::Accepted,
        to,
        copies: professionals.collect(),
        texte: acceptance.prescripteur,
    });
    let person = people::beneficiary(&case.request);
    let second = person.zip(acceptance.beneficiaire).map(|(to, texte)| Post {
        kind: Kind::Welcome,
        to,
        copies: Vec::new(),
        texte,
    });
    first.into_iter().chain(second).collect()
}
