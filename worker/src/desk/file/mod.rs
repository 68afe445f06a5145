//! A domicilié's file: who they are, where their domiciliation stands, who may fetch their mail, what colleagues note.

pub mod change_rules;
pub mod form_pages;
pub mod form_rules;
pub mod form_views;
pub mod langue_rules;
pub mod notes_pages;
pub mod others_rules;
pub mod overview;
pub mod pages;
pub mod row_rules;
pub mod rules;
pub mod shown;
pub mod store;
