//! The portal: what a domicilié sees on their phone (seeds 000 and 001, domain §1).

pub mod documents;
mod opening;
pub mod pages;
mod place;
pub mod rules;
pub mod store;
mod things;
