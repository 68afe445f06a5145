//! An SMS, and how it leaves: Brevo's HTTP interface, or the local mailbox of development.

use serde::Deserialize;
use serde_json::json;
use worker::Env;

use super::{
    store::Taken,
    transport::{Trouble, ask_brevo},
};
use crate::edge::{
    clock::Moment,
    config::{SmsConfig, SmsTransport},
};

/// Where Brevo takes transactional SMS (<https://developers.brevo.com/reference/send-async-transactional-sms>).
const BREVO_URL: &str = "https://api.brevo.com/v3/transactionalSMS/send";

/// What the row of an SMS says.
#[derive(Deserialize)]
struct Said {
    texte: String,
}

/// An SMS ready to be sent.
#[derive(Debug)]
pub struct Sms {
    /// The id of its row.
    pub id: String,
    /// To which number, E.164.
    pub to: String,
    /// Its text.
    pub text: String,
    /// When it was built.
    pub at: Moment,
}

impl Sms {
    /// The SMS of a row.
    ///
    /// # Errors
    /// [`Trouble::Final`] when the row holds none.
    pub(super) fn of(taken: &Taken, now: Moment) -> Result<Self, Trouble> {
        let said: Said = serde_json::from_str(&taken.donnees)
            .map_err(|_shape| Trouble::Final("no text".to_owned()))?;
        Ok(Self {
            id: taken.id.as_str().to_owned(),
            to: taken.destinataire.clone(),
            text: said.texte,
            at: now,
        })
    }
}

/// Hands `sms` to the transport.
///
/// # Errors
/// [`Trouble`], when it did not take it.
pub(super) async fn send(env: &Env, config: &SmsConfig, sms: &Sms) -> Result<(), Trouble> {
    match config.transport {
        // Written while there was one: it is told, never dropped in silence.
        SmsTransport::None => Err(Trouble::Final("SMS_TRANSPORT is none".to_owned())),
        SmsTransport::Brevo => answered(ask_brevo(env, BREVO_URL, body(config, sms)).await?),
        SmsTransport::Local => locally(env, config, sms).await,
    }
}

#[cfg(feature = "dev")]
async fn locally(env: &Env, config: &SmsConfig, sms: &Sms) -> Result<(), Trouble> {
    super::mailbox::receive_sms(env, sms, &config.from).await
}

/// A deployed build never comes here: it does not start with this transport (`edge/config.rs`).
#[cfg(not(feature = "dev"))]
async fn locally(_env: &Env, _config: &SmsConfig, _sms: &Sms) -> Result<(), Trouble> {
    Err(Trouble::Passing("no transport".to_owned()))
}

/// The body of the request. Brevo wants to be told of text that the basic alphabet does not hold, else it is garbled.
fn body(config: &SmsConfig, sms: &Sms) -> String {
    json!({
        "sender": config.from,
        "recipient": sms.to,
        "content": sms.text,
        "type": "transactional",
        "unicodeEnabled": !is_seven_bits(&sms.text),
        "tag": "notification",
    })
    .to_string()
}

/// Close enough to the basic alphabet for this question: where it is ASCII or Latin, it was folded before.
fn is_seven_bits(text: &str) -> bool {
    text.chars()
        .all(|c| c.is_ascii() || "£¥èéùìòÇØøÅåÆæßÉÄÖÑÜ§äöñüàΔΦΓΛΩΠΨΣΘΞ¤¡¿€".contains(c))
}

/// 400: the request is right but for the number, which will never do. Everything else (the key, credits used up, a fault
/// of theirs) can be mended.
fn answered(status: u16) -> Result<(), Trouble> {
    match status {
        200..=299 => Ok(()),
        400 => Err(Trouble::Refused(format!("HTTP {status}"))),
        _ => Err(Trouble::Passing(format!("HTTP {status}"))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn brevo_is_asked_as_its_documentation_says() {
        let config = SmsConfig {
            transport: SmsTransport::Brevo,
            from: "Escale".to_owned(),
        };
        let sms = |text: &str| Sms {
            id: "AAAAAAAAAAAAAAAAAAAAAA".to_owned(),
            to: "+33612345678".to_owned(),
            text: text.to_owned(),
            at: Moment(0),
        };
        let asked = |text| -> serde_json::Value {
            serde_json::from_str(&body(&config, &sms(text))).expect("JSON")
        };
        let french = asked("CCAS : du courrier vous attend.");
        assert_eq!(french["sender"], "Escale");
        assert_eq!(french["recipient"], "+33612345678");
        assert_eq!(french["type"], "transactional");
        assert_eq!(french["unicodeEnabled"], false);
        assert_eq!(asked("CCAS : для вас есть почта.")["unicodeEnabled"], true);
    }

    #[test]
    fn a_number_refused_is_told_from_what_can_be_mended() {
        for status in [200, 201, 202] {
            assert_eq!(answered(status), Ok(()));
        }
        assert_eq!(answered(400), Err(Trouble::Refused("HTTP 400".to_owned())));
        for status in [401, 402, 403, 404, 429, 500, 503] {
            assert!(
                matches!(answered(status), Err(Trouble::Passing(_))),
                "{status}"
            );
        }
    }
}
