//! What the page of a request shows, to both sides.

use serde::Serialize;

use super::timeline_rules::{doer, happened, mail_kind};
use crate::{
    auth::Staff,
    edge::{
        clock::{self, Moment},
        error::Result,
        form::FieldError,
        ids::{OrientationDocumentId, OrientationEventId},
        page::View,
        typed::{phone_grouped, phone_href},
    },
    frame::Frame,
    orientation::{
        request::{
            file_rules::{Genre, OCTETS_MAX, size},
            rules::DOCUMENTS_MAX,
            views::BOARD_URL,
        },
        rules::{Contact, FILES_MS, NAMES_MS, REMINDERS_MS, Statut},
        store::{Document, Event, Request, Said},
        treating::actor::standing,
    },
    outbox::{About, rules::State},
    rights::Right,
};

/// The page of a request.
#[derive(Debug, Serialize)]
pub struct RequestView {
    frame: Frame,
    href: String,
    retour: String,
    cote: SideView,
    statut: &'static str,
    statut_code: &'static str,
    /// None: the names are gone, or no longer for whoever reads.
    beneficiaire: Option<String>,
    anonyme: Option<String>,
    /// It is over, and whoever reads has received it: what it says of the person is theirs no longer.
    ferme: bool,
    service: String,
    service_lignes: Vec<String>,
    prescripteur: PersonView,
    referent: Option<PersonView>,
    contacts: Vec<ContactView>,
    disponibilite: Option<String>,
    situations: Vec<String>,
    criteres: Vec<String>,
    criteres_manquent: Vec<String>,
    motif: String,
    documents_demandes: Vec<String>,
    documents: Vec<DocumentView>,
    documents_effaces: Option<String>,
    decision: Option<String>,
    motifs: Vec<&'static str>,
    suite: Vec<String>,
    evenements: Vec<EventView>,
    courriels: Vec<MailView>,
    perdu: bool,
    plein: bool,
    octets_max: usize,
    jeton_document: OrientationDocumentId,
    jeton_annulation: OrientationEventId,
    /// What was typed as a reason.
    pub raison: String,
    /// What has just been done.
    pub message: Option<&'static str>,
    /// Mistakes.
    pub erreurs: Vec<FieldError>,
}

impl View for RequestView {
    const TEMPLATE: &'static str = "orientation/page.html";
}

/// Whose page it is; a structure may send to its own service.
#[derive(Debug, Serialize)]
struct SideView {
    envoyee: bool,
    peut_agir: bool,
    /// Where the person's data are erased.
    effacement: Option<String>,
    peut_repondre: bool,
}

#[derive(Debug, Serialize)]
struct PersonView {
    nom: String,
    courriel: String,
    telephone: Option<(String, String)>,
}

#[derive(Debug, Serialize)]
struct ContactView {
    label: &'static str,
    texte: String,
    href: Option<String>,
}

#[derive(Debug, Serialize)]
struct DocumentView {
    href: String,
    nom: String,
    genre: &'static str,
    taille: String,
}

#[derive(Debug, Serialize)]
struct EventView {
    date: String,
    quoi: &'static str,
    qui: String,
    mot: Option<String>,
    motifs: Vec<&'static str>,
    messages: Vec<Said>,
}

#[derive(Debug, Serialize)]
struct MailView {
    date: String,
    quoi: &'static str,
    a: String,
    etat: &'static str,
    perdu: bool,
}

fn phone(kept: Option<&String>) -> Option<(String, String)> {
    kept.map(|kept| (phone_grouped(kept), phone_href(kept)))
}

fn contacts(request: &Request) -> Vec<ContactView> {
    let view = |contact: &Contact| {
        let (texte, href) = match contact {
            Contact::Telephone => {
                let both = phone(request.telephone.as_ref());
                both.map_or_else(Default::default, |(text, href)| (text, Some(href)))
            }
            Contact::Courriel => {
                let text = request.courriel.clone().unwrap_or_default();
                let href = Some(format!("mailto:{text}")).filter(|_| !text.is_empty());
                (text, href)
            }
            Contact::Referent => (String::new(), None),
            Contact::Autre => (request.autre_contact.clone().unwrap_or_default(), None),
        };
        ContactView {
            label: contact.label(),
            texte,
            href,
        }
    };
    request.contacts.iter().map(view).collect()
}

