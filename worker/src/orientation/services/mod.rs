//! Services: what a structure offers, written here or imported from data·inclusion; the public directory.
//!
//! A request keeps a copy of the service it is sent to, [`rules::Oriented`], as [`store::oriented`] gives it.

pub mod lists_rules;
pub mod rules;
pub mod store;
