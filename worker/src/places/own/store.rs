//! Every SQL statement of the places of one's structure.

use serde::Deserialize;

use super::rules::Own;
use crate::{
    auth::Staff,
    edge::{
        clock::Moment,
        db::{Db, Query, Value, flag},
        error::{Error, Result},
        ids::{JournalId, LieuId, StructureId},
    },
    places::standard_rules::{Place, Row},
    statements,
};

/// How many places a structure keeps, withdrawn ones included.
pub const PLACES_MAX: i64 = 200;

macro_rules! columns {
    () => {
        "l.id, l.version, l.retire, l.public, l.standard_id, l.pivot, l.nom, l.commune, l.code_postal, l.code_insee,
         l.adresse, l.complement_adresse, l.latitude, l.longitude, l.typologie, l.telephone, l.site_web, l.horaires,
         l.presentation_resume, l.presentation_detail, l.source, l.structure_parente, l.date_maj, l.fiche_acces_libre,
         l.prise_rdv, l.courriels, l.itinerance, l.services, l.publics, l.prises_en_charge, l.frais, l.programmes, l.labels,
         l.autres_labels, l.acces, l.accompagnement"
    };
}

statements! { "places::own";
    LIST = "
        SELECT l.id, l.nom, l.commune, l.date_maj, l.retire, l.public FROM lieu l
        WHERE l.structure_id = ?1 ORDER BY l.rang DESC LIMIT ?2";
    ONE = concat!("SELECT ", columns!(), " FROM lieu l WHERE l.id = ?1 AND l.structure_id = ?2");
    /// ?4 is the place, as JSON.
    CREATE = "
        INSERT INTO lieu (id, structure_id, standard_id, pivot, nom, commune, code_postal, code_insee, adresse, complement_adresse,
            latitude, longitude, x, y, typologie, telephone, site_web, horaires, presentation_resume, presentation_detail,
            source, structure_parente, date_maj, fiche_acces_libre, prise_rdv, courriels, itinerance, services, publics,
            prises_en_charge, frais, programmes, labels, autres_labels, acces, accompagnement, public, created_at,
            updated_at)
        SELECT ?1, t.id, ?4->>'standard_id', ?4->>'pivot', ?4->>'nom', ?4->>'commune', ?4->>'code_postal', ?4->>'code_insee',
            ?4->>'adresse', ?4->>'complement_adresse', ?4->>'latitude', ?4->>'longitude', ?4->>'x', ?4->>'y',
            ?4->>'typologie', ?4->>'telephone', ?4->>'site_web', ?4->>'horaires', ?4->>'presentation_resume',
            ?4->>'presentation_detail', ?4->>'source', ?4->>'structure_parente', ?4->>'date_maj', ?4->>'fiche_acces_libre',
            ?4->>'prise_rdv', ?4->'courriels', ?4->'itinerance', ?4->'services', ?4->'publics', ?4->'prises_en_charge',
            ?4->'frais', ?4->'programmes', ?4->'labels', ?4->'autres_labels', ?4->'acces', ?4->'accompagnement',
            ?4->>'public', ?3, ?3
        FROM structure t WHERE t.id = ?2 AND (SELECT count(*) FROM lieu o WHERE o.structure_id = ?2) < ?5
        ON CONFLICT DO NOTHING";
    /// Only over the version that the person saw.
    SAVE = "
        UPDATE lieu SET pivot = ?4->>'pivot', nom = ?4->>'nom', commune = ?4->>'commune', code_postal = ?4->>'code_postal',
            code_insee = ?4->>'code_insee', adresse = ?4->>'adresse', complement_adresse = ?4->>'complement_adresse',
            latitude = ?4->>'latitude', longitude = ?4->>'longitude', x = ?4->>'x', y = ?4->>'y',
            typologie = ?4->>'typologie', telephone = ?4->>'telephone', site_web = ?4->>'site_web',
            horaires = ?4->>'horaires', presentation_resume = ?4->>'presentation_resume',
            presentation_detail = ?4->>'presentation_detail', source = ?4->>'source',
            structure_parente = ?4->>'structure_parente', date_maj = ?4->>'date_maj',
            fiche_acces_libre = ?4->>'fiche_acces_libre', prise_rdv = ?4->>'prise_rdv', courriels = ?4->'courriels',
            itinerance = ?4->'itinerance', services = ?4->'services', publics = ?4->'publics',
            prises_en_charge = ?4->'prises_en_charge', frais = ?4->'frais', programmes = ?4->'programmes',
            labels = ?4->'labels', autres_labels = ?4->'autres_labels', acces = ?4->'acces',
            accompagnement = ?4->'accompagnement', public = (retire = 0 AND ?4->>'public'), updated_at = ?3,
            version = version + 1
        WHERE id = ?1 AND structure_id = ?2 AND version = ?5";
    /// ?4: 1 to withdraw it, 0 to put it back.
    MOVE = "
        UPDATE lieu SET retire = ?4, public = (?4 = 0 AND instr(acces, '\"ferme\"') = 0), updated_at = ?3, version = version + 1
        WHERE id = ?1 AND structure_id = ?2 AND version = ?5 AND retire <> ?4";
    /// Before the creation itself: only if there will be one.
    REMEMBER_CREATION = "
        INSERT INTO journal (id, structure_id, staff_user_id, evenement, detail, created_at)
        SELECT ?3, t.id, ?4, 'STRUCTURE_LIEU_CREE', json_object('lieu', ?5), ?6 FROM structure t
        WHERE t.id = ?2 AND NOT EXISTS (SELECT 1 FROM lieu l WHERE l.id = ?1)
          AND (SELECT count(*) FROM lieu o WHERE o.structure_id = ?2) < ?7
        ON CONFLICT (id) DO NOTHING";
    /// Before a change: only if there will be one. ?8: only one that stands so; NULL: however it stands.
    REMEMBER = "
        INSERT INTO journal (id, structure_id, staff_user_id, evenement, detail, created_at)
        SELECT ?3, l.structure_id, ?4, ?5, json_object('lieu', l.nom), ?6 FROM lieu l
        WHERE l.id = ?1 AND l.structure_id = ?2 AND l.version = ?7 AND l.retire = coalesce(?8, l.retire)";
}

