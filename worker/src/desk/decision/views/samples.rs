use serde_json::json;

use super::*;
use crate::{
    desk::{
        decision::{check::CheckView, rules::Reason},
        tabs::samples::{me, person},
    },
    edge::page,
    rights::Role,
};

const NOW: Moment = Moment(1_795_384_800_000);

pub(crate) fn event(evenement: &str) -> Event {
    let event = json!({ "id": "AAAAAAAAAAAAAAAAAAAAAA", "evenement": evenement, "detail": "{}",
            "created_at": NOW, "prenom": "Gwen", "nom": "Demo" });
    serde_json::from_value(event).expect("an event")
}

pub(crate) fn rendered() -> Vec<(&'static str, Result<String>)> {
    let mut pages = Vec::new();
    for role in [Role::Agent, Role::Instructeur, Role::Gestionnaire] {
        for (statut, renewal) in [
            ("INSTRUCTION", false),
            ("INSTRUCTION", true),
            ("ATTENTE_DECISION", false),
            ("ATTENTE_DECISION", true),
            ("VALIDE", false),
            ("REFUS", false),
            ("RADIE", false),
        ] {
            let mut person = person(statut);
            person.renouvellement = renewal;
            let view = DecisionView::of(&me(role), &person, &[event("SOUMIS")], None, NOW);
            pages.push((
                DecisionView::TEMPLATE,
                view.and_then(|view| page::render(&view)),
            ));
        }
    }
    let mistaken = DecisionView::of(
        &me(Role::Gestionnaire),
        &person("ATTENTE_DECISION"),
        &[],
        None,
        NOW,
    )
    .map(|view| DecisionView {
        erreurs: vec![FieldError {
            champ: "refus-motif",
            message: "Choisissez un motif.".to_owned(),
        }],
        fait: done("validation"),
        conflit: Some("Cette demande a déjà été validée.".to_owned()),
        perdu: Some("Vit à Lyon".to_owned()),
        ..view
    });
    pages.push((
        DecisionView::TEMPLATE,
        mistaken.and_then(|view| page::render(&view)),
    ));
    for (action, motif) in [
        (Action::Refuser, Motif::Saturation),
        (Action::Radier, Motif::EntreeLogement),
    ] {
        let reason = Reason { motif, texte: None };
        let today = NOW.day(clock::zone("Europe/Paris"));
        let person = person("VALIDE");
        let view = CheckView::of(
            &me(Role::Gestionnaire),
            &person,
            action,
            &reason,
            ReasonForm::default(),
            today,
        );
        pages.push((CheckView::TEMPLATE, page::render(&view)));
    }
    pages
}

#[test]
fn every_action_has_words_once_done() {
    for action in Action::ALL {
        assert!(done(done_code(action)).is_some(), "{action:?}");
    }
}

#[test]
fn nobody_is_offered_what_they_may_not() {
    let offered = |role, statut| {
        let view = DecisionView::of(&me(role), &person(statut), &[], None, NOW).expect("a view");
        (
            view.peut.valider || view.peut.refuser || view.peut.renvoyer,
            view.peut.radier,
        )
    };
    assert_eq!(offered(Role::Agent, "ATTENTE_DECISION"), (false, false));
    assert_eq!(
        offered(Role::Instructeur, "ATTENTE_DECISION"),
        (false, false)
    );
    assert_eq!(
        offered(Role::Gestionnaire, "ATTENTE_DECISION"),
        (true, false)
    );
    assert_eq!(offered(Role::Instructeur, "VALIDE"), (false, true));
}
