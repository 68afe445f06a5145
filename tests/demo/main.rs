//! The demo world (domain.md §5) as SQL on standard output: what `make run` shows and the stories start from.
//! Everything is invented; its days follow today, but for the ones the story of M. TEST fixes.

mod beside;
mod dossiers;
mod files;
mod members;
mod orientations;
mod past;
mod people;
mod places;
mod portal;
mod services;
mod sql;
mod wishes;
mod world;

use std::io::{self, Write};

fn main() -> io::Result<()> {
    let statements = world::World::today()
        .statements()
        .map_err(io::Error::other)?;
    let mut out = io::stdout().lock();
    for statement in statements {
        writeln!(out, "{statement}")?;
    }
    Ok(())
}
