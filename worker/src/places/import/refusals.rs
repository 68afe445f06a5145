//! The refused rows as a file that opens in any workbook.

use super::rules::Told;
use crate::edge::{
    csv_table::harmless,
    error::{Error, Result},
};

/// A line for each reason: the line of the file, the id, the column, what is wrong.
///
/// # Errors
/// [`Error::Internal`] when it can't be written.
pub fn as_csv(refused: &[Told]) -> Result<Vec<u8>> {
    let wrong = |error: csv::Error| Error::internal("csv", error);
    let mut file = csv::WriterBuilder::new()
        .delimiter(b';')
        .from_writer("\u{feff}".as_bytes().to_vec());
    file.write_record(["Ligne", "Identifiant", "Colonne", "Raison"])
        .map_err(wrong)?;
    for row in refused {
        let line = row.ligne.to_string();
        for reason in &row.raisons {
            let id = harmless(&row.id);
            file.write_record([&line, &id, &reason.colonne, &harmless(&reason.raison)])
                .map_err(wrong)?;
        }
    }
    file.into_inner()
        .map_err(|error| Error::internal("csv", error))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::places::import::rules::Reason;

    #[test]
    fn an_id_is_never_a_formula() {
        let told = Told {
            ligne: 3,
            id: "=1+1".to_owned(),
            raisons: vec![
                Reason::of_the_row("Un; deux."),
                Reason::of_the_row("Trois."),
            ],
        };
        let text = String::from_utf8(as_csv(&[told]).expect("a file")).expect("UTF-8");
        assert_eq!(
            text,
            "\u{feff}Ligne;Identifiant;Colonne;Raison\n3;'=1+1;;\"Un; deux.\"\n3;'=1+1;;Trois.\n"
        );
    }
}
