//! Every SQL statement about the members of a structure and those who are invited.

use serde::Deserialize;

use super::{
    Host,
    rules::{Change, Invited, PENDING_MAX, Statut},
};
use crate::{
    auth::{Staff, password::PasswordHash},
    edge::{
        clock::{MINUTE_MS, Moment},
        cx::Cx,
        db::{Db, Query, Value, flag},
        error::Result,
        ids::{InvitationId, JournalId, LienId, StaffId, StructureId},
    },
    outbox::rules::{Address, State},
    rights::Role,
    statements,
};

/// How many members a page shows.
const MEMBERS_SHOWN: i64 = 300;
/// An invitation is sent again after this long at the earliest, in milliseconds.
const AGAIN_AFTER_MS: i64 = MINUTE_MS;

/// Who may change the members of structure ?2: person ?4, who runs it, or runs the platform.
macro_rules! by_whom {
    () => {
        "EXISTS (SELECT 1 FROM staff_user me WHERE me.id = ?4 AND me.statut = 'ACTIF'
                   AND (me.role = 'OPERATEUR' OR (me.structure_id = ?2 AND me.role = 'ADMINISTRATEUR')))"
    };
}

/// The member ?1 of structure ?2 as they were seen (role ?7, statut ?8), if they may become ?5 and ?6: a structure always
/// keeps an administrateur who may come in.
macro_rules! may_become {
    () => {
        concat!(
            "u.id = ?1 AND u.structure_id = ?2 AND u.statut <> 'RETIRE' AND u.role = ?7 AND u.statut = ?8
          AND (u.role <> ?5 OR u.statut <> ?6) AND ",
            by_whom!(),
            "
          AND (u.role <> 'ADMINISTRATEUR' OR u.statut <> 'ACTIF' OR (?5 = 'ADMINISTRATEUR' AND ?6 = 'ACTIF')
            OR EXISTS (SELECT 1 FROM staff_user o WHERE o.structure_id = ?2 AND o.id <> ?1
                         AND o.role = 'ADMINISTRATEUR' AND o.statut = 'ACTIF'))"
        )
    };
}

