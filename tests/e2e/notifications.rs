//! Messages to domiciliés: what a structure sets, what a person wants, what goes out, once.

use std::time::Duration;

use escale_tests::{
    axe,
    browser::Browser,
    db,
    http::{Request, Visitor},
    mail,
    server::until,
    stories::{DAY_MS, Desk, Usager, now, sign_in_portal},
};
use serde_json::{Value, json};

const SETTINGS: &str = "/gestion/notifications";
const PATIENCE: Duration = Duration::from_secs(30);
const FAILURES: &str = "/gestion/notifications/echecs";

/// Everything goes out, every day, by both ways; as many SMS a month as that.
fn sends(desk: &Desk, sms: i64) {
    db::sql(
        "INSERT INTO notification (structure_id, courrier, echeance, absence_60, absence_80, par_email, par_sms, jours, heure, sms_par_mois, suivant_at)
         VALUES (?1, 1, 1, 1, 1, 1, 1, 127, 10, ?2, NULL)",
        &[json!(desk.id), json!(sms)],
    );
}

/// What that person wants, as if recorded long ago.
fn wants(desk: &Desk, usager: &str, email: bool, sms: bool) {
    db::sql(
        "INSERT INTO notification_souhait (structure_id, usager_id, par_email, par_sms, accord_at) VALUES (?1, ?2, ?3, ?4, ?5)",
        &[
            json!(desk.id),
            json!(usager),
            json!(i64::from(email)),
            json!(i64::from(sms)),
            json!(now()),
        ],
    );
}

/// Someone with that address and phone, who wants messages.
fn reader(desk: &Desk, address: &str, phone: &str) -> Usager {
    let usager = desk.usager();
    usager.set("email", &json!(address));
    usager.set("telephone", &json!(phone));
    wants(desk, &usager.id, !address.is_empty(), !phone.is_empty());
    usager
}

/// Letters come in, as at the counter.
fn receives(desk: &Desk, usager: &str, letters: i64) {
    db::sql(
        "INSERT INTO mail_line (id, structure_id, usager_id, mouvement, courrier, recommande, colis, passage, staff_user_id, created_at)
         SELECT substr(hex(randomblob(11)), 1, 22), ?1, ?2, 'RECEPTION', ?3, 0, 0, 0, w.id, ?4 FROM staff_user w WHERE w.structure_id = ?1 LIMIT 1",
        &[json!(desk.id), json!(usager), json!(letters), json!(now())],
    );
}

fn rounds(desk: &Desk, etat: &str) -> i64 {
    db::count(
        "SELECT count(*) FROM notification_tour WHERE structure_id = ?1 AND etat = ?2",
        &[json!(desk.id), json!(etat)],
    )
}

fn messages(desk: &Desk, etat: &str) -> i64 {
    db::count(
        "SELECT count(*) FROM courriel WHERE structure_id = ?1 AND tour_id IS NOT NULL AND etat LIKE ?2",
        &[json!(desk.id), json!(etat)],
    )
}

/// Its hour comes, the cron passes, and everything that was to be written and tried has been.
fn hour_comes(desk: &Desk) {
    let before = rounds(desk, "FAIT");
    db::sql(
        "UPDATE notification SET suivant_at = ?2 WHERE structure_id = ?1",
        &[json!(desk.id), json!(now() - 1_000)],
    );
    mail::sweep();
    is_done(desk, before + 1);
}

fn is_done(desk: &Desk, times: i64) {
    let done = until(PATIENCE, || rounds(desk, "FAIT") == times);
    assert!(done, "{} of {times} sendings", rounds(desk, "FAIT"));
    let tried = "SELECT count(*) FROM courriel WHERE structure_id = ?1 AND tour_id IS NOT NULL AND (etat = 'PRIS' OR etat = 'ATTENTE' AND essais = 0)";
    assert!(until(PATIENCE, || db::count(tried, &[json!(desk.id)]) == 0));
}

/// The link to stop them, as an e-mail of that structure carries it.
pub(crate) fn stop_link(desk: &Desk) -> String {
    sends(desk, 0);
    let address = mail::address("arret");
    let usager = reader(desk, &address, "");
    receives(desk, &usager.id, 1);
    hour_comes(desk);
    mail::about(&address, "").link()
}

