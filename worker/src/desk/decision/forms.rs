//! The forms of decisions, as typed, and what they ask for. Pure.

use serde::{Deserialize, Serialize};

use super::rules::{self, Action, Days, Reason, Seen, Standing};
use crate::{
    desk::{rules::Motif, store::Usager},
    edge::{
        clock::Day,
        error::{Error, Result},
        form::{Checks, FieldError},
        ids::{HistoryId, UsagerId},
        typed,
        words::capitalised,
    },
};

/// The longest text beside a motive, in characters (`usager.motif_texte`).
const TEXTE_CHARS_MAX: usize = 1000;
/// How far from today a first day may be: a year before (a decision written down late) or after (a renewal decided early).
const DEBUT_DAYS_MAX: i64 = 366;

/// The fields of « Refuser la demande ».
pub const REFUSAL: [&str; 2] = ["refus-motif", "refus-texte"];
/// The fields of « Radier le domicilié ».
pub const RADIATION: [&str; 2] = ["radiation-motif", "radiation-texte"];

/// What every form of a decision carries: its idempotency key, and what it was made from.
#[derive(Debug, Default, Clone, Serialize, Deserialize)]
#[serde(default)]
pub struct Proof {
    /// The id of the line it will write in « Historique ».
    pub jeton: String,
    /// [`Seen`], as a code.
    pub vu: String,
}

impl Proof {
    /// For a new form about `person`.
    ///
    /// # Errors
    /// [`Error::Internal`] when the platform gives no randomness.
    pub fn new(person: &Usager) -> Result<Self> {
        Ok(Self {
            jeton: HistoryId::new()?.as_str().to_owned(),
            vu: seen(person).code(),
        })
    }

    /// The key and what was seen, for a form that takes `action`.
    ///
    /// # Errors
    /// [`Error::BadRequest`] when no page of ours made it.
    pub fn checked(&self, action: Action) -> Result<(HistoryId, Seen)> {
        let key = HistoryId::parse(&self.jeton).ok_or(Error::INCOMPLETE)?;
        let seen = Seen::parse(&self.vu)
            .filter(|seen| action.is_open(seen.standing))
            .ok_or(Error::INCOMPLETE)?;
        Ok((key, seen))
    }
}

/// Where `person`’s domiciliation stands in the diagram.
#[must_use]
pub fn standing(person: &Usager) -> Standing {
    Standing {
        statut: person.statut,
        renouvellement: person.renouvellement,
    }
}

/// What a form made now is made from.
#[must_use]
pub fn seen(person: &Usager) -> Seen {
    Seen {
        standing: standing(person),
        decided_at: person.decided_at,
    }
}

/// The last day of the address that `person` has on `today`, if they have one.
#[must_use]
pub fn holds_until(person: &Usager, today: Day) -> Option<Day> {
    rules::holds_until(standing(person), person.echeance, today)
}

/// « Valider la domiciliation ».
#[derive(Debug, Default, Clone, Serialize, Deserialize)]
#[serde(default)]
pub struct AcceptForm {
    /// First day.
    pub debut: String,
    /// Last day.
    pub echeance: String,
    /// First day of the first domiciliation.
    pub premiere: String,
    /// Key and sight.
    #[serde(flatten)]
    pub preuve: Proof,
}

impl AcceptForm {
    /// Filled with what holds for most.
    #[must_use]
    pub fn offered(person: &Usager, today: Day) -> Self {
        let debut = rules::offered_debut(standing(person), person.echeance, today);
        let premiere = person.premiere_domiciliation.unwrap_or(debut);
        Self {
            debut: debut.short(),
            echeance: rules::latest_echeance(debut).short(),
            premiere: premiere.short(),
            preuve: Proof::default(),
        }
    }

    /// The days, or every mistake; only a renewal may begin after `today`: until then the address it renews holds.
    ///
    /// # Errors
    /// The mistakes.
    pub fn checked(
        &self,
        today: Day,
        renouvellement: bool,
    ) -> std::result::Result<Days, Vec<FieldError>> {
        const NOT_A_DAY: &str = "Écrivez une date comme 13/12/2027.";
        let read = [&self.debut, &self.echeance, &self.premiere].map(|text| typed::day(text));
        let mut checks = Checks::default();
        for (field, day) in [DEBUT, ECHEANCE, PREMIERE].into_iter().zip(read) {
            checks.require(day.is_some(), field, NOT_A_DAY);
        }
        let [debut, echeance, premiere] = read;
        if let Some(debut) = debut {
            let early = !renouvellement && debut > today;
            checks.require(!early, DEBUT, TOO_EARLY);
            agree(&mut checks, debut, [echeance, premiere], today);
        }
        let days = debut.zip(echeance).zip(premiere);
        let [debut, echeance, premiere] = days
            .map_or([today; 3], |((debut, echeance), premiere)| {
                [debut, echeance, premiere]
            });
        checks.done(Days {
            debut,
            echeance,
            premiere,
        })
    }
}

const TOO_EARLY: &str = "Le début ne peut pas être après aujourd’hui, sauf pour un renouvellement.";
const DEBUT: &str = "validation-debut";
const ECHEANCE: &str = "validation-echeance";
const PREMIERE: &str = "validation-premiere";

