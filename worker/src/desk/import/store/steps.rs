//! The steps of an import: begun, put in part by part unseen, seen at once, their first lines written; or taken away.
//!
//! A step moves one part and counts it in one batch, only if that part is the next: whoever comes second, or again after a
//! crash, changes nothing.

use serde::Deserialize;

use crate::{
    auth::Staff,
    desk::import::rules::Etat,
    edge::{
        clock::Moment,
        db::{Db, Query, Value},
        error::Result,
        ids::{HistoryId, ImportId, StructureId},
    },
    statements,
};

statements! { "desk::import::steps";
    /// Only while nothing has changed since the list was read: no number taken, nobody come by another way, no other
    /// import. The highest number is in the first part, which is put in by the same batch: from then on, new files
    /// take numbers above it.
    START = "
        UPDATE import SET etat = 'EN_COURS', fait = 0, confirme_at = ?3, touche_at = ?3, staff_user_id = ?4,
            numero_base = max(numero_max, coalesce((SELECT u.numero FROM usager u WHERE u.structure_id = ?1 ORDER BY u.numero DESC LIMIT 1), 0),
                coalesce((SELECT e.numero FROM numero_efface e WHERE e.structure_id = ?1), 0))
        WHERE id = ?2 AND structure_id = ?1 AND etat = 'APERCU' AND fausses = 0 AND lots > 0
          AND NOT EXISTS (SELECT 1 FROM import r WHERE r.structure_id = ?1 AND r.etat IN ('EN_COURS', 'HISTORIQUE', 'RETRAIT'))
          AND NOT EXISTS (
            SELECT 1 FROM import_lot l CROSS JOIN json_each(l.contenu) p CROSS JOIN usager t
            WHERE l.import_id = ?2 AND l.genre = 'PERSONNES' AND t.structure_id = ?1 AND t.numero = p.value->>'numero')
          AND NOT EXISTS (
            SELECT 1 FROM import_lot l CROSS JOIN json_each(l.contenu) p CROSS JOIN usager t
            WHERE l.import_id = ?2 AND l.genre = 'PERSONNES' AND t.structure_id = ?1
              AND t.date_naissance = p.value->>'naissance' AND t.cle_tri = p.value->>'cle')";
    /// Whoever was given a file by hand since the import began is left alone.
    ADD_PEOPLE = "
        INSERT INTO usager (id, structure_id, numero, civilite, prenom, nom, surnom, date_naissance, lieu_naissance, cle_tri, telephone,
            email, langue, statut, premiere_domiciliation, debut, echeance, motif, motif_texte, decided_at, dernier_passage_at,
            passage_plancher_at, created_at, import_id)
        SELECT p.value->>'id', i.structure_id, coalesce(p.value->>'numero', i.numero_base + (p.value->>'ordre')), p.value->>'civilite',
            p.value->>'prenom', p.value->>'nom', p.value->>'surnom', p.value->>'naissance', p.value->>'lieu', p.value->>'cle',
            p.value->>'telephone', p.value->>'email', p.value->>'langue', p.value->>'statut', p.value->>'premiere', p.value->>'debut',
            p.value->>'echeance', p.value->>'motif', p.value->>'motif_texte', p.value->>'decided_at', p.value->>'passage_at',
            p.value->>'plancher_at', i.confirme_at, i.id
        FROM import i CROSS JOIN import_lot l CROSS JOIN json_each(l.contenu) p
        WHERE i.id = ?2 AND i.structure_id = ?1 AND i.etat = 'EN_COURS' AND i.fait = ?3
          AND l.import_id = i.id AND l.genre = 'PERSONNES' AND l.rang = ?3
          AND NOT EXISTS (SELECT 1 FROM usager t WHERE t.structure_id = ?1
            AND t.date_naissance = p.value->>'naissance' AND t.cle_tri = p.value->>'cle')
        ON CONFLICT (id) DO NOTHING";
    ADD_KEYS = "
        INSERT INTO usager_cle (structure_id, cle, usager_id)
        SELECT u.structure_id, k.value, u.id
        FROM import i CROSS JOIN import_lot l CROSS JOIN json_each(l.contenu) p CROSS JOIN usager u CROSS JOIN json_each(p.value, '$.cles') k
        WHERE i.id = ?2 AND i.structure_id = ?1 AND i.etat = 'EN_COURS' AND i.fait = ?3
          AND l.import_id = i.id AND l.genre = 'PERSONNES' AND l.rang = ?3
          AND u.id = p.value->>'id' AND u.structure_id = ?1 AND u.import_id = ?2
        ON CONFLICT DO NOTHING";
    ADD_NUMBER_KEYS = "
        INSERT INTO usager_cle (structure_id, cle, usager_id)
        SELECT u.structure_id, CAST(u.numero AS TEXT), u.id
        FROM import i CROSS JOIN import_lot l CROSS JOIN json_each(l.contenu) p CROSS JOIN usager u
        WHERE i.id = ?2 AND i.structure_id = ?1 AND i.etat = 'EN_COURS' AND i.fait = ?3
          AND l.import_id = i.id AND l.genre = 'PERSONNES' AND l.rang = ?3
          AND u.id = p.value->>'id' AND u.structure_id = ?1 AND u.import_id = ?2
        ON CONFLICT DO NOTHING";
    ADVANCE = "
        UPDATE import SET fait = fait + 1, essais = 0, touche_at = ?5
        WHERE id = ?2 AND structure_id = ?1 AND etat = ?4 AND fait = ?3";
    /// All of them are there: the next two statements of the batch show them.
    PUBLISH = "
        UPDATE import SET etat = 'HISTORIQUE', fait = 0, essais = 0, touche_at = ?3,
            inscrits = (SELECT count(*) FROM usager u WHERE u.structure_id = ?1 AND u.import_id = ?2)
        WHERE id = ?2 AND structure_id = ?1 AND etat = 'EN_COURS' AND fait = lots";
    REMEMBER_IMPORT = "
        INSERT INTO historique (id, structure_id, evenement, detail, staff_user_id, created_at)
        SELECT ?3, i.structure_id, 'IMPORT_TERMINE', json_object('import', i.id, 'inscrits', i.inscrits), i.staff_user_id, ?4 FROM import i
        WHERE i.id = ?2 AND i.structure_id = ?1 AND i.etat = 'HISTORIQUE' AND i.fait = 0
          AND EXISTS (SELECT 1 FROM usager u WHERE u.structure_id = ?1 AND u.import_id = ?2)";
    SHOW = "
        UPDATE usager SET import_id = NULL WHERE structure_id = ?1 AND import_id = ?2
          AND EXISTS (SELECT 1 FROM import i WHERE i.id = ?2 AND i.structure_id = ?1 AND i.etat = 'HISTORIQUE')";
    REMEMBER_PEOPLE = "
        INSERT INTO historique (id, structure_id, usager_id, evenement, detail, staff_user_id, created_at)
        SELECT p.value->>'ligne', u.structure_id, u.id, 'FICHE_IMPORTEE', json_object('numero', u.numero, 'genre', p.value->>'genre'),
            i.staff_user_id, i.confirme_at
        FROM import i CROSS JOIN import_lot l CROSS JOIN json_each(l.contenu) p CROSS JOIN usager u
        WHERE i.id = ?2 AND i.structure_id = ?1 AND i.etat = 'HISTORIQUE' AND i.fait = ?3
          AND l.import_id = i.id AND l.genre = 'PERSONNES' AND l.rang = ?3
          AND u.id = p.value->>'id' AND u.structure_id = ?1
        ON CONFLICT (id) DO NOTHING";
    FINISH = "
        UPDATE import SET etat = 'FAIT', fini_at = ?3, touche_at = ?3
        WHERE id = ?2 AND structure_id = ?1 AND etat = 'HISTORIQUE' AND fait = lots";
    FORGET_LOTS = "
        DELETE FROM import_lot WHERE import_id = ?2 AND structure_id = ?1
          AND EXISTS (SELECT 1 FROM import i WHERE i.id = ?2 AND i.structure_id = ?1 AND i.etat IN ('FAIT', 'ECHEC'))";
    STATE = "SELECT etat, fait, lots FROM import WHERE id = ?2 AND structure_id = ?1";
    /// One failure more; after too many before anyone is seen, all are taken away.
    COUNT_FAILURE = "
        UPDATE import SET essais = essais + 1, etat = CASE WHEN etat = 'EN_COURS' AND essais + 1 >= ?3 THEN 'RETRAIT' ELSE etat END
        WHERE id = ?2 AND structure_id = ?1 AND etat IN ('EN_COURS', 'HISTORIQUE', 'RETRAIT')";
    /// A file that something was written on in the meantime is somebody's: it stays, seen. Without this the database would
    /// refuse to take the others away, today and every day.
    SPARE = "
        UPDATE usager SET import_id = NULL WHERE id IN (
            SELECT u.id FROM usager u JOIN import i ON i.id = u.import_id AND i.structure_id = u.structure_id
            WHERE u.structure_id = ?1 AND u.import_id = ?2 AND i.etat = 'RETRAIT' LIMIT ?3)
          AND (EXISTS (SELECT 1 FROM mail_line l WHERE l.structure_id = usager.structure_id AND l.usager_id = usager.id)
            OR EXISTS (SELECT 1 FROM historique h WHERE h.structure_id = usager.structure_id AND h.usager_id = usager.id)
            OR EXISTS (SELECT 1 FROM document d WHERE d.structure_id = usager.structure_id AND d.usager_id = usager.id)
            OR EXISTS (SELECT 1 FROM portal_account a WHERE a.usager_id = usager.id AND a.structure_id = usager.structure_id))";
    TAKE_AWAY = "
        DELETE FROM usager WHERE id IN (
            SELECT u.id FROM usager u JOIN import i ON i.id = u.import_id AND i.structure_id = u.structure_id
            WHERE u.structure_id = ?1 AND u.import_id = ?2 AND i.etat = 'RETRAIT' LIMIT ?3)
          AND NOT EXISTS (SELECT 1 FROM mail_line l WHERE l.structure_id = usager.structure_id AND l.usager_id = usager.id)
          AND NOT EXISTS (SELECT 1 FROM historique h WHERE h.structure_id = usager.structure_id AND h.usager_id = usager.id)
          AND NOT EXISTS (SELECT 1 FROM document d WHERE d.structure_id = usager.structure_id AND d.usager_id = usager.id)
          AND NOT EXISTS (SELECT 1 FROM portal_account a WHERE a.usager_id = usager.id AND a.structure_id = usager.structure_id)";
    GIVEN_UP = "
        UPDATE import SET etat = 'ECHEC', fini_at = ?3, touche_at = ?3
        WHERE id = ?2 AND structure_id = ?1 AND etat = 'RETRAIT'
          AND NOT EXISTS (SELECT 1 FROM usager u WHERE u.structure_id = ?1 AND u.import_id = ?2)";
    TOUCH = "UPDATE import SET touche_at = ?3 WHERE id = ?2 AND structure_id = ?1";
    /// For all structures: those that have stopped on the way.
    STALLED = "
        SELECT i.id, i.structure_id AS structure FROM import i
        WHERE i.etat IN ('EN_COURS', 'HISTORIQUE', 'RETRAIT') AND i.touche_at < ?1 ORDER BY i.touche_at LIMIT ?2";
}

