//! Why a file can't be read as a list, in words. Pure.

/// Why a file can't be read as a list at all.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unreadable {
    /// No file was chosen.
    None,
    /// Its name ends as none that we read.
    Kind,
    /// More bytes than we take.
    TooBig,
    /// A workbook of before 2007, whatever its name.
    OldExcel,
    /// It asks for a password.
    Password,
    /// It unpacks to far more than a list is.
    Bomb,
    /// Cut or damaged, or not what its name says.
    Broken,
    /// A workbook without a sheet that one sees.
    NoSheet,
    /// A quote is open from that line on.
    Quote(usize),
    /// Nothing in it.
    Empty,
    /// No line beside the names of the columns.
    NoLine,
    /// More lines than we take.
    TooLong,
    /// The first line is no heading.
    NoHeading,
    /// Columns that must be there.
    Missing(Vec<&'static str>),
    /// A column is there twice.
    Twice(&'static str),
}

impl Unreadable {
    /// What is wrong and what to do.
    #[must_use]
    pub fn words(&self) -> String {
        let words = match self {
            Self::None => "Choisissez un fichier.",
            Self::Kind => "Choisissez un fichier Excel (.xlsx) ou CSV (.csv).",
            Self::TooBig => "Ce fichier dépasse 10\u{a0}Mo. Coupez-le en plusieurs fichiers.",
            Self::OldExcel => {
                "Ce fichier est à l’ancien format d’Excel (.xls). Ouvrez-le, puis enregistrez-le au format «\u{a0}Classeur Excel (.xlsx)\u{a0}»."
            }
            Self::Password => {
                "Ce fichier est protégé par un mot de passe. Enlevez le mot de passe dans Excel, enregistrez, puis choisissez-le à nouveau."
            }
            Self::Bomb => {
                "Ce fichier contient beaucoup plus qu’une liste. Copiez la liste seule dans le modèle, puis choisissez ce nouveau fichier."
            }
            Self::Broken => {
                "Ce fichier est abîmé, ou n’est pas ce que son nom annonce. Ouvrez-le, enregistrez-le à nouveau en .xlsx ou .csv, puis choisissez-le."
            }
            Self::NoSheet => {
                "Ce classeur n’a pas de feuille visible. Affichez celle qui contient la liste, enregistrez, puis choisissez-le à nouveau."
            }
            Self::Quote(ligne) => {
                return format!(
                    "Un guillemet (\") ouvert à la ligne\u{a0}{ligne} n’est pas refermé\u{a0}: les lignes qui suivent seraient perdues. Enlevez-le ou refermez-le, enregistrez, puis choisissez le fichier à nouveau."
                );
            }
            Self::Empty => "Ce fichier est vide.",
            Self::NoLine => {
                "Ce fichier n’a que le nom des colonnes\u{a0}: ajoutez une ligne par personne."
            }
            Self::TooLong => {
                "Ce fichier a plus de 20\u{202f}000\u{a0}lignes. Coupez-le en plusieurs fichiers."
            }
            Self::NoHeading => {
                "La première ligne doit donner le nom des colonnes, comme dans le modèle."
            }
            Self::Missing(columns) => {
                let (one, many) = ("Il manque la colonne", "Il manque les colonnes");
                let begin = if columns.len() < 2 { one } else { many };
                return format!(
                    "{begin} «\u{a0}{}\u{a0}». Partez du modèle, ou ajoutez ce nom à la première ligne.",
                    columns.join("\u{a0}», «\u{a0}")
                );
            }
            Self::Twice(column) => {
                return format!(
                    "La colonne «\u{a0}{column}\u{a0}» est deux fois dans la première ligne\u{a0}: gardez-en une."
                );
            }
        };
        words.to_owned()
    }
}
