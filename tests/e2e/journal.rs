//! « Journal »: who saw, changed and exported what.

use std::io::Cursor;

use calamine::{Reader as _, Xlsx};
use escale_tests::{
    browser::Browser,
    db,
    http::{Request, Visitor},
    server::server,
    stories::{DAY_MS, Desk, Usager, now, things},
};
use serde_json::{Value, json};

const PAGE: &str = "/gestion/journal";

/// Who saw the file, but the one who prepared it.
fn sights(usager: &Usager) -> Vec<Value> {
    let sql = "SELECT c.genre, w.role FROM consultation c JOIN staff_user w ON w.id = c.staff_user_id WHERE c.usager_id = ?1 AND w.role <> 'INSTRUCTEUR' ORDER BY w.role, c.genre";
    db::sql(sql, &[json!(usager.id)]).rows
}

fn staff_id(desk: &Desk, role: &str) -> String {
    let sql = "SELECT id FROM staff_user WHERE structure_id = ?1 AND role = ?2";
    let id = db::value(sql, &[json!(desk.id), json!(role)]);
    id.as_str().expect("somebody").to_owned()
}

/// Consultations of days gone by, by the agent.
fn seen_before(desk: &Desk, usager: &Usager, days_ago: i64) {
    let at = now() - days_ago * DAY_MS;
    db::sql(
        "INSERT INTO consultation (id, structure_id, usager_id, staff_user_id, jour, genre, created_at)
         VALUES (substr('vue-' || hex(randomblob(10)), 1, 22), ?1, ?2, ?3, date(?4 / 1000, 'unixepoch'), 'FICHE', ?4)",
        &[json!(desk.id), json!(usager.id), json!(staff_id(desk, "AGENT")), json!(at)],
    );
}

pub(crate) fn who_opened_a_file_is_told_once_a_day() {
    let desk = Desk::new();
    let usager = desk.usager();
    let document = desk.document(&usager, "Papier.pdf", "%PDF-1.4 un papier");
    let (mut agent, mut facteur) = (desk.staff("AGENT"), desk.staff("FACTEUR"));
    let elsewhere = Desk::new().usager();
    for path in [
        "/gestion",
        &elsewhere.tab("dossier"),
        "/gestion/usagers/nouveau",
    ] {
        let _ = agent.get(path);
    }
    assert!(sights(&usager).is_empty() && sights(&elsewhere).is_empty());
    for tab in [
        "",
        "courriers",
        "dossier",
        "historique",
        "documents",
        "decision",
    ] {
        let path = usager.tab(tab);
        assert_eq!(agent.get(path.trim_end_matches('/')).status, 200, "{tab}");
    }
    let _ = facteur.get(&usager.tab("courriers"));
    assert_eq!(facteur.get(&usager.tab("dossier")).status, 403);
    let told = |genre: &str, role: &str| json!({ "genre": genre, "role": role });
    assert_eq!(
        sights(&usager),
        [told("FICHE", "AGENT"), told("FICHE", "FACTEUR")],
        "once each, whatever the tabs"
    );
    for _ in 0..2 {
        let _ = agent.get(&usager.tab(&format!("documents/{document}")));
    }
    assert_eq!(
        sights(&usager),
        [
            told("DOCUMENT", "AGENT"),
            told("FICHE", "AGENT"),
            told("FICHE", "FACTEUR")
        ]
    );
    // A page seen again writes nothing and reads two rows more at most.
    let again =
        agent.send(Request::get(&usager.tab("dossier")).header("cf-ray", "0070071571c00001"));
    assert_eq!(again.status, 200);
    let line = server().line_of("0070071571c00001");
    assert_eq!(line["d1_written"], json!(0), "{line}");

    let browser = Browser::without_scripts();
    desk.staff_in(&browser, "ADMINISTRATEUR");
    browser.follow("Journal");
    browser.sees("Document téléchargé");
    browser.sees(&format!("Fiche ouverte fiche n° {}", usager.numero));
    browser.does_not_see("Papier.pdf");
    browser.does_not_see(&usager.nom);
    browser.follow(&format!("fiche n° {}", usager.numero));
    browser.sees(&usager.prenom);
}

