//! « Courrier du jour »: what a person has just recorded.

use serde::Deserialize;

use crate::{
    auth::Staff,
    desk::mail::rules::Mail,
    edge::{
        clock::Moment,
        db::Db,
        error::Result,
        ids::{MailLineId, UsagerId},
    },
    statements,
};

/// Receptions in the running list.
const RECEIVED_SHOWN: i64 = 20;

statements! { "desk::mail::morning";
    RECEIVED_TODAY = "
        SELECT l.id, l.usager_id, u.numero, u.prenom, u.nom, l.courrier, l.recommande, l.colis, l.created_at, x.created_at AS annule_at
        FROM mail_line l JOIN usager u ON u.id = l.usager_id AND u.structure_id = l.structure_id
             LEFT JOIN mail_line x ON x.annule_id = l.id
        WHERE l.structure_id = ?1 AND l.staff_user_id = ?2 AND l.mouvement = 'RECEPTION' AND l.created_at >= ?3
        ORDER BY l.created_at DESC, l.rowid DESC LIMIT ?4";
}

/// A reception in the running list.
#[derive(Debug, Deserialize)]
pub struct Received {
    /// Which line.
    pub id: MailLineId,
    /// For whom.
    pub usager_id: UsagerId,
    /// Their number.
    pub numero: i64,
    /// First name.
    pub prenom: String,
    /// Last name.
    pub nom: String,
    /// What came.
    #[serde(flatten)]
    pub mail: Mail,
    /// When.
    pub created_at: Moment,
    /// When it was undone.
    pub annule_at: Option<Moment>,
}

/// The last receptions that `me` has recorded since `since`, latest first.
///
/// # Errors
/// As the database.
pub async fn received_today(db: &Db, me: &Staff, since: Moment) -> Result<Vec<Received>> {
    let values = [
        (&me.structure).into(),
        (&me.id).into(),
        since.into(),
        RECEIVED_SHOWN.into(),
    ];
    db.all(RECEIVED_TODAY.with(values)).await
}
