//! The SQL of the audit log and of the page « Journal ». Three tables tell what happened: each is read by an index that has
//! its lines in the order of the page, and the page takes the latest of all.

use serde::Deserialize;

use super::{
    Line, Sight,
    rules::{Choice, Famille, Mark},
};
use crate::{
    edge::{
        clock::{Day, Moment},
        db::{Db, Query, Statement, Value},
        error::{Error, Result},
        ids::{ConsultationId, StaffId, StructureId, UsagerId},
    },
    statements,
};

/// The events of files that the page tells, as the partial indexes of migration 0016 have them.
macro_rules! changes {
    ($index:literal, $which:literal) => {
        concat!(
            "SELECT h.id, h.created_at, h.staff_user_id, h.evenement, h.detail, h.usager_id, 1 AS fiche FROM historique h INDEXED BY ", $index,
            " WHERE h.structure_id = ?1 AND h.usager_id IS NOT NULL AND h.evenement NOT IN ('RECEPTION', 'REMISE', 'RETOUR', 'TRANSFERT', 'APPEL', 'VISITE', 'ANNULATION', 'CONNEXION_PORTAIL', 'FICHE_IMPORTEE', 'DOSSIER_EXPORTE')",
            $which, " AND (h.created_at, h.id) < (?2, ?3) AND h.created_at >= ?4 ORDER BY h.created_at DESC, h.id DESC LIMIT ?5"
        )
    };
}

macro_rules! events {
    ($which:literal) => {
        concat!(
            "SELECT h.id, h.created_at, h.staff_user_id, h.evenement, h.detail, h.usager_id, h.usager_id IS NOT NULL AS fiche FROM historique h
             WHERE h.structure_id = ?1 AND ", $which,
            " AND (h.created_at, h.id) < (?2, ?3) AND h.created_at >= ?4 ORDER BY h.created_at DESC, h.id DESC LIMIT ?5"
        )
    };
}

macro_rules! sights {
    ($which:literal) => {
        concat!(
            "SELECT c.id, c.created_at, c.staff_user_id, 'CONSULTATION_' || c.genre AS evenement, '{}' AS detail, c.usager_id, 0 AS fiche FROM consultation c
             WHERE c.structure_id = ?1", $which,
            " AND (c.created_at, c.id) < (?2, ?3) AND c.created_at >= ?4 ORDER BY c.created_at DESC, c.id DESC LIMIT ?5"
        )
    };
}

macro_rules! lines {
    ($which:literal) => {
        concat!(
            "SELECT j.id, j.created_at, j.staff_user_id, j.evenement, j.detail, j.detail ->> '$.usager' AS usager_id, 0 AS fiche FROM journal j
             WHERE j.structure_id = ?1", $which,
            " AND (j.created_at, j.id) < (?2, ?3) AND j.created_at >= ?4 ORDER BY j.created_at DESC, j.id DESC LIMIT ?5"
        )
    };
}

