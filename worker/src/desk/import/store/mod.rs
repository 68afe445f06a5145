//! Every SQL statement of imports: the list that is kept until it is confirmed, and the steps that put it among the files.

pub mod lists;
pub mod steps;

use crate::edge::db::Statement;

/// Every statement of these stores.
pub const STATEMENTS: &[&[Statement]] = &[lists::STATEMENTS, steps::STATEMENTS];
