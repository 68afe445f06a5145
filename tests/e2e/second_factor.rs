//! The second factor: turned on, asked for after the password, lost, taken away.

use std::thread;

use escale_tests::{
    browser::Browser,
    db,
    http::{Answer, Visitor},
    mail, secrets,
    stories::{Desk, PASSWORD, Telephone, give_code, give_password, sign_in_staff, turn_on},
};
use serde_json::{Value, json};

const OWN: &str = "/gestion/compte/double-authentification";
const CODE: &str = "/gestion/connexion/code";

fn id_of(email: &str) -> Value {
    db::value(
        "SELECT id FROM staff_user WHERE email = ?1",
        &[json!(email)],
    )
}

fn sessions_of(email: &str) -> i64 {
    db::count(
        "SELECT count(*) FROM staff_session WHERE staff_user_id = ?1",
        &[id_of(email)],
    )
}

fn events_of(email: &str, event: &str) -> i64 {
    db::count(
        "SELECT count(*) FROM journal WHERE evenement = ?2 AND (staff_user_id = ?1 OR detail ->> 'membre' = ?1)",
        &[id_of(email), json!(event)],
    )
}

/// Someone of that role whose second factor is on, their session ended.
fn protected(desk: &Desk, role: &str) -> (String, Telephone, Vec<String>) {
    let mut visitor = desk.staff(role);
    let (telephone, codes) = turn_on(&mut visitor);
    let _ = visitor.post("/gestion/deconnexion", &[]);
    (desk.email(role), telephone, codes)
}

pub(crate) fn someone_turns_it_on_and_signs_in_with_it() {
    let desk = Desk::new();
    let email = desk.email("AGENT");
    let mut elsewhere = desk.staff("AGENT");
    let agent = Browser::without_scripts();
    desk.staff_in(&agent, "AGENT");
    agent.follow("Mon compte");
    agent.sees("Elle n’est pas activée");
    agent.follow("Activer la double authentification");
    let telephone = Telephone::reading(&agent.source());
    agent.fill("Code à six chiffres", "000 00");
    agent.press("Activer");
    agent.sees("Écrivez les six chiffres.");
    assert_eq!(
        db::count(
            "SELECT count(*) FROM second_facteur WHERE staff_user_id = ?1",
            &[id_of(&email)]
        ),
        0,
        "nothing is on before a right code"
    );
    agent.fill("Code à six chiffres", &telephone.shows(0));
    agent.press("Activer");
    agent.sees("La double authentification est activée");
    agent.sees("Télécharger les codes (.txt)");
    agent.follow("J’ai noté mes codes");
    agent.sees("Il vous reste 10 codes de secours");
    assert_eq!(elsewhere.get("/gestion").status, 303, "other sessions end");
    let told = mail::about(&email, "La double authentification est activée");
    assert!(told.text.contains("Ce n’était pas vous"), "{}", told.text);
    assert_eq!(events_of(&email, "DOUBLE_AUTHENTIFICATION_ACTIVEE"), 1);

    agent.press("Déconnexion");
    agent.fill("Adresse e-mail", &email);
    agent.fill("Mot de passe", PASSWORD);
    agent.press("Connexion");
    agent.sees("Il reste une étape");
    assert_eq!(sessions_of(&email), 0, "no session before the code");
    agent.open("/gestion");
    agent.sees("Espace des structures");
    agent.open(CODE);
    agent.fill("Code à six chiffres", &telephone.shows(1));
    agent.press("Connexion");
    agent.sees("Déconnexion");
    agent.sees(&desk.nom);
}

pub(crate) fn a_code_serves_once() {
    let desk = Desk::new();
    let (email, telephone, _) = protected(&desk, "AGENT");
    let code = telephone.after_a_while(&email);
    let mut first = Visitor::new();
    assert_eq!(give_password(&mut first, &email).location(), Some(CODE));
    let mut second = Visitor::new();
    let _ = give_password(&mut second, &email);
    assert_eq!(give_code(&mut first, &code).location(), Some("/gestion"));
    let replayed = give_code(&mut second, &code);
    assert!(
        replayed.status == 422 && replayed.says("Ce code a déjà servi"),
        "{replayed:?}"
    );
    assert_eq!(second.get("/gestion").status, 303);
    let wrong = give_code(&mut second, "abc");
    assert!(wrong.says("Écrivez les six chiffres."), "{wrong:?}");
    assert_eq!(give_code(&mut second, &telephone.shows(1)).status, 303);
    assert_eq!(second.get("/gestion").status, 200);
}

