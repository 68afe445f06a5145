//! The ledger is the truth: whatever is done, in whatever order, what waits, since when, and the last visit are what a
//! simple model says they are.

use std::{
    collections::HashMap,
    sync::atomic::{AtomicU32, Ordering},
    time::Instant,
};

use escale_tests::{
    db,
    http::Visitor,
    stories::{DAY_MS, Desk, Usager, now, sign_in_portal},
};
use proptest::{
    prelude::*,
    test_runner::{Config, RngAlgorithm, TestCaseError, TestCaseResult, TestRng, TestRunner},
};
use serde_json::{Value, json};

/// Sequences tried; a failing one is then made shorter.
const CASES: u32 = 24;
/// The longest sequence.
const OPERATIONS_MAX: usize = 22;
/// Shorter sequences tried once one has failed.
const SHRINKS_MAX: u32 = 60;

/// Something someone does; counts are courrier, recommande, colis.
#[derive(Debug, Clone)]
enum Operation {
    Reception([u8; 3]),
    /// An exit with counts as typed, perhaps more than waits.
    Some(Exit, [u8; 3]),
    /// An exit with all that waits.
    All(Exit),
    Passage(&'static str),
    /// A sign-in to the portal while the structure counts it as a visit, or does not.
    Login(bool),
    /// Undoes one of the lines written so far, perhaps one undone already.
    Undo(prop::sample::Index),
    /// Sends the form before once more.
    Again,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Exit {
    Domicilie,
    Mandataire,
    Retour,
    Transfert,
}

fn operation() -> impl Strategy<Value = Operation> {
    let counts = || prop::array::uniform3(0..3_u8);
    let exit = || {
        prop_oneof![
            4 => Just(Exit::Domicilie),
            1 => Just(Exit::Mandataire),
            1 => Just(Exit::Retour),
            1 => Just(Exit::Transfert)
        ]
    };
    prop_oneof![
        14 => counts().prop_map(Operation::Reception),
        6 => (exit(), counts()).prop_map(|(exit, counts)| Operation::Some(exit, counts)),
        5 => exit().prop_map(Operation::All),
        2 => prop_oneof![Just("APPEL"), Just("VISITE")].prop_map(Operation::Passage),
        1 => any::<bool>().prop_map(Operation::Login),
        14 => any::<prop::sample::Index>().prop_map(Operation::Undo),
        2 => Just(Operation::Again),
    ]
}

/// What the person begins with.
#[derive(Debug, Clone)]
struct Beginning {
    transfert: bool,
    mandataire: bool,
    /// Has a decision begun, which the last visit is never before?
    floor: bool,
}

fn beginning() -> impl Strategy<Value = Beginning> {
    any::<(bool, bool, bool)>().prop_map(|(transfert, mandataire, floor)| Beginning {
        transfert,
        mandataire,
        floor,
    })
}

/// A line as the model remembers it: its effect on each count, and whether it is a visit.
#[derive(Debug, Clone)]
struct Line {
    id: String,
    effect: [i64; 3],
    visit: bool,
    undone: bool,
}

/// What the file should say: what waits, which line began each wait, the lines that are visits.
#[derive(Debug, Default)]
struct Says {
    waits: [i64; 3],
    since: [Option<String>; 3],
}

/// The ledger read from its first line; `None` if more would have left than had come.
fn read(lines: &[Line]) -> Option<Says> {
    let mut says = Says::default();
    for line in lines.iter().filter(|line| !line.undone) {
        for kind in 0..3 {
            let before = says.waits[kind];
            says.waits[kind] += line.effect[kind];
            match says.waits[kind] {
                ..0 => return None,
                0 => says.since[kind] = None,
                _ if before == 0 => says.since[kind] = Some(line.id.clone()),
                _ => {}
            }
        }
    }
    Some(says)
}

/// A form as it was sent, its fields, and the status it got.
type Sent = (String, Vec<(String, String)>, u16);

/// Someone with a portal, whose ledger is tried.
struct Trial<'a> {
    desk: &'a Desk,
    agent: &'a mut Visitor,
    usager: Usager,
    credentials: escale_tests::stories::Credentials,
    procuration: Option<String>,
    transfert: bool,
    floor: Option<i64>,
    lines: Vec<Line>,
    logins: bool,
    last: Option<Sent>,
}

fn key() -> String {
    static NEXT: AtomicU32 = AtomicU32::new(1);
    format!("ledger{:0>16}", NEXT.fetch_add(1, Ordering::Relaxed))
}

const KINDS: [&str; 3] = ["courrier", "recommande", "colis"];

fn typed(counts: [i64; 3]) -> Vec<(String, String)> {
    let fields = KINDS.iter().zip(counts);
    fields
        .map(|(kind, count)| ((*kind).to_owned(), count.to_string()))
        .collect()
}

impl<'a> Trial<'a> {
    fn new(desk: &'a Desk, agent: &'a mut Visitor, beginning: &Beginning) -> Self {
        let (usager, credentials) = desk.usager_with_portal();
        let procuration = beginning
            .mandataire
            .then(|| usager.has_a_mandataire("Léa", "DUPONT", "+1 days"));
        if beginning.transfert {
            usager.has_a_transfert("+1 days");
        }
        let floor = beginning.floor.then(|| now() - 10 * DAY_MS);
        if let Some(floor) = floor {
            db::sql(
                "UPDATE usager SET passage_plancher_at = ?2, dernier_passage_at = ?2 WHERE id = ?1",
                &[json!(usager.id), json!(floor)],
            );
        }
        Self {
            desk,
            agent,
            usager,
            credentials,
            procuration,
            transfert: beginning.transfert,
            floor,
            lines: Vec::new(),
            logins: false,
            last: None,
        }
    }