pub(crate) fn many_letters_are_one_message_in_one_s_own_language() {
    let desk = Desk::with_portal();
    let (usager, _) = desk.usager_with_portal();
    let address = mail::address("amina");
    usager.set("email", &json!(address));
    usager.set("langue", &json!("ar"));
    let other = Desk::new();
    let stranger = mail::address("ailleurs");
    let foreign = reader(&other, &stranger, "");
    receives(&other, &foreign.id, 1);

    let administrateur = Browser::computer();
    desk.staff_in(&administrateur, "ADMINISTRATEUR");
    administrateur.follow("Notifications");
    administrateur.sees("Aucun envoi n’est prévu");
    administrateur.choose("Du courrier l’attend");
    administrateur.press("Enregistrer les modifications");
    administrateur.sees("Les modifications sont enregistrées");
    administrateur.sees("Prochain envoi");
    let mut instructeur = desk.staff("INSTRUCTEUR");
    let path = usager.tab("notifications");
    assert_eq!(instructeur.post(&path, &[("choix", "EMAIL")]).status, 303);
    let page = instructeur.get(&usager.tab("dossier"));
    assert!(page.says("Notifications : par e-mail"), "{page:?}");

    for _ in 0..3 {
        receives(&desk, &usager.id, 2);
    }
    hour_comes(&desk);
    let sent = mail::about(&address, "لديك بريد");
    assert!(sent.text.contains(&desk.nom), "{sent:?}");
    let said = sent.text.split("http").next().unwrap_or_default();
    let said = said.replace(&desk.nom, "").replace(&usager.prenom, "");
    let numbers: Vec<&str> = said
        .split(|c: char| !c.is_ascii_digit())
        .filter(|number| ["2", "6"].contains(number))
        .collect();
    assert!(numbers.is_empty(), "never how much: {said}");
    assert!(
        sent.raw
            .contains("List-Unsubscribe-Post: List-Unsubscribe=One-Click"),
        "{}",
        sent.raw
    );
    assert_eq!(mail::column(&sent.id, "destinataire"), "***");
    assert_eq!(mail::column(&sent.id, "donnees"), "{}");
    let phone = Browser::phone();
    phone.open(&format!("/dev/courriels/{}/html", sent.id));
    phone.sees(&desk.nom);
    phone.fits();
    axe::check(&phone, "a notification in Arabic");

    hour_comes(&desk);
    assert_eq!(mail::at(&address).len(), 1, "nothing new, nothing said");
    receives(&desk, &usager.id, 1);
    hour_comes(&desk);
    assert!(until(PATIENCE, || mail::at(&address).len() == 2));
    assert!(mail::at(&stranger).is_empty(), "another structure's people");
    administrateur.open(SETTINGS);
    administrateur.sees("1 e-mail et 0 SMS écrits, 1 envoyé, 0 échec");
}