/// A place in the list of its structure.
#[derive(Debug, Clone, Deserialize)]
pub struct Listed {
    /// Its id.
    pub id: LieuId,
    /// Its name.
    pub nom: String,
    /// Its town.
    pub commune: String,
    /// The day of its last change.
    pub date_maj: crate::edge::clock::Day,
    /// Withdrawn?
    #[serde(deserialize_with = "flag")]
    pub retire: bool,
    /// In the directory?
    #[serde(deserialize_with = "flag")]
    pub public: bool,
}

/// The places of a structure, the newest first.
///
/// # Errors
/// As the database.
pub async fn list(db: &Db, structure: &StructureId) -> Result<Vec<Listed>> {
    db.all(LIST.with([structure.into(), PLACES_MAX.into()]))
        .await
}

/// The place, if it is that structure's.
///
/// # Errors
/// As the database.
pub async fn one(db: &Db, structure: &StructureId, id: &LieuId) -> Result<Option<Own>> {
    db.first(ONE.with([id.into(), structure.into()])).await
}

/// What became of a new place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Created {
    /// It is there; the same form sent twice is one place.
    There,
    /// The form has served for something else: nothing more is kept.
    Used,
    /// The structure keeps as many as it can.
    Full,
}

fn written(id: &LieuId, lieu: &Place) -> Result<Value> {
    let row = serde_json::to_string(&Row::of(id, lieu));
    row.map(Value::Text)
        .map_err(|why| Error::internal("places", why))
}

/// Keeps a new place; its id comes from its form's key.
///
/// # Errors
/// As the database.
pub async fn create(
    db: &Db,
    me: &Staff,
    id: &LieuId,
    lieu: &Place,
    now: Moment,
) -> Result<Created> {
    let create: [Value; 5] = [
        id.into(),
        (&me.structure).into(),
        now.into(),
        written(id, lieu)?,
        PLACES_MAX.into(),
    ];
    let remember: [Value; 7] = [
        id.into(),
        (&me.structure).into(),
        (&JournalId::for_reason(id.as_str(), "STRUCTURE_LIEU_CREE")).into(),
        (&me.id).into(),
        (&lieu.nom).into(),
        now.into(),
        PLACES_MAX.into(),
    ];
    let [_, created, there] = db
        .batch([
            REMEMBER_CREATION.with(remember),
            CREATE.with(create),
            ONE.with([id.into(), (&me.structure).into()]),
        ])
        .await?;
    let kept: Option<Own> = there.first()?;
    Ok(match kept {
        Some(kept) if created.changes > 0 || kept.lieu == *lieu => Created::There,
        Some(_) => Created::Used,
        None => Created::Full,
    })
}

/// The line of the audit log that goes before a change of what was seen.
fn remember(
    me: &Staff,
    seen: &Own,
    version: i64,
    evenement: &'static str,
    stands: Option<bool>,
    now: Moment,
) -> Result<Query> {
    let values: [Value; 8] = [
        (&seen.id).into(),
        (&me.structure).into(),
        (&JournalId::new()?).into(),
        (&me.id).into(),
        evenement.into(),
        now.into(),
        version.into(),
        stands.into(),
    ];
    Ok(REMEMBER.with(values))
}

/// Keeps a change over the version that was seen; false when somebody has been there first.
///
/// # Errors
/// As the database.
pub async fn save(
    db: &Db,
    me: &Staff,
    seen: &Own,
    version: i64,
    lieu: &Place,
    now: Moment,
) -> Result<bool> {
    let save: [Value; 5] = [
        (&seen.id).into(),
        (&me.structure).into(),
        now.into(),
        written(&seen.id, lieu)?,
        version.into(),
    ];
    let remember = remember(me, seen, version, "STRUCTURE_LIEU_MODIFIE", None, now)?;
    let [_, saved] = db.batch([remember, SAVE.with(save)]).await?;
    Ok(saved.changes > 0)
}

/// Withdraws a place, or puts it back; false when somebody has been there first.
///
/// # Errors
/// As the database.
pub async fn withdraw(
    db: &Db,
    me: &Staff,
    seen: &Own,
    version: i64,
    out: bool,
    now: Moment,
) -> Result<bool> {
    let change: [Value; 5] = [
        (&seen.id).into(),
        (&me.structure).into(),
        now.into(),
        out.into(),
        version.into(),
    ];
    let evenement = if out {
        "STRUCTURE_LIEU_RETIRE"
    } else {
        "STRUCTURE_LIEU_REMIS"
    };
    let remember = remember(me, seen, version, evenement, Some(!out), now)?;
    let [_, moved] = db.batch([remember, MOVE.with(change)]).await?;
    Ok(moved.changes > 0)
}
