//! The letters of several people in one document: the structure's own, or ours.

use super::{
    letter::{self, Letter},
    pages::new_identifiant,
    rules::TEMPORARY_MS,
    store::{Candidate, Credentials, Letterhead},
    translation::Translation,
};
use crate::{
    auth::{
        Staff,
        password::{PasswordHash, PlainPassword},
    },
    desk::models::{self, letters::Model, people::Person, rules::Kind, values::Access},
    edge::{
        clock::{self, Day, Moment},
        cx::Cx,
        error::{Error, Result},
        ids::UsagerId,
    },
};

/// « M. TEST Test ».
pub(super) fn titre(person: &Candidate) -> String {
    let civilite = if person.civilite == "F" { "Mme" } else { "M." };
    format!("{civilite} {} {}", person.nom.to_uppercase(), person.prenom)
}

/// Someone about to get their credentials.
pub(super) struct Ready<'a> {
    pub(super) person: &'a Candidate,
    pub(super) identifiant: String,
    pub(super) password: PlainPassword,
    pub(super) hash: PasswordHash,
}

impl<'a> Ready<'a> {
    pub(super) fn of(person: &'a Candidate) -> Result<Self> {
        let password = PlainPassword::temporary()?;
        Ok(Self {
            person,
            identifiant: new_identifiant()?,
            hash: PasswordHash::of(&password)?,
            password,
        })
    }

    pub(super) fn credentials(&self, until: Moment) -> Credentials<'_> {
        Credentials {
            identifiant: &self.identifiant,
            hash: &self.hash,
            until,
        }
    }
}

/// What all the letters have in common.
pub(super) struct Paper {
    pub(super) head: Letterhead,
    pub(super) date: String,
    pub(super) expire: String,
    pub(super) dernier_jour: Day,
    pub(super) site: String,
    pub(super) own: Option<Own>,
}

/// The structure's own letter, and the files of those who get one.
pub(super) struct Own {
    model: Model,
    people: Vec<Person>,
}

impl Own {
    pub(super) async fn of(cx: &Cx, me: &Staff, ready: &[Ready<'_>]) -> Result<Option<Self>> {
        let Some(model) = Model::of(cx, me, Kind::Acces).await? else {
            return Ok(None);
        };
        let ids: Vec<UsagerId> = ready.iter().map(|one| one.person.id.clone()).collect();
        let people = models::people::of(&cx.db, &me.structure, &ids).await?;
        Ok(Some(Self { model, people }))
    }

    /// The file of `one`; gone in between, nobody gets anything.
    fn file(&self, one: &Ready<'_>) -> Result<&Person> {
        let found = self.people.iter().find(|it| it.usager.id == one.person.id);
        found.ok_or(Error::NotFound)
    }
}

impl Paper {
    pub(super) fn of(cx: &Cx, me: &Staff, head: Letterhead) -> Self {
        let zone = clock::zone(&me.fuseau);
        let day = |at: Moment| at.day(zone).long();
        Self {
            head,
            date: day(cx.now),
            expire: day(cx.now.plus_ms(TEMPORARY_MS)),
            dernier_jour: cx.now.plus_ms(TEMPORARY_MS).day(zone),
            site: format!("{}/connexion", cx.config.site_url),
            own: None,
        }
    }

    /// One document with the letters of those people, as the address of a link; empty for nobody.
    pub(super) fn letters(&self, cx: &Cx, me: &Staff, people: &[&Ready<'_>]) -> Result<String> {
        let Some(own) = self.own.as_ref().filter(|_| !people.is_empty()) else {
            return self.our_letters(people);
        };
        let mut all = Vec::with_capacity(people.len());
        for one in people {
            let access = Access {
                site: &self.site,
                identifiant: &one.identifiant,
                mot_de_passe: one.password.reveal(),
                valable: &self.expire,
            };
            all.push((own.file(one)?, access));
        }
        own.model.access_letters(cx, me, &all)
    }

    pub(super) fn our_letters(&self, people: &[&Ready<'_>]) -> Result<String> {
        if people.is_empty() {
            return Ok(String::new());
        }
        let own: Vec<(String, String)> = people
            .iter()
            .map(|one| {
                let prefilled = format!("{}?id={}", self.site, one.identifiant);
                (titre(one.person), prefilled)
            })
            .collect();
        let letters: Vec<Letter> = people
            .iter()
            .zip(&own)
            .map(|(one, (destinataire, site_prefilled))| Letter {
                head: self.head.above(destinataire, &self.date),
                site: &self.site,
                site_prefilled,
                identifiant: &one.identifiant,
                mot_de_passe: one.password.reveal(),
                valable: &self.expire,
                traduction: Translation::of(
                    one.person.langue.as_deref(),
                    &one.person.prenom,
                    self.dernier_jour,
                ),
            })
            .collect();
        letter::data_uri(&letters)
    }
}
