//! The file itself: made, read, edited.

use serde::{Deserialize, de::IgnoredAny};

use crate::{
    auth::Staff,
    desk::{
        file::{
            change_rules::{Change, Edit},
            rules::{Civilite, Content, RELATIVES_MAX, Relative},
        },
        list::rules::{search_keys, sort_key},
        rules::Statut,
        store::{self, Usager},
    },
    edge::{
        clock::Moment,
        db::{Db, Query, Value, flag},
        error::{Error, Result},
        ids::{AyantDroitId, HistoryId, StructureId, UsagerId},
    },
    statements,
};

statements! { "desk::file";
    RELATIVES = "
        SELECT a.lien, a.nom, a.prenom, a.date_naissance FROM ayant_droit a
        WHERE a.structure_id = ?2 AND a.usager_id = ?1 ORDER BY a.rang LIMIT ?3";
    /// Same folded name, same birth date: probably the same person. One that a running import puts there is said, for whoever
    /// would write it a second time, and cannot be opened.
    TWINS = "
        SELECT t.id, t.numero, t.nom, t.prenom, t.statut, t.renouvellement, t.import_id IS NOT NULL AS importe FROM usager t
        WHERE t.structure_id = ?2 AND t.date_naissance = ?3 AND t.cle_tri = ?4 AND t.id <> ?1 LIMIT ?5";
    /// The number is the next of the structure, above those of the files that were erased too: on paper it is somebody's. Of two who make the same person's file at once, the second is shown the first.
    CREATE = "
        INSERT INTO usager (id, structure_id, numero, civilite, prenom, nom, surnom, date_naissance, lieu_naissance, cle_tri,
            telephone, email, langue, menage, raison, raison_texte, statut, created_at)
        SELECT ?1, s.id, 1 + max(coalesce((SELECT n.numero FROM usager n WHERE n.structure_id = ?2 ORDER BY n.numero DESC LIMIT 1), 0),
                coalesce((SELECT e.numero FROM numero_efface e WHERE e.structure_id = ?2), 0)),
            ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, 'INSTRUCTION', ?16
        FROM structure s WHERE s.id = ?2 AND (?17 = 1 OR NOT EXISTS (
            SELECT 1 FROM usager t WHERE t.structure_id = ?2 AND t.date_naissance = ?7 AND t.cle_tri = ?9))
        ON CONFLICT (id) DO NOTHING";
    /// Only for a file that this batch has made: it has no search key yet, as every older file has.
    REMEMBER_CREATION = "
        INSERT INTO historique (id, structure_id, usager_id, evenement, detail, staff_user_id, created_at)
        SELECT ?3, u.structure_id, u.id, 'FICHE_CREEE', json_object('numero', u.numero), ?4, ?5 FROM usager u
        WHERE u.id = ?1 AND u.structure_id = ?2 AND u.import_id IS NULL AND u.created_at = ?5
          AND NOT EXISTS (SELECT 1 FROM usager_cle k WHERE k.usager_id = u.id AND k.structure_id = u.structure_id)";
    IS_THERE = "
        SELECT 1 AS there FROM usager u
        WHERE u.id = ?1 AND u.structure_id = ?2 AND u.import_id IS NULL AND u.date_naissance = ?3 AND u.cle_tri = ?4";
    /// Only over the version that was read, and only knowingly when the name and birth date become those of another file.
    REMEMBER_EDIT = "
        INSERT INTO historique (id, structure_id, usager_id, evenement, detail, staff_user_id, created_at)
        SELECT ?3, u.structure_id, u.id, 'FICHE_MODIFIEE', ?6, ?4, ?5 FROM usager u
        WHERE u.id = ?1 AND u.structure_id = ?2 AND u.import_id IS NULL AND u.version = ?7
          AND (?10 = 1 OR (u.date_naissance = ?8 AND u.cle_tri = ?9) OR NOT EXISTS (
            SELECT 1 FROM usager t WHERE t.structure_id = ?2 AND t.date_naissance = ?8 AND t.cle_tri = ?9 AND t.id <> ?1))";
    EDIT = "
        UPDATE usager SET civilite = ?4, prenom = ?5, nom = ?6, surnom = ?7, date_naissance = ?8, lieu_naissance = ?9, cle_tri = ?10,
            telephone = ?11, email = ?12, langue = ?13, menage = ?14, raison = ?15, raison_texte = ?16, version = version + 1
        WHERE id = ?1 AND structure_id = ?2 AND EXISTS (SELECT 1 FROM historique h WHERE h.id = ?3 AND h.usager_id = ?1 AND h.structure_id = ?2)";
    FORGET_KEYS = "
        DELETE FROM usager_cle WHERE usager_id = ?1 AND structure_id = ?2
          AND EXISTS (SELECT 1 FROM historique h WHERE h.id = ?3 AND h.usager_id = ?1 AND h.structure_id = ?2)";
    ADD_KEY = "
        INSERT INTO usager_cle (structure_id, cle, usager_id)
        SELECT h.structure_id, ?4, h.usager_id FROM historique h WHERE h.id = ?3 AND h.usager_id = ?1 AND h.structure_id = ?2
        ON CONFLICT DO NOTHING";
    ADD_NUMBER_KEY = "
        INSERT INTO usager_cle (structure_id, cle, usager_id)
        SELECT u.structure_id, CAST(u.numero AS TEXT), u.id FROM historique h JOIN usager u ON u.id = h.usager_id
        WHERE h.id = ?3 AND h.usager_id = ?1 AND h.structure_id = ?2
        ON CONFLICT DO NOTHING";
    FORGET_RELATIVES = "
        DELETE FROM ayant_droit WHERE structure_id = ?2 AND usager_id = ?1
          AND EXISTS (SELECT 1 FROM historique h WHERE h.id = ?3 AND h.usager_id = ?1 AND h.structure_id = ?2)";
    ADD_RELATIVE = "
        INSERT INTO ayant_droit (id, structure_id, usager_id, lien, prenom, nom, date_naissance, rang)
        SELECT ?4, h.structure_id, h.usager_id, ?5, ?6, ?7, ?8, ?9 FROM historique h
        WHERE h.id = ?3 AND h.usager_id = ?1 AND h.structure_id = ?2";
    /// Latest first.
    EDITS = "
        SELECT h.detail, h.created_at, w.prenom, w.nom FROM historique h LEFT JOIN staff_user w ON w.id = h.staff_user_id
        WHERE h.structure_id = ?2 AND h.usager_id = ?1 AND h.evenement = 'FICHE_MODIFIEE'
        ORDER BY h.created_at DESC, h.id DESC LIMIT ?3";
}

