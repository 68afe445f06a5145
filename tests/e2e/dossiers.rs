//! « Demandes bénéficiaires »: three tabs, one holder at a time, every move written down.

use std::thread;

use escale_tests::{
    axe,
    browser::Browser,
    http::{Answer, Request, Visitor},
    server::server,
    stories::{
        Desk,
        dossiers::{Dossier, desk, lieu},
        now,
    },
};
use serde_json::json;

/// A key that no other form has.
pub(crate) fn key(number: usize) -> String {
    format!("dossier{number:015}")
}

fn holder(dossier: &Dossier) -> (String, String) {
    let text = |name| dossier.column(name).as_str().expect("text").to_owned();
    (text("structure_id"), text("statut"))
}

fn goes_through_the_tabs(browser: &Browser, scripts: bool) {
    let desk = desk();
    desk.staff_in(browser, "AGENT");
    browser.open("/gestion/dossiers");
    browser.sees("Aucun dossier pour le moment");
    browser.follow("+ Bénéficiaire");
    browser.fill("Nom de famille", "D’Almeida");
    browser.fill("Prénom", "Awa");
    browser.fill("Date de naissance (facultatif)", "03/02/1980");
    browser.press("Créer le dossier");
    browser.sees("Numéro du carnet, à écrire sur la couverture");
    browser.sees("Orientation (1)");
    assert!(!browser.title().contains("Almeida") && !browser.path().contains("lmeida"));

    browser.press("Prendre en charge");
    browser.sees("est passé dans « Prise en charge ».");
    browser.sees("Son icône est devenue rouge.");
    browser.sees("Orientation (0)");
    browser.sees("Aucun dossier dans cet onglet.");
    browser.press("Annuler");
    browser.sees("est revenu dans « Orientation ».");
    browser.sees("Orientation (1)");
    browser.press("Prendre en charge");
    browser.follow("Prise en charge (1)");
    browser.sees("Pris en charge");

    browser.follow("Archiver");
    browser.press("Archiver le dossier");
    browser.sees("Choisissez pourquoi vous archivez ce dossier.");
    browser.choose("Autre motif");
    browser.press("Archiver le dossier");
    browser.sees("Dites en quelques mots pourquoi.");
    browser.choose("La personne a déménagé");
    browser.press("Archiver le dossier");
    browser.sees("est passé dans « Archives ».");
    browser.sees("Prise en charge (0)");
    if scripts {
        axe::check(browser, "the board after a move");
    }
    browser.follow("Archives (1)");
    browser.sees("Archivé");
    browser.sees("La personne a déménagé");
    browser.press("Rouvrir");
    browser.sees("est passé dans « Orientation ».");
    browser.fill("Rechercher un dossier de votre structure", "almeida awa");
    browser.press("Rechercher");
    browser.sees("1 dossier trouvé");
}

pub(crate) fn a_beneficiary_goes_through_the_tabs() {
    goes_through_the_tabs(&Browser::computer(), true);
}

pub(crate) fn without_scripts_too() {
    goes_through_the_tabs(&Browser::without_scripts(), false);
}

/// Tabs until the cursor is on a control of those words, then Enter.
fn tabs_to(browser: &Browser, words: &str) {
    for _ in 0..80 {
        browser.keys("\u{e004}");
        let here = browser.script(
            "const here = document.activeElement; return here ? here.textContent.replace(/\\s+/g, ' ').trim() : ''",
        );
        if here.as_str().is_some_and(|text| text.starts_with(words)) {
            browser.keys("\u{e007}");
            return;
        }
    }
    panic!(
        "the keyboard never comes to « {words} »:\n{}",
        browser.screen()
    );
}

pub(crate) fn by_the_keyboard_alone() {
    let desk = desk();
    let dossier = Dossier::of(&desk);
    let browser = Browser::computer();
    desk.staff_in(&browser, "AGENT");
    browser.open("/gestion/dossiers");
    tabs_to(&browser, "Prendre en charge");
    browser.sees("Son icône est devenue rouge.");
    tabs_to(&browser, "Annuler");
    browser.sees("est revenu dans « Orientation ».");
    assert_eq!(holder(&dossier), (desk.id.clone(), "ORIENTATION".into()));
}

