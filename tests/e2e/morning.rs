//! « Courrier du jour »: a morning's letters recorded by the keyboard alone, in a real browser.

use std::{collections::BTreeMap, time::Duration};

use escale_tests::{
    browser::Browser,
    db,
    server::until,
    stories::{Desk, Usager},
    text,
};
use serde_json::{Value, json};

use crate::crowd::{Eye, PEOPLE, Person, crowd};

pub(crate) const ENTER: &str = "\u{e007}";
pub(crate) const DOWN: &str = "\u{e015}";
const RIGHT: &str = "\u{e014}";
const SHIFT_TAB: &str = "\u{e008}\u{e004}\u{e000}";
pub(crate) const PATIENCE: Duration = Duration::from_secs(20);

/// A part of its morning.
const LETTERS: usize = 100;

/// Types a name, takes the first who has it once the page shows who that is, and comes to the small form.
pub(crate) fn chooses(browser: &Browser, nom: &str) {
    browser.keys(nom);
    points_at_someone(browser);
    browser.keys(ENTER);
    browser.has_focus_on("fiche-nombre");
}

/// Waits until Enter would take somebody at once: the answer to all that is typed is there.
pub(crate) fn points_at_someone(browser: &Browser) {
    let option = "return !!document.querySelector('[role=option][aria-selected=true]')";
    let came = until(PATIENCE, || browser.script(option) == json!(true));
    assert!(came, "{}", browser.screen());
}

/// Fails unless the option that Enter takes comes to be that person's.
fn points_at(browser: &Browser, person: &Person) {
    let wanted = format!("{} ", person.nom.to_uppercase());
    let numero = format!("n° {},", person.numero);
    let mut under = Value::Null;
    let came = until(PATIENCE, || {
        under = browser.script("const it = document.querySelector('[role=option][aria-selected=true]'); return it ? it.textContent : ''");
        let text = under.as_str().unwrap_or_default().replace('\u{a0}', " ");
        text.starts_with(&wanted) && text.contains(&numero)
    });
    assert!(came, "Enter would take {under}, not {wanted}{numero}");
}

fn pieces(desk: &Desk) -> BTreeMap<String, [i64; 3]> {
    let rows = db::sql(
        "SELECT usager_id, sum(courrier) AS c, sum(recommande) AS r, sum(colis) AS k FROM mail_line WHERE structure_id = ?1 GROUP BY usager_id",
        &[json!(desk.id)],
    )
    .rows;
    let of = |row: &Value| ["c", "r", "k"].map(|kind| row[kind].as_i64().unwrap_or_default());
    rows.iter()
        .map(|row| {
            (
                row["usager_id"].as_str().unwrap_or_default().to_owned(),
                of(row),
            )
        })
        .collect()
}

pub(crate) fn opens(desk: &Desk, browser: &Browser) {
    desk.staff_in(browser, "FACTEUR");
    browser.follow("Courrier du jour");
    browser.sees("Pour qui ?");
    browser.has_focus_on("q");
}

