//! What a leaked link, an old form or a slow hand can't do to a request; and what is left of it once it is over.

use std::{
    sync::atomic::{AtomicU32, Ordering},
    thread,
};

use escale_tests::{
    db,
    http::{Answer, Visitor},
    mail,
    stories::{Asked, DAY_MS, Desk, now},
};
use serde_json::{Value, json};

use crate::treating::{KEY, decision};

const SECOND_KEY: &str = "AAAAAAAAAAAAAAAAAAAAAB";

fn write(visitor: &mut Visitor, path: &str, key: &str, text: &str) -> Answer {
    visitor.post(path, &[("jeton", key), ("message", text)])
}

/// A line of its timeline, so long ago.
fn line(asked: &Asked, evenement: &str, ago_ms: i64) {
    static NEXT: AtomicU32 = AtomicU32::new(1);
    let id = format!("ligne-limite{:010}", NEXT.fetch_add(1, Ordering::Relaxed));
    db::sql(
        "INSERT INTO orientation_evenement (id, orientation_id, structure_id, evenement, acteur, created_at)
         VALUES (?1, ?2, ?3, ?4, 'SERVICE', ?5)",
        &[
            json!(id),
            json!(asked.id),
            json!(asked.sender.id),
            json!(evenement),
            json!(now() - ago_ms),
        ],
    );
}

pub(crate) fn a_form_sent_again_with_other_words_loses_none_and_forges_none() {
    let asked = Asked::new();
    let (link, mut visitor) = (asked.link(), Visitor::new());
    let path = format!("{link}/prescripteur");
    assert_eq!(write(&mut visitor, &path, KEY, "Lundi.").status, 303);
    assert_eq!(write(&mut visitor, &path, KEY, "Lundi.").status, 303);
    assert_eq!((asked.lines().len(), asked.mails()), (2, 1));
    assert_eq!(write(&mut visitor, &path, KEY, "Non, mardi.").status, 303);
    assert_eq!((asked.lines().len(), asked.mails()), (3, 2));
    let page = visitor.get(&link);
    assert!(page.says("Lundi.") && page.says("Non, mardi."), "{page:?}");

    let (refusal, fields) = decision(SECOND_KEY, "refus");
    let refusal = format!("{link}/{refusal}");
    assert_eq!(visitor.post(&refusal, &fields).status, 303);
    let before = asked.mails();
    let mut other = fields.clone();
    other.retain(|(name, _)| *name != "message");
    other.push(("message", "Un tout autre texte."));
    let answer = visitor.post(&refusal, &other);
    assert!(
        answer.status == 409 && answer.says("Un tout autre texte."),
        "not said to be sent: {answer:?}"
    );
    assert_eq!(visitor.post(&refusal, &fields).status, 303, "the same one");
    let late = write(&mut visitor, &path, KEY, "Encore autre chose.");
    assert!(
        late.status == 409 && late.says("Encore autre chose."),
        "{late:?}"
    );
    assert_eq!((asked.lines().len(), asked.mails()), (4, before));
}

