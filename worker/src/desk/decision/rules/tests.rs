use super::*;
use crate::rights::Role;

fn day(text: &str) -> Day {
    Day(text.parse().expect("a day"))
}

fn at(statut: Statut, renouvellement: bool) -> Standing {
    Standing {
        statut,
        renouvellement,
    }
}

/// Every standing the database allows.
fn standings() -> [Standing; 7] {
    use Statut::{AttenteDecision, Instruction, Radie, Refus, Valide};
    [
        at(Instruction, false),
        at(Instruction, true),
        at(AttenteDecision, false),
        at(AttenteDecision, true),
        at(Valide, false),
        at(Refus, false),
        at(Radie, false),
    ]
}

#[test]
fn every_action_from_every_standing() {
    use Action::{Radier, Recommencer, Refuser, Renouveler, Renvoyer, Soumettre, Valider};
    use Statut::{AttenteDecision, Instruction, Radie, Refus, Valide};
    // What is not here can't be done.
    let allowed = [
        (
            Soumettre,
            at(Instruction, false),
            at(AttenteDecision, false),
        ),
        (Soumettre, at(Instruction, true), at(AttenteDecision, true)),
        (Renvoyer, at(AttenteDecision, false), at(Instruction, false)),
        (Renvoyer, at(AttenteDecision, true), at(Instruction, true)),
        (Valider, at(Instruction, false), at(Valide, false)),
        (Valider, at(Instruction, true), at(Valide, false)),
        (Valider, at(AttenteDecision, false), at(Valide, false)),
        (Valider, at(AttenteDecision, true), at(Valide, false)),
        (Refuser, at(Instruction, false), at(Refus, false)),
        (Refuser, at(Instruction, true), at(Refus, false)),
        (Refuser, at(AttenteDecision, false), at(Refus, false)),
        (Refuser, at(AttenteDecision, true), at(Refus, false)),
        (Renouveler, at(Valide, false), at(Instruction, true)),
        (Radier, at(Valide, false), at(Radie, false)),
        (Radier, at(Instruction, true), at(Radie, false)),
        (Radier, at(AttenteDecision, true), at(Radie, false)),
        (Recommencer, at(Refus, false), at(Instruction, false)),
        (Recommencer, at(Radie, false), at(Instruction, false)),
    ];
    for action in Action::ALL {
        for from in standings() {
            let expected = allowed
                .iter()
                .find(|(it, start, _)| *it == action && *start == from)
                .map(|(_, _, end)| *end);
            assert_eq!(action.leads(from, false), expected, "{action:?} {from:?}");
            assert_eq!(action.is_open(from), expected.is_some());
        }
    }
}

#[test]
fn every_action_for_every_role() {
    let deciding = [Action::Renvoyer, Action::Valider, Action::Refuser];
    for role in Role::ALL {
        for action in Action::ALL {
            let expected = match role {
                Role::Facteur | Role::Agent | Role::Operateur => false,
                Role::Instructeur => !deciding.contains(&action),
                Role::Gestionnaire | Role::Administrateur => true,
            };
            assert_eq!(role.may(action.right()), expected, "{role:?} {action:?}");
        }
    }
}

#[test]
fn no_standing_is_a_dead_end() {
    for from in standings() {
        assert!(Action::ALL.iter().any(|it| it.is_open(from)), "{from:?}");
    }
}

#[test]
fn asking_anew_while_a_refused_renewal_still_runs_is_a_renewal() {
    let refused = at(Statut::Refus, false);
    assert_eq!(
        Action::Recommencer.leads(refused, true),
        Some(at(Statut::Instruction, true))
    );
    let ended = at(Statut::Radie, false);
    assert_eq!(
        Action::Recommencer.leads(ended, true),
        Some(at(Statut::Instruction, false))
    );
}

#[test]
fn the_address_holds_until_its_end_while_a_renewal_is_decided_and_after_it_is_refused() {
    let end = day("2026-12-13");
    for from in standings() {
        let on = |today: &str| holds_until(from, Some(end), day(today));
        let holds = from.renouvellement || matches!(from.statut, Statut::Valide | Statut::Refus);
        assert_eq!(on("2026-12-13"), holds.then_some(end), "{from:?}");
        assert_eq!(on("2026-12-14"), None, "{from:?}");
        assert_eq!(holds_until(from, None, end), None);
    }
}

#[test]
fn a_year_at_most_from_today_or_from_the_running_end() {
    let today = day("2026-11-22");
    let first = at(Statut::AttenteDecision, false);
    let renewal = at(Statut::AttenteDecision, true);
    assert_eq!(offered_debut(first, None, today), today);
    assert_eq!(
        offered_debut(first, Some(day("2026-12-13")), today),
        today,
        "an old domiciliation does not count"
    );
    assert_eq!(
        offered_debut(renewal, Some(day("2026-12-13")), today),
        day("2026-12-14")
    );
    assert_eq!(
        offered_debut(renewal, Some(day("2026-11-01")), today),
        today,
        "the past is not given back by itself"
    );
    assert_eq!(latest_echeance(day("2026-12-14")), day("2027-12-13"));
    assert_eq!(latest_echeance(day("2028-02-29")), day("2029-02-27"));
}

#[test]
fn nobody_is_late_before_they_could_come() {
    let now = Moment(1_795_384_800_000); // 2026-11-22T22:00:00Z
    let floor_of = |debut: &str| floor(day(debut), Tz::Europe__Paris, now);
    assert_eq!(floor_of("2026-12-14"), now, "not yet begun");
    assert_eq!(
        floor_of("2026-11-22"),
        Moment(1_795_302_000_000),
        "midnight in Paris"
    );
}

#[test]
fn what_a_form_has_seen_is_read_back() {
    for standing in standings() {
        for decided_at in [None, Some(Moment(1_795_384_800_000))] {
            let seen = Seen {
                standing,
                decided_at,
            };
            assert_eq!(Seen::parse(&seen.code()), Some(seen));
        }
    }
    for forged in [
        "",
        "VALIDE",
        "VALIDE.2.0",
        "VALIDE.0.-1",
        "ACTIF.0.0",
        "VALIDE.0.0.0",
        "VALIDE.0.9999999999999999",
    ] {
        assert_eq!(Seen::parse(forged), None, "{forged}");
    }
}

#[test]
fn decisions_are_told_in_words() {
    let detail = |json: &str| serde_json::from_str::<Detail>(json).expect("a detail");
    let validated =
        detail(r#"{"debut":"2026-11-22","echeance":"2027-11-21","renouvellement":true}"#);
    assert_eq!(
        event_words("VALIDATION", &validated),
        "Renouvellement validé, du 22/11/2026 au 21/11/2027"
    );
    let refused = detail(r#"{"motif":"PAS_DE_LIEN","texte":"vit à Lyon"}"#);
    assert_eq!(
        event_words("REFUS", &refused),
        "Refusée\u{a0}: pas de lien avec la commune (vit à Lyon)"
    );
    let other = detail(r#"{"motif":"AUTRE","texte":"décès"}"#);
    assert_eq!(event_words("RADIATION", &other), "Radiation\u{a0}: décès");
    for action in Action::ALL {
        let words = event_words(action.event(), &Detail::default());
        assert_ne!(words, action.event(), "{action:?} has no words");
    }
}
