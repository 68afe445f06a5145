//! What may be put on a file, and how it is called on the screens. Pure.

use serde::{Deserialize, Serialize};

/// The most a document may weigh, in bytes: 10 MB.
pub const OCTETS_MAX: usize = 10 * 1024 * 1024;
/// The longest name, in characters.
pub const NOM_CHARS_MAX: usize = 200;
/// How many documents a file holds at most.
pub const DOCUMENTS_MAX: i64 = 100;

/// What a document is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Genre {
    /// PDF.
    #[serde(rename = "application/pdf")]
    Pdf,
    /// A JPEG picture.
    #[serde(rename = "image/jpeg")]
    Jpeg,
    /// A PNG picture.
    #[serde(rename = "image/png")]
    Png,
}

impl Genre {
    /// Its media type, as served and as in the database.
    #[must_use]
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Pdf => "application/pdf",
            Self::Jpeg => "image/jpeg",
            Self::Png => "image/png",
        }
    }

    /// Its name on the screens.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Pdf => "PDF",
            Self::Jpeg => "Image JPEG",
            Self::Png => "Image PNG",
        }
    }

    /// What the end of a name announces.
    fn announced_by(nom: &str) -> Option<Self> {
        let (_, extension) = nom.rsplit_once('.')?;
        match extension.to_ascii_lowercase().as_str() {
            "pdf" => Some(Self::Pdf),
            "jpg" | "jpeg" => Some(Self::Jpeg),
            "png" => Some(Self::Png),
            _ => None,
        }
    }

    /// Does `content` begin as a document of that kind does?
    fn is_that_of(self, content: &[u8]) -> bool {
        match self {
            Self::Pdf => infer::archive::is_pdf(content),
            Self::Jpeg => infer::image::is_jpeg(content),
            Self::Png => infer::image::is_png(content),
        }
    }
}

/// Why a file is not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    /// None was chosen.
    None,
    /// It has no byte.
    Empty,
    /// It has too many.
    TooBig,
    /// Its name is too long.
    LongName,
    /// It is none of the three kinds.
    OtherKind,
    /// It is not what its name says.
    Disguised,
}

impl Refusal {
    /// What happened and what to do.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::None => "Choisissez un fichier.",
            Self::Empty => "Ce fichier est vide. Vérifiez-le, puis choisissez-le à nouveau.",
            Self::TooBig => {
                "Ce fichier dépasse 10\u{a0}Mo. Réduisez-le, par exemple en baissant la qualité de la photo ou du scan, puis choisissez-le à nouveau."
            }
            Self::LongName => {
                "Le nom de ce fichier dépasse 200\u{a0}caractères. Renommez-le, puis choisissez-le à nouveau."
            }
            Self::OtherKind => {
                "Ce fichier n’est ni un PDF, ni une image JPG ou PNG. Enregistrez-le dans un de ces formats, puis choisissez-le à nouveau."
            }
            Self::Disguised => {
                "Le contenu de ce fichier ne correspond pas à son nom. Ouvrez-le pour le vérifier, enregistrez-le à nouveau, puis choisissez-le."
            }
        }
    }
}

/// The name and the kind of a file that may be kept, from the name it has where it comes from.
///
/// # Errors
/// Why it may not.
pub fn checked(nom: &str, content: &[u8]) -> Result<(String, Genre), Refusal> {
    let nom = readable(nom);
    let genre = Genre::announced_by(&nom).ok_or(Refusal::OtherKind);
    if content.is_empty() {
        return Err(Refusal::Empty);
    }
    if content.len() > OCTETS_MAX {
        return Err(Refusal::TooBig);
    }
    let genre = genre?;
    if nom.chars().count() > NOM_CHARS_MAX {
        return Err(Refusal::LongName);
    }
    if !genre.is_that_of(content) {
        return Err(Refusal::Disguised);
    }
    Ok((nom, genre))
}

/// A name without the folders some browsers put before it, and without what nobody can read.
fn readable(nom: &str) -> String {
    let last = nom.rsplit(['/', '\\']).next().unwrap_or_default();
    // The marks that turn the direction of writing would make « fdp.exe » of « exe.pdf ».
    let hidden = |c: char| {
        c.is_control()
            || matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
    };
    let seen: String = last.chars().filter(|c| !hidden(*c)).collect();
    seen.trim().to_owned()
}

/// « 240 Ko », « 1,2 Mo »; never « 0 Ko ».
#[must_use]
pub fn size(octets: i64) -> String {
    const KO: i64 = 1024;
    const MO: i64 = 1024 * KO;
    if octets < MO {
        return format!("{}\u{a0}Ko", (octets + KO - 1) / KO);
    }
    let tenths = octets * 10 / MO;
    match tenths % 10 {
        0 => format!("{}\u{a0}Mo", tenths / 10),
        rest => format!("{},{rest}\u{a0}Mo", tenths / 10),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PDF: &[u8] = b"%PDF-1.7\n";
    const PNG: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR";
    const JPEG: &[u8] = b"\xff\xd8\xff\xe0\0\x10JFIF";

    #[test]
    fn the_three_kinds_are_taken() {
        for (nom, content, genre) in [
            ("Carte.PDF", PDF, Genre::Pdf),
            ("photo.jpg", JPEG, Genre::Jpeg),
            ("photo.jpeg", JPEG, Genre::Jpeg),
            ("scan.png", PNG, Genre::Png),
        ] {
            assert_eq!(checked(nom, content), Ok((nom.to_owned(), genre)));
        }
    }

    #[test]
    fn what_is_not_what_it_says_is_refused() {
        assert_eq!(checked("a.pdf", PNG), Err(Refusal::Disguised));
        assert_eq!(checked("a.png", JPEG), Err(Refusal::Disguised));
        assert_eq!(checked("a.jpg", b"<html>"), Err(Refusal::Disguised));
        assert_eq!(checked("a.exe", PDF), Err(Refusal::OtherKind));
        assert_eq!(checked("pdf", PDF), Err(Refusal::OtherKind));
        assert_eq!(checked("a.pdf", b""), Err(Refusal::Empty));
        let long = format!("{}.pdf", "é".repeat(NOM_CHARS_MAX));
        assert_eq!(checked(&long, PDF), Err(Refusal::LongName));
        let mut big = PDF.to_vec();
        big.resize(OCTETS_MAX, 0);
        assert!(checked("a.pdf", &big).is_ok());
        big.push(0);
        assert_eq!(checked("a.pdf", &big), Err(Refusal::TooBig));
    }

    #[test]
    fn a_name_is_read_without_its_folders_and_tricks() {
        let name = |nom: &str| checked(nom, PDF).map(|(nom, _)| nom);
        assert_eq!(name("C:\\docs\\../a.pdf"), Ok("a.pdf".to_owned()));
        assert_eq!(name(" a\r\n\u{202e}.pdf "), Ok("a.pdf".to_owned()));
    }

    #[test]
    fn a_size_is_said_as_people_say_it() {
        assert_eq!(
            [1, 1024, 1025, 1_048_576, 1_258_292, 10_485_760].map(size),
            [
                "1\u{a0}Ko",
                "1\u{a0}Ko",
                "2\u{a0}Ko",
                "1\u{a0}Mo",
                "1,2\u{a0}Mo",
                "10\u{a0}Mo"
            ]
        );
    }
}
