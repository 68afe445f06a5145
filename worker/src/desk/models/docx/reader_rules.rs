//! Reads a part of a Word document, element by element. Pure.

use std::ops::Range;

use quick_xml::events::BytesStart;

use super::{
    part_rules::{Body, Ending, Paragraph, Part, Piece, Section},
    xml_rules::{
        Edit, Illegible, Node, Step, around, attribute, attributes, name_at, prefix, prefix_at,
        rewritten, walk,
    },
};

/// Reads `source`, without keeping it.
///
/// # Errors
/// As [`walk`].
pub fn read(source: &str) -> Result<Part, Illegible> {
    let mut reader = Reader::default();
    walk(source, &mut |step| reader.step(source, step))?;
    Ok(reader.part)
}

/// An element that is still open.
struct Open {
    name: String,
    word: bool,
    tag: Range<usize>,
}

/// A paragraph directly in the body, as far as it is read.
#[derive(Default)]
struct LastChild {
    paragraph: bool,
    /// Its first tag, and the same tag open when it has no content.
    tag: Range<usize>,
    empty: Option<[String; 2]>,
    properties: Option<Ending>,
    ends_a_section: bool,
}

/// In which part of a field are we?
enum Field {
    Instruction(String),
    Result,
}

#[derive(Default)]
struct Reader {
    part: Part,
    open: Vec<Open>,
    paragraphs: Vec<Paragraph>,
    /// The words of the element being read, `w:t` or `w:instrText`.
    words: String,
    fields: Vec<Field>,
    section: Option<Section>,
    child: LastChild,
    body_start: usize,
}

impl LastChild {
    /// Where the end of a section goes, when this is the last in the body.
    fn ending(&self, prefix: &str) -> Ending {
        if !self.paragraph || self.ends_a_section {
            return Ending::After;
        }
        let [open, close] = [format!("<{prefix}pPr>"), format!("</{prefix}pPr>")];
        match (&self.empty, &self.properties) {
            (Some([before, after]), _) => Ending::Around(
                self.tag.clone(),
                [format!("{before}{open}"), format!("{close}{after}")],
            ),
            (None, Some(there)) => there.clone(),
            (None, None) => Ending::Around(self.tag.end..self.tag.end, [open, close]),
        }
    }
}

/// Is it the field that counts the pages of the whole document?
fn counts_pages(instruction: &str) -> bool {
    instruction.split_whitespace().next() == Some(PAGES)
}

/// The same, counting those of the section.
fn of_the_section(text: &str) -> String {
    text.replacen(PAGES, "SECTIONPAGES", 1)
}

fn is_once_only(name: &str) -> bool {
    name.ends_with(":paraId") || name.ends_with(":textId")
}

/// An empty element, open: its two tags.
fn opened(tag: &BytesStart) -> [String; 2] {
    let open = rewritten(tag, false, |name, value| {
        (!is_once_only(name)).then_some(value)
    });
    let name = tag.name().as_ref().to_owned();
    [open, format!("</{name}>")]
}

const PAGES: &str = "NUMPAGES";
const TRACKED: [&str; 14] = [
    "ins",
    "del",
    "moveFrom",
    "moveTo",
    "pPrChange",
    "rPrChange",
    "sectPrChange",
    "tblPrChange",
    "trPrChange",
    "tcPrChange",
    "cellIns",
    "cellDel",
    "commentReference",
    "numberingChange",
];
/// What may follow the numbering of pages in a section (ISO 29500-1, 17.6.17).
const AFTER_NUMBERING: [&str; 11] = [
    "cols",
    "formProt",
    "vAlign",
    "noEndnote",
    "titlePg",
    "textDirection",
    "bidi",
    "rtlGutter",
    "docGrid",
    "printerSettings",
    "sectPrChange",
];

