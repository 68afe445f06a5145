//! « Accès au portail usager » (seed 000, step 2): who may, once, at once.

use std::thread;

use escale_tests::{
    db,
    http::Visitor,
    stories::{Desk, ask_for_access, read_credentials, sign_in_portal, try_portal},
};
use serde_json::json;

pub(crate) fn only_three_roles_edit_it() {
    let desk = Desk::with_portal();
    let usager = desk.usager();
    for (role, may) in [
        ("FACTEUR", false),
        ("AGENT", false),
        ("INSTRUCTEUR", true),
        ("GESTIONNAIRE", true),
        ("ADMINISTRATEUR", true),
    ] {
        let mut person = desk.staff(role);
        let page = person.get(&usager.tab("courriers"));
        assert_eq!(
            page.says("Modifier les préférences"),
            may,
            "{role} is offered it: {page:?}"
        );
        if may {
            assert!(
                person
                    .get(&format!("{}?modifier=portail", usager.tab("courriers")))
                    .field("edition")
                    .is_some(),
                "{role}"
            );
        } else {
            let answer = person.post(&usager.tab("acces"), &[("acces", "oui"), ("edition", "0")]);
            assert_eq!(answer.status, 403, "{role}: {answer:?}");
        }
    }
    assert_eq!(
        db::count(
            "SELECT count(*) FROM portal_account WHERE structure_id = ?1",
            &[json!(desk.id)]
        ),
        0
    );
}

pub(crate) fn credentials_are_shown_once() {
    let desk = Desk::with_portal();
    let usager = desk.usager();
    let mut instructeur = desk.staff("INSTRUCTEUR");
    let answer = ask_for_access(&mut instructeur, &usager, false);
    assert_eq!(answer.header("cache-control"), Some("no-store"));
    let credentials = read_credentials(&answer.words());
    for page in ["courriers", "courriers?modifier=portail"] {
        let later = instructeur.get(&usager.tab(page));
        assert!(
            !later.body.contains(&credentials.password),
            "{page} still shows the password"
        );
        assert!(!later.says("Identifiants générés"));
    }
    let kept = db::value(
        "SELECT password_hash FROM portal_account WHERE usager_id = ?1",
        &[json!(usager.id)],
    );
    let kept = kept.as_str().expect("a hash");
    assert!(
        kept.starts_with("$argon2id$v=19$m=12288,t=3,p=1$")
            && !kept.contains(&credentials.password),
        "{kept}"
    );
}

pub(crate) fn two_people_at_once_issue_one_letter() {
    let desk = Desk::with_portal();
    let usager = desk.usager();
    let mut people = [desk.staff("INSTRUCTEUR"), desk.staff("GESTIONNAIRE")];
    let page = people[0].get(&format!("{}?modifier=portail", usager.tab("courriers")));
    let edition = page.field("edition").expect("the form");
    let answers: Vec<_> = thread::scope(|scope| {
        let presses = people.each_mut().map(|person| {
            let (edition, path) = (edition.as_str(), usager.tab("acces"));
            scope.spawn(move || person.post(&path, &[("acces", "oui"), ("edition", edition)]))
        });
        presses.map(|press| press.join().expect("an answer")).into()
    });
    let mut statuses: Vec<u16> = answers.iter().map(|answer| answer.status).collect();
    statuses.sort_unstable();
    assert_eq!(statuses, [200, 409], "{answers:?}");
    let winner = answers
        .iter()
        .find(|answer| answer.status == 200)
        .expect("one letter");
    let credentials = read_credentials(&winner.words());
    let answer = try_portal(
        &mut Visitor::new(),
        &credentials.identifiant,
        &credentials.password,
    );
    assert_eq!(
        answer.status, 303,
        "the letter that was printed works: {answer:?}"
    );
}

pub(crate) fn closing_ends_live_sessions() {
    let desk = Desk::with_portal();
    let (usager, credentials) = desk.usager_with_portal();
    let mut domicilie = sign_in_portal(&credentials);
    assert_eq!(domicilie.get("/portail").status, 200);

    let mut instructeur = desk.staff("INSTRUCTEUR");
    let page = instructeur.get(&format!("{}?modifier=portail", usager.tab("courriers")));
    let edition = page.field("edition").expect("the form");
    let answer = instructeur.post(
        &usager.tab("acces"),
        &[("acces", "non"), ("edition", &edition)],
    );
    assert_eq!(answer.status, 303, "{answer:?}");

    assert_eq!(
        domicilie.get("/portail").location(),
        Some("/connexion?fin=expiree")
    );
    assert_eq!(
        try_portal(
            &mut Visitor::new(),
            &credentials.identifiant,
            &credentials.password
        )
        .status,
        403
    );
    assert_eq!(
        db::count(
            "SELECT count(*) FROM portal_session WHERE usager_id = ?1",
            &[json!(usager.id)]
        ),
        0
    );
}

