//! The product on a free port, with a database of its own and the demo world in it: started once for all stories.

use std::{
    cell::Cell,
    fs::{self, File},
    net::TcpListener,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    sync::{
        Mutex, OnceLock, PoisonError,
        atomic::{AtomicUsize, Ordering},
    },
    thread,
    time::{Duration, Instant},
};

use serde_json::Value;

use crate::{db, tree, wire};

/// How long the server may take to answer its first request.
const START_MAX: Duration = Duration::from_secs(90);
/// Between two questions whether something has come true.
pub const TICK: Duration = Duration::from_millis(50);

/// A running `wrangler dev`.
pub struct Server {
    /// Where it answers, such as `http://localhost:40123`.
    pub url: String,
    folder: PathBuf,
    process: Mutex<Option<Child>>,
}

static SERVER: OnceLock<Server> = OnceLock::new();

/// The keys of that second server, 32 bytes in base64: the one that is being replaced…
pub const FORMER_KEY: &str = "Rm9ybWVyRm9ybWVyRm9ybWVyRm9ybWVyRm9ybWVyRm8=";
/// … and the one that seals.
pub const NEWEST_KEY: &str = "TmV3ZXN0TmV3ZXN0TmV3ZXN0TmV3ZXN0TmV3ZXN0TmU=";

/// A second one, with a database of its own, where nobody of the roles that need a second factor comes in without.
static STRICT: OnceLock<Server> = OnceLock::new();

thread_local! {
    /// Where the story of this thread is told, if it is not on the server of this run.
    static ELSEWHERE: Cell<Option<&'static Server>> = const { Cell::new(None) };
}

/// The server of this run, started at the first call; inside of [`where_a_second_factor_is_required`], that one.
///
/// The SQL of the demo world comes from the program `demo`, whose path the test target knows.
#[must_use]
pub fn server() -> &'static Server {
    ELSEWHERE.get().unwrap_or_else(|| {
        SERVER.get_or_init(|| Server::start("server", &["SECOND_FACTOR:offered"]))
    })
}

/// Tells `story` on a server with `SECOND_FACTOR = "required"`. Its desks, browsers and e-mails are those of that server, as
/// long as the story stays in its thread.
pub fn where_a_second_factor_is_required(story: impl FnOnce()) {
    struct Back;
    impl Drop for Back {
        fn drop(&mut self) {
            ELSEWHERE.set(None);
        }
    }
    let _back = Back;
    let start = || {
        let [former, newest] = [(1, FORMER_KEY), (2, NEWEST_KEY)]
            .map(|(number, key)| format!("SECOND_FACTOR_KEY_{number}:{key}"));
        Server::start("strict", &["SECOND_FACTOR:required", &former, &newest])
    };
    ELSEWHERE.set(Some(STRICT.get_or_init(start)));
    story();
}

/// The servers of this run, those that a story needed.
#[must_use]
pub fn started() -> Vec<&'static Server> {
    SERVER.get().into_iter().chain(STRICT.get()).collect()
}

/// Where the program that writes the demo world is: set once by `main`.
pub static DEMO: OnceLock<PathBuf> = OnceLock::new();

/// What else is to be put into the database of that folder before the server starts.
pub static PREPARE: OnceLock<fn(&Path)> = OnceLock::new();

/// A port nobody listens on.
#[must_use]
pub fn free_port() -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
    listener.local_addr().expect("an address").port()
}

/// Asks `question` until it says yes; false when `limit` has passed.
pub fn until(limit: Duration, mut question: impl FnMut() -> bool) -> bool {
    let deadline = Instant::now() + limit;
    while Instant::now() < deadline {
        if question() {
            return true;
        }
        thread::sleep(TICK);
    }
    false
}

/// Runs `command` and gives what it printed; its failure is the test's.
#[must_use]
pub fn run(command: &mut Command) -> String {
    let output = command
        .output()
        .unwrap_or_else(|error| panic!("{command:?}: {error}"));
    let said = format!(
        "{}{}",
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr)
    );
    assert!(output.status.success(), "{command:?} failed:\n{said}");
    said
}

/// A `wrangler.toml` in `folder`, whose database is in the folder's own `.wrangler/state` and whose migrations are in its
/// `migrations`.
#[must_use]
pub fn config_in(folder: &Path) -> PathBuf {
    let (config, ours) = (
        folder.join("wrangler.toml"),
        tree::read(&tree::root().join("wrangler.toml")),
    );
    let text = ours.replace("directory = \"site/dist\"", "directory = \".\"");
    fs::write(&config, text).expect("a configuration");
    config
}

/// Applies the migrations of `config`, a `wrangler.toml`, to the database in `state`.
pub fn migrate(config: &Path, state: &Path) {
    let mut wrangler = tree::command("wrangler");
    let _ = run(wrangler
        .args(["d1", "migrations", "apply", "escale", "--local", "--config"])
        .arg(config)
        .arg("--persist-to")
        .arg(state));
}

/// Runs the SQL of `file` on the database in `state`.
pub fn execute(config: &Path, state: &Path, file: &Path) {
    let mut wrangler = tree::command("wrangler");
    let _ = run(wrangler
        .args([
            "d1", "execute", "escale", "--local", "--yes", "--json", "--config",
        ])
        .arg(config)
        .arg("--persist-to")
        .arg(state)
        .arg("--file")
        .arg(file));
}

