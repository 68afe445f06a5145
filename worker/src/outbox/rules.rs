//! What an e-mail may be, and when it is tried again. Pure.

use serde::{Deserialize, Serialize};

use crate::edge::clock::{HOUR_MS, MINUTE_MS, SECOND_MS};

/// The longest address, in characters (RFC 5321 §4.5.3.1).
pub const ADDRESS_CHARS_MAX: usize = 254;
/// The longest part before the @, in characters (RFC 5321 §4.5.3.1.1).
const LOCAL_CHARS_MAX: usize = 64;
/// The longest subject, in characters: more is cut by whoever shows it.
const SUBJECT_CHARS_MAX: usize = 150;
/// How long whoever has taken an e-mail may take to send it, in milliseconds; then it may be taken again.
pub const LEASE_MS: i64 = 5 * MINUTE_MS;
/// The waits after each failed try, in milliseconds; a queue holds a message back for twelve hours at most.
const WAITS_MS: [i64; 6] = [
    MINUTE_MS,
    5 * MINUTE_MS,
    15 * MINUTE_MS,
    HOUR_MS,
    4 * HOUR_MS,
    12 * HOUR_MS,
];

/// How long to wait after try number `tries` has failed, in milliseconds; `None` when that was the last one.
#[must_use]
pub fn wait_after_ms(tries: i64) -> Option<i64> {
    let index = usize::try_from(tries - 1).ok()?;
    WAITS_MS.get(index).copied()
}

/// The same for a queue, in whole seconds.
#[must_use]
pub fn seconds(ms: i64) -> u32 {
    u32::try_from(ms / SECOND_MS).unwrap_or(u32::MAX)
}

/// An e-mail address that can be written in a header as it is: ASCII, one @, no space, nothing that ends a line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct Address(String);

impl Address {
    /// Reads an address as typed, in lower case; `None` when nothing could be sent there.
    #[must_use]
    pub fn parse(typed: &str) -> Option<Self> {
        let address = typed.trim().to_lowercase();
        let (local, domain) = address.split_once('@')?;
        let local_fits = (1..=LOCAL_CHARS_MAX).contains(&local.len())
            && local.split('.').all(|atom| !atom.is_empty())
            && local
                .bytes()
                .all(|b| b.is_ascii_alphanumeric() || b".!#$%&'*+/=?^_`{|}~-".contains(&b));
        let label_fits = |label: &str| {
            (1..=63).contains(&label.len())
                && label
                    .bytes()
                    .all(|b| b.is_ascii_alphanumeric() || b == b'-')
                && !label.starts_with('-')
                && !label.ends_with('-')
        };
        let domain_fits = domain.contains('.') && domain.split('.').all(label_fits);
        (local_fits && domain_fits && address.len() <= ADDRESS_CHARS_MAX).then_some(Self(address))
    }

    /// Its text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// What may be shown to whoever has no business with the person: the first letter and the domain.
    #[must_use]
    pub fn masked(&self) -> String {
        masked(&self.0)
    }
}

/// « a…@exemple.fr ».
#[must_use]
pub fn masked(address: &str) -> String {
    match address.split_once('@') {
        Some((local, domain)) => {
            let first: String = local.chars().take(1).collect();
            format!("{first}…@{domain}")
        }
        None => "…".to_owned(),
    }
}

/// Does this character change the direction of what follows, or show nothing at all?
fn is_invisible(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

/// `text` on one line, as a subject or a name in a header is: no line's end, no control character, nothing invisible.
#[must_use]
pub fn one_line(text: &str) -> String {
    let visible: String = text
        .chars()
        .map(|c| if is_invisible(c) { ' ' } else { c })
        .collect();
    let words = visible.split_whitespace().collect::<Vec<_>>().join(" ");
    words.chars().take(SUBJECT_CHARS_MAX).collect()
}

/// The way a message goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum Canal {
    /// By e-mail.
    Email,
    /// By SMS.
    Sms,
}

/// What has become of an e-mail.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum State {
    /// Not sent yet, or to be tried again.
    Attente,
    /// Being sent.
    Pris,
    /// Handed to the transport, which took it.
    Envoye,
    /// Given up after the last try, or refused for good.
    Echec,
    /// Not sent any more: its link no longer holds, or an operateur gave it up.
    Annule,
}

impl State {
    /// Its words.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Attente | Self::Pris => "En cours d’envoi",
            Self::Envoye => "Envoyé",
            Self::Echec => "E-mail non distribué",
            Self::Annule => "Annulé",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_read_as_typed() {
        let parsed = Address::parse(" Léa.Dubois@CCAS.example ");
        assert_eq!(parsed, None, "not ASCII");
        let parsed = Address::parse(" Lea.Dubois+essai@CCAS.Exemple.fr ").expect("an address");
        assert_eq!(parsed.as_str(), "lea.dubois+essai@ccas.exemple.fr");
        assert_eq!(parsed.masked(), "l…@ccas.exemple.fr");
    }

    #[test]
    fn what_could_break_out_of_a_header_is_no_address() {
        for typed in [
            "",
            "a",
            "a@b",
            "@exemple.fr",
            "a@@exemple.fr",
            "a b@exemple.fr",
            "a@exemple.fr\r\nBcc: b@exemple.fr",
            "a@exemple.fr,b@exemple.fr",
            "<a@exemple.fr>",
            "a;b@exemple.fr",
            "\"a\"@exemple.fr",
            "a@-exemple.fr",
            "a@exemple..fr",
            ".a@exemple.fr",
            "a@exemple.fr\u{202e}",
        ] {
            assert_eq!(Address::parse(typed), None, "{typed:?}");
        }
        let long = format!("{}@exemple.fr", "a".repeat(65));
        assert_eq!(Address::parse(&long), None);
    }

    #[test]
    fn a_subject_is_one_visible_line() {
        assert_eq!(
            one_line("Bonjour\r\nBcc: x@y.fr\u{202e}  \u{0}Awa"),
            "Bonjour Bcc: x@y.fr Awa"
        );
        assert_eq!(one_line("أحمد 👋"), "أحمد 👋");
        assert_eq!(one_line(&"é".repeat(400)).chars().count(), 150);
    }

    #[test]
    fn tries_are_further_and_further_apart_then_end() {
        let waits: Vec<i64> = (1..).map_while(wait_after_ms).collect();
        assert_eq!(waits.len(), 6);
        assert!(waits.is_sorted());
        assert_eq!(wait_after_ms(7), None);
        assert!(
            waits.iter().all(|wait| seconds(*wait) <= 43_200),
            "a queue's limit"
        );
    }
}
