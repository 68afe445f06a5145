//! How a message leaves: Cloudflare's `send_email` binding, Brevo's HTTP interface, or the local mailbox of development.

use serde_json::json;
use worker::{Env, Fetch, Headers, Method, Request, RequestInit};

use super::letter::{Message, ONE_CLICK};
use crate::edge::config::Transport;

/// Where Brevo takes transactional e-mails (<https://developers.brevo.com/docs/send-a-transactional-email>).
const BREVO_URL: &str = "https://api.brevo.com/v3/smtp/email";

/// Why a message has not left. The text goes into the database and the log: no address, no word of the message.
#[derive(Debug, PartialEq, Eq)]
pub enum Trouble {
    /// It may leave later.
    Passing(String),
    /// It never will.
    Final(String),
    /// Nothing will ever go to that number.
    Refused(String),
}

/// Hands `message` to the transport.
///
/// # Errors
/// [`Trouble`], when it did not take it.
pub async fn send(
    env: &Env,
    transport: Transport,
    message: &Message,
    tries: i64,
) -> Result<(), Trouble> {
    match transport {
        Transport::Cloudflare => by_binding(env, message).await,
        Transport::Brevo => by_brevo(env, message).await,
        Transport::Local => locally(env, message, tries).await,
    }
}

#[cfg(feature = "dev")]
async fn locally(env: &Env, message: &Message, tries: i64) -> Result<(), Trouble> {
    super::mailbox::receive(env, message, tries).await
}

/// A deployed build never comes here: it does not start with this transport (`edge/config.rs`).
#[cfg(not(feature = "dev"))]
async fn locally(_env: &Env, _message: &Message, _tries: i64) -> Result<(), Trouble> {
    Err(Trouble::Passing("no transport".to_owned()))
}

/// Codes of the binding that no later try changes.
const REFUSED: [&str; 3] = [
    "E_RECIPIENT_NOT_ALLOWED",
    "E_RECIPIENT_SUPPRESSED",
    "E_VALIDATION_ERROR",
];

async fn by_binding(env: &Env, message: &Message) -> Result<(), Trouble> {
    let binding = env
        .send_email("EMAIL")
        .map_err(|_missing| Trouble::Passing("the binding EMAIL is missing".to_owned()))?;
    let raw = worker::EmailMessage::new(&message.from, &message.to, &message.mime())
        .map_err(|_refused| Trouble::Final("the binding refuses the message".to_owned()))?;
    match binding.send(&raw).await {
        Ok(_) => Ok(()),
        Err(error) => Err(refused_by_binding(
            &error.to_string().as_string().unwrap_or_default(),
        )),
    }
}

/// Of what the binding says, only the code: the rest may quote an address.
fn refused_by_binding(said: &str) -> Trouble {
    let code = said
        .split(|c: char| !c.is_ascii_alphanumeric() && c != '_')
        .find(|word| word.starts_with("E_"));
    match code {
        Some(code) if REFUSED.contains(&code) => Trouble::Final(code.to_owned()),
        Some(code) => Trouble::Passing(code.chars().take(60).collect()),
        None => Trouble::Passing("the binding failed".to_owned()),
    }
}

async fn by_brevo(env: &Env, message: &Message) -> Result<(), Trouble> {
    let status = ask_brevo(env, BREVO_URL, brevo_body(message)).await?;
    answered_by_brevo(status)
}

/// Sends `body` to Brevo; gives the status of its answer.
///
/// # Errors
/// [`Trouble::Passing`] when it can't be reached.
pub(super) async fn ask_brevo(env: &Env, url: &str, body: String) -> Result<u16, Trouble> {
    let key = env
        .secret("BREVO_API_KEY")
        .map_err(|_missing| Trouble::Passing("BREVO_API_KEY is missing".to_owned()))?;
    let unsent = |_error: worker::Error| Trouble::Passing("Brevo can't be reached".to_owned());
    let headers = Headers::new();
    headers.set("api-key", &key.to_string()).map_err(unsent)?;
    headers.set("Accept", "application/json").map_err(unsent)?;
    headers
        .set("Content-Type", "application/json")
        .map_err(unsent)?;
    let mut init = RequestInit::new();
    init.with_method(Method::Post)
        .with_headers(headers)
        .with_body(Some(body.into()));
    let request = Request::new_with_init(url, &init).map_err(unsent)?;
    let answer = Fetch::Request(request).send().await.map_err(unsent)?;
    Ok(answer.status_code())
}

