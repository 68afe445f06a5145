//! What the generator remembers from one build to the next, in `build/site.json`, so that it does again only what changed.
//!
//! Nothing depends on it: a memory that is lost, unreadable or of another generator makes a build from nothing.

use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

use serde::{Deserialize, Serialize};

use crate::content::{Known, hash_of};
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

/// What tells that a file has been touched: its size in bytes, and its last change in nanoseconds since 1970.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stamp(u64, u64);

/// The stamp of the file at `path`, if there is one.
#[must_use]
pub fn stamp_of(path: &Path) -> Option<Stamp> {
    let about = fs::metadata(path).ok()?;
    let changed = about.modified().ok()?.duration_since(UNIX_EPOCH).ok()?;
    Some(Stamp(about.len(), u64::try_from(changed.as_nanos()).ok()?))
}

impl Memory {
    /// What the last build of the repository at `root` left; nothing when there was none by this program.
    #[must_use]
    pub fn of(root: &Path) -> Self {
        let known = fs::read(file(root))
            .ok()
            .and_then(|bytes| serde_json::from_slice::<Self>(&bytes).ok())
            .filter(|memory| memory.generator == generator());
        let mut memory = known.unwrap_or_default();
        let dist = root.join("site/dist");
        let outputs = parallel::map(memory.outputs.into_iter().collect(), |(path, mut output)| {
            if output.stamp.is_none() || output.stamp != stamp_of(&dist.join(&path)) {
                output.key = None;
            }
            (path, output)
        });
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
        let bytes = serde_json::to_vec(self).map_err(|error| Error::io(&path)(error.into()))?;
        let folder = root.join("build");
        fs::create_dir_all(&folder).map_err(Error::io(&folder))?;
        let half = path.with_extension("json.half");
        fs::write(&half, bytes).map_err(Error::io(&half))?;
        fs::rename(&half, &path).map_err(Error::io(&path))
    }
}

fn file(root: &Path) -> PathBuf {
    root.join("build/site.json")
}

/// Tells this program from any other.
fn generator() -> u64 {
    let stamp = std::env::current_exe().ok().and_then(|path| stamp_of(&path));
    hash_of(stamp.map(|Stamp(size, changed)| (size, changed)))
}
