//! Arranges pages by their addresses, once for all: what is above, beside and below each.

use std::collections::HashMap;

use serde::Serialize;

use crate::content::Page;

/// A link to a page, with what a list of links says about it.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct PageLink<'a> {
    /// The title.
    pub label: &'a str,
    /// The address.
    pub href: &'a str,
    /// The summary.
    pub summary: &'a str,
}

/// The pages of a folder that stand under one heading.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct Group<'a> {
    /// The heading; none when they say no group.
    pub name: Option<&'a str>,
    /// The pages, in their order.
    pub links: Vec<PageLink<'a>>,
}

/// The place of a page.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct Place<'a> {
    /// From the top of the help down to the page above this one.
    pub crumbs: Vec<PageLink<'a>>,
    /// The page before it in its folder.
    pub previous: Option<PageLink<'a>>,
    /// The page after it in its folder.
    pub next: Option<PageLink<'a>>,
    /// The pages of the folder it stands for.
    pub below: Vec<Group<'a>>,
}

/// The pages, each folder in its order.
pub struct Tree<'a> {
    pages: HashMap<&'a str, &'a Page>,
    folders: HashMap<&'a str, Vec<&'a Page>>,
    ranks: HashMap<&'a str, usize>,
}

impl<'a> Tree<'a> {
    /// Arranges `pages`.
    #[must_use]
    pub fn of(pages: &'a [Page]) -> Self {
        let mut folders: HashMap<&str, Vec<&Page>> = HashMap::new();
        for page in pages {
            if let Some(above) = parent(&page.url) {
                folders.entry(above).or_default().push(page);
            }
        }
        let mut ranks = HashMap::with_capacity(pages.len());
        for folder in folders.values_mut() {
            folder.sort_by_key(|page| (page.known.matter.order, &page.known.matter.title));
            let ranked = folder.iter().enumerate();
            ranks.extend(ranked.map(|(rank, page)| (page.url.as_str(), rank)));
        }
        Self {
            pages: pages.iter().map(|page| (page.url.as_str(), page)).collect(),
            folders,
            ranks,
        }
    }

    /// The place of the page at `url`.
    #[must_use]
    pub fn place_of(&self, url: &str) -> Place<'a> {
        let mut crumbs = Vec::new();
        let mut above = parent(url);
        while let Some(address) = above {
            crumbs.extend(self.pages.get(address).map(|page| link(page)));
            above = parent(address);
        }
        crumbs.reverse();
        let beside = self.beside(url);
        let rank = self.ranks.get(url).copied().unwrap_or_default();
        let at = |rank: Option<usize>| beside.get(rank?).map(|page| link(page));
        Place {
            crumbs,
            previous: at(rank.checked_sub(1)),
            next: at(rank.checked_add(1)),
            below: groups(self.below(url)),
        }
    }

    /// The pages of the same folder as the page at `url`, itself included; none at the top, whose pages have nothing in common.
    #[must_use]
    pub fn beside(&self, url: &str) -> &[&'a Page] {
        match parent(url) {
            None | Some("/" | "/aide/") => &[],
            Some(above) => self.below(above),
        }
    }

    /// The pages of the folder that the page at `url` stands for, in their order.
    #[must_use]
    pub fn below(&self, url: &str) -> &[&'a Page] {
        self.folders.get(url).map_or(&[], Vec::as_slice)
    }
}

/// `/aide/a/` is above `/aide/a/b/`; nothing is above `/`.
#[must_use]
pub fn parent(url: &str) -> Option<&str> {
    let inner = url.strip_suffix('/')?;
    inner.rfind('/').map(|at| &url[..=at])
}

/// Each group where its first page is.
fn groups<'a>(pages: &[&'a Page]) -> Vec<Group<'a>> {
    let mut groups: Vec<Group<'a>> = Vec::new();
    for page in pages {
        let name = page.known.matter.group.as_deref();
        match groups.iter_mut().find(|group| group.name == name) {
            Some(group) => group.links.push(link(page)),
            None => groups.push(Group {
                name,
                links: vec![link(page)],
            }),
        }
    }
    groups
}

/// A link to `page`.
#[must_use]
pub fn link(page: &Page) -> PageLink<'_> {
    PageLink {
        label: &page.known.matter.title,
        href: &page.url,
        summary: &page.known.matter.summary,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::content::parse;

    fn page(url: &str, order: u32, group: &str) -> Page {
        let group = if group.is_empty() {
            String::new()
        } else {
            format!("group = \"{group}\"\n")
        };
        let text = format!(
            "+++\ntitle = \"T\"\nsummary = \"S\"\nupdated = 2026-11-21\norder = {order}\n{group}+++\n"
        );
        parse("x.md", url.to_owned(), &text).unwrap()
    }

    fn addresses<'a>(links: &[PageLink<'a>]) -> Vec<&'a str> {
        links.iter().map(|link| link.href).collect()
    }

    #[test]
    fn a_page_knows_what_is_above_beside_and_below() {
        let pages = [
            page("/aide/", 1, ""),
            page("/aide/a/", 1, ""),
            page("/aide/a/x/", 3, ""),
            page("/aide/a/y/", 2, ""),
            page("/aide/a/z/", 4, ""),
        ];
        let tree = Tree::of(&pages);
        let place = tree.place_of("/aide/a/x/");
        assert_eq!(addresses(&place.crumbs), ["/aide/", "/aide/a/"]);
        assert_eq!(place.previous.unwrap().href, "/aide/a/y/");
        assert_eq!(place.next.unwrap().href, "/aide/a/z/");
        assert_eq!(tree.place_of("/aide/a/y/").previous, None);
        assert_eq!(tree.place_of("/aide/a/z/").next, None);
        let below = &tree.place_of("/aide/a/").below;
        assert_eq!(
            addresses(&below[0].links),
            ["/aide/a/y/", "/aide/a/x/", "/aide/a/z/"]
        );
    }

    #[test]
    fn the_top_stands_alone() {
        let pages = [
            page("/aide/", 1, ""),
            page("/confidentialite/", 1, ""),
            page("/cgu/", 2, ""),
        ];
        let tree = Tree::of(&pages);
        for url in ["/aide/", "/cgu/"] {
            let place = tree.place_of(url);
            assert!(place.crumbs.is_empty() && place.previous.is_none() && place.next.is_none());
            assert!(tree.beside(url).is_empty());
        }
    }

    #[test]
    fn pages_of_a_group_stand_together_where_the_first_is() {
        let pages = [
            page("/aide/a/1/", 1, "Le matin"),
            page("/aide/a/2/", 2, "Le soir"),
            page("/aide/a/3/", 3, "Le matin"),
            page("/aide/a/4/", 4, ""),
        ];
        let below = Tree::of(&pages).place_of("/aide/a/").below;
        let names: Vec<_> = below.iter().map(|group| group.name).collect();
        assert_eq!(names, [Some("Le matin"), Some("Le soir"), None]);
        assert_eq!(addresses(&below[0].links), ["/aide/a/1/", "/aide/a/3/"]);
    }
}
