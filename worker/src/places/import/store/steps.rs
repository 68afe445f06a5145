//! What an import does a step at a time, and where it stands.
//!
//! A step moves one part and counts it in one batch, only if that part is the next: whoever comes second, or again after a
//! crash, changes nothing.

use serde::Deserialize;

use super::lists::Etat;
use crate::{
    auth::Operator,
    edge::{
        clock::Moment,
        db::{Db, Value},
        error::Result,
        ids::{ImportId, JournalId},
    },
    statements,
};

statements! { "places::import";
    /// Before the start itself: only if there will be one.
    REMEMBER = "
        INSERT INTO journal (id, structure_id, staff_user_id, evenement, detail, created_at)
        SELECT ?2, NULL, ?3, 'STRUCTURE_LIEUX_IMPORTES', json_object('lieux', i.lieux, 'sources', json(i.sources)), ?4
        FROM lieu_import i WHERE i.id = ?1 AND i.etat = 'APERCU' AND i.lieux > 0
          AND NOT EXISTS (SELECT 1 FROM lieu_import r WHERE r.etat IN ('EN_COURS', 'RETRAIT') AND r.seul = 1)";
    /// Who keeps a place up to date is counted again while it is put in: it may be another by then.
    START = "
        UPDATE lieu_import SET etat = 'EN_COURS', retirer = ?2, tenus = 0, confirme_at = ?3, touche_at = ?3
        WHERE id = ?1 AND etat = 'APERCU' AND lieux > 0
          AND NOT EXISTS (SELECT 1 FROM lieu_import r WHERE r.etat IN ('EN_COURS', 'RETRAIT') AND r.seul = 1)";
    STATE = "SELECT etat, fait, lots FROM lieu_import WHERE id = ?1";
    /// What is to be withdrawn is told from what the file still holds: only then is a place that has not changed marked.
    SEEN = "
        UPDATE lieu SET import_id = ?1 WHERE rang IN (
            SELECT l.rang FROM lieu_import i CROSS JOIN lieu_import_lot o CROSS JOIN json_each(o.contenu) p CROSS JOIN lieu l
            WHERE i.id = ?1 AND i.etat = 'EN_COURS' AND i.fait = ?2 AND i.retirer = 1
              AND o.import_id = i.id AND o.genre = 'LIEUX' AND o.rang = ?2
              AND l.standard_id = p.value->>'standard_id' AND l.structure_id IS NULL)";
    /// A row that was refused says all the same that its place is still there.
    SPARE = "
        UPDATE lieu SET import_id = ?1 WHERE rang IN (
            SELECT l.rang FROM lieu_import i CROSS JOIN lieu_import_lot o CROSS JOIN json_each(o.contenu) p CROSS JOIN lieu l
            WHERE i.id = ?1 AND i.etat = 'EN_COURS' AND i.fait = ?2 AND i.retirer = 1
              AND o.import_id = i.id AND o.genre = 'GARDES' AND o.rang = ?2
              AND l.standard_id = p.value AND l.structure_id IS NULL)";
    /// A place that has not changed is not written, so that nothing that depends on it is.
    PUT_IN = "
        INSERT INTO lieu (id, standard_id, pivot, nom, commune, code_postal, code_insee, adresse, complement_adresse, latitude, longitude,
            x, y, typologie, telephone, site_web, horaires, presentation_resume, presentation_detail, source,
            structure_parente, date_maj, fiche_acces_libre, prise_rdv, courriels, itinerance, services, publics,
            prises_en_charge, frais, programmes, labels, autres_labels, acces, accompagnement, public, import_id,
            created_at, updated_at)
        SELECT p.value->>'id', p.value->>'standard_id', p.value->>'pivot', p.value->>'nom', p.value->>'commune',
            p.value->>'code_postal', p.value->>'code_insee', p.value->>'adresse', p.value->>'complement_adresse',
            p.value->>'latitude', p.value->>'longitude', p.value->>'x', p.value->>'y', p.value->>'typologie',
            p.value->>'telephone', p.value->>'site_web', p.value->>'horaires', p.value->>'presentation_resume',
            p.value->>'presentation_detail', p.value->>'source', p.value->>'structure_parente', p.value->>'date_maj',
            p.value->>'fiche_acces_libre', p.value->>'prise_rdv', p.value->'courriels', p.value->'itinerance',
            p.value->'services', p.value->'publics', p.value->'prises_en_charge', p.value->'frais', p.value->'programmes',
            p.value->'labels', p.value->'autres_labels', p.value->'acces', p.value->'accompagnement', p.value->>'public',
            i.id, i.confirme_at, i.confirme_at
        FROM lieu_import i CROSS JOIN lieu_import_lot l CROSS JOIN json_each(l.contenu) p
        WHERE i.id = ?1 AND i.etat = 'EN_COURS' AND i.fait = ?2
          AND l.import_id = i.id AND l.genre = 'LIEUX' AND l.rang = ?2
        ON CONFLICT DO UPDATE SET pivot = excluded.pivot, nom = excluded.nom, commune = excluded.commune, code_postal = excluded.code_postal,
            code_insee = excluded.code_insee, adresse = excluded.adresse, complement_adresse = excluded.complement_adresse,
            latitude = excluded.latitude, longitude = excluded.longitude, x = excluded.x, y = excluded.y,
            typologie = excluded.typologie, telephone = excluded.telephone, site_web = excluded.site_web,
            horaires = excluded.horaires, presentation_resume = excluded.presentation_resume,
            presentation_detail = excluded.presentation_detail, source = excluded.source,
            structure_parente = excluded.structure_parente, date_maj = excluded.date_maj,
            fiche_acces_libre = excluded.fiche_acces_libre, prise_rdv = excluded.prise_rdv, courriels = excluded.courriels,
            itinerance = excluded.itinerance, services = excluded.services, publics = excluded.publics,
            prises_en_charge = excluded.prises_en_charge, frais = excluded.frais, programmes = excluded.programmes,
            labels = excluded.labels, autres_labels = excluded.autres_labels, acces = excluded.acces,
            accompagnement = excluded.accompagnement, public = excluded.public, retire = 0, import_id = excluded.import_id,
            updated_at = excluded.updated_at, version = version + 1
        WHERE lieu.structure_id IS NULL
          AND (lieu.pivot, lieu.nom, lieu.commune, lieu.code_postal, lieu.code_insee, lieu.adresse,
                lieu.complement_adresse, lieu.latitude, lieu.longitude, lieu.x, lieu.y, lieu.typologie, lieu.telephone,
                lieu.site_web, lieu.horaires, lieu.presentation_resume, lieu.presentation_detail, lieu.source,
                lieu.structure_parente, lieu.date_maj, lieu.fiche_acces_libre, lieu.prise_rdv, lieu.courriels,
                lieu.itinerance, lieu.services, lieu.publics, lieu.prises_en_charge, lieu.frais, lieu.programmes,
                lieu.labels, lieu.autres_labels, lieu.acces, lieu.accompagnement, lieu.public, lieu.retire)
          IS NOT (excluded.pivot, excluded.nom, excluded.commune, excluded.code_postal, excluded.code_insee, excluded.adresse,
                excluded.complement_adresse, excluded.latitude, excluded.longitude, excluded.x, excluded.y,
                excluded.typologie, excluded.telephone, excluded.site_web, excluded.horaires, excluded.presentation_resume,
                excluded.presentation_detail, excluded.source, excluded.structure_parente, excluded.date_maj,
                excluded.fiche_acces_libre, excluded.prise_rdv, excluded.courriels, excluded.itinerance, excluded.services,
                excluded.publics, excluded.prises_en_charge, excluded.frais, excluded.programmes, excluded.labels,
                excluded.autres_labels, excluded.acces, excluded.accompagnement, excluded.public, 0)";
    /// Right after PUT_IN, in its batch: `changes()` is how many that one has added or changed.
    ADVANCE = "
        UPDATE lieu_import SET fait = fait + 1, essais = 0, touche_at = ?3, ecrits = ecrits + changes(),
            tenus = tenus + (
                SELECT count(*) FROM lieu_import_lot o CROSS JOIN json_each(o.contenu) p CROSS JOIN lieu l
                WHERE o.import_id = ?1 AND o.genre = 'LIEUX' AND o.rang = ?2
                  AND l.standard_id = p.value->>'standard_id' AND l.structure_id IS NOT NULL)
        WHERE id = ?1 AND etat = 'EN_COURS' AND fait = ?2";
    ALL_IN = "
        UPDATE lieu_import SET etat = CASE retirer WHEN 1 THEN 'RETRAIT' ELSE 'FAIT' END, essais = 0, touche_at = ?2,
            fini_at = CASE retirer WHEN 1 THEN NULL ELSE ?2 END
        WHERE id = ?1 AND etat = 'EN_COURS' AND fait = lots";
    /// What the file no longer holds, of the sources it holds.
    WITHDRAW = "
        UPDATE lieu SET retire = 1, public = 0, import_id = ?1, updated_at = ?2, version = version + 1 WHERE rang IN (
            SELECT l.rang FROM lieu_import i CROSS JOIN json_each(i.sources) x CROSS JOIN lieu l
            WHERE i.id = ?1 AND i.etat = 'RETRAIT' AND l.source = x.value AND l.import_id < ?1
              AND l.structure_id IS NULL AND l.retire = 0
            UNION ALL
            SELECT l.rang FROM lieu_import i CROSS JOIN json_each(i.sources) x CROSS JOIN lieu l
            WHERE i.id = ?1 AND i.etat = 'RETRAIT' AND l.source = x.value AND l.import_id > ?1
              AND l.structure_id IS NULL AND l.retire = 0
            LIMIT ?3)";
    /// Right after WITHDRAW, in its batch: `changes()` is how many that one has withdrawn.
    WITHDRAWN = "
        UPDATE lieu_import SET essais = 0, touche_at = ?2, retires = retires + changes()
        WHERE id = ?1 AND etat = 'RETRAIT'";
    ALL_WITHDRAWN = "
        UPDATE lieu_import SET etat = 'FAIT', fini_at = ?2, touche_at = ?2 WHERE id = ?1 AND etat = 'RETRAIT'
          AND NOT EXISTS (SELECT 1 FROM json_each(lieu_import.sources) x CROSS JOIN lieu l
            WHERE l.source = x.value AND l.import_id < ?1 AND l.structure_id IS NULL AND l.retire = 0)
          AND NOT EXISTS (SELECT 1 FROM json_each(lieu_import.sources) x CROSS JOIN lieu l
            WHERE l.source = x.value AND l.import_id > ?1 AND l.structure_id IS NULL AND l.retire = 0)";
    FORGET_LOTS = "
        DELETE FROM lieu_import_lot WHERE import_id = ?1 AND genre IN ('LIEUX', 'GARDES')
          AND EXISTS (SELECT 1 FROM lieu_import i WHERE i.id = ?1 AND i.etat IN ('FAIT', 'ECHEC'))";
    COUNT_FAILURE = "
        UPDATE lieu_import SET essais = essais + 1, etat = CASE WHEN essais + 1 >= ?2 THEN 'ECHEC' ELSE etat END
        WHERE id = ?1 AND etat IN ('EN_COURS', 'RETRAIT')";
    STALLED = "
        SELECT i.id FROM lieu_import i WHERE i.etat IN ('EN_COURS', 'RETRAIT') AND i.touche_at < ?1
        ORDER BY i.touche_at LIMIT 1";
}

/// Places withdrawn in one step.
const WITHDRAWN_AT_ONCE: i64 = 100;
/// Failures in a row after which an import stops.
const FAILURES_MAX: i64 = 12;

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
    let part = || -> [Value; 2] { [id.into(), state.fait.into()] };
    match state.etat {
        Etat::EnCours if state.fait < state.lots => {
            db.batch([
                SPARE.with(part()),
                SEEN.with(part()),
                PUT_IN.with(part()),
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
