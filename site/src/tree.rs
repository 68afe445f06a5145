//! Arranges pages by their addresses: what is above, beside and below each.

use serde::Serialize;

use crate::content::Source;

/// A link to a page, with what a list of links says about it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PageLink {
    /// The title.
    pub label: String,
    /// The address.
    pub href: String,
    /// The summary.
    pub summary: String,
    /// Whether it is the page the link stands on.
    pub here: bool,
}

/// The place of a page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Place {
    /// From the top of the help down to the page above this one.
    pub crumbs: Vec<PageLink>,
    /// The pages of the same folder, this one included; empty at the top.
    pub beside: Vec<PageLink>,
    /// The pages of the folder this page stands for.
    pub below: Vec<PageLink>,
}

/// The place of the page at `url` among `pages`.
#[must_use]
pub fn place_of(url: &str, pages: &[Source]) -> Place {
    let above = parent(url);
    let beside = if matches!(above, None | Some("/" | "/aide/")) {
        Vec::new()
    } else {
        children(above.unwrap_or("/"), pages, url)
    };
    Place {
        crumbs: crumbs(url, pages),
        beside,
        below: children(url, pages, url),
    }
}

/// `/aide/a/` is above `/aide/a/b/`; nothing is above `/`.
fn parent(url: &str) -> Option<&str> {
    let inner = url.strip_suffix('/')?;
    inner.rfind('/').map(|at| &url[..=at])
}

fn children(above: &str, pages: &[Source], here: &str) -> Vec<PageLink> {
    let mut below: Vec<&Source> = pages
        .iter()
        .filter(|page| parent(&page.url) == Some(above))
        .collect();
    below.sort_by_key(|page| (page.matter.order, &page.matter.title));
    below.into_iter().map(|page| link(page, here)).collect()
}

fn crumbs(url: &str, pages: &[Source]) -> Vec<PageLink> {
    let mut found = Vec::new();
    let mut above = parent(url);
    while let Some(address) = above {
        found.extend(
            pages
                .iter()
                .find(|page| page.url == address)
                .map(|page| link(page, url)),
        );
        above = parent(address);
    }
    found.reverse();
    found
}

fn link(page: &Source, here: &str) -> PageLink {
    PageLink {
        label: page.matter.title.clone(),
        href: page.url.clone(),
        summary: page.matter.summary.clone(),
        here: page.url == here,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::content::{Audience, FrontMatter};
    use std::path::PathBuf;

    fn page(url: &str, order: u32) -> Source {
        Source {
            path: PathBuf::from("x.md"),
            url: url.to_owned(),
            matter: FrontMatter {
                title: url.to_owned(),
                summary: String::new(),
                audience: Audience::Tous,
                updated: "2026-11-21".parse().unwrap(),
                order,
            },
            body: String::new(),
            body_line: 1,
        }
    }

    fn addresses(links: &[PageLink]) -> Vec<&str> {
        links.iter().map(|link| link.href.as_str()).collect()
    }

    #[test]
    fn a_page_knows_what_is_above_beside_and_below() {
        let pages = [
            page("/aide/", 1),
            page("/aide/a/", 1),
            page("/aide/a/y/", 2),
            page("/aide/a/x/", 3),
        ];
        let place = place_of("/aide/a/x/", &pages);
        assert_eq!(addresses(&place.crumbs), ["/aide/", "/aide/a/"]);
        assert_eq!(addresses(&place.beside), ["/aide/a/y/", "/aide/a/x/"]);
        assert!(place.beside[1].here && !place.beside[0].here);
        assert_eq!(
            addresses(&place_of("/aide/a/", &pages).below),
            ["/aide/a/y/", "/aide/a/x/"]
        );
    }

    #[test]
    fn the_top_stands_alone() {
        let pages = [page("/aide/", 1), page("/confidentialite/", 1)];
        let place = place_of("/aide/", &pages);
        assert!(place.crumbs.is_empty() && place.beside.is_empty() && place.below.is_empty());
    }
}