pub(crate) fn what_changed_and_what_went_out_is_told() {
    let desk = Desk::new();
    let usager = desk.usager();
    let _ = things::invitation(&desk.id);
    let mut gestionnaire = desk.proved("GESTIONNAIRE");
    assert_eq!(
        gestionnaire
            .post("/gestion/exporter", &[("onglet", "actifs")])
            .status,
        200
    );
    assert_eq!(gestionnaire.post(&usager.tab("export"), &[]).status, 200);
    let note = [("jeton", "note-du-journal-000001"), ("texte", "À rappeler")];
    assert_eq!(gestionnaire.post(&usager.tab("notes"), &note).status, 303);
    let _ = crate::counter::does(
        &mut gestionnaire,
        &usager,
        "receptions",
        &[("courrier", "3")],
    );
    let mut administrateur = desk.staff("ADMINISTRATEUR");
    let _ = desk.announcement("Fermeture", "2026-01-01", "2026-01-02");
    db::sql(
        "INSERT INTO historique (id, structure_id, evenement, detail, staff_user_id, created_at) VALUES (substr('imp' || ?1, 1, 22), ?1, 'IMPORT_TERMINE', '{\"inscrits\":600}', ?2, ?3)",
        &[
            json!(desk.id),
            json!(staff_id(&desk, "GESTIONNAIRE")),
            json!(now()),
        ],
    );
    let all = administrateur.get(PAGE);
    for words in [
        "Export de la liste : 1 domicilié, onglet Actifs",
        &format!("Export d’un dossier : n° {}", usager.numero),
        "Note ajoutée",
        "Liste importée : 600 domiciliés ajoutés",
        "Connexion",
    ] {
        assert!(all.says(words), "{words}: {all:?}");
    }
    assert!(
        !all.says("Réception") && !all.says("Dossier exporté"),
        "mail is on the file, an export is told once: {all:?}"
    );
    let narrowed = |who: &mut Visitor, query: &str| who.get(&format!("{PAGE}?{query}"));
    for (query, there, not_there) in [
        ("famille=exports", "Export d’un dossier", "Note ajoutée"),
        ("famille=modifications", "Note ajoutée", "Export de"),
        ("famille=structure", "Liste importée", "Note ajoutée"),
        ("famille=comptes", "Connexion", "Export de"),
    ] {
        let page = narrowed(&mut administrateur, query);
        assert!(
            page.says(there) && !page.says(not_there),
            "{query}: {page:?}"
        );
    }
    let mine = format!("membre={}", staff_id(&desk, "ADMINISTRATEUR"));
    let page = narrowed(&mut administrateur, &mine);
    assert!(
        page.says("Connexion") && !page.says("Note ajoutée"),
        "{page:?}"
    );
    let theirs = format!(
        "membre={}&famille=modifications",
        staff_id(&desk, "GESTIONNAIRE")
    );
    assert!(narrowed(&mut administrateur, &theirs).says("Note ajoutée"));
    let past = narrowed(&mut administrateur, "du=2020-01-01&au=2020-01-31");
    assert!(past.says("Aucune ligne ne correspond"), "{past:?}");
    let wrong = narrowed(&mut administrateur, "du=hier&famille=exports");
    assert!(
        wrong.status == 422 && wrong.says("Écrivez une date"),
        "{wrong:?}"
    );
    let other = Desk::new();
    assert!(other.staff("ADMINISTRATEUR").get(PAGE).says("Connexion"));
    let theirs = other
        .staff("ADMINISTRATEUR")
        .get(&format!("{PAGE}?{theirs}"));
    assert!(theirs.says("Aucune ligne ne correspond"), "{theirs:?}");
}

pub(crate) fn pages_follow_each_other() {
    let desk = Desk::new();
    let usager = desk.usager();
    for days_ago in 1..=70 {
        seen_before(&desk, &usager, days_ago);
    }
    let mut administrateur = desk.staff("ADMINISTRATEUR");
    let lines = |page: &escale_tests::http::Answer| page.body.matches("Fiche ouverte").count();
    let first = administrateur.get(&format!("{PAGE}?famille=consultations"));
    assert_eq!(lines(&first), 50, "{first:?}");
    let next = escale_tests::text::attribute(&first.body, "rel=\"next\"", "href");
    let next = next.expect("a next page");
    let second = administrateur.get(&next);
    assert_eq!(lines(&second), 20, "{next}: {second:?}");
    assert!(second.says("Revenir au plus récent"));
    let lost = administrateur.get(&format!("{PAGE}?avant=1.AAAAAAAAAAAAAAAAAAAAAA"));
    assert!(lost.says("Rien de plus ancien"), "{lost:?}");
}

