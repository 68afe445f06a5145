//! The front door: finds the row of the route table, checks who is there, runs the handler, answers and logs.

pub mod queues;
mod way;
mod wire;

use worker::{Env, Request, Response};

use self::{
    way::{find, moved},
    wire::{send, with_body},
};
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
        origin,
        page::{ErrorView, Page, Visitor},
    },
    orientation, outbox,
    rights::{Right, Role},
    routes::{Handler, Method, Route},
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

/// The cron of the nightly work, as in wrangler.toml; every other one sweeps what a queue has lost.
const NIGHTLY: &str = "17 2 * * *";

/// Does the work of that cron.
pub async fn scheduled(cron: &str, env: Env) {
    let work = if cron == NIGHTLY { "nightly" } else { "sweep" };
    let now = Moment::now();
    let (error, cost) = match env.d1("DB") {
        Ok(d1) => {
            let db = Db::new(d1);
            let outcome = match work {
                "nightly" => nightly(&env, &db, now).await,
                _ => sweep(&env, &db, now).await,
            };
            (cause_of(outcome), db.cost())
        }
        Err(error) => (Some(error.to_string()), Cost::default()),
    };
    let line = Line {
        id: work,
        method: "CRON",
        route: work,
        status: if error.is_none() { 200 } else { 500 },
        ms: Moment::now().0 - now.0,
        d1_trips: 0,
        d1_read: 0,
        d1_written: 0,
        error: error.as_deref(),
    };
    line.with_cost(cost).write();
}

fn cause_of(outcome: Result<()>) -> Option<String> {
    let error = outcome.err()?;
    error.cause().map(str::to_owned)
}

/// Forgets what has expired and deletes the documents that no file names. What fails does not keep the rest from its turn.
async fn nightly(env: &Env, db: &Db, now: Moment) -> Result<()> {
    let forgotten = auth::store::forget_expired(db, now).await;
    let mail = outbox::forget(db, now).await;
    let erased = desk::erasing::sweep::erase_old(env, db, now).await;
    let imports = desk::import::work::sweep(env, db, now).await;
    let orphans = desk::documents::sweep::delete_orphans(env, db, now).await;
    orphans.and(forgotten).and(mail).and(erased).and(imports)
}

/// Wakes what a lost message left asleep: e-mails, imports; and goes on with requests whose time has come.
async fn sweep(env: &Env, db: &Db, now: Moment) -> Result<()> {
    let requests = orientation::time::work::sweep(env, db, now).await;
    let mail = outbox::sweep(env, db, now).await;
    let imports = desk::import::work::sweep(env, db, now).await;
    imports.and(mail).and(requests)
}
