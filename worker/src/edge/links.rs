//! Addresses that carry what was asked, in their query.

use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

/// The query that asks for these parts: « q=Ana%C3%AFs&lieu=Nantes ».
#[must_use]
pub fn query(parts: &[(&str, String)]) -> String {
    let one = |(name, value): &(&str, String)| {
        format!("{name}={}", utf8_percent_encode(value, NON_ALPHANUMERIC))
    };
    parts.iter().map(one).collect::<Vec<_>>().join("&")
}

/// `path`, asked for these parts; `path` alone when there are none.
#[must_use]
pub fn asked(path: &str, parts: &[(&str, String)]) -> String {
    if parts.is_empty() {
        return path.to_owned();
    }
    format!("{path}?{}", query(parts))
}
