//! Who may fetch somebody's mail, where it is sent on to, and what colleagues note.

use std::thread;

use escale_tests::{
    browser::Browser,
    db,
    http::{Answer, Visitor},
    stories::{Desk, Usager, now},
};
use escale_worker::edge::clock::{Moment, zone};
use serde_json::json;

use crate::file::events;

/// The day so many days from now, as typed.
fn in_days(days: i64) -> String {
    let today = Moment(now()).day(zone("Europe/Paris"));
    today.plus_days(days).short()
}

/// Sends a procuration with the key that the page gives.
fn give_procuration(person: &mut Visitor, usager: &Usager, nom: &str, fin: &str) -> Answer {
    let key = person
        .get(&usager.tab("dossier"))
        .field("jeton")
        .unwrap_or_else(|| "A".repeat(22));
    person.post(
        &usager.tab("procurations"),
        &[
            ("jeton", &key),
            ("nom", nom),
            ("prenom", "Awa"),
            ("debut", &in_days(-400)),
            ("fin", fin),
        ],
    )
}

pub(crate) fn five_procurations_and_no_more() {
    let desk = Desk::new();
    let usager = desk.usager();
    let mut instructeur = desk.staff("INSTRUCTEUR");
    assert_eq!(
        give_procuration(&mut instructeur, &usager, "Passé", &in_days(-399)).status,
        422,
        "it would be over"
    );
    for index in 0..4 {
        let answer = give_procuration(
            &mut instructeur,
            &usager,
            &format!("Ami{index}"),
            &in_days(400),
        );
        assert_eq!(answer.status, 303, "{answer:?}");
    }
    // Two people add the fifth at once.
    let mut people = [
        desk.staff("INSTRUCTEUR"),
        desk.staff("GESTIONNAIRE"),
        desk.staff("ADMINISTRATEUR"),
    ];
    let statuses: Vec<u16> = thread::scope(|scope| {
        let sent: Vec<_> = people
            .iter_mut()
            .map(|person| {
                let usager = &usager;
                scope.spawn(move || {
                    give_procuration(person, usager, "Cinquième", &in_days(400)).status
                })
            })
            .collect();
        sent.into_iter()
            .map(|it| it.join().expect("an answer"))
            .collect()
    });
    assert_eq!(
        statuses.iter().filter(|it| **it == 303).count(),
        1,
        "{statuses:?}"
    );
    let kept = || {
        db::count(
            "SELECT count(*) FROM procuration WHERE usager_id = ?1",
            &[json!(usager.id)],
        )
    };
    assert_eq!((kept(), events(&usager.id, "PROCURATION_AJOUTEE")), (5, 5));

    // One has ended since: it is shown as ended.
    db::sql(
        "UPDATE procuration SET fin = date(debut, '+1 day') WHERE usager_id = ?1 AND nom = 'Ami0'",
        &[json!(usager.id)],
    );
    let page = instructeur.get(&usager.tab("dossier"));
    let first = in_days(-400);
    assert!(
        page.says(&format!(
            "AMI0 Awa du {first} au {} n’est plus valable",
            in_days(-399)
        )) && page.says(&format!("AMI1 Awa du {first} au {} en cours", in_days(400))),
        "{}",
        page.words()
    );
    assert!(
        page.says("Une fiche porte au plus cinq procurations"),
        "{page:?}"
    );
    let id = db::value(
        "SELECT id FROM procuration WHERE usager_id = ?1 AND nom = 'Ami0'",
        &[json!(usager.id)],
    );
    let away = usager.tab(&format!(
        "procurations/{}/suppression",
        id.as_str().expect("an id")
    ));
    assert_eq!(instructeur.post(&away, &[]).status, 303);
    assert_eq!(instructeur.post(&away, &[]).status, 404, "it is gone");
    assert_eq!((kept(), events(&usager.id, "PROCURATION_RETIREE")), (4, 1));
}

