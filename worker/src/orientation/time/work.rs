//! The work of time, a part at a time: what is left goes on at the next tick.

use worker::Env;

use super::{
    letters::{ExpiredLetter, ReminderLetter, Told},
    rules::{self, Step},
    store::{self, Due},
};
use crate::{
    edge::{
        clock::{HOUR_MS, Moment},
        db::{Db, Query},
        error::Result,
        files::Files,
    },
    orientation::{
        link::RequestLink,
        store::{Request, documents, of_structure},
        treating::people,
    },
    outbox::{self, Mail, rules::Address},
};

/// How many requests one tick goes on with. Each takes two trips to the database and at most four messages of the queue:
/// the platform allows a thousand of both in one run, and twenty thousand requests are through in seventeen hours.
const REQUESTS_AT_ONCE: i64 = 100;
/// How many drafts, and how many files of theirs.
const DRAFTS_AT_ONCE: i64 = 100;
/// Time comes back to a request that failed after this long, in milliseconds: others get their turn.
const AFTER_TROUBLE_MS: i64 = HOUR_MS;

/// Goes on with requests and drafts whose time has come.
///
/// # Errors
/// As R2 or the database; what could be done was done.
pub async fn sweep(env: &Env, db: &Db, now: Moment) -> Result<()> {
    let drafts = sweep_drafts(env, db, now).await;
    let mut outcome = Ok(());
    for due in store::due(db, now, REQUESTS_AT_ONCE).await? {
        if let Err(error) = go_on(env, db, &due, now).await {
            store::come_back(db, &due, Some(now.plus_ms(AFTER_TROUBLE_MS)), now).await?;
            outcome = Err(error);
        }
    }
    outcome.and(drafts)
}

async fn sweep_drafts(env: &Env, db: &Db, now: Moment) -> Result<()> {
    store::drop_drafts(db, now, DRAFTS_AT_ONCE).await?;
    let loose = store::loose(db, now, DRAFTS_AT_ONCE).await?;
    if loose.is_empty() {
        return Ok(());
    }
    Files::of(env)?.delete(&loose).await?;
    store::drop_loose(db, &loose).await
}

/// Takes the next step of one request.
async fn go_on(env: &Env, db: &Db, due: &Due, now: Moment) -> Result<()> {
    let Some(request) = of_structure(db, &due.structure_id, &due.id).await? else {
        return Ok(());
    };
    let standing = store::standing(&request);
    let step = rules::step(&standing, now);
    let suite = rules::after(&standing, step, now);
    match step {
        Step::Remind(count) => remind(env, db, &request, (count, suite), now).await,
        Step::Expire => expire(env, db, &request, suite, now).await,
        Step::Files => files(env, db, &request, suite, now).await,
        Step::Names => store::take_names(db, &request, now).await,
        Step::Wait(_) | Step::Rest => store::come_back(db, due, suite, now).await,
    }
}

/// The service's own address, if an e-mail can go there.
fn service(request: &Request) -> Option<Address> {
    Address::parse(&request.service_courriel)
}

async fn remind(
    env: &Env,
    db: &Db,
    request: &Request,
    (count, suite): (i64, Option<Moment>),
    now: Moment,
) -> Result<()> {
    let due = Due {
        id: request.id.clone(),
        structure_id: request.structure_id.clone(),
    };
    let Some(to) = service(request) else {
        return store::come_back(db, &due, Some(request.expires_at), now).await;
    };
    let line = store::line_of(request, Step::Remind(count));
    let link = RequestLink::because(&line);
    let letter = ReminderLetter(Told::reminded(request, now));
    let mail = Mail::because(line.as_str(), to, &letter)?
        .from(Some(&request.structure_id))
        .about(request.id.as_str())
        .with_link(link.id());
    let made = link
        .to(
            &request.structure_id,
            &request.id,
            &request.service_courriel,
        )
        .query(now);
    store::remind(db, request, (count, suite), [made, mail.query(now)], now).await?;
    outbox::wake(env, &[mail.id()]).await;
    Ok(())
}

async fn expire(
    env: &Env,
    db: &Db,
    request: &Request,
    suite: Option<Moment>,
    now: Moment,
) -> Result<()> {
    let mails = farewells(request, now)?;
    let queries: Vec<Query> = mails.iter().map(|mail| mail.query(now)).collect();
    store::expire(db, request, suite, queries, now).await?;
    let ids: Vec<_> = mails.iter().map(Mail::id).collect();
    outbox::wake(env, &ids).await;
    Ok(())
}

/// To the service, and to everyone who waited for its answer.
fn farewells(request: &Request, now: Moment) -> Result<Vec<Mail>> {
    let line = store::line_of(request, Step::Expire);
    let mut readers: Vec<(Address, Told)> = people::professionals(request)
        .into_iter()
        .chain(people::beneficiary(request))
        .map(|reader| {
            let told = Told::person(request, &reader, now);
            (reader.courriel, told)
        })
        .collect();
    readers.extend(service(request).map(|to| (to, Told::reminded(request, now))));
    readers
        .into_iter()
        .map(|(to, told)| {
            let mail = Mail::because(line.as_str(), to, &ExpiredLetter(told))?;
            Ok(mail
                .from(Some(&request.structure_id))
                .about(request.id.as_str()))
        })
        .collect()
}

/// The bytes first, then their rows: whatever stops in between, the next tick finds the rows.
async fn files(
    env: &Env,
    db: &Db,
    request: &Request,
    suite: Option<Moment>,
    now: Moment,
) -> Result<()> {
    let found = documents(db, request).await?;
    if !found.is_empty() {
        let objets: Vec<String> = found.iter().map(|one| one.objet.clone()).collect();
        Files::of(env)?.delete(&objets).await?;
    }
    store::files_gone(db, request, &found, suite, now).await
}
