//! Passwords: how they are kept, and what a domicilié's own must be.

use std::fmt;

use argon2::{
    Algorithm, Argon2, Params, Version,
    password_hash::{PasswordHasher as _, PasswordVerifier as _, phc},
};
use serde::{Deserialize, Serialize};

use crate::edge::{
    error::{Error, Result},
    random,
};

/// Argon2id by OWASP: 12 MiB and three passes are as strong as 19 MiB and two, and several fit in an isolate's 128 MB.
const MEMORY_KIB: u32 = 12 * 1024;
const PASSES: u32 = 3;
const LANES: u32 = 1;
const SALT_BYTES: usize = 16;

/// The longest password, in characters.
pub const CHARS_MAX: usize = 150;
/// The shortest one, in characters (seed 000).
pub const CHARS_MIN: usize = 8;

/// A password as typed or as printed on a letter.
#[derive(Clone, Default, Deserialize)]
#[serde(transparent)]
pub struct PlainPassword(String);

impl fmt::Debug for PlainPassword {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("PlainPassword(…)")
    }
}

impl PlainPassword {
    /// A temporary one: 8 random digits (domain §1).
    ///
    /// # Errors
    /// [`Error::Internal`] when the platform gives no randomness.
    pub fn temporary() -> Result<Self> {
        random::text::<8>(b"0123456789").map(Self)
    }

    /// A password that is already known, such as the demo world's.
    #[must_use]
    pub fn known(text: &str) -> Self {
        Self(text.to_owned())
    }

    /// The same without its spaces, as one types what one reads in groups.
    #[must_use]
    pub fn without_spaces(&self) -> Self {
        Self(self.0.split_whitespace().collect())
    }

    /// Gives the secret away: for the answer that shows it once.
    #[must_use]
    pub fn reveal(&self) -> &str {
        &self.0
    }

    fn is_too_long(&self) -> bool {
        self.0.chars().count() > CHARS_MAX
    }
}

/// A password as the database keeps it: a PHC string with its salt and parameters.
#[derive(Clone, PartialEq, Eq, Deserialize)]
#[serde(transparent)]
pub struct PasswordHash(String);

impl fmt::Debug for PasswordHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("PasswordHash(…)")
    }
}

fn argon2() -> Result<Argon2<'static>> {
    let params = Params::new(MEMORY_KIB, PASSES, LANES, None)
        .map_err(|error| Error::internal("argon2", error))?;
    Ok(Argon2::new(Algorithm::Argon2id, Version::V0x13, params))
}

impl PasswordHash {
    /// Hashes `password` with a salt of its own.
    ///
    /// # Errors
    /// [`Error::Internal`] when there is no randomness or no memory.
    pub fn of(password: &PlainPassword) -> Result<Self> {
        let salt = random::bytes::<SALT_BYTES>()?;
        let hash: phc::PasswordHash = argon2()?
            .hash_password_with_salt(password.0.as_bytes(), &salt)
            .map_err(|error| Error::internal("argon2", error))?;
        Ok(Self(hash.to_string()))
    }

    /// A hash nothing matches: an unknown account costs the same work as a known one.
    #[must_use]
    pub fn decoy() -> Self {
        Self("$argon2id$v=19$m=12288,t=3,p=1$RXNjYWxlLWxldXJyZS4uLg$qm8NVrPvLBAHqjQ8Zz5FaX1hHcMwsKJ3VtIFp0fY6jE".to_owned())
    }

    /// Is this the password? Takes the same time for yes and no. Too long a one is hashed nonetheless, then refused.
    #[must_use]
    pub fn verify(&self, password: &PlainPassword) -> bool {
        let (Ok(parsed), Ok(argon2)) = (phc::PasswordHash::new(&self.0), argon2()) else {
            return false;
        };
        let bounded: String = password.0.chars().take(CHARS_MAX + 1).collect();
        let matches = argon2.verify_password(bounded.as_bytes(), &parsed).is_ok();
        matches && !password.is_too_long()
    }

    /// Was it made with other parameters than today's? Then the next sign-in makes it anew.
    #[must_use]
    pub fn is_outdated(&self) -> bool {
        !self.0.starts_with(&format!(
            "$argon2id$v=19$m={MEMORY_KIB},t={PASSES},p={LANES}$"
        ))
    }

    /// Its text, as in the database.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// A rule for a domicilié's own password (seed 000), ticked live by a script and enforced here.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Rule {
    /// What the script calls it.
    pub cle: &'static str,
    /// Its words on the page.
    pub texte: &'static str,
}

const DIGIT: Rule = Rule {
    cle: "chiffre",
    texte: "Au moins 1 chiffre",
};
const CAPITAL: Rule = Rule {
    cle: "majuscule",
    texte: "Au moins une lettre en majuscule",
};
const SMALL: Rule = Rule {
    cle: "minuscule",
    texte: "Au moins une lettre en minuscule",
};

/// The rules, in the order of the page.
pub const RULES: [Rule; 5] = [
    Rule {
        cle: "different",
        texte: "Est différent du mot de passe temporaire",
    },
    Rule {
        cle: "longueur",
        texte: "Au moins 8 caractères",
    },
    DIGIT,
    CAPITAL,
    SMALL,
];

/// The rules that `new` breaks; `former` is the hash of the one it replaces.
#[must_use]
pub fn broken_rules(new: &PlainPassword, former: &PasswordHash) -> Vec<Rule> {
    let [digit, capital, small] = signs(new);
    let long = new.0.chars().count() >= CHARS_MIN;
    broken(RULES, [!former.verify(new), long, digit, capital, small])
}

