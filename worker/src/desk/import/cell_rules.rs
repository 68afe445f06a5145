//! A cell of an imported list: what it holds, and what it can be read as. Pure.

use chrono::{Datelike, NaiveDate};

use crate::edge::{clock::Day, typed};

/// What a cell holds.
#[derive(Debug, Clone, PartialEq, Default)]
pub enum Cell {
    /// Nothing, or spaces.
    #[default]
    Empty,
    /// Words.
    Text(String),
    /// A number.
    Number(f64),
    /// A day.
    Day(NaiveDate),
    /// The error that a formula gave: `#REF!`.
    Broken(String),
}

/// The longest text kept of a cell, in characters: no column of ours is longer.
const CELL_CHARS_MAX: usize = 1001;
/// Whole numbers beyond are not exact.
const EXACT_MAX: f64 = 9_007_199_254_740_992.0;
/// The number of 31/12/2199: no date of ours is after.
const SERIAL_MAX: f64 = 109_574.0;

impl Cell {
    /// Words as they came, without what stands around them.
    #[must_use]
    pub fn text(words: &str) -> Self {
        let blank = |c: char| c.is_whitespace() || c.is_control() || c == '\u{feff}';
        let words = words.trim_matches(blank);
        if words.is_empty() {
            return Self::Empty;
        }
        let tidy = |c: char| if c.is_control() { ' ' } else { c };
        Self::Text(words.chars().map(tidy).take(CELL_CHARS_MAX).collect())
    }

    /// The day that a workbook counts as `serial` (1900 system; day 60 is a 29th of February that never was).
    #[must_use]
    pub fn serial(serial: f64) -> Option<NaiveDate> {
        if !(1.0..=SERIAL_MAX).contains(&serial) {
            return None;
        }
        #[expect(clippy::cast_possible_truncation, reason = "checked just above")]
        let days = serial.floor() as i64;
        let days = if days > 60 { days - 1 } else { days };
        let eve = NaiveDate::from_ymd_opt(1899, 12, 31)?;
        eve.checked_add_signed(chrono::TimeDelta::days(days))
    }

    /// Is there nothing?
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::Empty
    }

    /// As one would read it on the screen.
    #[must_use]
    pub fn shown(&self) -> String {
        match self {
            Self::Empty => String::new(),
            Self::Text(text) | Self::Broken(text) => text.clone(),
            Self::Number(number) => whole(*number).map_or_else(
                || number.to_string().replace('.', ","),
                |number| number.to_string(),
            ),
            Self::Day(day) => Day(*day).short(),
        }
    }

    /// One line of words.
    #[must_use]
    pub fn line(&self) -> String {
        typed::line(&self.shown())
    }

    /// A whole number; « 0012 » is 12.
    #[must_use]
    pub fn whole(&self) -> Option<i64> {
        match self {
            Self::Number(number) => whole(*number),
            Self::Text(text) => {
                let text = text.trim();
                let digits = !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
                digits.then(|| text.parse().ok()).flatten()
            }
            _ => None,
        }
    }

    /// A day: a date, its number, or its words. A number of eight digits is a date without signs, whose zero may be lost.
    #[must_use]
    pub fn day(&self) -> Option<Day> {
        match self {
            Self::Day(day) => (1900..=2199).contains(&day.year()).then_some(Day(*day)),
            Self::Text(text) => typed::day(text.split(['T', ' ']).next()?).or(typed::day(text)),
            Self::Number(number) => match whole(*number) {
                // A year alone, and not a day of 1905.
                Some(1900..=2100) => None,
                Some(long @ 1_000_000..) => typed::day(&format!("{long:08}")),
                _ => Self::serial(*number).map(Day),
            },
            _ => None,
        }
    }

    /// A phone: a workbook takes it for a number and loses its zero, or its plus.
    #[must_use]
    pub fn phone(&self) -> Option<String> {
        let shown = self.shown();
        let digits = shown.bytes().filter(u8::is_ascii_digit).count();
        let lost = digits == 9 && !shown.starts_with(['0', '+', '(']);
        let abroad = digits == 11 && shown.starts_with("33");
        typed::phone(&match (lost, abroad) {
            (true, _) => format!("0{shown}"),
            (_, true) => format!("+{shown}"),
            _ => shown,
        })
    }
}

