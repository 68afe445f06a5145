//! The number of a carnet: three digits and three letters, « 000ysz » (seed 003). Pure.

use serde::{Deserialize, Serialize};

/// How many numbers there are: a thousand times 26³.
const NUMBERS: u64 = 1000 * 26 * 26 * 26;
/// How many numbers are drawn at once for a new booklet: with a million dossiers one in seventeen is taken, so that eight
/// taken at once is a matter of once in billions.
pub const DRAWN: usize = 8;

/// Letters that no booklet of ours carries: it is read aloud at a counter, before others. Insults and body parts, what one
/// would not have said of oneself (ill, dead, mad, poor, drunk), and the shorthand of misfortunes. A number that is already
/// on a booklet is read whatever its letters.
const AVOIDED: &[&str] = &[
    "ane", "bof", "con", "cul", "dcd", "fdp", "fol", "fou", "gay", "hiv", "ist", "ivg", "mdr",
    "mst", "nib", "nik", "nrv", "nul", "oqt", "pds", "pet", "pis", "ptn", "pue", "pus", "put",
    "rat", "rot", "rmi", "rsa", "sdf", "sex", "sot", "tox", "tue", "vih", "vil", "wtf", "zob",
];

/// The number of a carnet, as kept: lower-case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Carnet(String);

impl Carnet {
    /// Reads one as typed: « 000 YSZ », « 000-ysz » and « 000ysz » are one number.
    #[must_use]
    pub fn parse(typed: &str) -> Option<Self> {
        let text: String = typed
            .chars()
            .filter(|c| !c.is_whitespace() && !"-‐‑–.·_/°".contains(*c))
            .flat_map(char::to_lowercase)
            .collect();
        let (digits, letters) = text.split_at_checked(3)?;
        let fine = letters.len() == 3
            && digits.bytes().all(|b| b.is_ascii_digit())
            && letters.bytes().all(|b| b.is_ascii_lowercase());
        fine.then_some(Self(text))
    }

    /// The number that comes of a draw, unless its letters are avoided.
    #[must_use]
    pub fn drawn(draw: [u8; 8]) -> Option<Self> {
        let number = u64::from_le_bytes(draw) % NUMBERS;
        let (digits, mut rest) = (number / 17_576, number % 17_576);
        let mut letters = [0; 3];
        for letter in letters.iter_mut().rev() {
            *letter = b'a' + u8::try_from(rest % 26).ok()?;
            rest /= 26;
        }
        let letters = std::str::from_utf8(&letters).ok()?;
        may_be_read_aloud(letters).then(|| Self(format!("{digits:03}{letters}")))
    }

    /// Its text, as in the database and on the booklet.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

fn may_be_read_aloud(letters: &str) -> bool {
    let mut all = letters.chars();
    let first = all.next();
    let same = first.is_some_and(|first| all.all(|other| other == first));
    !same && !AVOIDED.contains(&letters)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_read_however_typed() {
        for typed in [
            "000ysz",
            "000 YSZ",
            " 000\u{a0}ysz ",
            "000-Ysz",
            "0 0 0 y s z",
            "000.YSZ",
        ] {
            assert_eq!(
                Carnet::parse(typed).as_ref().map(Carnet::as_str),
                Some("000ysz"),
                "{typed}"
            );
        }
        for typed in [
            "",
            "000",
            "ysz",
            "ysz000",
            "00ysz",
            "0000ysz",
            "000yszz",
            "000yés",
            "٠٠٠ysz",
            "000ys1",
            "é00ysz",
            "000 ys",
        ] {
            assert_eq!(Carnet::parse(typed), None, "{typed}");
        }
        assert!(
            Carnet::parse("123CON").is_some(),
            "a booklet that exists is read"
        );
    }

    #[test]
    fn every_number_drawn_is_one_and_none_is_avoided() {
        let mut avoided = 0;
        for draw in 0..NUMBERS / 500 {
            match Carnet::drawn((draw * 997).to_le_bytes()) {
                Some(carnet) => {
                    assert_eq!(Carnet::parse(carnet.as_str()).as_ref(), Some(&carnet));
                    assert!(may_be_read_aloud(&carnet.as_str()[3..]), "{carnet:?}");
                }
                None => avoided += 1,
            }
        }
        assert!(avoided > 0, "the list of avoided letters does nothing");
    }

    #[test]
    fn the_first_and_the_last_number() {
        let last = (NUMBERS - 1).to_le_bytes();
        assert_eq!(Carnet::drawn(last), None, "999zzz");
        let before = (NUMBERS - 2).to_le_bytes();
        let text = Carnet::drawn(before).map(|carnet| carnet.as_str().to_owned());
        assert_eq!(text.as_deref(), Some("999zzy"));
        let second = 1_u64.to_le_bytes();
        let text = Carnet::drawn(second).map(|carnet| carnet.as_str().to_owned());
        assert_eq!(text.as_deref(), Some("000aab"));
    }
}