statements! { "journal";
    WRITE = "
        INSERT INTO journal (id, structure_id, staff_user_id, evenement, detail, created_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
        ON CONFLICT (id) DO NOTHING";
    /// Once a day, whatever is seen more on that day; never of someone who is only being imported.
    WRITE_SIGHT = "
        INSERT INTO consultation (id, structure_id, usager_id, staff_user_id, jour, genre, created_at)
        SELECT ?1, u.structure_id, u.id, ?4, ?5, ?6, ?7 FROM usager u WHERE u.id = ?3 AND u.structure_id = ?2 AND u.import_id IS NULL
        ON CONFLICT DO NOTHING";
    SIGHTS = sights!("");
    SIGHTS_OF_STAFF = sights!(" AND c.staff_user_id = ?6");
    SIGHTS_OF_FILE = sights!(" AND c.usager_id = ?6");
    CHANGES = changes!("historique_of_changes", "");
    CHANGES_OF_STAFF = changes!("historique_of_changes_by_staff", " AND h.staff_user_id = ?6");
    /// All of it, mail and visits too.
    EVENTS_OF_FILE = events!("h.usager_id = ?6");
    EVENTS_OF_STRUCTURE = events!("h.usager_id IS NULL");
    EVENTS_OF_STRUCTURE_OF_STAFF = events!("h.usager_id IS NULL AND h.staff_user_id = ?6");
    LINES = lines!("");
    LINES_OF_FAMILY = lines!(" AND j.famille = ?6");
    LINES_OF_STAFF = lines!(" AND j.famille = ?6 AND j.staff_user_id = ?7");
    /// Those who have left too: their lines stay.
    MEMBERS = "
        SELECT w.id, w.prenom, w.nom, w.statut FROM staff_user w WHERE w.structure_id = ?1 ORDER BY w.nom, w.prenom LIMIT ?2";
    /// The numbers of the files of ?2, a JSON list of ids: those that still exist.
    FILES = "
        SELECT u.id, u.numero FROM json_each(?2) p CROSS JOIN usager u ON u.id = p.value AND u.structure_id = ?1 AND u.import_id IS NULL";
}

/// The statement that writes a line.
pub(super) fn write(line: &Line<'_>, detail: &str, now: Moment) -> Query {
    WRITE.with([
        line.id.into(),
        line.structure.into(),
        line.who.into(),
        line.evenement.into(),
        detail.into(),
        now.into(),
    ])
}

/// Writes that someone sees a file.
pub(super) async fn write_sight(sight: &Sight) -> Result<()> {
    let values = [
        (&ConsultationId::new()?).into(),
        (&sight.structure).into(),
        (&sight.usager).into(),
        (&sight.who).into(),
        sight.jour.into(),
        sight.genre.code().into(),
        sight.now.into(),
    ];
    sight.db.run(WRITE_SIGHT.with(values)).await?;
    Ok(())
}

/// A line of the page.
#[derive(Debug, Clone, Deserialize)]
pub struct Told {
    /// Its id, in its table.
    pub id: String,
    /// When.
    pub created_at: Moment,
    /// Who did it; `None`: the domicilié, or the product itself.
    pub staff_user_id: Option<StaffId>,
    /// What.
    pub evenement: String,
    /// What there is to say of it, JSON.
    pub detail: String,
    /// Whose file, if it is about one.
    pub usager_id: Option<UsagerId>,
    /// Is it a line of a file's « Historique »?
    pub fiche: i64,
}

impl Told {
    /// Where it stands among the others.
    #[must_use]
    pub fn mark(&self) -> Mark {
        Mark {
            at: self.created_at.0,
            id: self.id.clone(),
        }
    }
}

/// Someone of the structure, or who was.
#[derive(Debug, Clone, Deserialize)]
pub struct Member {
    /// Their id.
    pub id: StaffId,
    /// First name.
    pub prenom: String,
    /// Name.
    pub nom: String,
    /// `ACTIF`, `SUSPENDU` or `RETIRE`.
    pub statut: String,
}

/// A file that still exists.
#[derive(Debug, Clone, Deserialize)]
pub struct File {
    /// Its id.
    pub id: UsagerId,
    /// Its number.
    pub numero: i64,
}

/// Some lines, latest first, and what their words need.
#[derive(Debug, Default)]
pub struct Lines {
    /// The lines.
    pub told: Vec<Told>,
    /// Are there more, older?
    pub more: bool,
    /// The files they are about that still exist.
    pub files: Vec<File>,
}

/// Beyond every moment and every id of ours.
const LATEST: (i64, &str) = (1 << 52, "~");
/// The most people the filter offers.
const MEMBERS_MAX: i64 = 500;

/// Which statements tell what was chosen, each with the values after the fifth.
fn sources(choice: &Choice) -> Vec<(Statement, Vec<Value>)> {
    if let Some(usager) = &choice.dossier {
        return vec![
            (SIGHTS_OF_FILE, vec![usager.into()]),
            (EVENTS_OF_FILE, vec![usager.into()]),
        ];
    }
    let families = choice
        .famille
        .map_or_else(|| Famille::ALL.to_vec(), |famille| vec![famille]);
    let mut sources = Vec::new();
    for famille in &families {
        let by = |all: Statement, one: Statement| match &choice.membre {
            None => (all, vec![]),
            Some(who) => (one, vec![who.into()]),
        };
        match famille {
            Famille::Consultations => sources.push(by(SIGHTS, SIGHTS_OF_STAFF)),
            Famille::Modifications => sources.push(by(CHANGES, CHANGES_OF_STAFF)),
            Famille::Structure => {
                sources.push(by(EVENTS_OF_STRUCTURE, EVENTS_OF_STRUCTURE_OF_STAFF));
            }
            Famille::Exports | Famille::Comptes => {}
        }
        // Of everyone and everything, one index has all the families in order.
        let all = choice.famille.is_none() && choice.membre.is_none();
        if let Some(column) = famille.column().filter(|_| !all) {
            sources.push(match &choice.membre {
                None => (LINES_OF_FAMILY, vec![column.into()]),
                Some(who) => (LINES_OF_STAFF, vec![column.into(), who.into()]),
            });
        }
    }
    if choice.famille.is_none() && choice.membre.is_none() {
        sources.push((LINES, vec![]));
    }
    sources
}

/// The lines of `choice` before `before`, at most `rows`, latest first; `zone` says when its days begin.
///
/// # Errors
/// As the database.
pub async fn lines(
    db: &Db,
    structure: &StructureId,
    choice: &Choice,
    before: Option<&Mark>,
    (zone, rows): (chrono_tz::Tz, usize),
) -> Result<Lines> {
    let begins = |day: Day| day.begins_at(zone).0;
    let from = choice.du.map_or(0, begins);
    let end = choice.au.map(|day| begins(day.plus_days(1)));
    let (at, id) = match (before, end) {
        (Some(mark), Some(end)) if mark.at >= end => (end, ""),
        (Some(mark), _) => (mark.at, mark.id.as_str()),
        (None, Some(end)) => (end, ""),
        (None, None) => LATEST,
    };
    let limit = i64::try_from(rows + 1).unwrap_or(i64::MAX);
    let queries = sources(choice).into_iter().map(|(statement, more)| {
        let mut values: Vec<Value> = vec![
            structure.into(),
            at.into(),
            id.into(),
            from.into(),
            limit.into(),
        ];
        values.extend(more);
        statement.with(values)
    });
    let mut told: Vec<Told> = Vec::new();
    for outcome in db.batch_of(queries.collect()).await? {
        told.extend(outcome.rows::<Told>()?);
    }
    told.sort_by(|a, b| (b.created_at, &b.id).cmp(&(a.created_at, &a.id)));
    let more = told.len() > rows;
    told.truncate(rows);
    let mut files: Vec<&UsagerId> = told.iter().filter_map(|it| it.usager_id.as_ref()).collect();
    files.sort_by_key(|id| id.as_str());
    files.dedup();
    let files = files_of(db, structure, &files).await?;
    Ok(Lines { told, more, files })
}

async fn files_of(db: &Db, structure: &StructureId, ids: &[&UsagerId]) -> Result<Vec<File>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let ids = serde_json::to_string(ids).map_err(|error| Error::internal("ids", error))?;
    db.all(FILES.with([structure.into(), (&ids).into()])).await
}

/// The file of that id, if it is of the structure.
///
/// # Errors
/// As the database.
pub async fn file(db: &Db, structure: &StructureId, id: &UsagerId) -> Result<Option<File>> {
    Ok(files_of(db, structure, &[id]).await?.into_iter().next())
}

/// The people of the structure, and those who were, by name.
///
/// # Errors
/// As the database.
pub async fn members(db: &Db, structure: &StructureId) -> Result<Vec<Member>> {
    db.all(MEMBERS.with([structure.into(), MEMBERS_MAX.into()]))
        .await
}
