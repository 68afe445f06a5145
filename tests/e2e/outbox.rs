//! The outbox: what was written is sent once, whatever stops, fails or comes twice.

use escale_tests::{
    axe,
    browser::Browser,
    db, mail,
    stories::{now, sign_in_staff, staff_signs_in},
};
use serde_json::json;

const FAILURES: &str = "/operateur/courriels";

pub(crate) fn a_stop_before_the_queue_loses_nothing() {
    let address = mail::address("awa");
    let id = mail::written(&address);
    assert_eq!(mail::column(&id, "etat"), "ATTENTE");
    mail::sweep();
    let sent = mail::about(&address, "Essai");
    assert!(sent.text.contains("par Olive"), "{sent:?}");
    mail::becomes(&id, "etat", &json!("ENVOYE"));
    assert_eq!(
        mail::column(&id, "donnees"),
        "{}",
        "what it said is forgotten"
    );
    mail::sweep();
    assert_eq!(mail::at(&address).len(), 1);
}

pub(crate) fn whoever_dies_while_sending_is_replaced() {
    let [dead, alive] = ["mort", "vif"].map(mail::address);
    let [lost, taken] = [&dead, &alive].map(|address| mail::written(address));
    for (id, lease) in [(&lost, -120_000), (&taken, 120_000)] {
        db::sql(
            "UPDATE courriel SET etat = 'PRIS', essais = 1, prise = 'AAAAAAAAAAAAAAAAAAAAAA', suite_at = ?2 WHERE id = ?1",
            &[json!(id), json!(now() + lease)],
        );
    }
    mail::message(&taken, 1);
    mail::sweep();
    let _ = mail::about(&dead, "Essai");
    mail::becomes(&lost, "essais", &json!(2));
    assert_eq!(
        mail::column(&taken, "essais"),
        1,
        "left to whoever sends it"
    );
    assert!(mail::at(&alive).is_empty());
}

pub(crate) fn three_failures_then_it_goes() {
    let address = mail::address("panne-3");
    let id = mail::written(&address);
    for tries in 1..=3 {
        mail::is_due(&id);
        mail::message(&id, 1);
        mail::becomes(&id, "essais", &json!(tries));
        mail::becomes(&id, "etat", &json!("ATTENTE"));
        let due = mail::column(&id, "suite_at").as_i64().expect("a time");
        assert!(due > now() + 30_000, "further on after try {tries}");
        assert_eq!(mail::column(&id, "erreur"), "unreachable on purpose");
    }
    // Not due yet: a message that comes too early does nothing.
    mail::message(&id, 3);
    let after = mail::address("apres");
    let marker = mail::written(&after);
    mail::message(&marker, 1);
    let _ = mail::about(&after, "Essai");
    assert_eq!(mail::column(&id, "essais"), 3);
    assert!(mail::at(&address).is_empty());

    mail::is_due(&id);
    mail::message(&id, 1);
    mail::becomes(&id, "etat", &json!("ENVOYE"));
    assert_eq!(mail::at(&address).len(), 1);
}

pub(crate) fn the_same_message_many_times_sends_one() {
    let (address, after) = (mail::address("une"), mail::address("apres"));
    let id = mail::written(&address);
    mail::message(&id, 20);
    mail::becomes(&id, "etat", &json!("ENVOYE"));
    mail::message(&id, 20);
    let marker = mail::written(&after);
    mail::message(&marker, 1);
    let _ = mail::about(&after, "Essai");
    assert_eq!(
        (mail::at(&address).len(), mail::column(&id, "essais")),
        (1, json!(1))
    );
}

pub(crate) fn what_is_refused_stays_in_sight_of_the_operateur() {
    let refused = mail::address("refus");
    let mut operateur = sign_in_staff("operateur@escale.test");
    let [one, other] = [(); 2].map(|()| mail::written(&refused));
    for id in [&one, &other] {
        mail::message(id, 1);
        mail::becomes(id, "etat", &json!("ECHEC"));
    }
    let page = operateur.get(FAILURES);
    let masked = format!("r…{}", &refused[5..]);
    assert!(
        page.says(&masked) && page.says("refused on purpose"),
        "{page:?}"
    );
    assert!(
        !page.says(&refused),
        "an operateur sees nobody's address: {page:?}"
    );
    mail::sweep();
    assert_eq!(
        mail::column(&one, "essais"),
        1,
        "nothing tries it again by itself"
    );

    let right = mail::address("juste");
    db::sql(
        "UPDATE courriel SET destinataire = ?2 WHERE id = ?1",
        &[json!(one), json!(right)],
    );
    for (id, act) in [(&one, "renvoi"), (&other, "abandon")] {
        let path = format!("{FAILURES}/{id}/{act}");
        assert_eq!(operateur.post(&path, &[]).status, 303);
        assert_eq!(operateur.post(&path, &[]).status, 404, "{act} serves once");
    }
    let _ = mail::about(&right, "Essai");
    mail::becomes(&other, "etat", &json!("ANNULE"));
    assert!(!operateur.get(FAILURES).says(&masked));
}

pub(crate) fn an_operateur_tries_it_out() {
    let operateur = Browser::computer();
    staff_signs_in(&operateur, "operateur@escale.test");
    operateur.follow("E-mails");
    operateur.press("Envoyer un e-mail d’essai");
    operateur.sees("L’e-mail d’essai part vers votre adresse");
    let sent = mail::about("operateur@escale.test", "Essai d’envoi");
    assert!(
        sent.raw.contains("multipart/alternative") && sent.raw.is_ascii(),
        "{}",
        sent.raw
    );
    let reader = Browser::phone();
    reader.open(&format!("/dev/courriels/{}/html", sent.id));
    reader.sees("Escale sait envoyer des e-mails");
    reader.fits();
    axe::check(&reader, "an e-mail");
}
