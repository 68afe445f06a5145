//! The words of what « Journal » tells: the audit log, the structure's own events, what was seen; what changed on a file is
//! told as its « Historique » tells it. Pure.

use serde::Deserialize;
use serde_json::Value;

use super::rules::Kept as KeptJournal;
use crate::{
    desk::{export::rules::Kept, history::rules},
    edge::{clock::Day, words},
    rights::Role,
};

/// Every event that is not of a file's « Historique », and what it is called; its detail adds to it.
pub const EVENTS: &[(&str, &str)] = &[
    ("CONNEXION", "Connexion"),
    (
        "MOT_DE_PASSE_REINITIALISE",
        "Mot de passe choisi par un lien reçu par e-mail",
    ),
    ("MOT_DE_PASSE_CHANGE", "Mot de passe changé"),
    ("COMPTE_MODIFIE", "Nom ou fonction modifié"),
    ("ADRESSE_DEMANDEE", "Changement d’adresse e-mail demandé"),
    (
        "ADRESSE_ABANDONNEE",
        "Changement d’adresse e-mail abandonné",
    ),
    ("ADRESSE_CHANGEE", "Adresse e-mail changée"),
    ("DECONNEXION_PARTOUT", "Autres connexions fermées"),
    (
        "DOUBLE_AUTHENTIFICATION_ACTIVEE",
        "Double authentification activée",
    ),
    (
        "DOUBLE_AUTHENTIFICATION_DESACTIVEE",
        "Double authentification désactivée",
    ),
    (
        "DOUBLE_AUTHENTIFICATION_CHANGEE",
        "Double authentification : autre appareil",
    ),
    (
        "DOUBLE_AUTHENTIFICATION_RETIREE",
        "Double authentification d’un collègue retirée",
    ),
    ("CODES_DE_SECOURS_NOUVEAUX", "Nouveaux codes de secours"),
    ("CODE_DE_SECOURS_UTILISE", "Code de secours utilisé"),
    ("MEMBRE_INVITE", "Invitation d’un collègue"),
    ("INVITATION_RENVOYEE", "Invitation renvoyée"),
    ("INVITATION_ANNULEE", "Invitation annulée"),
    ("INVITATION_ACCEPTEE", "Invitation acceptée"),
    ("MEMBRE_ROLE", "Rôle changé"),
    ("MEMBRE_SUSPENDU", "Compte suspendu"),
    ("MEMBRE_RETABLI", "Compte rétabli"),
    ("MEMBRE_RETIRE", "Compte retiré"),
    ("STRUCTURE_NOTIFICATIONS", "Notifications réglées"),
    (
        "STRUCTURE_PLAFOND_SMS",
        "Plus de SMS ce mois-ci, administrateurs prévenus",
    ),
    ("STRUCTURE_CREEE", "Structure créée"),
    ("STRUCTURE_SUSPENDUE", "Structure suspendue"),
    ("STRUCTURE_REACTIVEE", "Structure réactivée"),
    ("STRUCTURE_SERVICE_CREE", "Service créé"),
    ("STRUCTURE_SERVICE_MODIFIE", "Service modifié"),
    ("STRUCTURE_SERVICE_PUBLIE", "Service publié"),
    ("STRUCTURE_SERVICE_RETIRE", "Service retiré de l’annuaire"),
    ("STRUCTURE_SERVICES_IMPORTES", "Import de services"),
    ("STRUCTURE_LIEUX_IMPORTES", "Import de lieux"),
    ("STRUCTURE_LIEU_CREE", "Lieu créé"),
    ("STRUCTURE_LIEU_MODIFIE", "Lieu modifié"),
    ("STRUCTURE_LIEU_RETIRE", "Lieu retiré de l’annuaire"),
    ("STRUCTURE_LIEU_REMIS", "Lieu remis dans l’annuaire"),
    ("STRUCTURE_LIEU_CONFIE", "Lieu confié à la structure"),
    ("STRUCTURE_LIEU_REPRIS", "Lieu repris à la structure"),
    (
        "STRUCTURE_SERVICE_SUPPRIME",
        "Brouillon de service supprimé",
    ),
    (
        "STRUCTURE_SERVICE_ECARTE",
        "Service importé retiré par un opérateur",
    ),
    (
        "STRUCTURE_SERVICE_REMIS",
        "Service importé remis par un opérateur",
    ),
    ("AVIS_TRAITE", "Avis sur l’aide traité par un opérateur"),
    (
        "AVIS_REPRIS",
        "Avis sur l’aide remis à traiter par un opérateur",
    ),
    ("AVIS_EFFACE", "Avis sur l’aide effacé par un opérateur"),
    (
        "ORIENTATION_EFFACEE",
        "Données d’une demande d’orientation effacées",
    ),
    (
        "DOSSIER_ESSAI_DE_RECUPERATION",
        "Essai de « Récupérer un dossier »",
    ),
    (
        "DOSSIER_ESSAI_DE_NUMERO",
        "« + Bénéficiaire » avec le numéro d’un carnet suivi ailleurs",
    ),
    ("DOSSIER_RECUPERE", "Dossier récupéré, carnet"),
    (
        "DOSSIER_REPRIS",
        "Dossier récupéré par une autre structure, carnet",
    ),
    (
        "STRUCTURE_DOSSIER_LIE",
        "Dossier lié à une domiciliation ou à une demande",
    ),
    ("STRUCTURE_DOSSIER_DELIE", "Lien d’un dossier retiré"),
    ("STRUCTURE_DOSSIER_EFFACE", "Dossier supprimé"),
    ("EXPORT_LISTE", "Export de la liste"),
    ("EXPORT_DOSSIER", "Export d’un dossier"),
    ("EXPORT_JOURNAL", "Export du journal"),
    ("CONSULTATION_FICHE", "Fiche ouverte"),
    ("CONSULTATION_DOCUMENT", "Document téléchargé"),
    ("ANNONCE_CREEE", "Annonce publiée"),
    ("ANNONCE_MODIFIEE", "Annonce modifiée"),
    ("ANNONCE_SUPPRIMEE", "Annonce supprimée"),
    ("FERMETURE_AJOUTEE", "Fermeture ajoutée"),
    ("FERMETURE_RETIREE", "Fermeture retirée"),
    ("IMPORT_TERMINE", "Liste importée"),
    ("MODELE_AJOUTE", "Modèle de lettre ajouté"),
    ("MODELE_REMPLACE", "Modèle de lettre remplacé"),
    ("MODELE_RENOMME", "Modèle de lettre renommé"),
    ("MODELE_SUPPRIME", "Modèle de lettre supprimé"),
    (
        "STRUCTURE_MODIFIEE",
        "Informations de la structure modifiées",
    ),
    ("PORTAIL_STRUCTURE", "Réglages du portail changés"),
];

