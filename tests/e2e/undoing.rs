//! A line of the ledger undone: once, in sight, and by whom it may be.

use std::thread;

use escale_tests::{browser::Browser, db, http::Visitor, stories::Desk};
use serde_json::json;

use crate::counter::{does, lines_of, of_file, send, waits};

pub(crate) fn of_twenty_who_undo_the_same_line_one_does() {
    let desk = Desk::new();
    let usager = desk.usager();
    let mut agent = desk.staff("AGENT");
    let line = does(&mut agent, &usager, "receptions", &[("courrier", "2")]);
    let session = agent
        .cookie("escale_gestion")
        .expect("a session")
        .to_owned();
    let statuses: Vec<u16> = thread::scope(|scope| {
        // Every other window hands the letters over: it is one or the other, never both.
        let windows: Vec<_> = (0..20)
            .map(|index| {
                let (usager, line, session) = (&usager, &line, &session);
                scope.spawn(move || {
                    let mut window = Visitor::new();
                    window.set_cookie("escale_gestion", Some(session));
                    let (form, field) = if index % 2 == 0 {
                        ("annulations", ("ligne", line.as_str()))
                    } else {
                        ("remises", ("courrier", "2"))
                    };
                    send(&mut window, usager, form, &[field]).0.status
                })
            })
            .collect();
        windows
            .into_iter()
            .map(|window| window.join().expect("an answer"))
            .collect()
    });
    assert_eq!(
        statuses.iter().filter(|status| **status == 303).count(),
        1,
        "{statuses:?}"
    );
    assert!(
        statuses.iter().all(|status| matches!(status, 303 | 409)),
        "{statuses:?}"
    );
    assert_eq!(waits(&usager), [Some(0); 3]);
    assert_eq!(
        lines_of(&usager, "REMISE") + lines_of(&usager, "ANNULATION"),
        1
    );
}

pub(crate) fn a_mistake_stays_in_sight() {
    let desk = Desk::new();
    let usager = desk.usager();
    let mut facteur = desk.staff("FACTEUR");
    let came = does(&mut facteur, &usager, "receptions", &[("courrier", "2")]);
    let first = of_file(&usager, "courrier_since_at");
    let left = does(&mut facteur, &usager, "remises", &[("courrier", "1")]);
    assert!(of_file(&usager, "dernier_passage_at").is_number());

    let (told, _) = send(&mut facteur, &usager, "annulations", &[("ligne", &came)]);
    assert!(
        told.status == 409 && told.says("ce courrier a déjà été remis"),
        "{told:?}"
    );
    let agent = Browser::computer();
    desk.staff_in(&agent, "AGENT");
    agent.open(&usager.tab("courriers"));
    // Only the remise offers it: the reception would leave less than nothing.
    agent.press("Annuler la ligne : Remise");
    agent.sees("La ligne est annulée");
    agent.sees("Annulée par Personne Nomsecret");
    assert!(of_file(&usager, "dernier_passage_at").is_null());
    assert_eq!(waits(&usager), [Some(2), Some(0), Some(0)]);
    assert_eq!(
        of_file(&usager, "courrier_since_at"),
        first,
        "it has waited since it came, not since the mistake"
    );
    let (told, _) = send(&mut facteur, &usager, "annulations", &[("ligne", &left)]);
    assert!(
        told.status == 409 && told.says("Cette ligne est déjà annulée, par Personne"),
        "{told:?}"
    );
    agent.press("Annuler la ligne : Réception");
    agent.sees("Rien n’attend ce domicilié");
    assert_eq!(waits(&usager), [Some(0); 3]);
    let details = db::sql(
        "SELECT json_extract(detail, '$.annule') AS annule FROM historique WHERE usager_id = ?1 AND evenement = 'ANNULATION' ORDER BY created_at",
        &[json!(usager.id)],
    );
    let undone: Vec<_> = details
        .rows
        .iter()
        .map(|row| row["annule"].clone())
        .collect();
    assert_eq!(undone, [json!("REMISE"), json!("RECEPTION")]);
}

pub(crate) fn nobody_undoes_what_is_not_theirs_to_undo() {
    let (desk, other) = (Desk::new(), Desk::new());
    let (usager, neighbour, foreign) = (desk.usager(), desk.usager(), other.usager());
    let mut agent = desk.staff("AGENT");
    let mut stranger = other.staff("AGENT");
    let line = does(&mut agent, &neighbour, "receptions", &[("courrier", "1")]);
    let far = does(&mut stranger, &foreign, "receptions", &[("courrier", "1")]);
    let own = does(&mut agent, &usager, "receptions", &[("courrier", "1")]);
    let undoing = does(&mut agent, &usager, "annulations", &[("ligne", &own)]);
    for (whose, ligne) in [
        (&usager, line.as_str()),
        (&usager, &far),
        (&foreign, &far),
        (&usager, &undoing),
        (&usager, "AAAAAAAAAAAAAAAAAAAAAA"),
    ] {
        let (answer, _) = send(&mut agent, whose, "annulations", &[("ligne", ligne)]);
        assert_eq!(answer.status, 404, "{ligne}: {answer:?}");
    }
    for ligne in ["", "8", "' OR 1=1 --"] {
        let (answer, _) = send(&mut agent, &usager, "annulations", &[("ligne", ligne)]);
        assert_eq!(answer.status, 400, "{ligne}: {answer:?}");
    }
    let borrowed = foreign.has_a_mandataire("Léa", "DUPONT", "+1 days");
    does(&mut agent, &usager, "receptions", &[("courrier", "1")]);
    for (fields, status) in [
        (vec![("courrier", "1"), ("a", borrowed.as_str())], 409),
        (vec![("courrier", "1"), ("a", "moi")], 400),
        (vec![("courrier", "10000")], 409),
        (vec![("courrier", "10001")], 422),
        (vec![("courrier", "99999999999999999999")], 422),
    ] {
        let (answer, _) = send(&mut agent, &usager, "remises", &fields);
        assert_eq!(answer.status, status, "{fields:?}: {answer:?}");
    }
    assert_eq!(
        (waits(&neighbour)[0], waits(&foreign)[0], waits(&usager)[0]),
        (Some(1), Some(1), Some(1))
    );
}
