//! The second page of the access letter: how to sign in, in the language of the person.

use docx_rs::{AlignmentType, Paragraph, Pic, Run, RunFonts};
use escale_site::locale::{self, FRENCH, Language};

use super::letter::{CREDENTIAL_SIZE, QR_SIDE_EMU, qr_png};
use crate::{
    desk::letter::{BLOCK_GAP, GAP, Head, bold, line, text},
    edge::{clock::Day, error::Result},
};

/// Half-points: 16 pt for the title.
const TITLE_SIZE: usize = 32;

/// What the second page says.
#[derive(Clone, Copy)]
pub struct Translation<'a> {
    /// In which language.
    pub language: &'static Language,
    /// To whom.
    pub prenom: &'a str,
    /// The last day of the temporary password.
    pub expire: Day,
}

impl<'a> Translation<'a> {
    /// For somebody of whom the structure has written down that language; none in French, nor in one we do not speak.
    #[must_use]
    pub fn of(langue: Option<&str>, prenom: &'a str, expire: Day) -> Option<Self> {
        let language = langue
            .and_then(locale::language)
            .filter(|language| *language != FRENCH)?;
        Some(Self {
            language,
            prenom,
            expire,
        })
    }

    /// Its paragraphs, on a page of their own. `site` is the address of the sign-in page in French.
    ///
    /// # Errors
    /// When a message or the QR code can't be made.
    pub fn page(
        &self,
        head: &Head<'_>,
        site: &str,
        (identifiant, mot_de_passe): (&str, &str),
    ) -> Result<Vec<Paragraph>> {
        let language = self.language;
        let say = |key| language.say(key, &[]);
        let here = format!("{site}/{}", language.code);
        let code = qr_png(&format!("{here}?id={identifiant}"))?;
        let code = Pic::new_with_dimensions(code, 1, 1).size(QR_SIDE_EMU, QR_SIDE_EMU);
        let hello = language.say("bonjour", &[("prenom", self.prenom.into())])?;
        let until = ("date", language.date(self.expire)?.into());
        let place = format!("{} {}", head.code_postal, head.ville);
        Ok(vec![
            self.line(bold(&say("lettre-titre")?).size(TITLE_SIZE), BLOCK_GAP)
                .page_break_before(true),
            self.line(text(&hello), GAP),
            self.line(text(&say("lettre-texte")?), BLOCK_GAP),
            self.line(text(&say("lettre-site")?), GAP),
            typed(bold(&here)),
            line(Run::new().add_image(code), GAP).align(AlignmentType::Center),
            self.line(text(&say("lettre-identifiant")?), GAP),
            typed(credential(identifiant)),
            self.line(text(&say("lettre-mot-de-passe")?), GAP),
            typed(credential(mot_de_passe)),
            self.line(text(&say("lettre-choisir")?), BLOCK_GAP),
            self.line(text(&language.say("lettre-valable", &[until])?), GAP),
            self.line(text(&say("lettre-garder")?), BLOCK_GAP),
            self.line(text(&say("lettre-adresse")?), GAP),
            line(bold(head.structure), 0).align(AlignmentType::Center),
            line(text(head.adresse), 0).align(AlignmentType::Center),
            line(text(&place), 0).align(AlignmentType::Center),
        ])
    }

    /// A paragraph that runs as the language does.
    fn line(&self, run: Run, after: u32) -> Paragraph {
        let mut paragraph = line(run, after);
        paragraph.property = paragraph.property.bidi(self.language.rtl);
        paragraph
    }
}

/// What is typed as it is: in the middle, so that it begins at no side.
fn typed(run: Run) -> Paragraph {
    line(run, BLOCK_GAP).align(AlignmentType::Center)
}

fn credential(value: &str) -> Run {
    bold(value)
        .size(CREDENTIAL_SIZE)
        .fonts(RunFonts::new().ascii("Courier New").hi_ansi("Courier New"))
}

#[cfg(test)]
mod tests {
    use escale_site::locale::LANGUAGES;

    use super::*;

    #[test]
    fn a_second_page_is_for_who_reads_another_language_that_we_speak() {
        let day = Day("2026-12-22".parse().expect("a day"));
        let code = |langue| Translation::of(langue, "Awa", day).map(|page| page.language.code);
        assert_eq!(code(Some("uk")), Some("uk"));
        assert_eq!(code(Some("fr")), None);
        assert_eq!(code(Some("bn")), None);
        assert_eq!(code(None), None);
    }

    #[test]
    fn it_can_be_made_in_every_language() {
        let expire = Day("2026-12-22".parse().expect("a day"));
        let head = Head {
            structure: "CCAS",
            adresse: "1 rue Neuve",
            code_postal: "75000",
            ville: "Paris",
            destinataire: "Mme DIOP Awa",
            date: "22 novembre 2026",
        };
        for language in LANGUAGES {
            let page = Translation {
                language,
                prenom: "Awa",
                expire,
            };
            let site = "https://escale.example/connexion";
            let page = page.page(&head, site, ("XKBNQXVI", "11375448"));
            assert!(page.is_ok_and(|page| page.len() == 17), "{}", language.code);
        }
    }
}
