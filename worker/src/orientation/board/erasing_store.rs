//! Every SQL statement of erasing a request that somebody asked to have erased.

use crate::{
    auth::Staff,
    edge::{
        clock::Moment,
        db::{Query, Value},
        ids::{JournalId, OrientationEventId},
    },
    orientation::store::Request,
    statements,
};

statements! { "orientation::board::erasing";
    /// Before the erasure itself: only if there will be one. The log names the service, nobody else.
    REMEMBER = "
        INSERT INTO journal (id, structure_id, staff_user_id, evenement, detail, created_at)
        SELECT ?3, o.structure_id, ?4, 'ORIENTATION_EFFACEE', json_object('service', json_extract(o.service_copie, '$.nom')), ?5
        FROM orientation o WHERE o.id = ?1 AND o.structure_id = ?2 AND o.anonyme_at IS NULL
        ON CONFLICT (id) DO NOTHING";
    ORPHAN_FILES = "
        INSERT INTO document_orphelin (objet, created_at)
        SELECT d.objet, ?3 FROM orientation_document d JOIN orientation o ON o.id = d.orientation_id
        WHERE d.orientation_id = ?1 AND d.structure_id = ?2 AND o.statut <> 'OUVERTE'
        ON CONFLICT (objet) DO NOTHING";
    FORGET_FILES = "
        DELETE FROM orientation_document WHERE orientation_id = ?1 AND structure_id = ?2
          AND EXISTS (SELECT 1 FROM orientation o WHERE o.id = ?1 AND o.structure_id = ?2 AND o.statut <> 'OUVERTE')";
    FILES_GONE = "
        UPDATE orientation SET fichiers_effaces_at = ?3
        WHERE id = ?1 AND structure_id = ?2 AND statut <> 'OUVERTE' AND fichiers_effaces_at IS NULL";
}

/// The line of the audit log, before everything else in the batch. `key` is the form's.
#[must_use]
pub fn remember(me: &Staff, request: &Request, key: &OrientationEventId, now: Moment) -> Query {
    let line = JournalId::for_reason(key.as_str(), "ORIENTATION_EFFACEE");
    REMEMBER.with([
        (&request.id).into(),
        (&me.structure).into(),
        (&line).into(),
        (&me.id).into(),
        now.into(),
    ])
}

/// The statements that let go of the documents of a request that has ended; the night deletes their bytes.
#[must_use]
pub fn files(me: &Staff, request: &Request, now: Moment) -> [Query; 3] {
    let place: [Value; 2] = [(&request.id).into(), (&me.structure).into()];
    let with_now = [&place[..], &[now.into()]].concat();
    [
        ORPHAN_FILES.with(with_now.clone()),
        FORGET_FILES.with(place),
        FILES_GONE.with(with_now),
    ]
}
