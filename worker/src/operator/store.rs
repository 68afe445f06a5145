//! Every SQL statement of those who run the platform.

use serde::{Deserialize, Serialize};

use super::rules::{Searched, Structure};
use crate::{
    auth::Operator,
    edge::{
        cx::Cx,
        db::{Db, Query, Value, flag},
        error::Result,
        ids::{JournalId, StaffId, StructureId},
    },
    statements,
};

/// Structures on a page.
const PAGE_ROWS: usize = 50;
/// Structures read at once while some are looked for, and how often: as many as there may be.
const SEARCHED_ROWS: i64 = 500;
const ROUNDS_MAX: usize = 20;

/// How many of those who run one structure are shown.
const RUNNERS_MAX: i64 = 200;

statements! { "operator";
    /// After structure ?1, by name.
    STRUCTURES = "
        SELECT s.id, s.nom, s.ville, s.statut FROM structure s
        WHERE (s.nom, s.id) > (coalesce((SELECT a.nom FROM structure a WHERE a.id = ?1), ''), ?1) ORDER BY s.nom, s.id LIMIT ?2";
    ONE = "
        SELECT s.id, s.nom, s.adresse, s.code_postal, s.ville, s.telephone, s.fuseau, s.statut,
               (SELECT count(*) FROM staff_user u WHERE u.structure_id = s.id AND u.statut <> 'RETIRE') AS membres,
               (SELECT count(*) FROM staff_user u WHERE u.structure_id = s.id AND u.statut = 'ACTIF' AND u.role = 'ADMINISTRATEUR') AS administrateurs
        FROM structure s WHERE s.id = ?1";
    /// Those who run it: they are the ones an operateur invites, and helps when nobody of the structure can.
    ADMINISTRATEURS = "
        SELECT u.id, u.prenom, u.nom, EXISTS (SELECT 1 FROM second_facteur f WHERE f.staff_user_id = u.id) AS facteur
        FROM staff_user u WHERE u.structure_id = ?1 AND u.role = 'ADMINISTRATEUR' AND u.statut <> 'RETIRE'
        ORDER BY u.nom, u.prenom LIMIT ?2";
    CREATE = "
        INSERT INTO structure (id, nom, adresse, code_postal, ville, telephone, fuseau, created_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
        ON CONFLICT (id) DO NOTHING";
    /// Before the change itself: only if there will be one.
    REMEMBER = "
        INSERT INTO journal (id, structure_id, staff_user_id, evenement, detail, created_at)
        SELECT ?2, s.id, ?3, ?4, json_object('nom', s.nom), ?5 FROM structure s WHERE s.id = ?1 AND s.statut = ?6
        ON CONFLICT (id) DO NOTHING";
    SET_STATUT = "UPDATE structure SET statut = ?3 WHERE id = ?1 AND EXISTS (SELECT 1 FROM journal j WHERE j.id = ?2 AND j.structure_id = ?1)";
    /// A suspended structure has nobody signed in…
    END_STAFF_SESSIONS = "
        DELETE FROM staff_session WHERE staff_user_id IN (SELECT u.id FROM staff_user u WHERE u.structure_id = ?1)
          AND EXISTS (SELECT 1 FROM structure s WHERE s.id = ?1 AND s.statut = 'SUSPENDUE')";
    END_PORTAL_SESSIONS = "
        DELETE FROM portal_session WHERE structure_id = ?1
          AND EXISTS (SELECT 1 FROM structure s WHERE s.id = ?1 AND s.statut = 'SUSPENDUE')";
    /// … and nobody who chooses a first password.
    END_CHOICES = "
        UPDATE portal_account SET choice_token_hash = NULL, choice_until_at = NULL
        WHERE structure_id = ?1 AND actif = 1 AND choice_token_hash IS NOT NULL
          AND EXISTS (SELECT 1 FROM structure s WHERE s.id = ?1 AND s.statut = 'SUSPENDUE')";
    OWN_ADDRESS = "SELECT email FROM staff_user WHERE id = ?1 AND structure_id IS NULL";
    PING = "SELECT 1 AS ok";
}

/// A structure in the operateur's list.
#[derive(Debug, Deserialize, Serialize)]
pub struct Listed {
    /// Its id.
    pub id: StructureId,
    /// Name.
    pub nom: String,
    /// Town.
    pub ville: String,
    /// `ACTIVE` or `SUSPENDUE`.
    pub statut: String,
}

/// A page of the structures, by name: those after `after` whose name or town has all that is searched for. Is there more?
///
/// # Errors
/// As the database.
pub async fn structures(
    db: &Db,
    after: Option<&StructureId>,
    searched: &Searched,
) -> Result<(Vec<Listed>, bool)> {
    let mut found: Vec<Listed> = Vec::new();
    let mut after: Value = after.map_or("", StructureId::as_str).into();
    let asked = if searched.is_empty() {
        i64::try_from(PAGE_ROWS + 1).unwrap_or(SEARCHED_ROWS)
    } else {
        SEARCHED_ROWS
    };
    for _ in 0..ROUNDS_MAX {
        let rows: Vec<Listed> = db.all(STRUCTURES.with([after, asked.into()])).await?;
        let full = i64::try_from(rows.len()).is_ok_and(|count| count == asked);
        let Some(last) = rows.last() else { break };
        after = (&last.id).into();
        let fit = |row: &Listed| searched.fits(&row.nom, &row.ville);
        found.extend(rows.into_iter().filter(fit));
        if !full || found.len() > PAGE_ROWS {
            break;
        }
    }
    let more = found.len() > PAGE_ROWS;
    found.truncate(PAGE_ROWS);
    Ok((found, more))
}

/// A structure, for those who run the platform.
#[derive(Debug, Deserialize)]
pub struct Kept {
    /// Its id.
    pub id: StructureId,
    /// Name.
    pub nom: String,
    /// Street.
    pub adresse: String,
    /// Postal code.
    pub code_postal: String,
    /// Town.
    pub ville: String,
    /// Phone.
    pub telephone: Option<String>,
    /// Time zone.
    pub fuseau: String,
    /// `ACTIVE` or `SUSPENDUE`.
    pub statut: String,
    /// How many people work there.
    pub membres: i64,
    /// How many of them run it and may come in.
    pub administrateurs: i64,
}

/// The structure of that id.
///
/// # Errors
/// As the database.
pub async fn one(db: &Db, id: &StructureId) -> Result<Option<Kept>> {
    db.first(ONE.with([id.into()])).await
}

/// Someone who runs a structure.
#[derive(Debug, Deserialize)]
pub struct Runner {
    /// Who.
    pub id: StaffId,
    /// First name.
    pub prenom: String,
    /// Name.
    pub nom: String,
    /// Is their second factor on?
    #[serde(deserialize_with = "flag")]
    pub facteur: bool,
}

/// Those who run that structure.
///
/// # Errors
/// As the database.
pub async fn administrateurs(db: &Db, structure: &StructureId) -> Result<Vec<Runner>> {
    db.all(ADMINISTRATEURS.with([structure.into(), RUNNERS_MAX.into()]))
        .await
}

/// Creates a structure and does `more` in the same transaction; the same form sent twice creates one. False when the form
/// has served for another.
///
/// # Errors
/// As the database.
pub async fn create(
    cx: &Cx,
    me: &Operator,
    id: &StructureId,
    new: &Structure,
    more: Vec<Query>,
) -> Result<bool> {
    let row = [
        id.into(),
        (&new.nom).into(),
        (&new.adresse).into(),
        (&new.code_postal).into(),
        (&new.ville).into(),
        new.telephone.as_ref().into(),
        new.fuseau.into(),
        cx.now.into(),
    ];
    let remember = [
        id.into(),
        (&JournalId::for_reason(id.as_str(), "STRUCTURE_CREEE")).into(),
        (&me.id).into(),
        "STRUCTURE_CREEE".into(),
        cx.now.into(),
        "ACTIVE".into(),
    ];
    let mut queries = vec![CREATE.with(row), REMEMBER.with(remember)];
    queries.extend(more);
    cx.db.batch_of(queries).await?;
    let kept = one(&cx.db, id).await?;
    Ok(kept.is_some_and(|kept| kept.nom == new.nom && kept.code_postal == new.code_postal))
}

/// Suspends a structure that is active: every session of its staff and of its domiciliés ends in the same transaction.
///
/// # Errors
/// As the database.
pub async fn suspend(cx: &Cx, me: &Operator, id: &StructureId) -> Result<()> {
    let [remember, set] = turn(cx, me, id, ["STRUCTURE_SUSPENDUE", "ACTIVE", "SUSPENDUE"])?;
    cx.db
        .batch([
            remember,
            set,
            END_STAFF_SESSIONS.with([id.into()]),
            END_PORTAL_SESSIONS.with([id.into()]),
            END_CHOICES.with([id.into()]),
        ])
        .await
        .map(drop)
}

/// Reactivates a structure that is suspended.
///
/// # Errors
/// As the database.
pub async fn restore(cx: &Cx, me: &Operator, id: &StructureId) -> Result<()> {
    let queries = turn(cx, me, id, ["STRUCTURE_REACTIVEE", "SUSPENDUE", "ACTIVE"])?;
    cx.db.batch(queries).await.map(drop)
}

fn turn(
    cx: &Cx,
    me: &Operator,
    id: &StructureId,
    [event, from, to]: [&str; 3],
) -> Result<[Query; 2]> {
    let line = JournalId::new()?;
    let remember = [
        id.into(),
        (&line).into(),
        (&me.id).into(),
        event.into(),
        cx.now.into(),
        from.into(),
    ];
    let set = [id.into(), (&line).into(), to.into()];
    Ok([REMEMBER.with(remember), SET_STATUT.with(set)])
}

/// The address under which that operateur signs in.
///
/// # Errors
/// As the database.
pub async fn own_address(db: &Db, me: &StaffId) -> Result<Option<String>> {
    #[derive(Deserialize)]
    struct Row {
        email: String,
    }
    let row: Option<Row> = db.first(OWN_ADDRESS.with([me.into()])).await?;
    Ok(row.map(|row| row.email))
}

/// Does the database answer?
///
/// # Errors
/// As the database.
pub async fn ping(db: &Db) -> Result<()> {
    db.run(PING.with([])).await.map(drop)
}
