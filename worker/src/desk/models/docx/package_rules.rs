//! The file of a Word document: a zip of parts that name each other. Nothing is believed of what it says of itself: sizes
//! are counted while it is read, and reading stops at a limit. Pure.

use std::{
    collections::BTreeSet,
    io::{Cursor, Read},
};

use zip::{CompressionMethod, ZipArchive};

use super::{
    part_rules::Part,
    xml_rules::{Illegible, Node, attribute, walk},
};

/// The most parts of a model: Word's letters have 15 to 40.
const PARTS_MAX: usize = 300;
/// The most all its parts hold together, in bytes: ten times the file, what pictures and XML come to at most.
const UNPACKED_BYTES_MAX: u64 = 20 * 1024 * 1024;
/// The most a part that is read as text holds, in bytes: the styles of a heavy template of Word come to 1 MB.
const TEXT_BYTES_MAX: u64 = 4 * 1024 * 1024;
/// The most the words of a letter, its headers and footers each, hold in bytes: a long letter of Word has 200 kB. Fifty
/// letters at once are fifty times that, one after the other.
const LETTER_BYTES_MAX: usize = 1024 * 1024;

/// A part, or why it is refused, in French.
pub type Checked<T> = Result<T, String>;

/// Not a Word document at all.
pub const NOT_WORD: &str = "Ce fichier n’est pas un document Word «\u{a0}.docx\u{a0}». Ouvrez-le dans Word ou LibreOffice, enregistrez-le en «\u{a0}.docx\u{a0}» sans mot de passe, puis choisissez-le à nouveau.";
const BROKEN: &str = "Ce document Word est abîmé ou incomplet. Ouvrez-le dans Word ou LibreOffice, enregistrez-le sous un autre nom, puis choisissez-le à nouveau.";
const DEFINITIONS: &str = "Ce document contient des définitions XML que Word n’écrit jamais. Ouvrez-le dans Word ou LibreOffice, enregistrez-le sous un autre nom, puis choisissez-le à nouveau.";
const TOO_MUCH: &str = "Une fois décompressé, ce document est beaucoup plus gros que son fichier ne le laisse croire. Recopiez son contenu dans un document neuf.";
const TOO_MANY: &str =
    "Ce document est fait de trop de morceaux. Recopiez son contenu dans un document neuf.";
const TOO_LONG: &str = "Le texte de ce document est trop long pour une lettre. Raccourcissez-le, ou recopiez-le dans un document neuf.";

/// What one part says of another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Relation {
    /// Its name in the part.
    pub id: String,
    /// What it is: the last word of its type.
    pub kind: String,
    /// Where it is, as written.
    pub target: String,
    /// Is it outside the file?
    pub external: bool,
}

/// A document, open.
pub struct Package<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
    names: Vec<String>,
}

impl<'a> Package<'a> {
    /// Opens `bytes`; nothing is unpacked yet.
    ///
    /// # Errors
    /// Why it is no document, or one that must not be unpacked.
    pub fn open(bytes: &'a [u8]) -> Checked<Self> {
        if !bytes.starts_with(b"PK\x03\x04") {
            return Err(NOT_WORD.to_owned());
        }
        let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(broken)?;
        if archive.len() > PARTS_MAX {
            return Err(TOO_MANY.to_owned());
        }
        let mut names = Vec::with_capacity(archive.len());
        let mut seen = BTreeSet::new();
        let mut declared = 0_u64;
        for index in 0..archive.len() {
            let part = archive.by_index_raw(index).map_err(broken)?;
            let packed = [CompressionMethod::Stored, CompressionMethod::Deflated];
            if part.encrypted() || !packed.contains(&part.compression()) || part.is_symlink() {
                return Err(NOT_WORD.to_owned());
            }
            declared = declared.saturating_add(part.size());
            let name = part.name().to_owned();
            // Word takes « A.xml » and « a.xml » for one part: two of them would not be read the same everywhere.
            if !is_plain(&name) || !seen.insert(name.to_lowercase()) {
                return Err(BROKEN.to_owned());
            }
            names.push(name);
        }
        if entries(bytes) != Some(names.len()) {
            return Err(BROKEN.to_owned());
        }
        if declared > UNPACKED_BYTES_MAX {
            return Err(TOO_MUCH.to_owned());
        }
        Ok(Self { archive, names })
    }

    /// The names of its parts.
    #[must_use]
    pub fn names(&self) -> &[String] {
        &self.names
    }

