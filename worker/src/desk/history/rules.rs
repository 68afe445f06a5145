//! What the lines of « Historique » mean: one table of all that can happen, and each in words. Pure.

use serde::Deserialize;
use serde_json::Value;

use super::events_rules::{Famille, label};
use crate::{
    desk::{
        documents::rules::Genre,
        file::rules::{Change, Edit},
        mail::rules::{Mail, Mouvement},
        rules::Motif,
    },
    edge::clock::Day,
};

/// An event, in words.
#[derive(Debug, PartialEq, Eq)]
pub struct Told {
    /// What happened.
    pub texte: String,
    /// The fields that changed, for an edit.
    pub champs: Vec<Change>,
}

/// What there may be to say of an event. Whatever has another shape than expected is left out: it never hides the line.
struct Detail(Value);

impl Detail {
    fn text(&self, key: &str) -> Option<&str> {
        self.0.get(key).and_then(Value::as_str)
    }

    fn yes(&self, key: &str) -> bool {
        let value = self.0.get(key);
        value.is_some_and(|it| it.as_bool() == Some(true) || it.as_i64() == Some(1))
    }

    fn day(&self, key: &str) -> Option<String> {
        let day: Option<Day> = self.read(key);
        day.map(Day::short)
    }

    fn read<T: for<'de> Deserialize<'de>>(&self, key: &str) -> Option<T> {
        let value = self.0.get(key)?;
        T::deserialize(value).ok()
    }

    /// « du 01/01/2026 au 31/12/2026 ».
    fn days(&self, last: &str) -> Option<String> {
        Some(format!("du {} au {}", self.day("debut")?, self.day(last)?))
    }

    /// « DIALLO Awa ».
    fn name(&self) -> Option<String> {
        let nom = self.text("nom")?;
        Some(match self.text("prenom") {
            Some(prenom) => format!("{} {prenom}", nom.to_uppercase()),
            None => nom.to_owned(),
        })
    }
}

/// What the event of `code` was, in words; `detail` is its JSON.
#[must_use]
pub fn told(code: &str, detail: &str) -> Told {
    let detail = Detail(serde_json::from_str(detail).unwrap_or_default());
    let champs = match code {
        "FICHE_MODIFIEE" => {
            Edit::deserialize(&detail.0).map_or_else(|_other| Vec::new(), |edit| edit.champs)
        }
        _ => Vec::new(),
    };
    let Some(label) = label(code) else {
        // Written by a later version than this one: better said plainly than not at all.
        return Told {
            texte: format!("Événement «\u{a0}{code}\u{a0}»"),
            champs,
        };
    };
    let more = match Famille::ALL
        .into_iter()
        .find(|it| it.codes().contains(&code))
    {
        Some(Famille::Courrier) => mail(code, &detail),
        Some(Famille::Domiciliation) => decision(code, &detail),
        Some(Famille::Documents) => {
            let genre: Option<Genre> = detail.read("genre");
            genre.map(|genre| genre.label().to_owned())
        }
        Some(Famille::Fiche) => on_file(code, &detail, &champs),
        Some(Famille::Portail) | None => None,
    };
    Told {
        texte: match more {
            Some(more) => format!("{label}\u{a0}: {more}"),
            None => label.to_owned(),
        },
        champs,
    }
}

fn mail(code: &str, detail: &Detail) -> Option<String> {
    let moved = Mail::deserialize(&detail.0).unwrap_or_default().words();
    if code == "ANNULATION" {
        let undone: Option<Mouvement> = detail.read("annule");
        let undone = undone.and_then(|it| label(it.code()))?.to_lowercase();
        return Some(match moved.as_str() {
            "" => undone,
            _ => format!("{undone} ({moved})"),
        });
    }
    let to = detail
        .text("mandataire")
        .map(|who| format!("à {who}, mandataire"));
    let parts: Vec<String> = [Some(moved).filter(|it| !it.is_empty()), to]
        .into_iter()
        .flatten()
        .collect();
    (!parts.is_empty()).then(|| parts.join(", "))
}

fn decision(code: &str, detail: &Detail) -> Option<String> {
    let renewal = detail
        .yes("renouvellement")
        .then(|| "renouvellement".to_owned());
    let said = match code {
        "VALIDATION" => detail.days("echeance"),
        "REFUS" | "RADIATION" => {
            let motif: Option<Motif> = detail.read("motif");
            motif.map(|motif| match (motif, detail.text("texte")) {
                (Motif::Autre, texte) => motif.words(texte),
                (_, Some(texte)) => format!("{}, {texte}", motif.words(None)),
                (_, None) => motif.words(None),
            })
        }
        _ => None,
    };
    let parts: Vec<String> = [renewal, said].into_iter().flatten().collect();
    (!parts.is_empty()).then(|| parts.join(", "))
}

