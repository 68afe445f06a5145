//! The form of a place: the columns of the standard as people fill them in, and the place they mean. Pure.

use serde::{Deserialize, Serialize};

use crate::{
    edge::{
        clock::Day,
        form::{Checks, FieldError},
        hours::Hours,
    },
    orientation::services::text_rules::one_line,
    places::{
        lists_rules::{self as lists, Coded},
        standard_rules::{BETWEEN, Place, read, telephone},
    },
    structure::settings::hours_rules::WeekForm,
};

/// The form, as typed. A field has the name of its column, so that a mistake of a column is a mistake of its field.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct PlaceForm {
    /// Name.
    pub nom: String,
    /// SIRET or RNA.
    pub pivot: String,
    /// What kind of place.
    pub typologie: String,
    /// Who is behind.
    pub structure_parente: String,
    /// Number and street.
    pub adresse: String,
    /// Building, floor.
    pub complement_adresse: String,
    /// Postal code.
    pub code_postal: String,
    /// Town.
    pub commune: String,
    /// The town's code.
    pub code_insee: String,
    /// Degrees north.
    pub latitude: String,
    /// Degrees east.
    pub longitude: String,
    /// Does it move? Codes.
    pub itinerance: Vec<String>,
    /// Phone, as people write it.
    pub telephone: String,
    /// E-mails, one a line.
    pub courriels: String,
    /// Web addresses, one a line.
    pub site_web: String,
    /// Where one takes an appointment.
    pub prise_rdv: String,
    /// Its sheet of accessibility.
    pub fiche_acces_libre: String,
    /// In short.
    pub presentation_resume: String,
    /// At length.
    pub presentation_detail: String,
    /// What it offers: codes.
    pub services: Vec<String>,
    /// Whom it is especially for: codes.
    pub publics_specifiquement_adresses: Vec<String>,
    /// Whom it knows how to help: codes.
    pub prise_en_charge_specifique: Vec<String>,
    /// What it costs: codes.
    pub frais_a_charge: Vec<String>,
    /// How one comes: codes.
    pub modalites_acces: Vec<String>,
    /// How one is helped: codes.
    pub modalites_accompagnement: Vec<String>,
    /// National programmes, one a line.
    pub dispositif_programmes_nationaux: String,
    /// Labels, one a line.
    pub formations_labels: String,
    /// Other labels, one a line.
    pub autres_formations_labels: String,
    /// Key of a new one.
    pub jeton: String,
    /// The version that was seen.
    pub version: String,
    /// The hours of a week: a list, read on its own.
    #[serde(skip_deserializing)]
    pub semaine: WeekForm,
}

/// What of a place its form does not change.
#[derive(Debug, Clone, Copy)]
pub struct Beside<'a> {
    /// What the standard calls it.
    pub standard_id: &'a str,
    /// Who says so.
    pub source: &'a str,
    /// The hours that are kept: a form that says no other keeps what a week can't show (seasons, single days).
    pub horaires: Option<&'a str>,
    /// The day of the change.
    pub today: Day,
}

fn week_of(hours: Option<&str>) -> WeekForm {
    WeekForm::of(hours.and_then(Hours::read).as_ref())
}

fn lines(values: &[String]) -> String {
    values.join("\n")
}

/// One value a line, as the standard joins them.
fn joined(typed: &str) -> String {
    let values = typed.lines().map(one_line).filter(|it| !it.is_empty());
    values.collect::<Vec<_>>().join(&BETWEEN.to_string())
}

/// What people call the column, where its mistakes do not say it.
fn label(colonne: &str) -> Option<&'static str> {
    Some(match colonne {
        "nom" => "Nom du lieu",
        "pivot" => "SIRET ou numéro RNA",
        "adresse" => "Numéro et rue",
        "complement_adresse" => "Complément",
        "code_postal" => "Code postal",
        "commune" => "Commune",
        "code_insee" => "Code de la commune",
        "latitude" => "Latitude",
        "longitude" => "Longitude",
        "telephone" => "Téléphone",
        "site_web" => "Sites web",
        "prise_rdv" => "Prise de rendez-vous",
        "fiche_acces_libre" => "Fiche Accès Libre",
        "presentation_resume" => "En quelques mots",
        "presentation_detail" => "En détail",
        _ => return None,
    })
}

