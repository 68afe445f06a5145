//! The front door: finds the row of the route table, checks who is there, runs the handler, answers and logs.

use std::cell::OnceCell;

use escale_site::headers;
use matchit::Router;
use worker::{Env, Request, RequestInit, Response, ResponseBuilder};

use crate::{
    auth, desk,
    edge::{
        clock::Moment,
        config::{Config, PRODUCTION},
        cookies,
        cx::{Cx, Incoming},
        db::{Cost, Db},
        error::{Error, Result, Side},
        log::Line,
        once, origin,
        page::{Body, ErrorView, Page, Visitor},
    },
    rights::{Right, Role},
    routes::{Handler, Method, Route, TABLE},
};

/// What the log calls a path that is in no row.
const NO_ROUTE: &str = "(none)";

/// Answers one request, whatever happens.
///
/// # Errors
/// Only when the platform can't build a response at all.
pub async fn answer(mut request: Request, env: Env) -> worker::Result<Response> {
    let now = Moment::now();
    let incoming = Incoming::read(&request)?;
    let mut visit = Visit {
        route: NO_ROUTE,
        cost: Cost::default(),
        visitor: Visitor::Unknown,
    };
    let outcome = walk(&mut request, &incoming, &env, now, &mut visit).await;
    let cause = outcome
        .as_ref()
        .err()
        .and_then(Error::cause)
        .map(str::to_owned);
    let answer = outcome.or_else(|error| error_page(&error, &incoming, visit.visitor));
    let page = answer.unwrap_or_else(|_unrenderable| Page::last_resort());
    let response = send(page, &incoming, &request, &env).await?;
    let line = Line {
        id: &incoming.id,
        method: &incoming.method,
        route: visit.route,
        status: response.status_code(),
        ms: Moment::now().0 - now.0,
        d1_trips: 0,
        d1_read: 0,
        d1_written: 0,
        error: cause.as_deref(),
    };
    line.with_cost(visit.cost).write();
    Ok(response)
}

/// What the log will say of this request.
struct Visit {
    route: &'static str,
    cost: Cost,
    /// Who it was, for the ways out of an error page.
    visitor: Visitor,
}

async fn walk(
    request: &mut Request,
    incoming: &Incoming,
    env: &Env,
    now: Moment,
    visit: &mut Visit,
) -> Result<Page> {
    if let Some(elsewhere) = moved(incoming, PRODUCTION) {
        return Ok(Page::see_other(elsewhere).status(308));
    }
    let (route, params) = find(incoming)?;
    visit.route = route.path;
    if route.method == Method::Post
        && !origin::is_ours(
            incoming.fetch_site.as_deref(),
            incoming.origin.as_deref(),
            &incoming.own_origin,
        )
    {
        return Err(Error::CrossSite);
    }
    let d1 = env
        .d1("DB")
        .map_err(|error| Error::Unavailable(error.to_string()))?;
    let db = Db::new(d1);
    let spent = db.clone();
    let cx = Cx {
        db,
        now,
        config: Config::read(env)?,
        request: incoming.clone(),
        params,
        body: Vec::new(),
        too_large: false,
        env: env.clone(),
    };
    let outcome = enter(route, request, cx, &mut visit.visitor).await;
    visit.cost = spent.cost();
    outcome
}

