//! Reading the XML of a Word document, step by step, with the place of each step in the text. Pure.

use std::{borrow::Cow, ops::Range};

use quick_xml::{
    NsReader, XmlVersion,
    events::{BytesStart, Event},
    name::{Namespace, ResolveResult},
};

/// How deep elements may be in each other: Word's own documents stay below 60.
const DEPTH_MAX: usize = 200;

/// The namespaces of WordprocessingML: as Word writes it, and as ISO 29500 « strict » names it.
const WORD: [&str; 2] = [
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "http://purl.oclc.org/ooxml/wordprocessingml/main",
];

/// Why a part cannot be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Illegible {
    /// It is not well-formed.
    Broken,
    /// It defines types or entities: no Word document does, and a few lines of them can fill the memory.
    Definitions,
}

/// What is met on the way.
#[derive(Debug)]
pub enum Node<'a> {
    /// An element begins.
    Open(BytesStart<'a>),
    /// An element without content.
    Empty(BytesStart<'a>),
    /// An element ends.
    Close,
    /// Characters, as read.
    Text(Cow<'a, str>),
}

/// One step of the way.
#[derive(Debug)]
pub struct Step<'a> {
    /// Where it is in the text.
    pub at: Range<usize>,
    /// What it is.
    pub node: Node<'a>,
    /// Is it an element of WordprocessingML?
    pub word: bool,
    /// The local name of the element.
    pub name: &'a str,
}

/// Goes through `source` and calls `visit` at each step.
///
/// # Errors
/// Why it can't be read to its end.
pub fn walk<'a>(source: &'a str, visit: &mut dyn FnMut(Step<'a>)) -> Result<(), Illegible> {
    let mut reader = NsReader::from_str(source);
    let mut depth = 0_usize;
    let mut start = 0;
    loop {
        let (namespace, event) = reader.read_resolved_event().map_err(broken)?;
        let word = matches!(namespace, ResolveResult::Bound(Namespace(it)) if WORD.contains(&it));
        let end = usize::try_from(reader.buffer_position()).map_err(broken)?;
        let at = start..end;
        start = end;
        let raw = source.get(at.clone()).unwrap_or_default();
        let name = element(raw);
        let node = match event {
            Event::Start(tag) => {
                depth += 1;
                Node::Open(tag)
            }
            Event::Empty(tag) => Node::Empty(tag),
            Event::End(_) => {
                depth -= 1;
                Node::Close
            }
            Event::Text(_) => Node::Text(Cow::Borrowed(raw)),
            Event::CData(_) => Node::Text(Cow::Borrowed(cdata(raw))),
            Event::GeneralRef(entity) => Node::Text(Cow::Owned(character(&entity, raw)?)),
            Event::DocType(_) => return Err(Illegible::Definitions),
            Event::Decl(_) | Event::PI(_) | Event::Comment(_) => continue,
            Event::Eof => break,
        };
        if depth > DEPTH_MAX {
            return Err(Illegible::Broken);
        }
        visit(Step {
            at,
            node,
            word,
            name,
        });
    }
    if depth == 0 {
        Ok(())
    } else {
        Err(Illegible::Broken)
    }
}

fn broken<E>(_why: E) -> Illegible {
    Illegible::Broken
}

/// The local name of the element of that tag: « t » for `<w:t>`, `</w:t>` or `<w:t/>`.
fn element(raw: &str) -> &str {
    let inside = raw.trim_start_matches(['<', '/']);
    let ends = |c: char| c.is_whitespace() || matches!(c, '>' | '/');
    let name = inside.split(ends).next().unwrap_or_default();
    name.rsplit(':').next().unwrap_or_default()
}

fn cdata(raw: &str) -> &str {
    let inside = raw.strip_prefix("<![CDATA[").unwrap_or_default();
    inside.strip_suffix("]]>").unwrap_or_default()
}

/// The character of `&amp;` or `&#233;`. Any other entity would have to be defined somewhere.
fn character(entity: &quick_xml::events::BytesRef, raw: &str) -> Result<String, Illegible> {
    if let Some(character) = entity.resolve_char_ref().map_err(broken)? {
        return Ok(character.to_string());
    }
    let name = raw.trim_start_matches('&').trim_end_matches(';');
    let known = quick_xml::escape::resolve_xml_entity(name);
    known.map(str::to_owned).ok_or(Illegible::Definitions)
}

/// The value of the attribute of that local name, whatever its prefix.
#[must_use]
pub fn attribute(tag: &BytesStart, local: &str) -> Option<String> {
    let found = attributes(tag).find(|(name, _)| name.rsplit(':').next() == Some(local));
    found.map(|(_, value)| value)
}

/// The attributes of `tag`, their names as written and their values as read; a badly made one is left out.
pub fn attributes<'a>(tag: &'a BytesStart) -> impl Iterator<Item = (String, String)> + 'a {
    tag.attributes().flatten().filter_map(|one| {
        let name = one.key.as_ref().to_owned();
        let value = one.normalized_value(XmlVersion::Implicit1_0).ok()?;
        Some((name, value.into_owned()))
    })
}

