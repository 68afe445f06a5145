//! Undoing in the database itself: by a worker of before the copy, with a copy that lies, and what it costs.

use escale_tests::{
    db,
    http::Request,
    server::server,
    stories::{Desk, Usager, now},
};
use serde_json::{Value, json};

/// The statement of a worker of before migration 0007.
const AS_BEFORE: &str = "
    INSERT INTO mail_line (id, structure_id, usager_id, mouvement, courrier, recommande, colis, annule_id, staff_user_id, created_at)
    SELECT ?1, l.structure_id, l.usager_id, 'ANNULATION', l.courrier, l.recommande, l.colis, l.id, l.staff_user_id, ?3 FROM mail_line l
    WHERE l.id = ?2 ON CONFLICT DO NOTHING";

fn key(name: &str, usager: &Usager) -> String {
    format!("{name:u<10}{:0>12}", usager.numero)
}

/// Rows that an undoing may read, session and counters included.
const READ_MAX: i64 = 20;

fn line(desk: &Desk, usager: &Usager, name: &str, mouvement: &str, courrier: i64, at: i64) {
    let visit = matches!(mouvement, "REMISE" | "VISITE");
    db::sql(
        "INSERT INTO mail_line (id, structure_id, usager_id, mouvement, courrier, passage, courrier_depuis_at, staff_user_id, created_at)
         SELECT ?1, u.structure_id, u.id, ?4, ?5, ?6, CASE ?4 WHEN 'REMISE' THEN u.courrier_since_at END,
                (SELECT id FROM staff_user WHERE structure_id = ?2 LIMIT 1), ?7
         FROM usager u WHERE u.id = ?3",
        &[
            json!(key(name, usager)),
            json!(desk.id),
            json!(usager.id),
            json!(mouvement),
            json!(courrier),
            json!(i32::from(visit)),
            json!(at),
        ],
    );
}

/// Letters that wait, since when, the last visit.
fn says(usager: &Usager) -> [Value; 3] {
    [
        "courrier_pending",
        "courrier_since_at",
        "dernier_passage_at",
    ]
    .map(|column| {
        db::value(
            &format!("SELECT {column} FROM usager WHERE id = ?1"),
            &[json!(usager.id)],
        )
    })
}

pub(crate) fn an_older_worker_undoes_as_well() {
    let desk = Desk::new();
    let usager = desk.usager();
    let start = now();
    line(&desk, &usager, "came", "RECEPTION", 2, start);
    let before = says(&usager);
    line(&desk, &usager, "left", "REMISE", 2, start + 10);
    let undo = |name: &str, undone: &str, at: i64| {
        let values = [key(name, &usager), key(undone, &usager)].map(|id| json!(id));
        db::sql(AS_BEFORE, &[&values[..], &[json!(at)]].concat());
        db::count(
            "SELECT count(*) FROM mail_line WHERE id = ?1",
            &[json!(key(name, &usager))],
        )
    };
    assert_eq!(undo("early", "came", start + 20), 0, "it has left");
    assert_eq!(undo("back", "left", start + 30), 1);
    assert_eq!(says(&usager), before, "as if it had never been written");
    assert_eq!(undo("twice", "left", start + 40), 0, "once at most");
    assert_eq!(undo("none", "came", start + 50), 1);
    assert_eq!(says(&usager), [json!(0), Value::Null, Value::Null]);
    let copied = db::sql(
        "SELECT annule_mouvement, annule_passage, annule_at FROM mail_line WHERE id = ?1",
        &[json!(key("back", &usager))],
    );
    assert_eq!(
        copied.rows[0],
        json!({ "annule_mouvement": "REMISE", "annule_passage": 1, "annule_at": start + 10 })
    );
}

pub(crate) fn a_copy_that_lies_is_refused() {
    let desk = Desk::new();
    let usager = desk.usager();
    let start = now();
    line(&desk, &usager, "came", "RECEPTION", 1, start);
    for (mouvement, passage, at) in [
        ("VISITE", 0, start),
        ("RECEPTION", 1, start),
        ("RECEPTION", 0, start - 1),
    ] {
        let refused = db::try_sql(
            "INSERT INTO mail_line (id, structure_id, usager_id, mouvement, courrier, annule_id, annule_mouvement, annule_passage, annule_at, staff_user_id, created_at)
             SELECT ?1, l.structure_id, l.usager_id, 'ANNULATION', l.courrier, l.id, ?3, ?4, ?5, l.staff_user_id, ?5 FROM mail_line l WHERE l.id = ?2",
            &[
                json!(key("lie", &usager)),
                json!(key("came", &usager)),
                json!(mouvement),
                json!(passage),
                json!(at),
            ],
        );
        let said = refused.expect_err("a copy that lies");
        assert!(said.contains("undoes no such line"), "{said}");
    }
}

pub(crate) fn an_undoing_costs_little() {
    let desk = Desk::new();
    let mut agent = desk.staff("AGENT");
    for (index, (mouvement, courrier)) in [
        ("RECEPTION", 2),
        ("REMISE", 3),
        ("REMISE", 1),
        ("VISITE", 0),
    ]
    .into_iter()
    .enumerate()
    {
        let usager = desk.usager();
        let start = now() - 100_000;
        for index in 0..20 {
            let at = start + index * 10;
            line(&desk, &usager, &format!("in{index}"), "RECEPTION", 1, at);
            line(&desk, &usager, &format!("out{index}"), "REMISE", 1, at + 5);
        }
        line(&desk, &usager, "waits", "RECEPTION", 3, start + 500);
        line(&desk, &usager, "last", mouvement, courrier, start + 600);
        let id = format!("feedfaceaa00{index:04}");
        let (last, undo) = (key("last", &usager), key("undo", &usager));
        let fields = [("ligne", last.as_str()), ("jeton", undo.as_str())];
        let request = Request::post(&usager.tab("annulations")).form(&fields);
        let answer = agent.send(request.header("cf-ray", &id));
        assert_eq!(answer.status, 303, "{mouvement}: {answer:?}");
        let read = server().line_of(&id)["d1_read"].as_i64();
        let read = read.expect("rows read");
        assert!(read <= READ_MAX, "{mouvement} {courrier}: {read} rows");
    }
}
