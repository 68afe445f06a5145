//! The list « Domiciliés »: tabs, search, filters.

pub mod pages;
pub mod rules;
pub mod store;
