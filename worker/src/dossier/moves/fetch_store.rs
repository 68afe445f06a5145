//! « Récupérer un dossier »: the try is counted first; only then is anything looked up, and the line written that fetches.

use serde::Deserialize;

use super::{forms_rules::Fetched, tries_store};
use crate::{
    auth::Staff,
    dossier::page::store::there,
    edge::{
        clock::Moment,
        db::{Db, Query, Statement, Value},
        error::Result,
        ids::{DossierEventId, DossierId, JournalId, StructureId},
    },
    statements,
};

statements! { "dossier::fetch";
    /// Only with a try that was counted, and only from whoever was found to hold it, whom the e-mails of the batch tell.
    FETCH = "
        INSERT INTO dossier_evenement (id, dossier_id, rang, genre, structure_id, staff_user_id, staff_nom,
            de_structure_id, de_statut, de_depuis_at, vers_structure_id, vers_statut, vers_depuis_at, motif, texte, lieu_id, annule, created_at)
        SELECT ?1, d.id, d.rang + 1, 'RECUPERATION', t.structure_id, t.staff_user_id, ?4, d.structure_id, d.statut, d.depuis_at,
               t.structure_id, 'ORIENTATION', t.created_at, ?8, ?9, NULL, NULL, t.created_at
        FROM dossier d CROSS JOIN dossier_essai t
        WHERE d.carnet = ?5 AND d.cle_nom = ?6 AND d.structure_id = ?7 AND d.structure_id <> ?3 AND t.id = ?2 AND t.structure_id = ?3
        ON CONFLICT (id) DO NOTHING";
    REMEMBER_FETCH = "
        INSERT INTO journal (id, structure_id, staff_user_id, evenement, detail, created_at)
        SELECT ?3, e.structure_id, e.staff_user_id, 'DOSSIER_RECUPERE', json_object('nom', d.carnet), e.created_at
        FROM dossier_evenement e JOIN dossier d ON d.id = e.dossier_id WHERE e.id = ?1 AND e.structure_id = ?2
        ON CONFLICT (id) DO NOTHING";
    /// Also in the journal of whoever held it.
    REMEMBER_LOSS = "
        INSERT INTO journal (id, structure_id, evenement, detail, created_at)
        SELECT ?3, e.de_structure_id, 'DOSSIER_REPRIS', json_object('nom', d.carnet || ', par ' || s.nom), e.created_at
        FROM dossier_evenement e JOIN dossier d ON d.id = e.dossier_id JOIN structure s ON s.id = e.structure_id
        WHERE e.id = ?1 AND e.structure_id = ?2
        ON CONFLICT (id) DO NOTHING";
    /// Whoever holds the dossier of that number and name: both right or nothing, and nothing without a try that was counted.
    HOLDER = "
        SELECT d.id, d.structure_id, s.nom AS structure FROM dossier d JOIN structure s ON s.id = d.structure_id
        WHERE d.carnet = ?1 AND d.cle_nom = ?2 AND EXISTS (SELECT 1 FROM dossier_essai t WHERE t.id = ?3 AND t.structure_id = ?4)";
    FETCHED_BEFORE = "
        SELECT 1 AS there FROM dossier_evenement e
        WHERE e.id = ?1 AND e.structure_id = ?2 AND e.genre = 'RECUPERATION'";
}

/// Who holds a dossier.
#[derive(Debug, Clone, Deserialize)]
pub struct Holder {
    /// The dossier.
    pub id: DossierId,
    /// Its holder.
    pub structure_id: StructureId,
    /// Its holder, by name.
    pub structure: String,
}

/// Counts a try and writes it in the journal; none when too many were counted within the hour. Each request is a try of its
/// own: the key of a form lets nobody try again for nothing.
///
/// # Errors
/// As the database or the platform's randomness.
pub async fn counted(db: &Db, me: &Staff, now: Moment) -> Result<Option<DossierEventId>> {
    let attempt = DossierEventId::new()?;
    let [tried, _] = db.batch(tries_store::count(me, &attempt, now)).await?;
    Ok((tried.changes > 0).then_some(attempt))
}

/// Who holds the dossier of that number and name, for whoever's try was counted.
///
/// # Errors
/// As the database.
pub async fn holder(
    db: &Db,
    me: &Staff,
    attempt: &DossierEventId,
    asked: &Fetched,
) -> Result<Option<Holder>> {
    let values: [Value; 4] = [
        asked.carnet.as_str().into(),
        (&asked.cle_nom).into(),
        attempt.into(),
        (&me.structure).into(),
    ];
    db.first(HOLDER.with(values)).await
}

/// Fetches the dossier from `holder`, with the e-mails that tell them; false when it has gone from there.
///
/// # Errors
/// As the database.
pub async fn fetch(
    db: &Db,
    me: &Staff,
    (line, attempt): (&DossierEventId, &DossierEventId),
    (asked, holder): (&Fetched, &Holder),
    mails: Vec<Query>,
) -> Result<bool> {
    let values: [Value; 9] = [
        line.into(),
        attempt.into(),
        (&me.structure).into(),
        (&me.nom_complet).into(),
        asked.carnet.as_str().into(),
        (&asked.cle_nom).into(),
        (&holder.structure_id).into(),
        asked.motif.into(),
        asked.texte.as_ref().into(),
    ];
    let mut queries = vec![
        FETCH.with(values),
        note(REMEMBER_FETCH, me, line),
        note(REMEMBER_LOSS, me, line),
    ];
    queries.extend(mails);
    let outcomes = db.batch_of(queries).await?;
    Ok(outcomes.first().is_some_and(|one| one.changes > 0))
}

fn note(statement: Statement, me: &Staff, line: &DossierEventId) -> Query {
    let id = JournalId::for_reason(line.as_str(), statement.name);
    statement.with([line.into(), (&me.structure).into(), (&id).into()])
}

/// Has this very form fetched that dossier before?
///
/// # Errors
/// As the database.
pub async fn fetched_before(db: &Db, me: &Staff, line: &DossierEventId) -> Result<bool> {
    there(
        db,
        FETCHED_BEFORE.with([line.into(), (&me.structure).into()]),
    )
    .await
}
