//! What is checked before a decision that can't be undone: what it says, and what it changes.

use serde::Serialize;

use super::{
    forms::{self, ReasonForm},
    rules::{self, Action, Reason},
    views::done_code,
};
use crate::{
    auth::Staff,
    desk::{
        store::Usager,
        tabs::{LIST_URL, UsagerView, decision_url},
    },
    edge::{clock::Day, page::View, words::capitalised},
    frame::Frame,
};

/// A refusal or a radiation, to be checked before it is taken.
#[derive(Debug, Serialize)]
pub struct CheckView {
    frame: Frame,
    usager: UsagerView,
    titre: &'static str,
    bouton: &'static str,
    action: String,
    retour: String,
    motif: String,
    effets: Vec<String>,
    saisie: ReasonForm,
}

impl View for CheckView {
    const TEMPLATE: &'static str = "desk/decision_verifier.html";
}

impl CheckView {
    /// What `form` asks of `person`.
    #[must_use]
    pub fn of(
        me: &Staff,
        person: &Usager,
        action: Action,
        reason: &Reason,
        form: ReasonForm,
        today: Day,
    ) -> Self {
        let (titre, bouton, effets) = match action {
            Action::Refuser => (
                "Vérifiez avant de refuser",
                "Refuser la demande",
                effects_of_refusal(person, today),
            ),
            _ => (
                "Vérifiez avant de radier",
                "Radier le domicilié",
                effects_of_radiation(&person.waiting.mail().words()),
            ),
        };
        let texte = reason.texte.as_deref();
        Self {
            frame: Frame::of(me, LIST_URL),
            usager: UsagerView::of(person, me, "/decision"),
            titre,
            bouton,
            action: format!(
                "/gestion/usagers/{}/{}",
                person.id.as_str(),
                done_code(action)
            ),
            retour: decision_url(&person.id, ""),
            motif: capitalised(&rules::reason_words(reason.motif, texte)),
            effets,
            saisie: form,
        }
    }
}

fn effects_of_refusal(person: &Usager, today: Day) -> Vec<String> {
    let address = forms::holds_until(person, today).map_or_else(
        || "La personne n’est pas domiciliée.".to_owned(),
        |end| {
            format!(
                "Son adresse actuelle reste valable jusqu’au {}\u{a0}: le refus n’y met pas fin avant.",
                end.long()
            )
        },
    );
    vec![
        address,
        "Elle lit le motif et les moyens de faire un recours sur son portail, si elle y a accès, et dans la lettre que vous lui remettez.".to_owned(),
        "Vous devez l’orienter vers un organisme qui peut la domicilier.".to_owned(),
    ]
}

/// What a radiation changes; `waiting`: the mail that waits, in words, empty when there is none.
#[must_use]
pub fn effects_of_radiation(waiting: &str) -> Vec<String> {
    let mut effects = vec![
        "L’adresse n’est plus valable à la fin de la journée, et l’attestation non plus.".to_owned(),
        "Le portail reste ouvert à qui y avait accès\u{a0}: on y lit le motif et les moyens de faire un recours.".to_owned(),
    ];
    if !waiting.is_empty() {
        effects.push(format!(
            "Du courrier attend encore\u{a0}: {waiting}. Il reste dans «\u{a0}Courriers\u{a0}»\u{a0}: vous pouvez toujours le remettre, ou le retourner à l’expéditeur."
        ));
    }
    effects
}
