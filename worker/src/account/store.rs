//! Every SQL statement about one's own account.

use serde::Deserialize;

use super::rules::IdentityForm;
use crate::{
    auth::{
        Person, STAFF_IDLE_MS,
        password::PasswordHash,
        softlock::{self, Realm},
    },
    edge::{
        clock::Moment,
        cx::Cx,
        db::{Db, Query, Value},
        error::Result,
        ids::{JournalId, LienId, StructureId},
        secret::TokenHash,
    },
    outbox::{self, Mail},
    statements,
};

/// How many live sessions the page shows.
const SESSIONS_SHOWN: i64 = 20;
/// How many sign-ins it shows.
const LOGINS_SHOWN: i64 = 10;

statements! { "account";
    ACCOUNT = "
        SELECT u.prenom, u.nom, u.fonction, u.email, u.password_hash FROM staff_user u WHERE u.id = ?1 AND u.structure_id IS ?2";
    SESSIONS = "
        SELECT t.token_hash, t.created_at, t.last_seen_at FROM staff_session t JOIN staff_user u ON u.id = t.staff_user_id
        WHERE t.staff_user_id = ?1 AND u.structure_id IS ?2 AND t.expires_at > ?3 AND t.last_seen_at > ?3 - ?5
        ORDER BY t.last_seen_at DESC LIMIT ?4";
    LOGINS = "
        SELECT j.created_at FROM journal j WHERE j.staff_user_id = ?1 AND j.evenement = 'CONNEXION' AND j.structure_id IS ?2
        ORDER BY j.created_at DESC LIMIT ?3";
    PENDING_ADDRESS = "
        SELECT l.pour FROM lien l WHERE l.objet_id = ?1 AND l.genre = 'ADRESSE' AND l.structure_id IS ?2
          AND l.ended_at IS NULL AND l.expires_at > ?3 ORDER BY l.created_at DESC LIMIT 1";
    /// Before the change itself: only if there will be one.
    REMEMBER_IDENTITY = "
        INSERT INTO journal (id, structure_id, staff_user_id, evenement, created_at)
        SELECT ?3, u.structure_id, u.id, 'COMPTE_MODIFIE', ?4 FROM staff_user u
        WHERE u.id = ?1 AND u.structure_id IS ?2 AND (u.prenom <> ?5 OR u.nom <> ?6 OR u.fonction <> ?7)";
    SAVE_IDENTITY = "UPDATE staff_user SET prenom = ?3, nom = ?4, fonction = ?5 WHERE id = ?1 AND structure_id IS ?2";
    /// Only over the password that was checked.
    REMEMBER_PASSWORD = "
        INSERT INTO journal (id, structure_id, staff_user_id, evenement, created_at)
        SELECT ?3, u.structure_id, u.id, 'MOT_DE_PASSE_CHANGE', ?4 FROM staff_user u
        WHERE u.id = ?1 AND u.structure_id IS ?2 AND u.password_hash = ?5";
    SAVE_PASSWORD = "
        UPDATE staff_user SET password_hash = ?4 WHERE id = ?1 AND structure_id IS ?2 AND EXISTS (SELECT 1 FROM journal j WHERE j.id = ?3)";
    /// What was sent before holds no longer: neither a link to a password, nor one to another address.
    END_LINKS = "
        UPDATE lien SET ended_at = ?4 WHERE objet_id = ?1 AND genre IN ('MOT_DE_PASSE', 'ADRESSE') AND ended_at IS NULL
          AND EXISTS (SELECT 1 FROM journal j WHERE j.id = ?3 AND j.structure_id IS ?2)";
    /// Before the change itself: only if one waits.
    REMEMBER_NO_ADDRESS = "
        INSERT INTO journal (id, structure_id, staff_user_id, evenement, created_at)
        SELECT ?3, u.structure_id, u.id, 'ADRESSE_ABANDONNEE', ?4 FROM staff_user u
        WHERE u.id = ?1 AND u.structure_id IS ?2 AND EXISTS (SELECT 1 FROM lien l
            WHERE l.objet_id = ?1 AND l.genre = 'ADRESSE' AND l.ended_at IS NULL AND l.expires_at > ?4)";
    END_ADDRESS_LINKS = "
        UPDATE lien SET ended_at = ?4 WHERE objet_id = ?1 AND genre = 'ADRESSE' AND ended_at IS NULL
          AND EXISTS (SELECT 1 FROM journal j WHERE j.id = ?3 AND j.structure_id IS ?2)";
    /// Every session but this one.
    END_OTHERS = "
        DELETE FROM staff_session WHERE staff_user_id = ?1 AND token_hash <> ?4
          AND EXISTS (SELECT 1 FROM journal j WHERE j.id = ?3 AND j.structure_id IS ?2)";
    REMEMBER_SIGN_OUT = "
        INSERT INTO journal (id, structure_id, staff_user_id, evenement, created_at)
        SELECT ?3, u.structure_id, u.id, 'DECONNEXION_PARTOUT', ?4 FROM staff_user u WHERE u.id = ?1 AND u.structure_id IS ?2";
    REMEMBER_ASKED_ADDRESS = "
        INSERT INTO journal (id, structure_id, staff_user_id, evenement, created_at)
        SELECT ?3, u.structure_id, u.id, 'ADRESSE_DEMANDEE', ?4 FROM staff_user u
        WHERE u.id = ?1 AND u.structure_id IS ?2 AND u.password_hash = ?5";
    /// The account a link is about, while both hold.
    TO_CONFIRM = "
        SELECT u.prenom, u.email, u.structure_id, s.fuseau FROM lien l JOIN staff_user u ON u.id = l.objet_id AND u.structure_id = l.structure_id
        JOIN structure s ON s.id = u.structure_id
        WHERE l.id = ?1 AND l.genre = 'ADRESSE' AND u.statut = 'ACTIF' AND s.statut = 'ACTIVE'";
    REMEMBER_NEW_ADDRESS = "
        INSERT INTO journal (id, structure_id, staff_user_id, evenement, created_at)
        SELECT ?2, u.structure_id, u.id, 'ADRESSE_CHANGEE', ?3 FROM lien l JOIN staff_user u ON u.id = l.objet_id AND u.structure_id = l.structure_id
        WHERE l.id = ?1 AND l.genre = 'ADRESSE' AND l.ended_at IS NULL AND l.expires_at > ?3 AND u.statut = 'ACTIF'
          AND NOT EXISTS (SELECT 1 FROM staff_user o WHERE o.email = l.pour)";
    SAVE_ADDRESS = "
        UPDATE staff_user SET email = (SELECT l.pour FROM lien l WHERE l.id = ?1)
        WHERE id = (SELECT l.objet_id FROM lien l WHERE l.id = ?1) AND structure_id = (SELECT l.structure_id FROM lien l WHERE l.id = ?1)
          AND EXISTS (SELECT 1 FROM journal j WHERE j.id = ?2)";
    END_ALL = "
        DELETE FROM staff_session WHERE staff_user_id = (SELECT l.objet_id FROM lien l WHERE l.id = ?1)
          AND EXISTS (SELECT 1 FROM journal j WHERE j.id = ?2 AND j.structure_id IS NOT NULL)";
    /// This link, and every other that leads to the account.
    END_LINKS_AND_THIS = "
        UPDATE lien SET ended_at = ?3 WHERE objet_id = (SELECT l.objet_id FROM lien l WHERE l.id = ?1)
          AND genre IN ('MOT_DE_PASSE', 'ADRESSE') AND ended_at IS NULL
          AND EXISTS (SELECT 1 FROM journal j WHERE j.id = ?2 AND j.structure_id IS NOT NULL)";
    FORGET_LOCK = "DELETE FROM softlock WHERE subject = ?1 AND EXISTS (SELECT 1 FROM journal j WHERE j.id = ?2 AND j.structure_id IS NOT NULL)";
}

