//! « À rappeler »: nobody loses their address by surprise.

use chrono::Days;
use escale_tests::{
    browser::Browser,
    db,
    stories::{DAY_MS, Desk, Usager, now},
};
use escale_worker::edge::clock::{Moment, zone};
use serde_json::json;

/// Seen at noon of the structure's day so many days before its today: on the night that clocks change, so many times 24 hours
/// are another day.
fn seen(desk: &Desk, days_ago: u64) -> Usager {
    let today = Moment(now()).day(zone("Europe/Paris")).0;
    let day = today - Days::new(days_ago);
    let noon = day.and_hms_opt(12, 0, 0).expect("noon").and_utc();
    let usager = desk.usager();
    usager.set("dernier_passage_at", &json!(noon.timestamp_millis()));
    usager
}

pub(crate) fn those_not_seen_are_listed_oldest_first() {
    let desk = Desk::new();
    let recent = seen(&desk, 58);
    let noted = seen(&desk, 62);
    let pressing = seen(&desk, 95);
    pressing.set("telephone", &json!("06 12 34 00 40"));
    let oldest = seen(&desk, 120);
    let gone = seen(&desk, 120);
    db::sql(
        "UPDATE usager SET statut = 'RADIE', motif = 'A_SA_DEMANDE' WHERE id = ?1",
        &[json!(gone.id)],
    );
    let renewed = seen(&desk, 130);
    let asked = seen(&desk, 130);
    db::sql(
        "UPDATE usager SET statut = 'ATTENTE_DECISION', renouvellement = (id = ?1) WHERE id IN (?1, ?2)",
        &[json!(renewed.id), json!(asked.id)],
    );
    let never = desk.usager();
    let facteur = Browser::computer();
    desk.staff_in(&facteur, "FACTEUR");
    facteur.follow("À rappeler");
    facteur.sees("Pas vus depuis 90 jours ou plus");
    let screen = facteur.screen();
    let place = |words: &str| {
        screen
            .find(words)
            .unwrap_or_else(|| panic!("« {words} » is not on the screen:\n{screen}"))
    };
    let order = [
        place(&renewed.nom),
        place("Attente de décision (renouvellement)"),
        place(&oldest.nom),
        place(&pressing.nom),
        place("Pas vus depuis 60 à 89 jours"),
        place(&noted.nom),
    ];
    assert!(order.is_sorted(), "{screen}");
    for absent in [&recent, &gone, &asked, &never] {
        facteur.does_not_see(&absent.nom);
    }
    facteur.sees("il y a 95 jours");
    facteur.sees("date passée");
    assert_eq!(facteur.address_of("06 12 34 00 40"), "tel:0612340040");
    assert!(facteur.has("Imprimer cette liste"));
    // One who is called leaves the list: the call is noted on the page that their name leads to.
    facteur.follow(&format!("{} {}", oldest.nom, oldest.prenom));
    facteur.sees("Historique du courrier");
    facteur.is_at(&oldest.tab("courriers"));
}

pub(crate) fn pages_by_fifty() {
    let desk = Desk::new();
    desk.crowd(60);
    db::sql(
        "UPDATE usager SET dernier_passage_at = ?2 - numero * 3600000 WHERE structure_id = ?1",
        &[json!(desk.id), json!(now() - 89 * DAY_MS)],
    );
    let mut agent = desk.staff("AGENT");
    let first = agent.get("/gestion/rappels");
    assert!(
        first.says("NOM0060") && first.says("NOM0011") && !first.says("NOM0010"),
        "{first:?}"
    );
    let edge = desk.one_of_the_crowd(11);
    let second = agent.get(&format!("/gestion/rappels?apres={edge}&page=2"));
    assert!(
        second.says("NOM0010") && second.says("NOM0001") && second.says("Page 2"),
        "{second:?}"
    );
    assert!(!second.says("NOM0011") && !second.says("Page suivante"));
}
