//! What the ledger of mail says (domain §2). Pure.

use serde::{Deserialize, Serialize};

use crate::{
    desk::{
        decision::rules::{Standing, holds_until},
        rules::Statut,
    },
    edge::{
        clock::{Day, Moment},
        form::{Checks, FieldError},
        ids::ProcurationId,
        words,
    },
};

/// Pieces of mail by kind.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mail {
    /// Letters.
    pub courrier: i64,
    /// Registered letters, by their « avis de passage ».
    pub recommande: i64,
    /// Parcels.
    pub colis: i64,
}

impl Mail {
    /// All kinds together.
    #[must_use]
    pub fn total(self) -> i64 {
        self.courrier + self.recommande + self.colis
    }

    /// Each kind of which there is some: its code, how many, in words.
    #[must_use]
    pub fn kinds(self) -> Vec<(&'static str, i64, String)> {
        [
            ("courrier", self.courrier, "courrier", "courriers"),
            (
                "recommande",
                self.recommande,
                "avis de passage",
                "avis de passage",
            ),
            ("colis", self.colis, "colis", "colis"),
        ]
        .into_iter()
        .filter(|(_, count, ..)| *count > 0)
        .map(|(code, count, one, many)| (code, count, words::counted(count, one, many)))
        .collect()
    }

    /// « 2 courriers et 1 colis ».
    #[must_use]
    pub fn words(self) -> String {
        words::listed(
            &self
                .kinds()
                .into_iter()
                .map(|(_, _, words)| words)
                .collect::<Vec<_>>(),
        )
    }

    /// Kind by kind, what `each` makes of the counts of both.
    #[must_use]
    pub fn with(self, other: Self, each: impl Fn(i64, i64) -> i64) -> Self {
        Self {
            courrier: each(self.courrier, other.courrier),
            recommande: each(self.recommande, other.recommande),
            colis: each(self.colis, other.colis),
        }
    }

    /// Does `self` hold at least `other` of every kind?
    #[must_use]
    pub fn holds(self, other: Self) -> bool {
        self.courrier >= other.courrier
            && self.recommande >= other.recommande
            && self.colis >= other.colis
    }
}

/// The columns of a domicilié's row that say what waits, and since when.
#[derive(Debug, Clone, Copy, Deserialize)]
pub struct Waiting {
    courrier_pending: i64,
    recommande_pending: i64,
    colis_pending: i64,
    courrier_since_at: Option<Moment>,
    recommande_since_at: Option<Moment>,
    colis_since_at: Option<Moment>,
}

impl Waiting {
    /// The mail that waits.
    #[must_use]
    pub fn mail(self) -> Mail {
        Mail {
            courrier: self.courrier_pending,
            recommande: self.recommande_pending,
            colis: self.colis_pending,
        }
    }

    /// Since when the oldest kind of mail waits.
    #[must_use]
    pub fn since(self) -> Option<Moment> {
        let kinds = [
            self.courrier_since_at,
            self.recommande_since_at,
            self.colis_since_at,
        ];
        kinds.into_iter().flatten().min()
    }
}

/// What a line of the ledger says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Mouvement {
    /// Mail came in.
    Reception,
    /// Mail was handed over.
    Remise,
    /// Mail was sent back.
    Retour,
    /// Mail was sent on.
    Transfert,
    /// The person called.
    Appel,
    /// The person came.
    Visite,
    /// A line was undone.
    Annulation,
}

impl Mouvement {
    /// Did mail leave the shelf?
    #[must_use]
    pub fn takes_out(self) -> bool {
        matches!(self, Self::Remise | Self::Retour | Self::Transfert)
    }

