//! Every SQL statement of the import of services.
//!
//! A step moves one part and counts it in one batch, only if that part is the next: whoever comes second, or again after a
//! crash, changes nothing.

pub use crate::edge::steps::Etat;

use serde::{Deserialize, Serialize, de::DeserializeOwned};
use serde_json::json;

use super::{rules::Refused, service_rules::Imported};
use crate::{
    auth::Operator,
    edge::{
        clock::{DAY_MS, Moment},
        db::{Db, Query, Value, flag},
        error::{Error, Result},
        ids::{ImportId, JournalId, ServiceId},
    },
    statements,
};

macro_rules! import {
    () => {
        "SELECT i.id, i.fichiers, i.etat, i.retirer, i.structures, i.services, i.refuses, i.absents, i.lots, i.fait, i.retires,
                i.created_at, w.prenom || ' ' || w.nom AS auteur
         FROM service_import i JOIN staff_user w ON w.id = i.staff_user_id"
    };
}

statements! { "orientation::import";
    FORGET_MINE = "
        DELETE FROM service_import WHERE id IN (
            SELECT i.id FROM service_import i WHERE i.etat IN ('LECTURE', 'APERCU') AND i.staff_user_id = ?1 AND i.id <> ?2)";
    BEGIN = "
        INSERT INTO service_import (id, staff_user_id, fichiers, etat, sources, structures, services, refuses, lots, created_at, touche_at)
        VALUES (?1, ?2, ?3, 'LECTURE', ?4, ?5, ?6, ?7, ?8, ?9, ?9)
        ON CONFLICT (id) DO NOTHING";
    ADD_LOT = "
        INSERT INTO service_import_lot (import_id, genre, rang, contenu)
        SELECT i.id, ?2, ?3, ?4 FROM service_import i WHERE i.id = ?1 AND i.etat = 'LECTURE'
        ON CONFLICT DO NOTHING";
    OFFER = "UPDATE service_import SET etat = 'APERCU', absents = ?2 WHERE id = ?1 AND etat = 'LECTURE'";
    OFFERED = "
        SELECT count(*) AS nombre FROM json_each(?1) x CROSS JOIN service s
        WHERE s.source = x.value AND s.statut = 'PUBLIE' AND s.structure_id IS NULL";
    /// Are there more than ?2? Asked first, so that no more are ever counted.
    OFFERED_MORE = "
        SELECT 1 AS nombre FROM json_each(?1) x CROSS JOIN service s
        WHERE s.source = x.value AND s.statut = 'PUBLIE' AND s.structure_id IS NULL LIMIT 1 OFFSET ?2";
    OFFERED_OF = "
        SELECT count(*) AS nombre FROM json_each(?1) x CROSS JOIN service s
        WHERE s.id = x.value AND s.statut = 'PUBLIE' AND s.structure_id IS NULL";
    ONE = concat!(import!(), " WHERE i.id = ?1");
    LATEST = concat!(import!(), " WHERE i.etat <> 'LECTURE' AND i.created_at > ?2 ORDER BY i.created_at DESC, i.id DESC LIMIT ?1");
    LOTS = "SELECT contenu FROM service_import_lot WHERE import_id = ?1 AND genre = ?2 ORDER BY rang LIMIT ?3";
    GIVE_UP = "DELETE FROM service_import WHERE id = ?1 AND etat IN ('LECTURE', 'APERCU')";
    FORGET_WAITING = "
        DELETE FROM service_import WHERE id IN (
            SELECT i.id FROM service_import i WHERE i.etat IN ('LECTURE', 'APERCU') AND i.created_at < ?1 LIMIT ?2)";
    /// Before the start itself: only if there will be one.
    REMEMBER = "
        INSERT INTO journal (id, structure_id, staff_user_id, evenement, detail, created_at)
        SELECT ?2, NULL, ?3, 'STRUCTURE_SERVICES_IMPORTES', json_object('services', i.services, 'sources', json(i.sources)), ?4
        FROM service_import i WHERE i.id = ?1 AND i.etat = 'APERCU' AND i.services > 0
          AND NOT EXISTS (SELECT 1 FROM service_import r WHERE r.etat IN ('EN_COURS', 'RETRAIT') AND r.seul = 1)";
    START = "
        UPDATE service_import SET etat = 'EN_COURS', retirer = ?2, confirme_at = ?3, touche_at = ?3
        WHERE id = ?1 AND etat = 'APERCU' AND services > 0
          AND NOT EXISTS (SELECT 1 FROM service_import r WHERE r.etat IN ('EN_COURS', 'RETRAIT') AND r.seul = 1)";
    STATE = "SELECT etat, fait, lots, retirer FROM service_import WHERE id = ?1";
    /// One that a structure has taken over is its own to change; one that an operateur has taken out stays out.
    PUT_IN = "
        INSERT INTO service (id, source, source_id, porteur, source_maj, latitude, longitude, nom, description, type_service, themes,
            publics, mobilisable_par, modes_orientation, lien, modes_accueil, conditions, adresse, complement_adresse, code_postal,
            commune, code_insee, contact_nom, courriel, telephone, contact_public, frais, frais_precisions, duree_heures,
            duree_semaines, statut, import_id, created_at, updated_at)
        SELECT p.value->>'id', p.value->>'source', p.value->>'source_id', p.value->>'porteur', p.value->>'source_maj',
            p.value->>'latitude', p.value->>'longitude', p.value->>'nom', p.value->>'description', p.value->>'type_service',
            p.value->'themes', p.value->'publics', p.value->'mobilisable_par', p.value->'modes_orientation', p.value->>'lien',
            p.value->'modes_accueil', p.value->>'conditions', p.value->>'adresse', p.value->>'complement_adresse',
            p.value->>'code_postal', p.value->>'commune', p.value->>'code_insee', p.value->>'contact_nom', p.value->>'courriel',
            p.value->>'telephone', p.value->>'contact_public', p.value->>'frais', p.value->>'frais_precisions',
            p.value->>'duree_heures', p.value->>'duree_semaines', 'PUBLIE', i.id, i.confirme_at, i.confirme_at
        FROM service_import i CROSS JOIN service_import_lot l CROSS JOIN json_each(l.contenu) p
        WHERE i.id = ?1 AND i.etat = 'EN_COURS' AND i.fait = ?2
          AND l.import_id = i.id AND l.genre = 'SERVICES' AND l.rang = ?2
        ON CONFLICT DO UPDATE SET porteur = excluded.porteur, source_maj = excluded.source_maj, latitude = excluded.latitude,
            longitude = excluded.longitude, nom = excluded.nom, description = excluded.description,
            type_service = excluded.type_service, themes = excluded.themes, publics = excluded.publics,
            mobilisable_par = excluded.mobilisable_par, modes_orientation = excluded.modes_orientation, lien = excluded.lien,
            modes_accueil = excluded.modes_accueil, conditions = excluded.conditions, adresse = excluded.adresse,
            complement_adresse = excluded.complement_adresse, code_postal = excluded.code_postal, commune = excluded.commune,
            code_insee = excluded.code_insee, contact_nom = excluded.contact_nom, courriel = excluded.courriel,
            telephone = excluded.telephone, contact_public = excluded.contact_public, frais = excluded.frais,
            frais_precisions = excluded.frais_precisions, duree_heures = excluded.duree_heures,
            duree_semaines = excluded.duree_semaines, statut = 'PUBLIE', import_id = excluded.import_id,
            updated_at = excluded.updated_at, version = version + 1
        WHERE service.structure_id IS NULL AND service.ecarte = 0";
    /// A line that was refused says all the same that its service is still offered.
    SPARE = "
        UPDATE service SET import_id = ?1 WHERE rang IN (
            SELECT s.rang FROM service_import i CROSS JOIN service_import_lot l CROSS JOIN json_each(l.contenu) p CROSS JOIN service s
            WHERE i.id = ?1 AND i.etat = 'EN_COURS' AND i.fait = ?2
              AND l.import_id = i.id AND l.genre = 'GARDES' AND l.rang = ?2
              AND s.source = p.value->>0 AND s.source_id = p.value->>1 AND s.structure_id IS NULL AND s.statut = 'PUBLIE')";
    ADVANCE = "
        UPDATE service_import SET fait = fait + 1, essais = 0, touche_at = ?3
        WHERE id = ?1 AND etat = 'EN_COURS' AND fait = ?2";
    ALL_IN = "
        UPDATE service_import SET etat = CASE retirer WHEN 1 THEN 'RETRAIT' ELSE 'FAIT' END, essais = 0, touche_at = ?2,
            fini_at = CASE retirer WHEN 1 THEN NULL ELSE ?2 END
        WHERE id = ?1 AND etat = 'EN_COURS' AND fait = lots";
    /// What the files no longer hold, of the sources they hold; what another import has put there since is left.
    WITHDRAW = "
        UPDATE service SET statut = 'RETIRE', import_id = ?1, updated_at = ?2, version = version + 1 WHERE rang IN (
            SELECT s.rang FROM service_import i CROSS JOIN json_each(i.sources) x CROSS JOIN service s
            WHERE i.id = ?1 AND i.etat = 'RETRAIT' AND s.source = x.value AND s.statut = 'PUBLIE' AND s.import_id < ?1
              AND s.structure_id IS NULL
            UNION ALL
            SELECT s.rang FROM service_import i CROSS JOIN json_each(i.sources) x CROSS JOIN service s
            WHERE i.id = ?1 AND i.etat = 'RETRAIT' AND s.source = x.value AND s.statut = 'PUBLIE' AND s.import_id > ?1
              AND s.structure_id IS NULL
            LIMIT ?3)";
    /// Right after WITHDRAW, in its batch: `changes()` is how many that one has withdrawn.
    WITHDRAWN = "
        UPDATE service_import SET essais = 0, touche_at = ?2, retires = retires + changes()
        WHERE id = ?1 AND etat = 'RETRAIT'";
    ALL_WITHDRAWN = "
        UPDATE service_import SET etat = 'FAIT', fini_at = ?2, touche_at = ?2 WHERE id = ?1 AND etat = 'RETRAIT'
          AND NOT EXISTS (SELECT 1 FROM json_each(service_import.sources) x CROSS JOIN service s
            WHERE s.source = x.value AND s.statut = 'PUBLIE' AND s.import_id < ?1 AND s.structure_id IS NULL)
          AND NOT EXISTS (SELECT 1 FROM json_each(service_import.sources) x CROSS JOIN service s
            WHERE s.source = x.value AND s.statut = 'PUBLIE' AND s.import_id > ?1 AND s.structure_id IS NULL)";
    FORGET_LOTS = "
        DELETE FROM service_import_lot WHERE import_id = ?1 AND genre IN ('SERVICES', 'GARDES')
          AND EXISTS (SELECT 1 FROM service_import i WHERE i.id = ?1 AND i.etat IN ('FAIT', 'ECHEC'))";
    COUNT_FAILURE = "
        UPDATE service_import SET essais = essais + 1, etat = CASE WHEN essais + 1 >= ?2 THEN 'ECHEC' ELSE etat END
        WHERE id = ?1 AND etat IN ('EN_COURS', 'RETRAIT')";
    STALLED = "
        SELECT i.id FROM service_import i WHERE i.etat IN ('EN_COURS', 'RETRAIT') AND i.touche_at < ?1
        ORDER BY i.touche_at LIMIT 1";
    FORGET_OLD = "
        DELETE FROM service_import WHERE id IN (
            SELECT i.id FROM service_import i WHERE i.created_at < ?1 ORDER BY i.created_at LIMIT ?2)
          AND etat IN ('FAIT', 'ECHEC')";
}