pub(crate) fn of_two_who_give_the_same_code_one_comes_in() {
    let desk = Desk::new();
    let (email, telephone, _) = protected(&desk, "AGENT");
    let code = telephone.after_a_while(&email);
    let waiting: Vec<Visitor> = (0..4)
        .map(|_| {
            let mut visitor = Visitor::new();
            assert_eq!(give_password(&mut visitor, &email).location(), Some(CODE));
            visitor
        })
        .collect();
    let given: Vec<u16> = thread::scope(|scope| {
        let all: Vec<_> = waiting
            .into_iter()
            .map(|mut visitor| {
                scope.spawn({
                    let code = &code;
                    move || give_code(&mut visitor, code).status
                })
            })
            .collect();
        all.into_iter()
            .map(|one| one.join().expect("an answer"))
            .collect()
    });
    let inside = given.iter().filter(|status| **status == 303).count();
    assert_eq!((inside, sessions_of(&email)), (1, 1), "{given:?}");
}

pub(crate) fn tries_are_limited_and_a_live_session_goes_on() {
    let desk = Desk::new();
    let mut inside = desk.staff("AGENT");
    let (telephone, _) = turn_on(&mut inside);
    let email = desk.email("AGENT");
    let mut stranger = Visitor::new();
    let _ = give_password(&mut stranger, &email);
    let right = telephone.after_a_while(&email);
    let wrong = if right == "123456" {
        "654321"
    } else {
        "123456"
    };
    for _ in 0..5 {
        let answer = give_code(&mut stranger, wrong);
        assert!(
            answer.status == 422 && answer.says("Ce n’est pas le bon code"),
            "{answer:?}"
        );
    }
    let locked = give_code(&mut stranger, &right);
    assert!(
        locked.status == 429
            && locked.says("réessayez dans 1 minute")
            && locked.header("retry-after").is_some(),
        "{locked:?}"
    );
    assert_eq!(inside.get("/gestion").status, 200, "a live session goes on");
    db::sql(
        "UPDATE staff_session SET prouve_at = NULL WHERE staff_user_id = ?1",
        &[id_of(&email)],
    );
    let confirmed = inside.post(
        "/gestion/confirmation",
        &[("code", &right), ("retour", "/gestion/compte")],
    );
    assert_eq!(
        confirmed.location(),
        Some("/gestion/compte"),
        "and its own codes are counted apart: {confirmed:?}"
    );
}

pub(crate) fn a_ticket_is_for_its_own_account_and_serves_once() {
    let desk = Desk::new();
    let (agent, telephone, _) = protected(&desk, "AGENT");
    let (facteur, other_telephone, _) = protected(&desk, "FACTEUR");
    let mut visitor = Visitor::new();
    let _ = give_password(&mut visitor, &agent);
    let ticket = visitor
        .cookie("escale_facteur")
        .expect("a ticket")
        .to_owned();
    let refused = give_code(&mut visitor, &other_telephone.after_a_while(&facteur));
    assert_eq!(refused.status, 422, "another's code: {refused:?}");
    assert_eq!(
        give_code(&mut visitor, &telephone.after_a_while(&agent)).status,
        303
    );
    assert!(visitor.cookie("escale_facteur").is_none());
    let mut again = Visitor::new();
    again.set_cookie("escale_facteur", Some(&ticket));
    let late = give_code(&mut again, &telephone.after_a_while(&agent));
    assert_eq!(
        late.location(),
        Some("/gestion/connexion?fin=attente"),
        "{late:?}"
    );
    assert!(
        again
            .get("/gestion/connexion?fin=attente")
            .says("Recommencez la connexion")
    );
    assert_eq!(
        Visitor::new().get(CODE).location(),
        Some("/gestion/connexion")
    );

    let mut slow = Visitor::new();
    let _ = give_password(&mut slow, &agent);
    db::sql(
        "UPDATE connexion_attente SET created_at = 0, expires_at = 1 WHERE staff_user_id = ?1",
        &[id_of(&agent)],
    );
    let late = give_code(&mut slow, &telephone.after_a_while(&agent));
    assert_eq!(late.location(), Some("/gestion/connexion?fin=attente"));

    let mut changed = Visitor::new();
    let _ = give_password(&mut changed, &agent);
    db::sql(
        "UPDATE staff_user SET password_hash = password_hash || 'x' WHERE id = ?1",
        &[id_of(&agent)],
    );
    let late = give_code(&mut changed, &telephone.after_a_while(&agent));
    assert_eq!(
        late.location(),
        Some("/gestion/connexion?fin=attente"),
        "another password ends what waits on the former one"
    );
}