/// Do the days that could be read agree with each other?
fn agree(checks: &mut Checks, debut: Day, [echeance, premiere]: [Option<Day>; 2], today: Day) {
    let near = today.days_until(debut).abs() <= DEBUT_DAYS_MAX;
    checks.require(near, DEBUT, "Le début est à plus d’un an d’aujourd’hui.");
    if let (true, Some(end)) = (near, echeance) {
        let latest = rules::latest_echeance(debut);
        let too_long = format!(
            "Une domiciliation dure un an au plus\u{a0}: l’échéance est le {} au plus tard.",
            latest.short()
        );
        checks.require(end >= debut, ECHEANCE, "L’échéance est avant le début.");
        checks.require(end <= latest, ECHEANCE, &too_long);
        let over = end >= debut && end < today;
        checks.require(!over, ECHEANCE, "Cette échéance est déjà passée.");
    }
    let first = premiere.is_none_or(|first| first <= debut);
    checks.require(
        first,
        PREMIERE,
        "La première domiciliation ne peut pas commencer après celle-ci.",
    );
}

/// A motive and what goes with it: « Refuser la demande », « Radier le domicilié ».
#[derive(Debug, Default, Clone, Serialize, Deserialize)]
#[serde(default)]
pub struct ReasonForm {
    /// The code of the motive.
    pub motif: String,
    /// What was written beside it.
    pub texte: String,
    /// `confirmer` once it was checked, `modifier` to go back to the form, else it is to be checked.
    #[serde(skip_serializing)]
    pub etape: String,
    /// Key and sight.
    #[serde(flatten)]
    pub preuve: Proof,
}

impl ReasonForm {
    /// The reason, one of `among`, or every mistake; `fields` are the ids of the two fields.
    ///
    /// # Errors
    /// The mistakes.
    pub fn checked(
        &self,
        among: &[Motif],
        fields: [&'static str; 2],
    ) -> std::result::Result<Reason, Vec<FieldError>> {
        let [field, texte_field] = fields;
        let texte = self.texte.trim();
        let motif = among.iter().copied().find(|it| it.code() == self.motif);
        let mut checks = Checks::default();
        checks.require(motif.is_some(), field, "Choisissez un motif.");
        checks.require(
            motif != Some(Motif::Autre) || !texte.is_empty(),
            texte_field,
            "Écrivez le motif\u{a0}: la personne doit savoir pourquoi.",
        );
        checks.require(
            texte.chars().count() <= TEXTE_CHARS_MAX,
            texte_field,
            &format!("Écrivez au plus {TEXTE_CHARS_MAX}\u{a0}caractères."),
        );
        checks.done(Reason {
            motif: motif.unwrap_or(Motif::Autre),
            texte: (!texte.is_empty()).then(|| texte.to_owned()),
        })
    }
}

/// People ended at once: a page of the list.
pub const PEOPLE_MAX: usize = 50;
/// More people at once than [`PEOPLE_MAX`].
pub const TOO_MANY: Error = Error::BadRequest("Choisissez 50\u{a0}personnes au plus à la fois.");

/// Several people ended at once, for one motive.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct SeveralForm {
    /// Each one chosen: their id, a dot, and what the form was made from.
    pub usager: Vec<String>,
    /// Everyone who was on the page, by id.
    pub propose: Vec<String>,
    /// The form's key.
    pub jeton: String,
    /// The code of the motive.
    pub motif: String,
    /// What was written beside it.
    pub texte: String,
    /// As in [`ReasonForm`].
    pub etape: String,
}

impl SeveralForm {
    /// Who was ticked, each once, and what the form was made from.
    ///
    /// # Errors
    /// [`Error::BadRequest`] when no page of ours made it, or for too many people at once.
    pub fn chosen(&self) -> Result<Vec<(UsagerId, Seen)>> {
        let read = |value: &String| {
            let (id, seen) = value.split_once('.')?;
            let seen = Seen::parse(seen).filter(|seen| Action::Radier.is_open(seen.standing))?;
            Some((UsagerId::parse(id)?, seen))
        };
        let mut chosen: Vec<(UsagerId, Seen)> = Vec::new();
        for value in &self.usager {
            let (id, seen) = read(value).ok_or(Error::INCOMPLETE)?;
            if chosen.iter().any(|(known, _)| *known == id) {
                continue;
            }
            if chosen.len() == PEOPLE_MAX {
                return Err(TOO_MANY);
            }
            chosen.push((id, seen));
        }
        Ok(chosen)
    }

    /// The motive, as typed.
    #[must_use]
    pub fn reason(&self) -> ReasonForm {
        ReasonForm {
            motif: self.motif.clone(),
            texte: self.texte.clone(),
            ..ReasonForm::default()
        }
    }

    /// The reason, or every mistake.
    ///
    /// # Errors
    /// The mistakes.
    pub fn checked(
        &self,
        chosen: &[(UsagerId, Seen)],
    ) -> std::result::Result<Reason, Vec<FieldError>> {
        let nobody = chosen.is_empty().then(|| FieldError {
            champ: "",
            message: "Choisissez au moins une personne.".to_owned(),
        });
        match (
            self.reason().checked(&Motif::OF_RADIATION, RADIATION),
            nobody,
        ) {
            (Ok(reason), None) => Ok(reason),
            (reason, nobody) => Err(nobody
                .into_iter()
                .chain(reason.err().into_iter().flatten())
                .collect()),
        }
    }

    /// Was that person ticked?
    #[must_use]
    pub fn ticks(&self, id: &UsagerId) -> bool {
        let begins = |value: &String| value.split('.').next() == Some(id.as_str());
        self.usager.iter().any(begins)
    }
}

/// A motive to choose: its code, its words.
pub type Choice = (&'static str, String);

/// The motives of a form, as shown.
#[must_use]
pub fn choices(among: &[Motif]) -> Vec<Choice> {
    let words = |motif: &Motif| match motif {
        Motif::Autre => "Autre (à préciser)".to_owned(),
        other => capitalised(&other.words(None)),
    };
    let shown = |motif: &Motif| (motif.code(), words(motif));
    among.iter().map(shown).collect()
}

#[cfg(test)]
mod tests;
