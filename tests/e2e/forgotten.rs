//! « Mot de passe oublié » for those who work in a structure.

use escale_tests::{
    browser::Browser,
    db,
    http::Visitor,
    mail, secrets,
    stories::{Desk, now, sign_in_staff},
};
use serde_json::json;

const FORGOTTEN: &str = "/gestion/mot-de-passe-oublie";
const NEW: &str = "Nouveau-mot-2027";

fn ask(address: &str) -> escale_tests::http::Answer {
    Visitor::new().post(FORGOTTEN, &[("email", address)])
}

/// The link that « Mot de passe oublié » sends to that address.
fn link(address: &str) -> String {
    assert_eq!(ask(address).status, 303);
    mail::about(address, "Choisir un nouveau mot de passe").link()
}

fn choose(path: &str, password: &str) -> escale_tests::http::Answer {
    let password = secrets::keep(password);
    Visitor::new().post(path, &[("nouveau", &password), ("confirmation", &password)])
}

fn tries(address: &str, password: &str) -> u16 {
    let fields = [("email", address), ("mot_de_passe", password)];
    Visitor::new().post("/gestion/connexion", &fields).status
}

pub(crate) fn a_new_password_by_the_link() {
    let desk = Desk::new();
    let address = desk.email("INSTRUCTEUR");
    let mut elsewhere = desk.staff("INSTRUCTEUR");
    let browser = Browser::computer();
    browser.open("/gestion/connexion");
    browser.follow("Choisir un nouveau mot de passe");
    browser.fill("Adresse e-mail", &address);
    browser.press("Recevoir un lien");
    browser.sees("Regardez vos e-mails");
    browser.does_not_see(&address);
    browser.open(&mail::about(&address, "Choisir un nouveau mot de passe").link());
    browser.sees(&address);
    browser.fill("Nouveau mot de passe", "court");
    browser.fill("Confirmation du mot de passe", "autre");
    browser.press("Enregistrer le nouveau mot de passe");
    for mistake in [
        "Il faut au moins 12 caractères.",
        "Ajoutez au moins un chiffre.",
        "Ajoutez au moins une lettre majuscule.",
        "Les deux mots de passe ne sont pas les mêmes.",
    ] {
        browser.sees(mistake);
    }
    browser.fill("Nouveau mot de passe", NEW);
    browser.fill("Confirmation du mot de passe", NEW);
    browser.press("Enregistrer le nouveau mot de passe");
    browser.sees("Votre mot de passe est changé");
    browser.fill("Adresse e-mail", &address);
    browser.fill("Mot de passe", NEW);
    browser.press("Connexion");
    browser.sees("Déconnexion");
    assert_eq!(
        elsewhere.get("/gestion").status,
        303,
        "other sessions have ended"
    );
    assert_eq!(tries(&address, escale_tests::stories::PASSWORD), 422);
    let _ = mail::about(&address, "Votre mot de passe a changé");
}

pub(crate) fn whether_an_address_exists_is_not_told() {
    let desk = Desk::new();
    let (known, unknown) = (desk.email("AGENT"), mail::address("inconnue"));
    let answers = [&known, &unknown].map(|address| ask(address));
    assert_eq!(answers[0].status, answers[1].status);
    assert_eq!(answers[0].location(), answers[1].location());
    assert_eq!(answers[0].body, answers[1].body);
    let _ = mail::about(&known, "Choisir");
    assert!(mail::at(&unknown).is_empty());
    let rows = |address: &str| {
        db::count(
            "SELECT count(*) FROM courriel WHERE destinataire = ?1",
            &[json!(address)],
        )
    };
    assert_eq!((rows(&known), rows(&unknown)), (1, 0));
    assert_eq!(ask(&known).status, 303);
    assert_eq!(rows(&known), 1, "nobody's mailbox is filled");
    // Nor in a day, by whoever has patience: the answer stays the same.
    for _ in 0..7 {
        db::sql(
            "UPDATE lien SET created_at = created_at - 200000 WHERE objet_id = (SELECT id FROM staff_user WHERE email = ?1)",
            &[json!(known)],
        );
        let answer = ask(&known);
        assert_eq!(
            (answer.status, answer.location()),
            (303, answers[1].location())
        );
    }
    assert_eq!(rows(&known), 5, "five links a day");
    assert_eq!(ask("pas une adresse").status, 422);
}

