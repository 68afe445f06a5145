//! A list that was read: kept, shown, forgotten.

use serde::{Deserialize, de::DeserializeOwned};
use serde_json::json;

use crate::{
    auth::Staff,
    desk::import::{
        check_rules::Person,
        rules::{Entry, Etat, Known, LOT, Mistake, Review, Shown},
    },
    edge::{
        clock::{DAY_MS, Day, Moment},
        db::{Db, Query, Value},
        error::{Error, Result},
        ids::{HistoryId, ImportId, StructureId, UsagerId},
    },
    statements,
};

statements! { "desk::import";
    /// The numbers of the files that bear the name and birth date of each of ?2, a JSON list of [key, day].
    TWINS = "
        SELECT p.key AS rang, t.numero FROM json_each(?2) p CROSS JOIN usager t
        WHERE t.structure_id = ?1 AND t.date_naissance = p.value->>1 AND t.cle_tri = p.value->>0";
    TAKEN = "
        SELECT u.numero FROM json_each(?2) p CROSS JOIN usager u WHERE u.structure_id = ?1 AND u.numero = p.value";
    /// What the same person had read before and never confirmed.
    FORGET_MINE = "DELETE FROM import WHERE structure_id = ?1 AND staff_user_id = ?2 AND etat IN ('LECTURE', 'APERCU') AND id <> ?3";
    BEGIN = "
        INSERT INTO import (id, structure_id, staff_user_id, fichier, etat, lignes, bonnes, deja, fausses, numero_max, lots, created_at, touche_at, ignorees)
        VALUES (?2, ?1, ?3, ?4, 'LECTURE', ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?11, ?12)
        ON CONFLICT (id) DO NOTHING";
    ADD_LOT = "
        INSERT INTO import_lot (import_id, structure_id, genre, rang, contenu)
        SELECT i.id, i.structure_id, ?3, ?4, ?5 FROM import i WHERE i.id = ?2 AND i.structure_id = ?1 AND i.etat = 'LECTURE'
        ON CONFLICT DO NOTHING";
    OFFER = "UPDATE import SET etat = 'APERCU' WHERE id = ?2 AND structure_id = ?1 AND etat = 'LECTURE'";
    ONE = "
        SELECT i.id, i.fichier, i.ignorees, i.etat, i.lignes, i.bonnes, i.deja, i.fausses, i.lots, i.fait, i.inscrits, i.created_at, i.confirme_at,
               w.prenom || ' ' || w.nom AS auteur
        FROM import i JOIN staff_user w ON w.id = i.staff_user_id WHERE i.id = ?2 AND i.structure_id = ?1";
    LATEST = "
        SELECT i.id, i.fichier, i.ignorees, i.etat, i.lignes, i.bonnes, i.deja, i.fausses, i.lots, i.fait, i.inscrits, i.created_at, i.confirme_at,
               w.prenom || ' ' || w.nom AS auteur
        FROM import i JOIN staff_user w ON w.id = i.staff_user_id
        WHERE i.structure_id = ?1 AND i.etat <> 'LECTURE' ORDER BY i.created_at DESC, i.id DESC LIMIT ?2";
    LOTS = "
        SELECT contenu FROM import_lot WHERE import_id = ?2 AND structure_id = ?1 AND genre = ?3 ORDER BY rang LIMIT ?4";
    GIVE_UP = "DELETE FROM import WHERE id = ?2 AND structure_id = ?1 AND etat IN ('LECTURE', 'APERCU')";
    /// For all structures: what nobody confirmed.
    FORGET_WAITING = "
        DELETE FROM import WHERE id IN (SELECT i.id FROM import i WHERE i.etat IN ('LECTURE', 'APERCU') AND i.created_at < ?1 LIMIT ?2)";
}

