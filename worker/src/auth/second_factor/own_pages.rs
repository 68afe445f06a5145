//! « Nouveaux codes de secours » and « Désactiver », each after a fresh code.

use serde::Deserialize;

use super::{
    ACCOUNT_URL,
    codes::Fresh,
    event::Event,
    gate, gate_back_to, letters, rules, signed_in,
    views::{CodesView, SureView, own},
};
use crate::{
    auth::{
        Person,
        store::{
            factor::Holder,
            factor_changes::{self, Told},
        },
    },
    edge::{
        cx::Cx,
        error::{Error, Result},
        ids::JournalId,
        page::Page,
    },
    frame::Frame,
    outbox::{self, Mail},
};

const MEANWHILE: Error = Error::Conflict(
    "La double authentification de votre compte vient de changer, peut-être par ce même formulaire. \
     Rien n’a été modifié par cette demande\u{a0}: rouvrez «\u{a0}Mon compte\u{a0}».",
);
const REFUSED: Error = Error::NotNow(
    "Votre rôle demande la double authentification\u{a0}: elle ne peut pas être désactivée. \
     Vous pouvez changer d’appareil dans «\u{a0}Mon compte\u{a0}».",
);

#[derive(Deserialize)]
struct SureForm {
    #[serde(default)]
    version: String,
}

impl SureForm {
    fn version(&self) -> Result<JournalId> {
        JournalId::parse(&self.version).ok_or(Error::INCOMPLETE)
    }
}

fn refuses(cx: &Cx, holder: &Holder) -> bool {
    cx.config.second_factor.required && rules::is_for(holder.role)
}

async fn sure(cx: &Cx, me: &Person, codes: bool) -> Result<Page> {
    if let Some(elsewhere) = gate(cx).await? {
        return Ok(elsewhere);
    }
    let (_, holder) = signed_in(cx).await?;
    let version = holder.version.as_ref().map_or("", JournalId::as_str);
    Page::show(&SureView {
        frame: Frame::of_person(me, ACCOUNT_URL),
        action: own(if codes { "/codes" } else { "/desactivation" }),
        codes,
        refus: !codes && refuses(cx, &holder),
        version: version.to_owned(),
    })
}

fn told<'a>(cx: &Cx, event: Event, line: &'a JournalId, mail: &Mail) -> Told<'a> {
    Told {
        line,
        event,
        mail: mail.query(cx.now),
        now: cx.now,
    }
}

/// « Nouveaux codes de secours ».
///
/// # Errors
/// As the gate and the database.
pub async fn codes_form(cx: Cx, me: Person) -> Result<Page> {
    sure(&cx, &me, true).await
}

/// Draws ten codes; those from before no longer serve.
///
/// # Errors
/// As the gate and the database.
pub async fn renew_codes(cx: Cx, me: Person) -> Result<Page> {
    let seen = cx.form::<SureForm>()?.version()?;
    if let Some(elsewhere) = gate_back_to(&cx, &own("/codes")).await? {
        return Ok(elsewhere);
    }
    let (session, holder) = signed_in(&cx).await?;
    let (line, codes) = (JournalId::new()?, Fresh::new()?);
    let mail = letters::mail(&holder, Event::NewCodes, &line, cx.now)?;
    let told = told(&cx, Event::NewCodes, &line, &mail);
    if !factor_changes::renew_codes(&cx.db, &holder.id, &seen, &session, &codes, told).await? {
        return Err(MEANWHILE);
    }
    outbox::wake(&cx.env, &[mail.id()]).await;
    let frame = Frame::of_person(&me, ACCOUNT_URL);
    Page::show(&CodesView::of(Some(frame), false, &codes, ACCOUNT_URL))
}

/// « Désactiver ».
///
/// # Errors
/// As the gate and the database.
pub async fn off_form(cx: Cx, me: Person) -> Result<Page> {
    sure(&cx, &me, false).await
}

/// Turns it off, where the role allows.
///
/// # Errors
/// [`Error::NotNow`] where it does not, or as the gate and the database.
pub async fn turn_off(cx: Cx, _me: Person) -> Result<Page> {
    let seen = cx.form::<SureForm>()?.version()?;
    if let Some(elsewhere) = gate_back_to(&cx, &own("/desactivation")).await? {
        return Ok(elsewhere);
    }
    let (session, holder) = signed_in(&cx).await?;
    if refuses(&cx, &holder) {
        return Err(REFUSED);
    }
    let line = JournalId::new()?;
    let mail = letters::mail(&holder, Event::Off, &line, cx.now)?;
    let told = told(&cx, Event::Off, &line, &mail);
    if !factor_changes::turn_off(&cx.db, &holder, &seen, &session, told).await? {
        return Err(MEANWHILE);
    }
    outbox::wake(&cx.env, &[mail.id()]).await;
    Ok(Page::see_other(format!("{ACCOUNT_URL}?fait=desactivee")))
}
