//! One line of a file of data·inclusion v1: its fields, and the rules that both files have (reference.md). Pure.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::{
    edge::clock::Day,
    orientation::services::{
        lists_rules::{Coded, knows},
        text_rules::{chars, is_postal_code, one_line, paragraphs},
    },
};

/// Services in one import.
pub const SERVICES_MAX: usize = 20_000;
/// Refused lines kept to be shown.
pub const REFUSED_KEPT: usize = 1_000;

/// Which of the two files.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Which {
    /// Whoever offers services.
    Structures,
    /// What they offer.
    Services,
}

/// A line that was refused.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Refused {
    /// The file.
    pub fichier: Which,
    /// The line, or which one it is of a JSON list, from 1.
    pub rang: usize,
    /// What the file calls it, where it says so.
    pub id: String,
    /// Why.
    pub raisons: Vec<String>,
}

/// The fields of a line, and what is wrong with them.
#[derive(Debug, Default)]
pub struct Line {
    fields: BTreeMap<String, Value>,
    wrong: Vec<String>,
}

impl Line {
    /// A line of these fields.
    #[must_use]
    pub fn new(fields: BTreeMap<String, Value>) -> Self {
        Self {
            fields,
            wrong: Vec::new(),
        }
    }

    /// Every reason to refuse it.
    #[must_use]
    pub fn wrong(self) -> Vec<String> {
        self.wrong
    }

    /// Is there one?
    #[must_use]
    pub fn is_wrong(&self) -> bool {
        !self.wrong.is_empty()
    }

    /// Notes a reason to refuse it, unless `fine`.
    pub fn require(&mut self, fine: bool, reason: &str) {
        if !fine {
            self.wrong.push(reason.to_owned());
        }
    }

    fn raw(&self, name: &str) -> Option<String> {
        match self.fields.get(name)? {
            Value::String(text) => Some(text.clone()),
            Value::Number(number) => Some(number.to_string()),
            Value::Bool(yes) => Some(yes.to_string()),
            Value::Null | Value::Array(_) | Value::Object(_) => None,
        }
        .filter(|text| !text.trim().is_empty())
    }

    /// A text of one line of at most so many characters.
    pub fn text(&mut self, name: &str, chars_max: usize) -> Option<String> {
        let text = one_line(&self.raw(name)?);
        self.require(
            chars(&text) <= chars_max,
            &format!("{name}\u{a0}: {chars_max}\u{a0}caractères au plus"),
        );
        Some(text).filter(|text| !text.is_empty())
    }

    /// A text that has to be there, of so many characters.
    pub fn required(&mut self, name: &str, chars_min: usize, chars_max: usize) -> String {
        let text = self.raw(name).map(|text| one_line(&text));
        self.fits(name, text.unwrap_or_default(), chars_min, chars_max)
    }

    /// A text in paragraphs that has to be there, of so many characters.
    pub fn required_paragraphs(
        &mut self,
        name: &str,
        chars_min: usize,
        chars_max: usize,
    ) -> String {
        let text = self.raw(name).map(|text| paragraphs(&text));
        self.fits(name, text.unwrap_or_default(), chars_min, chars_max)
    }

    /// A text in paragraphs of at most so many characters.
    pub fn paragraphs(&mut self, name: &str, chars_max: usize) -> Option<String> {
        let text = paragraphs(&self.raw(name)?);
        let text = self.fits(name, text, 0, chars_max);
        Some(text).filter(|text| !text.is_empty())
    }

    fn fits(&mut self, name: &str, text: String, chars_min: usize, chars_max: usize) -> String {
        if text.is_empty() && chars_min > 0 {
            self.require(false, &format!("{name}\u{a0}: manque"));
        } else {
            let fine = (chars_min..=chars_max).contains(&chars(&text));
            self.require(
                fine,
                &format!("{name}\u{a0}: de {chars_min} à {chars_max}\u{a0}caractères"),
            );
        }
        text
    }

    /// The codes of a list. A text holds them as JSON, between braces or with a sign between.
    pub fn codes(&mut self, name: &str) -> Vec<String> {
        let codes: Vec<String> = match self.fields.get(name) {
            Some(Value::Array(all)) => all
                .iter()
                .filter_map(Value::as_str)
                .map(str::to_owned)
                .collect(),
            _ => split(&self.raw(name).unwrap_or_default()),
        };
        let codes = codes.iter().map(|code| one_line(code));
        let mut kept: Vec<String> = Vec::new();
        for code in codes.filter(|code| !code.is_empty()) {
            if !kept.contains(&code) {
                kept.push(code);
            }
        }
        kept
    }

    /// The codes of a list, all of which `known` has to know.
    pub fn known_codes(&mut self, name: &str, known: &'static [Coded]) -> Vec<String> {
        let codes = self.codes(name);
        for code in codes.iter().filter(|code| !knows(known, code)) {
            let code: String = code.chars().take(60).collect();
            self.wrong
                .push(format!("{name}\u{a0}: «\u{a0}{code}\u{a0}» n’existe pas"));
        }
        codes
    }

    /// One code, which `known` has to know.
    pub fn known_code(&mut self, name: &str, known: &'static [Coded]) -> Option<String> {
        let code = self.text(name, 60)?;
        self.require(
            knows(known, &code),
            &format!("{name}\u{a0}: «\u{a0}{code}\u{a0}» n’existe pas"),
        );
        Some(code)
    }

    /// The day on which it was last looked at.
    pub fn date_maj(&mut self) -> Option<Day> {
        let text = self.raw("date_maj").unwrap_or_default();
        let day = text.get(..10).and_then(|day| day.parse().ok()).map(Day);
        self.require(day.is_some(), "date_maj\u{a0}: une date AAAA-MM-JJ");
        day
    }

