//! The announcements of a structure: written by it, read on the portal on their own local days.

use escale_tests::{
    browser::Browser,
    db,
    http::Visitor,
    stories::{DAY_MS, Desk, now, sign_in_portal},
};
use escale_worker::edge::clock::{Moment, zone};
use serde_json::json;

const ANNOUNCEMENTS: &str = "/gestion/structure/annonces";

/// The day it is there, so many days from now.
fn day(place: &str, days: i64) -> String {
    Moment(now() + days * DAY_MS).day(zone(place)).0.to_string()
}

pub(crate) fn they_are_shown_on_their_own_local_days() {
    // Twenty-one hours apart: most of the time it is not the same day.
    for place in ["Pacific/Noumea", "Pacific/Tahiti"] {
        let desk = Desk::with_portal();
        desk.set("fuseau", &json!(place));
        let (_, credentials) = desk.usager_with_portal();
        for (titre, debut, fin) in [
            ("Finie hier", -2, -1),
            ("Un seul jour", 0, 0),
            ("Encore aujourd’hui", -3, 0),
            ("Dès aujourd’hui", 0, 3),
            ("Demain seulement", 1, 2),
        ] {
            let _ = desk.announcement(titre, &day(place, debut), &day(place, fin));
        }
        let _ = Desk::with_portal().announcement("Ailleurs", &day(place, 0), &day(place, 0));
        let home = sign_in_portal(&credentials).get("/portail");
        for (titre, shown) in [
            ("Finie hier", false),
            ("Un seul jour", true),
            ("Encore aujourd’hui", true),
            ("Dès aujourd’hui", true),
            ("Demain seulement", false),
            ("Ailleurs", false),
        ] {
            assert_eq!(home.says(titre), shown, "« {titre} » at {place}: {home:?}");
        }
        let list = desk.staff("ADMINISTRATEUR").get(ANNOUNCEMENTS).words();
        for (state, count) in [("En cours", 3), ("À venir", 1), ("Terminée", 1)] {
            assert_eq!(list.matches(state).count(), count, "{state}: {list}");
        }
    }
}

pub(crate) fn an_administrateur_writes_changes_and_deletes_one() {
    let desk = Desk::with_portal();
    let (_, credentials) = desk.usager_with_portal();
    let administrateur = Browser::computer();
    desk.staff_in(&administrateur, "ADMINISTRATEUR");
    administrateur.follow("Annonces");
    administrateur.sees("Aucune annonce pour le moment");
    administrateur.fill("Titre", "Fermeture");
    administrateur.fill("Texte", "Nous fermons à midi.");
    // What the browser's own calendar writes.
    let today = day("Europe/Paris", 0);
    for field in ["debut", "fin"] {
        administrateur.script(&format!(
            "document.getElementById('{field}').value = '{today}'"
        ));
    }
    administrateur.press("Publier l’annonce");
    administrateur.sees("L’annonce est enregistrée");
    administrateur.sees("En cours");
    let mut domicilie = sign_in_portal(&credentials);
    assert!(domicilie.get("/portail").says("Nous fermons à midi."));

    administrateur.follow("Modifier : Fermeture");
    administrateur.fill("Texte", "Nous fermons à 15 h.");
    administrateur.press("Enregistrer les modifications");
    administrateur.sees("Les modifications sont enregistrées");
    assert!(domicilie.get("/portail").says("Nous fermons à 15 h."));

    administrateur.press("Supprimer : Fermeture");
    administrateur.press("Supprimer l’annonce : Fermeture");
    administrateur.sees("L’annonce est supprimée");
    assert!(!domicilie.get("/portail").says("Fermeture"));
    let events = db::sql(
        "SELECT evenement FROM historique WHERE structure_id = ?1 AND usager_id IS NULL ORDER BY created_at, rowid",
        &[json!(desk.id)],
    );
    let events: Vec<&str> = events
        .rows
        .iter()
        .filter_map(|row| row["evenement"].as_str())
        .collect();
    assert_eq!(
        events,
        ["ANNONCE_CREEE", "ANNONCE_MODIFIEE", "ANNONCE_SUPPRIMEE"]
    );
}