pub(crate) fn a_reset_kills_password_and_sessions() {
    let desk = Desk::with_portal();
    let (usager, former) = desk.usager_with_portal();
    let mut domicilie = sign_in_portal(&former);
    let answer = ask_for_access(&mut desk.staff("GESTIONNAIRE"), &usager, true);
    let credentials = read_credentials(&answer.words());
    assert_eq!(credentials.identifiant, former.identifiant);
    assert_eq!(
        domicilie.get("/portail").location(),
        Some("/connexion?fin=expiree"),
        "the session is dead"
    );
    let mut elsewhere = Visitor::new();
    assert_eq!(
        try_portal(&mut elsewhere, &former.identifiant, &former.password).status,
        422,
        "the old password is dead"
    );
    let answer = try_portal(
        &mut elsewhere,
        &credentials.identifiant,
        &credentials.password,
    );
    assert_eq!(answer.location(), Some("/connexion/nouveau-mot-de-passe"));
}

/// A form that closes an open portal, as its page makes it.
const CLOSE: [(&str, &str); 4] = [
    ("actif", "non"),
    ("passage", "non"),
    ("vu_actif", "oui"),
    ("vu_passage", "non"),
];

pub(crate) fn what_a_colleague_has_closed_stays_closed() {
    let desk = Desk::with_portal();
    let (usager, _) = desk.usager_with_portal();
    let (mut first, mut second) = (desk.staff("INSTRUCTEUR"), desk.staff("GESTIONNAIRE"));
    let page = first.get(&format!("{}?modifier=portail", usager.tab("courriers")));
    let edition = page.field("edition").expect("the form");
    let answers = |acces: &str, person: &mut Visitor| {
        person
            .post(
                &usager.tab("acces"),
                &[("acces", acces), ("edition", &edition)],
            )
            .status
    };
    assert_eq!(answers("non", &mut first), 303);
    assert_eq!(
        answers("oui", &mut second),
        409,
        "the page with « Oui » was older"
    );
    let open = db::value(
        "SELECT actif FROM portal_account WHERE usager_id = ?1",
        &[json!(usager.id)],
    );
    assert_eq!(open, json!(0));

    let mut administrateur = desk.staff("ADMINISTRATEUR");
    assert_eq!(
        administrateur
            .post("/gestion/structure/portail", &CLOSE)
            .status,
        303
    );
    let older = [
        ("actif", "oui"),
        ("passage", "oui"),
        ("vu_actif", "oui"),
        ("vu_passage", "non"),
    ];
    assert_eq!(
        administrateur
            .post("/gestion/structure/portail", &older)
            .status,
        409
    );
}

pub(crate) fn closed_by_the_structure_is_closed_for_all() {
    let desk = Desk::with_portal();
    let (_, credentials) = desk.usager_with_portal();
    let mut domicilie = sign_in_portal(&credentials);

    let mut administrateur = desk.staff("ADMINISTRATEUR");
    let answer = administrateur.post("/gestion/structure/portail", &CLOSE);
    assert_eq!(answer.status, 303, "{answer:?}");
    assert_eq!(
        domicilie.get("/portail").location(),
        Some("/connexion?fin=expiree")
    );
    assert_eq!(
        try_portal(
            &mut Visitor::new(),
            &credentials.identifiant,
            &credentials.password
        )
        .status,
        403
    );

    administrateur.post(
        "/gestion/structure/portail",
        &[
            ("actif", "oui"),
            ("passage", "non"),
            ("vu_actif", "non"),
            ("vu_passage", "non"),
        ],
    );
    assert_eq!(
        domicilie.get("/portail").location(),
        Some("/connexion?fin=expiree"),
        "the old session stays dead"
    );
    desk.set("statut", &json!("SUSPENDUE"));
    assert_eq!(
        try_portal(
            &mut Visitor::new(),
            &credentials.identifiant,
            &credentials.password
        )
        .status,
        403
    );
}
