//! « Statistiques »: the page, its drawings and the workbook say what was counted.

use calamine::Reader as _;
use escale_tests::{
    axe,
    browser::Browser,
    db,
    http::{Answer, Request, Visitor},
    server::server,
    stories::{DAY_MS, Desk, Usager, now},
    text,
};
use escale_worker::edge::clock::{Moment, zone};
use serde_json::json;

const PAGE: &str = "/gestion/statistiques";

/// Lines of days gone by, straight into the ledger, whose triggers count them.
fn in_the_past(desk: &Desk, usager: &Usager, days_ago: i64, mouvement: &str, courrier: i64) {
    db::sql(
        "INSERT INTO mail_line (id, structure_id, usager_id, mouvement, courrier, passage, staff_user_id, created_at)
         SELECT substr('passe' || hex(randomblob(10)), 1, 22), ?1, ?2, ?3, ?4, ?3 IN ('REMISE', 'VISITE', 'APPEL'), w.id, ?5
         FROM staff_user w WHERE w.structure_id = ?1 LIMIT 1",
        &[json!(desk.id), json!(usager.id), json!(mouvement), json!(courrier), json!(now() - days_ago * DAY_MS)],
    );
}

pub(crate) fn the_page_says_what_happened() {
    let (desk, other) = (Desk::with_portal(), Desk::new());
    let (usager, _) = desk.usager_with_portal();
    usager.set("menage", &json!("FEMME_SEULE"));
    in_the_past(&desk, &usager, 400, "RECEPTION", 7);
    in_the_past(&desk, &usager, 400, "REMISE", 7);
    let elsewhere = other.usager();
    in_the_past(&other, &elsewhere, 0, "RECEPTION", 99);

    let facteur = Browser::without_scripts();
    desk.staff_in(&facteur, "FACTEUR");
    facteur.follow("Statistiques");
    facteur.sees("Rien n’a été enregistré pendant cette période.");
    facteur.sees("Domiciliations en cours : 1");
    facteur.sees("Femme seule");
    facteur.sees("Accès ouvert");

    facteur.open(&usager.tab("courriers"));
    facteur.fill("Courriers", "3");
    facteur.press("Enregistrer la réception");
    facteur.sees("3 courriers");
    facteur.open(PAGE);
    let month = Moment(now()).day(zone("Europe/Paris")).month();
    facteur.sees(&format!("{month} 3 0 0 3 Total 3 0 0 3"));
    facteur.does_not_see("99");

    let then = Moment(now() - 400 * DAY_MS).day(zone("Europe/Paris"));
    // As a browser of this language has it typed.
    let typed = then.0.format("%m%d%Y").to_string();
    facteur.fill("Premier jour", &typed);
    facteur.fill("Dernier jour (compris)", &typed);
    facteur.press("Voir cette période");
    facteur.sees(&format!("Le {}", then.long()));
    facteur.sees(&format!("{} 7 0 0 7 Total 7 0 0 7", then.month()));
    facteur.sees("Remis à la personne ou à son mandataire 7");
    for preset in [
        "Le mois dernier",
        "Cette année",
        "L’année dernière",
        "Ce mois-ci",
    ] {
        facteur.follow(preset);
        facteur.sees("Aujourd’hui,");
        assert_eq!(facteur.script_current(), preset);
    }
}