fn fields<'a>(titre: &'a str, day: &'a str, key: (&'a str, &'a str)) -> [(&'a str, &'a str); 5] {
    [
        ("titre", titre),
        ("texte", "Un texte."),
        ("debut", day),
        ("fin", day),
        key,
    ]
}

pub(crate) fn two_who_change_one_at_once_lose_nothing() {
    let desk = Desk::with_portal();
    let today = day("Europe/Paris", 0);
    let id = desk.announcement("Au début", &today, &today);
    let path = format!("{ANNOUNCEMENTS}/{id}");
    let mut people: [Visitor; 2] = [(); 2].map(|()| desk.staff("ADMINISTRATEUR"));
    let seen = people
        .each_mut()
        .map(|one| one.get(&path).field("version").expect("a version"));
    let first = people[0].post(&path, &fields("Du premier", &today, ("version", &seen[0])));
    assert_eq!(first.status, 303, "{first:?}");
    let second = people[1].post(&path, &fields("Du second", &today, ("version", &seen[1])));
    assert_eq!(second.status, 409, "{second:?}");
    assert!(
        second.says("Un collègue vient de modifier cette annonce") && second.says("Du premier"),
        "told what changed: {second:?}"
    );
    assert_eq!(
        second.field("titre").as_deref(),
        Some("Du second"),
        "nothing typed is lost"
    );
    let now_seen = second.field("version").expect("a version");
    let again = people[1].post(&path, &fields("Du second", &today, ("version", &now_seen)));
    assert_eq!(again.status, 303, "{again:?}");
    let foreign = Desk::new().staff("ADMINISTRATEUR").get(&path);
    assert_eq!(foreign.status, 404, "another structure's");
}

pub(crate) fn mistakes_are_told_and_nothing_is_written() {
    let desk = Desk::with_portal();
    let mut administrateur = desk.staff("ADMINISTRATEUR");
    let key = administrateur
        .get(ANNOUNCEMENTS)
        .field("jeton")
        .expect("a key");
    let count = || {
        db::count(
            "SELECT count(*) FROM annonce WHERE structure_id = ?1",
            &[json!(desk.id)],
        )
    };
    let today = day("Europe/Paris", 0);
    let empty = administrateur.post(ANNOUNCEMENTS, &[("jeton", &key)]);
    assert_eq!(empty.status, 422, "{empty:?}");
    for mistake in ["Écrivez un titre.", "Écrivez le texte", "Écrivez une date"] {
        assert!(empty.says(mistake), "{mistake}: {empty:?}");
    }
    let past = administrateur.post(
        ANNOUNCEMENTS,
        &fields("Trop tard", &day("Europe/Paris", -1), ("jeton", &key)),
    );
    assert!(past.status == 422 && past.says("déjà passé"), "{past:?}");
    assert_eq!(
        past.field("titre").as_deref(),
        Some("Trop tard"),
        "what was typed is kept"
    );
    assert_eq!(count(), 0);
    for _ in 0..2 {
        let sent = administrateur.post(ANNOUNCEMENTS, &fields("Une", &today, ("jeton", &key)));
        assert_eq!(sent.status, 303, "{sent:?}");
    }
    assert_eq!(count(), 1, "the same form twice is one announcement");
    let mut elsewhere = Desk::with_portal().staff("ADMINISTRATEUR");
    for person in [&mut administrateur, &mut elsewhere] {
        let sent = person.post(ANNOUNCEMENTS, &fields("Deux", &today, ("jeton", &key)));
        assert!(
            sent.status == 409
                && sent.says("Ce formulaire a déjà servi.")
                && sent.field("titre").as_deref() == Some("Deux"),
            "{sent:?}"
        );
        assert_ne!(
            sent.field("jeton").as_ref(),
            Some(&key),
            "can be sent again"
        );
    }
    assert_eq!(count(), 1);
    let told = db::count(
        "SELECT count(*) FROM historique WHERE structure_id = ?1 AND evenement = 'ANNONCE_CREEE'",
        &[json!(desk.id)],
    );
    assert_eq!(told, 1);
}
