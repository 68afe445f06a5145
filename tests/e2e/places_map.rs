//! The map of the places: asked for, drawn, used by keyboard; and the counts that it is given.

use std::fmt::Write as _;

use escale_tests::{
    browser::Browser,
    db,
    http::Visitor,
    stories::{now, things},
};
use escale_worker::places::position_rules::Position;
use serde_json::{Value, json};

/// Puts a place there; gives its id.
fn put(nom: &str, latitude: f64, longitude: f64) -> String {
    let id = things::place(nom);
    move_to(&id, latitude, longitude);
    id
}

fn move_to(id: &str, latitude: f64, longitude: f64) {
    let (x, y) = Position::new(latitude, longitude)
        .expect("a position")
        .cell();
    db::sql(
        "UPDATE lieu SET latitude = ?2, longitude = ?3, x = ?4, y = ?5 WHERE id = ?1",
        &[
            json!(id),
            json!(latitude),
            json!(longitude),
            json!(x),
            json!(y),
        ],
    );
}

/// What the page has asked anybody for, other than us.
fn third_parties(browser: &Browser) -> Value {
    browser.script(
        "return performance.getEntriesByType('resource').map(function (it) { return it.name; })
            .filter(function (name) { return name.indexOf(location.origin + '/') !== 0 && name.indexOf('blob:' + location.origin) !== 0; })",
    )
}

/// Waits until the list under the map has an entry that begins so.
fn lists(browser: &Browser, words: &str) {
    browser.sees("Sur la carte");
    browser.sees(words);
}

pub(crate) fn a_map_is_drawn_when_one_asks() {
    // On Réunion, where no other story goes: three together, one by itself.
    for (nom, latitude, longitude) in [
        ("Fomalhaut Un", -21.3390, 55.4780),
        ("Fomalhaut Deux", -21.3392, 55.4784),
        ("Fomalhaut Trois", -21.3650, 55.5300),
        ("Fomalhaut Seul", -20.8823, 55.4504),
    ] {
        let _ = put(nom, latitude, longitude);
    }
    let browser = Browser::computer();
    browser.open("/lieux?lat=-21.15&lon=55.45");
    let before = browser.script("return performance.getEntriesByType('resource').filter(function (it) { return /maplibre|carte.json/.test(it.name); }).length");
    assert_eq!(before, json!(0), "the map is loaded before one asks");
    browser.press("Afficher la carte");
    lists(&browser, "Fomalhaut Seul");
    browser.sees("Cette partie de la carte montre 4");
    browser.does_not_see("Les lieux les plus proches");
    assert_eq!(third_parties(&browser), json!([]));
    let drawn = browser.script("return document.querySelectorAll('.maplibregl-canvas').length + ':' + document.querySelectorAll('.pin--many').length");
    assert_eq!(drawn, json!("1:1"));
    browser.fits();

    // A group opens into what it is made of.
    for _ in 0..9 {
        if browser.has("Fomalhaut Deux") {
            break;
        }
        followed(&browser, || {
            browser.script("document.querySelector('.map__group').click()");
        });
    }
    browser.follow("Fomalhaut Deux");
    browser.sees("Ce qu’on y trouve");
    browser.open("/lieux?lat=-21.15&lon=55.45");
    browser.press("Afficher la carte");
    browser.sees("Cette partie de la carte montre");
    browser.press("Masquer la carte");
    browser.sees("Les lieux les plus proches");
}

/// Moves the map, and waits until its list follows.
fn followed(browser: &Browser, moves: impl FnOnce()) {
    let asked = "performance.getEntriesByType('resource').filter(function (it) { return /carte.json/.test(it.name); }).length";
    let before = browser.script(&format!("return {asked}"));
    moves();
    browser.script_later(&format!(
        "var done = arguments[0]; (function wait() {{ if ({asked} > {before}) {{ setTimeout(done, 100); }} else {{ setTimeout(wait, 20); }} }})()"
    ));
}

fn key(browser: &Browser, key: &str) {
    followed(browser, || browser.keys(key));
}