    /// As the ledger names it.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Reception => "RECEPTION",
            Self::Remise => "REMISE",
            Self::Retour => "RETOUR",
            Self::Transfert => "TRANSFERT",
            Self::Appel => "APPEL",
            Self::Visite => "VISITE",
            Self::Annulation => "ANNULATION",
        }
    }

    /// In words, with what moved.
    #[must_use]
    pub fn words(self, mail: Mail) -> String {
        let what = mail.words();
        match self {
            Self::Reception => format!("Réception\u{a0}: {what}"),
            Self::Remise => format!("Remise\u{a0}: {what}"),
            Self::Retour => format!("Retour à l’expéditeur\u{a0}: {what}"),
            Self::Transfert => format!("Transfert\u{a0}: {what}"),
            Self::Appel => "Appel téléphonique".to_owned(),
            Self::Visite => "Visite".to_owned(),
            Self::Annulation => "Annulation".to_owned(),
        }
    }
}

/// Where mail that leaves the shelf goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Exit {
    /// To the person, who came.
    Domicilie,
    /// To someone who has their procuration: not a visit.
    Mandataire(ProcurationId),
    /// Back to whoever sent it: not a visit.
    Retour,
    /// On to the address of the transfert in force.
    Transfert,
}

impl Exit {
    /// What the ledger calls it.
    #[must_use]
    pub fn mouvement(&self) -> Mouvement {
        match self {
            Self::Domicilie | Self::Mandataire(_) => Mouvement::Remise,
            Self::Retour => Mouvement::Retour,
            Self::Transfert => Mouvement::Transfert,
        }
    }

    /// Does it count as a visit (domain §2)?
    #[must_use]
    pub fn is_a_visit(&self) -> bool {
        matches!(self, Self::Domicilie | Self::Transfert)
    }
}

/// What someone should know before mail is recorded for a person who stands there. After a refused renewal the address
/// holds until its `echeance`, and mail is right to come.
#[must_use]
pub fn warning(statut: Statut, echeance: Option<Day>, today: Day) -> Option<&'static str> {
    let standing = Standing {
        statut,
        renouvellement: false,
    };
    match statut {
        Statut::Radie => {
            Some("Cette personne est radiée\u{a0}: elle ne reçoit plus son courrier ici.")
        }
        Statut::Refus if holds_until(standing, echeance, today).is_none() => Some(
            "La domiciliation de cette personne est refusée\u{a0}: elle ne reçoit pas son courrier ici.",
        ),
        Statut::Refus | Statut::Instruction | Statut::AttenteDecision | Statut::Valide => None,
    }
}

/// The most of one kind that may leave at once: all that a shelf can hold.
pub const MAIL_MAX: i64 = 10_000;
/// The most of one kind that one reception may bring (domain §2).
pub const COUNT_MAX: i64 = 100;
/// The longest note, in characters (domain §2).
pub const NOTE_CHARS_MAX: usize = 1000;

/// The three counts of a form, as typed.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct TypedMail {
    /// Letters.
    pub courrier: String,
    /// Registered letters.
    pub recommande: String,
    /// Parcels.
    pub colis: String,
}

impl TypedMail {
    /// As it stands in a form that offers `mail`: an empty field where there is none.
    #[must_use]
    pub fn offering(mail: Mail) -> Self {
        let typed = |count: i64| {
            if count > 0 {
                count.min(MAIL_MAX).to_string()
            } else {
                String::new()
            }
        };
        Self {
            courrier: typed(mail.courrier),
            recommande: typed(mail.recommande),
            colis: typed(mail.colis),
        }
    }

    /// So many of one kind, as the form of the bulk reception names it.
    #[must_use]
    pub fn of_kind(genre: &str, nombre: &str) -> Option<Self> {
        let mut typed = Self::default();
        let field = match genre {
            "courrier" => &mut typed.courrier,
            "recommande" => &mut typed.recommande,
            "colis" => &mut typed.colis,
            _ => return None,
        };
        nombre.clone_into(field);
        Some(typed)
    }

