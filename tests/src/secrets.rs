//! What must never be in the log: every test names here each secret and each person it uses, and the last phase of the
//! run looks for them.

use std::{
    collections::BTreeSet,
    sync::{Mutex, PoisonError},
};

static KEPT: Mutex<BTreeSet<String>> = Mutex::new(BTreeSet::new());

/// The fewest characters that can be looked for without finding them by chance.
const CHARS_MIN: usize = 6;

/// From now on, `text` must not be in the log. Gives it back.
pub fn keep(text: &str) -> String {
    if text.chars().count() >= CHARS_MIN {
        KEPT.lock()
            .unwrap_or_else(PoisonError::into_inner)
            .insert(text.to_owned());
    }
    text.to_owned()
}

/// Everything kept so far.
#[must_use]
pub fn all() -> Vec<String> {
    KEPT.lock()
        .unwrap_or_else(PoisonError::into_inner)
        .iter()
        .cloned()
        .collect()
}
