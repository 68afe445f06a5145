//! Every SQL statement of workshops. A workshop is written over the version that was read, by whoever holds the dossier; the
//! database writes each version down. What a structure has said of a workshop stays as it said it once the dossier has gone.

use serde::{Deserialize, de::IgnoredAny};

use super::rules::{ATELIERS_MAX, Atelier, Etat, Parcours};
use crate::{
    auth::Staff,
    dossier::page::store::place,
    edge::{
        clock::{Day, Moment},
        db::{Db, Query, Value},
        error::Result,
        ids::{AtelierId, DossierId, StructureId},
    },
    statements,
};

/// The most versions of what was agreed that the page shows.
const LINES_MAX: i64 = 50;

statements! { "dossier::ateliers";
    ATELIERS = "
        SELECT a.id, a.structure_id, s.nom AS structure, a.jour, a.heure, a.theme, a.theme_texte, a.minutes, a.statut AS etat, a.version
        FROM dossier d JOIN atelier a ON a.dossier_id = d.id JOIN structure s ON s.id = a.structure_id
        WHERE d.id = ?1 AND d.structure_id = ?2 ORDER BY a.jour DESC, a.id DESC LIMIT ?3";
    PARCOURS = "
        SELECT p.ateliers, p.minutes, p.version FROM dossier d JOIN parcours p ON p.dossier_id = d.id
        WHERE d.id = ?1 AND d.structure_id = ?2";
    AGREED = "
        SELECT l.ateliers, l.minutes, l.created_at, s.nom AS structure, CASE WHEN l.structure_id = ?2 THEN w.prenom || ' ' || w.nom END AS qui
        FROM dossier d JOIN parcours_ligne l ON l.dossier_id = d.id
             JOIN structure s ON s.id = l.structure_id JOIN staff_user w ON w.id = l.staff_user_id
        WHERE d.id = ?1 AND d.structure_id = ?2 ORDER BY l.version DESC LIMIT ?3";
    LINES = "
        SELECT l.jour, l.heure, l.theme, l.theme_texte, l.minutes, l.statut AS etat, l.created_at, s.nom AS structure,
               CASE WHEN l.structure_id = ?2 THEN w.prenom || ' ' || w.nom END AS qui
        FROM dossier d JOIN atelier_ligne l ON l.atelier_id = ?3 AND l.dossier_id = d.id
             JOIN structure s ON s.id = l.structure_id JOIN staff_user w ON w.id = l.staff_user_id
        WHERE d.id = ?1 AND d.structure_id = ?2 ORDER BY l.version DESC";
    /// Over what was agreed when the form was read: version 0 is nothing.
    AGREE = "
        INSERT INTO parcours (dossier_id, structure_id, ateliers, minutes, staff_user_id, updated_at)
        SELECT d.id, d.structure_id, ?4, ?5, ?6, ?7 FROM dossier d
        WHERE d.id = ?1 AND d.structure_id = ?2 AND d.statut <> 'ARCHIVE'
          AND coalesce((SELECT p.version FROM parcours p WHERE p.dossier_id = d.id), 0) = ?3
        ON CONFLICT (dossier_id) DO UPDATE SET structure_id = excluded.structure_id, ateliers = excluded.ateliers,
               minutes = excluded.minutes, staff_user_id = excluded.staff_user_id, updated_at = excluded.updated_at, version = version + 1";
    ADD = "
        INSERT INTO atelier (id, dossier_id, structure_id, jour, heure, theme, theme_texte, minutes, statut, staff_user_id, created_at, updated_at)
        SELECT ?3, d.id, d.structure_id, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?11 FROM dossier d
        WHERE d.id = ?1 AND d.structure_id = ?2 AND d.statut <> 'ARCHIVE'
          AND (SELECT count(*) FROM atelier a WHERE a.dossier_id = d.id) < ?12
        ON CONFLICT (id) DO NOTHING";
    /// What the form has written first, whatever became of it since: sent again, it has been done.
    IS_THERE = "
        SELECT 1 AS there FROM atelier_ligne l WHERE l.atelier_id = ?3 AND l.version = 1 AND l.dossier_id = ?1 AND l.structure_id = ?2
          AND l.jour = ?4 AND l.heure IS ?5 AND l.theme = ?6 AND l.theme_texte IS ?7 AND l.minutes = ?8 AND l.statut = ?9";
    CORRECT = "
        UPDATE atelier SET structure_id = ?2, jour = ?5, heure = ?6, theme = ?7, theme_texte = ?8, minutes = ?9, statut = ?10,
               staff_user_id = ?11, updated_at = ?12, version = version + 1
        WHERE id = ?3 AND dossier_id = ?1 AND version = ?4 AND (statut = 'PREVU' OR structure_id = ?2)
          AND EXISTS (SELECT 1 FROM dossier d WHERE d.id = ?1 AND d.structure_id = ?2 AND d.statut <> 'ARCHIVE')";
    /// Attended or missed: only of a day that has come.
    MARK = "
        UPDATE atelier SET structure_id = ?2, statut = ?5, staff_user_id = ?6, updated_at = ?7, version = version + 1
        WHERE id = ?3 AND dossier_id = ?1 AND version = ?4 AND statut = 'PREVU' AND (?5 = 'ANNULE' OR jour <= ?8)
          AND EXISTS (SELECT 1 FROM dossier d WHERE d.id = ?1 AND d.structure_id = ?2 AND d.statut <> 'ARCHIVE')";
}

