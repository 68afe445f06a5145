//! French spaces: the sign that ends a question never begins a line, nor does a quotation mark stand alone at the end of one.
//!
//! Writers type plain spaces; what is built from their words has unbreakable ones, narrow before `;`, `!` and `?`.

const UNBREAKABLE: char = '\u{a0}';
const NARROW: char = '\u{202f}';

/// `text` with unbreakable spaces where French has a space beside a sign. What is no sentence stays as it is: `!=`, and a
/// sign that something follows at once (`:---`, `?x=1`, `!important`).
#[must_use]
pub fn french(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + text.len() / 50);
    let mut characters = text.chars();
    let mut before = None;
    while let Some(character) = characters.next() {
        out.push(match character {
            ' ' if before == Some('«') => UNBREAKABLE,
            ' ' => space_before(characters.clone()),
            other => other,
        });
        before = Some(character);
    }
    out
}

/// The space that comes before what follows.
fn space_before(mut rest: impl Iterator<Item = char>) -> char {
    let space = match rest.next() {
        Some('»' | ':') => UNBREAKABLE,
        Some(';' | '?' | '!') => NARROW,
        _ => return ' ',
    };
    let alone = |after: char| !after.is_alphanumeric() && !matches!(after, '=' | '-' | ':');
    if rest.next().is_none_or(alone) {
        space
    } else {
        ' '
    }
}

#[cfg(test)]
mod tests {
    use super::french;

    #[test]
    fn a_sign_stays_with_its_word() {
        assert_eq!(
            french("Dites « Oui » : c’est tout ! Vraiment ? Oui ; merci"),
            "Dites «\u{a0}Oui\u{a0}»\u{a0}: c’est tout\u{202f}! Vraiment\u{202f}? Oui\u{202f}; merci"
        );
        assert_eq!(french("« "), "«\u{a0}");
        assert_eq!(french(" »"), "\u{a0}»");
    }

    #[test]
    fn what_is_no_sentence_stays() {
        for text in [
            "{% if a != b %}",
            "a :--- b",
            "GET ?x=1",
            "color: red !important",
            "à 10:30",
            "std ::path",
            "a\u{202f}? b",
        ] {
            assert_eq!(french(text), text);
        }
    }
}