pub(crate) fn the_map_is_moved_by_keyboard() {
    let _ = put("Alphard du sud", -21.2000, 165.6000);
    let _ = put("Alphard du nord", -20.2000, 165.6000);
    let browser = Browser::computer();
    browser.open("/lieux?lat=-21.20&lon=165.60");
    browser.script("document.querySelector('[data-carte-bouton]').focus()");
    browser.keys("\u{e007}");
    lists(&browser, "Alphard du sud");
    lists(&browser, "Alphard du nord");
    browser.script("document.querySelector('.maplibregl-canvas').focus()");
    assert!(
        browser.script("return document.activeElement.getAttribute('aria-label')") != Value::Null
    );
    for _ in 0..9 {
        key(&browser, "\u{e014}");
    }
    browser.sees("Aucun lieu dans cette partie de la carte");
    for _ in 0..9 {
        key(&browser, "\u{e012}");
    }
    lists(&browser, "Alphard du nord");
    // Nearer, there is one of them.
    for _ in 0..3 {
        key(&browser, "=");
    }
    browser.does_not_see("Alphard du nord");
}

pub(crate) fn a_search_is_shown_on_the_map_place_by_place() {
    let _ = put("Hamal au bord", 43.30, 5.37);
    let _ = put("Hamal en ville", 43.2965, 5.3698);
    let nowhere = things::place("Hamal sans position");
    db::sql(
        "UPDATE lieu SET latitude = NULL, longitude = NULL, x = NULL, y = NULL WHERE id = ?1",
        &[json!(nowhere)],
    );
    let browser = Browser::phone();
    browser.open("/lieux?q=hamal");
    browser.sees("Hamal sans position");
    browser.press("Afficher la carte");
    browser.sees("La carte montre 2\u{a0}lieux de votre recherche, sur 3");
    lists(&browser, "Hamal en ville");
    browser.does_not_see("Hamal sans position");
    browser.fits();
    let json = Visitor::new().get("/lieux/carte.json?q=hamal");
    assert!(json.body.contains("Hamal au bord") && !json.body.contains("sans position"));
}

pub(crate) fn where_no_map_can_be_drawn_the_list_stays() {
    let _ = put("Izar", 45.0, 0.5);
    let browser = Browser::computer();
    browser.open("/lieux?q=izar");
    browser.script("HTMLCanvasElement.prototype.getContext = function () { return null; }");
    browser.press("Afficher la carte");
    browser.sees("Ce navigateur ne sait pas dessiner la carte");
    browser.sees("Izar");
    assert!(!browser.has("Masquer la carte"));
}

/// A number that is another each time, and the same in each run.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: u64) -> u64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % sides
    }
}

/// The rows of the counts that are not those of a recount, both ways. One statement: other stories write meanwhile.
const WRONG: &str = "
    WITH levels (n) AS (SELECT value FROM json_each('[3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19]')),
    recount AS (SELECT n, x >> (20 - n) AS cx, y >> (20 - n) AS cy, count(*), sum(x), sum(y), sum(rang)
                FROM lieu, levels WHERE public = 1 AND x IS NOT NULL GROUP BY n, cx, cy)
    SELECT (SELECT count(*) FROM (SELECT * FROM recount EXCEPT SELECT niveau, x, y, nombre, somme_x, somme_y, rangs FROM lieu_grappe))
         + (SELECT count(*) FROM (SELECT niveau, x, y, nombre, somme_x, somme_y, rangs FROM lieu_grappe EXCEPT SELECT * FROM recount))";

