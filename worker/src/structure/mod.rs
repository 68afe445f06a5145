//! A structure's own administration: « Portail Usager » (seed 000, step 1; seed 001) announcements, « Structure ».

pub mod announcements;
pub mod journal;
pub mod members;
pub mod pages;
pub mod settings;
pub mod store;