statements! { "members";
    MEMBERS = "
        SELECT u.id, u.prenom, u.nom, u.email, u.role, u.statut, u.fonction, u.last_login_at,
               EXISTS (SELECT 1 FROM second_facteur f WHERE f.staff_user_id = u.id) AS facteur FROM staff_user u
        WHERE u.structure_id = ?1 AND u.statut <> 'RETIRE' ORDER BY u.nom, u.prenom LIMIT ?2";
    MEMBER = "
        SELECT u.id, u.prenom, u.nom, u.email, u.role, u.statut, u.fonction, u.last_login_at,
               EXISTS (SELECT 1 FROM second_facteur f WHERE f.staff_user_id = u.id) AS facteur FROM staff_user u
        WHERE u.id = ?1 AND u.structure_id = ?2 AND u.statut <> 'RETIRE'";
    PENDING = "
        SELECT i.id, i.prenom, i.nom, i.email, i.role, i.created_at,
               (SELECT max(l.expires_at) FROM lien l WHERE l.objet_id = i.id AND l.genre = 'INVITATION' AND l.ended_at IS NULL) AS expires_at,
               (SELECT c.etat FROM courriel c WHERE c.objet_id = i.id ORDER BY c.created_at DESC LIMIT 1) AS envoi
        FROM invitation i WHERE i.structure_id = ?1 ORDER BY i.email LIMIT ?2";
    PENDING_ONE = "
        SELECT i.id, i.prenom, i.nom, i.email, i.role, i.created_at, NULL AS expires_at, NULL AS envoi
        FROM invitation i WHERE i.id = ?1 AND i.structure_id = ?2";
    /// Nobody twice, nobody who is a member already, and not without end. A form serves once: its key stays on the links of
    /// its invitation, and then on the account.
    INVITE = concat!("
        INSERT INTO invitation (id, structure_id, role, prenom, nom, email, invited_by, created_at)
        SELECT ?1, s.id, ?3, ?5, ?6, ?7, ?4, ?8 FROM structure s
        WHERE s.id = ?2 AND s.statut = 'ACTIVE' AND ", by_whom!(), "
          AND NOT EXISTS (SELECT 1 FROM staff_user m WHERE m.email = ?7 AND m.structure_id = ?2)
          AND NOT EXISTS (SELECT 1 FROM lien l WHERE l.objet_id = ?1 AND l.genre = 'INVITATION')
          AND NOT EXISTS (SELECT 1 FROM staff_user w WHERE w.id = ?1)
          AND (SELECT count(*) FROM invitation o WHERE o.structure_id = ?2) < ?9
        ON CONFLICT DO NOTHING");
    /// For that address only: what follows (the link, the e-mail) follows from this line.
    REMEMBER_INVITATION = "
        INSERT INTO journal (id, structure_id, staff_user_id, evenement, detail, created_at)
        SELECT ?3, i.structure_id, ?4, 'MEMBRE_INVITE', json_object('nom', i.prenom || ' ' || i.nom, 'role', i.role), ?5
        FROM invitation i WHERE i.id = ?1 AND i.structure_id = ?2 AND i.email = ?6
        ON CONFLICT (id) DO NOTHING";
    IS_MEMBER = "SELECT 1 AS nombre FROM staff_user m WHERE m.email = ?2 AND m.structure_id = ?1";
    IS_INVITED = "SELECT 1 AS nombre FROM invitation i WHERE i.structure_id = ?1 AND i.email = ?2";
    HOW_MANY_PENDING = "SELECT count(*) AS nombre FROM invitation WHERE structure_id = ?1";
    /// Only if none was sent a moment ago, and the structure is active.
    REMEMBER_RESEND = concat!("
        INSERT INTO journal (id, structure_id, staff_user_id, evenement, detail, created_at)
        SELECT ?3, i.structure_id, ?4, 'INVITATION_RENVOYEE', json_object('nom', i.prenom || ' ' || i.nom), ?5 FROM invitation i
        JOIN structure s ON s.id = i.structure_id
        WHERE i.id = ?1 AND i.structure_id = ?2 AND s.statut = 'ACTIVE' AND ", by_whom!(), "
          AND NOT EXISTS (SELECT 1 FROM lien l WHERE l.objet_id = i.id AND l.genre = 'INVITATION' AND l.ended_at IS NULL AND l.created_at > ?6)");
    /// Before the change itself: only if there will be one.
    REMEMBER_TAKING_BACK = concat!("
        INSERT INTO journal (id, structure_id, staff_user_id, evenement, detail, created_at)
        SELECT ?3, i.structure_id, ?4, 'INVITATION_ANNULEE', json_object('nom', i.prenom || ' ' || i.nom), ?5 FROM invitation i
        WHERE i.id = ?1 AND i.structure_id = ?2 AND ", by_whom!());
    TAKE_BACK = "
        DELETE FROM invitation WHERE id = ?1 AND structure_id = ?2 AND EXISTS (SELECT 1 FROM journal j WHERE j.id = ?3)";
    END_INVITATION_LINKS = "
        UPDATE lien SET ended_at = ?4 WHERE objet_id = ?1 AND genre = 'INVITATION' AND ended_at IS NULL
          AND EXISTS (SELECT 1 FROM journal j WHERE j.id = ?3 AND j.structure_id = ?2)";
    /// The invitation that link is about, if the structure is active.
    INVITED_BY_LINK = "
        SELECT i.prenom, i.nom, i.email, i.role, s.nom AS structure FROM lien l
        JOIN invitation i ON i.id = l.objet_id AND i.structure_id = l.structure_id JOIN structure s ON s.id = i.structure_id
        WHERE l.id = ?1 AND l.genre = 'INVITATION' AND s.statut = 'ACTIVE'";
    /// One row of values, since an INSERT … SELECT would look through every table that names a person. Where the first of
    /// them is NULL, because something does not hold any more, no row comes to be.
    ACCEPT = "
        INSERT OR IGNORE INTO staff_user (id, structure_id, role, prenom, nom, email, password_hash, created_at) VALUES (
            (SELECT i.id FROM lien l JOIN invitation i ON i.id = l.objet_id AND i.structure_id = l.structure_id
             JOIN structure s ON s.id = i.structure_id
             WHERE l.id = ?1 AND l.genre = 'INVITATION' AND l.ended_at IS NULL AND l.expires_at > ?2 AND s.statut = 'ACTIVE'),
            (SELECT i.structure_id FROM lien l JOIN invitation i ON i.id = l.objet_id WHERE l.id = ?1),
            (SELECT i.role FROM lien l JOIN invitation i ON i.id = l.objet_id WHERE l.id = ?1),
            ?3, ?4, (SELECT i.email FROM lien l JOIN invitation i ON i.id = l.objet_id WHERE l.id = ?1), ?5, ?2)";
    /// The rest of the batch: only if the account is there and the invitation still is.
    REMEMBER_ACCEPTANCE = "
        INSERT INTO journal (id, structure_id, staff_user_id, evenement, detail, created_at)
        SELECT ?3, u.structure_id, u.id, 'INVITATION_ACCEPTEE', json_object('nom', u.prenom || ' ' || u.nom, 'role', u.role), ?2
        FROM lien l JOIN staff_user u ON u.id = l.objet_id JOIN invitation i ON i.id = u.id AND i.structure_id = u.structure_id
        WHERE l.id = ?1";
    FORGET_INVITATION = "
        DELETE FROM invitation WHERE structure_id IS NOT NULL AND id = (SELECT l.objet_id FROM lien l WHERE l.id = ?1)
          AND EXISTS (SELECT 1 FROM journal j WHERE j.id = ?2)";
    SERVED = "
        UPDATE lien SET ended_at = ?3 WHERE id = ?1 AND ended_at IS NULL AND EXISTS (SELECT 1 FROM journal j WHERE j.id = ?2)";
    /// Those whose last link ended before ?1, of all structures.
    FORGET_INVITATIONS = "
        DELETE FROM invitation WHERE id IN (
            SELECT i.id FROM invitation i WHERE i.created_at < ?1
              AND NOT EXISTS (SELECT 1 FROM lien l WHERE l.objet_id = i.id AND l.genre = 'INVITATION' AND l.expires_at > ?1)
            ORDER BY i.created_at LIMIT ?2)";
    HAS_ACCOUNT = "SELECT 1 AS nombre FROM staff_user u WHERE u.email = ?1";
    /// Before the change itself: only if there will be one.
    REMEMBER_CHANGE = concat!("
        INSERT INTO journal (id, structure_id, staff_user_id, evenement, detail, created_at)
        SELECT ?3, u.structure_id, ?4, ?9, json_object('membre', u.id, 'nom', u.prenom || ' ' || u.nom, 'avant', u.role, 'apres', ?5), ?10
        FROM staff_user u WHERE ", may_become!());
    /// Of two who lower each other at once, one does. A removed person's address is free again.
    CHANGE = "
        UPDATE staff_user SET role = ?4, statut = ?5,
            email = CASE ?5 WHEN 'RETIRE' THEN 'retire-' || lower(id) || '@escale.invalid' ELSE email END,
            password_hash = CASE ?5 WHEN 'RETIRE' THEN ?6 ELSE password_hash END
        WHERE id = ?1 AND structure_id = ?2 AND EXISTS (SELECT 1 FROM journal j WHERE j.id = ?3)";
    END_SESSIONS = "
        DELETE FROM staff_session
        WHERE staff_user_id = ?1 AND EXISTS (SELECT 1 FROM journal j WHERE j.id = ?2 AND j.structure_id = ?3)";
    END_LINKS = "
        UPDATE lien SET ended_at = ?4 WHERE objet_id = ?1 AND genre IN ('MOT_DE_PASSE', 'ADRESSE') AND ended_at IS NULL
          AND EXISTS (SELECT 1 FROM journal j WHERE j.id = ?2 AND j.structure_id = ?3)";
    /// Whoever is removed leaves no door open: the invitations they sent go with them. Before they are gone, a line for each.
    REMEMBER_THEIRS = "
        INSERT INTO journal (id, structure_id, staff_user_id, evenement, detail, created_at)
        SELECT hex(randomblob(10)) || 'AA', i.structure_id, ?4, 'INVITATION_ANNULEE', json_object('nom', i.prenom || ' ' || i.nom), ?5
        FROM invitation i WHERE i.invited_by = ?1 AND i.structure_id = ?3
          AND EXISTS (SELECT 1 FROM journal j WHERE j.id = ?2 AND j.structure_id = ?3 AND j.evenement = 'MEMBRE_RETIRE')";
    END_THEIR_LINKS = "
        UPDATE lien SET ended_at = ?4 WHERE genre = 'INVITATION' AND ended_at IS NULL
          AND objet_id IN (SELECT i.id FROM invitation i WHERE i.invited_by = ?1 AND i.structure_id = ?3)
          AND EXISTS (SELECT 1 FROM journal j WHERE j.id = ?2 AND j.structure_id = ?3 AND j.evenement = 'MEMBRE_RETIRE')";
    TAKE_THEIRS_BACK = "
        DELETE FROM invitation WHERE invited_by = ?1 AND structure_id = ?3
          AND EXISTS (SELECT 1 FROM journal j WHERE j.id = ?2 AND j.structure_id = ?3 AND j.evenement = 'MEMBRE_RETIRE')";
}

/// A member of a structure.
#[derive(Debug, Deserialize)]
pub struct Member {
    /// Who.
    pub id: StaffId,
    /// First name.
    pub prenom: String,
    /// Name.
    pub nom: String,
    /// Address.
    pub email: String,
    /// Role.
    pub role: Role,
    /// May they come in?
    pub statut: Statut,
    /// What they are called at work.
    pub fonction: String,
    /// When they last came in.
    pub last_login_at: Option<Moment>,
    /// Is their second factor on?
    #[serde(deserialize_with = "flag")]
    pub facteur: bool,
}

/// Someone invited who has not come yet.
#[derive(Debug, Deserialize)]
pub struct Pending {
    /// Its id.
    pub id: InvitationId,
    /// First name.
    pub prenom: String,
    /// Name.
    pub nom: String,
    /// Address.
    pub email: String,
    /// Role.
    pub role: Role,
    /// When they were invited.
    pub created_at: Moment,
    /// Until when the link they have holds.
    pub expires_at: Option<Moment>,
    /// What became of the e-mail.
    pub envoi: Option<State>,
}

impl Pending {
    /// The person, to be written to again.
    #[must_use]
    pub fn invited(&self) -> Option<Invited> {
        Some(Invited {
            prenom: self.prenom.clone(),
            nom: self.nom.clone(),
            email: Address::parse(&self.email)?,
            role: self.role,
        })
    }
}

/// The members and the invitations, in one trip.
pub(super) async fn everybody(
    db: &Db,
    structure: &StructureId,
) -> Result<(Vec<Member>, Vec<Pending>)> {
    let [members, pending] = db
        .batch([
            MEMBERS.with([structure.into(), MEMBERS_SHOWN.into()]),
            PENDING.with([structure.into(), PENDING_MAX.into()]),
        ])
        .await?;
    Ok((members.rows()?, pending.rows()?))
}

/// One member.
pub(super) async fn member(
    db: &Db,
    structure: &StructureId,
    id: &StaffId,
) -> Result<Option<Member>> {
    db.first(MEMBER.with([id.into(), structure.into()])).await
}

/// Who is invited and has not come yet.
pub(super) async fn pending(db: &Db, structure: &StructureId) -> Result<Vec<Pending>> {
    db.all(PENDING.with([structure.into(), PENDING_MAX.into()]))
        .await
}

/// One invitation.
pub(super) async fn pending_one(
    db: &Db,
    structure: &StructureId,
    id: &InvitationId,
) -> Result<Option<Pending>> {
    db.first(PENDING_ONE.with([id.into(), structure.into()]))
        .await
}

/// The statements that keep an invitation and its line, for a batch.
pub(super) fn invite(
    host: &Host<'_>,
    key: &InvitationId,
    who: &Invited,
    line: &JournalId,
    now: Moment,
) -> Vec<Query> {
    let row = [
        key.into(),
        host.structure.into(),
        who.role.code().into(),
        host.id.into(),
        (&who.prenom).into(),
        (&who.nom).into(),
        who.email.as_str().into(),
        now.into(),
        PENDING_MAX.into(),
    ];
    let remember = [
        key.into(),
        host.structure.into(),
        line.into(),
        host.id.into(),
        now.into(),
        who.email.as_str().into(),
    ];
    vec![INVITE.with(row), REMEMBER_INVITATION.with(remember)]
}

/// What became of an invitation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Made {
    /// It is there; the same form sent twice is one invitation.
    There,
    /// The person is a member already.
    Member,
    /// The person is invited already.
    Invited,
    /// As many wait as may.
    Full,
    /// The form has served for somebody else.
    Used,
}

#[derive(Deserialize)]
struct Count {
    nombre: i64,
}

/// What became of the invitation with that key.
pub(super) async fn what_became(
    db: &Db,
    structure: &StructureId,
    key: &InvitationId,
    who: &Invited,
) -> Result<Made> {
    let person: [Value; 2] = [structure.into(), who.email.as_str().into()];
    let [there, member, invited, count] = db
        .batch([
            PENDING_ONE.with([key.into(), structure.into()]),
            IS_MEMBER.with(person.clone()),
            IS_INVITED.with(person),
            HOW_MANY_PENDING.with([structure.into()]),
        ])
        .await?;
    let full = count
        .first::<Count>()?
        .is_some_and(|count| count.nombre >= PENDING_MAX);
    Ok(match there.first::<Pending>()? {
        Some(kept) if kept.email == who.email.as_str() => Made::There,
        _ if member.first::<Count>()?.is_some() => Made::Member,
        _ if invited.first::<Count>()?.is_some() => Made::Invited,
        None if full => Made::Full,
        _ => Made::Used,
    })
}

/// The line of an invitation that is sent again.
pub(super) fn remember_resend(
    host: &Host<'_>,
    id: &InvitationId,
    line: &JournalId,
    now: Moment,
) -> Query {
    REMEMBER_RESEND.with([
        id.into(),
        host.structure.into(),
        line.into(),
        host.id.into(),
        now.into(),
        now.plus_ms(-AGAIN_AFTER_MS).into(),
    ])
}

/// Takes an invitation back; false when there is no such invitation.
pub(super) async fn take_back(cx: &Cx, host: &Host<'_>, id: &InvitationId) -> Result<bool> {
    let line = JournalId::new()?;
    let place: [Value; 3] = [id.into(), host.structure.into(), (&line).into()];
    let remember = [&place[..], &[host.id.into(), cx.now.into()]].concat();
    let [_, gone, _] = cx
        .db
        .batch([
            REMEMBER_TAKING_BACK.with(remember),
            TAKE_BACK.with(place.clone()),
            END_INVITATION_LINKS.with([&place[..], &[cx.now.into()]].concat()),
        ])
        .await?;
    Ok(gone.changes > 0)
}

/// Forgets up to `rows` invitations whose last link ended before `ended`; how many there were.
pub(super) async fn forget(db: &Db, ended: Moment, rows: i64) -> Result<usize> {
    let gone = db
        .run(FORGET_INVITATIONS.with([ended.into(), rows.into()]))
        .await?;
    Ok(gone.changes)
}

/// What a link invites to.
#[derive(Debug, Deserialize)]
pub struct Offer {
    /// First name.
    pub prenom: String,
    /// Name.
    pub nom: String,
    /// The name one will sign in with.
    pub email: String,
    /// Role.
    pub role: Role,
    /// The structure's name.
    pub structure: String,
}

/// What that link invites to, if the invitation and the structure stand.
pub(super) async fn offer(db: &Db, link: &LienId) -> Result<Option<Offer>> {
    db.first(INVITED_BY_LINK.with([link.into()])).await
}

/// What became of an acceptance.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Accepted {
    /// The account is there.
    Now,
    /// The address has an account already.
    HasAccount,
    /// The link no longer holds.
    TooLate,
}

/// Makes the account of whoever follows that link, under that name and password.
pub(super) async fn accept(
    db: &Db,
    link: &LienId,
    offer: &Offer,
    (prenom, nom): (&str, &str),
    password: &PasswordHash,
    now: Moment,
) -> Result<Accepted> {
    let line = JournalId::new()?;
    let account = [
        link.into(),
        now.into(),
        prenom.into(),
        nom.into(),
        password.as_str().into(),
    ];
    let [made, _, _, _, known] = db
        .batch([
            ACCEPT.with(account),
            REMEMBER_ACCEPTANCE.with([link.into(), now.into(), (&line).into()]),
            FORGET_INVITATION.with([link.into(), (&line).into()]),
            SERVED.with([link.into(), (&line).into(), now.into()]),
            HAS_ACCOUNT.with([(&offer.email).into()]),
        ])
        .await?;
    Ok(if made.changes > 0 {
        Accepted::Now
    } else if known.first::<Count>()?.is_some() {
        Accepted::HasAccount
    } else {
        Accepted::TooLate
    })
}

/// Changes a member as they were `seen`; their sessions end and their links with them. False when the statement said no.
pub(super) async fn change(
    db: &Db,
    me: &Staff,
    seen: &Member,
    change: Change,
    now: Moment,
) -> Result<bool> {
    let line: Value = (&JournalId::new()?).into();
    let (role, statut) = change.after(seen.role, seen.statut);
    let place: [Value; 3] = [(&seen.id).into(), (&me.structure).into(), line.clone()];
    let [role, statut]: [Value; 2] = [role.code().into(), statut.code().into()];
    let remember = [
        &place[..],
        &[
            (&me.id).into(),
            role.clone(),
            statut.clone(),
            seen.role.code().into(),
            seen.statut.code().into(),
            change.event().into(),
            now.into(),
        ],
    ];
    let nobody = PasswordHash::decoy();
    let row = [&place[..], &[role, statut, nobody.as_str().into()]];
    let of_person: [Value; 3] = [(&seen.id).into(), line, (&me.structure).into()];
    let of_person_now = [&of_person[..], &[now.into()]].concat();
    let [_, changed, ..] = db
        .batch([
            REMEMBER_CHANGE.with(remember.concat()),
            CHANGE.with(row.concat()),
            END_SESSIONS.with(of_person.clone()),
            END_LINKS.with(of_person_now.clone()),
            REMEMBER_THEIRS.with([&of_person[..], &[(&me.id).into(), now.into()]].concat()),
            END_THEIR_LINKS.with(of_person_now),
            TAKE_THEIRS_BACK.with(of_person),
        ])
        .await?;
    Ok(changed.changes > 0)
}