/// Services in a part, and the bytes it may weigh before it is full.
const LOT_SERVICES: usize = 100;
const LOT_BYTES: usize = 300_000;
/// Parts written in one trip.
const LOTS_AT_ONCE: usize = 6;
/// Refused lines in a part.
const REFUSED_IN_A_LOT: usize = 250;
/// Services of refused lines in a part.
const SPARED_IN_A_LOT: usize = 500;
/// Ids looked up in one question.
const IDS_AT_ONCE: usize = 5_000;
/// More services than this that the files do not hold are « plus de 1 000 ».
pub const ABSENT_COUNTED: i64 = 1_000;
/// Parts of refused lines read at most.
const LOTS_READ: i64 = 4;
/// Imports shown.
const LATEST_SHOWN: i64 = 10;
/// Services withdrawn in one step.
const WITHDRAWN_AT_ONCE: i64 = 250;
/// Failures in a row after which an import stops.
const FAILURES_MAX: i64 = 12;
/// How long an import is remembered.
const KEPT_MS: i64 = 365 * DAY_MS;
/// Imports forgotten at once.
const FORGOTTEN_AT_ONCE: i64 = 50;

/// An import, as its page shows it.
#[derive(Debug, Clone, Deserialize)]
pub struct Import {
    /// Its id.
    pub id: ImportId,
    /// The names of the files.
    pub fichiers: String,
    /// Where it stands.
    pub etat: Etat,
    /// Withdraw what the files no longer hold?
    #[serde(deserialize_with = "flag")]
    pub retirer: bool,
    /// Structures read.
    pub structures: i64,
    /// Services to be put in.
    pub services: i64,
    /// Lines refused.
    pub refuses: i64,
    /// Services of its sources that the files do not hold, up to one more than [`ABSENT_COUNTED`].
    pub absents: i64,
    /// Parts.
    pub lots: i64,
    /// Parts put in.
    pub fait: i64,
    /// Services withdrawn.
    pub retires: i64,
    /// When it was read.
    pub created_at: Moment,
    /// Who read it.
    pub auteur: String,
}