impl Reader {
    fn step(&mut self, source: &str, step: Step) {
        match step.node {
            Node::Open(tag) => {
                self.begins(step.name, step.word, &step.at, &tag, false);
                self.open.push(Open {
                    name: step.name.to_owned(),
                    word: step.word,
                    tag: step.at,
                });
            }
            Node::Empty(tag) => {
                self.begins(step.name, step.word, &step.at, &tag, true);
                if step.word {
                    self.ends(source, step.name, &step.at, &step.at);
                }
            }
            Node::Close => {
                if let Some(open) = self.open.pop()
                    && open.word
                {
                    self.ends(source, &open.name, &open.tag, &step.at);
                }
            }
            Node::Text(words) => self.words.push_str(&words),
        }
    }

    /// The names of the elements around, the nearest first.
    fn is_in(&self, names: &[&str]) -> bool {
        let around = self.open.iter().rev();
        around
            .zip(names)
            .filter(|(open, name)| open.word && open.name == **name)
            .count()
            == names.len()
    }

    fn is_child_of_body(&self) -> bool {
        self.open.len() == 2 && self.is_in(&["body", "document"])
    }

    fn begins(&mut self, name: &str, word: bool, at: &Range<usize>, tag: &BytesStart, empty: bool) {
        self.notice(name, word, tag);
        if !word {
            if name == "docPr" {
                self.part
                    .drawings
                    .push((at.clone(), around(tag, empty, "id")));
            }
            return;
        }
        if self.is_child_of_body() && name != "sectPr" {
            self.child = LastChild {
                paragraph: name == "p",
                tag: at.clone(),
                empty: empty.then(|| opened(tag)),
                ..LastChild::default()
            };
        }
        match name {
            "t" | "instrText" => self.words.clear(),
            "p" => {
                self.paragraphs.push(Vec::new());
                self.once_only(at, tag, empty);
            }
            "tr" => self.once_only(at, tag, empty),
            "body" => self.body_start = at.end,
            "sectPr" => {
                self.section = Some(Section {
                    prefix: prefix(tag),
                    numbering_at: at.end,
                    empty,
                    ..Section::default()
                });
            }
            "headerReference" | "footerReference" => {
                let id = attribute(tag, "id").unwrap_or_default();
                if let Some(section) = &mut self.section {
                    let reference = (at.clone(), id, around(tag, empty, "id"));
                    section.references.push(reference);
                }
            }
            "numId" => {
                let number = attribute(tag, "val").unwrap_or_default();
                let place = (at.clone(), number, around(tag, empty, "val"));
                self.part.numbers.push(place);
            }
            "fldSimple" => {
                let instruction = attribute(tag, "instr").unwrap_or_default();
                if counts_pages(&instruction) {
                    let text = rewritten(tag, empty, |_, value| Some(of_the_section(&value)));
                    self.part.pages.push(Edit {
                        at: at.clone(),
                        text,
                    });
                }
                self.part.fields.push(instruction);
            }
            "fldChar" => self.field(attribute(tag, "fldCharType").as_deref()),
            _ => {}
        }
    }

    /// What a model may not hold.
    fn notice(&mut self, name: &str, word: bool, tag: &BytesStart) {
        let embeds = matches!(
            name,
            "OLEObject" | "control" | "altChunk" | "subDoc" | "movie"
        ) || word && name == "object";
        if embeds {
            self.part.embedded.push(name.to_owned());
        }
        self.part.tracked |= word && TRACKED.contains(&name);
        for (attribute, value) in attributes(tag) {
            let local = attribute.rsplit(':').next().unwrap_or_default();
            let names = matches!(local, "src" | "href") && !attribute.starts_with("xmlns");
            if names
                && (value.contains(':') || value.starts_with("\\\\") || value.starts_with("//"))
            {
                self.part.outside.push(value);
            }
        }
    }

    /// Paragraphs and rows carry ids that may be only once in a document; none of them is needed.
    fn once_only(&mut self, at: &Range<usize>, tag: &BytesStart, empty: bool) {
        if attributes(tag).any(|(name, _)| is_once_only(&name)) {
            let text = rewritten(tag, empty, |name, value| {
                (!is_once_only(name)).then_some(value)
            });
            self.part.copies.push(Edit {
                at: at.clone(),
                text,
            });
        }
    }

