//! A structure's own letters: Word documents with tags, kept in R2, filled for one person or for several.
//!
//! Other rooms of the desk ask [`letters`] for the letter of a kind, and make their own when there is no model.

pub mod docx;
pub mod rules;
pub mod tags_rules;
