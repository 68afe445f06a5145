//! The one source of randomness: the platform's CSPRNG.

use super::error::Error;

/// `N` random bytes.
///
/// # Errors
/// [`Error::Internal`] when the platform gives none; nothing may go on without.
pub fn bytes<const N: usize>() -> Result<[u8; N], Error> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).map_err(|error| Error::internal("getrandom", error))?;
    Ok(bytes)
}

/// `N` characters drawn evenly from `alphabet` (at most 256 ASCII characters): bytes that would favour
/// the first letters are thrown away and drawn again.
///
/// # Errors
/// As [`bytes`].
pub fn text<const N: usize>(alphabet: &[u8]) -> Result<String, Error> {
    let size = u8::try_from(alphabet.len()).map_err(|error| Error::internal("alphabet", error))?;
    let fair = u8::MAX - u8::MAX % size;
    let mut text = String::with_capacity(N);
    while text.len() < N {
        for byte in bytes::<N>()?
            .into_iter()
            .filter(|byte| *byte < fair)
            .take(N - text.len())
        {
            text.extend(
                alphabet
                    .get(usize::from(byte % size))
                    .map(|b| char::from(*b)),
            );
        }
    }
    Ok(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_has_its_length_and_only_its_letters() {
        let letters = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ";
        for _ in 0..200 {
            let text = text::<8>(letters).expect("randomness");
            assert_eq!(text.len(), 8);
            assert!(text.bytes().all(|b| letters.contains(&b)), "{text}");
        }
    }

    #[test]
    fn every_letter_comes_up_about_as_often() {
        let mut seen = [0_u32; 10];
        for _ in 0..1_000 {
            for byte in text::<10>(b"0123456789").expect("randomness").bytes() {
                seen[usize::from(byte - b'0')] += 1;
            }
        }
        // 10,000 draws: 1,000 each, standard deviation 30; seven of them is never seen by chance.
        assert!(seen.iter().all(|n| (790..=1_210).contains(n)), "{seen:?}");
    }
}
