//! Days, phones, e-mails and texts as people type them. Pure.

use chrono::{Datelike, NaiveDate};
use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};

use super::clock::Day;

/// The longest short text (a name, a place), in characters.
pub const TEXT_CHARS_MAX: usize = 100;
/// The longest e-mail address, in characters (RFC 5321).
pub const EMAIL_CHARS_MAX: usize = 254;
/// The longest phone, in characters (`usager.telephone`).
const PHONE_CHARS_MAX: usize = 20;
/// Nobody was born before.
const YEAR_MIN: i32 = 1900;
/// No date of ours is after.
const YEAR_MAX: i32 = 2200;

/// A text of one line: no space at its ends, one between its words.
#[must_use]
pub fn line(typed: &str) -> String {
    typed.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The same, `None` when there is nothing.
#[must_use]
pub fn some_line(typed: &str) -> Option<String> {
    Some(line(typed)).filter(|text| !text.is_empty())
}

/// A day as typed: « 03/02/1980 », with any usual sign between, with none (a keypad may have no slash), or as a
/// browser's own calendar writes it. A year has four digits: « 12/03/26 » could be two people.
#[must_use]
pub fn day(typed: &str) -> Option<Day> {
    let typed = typed.trim();
    let parts: Vec<&str> = typed
        .split(|c: char| "/.- \u{a0}\u{202f}".contains(c))
        .filter(|part| !part.is_empty())
        .collect();
    let (day, month, year) = match parts.as_slice() {
        [year, month, day] if year.len() == 4 => (*day, *month, *year),
        [day, month, year] => (*day, *month, *year),
        [all] if all.len() == 8 && all.is_ascii() => (all.get(..2)?, all.get(2..4)?, all.get(4..)?),
        _ => return None,
    };
    let digits = |text: &str, max: usize| {
        let fine = text.len() <= max && text.bytes().all(|b| b.is_ascii_digit());
        fine.then(|| text.parse::<u32>().ok()).flatten()
    };
    if year.len() != 4 {
        return None;
    }
    let year = i32::try_from(digits(year, 4)?).ok()?;
    let date = NaiveDate::from_ymd_opt(year, digits(month, 2)?, digits(day, 2)?)?;
    (YEAR_MIN..=YEAR_MAX)
        .contains(&date.year())
        .then_some(Day(date))
}

/// A French postal code: « 29 200 » is « 29200 »; `None` when it can't be one.
#[must_use]
pub fn postal_code(typed: &str) -> Option<String> {
    let code: String = typed.split_whitespace().collect();
    let five = code.len() == 5 && code.bytes().all(|b| b.is_ascii_digit());
    five.then_some(code)
}

/// The digits of a phone as dialled in France: « +33 6 12… » and « 06 12… » are one.
#[must_use]
pub fn phone_digits(text: &str) -> String {
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    let international = text.trim_start().starts_with('+') || digits.starts_with("00");
    match digits.trim_start_matches("00").strip_prefix("33") {
        Some(rest) if international => format!("0{}", rest.trim_start_matches('0')),
        _ => digits,
    }
}

/// A phone as kept: « 06 12 34 56 78 », or « +212612345678 » for one abroad; `None` when it can't be one.
#[must_use]
pub fn phone(typed: &str) -> Option<String> {
    let typed = typed.trim();
    let known = |c: char| c.is_ascii_digit() || " .-/()\u{a0}\u{202f}".contains(c);
    let rest = typed.strip_prefix('+').unwrap_or(typed);
    if !rest.chars().all(known) {
        return None;
    }
    let digits = phone_digits(typed);
    let french = digits.len() == 10 && digits.starts_with('0') && !digits.starts_with("00");
    if french {
        return Some(pairs(&digits, ' '));
    }
    let abroad = digits.trim_start_matches("00");
    let international = typed.starts_with('+') || digits.starts_with("00");
    let kept = format!("+{abroad}");
    let fits = (8..=15).contains(&abroad.len()) && kept.len() <= PHONE_CHARS_MAX;
    (international && fits && !abroad.starts_with('0')).then_some(kept)
}

fn pairs(digits: &str, between: char) -> String {
    let mut text = String::with_capacity(digits.len() * 2);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && index % 2 == 0 {
            text.push(between);
        }
        text.push(digit);
    }
    text
}

/// A phone as shown: « 06 12 34 56 78 », never broken at the end of a line; as it is when it is not a French one.
#[must_use]
pub fn phone_grouped(kept: &str) -> String {
    let digits = phone_digits(kept);
    if digits.len() == 10 && digits.starts_with('0') {
        pairs(&digits, '\u{a0}')
    } else {
        kept.to_owned()
    }
}

