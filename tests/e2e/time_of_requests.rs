//! Time and requests: reminders, the end, the files, the names; each once, however often its turn comes.

use escale_tests::{
    db,
    http::{Visitor, encode},
    mail,
    stories::{Asked, DAY_MS, now},
};
use serde_json::{Value, json};

fn twice() {
    mail::sweep();
    mail::sweep();
}

fn is_there(objet: &str) -> bool {
    let answer = Visitor::new().get(&format!("/dev/objets?objet={}", encode(objet)));
    answer.body.contains(objet)
}

pub(crate) fn two_reminders_then_the_end() {
    let asked = Asked::new();
    let (_, objet) = asked.with_document();
    twice();
    assert_eq!(asked.lines(), ["ENVOI"], "nothing on the first day");

    asked.days_go_by(10);
    twice();
    assert_eq!(asked.lines(), ["ENVOI", "RAPPEL"]);
    let first = mail::about(&asked.service, "depuis 10 jours");
    let page = Visitor::new().get(&first.link());
    assert!(
        page.status == 200 && page.says("Rappel envoyé au service"),
        "{page:?}"
    );

    asked.days_go_by(10);
    twice();
    assert_eq!(asked.lines(), ["ENVOI", "RAPPEL", "RAPPEL"]);
    let second = mail::about(&asked.service, "depuis 20 jours");
    assert_ne!(first.link(), second.link(), "a fresh link in every e-mail");
    assert!(is_there(&objet));

    asked.days_go_by(10);
    twice();
    assert_eq!(asked.lines(), ["ENVOI", "RAPPEL", "RAPPEL", "EXPIRATION"]);
    assert_eq!(asked.column("statut"), "EXPIREE");
    for (address, words) in [
        (&asked.service, "expiré"),
        (&asked.prescripteur, "sans réponse"),
        (&asked.referent, "sans réponse"),
        (&asked.beneficiaire, "sans réponse"),
    ] {
        let _ = mail::about(address, words);
    }
    assert_eq!(asked.mails(), 6);
    twice();
    assert_eq!(asked.mails(), 6);
    assert!(!is_there(&objet), "its bytes are gone");
    assert_ne!(asked.column("fichiers_effaces_at"), Value::Null);
    let page = Visitor::new().get(&second.link());
    assert!(page.says("Cette demande a expiré sans réponse"), "{page:?}");
}

fn decide(asked: &Asked, path: &str, fields: &[(&str, &str)]) {
    let key = [("jeton", "AAAAAAAAAAAAAAAAAAAAAA"), ("etape", "confirmer")];
    let answer = Visitor::new().post(
        &format!("{}/{path}", asked.link()),
        &[&key, fields].concat(),
    );
    assert_eq!(answer.status, 303, "{answer:?}");
}

pub(crate) fn files_go_at_once_or_six_months_later() {
    let (refused, accepted) = (Asked::new(), Asked::new());
    let (gone, kept) = (refused.with_document().1, accepted.with_document().1);
    decide(
        &refused,
        "refus",
        &[("motif", "DOUBLON"), ("message", "Non.")],
    );
    decide(
        &accepted,
        "validation",
        &[
            ("message_prescripteur", "Oui."),
            ("message_beneficiaire", "Oui."),
        ],
    );
    twice();
    assert!(!is_there(&gone) && is_there(&kept));
    accepted.days_go_by(182);
    twice();
    assert!(is_there(&kept), "not before six months");
    accepted.days_go_by(1);
    twice();
    assert!(!is_there(&kept));
    for asked in [&refused, &accepted] {
        let rows = "SELECT count(*) FROM orientation_document WHERE orientation_id = ?1";
        assert_eq!(db::count(rows, &[json!(asked.id)]), 0);
    }
}

pub(crate) fn after_two_years_no_name_is_left() {
    let asked = Asked::new();
    let (link, secret) = (asked.link(), "Motsecretdunmessage");
    let message = [("jeton", "AAAAAAAAAAAAAAAAAAAAAB"), ("message", secret)];
    assert_eq!(
        Visitor::new()
            .post(&format!("{link}/beneficiaire"), &message)
            .status,
        303
    );
    decide(
        &asked,
        "refus",
        &[("motif", "DOUBLON"), ("message", "Non.")],
    );
    twice();
    asked.days_go_by(729);
    twice();
    assert_eq!(
        asked.column("anonyme_at"),
        Value::Null,
        "not before two years"
    );
    asked.days_go_by(3);
    twice();
    assert_ne!(asked.column("anonyme_at"), Value::Null);
    assert_eq!(
        asked.column("suite_at"),
        Value::Null,
        "nothing is left to do"
    );
    assert_eq!(
        (asked.column("statut"), asked.column("motifs")),
        (json!("REFUSEE"), json!("[\"DOUBLON\"]"))
    );
    let everything: String = db::tables()
        .iter()
        .filter(|table| {
            table.starts_with("orientation") || ["courriel", "lien"].contains(&table.as_str())
        })
        .flat_map(|table| db::sql(&format!("SELECT * FROM {table}"), &[]).rows)
        .map(|row| row.to_string())
        .collect();
    for name in [
        &asked.nom,
        &asked.beneficiaire,
        &asked.prescripteur,
        &asked.referent,
        secret,
    ] {
        assert!(!everything.contains(name), "{name} is still there");
    }
    let counted =
        "SELECT nombre FROM orientation_compte WHERE structure_id = ?1 AND statut = 'REFUSEE'";
    assert_eq!(
        db::count(counted, &[json!(asked.sender.id)]),
        1,
        "what is counted stays"
    );
    assert_eq!(asked.lines(), ["ENVOI", "CONTACT_BENEFICIAIRE", "REFUS"]);
    assert_eq!(Visitor::new().get(&link).status, 410);
}

