//! From a row of the outbox to a message: templates, then MIME.

use mail_builder::{
    MessageBuilder,
    headers::{
        address::Address as Mailbox, date::Date, message_id::MessageId, raw::Raw, text::Text,
    },
};
use serde::Serialize;
use serde_json::{Map, Value};

use super::{
    rules::{Address, one_line},
    store::Taken,
};
use crate::edge::{
    clock::{Moment, SECOND_MS},
    config::Config,
    error::{Error, Result},
    page,
    secret::PlainToken,
};

/// What tells a mail program that one POST to the address of `List-Unsubscribe` is enough (RFC 8058).
pub const ONE_CLICK: &str = "List-Unsubscribe=One-Click";

/// What one kind of e-mail says: the fields of its templates, which also have `site` (the address of the product) and
/// `jeton` (the token of its link, if it carries one). A field `arret_chemin` is the beginning of the path that stops such
/// letters: the token of its link follows. A field `repondre_a` is the address that answers go to.
pub trait Letter: Serialize {
    /// The folder of its three templates under `worker/templates/email/`.
    const MODELE: &'static str;
    /// Its kind, in capitals, for those who look at failures.
    const GENRE: &'static str;
}

/// A message ready to be sent.
#[derive(Debug, Clone, Serialize)]
pub struct Message {
    /// The id of its row: the same at each try, so that a transport may tell a repetition.
    pub id: String,
    /// The sender's name.
    pub from_name: String,
    /// The sender's address.
    pub from: String,
    /// To whom.
    pub to: String,
    /// Subject: one line.
    pub subject: String,
    /// Plain text.
    pub text: String,
    /// HTML.
    pub html: String,
    /// The address that stops such messages.
    pub unsubscribe: Option<String>,
    /// Where answers go, if somebody reads them.
    pub reply_to: Option<String>,
    /// When it was built.
    pub at: Moment,
}

impl Message {
    /// Builds the message of a row.
    ///
    /// # Errors
    /// [`Error::Internal`] when there is no such template, or when it asks for what the row does not hold.
    pub fn of(
        taken: &Taken,
        token: Option<&PlainToken>,
        config: &Config,
        now: Moment,
    ) -> Result<Self> {
        let mut said: Map<String, Value> = serde_json::from_str(&taken.donnees)
            .map_err(|_shape| Error::internal(&taken.modele, "donnees is not an object"))?;
        said.insert("site".to_owned(), config.site_url.clone().into());
        if let Some(token) = token {
            said.insert("jeton".to_owned(), token.reveal().into());
        }
        let stop = said.get("arret_chemin").and_then(Value::as_str);
        let unsubscribe = stop
            .zip(token)
            .map(|(path, token)| format!("{}{path}{}", config.site_url, token.reveal()));
        let reply_to = said.get("repondre_a").and_then(Value::as_str);
        let reply_to = reply_to.and_then(Address::parse);
        let part =
            |file: &str| page::render_named(&format!("email/{}/{file}", taken.modele), &said);
        Ok(Self {
            id: taken.id.as_str().to_owned(),
            from_name: config.mail.from_name.clone(),
            from: config.mail.from.clone(),
            to: taken.destinataire.clone(),
            subject: one_line(&part("subject.txt")?),
            text: part("body.txt")?,
            html: part("body.html")?,
            unsubscribe,
            reply_to: reply_to.map(|address| address.as_str().to_owned()),
            at: now,
        })
    }

    /// The message as MIME (RFC 5322), in ASCII. Names and subject are encoded by the library; addresses are checked before
    /// they come into the outbox.
    #[must_use]
    pub fn mime(&self) -> String {
        let domain = self.from.rsplit('@').next().unwrap_or_default();
        let mut raw = Vec::new();
        let mut builder = MessageBuilder::new()
            .from(Mailbox::new_address(
                Some(one_line(&self.from_name)),
                self.from.clone(),
            ))
            .to(Mailbox::from(self.to.clone()))
            .subject(self.subject.clone())
            .date(Date::new(self.at.0 / SECOND_MS))
            .message_id(MessageId::new(format!("{}@{domain}", self.id)))
            // RFC 3834: nobody's automatic answer comes back.
            .header("Auto-Submitted", Text::new("auto-generated"))
            .text_body(self.text.clone())
            .html_body(self.html.clone());
        if let Some(url) = &self.unsubscribe {
            builder = builder
                .header("List-Unsubscribe", Raw::new(format!("<{url}>")))
                .header("List-Unsubscribe-Post", Raw::new(ONE_CLICK));
        }
        if let Some(address) = &self.reply_to {
            builder = builder.reply_to(Mailbox::from(address.clone()));
        }
        builder.serialize(&mut raw);
        String::from_utf8_lossy(&raw).into_owned()
    }
}

