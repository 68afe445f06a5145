//! What everybody who deals with a request reads of it: the request itself, its documents, its timeline.

use serde::{Deserialize, Serialize};

use super::{
    rules::{Acteur, Contact, Motif, Statut},
    services::rules::Oriented,
};
use crate::{
    edge::{
        clock::Moment,
        db::{Db, json},
        error::Result,
        ids::{
            OrientationDocumentId, OrientationEventId, OrientationId, ServiceId, StaffId,
            StructureId,
        },
    },
    statements,
};

/// How many lines of a timeline are read at once: more than nearly any request has.
const EVENTS_MAX: i64 = 200;

/// The columns of a [`Request`]. Who has left no longer reads their e-mail: their structure does in their place.
macro_rules! columns {
    () => {
        "o.id, o.structure_id, o.destinataire_id, o.service_id, o.service_copie, o.service_courriel, o.prescripteur_id,
         o.prescripteur_nom,
         CASE WHEN o.prescripteur_courriel = '' THEN ''
              ELSE coalesce((SELECT t.email FROM staff_user s JOIN structure t ON t.id = s.structure_id
                             WHERE s.id = o.prescripteur_id AND s.statut = 'RETIRE'), o.prescripteur_courriel)
         END AS prescripteur_courriel, o.prescripteur_telephone, o.referent_nom, o.referent_courriel,
         o.referent_telephone, o.nom, o.prenom, o.contacts, o.telephone, o.courriel, o.autre_contact, o.disponibilite,
         o.situations, o.situation_autre, o.criteres, o.motif, o.statut, o.sent_at, o.expires_at, o.rappels, o.vue_at,
         o.ended_at, o.decideur, o.motifs, o.fichiers_effaces_at, o.anonyme_at"
    };
}

statements! { "orientation";
    OF_LINK = concat!("SELECT ", columns!(), " FROM orientation o WHERE o.id = ?1");
    OF_STRUCTURE = concat!("
        SELECT ", columns!(), " FROM orientation o WHERE o.id = ?1 AND (o.structure_id = ?2 OR o.destinataire_id = ?2)");
    /// The newest first, so that what is left out of a very long timeline is old; names go with those of the request.
    EVENTS = "
        SELECT e.id, e.evenement, e.acteur, e.detail, e.created_at,
               (SELECT s.prenom || ' ' || s.nom FROM orientation o JOIN staff_user s ON s.id = e.staff_user_id
                WHERE o.id = e.orientation_id AND o.anonyme_at IS NULL) AS qui
        FROM orientation_evenement e WHERE e.orientation_id = ?1 AND e.structure_id = ?2
        ORDER BY e.created_at DESC, e.id DESC LIMIT ?3";
    DOCUMENTS = "
        SELECT d.id, d.nom, d.genre, d.octets, d.objet FROM orientation_document d
        WHERE d.orientation_id = ?1 AND d.structure_id = ?2 ORDER BY d.created_at, d.id";
}

/// A request, as sent.
#[derive(Debug, Clone, Deserialize)]
pub struct Request {
    /// Its id.
    pub id: OrientationId,
    /// The prescriber's structure.
    pub structure_id: StructureId,
    /// The service's, if it has an account.
    pub destinataire_id: Option<StructureId>,
    /// The service.
    pub service_id: ServiceId,
    /// The service as it was when the request was sent.
    #[serde(rename = "service_copie", deserialize_with = "json")]
    pub service: Oriented,
    /// The address that links go to; empty once the names are gone.
    pub service_courriel: String,
    /// The account of the prescriber.
    pub prescripteur_id: StaffId,
    /// First name and surname of the prescriber.
    pub prescripteur_nom: String,
    /// Their e-mail; their structure's once they have left it, if it has one.
    pub prescripteur_courriel: String,
    /// Their phone.
    pub prescripteur_telephone: Option<String>,
    /// Who accompanies the person, if it is not the prescriber.
    pub referent_nom: Option<String>,
    /// Their e-mail.
    pub referent_courriel: Option<String>,
    /// Their phone.
    pub referent_telephone: Option<String>,
    /// The beneficiary's surname.
    pub nom: String,
    /// Their first name.
    pub prenom: String,
    /// How they wish to be reached.
    #[serde(deserialize_with = "json")]
    pub contacts: Vec<Contact>,
    /// Their phone.
    pub telephone: Option<String>,
    /// Their e-mail.
    pub courriel: Option<String>,
    /// Any other way, in words.
    pub autre_contact: Option<String>,
    /// When they can be reached or can come.
    pub disponibilite: Option<String>,
    /// Their situations: labels.
    #[serde(deserialize_with = "json")]
    pub situations: Vec<String>,
    /// Any other situation, in words.
    pub situation_autre: Option<String>,
    /// The service's criteria that they meet.
    #[serde(deserialize_with = "json")]
    pub criteres: Vec<String>,
    /// Why they are sent there.
    pub motif: String,
    /// Where the request stands.
    pub statut: Statut,
    /// When it was sent.
    pub sent_at: Moment,
    /// Until when it can be answered.
    pub expires_at: Moment,
    /// How many reminders have gone out.
    pub rappels: i64,
    /// When the service first looked at it.
    pub vue_at: Option<Moment>,
    /// When it was answered, taken back or expired.
    pub ended_at: Option<Moment>,
    /// Who answered.
    pub decideur: Option<String>,
    /// Why it was refused.
    #[serde(default, deserialize_with = "some_json")]
    pub motifs: Option<Vec<Motif>>,
    /// When its files were deleted.
    pub fichiers_effaces_at: Option<Moment>,
    /// When it lost its names.
    pub anonyme_at: Option<Moment>,
}

/// One message that went out, as its timeline keeps it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Said {
    /// To whom, in words: « Awa Diallo (prescriptrice) ».
    pub a: String,
    /// Who received a copy, in words.
    #[serde(default)]
    pub copie: Vec<String>,
    /// The text, as sent.
    pub texte: String,
}