pub(crate) fn one_link_stops_them_and_the_portal_begins_again() {
    let desk = Desk::with_portal();
    sends(&desk, 0);
    let (usager, credentials) = desk.usager_with_portal();
    let address = mail::address("boris");
    usager.set("email", &json!(address));
    usager.set("langue", &json!("ru"));
    wants(&desk, &usager.id, true, false);
    receives(&desk, &usager.id, 1);
    hour_comes(&desk);
    let link = mail::about(&address, "почта").link();
    let wish = "SELECT par_email FROM notification_souhait WHERE usager_id = ?1";
    let mut anybody = Visitor::new();
    let page = anybody.get(&link);
    assert!(
        page.status == 200 && page.says("Больше не получать письма"),
        "{page:?}"
    );
    for (header, value) in [
        ("x-robots-tag", "noindex"),
        ("referrer-policy", "no-referrer"),
        ("cache-control", "no-store"),
    ] {
        let said = page.header(header).unwrap_or_default();
        assert!(said.contains(value), "{header}: {said}");
    }
    assert_eq!(
        db::count(wish, &[json!(usager.id)]),
        1,
        "opening it changes nothing"
    );

    let one_click = Request::post(&link)
        .form(&[("List-Unsubscribe", "One-Click")])
        .from_site(None);
    let stopped = anybody.send(one_click);
    assert_eq!(
        stopped.status, 200,
        "a mail program follows no redirection: {stopped:?}"
    );
    assert_eq!(db::count(wish, &[json!(usager.id)]), 0);
    assert_eq!(anybody.post(&link, &[]).status, 200, "again: the same");
    receives(&desk, &usager.id, 1);
    hour_comes(&desk);
    assert_eq!(mail::at(&address).len(), 1);

    let mut domicilie = sign_in_portal(&credentials);
    assert!(
        domicilie
            .get("/portail")
            .says("Choisir comment être prévenu")
    );
    let page = domicilie.get("/portail/notifications");
    assert!(page.says(&address) && !page.says("Par SMS"), "{page:?}");
    let choose = |domicilie: &mut Visitor, choix: &str| {
        domicilie
            .post("/portail/notifications", &[("choix", choix)])
            .status
    };
    assert_eq!(choose(&mut domicilie, "EMAIL"), 303);
    assert_eq!(choose(&mut domicilie, "SMS"), 422, "no number, no SMS");
    hour_comes(&desk);
    assert!(until(PATIENCE, || mail::at(&address).len() == 2));
    assert_eq!(choose(&mut domicilie, "AUCUNE"), 303);
    let history = desk.staff("AGENT").get(&usager.tab("historique"));
    for words in [
        "Notifications : aucune, choisi depuis un e-mail",
        "Notifications : par e-mail, choisi sur le portail",
        "Notifications : aucune, choisi sur le portail",
    ] {
        assert!(history.says(words), "{words}: {history:?}");
    }
}

pub(crate) fn what_waits_to_be_sent_is_taken_back() {
    let desk = Desk::new();
    sends(&desk, 0);
    let address = mail::address("panne-6");
    let usager = reader(&desk, &address, "");
    receives(&desk, &usager.id, 1);
    hour_comes(&desk);
    assert_eq!(messages(&desk, "ATTENTE"), 1, "could not leave yet");
    let mut instructeur = desk.staff("INSTRUCTEUR");
    let path = usager.tab("notifications");
    assert_eq!(instructeur.post(&path, &[("choix", "AUCUNE")]).status, 303);
    assert_eq!(
        (messages(&desk, "ATTENTE"), messages(&desk, "ANNULE")),
        (0, 1)
    );
}

pub(crate) fn three_failures_then_it_goes() {
    let desk = Desk::new();
    sends(&desk, 0);
    let address = mail::address("panne-3");
    let usager = reader(&desk, &address, "");
    receives(&desk, &usager.id, 1);
    hour_comes(&desk);
    let id = db::value(
        "SELECT id FROM courriel WHERE objet_id = ?1 AND tour_id IS NOT NULL",
        &[json!(usager.id)],
    );
    let id = id.as_str().expect("a message");
    for tries in 2..=4 {
        mail::is_due(id);
        mail::message(id, 1);
        mail::becomes(id, "essais", &json!(tries));
    }
    mail::becomes(id, "etat", &json!("ENVOYE"));
    assert_eq!(mail::at(&address).len(), 1);
}

