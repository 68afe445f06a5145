//! Texts that everyone will read: what they may be made of. Pure.

use crate::edge::typed::phone;

/// Signs that turn text around or can't be seen: they let a text show something else than it says.
fn deceives(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{ffff}')
}

/// A text of one line, made of signs that can be seen.
#[must_use]
pub fn one_line(typed: &str) -> String {
    let plain: String = typed
        .chars()
        .filter(|c| !deceives(*c))
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect();
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A text of several paragraphs: line ends are kept, one empty line at most between two.
#[must_use]
pub fn paragraphs(typed: &str) -> String {
    let mut lines: Vec<String> = Vec::new();
    for line in typed.lines().map(one_line) {
        let doubled = line.is_empty() && lines.last().is_none_or(String::is_empty);
        if !doubled {
            lines.push(line);
        }
    }
    lines.join("\n").trim_end().to_owned()
}

/// Short texts, one a line, each once.
#[must_use]
pub fn short_texts(typed: &str) -> Vec<String> {
    let mut kept: Vec<String> = Vec::new();
    for line in typed.lines().map(one_line).filter(|line| !line.is_empty()) {
        if !kept.contains(&line) {
            kept.push(line);
        }
    }
    kept
}

/// How many characters it has.
#[must_use]
pub fn chars(text: &str) -> usize {
    text.chars().count()
}

/// Five digits.
#[must_use]
pub fn is_postal_code(text: &str) -> bool {
    text.len() == 5 && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// A phone of a service, as kept: also the short numbers that are dialled in France as they are (115, 3949, 116 117, 118 218).
#[must_use]
pub fn called(typed: &str) -> Option<String> {
    let digits: String = typed.chars().filter(char::is_ascii_digit).collect();
    let plain = typed
        .trim()
        .chars()
        .all(|c| c.is_ascii_digit() || " .\u{a0}\u{202f}".contains(c));
    let short = match digits.len() {
        2 => matches!(digits.as_str(), "15" | "17" | "18"),
        3 => digits.starts_with('1'),
        4 => digits.starts_with(['1', '3']),
        6 => digits.starts_with("116") || digits.starts_with("118"),
        _ => false,
    };
    match (plain && short, digits.split_at_checked(3)) {
        (true, Some((first, rest))) if digits.len() == 6 => Some(format!("{first} {rest}")),
        (true, _) => Some(digits),
        (false, _) => phone(typed),
    }
}

/// A web address that a link may lead to.
#[must_use]
pub fn is_url(text: &str) -> bool {
    let rest = ["https://", "http://"]
        .into_iter()
        .find_map(|scheme| text.strip_prefix(scheme));
    let host = rest.and_then(|rest| rest.split(['/', '?', '#']).next());
    let fits =
        |c: char| !c.is_whitespace() && !c.is_control() && !deceives(c) && !"<>\"\\".contains(c);
    chars(text) <= 500
        && text.chars().all(fits)
        && host
            .is_some_and(|host| host.contains('.') && !host.contains('@') && !host.starts_with('.'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_turns_a_text_around() {
        assert_eq!(one_line("a\u{202e}b\u{7} \t c\u{0}\nd"), "ab c d");
        assert_eq!(one_line("مركز الاستقبال"), "مركز الاستقبال");
        assert_eq!(paragraphs(" a \n\n\n\u{2066}b\r\n\n"), "a\n\nb");
        assert_eq!(short_texts("un\n\n deux \nun"), ["un", "deux"]);
    }

    #[test]
    fn a_service_may_have_a_short_number() {
        for (typed, kept) in [
            ("115", "115"),
            ("119", "119"),
            ("39 49", "3949"),
            ("116117", "116 117"),
            ("118 218", "118 218"),
            ("01.23.45.67.89", "01 23 45 67 89"),
        ] {
            assert_eq!(called(typed).as_deref(), Some(kept), "{typed}");
        }
        for wrong in ["", "12345", "999", "2000", "poste 115", "123456", "-115"] {
            assert_eq!(called(wrong), None, "{wrong}");
        }
        assert_eq!(crate::edge::typed::phone_href("116 117"), "tel:116117");
    }

    #[test]
    fn a_link_leads_to_the_web() {
        for fine in ["https://exemple.fr", "http://a.fr/b?c=d#e"] {
            assert!(is_url(fine), "{fine}");
        }
        for wrong in [
            "",
            "exemple.fr",
            "javascript:alert(1)",
            "https://",
            "https://a@b.fr/",
            "https://a.fr/\"onclick",
            "data:text/html,a.b",
        ] {
            assert!(!is_url(wrong), "{wrong}");
        }
    }
}
