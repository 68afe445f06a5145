//! What the environment says: read once a request, checked before anything is served.

use worker::Env;

use super::{
    error::{Error, Result},
    seal::{Keys, NUMBER_MAX},
};

/// The settings of this deployment.
#[derive(Debug, Clone)]
pub struct Config {
    /// The public address of the product, without a slash at the end: letters and QR codes carry it.
    pub site_url: String,
    /// Whose number the files of open data carry in their name, where somebody has said it.
    pub siret: Option<String>,
    /// How e-mails leave, and from whom.
    pub mail: MailConfig,
    /// How SMS leave, and from whom.
    pub sms: SmsConfig,
    /// Who needs a second factor, and under which keys its secrets are sealed.
    pub second_factor: SecondFactorConfig,
    /// Where the pictures under the map of places come from.
    pub tiles: Option<Tiles>,
}

/// Where the pictures under the map of places come from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tiles {
    /// The address of one, with `{z}`, `{x}` and `{y}`.
    pub url: String,
    /// Its scheme and host: what the page of the map may ask.
    pub origin: String,
    /// Whom to thank, in plain words.
    pub attribution: String,
}

/// How SMS leave, and from whom.
#[derive(Debug, Clone)]
pub struct SmsConfig {
    /// Which way.
    pub transport: SmsTransport,
    /// The sender that the phone shows: 3 to 11 letters and digits.
    pub from: String,
}

/// A way for SMS to leave.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SmsTransport {
    /// None: nobody is offered any.
    None,
    /// Nowhere: the mailbox `/dev/courriels` of a development build. A deployed one refuses it.
    Local,
    /// Brevo's HTTP interface, with the secret `BREVO_API_KEY`.
    Brevo,
}

/// Who needs a second factor, and under which keys its secrets are sealed.
#[derive(Debug, Clone)]
pub struct SecondFactorConfig {
    /// Does nobody of the roles that need one come in without? Where it is only offered, everyone may.
    pub required: bool,
    /// The keys.
    pub keys: Keys,
}

/// How e-mails leave, and from whom.
#[derive(Debug, Clone)]
pub struct MailConfig {
    /// Which way.
    pub transport: Transport,
    /// The sender's name.
    pub from_name: String,
    /// The sender's address.
    pub from: String,
}

/// A way for e-mails to leave.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Transport {
    /// Nowhere: the mailbox `/dev/courriels` of a development build. A deployed one refuses it.
    Local,
    /// Cloudflare's `send_email` binding, named `EMAIL`.
    Cloudflare,
    /// Brevo's HTTP interface, with the secret `BREVO_API_KEY`.
    Brevo,
}

impl Config {
    /// Reads the settings.
    ///
    /// # Errors
    /// [`Error::Unavailable`] when one is missing: a missing setting never quietly means « none ».
    pub fn read(env: &Env) -> Result<Self> {
        let var = |name: &str| match env.var(name) {
            Ok(value) => Ok(value.to_string()),
            Err(error) => Err(Error::Unavailable(format!("{name}: {error}"))),
        };
        let site_url = check_site_url(&var("SITE_URL")?, PRODUCTION)?;
        let mail = check_mail(&var("MAIL_TRANSPORT")?, &var("MAIL_FROM")?, PRODUCTION)?;
        let sms = check_sms(&var("SMS_TRANSPORT")?, &var("SMS_FROM")?, PRODUCTION)?;
        let brevo = mail.transport == Transport::Brevo || sms.transport == SmsTransport::Brevo;
        if brevo && env.secret("BREVO_API_KEY").is_err() {
            return Err(unavailable("the secret BREVO_API_KEY is missing"));
        }
        let keys = (1..=NUMBER_MAX).filter_map(|number| {
            let key = env.secret(&format!("{KEY_NAME}{number}")).ok()?;
            Some((number, key.to_string()))
        });
        let keys: Vec<(u8, String)> = keys.collect();
        Ok(Self {
            site_url,
            siret: check_siret(&var("EXPORT_SIRET")?)?,
            mail,
            sms,
            second_factor: check_second_factor(&var("SECOND_FACTOR")?, &keys, PRODUCTION)?,
            tiles: check_tiles(&var("CARTE_TUILES")?, &var("CARTE_ATTRIBUTION")?)?,
        })
    }
}

