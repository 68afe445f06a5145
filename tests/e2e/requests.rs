//! A request: written in two steps, kept meanwhile, sent once, followed, taken back; and what comes by e-mail.

use std::{fs, thread};

use escale_tests::{
    browser::Browser,
    db,
    http::{Answer, Request, Visitor, encode},
    mail, secrets,
    server::{fresh_folder, server, until},
    stories::{
        DAY_MS, Desk, now,
        requests::{
            Service, fields, join_file, name, receiver, reviewed, send_draft, send_step, service,
        },
    },
};
use serde_json::{Value, json};

const PDF: &[u8] = b"%PDF-1.7\n1 0 obj\n%%EOF\n";
const BOARD: &str = "/gestion/orientations";

fn id_of(draft: &str) -> &str {
    draft.rsplit('/').next().unwrap_or_default()
}

fn requests(desk: &Desk) -> i64 {
    db::count(
        "SELECT count(*) FROM orientation WHERE structure_id = ?1",
        &[json!(desk.id)],
    )
}

fn events(request: &str) -> Vec<String> {
    let rows = db::sql(
        "SELECT evenement FROM orientation_evenement WHERE orientation_id = ?1 ORDER BY created_at, rowid",
        &[json!(request)],
    );
    let events = rows.rows.iter().filter_map(|row| row["evenement"].as_str());
    events.map(str::to_owned).collect()
}

fn column(request: &str, column: &str) -> Value {
    db::value(
        &format!("SELECT {column} FROM orientation WHERE id = ?1"),
        &[json!(request)],
    )
}

fn pairs<'a>(fields: &'a [(&'static str, String)]) -> Vec<(&'a str, &'a str)> {
    let pair = |(name, value): &'a (&'static str, String)| (*name, value.as_str());
    fields.iter().map(pair).collect()
}

