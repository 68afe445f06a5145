//! What « Structure » may hold. Pure.

use serde::{Deserialize, Serialize};

use super::hours_rules::WeekForm;
use crate::edge::{
    clock::Day,
    form::{Checks, FieldError},
    typed::{EMAIL_CHARS_MAX, day, email, line, phone, some_line},
};

/// The longest name of a structure, in characters.
const NOM_CHARS_MAX: usize = 150;
/// The longest street and number, in characters.
const ADRESSE_CHARS_MAX: usize = 300;
/// The longest name of a town, in characters.
const VILLE_CHARS_MAX: usize = 100;
/// The longest number of an agrément, in characters.
const AGREMENT_CHARS_MAX: usize = 50;
/// The longest reason of a closure, in characters.
const MOTIF_CHARS_MAX: usize = 100;
/// How many closures to come a structure keeps.
pub const FERMETURES_MAX: i64 = 50;
/// The longest closure, in days.
const FERMETURE_DAYS_MAX: i64 = 366;

/// What kind of structure it is: the law gives them different duties (CASF, art. L264-4).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum Genre {
    /// Centre communal d'action sociale.
    Ccas,
    /// Centre intercommunal d'action sociale.
    Cias,
    /// An association with an agrément.
    Association,
}

impl Genre {
    /// Each, by its code and its words.
    pub const ALL: [(&'static str, &'static str); 3] = [
        ("CCAS", "Centre communal d’action sociale (CCAS)"),
        ("CIAS", "Centre intercommunal d’action sociale (CIAS)"),
        ("ASSOCIATION", "Association ou organisme agréé"),
    ];

    /// As in the database.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Ccas => "CCAS",
            Self::Cias => "CIAS",
            Self::Association => "ASSOCIATION",
        }
    }

    fn of(code: &str) -> Option<Self> {
        [Self::Ccas, Self::Cias, Self::Association]
            .into_iter()
            .find(|genre| genre.code() == code)
    }
}

/// The time zones French structures live in, each with its words.
pub const ZONES: [(&str, &str); 14] = [
    ("Europe/Paris", "France métropolitaine"),
    ("America/Guadeloupe", "Guadeloupe"),
    ("America/Cayenne", "Guyane"),
    ("Indian/Reunion", "La Réunion"),
    ("America/Martinique", "Martinique"),
    ("Indian/Mayotte", "Mayotte"),
    ("Pacific/Noumea", "Nouvelle-Calédonie"),
    ("Pacific/Tahiti", "Polynésie française"),
    ("Pacific/Gambier", "Polynésie française, îles Gambier"),
    ("Pacific/Marquesas", "Polynésie française, îles Marquises"),
    ("America/St_Barthelemy", "Saint-Barthélemy"),
    ("America/Marigot", "Saint-Martin"),
    ("America/Miquelon", "Saint-Pierre-et-Miquelon"),
    ("Pacific/Wallis", "Wallis-et-Futuna"),
];

/// A place as one writes it on an envelope.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Address {
    /// Street and number.
    pub adresse: String,
    /// Postal code.
    pub code_postal: String,
    /// Town.
    pub ville: String,
}

/// What « Structure » holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settings {
    /// Its name.
    pub nom: String,
    /// What kind it is, where it said so.
    pub genre: Option<Genre>,
    /// The number of its agrément.
    pub agrement: Option<String>,
    /// Where letters are sent: the address of its domiciliés.
    pub postale: Address,
    /// Where people come, when it is elsewhere.
    pub accueil: Option<Address>,
    /// Phone.
    pub telephone: Option<String>,
    /// E-mail.
    pub email: Option<String>,
    /// Its time zone.
    pub fuseau: &'static str,
    /// Opening hours, in the syntax of OpenStreetMap.
    pub horaires: Option<String>,
    /// Does the portal show its hours, its phone, its e-mail?
    pub montre: [bool; 3],
}