/// An import, as kept.
#[derive(Debug, Clone, Deserialize)]
pub struct Import {
    /// Its id.
    pub id: ImportId,
    /// The name of the file.
    pub fichier: String,
    /// Its columns that are not ours.
    pub ignorees: String,
    /// How far it is.
    pub etat: Etat,
    /// Lines of the file.
    pub lignes: i64,
    /// People to be put in.
    pub bonnes: i64,
    /// Already there.
    pub deja: i64,
    /// Lines with a mistake.
    pub fausses: i64,
    /// Parts.
    pub lots: i64,
    /// Parts through the present step.
    pub fait: i64,
    /// People who came of it.
    pub inscrits: i64,
    /// When it was read.
    pub created_at: Moment,
    /// When it was confirmed.
    pub confirme_at: Option<Moment>,
    /// Who read it.
    pub auteur: String,
}

/// People asked about at once.
const ASKED_AT_ONCE: usize = 2_000;
/// Rows of `import_lot` written in one trip.
const LOTS_AT_ONCE: usize = 8;
/// Mistakes in a row of `import_lot`.
const MISTAKES_IN_A_LOT: usize = 1_000;
/// Rows of `import_lot` read at most: all there can be of what is shown.
const LOTS_READ: i64 = 10;
/// Imports shown.
const LATEST_SHOWN: i64 = 10;
/// How long a list waits to be confirmed.
pub const WAITS_MS: i64 = DAY_MS;
/// Lists forgotten in a night, in one statement.
const FORGOTTEN_AT_ONCE: i64 = 50;

fn written(value: &impl serde::Serialize) -> Result<String> {
    serde_json::to_string(value).map_err(|error| Error::internal("import", error))
}

/// Who of `people` is there already, and which of their numbers are taken.
///
/// # Errors
/// As the database.
pub async fn known(db: &Db, structure: &StructureId, people: &[&Person]) -> Result<Known> {
    #[derive(Deserialize)]
    struct Twin {
        rang: usize,
        numero: i64,
    }
    #[derive(Deserialize)]
    struct Taken {
        numero: i64,
    }
    let mut known = Known::default();
    for some in people.chunks(ASKED_AT_ONCE) {
        let keys: Vec<(&str, Day)> = some
            .iter()
            .map(|it| (it.cle.as_str(), it.naissance))
            .collect();
        let numbers: Vec<i64> = some.iter().filter_map(|it| it.numero).collect();
        let asked = |json: String| [Value::from(structure), Value::from(&json)];
        let [twins, taken] = db
            .batch([
                TWINS.with(asked(written(&keys)?)),
                TAKEN.with(asked(written(&numbers)?)),
            ])
            .await?;
        for twin in twins.rows::<Twin>()? {
            if let Some((key, day)) = keys.get(twin.rang) {
                known
                    .twins
                    .entry(((*key).to_owned(), *day))
                    .or_default()
                    .push(twin.numero);
            }
        }
        known
            .numbers
            .extend(taken.rows::<Taken>()?.into_iter().map(|it| it.numero));
    }
    Ok(known)
}

/// A list to be kept.
pub struct New<'a> {
    /// Its id.
    pub id: &'a ImportId,
    /// The name of the file.
    pub fichier: &'a str,
    /// Its columns that are not ours.
    pub ignorees: &'a str,
    /// How many lines it has.
    pub lignes: usize,
    /// What it comes to.
    pub review: &'a Review,
}

fn number(count: usize) -> Value {
    i64::try_from(count).unwrap_or(i64::MAX).into()
}

/// Someone as the statements of [`super::steps`] read them.
fn entry(entry: &Entry) -> Result<serde_json::Value> {
    let mut person =
        serde_json::to_value(&entry.person).map_err(|error| Error::internal("import", error))?;
    if let Some(fields) = person.as_object_mut() {
        fields.insert("id".to_owned(), json!(UsagerId::new()?));
        fields.insert("ligne".to_owned(), json!(HistoryId::new()?));
        fields.insert("numero".to_owned(), json!(entry.numero));
        fields.insert("ordre".to_owned(), json!(entry.ordre));
    }
    Ok(person)
}