fn on_file(code: &str, detail: &Detail, champs: &[Change]) -> Option<String> {
    match code {
        "FICHE_CREEE" | "FICHE_IMPORTEE" => {
            let numero: Option<i64> = detail.read("numero");
            let genre = match detail.text("genre") {
                Some("RENOUVELLEMENT") => ", renouvellement",
                Some("PREMIERE") => ", première domiciliation",
                _ => "",
            };
            numero.map(|numero| format!("n°\u{a0}{numero}{genre}"))
        }
        "FICHE_MODIFIEE" => {
            let labels: Vec<String> = champs
                .iter()
                .map(|change| change.champ.label().to_lowercase())
                .collect();
            (!labels.is_empty()).then(|| labels.join(", "))
        }
        "PROCURATION_AJOUTEE"
        | "PROCURATION_RETIREE"
        | "TRANSFERT_MIS_EN_PLACE"
        | "TRANSFERT_RETIRE" => {
            let parts: Vec<String> = [detail.name(), detail.days("fin")]
                .into_iter()
                .flatten()
                .collect();
            (!parts.is_empty()).then(|| parts.join(", "))
        }
        "NOTIFICATIONS_CHOISIES" => {
            let way = match (detail.yes("email"), detail.yes("sms")) {
                (true, true) => "par e-mail et par SMS",
                (true, false) => "par e-mail",
                (false, true) => "par SMS",
                (false, false) => "aucune",
            };
            let by = match detail.text("par")? {
                "PORTAIL" => ", choisi sur le portail",
                "LIEN" => ", choisi depuis un e-mail",
                _ => "",
            };
            Some(format!("{way}{by}"))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{super::events_rules::EVENTS, *};

    fn texte(code: &str, detail: &str) -> String {
        told(code, detail).texte.replace('\u{a0}', " ")
    }

    #[test]
    fn each_event_is_told_in_words() {
        for (code, detail, words) in [
            (
                "RECEPTION",
                r#"{"courrier":2,"recommande":0,"colis":1}"#,
                "Réception : 2 courriers et 1 colis",
            ),
            (
                "REMISE",
                r#"{"courrier":1,"recommande":0,"colis":0,"mandataire":"Awa Diallo"}"#,
                "Remise : 1 courrier, à Awa Diallo, mandataire",
            ),
            (
                "APPEL",
                r#"{"courrier":0,"recommande":0,"colis":0,"mandataire":null,"annule":null}"#,
                "Appel téléphonique",
            ),
            (
                "ANNULATION",
                r#"{"courrier":1,"recommande":0,"colis":0,"annule":"REMISE"}"#,
                "Annulation : remise (1 courrier)",
            ),
            (
                "ANNULATION",
                r#"{"courrier":0,"recommande":0,"colis":0,"annule":"VISITE"}"#,
                "Annulation : visite",
            ),
            (
                "VALIDATION",
                r#"{"debut":"2026-01-01","echeance":"2026-12-31","renouvellement":true}"#,
                "Domiciliation validée : renouvellement, du 01/01/2026 au 31/12/2026",
            ),
            (
                "REFUS",
                r#"{"motif":"SATURATION"}"#,
                "Domiciliation refusée : plus de place dans la structure",
            ),
            (
                "RADIATION",
                r#"{"motif":"AUTRE","texte":"Partie à Lyon"}"#,
                "Radiation : Partie à Lyon",
            ),
            (
                "DOCUMENT_AJOUTE",
                r#"{"genre":"application/pdf"}"#,
                "Document ajouté : PDF",
            ),
            (
                "DOCUMENT_SUPPRIME",
                r#"{"nom":"cni.pdf","genre":"image/png"}"#,
                "Document supprimé : Image PNG",
            ),
            (
                "PROCURATION_AJOUTEE",
                r#"{"nom":"Diallo","prenom":"Awa","debut":"2026-01-01","fin":"2026-02-01"}"#,
                "Procuration ajoutée : DIALLO Awa, du 01/01/2026 au 01/02/2026",
            ),
            (
                "FICHE_IMPORTEE",
                r#"{"numero":12,"genre":"RENOUVELLEMENT"}"#,
                "Fiche importée : n° 12, renouvellement",
            ),
            ("NOTE_SUPPRIMEE", "{}", "Note supprimée"),
            (
                "NOTIFICATIONS_CHOISIES",
                r#"{"email":1,"sms":0,"par":"ACCUEIL"}"#,
                "Notifications : par e-mail",
            ),
            (
                "NOTIFICATIONS_CHOISIES",
                r#"{"email":0,"sms":0,"par":"LIEN"}"#,
                "Notifications : aucune, choisi depuis un e-mail",
            ),
            ("FICHE_CREEE", r#"{"numero":8}"#, "Fiche créée : n° 8"),
            (
                "FICHE_MODIFIEE",
                r#"{"version":2,"champs":[{"champ":"telephone","avant":"","apres":"x"}]}"#,
                "Fiche modifiée : téléphone",
            ),
            ("ENVOL", "{}", "Événement « ENVOL »"),
        ] {
            assert_eq!(texte(code, detail), words);
        }
    }

    #[test]
    fn a_detail_of_another_shape_hides_no_line() {
        for (code, _, label) in EVENTS {
            for detail in [
                "{}",
                "[]",
                "null",
                r#"{"motif":3,"champs":"?","debut":"demain","nom":{}}"#,
                "not json",
            ] {
                assert!(texte(code, detail).starts_with(label), "{code} {detail}");
            }
        }
    }
}
