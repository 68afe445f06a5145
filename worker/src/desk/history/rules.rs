//! What the lines of « Historique » mean: one table of all that can happen, and each in words. Pure.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::{
    desk::{
        file::rules::{Change, Edit},
        mail::rules::{Mail, Mouvement},
        rules::Motif,
    },
    edge::clock::Day,
};

/// What an event is about: what « Historique » can be narrowed to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Famille {
    /// Mail and visits.
    Courrier,
    /// Decisions.
    Domiciliation,
    /// What is written on the file.
    Fiche,
    /// Documents.
    Documents,
    /// The portal.
    Portail,
}

impl Famille {
    /// Every family, in the order of the page.
    pub const ALL: [Self; 5] = [
        Self::Courrier,
        Self::Domiciliation,
        Self::Fiche,
        Self::Documents,
        Self::Portail,
    ];

    /// As in an address.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Courrier => "courrier",
            Self::Domiciliation => "domiciliation",
            Self::Fiche => "fiche",
            Self::Documents => "documents",
            Self::Portail => "portail",
        }
    }

    /// On the screens.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Courrier => "Courrier",
            Self::Domiciliation => "Domiciliation",
            Self::Fiche => "Fiche",
            Self::Documents => "Documents",
            Self::Portail => "Portail",
        }
    }

    /// Reads one from an address.
    #[must_use]
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|famille| famille.code() == code)
    }

    /// The events of this family.
    #[must_use]
    pub fn codes(self) -> Vec<&'static str> {
        EVENTS
            .iter()
            .filter(|(_, famille, _)| *famille == self)
            .map(|(code, ..)| *code)
            .collect()
    }
}

/// All that is written in « Historique »: its code, its family, its words. A code that is not here is shown as it is.
pub const EVENTS: &[(&str, Famille, &str)] = &[
    ("RECEPTION", Famille::Courrier, "Réception"),
    ("REMISE", Famille::Courrier, "Remise"),
    ("RETOUR", Famille::Courrier, "Retour à l’expéditeur"),
    ("TRANSFERT", Famille::Courrier, "Transfert"),
    ("APPEL", Famille::Courrier, "Appel téléphonique"),
    ("VISITE", Famille::Courrier, "Visite"),
    ("ANNULATION", Famille::Courrier, "Annulation"),
    (
        "DEMANDE_RENOUVELLEMENT",
        Famille::Domiciliation,
        "Demande de renouvellement",
    ),
    (
        "SOUMIS",
        Famille::Domiciliation,
        "Demande soumise à décision",
    ),
    (
        "RETOUR_INSTRUCTION",
        Famille::Domiciliation,
        "Demande renvoyée à l’instruction",
    ),
    (
        "VALIDATION",
        Famille::Domiciliation,
        "Domiciliation validée",
    ),
    ("REFUS", Famille::Domiciliation, "Domiciliation refusée"),
    ("RADIATION", Famille::Domiciliation, "Radiation"),
    (
        "NOUVELLE_DEMANDE",
        Famille::Domiciliation,
        "Nouvelle demande de domiciliation",
    ),
    ("ATTESTATION", Famille::Domiciliation, "Attestation établie"),
    ("FICHE_CREEE", Famille::Fiche, "Fiche créée"),
    ("FICHE_MODIFIEE", Famille::Fiche, "Fiche modifiée"),
    ("NOTE_AJOUTEE", Famille::Fiche, "Note ajoutée"),
    ("NOTE_EPINGLEE", Famille::Fiche, "Note épinglée"),
    ("NOTE_DESEPINGLEE", Famille::Fiche, "Note désépinglée"),
    ("NOTE_SUPPRIMEE", Famille::Fiche, "Note supprimée"),
    ("PROCURATION_AJOUTEE", Famille::Fiche, "Procuration ajoutée"),
    ("PROCURATION_RETIREE", Famille::Fiche, "Procuration retirée"),
    (
        "TRANSFERT_MIS_EN_PLACE",
        Famille::Fiche,
        "Transfert mis en place",
    ),
    ("TRANSFERT_RETIRE", Famille::Fiche, "Transfert retiré"),
    ("DOCUMENT_AJOUTE", Famille::Documents, "Document ajouté"),
    (
        "DOCUMENT_PARTAGE",
        Famille::Documents,
        "Document partagé sur le portail",
    ),
    (
        "DOCUMENT_NON_PARTAGE",
        Famille::Documents,
        "Document retiré du portail",
    ),
    ("DOCUMENT_SUPPRIME", Famille::Documents, "Document supprimé"),
    ("ACCES_OUVERT", Famille::Portail, "Accès au portail ouvert"),
    (
        "ACCES_RENOUVELE",
        Famille::Portail,
        "Mot de passe temporaire renouvelé",
    ),
    ("ACCES_FERME", Famille::Portail, "Accès au portail fermé"),
    (
        "MOT_DE_PASSE_CHOISI",
        Famille::Portail,
        "Première connexion au portail, mot de passe choisi",
    ),
    (
        "MOT_DE_PASSE_CHANGE",
        Famille::Portail,
        "Mot de passe du portail changé",
    ),
    (
        "CONNEXION_PORTAIL",
        Famille::Portail,
        "Connexion au portail",
    ),
    (
        "PORTAIL_STRUCTURE",
        Famille::Portail,
        "Réglages du portail de la structure",
    ),
];

