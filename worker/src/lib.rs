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
use worker::{
    Context, Env, MessageBatch, Request, Response, ScheduleContext, ScheduledEvent, event,
};

/// Answers a request.
#[event(fetch)]
async fn fetch(request: Request, env: Env, _context: Context) -> worker::Result<Response> {
    door::answer(request, env).await
}

/// Every few minutes: wakes the imports whose message was lost. Nightly: forgets what has expired.
#[event(scheduled)]
async fn scheduled(event: ScheduledEvent, env: Env, _context: ScheduleContext) {
    door::scheduled(&event.cron(), env).await;
}

/// Goes on with the imports whose ids the messages carry.
///
/// # Errors
/// None: a message that could not be treated is asked for again.
#[event(queue)]
async fn queue(batch: MessageBatch<String>, env: Env, _context: Context) -> worker::Result<()> {
    door::queues::consume(&batch, &env).await;
    Ok(())
}

/// Every SQL statement of the product, for the tests that explain them one by one.
#[must_use]
pub fn statements() -> Vec<Statement> {
    let in_folders = [
        auth::store::STATEMENTS,
        desk::file::store::STATEMENTS,
        desk::import::store::STATEMENTS,
        desk::mail::store::STATEMENTS,
    ];
    let others = [
        desk::store::STATEMENTS,
        desk::access::store::STATEMENTS,
        desk::history::store::STATEMENTS,
        desk::decision::store::STATEMENTS,
        desk::accounts::store::STATEMENTS,
        desk::documents::store::STATEMENTS,
        desk::list::store::STATEMENTS,
        operator::store::STATEMENTS,
        portal::store::STATEMENTS,
        structure::store::STATEMENTS,
        structure::announcements::store::STATEMENTS,
    ];
    [in_folders.concat().concat(), others.concat()].concat()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edge::page::TEMPLATES;

    /// Templates that are parts of pages, or pages of the static site.
    const NOT_PAGES: &[&str] = &[
        "base.html",
        "layout/",
        "components/",
        "aide/",
        "accueil.html",
        "desk/fiche.html",
        "desk/onglet.html",
        "desk/decision_champs.html",
        "desk/connexions.html",
        "structure/annonce_champs.html",
    ];

    #[test]
    fn every_template_renders_with_the_view_it_is_bound_to() {
        let rendered: Vec<_> = [
            auth::password_pages::samples::rendered(),
            auth::portal_pages::samples::rendered(),
            auth::staff_pages::samples::rendered(),
            desk::decision::views::samples::rendered(),
            desk::decision::several_views::samples::rendered(),
            desk::access::several::samples::rendered(),
            desk::accounts::pages::samples::rendered(),
            desk::documents::pages::samples::rendered(),
            desk::import::views::samples::rendered(),
            desk::list::recall::samples::rendered(),
            desk::list::view::samples::rendered(),
            desk::mail::pages::samples::rendered(),
            desk::file::form_views::samples::rendered(),
            desk::file::overview::samples::rendered(),
            desk::file::pages::samples::rendered(),
            desk::history::pages::samples::rendered(),
            edge::page::samples::rendered(),
            operator::pages::samples::rendered(),
            portal::pages::samples::rendered(),
            structure::pages::samples::rendered(),
            structure::announcements::pages::samples::rendered(),
        ]
        .into_iter()
        .flatten()
        .collect();
        for (template, html) in &rendered {
            let html = html
                .as_ref()
                .unwrap_or_else(|error| panic!("{template}: {error:?}"));
            assert!(html.contains("</html>"), "{template}");
        }
        for (name, _) in TEMPLATES
            .iter()
            .filter(|(name, _)| !NOT_PAGES.iter().any(|part| name.starts_with(part)))
        {
            assert!(
                rendered.iter().any(|(template, _)| template == name),
                "no view is bound to {name}, or it has no sample"
            );
        }
    }
}
