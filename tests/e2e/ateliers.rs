//! Workshops of a dossier: agreed, planned, told, corrected; what is left of them, and the card that says so.

use std::thread;

use escale_tests::{
    browser::Browser,
    db,
    http::{Answer, Visitor},
    stories::{Desk, dossiers::Dossier},
};
use proptest::{
    prelude::*,
    test_runner::{Config, TestCaseError, TestRunner},
};
use serde_json::json;

/// Sequences tried.
const CASES: u32 = 8;
/// The longest sequence.
const OPERATIONS_MAX: usize = 14;

pub(crate) fn ok(answer: &Answer) {
    assert_eq!(answer.status, 303, "{answer:?}");
}

/// The key of a form of the page.
pub(crate) fn key(number: usize, dossier: &Dossier) -> String {
    format!("{number:05}{}", &dossier.id[5..])
}

pub(crate) fn plan(visitor: &mut Visitor, dossier: &Dossier, more: &[(&str, &str)]) -> Answer {
    let base = [
        ("jour", "20/11/2026"),
        ("heure", ""),
        ("theme", "securite"),
        ("theme_texte", ""),
        ("duree", "1 h"),
        ("etat", "PREVU"),
    ];
    let kept = base
        .iter()
        .filter(|(name, _)| !more.iter().any(|(other, _)| other == name));
    let fields: Vec<_> = kept.chain(more).copied().collect();
    visitor.post(&dossier.path("/ateliers"), &fields)
}

pub(crate) fn agree(
    visitor: &mut Visitor,
    dossier: &Dossier,
    version: &str,
    ateliers: &str,
) -> Answer {
    let fields = [("version", version), ("ateliers", ateliers), ("heures", "")];
    visitor.post(&dossier.path("/parcours"), &fields)
}

pub(crate) fn mark(
    visitor: &mut Visitor,
    dossier: &Dossier,
    atelier: &str,
    version: &str,
    etat: &str,
) -> Answer {
    let path = dossier.path(&format!("/ateliers/{atelier}/etat"));
    visitor.post(&path, &[("version", version), ("etat", etat)])
}

pub(crate) fn a_dossier_is_written_without_scripts() {
    let desk = Desk::new();
    let dossier = Dossier::of(&desk);
    let staff = Browser::without_scripts();
    desk.staff_in(&staff, "AGENT");
    staff.open(&dossier.path(""));
    staff.sees(&dossier.carnet);
    assert!(
        !staff.title().contains(&dossier.nom),
        "nobody is named in a title"
    );
    assert!(staff.source().contains("href=\"tel:0612345678\""));
    for gesture in ["Prendre en charge", "Réorienter", "Archiver"] {
        staff.sees(gesture);
    }

    staff.fill("Nouvelle note", "Sait allumer.\nVeut écrire à la CAF.");
    staff.press("Ajouter la note");
    staff.sees("La note est ajoutée.");
    staff.sees("Veut écrire à la CAF.");
    staff.fill("Nombre d’ateliers convenus", "10");
    staff.fill("Heures en tout (facultatif)", "20");
    staff.press("Enregistrer le parcours");
    staff.sees("Il reste 10 ateliers sur 10, et 20 h sur 20 h");
    staff.fill("Date", "20/11/2026");
    staff.fill("Heure (facultatif)", "14h30");
    staff.pick("Thème", "Utilisation sécurisée du numérique");
    staff.fill("Durée", "1 h 30");
    staff.press("Ajouter l’atelier");
    staff.sees("L’atelier est ajouté.");
    staff.press("Suivi : l’atelier du vendredi 20 novembre 2026 à 14 h 30");
    staff.sees("C’est noté dans le carnet.");
    staff.sees("Il reste 9 ateliers sur 10, et 18 h 30 sur 20 h");

    staff.follow("Corriger : l’atelier du vendredi 20 novembre 2026 à 14 h 30");
    staff.fill("Durée", "2 h");
    staff.press("Enregistrer la correction");
    staff.sees("et 18 h sur 20 h");
    staff.follow("Corriger : l’atelier du vendredi 20 novembre 2026 à 14 h 30");
    for said in ["Prévu", "1 h 30", "2 h", "Personne Nomsecret"] {
        staff.sees(said);
    }
    assert_eq!(
        dossier.rows("atelier_ligne"),
        3,
        "planned, attended, corrected"
    );

    staff.open(&dossier.path("/modifier"));
    staff.fill("Téléphone (facultatif)", "07 12 34 56 78");
    staff.press("Enregistrer");
    staff.sees("Les modifications sont enregistrées.");
    assert_eq!(dossier.column("telephone"), json!("07 12 34 56 78"));
}

