//! Every SQL statement of links: what the holder of a dossier knows the person by elsewhere in its own house. The keys of the
//! table see to it that a link is of the holder and to what is its own; when the dossier goes, its links are gone.

use serde::{Deserialize, de::IgnoredAny};

use super::rules::{Cible, PROPOSED_MAX, end_of};
use crate::{
    auth::Staff,
    desk::list::rules::{OTHER_WORDS_MAX, Search},
    dossier::page::store::place,
    edge::{
        clock::{Day, Moment},
        db::{Db, Query, Statement, Value, flag},
        error::Result,
        ids::{DossierId, DossierLienId, JournalId, OrientationId, StructureId, UsagerId},
    },
    orientation::rules,
    statements,
};

statements! { "dossier::liens";
    FILES = "
        SELECT l.id, l.accord_jour, l.created_at, w.prenom || ' ' || w.nom AS qui, u.id AS usager, u.numero, u.nom, u.prenom
        FROM dossier d JOIN dossier_lien l ON l.dossier_id = d.id AND l.structure_id = d.structure_id
             JOIN usager u ON u.id = l.usager_id AND u.structure_id = l.structure_id AND u.import_id IS NULL
             JOIN staff_user w ON w.id = l.staff_user_id
        WHERE d.id = ?1 AND d.structure_id = ?2";
    REQUESTS = "
        SELECT l.id, l.accord_jour, l.created_at, w.prenom || ' ' || w.nom AS qui, o.id AS orientation, l.recue_id IS NOT NULL AS recue,
               json_extract(o.service_copie, '$.nom') AS service, o.statut, o.sent_at
        FROM dossier d JOIN dossier_lien l ON l.dossier_id = d.id AND l.structure_id = d.structure_id
             JOIN orientation o ON o.id = coalesce(l.envoyee_id, l.recue_id)
             JOIN staff_user w ON w.id = l.staff_user_id
        WHERE d.id = ?1 AND d.structure_id = ?2";
    /// As the desk's search box finds them.
    FIND_FILES = "
        SELECT u.id, u.numero, u.nom, u.prenom, u.date_naissance
        FROM usager_cle k JOIN usager u ON u.id = k.usager_id AND u.structure_id = k.structure_id
        WHERE u.import_id IS NULL AND k.structure_id = ?1 AND k.cle >= ?2 AND k.cle < ?3
          AND instr(' ' || k.cle, ?4) > 0 AND instr(' ' || k.cle, ?5) > 0
          AND instr(' ' || k.cle, ?6) > 0 AND instr(' ' || k.cle, ?7) > 0
        ORDER BY k.cle, k.usager_id LIMIT ?8";
    /// As the dashboard's search box finds them: sent, or received; those that still have a name.
    FIND_REQUESTS = "
        SELECT o.id, o.nom, o.prenom, json_extract(o.service_copie, '$.nom') AS service, o.statut, o.sent_at
        FROM orientation_cle k JOIN orientation o ON o.id = k.orientation_id
        WHERE k.structure_id = ?1 AND k.sens = ?2 AND k.cle >= ?3 AND k.cle < ?4 AND o.anonyme_at IS NULL
        ORDER BY k.cle, k.orientation_id LIMIT ?5";
    LINK_FILE = "
        INSERT INTO dossier_lien (id, dossier_id, structure_id, usager_id, accord_jour, staff_user_id, created_at)
        SELECT ?3, d.id, d.structure_id, u.id, ?5, ?6, ?7 FROM dossier d
             JOIN usager u ON u.id = ?4 AND u.structure_id = d.structure_id AND u.import_id IS NULL
        WHERE d.id = ?1 AND d.structure_id = ?2 AND d.statut <> 'ARCHIVE' ON CONFLICT DO NOTHING";
    LINK_SENT = "
        INSERT INTO dossier_lien (id, dossier_id, structure_id, envoyee_id, accord_jour, staff_user_id, created_at)
        SELECT ?3, d.id, d.structure_id, o.id, ?5, ?6, ?7 FROM dossier d
             JOIN orientation o ON o.id = ?4 AND o.structure_id = d.structure_id AND o.anonyme_at IS NULL
        WHERE d.id = ?1 AND d.structure_id = ?2 AND d.statut <> 'ARCHIVE' ON CONFLICT DO NOTHING";
    LINK_RECEIVED = "
        INSERT INTO dossier_lien (id, dossier_id, structure_id, recue_id, accord_jour, staff_user_id, created_at)
        SELECT ?3, d.id, d.structure_id, o.id, ?5, ?6, ?7 FROM dossier d
             JOIN orientation o ON o.id = ?4 AND o.destinataire_id = d.structure_id AND o.anonyme_at IS NULL
        WHERE d.id = ?1 AND d.structure_id = ?2 AND d.statut <> 'ARCHIVE' ON CONFLICT DO NOTHING";
    /// After the link, whose key it has: a form sent again writes no second line.
    REMEMBER_LINK = "
        INSERT INTO journal (id, structure_id, staff_user_id, evenement, detail, created_at)
        SELECT ?4, l.structure_id, l.staff_user_id, 'STRUCTURE_DOSSIER_LIE', json_object('carnet', d.carnet), l.created_at
        FROM dossier_lien l JOIN dossier d ON d.id = l.dossier_id
        WHERE l.id = ?3 AND l.dossier_id = ?1 AND l.structure_id = ?2 ON CONFLICT (id) DO NOTHING";
    /// Linked by this form or before it.
    IS_LINKED = "
        SELECT 1 AS there FROM dossier_lien l WHERE l.dossier_id = ?1 AND l.structure_id = ?2
          AND coalesce(l.usager_id, l.envoyee_id, l.recue_id) = ?3";
    REMEMBER_UNLINK = "
        INSERT INTO journal (id, structure_id, staff_user_id, evenement, detail, created_at)
        SELECT ?4, l.structure_id, ?5, 'STRUCTURE_DOSSIER_DELIE', json_object('carnet', d.carnet), ?6
        FROM dossier_lien l JOIN dossier d ON d.id = l.dossier_id
        WHERE l.id = ?3 AND l.dossier_id = ?1 AND l.structure_id = ?2";
    UNLINK = "DELETE FROM dossier_lien WHERE id = ?3 AND dossier_id = ?1 AND structure_id = ?2";
}