/// The fields of « La demande » with some of them otherwise.
fn with(changes: &[(&'static str, &str)]) -> Vec<(&'static str, String)> {
    let mut all = fields("Diallo", "Awa");
    for (name, value) in changes {
        all.retain(|(known, _)| known != name);
        all.push((name, (*value).to_owned()));
    }
    all
}

pub(crate) fn one_is_sent_with_a_browser() {
    let (desk, (_other, service)) = (Desk::new(), receiver());
    let (person, paul) = (mail::address("awa"), mail::address("paul"));
    let folder = fresh_folder(&format!("demande-{}", service.id));
    let file = folder.join("Attestation d’hébergement.pdf");
    fs::write(&file, PDF).expect("a file");

    let agent = Browser::computer();
    desk.staff_in(&agent, "AGENT");
    agent.open(&format!("/services/{}", service.id));
    agent.press("Orienter un bénéficiaire");
    agent.sees("1. Conformité");
    let draft = agent.path();
    agent.press("Enregistrer et continuer");
    agent.sees("Cochez au moins une situation");
    agent.choose("Jeunes");
    agent.choose("Habiter Nantes");
    agent.press("Enregistrer et continuer");
    agent.sees("Comment le service peut-il joindre");
    agent.fill("Nom", &name());
    agent.fill("Prénom", "Awa");
    agent.choose("Par e-mail");
    agent.fill("Adresse e-mail de la personne", &person);
    agent.fill("Motif de la demande", "Cherche un logement.");
    agent.attach("Joindre un document", &file);
    agent.press("Joindre le fichier");
    agent.sees("Le document est joint.");
    agent.sees("Attestation d’hébergement.pdf");
    assert_eq!(agent.written_in("Prénom"), "Awa", "what was typed is kept");
    agent.choose("Une autre personne accompagne le bénéficiaire");
    agent.fill("Prénom et nom de cette personne", "Paul Martin");
    agent.fill("Son adresse e-mail", &paul);
    agent.choose("Je m’engage à informer la personne");
    agent.press("Enregistrer et vérifier");
    agent.sees("Ce qui va se passer");
    agent.sees(&service.courriel);
    agent.press("Envoyer la demande");
    agent.sees("La demande est envoyée.");
    agent.sees("Demande envoyée");
    agent.sees("Rappel au service le");
    let _ = fs::remove_dir_all(folder);

    let to_service = mail::about(&service.courriel, "Nouvelle demande");
    for words in [
        "Jeunes",
        "- Habiter Nantes",
        "- Attestation d’hébergement.pdf",
        "Cherche un logement.",
        "NE TRANSFÉREZ PAS",
    ] {
        assert!(
            to_service.text.contains(words),
            "{words}: {}",
            to_service.text
        );
    }
    assert!(
        !to_service.text.contains("18 ans"),
        "a criterion that is not met"
    );
    let link = to_service.link();
    assert!(link.starts_with("/orientations/"), "{link}");
    assert!(mail::about(&person, "Une demande est envoyée pour vous").says("ET MAINTENANT ?"));
    assert!(
        mail::about(&paul, "que vous accompagnez")
            .text
            .contains("Paul Martin")
    );
    let own = mail::about(&desk.email("AGENT"), "Votre demande est envoyée");
    let request = own
        .text
        .split("/gestion/orientations/")
        .nth(1)
        .expect("a link");
    let request: String = request.chars().take(22).collect();
    assert_eq!(request, id_of(&draft), "the request has the draft's id");
    assert_eq!(events(&request), ["ENVOI"]);
    let sent = column(&request, "sent_at").as_i64().expect("a moment");
    assert_eq!(column(&request, "suite_at"), json!(sent + 10 * DAY_MS));
    assert_eq!(column(&request, "expires_at"), json!(sent + 30 * DAY_MS));
    let drafts = db::count(
        "SELECT count(*) FROM orientation_brouillon WHERE structure_id = ?1",
        &[json!(desk.id)],
    );
    assert_eq!(drafts, 0);
}

pub(crate) fn a_reload_or_a_lost_network_keeps_the_draft() {
    let (desk, service) = (Desk::new(), service(None));
    let draft = service.draft(&mut desk.staff("AGENT"));
    let again = service.draft(&mut desk.staff("AGENT"));
    assert_eq!(draft, again, "a second press makes no second draft");
    let agent = Browser::computer();
    desk.staff_in(&agent, "AGENT");
    agent.open(&format!("{draft}/demande"));
    agent.fill("Prénom", "Awa");
    agent.sees("Brouillon gardé le");
    agent.network(false);
    agent.fill("Motif de la demande", "Écrit sans réseau.");
    agent.sees("Le réseau ne répond pas");
    agent.network(true);
    let kept = || {
        let typed = db::value(
            "SELECT donnees FROM orientation_brouillon WHERE id = ?1",
            &[json!(id_of(&draft))],
        );
        typed
            .as_str()
            .is_some_and(|text| text.contains("Écrit sans réseau."))
    };
    assert!(until(std::time::Duration::from_secs(20), kept));
    agent.reload();
    assert_eq!(agent.written_in("Prénom"), "Awa");
    assert_eq!(
        agent.written_in("Motif de la demande"),
        "Écrit sans réseau."
    );
    agent.open(BOARD);
    agent.sees("Mes brouillons");
    agent.follow(&service.nom);
    agent.press("Supprimer ce brouillon");
    agent.press("Supprimer le brouillon");
    agent.sees("Le brouillon est supprimé.");
    assert_eq!(desk.staff("AGENT").get(&draft).status, 404);
}

pub(crate) fn two_windows_lose_nothing() {
    let (desk, service) = (Desk::new(), service(None));
    let mut agent = desk.staff("AGENT");
    let draft = service.draft(&mut agent);
    let one = with(&[("prenom", "Awa")]);
    let mut one = pairs(&one);
    one.push(("version", "1"));
    let two = with(&[("prenom", "Fatou")]);
    let mut two = pairs(&two);
    two.push(("version", "1"));
    let to = format!("{draft}/demande");
    assert_eq!(agent.post(&to, &one).status, 303);
    assert_eq!(
        agent.post(&to, &one).status,
        303,
        "the same again is no conflict"
    );
    let clash = agent.post(&to, &two);
    assert!(
        clash.status == 409 && clash.says("Modifié dans une autre fenêtre") && clash.says("Awa"),
        "{clash:?}"
    );
    assert_eq!(
        clash.field("prenom").as_deref(),
        Some("Fatou"),
        "and what was typed here"
    );
    two.pop();
    let version = clash.field("version").expect("a version");
    two.push(("version", &version));
    assert_eq!(agent.post(&to, &two).status, 303);
    two.pop();
    two.extend([
        ("version", "1"),
        ("auto", "oui"),
        ("disponibilite", "Le soir"),
    ]);
    assert_eq!(
        agent.post(&to, &two).status,
        409,
        "nor does the script write over it"
    );
}

pub(crate) fn a_closed_or_changed_service_is_told() {
    let (desk, service) = (Desk::new(), service(None));
    let mut agent = desk.staff("AGENT");
    let draft = service.filled_draft(&mut agent, "Diallo", "Awa");
    let form = reviewed(&mut agent, &draft);
    let form = form.each_ref().map(|(name, value)| (*name, value.as_str()));
    service.set("criteres", &json!("[\"Habiter Rezé\"]"));
    let changed = agent.post(&format!("{draft}/envoi"), &form);
    assert!(
        changed.status == 409 && changed.says("La fiche du service a changé"),
        "{changed:?}"
    );
    service.set("statut", &json!("RETIRE"));
    let closed = agent.post(&format!("{draft}/envoi"), &form);
    assert!(
        closed.status == 409
            && closed.says("ne reçoit plus de demandes")
            && closed.says("Cherche un logement."),
        "{closed:?}"
    );
    let start = agent.post(&format!("/gestion/services/{}/orienter", service.id), &[]);
    assert_eq!(start.status, 404, "{start:?}");
    assert_eq!(requests(&desk), 0);
    service.set("statut", &json!("PUBLIE"));
    assert_eq!(
        send_draft(&mut agent, &draft, &[]).status,
        303,
        "it has opened again"
    );
    service.set("modes_orientation", &json!("[\"telephoner\"]"));
    let start = agent.post(&format!("/gestion/services/{}/orienter", service.id), &[]);
    assert!(
        start.status == 409 && start.says("ne reçoit pas de demande par e-mail"),
        "{start:?}"
    );
}

pub(crate) fn the_same_person_twice_is_asked_about() {
    let (desk, service) = (Desk::new(), service(None));
    let mut agent = desk.staff("AGENT");
    let _ = service.request(&mut agent, "DIALLO", "Awa");
    let draft = service.filled_draft(&mut agent, "Awa", "Diallò");
    let asked = send_draft(&mut agent, &draft, &[]);
    assert!(
        asked.status == 422 && asked.says("Déjà envoyée ?"),
        "{asked:?}"
    );
    assert_eq!(requests(&desk), 1);
    assert_eq!(
        send_draft(&mut agent, &draft, &[("doublon", "oui")]).status,
        303
    );
    assert_eq!(requests(&desk), 2);
    let stranger = Desk::new();
    let _ = service.request(&mut stranger.staff("AGENT"), "Diallo", "Awa");
    db::sql(
        "UPDATE orientation SET sent_at = sent_at - ?2 WHERE structure_id = ?1",
        &[json!(desk.id), json!(91 * DAY_MS)],
    );
    let _ = service.request(&mut agent, "Diallo", "Awa");
    assert_eq!(requests(&desk), 3, "after ninety days nothing is asked");
}

pub(crate) fn every_mistake_is_told_and_nothing_is_sent() {
    let (desk, service) = (Desk::new(), service(None));
    let mut agent = desk.staff("AGENT");
    let draft = service.draft(&mut agent);
    let profile = send_step(&mut agent, &draft, "", &[]);
    assert!(
        profile.status == 422 && profile.says("Cochez au moins une situation"),
        "{profile:?}"
    );
    let empty = send_step(&mut agent, &draft, "/demande", &[]);
    assert_eq!(empty.status, 422);
    for mistake in [
        "Écrivez le nom",
        "Écrivez le prénom",
        "Choisissez au moins une façon",
        "Dites pourquoi",
        "Cochez la case",
    ] {
        assert!(empty.says(mistake), "{mistake}: {empty:?}");
    }
    let long = "é".repeat(1001);
    let cases: [(&[(&'static str, &str)], &str); 12] = [
        (&[("nom", &long)], "Écrivez 100 caractères au plus."),
        (&[("prenom", &long)], "Écrivez 100 caractères au plus."),
        (&[("motif", &long)], "Écrivez 600 caractères au plus."),
        (
            &[("disponibilite", &long)],
            "Écrivez 300 caractères au plus.",
        ),
        (
            &[("autre_contact", &long)],
            "Écrivez 300 caractères au plus.",
        ),
        (
            &[("contacts", "TELEPHONE")],
            "Écrivez son numéro de téléphone",
        ),
        (
            &[("contacts", "TELEPHONE"), ("telephone", "12")],
            "Écrivez un numéro de téléphone",
        ),
        (&[("contacts", "COURRIEL")], "Écrivez son adresse e-mail"),
        (
            &[("courriel", "a@b.fr\r\nBcc: c@d.fr")],
            "Écrivez une adresse e-mail",
        ),
        (&[("contacts", "AUTRE")], "Dites comment joindre"),
        (
            &[("autre_referent", "oui")],
            "Écrivez le nom de la personne qui l’accompagne",
        ),
        (
            &[("motif", "NIR : 2 55 08 14 168 025 38")],
            "Retirez le numéro de sécurité sociale",
        ),
    ];
    for (changes, mistake) in cases {
        let all = with(changes);
        let answer = send_step(&mut agent, &draft, "/demande", &pairs(&all));
        assert!(
            answer.status == 422 && answer.says(mistake),
            "{mistake}: {answer:?}"
        );
        assert!(
            answer.body.contains(&escaped(changes[0].1)),
            "what was typed stays: {changes:?}"
        );
    }
    let review = agent.get(&format!("{draft}/verification"));
    assert!(
        review
            .location()
            .is_some_and(|to| to.contains("verifier=oui")),
        "{review:?}"
    );
    let sent = agent.post(&format!("{draft}/envoi"), &[("version", "9"), ("vu", "x")]);
    assert_eq!((sent.status, requests(&desk)), (303, 0), "{sent:?}");
}

fn escaped(text: &str) -> String {
    text.replace("\r\n", "\n")
        .lines()
        .next()
        .unwrap_or_default()
        .to_owned()
}

pub(crate) fn what_people_type_goes_through_and_does_nothing() {
    let (desk, (_other, service)) = (Desk::new(), receiver());
    let mut agent = desk.staff("AGENT");
    let person = mail::address("personne");
    let hostile = "{{ site }} <b>O’Neil & fils</b> أحمد 👩‍👧";
    secrets::keep(hostile);
    let all = with(&[
        ("nom", hostile),
        ("prenom", "Awa\u{202e}\r\nBcc: espion@exemple.fr"),
        ("contacts", "COURRIEL"),
        ("courriel", &person),
        ("motif", "Un\n{% raw %} <script>alert(1)</script>\n.\nDeux"),
        ("disponibilite", "</textarea><script>alert(1)</script>"),
    ]);
    let draft = service.draft(&mut agent);
    assert_eq!(
        send_step(
            &mut agent,
            &draft,
            "",
            &[("situations", "jeunes"), ("situation_autre", hostile)]
        )
        .status,
        303
    );
    let step = send_step(&mut agent, &draft, "/demande", &pairs(&all));
    assert_eq!(step.status, 303, "{step:?}");
    for page in ["", "/demande", "/verification"] {
        let answer = agent.get(&format!("{draft}{page}"));
        assert!(
            answer.status == 200 && !answer.body.contains("<script>alert"),
            "{page}: {answer:?}"
        );
    }
    assert_eq!(send_draft(&mut agent, &draft, &[]).status, 303);
    let request = format!("{BOARD}/{}", id_of(&draft));
    let page = agent.get(&request);
    assert!(
        page.says(hostile) && !page.body.contains("<script>alert"),
        "{page:?}"
    );
    assert!(
        page.says("Awa Bcc: espion@exemple.fr"),
        "one line: {page:?}"
    );
    for (address, words) in [
        (service.courriel.as_str(), "Nouvelle"),
        (&person, "pour vous"),
    ] {
        let sent = mail::about(address, words);
        let head = sent.raw.split("\r\n\r\n").next().unwrap_or_default();
        assert!(!head.to_lowercase().contains("\nbcc:"), "{head}");
        assert!(
            !sent.text.contains("&lt;") && !sent.text.contains('\u{202e}'),
            "{}",
            sent.text
        );
    }
    let to_service = mail::about(&service.courriel, "Nouvelle");
    assert!(
        to_service.text.contains(hostile)
            && to_service
                .text
                .contains("{% raw %} <script>alert(1)</script>"),
        "{}",
        to_service.text
    );
    let html = Visitor::new().get(&format!("/dev/courriels/{}/html", to_service.id));
    assert!(
        html.body.contains("&lt;script&gt;alert(1)") && !html.body.contains("&amp;lt;"),
        "{}",
        html.body
    );
}

pub(crate) fn what_cannot_be_joined_is_told_why() {
    let (desk, service) = (Desk::new(), service(None));
    let mut agent = desk.staff("AGENT");
    let draft = service.draft(&mut agent);
    let mut big = PDF.to_vec();
    big.resize(5 << 20, b' ');
    big.extend(b"%%EOF");
    let mut huge = big.clone();
    huge.resize(12 << 20, b' ');
    let polyglot = [
        PDF,
        b"PK\x01\x02PK\x05\x06\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0%%EOF",
    ]
    .concat();
    let disguised = "ne correspond pas à son nom";
    let cases: [(&str, &[u8], u16, &str); 9] = [
        ("", b"", 422, "Choisissez un fichier"),
        ("a.pdf", b"", 422, "Ce fichier est vide"),
        ("a.pdf", &big, 422, "dépasse 5 Mo"),
        ("a.pdf", &huge, 413, "dépasse 5 Mo"),
        ("a.exe", b"MZ", 422, "Ce format n’est pas accepté"),
        ("a.pdf", b"MZ\x90\0renamed", 422, disguised),
        ("a.docx", PDF, 422, disguised),
        ("a.pdf", &polyglot, 422, disguised),
        (
            "Carte Vitale.pdf",
            PDF,
            422,
            "Ne joignez jamais une carte Vitale",
        ),
    ];
    let typed = [("prenom", "Awa")];
    for (name, content, status, why) in cases {
        let answer = join_file(&mut agent, &draft, &typed, (name, content));
        assert!(
            answer.status == status && answer.says(why),
            "{name}, {why}: {answer:?}"
        );
        assert_eq!(
            answer.field("prenom").as_deref(),
            Some("Awa"),
            "what was typed stays"
        );
    }
    for _ in 0..10 {
        let joined = join_file(&mut agent, &draft, &typed, ("Pièce.pdf", PDF));
        assert_eq!(joined.status, 303, "{joined:?}");
    }
    let page = agent.get(&format!("{draft}/demande"));
    assert!(page.says("Dix documents sont joints"), "{page:?}");
    let version = page.field("version").expect("a version");
    let eleventh = Request::post(&format!("{draft}/demande")).file(
        &[
            ("version", version.as_str()),
            ("jeton", "AAAAAAAAAAAAAAAAAAAAAZ"),
            ("action", "joindre"),
            ("prenom", "Awa"),
        ],
        ("fichier", "onze.pdf"),
        PDF,
    );
    let eleventh = agent.send(eleventh);
    assert!(
        eleventh.status == 409 && eleventh.says("Dix documents"),
        "{eleventh:?}"
    );
    let files = db::count(
        "SELECT count(*) FROM orientation_document WHERE brouillon_id = ?1",
        &[json!(id_of(&draft))],
    );
    let orphans = db::count(
        "SELECT count(*) FROM document_orphelin WHERE objet LIKE ?1 || '/orientations/%'",
        &[json!(desk.id)],
    );
    assert_eq!((files, orphans), (10, 0));
}

pub(crate) fn many_clicks_send_one() {
    let (desk, (_other, service)) = (Desk::new(), receiver());
    let mut agent = desk.staff("AGENT");
    let draft = service.filled_draft(&mut agent, "Diallo", "Awa");
    let [(_, version), (_, seen)] = reviewed(&mut agent, &draft);
    let windows: Vec<Visitor> = (0..8).map(|_| desk.staff("AGENT")).collect();
    let answers: Vec<Answer> = thread::scope(|scope| {
        let clicks: Vec<_> = windows
            .into_iter()
            .map(|mut window| {
                let (draft, version, seen) = (&draft, &version, &seen);
                scope.spawn(move || {
                    let form = [("version", version.as_str()), ("vu", seen.as_str())];
                    window.post(&format!("{draft}/envoi"), &form)
                })
            })
            .collect();
        clicks
            .into_iter()
            .map(|click| click.join().expect("an answer"))
            .collect()
    });
    for answer in &answers {
        assert!(
            answer.status == 303
                && answer
                    .location()
                    .is_some_and(|to| to.ends_with("fait=envoyee")),
            "{answer:?}"
        );
    }
    assert_eq!(requests(&desk), 1);
    assert_eq!(events(id_of(&draft)), ["ENVOI"]);
    let _ = mail::about(&service.courriel, "Nouvelle demande");
    let mails = db::count(
        "SELECT count(*) FROM courriel WHERE objet_id = ?1",
        &[json!(id_of(&draft))],
    );
    assert_eq!(mails, 2, "to the service and to the prescriber");
}

pub(crate) fn only_the_two_structures_see_it() {
    let (desk, (other, service)) = (Desk::new(), receiver());
    let mut agent = desk.staff("AGENT");
    let unsent = service.filled_draft(&mut agent, "Diallo", "Awa");
    let joined = join_file(
        &mut agent,
        &unsent,
        &pairs(&fields("Diallo", "Awa")),
        ("Pièce.pdf", PDF),
    );
    assert_eq!(joined.status, 303, "{joined:?}");
    for path in ["", "/demande", "/verification", "/notice"] {
        assert_eq!(agent.get(&format!("{unsent}{path}")).status, 200, "{path}");
        assert_eq!(
            desk.staff("INSTRUCTEUR")
                .get(&format!("{unsent}{path}"))
                .status,
            404,
            "a colleague"
        );
        assert_eq!(
            other.staff("AGENT").get(&format!("{unsent}{path}")).status,
            404,
            "another structure"
        );
    }
    assert_eq!(send_draft(&mut agent, &unsent, &[]).status, 303);
    let request = id_of(&unsent);
    let page = format!("{BOARD}/{request}");
    let mut stranger = Desk::new().staff("ADMINISTRATEUR");
    let document = db::value(
        "SELECT id FROM orientation_document WHERE orientation_id = ?1",
        &[json!(request)],
    );
    let document = format!(
        "{page}/documents/{}",
        document.as_str().expect("a document")
    );
    for path in [page.as_str(), &document, &format!("{page}/notice")] {
        assert_eq!(stranger.get(path).status, 404, "{path}");
        assert_eq!(desk.staff("FACTEUR").get(path).status, 403, "{path}");
    }
    let mut received = other.staff("AGENT");
    let list = received.get(BOARD);
    assert!(list.says("Nouvelle") && list.says("Reçues 1"), "{list:?}");
    for _ in 0..2 {
        let seen = received.get(&page);
        assert!(
            seen.status == 200 && seen.says("Répondre") && !seen.says("Annuler la demande"),
            "{seen:?}"
        );
    }
    assert_eq!(events(request), ["ENVOI", "VUE"], "once");
    assert!(!received.get(BOARD).says("Nouvelle"));
    for desk in [&desk, &other] {
        let saved = desk.staff("INSTRUCTEUR").get(&document);
        assert_eq!((saved.status, saved.bytes.as_slice()), (200, PDF));
        assert!(
            saved
                .header("content-disposition")
                .is_some_and(|it| it.starts_with("attachment")),
            "{saved:?}"
        );
        assert_eq!(saved.header("x-content-type-options"), Some("nosniff"));
    }
    let jeton = [("jeton", "AAAAAAAAAAAAAAAAAAAAAX")];
    assert_eq!(
        received.post(&format!("{page}/annulation"), &jeton).status,
        404,
        "the service can't take it back"
    );
}

fn cancel(visitor: &mut Visitor, request: &str, raison: &str) -> Answer {
    let page = visitor.get(&format!("{BOARD}/{request}"));
    // The page has two forms: the key of this one is the last.
    let at = page
        .body
        .find("/annulation")
        .unwrap_or_else(|| panic!("no form: {page:?}"));
    let form = Answer {
        body: page.body[at..].to_owned(),
        ..page.clone()
    };
    let jeton = form.field("jeton").expect("a key");
    visitor.post(
        &format!("{BOARD}/{request}/annulation"),
        &[("jeton", &jeton), ("raison", raison)],
    )
}

pub(crate) fn one_is_taken_back() {
    let (desk, service) = (Desk::new(), service(None));
    let mut agent = desk.staff("AGENT");
    let person = mail::address("personne");
    let draft = service.draft(&mut agent);
    assert_eq!(
        send_step(&mut agent, &draft, "", &[("situations", "jeunes")]).status,
        303
    );
    let all = with(&[("contacts", "COURRIEL"), ("courriel", &person)]);
    assert_eq!(
        join_file(&mut agent, &draft, &pairs(&all), ("Pièce.pdf", PDF)).status,
        303
    );
    assert_eq!(send_draft(&mut agent, &draft, &[]).status, 303);
    let request = id_of(&draft);
    let long = cancel(&mut agent, request, &"é".repeat(301));
    assert!(
        long.status == 422 && long.says("300 caractères au plus"),
        "{long:?}"
    );
    let done = cancel(&mut desk.staff("INSTRUCTEUR"), request, "Il a trouvé <b>");
    assert!(
        done.location()
            .is_some_and(|to| to.ends_with("fait=annulee")),
        "{done:?}"
    );
    assert_eq!(column(request, "statut"), json!("ANNULEE"));
    assert_eq!(events(request), ["ENVOI", "ANNULATION"]);
    let told = mail::about(&service.courriel, "annulée");
    assert!(
        told.says("Raison donnée : Il a trouvé <b>"),
        "{}",
        told.text
    );
    let told = mail::about(&person, "annulée");
    assert!(
        !told.text.contains("Raison"),
        "not to the person: {}",
        told.text
    );
    let files = db::count(
        "SELECT count(*) FROM orientation_document WHERE orientation_id = ?1",
        &[json!(request)],
    );
    let orphans = db::count(
        "SELECT count(*) FROM document_orphelin WHERE objet LIKE ?1 || '/orientations/%'",
        &[json!(desk.id)],
    );
    assert_eq!((files, orphans), (0, 1), "its bytes go at night");
    let page = agent.get(&format!("{BOARD}/{request}"));
    assert!(
        page.says("Annulée")
            && page.says("S’il y avait des documents, ils ont été effacés")
            && !page.says("Annuler la demande"),
        "{page:?}"
    );
}

pub(crate) fn of_those_who_answer_and_take_back_one_wins() {
    let desk = Desk::new();
    let service = service(None);
    for _ in 0..3 {
        let request = service.request(&mut desk.staff("AGENT"), "Diallo", &name());
        let windows: Vec<Visitor> = (0..6).map(|_| desk.staff("AGENT")).collect();
        let answers: Vec<Answer> = thread::scope(|scope| {
            let cancels: Vec<_> = windows
                .into_iter()
                .enumerate()
                .map(|(number, mut window)| {
                    let request = &request;
                    scope.spawn(move || {
                        let jeton = format!("annulation{number}{}", &request[11..]);
                        let path = format!("{BOARD}/{request}/annulation");
                        window.post(&path, &[("jeton", &jeton)])
                    })
                })
                .collect();
            // What the service's answer does, decided by its statement.
            db::sql(
                "UPDATE orientation SET statut = 'VALIDEE', decideur = 'Le service', ended_at = ?2 WHERE id = ?1 AND statut = 'OUVERTE'",
                &[json!(request), json!(now())],
            );
            cancels
                .into_iter()
                .map(|one| one.join().expect("an answer"))
                .collect()
        });
        let won = answers.iter().filter(|answer| answer.status == 303).count();
        let lost = answers
            .iter()
            .filter(|answer| answer.status == 409 && answer.says("Le service a répondu"))
            .count();
        let cancelled = column(&request, "statut") == json!("ANNULEE");
        assert_eq!(
            (won, lost),
            (usize::from(cancelled), 6 - usize::from(cancelled)),
            "{answers:?}"
        );
        let told = events(&request)
            .iter()
            .filter(|event| *event == "ANNULATION")
            .count();
        assert_eq!(told, won, "a line only for whoever won");
        let mails = db::count(
            "SELECT count(*) FROM courriel WHERE objet_id = ?1 AND modele = 'orientation_annulee'",
            &[json!(request)],
        );
        assert_eq!(mails, i64::from(cancelled));
    }
}

pub(crate) fn a_document_more_is_told_with_a_fresh_link() {
    let (desk, service) = (Desk::new(), service(None));
    let mut agent = desk.staff("AGENT");
    let request = service.request(&mut agent, "Diallo", "Awa");
    let first = mail::about(&service.courriel, "Nouvelle demande").link();
    let page = agent.get(&format!("{BOARD}/{request}"));
    let jeton = page.field("jeton").expect("a key");
    let path = format!("{BOARD}/{request}/documents");
    let send = |agent: &mut Visitor, name: &str, content: &[u8]| {
        let form = Request::post(&path).file(&[("jeton", &jeton)], ("fichier", name), content);
        agent.send(form)
    };
    let wrong = send(&mut agent, "a.pdf", b"<html>");
    assert!(
        wrong.status == 422 && wrong.says("ne correspond pas à son nom"),
        "{wrong:?}"
    );
    for _ in 0..2 {
        let added = send(&mut agent, "Avis.pdf", PDF);
        assert!(
            added
                .location()
                .is_some_and(|to| to.ends_with("fait=document")),
            "{added:?}"
        );
    }
    assert_eq!(
        events(&request),
        ["ENVOI", "DOCUMENT"],
        "sent twice, there once"
    );
    let told = mail::about(&service.courriel, "Un document de plus");
    assert!(told.text.contains("Avis.pdf"), "{}", told.text);
    assert_ne!(told.link(), first);
    let page = agent.get(&format!("{BOARD}/{request}"));
    assert!(
        page.says("Document ajouté") && page.says("Avis.pdf") && page.says("Envoyé"),
        "{page:?}"
    );
    db::sql(
        "UPDATE courriel SET etat = 'ECHEC', suite_at = NULL WHERE objet_id = ?1 AND modele = 'orientation_recue'",
        &[json!(request)],
    );
    let page = agent.get(&format!("{BOARD}/{request}"));
    assert!(
        page.says("Un e-mail n’a pas pu être distribué") && page.says("E-mail non distribué"),
        "{page:?}"
    );
}

/// Requests of that structure to that service, put there behind the product's back, the first the oldest.
fn many(desk: &Desk, service: &Service, how_many: u32) {
    let mut agent = desk.staff("AGENT");
    let model = service.request(&mut agent, "Modele", "Awa");
    db::sql(
        "INSERT INTO orientation (id, structure_id, destinataire_id, service_id, service_copie, service_courriel, prescripteur_id,
            prescripteur_nom, prescripteur_courriel, nom, prenom, cle, contacts, situations, criteres, motif, sent_at, expires_at, suite_at)
         WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?2)
         SELECT substr(?1, -14) || printf('%08d', i), structure_id, destinataire_id, service_id, service_copie, service_courriel, prescripteur_id,
            prescripteur_nom, prescripteur_courriel, 'NOM' || printf('%04d', i), 'Awa', 'x', contacts, situations, criteres, motif,
            sent_at - (?2 - i + 1) * 3600000, expires_at, suite_at
         FROM orientation, n WHERE id = ?1",
        &[json!(model), json!(how_many)],
    );
    for (sens, side) in [("ENVOYEE", "structure_id"), ("RECUE", "destinataire_id")] {
        for key in [
            "lower(nom) || ' awa ' || 'essai'",
            "'awa ' || lower(nom) || ' essai'",
            "'#accompagnement essai'",
        ] {
            db::sql(
                &format!(
                    "INSERT INTO orientation_cle (structure_id, sens, cle, orientation_id)
                     SELECT {side}, '{sens}', {key}, id FROM orientation WHERE structure_id = ?1 AND nom LIKE 'NOM0%'"
                ),
                &[json!(desk.id)],
            );
        }
    }
}

pub(crate) fn the_lists_are_read_page_after_page() {
    let (desk, (other, service)) = (Desk::new(), receiver());
    many(&desk, &service, 119);
    for (mut visitor, sens) in [
        (desk.staff("AGENT"), "envoyees"),
        (other.staff("AGENT"), "recues"),
    ] {
        for tri in ["anciennes", "recentes"] {
            let mut path = format!("{BOARD}?sens={sens}&tri={tri}");
            let mut seen = Vec::new();
            for _ in 0..3 {
                let page = visitor.get(&path);
                assert_eq!(page.status, 200, "{page:?}");
                seen.extend(names(&page.body));
                path = next(&page.body).unwrap_or_default();
            }
            assert_eq!((seen.len(), path.as_str()), (120, ""), "{sens} {tri}");
            let mut sorted = seen.clone();
            sorted.sort_unstable();
            sorted.dedup();
            assert_eq!(sorted.len(), 120, "each once");
        }
        let counted = visitor.get(&format!("{BOARD}?sens={sens}"));
        assert!(
            counted.says("À traiter (120)") && counted.says("Validées (0)"),
            "{counted:?}"
        );
        let old = visitor.get(&format!("{BOARD}?sens={sens}&age=10"));
        assert!(old.says("Aucune demande ici."), "{old:?}");
    }
    let unread = other
        .staff("AGENT")
        .get(&format!("{BOARD}?sens=recues&statut=non-lues"));
    assert!(
        unread.says("NOM0001") && unread.says("Nouvelle"),
        "{unread:?}"
    );
    let none = Desk::new().staff("AGENT").get(BOARD);
    assert!(
        none.says("Aucune demande envoyée pour le moment."),
        "{none:?}"
    );
}

fn names(html: &str) -> Vec<String> {
    let links = html.split("class=\"table__link\"").skip(1);
    links
        .map(|rest| {
            rest.split("</bdi>")
                .next()
                .unwrap_or_default()
                .rsplit('>')
                .next()
                .unwrap_or_default()
                .to_owned()
        })
        .collect()
}

fn next(html: &str) -> Option<String> {
    let at = html.find("rel=\"next\"")?;
    let before = &html[..at];
    let href = before.rsplit("href=\"").next()?;
    Some(
        href.split('"')
            .next()?
            .replace("&amp;", "&")
            .replace("&#x2f;", "/"),
    )
}

pub(crate) fn one_is_found_by_names_in_any_order() {
    let (desk, (other, service)) = (Desk::new(), receiver());
    let nom = name();
    let _ = service.request(&mut desk.staff("AGENT"), &nom, "Jean-Noël");
    let _ = service.request(&mut desk.staff("AGENT"), &name(), "Fatou");
    let service_name = service.nom.clone();
    for (typed, found) in [
        (nom.to_lowercase(), true),
        (format!("noel {nom}"), true),
        (format!("{nom} accompagnement"), true),
        (service_name, true),
        ("personne de ce nom".to_owned(), false),
        ("%".to_owned(), true),
    ] {
        for (desk, sens) in [(&desk, "envoyees"), (&other, "recues")] {
            let path = format!("{BOARD}?sens={sens}&q={}", encode(&typed));
            let answer = desk.staff("AGENT").get(&path);
            assert_eq!(answer.says(&nom), found, "{typed} {sens}: {answer:?}");
        }
    }
}

pub(crate) fn a_draft_is_forgotten_after_seven_days() {
    let (desk, service) = (Desk::new(), service(None));
    let mut agent = desk.staff("AGENT");
    let draft = service.draft(&mut agent);
    assert_eq!(
        join_file(&mut agent, &draft, &[("prenom", "Awa")], ("Pièce.pdf", PDF)).status,
        303
    );
    db::sql(
        "UPDATE orientation_brouillon SET created_at = created_at - ?2, expires_at = expires_at - ?2 WHERE id = ?1",
        &[json!(id_of(&draft)), json!(7 * DAY_MS + 1)],
    );
    assert_eq!(agent.get(&draft).status, 404, "gone at once for its author");
    let document =
        "UPDATE orientation_document SET created_at = created_at - ?2 WHERE structure_id = ?1";
    db::sql(document, &[json!(desk.id), json!(7 * DAY_MS)]);
    mail::sweep();
    let left = |table: &str| {
        db::count(
            &format!("SELECT count(*) FROM {table} WHERE structure_id = ?1"),
            &[json!(desk.id)],
        )
    };
    assert_eq!(
        (left("orientation_brouillon"), left("orientation_document")),
        (0, 0)
    );
}

pub(crate) fn the_lists_cost_what_they_show() {
    let (desk, (other, service)) = (Desk::new(), receiver());
    many(&desk, &service, 150);
    let (mut sender, mut receiver) = (desk.staff("AGENT"), other.staff("AGENT"));
    let mut number = 0;
    for path in [
        "?sens=envoyees",
        "?sens=envoyees&statut=a-traiter",
        "?sens=envoyees&statut=a-traiter&age=10",
        "?sens=envoyees&q=nom",
        "?sens=envoyees&q=nom0007+awa",
        "?sens=envoyees&q=zzz",
        "?sens=envoyees&q=accompagnement",
        "?sens=envoyees&q=nom+awa",
        "?sens=envoyees&q=awa+zzzz",
        "?sens=envoyees&q=nom00+nom01",
    ] {
        let sent = format!("{BOARD}{path}");
        for (visitor, path) in [
            (&mut sender, sent.clone()),
            (&mut receiver, sent.replace("envoyees", "recues")),
        ] {
            number += 1;
            let id = format!("feedface0de5{number:04}");
            let page = visitor.send(Request::get(&path).header("cf-ray", &id));
            let read = server().line_of(&id)["d1_read"].as_i64().expect("rows");
            let shown = i64::try_from(names(&page.body).len()).expect("a few");
            assert!(read <= 10 * shown + 20, "{path}: {read} rows for {shown}");
            let near = page.says("voici les plus proches");
            assert_eq!(near, path.contains("nom00+nom01"), "{path}");
        }
    }
}

/// Each page of « Orientations », in each state it has.
pub(crate) fn every_state(desk: &Desk, staff: &Browser, look: &impl Fn(&Browser, &str)) {
    let service = service(Some(&desk.id));
    staff.open(BOARD);
    look(staff, "no request");
    let draft = service.draft(&mut desk.staff("ADMINISTRATEUR"));
    staff.open(&draft);
    look(staff, "a draft, conformité");
    staff.press("Enregistrer et continuer");
    staff.sees("Cochez au moins une situation");
    look(staff, "a draft, conformité refused");
    staff.choose("Jeunes");
    staff.press("Enregistrer et continuer");
    staff.sees("Comment le service peut-il joindre");
    look(staff, "a draft, la demande");
    staff.press("Enregistrer et vérifier");
    staff.sees("Dites pourquoi");
    look(staff, "a draft, la demande refused");
    let mut colleague = desk.staff("ADMINISTRATEUR");
    let other = with(&[("nom", "Ailleurs")]);
    let saved = send_step(&mut colleague, &draft, "/demande", &pairs(&other));
    assert_eq!(saved.status, 303, "{saved:?}");
    staff.fill("Nom", "Ici");
    staff.press("Enregistrer et vérifier");
    staff.sees("Modifié dans une autre fenêtre");
    look(staff, "a draft, two windows");
    for rest in ["/verification", "/notice"] {
        staff.open(&format!("{draft}{rest}"));
        look(staff, &format!("a draft{rest}"));
    }
    let sent = service.request(&mut colleague, "Ailleurs", "Awa");
    staff.open(&format!("{draft}/verification"));
    staff.sees("Déjà envoyée ?");
    staff.press("Envoyer la demande");
    staff.sees("Cochez la case si vous voulez");
    look(staff, "a draft, sent before");
    for path in [
        "",
        "?sens=envoyees",
        "?sens=recues&statut=non-lues",
        "?sens=recues&statut=validees",
        "?q=diallo",
        "?q=zzz",
    ] {
        staff.open(&format!("{BOARD}{path}"));
        look(staff, &format!("requests {path}"));
    }
    staff.open(&format!("{BOARD}/{sent}"));
    look(staff, "a request, sent and received");
    staff.press("Annuler la demande");
    look(staff, "a request about to be taken back");
    staff.press("Annuler définitivement la demande");
    staff.sees("La demande est annulée.");
    look(staff, "a request taken back");
    service.set("statut", &json!("RETIRE"));
    staff.open(&draft);
    look(staff, "a draft whose service is closed");
}