/// How far an import is.
#[derive(Debug, Clone, Copy, Deserialize)]
pub struct State {
    /// The step.
    pub etat: Etat,
    /// Parts put in.
    pub fait: i64,
    /// Parts.
    pub lots: i64,
}

impl State {
    /// Is there more to do?
    #[must_use]
    pub fn runs(&self) -> bool {
        matches!(self.etat, Etat::EnCours | Etat::Retrait)
    }
}

/// What was read of two files.
#[derive(Debug, Default)]
pub struct Read {
    /// Structures that can be named.
    pub structures: usize,
    /// Services to be put in.
    pub services: Vec<Imported>,
    /// Lines refused: the first ones.
    pub refuses: Vec<Refused>,
    /// Lines refused, all of them.
    pub refuses_total: usize,
    /// Source and id of the refused lines of services that say both.
    pub gardes: Vec<(String, String)>,
}

/// How many services of these sources are in the directory and not in the files, up to one more than [`ABSENT_COUNTED`].
async fn absent(db: &Db, sources: &[&str], read: &Read) -> Result<i64> {
    #[derive(Deserialize)]
    struct Count {
        nombre: i64,
    }
    let count = |found: Option<Count>| found.map_or(0, |it| it.nombre);
    let services = read.services.iter().map(|it| (&it.source, &it.source_id));
    let gardes = read.gardes.iter().map(|(source, id)| (source, id));
    let ids: Vec<ServiceId> = services
        .chain(gardes)
        .map(|(source, id)| ServiceId::of_source(source, id))
        .collect();
    let mut there = 0;
    for some in ids.chunks(IDS_AT_ONCE) {
        let question = OFFERED_OF.with([(&written(&some)?).into()]);
        there += count(db.first(question).await?);
    }
    let sources = written(&sources)?;
    let more = OFFERED_MORE.with([(&sources).into(), (there + ABSENT_COUNTED).into()]);
    if count(db.first(more).await?) > 0 {
        return Ok(ABSENT_COUNTED + 1);
    }
    let offered = count(db.first(OFFERED.with([(&sources).into()])).await?);
    Ok((offered - there).max(0))
}

