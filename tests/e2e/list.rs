//! The list « Domiciliés »: tabs, filters, orders, pages; who is ticked; what it costs.

use escale_tests::{
    browser::Browser,
    db,
    http::{Answer, Request, Visitor},
    server::server,
    stories::{DAY_MS, Desk, Usager, now, today},
    text, wire,
};
use serde_json::json;

/// The budget of a page of the staff, on the wire, everything included.
const BYTES_MAX: u64 = 60 * 1024;
/// Now and then, a request also notes that the session is still used.
const BESIDE: i64 = 3;

/// Gives a domicilié another statut, with all that goes with it.
fn becomes(usager: &Usager, statut: &str) {
    let motif = matches!(statut, "REFUS" | "RADIE").then_some("SATURATION");
    db::sql(
        "UPDATE usager SET statut = ?2, motif = ?3 WHERE id = ?1",
        &[json!(usager.id), json!(statut), json!(motif)],
    );
}

/// The ids of those whom a page shows, in order.
pub(crate) fn ids(page: &Answer) -> Vec<String> {
    assert_eq!(page.status, 200, "{page:?}");
    let links = page.body.split("class=\"table__link\" href=\"").skip(1);
    links
        .map(|link| {
            let href = link.split('"').next().unwrap_or_default();
            let path = href.replace("&#x2f;", "/");
            let end = path.trim_start_matches("/gestion/usagers/");
            end.trim_end_matches("/courriers").to_owned()
        })
        .collect()
}

/// Where the link of that relation leads.
fn link(page: &Answer, relation: &str) -> Option<String> {
    text::attribute(&page.body, &format!("rel=\"{relation}\""), "href")
}

pub(crate) fn tabs_show_and_count_their_own() {
    let desk = Desk::new();
    let people: Vec<Usager> = [
        "VALIDE",
        "VALIDE",
        "INSTRUCTION",
        "ATTENTE_DECISION",
        "REFUS",
        "RADIE",
    ]
    .map(|statut| {
        let usager = desk.usager();
        becomes(&usager, statut);
        usager
    })
    .into();
    let mut agent = desk.staff("AGENT");
    let list = agent.get("/gestion");
    for count in [
        "Tous 6",
        "Actifs 2",
        "À compléter 1",
        "Attente de décision 1",
        "Refusés 1",
        "Radiés 1",
    ] {
        assert!(list.says(count), "{count}: {list:?}");
    }
    let mut shows = |tab: &str, whom: &[usize]| {
        let mut shown = ids(&agent.get(&format!("/gestion?onglet={tab}")));
        let mut expected: Vec<String> = whom.iter().map(|one| people[*one].id.clone()).collect();
        shown.sort();
        expected.sort();
        assert_eq!(shown, expected, "{tab}");
    };
    shows("tous", &[0, 1, 2, 3, 4, 5]);
    shows("actifs", &[0, 1]);
    shows("a-completer", &[2]);
    shows("attente", &[3]);
    shows("refuses", &[4]);
    shows("radies", &[5]);
}

/// Someone whose domiciliation ends in so many days.
fn ending(desk: &Desk, days: &str, seen_days_ago: i64) -> Usager {
    let usager = desk.usager();
    db::sql(
        "UPDATE usager SET debut = date(?4, '-300 days'), echeance = date(?4, ?2), dernier_passage_at = ?3 WHERE id = ?1",
        &[
            json!(usager.id),
            json!(days),
            json!(now() - seen_days_ago * DAY_MS),
            json!(today()),
        ],
    );
    usager
}

pub(crate) fn filters_keep_who_they_say() {
    let desk = Desk::new();
    let ending = |days: &str, seen_days_ago: i64| ending(&desk, days, seen_days_ago);
    // A day on each side of the limits is left out: the structure's day is not always that of the database.
    let over = ending("-3 days", 1);
    let soon = ending("+14 days", 1);
    let later = ending("+55 days", 75);
    let far = ending("+70 days", 100);
    let renewed = ending("+20 days", 110);
    db::sql(
        "UPDATE usager SET statut = 'INSTRUCTION', renouvellement = 1 WHERE id = ?1",
        &[json!(renewed.id)],
    );
    let asked = ending("+20 days", 110);
    becomes(&asked, "INSTRUCTION");
    let refused = ending("-3 days", 100);
    becomes(&refused, "REFUS");
    db::sql(
        "UPDATE usager SET courrier_pending = 2, courrier_since_at = ?2 WHERE id = ?1",
        &[json!(refused.id), json!(now())],
    );
    let mut agent = desk.staff("AGENT");
    let mut shows = |filter: &str, whom: &[&Usager]| {
        let page = agent.get(&format!("/gestion?filtre={filter}"));
        let expected: Vec<&str> = whom.iter().map(|one| one.id.as_str()).collect();
        assert_eq!(ids(&page), expected, "{filter}");
        page
    };
    let page = shows("echeance-depassee", &[&over]);
    assert!(page.says("dépassée"), "{page:?}");
    shows("echeance-16", &[&soon]);
    shows("echeance-61", &[&soon, &later]);
    let page = shows("passage-2", &[&renewed, &far, &later]);
    assert!(page.says("Instruction (renouvellement)"), "{page:?}");
    assert!(
        page.says("il y a plus de 3 mois") && page.says("il y a plus de 2 mois"),
        "{page:?}"
    );
    shows("passage-3", &[&renewed, &far]);
    let page = shows("courrier", &[&refused]);
    assert!(page.says("2 courriers"), "{page:?}");
    let narrowed = agent.get("/gestion?onglet=actifs&filtre=courrier");
    assert!(
        narrowed.says("Personne ne correspond à ce filtre"),
        "{narrowed:?}"
    );
}

