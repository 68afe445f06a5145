//! One part of a Word document (its text, a header, a footer): where its words are, and all that must change when a
//! letter is made of it. The part itself is never written anew, only those places: what Word put there stays. Pure.

use std::ops::Range;

use super::{
    reader_rules,
    xml_rules::{Edit, Illegible, spliced},
};

/// Some words of a paragraph, in one element.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// The words; a tab or a line's end is a piece of its own, a `\n`.
    pub text: String,
    /// Where the element is, and its name (`w:t`); `None` for what holds no words.
    pub at: Option<(Range<usize>, String)>,
}

/// A paragraph: its words are those of its pieces one after the other, however many runs Word has cut them into.
pub type Paragraph = Vec<Piece>;

/// What stands between one letter and the next.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Section {
    /// The whole element.
    pub at: Range<usize>,
    /// Its headers and footers: where each is named, its id, and its tag written again around the id.
    pub references: Vec<(Range<usize>, String, [String; 2])>,
    /// Where it says how it begins, if it does.
    pub begins: Option<Range<usize>>,
    /// Where it says how pages are numbered, if it does.
    pub numbering: Option<Range<usize>>,
    /// Where it would say so.
    pub numbering_at: usize,
    /// The prefix of its elements, with the colon.
    pub prefix: String,
    /// It holds nothing.
    pub empty: bool,
}

impl Section {
    /// The section as `source` has it, its headers and footers under the ids that `renamed` gives them. The first of a
    /// letter (`first`) begins on a page of its own, which is page 1.
    #[must_use]
    pub fn written(
        &self,
        source: &str,
        first: bool,
        renamed: impl Fn(&str) -> Option<String>,
    ) -> String {
        let mut edits: Vec<Edit> = Vec::new();
        for (at, id, [before, after]) in &self.references {
            let id = renamed(id).unwrap_or_else(|| id.clone());
            edits.push(Edit {
                at: at.clone(),
                text: format!("{before}{id}{after}"),
            });
        }
        if first && !self.empty {
            let prefix = &self.prefix;
            edits.extend(self.begins.clone().map(|at| Edit {
                at,
                text: format!("<{prefix}type {prefix}val=\"nextPage\"/>"),
            }));
            let here = self.numbering_at..self.numbering_at;
            edits.push(Edit {
                at: self.numbering.clone().unwrap_or(here),
                text: format!("<{prefix}pgNumType {prefix}start=\"1\"/>"),
            });
        }
        spliced(source, self.at.clone(), edits)
    }
}

/// Where the end of a section goes in the last paragraph of the body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Ending {
    /// In a paragraph's properties: before this place.
    Inside(usize),
    /// Around it, what must be written before and after, in that place.
    Around(Range<usize>, [String; 2]),
    /// In a paragraph of its own after all others.
    After,
}

/// What the text of a document is made of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Body {
    /// All it holds.
    pub at: Range<usize>,
    /// The prefix of its elements, with the colon.
    pub prefix: String,
    /// Its last section, the one every document ends with.
    pub last: Option<Section>,
    /// Where another end of section goes.
    pub ending: Ending,
}

/// What is in a part.
#[derive(Debug, Default)]
pub struct Part {
    /// Its text, whole.
    pub source: String,
    /// Its paragraphs.
    pub paragraphs: Vec<Paragraph>,
    /// What must go from every letter: content that Word would fetch again from elsewhere in the file.
    pub always: Vec<Edit>,
    /// What must go from the second letter on: marks that may be only once in a document.
    pub copies: Vec<Edit>,
    /// Drawings, each with its tag written again around its number.
    pub drawings: Vec<(Range<usize>, [String; 2])>,
    /// Ends of sections within the text, in order; the last one is in [`Body`].
    pub sections: Vec<Section>,
    /// The body, for the main part.
    pub body: Option<Body>,
    /// The lists its paragraphs are of: where each is named, its number, and its tag written again around the number.
    pub numbers: Vec<(Range<usize>, String, [String; 2])>,
    /// What makes the fields that count the pages of the document count those of their letter.
    pub pages: Vec<Edit>,
    /// The instructions of its fields.
    pub fields: Vec<String>,
    /// A field computes the instruction of another.
    pub hidden_field: bool,
    /// Changes are tracked or commented in it.
    pub tracked: bool,
    /// The names of elements that bring in something else: objects, other documents.
    pub embedded: Vec<String>,
    /// Places outside the file that it names by itself.
    pub outside: Vec<String>,
}

impl Part {
    /// Reads a part.
    ///
    /// # Errors
    /// As [`walk`].
    pub fn read(source: String) -> Result<Self, Illegible> {
        let part = reader_rules::read(&source)?;
        Ok(Self { source, ..part })
    }
}

/// The words of a paragraph.
#[must_use]
pub fn words_of(paragraph: &Paragraph) -> String {
    paragraph.iter().map(|piece| piece.text.as_str()).collect()
}
