//! What a handler knows of its request: `Cx` carries the database, the time, the settings and what was sent.

use escale_site::locale::{self, FRENCH, Language};
use worker::{Env, Method, RequestInit};

use super::{
    clock::Moment,
    config::Config,
    cookies,
    db::Db,
    error::{Error, Result},
    form,
    secret::{PlainToken, Purpose},
    upload::Upload,
};

/// The request as it came in, read once.
#[derive(Clone)]
pub struct Incoming {
    /// Tells this request from all others, in the log and on error pages.
    pub id: String,
    /// `GET`, `POST`…
    pub method: String,
    /// Path, percent-encoded, without the query.
    pub path: String,
    /// Query, without `?`.
    pub query: String,
    /// Scheme and authority it was sent to, as in an `Origin` header.
    pub own_origin: String,
    /// True when it came over TLS.
    pub https: bool,
    /// The `Cookie` header.
    pub cookies: String,
    /// The `Sec-Fetch-Site` header.
    pub fetch_site: Option<String>,
    /// The `Origin` header.
    pub origin: Option<String>,
    /// The `Content-Type` header.
    pub content_type: String,
    /// The `Accept-Language` header.
    pub accept_language: String,
    /// The address it came from: the key of the rate limit, never kept, never logged.
    pub address: String,
}

impl Incoming {
    /// The language that was chosen in this browser, if one was.
    #[must_use]
    pub fn chosen_language(&self) -> Option<&'static Language> {
        let name = cookies::Name::Langue.on(self.https);
        cookies::find(&self.cookies, &name).and_then(locale::language)
    }

    /// The language to speak to whoever is not known: the one that was chosen, or French.
    #[must_use]
    pub fn language(&self) -> &'static Language {
        self.chosen_language().unwrap_or(FRENCH)
    }
}

/// The context of one request.
pub struct Cx {
    /// The database.
    pub db: Db,
    /// When the request came in; the same for everything it writes.
    pub now: Moment,
    /// The settings of this deployment.
    pub config: Config,
    /// The request itself.
    pub request: Incoming,
    /// Parts of the path, by their name in the route table.
    pub params: Vec<(String, String)>,
    /// The body, at most what its row of the route table allows.
    pub body: Vec<u8>,
    /// A file was sent that is bigger than that: the body was not read.
    pub too_large: bool,
    /// The platform's bindings.
    pub env: Env,
}

impl Cx {
    /// The part of the path named `name`, read by `parse`.
    ///
    /// # Errors
    /// [`Error::NotFound`] when it can't be one: a page of that address does not exist.
    pub fn param<T>(&self, name: &str, parse: impl Fn(&str) -> Option<T>) -> Result<T> {
        self.params
            .iter()
            .find(|(key, _)| key == name)
            .and_then(|(_, value)| parse(value))
            .ok_or(Error::NotFound)
    }

    /// The form that was sent.
    ///
    /// # Errors
    /// [`Error::UnsupportedMediaType`] when it is not a form, or as [`form::read`].
    pub fn form<T: serde::de::DeserializeOwned>(&self) -> Result<T> {
        if !self
            .request
            .content_type
            .starts_with("application/x-www-form-urlencoded")
        {
            return Err(Error::UnsupportedMediaType);
        }
        form::read(&self.body)
    }

    /// The form with a file that was sent; its bytes leave the context, so that they are not kept twice.
    ///
    /// # Errors
    /// As [`Upload::read`].
    pub async fn upload(&mut self) -> Result<Upload> {
        Upload::read(&self.request.content_type, std::mem::take(&mut self.body)).await
    }

    /// Every value of `key` in the query, in order.
    #[must_use]
    pub fn query_all(&self, key: &str) -> Vec<String> {
        let pairs: Vec<(String, String)> =
            serde_html_form::from_str(&self.request.query).unwrap_or_default();
        pairs
            .into_iter()
            .filter(|(name, _)| name == key)
            .map(|(_, value)| value)
            .collect()
    }

    /// The value of `key` in the query; empty when it is not there.
    #[must_use]
    pub fn query(&self, key: &str) -> String {
        let pairs: Vec<(String, String)> =
            serde_html_form::from_str(&self.request.query).unwrap_or_default();
        pairs
            .into_iter()
            .find(|(name, _)| name == key)
            .map(|(_, value)| value)
            .unwrap_or_default()
    }

    /// The token in the cookie `name`, when there is a well-formed one.
    #[must_use]
    pub fn token(&self, name: cookies::Name, purpose: Purpose) -> Option<PlainToken> {
        let text = cookies::find(&self.request.cookies, &name.on(self.request.https))?;
        PlainToken::parse(text, purpose)
    }

    /// Asks the platform's coarse shield whether this address may try to sign in. Generous: a day centre shares one.
    ///
    /// # Errors
    /// [`Error::TooMany`] when it may not, [`Error::Unavailable`] when the binding is missing (never « no limit »).
    pub async fn may_sign_in(&self) -> Result<()> {
        self.within_limit(self.request.address.clone()).await
    }

    /// The same for what anyone may say of the help, counted apart: it keeps nobody from signing in.
    ///
    /// # Errors
    /// As [`Cx::may_sign_in`].
    pub async fn may_say_more(&self) -> Result<()> {
        self.within_limit(format!("avis {}", self.request.address))
            .await
    }

    async fn within_limit(&self, key: String) -> Result<()> {
        let limiter = self
            .env
            .rate_limiter("SIGN_IN_LIMIT")
            .map_err(|error| Error::Unavailable(error.to_string()))?;
        let outcome = limiter.limit(key).await;
        let outcome = outcome.map_err(|error| Error::Unavailable(error.to_string()))?;
        if outcome.success {
            Ok(())
        } else {
            Err(Error::TooMany { retry_after_s: 60 })
        }
    }

    /// Has the static site a page at `path`, which is one of an address and nothing else?
    ///
    /// # Errors
    /// [`Error::Unavailable`] when the static site does not answer.
    pub async fn has_static_page(&self, path: &str) -> Result<bool> {
        let silent = |error: worker::Error| Error::Unavailable(format!("assets: {error}"));
        let assets = self.env.assets("ASSETS").map_err(silent)?;
        let url = format!("{}{path}", self.request.own_origin);
        let mut init = RequestInit::new();
        init.with_method(Method::Head);
        let answer = assets.fetch(url, Some(init)).await.map_err(silent)?;
        Ok(answer.status_code() == 200)
    }
}
