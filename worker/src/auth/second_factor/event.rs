//! What may happen to a second factor, for the audit log and for the person.

use crate::edge::words::counted;

/// What has happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Event {
    /// Turned on.
    On,
    /// Turned off by oneself.
    Off,
    /// Ten new recovery codes.
    NewCodes,
    /// Another telephone.
    NewDevice,
    /// One came in with a recovery code; so many are left.
    RecoveryUsed {
        /// How many.
        left: i64,
    },
    /// Turned off by somebody who runs the structure or the platform.
    TakenAway,
}

impl Event {
    /// What the audit log calls it.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::On => "DOUBLE_AUTHENTIFICATION_ACTIVEE",
            Self::Off => "DOUBLE_AUTHENTIFICATION_DESACTIVEE",
            Self::NewCodes => "CODES_DE_SECOURS_NOUVEAUX",
            Self::NewDevice => "DOUBLE_AUTHENTIFICATION_CHANGEE",
            Self::RecoveryUsed { .. } => "CODE_DE_SECOURS_UTILISE",
            Self::TakenAway => "DOUBLE_AUTHENTIFICATION_RETIREE",
        }
    }

    /// A few words.
    #[must_use]
    pub fn subject(self) -> &'static str {
        match self {
            Self::On => "La double authentification est activée",
            Self::Off | Self::TakenAway => "La double authentification n’est plus active",
            Self::NewCodes => "Vous avez de nouveaux codes de secours",
            Self::NewDevice => "La double authentification a changé d’appareil",
            Self::RecoveryUsed { .. } => "Un code de secours a servi",
        }
    }

    /// What that means.
    #[must_use]
    pub fn sentence(self) -> String {
        match self {
            Self::On => "Un code à six chiffres est maintenant demandé après votre mot de passe.".to_owned(),
            Self::Off => "Votre mot de passe suffit maintenant pour se connecter à votre compte.".to_owned(),
            Self::NewCodes => "Ceux que vous aviez avant ne servent plus.".to_owned(),
            Self::NewDevice => {
                "Les codes viennent maintenant d’un autre appareil\u{202f}; ceux d’avant ne servent plus.".to_owned()
            }
            Self::RecoveryUsed { left: 0 } => {
                "C’était le dernier. Demandez-en d’autres dans «\u{a0}Mon compte\u{a0}».".to_owned()
            }
            Self::RecoveryUsed { left } => {
                format!("Il vous en reste {}.", counted(left, "code", "codes"))
            }
            Self::TakenAway => {
                "La personne qui administre votre structure, ou l’équipe d’Escale, l’a retirée de votre compte. \
                 Toutes vos connexions sont fermées."
                    .to_owned()
            }
        }
    }
}
