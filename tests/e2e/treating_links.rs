//! The link to a request: opening it changes nothing, and it is of no use later, elsewhere, or for something else.

use std::thread;

use escale_tests::{
    axe,
    browser::Browser,
    db,
    http::{Answer, Visitor},
    mail,
    stories::{Asked, now},
};
use serde_json::{Value, json};

use crate::treating::{KEY, decision};

/// Every row of every table that a link could touch.
fn dump(asked: &Asked) -> Vec<Value> {
    [
        "SELECT * FROM orientation WHERE id = ?1",
        "SELECT * FROM orientation_evenement WHERE orientation_id = ?1",
        "SELECT * FROM orientation_document WHERE orientation_id = ?1",
        "SELECT * FROM orientation_cle WHERE orientation_id = ?1",
        "SELECT * FROM lien WHERE objet_id = ?1",
        "SELECT j.* FROM lien_jeton j JOIN lien l ON l.id = j.lien_id WHERE l.objet_id = ?1",
        "SELECT c.* FROM courriel c WHERE c.objet_id = ?1",
    ]
    .iter()
    .flat_map(|query| db::sql(query, &[json!(asked.id)]).rows)
    .collect()
}

/// The addresses of the links and pictures of a page that are on this site.
fn addresses(page: &Answer) -> Vec<String> {
    let pieces = ["href=\"/", "src=\"/", "action=\"/"]
        .iter()
        .flat_map(|mark| page.body.split(mark).skip(1));
    pieces
        .filter_map(|rest| rest.split('"').next())
        .map(|path| format!("/{}", path.replace("&amp;", "&")))
        .collect()
}

pub(crate) fn a_scanner_that_opens_everything_changes_nothing() {
    let asked = Asked::new();
    let (piece, _) = asked.with_document();
    let (link, mut scanner) = (asked.link(), Visitor::new());
    let before = dump(&asked);
    let mut seen: Vec<String> = vec![
        link.clone(),
        format!("{link}/refus/proposition?motif=DOUBLON"),
    ];
    let mut next = 0;
    while next < seen.len() && next < 200 {
        let page = scanner.get(&seen[next]);
        assert!(page.status < 500, "{page:?}");
        if seen[next].starts_with(&link) {
            // A form's address opened as a page is an error, of which the door tells everything.
            if page.status != 405 {
                is_closed(&page);
            }
            for address in addresses(&page) {
                if !seen.contains(&address) {
                    seen.push(address);
                }
            }
        }
        next += 1;
    }
    for path in [
        "/validation",
        "/refus",
        "/beneficiaire",
        "/prescripteur",
        &format!("/documents/{piece}"),
    ] {
        assert!(
            seen.contains(&format!("{link}{path}")),
            "{path} was not found in {seen:?}"
        );
    }
    assert_eq!(dump(&asked), before);
    let read = scanner.post(&format!("{link}/lecture"), &[]);
    assert_eq!(read.status, 303, "{read:?}");
    assert_ne!(dump(&asked), before, "the comparison can fail");
    assert_eq!(scanner.post(&format!("{link}/lecture"), &[]).status, 303);
    assert_eq!(asked.lines(), ["ENVOI", "VUE"]);
}

/// What every answer of a link says to whoever might keep it.
fn is_closed(page: &Answer) {
    assert_eq!(page.header("cache-control"), Some("no-store"), "{page:?}");
    assert_eq!(
        page.header("referrer-policy"),
        Some("no-referrer"),
        "{page:?}"
    );
    let robots = page.header("x-robots-tag").unwrap_or_default();
    assert!(robots.contains("noindex"), "{page:?}");
}

