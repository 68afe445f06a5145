//! The desk: mail comes in and goes out, and the ledger agrees with what waits.

use std::thread;

use escale_tests::{
    browser::Browser,
    db,
    http::{Answer, Visitor},
    stories::{Desk, Usager},
};
use serde_json::json;

/// Sends one of the two mail forms, with the key that its page gives.
fn record(person: &mut Visitor, usager: &Usager, form: &str, counts: &[(&str, &str)]) -> Answer {
    let key = key_of(person, usager, form);
    let mut fields = vec![("jeton", key.as_str())];
    fields.extend_from_slice(counts);
    person.post(&usager.tab(form), &fields)
}

/// The idempotency key in the form that goes to `form`.
fn key_of(person: &mut Visitor, usager: &Usager, form: &str) -> String {
    let page = person.get(&usager.tab("courriers"));
    let action = page
        .body
        .find(&format!("/{form}\""))
        .unwrap_or_else(|| panic!("no form {form}: {page:?}"));
    escale_tests::text::attribute(&page.body[action..], "name=\"jeton\"", "value").expect("a key")
}

/// What waits, and the sum of the ledger's lines: must be the same.
fn pending(usager: &Usager) -> (i64, i64, i64) {
    let kept = db::sql(
        "SELECT courrier_pending, recommande_pending, colis_pending FROM usager WHERE id = ?1",
        &[json!(usager.id)],
    );
    let row = &kept.rows[0];
    let of = |kind: &str| row[format!("{kind}_pending")].as_i64().unwrap_or_default();
    for kind in ["courrier", "recommande", "colis"] {
        let sql = format!(
            "SELECT coalesce(sum(CASE mouvement WHEN 'RECEPTION' THEN {kind} ELSE -{kind} END), 0) FROM mail_line WHERE usager_id = ?1"
        );
        assert_eq!(
            db::count(&sql, &[json!(usager.id)]),
            of(kind),
            "the ledger and what waits disagree on {kind}"
        );
    }
    (of("courrier"), of("recommande"), of("colis"))
}

pub(crate) fn mail_comes_in_and_goes_out() {
    let desk = Desk::new();
    let usager = desk.usager();
    let facteur = Browser::computer();
    desk.staff_in(&facteur, "FACTEUR");
    facteur.follow(&format!("{} {}", usager.nom, usager.prenom));
    facteur.follow("Courriers");
    facteur.fill("Courriers", "2");
    facteur.fill("Colis", "1");
    facteur.fill("Note", "Grand carton, à l’arrière");
    facteur.press("Enregistrer la réception");
    facteur.sees("2 courriers et 1 colis");
    facteur.sees("Grand carton, à l’arrière");
    assert_eq!(pending(&usager), (2, 0, 1));

    facteur.press("Remettre");
    facteur.sees("Rien n’attend ce domicilié");
    assert_eq!(pending(&usager), (0, 0, 0));
    assert!(
        !db::value(
            "SELECT dernier_passage_at FROM usager WHERE id = ?1",
            &[json!(usager.id)]
        )
        .is_null(),
        "a remise is a visit"
    );
}

pub(crate) fn the_same_form_twice_is_one_line() {
    let desk = Desk::new();
    let usager = desk.usager();
    let mut agent = desk.staff("AGENT");
    let key = key_of(&mut agent, &usager, "receptions");
    for _ in 0..2 {
        let answer = agent.post(
            &usager.tab("receptions"),
            &[("jeton", &key), ("courrier", "3")],
        );
        assert_eq!(answer.status, 303, "{answer:?}");
    }
    assert_eq!(pending(&usager), (3, 0, 0));
}

pub(crate) fn never_more_than_waits() {
    let desk = Desk::new();
    let usager = desk.usager();
    let mut agent = desk.staff("AGENT");
    record(&mut agent, &usager, "receptions", &[("recommande", "1")]);
    let answer = record(&mut agent, &usager, "remises", &[("recommande", "2")]);
    assert!(matches!(answer.status, 409 | 422), "{answer:?}");
    for counts in [
        [("courrier", "101")],
        [("courrier", "-1")],
        [("courrier", "deux")],
        [("courrier", "0")],
    ] {
        assert_eq!(
            record(&mut agent, &usager, "receptions", &counts).status,
            422,
            "{counts:?}"
        );
    }
    assert_eq!(pending(&usager), (0, 1, 0));
}

