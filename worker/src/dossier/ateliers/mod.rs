//! Workshops of a dossier: agreed, planned, attended; each version of each is kept.

pub mod pages;
pub mod rules;
pub mod store;
pub mod views;