/// One's account.
#[derive(Debug, Deserialize)]
pub struct Account {
    /// First name.
    pub prenom: String,
    /// Name.
    pub nom: String,
    /// Function.
    pub fonction: String,
    /// Address.
    pub email: String,
    /// Password.
    pub password_hash: PasswordHash,
}

/// A live session.
#[derive(Debug, Deserialize)]
pub struct Session {
    /// Its token.
    pub token_hash: TokenHash,
    /// When it began.
    pub created_at: Moment,
    /// When it was last used.
    pub last_seen_at: Moment,
}

/// Everything the page shows.
#[derive(Debug)]
pub struct Overview {
    /// The account.
    pub account: Account,
    /// Where one is signed in.
    pub sessions: Vec<Session>,
    /// When one has signed in, the latest first.
    pub logins: Vec<Moment>,
    /// The address that waits to be confirmed.
    pub pending: Option<String>,
}

/// One's account and what is around it, in one trip.
pub(super) async fn overview(cx: &Cx, me: &Person) -> Result<Option<Overview>> {
    #[derive(Deserialize)]
    struct Login {
        created_at: Moment,
    }
    #[derive(Deserialize)]
    struct Pending {
        pour: Option<String>,
    }
    let person: [Value; 2] = [(&me.id).into(), me.structure.as_ref().into()];
    let with = |more: &[Value]| [&person[..], more].concat();
    let [account, sessions, logins, pending] = cx
        .db
        .batch([
            ACCOUNT.with(person.clone()),
            SESSIONS.with(with(&[
                cx.now.into(),
                SESSIONS_SHOWN.into(),
                STAFF_IDLE_MS.into(),
            ])),
            LOGINS.with(with(&[LOGINS_SHOWN.into()])),
            PENDING_ADDRESS.with(with(&[cx.now.into()])),
        ])
        .await?;
    let Some(account) = account.first()? else {
        return Ok(None);
    };
    let logins: Vec<Login> = logins.rows()?;
    let pending: Option<Pending> = pending.first()?;
    Ok(Some(Overview {
        account,
        sessions: sessions.rows()?,
        logins: logins.into_iter().map(|login| login.created_at).collect(),
        pending: pending.and_then(|pending| pending.pour),
    }))
}

