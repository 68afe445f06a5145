//! Every SQL statement of the form: drafts and their documents, the sending.

pub mod drafts;
pub mod sending;

pub use drafts::{
    Added, Draft, File, Kept, Listed, NewFile, Place, Seen, add_file, delete, draft, expect_object,
    files_of, forget_object, keep, mine, remove_file, start,
};
pub use sending::{Double, Prescriber, Sending, double, prescriber, sent, statements_of};

use crate::edge::db::Statement;

/// Every statement of this store.
pub const STATEMENTS: &[&[Statement]] = &[drafts::STATEMENTS, sending::STATEMENTS];
