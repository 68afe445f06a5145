//! « Courriers »: the ledger of what came and what was handed over, and « Courrier du jour », where a morning's mail is
//! recorded at a stretch.

pub mod pages;
pub mod rules;
pub mod store;
pub mod undo_rules;
