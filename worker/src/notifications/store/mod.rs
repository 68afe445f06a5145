//! Every SQL statement of messages to domiciliés.

pub mod people;
pub mod rounds;
pub mod settings;
pub mod wishes;

use crate::edge::db::Statement;

/// Every statement of this store.
pub const STATEMENTS: &[&[Statement]] =
    &[rounds::STATEMENTS, settings::STATEMENTS, wishes::STATEMENTS];
