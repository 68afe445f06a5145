//! At the counter: many at once, forms sent twice, who takes the mail, and what is not offered.

use std::{
    sync::atomic::{AtomicU32, Ordering},
    thread,
};

use escale_tests::{
    browser::Browser,
    db,
    http::{Answer, Visitor},
    stories::{DAY_MS, Desk, ROLES, Usager, now},
};
use serde_json::{Value, json};

fn new_key() -> String {
    static NEXT: AtomicU32 = AtomicU32::new(1);
    format!("counter{:0>15}", NEXT.fetch_add(1, Ordering::Relaxed))
}

/// Sends a form with a key of its own; gives the key too, which is the line's id.
pub(crate) fn send(
    person: &mut Visitor,
    usager: &Usager,
    form: &str,
    fields: &[(&str, &str)],
) -> (Answer, String) {
    let key = new_key();
    let answer = send_with(person, usager, form, &key, fields);
    (answer, key)
}

fn send_with(
    person: &mut Visitor,
    usager: &Usager,
    form: &str,
    key: &str,
    fields: &[(&str, &str)],
) -> Answer {
    let fields = [&[("jeton", key)], fields].concat();
    person.post(&usager.tab(form), &fields)
}

/// Does what must succeed; gives the line's id.
pub(crate) fn does(
    person: &mut Visitor,
    usager: &Usager,
    form: &str,
    fields: &[(&str, &str)],
) -> String {
    let (answer, key) = send(person, usager, form, fields);
    assert_eq!(answer.status, 303, "{form} {fields:?}: {answer:?}");
    key
}

pub(crate) fn of_file(usager: &Usager, column: &str) -> Value {
    db::value(
        &format!("SELECT {column} FROM usager WHERE id = ?1"),
        &[json!(usager.id)],
    )
}

pub(crate) fn waits(usager: &Usager) -> [Option<i64>; 3] {
    ["courrier", "recommande", "colis"]
        .map(|kind| of_file(usager, &format!("{kind}_pending")).as_i64())
}

pub(crate) fn lines_of(usager: &Usager, mouvement: &str) -> i64 {
    db::count(
        "SELECT count(*) FROM mail_line WHERE usager_id = ?1 AND mouvement = ?2",
        &[json!(usager.id), json!(mouvement)],
    )
}

pub(crate) fn of_fifty_who_hand_over_the_same_letters_one_does() {
    const AT_ONCE: usize = 50;
    let desk = Desk::new();
    let usager = desk.usager();
    let mut people = ROLES.map(|role| desk.staff(role));
    does(
        &mut people[0],
        &usager,
        "receptions",
        &[("courrier", "3"), ("colis", "1")],
    );
    // Fifty windows of the five people.
    let sessions: Vec<String> = people
        .iter()
        .filter_map(|person| person.cookie("escale_gestion").map(str::to_owned))
        .collect();
    assert_eq!(sessions.len(), people.len());
    let answers: Vec<Answer> = thread::scope(|scope| {
        let windows: Vec<_> = (0..AT_ONCE)
            .map(|index| {
                let session = &sessions[index % sessions.len()];
                let usager = &usager;
                scope.spawn(move || {
                    let mut window = Visitor::new();
                    window.set_cookie("escale_gestion", Some(session));
                    send(
                        &mut window,
                        usager,
                        "remises",
                        &[("courrier", "3"), ("colis", "1")],
                    )
                    .0
                })
            })
            .collect();
        windows
            .into_iter()
            .map(|window| window.join().expect("an answer"))
            .collect()
    });
    let winners = answers.iter().filter(|answer| answer.status == 303).count();
    assert_eq!(winners, 1, "{answers:?}");
    for told in answers.iter().filter(|answer| answer.status != 303) {
        assert!(
            told.status == 409
                && told.says("Il n’y a pas autant de courrier en attente ; dernière sortie, par Personne Nomsecret")
                && told.says("Remise : 3 courriers et 1 colis"),
            "{told:?}"
        );
    }
    assert_eq!(waits(&usager), [Some(0); 3]);
    assert_eq!(lines_of(&usager, "REMISE"), 1);
    let remembered = db::count(
        "SELECT count(*) FROM historique WHERE usager_id = ?1 AND evenement = 'REMISE'",
        &[json!(usager.id)],
    );
    assert_eq!(remembered, 1, "one line of history, for the one who did");
}

