//! Turns the Markdown of a page into HTML, keeping what must be checked: its headings, where its links go, the images it shows.
//!
//! A page is rendered without knowing the others, so that one that has not changed need not be rendered again.

use std::iter::Peekable;
use std::ops::Range;

use pulldown_cmark::{
    BlockQuoteKind, CodeBlockKind, CowStr, Event, HeadingLevel, OffsetIter, Options, Parser, Tag,
    TagEnd, html,
};
use serde::{Deserialize, Serialize};

use crate::callouts;
use crate::content::{address_of, beside};
use crate::images::mark;
use crate::matter::{Wrong, lines_before};
use crate::typography::french;

/// A rendered page.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Rendered {
    /// The body as HTML, with [`mark`] where each image goes.
    pub html: String,
    /// What others need to know.
    pub facts: Facts,
    /// What is wrong with the body alone.
    pub mistakes: Vec<Wrong>,
}

/// What a body offers and what it asks for.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Facts {
    /// Its headings, in their order.
    pub headings: Vec<Heading>,
    /// Its links to the product's own pages.
    pub links: Vec<Link>,
    /// The images it shows, in their order.
    pub images: Vec<ImageUse>,
}

/// A heading of a body.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Heading {
    /// From 2: the title of the page is the first.
    pub level: u8,
    /// Its anchor in the page.
    pub anchor: String,
    /// Its words, without emphasis.
    pub words: String,
}

/// A link from a page to another of the product.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Link {
    /// Line in the file, from 1.
    pub line: usize,
    /// The target as written.
    pub written: String,
    /// The address it means; `None` when it names no page.
    pub address: Option<String>,
}

/// An image that a page shows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImageUse {
    /// Line in the file, from 1.
    pub line: usize,
    /// The file as written.
    pub written: String,
    /// What it says to who does not see it.
    pub alt: String,
    /// What is written under it.
    pub caption: Option<String>,
    /// Whether it is a paragraph by itself.
    pub alone: bool,
}

/// Renders `body`, which begins at line `first_line` of the file at `path`.
#[must_use]
pub fn render(path: &str, body: &str, first_line: usize) -> Rendered {
    let options = Options::ENABLE_TABLES | Options::ENABLE_GFM;
    let mut state = State {
        path,
        body,
        first_line,
        level: 1,
        in_code: false,
        out: Vec::with_capacity(256),
        rendered: Rendered::default(),
    };
    let mut events = Parser::new_ext(body, options).into_offset_iter().peekable();
    while let Some((event, range)) = events.next() {
        state.event(event, range, &mut events);
    }
    let mut rendered = state.rendered;
    rendered.html.reserve(body.len() + body.len() / 4);
    html::push_html(&mut rendered.html, state.out.into_iter());
    rendered
}

type Events<'a> = Peekable<OffsetIter<'a>>;

struct State<'a> {
    path: &'a str,
    body: &'a str,
    first_line: usize,
    /// Of the last heading.
    level: u8,
    in_code: bool,
    out: Vec<Event<'a>>,
    rendered: Rendered,
}

