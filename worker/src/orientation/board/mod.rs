//! « Orientations »: what a structure has sent and received, and the page of one request (seed 002 announces it).
//!
//! The actions of the service that received a request are not here: their place on the page is a template of its own,
//! `orientation/recue_actions.html`.

pub mod act_pages;
pub mod erasing_pages;
pub mod erasing_store;
pub mod pages;
pub mod request_pages;
pub mod request_views;
pub mod rules;
pub mod search_rules;
pub mod store;
pub mod timeline_rules;
pub mod views;
