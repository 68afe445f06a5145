//! A place as anyone reads it.

use chrono::NaiveDateTime;
use serde::Serialize;

use super::{
    lists_rules::{
        ACCES, ACCOMPAGNEMENTS, Coded, FRAIS, ITINERANCES, PRISES_EN_CHARGE, PUBLICS, SERVICES,
        words,
    },
    position_rules::Position,
    search_store::Place,
};
use crate::edge::{
    clock::{self, Day, Moment},
    hours::{Door, Hours},
    typed::{mail_href, phone_digits, phone_grouped, phone_href},
};

/// The clock of a place: overseas has its own.
fn zone(postal_code: &str) -> &'static str {
    match postal_code.get(..3) {
        Some("971") => "America/Guadeloupe",
        Some("972") => "America/Martinique",
        Some("973") => "America/Cayenne",
        Some("974") => "Indian/Reunion",
        Some("975") => "America/Miquelon",
        Some("976") => "Indian/Mayotte",
        Some("986") => "Pacific/Wallis",
        Some("987") => "Pacific/Tahiti",
        Some("988") => "Pacific/Noumea",
        _ => "Europe/Paris",
    }
}

/// Is it open, and until when, in words; nothing for hours that can't be read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DoorView {
    /// « Ouvert, ferme à 17 h ».
    pub mots: String,
    /// Is it open?
    pub ouvert: bool,
}

impl DoorView {
    /// The door of a place with these hours, at that postal code.
    #[must_use]
    pub fn of(hours: Option<&str>, postal_code: &str, now: Moment) -> Option<Self> {
        let hours = Hours::read(hours?)?;
        let local = local(postal_code, now);
        let door = hours.door(&[], local);
        Some(Self {
            mots: door.words(local),
            ouvert: matches!(door, Door::Open(_)),
        })
    }
}

fn local(postal_code: &str, now: Moment) -> NaiveDateTime {
    now.in_zone(clock::zone(zone(postal_code))).naive_local()
}

/// The words of codes, in the order of the list.
#[must_use]
pub fn told(list: &[Coded], codes: &[String]) -> Vec<&'static str> {
    let known = codes.iter().filter_map(|code| words(list, code));
    known.collect()
}

/// What one can call or write to.
#[derive(Debug, Clone, Serialize)]
pub struct Reach {
    /// As one reads it.
    pub texte: String,
    /// What a link does.
    pub href: String,
}

/// A place as anyone reads it.
#[derive(Debug, Serialize)]
pub struct Sheet {
    /// Its name.
    pub nom: String,
    typologie: Option<String>,
    structure_parente: Option<String>,
    /// Its address, line by line.
    pub adresse: Vec<String>,
    /// Its phone.
    pub telephone: Option<Reach>,
    /// Its e-mail addresses.
    pub courriels: Vec<Reach>,
    /// Its pages.
    pub sites: Vec<String>,
    prise_rdv: Option<String>,
    acces_libre: Option<String>,
    porte: Option<DoorView>,
    /// A line for each run of days with the same hours.
    horaires: Vec<String>,
    /// They change in the year: those of this week.
    cette_semaine: bool,
    resume: Option<String>,
    paragraphes: Vec<String>,
    services: Vec<&'static str>,
    publics: Vec<&'static str>,
    prises_en_charge: Vec<&'static str>,
    frais: Vec<&'static str>,
    acces: Vec<&'static str>,
    accompagnement: Vec<&'static str>,
    itinerance: Vec<&'static str>,
    labels: Vec<String>,
    /// A map of elsewhere, at this place.
    carte: Option<String>,
    maj: String,
    source: Option<String>,
}

