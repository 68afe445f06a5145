//! A file erased, at the desk or by the night: nothing of the person stays, and nobody else loses a line.

use escale_tests::{
    browser::Browser,
    db,
    http::Visitor,
    stories::{DAY_MS, Desk, Usager, now, sign_in_portal, things},
};
use serde_json::json;

use crate::documents::is_in_r2;

/// Days that are more than two years, whatever the year.
const LONG_AGO: i64 = 2 * 366 + 1;

/// The tables that name a person, but the line that says that the file is gone.
fn traces(usager: &Usager) -> Vec<(String, i64)> {
    let named = db::sql(
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND sql LIKE '%usager_id %'",
        &[],
    );
    let named = named.rows.iter().filter_map(|row| row["name"].as_str());
    let count = |table: &str, column: &str| {
        db::count(
            &format!("SELECT count(*) FROM {table} WHERE {column} = ?1"),
            &[json!(usager.id)],
        )
    };
    named
        .filter(|table| *table != "effacement")
        .map(|table| (table.to_owned(), count(table, "usager_id")))
        .chain([("usager".to_owned(), count("usager", "id"))])
        .filter(|(_, rows)| *rows > 0)
        .collect()
}

/// Someone radié of whom every table knows something.
fn somebody(desk: &Desk) -> (Usager, String) {
    let (usager, credentials) = desk.usager_with_portal();
    let _ = sign_in_portal(&credentials);
    let mut instructeur = desk.staff("INSTRUCTEUR");
    for (form, fields) in [
        ("receptions", &[("courrier", "2")][..]),
        ("remises", &[("courrier", "2")]),
    ] {
        let _ = crate::counter::does(&mut instructeur, &usager, form, fields);
    }
    let _ = desk.document(&usager, "Papier.pdf", "%PDF-1.4 un papier");
    let _ = usager.has_a_mandataire("Ida", "Proche", "+30 days");
    usager.has_a_transfert("+30 days");
    let _ = things::note(&usager);
    usager.set("motif", &json!("A_SA_DEMANDE"));
    usager.set("statut", &json!("RADIE"));
    let objet = db::value(
        "SELECT objet FROM document WHERE usager_id = ?1",
        &[json!(usager.id)],
    );
    (usager, objet.as_str().expect("an object").to_owned())
}

fn radies(desk: &Desk) -> i64 {
    db::count(
        "SELECT coalesce(sum(nombre), 0) FROM usager_compte WHERE structure_id = ?1 AND statut = 'RADIE'",
        &[json!(desk.id)],
    )
}

pub(crate) fn a_file_is_erased_whole() {
    let desk = Desk::with_portal();
    let (usager, objet) = somebody(&desk);
    let (other, _) = somebody(&desk);
    let others = traces(&other);
    assert!(others.len() > 8, "too little to lose: {others:?}");
    assert_eq!(radies(&desk), 2);

    let gestionnaire = Browser::computer();
    desk.staff_in(&gestionnaire, "GESTIONNAIRE");
    gestionnaire.open(&usager.tab("dossier"));
    gestionnaire.follow("Effacer la fiche…");
    gestionnaire.sees("ne pourra pas être retrouvé");
    gestionnaire.fill("Pour confirmer, écrivez le numéro de la fiche", "999999");
    gestionnaire.press("Effacer la fiche pour toujours");
    gestionnaire.sees("Écrivez le numéro de cette fiche");
    assert!(!traces(&usager).is_empty());
    gestionnaire.fill(
        "Pour confirmer, écrivez le numéro de la fiche",
        &usager.numero.to_string(),
    );
    gestionnaire.press("Effacer la fiche pour toujours");
    gestionnaire.sees("La fiche est effacée");
    gestionnaire.sees(&format!("N° {}", usager.numero));
    gestionnaire.sees("À la demande");

    assert_eq!(traces(&usager), []);
    assert!(!is_in_r2(&objet), "R2 keeps nothing");
    assert_eq!(traces(&other), others, "nobody else loses anything");
    assert_eq!(radies(&desk), 1);
    assert_eq!(
        desk.staff("GESTIONNAIRE")
            .get(&usager.tab("courriers"))
            .status,
        404
    );
}

