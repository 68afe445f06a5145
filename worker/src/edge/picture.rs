//! A QR code as SVG: one path, drawn in the page itself, so that what it says is in no address.

use qrcode::{Color, EcLevel, QrCode};
use serde::Serialize;

use super::error::{Error, Result};

/// White modules around the code (ISO/IEC 18004: four).
const QUIET: usize = 4;

/// What the template draws.
#[derive(Debug, Serialize)]
pub struct Picture {
    /// Width and height, in modules, the white around it included.
    cote: usize,
    /// The black modules, as an SVG path.
    trace: String,
}

impl Picture {
    /// The QR code of `content`.
    ///
    /// # Errors
    /// [`Error::Internal`] when it is too long for one.
    pub fn of(content: &str) -> Result<Self> {
        use std::fmt::Write as _;

        let code = QrCode::with_error_correction_level(content, EcLevel::M)
            .map_err(|error| Error::internal("QR code", error))?;
        let modules = code.width();
        let mut trace = String::new();
        for (index, color) in code.to_colors().into_iter().enumerate() {
            if color == Color::Dark {
                let (x, y) = (index % modules + QUIET, index / modules + QUIET);
                let _ = write!(trace, "M{x} {y}h1v1h-1z");
            }
        }
        Ok(Self {
            cote: modules + 2 * QUIET,
            trace,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_drawn_with_white_around_it() {
        let picture = Picture::of("otpauth://totp/Escale:a").expect("a picture");
        assert!(picture.cote > 20 + 2 * QUIET);
        assert!(picture.trace.starts_with("M4 4h1v1h-1z"), "a corner");
    }
}
