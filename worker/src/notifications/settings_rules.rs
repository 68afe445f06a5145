//! What « Notifications » may hold. Pure.

use serde::{Deserialize, Serialize};

use super::rules::Kinds;
use crate::edge::form::{Checks, FieldError};

/// The highest monthly bound of SMS.
const SMS_MAX: i64 = 100_000;

/// What a structure has set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Settings {
    /// What goes out.
    pub kinds: Kinds,
    /// By e-mail?
    pub email: bool,
    /// By SMS?
    pub sms: bool,
    /// On which days: Monday is 1, Tuesday 2, Wednesday 4… added up.
    pub jours: i64,
    /// At which hour of the structure's clock.
    pub heure: i64,
    /// How many SMS a month at most.
    pub sms_par_mois: i64,
}

/// What the form offers where nothing was ever set: Tuesday and Friday at ten.
impl Default for Settings {
    fn default() -> Self {
        Self {
            kinds: Kinds::default(),
            email: true,
            sms: false,
            jours: 0b001_0010,
            heure: 10,
            sms_par_mois: 0,
        }
    }
}

impl Settings {
    /// Does anything ever go out?
    #[must_use]
    pub fn sends(self) -> bool {
        self.kinds.any() && (self.email || self.sms) && self.jours > 0
    }
}

/// The form of « Notifications », as typed.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct SettingsForm {
    /// « oui »: mail waits.
    pub courrier: String,
    /// « oui »: the échéance comes near.
    pub echeance: String,
    /// « oui »: no visit for 60 days.
    pub absence_60: String,
    /// « oui »: no visit for 80 days.
    pub absence_80: String,
    /// « oui »: by e-mail.
    pub par_email: String,
    /// « oui »: by SMS.
    pub par_sms: String,
    /// The days, 1 to 7; a list.
    pub jour: Vec<String>,
    /// The hour.
    pub heure: String,
    /// The monthly bound of SMS.
    pub sms_par_mois: String,
}

fn ticked(yes: bool) -> String {
    if yes { "oui" } else { "" }.to_owned()
}

impl SettingsForm {
    /// The form as `kept` settings fill it.
    #[must_use]
    pub fn of(kept: Settings) -> Self {
        Self {
            courrier: ticked(kept.kinds.courrier),
            echeance: ticked(kept.kinds.echeance),
            absence_60: ticked(kept.kinds.absence_60),
            absence_80: ticked(kept.kinds.absence_80),
            par_email: ticked(kept.email),
            par_sms: ticked(kept.sms),
            jour: (0..7)
                .filter(|day| kept.jours >> day & 1 == 1)
                .map(|day| (day + 1).to_string())
                .collect(),
            heure: kept.heure.to_string(),
            sms_par_mois: kept.sms_par_mois.to_string(),
        }
    }

    /// What it says, or every mistake. `sms` is whether the platform can send any: if not, what it says of them is left
    /// out.
    ///
    /// # Errors
    /// The mistakes, each with its field.
    pub fn checked(&self, sms: bool) -> Result<Settings, Vec<FieldError>> {
        let mut checks = Checks::default();
        let yes = |typed: &str| typed == "oui";
        let hour = self
            .heure
            .parse()
            .ok()
            .filter(|hour| (0..24).contains(hour));
        checks.require(
            hour.is_some(),
            "heure",
            "Choisissez une heure dans la liste.",
        );
        let typed: String = self
            .sms_par_mois
            .chars()
            .filter(|c| !c.is_whitespace())
            .collect();
        let bound = match typed.as_str() {
            "" => Some(0),
            typed => typed
                .parse()
                .ok()
                .filter(|bound| (0..=SMS_MAX).contains(bound)),
        };
        checks.require(
            !sms || bound.is_some(),
            "sms_par_mois",
            "Écrivez un nombre de SMS entre 0 et 100 000.",
        );
        let settings = Settings {
            kinds: Kinds {
                courrier: yes(&self.courrier),
                echeance: yes(&self.echeance),
                absence_60: yes(&self.absence_60),
                absence_80: yes(&self.absence_80),
            },
            email: yes(&self.par_email),
            sms: sms && yes(&self.par_sms),
            jours: self.days(&mut checks),
            heure: hour.unwrap_or_default(),
            sms_par_mois: if sms { bound.unwrap_or_default() } else { 0 },
        };
        let wants = settings.kinds.any();
        checks.require(
            !wants || settings.email || settings.sms,
            "par_email",
            "Choisissez au moins un moyen d’envoi.",
        );
        checks.require(
            !wants || settings.jours > 0,
            "jour-1",
            "Choisissez au moins un jour.",
        );
        checks.require(
            !settings.sms || settings.sms_par_mois > 0,
            "sms_par_mois",
            "Écrivez combien de SMS votre structure peut envoyer par mois, ou décochez «\u{a0}Par SMS\u{a0}».",
        );
        checks.done(settings)
    }

    fn days(&self, checks: &mut Checks) -> i64 {
        let mut days = 0_i64;
        for typed in &self.jour {
            match typed.parse::<u32>() {
                Ok(day @ 1..=7) => days |= 1 << (day - 1),
                _ => checks.require(false, "jour-1", "Choisissez des jours de la liste."),
            }
        }
        days
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_form_reads_back_and_tells_every_mistake() {
        let settings = Settings {
            kinds: Kinds {
                courrier: true,
                echeance: true,
                absence_60: true,
                absence_80: true,
            },
            sms: true,
            sms_par_mois: 200,
            ..Settings::default()
        };
        assert_eq!(SettingsForm::of(settings).checked(true), Ok(settings));
        let without = SettingsForm::of(settings).checked(false).expect("fine");
        assert!(!without.sms && without.sms_par_mois == 0);
        let wrong = SettingsForm {
            courrier: "oui".to_owned(),
            heure: "25".to_owned(),
            sms_par_mois: "beaucoup".to_owned(),
            jour: vec!["8".to_owned()],
            ..SettingsForm::default()
        };
        let fields: Vec<_> = wrong
            .checked(true)
            .expect_err("mistakes")
            .iter()
            .map(|it| it.champ)
            .collect();
        for field in ["heure", "sms_par_mois", "par_email", "jour-1"] {
            assert!(fields.contains(&field), "{field}: {fields:?}");
        }
        let unbounded = SettingsForm {
            sms_par_mois: "0".to_owned(),
            ..SettingsForm::of(settings)
        };
        assert!(unbounded.checked(true).is_err());
    }
}
