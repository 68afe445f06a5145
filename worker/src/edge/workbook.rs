//! A workbook (.xlsx, ECMA-376): sheets of words, whole numbers and shares, and nothing else.
//!
//! The kept crates that write more weigh a third of the whole worker (content/projet/decisions/statistiques.md).

use std::{
    fmt::Write as _,
    io::{Cursor, Write as _},
};

use zip::{ZipWriter, write::SimpleFileOptions};

use super::error::{Error, Result};

/// What Excel and LibreOffice call a workbook.
pub const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// How many columns have a letter of their own.
const COLUMNS_MAX: u8 = 26;

/// What is in a cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cell {
    /// Nothing.
    Empty,
    /// Words: never a formula, whatever they begin with.
    Text(String),
    /// Words in bold.
    Title(String),
    /// A whole number.
    Number(i64),
    /// A share, in thousandths: shown as a percentage.
    Share(i64),
}

/// A sheet: its name, and its rows from the top.
#[derive(Debug, Clone)]
pub struct Sheet {
    /// 31 characters at most, none of `[]:*?/\`.
    pub nom: &'static str,
    /// Its rows.
    pub rows: Vec<Vec<Cell>>,
}

const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const LINKS: &str = "http://schemas.openxmlformats.org/package/2006/relationships";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// The looks of cells, in the order in which `s="…"` names them: plain, bold, percentage.
const STYLES: &str = "<fonts count=\"2\"><font><sz val=\"11\"/><name val=\"Calibri\"/></font>\
    <font><b/><sz val=\"11\"/><name val=\"Calibri\"/></font></fonts>\
    <fills count=\"2\"><fill><patternFill patternType=\"none\"/></fill><fill><patternFill patternType=\"gray125\"/></fill></fills>\
    <borders count=\"1\"><border><left/><right/><top/><bottom/><diagonal/></border></borders>\
    <cellStyleXfs count=\"1\"><xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\"/></cellStyleXfs>\
    <cellXfs count=\"3\"><xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\"/>\
    <xf numFmtId=\"0\" fontId=\"1\" fillId=\"0\" borderId=\"0\" xfId=\"0\" applyFont=\"1\"/>\
    <xf numFmtId=\"164\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\" applyNumberFormat=\"1\"/></cellXfs>";

/// The bytes of a workbook of `sheets`.
///
/// # Errors
/// [`Error::Internal`] when it can't be packed.
pub fn pack(sheets: &[Sheet]) -> Result<Vec<u8>> {
    let mut parts = vec![
        ("[Content_Types].xml".to_owned(), content_types(sheets)),
        (
            "_rels/.rels".to_owned(),
            links(&[("officeDocument", "xl/workbook.xml".to_owned())]),
        ),
        ("xl/workbook.xml".to_owned(), contents(sheets)),
        (
            "xl/_rels/workbook.xml.rels".to_owned(),
            workbook_links(sheets),
        ),
        (
            "xl/styles.xml".to_owned(),
            format!(
                "{HEAD}<styleSheet xmlns=\"{MAIN}\"><numFmts count=\"1\"><numFmt numFmtId=\"164\" formatCode=\"0.0%\"/></numFmts>{STYLES}</styleSheet>"
            ),
        ),
    ];
    for (number, sheet) in (1..).zip(sheets) {
        parts.push((format!("xl/worksheets/sheet{number}.xml"), body(sheet)));
    }
    let wrong = |error: &dyn std::fmt::Display| Error::internal("workbook", error);
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        zip.start_file(name, SimpleFileOptions::default())
            .map_err(|error| wrong(&error))?;
        zip.write_all(text.as_bytes())
            .map_err(|error| wrong(&error))?;
    }
    let packed = zip.finish().map_err(|error| wrong(&error))?;
    Ok(packed.into_inner())
}

fn content_types(sheets: &[Sheet]) -> String {
    let kind = |part: &str, kind: &str| {
        format!(
            "<Override PartName=\"/xl/{part}.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.{kind}+xml\"/>"
        )
    };
    let each =
        (1..=sheets.len()).map(|number| kind(&format!("worksheets/sheet{number}"), "worksheet"));
    format!(
        "{HEAD}<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">\
         <Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
         <Default Extension=\"xml\" ContentType=\"application/xml\"/>{}{}{}</Types>",
        kind("workbook", "sheet.main"),
        kind("styles", "styles"),
        each.collect::<String>()
    )
}