pub(crate) fn a_hundred_letters_by_the_keyboard() {
    let desk = Desk::new();
    let people = crowd(&desk);
    let eye = Eye::of(&people);
    let browser = Browser::computer();
    opens(&desk, &browser);
    let (mut pressed, mut for_names) = (0, 0);
    let mut expected: BTreeMap<String, [i64; 3]> = BTreeMap::new();
    let mut press = |keys: &str, count: usize| {
        browser.keys(keys);
        pressed += count;
    };
    for letter in 0..LETTERS {
        // The pile is in no order, and some people get two.
        let index = letter * 6_131 % 83 * 119;
        let person = &people[index];
        let (typed, downs) = eye.shortest(&people, index);
        for_names += typed.len() + downs;
        press(&typed, typed.len());
        points_at(&browser, &people[eye.sees(&typed)[0]]);
        for _ in 0..downs {
            press(DOWN, 1);
        }
        points_at(&browser, person);
        press(ENTER, 1);
        browser.has_focus_on("fiche-nombre");
        let counts = expected.entry(person.id.clone()).or_default();
        match letter % 10 {
            // Three letters in one go.
            3 => {
                press("3", 1);
                counts[0] += 3;
            }
            // An « avis de passage ».
            7 => {
                press(SHIFT_TAB, 2);
                press(RIGHT, 1);
                counts[1] += 1;
            }
            _ => counts[0] += 1,
        }
        press(ENTER, 1);
        browser.has_focus_on("q");
    }
    browser.sees(&format!("{LETTERS} réceptions enregistrées."));
    assert_eq!(pieces(&desk), expected, "every letter is there, once");
    let lines = db::count(
        "SELECT count(*) FROM mail_line WHERE structure_id = ?1",
        &[json!(desk.id)],
    );
    assert_eq!(lines, i64::try_from(LETTERS).unwrap_or_default());
    println!(
        "the morning: {LETTERS} receptions among {PEOPLE} people, {pressed} keystrokes: {:.1} a letter, {:.1} of them to name the person",
        average(pressed),
        average(for_names)
    );
    assert!(pressed <= 12 * LETTERS, "{pressed} keystrokes");
}

#[expect(clippy::cast_precision_loss, reason = "a few hundred keystrokes")]
fn average(keys: usize) -> f64 {
    keys as f64 / LETTERS as f64
}

pub(crate) fn received(usager: &Usager) -> i64 {
    db::count(
        "SELECT count(*) FROM mail_line WHERE usager_id = ?1 AND mouvement = 'RECEPTION'",
        &[json!(usager.id)],
    )
}

pub(crate) fn the_network_drops_and_nothing_is_lost_nor_doubled() {
    let desk = Desk::new();
    let usager = desk.usager();
    let browser = Browser::computer();
    opens(&desk, &browser);

    // While a name is typed: it stays typed, and Enter is remembered.
    browser.network(false);
    browser.keys(&usager.nom);
    browser.keys(ENTER);
    browser.sees("Le réseau ne répond pas. Ce que vous avez écrit est gardé");
    assert_eq!(browser.written_in("Pour qui ?"), usager.nom);
    browser.network(true);
    browser.has_focus_on("fiche-nombre");

    // While it is recorded: it waits, and leaves by itself.
    browser.network(false);
    browser.keys("2");
    browser.keys(ENTER);
    browser.has_focus_on("q");
    browser.sees("1 réception en attente d’envoi");
    browser.sees("en attente d’envoi");
    assert_eq!(received(&usager), 0);
    browser.network(true);
    browser.sees("1 réception enregistrée.");
    assert_eq!(received(&usager), 1);

    // It arrives, but its answer does not: sent again, it is not recorded again.
    chooses(&browser, &usager.nom);
    browser.answers_late_by(60_000);
    browser.keys(ENTER);
    assert!(
        until(PATIENCE, || received(&usager) == 2),
        "what is sent leaves at once"
    );
    browser.sees("1 réception en attente d’envoi");
    // The page gives up waiting by itself, and says so.
    let words = text::normal(
        "Le réseau ne répond pas. Rien n’est perdu : l’envoi reprendra seul. Gardez cette page ouverte.",
    );
    assert!(
        until(PATIENCE, || browser.screen().contains(&words)),
        "{}",
        browser.screen()
    );
    browser.network(true);
    browser.sees("2 réceptions enregistrées.");
    assert_eq!(received(&usager), 2, "once each");
    let waits = db::count(
        "SELECT courrier_pending FROM usager WHERE id = ?1",
        &[json!(usager.id)],
    );
    assert_eq!(waits, 3);

    browser.press("Annuler : 1 courrier");
    browser.sees("annulé");
    let waits = db::count(
        "SELECT courrier_pending FROM usager WHERE id = ?1",
        &[json!(usager.id)],
    );
    assert_eq!(waits, 2);
    assert_eq!(
        browser.script("return localStorage.length + sessionStorage.length"),
        json!(0)
    );
}