pub(crate) fn the_counts_are_those_of_a_recount() {
    let mut dice = Dice(7);
    let mut ids: Vec<String> = Vec::new();
    for step in 0..120 {
        // Few positions: some share squares at each level, some share all.
        let at = [
            (46.0, 2.0),
            (46.0, 2.0),
            (46.0004, 2.0004),
            (46.1, 2.3),
            (-21.0, 165.0),
        ];
        let (latitude, longitude) = at[usize::try_from(dice.roll(5)).unwrap_or_default()];
        let some = |dice: &mut Dice, ids: &[String]| {
            let at = dice.roll(ids.len().max(1) as u64);
            ids.get(usize::try_from(at).unwrap_or_default()).cloned()
        };
        match (dice.roll(6), some(&mut dice, &ids)) {
            (0, Some(id)) => {
                db::sql("DELETE FROM lieu WHERE id = ?1", &[json!(id)]);
                ids.retain(|known| *known != id);
            }
            (1, Some(id)) => drop(db::sql(
                "UPDATE lieu SET public = 1 - public WHERE id = ?1",
                &[json!(id)],
            )),
            (2, Some(id)) => move_to(&id, latitude, longitude),
            (3, Some(id)) => drop(db::sql(
                "UPDATE lieu SET latitude = NULL, longitude = NULL, x = NULL, y = NULL, public = 1 WHERE id = ?1",
                &[json!(id)],
            )),
            _ => ids.push(put("Kochab", latitude, longitude)),
        }
        if step % 10 == 0 {
            assert_eq!(db::count(WRONG, &[]), 0, "after {step} steps");
        }
    }
    assert_eq!(db::count(WRONG, &[]), 0);
}

fn rows_read(name: &str, params: &[Value]) -> (u64, u64) {
    let statements = escale_worker::statements();
    let statement = statements.iter().find(|it| it.name == name);
    let outcome = db::sql(statement.expect("a statement").sql, params);
    (outcome.read, outcome.rows.len() as u64)
}

/// Five hundred places about Bourges, within a town's width.
fn a_crowd(dice: &mut Dice, first: u32) {
    let mut places = String::new();
    let mut part =
        |sides| f64::from(u32::try_from(dice.roll(sides)).unwrap_or_default()) / 10_000.0;
    for number in first..first + 500 {
        let (latitude, longitude) = (47.0 + part(2000), 2.3 + part(3000));
        let (x, y) = Position::new(latitude, longitude)
            .expect("a position")
            .cell();
        let comma = if number == first { "" } else { "," };
        let _ = write!(places, "{comma}[{number},{latitude},{longitude},{x},{y}]");
    }
    db::sql(
        "INSERT INTO lieu (id, standard_id, pivot, nom, commune, code_postal, adresse, latitude, longitude, x, y, source, date_maj, created_at, updated_at)
         SELECT printf('foule-lieux-%010d', p.value->>0), 'foule-' || (p.value->>0), '43493312300029', 'Médiathèque œuvrière Mirfak numéro ' || (p.value->>0),
                'Bourges', '18000', '1 rue', p.value->>1, p.value->>2, p.value->>3, p.value->>4, 'foule', '2026-01-01', ?2, ?2 FROM json_each(?1) p",
        &[json!(format!("[{places}]")), json!(now())],
    );
}

pub(crate) fn a_part_of_the_map_is_light_and_reads_what_it_shows() {
    let mut dice = Dice(11);
    for hundreds in 0..6 {
        a_crowd(&mut dice, hundreds * 500);
    }
    assert_eq!(db::count(WRONG, &[]), 0);
    let (x, y) = Position::new(47.1, 2.45).expect("a position").cell();
    for level in 3..=19_u32 {
        let side = 1_i64 << level;
        let (cx, cy) = (x >> (20 - level), y >> (20 - level));
        let span = |at: i64, most: i64| {
            let first = (at - most / 2).clamp(0, (side - most).max(0));
            (first, (first + most - 1).min(side - 1))
        };
        let ((x0, x1), (y0, y1)) = (span(cx, 20), span(cy, 10));
        let lines: Vec<i64> = (y0..=y1).collect();
        let (read, shown) = rows_read(
            "places::map::CELLS",
            &[
                json!(json!(lines).to_string()),
                json!(level),
                json!(x0),
                json!(x1),
            ],
        );
        assert!(
            read <= 10 * shown + 20,
            "level {level}: {read} rows for {shown}"
        );
        let answer = Visitor::new().get(&format!(
            "/lieux/carte.json?niveau={level}&x0={x0}&x1={x1}&y0={y0}&y1={y1}"
        ));
        assert_eq!(answer.status, 200, "{answer:?}");
        assert!(
            answer.body.len() <= 30_000,
            "level {level}: {} bytes",
            answer.body.len()
        );
    }
    // Where nothing is, next to nothing is read.
    let lines: Vec<i64> = (0..10).collect();
    let (read, shown) = rows_read(
        "places::map::CELLS",
        &[
            json!(json!(lines).to_string()),
            json!(12),
            json!(0),
            json!(19),
        ],
    );
    assert!(shown == 0 && read <= 20, "{read} rows for nothing");
    for question in [
        "mots : \"mirfak\" *",
        "mots : \"mirfak\" * AND signes : \"cp18000\"",
        "signes : \"puseniors\" OR signes : \"putous\"",
    ] {
        let (read, shown) = rows_read(
            "places::search::SEARCH",
            &[json!(question), json!(""), json!(21)],
        );
        assert!(shown == 21 && read <= 10 * shown + 20, "{question}: {read}");
    }
    let search = Visitor::new().get("/lieux/carte.json?q=mirfak");
    assert!(
        search.body.len() <= 30_000 && search.body.contains("\"reste\":true"),
        "{} bytes",
        search.body.len()
    );
    let near = Visitor::new().get("/lieux?lat=47.10&lon=2.45");
    assert!(
        near.says("20 lieux, le plus proche d’abord") || near.words().contains("20\u{a0}lieux"),
        "{near:?}"
    );
    db::sql("DELETE FROM lieu WHERE source = 'foule'", &[]);
    assert_eq!(db::count(WRONG, &[]), 0);
}

