//! « Importer »: a list is read, shown, confirmed, followed; seen whole or not at all.

use std::{
    fmt::Write as _,
    fs,
    time::{Duration, Instant},
};

use escale_tests::{
    browser::Browser,
    db,
    http::{Answer, Request, Visitor},
    server::{fresh_folder, until},
    stories::{Desk, now},
};
use serde_json::{Value, json};

use crate::file::make;

/// A long list on a busy machine.
const DONE_MAX: Duration = Duration::from_mins(10);
const HEADING: &str = "Numéro d'identification;Civilité;Nom;Prénom;Date naissance;Lieu naissance;Téléphone;Statut;Motif radiation;\
    Type de domiciliation;Date de début;Date de fin;Dernier passage;Langue";

/// The first day of the running domiciliations, a last visit, the last day: whatever day it is.
fn days() -> [String; 3] {
    let day = |modifier: &str| {
        let sql = "SELECT strftime('%d/%m/%Y', 'now', ?1) AS jour";
        db::value(sql, &[json!(modifier)])
            .as_str()
            .expect("a day")
            .to_owned()
    };
    ["-100 days", "-20 days", "+200 days"].map(day)
}

/// A list of `count` people, of whom one in ten is « Radié ». Names are found by nobody else's search.
fn list(count: usize, nom: &str) -> String {
    let [debut, passage, fin] = days();
    let mut list = HEADING.to_owned();
    for number in 1..=count {
        let (statut, motif) = if number % 10 == 0 {
            ("RADIE", "ENTREE_LOGEMENT")
        } else {
            ("VALIDE", "")
        };
        let birth = format!(
            "{:02}/{:02}/19{:02}",
            number % 28 + 1,
            number % 12 + 1,
            number % 90 + 10
        );
        let (civilite, tel) = (["H", "F"][number % 2], 600_000_000 + number);
        let _ = write!(
            list,
            "\r\n{number};{civilite};{nom}{};Prénom{number};{birth};Lille;{tel};{statut};{motif};PREMIERE;{debut};{fin};{passage};Arabe",
            letters(number)
        );
    }
    list
}

/// A word of letters that is no other number's.
fn letters(number: usize) -> String {
    number
        .to_string()
        .bytes()
        .map(|digit| char::from(digit - b'0' + b'a'))
        .collect()
}

/// Sends a file.
fn send(visitor: &mut Visitor, nom: &str, bytes: &[u8]) -> Answer {
    visitor.send(Request::post("/gestion/importer").file(&[], ("fichier", nom), bytes))
}

/// Sends a list that can be read; gives the address of its import.
fn offer(visitor: &mut Visitor, list: &str) -> String {
    let answer = send(visitor, "liste.csv", list.as_bytes());
    assert_eq!(answer.status, 303, "{answer:?}");
    answer.location().expect("an import").to_owned()
}

fn confirm(visitor: &mut Visitor, import: &str) -> Answer {
    visitor.post(&format!("{import}/confirmation"), &[])
}

fn state(import: &str) -> String {
    let id = import.rsplit('/').next().unwrap_or_default();
    let state = db::value("SELECT etat FROM import WHERE id = ?1", &[json!(id)]);
    state.as_str().unwrap_or_default().to_owned()
}

fn is_done(import: &str) {
    assert!(
        until(DONE_MAX, || state(import) == "FAIT"),
        "{}",
        state(import)
    );
}

fn files(desk: &Desk) -> i64 {
    db::count(
        "SELECT count(*) FROM usager WHERE structure_id = ?1",
        &[json!(desk.id)],
    )
}

fn parts(desk: &Desk) -> i64 {
    db::count(
        "SELECT count(*) FROM import_lot WHERE structure_id = ?1",
        &[json!(desk.id)],
    )
}