fn whole(number: f64) -> Option<i64> {
    let exact = number.fract() == 0.0 && number.abs() < EXACT_MAX;
    #[expect(clippy::cast_possible_truncation, reason = "whole and small")]
    exact.then_some(number as i64)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(cell: &Cell) -> Option<String> {
        cell.day().map(|day| day.0.to_string())
    }

    #[test]
    fn spaces_around_are_nothing() {
        assert_eq!(Cell::text(" \u{a0}\u{feff}\t "), Cell::Empty);
        assert_eq!(Cell::text("\u{a0} Léa\u{202f}"), Cell::Text("Léa".into()));
        assert_eq!(Cell::text("a\u{0}b\nc").line(), "a b c");
    }

    #[test]
    fn a_day_is_read_from_a_date_a_number_or_words() {
        let day_of = |text: &str| day(&Cell::text(text));
        assert_eq!(day_of("03/02/1980").as_deref(), Some("1980-02-03"));
        assert_eq!(day_of("1980-02-03T00:00:00").as_deref(), Some("1980-02-03"));
        assert_eq!(day_of("03/02/1980 00:00").as_deref(), Some("1980-02-03"));
        assert_eq!(day_of("03 02 1980").as_deref(), Some("1980-02-03"));
        assert_eq!(day(&Cell::Number(29_254.0)).as_deref(), Some("1980-02-03"));
        assert_eq!(day(&Cell::Number(29_254.75)).as_deref(), Some("1980-02-03"));
        assert_eq!(
            day(&Cell::Number(3_021_980.0)).as_deref(),
            Some("1980-02-03")
        );
        for wrong in ["31/02/2000", "1980", "3/2/80", "hier", "00/01/2000"] {
            assert_eq!(day_of(wrong), None, "{wrong}");
        }
        for wrong in [1980.0, 0.0, -4.0, 1e12, f64::NAN, 31_022_000.0] {
            assert_eq!(day(&Cell::Number(wrong)), None, "{wrong}");
        }
        let far = NaiveDate::from_ymd_opt(9999, 1, 1).expect("a day");
        assert_eq!(day(&Cell::Day(far)), None);
    }

    #[test]
    fn the_day_that_never_was_moves_no_other() {
        let serial = |number| Cell::serial(number).map(|day| day.to_string());
        assert_eq!(serial(1.0).as_deref(), Some("1900-01-01"));
        assert_eq!(serial(59.0).as_deref(), Some("1900-02-28"));
        assert_eq!(serial(61.0).as_deref(), Some("1900-03-01"));
    }

    #[test]
    fn a_phone_finds_its_zero_again() {
        let phone = |cell: Cell| cell.phone();
        let kept = Some("06 12 34 56 78".to_owned());
        assert_eq!(phone(Cell::Number(612_345_678.0)), kept);
        assert_eq!(phone(Cell::text("6 12 34 56 78")), kept);
        assert_eq!(phone(Cell::text("06.12.34.56.78")), kept);
        assert_eq!(phone(Cell::text("+33 6 12 34 56 78")), kept);
        assert_eq!(phone(Cell::Number(33_612_345_678.0)), kept);
        assert_eq!(phone(Cell::text("33 6 12 34 56 78")), kept);
        assert_eq!(phone(Cell::Number(12.0)), None);
    }

    #[test]
    fn a_number_is_whole() {
        assert_eq!(Cell::text("0012").whole(), Some(12));
        assert_eq!(Cell::Number(12.0).whole(), Some(12));
        assert_eq!(Cell::Number(12.5).whole(), None);
        assert_eq!(Cell::text("12a").whole(), None);
        assert_eq!(Cell::Number(12.5).shown(), "12,5");
    }
}