/// How a link came to be.
#[derive(Debug, Clone, Deserialize)]
pub struct Agreement {
    /// Its id.
    pub id: DossierLienId,
    /// The day the person agreed.
    pub accord_jour: Day,
    /// When it was made.
    pub created_at: Moment,
    /// By whom.
    pub qui: String,
}

/// A link to a domiciliation.
#[derive(Debug, Clone, Deserialize)]
pub struct LinkedFile {
    /// How it came to be.
    #[serde(flatten)]
    pub link: Agreement,
    /// The file.
    pub usager: UsagerId,
    /// Its number.
    pub numero: i64,
    /// Surname on it.
    pub nom: String,
    /// First name on it.
    pub prenom: String,
}

/// A link to a request.
#[derive(Debug, Clone, Deserialize)]
pub struct LinkedRequest {
    /// How it came to be.
    #[serde(flatten)]
    pub link: Agreement,
    /// The request.
    pub orientation: OrientationId,
    /// Was it received, rather than sent?
    #[serde(deserialize_with = "flag")]
    pub recue: bool,
    /// The service it went to.
    pub service: String,
    /// What became of it.
    pub statut: rules::Statut,
    /// When it was sent.
    pub sent_at: Moment,
}

/// The questions for the links of a dossier: to files, to requests.
#[must_use]
pub fn links_queries(place: [Value; 2]) -> [Query; 2] {
    [FILES.with(place.clone()), REQUESTS.with(place)]
}

/// A file that a search has found.
#[derive(Debug, Clone, Deserialize)]
pub struct FoundFile {
    /// Its id.
    pub id: UsagerId,
    /// Its number.
    pub numero: i64,
    /// Surname.
    pub nom: String,
    /// First name.
    pub prenom: String,
    /// Date of birth.
    pub date_naissance: Day,
}

