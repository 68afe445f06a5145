//! Every SQL statement of « Historique ».

use serde::Deserialize;

use crate::{
    desk::store::{self, Usager},
    edge::{
        clock::Moment,
        db::{Db, Value},
        error::{Error, Result},
        ids::{HistoryId, StructureId, UsagerId},
    },
    statements,
};

/// Events on a page.
pub const PAGE_EVENTS: usize = 50;

statements! { "desk::history";
    PAGE = "
        SELECT h.id, h.evenement, h.detail, h.created_at, w.prenom, w.nom
        FROM historique h LEFT JOIN staff_user w ON w.id = h.staff_user_id
        WHERE h.structure_id = ?2 AND h.usager_id = ?1 AND (h.created_at, h.id) < (?3, ?4)
        ORDER BY h.created_at DESC, h.id DESC LIMIT ?5";
    PAGE_OF_ONE_EVENT = "
        SELECT h.id, h.evenement, h.detail, h.created_at, w.prenom, w.nom
        FROM historique h LEFT JOIN staff_user w ON w.id = h.staff_user_id
        WHERE h.structure_id = ?2 AND h.usager_id = ?1 AND h.evenement = ?6 AND (h.created_at, h.id) < (?3, ?4)
        ORDER BY h.created_at DESC, h.id DESC LIMIT ?5";
}

/// Where a page of « Historique » ends, and the next begins.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
    /// When the last event shown happened.
    pub at: Moment,
    /// Its id.
    pub id: HistoryId,
}

impl Mark {
    /// Reads one from an address; `None` when it can't be one.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (at, id) = text.split_once('.')?;
        Some(Self {
            at: Moment(at.parse().ok()?),
            id: HistoryId::parse(id)?,
        })
    }

    /// As in an address.
    #[must_use]
    pub fn text(&self) -> String {
        format!("{}.{}", self.at.0, self.id.as_str())
    }
}

/// Something that happened to a file.
#[derive(Debug, Deserialize)]
pub struct Event {
    /// Its id.
    pub id: HistoryId,
    /// Its code.
    pub evenement: String,
    /// What there is to say of it, JSON.
    pub detail: String,
    /// When.
    pub created_at: Moment,
    prenom: Option<String>,
    nom: Option<String>,
}

impl Event {
    /// The person of the structure who did it; `None`: the domicilié, or the product itself.
    #[must_use]
    pub fn auteur(&self) -> Option<String> {
        let (prenom, nom) = (self.prenom.as_ref()?, self.nom.as_ref()?);
        Some(format!("{prenom} {nom}"))
    }

    /// Where it stands among the others.
    #[must_use]
    pub fn mark(&self) -> Mark {
        Mark {
            at: self.created_at,
            id: self.id.clone(),
        }
    }
}

/// Beyond every moment and every id of ours.
const LATEST: (i64, &str) = (1 << 52, "~");

/// The file of `usager` and a page of its events before `before`, latest first, in one trip: all of them, or those of
/// `codes`. One event more than a page tells that there is another page.
///
/// # Errors
/// [`Error::NotFound`] for another structure's domicilié, or as the database.
pub async fn page_of(
    db: &Db,
    structure: &StructureId,
    usager: &UsagerId,
    codes: Option<&[&str]>,
    before: Option<&Mark>,
) -> Result<(Usager, Vec<Event>)> {
    let who: [Value; 2] = [usager.into(), structure.into()];
    let (at, id): (Value, Value) = match before {
        Some(mark) => (mark.at.into(), (&mark.id).into()),
        None => (LATEST.0.into(), LATEST.1.into()),
    };
    let limit = i64::try_from(PAGE_EVENTS + 1).unwrap_or(i64::MAX);
    let values = || -> Vec<Value> {
        let [a, b] = who.clone();
        vec![a, b, at.clone(), id.clone(), limit.into()]
    };
    let mut queries = vec![store::file_of(who.clone())];
    match codes {
        None => queries.push(PAGE.with(values())),
        // One question a code: each reads its own part of the index and no more.
        Some(codes) => queries.extend(codes.iter().map(|code| {
            let mut values = values();
            values.push((*code).into());
            PAGE_OF_ONE_EVENT.with(values)
        })),
    }
    let mut outcomes = db.batch_of(queries).await?.into_iter();
    let found = outcomes.next().ok_or(Error::NotFound)?;
    let person: Usager = found.first()?.ok_or(Error::NotFound)?;
    let mut events: Vec<Event> = Vec::new();
    for outcome in outcomes {
        events.extend(outcome.rows::<Event>()?);
    }
    events.sort_by(|a, b| {
        let key = |event: &Event| (event.created_at, event.id.as_str().to_owned());
        key(b).cmp(&key(a))
    });
    events.truncate(PAGE_EVENTS + 1);
    Ok((person, events))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_reads_back_and_nothing_else_is_one() {
        let mark = Mark::parse("1795384800000.AAAAAAAAAAAAAAAAAAAAAA").expect("a mark");
        assert_eq!(Mark::parse(&mark.text()), Some(mark));
        for text in [
            "",
            "1",
            "1.A",
            "x.AAAAAAAAAAAAAAAAAAAAAA",
            "99999999999999999999.AAAAAAAAAAAAAAAAAAAAAA",
        ] {
            assert_eq!(Mark::parse(text), None, "{text}");
        }
    }
}