fn number(count: usize) -> Value {
    i64::try_from(count).unwrap_or(i64::MAX).into()
}

fn written(value: &impl Serialize) -> Result<String> {
    serde_json::to_string(value).map_err(|error| Error::internal("services import", error))
}

/// The parts of the services, each a JSON list.
fn parts(services: &[Imported]) -> Result<Vec<String>> {
    let (mut parts, mut part, mut count) = (Vec::new(), String::new(), 0);
    for service in services {
        let mut row = serde_json::to_value(service)
            .map_err(|error| Error::internal("services import", error))?;
        if let Some(fields) = row.as_object_mut() {
            let id = ServiceId::of_source(&service.source, &service.source_id);
            fields.insert("id".to_owned(), json!(id));
        }
        let row = written(&row)?;
        if count == LOT_SERVICES || (count > 0 && part.len() + row.len() > LOT_BYTES) {
            parts.push(format!("[{}]", std::mem::take(&mut part)));
            count = 0;
        }
        if count > 0 {
            part.push(',');
        }
        part.push_str(&row);
        count += 1;
    }
    if count > 0 {
        parts.push(format!("[{part}]"));
    }
    Ok(parts)
}

fn lots_of_services(read: &Read) -> Result<Vec<(&'static str, String)>> {
    let parts = parts(&read.services)?.into_iter();
    Ok(parts.map(|part| ("SERVICES", part)).collect())
}

