//! « Mon compte ».

use escale_tests::{
    browser::Browser,
    db,
    http::{Answer, Visitor},
    mail, secrets,
    server::until,
    stories::{Desk, PASSWORD, sign_in_staff},
};
use serde_json::json;

/// E-mails come by themselves.
const PATIENCE: std::time::Duration = std::time::Duration::from_secs(10);
const ACCOUNT: &str = "/gestion/compte";
const NEW: &str = "Encore-mieux-2027";

fn signs_in(email: &str, password: &str) -> u16 {
    let fields = [("email", email), ("mot_de_passe", password)];
    Visitor::new().post("/gestion/connexion", &fields).status
}

pub(crate) fn one_s_name_and_function() {
    let desk = Desk::new();
    let facteur = Browser::phone();
    desk.staff_in(&facteur, "FACTEUR");
    facteur.open(ACCOUNT);
    facteur.sees("Où vous êtes connecté");
    facteur.sees("(ici)");
    facteur.fill("Prénom", "Marie-Ange");
    facteur.fill("Fonction", "Accueil du matin");
    facteur.press("Enregistrer les modifications");
    facteur.sees("Les modifications sont enregistrées");
    let list = desk.staff("GESTIONNAIRE").get("/gestion/utilisateurs");
    assert!(
        list.says("Marie-Ange") && list.says("Accueil du matin"),
        "{list:?}"
    );
    let empty = desk
        .staff("FACTEUR")
        .post(&format!("{ACCOUNT}/identite"), &[("nom", "x")]);
    assert!(
        empty.status == 422 && empty.says("Écrivez votre prénom."),
        "{empty:?}"
    );
}

fn change_password(visitor: &mut Visitor, present: &str, new: &str) -> Answer {
    let [present, new] = [present, new].map(secrets::keep);
    let fields = [
        ("actuel", present.as_str()),
        ("nouveau", &new),
        ("confirmation", &new),
    ];
    visitor.post(&format!("{ACCOUNT}/mot-de-passe"), &fields)
}

pub(crate) fn a_new_password_ends_other_sessions() {
    let desk = Desk::new();
    let address = desk.email("AGENT");
    let (mut here, mut elsewhere) = (desk.staff("AGENT"), desk.staff("AGENT"));
    let wrong = change_password(&mut here, "Pas-le-bon-2026", NEW);
    assert!(
        wrong.status == 422 && wrong.says("Ce n’est pas votre mot de passe actuel"),
        "{wrong:?}"
    );
    let short = change_password(&mut here, PASSWORD, "Court-1");
    assert!(
        short.status == 422 && short.says("Il faut au moins 12 caractères"),
        "{short:?}"
    );
    assert_eq!(elsewhere.get("/gestion").status, 200);
    assert_eq!(change_password(&mut here, PASSWORD, NEW).status, 303);
    assert_eq!(
        (
            here.get("/gestion").status,
            elsewhere.get("/gestion").status
        ),
        (200, 303)
    );
    assert_eq!(
        (signs_in(&address, PASSWORD), signs_in(&address, NEW)),
        (422, 303)
    );
    let _ = mail::about(&address, "Votre mot de passe a changé");
    // Guesses are counted as at the gate.
    for _ in 0..5 {
        change_password(&mut here, "Pas-le-bon-2026", NEW);
    }
    let locked = change_password(&mut here, NEW, PASSWORD);
    assert!(
        locked.status == 429 && locked.says("réessayez dans"),
        "{locked:?}"
    );
}

pub(crate) fn a_new_address_is_confirmed_from_it() {
    let desk = Desk::new();
    let (former, new) = (desk.email("INSTRUCTEUR"), mail::address("nouvelle"));
    let mut here = desk.staff("INSTRUCTEUR");
    let ask = |visitor: &mut Visitor, address: &str, password: &str| {
        let fields = [("email", address), ("mot_de_passe", password)];
        visitor.post(&format!("{ACCOUNT}/adresse"), &fields)
    };
    assert_eq!(ask(&mut here, &new, "Pas-le-bon-2026").status, 422);
    assert_eq!(ask(&mut here, "pas une adresse", PASSWORD).status, 422);
    assert_eq!(ask(&mut here, &former, PASSWORD).status, 422);
    assert_eq!(ask(&mut here, &new, PASSWORD).status, 303);
    let path = mail::about(&new, "Confirmer").link();
    let _ = mail::about(&former, "Un changement d’adresse est demandé");
    let waiting = here.get(ACCOUNT);
    assert!(
        waiting.says(&new) && waiting.says("Annuler ce changement"),
        "it waits: {waiting:?}"
    );
    assert_eq!(Visitor::new().get(&path).status, 200);
    assert_eq!(signs_in(&former, PASSWORD), 303, "nothing has changed yet");
    let reader = Browser::phone();
    reader.open(&path);
    reader.fits();
    reader.press("Confirmer cette adresse");
    reader.sees("Votre adresse e-mail est changée");
    assert_eq!(
        (signs_in(&former, PASSWORD), signs_in(&new, PASSWORD)),
        (422, 303)
    );
    assert_eq!(
        here.get("/gestion").status,
        303,
        "one signs in again, with the new one"
    );
    let _ = mail::about(&former, "Votre adresse a changé");
    assert_eq!(Visitor::new().post(&path, &[]).status, 410);

    // An address that is somebody's by the time it is confirmed.
    let mut again = sign_in_staff(&new);
    let taken = mail::address("prise");
    assert_eq!(ask(&mut again, &taken, PASSWORD).status, 303);
    let path = mail::about(&taken, "Confirmer").link();
    db::sql(
        "UPDATE staff_user SET email = ?2 WHERE email = ?1",
        &[json!(desk.email("AGENT")), json!(taken)],
    );
    assert_eq!(Visitor::new().post(&path, &[]).status, 409);
    assert_eq!(signs_in(&new, PASSWORD), 303);
}