pub(crate) fn the_same_key_twice_writes_once() {
    let desk = Desk::new();
    let usager = desk.usager();
    let mut agent = desk.staff("AGENT");
    let procuration = usager.has_a_mandataire("Léa", "DUPONT", "+1 days");
    usager.has_a_transfert("+1 days");
    let first = does(
        &mut agent,
        &usager,
        "receptions",
        &[("courrier", "9"), ("note", "Urgent")],
    );
    let twice: [(&str, Vec<(&str, &str)>); 7] = [
        ("receptions", vec![("courrier", "1")]),
        ("remises", vec![("courrier", "1")]),
        ("remises", vec![("courrier", "1"), ("a", &procuration)]),
        ("retours", vec![("courrier", "1")]),
        ("transferts", vec![("courrier", "1")]),
        (
            "passages",
            vec![("mouvement", "APPEL"), ("note", "Rappeler")],
        ),
        ("annulations", vec![("ligne", &first)]),
    ];
    // The reception can be undone only while its nine letters wait.
    let session = agent
        .cookie("escale_gestion")
        .expect("a session")
        .to_owned();
    for (form, fields) in twice.iter().rev() {
        let key = new_key();
        let before = db::count(
            "SELECT count(*) FROM mail_line WHERE usager_id = ?1",
            &[json!(usager.id)],
        );
        thread::scope(|scope| {
            for _ in 0..3 {
                let (usager, key, session) = (&usager, &key, &session);
                scope.spawn(move || {
                    let mut window = Visitor::new();
                    window.set_cookie("escale_gestion", Some(session));
                    let answer = send_with(&mut window, usager, form, key, fields);
                    assert_eq!(answer.status, 303, "{form} {fields:?}: {answer:?}");
                });
            }
        });
        let after = db::count(
            "SELECT count(*) FROM mail_line WHERE usager_id = ?1",
            &[json!(usager.id)],
        );
        assert_eq!(after, before + 1, "{form} {fields:?}");
        if *form == "annulations" {
            does(&mut agent, &usager, "receptions", &[("courrier", "9")]);
        }
    }
    assert_eq!(waits(&usager), [Some(6), Some(0), Some(0)]);

    let key = new_key();
    let morning = [
        ("jeton", key.as_str()),
        ("usager", &usager.id),
        ("genre", "colis"),
        ("nombre", "2"),
    ];
    for _ in 0..2 {
        assert_eq!(agent.post("/gestion/receptions", &morning).status, 303);
    }
    assert_eq!(waits(&usager), [Some(6), Some(0), Some(2)]);
    let other = [
        ("jeton", key.as_str()),
        ("usager", &usager.id),
        ("genre", "colis"),
        ("nombre", "3"),
    ];
    let told = agent.post("/gestion/receptions", &other);
    assert!(
        told.status == 409 && told.says("Ce formulaire a déjà servi"),
        "{told:?}"
    );
    let told = send_with(&mut agent, &usager, "annulations", &key, &[("ligne", &key)]);
    assert!(
        told.status == 409 && told.says("Ce formulaire a déjà servi"),
        "{told:?}"
    );
    assert_eq!(waits(&usager), [Some(6), Some(0), Some(2)]);
}

pub(crate) fn the_same_key_for_something_else_is_not_told_as_written() {
    let desk = Desk::new();
    let usager = desk.usager();
    let mut agent = desk.staff("AGENT");
    let [lea, paul] =
        ["Léa", "Paul"].map(|name| usager.has_a_mandataire(name, "DUPONT", "+1 days"));
    let hidden = [("courrier", "5"), ("note", "Urgent")];
    let shown = [&hidden[..], &[("note_visible", "oui")]].concat();
    let to = |who| [("courrier", "1"), ("a", who)];
    for (form, first, other) in [
        ("receptions", &hidden[..], &shown[..]),
        ("remises", &to(&lea), &to(&paul)),
        ("remises", &to(&lea), &to("")),
        ("remises", &to(""), &to(&lea)),
    ] {
        let key = new_key();
        for _ in 0..2 {
            let answer = send_with(&mut agent, &usager, form, &key, first);
            assert_eq!(answer.status, 303, "{form} {first:?}: {answer:?}");
        }
        let answer = send_with(&mut agent, &usager, form, &key, other);
        assert_eq!(answer.status, 409, "{form} {other:?}: {answer:?}");
    }
    assert_eq!(waits(&usager), [Some(2), Some(0), Some(0)]);
}