/// Checks who is there, as the row asks; only then reads what was sent, which may be big, and runs the row's handler.
async fn enter(
    route: &Route,
    request: &mut Request,
    cx: Cx,
    visitor: &mut Visitor,
) -> Result<Page> {
    let had = |name: cookies::Name| {
        cookies::find(&cx.request.cookies, &name.on(cx.request.https)).is_some()
    };
    let (was_portail, was_gestion) = (had(cookies::Name::Portail), had(cookies::Name::Gestion));
    match route.handler {
        Handler::Public(handler) => handler(with_body(cx, request, route).await?).await,
        Handler::Portal(handler) => match auth::domicilie(&cx).await? {
            Some(me) => handler(with_body(cx, request, route).await?, me).await,
            None => signed_out(route, Side::Portail, was_portail),
        },
        Handler::Staff(right, handler) => {
            let me = auth::staff(&cx).await?;
            *visitor = kind_of(me.as_ref().map(|me| me.role));
            match me {
                Some(me) if me.role.may(right) => match me.into_staff() {
                    Some(me) => handler(with_body(cx, request, route).await?, me).await,
                    None => Err(Error::Forbidden),
                },
                Some(_) => Err(Error::Forbidden),
                None => signed_out(route, Side::Gestion, was_gestion),
            }
        }
        Handler::Operator(handler) => {
            let me = auth::staff(&cx).await?;
            *visitor = kind_of(me.as_ref().map(|me| me.role));
            match me {
                Some(me) => match me.into_operator() {
                    Some(me) => handler(with_body(cx, request, route).await?, me).await,
                    None => Err(Error::Forbidden),
                },
                None => signed_out(route, Side::Gestion, was_gestion),
            }
        }
    }
}

fn kind_of(role: Option<Role>) -> Visitor {
    match role {
        None => Visitor::Unknown,
        Some(role) if role.may(Right::RunPlatform) => Visitor::Operator,
        Some(_) => Visitor::Staff,
    }
}

/// A page one wanted to read leads to signing in, where one is told if a session has ended; something one wanted to
/// change is not done, and says so.
fn signed_out(route: &Route, side: Side, was_signed_in: bool) -> Result<Page> {
    let end = if was_signed_in { "?fin=expiree" } else { "" };
    match (route.method, side) {
        (Method::Get, Side::Portail) => Ok(Page::see_other(format!("/connexion{end}"))),
        (Method::Get, Side::Gestion) => Ok(Page::see_other(format!("/gestion/connexion{end}"))),
        (Method::Post, side) => Err(Error::SignedOut(side)),
    }
}

/// Where the same request is served: over https in production, and without a last slash.
fn moved(incoming: &Incoming, production: bool) -> Option<String> {
    if production && !incoming.https {
        let rest = incoming.own_origin.strip_prefix("http://")?;
        return Some(format!("https://{rest}{}", incoming.path_and_query()));
    }
    let path = incoming
        .path
        .strip_suffix('/')
        .filter(|path| !path.is_empty() && !path.starts_with("//"))?;
    Some(
        Incoming {
            path: path.to_owned(),
            ..incoming.clone()
        }
        .path_and_query(),
    )
}

type Rows = Vec<&'static Route>;

thread_local! {
    /// The table, indexed by path; built once per isolate.
    static PATHS: OnceCell<Router<Rows>> = const { OnceCell::new() };
}

fn index() -> Result<Router<Rows>> {
    let mut paths: Vec<(&str, Rows)> = Vec::new();
    for route in TABLE {
        match paths.iter_mut().find(|(path, _)| *path == route.path) {
            Some((_, rows)) => rows.push(route),
            None => paths.push((route.path, vec![route])),
        }
    }
    let mut router = Router::new();
    for (path, rows) in paths {
        router
            .insert(path, rows)
            .map_err(|error| Error::internal(path, error))?;
    }
    Ok(router)
}

fn find(incoming: &Incoming) -> Result<(&'static Route, Vec<(String, String)>)> {
    PATHS.with(|cell| {
        let router = once::get_or_make(cell, index)?;
        let found = router
            .at(&incoming.path)
            .map_err(|_no_such_path| Error::NotFound)?;
        let method = if incoming.method == "HEAD" {
            "GET"
        } else {
            &incoming.method
        };
        let route = found
            .value
            .iter()
            .find(|route| route.method.as_str() == method)
            .copied();
        let allowed = || {
            found
                .value
                .iter()
                .map(|route| route.method.as_str())
                .collect::<Vec<_>>()
                .join(", ")
        };
        let route = route.ok_or_else(|| Error::MethodNotAllowed(allowed()))?;
        Ok((
            route,
            found
                .params
                .iter()
                .map(|(name, value)| (name.to_owned(), value.to_owned()))
                .collect(),
        ))
    })
}

