//! What the service reads: the request, whoever sent it, what happened, what comes next.

pub mod editors;
mod next;

use chrono_tz::Tz;
use serde::Serialize;

use self::next::next;
use super::{
    actor::Case,
    people::{self, Part},
    rules, store,
};
use crate::{
    edge::{
        cx::Cx,
        error::Result,
        page::View,
        typed::{phone_grouped, phone_href},
    },
    frame::Frame,
    orientation::{
        request::file_rules,
        rules::{Contact, Statut},
        store::{Document, Event, Request, documents, events},
    },
    outbox::{self, About, rules::State},
};

/// The request, before whoever answers it.
#[derive(Debug, Serialize)]
pub struct TreatingView {
    frame: Option<Frame>,
    base: String,
    statut: &'static str,
    statut_code: &'static str,
    envoyee: String,
    reponse: Option<String>,
    service: String,
    porteur: String,
    /// What it says of the person, while the service needs it.
    personne: Option<PersonView>,
    prescripteur: ReachView,
    referent: Option<ReachView>,
    documents: Vec<DocumentView>,
    documents_demandes: Vec<String>,
    suite: Vec<String>,
    chronologie: Vec<LineView>,
    peut_decider: bool,
    peut_ecrire: bool,
    vue: bool,
    /// To whom an e-mail of the service could not be delivered: never an address.
    non_distribues: Vec<&'static str>,
    /// Who answers for the person, in words.
    #[serde(skip)]
    professionnels: Vec<String>,
    /// What has just been done.
    pub fait: Option<Done>,
    /// What somebody else has done first.
    pub conflit: Option<String>,
    /// What was written in the form that came second.
    pub perdus: Vec<String>,
}

impl View for TreatingView {
    const TEMPLATE: &'static str = "orientation/traitement.html";
}

/// The person, and why they are sent there.
#[derive(Debug, Serialize)]
struct PersonView {
    nom: String,
    contacts: Vec<&'static str>,
    telephone: Option<PhoneView>,
    courriel: Option<String>,
    autre: Option<String>,
    disponibilite: Option<String>,
    situations: Vec<String>,
    motif: String,
    remplis: Vec<String>,
    autres: Vec<String>,
}

/// A phone, and the address that calls it.
#[derive(Debug, Serialize)]
pub struct PhoneView {
    texte: String,
    href: String,
}

impl PhoneView {
    /// That phone.
    #[must_use]
    pub fn of(kept: &str) -> Self {
        Self {
            texte: phone_grouped(kept),
            href: phone_href(kept),
        }
    }
}

/// Somebody who works for the person.
#[derive(Debug, Serialize)]
struct ReachView {
    nom: String,
    structure: Option<String>,
    courriel: Option<String>,
    telephone: Option<PhoneView>,
}

#[derive(Debug, Serialize)]
struct DocumentView {
    nom: String,
    href: String,
    taille: String,
}

/// A line of the timeline.
#[derive(Debug, Serialize)]
struct LineView {
    date: String,
    texte: &'static str,
    qui: Option<String>,
    mot: Option<String>,
    motifs: Vec<&'static str>,
    messages: Vec<MessageView>,
}

/// A message that went out.
#[derive(Debug, Clone, Serialize)]
pub struct MessageView {
    /// To whom.
    pub a: String,
    /// Who has a copy.
    pub copies: Vec<String>,
    /// The text.
    pub texte: String,
}

/// What has just been done, and who was told.
#[derive(Debug, Serialize)]
pub struct Done {
    message: &'static str,
    ensuite: &'static str,
    prevenus: Vec<String>,
}

/// What everybody who reads the page needs beside the request.
struct Around {
    structure: String,
    documents: Vec<Document>,
    events: Vec<Event>,
    mails: Vec<About>,
}

