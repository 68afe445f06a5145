//! The pages of the treating room, in each state they have.

use serde_json::{Value, json};

use super::{
    editors::{AcceptView, CheckView, ContactView, RefuseView},
    *,
};
use crate::{
    desk::tabs::samples::me,
    edge::{clock::Moment, form::FieldError, page},
    orientation::{
        messages_rules,
        rules::Motif,
        services::rules::samples::service,
        treating::{
            actor::Actor,
            contact_pages::Target,
            forms_rules::{AcceptForm, ContactForm, RefuseForm},
            letters::{Kind, Post},
        },
    },
    outbox::Followed,
    rights::Role,
};

const SENT: i64 = 1_795_384_800_000;
const ID: &str = "AAAAAAAAAAAAAAAAAAAAAA";

/// A request of that statut, as its row.
pub(crate) fn request(statut: &str) -> Request {
    let copie = serde_json::to_string(&service().oriented().expect("open")).expect("JSON");
    let open = statut == "OUVERTE";
    let decided = matches!(statut, "VALIDEE" | "REFUSEE");
    let row = json!({
        "id": ID, "structure_id": "BBBBBBBBBBBBBBBBBBBBBB", "destinataire_id": "BBBBBBBBBBBBBBBBBBBBBB", "service_id": ID,
        "service_copie": copie, "service_courriel": "logement@exemple.test", "prescripteur_id": ID,
        "prescripteur_nom": "Farid Demo", "prescripteur_courriel": "farid@exemple.test", "prescripteur_telephone": "01 02 03 04 05",
        "referent_nom": "Gwen Olivier", "referent_courriel": "gwen@exemple.test", "referent_telephone": null,
        "nom": "DIALLO", "prenom": "Awa", "contacts": "[\"TELEPHONE\",\"COURRIEL\",\"AUTRE\"]", "telephone": "06 12 34 56 78",
        "courriel": "awa@exemple.test", "autre_contact": "Le matin au foyer", "disponibilite": "Le mardi",
        "situations": "[\"Familles\"]", "situation_autre": "Attend un enfant", "criteres": "[\"Être domicilié à Villeneuve\"]",
        "motif": "Cherche un logement.\nVit à l’hôtel.", "statut": statut, "sent_at": SENT, "expires_at": SENT + 30 * 86_400_000_i64,
        "rappels": 0, "vue_at": null, "ended_at": if open { Value::Null } else { json!(SENT + 86_400_000) },
        "decideur": if decided { json!("Le Relais (lien envoyé à l…@exemple.test)") } else { Value::Null },
        "motifs": if statut == "REFUSEE" { json!("[\"DOUBLON\"]") } else { Value::Null },
        "fichiers_effaces_at": null, "anonyme_at": null,
    });
    serde_json::from_value(row).expect("a request")
}

fn case(statut: &str, staff: bool) -> Case {
    let link = json!({ "id": ID, "structure_id": null, "objet_id": ID, "pour": "logement@exemple.test",
        "expires_at": SENT * 2, "ended_at": null });
    let link: Followed = serde_json::from_value(link).expect("a link");
    Case {
        actor: if staff {
            Actor::Staff(me(Role::Agent))
        } else {
            Actor::Link(link)
        },
        request: request(statut),
        base: "/orientations/esl_x".to_owned(),
    }
}

fn events() -> Vec<Event> {
    let detail = json!({ "messages": [{ "a": "Awa Diallo (bénéficiaire)", "copie": ["Farid Demo"], "texte": "Bonjour,\nÀ mardi." }],
        "motifs": ["DOUBLON"], "mot": "Carte.pdf" });
    ["ENVOI", "RAPPEL", "CONTACT_BENEFICIAIRE"]
        .into_iter()
        .map(|evenement| {
            let acteur = if evenement == "RAPPEL" { "TEMPS" } else { "SERVICE" };
            let row = json!({ "id": ID, "evenement": evenement, "acteur": acteur, "detail": detail.to_string(),
                "created_at": SENT, "qui": "Gwen Olivier" });
            serde_json::from_value(row).expect("an event")
        })
        .collect()
}

fn shown(statut: &str, staff: bool) -> TreatingView {
    let document = json!({ "id": ID, "nom": "Carte.pdf", "genre": "application/pdf", "octets": 1_240_000, "objet": "x" });
    let around = Around {
        structure: "CCAS de Nantes".to_owned(),
        documents: vec![serde_json::from_value(document).expect("a document")],
        events: events(),
        mails: ["awa@exemple.test", "farid@exemple.test", "parti@exemple.test"]
            .into_iter()
            .map(|to| {
                let row = json!({ "modele": "orientation_message", "destinataire": to, "etat": "ECHEC", "created_at": SENT });
                serde_json::from_value(row).expect("a mail")
            })
            .collect(),
    };
    TreatingView::of(Moment(SENT + 3 * 86_400_000), &case(statut, staff), around)
}