/// With what was sent. Of a file bigger than its route takes, the page itself tells.
async fn with_body(cx: Cx, request: &mut Request, route: &Route) -> Result<Cx> {
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

fn error_page(error: &Error, incoming: &Incoming, visitor: Visitor) -> Result<Page> {
    let staff = incoming.path.starts_with("/gestion") || incoming.path.starts_with("/operateur");
    let side = match error {
        Error::SignedOut(side) => *side,
        _ if staff => Side::Gestion,
        _ => Side::Portail,
    };
    let page = ErrorView::of(error, side, visitor, &incoming.id).page(side)?;
    Ok(match error {
        Error::MethodNotAllowed(allow) => page.header("Allow", allow.clone()),
        Error::TooMany { retry_after_s } => page.header("Retry-After", retry_after_s.to_string()),
        _ => page,
    })
}

/// Puts `page` on the wire with the headers every answer has. Whatever the worker writes is for one person only:
/// nothing keeps it.
async fn send(
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

impl Incoming {
    fn read(request: &Request) -> worker::Result<Self> {
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
            address: header("CF-Connecting-IP").unwrap_or_default(),
        })
    }
}

impl Incoming {
    fn path_and_query(&self) -> String {
        let mark = if self.query.is_empty() { "" } else { "?" };
        format!("{}{mark}{}", self.path, self.query)
    }
}

/// Forgets what has expired, deletes the documents that no file names, and logs what it did.
pub async fn nightly(env: Env) {
    let now = Moment::now();
    let (error, cost) = match env.d1("DB") {
        Ok(d1) => {
            let db = Db::new(d1);
            let forgotten = auth::store::forget_expired(&db, now).await;
            let outcome = desk::documents::sweep::delete_orphans(&env, &db, now)
                .await
                .and(forgotten);
            (
                outcome
                    .err()
                    .and_then(|error| error.cause().map(str::to_owned)),
                db.cost(),
            )
        }
        Err(error) => (Some(error.to_string()), Cost::default()),
    };
    let line = Line {
        id: "nightly",
        method: "CRON",
        route: "nightly",
        status: if error.is_none() { 200 } else { 500 },
        ms: Moment::now().0 - now.0,
        d1_trips: 0,
        d1_read: 0,
        d1_written: 0,
        error: error.as_deref(),
    };
    line.with_cost(cost).write();
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(origin: &str, path: &str) -> Incoming {
        Incoming {
            id: String::new(),
            method: "GET".to_owned(),
            path: path.to_owned(),
            query: "page=2".to_owned(),
            own_origin: origin.to_owned(),
            https: origin.starts_with("https"),
            cookies: String::new(),
            fetch_site: None,
            origin: None,
            content_type: String::new(),
            address: String::new(),
        }
    }

    #[test]
    fn in_production_a_password_never_goes_in_clear() {
        let http = asked("http://escale.fr", "/connexion");
        assert_eq!(
            moved(&http, true).as_deref(),
            Some("https://escale.fr/connexion?page=2")
        );
        assert_eq!(moved(&http, false), None);
        assert_eq!(moved(&asked("https://escale.fr", "/connexion"), true), None);
    }

    #[test]
    fn a_last_slash_is_taken_away_and_never_leads_elsewhere() {
        let at = |path: &str| moved(&asked("https://escale.fr", path), true);
        assert_eq!(at("/gestion/").as_deref(), Some("/gestion?page=2"));
        assert_eq!(at("/"), None);
        assert_eq!(at("//ailleurs.fr/"), None);
    }

    #[test]
    fn every_path_of_the_table_is_found() {
        for route in TABLE {
            let path = ["{usager}", "{document}", "{annonce}"]
                .into_iter()
                .fold(route.path.to_owned(), |path, part| {
                    path.replace(part, "AAAAAAAAAAAAAAAAAAAAAA")
                });
            let incoming = Incoming {
                method: route.method.as_str().to_owned(),
                ..asked("https://escale.fr", &path)
            };
            assert!(
                find(&incoming).is_ok_and(|(found, _)| found.path == route.path),
                "{path}"
            );
        }
    }
}