/// What happens next, and when; `joined`: are there documents?
fn next_steps(request: &Request, me: &Staff, joined: bool) -> Vec<String> {
    let day = |at: Moment| at.day(clock::zone(&me.fuseau)).long();
    let mut steps = Vec::new();
    if request.statut == Statut::Ouverte {
        let done = usize::try_from(request.rappels).unwrap_or_default();
        if let Some(after) = REMINDERS_MS.get(done) {
            let at = day(request.sent_at.plus_ms(*after));
            steps.push(format!("Rappel au service le {at}, s’il n’a pas répondu."));
        }
        steps.push(format!("La demande expire le {}.", day(request.expires_at)));
    }
    if let (true, Statut::Validee, None, Some(ended)) = (
        joined,
        request.statut,
        request.fichiers_effaces_at,
        request.ended_at,
    ) {
        let at = day(ended.plus_ms(FILES_MS));
        steps.push(format!("Les documents seront effacés le {at}."));
    }
    if request.anonyme_at.is_none() {
        let at = day(request.sent_at.plus_ms(NAMES_MS));
        steps.push(format!("Les noms et les textes seront effacés le {at}."));
    }
    steps
}

impl EventView {
    /// Where `reads` is false, without a word that could name the person.
    fn of(event: &Event, me: &Staff, reads: bool) -> Self {
        let says = reads || event.evenement == "ANNULATION";
        Self {
            date: event.created_at.short(clock::zone(&me.fuseau)),
            quoi: happened(&event.evenement),
            qui: event
                .qui
                .clone()
                .unwrap_or_else(|| doer(event.acteur).to_owned()),
            mot: event.detail.mot.clone().filter(|_| says),
            motifs: event.detail.motifs.iter().map(|one| one.label()).collect(),
            messages: if reads {
                event.detail.messages.clone()
            } else {
                Vec::new()
            },
        }
    }
}

/// To whom, in words; the address itself only for those who have sent the request (`own`), and gave it.
fn recipient(request: &Request, address: &str, own: bool) -> String {
    let is = |known: Option<&str>| known.is_some_and(|known| known.eq_ignore_ascii_case(address));
    let who = if is(Some(&request.service_courriel)) {
        "au service"
    } else if is(Some(&request.prescripteur_courriel)) {
        "au prescripteur"
    } else if is(request.referent_courriel.as_deref()) {
        "à la personne qui accompagne"
    } else if is(request.courriel.as_deref()) {
        "au bénéficiaire"
    } else {
        return crate::outbox::rules::masked(address);
    };
    if own {
        format!("{who}, {address}")
    } else {
        who.to_owned()
    }
}

impl MailView {
    fn of(mail: &About, request: &Request, me: &Staff) -> Self {
        Self {
            date: mail.created_at.short(clock::zone(&me.fuseau)),
            quoi: mail_kind(&mail.modele),
            a: recipient(
                request,
                &mail.destinataire,
                request.structure_id == me.structure,
            ),
            etat: mail.etat.label(),
            perdu: mail.etat == State::Echec,
        }
    }
}

/// What a request has beside itself.
#[derive(Debug, Default)]
pub struct Around {
    /// Its timeline.
    pub events: Vec<Event>,
    /// Its documents.
    pub documents: Vec<Document>,
    /// Its e-mails, the newest first.
    pub mails: Vec<About>,
}

fn documents(request: &Request, of: &[Document]) -> Vec<DocumentView> {
    let view = |one: &Document| DocumentView {
        href: format!(
            "{BOARD_URL}/{}/documents/{}",
            request.id.as_str(),
            one.id.as_str()
        ),
        nom: one.nom.clone(),
        genre: Genre::of_media_type(&one.genre).map_or("Document", Genre::label),
        taille: size(one.octets),
    };
    of.iter().map(view).collect()
}

/// Who decided, when.
fn decision(request: &Request, me: &Staff) -> Option<String> {
    let at = request.ended_at?.short(clock::zone(&me.fuseau));
    Some(match (&request.decideur, request.statut) {
        (Some(who), _) if !who.is_empty() => {
            format!("{} par {who}, le {at}", request.statut.label())
        }
        (_, statut) => format!("{} le {at}", statut.label()),
    })
}

