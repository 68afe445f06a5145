//! Forms: bytes into a struct of text fields, and the errors shown beside the fields.

use serde::{Serialize, de::DeserializeOwned};

use super::error::{Error, Result};

/// The most a form may weigh, in bytes: the longest (a note of 1,000 characters) is under 8 kB once encoded.
pub const BODY_BYTES_MAX: usize = 64 * 1024;

/// Reads an `application/x-www-form-urlencoded` body.
///
/// # Errors
/// [`Error::BadRequest`] when it is not UTF-8 or not a form of that shape.
pub fn read<T: DeserializeOwned>(body: &[u8]) -> Result<T> {
    let text = std::str::from_utf8(body).map_err(|_not_utf8| NOT_UTF8)?;
    // Bytes that are not UTF-8 once decoded become U+FFFD, which nobody types.
    if form_values(text).any(|value| value.contains('\u{fffd}') || value.contains('\0')) {
        return Err(NOT_UTF8);
    }
    // Browsers send a line's end as two characters, and count it as one.
    let text = text.replace("%0D%0A", "%0A");
    serde_html_form::from_str(&text).map_err(|_shape| Error::INCOMPLETE)
}

const NOT_UTF8: Error = Error::BadRequest("Le texte envoyé contient des caractères illisibles.");

fn form_values(text: &str) -> impl Iterator<Item = String> {
    let pairs: Vec<(String, String)> = serde_html_form::from_str(text).unwrap_or_default();
    pairs.into_iter().map(|(_, value)| value)
}

/// A mistake in a form, shown beside its field and in the summary at the top.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FieldError {
    /// The id of the field; empty for the form as a whole.
    pub champ: &'static str,
    /// What is wrong and what to do, in French.
    pub message: String,
}

impl FieldError {
    /// A mistake of the form as a whole.
    #[must_use]
    pub fn of_the_form(message: impl Into<String>) -> Self {
        Self {
            champ: "",
            message: message.into(),
        }
    }
}

/// What is said of a period whose last day comes before its first.
pub const LAST_BEFORE_FIRST: &str =
    "Le dernier jour vient avant le premier. Corrigez l’un des deux.";

/// Collects every mistake, so that all are shown at once.
#[derive(Debug, Default)]
pub struct Checks(Vec<FieldError>);

impl Checks {
    /// Notes `message` beside `field` unless `fine`.
    pub fn require(&mut self, fine: bool, champ: &'static str, message: &str) {
        if !fine {
            self.0.push(FieldError {
                champ,
                message: message.to_owned(),
            });
        }
    }

    /// The value, or every mistake found.
    ///
    /// # Errors
    /// The mistakes.
    pub fn done<T>(self, value: T) -> std::result::Result<T, Vec<FieldError>> {
        if self.0.is_empty() {
            Ok(value)
        } else {
            Err(self.0)
        }
    }
}

#[cfg(test)]
mod tests {
    use serde::Deserialize;

    use super::*;

    #[derive(Debug, Deserialize)]
    struct Name {
        #[serde(default)]
        nom: String,
    }

    #[test]
    fn a_form_is_read() {
        let form: Name = read("nom=L%C3%A9a+Dubois&autre=x".as_bytes()).expect("a form");
        assert_eq!(form.nom, "Léa Dubois");
        assert_eq!(read::<Name>(b"").expect("an empty form").nom, "");
    }

    #[test]
    fn a_line_s_end_is_one_character() {
        assert_eq!(read::<Name>(b"nom=a%0D%0Ab").expect("a form").nom, "a\nb");
    }

    #[test]
    fn what_is_not_text_is_refused() {
        for body in [&b"nom=\xff"[..], b"nom=%FF", b"nom=%C3", b"nom=%00"] {
            assert!(
                matches!(read::<Name>(body), Err(Error::BadRequest(_))),
                "{body:?}"
            );
        }
    }

    #[test]
    fn every_mistake_is_told_at_once() {
        let mut checks = Checks::default();
        checks.require(false, "a", "Un");
        checks.require(true, "b", "Deux");
        checks.require(false, "c", "Trois");
        let errors = checks.done(()).expect_err("two mistakes");
        assert_eq!(
            errors.iter().map(|e| e.champ).collect::<Vec<_>>(),
            ["a", "c"]
        );
    }
}
