//! Every SQL statement of the services, but for their import.

use serde::Deserialize;
use serde_json::json;

use super::rules::{Content, Oriented, Service, Statut};
use crate::{
    auth::{Operator, Staff},
    edge::{
        clock::{DAY_MS, Moment},
        db::{Db, Query, Value, flag},
        error::Result,
        ids::{JournalId, ServiceId, StructureId},
    },
    statements,
};

/// How many services a structure keeps, withdrawn ones included.
pub const SERVICES_MAX: i64 = 200;
/// How long a withdrawn service names its contact, in milliseconds: a year.
const CONTACT_MS: i64 = 365 * DAY_MS;
/// Contacts forgotten at once.
const FORGOTTEN_AT_ONCE: i64 = 100;

macro_rules! columns {
    () => {
        "s.id, s.structure_id, s.source, s.porteur, s.statut, s.version, s.reponses, s.reponses_ms, s.source_maj,
         s.updated_at, s.nom, s.description, s.type_service, s.themes, s.publics, s.mobilisable_par, s.modes_orientation,
         s.lien, s.modes_accueil, s.conditions, s.criteres, s.documents, s.adresse, s.complement_adresse, s.code_postal,
         s.commune, s.code_insee, s.contact_nom, s.courriel, s.telephone, s.contact_public, s.frais, s.frais_precisions,
         s.duree_heures, s.duree_semaines"
    };
}

