//! Cookies: what a browser gives back, and the three ways we set one.

/// The cookies Escale knows. On https their names begin with `__Host-`, which ties them to this host and to `Path=/`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Name {
    /// The domicilié's session.
    Portail,
    /// The staff user's session.
    Gestion,
    /// The ticket between the temporary password and the choice of a new one.
    Choix,
    /// A browser that has signed in before (OWASP « device cookie »); says nothing of who.
    Appareil,
    /// The ticket between the password of staff and their second factor.
    Facteur,
    /// The language that was chosen: the code of one that we speak.
    Langue,
    /// The id of the service that a professional was about to orient somebody to when they had to sign in.
    Suite,
}

impl Name {
    /// The name on the wire.
    #[must_use]
    pub fn on(self, https: bool) -> String {
        let name = match self {
            Self::Portail => "escale_portail",
            Self::Gestion => "escale_gestion",
            Self::Choix => "escale_choix",
            Self::Appareil => "escale_appareil",
            Self::Facteur => "escale_facteur",
            Self::Langue => "escale_langue",
            Self::Suite => "escale_suite",
        };
        if https {
            format!("__Host-{name}")
        } else {
            name.to_owned()
        }
    }
}

/// A change to the browser's cookies.
#[derive(Clone)]
pub enum Change {
    /// Kept until the browser closes.
    Set(Name, String),
    /// Kept for so many seconds.
    Keep(Name, String, i64),
    /// Taken away.
    Remove(Name),
}

impl Change {
    /// The value of `Set-Cookie`.
    #[must_use]
    pub fn header(&self, https: bool) -> String {
        const ALWAYS: &str = "Path=/; Secure; HttpOnly; SameSite=Lax";
        match self {
            Self::Set(name, value) => format!("{}={value}; {ALWAYS}", name.on(https)),
            Self::Keep(name, value, seconds) => {
                format!("{}={value}; {ALWAYS}; Max-Age={seconds}", name.on(https))
            }
            Self::Remove(name) => format!("{}=; {ALWAYS}; Max-Age=0", name.on(https)),
        }
    }
}

/// The value of the cookie `name` in a `Cookie` header.
#[must_use]
pub fn find<'a>(header: &'a str, name: &str) -> Option<&'a str> {
    header
        .split(';')
        .filter_map(|pair| pair.trim().split_once('='))
        .find_map(|(key, value)| (key == name).then_some(value))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cookie_is_closed_to_scripts_and_other_sites() {
        let header = Change::Set(Name::Portail, "esp_x".into()).header(true);
        assert_eq!(
            header,
            "__Host-escale_portail=esp_x; Path=/; Secure; HttpOnly; SameSite=Lax"
        );
        assert!(
            Change::Remove(Name::Choix)
                .header(false)
                .ends_with("Max-Age=0")
        );
    }

    #[test]
    fn a_cookie_is_found_among_others() {
        let header = "a=1; escale_portail=esp_x;b=2";
        assert_eq!(find(header, "escale_portail"), Some("esp_x"));
        assert_eq!(find(header, "portail"), None);
        assert_eq!(find("", "a"), None);
    }
}
