//! « Documents » of a file: their rows are in the database, their bytes in R2 (domain §2).
//!
//! No byte is ever lost sight of: an object is named in `document_orphelin` before it is put in R2, and again in the
//! transaction that takes a document off the file. What stays there goes at night.

pub mod pages;
pub mod rules;
pub mod store;
pub mod sweep;
