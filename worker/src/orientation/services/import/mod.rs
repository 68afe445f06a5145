//! Importing services from data·inclusion, by an operateur: two files, structures and services, read, checked, shown,
//! confirmed, then put in the directory a part at a time by the queue of imports. A line that breaks a rule is refused with
//! its place and the reason; the good ones go in.

pub mod file;
pub mod pages;
pub mod rules;
pub mod service_rules;
pub mod store;
pub mod views;
pub mod work;
