//! Phone numbers as networks know them (E.164). Pure.

use serde::Serialize;

/// The numbers of the French overseas departments that are dialled as at home (plan national de numérotation, décision
/// Arcep n° 2018-0881): the digits after 0, and the country they are in.
const OVERSEAS: [(&str, &str); 14] = [
    ("690", "590"),
    ("691", "590"),
    ("694", "594"),
    ("696", "596"),
    ("697", "596"),
    ("692", "262"),
    ("693", "262"),
    ("639", "262"),
    ("709", "262"),
    ("590", "590"),
    ("594", "594"),
    ("596", "596"),
    ("262", "262"),
    ("269", "262"),
];
/// Territories whose numbers have six or eight digits without a 0: their country, how many digits.
const SHORT: [(&str, usize); 4] = [("508", 6), ("681", 6), ("687", 6), ("689", 8)];

/// A number that an SMS can be sent to, « +33612345678 ».
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct Number(String);

impl Number {
    /// A number as typed or as kept; `None` when no SMS can go there. « 06 12… » is French, « 0692… » of La Réunion, what
    /// begins with + or 00 is where it says.
    #[must_use]
    pub fn parse(typed: &str) -> Option<Self> {
        let typed = typed.trim();
        let known = |c: char| c.is_ascii_digit() || c.is_whitespace() || "+.-/()".contains(c);
        if !typed.chars().all(known) || typed.matches('+').count() > 1 {
            return None;
        }
        let digits: String = typed.chars().filter(char::is_ascii_digit).collect();
        let abroad = if typed.starts_with('+') {
            Some(digits.as_str())
        } else {
            digits.strip_prefix("00")
        };
        let full = match abroad {
            Some(full) => full.to_owned(),
            None => at_home(digits.strip_prefix('0')?)?,
        };
        let country = |code: &str| {
            full.strip_prefix(code)
                .map(|rest| rest.trim_start_matches('0'))
        };
        // « +33 (0)6 … » is written on many cards; a number of an island may be written under 33 too.
        let full = match country("33") {
            Some(rest) => at_home(rest)?,
            None => full.clone(),
        };
        (may_be(&full)).then(|| Self(format!("+{full}")))
    }

    /// Its text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// The nine digits after the 0 of a French number, with its country.
fn at_home(nine: &str) -> Option<String> {
    let island = OVERSEAS.iter().find(|(start, _)| nine.starts_with(start));
    let country = island.map_or("33", |(_, country)| country);
    (nine.len() == 9).then(|| format!("{country}{nine}"))
}

/// Is this a number that receives SMS, as far as its shape tells?
fn may_be(full: &str) -> bool {
    if full.starts_with('0') || !(8..=15).contains(&full.len()) {
        return false;
    }
    let after = |code: &str| full.strip_prefix(code);
    if let Some(rest) = after("33") {
        return rest.len() == 9 && rest.starts_with(['6', '7']);
    }
    for island in ["590", "594", "596", "262"] {
        if let Some(rest) = after(island) {
            return rest.len() == 9 && rest.starts_with(['6', '7']);
        }
    }
    SHORT
        .iter()
        .find_map(|(code, digits)| after(code).map(|rest| rest.len() == *digits))
        .unwrap_or(true)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(typed: &str) -> Option<String> {
        Number::parse(typed).map(|number| number.0)
    }

    #[test]
    fn a_number_is_read_however_written() {
        for (typed, kept) in [
            ("06 12 34 56 78", "+33612345678"),
            ("0712345678", "+33712345678"),
            ("+33 6 12 34 56 78", "+33612345678"),
            ("+33 (0)6 12 34 56 78", "+33612345678"),
            ("0033612345678", "+33612345678"),
            ("06.12.34.56.78", "+33612345678"),
            ("0692 12 34 56", "+262692123456"),
            ("0639 12 34 56", "+262639123456"),
            ("0690123456", "+590690123456"),
            ("0694123456", "+594694123456"),
            ("0696123456", "+596696123456"),
            ("+262 692 12 34 56", "+262692123456"),
            ("+33692123456", "+262692123456"),
            ("+508 41 23 45", "+508412345"),
            ("+687 75 12 34", "+687751234"),
            ("+689 87 12 34 56", "+68987123456"),
            ("+681 82 12 34", "+681821234"),
            ("+212 612 345678", "+212612345678"),
            ("+40 721 234 567", "+40721234567"),
            ("00 213 551 23 45 67", "+213551234567"),
        ] {
            assert_eq!(parsed(typed).as_deref(), Some(kept), "{typed}");
        }
    }

    #[test]
    fn what_gets_no_sms_is_no_number() {
        for typed in [
            "",
            "01 40 00 00 00",
            "0262123456",
            "0590123456",
            "09 12 34 56 78",
            "06 12 34 56 7",
            "06 12 34 56 789",
            "612345678",
            "+33 1 40 00 00 00",
            "+689 12 34",
            "+0612345678",
            "+1",
            "+1234567890123456",
            "bonjour",
            "06 12 34 56 78 poste 3",
            "+33+612345678",
        ] {
            assert_eq!(parsed(typed), None, "{typed}");
        }
    }
}