pub(crate) fn all_about_one_file() {
    let desk = Desk::new();
    let (usager, other) = (desk.usager(), desk.usager());
    let mut agent = desk.staff("AGENT");
    let _ = agent.get(&usager.tab("dossier"));
    let _ = crate::counter::does(&mut agent, &usager, "receptions", &[("courrier", "3")]);
    let _ = agent.get(&other.tab("dossier"));
    let browser = Browser::without_scripts();
    desk.staff_in(&browser, "ADMINISTRATEUR");
    browser.open(&usager.tab("historique"));
    browser.follow("Qui a ouvert ce dossier (journal)");
    browser.sees(&format!("Tout ce qui touche la fiche n° {}", usager.numero));
    browser.sees("Fiche ouverte");
    browser.sees("Réception : 3 courriers");
    browser.does_not_see(&format!("n° {}", other.numero));
    assert!(!browser.path().contains(&usager.nom));
    let agents_page = agent.get(&usager.tab("historique"));
    assert!(!agents_page.body.contains("/gestion/journal"));
    let mut administrateur = desk.staff("ADMINISTRATEUR");
    let foreign = Desk::new().usager();
    for end in ["", "/export"] {
        let page = administrateur.get(&format!("{PAGE}{end}?dossier={}", foreign.id));
        assert_eq!(page.status, 404, "{end}");
    }
}

pub(crate) fn only_an_administrateur_reads_it() {
    let desk = Desk::new();
    for role in ["FACTEUR", "AGENT", "INSTRUCTEUR", "GESTIONNAIRE"] {
        let mut colleague = desk.staff(role);
        assert_eq!(colleague.get(PAGE).status, 403, "{role}");
        assert_eq!(colleague.post(&format!("{PAGE}/export"), &[]).status, 403);
        assert!(!colleague.get("/gestion").body.contains(PAGE), "{role}");
    }
}

pub(crate) fn consultations_go_after_a_year_and_with_the_file() {
    let desk = Desk::new();
    let usager = desk.usager();
    for days_ago in [1, 300, 400, 900] {
        seen_before(&desk, &usager, days_ago);
    }
    let changed = db::try_sql(
        "UPDATE consultation SET genre = 'DOCUMENT' WHERE usager_id = ?1",
        &[json!(usager.id)],
    );
    assert!(changed.is_err(), "append-only");
    let shortened = db::try_sql(
        "DELETE FROM consultation WHERE usager_id = ?1",
        &[json!(usager.id)],
    );
    assert!(shortened.is_err(), "kept a year");
    let night = Visitor::new().get("/cdn-cgi/handler/scheduled?cron=17+2+*+*+*");
    assert_eq!(night.status, 200, "{night:?}");
    assert_eq!(
        sights(&usager).len(),
        2,
        "those of more than a year are gone"
    );

    usager.set("motif", &json!("A_SA_DEMANDE"));
    usager.set("statut", &json!("RADIE"));
    let mut gestionnaire = desk.staff("GESTIONNAIRE");
    let number = usager.numero.to_string();
    let form = [
        ("jeton", "effacement-du-journal1"),
        ("numero", number.as_str()),
    ];
    assert_eq!(
        gestionnaire.post(&usager.tab("effacement"), &form).status,
        303
    );
    assert!(sights(&usager).is_empty(), "they go with the file");
}

pub(crate) fn the_workbook_of_the_log_is_written_down() {
    let desk = Desk::new();
    let usager = desk.usager();
    seen_before(&desk, &usager, 1);
    let mut administrateur = desk.proved("ADMINISTRATEUR");
    let query = "famille=consultations";
    let page = administrateur.get(&format!("{PAGE}/export?{query}"));
    assert!(
        page.says("Choix : Consultations") && page.says("Cet export sera noté"),
        "{page:?}"
    );
    let book = administrateur.post(&format!("{PAGE}/export"), &[("famille", "consultations")]);
    assert_eq!(book.status, 200, "{book:?}");
    let mut book = Xlsx::new(Cursor::new(book.bytes)).expect("a workbook");
    let range = book.worksheet_range("Journal").expect("the sheet");
    let rows: Vec<Vec<String>> = range
        .rows()
        .map(|row| row.iter().map(ToString::to_string).collect())
        .collect();
    assert_eq!(rows.len(), 2, "{rows:?}");
    assert_eq!(
        rows[1][3..],
        ["Consultations", "Fiche ouverte", &usager.numero.to_string()]
    );
    let page = administrateur.get(&format!("{PAGE}?famille=exports"));
    assert!(
        page.says("Export du journal : 1 ligne, Consultations"),
        "{page:?}"
    );
    let nothing = administrateur.post(
        &format!("{PAGE}/export"),
        &[("du", "2020-01-01"), ("au", "2020-01-02")],
    );
    assert!(nothing.says("il n’y a rien à exporter"), "{nothing:?}");
    let wrong = administrateur.post(&format!("{PAGE}/export"), &[("du", "hier")]);
    assert_eq!(wrong.status, 303, "{wrong:?}");
}
