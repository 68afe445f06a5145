//! The desk: domiciliés, their mail, their files (seed 000, domain §2).
//!
//! Other rooms may use the types of [`rules`]: what a domicilié's statut, mail and échéance mean.

pub mod access;
pub mod pages;
pub mod rules;
pub mod store;
