//! What messages will say, in each language: shown before anything goes out, and sent to oneself as a trial.

use escale_site::locale::{LANGUAGES, Language, without_marks};
use serde::Serialize;

use super::{
    opening_rules::Doors,
    rules::{Genre, Reason},
    sms_rules::parts,
    store::settings::Whole,
    texts::{self, NotificationLetter, Place, Reader},
};
use crate::edge::{
    clock::Day,
    error::{Error, Result},
};

/// Days until the échéance of the example.
const ECHEANCE_DAYS: i64 = 28;
/// Days since the visit of the example.
const ABSENCE_DAYS: i64 = 61;

/// The texts of one language.
#[derive(Debug, Serialize)]
pub(super) struct Preview {
    code: &'static str,
    nom: &'static str,
    dir: &'static str,
    sujet: String,
    lignes: Vec<String>,
    sms: Vec<SmsView>,
}

/// An SMS, and how many it is billed as.
#[derive(Debug, Serialize)]
struct SmsView {
    texte: String,
    nombre: i64,
}

fn reasons(today: Day) -> [Reason; 3] {
    let passage = today.plus_days(-ABSENCE_DAYS);
    [
        Reason::Courrier,
        Reason::Echeance(today.plus_days(ECHEANCE_DAYS)),
        Reason::Absence {
            genre: Genre::Absence60,
            jours: ABSENCE_DAYS,
            avant: Some(passage.plus_months(3)),
        },
    ]
}

fn place(whole: &Whole, doors: Doors) -> Result<Place> {
    let place = whole.place.clone().ok_or(Error::NotFound)?;
    Ok(Place {
        structure: place.nom,
        adresse: place.adresse,
        doors,
    })
}

/// Each language's texts; those of SMS only where any can be sent.
pub(super) fn previews(whole: &Whole, today: Day, sms: bool) -> Result<Vec<Preview>> {
    let place = place(whole, Doors::Today)?;
    let reasons = reasons(today);
    LANGUAGES
        .iter()
        .map(|language| preview(language, &place, &reasons, sms))
        .collect()
}

fn preview(language: &Language, place: &Place, reasons: &[Reason], sms: bool) -> Result<Preview> {
    let texts = reasons.iter().filter(|_| sms).map(|reason| {
        let texte = texts::sms(place, Some(language.code), &[*reason])?;
        Ok(SmsView {
            nombre: parts(&texte),
            texte,
        })
    });
    let lines = texts::lines(language, place, reasons)?;
    Ok(Preview {
        code: language.code,
        nom: language.name,
        dir: language.dir(),
        sujet: without_marks(&texts::subject(language, reasons)?),
        lignes: lines,
        sms: texts.collect::<Result<_>>()?,
    })
}

/// A message that says everything, to whoever tries it out.
pub(super) fn trial(
    whole: &Whole,
    language: &Language,
    prenom: &str,
    today: Day,
    doors: Doors,
) -> Result<NotificationLetter> {
    let reader = Reader {
        prenom,
        langue: Some(language.code),
        page: true,
        arret_chemin: None,
    };
    texts::letter(&place(whole, doors)?, reader, &reasons(today))
}
