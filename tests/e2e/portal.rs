//! The portal (seeds 000 and 001): signing in, the first password, sessions, the home page.

use escale_tests::{
    browser::Browser,
    db,
    http::{Request, Visitor},
    secrets,
    stories::{DAY_MS, Desk, ask_for_access, now, read_credentials, sign_in_portal, try_portal},
};
use serde_json::json;

const MINUTE_MS: i64 = 60_000;

pub(crate) fn unknown_and_wrong_are_the_same() {
    let desk = Desk::with_portal();
    let (_, credentials) = desk.usager_with_portal();
    let wrong = try_portal(&mut Visitor::new(), &credentials.identifiant, "Mauvais-00");
    let unknown = try_portal(&mut Visitor::new(), "QQQQQQQQ", "Mauvais-00");
    assert_eq!((wrong.status, unknown.status), (422, 422));
    assert_eq!(
        wrong.body.replace(&credentials.identifiant, "QQQQQQQQ"),
        unknown.body,
        "the pages tell them apart"
    );
    assert!(wrong.header("set-cookie").is_none() && unknown.header("set-cookie").is_none());
}

pub(crate) fn identifier_is_read_as_typed() {
    let desk = Desk::with_portal();
    let (_, credentials) = desk.usager_with_portal();
    let (start, end) = credentials.identifiant.split_at(4);
    let typed = secrets::keep(&format!(
        " {} {} ",
        start.to_lowercase(),
        end.to_lowercase()
    ));
    let answer = try_portal(&mut Visitor::new(), &typed, &credentials.password);
    assert_eq!(answer.location(), Some("/portail"), "{answer:?}");
}

pub(crate) fn temporary_password_expires() {
    let desk = Desk::with_portal();
    let usager = desk.usager();
    let credentials = desk.give_access(&usager);
    let until = db::value(
        "SELECT temporary_until_at FROM portal_account WHERE usager_id = ?1",
        &[json!(usager.id)],
    );
    let days = (until.as_i64().expect("an end") - now()) / DAY_MS;
    assert!((29..=30).contains(&days), "{days} days");
    usager.set_account("temporary_until_at", &json!(now() - 1));
    let answer = try_portal(
        &mut Visitor::new(),
        &credentials.identifiant,
        &credentials.password,
    );
    assert_eq!(answer.status, 403);
    assert!(
        answer.says("expiré") && answer.says("30 jours"),
        "{answer:?}"
    );
}

pub(crate) fn rules_of_the_new_password() {
    let desk = Desk::with_portal();
    let credentials = desk.give_access(&desk.usager());
    let mut domicilie = Visitor::new();
    let next = try_portal(
        &mut domicilie,
        &credentials.identifiant,
        &credentials.password,
    );
    let page = next.location().expect("the choice").to_owned();
    let long = format!("Aa1{}", "x".repeat(148));
    let cases = [
        (credentials.password.as_str(), "différent"),
        ("Court1a", "8 caractères"),
        ("SansChiffre", "chiffre"),
        ("sansmajuscule1", "majuscule"),
        ("SANSMINUSCULE1", "minuscule"),
        (long.as_str(), "150"),
    ];
    for (password, complaint) in cases {
        let answer = domicilie.post(&page, &[("nouveau", password), ("confirmation", password)]);
        assert_eq!(answer.status, 422, "{complaint}: {answer:?}");
        assert!(
            answer.says("À corriger") && answer.says(complaint),
            "{complaint}: {answer:?}"
        );
        assert!(answer.body.contains("<title>Erreur"), "{complaint}");
        assert!(!answer.body.contains(password), "a password is shown again");
    }
    let answer = domicilie.post(
        &page,
        &[
            ("nouveau", "Bonjour-2026"),
            ("confirmation", "Bonsoir-2026"),
        ],
    );
    assert!(
        answer.status == 422 && answer.says("pas les mêmes"),
        "{answer:?}"
    );
    let answer = domicilie.post(
        &page,
        &[("nouveau", "Élan-2026"), ("confirmation", "Élan-2026")],
    );
    assert_eq!(answer.location(), Some("/portail"), "{answer:?}");
}

pub(crate) fn no_session_before_the_choice() {
    let desk = Desk::with_portal();
    let usager = desk.usager();
    let credentials = desk.give_access(&usager);
    let mut domicilie = Visitor::new();
    let answer = try_portal(
        &mut domicilie,
        &credentials.identifiant,
        &credentials.password,
    );
    assert_eq!(answer.location(), Some("/connexion/nouveau-mot-de-passe"));
    assert_eq!(
        db::count(
            "SELECT count(*) FROM portal_session WHERE usager_id = ?1",
            &[json!(usager.id)]
        ),
        0
    );
    assert_eq!(domicilie.get("/portail").location(), Some("/connexion"));
    let stranger = Visitor::new().post(
        "/connexion/nouveau-mot-de-passe",
        &[
            ("nouveau", "Bonjour-2026"),
            ("confirmation", "Bonjour-2026"),
        ],
    );
    assert_eq!(stranger.status, 401, "{stranger:?}");
}

