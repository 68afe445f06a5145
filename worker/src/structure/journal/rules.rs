//! The words of the audit log's events. Pure.

/// Every event and what it is called; `detail` adds to it.
pub const EVENTS: &[(&str, &str)] = &[];

/// The words of an event; its code where it has none yet.
#[must_use]
pub fn words(evenement: &str) -> &str {
    EVENTS
        .iter()
        .find(|(code, _)| *code == evenement)
        .map_or(evenement, |(_, words)| words)
}