/// The body of the request. `idempotencyKey` makes a repetition within a quarter of an hour one message
/// (<https://developers.brevo.com/changelog/email-api-now-supports-idempotency>), and our lease is five minutes.
fn brevo_body(message: &Message) -> String {
    let mut headers = json!({ "idempotencyKey": message.id, "Auto-Submitted": "auto-generated" });
    if let (Some(url), Some(headers)) = (&message.unsubscribe, headers.as_object_mut()) {
        headers.insert("List-Unsubscribe".to_owned(), format!("<{url}>").into());
        headers.insert("List-Unsubscribe-Post".to_owned(), ONE_CLICK.into());
    }
    let mut body = json!({
        "sender": { "name": message.from_name, "email": message.from },
        "to": [{ "email": message.to }],
        "subject": message.subject,
        "textContent": message.text,
        "htmlContent": message.html,
        "headers": headers,
    });
    if let (Some(address), Some(body)) = (&message.reply_to, body.as_object_mut()) {
        body.insert("replyTo".to_owned(), json!({ "email": address }));
    }
    body.to_string()
}

/// 400: this message will never do. Everything else (the key, the quota, a fault of theirs) can be mended.
fn answered_by_brevo(status: u16) -> Result<(), Trouble> {
    match status {
        200..=299 => Ok(()),
        400 | 422 => Err(Trouble::Final(format!("HTTP {status}"))),
        _ => Err(Trouble::Passing(format!("HTTP {status}"))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edge::clock::Moment;

    #[test]
    fn brevo_is_asked_as_its_documentation_says() {
        let message = Message {
            id: "AAAAAAAAAAAAAAAAAAAAAA".to_owned(),
            from_name: "Escale".to_owned(),
            from: "ne-pas-repondre@escale.example".to_owned(),
            to: "awa@exemple.fr".to_owned(),
            subject: "Sujet".to_owned(),
            text: "Texte".to_owned(),
            html: "<p>Texte</p>".to_owned(),
            unsubscribe: Some("https://escale.example/arret".to_owned()),
            reply_to: Some("service@relais.example".to_owned()),
            at: Moment(0),
        };
        let body: serde_json::Value = serde_json::from_str(&brevo_body(&message)).expect("JSON");
        assert_eq!(body["to"][0]["email"], "awa@exemple.fr");
        assert_eq!(body["headers"]["idempotencyKey"], "AAAAAAAAAAAAAAAAAAAAAA");
        assert_eq!(body["textContent"], "Texte");
        assert_eq!(
            body["headers"]["List-Unsubscribe"],
            "<https://escale.example/arret>"
        );
        assert_eq!(body["replyTo"]["email"], "service@relais.example");
    }

    #[test]
    fn what_may_pass_is_told_from_what_never_will() {
        assert_eq!(answered_by_brevo(201), Ok(()));
        assert_eq!(
            answered_by_brevo(400),
            Err(Trouble::Final("HTTP 400".to_owned()))
        );
        for status in [401, 403, 429, 500, 503] {
            assert!(
                matches!(answered_by_brevo(status), Err(Trouble::Passing(_))),
                "{status}"
            );
        }
    }

    #[test]
    fn nothing_of_the_message_goes_into_the_reason() {
        let said = "Error: E_RECIPIENT_NOT_ALLOWED: awa@exemple.fr is not verified";
        assert_eq!(
            refused_by_binding(said),
            Trouble::Final("E_RECIPIENT_NOT_ALLOWED".to_owned())
        );
        let said = "Error: could not send to awa@exemple.fr";
        assert_eq!(
            refused_by_binding(said),
            Trouble::Passing("the binding failed".to_owned())
        );
    }
}
