//! Numbered lists of a document that holds several letters: in each letter they begin anew. A list of Word goes on wherever
//! its number is named; a letter has its own number for each, of the same look. Pure.

use std::{collections::BTreeMap, fmt::Write, ops::Range};

use super::{
    package_rules::{Checked, illegible},
    part_rules::Part,
    xml_rules::{Edit, Node, around, attribute, prefix, spliced, walk},
};

/// Levels of a list (ISO 29500-1, 17.9.6).
const LEVELS: usize = 9;

/// A list of the part that describes them.
#[derive(Default)]
struct List {
    /// What it is written as, around its number.
    text: [String; 3],
    /// What it looks like.
    look: String,
    /// Levels whose beginning it already says.
    said: Vec<String>,
}

/// The lists that a letter names, and what describes them.
pub struct Numbering {
    source: String,
    /// Where others are added.
    end: usize,
    prefix: String,
    highest: usize,
    lists: Vec<(String, List)>,
    /// The first number of a level of a look.
    starts: BTreeMap<(String, String), String>,
}

impl Numbering {
    /// The lists of `source` that `part` names; none when it names none.
    ///
    /// # Errors
    /// When it can't be read.
    pub fn read(source: String, part: &Part) -> Checked<Option<Self>> {
        let mut reader = Reader::default();
        walk(&source, &mut |step| match step.node {
            Node::Open(tag) if step.word => reader.begins(step.name, &step.at, &tag, false),
            Node::Empty(tag) if step.word => reader.begins(step.name, &step.at, &tag, true),
            Node::Close if step.name == "num" => reader.ends(&source, &step.at),
            _ => {}
        })
        .map_err(illegible)?;
        let named = |id: &String| part.numbers.iter().any(|(_, number, _)| number == id);
        let Reader {
            lists,
            starts,
            highest,
            end,
            prefix,
            ..
        } = reader;
        let lists: Vec<(String, List)> = lists.into_iter().filter(|(id, _)| named(id)).collect();
        Ok((!lists.is_empty()).then_some(Self {
            source,
            end,
            prefix,
            highest,
            lists,
            starts,
        }))
    }

    /// The number that list `id` has in the `number`th letter.
    #[must_use]
    pub fn of(&self, id: &str, number: usize) -> Option<usize> {
        let rank = self.lists.iter().position(|(known, _)| known == id)?;
        (number > 0).then(|| self.highest + 1 + (number - 1) * self.lists.len() + rank)
    }

    /// The part with the lists of as many letters.
    #[must_use]
    pub fn written(&self, letters: usize) -> String {
        let mut more = String::new();
        for number in 1..letters {
            for (id, list) in &self.lists {
                let own = self.of(id, number).unwrap_or_default();
                let [before, after, end] = &list.text;
                let _ = write!(more, "{before}{own}{after}{}{end}", self.anew(list));
            }
        }
        let here = Edit {
            at: self.end..self.end,
            text: more,
        };
        spliced(&self.source, 0..self.source.len(), vec![here])
    }

    /// What makes each level of a list begin anew, where the list does not say how it begins.
    fn anew(&self, list: &List) -> String {
        let p = &self.prefix;
        let mut text = String::new();
        for level in (0..LEVELS).map(|level| level.to_string()) {
            if !list.said.contains(&level) {
                let key = (list.look.clone(), level.clone());
                let start = self.starts.get(&key).map_or("1", String::as_str);
                let _ = write!(
                    text,
                    "<{p}lvlOverride {p}ilvl=\"{level}\"><{p}startOverride {p}val=\"{start}\"/></{p}lvlOverride>"
                );
            }
        }
        text
    }
}

#[derive(Default)]
struct Reader {
    lists: Vec<(String, List)>,
    starts: BTreeMap<(String, String), String>,
    highest: usize,
    end: usize,
    prefix: String,
    look: String,
    level: String,
    /// Where the tag of the list being read ends.
    inside: Option<usize>,
}

impl Reader {
    fn begins(
        &mut self,
        name: &str,
        at: &Range<usize>,
        tag: &quick_xml::events::BytesStart,
        empty: bool,
    ) {
        let value = |local| attribute(tag, local).unwrap_or_default();
        match name {
            "abstractNum" => self.look = value("abstractNumId"),
            "lvl" => self.level = value("ilvl"),
            "start" if self.inside.is_none() => {
                let key = (self.look.clone(), self.level.clone());
                self.starts.insert(key, value("val"));
            }
            "num" if !empty => {
                let id = value("numId");
                self.highest = self.highest.max(id.parse().unwrap_or_default());
                self.prefix = prefix(tag);
                let [before, after] = around(tag, false, "numId");
                let list = List {
                    text: [before, after, String::new()],
                    ..List::default()
                };
                self.lists.push((id, list));
                self.inside = Some(at.end);
            }
            "abstractNumId" if self.inside.is_some() => {
                if let Some((_, list)) = self.lists.last_mut() {
                    list.look = value("val");
                }
            }
            "lvlOverride" => {
                if let Some((_, list)) = self.lists.last_mut() {
                    list.said.push(value("ilvl"));
                }
            }
            _ => {}
        }
    }

    /// A list ends: what it holds is kept, and what makes it begin anew comes after it.
    fn ends(&mut self, source: &str, at: &Range<usize>) {
        let held = self
            .inside
            .take()
            .and_then(|from| source.get(from..at.start));
        if let Some((_, list)) = self.lists.last_mut() {
            let [_, after, end] = &mut list.text;
            after.push_str(held.unwrap_or_default());
            source.get(at.clone()).unwrap_or_default().clone_into(end);
        }
        self.end = at.end;
    }
}
