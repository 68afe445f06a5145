//! A workbook (.xlsx, ECMA-376): sheets of words, whole numbers and shares, and nothing else.
//!
//! The kept crates that write more weigh a third of the whole worker (content/projet/decisions/statistiques.md).

use std::{
    collections::VecDeque,
    fmt::Write as _,
    io::{Cursor, Write as _},
};

use zip::{ZipWriter, write::SimpleFileOptions};

use super::{
    clock::Day,
    error::{Error, Result},
    words,
};

/// What Excel and LibreOffice call a workbook.
pub const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// How many columns are as wide as the last that says how wide it is.
const COLUMNS_WIDE: usize = 64;

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
    /// A day: a date that can be sorted and counted with.
    Day(Day),
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

/// The looks of cells, in the order in which `s="…"` names them: plain, bold, percentage, day.
const STYLES: &str = "<numFmts count=\"2\"><numFmt numFmtId=\"164\" formatCode=\"0.0%\"/><numFmt numFmtId=\"165\" formatCode=\"dd/mm/yyyy\"/></numFmts>\
    <fonts count=\"2\"><font><sz val=\"11\"/><name val=\"Calibri\"/></font>\
    <font><b/><sz val=\"11\"/><name val=\"Calibri\"/></font></fonts>\
    <fills count=\"2\"><fill><patternFill patternType=\"none\"/></fill><fill><patternFill patternType=\"gray125\"/></fill></fills>\
    <borders count=\"1\"><border><left/><right/><top/><bottom/><diagonal/></border></borders>\
    <cellStyleXfs count=\"1\"><xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\"/></cellStyleXfs>\
    <cellXfs count=\"4\"><xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\"/>\
    <xf numFmtId=\"0\" fontId=\"1\" fillId=\"0\" borderId=\"0\" xfId=\"0\" applyFont=\"1\"/>\
    <xf numFmtId=\"164\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\" applyNumberFormat=\"1\"/>\
    <xf numFmtId=\"165\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\" applyNumberFormat=\"1\"/></cellXfs>";

/// How a sheet looks: its name, how wide its columns are, and whether its first row is a heading.
#[derive(Debug, Clone, Copy)]
pub struct Shape {
    /// 31 characters at most, none of `[]:*?/\`.
    pub nom: &'static str,
    /// The widths of the first columns, in characters; the others are as wide as the last of them.
    pub widths: &'static [u8],
    /// Does the first row stay in sight?
    pub heading: bool,
}

/// A workbook in the making. Its rows are packed one by one: long sheets are never held whole.
pub struct Book {
    zip: ZipWriter<Cursor<Vec<u8>>>,
    shapes: VecDeque<Shape>,
    sheet: usize,
    row: usize,
}

impl Book {
    /// Begins a workbook of those sheets, whose first one comes first.
    ///
    /// # Errors
    /// [`Error::Internal`] when it can't be packed.
    pub fn begin(shapes: &[Shape]) -> Result<Self> {
        let mut book = Self {
            zip: ZipWriter::new(Cursor::new(Vec::new())),
            shapes: shapes.iter().copied().collect(),
            sheet: 0,
            row: 0,
        };
        book.part("[Content_Types].xml", &content_types(shapes.len()))?;
        let office = links(&[("officeDocument", "xl/workbook.xml".to_owned())]);
        book.part("_rels/.rels", &office)?;
        book.part("xl/workbook.xml", &contents(shapes))?;
        book.part("xl/_rels/workbook.xml.rels", &workbook_links(shapes.len()))?;
        let styles = format!("{HEAD}<styleSheet xmlns=\"{MAIN}\">{STYLES}</styleSheet>");
        book.part("xl/styles.xml", &styles)?;
        Ok(book)
    }

    /// Goes on to the next sheet.
    ///
    /// # Errors
    /// As [`Book::begin`].
    pub fn next_sheet(&mut self) -> Result<()> {
        self.end_sheet()?;
        let Some(shape) = self.shapes.pop_front() else {
            return Err(Error::internal("workbook", "a sheet too many"));
        };
        self.sheet += 1;
        self.row = 0;
        let name = format!("xl/worksheets/sheet{}.xml", self.sheet);
        self.start(&name)?;
        self.write(&sheet_head(shape))
    }

    /// Adds a row to the present sheet.
    ///
    /// # Errors
    /// As [`Book::begin`].
    pub fn row(&mut self, cells: &[Cell]) -> Result<()> {
        self.row += 1;
        let number = self.row;
        let mut row = format!("<row r=\"{number}\">");
        for (column, cell) in cells.iter().enumerate() {
            row.push_str(&written(
                &format!("{}{number}", words::column(column)),
                cell,
            ));
        }
        row.push_str("</row>");
        self.write(&row)
    }

