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

/// The same where the path itself holds a secret that no other site knows: the page of a secret link tells nobody where
/// it is ([`Page::behind_a_link`](super::page::Page::behind_a_link)), so that an older browser sends `null` with its form.
#[must_use]
pub fn is_ours_behind_a_link(fetch_site: Option<&str>, origin: Option<&str>, own: &str) -> bool {
    let silent = fetch_site.is_none() && origin.is_none_or(|origin| origin == "null");
    silent || is_ours(fetch_site, origin, own)
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
    fn behind_a_link_an_older_browser_says_nothing_and_another_site_is_still_refused() {
        assert!(is_ours_behind_a_link(None, Some("null"), OWN));
        assert!(is_ours_behind_a_link(None, None, OWN));
        assert!(is_ours_behind_a_link(
            Some("same-origin"),
            Some("null"),
            OWN
        ));
        assert!(!is_ours_behind_a_link(
            Some("cross-site"),
            Some("null"),
            OWN
        ));
        assert!(!is_ours_behind_a_link(None, Some("https://evil.test"), OWN));
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