    fn field(&mut self, kind: Option<&str>) {
        match kind {
            Some("begin") => {
                self.part.hidden_field |= matches!(self.fields.last(), Some(Field::Instruction(_)));
                self.fields.push(Field::Instruction(String::new()));
            }
            Some("separate") => {
                if let Some(field) = self.fields.last_mut()
                    && let Field::Instruction(text) = std::mem::replace(field, Field::Result)
                {
                    self.part.fields.push(text);
                }
            }
            _ => {
                if let Some(Field::Instruction(text)) = self.fields.pop() {
                    self.part.fields.push(text);
                }
            }
        }
    }

    /// An element of Word ends; `tag` is where it began.
    fn ends(&mut self, source: &str, name: &str, tag: &Range<usize>, end: &Range<usize>) {
        let whole = tag.start..end.end;
        match name {
            "t" if tag != end => {
                let text = std::mem::take(&mut self.words);
                self.piece(text, Some((whole, name_at(source, tag))));
            }
            "br" | "cr" | "tab" | "ptab" | "noBreakHyphen" if self.is_in(&["r"]) => {
                self.piece("\n".to_owned(), None);
            }
            "instrText" => {
                let words = std::mem::take(&mut self.words);
                if counts_pages(&words) {
                    let text = of_the_section(source.get(whole.clone()).unwrap_or_default());
                    self.part.pages.push(Edit { at: whole, text });
                }
                if let Some(Field::Instruction(text)) = self.fields.last_mut() {
                    text.push_str(&words);
                } else {
                    self.part.fields.push(words);
                }
            }
            "p" => self.part.paragraphs.extend(self.paragraphs.pop()),
            "dataBinding" => self.part.always.push(Edit {
                at: whole,
                text: String::new(),
            }),
            "bookmarkStart" | "bookmarkEnd" => {
                self.part.copies.push(Edit {
                    at: whole,
                    text: String::new(),
                });
            }
            "pPr" if self.open.len() == 3 && self.is_in(&["p", "body", "document"]) => {
                let prefix = prefix_at(source, tag);
                let around = [format!("<{prefix}pPr>"), format!("</{prefix}pPr>")];
                self.child.properties = Some(if tag == end {
                    Ending::Around(tag.clone(), around)
                } else {
                    Ending::Inside(end.start)
                });
            }
            "body" => self.body_ends(source, tag, end),
            _ => self.section_ends(name, whole),
        }
    }

    fn piece(&mut self, text: String, at: Option<(Range<usize>, String)>) {
        if let Some(paragraph) = self.paragraphs.last_mut() {
            paragraph.push(Piece { text, at });
        }
    }

    fn section_ends(&mut self, name: &str, whole: Range<usize>) {
        if name == "sectPr" {
            let Some(section) = self.section.take() else {
                return;
            };
            let section = Section {
                at: whole,
                ..section
            };
            if !self.is_child_of_body() {
                self.child.ends_a_section = true;
                self.part.sections.push(section);
            } else if let Some(body) = &mut self.part.body {
                body.last = Some(section);
            } else {
                self.part.body = Some(Body {
                    at: 0..0,
                    prefix: String::new(),
                    last: Some(section),
                    ending: Ending::After,
                });
            }
        } else if self.is_in(&["sectPr"])
            && let Some(section) = &mut self.section
        {
            match name {
                "type" => section.begins = Some(whole.clone()),
                "pgNumType" => section.numbering = Some(whole.clone()),
                _ => {}
            }
            if !AFTER_NUMBERING.contains(&name) {
                section.numbering_at = whole.end;
            }
        }
    }

    fn body_ends(&mut self, source: &str, tag: &Range<usize>, end: &Range<usize>) {
        let last = self.part.body.take().and_then(|body| body.last);
        let prefix = prefix_at(source, tag);
        self.part.body = Some(Body {
            at: self.body_start..end.start,
            ending: self.child.ending(&prefix),
            prefix,
            last,
        });
    }
}
