//! « Exporter »: the list as it is filtered, and the whole file of one person. Each is written down before it goes out.

pub mod archive;
pub mod asked;
pub mod file_pages;
pub mod file_sheets;
pub mod file_store;
pub mod file_view;
pub mod list_pages;
pub mod list_sheet;
pub mod names_rules;
pub mod rules;
pub mod store;