pub(crate) fn pages_follow_each_other_in_every_order() {
    let desk = Desk::new();
    desk.crowd(120);
    // Few different days, so that the order within a day counts; some have none.
    db::sql(
        "UPDATE usager SET echeance = date(?3, '+' || (100 + numero % 3) || ' days'),
                dernier_passage_at = CASE WHEN numero % 4 > 0 THEN ?2 - numero % 4 * 86400000 END,
                courrier_pending = numero % 2, courrier_since_at = CASE WHEN numero % 2 > 0 THEN ?2 END
         WHERE structure_id = ?1",
        &[json!(desk.id), json!(now()), json!(today())],
    );
    let mut agent = desk.staff("AGENT");
    let orders = [
        ("cle_tri", "onglet=tous&tri=nom"),
        ("numero", "onglet=actifs&tri=numero"),
        ("tri_echeance", "onglet=tous&tri=echeance"),
        ("tri_passage", "onglet=actifs&tri=passage"),
        ("cle_tri", "onglet=tous&filtre=courrier"),
        ("tri_echeance", "onglet=actifs&tri=echeance"),
        ("cle_tri", "onglet=actifs&tri=nom"),
    ];
    for (column, query) in orders {
        for (direction, sens) in [("ASC", "asc"), ("DESC", "desc")] {
            let expected = in_order(
                &desk,
                query,
                &format!("{column} {direction}, id {direction}"),
            );
            walks(
                &mut agent,
                &format!("/gestion?{query}&sens={sens}"),
                &expected,
            );
        }
    }
}

/// The ids of those a list of `query` shows, as the database sorts them.
fn in_order(desk: &Desk, query: &str, order: &str) -> Vec<String> {
    let which = if query.contains("courrier") {
        "courrier_pending > 0"
    } else {
        "1"
    };
    let sorted = db::sql(
        &format!("SELECT id FROM usager WHERE structure_id = ?1 AND {which} ORDER BY {order}"),
        &[json!(desk.id)],
    );
    let ids = sorted.rows.iter().filter_map(|row| row["id"].as_str());
    ids.map(str::to_owned).collect()
}

/// Turns the pages from the first to the last and back.
fn walks(agent: &mut Visitor, first: &str, expected: &[String]) {
    let pages: Vec<&[String]> = expected.chunks(50).collect();
    let mut path = first.to_owned();
    for (number, rows) in pages.iter().enumerate() {
        let page = agent.get(&path);
        assert_eq!(ids(&page), *rows, "{path}");
        assert!(
            pages.len() == 1 || page.says(&format!("Page {}", number + 1)),
            "{path}: {page:?}"
        );
        match link(&page, "next") {
            Some(next) => path = next,
            None => assert_eq!(number + 1, pages.len(), "{path} is not the last"),
        }
    }
    for rows in pages.iter().rev().skip(1) {
        path = link(&agent.get(&path), "prev").expect("a page before");
        assert_eq!(ids(&agent.get(&path)), *rows, "back on {path}");
    }
    assert_eq!(link(&agent.get(&path), "prev"), None, "{path} is the first");
}

pub(crate) fn a_page_whose_edge_is_gone_is_the_first() {
    let (desk, other) = (Desk::new(), Desk::new());
    desk.crowd(2);
    let stranger = other.usager();
    let mut agent = desk.staff("AGENT");
    for edge in ["aaaaaaaaaaaaaaaaaaaaaa", stranger.id.as_str()] {
        let page = agent.get(&format!("/gestion?onglet=actifs&avant={edge}&page=3"));
        assert_eq!(
            (page.status, page.location()),
            (303, Some("/gestion?onglet=actifs")),
            "{page:?}"
        );
    }
}