pub(crate) fn a_past_period_says_who_was_there() {
    let desk = Desk::with_portal();
    let (usager, _) = desk.usager_with_portal();
    usager.set("menage", &json!("FEMME_SEULE"));
    let statement = |name: &str| {
        let all = escale_worker::statements();
        let found = all.iter().find(|statement| statement.name == name);
        found.unwrap_or_else(|| panic!("no {name}")).sql
    };
    let today = Moment(now()).day(zone("Europe/Paris"));
    let month = today.minus_months(2);
    let key = month.0.format("%Y-%m").to_string();
    let waits = || {
        let rows = db::sql(
            statement("statistics::UNRECORDED"),
            &[json!(""), json!(key), json!(100_000)],
        );
        rows.rows.iter().any(|row| row["id"] == json!(desk.id))
    };
    let mut agent = desk.staff("AGENT");
    let past = format!("{PAGE}?du={key}-01&au={key}-28");
    let whole = month
        .0
        .format("%Y-%m-01")
        .to_string()
        .parse()
        .map(escale_worker::edge::clock::Day);
    let last = whole.expect("a day").plus_months(1).plus_days(-1);
    let until_the_end = format!("{PAGE}?du={key}-01&au={}", last.0);
    let none = agent.get(&until_the_end);
    assert!(
        none.says("n’a pas été relevé") && none.says("Aujourd’hui,") && none.says("Femme seule"),
        "{none:?}"
    );
    // The night records it, once.
    assert!(waits());
    for _twice in 0..2 {
        db::sql(
            statement("statistics::RECORD"),
            &[json!(desk.id), json!(key), json!(now())],
        );
        usager.set("menage", &json!("COUPLE"));
        usager.set("civilite", &json!("H"));
    }
    assert!(!waits());
    let _ = desk.usager();
    let then = agent.get(&until_the_end);
    assert!(
        then.says(&format!("À la fin du mois, {}", last.month()))
            && then.says("Domiciliations en cours : 1")
            && then.says("Femme seule 1")
            && then.says("Couple sans enfant 0")
            && then.says("Accès ouvert 1")
            && !then.says("Aujourd’hui,"),
        "{}",
        then.words()
    );
    let before = agent.get(&past);
    assert!(
        before.says("n’a pas été relevé"),
        "the month before was not: {before:?}"
    );
    let now_page = agent.get(PAGE);
    assert!(now_page.says("Domiciliations en cours : 2"), "{now_page:?}");
    let workbook = agent.get(&until_the_end.replace(PAGE, &format!("{PAGE}/tableur")));
    let mut book = calamine::Xlsx::new(std::io::Cursor::new(workbook.bytes)).expect("a workbook");
    let sheet = book.worksheet_range("Fin de la période").expect("a sheet");
    let said = sheet
        .rows()
        .flatten()
        .any(|cell| cell.to_string().contains("d’après le relevé du"));
    assert!(said);
}

trait Current {
    /// The period that the page says it shows.
    fn script_current(&self) -> String;
}

impl Current for Browser {
    fn script_current(&self) -> String {
        let words = self
            .script("return document.querySelector('.filters__link[aria-current]').textContent");
        words.as_str().unwrap_or_default().to_owned()
    }
}

pub(crate) fn a_new_structure_has_nothing_to_count() {
    let agent = Browser::phone();
    Desk::new().staff_in(&agent, "AGENT");
    agent.open(PAGE);
    agent.sees("Rien n’a été enregistré pendant cette période.");
    agent.sees("Votre structure n’a pas encore de fiche.");
    assert_eq!(
        agent.script("return document.querySelectorAll('[role=img]').length"),
        json!(0)
    );
    axe::check(&agent, "statistics of nothing");
    agent.fits();
}

pub(crate) fn a_period_that_can_t_be_is_refused_in_words() {
    let desk = Desk::new();
    let mut agent = desk.staff("AGENT");
    let today = Moment(now()).day(zone("Europe/Paris"));
    let iso = |days: i64| today.plus_days(days).0.to_string();
    for (du, au, words) in [
        (iso(-3), iso(2), "Ce jour n’est pas encore venu"),
        (iso(2), iso(3), "Cette période n’a pas encore commencé"),
        (iso(-3), iso(-4), "Le dernier jour vient avant le premier"),
        (iso(-2000), iso(0), "36 mois au plus"),
        ("hier".to_owned(), String::new(), "Écrivez une date"),
        (
            "0000-00-00".to_owned(),
            "9999999999-12-31".to_owned(),
            "Écrivez une date",
        ),
    ] {
        let query = format!("?du={du}&au={au}");
        let page = agent.get(&format!("{PAGE}{query}"));
        assert!(
            page.status == 422 && page.says(words) && page.says("À corriger"),
            "{query}: {page:?}"
        );
        assert_eq!(page.field("du"), Some(du), "what was typed is kept");
        let workbook = agent.get(&format!("{PAGE}/tableur{query}"));
        assert_eq!(
            (
                workbook.status,
                workbook.location().map(|to| to.contains(PAGE))
            ),
            (303, Some(true)),
            "{workbook:?}"
        );
    }
    for query in ["?periode=jamais", "?periode=%00&du=&au=", "?du=%F0%28"] {
        let page = agent.get(&format!("{PAGE}{query}"));
        assert!([200, 422].contains(&page.status), "{query}: {page:?}");
    }
}

