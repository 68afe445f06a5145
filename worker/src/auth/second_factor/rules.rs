//! Who needs a second factor, what comes after the password, and what may be typed. Pure.

use crate::{
    edge::clock::{MINUTE_MS, Moment},
    rights::Role,
};

/// How long one may take between the password and the code, in milliseconds.
pub const TICKET_MS: i64 = 10 * MINUTE_MS;
/// How long a sensitive act is open after a code, in milliseconds.
pub const PROOF_MS: i64 = 15 * MINUTE_MS;
/// How many recovery codes one gets.
pub const RECOVERY_CODES: usize = 10;
/// Characters of a recovery code: 80 random bits.
pub const RECOVERY_CHARS: usize = 16;
/// Base 32 without letters that are taken for others (Crockford).
pub const RECOVERY_ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
/// The longest address one is led back to, in bytes.
const PATH_BYTES_MAX: usize = 1_000;

/// May someone of that role not do without, where a second factor is required?
#[must_use]
pub fn is_for(role: Role) -> bool {
    match role {
        Role::Gestionnaire | Role::Administrateur | Role::Operateur => true,
        Role::Facteur | Role::Agent | Role::Instructeur => false,
    }
}

/// What comes after a right password.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Next {
    /// They are in.
    In,
    /// The code of their second factor.
    Code,
    /// Turning one on.
    SetUp,
}

/// What comes after the right password of someone of that role, whose second factor is `on` or not.
#[must_use]
pub fn after_password(required: bool, role: Role, on: bool) -> Next {
    match (on, required && is_for(role)) {
        (true, _) => Next::Code,
        (false, true) => Next::SetUp,
        (false, false) => Next::In,
    }
}

/// Was the second factor proved a short while ago?
#[must_use]
pub fn is_fresh(proved_at: Option<Moment>, now: Moment) -> bool {
    proved_at.is_some_and(|at| now.0 - at.0 < PROOF_MS)
}

/// The six digits of a code as typed, whose groups may be apart.
#[must_use]
pub fn six_digits(typed: &str) -> Option<String> {
    let code: String = typed.chars().filter(|c| !c.is_whitespace()).collect();
    (code.len() == 6 && code.bytes().all(|b| b.is_ascii_digit())).then_some(code)
}

/// A recovery code as typed: in any case, with or without its hyphens, with the letters that look like digits.
#[must_use]
pub fn recovery_code(typed: &str) -> Option<String> {
    let code: String = typed
        .chars()
        .filter(|c| !c.is_whitespace() && *c != '-' && *c != '–')
        .map(|c| match c.to_ascii_uppercase() {
            'O' => '0',
            'I' | 'L' => '1',
            other => other,
        })
        .take(RECOVERY_CHARS + 1)
        .collect();
    let fits = code.len() == RECOVERY_CHARS && code.bytes().all(|b| RECOVERY_ALPHABET.contains(&b));
    fits.then_some(code)
}

/// `text` in groups of four, as one reads it aloud.
#[must_use]
pub fn in_fours(text: &str, between: &str) -> String {
    let letters: Vec<char> = text.chars().collect();
    let groups: Vec<String> = letters
        .chunks(4)
        .map(|four| four.iter().collect())
        .collect();
    groups.join(between)
}

/// An address of ours on the staff's side, to go back to; nothing else, whatever was sent.
#[must_use]
pub fn own_path(text: &str) -> Option<&str> {
    let plain = text
        .bytes()
        .all(|b| b.is_ascii_graphic() && b != b'\\' && b != b'#');
    let path = text.split('?').next().unwrap_or_default();
    let ours = ["/gestion", "/operateur"].iter().any(|side| {
        path.strip_prefix(side)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    });
    let straight = !path.contains("//") && !path.split('/').any(|part| part == "..");
    (plain && ours && straight && text.len() <= PATH_BYTES_MAX).then_some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_comes_after_the_password() {
        for role in Role::ALL {
            assert_eq!(after_password(true, role, true), Next::Code, "{role:?}");
            assert_eq!(after_password(false, role, true), Next::Code, "{role:?}");
            assert_eq!(after_password(false, role, false), Next::In, "{role:?}");
        }
        let required: Vec<Role> = Role::ALL
            .into_iter()
            .filter(|role| after_password(true, *role, false) == Next::SetUp)
            .collect();
        assert_eq!(
            required,
            [Role::Gestionnaire, Role::Administrateur, Role::Operateur]
        );
    }

    #[test]
    fn a_proof_lasts_a_quarter_of_an_hour() {
        let at = |ms| is_fresh(Some(Moment(1_000)), Moment(1_000 + ms));
        assert!(at(0) && at(PROOF_MS - 1) && !at(PROOF_MS));
        assert!(!is_fresh(None, Moment(1)));
    }

    #[test]
    fn a_code_is_read_as_typed() {
        assert_eq!(six_digits(" 012 345 ").as_deref(), Some("012345"));
        for typed in ["", "12345", "1234567", "12345a", "１２３４５６"] {
            assert_eq!(six_digits(typed), None, "{typed}");
        }
    }

    #[test]
    fn a_recovery_code_is_read_as_typed() {
        let code = "ABCD0123EFGH1456";
        for typed in [
            "ABCD0123EFGH1456",
            "abcd-0123-efgh-1456",
            " ABCD O123 EFGH L456",
            "abcd–oi23–efgh–i456",
        ] {
            assert_eq!(recovery_code(typed).as_deref(), Some(code), "{typed}");
        }
        for typed in [
            "",
            "ABCD-0123-EFGH",
            "ABCD0123EFGH14567",
            "UUUU0123EFGH1456",
        ] {
            assert_eq!(recovery_code(typed), None, "{typed}");
        }
        assert_eq!(in_fours(code, "-"), "ABCD-0123-EFGH-1456");
        assert_eq!(in_fours("ABCDE", " "), "ABCD E");
    }

    #[test]
    fn one_is_led_back_to_our_own_pages_only() {
        for path in [
            "/gestion",
            "/gestion/compte",
            "/gestion?onglet=tous&q=%C3%A9",
            "/operateur/structures/AAAA",
        ] {
            assert_eq!(own_path(path), Some(path));
        }
        for path in [
            "",
            "/",
            "//ailleurs.fr",
            "/gestion//ailleurs.fr",
            "/gestion/../connexion",
            "/gestionnaire",
            "https://ailleurs.fr/gestion",
            "/\\ailleurs.fr",
            "/gestion\\ailleurs",
            "/gestion\r\nSet-Cookie: a=b",
            "/gestion é",
            "javascript:alert(1)",
            "/portail",
        ] {
            assert_eq!(own_path(path), None, "{path}");
        }
        assert_eq!(own_path(&format!("/gestion?q={}", "a".repeat(1_000))), None);
    }
}