pub(crate) fn only_parts_of_the_map_are_answered() {
    for query in [
        "",
        "niveau=2&x0=0&x1=0&y0=0&y1=0",
        "niveau=8&x0=0&x1=20&y0=0&y1=0",
        "niveau=x",
        "niveau=8&x0=-1&x1=1&y0=0&y1=0",
    ] {
        let answer = Visitor::new().get(&format!("/lieux/carte.json?{query}"));
        assert_eq!(answer.status, 400, "{query}: {answer:?}");
    }
    let page = Visitor::new().get("/lieux");
    let policy = page.header("content-security-policy").unwrap_or_default();
    assert!(
        policy.starts_with("default-src 'none'")
            && policy.contains("worker-src 'self'")
            && !policy.contains("http"),
        "{policy}"
    );
    assert!(
        page.header("permissions-policy")
            .unwrap_or_default()
            .contains("geolocation=(self)")
    );
    let elsewhere = Visitor::new().get("/services");
    assert!(
        elsewhere
            .header("permissions-policy")
            .unwrap_or_default()
            .contains("geolocation=()")
    );
}

/// Every page of the places, in each state it has.
pub(crate) fn every_state(browser: &Browser, look: &impl Fn(&Browser, &str)) {
    let whole = put("Lieu de la visite", 47.2, -1.5);
    db::sql(
        "UPDATE lieu SET horaires = 'Mo-Fr 09:00-12:00,14:00-17:00; PH off', telephone = '+33240000000', courriels = '[\"visite@lieux.test\"]',
                site_web = 'https://une-adresse-plutot-longue-pour-un-petit-ecran.lieux.example/et/son/chemin', prise_rdv = 'https://rdv.example',
                services = '[\"demarches\",\"internet\"]', publics = '[\"seniors\"]', prises_en_charge = '[\"vision\"]', frais = '[\"gratuit\"]',
                acces = '[\"presenter\"]', accompagnement = '[\"individuel\"]', presentation_resume = 'Un lieu.' WHERE id = ?1",
        &[json!(whole)],
    );
    for path in [
        "/lieux".to_owned(),
        "/lieux?q=visite&frais=gratuit".to_owned(),
        "/lieux?q=personne-ne-cherche-cela".to_owned(),
        "/lieux?lat=47.20&lon=-1.50".to_owned(),
        "/lieux?q=personne-ne-cherche-cela&lat=47.20&lon=-1.50".to_owned(),
        format!("/lieux/{whole}"),
        format!("/lieux/{}", things::place("Lieu nu")),
    ] {
        browser.open(&path);
        look(browser, &path);
    }
    browser.open("/lieux?q=visite");
    browser.press("Afficher la carte");
    lists(browser, "Lieu de la visite");
    look(browser, "the map of a search");
    browser.open("/lieux?lat=47.20&lon=-1.50");
    browser.press("Afficher la carte");
    browser.sees("Cette partie de la carte montre");
    look(browser, "the map");
}
