//! `make ecrire`: the site on this machine while it is being written. Each saved file builds it again, in memory; open pages load
//! again by themselves and say what is wrong. Drafts are shown.

use std::collections::HashMap;
use std::fs;
use std::path::Path;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use crate::content::hash_of;
use crate::memory::{Memory, Output, stamp_of};
use crate::publish::{Order, build};
use crate::{Error, serve};

/// How often the files are looked at. A look at a few hundred of them takes a millisecond or two.
const PAUSE: Duration = Duration::from_millis(200);

/// What is served.
#[derive(Debug, Default)]
pub struct Shown {
    /// The last build without mistakes: content by path, as in `site/dist`.
    pub files: HashMap<String, Arc<[u8]>>,
    /// What is wrong now; empty when nothing is.
    pub wrong: String,
    /// Grows at each build; does not begin again where another run began.
    pub version: u64,
}

/// What is served, and the bell for those who wait for the next build.
#[derive(Debug, Default)]
pub struct Board {
    shown: Mutex<Shown>,
    bell: Condvar,
}

impl Board {
    /// What is served now.
    pub fn shown(&self) -> MutexGuard<'_, Shown> {
        self.shown.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The version after `known`; after a while the same one, so that whoever waits can see whether anybody still listens.
    pub fn after(&self, known: u64, at_most: Duration) -> u64 {
        let same = |shown: &mut Shown| shown.version == known;
        let (shown, _) = self
            .bell
            .wait_timeout_while(self.shown(), at_most, same)
            .unwrap_or_else(PoisonError::into_inner);
        shown.version
    }

    fn change(&self, change: impl FnOnce(&mut Shown)) {
        let mut shown = self.shown();
        change(&mut shown);
        shown.version += 1;
        self.bell.notify_all();
    }
}

/// A writer's table: the site, and what is remembered of it.
pub struct Table<'a> {
    order: Order<'a>,
    memory: Memory,
    /// Tells the files as they were at the last look from any others.
    seen: Option<u64>,
    /// What is served.
    pub board: Arc<Board>,
}

impl<'a> Table<'a> {
    /// The site of `order`, not built yet.
    #[must_use]
    pub fn new(order: Order<'a>) -> Self {
        let board = Board::default();
        let now = SystemTime::now().duration_since(UNIX_EPOCH);
        board.shown().version = now.map_or(0, |since| since.as_secs() << 20);
        Self {
            order,
            memory: Memory::default(),
            seen: None,
            board: Arc::new(board),
        }
    }

    /// Builds again if a file changed since the last look. The outcome: how many files changed, or what is wrong.
    pub fn look(&mut self) -> Option<Result<usize, String>> {
        let now = Some(state(self.order.root));
        if now == self.seen {
            return None;
        }
        self.seen = now;
        Some(self.build())
    }

    fn build(&mut self) -> Result<usize, String> {
        match build(self.order, &mut self.memory) {
            Ok(files) => {
                let changed = files.iter().filter(|file| file.bytes.is_some()).count();
                let output = |key| Output {
                    key: Some(key),
                    stamp: None,
                };
                let made = files
                    .iter()
                    .map(|file| (file.path.clone(), output(file.key)));
                self.memory.outputs = made.collect();
                self.board.change(|shown| {
                    let mut before = std::mem::take(&mut shown.files);
                    shown.wrong.clear();
                    shown.files = files
                        .into_iter()
                        .filter_map(|file| {
                            let kept = before.remove(&file.path);
                            let bytes = file.bytes.map(Arc::from).or(kept)?;
                            Some((file.path, bytes))
                        })
                        .collect();
                });
                Ok(changed)
            }
            Err(error) => {
                let wrong = error.to_string();
                self.board.change(|shown| shown.wrong.clone_from(&wrong));
                Err(wrong)
            }
        }
    }
}

/// Tells the files that the site is made of, as they are, from any others.
fn state(root: &Path) -> u64 {
    let mut all = Vec::new();
    for folder in ["content", "site/templates", "site/assets"] {
        stamps(&root.join(folder), &mut all);
    }
    all.sort_unstable();
    hash_of(all)
}

/// A file that goes away between two looks is only a change.
fn stamps(folder: &Path, all: &mut Vec<u64>) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            stamps(&path, all);
        } else {
            let stamp = stamp_of(&path);
            all.push(hash_of((path, stamp)));
        }
    }
}

/// Serves the site of `order` on `port` of this machine, until the program is ended.
///
/// # Errors
/// When the port is taken.
pub fn run(order: Order<'_>, port: u16) -> Result<(), Error> {
    let mut table = Table::new(order);
    let listener = serve::listen(port)?;
    let (board, dist) = (Arc::clone(&table.board), order.root.join("site/dist"));
    thread::spawn(move || serve::all(&listener, &board, &dist));
    println!(
        "http://localhost:{port} : les pages se rechargent quand vous enregistrez. Ctrl + C pour finir."
    );
    loop {
        let began = Instant::now();
        match table.look() {
            Some(Ok(changed)) => println!(
                "{changed} fichiers refaits en {} ms",
                began.elapsed().as_millis()
            ),
            Some(Err(wrong)) => eprintln!("\nÀ corriger :\n{wrong}"),
            None => thread::sleep(PAUSE),
        }
    }
}

#[cfg(test)]
#[path = "watch_tests.rs"]
mod tests;