    /// The counts, at least one piece and at most `max` of a kind; `fields` are the ids of the three fields.
    ///
    /// # Errors
    /// Every mistake.
    pub fn checked(&self, fields: [&'static str; 3], max: i64) -> Result<Mail, Vec<FieldError>> {
        let mut checks = Checks::default();
        let typed = [&self.courrier, &self.recommande, &self.colis];
        let [courrier, recommande, colis] = typed.map(|text| count(text));
        for (field, count) in fields.into_iter().zip([courrier, recommande, colis]) {
            let fine = count.is_some_and(|count| (0..=max).contains(&count));
            checks.require(fine, field, &format!("Écrivez un nombre entre 0 et {max}."));
        }
        let mail = Mail {
            courrier: courrier.unwrap_or_default(),
            recommande: recommande.unwrap_or_default(),
            colis: colis.unwrap_or_default(),
        };
        let some = mail.total() > 0 || [courrier, recommande, colis].contains(&None);
        checks.require(
            some,
            fields[0],
            "Indiquez au moins un courrier, un avis de passage ou un colis.",
        );
        checks.done(mail)
    }
}

/// A note as typed: none when nothing is written.
///
/// # Errors
/// The mistake, beside `field`.
pub fn note(typed: &str, field: &'static str) -> Result<Option<String>, Vec<FieldError>> {
    let note = typed.trim();
    let mut checks = Checks::default();
    let fits = note.chars().count() <= NOTE_CHARS_MAX;
    checks.require(
        fits,
        field,
        &format!("Écrivez au plus {NOTE_CHARS_MAX}\u{a0}caractères."),
    );
    checks.done((!note.is_empty()).then(|| note.to_owned()))
}

/// A count as typed; an empty field is zero.
fn count(text: &str) -> Option<i64> {
    match text.trim() {
        "" => Some(0),
        digits if digits.len() <= 5 && digits.bytes().all(|b| b.is_ascii_digit()) => {
            digits.parse().ok()
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mail_is_counted_in_words() {
        let mail = Mail {
            courrier: 2,
            recommande: 1,
            colis: 1,
        };
        assert_eq!(
            mail.words(),
            "2\u{a0}courriers, 1\u{a0}avis de passage et 1\u{a0}colis"
        );
        assert_eq!(Mail::default().words(), "");
        assert!(mail.holds(Mail {
            courrier: 2,
            ..Mail::default()
        }));
        assert!(!mail.holds(Mail {
            colis: 2,
            ..Mail::default()
        }));
    }

    #[test]
    fn a_form_of_counts_is_checked() {
        let typed = |courrier: &str, colis: &str| TypedMail {
            courrier: courrier.into(),
            colis: colis.into(),
            ..TypedMail::default()
        };
        let fields = ["a", "b", "c"];
        let wrong = |typed: TypedMail| {
            typed
                .checked(fields, 100)
                .expect_err("mistakes")
                .iter()
                .map(|e| e.champ)
                .collect::<Vec<_>>()
        };
        assert_eq!(
            typed("2", "1").checked(fields, 100),
            Ok(Mail {
                courrier: 2,
                recommande: 0,
                colis: 1
            })
        );
        assert_eq!(wrong(typed("", "")), ["a"], "nothing at all");
        assert_eq!(wrong(typed("0", "")), ["a"]);
        assert_eq!(wrong(typed("deux", "-1")), ["a", "c"]);
        assert_eq!(wrong(typed("101", "")), ["a"]);
        assert_eq!(wrong(typed("99999999999999999999", "")), ["a"]);
        assert_eq!(wrong(typed("1.5", "")), ["a"]);
    }

    #[test]
    fn a_note_may_be_long_but_not_longer() {
        assert_eq!(note("  ", "n"), Ok(None));
        assert_eq!(note(" Urgent ", "n"), Ok(Some("Urgent".into())));
        assert!(note(&"é".repeat(NOTE_CHARS_MAX), "n").is_ok());
        assert!(note(&"é".repeat(NOTE_CHARS_MAX + 1), "n").is_err());
    }
}
