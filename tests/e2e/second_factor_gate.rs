//! The gate of sensitive acts: a fresh code, then back to where one was; and what is behind it in « Mon compte ».

use escale_tests::{
    browser::Browser,
    db,
    http::Visitor,
    mail,
    stories::{Desk, PASSWORD, Telephone, give_code, give_password, recovery_codes, turn_on},
};
use serde_json::json;

const OWN: &str = "/gestion/compte/double-authentification";
const CONFIRM: &str = "/gestion/confirmation";

/// A quarter of an hour goes by.
fn the_proof_ages(email: &str) {
    db::sql(
        "UPDATE staff_session SET prouve_at = prouve_at - 900000
         WHERE staff_user_id = (SELECT u.id FROM staff_user u WHERE u.email = ?1)",
        &[json!(email)],
    );
}

pub(crate) fn a_sensitive_page_asks_for_a_code_and_leads_back() {
    let desk = Desk::new();
    let email = desk.email("INSTRUCTEUR");
    let (telephone, codes) = turn_on(&mut desk.staff("INSTRUCTEUR"));
    let person = Browser::without_scripts();
    person.open("/gestion/connexion");
    person.fill("Adresse e-mail", &email);
    person.fill("Mot de passe", PASSWORD);
    person.press("Connexion");
    person.fill("Code à six chiffres", &telephone.after_a_while(&email));
    person.press("Connexion");
    person.open("/gestion/compte");
    person.follow("Nouveaux codes de secours");
    person.sees("Dix nouveaux codes seront montrés");
    the_proof_ages(&email);
    person.open("/gestion/compte");
    person.follow("Nouveaux codes de secours");
    person.sees("Confirmez que c’est vous");
    person.fill("Code à six chiffres", "12");
    person.press("Confirmer");
    person.sees("Écrivez les six chiffres.");
    person.fill("Code à six chiffres", &telephone.after_a_while(&email));
    person.press("Confirmer");
    person.sees("Dix nouveaux codes seront montrés");
    the_proof_ages(&email);
    person.press("Faire de nouveaux codes");
    person.sees("Confirmez que c’est vous");
    person.follow("Utiliser un code de secours");
    person.fill("Code de secours", &codes[3]);
    person.press("Confirmer");
    person.sees("Dix nouveaux codes seront montrés");
    person.press("Faire de nouveaux codes");
    person.sees("Vos nouveaux codes sont prêts");
    let told = mail::about(&email, "Vous avez de nouveaux codes de secours");
    assert!(told.text.contains("ne servent plus"), "{}", told.text);

    let mut lost = Visitor::new();
    let _ = give_password(&mut lost, &email);
    let old = lost.post("/gestion/connexion/code", &[("secours", &codes[4])]);
    assert_eq!(old.status, 422, "those from before: {old:?}");
}

pub(crate) fn whoever_has_none_is_told_how_to_turn_it_on() {
    let desk = Desk::new();
    let person = Browser::phone();
    desk.staff_in(&person, "AGENT");
    person.open(&format!("{OWN}/codes"));
    person.sees("La double authentification est nécessaire");
    person.follow("Activer la double authentification");
    let telephone = Telephone::reading(&person.source());
    person.fill("Code à six chiffres", &telephone.shows(0));
    person.press("Activer");
    person.follow("J’ai noté mes codes");
    person.sees("Dix nouveaux codes seront montrés");
    // Back where one was.
    person.is_at(&format!("{OWN}/codes"));
}

pub(crate) fn nobody_is_led_to_another_site() {
    let desk = Desk::new();
    let mut person = desk.staff("AGENT");
    let (telephone, _) = turn_on(&mut person);
    let email = desk.email("AGENT");
    for retour in [
        "https://ailleurs.example",
        "//ailleurs.example",
        "/\\ailleurs.example",
        "/gestion/../../ailleurs",
        "javascript:alert(1)",
        "",
    ] {
        let page = person.get(&format!(
            "{CONFIRM}?retour={}",
            escale_tests::http::encode(retour)
        ));
        assert!(
            page.status == 200 && !page.body.contains("ailleurs"),
            "{retour}"
        );
        let code = telephone.after_a_while(&email);
        let answer = person.post(CONFIRM, &[("code", &code), ("retour", retour)]);
        assert_eq!(answer.location(), Some("/gestion/compte"), "{retour}");
    }
    let code = telephone.after_a_while(&email);
    let back = "/gestion/usagers/x?onglet=a&q=%C3%A9";
    let answer = person.post(CONFIRM, &[("code", &code), ("retour", back)]);
    assert_eq!(answer.location(), Some(back));
}

