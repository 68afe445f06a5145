//! Recovery codes: drawn, shown once, kept as hashes.

use std::fmt;

use super::rules::{RECOVERY_ALPHABET, RECOVERY_CHARS, RECOVERY_CODES, in_fours};
use crate::edge::{error::Result, ids::StaffId, random, secret::TokenHash};

/// Ten codes that were just drawn.
pub struct Fresh(Vec<String>);

impl fmt::Debug for Fresh {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Fresh(…)")
    }
}

impl Fresh {
    /// Draws them.
    ///
    /// # Errors
    /// [`crate::edge::error::Error::Internal`] when there is no randomness.
    pub fn new() -> Result<Self> {
        let draw = |_| random::text::<RECOVERY_CHARS>(RECOVERY_ALPHABET);
        (0..RECOVERY_CODES)
            .map(draw)
            .collect::<Result<_>>()
            .map(Self)
    }

    /// What the database keeps of them, as a JSON list.
    #[must_use]
    pub fn hashes(&self, account: &StaffId) -> String {
        let hashes: Vec<String> = self
            .0
            .iter()
            .map(|code| hash(account, code).as_str().to_owned())
            .collect();
        serde_json::json!(hashes).to_string()
    }

    /// Gives the secrets away, in groups of four: for the answer that shows them once.
    #[must_use]
    pub fn reveal(&self) -> Vec<String> {
        self.0.iter().map(|code| in_fours(code, "-")).collect()
    }
}

/// What the database keeps of one: of no use for another account.
#[must_use]
pub fn hash(account: &StaffId, code: &str) -> TokenHash {
    TokenHash::of(&["secours", account.as_str(), code])
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::auth::second_factor::rules::recovery_code;

    #[test]
    fn ten_codes_are_drawn_each_of_its_own_and_read_as_shown() {
        let account = StaffId::new().expect("an id");
        let fresh = Fresh::new().expect("codes");
        let shown = fresh.reveal();
        assert_eq!(shown.iter().collect::<BTreeSet<_>>().len(), RECOVERY_CODES);
        let hashes = fresh.hashes(&account);
        for code in &shown {
            let read = recovery_code(code).expect("a code");
            assert!(hashes.contains(hash(&account, &read).as_str()), "{code}");
            assert!(!hashes.contains(&read));
        }
        let other = StaffId::new().expect("an id");
        assert_ne!(hash(&account, "A"), hash(&other, "A"));
        assert_eq!(format!("{fresh:?}"), "Fresh(…)");
    }
}
