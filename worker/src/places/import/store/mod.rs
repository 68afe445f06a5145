//! Every SQL statement of the import of places: what is kept until it is confirmed, and the steps that put it in the directory.

pub mod lists;
pub mod steps;

use crate::edge::db::Statement;

/// Every statement of these stores.
pub const STATEMENTS: &[&[Statement]] = &[lists::STATEMENTS, steps::STATEMENTS];