pub(crate) fn ticked_people_are_led_on() {
    let desk = Desk::new();
    desk.crowd(3);
    let instructeur = Browser::computer();
    desk.staff_in(&instructeur, "INSTRUCTEUR");
    instructeur.open("/gestion");
    instructeur.press("Radier");
    instructeur.sees("Cochez d’abord au moins une personne");
    let tick = "document.querySelectorAll('input[name=usager]')[arguments_].click()";
    for index in ["0", "2"] {
        instructeur.script(&tick.replace("arguments_", index));
    }
    instructeur.sees("2 personnes cochées");
    instructeur.press("Radier");
    let of = |number| format!("usager={}", desk.one_of_the_crowd(number));
    let both = format!("/gestion/radiations?{}&{}", of(1), of(3));
    instructeur.is_at(&both);
    instructeur.open("/gestion?q=nom");
    instructeur.script("document.querySelector('[data-tout-cocher] input').click()");
    instructeur.sees("3 personnes cochées");
    instructeur.press("Donner l’accès au portail");
    let all = format!("/gestion/acces?{}&{}&{}", of(1), of(2), of(3));
    instructeur.is_at(&all);
}

pub(crate) fn nothing_to_show_is_said() {
    let desk = Desk::new();
    let mut agent = desk.staff("AGENT");
    let empty = agent.get("/gestion");
    assert!(empty.says("Aucun domicilié pour le moment"), "{empty:?}");
    desk.crowd(1);
    let tab = agent.get("/gestion?onglet=radies");
    assert!(tab.says("Personne dans cet onglet"), "{tab:?}");
    let nobody = agent.get("/gestion?q=zzz");
    assert!(
        nobody.says("Personne ne correspond à « zzz »") && !nobody.says("Créer la fiche"),
        "{nobody:?}"
    );
    let nobody = desk.staff("INSTRUCTEUR").get("/gestion?q=zzz");
    assert!(
        nobody.says("Créer la fiche de cette personne"),
        "{nobody:?}"
    );
}

pub(crate) fn what_one_may_not_do_is_not_offered() {
    let desk = Desk::new();
    desk.crowd(1);
    for (role, may) in [("FACTEUR", false), ("AGENT", false), ("INSTRUCTEUR", true)] {
        let list = desk.staff(role).get("/gestion");
        for offered in [
            "name=\"usager\"",
            ">Radier<",
            ">Donner l’accès au portail<",
            "Nouveau domicilié",
        ] {
            assert_eq!(list.body.contains(offered), may, "{role}: {offered}");
        }
    }
}

/// What a page reads, and how many people it shows.
fn cost(person: &mut Visitor, path: &str, id: &str) -> (i64, i64) {
    let page = person.send(Request::get(path).header("cf-ray", id));
    let line = server().line_of(id);
    let shown = i64::try_from(ids(&page).len()).expect("a few");
    (line["d1_read"].as_i64().expect("rows read"), shown)
}

pub(crate) fn costs_what_it_shows() {
    let (few, many) = (Desk::new(), Desk::new());
    few.crowd(10);
    many.crowd(1000);
    let (mut at_few, mut at_many) = (few.staff("AGENT"), many.staff("AGENT"));
    let mut number = 0;
    let mut read = |person: &mut Visitor, path: &str| {
        number += 1;
        let (read, shown) = cost(person, path, &format!("feedfacec057{number:04}"));
        assert!(read <= 10 * shown + 20, "{path}: {read} rows for {shown}");
        (read, shown)
    };
    // The same people of a hundred times as many cost the same.
    for path in [
        "/gestion?onglet=radies",
        "/gestion?filtre=courrier",
        "/gestion?filtre=echeance-depassee",
        "/gestion?filtre=passage-2",
        "/gestion?q=p",
        "/gestion?q=prenom0007",
        "/gestion?q=nom%20prenom0007",
        "/gestion?q=zzz",
        "/gestion/rappels",
    ] {
        let (small, large) = (read(&mut at_few, path), read(&mut at_many, path));
        if small.1 == large.1 {
            let more = (large.0 - small.0).abs();
            assert!(more <= BESIDE, "{path}: {small:?}, {large:?}");
        }
    }
    // Far in the list, the last ten cost what a list of ten does, and finding where they begin.
    for tri in ["nom", "numero", "echeance", "passage"] {
        let ten = read(&mut at_few, &format!("/gestion?tri={tri}"));
        let edge = many.one_of_the_crowd(990);
        let far = read(
            &mut at_many,
            &format!("/gestion?tri={tri}&apres={edge}&page=20"),
        );
        assert_eq!(ten.1, far.1, "{tri}");
        assert!(far.0 - ten.0 <= 3 + BESIDE, "{tri}: {far:?} for {ten:?}");
        read(
            &mut at_many,
            &format!("/gestion?onglet=actifs&tri={tri}&sens=desc"),
        );
    }
}

pub(crate) fn is_light() {
    let desk = Desk::new();
    desk.crowd(60);
    let mut signed_in = desk.staff("ADMINISTRATEUR");
    let session = signed_in
        .cookie("escale_gestion")
        .expect("a session")
        .to_owned();
    assert_eq!(signed_in.get("/gestion").status, 200);
    let browser = Browser::computer().with_cookie("escale_gestion", &session);
    browser.open("/gestion");
    browser.sees("NOM0050 Prenom0050");
    let list = wire::weight(&browser);
    println!("list: {} bytes, {} requests", list.bytes, list.requests);
    assert!(list.bytes <= BYTES_MAX, "{list:?}");
}
