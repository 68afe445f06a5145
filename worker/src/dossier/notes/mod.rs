//! Notes of the diagnosis: they follow the dossier to whoever holds it next.

pub mod pages;
pub mod rules;
pub mod store;
