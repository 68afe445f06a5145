//! Texts as people type or paste them: what is taken away, how long they may be. Pure.

use crate::edge::typed::line;

/// The longest name, in characters.
pub const NAME_CHARS_MAX: usize = 100;
/// The longest « other », in characters.
pub const AUTRE_CHARS_MAX: usize = 300;
/// The most a draft keeps of a text of one line, in characters: more than may be sent, so that nothing typed by mistake
/// is cut before it is told.
pub const LINE_CHARS_MAX: usize = 600;
/// The most a draft keeps of a text of several lines, in characters.
pub const PROSE_CHARS_MAX: usize = 1200;

/// A mark that shows nothing and turns the direction of what follows or hides it. The joiners of emoji and of Persian stay.
fn deceives(c: char) -> bool {
    matches!(c, '\u{61c}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}')
}

/// A text of one line, of `chars_max` characters at most.
#[must_use]
pub fn clean_line(typed: &str, chars_max: usize) -> String {
    let seen = typed.chars().filter(|c| !deceives(*c));
    let spaced: String = seen.map(|c| if c.is_control() { ' ' } else { c }).collect();
    line(&spaced).chars().take(chars_max).collect()
}

/// A text of several lines: every sign that ends a line is a line end, a tab is a space, what deceives is gone.
#[must_use]
pub fn clean_prose(typed: &str) -> String {
    typed
        .replace("\r\n", "\n")
        .replace(
            ['\r', '\u{b}', '\u{c}', '\u{85}', '\u{2028}', '\u{2029}'],
            "\n",
        )
        .replace('\t', " ")
        .chars()
        .filter(|c| !deceives(*c) && (!c.is_control() || *c == '\n'))
        .collect()
}

/// A text of several lines, of `chars_max` characters at most.
#[must_use]
pub fn clean_text(typed: &str, chars_max: usize) -> String {
    clean_prose(typed).trim().chars().take(chars_max).collect()
}

/// Is there anything to see in it? Joiners, soft hyphens and fillers alone are not.
#[must_use]
pub fn shows_something(text: &str) -> bool {
    let unseen = |c: char| {
        c.is_whitespace()
            || deceives(c)
            || matches!(
                c,
                '\u{ad}'
                    | '\u{34f}'
                    | '\u{115f}'
                    | '\u{1160}'
                    | '\u{180e}'
                    | '\u{200c}'
                    | '\u{200d}'
                    | '\u{2800}'
                    | '\u{3164}'
                    | '\u{fe00}'..='\u{fe0f}' | '\u{ffa0}'
            )
    };
    !text.chars().all(unseen)
}

/// The text, `None` when there is nothing.
#[must_use]
pub fn some(text: &str) -> Option<String> {
    Some(text.to_owned()).filter(|text| !text.is_empty())
}

/// Does it hold a French social security number? Fifteen digits whose last two are the key of the others, with a month
/// that can be, and that are no part of longer numbers: two phones side by side are none.
#[must_use]
pub fn has_nir(text: &str) -> bool {
    let all: Vec<char> = text.chars().collect();
    (0..all.len()).any(|at| {
        let before = at.checked_sub(1).and_then(|before| all.get(before));
        let begins = before.is_none_or(|c| !c.is_ascii_digit() && *c != '+');
        begins && fifteen(all.get(at..).unwrap_or_default()).is_some_and(|signs| is_nir(&signs))
    })
}

/// The fifteen signs that `all` begins with, spaces between them or not, if no digit follows them at once.
fn fifteen(all: &[char]) -> Option<String> {
    const SIGNS: usize = 15;
    let between = |c: char| matches!(c, ' ' | '.' | '-' | '\u{a0}' | '\u{202f}');
    let mut signs = String::new();
    let mut rest = all.iter().copied();
    let first = rest.next().filter(char::is_ascii_digit)?;
    signs.push(first);
    while signs.len() < SIGNS {
        match rest.next()? {
            c if between(c) => {}
            c if c.is_ascii_alphanumeric() => signs.push(c.to_ascii_uppercase()),
            _ => return None,
        }
    }
    (!rest.next().is_some_and(|c| c.is_ascii_digit())).then_some(signs)
}

/// Are these sex, year, month, place, rank and key?
fn is_nir(signs: &str) -> bool {
    // Corsica's departments have a letter, which counts as a digit with a correction.
    let (digits, less) = match signs.get(5..7) {
        Some("2A") => (signs.replacen('A', "0", 1), 1_000_000),
        Some("2B") => (signs.replacen('B', "0", 1), 2_000_000),
        _ => (signs.to_owned(), 0),
    };
    let number = |part: Option<&str>| part.and_then(|part| part.parse::<u64>().ok());
    let (Some(number), Some(key), Some(month)) = (
        number(digits.get(..13)),
        number(digits.get(13..)),
        number(digits.get(3..5)),
    ) else {
        return false;
    };
    // Beyond twelve: birth certificates without a month that is known.
    let can_be = matches!(month, 1..=12 | 20..=42 | 50..=99);
    can_be
        && digits.starts_with(['1', '2', '3', '4', '7', '8'])
        && number >= less
        && 97 - (number - less) % 97 == key
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_people_write_stays() {
        for text in ["أحمد علي", "Zoë 👩‍👩‍👧", "نمی‌خواهم", "{{ nom }} <b>"]
        {
            assert_eq!(clean_line(text, 100), text);
            assert_eq!(clean_text(text, 100), text);
        }
    }

    #[test]
    fn lines_stay_lines_only_where_they_may() {
        assert_eq!(clean_line(" a\r\n b\u{2028}c\u{202e} ", 100), "a b c");
        assert_eq!(clean_text("a\r\n\r\nb\u{2028}c\u{0}\t", 100), "a\n\nb\nc");
        assert_eq!(clean_text("a\u{b}b\u{85}c\u{61c}", 100), "a\nb\nc");
        assert_eq!(clean_line("a\u{61c}b", 100), "ab");
        assert_eq!(clean_line("abcdef", 3), "abc");
    }

    #[test]
    fn a_social_security_number_is_seen() {
        assert!(has_nir("NIR 2 55 08 14 168 025 38, merci"));
        assert!(has_nir("255081416802538"));
        assert!(!has_nir("255081416802539"), "a wrong key");
        assert!(!has_nir("06 12 34 56 78 et 01 23 45 67 89"));
        assert!(!has_nir(""));
        assert!(has_nir("née le 12 03 2 55 08 14 168 025 38"));
        assert!(has_nir("1 85 06 2A 004 123 72") && !has_nir("1 85 06 2A 004 123 73"));
        assert!(!has_nir("06 36 62 58 51 01 78 12 86 57"), "two phones");
        assert!(!has_nir("0636625851 0178128657"), "two phones");
        assert!(!has_nir("185150704999663"), "a fifteenth month");
        assert!(!has_nir("92550814168025381"), "a longer number");
    }
}
