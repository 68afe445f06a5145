//! A row of the standard, read and checked: every mistake at once, each with its column. Pure.

use super::{BETWEEN, Place};
use crate::{
    edge::{
        clock::Day,
        hours::Hours,
        typed::{email, phone},
    },
    orientation::services::text_rules::{chars, is_postal_code, is_url, one_line, paragraphs},
    places::{
        lists_rules::{self as lists, Coded},
        position_rules::LATITUDE_MAX,
    },
};

/// A mistake of a row: the column, empty for the row as a whole, and what it is, as a sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wrong {
    /// The column.
    pub colonne: &'static str,
    /// What is wrong.
    pub raison: String,
}

/// What a row says.
#[derive(Debug, Clone, PartialEq)]
pub struct Read {
    /// The place.
    pub lieu: Place,
    /// What of it was left out.
    pub remarques: Vec<Wrong>,
}

/// The longest list of the standard's open ones, and its longest value, in characters.
const VALUES_MAX: usize = 50;
const VALUE_CHARS_MAX: usize = 200;
/// What a place is nearest to, in degrees: a centimetre. What databases and files write is then the same number.
const NEAREST: f64 = 1e7;
/// The prefixes of the standard, and the digits that follow.
const PREFIXES: [&str; 10] = [
    "+33", "+590", "+594", "+262", "+596", "+269", "+687", "+689", "+508", "+681",
];
const DIGITS: std::ops::RangeInclusive<usize> = 6..=9;
/// What is not asked again where the hours cannot be read.
const HOURS_LEFT_OUT: &str = "Ces horaires ne suivent pas la syntaxe d’OpenStreetMap\u{a0}: le lieu est gardé sans horaires.";

struct Reader<F> {
    value: F,
    wrong: Vec<Wrong>,
}

/// The place that a row says; `value` gives the text of a column, empty where there is none. Hours that cannot be read are
/// left out, and told: a place without hours serves people better than no place.
///
/// # Errors
/// Every mistake.
pub fn read<'a>(value: impl Fn(&'static str) -> &'a str) -> Result<Read, Vec<Wrong>> {
    let mut reader = Reader {
        value,
        wrong: Vec::new(),
    };
    let (lieu, remarques) = (reader.place(), reader.unread_hours());
    match lieu {
        Some(lieu) if reader.wrong.is_empty() => Ok(Read { lieu, remarques }),
        _ => Err(reader.wrong),
    }
}

