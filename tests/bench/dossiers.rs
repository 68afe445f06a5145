//! Dossiers: fifty for each domicilié of the structure that is measured, most of them archived; 1,000,000 in the large world.

use escale_tests::stories::{DAY_MS, now};

use crate::world::Size;

/// Dossiers for each domicilié.
const EACH: u32 = 50;

/// What is measured: its name, and its address.
pub(crate) fn pages(size: Size) -> Vec<(&'static str, String)> {
    let middle = size.usagers * EACH / 2;
    let page = |query: &str| format!("/gestion/dossiers?{query}");
    vec![
        ("dossiers, orientation", page("")),
        ("dossiers, prise en charge", page("onglet=prise-en-charge")),
        ("dossiers, archives", page("onglet=archives")),
        (
            "dossiers, archives, milieu",
            page(&format!(
                "onglet=archives&apres={}&page=90",
                id(middle / 20 * 20 + 7)
            )),
        ),
        ("dossiers, 3 lettres", page("q=nom")),
        ("dossiers, un nom", page("q=nom000144")),
        ("dossiers, sans résultat", page("q=zzzz")),
        ("un dossier", format!("/gestion/dossiers/{}", id(20))),
    ]
}

/// The id of dossier `number`.
fn id(number: u32) -> String {
    format!("bench-d-{number:014}")
}

/// The dossiers, and what they are found by.
pub(crate) fn sql(size: Size) -> String {
    let (now, dossiers) = (now(), size.usagers * EACH);
    format!(
        "INSERT INTO dossier (id, carnet, structure_id, statut, rang, depuis_at, nom, prenom, cle_nom, cles, created_at, updated_at)
         WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {dossiers}),
         c AS (SELECT i, printf('%03d', i % 1000) || char(97 + i / 676000 % 26, 97 + i / 26000 % 26, 97 + i / 1000 % 26) AS carnet,
                      printf('nom%06d', i) AS nom FROM n)
         SELECT printf('bench-d-%014d', i), carnet, 'bench-structure-000001',
                CASE i % 20 WHEN 0 THEN 'ORIENTATION' WHEN 1 THEN 'PRISE_EN_CHARGE' WHEN 2 THEN 'PRISE_EN_CHARGE' ELSE 'ARCHIVE' END,
                CASE i % 20 WHEN 0 THEN 1 ELSE 2 END, {now} - i * 60000, nom, 'Awa', nom, json_array(nom, 'awa', carnet),
                {now} - 900 * {DAY_MS}, {now} - 900 * {DAY_MS} FROM c;
         INSERT INTO dossier_cle (structure_id, cle, dossier_id)
         SELECT d.structure_id, k.value, d.id FROM dossier d, json_each(d.cles) k WHERE d.id LIKE 'bench-%';
         INSERT INTO dossier_evenement (id, dossier_id, rang, genre, structure_id, staff_user_id, staff_nom, vers_structure_id,
                vers_statut, vers_depuis_at, created_at)
         SELECT printf('bench-e-%014d', substr(d.id, 9)), d.id, 1, 'CREATION', d.structure_id, 'bench-personne--000001', 'Alix Banc',
                d.structure_id, 'ORIENTATION', d.created_at, d.created_at
         FROM dossier d WHERE d.id LIKE 'bench-%';
         INSERT INTO dossier_evenement (id, dossier_id, rang, genre, structure_id, staff_user_id, staff_nom, de_structure_id, de_statut,
                de_depuis_at, vers_structure_id, vers_statut, vers_depuis_at, motif, created_at)
         SELECT printf('bench-f-%014d', substr(d.id, 9)), d.id, 2, CASE d.statut WHEN 'ARCHIVE' THEN 'ARCHIVAGE' ELSE d.statut END,
                d.structure_id, 'bench-personne--000001', 'Alix Banc', d.structure_id, 'ORIENTATION', d.created_at, d.structure_id,
                d.statut, d.depuis_at, CASE d.statut WHEN 'ARCHIVE' THEN 'TERMINE' END, d.depuis_at
         FROM dossier d WHERE d.id LIKE 'bench-%' AND d.rang = 2;
"
    )
}

/// What the triggers would have counted.
pub(crate) const COUNTS: &str = ";
INSERT INTO dossier_compte (structure_id, statut, nombre)
SELECT structure_id, statut, count(*) FROM dossier WHERE structure_id LIKE 'bench-%' GROUP BY structure_id, statut;
UPDATE structure SET operatrice = 1 WHERE id = 'bench-structure-000001'";