statements! { "orientation::services";
    /// For everyone: what is in the directory is public. A structure that is suspended offers nothing.
    PUBLISHED = concat!("SELECT ", columns!(), ", t.genre FROM service s LEFT JOIN structure t ON t.id = s.structure_id
        WHERE s.id = ?1 AND s.statut = 'PUBLIE' AND coalesce(t.statut, 'ACTIVE') = 'ACTIVE'");
    LIST = "
        SELECT s.id, s.nom, s.statut, s.commune, s.updated_at, s.statut = 'PUBLIE' AND s.courriel IS NOT NULL
               AND instr(s.modes_orientation, '\"envoyer-un-courriel\"') > 0
               AND instr(s.mobilisable_par, '\"professionnels\"') > 0 AS ouvert
        FROM service s WHERE s.structure_id = ?1 ORDER BY s.rang DESC LIMIT ?2";
    ONE = concat!("SELECT ", columns!(), ", NULL AS genre FROM service s WHERE s.id = ?1 AND s.structure_id = ?2");
    CREATE = "
        INSERT INTO service (id, structure_id, porteur, created_at, updated_at, nom, description, type_service, themes, publics,
            mobilisable_par, modes_orientation, lien, modes_accueil, conditions, criteres, documents, adresse, complement_adresse,
            code_postal, commune, code_insee, contact_nom, courriel, telephone, contact_public, frais, frais_precisions,
            duree_heures, duree_semaines)
        SELECT ?1, t.id, t.nom, ?3, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22,
            ?23, ?24, ?25, ?26, ?27, ?28
        FROM structure t WHERE t.id = ?2 AND (SELECT count(*) FROM service o WHERE o.structure_id = ?2) < ?29
        ON CONFLICT (id) DO NOTHING";
    /// Only over the version that the person saw, and in the state that it was checked for.
    SAVE = "
        UPDATE service SET updated_at = ?3, version = version + 1, nom = ?4, description = ?5, type_service = ?6, themes = ?7,
            publics = ?8, mobilisable_par = ?9, modes_orientation = ?10, lien = ?11, modes_accueil = ?12, conditions = ?13,
            criteres = ?14, documents = ?15, adresse = ?16, complement_adresse = ?17, code_postal = ?18, commune = ?19,
            code_insee = ?20, contact_nom = ?21, courriel = ?22, telephone = ?23, contact_public = ?24, frais = ?25,
            frais_precisions = ?26, duree_heures = ?27, duree_semaines = ?28
        WHERE id = ?1 AND structure_id = ?2 AND version = ?29 AND statut = ?30";
    MOVE = "
        UPDATE service SET statut = ?4, updated_at = ?3, version = version + 1
        WHERE id = ?1 AND structure_id = ?2 AND version = ?5 AND statut = ?6";
    /// Only a draft, which no request was ever sent to.
    DELETE_DRAFT = "
        DELETE FROM service WHERE id = ?1 AND structure_id = ?2 AND version = ?3 AND statut = 'BROUILLON'";
    /// Withdrawn for long: nobody is to be named any more.
    FORGET_CONTACTS = "
        UPDATE service SET contact_nom = NULL, courriel = NULL, telephone = NULL, version = version + 1 WHERE rang IN (
            SELECT s.rang FROM service s INDEXED BY service_to_forget
            WHERE s.statut = 'RETIRE' AND coalesce(s.contact_nom, s.courriel, s.telephone) IS NOT NULL AND s.updated_at < ?1
            LIMIT ?2)";
    IMPORTED = concat!("SELECT ", columns!(), ", NULL AS genre FROM service s
        WHERE s.id = ?1 AND s.structure_id IS NULL AND s.statut <> 'BROUILLON'");
    IS_OUT = "SELECT s.ecarte FROM service s WHERE s.id = ?1 AND s.structure_id IS NULL AND s.ecarte = 1";
    REMEMBER_IMPORTED = "
        INSERT INTO journal (id, structure_id, staff_user_id, evenement, detail, created_at)
        SELECT ?2, NULL, ?3, ?4, json_object('service', s.nom), ?5 FROM service s
        WHERE s.id = ?1 AND s.structure_id IS NULL AND s.ecarte = ?6";
    TAKE_OUT = "
        UPDATE service SET ecarte = 1, statut = 'RETIRE', contact_nom = NULL, courriel = NULL, telephone = NULL, updated_at = ?2,
            version = version + 1 WHERE id = ?1 AND structure_id IS NULL AND ecarte = 0";
    PUT_BACK = "
        UPDATE service SET ecarte = 0, statut = 'PUBLIE', updated_at = ?2, version = version + 1
        WHERE id = ?1 AND structure_id IS NULL AND ecarte = 1";
    /// Before the creation itself: only if there will be one.
    REMEMBER_CREATION = "
        INSERT INTO journal (id, structure_id, staff_user_id, evenement, detail, created_at)
        SELECT ?3, t.id, ?4, 'STRUCTURE_SERVICE_CREE', json_object('service', ?5), ?6 FROM structure t
        WHERE t.id = ?2 AND NOT EXISTS (SELECT 1 FROM service s WHERE s.id = ?1)
          AND (SELECT count(*) FROM service o WHERE o.structure_id = ?2) < ?7
        ON CONFLICT (id) DO NOTHING";
    /// Before a change: only if there will be one.
    REMEMBER = "
        INSERT INTO journal (id, structure_id, staff_user_id, evenement, detail, created_at)
        SELECT ?3, s.structure_id, ?4, ?5, json_object('service', s.nom), ?6 FROM service s
        WHERE s.id = ?1 AND s.structure_id = ?2 AND s.version = ?7 AND s.statut = ?8";
}

/// A service in the list of its structure.
#[derive(Debug, Clone, Deserialize)]
pub struct Listed {
    /// Its id.
    pub id: ServiceId,
    /// Its name.
    pub nom: String,
    /// Where it stands.
    pub statut: Statut,
    /// Where it is.
    pub commune: Option<String>,
    /// When it was last written.
    pub updated_at: Moment,
    /// Can requests be sent to it?
    #[serde(deserialize_with = "flag")]
    pub ouvert: bool,
}

/// The services of a structure, the newest first.
///
/// # Errors
/// As the database.
pub async fn list(db: &Db, structure: &StructureId) -> Result<Vec<Listed>> {
    db.all(LIST.with([structure.into(), SERVICES_MAX.into()]))
        .await
}

/// The service, if it is that structure's.
///
/// # Errors
/// As the database.
pub async fn one(db: &Db, structure: &StructureId, id: &ServiceId) -> Result<Option<Service>> {
    db.first(ONE.with([id.into(), structure.into()])).await
}

/// What became of a new service.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Created {
    /// It is there; the same form sent twice is one service.
    There,
    /// The form has served for something else: nothing more is kept.
    Used,
    /// The structure keeps as many as it can.
    Full,
}

fn json_list(list: &[String]) -> Value {
    Value::Text(json!(list).to_string())
}

/// What it says, in the order of the statements.
fn values(content: &Content) -> [Value; 25] {
    let text = |value: &Option<String>| Value::from(value.as_deref());
    [
        (&content.nom).into(),
        (&content.description).into(),
        text(&content.type_service),
        json_list(&content.themes),
        json_list(&content.publics),
        json_list(&content.mobilisable_par),
        json_list(&content.modes_orientation),
        text(&content.lien),
        json_list(&content.modes_accueil),
        text(&content.conditions),
        json_list(&content.criteres),
        json_list(&content.documents),
        text(&content.adresse),
        text(&content.complement_adresse),
        text(&content.code_postal),
        text(&content.commune),
        text(&content.code_insee),
        text(&content.contact_nom),
        text(&content.courriel),
        text(&content.telephone),
        content.contact_public.into(),
        text(&content.frais),
        text(&content.frais_precisions),
        content.duree_heures.into(),
        content.duree_semaines.into(),
    ]
}

fn place(me: &Staff, id: &ServiceId) -> Vec<Value> {
    vec![id.into(), (&me.structure).into()]
}

/// A service as somebody has read it.
#[derive(Debug, Clone, Copy)]
pub struct Seen<'a> {
    /// Which one.
    pub id: &'a ServiceId,
    /// At which version.
    pub version: i64,
    /// In which state.
    pub statut: Statut,
}

