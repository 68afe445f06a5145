//! « Statistiques »: what a structure did in a period, and whom it serves now, from counters that the database keeps.
//!
//! Nothing here counts: migrations/0010_statistics.sql does, in the transaction of each change.

pub mod chart_rules;
pub mod pages;
pub mod record_rules;
pub mod rules;
pub mod store;
pub mod tables_rules;
