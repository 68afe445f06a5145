//! What can stop the generator. A mistake names the file, and the line where there is one, and says what to mend.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

/// Mistakes in `content/`, one in `site/`, or a disk that refuses.
#[derive(Debug)]
pub enum Error {
    /// A file or folder could not be read or written.
    Io {
        /// The file or folder.
        path: PathBuf,
        /// What the system answered.
        source: io::Error,
    },
    /// `wrangler.toml` or `package.json` does not say what the site needs.
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
    /// What is wrong in the pages: everything, so that a writer mends it in one go. Never empty.
    Mistakes(Vec<Mistake>),
}

/// Something to mend in a page.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Mistake {
    /// The page, from the root of the repository.
    pub path: String,
    /// Line in the file, from 1.
    pub line: usize,
    /// What is wrong, in one sentence, in the language of those who write.
    pub what: String,
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

impl fmt::Display for Mistake {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}", self.path, self.line, self.what)
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
            Self::Mistakes(mistakes) => {
                for (rank, mistake) in mistakes.iter().enumerate() {
                    let separator = if rank == 0 { "" } else { "\n" };
                    write!(f, "{separator}{mistake}")?;
                }
                Ok(())
            }
        }
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Io { source, .. } => Some(source),
            Self::Template(source) => Some(source),
            Self::Css { .. } | Self::Settings { .. } | Self::Mistakes(_) => None,
        }
    }
}
