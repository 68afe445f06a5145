//! Whatever is done to a dossier, by whomever, its log replays to the present state.

use std::{cell::RefCell, time::Instant};

use escale_tests::{
    db,
    http::Visitor,
    stories::{
        Desk,
        dossiers::{Dossier, desk, lieu},
    },
};
use escale_worker::{
    dossier::rules::{Genre, Line, Move, Place, Statut, replayed},
    edge::{clock::Moment, ids::StructureId},
};
use proptest::{
    prelude::*,
    test_runner::{Config, RngAlgorithm, TestCaseResult, TestRng, TestRunner},
};
use serde_json::{Value, json};

use crate::dossiers_moves::{key, last_line};

/// Something somebody of one of three structures tries; whether it can be done depends on where the dossier is.
#[derive(Debug, Clone)]
enum Tried {
    TakeCharge(usize),
    Archive(usize),
    Reopen(usize),
    SendOn(usize, usize),
    FetchBack(usize),
    Undo(usize),
    /// The form before, sent again.
    Again,
}

fn tried() -> impl Strategy<Value = Tried> {
    let who = || 0..3_usize;
    prop_oneof![
        5 => who().prop_map(Tried::TakeCharge),
        4 => who().prop_map(Tried::Archive),
        3 => who().prop_map(Tried::Reopen),
        6 => (who(), who()).prop_map(|(by, to)| Tried::SendOn(by, to)),
        3 => who().prop_map(Tried::FetchBack),
        5 => who().prop_map(Tried::Undo),
        2 => Just(Tried::Again),
    ]
}

/// Three structures, whoever acts for each, and where dossiers are sent to reach it.
struct World {
    desks: [Desk; 3],
    agents: [RefCell<Visitor>; 3],
    lieux: [String; 3],
    forms: RefCell<usize>,
}

/// Who sent a form where, its fields, and the status it got.
type Sent = (usize, String, Vec<(String, String)>, u16);

/// One dossier and what the model says of it.
struct Trial<'a> {
    world: &'a World,
    dossier: Dossier,
    place: Place,
    /// Where it was before the last line, and who wrote that; none: it can't be undone.
    before: Option<(Place, usize)>,
    last: Option<Sent>,
}

fn id_of(desk: &Desk) -> StructureId {
    StructureId::parse(&desk.id).expect("an id")
}

impl<'a> Trial<'a> {
    fn new(world: &'a World) -> Self {
        let dossier = Dossier::of(&world.desks[0]);
        let place = present(&dossier);
        Self {
            world,
            dossier,
            place,
            before: None,
            last: None,
        }
    }

    fn post(&self, by: usize, path: &str, fields: &[(String, String)]) -> u16 {
        let pairs: Vec<(&str, &str)> = fields
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_str()))
            .collect();
        let status = self.world.agents[by].borrow_mut().post(path, &pairs).status;
        if status == 429 {
            // Fetching is limited: elsewhere tried.
            let own = "DELETE FROM dossier_essai WHERE structure_id = ?1";
            db::sql(own, &[json!(self.world.desks[by].id)]);
            return self.world.agents[by].borrow_mut().post(path, &pairs).status;
        }
        status
    }

    fn act(&mut self, what: &Tried) -> TestCaseResult {
        let (by, form, expected) = match what {
            Tried::Again => return self.again(),
            Tried::Undo(by) => return self.undo(*by),
            Tried::TakeCharge(by) => (*by, "/prise-en-charge", Move::TakeCharge),
            Tried::Archive(by) => (*by, "/archivage", Move::Archive),
            Tried::Reopen(by) => (*by, "/reouverture", Move::Reopen),
            Tried::SendOn(by, to) => {
                let to = Move::SendOn(id_of(&self.world.desks[*to]));
                (*by, "/reorientation", to)
            }
            Tried::FetchBack(by) => (*by, "/recuperation", Move::FetchBack),
        };
        let mut fields = self.fields();
        match what {
            Tried::Archive(_) => fields.push(("motif".into(), "TERMINE".into())),
            Tried::SendOn(_, to) => fields.push(("lieu".into(), self.world.lieux[*to].clone())),
            Tried::FetchBack(_) => fields.extend([
                ("nom".to_owned(), self.dossier.nom.clone()),
                ("carnet".to_owned(), self.dossier.carnet.clone()),
                ("motif".to_owned(), "ACCUEIL".to_owned()),
            ]),
            _ => {}
        }
        let path = match what {
            Tried::FetchBack(_) => "/gestion/dossiers/recuperation".to_owned(),
            _ => self.dossier.path(form),
        };
        let status = self.post(by, &path, &fields);
        let actor = id_of(&self.world.desks[by]);
        let to = expected.from(&self.place, &actor, Moment(0));
        prop_assert_eq!(status == 303, to.is_some(), "{:?}: {}", what, status);
        if let Some(to) = to {
            let depuis = present(&self.dossier).depuis;
            let before = std::mem::replace(&mut self.place, Place { depuis, ..to });
            // What has given a dossier to read can't be undone.
            self.before = (expected != Move::FetchBack).then_some((before, by));
        }
        self.last = Some((by, path, fields, status));
        Ok(())
    }

    fn fields(&self) -> Vec<(String, String)> {
        let mut forms = self.world.forms.borrow_mut();
        *forms += 1;
        vec![
            ("jeton".to_owned(), key(10_000 + *forms)),
            ("rang".to_owned(), self.dossier.rang().to_string()),
        ]
    }

    fn undo(&mut self, by: usize) -> TestCaseResult {
        let mut fields = self.fields();
        fields.push(("ligne".to_owned(), last_line(&self.dossier)));
        let path = self.dossier.path("/annulation");
        let status = self.post(by, &path, &fields);
        let may = self.before.as_ref().is_some_and(|(_, who)| *who == by);
        prop_assert_eq!(status == 303, may, "undone by {}: {}", by, status);
        if may && let Some((before, _)) = self.before.take() {
            self.place = before;
        }
        self.last = Some((by, path, fields, status));
        Ok(())
    }

    fn again(&mut self) -> TestCaseResult {
        if let Some((by, path, fields, status)) = self.last.clone() {
            let lines = self.dossier.log().len();
            let again = self.post(by, &path, &fields);
            prop_assert_eq!(again == 303, status == 303, "{} again: {}", path, again);
            prop_assert_eq!(self.dossier.log().len(), lines, "writes once");
        }
        Ok(())
    }

    /// The database, the model and the log say the same.
    fn check(&self) -> TestCaseResult {
        let now = present(&self.dossier);
        prop_assert_eq!(&now, &self.place, "the model");
        let log: Vec<Line> = self.dossier.log().iter().map(line).collect();
        prop_assert_eq!(replayed(&log), Some(now), "the log");
        Ok(())
    }
}