pub(crate) fn a_breakdown_neither_loses_nor_doubles() {
    let desk = Desk::new();
    sends(&desk, 0);
    desk.crowd(230);
    db::sql(
        "UPDATE usager SET email = 'foule-' || numero || '@essai.test', dernier_passage_at = ?2 WHERE structure_id = ?1",
        &[json!(desk.id), json!(now() - 61 * DAY_MS)],
    );
    db::sql(
        "INSERT INTO notification_souhait (structure_id, usager_id, par_email, par_sms, accord_at)
         SELECT structure_id, id, 1, 0, 1 FROM usager WHERE structure_id = ?1",
        &[json!(desk.id)],
    );
    // The hour was claimed, and the worker died before anything was written: no message of the queue names the sending.
    db::sql(
        "INSERT INTO notification_tour (id, structure_id, du_at, mois, touche_at, created_at) VALUES (?2, ?1, 1, '2026-11', 0, ?3)",
        &[
            json!(desk.id),
            json!(format!("tour{}", &desk.id[4..])),
            json!(now()),
        ],
    );
    for _at_once in 0..3 {
        mail::sweep();
    }
    is_done(&desk, 1);
    assert_eq!(messages(&desk, "ENVOYE"), 230);
    let people = "SELECT count(DISTINCT objet_id) FROM courriel WHERE structure_id = ?1";
    assert_eq!(db::count(people, &[json!(desk.id)]), 230);
    let told: Value = db::value(
        "SELECT emails || '/' || envoyes || '/' || echoues FROM notification_tour WHERE structure_id = ?1",
        &[json!(desk.id)],
    );
    assert_eq!(told, "230/230/0");
    hour_comes(&desk);
    assert_eq!(messages(&desk, "%"), 230, "said once for one absence");
}

pub(crate) fn who_must_not_be_written_to_is_not() {
    let desk = Desk::new();
    sends(&desk, 0);
    let silent = |change: &dyn Fn(&Usager)| {
        let usager = desk.usager();
        usager.set("email", &json!(mail::address("silence")));
        usager.set("echeance", &json!("2026-11-23"));
        usager.set("dernier_passage_at", &json!(now() - 65 * DAY_MS));
        change(&usager);
    };
    silent(&|_never_asked| {});
    silent(&|usager| wants(&desk, &usager.id, false, false));
    silent(&|ended| {
        wants(&desk, &ended.id, true, false);
        ended.set("motif", &json!("A_SA_DEMANDE"));
        ended.set("statut", &json!("RADIE"));
    });
    silent(&|unreachable| {
        wants(&desk, &unreachable.id, true, true);
        unreachable.set("email", &json!("n’importe quoi"));
        unreachable.set("telephone", &json!("01 40 00 00 00"));
    });
    hour_comes(&desk);
    assert_eq!(messages(&desk, "%"), 0);

    // Whoever has no address here any more still hears of mail that waits.
    let ended = reader(&desk, &mail::address("ancien"), "");
    ended.set("motif", &json!("A_SA_DEMANDE"));
    ended.set("statut", &json!("RADIE"));
    receives(&desk, &ended.id, 1);
    desk.set("statut", &json!("SUSPENDUE"));
    db::sql(
        "UPDATE notification SET suivant_at = ?2 WHERE structure_id = ?1",
        &[json!(desk.id), json!(now() - 1_000)],
    );
    mail::sweep();
    assert_eq!(
        (rounds(&desk, "%"), messages(&desk, "%")),
        (0, 0),
        "suspended"
    );
    desk.set("statut", &json!("ACTIVE"));
    hour_comes(&desk);
    assert_eq!(messages(&desk, "%"), 1);

    // Far too late: not in the middle of the night, but at the next hour.
    receives(&desk, &ended.id, 1);
    db::sql(
        "UPDATE notification SET suivant_at = ?2 WHERE structure_id = ?1",
        &[json!(desk.id), json!(now() - DAY_MS)],
    );
    mail::sweep();
    let next = "SELECT suivant_at FROM notification WHERE structure_id = ?1";
    assert!(until(PATIENCE, || db::count(next, &[json!(desk.id)]) > now()));
    assert_eq!(messages(&desk, "%"), 1);
}

