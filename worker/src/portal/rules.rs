//! What the home page says, and when it warns (domain §1). Pure.

use escale_site::locale::{Language, Mistake};
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
    pub message: String,
}

/// The page tells of the end from this long before (domain §2: « orange below 61 days »).
const END_WARNING_DAYS: i64 = 60;

/// Does a domiciliation run there? A renewal that is instructed keeps it.
fn runs(standing: Standing) -> bool {
    standing.statut.runs(standing.renouvellement)
}

/// Its name on the portal: « Instruction » would frighten someone whose address still holds. The name of a message.
#[must_use]
pub fn statut_key(standing: Standing) -> &'static str {
    if standing.renouvellement {
        return "statut-renouvellement";
    }
    match standing.statut {
        Statut::Instruction => "statut-instruction",
        Statut::AttenteDecision => "statut-attente",
        Statut::Valide => "statut-actif",
        Statut::Refus => "statut-refuse",
        Statut::Radie => "statut-radie",
    }
}

/// The alert for the end of the domiciliation: a reminder two months before, an alert on that day and after it; while a
/// renewal is instructed, until when the address holds.
///
/// # Errors
/// As [`Language::say`].
pub fn end_alert(
    language: &Language,
    standing: Standing,
    echeance: Option<Day>,
    today: Day,
) -> Result<Option<Alert>, Mistake> {
    let Some(end) = echeance.filter(|_| runs(standing)) else {
        return Ok(None);
    };
    let (niveau, titre, message) = match (standing.renouvellement, today.days_until(end)) {
        (true, ..=-1) => (Level::Attention, "fin-passee", "renouvellement-tard-texte"),
        (true, _) => (
            Level::Info,
            "renouvellement-valable",
            "renouvellement-texte",
        ),
        (false, ..=-1) => (Level::Danger, "fin-passee", "fin-passee-texte"),
        (false, 0) => (Level::Danger, "fin-aujourdhui", "fin-aujourdhui-texte"),
        (false, days) if days <= END_WARNING_DAYS => {
            (Level::Attention, "fin-proche", "fin-proche-texte")
        }
        _ => return Ok(None),
    };
    Ok(Some(Alert {
        niveau,
        titre: language.dated(titre, end)?,
        message: language.say(message, &[])?,
    }))
}

/// « Prochain passage avant le … ».
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct NextVisit {
    /// « Prochain passage avant le mardi 13 février 2027 ».
    pub titre: String,
    /// From 30 days before.
    pub urgent: bool,
    /// Why, or how urgent it is.
    pub message: String,
}

/// When to come next ([`rules::next_visit_by`]), and how urgent it is.
///
/// # Errors
/// As [`Language::say`].
pub fn next_visit(
    language: &Language,
    standing: Standing,
    dernier_passage: Option<Day>,
    echeance: Option<Day>,
    today: Day,
) -> Result<Option<NextVisit>, Mistake> {
    let Some(before) = rules::next_visit_by(runs(standing), dernier_passage, echeance) else {
        return Ok(None);
    };
    let days = today.days_until(before);
    let message = match days {
        days if days > WARNING_DAYS => "passage-pourquoi",
        2.. => "passage-reste",
        1 => "passage-demain",
        0 => "passage-aujourdhui",
        _ => "passage-depasse",
    };
    Ok(Some(NextVisit {
        titre: language.dated("passage-avant", before)?,
        urgent: days <= WARNING_DAYS,
        message: language.say(message, &[("nombre", days.into())])?,
    }))
}

/// Why a domiciliation was refused or ended, and what can be done about it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Appeal {
    /// What was decided.
    pub titre: String,
    /// The reason.
    pub motif: String,
    /// What the structure wrote about it, in its own words.
    pub faits: Option<String>,
    /// What it means for the person.
    pub texte: String,
    /// What they may do.
    pub voies: [String; 3],
}