    /// Its bytes.
    ///
    /// # Errors
    /// As [`Book::begin`].
    pub fn end(mut self) -> Result<Vec<u8>> {
        self.end_sheet()?;
        let packed = self.zip.finish().map_err(|error| wrong(&error))?;
        Ok(packed.into_inner())
    }

    fn end_sheet(&mut self) -> Result<()> {
        if self.sheet == 0 {
            return Ok(());
        }
        self.write("</sheetData></worksheet>")
    }

    fn start(&mut self, name: &str) -> Result<()> {
        let plain = SimpleFileOptions::default();
        self.zip
            .start_file(name, plain)
            .map_err(|error| wrong(&error))
    }

    fn write(&mut self, text: &str) -> Result<()> {
        self.zip
            .write_all(text.as_bytes())
            .map_err(|error| wrong(&error))
    }

    fn part(&mut self, name: &str, text: &str) -> Result<()> {
        self.start(name)?;
        self.write(text)
    }
}

fn wrong(error: &dyn std::fmt::Display) -> Error {
    Error::internal("workbook", error)
}

/// The bytes of a workbook of `sheets`.
///
/// # Errors
/// [`Error::Internal`] when it can't be packed.
pub fn pack(sheets: &[Sheet]) -> Result<Vec<u8>> {
    let shape = |sheet: &Sheet| Shape {
        nom: sheet.nom,
        widths: &[48, 16],
        heading: false,
    };
    let shapes: Vec<Shape> = sheets.iter().map(shape).collect();
    let mut book = Book::begin(&shapes)?;
    for sheet in sheets {
        book.next_sheet()?;
        for row in &sheet.rows {
            book.row(row)?;
        }
    }
    book.end()
}

fn content_types(sheets: usize) -> String {
    let kind = |part: &str, kind: &str| {
        format!(
            "<Override PartName=\"/xl/{part}.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.{kind}+xml\"/>"
        )
    };
    let each = (1..=sheets).map(|number| kind(&format!("worksheets/sheet{number}"), "worksheet"));
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

fn workbook_links(sheets: usize) -> String {
    let mut to: Vec<(&str, String)> = (1..=sheets)
        .map(|number| ("worksheet", format!("worksheets/sheet{number}.xml")))
        .collect();
    to.push(("styles", "styles.xml".to_owned()));
    links(&to)
}

fn contents(sheets: &[Shape]) -> String {
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

fn sheet_head(shape: Shape) -> String {
    const PANE: &str = "<sheetViews><sheetView workbookViewId=\"0\"><pane ySplit=\"1\" topLeftCell=\"A2\" \
        activePane=\"bottomLeft\" state=\"frozen\"/></sheetView></sheetViews>";
    let pane = if shape.heading { PANE } else { "" };
    let last = shape.widths.len();
    let mut columns = String::new();
    for (number, width) in (1..).zip(shape.widths) {
        let to = if number == last { COLUMNS_WIDE } else { number };
        let _ = write!(
            columns,
            "<col min=\"{number}\" max=\"{to}\" width=\"{width}\" customWidth=\"1\"/>"
        );
    }
    format!("{HEAD}<worksheet xmlns=\"{MAIN}\">{pane}<cols>{columns}</cols><sheetData>")
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
        Cell::Day(day) => match serial(*day) {
            Some(serial) => format!("<c r=\"{at}\" s=\"3\"><v>{serial}</v></c>"),
            None => words(&day.short(), 0),
        },
    }
}

/// The number of a day in a workbook (1900 system); before March 1900 it counts a day that never was, and words are safer.
fn serial(day: Day) -> Option<i64> {
    let eve = Day(chrono::NaiveDate::from_ymd_opt(1899, 12, 30)?);
    Some(eve.days_until(day)).filter(|serial| *serial > 60)
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
    fn days_are_dates() {
        let cell = |text: &str| written("A1", &Cell::Day(Day(text.parse().expect("a day"))));
        assert_eq!(cell("1980-02-03"), "<c r=\"A1\" s=\"3\"><v>29254</v></c>");
        assert!(cell("1900-02-28").contains("28/02/1900"));
    }

    #[test]
    fn words_stay_words() {
        assert_eq!(
            escaped("<a href=\"&\">\u{0}é\u{ffff}"),
            "&lt;a href=&quot;&amp;&quot;&gt;é"
        );
    }
}
