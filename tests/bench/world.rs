//! A structure as large as asked among 500, written as SQL: names found as the product's own rules say, a ledger that
//! adds up.

use std::fmt::Write as _;

use escale_tests::stories::{DAY_MS, PASSWORD, hash, now};
use escale_worker::{
    desk::list::rules::{Names, search_keys, sort_key},
    edge::clock::Day,
};

use crate::{dossiers, places, requests, services};

/// How large the structure that is measured is.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Size {
    /// Domiciliés.
    pub usagers: u32,
    /// Ledger lines of each.
    pub lines: u32,
    /// Services of the directory.
    pub services: u32,
    /// Places of digital mediation.
    pub places: u32,
}

/// Structures in all.
const STRUCTURES: u32 = 500;
/// Domiciliés of each of the others.
const OTHERS_USAGERS: u32 = 10;
/// Ledger lines of each of the others' domiciliés.
const OTHERS_LINES: u32 = 10;

/// Who signs in to measure.
pub(crate) const EMAIL: &str = "banc@essai.test";

const FIRST: [&str; 40] = [
    "Mar", "Ber", "Dup", "Lef", "Mor", "Sim", "Lau", "Mic", "Gar", "Dav", "Rou", "Fon", "Cha",
    "Boy", "Gau", "Per", "Mul", "Hen", "Rob", "Nic", "Math", "Cle", "Gir", "Bon", "Lam", "Fau",
    "Bla", "Gue", "Rey", "Vid", "Oli", "Bru", "Sch", "Car", "Mey", "Dum", "Lec", "Col", "Pic",
    "Ren",
];
const SECOND: [&str; 50] = [
    "chand",
    "tin",
    "ont",
    "evre",
    "eau",
    "onnet",
    "rent",
    "haud",
    "nier",
    "oux",
    "tier",
    "rard",
    "bert",
    "din",
    "net",
    "vost",
    "sier",
    "land",
    "lot",
    "quet",
    "gnon",
    "dieu",
    "mas",
    "ron",
    "let",
    "court",
    "selin",
    "villon",
    "dais",
    "bault",
    "rieux",
    "phine",
    "zac",
    "gnac",
    "court-Rey",
    "neau",
    "thier",
    "dier",
    "lier",
    "pont",
    "vant",
    "signy",
    "gal",
    "roy",
    "nard",
    "hier",
    "menil",
    "bourg",
    "fray",
    "stin",
];
const GIVEN: [&str; 24] = [
    "Aïcha", "Bruno", "Chloé", "David", "Élise", "Farid", "Gaël", "Hanna", "Issa", "Jean", "Karim",
    "Léa", "Marie", "Noël", "Oumar", "Paul", "Rosa", "Samir", "Tom", "Ursula", "Victor", "Wendy",
    "Yann", "Zoé",
];

/// The id of domicilié `number` of structure `structure`.
pub(crate) fn usager_id(structure: u32, number: u32) -> String {
    format!("bench-u{structure:05}-{number:09}")
}

fn structure_id(structure: u32) -> String {
    format!("bench-structure-{structure:06}")
}

fn staff_id(structure: u32) -> String {
    format!("bench-personne--{structure:06}")
}

/// The SQL of the world, in the three parts that `load.mjs` runs.
pub(crate) fn sql(size: Size) -> String {
    let mut sql = String::new();
    let hash = hash(PASSWORD);
    let created = now() - 2000 * DAY_MS;
    for structure in 1..=STRUCTURES {
        let (id, staff) = (structure_id(structure), staff_id(structure));
        let email = if structure == 1 {
            EMAIL.to_owned()
        } else {
            format!("banc-{structure}@essai.test")
        };
        let _ = writeln!(
            sql,
            "INSERT INTO structure (id, nom, adresse, code_postal, ville, telephone, horaires, portail_actif, created_at)
             VALUES ('{id}', 'Structure {structure}', '1 rue du Banc', '44000', 'Nantes', '0240000000', 'Lundi : 9 h – 12 h', 1, {created});
             INSERT INTO staff_user (id, structure_id, role, prenom, nom, email, password_hash, created_at)
             VALUES ('{staff}', '{id}', 'ADMINISTRATEUR', 'Alix', 'Banc', '{email}', '{hash}', {created});"
        );
        let people = if structure == 1 {
            size.usagers
        } else {
            OTHERS_USAGERS
        };
        for number in 1..=people {
            usager(&mut sql, structure, number);
        }
    }
    lines(&mut sql, size);
    sql.push_str(&requests::sql(size));
    // Those that are there are indexed already.
    sql.push_str("DELETE FROM service_recherche;\n");
    sql.push_str(&services::sql(size.services));
    sql.push_str(&places::sql(size.places));
    sql.push_str(&dossiers::sql(size));
    sql.push_str("\n-- * --\n");
    sql.push_str(COUNTS);
    sql.push_str(requests::COUNTS);
    sql.push_str(dossiers::COUNTS);
    sql.push_str("\n-- * --\n");
    sql.push_str(CHECKS);
    sql
}

