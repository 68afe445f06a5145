//! Where a domiciliation may go from where it stands, and who may take it there (domain §2). Pure.
//!
//! ```text
//!                            ┌───────────────── valider (G) ─────────────────┐
//!                            │                                               ▼
//!                  ┌─────────┴─────┐  soumettre (I)  ┌──────────────────┐  valider (G)  ┌────────┐
//!   file created ─▶│  INSTRUCTION  ├────────────────▶│ ATTENTE_DECISION ├──────────────▶│ VALIDE │
//!                  └───┬──▲──▲──▲──┘◀────────────────┴────────┬─────────┘               └──┬──┬──┘
//!                      │  │  │  │       renvoyer (G)          │                            │  │
//!          refuser (G) │  │  │  └──── « Demande de renouvellement » (I), renouvellement = 1 ┘  │
//!                      ▼  │  └───────────────┐    refuser (G)│                               │
//!                  ┌──────┴┐                 │               │        « Radier le domicilié » (I)
//!                  │ REFUS │◀───────────────────────────────┘                               │
//!                  └───────┘   nouvelle demande (I)  ┌───────┐                              │
//!                                            └───────┤ RADIE │◀─────────────────────────────┘
//!                                                    └───────┘◀── also from a renewal being instructed
//! ```
//!
//! (I): [`Right::EditFiles`]; (G): [`Right::Decide`]. Three choices that the domain leaves open:
//!
//! - Whoever may decide may do so straight from INSTRUCTION: in a small structure the same person does both.
//! - A renewal that is refused does not end the running domiciliation. It was given until its échéance (CASF, art. L264-2)
//!   and ends before only for the reasons of art. L264-5, which a refusal is not: REFUS keeps `debut` and `echeance`, the
//!   address holds until that day ([`holds_until`]), and asking anew before it is again a renewal.
//! - A radiation ends the domiciliation that day: `echeance` becomes that day when it was later. What the échéance was
//!   stays in « Historique ».

use chrono_tz::Tz;
use serde::Deserialize;

use crate::{
    desk::rules::{Motif, Statut},
    edge::clock::{Day, Moment},
    rights::Right,
};

/// Where a domiciliation stands in the diagram.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Standing {
    /// Its statut.
    pub statut: Statut,
    /// Is what is instructed a renewal, while the domiciliation runs?
    pub renouvellement: bool,
}

/// A step from one standing to another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Action {
    /// « Soumettre à la décision ».
    Soumettre,
    /// « Renvoyer à l’instruction ».
    Renvoyer,
    /// « Valider la domiciliation ».
    Valider,
    /// « Refuser la demande ».
    Refuser,
    /// « Demande de renouvellement ».
    Renouveler,
    /// « Radier le domicilié ».
    Radier,
    /// « Nouvelle demande ».
    Recommencer,
}

impl Action {
    /// Every action.
    pub const ALL: [Self; 7] = [
        Self::Soumettre,
        Self::Renvoyer,
        Self::Valider,
        Self::Refuser,
        Self::Renouveler,
        Self::Radier,
        Self::Recommencer,
    ];

    /// What one must be allowed to do for it.
    #[must_use]
    pub fn right(self) -> Right {
        match self {
            Self::Renvoyer | Self::Valider | Self::Refuser => Right::Decide,
            Self::Soumettre | Self::Renouveler | Self::Radier | Self::Recommencer => {
                Right::EditFiles
            }
        }
    }

