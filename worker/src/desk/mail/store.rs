//! Every SQL statement of the mail ledger.

use serde::{Deserialize, de::IgnoredAny};

use super::rules::{Mail, Mouvement};
use crate::{
    auth::Staff,
    desk::store::{self, Usager},
    edge::{
        clock::Moment,
        db::{Db, Query, Value, flag},
        error::Result,
        ids::{MailLineId, StructureId, UsagerId},
    },
    statements,
};

/// Lines shown on the « Courriers » tab.
const LINES_SHOWN: i64 = 20;

statements! { "desk::mail";
    MAIL_LINES = "
        SELECT l.mouvement, l.courrier, l.recommande, l.colis, l.note, l.note_visible, l.created_at, w.prenom, w.nom
        FROM mail_line l JOIN staff_user w ON w.id = l.staff_user_id
        WHERE l.structure_id = ?2 AND l.usager_id = ?1 ORDER BY l.created_at DESC LIMIT ?3";
    /// The id is the form's idempotency key: sent twice, it is written once. The counts of `usager` follow by trigger.
    RECEIVE = "
        INSERT INTO mail_line (id, structure_id, usager_id, mouvement, courrier, recommande, colis, note, note_visible, staff_user_id, created_at)
        SELECT ?3, u.structure_id, u.id, 'RECEPTION', ?4, ?5, ?6, ?7, ?8, ?9, ?10 FROM usager u
        WHERE u.id = ?1 AND u.structure_id = ?2
        ON CONFLICT (id) DO NOTHING";
    /// A hand-over in person is a visit (the last one follows by trigger). Never more than waits: of two who hand over the same mail, the second writes nothing.
    HAND_OVER = "
        INSERT INTO mail_line (id, structure_id, usager_id, mouvement, courrier, recommande, colis, passage, staff_user_id, created_at)
        SELECT ?3, u.structure_id, u.id, 'REMISE', ?4, ?5, ?6, 1, ?7, ?8 FROM usager u
        WHERE u.id = ?1 AND u.structure_id = ?2
          AND u.courrier_pending >= ?4 AND u.recommande_pending >= ?5 AND u.colis_pending >= ?6
        ON CONFLICT (id) DO NOTHING";
    /// The history line has the ledger line's id: both or neither, and once.
    REMEMBER_LINE = "
        INSERT INTO historique (id, structure_id, usager_id, evenement, detail, staff_user_id, created_at)
        SELECT l.id, l.structure_id, l.usager_id, l.mouvement,
               json_object('courrier', l.courrier, 'recommande', l.recommande, 'colis', l.colis), l.staff_user_id, l.created_at
        FROM mail_line l WHERE l.id = ?3 AND l.usager_id = ?1 AND l.structure_id = ?2
        ON CONFLICT (id) DO NOTHING";
    /// The line as this form would write it: a key that wrote something else is no proof.
    LINE_IS_THERE = "
        SELECT 1 AS there FROM mail_line WHERE id = ?3 AND usager_id = ?1 AND structure_id = ?2
          AND mouvement = ?4 AND courrier = ?5 AND recommande = ?6 AND colis = ?7 AND note IS ?8";
}

/// A line of the ledger, as shown.
#[derive(Debug, Deserialize)]
pub struct Line {
    /// What happened.
    pub mouvement: Mouvement,
    /// What moved.
    #[serde(flatten)]
    pub mail: Mail,
    /// A note.
    pub note: Option<String>,
    /// Does the domicilié see the note?
    #[serde(deserialize_with = "flag")]
    pub note_visible: bool,
    /// When.
    pub created_at: Moment,
    prenom: String,
    nom: String,
}

impl Line {
    /// Who wrote it.
    #[must_use]
    pub fn auteur(&self) -> String {
        format!("{} {}", self.prenom, self.nom)
    }
}

/// The file of `usager` and the last lines of their mail, in one trip.
///
/// # Errors
/// As the database.
pub async fn usager_with_mail(
    db: &Db,
    structure: &StructureId,
    usager: &UsagerId,
) -> Result<Option<(Usager, Vec<Line>)>> {
    let who: [Value; 2] = [usager.into(), structure.into()];
    let [a, b] = who.clone();
    let [found, lines] = db
        .batch([
            store::file_of(who),
            MAIL_LINES.with([a, b, LINES_SHOWN.into()]),
        ])
        .await?;
    let Some(usager) = found.first()? else {
        return Ok(None);
    };
    Ok(Some((usager, lines.rows()?)))
}

/// A reception to be written.
pub struct Reception {
    /// What came.
    pub mail: Mail,
    /// A note, if any.
    pub note: Option<String>,
    /// Does the domicilié see the note?
    pub note_visible: bool,
}

/// Did a line go into the ledger?
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Recorded {
    /// Now, or already by the same form sent before: either way it is there, once.
    There,
    /// It is not: nothing was written.
    Refused,
}

fn recorded(there: bool) -> Recorded {
    if there {
        Recorded::There
    } else {
        Recorded::Refused
    }
}

/// The three values by which a line is found: whose, where, its id.
fn key(me: &Staff, usager: &UsagerId, line: &MailLineId) -> [Value; 3] {
    [usager.into(), (&me.structure).into(), line.into()]
}

fn is_there(key: [Value; 3], mouvement: &str, mail: Mail, note: Value) -> Query {
    let [usager, structure, line] = key;
    let Mail {
        courrier,
        recommande,
        colis,
    } = mail;
    LINE_IS_THERE.with([
        usager,
        structure,
        line,
        mouvement.into(),
        courrier.into(),
        recommande.into(),
        colis.into(),
        note,
    ])
}

/// Writes a reception for `usager`.
///
/// # Errors
/// As the database.
pub async fn receive(
    db: &Db,
    me: &Staff,
    usager: &UsagerId,
    line: &MailLineId,
    what: &Reception,
    now: Moment,
) -> Result<Recorded> {
    let key = key(me, usager, line);
    let [a, b, c] = key.clone();
    let Mail {
        courrier,
        recommande,
        colis,
    } = what.mail;
    let note: Value = what.note.as_ref().into();
    let values = [
        a,
        b,
        c,
        courrier.into(),
        recommande.into(),
        colis.into(),
        note.clone(),
        what.note_visible.into(),
        (&me.id).into(),
        now.into(),
    ];
    let [_, _, there] = db
        .batch([
            RECEIVE.with(values),
            REMEMBER_LINE.with(key.clone()),
            is_there(key, "RECEPTION", what.mail, note),
        ])
        .await?;
    Ok(recorded(there.first::<IgnoredAny>()?.is_some()))
}

/// Hands over `mail` to `usager` in person, if it waits.
///
/// # Errors
/// As the database.
pub async fn hand_over(
    db: &Db,
    me: &Staff,
    usager: &UsagerId,
    line: &MailLineId,
    mail: Mail,
    now: Moment,
) -> Result<Recorded> {
    let key = key(me, usager, line);
    let [a, b, c] = key.clone();
    let Mail {
        courrier,
        recommande,
        colis,
    } = mail;
    let values = [
        a,
        b,
        c,
        courrier.into(),
        recommande.into(),
        colis.into(),
        (&me.id).into(),
        now.into(),
    ];
    let [_, _, there] = db
        .batch([
            HAND_OVER.with(values),
            REMEMBER_LINE.with(key.clone()),
            is_there(key, "REMISE", mail, Value::Null),
        ])
        .await?;
    Ok(recorded(there.first::<IgnoredAny>()?.is_some()))
}
