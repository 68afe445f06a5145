//! The public directory and map of places of digital mediation (seed 003): where they are, what they offer, when they open;
//! imported and exported in the words of the data standard, kept up to date by the structures that run them.

pub mod attach;
pub(crate) mod directory_views;
pub mod export;
pub mod import;
pub mod jsonld;
pub mod lists_rules;
pub mod map_pages;
pub mod map_rules;
pub mod map_store;
pub mod near_rules;
pub mod onward_rules;
pub mod own;
pub mod position_rules;
pub mod public_pages;
pub mod search_rules;
pub mod search_store;
pub mod sheet;
pub mod standard_rules;