impl TreatingView {
    /// The page as it stands.
    ///
    /// # Errors
    /// As the database.
    pub async fn load(cx: &Cx, case: &Case) -> Result<Self> {
        let request = &case.request;
        let around = Around {
            structure: store::structure_name(&cx.db, &request.structure_id).await?,
            documents: documents(&cx.db, request).await?,
            events: events(&cx.db, request).await?,
            mails: outbox::states_of(&cx.db, Some(&request.structure_id), request.id.as_str())
                .await?,
        };
        Ok(Self::of(cx.now, case, around))
    }

    fn of(now: crate::edge::clock::Moment, case: &Case, around: Around) -> Self {
        let (request, zone) = (&case.request, case.zone());
        let standing = case.standing();
        let statut = standing.statut(now);
        let reads = standing.may_read(now);
        let shown = around.documents.into_iter().filter(|_| reads);
        Self {
            frame: case.frame(),
            base: case.base.clone(),
            statut: statut.label(),
            statut_code: statut.code(),
            envoyee: request.sent_at.day(zone).short(),
            reponse: reply(request, statut, zone),
            service: request.service.nom.clone(),
            porteur: request.service.porteur.clone(),
            personne: reads.then(|| PersonView::of(request)),
            prescripteur: ReachView {
                nom: request.prescripteur_nom.clone(),
                structure: Some(around.structure),
                courriel: Some(request.prescripteur_courriel.clone()),
                telephone: request.prescripteur_telephone.as_deref().map(PhoneView::of),
            },
            referent: referent(request),
            documents: shown
                .map(|document| document_view(case, document))
                .collect(),
            documents_demandes: request.service.documents.clone(),
            suite: next(request, statut, now, zone),
            chronologie: around
                .events
                .into_iter()
                .map(|event| LineView::of(event, zone, reads))
                .collect(),
            peut_decider: standing.may_decide(now),
            peut_ecrire: standing.may_write(now),
            vue: request.vue_at.is_some(),
            non_distribues: undelivered(request, &around.mails),
            professionnels: people::professionals(request)
                .iter()
                .map(people::Person::words)
                .collect(),
            fait: None,
            conflit: None,
            perdus: Vec::new(),
        }
    }

    /// Who reads what was written last.
    fn last_readers(&self) -> Vec<String> {
        let messages = self.chronologie.last().map(|line| line.messages.as_slice());
        messages
            .unwrap_or_default()
            .iter()
            .flat_map(|message| std::iter::once(&message.a).chain(&message.copies))
            .cloned()
            .collect()
    }

    /// Says what a redirection says was done, and who was told by it.
    pub fn tell(&mut self, code: &str) {
        let (message, ensuite) = match code {
            "lecture" => (
                "C’est noté\u{a0}: la personne qui a fait la demande sait que vous en avez pris connaissance.",
                "Validez la demande ou refusez-la quand vous êtes prêt.",
            ),
            "message" => (
                "Votre message part.",
                "Les réponses arrivent à l’adresse e-mail du service.",
            ),
            "validation" if self.statut_code == Statut::Validee.code() => (
                "La demande est validée.",
                "Prenez contact avec la personne pour convenir de la suite. Cette page reste ouverte\u{a0}: vous pouvez encore y lire la demande et écrire.",
            ),
            "refus" if self.statut_code == Statut::Refusee.code() => (
                "La demande est refusée.",
                "Le bénéficiaire sera informé par la personne qui l’accompagne. Vous n’avez plus rien à faire.",
            ),
            "refus-copie" if self.statut_code == Statut::Refusee.code() => (
                "La demande est refusée.",
                "Le bénéficiaire reçoit lui aussi une copie de votre message. Vous n’avez plus rien à faire.",
            ),
            _ => return,
        };
        // The page of a refusal no longer says whom it is about: nor who was written to about them.
        let prevenus = if code.starts_with("refus") {
            self.professionnels.clone()
        } else {
            self.last_readers()
        };
        self.fait = Some(Done {
            message,
            ensuite,
            prevenus,
        });
    }
}