/// 14 digits, or nothing. Zeros are nobody's number.
fn check_siret(text: &str) -> Result<Option<String>> {
    let text: String = text.split_whitespace().collect();
    if text.is_empty() {
        return Ok(None);
    }
    let digits = text.len() == 14 && text.bytes().all(|byte| byte.is_ascii_digit());
    let somebody = text.bytes().any(|byte| byte != b'0');
    (digits && somebody)
        .then_some(Some(text))
        .ok_or_else(|| unavailable("EXPORT_SIRET is neither empty nor the 14 digits of somebody"))
}

/// What the secrets are called that hold the keys; their number follows.
const KEY_NAME: &str = "SECOND_FACTOR_KEY_";

/// The key of development and of the tests, which need no secret of anybody's.
const DEVELOPMENT_KEY: &str = "RXNjYWxlLWRldmVsb3BwZW1lbnQtc2V1bGVtZW50LjA=";

/// Required or offered, and the keys: a deployment has its own.
fn check_second_factor(
    mode: &str,
    keys: &[(u8, String)],
    production: bool,
) -> Result<SecondFactorConfig> {
    let required = match mode {
        "required" => true,
        "offered" => false,
        _ => {
            return Err(unavailable("SECOND_FACTOR is neither required nor offered"));
        }
    };
    let known = |key: &(u8, String)| key.1.trim() == DEVELOPMENT_KEY;
    if production && (keys.is_empty() || keys.iter().any(known)) {
        return Err(unavailable(
            "the secret SECOND_FACTOR_KEY_1 is missing, or is not this deployment's own",
        ));
    }
    let development = [(1, DEVELOPMENT_KEY.to_owned())];
    let keys = if keys.is_empty() { &development } else { keys };
    let keys = Keys::of(keys)
        .ok_or_else(|| unavailable("a secret SECOND_FACTOR_KEY_… is not 32 bytes in base64"))?;
    Ok(SecondFactorConfig { required, keys })
}

fn unavailable(why: &str) -> Error {
    Error::Unavailable(why.to_owned())
}

/// The way e-mails leave; in production a real one, from a real address.
fn check_mail(transport: &str, from: &str, production: bool) -> Result<MailConfig> {
    let transport = match transport {
        "cloudflare" => Transport::Cloudflare,
        "brevo" => Transport::Brevo,
        "local" if !production => Transport::Local,
        _ => {
            return Err(unavailable(
                "MAIL_TRANSPORT is not a way for e-mails to leave (cloudflare or brevo)",
            ));
        }
    };
    let named = from.trim().strip_suffix('>');
    let (from_name, from) = named
        .and_then(|named| named.rsplit_once('<'))
        .map_or(("", from.trim()), |(name, address)| (name.trim(), address));
    let real =
        from.contains('@') && !from.ends_with(".example") && !from.contains(char::is_whitespace);
    if production && !real {
        return Err(unavailable(
            "MAIL_FROM is not the address of this deployment",
        ));
    }
    Ok(MailConfig {
        transport,
        from_name: from_name.to_owned(),
        from: from.to_owned(),
    })
}

/// Nothing, or the address of pictures with whom to thank for them: it goes into a header, so that its host is a plain one.
fn check_tiles(url: &str, attribution: &str) -> Result<Option<Tiles>> {
    if url.is_empty() {
        return Ok(None);
    }
    let rest = url.strip_prefix("https://").unwrap_or_default();
    let host = rest.split('/').next().unwrap_or_default();
    let plain = |b: u8| b.is_ascii_alphanumeric() || b".-:".contains(&b);
    let parts = ["{z}", "{x}", "{y}"];
    let fine = !host.is_empty()
        && host.bytes().all(plain)
        && parts.iter().all(|part| rest.contains(part))
        && !attribution.trim().is_empty();
    if !fine {
        return Err(unavailable(
            "CARTE_TUILES is not an https address with {z}, {x} and {y}, or CARTE_ATTRIBUTION is empty",
        ));
    }
    Ok(Some(Tiles {
        url: url.to_owned(),
        origin: format!("https://{host}"),
        attribution: attribution.trim().to_owned(),
    }))
}

