//! « Importer »: a list of domiciliés from a workbook or a text file (reference.md « Usager import »).
//!
//! A file is read (`sheet`), checked (`check_rules`) and kept (`store`) once; confirmed, it is put among the files by `work`,
//! a part at a time, and seen whole or not at all. Others use `work`: the queue and the cron call it.

pub mod cell_rules;
pub mod check_rules;
pub mod columns_rules;
pub mod domiciliation_rules;
pub mod model;
pub mod pages;
pub mod rules;
pub mod sheet;
pub mod store;
pub mod unreadable_rules;
pub mod views;
pub mod work;
