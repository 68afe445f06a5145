//! Reads a workbook or a text file into lines. Nothing here trusts the file: it is weighed before it is unpacked, read cell
//! by cell, and left at the first line too many.

use std::io::{Cursor, Read as _};

use calamine::{DataRef, Reader as _, SheetType, SheetVisible, Xlsx, XlsxError};
use encoding_rs::{UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};
use zip::ZipArchive;

use super::{
    cell_rules::Cell,
    check_rules::Cells,
    columns_rules::{Heading, WrongHeading, heading},
    rules::{LIGNES_MAX, OCTETS_MAX, Row, Sheet, Unreadable},
};

/// The most a workbook may unpack to, in bytes: 20,000 lines of our columns are about 20 MB.
const UNPACKED_BYTES_MAX: u64 = 48 * 1024 * 1024;
/// The most its texts may unpack to: they are all held in memory, of which there are 128 MB.
const TEXTS_BYTES_MAX: u64 = 16 * 1024 * 1024;
/// The most any other part may, but for its sheets, which are read cell by cell: what is listed there (styles, names,
/// sheets) is held in memory, some ten times as large as it is written.
const PART_BYTES_MAX: u64 = 2 * 1024 * 1024;
/// The fewest bytes that a text takes in the part that lists them.
const TEXT_BYTES_MIN: u64 = 8;
/// The most parts a workbook may have.
const PARTS_MAX: usize = 2_000;
/// The most ends of lines in one cell: an address has three or four.
const CELL_LINES_MAX: usize = 6;
/// Columns looked at: ours, and some that are not.
const COLUMNS_READ: usize = 200;
/// How every file of Office before 2007 begins, and every one with a password.
const OLD_OFFICE: &[u8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";
/// How every workbook begins.
const ZIP: &[u8] = b"PK\x03\x04";

/// The list in `bytes`, whose file was called `nom`.
///
/// # Errors
/// Why it can't be read.
pub fn read(nom: &str, bytes: Vec<u8>) -> Result<Sheet, Unreadable> {
    let ending = nom.rsplit('.').next().unwrap_or_default().to_lowercase();
    if bytes.is_empty() {
        return Err(Unreadable::Empty);
    }
    if bytes.len() > OCTETS_MAX {
        return Err(Unreadable::TooBig);
    }
    if bytes.starts_with(OLD_OFFICE) {
        let locked = wide("EncryptedPackage");
        let locked = bytes.windows(locked.len()).any(|part| part == locked);
        return Err(if locked {
            Unreadable::Password
        } else {
            Unreadable::OldExcel
        });
    }
    // What a file is shows in its first bytes; its name only tells a list from a photograph.
    match (ending.as_str(), bytes.starts_with(ZIP)) {
        ("xlsx" | "xlsm" | "csv" | "txt" | "xls", true) => workbook(bytes),
        ("csv" | "txt", false) => text(&bytes),
        ("xlsx" | "xlsm" | "xls", false) => Err(Unreadable::Broken),
        _ => Err(Unreadable::Kind),
    }
}

fn wide(text: &str) -> Vec<u8> {
    text.encode_utf16().flat_map(u16::to_le_bytes).collect()
}

/// How much a part may unpack to, by its name.
fn part_max(name: &str) -> u64 {
    let name = name.replace('\\', "/").to_lowercase();
    let last = name.rsplit('/').next().unwrap_or_default();
    let ending = last.rsplit('.').next().unwrap_or_default();
    match (last, ending) {
        ("sharedstrings.xml", _) => TEXTS_BYTES_MAX,
        (sheet, "xml") if sheet.starts_with("sheet") => UNPACKED_BYTES_MAX,
        (_, "xml" | "rels") => PART_BYTES_MAX,
        // Never read: pictures, macros, what was printed.
        _ => UNPACKED_BYTES_MAX,
    }
}

/// Does the part that lists the texts announce far more than it can hold? The reader makes room for as many as it says,
/// and a few bytes could ask for more than there is.
fn boasts(texts: &[u8]) -> bool {
    const NAME: &[u8] = b"uniqueCount";
    // In two bytes a letter, nothing would be found: no program writes it so.
    if texts.contains(&0) {
        return true;
    }
    let most = texts.len() as u64 / TEXT_BYTES_MIN;
    let announced = |at: usize| {
        let rest = texts.get(at + NAME.len()..).unwrap_or_default();
        let before = |byte: &&u8| !byte.is_ascii_digit() && !matches!(byte, b'<' | b'>');
        let skipped = rest.iter().take_while(before).count();
        let digits = rest.iter().skip(skipped).take_while(|b| b.is_ascii_digit());
        digits.fold(0_u64, |sum, digit| {
            sum.saturating_mul(10)
                .saturating_add(u64::from(digit - b'0'))
        })
    };
    texts
        .windows(NAME.len())
        .enumerate()
        .any(|(at, word)| word == NAME && announced(at) > most)
}

/// Unpacks every part without keeping it: what a zip says of its own size can be a lie.
fn weigh(bytes: &[u8]) -> Result<(), Unreadable> {
    let mut zip = ZipArchive::new(Cursor::new(bytes)).map_err(|_damaged| Unreadable::Broken)?;
    if zip.len() > PARTS_MAX {
        return Err(Unreadable::Bomb);
    }
    let mut left = UNPACKED_BYTES_MAX;
    let mut buffer = [0_u8; 16 * 1024];
    for index in 0..zip.len() {
        let mut part = zip.by_index(index).map_err(|_damaged| Unreadable::Broken)?;
        if part.encrypted() {
            return Err(Unreadable::Password);
        }
        let most = part_max(part.name());
        let (mut own, mut texts) = (most, Vec::new());
        loop {
            let read = part
                .read(&mut buffer)
                .map_err(|_damaged| Unreadable::Broken)?;
            if read == 0 {
                break;
            }
            left = left.checked_sub(read as u64).ok_or(Unreadable::Bomb)?;
            own = own.checked_sub(read as u64).ok_or(Unreadable::Bomb)?;
            if most == TEXTS_BYTES_MAX {
                texts.extend_from_slice(buffer.get(..read).unwrap_or_default());
            }
        }
        if boasts(&texts) {
            return Err(Unreadable::Bomb);
        }
    }
    Ok(())
}

fn workbook(bytes: Vec<u8>) -> Result<Sheet, Unreadable> {
    weigh(&bytes)?;
    let damaged = |error: XlsxError| match error {
        XlsxError::Password => Unreadable::Password,
        _ => Unreadable::Broken,
    };
    let mut book = Xlsx::new(Cursor::new(bytes)).map_err(damaged)?;
    // The first that one sees when opening it: lists for drop-down menus are often hidden before it.
    let first = book
        .sheets_metadata()
        .iter()
        .find(|sheet| sheet.typ == SheetType::WorkSheet && sheet.visible == SheetVisible::Visible)
        .map(|sheet| sheet.name.clone())
        .ok_or(Unreadable::NoSheet)?;
    let mut cells = book.worksheet_cells_reader(&first).map_err(damaged)?;
    let (mut lines, mut line, mut at) = (Lines::default(), Vec::new(), 0);
    while let Some(cell) = cells.next_cell().map_err(damaged)? {
        let (row, column) = cell.get_position();
        if row != at {
            lines.add(at as usize + 1, std::mem::take(&mut line))?;
            at = row;
        }
        let column = column as usize;
        let value = value(cell.get_value());
        if column < COLUMNS_READ && !value.is_empty() {
            if line.len() <= column {
                line.resize(column + 1, Cell::Empty);
            }
            if let Some(place) = line.get_mut(column) {
                *place = value;
            }
        }
    }
    lines.add(at as usize + 1, line)?;
    lines.done()
}

/// What a formula gave, and never the formula.
fn value(value: &DataRef) -> Cell {
    match value {
        DataRef::Empty | DataRef::DurationIso(_) => Cell::Empty,
        DataRef::Int(number) => Cell::text(&number.to_string()),
        DataRef::Float(number) => Cell::Number(*number),
        DataRef::String(text) | DataRef::DateTimeIso(text) => Cell::text(text),
        DataRef::SharedString(text) => Cell::text(text),
        DataRef::Bool(yes) => Cell::text(if *yes { "VRAI" } else { "FAUX" }),
        DataRef::DateTime(when) => {
            let (year, month, day, ..) = when.to_ymd_hms_milli();
            chrono::NaiveDate::from_ymd_opt(year.into(), month.into(), day.into())
                .map_or(Cell::Number(when.as_f64()), Cell::Day)
        }
        DataRef::Error(error) => Cell::Broken(error.to_string()),
    }
}

/// UTF-8 or, from an older Excel, Windows-1252 or UTF-16.
fn decoded(bytes: &[u8]) -> Result<String, Unreadable> {
    let mark = encoding_rs::Encoding::for_bom(bytes).map(|(encoding, _)| encoding);
    let encoding = match mark {
        Some(encoding) if encoding == UTF_16LE || encoding == UTF_16BE => encoding,
        _ if std::str::from_utf8(bytes).is_ok() => UTF_8,
        _ => WINDOWS_1252,
    };
    let (text, ..) = encoding.decode(bytes);
    // A picture that is called a list.
    if text.contains('\0') {
        return Err(Unreadable::Broken);
    }
    Ok(text.into_owned())
}

/// The sign that parts the columns: the one that the first line has most of.
fn separator(text: &str) -> u8 {
    let first = text
        .lines()
        .find(|line| !line.trim().is_empty())
        .unwrap_or_default();
    let count = |sign: u8| first.bytes().filter(|byte| *byte == sign).count();
    [b';', b',', b'\t']
        .into_iter()
        .rev()
        .max_by_key(|sign| count(*sign))
        .unwrap_or(b';')
}

/// The line of a quote that nothing closes, or that is closed so far below that it is the next cell's: all lines between
/// would be one cell, and nobody would see them go.
fn lost_quote(body: &str, separator: u8) -> Option<usize> {
    let (mut ligne, mut opened, mut starts) = (1, None, true);
    let mut bytes = body.bytes().peekable();
    while let Some(byte) = bytes.next() {
        match (byte, opened) {
            // Twice, it is a sign of the cell.
            (b'"', Some(_)) if bytes.peek() == Some(&b'"') => drop(bytes.next()),
            (b'"', Some(_)) => opened = None,
            (b'"', None) if starts => opened = Some(ligne),
            _ => {}
        }
        starts = opened.is_none() && (byte == separator || byte == b'\n' || byte == b'\r');
        ligne += usize::from(byte == b'\n');
        if let Some(line) = opened.filter(|line| ligne - line > CELL_LINES_MAX) {
            return Some(line);
        }
    }
    opened
}

fn text(bytes: &[u8]) -> Result<Sheet, Unreadable> {
    let text = decoded(bytes)?;
    // What Excel writes for itself before the first line.
    let (body, skipped) = match text.split_once('\n') {
        Some((first, rest)) if first.starts_with("sep=") => (rest, 1),
        _ => (text.as_str(), 0),
    };
    let separator = separator(body);
    if let Some(ligne) = lost_quote(body, separator) {
        return Err(Unreadable::Quote(ligne + skipped));
    }
    let mut records = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(separator)
        .from_reader(body.as_bytes());
    let (mut lines, mut record) = (Lines::default(), csv::StringRecord::new());
    let (mut ligne, mut counted) = (1 + skipped, 0);
    while records
        .read_record(&mut record)
        .map_err(|_damaged| Unreadable::Broken)?
    {
        // The reader counts a line's end where it likes, and no empty line: it is told from the text itself.
        let from = record.position().map_or(0, csv::Position::byte);
        let from = usize::try_from(from).unwrap_or_default();
        let rest = body.as_bytes().get(from..).unwrap_or_default();
        let ends = |byte: &&u8| matches!(byte, b'\r' | b'\n');
        let starts = from + rest.iter().take_while(ends).count();
        let passed = body.get(counted..starts).unwrap_or_default();
        ligne += passed.matches('\n').count();
        counted = starts;
        let cells = record.iter().take(COLUMNS_READ).map(Cell::text).collect();
        lines.add(ligne, cells)?;
    }
    lines.done()
}

/// The lines read so far: the first that says something names the columns.
#[derive(Default)]
struct Lines {
    heading: Option<Heading>,
    rows: Vec<Row>,
}

impl Lines {
    fn add(&mut self, ligne: usize, mut cells: Vec<Cell>) -> Result<(), Unreadable> {
        if cells.iter().all(Cell::is_empty) {
            return Ok(());
        }
        let Some(heading) = &self.heading else {
            let names: Vec<String> = cells.iter().map(Cell::line).collect();
            self.heading = Some(heading(names.iter().map(String::as_str)).map_err(wrong)?);
            return Ok(());
        };
        let mut ours = Cells::default();
        for (own, place) in ours.iter_mut().zip(&heading.places) {
            if let Some(cell) = place.and_then(|place| cells.get_mut(place)) {
                *own = std::mem::take(cell);
            }
        }
        // A line that says nothing in our columns is nobody.
        if ours.iter().all(Cell::is_empty) {
            return Ok(());
        }
        if self.rows.len() >= LIGNES_MAX {
            return Err(Unreadable::TooLong);
        }
        self.rows.push(Row { ligne, cells: ours });
        Ok(())
    }

    fn done(self) -> Result<Sheet, Unreadable> {
        let heading = self.heading.ok_or(Unreadable::Empty)?;
        if self.rows.is_empty() {
            return Err(Unreadable::NoLine);
        }
        Ok(Sheet {
            places: heading.places,
            unknown: heading.unknown,
            rows: self.rows,
        })
    }
}

fn wrong(heading: WrongHeading) -> Unreadable {
    match heading {
        WrongHeading::None => Unreadable::NoHeading,
        WrongHeading::Missing(columns) => Unreadable::Missing(columns),
        WrongHeading::Twice(column) => Unreadable::Twice(column),
    }
}

#[cfg(test)]
mod tests;
