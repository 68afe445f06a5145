//! « Historique »: all that happened to a file, who did it and when. The lines are written by the other rooms.

pub mod events_rules;
pub mod pages;
pub mod rules;
pub mod store;
pub mod view;
