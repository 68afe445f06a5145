//! A request being written, when something comes in between: no scripts, a lost answer, a file that goes up while somebody
//! types, a window that comes after the sending, a right that is gone.

use std::fs;

use escale_tests::{
    browser::Browser,
    db,
    http::{Answer, Request, Visitor},
    mail,
    server::{fresh_folder, until},
    stories::{
        Desk,
        requests::{fields, join_file, name, receiver, reviewed, send_draft, send_step, service},
    },
};
use serde_json::json;

const PDF: &[u8] = b"%PDF-1.7\n1 0 obj\n%%EOF\n";
const BOARD: &str = "/gestion/orientations";

fn id_of(draft: &str) -> &str {
    draft.rsplit('/').next().unwrap_or_default()
}

fn kept(draft: &str, words: &str) -> bool {
    let typed = db::value(
        "SELECT donnees FROM orientation_brouillon WHERE id = ?1",
        &[json!(id_of(draft))],
    );
    typed.as_str().is_some_and(|text| text.contains(words))
}

pub(crate) fn one_is_sent_without_scripts() {
    let (desk, service) = (Desk::new(), service(None));
    let folder = fresh_folder(&format!("sans-script-{}", service.id));
    let file = folder.join("photo.jpeg");
    fs::write(&file, b"\xff\xd8\xff\xe0\0\x10JFIF\0\xff\xd9").expect("a file");
    let agent = Browser::without_scripts();
    desk.staff_in(&agent, "AGENT");
    agent.open(&format!("/services/{}", service.id));
    agent.press("Orienter un bénéficiaire");
    agent.choose("Jeunes");
    agent.press("Enregistrer et continuer");
    agent.sees("Comment le service peut-il joindre");
    agent.fill("Nom", &name());
    agent.fill("Prénom", "Awa");
    agent.attach("Joindre un document", &file);
    agent.press("Joindre le fichier");
    agent.sees("Le document est joint.");
    agent.sees("photo.jpeg");
    assert_eq!(agent.written_in("Prénom"), "Awa");
    agent.press("Enregistrer et vérifier");
    agent.sees("Dites pourquoi");
    agent.choose("Par l’intermédiaire de la personne");
    agent.fill("Motif de la demande", "Cherche un logement.");
    agent.press("Enregistrer et ouvrir la notice");
    agent.sees("Votre demande : ce qu’il faut savoir");
    agent.follow("← Retour à la demande");
    assert_eq!(
        agent.written_in("Motif de la demande"),
        "Cherche un logement."
    );
    agent.choose("Je m’engage à informer la personne");
    agent.press("Enregistrer et vérifier");
    agent.sees("Ce qui va se passer");
    agent.press("Envoyer la demande");
    agent.sees("La demande est envoyée.");
    let _ = fs::remove_dir_all(folder);
}

pub(crate) fn what_is_typed_while_a_file_goes_up_stays() {
    let (desk, service) = (Desk::new(), service(None));
    let draft = service.draft(&mut desk.staff("AGENT"));
    let folder = fresh_folder(&format!("envoi-{}", service.id));
    let file = folder.join("Pièce.pdf");
    fs::write(&file, PDF).expect("a file");
    let agent = Browser::computer();
    desk.staff_in(&agent, "AGENT");
    agent.open(&format!("{draft}/demande"));
    agent.fill("Nom", "Avant");
    agent.attach("Joindre un document", &file);
    agent.answers_late_by(3000);
    agent.press("Joindre le fichier");
    agent.fill("Motif de la demande", "Écrit pendant l’envoi.");
    agent.sees("Le document est joint.");
    agent.sees("Pièce.pdf");
    agent.answers_late_by(0);
    agent.has_focus_on("documents");
    assert_eq!(
        agent.written_in("Motif de la demande"),
        "Écrit pendant l’envoi."
    );
    let both = || kept(&draft, "Écrit pendant l’envoi.") && kept(&draft, "Avant");
    assert!(until(std::time::Duration::from_secs(20), both));
    agent.does_not_see("autre fenêtre");
    // What is not kept yet is kept before the page goes on.
    agent.fill("Prénom", "Awa");
    agent.press("Enregistrer et vérifier");
    agent.sees("Choisissez au moins une façon");
    assert_eq!(agent.written_in("Prénom"), "Awa");
    let _ = fs::remove_dir_all(folder);
}