pub(crate) fn an_untouched_proposal_never_goes_out_under_other_motives() {
    let asked = Asked::new();
    let (link, mut visitor) = (asked.link(), Visitor::new());
    let path = format!("{link}/refus");
    let form = |motifs: &[&'static str], step: &'static str| {
        let mut fields = vec![("jeton", KEY), ("etape", step)];
        fields.extend(motifs.iter().map(|motif| ("motif", *motif)));
        fields
    };
    let proposed = visitor.post(&path, &form(&["SESSION_COMPLETE"], "proposer"));
    let message = proposed.field("propose").expect("a proposal");
    let mut fields = form(&["SESSION_COMPLETE", "AUTRE"], "confirmer");
    fields.extend([("message", message.as_str()), ("propose", &message)]);
    let answer = visitor.post(&path, &fields);
    assert_eq!(answer.status, 422, "{answer:?}");
    assert!(
        answer.says("[écrivez ici la raison]"),
        "the message of both motives: {answer:?}"
    );
    assert_eq!(
        (asked.column("statut"), asked.mails()),
        (json!("OUVERTE"), 0)
    );
}

pub(crate) fn an_old_link_neither_floods_nor_silences_the_service() {
    let asked = Asked::new();
    let (link, mut visitor) = (asked.link(), Visitor::new());
    for number in 1..=5 {
        line(&asked, "LIEN", number * 3_600_000);
    }
    let lines = asked.lines().len();
    assert_eq!(visitor.post(&format!("{link}/lien"), &[]).status, 303);
    assert_eq!(asked.lines().len(), lines, "five a day");
    let (mut other, path) = (Visitor::new(), format!("{link}/prescripteur"));
    assert_eq!(write(&mut other, &path, KEY, "Bonjour.").status, 303);

    let asked = Asked::new();
    let link = asked.link();
    for number in 2..=220 {
        line(&asked, "LIEN", number * DAY_MS);
    }
    let lines = asked.lines().len();
    assert_eq!(visitor.post(&format!("{link}/lien"), &[]).status, 303);
    assert_eq!(asked.lines().len(), lines, "thirty in all");
    let path = format!("{link}/prescripteur");
    assert_eq!(
        write(&mut visitor, &path, KEY, "Toujours là.").status,
        303,
        "links are not messages"
    );
    assert!(
        visitor.get(&link).says("Toujours là."),
        "what is new is shown"
    );
    for _ in 1..20 {
        line(&asked, "CONTACT_PRESCRIPTEUR", 3_600_000);
    }
    let answer = write(&mut visitor, &path, SECOND_KEY, "Un de trop.");
    assert!(
        answer.status == 409 && answer.says("Trop de messages") && answer.says("Un de trop."),
        "{answer:?}"
    );
    let (path, fields) = decision(KEY, "validation");
    let answer = visitor.post(&format!("{link}/{path}"), &fields);
    assert_eq!(answer.status, 303, "an answer is no message: {answer:?}");
}

pub(crate) fn once_refused_nobody_reads_the_person_any_more() {
    let asked = Asked::to(Desk::new());
    let desk = asked.receiver.as_ref().expect("a desk");
    let (piece, _) = asked.with_document();
    let (link, mut visitor) = (asked.link(), Visitor::new());
    let proposed = visitor.post(
        &format!("{link}/refus"),
        &[
            ("jeton", KEY),
            ("etape", "proposer"),
            ("motif", "EN_EMPLOI"),
        ],
    );
    let message = proposed.field("propose").expect("a proposal");
    assert!(message.contains(&asked.nom));
    let fields = [
        ("jeton", KEY),
        ("etape", "confirmer"),
        ("motif", "EN_EMPLOI"),
        ("message", message.as_str()),
        ("propose", &message),
    ];
    let sent = visitor.post(&format!("{link}/refus"), &fields);
    let shown = visitor.get(sent.location().expect("a page"));
    assert!(
        shown.says("Farid Demo (a fait la demande)"),
        "who was told: {shown:?}"
    );
    let page = format!("/gestion/orientations/{}", asked.id);
    let mut agent = desk.staff("AGENT");
    for answer in [
        shown,
        visitor.get(&link),
        agent.get(&page),
        agent.get(&asked.desk_path()),
    ] {
        assert_eq!(answer.status, 200, "{answer:?}");
        for word in [
            asked.nom.as_str(),
            "612345678",
            "A un vélo en panne",
            "Attend un enfant",
            &asked.beneficiaire,
            "Pièce d’identité.pdf",
        ] {
            assert!(!answer.body.contains(word), "{word}: {answer:?}");
        }
    }
    assert_eq!(agent.get(&format!("{page}/documents/{piece}")).status, 404);
    let own = asked.sender.staff("AGENT").get(&page);
    assert!(own.body.contains(&asked.nom), "{own:?}");
}

pub(crate) fn errors_behind_a_link_lead_back_to_the_request() {
    let asked = Asked::new();
    let (link, mut visitor) = (asked.link(), Visitor::new());
    let lost = visitor.get(&format!("{link}/nulle-part"));
    assert_eq!(lost.status, 404, "{lost:?}");
    assert!(
        lost.says("Revenir à la demande") && lost.body.contains(&format!("href=\"{link}\"")),
        "{lost:?}"
    );
    assert!(!lost.says("Votre courrier"), "{lost:?}");

    let (piece, _) = asked.with_document();
    asked.set("expires_at", &json!(now() - 1));
    for path in [
        "beneficiaire",
        "prescripteur",
        "validation",
        "refus",
        &format!("documents/{piece}"),
    ] {
        let answer = visitor.get(&format!("{link}/{path}"));
        assert!(
            answer.status == 409 && answer.says("Cette demande a expiré sans réponse"),
            "{path}: {answer:?}"
        );
    }
    let read = visitor.post(&format!("{link}/lecture"), &[]);
    assert_eq!(read.status, 409, "{read:?}");
    assert_eq!(asked.lines(), ["ENVOI"]);
    assert_eq!(asked.column("vue_at"), Value::Null);
    let (path, fields) = decision(KEY, "validation");
    let late = visitor.post(&format!("{link}/{path}"), &fields);
    assert_eq!(late.status, 409, "before the sweep, too: {late:?}");

    db::sql(
        "UPDATE lien SET ended_at = ?2 WHERE objet_id = ?1",
        &[json!(asked.id), json!(now())],
    );
    let answer = write(
        &mut visitor,
        &format!("{link}/prescripteur"),
        KEY,
        "Un long texte <b>",
    );
    assert!(
        answer.status == 410
            && answer.says("Ce que vous aviez écrit")
            && answer.body.contains("Un long texte &lt;b&gt;"),
        "{answer:?}"
    );
}

pub(crate) fn a_new_link_ends_the_older_ones_and_so_does_taking_it_back() {
    let asked = Asked::new();
    let (old, mut visitor) = (asked.link(), Visitor::new());
    assert_eq!(visitor.post(&format!("{old}/lien"), &[]).status, 303);
    let fresh = mail::about(&asked.service, "Votre nouveau lien").link();
    assert_eq!(visitor.get(&old).status, 410);
    assert_eq!(visitor.get(&fresh).status, 200);

    // As if the first e-mail were still being tried.
    let waiting = mail::written(&asked.service);
    db::sql(
        "UPDATE courriel SET objet_id = ?2, structure_id = ?3, modele = 'orientation_recue', suite_at = ?4 WHERE id = ?1",
        &[
            json!(waiting),
            json!(asked.id),
            json!(asked.sender.id),
            json!(now() + DAY_MS),
        ],
    );
    let mut agent = asked.sender.staff("AGENT");
    let path = format!("/gestion/orientations/{}/annulation", asked.id);
    let answer = agent.post(&path, &[("jeton", KEY), ("raison", "")]);
    assert_eq!(answer.status, 303, "{answer:?}");
    assert_eq!(mail::column(&waiting, "etat"), json!("ANNULE"));
    let page = visitor.get(&fresh);
    assert!(
        page.status == 410 && page.says("annulée par la personne qui l’avait faite"),
        "{page:?}"
    );
}

pub(crate) fn an_answer_stops_the_reminder_that_waits() {
    let asked = Asked::new();
    let waiting = mail::written(&asked.service);
    db::sql(
        "UPDATE courriel SET objet_id = ?2, structure_id = ?3, modele = 'orientation_rappel', suite_at = ?4 WHERE id = ?1",
        &[
            json!(waiting),
            json!(asked.id),
            json!(asked.sender.id),
            json!(now() + DAY_MS),
        ],
    );
    let (path, fields) = decision(KEY, "refus");
    let answer = Visitor::new().post(&format!("{}/{path}", asked.link()), &fields);
    assert_eq!(answer.status, 303, "{answer:?}");
    assert_eq!(mail::column(&waiting, "etat"), json!("ANNULE"));
    assert_ne!(
        asked.column("fichiers_effaces_at"),
        Value::Null,
        "without a document nothing waits for its turn"
    );
    let suite = asked.column("suite_at").as_i64().expect("a time");
    assert!(suite > now() + 700 * DAY_MS, "{suite}");
}

pub(crate) fn whoever_has_left_is_written_to_at_their_structure() {
    let asked = Asked::new();
    let house = mail::address("structure");
    db::sql(
        "UPDATE structure SET email = ?2 WHERE id = ?1",
        &[json!(asked.sender.id), json!(house)],
    );
    db::sql(
        "UPDATE staff_user SET statut = 'RETIRE' WHERE id = (SELECT prescripteur_id FROM orientation WHERE id = ?1)",
        &[json!(asked.id)],
    );
    let (path, fields) = decision(KEY, "refus");
    let answer = Visitor::new().post(&format!("{}/{path}", asked.link()), &fields);
    assert_eq!(answer.status, 303, "{answer:?}");
    let _ = mail::about(&house, "refusée");
    assert!(mail::at(&asked.prescripteur).is_empty());
}

pub(crate) fn sweeps_and_an_answer_at_once_take_one_step() {
    let (late, due) = (Asked::new(), Asked::new());
    late.days_go_by(31);
    due.days_go_by(10);
    let link = due.link();
    let answer = thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(mail::sweep);
        }
        let (path, fields) = decision(KEY, "validation");
        Visitor::new().post(&format!("{link}/{path}"), &fields)
    });
    mail::sweep();
    assert_eq!(answer.status, 303, "{answer:?}");
    assert_eq!(due.column("statut"), json!("VALIDEE"));
    let reminded = due.lines().iter().filter(|line| *line == "RAPPEL").count();
    assert!(reminded <= 1, "{:?}", due.lines());
    assert_eq!(late.lines(), ["ENVOI", "EXPIRATION"]);
    assert_eq!(late.mails(), 4);
    assert_ne!(late.column("fichiers_effaces_at"), Value::Null);
}
