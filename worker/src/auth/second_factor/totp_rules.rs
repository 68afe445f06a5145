//! Codes that follow from a secret and the time (RFC 6238), as telephones compute them: SHA-1, 30 seconds, six digits.
//! Pure; the computation is the library's.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use totp_rs::{Algorithm, Builder, Secret, Totp};

use crate::edge::clock::{Moment, SECOND_MS};

/// Bytes of a secret (RFC 4226 §4).
pub const SECRET_BYTES: usize = 20;
/// Seconds of a step.
const STEP_S: u64 = 30;
/// How many steps a telephone's clock may be early or late.
const SKEW: u16 = 1;
/// Digits of a code.
const DIGITS: u8 = 6;
/// The name of the product in the telephone's list.
const ISSUER: &str = "Escale";

fn totp(secret: &[u8]) -> Totp {
    // Not the builder's own check: it refuses secrets shorter than the RFC's advice, ours never are.
    Builder::new()
        .with_algorithm(Algorithm::SHA1)
        .with_digits(DIGITS)
        .with_skew(SKEW)
        .with_step_duration(STEP_S)
        .with_secret(Secret::from(secret))
        .build_noncompliant()
}

fn seconds(now: Moment) -> u64 {
    u64::try_from(now.0 / SECOND_MS).unwrap_or_default()
}

/// The step whose code this is, around `now`; `None` when it is the code of none.
#[must_use]
pub fn step_of(secret: &[u8], code: &str, now: Moment) -> Option<i64> {
    let step = totp(secret).check(code, seconds(now))?;
    i64::try_from(step).ok()
}

/// The code of the step that is so many steps after the one of `now`, as a telephone shows it.
#[must_use]
pub fn code_at(secret: &[u8], now: Moment, later: i64) -> String {
    let at = now.plus_ms(later * 30 * SECOND_MS);
    totp(secret).generate(seconds(at)).to_string()
}

/// The secret as people type it: base 32, without padding.
#[must_use]
pub fn base32(secret: &[u8]) -> String {
    Secret::from(secret).to_base32()
}

/// The secret that was written so, with or without spaces.
#[must_use]
pub fn from_base32(text: &str) -> Option<Vec<u8>> {
    let text: String = text.split_whitespace().collect();
    let secret = Secret::try_from_base32(&text).ok()?;
    Some(secret.as_bytes().to_vec())
}

/// What stands as it is in the address (RFC 3986, unreserved).
const PLAIN: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~');

/// The address that a telephone reads: the secret, and whose account it is for.
#[must_use]
pub fn otpauth(secret: &[u8], email: &str) -> String {
    let account = utf8_percent_encode(email, PLAIN);
    let secret = base32(secret);
    format!(
        "otpauth://totp/{ISSUER}:{account}?secret={secret}&issuer={ISSUER}&algorithm=SHA1&digits={DIGITS}&period={STEP_S}"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    /// RFC 6238, appendix B: the secret of its SHA-1 table, and its lines, whose last six digits are ours.
    const SECRET: &[u8; 20] = b"12345678901234567890";
    const TABLE: [(i64, &str); 6] = [
        (59, "94287082"),
        (1_111_111_109, "07081804"),
        (1_111_111_111, "14050471"),
        (1_234_567_890, "89005924"),
        (2_000_000_000, "69279037"),
        (20_000_000_000, "65353130"),
    ];

    fn at(seconds: i64) -> Moment {
        Moment(seconds * SECOND_MS)
    }

    #[test]
    fn codes_are_those_of_the_rfc() {
        for (seconds, eight) in TABLE {
            let code = &eight[2..];
            assert_eq!(code_at(SECRET, at(seconds), 0), code);
            assert_eq!(step_of(SECRET, code, at(seconds)), Some(seconds / 30));
        }
    }

    #[test]
    fn a_clock_may_be_one_step_early_or_late_and_no_more() {
        let now = at(1_234_567_890);
        let step = 1_234_567_890 / 30;
        for later in -1..=1 {
            let code = code_at(SECRET, now, later);
            assert_eq!(step_of(SECRET, &code, now), Some(step + later));
        }
        for later in [-2, 2] {
            assert_eq!(step_of(SECRET, &code_at(SECRET, now, later), now), None);
        }
    }

    #[test]
    fn another_secret_has_other_codes_and_no_text_is_a_code() {
        let now = at(59);
        assert_eq!(step_of(b"09876543210987654321", "287082", now), None);
        for text in ["", "28708", "2870822", "abcdef", "287 08"] {
            assert_eq!(step_of(SECRET, text, now), None, "{text}");
        }
    }

    #[test]
    fn a_telephone_reads_the_secret_and_the_account() {
        assert_eq!(base32(SECRET), "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
        assert_eq!(
            from_base32("GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ").as_deref(),
            Some(&SECRET[..])
        );
        assert_eq!(
            otpauth(SECRET, "awa&co@exemple.fr"),
            "otpauth://totp/Escale:awa%26co%40exemple.fr?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Escale&algorithm=SHA1&digits=6&period=30"
        );
    }
}
