//! The SQL of the export of the list: how many, who, and what is written of them. Read by key, some hundreds at a time.

use serde::Deserialize;

use super::asked::Asked;
use crate::{
    auth::Staff,
    desk::{
        list::{
            choice::{Bounds, Choice, Cursor, Filter},
            rules::Search,
            store as list,
        },
        store::Usager,
    },
    edge::{
        clock::{self, Moment},
        db::{Db, Value},
        error::{Error, Result},
        ids::{JournalId, StructureId, UsagerId},
    },
    statements,
    structure::journal,
};

statements! { "desk::export";
    /// ?2: the statut, or empty for all.
    COUNT_TAB = "SELECT coalesce(sum(nombre), 0) AS nombre FROM usager_compte WHERE structure_id = ?1 AND (?2 = '' OR statut = ?2)";
    COUNT_DUE = "
        SELECT count(*) AS nombre FROM usager u INDEXED BY usager_of_statut_by_echeance
        WHERE u.structure_id = ?1 AND u.statut = 'VALIDE' AND u.tri_echeance >= ?2 AND u.tri_echeance < ?3 AND u.import_id IS NULL";
    COUNT_UNSEEN = "
        SELECT count(*) AS nombre FROM usager u INDEXED BY usager_running_by_passage
        WHERE u.structure_id = ?1 AND (u.statut = 'VALIDE' OR u.renouvellement = 1)
          AND u.tri_passage >= ?2 AND u.tri_passage < ?3 AND u.import_id IS NULL";
    COUNT_WAITING = "
        SELECT count(*) AS nombre FROM usager u INDEXED BY usager_waiting_by_nom
        WHERE u.structure_id = ?1 AND (?2 = '' OR u.statut = ?2)
          AND u.courrier_pending + u.recommande_pending + u.colis_pending > 0 AND u.import_id IS NULL";
    /// As the search of the list, from the key ?8 of the person ?9 on: someone may come by several keys.
    FOUND = "
        SELECT k.cle, k.usager_id FROM usager_cle k JOIN usager u ON u.id = k.usager_id AND u.structure_id = k.structure_id
        WHERE u.import_id IS NULL AND k.structure_id = ?1 AND k.cle >= ?2 AND k.cle < ?3
          AND instr(' ' || k.cle, ?4) > 0 AND instr(' ' || k.cle, ?5) > 0
          AND instr(' ' || k.cle, ?6) > 0 AND instr(' ' || k.cle, ?7) > 0
          AND (k.cle, k.usager_id) > (?8, ?9)
        ORDER BY k.cle, k.usager_id LIMIT ?10";
    /// ?2: a JSON list of ids, in whose order the rows come. Why they ask for an address stays here: a list has no need of it.
    PEOPLE = "
        SELECT u.id, u.numero, u.civilite, u.prenom, u.nom, u.surnom, u.date_naissance, u.lieu_naissance, u.telephone, u.email,
               u.langue, u.menage, u.version, u.statut, u.renouvellement, u.premiere_domiciliation, u.decided_at,
               u.debut, u.echeance, u.motif, u.motif_texte, u.courrier_pending, u.recommande_pending, u.colis_pending,
               u.courrier_since_at, u.recommande_since_at, u.colis_since_at, u.dernier_passage_at, u.created_at, a.actif AS acces
        FROM json_each(?2) p CROSS JOIN usager u ON u.id = p.value AND u.structure_id = ?1 AND u.import_id IS NULL
             LEFT JOIN portal_account a ON a.usager_id = u.id AND a.structure_id = u.structure_id";
}

/// People read at once: some 600 kB.
pub const READ_AT_ONCE: usize = 1_000;

/// Someone who goes out.
#[derive(Debug, Deserialize)]
pub struct Person {
    /// Their file; the reason of their request is not read.
    #[serde(flatten)]
    pub usager: Usager,
    /// When the file was made.
    pub created_at: Moment,
    /// Is their access to the portal open? `None`: they never had one.
    pub acces: Option<i64>,
}

#[derive(Deserialize)]
struct Number {
    nombre: i64,
}

/// How many people `choice` keeps.
///
/// # Errors
/// As the database.
async fn count(db: &Db, structure: &StructureId, choice: &Choice, bounds: Bounds) -> Result<i64> {
    let statut = choice.tab.statut().map_or("", |statut| statut.code());
    let query = match (choice.filter, bounds) {
        (Some(Filter::Courrier), _) => COUNT_WAITING.with([structure.into(), statut.into()]),
        (_, Bounds::Days(from, below)) => {
            let from = from.map_or_else(|| "".into(), Value::from);
            COUNT_DUE.with([structure.into(), from, below.into()])
        }
        (_, Bounds::Moments(from, below)) => {
            COUNT_UNSEEN.with([structure.into(), from.into(), below.into()])
        }
        (_, Bounds::None) => COUNT_TAB.with([structure.into(), statut.into()]),
    };
    let number: Option<Number> = db.first(query).await?;
    Ok(number.map_or(0, |number| number.nombre))
}