/// A workshop of a dossier.
#[derive(Debug, Clone, Deserialize)]
pub struct KeptAtelier {
    /// Its id.
    pub id: AtelierId,
    /// Whose it is.
    pub structure_id: StructureId,
    /// The same by name.
    pub structure: String,
    /// What it is.
    #[serde(flatten)]
    pub what: Told,
    /// Grows with each change.
    pub version: i64,
}

/// What a line says a workshop is.
#[derive(Debug, Clone, Deserialize)]
pub struct Told {
    /// Which day.
    pub jour: Day,
    /// At what time.
    pub heure: Option<String>,
    /// A code of the themes.
    pub theme: String,
    /// Words of one's own.
    pub theme_texte: Option<String>,
    /// How long, in minutes.
    pub minutes: i64,
    /// What became of it.
    pub etat: Etat,
}

impl From<Told> for Atelier {
    fn from(told: Told) -> Self {
        Self {
            jour: told.jour,
            heure: told.heure,
            theme: told.theme,
            theme_texte: told.theme_texte,
            minutes: told.minutes,
            etat: told.etat,
        }
    }
}

impl KeptAtelier {
    /// May the holder `structure` change it? What another structure has said of it stays.
    #[must_use]
    pub fn may_be_changed_by(&self, structure: &StructureId) -> bool {
        self.what.etat == Etat::Prevu || self.structure_id == *structure
    }
}

/// What was agreed, and its version.
#[derive(Debug, Clone, Copy, Deserialize)]
pub struct KeptParcours {
    /// What.
    #[serde(flatten)]
    pub agreed: Parcours,
    /// Grows with each change.
    pub version: i64,
}

/// One version of what was agreed.
#[derive(Debug, Clone, Deserialize)]
pub struct Agreed {
    /// What.
    #[serde(flatten)]
    pub agreed: Parcours,
    /// When.
    pub created_at: Moment,
    /// Where.
    pub structure: String,
    /// By whom, of one's own structure.
    pub qui: Option<String>,
}

/// One version of a workshop.
#[derive(Debug, Clone, Deserialize)]
pub struct Line {
    /// What it said.
    #[serde(flatten)]
    pub what: Told,
    /// When.
    pub created_at: Moment,
    /// Where it was written.
    pub structure: String,
    /// By whom, of one's own structure.
    pub qui: Option<String>,
}

