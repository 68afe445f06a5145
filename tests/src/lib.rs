//! Escale tried from outside. A story is written with the words of this crate: a [`server`] started once, people with a
//! [`browser`] or, without a screen, a [`http::Visitor`], a [`stories::Desk`] of their own, and the [`db`] to look into.
//!
//! Nothing here is a pretence of a part of the product: the worker runs in workerd, on a real local D1.
#![cfg(feature = "harness")]
#![expect(
    clippy::missing_panics_doc,
    reason = "a test that can't go on panics: that is how it says so"
)]

pub mod axe;
pub mod browser;
pub mod chrome;
pub mod db;
pub mod http;
pub mod lighthouse;
pub mod mail;
pub mod secrets;
pub mod server;
pub mod stories;
pub mod text;
pub mod tree;
pub mod views;
pub mod wire;