/// The question for the relatives of a domicilié, to be asked beside others.
pub(super) fn relatives_of(who: [Value; 2]) -> Query {
    let [usager, structure] = who;
    let limit = i64::try_from(RELATIVES_MAX).unwrap_or(i64::MAX);
    RELATIVES.with([usager, structure, limit.into()])
}

/// What `person`'s file says, with their `ayants`.
pub(super) fn content(person: &Usager, ayants: Vec<Relative>) -> Content {
    Content {
        civilite: Civilite::parse(&person.civilite).unwrap_or(Civilite::H),
        nom: person.nom.clone(),
        prenom: person.prenom.clone(),
        surnom: person.surnom.clone(),
        naissance: person.date_naissance,
        lieu_naissance: person.lieu_naissance.clone(),
        telephone: person.telephone.clone(),
        email: person.email.clone(),
        langue: person.langue.clone(),
        menage: person.menage,
        raison: person.raison,
        raison_texte: person.raison_texte.clone(),
        ayants,
    }
}

/// The file of `usager` and what is written on it, in one trip.
///
/// # Errors
/// [`Error::NotFound`] for another structure's domicilié, or as the database.
pub async fn content_of(
    db: &Db,
    structure: &StructureId,
    usager: &UsagerId,
) -> Result<(Usager, Content)> {
    let who: [Value; 2] = [usager.into(), structure.into()];
    let [found, relatives] = db
        .batch([store::file_of(who.clone()), relatives_of(who)])
        .await?;
    let person: Usager = found.first()?.ok_or(Error::NotFound)?;
    let content = content(&person, relatives.rows()?);
    Ok((person, content))
}

