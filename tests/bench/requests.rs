//! Requests: fifty for each domicilié of the structure that is measured, half of them sent, half received; 1,000,000 in the
//! large world.

use std::fmt::Write as _;

use escale_tests::stories::{DAY_MS, now};

use crate::world::Size;

/// Requests for each domicilié.
const EACH: u32 = 50;
/// Nineteen in twenty are over, as after some years.
const OPEN_EACH: u32 = 20;

/// What is measured: its name, and its address. Each list is asked in the middle too, at a request of either side.
pub(crate) fn pages(size: Size) -> Vec<(&'static str, String)> {
    let middle = size.usagers * EACH / 2;
    let (sent, received) = (id(middle / 2 * 2), id(middle / 2 * 2 + 1));
    let page = |query: &str| format!("/gestion/orientations?{query}");
    vec![
        ("demandes reçues", page("sens=recues")),
        (
            "demandes reçues, milieu",
            page(&format!("sens=recues&apres={received}&page=90")),
        ),
        (
            "demandes reçues, à traiter",
            page("sens=recues&statut=a-traiter"),
        ),
        (
            "demandes reçues, non lues",
            page("sens=recues&statut=non-lues"),
        ),
        ("demandes envoyées", page("sens=envoyees")),
        (
            "demandes envoyées, milieu",
            page(&format!("sens=envoyees&tri=anciennes&apres={sent}&page=90")),
        ),
        (
            "demandes envoyées, > 20 jours",
            page("sens=envoyees&statut=a-traiter&age=20"),
        ),
        ("demandes, 3 lettres", page("sens=envoyees&q=nom")),
        (
            "demandes, nom et prénom",
            page("sens=envoyees&q=awa+nom000144"),
        ),
        ("demandes, service", page("sens=recues&q=accompagnement")),
        (
            "demandes, service et nom",
            page("sens=envoyees&q=accompagnement+nom000144"),
        ),
        ("demandes, sans résultat", page("sens=envoyees&q=zzzz")),
        (
            "demandes, prénom fréquent et rien",
            page("sens=envoyees&q=awa+zzzz"),
        ),
        (
            "demandes, deux débuts fréquents",
            page("sens=envoyees&q=nom+awa"),
        ),
        ("une demande", format!("/gestion/orientations/{}", id(2))),
    ]
}

/// The id of request `number`: even ones are sent, odd ones received.
fn id(number: u32) -> String {
    format!("bench-o-{number:014}")
}

/// The SQL of the requests, for the first part of the world.
pub(crate) fn sql(size: Size) -> String {
    let (all, now) = (size.usagers * EACH, now());
    let service = |number: u32| {
        format!(
            "INSERT INTO service (id, structure_id, porteur, nom, description, mobilisable_par, modes_orientation, courriel, statut, created_at, updated_at)
             VALUES ('bench-service-{number:08}', 'bench-structure-{number:06}', 'Maison {number}', 'Accompagnement vers le logement', 'Un service du banc.',
                     '[\"professionnels\"]', '[\"envoyer-un-courriel\"]', 'banc-service-{number}@essai.test', 'PUBLIE', {now}, {now});\n"
        )
    };
    let rows = format!(
        "INSERT INTO orientation (id, structure_id, destinataire_id, service_id, service_copie, service_courriel, prescripteur_id, prescripteur_nom,
            prescripteur_courriel, nom, prenom, cle, contacts, situations, criteres, motif, statut, sent_at, expires_at, suite_at, vue_at, ended_at, decideur)
         WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {all}),
         d AS (SELECT i, 1 + i % 2 AS sender, 2 - i % 2 AS receiver, i % {OPEN_EACH} < 2 AS open FROM n)
         SELECT printf('bench-o-%014d', i), printf('bench-structure-%06d', sender), printf('bench-structure-%06d', receiver),
                printf('bench-service-%08d', receiver),
                '{{\"id\":\"bench-service-00000001\",\"structure_id\":null,\"porteur\":\"Maison\",\"nom\":\"Accompagnement vers le logement\",\"adresse_lines\":[],\"contact_nom\":null,\"courriel\":\"banc@essai.test\",\"telephone\":null,\"publics\":[],\"criteres\":[],\"documents\":[]}}',
                'banc@essai.test', printf('bench-personne--%06d', sender), 'Alix Banc', 'banc@essai.test',
                printf('NOM%06d', i), 'Awa', printf('awa nom%06d', i), '[\"REFERENT\"]', '[]', '[]', 'Un motif.',
                CASE WHEN open THEN 'OUVERTE' ELSE 'VALIDEE' END, {now} - ({all} - i) * 30 * {DAY_MS} / {all}, {now} + {DAY_MS}, NULL,
                CASE WHEN open AND i % 3 = 0 THEN NULL ELSE {now} END, CASE WHEN NOT open THEN {now} END, CASE WHEN NOT open THEN 'Le service' END
         FROM d;
         INSERT INTO orientation_evenement (id, orientation_id, structure_id, evenement, acteur, created_at)
         SELECT id, id, structure_id, 'ENVOI', 'PRESCRIPTEUR', sent_at FROM orientation WHERE id LIKE 'bench-o-%';\n"
    );
    let mut sql = service(1) + &service(2) + &rows;
    for (sens, side) in [("ENVOYEE", "structure_id"), ("RECUE", "destinataire_id")] {
        for key in [
            "lower(nom) || ' awa accompagnement vers le logement'",
            "'awa ' || lower(nom) || ' accompagnement vers le logement'",
            "'#accompagnement vers le logement'",
        ] {
            let _ = write!(
                sql,
                "INSERT INTO orientation_cle (structure_id, sens, cle, orientation_id)
                 SELECT {side}, '{sens}', {key}, id FROM orientation WHERE id LIKE 'bench-o-%' AND {side} = 'bench-structure-000001';\n"
            );
        }
    }
    sql
}

/// What the triggers would have written.
pub(crate) const COUNTS: &str = ";
INSERT INTO orientation_compte (structure_id, sens, statut, nombre)
SELECT structure_id, 'ENVOYEE', statut, count(*) FROM orientation WHERE id LIKE 'bench-o-%' GROUP BY structure_id, statut;
INSERT INTO orientation_compte (structure_id, sens, statut, nombre)
SELECT destinataire_id, 'RECUE', statut, count(*) FROM orientation WHERE id LIKE 'bench-o-%' GROUP BY destinataire_id, statut";
