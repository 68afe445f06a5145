//! What a domiciliation and its mail mean (domain §2). Pure.

use serde::{Deserialize, Serialize};

use crate::edge::{
    clock::{Day, Moment},
    form::{Checks, FieldError},
    words,
};

/// Where a domiciliation stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Statut {
    /// Being prepared.
    Instruction,
    /// Waiting for the decision of a gestionnaire.
    AttenteDecision,
    /// Running.
    Valide,
    /// Refused.
    Refus,
    /// Ended by decision.
    Radie,
}

impl Statut {
    /// Its name on the screens.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Instruction => "Instruction",
            Self::AttenteDecision => "Attente de décision",
            Self::Valide => "Actif",
            Self::Refus => "Refusé",
            Self::Radie => "Radié",
        }
    }
}

/// Why a domiciliation was refused or ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Motif {
    /// Refusal: outside the structure's agrément.
    HorsAgrement,
    /// Refusal: no link with the commune.
    PasDeLien,
    /// Refusal: no place left.
    Saturation,
    /// Radiation: the person asked.
    ASaDemande,
    /// Radiation: no link with the commune any more.
    PlusDeLien,
    /// Radiation: the domiciliation came to its end.
    FinDeDomiciliation,
    /// Radiation: not seen for three months.
    NonManifestation,
    /// Radiation: the rules of the house.
    NonRespectReglement,
    /// Radiation: a home.
    EntreeLogement,
    /// Another reason, written out.
    Autre,
}

impl Motif {
    /// In words; `texte` is what was written for [`Motif::Autre`].
    #[must_use]
    pub fn words(self, texte: Option<&str>) -> String {
        let words = match self {
            Self::HorsAgrement => "hors agrément de la structure",
            Self::PasDeLien => "pas de lien avec la commune",
            Self::Saturation => "plus de place dans la structure",
            Self::ASaDemande => "à la demande de la personne",
            Self::PlusDeLien => "plus de lien avec la commune",
            Self::FinDeDomiciliation => "fin de la domiciliation",
            Self::NonManifestation => "aucune visite depuis 3\u{a0}mois",
            Self::NonRespectReglement => "non-respect du règlement",
            Self::EntreeLogement => "entrée en logement",
            Self::Autre => texte.unwrap_or("autre"),
        };
        words.to_owned()
    }
}

/// How near the end of a domiciliation is (domain §2: red below 16 days, orange below 61).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Nearness {
    /// Far.
    Normal,
    /// Below 61 days.
    Attention,
    /// Below 16 days, or over.
    Danger,
}

/// How near `echeance` is on `today`, and the words that say so to those who see no colour.
#[must_use]
pub fn nearness(echeance: Day, today: Day) -> (Nearness, Option<String>) {
    match today.days_until(echeance) {
        ..=-1 => (Nearness::Danger, Some("dépassée".to_owned())),
        0 => (Nearness::Danger, Some("aujourd’hui".to_owned())),
        days @ 1..=15 => (
            Nearness::Danger,
            Some(format!("dans {}", words::counted(days, "jour", "jours"))),
        ),
        days @ 16..=60 => (Nearness::Attention, Some(format!("dans {days}\u{a0}jours"))),
        _ => (Nearness::Normal, None),
    }
}

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
                count.to_string()
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

    fn day(text: &str) -> Day {
        Day(text.parse().expect("a day"))
    }

    #[test]
    fn the_end_comes_nearer() {
        let end = day("2026-12-31");
        let on = |today: &str| nearness(end, day(today));
        assert_eq!(on("2026-10-31").0, Nearness::Normal);
        assert_eq!(
            on("2026-11-01"),
            (Nearness::Attention, Some("dans 60\u{a0}jours".into()))
        );
        assert_eq!(on("2026-12-15").0, Nearness::Attention);
        assert_eq!(
            on("2026-12-16"),
            (Nearness::Danger, Some("dans 15\u{a0}jours".into()))
        );
        assert_eq!(
            on("2026-12-30"),
            (Nearness::Danger, Some("dans 1\u{a0}jour".into()))
        );
        assert_eq!(
            on("2026-12-31"),
            (Nearness::Danger, Some("aujourd’hui".into()))
        );
        assert_eq!(
            on("2027-01-01"),
            (Nearness::Danger, Some("dépassée".into()))
        );
    }

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
    fn another_reason_is_told_as_written() {
        assert_eq!(
            Motif::Autre.words(Some("dossier incomplet")),
            "dossier incomplet"
        );
        assert_eq!(
            Motif::Saturation.words(None),
            "plus de place dans la structure"
        );
    }
}