/// To whom an answer or a message of the service could not be delivered.
fn undelivered(request: &Request, mails: &[About]) -> Vec<&'static str> {
    const OWN: [&str; 4] = [
        "orientation_message",
        "orientation_validee",
        "orientation_validee_beneficiaire",
        "orientation_refusee",
    ];
    let lost = mails
        .iter()
        .filter(|mail| mail.etat == State::Echec && OWN.contains(&mail.modele.as_str()));
    let mut parts: Vec<&'static str> = lost
        .map(|mail| {
            people::part_of(request, &mail.destinataire).map_or("à l’une des personnes", Part::to)
        })
        .collect();
    parts.sort_unstable();
    parts.dedup();
    parts
}

/// What became of it, by whom and when.
fn reply(request: &Request, statut: Statut, zone: Tz) -> Option<String> {
    let when = request.ended_at.unwrap_or(request.expires_at).short(zone);
    let who = request.decideur.as_deref().filter(|who| !who.is_empty());
    match statut {
        Statut::Ouverte => None,
        Statut::Validee | Statut::Refusee => {
            let by = who.map(|who| format!(" par {who}")).unwrap_or_default();
            Some(format!("{}{by} le {when}.", rules::outcome(statut)))
        }
        Statut::Expiree | Statut::Annulee => {
            Some(format!("{}, le {when}.", rules::outcome(statut)))
        }
    }
}

fn referent(request: &Request) -> Option<ReachView> {
    let nom = request.referent_nom.clone()?;
    Some(ReachView {
        nom,
        structure: None,
        courriel: request.referent_courriel.clone(),
        telephone: request.referent_telephone.as_deref().map(PhoneView::of),
    })
}

fn document_view(case: &Case, document: Document) -> DocumentView {
    DocumentView {
        href: format!("{}/documents/{}", case.base, document.id.as_str()),
        taille: file_rules::size(document.octets),
        nom: document.nom,
    }
}

impl PersonView {
    fn of(request: &Request) -> Self {
        let (remplis, autres) = request
            .service
            .criteres
            .iter()
            .cloned()
            .partition(|critere| request.criteres.contains(critere));
        let mut situations = request.situations.clone();
        situations.extend(request.situation_autre.clone());
        Self {
            nom: people::beneficiary_name(request),
            contacts: request
                .contacts
                .iter()
                .copied()
                .map(Contact::label)
                .collect(),
            telephone: request.telephone.as_deref().map(PhoneView::of),
            courriel: request.courriel.clone(),
            autre: request.autre_contact.clone(),
            disponibilite: request.disponibilite.clone(),
            situations,
            motif: request.motif.clone(),
            remplis,
            autres,
        }
    }
}

impl LineView {
    /// Only what the service wrote itself is shown in full: what the product told others is theirs. And once the service
    /// no longer needs to know of the person (`reads`), no word is left that could name them: only the reason for which
    /// the request was taken back, which was written for the service.
    fn of(event: Event, zone: Tz, reads: bool) -> Self {
        use crate::orientation::rules::Acteur;
        let own = event.acteur == Acteur::Service
            || (event.acteur == Acteur::Prescripteur && event.evenement != "ENVOI");
        let messages = event.detail.messages.into_iter().filter(|_| own && reads);
        let says = reads || event.evenement == "ANNULATION";
        Self {
            date: event.created_at.short(zone),
            texte: rules::event_words(&event.evenement, event.acteur),
            qui: event.qui,
            mot: event.detail.mot.filter(|_| says),
            motifs: event
                .detail
                .motifs
                .iter()
                .map(|motif| motif.label())
                .collect(),
            messages: messages
                .map(|said| MessageView {
                    a: said.a,
                    copies: said.copie,
                    texte: said.texte,
                })
                .collect(),
        }
    }
}

#[cfg(test)]
pub(crate) mod samples;
