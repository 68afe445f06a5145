//! Secrets that the database keeps and the worker must read again: sealed with an authenticated cipher under a key of
//! the environment. A sealed text begins with the number of its key, so that keys can be replaced one after the other.

use std::fmt;

use base64::{Engine, prelude::BASE64_STANDARD, prelude::BASE64_URL_SAFE_NO_PAD};
use chacha20poly1305::{
    XChaCha20Poly1305, XNonce,
    aead::{Aead, KeyInit, Payload},
};
use hmac::{Hmac, Mac};
use sha2::Sha256;

use super::{
    error::{Error, Result},
    random,
};

/// Bytes of a key.
const KEY_BYTES: usize = 32;
/// Bytes of a nonce: enough to be drawn at random.
const NONCE_BYTES: usize = 24;
/// The highest number of a key.
pub const NUMBER_MAX: u8 = 9;

#[derive(Clone)]
struct Key {
    number: u8,
    bytes: [u8; KEY_BYTES],
}

/// The keys of this deployment: the one of the highest number seals, each opens what it has sealed.
#[derive(Clone)]
pub struct Keys {
    newest: Key,
    others: Vec<Key>,
}

impl fmt::Debug for Keys {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Keys(…)")
    }
}

impl Keys {
    /// The keys of these numbers, each 32 bytes in base64. `None` when there is none, or when one is no key.
    #[must_use]
    pub fn of(given: &[(u8, String)]) -> Option<Self> {
        let read = |(number, text): &(u8, String)| {
            let bytes = BASE64_STANDARD.decode(text.trim()).ok()?;
            Some(Key {
                number: *number,
                bytes: bytes.try_into().ok()?,
            })
        };
        let mut keys: Vec<Key> = given.iter().map(read).collect::<Option<_>>()?;
        keys.sort_by_key(|key| key.number);
        Some(Self {
            newest: keys.pop()?,
            others: keys,
        })
    }

    /// `plain`, sealed; it opens only where it is asked for with the same `about`.
    ///
    /// # Errors
    /// [`Error::Internal`] when there is no randomness.
    pub fn seal(&self, plain: &[u8], about: &str) -> Result<String> {
        let nonce = random::bytes::<NONCE_BYTES>()?;
        let payload = Payload {
            msg: plain,
            aad: about.as_bytes(),
        };
        let sealed = XChaCha20Poly1305::new(&self.newest.bytes.into())
            .encrypt(&XNonce::from(nonce), payload)
            .map_err(|error| Error::internal("seal", error))?;
        let text = BASE64_URL_SAFE_NO_PAD.encode([&nonce[..], &sealed].concat());
        Ok(format!("{}.{text}", self.newest.number))
    }

    /// What was sealed; `None` when its key is gone, when it has been changed, or when it is about something else.
    #[must_use]
    pub fn open(&self, sealed: &str, about: &str) -> Option<Vec<u8>> {
        let (number, text) = sealed.split_once('.')?;
        let number: u8 = number.parse().ok()?;
        let key = std::iter::once(&self.newest)
            .chain(&self.others)
            .find(|key| key.number == number)?;
        let bytes = BASE64_URL_SAFE_NO_PAD.decode(text).ok()?;
        let (nonce, sealed) = bytes.split_first_chunk::<NONCE_BYTES>()?;
        let payload = Payload {
            msg: sealed,
            aad: about.as_bytes(),
        };
        XChaCha20Poly1305::new(&key.bytes.into())
            .decrypt(&XNonce::from(*nonce), payload)
            .ok()
    }

    /// Was it sealed under another key than today's? Then it is sealed anew the next time it is used.
    #[must_use]
    pub fn is_outdated(&self, sealed: &str) -> bool {
        !sealed.starts_with(&format!("{}.", self.newest.number))
    }

    /// 32 bytes that follow from the newest key and `parts`, and that nobody finds without the key.
    ///
    /// # Errors
    /// [`Error::Internal`] when the key can't be one.
    pub fn derived(&self, parts: &[&str]) -> Result<[u8; 32]> {
        let mut mac = <Hmac<Sha256> as KeyInit>::new_from_slice(&self.newest.bytes)
            .map_err(|error| Error::internal("hmac", error))?;
        for part in parts {
            mac.update(part.as_bytes());
            mac.update(&[0]);
        }
        Ok(mac.finalize().into_bytes().into())
    }
}

#[cfg(test)]
pub(crate) mod samples {
    use super::*;

    /// A key for tests: every byte is that one.
    pub(crate) fn key(number: u8, byte: u8) -> (u8, String) {
        (number, BASE64_STANDARD.encode([byte; KEY_BYTES]))
    }

    pub(crate) fn keys() -> Keys {
        Keys::of(&[key(1, 7)]).expect("keys")
    }
}

#[cfg(test)]
mod tests {
    use super::{samples::key, *};

    #[test]
    fn what_is_sealed_opens_for_what_it_is_about_and_nothing_else() {
        let keys = samples::keys();
        let sealed = keys.seal(b"secret", "compte-a").expect("sealed");
        assert!(sealed.starts_with("1.") && !sealed.contains("secret"));
        assert_eq!(
            keys.open(&sealed, "compte-a").as_deref(),
            Some(&b"secret"[..])
        );
        assert_eq!(keys.open(&sealed, "compte-b"), None);
        let mut changed = sealed.clone();
        changed.replace_range(5..6, if &sealed[5..6] == "A" { "B" } else { "A" });
        assert_eq!(keys.open(&changed, "compte-a"), None);
        for text in ["", "1.", "1.AAAA", "x.AAAA", "2.AAAA"] {
            assert_eq!(keys.open(text, "compte-a"), None, "{text}");
        }
    }

    #[test]
    fn the_same_twice_is_sealed_differently() {
        let keys = samples::keys();
        let seal = || keys.seal(b"secret", "a").expect("sealed");
        assert_ne!(seal(), seal());
    }

    #[test]
    fn a_key_is_replaced_by_the_next_one() {
        let old = Keys::of(&[key(1, 7)]).expect("keys");
        let both = Keys::of(&[key(2, 8), key(1, 7)]).expect("keys");
        let new = Keys::of(&[key(2, 8)]).expect("keys");
        let sealed = old.seal(b"secret", "a").expect("sealed");
        assert!(both.is_outdated(&sealed) && both.open(&sealed, "a").is_some());
        assert_eq!(new.open(&sealed, "a"), None, "its key is gone");
        let again = both.seal(b"secret", "a").expect("sealed");
        assert!(again.starts_with("2.") && !both.is_outdated(&again));
        assert!(new.open(&again, "a").is_some());
    }

    #[test]
    fn what_is_no_key_is_refused() {
        assert!(Keys::of(&[]).is_none());
        assert!(Keys::of(&[(1, "trop court".to_owned())]).is_none());
        assert!(Keys::of(&[key(1, 7), (2, "AAAA".to_owned())]).is_none());
        assert_eq!(format!("{:?}", samples::keys()), "Keys(…)");
    }

    #[test]
    fn what_is_derived_is_the_same_again_and_another_for_others() {
        let keys = samples::keys();
        let derived = |parts: &[&str]| keys.derived(parts).expect("derived");
        assert_eq!(derived(&["a", "b"]), derived(&["a", "b"]));
        assert_ne!(derived(&["a", "b"]), derived(&["ab", ""]));
        let other = Keys::of(&[key(1, 8)]).expect("keys");
        assert_ne!(
            derived(&["a"]),
            other.derived(&["a"]).expect("derived"),
            "another key"
        );
    }
}