    fn send(&mut self, form: &str, fields: Vec<(String, String)>) -> u16 {
        let pairs: Vec<(&str, &str)> = fields
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_str()))
            .collect();
        let status = self.agent.post(&self.usager.tab(form), &pairs).status;
        self.last = Some((form.to_owned(), fields, status));
        status
    }

    /// Sends a form that would write a line of that effect, and remembers the line if it must have been written.
    fn expect(
        &mut self,
        form: &str,
        mut fields: Vec<(String, String)>,
        line: (bool, [i64; 3]),
        expected: u16,
    ) -> TestCaseResult {
        let id = key();
        fields.push(("jeton".to_owned(), id.clone()));
        let status = self.send(form, fields);
        prop_assert_eq!(status, expected, "{}", form);
        if expected == 303 {
            self.lines.push(Line {
                id,
                effect: line.1,
                visit: line.0,
                undone: false,
            });
        }
        Ok(())
    }

    fn waits(&self) -> [i64; 3] {
        read(&self.lines).expect("what was accepted holds").waits
    }

    fn act(&mut self, operation: &Operation) -> TestCaseResult {
        match operation {
            Operation::Reception(counts) => {
                let counts = counts.map(i64::from);
                let expected = if counts == [0; 3] { 422 } else { 303 };
                self.expect("receptions", typed(counts), (false, counts), expected)
            }
            Operation::Some(exit, counts) => self.take_out(*exit, counts.map(i64::from)),
            Operation::All(exit) => self.take_out(*exit, self.waits()),
            Operation::Passage(what) => {
                let fields = vec![("mouvement".to_owned(), (*what).to_owned())];
                self.expect("passages", fields, (true, [0; 3]), 303)
            }
            Operation::Login(counts) => {
                self.desk.set("portail_passage", &json!(i32::from(*counts)));
                let _ = sign_in_portal(&self.credentials);
                self.logins |= counts;
                Ok(())
            }
            Operation::Undo(index) => self.undo(*index),
            Operation::Again => {
                if let Some((form, fields, status)) = self.last.clone() {
                    let again = self.send(&form, fields);
                    // What was refused may have become possible only by another line: nothing else was sent between.
                    prop_assert_eq!(again, status, "{} again", form);
                }
                Ok(())
            }
        }
    }

    fn take_out(&mut self, exit: Exit, counts: [i64; 3]) -> TestCaseResult {
        let waits = self.waits();
        let open = match exit {
            Exit::Domicilie | Exit::Retour => true,
            Exit::Mandataire => self.procuration.is_some(),
            Exit::Transfert => self.transfert,
        };
        let enough = (0..3).all(|kind| waits[kind] >= counts[kind]);
        let expected = match (counts == [0; 3], open && enough) {
            (true, _) => 422,
            (false, true) => 303,
            (false, false) => 409,
        };
        let mut fields = typed(counts);
        if exit == Exit::Mandataire {
            let somebody = self.procuration.clone();
            fields.push(("a".to_owned(), somebody.unwrap_or_else(key)));
        }
        let form = match exit {
            Exit::Domicilie | Exit::Mandataire => "remises",
            Exit::Retour => "retours",
            Exit::Transfert => "transferts",
        };
        let visit = matches!(exit, Exit::Domicilie | Exit::Transfert);
        self.expect(form, fields, (visit, counts.map(|count| -count)), expected)
    }

    fn undo(&mut self, index: prop::sample::Index) -> TestCaseResult {
        if self.lines.is_empty() {
            return Ok(());
        }
        let at = index.index(self.lines.len());
        let mut without = self.lines.clone();
        let before = std::mem::replace(&mut without[at].undone, true);
        let may = !before && read(&without).is_some();
        let fields = vec![
            ("ligne".to_owned(), self.lines[at].id.clone()),
            ("jeton".to_owned(), key()),
        ];
        let status = self.send("annulations", fields);
        prop_assert_eq!(status, if may { 303 } else { 409 }, "undoing line {}", at);
        if may {
            self.lines = without;
        }
        Ok(())
    }

    /// The file against the model; times are those the ledger gave its lines.
    fn check(&self) -> TestCaseResult {
        let written = db::sql(
            "SELECT id, created_at FROM mail_line WHERE usager_id = ?1 AND mouvement <> 'ANNULATION'",
            &[json!(self.usager.id)],
        );
        let times: HashMap<&str, i64> = written
            .rows
            .iter()
            .filter_map(|row| Some((row["id"].as_str()?, row["created_at"].as_i64()?)))
            .collect();
        prop_assert_eq!(times.len(), self.lines.len(), "lines");
        let says = read(&self.lines).expect("what was accepted holds");
        let visits = self.lines.iter().filter(|line| line.visit && !line.undone);
        let login = db::value(
            "SELECT max(created_at) FROM portal_login WHERE usager_id = ?1 AND passage = 1",
            &[json!(self.usager.id)],
        );
        prop_assert_eq!(login.is_number(), self.logins, "a sign-in that counts");
        let visit = visits
            .map(|line| times[line.id.as_str()])
            .chain(login.as_i64())
            .chain(self.floor)
            .max();
        let file = &db::sql(
            "SELECT * FROM usager WHERE id = ?1",
            &[json!(self.usager.id)],
        )
        .rows[0];
        for (kind, name) in KINDS.iter().enumerate() {
            let since = says.since[kind].as_deref().map(|id| times[id]);
            let (waits, from) = (
                &file[format!("{name}_pending")],
                &file[format!("{name}_since_at")],
            );
            prop_assert_eq!(waits.as_i64(), Some(says.waits[kind]), "{} waits", name);
            prop_assert_eq!(from.as_i64(), since, "{} since", name);
        }
        prop_assert_eq!(
            file["dernier_passage_at"].as_i64(),
            visit,
            "dernier passage"
        );
        Ok(())
    }
}

