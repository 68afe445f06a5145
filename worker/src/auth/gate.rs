//! The gate before a password is checked: counts the try in the database, and tells when none is allowed.

use super::{
    softlock::{self, Locked, Realm, Softlock},
    store,
};
use crate::edge::{
    clock::SECOND_MS,
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
    /// The browser's token, if it is one we gave: a token somebody planted is never taken up.
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
    let shown = cx.token(cookies::Name::Appareil, Purpose::Appareil);
    let shown_hash = shown.as_ref().map(PlainToken::hash);
    for _ in 0..RACES_MAX {
        let counted = store::tries_of(&cx.db, &account, shown_hash.as_ref(), cx.now).await?;
        let before = counted.lock.unwrap_or(Softlock::NEW);
        let after = match before.attempt(cx.now) {
            Ok(after) => after,
            Err(locked) => return Ok(Err(locked)),
        };
        if store::count_try(&cx.db, &counted.subject, counted.lock, after).await? {
            let device = shown.filter(|_| counted.ours);
            return Ok(Ok(Attempt {
                account,
                subject: counted.subject,
                device,
            }));
        }
    }
    Err(Error::TooMany { retry_after_s: 5 })
}

/// What a right password brings beside the session.
pub struct Admission {
    /// Go into the batch that opens the session, after it: give the try back, and know the browser next time.
    pub queries: [Query; 3],
    /// The cookie by which the browser will be known.
    pub cookie: Option<cookies::Change>,
}

impl Attempt {
    /// The password was right, but nobody signs in with it now: gives the try back, so that nobody is locked for it.
    ///
    /// # Errors
    /// As the database.
    pub async fn give_back(self, cx: &Cx) -> Result<()> {
        cx.db.run(store::forgive(&self.subject)).await.map(drop)
    }

    /// The password was right. `proof` is the session or ticket that the same batch opens: where a reset comes in
    /// between, neither it nor the knowledge of this browser comes to be. A shared computer is never known: whoever
    /// sits there next could take its token away.
    ///
    /// # Errors
    /// [`Error::Internal`] when there is no randomness.
    pub fn succeeded(self, cx: &Cx, shared: bool, proof: &TokenHash) -> Result<Admission> {
        let device = match self.device {
            Some(device) => device,
            None => PlainToken::new(Purpose::Appareil)?,
        };
        let until = cx.now.plus_ms(DEVICE_S * SECOND_MS);
        let own = softlock::device(&self.account, &device.hash());
        // A browser that was counted with the account starts afresh: a lock of its own from before a reset is gone.
        let stale = (own != self.subject).then_some(own);
        let queries = [
            store::forgive(&self.subject),
            store::clear(stale.as_ref()),
            store::know_device(
                &device.hash(),
                &self.account,
                until,
                (!shared).then_some(proof),
            ),
        ];
        let cookie = cookies::Change::Keep(
            cookies::Name::Appareil,
            device.reveal().to_owned(),
            DEVICE_S,
        );
        Ok(Admission {
            queries,
            cookie: (!shared).then_some(cookie),
        })
    }
}
