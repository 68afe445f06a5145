//! Delivery: a message of the queue names a row; whoever takes the row sends it, and says what became of it.

use worker::{Env, MessageBuilder};

use super::{
    letter::Message,
    rules::{Canal, seconds, wait_after_ms},
    sms::{self, Sms},
    store::{self, Fate, Taken},
    transport::{self, Trouble},
};
use crate::edge::{
    clock::Moment,
    config::Config,
    db::Db,
    error::{Error, Result},
    ids::{CourrielId, PriseId},
    secret::{PlainToken, Purpose},
};

/// The producer's binding, in wrangler.toml.
const QUEUE: &str = "COURRIELS";

/// What a message of the queue has led to.
#[derive(Debug, PartialEq, Eq)]
pub enum Delivery {
    /// Sent; or nothing to do, because it is sent already, being sent by another, or not due yet.
    Done,
    /// To be tried again in so many seconds; why.
    Later(u32, String),
    /// Given up; why.
    GivenUp(String),
}

/// Tells the queue that these e-mails wait, once their change is in the database. A message that can't be put there is
/// no error: the sweep finds the row.
pub async fn wake(env: &Env, ids: &[&CourrielId]) {
    if let Ok(queue) = env.queue(QUEUE) {
        for id in ids {
            let _ = queue.send(id.as_str().to_owned()).await;
        }
    }
}

/// The same for e-mails that are not due before so many milliseconds.
pub async fn wake_later(env: &Env, ids: &[&CourrielId], wait_ms: i64) {
    if let Ok(queue) = env.queue(QUEUE) {
        for id in ids {
            let message =
                MessageBuilder::new(id.as_str().to_owned()).delay_seconds(seconds(wait_ms));
            let _ = queue.send(message.build()).await;
        }
    }
}

/// Puts into the queue what goes on with a sending to the domiciliés of a structure: the message is not the name of an
/// e-mail, and whoever consumes the queue knows it by its form.
///
/// # Errors
/// [`Error::Unavailable`] when the queue does not take it.
pub async fn wake_sending(env: &Env, message: String) -> Result<()> {
    let unavailable = |error: worker::Error| Error::Unavailable(format!("queue: {error}"));
    let queue = env.queue(QUEUE).map_err(unavailable)?;
    queue.send(message).await.map_err(unavailable)
}

/// How many messages the queue takes at once.
const WAKE_AT_ONCE: usize = 100;

/// The same for many.
pub async fn wake_all(env: &Env, ids: &[CourrielId]) {
    if let Ok(queue) = env.queue(QUEUE) {
        for some in ids.chunks(WAKE_AT_ONCE) {
            let _ = queue
                .send_batch(some.iter().map(|id| id.as_str().to_owned()))
                .await;
        }
    }
}

/// Wakes the e-mails that should be gone by now.
///
/// # Errors
/// As the database.
pub async fn sweep(env: &Env, db: &Db, now: Moment) -> Result<()> {
    let waiting = store::waiting(db, now).await?;
    let waiting: Vec<&CourrielId> = waiting.iter().collect();
    wake(env, &waiting).await;
    Ok(())
}

/// Sends the e-mail of that id, if it waits and nobody else is sending it. The token of its link is drawn here.
///
/// # Errors
/// As the database: the message of the queue then comes again.
pub async fn deliver(env: &Env, db: &Db, config: &Config, id: &CourrielId) -> Result<Delivery> {
    let now = Moment::now();
    let (prise, token) = (PriseId::new()?, PlainToken::new(Purpose::Lien)?);
    let Some(taken) = store::take(db, id, &prise, &token.hash(), now).await? else {
        return Ok(Delivery::Done);
    };
    if taken.avec_lien && !taken.has_token {
        store::settle(db, id, &prise, Fate::Cancelled).await?;
        return Ok(Delivery::Done);
    }
    let tried = attempt(env, config, &taken, &token, now).await;
    let (fate, delivery) = outcome(tried, taken.essais, Moment::now());
    store::settle(db, id, &prise, fate).await?;
    Ok(delivery)
}

async fn attempt(
    env: &Env,
    config: &Config,
    taken: &Taken,
    token: &PlainToken,
    now: Moment,
) -> std::result::Result<(), Trouble> {
    if taken.canal == Canal::Sms {
        return sms::send(env, &config.sms, &Sms::of(taken, now)?).await;
    }
    let message = Message::of(taken, taken.has_token.then_some(token), config, now)
        .map_err(|error| Trouble::Final(shortened(error.cause().unwrap_or("no message"))))?;
    transport::send(env, config.mail.transport, &message, taken.essais).await
}

/// What a try means, for the row and for the queue.
fn outcome(tried: std::result::Result<(), Trouble>, tries: i64, now: Moment) -> (Fate, Delivery) {
    match tried {
        Ok(()) => (Fate::Sent(now), Delivery::Done),
        Err(Trouble::Passing(why)) => match wait_after_ms(tries) {
            Some(wait) => (
                Fate::Postponed(now.plus_ms(wait), why.clone()),
                Delivery::Later(seconds(wait), why),
            ),
            None => (Fate::Failed(why.clone()), Delivery::GivenUp(why)),
        },
        Err(Trouble::Refused(why)) => (Fate::Refused(now, why.clone()), Delivery::GivenUp(why)),
        Err(Trouble::Final(why)) => (Fate::Failed(why.clone()), Delivery::GivenUp(why)),
    }
}

/// As much as the column holds.
fn shortened(text: &str) -> String {
    text.chars().take(200).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Moment = Moment(1_795_384_800_000);

    #[test]
    fn a_passing_trouble_is_tried_again_and_the_seventh_is_the_last() {
        let passing = || Err(Trouble::Passing("HTTP 503".to_owned()));
        assert_eq!(
            outcome(passing(), 1, NOW).1,
            Delivery::Later(60, "HTTP 503".to_owned())
        );
        assert_eq!(
            outcome(passing(), 6, NOW).1,
            Delivery::Later(43_200, "HTTP 503".to_owned())
        );
        let (fate, delivery) = outcome(passing(), 7, NOW);
        assert!(matches!(fate, Fate::Failed(_)));
        assert_eq!(delivery, Delivery::GivenUp("HTTP 503".to_owned()));
    }

    #[test]
    fn a_number_that_is_refused_is_left_alone() {
        let (fate, delivery) = outcome(Err(Trouble::Refused("HTTP 400".to_owned())), 1, NOW);
        assert!(matches!(fate, Fate::Refused(NOW, _)));
        assert_eq!(delivery, Delivery::GivenUp("HTTP 400".to_owned()));
    }

    #[test]
    fn what_is_refused_for_good_is_given_up_at_once() {
        let (fate, delivery) = outcome(Err(Trouble::Final("HTTP 400".to_owned())), 1, NOW);
        assert!(matches!(fate, Fate::Failed(_)));
        assert_eq!(delivery, Delivery::GivenUp("HTTP 400".to_owned()));
        assert_eq!(outcome(Ok(()), 4, NOW).1, Delivery::Done);
    }
}
