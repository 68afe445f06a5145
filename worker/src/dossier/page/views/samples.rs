//! The page of a dossier in each of its states.

use serde_json::json;

use super::*;
use crate::{
    desk::tabs::samples::me,
    dossier::{
        ateliers::{rules::Parcours, views::samples::atelier},
        liens::views::samples::{linked_file, linked_request},
        notes::store::tests::note,
        page::timeline::tests::event,
    },
    edge::page,
    rights::Role,
};

const NOW: Moment = Moment(1_795_384_800_000);

pub(crate) fn held(statut: &str) -> Held {
    let held = json!({ "id": "AAAAAAAAAAAAAAAAAAAAAA", "carnet": "000ysz", "statut": statut, "rang": 3, "depuis_at": NOW.0,
        "nom": "D’Almeida", "prenom": "Awa", "date_naissance": "1991-02-09", "telephone": "06 12 34 00 40", "courriel": "awa@exemple.fr",
        "autre_contact": null, "langue": "wo", "version": 2 });
    serde_json::from_value(held).expect("a dossier")
}

pub(crate) fn read(me: &Staff, statut: &str, full: bool) -> Read {
    let some = usize::from(full);
    let workshops = vec![
        atelier(me, "PREVU", "2026-12-01", true),
        atelier(me, "PREVU", "2026-11-21", true),
        atelier(me, "SUIVI", "2026-11-20", false),
        atelier(me, "ABSENT", "2026-11-19", true),
        atelier(me, "ANNULE", "2026-11-18", true),
    ];
    let agreed = Parcours {
        ateliers: 10,
        minutes: Some(1200),
    };
    let history = [(Some("Farid Demo"), NOW), (None, NOW)].map(|(qui, created_at)| Agreed {
        agreed,
        created_at,
        structure: "Association Le Relais".to_owned(),
        qui: qui.map(str::to_owned),
    });
    let mut gone = note(me, true, NOW.0);
    (gone.texte, gone.retiree_at) = (String::new(), Some(NOW));
    let genres = [
        "ANNULATION",
        "RECUPERATION",
        "REORIENTATION",
        "REOUVERTURE",
        "ARCHIVAGE",
        "PRISE_EN_CHARGE",
    ];
    let mut events: Vec<Event> = genres
        .iter()
        .take(6 * some)
        .map(|it| event(it, None))
        .collect();
    events.push(event("CREATION", Some("Camille Demo")));
    Read {
        held: held(statut),
        events,
        notes: [note(me, true, NOW.0), gone, note(me, false, 0)]
            .into_iter()
            .take(3 * some)
            .collect(),
        ateliers: workshops.into_iter().take(5 * some).collect(),
        parcours: full.then_some(KeptParcours { agreed, version: 2 }),
        agreed: history.into_iter().take(2 * some).collect(),
        files: vec![linked_file(); some],
        requests: vec![linked_request(); some],
    }
}

fn view(role: Role, statut: &str, full: bool) -> DossierView {
    let me = me(role);
    DossierView::of(&me, &read(&me, statut, full), NOW).expect("a view")
}

pub(crate) fn rendered() -> Vec<(&'static str, Result<String>)> {
    let today = NOW.day(chrono_tz::Tz::Europe__Paris);
    let mut wrong = view(Role::Agent, "PRISE_EN_CHARGE", true);
    wrong.erreurs = [
        NoteForm::default().checked().expect_err("a mistake"),
        AtelierForm::default().checked(today).expect_err("mistakes"),
        ParcoursForm::default().checked().expect_err("a mistake"),
    ]
    .concat();
    let views = [
        view(Role::Agent, "ORIENTATION", false),
        view(Role::Agent, "PRISE_EN_CHARGE", true),
        view(Role::Gestionnaire, "ARCHIVE", true),
        wrong,
    ];
    views
        .iter()
        .map(|view| (DossierView::TEMPLATE, page::render(view)))
        .collect()
}

#[test]
fn what_can_be_done_is_offered() {
    let offered = |statut: &str| -> Vec<&'static str> {
        gestures(&held(statut)).iter().map(|it| it.label).collect()
    };
    assert_eq!(
        offered("ORIENTATION"),
        ["Prendre en charge", "Réorienter", "Archiver"]
    );
    assert_eq!(offered("PRISE_EN_CHARGE"), ["Réorienter", "Archiver"]);
    assert_eq!(offered("ARCHIVE"), ["Rouvrir"]);
}

#[test]
fn an_archived_dossier_is_read_and_erased_by_whoever_may() {
    let html = |role| page::render(&view(role, "ARCHIVE", true)).expect("renders");
    assert!(!html(Role::Agent).contains("/suppression\""));
    let told = html(Role::Gestionnaire);
    assert!(told.contains("/suppression\"") && !told.contains("name=\"texte\""));
    assert!(!told.contains("/parcours\""), "nothing more is agreed");
}
