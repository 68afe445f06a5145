//! The privacy page says how long things are kept; the night's work does it. Are they the same numbers?

use escale_tests::tree;
use escale_worker::{
    desk::erasing::rules::{
        CONSULTATION_KEPT_MONTHS, ERASING_KEPT_MONTHS, FILE_KEPT_YEARS, LOGIN_KEPT_MONTHS,
    },
    dossier::erasing::rules as dossiers,
    edge::clock::DAY_MS,
    feedback::rules::KEPT_MONTHS,
    orientation::rules::{DRAFT_MS, FILES_MS, NAMES_MS, OPEN_MS},
    structure::members::rules::INVITATION_KEPT_DAYS,
};

/// The line of the page that begins so.
fn line<'a>(page: &'a str, begins: &str) -> &'a str {
    page.lines()
        .find(|line| line.starts_with(begins))
        .unwrap_or_else(|| panic!("no line « {begins} » on the privacy page"))
}

#[test]
fn the_privacy_page_says_what_the_night_does() {
    let page = tree::read(&tree::root().join("content/legal/confidentialite.md"));
    for (begins, term) in [
        (
            "- Votre fiche,",
            format!("{FILE_KEPT_YEARS} ans après le dernier contact"),
        ),
        (
            "- Votre fiche,",
            "une demande ou une étape de cette demande".to_owned(),
        ),
        (
            "- Qu’une fiche a été effacée",
            format!("{ERASING_KEPT_MONTHS} mois."),
        ),
        (
            "- Qui a ouvert votre fiche",
            format!("{CONSULTATION_KEPT_MONTHS} mois"),
        ),
        (
            "- Une connexion au portail",
            format!("{LOGIN_KEPT_MONTHS} mois."),
        ),
        (
            "- Une invitation",
            format!("{INVITATION_KEPT_DAYS} jours après la fin de son dernier lien"),
        ),
        (
            "- Un avis sur une page d’aide",
            format!("{KEPT_MONTHS} mois, sans rien qui dise qui l’a donné"),
        ),
    ] {
        assert!(
            line(&page, begins).contains(&term),
            "« {begins} » must say « {term} »"
        );
    }
}

#[test]
fn the_privacy_page_says_what_time_does_to_requests() {
    let page = tree::read(&tree::root().join("content/legal/confidentialite.md"));
    let request = line(&page, "- Une demande d’orientation\u{202f}:");
    let (months, years) = (FILES_MS / DAY_MS / 30, NAMES_MS / DAY_MS / 365);
    for term in [
        format!("{} jours", OPEN_MS / DAY_MS),
        format!("{months} mois après avoir été validée"),
        format!("{years} ans après son envoi"),
    ] {
        assert!(request.contains(&term), "« {request} » must say « {term} »");
    }
    let draft = line(&page, "- Une demande d’orientation en cours d’écriture");
    assert!(draft.contains(&format!("{} jours", DRAFT_MS / DAY_MS)));
}

#[test]
fn the_privacy_page_says_what_the_night_does_to_dossiers() {
    let page = tree::read(&tree::root().join("content/legal/confidentialite.md"));
    let years = dossiers::DOSSIER_KEPT_YEARS;
    let term = format!("{years} ans après avoir été archivé.");
    assert!(line(&page, "- Un dossier d’ateliers numériques").contains(&term));
    let months = dossiers::ERASING_KEPT_MONTHS;
    let term = format!("{months} mois.");
    assert!(line(&page, "- Qu’un dossier a été effacé").contains(&term));
}
