//! Every SQL statement of « Statistiques »: counters only, which triggers keep (migrations/0010_statistics.sql).

use serde::Deserialize;

use super::{
    record_rules::{AsOf, is_over, key, month_at_the_end, month_to_record},
    rules::{Activity, Counted, Months, Period, Standing},
};
use crate::{
    edge::{
        clock::{Day, Moment, zone},
        db::{Db, Query, Value, flag},
        error::{Error, Result},
        ids::StructureId,
    },
    statements,
};

statements! { "statistics";
    /// One row a month, from at most one a day. The months come first in the key; the days cut the first and the last.
    MONTHS = "
        SELECT mois,
            sum(courrier_recu) AS courrier_recu, sum(recommande_recu) AS recommande_recu, sum(colis_recu) AS colis_recu,
            sum(courrier_remis) AS courrier_remis, sum(recommande_remis) AS recommande_remis, sum(colis_remis) AS colis_remis,
            sum(courrier_retourne) AS courrier_retourne, sum(recommande_retourne) AS recommande_retourne, sum(colis_retourne) AS colis_retourne,
            sum(courrier_transfere) AS courrier_transfere, sum(recommande_transfere) AS recommande_transfere, sum(colis_transfere) AS colis_transfere,
            sum(remises) AS remises, sum(remises_mandataire) AS remises_mandataire, sum(visites) AS visites, sum(appels) AS appels,
            sum(connexions) AS connexions, sum(premieres) AS premieres, sum(renouvellements) AS renouvellements,
            sum(refus_hors_agrement) AS refus_hors_agrement, sum(refus_pas_de_lien) AS refus_pas_de_lien,
            sum(refus_saturation) AS refus_saturation, sum(refus_autre) AS refus_autre,
            sum(fin_a_sa_demande) AS fin_a_sa_demande, sum(fin_plus_de_lien) AS fin_plus_de_lien,
            sum(fin_fin_de_domiciliation) AS fin_fin_de_domiciliation, sum(fin_non_manifestation) AS fin_non_manifestation,
            sum(fin_non_respect) AS fin_non_respect, sum(fin_entree_logement) AS fin_entree_logement, sum(fin_autre) AS fin_autre
        FROM activite_jour
        WHERE structure_id = ?1 AND mois BETWEEN substr(?2, 1, 7) AND substr(?3, 1, 7) AND jour BETWEEN ?2 AND ?3
        GROUP BY mois";
    /// Kept by the triggers of usager, for the tabs of the list too.
    STATUTS = "SELECT statut, nombre FROM usager_compte WHERE structure_id = ?1";
    /// Two civilités, the households, the reasons, and a row a year of birth.
    EFFECTIF = "SELECT dimension, valeur, nombre FROM effectif WHERE structure_id = ?1 AND nombre > 0";
    /// How it was at the end of a month.
    RECORDED = "SELECT compte, created_at FROM effectif_releve WHERE structure_id = ?1 AND mois = ?2";
    /// Those of which month ?2 is not recorded yet, after ?1.
    UNRECORDED = "
        SELECT s.id, s.fuseau FROM structure s
        WHERE s.id > ?1 AND NOT EXISTS (SELECT 1 FROM effectif_releve r WHERE r.structure_id = s.id AND r.mois = ?2)
        ORDER BY s.id LIMIT ?3";
    /// Once: the counters of that night, as one row.
    RECORD = "
        INSERT INTO effectif_releve (structure_id, mois, compte, created_at)
        SELECT s.id, ?2, json_object(
            'statuts', json((SELECT json_group_array(json_array(c.statut, c.nombre)) FROM usager_compte c WHERE c.structure_id = ?1)),
            'effectif', json((SELECT json_group_array(json_object('dimension', e.dimension, 'valeur', e.valeur, 'nombre', e.nombre))
                              FROM effectif e WHERE e.structure_id = ?1 AND e.nombre > 0))), ?3
        FROM structure s WHERE s.id = ?1
        ON CONFLICT DO NOTHING";
    PORTAL = "SELECT portail_actif FROM structure WHERE id = ?1";
}

#[derive(Deserialize)]
struct MonthRow {
    mois: String,
}

