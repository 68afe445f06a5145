//! The gate before a password is checked: counts the try in the database, and tells when none is allowed.

use super::{
    softlock::{self, Locked, Realm, Softlock},
    store,
};
use crate::edge::{
    cookies,
    cx::Cx,
    db::Query,
    error::{Error, Result},
    secret::{PlainToken, Purpose, TokenHash},
};

/// How often a try is counted anew when another one came in between.
const RACES_MAX: usize = 8;
/// How long a browser that has signed in is known, in seconds: 180 days.
const DEVICE_S: i64 = 180 * 24 * 60 * 60;

/// A try that was counted and may go on.
pub struct Attempt {
    account: TokenHash,
    subject: TokenHash,
    device: Option<PlainToken>,
}

/// May this browser try a password for the account `name` now?
///
/// # Errors
/// As the database; [`Error::TooMany`] when too many tries come at the very same time.
pub async fn approach(
    cx: &Cx,
    realm: Realm,
    name: &str,
) -> Result<std::result::Result<Attempt, Locked>> {
    let account = softlock::account(realm, name);
    let device = cx.token(cookies::Name::Appareil, Purpose::Appareil);
    for _ in 0..RACES_MAX {
        let counted = store::tries_of(
            &cx.db,
            &account,
            device.as_ref().map(PlainToken::hash).as_ref(),
            cx.now,
        )
        .await?;
        let before = counted.lock.unwrap_or(Softlock::NEW);
        let after = match before.attempt(cx.now) {
            Ok(after) => after,
            Err(locked) => return Ok(Err(locked)),
        };
        if store::count_try(&cx.db, &counted.subject, counted.lock, after).await? {
            return Ok(Ok(Attempt {
                account,
                subject: counted.subject,
                device,
            }));
        }
    }
    Err(Error::TooMany { retry_after_s: 5 })
}

impl Attempt {
    /// The password was right, but nobody signs in with it now: gives the try back, so that nobody is locked for it.
    ///
    /// # Errors
    /// As the database.
    pub async fn give_back(self, cx: &Cx) -> Result<()> {
        cx.db.run(store::forgive(&self.subject)).await.map(drop)
    }

    /// The password was right: the statements that give the try back and let the browser be known next time,
    /// and the cookie by which it will be.
    ///
    /// # Errors
    /// [`Error::Internal`] when there is no randomness.
    pub fn succeeded(self, cx: &Cx) -> Result<([Query; 2], cookies::Change)> {
        let device = match self.device {
            Some(device) => device,
            None => PlainToken::new(Purpose::Appareil)?,
        };
        let until = cx.now.plus_ms(DEVICE_S * crate::edge::clock::SECOND_MS);
        let queries = [
            store::forgive(&self.subject),
            store::know_device(&device.hash(), &self.account, until),
        ];
        let cookie = cookies::Change::Keep(
            cookies::Name::Appareil,
            device.reveal().to_owned(),
            DEVICE_S,
        );
        Ok((queries, cookie))
    }
}
