//! « Structure »: what an administrateur keeps of it, when it is open and closed, and what the portal shows of it.

pub mod closures_rules;
pub mod hours_rules;
pub mod pages;
pub mod rules;
pub mod store;
mod views;
