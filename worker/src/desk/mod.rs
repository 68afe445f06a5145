//! The desk: domiciliés, their mail, their files (seed 000, domain §2).
//!
//! Other rooms may use the types of `rules`: what a domicilié's statut, échéance and mail mean.

pub mod access;
pub mod accounts;
pub mod decision;
pub mod documents;
pub mod erasing;
pub mod export;
pub mod file;
pub mod history;
pub mod import;
pub mod letter;
pub mod list;
pub mod mail;
pub mod models;
pub mod people_rules;
pub mod rules;
pub mod store;
pub mod tabs;
