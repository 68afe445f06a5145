//! The languages of the people who use the portal: the shell where they sign in, their page, their letter.

use escale_site::locale::{Filling, LANGUAGES, Language, language, without_marks};
use escale_tests::{
    axe,
    browser::Browser,
    db,
    http::{Answer, Request, Visitor},
    secrets,
    stories::{Credentials, Desk, Usager, ask_for_access, now, read_credentials, try_portal},
    text,
};
use serde_json::json;

use crate::letter::pages_of;

fn spoken(code: &str) -> &'static Language {
    language(code).expect("a language that we speak")
}

fn said(language: &Language, key: &str) -> String {
    let words = language.say(key, &[]).expect("words");
    text::normal(&without_marks(&words))
}

fn screen(browser: &Browser) -> String {
    text::normal(&without_marks(&browser.screen()))
}

fn words(answer: &Answer) -> String {
    text::normal(&without_marks(&answer.words()))
}

/// What waits for that person, of each kind.
fn waits(usager: &Usager, [letters, notices, parcels]: [i64; 3]) {
    db::sql(
        "UPDATE usager SET courrier_pending = ?2, recommande_pending = ?3, colis_pending = ?4,
                courrier_since_at = CASE WHEN ?2 > 0 THEN ?5 END, recommande_since_at = CASE WHEN ?3 > 0 THEN ?5 END,
                colis_since_at = CASE WHEN ?4 > 0 THEN ?5 END WHERE id = ?1",
        &[
            json!(usager.id),
            json!(letters),
            json!(notices),
            json!(parcels),
            json!(now()),
        ],
    );
}

fn signs_in_at(path: &str, credentials: &Credentials) -> Visitor {
    let mut visitor = Visitor::new();
    let fields = [
        ("identifiant", credentials.identifiant.as_str()),
        (
            "mot_de_passe",
            secrets::keep(&credentials.password).as_str(),
        ),
    ]
    .map(|(name, value)| (name, value.to_owned()));
    let fields: Vec<(&str, &str)> = fields
        .iter()
        .map(|(name, it)| (*name, it.as_str()))
        .collect();
    let answer = visitor.post(path, &fields);
    assert_eq!(answer.location(), Some("/portail"), "{answer:?}");
    visitor
}

fn is_in(answer: &Answer, lang: &str, dir: &str) {
    let html = format!("<html lang=\"{lang}\" dir=\"{dir}\">");
    assert!(answer.body.contains(&html), "not {lang}: {answer:?}");
}

pub(crate) fn in_arabic_from_the_door_to_the_page() {
    let arabic = spoken("ar");
    let desk = Desk::with_portal();
    let (usager, credentials) = desk.usager_with_portal();
    waits(&usager, [3, 0, 2]);
    let browser = Browser::phone();
    browser.open("/connexion");
    browser.follow("العربية");
    browser.is_at("/connexion/ar");
    let direction =
        || browser.script("return getComputedStyle(document.querySelector('main')).direction");
    assert_eq!(direction(), json!("rtl"));

    let button = said(arabic, "connexion-bouton");
    browser.fill_id("identifiant", "ABCDABCD");
    browser.fill_id("mot_de_passe", "Mauvais-00");
    browser.press(&button);
    browser.sees(&said(arabic, "refus-titre"));
    assert!(screen(&browser).contains(&said(arabic, "refus-texte")));
    assert_eq!(direction(), json!("rtl"), "an error speaks Arabic too");
    axe::check(&browser, "/connexion/ar, refused");

    browser.fill_id("identifiant", &credentials.identifiant);
    browser.fill_id("mot_de_passe", &credentials.password);
    browser.press(&button);
    browser.is_at("/portail");
    browser.sees(&said(arabic, "courrier-oui"));
    let shown = screen(&browser);
    for (key, number) in [("courrier-lettres", 3), ("courrier-colis", 2)] {
        let counted = arabic.say(key, &[("nombre", Filling::Number(number))]);
        let counted = text::normal(&without_marks(&counted.expect("words")));
        assert!(shown.contains(&counted), "no « {counted} » in {shown}");
    }
    assert_eq!(direction(), json!("rtl"));
    axe::check(&browser, "/portail in Arabic");

    browser.press(&said(arabic, "page-deconnexion"));
    browser.sees(&said(arabic, "session-finie"));
    browser.is_at("/connexion/ar?fin=oui");
}

pub(crate) fn arabic_has_six_plurals() {
    let arabic = spoken("ar");
    let desk = Desk::with_portal();
    let (usager, credentials) = desk.usager_with_portal();
    let mut visitor = signs_in_at("/connexion/ar", &credentials);
    waits(&usager, [0, 0, 0]);
    let none = words(&visitor.get("/portail"));
    assert!(none.contains(&said(arabic, "courrier-non")), "{none}");
    let mut kinds = Vec::new();
    for number in [1, 2, 3, 11, 100] {
        waits(&usager, [number, 0, 0]);
        let counted = arabic.say("courrier-lettres", &[("nombre", Filling::Number(number))]);
        let counted = text::normal(&without_marks(&counted.expect("words")));
        let page = words(&visitor.get("/portail"));
        assert!(page.contains(&counted), "no « {counted} » in {page}");
        kinds.push(counted.replace(&number.to_string(), ""));
    }
    kinds.sort();
    kinds.dedup();
    assert!(kinds.len() >= 4, "{kinds:?}");
}

