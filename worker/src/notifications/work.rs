//! Sending: the cron finds the structures whose hour has come and claims each; the queue of e-mails then carries the id of
//! the sending, some steps are taken, and a message for the rest follows. A message that is lost, or a worker that dies, is
//! made up for by the cron.

use worker::Env;

use super::{
    has_sms,
    letters::CeilingLetter,
    opening_rules::{Doors, doors},
    phone_rules::Number,
    rules::{Reason, Standing, reasons},
    settings_rules::Settings,
    sms_rules::parts,
    store::{
        people::{Message, Parcel, Person, Said},
        rounds::{self, Facts, Step, Which},
    },
    texts::{self, Place, Reader},
    time_rules::{month, next, still_in_time},
    ways_rules::{Open, Wish, ways},
};
use crate::{
    edge::{
        clock::{DAY_MS, Day, MINUTE_MS, Moment, zone},
        config::Config,
        db::Db,
        error::{Error, Result},
        hours::Hours,
        ids::{CourrielId, JournalId, LienId, StructureId, TourId},
    },
    outbox::{self, Mail, rules::Address},
    structure::journal,
};

/// How a message of the queue that is about a sending begins.
const MARK: &str = "tour/";
/// Steps taken for one message: some 90 statements of the 1,000 that the platform allows.
const STEPS_AT_ONCE: usize = 10;
/// No step takes this long: whatever has not moved for it has stopped.
const STALLED_MS: i64 = 2 * MINUTE_MS;
/// How long the link that stops messages holds.
const LINK_MS: i64 = 180 * DAY_MS;
/// What was said and when is kept this long: no absence is told of after half a year, no échéance is further than a year.
const KEPT_MS: i64 = 400 * DAY_MS;
/// How many transactions forget in a night.
const ROUNDS_MAX: usize = 50;
/// Where the link that stops messages leads, before its token.
pub const STOP_PATH: &str = "/notifications/arret/";

fn message_of(which: &Which) -> String {
    format!("{MARK}{}/{}", which.structure.as_str(), which.id.as_str())
}

/// The sending that a message of the queue names; `None` for everything else.
#[must_use]
pub fn named(message: &str) -> Option<Which> {
    let (structure, id) = message.strip_prefix(MARK)?.split_once('/')?;
    Some(Which {
        id: TourId::parse(id)?,
        structure: StructureId::parse(structure)?,
    })
}

/// Begins what is due and wakes what has stopped on the way.
///
/// # Errors
/// As the database or the queue: the next sweep tries again.
pub async fn sweep(env: &Env, db: &Db, now: Moment) -> Result<()> {
    for due in rounds::due(db, now).await? {
        let zone = zone(&due.fuseau);
        let following = next(due.settings.settings(), zone, now);
        let which = Which {
            id: TourId::new()?,
            structure: due.structure.clone(),
        };
        let mois = month(now, zone);
        let tour = still_in_time(due.suivant_at, now).then_some((&which.id, mois.as_str()));
        if rounds::begin(db, &due, tour, following, now).await? {
            outbox::wake_sending(env, message_of(&which)).await?;
        }
    }
    for which in rounds::stalled(db, now.plus_ms(-STALLED_MS)).await? {
        outbox::wake_sending(env, message_of(&which)).await?;
    }
    Ok(())
}

/// Treats one message: some steps, then a message for the rest.
///
/// # Errors
/// As the database or the queue: the message is to come again.
pub async fn treat(env: &Env, db: &Db, config: &Config, which: &Which, now: Moment) -> Result<()> {
    let yesterday = Day(now.in_zone(zone("UTC")).date_naive()).plus_days(-1);
    let Some((facts, closures)) = rounds::facts(db, which, yesterday).await? else {
        return rounds::end(db, which, now).await;
    };
    let closures: Vec<(Day, Day)> = closures.iter().map(|one| (one.debut, one.fin)).collect();
    let mut sending = Sending::of(facts, &closures, config, now);
    if sending.place.doors == Doors::Unknown || !sending.settings.sends() {
        return rounds::end(db, which, now).await;
    }
    for _ in 0..STEPS_AT_ONCE {
        match sending.step(env, db, which).await? {
            Went::On => {}
            Went::Done => return Ok(()),
        }
    }
    outbox::wake_sending(env, message_of(which)).await
}