impl<'a, F: Fn(&'static str) -> &'a str> Reader<F> {
    fn require(&mut self, fine: bool, colonne: &'static str, raison: &str) {
        if !fine {
            self.wrong.push(Wrong {
                colonne,
                raison: raison.to_owned(),
            });
        }
    }

    /// In the order of the columns, so that mistakes come in it; `None` without a day.
    fn place(&mut self) -> Option<Place> {
        let standard_id = self.required("id", 200);
        let pivot = self.pivot();
        let nom = self.required("nom", 200);
        let commune = self.required("commune", 100);
        let code_postal = self.postal_code();
        let code_insee = self.insee_code();
        let adresse = self.required("adresse", 300);
        let complement_adresse = self.text("complement_adresse", 300);
        let (latitude, longitude) = self.position();
        let typologie = self.text("typologie", 200);
        let telephone = self.phone();
        let courriels = self.emails();
        let site_web = self.urls("site_web");
        let presentation_resume = self.text("presentation_resume", 280);
        let presentation_detail = self.paragraphs("presentation_detail", 5000);
        let source = self.text("source", 200);
        let itinerance = self.codes("itinerance", lists::ITINERANCES);
        let structure_parente = self.text("structure_parente", 200);
        let date_maj = self.day();
        Some(Place {
            standard_id,
            pivot,
            nom,
            commune,
            code_postal,
            code_insee,
            adresse,
            complement_adresse,
            latitude,
            longitude,
            typologie,
            telephone,
            courriels,
            site_web,
            horaires: self.hours(),
            presentation_resume,
            presentation_detail,
            source,
            itinerance,
            structure_parente,
            services: self.codes("services", lists::SERVICES),
            publics: self.codes("publics_specifiquement_adresses", lists::PUBLICS),
            prises_en_charge: self.codes("prise_en_charge_specifique", lists::PRISES_EN_CHARGE),
            frais: self.codes("frais_a_charge", lists::FRAIS),
            programmes: self.values("dispositif_programmes_nationaux"),
            labels: self.values("formations_labels"),
            autres_labels: self.values("autres_formations_labels"),
            acces: self.codes("modalites_acces", lists::ACCES),
            accompagnement: self.codes("modalites_accompagnement", lists::ACCOMPAGNEMENTS),
            fiche_acces_libre: self.url("fiche_acces_libre"),
            prise_rdv: self.url("prise_rdv"),
            date_maj: date_maj?,
        })
    }

    fn line(&self, colonne: &'static str) -> String {
        one_line((self.value)(colonne))
    }

    fn fits(&mut self, colonne: &'static str, text: &str, chars_max: usize) {
        let raison = format!("{chars_max}\u{a0}caractères au plus.");
        self.require(chars(text) <= chars_max, colonne, &raison);
    }

    fn text(&mut self, colonne: &'static str, chars_max: usize) -> Option<String> {
        let text = self.line(colonne);
        self.fits(colonne, &text, chars_max);
        Some(text).filter(|text| !text.is_empty())
    }

    fn paragraphs(&mut self, colonne: &'static str, chars_max: usize) -> Option<String> {
        let text = paragraphs((self.value)(colonne));
        self.fits(colonne, &text, chars_max);
        Some(text).filter(|text| !text.is_empty())
    }

    fn required(&mut self, colonne: &'static str, chars_max: usize) -> String {
        let text = self.text(colonne, chars_max);
        self.require(text.is_some(), colonne, MISSING);
        text.unwrap_or_default()
    }

    fn pivot(&mut self) -> String {
        let pivot: String = self.line("pivot").split_whitespace().collect();
        self.require(!pivot.is_empty(), "pivot", MISSING);
        let fine =
            (9..=14).contains(&pivot.len()) && pivot.bytes().all(|b| b.is_ascii_alphanumeric());
        self.require(
            fine || pivot.is_empty(),
            "pivot",
            "De 9 à 14\u{a0}chiffres et lettres\u{a0}: le SIRET, ou le numéro RNA d’une association.",
        );
        pivot
    }

    fn postal_code(&mut self) -> String {
        let code: String = self.line("code_postal").split_whitespace().collect();
        self.require(!code.is_empty(), "code_postal", MISSING);
        let fine = is_postal_code(&code) || code.is_empty();
        self.require(fine, "code_postal", "5\u{a0}chiffres.");
        code
    }

    fn insee_code(&mut self) -> Option<String> {
        let code = self.line("code_insee");
        let corsica = code.starts_with("2A") || code.starts_with("2B");
        let digits = if corsica { code.get(2..) } else { Some(&*code) };
        let fine =
            code.len() == 5 && digits.is_some_and(|it| it.bytes().all(|b| b.is_ascii_digit()));
        self.require(
            fine || code.is_empty(),
            "code_insee",
            "5\u{a0}chiffres, ou 2A et 2B suivis de 3\u{a0}chiffres.",
        );
        Some(code).filter(|_| fine)
    }

    fn degrees(&mut self, colonne: &'static str, max: f64) -> Option<f64> {
        let text = self.line(colonne).replace(',', ".");
        let number = text.parse::<f64>().ok().filter(|it| it.abs() <= max);
        let raison = format!("Un nombre de -{max} à {max}.");
        self.require(number.is_some() || text.is_empty(), colonne, &raison);
        number.map(|it| (it * NEAREST).round() / NEAREST)
    }

    /// Both or none.
    fn position(&mut self) -> (Option<f64>, Option<f64>) {
        const OTHER: &str = "La latitude et la longitude vont ensemble\u{a0}: il en manque une.";
        let given = |reader: &Self, colonne| !reader.line(colonne).is_empty();
        let (north, east) = (given(self, "latitude"), given(self, "longitude"));
        let latitude = self.degrees("latitude", LATITUDE_MAX);
        self.require(north || !east, "latitude", OTHER);
        let longitude = self.degrees("longitude", 180.0);
        self.require(east || !north, "longitude", OTHER);
        (latitude, longitude)
    }

    fn phone(&mut self) -> Option<String> {
        let phone: String = self.line("telephone").split_whitespace().collect();
        let fine = is_phone(&phone);
        self.require(
            fine || phone.is_empty(),
            "telephone",
            "Un numéro international sans espace, par exemple +33140000000 (indicatifs +33, +590, +594, +262, +596, +269, +687, +689, +508 et +681).",
        );
        Some(phone).filter(|_| fine)
    }

    /// What the column holds, between its signs, each once. No more is looked at than a list may hold: a cell of a hostile
    /// file has a million values.
    fn split(&mut self, colonne: &'static str) -> Vec<String> {
        let text = (self.value)(colonne);
        let more = text.split(BETWEEN).nth(VALUES_MAX).is_some();
        let raison = format!("{VALUES_MAX}\u{a0}valeurs au plus.");
        self.require(!more, colonne, &raison);
        let mut kept: Vec<String> = Vec::new();
        for value in text.split(BETWEEN).take(VALUES_MAX).map(one_line) {
            if !value.is_empty() && !kept.contains(&value) {
                kept.push(value);
            }
        }
        kept
    }

    fn values(&mut self, colonne: &'static str) -> Vec<String> {
        let values = self.split(colonne);
        for value in &values {
            self.fits(colonne, value, VALUE_CHARS_MAX);
        }
        values
    }

    fn emails(&mut self) -> Vec<String> {
        let emails = self.values("courriels");
        let fine = emails.iter().all(|it| email(it).is_some());
        self.require(
            fine,
            "courriels",
            "Des adresses e-mail, par exemple accueil@exemple.fr.",
        );
        emails
    }

    fn url(&mut self, colonne: &'static str) -> Option<String> {
        let url = self.line(colonne);
        let fine = url.is_empty() || is_url(&url);
        self.require(fine, colonne, NOT_A_URL);
        Some(url).filter(|url| !url.is_empty())
    }

    fn urls(&mut self, colonne: &'static str) -> Option<String> {
        let urls = self.split(colonne);
        let fine = urls.iter().all(|url| is_url(url));
        self.require(fine, colonne, NOT_A_URL);
        let text = urls.join(&BETWEEN.to_string());
        self.fits(colonne, &text, 500);
        Some(text).filter(|text| !text.is_empty())
    }

    fn day(&mut self) -> Option<Day> {
        let text = self.line("date_maj");
        let day = Some(&text).filter(|it| it.len() == 10);
        let day = day.and_then(|it| it.parse().ok()).map(Day);
        let raison = if text.is_empty() {
            MISSING
        } else {
            "Une date écrite AAAA-MM-JJ."
        };
        self.require(day.is_some(), "date_maj", raison);
        day
    }

    fn hours(&self) -> Option<String> {
        let text = self.line("horaires");
        let fine = !text.is_empty() && chars(&text) <= 500 && Hours::read(&text).is_some();
        fine.then_some(text)
    }

    fn unread_hours(&self) -> Vec<Wrong> {
        if self.line("horaires").is_empty() || self.hours().is_some() {
            return Vec::new();
        }
        vec![Wrong {
            colonne: "horaires",
            raison: HOURS_LEFT_OUT.to_owned(),
        }]
    }

    /// The codes of a closed list, in its order.
    fn codes(&mut self, colonne: &'static str, list: &'static [Coded]) -> Vec<String> {
        let mut codes = Vec::new();
        for value in self.split(colonne) {
            match lists::code(list, &value) {
                Some(code) => codes.push(code),
                None => {
                    let value: String = value.chars().take(60).collect();
                    let raison =
                        format!("«\u{a0}{value}\u{a0}» n’est pas dans la liste du standard.");
                    self.require(false, colonne, &raison);
                }
            }
        }
        let in_order = list.iter().filter(|(code, _)| codes.contains(code));
        in_order.map(|(code, _)| (*code).to_owned()).collect()
    }
}