pub(crate) fn mistakes_are_told_cell_by_cell() {
    let desk = Desk::new();
    let folder = fresh_folder("import");
    let file = folder.join("ma liste.csv");
    let lines = "\r\n1;H;Bonnard;Ana;03/02/1980;Lille;;VALIDE;;PREMIERE;01/06/2026;31/05/2027;;\
                 \r\n\r\n1;X;Mauvais;Léo;31/02/2000;Lille;;VALIDE;;PREMIERE;;31/05/2027;;";
    fs::write(&file, format!("{HEADING}{lines}")).expect("a file");
    let browser = Browser::without_scripts();
    desk.staff_in(&browser, "GESTIONNAIRE");
    browser.open("/gestion");
    browser.follow("Importer");
    browser.attach("Fichier", &file);
    browser.press("Vérifier le fichier");
    browser.sees("1 ligne à corriger");
    browser.sees("Cellule B4, Civilité : « X »");
    browser.sees("Cellule E4, Date naissance : « 31/02/2000 »");
    browser.sees("Cellule K4, Date de début : vide");
    browser.does_not_see("Confirmer l’import");
    let import = browser.path();
    let mut same = desk.staff("GESTIONNAIRE");
    let told = same.get(&format!("{import}/erreurs.csv"));
    assert!(
        told.body.contains("4;E4;Date naissance;31/02/2000;"),
        "{told:?}"
    );
    assert_eq!(confirm(&mut same, &import).status, 409);
    browser.press("Annuler et effacer ce qui a été lu");
    browser.sees("Cet import est annulé");
    assert_eq!((files(&desk), parts(&desk)), (0, 0));
    let _ = fs::remove_dir_all(folder);
}

pub(crate) fn hundreds_of_people_come_at_once() {
    let desk = Desk::new();
    let mut gestionnaire = desk.staff("GESTIONNAIRE");
    let import = offer(&mut gestionnaire, &list(600, "Zk"));
    let preview = gestionnaire.get(&import);
    assert!(
        preview.says("600 domiciliés à ajouter") && preview.says("Les 50 premières lignes"),
        "{preview:?}"
    );
    assert_eq!(confirm(&mut gestionnaire, &import).status, 303);
    assert_eq!(
        confirm(&mut gestionnaire, &import).status,
        303,
        "pressed twice"
    );
    is_done(&import);
    assert!(gestionnaire.get(&import).says("600 domiciliés ajoutés"));
    let page = gestionnaire.get("/gestion");
    for count in ["Tous 600", "Actifs 540", "Radiés 60"] {
        assert!(page.says(count), "{count}: {page:?}");
    }
    assert_eq!(parts(&desk), 0, "what was read is forgotten");

    // Found as any other, with the right days, and « Historique » begins with the import.
    let searches = ["zkbcd", "prenom123 zk", "123", "0600000123"];
    for typed in searches {
        let found = gestionnaire.get(&format!("/gestion?q={}", escale_tests::http::encode(typed)));
        assert!(found.says("Prénom123"), "{typed}: {found:?}");
    }
    let row = db::sql(
        "SELECT u.id, u.numero, u.langue, u.telephone, u.cle_tri, u.premiere_domiciliation = u.debut AS premiere,
                round((?2 - u.dernier_passage_at) / 86400000.0 - 20.5) AS depuis, u.passage_plancher_at = u.dernier_passage_at AS plancher
         FROM usager u WHERE u.structure_id = ?1 AND u.numero = 123",
        &[json!(desk.id), json!(now())],
    )
    .rows;
    let person = row.first().expect("number 123");
    assert_eq!(person["langue"], json!("ar"));
    assert_eq!(person["telephone"], json!("06 00 00 01 23"));
    assert_eq!(person["cle_tri"], json!("zkbcd prenom123"));
    assert_eq!(
        (&person["premiere"], &person["plancher"]),
        (&json!(1), &json!(1))
    );
    assert!(
        person["depuis"]
            .as_f64()
            .is_some_and(|days| days.abs() <= 1.0),
        "{person:?}"
    );
    let id = person["id"].as_str().expect("an id");
    let history = gestionnaire.get(&format!("/gestion/usagers/{id}/historique"));
    assert!(
        history.says("Fiche importée : n° 123, première domiciliation"),
        "{history:?}"
    );
    assert_eq!(events(&desk, "FICHE_IMPORTEE"), 600);
    assert_eq!(events(&desk, "IMPORT_TERMINE"), 1);
}

