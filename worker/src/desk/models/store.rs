//! Every SQL statement of the models of letters.

use serde::Deserialize;

use super::rules::{Kind, MODELS_MAX};
use crate::{
    auth::Staff,
    edge::{
        clock::Moment,
        db::{Db, Outcome, Value},
        error::Result,
        ids::{HistoryId, ModeleId, StructureId},
    },
    statements,
};

statements! { "models";
    LIST = "
        SELECT m.id, m.genre, m.nom, m.octets, m.objet, m.formulaire, m.version, m.updated_at, w.prenom || ' ' || w.nom AS auteur
        FROM modele m JOIN staff_user w ON w.id = m.staff_user_id
        WHERE m.structure_id = ?1 ORDER BY m.genre, m.nom LIMIT ?2";
    ONE = "
        SELECT m.id, m.genre, m.nom, m.octets, m.objet, m.formulaire, m.version, m.updated_at, w.prenom || ' ' || w.nom AS auteur
        FROM modele m JOIN staff_user w ON w.id = m.staff_user_id
        WHERE m.id = ?1 AND m.structure_id = ?2";
    OF_KIND = "SELECT m.objet FROM modele m WHERE m.structure_id = ?1 AND m.genre = ?2 LIMIT 1";
    FREE = "SELECT m.id, m.nom FROM modele m WHERE m.structure_id = ?1 AND m.genre = 'LIBRE' ORDER BY m.nom LIMIT ?2";
    HOUSE = "SELECT s.nom, s.adresse, s.code_postal, s.ville, s.telephone FROM structure s WHERE s.id = ?1";

    /// Only while the object is still expected: the nightly work has not deleted it.
    ADD = "
        INSERT INTO modele (id, structure_id, genre, nom, octets, objet, formulaire, staff_user_id, updated_at)
        SELECT ?1, s.id, ?3, ?4, ?5, o.objet, ?1, ?7, ?8 FROM structure s JOIN document_orphelin o ON o.objet = ?6
        WHERE s.id = ?2 AND (SELECT count(*) FROM modele m WHERE m.structure_id = ?2) < ?9
        ON CONFLICT DO NOTHING";
    REMEMBER_ADD = "
        INSERT INTO historique (id, structure_id, evenement, detail, staff_user_id, created_at)
        SELECT ?3, m.structure_id, 'MODELE_AJOUTE', json_object('genre', m.genre, 'nom', m.nom), m.staff_user_id, m.updated_at
        FROM modele m WHERE m.objet = ?1 AND m.structure_id = ?2";
    OBJECT_HAS_ITS_PLACE = "
        DELETE FROM document_orphelin WHERE objet = ?1
          AND EXISTS (SELECT 1 FROM modele m WHERE m.objet = ?1 AND m.structure_id = ?2)";
    HOW_MANY = "SELECT count(*) AS nombre FROM modele WHERE structure_id = ?1";

    /// The bytes that ?5 takes the place of; before the change itself, only if there is one.
    ORPHAN_REPLACED = "
        INSERT INTO document_orphelin (objet, created_at)
        SELECT m.objet, ?4 FROM modele m JOIN document_orphelin o ON o.objet = ?5
        WHERE m.id = ?1 AND m.structure_id = ?2 AND m.version = ?3";
    REMEMBER_REPLACE = "
        INSERT INTO historique (id, structure_id, evenement, detail, staff_user_id, created_at)
        SELECT ?6, m.structure_id, 'MODELE_REMPLACE', json_object('genre', m.genre, 'nom', m.nom), ?7, ?4
        FROM modele m JOIN document_orphelin o ON o.objet = ?5
        WHERE m.id = ?1 AND m.structure_id = ?2 AND m.version = ?3";
    /// Only over the version that the person saw.
    REPLACE = "
        UPDATE modele SET objet = ?5, octets = ?7, formulaire = ?8, version = version + 1, staff_user_id = ?6, updated_at = ?4
        WHERE id = ?1 AND structure_id = ?2 AND version = ?3
          AND EXISTS (SELECT 1 FROM document_orphelin o WHERE o.objet = ?5)";

    REMEMBER_RENAME = "
        INSERT INTO historique (id, structure_id, evenement, detail, staff_user_id, created_at)
        SELECT ?5, m.structure_id, 'MODELE_RENOMME', json_object('avant', m.nom, 'nom', ?4), ?6, ?7 FROM modele m
        WHERE m.id = ?1 AND m.structure_id = ?2 AND m.version = ?3 AND m.genre = 'LIBRE'";
    RENAME = "
        UPDATE modele SET nom = ?4, version = version + 1, staff_user_id = ?5, updated_at = ?6
        WHERE id = ?1 AND structure_id = ?2 AND version = ?3 AND genre = 'LIBRE'";

    REMEMBER_DELETE = "
        INSERT INTO historique (id, structure_id, evenement, detail, staff_user_id, created_at)
        SELECT ?3, m.structure_id, 'MODELE_SUPPRIME', json_object('genre', m.genre, 'nom', m.nom), ?4, ?5 FROM modele m
        WHERE m.id = ?1 AND m.structure_id = ?2";
    ORPHAN = "
        INSERT INTO document_orphelin (objet, created_at)
        SELECT m.objet, ?3 FROM modele m WHERE m.id = ?1 AND m.structure_id = ?2";
    DELETE = "DELETE FROM modele WHERE id = ?1 AND structure_id = ?2";
}