impl RequestView {
    /// The page as `me` sees it.
    ///
    /// # Errors
    /// When there is no randomness.
    pub fn of(me: &Staff, request: &Request, around: &Around, now: Moment) -> Result<Self> {
        let zone = clock::zone(&me.fuseau);
        let envoyee = request.structure_id == me.structure;
        let recue = request.destinataire_id.as_ref() == Some(&me.structure);
        // As behind its link: once it is accepted, an appointment has to be made.
        let writes = standing(request).may_write(now);
        let reads = envoyee || standing(request).may_read(now);
        let told = if reads {
            request
        } else {
            &without_person(request)
        };
        let anonyme = request.anonyme_at.map(|at| at.day(zone).long());
        let met = |criterion: &&String| !request.criteres.contains(criterion);
        let mut situations = told.situations.clone();
        situations.extend(told.situation_autre.clone());
        let how_many = i64::try_from(around.documents.len()).unwrap_or(i64::MAX);
        let (service, ouverte) = (&request.service, request.statut == Statut::Ouverte);
        let mut service_lignes = vec![service.porteur.clone()];
        service_lignes.extend(service.adresse_lines.clone());
        service_lignes.extend(service.telephone.as_deref().map(phone_grouped));
        Ok(Self {
            frame: Frame::of(me, BOARD_URL),
            href: format!("{BOARD_URL}/{}", request.id.as_str()),
            retour: format!(
                "{BOARD_URL}?sens={}",
                if envoyee { "envoyees" } else { "recues" }
            ),
            cote: SideView {
                envoyee,
                effacement: (envoyee && me.role.may(Right::SendOrientations))
                    .then(|| format!("{BOARD_URL}/{}/effacement", request.id.as_str())),
                peut_agir: envoyee && ouverte && me.role.may(Right::SendOrientations),
                peut_repondre: recue && writes && me.role.may(Right::AnswerOrientations),
            },
            statut: request.statut.label(),
            statut_code: request.statut.code(),
            ferme: !reads && anonyme.is_none(),
            beneficiaire: (reads && anonyme.is_none())
                .then(|| format!("{} {}", request.prenom, request.nom)),
            service: service.nom.clone(),
            service_lignes,
            prescripteur: PersonView {
                nom: request.prescripteur_nom.clone(),
                courriel: request.prescripteur_courriel.clone(),
                telephone: phone(request.prescripteur_telephone.as_ref()),
            },
            referent: referent(request),
            contacts: contacts(told),
            disponibilite: told.disponibilite.clone(),
            situations,
            criteres: told.criteres.clone(),
            criteres_manquent: service.criteres.iter().filter(met).cloned().collect(),
            motif: told.motif.clone(),
            documents_demandes: service.documents.clone(),
            documents: if reads {
                documents(request, &around.documents)
            } else {
                Vec::new()
            },
            documents_effaces: request.fichiers_effaces_at.map(|at| at.day(zone).long()),
            decision: decision(request, me),
            motifs: labels(request),
            suite: next_steps(request, me, !around.documents.is_empty()),
            evenements: around
                .events
                .iter()
                .map(|event| EventView::of(event, me, reads))
                .collect(),
            perdu: around.mails.iter().any(|mail| mail.etat == State::Echec),
            courriels: around
                .mails
                .iter()
                .map(|mail| MailView::of(mail, request, me))
                .collect(),
            plein: how_many >= DOCUMENTS_MAX,
            octets_max: OCTETS_MAX,
            jeton_document: OrientationDocumentId::new()?,
            jeton_annulation: OrientationEventId::new()?,
            raison: String::new(),
            message: None,
            erreurs: Vec::new(),
            anonyme,
        })
    }
}

/// The request as if its names were gone: what whoever has received it may still read once it is over.
fn without_person(request: &Request) -> Request {
    Request {
        nom: String::new(),
        prenom: String::new(),
        contacts: Vec::new(),
        telephone: None,
        courriel: None,
        autre_contact: None,
        disponibilite: None,
        situations: Vec::new(),
        situation_autre: None,
        criteres: Vec::new(),
        motif: String::new(),
        ..request.clone()
    }
}

