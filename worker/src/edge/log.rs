//! One JSON line a request. What may be in it is listed in `content/projet/journaux.md`: never a name, an identifier,
//! a token, a password or an address.

use serde::Serialize;

use super::db::Cost;

/// What one request leaves in the log.
#[derive(Debug, Serialize)]
pub struct Line<'a> {
    /// The request's id, the same as on an error page.
    pub id: &'a str,
    /// Method.
    pub method: &'a str,
    /// The pattern of the route table, never the path itself: a path may hold an id or a token.
    pub route: &'a str,
    /// HTTP status.
    pub status: u16,
    /// Milliseconds from request to answer.
    pub ms: i64,
    /// Trips to D1.
    pub d1_trips: u64,
    /// Rows D1 read.
    pub d1_read: u64,
    /// Rows D1 wrote.
    pub d1_written: u64,
    /// What went wrong on our side, if anything.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub error: Option<&'a str>,
}

impl Line<'_> {
    /// A line with its costs.
    #[must_use]
    pub fn with_cost(mut self, cost: Cost) -> Self {
        (self.d1_trips, self.d1_read, self.d1_written) = (cost.trips, cost.read, cost.written);
        self
    }

    /// Writes the line.
    pub fn write(&self) {
        if let Ok(text) = serde_json::to_string(self) {
            worker::console_log!("{text}");
        }
    }
}
