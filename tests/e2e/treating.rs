//! A service reads a request by the link of an e-mail, and answers it: once, to everyone it concerns.

use std::thread;

use escale_tests::{
    axe,
    browser::Browser,
    http::{Answer, Visitor},
    mail,
    stories::{Asked, DAY_MS, Desk, now},
};
use serde_json::Value;

/// The key of a form.
pub(crate) const KEY: &str = "AAAAAAAAAAAAAAAAAAAAAA";

/// A key no other form has.
fn key(number: usize) -> String {
    format!("essai{number:017}")
}

fn text_at(address: &str, words: &str) -> String {
    mail::about(address, words).text
}

pub(crate) fn a_service_without_account_accepts() {
    let asked = Asked::new();
    let (piece, _) = asked.with_document();
    let browser = Browser::phone();
    browser.open(&asked.link());
    browser.sees(&format!("Demande pour Awa {}", asked.nom));
    for words in [
        "A un vélo en panne.",
        "Attend un enfant",
        "06 12 34 56 78",
        "Habiter Nantes : remplie",
        "Être majeur : à vérifier avec la personne",
        "Farid Demo",
        "Gwen Olivier",
        "Pièce d’identité.pdf",
        "la demande expire",
    ] {
        browser.sees(words);
    }
    assert!(!browser.title().contains(&asked.nom));
    let saved = Visitor::new().get(&format!("{}/documents/{piece}", browser.path()));
    assert_eq!(saved.status, 200, "{saved:?}");
    assert!(
        saved
            .header("content-disposition")
            .is_some_and(|value| value.starts_with("attachment"))
    );

    browser.follow("Valider la demande");
    browser.sees("3 rue du Port, 44000 Nantes");
    browser.fill(
        "Message au bénéficiaire",
        "Venez mardi à 9 h.\n\nÀ bientôt <b>Awa</b> {{ site }} أحمد",
    );
    browser.press("Vérifier avant d’envoyer");
    browser.sees("Rien n’est encore envoyé");
    browser.sees("Venez mardi à 9 h.");
    assert_eq!(
        asked.column("statut"),
        "OUVERTE",
        "checking decides nothing"
    );
    browser.press("Modifier");
    browser.sees("Vérifier avant d’envoyer");
    browser.press("Vérifier avant d’envoyer");
    browser.press("Valider la demande");
    browser.sees("La demande est validée.");
    for told in [
        "Farid Demo (a fait la demande)",
        "Gwen Olivier (accompagne la personne)",
        "(bénéficiaire)",
    ] {
        browser.sees(told);
    }
    let welcome = mail::about(&asked.beneficiaire, "acceptée");
    assert!(
        welcome
            .text
            .contains("Venez mardi à 9 h.\n\nÀ bientôt <b>Awa</b> {{ site }} أحمد"),
        "{}",
        welcome.text
    );
    assert!(
        welcome
            .raw
            .contains(&format!("Reply-To: <{}>", asked.service)),
        "{}",
        welcome.raw
    );
    for address in [&asked.prescripteur, &asked.referent] {
        let told = text_at(address, "acceptée");
        assert!(
            !told.contains(&asked.beneficiaire),
            "nobody's address is shown: {told}"
        );
    }
    assert_eq!(asked.lines(), ["ENVOI", "VALIDATION"]);
    assert_eq!(asked.column("statut"), "VALIDEE");
    let day = asked.column("suite_at").as_i64().expect("a time") - now();
    assert!(
        (182 * DAY_MS..=183 * DAY_MS).contains(&day),
        "the files stay six months: {day}"
    );
}

pub(crate) fn a_service_refuses_with_and_without_scripts() {
    for (browser, scripts) in [
        (Browser::computer(), true),
        (Browser::without_scripts(), false),
    ] {
        let asked = Asked::new();
        browser.open(&asked.link());
        browser.follow("Refuser la demande");
        browser.choose("Session complète");
        if !scripts {
            browser.press("Proposer un message");
        }
        until_written(&browser, "Toutes nos places sont prises");
        browser.fill("Votre message", "Nous n’avons plus de place avant mars.");
        browser.choose("Autre");
        if !scripts {
            browser.press("Proposer un message");
        }
        browser.sees("Votre message est gardé tel que vous l’avez écrit.");
        assert!(
            browser
                .written_in("Votre message")
                .starts_with("Nous n’avons plus de place")
        );
        browser.press("Remplacer mon message par celui qui est proposé");
        until_written(&browser, "[écrivez ici la raison]");
        browser.press("Vérifier avant d’envoyer");
        browser.sees("Remplacez « [écrivez ici la raison] »");
        browser.untick("Autre");
        if scripts {
            // The message follows at once; only then is another one written.
            until_written(&browser, "Toutes nos places sont prises");
        }
        browser.fill("Votre message", "Nous n’avons plus de place avant mars.");
        browser.press("Vérifier avant d’envoyer");
        browser.sees("aucun e-mail ne lui est envoyé");
        browser.press("Refuser la demande");
        browser.sees("La demande est refusée.");
        browser.does_not_see("06 12 34 56 78");
        for address in [&asked.prescripteur, &asked.referent] {
            let told = text_at(address, "refusée");
            assert!(
                told.contains("avant mars") && told.contains("Session complète"),
                "{told}"
            );
        }
        assert!(mail::at(&asked.beneficiaire).is_empty());
        assert_eq!(asked.column("motifs"), "[\"SESSION_COMPLETE\"]");
    }
}

