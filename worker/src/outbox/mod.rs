//! The outbox: e-mails are written in the same transaction as the change they speak of, and delivered later.
//!
//! A room that sends an e-mail describes it with a [`Letter`], builds a [`Mail`], puts [`Mail::query`] into the batch of
//! its change, and calls [`wake`] once the batch is through. A secret link is made by [`NewLink::query`] (or by the room's
//! own statement on the table `lien`) and carried by [`Mail::with_link`]: its token is drawn when the message is built and
//! is never in the database in clear (content/projet/decisions/courriels.md).

pub mod deliver;
pub mod letter;
pub mod lost;
#[cfg(feature = "dev")]
pub mod mailbox;
pub mod rules;
pub mod sms;
pub mod store;
pub mod transport;

pub use deliver::{Delivery, deliver, sweep, wake, wake_all, wake_later, wake_sending};
pub use letter::{Letter, Message};
pub use lost::{Way, WaySaid, lost, lost_in};
pub use store::{About, Failure, Followed};

use self::rules::{Address, State};
use crate::edge::{
    clock::Moment,
    cx::Cx,
    db::{Db, Query},
    error::{Error, Result},
    ids::{CourrielId, LienId, OrientationEventId, StructureId},
    secret::{PlainToken, Purpose},
};

/// An e-mail to be written with a change.
#[derive(Debug, Clone)]
pub struct Mail {
    id: CourrielId,
    structure: Option<StructureId>,
    genre: &'static str,
    modele: &'static str,
    destinataire: Address,
    donnees: String,
    lien: Option<LienId>,
    objet: Option<String>,
    reason: Option<String>,
}

impl Mail {
    /// `letter` to `to`. `reason` is the id of the row this e-mail follows from, written in the same batch before it: a
    /// line of « Historique », of the audit log, or a link. Without that row nothing is sent, and the same reason sends
    /// the same letter to the same address once, however often its form comes.
    ///
    /// # Errors
    /// [`Error::Internal`] when the letter can't be written as JSON.
    pub fn because<L: Letter>(reason: &str, to: Address, letter: &L) -> Result<Self> {
        let id = CourrielId::for_reason(reason, L::MODELE, to.as_str());
        let mail = Self::written(id, to, letter)?;
        Ok(Self {
            reason: Some(reason.to_owned()),
            ..mail
        })
    }

    /// `letter` to `to`, whatever the rest of the batch does.
    ///
    /// # Errors
    /// As [`Mail::because`], or when there is no randomness.
    pub fn new<L: Letter>(to: Address, letter: &L) -> Result<Self> {
        Self::written(CourrielId::new()?, to, letter)
    }

    fn written<L: Letter>(id: CourrielId, destinataire: Address, letter: &L) -> Result<Self> {
        let donnees =
            serde_json::to_string(letter).map_err(|error| Error::internal(L::MODELE, error))?;
        Ok(Self {
            id,
            structure: None,
            genre: L::GENRE,
            modele: L::MODELE,
            destinataire,
            donnees,
            lien: None,
            objet: None,
            reason: None,
        })
    }

    /// The same, from that structure.
    #[must_use]
    pub fn from(mut self, structure: Option<&StructureId>) -> Self {
        self.structure = structure.cloned();
        self
    }

    /// The same about a row, whose room may then ask [`state_of`].
    #[must_use]
    pub fn about(mut self, objet: &str) -> Self {
        self.objet = Some(objet.to_owned());
        self
    }

    /// The same with that link, whose token the templates have as `jeton`.
    #[must_use]
    pub fn with_link(mut self, link: &LienId) -> Self {
        self.lien = Some(link.clone());
        self
    }

    /// Its id, to [`wake`] it.
    #[must_use]
    pub fn id(&self) -> &CourrielId {
        &self.id
    }

    /// The statement that writes it, for the batch of the change.
    #[must_use]
    pub fn query(&self, now: Moment) -> Query {
        store::write(self, now)
    }
}