fn label(evenement: &str) -> Option<&'static str> {
    let known = EVENTS.iter().find(|(code, _)| *code == evenement);
    known.map(|(_, words)| *words)
}

/// What there is to say beside; what has another shape than expected is left out.
struct Detail(Value);

impl Detail {
    fn text(&self, key: &str) -> Option<&str> {
        self.0.get(key).and_then(Value::as_str)
    }

    fn read<T: for<'de> Deserialize<'de>>(&self, key: &str) -> Option<T> {
        T::deserialize(self.0.get(key)?).ok()
    }

    fn role(&self, key: &str) -> Option<&'static str> {
        self.text(key).and_then(Role::of_code).map(Role::label)
    }
}

/// What happened, in words; `detail` is its JSON. A line of a file's « Historique » is told as it is there: two of its codes
/// are also those of a colleague's account and of the structure.
#[must_use]
pub fn told(evenement: &str, detail: &str, of_a_file: bool) -> String {
    let Some(label) = label(evenement).filter(|_| !of_a_file) else {
        return rules::told(evenement, detail).texte;
    };
    let detail = Detail(serde_json::from_str(detail).unwrap_or_default());
    match beside(evenement, &detail) {
        Some(more) => format!("{label}\u{a0}: {more}"),
        None => label.to_owned(),
    }
}

fn beside(evenement: &str, detail: &Detail) -> Option<String> {
    let nom = || detail.text("nom").map(str::to_owned);
    match evenement {
        "EXPORT_LISTE" => Kept::deserialize(&detail.0).ok().map(|kept| kept.words()),
        "EXPORT_JOURNAL" => {
            let kept = KeptJournal::deserialize(&detail.0).ok()?;
            let lines = words::counted(kept.lignes, "ligne", "lignes");
            Some(format!("{lines}, {}", kept.choix))
        }
        "EXPORT_DOSSIER" => {
            let numero: i64 = detail.read("numero")?;
            Some(format!("n°\u{a0}{numero}"))
        }
        "IMPORT_TERMINE" => {
            let count: i64 = detail.read("inscrits")?;
            Some(words::counted(
                count,
                "domicilié ajouté",
                "domiciliés ajoutés",
            ))
        }
        "MEMBRE_INVITE" | "INVITATION_ACCEPTEE" => match (nom()?, detail.role("role")) {
            (nom, Some(role)) => Some(format!("{nom}, {role}")),
            (nom, None) => Some(nom),
        },
        "MEMBRE_ROLE" => match (detail.role("avant"), detail.role("apres")) {
            (Some(avant), Some(apres)) => Some(format!("{}, de {avant} à {apres}", nom()?)),
            _ => nom(),
        },
        "FERMETURE_AJOUTEE" | "FERMETURE_RETIREE" => {
            let (debut, fin): (Day, Day) = (detail.read("debut")?, detail.read("fin")?);
            Some(format!("du {} au {}", debut.short(), fin.short()))
        }
        "ANNONCE_CREEE" | "ANNONCE_MODIFIEE" | "ANNONCE_SUPPRIMEE" => {
            detail.text("titre").map(str::to_owned)
        }
        "STRUCTURE_DOSSIER_LIE" | "STRUCTURE_DOSSIER_DELIE" | "STRUCTURE_DOSSIER_EFFACE" => {
            Some(format!("carnet {}", detail.text("carnet")?))
        }
        _ => nom(),
    }
}