const MISSING: &str = "Il faut une valeur.";
const NOT_A_URL: &str = "Une adresse web entière, par exemple https://exemple.fr.";

fn is_phone(text: &str) -> bool {
    let rest = PREFIXES.iter().filter_map(|it| text.strip_prefix(it));
    rest.into_iter()
        .any(|rest| DIGITS.contains(&rest.len()) && rest.bytes().all(|b| b.is_ascii_digit()))
}

/// A phone as people type it, as the standard writes it: a French number takes its prefix, those of overseas their own.
/// What is no such phone stays as it was typed.
#[must_use]
pub fn telephone(typed: &str) -> String {
    let digits = |text: &str| {
        text.chars()
            .filter(char::is_ascii_digit)
            .collect::<String>()
    };
    match phone(typed) {
        Some(abroad) if abroad.starts_with('+') => abroad,
        Some(french) => {
            let digits = digits(&french);
            let national = digits.trim_start_matches('0');
            let prefix = match national.get(..3) {
                Some("590" | "690" | "691") => "+590",
                Some("594" | "694") => "+594",
                Some("262" | "263" | "692" | "693" | "269" | "639") => "+262",
                Some("596" | "696" | "697") => "+596",
                _ => "+33",
            };
            format!("{prefix}{national}")
        }
        None => typed.trim().to_owned(),
    }
}
