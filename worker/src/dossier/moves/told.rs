//! Who is told of a dossier that changes hands.

use super::{
    letters::{FetchedLetter, SentOnLetter, TakenOverLetter},
    told_store::{Named, Reader, prescriber, readers},
};
use crate::{
    auth::Staff,
    dossier::rules::{UNDO_GRACE_MS, UNDO_MS},
    edge::{
        clock::{Moment, SECOND_MS},
        cx::Cx,
        db::Query,
        error::Result,
        ids::{CourrielId, DossierEventId, DossierId, StructureId},
    },
    outbox::{self, Letter, Mail, rules::Address},
};

/// The e-mails of what can be undone wait until it no longer can, in milliseconds.
const WAIT_MS: i64 = UNDO_MS + UNDO_GRACE_MS + 2 * SECOND_MS;

/// E-mails to be written with a move, and woken after it.
#[derive(Debug, Default)]
pub struct Mails {
    mails: Vec<Mail>,
    /// How long they wait, in milliseconds.
    wait_ms: i64,
}

impl Mails {
    fn add<L: Letter>(
        &mut self,
        me: &Staff,
        line: &DossierEventId,
        readers: &[Reader],
        letter: &L,
    ) -> Result<()> {
        for reader in readers.iter().filter(|reader| reader.id != me.id) {
            let Some(to) = Address::parse(&reader.email) else {
                continue;
            };
            let mail = Mail::because(line.as_str(), to, letter)?.from(Some(&me.structure));
            self.mails.push(mail.about(line.as_str()));
        }
        Ok(())
    }

    /// The statements that write them.
    #[must_use]
    pub fn queries(&self, now: Moment) -> Vec<Query> {
        let later = now.plus_ms(self.wait_ms);
        self.mails.iter().map(|mail| mail.query(later)).collect()
    }

    /// Tells the queue that they wait.
    pub async fn wake(&self, cx: &Cx) {
        let ids: Vec<&CourrielId> = self.mails.iter().map(Mail::id).collect();
        outbox::wake_later(&cx.env, &ids, self.wait_ms).await;
    }
}

/// The e-mails about a dossier that is sent on: to those who receive it, and to whoever had sent it here.
///
/// # Errors
/// As the database.
pub async fn of_sending(
    cx: &Cx,
    me: &Staff,
    (line, dossier): (&DossierEventId, &DossierId),
    (carnet, target): (&str, &Named),
) -> Result<Mails> {
    let mut mails = Mails {
        wait_ms: WAIT_MS,
        ..Mails::default()
    };
    let received = SentOnLetter {
        structure: me.structure_nom.clone(),
        page: format!("/gestion/dossiers/{}", dossier.as_str()),
    };
    let there = readers(&cx.db, &target.id, dossier).await?;
    mails.add(me, line, &there, &received)?;
    let prescriber = prescriber(&cx.db, me, dossier).await?;
    let followed = TakenOverLetter {
        carnet: carnet.to_owned(),
        de: me.structure_nom.clone(),
        vers: target.nom.clone(),
    };
    // Who reads the first need not read the second.
    let others: Vec<Reader> = prescriber
        .into_iter()
        .filter(|one| there.iter().all(|known| known.id != one.id))
        .collect();
    mails.add(me, line, &others, &followed)?;
    Ok(mails)
}

/// The e-mails to those who held a dossier that `me` fetches back. They leave at once: fetching is not undone.
///
/// # Errors
/// As the database.
pub async fn of_fetching(
    cx: &Cx,
    me: &Staff,
    line: &DossierEventId,
    (dossier, holder): (&DossierId, &StructureId),
    carnet: &str,
) -> Result<Mails> {
    let letter = FetchedLetter {
        carnet: carnet.to_owned(),
        par: me.structure_nom.clone(),
    };
    let there = readers(&cx.db, holder, dossier).await?;
    let mut mails = Mails::default();
    mails.add(me, line, &there, &letter)?;
    Ok(mails)
}