/// A model, as kept.
#[derive(Debug, Deserialize)]
pub struct Kept {
    /// Its id.
    pub id: ModeleId,
    /// What it is for.
    pub genre: Kind,
    /// Its name.
    pub nom: String,
    /// Its size.
    pub octets: i64,
    /// Its name in R2.
    pub objet: String,
    /// How many times it was changed.
    pub version: i64,
    formulaire: ModeleId,
    /// Since when it is as it is.
    pub updated_at: Moment,
    /// Who made it so.
    pub auteur: String,
}

/// The structure's models, kind by kind, by name.
///
/// # Errors
/// As the database.
pub async fn list(db: &Db, structure: &StructureId) -> Result<Vec<Kept>> {
    db.all(LIST.with([structure.into(), MODELS_MAX.into()]))
        .await
}

/// The model, if it is that structure's.
///
/// # Errors
/// As the database.
pub async fn one(db: &Db, structure: &StructureId, id: &ModeleId) -> Result<Option<Kept>> {
    db.first(ONE.with([id.into(), structure.into()])).await
}

/// A free letter that can be made.
#[derive(Debug, Deserialize)]
pub struct Free {
    /// Its id.
    pub id: ModeleId,
    /// Its name.
    pub nom: String,
}

/// The structure's free letters, by name.
///
/// # Errors
/// As the database.
pub async fn free(db: &Db, structure: &StructureId) -> Result<Vec<Free>> {
    db.all(FREE.with([structure.into(), MODELS_MAX.into()]))
        .await
}

/// What the tags of the structure become.
#[derive(Debug, Deserialize)]
pub struct House {
    /// Name.
    pub nom: String,
    /// Street.
    pub adresse: String,
    /// Postal code.
    pub code_postal: String,
    /// Town.
    pub ville: String,
    /// Phone.
    pub telephone: Option<String>,
}

/// Where the bytes of the structure's model of that kind are, if it has one, and what its own tags become; in one trip.
///
/// # Errors
/// As the database.
pub async fn of_kind(
    db: &Db,
    structure: &StructureId,
    kind: Kind,
) -> Result<(Option<String>, Option<House>)> {
    #[derive(Deserialize)]
    struct Place {
        objet: String,
    }
    let [place, house] = db
        .batch([
            OF_KIND.with([structure.into(), kind.code().into()]),
            HOUSE.with([structure.into()]),
        ])
        .await?;
    let place: Option<Place> = place.first()?;
    Ok((place.map(|place| place.objet), house.first()?))
}

/// The structure's model of that id and what the structure's own tags become, in one trip.
///
/// # Errors
/// As the database.
pub async fn of_id(
    db: &Db,
    structure: &StructureId,
    id: &ModeleId,
) -> Result<(Option<Kept>, Option<House>)> {
    let [kept, house] = db
        .batch([
            ONE.with([id.into(), structure.into()]),
            HOUSE.with([structure.into()]),
        ])
        .await?;
    Ok((kept.first()?, house.first()?))
}

/// A model whose bytes are in R2.
pub struct New<'a> {
    /// Its id; of a new one, its form's key.
    pub id: &'a ModeleId,
    /// Its form's key.
    pub formulaire: &'a ModeleId,
    /// What it is for.
    pub genre: Kind,
    /// Its name.
    pub nom: &'a str,
    /// Its size.
    pub octets: i64,
    /// Its name in R2.
    pub objet: &'a str,
}

/// What became of a model that was sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Added {
    /// It is kept.
    Now,
    /// The same form had done it before: the bytes sent this time are not needed.
    Before,
    /// The structure keeps as many as it can.
    Full,
    /// There is one of that kind already.
    Taken,
    /// The form had served for something else, or a colleague has changed the model in between.
    Refused,
}

#[derive(Deserialize)]
struct Count {
    nombre: i64,
}

