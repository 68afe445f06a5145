//! « Comptes du portail »: every access of the structure, by what became of it.

pub mod pages;
pub mod rules;
pub mod store;