fn give_recovery(visitor: &mut Visitor, code: &str) -> Answer {
    visitor.post(CODE, &[("secours", code)])
}

pub(crate) fn a_recovery_code_serves_once_and_is_told() {
    let desk = Desk::new();
    let (email, _, codes) = protected(&desk, "INSTRUCTEUR");
    assert_eq!(codes.len(), 10, "{codes:?}");
    let lost = Browser::phone();
    lost.open("/gestion/connexion");
    lost.fill("Adresse e-mail", &email);
    lost.fill("Mot de passe", PASSWORD);
    lost.press("Connexion");
    lost.follow("Utiliser un code de secours");
    lost.fill("Code de secours", &codes[0].to_lowercase());
    lost.press("Connexion");
    lost.sees("Déconnexion");
    lost.open("/gestion/compte");
    lost.sees("Il vous reste 9 codes de secours");
    let told = mail::about(&email, "Un code de secours a servi");
    assert!(told.text.contains('9'), "{}", told.text);

    let mut again = Visitor::new();
    let _ = give_password(&mut again, &email);
    let used = give_recovery(&mut again, &codes[0]);
    assert!(
        used.status == 422 && used.says("il a déjà servi"),
        "{used:?}"
    );
    let odd = give_recovery(&mut again, "7K2M");
    assert!(odd.says("16 lettres et chiffres"), "{odd:?}");
    assert_eq!(events_of(&email, "CODE_DE_SECOURS_UTILISE"), 1);

    let two: Vec<u16> = thread::scope(|scope| {
        let all: Vec<_> = (0..2)
            .map(|_| {
                let (email, code) = (&email, &codes[1]);
                scope.spawn(move || {
                    let mut visitor = Visitor::new();
                    let _ = give_password(&mut visitor, email);
                    give_recovery(&mut visitor, code).status
                })
            })
            .collect();
        all.into_iter()
            .map(|one| one.join().expect("an answer"))
            .collect()
    });
    assert_eq!(
        two.iter().filter(|status| **status == 303).count(),
        1,
        "{two:?}"
    );
    assert_eq!(events_of(&email, "CODE_DE_SECOURS_UTILISE"), 2);
}

pub(crate) fn of_two_who_turn_it_on_at_once_one_does() {
    let desk = Desk::new();
    let email = desk.email("AGENT");
    let mut pages: Vec<(Visitor, String)> = (0..2)
        .map(|_| {
            let mut visitor = sign_in_staff(&email);
            let telephone = Telephone::reading(&visitor.get(OWN).body);
            let code = telephone.shows(0);
            (visitor, code)
        })
        .collect();
    assert_ne!(
        pages[0].1, pages[1].1,
        "each session is shown a secret of its own"
    );
    let again = pages[0].0.get(OWN);
    assert_eq!(
        Telephone::reading(&again.body).shows(0),
        pages[0].1,
        "the same when the page is loaded again"
    );
    let answers: Vec<Answer> = thread::scope(|scope| {
        let all: Vec<_> = pages
            .iter_mut()
            .map(|(visitor, code)| scope.spawn(|| visitor.post(OWN, &[("code", code)])))
            .collect();
        all.into_iter()
            .map(|one| one.join().expect("an answer"))
            .collect()
    });
    let on = answers.iter().filter(|answer| answer.status == 200);
    assert_eq!(on.count(), 1, "{answers:?}");
    let kept = "SELECT count(*) FROM code_secours WHERE staff_user_id = ?1";
    assert_eq!(db::count(kept, &[id_of(&email)]), 10);
    assert_eq!(events_of(&email, "DOUBLE_AUTHENTIFICATION_ACTIVEE"), 1);
}

pub(crate) fn a_forgotten_password_does_not_go_round_it() {
    let desk = Desk::new();
    let (email, telephone, _) = protected(&desk, "GESTIONNAIRE");
    let _ = Visitor::new().post("/gestion/mot-de-passe-oublie", &[("email", &email)]);
    let link = mail::about(&email, "Choisir un nouveau mot de passe").link();
    let new = secrets::keep("Un-tout-autre-2027");
    let mut thief = Visitor::new();
    let chosen = thief.post(&link, &[("nouveau", &new), ("confirmation", &new)]);
    assert_eq!(chosen.status, 303, "{chosen:?}");
    assert_eq!(thief.get("/gestion").status, 303, "no session from it");
    let answer = thief.post(
        "/gestion/connexion",
        &[("email", &email), ("mot_de_passe", &new)],
    );
    assert_eq!(answer.location(), Some(CODE));
    assert_eq!(thief.get("/gestion").status, 303);
    assert_eq!(
        thief
            .get("/gestion/connexion/double-authentification")
            .location(),
        Some(CODE),
        "nor another second factor"
    );
    assert_eq!(
        give_code(&mut thief, &telephone.after_a_while(&email)).status,
        303
    );
    assert_eq!(thief.get("/gestion").status, 200, "the person themself");
}

