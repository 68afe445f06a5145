//! What a person sees when a request can't be answered as asked.

use std::fmt::Display;

use escale_site::locale::Mistake;

/// Shorthand used by every handler, store and helper.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// Where someone who is not signed in is sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// The domicilié's side: `/connexion`.
    Portail,
    /// The staff's side: `/gestion/connexion`.
    Gestion,
}

/// Each variant is a page a person will read, except [`Error::Internal`], whose cause only the log sees.
#[derive(Debug)]
pub enum Error {
    /// 400: the request makes no sense; the text says which part, in French.
    BadRequest(&'static str),
    /// 401: nobody is signed in (GET is sent to the sign-in page instead).
    SignedOut(Side),
    /// 403: signed in, may know that this exists, may not use it.
    Forbidden,
    /// 403: the request comes from another site.
    CrossSite,
    /// 404: does not exist, or must not be known to exist (another structure's).
    NotFound,
    /// 405: another method is meant; the value of `Allow`.
    MethodNotAllowed(String),
    /// 409: somebody else came first; what happened and what to do, in French.
    Conflict(&'static str),
    /// 409: not as things stand; why and what to do, in French.
    NotNow(&'static str),
    /// 413: more bytes than this form can have.
    TooLarge,
    /// 415: not a form.
    UnsupportedMediaType,
    /// 429: too many requests from this place; seconds to wait.
    TooMany {
        /// Seconds until it is worth trying again.
        retry_after_s: i64,
    },
    /// 503: a part of the platform does not answer; nothing was written.
    Unavailable(String),
    /// 500: a fault of ours. The text is for the log and never shown.
    Internal(String),
}

impl From<Mistake> for Error {
    fn from(mistake: Mistake) -> Self {
        Self::internal("a message", mistake)
    }
}

impl Error {
    /// A form without what every form of ours carries: it was not sent by our page.
    pub const INCOMPLETE: Self = Self::BadRequest("Ce formulaire n’est pas complet.");

    /// A fault of ours: what was being done, and its cause.
    pub fn internal(doing: &str, cause: impl Display) -> Self {
        Self::Internal(format!("{doing}: {cause}"))
    }

    /// The HTTP status.
    #[must_use]
    pub fn status(&self) -> u16 {
        match self {
            Self::BadRequest(_) => 400,
            Self::SignedOut(_) => 401,
            Self::Forbidden | Self::CrossSite => 403,
            Self::NotFound => 404,
            Self::MethodNotAllowed(_) => 405,
            Self::Conflict(_) | Self::NotNow(_) => 409,
            Self::TooLarge => 413,
            Self::UnsupportedMediaType => 415,
            Self::TooMany { .. } => 429,
            Self::Internal(_) => 500,
            Self::Unavailable(_) => 503,
        }
    }

    /// What only the log may know.
    #[must_use]
    pub fn cause(&self) -> Option<&str> {
        match self {
            Self::Internal(cause) | Self::Unavailable(cause) => Some(cause),
            _ => None,
        }
    }
}
