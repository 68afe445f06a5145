//! The list « Domiciliés »: tabs, search, filters; and « À rappeler ».

pub mod choice;
pub mod pages;
pub mod recall;
pub mod row;
pub mod rules;
pub mod store;
pub mod view;
