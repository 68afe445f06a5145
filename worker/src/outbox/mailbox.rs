//! The local mailbox of development builds, `/dev/courriels`: what would have been sent, kept in the local R2.
//!
//! Some addresses have troubles on purpose, so that they can be seen: `panne-3@…` can't be reached three times, then can;
//! `refus@…` is refused for good, and so is a phone number that ends in 0000.

use minijinja::{Environment, value::Serde};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use worker::{Bucket, Env};

use super::{letter::Message, sms::Sms, transport::Trouble, wake};
use crate::edge::{
    cx::Cx,
    error::{Error, Result},
    ids::CourrielId,
    page::Page,
};

/// Where the objects are.
const PREFIX: &str = "dev/courriels/";
/// How many messages the page shows.
const SHOWN: usize = 50;

fn bucket(env: &Env) -> worker::Result<Bucket> {
    env.bucket("DOCUMENTS")
}

fn broken(error: impl std::fmt::Display) -> Error {
    Error::internal("mailbox", error)
}

/// Takes a message, or pretends not to.
///
/// # Errors
/// [`Trouble`], where the address asks for it.
pub async fn receive(env: &Env, message: &Message, tries: i64) -> std::result::Result<(), Trouble> {
    if message.to.starts_with("refus@") {
        return Err(Trouble::Final("refused on purpose".to_owned()));
    }
    let failures = message
        .to
        .strip_prefix("panne-")
        .and_then(|rest| rest.split(['@', '+']).next())
        .and_then(|number| number.parse::<i64>().ok());
    if failures.is_some_and(|failures| tries <= failures) {
        return Err(Trouble::Passing("unreachable on purpose".to_owned()));
    }
    keep(env, message)
        .await
        .map_err(|_error| Trouble::Passing("R2".to_owned()))
}

/// Takes an SMS, or pretends not to: a number that ends in 0000 is refused for good.
///
/// # Errors
/// [`Trouble`], where the number asks for it.
pub async fn receive_sms(env: &Env, sms: &Sms, from: &str) -> std::result::Result<(), Trouble> {
    if sms.to.ends_with("0000") {
        return Err(Trouble::Refused("refused on purpose".to_owned()));
    }
    let kept = Kept {
        id: sms.id.clone(),
        from_name: String::new(),
        from: from.to_owned(),
        to: sms.to.clone(),
        subject: "SMS".to_owned(),
        text: sms.text.clone(),
        html: String::new(),
        raw: sms.text.clone(),
        at: sms.at.0,
    };
    put(env, &kept)
        .await
        .map_err(|_error| Trouble::Passing("R2".to_owned()))
}

async fn keep(env: &Env, message: &Message) -> worker::Result<()> {
    let kept = Kept {
        id: message.id.clone(),
        from_name: message.from_name.clone(),
        from: message.from.clone(),
        to: message.to.clone(),
        subject: message.subject.clone(),
        text: message.text.clone(),
        html: message.html.clone(),
        raw: message.mime(),
        at: message.at.0,
    };
    put(env, &kept).await
}

/// The newest comes first in the order of the keys.
async fn put(env: &Env, kept: &Kept) -> worker::Result<()> {
    let key = format!(
        "{PREFIX}{}/{:015}-{}-{}",
        kept.to,
        9_999_999_999_999 - kept.at,
        kept.id,
        CourrielId::new().map_or_else(|_| String::new(), |id| id.as_str().to_owned()),
    );
    let bucket = bucket(env)?;
    let put = bucket.put(key, serde_json::to_vec(kept)?);
    put.execute().await.map(drop)
}

/// A message as kept.
#[derive(Debug, Serialize, Deserialize)]
struct Kept {
    id: String,
    from_name: String,
    from: String,
    to: String,
    subject: String,
    text: String,
    html: String,
    raw: String,
    at: i64,
}

/// The keys of the messages to `address`, or to anybody, the newest first.
async fn keys(env: &Env, address: &str) -> worker::Result<Vec<String>> {
    let prefix = if address.is_empty() {
        PREFIX.to_owned()
    } else {
        format!("{PREFIX}{address}/")
    };
    let listed = bucket(env)?.list().prefix(prefix).execute().await?;
    let mut keys: Vec<String> = listed.objects().iter().map(worker::Object::key).collect();
    keys.sort_by(|one, other| name_of(one).cmp(name_of(other)));
    Ok(keys)
}

fn name_of(key: &str) -> &str {
    key.rsplit('/').next().unwrap_or_default()
}

async fn open(env: &Env, key: &str) -> worker::Result<Option<Kept>> {
    let bucket = bucket(env)?;
    let Some(object) = bucket.get(key).execute().await? else {
        return Ok(None);
    };
    let Some(body) = object.body() else {
        return Ok(None);
    };
    Ok(Some(serde_json::from_str(&body.text().await?)?))
}

async fn messages(cx: &Cx) -> Result<Vec<Kept>> {
    let keys = keys(&cx.env, &cx.query("a")).await.map_err(broken)?;
    let mut found = Vec::new();
    for key in keys.iter().take(SHOWN) {
        found.extend(open(&cx.env, key).await.map_err(broken)?);
    }
    Ok(found)
}

/// The messages sent to `?a=`, or to anybody, for machines.
///
/// # Errors
/// [`Error::Internal`] when R2 does not answer.
pub async fn json(cx: Cx) -> Result<Page> {
    Page::json(&messages(&cx).await?)
}

/// The same for people.
///
/// # Errors
/// As [`json`].
pub async fn list(cx: Cx) -> Result<Page> {
    shown(messages(&cx).await?, false)
}

async fn asked_for(cx: &Cx) -> Result<Kept> {
    let id = cx.param("courriel", CourrielId::parse)?;
    let keys = keys(&cx.env, "").await.map_err(broken)?;
    let key = keys.iter().find(|key| key.contains(id.as_str()));
    let found = open(&cx.env, key.ok_or(Error::NotFound)?).await;
    found.map_err(broken)?.ok_or(Error::NotFound)
}

/// One message: its HTML in a frame, its text, and what goes on the wire.
///
/// # Errors
/// [`Error::NotFound`] when there is none.
pub async fn show(cx: Cx) -> Result<Page> {
    shown(vec![asked_for(&cx).await?], true)
}

/// Its HTML alone, as a mail program would show it: its own colours are allowed, nothing else.
///
/// # Errors
/// [`Error::NotFound`] when there is none.
pub async fn html(cx: Cx) -> Result<Page> {
    let policy = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'";
    Ok(Page::html(asked_for(&cx).await?.html).header("Content-Security-Policy", policy))
}

/// Puts the message of that e-mail into the queue `?fois=` times, as a queue may by itself.
///
/// # Errors
/// None.
pub async fn repeat(cx: Cx) -> Result<Page> {
    let id = cx.param("courriel", CourrielId::parse)?;
    let times: usize = cx.query("fois").parse().unwrap_or(1);
    wake(&cx.env, &vec![&id; times.min(100)]).await;
    Page::json(&Value::Null)
}

#[derive(Serialize)]
struct MailboxView {
    messages: Vec<Kept>,
    /// One message, or a list?
    seul: bool,
}

fn shown(messages: Vec<Kept>, seul: bool) -> Result<Page> {
    let view = Serde(MailboxView { messages, seul });
    let look = Environment::new();
    let page = look.render_named_str("mailbox.html", include_str!("mailbox.html"), view);
    let policy = "default-src 'none'; style-src 'unsafe-inline'; frame-src 'self'";
    Ok(Page::html(page.map_err(broken)?).header("Content-Security-Policy", policy))
}