fn links(to: &[(&str, String)]) -> String {
    let each = (1..).zip(to).map(|(number, (kind, target))| {
        format!("<Relationship Id=\"rId{number}\" Type=\"{OFFICE}/{kind}\" Target=\"{target}\"/>")
    });
    format!(
        "{HEAD}<Relationships xmlns=\"{LINKS}\">{}</Relationships>",
        each.collect::<String>()
    )
}

fn workbook_links(sheets: &[Sheet]) -> String {
    let mut to: Vec<(&str, String)> = (1..=sheets.len())
        .map(|number| ("worksheet", format!("worksheets/sheet{number}.xml")))
        .collect();
    to.push(("styles", "styles.xml".to_owned()));
    links(&to)
}

fn contents(sheets: &[Sheet]) -> String {
    let each = (1..).zip(sheets).map(|(number, sheet)| {
        format!(
            "<sheet name=\"{}\" sheetId=\"{number}\" r:id=\"rId{number}\"/>",
            escaped(sheet.nom)
        )
    });
    format!(
        "{HEAD}<workbook xmlns=\"{MAIN}\" xmlns:r=\"{OFFICE}\"><sheets>{}</sheets></workbook>",
        each.collect::<String>()
    )
}

fn body(sheet: &Sheet) -> String {
    let mut rows = String::new();
    for (number, row) in (1_usize..).zip(&sheet.rows) {
        let cells = (0..COLUMNS_MAX).zip(row);
        let cells: String = cells
            .map(|(column, cell)| written(&format!("{}{number}", char::from(b'A' + column)), cell))
            .collect();
        let _ = write!(rows, "<row r=\"{number}\">{cells}</row>");
    }
    format!(
        "{HEAD}<worksheet xmlns=\"{MAIN}\"><cols><col min=\"1\" max=\"1\" width=\"48\" customWidth=\"1\"/>\
         <col min=\"2\" max=\"12\" width=\"16\" customWidth=\"1\"/></cols><sheetData>{rows}</sheetData></worksheet>"
    )
}

fn written(at: &str, cell: &Cell) -> String {
    let words = |text: &str, style: u8| {
        format!(
            "<c r=\"{at}\" s=\"{style}\" t=\"inlineStr\"><is><t xml:space=\"preserve\">{}</t></is></c>",
            escaped(text)
        )
    };
    match cell {
        Cell::Empty => String::new(),
        Cell::Text(text) => words(text, 0),
        Cell::Title(text) => words(text, 1),
        Cell::Number(number) => format!("<c r=\"{at}\"><v>{number}</v></c>"),
        Cell::Share(share) => format!(
            "<c r=\"{at}\" s=\"2\"><v>{}.{:03}</v></c>",
            share / 1000,
            share % 1000
        ),
    }
}

/// As XML holds it; what XML can't hold at all is left out.
fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\n' | '\t' => safe.push(c),
            c if c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}') => {}
            c => safe.push(c),
        }
    }
    safe
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use super::*;

    fn part(bytes: &[u8], name: &str) -> String {
        let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).expect("a zip");
        let mut text = String::new();
        zip.by_name(name)
            .expect("the part")
            .read_to_string(&mut text)
            .expect("text");
        text
    }

    #[test]
    fn cells_are_where_they_should_be() {
        let rows = vec![
            vec![
                Cell::Title("Mois".to_owned()),
                Cell::Empty,
                Cell::Number(-3),
            ],
            vec![
                Cell::Text("=1+1".to_owned()),
                Cell::Share(1000),
                Cell::Share(45),
            ],
        ];
        let bytes = pack(&[Sheet { nom: "A & B", rows }]).expect("packed");
        let sheet = part(&bytes, "xl/worksheets/sheet1.xml");
        for cell in [
            "<c r=\"A1\" s=\"1\" t=\"inlineStr\"><is><t xml:space=\"preserve\">Mois</t></is></c><c r=\"C1\"><v>-3</v></c>",
            "<c r=\"A2\" s=\"0\" t=\"inlineStr\"><is><t xml:space=\"preserve\">=1+1</t></is></c>",
            "<c r=\"B2\" s=\"2\"><v>1.000</v></c><c r=\"C2\" s=\"2\"><v>0.045</v></c>",
        ] {
            assert!(sheet.contains(cell), "{cell}\n{sheet}");
        }
        assert!(part(&bytes, "xl/workbook.xml").contains("name=\"A &amp; B\""));
    }

    #[test]
    fn words_stay_words() {
        assert_eq!(
            escaped("<a href=\"&\">\u{0}é\u{ffff}"),
            "&lt;a href=&quot;&amp;&quot;&gt;é"
        );
    }
}
