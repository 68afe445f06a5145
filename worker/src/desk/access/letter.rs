//! The access letter: a Word document the structure prints and hands over (seed 000, step 2).

use base64::{Engine, prelude::BASE64_STANDARD};
use docx_rs::{
    AlignmentType, Hyperlink, HyperlinkType, Paragraph, Pic, Run, RunFonts, Table, TableCell,
    TableRow, VAlignType, WidthType,
};
use qrcode::{Color, EcLevel, QrCode};

use super::translation::Translation;
use crate::{
    desk::letter::{self, BLOCK_GAP, GAP, Head, bold, line, spaced, text, unruled},
    edge::error::{Error, Result},
};

/// Pixels of one module of the QR code in the picture.
const MODULE_PX: usize = 8;
/// Modules of white around a QR code (ISO/IEC 18004).
const QUIET_MODULES: usize = 4;
/// The side of the QR code on paper: 3.5 cm, in English Metric Units (360,000 to the centimetre).
pub(super) const QR_SIDE_EMU: u32 = 35 * 36_000;
/// Half-points: 16 pt for what must be typed.
pub(super) const CREDENTIAL_SIZE: usize = 32;

/// What the letter says.
pub struct Letter<'a> {
    /// What stands above it.
    pub head: Head<'a>,
    /// The address of the sign-in page.
    pub site: &'a str,
    /// The same with the identifier filled in, for the QR code; never the password.
    pub site_prefilled: &'a str,
    /// The identifier.
    pub identifiant: &'a str,
    /// The temporary password.
    pub mot_de_passe: &'a str,
    /// « 27 janvier 2022 »: the last day of the temporary password.
    pub valable: &'a str,
    /// Its second page, for who reads another language.
    pub traduction: Option<Translation<'a>>,
}

/// The document, ready for Word and LibreOffice: each letter on a page of its own.
///
/// # Errors
/// [`Error::Internal`] when a QR code or the document can't be made.
pub fn docx(letters: &[Letter]) -> Result<Vec<u8>> {
    let mut docx = letter::document();
    for (index, one) in letters.iter().enumerate() {
        for (line, paragraph) in one.head().into_iter().enumerate() {
            docx = docx.add_paragraph(paragraph.page_break_before(index > 0 && line == 0));
        }
        docx = docx.add_table(one.credentials()?);
        for paragraph in one.foot() {
            docx = docx.add_paragraph(paragraph);
        }
        if let Some(page) = &one.traduction {
            let typed = (one.identifiant, one.mot_de_passe);
            for paragraph in page.page(&one.head, one.site, typed)? {
                docx = docx.add_paragraph(paragraph);
            }
        }
    }
    letter::packed(docx)
}

/// The document as an address a link can hold: it goes down with the page that shows the credentials, and nowhere else.
///
/// # Errors
/// As [`docx`].
pub fn data_uri(letters: &[Letter]) -> Result<String> {
    Ok(format!(
        "data:{};base64,{}",
        letter::KIND,
        BASE64_STANDARD.encode(docx(letters)?)
    ))
}

impl Letter<'_> {
    fn head(&self) -> Vec<Paragraph> {
        let mut head = self.head.paragraphs("Accès à votre espace domicilié");
        head.extend([
            line(text("Bonjour,"), GAP),
            line(
                text(
                    "Voici les informations d’accès à votre espace domicilié. Vous y voyez si du courrier vous attend.",
                ),
                BLOCK_GAP,
            ),
        ]);
        head
    }

    /// What must be typed, at the left; what can be scanned, at the right.
    fn credentials(&self) -> Result<Table> {
        let site = Hyperlink::new(self.site, HyperlinkType::External)
            .add_run(text(self.site).color("0B5563").underline("single"));
        let typed = TableCell::new()
            .width(6_400, WidthType::Dxa)
            .vertical_align(VAlignType::Center)
            .add_paragraph(spaced(
                Paragraph::new()
                    .add_run(bold("Site\u{a0}: "))
                    .add_hyperlink(site),
                GAP,
            ))
            .add_paragraph(credential("Identifiant\u{a0}: ", self.identifiant))
            .add_paragraph(credential(
                "Mot de passe temporaire\u{a0}: ",
                self.mot_de_passe,
            ));
        let side = QR_SIDE_EMU;
        let code = Pic::new_with_dimensions(qr_png(self.site_prefilled)?, 1, 1).size(side, side);
        let scanned = TableCell::new()
            .width(2_900, WidthType::Dxa)
            .add_paragraph(
                spaced(Paragraph::new().add_run(Run::new().add_image(code)), 0)
                    .align(AlignmentType::Center),
            )
            .add_paragraph(
                line(text("Avec un téléphone").size(18), 0).align(AlignmentType::Center),
            );
        let row = TableRow::new(vec![unruled(typed), unruled(scanned)]).cant_split();
        Ok(Table::new(vec![row])
            .set_grid(vec![6_400, 2_900])
            .width(9_300, WidthType::Dxa))
    }

    fn foot(&self) -> Vec<Paragraph> {
        let note = format!(
            "NOTES\u{a0}: vous devrez choisir un nouveau mot de passe lors de votre première connexion. \
             Le mot de passe temporaire est valable jusqu’au {}.",
            self.valable
        );
        vec![
            line(text(""), GAP),
            line(text(&note), GAP),
            line(
                text(
                    "Gardez cette lettre en lieu sûr et ne donnez votre mot de passe à personne. Si vous l’oubliez, demandez-en un nouveau à l’accueil.",
                ),
                BLOCK_GAP,
            ),
            line(bold("SIGNATURE"), 1_400),
        ]
    }
}

