//! A structure's own administration: for now « Portail Usager » (seed 000, step 1; seed 001).

pub mod pages;
pub mod store;