/// What a line of the timeline needs beside its kind.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Detail {
    /// The messages that went out with it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub messages: Vec<Said>,
    /// Motives of a refusal.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub motifs: Vec<Motif>,
    /// The name of a document, the reason of a cancellation: a few words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mot: Option<String>,
}

/// A line of the timeline.
#[derive(Debug, Clone, Deserialize)]
pub struct Event {
    /// Its id; the e-mails that it sent have theirs from it.
    pub id: OrientationEventId,
    /// What happened: a code of `orientation_evenement.evenement`.
    pub evenement: String,
    /// Whose doing.
    pub acteur: Acteur,
    /// What its words need; empty once the names are gone.
    #[serde(deserialize_with = "json")]
    pub detail: Detail,
    /// When.
    pub created_at: Moment,
    /// Who, where they have an account.
    pub qui: Option<String>,
}

/// A document of a request.
#[derive(Debug, Clone, Deserialize)]
pub struct Document {
    /// Its id.
    pub id: OrientationDocumentId,
    /// Its name.
    pub nom: String,
    /// Its media type.
    pub genre: String,
    /// Its weight, in bytes.
    pub octets: i64,
    /// Where its bytes are.
    pub objet: String,
}

/// The request to which a link, found by its token, leads.
///
/// # Errors
/// As the database.
pub async fn of_link(db: &Db, id: &OrientationId) -> Result<Option<Request>> {
    db.first(OF_LINK.with([id.into()])).await
}

/// The request, if `structure` has sent or received it.
///
/// # Errors
/// As the database.
pub async fn of_structure(
    db: &Db,
    structure: &StructureId,
    id: &OrientationId,
) -> Result<Option<Request>> {
    db.first(OF_STRUCTURE.with([id.into(), structure.into()]))
        .await
}

/// Its timeline, in the order of time: the newest lines, where there are very many.
///
/// # Errors
/// As the database.
pub async fn events(db: &Db, request: &Request) -> Result<Vec<Event>> {
    let of = [
        (&request.id).into(),
        (&request.structure_id).into(),
        EVENTS_MAX.into(),
    ];
    let mut events: Vec<Event> = db.all(EVENTS.with(of)).await?;
    events.reverse();
    Ok(events)
}

/// Its documents, in the order they were added.
///
/// # Errors
/// As the database.
pub async fn documents(db: &Db, request: &Request) -> Result<Vec<Document>> {
    db.all(DOCUMENTS.with([(&request.id).into(), (&request.structure_id).into()]))
        .await
}

fn some_json<'de, D: serde::Deserializer<'de>>(
    column: D,
) -> std::result::Result<Option<Vec<Motif>>, D::Error> {
    let text: Option<String> = Option::deserialize(column)?;
    text.map(|text| serde_json::from_str(&text).map_err(serde::de::Error::custom))
        .transpose()
}
