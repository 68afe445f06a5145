//! Secrets are two types: the plain one, which a person or a browser holds, and the hashed one, which the database
//! holds. The plain one's `Debug` says its name only, and it has no `Display` and no `Serialize`.

use std::fmt;

use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::{error::Error, random};

/// What a token is for; the prefix lets a scanner of leaked secrets and a person reading a cookie tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// A domicilié's session.
    Portail,
    /// A staff user's session.
    Gestion,
    /// The choice of a first password.
    Choix,
    /// A browser that has signed in before.
    Appareil,
    /// A link sent by e-mail.
    Lien,
    /// The step between the password and the second factor.
    Facteur,
}

impl Purpose {
    const fn prefix(self) -> &'static str {
        match self {
            Self::Portail => "esp_",
            Self::Gestion => "esg_",
            Self::Choix => "esc_",
            Self::Appareil => "esa_",
            Self::Lien => "esl_",
            Self::Facteur => "esf_",
        }
    }
}

/// Characters of 32 bytes in base64url without padding.
const HASH_CHARS: usize = 43;

/// A token as the browser holds it: a prefix and 256 random bits.
#[derive(Clone)]
pub struct PlainToken(String);

impl fmt::Debug for PlainToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("PlainToken(…)")
    }
}

impl PlainToken {
    /// A new token.
    ///
    /// # Errors
    /// [`Error::Internal`] when the platform gives no randomness.
    pub fn new(purpose: Purpose) -> Result<Self, Error> {
        let bits = random::bytes::<32>()?;
        Ok(Self(format!(
            "{}{}",
            purpose.prefix(),
            BASE64_URL_SAFE_NO_PAD.encode(bits)
        )))
    }

    /// Reads a token from a cookie; `None` when it is not one of that purpose.
    #[must_use]
    pub fn parse(text: &str, purpose: Purpose) -> Option<Self> {
        let random = text.strip_prefix(purpose.prefix())?;
        let well_formed = random.len() == HASH_CHARS
            && random
                .bytes()
                .all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_');
        well_formed.then(|| Self(text.to_owned()))
    }

    /// What the database keeps of it.
    #[must_use]
    pub fn hash(&self) -> TokenHash {
        TokenHash::of(&[&self.0])
    }

    /// Gives the secret away, for a cookie or for the message that carries a link, and nothing else.
    #[must_use]
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

/// The SHA-256 of a token or of what a counter counts, in base64url: useless to whoever reads the database.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct TokenHash(String);

impl TokenHash {
    /// The hash of `parts`, each ended by a zero byte so that no two lists of parts collide.
    #[must_use]
    pub fn of(parts: &[&str]) -> Self {
        let mut hasher = Sha256::new();
        for part in parts {
            hasher.update(part.as_bytes());
            hasher.update([0]);
        }
        Self(BASE64_URL_SAFE_NO_PAD.encode(hasher.finalize()))
    }

    /// Its text, as in the database.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_says_what_it_is_for_and_nothing_else_reads_it() {
        let token = PlainToken::new(Purpose::Portail).expect("randomness");
        assert!(token.reveal().starts_with("esp_"));
        assert!(PlainToken::parse(token.reveal(), Purpose::Portail).is_some());
        assert!(PlainToken::parse(token.reveal(), Purpose::Gestion).is_none());
        assert!(PlainToken::parse("esp_short", Purpose::Portail).is_none());
    }

    #[test]
    fn debug_never_shows_a_token() {
        let token = PlainToken::new(Purpose::Choix).expect("randomness");
        assert_eq!(format!("{token:?}"), "PlainToken(…)");
    }

    #[test]
    fn a_hash_is_stable_and_says_nothing_of_its_parts() {
        assert_eq!(TokenHash::of(&["a"]), TokenHash::of(&["a"]));
        assert_ne!(TokenHash::of(&["ab", "c"]), TokenHash::of(&["a", "bc"]));
        assert_eq!(TokenHash::of(&["a"]).as_str().len(), HASH_CHARS);
    }
}
