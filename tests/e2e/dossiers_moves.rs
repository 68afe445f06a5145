//! Dossiers sent on to another structure, told, undone.

use escale_tests::{
    axe,
    browser::Browser,
    db,
    http::{Answer, Visitor},
    mail,
    stories::dossiers::{Dossier, desk, lieu},
};
use serde_json::json;

pub(crate) fn key(number: usize) -> String {
    format!("passage{number:015}")
}

/// Lets the e-mails of a move leave: they wait until it can no longer be undone.
fn leave(line: &str) {
    let written = db::sql(
        "SELECT id FROM courriel WHERE objet_id = ?1 AND etat = 'ATTENTE'",
        &[json!(line)],
    );
    assert!(!written.rows.is_empty(), "nobody is told");
    for row in written.rows {
        let id = row["id"].as_str().expect("an id");
        mail::is_due(id);
        mail::message(id, 1);
    }
}

pub(crate) fn last_line(dossier: &Dossier) -> String {
    let log = dossier.log();
    let last = log.last().expect("a line");
    last["id"].as_str().expect("an id").to_owned()
}

pub(crate) fn sent_on_to_a_place_and_told() {
    let (from, middle, to) = (desk(), desk(), desk());
    let own = lieu(&middle, "Chez nous", (47.21, -1.55));
    let lieu = lieu(&to, "Cyber-base du port", (47.25, -1.5));
    let dossier = Dossier::of(&from);
    let first = send(&mut from.staff("AGENT"), &dossier, &own, &key(400));
    assert_eq!(first.status, 303, "{first:?}");

    let browser = Browser::phone();
    middle.staff_in(&browser, "AGENT");
    browser.open("/gestion/dossiers");
    browser.sees(&format!("réorienté par {}", from.nom));
    browser.open(&dossier.path("/reorientation"));
    browser.fill("Quoi ?", "cyber-base du port");
    browser.press("Rechercher");
    for words in [
        "à environ",
        "02 40 00 00 00",
        "Du lundi au vendredi",
        &to.nom,
    ] {
        browser.sees(words);
    }
    axe::check(&browser, "the places to choose from");
    browser.does_not_see("Chez nous");
    browser.open(&format!("{}?vers={lieu}", dossier.path("/reorientation")));
    browser.fill("Message à la structure", "Besoin d’un créneau le soir.");
    browser.press("Réorienter");
    browser.sees("est réorienté vers");
    assert_eq!(dossier.column("structure_id"), json!(to.id));
    assert_eq!(
        dossier.log()[2]["texte"],
        json!("Besoin d’un créneau le soir.")
    );

    leave(&last_line(&dossier));
    let told = mail::about(&to.email("GESTIONNAIRE"), "réorienté");
    for mail in [
        &told,
        &mail::about(&from.email("AGENT"), "change de structure"),
    ] {
        assert!(
            !mail.raw.contains(&dossier.nom) && !mail.subject.contains(&dossier.carnet),
            "{}",
            mail.raw
        );
    }
    assert!(told.text.contains(&dossier.path("")), "{}", told.text);

    // Whoever held it sees where it went, and nothing else of it.
    let mut former = middle.staff("AGENT");
    let gone = former.get(&dossier.path("/archivage"));
    assert!(gone.status == 200 && gone.says(&to.nom), "{gone:?}");
    assert!(
        !gone.says(&dossier.nom) && !gone.says(&dossier.carnet),
        "{gone:?}"
    );
    let late = send(&mut former, &dossier, &lieu, &key(401));
    assert_eq!(late.status, 409);
    assert_eq!(dossier.log().len(), 3);
}

fn send(visitor: &mut Visitor, dossier: &Dossier, lieu: &str, key: &str) -> Answer {
    let rang = dossier.rang().to_string();
    let fields = [("jeton", key), ("rang", rang.as_str()), ("lieu", lieu)];
    visitor.post(&dossier.path("/reorientation"), &fields)
}

pub(crate) fn what_is_undone_is_told_to_nobody() {
    let (here, there) = (desk(), desk());
    let lieu = lieu(&there, "Cyber-base", (47.2, -1.5));
    let dossier = Dossier::of(&here);
    let mut agent = here.staff("AGENT");
    assert_eq!(send(&mut agent, &dossier, &lieu, &key(410)).status, 303);
    let line = last_line(&dossier);
    let key = key(411);
    let fields = [("jeton", key.as_str()), ("ligne", line.as_str())];
    let undone = agent.post(&dossier.path("/annulation"), &fields);
    assert_eq!(undone.status, 303, "{undone:?}");
    assert_eq!(dossier.column("structure_id"), json!(here.id));
    let waiting = "SELECT count(*) FROM courriel WHERE objet_id = ?1 AND etat <> 'ANNULE'";
    assert_eq!(db::count(waiting, &[json!(line)]), 0);
    // A place that takes no dossiers, one's own, none.
    there.set("operatrice", &json!(0));
    for place in [lieu.as_str(), "AAAAAAAAAAAAAAAAAAAAAA", "x"] {
        let answer = send(&mut agent, &dossier, place, &key_of(place));
        assert!(
            answer.status == 422 && answer.says("ne reçoit pas, ou plus, de dossiers"),
            "{answer:?}"
        );
    }
    assert_eq!(dossier.rang(), 3);
}

fn key_of(place: &str) -> String {
    format!("vers{place:-<18.18}")
}

pub(crate) fn a_place_is_chosen_on_the_public_map() {
    let (here, there) = (desk(), desk());
    let nom = format!("Maison du port {}", there.id);
    let place = lieu(&there, &nom, (47.2, -1.5));
    let dossier = Dossier::of(&here);
    let browser = Browser::without_scripts();
    here.staff_in(&browser, "AGENT");
    browser.open(&dossier.path("/reorientation"));
    browser.follow("Choisir sur la cartographie publique");
    browser.sees("Vous cherchez un lieu pour réorienter un dossier");
    browser.fill("Que cherchez-vous ?", &nom);
    browser.press("Rechercher");
    browser.follow(&nom);
    browser.follow("Réorienter le dossier vers ce lieu");
    browser.sees("même si vous annulez");
    assert!(browser.path().starts_with(&dossier.path("/reorientation")));
    browser.press("Réorienter");
    browser.sees("est réorienté vers");
    assert_eq!(dossier.column("structure_id"), json!(there.id));
    // Whoever looks for a place for themselves reads nothing of it, and the page may be kept.
    let mut anyone = Visitor::new();
    let page = anyone.get(&format!("/lieux/{place}"));
    assert!(!page.says("Réorienter le dossier"), "{page:?}");
}