fn events(desk: &Desk, event: &str) -> i64 {
    let sql = "SELECT count(*) FROM historique WHERE structure_id = ?1 AND evenement = ?2";
    db::count(sql, &[json!(desk.id), json!(event)])
}

pub(crate) fn the_same_file_twice_adds_nobody() {
    let desk = Desk::new();
    let mut gestionnaire = desk.staff("GESTIONNAIRE");
    let people = list(30, "Zd");
    let import = offer(&mut gestionnaire, &people);
    assert_eq!(confirm(&mut gestionnaire, &import).status, 303);
    assert!(
        gestionnaire.get(&import).says("30 domiciliés ajoutés"),
        "a short list is done with the answer"
    );
    let again = offer(&mut gestionnaire, &people);
    let page = gestionnaire.get(&again);
    assert!(
        page.says("Il n’y a personne à ajouter") && page.says("déjà là, n° 7"),
        "{page:?}"
    );
    assert_eq!(confirm(&mut gestionnaire, &again).status, 409);
    // Without numbers, and with one person more: only that person comes, after the highest number.
    let longer = list(31, "Zd")
        .lines()
        .enumerate()
        .map(|(at, line)| match line.split_once(';') {
            Some((_, rest)) if at > 0 => format!(";{rest}"),
            _ => line.to_owned(),
        })
        .collect::<Vec<_>>()
        .join("\n");
    let more = offer(&mut gestionnaire, &longer);
    assert!(
        gestionnaire
            .get(&more)
            .says("30 lignes du fichier désignent des personnes déjà présentes")
    );
    assert_eq!(confirm(&mut gestionnaire, &more).status, 303);
    is_done(&more);
    let numbers = db::sql(
        "SELECT numero FROM usager WHERE structure_id = ?1 ORDER BY numero DESC LIMIT 1",
        &[json!(desk.id)],
    );
    assert_eq!((files(&desk), &numbers.rows[0]["numero"]), (31, &json!(31)));
    // A number that another person has is a mistake, told before anything is written.
    let taken =
        format!("{HEADING}\r\n7;F;Autre;Personne;03/02/1980;Lille;;REFUS;;PREMIERE;;01/06/2026;;");
    let refused = offer(&mut gestionnaire, &taken);
    assert!(
        gestionnaire
            .get(&refused)
            .says("Ce numéro est celui d’une autre personne")
    );
}

/// Makes the database fail on the person of that number, in that structure.
struct Breakdown(String);

impl Breakdown {
    fn on(desk: &Desk, numero: i64) -> Self {
        let name = format!("panne_{}", desk.id.replace('-', "_"));
        db::sql(
            &format!(
                "CREATE TRIGGER {name} BEFORE INSERT ON usager WHEN NEW.structure_id = '{}' AND NEW.numero = {numero}
                 BEGIN SELECT RAISE(ABORT, 'a breakdown'); END",
                desk.id
            ),
            &[],
        );
        Self(name)
    }

    fn repaired(self) {
        drop(self);
    }
}

impl Drop for Breakdown {
    fn drop(&mut self) {
        db::sql(&format!("DROP TRIGGER {}", self.0), &[]);
    }
}

