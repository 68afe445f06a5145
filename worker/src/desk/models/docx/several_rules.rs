//! One document made of a model: a letter for one person, or one letter after the other for several, each a section of its
//! own, with its own headers and footers where these name the person. Pure.

use std::io::{Cursor, Write};

use zip::{CompressionMethod, ZipWriter, write::SimpleFileOptions};

use super::{
    fill_rules::{Values, drawing, edits, holds, tags_of},
    numbering_rules::Numbering,
    package_rules::{Checked, Package, relations_of, resolved},
    part_rules::{Body, Ending, Part, Section},
    xml_rules::{Edit, Node, attribute, escaped, spliced, walk},
};
use crate::desk::models::rules::Tag;

const RELATIONS: &str = "http://schemas.openxmlformats.org/package/2006/relationships";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const TYPES: &str = "http://schemas.openxmlformats.org/package/2006/content-types";
const WORDML: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml";

/// The letters of `people` in one document, each from a new page.
///
/// # Errors
/// When the model can't be read or the document not written, in French; a model that was checked can.
pub fn made(model: &[u8], people: &[Values]) -> Checked<Vec<u8>> {
    let mut package = Package::open(model)?;
    let maker = Maker::of(&mut package, people.len())?;
    let mut bytes = Cursor::new(Vec::new());
    let mut written = ZipWriter::new(&mut bytes);
    for index in 0..package.names().len() {
        let name = package.names().get(index).cloned().unwrap_or_default();
        if let Some(content) = maker.instead_of(&mut package, &name, people)? {
            put(&mut written, &name, content.as_bytes())?;
        } else if name == maker.main {
            begin(&mut written, &name)?;
            maker.write_letters(&mut written, people)?;
        } else {
            let part = package.archive().by_index_raw(index).map_err(unwritten)?;
            written.raw_copy_file(part).map_err(unwritten)?;
        }
    }
    for (name, content) in maker.added(&mut package, people)? {
        put(&mut written, &name, &content)?;
    }
    written.finish().map_err(unwritten)?;
    Ok(bytes.into_inner())
}

/// As docx-rs has it: the same machine code serves both.
type Zip<'a> = ZipWriter<&'a mut Cursor<Vec<u8>>>;

fn unwritten<E>(_why: E) -> String {
    "Le document n’a pas pu être fait à partir de ce modèle.".to_owned()
}

fn begin(written: &mut Zip, name: &str) -> Checked<()> {
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    written.start_file(name, options).map_err(unwritten)
}

fn put(written: &mut Zip, name: &str, content: &[u8]) -> Checked<()> {
    begin(written, name)?;
    written.write_all(content).map_err(unwritten)
}

/// A header or a footer that names the person.
struct Around {
    id: String,
    kind: &'static str,
    name: String,
    part: Part,
}

impl Around {
    /// The name of the part, and its id, in the `number`th letter.
    fn name(&self, number: usize) -> String {
        let stem = self.name.strip_suffix(".xml").unwrap_or(&self.name);
        if number == 0 {
            self.name.clone()
        } else {
            format!("{stem}-escale-{number}.xml")
        }
    }

    fn id(&self, number: usize) -> String {
        if number == 0 {
            self.id.clone()
        } else {
            format!("{}Escale{number}", self.id)
        }
    }

    fn filled(&self, values: &Values, several: bool) -> String {
        let mut changes = edits(&self.part, values, "");
        changes.extend(self.part.always.iter().cloned());
        if several {
            changes.extend(self.part.pages.iter().cloned());
        }
        spliced(&self.part.source, 0..self.part.source.len(), changes)
    }
}

struct Maker {
    main: String,
    part: Part,
    around: Vec<Around>,
    /// Headers and footers that all letters share, whose pages are counted letter by letter.
    shared: Vec<(String, Part)>,
    /// The lists that begin anew in each letter, and the name of the part that describes them.
    numbering: Option<(String, Numbering)>,
    letters: usize,
    /// The model has the tag of a picture.
    pictures: bool,
}

