//! What may be joined to a request. Nothing is believed of what a file says of itself: its first bytes, what a zip really
//! holds, and whether it is something else at the same time. Pure.

use serde::{Deserialize, Serialize};
use zip::CompressionMethod;

use super::fields_rules::has_nir;
use crate::desk::{
    list::rules::words,
    models::docx::package_rules::{Package, relations_in},
};

/// The most a document may weigh, in bytes: 5 MB.
pub const OCTETS_MAX: usize = 5 * 1024 * 1024;
/// The longest name, in characters.
const NOM_CHARS_MAX: usize = 200;
/// Where readers look for a sign that a file is theirs, from either end, in bytes.
const SIGN_BYTES: usize = 1024;

/// What a document is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Genre {
    /// PDF.
    #[serde(rename = "application/pdf")]
    Pdf,
    /// A PNG picture.
    #[serde(rename = "image/png")]
    Png,
    /// A JPEG picture.
    #[serde(rename = "image/jpeg")]
    Jpeg,
    /// A text of LibreOffice.
    #[serde(rename = "application/vnd.oasis.opendocument.text")]
    Odt,
    /// A text of Word.
    #[serde(rename = "application/vnd.openxmlformats-officedocument.wordprocessingml.document")]
    Docx,
    /// A workbook of LibreOffice.
    #[serde(rename = "application/vnd.oasis.opendocument.spreadsheet")]
    Ods,
    /// A workbook of Excel.
    #[serde(rename = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")]
    Xlsx,
}

impl Genre {
    /// Every kind.
    pub const ALL: [Self; 7] = [
        Self::Pdf,
        Self::Png,
        Self::Jpeg,
        Self::Odt,
        Self::Docx,
        Self::Ods,
        Self::Xlsx,
    ];

    /// Its media type, as served and as in the database.
    #[must_use]
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Pdf => "application/pdf",
            Self::Png => "image/png",
            Self::Jpeg => "image/jpeg",
            Self::Odt => "application/vnd.oasis.opendocument.text",
            Self::Docx => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            Self::Ods => "application/vnd.oasis.opendocument.spreadsheet",
            Self::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        }
    }

    /// The kind of that media type; what is unknown is never shown in place.
    #[must_use]
    pub fn of_media_type(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.media_type() == text)
    }

    /// Its name on the screens.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Pdf => "PDF",
            Self::Png => "Image PNG",
            Self::Jpeg => "Image JPEG",
            Self::Odt => "Texte ODT",
            Self::Docx => "Document Word",
            Self::Ods => "Classeur ODS",
            Self::Xlsx => "Classeur Excel",
        }
    }

    /// What the end of a name announces.
    fn announced_by(nom: &str) -> Option<Self> {
        let (_, extension) = nom.rsplit_once('.')?;
        match extension.to_ascii_lowercase().as_str() {
            "pdf" => Some(Self::Pdf),
            "png" => Some(Self::Png),
            "jpg" | "jpeg" => Some(Self::Jpeg),
            "odt" => Some(Self::Odt),
            "docx" => Some(Self::Docx),
            "ods" => Some(Self::Ods),
            "xlsx" => Some(Self::Xlsx),
            _ => None,
        }
    }

    /// Why `content` is not a document of that kind, if it is not.
    fn refuses(self, content: &[u8]) -> Option<Refusal> {
        let disguised = |fine: bool| (!fine).then_some(Refusal::Disguised);
        match self {
            Self::Pdf => disguised(
                content.starts_with(b"%PDF-") && has(last(content), b"%%EOF") && !doubles(content),
            ),
            Self::Png => disguised(
                infer::image::is_png(content)
                    && has(last(content), b"IEND")
                    && !has(first(content), b"%PDF-")
                    && !doubles(content),
            ),
            Self::Jpeg => disguised(
                infer::image::is_jpeg(content)
                    && !has(first(content), b"%PDF-")
                    && !doubles(content),
            ),
            Self::Odt | Self::Ods => open_document(content, self).err(),
            Self::Docx => open_xml(content, "word/", "wordprocessingml.document.main+xml").err(),
            Self::Xlsx => open_xml(content, "xl/", "spreadsheetml.sheet.main+xml").err(),
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
    /// It is none of the seven kinds.
    OtherKind,
    /// It is not what its name says, or something else at the same time.
    Disguised,
    /// It can do something by itself.
    Active,
    /// Its name says that it is a carte Vitale.
    Vitale,
    /// Its name holds a social security number.
    Nir,
}

impl Refusal {
    /// What happened and what to do.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::None => "Choisissez un fichier.",
            Self::Empty => "Ce fichier est vide. Vérifiez-le, puis choisissez-le à nouveau.",
            Self::TooBig => {
                "Ce fichier dépasse 5\u{a0}Mo. Réduisez-le, par exemple en baissant la qualité de la photo ou du scan, puis choisissez-le à nouveau."
            }
            Self::LongName => {
                "Le nom de ce fichier dépasse 200\u{a0}caractères. Renommez-le, puis choisissez-le à nouveau."
            }
            Self::OtherKind => {
                "Ce format n’est pas accepté. Enregistrez le fichier en PDF, PNG, JPG, ODT, DOCX, ODS ou XLSX, puis choisissez-le à nouveau."
            }
            Self::Disguised => {
                "Le contenu de ce fichier ne correspond pas à son nom. Ouvrez-le pour le vérifier, enregistrez-le à nouveau, puis choisissez-le."
            }
            Self::Active => {
                "Ce document contient des macros, un programme ou un objet actif. Enregistrez-le en PDF, puis choisissez le PDF."
            }
            Self::Vitale => {
                "Ne joignez jamais une carte Vitale, ni aucun document qui porte un numéro de sécurité sociale."
            }
            Self::Nir => {
                "Le nom de ce fichier contient un numéro de sécurité sociale. Renommez-le, et vérifiez que le document n’en porte pas non plus."
            }
        }
    }
}

