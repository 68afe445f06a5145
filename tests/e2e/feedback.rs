//! « Cette page vous a-t-elle aidé ? »: what readers say of the help, and what operateurs do with it.

use std::thread;

use escale_tests::{
    browser::Browser,
    db,
    http::{Answer, Request, Visitor},
    stories::{DAY_MS, Desk, new_id, now, sign_in_staff, staff_signs_in, things},
};
use escale_worker::feedback::rules::{ANSWERS_OF_A_DAY, ANSWERS_OF_A_PLACE};
use serde_json::json;

const OPERATEUR: &str = "operateur@escale.test";
const LIST: &str = "/operateur/avis";

fn say(visitor: &mut Visitor, page: &str, utile: &str, words: &str) -> Answer {
    let fields = [("page", page), ("utile", utile), ("commentaire", words)];
    visitor.post("/aide/avis", &fields)
}

/// How often that page helped, or did not.
fn counted(page: &str, column: &str) -> i64 {
    db::count(
        &format!("SELECT coalesce(sum({column}), 0) FROM avis_jour WHERE page = ?1"),
        &[json!(page)],
    )
}

fn kept(words: &str) -> i64 {
    db::count(
        "SELECT count(*) FROM avis_commentaire WHERE instr(commentaire, ?1) > 0",
        &[json!(words)],
    )
}

fn night() {
    let answer = Visitor::new().get("/cdn-cgi/handler/scheduled?cron=17+2+*+*+*");
    assert_eq!(answer.status, 200, "{answer:?}");
}

pub(crate) fn a_reader_says_no_and_an_operateur_sees_why() {
    let page = "/aide/structures/radier-un-domicilie/";
    let words = "Je ne trouve pas le bouton « Radier ».";
    let reader = Browser::without_scripts();
    reader.open(page);
    reader.sees("Cette page vous a-t-elle aidé ?");
    reader.sees("N’écrivez pas de nom ni d’information personnelle");
    reader.fill("Un commentaire ? (facultatif)", words);
    reader.press("Non");
    reader.sees("Votre avis est enregistré");
    assert!(reader.cookie_names().is_empty(), "a cookie for a reader");
    reader.follow("Revenir à la page");
    reader.is_at(page);
    reader.press("Oui");
    reader.sees("Votre avis est enregistré");
    assert_eq!((counted(page, "oui"), counted(page, "non")), (1, 1));

    let operateur = Browser::computer();
    staff_signs_in(&operateur, OPERATEUR);
    operateur.follow("Avis sur l’aide");
    operateur.sees(page);
    operateur.sees(words);
    let id = db::value(
        "SELECT id FROM avis_commentaire WHERE commentaire = ?1",
        &[json!(words)],
    );
    let id = id.as_str().expect("an id");
    operateur.script(&format!(
        "document.querySelector('form[action$=\"{id}/traite\"] button').click()"
    ));
    operateur.sees("Le commentaire est traité");
    operateur.does_not_see(words);
    operateur.follow("Traités");
    operateur.sees(words);
    operateur.sees("par Dominique Fontaine");
    assert_eq!(
        db::count(
            "SELECT count(*) FROM journal WHERE evenement = 'AVIS_TRAITE' AND json_extract(detail, '$.page') = ?1",
            &[json!(page)]
        ),
        1
    );
}

pub(crate) fn so_many_answers_a_day_from_one_place() {
    let page = "/aide/structures/annonces/";
    let mut place = Visitor::new();
    for _ in 0..ANSWERS_OF_A_PLACE {
        assert_eq!(say(&mut place, page, "oui", "").status, 303);
    }
    let refused = say(&mut place, page, "non", "Un avis de trop");
    assert_eq!(refused.status, 429, "{refused:?}");
    assert!(
        refused.says("Réessayez demain") && refused.says("Un avis de trop"),
        "{refused:?}"
    );
    assert_eq!(kept("Un avis de trop"), 0);
    let elsewhere = say(&mut Visitor::new(), page, "non", "");
    assert_eq!(elsewhere.status, 303);
    assert_eq!(
        (counted(page, "oui"), counted(page, "non")),
        (ANSWERS_OF_A_PLACE, 1)
    );
}

