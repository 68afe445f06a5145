//! What is built once per isolate and then only read.

use std::cell::OnceCell;

use super::error::Result;

/// What `cell` holds, made by `make` the first time.
///
/// # Errors
/// Those of `make`; the next call tries again.
pub fn get_or_make<T>(cell: &OnceCell<T>, make: impl FnOnce() -> Result<T>) -> Result<&T> {
    match cell.get() {
        Some(made) => Ok(made),
        None => {
            let made = make()?;
            Ok(cell.get_or_init(|| made))
        }
    }
}