fn keep(agent: &mut Visitor, draft: &str, window: &str, more: &[(&str, &str)]) -> Answer {
    let mut form = vec![("version", "1"), ("auto", "oui"), ("fenetre", window)];
    form.extend(more);
    agent.post(&format!("{draft}/demande"), &form)
}

pub(crate) fn an_answer_that_is_lost_is_no_other_window() {
    let (desk, service) = (Desk::new(), service(None));
    let mut agent = desk.staff("AGENT");
    let draft = service.draft(&mut agent);
    let page = agent.get(&format!("{draft}/demande"));
    let own = page.field("fenetre").expect("a window");
    let other = agent.get(&format!("{draft}/demande"));
    let other = other.field("fenetre").expect("a window");
    assert_ne!(own, other);
    let first = keep(&mut agent, &draft, &own, &[("nom", "Un")]);
    assert_eq!(first.status, 200, "{first:?}");
    // The page never heard of it, and says the same version again.
    let second = keep(&mut agent, &draft, &own, &[("nom", "Deux")]);
    assert!(
        second.status == 200 && second.body.contains("\"version\":3"),
        "{second:?}"
    );
    let elsewhere = keep(&mut agent, &draft, &other, &[("nom", "Trois")]);
    assert_eq!(elsewhere.status, 409, "{elsewhere:?}");
    assert_eq!(
        keep(&mut agent, &draft, "", &[("nom", "Quatre")]).status,
        409
    );
    assert!(kept(&draft, "Deux"));
}

pub(crate) fn a_window_that_comes_after_the_sending_loses_no_word() {
    let (desk, service) = (Desk::new(), service(None));
    let mut agent = desk.staff("AGENT");
    let draft = service.filled_draft(&mut agent, "Diallo", "Awa");
    assert_eq!(send_draft(&mut agent, &draft, &[]).status, 303);
    let request = format!("{BOARD}/{}", id_of(&draft));
    for page in ["", "/demande", "/verification", "/notice"] {
        let answer = agent.get(&format!("{draft}{page}"));
        assert_eq!(answer.location(), Some(request.as_str()), "{page}");
    }
    let late = [
        ("version", "3"),
        ("action", "suite"),
        ("motif", "Écrit trop tard."),
    ];
    let told = agent.post(&format!("{draft}/demande"), &late);
    assert!(
        told.status == 409
            && told.says("Cette demande est déjà envoyée")
            && told.says("Écrit trop tard.")
            && told.body.contains(&format!("href=\"{request}\"")),
        "{told:?}"
    );
    let told = agent.post(&format!("{draft}/conformite"), &[("version", "3")]);
    assert_eq!(told.status, 409, "{told:?}");
    assert_eq!(
        keep(&mut agent, &draft, "", &[("motif", "Trop tard.")]).status,
        410
    );
    let colleague = desk
        .staff("INSTRUCTEUR")
        .post(&format!("{draft}/demande"), &late);
    assert_eq!(colleague.status, 404, "nobody else is told");
}

pub(crate) fn a_form_that_has_joined_one_file_joins_no_other() {
    let (desk, service) = (Desk::new(), service(None));
    let mut agent = desk.staff("AGENT");
    let draft = service.draft(&mut agent);
    let page = agent.get(&format!("{draft}/demande"));
    let key = page.field("jeton").expect("a key");
    let mut send = |name: &str, content: &[u8]| {
        let form = [
            ("version", "1"),
            ("jeton", key.as_str()),
            ("action", "joindre"),
        ];
        let request = Request::post(&format!("{draft}/demande"));
        agent.send(request.file(&form, ("fichier", name), content))
    };
    assert_eq!(send("Un.pdf", PDF).status, 303);
    assert_eq!(send("Un.pdf", PDF).status, 303, "the same again");
    let other = send("Deux.pdf", PDF);
    assert!(
        other.status == 409
            && other.says("a déjà servi à joindre un autre document")
            && !other.says("Dix documents"),
        "{other:?}"
    );
    // A zip that another reader finds before a sign that is too short.
    let mut double = PDF.to_vec();
    double.extend(b"PK\x01\x02PK\x05\x06\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0PK\x05\x06 %%EOF");
    let double = join_file(&mut agent, &draft, &[], ("a.pdf", &double));
    assert!(
        double.status == 422 && double.says("ne correspond pas à son nom"),
        "{double:?}"
    );
}

