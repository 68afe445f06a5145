//! What the home page says, and when it warns (domain §1). Pure.

use serde::Serialize;

use crate::{
    desk::rules::{self, Motif, Statut},
    edge::clock::Day,
};

/// The home page warns from this long before.
const WARNING_DAYS: i64 = 30;

/// How serious an alert is; each level has its colour, its sign and its word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Level {
    /// Good to know.
    Info,
    /// Something to do.
    Attention,
    /// Something to do now.
    Danger,
}

/// An alert at the top of the home page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Alert {
    /// How serious.
    pub niveau: Level,
    /// What.
    pub titre: String,
    /// What to do.
    pub message: &'static str,
}

/// The page tells of the end from this long before (domain §2: « orange below 61 days »).
const END_WARNING_DAYS: i64 = 60;

/// The alert for the end of the domiciliation: a reminder two months before, an alert on that day and after it.
#[must_use]
pub fn end_alert(statut: Statut, echeance: Option<Day>, today: Day) -> Option<Alert> {
    let end = echeance.filter(|_| statut == Statut::Valide)?;
    match today.days_until(end) {
        ..=-1 => Some(Alert {
            niveau: Level::Danger,
            titre: format!("Votre domiciliation a pris fin le {}", end.long()),
            message: "Allez vite dans votre structure pour demander le renouvellement. Votre courrier n’est pas perdu.",
        }),
        0 => Some(Alert {
            niveau: Level::Danger,
            titre: "Votre domiciliation prend fin aujourd’hui".to_owned(),
            message: "Allez dans votre structure aujourd’hui pour demander le renouvellement.",
        }),
        days if days <= END_WARNING_DAYS => Some(Alert {
            niveau: Level::Attention,
            titre: format!("Votre domiciliation prend fin le {}", end.with_weekday()),
            message: "Demandez le renouvellement à votre structure avant cette date.",
        }),
        _ => None,
    }
}

/// « Prochain passage avant le … ».
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct NextVisit {
    /// « mardi 13 février 2027 ».
    pub avant: String,
    /// From 30 days before.
    pub urgent: bool,
    /// Said when it is urgent.
    pub message: Option<String>,
}

/// When to come next ([`rules::next_visit_by`]), and how urgent it is.
#[must_use]
pub fn next_visit(
    statut: Statut,
    dernier_passage: Option<Day>,
    echeance: Option<Day>,
    today: Day,
) -> Option<NextVisit> {
    let before = rules::next_visit_by(statut, dernier_passage, echeance)?;
    let days = today.days_until(before);
    let message = match days {
        days if days > WARNING_DAYS => None,
        2.. => Some(format!("Il vous reste {days}\u{a0}jours. Passez ou téléphonez pour garder votre adresse.")),
        1 => Some("C’est demain. Passez ou téléphonez pour garder votre adresse.".to_owned()),
        0 => Some("C’est aujourd’hui. Passez ou téléphonez pour garder votre adresse.".to_owned()),
        _ => Some("Cette date est passée. Allez vite dans votre structure pour ne pas perdre votre adresse.".to_owned()),
    };
    Some(NextVisit {
        avant: before.with_weekday(),
        urgent: message.is_some(),
        message,
    })
}

/// Why a domiciliation was refused or ended, and what can be done about it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Appeal {
    /// What was decided.
    pub titre: &'static str,
    /// The reason.
    pub motif: String,
    /// What it means for the person.
    pub texte: &'static str,
    /// What they may do.
    pub voies: [&'static str; 3],
}

/// The ways to appeal against a refusal or a radiation (CASF, art. L264-4; Code de justice administrative, art. R421-1).
#[must_use]
pub fn appeal(statut: Statut, motif: Option<Motif>, texte: Option<&str>) -> Option<Appeal> {
    let reason = || {
        motif.map_or_else(
            || "non précisé".to_owned(),
            |motif| said_to_the_person(motif, texte),
        )
    };
    match statut {
        Statut::Refus => Some(Appeal {
            titre: "Votre demande a été refusée",
            motif: format!("Motif\u{a0}: {}.", reason()),
            texte: "La structure doit vous expliquer sa décision par écrit et vous indiquer une autre structure qui peut vous domicilier.",
            voies: WAYS,
        }),
        Statut::Radie => Some(Appeal {
            titre: "Votre domiciliation a pris fin",
            motif: format!("Motif\u{a0}: {}.", reason()),
            texte: "Passez récupérer le courrier qui vous attend, et prévenez les organismes qui vous écrivent. Vous pouvez faire une nouvelle demande.",
            voies: WAYS,
        }),
        Statut::Instruction | Statut::AttenteDecision | Statut::Valide => None,
    }
}