/// Forgets what was said long ago: a part of the nightly work.
///
/// # Errors
/// As the database.
pub async fn forget(db: &Db, now: Moment) -> Result<()> {
    for _ in 0..ROUNDS_MAX {
        if !rounds::forget(db, now.plus_ms(-KEPT_MS)).await? {
            break;
        }
    }
    Ok(())
}

/// What became of a step.
enum Went {
    /// There is more to do.
    On,
    /// Everybody is done, or somebody else goes on.
    Done,
}

/// A sending under way.
struct Sending {
    cursor: String,
    mois: String,
    settings: Settings,
    place: Place,
    open: Open,
    plafond: i64,
    told: bool,
    fuseau: chrono_tz::Tz,
    now: Moment,
}

impl Sending {
    fn of(facts: Facts, closures: &[(Day, Day)], config: &Config, now: Moment) -> Self {
        let settings = facts.settings.settings();
        let fuseau = zone(&facts.fuseau);
        let hours = facts.horaires_osm.as_deref().and_then(Hours::read);
        let local = now.in_zone(fuseau).naive_local();
        Self {
            cursor: facts.curseur,
            mois: facts.mois,
            settings,
            place: Place {
                structure: facts.nom,
                adresse: facts.adresse,
                doors: doors(hours.as_ref(), closures, local),
            },
            open: Open {
                email: settings.email,
                sms: settings.sms && has_sms(config),
                sms_left: settings.sms_par_mois - facts.sms_envoyes,
            },
            plafond: settings.sms_par_mois,
            told: false,
            fuseau,
            now,
        }
    }

    /// Some people more.
    async fn step(&mut self, env: &Env, db: &Db, which: &Which) -> Result<Went> {
        let people = rounds::people(db, &which.structure, &self.cursor).await?;
        let full = i64::try_from(people.len()).is_ok_and(|read| read >= rounds::PEOPLE_AT_ONCE);
        let last = people.last().filter(|_| full);
        let next = last.map(|person| person.id.as_str().to_owned());
        let left = self.open.sms_left;
        let mut parcels = Vec::new();
        let mut ceiling = false;
        for person in people {
            let (parcel, missed) = self.parcel(&which.id, person)?;
            ceiling |= missed;
            parcels.extend(parcel);
        }
        let said = serde_json::to_string(&parcels)
            .map_err(|error| Error::internal("notifications", error))?;
        let step = Step {
            from: &self.cursor,
            to: next.as_deref(),
            parcels: &said,
            parts: left - self.open.sms_left,
            links_until: self.now.plus_ms(LINK_MS),
        };
        if !rounds::write(db, which, &step, self.now).await? {
            return Ok(Went::Done);
        }
        let written: Vec<CourrielId> = parcels
            .into_iter()
            .flat_map(|parcel| parcel.messages)
            .map(|message| message.id)
            .collect();
        outbox::wake_all(env, &written).await;
        if ceiling && !self.told {
            self.told = true;
            self.tell_ceiling(env, db, &which.structure).await?;
        }
        Ok(match next {
            Some(next) => {
                self.cursor = next;
                Went::On
            }
            None => Went::Done,
        })
    }

    /// What `person` gets, if anything; and whether an SMS did not go because none is left.
    fn parcel(&mut self, tour: &TourId, person: Person) -> Result<(Option<Parcel>, bool)> {
        let today = self.now.day(self.fuseau);
        let reasons = reasons(self.settings.kinds, &standing(&person, self.fuseau), today);
        if reasons.is_empty() {
            return Ok((None, false));
        }
        let text = if person.par_sms && self.open.sms {
            texts::sms(&self.place, person.langue.as_deref(), &reasons)?
        } else {
            String::new()
        };
        let parts = parts(&text);
        let ways = ways(&wish(&person), self.open, parts, self.now);
        let mut messages = Vec::new();
        if let Some(address) = &ways.email {
            messages.push(self.email(tour, &person, address, &reasons)?);
        }
        if let Some(number) = &ways.sms {
            self.open.sms_left -= parts;
            messages.push(sms(tour, &person, number, &text));
        }
        if messages.is_empty() {
            return Ok((None, ways.ceiling));
        }
        let about_mail = reasons.contains(&Reason::Courrier);
        let parcel = Parcel {
            dit: reasons
                .iter()
                .map(|reason| said(*reason, &person))
                .collect(),
            messages,
            courrier_at: person.recu_at.filter(|_| about_mail),
            sms: i64::from(ways.sms.is_some()),
            version: person.version,
            usager: person.id,
        };
        Ok((Some(parcel), ways.ceiling))
    }

