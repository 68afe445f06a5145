//! What can stop the generator. Each message names the file, and the line where there is one, and says what to mend.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

/// A mistake in `content/` or `site/`, or a disk that refuses.
#[derive(Debug)]
pub enum Error {
    /// A file or folder could not be read or written.
    Io {
        /// The file or folder.
        path: PathBuf,
        /// What the system answered.
        source: io::Error,
    },
    /// `wrangler.toml` does not say what the site needs.
    Settings {
        /// The file.
        path: PathBuf,
        /// What is wrong, in one sentence.
        reason: String,
    },
    /// A style sheet does not parse.
    Css {
        /// The entry style sheet of the bundle.
        path: PathBuf,
        /// What the parser says, with file and line.
        reason: String,
    },
    /// A template does not parse, or a page did not give it all it asks for.
    Template(Box<minijinja::Error>),
    /// The lines between `+++` at the head of a page are missing or wrong.
    FrontMatter {
        /// The page.
        path: PathBuf,
        /// Line in the file, from 1.
        line: usize,
        /// What is wrong, in one sentence.
        reason: String,
    },
    /// Links that lead nowhere: all of them, so that a writer mends them in one go.
    BrokenLinks(Vec<BrokenLink>),
    /// Two pages would have the same address.
    SameAddress {
        /// The address.
        url: String,
        /// One page.
        first: PathBuf,
        /// The other.
        second: PathBuf,
    },
}

/// A link whose target does not exist.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BrokenLink {
    /// The page that links.
    pub path: PathBuf,
    /// Line in the file, from 1.
    pub line: usize,
    /// The target as written.
    pub target: String,
    /// Why it is refused.
    pub reason: &'static str,
}

impl Error {
    /// Turns an I/O error into ours by naming the path. For `map_err`.
    pub fn io(path: &Path) -> impl FnOnce(io::Error) -> Self + '_ {
        move |source| Self::Io {
            path: path.to_owned(),
            source,
        }
    }
}

impl From<minijinja::Error> for Error {
    fn from(source: minijinja::Error) -> Self {
        Self::Template(Box::new(source))
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Io { path, source } => write!(f, "{}: {source}", path.display()),
            Self::Css { path, reason } | Self::Settings { path, reason } => {
                write!(f, "{}: {reason}", path.display())
            }
            Self::Template(source) => write!(f, "{source:#}"),
            Self::FrontMatter { path, line, reason } => {
                write!(f, "{}:{line}: {reason}", path.display())
            }
            Self::BrokenLinks(links) => {
                for (rank, link) in links.iter().enumerate() {
                    let separator = if rank == 0 { "" } else { "\n" };
                    write!(f, "{separator}{link}")?;
                }
                Ok(())
            }
            Self::SameAddress { url, first, second } => {
                write!(
                    f,
                    "{} and {} would both be {url}",
                    first.display(),
                    second.display()
                )
            }
        }
    }
}

impl fmt::Display for BrokenLink {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{}:{}: broken link {:?}: {}",
            self.path.display(),
            self.line,
            self.target,
            self.reason
        )
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Io { source, .. } => Some(source),
            Self::Template(source) => Some(source),
            Self::Css { .. }
            | Self::Settings { .. }
            | Self::FrontMatter { .. }
            | Self::BrokenLinks(_)
            | Self::SameAddress { .. } => None,
        }
    }
}