/// The form of « Structure », as typed.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct SettingsForm {
    /// Name.
    pub nom: String,
    /// Code of the kind.
    pub genre: String,
    /// Agrément.
    pub agrement: String,
    /// Street and number of the postal address.
    pub adresse: String,
    /// Postal code.
    pub code_postal: String,
    /// Town.
    pub ville: String,
    /// Street and number where people come.
    pub accueil_adresse: String,
    /// Its postal code.
    pub accueil_code_postal: String,
    /// Its town.
    pub accueil_ville: String,
    /// Phone.
    pub telephone: String,
    /// E-mail.
    pub email: String,
    /// Time zone.
    pub fuseau: String,
    /// Show the hours?
    pub montre_horaires: String,
    /// Show the phone?
    pub montre_telephone: String,
    /// Show the e-mail?
    pub montre_email: String,
    /// The hours of a week: a list, read on its own.
    #[serde(skip_deserializing)]
    pub semaine: WeekForm,
}

impl SettingsForm {
    /// What it says, or every mistake.
    ///
    /// # Errors
    /// The mistakes, each with its field.
    pub fn checked(&self) -> Result<Settings, Vec<FieldError>> {
        let mut checks = Checks::default();
        let genre = Genre::of(&self.genre);
        checks.require(
            genre.is_some() || self.genre.is_empty(),
            "genre",
            "Choisissez dans la liste.",
        );
        let zone = ZONES.iter().find(|(zone, _)| *zone == self.fuseau);
        checks.require(zone.is_some(), "fuseau", "Choisissez dans la liste.");
        let settings = Settings {
            nom: required(
                &mut checks,
                "nom",
                &self.nom,
                NOM_CHARS_MAX,
                "Écrivez le nom de la structure.",
            ),
            genre,
            agrement: optional(&mut checks, "agrement", &self.agrement, AGREMENT_CHARS_MAX),
            postale: self.postal(&mut checks),
            accueil: self.welcome(&mut checks),
            telephone: self.phone(&mut checks),
            email: self.email(&mut checks),
            fuseau: zone.map_or("Europe/Paris", |(zone, _)| zone),
            horaires: self.semaine.checked(&mut checks),
            montre: [
                &self.montre_horaires,
                &self.montre_telephone,
                &self.montre_email,
            ]
            .map(|typed| typed == "oui"),
        };
        checks.done(settings)
    }

    fn postal(&self, checks: &mut Checks) -> Address {
        let code_postal = digits(&self.code_postal);
        checks.require(is_postal_code(&code_postal), "code_postal", POSTAL_CODE);
        Address {
            adresse: required(
                checks,
                "adresse",
                &self.adresse,
                ADRESSE_CHARS_MAX,
                "Écrivez le numéro et la rue.",
            ),
            code_postal,
            ville: required(
                checks,
                "ville",
                &self.ville,
                VILLE_CHARS_MAX,
                "Écrivez la commune.",
            ),
        }
    }

    /// The whole address or none of it.
    fn welcome(&self, checks: &mut Checks) -> Option<Address> {
        let typed = [
            &self.accueil_adresse,
            &self.accueil_code_postal,
            &self.accueil_ville,
        ];
        if typed.iter().all(|text| text.trim().is_empty()) {
            return None;
        }
        let code_postal = digits(&self.accueil_code_postal);
        checks.require(
            is_postal_code(&code_postal),
            "accueil_code_postal",
            POSTAL_CODE,
        );
        Some(Address {
            adresse: required(
                checks,
                "accueil_adresse",
                &self.accueil_adresse,
                ADRESSE_CHARS_MAX,
                "Écrivez le numéro et la rue.",
            ),
            code_postal,
            ville: required(
                checks,
                "accueil_ville",
                &self.accueil_ville,
                VILLE_CHARS_MAX,
                "Écrivez la commune.",
            ),
        })
    }