/// Does it have a digit, a capital, a small letter?
fn signs(new: &PlainPassword) -> [bool; 3] {
    let kinds: [fn(char) -> bool; 3] = [
        |c| c.is_ascii_digit(),
        char::is_uppercase,
        char::is_lowercase,
    ];
    kinds.map(|kind| new.0.chars().any(kind))
}

/// Those of `rules` that are not kept.
fn broken<const N: usize>(rules: [Rule; N], kept: [bool; N]) -> Vec<Rule> {
    rules
        .into_iter()
        .zip(kept)
        .filter_map(|(rule, kept)| (!kept).then_some(rule))
        .collect()
}

/// The fewest characters of a staff user's password: it opens the files of a whole structure (CNIL, délibération
/// 2022-100, second case).
pub const STAFF_CHARS_MIN: usize = 12;

/// The rules for the password of somebody who works in a structure.
pub const STAFF_RULES: [Rule; 4] = [
    Rule {
        cle: "longueur12",
        texte: "Au moins 12 caractères",
    },
    DIGIT,
    CAPITAL,
    SMALL,
];

/// The rules for staff that `new` breaks.
#[must_use]
pub fn broken_staff_rules(new: &PlainPassword) -> Vec<Rule> {
    let [digit, capital, small] = signs(new);
    let long = new.0.chars().count() >= STAFF_CHARS_MIN;
    broken(STAFF_RULES, [long, digit, capital, small])
}

/// Is `new` longer than anyone needs?
#[must_use]
pub fn is_too_long(new: &PlainPassword) -> bool {
    new.is_too_long()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plain(text: &str) -> PlainPassword {
        PlainPassword::known(text)
    }

    #[test]
    fn a_password_is_known_again_and_no_other() {
        let hash = PasswordHash::of(&plain("11375448")).expect("hashed");
        assert!(hash.verify(&plain("11375448")));
        assert!(!hash.verify(&plain("11375449")));
        assert!(!hash.verify(&plain("")));
    }

    #[test]
    fn the_same_password_twice_gives_two_hashes() {
        let hash = || PasswordHash::of(&plain("11375448")).expect("hashed");
        assert_ne!(hash(), hash());
    }

    #[test]
    fn the_parameters_are_those_of_the_rule() {
        let hash = PasswordHash::of(&plain("x")).expect("hashed");
        assert!(
            hash.as_str().starts_with("$argon2id$v=19$m=12288,t=3,p=1$"),
            "{}",
            hash.as_str()
        );
        assert!(!hash.is_outdated());
        let older = PasswordHash(hash.as_str().replace("t=3", "t=2"));
        assert!(older.is_outdated());
    }

    #[test]
    fn the_decoy_costs_the_same_work_and_matches_nothing() {
        let decoy = PasswordHash::decoy();
        assert!(
            phc::PasswordHash::new(decoy.as_str()).is_ok(),
            "it parses, so it is really computed"
        );
        assert!(!decoy.is_outdated(), "same parameters as a real one");
        assert!(!decoy.verify(&plain("Escale-demo-2026")));
    }

    #[test]
    fn a_password_of_more_than_150_characters_never_matches() {
        let long = "aA1".repeat(51);
        let hash = PasswordHash::of(&plain(&long)).expect("hashed");
        assert!(is_too_long(&plain(&long)) && !hash.verify(&plain(&long)));
    }

    #[test]
    fn staff_need_twelve_characters() {
        let broken = |text: &str| {
            broken_staff_rules(&plain(text))
                .iter()
                .map(|rule| rule.cle)
                .collect::<Vec<_>>()
        };
        assert_eq!(broken("Escale-demo-2026"), Vec::<&str>::new());
        assert_eq!(broken("Soleil-2026"), ["longueur12"]);
        assert_eq!(broken("soleil-soleil"), ["chiffre", "majuscule"]);
        assert_eq!(broken("SOLEIL-2026-SOLEIL"), ["minuscule"]);
    }

    #[test]
    fn each_rule_is_enforced() {
        let former = PasswordHash::of(&plain("Temporaire1")).expect("hashed");
        let broken = |text: &str| {
            broken_rules(&plain(text), &former)
                .iter()
                .map(|rule| rule.cle)
                .collect::<Vec<_>>()
        };
        assert_eq!(broken("Soleil2026"), Vec::<&str>::new());
        assert_eq!(broken("Temporaire1"), ["different"]);
        assert_eq!(broken("Sol2026"), ["longueur"]);
        assert_eq!(broken("SoleilVert"), ["chiffre"]);
        assert_eq!(broken("soleil2026"), ["majuscule"]);
        assert_eq!(broken("SOLEIL2026"), ["minuscule"]);
        assert_eq!(
            broken("Éléphant1"),
            Vec::<&str>::new(),
            "accented letters are letters"
        );
        assert_eq!(broken("11375448"), ["majuscule", "minuscule"]);
    }

    #[test]
    fn a_temporary_password_is_eight_digits() {
        let password = PlainPassword::temporary().expect("randomness");
        assert_eq!(password.reveal().len(), 8);
        assert!(password.reveal().bytes().all(|b| b.is_ascii_digit()));
        assert_eq!(format!("{password:?}"), "PlainPassword(…)");
    }
}
