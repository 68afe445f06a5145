//! The page of a dossier, for whoever holds it: who the person is, the diagnosis, the workshops, where it has been.

pub mod edit_pages;
pub mod edit_views;
pub mod identity_rules;
pub mod pages;
pub mod store;
pub mod timeline;
pub mod views;

/// What every page of a dossier belongs to in the menu, and the address of one.
pub use super::board::rules::{BOARD_URL as HERE, dossier_url as url};
