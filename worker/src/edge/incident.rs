//! What went wrong, said to a domicilié in their own language. French has its own words, which name the very form.

use escale_site::locale::Language;

use super::error::{Error, Result};

/// What happened, and what to do.
///
/// # Errors
/// As [`Language::say`].
pub fn said(language: &Language, error: &Error) -> Result<(String, String)> {
    let (title, advice) = match error {
        Error::BadRequest(_) | Error::UnsupportedMediaType => {
            ("incident-incomplet", "incident-incomplet-texte")
        }
        Error::SignedOut(_) => ("incident-deconnecte", "incident-deconnecte-texte"),
        Error::Forbidden => ("incident-interdit", "incident-action-texte"),
        Error::CrossSite => ("incident-autre-site", "incident-autre-site-texte"),
        Error::NotFound => ("incident-introuvable", "incident-introuvable-texte"),
        Error::MethodNotAllowed(_) | Error::NotNow(_) => {
            ("incident-action", "incident-action-texte")
        }
        Error::Conflict(_) => ("incident-conflit", "incident-conflit-texte"),
        Error::TooLarge => ("incident-lourd", "incident-lourd-texte"),
        Error::TooMany { .. } => ("incident-trop", "incident-trop-texte"),
        Error::Unavailable(_) => ("incident-absent", "incident-absent-texte"),
        Error::Internal(_) => ("incident-interne", "incident-interne-texte"),
    };
    let seconds = match error {
        Error::TooMany { retry_after_s } => vec![("nombre", (*retry_after_s).into())],
        _ => Vec::new(),
    };
    let advice = language.say(advice, &seconds)?;
    let said = if changes_nothing(error) {
        format!("{} {advice}", language.say("incident-intact", &[])?)
    } else {
        advice
    };
    Ok((language.say(title, &[])?, said))
}

/// Is it worth saying that nothing was changed?
fn changes_nothing(error: &Error) -> bool {
    !matches!(
        error,
        Error::NotFound | Error::Conflict(_) | Error::Internal(_) | Error::Forbidden
    )
}

#[cfg(test)]
mod tests {
    use escale_site::locale::{FRENCH, LANGUAGES, without_marks};

    use super::*;
    use crate::edge::error::Side;

    #[test]
    fn everything_that_can_go_wrong_is_said_in_every_language() {
        let errors = [
            Error::INCOMPLETE,
            Error::SignedOut(Side::Portail),
            Error::Forbidden,
            Error::CrossSite,
            Error::NotFound,
            Error::MethodNotAllowed("GET".into()),
            Error::Conflict("x"),
            Error::NotNow("x"),
            Error::TooLarge,
            Error::UnsupportedMediaType,
            Error::TooMany { retry_after_s: 60 },
            Error::Unavailable("D1".into()),
            Error::Internal("secret cause".into()),
        ];
        for language in LANGUAGES {
            for error in &errors {
                let (title, advice) = said(language, error).expect(language.code);
                assert!(!title.is_empty() && !advice.contains("secret"), "{advice}");
            }
        }
        let wait = said(FRENCH, &Error::TooMany { retry_after_s: 60 });
        assert_eq!(
            wait.map(|(_, advice)| without_marks(&advice))
                .expect("words"),
            "Rien n’a été modifié. Patientez 60\u{a0}secondes, puis réessayez."
        );
    }
}