pub(crate) fn whatever_stops_in_between_is_gone_on_with() {
    let asked = Asked::new();
    let (_, objet) = asked.with_document();
    asked.days_go_by(31);
    twice();
    // As if the worker had stopped after R2: the bytes are gone, the rows are not.
    let piece = "INSERT INTO orientation_document (id, structure_id, orientation_id, nom, genre, octets, objet, created_at)
                 VALUES ('reste-----------------', ?1, ?2, 'a.pdf', 'application/pdf', 1, ?3, 0)";
    db::sql(
        piece,
        &[json!(asked.sender.id), json!(asked.id), json!(objet)],
    );
    db::sql(
        "UPDATE orientation SET fichiers_effaces_at = NULL, suite_at = ?2 WHERE id = ?1",
        &[json!(asked.id), json!(now() - 1)],
    );
    twice();
    assert_ne!(asked.column("fichiers_effaces_at"), Value::Null);
    // Its step had been taken, and its time comes again all the same.
    db::sql(
        "UPDATE orientation SET suite_at = ?2 WHERE id = ?1",
        &[json!(asked.id), json!(now() - 1)],
    );
    twice();
    assert_eq!(asked.lines(), ["ENVOI", "EXPIRATION"]);
    assert_eq!(asked.mails(), 4);
}

pub(crate) fn a_draft_and_its_documents_go_after_a_week() {
    let asked = Asked::new();
    let (piece, objet) = asked.with_document();
    let draft = format!("brouillon-{}", &piece[10..]);
    db::sql(
        "INSERT INTO orientation_brouillon (id, structure_id, staff_user_id, service_id, created_at, expires_at)
         SELECT ?1, o.structure_id, o.prescripteur_id, o.service_id, ?3, ?4 FROM orientation o WHERE o.id = ?2",
        &[json!(draft), json!(asked.id), json!(now() - 6 * DAY_MS), json!(now() + DAY_MS)],
    );
    db::sql(
        "UPDATE orientation_document SET orientation_id = NULL, brouillon_id = ?2, created_at = ?3 WHERE id = ?1",
        &[json!(piece), json!(draft), json!(now() - 6 * DAY_MS)],
    );
    twice();
    assert!(is_there(&objet), "its time is not over");
    db::sql(
        "UPDATE orientation_brouillon SET expires_at = ?2 WHERE id = ?1",
        &[json!(draft), json!(now() - 1)],
    );
    twice();
    assert!(!is_there(&objet));
    let left = "SELECT (SELECT count(*) FROM orientation_brouillon WHERE id = ?1) + (SELECT count(*) FROM orientation_document WHERE id = ?2)";
    assert_eq!(db::count(left, &[json!(draft), json!(piece)]), 0);
}

pub(crate) fn thousands_at_once_go_on_tick_after_tick() {
    let asked = Asked::new();
    let due = now() - 1;
    db::sql(
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2000)
         INSERT INTO orientation (id, structure_id, service_id, service_copie, service_courriel, prescripteur_id, prescripteur_nom,
             prescripteur_courriel, nom, prenom, cle, contacts, situations, criteres, motif, statut, sent_at, expires_at, ended_at, suite_at)
         SELECT 'foule' || substr(o.id, -9) || printf('%08d', i), o.structure_id, o.service_id, o.service_copie, '', o.prescripteur_id, '',
             '', '', '', '', '[]', '[]', '[]', '', 'ANNULEE', o.sent_at, o.expires_at, o.sent_at, ?2
         FROM orientation o, n WHERE o.id = ?1",
        &[json!(asked.id), json!(due)],
    );
    let left = || {
        let waiting = "SELECT count(*) FROM orientation WHERE structure_id = ?1 AND fichiers_effaces_at IS NULL AND statut = 'ANNULEE'";
        db::count(waiting, &[json!(asked.sender.id)])
    };
    let mut before = left();
    assert_eq!(before, 2000);
    while before > 0 {
        mail::sweep();
        let after = left();
        assert!(
            before - after <= 100,
            "a part at a time: {before} → {after}"
        );
        assert!(after < before, "it goes on: {before} → {after}");
        before = after;
    }
}

pub(crate) fn a_stop_and_a_failing_transport_lose_and_double_nothing() {
    let asked = Asked::new();
    let unreachable = mail::address("panne-3");
    asked.set("prescripteur_courriel", &json!(unreachable));
    let (path, fields) = crate::treating::decision(crate::treating::KEY, "validation");
    assert_eq!(
        Visitor::new()
            .post(&format!("{}/{path}", asked.link()), &fields)
            .status,
        303
    );
    let id = db::value(
        "SELECT id FROM courriel WHERE destinataire = ?1",
        &[json!(unreachable)],
    );
    let id = id.as_str().expect("an e-mail").to_owned();
    mail::becomes(&id, "essais", &json!(1));
    for tries in 2..=4 {
        mail::is_due(&id);
        mail::message(&id, 2);
        mail::becomes(&id, "essais", &json!(tries));
    }
    mail::becomes(&id, "etat", &json!("ENVOYE"));
    // As if the worker had stopped after the database: the rows wait, and no message of the queue names them.
    let asked = Asked::new();
    let (path, fields) = crate::treating::decision(crate::treating::KEY, "refus");
    assert_eq!(
        Visitor::new()
            .post(&format!("{}/{path}", asked.link()), &fields)
            .status,
        303
    );
    let _ = mail::about(&asked.prescripteur, "refusée");
    let id = mail::at(&asked.prescripteur)[0].id.clone();
    mail::message(&id, 5);
    mail::sweep();
    assert_eq!((mail::at(&asked.prescripteur).len(), asked.mails()), (1, 2));
}
