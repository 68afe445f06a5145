//! The platform itself: its structures, for those who run it, and its health, for machines.

pub mod letters;
pub mod mail_pages;
pub mod pages;
pub mod rules;
pub mod store;
pub mod structure_pages;
