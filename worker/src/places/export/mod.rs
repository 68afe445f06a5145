//! Places as files that programs exchange: CSV of the standard « Lieux de médiation numérique », and `GeoJSON`; any list of
//! the directory, asked with the same parts of an address.

pub mod pages;
pub mod store;
pub mod write_rules;