pub(crate) fn who_takes_it_decides_whether_it_is_a_visit() {
    let desk = Desk::new();
    let usager = desk.usager();
    let agent = Browser::computer();
    desk.staff_in(&agent, "AGENT");
    let procuration = usager.has_a_mandataire("Léa", "DUPONT", "+1 days");
    let late = usager.has_a_mandataire("Paul", "HIER", "-1 days");
    let mut other = desk.staff("FACTEUR");
    does(&mut other, &usager, "receptions", &[("courrier", "6")]);

    agent.open(&usager.tab("courriers"));
    agent.does_not_see("Paul HIER");
    agent.fill("Courriers", "1");
    agent.choose("Léa DUPONT, mandataire");
    agent.press("Remettre");
    agent.sees("La remise est enregistrée");
    agent.sees("Remise à Léa DUPONT, mandataire : 1 courrier");
    assert!(of_file(&usager, "dernier_passage_at").is_null());
    db::sql(
        "DELETE FROM procuration WHERE id = ?1",
        &[json!(procuration)],
    );
    agent.reload();
    agent.sees("Remise à Léa DUPONT, mandataire : 1 courrier");

    agent.press("Autre sortie");
    assert!(!agent.has("Transférer à"), "no transfert is in force");
    agent.fill("Courriers", "2");
    agent.press("Retour à l’expéditeur");
    agent.sees("Retour à l’expéditeur : 2 courriers");
    assert!(of_file(&usager, "dernier_passage_at").is_null());

    let (told, _) = send(&mut other, &usager, "transferts", &[("courrier", "1")]);
    assert!(
        told.status == 409 && told.says("Aucun transfert n’est en vigueur aujourd’hui"),
        "{told:?}"
    );
    for somebody in [&late, &procuration] {
        let (told, _) = send(
            &mut other,
            &usager,
            "remises",
            &[("courrier", "1"), ("a", somebody)],
        );
        assert!(
            told.status == 409 && told.says("Cette procuration n’est pas valable aujourd’hui"),
            "{told:?}"
        );
    }
    usager.has_a_transfert("+0 days");
    agent.reload();
    agent.fill("Courriers", "1");
    agent.press("Autre sortie");
    agent.press("Transférer à Chez Awa");
    agent.sees("Transfert : 1 courrier");
    assert!(of_file(&usager, "dernier_passage_at").is_number());
    assert_eq!(waits(&usager), [Some(2), Some(0), Some(0)]);

    usager.set("dernier_passage_at", &Value::Null);
    agent.fill("Ce qui s’est dit", "Passera vendredi");
    agent.press("Noter un appel");
    agent.sees("Appel téléphonique");
    agent.sees("Passera vendredi");
    assert!(
        of_file(&usager, "dernier_passage_at")
            .as_i64()
            .is_some_and(|at| now() - at < DAY_MS)
    );
    agent.press("+ 1 avis de passage");
    agent.sees("Réception : 1 avis de passage");
    assert_eq!(waits(&usager), [Some(2), Some(1), Some(0)]);
    agent.press("Remettre");
    agent.sees("Rien n’attend ce domicilié");
    assert!(!agent.has("Remettre"), "nothing to hand over");
}

pub(crate) fn older_lines_follow() {
    let desk = Desk::new();
    let usager = desk.usager();
    db::sql(
        "INSERT INTO mail_line (id, structure_id, usager_id, mouvement, passage, note, staff_user_id, created_at)
         SELECT printf('older%017d', ?3 * 100 + value), ?1, ?2, 'VISITE', 1, 'Visite numéro ' || value || '.', (SELECT id FROM staff_user WHERE structure_id = ?1 LIMIT 1), ?4 + value / 10
         FROM json_each(?5)",
        &[
            json!(desk.id),
            json!(usager.id),
            json!(usager.numero),
            json!(now() - DAY_MS),
            json!(json!((1..=45).collect::<Vec<i32>>()).to_string()),
        ],
    );
    let agent = Browser::without_scripts();
    desk.staff_in(&agent, "AGENT");
    agent.open(&usager.tab("courriers"));
    for (seen, unseen) in [(45, 25), (25, 5), (5, 26)] {
        agent.sees(&format!("Visite numéro {seen}."));
        agent.does_not_see(&format!("Visite numéro {unseen}."));
        if seen > 20 {
            agent.follow("Voir la suite");
        }
    }
    assert!(!agent.has("Voir la suite"));
    agent.follow("Revenir aux lignes récentes");
    agent.sees("Visite numéro 45.");
}