impl<'a> State<'a> {
    /// Writes what `event` becomes; a heading and an image take what follows, to their end.
    fn event(&mut self, event: Event<'a>, range: Range<usize>, rest: &mut Events<'a>) {
        match event {
            Event::Start(Tag::Heading { level, .. }) => self.heading(level, range.start, rest),
            Event::Start(Tag::Image {
                dest_url, title, ..
            }) => self.image(&dest_url, &title, range, rest),
            Event::Start(Tag::Link {
                mut dest_url,
                link_type,
                title,
                id,
            }) => {
                dest_url = self.link(dest_url, range.start);
                let link = Tag::Link {
                    link_type,
                    dest_url,
                    title,
                    id,
                };
                self.out.push(Event::Start(link));
            }
            Event::Start(Tag::BlockQuote(kind)) => self.quote(kind, range),
            Event::End(TagEnd::BlockQuote(Some(_))) => self.html("</div>\n"),
            // What may be wider than a phone scrolls by itself, and by keyboard too.
            Event::Start(Tag::Table(_)) => {
                self.html("<div class=\"scroll\" tabindex=\"0\">");
                self.out.push(event);
            }
            Event::End(TagEnd::Table) => {
                self.out.push(event);
                self.html("</div>\n");
            }
            Event::Start(Tag::CodeBlock(kind)) => self.code(&kind),
            Event::End(TagEnd::CodeBlock) => {
                self.in_code = false;
                self.html("</code></pre>\n");
            }
            Event::Text(text) if !self.in_code => self.out.push(Event::Text(french(&text).into())),
            // Pages are words: HTML in them is shown as text, comments are for writers.
            Event::Start(Tag::HtmlBlock) if self.is_comment(&range) => to_the_end(rest),
            Event::InlineHtml(_) if self.is_comment(&range) => {}
            Event::Html(text) | Event::InlineHtml(text) => self.out.push(Event::Text(text)),
            other => self.out.push(other),
        }
    }

    fn html(&mut self, text: &'static str) {
        self.out.push(Event::Html(CowStr::Borrowed(text)));
    }

    fn is_comment(&self, range: &Range<usize>) -> bool {
        let source = self.body.get(range.clone()).unwrap_or_default();
        source.trim_start().starts_with("<!--")
    }

    fn line(&self, at: usize) -> usize {
        self.first_line + lines_before(self.body, at)
    }

    fn wrong(&mut self, at: usize, what: impl Into<String>) {
        self.rendered.mistakes.push((self.line(at), what.into()));
    }

    /// Goes on to a heading of this level, one deeper than the last at most.
    fn step_to(&mut self, level: u8, at: usize) {
        if level > self.level + 1 {
            let marks = "#".repeat(usize::from(level));
            let upper = "#".repeat(usize::from(self.level) + 1);
            self.wrong(
                at,
                format!("ce titre ({marks}) saute un niveau : écrivez {upper}"),
            );
        }
        self.level = level;
    }

    /// A heading is a link to itself, so that its address can be taken.
    fn heading(&mut self, level: HeadingLevel, at: usize, rest: &mut Events<'a>) {
        let level = (level as u8).max(2);
        self.step_to(level, at);
        let opening = self.out.len();
        self.out.push(Event::Html(CowStr::Borrowed("")));
        let mut words = String::new();
        let mut has_link = false;
        while let Some((event, range)) = rest.next() {
            match &event {
                Event::End(TagEnd::Heading(_)) => break,
                Event::Text(text) | Event::Code(text) => words.push_str(text),
                Event::Start(Tag::Link { .. }) => has_link = true,
                _ => {}
            }
            self.event(event, range, rest);
        }
        let anchor = self.anchor(&words);
        let (mut start, mut end) = (format!("<h{level} id=\"{anchor}\">"), String::new());
        if !has_link {
            start += &["<a class=\"anchor\" href=\"#", &anchor, "\">"].concat();
            end += "</a>";
        }
        end += &["</h", &level.to_string(), ">\n"].concat();
        if let Some(event) = self.out.get_mut(opening) {
            *event = Event::Html(start.into());
        }
        self.out.push(Event::Html(end.into()));
        let words = french(&words);
        self.rendered.facts.headings.push(Heading {
            level,
            anchor,
            words,
        });
    }

    /// A heading's anchor: its words without accents, made unique in the page.
    fn anchor(&self, words: &str) -> String {
        let base = slug(words);
        let taken = |anchor: &str| {
            self.rendered
                .facts
                .headings
                .iter()
                .any(|heading| heading.anchor == anchor)
        };
        let mut anchor = base.clone();
        let mut rank = 1;
        while taken(&anchor) {
            rank += 1;
            anchor = format!("{base}-{rank}");
        }
        anchor
    }

