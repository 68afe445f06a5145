//! The card of a carnet, to be printed: the number, its QR code, what is left, where to come.

pub mod pages;
pub mod store;
