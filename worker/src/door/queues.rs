//! What the queues bring: messages, each the name of something to go on with.

use worker::{Env, MessageBatch, MessageExt as _, QueueRetryOptionsBuilder};

use crate::{
    desk::import::work,
    edge::{
        clock::Moment,
        config::Config,
        db::{Cost, Db},
        error::{Error, Result},
        ids::CourrielId,
        log::Line,
        steps,
    },
    notifications,
    orientation::services::import::work::Services,
    outbox::{self, Delivery},
    places::import::work::Places,
};

/// Seconds before a message of an import that failed comes again.
const RETRY_DELAY_S: u32 = 5;
/// How the log names the queue of e-mails.
const MAIL_QUEUE: &str = "courriels";

/// What became of a message.
enum Treated {
    /// Nothing more to do; why it was given up, if it was.
    Done(Option<String>),
    /// It comes again: after so many seconds, or when the queue likes.
    Again(Option<u32>, u16, Option<String>),
}

/// Treats a batch of messages, of whichever queue.
pub async fn consume(batch: &MessageBatch<String>, env: &Env) {
    let imports = batch.queue() == work::QUEUE;
    for message in batch.iter().flatten() {
        let (now, mut cost) = (Moment::now(), Cost::default());
        let treated = if imports {
            import(env, message.body(), now, &mut cost).await
        } else {
            mail(env, message.body(), &mut cost).await
        };
        let (status, error) = match treated {
            Treated::Done(why) => {
                message.ack();
                (if why.is_some() { 502 } else { 200 }, why)
            }
            Treated::Again(Some(seconds), status, why) => {
                let later = QueueRetryOptionsBuilder::new().with_delay_seconds(seconds);
                message.retry_with_options(&later.build());
                (status, why)
            }
            Treated::Again(None, status, why) => {
                message.retry();
                (status, why)
            }
        };
        let name = if imports { work::QUEUE } else { MAIL_QUEUE };
        let line = Line {
            id: name,
            method: "QUEUE",
            route: name,
            status,
            ms: Moment::now().0 - now.0,
            d1_trips: 0,
            d1_read: 0,
            d1_written: 0,
            error: error.as_deref(),
        };
        line.with_cost(cost).write();
    }
}

fn database(env: &Env) -> Result<Db> {
    let d1 = env.d1("DB");
    d1.map(Db::new)
        .map_err(|error| Error::Unavailable(error.to_string()))
}

fn failed(error: &Error, seconds: Option<u32>) -> Treated {
    Treated::Again(seconds, error.status(), error.cause().map(str::to_owned))
}

async fn import(env: &Env, message: &str, now: Moment, cost: &mut Cost) -> Treated {
    let outcome = match database(env) {
        Ok(db) => {
            let outcome = if let Some(id) = steps::read::<Services>(message) {
                steps::treat::<Services>(env, &db, &id, now).await
            } else if let Some(id) = steps::read::<Places>(message) {
                steps::treat::<Places>(env, &db, &id, now).await
            } else {
                work::treat(env, &db, message, now).await
            };
            *cost = db.cost();
            outcome
        }
        Err(error) => Err(error),
    };
    match outcome {
        Ok(()) => Treated::Done(None),
        Err(error) => failed(&error, Some(RETRY_DELAY_S)),
    }
}

async fn mail(env: &Env, message: &str, cost: &mut Cost) -> Treated {
    match deliver(env, message, cost).await {
        Ok(Delivery::Done) => Treated::Done(None),
        Ok(Delivery::GivenUp(why)) => Treated::Done(Some(why)),
        Ok(Delivery::Later(seconds, why)) => Treated::Again(Some(seconds), 503, Some(why)),
        Err(error) => failed(&error, None),
    }
}

/// What names neither an e-mail nor a sending needs no second try.
async fn deliver(env: &Env, message: &str, cost: &mut Cost) -> Result<Delivery> {
    let sending = notifications::work::named(message);
    let id = CourrielId::parse(message);
    if sending.is_none() && id.is_none() {
        return Ok(Delivery::Done);
    }
    let (db, config) = (database(env)?, Config::read(env)?);
    if let Some(which) = sending {
        let now = Moment::now();
        let treated = notifications::work::treat(env, &db, &config, &which, now).await;
        *cost = db.cost();
        return treated.map(|()| Delivery::Done);
    }
    let Some(id) = id else {
        return Ok(Delivery::Done);
    };
    let delivery = outbox::deliver(env, &db, &config, &id).await;
    *cost = db.cost();
    delivery
}