fn place(me: &Person, line: &JournalId) -> [Value; 3] {
    [(&me.id).into(), me.structure.as_ref().into(), line.into()]
}

/// Keeps name and function.
pub(super) async fn save_identity(cx: &Cx, me: &Person, new: &IdentityForm) -> Result<()> {
    let place = place(me, &JournalId::new()?);
    let words: [Value; 3] = [
        (&new.prenom).into(),
        (&new.nom).into(),
        (&new.fonction).into(),
    ];
    let remember = [&place[..], &[cx.now.into()], &words[..]].concat();
    let save = [&place[..2], &words[..]].concat();
    let queries = [REMEMBER_IDENTITY.with(remember), SAVE_IDENTITY.with(save)];
    cx.db.batch(queries).await.map(drop)
}

/// Takes a new password over the one that was checked; every other session ends. False when it has changed meanwhile.
pub(super) async fn save_password(
    cx: &Cx,
    me: &Person,
    (line, session): (&JournalId, &TokenHash),
    (former, new): (&PasswordHash, &PasswordHash),
    mail: Query,
) -> Result<bool> {
    let place = place(me, line);
    let with = |more: &[Value]| [&place[..], more].concat();
    let [remembered, ..] = cx
        .db
        .batch([
            REMEMBER_PASSWORD.with(with(&[cx.now.into(), former.as_str().into()])),
            SAVE_PASSWORD.with(with(&[new.as_str().into()])),
            END_OTHERS.with(with(&[session.into()])),
            END_LINKS.with(with(&[cx.now.into()])),
            mail,
        ])
        .await?;
    Ok(remembered.changes > 0)
}

/// Ends every session but this one, and the links that were sent.
pub(super) async fn end_others(cx: &Cx, me: &Person, session: &TokenHash) -> Result<()> {
    let place = place(me, &JournalId::new()?);
    let with = |more: &[Value]| [&place[..], more].concat();
    let queries = [
        REMEMBER_SIGN_OUT.with(with(&[cx.now.into()])),
        END_OTHERS.with(with(&[session.into()])),
        END_LINKS.with(with(&[cx.now.into()])),
    ];
    cx.db.batch(queries).await.map(drop)
}

/// Gives up the address that waits to be confirmed, if one does.
pub(super) async fn forget_address(cx: &Cx, me: &Person) -> Result<()> {
    let values = [&place(me, &JournalId::new()?)[..], &[cx.now.into()]].concat();
    let queries = [
        REMEMBER_NO_ADDRESS.with(values.clone()),
        END_ADDRESS_LINKS.with(values),
    ];
    cx.db.batch(queries).await.map(drop)
}

/// Sends the link that confirms a new address, over the password that was checked, and tells the present one.
pub(super) async fn ask_address(
    cx: &Cx,
    me: &Person,
    line: &JournalId,
    former: &PasswordHash,
    more: [Query; 4],
) -> Result<bool> {
    let remember = [
        &place(me, line)[..],
        &[cx.now.into(), former.as_str().into()],
    ];
    let [link, others, mail, warning] = more;
    let [remembered, ..] = cx
        .db
        .batch([
            REMEMBER_ASKED_ADDRESS.with(remember.concat()),
            link,
            others,
            mail,
            warning,
        ])
        .await?;
    Ok(remembered.changes > 0)
}

/// The account whose address a link confirms.
#[derive(Debug, Deserialize)]
pub struct ToConfirm {
    /// First name.
    pub prenom: String,
    /// The present address.
    pub email: String,
    /// Structure.
    pub structure_id: StructureId,
    /// Where it is what time it is.
    pub fuseau: String,
}

/// The account that link is about.
pub(super) async fn to_confirm(db: &Db, link: &LienId) -> Result<Option<ToConfirm>> {
    db.first(TO_CONFIRM.with([link.into()])).await
}

/// Takes the confirmed address; every session ends, since one signs in with it. False when the link no longer holds or the
/// address has an account.
pub(super) async fn save_address(
    cx: &Cx,
    link: &LienId,
    line: &JournalId,
    to: &str,
    mail: &Mail,
) -> Result<bool> {
    let counted = softlock::account(Realm::Gestion, to);
    let [remembered, ..] = cx
        .db
        .batch([
            REMEMBER_NEW_ADDRESS.with([link.into(), line.into(), cx.now.into()]),
            SAVE_ADDRESS.with([link.into(), line.into()]),
            END_ALL.with([link.into(), line.into()]),
            FORGET_LOCK.with([(&counted).into(), line.into()]),
            END_LINKS_AND_THIS.with([link.into(), line.into(), cx.now.into()]),
            mail.query(cx.now),
            outbox::end_link(link, cx.now),
        ])
        .await?;
    Ok(remembered.changes > 0)
}
