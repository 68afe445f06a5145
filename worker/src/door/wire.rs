//! What comes in and what goes out, on the wire.

use escale_site::headers;
use worker::{Env, Request, RequestInit, Response, ResponseBuilder};

use crate::{
    edge::{
        cx::{Cx, Incoming},
        error::{Error, Result},
        page::{Body, Page},
    },
    routes::{Method, Route},
};

impl Incoming {
    /// What `request` says, once and for all.
    ///
    /// # Errors
    /// When its address can't be read.
    pub(super) fn read(request: &Request) -> worker::Result<Self> {
        let url = request.url()?;
        let header = |name: &str| request.headers().get(name).ok().flatten();
        Ok(Self {
            id: header("x-escale-request-id").unwrap_or_default(),
            // The raw name: the `worker` crate takes what it doesn't know for a GET.
            method: request.inner().method(),
            path: url.path().to_owned(),
            query: url.query().unwrap_or_default().to_owned(),
            own_origin: url.origin().ascii_serialization(),
            https: url.scheme() == "https",
            cookies: header("Cookie").unwrap_or_default(),
            fetch_site: header("Sec-Fetch-Site"),
            origin: header("Origin"),
            content_type: header("Content-Type").unwrap_or_default(),
            accept_language: header("Accept-Language").unwrap_or_default(),
            address: header("CF-Connecting-IP").unwrap_or_default(),
        })
    }

    /// Its path and query, as asked for.
    pub(super) fn path_and_query(&self) -> String {
        let mark = if self.query.is_empty() { "" } else { "?" };
        format!("{}{mark}{}", self.path, self.query)
    }
}

/// With what was sent. Of a file bigger than its route takes, the page itself tells.
pub(super) async fn with_body(cx: Cx, request: &mut Request, route: &Route) -> Result<Cx> {
    if route.method == Method::Get {
        return Ok(cx);
    }
    match read_body(request, route.body_bytes_max).await {
        Err(Error::TooLarge) if route.takes_a_file() => Ok(Cx {
            too_large: true,
            ..cx
        }),
        body => Ok(Cx { body: body?, ..cx }),
    }
}

/// Reads the body, and stops at the first byte too many: a length can lie.
async fn read_body(request: &mut Request, bytes_max: usize) -> Result<Vec<u8>> {
    use futures_util::StreamExt as _;

    let announced = request.headers().get("Content-Length").ok().flatten();
    let announced = announced
        .and_then(|length| length.parse::<usize>().ok())
        .unwrap_or_default();
    if announced > bytes_max {
        return Err(Error::TooLarge);
    }
    let mut body = Vec::new();
    let Ok(mut stream) = request.stream() else {
        return Ok(body);
    };
    while let Some(chunk) = stream.next().await {
        let chunk = chunk.map_err(|_gone| Error::BadRequest("L’envoi a été interrompu."))?;
        if body.len() + chunk.len() > bytes_max {
            return Err(Error::TooLarge);
        }
        body.extend(chunk);
    }
    Ok(body)
}

/// Puts `page` on the wire with the headers every answer has. Whatever the worker writes is for one person only:
/// nothing keeps it.
pub(super) async fn send(
    page: Page,
    incoming: &Incoming,
    request: &Request,
    env: &Env,
) -> worker::Result<Response> {
    let mut builder = ResponseBuilder::new().with_status(page.status);
    let content_type = match &page.body {
        Body::Asset => return static_page(request, env).await,
        Body::Html(_) => Some("text/html; charset=utf-8"),
        Body::Json(_) => Some("application/json; charset=utf-8"),
        Body::Svg(_) => Some("image/svg+xml"),
        Body::File(genre, _) => Some(*genre),
        Body::Nothing => None,
    };
    let own = [("Cache-Control", "no-store")];
    for (name, value) in headers::SECURITY
        .iter()
        .copied()
        .chain(own)
        .chain(content_type.map(|it| ("Content-Type", it)))
    {
        builder = builder.with_header(name, value)?;
    }
    for (name, value) in &page.headers {
        builder = builder.with_header(name, value)?;
    }
    let mut response = match page.body {
        Body::Html(text) | Body::Json(text) => builder.fixed(text.into_bytes()),
        Body::Svg(picture) => builder.fixed(picture.as_bytes().to_vec()),
        Body::File(_, content) => builder.body(content),
        Body::Nothing | Body::Asset => builder.empty(),
    };
    for change in &page.cookies {
        response
            .headers_mut()
            .append("Set-Cookie", &change.header(incoming.https))?;
    }
    Ok(response)
}

/// The static page of this path: `/connexion` is the file `connexion/index.html`, which the assets call `/connexion/`.
async fn static_page(request: &Request, env: &Env) -> worker::Result<Response> {
    let mut url = request.url()?;
    url.set_path(&format!("{}/", url.path()));
    url.set_query(None);
    let mut init = RequestInit::new();
    init.with_method(request.method())
        .with_headers(request.headers().clone());
    env.assets("ASSETS")?.fetch(url, Some(init)).await
}