pub(crate) fn a_crash_between_two_parts_shows_nobody_then_goes_on() {
    let desk = Desk::new();
    let mut gestionnaire = desk.staff("GESTIONNAIRE");
    let import = offer(&mut gestionnaire, &list(700, "Zc"));
    // The highest numbers go first: this one is in the last of three parts.
    let breakdown = Breakdown::on(&desk, 5);
    assert_eq!(confirm(&mut gestionnaire, &import).status, 303);
    assert_eq!(files(&desk), 500, "two parts are in");
    let list = gestionnaire.get("/gestion");
    assert!(
        list.says("Tous 0") && !list.says("Prénom"),
        "nobody is seen: {list:?}"
    );
    assert!(!gestionnaire.get("/gestion?q=zc").says("Prénom"));
    let browser = Browser::without_scripts();
    desk.staff_in(&browser, "GESTIONNAIRE");
    browser.open(&import);
    browser.sees("Import en cours");
    browser.sees("Avancement : 46 %");
    browser.reload();
    browser.sees("Import en cours");
    // Nobody reaches one of them by its address either, nor by the form for a new file.
    let hidden = db::sql(
        "SELECT id, nom, prenom, date_naissance FROM usager WHERE structure_id = ?1 AND import_id IS NOT NULL LIMIT 1",
        &[json!(desk.id)],
    );
    let hidden = |column: &str| hidden.rows[0][column].as_str().expect("text").to_owned();
    let file = format!("/gestion/usagers/{}", hidden("id"));
    for page in [
        file.clone(),
        format!("{file}/courriers"),
        format!("{file}/historique"),
    ] {
        assert_eq!(gestionnaire.get(&page).status, 404, "{page}");
    }
    let key = "M".repeat(21) + "A";
    let mail = gestionnaire.post(
        &format!("{file}/receptions"),
        &[("jeton", &key), ("courrier", "1")],
    );
    assert_eq!(mail.status, 404, "{mail:?}");
    let born = hidden("date_naissance");
    let born: Vec<&str> = born.split('-').rev().collect();
    let twin = [
        ("civilite", "F"),
        ("nom", &hidden("nom")),
        ("prenom", &hidden("prenom")),
        ("naissance", &born.join("/")),
    ];
    let asked = make(&mut desk.staff("INSTRUCTEUR"), &twin);
    assert!(
        asked.status == 409 && asked.says("un import en cours est en train de l’ajouter"),
        "{asked:?}"
    );
    assert!(!asked.body.contains(&hidden("id")), "{asked:?}");
    // Meanwhile the desk goes on: a file made by hand takes a number above the list's.
    let born = [
        ("civilite", "F"),
        ("nom", "Zcmain"),
        ("prenom", "Faite"),
        ("naissance", "01/01/1990"),
    ];
    assert_eq!(make(&mut desk.staff("INSTRUCTEUR"), &born).status, 303);
    let above = "SELECT numero FROM usager WHERE structure_id = ?1 AND nom = 'Zcmain'";
    assert_eq!(db::count(above, &[json!(desk.id)]), 701);

    // The message is lost: the cron wakes what has stopped.
    breakdown.repaired();
    db::sql(
        "UPDATE import SET touche_at = 0 WHERE structure_id = ?1",
        &[json!(desk.id)],
    );
    let sweep = Visitor::new().get("/cdn-cgi/handler/scheduled?cron=*%2F5+*+*+*+*");
    assert_eq!(sweep.status, 200, "{sweep:?}");
    is_done(&import);
    browser.sees("700 domiciliés ajoutés");
    assert!(gestionnaire.get("/gestion").says("Tous 701"));
    assert_eq!((files(&desk), events(&desk, "FICHE_IMPORTEE")), (701, 700));
}

/// The worker stops between the decision and its message: no queue knows of the import, and nothing tries it again.
pub(crate) fn one_whose_message_never_left_is_woken_by_the_cron() {
    let desk = Desk::new();
    let mut gestionnaire = desk.staff("GESTIONNAIRE");
    let import = offer(&mut gestionnaire, &list(300, "Zm"));
    let decided = db::sql(
        "UPDATE import SET etat = 'EN_COURS', fait = 0, confirme_at = ?2, touche_at = 0, numero_base = numero_max
         WHERE structure_id = ?1 AND etat = 'APERCU'",
        &[json!(desk.id), json!(now())],
    );
    assert_eq!(decided.changes, 1);
    assert_eq!(files(&desk), 0);
    let sweep = Visitor::new().get("/cdn-cgi/handler/scheduled?cron=*%2F5+*+*+*+*");
    assert_eq!(sweep.status, 200, "{sweep:?}");
    is_done(&import);
    assert_eq!((files(&desk), events(&desk, "FICHE_IMPORTEE")), (300, 300));
}

