//! The table of all that « Historique » can tell: each event, its family, its words. Pure.

use serde::Serialize;

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
        "Demande soumise à la décision",
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
    ("FICHE_CREEE", Famille::Fiche, "Fiche créée"),
    ("FICHE_IMPORTEE", Famille::Fiche, "Fiche importée"),
    ("FICHE_MODIFIEE", Famille::Fiche, "Fiche modifiée"),
    (
        "DOSSIER_EXPORTE",
        Famille::Fiche,
        "Dossier exporté (droit d’accès)",
    ),
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
    ("NOTIFICATIONS_CHOISIES", Famille::Fiche, "Notifications"),
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

/// The words of an event, if it is known.
#[must_use]
pub fn label(code: &str) -> Option<&'static str> {
    let known = EVENTS.iter().find(|(known, ..)| *known == code);
    known.map(|(_, _, label)| *label)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

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
        // What happens to the structure is on nobody's file.
        let of_the_structure = ["ANNONCE_", "FERMETURE_", "IMPORT_", "MODELE_", "STRUCTURE_"];
        let of_a_file =
            |code: &&String| !of_the_structure.iter().any(|part| code.starts_with(part));
        let unknown: Vec<_> = written
            .iter()
            .filter(of_a_file)
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
