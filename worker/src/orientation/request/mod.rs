//! A request in the making: a draft kept on the server, two steps, documents, a last look, the sending (seed 002).
//!
//! `orientation::board` uses its letters, its rules of files and what it knows of R2.

pub mod draft_pages;
pub mod field_views;
pub mod fields_rules;
pub mod file_rules;
pub mod files;
pub mod letters;
pub mod review_pages;
pub mod review_views;
pub mod rules;
pub mod start_pages;
pub mod step_form;
pub mod store;
pub mod typed_rules;
pub mod views;
