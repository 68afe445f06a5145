//! The sending: from a draft to a request, with its line, its keys and its documents.

use serde::Deserialize;

use crate::{
    auth::Staff,
    edge::{
        clock::Moment,
        db::{Db, Query, Value},
        error::{Error, Result},
        ids::{OrientationEventId, OrientationId, ServiceId},
    },
    orientation::{
        request::rules::{Demand, search_keys},
        rules::{DOUBLE_MS, OPEN_MS, REMINDERS_MS, Statut},
        services::rules::{Oriented, Service},
    },
    statements,
};

statements! { "orientation::request";
    PRESCRIBER = "SELECT w.prenom, w.nom, w.email FROM staff_user w WHERE w.id = ?1 AND w.structure_id = ?2";
    /// Only of one's own structure: what others have sent is not told.
    DOUBLE = "
        SELECT o.id, o.sent_at, o.statut FROM orientation o
        WHERE o.service_id = ?1 AND o.structure_id = ?2 AND o.cle = ?3 AND o.sent_at > ?4 AND o.anonyme_at IS NULL
        ORDER BY o.sent_at DESC LIMIT 1";
    /// Only from the draft as it was last seen, to the service as it was last read: the id is the draft's, so that a form
    /// sent twice sends one request.
    SEND = "
        INSERT INTO orientation (id, structure_id, destinataire_id, service_id, service_copie, service_courriel, prescripteur_id,
            prescripteur_nom, prescripteur_courriel, prescripteur_telephone, referent_nom, referent_courriel, referent_telephone,
            nom, prenom, cle, contacts, telephone, courriel, autre_contact, disponibilite, situations, situation_autre, criteres,
            motif, sent_at, expires_at, suite_at)
        SELECT b.id, b.structure_id, s.structure_id, s.id, ?8, ?9, b.staff_user_id, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18,
               ?19, ?20, ?21, ?22, ?23, ?24, ?25, ?26, ?27, ?7, ?28, ?29
        FROM orientation_brouillon b JOIN service s ON s.id = b.service_id
        WHERE b.id = ?1 AND b.structure_id = ?2 AND b.staff_user_id = ?3 AND b.version = ?4 AND b.expires_at > ?7
          AND s.statut = 'PUBLIE' AND s.version = ?5 AND s.updated_at = ?6
        ON CONFLICT (id) DO NOTHING";
    /// Here and below: only while the draft is still there, which is until the end of the batch that sends it.
    SENT_LINE = "
        INSERT INTO orientation_evenement (id, orientation_id, structure_id, evenement, acteur, staff_user_id, detail, created_at)
        SELECT ?4, o.id, o.structure_id, 'ENVOI', 'PRESCRIPTEUR', o.prescripteur_id, '{}', o.sent_at
        FROM orientation o JOIN orientation_brouillon b ON b.id = o.id
        WHERE o.id = ?1 AND o.structure_id = ?2 AND o.prescripteur_id = ?3";
    KEYS = "
        INSERT INTO orientation_cle (structure_id, sens, cle, orientation_id)
        SELECT o.structure_id, 'ENVOYEE', k.value, o.id
        FROM orientation o JOIN orientation_brouillon b ON b.id = o.id CROSS JOIN json_each(?3) k
        WHERE o.id = ?1 AND o.structure_id = ?2
        ON CONFLICT DO NOTHING";
    KEYS_OF_RECEIVER = "
        INSERT INTO orientation_cle (structure_id, sens, cle, orientation_id)
        SELECT o.destinataire_id, 'RECUE', k.value, o.id
        FROM orientation o JOIN orientation_brouillon b ON b.id = o.id CROSS JOIN json_each(?3) k
        WHERE o.id = ?1 AND o.structure_id = ?2 AND o.destinataire_id IS NOT NULL
        ON CONFLICT DO NOTHING";
    MOVE_FILES = "
        UPDATE orientation_document SET orientation_id = ?1, brouillon_id = NULL
        WHERE brouillon_id = ?1 AND structure_id = ?2
          AND EXISTS (SELECT 1 FROM orientation o WHERE o.id = ?1 AND o.structure_id = ?2)";
    END_DRAFT = "
        DELETE FROM orientation_brouillon WHERE id = ?1 AND structure_id = ?2
          AND EXISTS (SELECT 1 FROM orientation o WHERE o.id = ?1 AND o.structure_id = ?2)";
    SENT = "SELECT o.id FROM orientation o WHERE o.id = ?1 AND o.structure_id = ?2 AND o.prescripteur_id = ?3";
}

/// Whoever sends, as they are called at work.
#[derive(Debug, Clone, Deserialize)]
pub struct Prescriber {
    /// First name.
    pub prenom: String,
    /// Name.
    pub nom: String,
    /// E-mail.
    pub email: String,
}

impl Prescriber {
    /// First name and name.
    #[must_use]
    pub fn nom_complet(&self) -> String {
        format!("{} {}", self.prenom, self.nom)
    }
}