pub(crate) fn what_waits_or_runs_is_not_erased() {
    let desk = Desk::new();
    let usager = desk.usager();
    let mut gestionnaire = desk.staff("GESTIONNAIRE");
    let page = gestionnaire.get(&usager.tab("effacement"));
    assert!(
        page.says("Radiez d’abord") && page.field("jeton").is_none(),
        "{page:?}"
    );
    let number = usager.numero.to_string();
    let form = [
        ("jeton", "cle-d-effacement-00001"),
        ("numero", number.as_str()),
    ];
    assert_eq!(
        gestionnaire.post(&usager.tab("effacement"), &form).status,
        409
    );

    usager.set("motif", &json!("A_SA_DEMANDE"));
    usager.set("statut", &json!("RADIE"));
    let _ = crate::counter::does(
        &mut gestionnaire,
        &usager,
        "receptions",
        &[("courrier", "1")],
    );
    assert!(
        gestionnaire
            .get(&usager.tab("effacement"))
            .says("Du courrier attend cette personne")
    );
    assert_eq!(
        gestionnaire.post(&usager.tab("effacement"), &form).status,
        409
    );
    assert!(
        traces(&usager)
            .iter()
            .any(|(table, _)| table == "mail_line")
    );

    let mut other = Desk::new().staff("GESTIONNAIRE");
    assert_eq!(other.post(&usager.tab("effacement"), &form).status, 404);
    let _ = crate::counter::does(&mut gestionnaire, &usager, "retours", &[("courrier", "1")]);
    for _sent_again in 0..2 {
        assert_eq!(
            gestionnaire.post(&usager.tab("effacement"), &form).status,
            303
        );
    }
    assert_eq!(traces(&usager), []);
    // Its number was the highest; on paper it stays that person's, whatever becomes of the line that says so.
    db::sql(
        "DELETE FROM effacement WHERE structure_id = ?1",
        &[json!(desk.id)],
    );
    let born = [
        ("civilite", "F"),
        ("nom", "Suivante"),
        ("prenom", "Ana"),
        ("naissance", "01/01/1990"),
    ];
    assert_eq!(
        crate::file::make(&mut desk.staff("INSTRUCTEUR"), &born).status,
        303
    );
    let next = db::count(
        "SELECT numero FROM usager WHERE structure_id = ?1 AND nom = 'Suivante'",
        &[json!(desk.id)],
    );
    assert_eq!(next, i64::from(usager.numero) + 1);
}

pub(crate) fn the_base_lets_nothing_else_go() {
    let desk = Desk::with_portal();
    let (usager, _) = somebody(&desk);
    for table in ["mail_line", "historique", "portal_login"] {
        let refused = db::try_sql(
            &format!("DELETE FROM {table} WHERE usager_id = ?1"),
            &[json!(usager.id)],
        );
        assert!(refused.expect_err(table).contains("append-only"));
    }
}

pub(crate) fn the_night_erases_what_is_long_past() {
    let desk = Desk::with_portal();
    let long_ago = json!(now() - LONG_AGO * DAY_MS);
    let forgotten = |column: Option<(&str, serde_json::Value)>| {
        let (usager, objet) = somebody(&desk);
        for name in ["created_at", "dernier_passage_at", "decided_at"] {
            usager.set(name, &long_ago);
        }
        usager.set("echeance", &json!("2020-01-01"));
        usager.set("debut", &json!("2019-01-02"));
        usager.set_account("last_login_at", &long_ago);
        if let Some((name, value)) = column {
            usager.set(name, &value);
        }
        (usager, objet)
    };
    let (gone, objet) = forgotten(None);
    let kept = [
        (
            "a visit",
            forgotten(Some(("dernier_passage_at", json!(now() - 700 * DAY_MS)))),
        ),
        (
            "a decision",
            forgotten(Some(("decided_at", json!(now() - 700 * DAY_MS)))),
        ),
        (
            "an address",
            forgotten(Some(("echeance", json!("2099-01-01")))),
        ),
        ("a sign-in", forgotten(None)),
        ("mail", forgotten(None)),
    ];
    kept[3]
        .1
        .0
        .set_account("last_login_at", &json!(now() - 700 * DAY_MS));
    // Someone comes back: what is asked for is contact, whatever the dates of the file say.
    let write = |usager: &Usager, event: &str, days_ago: i64| {
        db::sql(
            "INSERT INTO historique (id, structure_id, usager_id, evenement, detail, staff_user_id, created_at)
             SELECT substr(hex(randomblob(11)), 1, 22), u.structure_id, u.id, ?2, '{}', (SELECT id FROM staff_user w WHERE w.structure_id = u.structure_id LIMIT 1), ?3
             FROM usager u WHERE u.id = ?1",
            &[
                json!(usager.id),
                json!(event),
                json!(now() - days_ago * DAY_MS),
            ],
        );
    };
    let asks = |event: &str, days_ago: i64| {
        let (usager, _) = forgotten(None);
        usager.set("statut", &json!("INSTRUCTION"));
        usager.set("motif", &json!(null));
        write(&usager, event, days_ago);
        usager
    };
    let asking = [
        ("a new request", asks("NOUVELLE_DEMANDE", 700)),
        ("a request sent back", asks("RETOUR_INSTRUCTION", 700)),
        ("a request written on", asks("FICHE_MODIFIEE", 700)),
    ];
    let left = asks("NOUVELLE_DEMANDE", LONG_AGO);
    let (corrected, _) = forgotten(None);
    write(&corrected, "FICHE_MODIFIEE", 700);
    let mut agent = desk.staff("AGENT");
    let _ = crate::counter::does(&mut agent, &kept[4].1.0, "receptions", &[("courrier", "1")]);
    for _twice in 0..2 {
        let night = Visitor::new().get("/cdn-cgi/handler/scheduled?cron=17+2+*+*+*");
        assert_eq!(night.status, 200);
    }
    assert_eq!(traces(&gone), []);
    for (why, usager) in &asking {
        assert!(traces(usager).len() > 8, "{why} keeps a file");
    }
    assert_eq!(traces(&left), [], "a request that nobody has touched");
    assert_eq!(traces(&corrected), [], "a correction is no contact");
    assert!(!is_in_r2(&objet));
    for (why, (usager, _)) in &kept {
        assert!(traces(usager).len() > 8, "{why} keeps a file");
    }
    let page = desk.staff("ADMINISTRATEUR").get("/gestion/effacements");
    assert!(
        page.says("Deux ans sans contact") && page.says("Escale, la nuit"),
        "{page:?}"
    );
}