/// A file of the same name and birth date.
#[derive(Debug, Deserialize)]
pub struct Twin {
    /// Its id.
    pub id: UsagerId,
    /// Its number.
    pub numero: i64,
    /// Last name.
    pub nom: String,
    /// First name.
    pub prenom: String,
    /// Where the domiciliation stands.
    pub statut: Statut,
    /// Is a renewal being instructed?
    #[serde(deserialize_with = "flag")]
    pub renouvellement: bool,
    /// Is a running import putting it there? It cannot be opened yet.
    #[serde(deserialize_with = "flag")]
    pub importe: bool,
}

/// Files of the same name and birth date shown at most.
const TWINS_SHOWN: i64 = 10;

/// The other files that bear `content`'s name and birth date.
///
/// # Errors
/// As the database.
pub async fn twins_of(
    db: &Db,
    structure: &StructureId,
    usager: &UsagerId,
    content: &Content,
) -> Result<Vec<Twin>> {
    let values = [
        usager.into(),
        structure.into(),
        content.naissance.into(),
        sort_key(content.names()).as_str().into(),
        TWINS_SHOWN.into(),
    ];
    db.all(TWINS.with(values)).await
}

/// The columns of `usager` that [`CREATE`] and [`EDIT`] write, in their order.
fn columns(content: &Content) -> [Value; 13] {
    let text = |value: &Option<String>| Value::from(value.as_ref());
    [
        content.civilite.code().into(),
        (&content.prenom).into(),
        (&content.nom).into(),
        text(&content.surnom),
        content.naissance.into(),
        text(&content.lieu_naissance),
        sort_key(content.names()).as_str().into(),
        text(&content.telephone),
        text(&content.email),
        text(&content.langue),
        coded(content.menage),
        coded(content.raison),
        text(&content.raison_texte),
    ]
}

/// A choice, as serde names it.
fn coded(choice: Option<impl serde::Serialize>) -> Value {
    match serde_json::to_value(choice) {
        Ok(serde_json::Value::String(code)) => Value::Text(code),
        _ => Value::Null,
    }
}

/// No number: the number's own key is written by the database, which gives it. No word of a name has a sign.
const NO_NUMBER: i64 = -1;

/// The statements that write the search keys and the relatives of a file, for whom the line `by` of the same batch vouches.
fn around(me: &Staff, usager: &UsagerId, by: &HistoryId, content: &Content) -> Result<Vec<Query>> {
    let start = || -> Vec<Value> { vec![usager.into(), (&me.structure).into(), by.into()] };
    let with = |statement: crate::edge::db::Statement, more: Vec<Value>| {
        let mut values = start();
        values.extend(more);
        statement.with(values)
    };
    let telephone = content.telephone.as_deref();
    let keys = search_keys(content.names(), NO_NUMBER, content.naissance, telephone);
    let mut queries = vec![with(ADD_NUMBER_KEY, Vec::new())];
    for key in keys.iter().filter(|key| **key != NO_NUMBER.to_string()) {
        queries.push(with(ADD_KEY, vec![key.as_str().into()]));
    }
    for (rang, relative) in (0_i64..).zip(&content.ayants) {
        let id = AyantDroitId::new()?;
        let values = vec![
            (&id).into(),
            relative.lien.code().into(),
            (&relative.prenom).into(),
            (&relative.nom).into(),
            relative.date_naissance.into(),
            rang.into(),
        ];
        queries.push(with(ADD_RELATIVE, values));
    }
    Ok(queries)
}

/// A file to be made.
pub struct NewFile<'a> {
    /// The id it will have.
    pub id: &'a UsagerId,
    /// What it says.
    pub content: &'a Content,
    /// Is it made knowingly beside another of the same name and birth date?
    pub anyway: bool,
}

/// What came of making a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Created {
    /// It is there, made now.
    There,
    /// The same form had made it before; what it says may have been something else.
    Before,
    /// It is not: another has the same name and birth date, or the form has served.
    Refused,
}