/// The lines refused that say which service they are: parts that come after the services.
fn lots_of_spared(read: &Read) -> Result<Vec<(&'static str, String)>> {
    let lots = read.gardes.chunks(SPARED_IN_A_LOT);
    lots.map(|some| Ok(("GARDES", written(&some)?))).collect()
}

/// Keeps what was read until it is confirmed.
///
/// # Errors
/// As the database.
pub async fn keep(
    db: &Db,
    me: &Operator,
    id: &ImportId,
    fichiers: &str,
    read: &Read,
    now: Moment,
) -> Result<()> {
    let mut sources: Vec<&str> = read.services.iter().map(|it| it.source.as_str()).collect();
    sources.sort_unstable();
    sources.dedup();
    let absent = absent(db, &sources, read).await?;
    let mut parts = lots_of_services(read)?;
    parts.extend(lots_of_spared(read)?);
    let begin: [Value; 9] = [
        id.into(),
        (&me.id).into(),
        fichiers.into(),
        (&written(&sources)?).into(),
        number(read.structures),
        number(read.services.len()),
        number(read.refuses_total),
        number(parts.len()),
        now.into(),
    ];
    let lot = |genre: &str, rang: usize, contenu: &String| {
        ADD_LOT.with([id.into(), genre.into(), number(rang), contenu.into()])
    };
    let mut waiting: Vec<Query> = vec![
        FORGET_MINE.with([(&me.id).into(), id.into()]),
        BEGIN.with(begin),
    ];
    for (rang, some) in read.refuses.chunks(REFUSED_IN_A_LOT).enumerate() {
        waiting.push(lot("REFUS", rang, &written(&some)?));
    }
    for (rang, (genre, part)) in parts.iter().enumerate() {
        if waiting.len() >= LOTS_AT_ONCE {
            db.batch_of(std::mem::take(&mut waiting)).await?;
        }
        waiting.push(lot(genre, rang, part));
    }
    waiting.push(OFFER.with([id.into(), absent.into()]));
    db.batch_of(waiting).await?;
    Ok(())
}

/// The import of that id.
///
/// # Errors
/// As the database.
pub async fn one(db: &Db, id: &ImportId) -> Result<Option<Import>> {
    db.first(ONE.with([id.into()])).await
}

/// The latest imports.
///
/// # Errors
/// As the database.
pub async fn latest(db: &Db, now: Moment) -> Result<Vec<Import>> {
    let since = now.plus_ms(-KEPT_MS);
    db.all(LATEST.with([LATEST_SHOWN.into(), since.into()]))
        .await
}