    fn email(
        &self,
        tour: &TourId,
        person: &Person,
        address: &Address,
        reasons: &[Reason],
    ) -> Result<Message> {
        let reader = Reader {
            prenom: &person.prenom,
            langue: person.langue.as_deref(),
            page: person.page,
            arret_chemin: Some(STOP_PATH),
        };
        let letter = texts::letter(&self.place, reader, reasons)?;
        let donnees = serde_json::to_string(&letter)
            .map_err(|error| Error::internal("notification", error))?;
        let id = CourrielId::for_reason(tour.as_str(), person.id.as_str(), "EMAIL");
        Ok(Message {
            lien: Some(LienId::of_mail(&id)),
            id,
            canal: "EMAIL",
            destinataire: address.as_str().to_owned(),
            donnees,
        })
    }

    /// Tells those who run the structure, once a month: the line of the log is written once, and so are the e-mails.
    async fn tell_ceiling(&self, env: &Env, db: &Db, structure: &StructureId) -> Result<()> {
        let line = JournalId::for_reason(structure.as_str(), &format!("PLAFOND_SMS {}", self.mois));
        let letter = CeilingLetter {
            structure: self.place.structure.clone(),
            plafond: self.plafond,
        };
        let written = journal::Line {
            id: &line,
            structure: Some(structure),
            who: None,
            evenement: "STRUCTURE_PLAFOND_SMS",
        };
        let detail = serde_json::json!({ "mois": self.mois, "plafond": self.plafond });
        let mut queries = vec![journal::line(&written, &detail, self.now)?];
        let mut ids = Vec::new();
        for email in rounds::administrateurs(db, structure).await? {
            let Some(address) = Address::parse(&email) else {
                continue;
            };
            let mail = Mail::because(line.as_str(), address, &letter)?.from(Some(structure));
            ids.push(mail.id().clone());
            queries.push(mail.query(self.now));
        }
        db.batch_of(queries).await?;
        outbox::wake_all(env, &ids).await;
        Ok(())
    }
}

fn standing(person: &Person, zone: chrono_tz::Tz) -> Standing {
    Standing {
        running: person.en_cours,
        renewal: person.renouvellement,
        echeance: person.echeance,
        passage: person.dernier_passage_at.map(|at| at.day(zone)),
        received_at: person.recu_at,
        told_mail_at: person.courrier_at,
        told_echeance: person.echeance_dite,
        told_absence: [person.absence_60_dite, person.absence_80_dite],
    }
}

fn wish(person: &Person) -> Wish {
    Wish {
        email: person.par_email,
        sms: person.par_sms,
        address: person.email.as_deref().and_then(Address::parse),
        number: person.telephone.as_deref().and_then(Number::parse),
        refused: person.sms_refuse_at.is_some(),
        sms_at: person.sms_at,
    }
}

fn said(reason: Reason, person: &Person) -> Said {
    let at = |moment: Option<Moment>| moment.map_or_else(String::new, |at| at.0.to_string());
    Said {
        genre: reason.genre().code(),
        periode: match reason {
            Reason::Courrier => at(person.recu_at),
            Reason::Echeance(end) => end.0.to_string(),
            Reason::Absence { .. } => at(person.dernier_passage_at),
        },
    }
}

fn sms(tour: &TourId, person: &Person, number: &Number, text: &str) -> Message {
    Message {
        id: CourrielId::for_reason(tour.as_str(), person.id.as_str(), "SMS"),
        canal: "SMS",
        destinataire: number.as_str().to_owned(),
        donnees: serde_json::json!({ "texte": text }).to_string(),
        lien: None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_names_a_sending_and_nothing_else() {
        let which = Which {
            id: TourId::new().expect("an id"),
            structure: StructureId::new().expect("an id"),
        };
        assert_eq!(named(&message_of(&which)), Some(which));
        for other in ["", "tour/", "tour/a/b", "AAAAAAAAAAAAAAAAAAAAAA"] {
            assert_eq!(named(other), None, "{other}");
        }
    }
}