/// People taken away in one batch.
const TAKEN_AWAY_AT_ONCE: i64 = 250;
/// Failures in a row after which an import is given up.
pub const FAILURES_MAX: i64 = 12;
/// Stalled imports woken at once.
const WOKEN_AT_ONCE: i64 = 100;

/// Which import, and whose.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Which {
    /// Its id.
    pub id: ImportId,
    /// Its structure.
    pub structure: StructureId,
}

impl Which {
    fn values(&self, more: impl IntoIterator<Item = Value>) -> Vec<Value> {
        let mut values = vec![(&self.structure).into(), (&self.id).into()];
        values.extend(more);
        values
    }

    /// What puts the part `rang` among the files.
    fn part(&self, rang: i64, now: Moment) -> [Query; 4] {
        let at = |more: Vec<Value>| {
            let mut values = self.values([rang.into()]);
            values.extend(more);
            values
        };
        [
            ADD_PEOPLE.with(at(vec![])),
            ADD_KEYS.with(at(vec![])),
            ADD_NUMBER_KEYS.with(at(vec![])),
            ADVANCE.with(at(vec![Etat::EnCours.code().into(), now.into()])),
        ]
    }
}

/// How far it is.
#[derive(Debug, Clone, Copy, Deserialize)]
pub struct State {
    /// The step.
    pub etat: Etat,
    /// Parts through it.
    pub fait: i64,
    /// Parts in all.
    pub lots: i64,
}

