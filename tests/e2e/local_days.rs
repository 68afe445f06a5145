//! The days of « Statistiques » are those of the structure's own clock: overseas, in summer, and when it is corrected.

use std::collections::{BTreeMap, BTreeSet};

use escale_tests::{
    db,
    stories::{DAY_MS, Desk},
};
use escale_worker::edge::clock::{Day, Moment, zone};
use serde_json::{Value, json};

use crate::counters::wrong_counters;

/// The zones that a structure may live in, which the binary knows.
const ZONES: [&str; 14] = [
    "Europe/Paris",
    "America/Cayenne",
    "America/Guadeloupe",
    "America/Marigot",
    "America/Martinique",
    "America/Miquelon",
    "America/St_Barthelemy",
    "Indian/Mayotte",
    "Indian/Reunion",
    "Pacific/Gambier",
    "Pacific/Marquesas",
    "Pacific/Noumea",
    "Pacific/Tahiti",
    "Pacific/Wallis",
];

/// Instants around every midnight and every change of the hour, as the binary knows them, of some years.
fn instants(name: &str) -> BTreeSet<i64> {
    let here = zone(name);
    let mut instants = BTreeSet::new();
    for year in [2016, 2024, 2025, 2026, 2027, 2031, 2040] {
        let mut day = Day(format!("{year}-01-01").parse().expect("a day"));
        for _ in 0..365 {
            let (begins, ends) = (day.begins_at(here).0, day.plus_days(1).begins_at(here).0);
            // A day of 23 or 25 hours, the days beside it, and one in forty of the others.
            if ends - begins != DAY_MS || begins / DAY_MS % 40 == 0 {
                let around = (-4..=28).map(|hour| begins + hour * 3_600_000);
                instants.extend(around.flat_map(|at| [at - 1, at, at + 1_800_000]));
            }
            day = day.plus_days(1);
        }
    }
    instants
}

pub(crate) fn a_day_is_the_structure_s_own() {
    for name in ZONES {
        let desk = Desk::new();
        db::sql(
            "DELETE FROM structure_heure WHERE structure_id = ?1",
            &[json!(desk.id)],
        );
        db::sql(
            "INSERT INTO structure_heure SELECT ?1, 0, minutes, ete_du, ete_au, ete_recul FROM fuseau WHERE nom = ?2",
            &[json!(desk.id), json!(name)],
        );
        let usager = desk.usager();
        let instants: Vec<i64> = instants(name).into_iter().collect();
        assert!(instants.len() > 3000, "{name}: {}", instants.len());
        for some in instants.chunks(1000) {
            db::sql(
                "INSERT INTO mail_line (id, structure_id, usager_id, mouvement, passage, staff_user_id, created_at)
                 SELECT substr(?1, -8) || printf('%014d', e.value), ?1, ?2, 'VISITE', 1, (SELECT id FROM staff_user WHERE structure_id = ?1 LIMIT 1), e.value
                 FROM json_each(?3) e",
                &[json!(desk.id), json!(usager.id), json!(json!(some).to_string())],
            );
        }
        let mut expected: BTreeMap<String, i64> = BTreeMap::new();
        for at in &instants {
            *expected
                .entry(Moment(*at).day(zone(name)).0.to_string())
                .or_default() += 1;
        }
        let rows = db::sql(
            "SELECT jour, visites FROM activite_jour WHERE structure_id = ?1",
            &[json!(desk.id)],
        )
        .rows;
        let counted: BTreeMap<String, i64> = rows
            .iter()
            .filter_map(|row| Some((row["jour"].as_str()?.to_owned(), row["visites"].as_i64()?)))
            .collect();
        assert_eq!(counted, expected, "{name}");
    }
}

/// A structure corrects its zone: what was counted stays where it was, and can still be undone there.
pub(crate) fn a_change_of_zone_moves_nothing() {
    let desk = Desk::new();
    let usager = desk.usager();
    let before = wrong_counters(&desk);
    assert_eq!(before, Vec::<Value>::new());
    let mut agent = desk.staff("AGENT");
    // Noumea and Tahiti never live the same day as each other for most of it: one of the two changes moves the day.
    for zone in [
        "Pacific/Noumea",
        "Pacific/Tahiti",
        "Europe/Paris",
        "Mars/Olympus",
    ] {
        let key = format!(
            "{}{:.8}",
            &desk.id[8..],
            format!("{zone:->12}").split_off(4)
        );
        let key = key.replace('/', "-");
        assert_eq!(
            agent
                .post(
                    &usager.tab("passages"),
                    &[("mouvement", "APPEL"), ("jeton", &key)]
                )
                .status,
            303
        );
        desk.set("fuseau", &json!(zone));
        let undo = format!("{}u", &key[..21]);
        assert_eq!(
            agent
                .post(
                    &usager.tab("annulations"),
                    &[("ligne", &key), ("jeton", &undo)]
                )
                .status,
            303,
            "{zone}"
        );
        assert_eq!(
            db::count(
                "SELECT count(*) FROM activite_jour WHERE structure_id = ?1 AND appels <> 0",
                &[json!(desk.id)]
            ),
            0,
            "{zone}"
        );
    }
    assert_eq!(wrong_counters(&desk), Vec::<Value>::new());
    let hours = db::count(
        "SELECT count(*) FROM structure_heure WHERE structure_id = ?1",
        &[json!(desk.id)],
    );
    assert!((4..=5).contains(&hours), "{hours} clocks");
}
