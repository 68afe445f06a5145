//! Does a state-changing request come from our own pages? Browsers say so in `Sec-Fetch-Site`; older ones in `Origin`.
//! A request that says neither is refused.

/// True when the request was made by a page of ours.
///
/// `fetch_site` and `origin` are the headers of those names, `own` the scheme and authority this request was sent to.
#[must_use]
pub fn is_ours(fetch_site: Option<&str>, origin: Option<&str>, own: &str) -> bool {
    match (fetch_site, origin) {
        (Some(site), _) => site == "same-origin",
        (None, Some(origin)) => origin == own,
        (None, None) => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const OWN: &str = "https://escale.example";

    #[test]
    fn only_our_own_pages_change_anything() {
        assert!(is_ours(Some("same-origin"), None, OWN));
        for site in ["same-site", "cross-site", "none", ""] {
            assert!(!is_ours(Some(site), Some(OWN), OWN), "{site}");
        }
    }

    #[test]
    fn an_older_browser_is_known_by_its_origin() {
        assert!(is_ours(None, Some(OWN), OWN));
        for origin in [
            "null",
            "https://escale.example.evil.test",
            "http://escale.example",
        ] {
            assert!(!is_ours(None, Some(origin), OWN), "{origin}");
        }
        assert!(!is_ours(None, None, OWN));
    }
}
