//! The file of a domicilié, which every screen of the desk reads.

use serde::Deserialize;

use super::{
    mail::rules::Waiting,
    people_rules::{Menage, Raison},
    rules::{Motif, Statut},
};
use crate::{
    edge::{
        clock::{Day, Moment},
        db::{Db, Query, Value, flag},
        error::Result,
        ids::{StructureId, UsagerId},
    },
    statements,
};

statements! { "desk";
    USAGER = "
        SELECT u.id, u.numero, u.civilite, u.prenom, u.nom, u.surnom, u.date_naissance, u.lieu_naissance, u.telephone, u.email,
               u.langue, u.menage, u.raison, u.raison_texte, u.version, u.statut, u.renouvellement, u.premiere_domiciliation, u.decided_at,
               u.debut, u.echeance, u.motif, u.motif_texte, u.courrier_pending, u.recommande_pending, u.colis_pending,
               u.courrier_since_at, u.recommande_since_at, u.colis_since_at, u.dernier_passage_at
        FROM usager u WHERE u.id = ?1 AND u.structure_id = ?2 AND u.import_id IS NULL";
}

/// A domicilié's file.
#[derive(Debug, Deserialize)]
pub struct Usager {
    /// Their id.
    pub id: UsagerId,
    /// Their number in the structure.
    pub numero: i64,
    /// `H` or `F`.
    pub civilite: String,
    /// First name.
    pub prenom: String,
    /// Last name.
    pub nom: String,
    /// The name they go by.
    pub surnom: Option<String>,
    /// Date of birth.
    pub date_naissance: Day,
    /// Place of birth.
    pub lieu_naissance: Option<String>,
    /// Phone.
    pub telephone: Option<String>,
    /// E-mail.
    pub email: Option<String>,
    /// The language they speak best, ISO 639-1; `None`: French, or not asked.
    pub langue: Option<String>,
    /// Whom the address serves.
    pub menage: Option<Menage>,
    /// Why they ask for an address.
    pub raison: Option<Raison>,
    /// The same, written out.
    pub raison_texte: Option<String>,
    /// Grows with each change of what is written on the file.
    pub version: i64,
    /// Where their domiciliation stands.
    pub statut: Statut,
    /// Is a renewal being instructed? The running domiciliation keeps its days until the decision.
    #[serde(deserialize_with = "flag")]
    pub renouvellement: bool,
    /// The first day of their first domiciliation here.
    pub premiere_domiciliation: Option<Day>,
    /// When it was last decided.
    pub decided_at: Option<Moment>,
    /// First day of the domiciliation.
    pub debut: Option<Day>,
    /// Its last day.
    pub echeance: Option<Day>,
    /// Why it was refused or ended.
    pub motif: Option<Motif>,
    /// The same, written out.
    pub motif_texte: Option<String>,
    /// What waits, and since when.
    #[serde(flatten)]
    pub waiting: Waiting,
    /// Their last visit.
    pub dernier_passage_at: Option<Moment>,
}

impl Usager {
    /// « M. TEST Test ».
    #[must_use]
    pub fn titre(&self) -> String {
        let civilite = if self.civilite == "F" { "Mme" } else { "M." };
        format!("{civilite} {} {}", self.nom.to_uppercase(), self.prenom)
    }
}

/// The file of `usager`, if they are of that structure.
///
/// # Errors
/// As the database.
pub async fn usager(db: &Db, structure: &StructureId, usager: &UsagerId) -> Result<Option<Usager>> {
    db.first(USAGER.with([usager.into(), structure.into()]))
        .await
}

/// The question for a file, to be asked beside others; `who` is the domicilié, then the structure.
#[must_use]
pub fn file_of(who: [Value; 2]) -> Query {
    USAGER.with(who)
}
