//! The model to fill: the names of the columns, and a sheet that says what each may hold.

use super::columns_rules::{ALL, Column};
use crate::edge::{
    error::Result,
    workbook::{self, Cell, Sheet},
};

/// What may be written in a column.
fn says(column: Column) -> &'static str {
    match column {
        Column::Numero => "Nombre entier. Vide : la fiche reçoit le numéro suivant.",
        Column::Civilite => "H ou F",
        Column::Nom | Column::Prenom | Column::LieuNaissance => "100 caractères au plus",
        Column::Surnom => "100 caractères au plus, ou vide",
        Column::Naissance => "jj/mm/aaaa",
        Column::Telephone => "10 chiffres, ou un numéro qui commence par +",
        Column::Email => "nom@exemple.fr",
        Column::Statut => "VALIDE, REFUS ou RADIE",
        Column::MotifRefus => "HORS_AGREMENT, PAS_DE_LIEN, SATURATION ou d’autres mots",
        Column::MotifRadiation => {
            "A_SA_DEMANDE, PLUS_DE_LIEN, FIN_DE_DOMICILIATION, NON_MANIFESTATION, NON_RESPECT_REGLEMENT, ENTREE_LOGEMENT ou d’autres mots"
        }
        Column::Genre => "PREMIERE ou RENOUVELLEMENT",
        Column::Debut => "jj/mm/aaaa. Obligatoire si le statut est VALIDE.",
        Column::Fin => {
            "jj/mm/aaaa : la dernière échéance, la date du refus ou celle de la radiation"
        }
        Column::Premiere | Column::Passage => "jj/mm/aaaa, ou vide",
        Column::Langue => "Nom de la langue en français, ou son code : ar, en…",
    }
}

/// The model as a workbook.
///
/// # Errors
/// As [`workbook::pack`].
pub fn xlsx() -> Result<Vec<u8>> {
    let title = |text: &str| Cell::Title(text.to_owned());
    let heading = ALL.iter().map(|(_, label, ..)| title(label)).collect();
    let mut help = vec![vec![
        title("Colonne"),
        title("Obligatoire"),
        title("Ce qu’on peut écrire"),
    ]];
    for (column, label, required, _) in ALL {
        let required = if required { "oui" } else { "" };
        help.push(
            [label, required, says(column)]
                .map(|text| Cell::Text(text.to_owned()))
                .into(),
        );
    }
    workbook::pack(&[
        Sheet {
            nom: "Domiciliés",
            rows: vec![heading],
        },
        Sheet {
            nom: "Aide",
            rows: help,
        },
    ])
}

/// The model as a text file that Excel opens as it is: marked as UTF-8, parted by semicolons.
#[must_use]
pub fn csv() -> String {
    let labels: Vec<&str> = ALL.iter().map(|(_, label, ..)| *label).collect();
    format!("\u{feff}{}\r\n", labels.join(";"))
}