pub(crate) fn of_fifty_who_move_one_does() {
    let (here, there) = (desk(), desk());
    let lieu = lieu(&there, "Cyber-base", (47.2, -1.5));
    let dossier = Dossier::of(&here);
    let sessions: Vec<String> = ["AGENT", "INSTRUCTEUR", "GESTIONNAIRE"]
        .iter()
        .map(|role| {
            let staff = here.staff(role);
            staff
                .cookie("escale_gestion")
                .expect("a session")
                .to_owned()
        })
        .collect();
    let answers: Vec<Answer> = thread::scope(|scope| {
        let tries: Vec<_> = (0..50)
            .map(|number| {
                let (session, dossier, lieu) = (&sessions[number % 3], &dossier, &lieu);
                scope.spawn(move || {
                    let key = key(number);
                    let mut fields = vec![("jeton", key.as_str()), ("rang", "1")];
                    let rest = match number % 3 {
                        0 => "/prise-en-charge",
                        1 => {
                            fields.push(("motif", "TERMINE"));
                            "/archivage"
                        }
                        _ => {
                            fields.push(("lieu", lieu));
                            "/reorientation"
                        }
                    };
                    let mut visitor = Visitor::new();
                    visitor.set_cookie("escale_gestion", Some(session));
                    visitor.post(&dossier.path(rest), &fields)
                })
            })
            .collect();
        tries
            .into_iter()
            .map(|one| one.join().expect("an answer"))
            .collect()
    });
    let won = answers.iter().filter(|answer| answer.status == 303).count();
    let late: Vec<&Answer> = answers.iter().filter(|one| one.status == 409).collect();
    assert_eq!((won, late.len()), (1, 49), "{answers:?}");
    let log = dossier.log();
    assert_eq!(log.len(), 2, "{log:?}");
    let told = match log[1]["genre"].as_str() {
        Some("PRISE_EN_CHARGE") => "l’a pris en charge le",
        Some("ARCHIVAGE") => "l’a archivé le",
        _ => "l’a réorienté vers",
    };
    for answer in late {
        assert!(
            answer.says("Personne Nomsecret") && answer.says(told) && answer.says(&here.nom),
            "{answer:?}"
        );
    }
}

fn take(visitor: &mut Visitor, dossier: &Dossier, number: usize) -> Answer {
    let (key, rang) = (key(number), dossier.rang().to_string());
    let fields = [("jeton", key.as_str()), ("rang", rang.as_str())];
    visitor.post(&dossier.path("/prise-en-charge"), &fields)
}

/// Archiving what is in charge is allowed, but not by whoever saw it in « Orientation ».
pub(crate) fn an_old_page_moves_nothing() {
    let desk = desk();
    let dossier = Dossier::of(&desk);
    let mut agent = desk.staff("AGENT");
    assert_eq!(take(&mut agent, &dossier, 1).status, 303);
    let (key, rang) = (key(2), "1");
    let fields = [
        ("jeton", key.as_str()),
        ("rang", rang),
        ("motif", "TERMINE"),
    ];
    let late = agent.post(&dossier.path("/archivage"), &fields);
    assert_eq!(late.status, 409);
    assert!(late.says("l’a pris en charge le"), "{late:?}");
    assert_eq!(
        holder(&dossier),
        (desk.id.clone(), "PRISE_EN_CHARGE".into())
    );
    assert_eq!(dossier.log().len(), 2);
}

fn undo(visitor: &mut Visitor, dossier: &Dossier, done: &Answer, number: usize) -> Answer {
    let line = done.location().and_then(|to| to.split("fait=").nth(1));
    let key = key(number);
    let fields = [("jeton", key.as_str()), ("ligne", line.expect("a line"))];
    visitor.post(&dossier.path("/annulation"), &fields)
}

pub(crate) fn undone_within_ten_seconds_and_by_nobody_else() {
    let desk = desk();
    let dossier = Dossier::since(&desk, 1_795_000_000_000);
    let (mut agent, mut other) = (desk.staff("AGENT"), desk.staff("GESTIONNAIRE"));
    let done = take(&mut agent, &dossier, 100);
    assert_eq!(done.status, 303);
    assert_eq!(take(&mut agent, &dossier, 100).status, 303, "the same form");
    assert_eq!(dossier.rang(), 2, "writes once");
    assert_eq!(undo(&mut other, &dossier, &done, 101).status, 409);
    let mut foreign = escale_tests::stories::dossiers::desk().staff("ADMINISTRATEUR");
    assert_eq!(undo(&mut foreign, &dossier, &done, 102).status, 404);
    assert_eq!(undo(&mut agent, &dossier, &done, 103).status, 303);
    assert_eq!(
        (holder(&dossier).1.as_str(), dossier.column("depuis_at")),
        ("ORIENTATION", json!(1_795_000_000_000_i64)),
        "at its very place"
    );
    assert_eq!(undo(&mut agent, &dossier, &done, 104).status, 409, "twice");

    let line = dossier.taken_at(now() - 16_000);
    let page = agent.get(&format!("/gestion/dossiers?fait={line}"));
    assert!(
        page.says("est passé dans") && !page.says("possible pendant"),
        "{page:?}"
    );
    let key = key(106);
    let late = agent.post(
        &dossier.path("/annulation"),
        &[("jeton", &key), ("ligne", &line)],
    );
    assert!(
        late.status == 409 && late.says("Il est trop tard pour annuler"),
        "{late:?}"
    );
    assert_eq!(holder(&dossier).1, "PRISE_EN_CHARGE");
}

