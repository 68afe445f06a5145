//! What is done to a dossier: take charge, archive, reopen, send on, fetch back, undo. Each is one line of its log.

pub mod archive_pages;
pub mod fetch_pages;
pub mod fetch_store;
pub mod forms_rules;
pub mod letters;
pub mod pages;
pub mod send_pages;
pub mod send_views;
pub mod store;
pub mod targets_store;
pub mod told;
pub mod told_store;
pub mod tries_store;
pub mod views;
