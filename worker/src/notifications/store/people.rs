//! Those whom a sending goes through, as read and as written to.

use serde::{Deserialize, Serialize};

use crate::edge::{
    clock::{Day, Moment},
    db::flag,
    ids::{CourrielId, LienId, UsagerId},
};

/// Someone who wants messages.
#[expect(clippy::struct_excessive_bools, reason = "as many columns")]
#[derive(Debug, Deserialize)]
pub struct Person {
    /// Who.
    pub id: UsagerId,
    /// The version of their wish.
    pub version: i64,
    /// By e-mail?
    #[serde(deserialize_with = "flag")]
    pub par_email: bool,
    /// By SMS?
    #[serde(deserialize_with = "flag")]
    pub par_sms: bool,
    /// Since when their number is refused.
    pub sms_refuse_at: Option<Moment>,
    /// What the last message about mail knew of.
    pub courrier_at: Option<Moment>,
    /// Their last SMS.
    pub sms_at: Option<Moment>,
    /// First name.
    pub prenom: String,
    /// E-mail on the file.
    pub email: Option<String>,
    /// Phone on the file.
    pub telephone: Option<String>,
    /// Language.
    pub langue: Option<String>,
    /// Does a domiciliation run?
    #[serde(deserialize_with = "flag")]
    pub en_cours: bool,
    /// Is a renewal asked for?
    #[serde(deserialize_with = "flag")]
    pub renouvellement: bool,
    /// Its last day.
    pub echeance: Option<Day>,
    /// The last visit.
    pub dernier_passage_at: Option<Moment>,
    /// When the last of the mail that waits came.
    pub recu_at: Option<Moment>,
    /// Were they told of this échéance?
    #[serde(deserialize_with = "flag")]
    pub echeance_dite: bool,
    /// Of this absence, at 60 days?
    #[serde(deserialize_with = "flag")]
    pub absence_60_dite: bool,
    /// At 80 days?
    #[serde(deserialize_with = "flag")]
    pub absence_80_dite: bool,
    /// Do they have a page on the portal?
    #[serde(deserialize_with = "flag")]
    pub page: bool,
}

/// What a person is told of, once a period.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub struct Said {
    /// The kind.
    pub genre: &'static str,
    /// The period.
    pub periode: String,
}

/// A message to a person.
#[derive(Debug, Serialize)]
pub struct Message {
    /// The id of its row in the outbox.
    pub id: CourrielId,
    /// « EMAIL » or « SMS ».
    pub canal: &'static str,
    /// Where it goes.
    pub destinataire: String,
    /// What it says, as JSON.
    pub donnees: String,
    /// The link that stops it.
    pub lien: Option<LienId>,
}

/// What a person gets.
#[derive(Debug, Serialize)]
pub struct Parcel {
    /// Who.
    pub usager: UsagerId,
    /// The version of their wish when it was read.
    pub version: i64,
    /// What they are told of.
    pub dit: Vec<Said>,
    /// By which messages.
    pub messages: Vec<Message>,
    /// If it speaks of mail: the latest it knows of.
    pub courrier_at: Option<Moment>,
    /// 1 if one of them is an SMS.
    pub sms: i64,
}