/// What somebody does, and the model of what is then left.
#[derive(Debug, Clone)]
enum Operation {
    Agree(u8),
    Plan { attended: bool },
    Mark(prop::sample::Index, &'static str),
    Correct(prop::sample::Index, &'static str),
    Again,
}

fn operation() -> impl Strategy<Value = Operation> {
    let state = || prop_oneof![Just("SUIVI"), Just("ABSENT"), Just("ANNULE")];
    let index = any::<prop::sample::Index>;
    prop_oneof![
        2 => (1..6_u8).prop_map(Operation::Agree),
        6 => any::<bool>().prop_map(|attended| Operation::Plan { attended }),
        6 => (index(), state()).prop_map(|(which, etat)| Operation::Mark(which, etat)),
        3 => (index(), prop_oneof![state(), Just("PREVU")]).prop_map(|(which, etat)| Operation::Correct(which, etat)),
        2 => Just(Operation::Again),
    ]
}

#[derive(Default)]
struct Model {
    agreed: Option<(i64, i64)>,
    /// Each workshop: its id, its state, its version.
    ateliers: Vec<(String, String, i64)>,
}

impl Model {
    fn attended(&self) -> usize {
        self.ateliers.iter().filter(|it| it.1 == "SUIVI").count()
    }

    fn left(&self) -> Option<i64> {
        let attended = i64::try_from(self.attended()).expect("a few");
        self.agreed.map(|(agreed, _)| (agreed - attended).max(0))
    }
}

fn play(visitor: &mut Visitor, dossier: &Dossier, model: &mut Model, what: &Operation) {
    match what {
        Operation::Agree(count) => {
            let version = model.agreed.map_or(0, |(_, version)| version);
            ok(&agree(
                visitor,
                dossier,
                &version.to_string(),
                &count.to_string(),
            ));
            let count = i64::from(*count);
            if model.agreed.is_none_or(|(agreed, _)| agreed != count) {
                model.agreed = Some((count, version + 1));
            }
        }
        Operation::Plan { attended } => {
            let id = key(model.ateliers.len(), dossier);
            let etat = if *attended { "SUIVI" } else { "PREVU" };
            ok(&plan(visitor, dossier, &[("jeton", &id), ("etat", etat)]));
            model.ateliers.push((id, etat.to_owned(), 1));
        }
        Operation::Mark(..) | Operation::Correct(..) if model.ateliers.is_empty() => {}
        Operation::Mark(which, etat) => {
            let (id, state, version) = which.get(&model.ateliers).clone();
            let answer = mark(visitor, dossier, &id, &version.to_string(), etat);
            let fine = state == "PREVU" || state == *etat;
            assert_eq!(answer.status, if fine { 303 } else { 409 }, "{answer:?}");
            if state == "PREVU" {
                let place = which.index(model.ateliers.len());
                model.ateliers[place] = (id, (*etat).to_owned(), version + 1);
            }
        }
        Operation::Correct(which, etat) => {
            let (id, state, version) = which.get(&model.ateliers).clone();
            let path = dossier.path(&format!("/ateliers/{id}"));
            let fields = [
                ("jour", "20/11/2026"),
                ("theme", "securite"),
                ("duree", "1 h"),
                ("etat", *etat),
                ("version", &version.to_string()),
            ];
            ok(&visitor.post(&path, &fields));
            if state != *etat {
                let place = which.index(model.ateliers.len());
                model.ateliers[place] = (id, (*etat).to_owned(), version + 1);
            }
        }
        Operation::Again => {
            if let Some((id, _, _)) = model.ateliers.last() {
                // The first form of that workshop, sent once more: it says what it said.
                let first =
                    "SELECT statut FROM atelier_ligne WHERE atelier_id = ?1 AND version = 1";
                let etat = db::value(first, &[json!(id)]);
                let etat = etat.as_str().expect("a state").to_owned();
                ok(&plan(visitor, dossier, &[("jeton", id), ("etat", &etat)]));
            }
        }
    }
}

fn agrees(visitor: &mut Visitor, dossier: &Dossier, model: &Model) -> Result<(), TestCaseError> {
    let page = visitor.get(&dossier.path(""));
    let attended = model.attended();
    let word = if attended < 2 {
        "atelier suivi"
    } else {
        "ateliers suivis"
    };
    prop_assert!(
        page.says(&format!("{attended} {word}")),
        "{} {word}",
        attended
    );
    match (model.left(), model.agreed) {
        (Some(0), Some(_)) => {
            prop_assert!(page.says("convenus ont été suivis") || page.says("convenu a été suivi"));
        }
        (Some(left), Some((agreed, _))) => {
            let noun = if left < 2 { "atelier" } else { "ateliers" };
            prop_assert!(
                page.says(&format!("Il reste {left} {noun} sur {agreed}")),
                "{left} of {agreed}"
            );
        }
        _ => prop_assert!(!page.says("Il reste")),
    }
    // The last line of each workshop is the workshop, and no version is missing.
    let wrong = "SELECT count(*) FROM atelier a WHERE a.dossier_id = ?1 AND (a.version <> (SELECT count(*) FROM atelier_ligne l WHERE l.atelier_id = a.id)
        OR a.statut <> (SELECT l.statut FROM atelier_ligne l WHERE l.atelier_id = a.id ORDER BY l.version DESC LIMIT 1))";
    prop_assert_eq!(db::count(wrong, &[json!(dossier.id)]), 0);
    let versions: i64 = model.ateliers.iter().map(|it| it.2).sum();
    prop_assert_eq!(dossier.rows("atelier_ligne"), versions);
    Ok(())
}

pub(crate) fn what_is_left_agrees_with_a_simple_model() {
    let desk = Desk::new();
    let mut runner = TestRunner::new(Config {
        cases: CASES,
        failure_persistence: None,
        max_shrink_iters: 20,
        ..Config::default()
    });
    let sequences = prop::collection::vec(operation(), 1..OPERATIONS_MAX);
    let outcome = runner.run(&sequences, |operations| {
        let dossier = Dossier::of(&desk);
        let (mut visitor, mut model) = (desk.staff("AGENT"), Model::default());
        for what in &operations {
            play(&mut visitor, &dossier, &mut model, what);
            agrees(&mut visitor, &dossier, &model)?;
        }
        Ok(())
    });
    outcome.expect("the page says what a simple model says");
}

fn at_once<const N: usize>(
    desk: &Desk,
    what: impl Fn(usize, &mut Visitor) -> u16 + Sync,
) -> Vec<u16> {
    let mut people: [Visitor; N] = std::array::from_fn(|_| desk.staff("AGENT"));
    thread::scope(|scope| {
        let sent: Vec<_> = people
            .iter_mut()
            .enumerate()
            .map(|(index, person)| {
                let what = &what;
                scope.spawn(move || what(index, person))
            })
            .collect();
        sent.into_iter()
            .map(|it| it.join().expect("an answer"))
            .collect()
    })
}

pub(crate) fn two_at_once_lose_nothing() {
    let desk = Desk::new();
    let dossier = Dossier::of(&desk);
    let atelier = dossier.atelier("2026-11-20", "PREVU");
    let states = ["SUIVI", "ABSENT", "ANNULE", "SUIVI", "ABSENT"];
    let statuses = at_once::<5>(&desk, |index, person| {
        mark(person, &dossier, &atelier, "1", states[index]).status
    });
    let kept = db::value(
        "SELECT statut FROM atelier WHERE id = ?1",
        &[json!(atelier)],
    );
    for (status, state) in statuses.iter().zip(states) {
        let expected = if json!(state) == kept { 303 } else { 409 };
        assert_eq!(*status, expected, "{state}: {statuses:?}, {kept}");
    }
    assert_eq!(
        dossier.rows("atelier_ligne"),
        2,
        "planned, and one decision"
    );

    // The same form five times is one workshop; five forms are five.
    let one = key(1, &dossier);
    let statuses = at_once::<5>(&desk, |_, person| {
        plan(person, &dossier, &[("jeton", &one)]).status
    });
    assert_eq!(statuses, [303; 5]);
    let statuses = at_once::<5>(&desk, |index, person| {
        plan(person, &dossier, &[("jeton", &key(10 + index, &dossier))]).status
    });
    assert_eq!(statuses, [303; 5]);
    assert_eq!(dossier.rows("atelier"), 7);
    let other = plan(
        &mut desk.staff("AGENT"),
        &dossier,
        &[("jeton", &one), ("duree", "3 h")],
    );
    assert_eq!(other.status, 409, "the form has served: {other:?}");

    // Of those who say what was agreed, one does; the others see it.
    let statuses = at_once::<3>(&desk, |index, person| {
        agree(person, &dossier, "0", &(index + 4).to_string()).status
    });
    assert_eq!(
        statuses.iter().filter(|it| **it == 303).count(),
        1,
        "{statuses:?}"
    );
    assert_eq!(dossier.rows("parcours_ligne"), 1);

    let notes = at_once::<4>(&desk, |index, person| {
        let fields = [
            ("jeton", key(20 + index, &dossier)),
            ("texte", format!("Note {index}")),
        ];
        let fields: Vec<_> = fields
            .iter()
            .map(|(name, value)| (*name, value.as_str()))
            .collect();
        person.post(&dossier.path("/notes"), &fields).status
    });
    assert_eq!((notes, dossier.rows("dossier_note")), (vec![303; 4], 4));
}

pub(crate) fn the_card_says_where_to_come() {
    let desk = Desk::new();
    let dossier = Dossier::of(&desk);
    let _ = dossier.atelier("2027-03-03", "PREVU");
    let mut agent = desk.staff("AGENT");
    ok(&agree(&mut agent, &dossier, "0", "4"));
    let staff = Browser::computer();
    desk.staff_in(&staff, "AGENT");
    staff.open(&dossier.path("/carnet"));
    for said in [
        dossier.carnet.as_str(),
        "Il reste 4 ateliers sur 4",
        "mercredi 3 mars 2027",
        "3 rue des Essais",
        "44000 Nantes",
        "Lundi au vendredi",
    ] {
        staff.sees(said);
    }
    staff.sees("Imprimer la carte");
    let code = staff.script(
        "return document.querySelector('.booklet__code path:last-child').getAttribute('d').length",
    );
    assert!(code.as_i64() > Some(500), "{code}");
}