fn place(row: &Value, [structure, statut, depuis]: [&str; 3]) -> Option<Place> {
    Some(Place {
        structure: StructureId::parse(row[structure].as_str()?)?,
        statut: serde_json::from_value::<Statut>(row[statut].clone()).ok()?,
        depuis: Moment(row[depuis].as_i64()?),
    })
}

fn present(dossier: &Dossier) -> Place {
    let row = &db::sql("SELECT * FROM dossier WHERE id = ?1", &[json!(dossier.id)]).rows[0];
    place(row, ["structure_id", "statut", "depuis_at"]).expect("a place")
}

fn line(row: &Value) -> Line {
    Line {
        rang: row["rang"].as_i64().expect("a number"),
        genre: serde_json::from_value::<Genre>(row["genre"].clone()).expect("a kind"),
        from: place(row, ["de_structure_id", "de_statut", "de_depuis_at"]),
        to: place(row, ["vers_structure_id", "vers_statut", "vers_depuis_at"]).expect("a place"),
        undoes: row["annule"].as_i64(),
    }
}

/// The seed of this run: the same sequences each time, others with `ESCALE_GRAINE`.
fn seed() -> u64 {
    let asked = std::env::var("ESCALE_GRAINE").ok();
    asked
        .and_then(|text| text.parse().ok())
        .unwrap_or(20_261_122)
}

pub(crate) fn the_log_replays_to_the_present_state() {
    let desks = [desk(), desk(), desk()];
    let agents = [0, 1, 2].map(|at: usize| RefCell::new(desks[at].staff("AGENT")));
    let lieux = [0, 1, 2].map(|at: usize| lieu(&desks[at], "Un lieu", (47.2, -1.5)));
    let forms = RefCell::new(0);
    let world = World {
        desks,
        agents,
        lieux,
        forms,
    };
    let (seed, started) = (seed(), Instant::now());
    let mut bytes = [0; 32];
    bytes[..8].copy_from_slice(&seed.to_le_bytes());
    let config = Config {
        cases: 16,
        max_shrink_iters: 40,
        failure_persistence: None,
        ..Config::default()
    };
    let mut runner =
        TestRunner::new_with_rng(config, TestRng::from_seed(RngAlgorithm::ChaCha, &bytes));
    let outcome = runner.run(&prop::collection::vec(tried(), 1..=24), |all| {
        let mut trial = Trial::new(&world);
        for one in &all {
            trial.act(one)?;
        }
        trial.check()
    });
    if let Err(error) = outcome {
        panic!("ESCALE_GRAINE={seed}: {error}");
    }
    let counts = "SELECT count(*) FROM dossier_compte c WHERE c.nombre <> (
        SELECT count(*) FROM dossier d WHERE d.structure_id = c.structure_id AND d.statut = c.statut)";
    let wrong = db::sql(
        &format!("{counts} AND c.structure_id = ?1"),
        &[json!(world.desks[0].id)],
    );
    assert_eq!(
        wrong.rows[0].as_object().expect("a row").values().next(),
        Some(&json!(0))
    );
    println!(
        "dossiers: 16 sequences (ESCALE_GRAINE={seed}) in {} s",
        started.elapsed().as_secs()
    );
}
