//! Turns the Markdown of a page into HTML, keeping where its links go and which anchors it offers.

use std::collections::BTreeSet;
use std::path::{Component, Path, PathBuf};

use pulldown_cmark::{CowStr, Event, HeadingLevel, Options, Parser, Tag, TagEnd, html};

use crate::{
    content::{Source, lines_before},
    typography::french,
};

/// A rendered page.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Rendered {
    /// The body as HTML.
    pub html: String,
    /// The anchors of its headings.
    pub anchors: BTreeSet<String>,
    /// Its links to the product's own pages.
    pub links: Vec<Link>,
}

/// A link from a page to another of the product.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// Line in the file, from 1.
    pub line: usize,
    /// The target as written.
    pub written: String,
    /// The address it means; `None` when no such file exists.
    pub address: Option<String>,
}

/// Renders `source`; `pages` are all pages, to turn `autre.md` into an address.
#[must_use]
pub fn render(source: &Source, pages: &[Source]) -> Rendered {
    let mut state = State {
        source,
        pages,
        rendered: Rendered::default(),
        in_code: false,
    };
    let options = Options::ENABLE_TABLES | Options::ENABLE_GFM;
    let events: Vec<_> = Parser::new_ext(&source.body, options)
        .into_offset_iter()
        .collect();
    let mut kept = Vec::with_capacity(events.len());
    for (rank, (event, range)) in events.iter().enumerate() {
        let following = events.get(rank + 1..).unwrap_or_default();
        if let Some(event) = state.event(event.clone(), range.start, following) {
            kept.push(event);
        }
    }
    html::push_html(&mut state.rendered.html, kept.into_iter());
    state.rendered.html = scrollable(&state.rendered.html);
    state.rendered
}

/// What may be wider than a phone scrolls by itself, and by keyboard too. Text is escaped, so these tags are ours.
fn scrollable(html: &str) -> String {
    html.replace("<pre>", "<pre tabindex=\"0\">")
        .replace("<table>", "<div class=\"scroll\" tabindex=\"0\"><table>")
        .replace("</table>", "</table></div>")
}

struct State<'a> {
    source: &'a Source,
    pages: &'a [Source],
    rendered: Rendered,
    in_code: bool,
}

type Offset<'a> = (Event<'a>, std::ops::Range<usize>);

impl State<'_> {
    fn event<'e>(
        &mut self,
        event: Event<'e>,
        at: usize,
        following: &[Offset<'e>],
    ) -> Option<Event<'e>> {
        Some(match event {
            Event::Start(Tag::Heading {
                level,
                classes,
                attrs,
                ..
            }) => {
                let id = Some(CowStr::from(self.anchor(following)));
                Event::Start(Tag::Heading {
                    level: under_title(level),
                    id,
                    classes,
                    attrs,
                })
            }
            Event::End(TagEnd::Heading(level)) => Event::End(TagEnd::Heading(under_title(level))),
            Event::Start(Tag::Link {
                link_type,
                dest_url,
                title,
                id,
            }) => {
                let dest_url = CowStr::from(self.link(&dest_url, at));
                Event::Start(Tag::Link {
                    link_type,
                    dest_url,
                    title,
                    id,
                })
            }
            Event::Start(Tag::CodeBlock(kind)) => {
                self.in_code = true;
                Event::Start(Tag::CodeBlock(kind))
            }
            Event::End(TagEnd::CodeBlock) => {
                self.in_code = false;
                Event::End(TagEnd::CodeBlock)
            }
            Event::Text(text) if !self.in_code => Event::Text(CowStr::from(french(&text))),
            // Pages are words: HTML in them is shown as text, comments are for writers.
            Event::Html(text) | Event::InlineHtml(text)
                if text.trim_start().starts_with("<!--") =>
            {
                return None;
            }
            Event::Html(text) | Event::InlineHtml(text) => Event::Text(text),
            other => other,
        })
    }

    /// A heading's anchor: its words without accents, made unique in the page.
    fn anchor(&mut self, following: &[Offset<'_>]) -> String {
        let mut words = String::new();
        for (event, _) in following {
            match event {
                Event::End(TagEnd::Heading(_)) => break,
                Event::Text(text) | Event::Code(text) => words.push_str(text),
                _ => {}
            }
        }
        let base = slug(&words);
        let mut anchor = base.clone();
        let mut rank = 1;
        while !self.rendered.anchors.insert(anchor.clone()) {
            rank += 1;
            anchor = format!("{base}-{rank}");
        }
        anchor
    }

    /// Notes a link to one of our pages and gives the address to write.
    fn link(&mut self, written: &str, at: usize) -> String {
        if ["https://", "http://", "mailto:", "tel:"]
            .iter()
            .any(|scheme| written.starts_with(scheme))
        {
            return written.to_owned();
        }
        let address = self.address(written);
        let line = self.source.body_line + lines_before(&self.source.body, at);
        self.rendered.links.push(Link {
            line,
            written: written.to_owned(),
            address: address.clone(),
        });
        address.unwrap_or_else(|| written.to_owned())
    }

    fn address(&self, written: &str) -> Option<String> {
        if written.starts_with('/') {
            return Some(written.to_owned());
        }
        let (file, anchor) = written
            .split_once('#')
            .map_or((written, None), |(file, anchor)| (file, Some(anchor)));
        let url = if file.is_empty() {
            &self.source.url
        } else {
            let wanted = plain(
                &self
                    .source
                    .path
                    .parent()
                    .unwrap_or(Path::new(""))
                    .join(file),
            );
            &self
                .pages
                .iter()
                .find(|page| plain(&page.path) == wanted)?
                .url
        };
        Some(anchor.map_or_else(|| url.clone(), |anchor| format!("{url}#{anchor}")))
    }
}

/// The page's title is its only first-level heading.
fn under_title(level: HeadingLevel) -> HeadingLevel {
    if level == HeadingLevel::H1 {
        HeadingLevel::H2
    } else {
        level
    }
}

/// `a/b/../c` is `a/c`.
fn plain(path: &Path) -> PathBuf {
    path.components().fold(PathBuf::new(), |mut walked, step| {
        match step {
            Component::ParentDir => {
                walked.pop();
            }
            Component::CurDir => {}
            other => walked.push(other),
        }
        walked
    })
}

/// Words as an anchor: « Où aller ? » is `ou-aller`.
fn slug(words: &str) -> String {
    let mut slug = String::with_capacity(words.len());
    for letter in words.chars().flat_map(char::to_lowercase) {
        match letter {
            'à' | 'â' | 'ä' => slug.push('a'),
            'é' | 'è' | 'ê' | 'ë' => slug.push('e'),
            'î' | 'ï' => slug.push('i'),
            'ô' | 'ö' => slug.push('o'),
            'ù' | 'û' | 'ü' => slug.push('u'),
            'ç' => slug.push('c'),
            'œ' => slug.push_str("oe"),
            'a'..='z' | '0'..='9' => slug.push(letter),
            _ if slug.ends_with('-') || slug.is_empty() => {}
            _ => slug.push('-'),
        }
    }
    let slug = slug.trim_end_matches('-');
    if slug.is_empty() {
        "partie".to_owned()
    } else {
        slug.to_owned()
    }
}

#[cfg(test)]
#[path = "markdown_tests.rs"]
mod tests;
