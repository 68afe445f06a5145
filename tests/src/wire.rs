//! What goes over the wire: is anything answering, and what does a first visit weigh?

use std::time::Duration;

use serde_json::Value;

use crate::browser::Browser;

/// Does `url` answer 200 at `path`?
#[must_use]
pub fn answers(url: &str, path: &str) -> bool {
    let agent = ureq::Agent::new_with_config(
        ureq::Agent::config_builder()
            .http_status_as_error(false)
            .timeout_global(Some(Duration::from_secs(5)))
            .build(),
    );
    agent
        .get(format!("{url}{path}"))
        .call()
        .is_ok_and(|answer| answer.status() == 200)
}

/// The weight of a page on the wire, as the browser counted it.
#[derive(Debug)]
pub struct Weight {
    /// Requests, the page included.
    pub requests: usize,
    /// Bytes of the compressed bodies.
    pub bytes: u64,
    /// Each request and its bytes.
    pub parts: Vec<(String, u64)>,
}

/// What the page now open in `browser` weighs on the wire, with everything it asked for.
#[must_use]
pub fn weight(browser: &Browser) -> Weight {
    let entries = browser.script(
        "return [...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')]
             .map(entry => [entry.name, entry.encodedBodySize])",
    );
    let parts: Vec<(String, u64)> = entries
        .as_array()
        .expect("performance entries")
        .iter()
        .map(|entry| {
            (
                entry[0].as_str().unwrap_or_default().to_owned(),
                entry[1].as_u64().unwrap_or_default(),
            )
        })
        .filter(|(name, _)| !name.starts_with("data:"))
        .collect();
    assert!(
        parts.iter().all(|(_, bytes)| *bytes > 0),
        "from the cache, not from the wire: {parts:?}"
    );
    Weight {
        requests: parts.len(),
        bytes: parts.iter().map(|(_, bytes)| bytes).sum(),
        parts,
    }
}

/// What the page now open keeps in the browser beside cookies: must stay empty.
#[must_use]
pub fn kept_by_scripts(browser: &Browser) -> Value {
    browser.script("return localStorage.length + sessionStorage.length")
}
