//! What the pages of the desk cost, in a structure of 20,000 domiciliés and 2,000,000 ledger lines among 500 structures,
//! and in one of a hundredth of it: rows D1 reads and writes, and the time of an answer. Fails when a page reads more
//! than ten rows for each one it shows and twenty, or more in the large structure than in the small one.
//!
//! `make bench`. Each world is a program of its own (this one, started again), with its own server and database.
//! `cargo test -p escale-tests --test bench -- --small` builds the small one alone, in less than a minute, and holds it to
//! the same bound; `-- --articles` measures the generator of the static site alone (articles.rs), `-- --lighthouse` five types of its pages (lighthouse.rs).

mod articles;
mod dossiers;
mod lighthouse;
mod places;
mod requests;
mod services;
mod steps;
mod world;

use std::{
    env, fs,
    path::{Path, PathBuf},
    process::{Command, ExitCode, Stdio},
    time::Instant,
};

use escale_tests::{server, tree};
use serde_json::{Value, json};

use steps::Measured;
use world::Size;

const LARGE: Size = Size {
    usagers: 20_000,
    lines: 100,
    services: 100_000,
    places: 200_000,
};
const SMALL: Size = Size {
    usagers: 200,
    lines: 100,
    services: 1_000,
    places: 2_000,
};

/// Rows that may be read for each row shown, and beside them: the session, the structure, the counts.
const READ_A_ROW: u64 = 10;
const READ_BESIDE: u64 = 20;
/// How much more a row may cost in the large structure, in hundredths.
const MORE_MAX: u64 = 10;

/// The mark of the one line that a world's program prints for the one that compares.
const MARK: &str = "@bench ";

/// What a world's program is asked for.
const WORLD_LARGE: &str = "--world-large";
const WORLD_SMALL: &str = "--world-small";

fn main() -> ExitCode {
    match env::args().nth(1).as_deref() {
        Some(WORLD_LARGE) => one_world(LARGE),
        Some(WORLD_SMALL) => one_world(SMALL),
        Some("--small") => small_alone(),
        Some("--articles") => verdict(articles::run()),
        Some("--lighthouse") => verdict(lighthouse::run()),
        // `cargo test --all-targets` lists and runs everything: this takes minutes, and is asked for by name.
        Some("--list") => ExitCode::SUCCESS,
        _ => compare(),
    }
}

/// Builds one world, measures it, prints what it found.
fn one_world(size: Size) -> ExitCode {
    server::DEMO
        .set(PathBuf::from(env!("CARGO_BIN_EXE_demo")))
        .expect("set once");
    server::PREPARE
        .set(if size.usagers == LARGE.usagers {
            |state| load(state, LARGE)
        } else {
            |state| load(state, SMALL)
        })
        .expect("set once");
    let rows = steps::measure(size);
    server::server().stop();
    println!("{MARK}{}", json!(rows));
    ExitCode::SUCCESS
}

/// Writes the world into the database that is in `state`.
fn load(state: &Path, size: Size) {
    let began = Instant::now();
    let databases = tree::files(&state.join("v3/d1"), "sqlite");
    let database = databases
        .iter()
        .find(|file| !file.ends_with("metadata.sqlite"))
        .unwrap_or_else(|| panic!("no database in {}", state.display()));
    let sql = state.join("bench.sql");
    fs::write(&sql, world::sql(size)).expect("the world");
    let _ = server::run(
        tree::command("node")
            .arg("--no-warnings")
            .arg(tree::root().join("tests/bench/load.mjs"))
            .arg(database)
            .arg(&sql),
    );
    let lines = u64::from(size.usagers) * u64::from(size.lines);
    eprintln!(
        "  {} domiciliés, {lines} lignes : {:.0} s",
        size.usagers,
        began.elapsed().as_secs_f64()
    );
}

/// Starts this program again for one world, and gives what it measured.
fn run_again(argument: &str) -> Vec<Measured> {
    let output = Command::new(env::current_exe().expect("this program"))
        .arg(argument)
        .stderr(Stdio::inherit())
        .output()
        .expect("this program again");
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    let line = said
        .lines()
        .find_map(|line| line.strip_prefix(MARK))
        .unwrap_or_else(|| panic!("{argument} measured nothing:\n{said}"));
    serde_json::from_str(line).expect("what was measured")
}

/// Rows that a page may read that shows so many.
fn allowed(shown: u64) -> u64 {
    READ_A_ROW * shown + READ_BESIDE
}

