//! Those for whom letters are made: what other rooms of the desk know of them, in one trip.

use crate::{
    desk::{
        decision::store::{Relative, relatives_of},
        store::{Usager, file_of},
    },
    edge::{
        db::{Db, Query, Value},
        error::Result,
        ids::{StructureId, UsagerId},
    },
};

/// Someone for whom a letter is made.
#[derive(Debug)]
pub struct Person {
    /// Their file.
    pub usager: Usager,
    /// Those their address serves too.
    pub ayants_droit: Vec<Relative>,
}

/// Those of `usagers` that are of the structure, in that order, in one trip.
///
/// # Errors
/// As the database.
pub async fn of(db: &Db, structure: &StructureId, usagers: &[UsagerId]) -> Result<Vec<Person>> {
    if usagers.is_empty() {
        return Ok(Vec::new());
    }
    let ask = |usager: &UsagerId| -> [Query; 2] {
        let who: [Value; 2] = [usager.into(), structure.into()];
        [file_of(who.clone()), relatives_of(who)]
    };
    let outcomes = db.batch_of(usagers.iter().flat_map(ask).collect()).await?;
    let mut found = Vec::with_capacity(usagers.len());
    for pair in outcomes.chunks(2) {
        if let [file, relatives] = pair
            && let Some(usager) = file.first()?
        {
            found.push(Person {
                usager,
                ayants_droit: relatives.rows()?,
            });
        }
    }
    Ok(found)
}
