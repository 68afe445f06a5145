//! « Récupérer un dossier » by the name and the number of a carnet: one message, a few tries, and whoever held it is told.

use std::thread;

use escale_tests::{
    browser::Browser,
    db,
    http::{Answer, Visitor},
    mail,
    stories::{
        dossiers::{Dossier, carnet, desk},
        sign_in_staff, things,
    },
};
use serde_json::json;

use crate::dossiers_moves::{key, last_line};

pub(crate) fn fetch(visitor: &mut Visitor, (nom, carnet): (&str, &str), key: &str) -> Answer {
    let fields = [
        ("jeton", key),
        ("nom", nom),
        ("carnet", carnet),
        ("motif", "ACCUEIL"),
    ];
    visitor.post("/gestion/dossiers/recuperation", &fields)
}

/// What an answer says, without the key and what was typed.
pub(crate) fn said(answer: &Answer, typed: [&str; 2]) -> String {
    let mut words = answer.words();
    for one in typed {
        words = words.replace(one, "…");
    }
    words
}

pub(crate) fn fetched_back_by_name_and_number() {
    let (here, there) = (desk(), desk());
    let dossier = Dossier::of(&there);
    let browser = Browser::computer();
    here.staff_in(&browser, "AGENT");
    browser.open("/gestion/dossiers");
    browser.follow("Récupérer un dossier");
    browser.press("Réorienter");
    let typed = format!(
        "{} {}",
        &dossier.carnet[..3],
        dossier.carnet[3..].to_uppercase()
    );
    browser.fill("NOM du bénéficiaire", &dossier.nom.to_lowercase());
    browser.fill("N° CARNET", &typed);
    browser.press("Réorienter");
    browser.sees("Choisissez pourquoi vous récupérez ce dossier.");
    browser.choose("La personne est dans ma structure, avec son carnet");
    browser.press("Réorienter");
    browser.sees("est maintenant dans votre onglet « Orientation ».");
    assert_eq!(dossier.column("structure_id"), json!(here.id));

    // At once: what was there to read has been read, so that nothing takes it back.
    browser.does_not_see("possible pendant");
    let told = mail::about(&there.email("GESTIONNAIRE"), "est suivi ailleurs");
    assert!(
        told.text.contains(&here.nom) && !told.raw.contains(&dossier.nom),
        "{}",
        told.raw
    );
    let _ = mail::about(&there.email("AGENT"), "est suivi ailleurs");

    let mut admin = there.staff("ADMINISTRATEUR");
    let journal = admin.get("/gestion/journal");
    assert!(
        journal.says("Dossier récupéré par une autre structure"),
        "{journal:?}"
    );
    let gone = admin.get(&dossier.path("/archivage"));
    assert!(gone.says(&here.nom) && !gone.says(&dossier.nom), "{gone:?}");
    let who = "SELECT nom FROM staff_user WHERE structure_id = ?1 AND role = 'AGENT'";
    let who = db::value(who, &[json!(here.id)]);
    let who = who.as_str().expect("a name");
    assert!(!gone.says(who), "somebody of another structure: {gone:?}");
    let mine = fetch(
        &mut here.staff("INSTRUCTEUR"),
        (&dossier.nom, &dossier.carnet),
        &key(420),
    );
    assert!(
        mine.status == 409 && mine.says("Ce dossier est déjà dans votre structure."),
        "{mine:?}"
    );
}

pub(crate) fn one_message_whatever_is_wrong_and_five_tries() {
    let (here, there) = (desk(), desk());
    let dossier = Dossier::of(&there);
    let number = carnet();
    let mut agent = here.staff("AGENT");
    let wrong = [
        ("Introuvable", dossier.carnet.as_str()),
        (dossier.nom.as_str(), number.as_str()),
        ("Introuvable", number.as_str()),
    ];
    let mut answers = Vec::new();
    for (at, typed) in wrong.into_iter().enumerate() {
        let answer = fetch(&mut agent, typed, "AAAAAAAAAAAAAAAAAAAAAA");
        assert_eq!(answer.status, 422, "{at}: {answer:?}");
        answers.push(said(&answer, [typed.0, typed.1]));
    }
    assert!(answers.iter().all(|one| *one == answers[0]), "{answers:#?}");
    for number in 0..2 {
        assert_eq!(fetch(&mut agent, wrong[2], &key(430 + number)).status, 422);
    }
    // The sixth is not looked at, even right.
    let right = (dossier.nom.as_str(), dossier.carnet.as_str());
    let sixth = fetch(&mut agent, right, &key(440));
    assert!(
        sixth.status == 429 && sixth.says("Trop d’essais"),
        "{sixth:?}"
    );
    assert_eq!(dossier.column("structure_id"), json!(there.id));
    // Each is in the journal, without what was typed.
    let tries = "SELECT count(*) FROM journal WHERE structure_id = ?1 AND evenement = 'DOSSIER_ESSAI_DE_RECUPERATION' AND detail = '{}'";
    assert_eq!(db::count(tries, &[json!(here.id)]), 5);
    let named = "SELECT count(*) FROM journal WHERE structure_id = ?1 AND instr(detail, ?2) > 0";
    assert_eq!(db::count(named, &[json!(here.id), json!(dossier.nom)]), 0);
    // Twenty for the whole structure: those of others count.
    for (role, first) in [
        ("INSTRUCTEUR", 450),
        ("GESTIONNAIRE", 460),
        ("ADMINISTRATEUR", 470),
    ] {
        let mut staff = here.staff(role);
        for number in 0..5 {
            assert_eq!(
                fetch(&mut staff, wrong[2], &key(first + number)).status,
                422,
                "{role}"
            );
        }
    }
    let late = things::member(&here.id, "AGENT");
    let mut last = sign_in_staff(&format!("{}@membre.test", late.to_lowercase()));
    assert_eq!(fetch(&mut last, right, &key(480)).status, 429);
    // An hour later.
    db::sql(
        "UPDATE dossier_essai SET created_at = created_at - 3600001 WHERE structure_id = ?1",
        &[json!(here.id)],
    );
    assert_eq!(fetch(&mut last, right, &key(481)).status, 303);
    assert_eq!(dossier.column("structure_id"), json!(here.id));
}