/// The standard's words of the codes; what is no code stays, and is refused.
fn words(list: &'static [Coded], codes: &[String]) -> String {
    let words = codes
        .iter()
        .map(|code| lists::words(list, code).unwrap_or(code));
    words.collect::<Vec<_>>().join(&BETWEEN.to_string())
}

impl PlaceForm {
    /// An empty one.
    #[must_use]
    pub fn empty(jeton: &str) -> Self {
        Self {
            jeton: jeton.to_owned(),
            semaine: week_of(None),
            ..Self::default()
        }
    }

    /// As a place fills it.
    #[must_use]
    pub fn of(lieu: &Place, version: i64) -> Self {
        let text = |value: &Option<String>| value.clone().unwrap_or_default();
        let degrees = |value: Option<f64>| value.map(|it| it.to_string()).unwrap_or_default();
        Self {
            nom: lieu.nom.clone(),
            pivot: lieu.pivot.clone(),
            typologie: text(&lieu.typologie),
            structure_parente: text(&lieu.structure_parente),
            adresse: lieu.adresse.clone(),
            complement_adresse: text(&lieu.complement_adresse),
            code_postal: lieu.code_postal.clone(),
            commune: lieu.commune.clone(),
            code_insee: text(&lieu.code_insee),
            latitude: degrees(lieu.latitude),
            longitude: degrees(lieu.longitude),
            itinerance: lieu.itinerance.clone(),
            telephone: text(&lieu.telephone),
            courriels: lines(&lieu.courriels),
            site_web: text(&lieu.site_web).replace(BETWEEN, "\n"),
            prise_rdv: text(&lieu.prise_rdv),
            fiche_acces_libre: text(&lieu.fiche_acces_libre),
            presentation_resume: text(&lieu.presentation_resume),
            presentation_detail: text(&lieu.presentation_detail),
            services: lieu.services.clone(),
            publics_specifiquement_adresses: lieu.publics.clone(),
            prise_en_charge_specifique: lieu.prises_en_charge.clone(),
            frais_a_charge: lieu.frais.clone(),
            modalites_acces: lieu.acces.clone(),
            modalites_accompagnement: lieu.accompagnement.clone(),
            dispositif_programmes_nationaux: lines(&lieu.programmes),
            formations_labels: lines(&lieu.labels),
            autres_formations_labels: lines(&lieu.autres_labels),
            jeton: String::new(),
            version: version.to_string(),
            semaine: week_of(lieu.horaires.as_deref()),
        }
    }

