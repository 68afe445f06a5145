//! The e-mails about the second factor: whoever did not do it is warned.

use serde::Serialize;

use super::event::Event;
use crate::auth::store::factor::Holder;
use crate::{
    edge::{
        clock::{Moment, zone},
        error::{Error, Result},
        ids::JournalId,
    },
    outbox::{Letter, Mail, rules::Address},
};

/// Something has happened to a second factor.
#[derive(Debug, Serialize)]
pub struct FactorLetter {
    /// Whose.
    prenom: String,
    /// What happened, in a few words.
    sujet: &'static str,
    /// What that means, in a sentence.
    phrase: String,
    /// When, in words.
    quand: String,
}

impl Letter for FactorLetter {
    const MODELE: &'static str = "double_authentification";
    const GENRE: &'static str = "DOUBLE_AUTHENTIFICATION";
}

impl FactorLetter {
    fn of(holder: &Holder, event: Event, now: Moment) -> Self {
        Self {
            prenom: holder.prenom.clone(),
            sujet: event.subject(),
            phrase: event.sentence(),
            quand: now.short(zone(&holder.fuseau)),
        }
    }
}

/// The e-mail that tells `holder` of `event`; it goes if `line` of the audit log is written.
///
/// # Errors
/// [`Error::Internal`] when there is no address to write to.
pub fn mail(holder: &Holder, event: Event, line: &JournalId, now: Moment) -> Result<Mail> {
    let to = Address::parse(&holder.email)
        .ok_or_else(|| Error::internal("staff_user", "an address nobody can write to"))?;
    let letter = FactorLetter::of(holder, event, now);
    Ok(Mail::because(line.as_str(), to, &letter)?.from(holder.structure_id.as_ref()))
}

#[cfg(test)]
pub(crate) mod samples {
    use super::*;
    use crate::outbox::{Message, letter::samples::message};

    pub(crate) fn rendered() -> Vec<(&'static str, Result<Message>)> {
        let letter = |event| {
            message(&FactorLetter::of(
                &crate::auth::store::factor::samples::holder(true),
                event,
                Moment(1_795_384_800_000),
            ))
        };
        [
            Event::On,
            Event::Off,
            Event::NewCodes,
            Event::NewDevice,
            Event::RecoveryUsed { left: 1 },
            Event::RecoveryUsed { left: 0 },
            Event::TakenAway,
        ]
        .map(letter)
        .into()
    }
}
