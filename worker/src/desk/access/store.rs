//! Every SQL statement of « Accès au portail usager », and what the « Courriers » tab shows of it.

use serde::Deserialize;

use crate::{
    auth::{
        Staff,
        password::PasswordHash,
        softlock::{self, Realm},
    },
    desk::letter::Head,
    edge::{
        clock::Moment,
        db::{Db, Query, Value, flag},
        error::Result,
        ids::{HistoryId, StructureId, UsagerId},
    },
    statements,
};

statements! { "access";
    ACCOUNT = "
        SELECT identifiant, actif, temporary_until_at, edition, last_login_at FROM portal_account
        WHERE usager_id = ?1 AND structure_id = ?2";
    PORTAL_IS_ON = "SELECT portail_actif FROM structure WHERE id = ?1";
    LETTERHEAD = "
        SELECT s.nom, s.adresse, s.code_postal, s.ville FROM structure s WHERE s.id = ?1";

    /// The last sign-ins of the person.
    LOGINS = "
        SELECT created_at, passage FROM portal_login WHERE structure_id = ?2 AND usager_id = ?1 ORDER BY created_at DESC LIMIT ?3";
    /// Someone chosen among several, with what they have already.
    CANDIDATE = "
        SELECT u.id, u.numero, u.civilite, u.prenom, u.nom, u.langue, a.actif
        FROM usager u LEFT JOIN portal_account a ON a.usager_id = u.id AND a.structure_id = u.structure_id
        WHERE u.id = ?1 AND u.structure_id = ?2 AND u.import_id IS NULL";

    RESERVE_IDENTIFIANT = "INSERT INTO portal_identifiant (identifiant) VALUES (?1)";
    /// The first credentials: only while the structure's portal is on, and only if nobody gave some in between.
    ISSUE_FIRST = "
        INSERT INTO portal_account (usager_id, structure_id, identifiant, actif, password_hash, temporary_until_at, created_at)
        SELECT u.id, u.structure_id, ?3, 1, ?4, ?5, ?6 FROM usager u JOIN structure s ON s.id = u.structure_id
        WHERE u.id = ?1 AND u.structure_id = ?2 AND u.import_id IS NULL AND s.portail_actif = 1 AND s.statut = 'ACTIVE'
        ON CONFLICT (usager_id) DO NOTHING";
    /// Others: only over the edition that the person saw.
    ISSUE_AGAIN = "
        UPDATE portal_account SET actif = 1, password_hash = ?3, temporary_until_at = ?4, edition = edition + 1,
            choice_token_hash = NULL, choice_until_at = NULL
        WHERE usager_id = ?1 AND structure_id = ?2 AND edition = ?5
          AND EXISTS (SELECT 1 FROM structure s WHERE s.id = ?2 AND s.portail_actif = 1 AND s.statut = 'ACTIVE')";
    /// Over the edition that the person saw, as when credentials are issued: a colleague's form is then out of date.
    CLOSE = "
        UPDATE portal_account SET actif = 0, edition = edition + 1, choice_token_hash = NULL, choice_until_at = NULL
        WHERE usager_id = ?1 AND structure_id = ?2 AND actif = 1 AND edition = ?3";
    /// The sessions of an access that was closed, or whose password is now ?3.
    END_SESSIONS = "
        DELETE FROM portal_session WHERE structure_id = ?2 AND usager_id = ?1 AND EXISTS (
            SELECT 1 FROM portal_account a WHERE a.usager_id = ?1 AND a.structure_id = ?2 AND (a.actif = 0 OR a.password_hash = ?3))";
    /// New credentials unlock (domain §1), and no browser is known any more.
    UNLOCK = "
        DELETE FROM softlock WHERE subject = ?1 AND EXISTS (
            SELECT 1 FROM portal_account a WHERE a.usager_id = ?2 AND a.structure_id = ?3 AND a.password_hash = ?4)";
    FORGET_DEVICES = "
        DELETE FROM known_device WHERE account = ?1 AND EXISTS (
            SELECT 1 FROM portal_account a WHERE a.usager_id = ?2 AND a.structure_id = ?3 AND a.password_hash = ?4)";
    REMEMBER_ISSUE = "
        INSERT INTO historique (id, structure_id, usager_id, evenement, staff_user_id, created_at)
        SELECT ?3, a.structure_id, a.usager_id, CASE a.edition WHEN 1 THEN 'ACCES_OUVERT' ELSE 'ACCES_RENOUVELE' END, ?4, ?5
        FROM portal_account a WHERE a.usager_id = ?1 AND a.structure_id = ?2 AND a.password_hash = ?6";
    /// Before the closing itself: only if there is something to close.
    REMEMBER_CLOSE = "
        INSERT INTO historique (id, structure_id, usager_id, evenement, staff_user_id, created_at)
        SELECT ?3, a.structure_id, a.usager_id, 'ACCES_FERME', ?4, ?5
        FROM portal_account a WHERE a.usager_id = ?1 AND a.structure_id = ?2 AND a.actif = 1 AND a.edition = ?6";
}