/// A request that a search has found.
#[derive(Debug, Clone, Deserialize)]
pub struct FoundRequest {
    /// Its id.
    pub id: OrientationId,
    /// Surname on it.
    pub nom: String,
    /// First name on it.
    pub prenom: String,
    /// The service it went to.
    pub service: String,
    /// What became of it.
    pub statut: rules::Statut,
    /// When it was sent.
    pub sent_at: Moment,
}

/// The structure's own files that `search` finds.
///
/// # Errors
/// As the database.
pub async fn find_files(
    db: &Db,
    structure: &StructureId,
    search: &Search,
) -> Result<Vec<FoundFile>> {
    let mut values: Vec<Value> = vec![
        structure.into(),
        (&search.prefix).into(),
        (&search.end()).into(),
    ];
    let mut others = search.others.iter();
    for _ in 0..OTHER_WORDS_MAX {
        // A blank is in every key: no word is asked for.
        let word = others
            .next()
            .map_or_else(|| " ".to_owned(), |word| format!(" {word}"));
        values.push((&word).into());
    }
    values.push(PROPOSED_MAX.into());
    db.all(FIND_FILES.with(values)).await
}

/// The structure's own requests about somebody whose folded names begin with `prefix`: sent, then received.
///
/// # Errors
/// As the database.
pub async fn find_requests(
    db: &Db,
    structure: &StructureId,
    prefix: &str,
) -> Result<[Vec<FoundRequest>; 2]> {
    let query = |sens: &str| {
        FIND_REQUESTS.with([
            structure.into(),
            sens.into(),
            prefix.into(),
            end_of(prefix).as_str().into(),
            PROPOSED_MAX.into(),
        ])
    };
    let [sent, received] = db.batch([query("ENVOYEE"), query("RECUE")]).await?;
    Ok([sent.rows()?, received.rows()?])
}

fn statement_of(cible: &Cible) -> (Statement, Value) {
    match cible {
        Cible::Usager(id) => (LINK_FILE, id.into()),
        Cible::Envoyee(id) => (LINK_SENT, id.into()),
        Cible::Recue(id) => (LINK_RECEIVED, id.into()),
    }
}

/// Links a dossier; false when what it would lead to is not the structure's own, or the dossier is archived or gone.
///
/// # Errors
/// As the database.
pub async fn link(
    db: &Db,
    me: &Staff,
    dossier: &DossierId,
    (id, cible, accord): (&DossierLienId, &Cible, Day),
    now: Moment,
) -> Result<bool> {
    let (statement, target) = statement_of(cible);
    let key = place(dossier, &me.structure);
    let said: [Value; 5] = [
        id.into(),
        target.clone(),
        accord.into(),
        (&me.id).into(),
        now.into(),
    ];
    let line = JournalId::for_reason(id.as_str(), "STRUCTURE_DOSSIER_LIE");
    let [_, _, found] = db
        .batch([
            statement.with([&key[..], &said[..]].concat()),
            REMEMBER_LINK.with([&key[..], &[id.into(), (&line).into()]].concat()),
            IS_LINKED.with([&key[..], &[target]].concat()),
        ])
        .await?;
    Ok(found.first::<IgnoredAny>()?.is_some())
}

/// Takes a link away; false when there is none of that address.
///
/// # Errors
/// As the database.
pub async fn unlink(
    db: &Db,
    me: &Staff,
    dossier: &DossierId,
    id: &DossierLienId,
    now: Moment,
) -> Result<bool> {
    let key = [&place(dossier, &me.structure)[..], &[id.into()]].concat();
    let line = JournalId::for_reason(id.as_str(), "STRUCTURE_DOSSIER_DELIE");
    let by: [Value; 3] = [(&line).into(), (&me.id).into(), now.into()];
    let [_, gone] = db
        .batch([
            REMEMBER_UNLINK.with([&key[..], &by[..]].concat()),
            UNLINK.with(key),
        ])
        .await?;
    Ok(gone.changes > 0)
}
