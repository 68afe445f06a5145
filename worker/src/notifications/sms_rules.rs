//! What an SMS may hold, and how many it is billed as (3GPP TS 23.038). Pure.

use unicode_normalization::UnicodeNormalization;

/// The characters of the basic alphabet, seven bits each; those of its extension count for two.
const BASIC: &str = "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";
const EXTENSION: &str = "^{}\\[~]|€";
/// Characters of one SMS, and of each of several that are shown as one.
const BASIC_UNITS: (usize, usize) = (160, 153);
/// The same for every other alphabet (UCS-2).
const WIDE_UNITS: (usize, usize) = (70, 67);
/// An SMS of ours is never billed as more than this many.
pub const PARTS_MAX: i64 = 4;
/// A name longer than this is cut: who sends must not push out what is said.
const NAME_CHARS_MAX: usize = 40;

/// Does the basic alphabet have all of it?
#[must_use]
pub fn is_basic(text: &str) -> bool {
    text.chars()
        .all(|c| BASIC.contains(c) || EXTENSION.contains(c))
}

/// `text` in the basic alphabet where that only costs it signs that anybody does without (« ê », « ’ », no-break spaces);
/// as it is where it would cost letters: Arabic, Cyrillic.
#[must_use]
pub fn plain(text: &str) -> String {
    let folded: String = text.chars().map(folded).collect();
    if is_basic(&folded) {
        folded
    } else {
        text.to_owned()
    }
}

fn folded(c: char) -> String {
    if is_basic(c.encode_utf8(&mut [0; 4])) {
        return c.to_string();
    }
    match c {
        '’' | '‘' => "'".to_owned(),
        '«' | '»' | '“' | '”' | '„' => "\"".to_owned(),
        '–' | '—' => "-".to_owned(),
        '…' => "...".to_owned(),
        'œ' => "oe".to_owned(),
        'Œ' => "OE".to_owned(),
        'ç' => "c".to_owned(),
        c if c.is_whitespace() => " ".to_owned(),
        c => c
            .nfd()
            .filter(|part| !('\u{300}'..='\u{36f}').contains(part))
            .collect(),
    }
}

/// How many SMS `text` is billed as.
#[must_use]
pub fn parts(text: &str) -> i64 {
    let (units, (one, each)) = if is_basic(text) {
        let double = text.chars().filter(|c| EXTENSION.contains(*c)).count();
        (text.chars().count() + double, BASIC_UNITS)
    } else {
        (text.encode_utf16().count(), WIDE_UNITS)
    };
    let parts = if units <= one {
        1
    } else {
        units.div_ceil(each)
    };
    i64::try_from(parts).unwrap_or(i64::MAX)
}

/// The name of a structure, no longer than there is room for.
#[must_use]
pub fn short_name(name: &str) -> String {
    if name.chars().count() <= NAME_CHARS_MAX {
        return name.to_owned();
    }
    let cut: String = name.chars().take(NAME_CHARS_MAX - 1).collect();
    format!("{}…", cut.trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn french_fits_the_basic_alphabet() {
        let said = plain("Forêt : du courrier vous attend à l’accueil, ça va… « œuf »");
        assert_eq!(
            said,
            "Foret : du courrier vous attend à l'accueil, ca va... \" oeuf \""
        );
        assert!(is_basic(&said));
        assert_eq!(plain("Aveți corespondență"), "Aveti corespondenta");
        assert_eq!(plain("CCAS : почта"), "CCAS : почта");
    }

    #[test]
    fn parts_are_counted_as_they_are_billed() {
        for (text, billed) in [
            ("a".repeat(160), 1),
            ("a".repeat(161), 2),
            ("a".repeat(306), 2),
            ("a".repeat(307), 3),
            ("€".repeat(80), 1),
            ("€".repeat(81), 2),
            ("п".repeat(70), 1),
            ("п".repeat(71), 2),
            ("п".repeat(134), 2),
            ("п".repeat(135), 3),
        ] {
            assert_eq!(parts(&text), billed, "{}", text.chars().count());
        }
    }

    #[test]
    fn a_long_name_leaves_room() {
        assert_eq!(short_name("CCAS de Lyon"), "CCAS de Lyon");
        assert_eq!(short_name(&"é".repeat(100)).chars().count(), 40);
    }
}