/// `tag` written again: `change` gives each attribute, by its name, another value or none.
#[must_use]
pub fn rewritten(
    tag: &BytesStart,
    empty: bool,
    change: impl Fn(&str, String) -> Option<String>,
) -> String {
    let name = tag.name().as_ref().to_owned();
    let kept = attributes(tag).filter_map(|(name, value)| {
        let value = change(&name, value)?;
        Some(format!(" {name}=\"{}\"", escaped(&value)))
    });
    let kept: String = kept.collect();
    format!("<{name}{kept}{}>", if empty { "/" } else { "" })
}

/// The prefix of an element, with the colon.
#[must_use]
pub fn prefix(tag: &BytesStart) -> String {
    let name = tag.name().as_ref().to_owned();
    let prefix = name.split_once(':');
    prefix
        .map(|(prefix, _)| format!("{prefix}:"))
        .unwrap_or_default()
}

/// The name of the element whose tag is in that place, prefix included.
#[must_use]
pub fn name_at(source: &str, tag: &Range<usize>) -> String {
    let raw = source.get(tag.clone()).unwrap_or_default();
    let inside = raw.trim_start_matches('<');
    let ends = |c: char| c.is_whitespace() || matches!(c, '>' | '/');
    inside.split(ends).next().unwrap_or_default().to_owned()
}

/// The prefix of that element, with the colon.
#[must_use]
pub fn prefix_at(source: &str, tag: &Range<usize>) -> String {
    let name = name_at(source, tag);
    let prefix = name.split_once(':');
    prefix
        .map(|(prefix, _)| format!("{prefix}:"))
        .unwrap_or_default()
}

/// What stands before and after the value of that attribute in a tag written again.
#[must_use]
pub fn around(tag: &BytesStart, empty: bool, local: &str) -> [String; 2] {
    // No XML can hold this sign.
    const HERE: &str = "\u{1}";
    let marked = rewritten(tag, empty, |name, value| {
        let is_it = name.rsplit(':').next() == Some(local);
        Some(if is_it { HERE.to_owned() } else { value })
    });
    let (before, after) = marked.split_once(HERE).unwrap_or((&marked, ""));
    [before.to_owned(), after.to_owned()]
}

/// `words` as XML writes them.
#[must_use]
pub fn escaped(words: &str) -> Cow<'_, str> {
    quick_xml::escape::escape(words)
}

/// A change of a text: what is in that place becomes this.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit {
    /// The place.
    pub at: Range<usize>,
    /// What comes there.
    pub text: String,
}

/// The part `within` of `source` with its `edits`, which do not overlap; one that would is left out.
#[must_use]
pub fn spliced(source: &str, within: Range<usize>, mut edits: Vec<Edit>) -> String {
    edits.sort_by_key(|edit| (edit.at.start, edit.at.end));
    let mut text = String::with_capacity(within.len());
    let mut here = within.start;
    for edit in edits {
        if edit.at.start < here || edit.at.end > within.end {
            continue;
        }
        text.push_str(source.get(here..edit.at.start).unwrap_or_default());
        text.push_str(&edit.text);
        here = edit.at.end;
    }
    text.push_str(source.get(here..within.end).unwrap_or_default());
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text_of(source: &str) -> Result<String, Illegible> {
        let mut text = String::new();
        walk(source, &mut |step| {
            if let Node::Text(words) = step.node {
                text.push_str(&words);
            }
        })?;
        Ok(text)
    }

    #[test]
    fn words_are_read_whatever_way_they_are_written() {
        let read = text_of("<a>R&amp;D <![CDATA[<b>]]> caf&#233;</a>");
        assert_eq!(read.as_deref(), Ok("R&D <b> café"));
    }

    #[test]
    fn definitions_and_what_is_cut_are_refused() {
        let bomb = "<!DOCTYPE a [<!ENTITY b \"bb\">]><a>&b;</a>";
        assert_eq!(text_of(bomb), Err(Illegible::Definitions));
        assert_eq!(text_of("<a>&nbsp;</a>"), Err(Illegible::Definitions));
        for cut in ["<a><b></a>", "<a>", "<a", "</a>", "<a>&</a>"] {
            assert_eq!(text_of(cut), Err(Illegible::Broken), "{cut}");
        }
        let deep = "<a>".repeat(DEPTH_MAX + 1) + &"</a>".repeat(DEPTH_MAX + 1);
        assert_eq!(text_of(&deep), Err(Illegible::Broken));
    }

    #[test]
    fn a_tag_is_written_again_without_harm() {
        let mut again = String::new();
        walk("<w:p a='1&quot;2' b=\"3\"/>", &mut |step| {
            if let Node::Empty(tag) = &step.node {
                again = rewritten(tag, true, |name, value| (name != "b").then_some(value));
            }
        })
        .expect("XML");
        assert_eq!(again, "<w:p a=\"1&quot;2\"/>");
    }

    #[test]
    fn edits_are_made_where_they_are() {
        let edit = |at: Range<usize>, text: &str| Edit {
            at,
            text: text.to_owned(),
        };
        let edits = vec![
            edit(4..5, "E"),
            edit(1..3, ""),
            edit(3..3, "+"),
            edit(2..4, "no"),
        ];
        assert_eq!(spliced("abcdef", 0..6, edits), "a+dEf");
    }
}