/// Keeps a list until it is confirmed. A list with a mistake keeps nobody: it can't be confirmed.
///
/// # Errors
/// As the database.
pub async fn keep(db: &Db, me: &Staff, new: &New<'_>, now: Moment) -> Result<()> {
    let place = || -> Vec<Value> { vec![(&me.structure).into(), new.id.into()] };
    let review = new.review;
    let entries: &[Entry] = if review.fausses == 0 {
        &review.entries
    } else {
        &[]
    };
    let mut begin = place();
    begin.extend([
        (&me.id).into(),
        new.fichier.into(),
        number(new.lignes),
        number(review.entries.len()),
        number(review.deja),
    ]);
    begin.extend([
        number(review.fausses),
        review.numero_max.into(),
        number(entries.len().div_ceil(LOT)),
        now.into(),
        new.ignorees.into(),
    ]);
    let forget: [Value; 3] = [(&me.structure).into(), (&me.id).into(), new.id.into()];
    let lot = |genre: &str, rang: usize, contenu: String| {
        let mut values = place();
        values.extend([genre.into(), number(rang), (&contenu).into()]);
        ADD_LOT.with(values)
    };
    let mut first = vec![
        FORGET_MINE.with(forget),
        BEGIN.with(begin),
        lot("APERCU", 0, written(&review.shown)?),
    ];
    for (rang, some) in review.mistakes.chunks(MISTAKES_IN_A_LOT).enumerate() {
        first.push(lot("ERREURS", rang, written(&some)?));
    }
    db.batch_of(first).await?;
    let mut waiting: Vec<Query> = Vec::new();
    for (rang, some) in entries.chunks(LOT).enumerate() {
        let people: Vec<serde_json::Value> = some.iter().map(entry).collect::<Result<_>>()?;
        waiting.push(lot("PERSONNES", rang, written(&people)?));
        if waiting.len() == LOTS_AT_ONCE {
            db.batch_of(std::mem::take(&mut waiting)).await?;
        }
    }
    waiting.push(OFFER.with(place()));
    db.batch_of(waiting).await?;
    Ok(())
}

/// The import, if it is of that structure.
///
/// # Errors
/// As the database.
pub async fn one(db: &Db, structure: &StructureId, id: &ImportId) -> Result<Option<Import>> {
    db.first(ONE.with([structure.into(), id.into()])).await
}

/// The latest imports of a structure.
///
/// # Errors
/// As the database.
pub async fn latest(db: &Db, structure: &StructureId) -> Result<Vec<Import>> {
    db.all(LATEST.with([structure.into(), LATEST_SHOWN.into()]))
        .await
}

async fn lots<T: DeserializeOwned>(
    db: &Db,
    structure: &StructureId,
    id: &ImportId,
    genre: &str,
) -> Result<Vec<T>> {
    #[derive(Deserialize)]
    struct Lot {
        contenu: String,
    }
    let values = [structure.into(), id.into(), genre.into(), LOTS_READ.into()];
    let found: Vec<Lot> = db.all(LOTS.with(values)).await?;
    let mut all = Vec::new();
    for lot in found {
        let some: Vec<T> = serde_json::from_str(&lot.contenu)
            .map_err(|_shape| Error::internal("import", "a part has another shape"))?;
        all.extend(some);
    }
    Ok(all)
}

/// The first lines of a list.
///
/// # Errors
/// As the database.
pub async fn shown(db: &Db, structure: &StructureId, id: &ImportId) -> Result<Vec<Shown>> {
    lots(db, structure, id, "APERCU").await
}

/// Its mistakes.
///
/// # Errors
/// As the database.
pub async fn mistakes(db: &Db, structure: &StructureId, id: &ImportId) -> Result<Vec<Mistake>> {
    lots(db, structure, id, "ERREURS").await
}

/// Forgets a list that is not confirmed; false when there is none.
///
/// # Errors
/// As the database.
pub async fn give_up(db: &Db, structure: &StructureId, id: &ImportId) -> Result<bool> {
    let gone = db.run(GIVE_UP.with([structure.into(), id.into()])).await?;
    Ok(gone.changes > 0)
}

/// Forgets the lists that nobody has confirmed in time.
///
/// # Errors
/// As the database.
pub async fn forget(db: &Db, now: Moment) -> Result<()> {
    let values = [now.plus_ms(-WAITS_MS).into(), FORGOTTEN_AT_ONCE.into()];
    db.run(FORGET_WAITING.with(values)).await?;
    Ok(())
}
