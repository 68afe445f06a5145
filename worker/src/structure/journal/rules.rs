//! The words of the audit log's events. Pure.

/// Every event and what it is called; `detail` adds to it.
pub const EVENTS: &[(&str, &str)] = &[
    ("CONNEXION", "Connexion"),
    (
        "MOT_DE_PASSE_REINITIALISE",
        "Mot de passe choisi par un lien reçu par e-mail",
    ),
    ("MOT_DE_PASSE_CHANGE", "Mot de passe changé"),
    ("COMPTE_MODIFIE", "Nom ou fonction modifié"),
    ("ADRESSE_DEMANDEE", "Changement d’adresse e-mail demandé"),
    ("ADRESSE_CHANGEE", "Adresse e-mail changée"),
    ("DECONNEXION_PARTOUT", "Autres connexions fermées"),
    ("MEMBRE_INVITE", "Invitation d’un collègue"),
    ("INVITATION_RENVOYEE", "Invitation renvoyée"),
    ("INVITATION_ANNULEE", "Invitation annulée"),
    ("INVITATION_ACCEPTEE", "Invitation acceptée"),
    ("MEMBRE_ROLE", "Rôle changé"),
    ("MEMBRE_SUSPENDU", "Compte suspendu"),
    ("MEMBRE_RETABLI", "Compte rétabli"),
    ("MEMBRE_RETIRE", "Compte retiré"),
    ("STRUCTURE_CREEE", "Structure créée"),
    ("STRUCTURE_SUSPENDUE", "Structure suspendue"),
    ("STRUCTURE_REACTIVEE", "Structure réactivée"),
    ("SERVICE_CREE", "Service créé"),
    ("SERVICE_MODIFIE", "Service modifié"),
    ("SERVICE_PUBLIE", "Service publié"),
    ("SERVICE_RETIRE", "Service retiré de l’annuaire"),
    ("SERVICES_IMPORTES", "Import de services"),
];

/// The words of an event; its code where it has none yet.
#[must_use]
pub fn words(evenement: &str) -> &str {
    EVENTS
        .iter()
        .find(|(code, _)| *code == evenement)
        .map_or(evenement, |(_, words)| words)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The codes that a statement writes by itself; others come as parameters.
    fn written() -> Vec<String> {
        let lines = crate::statements();
        let lines = lines
            .iter()
            .filter_map(|statement| statement.sql.split_once("INTO journal"));
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
        let written = written();
        assert!(written.len() > 4, "{written:?}");
        for code in written
            .iter()
            .filter(|code| !values.contains(&code.as_str()))
        {
            assert_ne!(words(code), code, "{code} has no words");
        }
    }
}
