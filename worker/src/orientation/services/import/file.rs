//! Reads a file of data·inclusion: a JSON list, JSON lines or CSV. A line at a time, so that only what is kept stays.

use std::{collections::BTreeMap, fmt};

use serde::de::{DeserializeSeed, Deserializer, SeqAccess, Visitor};
use serde_json::Value;

use super::rules::Line;
use crate::edge::csv_table::Table;

/// Why a file can't be read at all.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unreadable {
    /// There is nothing in it.
    Empty,
    /// It is neither UTF-8 text, nor JSON, nor CSV.
    Kind,
    /// Its JSON is cut or badly made, from this line on.
    Broken(usize),
}

type Fields = BTreeMap<String, Value>;

/// Gives `each` every line of the file, with its place from 1: the line of a text, or which one it is of a JSON list. What
/// is no list of fields is given as none.
///
/// # Errors
/// Why it can't be read.
pub fn read(bytes: &[u8], mut each: impl FnMut(usize, Option<Line>)) -> Result<(), Unreadable> {
    let text = std::str::from_utf8(bytes).map_err(|_other| Unreadable::Kind)?;
    let text = text.trim_start_matches('\u{feff}');
    if text.contains('\0') {
        return Err(Unreadable::Kind);
    }
    match text.trim_start().chars().next() {
        None => Err(Unreadable::Empty),
        Some('[') => list(text, &mut each),
        Some('{') => {
            lines(text, &mut each);
            Ok(())
        }
        Some(_) => table(text, &mut each),
    }
}

/// Takes the elements of a JSON list one by one, so that the whole list is never there at once.
struct Elements<'a, F>(&'a mut F);

impl<'de, F: FnMut(usize, Option<Line>)> Visitor<'de> for Elements<'_, F> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
        let mut rang = 0;
        while let Some(value) = list.next_element::<Value>()? {
            rang += 1;
            (self.0)(rang, fields(value));
        }
        Ok(())
    }
}

impl<'de, F: FnMut(usize, Option<Line>)> DeserializeSeed<'de> for Elements<'_, F> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_seq(self)
    }
}

fn fields(value: Value) -> Option<Line> {
    match value {
        Value::Object(fields) => Some(Line::new(fields.into_iter().collect())),
        _ => None,
    }
}

fn list(text: &str, each: &mut impl FnMut(usize, Option<Line>)) -> Result<(), Unreadable> {
    let broken = |error: serde_json::Error| Unreadable::Broken(error.line());
    let mut json = serde_json::Deserializer::from_str(text);
    Elements(each).deserialize(&mut json).map_err(broken)?;
    json.end().map_err(broken)
}

fn lines(text: &str, each: &mut impl FnMut(usize, Option<Line>)) {
    for (index, line) in text.lines().enumerate() {
        if line.trim().is_empty() {
            continue;
        }
        let read: Option<Fields> = serde_json::from_str(line).ok();
        each(index + 1, read.map(Line::new));
    }
}

fn table(text: &str, each: &mut impl FnMut(usize, Option<Line>)) -> Result<(), Unreadable> {
    let kind = |_why| Unreadable::Kind;
    let table = Table::of_text(text).map_err(kind)?;
    if !table.names.iter().any(|name| name == "source") {
        return Err(Unreadable::Kind);
    }
    let names = table.names.clone();
    let read = table.each(|line, record| {
        let fields = names.iter().zip(record);
        let fields = fields.map(|(name, value)| (name.clone(), Value::String(value.to_owned())));
        each(line, Some(Line::new(fields.collect())));
    });
    read.map_err(kind)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(text: &str) -> Result<Vec<(usize, String)>, Unreadable> {
        let mut all = Vec::new();
        read(text.as_bytes(), |rang, line| {
            let name = line.map(|mut line| line.text("nom", 100).unwrap_or_default());
            all.push((rang, name.unwrap_or_else(|| "?".to_owned())));
        })?;
        Ok(all)
    }

    fn two() -> Vec<(usize, String)> {
        vec![(1, "a".to_owned()), (2, "é".to_owned())]
    }

    #[test]
    fn three_kinds_are_read() {
        let json = "[{\"nom\":\"a\"},\n {\"nom\":\"é\"}]";
        assert_eq!(names(json), Ok(two()));
        assert_eq!(names("{\"nom\":\"a\"}\n{\"nom\":\"é\"}\n"), Ok(two()));
        let lines =
            |all: Vec<(usize, String)>| all.into_iter().map(|(rang, _)| rang).collect::<Vec<_>>();
        let table = names("\u{feff}source,nom\nx,\"a\nb\"\nx,é\n");
        assert_eq!(table.map(lines), Ok(vec![2, 4]));
        assert_eq!(names("source;nom\nx;a").map(|all| all.len()), Ok(1));
    }

    #[test]
    fn what_is_no_list_of_fields_is_none() {
        assert_eq!(
            names("[1,{\"nom\":\"é\"}]"),
            Ok(vec![(1, "?".to_owned()), (2, "é".to_owned())])
        );
        assert_eq!(
            names("{\"nom\":\"a\"}\nrien"),
            Ok(vec![(1, "a".to_owned()), (2, "?".to_owned())])
        );
    }

    #[test]
    fn what_cannot_be_read_is_told() {
        assert_eq!(names(" \n"), Err(Unreadable::Empty));
        assert_eq!(names("[{\"nom\":\"a\"},\n{"), Err(Unreadable::Broken(2)));
        assert_eq!(names("nom,id\na,1"), Err(Unreadable::Kind));
        assert_eq!(read(b"\xff\xfe", |_, _| {}), Err(Unreadable::Kind));
        let deep = "[".repeat(100_000);
        assert!(names(&deep).is_err());
    }
}