impl Maker {
    fn of(package: &mut Package, letters: usize) -> Checked<Self> {
        let main = package.main()?;
        let part = package.part(&main)?;
        let (mut around, mut shared, mut numbering) = (Vec::new(), Vec::new(), None);
        for relation in package.relations(&main)? {
            let kind = match relation.kind.as_str() {
                "header" => "header",
                "footer" => "footer",
                "numbering" if letters > 1 => {
                    let name = resolved(&main, &relation.target);
                    let text = package.text(&name)?.unwrap_or_default();
                    numbering = Numbering::read(text, &part)?.map(|lists| (name, lists));
                    continue;
                }
                _ => continue,
            };
            let name = resolved(&main, &relation.target);
            let part = package.part(&name)?;
            if tags_of(&part).is_empty() {
                if letters > 1 && !part.pages.is_empty() {
                    shared.push((name, part));
                }
            } else {
                around.push(Around {
                    id: relation.id,
                    kind,
                    name,
                    part,
                });
            }
        }
        Ok(Self {
            pictures: holds(&part, Tag::CodeQr),
            main,
            part,
            around,
            shared,
            numbering,
            letters,
        })
    }

    /// What comes instead of the part `name`, unless it is copied as it is.
    fn instead_of(
        &self,
        package: &mut Package,
        name: &str,
        people: &[Values],
    ) -> Checked<Option<String>> {
        if let (Some(around), Some(first)) = (
            self.around.iter().find(|one| one.name == name),
            people.first(),
        ) {
            return Ok(Some(around.filled(first, self.letters > 1)));
        }
        if let Some((_, part)) = self.shared.iter().find(|(known, _)| known == name) {
            let (whole, pages) = (0..part.source.len(), part.pages.clone());
            return Ok(Some(spliced(&part.source, whole, pages)));
        }
        if let Some((_, lists)) = self.numbering.as_ref().filter(|(known, _)| known == name) {
            return Ok(Some(lists.written(self.letters)));
        }
        if name == relations_of(&self.main) {
            let text = package.text(name)?.unwrap_or_default();
            return Ok(Some(with_more(&text, &self.relations(people.len()))));
        }
        if name == "[Content_Types].xml" {
            let text = package.text(name)?.unwrap_or_default();
            let more = self.types(&text, people.len());
            return Ok(Some(with_more(&text, &more)));
        }
        Ok(None)
    }

    /// What the main part says of the parts that are added.
    fn relations(&self, letters: usize) -> String {
        let one = |id: &str, kind: &str, target: &str| {
            format!(
                "<Relationship xmlns=\"{RELATIONS}\" Id=\"{}\" Type=\"{OFFICE}/{kind}\" Target=\"{}\"/>",
                escaped(id),
                escaped(target)
            )
        };
        let mut more = String::new();
        for number in 0..letters {
            if self.pictures {
                more.push_str(&one(
                    &picture_id(number),
                    "image",
                    &format!("/{}", self.picture(number)),
                ));
            }
            for around in self.around.iter().filter(|_| number > 0) {
                let target = format!("/{}", around.name(number));
                more.push_str(&one(&around.id(number), around.kind, &target));
            }
        }
        more
    }

    /// What the file says that the parts that are added are.
    fn types(&self, known: &str, letters: usize) -> String {
        let png =
            format!("<Default xmlns=\"{TYPES}\" Extension=\"png\" ContentType=\"image/png\"/>");
        let mut more = String::new();
        if self.pictures && !knows_pngs(known) {
            more.push_str(&png);
        }
        for number in 1..letters {
            let parts = self.around.iter().map(|around| {
                let name = around.name(number);
                format!(
                    "<Override xmlns=\"{TYPES}\" PartName=\"/{}\" ContentType=\"{WORDML}.{}+xml\"/>",
                    escaped(&name),
                    around.kind
                )
            });
            more.extend(parts);
        }
        more
    }

    /// The parts that the model does not have: pictures, headers and footers of the other letters and what these show.
    fn added(&self, package: &mut Package, people: &[Values]) -> Checked<Vec<(String, Vec<u8>)>> {
        let mut added = Vec::new();
        let relations = relations_of(&self.main);
        if !package.names().contains(&relations) {
            let empty = format!("<Relationships xmlns=\"{RELATIONS}\"></Relationships>");
            added.push((
                relations,
                with_more(&empty, &self.relations(people.len())).into_bytes(),
            ));
        }
        for (number, values) in people.iter().enumerate() {
            if self.pictures {
                added.push((
                    self.picture(number),
                    values.code.clone().unwrap_or_default(),
                ));
            }
            for around in self.around.iter().filter(|_| number > 0) {
                let name = around.name(number);
                if let Some(shown) = package.text(&relations_of(&around.name))? {
                    added.push((relations_of(&name), shown.into_bytes()));
                }
                added.push((name, around.filled(values, true).into_bytes()));
            }
        }
        Ok(added)
    }

    fn picture(&self, number: usize) -> String {
        resolved(&self.main, &format!("media/escale-code-{number}.png"))
    }