fn label(code: &str) -> Option<&'static str> {
    let known = EVENTS.iter().find(|(known, ..)| *known == code);
    known.map(|(_, _, label)| *label)
}

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
        Some(Famille::Documents) => detail.text("nom").map(str::to_owned),
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
        "FICHE_CREEE" => {
            let numero: Option<i64> = detail.read("numero");
            numero.map(|numero| format!("n°\u{a0}{numero}"))
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
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

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
                r#"{"nom":"cni.pdf"}"#,
                "Document ajouté : cni.pdf",
            ),
            (
                "PROCURATION_AJOUTEE",
                r#"{"nom":"Diallo","prenom":"Awa","debut":"2026-01-01","fin":"2026-02-01"}"#,
                "Procuration ajoutée : DIALLO Awa, du 01/01/2026 au 01/02/2026",
            ),
            ("NOTE_SUPPRIMEE", "{}", "Note supprimée"),
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

    #[test]
    fn each_code_is_there_once_and_has_a_family() {
        let codes: BTreeSet<_> = EVENTS.iter().map(|(code, ..)| code).collect();
        assert_eq!(codes.len(), EVENTS.len());
        let by_family: usize = Famille::ALL.iter().map(|it| it.codes().len()).sum();
        assert_eq!(by_family, EVENTS.len());
    }

    /// The codes that a statement puts in `evenement`: the quoted words of its first SELECT list that look like one.
    fn codes_in(sql: &str) -> Vec<String> {
        let Some(written) = sql.split("INSERT INTO historique").nth(1) else {
            return Vec::new();
        };
        let select = written.split("SELECT").nth(1).unwrap_or_default();
        let list = select.split(" FROM ").next().unwrap_or_default();
        let list = list.split("\n        FROM").next().unwrap_or_default();
        let is_code = |word: &&str| {
            word.len() > 3 && word.bytes().all(|b| b.is_ascii_uppercase() || b == b'_')
        };
        list.split('\'')
            .skip(1)
            .step_by(2)
            .filter(is_code)
            .map(str::to_owned)
            .collect()
    }

    #[test]
    fn every_code_written_by_a_statement_has_words() {
        let statements = crate::statements();
        let written: BTreeSet<String> = statements.iter().flat_map(|it| codes_in(it.sql)).collect();
        assert!(
            written.contains("ACCES_OUVERT") && written.contains("FICHE_MODIFIEE"),
            "{written:?}"
        );
        let unknown: Vec<_> = written
            .iter()
            .filter(|code| label(code).is_none())
            .collect();
        assert!(unknown.is_empty(), "without words in EVENTS: {unknown:?}");
    }

    #[test]
    fn a_code_without_words_is_seen() {
        let sql = "INSERT INTO historique (id) SELECT ?1, CASE ?2 WHEN 1 THEN 'ENVOL' ELSE 'RECEPTION' END FROM usager u WHERE u.statut = 'VALIDE'";
        assert_eq!(codes_in(sql), ["ENVOL", "RECEPTION"]);
    }
}