pub(crate) fn giving_up_the_choice() {
    let desk = Desk::with_portal();
    let credentials = desk.give_access(&desk.usager());
    let mut domicilie = Visitor::new();
    try_portal(
        &mut domicilie,
        &credentials.identifiant,
        &credentials.password,
    );
    let ticket = domicilie
        .cookie("escale_choix")
        .expect("a ticket")
        .to_owned();
    assert_eq!(
        domicilie.post("/connexion/annuler", &[]).location(),
        Some("/connexion")
    );
    domicilie.set_cookie("escale_choix", Some(&ticket));
    let answer = domicilie.post(
        "/connexion/nouveau-mot-de-passe",
        &[
            ("nouveau", "Bonjour-2026"),
            ("confirmation", "Bonjour-2026"),
        ],
    );
    assert_eq!(answer.status, 401, "the ticket is dead: {answer:?}");
    let answer = try_portal(
        &mut Visitor::new(),
        &credentials.identifiant,
        &credentials.password,
    );
    assert_eq!(
        answer.status, 303,
        "the temporary password still works: {answer:?}"
    );
}

pub(crate) fn sessions_end_when_idle_and_when_old() {
    let desk = Desk::with_portal();
    let (usager, credentials) = desk.usager_with_portal();
    let age = |column: &str, minutes: i64| {
        let sql = format!("UPDATE portal_session SET {column} = ?2 WHERE usager_id = ?1");
        db::sql(
            &sql,
            &[json!(usager.id), json!(now() - minutes * MINUTE_MS)],
        );
    };
    let mut own = sign_in_portal(&credentials);
    age("last_seen_at", 29);
    assert_eq!(own.get("/portail").status, 200, "29 minutes idle");
    age("last_seen_at", 31);
    assert_eq!(own.get("/portail").status, 303, "31 minutes idle");

    let mut old = sign_in_portal(&credentials);
    age("expires_at", 1);
    assert_eq!(old.get("/portail").status, 303, "12 hours old");

    db::sql(
        "DELETE FROM portal_session WHERE usager_id = ?1",
        &[json!(usager.id)],
    );
    let mut shared = Visitor::new();
    let fields = [
        ("identifiant", credentials.identifiant.as_str()),
        ("mot_de_passe", &credentials.password),
        ("partage", "oui"),
    ];
    shared.post("/connexion", &fields);
    age("last_seen_at", 9);
    assert_eq!(
        shared.get("/portail").status,
        200,
        "9 minutes idle on a shared computer"
    );
    age("last_seen_at", 11);
    assert_eq!(
        shared.get("/portail").status,
        303,
        "11 minutes idle on a shared computer"
    );
}

pub(crate) fn signing_out_shows_nothing_on_back() {
    let desk = Desk::with_portal();
    let (usager, credentials) = desk.usager_with_portal();
    let mut domicilie = sign_in_portal(&credentials);
    let token = domicilie
        .cookie("escale_portail")
        .expect("a session")
        .to_owned();
    let answer = domicilie.post("/portail/deconnexion", &[]);
    assert_eq!(answer.status, 303);
    let after = domicilie.get("/connexion?fin=oui");
    assert!(after.body.contains("src=\"/oubli.svg\""), "{after:?}");
    assert_eq!(
        domicilie.get("/oubli.svg").header("clear-site-data"),
        Some("\"cache\""),
        "frozen pages go too, where no script runs"
    );
    domicilie.set_cookie("escale_portail", Some(&token));
    assert_eq!(
        domicilie.get("/portail").location(),
        Some("/connexion?fin=expiree"),
        "the token is dead on the server"
    );

    let browser = Browser::computer();
    browser.open("/connexion");
    browser.fill("Votre identifiant", &credentials.identifiant);
    browser.fill("Mot de passe", &credentials.password);
    browser.press("Connexion");
    browser.sees(&format!("Bonjour {} !", usager.prenom));
    browser.press("Se déconnecter");
    browser.sees("Vous êtes déconnecté");
    browser.back();
    browser.sees("Votre identifiant");
    browser.does_not_see(&usager.prenom);
    browser.does_not_see(&usager.nom);
}

