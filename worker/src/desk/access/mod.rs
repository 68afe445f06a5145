//! « Accès au portail usager » on a domicilié's file (seed 000, step 2): opening, closing, resetting, and the letter;
//! and the first credentials of several people at once.

pub mod letter;
pub mod pages;
pub mod paper;
pub mod rules;
pub mod several;
pub mod store;
pub mod translation;