/// A secret link to be made with a change.
pub struct NewLink<'a> {
    /// Its id: the same one is made once.
    pub id: &'a LienId,
    /// Whose it is.
    pub structure: Option<&'a StructureId>,
    /// What it lets one do, in capitals.
    pub genre: &'static str,
    /// The id of what it is about.
    pub objet: &'a str,
    /// What else its room must know when it is followed.
    pub pour: Option<&'a str>,
    /// How long it holds, in milliseconds.
    pub lasts_ms: i64,
    /// The id of the line of « Historique » or of the audit log it follows from; none: whatever the batch does.
    pub reason: Option<&'a str>,
}

impl NewLink<'_> {
    /// The statement that makes it, for the batch of the change.
    #[must_use]
    pub fn query(&self, now: Moment) -> Query {
        store::make_link(self, now)
    }
}

/// The link of that kind whose token is in the path of this request, whether or not it still holds: a link that has ended
/// deserves a page that says so.
///
/// # Errors
/// As the database.
pub async fn followed(cx: &Cx, genre: &str) -> Result<Option<Followed>> {
    let Ok(token) = cx.param("jeton", |text| PlainToken::parse(text, Purpose::Lien)) else {
        return Ok(None);
    };
    store::followed(&cx.db, genre, &token.hash()).await
}

/// The statement that ends a link, for the batch of what it was used for.
#[must_use]
pub fn end_link(link: &LienId, now: Moment) -> Query {
    store::end_link(link, now)
}

/// The statement that ends every link of that kind about `objet`, but for `kept`; where `kept` was not made, none.
#[must_use]
pub fn end_links_of(objet: &str, genre: &str, now: Moment, kept: Option<&LienId>) -> Query {
    store::end_links_of(objet, genre, now, kept)
}

/// The statement that gives up the e-mails about `objet` that still wait and have one of these templates: the line
/// `reason` of a request, written before it in the same batch, has made them useless.
#[must_use]
pub fn cancel_waiting(
    structure: &StructureId,
    objet: &str,
    modeles: &[&str],
    reason: &OrientationEventId,
) -> Query {
    store::cancel_waiting(structure, objet, modeles, reason)
}

/// What has become of the last e-mail about `objet`.
///
/// # Errors
/// As the database.
pub async fn state_of(
    db: &Db,
    structure: Option<&StructureId>,
    objet: &str,
) -> Result<Option<State>> {
    store::state_of(db, structure, objet).await
}

/// Every e-mail about `objet` that is still kept, the newest first, and what has become of it.
///
/// # Errors
/// As the database.
pub async fn states_of(
    db: &Db,
    structure: Option<&StructureId>,
    objet: &str,
) -> Result<Vec<About>> {
    store::states_of(db, structure, objet).await
}

/// The e-mails that were given up, the latest first: for those who run the platform.
///
/// # Errors
/// As the database.
pub async fn failures(db: &Db) -> Result<Vec<Failure>> {
    store::failures(db).await
}

/// Tries a given-up e-mail again at once; false when it is not one.
///
/// # Errors
/// As the database.
pub async fn try_again(cx: &Cx, id: &CourrielId) -> Result<bool> {
    let again = store::try_again(&cx.db, id, cx.now).await?;
    wake(&cx.env, &[id]).await;
    Ok(again)
}

/// Gives a given-up e-mail up for good; false when it is not one.
///
/// # Errors
/// As the database.
pub async fn give_up(db: &Db, id: &CourrielId) -> Result<bool> {
    store::give_up(db, id).await
}

/// The statement that forgets every e-mail about these rows (a JSON list of ids), for the batch that takes their names
/// away.
#[must_use]
pub fn forget_about(objets: &str) -> Query {
    store::forget_about(objets)
}

/// Forgets e-mails, links and lines of the audit log whose time is over: a part of the nightly work.
///
/// # Errors
/// As the database.
pub async fn forget(db: &Db, now: Moment) -> Result<()> {
    store::forget(db, now).await
}
