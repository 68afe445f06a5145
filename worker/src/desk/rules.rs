//! What a domiciliation and its mail mean (domain §2). Pure.

use serde::{Deserialize, Serialize};

use crate::{
    edge::{clock::Day, words},
    structure::settings::rules::Genre,
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

    /// The same when it may be a renewal that is instructed: the domiciliation runs meanwhile.
    #[must_use]
    pub fn label_for(self, renouvellement: bool) -> &'static str {
        match self {
            Self::Instruction if renouvellement => "Instruction (renouvellement)",
            Self::AttenteDecision if renouvellement => "Attente de décision (renouvellement)",
            other => other.label(),
        }
    }

    /// The same as the end of a sentence: « Mme Dupont, n° 12 : sa demande est en instruction ».
    #[must_use]
    pub fn phrase(self, renouvellement: bool) -> &'static str {
        match self {
            Self::Instruction if renouvellement => "son renouvellement est en instruction",
            Self::AttenteDecision if renouvellement => "son renouvellement attend une décision",
            Self::Instruction => "sa demande est en instruction",
            Self::AttenteDecision => "sa demande attend une décision",
            Self::Valide => "sa domiciliation est en cours",
            Self::Refus => "sa demande a été refusée",
            Self::Radie => "sa domiciliation a pris fin",
        }
    }

    /// Does the address hold? The running domiciliation keeps its days, and its three months, while its renewal is
    /// instructed.
    #[must_use]
    pub fn runs(self, renouvellement: bool) -> bool {
        match self {
            Self::Valide => true,
            Self::Instruction | Self::AttenteDecision => renouvellement,
            Self::Refus | Self::Radie => false,
        }
    }

    /// Its name in the database and in forms.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Instruction => "INSTRUCTION",
            Self::AttenteDecision => "ATTENTE_DECISION",
            Self::Valide => "VALIDE",
            Self::Refus => "REFUS",
            Self::Radie => "RADIE",
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
    /// Why a request may be refused (domain §2), in the order of the form.
    pub const OF_REFUSAL: [Self; 4] = [
        Self::HorsAgrement,
        Self::PasDeLien,
        Self::Saturation,
        Self::Autre,
    ];

    /// Those of [`Self::OF_REFUSAL`] that a structure of that kind may give (CASF, art. L264-4): a CCAS or a CIAS refuses
    /// only whoever has no link with its commune, an association only in the cases of its agrément, and how many it may
    /// take is one of these. A structure that has not said what it is has them all.
    #[must_use]
    pub fn of_refusal_by(genre: Option<Genre>) -> &'static [Self] {
        match genre {
            None => &Self::OF_REFUSAL,
            Some(Genre::Ccas | Genre::Cias) => &[Self::PasDeLien, Self::Autre],
            Some(Genre::Association) => &[Self::HorsAgrement, Self::Saturation, Self::Autre],
        }
    }

    /// Why a domiciliation may be ended (domain §2), in the order of the form.
    pub const OF_RADIATION: [Self; 7] = [
        Self::ASaDemande,
        Self::PlusDeLien,
        Self::FinDeDomiciliation,
        Self::NonManifestation,
        Self::NonRespectReglement,
        Self::EntreeLogement,
        Self::Autre,
    ];

    /// Its name in the database and in forms.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::HorsAgrement => "HORS_AGREMENT",
            Self::PasDeLien => "PAS_DE_LIEN",
            Self::Saturation => "SATURATION",
            Self::ASaDemande => "A_SA_DEMANDE",
            Self::PlusDeLien => "PLUS_DE_LIEN",
            Self::FinDeDomiciliation => "FIN_DE_DOMICILIATION",
            Self::NonManifestation => "NON_MANIFESTATION",
            Self::NonRespectReglement => "NON_RESPECT_REGLEMENT",
            Self::EntreeLogement => "ENTREE_LOGEMENT",
            Self::Autre => "AUTRE",
        }
    }

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
            Self::NonManifestation => "pas de manifestation depuis plus de 3\u{a0}mois",
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