pub(crate) fn of_many_at_once_from_one_place_so_many_are_kept() {
    let page = "/aide/structures/documents/";
    let one = || {
        let mut visitor = Visitor::new().at("198.51.100.7");
        say(&mut visitor, page, "non", "Tous ensemble").status
    };
    let statuses: Vec<u16> = thread::scope(|scope| {
        let all: Vec<_> = (0..ANSWERS_OF_A_PLACE + 10)
            .map(|_| scope.spawn(one))
            .collect();
        all.into_iter()
            .map(|it| it.join().expect("an answer"))
            .collect()
    });
    let taken = statuses.iter().filter(|status| **status == 303).count();
    assert_eq!(i64::try_from(taken), Ok(ANSWERS_OF_A_PLACE), "{statuses:?}");
    assert_eq!(counted(page, "non"), ANSWERS_OF_A_PLACE);
    assert_eq!(kept("Tous ensemble"), ANSWERS_OF_A_PLACE);
}

pub(crate) fn so_many_answers_a_day_from_all() {
    let page = "/aide/structures/mon-compte/";
    let today = "(SELECT max(jour) FROM avis_jour)";
    assert_eq!(say(&mut Visitor::new(), page, "oui", "").status, 303);
    db::sql(
        &format!(
            "INSERT INTO avis_jour (jour, page, oui, non) VALUES ({today}, '/aide/beaucoup/', 0, ?1)"
        ),
        &[json!(ANSWERS_OF_A_DAY)],
    );
    let refused = say(&mut Visitor::new(), page, "non", "Le jour est plein");
    db::sql("DELETE FROM avis_jour WHERE page = '/aide/beaucoup/'", &[]);
    assert_eq!(refused.status, 429, "{refused:?}");
    assert_eq!((counted(page, "non"), kept("Le jour est plein")), (0, 0));
    assert_eq!(say(&mut Visitor::new(), page, "non", "").status, 303);
}

pub(crate) fn what_is_no_answer_is_refused_and_writes_nothing() {
    let page = "/aide/structures/lire-le-journal/";
    let words = "Ceci ne doit pas être gardé";
    let mut visitor = Visitor::new();
    for address in [
        "",
        "/",
        "/portail",
        "/aide/structures/lire-le-journal",
        "/aide/../gestion/",
        "https://evil.test/aide/",
        "//evil.test/aide/",
        "/aide/structures/lire-le-journal/?x=/",
    ] {
        let answer = say(&mut visitor, address, "non", words);
        assert_eq!(answer.status, 400, "{address}: {answer:?}");
    }
    for unknown in ["/aide/nulle-part/", "/aide/avis/", "/aide/merci/"] {
        let answer = say(&mut visitor, unknown, "non", words);
        assert_eq!(answer.status, 404, "{unknown}: {answer:?}");
        assert_eq!(counted(unknown, "oui + non"), 0, "{unknown}");
    }
    for utile in ["", "peut-être", "OUI"] {
        assert_eq!(say(&mut visitor, page, utile, words).status, 400, "{utile}");
    }
    let long = format!("{words} {}", "é".repeat(500));
    let answer = say(&mut visitor, page, "non", &long);
    assert_eq!(answer.status, 422, "{answer:?}");
    assert!(
        answer.says("Il peut en avoir 500") && answer.says(&long),
        "what was typed is lost: {answer:?}"
    );
    assert_eq!((kept(words), counted(page, "oui + non")), (0, 0));
    assert_eq!(visitor.get("/aide/avis").status, 405);
}

pub(crate) fn other_sites_say_nothing() {
    let page = "/aide/structures/documents/";
    let words = "D’un autre site";
    let fields = [("page", page), ("utile", "non"), ("commentaire", words)];
    for request in [
        Request::post("/aide/avis").from_site(Some("cross-site")),
        Request::post("/aide/avis").from_site(None),
        Request::post("/aide/avis")
            .from_site(None)
            .header("Origin", "https://evil.test"),
    ] {
        let answer = Visitor::new().send(request.form(&fields));
        assert_eq!(answer.status, 403, "{answer:?}");
    }
    assert_eq!(kept(words), 0);
}

pub(crate) fn it_sets_no_cookie_and_leads_nowhere_else() {
    let page = "/aide/structures/droit-d-acces/";
    let mut visitor = Visitor::new();
    let said = say(&mut visitor, page, "oui", "");
    assert_eq!(said.status, 303);
    assert_eq!(
        said.location(),
        Some("/aide/merci?page=%2Faide%2Fstructures%2Fdroit-d-acces%2F")
    );
    let thanks = visitor.get(said.location().expect("an address"));
    assert!(
        thanks.body.contains(&format!("href=\"{page}\"")),
        "{thanks:?}"
    );
    for answer in [&said, &thanks, &visitor.get(page)] {
        assert!(answer.header("set-cookie").is_none(), "{answer:?}");
    }
    for elsewhere in [
        "https://evil.test/",
        "//evil.test/aide/",
        "javascript:alert(1)",
    ] {
        let thanks = visitor.get(&format!("/aide/merci?page={elsewhere}"));
        assert!(
            thanks.status == 200
                && !thanks.body.contains("evil.test")
                && !thanks.body.contains("alert(1)"),
            "{thanks:?}"
        );
    }
    let rows = db::sql("SELECT cle FROM avis_lieu", &[]).rows;
    assert!(
        !rows.is_empty()
            && rows
                .iter()
                .all(|row| !row["cle"].to_string().contains("198.")),
        "an address is kept: {rows:?}"
    );
}