pub(crate) fn nothing_in_the_database_is_the_secret() {
    let desk = Desk::new();
    let (email, telephone, codes) = protected(&desk, "AGENT");
    let mut waiting = Visitor::new();
    let _ = give_password(&mut waiting, &email);
    let ticket = waiting
        .cookie("escale_facteur")
        .expect("a ticket")
        .to_owned();
    let mut dump = String::new();
    for table in db::tables() {
        let rows = db::sql(&format!("SELECT * FROM {table}"), &[]).rows;
        dump.push_str(&json!(rows).to_string());
    }
    let written = escale_worker::auth::second_factor::totp_rules::base32(telephone.secret());
    assert!(dump.contains(&id_of(&email).to_string()), "it is a dump");
    assert!(!dump.contains(&written) && !dump.contains(&ticket));
    for code in &codes {
        let bare = code.replace('-', "");
        assert!(!dump.contains(code) && !dump.contains(&bare), "{code}");
    }

    // The row of one account, put in another's place, opens nothing.
    let (other, _, _) = protected(&desk, "FACTEUR");
    db::sql(
        "UPDATE second_facteur SET secret = (SELECT f.secret FROM second_facteur f WHERE f.staff_user_id = ?1) WHERE staff_user_id = ?2",
        &[id_of(&email), id_of(&other)],
    );
    let mut thief = Visitor::new();
    let _ = give_password(&mut thief, &other);
    let refused = give_code(&mut thief, &telephone.after_a_while(&other));
    assert_eq!(refused.status, 500, "{refused:?}");
    assert_eq!(sessions_of(&other), 0);
}

pub(crate) fn it_is_taken_away_by_whoever_runs_the_structure() {
    let desk = Desk::new();
    let (email, telephone, _) = protected(&desk, "AGENT");
    let mut agent = Visitor::new();
    let _ = give_password(&mut agent, &email);
    assert_eq!(
        give_code(&mut agent, &telephone.after_a_while(&email)).status,
        303
    );
    let admin = Browser::computer();
    desk.staff_in(&admin, "ADMINISTRATEUR");
    admin.open("/gestion/utilisateurs");
    admin.sees("Double authentification activée");
    admin.sees("Double authentification non activée");
    let member = format!(
        "/gestion/utilisateurs/{}",
        id_of(&email).as_str().expect("an id")
    );
    admin.open(&member);
    admin.press("Retirer la double authentification");
    admin.press("Retirer maintenant");
    admin.sees("La double authentification est retirée");
    admin.sees("Non activée");
    assert_eq!(agent.get("/gestion").status, 303, "their sessions end");
    let told = mail::about(&email, "La double authentification n’est plus active");
    assert!(told.text.contains("retirée"), "{}", told.text);
    assert_eq!(events_of(&email, "DOUBLE_AUTHENTIFICATION_RETIREE"), 1);
    assert_eq!(
        give_password(&mut Visitor::new(), &email).location(),
        Some("/gestion")
    );

    let away = |visitor: &mut Visitor, email: &str| {
        let id = id_of(email).as_str().expect("an id").to_owned();
        let path = format!("/gestion/utilisateurs/{id}/sans-double-authentification");
        visitor.post(&path, &[("confirmation", "oui")]).status
    };
    let mut administrateur = desk.staff("ADMINISTRATEUR");
    let _ = turn_on(&mut administrateur);
    let own = desk.email("ADMINISTRATEUR");
    assert_eq!(away(&mut administrateur, &own), 409, "never one's own");
    let (gestionnaire, _, _) = protected(&desk, "GESTIONNAIRE");
    assert_eq!(away(&mut desk.staff("INSTRUCTEUR"), &gestionnaire), 403);
    let mut foreign = Desk::new().staff("ADMINISTRATEUR");
    assert_eq!(away(&mut foreign, &gestionnaire), 404);
    assert_eq!(away(&mut administrateur, &gestionnaire), 303);
}
