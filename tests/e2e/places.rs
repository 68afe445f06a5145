//! Places: found by everyone, near or far, on a list and on a map.

use escale_tests::{
    browser::Browser,
    db,
    http::{Answer, Visitor, encode},
    stories::{Desk, things},
};
use escale_worker::places::position_rules::Position;
use serde_json::{Value, json};

/// A place as a story needs it.
struct Place<'a> {
    nom: &'a str,
    commune: &'a str,
    code_postal: &'a str,
    at: (f64, f64),
    /// Column and value, in the words of the database.
    more: &'a [(&'a str, &'a str)],
}

impl Place<'_> {
    /// Puts it in the directory; gives its id.
    fn put(&self) -> String {
        let id = things::place(self.nom);
        let position = Position::new(self.at.0, self.at.1).expect("a position");
        let (x, y) = position.cell();
        db::sql(
            "UPDATE lieu SET commune = ?2, code_postal = ?3, latitude = ?4, longitude = ?5, x = ?6, y = ?7 WHERE id = ?1",
            &[
                json!(id),
                json!(self.commune),
                json!(self.code_postal),
                json!(self.at.0),
                json!(self.at.1),
                json!(x),
                json!(y),
            ],
        );
        for (column, value) in self.more {
            set(&id, column, &json!(value));
        }
        id
    }
}

fn set(id: &str, column: &str, value: &Value) {
    db::sql(
        &format!("UPDATE lieu SET {column} = ?2 WHERE id = ?1"),
        &[json!(id), value.clone()],
    );
}

fn found(query: &str) -> Answer {
    let answer = Visitor::new().get(&format!("/lieux?{query}"));
    assert_eq!(answer.status, 200, "{query}: {answer:?}");
    answer
}

const NOTHING: &str = "Aucun lieu ne correspond";

pub(crate) fn one_is_found_by_words_place_and_filters() {
    let place = Place {
        nom: "Cœur d’Aldébaran",
        commune: "Villeneuve-d’Ascq",
        code_postal: "59491",
        at: (50.62, 3.13),
        more: &[
            ("services", "[\"demarches\",\"internet\"]"),
            ("publics", "[\"seniors\"]"),
            ("prises_en_charge", "[\"vision\"]"),
            ("frais", "[\"gratuit\"]"),
            ("acces", "[\"rdv\"]"),
            ("presentation_resume", "Un salon avec vue."),
        ],
    };
    let id = place.put();
    for query in [
        format!("q={}", encode("coeur ALDÉB")),
        format!("q={}", encode("aldebaran salon")),
        format!("q=aldebaran&lieu={}", encode("villeneuve d'ascq")),
        format!("q=aldebaran&lieu={}", encode("59 491")),
        "q=aldebaran&lieu=59".to_owned(),
        "q=aldebaran&service=demarches".to_owned(),
        "q=aldebaran&public=seniors&prise_en_charge=vision&frais=gratuit&acces=rdv".to_owned(),
        "q=aldebaran&service=inconnu&frais=%22".to_owned(),
    ] {
        assert!(found(&query).says("Cœur d’Aldébaran"), "{query}");
    }
    for query in [
        "q=aldebaran&lieu=59000",
        "q=aldebaran&lieu=62",
        "q=aldebaran&service=insertion",
        "q=aldebaran&public=jeunes",
        "q=aldebaran&prise_en_charge=surdite",
        "q=aldebaran&frais=payant",
        "q=aldebaran&acces=telephoner",
    ] {
        assert!(found(query).says(NOTHING), "{query}");
    }
    // The list leads to the same list as a file.
    let page = found("q=aldebaran&lieu=59");
    for file in [
        "/lieux.csv?q=aldebaran&amp;lieu=59",
        "/lieux.geojson?q=aldebaran&amp;lieu=59",
    ] {
        assert!(
            page.body.contains(&format!("href=\"{file}\"")),
            "{file}: {page:?}"
        );
        let file = Visitor::new().get(&file.replace("&amp;", "&"));
        assert!(
            file.status == 200 && file.body.contains("Cœur d’Aldébaran"),
            "{file:?}"
        );
    }
    // For nobody especially: for everyone.
    set(&id, "publics", &json!("[]"));
    assert!(found("q=aldebaran&public=jeunes").says("Cœur d’Aldébaran"));
    for query in [
        "\"",
        "a\" OR \"b",
        "*",
        "NEAR(a b)",
        "signes:a",
        "💶",
        "\u{202e}a",
    ] {
        let words = encode(query);
        let _ = found(&format!(
            "q={words}&carre={words}&lat={words}&lon={words}&apres={words}"
        ));
        let _ = found(&format!("lieu={words}"));
    }
}

