//! What « Structure » may hold. Pure.

use serde::{Deserialize, Serialize};

use super::hours_rules::WeekForm;
use crate::edge::{
    form::{Checks, FieldError},
    typed::{self, EMAIL_CHARS_MAX, email, line, phone, some_line},
};

/// The longest name of a structure, in characters.
const NOM_CHARS_MAX: usize = 150;
/// The longest street and number, in characters.
const ADRESSE_CHARS_MAX: usize = 300;
/// The longest name of a town, in characters.
const VILLE_CHARS_MAX: usize = 100;
/// The longest number of an agrément, in characters.
const AGREMENT_CHARS_MAX: usize = 50;

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
        ("CCAS", "CCAS (centre communal d’action sociale)"),
        ("CIAS", "CIAS (centre intercommunal d’action sociale)"),
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
    /// Does it hold dossiers (« structure opératrice », seed 003)?
    pub operatrice: bool,
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
    /// Hold dossiers?
    pub operatrice: String,
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
            operatrice: self.operatrice == "oui",
        };
        checks.done(settings)
    }

    fn postal(&self, checks: &mut Checks) -> Address {
        Address {
            adresse: required(
                checks,
                "adresse",
                &self.adresse,
                ADRESSE_CHARS_MAX,
                "Écrivez le numéro et la rue.",
            ),
            code_postal: postal_code(checks, "code_postal", &self.code_postal),
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
        Some(Address {
            adresse: required(
                checks,
                "accueil_adresse",
                &self.accueil_adresse,
                ADRESSE_CHARS_MAX,
                "Écrivez le numéro et la rue.",
            ),
            code_postal: postal_code(checks, "accueil_code_postal", &self.accueil_code_postal),
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

fn postal_code(checks: &mut Checks, field: &'static str, typed: &str) -> String {
    let code = typed::postal_code(typed);
    checks.require(
        code.is_some(),
        field,
        "Écrivez un code postal de 5\u{a0}chiffres.",
    );
    code.unwrap_or_default()
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

pub(super) fn optional(
    checks: &mut Checks,
    field: &'static str,
    typed: &str,
    chars_max: usize,
) -> Option<String> {
    let text = some_line(typed)?;
    fits(checks, field, &text, chars_max);
    Some(text)
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
            ["fuseau", "nom", "adresse", "code_postal", "ville"]
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
                "accueil_adresse",
                "accueil_code_postal",
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
}
