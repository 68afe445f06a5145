//! A dossier that is archived is read only, and is erased: on demand, or two years later.

use escale_tests::{
    db,
    http::Visitor,
    stories::{DAY_MS, Desk, dossiers::Dossier, now},
};
use serde_json::json;

use crate::ateliers::{agree, key, ok, plan};

pub(crate) fn an_archived_dossier_is_read_only_and_is_erased() {
    let desk = Desk::new();
    let dossier = Dossier::of(&desk);
    let _ = (
        dossier.note("À effacer"),
        dossier.atelier("2026-11-20", "SUIVI"),
    );
    let mut boss = desk.staff("GESTIONNAIRE");
    let early = boss.get(&dossier.path("/suppression"));
    assert!(early.says("Ce dossier n’est pas archivé"), "{early:?}");
    let rang = dossier.column("rang").to_string();
    let form = [("confirmation", "oui"), ("rang", rang.as_str())];
    assert_eq!(boss.post(&dossier.path("/suppression"), &form).status, 409);

    dossier.archived_at(now());
    let mut agent = desk.staff("AGENT");
    for answer in [
        plan(&mut agent, &dossier, &[("jeton", &key(1, &dossier))]),
        agree(&mut agent, &dossier, "0", "4"),
        agent.post(
            &dossier.path("/notes"),
            &[("jeton", &key(2, &dossier)), ("texte", "Non")],
        ),
    ] {
        assert_eq!(answer.status, 409, "{answer:?}");
    }
    assert_eq!(
        (dossier.rows("atelier"), dossier.rows("dossier_note")),
        (1, 1)
    );
    assert_eq!(
        boss.post(&dossier.path("/suppression"), &form).status,
        409,
        "the page was read before it was archived"
    );
    let rang = dossier.column("rang").to_string();
    let form = [("confirmation", "oui"), ("rang", rang.as_str())];
    let unsure = boss.post(&dossier.path("/suppression"), &form[1..]);
    assert!(
        unsure.status == 422 && unsure.says("Cochez cette case"),
        "{unsure:?}"
    );
    assert_eq!(agent.post(&dossier.path("/suppression"), &form).status, 403);
    // An e-mail that waits to tell of it goes too.
    let told = "INSERT INTO courriel (id, genre, modele, destinataire, donnees, objet_id, suite_at, created_at)
         SELECT e.id, 'DOSSIER', 'dossier_recupere', 'personne@exemple.test', '{}', e.id, ?2, ?2
         FROM dossier_evenement e WHERE e.dossier_id = ?1";
    db::sql(told, &[json!(dossier.id), json!(now() + 100 * DAY_MS)]);
    let lines = dossier.log();
    ok(&boss.post(&dossier.path("/suppression"), &form));
    for line in lines {
        let left = "SELECT count(*) FROM courriel WHERE objet_id = ?1";
        assert_eq!(db::count(left, &[line["id"].clone()]), 0);
    }
    ok(&boss.post(&dossier.path("/suppression"), &form));
    gone(&dossier);
    assert_eq!(agent.get(&dossier.path("")).status, 404);
    let said = db::value(
        "SELECT cause FROM dossier_effacement WHERE dossier_id = ?1",
        &[json!(dossier.id)],
    );
    assert_eq!(said, json!("DEMANDE"));
}

fn night() {
    let answer = Visitor::new().get("/cdn-cgi/handler/scheduled?cron=17+2+*+*+*");
    assert_eq!(answer.status, 200, "{answer:?}");
}

fn gone(dossier: &Dossier) {
    for table in [
        "dossier_evenement",
        "dossier_cle",
        "dossier_note",
        "atelier",
        "atelier_ligne",
        "parcours",
        "dossier_lien",
    ] {
        assert_eq!(dossier.rows(table), 0, "{table}");
    }
    assert_eq!(
        db::count(
            "SELECT count(*) FROM dossier WHERE id = ?1",
            &[json!(dossier.id)]
        ),
        0
    );
}

pub(crate) fn two_years_after_it_was_archived_a_dossier_goes() {
    let desk = Desk::new();
    let [old, recent, alive] = [730 + 3, 730 - 3, 0].map(|days| {
        let dossier = Dossier::of(&desk);
        let _ = (
            dossier.note("Une note"),
            dossier.atelier("2024-10-01", "SUIVI"),
        );
        if days > 0 {
            dossier.archived_at(now() - days * DAY_MS);
        }
        dossier
    });
    night();
    night();
    gone(&old);
    for kept in [&recent, &alive] {
        assert_eq!(
            (kept.rows("dossier_note"), kept.rows("atelier_ligne")),
            (1, 1)
        );
    }
    let said = "SELECT cause FROM dossier_effacement WHERE dossier_id = ?1";
    assert_eq!(db::value(said, &[json!(old.id)]), json!("DELAI"));
    // A year later, that there was one is forgotten too. The row only grows older behind the product's back.
    db::sql(
        "DELETE FROM dossier_effacement WHERE dossier_id = ?1",
        &[json!(old.id)],
    );
    db::sql(
        "INSERT INTO dossier_effacement (dossier_id, structure_id, carnet, cause, created_at) VALUES (?1, ?2, ?3, 'DELAI', ?4)",
        &[
            json!(old.id),
            json!(desk.id),
            json!(old.carnet),
            json!(now() - 368 * DAY_MS),
        ],
    );
    night();
    let left = "SELECT count(*) FROM dossier_effacement WHERE dossier_id = ?1";
    assert_eq!(db::count(left, &[json!(old.id)]), 0);
}