    /// The main part, one letter after the other: never more than one of them in memory.
    fn write_letters(&self, written: &mut Zip, people: &[Values]) -> Checked<()> {
        let source = &self.part.source;
        let body = self.part.body.as_ref().ok_or_else(|| unwritten(()))?;
        let mut write = |text: &str| written.write_all(text.as_bytes()).map_err(unwritten);
        write(source.get(..body.at.start).unwrap_or_default())?;
        for (number, values) in people.iter().enumerate() {
            let letter = self.letter(body, number, number + 1 == people.len(), values);
            write(&letter)?;
        }
        write(source.get(body.at.end..).unwrap_or_default())
    }

    fn letter(&self, body: &Body, number: usize, is_last: bool, values: &Values) -> String {
        let picture = drawing(
            &picture_id(number),
            self.drawing_id(number, 0),
            &body.prefix,
        );
        let mut changes = Vec::new();
        let ended = match &body.last {
            Some(last) => self.section(last, self.part.sections.is_empty(), number),
            None => format!("<{0}sectPr></{0}sectPr>", body.prefix),
        };
        let mut tail = String::new();
        if is_last {
            let own = body.last.as_ref().map(|last| last.at.clone());
            changes.extend(own.map(|at| Edit { at, text: ended }));
        } else {
            let own = body.last.as_ref().map(|last| last.at.clone());
            changes.extend(own.map(|at| Edit {
                at,
                text: String::new(),
            }));
            match &body.ending {
                Ending::Inside(at) => changes.push(Edit {
                    at: *at..*at,
                    text: ended,
                }),
                Ending::Around(at, [before, after]) => {
                    changes.push(Edit {
                        at: at.clone(),
                        text: format!("{before}{ended}{after}"),
                    });
                }
                Ending::After => tail = paragraph_of(&body.prefix, &ended),
            }
        }
        changes.extend(edits(&self.part, values, &picture));
        changes.extend(self.part.always.iter().cloned());
        if number > 0 {
            changes.extend(self.part.copies.iter().cloned());
        }
        if self.letters > 1 {
            changes.extend(self.part.pages.iter().cloned());
        }
        changes.extend(self.part.numbers.iter().filter_map(|(at, id, tag)| {
            let own = self.numbering.as_ref()?.1.of(id, number)?;
            let [before, after] = tag;
            Some(Edit {
                at: at.clone(),
                text: format!("{before}{own}{after}"),
            })
        }));
        for (rank, (at, [before, after])) in self.part.drawings.iter().enumerate() {
            let id = self.drawing_id(number, rank + 1);
            changes.push(Edit {
                at: at.clone(),
                text: format!("{before}{id}{after}"),
            });
        }
        for (rank, section) in self.part.sections.iter().enumerate() {
            let text = self.section(section, rank == 0, number);
            changes.push(Edit {
                at: section.at.clone(),
                text,
            });
        }
        let text = spliced(&self.part.source, body.at.clone(), changes);
        text + &tail
    }

    /// Each drawing of a document has a number of its own.
    fn drawing_id(&self, number: usize, rank: usize) -> usize {
        1 + number * (self.part.drawings.len() + 1) + rank
    }

    fn section(&self, section: &Section, first: bool, number: usize) -> String {
        section.written(&self.part.source, first && number > 0, |id| {
            let around = self.around.iter().find(|one| one.id == id)?;
            Some(around.id(number))
        })
    }
}

fn picture_id(number: usize) -> String {
    format!("rIdEscaleCode{number}")
}

/// A paragraph that takes no room and ends a section.
fn paragraph_of(prefix: &str, section: &str) -> String {
    format!(
        "<{prefix}p><{prefix}pPr><{prefix}spacing {prefix}before=\"0\" {prefix}after=\"0\" {prefix}line=\"20\" {prefix}lineRule=\"exact\"/>{section}</{prefix}pPr></{prefix}p>"
    )
}

fn knows_pngs(types: &str) -> bool {
    let mut known = false;
    let _ = walk(types, &mut |step| {
        if let Node::Open(tag) | Node::Empty(tag) = &step.node {
            let extension = attribute(tag, "Extension");
            known |= extension.is_some_and(|it| it.eq_ignore_ascii_case("png"));
        }
    });
    known
}

/// `text` with `more` before its last tag.
fn with_more(text: &str, more: &str) -> String {
    let at = text.rfind("</").unwrap_or(text.len());
    let (before, after) = text.split_at(at);
    format!("{before}{more}{after}")
}
