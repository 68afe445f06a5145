//! What every letter of a structure is made of: Word documents that Word and LibreOffice open and edit.

use std::io::Cursor;

use docx_rs::{
    AlignmentType, BorderType, BreakType, Docx, LineSpacing, PageMargin, Paragraph, Run, RunFonts,
    Table, TableCell, TableCellBorder, TableCellBorderPosition, TableCellMargins, TableLayoutType,
    TableRow, WidthType,
};

use crate::edge::{
    error::{Error, Result},
    words,
};

/// The media type of a Word document.
pub const KIND: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
/// Half-points: 11 pt for the text.
const TEXT_SIZE: usize = 22;
/// Twentieths of a point: the gap after a paragraph.
pub const GAP: u32 = 120;
/// Twentieths of a point: the gap after a block.
pub const BLOCK_GAP: u32 = 360;

/// What stands above every letter.
#[derive(Clone, Copy)]
pub struct Head<'a> {
    /// The structure's name.
    pub structure: &'a str,
    /// Its street.
    pub adresse: &'a str,
    /// Its postal code.
    pub code_postal: &'a str,
    /// Its town.
    pub ville: &'a str,
    /// « M. TEST Test ».
    pub destinataire: &'a str,
    /// « 28 décembre 2021 ».
    pub date: &'a str,
}

impl Head<'_> {
    /// The structure, the person, the place and day, and what the letter is about.
    #[must_use]
    pub fn paragraphs(&self, objet: &str) -> Vec<Paragraph> {
        let place = format!("{} {}", self.code_postal, self.ville);
        let dated = format!("{}, le {},", self.ville, self.date);
        vec![
            line(bold(self.structure), 0),
            line(text(self.adresse), 0),
            line(text(&place), BLOCK_GAP),
            line(text(self.destinataire), 0).align(AlignmentType::Right),
            line(text(&dated), BLOCK_GAP).align(AlignmentType::Right),
            line(bold(&format!("Objet\u{a0}: {objet}")), BLOCK_GAP),
        ]
    }
}

/// An empty A4 page with its margins and letters.
#[must_use]
pub fn document() -> Docx {
    let margin = PageMargin::new()
        .top(1134)
        .bottom(1134)
        .left(1304)
        .right(1304);
    Docx::new()
        .page_size(11_906, 16_838)
        .page_margin(margin)
        .default_fonts(RunFonts::new().ascii("Arial").hi_ansi("Arial").cs("Arial"))
        .default_size(TEXT_SIZE)
}

/// The document, ready for Word and LibreOffice.
///
/// # Errors
/// [`Error::Internal`] when it can't be made.
pub fn packed(docx: Docx) -> Result<Vec<u8>> {
    let mut file = Cursor::new(Vec::new());
    docx.build()
        .pack(&mut file)
        .map_err(|error| Error::internal("docx", error))?;
    Ok(file.into_inner())
}

/// Words, over as many lines as they were written on.
#[must_use]
pub fn text(words: &str) -> Run {
    let mut lines = words::lines(words);
    let first = Run::new().add_text(lines.next().unwrap_or_default());
    lines.fold(first, |run, line| {
        run.add_break(BreakType::TextWrapping).add_text(line)
    })
}

/// Words that stand out.
#[must_use]
pub fn bold(words: &str) -> Run {
    text(words).bold()
}

/// `paragraph` with a gap after it.
#[must_use]
pub fn spaced(paragraph: Paragraph, after: u32) -> Paragraph {
    paragraph.line_spacing(LineSpacing::new().after(after))
}

/// A paragraph of `run`, with a gap after it.
#[must_use]
pub fn line(run: Run, after: u32) -> Paragraph {
    spaced(Paragraph::new().add_run(run), after)
}

/// A table whose columns keep these widths, in twentieths of a point, whatever is written in them.
#[must_use]
pub fn table(rows: Vec<TableRow>, columns: [usize; 2]) -> Table {
    Table::new(rows)
        .set_grid(columns.to_vec())
        .width(columns.iter().sum(), WidthType::Dxa)
        .layout(TableLayoutType::Fixed)
        .margins(TableCellMargins::new().margin(80, 110, 20, 110))
}

/// `cell` without rules around it.
#[must_use]
pub fn unruled(cell: TableCell) -> TableCell {
    use TableCellBorderPosition::{Bottom, Left, Right, Top};
    [Top, Right, Bottom, Left]
        .into_iter()
        .fold(cell, |cell, side| {
            cell.set_border(TableCellBorder::new(side).border_type(BorderType::Nil))
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_stay_apart_and_what_xml_cannot_hold_goes() {
        let run = text("Faits du 3 mai.\r\nFaits\tdu\u{2}\u{b} 9 mai.\u{fffe}");
        let xml = serde_json::to_string(&run).expect("a run");
        assert!(
            xml.contains("Faits du 3 mai.") && xml.contains("Faits du 9 mai."),
            "{xml}"
        );
        assert!(xml.contains("break"), "{xml}");
        assert!(
            !xml.contains("\\u0002") && !xml.contains('\u{fffe}'),
            "{xml}"
        );
    }
}
