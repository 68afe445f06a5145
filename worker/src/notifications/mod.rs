//! Messages to domiciliés, by e-mail and by SMS: mail waits, the échéance comes near, nobody has seen them for long.
//!
//! The structure says what goes out and when (`pages`), a person says what they want (`file_pages` at the desk,
//! `portal_pages`, `stop_pages` from an e-mail), `work` sends. Others may use [`rules`], [`phone_rules`] and [`wish_of`].

pub mod file_pages;
pub mod letters;
pub mod opening_rules;
pub mod pages;
pub mod phone_rules;
pub mod portal_pages;
mod previews;
pub mod rules;
pub mod settings_rules;
pub mod sms_rules;
pub mod stop_pages;
pub mod store;
pub mod texts;
pub mod time_rules;
pub mod ways_rules;
pub mod wishes;
pub mod work;

pub use wishes::{WishView, wish_of};

use crate::edge::config::{Config, SmsTransport};

/// Can this deployment send any SMS? Where it can't, nobody is offered one.
#[must_use]
pub fn has_sms(config: &Config) -> bool {
    config.sms.transport != SmsTransport::None
}