pub(crate) fn a_link_is_of_no_use_elsewhere_or_later() {
    let (asked, other) = (Asked::new(), Asked::new());
    let (foreign, _) = other.with_document();
    let mut visitor = Visitor::new();
    let link = asked.link();
    let other_piece = visitor.get(&format!("{link}/documents/{foreign}"));
    assert_eq!(other_piece.status, 404, "{other_piece:?}");

    let wrong_kind = asked.link_of("INVITATION", &asked.id);
    let unknown = format!("/orientations/esl_{}", "A".repeat(43));
    let over = |column: &str| {
        let link = asked.link();
        db::sql(
            &format!(
                "UPDATE lien SET created_at = ?2 - 2, {column} = ?2 WHERE id = (SELECT max(id) FROM lien WHERE objet_id = ?1)"
            ),
            &[json!(asked.id), json!(now() - 1)],
        );
        link
    };
    let (expired, revoked) = (over("expires_at"), over("ended_at"));
    let before = asked.lines();
    for path in [&wrong_kind, &unknown, &expired, &revoked] {
        for page in [
            "",
            "/validation",
            "/refus",
            "/beneficiaire",
            "/documents/AAAAAAAAAAAAAAAAAAAAAA",
        ] {
            let answer = visitor.get(&format!("{path}{page}"));
            assert_eq!(answer.status, 410, "{path}{page}: {answer:?}");
            assert!(answer.says("Recevoir un nouveau lien"), "{answer:?}");
            assert!(!answer.body.contains(&asked.nom), "{answer:?}");
            is_closed(&answer);
        }
        let (page, fields) = decision(KEY, "validation");
        assert_eq!(visitor.post(&format!("{path}/{page}"), &fields).status, 410);
        assert_eq!(visitor.post(&format!("{path}/lecture"), &[]).status, 410);
    }
    assert_eq!(
        (asked.lines(), asked.column("statut")),
        (before, json!("OUVERTE"))
    );
    assert_eq!(visitor.get(&link).status, 200);
}

pub(crate) fn a_new_link_goes_to_the_address_on_file_every_ten_minutes() {
    let asked = Asked::new();
    let browser = Browser::phone();
    let link = asked.link();
    db::sql(
        "UPDATE lien SET created_at = ?2 - 2, expires_at = ?2 WHERE objet_id = ?1",
        &[json!(asked.id), json!(now() - 1)],
    );
    browser.open(&link);
    browser.press("Recevoir un nouveau lien");
    browser.sees("Si ce lien est celui d’une demande en cours, un e-mail vient de partir.");
    axe::check(&browser, "a lost link");
    let fresh = mail::about(&asked.service, "Votre nouveau lien").link();
    assert_ne!(fresh, link);
    browser.open(&fresh);
    browser.sees("Demande pour Awa");

    let answers: Vec<Answer> = thread::scope(|scope| {
        let tries: Vec<_> = (0..8)
            .map(|_| scope.spawn(|| Visitor::new().post(&format!("{link}/lien"), &[])))
            .collect();
        tries
            .into_iter()
            .map(|one| one.join().expect("an answer"))
            .collect()
    });
    assert!(
        answers.iter().all(|answer| answer.status == 303),
        "{answers:?}"
    );
    assert_eq!(
        asked.lines(),
        ["ENVOI", "LIEN"],
        "not twice within ten minutes"
    );
    let unknown = format!("/orientations/esl_{}", "B".repeat(43));
    let answer = Visitor::new().post(&format!("{unknown}/lien"), &[]);
    assert_eq!(answer.status, 303);
    let (known, lost) = (
        Visitor::new().get(&format!("{link}?lien=demande")),
        Visitor::new().get(&format!("{unknown}?lien=demande")),
    );
    assert_eq!(
        known.words(),
        lost.words(),
        "the same answer whether or not the link is known"
    );
}

pub(crate) fn what_is_over_says_what_became_of_it() {
    let asked = Asked::new();
    let (link, mut visitor) = (asked.link(), Visitor::new());
    let (piece, _) = asked.with_document();
    let (path, fields) = decision(KEY, "refus");
    assert_eq!(visitor.post(&format!("{link}/{path}"), &fields).status, 303);
    let page = visitor.get(&link);
    assert!(
        page.status == 200 && page.says("Cette demande a été refusée"),
        "{page:?}"
    );
    assert!(!page.body.contains("06 12 34 56 78") && !page.body.contains(&asked.beneficiaire));
    assert_eq!(
        visitor.get(&format!("{link}/documents/{piece}")).status,
        409
    );
    assert_eq!(visitor.get(&format!("{link}/validation")).status, 409);
    assert_eq!(visitor.get(&format!("{link}/beneficiaire")).status, 409);
    db::sql(
        "UPDATE lien SET ended_at = ?2 WHERE objet_id = ?1",
        &[json!(asked.id), json!(now())],
    );
    let page = visitor.get(&link);
    assert!(
        page.status == 410 && page.says("Cette demande a été refusée"),
        "{page:?}"
    );
    assert!(
        !page.says("Recevoir un nouveau lien") && !page.body.contains(&asked.nom),
        "{page:?}"
    );
    assert_eq!(visitor.post(&format!("{link}/lien"), &[]).status, 303);
    assert_eq!(
        asked.lines(),
        ["ENVOI", "REFUS"],
        "a link of no use is not sent"
    );
}
