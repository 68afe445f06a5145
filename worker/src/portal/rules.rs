//! What the home page says, and when it warns (domain §1). Pure.

use serde::Serialize;

use crate::{
    desk::{
        decision::rules::{Standing, holds_until},
        rules::{self, Motif, Statut},
    },
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

/// Does a domiciliation run there? A renewal that is instructed keeps it.
fn runs(standing: Standing) -> bool {
    standing.statut.runs(standing.renouvellement)
}

/// Its name on the portal: « Instruction » would frighten someone whose address still holds.
#[must_use]
pub fn statut_label(standing: Standing) -> &'static str {
    if standing.renouvellement {
        "Renouvellement en cours"
    } else {
        standing.statut.label()
    }
}

/// The alert for the end of the domiciliation: a reminder two months before, an alert on that day and after it; while a
/// renewal is instructed, until when the address holds.
#[must_use]
pub fn end_alert(standing: Standing, echeance: Option<Day>, today: Day) -> Option<Alert> {
    let end = echeance.filter(|_| runs(standing))?;
    if standing.renouvellement {
        return Some(renewal_alert(end, today));
    }
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

fn renewal_alert(end: Day, today: Day) -> Alert {
    if end < today {
        return Alert {
            niveau: Level::Attention,
            titre: format!("Votre domiciliation a pris fin le {}", end.long()),
            message: "Votre demande de renouvellement est à l’étude. Demandez à l’accueil s’il manque quelque chose. Votre courrier n’est pas perdu.",
        };
    }
    Alert {
        niveau: Level::Info,
        titre: format!(
            "Votre adresse reste valable jusqu’au {}",
            end.with_weekday()
        ),
        message: "Votre demande de renouvellement est à l’étude. Votre structure vous dira sa décision. D’ici là, rien ne change pour votre courrier.",
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
    standing: Standing,
    dernier_passage: Option<Day>,
    echeance: Option<Day>,
    today: Day,
) -> Option<NextVisit> {
    let before = rules::next_visit_by(runs(standing), dernier_passage, echeance)?;
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
    pub texte: String,
    /// What they may do.
    pub voies: [&'static str; 3],
}

/// The ways to appeal against a refusal or a radiation (CASF, art. L264-4; Code de justice administrative, art. R421-1).
/// A refused renewal leaves the address until `echeance`.
#[must_use]
pub fn appeal(
    standing: Standing,
    reason: (Option<Motif>, Option<&str>),
    echeance: Option<Day>,
    today: Day,
) -> Option<Appeal> {
    let told = |titre, texte: String| {
        Some(Appeal {
            titre,
            motif: said_to_the_person(reason),
            texte,
            voies: WAYS,
        })
    };
    let elsewhere = "La structure doit vous expliquer sa décision par écrit et vous indiquer une autre structure qui peut vous domicilier.";
    match (
        standing.statut,
        holds_until(standing, echeance, today),
    ) {
        (Statut::Refus, Some(end)) => told(
            "Votre renouvellement a été refusé",
            format!(
                "Votre adresse reste valable jusqu’au {}\u{a0}: venez chercher votre courrier jusque-là. {elsewhere}",
                end.with_weekday()
            ),
        ),
        (Statut::Refus, None) => told("Votre demande a été refusée", elsewhere.to_owned()),
        (Statut::Radie, _) => told(
            "Votre domiciliation a pris fin",
            "Passez récupérer le courrier qui vous attend, et prévenez les organismes qui vous écrivent. Vous pouvez faire une nouvelle demande.".to_owned(),
        ),
        (Statut::Instruction | Statut::AttenteDecision | Statut::Valide, _) => None,
    }
}

/// A reason as it is said to the person it is about: the motive, then the facts that were written for them.
fn said_to_the_person((motif, texte): (Option<Motif>, Option<&str>)) -> String {
    let words = match motif {
        None => "non précisé".to_owned(),
        Some(Motif::ASaDemande) => "à votre demande".to_owned(),
        Some(other) => other.words(texte),
    };
    let facts = texte.filter(|_| motif != Some(Motif::Autre));
    let facts = facts.map(|facts| format!(" {facts}")).unwrap_or_default();
    format!("Motif\u{a0}: {}.{facts}", words.trim_end_matches('.'))
}

const WAYS: [&str; 3] = [
    "Parlez-en d’abord à l’accueil\u{a0}: une erreur peut se corriger tout de suite.",
    "Vous pouvez écrire à la structure pour lui demander de revoir sa décision, dans les 2\u{a0}mois.",
    "Vous pouvez aussi saisir le tribunal administratif dans les 2\u{a0}mois. Le Défenseur des droits aide gratuitement\u{a0}: 09\u{a0}69\u{a0}39\u{a0}00\u{a0}00.",
];

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        Day(text.parse().expect("a day"))
    }

    fn at(statut: Statut) -> Standing {
        Standing {
            statut,
            renouvellement: false,
        }
    }

    const RENEWAL: Standing = Standing {
        statut: Statut::Instruction,
        renouvellement: true,
    };

    #[test]
    fn while_a_renewal_is_instructed_the_address_still_holds() {
        let end = Some(day("2026-12-13"));
        let alert = end_alert(RENEWAL, end, day("2026-12-13")).expect("an alert");
        assert_eq!(alert.niveau, Level::Info);
        assert_eq!(
            alert.titre,
            "Votre adresse reste valable jusqu’au dimanche 13 décembre 2026"
        );
        let late = end_alert(RENEWAL, end, day("2026-12-14")).expect("an alert");
        assert_eq!(late.niveau, Level::Attention);
        assert!(
            next_visit(RENEWAL, Some(day("2026-09-13")), None, day("2026-11-21")).is_some(),
            "they still must come"
        );
        assert_eq!(statut_label(RENEWAL), "Renouvellement en cours");
        assert_eq!(statut_label(at(Statut::Instruction)), "Instruction");
    }

    #[test]
    fn a_refused_renewal_leaves_the_address_until_its_end() {
        let on = |today: &str| {
            let reason = (Some(Motif::PasDeLien), Some("Vous vivez à Lyon."));
            appeal(
                at(Statut::Refus),
                reason,
                Some(day("2026-12-13")),
                day(today),
            )
            .expect("told")
        };
        let before = on("2026-12-13");
        assert_eq!(before.titre, "Votre renouvellement a été refusé");
        assert!(before.texte.contains("dimanche 13 décembre 2026"));
        assert_eq!(
            before.motif,
            "Motif\u{a0}: pas de lien avec la commune. Vous vivez à Lyon."
        );
        assert_eq!(on("2026-12-14").titre, "Votre demande a été refusée");
    }

    #[test]
    fn the_end_is_told_two_months_before_on_its_day_and_after() {
        let on = |today: &str| end_alert(at(Statut::Valide), Some(day("2026-12-13")), day(today));
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
                end_alert(at(statut), Some(day("2020-01-01")), day("2026-01-01")),
                None
            );
            assert_eq!(
                next_visit(at(statut), Some(day("2020-01-01")), None, day("2026-01-01")),
                None
            );
        }
    }

    #[test]
    fn the_next_visit_is_within_three_months_and_warns_thirty_days_before() {
        let on = |today: &str| {
            next_visit(
                at(Statut::Valide),
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
            at(Statut::Valide),
            Some(day("2026-11-13")),
            Some(day("2026-12-02")),
            day("2026-11-21"),
        );
        assert_eq!(next, None);
    }

    #[test]
    fn someone_who_never_came_is_not_threatened() {
        assert_eq!(
            next_visit(at(Statut::Valide), None, None, day("2026-11-21")),
            None
        );
    }

    #[test]
    fn a_refusal_says_why_and_what_to_do() {
        let reason = (Some(Motif::Autre), Some("dossier incomplet"));
        let today = day("2026-11-22");
        let appeal = appeal(at(Statut::Refus), reason, None, today).expect("an appeal");
        assert!(appeal.motif.ends_with("dossier incomplet."));
        assert!(
            appeal
                .voies
                .iter()
                .any(|way| way.contains("tribunal administratif"))
        );
        let valid = super::appeal(at(Statut::Valide), (None, None), None, today);
        assert_eq!(valid, None);
    }
}