/// The name and the kind of a file that may be joined, from the name it has where it comes from.
///
/// # Errors
/// Why it may not.
pub fn checked(nom: &str, content: &[u8]) -> Result<(String, Genre), Refusal> {
    let nom = readable(nom);
    if content.is_empty() {
        return Err(Refusal::Empty);
    }
    if content.len() > OCTETS_MAX {
        return Err(Refusal::TooBig);
    }
    let genre = Genre::announced_by(&nom).ok_or(Refusal::OtherKind)?;
    if nom.chars().count() > NOM_CHARS_MAX {
        return Err(Refusal::LongName);
    }
    if is_a_carte_vitale(&nom) {
        return Err(Refusal::Vitale);
    }
    if has_nir(&nom.replace('_', " ")) {
        return Err(Refusal::Nir);
    }
    match genre.refuses(content) {
        Some(refusal) => Err(refusal),
        None => Ok((nom, genre)),
    }
}

/// « Carte_Vitale-recto.pdf », « CarteVitale.jpg », « vitale.png »; but not the papers of « Mme Vitale ».
fn is_a_carte_vitale(nom: &str) -> bool {
    let (stem, _) = nom.rsplit_once('.').unwrap_or((nom, ""));
    let squeezed = words(stem).concat();
    squeezed == "vitale"
        || ["cartevitale", "cartesvitale", "attestationvitale"]
            .iter()
            .any(|sign| squeezed.contains(sign))
}

/// The name without folders nor what would hide its end.
fn readable(nom: &str) -> String {
    let last = nom.rsplit(['/', '\\']).next().unwrap_or_default();
    let seen = super::fields_rules::clean_line(last, NOM_CHARS_MAX + 1);
    seen.trim_matches('.').trim().to_owned()
}

fn first(content: &[u8]) -> &[u8] {
    content.get(..SIGN_BYTES).unwrap_or(content)
}

fn last(content: &[u8]) -> &[u8] {
    let from = content.len().saturating_sub(SIGN_BYTES);
    content.get(from..).unwrap_or(content)
}

fn has(content: &[u8], sign: &[u8]) -> bool {
    content
        .windows(sign.len())
        .any(|some| some.eq_ignore_ascii_case(sign))
}

/// Is it a zip or a page of HTML as well?
fn doubles(content: &[u8]) -> bool {
    is_also_a_page(content) || is_also_a_zip(content)
}

/// Does it begin or end as a page that a browser would show?
fn is_also_a_page(content: &[u8]) -> bool {
    let page = |part: &[u8]| {
        let signs: [&[u8]; 5] = [b"<html", b"<script", b"<!doctype", b"<svg", b"<body"];
        signs.into_iter().any(|sign| has(part, sign))
    };
    page(first(content)) || page(last(content))
}

/// How long the end of a zip is at least, in bytes.
const ZIP_END_BYTES: usize = 22;

