//! The second factor of those who work in structures and of operateurs: a code of six digits that their telephone
//! computes (TOTP), or one of ten recovery codes.
//!
//! Other rooms use [`gate`] and [`gate_back_to`] before a sensitive act, [`status`] to say whether it is on, and
//! [`take_away`] for somebody who has lost everything.

pub mod check;
pub mod codes;
pub mod confirm_pages;
pub mod event;
pub mod letters;
pub mod own_pages;
pub mod rules;
pub mod set_up_pages;
pub mod sign_in_pages;
pub mod totp_rules;
pub mod views;

use serde::Serialize;

use self::event::Event;
use super::store::{
    factor::{self, Holder},
    factor_changes::{self, Told},
};
use crate::{
    edge::{
        clock::zone,
        cookies,
        cx::Cx,
        error::{Error, Result, Side},
        ids::{JournalId, StaffId, StructureId},
        page::Page,
        secret::{Purpose, TokenHash},
    },
    outbox,
};

/// Where one confirms that it is oneself.
const CONFIRM_URL: &str = "/gestion/confirmation";
/// Where one's own second factor is turned on.
pub(crate) const OWN_URL: &str = "/gestion/compte/double-authentification";
/// Where one's account is.
const ACCOUNT_URL: &str = "/gestion/compte";

/// Before a sensitive page is shown: lets through whoever has proved their second factor in the last 15 minutes (`None`).
/// Everybody else gets a page to go to, which leads back here; it also tells whoever has no second factor that this act
/// needs one, and how to turn it on.
///
/// ```text
/// if let Some(elsewhere) = second_factor::gate(&cx).await? { return Ok(elsewhere); }
/// ```
///
/// # Errors
/// As the database.
pub async fn gate(cx: &Cx) -> Result<Option<Page>> {
    let query = &cx.request.query;
    let mark = if query.is_empty() { "" } else { "?" };
    let here = format!("{}{mark}{query}", cx.request.path);
    gate_back_to(cx, &here).await
}

/// The same before a sensitive form is followed: a form can't be sent again from there, so that one is led back to `page`,
/// the address of the page that shows the form.
///
/// # Errors
/// As the database.
pub async fn gate_back_to(cx: &Cx, page: &str) -> Result<Option<Page>> {
    let holder = signed_in(cx).await?.1;
    if holder.secret.is_some() && rules::is_fresh(holder.prouve_at, cx.now) {
        return Ok(None);
    }
    Ok(Some(Page::see_other(with_return(CONFIRM_URL, page))))
}

/// `url` with the address to go back to.
fn with_return(url: &str, page: &str) -> String {
    use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
    match rules::own_path(page) {
        Some(path) => format!(
            "{url}?retour={}",
            utf8_percent_encode(path, NON_ALPHANUMERIC)
        ),
        None => url.to_owned(),
    }
}

/// This browser's session and whose it is.
async fn signed_in(cx: &Cx) -> Result<(TokenHash, Holder)> {
    let session = cx
        .token(cookies::Name::Gestion, Purpose::Gestion)
        .map(|token| token.hash())
        .ok_or(Error::SignedOut(Side::Gestion))?;
    let holder = factor::by_session(&cx.db, &session, cx.now)
        .await?
        .ok_or(Error::SignedOut(Side::Gestion))?;
    Ok((session, holder))
}

/// What a second factor is sealed for: no other account's row opens it.
#[must_use]
pub fn about(id: &StaffId) -> String {
    format!("second_facteur/{}", id.as_str())
}

/// Someone's second factor, in words for « Mon compte ».
#[derive(Debug, Serialize)]
pub struct Status {
    /// Is it on?
    pub active: bool,
    /// Since when.
    pub depuis: Option<String>,
    /// How many recovery codes are left.
    pub restants: i64,
    /// May they not do without?
    pub obligatoire: bool,
}

/// The second factor of whoever is signed in.
///
/// # Errors
/// As the database.
pub async fn status(cx: &Cx) -> Result<Status> {
    let (_, holder) = signed_in(cx).await?;
    Ok(Status {
        active: holder.secret.is_some(),
        depuis: holder.depuis.map(|since| since.short(zone(&holder.fuseau))),
        restants: holder.restants,
        obligatoire: cx.config.second_factor.required && rules::is_for(holder.role),
    })
}

/// « Retirer la double authentification » of a member who has lost their telephone and their codes: their sessions end, and
/// an e-mail tells them. False when they have none, or when it has changed in between.
///
/// # Errors
/// [`Error::NotFound`] when the structure has no such member, or as the database.
pub async fn take_away(
    cx: &Cx,
    by: &StaffId,
    structure: &StructureId,
    member: &StaffId,
) -> Result<bool> {
    let holder = factor::member(&cx.db, structure, member)
        .await?
        .ok_or(Error::NotFound)?;
    let line = JournalId::new()?;
    let mail = letters::mail(&holder, Event::TakenAway, &line, cx.now)?;
    let told = Told {
        line: &line,
        event: Event::TakenAway,
        mail: mail.query(cx.now),
        now: cx.now,
    };
    let taken = factor_changes::take_away(&cx.db, by, structure, &holder, told).await?;
    outbox::wake(&cx.env, &[mail.id()]).await;
    Ok(taken)
}