/// The rows of a query on the database in `state`.
#[must_use]
pub fn ask(config: &Path, state: &Path, query: &str) -> Value {
    let mut wrangler = tree::command("wrangler");
    let said = run(wrangler
        .args([
            "d1",
            "execute",
            "escale",
            "--local",
            "--json",
            "--command",
            query,
            "--config",
        ])
        .arg(config)
        .arg("--persist-to")
        .arg(state));
    let json = &said[said.find('[').expect("JSON")..=said.rfind(']').expect("JSON")];
    let results: Value =
        serde_json::from_str(json).unwrap_or_else(|error| panic!("{said}: {error}"));
    results[0]["results"].clone()
}

/// The tables of the database in `state`, ours.
#[must_use]
pub fn tables(config: &Path, state: &Path) -> Vec<String> {
    let rows = ask(
        config,
        state,
        "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name",
    );
    let rows = rows.as_array().expect("rows");
    let names = rows.iter().filter_map(|row| row["name"].as_str());
    names
        .filter(|name| db::is_ours(name))
        .map(str::to_owned)
        .collect()
}

/// How many rows each of `tables` has.
#[must_use]
pub fn counts(config: &Path, state: &Path, tables: &[String]) -> Value {
    let counts: Vec<String> = tables
        .iter()
        .map(|table| format!("(SELECT count(*) FROM {table}) AS {table}"))
        .collect();
    ask(config, state, &format!("SELECT {}", counts.join(", ")))
}

/// A new empty folder that only whoever asked for it uses: two stories at once have one each.
#[must_use]
pub fn fresh_folder(purpose: &str) -> PathBuf {
    static ASKED: AtomicUsize = AtomicUsize::new(0);
    let number = ASKED.fetch_add(1, Ordering::Relaxed);
    let run = std::process::id();
    let folder = std::env::temp_dir().join(format!("escale-tests-{run}-{number}-{purpose}"));
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).expect("a temporary folder");
    folder
}

impl Server {
    fn start(name: &str, vars: &[&str]) -> Self {
        let demo = DEMO.get().expect("main says where the demo program is");
        let root = tree::root();
        let entry = root.join("build/dev/entry.mjs");
        assert!(
            entry.exists(),
            "{} is missing: make worker",
            entry.display()
        );
        let folder = fresh_folder(name);
        let (state, sql, config) = (
            folder.join("state"),
            folder.join("demo.sql"),
            root.join("wrangler.toml"),
        );

        migrate(&config, &state);
        fs::write(&sql, run(&mut Command::new(demo))).expect("the demo world");
        execute(&config, &state, &sql);
        if let Some(prepare) = PREPARE.get() {
            prepare(&state);
        }

        let port = free_port();
        let url = format!("http://localhost:{port}");
        let log = File::create(folder.join("log.txt")).expect("a log");
        let process = tree::command("wrangler")
            // A server that somebody starts or stops meanwhile is none of this one's.
            .env("WRANGLER_REGISTRY_PATH", folder.join("registry"))
            .arg("dev")
            .arg(&entry)
            .args([
                "--ip",
                "127.0.0.1",
                "--port",
                &port.to_string(),
                "--inspector-port",
                &free_port().to_string(),
            ])
            .args([
                "--show-interactive-dev-session=false",
                "--var",
                &format!("SITE_URL:{url}"),
                "--var",
                "SMS_TRANSPORT:local",
                "--persist-to",
            ])
            .arg(&state)
            .args(vars.iter().flat_map(|var| ["--var", var]))
            .stdout(Stdio::from(log.try_clone().expect("the log")))
            .stderr(Stdio::from(log))
            .spawn()
            .expect("wrangler: npm ci");
        let server = Self {
            url,
            folder,
            process: Mutex::new(Some(process)),
        };
        assert!(
            until(START_MAX, || wire::answers(&server.url, "/sante")),
            "the server does not start:\n{}",
            server.log()
        );
        server
    }

    /// Everything the server has printed so far.
    #[must_use]
    pub fn log(&self) -> String {
        fs::read_to_string(self.folder.join("log.txt")).unwrap_or_default()
    }

    /// What the worker wrote in the log of the request that was given this id.
    #[must_use]
    pub fn line_of(&self, id: &str) -> Value {
        let mark = format!("\"id\":\"{id}\"");
        let mut found = None;
        until(Duration::from_secs(5), || {
            let log = self.log();
            found = log
                .lines()
                .find(|line| line.contains(&mark))
                .map(str::to_owned);
            found.is_some()
        });
        let line = found.unwrap_or_else(|| panic!("no line of {id}"));
        serde_json::from_str(&line).unwrap_or_else(|error| panic!("{line}: {error}"))
    }

    /// The `wrangler.toml` and the folder of its database, for wrangler's own commands.
    #[must_use]
    pub fn state(&self) -> PathBuf {
        self.folder.join("state")
    }

    /// Stops it and forgets its database; its log stays readable in the value given back.
    pub fn stop(&self) -> String {
        if let Some(mut process) = self
            .process
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .take()
        {
            end(&mut process);
        }
        let log = self.log();
        let _ = fs::remove_dir_all(&self.folder);
        log
    }
}

/// Asks `process` to end, as Ctrl-C does, so that it ends its own children; then waits for it.
pub fn end(process: &mut Child) {
    let _ = Command::new("kill")
        .args(["-TERM", &process.id().to_string()])
        .status();
    let gone = until(Duration::from_secs(10), || {
        matches!(process.try_wait(), Ok(Some(_)))
    });
    if !gone {
        let _ = process.kill();
        let _ = process.wait();
    }
}
