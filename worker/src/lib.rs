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

pub mod account;
pub mod auth;
pub mod desk;
#[cfg(feature = "dev")]
pub mod dev;
pub mod door;
pub mod dossier;
pub mod edge;
pub mod feedback;
pub mod frame;
pub mod notifications;
pub mod operator;
pub mod orientation;
pub mod outbox;
pub mod places;
pub mod portal;
pub mod rights;
pub mod routes;
pub mod statistics;
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

/// Every few minutes: begins the messages to domiciliés that are due, wakes the e-mails and imports whose message was lost. Nightly: forgets what has expired.
#[event(scheduled)]
async fn scheduled(event: ScheduledEvent, env: Env, _context: ScheduleContext) {
    door::scheduled(&event.cron(), env).await;
}

/// Goes on with what the messages name: e-mails to deliver, imports.
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
        notifications::store::STATEMENTS,
        orientation::request::store::STATEMENTS,
        places::import::store::STATEMENTS,
    ];
    let others = [
        account::store::STATEMENTS,
        desk::store::STATEMENTS,
        desk::access::store::STATEMENTS,
        desk::history::store::STATEMENTS,
        desk::decision::store::STATEMENTS,
        desk::accounts::store::STATEMENTS,
        desk::documents::store::STATEMENTS,
        desk::erasing::store::STATEMENTS,
        desk::export::store::STATEMENTS,
        desk::export::file_store::STATEMENTS,
        desk::list::store::STATEMENTS,
        desk::models::store::STATEMENTS,
        dossier::board::store::STATEMENTS,
        dossier::creation::store::STATEMENTS,
        dossier::moves::fetch_store::STATEMENTS,
        dossier::moves::store::STATEMENTS,
        dossier::moves::targets_store::STATEMENTS,
        dossier::moves::told_store::STATEMENTS,
        dossier::moves::tries_store::STATEMENTS,
        dossier::ateliers::store::STATEMENTS,
        dossier::carnet::store::STATEMENTS,
        dossier::erasing::store::STATEMENTS,
        dossier::liens::store::STATEMENTS,
        dossier::notes::store::STATEMENTS,
        dossier::page::store::STATEMENTS,
        feedback::store::STATEMENTS,
        operator::store::STATEMENTS,
        orientation::board::store::STATEMENTS,
        orientation::board::erasing_store::STATEMENTS,
        orientation::services::store::STATEMENTS,
        orientation::services::search_store::STATEMENTS,
        orientation::services::import::store::STATEMENTS,
        orientation::store::STATEMENTS,
        orientation::time::store::STATEMENTS,
        orientation::treating::store::STATEMENTS,
        outbox::store::STATEMENTS,
        places::map_store::STATEMENTS,
        places::search_store::STATEMENTS,
        places::attach::store::STATEMENTS,
        places::export::store::STATEMENTS,
        places::own::store::STATEMENTS,
        portal::store::STATEMENTS,
        statistics::store::STATEMENTS,
        structure::store::STATEMENTS,
        structure::announcements::store::STATEMENTS,
        structure::settings::store::STATEMENTS,
        structure::journal::store::STATEMENTS,
        structure::members::store::STATEMENTS,
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
        "email/",
        "accueil.html",
        "auth/aide_connexion.html",
        "erreur_mots.html",
        "auth/mot_de_passe_champs.html",
        "operator/personne_champs.html",
        "desk/fiche.html",
        "desk/onglet.html",
        "desk/decision_champs.html",
        "desk/connexions.html",
        "dossier/tete.html",
        "dossier/atelier_champs.html",
        "orientation/cadre.html",
        "orientation/traitement_champs.html",
        "orientation/champs.html",
        "orientation/fiche.html",
        "orientation/brouillon_parties.html",
        "orientation/recue_actions.html",
        "structure/annonce_champs.html",
        "structure/modele_champs.html",
    ];

    #[test]
    fn every_letter_renders_with_what_it_says() {
        let letters: Vec<_> = [
            account::letters::samples::rendered(),
            auth::letters::samples::rendered(),
            dossier::moves::letters::samples::rendered(),
            notifications::letters::samples::rendered(),
            notifications::texts::samples::rendered(),
            auth::second_factor::letters::samples::rendered(),
            operator::letters::samples::rendered(),
            orientation::request::letters::samples::rendered(),
            orientation::time::letters::samples::rendered(),
            orientation::treating::letters::samples::rendered(),
            structure::members::letters::samples::rendered(),
        ]
        .into_iter()
        .flatten()
        .collect();
        for (folder, message) in &letters {
            let message = message
                .as_ref()
                .unwrap_or_else(|error| panic!("{folder}: {error:?}"));
            assert!(message.html.contains("</html>"), "{folder}");
            assert!(!message.subject.is_empty(), "{folder}");
            assert!(
                message.text.trim().len() > 40 && !message.text.contains("</"),
                "{folder}: {}",
                message.text
            );
        }
        for (name, _) in TEMPLATES {
            let folder = name
                .strip_prefix("email/")
                .and_then(|name| name.split_once('/'));
            if let Some((folder, _)) = folder.filter(|(folder, _)| *folder != "layout") {
                assert!(
                    letters.iter().any(|(known, _)| *known == folder),
                    "no letter is bound to {name}, or it has no sample"
                );
            }
        }
    }

    #[test]
    fn every_template_renders_with_the_view_it_is_bound_to() {
        let rendered: Vec<_> = [
            account::address_pages::samples::rendered(),
            account::pages::samples::rendered(),
            auth::forgotten_pages::samples::rendered(),
            auth::password_pages::samples::rendered(),
            auth::portal_pages::samples::rendered(),
            auth::second_factor::views::samples::rendered(),
            auth::staff_pages::samples::rendered(),
            door::lost::samples::rendered(),
            desk::decision::views::samples::rendered(),
            desk::decision::several_views::samples::rendered(),
            desk::access::several::samples::rendered(),
            desk::accounts::pages::samples::rendered(),
            desk::documents::pages::samples::rendered(),
            desk::erasing::pages::samples::rendered(),
            desk::export::file_pages::samples::rendered(),
            desk::export::file_view::samples::rendered(),
            desk::export::list_pages::samples::rendered(),
            desk::import::views::samples::rendered(),
            desk::list::recall::samples::rendered(),
            desk::list::view::samples::rendered(),
            desk::mail::pages::samples::rendered(),
            desk::models::views::samples::rendered(),
            desk::models::several_pages::samples::rendered(),
            desk::file::form_views::samples::rendered(),
            desk::file::overview::samples::rendered(),
            desk::file::pages::samples::rendered(),
            desk::history::pages::samples::rendered(),
            dossier::board::views::samples::rendered(),
            dossier::creation::views::samples::rendered(),
            dossier::moves::send_views::samples::rendered(),
            dossier::moves::views::samples::rendered(),
            dossier::ateliers::views::samples::rendered(),
            dossier::carnet::pages::samples::rendered(),
            dossier::erasing::pages::samples::rendered(),
            dossier::liens::views::samples::rendered(),
            dossier::page::edit_views::samples::rendered(),
            dossier::page::views::samples::rendered(),
            edge::page::samples::rendered(),
            feedback::operator_pages::samples::rendered(),
            feedback::pages::samples::rendered(),
            notifications::file_pages::samples::rendered(),
            notifications::pages::samples::rendered(),
            notifications::portal_pages::samples::rendered(),
            notifications::stop_pages::samples::rendered(),
            operator::mail_pages::samples::rendered(),
            operator::pages::samples::rendered(),
            operator::structure_pages::samples::rendered(),
            orientation::services::public_pages::samples::rendered(),
            orientation::services::views::samples::rendered(),
            orientation::services::import::views::samples::rendered(),
            orientation::board::request_views::samples::rendered(),
            orientation::board::views::samples::rendered(),
            orientation::board::erasing_pages::samples::rendered(),
            orientation::request::start_pages::samples::rendered(),
            orientation::services::taken_out::samples::rendered(),
            orientation::request::review_views::samples::rendered(),
            orientation::request::views::samples::rendered(),
            orientation::treating::lost_pages::samples::rendered(),
            orientation::treating::views::samples::rendered(),
            outbox::lost::samples::rendered(),
            places::attach::pages::samples::rendered(),
            places::import::views::samples::rendered(),
            places::directory_views::samples::rendered(),
            places::public_pages::samples::rendered(),
            places::own::views::samples::rendered(),
            portal::pages::samples::rendered(),
            statistics::pages::samples::rendered(),
            structure::journal::pages::samples::rendered(),
            structure::journal::export_pages::samples::rendered(),
            structure::pages::samples::rendered(),
            structure::announcements::pages::samples::rendered(),
            structure::settings::pages::samples::rendered(),
            structure::members::accept_pages::samples::rendered(),
            structure::members::member_pages::samples::rendered(),
            structure::members::pages::samples::rendered(),
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