/// The ways to appeal against a refusal or a radiation (CASF, art. L264-4; Code de justice administrative, art. R421-1).
/// A refused renewal leaves the address until `echeance`.
///
/// # Errors
/// As [`Language::say`].
pub fn appeal(
    language: &Language,
    standing: Standing,
    reason: (Option<Motif>, Option<&str>),
    echeance: Option<Day>,
    today: Day,
) -> Result<Option<Appeal>, Mistake> {
    let say = |key| language.say(key, &[]);
    let (titre, texte) = match (standing.statut, holds_until(standing, echeance, today)) {
        (Statut::Refus, Some(end)) => {
            let holds = language.dated("recours-renouvellement-texte", end)?;
            let elsewhere = say("recours-refus-texte")?;
            ("recours-renouvellement", format!("{holds} {elsewhere}"))
        }
        (Statut::Refus, None) => ("recours-refus", say("recours-refus-texte")?),
        (Statut::Radie, _) => ("recours-radiation", say("recours-radiation-texte")?),
        (Statut::Instruction | Statut::AttenteDecision | Statut::Valide, _) => return Ok(None),
    };
    let (motif, faits) = said_to_the_person(language, reason)?;
    let defender = ("telephone", DEFENDER.into());
    Ok(Some(Appeal {
        titre: say(titre)?,
        motif,
        faits,
        texte,
        voies: [
            say("recours-parler")?,
            say("recours-ecrire")?,
            language.say("recours-tribunal", &[defender])?,
        ],
    }))
}

/// The Défenseur des droits.
const DEFENDER: &str = "09\u{a0}69\u{a0}39\u{a0}00\u{a0}00";

/// A reason as it is said to the person it is about: the motive, and the facts that were written for them.
fn said_to_the_person(
    language: &Language,
    (motif, texte): (Option<Motif>, Option<&str>),
) -> Result<(String, Option<String>), Mistake> {
    let words = match (motif, texte) {
        (Some(Motif::Autre), Some(texte)) => texte.trim_end_matches('.').to_owned(),
        (motif, _) => language.say(motif_key(motif), &[])?,
    };
    let facts = texte.filter(|_| motif != Some(Motif::Autre));
    let said = language.say("recours-motif", &[("motif", words.into())])?;
    Ok((said, facts.map(str::to_owned)))
}

fn motif_key(motif: Option<Motif>) -> &'static str {
    match motif {
        None => "motif-non-precise",
        Some(Motif::HorsAgrement) => "motif-hors-agrement",
        Some(Motif::PasDeLien) => "motif-pas-de-lien",
        Some(Motif::Saturation) => "motif-saturation",
        Some(Motif::ASaDemande) => "motif-votre-demande",
        Some(Motif::PlusDeLien) => "motif-plus-de-lien",
        Some(Motif::FinDeDomiciliation) => "motif-fin",
        Some(Motif::NonManifestation) => "motif-absence",
        Some(Motif::NonRespectReglement) => "motif-reglement",
        Some(Motif::EntreeLogement) => "motif-logement",
        Some(Motif::Autre) => "motif-autre",
    }
}

#[cfg(test)]
mod tests {
    use escale_site::locale::FRENCH;

    use super::*;

    fn end_alert(standing: Standing, echeance: Option<Day>, today: Day) -> Option<Alert> {
        super::end_alert(FRENCH, standing, echeance, today).expect("words")
    }

    fn next_visit(
        standing: Standing,
        seen: Option<Day>,
        echeance: Option<Day>,
        today: Day,
    ) -> Option<NextVisit> {
        super::next_visit(FRENCH, standing, seen, echeance, today).expect("words")
    }

    fn appeal(
        standing: Standing,
        reason: (Option<Motif>, Option<&str>),
        echeance: Option<Day>,
        today: Day,
    ) -> Option<Appeal> {
        super::appeal(FRENCH, standing, reason, echeance, today).expect("words")
    }

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
        assert_eq!(statut_key(RENEWAL), "statut-renouvellement");
        assert_eq!(statut_key(at(Statut::Instruction)), "statut-instruction");
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
        assert_eq!(before.motif, "Motif\u{a0}: pas de lien avec la commune.");
        assert_eq!(before.faits.as_deref(), Some("Vous vivez à Lyon."));
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
        assert_eq!(
            on("2026-11-21").titre,
            "Prochain passage avant le samedi 13 février 2027"
        );
        assert!(!on("2027-01-13").urgent, "31 days before");
        assert!(on("2027-01-14").urgent, "30 days before");
        assert!(on("2027-02-12").message.starts_with("C’est demain"));
        assert!(on("2027-02-13").message.starts_with("C’est aujourd’hui"));
        assert!(
            on("2027-02-14")
                .message
                .starts_with("Cette date est passée")
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
        let told = appeal(at(Statut::Refus), reason, None, today).expect("an appeal");
        assert!(told.motif.ends_with("dossier incomplet."));
        assert!(
            told.voies
                .iter()
                .any(|way| way.contains("tribunal administratif"))
        );
        let valid = appeal(at(Statut::Valide), (None, None), None, today);
        assert_eq!(valid, None);
    }
}
