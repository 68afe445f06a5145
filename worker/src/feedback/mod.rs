//! « Cette page vous a-t-elle aidé ? »: what readers say of the pages of the help, and the list of it for operateurs.

pub mod operator_pages;
pub mod pages;
pub mod rules;
pub mod store;
