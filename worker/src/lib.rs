//! Escale's edge worker. A request walks in one direction: `door` → `routes` → a room's `pages` → its `rules` and
//! `store` → a view struct → a template. No step looks back.
#![cfg_attr(
    not(test),
    deny(
        clippy::unwrap_used,
        clippy::expect_used,
        clippy::indexing_slicing,
        clippy::panic
    )
)]

pub mod auth;
pub mod desk;
#[cfg(feature = "dev")]
pub mod dev;
pub mod door;
pub mod edge;
pub mod frame;
pub mod operator;
pub mod portal;
pub mod rights;
pub mod routes;
pub mod structure;

use edge::db::Statement;
use worker::{Context, Env, Request, Response, ScheduleContext, ScheduledEvent, event};

/// Answers a request.
#[event(fetch)]
async fn fetch(request: Request, env: Env, _context: Context) -> worker::Result<Response> {
    door::answer(request, env).await
}

/// Nightly: forgets what has expired.
#[event(scheduled)]
async fn scheduled(_event: ScheduledEvent, env: Env, _context: ScheduleContext) {
    door::nightly(env).await;
}

/// Every SQL statement of the product, for the tests that explain them one by one.
#[must_use]
pub fn statements() -> Vec<Statement> {
    let auth = auth::store::STATEMENTS.concat();
    let others = [
        desk::store::STATEMENTS,
        desk::access::store::STATEMENTS,
        operator::store::STATEMENTS,
        portal::store::STATEMENTS,
        structure::store::STATEMENTS,
    ];
    [auth, others.concat()].concat()
}
