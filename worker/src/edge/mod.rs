//! The ground floor: everything a room needs that is not its own business: database access, pages, forms, errors,
//! time, ids, randomness and the log. Knows no room.

pub mod clock;
pub mod config;
pub mod cookies;
pub mod csv_table;
pub mod cx;
pub mod d1;
pub mod db;
pub mod error;
pub mod files;
pub mod form;
pub mod hours;
pub mod ids;
pub mod incident;
pub mod links;
pub mod log;
pub mod once;
pub mod origin;
pub mod page;
pub mod picture;
pub mod random;
pub mod seal;
pub mod secret;
pub mod steps;
pub mod typed;
pub mod upload;
pub mod words;
pub mod workbook;
