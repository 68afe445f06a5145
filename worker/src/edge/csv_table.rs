//! A table of a CSV file: UTF-8, a line of names first, commas or semicolons between.

use csv::{Reader, ReaderBuilder, StringRecord};

/// Why a file can't be read at all.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unreadable {
    /// There is nothing in it.
    Empty,
    /// It is no CSV in UTF-8.
    Kind,
}

/// A table whose names have been read.
pub struct Table<'a> {
    text: &'a [u8],
    reader: Reader<&'a [u8]>,
    /// The names of its columns, in order.
    pub names: Vec<String>,
}

impl<'a> Table<'a> {
    /// Opens the table of `bytes`; the mark that some programs put before UTF-8 is none of it.
    ///
    /// # Errors
    /// Why it can't be read.
    pub fn open(bytes: &'a [u8]) -> Result<Self, Unreadable> {
        let text = std::str::from_utf8(bytes).map_err(|_other| Unreadable::Kind)?;
        Self::of_text(text.trim_start_matches('\u{feff}'))
    }

    /// The same of a text.
    ///
    /// # Errors
    /// As [`Table::open`].
    pub fn of_text(text: &'a str) -> Result<Self, Unreadable> {
        if text.trim().is_empty() {
            return Err(Unreadable::Empty);
        }
        if text.contains('\0') {
            return Err(Unreadable::Kind);
        }
        let first = text.lines().next().unwrap_or_default();
        let count = |sign: char| first.matches(sign).count();
        let delimiter = if count(';') > count(',') { b';' } else { b',' };
        let mut reader = ReaderBuilder::new()
            .flexible(true)
            .delimiter(delimiter)
            .from_reader(text.as_bytes());
        let names = reader.headers().map_err(|_damaged| Unreadable::Kind)?;
        let names = names.iter().map(|name| name.trim().to_owned()).collect();
        Ok(Self {
            text: text.as_bytes(),
            reader,
            names,
        })
    }

    /// Gives `each` every record of the table, with the line of the file on which it begins.
    ///
    /// # Errors
    /// As [`Table::open`].
    pub fn each(mut self, mut each: impl FnMut(usize, &StringRecord)) -> Result<(), Unreadable> {
        let mut record = StringRecord::new();
        let mut lines = Lines {
            text: self.text,
            at: 0,
            line: 1,
        };
        while self
            .reader
            .read_record(&mut record)
            .map_err(|_damaged| Unreadable::Kind)?
        {
            let begins = record.position().map_or(0, csv::Position::byte);
            each(
                lines.of(usize::try_from(begins).unwrap_or_default()),
                &record,
            );
        }
        Ok(())
    }
}

/// Which line a byte is on. The reader's own count is one behind where lines end in two characters.
struct Lines<'a> {
    text: &'a [u8],
    at: usize,
    line: usize,
}

impl Lines<'_> {
    /// The line on which the record begins whose first byte is `begins`, or an end of line before it. Never asked backwards.
    fn of(&mut self, begins: usize) -> usize {
        let left = self.text.get(self.at..).unwrap_or_default();
        let before = begins.saturating_sub(self.at);
        let ends = left.iter().enumerate();
        let ends = ends.take_while(|(at, byte)| *at < before || matches!(byte, b'\r' | b'\n'));
        let (mut passed, mut new) = (0, 0);
        for (at, byte) in ends {
            passed = at + 1;
            new += usize::from(*byte == b'\n');
        }
        self.at += passed;
        self.line += new;
        self.line
    }
}

/// A workbook takes a cell that begins so for a formula: a quote before it keeps it words. For files that people open; not
/// for what programs exchange, whose values stay as they are.
#[must_use]
pub fn harmless(text: &str) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t']) {
        format!("'{text}")
    } else {
        text.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(bytes: &[u8]) -> Result<Vec<(usize, Vec<String>)>, Unreadable> {
        let mut all = Vec::new();
        Table::open(bytes)?.each(|line, record| {
            all.push((line, record.iter().map(str::to_owned).collect()));
        })?;
        Ok(all)
    }

    #[test]
    fn lines_are_those_of_the_file() {
        let read = all("\u{feff}id;nom\n1;\"a\nb\"\n2;c,d\n".as_bytes());
        let row = |line, cells: [&str; 2]| (line, cells.map(str::to_owned).to_vec());
        let both = vec![row(2, ["1", "a\nb"]), row(4, ["2", "c,d"])];
        assert_eq!(read, Ok(both));
        let read = all(b"id,nom\r\n\r\n1,\"a\r\nb\"\r\n2,c\r\n");
        assert_eq!(read, Ok(vec![row(3, ["1", "a\r\nb"]), row(5, ["2", "c"])]));
        assert_eq!(all(b"id,nom\n1"), Ok(vec![(2, vec!["1".to_owned()])]));
    }

    #[test]
    fn what_is_no_table_is_told() {
        assert_eq!(all(b" \n"), Err(Unreadable::Empty));
        assert_eq!(all(b"\xff\xfe"), Err(Unreadable::Kind));
        assert_eq!(all(b"a,b\n\0,c"), Err(Unreadable::Kind));
    }
}
