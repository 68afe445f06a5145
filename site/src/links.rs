//! Checks that every link of the help leads somewhere. All broken ones are reported together.

use std::collections::BTreeMap;

use crate::Error;
use crate::content::Source;
use crate::error::BrokenLink;
use crate::markdown::{Link, Rendered};

/// Addresses that exist but are not pages of `content/`: written by the generator or answered by the worker.
const OTHERS: &[&str] = &[
    "/",
    "/connexion",
    "/gestion/connexion",
    "/portail",
    "/gestion",
    "/services",
    "/lieux",
];

/// Refuses the pages if one of their links leads nowhere.
///
/// # Errors
/// [`Error::BrokenLinks`] with every link whose page or anchor does not exist.
pub fn check(pages: &[(Source, Rendered)]) -> Result<(), Error> {
    let known: BTreeMap<&str, &Rendered> = pages
        .iter()
        .map(|(source, rendered)| (source.url.as_str(), rendered))
        .collect();
    let broken: Vec<BrokenLink> = pages
        .iter()
        .flat_map(|(source, rendered)| rendered.links.iter().map(move |link| (source, link)))
        .filter_map(|(source, link)| {
            let reason = fault(link, &known)?;
            Some(BrokenLink {
                path: source.path.clone(),
                line: link.line,
                target: link.written.clone(),
                reason,
            })
        })
        .collect();
    if broken.is_empty() {
        Ok(())
    } else {
        Err(Error::BrokenLinks(broken))
    }
}

/// Why `link` leads nowhere, if so.
fn fault(link: &Link, known: &BTreeMap<&str, &Rendered>) -> Option<&'static str> {
    let Some(address) = &link.address else {
        return Some("no such file");
    };
    let (url, anchor) = address
        .split_once('#')
        .map_or((address.as_str(), None), |(url, anchor)| {
            (url, Some(anchor))
        });
    match (known.get(url), anchor) {
        (None, None) if OTHERS.contains(&url) => None,
        (None, _) => Some("no such page"),
        (Some(_), None) => None,
        (Some(page), Some(anchor)) if page.anchors.contains(anchor) => None,
        (Some(_), Some(_)) => Some("the page has no such heading"),
    }
}
