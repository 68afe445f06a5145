//! Checks what pages say of each other: links that lead nowhere, two pages at one address.

use std::collections::{BTreeSet, HashMap, HashSet};

use crate::content::Page;
use crate::error::Mistake;
use crate::markdown::Link;

/// Addresses that exist but are not pages of `content/`: written by the generator or answered by the worker.
const OTHERS: &[&str] = &[
    "/",
    "/connexion",
    "/gestion/connexion",
    "/portail",
    "/gestion",
    "/services",
    "/lieux",
    "/plan-du-site/",
    "/aide/recherche/",
];

/// Everything that is wrong between `pages`; `drafts` are the addresses of those left out.
#[must_use]
pub fn check(pages: &[Page], drafts: &BTreeSet<String>) -> Vec<Mistake> {
    let mut mistakes = Vec::new();
    let mut known: HashMap<&str, &Page> = HashMap::with_capacity(pages.len());
    for page in pages {
        let taken = OTHERS.contains(&page.url.as_str()).then_some("le produit");
        let first = known
            .insert(&page.url, page)
            .map(|first| first.path.as_str());
        if let Some(first) = first.or(taken) {
            let what = format!("l’adresse {} est déjà prise par {first}", page.url);
            mistakes.push(page.mistake(1, what));
        }
    }
    for page in pages {
        for link in &page.known.facts.links {
            if let Some(why) = fault(link, &known, drafts) {
                let what = format!("lien cassé « {} » : {why}", link.written);
                mistakes.push(page.mistake(link.line, what));
            }
        }
    }
    mistakes.extend(moved(pages, &known));
    mistakes
}

/// Why `link` leads nowhere, if so.
fn fault(
    link: &Link,
    known: &HashMap<&str, &Page>,
    drafts: &BTreeSet<String>,
) -> Option<&'static str> {
    let Some(address) = &link.address else {
        return Some("ce n’est pas une page");
    };
    let (url, anchor) = address
        .split_once('#')
        .map_or((address.as_str(), None), |(url, anchor)| {
            (url, Some(anchor))
        });
    let Some(page) = known.get(url) else {
        return if OTHERS.contains(&url) {
            None
        } else if drafts.contains(url) {
            Some("cette page est un brouillon")
        } else if link.written.starts_with('/') {
            Some("aucune page n’a cette adresse")
        } else {
            Some("ce fichier n’existe pas")
        };
    };
    let has = |anchor| {
        page.known
            .facts
            .headings
            .iter()
            .any(|heading| heading.anchor == anchor)
    };
    anchor
        .filter(|anchor| !has(*anchor))
        .map(|_| "la page n’a pas ce titre")
}

/// Old addresses that a page has now, or that two pages had.
fn moved(pages: &[Page], known: &HashMap<&str, &Page>) -> Vec<Mistake> {
    let mut seen = HashSet::new();
    let mut mistakes = Vec::new();
    for page in pages {
        for old in &page.known.matter.moved_from {
            let with_slash = format!("{}/", old.trim_end_matches('/'));
            if known.contains_key(with_slash.as_str()) || OTHERS.contains(&old.as_str()) {
                let what = format!("`moved_from` : {old} est l’adresse d’une page d’aujourd’hui");
                mistakes.push(page.mistake(page.line_of("moved_from"), what));
            } else if !seen.insert(with_slash) {
                let what = format!("`moved_from` : {old} est dit deux fois");
                mistakes.push(page.mistake(page.line_of("moved_from"), what));
            }
        }
    }
    mistakes
}