pub(crate) fn the_nearest_comes_first() {
    // About Rodez; the third is in Toulouse.
    let places = [
        ("Bellatrix Trois", (43.60, 1.44)),
        ("Bellatrix Un", (44.351, 2.571)),
        ("Bellatrix Deux", (44.10, 2.57)),
    ];
    let ids = places.map(|(nom, at)| {
        let place = Place {
            nom,
            commune: "Rodez",
            code_postal: "12000",
            at,
            more: &[],
        };
        place.put()
    });
    let near = found("q=bellatrix&lat=44.3512&lon=2.5713");
    let words = near.words();
    let order = ["Bellatrix Un", "Bellatrix Deux", "Bellatrix Trois"].map(|nom| {
        let at = words.find(nom);
        at.unwrap_or_else(|| panic!("{nom}: {words}"))
    });
    assert!(order.is_sorted(), "{words}");
    assert!(
        words.contains("à moins de 2 km") && words.contains("à environ 28 km"),
        "{words}"
    );
    assert!(words.contains("à environ 123 km"), "{words}");
    // Where somebody is is kept nowhere, and is no more precise than a kilometre.
    assert_eq!(near.header("cache-control"), Some("no-store"));
    assert!(near.body.contains("value=\"44.35\"") && !near.body.contains("44.3512"));
    assert!(
        found("q=bellatrix&lat=48.85&lon=-4.5").says("Aucun lieu ne correspond à moins de 200 km")
    );
    // One that comes nearer by moving.
    let moved = Position::new(44.352, 2.572).expect("a position");
    let (x, y) = moved.cell();
    db::sql(
        "UPDATE lieu SET latitude = 44.352, longitude = 2.572, x = ?2, y = ?3 WHERE id = ?1",
        &[json!(ids[0]), json!(x), json!(y)],
    );
    let words = found("q=bellatrix&lat=44.35&lon=2.57").words();
    assert!(
        words.find("Bellatrix Trois") < words.find("Bellatrix Deux"),
        "{words}"
    );
}

pub(crate) fn one_looks_around_oneself() {
    // About Mayenne, one every kilometre to the north.
    for number in 1..=45 {
        let nom = format!("Zaurak {number:02}");
        let place = Place {
            nom: &nom,
            commune: "Mayenne",
            code_postal: "53100",
            at: (48.30 + f64::from(number) / 110.0, -0.62),
            more: &[("frais", "[\"gratuit\"]")],
        };
        let _ = place.put();
    }
    let anyone = Browser::computer();
    anyone.tells_nobody_where_it_is();
    anyone.open("/lieux");
    anyone.fill("Que cherchez-vous ?", "zaurak");
    anyone.press("Autour de moi");
    anyone.sees(
        "Votre navigateur n’a pas donné votre position. Écrivez une commune ou un code postal.",
    );
    anyone.is_at("/lieux");
    // Whoever has said no may think again; what was typed is still looked for, and the town that was typed is not.
    anyone.stands_at(48.303_21, -0.617_89);
    anyone.fill("Où ?", "Laval");
    anyone.press("Autour de moi");
    anyone.is_at("/lieux?lat=48.30&lon=-0.62&q=zaurak");
    anyone.sees("20 lieux, le plus proche d’abord, et d’autres plus loin");
    anyone.sees("Zaurak 20");
    anyone.does_not_see("Zaurak 21");
    anyone.follow("Voir 20 lieux de plus");
    anyone.sees("40 lieux, le plus proche d’abord, et d’autres plus loin");
    anyone.sees("Zaurak 40");
    anyone.follow("Voir 20 lieux de plus");
    anyone.sees("Zaurak 45");
    assert!(!anyone.has("Voir 20 lieux de plus"));
    // Coming back finds a page that works.
    anyone.open("/lieux?q=zaurak");
    anyone.press("Autour de moi");
    anyone.sees("le plus proche d’abord");
    anyone.back();
    anyone.press("Autour de moi");
    anyone.sees("le plus proche d’abord");
    // A town that is written then is where one looks.
    anyone.fill("Où ?", "Laval");
    anyone.press("Rechercher");
    anyone.sees(NOTHING);
    anyone.does_not_see("200 km");
}

pub(crate) fn what_is_around_goes_out_as_files() {
    let put = |nom: &str, latitude: f64| {
        let place = Place {
            nom,
            commune: "Aurillac",
            code_postal: "15000",
            at: (latitude, 2.44),
            more: &[],
        };
        place.put()
    };
    for (nom, latitude) in [
        ("Vindemiatrix Deux", 45.10),
        ("Vindemiatrix Loin", 47.90),
        ("Vindemiatrix Un", 44.93),
    ] {
        let _ = put(nom, latitude);
    }
    let page = found("q=vindemiatrix&lat=44.93&lon=2.44");
    let links = ["csv", "geojson"].map(|extension| {
        let link = format!("/lieux.{extension}?q=vindemiatrix&lat=44%2E93&lon=2%2E44");
        let shown = format!("href=\"{}\"", link.replace('&', "&amp;"));
        assert!(page.body.contains(&shown), "{shown}: {page:?}");
        link
    });
    for link in links {
        let file = Visitor::new().get(&link);
        let at = |nom: &str| file.body.find(nom);
        assert!(
            at("Vindemiatrix Un").is_some() && at("Vindemiatrix Un") < at("Vindemiatrix Deux"),
            "{file:?}"
        );
        assert_eq!(at("Vindemiatrix Loin"), None, "{file:?}");
        // Where somebody is is kept nowhere, not in a name either.
        assert_eq!(file.header("cache-control"), Some("no-store"));
        let name = file.header("content-disposition").unwrap_or_default();
        assert!(
            name.contains("_alentours.") && !name.contains("44"),
            "{name}"
        );
    }
    assert_eq!(page.header("cache-control"), Some("no-store"));
}

