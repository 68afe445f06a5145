//! Every SQL statement of the mail ledger.

pub mod lines;
pub mod morning;
pub mod movements;

pub use lines::{Line, Procuration, Tab, Transfert, tab};
pub use morning::{Received, received_today};
pub use movements::{Key, Reception, Recorded, receive, show_up, take_out, undo, whose_line};

use crate::edge::db::Statement;

/// The statements of each file of this store.
pub const STATEMENTS: &[&[Statement]] = &[
    lines::STATEMENTS,
    morning::STATEMENTS,
    movements::STATEMENTS,
];
