//! What the generator remembers from one build to the next, in `build/site.memory`, so that it does again only what changed.
//!
//! Nothing depends on it: a memory that is lost, unreadable or of another generator makes a build from nothing.

use std::collections::HashMap;
use std::fs;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use serde::{Deserialize, Serialize};

use crate::content::{Known, Page, hash_of};
use crate::images::Images;
use crate::{Error, parallel};

/// The last build.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct Memory {
    /// The program that made it: another one may write other pages.
    generator: u64,
    /// Its pages by their files: those with nothing wrong of their own.
    pub pages: HashMap<String, Known>,
    /// The images they show.
    pub images: Images,
    /// The name and the address of each style sheet and script.
    pub assets: Vec<(String, String)>,
    /// Tells their sources from any others.
    pub assets_key: u64,
    /// What was written, by path under `site/dist`.
    pub outputs: HashMap<String, Output>,
}

/// A file of `site/dist`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Output {
    /// Tells what it was made of from anything else; none when the file is no longer as it was written.
    pub key: Option<u64>,
    /// As it was written.
    pub stamp: Option<Stamp>,
}

/// What tells that a file has been touched: its size in bytes, the last change of its content and of what the disk knows of it, in
/// nanoseconds since 1970. Nobody can write a file and leave the last one as it was.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Stamp {
    size: u64,
    written: i128,
    changed: i128,
}

/// How long after its last change a file's stamp can be relied on, in nanoseconds: clocks of disks are coarse, and a second change may
/// hide behind the first.
const SETTLED_AFTER: i128 = 2_000_000_000;

/// The stamp of the file at `path`, if there is one.
#[must_use]
pub fn stamp_of(path: &Path) -> Option<Stamp> {
    let about = fs::metadata(path).ok()?;
    let time = |seconds: i64, more: i64| i128::from(seconds) * 1_000_000_000 + i128::from(more);
    Some(Stamp {
        size: about.len(),
        written: time(about.mtime(), about.mtime_nsec()),
        changed: time(about.ctime(), about.ctime_nsec()),
    })
}

/// The stamp of the file at `path`, if it can be relied on to see the next change.
#[must_use]
pub fn settled_stamp_of(path: &Path) -> Option<Stamp> {
    let now = SystemTime::now()
        .duration_since(SystemTime::UNIX_EPOCH)
        .ok()?;
    let now = i128::try_from(now.as_nanos()).ok()?;
    stamp_of(path).filter(|stamp| now - stamp.changed > SETTLED_AFTER)
}

impl Memory {
    /// What the last build of the repository at `root` left; nothing when there was none by this program.
    #[must_use]
    pub fn of(root: &Path) -> Self {
        let known = fs::read(file(root))
            .ok()
            .and_then(|bytes| postcard::from_bytes::<Self>(&bytes).ok())
            .filter(|memory| memory.generator == generator());
        let mut memory = known.unwrap_or_default();
        let dist = root.join("site/dist");
        let outputs = parallel::map(
            memory.outputs.into_iter().collect(),
            |(path, mut output)| {
                if output.stamp.is_none() || output.stamp != stamp_of(&dist.join(&path)) {
                    output.key = None;
                }
                (path, output)
            },
        );
        memory.outputs = outputs.into_iter().collect();
        memory
    }

    /// Whether the file at `path` was made of the same.
    #[must_use]
    pub fn has(&self, path: &str, key: u64) -> bool {
        self.outputs
            .get(path)
            .is_some_and(|output| output.key == Some(key))
    }

    /// Keeps what others need to know of `pages`, those with something wrong aside.
    pub fn remember(&mut self, pages: Vec<Page>) {
        let good = pages.into_iter().filter(|page| page.mistakes.is_empty());
        self.pages = good.map(|page| (page.path, page.known)).collect();
    }

    /// Whether there is nothing to remember.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.outputs.is_empty()
    }

    /// Keeps it for the next build of the repository at `root`.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn save(&mut self, root: &Path) -> Result<(), Error> {
        self.generator = generator();
        let path = file(root);
        let bytes = postcard::to_allocvec(self)
            .map_err(|error| Error::io(&path)(std::io::Error::other(error)))?;
        let folder = root.join("build");
        fs::create_dir_all(&folder).map_err(Error::io(&folder))?;
        let half = path.with_extension("half");
        fs::write(&half, bytes).map_err(Error::io(&half))?;
        fs::rename(&half, &path).map_err(Error::io(&path))
    }
}

fn file(root: &Path) -> PathBuf {
    root.join("build/site.memory")
}

/// Tells this program from any other.
fn generator() -> u64 {
    let stamp = std::env::current_exe()
        .ok()
        .and_then(|path| stamp_of(&path));
    hash_of(stamp)
}