/// A domicilié's portal account, as the desk sees it.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Account {
    /// The name they sign in with.
    pub identifiant: String,
    /// Is the access open?
    #[serde(deserialize_with = "flag")]
    pub actif: bool,
    /// The end of a temporary password; `None` once they have chosen their own.
    pub temporary_until_at: Option<Moment>,
    /// How many times credentials were issued.
    pub edition: i64,
    /// Their last sign-in.
    pub last_login_at: Option<Moment>,
}

/// A sign-in to the portal.
#[derive(Debug, Deserialize)]
pub struct Login {
    /// When.
    pub created_at: Moment,
    /// Did it count as a visit on that day?
    #[serde(deserialize_with = "flag")]
    pub passage: bool,
}

/// The portal as it stands for one domicilié.
pub struct Access {
    /// Has the structure opened its portal?
    pub structure_on: bool,
    /// The person's account, if credentials were ever given.
    pub account: Option<Account>,
    /// Their last sign-ins, latest first.
    pub logins: Vec<Login>,
}

/// How many sign-ins a file shows.
pub const LOGINS_SHOWN: i64 = 10;

#[derive(Deserialize)]
struct On {
    #[serde(deserialize_with = "flag")]
    portail_actif: bool,
}

/// How the portal stands for `usager`, in one trip.
///
/// # Errors
/// As the database.
pub async fn access_of(db: &Db, structure: &StructureId, usager: &UsagerId) -> Result<Access> {
    let [account, on, logins] = db
        .batch([
            ACCOUNT.with([usager.into(), structure.into()]),
            PORTAL_IS_ON.with([structure.into()]),
            LOGINS.with([usager.into(), structure.into(), LOGINS_SHOWN.into()]),
        ])
        .await?;
    let on: Option<On> = on.first()?;
    Ok(Access {
        structure_on: on.is_some_and(|on| on.portail_actif),
        account: account.first()?,
        logins: logins.rows()?,
    })
}

/// The head of a letter.
#[derive(Debug, Deserialize)]
pub struct Letterhead {
    /// The structure's name.
    pub nom: String,
    /// Street.
    pub adresse: String,
    /// Postal code.
    pub code_postal: String,
    /// Town.
    pub ville: String,
}

impl Letterhead {
    /// What stands above a letter to `destinataire` of that date, both in words.
    #[must_use]
    pub fn above<'a>(&'a self, destinataire: &'a str, date: &'a str) -> Head<'a> {
        Head {
            structure: &self.nom,
            adresse: &self.adresse,
            code_postal: &self.code_postal,
            ville: &self.ville,
            destinataire,
            date,
        }
    }
}

/// The head of the structure's letters.
///
/// # Errors
/// As the database.
pub async fn letterhead(db: &Db, structure: &StructureId) -> Result<Option<Letterhead>> {
    db.first(LETTERHEAD.with([structure.into()])).await
}

/// New credentials, hashed.
pub struct Credentials<'a> {
    /// The name to sign in with.
    pub identifiant: &'a str,
    /// The temporary password.
    pub hash: &'a PasswordHash,
    /// Its end.
    pub until: Moment,
}

/// Gives `usager` their first credentials; false when someone else just did, or the structure's portal is off.
///
/// # Errors
/// As the database; an identifier that was given before is [`crate::edge::error::Error::Internal`], and nothing is written.
pub async fn issue_first(
    db: &Db,
    me: &Staff,
    usager: &UsagerId,
    new: &Credentials<'_>,
    now: Moment,
) -> Result<bool> {
    let [_, issued, _] = db.batch(first_issue(me, usager, new, now)?).await?;
    Ok(issued.changes > 0)
}

/// Someone chosen among several.
#[derive(Debug, Deserialize)]
pub struct Candidate {
    /// Their id.
    pub id: UsagerId,
    /// Their number in the structure.
    pub numero: i64,
    /// `H` or `F`.
    pub civilite: String,
    /// First name.
    pub prenom: String,
    /// Last name.
    pub nom: String,
    /// The language they read, if it was written down.
    pub langue: Option<String>,
    /// 1 when their access is open, 0 when it is closed; `None`: they never had one.
    pub actif: Option<i64>,
}