    /// A number between two others.
    pub fn number(&mut self, name: &str, min: f64, max: f64) -> Option<f64> {
        let text = self.raw(name)?;
        let number = text.trim().replace(',', ".").parse::<f64>().ok();
        let number = number.filter(|number| (min..=max).contains(number));
        self.require(
            number.is_some(),
            &format!("{name}\u{a0}: un nombre de {min} à {max}"),
        );
        number
    }

    /// A whole number from 1: what is between two is the next.
    pub fn whole(&mut self, name: &str, max: i32) -> Option<i64> {
        let number = self.number(name, 0.0, f64::from(max))?;
        #[expect(clippy::cast_possible_truncation, reason = "below max")]
        let number = number.ceil() as i64;
        (number > 0).then_some(number)
    }

    /// A postal code, and the code of a town: five signs each.
    pub fn place(&mut self) -> (Option<String>, Option<String>) {
        let postal = self.text("code_postal", 10);
        self.require(
            postal.as_deref().is_none_or(is_postal_code),
            "code_postal\u{a0}: 5 chiffres",
        );
        let insee = self.text("code_insee", 10);
        let fine = |code: &str| {
            let corsica = code.starts_with("2A") || code.starts_with("2B");
            let digits = if corsica { code.get(2..) } else { Some(code) };
            code.len() == 5 && digits.is_some_and(|it| it.bytes().all(|byte| byte.is_ascii_digit()))
        };
        self.require(
            insee.as_deref().is_none_or(fine),
            "code_insee\u{a0}: 5 chiffres, ou 2A et 2B suivis de 3 chiffres",
        );
        (postal, insee)
    }
}

fn split(text: &str) -> Vec<String> {
    let text = text.trim();
    if let Ok(list) = serde_json::from_str::<Vec<String>>(text) {
        return list;
    }
    let inside = text
        .trim_start_matches(['{', '['])
        .trim_end_matches(['}', ']']);
    let quotes = |code: &str| code.trim().trim_matches(['"', '\'']).to_owned();
    inside.split([',', '|', ';']).map(quotes).collect()
}

/// Whoever offers services, as much as a service says of them.
#[derive(Debug, Clone, PartialEq)]
pub struct Structure {
    /// Where it comes from.
    pub source: String,
    /// What it is called there.
    pub id: String,
    /// Its name.
    pub nom: String,
    /// Town, postal code, code of the town, street, what is added to it: for services that give no address.
    pub place: Place,
}

/// Where something is.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Place {
    /// Town.
    pub commune: Option<String>,
    /// Postal code.
    pub code_postal: Option<String>,
    /// The town's code.
    pub code_insee: Option<String>,
    /// Street.
    pub adresse: Option<String>,
    /// Building, floor.
    pub complement_adresse: Option<String>,
    /// Degrees north, as text.
    pub latitude: Option<String>,
    /// Degrees east, as text.
    pub longitude: Option<String>,
}

impl Place {
    /// What a line says of it.
    pub fn of(line: &mut Line) -> Self {
        let (code_postal, code_insee) = line.place();
        let degrees = |number: f64| number.to_string();
        Self {
            commune: line.text("commune", 100),
            code_postal,
            code_insee,
            adresse: line.text("adresse", 300),
            complement_adresse: line.text("complement_adresse", 300),
            latitude: line.number("latitude", -90.0, 90.0).map(degrees),
            longitude: line.number("longitude", -180.0, 180.0).map(degrees),
        }
    }
}

/// The structure that a line says, or every reason to refuse it.
///
/// # Errors
/// The reasons.
pub fn structure(mut line: Line) -> Result<Structure, Vec<String>> {
    let siret = line.text("siret", 20);
    let digits = |siret: &str| siret.len() == 14 && siret.bytes().all(|byte| byte.is_ascii_digit());
    line.require(
        siret.as_deref().is_none_or(digits),
        "siret\u{a0}: 14 chiffres",
    );
    let structure = Structure {
        source: line.required("source", 1, 100),
        id: line.required("id", 1, 200),
        nom: line.required("nom", 3, 150),
        place: Place::of(&mut line),
    };
    let _ = line.date_maj();
    if line.is_wrong() {
        Err(line.wrong())
    } else {
        Ok(structure)
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn line(value: Value) -> Line {
        Line::new(serde_json::from_value(value).expect("fields"))
    }

    #[test]
    fn a_structure_has_a_source_an_id_a_name_and_a_date() {
        let said = json!({ "source": "dora", "id": "1", "nom": "Le  Relais", "date_maj": "2026-01-02T03:04:05",
            "code_insee": "2A004", "latitude": 41.9, "siret": "12345678901234" });
        let read = structure(line(said)).expect("a structure");
        assert_eq!(read.nom, "Le Relais");
        let wrong = json!({ "nom": "ab", "date_maj": "hier", "siret": "12", "code_postal": "7500", "latitude": 120 });
        let reasons = structure(line(wrong)).expect_err("reasons");
        let of = |name: &str| reasons.iter().any(|reason| reason.starts_with(name));
        for name in [
            "source",
            "id",
            "nom",
            "date_maj",
            "siret",
            "code_postal",
            "latitude",
        ] {
            assert!(of(name), "{name}: {reasons:?}");
        }
    }

    #[test]
    fn a_list_is_read_however_written() {
        for list in [
            json!(["a", "b", "a"]),
            json!("[\"a\", \"b\"]"),
            json!("{a,b}"),
            json!("a|b"),
            json!("['a', 'b']"),
        ] {
            let mut line = line(json!({ "publics": list.clone() }));
            assert_eq!(line.codes("publics"), ["a", "b"], "{list}");
        }
    }
}
