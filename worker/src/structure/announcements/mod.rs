//! The announcements of a structure: what it tells all its domiciliés on the portal, from one local day to another.

pub mod pages;
pub mod rules;
pub mod store;
