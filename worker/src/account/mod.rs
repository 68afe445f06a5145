//! One's own account (« Mon compte »): name, address, password, second factor, where one is
//! signed in.

pub mod address_pages;
pub mod letters;
pub mod pages;
pub mod rules;
pub mod store;