/// Someone found, by one of their keys.
#[derive(Deserialize)]
struct Key {
    cle: String,
    usager_id: UsagerId,
}

/// Those that `search` finds, each once, in the order of the list.
async fn found(db: &Db, structure: &StructureId, search: &Search) -> Result<Vec<UsagerId>> {
    let mut ids = Vec::new();
    let mut known = std::collections::HashSet::new();
    let (mut cle, mut id) = (search.prefix.clone(), String::new());
    loop {
        let mut values = list::sought(structure, search);
        values.extend([(&cle).into(), (&id).into(), rows(READ_AT_ONCE)]);
        let keys: Vec<Key> = db.all(FOUND.with(values)).await?;
        let whole = keys.len() == READ_AT_ONCE;
        for key in keys {
            id = key.usager_id.as_str().to_owned();
            cle = key.cle;
            if known.insert(id.clone()) {
                ids.push(key.usager_id);
            }
        }
        if !whole {
            return Ok(ids);
        }
    }
}

fn rows(count: usize) -> Value {
    i64::try_from(count).unwrap_or(i64::MAX).into()
}

/// What is read page after page: those of a choice, or those found.
pub enum People {
    /// Of a tab; nothing when the last page was read.
    Chosen(Option<Box<Choice>>, Bounds),
    /// Of a search.
    Found(std::vec::IntoIter<UsagerId>),
}

impl People {
    /// Those of whom an export is asked for.
    ///
    /// # Errors
    /// As the database.
    pub async fn of(db: &Db, me: &Staff, asked: &Asked, now: Moment) -> Result<Self> {
        Ok(match asked {
            Asked::Choice(choice) => {
                let zone = clock::zone(&me.fuseau);
                let bounds = choice.bounds(now.day(zone), zone);
                Self::Chosen(Some(Box::new(choice.clone())), bounds)
            }
            Asked::Search(typed) => {
                let ids = match Search::of(typed) {
                    Some(search) => found(db, &me.structure, &search).await?,
                    None => Vec::new(),
                };
                Self::Found(ids.into_iter())
            }
        })
    }

    /// How many are still to be read.
    ///
    /// # Errors
    /// As the database.
    pub async fn count(&self, db: &Db, structure: &StructureId) -> Result<i64> {
        match self {
            Self::Chosen(Some(choice), bounds) => count(db, structure, choice, *bounds).await,
            Self::Chosen(None, _) => Ok(0),
            Self::Found(ids) => Ok(i64::try_from(ids.len()).unwrap_or(i64::MAX)),
        }
    }

    /// Were all of them read? Some that were found may be gone meanwhile: a page of nobody is not the end.
    #[must_use]
    pub fn is_read(&self) -> bool {
        match self {
            Self::Chosen(next, _) => next.is_none(),
            Self::Found(ids) => ids.as_slice().is_empty(),
        }
    }

    /// The next of them; none when all were read.
    ///
    /// # Errors
    /// As the database.
    pub async fn next(&mut self, db: &Db, structure: &StructureId) -> Result<Vec<Person>> {
        let ids = match self {
            Self::Found(ids) => ids.take(READ_AT_ONCE).collect(),
            Self::Chosen(choice, bounds) => {
                let Some(mut here) = choice.take() else {
                    return Ok(Vec::new());
                };
                let found = list::next(db, structure, &here, *bounds, READ_AT_ONCE).await?;
                if let Some(last) = found.last().filter(|_| found.len() == READ_AT_ONCE) {
                    here.cursor = Some(Cursor::After(last.id.clone()));
                    *choice = Some(here);
                }
                found.into_iter().map(|one| one.id).collect::<Vec<_>>()
            }
        };
        if ids.is_empty() {
            return Ok(Vec::new());
        }
        let ids = serde_json::to_string(&ids).map_err(|error| Error::internal("ids", error))?;
        db.all(PEOPLE.with([structure.into(), (&ids).into()])).await
    }
}

/// Writes down that `me` exports something of the structure.
///
/// # Errors
/// As the database.
pub async fn write_down(
    db: &Db,
    me: &Staff,
    evenement: &'static str,
    detail: &impl serde::Serialize,
    now: Moment,
) -> Result<()> {
    let line = journal::Line {
        id: &JournalId::new()?,
        structure: Some(&me.structure),
        who: Some(&me.id),
        evenement,
    };
    db.run(journal::line(&line, detail, now)?).await?;
    Ok(())
}
