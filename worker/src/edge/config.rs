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
        let site_url = check_site_url(&site_url.to_string(), PRODUCTION)?;
        Ok(Self { site_url })
    }
}

/// The address without its last slash; in production it must be a real one, over https: letters and QR codes carry it.
fn check_site_url(url: &str, production: bool) -> Result<String> {
    let url = url.trim_end_matches('/');
    let real = url.starts_with("https://") && !url.ends_with(".example");
    if production && !real {
        return Err(Error::Unavailable(
            "SITE_URL is not the address of this deployment".to_owned(),
        ));
    }
    Ok(url.to_owned())
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

/// The same for its structures, and so for their domiciliés.
#[must_use]
pub fn admits_structure(id: &str, production: bool) -> bool {
    !(production && id.starts_with("demo-"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_demo_world_stays_out_of_production() {
        assert!(admits("admin@demo.test", false));
        assert!(!admits("admin@demo.test", true));
        assert!(admits("admin@ccas.example.fr", true));
        assert!(!admits_structure("demo-struct-0000000001", true));
        assert!(admits_structure("demo-struct-0000000001", false));
    }

    #[test]
    fn letters_never_carry_a_pretended_address() {
        assert!(check_site_url("https://escale.example/", true).is_err());
        assert!(check_site_url("http://courrier.ville.fr", true).is_err());
        assert_eq!(
            check_site_url("https://courrier.ville.fr/", true)
                .ok()
                .as_deref(),
            Some("https://courrier.ville.fr")
        );
        assert!(check_site_url("http://localhost:8787", false).is_ok());
    }
}
