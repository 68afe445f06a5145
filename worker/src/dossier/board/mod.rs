//! « Demandes bénéficiaires »: the three tabs, the search, and what is said after a move.

pub mod pages;
pub mod rules;
pub mod store;
pub mod views;
