//! Words as people read them: counting in French (« 1 courrier », « 2 courriers »), lines that a document can hold.

/// `count` with its noun: French takes the singular below two.
#[must_use]
pub fn counted(count: i64, one: &str, many: &str) -> String {
    format!("{count}\u{a0}{}", if count < 2 { one } else { many })
}

/// « 2 courriers, 1 colis et 1 avis de passage ».
#[must_use]
pub fn listed(parts: &[String]) -> String {
    match parts {
        [] => String::new(),
        [only] => only.clone(),
        [first @ .., last] => format!("{} et {last}", first.join(", ")),
    }
}

/// « Pas de lien » for « pas de lien ».
#[must_use]
pub fn capitalised(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(letters).collect()
    })
}

/// The lines of `words`, without what XML cannot hold (people paste it from other documents): one such sign, and Word
/// opens nothing of the document it is in.
pub fn lines(words: &str) -> impl Iterator<Item = String> {
    let fits = |c: &char| !c.is_control() && !('\u{fffe}'..='\u{ffff}').contains(c);
    words
        .lines()
        .map(move |line| line.replace('\t', " ").chars().filter(fits).collect())
}

/// The name a workbook gives to a column: A, B… Z, AA.
#[must_use]
pub fn column(place: usize) -> String {
    let mut left = place + 1;
    let mut letters = Vec::new();
    while left > 0 {
        let digit = u8::try_from((left - 1) % 26).unwrap_or_default();
        letters.push(char::from(b'A' + digit));
        left = (left - 1) / 26;
    }
    letters.iter().rev().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_have_the_letters_of_a_workbook() {
        assert_eq!(
            [0, 25, 26, 701, 702].map(column),
            ["A", "Z", "AA", "ZZ", "AAA"]
        );
    }

    #[test]
    fn numbers_agree() {
        assert_eq!(counted(0, "courrier", "courriers"), "0\u{a0}courrier");
        assert_eq!(counted(1, "courrier", "courriers"), "1\u{a0}courrier");
        assert_eq!(counted(2, "courrier", "courriers"), "2\u{a0}courriers");
    }

    #[test]
    fn lines_stay_apart_and_what_xml_cannot_hold_goes() {
        let lines: Vec<String> = lines("Le 3 mai.\r\nLe\t9\u{2}\u{b} mai.\u{fffe}").collect();
        assert_eq!(lines, ["Le 3 mai.", "Le 9 mai."]);
    }

    #[test]
    fn a_list_ends_with_et() {
        let parts = ["a", "b", "c"].map(str::to_owned);
        assert_eq!(listed(&parts), "a, b et c");
        assert_eq!(listed(&parts[..1]), "a");
        assert_eq!(listed(&[]), "");
    }
}