pub(crate) fn one_that_cannot_be_done_is_taken_away() {
    let desk = Desk::new();
    let mut gestionnaire = desk.staff("GESTIONNAIRE");
    let import = offer(&mut gestionnaire, &list(600, "Ze"));
    let breakdown = Breakdown::on(&desk, 5);
    assert_eq!(confirm(&mut gestionnaire, &import).status, 303);
    // Should something be written on one of them all the same, the others go, and that one stays.
    let used = db::sql(
        "INSERT INTO mail_line (id, structure_id, usager_id, mouvement, courrier, note_visible, staff_user_id, created_at)
         SELECT substr(u.id, 1, 21) || 'A', u.structure_id, u.id, 'RECEPTION', 1, 0, i.staff_user_id, 1
         FROM usager u JOIN import i ON i.id = u.import_id WHERE u.structure_id = ?1 AND u.numero = 500",
        &[json!(desk.id)],
    );
    assert!(used.changes > 0);
    db::sql(
        "UPDATE import SET essais = 11 WHERE structure_id = ?1 AND etat = 'EN_COURS'",
        &[json!(desk.id)],
    );
    assert!(
        until(DONE_MAX, || state(&import) == "ECHEC"),
        "{}",
        state(&import)
    );
    drop(breakdown);
    let page = gestionnaire.get(&import);
    assert!(page.says("Personne n’a été ajouté"), "{page:?}");
    assert_eq!((files(&desk), parts(&desk)), (1, 0));
    assert!(gestionnaire.get("/gestion").says("Tous 1"));
    let again = offer(&mut gestionnaire, &list(20, "Ze"));
    assert_eq!(
        confirm(&mut gestionnaire, &again).status,
        303,
        "and the next can be done"
    );
}

pub(crate) fn what_has_changed_since_is_not_written_over() {
    let desk = Desk::new();
    let mut gestionnaire = desk.staff("GESTIONNAIRE");
    let people = list(3, "Zp");
    let (first, second) = (
        offer(&mut gestionnaire, &people),
        offer(&mut desk.staff("ADMINISTRATEUR"), &people),
    );
    assert_eq!(confirm(&mut gestionnaire, &first).status, 303);
    let late = confirm(&mut gestionnaire, &second);
    assert_eq!(late.status, 409);
    assert!(
        late.says("votre liste a changé depuis cet aperçu"),
        "{late:?}"
    );
    assert_eq!(files(&desk), 3);
    let mut stranger = Desk::new().staff("ADMINISTRATEUR");
    assert_eq!(stranger.get(&second).status, 404);
    assert_eq!(confirm(&mut stranger, &second).status, 404);
    assert_eq!(stranger.get(&format!("{second}/erreurs.csv")).status, 404);
    // Nobody confirms it: a day later it is gone, with those it names.
    db::sql(
        "UPDATE import SET created_at = 0 WHERE structure_id = ?1 AND etat = 'APERCU'",
        &[json!(desk.id)],
    );
    let _ = Visitor::new().get("/cdn-cgi/handler/scheduled?cron=*%2F5+*+*+*+*");
    assert_eq!(parts(&desk), 0);
}

