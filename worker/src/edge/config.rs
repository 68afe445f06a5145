//! What the environment says: read once a request, checked before anything is served.

use worker::Env;

use super::error::{Error, Result};

/// The settings of this deployment.
#[derive(Debug, Clone)]
pub struct Config {
    /// The public address of the product, without a slash at the end: letters and QR codes carry it.
    pub site_url: String,
}

impl Config {
    /// Reads the settings.
    ///
    /// # Errors
    /// [`Error::Unavailable`] when one is missing: a missing setting never quietly means « none ».
    pub fn read(env: &Env) -> Result<Self> {
        let site_url = env
            .var("SITE_URL")
            .map_err(|error| Error::Unavailable(format!("SITE_URL: {error}")))?;
        Ok(Self {
            site_url: site_url.to_string().trim_end_matches('/').to_owned(),
        })
    }
}

/// True in the build that is deployed; false in the one for development and tests.
pub const PRODUCTION: bool = !cfg!(feature = "dev");

/// The people of the demo world have addresses under `.test` (RFC 2606), which a production build never lets in,
/// should their rows ever reach its database.
#[must_use]
pub fn admits(email: &str, production: bool) -> bool {
    let domain = email.rsplit('.').next().unwrap_or_default();
    !(production && domain.eq_ignore_ascii_case("test"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_demo_world_stays_out_of_production() {
        assert!(admits("admin@demo.test", false));
        assert!(!admits("admin@demo.test", true));
        assert!(admits("admin@ccas.example.fr", true));
    }
}