pub(crate) fn arrows_choose_another_person() {
    let desk = Desk::new();
    let (first, second) = (desk.usager(), desk.usager());
    let browser = Browser::computer();
    opens(&desk, &browser);
    browser.keys("nomsecret");
    browser.sees("2 personnes");
    browser.keys(DOWN);
    browser.keys(ENTER);
    browser.has_focus_on("fiche-nombre");
    browser.keys("101");
    browser.keys(ENTER);
    browser.has_focus_on("fiche-nombre");
    assert_eq!(received(&first) + received(&second), 0, "100 at most");
    browser.keys("\u{e00c}");
    browser.has_focus_on("q");
    assert_eq!(
        browser.written_in("Pour qui ?"),
        "nomsecret",
        "Escape goes back to what was typed"
    );
    browser.sees("2 personnes");
    browser.keys(DOWN);
    browser.keys(ENTER);
    browser.has_focus_on("fiche-nombre");
    browser.keys(ENTER);
    browser.sees("1 réception enregistrée.");
    let second_in_the_list = if first.nom < second.nom {
        &second
    } else {
        &first
    };
    assert_eq!(
        (
            received(second_in_the_list),
            received(&first) + received(&second)
        ),
        (1, 1)
    );
    browser.keys("personne de ce nom");
    browser.keys(ENTER);
    browser.sees("Personne ne correspond à « personne de ce nom »");
}

pub(crate) fn it_all_goes_by_forms_without_scripts() {
    let desk = Desk::new();
    let (usager, gone) = (desk.usager(), desk.usager());
    gone.set("motif", &json!("A_SA_DEMANDE"));
    gone.set("statut", &json!("RADIE"));
    let browser = Browser::without_scripts();
    opens(&desk, &browser);
    browser.fill("Pour qui ?", &usager.nom);
    browser.press("Chercher");
    browser.sees("naissance le 03/02/1980");
    browser.choose("Colis");
    browser.fill("Nombre", "2");
    browser.press("Enregistrer");
    browser.sees("La réception est enregistrée");
    browser.has_focus_on("q");
    browser.sees("2 colis pour");
    assert_eq!(received(&usager), 1);
    browser.press("Annuler");
    browser.sees("La réception est annulée");
    let waits = db::count(
        "SELECT colis_pending FROM usager WHERE id = ?1",
        &[json!(usager.id)],
    );
    assert_eq!(waits, 0);

    browser.fill("Pour qui ?", &gone.nom);
    browser.press("Chercher");
    browser.sees("Cette personne est radiée");
    browser.press("Enregistrer pour");
    assert_eq!(received(&gone), 0, "not before the box is ticked");
    browser.choose("Enregistrer quand même");
    browser.press("Enregistrer pour");
    browser.sees("La réception est enregistrée");
    assert_eq!(received(&gone), 1);

    let mut facteur = desk.staff("FACTEUR");
    let mut send = |nombre: &str, whom: &str| {
        let fields = [
            ("jeton", "AAAAAAAAAAAAAAAAAAmorn"),
            ("usager", whom),
            ("genre", "courrier"),
            ("nombre", nombre),
            ("q", "nomsecret"),
        ];
        facteur.post("/gestion/receptions", &fields)
    };
    for nombre in ["", "0", "101", "-1", "deux"] {
        let answer = send(nombre, &usager.id);
        assert!(
            answer.status == 422 && answer.says(&usager.nom),
            "{nombre}: {answer:?}"
        );
    }
    let foreign = Desk::new().usager();
    for nombre in ["1", "0"] {
        assert_eq!(send(nombre, &foreign.id).status, 404);
    }
    assert_eq!(received(&foreign), 0);
    let found = facteur.get("/gestion/receptions/recherche?q=nomsecret");
    assert!(
        found.status == 200 && found.body.contains(&usager.id) && !found.body.contains(&foreign.id),
        "{found:?}"
    );
}