/// What was sent before a change must not undo it: whoever read the mailbox, or knew the former password, is out.
pub(crate) fn a_change_ends_what_was_sent_before() {
    let desk = Desk::new();
    let address = desk.email("GESTIONNAIRE");
    let mut here = desk.staff("GESTIONNAIRE");
    let mut present = PASSWORD;
    let ask = |here: &mut Visitor, password: &str| {
        let to = mail::address("ailleurs");
        let fields = [("email", to.as_str()), ("mot_de_passe", password)];
        assert_eq!(
            here.post(&format!("{ACCOUNT}/adresse"), &fields).status,
            303
        );
        mail::about(&to, "Confirmer").link()
    };
    let forget = |address: &str| {
        db::sql(
            "UPDATE lien SET created_at = created_at - 200000 WHERE objet_id = (SELECT id FROM staff_user WHERE email = ?1)",
            &[json!(address)],
        );
        let before = mail::at(address).len();
        let form = [("email", address)];
        assert_eq!(
            Visitor::new()
                .post("/gestion/mot-de-passe-oublie", &form)
                .status,
            303
        );
        assert!(mail::at(address).len() >= before);
    };
    let live = |genre: &str| {
        db::count(
            "SELECT count(*) FROM lien WHERE structure_id = ?1 AND genre = ?2 AND ended_at IS NULL",
            &[json!(desk.id), json!(genre)],
        )
    };
    // A changed password.
    let path = ask(&mut here, present);
    forget(&address);
    assert_eq!((live("ADRESSE"), live("MOT_DE_PASSE")), (1, 1));
    assert_eq!(change_password(&mut here, present, NEW).status, 303);
    present = NEW;
    assert_eq!((live("ADRESSE"), live("MOT_DE_PASSE")), (0, 0));
    assert_eq!(Visitor::new().post(&path, &[]).status, 410);
    // « Annuler ce changement ».
    let path = ask(&mut here, present);
    let cancel = format!("{ACCOUNT}/adresse/abandon");
    let cancelled = here.post(&cancel, &[]);
    assert!(
        here.get(cancelled.location().expect("a page"))
            .says("Le changement d’adresse est annulé")
    );
    assert_eq!(Visitor::new().post(&path, &[]).status, 410);
    assert_eq!(
        here.post(&cancel, &[]).status,
        303,
        "twice is as good as once"
    );
    // « Déconnecter partout ».
    let path = ask(&mut here, present);
    assert_eq!(
        here.post(&format!("{ACCOUNT}/deconnexions"), &[]).status,
        303
    );
    assert_eq!(Visitor::new().post(&path, &[]).status, 410);
    // A password chosen by a link.
    let path = ask(&mut here, present);
    let sent = || -> Vec<mail::Mail> {
        let all = mail::at(&address).into_iter();
        all.filter(|mail| mail.subject.contains("Choisir"))
            .collect()
    };
    // The first one may have been given up before it left: its link had ended.
    let before = sent().len();
    forget(&address);
    assert!(until(PATIENCE, || sent().len() == before + 1));
    let token = sent()[0].link();
    let password = secrets::keep("Par-le-lien-2027");
    let fields = [("nouveau", password.as_str()), ("confirmation", &password)];
    assert_eq!(Visitor::new().post(&token, &fields).status, 303);
    assert_eq!(Visitor::new().post(&path, &[]).status, 410);
    // A changed address.
    let mut here = Visitor::new();
    let signed_in = [("email", address.as_str()), ("mot_de_passe", &password)];
    assert_eq!(here.post("/gestion/connexion", &signed_in).status, 303);
    let path = ask(&mut here, &password);
    forget(&address);
    assert_eq!(live("MOT_DE_PASSE"), 1);
    assert_eq!(Visitor::new().post(&path, &[]).status, 303);
    assert_eq!((live("ADRESSE"), live("MOT_DE_PASSE")), (0, 0));
}

pub(crate) fn signing_out_everywhere() {
    let desk = Desk::new();
    let [mut here, mut there, mut other] = [
        desk.staff("AGENT"),
        desk.staff("AGENT"),
        desk.staff("FACTEUR"),
    ];
    let page = here.get(ACCOUNT);
    assert_eq!(
        page.words().matches("Dernière page le").count(),
        2,
        "{page:?}"
    );
    assert!(
        !page.says("Aucune pour le moment"),
        "the sign-ins are there: {page:?}"
    );
    let (mut idle, mut last) = (desk.staff("AGENT"), desk.staff("AGENT"));
    let newest =
        "(SELECT t.token_hash FROM staff_session t JOIN staff_user u ON u.id = t.staff_user_id
                   WHERE u.email = ?1 ORDER BY t.created_at LIMIT 1 OFFSET 2)";
    db::sql(
        &format!(
            "UPDATE staff_session SET last_seen_at = last_seen_at - 3600001 WHERE token_hash = {newest}"
        ),
        &[json!(desk.email("AGENT"))],
    );
    let page = last.get(ACCOUNT);
    assert_eq!(
        (
            page.words().matches("Dernière page le").count(),
            idle.get("/gestion").status
        ),
        (3, 303),
        "one that has ended by itself is not shown: {page:?}"
    );
    assert_eq!(
        here.post(&format!("{ACCOUNT}/deconnexions"), &[]).status,
        303
    );
    let left = [&mut here, &mut there, &mut other].map(|one| one.get("/gestion").status);
    assert_eq!(left, [200, 303, 200]);
}
