//! An operateur gives an imported place to the structure that will keep it up to date, or takes it back.

pub mod pages;
pub mod store;
