//! The lockout (CNIL, délibération 2022-100): it slows a guesser down, and never the person.

use escale_tests::{
    db,
    http::Visitor,
    secrets,
    stories::{Desk, ask_for_access, now, read_credentials, sign_in_portal, try_portal},
};
use escale_worker::auth::softlock::{self, Realm};
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
    let counted = softlock::account(Realm::Portail, &credentials.identifiant);
    let lock = db::sql(
        "UPDATE softlock SET locked_until_at = ?1 WHERE subject = ?2 AND locked_until_at > ?1",
        &[json!(now()), json!(counted.as_str())],
    );
    assert_eq!(lock.changes, 1, "its own lock, and nobody else's");
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

pub(crate) fn a_staff_reset_unlocks_the_person_s_own_phone_too() {
    let desk = Desk::with_portal();
    let (usager, credentials) = desk.usager_with_portal();
    let mut phone = sign_in_portal(&credentials);
    for _ in 0..5 {
        assert_eq!(
            try_portal(&mut phone, &credentials.identifiant, WRONG).status,
            422
        );
    }
    assert_eq!(
        try_portal(&mut phone, &credentials.identifiant, WRONG).status,
        429
    );

    let answer = ask_for_access(&mut desk.staff("INSTRUCTEUR"), &usager, true);
    let fresh = read_credentials(&answer.words());
    let answer = try_portal(&mut phone, &fresh.identifiant, &fresh.password);
    assert_eq!(
        answer.location(),
        Some("/connexion/nouveau-mot-de-passe"),
        "{answer:?}"
    );
    let chosen = secrets::keep("Retrouve-2027");
    phone.post(
        "/connexion/nouveau-mot-de-passe",
        &[("nouveau", &chosen), ("confirmation", &chosen)],
    );
    phone.post("/portail/deconnexion", &[]);
    let answer = try_portal(&mut phone, &fresh.identifiant, &chosen);
    assert_eq!(answer.location(), Some("/portail"), "{answer:?}");
}

pub(crate) fn a_planted_cookie_is_never_taken_up() {
    let desk = Desk::with_portal();
    let (_, credentials) = desk.usager_with_portal();
    let planted = format!("esa_{}", "Q".repeat(43));
    let mut victim = Visitor::new();
    victim.set_cookie("escale_appareil", Some(&planted));
    try_portal(&mut victim, &credentials.identifiant, &credentials.password);
    assert_ne!(victim.cookie("escale_appareil"), Some(planted.as_str()));
}

pub(crate) fn a_shared_computer_is_not_known() {
    let desk = Desk::with_portal();
    let (_, credentials) = desk.usager_with_portal();
    let mut shared = Visitor::new();
    let fields = [
        ("identifiant", credentials.identifiant.as_str()),
        ("mot_de_passe", &credentials.password),
        ("partage", "oui"),
    ];
    assert_eq!(
        shared.post("/connexion", &fields).location(),
        Some("/portail")
    );
    assert_eq!(shared.cookie("escale_appareil"), None);
}