fn referent(request: &Request) -> Option<PersonView> {
    request.referent_nom.as_ref().map(|nom| PersonView {
        nom: nom.clone(),
        courriel: request.referent_courriel.clone().unwrap_or_default(),
        telephone: phone(request.referent_telephone.as_ref()),
    })
}

fn labels(request: &Request) -> Vec<&'static str> {
    let motifs = request.motifs.as_deref().unwrap_or_default();
    motifs.iter().map(|motif| motif.label()).collect()
}

#[cfg(test)]
pub(crate) mod samples {
    use serde_json::json;

    use super::*;
    use crate::{
        desk::tabs::samples::me, edge::page, orientation::services::rules::samples::service,
        rights::Role,
    };

    pub(crate) fn request(statut: &str, me: &Staff, sent: bool) -> Request {
        let copie = serde_json::to_string(&service().oriented().expect("open")).expect("JSON");
        let (own, other) = (me.structure.as_str(), "BBBBBBBBBBBBBBBBBBBBBB");
        let (structure, receiver) = if sent { (own, other) } else { (other, own) };
        let over = statut != "OUVERTE";
        let decided = matches!(statut, "VALIDEE" | "REFUSEE");
        let row = json!({ "id": "AAAAAAAAAAAAAAAAAAAAAA", "structure_id": structure, "destinataire_id": receiver,
            "service_id": "AAAAAAAAAAAAAAAAAAAAAA", "service_copie": copie, "service_courriel": "logement@exemple.test",
            "prescripteur_id": "CCCCCCCCCCCCCCCCCCCCCC", "prescripteur_nom": "Olive Demo",
            "prescripteur_courriel": "olive@exemple.test", "prescripteur_telephone": "01 23 45 67 89",
            "referent_nom": "Paul Martin", "referent_courriel": "paul@exemple.test", "referent_telephone": null,
            "nom": "DIALLO", "prenom": "Awa", "contacts": "[\"TELEPHONE\",\"COURRIEL\",\"REFERENT\",\"AUTRE\"]",
            "telephone": "06 12 34 56 78", "courriel": "awa@exemple.test", "autre_contact": "Au foyer", "disponibilite": "Le matin",
            "situations": "[\"Familles\"]", "situation_autre": "Vient d’arriver", "criteres": "[]", "motif": "Cherche un logement.",
            "statut": statut, "sent_at": 1_795_384_800_000_i64, "expires_at": 1_797_976_800_000_i64, "rappels": 0,
            "vue_at": null, "ended_at": over.then_some(1_795_984_800_000_i64),
            "decideur": decided.then_some("Mme Odile Ferrand"),
            "motifs": (statut == "REFUSEE").then_some("[\"SESSION_COMPLETE\",\"NON_MOBILE\"]"),
            "fichiers_effaces_at": (statut == "REFUSEE").then_some(1_795_984_800_000_i64), "anonyme_at": null });
        serde_json::from_value(row).expect("a request")
    }

    pub(crate) fn around() -> Around {
        let event = |evenement: &str, acteur: &str, detail: &str| {
            let row = json!({ "id": "AAAAAAAAAAAAAAAAAAAAAA", "evenement": evenement, "acteur": acteur, "detail": detail,
                "created_at": 1_795_384_800_000_i64, "qui": null });
            serde_json::from_value(row).expect("an event")
        };
        let mail = |modele: &str, address: &str, etat: &str| {
            let row = json!({ "modele": modele, "destinataire": address, "etat": etat, "created_at": 1_795_384_800_000_i64 });
            serde_json::from_value(row).expect("a mail")
        };
        let document = json!({ "id": "AAAAAAAAAAAAAAAAAAAAAA", "nom": "Attestation.pdf", "genre": "application/pdf",
            "octets": 240_000, "objet": "x" });
        Around {
            events: vec![
                event("ENVOI", "PRESCRIPTEUR", "{}"),
                event("DOCUMENT", "PRESCRIPTEUR", "{\"mot\":\"Attestation.pdf\"}"),
                event(
                    "REFUS",
                    "SERVICE",
                    "{\"motifs\":[\"NON_MOBILE\"],\"messages\":[{\"a\":\"Olive Demo\",\"copie\":[\"Paul Martin\"],\"texte\":\"Bonjour,\\n\\nNon.\"}]}",
                ),
            ],
            documents: vec![serde_json::from_value(document).expect("a document")],
            mails: vec![
                mail("orientation_recue", "logement@exemple.test", "ECHEC"),
                mail("orientation_beneficiaire", "awa@exemple.test", "ENVOYE"),
                mail("autre", "x@exemple.test", "ATTENTE"),
            ],
        }
    }

