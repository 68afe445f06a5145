//! Several people at the same file, or making one, at the same time: nothing is lost and nothing is done twice.

use std::thread;

use escale_tests::{browser::Browser, db, http::Visitor, stories::Desk};
use serde_json::json;

use crate::file::{column, edit, events, make, typed, version_read};

pub(crate) fn two_people_edit_the_same_file() {
    let desk = Desk::new();
    let usager = desk.usager();
    let second = Browser::computer();
    desk.staff_in(&second, "GESTIONNAIRE");
    second.open(&usager.tab("dossier/modifier"));

    let mut first = desk.staff("INSTRUCTEUR");
    let version = version_read(&mut first, &usager);
    let answer = first.post(
        &usager.tab("dossier"),
        &edit(
            &version,
            &usager,
            &[("telephone", "0612345678"), ("surnom", "Premier")],
        ),
    );
    assert_eq!(answer.status, 303, "{answer:?}");

    second.fill("Surnom (facultatif)", "Second");
    second.fill("Lieu de naissance (facultatif)", "Dakar");
    second.press("Enregistrer");
    second.sees("cette fiche a été modifiée pendant que vous la remplissiez");
    second.sees("Modifié par Personne Nomsecret");
    second.sees("Modifié des deux côtés");
    second.sees("Premier");
    second.sees("Repris dans le formulaire");
    second.sees("06 12 34 56 78");
    assert_eq!(second.written_in("Surnom (facultatif)"), "Second");
    assert_eq!(second.written_in("Lieu de naissance (facultatif)"), "Dakar");
    assert_eq!(
        second.written_in("Téléphone (facultatif)"),
        "06 12 34 56 78"
    );
    assert_eq!(
        column(&usager.id, "surnom"),
        json!("Premier"),
        "nothing is saved yet"
    );

    second.press("Enregistrer");
    second.sees("Les modifications sont enregistrées.");
    for (name, value) in [
        ("surnom", "Second"),
        ("lieu_naissance", "Dakar"),
        ("telephone", "06 12 34 56 78"),
    ] {
        assert_eq!(column(&usager.id, name), json!(value));
    }
    assert_eq!(column(&usager.id, "version"), json!(3));
    assert_eq!(events(&usager.id, "FICHE_MODIFIEE"), 2);
}

pub(crate) fn of_many_who_save_at_once_one_wins() {
    let desk = Desk::new();
    let usager = desk.usager();
    let mut people: Vec<Visitor> = (0..5).map(|_| desk.staff("INSTRUCTEUR")).collect();
    let statuses: Vec<u16> = thread::scope(|scope| {
        let sent: Vec<_> = people
            .iter_mut()
            .enumerate()
            .map(|(index, person)| {
                let usager = &usager;
                scope.spawn(move || {
                    let surnom = format!("Surnom{index}");
                    let fields = edit(
                        "1",
                        usager,
                        &[
                            ("surnom", &surnom),
                            ("ayant_lien", "ENFANT"),
                            ("ayant_nom", "Petit"),
                            ("ayant_prenom", &surnom),
                            ("ayant_naissance", "01/01/2020"),
                        ],
                    );
                    person.post(&usager.tab("dossier"), &fields).status
                })
            })
            .collect();
        sent.into_iter()
            .map(|it| it.join().expect("an answer"))
            .collect()
    });
    let count = |status: u16| statuses.iter().filter(|it| **it == status).count();
    assert_eq!((count(303), count(409)), (1, 4), "{statuses:?}");
    assert_eq!(column(&usager.id, "version"), json!(2));
    assert_eq!(events(&usager.id, "FICHE_MODIFIEE"), 1);
    // The keys and the relatives are the winner's.
    let surnom = column(&usager.id, "surnom");
    let relatives = db::sql(
        "SELECT prenom FROM ayant_droit WHERE usager_id = ?1",
        &[json!(usager.id)],
    );
    assert_eq!(relatives.rows.len(), 1);
    assert_eq!(relatives.rows[0]["prenom"], surnom);
    let key = surnom.as_str().unwrap_or_default().to_lowercase();
    let found = db::count(
        "SELECT count(*) FROM usager_cle WHERE usager_id = ?1 AND cle LIKE ?2 || ' %'",
        &[json!(usager.id), json!(key)],
    );
    assert_eq!(found, 1);
    assert_eq!(
        db::count(
            "SELECT count(*) FROM usager_cle WHERE usager_id = ?1 AND cle LIKE 'surnom% %'",
            &[json!(usager.id)]
        ),
        1
    );
}

pub(crate) fn many_at_once_get_each_their_number() {
    let desk = Desk::new();
    let mut people: Vec<Visitor> = (0..6).map(|_| desk.staff("INSTRUCTEUR")).collect();
    let statuses: Vec<u16> = thread::scope(|scope| {
        let sent: Vec<_> = people
            .iter_mut()
            .enumerate()
            .map(|(index, person)| {
                scope.spawn(move || {
                    let nom = format!("Personne{}", index / 2);
                    make(person, &typed(&nom, "Une", "01/01/1990")).status
                })
            })
            .collect();
        sent.into_iter()
            .map(|it| it.join().expect("an answer"))
            .collect()
    });
    // Each name was sent by two people at once: one has made the file, the other is shown it.
    let count = |status: u16| statuses.iter().filter(|it| **it == status).count();
    assert_eq!((count(303), count(409)), (3, 3), "{statuses:?}");
    let numbers = db::sql(
        "SELECT numero FROM usager WHERE structure_id = ?1 ORDER BY numero",
        &[json!(desk.id)],
    );
    let numbers: Vec<i64> = numbers
        .rows
        .iter()
        .filter_map(|row| row["numero"].as_i64())
        .collect();
    assert_eq!(numbers, [1, 2, 3]);
}
