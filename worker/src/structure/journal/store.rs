//! The SQL of the audit log that is nobody else's.

use super::Line;
use crate::{
    edge::{clock::Moment, db::Query},
    statements,
};

statements! { "journal";
    WRITE = "
        INSERT INTO journal (id, structure_id, staff_user_id, evenement, detail, created_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
        ON CONFLICT (id) DO NOTHING";
}

/// The statement that writes a line.
pub(super) fn write(line: &Line<'_>, detail: &str, now: Moment) -> Query {
    WRITE.with([
        line.id.into(),
        line.structure.into(),
        line.who.into(),
        line.evenement.into(),
        detail.into(),
        now.into(),
    ])
}