impl Sheet {
    /// `place`, at `now`.
    #[must_use]
    pub fn of(place: &Place, now: Moment) -> Self {
        let (horaires, cette_semaine) = hours(place, now);
        let adresse = [Some(&place.adresse), place.complement_adresse.as_ref()];
        let mut adresse: Vec<String> = adresse.into_iter().flatten().cloned().collect();
        adresse.push(format!("{} {}", place.code_postal, place.commune));
        let labels = [&place.programmes, &place.labels, &place.autres_labels];
        Self {
            nom: place.nom.clone(),
            typologie: place.typologie.clone(),
            structure_parente: place.structure_parente.clone(),
            adresse,
            telephone: place.telephone.as_deref().map(called),
            courriels: place.courriels.iter().map(|it| written_to(it)).collect(),
            sites: pages(place.site_web.as_deref()),
            prise_rdv: page(place.prise_rdv.as_deref()),
            acces_libre: page(place.fiche_acces_libre.as_deref()),
            porte: DoorView::of(place.horaires.as_deref(), &place.code_postal, now),
            horaires,
            cette_semaine,
            resume: place.presentation_resume.clone(),
            paragraphes: paragraphs(place.presentation_detail.as_deref()),
            services: told(SERVICES, &place.services),
            publics: told(PUBLICS, &place.publics),
            prises_en_charge: told(PRISES_EN_CHARGE, &place.prises_en_charge),
            frais: told(FRAIS, &place.frais),
            acces: told(ACCES, &place.acces),
            accompagnement: told(ACCOMPAGNEMENTS, &place.accompagnement),
            itinerance: told(ITINERANCES, &place.itinerance),
            labels: labels.into_iter().flatten().cloned().collect(),
            carte: elsewhere(place),
            maj: place.date_maj.long(),
            source: place.source.clone(),
        }
    }
}

/// The hours in words, and whether they are those of this week; as they came when they can't be read.
fn hours(place: &Place, now: Moment) -> (Vec<String>, bool) {
    let Some(text) = place.horaires.as_deref() else {
        return (Vec::new(), false);
    };
    match Hours::read(text) {
        Some(hours) if hours.seasonal() => {
            let today = Day(local(&place.code_postal, now).date());
            (hours.lines_of_the_week(today), true)
        }
        Some(hours) => (hours.lines(), false),
        None => (vec![text.to_owned()], false),
    }
}

/// « +33 1 80 05 98 80 » is dialled as it is, and read « 01 80 05 98 80 ».
fn called(kept: &str) -> Reach {
    Reach {
        texte: phone_grouped(&phone_digits(kept)),
        href: phone_href(kept),
    }
}

fn written_to(address: &str) -> Reach {
    Reach {
        texte: address.to_owned(),
        href: mail_href(address),
    }
}

/// An address of the web, and of nothing else.
fn page(kept: Option<&str>) -> Option<String> {
    let kept = kept?.trim();
    let web = kept.starts_with("https://") || kept.starts_with("http://");
    web.then(|| kept.to_owned())
}

/// The standard joins several with a bar.
fn pages(kept: Option<&str>) -> Vec<String> {
    let all = kept.unwrap_or_default().split('|');
    all.filter_map(|one| page(Some(one))).collect()
}

fn paragraphs(text: Option<&str>) -> Vec<String> {
    let lines = text.unwrap_or_default().lines().map(str::trim);
    lines
        .filter(|line| !line.is_empty())
        .map(str::to_owned)
        .collect()
}

/// The map of OpenStreetMap, at the place.
fn elsewhere(place: &Place) -> Option<String> {
    let at = Position::new(place.latitude?, place.longitude?)?;
    let (north, east) = (at.latitude, at.longitude);
    Some(format!(
        "https://www.openstreetmap.org/?mlat={north:.5}&mlon={east:.5}#map=18/{north:.5}/{east:.5}"
    ))
}

#[cfg(test)]
pub(crate) mod samples {
    use serde_json::json;

    use super::*;

