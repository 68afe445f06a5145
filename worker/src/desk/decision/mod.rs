//! Decisions: a request is instructed, decided, renewed, ended, asked anew; and the letters that say so.
//!
//! Other rooms of the desk may use [`rules`]: where a domiciliation may go, and whether its address holds.

pub mod attestation;
pub mod check;
pub mod forms;
pub mod letters;
pub mod pages;
pub mod rules;
pub mod several_pages;
pub mod several_views;
pub mod store;
pub mod views;