/// A reason as it is said to the person it is about, without a full stop of its own.
fn said_to_the_person(motif: Motif, texte: Option<&str>) -> String {
    match motif {
        Motif::ASaDemande => "à votre demande".to_owned(),
        other => other.words(texte).trim_end_matches('.').to_owned(),
    }
}

const WAYS: [&str; 3] = [
    "Parlez-en d’abord à l’accueil\u{a0}: une erreur peut se corriger tout de suite.",
    "Vous pouvez écrire à la structure pour lui demander de revoir sa décision, dans les 2\u{a0}mois.",
    "Vous pouvez aussi saisir le tribunal administratif dans les 2\u{a0}mois. Le Défenseur des droits aide gratuitement\u{a0}: 39\u{a0}28.",
];

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        Day(text.parse().expect("a day"))
    }

    #[test]
    fn the_end_is_told_two_months_before_on_its_day_and_after() {
        let on = |today: &str| end_alert(Statut::Valide, Some(day("2026-12-13")), day(today));
        assert_eq!(on("2026-10-13"), None, "61 days before");
        assert_eq!(
            on("2026-10-14").map(|alert| alert.niveau),
            Some(Level::Attention),
            "60 days before"
        );
        assert_eq!(
            on("2026-12-13").map(|alert| alert.titre),
            Some("Votre domiciliation prend fin aujourd’hui".into())
        );
        assert_eq!(
            on("2026-12-14").map(|alert| alert.titre),
            Some("Votre domiciliation a pris fin le 13 décembre 2026".into())
        );
    }

    #[test]
    fn who_is_not_domicilie_has_no_end_and_no_next_visit() {
        for statut in [
            Statut::Instruction,
            Statut::AttenteDecision,
            Statut::Refus,
            Statut::Radie,
        ] {
            assert_eq!(
                end_alert(statut, Some(day("2020-01-01")), day("2026-01-01")),
                None
            );
            assert_eq!(
                next_visit(statut, Some(day("2020-01-01")), None, day("2026-01-01")),
                None
            );
        }
    }

    #[test]
    fn the_next_visit_is_within_three_months_and_warns_thirty_days_before() {
        let on = |today: &str| {
            next_visit(
                Statut::Valide,
                Some(day("2026-11-13")),
                Some(day("2027-12-13")),
                day(today),
            )
            .expect("a next visit")
        };
        assert_eq!(on("2026-11-21").avant, "samedi 13 février 2027");
        assert!(!on("2027-01-13").urgent, "31 days before");
        assert!(on("2027-01-14").urgent, "30 days before");
        assert!(
            on("2027-02-12")
                .message
                .is_some_and(|words| words.starts_with("C’est demain"))
        );
        assert!(
            on("2027-02-13")
                .message
                .is_some_and(|words| words.starts_with("C’est aujourd’hui"))
        );
        assert!(
            on("2027-02-14")
                .message
                .is_some_and(|words| words.starts_with("Cette date est passée"))
        );
    }

    #[test]
    fn no_visit_is_asked_for_after_the_end() {
        let next = next_visit(
            Statut::Valide,
            Some(day("2026-11-13")),
            Some(day("2026-12-02")),
            day("2026-11-21"),
        );
        assert_eq!(next, None);
    }

    #[test]
    fn someone_who_never_came_is_not_threatened() {
        assert_eq!(
            next_visit(Statut::Valide, None, None, day("2026-11-21")),
            None
        );
    }

    #[test]
    fn a_refusal_says_why_and_what_to_do() {
        let appeal = appeal(Statut::Refus, Some(Motif::Autre), Some("dossier incomplet"))
            .expect("an appeal");
        assert!(appeal.motif.ends_with("dossier incomplet."));
        assert!(
            appeal
                .voies
                .iter()
                .any(|way| way.contains("tribunal administratif"))
        );
        assert_eq!(super::appeal(Statut::Valide, None, None), None);
    }
}