/// Someone who has not come for this long may be struck off (CASF, art. L264-2).
pub const ABSENCE_MONTHS: u32 = 3;
/// The desk begins to look out for someone who has not come for this long.
pub const ABSENCE_NOTED_MONTHS: u32 = 2;

/// The day by which someone must come or call next: three months after their last visit, while the domiciliation runs.
/// None when it ends before that (then the end is what counts), and for someone who was never seen.
#[must_use]
pub fn next_visit_by(
    runs: bool,
    dernier_passage: Option<Day>,
    echeance: Option<Day>,
) -> Option<Day> {
    let by = dernier_passage
        .filter(|_| runs)?
        .plus_months(ABSENCE_MONTHS);
    echeance.is_none_or(|end| end >= by).then_some(by)
}

/// How long ago a last visit was on `today`: beyond two months, beyond three, and the words that say so.
#[must_use]
pub fn absence(dernier_passage: Day, today: Day) -> (Nearness, Option<&'static str>) {
    if dernier_passage < today.minus_months(ABSENCE_MONTHS) {
        (Nearness::Danger, Some("il y a plus de 3\u{a0}mois"))
    } else if dernier_passage < today.minus_months(ABSENCE_NOTED_MONTHS) {
        (Nearness::Attention, Some("il y a plus de 2\u{a0}mois"))
    } else {
        (Nearness::Normal, None)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        Day(text.parse().expect("a day"))
    }

    #[test]
    fn a_structure_refuses_only_for_its_own_motives() {
        let kinds = [Genre::Ccas, Genre::Cias, Genre::Association];
        let [ccas, cias, association] = kinds.map(|genre| Motif::of_refusal_by(Some(genre)));
        assert!(ccas.contains(&Motif::PasDeLien) && !ccas.contains(&Motif::HorsAgrement));
        assert_eq!(cias, ccas);
        assert!(
            association.contains(&Motif::HorsAgrement) && !association.contains(&Motif::PasDeLien)
        );
        for motives in [ccas, association] {
            assert_eq!(motives.last(), Some(&Motif::Autre));
        }
        assert_eq!(Motif::of_refusal_by(None), Motif::OF_REFUSAL);
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
    fn an_absence_is_told_after_two_months_and_after_three() {
        let on = |today: &str| absence(day("2026-08-22"), day(today)).0;
        assert_eq!(on("2026-10-22"), Nearness::Normal, "two months to the day");
        assert_eq!(on("2026-10-23"), Nearness::Attention);
        assert_eq!(
            on("2026-11-22"),
            Nearness::Attention,
            "three months to the day"
        );
        assert_eq!(on("2026-11-23"), Nearness::Danger);
    }

    #[test]
    fn the_next_visit_is_within_three_months_of_the_last() {
        let by = |runs, echeance: &str| {
            next_visit_by(runs, Some(day("2026-11-13")), Some(day(echeance)))
        };
        assert_eq!(by(true, "2027-12-13"), Some(day("2027-02-13")));
        assert_eq!(by(true, "2026-12-02"), None, "it ends before");
        assert_eq!(by(false, "2027-12-13"), None);
        assert_eq!(next_visit_by(true, None, None), None);
    }

    #[test]
    fn codes_are_those_the_database_knows() {
        let read = |code: &str| serde_json::from_value::<Motif>(code.into()).expect("a motif");
        for motif in Motif::OF_REFUSAL.into_iter().chain(Motif::OF_RADIATION) {
            assert_eq!(read(motif.code()), motif);
        }
        for statut in [
            Statut::Instruction,
            Statut::AttenteDecision,
            Statut::Valide,
            Statut::Refus,
            Statut::Radie,
        ] {
            assert_eq!(
                serde_json::to_value(statut).expect("a code"),
                statut.code(),
                "{statut:?}"
            );
        }
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
