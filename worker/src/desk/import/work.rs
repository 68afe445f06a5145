//! What goes on after a list is confirmed: the queue `escale-import` carries the id of an import, some parts are put in, and
//! a message for the rest follows. A message that is lost, or a worker that dies, is made up for by the cron.

use worker::Env;

use super::{
    rules::Etat,
    store::{
        lists,
        steps::{self, Which},
    },
};
use crate::edge::{
    clock::{MINUTE_MS, Moment},
    db::Db,
    error::{Error, Result},
    ids::{ImportId, StructureId},
};

/// The queue, as in wrangler.toml.
pub const QUEUE: &str = "escale-import";
/// Steps taken for one message: some 50 statements of the 1,000 that the platform allows.
const STEPS_AT_ONCE: usize = 10;
/// Steps taken before the first answer: a short list is done when its page comes.
const STEPS_BEFORE_ANSWER: usize = 4;
/// No step takes this long: whatever has not moved for it has stopped.
const STALLED_MS: i64 = 2 * MINUTE_MS;

/// Sends the message that goes on with `which`.
///
/// # Errors
/// [`Error::Unavailable`] when the queue does not take it.
async fn wake(env: &Env, which: &Which) -> Result<()> {
    let message = format!("{}/{}", which.structure.as_str(), which.id.as_str());
    let unavailable = |error: worker::Error| {
        let text = error.to_string();
        Error::Unavailable(format!(
            "queue: {}",
            text.lines().next().unwrap_or_default()
        ))
    };
    let queue = env.queue("IMPORTS").map_err(unavailable)?;
    queue.send(message).await.map_err(unavailable)
}

fn read(message: &str) -> Option<Which> {
    let (structure, id) = message.split_once('/')?;
    Some(Which {
        id: ImportId::parse(id)?,
        structure: StructureId::parse(structure)?,
    })
}

/// Takes at most `steps` steps; true when there is more to do.
async fn advance(db: &Db, which: &Which, steps: usize, now: Moment) -> Result<bool> {
    for _ in 0..steps {
        let Some(state) = steps::state(db, which)
            .await?
            .filter(|state| state.etat.runs())
        else {
            return Ok(false);
        };
        if let Err(error) = steps::step(db, which, state, now).await {
            // Should this fail too, the message comes again all the same.
            let _ = steps::failed(db, which).await;
            return Err(error);
        }
    }
    let state = steps::state(db, which).await?;
    Ok(state.is_some_and(|state| state.etat.runs()))
}

/// Goes on after the first part is in, which the batch of the start has done. What fails here goes on by itself later.
pub async fn begin(env: &Env, db: &Db, which: &Which, now: Moment) {
    if !matches!(
        advance(db, which, STEPS_BEFORE_ANSWER, now).await,
        Ok(false)
    ) {
        // The cron makes up for a message that could not be sent.
        let _ = wake(env, which).await;
    }
}

/// Treats one message.
///
/// # Errors
/// As the database or the queue: the message is to come again.
pub async fn treat(env: &Env, db: &Db, message: &str, now: Moment) -> Result<()> {
    let Some(which) = read(message) else {
        return Ok(());
    };
    if advance(db, &which, STEPS_AT_ONCE, now).await? {
        wake(env, &which).await?;
    }
    Ok(())
}

/// Wakes the imports that have stopped on the way, and forgets the lists that nobody has confirmed.
///
/// # Errors
/// As the database or the queue: the next sweep tries again.
pub async fn sweep(env: &Env, db: &Db, now: Moment) -> Result<()> {
    lists::forget(db, now).await?;
    for which in steps::stalled(db, now.plus_ms(-STALLED_MS)).await? {
        wake(env, &which).await?;
    }
    Ok(())
}

/// How much of an import is done, in hundredths: each part is put in, then its first lines are written.
#[must_use]
pub fn hundredths(etat: Etat, fait: i64, lots: i64) -> i64 {
    let lots = lots.max(1);
    match etat {
        Etat::EnCours => fait.min(lots) * 70 / lots,
        Etat::Historique => 70 + fait.min(lots) * 30 / lots,
        Etat::Fait => 100,
        Etat::Lecture | Etat::Apercu | Etat::Retrait | Etat::Echec => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_names_an_import_and_nothing_else() {
        let (id, structure) = (
            ImportId::new().expect("an id"),
            StructureId::new().expect("an id"),
        );
        let message = format!("{}/{}", structure.as_str(), id.as_str());
        assert_eq!(read(&message), Some(Which { id, structure }));
        assert_eq!(read("autre"), None);
        assert_eq!(read("a/b"), None);
    }

    #[test]
    fn the_bar_never_goes_back() {
        let steps = [
            (Etat::EnCours, 0),
            (Etat::EnCours, 40),
            (Etat::EnCours, 80),
            (Etat::Historique, 0),
            (Etat::Historique, 80),
            (Etat::Fait, 80),
        ];
        let shown: Vec<i64> = steps
            .iter()
            .map(|(etat, fait)| hundredths(*etat, *fait, 80))
            .collect();
        assert_eq!(shown, [0, 35, 70, 70, 100, 100]);
    }
}
