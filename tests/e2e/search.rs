//! The search box of the list: what it finds, and how one gets to a file by the keyboard alone.

use escale_tests::{browser::Browser, db, http::Visitor, stories::Desk};
use serde_json::json;

use crate::list::ids;

const ENTER: &str = "\u{e007}";
const ARROW_DOWN: &str = "\u{e015}";

pub(crate) fn a_search_finds_by_anything_one_is_told() {
    let (desk, other) = (Desk::new(), Desk::new());
    desk.crowd(60);
    let radie = desk.one_of_the_crowd(60);
    db::sql(
        "UPDATE usager SET statut = 'RADIE', motif = 'SATURATION' WHERE id = ?1",
        &[json!(radie)],
    );
    let stranger = other.usager();
    let mut facteur = desk.staff("FACTEUR");
    let mut finds = |typed: &str| ids(&facteur.get(&format!("/gestion?q={typed}")));
    let seventh = desk.one_of_the_crowd(7);
    for typed in [
        "nom0007",
        "Prenom0007",
        "PR%C3%89NOM0007%20nom",
        "nom%20prenom0007",
    ] {
        assert_eq!(finds(typed), std::slice::from_ref(&seventh), "{typed}");
    }
    assert_eq!(
        finds("nom0060"),
        [radie.as_str()],
        "a search is for all statuts"
    );
    assert_eq!(finds(&stranger.nom), [""; 0], "another structure's");
    assert_eq!(finds("17/05/1990").len(), 50, "at most fifty");
    let many = facteur.get("/gestion?q=nom");
    assert!(many.says("Précisez votre recherche"), "{many:?}");
    let one = facteur.get("/gestion?q=nom0007");
    assert!(
        one.says("1 résultat dans tous les statuts") && !one.says("Précisez"),
        "{one:?}"
    );
    // What is no word is no search; what is too long or odd is no trouble.
    assert_eq!(ids(&facteur.get("/gestion?q=-")).len(), 50);
    for odd in [
        "%25",
        "%00",
        "'%20OR%201=1",
        &"a".repeat(3000),
        "%F0%9F%92%8C",
    ] {
        assert_eq!(
            facteur.get(&format!("/gestion?q={odd}")).status,
            200,
            "{odd}"
        );
    }
}

pub(crate) fn enter_opens_the_only_one_found() {
    let desk = Desk::new();
    desk.crowd(12);
    let fourth = desk.one_of_the_crowd(4);
    let opens = |person: &mut Visitor, typed: &str| {
        let page = person.get(&format!("/gestion?q={typed}&ouvrir=1"));
        page.location().map(str::to_owned)
    };
    let file = format!("/gestion/usagers/{fourth}");
    let mut agent = desk.staff("AGENT");
    assert_eq!(opens(&mut agent, "nom0004"), Some(file.clone()));
    assert_eq!(
        opens(&mut agent, "4"),
        Some(file.clone()),
        "their number, whole"
    );
    assert_eq!(opens(&mut agent, "nom"), None, "twelve are found");
    assert_eq!(opens(&mut agent, "zzz"), None, "nobody is found");
    assert_eq!(opens(&mut agent, ""), None, "nothing is looked for");
    let seen = agent.get("/gestion?q=nom0004");
    assert_eq!(seen.status, 200, "typing alone opens nothing");
    let mail = opens(&mut desk.staff("FACTEUR"), "nom0004");
    assert_eq!(
        mail,
        Some(format!("{file}/courriers")),
        "what a facteur sees"
    );
}

pub(crate) fn results_follow_what_is_typed() {
    let desk = Desk::new();
    desk.crowd(120);
    let agent = Browser::computer();
    desk.staff_in(&agent, "AGENT");
    agent.open("/gestion?onglet=actifs");
    agent.keys("nom000");
    agent.sees("9 résultats dans tous les statuts.");
    agent.sees("NOM0009 Prenom0009");
    agent.does_not_see("NOM0010 Prenom0010");
    assert_eq!(agent.written_in("Rechercher un domicilié"), "nom000");
    // « Back » comes back here.
    agent.is_at("/gestion?q=nom000");
    let announced = agent.script("return document.querySelector('[data-annonce]').textContent");
    assert_eq!(announced, json!("9\u{a0}résultats dans tous les statuts."));
    agent.keys("7");
    agent.sees("1 résultat dans tous les statuts.");
    agent.keys(ENTER);
    agent.sees("M. NOM0007 Prenom0007");
    agent.is_at(&format!("/gestion/usagers/{}", desk.one_of_the_crowd(7)));
    // From the file, the next person: what was typed is ready to be typed over.
    agent.back();
    agent.sees("1 résultat dans tous les statuts.");
    agent.keys("prenom0011");
    agent.sees("NOM0011 Prenom0011");
    agent.keys(ARROW_DOWN);
    agent.keys(ENTER);
    agent.sees("M. NOM0011 Prenom0011");
}

pub(crate) fn a_search_without_network_is_told_and_loses_nothing() {
    let desk = Desk::new();
    desk.crowd(3);
    let agent = Browser::computer();
    desk.staff_in(&agent, "AGENT");
    agent.open("/gestion");
    agent.network(false);
    agent.keys("nom0002");
    agent.sees("La recherche n’a pas abouti");
    agent.sees("NOM0003 Prenom0003");
    assert_eq!(agent.written_in("Rechercher un domicilié"), "nom0002");
    agent.network(true);
    agent.keys(ENTER);
    agent.sees("M. NOM0002 Prenom0002");
}

pub(crate) fn a_search_without_scripts() {
    let desk = Desk::new();
    desk.crowd(12);
    let agent = Browser::without_scripts();
    desk.staff_in(&agent, "AGENT");
    agent.open("/gestion");
    agent.keys("nom001");
    agent.press("Rechercher");
    agent.sees("3 résultats dans tous les statuts.");
    agent.follow("Effacer la recherche");
    agent.fill("Rechercher un domicilié", "prenom0012");
    agent.keys(ENTER);
    agent.sees("M. NOM0012 Prenom0012");
}