/// The question for the workshops, the latest day first.
#[must_use]
pub fn ateliers_query([dossier, structure]: [Value; 2]) -> Query {
    ATELIERS.with([dossier, structure, ATELIERS_MAX.into()])
}

/// The question for what was agreed.
#[must_use]
pub fn parcours_query(place: [Value; 2]) -> Query {
    PARCOURS.with(place)
}

/// The question for all that was ever agreed, the latest first.
#[must_use]
pub fn agreed_query([dossier, structure]: [Value; 2]) -> Query {
    AGREED.with([dossier, structure, LINES_MAX.into()])
}

/// The question for the versions of a workshop, the latest first.
#[must_use]
pub fn lines_query([dossier, structure]: [Value; 2], atelier: &AtelierId) -> Query {
    LINES.with([dossier, structure, atelier.into()])
}

/// Keeps what was agreed over that version; false when a colleague came first, the dossier is archived or gone.
///
/// # Errors
/// As the database.
pub async fn agree(
    db: &Db,
    me: &Staff,
    dossier: &DossierId,
    (agreed, version): (Parcours, i64),
    now: Moment,
) -> Result<bool> {
    let said: [Value; 5] = [
        version.into(),
        agreed.ateliers.into(),
        agreed.minutes.into(),
        (&me.id).into(),
        now.into(),
    ];
    let values = [&place(dossier, &me.structure)[..], &said[..]].concat();
    Ok(db.run(AGREE.with(values)).await?.changes > 0)
}

fn said(what: &Atelier) -> [Value; 6] {
    [
        what.jour.into(),
        what.heure.as_ref().into(),
        (&what.theme).into(),
        what.theme_texte.as_ref().into(),
        what.minutes.into(),
        what.etat.code().into(),
    ]
}

/// Adds a workshop; false when there are too many, the dossier is archived, or the form has served for another.
///
/// # Errors
/// As the database.
pub async fn add(
    db: &Db,
    me: &Staff,
    dossier: &DossierId,
    (id, what): (&AtelierId, &Atelier),
    now: Moment,
) -> Result<bool> {
    let key = [
        &place(dossier, &me.structure)[..],
        &[id.into()],
        &said(what)[..],
    ]
    .concat();
    let by: [Value; 3] = [(&me.id).into(), now.into(), ATELIERS_MAX.into()];
    let [_, found] = db
        .batch([ADD.with([&key[..], &by[..]].concat()), IS_THERE.with(key)])
        .await?;
    Ok(found.first::<IgnoredAny>()?.is_some())
}

/// Writes a workshop over that version; false when a colleague came first, or it is no longer for the structure to change.
///
/// # Errors
/// As the database.
pub async fn correct(
    db: &Db,
    me: &Staff,
    dossier: &DossierId,
    (id, version, what): (&AtelierId, i64, &Atelier),
    now: Moment,
) -> Result<bool> {
    let key: [Value; 2] = [id.into(), version.into()];
    let by: [Value; 2] = [(&me.id).into(), now.into()];
    let place = place(dossier, &me.structure);
    let values = [&place[..], &key[..], &said(what)[..], &by[..]].concat();
    Ok(db.run(CORRECT.with(values)).await?.changes > 0)
}

/// Says what became of a planned workshop; false when a colleague came first, or its day has not come.
///
/// # Errors
/// As the database.
pub async fn mark(
    db: &Db,
    me: &Staff,
    dossier: &DossierId,
    (id, version, etat): (&AtelierId, i64, Etat),
    (today, now): (Day, Moment),
) -> Result<bool> {
    let said: [Value; 6] = [
        id.into(),
        version.into(),
        etat.code().into(),
        (&me.id).into(),
        now.into(),
        today.into(),
    ];
    let values = [&place(dossier, &me.structure)[..], &said[..]].concat();
    Ok(db.run(MARK.with(values)).await?.changes > 0)
}