    /// The archive, to copy parts from as they are.
    pub fn archive(&mut self) -> &mut ZipArchive<Cursor<&'a [u8]>> {
        &mut self.archive
    }

    /// Unpacks everything once and counts: what is not as big as it says, or not whole, is refused.
    ///
    /// # Errors
    /// Why it is refused.
    pub fn measure(&mut self) -> Checked<()> {
        for index in 0..self.names.len() {
            let part = self.archive.by_index(index).map_err(broken)?;
            let declared = part.size();
            let mut rest = part.take(declared + 1);
            let real = std::io::copy(&mut rest, &mut std::io::sink()).map_err(broken)?;
            if real != declared {
                return Err(TOO_MUCH.to_owned());
            }
        }
        Ok(())
    }

    /// The text of a part; `None` when there is no such part.
    ///
    /// # Errors
    /// When it is too long, or no text.
    pub fn text(&mut self, name: &str) -> Checked<Option<String>> {
        let Some(index) = self.archive.index_for_name(name) else {
            return Ok(None);
        };
        let part = self.archive.by_index(index).map_err(broken)?;
        let mut bytes = Vec::new();
        let mut limited = part.take(TEXT_BYTES_MAX + 1);
        limited.read_to_end(&mut bytes).map_err(broken)?;
        if bytes.len() as u64 > TEXT_BYTES_MAX {
            return Err(TOO_LONG.to_owned());
        }
        let text = String::from_utf8(bytes).map_err(broken)?;
        Ok(Some(
            text.strip_prefix('\u{feff}').unwrap_or(&text).to_owned(),
        ))
    }

    /// A part of the letter, with its words.
    ///
    /// # Errors
    /// When there is no such part, it is too long, or can't be read.
    pub fn part(&mut self, name: &str) -> Checked<Part> {
        let text = self.text(name)?.ok_or(BROKEN)?;
        if text.len() > LETTER_BYTES_MAX {
            return Err(TOO_LONG.to_owned());
        }
        Part::read(text).map_err(illegible)
    }

    /// What the part `name` says of others; the file itself is the part of no name.
    ///
    /// # Errors
    /// As [`Package::text`], or when it can't be read.
    pub fn relations(&mut self, name: &str) -> Checked<Vec<Relation>> {
        let text = self.text(&relations_of(name))?.unwrap_or_default();
        relations_in(&text)
    }

    /// The name of the part that holds the letter.
    ///
    /// # Errors
    /// When there is none.
    pub fn main(&mut self) -> Checked<String> {
        let relations = self.relations("")?;
        let main = relations
            .iter()
            .find(|one| one.kind == "officeDocument" && !one.external);
        let name = main.map(|one| resolved("", &one.target));
        name.filter(|name| self.names.contains(name))
            .ok_or_else(|| NOT_WORD.to_owned())
    }
}

fn broken<E>(_why: E) -> String {
    BROKEN.to_owned()
}

/// Why a part can't be read, in French.
#[must_use]
pub fn illegible(why: Illegible) -> String {
    match why {
        Illegible::Broken => BROKEN,
        Illegible::Definitions => DEFINITIONS,
    }
    .to_owned()
}

/// A name that leads nowhere else.
fn is_plain(name: &str) -> bool {
    let odd = |c: char| c.is_control() || matches!(c, '\\' | ':');
    !name.is_empty()
        && !name.starts_with('/')
        && !name.contains(odd)
        && name
            .trim_end_matches('/')
            .split('/')
            .all(|part| !matches!(part, "" | "." | ".."))
}

/// How many entries the file says it has at its end: the library keeps the last of those that have the same name.
fn entries(bytes: &[u8]) -> Option<usize> {
    let at = bytes.windows(4).rposition(|four| four == b"PK\x05\x06")?;
    let [low, high] = *bytes.get(at + 10..at + 12)?.first_chunk()?;
    Some(usize::from(u16::from_le_bytes([low, high])))
}

/// The part where the relations of `name` are.
#[must_use]
pub fn relations_of(name: &str) -> String {
    let (folder, file) = name.rsplit_once('/').unwrap_or(("", name));
    let folder = if folder.is_empty() {
        String::new()
    } else {
        format!("{folder}/")
    };
    format!("{folder}_rels/{file}.rels")
}

/// The relations that `text` tells; none when it is empty.
///
/// # Errors
/// When it can't be read.
pub fn relations_in(text: &str) -> Checked<Vec<Relation>> {
    let mut relations = Vec::new();
    if text.is_empty() {
        return Ok(relations);
    }
    walk(text, &mut |step| {
        if let Node::Open(tag) | Node::Empty(tag) = &step.node
            && step.name == "Relationship"
        {
            let value = |name| attribute(tag, name).unwrap_or_default();
            relations.push(Relation {
                id: value("Id"),
                kind: value("Type")
                    .rsplit('/')
                    .next()
                    .unwrap_or_default()
                    .to_owned(),
                target: value("Target"),
                external: value("TargetMode").eq_ignore_ascii_case("External"),
            });
        }
    })
    .map_err(illegible)?;
    Ok(relations)
}

/// The name of the part that `target` means, seen from the part `from`.
#[must_use]
pub fn resolved(from: &str, target: &str) -> String {
    let folder = from.rsplit_once('/').map_or("", |(folder, _)| folder);
    let mut path: Vec<&str> = match target.strip_prefix('/') {
        Some(_) => Vec::new(),
        None => folder.split('/').filter(|part| !part.is_empty()).collect(),
    };
    for part in target.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                path.pop();
            }
            other => path.push(other),
        }
    }
    path.join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn targets_are_found_from_where_they_are_named() {
        for (from, target, name) in [
            ("", "word/document.xml", "word/document.xml"),
            ("", "/word/document.xml", "word/document.xml"),
            ("word/document.xml", "header1.xml", "word/header1.xml"),
            (
                "word/document.xml",
                "../customXml/item1.xml",
                "customXml/item1.xml",
            ),
            ("word/document.xml", "../../../x.xml", "x.xml"),
        ] {
            assert_eq!(resolved(from, target), name);
        }
        assert_eq!(relations_of(""), "_rels/.rels");
        assert_eq!(
            relations_of("word/header1.xml"),
            "word/_rels/header1.xml.rels"
        );
    }

    #[test]
    fn names_that_lead_elsewhere_are_refused() {
        for name in [
            "../a.xml",
            "/a.xml",
            "word/../../a",
            "a\\b.xml",
            "C:a.xml",
            "",
            "a//b.xml",
        ] {
            assert!(!is_plain(name), "{name}");
        }
        assert!(
            is_plain("word/media/image1.png")
                && is_plain("[Content_Types].xml")
                && is_plain("word/")
        );
    }
}