pub(crate) fn opening_a_link_changes_nothing_and_it_serves_once() {
    let desk = Desk::new();
    let address = desk.email("FACTEUR");
    let mut facteur = desk.staff("FACTEUR");
    let path = link(&address);
    let token = path.rsplit('/').next().expect("a token").to_owned();
    for table in ["courriel", "lien", "lien_jeton", "journal"] {
        let kept = db::sql(&format!("SELECT * FROM {table}"), &[]);
        let found = kept.rows.iter().any(|row| row.to_string().contains(&token));
        assert!(!found, "the token is in {table}");
    }
    for _ in 0..5 {
        assert_eq!(Visitor::new().get(&path).status, 200);
    }
    assert_eq!(
        facteur.get("/gestion").status,
        200,
        "nobody is signed out by reading mail"
    );
    assert_eq!(choose(&path, "trop court").status, 422);
    // Of many at once, one does.
    let answers: Vec<u16> = std::thread::scope(|scope| {
        let sent: Vec<_> = (0..8)
            .map(|number| {
                let path = path.clone();
                scope.spawn(move || choose(&path, &format!("{NEW}-{number}")).status)
            })
            .collect();
        sent.into_iter()
            .map(|one| one.join().expect("an answer"))
            .collect()
    });
    assert_eq!(
        answers.iter().filter(|status| **status == 303).count(),
        1,
        "{answers:?}"
    );
    assert!(
        answers.iter().all(|status| [303, 410].contains(status)),
        "{answers:?}"
    );
    let again = Visitor::new().get(&path);
    assert!(
        again.status == 410 && again.says("Il a déjà servi"),
        "{again:?}"
    );
    assert_eq!(facteur.get("/gestion").status, 303);
}

pub(crate) fn a_link_ends() {
    let desk = Desk::new();
    let address = desk.email("AGENT");
    let first = link(&address);
    // Another link takes its place.
    db::sql(
        "UPDATE lien SET created_at = created_at - 200000 WHERE objet_id = (SELECT id FROM staff_user WHERE email = ?1)",
        &[json!(address)],
    );
    assert_eq!(ask(&address).status, 303);
    let second = mail::link_after(&address, &first);
    assert_eq!(Visitor::new().get(&first).status, 410);
    assert_eq!(Visitor::new().get(&second).status, 200);
    db::sql(
        "UPDATE lien SET expires_at = ?2, created_at = 1 WHERE objet_id = (SELECT id FROM staff_user WHERE email = ?1)",
        &[json!(address), json!(now() - 1)],
    );
    let late = Visitor::new().get(&second);
    assert!(
        late.status == 410 && late.says("ce moment est passé"),
        "{late:?}"
    );
    assert_eq!(choose(&second, NEW).status, 410);
    for path in ["esl_court", "AAAA"] {
        let lost = Visitor::new().get(&format!("{FORGOTTEN}/{path}"));
        assert_eq!(lost.status, 410, "{lost:?}");
    }
    // Somebody who is suspended gets no link.
    let gone = desk.email("INSTRUCTEUR");
    db::sql(
        "UPDATE staff_user SET statut = 'SUSPENDU' WHERE email = ?1",
        &[json!(gone)],
    );
    assert_eq!(ask(&gone).status, 303);
    assert_eq!(
        db::count(
            "SELECT count(*) FROM courriel WHERE destinataire = ?1",
            &[json!(gone)]
        ),
        0
    );
    let _ = sign_in_staff(&address);
}