/// Keeps a new model.
///
/// # Errors
/// As the database.
pub async fn add(db: &Db, me: &Staff, new: &New<'_>, now: Moment) -> Result<Added> {
    let structure: Value = (&me.structure).into();
    let objet: Value = new.objet.into();
    let row = [
        new.id.into(),
        structure.clone(),
        new.genre.code().into(),
        new.nom.into(),
        new.octets.into(),
        objet.clone(),
        (&me.id).into(),
        now.into(),
        MODELS_MAX.into(),
    ];
    let remember = [
        objet.clone(),
        structure.clone(),
        (&HistoryId::new()?).into(),
    ];
    let [added, _, _, there, of_kind, how_many] = db
        .batch([
            ADD.with(row),
            REMEMBER_ADD.with(remember),
            OBJECT_HAS_ITS_PLACE.with([objet, structure.clone()]),
            ONE.with([new.id.into(), structure.clone()]),
            OF_KIND.with([structure.clone(), new.genre.code().into()]),
            HOW_MANY.with([structure]),
        ])
        .await?;
    if added.changes > 0 {
        return Ok(Added::Now);
    }
    let twin = |kept: Kept| {
        (kept.genre, kept.nom.as_str(), kept.octets) == (new.genre, new.nom, new.octets)
    };
    let count: Option<Count> = how_many.first()?;
    Ok(if let Some(there) = there.first::<Kept>()? {
        if twin(there) {
            Added::Before
        } else {
            Added::Refused
        }
    } else if new.genre != Kind::Libre && has_rows(&of_kind)? {
        Added::Taken
    } else if count.is_some_and(|count| count.nombre >= MODELS_MAX) {
        Added::Full
    } else {
        Added::Refused
    })
}

fn has_rows(outcome: &Outcome) -> Result<bool> {
    Ok(outcome.first::<serde_json::Value>()?.is_some())
}

/// Gives the model other bytes over version `seen`; also says which bytes R2 must now delete.
///
/// # Errors
/// As the database.
pub async fn replace(
    db: &Db,
    me: &Staff,
    new: &New<'_>,
    seen: i64,
    now: Moment,
) -> Result<(Added, Option<String>)> {
    let over: [Value; 5] = [
        new.id.into(),
        (&me.structure).into(),
        seen.into(),
        now.into(),
        new.objet.into(),
    ];
    let with = |more: Vec<Value>| [over.to_vec(), more].concat();
    let line: Value = (&HistoryId::new()?).into();
    let [before, _, _, replaced, ..] = db
        .batch([
            ONE.with([new.id.into(), (&me.structure).into()]),
            ORPHAN_REPLACED.with(over.to_vec()),
            REMEMBER_REPLACE.with(with(vec![line, (&me.id).into()])),
            REPLACE.with(with(vec![
                (&me.id).into(),
                new.octets.into(),
                new.formulaire.into(),
            ])),
            OBJECT_HAS_ITS_PLACE.with([new.objet.into(), (&me.structure).into()]),
        ])
        .await?;
    let before: Option<Kept> = before.first()?;
    if replaced.changes > 0 {
        return Ok((Added::Now, before.map(|kept| kept.objet)));
    }
    let before =
        before.is_some_and(|kept| (&kept.formulaire, kept.octets) == (new.formulaire, new.octets));
    Ok((
        if before {
            Added::Before
        } else {
            Added::Refused
        },
        None,
    ))
}

/// Gives a free letter another name over version `seen`; false when a colleague has changed it in between.
///
/// # Errors
/// As the database.
pub async fn rename(
    db: &Db,
    me: &Staff,
    (id, seen): (&ModeleId, i64),
    nom: &str,
    now: Moment,
) -> Result<bool> {
    let over: [Value; 4] = [id.into(), (&me.structure).into(), seen.into(), nom.into()];
    let with = |more: Vec<Value>| [over.to_vec(), more].concat();
    let line: Value = (&HistoryId::new()?).into();
    let [_, renamed, there] = db
        .batch([
            REMEMBER_RENAME.with(with(vec![line, (&me.id).into(), now.into()])),
            RENAME.with(with(vec![(&me.id).into(), now.into()])),
            ONE.with([id.into(), (&me.structure).into()]),
        ])
        .await?;
    let there: Option<Kept> = there.first()?;
    Ok(renamed.changes > 0 || there.is_some_and(|kept| kept.nom == nom))
}

/// Takes the model away and gives what R2 must now delete; `None` when there is no such model.
///
/// # Errors
/// As the database.
pub async fn delete(db: &Db, me: &Staff, id: &ModeleId, now: Moment) -> Result<Option<String>> {
    let place = || -> Vec<Value> { vec![id.into(), (&me.structure).into()] };
    let mut remember = place();
    remember.extend([(&HistoryId::new()?).into(), (&me.id).into(), now.into()]);
    let mut orphan = place();
    orphan.push(now.into());
    let [found, ..] = db
        .batch([
            ONE.with(place()),
            REMEMBER_DELETE.with(remember),
            ORPHAN.with(orphan),
            DELETE.with(place()),
        ])
        .await?;
    Ok(found.first::<Kept>()?.map(|kept| kept.objet))
}
