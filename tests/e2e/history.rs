//! « Historique »: it tells everything, page after page, and forgets nothing.

use escale_tests::{
    db,
    http::Visitor,
    stories::{Desk, now},
};
use serde_json::json;

use crate::file::{edit, version_read};

pub(crate) fn the_history_tells_everything_page_after_page() {
    let desk = Desk::new();
    let usager = desk.usager();
    let mut instructeur = desk.staff("INSTRUCTEUR");
    let version = version_read(&mut instructeur, &usager);
    instructeur.post(
        &usager.tab("dossier"),
        &edit(&version, &usager, &[("langue", "wo")]),
    );
    let key = instructeur
        .get(&usager.tab("courriers"))
        .field("jeton")
        .expect("a key");
    instructeur.post(
        &usager.tab("receptions"),
        &[("jeton", &key), ("courrier", "2")],
    );
    let mut agent = desk.staff("AGENT");
    let page = agent.get(&usager.tab("historique"));
    for words in [
        "Fiche modifiée : langue parlée",
        "Langue parlée : rien → devient Wolof",
        "Réception : 2 courriers",
        "Personne Nomsecret",
    ] {
        assert!(page.says(words), "{words}: {}", page.words());
    }
    let reception = page.words().find("Réception :");
    assert!(
        reception < page.words().find("Fiche modifiée :"),
        "the latest first"
    );

    // What other parts and later versions write: 120 lines, some of the same millisecond.
    for index in 0..120 {
        let (code, id) = if index % 2 == 0 {
            ("APPEL", "a")
        } else {
            ("ENVOL", "b")
        };
        db::sql(
            "INSERT INTO historique (id, structure_id, usager_id, evenement, created_at) VALUES (?1, ?2, ?3, ?4, ?5)",
            &[
                json!(format!(
                    "{id}{:021}",
                    index + now() % 1_000_000_000_000 * 1000
                )),
                json!(desk.id),
                json!(usager.id),
                json!(code),
                json!(now() - 1_000_000 - index / 4),
            ],
        );
    }
    let told = |person: &mut Visitor, start: &str| {
        let (mut path, mut pages) = (start.to_owned(), Vec::new());
        loop {
            let page = person.get(&path);
            assert_eq!(page.status, 200, "{page:?}");
            pages.push(page.body.matches("class=\"event\"").count());
            let Some(next) = escale_tests::text::attribute(&page.body, "rel=\"next\"", "href")
            else {
                return pages;
            };
            path = next;
        }
    };
    assert_eq!(told(&mut agent, &usager.tab("historique")), [50, 50, 22]);
    assert_eq!(
        told(&mut agent, &usager.tab("historique?famille=courrier")),
        [50, 11]
    );
    assert_eq!(
        told(&mut agent, &usager.tab("historique?famille=fiche")),
        [1]
    );
    assert!(
        agent
            .get(&usager.tab("historique?famille=portail"))
            .says("Rien pour le moment.")
    );
    assert!(
        agent
            .get(&usager.tab("historique?avant=x"))
            .says("Événement « ENVOL »"),
        "an unknown code is shown plainly"
    );
}

pub(crate) fn the_history_only_grows() {
    let desk = Desk::new();
    let usager = desk.usager();
    let mut instructeur = desk.staff("INSTRUCTEUR");
    instructeur.post(
        &usager.tab("dossier"),
        &edit("1", &usager, &[("langue", "wo")]),
    );
    let lines = || {
        db::sql(
            "SELECT * FROM historique WHERE usager_id = ?1",
            &[json!(usager.id)],
        )
        .rows
    };
    let before = lines();
    assert_eq!(before.len(), 1);
    for sql in [
        "UPDATE historique SET evenement = 'AUTRE' WHERE usager_id = ?1",
        "UPDATE historique SET created_at = 0 WHERE usager_id = ?1",
        "DELETE FROM historique WHERE usager_id = ?1",
    ] {
        let refused = db::try_sql(sql, &[json!(usager.id)]).expect_err("refused by the database");
        assert!(refused.contains("append-only"), "{refused}");
    }
    assert_eq!(lines(), before);
}
