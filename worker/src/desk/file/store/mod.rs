//! Every SQL statement of a domicilié's file.
//!
//! A change is decided by its line of « Historique »: that line is written only if the change may be made, and the
//! change is made only if that very line was written, in the same batch.

pub mod content;
pub mod notes;
pub mod rights;

pub use content::{
    Colleague, Created, Edited, NewFile, Twin, content_of, create, edit, edits_since, twins_of,
};
pub use notes::{Linked, Note, add_note, delete_note, overview_of, pin_note};
pub use rights::{
    Extras, Kept, KeptProcuration, KeptTransfert, add_procuration, add_transfert,
    delete_procuration, delete_transfert, file_with_extras,
};

use crate::edge::db::Statement;

/// Every statement of this store.
pub const STATEMENTS: &[&[Statement]] =
    &[content::STATEMENTS, notes::STATEMENTS, rights::STATEMENTS];
