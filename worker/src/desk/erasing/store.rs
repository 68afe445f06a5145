//! Every SQL statement that erases a file. A file is marked first; what follows touches only what is marked, and the
//! database refuses to lose a line of the ledger or of the history of any other.

use serde::Deserialize;

use super::rules::Cause;
use crate::{
    auth::Staff,
    edge::{
        clock::{Day, Moment},
        db::{Db, Outcome, Query, Statement, Value},
        error::Result,
        ids::{ErasingId, StructureId, UsagerId},
    },
    statements,
};

/// How many erasings the page shows.
const SHOWN: i64 = 100;

statements! { "erasing";
    /// Only if nothing waits and nothing runs (`rules::obstacle`).
    MARK_ASKED = "
        INSERT INTO effacement (usager_id, structure_id, numero, cause, lot, staff_user_id, created_at)
        SELECT u.id, u.structure_id, u.numero, 'DEMANDE', ?3, ?4, ?5 FROM usager u
        WHERE u.id = ?1 AND u.structure_id = ?2 AND u.import_id IS NULL AND u.statut <> 'VALIDE' AND u.renouvellement = 0
          AND NOT (u.statut = 'REFUS' AND coalesce(u.echeance, '') >= ?6)
          AND u.courrier_pending + u.recommande_pending + u.colis_pending = 0
        ON CONFLICT DO NOTHING";
    /// Those long without contact, of all structures: not seen, decided upon, nor signed in since ?3, no address since ?4.
    /// What is asked for and passed on is contact too, and so is what the desk writes on the file of a request: of one that
    /// is being instructed nothing goes, of one that was left there all goes in the end.
    MARK_OLD = "
        INSERT INTO effacement (usager_id, structure_id, numero, cause, lot, created_at)
        SELECT u.id, u.structure_id, u.numero, 'DELAI', ?1, ?2 FROM usager u
        WHERE u.contact_at < ?3 AND u.import_id IS NULL AND coalesce(u.echeance, '') < ?4
          AND u.courrier_pending + u.recommande_pending + u.colis_pending = 0
          AND NOT EXISTS (SELECT 1 FROM portal_account a WHERE a.usager_id = u.id AND a.structure_id = u.structure_id AND a.last_login_at >= ?3)
          AND NOT EXISTS (SELECT 1 FROM historique h WHERE h.structure_id = u.structure_id AND h.usager_id = u.id AND h.created_at >= ?3
            AND h.evenement IN ('SOUMIS', 'RETOUR_INSTRUCTION', 'VALIDATION', 'REFUS', 'RADIATION', 'DEMANDE_RENOUVELLEMENT', 'NOUVELLE_DEMANDE'))
          AND NOT (u.statut IN ('INSTRUCTION', 'ATTENTE_DECISION') AND EXISTS (
            SELECT 1 FROM historique h WHERE h.structure_id = u.structure_id AND h.usager_id = u.id
              AND h.evenement = 'FICHE_MODIFIEE' AND h.created_at >= ?3))
        ORDER BY u.contact_at LIMIT ?5
        ON CONFLICT DO NOTHING";
    OBJECTS = "
        SELECT d.objet FROM effacement e JOIN document d ON d.structure_id = e.structure_id AND d.usager_id = e.usager_id WHERE e.lot = ?1";
    /// R2 deletes them now if it can, at night if not.
    ORPHANS = "
        INSERT INTO document_orphelin (objet, created_at)
        SELECT d.objet, ?2 FROM effacement e JOIN document d ON d.structure_id = e.structure_id AND d.usager_id = e.usager_id WHERE e.lot = ?1";
    DOCUMENTS = "DELETE FROM document WHERE (structure_id, usager_id) IN (SELECT structure_id, usager_id FROM effacement WHERE lot = ?1)";
    SESSIONS = "DELETE FROM portal_session WHERE (structure_id, usager_id) IN (SELECT structure_id, usager_id FROM effacement WHERE lot = ?1)";
    LOGINS = "DELETE FROM portal_login WHERE (structure_id, usager_id) IN (SELECT structure_id, usager_id FROM effacement WHERE lot = ?1)";
    ACCOUNTS = "DELETE FROM portal_account WHERE (usager_id, structure_id) IN (SELECT usager_id, structure_id FROM effacement WHERE lot = ?1)";
    /// What waits to be sent to them, and what was: nothing of theirs may leave any more.
    MESSAGES = "DELETE FROM courriel WHERE (objet_id, structure_id) IN (SELECT usager_id, structure_id FROM effacement WHERE lot = ?1)";
    STOP_LINKS = "DELETE FROM lien WHERE genre = 'ARRET_NOTIFICATIONS' AND (objet_id, structure_id) IN (SELECT usager_id, structure_id FROM effacement WHERE lot = ?1)";
    LEDGER = "DELETE FROM mail_line WHERE (structure_id, usager_id) IN (SELECT structure_id, usager_id FROM effacement WHERE lot = ?1)";
    HISTORY = "DELETE FROM historique WHERE (structure_id, usager_id) IN (SELECT structure_id, usager_id FROM effacement WHERE lot = ?1)";
    /// Its keys, relatives, notes, procurations, transfer, and who saw it go with it (ON DELETE CASCADE).
    FILES = "DELETE FROM usager WHERE (id, structure_id) IN (SELECT usager_id, structure_id FROM effacement WHERE lot = ?1)";
    IS_DONE = "SELECT 1 AS fait FROM effacement WHERE usager_id = ?1 AND structure_id = ?2 AND lot = ?3";
    LIST = "
        SELECT e.numero, e.cause, e.created_at, w.prenom || ' ' || w.nom AS auteur
        FROM effacement e LEFT JOIN staff_user w ON w.id = e.staff_user_id
        WHERE e.structure_id = ?1 ORDER BY e.created_at DESC LIMIT ?2";
    FORGET_ERASINGS = "
        DELETE FROM effacement WHERE usager_id IN (SELECT usager_id FROM effacement WHERE created_at < ?1 LIMIT ?2)";
    FORGET_LOGINS = "
        DELETE FROM portal_login WHERE id IN (SELECT id FROM portal_login WHERE passage = 0 AND created_at < ?1 ORDER BY created_at LIMIT ?2)";
    FORGET_CONSULTATIONS = "
        DELETE FROM consultation WHERE (structure_id, usager_id, staff_user_id, jour, genre) IN (
            SELECT c.structure_id, c.usager_id, c.staff_user_id, c.jour, c.genre FROM consultation c
            WHERE c.created_at < ?1 ORDER BY c.created_at LIMIT ?2)";
}