/// Makes a file, in « Instruction », under the next number of the structure.
///
/// # Errors
/// As the database.
pub async fn create(db: &Db, me: &Staff, new: &NewFile<'_>, now: Moment) -> Result<Created> {
    let by = HistoryId::new()?;
    let (usager, structure): (Value, Value) = (new.id.into(), (&me.structure).into());
    let mut values = vec![usager.clone(), structure.clone()];
    values.extend(columns(new.content));
    values.extend([now.into(), new.anyway.into()]);
    let remember = vec![
        usager.clone(),
        structure.clone(),
        (&by).into(),
        (&me.id).into(),
        now.into(),
    ];
    let mut queries = vec![CREATE.with(values), REMEMBER_CREATION.with(remember)];
    queries.extend(around(me, new.id, &by, new.content)?);
    let there = vec![
        usager,
        structure,
        new.content.naissance.into(),
        sort_key(new.content.names()).as_str().into(),
    ];
    queries.push(IS_THERE.with(there));
    let outcomes = db.batch_of(queries).await?;
    if outcomes.first().is_some_and(|outcome| outcome.changes > 0) {
        return Ok(Created::There);
    }
    let there = match outcomes.last() {
        Some(outcome) => outcome.first::<IgnoredAny>()?.is_some(),
        None => false,
    };
    Ok(if there {
        Created::Before
    } else {
        Created::Refused
    })
}

/// An edit to be written.
pub struct Edited<'a> {
    /// What the file will say.
    pub content: &'a Content,
    /// What changes, against the version that was read.
    pub changes: Vec<Change>,
    /// The version that was read.
    pub version: i64,
    /// Is it done knowingly beside another of the same name and birth date?
    pub anyway: bool,
}

/// Writes an edit; false when somebody has edited the file since, or another bears the same name and birth date.
///
/// # Errors
/// As the database.
pub async fn edit(
    db: &Db,
    me: &Staff,
    usager: &UsagerId,
    edited: Edited<'_>,
    now: Moment,
) -> Result<bool> {
    let by = HistoryId::new()?;
    let key = || -> Vec<Value> { vec![usager.into(), (&me.structure).into(), (&by).into()] };
    let detail = Edit {
        version: edited.version + 1,
        champs: edited.changes,
    };
    let detail = serde_json::to_string(&detail).map_err(|error| Error::internal("edit", error))?;
    let mut remember = key();
    remember.extend([
        (&me.id).into(),
        now.into(),
        (&detail).into(),
        edited.version.into(),
        edited.content.naissance.into(),
        sort_key(edited.content.names()).as_str().into(),
        edited.anyway.into(),
    ]);
    let mut values = key();
    values.extend(columns(edited.content));
    let mut queries = vec![
        REMEMBER_EDIT.with(remember),
        EDIT.with(values),
        FORGET_KEYS.with(key()),
        FORGET_RELATIVES.with(key()),
    ];
    queries.extend(around(me, usager, &by, edited.content)?);
    let outcomes = db.batch_of(queries).await?;
    Ok(outcomes.first().is_some_and(|outcome| outcome.changes > 0))
}

/// Who has edited a file, when, and what.
#[derive(Debug)]
pub struct Colleague {
    /// Their name.
    pub nom: String,
    /// When.
    pub at: Moment,
    /// What they changed.
    pub changes: Vec<Change>,
}

/// Edits looked back at, at most.
const EDITS_MAX: i64 = 50;

/// The edits of `usager`'s file since `version`, oldest first.
///
/// # Errors
/// As the database.
pub async fn edits_since(
    db: &Db,
    structure: &StructureId,
    usager: &UsagerId,
    version: i64,
) -> Result<Vec<Colleague>> {
    #[derive(Deserialize)]
    struct Row {
        detail: String,
        created_at: Moment,
        prenom: Option<String>,
        nom: Option<String>,
    }
    let values = [usager.into(), structure.into(), EDITS_MAX.into()];
    let rows: Vec<Row> = db.all(EDITS.with(values)).await?;
    let read = |row: Row| {
        let edit: Edit = serde_json::from_str(&row.detail).ok()?;
        let nom = format!(
            "{} {}",
            row.prenom.unwrap_or_default(),
            row.nom.unwrap_or_default()
        );
        (edit.version > version).then_some(Colleague {
            nom,
            at: row.created_at,
            changes: edit.champs,
        })
    };
    Ok(rows.into_iter().rev().filter_map(read).collect())
}