/// Begins an import and puts its first part in; false when it can't begin as things stand.
///
/// # Errors
/// As the database.
pub async fn start(db: &Db, me: &Staff, which: &Which, now: Moment) -> Result<bool> {
    let start = START.with(which.values([now.into(), (&me.id).into()]));
    let [people, keys, numbers, advance] = which.part(0, now);
    let [started, ..] = db.batch([start, people, keys, numbers, advance]).await?;
    Ok(started.changes > 0)
}

/// How far `which` is; `None` when there is no such import.
///
/// # Errors
/// As the database.
pub async fn state(db: &Db, which: &Which) -> Result<Option<State>> {
    db.first(STATE.with(which.values([]))).await
}

/// Does the next thing there is to do from `state`.
///
/// # Errors
/// As the database.
pub async fn step(db: &Db, which: &Which, state: State, now: Moment) -> Result<()> {
    match state.etat {
        Etat::EnCours if state.fait < state.lots => {
            db.batch(which.part(state.fait, now)).await?;
        }
        Etat::EnCours => {
            let remember = [(&HistoryId::new()?).into(), now.into()];
            db.batch([
                PUBLISH.with(which.values([now.into()])),
                REMEMBER_IMPORT.with(which.values(remember)),
                SHOW.with(which.values([])),
            ])
            .await?;
        }
        Etat::Historique if state.fait < state.lots => {
            let advance = [
                state.fait.into(),
                Etat::Historique.code().into(),
                now.into(),
            ];
            db.batch([
                REMEMBER_PEOPLE.with(which.values([state.fait.into()])),
                ADVANCE.with(which.values(advance)),
            ])
            .await?;
        }
        Etat::Historique => {
            db.batch([
                FINISH.with(which.values([now.into()])),
                FORGET_LOTS.with(which.values([])),
            ])
            .await?;
        }
        Etat::Retrait => {
            db.batch([
                SPARE.with(which.values([TAKEN_AWAY_AT_ONCE.into()])),
                TAKE_AWAY.with(which.values([TAKEN_AWAY_AT_ONCE.into()])),
                TOUCH.with(which.values([now.into()])),
                GIVEN_UP.with(which.values([now.into()])),
                FORGET_LOTS.with(which.values([])),
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
pub async fn failed(db: &Db, which: &Which) -> Result<()> {
    db.run(COUNT_FAILURE.with(which.values([FAILURES_MAX.into()])))
        .await?;
    Ok(())
}

/// The imports that nothing has moved since `before`.
///
/// # Errors
/// As the database.
pub async fn stalled(db: &Db, before: Moment) -> Result<Vec<Which>> {
    db.all(STALLED.with([before.into(), WOKEN_AT_ONCE.into()]))
        .await
}