/// The seed of this run: the same sequences each time, others with `ESCALE_GRAINE`.
fn seed() -> u64 {
    let asked = std::env::var("ESCALE_GRAINE").ok();
    asked
        .and_then(|text| text.parse().ok())
        .unwrap_or(20_261_122)
}

pub(crate) fn agrees_with_a_simple_model() {
    let desk = Desk::with_portal();
    let mut agent = desk.staff("AGENT");
    let (seed, started) = (seed(), Instant::now());
    let mut bytes = [0; 32];
    bytes[..8].copy_from_slice(&seed.to_le_bytes());
    let config = Config {
        cases: CASES,
        max_shrink_iters: SHRINKS_MAX,
        failure_persistence: None,
        ..Config::default()
    };
    let mut runner =
        TestRunner::new_with_rng(config, TestRng::from_seed(RngAlgorithm::ChaCha, &bytes));
    let sequences = (
        beginning(),
        prop::collection::vec(operation(), 1..=OPERATIONS_MAX),
    );
    let agent = std::cell::RefCell::new(&mut agent);
    let outcome = runner.run(&sequences, |(beginning, operations)| {
        let mut agent = agent
            .try_borrow_mut()
            .map_err(|_| TestCaseError::fail("one at a time"))?;
        let mut trial = Trial::new(&desk, &mut agent, &beginning);
        for operation in &operations {
            trial.act(operation)?;
        }
        trial.check()
    });
    if let Err(error) = outcome {
        panic!("ESCALE_GRAINE={seed}: {error}");
    }
    println!(
        "the ledger: {CASES} sequences (ESCALE_GRAINE={seed}) in {} s",
        started.elapsed().as_secs()
    );
}

/// A model that forgets is caught: the same checks, a ledger that was changed behind the product's back.
pub(crate) fn a_wrong_count_is_seen() {
    let desk = Desk::with_portal();
    let mut agent = desk.staff("AGENT");
    let beginning = Beginning {
        transfert: false,
        mandataire: false,
        floor: false,
    };
    for (column, value) in [
        ("courrier_pending", json!(2)),
        ("courrier_since_at", json!(1)),
        ("dernier_passage_at", json!(1)),
    ] {
        let mut trial = Trial::new(&desk, &mut agent, &beginning);
        trial
            .act(&Operation::Reception([1, 0, 0]))
            .expect("a reception");
        trial.check().expect("the file agrees");
        let value: Value = value;
        trial.usager.set(column, &value);
        assert!(trial.check().is_err(), "{column} is not checked");
    }
}
