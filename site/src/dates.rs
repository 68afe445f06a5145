//! Dates in words.

use toml::value::Date;

const MONTHS: [&str; 12] = [
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
];

/// « 21 novembre 2026 », « 1er mars 2026 ». `None` when the month does not exist.
#[must_use]
pub fn in_words(date: Date) -> Option<String> {
    let month = MONTHS.get(usize::from(date.month).checked_sub(1)?)?;
    let ordinal = if date.day == 1 { "er" } else { "" };
    Some(format!("{}{ordinal} {month} {}", date.day, date.year))
}

/// `2026-11-21`, for machines.
#[must_use]
pub fn iso(date: Date) -> String {
    format!("{:04}-{:02}-{:02}", date.year, date.month, date.day)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_and_months_in_french() {
        let date = |year, month, day| Date { year, month, day };
        assert_eq!(in_words(date(2026, 11, 21)).unwrap(), "21 novembre 2026");
        assert_eq!(in_words(date(2026, 3, 1)).unwrap(), "1er mars 2026");
        assert_eq!(in_words(date(2026, 13, 1)), None);
        assert_eq!(iso(date(2026, 3, 1)), "2026-03-01");
    }
}
