//! What people want to get. Each change is decided by its line of « Historique », in the same batch.

use serde::Deserialize;

use crate::{
    edge::{
        clock::Moment,
        db::{Db, Value, flag},
        error::Result,
        ids::{HistoryId, StaffId, StructureId, UsagerId},
    },
    statements,
};

statements! { "notifications::wishes";
    WISH = "
        SELECT coalesce(n.par_email, 0) AS par_email, coalesce(n.par_sms, 0) AS par_sms, n.accord_at, n.sms_refuse_at, w.prenom, w.nom, s.nom AS structure, u.langue,
               u.email, u.telephone, coalesce(r.par_email, 0) AS email_ouvert, coalesce(r.par_sms, 0) AS sms_ouvert
        FROM usager u
        JOIN structure s ON s.id = u.structure_id
        LEFT JOIN notification_souhait n ON n.structure_id = u.structure_id AND n.usager_id = u.id
        LEFT JOIN staff_user w ON w.id = n.staff_user_id
        LEFT JOIN notification r ON r.structure_id = u.structure_id
        WHERE u.id = ?2 AND u.structure_id = ?1 AND u.import_id IS NULL";
    /// Only if it changes something, or if a number that was refused is to be tried again.
    REMEMBER = "
        INSERT INTO historique (id, structure_id, usager_id, evenement, detail, staff_user_id, created_at)
        SELECT ?3, u.structure_id, u.id, 'NOTIFICATIONS_CHOISIES', json_object('email', CAST(?4 AS INTEGER), 'sms', CAST(?5 AS INTEGER), 'par', ?6), ?7, ?8 FROM usager u
        WHERE u.id = ?2 AND u.structure_id = ?1 AND u.import_id IS NULL
          AND NOT EXISTS (SELECT 1 FROM notification_souhait n
            WHERE n.structure_id = ?1 AND n.usager_id = ?2 AND n.par_email = ?4 AND n.par_sms = ?5 AND (n.sms_refuse_at IS NULL OR ?7 IS NULL))
          AND (?4 + ?5 > 0 OR EXISTS (SELECT 1 FROM notification_souhait n WHERE n.structure_id = ?1 AND n.usager_id = ?2))";
    KEEP = "
        INSERT INTO notification_souhait (structure_id, usager_id, par_email, par_sms, staff_user_id, accord_at)
        SELECT u.structure_id, u.id, ?4, ?5, ?6, ?7 FROM usager u
        WHERE u.id = ?2 AND u.structure_id = ?1 AND u.import_id IS NULL AND EXISTS (SELECT 1 FROM historique h WHERE h.id = ?3)
        ON CONFLICT (structure_id, usager_id) DO UPDATE SET par_email = excluded.par_email, par_sms = excluded.par_sms,
            staff_user_id = excluded.staff_user_id, accord_at = excluded.accord_at, version = version + 1,
            sms_refuse_at = CASE WHEN excluded.staff_user_id IS NULL THEN sms_refuse_at END";
    /// What waits to be sent by a way that is no longer wanted is not sent.
    CANCEL = "
        UPDATE courriel SET etat = 'ANNULE', suite_at = NULL, donnees = '{}', destinataire = '***'
        WHERE objet_id = ?2 AND structure_id = ?1 AND tour_id IS NOT NULL AND etat = 'ATTENTE'
          AND ((canal = 'EMAIL' AND ?3 = 0) OR (canal = 'SMS' AND ?4 = 0))";
}

/// What a person wants, and what it depends on.
#[expect(clippy::struct_excessive_bools, reason = "as many columns")]
#[derive(Debug, Clone, Deserialize)]
pub struct KeptWish {
    /// By e-mail?
    #[serde(deserialize_with = "flag")]
    pub par_email: bool,
    /// By SMS?
    #[serde(deserialize_with = "flag")]
    pub par_sms: bool,
    /// When it was recorded; none: nothing was ever asked for.
    pub accord_at: Option<Moment>,
    /// Since when the number is refused.
    pub sms_refuse_at: Option<Moment>,
    /// Who recorded it: first name. None: the person.
    pub prenom: Option<String>,
    /// Last name.
    pub nom: Option<String>,
    /// The structure's name.
    pub structure: String,
    /// The language the person speaks best.
    pub langue: Option<String>,
    /// E-mail on the file.
    pub email: Option<String>,
    /// Phone on the file.
    pub telephone: Option<String>,
    /// Does the structure write e-mails?
    #[serde(deserialize_with = "flag")]
    pub email_ouvert: bool,
    /// Does it send SMS?
    #[serde(deserialize_with = "flag")]
    pub sms_ouvert: bool,
}

/// What `usager` wants; none when there is no such person in `structure`.
///
/// # Errors
/// As the database.
pub async fn wish(db: &Db, structure: &StructureId, usager: &UsagerId) -> Result<Option<KeptWish>> {
    db.first(WISH.with([structure.into(), usager.into()])).await
}

/// Who changes a wish.
#[derive(Debug, Clone, Copy)]
pub enum By<'a> {
    /// Someone of the structure, at the desk.
    Staff(&'a StaffId),
    /// The person, on their portal.
    Portal,
    /// The person, by the link of an e-mail.
    Link,
}

impl By<'_> {
    fn code(self) -> &'static str {
        match self {
            Self::Staff(_) => "ACCUEIL",
            Self::Portal => "PORTAIL",
            Self::Link => "LIEN",
        }
    }
}

/// Keeps what `usager` wants by e-mail and by SMS; nothing happens where it is so already.
///
/// # Errors
/// As the database.
pub async fn change(
    db: &Db,
    (structure, usager): (&StructureId, &UsagerId),
    (email, sms): (bool, bool),
    by: By<'_>,
    now: Moment,
) -> Result<()> {
    let staff = match by {
        By::Staff(staff) => Some(staff),
        By::Portal | By::Link => None,
    };
    let line = HistoryId::new()?;
    let who: [Value; 2] = [structure.into(), usager.into()];
    let with = |more: Vec<Value>| {
        let mut values = who.to_vec();
        values.extend(more);
        values
    };
    let (staff, said): (Value, Value) = (staff.into(), by.code().into());
    let line: Value = (&line).into();
    let wish: [Value; 2] = [email.into(), sms.into()];
    let [e, s] = wish.clone();
    db.batch([
        REMEMBER.with(with(vec![
            line.clone(),
            e,
            s,
            said,
            staff.clone(),
            now.into(),
        ])),
        KEEP.with(with(
            [vec![line], wish.to_vec(), vec![staff, now.into()]].concat(),
        )),
        CANCEL.with(with(wish.to_vec())),
    ])
    .await
    .map(drop)
}