pub(crate) fn a_form_that_says_something_else_is_not_told_as_kept() {
    let desk = Desk::new();
    let usager = desk.usager();
    let mut instructeur = desk.staff("INSTRUCTEUR");
    let (key, debut, fin) = ("P".repeat(22), in_days(0), in_days(30));
    let mandataire = [
        ("jeton", key.as_str()),
        ("nom", "Diallo"),
        ("prenom", "Awa"),
        ("debut", &debut),
        ("fin", &fin),
    ];
    let note = [("jeton", key.as_str()), ("texte", "Rappeler lundi")];
    let born = [&mandataire[..], &[("naissance", "03/02/1980")]].concat();
    let pinned = [&note[..], &[("epinglee", "oui")]].concat();
    for (form, fields, other) in [
        ("procurations", &mandataire[..], born),
        ("notes", &note[..], pinned),
    ] {
        for _ in 0..2 {
            let answer = instructeur.post(&usager.tab(form), fields);
            assert_eq!(answer.status, 303, "{form}: {answer:?}");
        }
        let answer = instructeur.post(&usager.tab(form), &other);
        assert_eq!(answer.status, 409, "{form}: {answer:?}");
    }
}

pub(crate) fn one_transfer_at_a_time() {
    let desk = Desk::new();
    let usager = desk.usager();
    let mut instructeur = desk.staff("INSTRUCTEUR");
    let [first, last] = [in_days(1), in_days(300)];
    let transfer = |nom| {
        [
            ("nom", nom),
            ("adresse", "1 rue du Port\n44000 Nantes"),
            ("debut", first.as_str()),
            ("fin", last.as_str()),
        ]
    };
    assert_eq!(
        instructeur
            .post(&usager.tab("transfert"), &transfer("Un"))
            .status,
        303
    );
    assert_eq!(
        instructeur
            .post(&usager.tab("transfert"), &transfer("Un"))
            .status,
        303,
        "the same again is harmless"
    );
    let answer = instructeur.post(&usager.tab("transfert"), &transfer("Deux"));
    assert!(
        answer.status == 409 && answer.says("Un transfert est déjà en place"),
        "{answer:?}"
    );
    assert_eq!(events(&usager.id, "TRANSFERT_MIS_EN_PLACE"), 1);
    for _ in 0..2 {
        assert_eq!(
            instructeur
                .post(&usager.tab("transfert/suppression"), &[])
                .status,
            303
        );
    }
    assert_eq!(events(&usager.id, "TRANSFERT_RETIRE"), 1);
    assert_eq!(
        db::count(
            "SELECT count(*) FROM transfert WHERE usager_id = ?1",
            &[json!(usager.id)]
        ),
        0
    );
}

pub(crate) fn notes_are_pinned_and_deleted() {
    let desk = Desk::new();
    let usager = desk.usager();
    let instructeur = Browser::phone();
    desk.staff_in(&instructeur, "INSTRUCTEUR");
    instructeur.open(usager.tab("").trim_end_matches('/'));
    for note in ["Première note", "Deuxième note"] {
        instructeur.fill("Nouvelle note", note);
        instructeur.press("Ajouter la note");
        instructeur.sees("La note est ajoutée.");
        instructeur.sees(note);
    }
    let order = || {
        let screen = instructeur.screen();
        screen.find("Première note") < screen.find("Deuxième note")
    };
    assert!(!order(), "the latest first");
    // The buttons name their note for those who don't see it; the last one is that of the first note.
    instructeur.script("document.querySelectorAll('.note-card:last-child button')[0].click()");
    instructeur.sees("Épinglée");
    assert!(order(), "the pinned one first");
    instructeur.script("document.querySelector('.note-card--pinned .sure summary').click()");
    instructeur.press("Oui, supprimer cette note");
    instructeur.sees("La note est supprimée.");
    instructeur.does_not_see("Première note");
    instructeur.sees("Deuxième note");
    instructeur.follow("Historique");
    instructeur.sees("Note supprimée");
    instructeur.does_not_see("Première note");

    let mut agent = desk.staff("AGENT");
    let page = agent.get(usager.tab("").trim_end_matches('/'));
    assert!(
        page.says("Deuxième note") && !page.body.contains("/notes\""),
        "an agent reads and writes none: {page:?}"
    );
    let long = "é".repeat(1001);
    let answer = desk.staff("INSTRUCTEUR").post(
        &usager.tab("notes"),
        &[("jeton", &"A".repeat(22)), ("texte", &long)],
    );
    assert!(
        answer.status == 422 && answer.body.contains(&long),
        "{answer:?}"
    );
}