/// The way SMS leave; in production none, or a real one.
fn check_sms(transport: &str, from: &str, production: bool) -> Result<SmsConfig> {
    let transport = match transport {
        "none" => SmsTransport::None,
        "brevo" => SmsTransport::Brevo,
        "local" if !production => SmsTransport::Local,
        _ => {
            return Err(unavailable(
                "SMS_TRANSPORT is not a way for SMS to leave (none or brevo)",
            ));
        }
    };
    let shown = (3..=11).contains(&from.len()) && from.bytes().all(|b| b.is_ascii_alphanumeric());
    if transport != SmsTransport::None && !shown {
        return Err(unavailable("SMS_FROM is not 3 to 11 letters and digits"));
    }
    Ok(SmsConfig {
        transport,
        from: from.to_owned(),
    })
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
    fn a_number_is_somebody_s_or_is_left_out() {
        let read = |text: &str| check_siret(text).ok();
        assert_eq!(read(" "), Some(None));
        let number = Some("43493312300029".to_owned());
        assert_eq!(read("434 933 123 00029"), Some(number));
        for wrong in ["00000000000000", "4349331230002", "4349331230002X"] {
            assert_eq!(read(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn a_deployment_never_pretends_to_send() {
        let real = "Escale <ne-pas-repondre@courrier.ville.fr>";
        assert!(check_mail("local", real, false).is_ok());
        for transport in ["local", "", "pretend"] {
            assert!(check_mail(transport, real, true).is_err(), "{transport}");
        }
        assert!(check_mail("brevo", "Escale <ne-pas-repondre@escale.example>", true).is_err());
        assert!(check_mail("brevo", "Escale", true).is_err());
        let mail = check_mail("cloudflare", real, true).expect("a way");
        assert_eq!(
            (mail.transport, mail.from_name.as_str(), mail.from.as_str()),
            (
                Transport::Cloudflare,
                "Escale",
                "ne-pas-repondre@courrier.ville.fr"
            )
        );
        let bare = check_mail("brevo", "a@ville.fr", true).expect("a way");
        assert_eq!(
            (bare.from_name.as_str(), bare.from.as_str()),
            ("", "a@ville.fr")
        );
    }

    #[test]
    fn pictures_of_the_map_come_from_one_plain_host() {
        let from = |url| check_tiles(url, "© OpenStreetMap");
        assert_eq!(from("").expect("none"), None);
        let tiles = from("https://tuiles.example/osm/{z}/{x}/{y}.png").expect("an address");
        let origin = tiles.map(|tiles| tiles.origin);
        assert_eq!(origin.as_deref(), Some("https://tuiles.example"));
        for wrong in [
            "http://tuiles.example/{z}/{x}/{y}.png",
            "https://tuiles.example/{z}/{x}.png",
            "https:///{z}/{x}/{y}.png",
            "https://{z}.example/{x}/{y}.png",
            "https://a;script-src *.example/{z}/{x}/{y}.png",
        ] {
            assert!(from(wrong).is_err(), "{wrong}");
        }
        assert!(check_tiles("https://tuiles.example/{z}/{x}/{y}.png", " ").is_err());
    }

    #[test]
    fn a_deployment_sends_real_sms_or_none() {
        let sms = |transport, from, production| check_sms(transport, from, production);
        assert!(sms("local", "Escale", false).is_ok());
        assert!(sms("local", "Escale", true).is_err());
        assert!(
            sms("", "Escale", true).is_err(),
            "a missing setting is not « none »"
        );
        assert!(sms("none", "", true).is_ok());
        assert!(sms("brevo", "Escale", true).is_ok());
        for from in ["", "Es", "Escale et Cie", "EscaleEscale", "Éscale"] {
            assert!(sms("brevo", from, true).is_err(), "{from}");
        }
    }

    #[test]
    fn a_deployment_says_who_needs_a_second_factor_and_has_keys_of_its_own() {
        use crate::edge::seal::samples::key;
        let own = [key(1, 7)];
        for (mode, required) in [("required", true), ("offered", false)] {
            let read = check_second_factor(mode, &own, true).expect("settings");
            assert_eq!(read.required, required);
        }
        for mode in ["", "oui", "Required"] {
            assert!(check_second_factor(mode, &own, false).is_err(), "{mode}");
        }
        let development = [(1, DEVELOPMENT_KEY.to_owned())];
        assert!(check_second_factor("required", &[], false).is_ok());
        assert!(check_second_factor("required", &development, false).is_ok());
        assert!(check_second_factor("required", &[], true).is_err());
        assert!(check_second_factor("required", &development, true).is_err());
        assert!(check_second_factor("required", &[(1, "court".to_owned())], true).is_err());
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