    /// What it says, or every mistake: the rules are those of the standard, the same as for a file.
    ///
    /// # Errors
    /// The mistakes, each with its field.
    pub fn checked(&self, beside: Beside<'_>) -> Result<Place, Vec<FieldError>> {
        let mut checks = Checks::default();
        let horaires = if self.semaine == week_of(beside.horaires) {
            beside.horaires.map(str::to_owned)
        } else {
            self.semaine.checked(&mut checks)
        };
        let row = self.row(beside, horaires.unwrap_or_default());
        let value = |column: &'static str| {
            let found = row.iter().find(|(name, _)| *name == column);
            found.map_or("", |(_, text)| text.as_str())
        };
        match read(value) {
            Ok(read) => checks.done(read.lieu),
            Err(wrong) => {
                // The summary at the top of the form tells mistakes one after the other: each says which field it is of.
                for one in wrong {
                    let told = match label(one.colonne) {
                        Some(label) => format!("{label}\u{a0}: {}", one.raison),
                        None => one.raison,
                    };
                    checks.require(false, one.colonne, &told);
                }
                checks.done(())?;
                Err(Vec::new())
            }
        }
    }

    fn row(&self, beside: Beside<'_>, horaires: String) -> Vec<(&'static str, String)> {
        let typed = |text: &String| text.clone();
        vec![
            ("id", beside.standard_id.to_owned()),
            ("source", beside.source.to_owned()),
            ("date_maj", beside.today.0.to_string()),
            ("horaires", horaires),
            ("nom", typed(&self.nom)),
            ("pivot", typed(&self.pivot)),
            ("typologie", typed(&self.typologie)),
            ("structure_parente", typed(&self.structure_parente)),
            ("adresse", typed(&self.adresse)),
            ("complement_adresse", typed(&self.complement_adresse)),
            ("code_postal", typed(&self.code_postal)),
            ("commune", typed(&self.commune)),
            ("code_insee", typed(&self.code_insee).to_uppercase()),
            ("latitude", typed(&self.latitude)),
            ("longitude", typed(&self.longitude)),
            ("telephone", telephone(&self.telephone)),
            ("courriels", joined(&self.courriels)),
            ("site_web", joined(&self.site_web)),
            ("prise_rdv", typed(&self.prise_rdv)),
            ("fiche_acces_libre", typed(&self.fiche_acces_libre)),
            ("presentation_resume", typed(&self.presentation_resume)),
            ("presentation_detail", typed(&self.presentation_detail)),
            ("itinerance", words(lists::ITINERANCES, &self.itinerance)),
            ("services", words(lists::SERVICES, &self.services)),
            (
                "publics_specifiquement_adresses",
                words(lists::PUBLICS, &self.publics_specifiquement_adresses),
            ),
            (
                "prise_en_charge_specifique",
                words(lists::PRISES_EN_CHARGE, &self.prise_en_charge_specifique),
            ),
            ("frais_a_charge", words(lists::FRAIS, &self.frais_a_charge)),
            (
                "modalites_acces",
                words(lists::ACCES, &self.modalites_acces),
            ),
            (
                "modalites_accompagnement",
                words(lists::ACCOMPAGNEMENTS, &self.modalites_accompagnement),
            ),
            (
                "dispositif_programmes_nationaux",
                joined(&self.dispositif_programmes_nationaux),
            ),
            ("formations_labels", joined(&self.formations_labels)),
            (
                "autres_formations_labels",
                joined(&self.autres_formations_labels),
            ),
        ]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn beside(horaires: Option<&str>) -> Beside<'_> {
        Beside {
            standard_id: "escale-1",
            source: "Escale",
            horaires,
            today: Day("2026-11-22".parse().expect("a day")),
        }
    }

    fn form() -> PlaceForm {
        PlaceForm {
            nom: "Le  Phare".to_owned(),
            pivot: "434 933 123 00029".to_owned(),
            adresse: "1 quai".to_owned(),
            code_postal: "29 200".to_owned(),
            commune: "Brest".to_owned(),
            telephone: "02 98 00 00 00".to_owned(),
            courriels: "a@exemple.fr\n\nb@exemple.fr\n".to_owned(),
            services: vec!["internet".to_owned(), "demarches".to_owned()],
            ..PlaceForm::empty("")
        }
    }

    #[test]
    fn a_form_is_a_place_of_the_standard_and_back() {
        let place = form().checked(beside(None)).expect("a place");
        assert_eq!(
            (place.nom.as_str(), place.pivot.as_str()),
            ("Le Phare", "43493312300029")
        );
        assert_eq!(place.telephone.as_deref(), Some("+33298000000"));
        assert_eq!(place.courriels, ["a@exemple.fr", "b@exemple.fr"]);
        assert_eq!(place.services, ["demarches", "internet"]);
        assert_eq!(place.horaires, None);
        let again = PlaceForm::of(&place, 1).checked(beside(None));
        assert_eq!(again, Ok(place));
    }

    #[test]
    fn every_mistake_is_told_beside_its_field() {
        let mut wrong = PlaceForm {
            services: vec!["café".to_owned()],
            latitude: "48".to_owned(),
            ..PlaceForm::empty("")
        };
        wrong.semaine.heure = vec!["midi".to_owned(), "14h".to_owned()];
        let mistakes = wrong.checked(beside(None)).expect_err("mistakes");
        assert_eq!(
            mistakes[2].message,
            "Nom du lieu\u{a0}: Il faut une valeur."
        );
        let fields: Vec<_> = mistakes.iter().map(|it| it.champ).collect();
        assert_eq!(
            fields,
            [
                "lundi",
                "pivot",
                "nom",
                "commune",
                "code_postal",
                "adresse",
                "longitude",
                "services"
            ]
        );
    }

    #[test]
    fn hours_that_a_week_cannot_show_stay_until_others_are_typed() {
        let seasons = "Apr-Sep Mo 09:00-12:00; Oct-Mar Mo 10:00-12:00; PH off";
        let mut form = form();
        form.semaine = week_of(Some(seasons));
        let place = form.checked(beside(Some(seasons))).expect("a place");
        assert_eq!(place.horaires.as_deref(), Some(seasons));
        form.semaine.heure = ["9h", "17h"].map(str::to_owned).into();
        form.semaine.feries = String::new();
        let place = form.checked(beside(Some(seasons))).expect("a place");
        assert_eq!(place.horaires.as_deref(), Some("Mo 09:00-17:00"));
    }
}