pub(crate) fn a_structure_that_runs_no_workshops_is_told_so() {
    let (desk, holding) = (Desk::new(), desk());
    let (mut admin, mut agent) = (desk.staff("ADMINISTRATEUR"), desk.staff("AGENT"));
    let page = admin.get("/gestion/dossiers");
    assert!(
        page.status == 200 && page.says("Ouvrir « Structure »"),
        "{page:?}"
    );
    let page = agent.get("/gestion/dossiers/nouveau");
    assert!(page.says("demandez à un administrateur"), "{page:?}");
    let key = key(300);
    let new = [
        ("jeton", key.as_str()),
        ("nom", "Diallo"),
        ("prenom", "Awa"),
    ];
    assert_eq!(agent.post("/gestion/dossiers", &new).status, 403);
    // It has ceased to: what it holds stays where it is.
    let dossier = Dossier::of(&holding);
    let mut there = holding.staff("AGENT");
    holding.set("operatrice", &json!(0));
    assert_eq!(take(&mut there, &dossier, 301).status, 403);
    assert_eq!(dossier.rang(), 1);
    let mut boss = holding.staff("ADMINISTRATEUR");
    for rest in [
        "",
        "/modifier",
        "/carnet",
        "/liens",
        "/archivage",
        "/suppression",
    ] {
        let page = boss.get(&dossier.path(rest));
        assert!(
            page.status == 200
                && page.says("n’est pas une structure opératrice")
                && !page.says(&dossier.nom),
            "{rest}: {page:?}"
        );
    }
    let kept = [("jeton", key.as_str()), ("texte", "Une note")];
    assert_eq!(there.post(&dossier.path("/notes"), &kept).status, 403);
    assert_eq!(dossier.rows("dossier_note"), 0);
}

pub(crate) fn nobody_else_reaches_a_dossier() {
    let (here, other) = (desk(), desk());
    let dossier = Dossier::of(&here);
    let mut stranger = other.staff("ADMINISTRATEUR");
    for rest in ["/archivage", "/reorientation"] {
        assert_eq!(stranger.get(&dossier.path(rest)).status, 404, "{rest}");
    }
    for rest in [
        "/prise-en-charge",
        "/archivage",
        "/reouverture",
        "/reorientation",
    ] {
        let fields = [
            ("jeton", "AAAAAAAAAAAAAAAAAAAAAA"),
            ("rang", "1"),
            ("motif", "TERMINE"),
        ];
        assert_eq!(
            stranger.post(&dossier.path(rest), &fields).status,
            404,
            "{rest}"
        );
    }
    let board = stranger.get(&format!("/gestion/dossiers?q={}", dossier.carnet));
    assert!(
        !board.says(&dossier.nom) && board.says("Aucun dossier de votre structure"),
        "{board:?}"
    );
    assert_eq!(dossier.rang(), 1);
}

pub(crate) fn the_board_costs_what_it_shows() {
    let desk = desk();
    for number in 0..120 {
        let _ = Dossier::since(&desk, now() - number * 1000);
    }
    let mut agent = desk.staff("AGENT");
    let second = agent.get("/gestion/dossiers");
    let next = second
        .body
        .split("href=\"")
        .find(|part| part.contains("apres="));
    let next = next.and_then(|part| part.split('"').next());
    let next = next.expect("a second page").replace("&amp;", "&");
    for (number, path) in [
        "/gestion/dossiers",
        &next,
        "/gestion/dossiers?onglet=archives",
        "/gestion/dossiers?q=awa",
        "/gestion/dossiers?q=nomducarnet+awa",
        "/gestion/dossiers?q=awa+zzz",
        "/gestion/dossiers?q=zzz",
        "/gestion/dossiers?q=12",
    ]
    .into_iter()
    .enumerate()
    {
        let id = format!("feedfaced055{number:04}");
        let page = agent.send(Request::get(path).header("cf-ray", &id));
        let read = server().line_of(&id)["d1_read"].as_i64().expect("rows");
        let shown = page.body.matches("class=\"table__link\"").count();
        let shown = i64::try_from(shown).expect("a few");
        println!("{path}: {read} rows for {shown}");
        assert!(read <= 10 * shown + 20, "{path}: {read} rows for {shown}");
    }
}
