//! The people who work in a structure: who is invited, who may do what, who no longer may.
//!
//! The platform's operateurs invite a structure's first administrateur with [`invitation`], [`send_again`] and [`take_back`].

pub mod accept_pages;
pub mod letters;
pub mod member_pages;
pub mod pages;
pub mod rules;
pub mod store;

use self::{
    letters::InvitationLetter,
    rules::{INVITATION_KEPT_DAYS, INVITATION_MS, Invited},
};
use crate::{
    edge::{
        clock::{DAY_MS, Moment, zone},
        cx::Cx,
        db::{Db, Query},
        error::{Error, Result},
        ids::{InvitationId, JournalId, LienId, StaffId, StructureId},
    },
    outbox::{self, Mail, NewLink},
};

pub use pages::{PendingView, refusal};
pub use store::{Made, Pending};

/// What the links of invitations are called.
pub(crate) const GENRE: &str = "INVITATION";

/// Whoever invites: somebody of the structure, or an operateur.
pub struct Host<'a> {
    /// Who.
    pub id: &'a StaffId,
    /// Their name, for the e-mail.
    pub nom: &'a str,
    /// The structure they invite to.
    pub structure: &'a StructureId,
    /// Its name, for the e-mail.
    pub structure_nom: &'a str,
    /// Its time zone, for the e-mail.
    pub fuseau: &'a str,
}

impl Host<'_> {
    fn letter(&self, who: &Invited, until: Moment) -> InvitationLetter {
        InvitationLetter {
            prenom: who.prenom.clone(),
            structure: self.structure_nom.to_owned(),
            role: who.role.label(),
            par: self.nom.to_owned(),
            jusqu_au: until.short(zone(self.fuseau)),
        }
    }

    /// A link to that invitation and the e-mail that carries it, each only if line `line` of the audit log is written.
    fn link_and_mail(
        &self,
        invitation: &InvitationId,
        who: &Invited,
        (link, line): (&LienId, &JournalId),
        now: Moment,
    ) -> Result<([Query; 3], Mail)> {
        let until = now.plus_ms(INVITATION_MS);
        let new = NewLink {
            id: link,
            structure: Some(self.structure),
            genre: GENRE,
            objet: invitation.as_str(),
            pour: None,
            lasts_ms: INVITATION_MS,
            reason: Some(line.as_str()),
        };
        let mail = Mail::because(link.as_str(), who.email.clone(), &self.letter(who, until))?
            .from(Some(self.structure))
            .about(invitation.as_str())
            .with_link(link);
        let former = outbox::end_links_of(invitation.as_str(), GENRE, now, Some(link));
        Ok(([new.query(now), former, mail.query(now)], mail))
    }
}

/// The statements that invite `who`, for a batch, and the e-mail to wake after it. `key` is the form's: sent twice, it
/// invites once.
///
/// # Errors
/// [`Error::Internal`] when the letter can't be written.
pub fn invitation(
    host: &Host<'_>,
    key: &InvitationId,
    who: &Invited,
    now: Moment,
) -> Result<(Vec<Query>, Mail)> {
    // One form and one address, one line and one link. Sent again for somebody else it has neither, and no e-mail then.
    let address = who.email.as_str();
    let line = JournalId::for_reason(key.as_str(), address);
    let link = LienId::for_reason(key.as_str(), address);
    let mut queries = store::invite(host, key, who, &line, now);
    let (more, mail) = host.link_and_mail(key, who, (&link, &line), now)?;
    queries.extend(more);
    Ok((queries, mail))
}

/// Invites `who`; says what became of it.
///
/// # Errors
/// As the database.
pub async fn invite(cx: &Cx, host: &Host<'_>, key: &InvitationId, who: &Invited) -> Result<Made> {
    let (queries, mail) = invitation(host, key, who, cx.now)?;
    cx.db.batch_of(queries).await?;
    let made = store::what_became(&cx.db, host.structure, key, who).await?;
    outbox::wake(&cx.env, &[mail.id()]).await;
    Ok(made)
}

/// What became of the invitation that the form with that key was to send to `who`.
///
/// # Errors
/// As the database.
pub async fn became(
    cx: &Cx,
    structure: &StructureId,
    key: &InvitationId,
    who: &Invited,
) -> Result<Made> {
    store::what_became(&cx.db, structure, key, who).await
}

/// Sends an invitation again, with a fresh link; the former ones no longer hold. False when it was sent a moment ago.
///
/// # Errors
/// [`Error::NotFound`] when the structure has no such invitation, or as the database.
pub async fn send_again(cx: &Cx, host: &Host<'_>, id: &InvitationId) -> Result<bool> {
    let pending = store::pending_one(&cx.db, host.structure, id)
        .await?
        .ok_or(Error::NotFound)?;
    let who = pending.invited().ok_or(Error::NotFound)?;
    let (link, line) = (LienId::new()?, JournalId::new()?);
    let (more, mail) = host.link_and_mail(id, &who, (&link, &line), cx.now)?;
    let mut queries = vec![store::remember_resend(host, id, &line, cx.now)];
    queries.extend(more);
    let outcomes = cx.db.batch_of(queries).await?;
    outbox::wake(&cx.env, &[mail.id()]).await;
    Ok(outcomes.first().is_some_and(|line| line.changes > 0))
}

/// Takes an invitation back: its links no longer hold.
///
/// # Errors
/// [`Error::NotFound`] when the structure has no such invitation, or as the database.
pub async fn take_back(cx: &Cx, host: &Host<'_>, id: &InvitationId) -> Result<()> {
    if store::take_back(cx, host, id).await? {
        Ok(())
    } else {
        Err(Error::NotFound)
    }
}

/// How many invitations one transaction of the nightly work forgets, and how many such transactions in a night.
const FORGET_ROWS: i64 = 200;
const ROUNDS_MAX: usize = 20;

/// Forgets the invitations that nobody answered: a part of the nightly work.
///
/// # Errors
/// As the database.
pub async fn forget(db: &Db, now: Moment) -> Result<()> {
    let ended = now.plus_ms(-INVITATION_KEPT_DAYS * DAY_MS);
    for _ in 0..ROUNDS_MAX {
        if store::forget(db, ended, FORGET_ROWS).await? == 0 {
            break;
        }
    }
    Ok(())
}

/// Who is invited to `structure` and has not come yet.
///
/// # Errors
/// As the database.
pub async fn pending(cx: &Cx, structure: &StructureId) -> Result<Vec<Pending>> {
    store::pending(&cx.db, structure).await
}