    /// Notes a link to one of our pages and gives the address to write.
    fn link(&mut self, written: CowStr<'a>, at: usize) -> CowStr<'a> {
        if ["https://", "http://", "mailto:", "tel:"]
            .iter()
            .any(|scheme| written.starts_with(scheme))
        {
            return written;
        }
        let address = self.address(&written);
        self.rendered.facts.links.push(Link {
            line: self.line(at),
            written: written.to_string(),
            address: address.clone(),
        });
        address.map_or(written, CowStr::from)
    }

    fn address(&self, written: &str) -> Option<String> {
        if written.starts_with('/') {
            return Some(written.to_owned());
        }
        let (file, anchor) = written
            .split_once('#')
            .map_or((written, None), |(file, anchor)| (file, Some(anchor)));
        let url = if file.is_empty() {
            address_of(self.path)?
        } else {
            address_of(&beside(self.path, file))?
        };
        Some(anchor.map_or_else(|| url.clone(), |anchor| format!("{url}#{anchor}")))
    }

    /// Notes an image and leaves its mark; by itself in a paragraph, the mark takes the paragraph's place.
    fn image(&mut self, written: &str, title: &str, range: Range<usize>, rest: &mut Events<'a>) {
        let mut alt = String::new();
        for (event, _) in rest.by_ref() {
            match event {
                Event::End(TagEnd::Image) => break,
                Event::Text(text) | Event::Code(text) => alt.push_str(&text),
                Event::SoftBreak | Event::HardBreak => alt.push(' '),
                _ => {}
            }
        }
        if alt.trim().is_empty() {
            self.wrong(range.start, format!("l’image « {written} » n’a pas de texte : écrivez entre les crochets ce qu’elle montre"));
        }
        if written.contains("://") {
            self.wrong(
                range.start,
                format!("l’image « {written} » vient d’ailleurs : copiez-la dans content/images"),
            );
            return;
        }
        let mark = mark(self.rendered.facts.images.len());
        let alone = matches!(self.out.last(), Some(Event::Start(Tag::Paragraph)))
            && matches!(rest.peek(), Some((Event::End(TagEnd::Paragraph), _)));
        if alone {
            self.out.pop();
            rest.next();
        }
        self.out.push(if alone {
            Event::Html(mark.into())
        } else {
            Event::InlineHtml(mark.into())
        });
        self.rendered.facts.images.push(ImageUse {
            line: self.line(range.start),
            written: written.to_owned(),
            alt: french(&alt),
            caption: (!title.is_empty()).then(|| french(title)),
            alone,
        });
    }

    /// A callout has its title in words; a plain quotation stays one.
    fn quote(&mut self, kind: Option<BlockQuoteKind>, range: Range<usize>) {
        let Some(kind) = kind else {
            if let Some(name) = self.body.get(range.clone()).and_then(callouts::unknown) {
                self.wrong(
                    range.start,
                    format!(
                        "encadré inconnu « [!{name}] » : NOTE, TIP, IMPORTANT, WARNING ou CAUTION"
                    ),
                );
            }
            self.out.push(Event::Start(Tag::BlockQuote(None)));
            return;
        };
        self.html(callouts::opening(kind));
    }

    fn code(&mut self, kind: &CodeBlockKind<'a>) {
        self.in_code = true;
        let language = match kind {
            CodeBlockKind::Fenced(info) => info.split(' ').next().unwrap_or_default(),
            CodeBlockKind::Indented => "",
        };
        if language.bytes().all(|byte| byte.is_ascii_alphanumeric()) && !language.is_empty() {
            let start = format!("<pre tabindex=\"0\"><code class=\"language-{language}\">");
            self.out.push(Event::Html(start.into()));
        } else {
            self.html("<pre tabindex=\"0\"><code>");
        }
    }
}

/// Passes over what is left of a comment.
fn to_the_end(rest: &mut Events<'_>) {
    let end = Event::End(TagEnd::HtmlBlock);
    while rest.next_if(|(event, _)| *event != end).is_some() {}
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
