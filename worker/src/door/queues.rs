//! What the queues bring: messages, each the name of something to go on with.

use worker::{Env, MessageBatch, MessageExt as _, QueueRetryOptionsBuilder};

use crate::{
    desk::import::work,
    edge::{
        clock::Moment,
        db::{Cost, Db},
        error::{Error, Result},
        log::Line,
    },
};

/// Seconds before a message that failed comes again.
const RETRY_DELAY_S: u32 = 5;

/// Treats a batch of messages of the queue of imports.
pub async fn consume(batch: &MessageBatch<String>, env: &Env) {
    for message in batch.iter().flatten() {
        let (now, mut cost) = (Moment::now(), Cost::default());
        let outcome = import(env, message.body(), now, &mut cost).await;
        let (status, error) = match outcome {
            Ok(()) => {
                message.ack();
                (200, None)
            }
            Err(error) => {
                let later = QueueRetryOptionsBuilder::new().with_delay_seconds(RETRY_DELAY_S);
                message.retry_with_options(&later.build());
                (error.status(), error.cause().map(str::to_owned))
            }
        };
        let line = Line {
            id: work::QUEUE,
            method: "QUEUE",
            route: work::QUEUE,
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

async fn import(env: &Env, message: &str, now: Moment, cost: &mut Cost) -> Result<()> {
    let d1 = env
        .d1("DB")
        .map_err(|error| Error::Unavailable(error.to_string()))?;
    let db = Db::new(d1);
    let outcome = work::treat(env, &db, message, now).await;
    *cost = db.cost();
    outcome
}