fn requests() -> Vec<TreatingView> {
    let mut done = shown("VALIDEE", false);
    done.tell("validation");
    let mut late = shown("REFUSEE", true);
    late.conflit = Some("Cette demande a déjà été traitée.".to_owned());
    late.perdus = vec!["Bonjour,".to_owned()];
    vec![
        shown("OUVERTE", false),
        shown("OUVERTE", true),
        done,
        late,
        shown("EXPIREE", false),
        shown("ANNULEE", false),
    ]
}

fn contacts() -> Vec<ContactView> {
    let with = case("OUVERTE", false);
    let mut without = case("OUVERTE", true);
    without.request.courriel = None;
    let editor =
        |case, target| ContactView::of(case, target, ContactForm::default()).expect("a view");
    let mut wrong = editor(&with, Target::Prescriber);
    wrong.erreurs = vec![mistake("message")];
    vec![
        editor(&with, Target::Beneficiary),
        editor(&without, Target::Beneficiary),
        wrong,
    ]
}

fn mistake(champ: &'static str) -> FieldError {
    FieldError {
        champ,
        message: "Écrivez un message.".to_owned(),
    }
}

fn checks() -> [CheckView; 2] {
    let case = case("OUVERTE", false);
    let post = Post {
        kind: Kind::Refused,
        to: people::prescriber(&case.request).expect("an address"),
        copies: people::referent(&case.request).into_iter().collect(),
        texte: messages_rules::refused(&[Motif::Doublon], &people::subject(&case.request)),
    };
    [
        CheckView::accept(&case, &AcceptForm::default(), &[]),
        CheckView::refuse(&case, &RefuseForm::default(), &[Motif::Doublon], &[post]),
    ]
}

pub(crate) fn rendered() -> Vec<(&'static str, Result<String>)> {
    let mut without = case("OUVERTE", false);
    without.request.courriel = None;
    let accepts = [
        AcceptView::of(&case("OUVERTE", true), AcceptForm::default(), Vec::new()),
        AcceptView::of(
            &without,
            AcceptForm::default(),
            vec![mistake("message_prescripteur")],
        ),
    ];
    let mut kept = RefuseView::of(&case("OUVERTE", false), RefuseForm::default(), Vec::new());
    kept.garde = true;
    let refusals = [
        kept,
        RefuseView::of(
            &case("OUVERTE", true),
            RefuseForm::default(),
            vec![mistake("motif")],
        ),
    ];
    let mut all = Vec::new();
    all.extend(
        requests()
            .iter()
            .map(|view| (TreatingView::TEMPLATE, page::render(view))),
    );
    all.extend(
        contacts()
            .iter()
            .map(|view| (ContactView::TEMPLATE, page::render(view))),
    );
    all.extend(
        accepts
            .iter()
            .map(|view| (AcceptView::TEMPLATE, page::render(view))),
    );
    all.extend(
        refusals
            .iter()
            .map(|view| (RefuseView::TEMPLATE, page::render(view))),
    );
    all.extend(
        checks()
            .iter()
            .map(|view| (CheckView::TEMPLATE, page::render(view))),
    );
    all
}

#[test]
fn what_is_over_no_longer_shows_the_person() {
    for statut in ["REFUSEE", "EXPIREE", "ANNULEE"] {
        let html = page::render(&shown(statut, false)).expect("a page");
        assert!(
            !html.contains("awa@exemple.test") && !html.contains("hôtel"),
            "{statut}"
        );
        assert!(!html.contains("/documents/"), "{statut}");
        for word in ["Awa", "Diallo", "DIALLO", "À mardi", "Carte.pdf"] {
            assert!(!html.contains(word), "{statut}: {word}");
        }
    }
    let html = page::render(&shown("VALIDEE", false)).expect("a page");
    assert!(html.contains("awa@exemple.test") && html.contains("/documents/"));
}

#[test]
fn what_could_not_be_delivered_is_told_without_an_address() {
    let view = shown("OUVERTE", false);
    assert_eq!(
        view.non_distribues,
        [
            "au bénéficiaire",
            "à la personne qui a fait la demande",
            "à l’une des personnes"
        ]
    );
    let html = page::render(&view).expect("a page");
    assert!(html.contains("n’a pas pu être distribué") && !html.contains("parti@exemple.test"));
}

#[test]
fn the_page_of_a_refusal_names_those_who_were_told_and_not_the_person() {
    let mut view = shown("REFUSEE", false);
    view.tell("refus");
    let told = view.fait.expect("done").prevenus;
    assert_eq!(
        told,
        [
            "Farid Demo (a fait la demande)",
            "Gwen Olivier (accompagne la personne)"
        ]
    );
}

#[test]
fn a_page_of_a_link_names_nobody_in_its_title() {
    for (_, html) in rendered() {
        let html = html.expect("a page");
        let title = html.split("</title>").next().unwrap_or_default();
        assert!(!title.to_lowercase().contains("diallo"), "{title}");
    }
}
