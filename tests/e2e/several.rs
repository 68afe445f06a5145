//! The first credentials of several people at once: one answer, one letter each, no letter twice.

use std::thread;

use escale_tests::{
    browser::Browser,
    db,
    http::{Answer, Visitor},
    secrets,
    stories::{Credentials, Desk, Usager, try_portal},
    text,
};
use serde_json::json;

use crate::letter::pages_of;

fn review(visitor: &mut Visitor, people: &[&Usager]) -> Answer {
    let query: Vec<String> = people
        .iter()
        .map(|one| format!("usager={}", one.id))
        .collect();
    visitor.get(&format!("/gestion/acces?{}", query.join("&")))
}

fn give(visitor: &mut Visitor, people: &[&Usager]) -> Answer {
    let fields: Vec<(&str, &str)> = people
        .iter()
        .map(|one| ("usager", one.id.as_str()))
        .collect();
    visitor.post("/gestion/acces", &fields)
}

/// The pairs of the table « Identifiants générés », in its order.
fn pairs(answer: &Answer) -> Vec<Credentials> {
    let codes: Vec<String> = answer
        .body
        .split("<code>")
        .skip(1)
        .filter_map(|rest| rest.split_once("</code>"))
        .map(|(code, _)| secrets::keep(code))
        .collect();
    codes
        .chunks(2)
        .map(|pair| Credentials {
            identifiant: pair[0].clone(),
            password: pair[1].clone(),
        })
        .collect()
}

fn accounts(desk: &Desk) -> i64 {
    db::count(
        "SELECT count(*) FROM portal_account WHERE structure_id = ?1",
        &[json!(desk.id)],
    )
}

fn opens(credentials: &Credentials) -> bool {
    let answer = try_portal(
        &mut Visitor::new(),
        &credentials.identifiant,
        &credentials.password,
    );
    answer.location() == Some("/connexion/nouveau-mot-de-passe")
}

pub(crate) fn each_gets_a_letter_on_a_page_of_its_own() {
    let desk = Desk::with_portal();
    let people: Vec<Usager> = (0..3).map(|_| desk.usager()).collect();
    let (known, _) = desk.usager_with_portal();
    let mut chosen: Vec<&Usager> = people.iter().collect();
    chosen.push(&known);
    let mut instructeur = desk.staff("INSTRUCTEUR");
    let page = review(&mut instructeur, &chosen);
    assert!(
        page.says("3 personnes vont recevoir un accès")
            && page.says("1 personne reste comme elle est"),
        "{page:?}"
    );
    assert_eq!(accounts(&desk), 1, "looking gives nothing");

    let answer = give(&mut instructeur, &chosen);
    assert_eq!(
        (answer.status, answer.header("cache-control")),
        (200, Some("no-store"))
    );
    let pairs = pairs(&answer);
    assert_eq!((pairs.len(), accounts(&desk)), (3, 4), "{answer:?}");
    let pages = pages_of(&answer);
    assert_eq!(pages.len(), 3, "{pages:#?}");
    for ((page, person), own) in pages.iter().zip(&people).zip(&pairs) {
        let name = format!("Mme {} {}", person.nom, person.prenom);
        assert!(
            page.contains(&text::normal(&name)),
            "no « {name} » in {page}"
        );
        for pair in &pairs {
            let is_own = pair.identifiant == own.identifiant;
            assert_eq!(page.contains(&pair.identifiant), is_own, "{page}");
            assert_eq!(page.contains(&pair.password), is_own, "{page}");
        }
        assert!(opens(own), "the letter of {name} works");
    }
    for person in &people {
        let later = instructeur.get(&person.tab("courriers"));
        assert!(
            pairs
                .iter()
                .all(|pair| !later.body.contains(&pair.password)),
            "{later:?}"
        );
    }
    let told = db::count(
        "SELECT count(*) FROM historique WHERE structure_id = ?1 AND evenement = 'ACCES_OUVERT'",
        &[json!(desk.id)],
    );
    assert_eq!(told, 3);
}

pub(crate) fn a_resend_issues_no_second_letter() {
    let desk = Desk::with_portal();
    let people = [desk.usager(), desk.usager()];
    let chosen: Vec<&Usager> = people.iter().collect();
    let mut instructeur = desk.staff("INSTRUCTEUR");
    let first = pairs(&give(&mut instructeur, &chosen));
    let again = give(&mut instructeur, &chosen);
    assert!(
        again.says("Aucun accès donné") && pairs(&again).is_empty(),
        "{again:?}"
    );
    assert!(!again.body.contains("data:application"), "no letter");
    assert!(first.iter().all(opens), "the first letters still work");
}

