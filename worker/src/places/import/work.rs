//! What goes on after places are confirmed: they are put in a part at a time.

use worker::Env;

use super::store::{
    lists,
    steps::{self as store, State},
};
use crate::edge::{
    clock::Moment,
    db::Db,
    error::Result,
    ids::ImportId,
    steps::{self, Stepped},
};

/// The imports of places.
pub struct Places;

impl Stepped for Places {
    const MARK: &'static str = "lieux/";
    type State = State;

    async fn running(db: &Db, id: &ImportId) -> Result<Option<State>> {
        Ok(store::state(db, id).await?.filter(State::runs))
    }

    async fn step(db: &Db, id: &ImportId, state: State, now: Moment) -> Result<()> {
        store::step(db, id, state, now).await
    }

    async fn failed(db: &Db, id: &ImportId) -> Result<()> {
        store::failed(db, id).await
    }

    async fn stalled(db: &Db, before: Moment) -> Result<Option<ImportId>> {
        store::stalled(db, before).await
    }
}

/// Wakes the import that has stopped on the way, and forgets what is old.
///
/// # Errors
/// As the database or the queue: the next sweep tries again.
pub async fn sweep(env: &Env, db: &Db, now: Moment) -> Result<()> {
    lists::forget(db, now).await?;
    steps::sweep::<Places>(env, db, now).await
}