pub(crate) fn anyone_reads_one_and_knows_when_it_opens() {
    let place = Place {
        nom: "Atelier Cassiopée </script>",
        commune: "Quimper",
        code_postal: "29000",
        at: (47.996, -4.1),
        more: &[
            ("horaires", "24/7"),
            ("telephone", "+33298000000"),
            ("courriels", "[\"cassiopee@lieux.test\"]"),
            ("site_web", "https://cassiopee.example|javascript:alert(1)"),
            ("services", "[\"demarches\"]"),
            ("frais", "[\"gratuit\"]"),
        ],
    };
    let id = place.put();
    let anyone = Browser::without_scripts();
    anyone.open("/");
    anyone.follow("Trouver un lieu");
    anyone.fill("Que cherchez-vous ?", "CASSIO");
    anyone.fill("Où ?", "29000");
    anyone.press("Rechercher");
    anyone.sees("Ouvert");
    // Nothing is promised that needs a script.
    assert!(!anyone.has("Afficher la carte") && !anyone.has("Autour de moi"));
    anyone.follow("Atelier Cassiopée </script>");
    for words in [
        "1 rue des Essais",
        "29000 Quimper",
        "02 98 00 00 00",
        "cassiopee@lieux.test",
        "https://cassiopee.example",
        "Tous les jours",
        "Aide aux démarches administratives",
        "Gratuit",
        "Tout le monde.",
    ] {
        anyone.sees(words);
    }
    assert!(
        anyone
            .address_of("Voir sur la carte d’OpenStreetMap")
            .contains("mlat=47.99600&mlon=-4.10000")
    );
    let path = format!("/lieux/{id}");
    let page = Visitor::new().get(&path);
    assert!(page.body.contains("\"postalCode\":\"29000\"") && !page.body.contains("javascript:"));
    assert_eq!(page.body.matches("</script>").count(), 1, "{}", page.body);
    set(&id, "public", &json!(0));
    assert_eq!(Visitor::new().get(&path).status, 404);
    assert!(found("q=cassiopee").says(NOTHING));
    assert_eq!(Visitor::new().get("/lieux/nulle-part").status, 404);
}

pub(crate) fn search_engines_are_told_of_them() {
    let id = things::place("Un lieu au plan");
    let index = Visitor::new().get("/lieux/sitemap.xml");
    let pages = index.body.matches("<sitemap>").count();
    let told = (1..=pages).any(|page| {
        let page = Visitor::new().get(&format!("/lieux/sitemap.xml?page={page}"));
        page.body.contains(&format!("/lieux/{id}</loc>"))
    });
    assert!(told, "{}", index.body);
    for page in ["0", "-1", "x", "99999999999999999999"] {
        let path = format!("/lieux/sitemap.xml?page={page}");
        assert_eq!(Visitor::new().get(&path).status, 404, "{page}");
    }
    let robots = Visitor::new().get("/robots.txt");
    assert!(robots.body.contains("/lieux/sitemap.xml"));
}

pub(crate) fn a_structure_s_state_is_that_of_its_places() {
    let desk = Desk::new();
    let [shown, closed, taken] =
        ["Denebola Un", "Denebola Deux", "Denebola Trois"].map(things::place);
    for id in [&shown, &closed] {
        set(id, "structure_id", &json!(desk.id));
    }
    db::sql(
        "UPDATE lieu SET acces = '[\"ferme\"]', public = 0 WHERE id = ?1",
        &[json!(closed)],
    );
    let sent = || {
        db::sql(
            "SELECT l.id FROM lieu_recherche f CROSS JOIN lieu l ON l.rang = f.rowid
             WHERE lieu_recherche MATCH 'mots : \"denebola\" AND signes : \"operatrice\"' ORDER BY l.rang",
            &[],
        )
        .rows
        .len()
    };
    assert_eq!(sent(), 0);
    desk.set("operatrice", &json!(1));
    assert_eq!(sent(), 1);
    set(&taken, "structure_id", &json!(desk.id));
    assert_eq!(sent(), 2);
    desk.set("statut", &json!("SUSPENDUE"));
    assert_eq!(sent(), 0);
    assert!(found("q=denebola").says(NOTHING));
    desk.set("statut", &json!("ACTIVE"));
    assert_eq!(sent(), 2);
    let back = found("q=denebola");
    assert!(back.says("Denebola Un") && !back.says("Denebola Deux"));
}
