//! The e-mails of the product, read in the development build's own mailbox; and what may go wrong on their way.

use std::{
    sync::atomic::{AtomicU32, Ordering},
    time::Duration,
};

use serde_json::{Value, json};

use crate::{
    db,
    http::{Request, Visitor, encode},
    secrets,
    server::{server, until},
    stories::now,
    text::normal,
};

/// How long an e-mail may take.
const PATIENCE: Duration = Duration::from_secs(20);

/// An e-mail that has arrived.
#[derive(Debug, Clone)]
pub struct Mail {
    /// The id of its row.
    pub id: String,
    /// Its subject.
    pub subject: String,
    /// Its plain text.
    pub text: String,
    /// What went on the wire.
    pub raw: String,
}

/// An address nobody else of this run has.
#[must_use]
pub fn address(before: &str) -> String {
    static NEXT: AtomicU32 = AtomicU32::new(1);
    let number = NEXT.fetch_add(1, Ordering::Relaxed);
    secrets::keep(&format!("{before}@boite-{number}.test"))
}

/// What has arrived at `address`, the newest first.
#[must_use]
pub fn at(address: &str) -> Vec<Mail> {
    let path = format!("/dev/courriels.json?a={}", encode(address));
    let answer = Visitor::new().get(&path);
    let kept: Value =
        serde_json::from_str(&answer.body).unwrap_or_else(|error| panic!("{answer:?}: {error}"));
    let text = |message: &Value, key: &str| message[key].as_str().unwrap_or_default().to_owned();
    let messages = kept.as_array().cloned().unwrap_or_default();
    messages
        .iter()
        .map(|message| Mail {
            id: text(message, "id"),
            subject: text(message, "subject"),
            text: text(message, "text"),
            raw: text(message, "raw"),
        })
        .collect()
}

/// The newest e-mail at `address` whose subject contains these words, once it has come.
#[must_use]
pub fn about(address: &str, words: &str) -> Mail {
    let mut found = None;
    until(PATIENCE, || {
        found = at(address)
            .into_iter()
            .find(|mail| normal(&mail.subject).contains(&normal(words)));
        found.is_some()
    });
    found.unwrap_or_else(|| {
        let there: Vec<String> = at(address).into_iter().map(|mail| mail.subject).collect();
        panic!("no e-mail « {words} » at {address}, but {there:?}")
    })
}

/// The link of the second e-mail at `address`, once there are two; `first` is that of the first.
#[must_use]
pub fn link_after(address: &str, first: &str) -> String {
    assert!(until(PATIENCE, || at(address).len() == 2));
    at(address)
        .iter()
        .map(Mail::link)
        .find(|path| path != first)
        .expect("another link")
}

impl Mail {
    /// Are these words in it, whatever spaces are between them?
    #[must_use]
    pub fn says(&self, words: &str) -> bool {
        normal(&self.text).contains(&normal(words))
    }

    /// The path of the link it carries.
    #[must_use]
    pub fn link(&self) -> String {
        let site = &server().url;
        let link = self
            .text
            .split_whitespace()
            .filter_map(|word| word.strip_prefix(site.as_str()))
            .find(|path| path.contains("/esl_"))
            .unwrap_or_else(|| panic!("no link in {}", self.text));
        secrets::keep(link.rsplit('/').next().unwrap_or_default());
        link.to_owned()
    }
}

/// Writes an e-mail as a change does, and then stops: no message of the queue names it. Gives its id.
#[must_use]
pub fn written(address: &str) -> String {
    static NEXT: AtomicU32 = AtomicU32::new(1);
    let id = format!("courriel{:014}", NEXT.fetch_add(1, Ordering::Relaxed));
    let says = json!({ "demande": "22/11/2026", "par": "Olive" }).to_string();
    db::sql(
        "INSERT INTO courriel (id, genre, modele, destinataire, donnees, suite_at, created_at) VALUES (?1, 'ESSAI', 'essai', ?2, ?3, ?4, ?4)",
        &[
            json!(id),
            json!(address),
            json!(says),
            json!(now() - 120_000),
        ],
    );
    id
}

/// A column of the row of an e-mail.
#[must_use]
pub fn column(id: &str, column: &str) -> Value {
    db::value(
        &format!("SELECT {column} FROM courriel WHERE id = ?1"),
        &[json!(id)],
    )
}

/// Waits until a column of the row of an e-mail is `value`.
pub fn becomes(id: &str, name: &str, value: &Value) {
    let came = until(PATIENCE, || column(id, name) == *value);
    let [etat, tries] = ["etat", "essais"].map(|name| column(id, name));
    assert!(
        came,
        "{name} is {}, not {value} ({etat}, {tries})",
        column(id, name)
    );
}

/// Lets the time of an e-mail's next try come.
pub fn is_due(id: &str) {
    db::sql(
        "UPDATE courriel SET suite_at = ?2 WHERE id = ?1 AND suite_at IS NOT NULL",
        &[json!(id), json!(now() - 120_000)],
    );
}

/// Puts the message of that e-mail into the queue so many times.
pub fn message(id: &str, times: u32) {
    let path = format!("/dev/courriels/{id}/messages?fois={times}");
    let answer = Visitor::new().send(Request::post(&path));
    assert_eq!(answer.status, 200, "{answer:?}");
}

/// What the platform does every five minutes.
pub fn sweep() {
    let answer = Visitor::new().get("/cdn-cgi/handler/scheduled?cron=*/5+*+*+*+*");
    assert_eq!(answer.status, 200, "{answer:?}");
}