fn credential(label: &str, value: &str) -> Paragraph {
    let value = bold(value)
        .size(CREDENTIAL_SIZE)
        .fonts(RunFonts::new().ascii("Courier New").hi_ansi("Courier New"));
    spaced(Paragraph::new().add_run(bold(label)).add_run(value), GAP)
}

/// A QR code as a PNG: black on white, one bit a pixel.
///
/// # Errors
/// [`Error::Internal`] when it can't be made.
pub fn qr_png(content: &str) -> Result<Vec<u8>> {
    let code = QrCode::with_error_correction_level(content, EcLevel::M)
        .map_err(|error| Error::internal("qr", error))?;
    let modules = code.width();
    let colors = code.to_colors();
    let side = (modules + 2 * QUIET_MODULES) * MODULE_PX;
    let is_dark = |x: usize, y: usize| {
        let module = |px: usize| {
            (px / MODULE_PX)
                .checked_sub(QUIET_MODULES)
                .filter(|module| *module < modules)
        };
        let (Some(x), Some(y)) = (module(x), module(y)) else {
            return false;
        };
        colors.get(y * modules + x) == Some(&Color::Dark)
    };
    let mut rows = Vec::with_capacity(side * side.div_ceil(8));
    for y in 0..side {
        for byte in 0..side.div_ceil(8) {
            let bits = (0..8)
                .map(|bit| byte * 8 + bit)
                .map(|x| u8::from(!is_dark(x, y)));
            rows.push(bits.fold(0, |byte, bit| byte << 1 | bit));
        }
    }
    png(side, &rows)
}

fn png(side: usize, rows: &[u8]) -> Result<Vec<u8>> {
    let side = u32::try_from(side).map_err(|error| Error::internal("png", error))?;
    let mut file = Vec::new();
    let mut encoder = png::Encoder::new(&mut file, side, side);
    encoder.set_color(png::ColorType::Grayscale);
    encoder.set_depth(png::BitDepth::One);
    let mut writer = encoder
        .write_header()
        .map_err(|error| Error::internal("png", error))?;
    writer
        .write_image_data(rows)
        .map_err(|error| Error::internal("png", error))?;
    writer
        .finish()
        .map_err(|error| Error::internal("png", error))?;
    Ok(file)
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use super::*;
    use crate::edge::clock::Day;

    fn day(text: &str) -> Day {
        Day(text.parse().expect("a day"))
    }

    fn letter() -> Letter<'static> {
        Letter {
            head: Head {
                structure: "DomiFa Compte Test",
                adresse: "Rue test",
                code_postal: "75000",
                ville: "Saint Quentin en Fallavier",
                destinataire: "M. TEST Test",
                date: "28 décembre 2021",
            },
            site: "https://escale.example/connexion",
            site_prefilled: "https://escale.example/connexion?id=XKBNQXVI",
            identifiant: "XKBNQXVI",
            mot_de_passe: "11375448",
            valable: "27 janvier 2022",
            traduction: Translation::of(Some("uk"), "Test", day("2022-01-27")),
        }
    }

    #[test]
    fn the_letter_is_a_zip_of_word_parts() {
        let file = docx(&[letter()]).expect("a document");
        assert!(file.starts_with(b"PK"));
        assert!(file.windows(17).any(|part| part == b"word/document.xml"));
        assert!(
            file.windows(10).any(|part| part == b"word/media"),
            "the QR code"
        );
    }

    #[test]
    fn the_letter_fits_in_a_staff_page() {
        // ux.md: a staff page weighs at most 60 KB, and this one carries its letter.
        let bytes = data_uri(&[letter()]).expect("an address").len();
        assert!(bytes < 44_000, "{bytes}");
    }

    #[test]
    fn each_letter_has_its_own_qr_code() {
        let other = Letter {
            site_prefilled: "https://escale.example/connexion?id=ABCDEFGH",
            ..letter()
        };
        let file = docx(&[letter(), other]).expect("a document");
        let pictures = file.windows(4).filter(|part| part == b"IEND").count();
        assert!(
            file.windows(13)
                .filter(|part| part == b"word/media/rI")
                .count()
                >= 2,
            "{pictures}"
        );
    }

    #[test]
    fn a_qr_code_has_its_white_border_and_three_corners() {
        let file = qr_png("https://escale.example/connexion?id=XKBNQXVI").expect("a picture");
        let mut reader = png::Decoder::new(Cursor::new(&file))
            .read_info()
            .expect("readable");
        let mut pixels = vec![0; reader.output_buffer_size().expect("a size")];
        let info = reader.next_frame(&mut pixels).expect("one frame");
        assert_eq!(info.width, info.height);
        assert_eq!(info.width as usize % MODULE_PX, 0);
        let dark = |module_x: usize, module_y: usize| {
            let (x, y) = (module_x * MODULE_PX, module_y * MODULE_PX);
            pixels[y * info.line_size + x / 8] & (0x80 >> (x % 8)) == 0
        };
        let last = info.width as usize / MODULE_PX - QUIET_MODULES - 1;
        assert!(!dark(0, 0), "white around");
        assert!(
            dark(QUIET_MODULES, QUIET_MODULES)
                && dark(last, QUIET_MODULES)
                && dark(QUIET_MODULES, last)
        );
    }
}
