//! « Accès au portail usager » on a domicilié's file (seed 000, step 2): opening, closing, resetting, and the letter.

pub mod letter;
pub mod pages;
pub mod rules;
pub mod store;
