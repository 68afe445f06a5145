//! Escale's look, shared by the static site and the worker, and the generator of the static site.
//!
//! Without the feature `generator` there is only what a running worker needs: [`look`], the template
//! environment, [`locale`], the languages people are spoken to in, and [`headers`], the security headers. With it, [`assets`] and [`templates`] feed the
//! worker's build script and [`publish`] turns `content/` into `site/dist/`.
//!
//! The static site is built in one direction: [`content`] finds, [`matter`] and [`markdown`] read each page alone, [`links`] and
//! [`images`] check what pages say of each other, [`tree`] arranges, [`pages`] renders, [`publish`] writes. Nothing is written before
//! everything has been checked; what [`memory`] knows to be the same is not done again. [`watch`] and [`serve`]
//! are for those who write.

pub mod headers;
pub mod locale;
pub mod look;

#[cfg(feature = "generator")]
pub mod address;
#[cfg(feature = "generator")]
pub mod assets;
#[cfg(feature = "generator")]
pub mod callouts;
#[cfg(feature = "generator")]
pub mod content;
#[cfg(feature = "generator")]
pub mod dates;
#[cfg(feature = "generator")]
pub mod error;
#[cfg(feature = "generator")]
pub mod hosts;
#[cfg(feature = "generator")]
pub mod images;
#[cfg(feature = "generator")]
pub mod links;
#[cfg(feature = "generator")]
pub mod markdown;
#[cfg(feature = "generator")]
pub mod matter;
#[cfg(feature = "generator")]
pub mod memory;
#[cfg(feature = "generator")]
pub mod pages;
#[cfg(feature = "generator")]
pub mod parallel;
#[cfg(feature = "generator")]
pub mod publish;
#[cfg(feature = "generator")]
pub mod serve;
#[cfg(feature = "generator")]
pub mod templates;
#[cfg(feature = "generator")]
pub mod tree;
#[cfg(feature = "generator")]
pub mod typography;
#[cfg(feature = "generator")]
pub mod variants;
#[cfg(feature = "generator")]
pub mod watch;

#[cfg(feature = "generator")]
pub use error::Error;