async fn lots<T: DeserializeOwned>(db: &Db, id: &ImportId, genre: &str) -> Result<Vec<T>> {
    #[derive(Deserialize)]
    struct Lot {
        contenu: String,
    }
    let found: Vec<Lot> = db
        .all(LOTS.with([id.into(), genre.into(), LOTS_READ.into()]))
        .await?;
    let mut all = Vec::new();
    for lot in found {
        let some: Vec<T> = serde_json::from_str(&lot.contenu)
            .map_err(|_shape| Error::internal("services import", "a part has another shape"))?;
        all.extend(some);
    }
    Ok(all)
}

/// The first lines that were refused.
///
/// # Errors
/// As the database.
pub async fn refused(db: &Db, id: &ImportId) -> Result<Vec<Refused>> {
    lots(db, id, "REFUS").await
}

/// Forgets an import that is not confirmed; false when there is none.
///
/// # Errors
/// As the database.
pub async fn give_up(db: &Db, id: &ImportId) -> Result<bool> {
    Ok(db.run(GIVE_UP.with([id.into()])).await?.changes > 0)
}

/// Begins an import; false when it can't begin as things stand.
///
/// # Errors
/// As the database.
pub async fn start(
    db: &Db,
    me: &Operator,
    id: &ImportId,
    withdraw: bool,
    now: Moment,
) -> Result<bool> {
    let remember = [
        id.into(),
        (&JournalId::new()?).into(),
        (&me.id).into(),
        now.into(),
    ];
    let [_, started] = db
        .batch([
            REMEMBER.with(remember),
            START.with([id.into(), withdraw.into(), now.into()]),
        ])
        .await?;
    Ok(started.changes > 0)
}

/// How far the import is.
///
/// # Errors
/// As the database.
pub async fn state(db: &Db, id: &ImportId) -> Result<Option<State>> {
    db.first(STATE.with([id.into()])).await
}

/// Does the next thing there is to do from `state`.
///
/// # Errors
/// As the database.
pub async fn step(db: &Db, id: &ImportId, state: State, now: Moment) -> Result<()> {
    let at = || -> [Value; 2] { [id.into(), now.into()] };
    match state.etat {
        Etat::EnCours if state.fait < state.lots => {
            db.batch([
                PUT_IN.with([id.into(), state.fait.into()]),
                SPARE.with([id.into(), state.fait.into()]),
                ADVANCE.with([id.into(), state.fait.into(), now.into()]),
            ])
            .await?;
        }
        Etat::EnCours => {
            db.batch([ALL_IN.with(at()), FORGET_LOTS.with([id.into()])])
                .await?;
        }
        Etat::Retrait => {
            db.batch([
                WITHDRAW.with([id.into(), now.into(), WITHDRAWN_AT_ONCE.into()]),
                WITHDRAWN.with(at()),
                ALL_WITHDRAWN.with(at()),
                FORGET_LOTS.with([id.into()]),
            ])
            .await?;
        }
        Etat::Lecture | Etat::Apercu | Etat::Fait | Etat::Echec => {}
    }
    Ok(())
}

/// Counts a failure of the next step.
///
/// # Errors
/// As the database.
pub async fn failed(db: &Db, id: &ImportId) -> Result<()> {
    db.run(COUNT_FAILURE.with([id.into(), FAILURES_MAX.into()]))
        .await?;
    Ok(())
}

/// The import that nothing has moved since `before`.
///
/// # Errors
/// As the database.
pub async fn stalled(db: &Db, before: Moment) -> Result<Option<ImportId>> {
    #[derive(Deserialize)]
    struct Stalled {
        id: ImportId,
    }
    let found: Option<Stalled> = db.first(STALLED.with([before.into()])).await?;
    Ok(found.map(|it| it.id))
}

/// Forgets what nobody has confirmed for a day, and imports of long ago.
///
/// # Errors
/// As the database.
pub async fn forget(db: &Db, now: Moment) -> Result<()> {
    let since = |ms: i64| [now.plus_ms(-ms).into(), FORGOTTEN_AT_ONCE.into()];
    db.batch([
        FORGET_WAITING.with(since(DAY_MS)),
        FORGET_OLD.with(since(KEPT_MS)),
    ])
    .await?;
    Ok(())
}
