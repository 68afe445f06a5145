//! The directory: services of structures that have no account, as many as asked, found as the product's own index says.

use escale_tests::stories::now;

/// What is looked for, beside nothing: words, places, themes, publics, and some of them together.
pub(crate) const SEARCHES: [(&str, &str); 12] = [
    ("annuaire, première page", ""),
    ("annuaire, une lettre", "q=a"),
    ("annuaire, 2 lettres", "q=ac"),
    (
        "annuaire, huit fois une lettre",
        "q=a%20d%20l%20v%20s%20n%20c%20u",
    ),
    ("annuaire, 3 lettres", "q=acc"),
    ("annuaire, deux mots", "q=logement%20accompagnement"),
    ("annuaire, département", "lieu=44"),
    ("annuaire, commune", "lieu=commune%2017"),
    ("annuaire, thème et public", "theme=sante&public=femmes"),
    (
        "annuaire, tout à la fois",
        "q=acc&lieu=44&theme=sante&public=jeunes",
    ),
    ("annuaire, sans résultat", "q=zzzz"),
    ("annuaire, rare parmi beaucoup", "q=acc%20rarissime"),
];

/// The id of a service in the middle of the directory, for a page far from the first.
pub(crate) fn middle(services: u32) -> String {
    format!("bench-services-{:07}", services / 2)
}

/// The services, and their index.
pub(crate) fn sql(services: u32) -> String {
    let now = now();
    format!(
        "INSERT INTO service (id, source, source_id, porteur, nom, description, themes, publics, mobilisable_par, modes_orientation,
                courriel, contact_public, commune, code_postal, statut, created_at, updated_at)
         WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {services})
         SELECT printf('bench-services-%07d', i), 'banc', i, 'Association ' || (i % 4000),
                CASE i % 3 WHEN 0 THEN 'Accompagnement vers le logement ' WHEN 1 THEN 'Accès aux soins ' ELSE 'Atelier numérique ' END || i
                    || CASE WHEN i % 500 = 3 THEN ' rarissime' ELSE '' END,
                'Une description de quelques lignes, comme il y en a beaucoup, pour le service ' || i || '.',
                CASE i % 3 WHEN 0 THEN '[\"logement-hebergement\"]' WHEN 1 THEN '[\"sante\",\"famille\"]' ELSE '[\"numerique\"]' END,
                CASE i % 4 WHEN 0 THEN '[\"femmes\",\"jeunes\"]' WHEN 1 THEN '[\"seniors\"]' WHEN 2 THEN '[]' ELSE '[\"tous-publics\"]' END,
                '[\"professionnels\"]', '[\"envoyer-un-courriel\"]', 'banc@services.test', 1,
                'Commune ' || (i % 300), printf('%05d', 1000 * (1 + i % 95) + i % 300), 'PUBLIE', {now}, {now} FROM n;
         INSERT INTO service_recherche (rowid, mots, lieu, signes) SELECT rang, mots, lieu, signes FROM service_indexe;\n"
    )
}