/// Those of `usagers` that are of the structure, in that order, and whether its portal is open; in one trip.
///
/// # Errors
/// As the database.
pub async fn candidates(
    db: &Db,
    structure: &StructureId,
    usagers: &[UsagerId],
) -> Result<(Vec<Candidate>, bool)> {
    let mut questions = vec![PORTAL_IS_ON.with([structure.into()])];
    let candidate = |usager: &UsagerId| CANDIDATE.with([usager.into(), structure.into()]);
    questions.extend(usagers.iter().map(candidate));
    let answers = db.batch_of(questions).await?;
    let Some((on, people)) = answers.split_first() else {
        return Ok((Vec::new(), false));
    };
    let on: Option<On> = on.first()?;
    let mut found = Vec::with_capacity(people.len());
    for person in people {
        found.extend(person.first::<Candidate>()?);
    }
    Ok((found, on.is_some_and(|on| on.portail_actif)))
}

/// Gives several people their first credentials in one transaction; for each, false when they have got some in between
/// or the structure's portal is off.
///
/// # Errors
/// As [`issue_first`].
pub async fn issue_several(
    db: &Db,
    me: &Staff,
    people: &[(&UsagerId, Credentials<'_>)],
    now: Moment,
) -> Result<Vec<bool>> {
    let mut queries = Vec::with_capacity(people.len() * ISSUE_STATEMENTS);
    for (usager, new) in people {
        queries.extend(first_issue(me, usager, new, now)?);
    }
    let outcomes = db.batch_of(queries).await?;
    let issued = outcomes.chunks(ISSUE_STATEMENTS);
    Ok(issued
        .map(|one| one.get(1).is_some_and(|issued| issued.changes > 0))
        .collect())
}

/// How many statements give one person their first credentials.
const ISSUE_STATEMENTS: usize = 3;

fn first_issue(
    me: &Staff,
    usager: &UsagerId,
    new: &Credentials<'_>,
    now: Moment,
) -> Result<[Query; ISSUE_STATEMENTS]> {
    let hash: Value = new.hash.as_str().into();
    let issue = [
        usager.into(),
        (&me.structure).into(),
        new.identifiant.into(),
        hash.clone(),
        new.until.into(),
        now.into(),
    ];
    let remember = remember_issue(me, usager, hash, now)?;
    Ok([
        RESERVE_IDENTIFIANT.with([new.identifiant.into()]),
        ISSUE_FIRST.with(issue),
        REMEMBER_ISSUE.with(remember),
    ])
}

/// Gives `usager` a new temporary password over edition `seen`, ends their sessions and unlocks; false when the
/// credentials have changed in between, or the structure's portal is off.
///
/// # Errors
/// As the database.
pub async fn issue_again(
    db: &Db,
    me: &Staff,
    usager: &UsagerId,
    new: &Credentials<'_>,
    seen: i64,
    now: Moment,
) -> Result<bool> {
    let (who, structure, hash): (Value, Value, Value) = (
        usager.into(),
        (&me.structure).into(),
        new.hash.as_str().into(),
    );
    let account: Value = (&softlock::account(Realm::Portail, new.identifiant)).into();
    let issue = [
        who.clone(),
        structure.clone(),
        hash.clone(),
        new.until.into(),
        seen.into(),
    ];
    let end = [who.clone(), structure.clone(), hash.clone()];
    let trust = [account, who, structure, hash.clone()];
    let remember = remember_issue(me, usager, hash, now)?;
    let [issued, ..] = db
        .batch([
            ISSUE_AGAIN.with(issue),
            END_SESSIONS.with(end),
            UNLOCK.with(trust.clone()),
            FORGET_DEVICES.with(trust),
            REMEMBER_ISSUE.with(remember),
        ])
        .await?;
    Ok(issued.changes > 0)
}

fn remember_issue(me: &Staff, usager: &UsagerId, hash: Value, now: Moment) -> Result<[Value; 6]> {
    Ok([
        usager.into(),
        (&me.structure).into(),
        (&HistoryId::new()?).into(),
        (&me.id).into(),
        now.into(),
        hash,
    ])
}

/// Closes the access of `usager` over edition `seen` and ends their sessions; false when it has changed in between.
///
/// # Errors
/// As the database.
pub async fn close(db: &Db, me: &Staff, usager: &UsagerId, seen: i64, now: Moment) -> Result<bool> {
    let (who, structure): (Value, Value) = (usager.into(), (&me.structure).into());
    let event: Value = (&HistoryId::new()?).into();
    let remember = [
        who.clone(),
        structure.clone(),
        event,
        (&me.id).into(),
        now.into(),
        seen.into(),
    ];
    let [_, closed, _] = db
        .batch([
            REMEMBER_CLOSE.with(remember),
            CLOSE.with([who.clone(), structure.clone(), seen.into()]),
            END_SESSIONS.with([who, structure, Value::Null]),
        ])
        .await?;
    Ok(closed.changes > 0)
}
