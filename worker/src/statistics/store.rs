//! Every SQL statement of « Statistiques »: counters only, which triggers keep (migrations/0010_statistics.sql).

use serde::Deserialize;

use super::rules::{Activity, Counted, Months, Period, Standing};
use crate::{
    edge::{
        clock::Day,
        db::{Db, Value, flag},
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

/// What `structure` did in `period`, month by month, and how it stands now, in one trip.
///
/// # Errors
/// As the database.
pub async fn figures(
    db: &Db,
    structure: &StructureId,
    period: Period,
) -> Result<(Months, Standing)> {
    let who = || -> [Value; 1] { [structure.into()] };
    let days = [structure.into(), period.du.into(), period.au.into()];
    let [months, statuts, effectif, portal] = db
        .batch([
            MONTHS.with(days),
            STATUTS.with(who()),
            EFFECTIF.with(who()),
            PORTAL.with(who()),
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
    let standing = Standing {
        statuts: statuts
            .into_iter()
            .map(|row| (row.statut, row.nombre))
            .collect(),
        effectif,
        portail_actif: portal.portail_actif,
    };
    Ok((
        Months(period.months().into_iter().map(of).collect()),
        standing,
    ))
}