pub(crate) fn a_right_that_is_gone_sends_nothing() {
    let (desk, service) = (Desk::new(), service(None));
    let mut agent = desk.staff("AGENT");
    let draft = service.filled_draft(&mut agent, "Diallo", "Awa");
    let form = reviewed(&mut agent, &draft);
    let form = form.each_ref().map(|(name, value)| (*name, value.as_str()));
    let role = |role: &str| {
        let change = "UPDATE staff_user SET role = ?2 WHERE email = ?1";
        db::sql(change, &[json!(desk.email("AGENT")), json!(role)]);
    };
    role("FACTEUR");
    assert_eq!(agent.post(&format!("{draft}/envoi"), &form).status, 403);
    role("AGENT");
    desk.set("statut", &json!("SUSPENDUE"));
    let suspended = agent.post(&format!("{draft}/envoi"), &form);
    assert!((401..=403).contains(&suspended.status), "{suspended:?}");
    desk.set("statut", &json!("ACTIVE"));
    let sent = db::count(
        "SELECT count(*) FROM orientation WHERE structure_id = ?1",
        &[json!(desk.id)],
    );
    assert_eq!(sent, 0);
    assert!(mail::at(&service.courriel).is_empty());
}

pub(crate) fn whoever_sent_it_and_accompanies_is_told_of_the_end() {
    let (desk, (_other, service)) = (Desk::new(), receiver());
    let mut agent = desk.staff("AGENT");
    let paul = mail::address("paul");
    let draft = service.draft(&mut agent);
    let profile = send_step(&mut agent, &draft, "", &[("situations", "jeunes")]);
    assert_eq!(profile.status, 303, "{profile:?}");
    let mut all = fields("Diallo", "Awa");
    all.extend([
        ("autre_referent", "oui".to_owned()),
        ("referent_nom", "Paul Martin".to_owned()),
        ("referent_courriel", paul.clone()),
        // Not ticked: nobody gets it.
        ("courriel", mail::address("personne")),
        ("telephone", "06 12 34 56 78".to_owned()),
    ]);
    let all: Vec<(&str, &str)> = all.iter().map(|(one, it)| (*one, it.as_str())).collect();
    assert_eq!(send_step(&mut agent, &draft, "/demande", &all).status, 303);
    assert_eq!(send_draft(&mut agent, &draft, &[]).status, 303);
    let request = id_of(&draft);
    let detail = db::sql(
        "SELECT telephone, courriel FROM orientation WHERE id = ?1",
        &[json!(request)],
    );
    assert!(
        detail.rows[0]["telephone"].is_null() && detail.rows[0]["courriel"].is_null(),
        "only what is ticked"
    );
    let line = format!("fin{}", &request[3..]);
    let done = desk.staff("INSTRUCTEUR").post(
        &format!("{BOARD}/{request}/annulation"),
        &[("jeton", &line), ("raison", "A trouvé.")],
    );
    assert_eq!(done.status, 303, "{done:?}");
    for (to, last) in [
        (service.courriel.as_str(), "Vous n’avez plus à y répondre."),
        (&paul, "Le service ne peut plus y répondre."),
        (&desk.email("AGENT"), "Le service ne peut plus y répondre."),
    ] {
        let told = mail::about(to, "annulée");
        assert!(
            told.text.contains(last)
                && told.says("Raison donnée : A trouvé.")
                && told.text.contains(&desk.email("INSTRUCTEUR")),
            "{to}: {}",
            told.text
        );
    }
}