/// All that is marked goes, in this order: what names the file before the file.
const GOES: [Statement; 9] = [
    DOCUMENTS, SESSIONS, LOGINS, ACCOUNTS, MESSAGES, STOP_LINKS, LEDGER, HISTORY, FILES,
];

/// What a round of erasing did.
#[derive(Debug, Default)]
pub struct Erased {
    /// How many files.
    pub files: usize,
    /// The names in R2 of their documents.
    pub objects: Vec<String>,
}

/// The statements that erase what `mark` marks under `lot`, as one transaction.
async fn erase(db: &Db, mark: Query, lot: &ErasingId, now: Moment) -> Result<Erased> {
    #[derive(Deserialize)]
    struct Object {
        objet: String,
    }
    let lot: Value = lot.into();
    let mut queries = vec![
        mark,
        OBJECTS.with([lot.clone()]),
        ORPHANS.with([lot.clone(), now.into()]),
    ];
    queries.extend(GOES.map(|statement| statement.with([lot.clone()])));
    let outcomes = db.batch_of(queries).await?;
    let mut outcomes = outcomes.iter();
    let files = outcomes.next().map_or(0, |marked| marked.changes);
    let objects: Vec<Object> = outcomes
        .next()
        .map_or_else(|| Ok(Vec::new()), Outcome::rows)?;
    Ok(Erased {
        files,
        objects: objects.into_iter().map(|object| object.objet).collect(),
    })
}

/// Erases the file of `usager`, at the request of `me`, unless something is in the way.
///
/// # Errors
/// As the database.
pub async fn erase_asked(
    db: &Db,
    me: &Staff,
    usager: &UsagerId,
    lot: &ErasingId,
    (today, now): (Day, Moment),
) -> Result<Erased> {
    let mark = MARK_ASKED.with([
        usager.into(),
        (&me.structure).into(),
        lot.into(),
        (&me.id).into(),
        now.into(),
        today.into(),
    ]);
    erase(db, mark, lot, now).await
}

/// Erases up to `files_max` files without contact since `contact` nor address since `echeance`.
///
/// # Errors
/// As the database.
pub async fn erase_old(
    db: &Db,
    (contact, echeance): (Moment, Day),
    files_max: i64,
    now: Moment,
) -> Result<Erased> {
    let lot = ErasingId::new()?;
    let mark = MARK_OLD.with([
        (&lot).into(),
        now.into(),
        contact.into(),
        echeance.into(),
        files_max.into(),
    ]);
    erase(db, mark, &lot, now).await
}

/// Was that file erased by the form with this key?
///
/// # Errors
/// As the database.
pub async fn is_done(
    db: &Db,
    structure: &StructureId,
    usager: &UsagerId,
    lot: &ErasingId,
) -> Result<bool> {
    #[derive(Deserialize)]
    struct Done {}
    let values = [usager.into(), structure.into(), lot.into()];
    let done: Option<Done> = db.first(IS_DONE.with(values)).await?;
    Ok(done.is_some())
}

/// A file that was erased.
#[derive(Debug, Deserialize)]
pub struct Gone {
    /// The number it had.
    pub numero: i64,
    /// Why.
    pub cause: Cause,
    /// When.
    pub created_at: Moment,
    /// By whom, if it was asked for.
    pub auteur: Option<String>,
}

/// The structure's files erased of late, latest first.
///
/// # Errors
/// As the database.
pub async fn list(db: &Db, structure: &StructureId) -> Result<Vec<Gone>> {
    db.all(LIST.with([structure.into(), SHOWN.into()])).await
}

/// The moments before which each kind of log is forgotten.
#[derive(Debug, Clone, Copy)]
pub struct Terms {
    /// That a file was erased.
    pub erasings: Moment,
    /// A sign-in to the portal that was no visit.
    pub logins: Moment,
    /// That somebody saw a file.
    pub consultations: Moment,
}

/// Forgets what is beyond its term, up to `rows` of each kind; how many there were.
///
/// # Errors
/// As the database.
pub async fn forget(db: &Db, terms: Terms, rows: i64) -> Result<usize> {
    let forgotten = db
        .batch([
            FORGET_ERASINGS.with([terms.erasings.into(), rows.into()]),
            FORGET_LOGINS.with([terms.logins.into(), rows.into()]),
            FORGET_CONSULTATIONS.with([terms.consultations.into(), rows.into()]),
        ])
        .await?;
    Ok(forgotten.iter().map(|outcome| outcome.changes).sum())
}
