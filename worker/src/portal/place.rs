//! « Où aller »: where the structure is, whether it is open, and when it will not be.

use chrono::NaiveDateTime;
use escale_site::locale::Language;
use serde::Serialize;

use super::{
    opening,
    store::{Closure, Home},
};
use crate::edge::{
    clock::{self, Day, Moment},
    error::Result,
    hours::{Door, Hours},
    typed::{phone_grouped, phone_href},
};

/// A closure is announced so many days before.
const CLOSURE_SHOWN_DAYS: i64 = 30;

/// « Où aller ».
#[derive(Debug, Serialize)]
pub(super) struct PlaceView {
    nom: String,
    adresse: String,
    code_postal: String,
    ville: String,
    /// The address for letters, when people come to another.
    courrier: Option<String>,
    telephone: Option<String>,
    telephone_lien: Option<String>,
    email: Option<String>,
    horaires: Vec<String>,
    /// « Ouvert, ferme à 17 h ».
    porte: Option<String>,
    ouvert: bool,
    fermetures: Vec<String>,
}

impl PlaceView {
    /// The structure of `home` at `now`.
    ///
    /// # Errors
    /// As [`Language::say`].
    pub(super) fn of(
        language: &Language,
        home: &Home,
        closures: &[Closure],
        now: Moment,
    ) -> Result<Self> {
        let local = now.in_zone(clock::zone(&home.fuseau)).naive_local();
        let hours = home.horaires_osm.as_deref().and_then(Hours::read);
        let door = hours.as_ref().map(|hours| door(hours, closures, local));
        let lines = match &hours {
            Some(hours) => opening::lines(language, hours)?,
            None => home.horaires.lines().map(str::to_owned).collect(),
        };
        let [adresse, code_postal, ville] = welcome(home);
        let words = door.map(|door| opening::door(language, door, local));
        Ok(Self {
            nom: home.structure_nom.clone(),
            courrier: home
                .accueil_adresse
                .as_ref()
                .map(|_| format!("{}, {} {}", home.adresse, home.code_postal, home.ville)),
            adresse,
            code_postal,
            ville,
            telephone_lien: home.structure_telephone.as_deref().map(phone_href),
            telephone: home.structure_telephone.as_deref().map(phone_grouped),
            email: home.structure_email.clone(),
            horaires: lines,
            porte: words.transpose()?,
            ouvert: matches!(door, Some(Door::Open(_))),
            fermetures: coming(language, closures, Day(local.date()))?,
        })
    }
}

/// Where people come: the address for letters when there is no other.
fn welcome(home: &Home) -> [String; 3] {
    let postal = [&home.adresse, &home.code_postal, &home.ville];
    let other = [
        &home.accueil_adresse,
        &home.accueil_code_postal,
        &home.accueil_ville,
    ];
    if other.iter().all(|part| part.is_some()) {
        other.map(|part| part.clone().unwrap_or_default())
    } else {
        postal.map(Clone::clone)
    }
}

fn door(hours: &Hours, closures: &[Closure], now: NaiveDateTime) -> Door {
    let days: Vec<(Day, Day)> = closures.iter().map(|one| (one.debut, one.fin)).collect();
    hours.door(&days, now)
}

/// The closures that run or come soon.
fn coming(language: &Language, closures: &[Closure], today: Day) -> Result<Vec<String>> {
    closures
        .iter()
        .filter(|one| one.fin >= today && today.days_until(one.debut) <= CLOSURE_SHOWN_DAYS)
        .map(|one| {
            let motif = one.motif.as_deref();
            Ok(opening::closed(language, (one.debut, one.fin), motif)?)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use escale_site::locale::FRENCH;

    use super::*;

    #[test]
    fn a_closure_is_told_a_month_before_and_until_it_is_over() {
        let day = |text: &str| Day(text.parse().expect("a day"));
        let closures = [Closure {
            debut: day("2026-12-24"),
            fin: day("2026-12-26"),
            motif: None,
        }];
        for (today, told) in [
            ("2026-11-23", false),
            ("2026-11-24", true),
            ("2026-12-26", true),
            ("2026-12-27", false),
        ] {
            let said = coming(FRENCH, &closures, day(today)).expect("words");
            assert_eq!(!said.is_empty(), told, "{today}");
        }
    }
}