pub(crate) fn changing_one_s_password() {
    let desk = Desk::with_portal();
    let (_, credentials) = desk.usager_with_portal();
    let (mut here, mut elsewhere) = (sign_in_portal(&credentials), sign_in_portal(&credentials));
    let new = secrets::keep("Nouveau-2027");
    let mut change = |actuel: &str| {
        here.post(
            "/portail/mot-de-passe",
            &[
                ("actuel", actuel),
                ("nouveau", &new),
                ("confirmation", &new),
            ],
        )
    };
    assert_eq!(change("Pas-le-bon-1").status, 422);
    let guess = here.post(
        "/portail/mot-de-passe",
        &[
            ("actuel", "Pas-le-bon-1"),
            ("nouveau", &credentials.password),
            ("confirmation", ""),
        ],
    );
    assert!(
        !guess.says("différent de celui"),
        "one try tells of one password: {guess:?}"
    );
    let mut change = |actuel: &str| {
        here.post(
            "/portail/mot-de-passe",
            &[
                ("actuel", actuel),
                ("nouveau", &new),
                ("confirmation", &new),
            ],
        )
    };
    let answer = change(&credentials.password);
    assert_eq!(
        answer.location(),
        Some("/portail?fait=mot-de-passe"),
        "{answer:?}"
    );
    assert_eq!(here.get("/portail").status, 200);
    assert_eq!(elsewhere.get("/portail").status, 303, "other sessions end");
    assert_eq!(
        try_portal(
            &mut Visitor::new(),
            &credentials.identifiant,
            &credentials.password
        )
        .status,
        422
    );
    assert_eq!(
        try_portal(&mut Visitor::new(), &credentials.identifiant, &new).location(),
        Some("/portail")
    );
}

pub(crate) fn signing_in_again_ends_the_session_before() {
    let desk = Desk::with_portal();
    let (_, credentials) = desk.usager_with_portal();
    let mut domicilie = sign_in_portal(&credentials);
    let before = domicilie
        .cookie("escale_portail")
        .expect("a session")
        .to_owned();
    try_portal(
        &mut domicilie,
        &credentials.identifiant,
        &credentials.password,
    );
    assert_eq!(domicilie.get("/portail").status, 200);
    domicilie.set_cookie("escale_portail", Some(&before));
    assert_eq!(domicilie.get("/portail").status, 303);
}

pub(crate) fn a_temporary_password_is_read_in_groups() {
    let desk = Desk::with_portal();
    let usager = desk.usager();
    let answer = ask_for_access(&mut desk.staff("INSTRUCTEUR"), &usager, false);
    let credentials = read_credentials(&answer.words());
    let (first, second) = credentials.password.split_at(4);
    let answer = try_portal(
        &mut Visitor::new(),
        &credentials.identifiant,
        &format!(" {first} {second}"),
    );
    assert_eq!(
        answer.location(),
        Some("/connexion/nouveau-mot-de-passe"),
        "{answer:?}"
    );
}

pub(crate) fn whoever_is_signed_in_is_never_told_they_left() {
    let desk = Desk::with_portal();
    let (_, credentials) = desk.usager_with_portal();
    let mut domicilie = sign_in_portal(&credentials);
    for page in ["/connexion", "/connexion?fin=oui", "/connexion?id=XKBNQXVI"] {
        assert_eq!(domicilie.get(page).location(), Some("/portail"), "{page}");
    }
    assert_eq!(
        desk.staff("FACTEUR")
            .get("/gestion/connexion?fin=oui")
            .location(),
        Some("/gestion")
    );
}

pub(crate) fn home_of_someone_refused_says_why() {
    let desk = Desk::with_portal();
    let (usager, credentials) = desk.usager_with_portal();
    db::sql(
        "UPDATE usager SET statut = 'RADIE', motif = 'NON_MANIFESTATION', decided_at = ?2 WHERE id = ?1",
        &[json!(usager.id), json!(now())],
    );
    let page = sign_in_portal(&credentials).get("/portail");
    assert!(
        page.says("Radié") && page.says("Votre domiciliation a pris fin"),
        "{page:?}"
    );
    assert!(
        page.says("pas de manifestation depuis plus de 3 mois"),
        "why: {page:?}"
    );
    assert!(
        page.says("tribunal administratif"),
        "the ways to appeal: {page:?}"
    );
}

pub(crate) fn home_takes_one_trip() {
    let desk = Desk::with_portal();
    let (_, credentials) = desk.usager_with_portal();
    let mut domicilie = sign_in_portal(&credentials);
    let id = "feedfacecafe0001";
    let page = domicilie.send(Request::get("/portail").header("cf-ray", id));
    assert_eq!(page.status, 200);
    let line = crate::log::line_of(id);
    assert!(
        line["d1_trips"].as_u64().is_some_and(|trips| trips <= 2),
        "one trip after the session check: {line}"
    );
}

pub(crate) fn a_visit_is_counted_only_if_the_structure_wants() {
    let desk = Desk::with_portal();
    let (usager, credentials) = desk.usager_with_portal();
    let visit = || {
        db::value(
            "SELECT dernier_passage_at FROM usager WHERE id = ?1",
            &[json!(usager.id)],
        )
    };
    let _ = sign_in_portal(&credentials);
    assert!(visit().is_null(), "not by default");
    desk.set("portail_passage", &json!(1));
    let _ = sign_in_portal(&credentials);
    assert!(
        visit().as_i64().is_some_and(|at| now() - at < DAY_MS),
        "when the structure wants"
    );
}
