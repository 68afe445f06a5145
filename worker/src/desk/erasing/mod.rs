//! Erasing a file, whole: asked for at the desk, or long after the last contact. Nothing of the person stays but the
//! number the file had.

pub mod pages;
pub mod rules;
pub mod store;
pub mod sweep;
