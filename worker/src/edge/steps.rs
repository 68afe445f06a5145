//! What goes on by itself, a step at a time, once somebody has confirmed it: the queue of imports carries a mark and an id;
//! some steps are taken, and a message for the rest follows. A message that is lost, or a worker that dies, is made up for
//! by the cron.

use std::future::Future;

use serde::{Deserialize, Serialize};
use worker::Env;

use super::{
    clock::{MINUTE_MS, Moment},
    db::Db,
    error::{Error, Result},
    ids::ImportId,
};

/// Steps taken for one message.
const STEPS_AT_ONCE: usize = 10;
/// Steps taken before the first answer: what is short is done when its page comes.
const STEPS_BEFORE_ANSWER: usize = 4;
/// No step takes this long: whatever has not moved for it has stopped.
const STALLED_MS: i64 = 2 * MINUTE_MS;

/// Where an import stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Etat {
    /// Being kept.
    Lecture,
    /// Shown, to be confirmed.
    Apercu,
    /// Being put in.
    EnCours,
    /// Withdrawing what the file no longer holds.
    Retrait,
    /// Done.
    Fait,
    /// Stopped.
    Echec,
}

impl Etat {
    /// What the list of imports calls it.
    #[must_use]
    pub fn in_words(self) -> &'static str {
        match self {
            Self::Lecture | Self::Apercu => "À confirmer",
            Self::EnCours | Self::Retrait => "En cours",
            Self::Fait => "Terminé",
            Self::Echec => "Arrêté",
        }
    }
}

/// One kind of such work.
pub trait Stepped {
    /// How its messages begin; the queue is shared.
    const MARK: &'static str;
    /// How far one is.
    type State;

    /// How far it is, while there is more to do.
    fn running(db: &Db, id: &ImportId) -> impl Future<Output = Result<Option<Self::State>>>;

    /// Does the next thing there is to do from `state`; a second one who does it changes nothing.
    fn step(
        db: &Db,
        id: &ImportId,
        state: Self::State,
        now: Moment,
    ) -> impl Future<Output = Result<()>>;

    /// Counts a failure of the next step.
    fn failed(db: &Db, id: &ImportId) -> impl Future<Output = Result<()>>;

    /// The one that nothing has moved since `before`.
    fn stalled(db: &Db, before: Moment) -> impl Future<Output = Result<Option<ImportId>>>;
}

/// The one that a message is about, if it is of that kind.
#[must_use]
pub fn read<S: Stepped>(message: &str) -> Option<ImportId> {
    message.strip_prefix(S::MARK).and_then(ImportId::parse)
}

async fn wake<S: Stepped>(env: &Env, id: &ImportId) -> Result<()> {
    let unavailable = |error: worker::Error| {
        let text = error.to_string();
        let line = text.lines().next().unwrap_or_default();
        Error::Unavailable(format!("queue: {line}"))
    };
    let queue = env.queue("IMPORTS").map_err(unavailable)?;
    let message = format!("{}{}", S::MARK, id.as_str());
    queue.send(message).await.map_err(unavailable)
}

/// Takes at most `steps` steps; true when there is more to do.
async fn advance<S: Stepped>(db: &Db, id: &ImportId, steps: usize, now: Moment) -> Result<bool> {
    for _ in 0..steps {
        let Some(state) = S::running(db, id).await? else {
            return Ok(false);
        };
        if let Err(error) = S::step(db, id, state, now).await {
            // Should this fail too, the message comes again all the same.
            let _ = S::failed(db, id).await;
            return Err(error);
        }
    }
    Ok(S::running(db, id).await?.is_some())
}

/// Begins; what fails here goes on by itself later.
pub async fn begin<S: Stepped>(env: &Env, db: &Db, id: &ImportId, now: Moment) {
    if !matches!(
        advance::<S>(db, id, STEPS_BEFORE_ANSWER, now).await,
        Ok(false)
    ) {
        // The cron makes up for a message that could not be sent.
        let _ = wake::<S>(env, id).await;
    }
}

/// Treats one message about `id`.
///
/// # Errors
/// As the database or the queue: the message is to come again.
pub async fn treat<S: Stepped>(env: &Env, db: &Db, id: &ImportId, now: Moment) -> Result<()> {
    if advance::<S>(db, id, STEPS_AT_ONCE, now).await? {
        wake::<S>(env, id).await?;
    }
    Ok(())
}

/// Wakes the one that has stopped on the way.
///
/// # Errors
/// As the database or the queue: the next sweep tries again.
pub async fn sweep<S: Stepped>(env: &Env, db: &Db, now: Moment) -> Result<()> {
    if let Some(id) = S::stalled(db, now.plus_ms(-STALLED_MS)).await? {
        wake::<S>(env, &id).await?;
    }
    Ok(())
}
