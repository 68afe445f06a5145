//! A structure's own letters: Word documents with tags, kept in R2, filled for one person or for several.
//!
//! Other rooms of the desk ask [`letters`] for the letter of a kind, and make their own when there is no model.

pub mod docx;
pub mod letters;
pub mod pages;
pub mod people;
pub mod rules;
pub mod several_pages;
pub mod starters;
pub mod store;
pub mod tags_rules;
pub mod values;
pub mod views;
