//! Services: what a structure offers, written here or imported from data·inclusion; the public directory.
//!
//! A request keeps a copy of the service it is sent to, [`rules::Oriented`], as [`store::oriented`] gives it.

pub mod form_rules;
pub mod import;
pub mod jsonld;
pub mod lists_rules;
pub mod pages;
pub mod public_pages;
pub mod rules;
pub mod search_rules;
pub mod search_store;
pub mod sheet;
pub mod store;
pub mod taken_out;
pub mod text_rules;
pub mod views;