/// The small world alone: what may be read, not whether it grows.
fn small_alone() -> ExitCode {
    let rows = run_again(WORLD_SMALL);
    println!(
        "{:<34} {:>8} {:>7} {:>7} {:>7} {:>7}",
        "", "montrées", "lues", "permis", "écrites", "ms"
    );
    let mut fine = true;
    for row in &rows {
        let Some(cost) = row.cost else {
            println!("{:<34} absent", row.name);
            continue;
        };
        let held = cost.read <= allowed(cost.shown);
        fine &= held;
        println!(
            "{:<34} {:>8} {:>7} {:>7} {:>7} {:>7.1}  {}",
            row.name,
            cost.shown,
            cost.read,
            allowed(cost.shown),
            cost.written,
            cost.ms,
            if held { "tenu" } else { TOO_MANY }
        );
    }
    verdict(fine)
}

fn verdict(fine: bool) -> ExitCode {
    if fine {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}

const TOO_MANY: &str = "TROP DE LIGNES LUES";

fn compare() -> ExitCode {
    eprintln!("Deux mondes de 500 structures ; celle qu’on mesure :");
    let small = run_again(WORLD_SMALL);
    let large = run_again(WORLD_LARGE);
    println!(
        "{:<34} {:>8} {:>7} {:>7} {:>7} {:>9} {:>9} {:>9} {:>7}",
        "", "montrées", "lues", "permis", "écrites", "1/100", "lignes", "écart", "ms"
    );
    let beside = (fixed(&small), fixed(&large));
    let mut fine = true;
    for (small, large) in small.iter().zip(&large) {
        assert_eq!(small.name, large.name, "the worlds are measured alike");
        fine &= compare_one(small, large, beside);
    }
    println!(
        "\nmontrées, lues, écrites : dans la grande structure, au pire des essais ; 1/100 et lignes : lues et montrées dans la petite ;"
    );
    println!(
        "écart : de ce que coûte une page ou, quand les deux n’en montrent pas autant, une ligne montrée ; ms : médiane, vue du client."
    );
    println!();
    let fast = articles::run();
    verdict(fine && fast)
}

/// Prints the line of one step, and says whether it holds; `beside` is what a page that shows nobody reads.
fn compare_one(small: &Measured, large: &Measured, beside: (u64, u64)) -> bool {
    let (Some(before), Some(cost)) = (small.cost, large.cost) else {
        println!("{:<34} absent", large.name);
        return small.cost.is_none() && large.cost.is_none();
    };
    let bound = cost.read <= allowed(cost.shown) && before.read <= allowed(before.shown);
    let (more, same) = growth(
        (before.shown, before.read, beside.0),
        (cost.shown, cost.read, beside.1),
    );
    let checked = large.name != steps::TWO_WORDS;
    let verdict = match (bound, same) {
        _ if !checked => "non borné",
        (true, true) => "tenu",
        (false, _) => TOO_MANY,
        (true, false) => "CROÎT AVEC LES DONNÉES",
    };
    println!(
        "{:<34} {:>8} {:>7} {:>7} {:>7} {:>9} {:>9} {:>8.1}% {:>7.1}  {verdict}",
        large.name,
        cost.shown,
        cost.read,
        allowed(cost.shown),
        cost.written,
        before.read,
        before.shown,
        more,
        cost.ms,
    );
    (bound && same) || !checked
}

/// What a page reads that shows nobody: the session, the counts.
fn fixed(rows: &[Measured]) -> u64 {
    rows.iter()
        .find(|row| row.name == steps::NOBODY)
        .and_then(|row| row.cost)
        .map_or(0, |cost| cost.read)
}

/// How much more the large structure costs than the small one, in hundredths, and whether that is little enough: page
/// against page when both show as many rows, else row against row, what a page reads beside them set aside.
fn growth(small: (u64, u64, u64), large: (u64, u64, u64)) -> (f64, bool) {
    let a_row = |(shown, read, fixed): (u64, u64, u64)| {
        if small.0 == large.0 || shown == 0 {
            #[expect(clippy::cast_precision_loss, reason = "a few hundred rows")]
            let read = read as f64;
            read
        } else {
            #[expect(clippy::cast_precision_loss, reason = "a few hundred rows")]
            let beside = read.saturating_sub(fixed) as f64 / shown as f64;
            beside
        }
    };
    let (before, after) = (a_row(small), a_row(large));
    let more = if before > 0.0 {
        (after - before) / before * 100.0
    } else {
        0.0
    };
    #[expect(clippy::cast_precision_loss, reason = "ten")]
    let max = MORE_MAX as f64;
    // One row more or less is the dice: someone found by two of their names.
    (more, more <= max || after - before <= 1.0)
}

/// One number of a line of the log.
pub(crate) fn number(line: &Value, key: &str) -> u64 {
    line[key].as_u64().unwrap_or_default()
}