/// The line of the audit log that goes before a change of what was seen.
fn remember(me: &Staff, seen: Seen, evenement: &'static str, now: Moment) -> Result<Query> {
    let mut values = place(me, seen.id);
    values.extend([
        (&JournalId::new()?).into(),
        (&me.id).into(),
        evenement.into(),
        now.into(),
        seen.version.into(),
        seen.statut.code().into(),
    ]);
    Ok(REMEMBER.with(values))
}

/// Keeps a new service as a draft; its id is its form's key.
///
/// # Errors
/// As the database.
pub async fn create(
    db: &Db,
    me: &Staff,
    id: &ServiceId,
    content: &Content,
    now: Moment,
) -> Result<Created> {
    let mut row = place(me, id);
    row.push(now.into());
    row.extend(values(content));
    row.push(SERVICES_MAX.into());
    let mut remember = place(me, id);
    remember.extend([
        (&JournalId::for_reason(id.as_str(), "STRUCTURE_SERVICE_CREE")).into(),
        (&me.id).into(),
        (&content.nom).into(),
        now.into(),
        SERVICES_MAX.into(),
    ]);
    let [_, created, there] = db
        .batch([
            REMEMBER_CREATION.with(remember),
            CREATE.with(row),
            ONE.with(place(me, id)),
        ])
        .await?;
    let kept: Option<Service> = there.first()?;
    Ok(match kept {
        Some(kept) if created.changes > 0 || kept.content == *content => Created::There,
        Some(_) => Created::Used,
        None => Created::Full,
    })
}

/// Keeps a change over what was seen; false when somebody has been there first.
///
/// # Errors
/// As the database.
pub async fn save(
    db: &Db,
    me: &Staff,
    seen: Seen<'_>,
    content: &Content,
    now: Moment,
) -> Result<bool> {
    let mut row = place(me, seen.id);
    row.push(now.into());
    row.extend(values(content));
    row.extend([seen.version.into(), seen.statut.code().into()]);
    let remember = remember(me, seen, "STRUCTURE_SERVICE_MODIFIE", now)?;
    let [_, saved] = db.batch([remember, SAVE.with(row)]).await?;
    Ok(saved.changes > 0)
}