/// Programs that open zips look for this at the end, before a comment of 64 kB at most. Some take the last one, some the
/// last that can be right: any that may be one counts, whatever is written after it.
fn is_also_a_zip(content: &[u8]) -> bool {
    let from = content.len().saturating_sub(66_000);
    let tail = content.get(from..).unwrap_or(content);
    // By chance those four bytes are in one picture of 60,000; a directory that begins where they say is no chance.
    tail.windows(ZIP_END_BYTES)
        .any(|end| end.starts_with(b"PK\x05\x06"))
        && has(content, b"PK\x01\x02")
}

/// What no office document needs: programs, pages, shortcuts.
fn is_a_program(name: &str) -> bool {
    const ENDINGS: [&str; 24] = [
        "exe", "dll", "com", "scr", "bat", "cmd", "ps1", "vbs", "vbe", "js", "jse", "wsf", "hta",
        "jar", "class", "msi", "lnk", "html", "htm", "sh", "py", "swf", "zip", "apk",
    ];
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
    ENDINGS.contains(&ending.to_ascii_lowercase().as_str())
}

/// Macros, objects of other programs, programs.
fn is_active(name: &str) -> bool {
    let folded = name.to_ascii_lowercase();
    let signs = [
        "vbaproject",
        "vbadata",
        "activex",
        "oleobject",
        "ctrlprop",
        "macrosheet",
        "attachedtoolbars",
    ];
    signs.iter().any(|sign| folded.contains(sign))
        || folded.starts_with("basic/")
        || folded.starts_with("scripts/")
        || is_a_program(&folded)
}

/// Opens an office document, all of it measured, nothing in it that acts by itself.
fn opened(content: &[u8]) -> Result<Package<'_>, Refusal> {
    let mut package = Package::open(content).map_err(|_why| Refusal::Disguised)?;
    // What follows the end of the zip, or comes as its comment, could be anything; what its first part holds as it is, too:
    // readers of PDF and of pages look no further.
    let ends = content
        .get(content.len().saturating_sub(ZIP_END_BYTES)..)
        .is_some_and(|end| end.starts_with(b"PK\x05\x06"));
    if !ends || has(first(content), b"%PDF-") || is_also_a_page(content) {
        return Err(Refusal::Disguised);
    }
    if package.names().iter().any(|name| is_active(name)) {
        return Err(Refusal::Active);
    }
    package.measure().map_err(|_why| Refusal::Disguised)?;
    Ok(package)
}

fn open_document(content: &[u8], genre: Genre) -> Result<(), Refusal> {
    let mut package = opened(content)?;
    // ODF 1.2, part 3, 3.3: the first entry, stored, says what it is.
    let kind = package.text("mimetype").ok().flatten();
    let stored = package
        .archive()
        .by_index_raw(0)
        .is_ok_and(|part| part.compression() == CompressionMethod::Stored);
    let first = package.names().first().map(String::as_str);
    let fine = first == Some("mimetype")
        && stored
        && kind.as_deref().map(str::trim_end) == Some(genre.media_type())
        && package.names().iter().any(|name| name == "content.xml");
    fine.then_some(()).ok_or(Refusal::Disguised)
}

fn open_xml(content: &[u8], folder: &str, main_type: &str) -> Result<(), Refusal> {
    let mut package = opened(content)?;
    let types = package.text("[Content_Types].xml").ok().flatten();
    let types = types.ok_or(Refusal::Disguised)?;
    let main = package.main().map_err(|_why| Refusal::Disguised)?;
    if types.to_ascii_lowercase().contains("macroenabled") {
        return Err(Refusal::Active);
    }
    if !main.starts_with(folder) || !types.contains(main_type) {
        return Err(Refusal::Disguised);
    }
    let relations: Vec<String> = package
        .names()
        .iter()
        .filter(|name| name.to_ascii_lowercase().ends_with(".rels"))
        .cloned()
        .collect();
    for name in relations {
        let text = package.text(&name).map_err(|_why| Refusal::Disguised)?;
        let all = relations_in(&text.unwrap_or_default()).map_err(|_why| Refusal::Disguised)?;
        let fetches = ["attachedTemplate", "oleObject", "frame", "subDocument"];
        if all
            .iter()
            .any(|one| one.external && fetches.contains(&one.kind.as_str()))
        {
            return Err(Refusal::Active);
        }
    }
    Ok(())
}

/// « 240 Ko », « 1,2 Mo »; never « 0 Ko ».
#[must_use]
pub fn size(octets: i64) -> String {
    crate::desk::documents::rules::size(octets)
}

#[cfg(test)]
#[path = "file_rules_tests.rs"]
mod tests;
