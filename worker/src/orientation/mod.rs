//! Orientation: what structures offer, and the requests that prescribers send them for the people they accompany
//! (seed 002, domain §3).
//!
//! Its parts are rooms in the room, and may use each other's stores; other rooms know its rules only.

pub mod board;
pub mod link;
pub mod messages_rules;
pub mod request;
pub mod rules;
pub mod services;
pub mod store;
pub mod time;
pub mod treating;
