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

/// What the page says against the table of rights, a line a mistake.
fn mistakes(page: &str) -> Vec<String> {
    let row = |begins: &str| page.lines().find(|line| line.starts_with(begins));
    let mut wrong = Vec::new();
    for (right, begins) in ROWS {
        let Some(line) = row(&format!("| {begins}")) else {
            wrong.push(format!("no row begins with « {begins} »"));
            continue;
        };
        let cells: Vec<_> = line.split('|').skip(2).map(str::trim).collect();
        let told = Role::OF_A_STRUCTURE.map(|role| if role.may(right) { "oui" } else { "non" });
        if cells.get(..told.len()) != Some(&told[..]) {
            wrong.push(format!("« {begins} » must say {}", told.join(", ")));
        }
    }
    let heads: Vec<_> = Role::OF_A_STRUCTURE.map(Role::label).to_vec();
    if row("| Quoi |").is_none_or(|line| !line.contains(&heads.join(" | "))) {
        wrong.push(format!("the columns must be {}", heads.join(", ")));
    }
    wrong
}

#[test]
fn the_page_of_roles_says_what_the_table_of_rights_says() {
    let page = tree::read(&tree::root().join("content/help/structures/roles.md"));
    let known = Right::ALL
        .into_iter()
        .filter(|right| *right != Right::RunPlatform);
    for right in known {
        assert!(
            ROWS.iter().any(|(row, _)| *row == right),
            "{right:?} has no row"
        );
    }
    assert_eq!(mistakes(&page), Vec::<String>::new());
    let wrong = page.replace("| Lire une fiche | non |", "| Lire une fiche | oui |");
    assert_eq!(
        mistakes(&wrong),
        ["« Lire une fiche » must say non, oui, oui, oui, oui"],
        "a wrong cell is seen"
    );
}
