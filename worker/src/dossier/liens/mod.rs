//! Links from a dossier to the person's domiciliation and requests in the same structure, with the person's agreement.

pub mod pages;
pub mod rules;
pub mod store;
pub mod views;