pub(crate) fn sms_are_bounded_and_a_refused_number_is_left_alone() {
    let desk = Desk::new();
    sends(&desk, 2);
    let phones = ["06 11 22 33 01", "06 11 22 33 02", "06 11 22 33 03"];
    let people = phones.map(|phone| {
        let usager = reader(&desk, "", phone);
        receives(&desk, &usager.id, 1);
        usager
    });
    hour_comes(&desk);
    assert_eq!(messages(&desk, "ENVOYE"), 2, "two a month");
    let texts: Vec<_> = phones
        .iter()
        .flat_map(|phone| mail::at(&format!("+33{}", &phone.replace(' ', "")[1..])))
        .filter(|sms| sms.text.contains(&desk.nom.replace('’', "'")))
        .collect();
    assert_eq!(texts.len(), 2, "{texts:?}");
    assert!(
        texts
            .iter()
            .all(|sms| sms.text.contains("courrier vous attend")),
        "{texts:?}"
    );
    let mut administrateur = desk.staff("ADMINISTRATEUR");
    let page = administrateur.get(SETTINGS);
    assert!(
        page.says("Plus de SMS ce mois-ci") && page.says("2 SMS sur 2"),
        "{page:?}"
    );
    hour_comes(&desk);
    let told = desk.email("ADMINISTRATEUR");
    let _ = mail::about(&told, "Plus de SMS ce mois-ci");
    assert_eq!(mail::at(&told).len(), 1, "told once");

    db::sql(
        "UPDATE notification SET sms_par_mois = 100 WHERE structure_id = ?1",
        &[json!(desk.id)],
    );
    for usager in &people {
        receives(&desk, &usager.id, 1);
    }
    hour_comes(&desk);
    assert_eq!(messages(&desk, "ENVOYE"), 3, "one a person a week");

    let refused = reader(&desk, "", "06 11 22 00 00");
    receives(&desk, &refused.id, 1);
    hour_comes(&desk);
    assert_eq!(messages(&desk, "ECHEC"), 1);
    let page = administrateur.get(FAILURES);
    assert!(
        page.says(&refused.nom)
            && page.says("refused on purpose")
            && !page.says("courrier vous attend"),
        "{page:?}"
    );
    let file = administrateur.get(&refused.tab("notifications"));
    assert!(file.says("Les SMS ne partent plus"), "{file:?}");
    receives(&desk, &refused.id, 1);
    hour_comes(&desk);
    assert_eq!(messages(&desk, "%"), 4, "left alone");
    refused.set("telephone", &json!("06 11 22 33 44"));
    let path = refused.tab("notifications");
    assert_eq!(administrateur.post(&path, &[("choix", "SMS")]).status, 303);
    hour_comes(&desk);
    assert_eq!(messages(&desk, "ENVOYE"), 4);
}

pub(crate) fn settings_are_checked_and_two_who_save_are_told() {
    let desk = Desk::new();
    let mut administrateur = desk.staff("ADMINISTRATEUR");
    let version = administrateur
        .get(SETTINGS)
        .field("version")
        .expect("a version");
    let wrong = [
        ("version", version.as_str()),
        ("courrier", "oui"),
        ("heure", "10"),
    ];
    let told = administrateur.post(SETTINGS, &wrong);
    assert_eq!(told.status, 422);
    for words in [
        "Choisissez au moins un moyen d’envoi",
        "Choisissez au moins un jour",
    ] {
        assert!(told.says(words), "{words}: {told:?}");
    }
    let right = [
        ("version", version.as_str()),
        ("courrier", "oui"),
        ("par_email", "oui"),
        ("jour", "2"),
        ("heure", "10"),
    ];
    assert_eq!(administrateur.post(SETTINGS, &right).status, 303);
    assert_eq!(
        administrateur.post(SETTINGS, &right).status,
        409,
        "seen before the other's"
    );
    let next = "SELECT suivant_at FROM notification WHERE structure_id = ?1";
    assert!(db::count(next, &[json!(desk.id)]) > now());
    // Another clock: the next hour is reckoned anew.
    desk.set("fuseau", &json!("Indian/Reunion"));
    mail::sweep();
    let hour = "SELECT (suivant_at / 3600000) % 24 FROM notification WHERE structure_id = ?1";
    assert!(until(PATIENCE, || db::count(hour, &[json!(desk.id)]) == 6));
    assert_eq!(rounds(&desk, "%"), 0);

    assert_eq!(
        administrateur
            .post("/gestion/notifications/essai", &[("langue", "uk")])
            .status,
        303
    );
    let trial = mail::about(&desk.email("ADMINISTRATEUR"), "пошта");
    assert!(!trial.raw.contains("List-Unsubscribe"), "{}", trial.raw);
}