/// How many days ago the last line of domicilié `number` was written: a quarter of them three months ago or more.
const LAST_DAYS: &str = "((u.numero * 11) % 120)";

/// Fifty years of birth, all of them in the small structure too; those of odd numbers each have their own day.
fn birth(number: u32) -> Day {
    let day = |text: String| Day(text.parse().expect("a day"));
    if number % 2 == 1 {
        return day("1950-01-01".to_owned()).plus_days(i64::from(number % 18_000));
    }
    let year = 1950 + (number / 10 * 3 + number % 10 / 2) % 50;
    day(format!("{year}-02-{:02}", number % 28 + 1))
}

fn usager(sql: &mut String, structure: u32, number: u32) {
    let pick = |from: &[&'static str], at: u32| from[at as usize % from.len()];
    let nom = format!("{}{}", pick(&FIRST, number), pick(&SECOND, number / 40));
    let prenom = pick(&GIVEN, number / 7);
    let names = Names {
        nom: &nom,
        prenom,
        surnom: None,
    };
    let birth = birth(number);
    let telephone = format!("06{:08}", number * 37 % 100_000_000);
    let (statut, motif) = match number % 10 {
        6 => ("INSTRUCTION", "NULL"),
        7 => ("ATTENTE_DECISION", "NULL"),
        8 => ("REFUS", "'SATURATION'"),
        9 => ("RADIE", "'A_SA_DEMANDE'"),
        _ => ("VALIDE", "NULL"),
    };
    // Half of those who are instructed already had an address.
    let renewal = u8::from(number % 20 == 6);
    let end = i64::from(number * 7 % 400) - 30;
    let (id, of) = (usager_id(structure, number), structure_id(structure));
    let _ = writeln!(
        sql,
        "INSERT INTO usager (id, structure_id, numero, civilite, prenom, nom, cle_tri, date_naissance, telephone, statut, renouvellement, motif, debut, echeance, created_at)
         VALUES ('{id}', '{of}', {number}, 'F', '{prenom}', '{nom}', '{}', '{}', '{telephone}', '{statut}', {renewal}, {motif}, date('now', '-300 days'), date('now', '{end} days'), {});",
        sort_key(names),
        birth.0,
        now() - 400 * DAY_MS
    );
    let keys: Vec<String> = search_keys(names, i64::from(number), birth, Some(&telephone))
        .iter()
        .map(|key| format!("('{of}', '{key}', '{id}')"))
        .collect();
    let _ = writeln!(
        sql,
        "INSERT INTO usager_cle (structure_id, cle, usager_id) VALUES {};",
        keys.join(",")
    );
}

/// Letters and parcels come one day and are handed over the next; for one in four, the last ones still wait.
fn lines(sql: &mut String, size: Size) {
    let (now, first) = (now(), structure_id(1));
    let most = size.lines.max(OTHERS_LINES);
    let _ = writeln!(
        sql,
        "INSERT INTO mail_line (id, structure_id, usager_id, mouvement, courrier, recommande, colis, passage, staff_user_id, created_at)
         WITH RECURSIVE serie (k) AS (SELECT 1 UNION ALL SELECT k + 1 FROM serie WHERE k < {most}),
         ligne AS (
             SELECT u.rowid AS personne, u.id, u.structure_id, u.numero, k, CASE u.structure_id WHEN '{first}' THEN {} ELSE {OTHERS_LINES} END AS toutes,
                    1 + (u.numero + (k + 1) / 2) % 3 AS courrier, (u.numero + (k + 1) / 2) % 7 = 0 AS recommande, (u.numero + (k + 1) / 2) % 5 = 0 AS colis
             FROM usager u CROSS JOIN serie WHERE u.structure_id LIKE 'bench-%')
         SELECT printf('l%09d-%011d', u.personne, u.k), u.structure_id, u.id,
                CASE WHEN u.k % 2 = 1 OR (u.k = u.toutes AND u.numero % 4 = 0) THEN 'RECEPTION' ELSE 'REMISE' END,
                u.courrier, u.recommande, u.colis,
                NOT (u.k % 2 = 1 OR (u.k = u.toutes AND u.numero % 4 = 0)),
                (SELECT w.id FROM staff_user w WHERE w.structure_id = u.structure_id),
                {now} - {LAST_DAYS} * {DAY_MS} - (u.toutes - u.k) * {DAY_MS} - 60000
         FROM ligne u WHERE u.k <= u.toutes;",
        size.lines
    );
}

/// What the triggers would have written, from the lines themselves.
const COUNTS: &str = "
UPDATE usager SET
    courrier_pending = s.courrier, recommande_pending = s.recommande, colis_pending = s.colis,
    courrier_since_at = CASE WHEN s.courrier > 0 THEN (SELECT min(l.created_at) FROM mail_line l WHERE l.structure_id = usager.structure_id AND l.usager_id = usager.id AND l.created_at > s.remise AND l.courrier > 0) END,
    recommande_since_at = CASE WHEN s.recommande > 0 THEN (SELECT min(l.created_at) FROM mail_line l WHERE l.structure_id = usager.structure_id AND l.usager_id = usager.id AND l.created_at > s.remise AND l.recommande > 0) END,
    colis_since_at = CASE WHEN s.colis > 0 THEN (SELECT min(l.created_at) FROM mail_line l WHERE l.structure_id = usager.structure_id AND l.usager_id = usager.id AND l.created_at > s.remise AND l.colis > 0) END,
    dernier_passage_at = s.remise
FROM (
    SELECT structure_id, usager_id, max(CASE WHEN passage = 1 THEN created_at END) AS remise,
           sum(CASE mouvement WHEN 'RECEPTION' THEN courrier ELSE -courrier END) AS courrier,
           sum(CASE mouvement WHEN 'RECEPTION' THEN recommande ELSE -recommande END) AS recommande,
           sum(CASE mouvement WHEN 'RECEPTION' THEN colis ELSE -colis END) AS colis
    FROM mail_line GROUP BY structure_id, usager_id) s
WHERE s.usager_id = usager.id AND s.structure_id = usager.structure_id AND usager.structure_id LIKE 'bench-%';
INSERT INTO historique (id, structure_id, usager_id, evenement, staff_user_id, created_at)
SELECT substr('note' || hex(randomblob(10)), 1, 22), u.structure_id, u.id, 'NOTE_AJOUTEE',
       (SELECT w.id FROM staff_user w WHERE w.structure_id = u.structure_id), u.created_at FROM usager u WHERE u.structure_id LIKE 'bench-%';
INSERT INTO consultation (id, structure_id, usager_id, staff_user_id, jour, genre, created_at)
SELECT substr('vue-' || hex(randomblob(10)), 1, 22), u.structure_id, u.id,
       (SELECT w.id FROM staff_user w WHERE w.structure_id = u.structure_id), date(u.created_at / 1000 + 86400 * n.i, 'unixepoch'), 'FICHE',
       u.created_at + 86400000 * n.i
FROM usager u, (SELECT 1 AS i UNION ALL SELECT 2 UNION ALL SELECT 3) n WHERE u.structure_id LIKE 'bench-%';
INSERT INTO usager_compte (structure_id, statut, nombre)
SELECT structure_id, statut, count(*) FROM usager WHERE structure_id LIKE 'bench-%' GROUP BY structure_id, statut;
INSERT INTO structure_heure (structure_id, depuis_at, minutes, ete_du, ete_au, ete_recul)
SELECT s.id, 0, f.minutes, f.ete_du, f.ete_au, f.ete_recul FROM structure s JOIN fuseau f ON f.nom = s.fuseau WHERE s.id LIKE 'bench-%';
INSERT INTO activite_jour SELECT * FROM activite_recomptee WHERE structure_id LIKE 'bench-%';
INSERT INTO effectif SELECT * FROM effectif_recompte WHERE structure_id LIKE 'bench-%'";

/// Each must find nothing.
const CHECKS: &str = "
SELECT u.id, 'waits otherwise than its lines say' FROM usager u
WHERE u.courrier_pending <> (SELECT coalesce(sum(CASE mouvement WHEN 'RECEPTION' THEN courrier WHEN 'REMISE' THEN -courrier ELSE 0 END), 0) FROM mail_line l WHERE l.structure_id = u.structure_id AND l.usager_id = u.id)
  AND u.structure_id LIKE 'bench-%' LIMIT 1;
SELECT 'no day is counted' WHERE NOT EXISTS (SELECT 1 FROM activite_jour WHERE structure_id LIKE 'bench-%' AND courrier_recu > 0);
SELECT 'nobody waits for mail' WHERE NOT EXISTS (SELECT 1 FROM usager WHERE structure_id LIKE 'bench-%' AND courrier_pending > 0);
PRAGMA foreign_key_check";