pub(crate) fn only_an_operateur_reads_treats_and_erases() {
    let words = "Un avis à effacer";
    let id = things::comment("/aide/structures/", words);
    let mut administrateur = Desk::new().staff("ADMINISTRATEUR");
    assert_eq!(administrateur.get(LIST).status, 403);
    for (deed, status) in [("traite", 403), ("a-traiter", 403), ("suppression", 403)] {
        let path = format!("{LIST}/{id}/{deed}");
        assert_eq!(administrateur.post(&path, &[]).status, status, "{deed}");
        assert_eq!(Visitor::new().post(&path, &[]).status, 401, "{deed}");
    }
    let of_it = |column: &str| {
        db::value(
            &format!("SELECT {column} FROM avis_commentaire WHERE id = ?1"),
            &[json!(id)],
        )
    };
    assert_eq!(of_it("traite"), 0);

    let mut operateur = sign_in_staff(OPERATEUR);
    let mut does = |deed: &str| operateur.post(&format!("{LIST}/{id}/{deed}"), &[]).status;
    assert_eq!(
        (does("a-traiter"), does("traite"), does("traite")),
        (404, 303, 404)
    );
    assert!(of_it("traite_at").is_number() && of_it("traite_par").is_string());
    assert_eq!(
        (does("a-traiter"), of_it("traite_at").is_null()),
        (303, true)
    );
    assert_eq!((does("suppression"), kept(words)), (303, 0));
    assert_eq!((does("suppression"), does("traite")), (404, 404));
}

pub(crate) fn comments_follow_each_other_and_lose_none() {
    let (mark, start) = (new_id("suite"), now() - 2 * DAY_MS);
    for number in 0..65 {
        let id = things::comment("/aide/", &format!("{mark} {number}."));
        // All in one moment, by twos: the order must hold all the same.
        db::sql(
            "UPDATE avis_commentaire SET created_at = ?2 WHERE id = ?1",
            &[json!(id), json!(start + number / 2)],
        );
    }
    let mut operateur = sign_in_staff(OPERATEUR);
    let (mut path, mut seen) = (LIST.to_owned(), String::new());
    loop {
        let page = operateur.get(&path);
        assert_eq!(page.status, 200, "{page:?}");
        seen.push_str(&page.body);
        let next = page.body.split(" rel=\"next\"").next().unwrap_or_default();
        if next.len() == page.body.len() {
            break;
        }
        let href = next.rsplit("href=\"").next().expect("an address");
        href.trim_end_matches('"').clone_into(&mut path);
    }
    for number in 0..65 {
        let words = format!("{mark} {number}.");
        assert_eq!(seen.matches(&words).count(), 1, "{words}");
    }
    let at = |number: i64| seen.find(&format!("{mark} {number}."));
    assert!(at(64) < at(40) && at(40) < at(2), "newest first");
}

pub(crate) fn the_night_forgets_what_is_old_and_where_it_came_from() {
    let page = "/aide/structures/procurations-et-transfert/";
    assert_eq!(
        say(&mut Visitor::new(), page, "non", "D’aujourd’hui").status,
        303
    );
    let old = things::comment(page, "D’un autre temps");
    db::sql(
        "UPDATE avis_commentaire SET created_at = ?2 WHERE id = ?1",
        &[json!(old), json!(now() - 368 * DAY_MS)],
    );
    db::sql(
        "INSERT INTO avis_jour (jour, page, oui, non) VALUES (date('now', '-368 days'), ?1, 5, 0), (date('now', '-300 days'), ?1, 7, 0)",
        &[json!(page)],
    );
    db::sql(
        "INSERT INTO avis_lieu (jour, cle, nombre, dernier) VALUES (date('now', '-2 days'), ?1, 1, ?2)",
        &[json!("x".repeat(43)), json!(new_id("avis"))],
    );
    night();
    assert_eq!((kept("D’un autre temps"), kept("D’aujourd’hui")), (0, 1));
    assert_eq!((counted(page, "oui"), counted(page, "non")), (7, 1));
    let places = db::count("SELECT count(DISTINCT jour) FROM avis_lieu", &[]);
    assert_eq!(places, 1, "only today's");
}
