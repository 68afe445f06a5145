//! The lists of accounts, and how a state is said. Pure.

use chrono_tz::Tz;
use serde::{Deserialize, Serialize};

use crate::edge::clock::Moment;

/// A list of accounts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tab {
    /// A letter was given, and nobody has come in with it.
    Never,
    /// Someone has come in, or has a password of their own.
    Active,
    /// The same, by their last sign-in.
    Logins,
    /// Closed by the structure.
    Closed,
}

impl Tab {
    /// Every list, in the order of the page.
    pub const ALL: [Self; 4] = [Self::Never, Self::Active, Self::Logins, Self::Closed];

    /// What the address calls it.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Never => "jamais",
            Self::Active => "actifs",
            Self::Logins => "connexions",
            Self::Closed => "fermes",
        }
    }

    /// The list of an address; the first when it names none.
    #[must_use]
    pub fn named(key: &str) -> Self {
        Self::ALL
            .into_iter()
            .find(|tab| tab.key() == key)
            .unwrap_or(Self::Never)
    }

    /// Its words.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Never => "Jamais activés",
            Self::Active => "Activés",
            Self::Logins => "Dernière connexion",
            Self::Closed => "Fermés",
        }
    }

    /// What an empty list says.
    #[must_use]
    pub fn empty(self) -> &'static str {
        match self {
            Self::Never => "Aucun accès n’attend sa première connexion.",
            Self::Active => "Aucun accès n’est activé pour le moment.",
            Self::Logins => "Personne ne s’est encore connecté.",
            Self::Closed => "Aucun accès n’est fermé.",
        }
    }
}

/// How many accounts there are in each state, as the database keeps them.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counts {
    /// Never activated.
    pub never: i64,
    /// Activated.
    pub active: i64,
    /// Closed.
    pub closed: i64,
}

impl Counts {
    /// The count of a list; the list by last sign-in is those who are active and has none of its own.
    #[must_use]
    pub fn of(self, tab: Tab) -> Option<i64> {
        match tab {
            Tab::Never => Some(self.never),
            Tab::Active => Some(self.active),
            Tab::Logins => None,
            Tab::Closed => Some(self.closed),
        }
    }
}

/// The state of an account in words.
#[must_use]
pub fn state(actif: bool, temporary_until: Option<Moment>, now: Moment, zone: Tz) -> String {
    let day = |at: Moment| at.day(zone).short();
    match temporary_until {
        _ if !actif => "Accès fermé".to_owned(),
        Some(until) if until <= now => {
            format!("Mot de passe temporaire expiré le {}", day(until))
        }
        Some(until) => format!("Mot de passe temporaire jusqu’au {}", day(until)),
        None => "Activé".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_temporary_password_is_pending_then_expired() {
        let zone = Tz::Europe__Paris;
        let until = Moment(1_795_384_800_000);
        let said = |actif, now| state(actif, Some(until), Moment(now), zone);
        assert!(said(true, until.0 - 1).starts_with("Mot de passe temporaire jusqu’au"));
        assert!(said(true, until.0).starts_with("Mot de passe temporaire expiré le"));
        assert_eq!(said(false, 0), "Accès fermé");
        assert_eq!(state(true, None, until, zone), "Activé");
    }

    #[test]
    fn an_unknown_list_is_the_first() {
        assert_eq!(Tab::named("fermes"), Tab::Closed);
        assert_eq!(Tab::named("' OR 1=1"), Tab::Never);
    }
}
