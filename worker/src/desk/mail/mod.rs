//! « Courriers »: the ledger of what came and what was handed over.

pub mod pages;
pub mod rules;
pub mod store;
