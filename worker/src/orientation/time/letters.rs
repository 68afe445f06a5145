//! The e-mails that time sends, and the one with a fresh link.

use serde::Serialize;

use crate::{
    edge::clock::{DAY_MS, Moment, zone},
    orientation::{
        store::Request,
        treating::{
            letters::Reach,
            people::{Part, Person, beneficiary_name},
        },
    },
    outbox::Letter,
};

/// Where most services are: an e-mail says nothing of its reader's time zone.
const ZONE: &str = "Europe/Paris";

/// What these e-mails say.
#[derive(Debug, Clone, Serialize)]
pub struct Told {
    /// What the reader is to the request: a code of [`Part`], or `SERVICE`.
    pour: &'static str,
    beneficiaire: String,
    prescripteur: String,
    /// The day it was sent.
    envoyee: String,
    /// How long ago, in days.
    jours: i64,
    /// The last day for an answer.
    expire: String,
    /// The path of the request, for those who have an account.
    page: Option<String>,
    repondre_a: String,
    #[serde(flatten)]
    reach: Reach,
}

impl Told {
    fn of(request: &Request, pour: &'static str, repondre_a: &str, now: Moment) -> Self {
        let day = |at: Moment| at.day(zone(ZONE)).long();
        Self {
            pour,
            beneficiaire: beneficiary_name(request),
            prescripteur: request.prescripteur_nom.clone(),
            envoyee: day(request.sent_at),
            jours: (now.0 - request.sent_at.0) / DAY_MS,
            expire: day(request.expires_at),
            page: None,
            repondre_a: repondre_a.to_owned(),
            reach: Reach::of(request),
        }
    }

    /// For the service; its answer goes to the prescriber.
    #[must_use]
    pub fn service(request: &Request) -> Self {
        Self::reminded(request, request.sent_at)
    }

    /// The same, some days later.
    #[must_use]
    pub fn reminded(request: &Request, now: Moment) -> Self {
        Self::of(request, "SERVICE", &request.prescripteur_courriel, now)
    }

    /// For somebody of the other side: whoever accompanies the person answers the service, the person answers whoever
    /// sent the request.
    #[must_use]
    pub fn person(request: &Request, reader: &Person, now: Moment) -> Self {
        let page = format!("/gestion/orientations/{}", request.id.as_str());
        let answers = match reader.part {
            Part::Beneficiaire => &request.prescripteur_courriel,
            Part::Prescripteur | Part::Referent => &request.service.courriel,
        };
        Self {
            page: (reader.part == Part::Prescripteur).then_some(page),
            ..Self::of(request, reader.part.code(), answers, now)
        }
    }
}

macro_rules! letters {
    ($($(#[$doc:meta])* $name:ident $modele:literal;)*) => {$(
        $(#[$doc])*
        #[derive(Debug, Serialize)]
        #[serde(transparent)]
        pub struct $name(pub Told);

        impl Letter for $name {
            const MODELE: &'static str = $modele;
            const GENRE: &'static str = "ORIENTATION";
        }
    )*};
}

letters! {
    /// A fresh link, to the service.
    LinkLetter "orientation_lien";
    /// The request still waits: to the service, with a fresh link.
    ReminderLetter "orientation_rappel";
    /// Nobody answered in time: to all.
    ExpiredLetter "orientation_expiree";
}

#[cfg(test)]
pub(crate) mod samples {
    use super::*;
    use crate::{
        edge::error::Result,
        orientation::treating::{
            people::{beneficiary, prescriber, referent},
            views::samples::request,
        },
        outbox::{Message, letter::samples::message},
    };

    pub(crate) fn rendered() -> Vec<(&'static str, Result<Message>)> {
        let request = request("OUVERTE");
        let now = request.sent_at.plus_ms(10 * DAY_MS);
        let mut all = vec![
            message(&LinkLetter(Told::service(&request))),
            message(&ReminderLetter(Told::reminded(&request, now))),
            message(&ExpiredLetter(Told::reminded(&request, now))),
        ];
        let people = [
            prescriber(&request),
            referent(&request),
            beneficiary(&request),
        ];
        for reader in people.into_iter().flatten() {
            all.push(message(&ExpiredLetter(Told::person(
                &request, &reader, now,
            ))));
        }
        all
    }

    #[test]
    fn an_answer_never_goes_to_nobody() {
        for (name, message) in rendered() {
            let message = message.expect("a message");
            assert!(message.reply_to.is_some(), "{name}");
            assert!(!message.text.contains("n’y répondez pas"), "{name}");
        }
    }
}