    fn phone(&self, checks: &mut Checks) -> Option<String> {
        let typed = self.telephone.trim();
        let phone = phone(typed);
        checks.require(
            typed.is_empty() || phone.is_some(),
            "telephone",
            "Écrivez un numéro de téléphone, par exemple 01 40 00 00 00.",
        );
        phone.filter(|_| !typed.is_empty())
    }

    fn email(&self, checks: &mut Checks) -> Option<String> {
        let typed = self.email.trim();
        let email = email(typed);
        checks.require(
            typed.is_empty() || (email.is_some() && typed.len() <= EMAIL_CHARS_MAX),
            "email",
            "Écrivez une adresse e-mail, par exemple accueil@exemple.fr.",
        );
        email
    }
}

const POSTAL_CODE: &str = "Écrivez un code postal de 5 chiffres.";

fn digits(typed: &str) -> String {
    typed.split_whitespace().collect()
}

fn is_postal_code(code: &str) -> bool {
    code.len() == 5 && code.bytes().all(|b| b.is_ascii_digit())
}

fn fits(checks: &mut Checks, field: &'static str, text: &str, chars_max: usize) {
    checks.require(
        text.chars().count() <= chars_max,
        field,
        &format!("Écrivez {chars_max}\u{a0}caractères au plus."),
    );
}

fn required(
    checks: &mut Checks,
    field: &'static str,
    typed: &str,
    chars_max: usize,
    missing: &str,
) -> String {
    let text = line(typed);
    checks.require(!text.is_empty(), field, missing);
    fits(checks, field, &text, chars_max);
    text
}

fn optional(
    checks: &mut Checks,
    field: &'static str,
    typed: &str,
    chars_max: usize,
) -> Option<String> {
    let text = some_line(typed)?;
    fits(checks, field, &text, chars_max);
    Some(text)
}

/// Days on which it is closed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Closure {
    /// The first.
    pub debut: Day,
    /// The last.
    pub fin: Day,
    /// Why, if it was said.
    pub motif: Option<String>,
}

/// The form of a closure, as typed.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct ClosureForm {
    /// First day.
    pub debut: String,
    /// Last day; the first one when there is none.
    pub fin: String,
    /// Why.
    pub motif: String,
}

impl ClosureForm {
    /// The closure, or every mistake.
    ///
    /// # Errors
    /// The mistakes, each with its field.
    pub fn checked(&self, today: Day) -> Result<Closure, Vec<FieldError>> {
        let wanted = "Écrivez une date, par exemple 24/12/2026.";
        let mut checks = Checks::default();
        let debut = day(&self.debut);
        let fin = if self.fin.trim().is_empty() {
            debut
        } else {
            day(&self.fin)
        };
        checks.require(debut.is_some(), "debut", wanted);
        checks.require(fin.is_some() || self.fin.trim().is_empty(), "fin", wanted);
        if let (Some(debut), Some(fin)) = (debut, fin) {
            checks.require(
                debut <= fin,
                "fin",
                "Le dernier jour vient avant le premier. Corrigez l’un des deux.",
            );
            checks.require(
                fin < debut || fin >= today,
                "fin",
                "Ce jour est déjà passé.",
            );
            checks.require(
                debut.days_until(fin) < FERMETURE_DAYS_MAX,
                "fin",
                "Une fermeture dure un an au plus.",
            );
        }
        let motif = optional(&mut checks, "motif", &self.motif, MOTIF_CHARS_MAX);
        checks.done(Closure {
            debut: debut.unwrap_or(today),
            fin: fin.unwrap_or(today),
            motif,
        })
    }
}

