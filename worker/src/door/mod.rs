//! The front door: finds the row of the route table, checks who is there, runs the handler, answers and logs.

pub(crate) mod lost;
pub mod queues;
mod way;
mod wire;

use worker::{Env, Request, Response};

use self::{
    lost::error_page,
    way::{find, is_behind_a_link, moved},
    wire::{send, with_body},
};
use crate::{
    auth::{self, Staff, StaffSession},
    desk, dossier,
    edge::{
        clock::Moment,
        config::{Config, PRODUCTION},
        cookies,
        cx::{Cx, Incoming},
        db::{Cost, Db},
        error::{Error, Result, Side},
        log::Line,
        origin,
        page::Page,
    },
    feedback, notifications,
    orientation::{self, services::import as services},
    outbox, places,
    routes::{Answer, Handler, Method, Route},
    statistics,
    structure::{self, journal::Sight},
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
        who: None,
    };
    let outcome = walk(&mut request, &incoming, &env, now, &mut visit).await;
    let cause = outcome
        .as_ref()
        .err()
        .and_then(Error::cause)
        .map(str::to_owned);
    let answer = match outcome {
        Err(error) => {
            lost::recognise(&error, &incoming, &env, now, &mut visit).await;
            error_page(&error, &incoming, visit.who)
        }
        page => page,
    };
    let page = answer.unwrap_or_else(|_unrenderable| Page::last_resort());
    let page = if is_behind_a_link(&incoming) {
        page.behind_a_link()
    } else {
        page
    };
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
    /// Who it was on the staff's side, for the menu and the ways out of an error page.
    who: Option<StaffSession>,
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
    if route.method == Method::Post && !is_from_our_page(route, incoming) {
        return Err(Error::CrossSite);
    }
    let cx = context(incoming, env, now, params)?;
    let spent = cx.db.clone();
    let outcome = enter(route, request, cx, &mut visit.who).await;
    visit.cost = spent.cost();
    outcome
}

fn is_from_our_page(route: &Route, incoming: &Incoming) -> bool {
    let is_ours = match route.handler {
        Handler::Link(_) => origin::is_ours_behind_a_link,
        _ => origin::is_ours,
    };
    is_ours(
        incoming.fetch_site.as_deref(),
        incoming.origin.as_deref(),
        &incoming.own_origin,
    )
}

/// What a handler may know, before anything sent is read.
fn context(
    incoming: &Incoming,
    env: &Env,
    now: Moment,
    params: Vec<(String, String)>,
) -> Result<Cx> {
    let d1 = env
        .d1("DB")
        .map_err(|error| Error::Unavailable(error.to_string()))?;
    Ok(Cx {
        db: Db::new(d1),
        now,
        config: Config::read(env)?,
        request: incoming.clone(),
        params,
        body: Vec::new(),
        too_large: false,
        env: env.clone(),
    })
}

/// Checks who is there, as the row asks; only then reads what was sent, which may be big, and runs the row's handler.
async fn enter(
    route: &Route,
    request: &mut Request,
    cx: Cx,
    who: &mut Option<StaffSession>,
) -> Result<Page> {
    let had = |name: cookies::Name| {
        cookies::find(&cx.request.cookies, &name.on(cx.request.https)).is_some()
    };
    let (was_portail, was_gestion) = (had(cookies::Name::Portail), had(cookies::Name::Gestion));
    match route.handler {
        Handler::Public(handler) | Handler::Link(handler) => {
            handler(with_body(cx, request, route).await?).await
        }
        Handler::Portal(handler) => match auth::domicilie(&cx).await? {
            Some(me) => handler(with_body(cx, request, route).await?, me).await,
            None => signed_out(route, Side::Portail, was_portail),
        },
        Handler::Staff(right, handler) => {
            let me = auth::staff(&cx).await?;
            who.clone_from(&me);
            match me {
                Some(me) if me.role.may(right) => match me.into_staff() {
                    Some(me) if right.is_of_operatrices() && !me.operatrice => {
                        dossier::board::pages::not_here(&cx, &me)
                    }
                    Some(me) => watched(route, request, cx, handler, me).await,
                    None => Err(Error::Forbidden),
                },
                Some(_) => Err(Error::Forbidden),
                None => match auth::way_back::remembered(route.path, &cx) {
                    Some(way) => Ok(Page::see_other("/gestion/connexion").cookie(way)),
                    None => signed_out(route, Side::Gestion, was_gestion),
                },
            }
        }
        Handler::Own(handler) => {
            let me = auth::staff(&cx).await?;
            who.clone_from(&me);
            match me {
                Some(me) => match me.into_person() {
                    Some(me) => handler(with_body(cx, request, route).await?, me).await,
                    None => Err(Error::Forbidden),
                },
                None => signed_out(route, Side::Gestion, was_gestion),
            }
        }
        Handler::Operator(handler) => {
            let me = auth::staff(&cx).await?;
            who.clone_from(&me);
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

/// The answer to someone of a structure. What it shows of a person is first written down: without it, nothing is shown.
async fn watched(
    route: &Route,
    request: &mut Request,
    cx: Cx,
    handler: fn(Cx, Staff) -> Answer,
    me: Staff,
) -> Result<Page> {
    let sight = Sight::of(route.method.as_str(), route.path, &cx, &me);
    let page = handler(with_body(cx, request, route).await?, me).await?;
    if let Some(sight) = sight.filter(|_| page.status == 200) {
        sight.write().await?;
    }
    Ok(page)
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
    let dossiers = dossier::erasing::sweep::erase_old(db, now).await;
    let imports = desk::import::work::sweep(env, db, now).await;
    let services = services::work::sweep(env, db, now).await;
    let places = places::import::work::sweep(env, db, now).await;
    let said = notifications::work::forget(db, now).await;
    let orphans = desk::documents::sweep::delete_orphans(env, db, now).await;
    let recorded = statistics::store::record(db, now).await;
    let invitations = structure::members::forget(db, now).await;
    let tries = dossier::moves::tries_store::forget(db, now).await;
    let said_of_help = feedback::store::forget(db, now).await;
    let left = orphans.and(forgotten).and(mail).and(erased).and(imports);
    let left = left.and(recorded).and(invitations).and(said);
    let left = left.and(services).and(places).and(tries);
    left.and(dossiers).and(said_of_help)
}

/// Wakes what a lost message left asleep: e-mails, imports. Begins the sendings whose hour has come, and goes on with
/// requests whose time has come.
async fn sweep(env: &Env, db: &Db, now: Moment) -> Result<()> {
    let requests = orientation::time::work::sweep(env, db, now).await;
    let mail = outbox::sweep(env, db, now).await;
    let sendings = notifications::work::sweep(env, db, now).await;
    let services = services::work::sweep(env, db, now).await;
    let places = places::import::work::sweep(env, db, now).await;
    let imports = desk::import::work::sweep(env, db, now).await;
    let done = imports.and(mail).and(sendings).and(services);
    done.and(places).and(requests)
}