    /// Its event in « Historique ».
    #[must_use]
    pub fn event(self) -> &'static str {
        match self {
            Self::Soumettre => "SOUMIS",
            Self::Renvoyer => "RETOUR_INSTRUCTION",
            Self::Valider => "VALIDATION",
            Self::Refuser => "REFUS",
            Self::Renouveler => "DEMANDE_RENOUVELLEMENT",
            Self::Radier => "RADIATION",
            Self::Recommencer => "NOUVELLE_DEMANDE",
        }
    }

    /// May it be taken from there?
    #[must_use]
    pub fn is_open(self, from: Standing) -> bool {
        use Statut::{AttenteDecision, Instruction, Radie, Refus, Valide};
        match self {
            Self::Soumettre => from.statut == Instruction,
            Self::Renvoyer => from.statut == AttenteDecision,
            Self::Valider | Self::Refuser => matches!(from.statut, Instruction | AttenteDecision),
            Self::Renouveler => from.statut == Valide,
            Self::Radier => from.statut == Valide || from.renouvellement,
            Self::Recommencer => matches!(from.statut, Refus | Radie),
        }
    }

    /// Where it leads; `None` where it can't be taken. `holds`: does an address still hold, as after a refused renewal?
    #[must_use]
    pub fn leads(self, from: Standing, holds: bool) -> Option<Standing> {
        let (statut, renouvellement) = match self {
            Self::Soumettre => (Statut::AttenteDecision, from.renouvellement),
            Self::Renvoyer => (Statut::Instruction, from.renouvellement),
            Self::Valider => (Statut::Valide, false),
            Self::Refuser => (Statut::Refus, false),
            Self::Renouveler => (Statut::Instruction, true),
            Self::Radier => (Statut::Radie, false),
            Self::Recommencer => (Statut::Instruction, from.statut == Statut::Refus && holds),
        };
        self.is_open(from).then_some(Standing {
            statut,
            renouvellement,
        })
    }
}

/// The last day of the address that `standing` leaves the person on `today`; `None` when they have none.
#[must_use]
pub fn holds_until(standing: Standing, echeance: Option<Day>, today: Day) -> Option<Day> {
    let may = standing.renouvellement || matches!(standing.statut, Statut::Valide | Statut::Refus);
    echeance.filter(|end| may && *end >= today)
}

/// What a form was made from: a decision is taken only over what the person who takes it has seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Seen {
    /// Where the domiciliation stood.
    pub standing: Standing,
    /// When it had last been decided.
    pub decided_at: Option<Moment>,
}

impl Seen {
    /// As a form carries it: `VALIDE.0.1795384800000`.
    #[must_use]
    pub fn code(self) -> String {
        format!(
            "{}.{}.{}",
            self.standing.statut.code(),
            u8::from(self.standing.renouvellement),
            self.decided_at.map_or(0, |at| at.0)
        )
    }

    /// Reads what a form carries; `None` when no form of ours made it.
    #[must_use]
    pub fn parse(code: &str) -> Option<Self> {
        const ALL: [Statut; 5] = [
            Statut::Instruction,
            Statut::AttenteDecision,
            Statut::Valide,
            Statut::Refus,
            Statut::Radie,
        ];
        let mut parts = code.split('.');
        let (statut, renouvellement, at) = (parts.next()?, parts.next()?, parts.next()?);
        let statut = ALL.into_iter().find(|it| it.code() == statut)?;
        let at: i64 = at.parse().ok()?;
        // Beyond 2^53 a number does not travel to the database as it is.
        let sane = parts.next().is_none() && (0..1 << 53).contains(&at);
        let renouvellement =
            matches!(renouvellement, "0" | "1").then_some(renouvellement == "1")?;
        sane.then_some(Self {
            standing: Standing {
                statut,
                renouvellement,
            },
            decided_at: (at > 0).then_some(Moment(at)),
        })
    }
}

/// The days of a domiciliation that is validated.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Days {
    /// Its first day.
    pub debut: Day,
    /// Its last day.
    pub echeance: Day,
    /// The first day of the first domiciliation here.
    pub premiere: Day,
}

/// Why a request was refused or a domiciliation ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reason {
    /// The motive.
    pub motif: Motif,
    /// What was written beside it: the motive itself when it is [`Motif::Autre`], else the facts.
    pub texte: Option<String>,
}

/// A decision, with all that it says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Decision {
    /// See [`Action::Soumettre`].
    Soumettre,
    /// See [`Action::Renvoyer`].
    Renvoyer,
    /// See [`Action::Valider`].
    Valider(Days),
    /// See [`Action::Refuser`].
    Refuser(Reason),
    /// See [`Action::Renouveler`].
    Renouveler,
    /// See [`Action::Radier`].
    Radier(Reason),
    /// See [`Action::Recommencer`].
    Recommencer,
}