pub(crate) fn of_many_tries_at_once_five_are_let_through() {
    let here = desk();
    let session = here
        .staff("AGENT")
        .cookie("escale_gestion")
        .map(str::to_owned);
    let statuses: Vec<u16> = thread::scope(|scope| {
        let tries: Vec<_> = (0..20)
            .map(|number| {
                let session = session.clone();
                scope.spawn(move || {
                    let mut visitor = Visitor::new();
                    visitor.set_cookie("escale_gestion", session.as_deref());
                    fetch(&mut visitor, ("Introuvable", "000zzq"), &key(500 + number)).status
                })
            })
            .collect();
        tries
            .into_iter()
            .map(|one| one.join().expect("an answer"))
            .collect()
    });
    let let_through = statuses.iter().filter(|status| **status == 422).count();
    let refused = statuses.iter().filter(|status| **status == 429).count();
    assert_eq!((let_through, refused), (5, 15), "{statuses:?}");
}

pub(crate) fn a_form_fetches_what_it_names() {
    let (here, there) = (desk(), desk());
    let (first, second) = (Dossier::of(&there), Dossier::of(&there));
    let mut agent = here.staff("AGENT");
    let key = key(550);
    let named = |dossier: &Dossier| (dossier.nom.clone(), dossier.carnet.clone());
    let mut send =
        |(nom, carnet): (String, String)| fetch(&mut agent, (&nom, &carnet), &key).status;
    assert_eq!(send(named(&first)), 303);
    assert_eq!(send(named(&first)), 303, "sent twice");
    assert_eq!(first.log().len(), 2, "writes once");
    let unknown = ("Introuvable".to_owned(), carnet());
    assert_eq!(send(unknown), 422, "the same page, filled in anew");
    assert_eq!(send(named(&second)), 303);
    assert_eq!(second.column("structure_id"), json!(here.id));
    // Nobody takes back what they have read.
    let fields = [("jeton", key.as_str()), ("ligne", &last_line(&second))];
    let undone = agent.post(&second.path("/annulation"), &fields);
    assert_eq!(undone.status, 409, "{undone:?}");
    assert_eq!(second.column("structure_id"), json!(here.id));
}

pub(crate) fn of_many_who_fetch_none_is_told_that_the_name_is_wrong() {
    let desks = [desk(), desk(), desk(), desk()];
    let dossier = Dossier::of(&desks[0]);
    let sessions: Vec<String> = desks[1..]
        .iter()
        .flat_map(|desk| ["AGENT", "INSTRUCTEUR", "GESTIONNAIRE"].map(|role| desk.staff(role)))
        .map(|staff| {
            let session = staff.cookie("escale_gestion");
            session.expect("a session").to_owned()
        })
        .collect();
    let statuses: Vec<u16> = thread::scope(|scope| {
        let tries: Vec<_> = (0..27)
            .map(|number| {
                let (session, dossier) = (&sessions[number % 9], &dossier);
                scope.spawn(move || {
                    let mut visitor = Visitor::new();
                    visitor.set_cookie("escale_gestion", Some(session));
                    let typed = (dossier.nom.as_str(), dossier.carnet.as_str());
                    fetch(&mut visitor, typed, &key(560 + number)).status
                })
            })
            .collect();
        tries
            .into_iter()
            .map(|one| one.join().expect("an answer"))
            .collect()
    });
    let come = statuses.iter().filter(|status| **status == 303).count();
    assert!(
        statuses.iter().all(|status| matches!(status, 303 | 409)),
        "{statuses:?}"
    );
    assert_eq!(dossier.log().len(), 1 + come, "{statuses:?}");
}