/// Who `me` is, at work.
///
/// # Errors
/// [`Error::NotFound`] when they have just been removed, or as the database.
pub async fn prescriber(db: &Db, me: &Staff) -> Result<Prescriber> {
    db.first(PRESCRIBER.with([(&me.id).into(), (&me.structure).into()]))
        .await?
        .ok_or(Error::NotFound)
}

/// A request that was sent for the same person to the same service.
#[derive(Debug, Clone, Deserialize)]
pub struct Double {
    /// Its id.
    pub id: OrientationId,
    /// When.
    pub sent_at: Moment,
    /// Where it stands.
    pub statut: Statut,
}

/// The last request of `me`'s structure for that person to that service, if it is recent.
///
/// # Errors
/// As the database.
pub async fn double(
    db: &Db,
    me: &Staff,
    service: &ServiceId,
    cle: &str,
    now: Moment,
) -> Result<Option<Double>> {
    let values: [Value; 4] = [
        service.into(),
        (&me.structure).into(),
        cle.into(),
        now.plus_ms(-DOUBLE_MS).into(),
    ];
    db.first(DOUBLE.with(values)).await
}

/// What is sent.
pub struct Sending<'a> {
    /// The draft, and the request.
    pub id: &'a OrientationId,
    /// The draft's version, as last seen.
    pub version: i64,
    /// The service, as just read.
    pub service: &'a Service,
    /// The copy that is kept of it.
    pub copie: &'a Oriented,
    /// Who sends.
    pub prescriber: &'a Prescriber,
    /// What.
    pub demand: &'a Demand,
}

fn list<T: serde::Serialize>(of: &T) -> Result<Value> {
    let text = serde_json::to_string(of).map_err(|error| Error::internal("sending", error))?;
    Ok(Value::Text(text))
}

impl Sending<'_> {
    fn row(&self, me: &Staff, now: Moment) -> Result<Vec<Value>> {
        let (demand, service) = (self.demand, self.service);
        let referent = demand.referent.as_ref();
        let mail = |address: &crate::outbox::rules::Address| Value::from(address.as_str());
        let [first, _] = REMINDERS_MS;
        Ok(vec![
            self.id.into(),
            (&me.structure).into(),
            (&me.id).into(),
            self.version.into(),
            service.version.into(),
            service.updated_at.into(),
            now.into(),
            list(self.copie)?,
            (&self.copie.courriel).into(),
            (&self.prescriber.nom_complet()).into(),
            (&self.prescriber.email).into(),
            demand.prescripteur_telephone.as_ref().into(),
            referent.map(|one| &one.nom).into(),
            referent.map_or(Value::Null, |one| mail(&one.courriel)),
            referent.and_then(|one| one.telephone.as_ref()).into(),
            (&demand.nom).into(),
            (&demand.prenom).into(),
            (&demand.cle).into(),
            list(&demand.contacts)?,
            demand.telephone.as_ref().into(),
            demand.courriel.as_ref().map_or(Value::Null, mail),
            demand.autre_contact.as_ref().into(),
            demand.disponibilite.as_ref().into(),
            list(&demand.situations)?,
            demand.situation_autre.as_ref().into(),
            list(&demand.criteres)?,
            (&demand.motif).into(),
            now.plus_ms(OPEN_MS).into(),
            now.plus_ms(first).into(),
        ])
    }
}

/// The statements that send it, for a batch: before the link and the e-mails, and the one that comes after them.
///
/// # Errors
/// [`Error::Internal`] when it can't be written as JSON.
pub fn statements_of(
    me: &Staff,
    sending: &Sending<'_>,
    line: &OrientationEventId,
    now: Moment,
) -> Result<(Vec<Query>, Query)> {
    let place: [Value; 2] = [sending.id.into(), (&me.structure).into()];
    let demand = sending.demand;
    let keys = list(&search_keys(
        &demand.nom,
        &demand.prenom,
        &sending.copie.nom,
    ))?;
    let with_keys = [&place[..], &[keys]].concat();
    let line = [&place[..], &[(&me.id).into(), line.into()]].concat();
    let before = vec![
        SEND.with(sending.row(me, now)?),
        SENT_LINE.with(line),
        KEYS.with(with_keys.clone()),
        KEYS_OF_RECEIVER.with(with_keys),
        MOVE_FILES.with(place.clone()),
    ];
    Ok((before, END_DRAFT.with(place)))
}

/// Has that draft become a request of `me`'s?
///
/// # Errors
/// As the database.
pub async fn sent(db: &Db, me: &Staff, id: &OrientationId) -> Result<bool> {
    let values: [Value; 3] = [id.into(), (&me.structure).into(), (&me.id).into()];
    let row: Option<serde_json::Value> = db.first(SENT.with(values)).await?;
    Ok(row.is_some())
}