impl Decision {
    /// The step it is.
    #[must_use]
    pub fn action(&self) -> Action {
        match self {
            Self::Soumettre => Action::Soumettre,
            Self::Renvoyer => Action::Renvoyer,
            Self::Valider(_) => Action::Valider,
            Self::Refuser(_) => Action::Refuser,
            Self::Renouveler => Action::Renouveler,
            Self::Radier(_) => Action::Radier,
            Self::Recommencer => Action::Recommencer,
        }
    }
}

/// The first day that is offered: today, or the day after the running échéance for a renewal.
#[must_use]
pub fn offered_debut(standing: Standing, echeance: Option<Day>, today: Day) -> Day {
    let after = echeance
        .filter(|_| standing.renouvellement)
        .map(|end| end.plus_days(1));
    after.map_or(today, |day| day.max(today))
}

/// The latest échéance of a domiciliation that begins on `debut`: it lasts a year at most (CASF, art. D264-1).
#[must_use]
pub fn latest_echeance(debut: Day) -> Day {
    debut.plus_months(12).plus_days(-1)
}

/// The floor of the last visit: when the domiciliation begins, or now when it begins later. Nobody is late before they
/// could come.
#[must_use]
pub fn floor(debut: Day, zone: Tz, now: Moment) -> Moment {
    debut.begins_at(zone).min(now)
}

/// What a line of « Historique » says of a decision, beside its event.
#[derive(Debug, Default, Clone, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct Detail {
    /// First day, when validated.
    pub debut: Option<Day>,
    /// Last day when validated; what it was to be, when ended.
    pub echeance: Option<Day>,
    /// Was it a renewal?
    pub renouvellement: bool,
    /// Why it was refused or ended.
    pub motif: Option<Motif>,
    /// What was written beside it.
    pub texte: Option<String>,
}

/// « Motif (précisions) », as the desk reads it.
#[must_use]
pub fn reason_words(motif: Motif, texte: Option<&str>) -> String {
    match texte {
        Some(facts) if motif != Motif::Autre => format!("{} ({facts})", motif.words(None)),
        _ => motif.words(texte),
    }
}

/// What a decision was, in words.
#[must_use]
pub fn event_words(event: &str, detail: &Detail) -> String {
    let why = |what: &str| {
        detail.motif.map_or(what.to_owned(), |motif| {
            let reason = reason_words(motif, detail.texte.as_deref());
            format!("{what}\u{a0}: {reason}")
        })
    };
    match event {
        "SOUMIS" => "Soumise à la décision".to_owned(),
        "RETOUR_INSTRUCTION" => "Renvoyée à l’instruction".to_owned(),
        "VALIDATION" => {
            let what = if detail.renouvellement {
                "Renouvellement validé"
            } else {
                "Validée"
            };
            match (detail.debut, detail.echeance) {
                (Some(from), Some(to)) => format!("{what}, du {} au {}", from.short(), to.short()),
                _ => what.to_owned(),
            }
        }
        "REFUS" if detail.renouvellement => why("Renouvellement refusé"),
        "REFUS" => why("Refusée"),
        "RADIATION" => why("Radiation"),
        "DEMANDE_RENOUVELLEMENT" => "Renouvellement demandé".to_owned(),
        "NOUVELLE_DEMANDE" => "Nouvelle demande".to_owned(),
        other => other.to_owned(),
    }
}

/// How the second of two who decide is told what the first has done: « … a déjà été validée ».
#[must_use]
pub fn already(event: &str) -> &'static str {
    match event {
        "SOUMIS" => "Cette demande a déjà été soumise à la décision",
        "RETOUR_INSTRUCTION" => "Cette demande a déjà été renvoyée à l’instruction",
        "VALIDATION" => "Cette demande a déjà été validée",
        "REFUS" => "Cette demande a déjà été refusée",
        "RADIATION" => "Cette domiciliation a déjà pris fin par une radiation, décidée",
        "DEMANDE_RENOUVELLEMENT" => "Le renouvellement a déjà été demandé",
        _ => "Une nouvelle demande a déjà été ouverte",
    }
}

#[cfg(test)]
mod tests;
