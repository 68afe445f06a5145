//! What time does to requests: reminders, the end, the files, the names; and drafts that nobody sends.

pub mod letters;
pub mod rules;
pub mod store;
pub mod work;
