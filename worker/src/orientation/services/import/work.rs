//! What goes on after services are confirmed: the queue of imports carries `services/` and the id of an import; some parts
//! are put in, and a message for the rest follows. A message that is lost, or a worker that dies, is made up for by the cron.

use worker::Env;

use super::store;
use crate::{
    edge::{
        clock::{MINUTE_MS, Moment},
        db::Db,
        error::{Error, Result},
        ids::ImportId,
    },
    orientation::services,
};

/// How a message of ours begins; the queue is shared with the imports of lists.
const MARK: &str = "services/";
/// Steps taken for one message.
const STEPS_AT_ONCE: usize = 10;
/// Steps taken before the first answer: a short file is in when its page comes.
const STEPS_BEFORE_ANSWER: usize = 4;
/// No step takes this long: whatever has not moved for it has stopped.
const STALLED_MS: i64 = 2 * MINUTE_MS;

/// The import that a message is about, if it is one of ours.
#[must_use]
pub fn read(message: &str) -> Option<ImportId> {
    message.strip_prefix(MARK).and_then(ImportId::parse)
}

async fn wake(env: &Env, id: &ImportId) -> Result<()> {
    let unavailable = |error: worker::Error| {
        let text = error.to_string();
        let line = text.lines().next().unwrap_or_default();
        Error::Unavailable(format!("queue: {line}"))
    };
    let queue = env.queue("IMPORTS").map_err(unavailable)?;
    let message = format!("{MARK}{}", id.as_str());
    queue.send(message).await.map_err(unavailable)
}

/// Takes at most `steps` steps; true when there is more to do.
async fn advance(db: &Db, id: &ImportId, steps: usize, now: Moment) -> Result<bool> {
    for _ in 0..steps {
        let state = store::state(db, id).await?;
        let Some(state) = state.filter(store::State::runs) else {
            return Ok(false);
        };
        if let Err(error) = store::step(db, id, state, now).await {
            // Should this fail too, the message comes again all the same.
            let _ = store::failed(db, id).await;
            return Err(error);
        }
    }
    let state = store::state(db, id).await?;
    Ok(state.is_some_and(|state| state.runs()))
}

/// Begins; what fails here goes on by itself later.
pub async fn begin(env: &Env, db: &Db, id: &ImportId, now: Moment) {
    if !matches!(advance(db, id, STEPS_BEFORE_ANSWER, now).await, Ok(false)) {
        // The cron makes up for a message that could not be sent.
        let _ = wake(env, id).await;
    }
}

/// Treats one message about the import `id`.
///
/// # Errors
/// As the database or the queue: the message is to come again.
pub async fn treat(env: &Env, db: &Db, id: &ImportId, now: Moment) -> Result<()> {
    if advance(db, id, STEPS_AT_ONCE, now).await? {
        wake(env, id).await?;
    }
    Ok(())
}

/// Wakes the import that has stopped on the way, and forgets what is old.
///
/// # Errors
/// As the database or the queue: the next sweep tries again.
pub async fn sweep(env: &Env, db: &Db, now: Moment) -> Result<()> {
    store::forget(db, now).await?;
    services::store::forget_contacts(db, now).await?;
    if let Some(id) = store::stalled(db, now.plus_ms(-STALLED_MS)).await? {
        wake(env, &id).await?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_names_an_import_and_nothing_else() {
        let id = ImportId::new().expect("an id");
        assert_eq!(read(&format!("services/{}", id.as_str())), Some(id.clone()));
        assert_eq!(read(id.as_str()), None);
        assert_eq!(read("services/"), None);
    }
}