/// « Fermé le jeudi 24 décembre », « Fermé du jeudi 24 décembre au vendredi 1er janvier ».
#[must_use]
pub fn closed_words(debut: Day, fin: Day, motif: Option<&str>) -> String {
    let when = if debut == fin {
        format!("Fermé le {}", debut.with_weekday_near())
    } else {
        format!(
            "Fermé du {} au {}",
            debut.with_weekday_near(),
            fin.with_weekday_near()
        )
    };
    match motif {
        Some(motif) => format!("{when}\u{a0}: {motif}"),
        None => when,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form() -> SettingsForm {
        SettingsForm {
            nom: " CCAS  de Villeneuve ".to_owned(),
            genre: "CCAS".to_owned(),
            adresse: "1 rue Neuve".to_owned(),
            code_postal: "92 390".to_owned(),
            ville: "Villeneuve".to_owned(),
            telephone: "0140000000".to_owned(),
            fuseau: "Indian/Reunion".to_owned(),
            montre_telephone: "oui".to_owned(),
            ..SettingsForm::default()
        }
    }

    fn wrong(form: &SettingsForm) -> Vec<&'static str> {
        let errors = form.checked().expect_err("mistakes");
        errors.iter().map(|error| error.champ).collect()
    }

    #[test]
    fn what_is_typed_is_kept_tidy() {
        let settings = form().checked().expect("settings");
        assert_eq!(settings.nom, "CCAS de Villeneuve");
        assert_eq!(settings.postale.code_postal, "92390");
        assert_eq!(settings.telephone.as_deref(), Some("01 40 00 00 00"));
        assert_eq!((settings.accueil, settings.email), (None, None));
        assert_eq!(settings.fuseau, "Indian/Reunion");
        assert_eq!(settings.montre, [false, true, false]);
    }

    #[test]
    fn every_mistake_is_told() {
        let empty = SettingsForm::default();
        assert_eq!(
            wrong(&empty),
            ["fuseau", "nom", "code_postal", "adresse", "ville"]
        );
        let wrong_form = SettingsForm {
            genre: "PREFECTURE".to_owned(),
            fuseau: "Europe/Berlin".to_owned(),
            telephone: "12".to_owned(),
            email: "accueil".to_owned(),
            accueil_ville: "Villeneuve".to_owned(),
            agrement: "é".repeat(AGREMENT_CHARS_MAX + 1),
            ..form()
        };
        assert_eq!(
            wrong(&wrong_form),
            [
                "genre",
                "fuseau",
                "agrement",
                "accueil_code_postal",
                "accueil_adresse",
                "telephone",
                "email"
            ]
        );
    }

    #[test]
    fn every_zone_of_the_list_is_known() {
        for (zone, _) in ZONES {
            assert_eq!(crate::edge::clock::zone(zone).name(), zone);
        }
    }

    #[test]
    fn a_closure_is_one_day_or_several() {
        let today = day("22/11/2026").expect("a day");
        let closure = |debut: &str, fin: &str| {
            ClosureForm {
                debut: debut.to_owned(),
                fin: fin.to_owned(),
                motif: " Congés ".to_owned(),
            }
            .checked(today)
        };
        let one = closure("24/12/2026", "").expect("a closure");
        assert_eq!(
            closed_words(one.debut, one.fin, one.motif.as_deref()),
            "Fermé le jeudi 24 décembre\u{a0}: Congés"
        );
        let several = closure("2026-12-24", "01/01/2027").expect("a closure");
        assert_eq!(
            closed_words(several.debut, several.fin, None),
            "Fermé du jeudi 24 décembre au vendredi 1er janvier"
        );
        for (debut, fin, field) in [
            ("", "", "debut"),
            ("24/12/2026", "demain", "fin"),
            ("24/12/2026", "23/12/2026", "fin"),
            ("01/11/2026", "21/11/2026", "fin"),
            ("24/12/2026", "25/12/2027", "fin"),
        ] {
            let errors = closure(debut, fin).expect_err("a mistake");
            assert_eq!(
                errors.iter().map(|error| error.champ).collect::<Vec<_>>(),
                [field],
                "{debut} {fin}"
            );
        }
    }
}
