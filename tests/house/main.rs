//! Does the tree still have the shape that architecture.md draws? No server is needed to know.

mod export;
mod help;
mod imports;
mod pictures;
mod places;
mod retention;
mod roles;
mod tenants;
mod wording;