/// The rows of each sheet of a workbook, cells parted by semicolons, as somebody else's library reads it.
fn opened(workbook: &std::path::Path) -> Vec<String> {
    let mut book: calamine::Xlsx<_> = calamine::open_workbook(workbook).expect("a workbook");
    let sheets = book.worksheets();
    let row = |row: &[calamine::Data]| {
        let cells: Vec<String> = row.iter().map(ToString::to_string).collect();
        text::normal(&cells.join(";"))
    };
    sheets
        .iter()
        .map(|(nom, range)| {
            let rows: Vec<String> = range.rows().map(row).collect();
            format!("{nom}\n{}", rows.join("\n"))
        })
        .collect()
}

pub(crate) fn the_workbook_says_the_same() {
    let desk = Desk::new();
    let usager = desk.usager();
    in_the_past(&desk, &usager, 0, "RECEPTION", 1_234);
    in_the_past(&desk, &usager, 0, "VISITE", 0);
    let agent = Browser::computer();
    desk.staff_in(&agent, "AGENT");
    agent.open(PAGE);
    agent.sees("1 234");
    let saved = agent.download("Télécharger le tableur (.xlsx)");
    assert!(
        saved
            .extension()
            .is_some_and(|extension| extension == "xlsx"),
        "{}",
        saved.display()
    );
    let sheets = opened(&saved);
    assert_eq!(sheets.len(), 2, "{sheets:?}");
    let all = sheets.join("\n");
    let month = Moment(now()).day(zone("Europe/Paris")).month();
    for cells in [
        format!("{month};1234;0;0;1234;"),
        format!("{month};0;1;0;1;0\n"),
        "Actif;1;1\n".to_owned(),
        "Hommes;0;0\n".to_owned(),
        text::normal(&desk.nom),
    ] {
        assert!(all.contains(&cells), "« {cells} »: {all}");
    }
}

/// What a page read of the database, and how many rows of tables it shows.
fn cost(person: &mut Visitor, path: &str, id: &str) -> (u64, u64, Answer) {
    let answer = person.send(Request::get(path).header("cf-ray", id));
    let read = server().line_of(id)["d1_read"].as_u64().expect("a number");
    let shown = answer.body.matches("role=\"rowheader\"").count();
    (read, u64::try_from(shown).expect("few"), answer)
}

pub(crate) fn costs_the_days_it_shows_and_not_the_ledger() {
    let desk = Desk::new();
    let usager = desk.usager();
    let mut agent = desk.staff("AGENT");
    let (first, last) = ("0057a71571c00001", "0057a71571c00002");
    in_the_past(&desk, &usager, 1, "VISITE", 0);
    let (few, _, _) = cost(&mut agent, &format!("{PAGE}?periode=annee"), first);
    db::sql(
        "INSERT INTO mail_line (id, structure_id, usager_id, mouvement, passage, staff_user_id, created_at)
         WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2000)
         SELECT substr(?1, -12) || printf('%010d', i), ?1, ?2, 'APPEL', 1, (SELECT id FROM staff_user WHERE structure_id = ?1 LIMIT 1), ?3
         FROM n",
        &[json!(desk.id), json!(usager.id), json!(now() - DAY_MS)],
    );
    let (many, shown, page) = cost(&mut agent, &format!("{PAGE}?periode=annee"), last);
    assert!(page.says("2 000"), "{page:?}");
    assert_eq!(many, few, "two thousand lines of one day are one row");
    assert!(many <= 10 * shown + 20, "{many} rows for {shown}");
}