    pub(crate) fn rendered() -> Vec<(&'static str, Result<String>)> {
        let me = me(Role::Agent);
        let shown = |statut, sent, around: &Around| {
            let now = Moment(1_795_984_800_000);
            RequestView::of(&me, &request(statut, &me, sent), around, now).expect("a view")
        };
        let bare = Around::default();
        let gone = Request {
            anonyme_at: Some(Moment(1_795_384_800_000)),
            nom: String::new(),
            prenom: String::new(),
            motif: String::new(),
            contacts: vec![],
            referent_nom: None,
            ..request("EXPIREE", &me, true)
        };
        let mistake = FieldError {
            champ: "fichier",
            message: "Choisissez un fichier.".to_owned(),
        };
        let views = [
            shown("OUVERTE", true, &around()),
            shown("OUVERTE", false, &around()),
            shown("REFUSEE", true, &around()),
            shown("REFUSEE", false, &around()),
            shown("VALIDEE", false, &bare),
            shown("ANNULEE", true, &bare),
            RequestView::of(&me, &gone, &bare, Moment(1_795_984_800_000)).expect("a view"),
            RequestView {
                erreurs: vec![mistake],
                message: Some("La demande est envoyée."),
                ..shown("OUVERTE", true, &bare)
            },
        ];
        views
            .iter()
            .map(|view| (RequestView::TEMPLATE, page::render(view)))
            .collect()
    }

    fn page_of(statut: &str, sent: bool, now: i64) -> String {
        let me = me(Role::Agent);
        let request = request(statut, &me, sent);
        let view = RequestView::of(&me, &request, &around(), Moment(now)).expect("a view");
        page::render(&view).expect("a page")
    }

    const PERSON: [&str; 8] = [
        "Awa",
        "DIALLO",
        "612345678",
        "Au foyer",
        "Cherche un logement",
        "Vient d’arriver",
        "Attestation.pdf",
        "Bonjour,",
    ];

    #[test]
    fn who_has_received_it_reads_the_person_only_while_it_serves() {
        let (open, late) = (1_795_984_800_000, 1_797_976_800_000);
        for (statut, now) in [
            ("REFUSEE", open),
            ("EXPIREE", open),
            ("ANNULEE", open),
            ("OUVERTE", late),
        ] {
            let html = page_of(statut, false, now);
            for word in PERSON {
                assert!(!html.contains(word), "{statut}: {word}");
            }
            assert!(page_of(statut, true, now).contains("DIALLO"), "{statut}");
        }
        for statut in ["OUVERTE", "VALIDEE"] {
            let html = page_of(statut, false, open);
            for word in PERSON {
                assert!(html.contains(word), "{statut}: {word}");
            }
        }
    }

    #[test]
    fn the_addresses_of_e_mails_are_for_those_who_gave_them() {
        let me = me(Role::Agent);
        let request = request("OUVERTE", &me, false);
        let address = "awa@exemple.test";
        assert_eq!(recipient(&request, address, false), "au bénéficiaire");
        assert!(recipient(&request, address, true).contains(address));
        assert!(!recipient(&request, "x@exemple.test", false).contains("x@"));
    }

    #[test]
    fn what_comes_next_follows_where_it_stands() {
        let me = me(Role::Agent);
        let steps = |statut| next_steps(&request(statut, &me, true), &me, true).join(" ");
        assert!(steps("OUVERTE").contains("Rappel") && steps("OUVERTE").contains("expire le"));
        assert!(steps("VALIDEE").contains("documents seront effacés"));
        let bare = next_steps(&request("VALIDEE", &me, true), &me, false).join(" ");
        assert!(!bare.contains("documents"), "none was joined");
        assert!(!steps("ANNULEE").contains("expire"));
        let second = Request {
            rappels: 2,
            ..request("OUVERTE", &me, true)
        };
        assert!(!next_steps(&second, &me, true).join(" ").contains("Rappel"));
    }
}
