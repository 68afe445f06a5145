//! Every SQL statement of the list.

use serde::Deserialize;

use super::rules::{OTHER_WORDS_MAX, Search};
use crate::{
    desk::rules::Statut,
    edge::{
        clock::{Day, Moment},
        db::{Db, Value},
        error::Result,
        ids::{StructureId, UsagerId},
    },
    statements,
};

/// Domiciliés on a page of the list.
pub const PAGE_ROWS: i64 = 50;

statements! { "desk::list";
    LIST = "
        SELECT id, numero, nom, prenom, surnom, statut, courrier_pending + recommande_pending + colis_pending AS attend
        FROM usager WHERE structure_id = ?1 ORDER BY cle_tri, id LIMIT ?2 OFFSET ?3";
    /// By the keys' order, so that the first ones cost no more than they are; a person may come by several keys.
    SEARCH = "
        SELECT u.id, u.numero, u.nom, u.prenom, u.surnom, u.date_naissance, u.telephone, u.statut, u.echeance, u.dernier_passage_at,
               u.courrier_pending, u.recommande_pending, u.colis_pending
        FROM usager_cle k JOIN usager u ON u.id = k.usager_id AND u.structure_id = k.structure_id
        WHERE k.structure_id = ?1 AND k.cle >= ?2 AND k.cle < ?3
          AND instr(' ' || k.cle, ?4) > 0 AND instr(' ' || k.cle, ?5) > 0
          AND instr(' ' || k.cle, ?6) > 0 AND instr(' ' || k.cle, ?7) > 0
        ORDER BY k.cle, k.usager_id LIMIT ?8";
}

/// A domicilié in the list.
#[derive(Debug, Deserialize)]
pub struct Listed {
    /// Their id.
    pub id: UsagerId,
    /// Their number in the structure.
    pub numero: i64,
    /// Last name.
    pub nom: String,
    /// First name.
    pub prenom: String,
    /// The name they go by.
    pub surnom: Option<String>,
    /// Where their domiciliation stands.
    pub statut: Statut,
    /// Pieces of mail that wait.
    pub attend: i64,
}

/// Page `page` (from 0) of a structure's domiciliés by name, and whether there is another after it.
///
/// # Errors
/// As the database.
pub async fn list(db: &Db, structure: &StructureId, page: i64) -> Result<(Vec<Listed>, bool)> {
    let values = [
        structure.into(),
        (PAGE_ROWS + 1).into(),
        (page * PAGE_ROWS).into(),
    ];
    let mut rows: Vec<Listed> = db.all(LIST.with(values)).await?;
    let page_rows = usize::try_from(PAGE_ROWS).unwrap_or(usize::MAX);
    let more = rows.len() > page_rows;
    rows.truncate(page_rows);
    Ok((rows, more))
}

/// A domicilié that a search has found, or that the list shows.
#[derive(Debug, Clone, Deserialize)]
pub struct Found {
    /// Their id.
    pub id: UsagerId,
    /// Their number in the structure.
    pub numero: i64,
    /// Last name.
    pub nom: String,
    /// First name.
    pub prenom: String,
    /// The name they go by.
    pub surnom: Option<String>,
    /// Date of birth.
    pub date_naissance: Day,
    /// Phone.
    pub telephone: Option<String>,
    /// Where their domiciliation stands.
    pub statut: Statut,
    /// Its last day.
    pub echeance: Option<Day>,
    /// Their last visit.
    pub dernier_passage_at: Option<Moment>,
    /// Letters that wait.
    pub courrier_pending: i64,
    /// Registered letters that wait.
    pub recommande_pending: i64,
    /// Parcels that wait.
    pub colis_pending: i64,
}

/// The first `limit` domiciliés that `search` finds, each once, whatever their statut.
///
/// # Errors
/// As the database.
pub async fn search(
    db: &Db,
    structure: &StructureId,
    search: &Search,
    limit: usize,
) -> Result<Vec<Found>> {
    let mut values: Vec<Value> = vec![
        structure.into(),
        (&search.prefix).into(),
        (&search.end()).into(),
    ];
    // A word that is not there is found everywhere: a space begins every key.
    let others = search.others.iter().map(|word| format!(" {word}"));
    let padded = others.chain(std::iter::repeat(" ".to_owned()));
    values.extend(padded.take(OTHER_WORDS_MAX).map(|word| (&word).into()));
    // Someone whose two names begin alike comes twice: one in two at most is lost to that.
    values.push(i64::try_from(limit * 2).unwrap_or(i64::MAX).into());
    let rows: Vec<Found> = db.all(SEARCH.with(values)).await?;
    let mut found: Vec<Found> = Vec::with_capacity(limit);
    for row in rows {
        if found.len() < limit && found.iter().all(|one| one.id != row.id) {
            found.push(row);
        }
    }
    Ok(found)
}