pub(crate) fn two_people_at_once_lose_nothing() {
    let desk = Desk::new();
    let usager = desk.usager();
    let mut people = [
        desk.staff("AGENT"),
        desk.staff("FACTEUR"),
        desk.staff("INSTRUCTEUR"),
        desk.staff("GESTIONNAIRE"),
    ];
    thread::scope(|scope| {
        for person in &mut people {
            let usager = &usager;
            scope.spawn(move || {
                for _ in 0..3 {
                    assert_eq!(
                        record(
                            person,
                            usager,
                            "receptions",
                            &[("courrier", "1"), ("colis", "2")]
                        )
                        .status,
                        303
                    );
                }
            });
        }
    });
    assert_eq!(pending(&usager), (12, 0, 24));

    // Four people hand over the same twelve letters: one does.
    let keys = people
        .each_mut()
        .map(|person| key_of(person, &usager, "remises"));
    let statuses: Vec<u16> = thread::scope(|scope| {
        let handed: Vec<_> = people
            .iter_mut()
            .zip(&keys)
            .map(|(person, key)| {
                let path = usager.tab("remises");
                scope.spawn(move || {
                    person
                        .post(&path, &[("jeton", key), ("courrier", "12")])
                        .status
                })
            })
            .collect();
        handed
            .into_iter()
            .map(|it| it.join().expect("an answer"))
            .collect()
    });
    assert_eq!(
        statuses.iter().filter(|status| **status == 303).count(),
        1,
        "{statuses:?}"
    );
    assert_eq!(pending(&usager), (0, 0, 24));
}

pub(crate) fn the_list_shows_only_one_s_own() {
    let (desk, other) = (Desk::new(), Desk::new());
    let (own, foreign) = (desk.usager(), other.usager());
    let mut facteur = desk.staff("FACTEUR");
    let list = facteur.get("/gestion");
    assert!(
        list.says(&own.nom) && !list.body.contains(&foreign.nom),
        "{list:?}"
    );
    assert_eq!(facteur.get(&foreign.tab("courriers")).status, 404);
    assert_eq!(record_blindly(&mut facteur, &foreign).status, 404);
    assert_eq!(pending(&foreign), (0, 0, 0));
}

fn record_blindly(person: &mut Visitor, usager: &Usager) -> Answer {
    person.post(
        &usager.tab("receptions"),
        &[("jeton", "aaaaaaaaaaaaaaaaaaaaaa"), ("courrier", "1")],
    )
}

pub(crate) fn what_remains_waits_since_its_own_day() {
    let desk = Desk::new();
    let usager = desk.usager();
    let mut facteur = desk.staff("FACTEUR");
    record(&mut facteur, &usager, "receptions", &[("courrier", "2")]);
    let first = db::value(
        "SELECT courrier_since_at FROM usager WHERE id = ?1",
        &[json!(usager.id)],
    );
    record(&mut facteur, &usager, "receptions", &[("recommande", "1")]);
    record(&mut facteur, &usager, "remises", &[("courrier", "2")]);
    let since = db::sql(
        "SELECT courrier_since_at, recommande_since_at FROM usager WHERE id = ?1",
        &[json!(usager.id)],
    );
    assert!(first.is_number() && since.rows[0]["courrier_since_at"].is_null());
    assert!(
        since.rows[0]["recommande_since_at"].as_i64() >= first.as_i64(),
        "not the day of the letters"
    );
}

pub(crate) fn a_form_that_has_served_is_told_so() {
    let desk = Desk::new();
    let usager = desk.usager();
    let mut facteur = desk.staff("FACTEUR");
    let key = key_of(&mut facteur, &usager, "receptions");
    let mut send = |form: &str, courrier: &str| {
        facteur.post(
            &usager.tab(form),
            &[("jeton", key.as_str()), ("courrier", courrier)],
        )
    };
    assert_eq!(send("receptions", "1").status, 303);
    assert_eq!(
        send("receptions", "1").status,
        303,
        "the same again is harmless"
    );
    let corrected = send("receptions", "5");
    assert!(
        corrected.status == 409 && corrected.says("Ce formulaire a déjà servi"),
        "{corrected:?}"
    );
    let other = send("remises", "1");
    assert!(
        other.status == 409 && other.says("Ce formulaire a déjà servi"),
        "{other:?}"
    );
    assert_eq!(pending(&usager), (1, 0, 0));
}