#[cfg(test)]
mod tests {
    use super::{super::rules::Famille, *};
    use crate::desk::history::events_rules;

    /// The codes that a statement writes by itself in `table`; others come as parameters.
    fn written(table: &str) -> Vec<String> {
        let mark = format!("INTO {table}");
        let statements = crate::statements();
        let lines = statements
            .iter()
            .filter_map(|statement| statement.sql.split_once(mark.as_str()));
        lines
            .flat_map(|(_, sql)| sql.split('\'').skip(1).step_by(2))
            .filter(|word| {
                word.len() > 8 && word.bytes().all(|b| b.is_ascii_uppercase() || b == b'_')
            })
            .map(str::to_owned)
            .collect()
    }

    #[test]
    fn every_code_written_by_a_statement_has_words() {
        let values = ["INVITATION", "MOT_DE_PASSE", "ADMINISTRATEUR", "OPERATEUR"];
        let log = written("journal");
        assert!(log.len() > 4, "{log:?}");
        for code in log.iter().filter(|code| !values.contains(&code.as_str())) {
            assert!(label(code).is_some(), "{code} has no words");
        }
        let of_the_structure = ["ANNONCE_", "FERMETURE_", "IMPORT_", "MODELE_", "STRUCTURE_"];
        let events: Vec<String> = written("historique")
            .into_iter()
            .filter(|code| of_the_structure.iter().any(|part| code.starts_with(part)))
            .collect();
        assert!(events.len() > 6, "{events:?}");
        for code in &events {
            assert!(label(code).is_some(), "{code} has no words");
        }
    }

    #[test]
    fn what_a_file_tells_is_told_in_its_words() {
        let said = |code: &str, detail: &str| {
            told(code, detail, code.starts_with("FICHE_")).replace('\u{a0}', " ")
        };
        assert_eq!(said("FICHE_CREEE", r#"{"numero":8}"#), "Fiche créée : n° 8");
        assert_eq!(
            said("EXPORT_LISTE", r#"{"nombre":38,"choix":"onglet Actifs"}"#),
            "Export de la liste : 38 domiciliés, onglet Actifs"
        );
        assert_eq!(
            said("EXPORT_DOSSIER", r#"{"numero":12,"usager":"x"}"#),
            "Export d’un dossier : n° 12"
        );
        assert_eq!(
            said("IMPORT_TERMINE", r#"{"inscrits":600}"#),
            "Liste importée : 600 domiciliés ajoutés"
        );
        assert_eq!(
            said(
                "MEMBRE_ROLE",
                r#"{"nom":"Ada Demo","avant":"AGENT","apres":"GESTIONNAIRE"}"#
            ),
            "Rôle changé : Ada Demo, de Agent d’accueil à Gestionnaire"
        );
        for (code, words) in EVENTS {
            for detail in ["{}", "[]", "null", "not json", r#"{"numero":"x","nom":3}"#] {
                assert!(
                    told(code, detail, false).starts_with(words),
                    "{code} {detail}"
                );
            }
        }
    }

    #[test]
    fn each_code_is_told_once() {
        for (index, (code, _)) in EVENTS.iter().enumerate() {
            let twin = EVENTS
                .iter()
                .skip(index + 1)
                .any(|(other, _)| other == code);
            assert!(!twin, "{code}");
            // Told as of a file where it is one's.
            let shared = ["MOT_DE_PASSE_CHANGE", "PORTAIL_STRUCTURE"];
            let on_a_file = events_rules::label(code).is_some();
            assert!(!on_a_file || shared.contains(code), "{code}");
        }
        assert_eq!(Famille::of_log("EXPORT_JOURNAL"), Famille::Exports);
        assert_eq!(Famille::of_log("STRUCTURE_CREEE"), Famille::Structure);
        assert_eq!(Famille::of_log("CONNEXION"), Famille::Comptes);
    }
}