#[cfg(test)]
pub(crate) mod samples {
    use super::*;
    use crate::edge::{
        config::{MailConfig, SecondFactorConfig, SmsConfig, SmsTransport, Transport},
        seal,
    };

    pub(crate) fn config() -> Config {
        Config {
            siret: None,
            site_url: "https://escale.example".to_owned(),
            mail: MailConfig {
                transport: Transport::Local,
                from_name: "Escale".to_owned(),
                from: "ne-pas-repondre@escale.example".to_owned(),
            },
            sms: SmsConfig {
                transport: SmsTransport::Local,
                from: "Escale".to_owned(),
            },
            second_factor: SecondFactorConfig {
                required: true,
                keys: seal::samples::keys(),
            },
            tiles: None,
        }
    }

    /// The three parts of that letter, as rendered.
    pub(crate) fn message<L: Letter>(letter: &L) -> (&'static str, Result<Message>) {
        let taken = serde_json::json!({ "id": "AAAAAAAAAAAAAAAAAAAAAA", "canal": "EMAIL", "modele": L::MODELE, "destinataire": "awa@exemple.fr",
            "donnees": serde_json::to_string(letter).expect("JSON"), "essais": 1, "avec_lien": 1 });
        let taken: Taken = serde_json::from_value(taken).expect("a row");
        let token = PlainToken::new(crate::edge::secret::Purpose::Lien).expect("randomness");
        let message = Message::of(&taken, Some(&token), &config(), Moment(1_795_384_800_000));
        (L::MODELE, message)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hostile() -> Message {
        let line = "Bonjour\r\nBcc: espion@exemple.fr\r\n\r\n<script>";
        Message {
            id: "AAAAAAAAAAAAAAAAAAAAAA".to_owned(),
            from_name: line.to_owned(),
            from: "ne-pas-repondre@escale.example".to_owned(),
            to: "awa@exemple.fr".to_owned(),
            subject: line.to_owned(),
            text: "Été\r\n.\r\nBcc: x@y.fr".to_owned(),
            html: "<p>Été</p>".to_owned(),
            unsubscribe: None,
            reply_to: None,
            at: Moment(1_795_384_800_000),
        }
    }

    #[test]
    fn no_text_becomes_a_header() {
        let raw = hostile().mime();
        let (head, _) = raw.split_once("\r\n\r\n").expect("head and body");
        let names: Vec<&str> = head
            .split("\r\n")
            .filter(|line| !line.starts_with([' ', '\t']))
            .filter_map(|line| line.split_once(':').map(|(name, _)| name))
            .collect();
        assert_eq!(
            names,
            [
                "From",
                "To",
                "Subject",
                "Date",
                "Message-ID",
                "Auto-Submitted",
                "MIME-Version",
                "Content-Type"
            ],
            "{head}"
        );
    }

    #[test]
    fn a_message_that_can_be_stopped_says_so_on_lines_of_their_own() {
        let url = format!(
            "https://escale.example/notifications/arret/{}",
            "a".repeat(60)
        );
        let raw = Message {
            unsubscribe: Some(url.clone()),
            ..hostile()
        }
        .mime();
        assert!(
            raw.contains(&format!("List-Unsubscribe: <{url}>\r\n")),
            "{raw}"
        );
        assert!(
            raw.contains("List-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n"),
            "{raw}"
        );
    }

    #[test]
    fn answers_go_to_whoever_reads_them() {
        let message = Message {
            reply_to: Some("service@relais.example".to_owned()),
            ..hostile()
        };
        let raw = message.mime();
        assert!(
            raw.contains("Reply-To: <service@relais.example>\r\n"),
            "{raw}"
        );
        assert!(!hostile().mime().contains("Reply-To"));
    }

    #[test]
    fn a_message_has_both_bodies_and_is_ascii() {
        let raw = hostile().mime();
        assert!(raw.is_ascii(), "{raw}");
        assert!(
            raw.contains("multipart/alternative")
                && raw.contains("text/plain")
                && raw.contains("text/html")
        );
        assert!(
            raw.contains("<AAAAAAAAAAAAAAAAAAAAAA@escale.example>"),
            "the same at each try"
        );
        assert!(
            raw.split("\r\n").all(|line| line.len() <= 998),
            "RFC 5322 §2.1.1"
        );
    }
}
