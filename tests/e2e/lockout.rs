//! The lockout (CNIL, délibération 2022-100): it slows a guesser down, and never the person.

use escale_tests::{
    db,
    http::Visitor,
    stories::{Desk, ask_for_access, now, read_credentials, sign_in_portal, try_portal},
};
use serde_json::json;

const WRONG: &str = "Mauvais-00";

fn fail(times: usize, identifiant: &str) {
    for _ in 0..times {
        assert_eq!(
            try_portal(&mut Visitor::new(), identifiant, WRONG).status,
            422
        );
    }
}

pub(crate) fn five_failures_then_a_wait() {
    let desk = Desk::with_portal();
    let (_, credentials) = desk.usager_with_portal();
    fail(5, &credentials.identifiant);
    let answer = try_portal(
        &mut Visitor::new(),
        &credentials.identifiant,
        &credentials.password,
    );
    assert_eq!(answer.status, 429, "{answer:?}");
    assert!(
        answer.says("Trop d’essais") && answer.says("dans 1 minute"),
        "{answer:?}"
    );
    let wait: i64 = answer
        .header("retry-after")
        .and_then(|it| it.parse().ok())
        .expect("Retry-After");
    assert!((1..=61).contains(&wait), "{wait} s");

    // A minute later, one try more; it fails, and the wait is five minutes.
    let locks = db::sql(
        "UPDATE softlock SET locked_until_at = ?1 WHERE failures = 5 AND locked_until_at > ?1",
        &[json!(now())],
    );
    assert!(locks.changes >= 1);
    fail(1, &credentials.identifiant);
    let answer = try_portal(&mut Visitor::new(), &credentials.identifiant, WRONG);
    assert!(
        answer.status == 429 && answer.says("dans 5 minutes"),
        "{answer:?}"
    );
}

pub(crate) fn a_known_browser_is_not_locked_out() {
    let desk = Desk::with_portal();
    let (_, credentials) = desk.usager_with_portal();
    let mut known = sign_in_portal(&credentials);
    fail(5, &credentials.identifiant);
    assert_eq!(
        try_portal(
            &mut Visitor::new(),
            &credentials.identifiant,
            &credentials.password
        )
        .status,
        429
    );
    assert_eq!(known.get("/portail").status, 200, "a live session goes on");
    known.post("/portail/deconnexion", &[]);
    let answer = try_portal(&mut known, &credentials.identifiant, &credentials.password);
    assert_eq!(answer.location(), Some("/portail"), "{answer:?}");
}

pub(crate) fn a_staff_reset_unlocks() {
    let desk = Desk::with_portal();
    let (usager, credentials) = desk.usager_with_portal();
    fail(5, &credentials.identifiant);
    let answer = ask_for_access(&mut desk.staff("INSTRUCTEUR"), &usager, true);
    let fresh = read_credentials(&answer.words());
    let answer = try_portal(&mut Visitor::new(), &fresh.identifiant, &fresh.password);
    assert_eq!(answer.status, 303, "{answer:?}");
}

pub(crate) fn unknown_accounts_lock_the_same() {
    fail(5, "PPPPQQQQ");
    let answer = try_portal(&mut Visitor::new(), "PPPPQQQQ", WRONG);
    assert!(
        answer.status == 429 && answer.says("dans 1 minute"),
        "{answer:?}"
    );
}
