//! The dossiers of beneficiaries and their carnets (seed 003, domain §4): one holder at a time, every move written down.
//!
//! A dossier is moved by its log alone: a line is written on a condition, and the database carries the dossier where the
//! line says. So of many who move one dossier at once, one does, and the log replays to the present state.

pub mod ateliers;
pub mod board;
pub mod carnet;
pub mod carnet_rules;
pub mod creation;
pub mod erasing;
pub mod liens;
pub mod motif_rules;
pub mod moves;
pub mod notes;
pub mod page;
pub mod rules;