fn until_written(browser: &Browser, words: &str) {
    assert!(
        escale_tests::server::until(std::time::Duration::from_secs(20), || browser
            .written_in("Votre message")
            .contains(words)),
        "{}",
        browser.written_in("Votre message")
    );
}

pub(crate) fn a_service_writes_and_copies_are_letters_of_their_own() {
    let asked = Asked::new();
    let browser = Browser::computer();
    browser.open(&asked.link());
    browser.follow("Contacter le ou la bénéficiaire");
    browser.fill("Votre message", "Êtes-vous libre mardi ?");
    browser.choose("Envoyer une copie à Farid Demo (a fait la demande)");
    browser.press("Envoyer le message");
    browser.sees("Votre message part.");
    let own = mail::about(&asked.beneficiaire, "vous écrit");
    assert!(
        own.text.contains("Copie envoyée à Farid Demo"),
        "{}",
        own.text
    );
    let copy = mail::about(&asked.prescripteur, "vous écrit");
    assert!(
        copy.text.contains("Vous recevez une copie"),
        "{}",
        copy.text
    );
    for (letter, other) in [(&own, &asked.prescripteur), (&copy, &asked.beneficiaire)] {
        assert!(!letter.raw.contains(other.as_str()) && !letter.text.contains(other.as_str()));
    }
    assert!(mail::at(&asked.referent).is_empty());
    browser.sees("Êtes-vous libre mardi ?");

    browser.follow("Contacter le prescripteur ou la prescriptrice");
    browser.fill("Votre message", "Merci.");
    browser.press("Envoyer le message");
    browser.sees("Votre message part.");
    assert_eq!(
        asked.lines(),
        ["ENVOI", "CONTACT_BENEFICIAIRE", "CONTACT_PRESCRIPTEUR"]
    );
    assert_eq!(asked.column("statut"), "OUVERTE");

    asked.set("courriel", &Value::Null);
    browser.open(&format!("{}/beneficiaire", asked.link()));
    browser.sees("Aucune adresse e-mail n’est connue");
    browser.sees("06 12 34 56 78");
    axe::check(&browser, "no e-mail address");
}

/// The form that decides, as the page where it is checked sends it.
pub(crate) fn decision<'a>(
    key: &'a str,
    kind: &str,
) -> (&'static str, Vec<(&'static str, &'a str)>) {
    if kind == "validation" {
        let fields = vec![
            ("jeton", key),
            ("etape", "confirmer"),
            ("message_prescripteur", "Oui."),
            ("message_beneficiaire", "Oui."),
        ];
        ("validation", fields)
    } else {
        let fields = vec![
            ("jeton", key),
            ("etape", "confirmer"),
            ("motif", "DOUBLON"),
            ("message", "Non."),
        ];
        ("refus", fields)
    }
}

pub(crate) fn of_fifty_who_answer_one_does() {
    let asked = Asked::to(Desk::new());
    let link = asked.link();
    let desk = asked.receiver.as_ref().expect("a desk");
    let staff = desk.staff("AGENT");
    let session = staff.cookie("escale_gestion").map(str::to_owned);
    let answers: Vec<Answer> = thread::scope(|scope| {
        let tries: Vec<_> = (0..50)
            .map(|number| {
                let (link, desk_path, session) = (&link, asked.desk_path(), session.clone());
                scope.spawn(move || {
                    let key = key(number);
                    let kind = if number % 2 == 0 {
                        "validation"
                    } else {
                        "refus"
                    };
                    let (path, fields) = decision(&key, kind);
                    let mut visitor = Visitor::new();
                    let base = if number % 5 == 0 {
                        visitor.set_cookie("escale_gestion", session.as_deref());
                        &desk_path
                    } else {
                        link
                    };
                    visitor.post(&format!("{base}/{path}"), &fields)
                })
            })
            .collect();
        tries
            .into_iter()
            .map(|one| one.join().expect("an answer"))
            .collect()
    });
    let won = answers.iter().filter(|answer| answer.status == 303).count();
    let late = answers.iter().filter(|answer| answer.status == 409);
    assert_eq!((won, late.clone().count()), (1, 49), "{answers:?}");
    for answer in late {
        assert!(
            answer.says("Cette demande a déjà été traitée par"),
            "{answer:?}"
        );
        assert!(
            answer.says("Oui.") || answer.says("Non."),
            "what was written is not lost"
        );
    }
    let accepted = asked.column("statut") == "VALIDEE";
    assert_eq!(asked.lines().len(), 2, "{:?}", asked.lines());
    assert_eq!(asked.mails(), if accepted { 3 } else { 2 });
}

