//! The page « Qui peut faire quoi » has a row a right; the table of rights decides. Do they say the same?

use escale_tests::tree;
use escale_worker::rights::{Right, Role};

/// How the row of each right begins.
const ROWS: [(Right, &str); 18] = [
    (Right::OwnAccount, "Son propre compte"),
    (Right::RecordMail, "La liste, le courrier"),
    (Right::SeeFile, "Lire une fiche"),
    (Right::SeeDocuments, "Lire les documents"),
    (Right::EditFiles, "Créer et modifier une fiche"),
    (Right::EditPortalAccess, "Donner ou fermer l’accès"),
    (Right::Decide, "Valider ou refuser"),
    (Right::ManageFiles, "Importer, exporter"),
    (Right::SeeMembers, "Voir la liste des collègues"),
    (Right::ManageStructure, "Gérer les collègues"),
    (Right::SeeServices, "Voir les services et les lieux"),
    (Right::EditServices, "Écrire, publier"),
    (Right::EditPlaces, "Écrire et retirer un lieu"),
    (Right::SeeOrientations, "Voir les demandes"),
    (Right::SendOrientations, "Envoyer et suivre"),
    (Right::AnswerOrientations, "Répondre à une demande"),
    (Right::HoldDossiers, "Suivre les dossiers"),
    (Right::EraseDossiers, "Supprimer un dossier"),
];

/// Who has `right` first; whoever comes after has it too, as the page says.
fn first(right: Right) -> Option<Role> {
    let mut roles = Role::OF_A_STRUCTURE
        .into_iter()
        .skip_while(|role| !role.may(right));
    let first = roles.next()?;
    roles.all(|role| role.may(right)).then_some(first)
}

/// What the page says against the table of rights, a line a mistake.
fn mistakes(page: &str) -> Vec<String> {
    let mut wrong = Vec::new();
    for (right, begins) in ROWS {
        let row = page
            .lines()
            .find(|line| line.starts_with(&format!("| {begins}")));
        let Some(role) = first(right).map(Role::label) else {
            wrong.push(format!("« {begins} » is not for a role and all after it"));
            continue;
        };
        if !row.is_some_and(|row| row.ends_with(&format!("| {role} |"))) {
            wrong.push(format!("a row must begin with « {begins} » and say {role}"));
        }
    }
    wrong
}

#[test]
fn the_page_of_roles_says_what_the_table_of_rights_says() {
    let page = tree::read(&tree::root().join("content/help/structures/roles.md"));
    for right in Right::ALL {
        assert!(
            right == Right::RunPlatform || ROWS.iter().any(|(row, _)| *row == right),
            "{right:?} has no row"
        );
    }
    assert_eq!(mistakes(&page), Vec::<String>::new());
}

#[test]
fn a_wrong_role_is_seen() {
    let page = tree::read(&tree::root().join("content/help/structures/roles.md"));
    let right = "| Lire une fiche | Agent d’accueil |";
    assert!(page.contains(right));
    let wrong = page.replace(right, "| Lire une fiche | Facteur |");
    assert_eq!(
        mistakes(&wrong),
        ["a row must begin with « Lire une fiche » and say Agent d’accueil"]
    );
}
