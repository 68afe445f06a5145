//! Importing places from a file of the standard « Lieux de médiation numérique », by an operateur: read, checked, shown,
//! confirmed, then put in the directory a part at a time by the queue of imports. A row that breaks a rule is refused with
//! its line and its reasons; the good ones go in. A place that a structure keeps up to date here is left alone.

pub mod file;
pub mod pages;
pub mod refusals;
pub mod rules;
pub mod store;
pub mod views;
pub mod work;