pub(crate) fn another_telephone_and_new_codes() {
    let desk = Desk::new();
    let email = desk.email("GESTIONNAIRE");
    let mut person = desk.staff("GESTIONNAIRE");
    let (old, codes) = turn_on(&mut person);
    let mut elsewhere = Visitor::new();
    let _ = give_password(&mut elsewhere, &email);
    assert_eq!(
        give_code(&mut elsewhere, &old.after_a_while(&email)).status,
        303
    );
    let page = format!("{OWN}/appareil");
    let new = Telephone::reading(&person.get(&page).body);
    assert_ne!(new.secret(), old.secret());
    let wrong = person.post(&page, &[("code", &old.shows(0))]);
    assert_eq!(wrong.status, 422, "a code of the former one: {wrong:?}");
    let changed = person.post(&page, &[("code", &new.shows(0))]);
    assert_eq!(changed.location(), Some("/gestion/compte?fait=appareil"));
    assert_eq!(elsewhere.get("/gestion").status, 303, "other sessions end");
    let _ = mail::about(&email, "a changé d’appareil");

    let mut again = Visitor::new();
    let _ = give_password(&mut again, &email);
    assert_eq!(
        give_code(&mut again, &old.after_a_while(&email)).status,
        422
    );
    assert_eq!(give_code(&mut again, &new.shows(1)).status, 303);

    let page = format!("{OWN}/codes");
    let version = person.get(&page).field("version").expect("a version");
    let shown = person.post(&page, &[("version", &version)]);
    let fresh = recovery_codes(&shown);
    assert!(fresh.len() == 10 && fresh[0] != codes[0], "{shown:?}");
    let twice = person.post(&page, &[("version", &version)]);
    assert_eq!(twice.status, 409, "the same form twice: {twice:?}");
    let mut lost = Visitor::new();
    let _ = give_password(&mut lost, &email);
    let by_new = lost.post("/gestion/connexion/code", &[("secours", &fresh[0])]);
    assert_eq!(
        by_new.status, 303,
        "those that were shown serve: {by_new:?}"
    );
}

pub(crate) fn it_is_turned_off_where_the_role_allows() {
    let desk = Desk::new();
    let email = desk.email("FACTEUR");
    let mut facteur = desk.staff("FACTEUR");
    let _ = turn_on(&mut facteur);
    let page = format!("{OWN}/desactivation");
    let version = facteur.get(&page).field("version").expect("a version");
    the_proof_ages(&email);
    let asked = facteur.post(&page, &[("version", &version)]);
    assert!(
        asked.location().is_some_and(|to| to.starts_with(CONFIRM)),
        "{asked:?}"
    );
    db::sql(
        "UPDATE staff_session SET prouve_at = ?2 WHERE staff_user_id = (SELECT u.id FROM staff_user u WHERE u.email = ?1)",
        &[json!(email), json!(escale_tests::stories::now())],
    );
    let off = facteur.post(&page, &[("version", &version)]);
    assert_eq!(off.location(), Some("/gestion/compte?fait=desactivee"));
    assert!(
        facteur
            .get("/gestion/compte")
            .says("Elle n’est pas activée")
    );
    let told = mail::about(&email, "La double authentification n’est plus active");
    assert!(told.text.contains("mot de passe suffit"), "{}", told.text);
    let left = "SELECT (SELECT count(*) FROM second_facteur f WHERE f.staff_user_id = u.id)
        + (SELECT count(*) FROM code_secours c WHERE c.staff_user_id = u.id) FROM staff_user u WHERE u.email = ?1";
    assert_eq!(db::count(left, &[json!(email)]), 0);
    assert_eq!(
        give_password(&mut Visitor::new(), &email).location(),
        Some("/gestion")
    );
}

/// Every page of the second factor, in each state it has, for the walks of `look.rs`; leaves somebody signed in.
pub(crate) fn every_state(desk: &Desk, staff: &Browser, look: &impl Fn(&Browser, &str)) {
    staff.press("Déconnexion");
    desk.staff_in(staff, "INSTRUCTEUR");
    let email = desk.email("INSTRUCTEUR");
    staff.open(&format!("{OWN}/codes"));
    look(staff, "a second factor is needed");
    staff.follow("Activer la double authentification");
    let telephone = Telephone::reading(&staff.source());
    look(staff, "turning it on");
    staff.fill("Code à six chiffres", "12");
    staff.press("Activer");
    staff.sees("Écrivez les six chiffres.");
    look(staff, "turning it on, refused");
    staff.fill("Code à six chiffres", &telephone.shows(0));
    staff.press("Activer");
    staff.sees("Vos codes de secours");
    look(staff, "the recovery codes");
    for page in ["/codes", "/appareil", "/desactivation"] {
        staff.open(&format!("{OWN}{page}"));
        look(staff, page);
    }
    staff.open("/gestion/compte");
    look(staff, "one's account, protected");
    the_proof_ages(&email);
    staff.follow("Changer d’appareil");
    look(staff, "confirming");
    staff.follow("Utiliser un code de secours");
    staff.fill("Code de secours", "7K2M");
    staff.press("Confirmer");
    staff.sees("16 lettres et chiffres");
    look(staff, "confirming, refused");
    staff.press("Déconnexion");
    staff.fill("Adresse e-mail", &email);
    staff.fill("Mot de passe", PASSWORD);
    staff.press("Connexion");
    staff.sees("Il reste une étape");
    look(staff, "the code at signing in");
    staff.fill("Code à six chiffres", "12");
    staff.press("Connexion");
    staff.sees("Écrivez les six chiffres.");
    look(staff, "the code at signing in, refused");
    staff.follow("Utiliser un code de secours");
    look(staff, "a recovery code at signing in");
    staff.open("/gestion/connexion/code");
    staff.fill("Code à six chiffres", &telephone.after_a_while(&email));
    staff.press("Connexion");
    staff.sees("Déconnexion");
}