#[derive(Deserialize)]
struct StatutRow {
    statut: String,
    nombre: i64,
}

#[derive(Deserialize)]
struct PortalRow {
    #[serde(deserialize_with = "flag")]
    portail_actif: bool,
}

/// Structures recorded in one transaction, and how many of these in a night: what is left goes the next.
const RECORDED_AT_ONCE: i64 = 50;
const ROUNDS_MAX: usize = 100;

/// Records how the files of every structure stand, when a month has just ended: a part of the nightly work, in bounded
/// transactions. What was recorded stays as it is.
///
/// # Errors
/// As the database.
pub async fn record(db: &Db, now: Moment) -> Result<()> {
    #[derive(Deserialize)]
    struct Row {
        id: StructureId,
        fuseau: String,
    }
    let Some(month) = month_to_record(now) else {
        return Ok(());
    };
    let (mois, mut after) = (key(month), Value::from(""));
    for _ in 0..ROUNDS_MAX {
        let page = [after, (&mois).into(), RECORDED_AT_ONCE.into()];
        let rows: Vec<Row> = db.all(UNRECORDED.with(page)).await?;
        let Some(last) = rows.last() else { break };
        after = (&last.id).into();
        let ended = rows.iter().filter(|row| is_over(month, now, &row.fuseau));
        let queries: Vec<Query> = ended
            .map(|row| RECORD.with([(&row.id).into(), (&mois).into(), now.into()]))
            .collect();
        if !queries.is_empty() {
            db.batch_of(queries).await?;
        }
    }
    Ok(())
}

#[derive(Deserialize)]
struct RecordRow {
    compte: String,
    created_at: Moment,
}

#[derive(Deserialize)]
struct Recorded {
    statuts: Vec<(String, i64)>,
    effectif: Vec<Counted>,
}

/// What `structure` did in `period`, month by month, and how it stood at its end: now, or as it was recorded. In one trip.
///
/// # Errors
/// As the database.
pub async fn figures(
    db: &Db,
    structure: &StructureId,
    period: Period,
    (today, fuseau): (Day, &str),
) -> Result<(Months, Standing, AsOf)> {
    let who = || -> [Value; 1] { [structure.into()] };
    let days = [structure.into(), period.du.into(), period.au.into()];
    let month = month_at_the_end(period, today);
    let recorded = [
        structure.into(),
        (&month.map(key).unwrap_or_default()).into(),
    ];
    let [months, statuts, effectif, portal, record] = db
        .batch([
            MONTHS.with(days),
            STATUTS.with(who()),
            EFFECTIF.with(who()),
            PORTAL.with(who()),
            RECORDED.with(recorded),
        ])
        .await?;
    let keys: Vec<MonthRow> = months.rows()?;
    let activities: Vec<Activity> = months.rows()?;
    let of = |month: Day| {
        let key = month.0.format("%Y-%m").to_string();
        let found = keys
            .iter()
            .zip(&activities)
            .find(|(row, _)| row.mois == key);
        (
            month,
            found.map(|(_, activity)| *activity).unwrap_or_default(),
        )
    };
    let statuts: Vec<StatutRow> = statuts.rows()?;
    let effectif: Vec<Counted> = effectif.rows()?;
    let portal: PortalRow = portal.first()?.ok_or(Error::NotFound)?;
    let record: Option<RecordRow> = record.first()?;
    let mut as_of = match month {
        None => AsOf::Now,
        Some(_) => AsOf::NothingRecorded,
    };
    let mut standing = Standing {
        statuts: statuts
            .into_iter()
            .map(|row| (row.statut, row.nombre))
            .collect(),
        effectif,
        portail_actif: portal.portail_actif,
    };
    if let (Some(month), Some(record)) = (month, record) {
        let then: Recorded = serde_json::from_str(&record.compte)
            .map_err(|error| Error::internal("effectif_releve", error))?;
        as_of = AsOf::EndOf(month, record.created_at.day(zone(fuseau)));
        standing = Standing {
            statuts: then.statuts,
            effectif: then.effectif,
            // What is closed now may have been open then.
            portail_actif: true,
        };
    }
    let months = Months(period.months().into_iter().map(of).collect());
    Ok((months, standing, as_of))
}
