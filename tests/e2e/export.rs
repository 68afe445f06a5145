//! « Exporter » the list: what the list shows, in a workbook that an import reads, written down.

use std::io::Cursor;

use calamine::{Data, Reader as _, Xlsx};
use escale_tests::{
    browser::Browser,
    db,
    http::{Answer, Request, Visitor},
    stories::{DAY_MS, Desk, Usager, now, turn_on_in},
};
use serde_json::{Value, json};

const PAGE: &str = "/gestion/exporter";
const WHOLE: &[(&str, &str)] = &[("onglet", ""), ("q", "")];

/// The rows of the workbook, its heading first.
fn rows(answer: &Answer) -> Vec<Vec<Data>> {
    assert_eq!(answer.status, 200, "{answer:?}");
    let mut book = Xlsx::new(Cursor::new(answer.bytes.clone())).expect("a workbook");
    let formulas = book.worksheet_formula("Domiciliés").expect("the sheet");
    assert!(formulas.is_empty(), "no cell is a formula");
    let range = book.worksheet_range("Domiciliés").expect("the sheet");
    range.rows().map(<[Data]>::to_vec).collect()
}

/// The words of the column of that name.
fn column(rows: &[Vec<Data>], name: &str) -> Vec<String> {
    let heading = rows.first().expect("a heading");
    let place = heading.iter().position(|cell| *cell == *name);
    let place = place.unwrap_or_else(|| panic!("no column {name}"));
    rows.iter()
        .skip(1)
        .map(|row| row[place].to_string())
        .collect()
}

/// The lines of the audit log about exports.
fn log(desk: &Desk) -> Vec<Value> {
    let lines = db::sql(
        "SELECT evenement, detail FROM journal WHERE structure_id = ?1 AND evenement LIKE 'EXPORT%' ORDER BY created_at",
        &[json!(desk.id)],
    );
    lines.rows
}

fn set(usager: &Usager, columns: &[(&str, Value)]) {
    for (column, value) in columns {
        usager.set(column, value);
    }
}

/// One person of each kind that an import knows.
fn people(desk: &Desk) -> [Usager; 4] {
    let people = [desk.usager(), desk.usager(), desk.usager(), desk.usager()];
    for usager in &people {
        usager.set("lieu_naissance", &json!("Saint-Denis (La Réunion)"));
    }
    let [full, renewed, refused, ended] = &people;
    set(
        full,
        &[
            ("surnom", json!("N’Deye & \"Cie\"")),
            ("telephone", json!("06 12 34 00 40")),
            ("email", json!("personne@exemple.fr")),
            ("langue", json!("ti")),
            (
                "dernier_passage_at",
                json!((now() / DAY_MS - 5) * DAY_MS + DAY_MS / 2),
            ),
        ],
    );
    set(
        renewed,
        &[
            ("premiere_domiciliation", json!("2019-05-02")),
            ("civilite", json!("H")),
            ("statut", json!("INSTRUCTION")),
            ("renouvellement", json!(1)),
        ],
    );
    set(
        refused,
        &[
            ("motif_texte", json!("Suivie par une autre commune")),
            ("motif", json!("AUTRE")),
            ("decided_at", json!(now() - 40 * DAY_MS)),
            ("premiere_domiciliation", Value::Null),
            ("statut", json!("REFUS")),
            ("debut", Value::Null),
            ("echeance", Value::Null),
        ],
    );
    set(
        ended,
        &[
            ("motif", json!("ENTREE_LOGEMENT")),
            ("decided_at", json!(now() - 2 * DAY_MS)),
            ("statut", json!("RADIE")),
            ("debut", json!("2025-01-01")),
            ("echeance", json!("2025-11-01")),
            ("premiere_domiciliation", json!("2025-01-01")),
        ],
    );
    people
}

/// What an import knows of the people of a structure.
fn known(desk: &Desk) -> Vec<Value> {
    let sql = "SELECT numero, civilite, nom, prenom, surnom, date_naissance, lieu_naissance, cle_tri, telephone, email, langue,
                CASE WHEN renouvellement = 1 THEN 'VALIDE' ELSE statut END AS statut, debut, echeance, premiere_domiciliation,
                motif, motif_texte FROM usager WHERE structure_id = ?1 ORDER BY numero";
    db::sql(sql, &[json!(desk.id)]).rows
}

pub(crate) fn the_list_comes_back_by_an_import() {
    let (desk, empty) = (Desk::new(), Desk::new());
    let [full, ..] = people(&desk);
    let mut gestionnaire = desk.proved("GESTIONNAIRE");
    let exported = gestionnaire.post(PAGE, WHOLE);
    assert_eq!(rows(&exported).len(), 5);

    let mut other = empty.staff("GESTIONNAIRE");
    let sent = other.send(Request::post("/gestion/importer").file(
        &[],
        ("fichier", "domicilies.xlsx"),
        &exported.bytes,
    ));
    let import = sent.location().expect("an import").to_owned();
    let preview = other.get(&import);
    assert!(preview.says("4 domiciliés à ajouter"), "{preview:?}");
    let confirmed = other.post(&format!("{import}/confirmation"), &[]);
    assert_eq!(confirmed.status, 303, "{confirmed:?}");
    assert!(other.get(&import).says("4 domiciliés ajoutés"));
    assert_eq!(known(&empty), known(&desk));
    let visits = db::sql(
        "SELECT date(dernier_passage_at / 1000 + 7200, 'unixepoch') AS jour FROM usager WHERE numero = ?1 AND structure_id IN (?2, ?3)",
        &[json!(full.numero), json!(desk.id), json!(empty.id)],
    );
    assert_eq!(visits.rows[0], visits.rows[1], "the day of the last visit");
}