/// Takes a service from what was seen to `statut`; false when somebody has been there first.
///
/// # Errors
/// As the database.
pub async fn move_to(
    db: &Db,
    me: &Staff,
    seen: Seen<'_>,
    statut: Statut,
    now: Moment,
) -> Result<bool> {
    let mut change = place(me, seen.id);
    change.extend([
        now.into(),
        statut.code().into(),
        seen.version.into(),
        seen.statut.code().into(),
    ]);
    let evenement = match statut {
        Statut::Publie => "STRUCTURE_SERVICE_PUBLIE",
        Statut::Brouillon | Statut::Retire => "STRUCTURE_SERVICE_RETIRE",
    };
    let remember = remember(me, seen, evenement, now)?;
    let [_, moved] = db.batch([remember, MOVE.with(change)]).await?;
    Ok(moved.changes > 0)
}

/// The service of that id, if it is in the directory.
///
/// # Errors
/// As the database.
pub async fn published(db: &Db, id: &ServiceId) -> Result<Option<Service>> {
    db.first(PUBLISHED.with([id.into()])).await
}

/// The service as a request to it keeps it, if its orientation form is open: it is published, can be asked for by
/// professionals by e-mail, and has an address to write to.
///
/// # Errors
/// As the database.
pub async fn oriented(db: &Db, id: &ServiceId) -> Result<Option<Oriented>> {
    let service = published(db, id).await?;
    Ok(service.as_ref().and_then(Service::oriented))
}

/// Deletes a draft as it was seen; false when somebody has been there first.
///
/// # Errors
/// As the database.
pub async fn delete_draft(db: &Db, me: &Staff, seen: Seen<'_>, now: Moment) -> Result<bool> {
    let mut values = place(me, seen.id);
    values.push(seen.version.into());
    let remember = remember(me, seen, "STRUCTURE_SERVICE_SUPPRIME", now)?;
    let [_, deleted] = db.batch([remember, DELETE_DRAFT.with(values)]).await?;
    Ok(deleted.changes > 0)
}

/// Forgets whom to ask for at services that were withdrawn a year ago, some at a time.
///
/// # Errors
/// As the database.
pub async fn forget_contacts(db: &Db, now: Moment) -> Result<()> {
    let before = now.plus_ms(-CONTACT_MS);
    db.run(FORGET_CONTACTS.with([before.into(), FORGOTTEN_AT_ONCE.into()]))
        .await
        .map(drop)
}

/// An imported service, in the directory or not; and whether an operateur has taken it out.
///
/// # Errors
/// As the database.
pub async fn imported(db: &Db, id: &ServiceId) -> Result<Option<(Service, bool)>> {
    let [service, out] = db
        .batch([IMPORTED.with([id.into()]), IS_OUT.with([id.into()])])
        .await?;
    let out: Option<serde_json::Value> = out.first()?;
    let service: Option<Service> = service.first()?;
    Ok(service.map(|service| (service, out.is_some())))
}

/// Takes an imported service out of the directory for good, or lets it back in.
///
/// # Errors
/// As the database.
pub async fn keep_out(
    db: &Db,
    me: &Operator,
    id: &ServiceId,
    out: bool,
    now: Moment,
) -> Result<()> {
    let (evenement, change) = if out {
        ("STRUCTURE_SERVICE_ECARTE", TAKE_OUT)
    } else {
        ("STRUCTURE_SERVICE_REMIS", PUT_BACK)
    };
    let remember = REMEMBER_IMPORTED.with([
        id.into(),
        (&JournalId::new()?).into(),
        (&me.id).into(),
        evenement.into(),
        now.into(),
        (!out).into(),
    ]);
    db.batch([remember, change.with([id.into(), now.into()])])
        .await
        .map(drop)
}