    /// A place of which all is known.
    pub(crate) fn place() -> Place {
        let row = json!({
            "id": "AAAAAAAAAAAAAAAAAAAAAA", "nom": "Espace « Le Fil »", "commune": "Villeneuve", "code_postal": "93200",
            "adresse": "12 rue des Ateliers", "complement_adresse": "Au fond de la cour", "latitude": 48.9, "longitude": 2.35,
            "typologie": "TIERS_LIEUX", "telephone": "+33180059880", "site_web": "https://lefil.example|javascript:alert(1)",
            "horaires": "Mo-Fr 09:00-17:00", "presentation_resume": "Un atelier ouvert à tous.",
            "presentation_detail": "Première ligne.\n\nSeconde ligne.", "source": "Hubikoop", "structure_parente": "Pimms",
            "date_maj": "2026-10-01", "fiche_acces_libre": "https://acceslibre.example/fil", "prise_rdv": "https://rdv.example",
            "courriels": "[\"bonjour@lefil.example\"]", "itinerance": "[\"fixe\"]", "services": "[\"demarches\",\"quotidien\"]",
            "publics": "[\"seniors\"]", "prises_en_charge": "[\"vision\"]", "frais": "[\"gratuit\"]", "programmes": "[\"Aidants Connect\"]",
            "labels": "[]", "autres_labels": "[]", "acces": "[\"presenter\"]", "accompagnement": "[\"individuel\"]",
        });
        serde_json::from_value(row).expect("a row")
    }

    /// A place of which little is known.
    pub(crate) fn bare() -> Place {
        let none = Vec::new;
        Place {
            complement_adresse: None,
            latitude: None,
            longitude: None,
            typologie: None,
            telephone: None,
            site_web: None,
            horaires: None,
            presentation_resume: None,
            presentation_detail: None,
            source: None,
            structure_parente: None,
            fiche_acces_libre: None,
            prise_rdv: None,
            courriels: none(),
            itinerance: none(),
            services: none(),
            publics: none(),
            prises_en_charge: none(),
            frais: none(),
            programmes: none(),
            acces: none(),
            accompagnement: none(),
            ..place()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Monday 23 November 2026, 15:00 in Paris.
    const MONDAY: Moment = Moment(1_795_442_400_000);

    #[test]
    fn the_door_is_told_on_the_clock_of_the_place() {
        let door = |code| {
            let door = DoorView::of(Some("Mo-Fr 09:00-17:00"), code, MONDAY).expect("hours");
            door.mots.replace('\u{a0}', " ")
        };
        assert_eq!(door("75011"), "Ouvert, ferme à 17 h");
        assert_eq!(door("97400"), "Fermé, ouvre demain à 9 h");
        assert_eq!(door("97200"), "Ouvert, ferme à 17 h");
        assert_eq!(DoorView::of(Some("le matin"), "75011", MONDAY), None);
    }

    #[test]
    fn every_zone_is_a_known_one() {
        for code in [
            "971", "972", "973", "974", "975", "976", "986", "987", "988",
        ] {
            let name = zone(&format!("{code}00"));
            assert_eq!(clock::zone(name).name(), name);
        }
    }

    #[test]
    fn only_pages_are_links_and_phones_are_read_as_dialled() {
        let sheet = Sheet::of(&samples::place(), MONDAY);
        assert_eq!(sheet.sites, ["https://lefil.example"]);
        let phone = sheet.telephone.expect("a phone");
        assert_eq!(phone.texte.replace('\u{a0}', " "), "01 80 05 98 80");
        assert_eq!(phone.href, "tel:+33180059880");
        assert_eq!(
            sheet.carte.as_deref(),
            Some(
                "https://www.openstreetmap.org/?mlat=48.90000&mlon=2.35000#map=18/48.90000/2.35000"
            )
        );
    }

    #[test]
    fn hours_that_cannot_be_read_are_told_as_they_came() {
        let mut place = samples::place();
        place.horaires = Some("le matin".to_owned());
        let sheet = Sheet::of(&place, MONDAY);
        assert_eq!(
            (sheet.horaires, sheet.porte),
            (vec!["le matin".to_owned()], None)
        );
        place.horaires = Some("Jul-Aug Mo-Fr 10:00-12:00".to_owned());
        let sheet = Sheet::of(&place, MONDAY);
        assert!(sheet.cette_semaine);
        assert_eq!(sheet.horaires.len(), 1);
    }
}