/// The address that calls it.
#[must_use]
pub fn phone_href(kept: &str) -> String {
    let plus = if kept.trim_start().starts_with('+') {
        "+"
    } else {
        ""
    };
    let digits: String = kept.chars().filter(char::is_ascii_digit).collect();
    format!("tel:{plus}{digits}")
}

/// What would begin the other parts of a `mailto:` address.
const IN_MAILTO: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'%')
    .add(b'&')
    .add(b'?')
    .add(b'`')
    .add(b'{')
    .add(b'}');

/// The address that writes to it, and adds nothing to the letter.
#[must_use]
pub fn mail_href(address: &str) -> String {
    format!("mailto:{}", utf8_percent_encode(address, IN_MAILTO))
}

/// An e-mail address, `None` when it can't be one. Only sending a letter to it tells whether it is.
#[must_use]
pub fn email(typed: &str) -> Option<String> {
    let typed = typed.trim();
    let (local, domain) = typed.split_once('@')?;
    let plain = typed
        .chars()
        .all(|c| !c.is_whitespace() && !c.is_control() && !"<>\"(),;:\\@".contains(c) || c == '@');
    let fine = plain
        && !local.is_empty()
        && local.len() <= 64
        && !domain.contains('@')
        && domain.contains('.')
        && domain.split('.').all(|part| !part.is_empty())
        && typed.chars().count() <= EMAIL_CHARS_MAX;
    fine.then(|| typed.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_read_however_typed() {
        for typed in [
            "03/02/1980",
            "3/2/1980",
            " 03.02.1980 ",
            "03-02-1980",
            "03 02 1980",
            "03021980",
            "1980-02-03",
        ] {
            let read = day(typed).map(|day| day.0.to_string());
            assert_eq!(read.as_deref(), Some("1980-02-03"), "{typed}");
        }
        for typed in [
            "",
            "03/02/80",
            "31/02/1980",
            "1980",
            "03/02",
            "aa/bb/cccc",
            "03/02/1980/1",
            "01/01/0980",
            "٠٣/٠٢/١٩٨٠",
            "+3/02/1980",
            "3021980é",
        ] {
            assert_eq!(day(typed), None, "{typed}");
        }
    }

    #[test]
    fn a_phone_is_kept_in_one_way() {
        for typed in [
            "0612345678",
            "06.12.34.56.78",
            "+33 6 12 34 56 78",
            "0033612345678",
        ] {
            assert_eq!(phone(typed).as_deref(), Some("06 12 34 56 78"), "{typed}");
        }
        assert_eq!(
            phone("+212 6 12 34 56 78").as_deref(),
            Some("+212612345678")
        );
        assert_eq!(phone("00221771234567").as_deref(), Some("+221771234567"));
        for typed in [
            "",
            "12",
            "06 12 34 56",
            "0612345678901",
            "six",
            "06 12 34 56 78 poste 2",
        ] {
            assert_eq!(phone(typed), None, "{typed}");
        }
        assert_eq!(
            phone_grouped("0612345678"),
            "06\u{a0}12\u{a0}34\u{a0}56\u{a0}78"
        );
        assert_eq!(phone_href("06 12 34 56 78"), "tel:0612345678");
        assert_eq!(phone_href("+212612345678"), "tel:+212612345678");
    }

    #[test]
    fn an_e_mail_has_a_name_and_a_place() {
        assert_eq!(
            email(" a.b+c@exemple.fr ").as_deref(),
            Some("a.b+c@exemple.fr")
        );
        for typed in [
            "",
            "a",
            "a@b",
            "@b.fr",
            "a@b..fr",
            "a b@c.fr",
            "a@b@c.fr",
            "<a@b.fr>",
            "a@b.fr,c@d.fr",
        ] {
            assert_eq!(email(typed), None, "{typed}");
        }
    }

    #[test]
    fn a_postal_code_is_five_digits() {
        assert_eq!(postal_code(" 29\u{a0}200 ").as_deref(), Some("29200"));
        for typed in ["", "2920", "292000", "2A004", "٢٩٢٠٠"] {
            assert_eq!(postal_code(typed), None, "{typed}");
        }
    }

    #[test]
    fn a_line_has_no_spare_space() {
        assert_eq!(line("  Jean \n Noël "), "Jean Noël");
        assert_eq!(some_line(" \t"), None);
    }
}