pub(crate) fn a_choice_is_remembered() {
    let desk = Desk::with_portal();
    let (_, credentials) = desk.usager_with_portal();
    let mut first = signs_in_at("/connexion/uk", &credentials);
    is_in(&first.get("/portail"), "uk", "ltr");
    is_in(&first.get("/portail/mot-de-passe"), "uk", "ltr");
    is_in(&first.get("/portail/nulle-part"), "uk", "ltr");
    let _ = first.post("/portail/deconnexion", &[]);
    let door = first.get("/connexion?fin=oui");
    assert_eq!(door.location(), Some("/connexion/uk?fin=oui"), "{door:?}");

    // Elsewhere, by the French door: the account knows.
    let mut second = Visitor::new();
    let answer = try_portal(&mut second, &credentials.identifiant, &credentials.password);
    assert_eq!(answer.location(), Some("/portail"), "{answer:?}");
    is_in(&second.get("/portail"), "uk", "ltr");

    let chosen = second.post("/portail/langue", &[("langue", "ar")]);
    assert_eq!(chosen.location(), Some("/portail"), "{chosen:?}");
    is_in(&second.get("/portail"), "ar", "rtl");
    let refused = second.post("/portail/langue", &[("langue", "xx")]);
    assert_eq!(refused.status, 400, "{refused:?}");
    is_in(&refused, "ar", "rtl");
    let kept = db::value(
        "SELECT langue FROM portal_account WHERE identifiant = ?1",
        &[json!(credentials.identifiant)],
    );
    assert_eq!(kept, json!("ar"));
    assert_eq!(Visitor::new().get("/connexion/xx").status, 404);
}

pub(crate) fn a_browser_is_offered_its_language() {
    let asks = |header: &str| {
        let request = Request::get("/connexion").header("Accept-Language", header);
        Visitor::new().send(request)
    };
    let offered = "class=\"offer\"";
    let arabic = asks("ar-MA,fr;q=0.5");
    is_in(&arabic, "fr", "ltr");
    assert!(arabic.body.contains(offered), "{arabic:?}");
    let name = said(spoken("ar"), "langue-changer");
    assert!(words(&arabic).contains(&name), "{arabic:?}");
    for header in ["fr-FR,ar;q=0.5", "bn"] {
        assert!(!asks(header).body.contains(offered), "{header}");
    }
}

pub(crate) fn french_made_easy_has_drawings() {
    let easy = spoken("fr-falc");
    let desk = Desk::with_portal();
    let (_, credentials) = desk.usager_with_portal();
    let mut visitor = signs_in_at("/connexion", &credentials);
    let drawings = |answer: &Answer| answer.body.matches("class=\"icon\"").count();
    let before = visitor.get("/portail");
    let _ = visitor.post("/portail/langue", &[("langue", "fr-falc")]);
    let after = visitor.get("/portail");
    is_in(&after, "fr", "ltr");
    assert!(drawings(&after) > drawings(&before) + 2, "{after:?}");
    assert!(words(&after).contains(&said(easy, "ou-titre")), "{after:?}");
    assert!(words(&after).contains(&said(easy, "langue-non-relue")));
    assert!(!words(&before).contains(&said(spoken("fr"), "langue-non-relue")));
}

pub(crate) fn every_language_fits_the_smallest_phone() {
    let desk = Desk::with_portal();
    let (usager, credentials) = desk.usager_with_portal();
    waits(&usager, [2, 1, 1]);
    usager.set("echeance", &json!("2026-12-30"));
    let browser = Browser::smallest_phone();
    for language in LANGUAGES {
        for end in ["", "/aide/"] {
            browser.open(&format!("/connexion/{}{end}", language.code));
            browser.fits();
            axe::check(&browser, &format!("/connexion/{}{end}", language.code));
        }
    }
    let session = signs_in_at("/connexion", &credentials);
    let session = session
        .cookie("escale_portail")
        .expect("a session")
        .to_owned();
    let browser = Browser::smallest_phone().with_cookie("escale_portail", &session);
    for language in LANGUAGES {
        db::sql(
            "UPDATE portal_account SET langue = ?2 WHERE identifiant = ?1",
            &[json!(credentials.identifiant), json!(language.code)],
        );
        for page in [
            "/portail",
            "/portail/mot-de-passe",
            "/portail/notifications",
        ] {
            browser.open(page);
            browser.fits();
        }
    }
}

pub(crate) fn the_letter_has_a_page_in_ukrainian() {
    let ukrainian = spoken("uk");
    let desk = Desk::with_portal();
    let usager = desk.usager();
    usager.set("langue", &json!("uk"));
    let answer = ask_for_access(&mut desk.staff("INSTRUCTEUR"), &usager, false);
    let credentials = read_credentials(&answer.words());
    let pages = pages_of(&answer);
    assert_eq!(pages.len(), 2, "two pages: {pages:#?}");
    let second = &pages[1];
    for expected in [
        said(ukrainian, "lettre-titre"),
        said(ukrainian, "lettre-choisir"),
        "/connexion/uk".to_owned(),
        credentials.identifiant.clone(),
        credentials.password.clone(),
        desk.nom.clone(),
        "3 rue des Essais".to_owned(),
    ] {
        let expected = text::normal(&expected);
        assert!(
            second.contains(&expected),
            "no « {expected} » in:\n{second}"
        );
    }
}
