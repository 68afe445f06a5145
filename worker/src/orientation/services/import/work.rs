//! What goes on after services are confirmed: they are put in a part at a time.

use worker::Env;

use super::store::{self, State};
use crate::{
    edge::{
        clock::Moment,
        db::Db,
        error::Result,
        ids::ImportId,
        steps::{self, Stepped},
    },
    orientation::services,
};

/// The imports of services.
pub struct Services;

impl Stepped for Services {
    const MARK: &'static str = "services/";
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
    store::forget(db, now).await?;
    services::store::forget_contacts(db, now).await?;
    steps::sweep::<Services>(env, db, now).await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_names_an_import_and_nothing_else() {
        let id = ImportId::new().expect("an id");
        let read = steps::read::<Services>;
        assert_eq!(read(&format!("services/{}", id.as_str())), Some(id.clone()));
        assert_eq!(read(id.as_str()), None);
        assert_eq!(read("services/"), None);
    }
}
