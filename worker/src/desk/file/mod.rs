//! A domicilié's file: who they are, and where their domiciliation stands.

pub mod overview;
