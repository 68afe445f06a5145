//! Places of digital mediation: as many as asked, spread over France by the square of the map, found and counted as the
//! product's own tables say.

use escale_tests::stories::now;

use crate::world::Size;

/// What is looked for in the directory of places.
const SEARCHES: [(&str, &str); 14] = [
    ("lieux, première page", ""),
    ("lieux, une lettre", "q=a"),
    ("lieux, 3 lettres", "q=esp"),
    ("lieux, deux mots", "q=espace%20demarches"),
    ("lieux, rare parmi beaucoup", "q=espace%20rarissime"),
    ("lieux, département", "lieu=44"),
    ("lieux, code postal", "lieu=44043"),
    ("lieux, commune", "lieu=commune%2017"),
    (
        "lieux, service et public",
        "service=demarches&public=jeunes",
    ),
    (
        "lieux, tous les filtres",
        "lieu=44&service=demarches&public=jeunes&prise_en_charge=langues&frais=gratuit&acces=presenter",
    ),
    ("lieux, sans résultat", "q=zzzz"),
    ("lieux autour de moi", "lat=47.21&lon=-1.55"),
    (
        "lieux autour de moi, filtrés",
        "lat=47.21&lon=-1.55&service=creations&public=seniors",
    ),
    ("lieux autour de nulle part", "lat=-40&lon=-120"),
];

/// What the map asks for: a country, a town, the sea, and the places of a search.
const VIEWS: [(&str, &str); 4] = [
    ("carte, le pays", "niveau=8&x0=124&x1=133&y0=85&y1=94"),
    (
        "carte, une ville dense",
        "niveau=15&x0=16240&x1=16250&y0=11456&y1=11465",
    ),
    ("carte, la mer", "niveau=12&x0=0&x1=10&y0=2000&y1=2009"),
    ("carte d’une recherche", "lieu=44"),
];

/// What is measured: its name, and its address.
pub(crate) fn pages(size: Size) -> Vec<(&'static str, String)> {
    let middle = format!("bench-place-{:010}", size.places / 2);
    let mut pages: Vec<(&str, String)> = SEARCHES
        .iter()
        .map(|(name, query)| (*name, format!("/lieux?{query}")))
        .collect();
    pages.extend([
        ("lieux, milieu", format!("/lieux?apres={middle}")),
        ("un lieu", format!("/lieux/{middle}")),
    ]);
    pages.extend(VIEWS.map(|(name, part)| (name, format!("/lieux/carte.json?{part}"))));
    pages
}

/// The places, their index, and the map counted ahead.
pub(crate) fn sql(places: u32) -> String {
    let now = now();
    format!(
        "DELETE FROM lieu_recherche; DELETE FROM lieu_grappe;
         INSERT INTO lieu (id, standard_id, pivot, nom, commune, code_postal, adresse, latitude, longitude, x, y, date_maj, horaires,
                services, publics, prises_en_charge, frais, acces, created_at, updated_at)
         WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {places}),
         -- France and its neighbours, denser in one town than around it.
         p AS (SELECT i, CASE WHEN i % 4 = 0 THEN 519700 + (i * 7919) % 300 ELSE 511180 + (i * 7919) % 36400 END AS x,
                      CASE WHEN i % 4 = 0 THEN 366600 + (i * 104729) % 300 ELSE 351040 + (i * 104729) % 36200 END AS y FROM n)
         SELECT printf('bench-place-%010d', i), 'banc-' || i, printf('%014d', i),
                'Espace numérique ' || i || CASE WHEN i % 500 = 3 THEN ' rarissime' ELSE '' END,
                'Commune ' || (i % 300), printf('%05d', 1000 * (1 + i % 95) + i % 300), i || ' rue du Banc',
                degrees(atan(sinh(pi() * (1 - 2 * (y + 0.5) / 1048576.0)))), (x + 0.5) / 1048576.0 * 360 - 180, x, y, '2026-01-01',
                'Mo-Fr 09:00-12:00,14:00-17:00; PH off',
                CASE i % 3 WHEN 0 THEN '[\"demarches\",\"quotidien\"]' WHEN 1 THEN '[\"internet\"]' ELSE '[\"creations\"]' END,
                CASE i % 4 WHEN 0 THEN '[\"jeunes\"]' WHEN 1 THEN '[\"seniors\"]' ELSE '[]' END,
                CASE i % 2 WHEN 0 THEN '[\"langues\"]' ELSE '[]' END,
                CASE i % 5 WHEN 0 THEN '[\"payant\"]' ELSE '[\"gratuit\"]' END, '[\"presenter\",\"telephoner\"]', {now}, {now} FROM p;
         INSERT INTO lieu_recherche (rowid, mots, lieu, signes) SELECT rang, mots, lieu, signes FROM lieu_indexe;
         INSERT INTO lieu_grappe (niveau, x, y, nombre, somme_x, somme_y, rangs)
         SELECT n.value, l.x >> (20 - n.value), l.y >> (20 - n.value), count(*), sum(l.x), sum(l.y), sum(l.rang)
         FROM lieu l CROSS JOIN json_each('[3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19]') n
         WHERE l.public = 1 AND l.x IS NOT NULL GROUP BY 1, 2, 3;\n"
    )
}