pub(crate) fn two_colleagues_at_once_issue_one_letter_each_time() {
    let desk = Desk::with_portal();
    let people: Vec<Usager> = (0..4).map(|_| desk.usager()).collect();
    let chosen: Vec<&Usager> = people.iter().collect();
    let mut colleagues = [desk.staff("INSTRUCTEUR"), desk.staff("GESTIONNAIRE")];
    let answers: Vec<Answer> = thread::scope(|scope| {
        let presses = colleagues
            .each_mut()
            .map(|one| scope.spawn(|| give(one, &chosen)));
        presses.map(|press| press.join().expect("an answer")).into()
    });
    let issued: Vec<Credentials> = answers.iter().flat_map(pairs).collect();
    assert_eq!((issued.len(), accounts(&desk)), (4, 4), "{answers:?}");
    assert!(
        issued.iter().all(opens),
        "every letter that was shown works"
    );
}

pub(crate) fn nobody_is_given_one_who_may_not_have_it() {
    let desk = Desk::with_portal();
    let people: Vec<Usager> = (0..26).map(|_| desk.usager()).collect();
    let all: Vec<&Usager> = people.iter().collect();
    let foreign = Desk::with_portal().usager();
    let mut instructeur = desk.staff("INSTRUCTEUR");
    let page = review(&mut instructeur, &all);
    assert!(
        page.says("Vous avez choisi plus de 25 personnes")
            && page.says("25 personnes vont recevoir"),
        "{page:?}"
    );
    assert_eq!(give(&mut instructeur, &all).status, 400, "too many");
    assert_eq!(give(&mut instructeur, &[]).status, 400, "nobody");
    for mixed in [vec![&people[0], &foreign], vec![&foreign]] {
        assert_eq!(review(&mut instructeur, &mixed).status, 404);
        assert_eq!(give(&mut instructeur, &mixed).status, 404);
    }
    assert!(review(&mut instructeur, &[]).says("Aucune personne n’est choisie"));
    desk.set("portail_actif", &json!(0));
    let closed = review(&mut instructeur, &all[..2]);
    assert!(
        closed.says("Le portail est fermé") && !closed.says("Donner les accès"),
        "{closed:?}"
    );
    assert_eq!(
        give(&mut instructeur, &all[..2]).status,
        409,
        "the portal is off"
    );
    assert_eq!(accounts(&desk), 0);
}

pub(crate) fn twenty_five_fit_in_one_answer() {
    let desk = Desk::with_portal();
    let people: Vec<Usager> = (0..25).map(|_| desk.usager()).collect();
    let chosen: Vec<&Usager> = people.iter().collect();
    let answer = give(&mut desk.staff("GESTIONNAIRE"), &chosen);
    assert_eq!(
        (answer.status, pairs(&answer).len()),
        (200, 25),
        "{answer:?}"
    );
    println!("25 letters: a page of {} bytes", answer.body.len());
    assert_eq!(pages_of(&answer).len(), 25);
}

/// The answer alone has the passwords: a second press, however late, would make the browser drop it.
pub(crate) fn the_button_works_once() {
    let desk = Desk::with_portal();
    let usager = desk.usager();
    let browser = Browser::computer();
    desk.staff_in(&browser, "INSTRUCTEUR");
    // Two presses of the form's button, with time passing between them: which would leave?
    let presses = |form: &str| {
        browser.script(&format!(
            "window.setTimeout = function (later) {{ later(); }};
             const form = document.querySelector('form[action=\"{form}\"]');
             const press = function () {{ return form.dispatchEvent(new Event('submit', {{ cancelable: true }})); }};
             return [press(), press()];"
        ))
    };
    let mail = usager.tab("courriers");
    let one = usager.tab("acces");
    for (page, form, leave) in [
        (
            format!("/gestion/acces?usager={}", usager.id),
            "/gestion/acces",
            [true, false],
        ),
        (format!("{mail}?modifier=portail"), &one, [true, false]),
        (mail.clone(), &usager.tab("receptions"), [true, true]),
    ] {
        browser.open(&page);
        assert_eq!(presses(form), json!(leave), "{form}");
    }
}