pub(crate) fn what_goes_out_is_what_the_list_shows() {
    let desk = Desk::new();
    let (late, later, running) = (desk.usager(), desk.usager(), desk.usager());
    for (usager, end) in [(&late, "2025-10-02"), (&later, "2025-10-20")] {
        usager.set("debut", &json!("2025-01-01"));
        usager.set("echeance", &json!(end));
    }
    let _other_s = Desk::new().usager();
    let browser = Browser::without_scripts();
    desk.staff_in(&browser, "GESTIONNAIRE");
    browser.open("/gestion?filtre=echeance-depassee&sens=desc");
    browser.follow("Exporter");
    browser.sees("La double authentification est nécessaire");
    turn_on_in(&browser);
    browser.open("/gestion?filtre=echeance-depassee&sens=desc");
    browser.follow("Exporter");
    browser.sees("2 domiciliés : onglet Actifs, échéance dépassée");
    browser.sees("Cet export sera noté");
    browser.sees("Numéro d'identification, Civilité, Nom");
    assert!(log(&desk).is_empty(), "nothing has gone out yet");

    let mut gestionnaire = desk.proved("ADMINISTRATEUR");
    let answer = gestionnaire.post(PAGE, &[("filtre", "echeance-depassee"), ("sens", "desc")]);
    let sheet = rows(&answer);
    assert_eq!(
        column(&sheet, "Nom"),
        [later.nom.clone(), late.nom.clone()],
        "in the order of the list"
    );
    assert_eq!(column(&sheet, "Situation"), ["Actif", "Actif"]);
    assert_eq!(column(&sheet, "Accès au portail"), ["Aucun", "Aucun"]);

    running.set("nom", &json!("=HYPERLINK(\"http://ailleurs\")"));
    db::sql(
        "UPDATE usager SET courrier_pending = 2, courrier_since_at = ?2 WHERE id = ?1",
        &[json!(running.id), json!(now())],
    );
    let typed = running.prenom.to_lowercase();
    let page = gestionnaire.get(&format!("/gestion?q={typed}"));
    assert!(page.body.contains(&format!("{PAGE}?q={typed}")), "{page:?}");
    let page = gestionnaire.get(&format!("{PAGE}?q={typed}"));
    assert!(
        page.says("1 domicilié : résultats d’une recherche"),
        "{page:?}"
    );
    let found = rows(&gestionnaire.post(PAGE, &[("q", &typed)]));
    assert_eq!(
        column(&found, "Nom"),
        ["=HYPERLINK(\"http://ailleurs\")"],
        "words, and no formula"
    );
    assert_eq!(column(&found, "Courriers en attente"), ["2"]);

    let lines = log(&desk);
    let details: Vec<&str> = lines
        .iter()
        .filter_map(|line| line["detail"].as_str())
        .collect();
    assert_eq!(
        details,
        [
            r#"{"nombre":2,"choix":"onglet Actifs, échéance dépassée"}"#,
            r#"{"nombre":1,"choix":"résultats d’une recherche, dans tous les statuts"}"#
        ]
    );
}

pub(crate) fn an_empty_list_is_said() {
    let desk = Desk::new();
    let _ = desk.usager();
    let mut gestionnaire = desk.proved("GESTIONNAIRE");
    let refused = [("onglet", "refuses")];
    for page in [
        gestionnaire.get(&format!("{PAGE}?onglet=refuses")),
        gestionnaire.post(PAGE, &refused),
        gestionnaire.get(&format!("{PAGE}?q=personne-de-ce-nom")),
        gestionnaire.post(PAGE, &[("q", "personne-de-ce-nom")]),
    ] {
        assert!(
            page.status == 200 && page.says("il n’y a rien à exporter"),
            "{page:?}"
        );
    }
    assert!(log(&desk).is_empty());
}

pub(crate) fn only_two_roles_export() {
    let desk = Desk::new();
    let usager = desk.usager();
    for role in ["FACTEUR", "AGENT", "INSTRUCTEUR"] {
        let mut colleague: Visitor = desk.staff(role);
        let list = colleague.get("/gestion");
        assert!(!list.body.contains(PAGE), "{role}: {list:?}");
        for path in [PAGE.to_owned(), usager.tab("export")] {
            assert_eq!(colleague.get(&path).status, 403, "{role} {path}");
            assert_eq!(colleague.post(&path, &[]).status, 403, "{role} {path}");
        }
    }
    assert!(log(&desk).is_empty());
    for role in ["GESTIONNAIRE", "ADMINISTRATEUR"] {
        assert_eq!(
            rows(&desk.proved(role).post(PAGE, WHOLE)).len(),
            2,
            "{role}"
        );
    }
    assert_eq!(log(&desk).len(), 2);
}