pub(crate) fn what_is_no_list_is_told_why() {
    let desk = Desk::new();
    let mut gestionnaire = desk.staff("GESTIONNAIRE");
    let old: &[u8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 an old workbook";
    let long = list(20_001, "Zl");
    for (nom, bytes, words) in [
        ("liste.xlsx", old, "à l’ancien format d’Excel"),
        ("liste.pdf", b"%PDF-1.7", "Choisissez un fichier Excel"),
        ("liste.xlsx", b"PK\x03\x04", "Ce fichier est abîmé"),
        (
            "liste.csv",
            b"Nom;Couleur",
            "Il manque les colonnes « Civilité »",
        ),
        ("", b"", "Choisissez un fichier."),
        ("liste.csv", long.as_bytes(), "plus de 20 000 lignes"),
    ] {
        let answer = send(&mut gestionnaire, nom, bytes);
        assert_eq!(answer.status, 422, "{nom}: {answer:?}");
        assert!(answer.says(words), "{words}: {answer:?}");
    }
    let model = gestionnaire.get("/gestion/importer/modele.csv");
    let empty = send(&mut gestionnaire, "modele.csv", model.body.as_bytes());
    assert!(empty.says("n’a que le nom des colonnes"), "{empty:?}");
    let imports = db::count(
        "SELECT count(*) FROM import WHERE structure_id = ?1",
        &[json!(desk.id)],
    );
    assert_eq!(imports, 0);
}

/// Some seconds: the longest list there may be.
pub(crate) fn twenty_thousand_lines_go_in() {
    let desk = Desk::new();
    let mut gestionnaire = desk.staff("GESTIONNAIRE");
    let people = list(20_000, "Zv");
    let start = Instant::now();
    let import = offer(&mut gestionnaire, &people);
    let read = start.elapsed();
    assert_eq!(confirm(&mut gestionnaire, &import).status, 303);
    is_done(&import);
    println!(
        "20,000 lines: read and kept in {read:?}, in after {:?}",
        start.elapsed()
    );
    println!("upload: {}", lines_of("\"/gestion/importer\""));
    println!("queue: {}", lines_of("\"escale-import\""));
    assert!(gestionnaire.get("/gestion").says("Actifs 18000"));
    let again = offer(&mut gestionnaire, &people);
    assert!(gestionnaire.get(&again).says("Il n’y a personne à ajouter"));
}

/// What the log says of that route, added up: requests, milliseconds, rows read and written.
fn lines_of(route: &str) -> String {
    let log = escale_tests::server::server().log();
    let lines = log
        .lines()
        .filter(|line| line.contains(&format!("\"route\":{route}")));
    let read: Vec<Value> = lines
        .filter_map(|line| serde_json::from_str(line).ok())
        .collect();
    let sum = |key: &str| {
        read.iter()
            .filter_map(|line| line[key].as_i64())
            .sum::<i64>()
    };
    format!(
        "{} lines, {} ms, {} trips, {} rows read, {} written",
        read.len(),
        sum("ms"),
        sum("d1_trips"),
        sum("d1_read"),
        sum("d1_written")
    )
}

/// Calls `look` with « Importer » in each state it has.
pub(crate) fn every_state(desk: &Desk, staff: &Browser, look: &impl Fn(&Browser, &str)) {
    let mut visitor = desk.staff("ADMINISTRATEUR");
    let wrong = list(120, "—").replace("VALIDE", "?");
    for (people, what) in [
        (wrong, "a list with mistakes"),
        (list(60, "Zy"), "a list to confirm"),
    ] {
        staff.open(&offer(&mut visitor, &people));
        look(staff, what);
    }
    let done = offer(&mut visitor, &list(2, "Zx"));
    assert_eq!(confirm(&mut visitor, &done).status, 303);
    staff.open(&done);
    look(staff, "a list that is in");
    staff.open(&offer(&mut visitor, &list(2, "Zx")));
    look(staff, "a list of people who are there");
    let running = desk.list_to_confirm(0);
    for (etat, what) in [
        ("EN_COURS", "an import that runs"),
        ("ECHEC", "an import that failed"),
    ] {
        let sql = "UPDATE import SET etat = ?2, lots = 4, fait = 1, touche_at = ?3 WHERE id = ?1";
        db::sql(sql, &[json!(running), json!(etat), json!(now())]);
        staff.open(&format!("/gestion/importer/{running}"));
        look(staff, what);
    }
    staff.open("/gestion/importer");
    look(staff, "/gestion/importer");
    staff.script("document.querySelector('form[enctype]').noValidate = true");
    staff.press("Vérifier le fichier");
    staff.sees("Choisissez un fichier.");
    look(staff, "no file to import");
}
