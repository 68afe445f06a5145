//! The places that a structure keeps up to date itself: written, changed, withdrawn by its people.

pub mod form_rules;
pub mod pages;
pub mod rules;
mod sheet;
pub mod store;
pub mod views;
