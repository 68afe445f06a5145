//! « + Bénéficiaire »: a new dossier, with a new number or with the one of a booklet that somebody already has.

pub mod form_rules;
pub mod pages;
pub mod store;
pub mod views;
