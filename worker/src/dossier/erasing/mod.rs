//! Erasing an archived dossier: on demand, or two years after the last line of its log.

pub mod pages;
pub mod rules;
pub mod store;
pub mod sweep;