pub(crate) fn the_same_form_twice_answers_once() {
    let asked = Asked::new();
    let (link, mut visitor) = (asked.link(), Visitor::new());
    let (path, fields) = decision(KEY, "validation");
    for _ in 0..3 {
        let answer = visitor.post(&format!("{link}/{path}"), &fields);
        assert_eq!(answer.status, 303, "{answer:?}");
    }
    assert_eq!((asked.lines().len(), asked.mails()), (2, 3));
    let message = [("jeton", KEY), ("message", "Bonjour")];
    for _ in 0..2 {
        let answer = visitor.post(&format!("{link}/beneficiaire"), &message);
        assert_eq!(answer.status, 303, "{answer:?}");
    }
    assert_eq!(
        (asked.lines().len(), asked.mails()),
        (3, 4),
        "an accepted request still takes messages"
    );
    let (path, fields) = decision(KEY, "refus");
    assert_eq!(visitor.post(&format!("{link}/{path}"), &fields).status, 409);
}

pub(crate) fn messages_are_plain_text_of_a_thousand_characters() {
    let asked = Asked::new();
    let (link, mut visitor) = (asked.link(), Visitor::new());
    let send = |visitor: &mut Visitor, number: usize, text: &str| {
        let key = key(number);
        let fields = [("jeton", key.as_str()), ("message", text)];
        visitor.post(&format!("{link}/prescripteur"), &fields)
    };
    for text in [
        "",
        " \r\n ",
        &"é".repeat(1001),
        &format!("{}😀", "a".repeat(1000)),
    ] {
        let answer = send(&mut visitor, 1, text);
        assert_eq!(answer.status, 422, "{answer:?}");
        assert!(answer.body.contains(text.trim()), "what was typed stays");
    }
    let hostile = "<script>alert(1)</script> {{ jeton }} {% raw %} 😀 مرحبا\u{202e} \u{7}fin\r\nBcc: espion@exemple.fr";
    assert_eq!(send(&mut visitor, 2, hostile).status, 303);
    let sent = mail::about(&asked.prescripteur, "vous écrit");
    assert!(
        sent.text.contains(
            "<script>alert(1)</script> {{ jeton }} {% raw %} 😀 مرحبا fin\nBcc: espion@exemple.fr"
        ),
        "{}",
        sent.text
    );
    let head = sent.raw.split("\r\n\r\n").next().unwrap_or_default();
    assert!(!head.contains("espion"), "{head}");
    let html = Visitor::new()
        .get(&format!("/dev/courriels/{}/html", sent.id))
        .body;
    assert!(
        html.contains("&lt;script&gt;alert(1)&lt;/script&gt; {{ jeton }}"),
        "{html}"
    );
    assert!(
        !html.contains("&amp;lt;") && !html.contains("<script>"),
        "{html}"
    );
    let page = visitor.get(&link);
    assert!(
        page.body.contains("&lt;script&gt;alert(1)") && !page.body.contains("<script>alert"),
        "{page:?}"
    );
    let longest = "😀".repeat(1000);
    assert_eq!(
        send(&mut visitor, 3, &longest).status,
        303,
        "characters, not bytes"
    );
}

pub(crate) fn the_receiving_structure_answers_too_and_no_other() {
    let asked = Asked::to(Desk::new());
    let desk = asked.receiver.as_ref().expect("a desk");
    let path = asked.desk_path();
    for (visitor, status) in [
        (desk.staff("FACTEUR"), 403),
        (desk.staff("AGENT"), 200),
        (asked.sender.staff("ADMINISTRATEUR"), 404),
        (Desk::new().staff("ADMINISTRATEUR"), 404),
    ] {
        let mut visitor = visitor;
        assert_eq!(visitor.get(&path).status, status);
        assert_eq!(visitor.get(&format!("{path}/validation")).status, status);
    }
    let browser = Browser::computer();
    desk.staff_in(&browser, "AGENT");
    browser.open(&path);
    browser.press("J’ai pris connaissance de la demande");
    browser.sees("C’est noté");
    browser.follow("Valider la demande");
    browser.press("Vérifier avant d’envoyer");
    browser.press("Valider la demande");
    browser.sees("La demande est validée.");
    let who = asked.column("decideur");
    assert!(
        who.as_str().is_some_and(|who| who.contains(&desk.nom)),
        "{who}"
    );
    let late = Visitor::new().get(&format!("{}/refus", asked.link()));
    assert!(late.status == 409 && late.says(&desk.nom), "{late:?}");
}
