//! Every SQL statement of decisions.
//!
//! A decision is one conditional change with its line in « Historique », in the same batch. The line comes first, written
//! only if the file still stands as the form saw it; the change follows only that line, written by this very request: both
//! or neither, and a form that is sent again, even much later, changes nothing.

use serde::{Deserialize, de::IgnoredAny};
use serde_json::json;

use super::rules::{Days, Decision, Detail, Reason, Seen, floor};
use crate::{
    auth::Staff,
    desk::{
        history::store::Event,
        store::{self, Usager},
    },
    edge::{
        clock::{self, Day, Moment},
        db::{Db, Outcome, Query, Value},
        error::Result,
        ids::{HistoryId, StructureId, UsagerId},
    },
    statements,
    structure::settings::rules::Genre,
};

statements! { "desk::decision";
    REMEMBER = "
        INSERT INTO historique (id, structure_id, usager_id, created_at, evenement, detail, staff_user_id)
        SELECT ?3, u.structure_id, u.id, ?4, ?8, ?9, ?10 FROM usager u
        WHERE u.id = ?1 AND u.structure_id = ?2 AND u.import_id IS NULL AND u.statut = ?5 AND u.renouvellement = ?6 AND u.decided_at IS ?7
        ON CONFLICT (id) DO NOTHING";
    /// Soumettre, renvoyer, renouveler: nothing is decided, so that the days stay as they are.
    MOVE = "
        UPDATE usager SET statut = ?8, renouvellement = ?9
        WHERE id = ?1 AND structure_id = ?2 AND statut = ?5 AND renouvellement = ?6 AND decided_at IS ?7
          AND EXISTS (SELECT 1 FROM historique h WHERE h.id = ?3 AND h.structure_id = ?2 AND h.usager_id = ?1 AND h.created_at = ?4)";
    /// The last visit is raised to the floor, never lowered: nobody is late before they could come.
    ACCEPT = "
        UPDATE usager SET statut = 'VALIDE', renouvellement = 0, debut = ?8, echeance = ?9, premiere_domiciliation = ?10,
            motif = NULL, motif_texte = NULL, decided_at = ?4, passage_plancher_at = ?11,
            dernier_passage_at = max(coalesce(dernier_passage_at, 0), ?11)
        WHERE id = ?1 AND structure_id = ?2 AND statut = ?5 AND renouvellement = ?6 AND decided_at IS ?7
          AND EXISTS (SELECT 1 FROM historique h WHERE h.id = ?3 AND h.structure_id = ?2 AND h.usager_id = ?1 AND h.created_at = ?4)";
    /// The days stay: after a refused renewal the address holds until its échéance.
    REFUSE = "
        UPDATE usager SET statut = 'REFUS', renouvellement = 0, motif = ?8, motif_texte = ?9, decided_at = ?4
        WHERE id = ?1 AND structure_id = ?2 AND statut = ?5 AND renouvellement = ?6 AND decided_at IS ?7
          AND EXISTS (SELECT 1 FROM historique h WHERE h.id = ?3 AND h.structure_id = ?2 AND h.usager_id = ?1 AND h.created_at = ?4)";
    /// ?10: today, the last day of what is ended.
    END = "
        UPDATE usager SET statut = 'RADIE', renouvellement = 0, motif = ?8, motif_texte = ?9, decided_at = ?4,
            debut = min(debut, ?10), echeance = min(echeance, ?10)
        WHERE id = ?1 AND structure_id = ?2 AND statut = ?5 AND renouvellement = ?6 AND decided_at IS ?7
          AND EXISTS (SELECT 1 FROM historique h WHERE h.id = ?3 AND h.structure_id = ?2 AND h.usager_id = ?1 AND h.created_at = ?4)";
    /// ?8: today. An address that still holds, after a refused renewal, is kept, and what is asked is again a renewal.
    REOPEN = "
        UPDATE usager SET statut = 'INSTRUCTION', motif = NULL, motif_texte = NULL,
            renouvellement = coalesce(statut = 'REFUS' AND echeance >= ?8, 0),
            debut = CASE WHEN statut = 'REFUS' AND echeance >= ?8 THEN debut END,
            echeance = CASE WHEN statut = 'REFUS' AND echeance >= ?8 THEN echeance END
        WHERE id = ?1 AND structure_id = ?2 AND statut = ?5 AND renouvellement = ?6 AND decided_at IS ?7
          AND EXISTS (SELECT 1 FROM historique h WHERE h.id = ?3 AND h.structure_id = ?2 AND h.usager_id = ?1 AND h.created_at = ?4)";
    /// The line as this form would write it: a key that wrote something else is no proof. The échéance that a radiation
    /// cuts short is no part of what was asked, and the first sending has changed it.
    IS_THERE = "
        SELECT 1 AS there FROM historique
        WHERE id = ?3 AND usager_id = ?1 AND structure_id = ?2 AND evenement = ?4
          AND CASE ?4 WHEN 'RADIATION' THEN json_remove(detail, '$.echeance') = json_remove(?5, '$.echeance') ELSE detail = ?5 END";
    EVENTS = "
        SELECT h.id, h.evenement, h.detail, h.created_at, w.prenom, w.nom
        FROM historique h LEFT JOIN staff_user w ON w.id = h.staff_user_id
        WHERE h.structure_id = ?2 AND h.usager_id = ?1
          AND h.evenement IN ('SOUMIS', 'RETOUR_INSTRUCTION', 'VALIDATION', 'REFUS', 'RADIATION', 'DEMANDE_RENOUVELLEMENT', 'NOUVELLE_DEMANDE')
        ORDER BY h.created_at DESC LIMIT ?3";
    KIND = "SELECT genre FROM structure WHERE id = ?1";
    RELATIVES = "
        SELECT prenom, nom, date_naissance FROM ayant_droit WHERE structure_id = ?2 AND usager_id = ?1 ORDER BY rang";
}

/// A decision about one file, by a form.
pub struct Order<'a> {
    /// Whose file.
    pub usager: &'a UsagerId,
    /// The form's key: the id of the line it writes.
    pub line: HistoryId,
    /// What the form was made from.
    pub seen: Seen,
    /// The last day that was running then, kept in « Historique » when it is cut short.
    pub echeance: Option<Day>,
    /// What is decided.
    pub decision: &'a Decision,
}

impl Order<'_> {
    fn detail(&self) -> String {
        let renouvellement = self.seen.standing.renouvellement;
        let detail = match self.decision {
            Decision::Valider(days) => json!({
                "debut": days.debut, "echeance": days.echeance, "renouvellement": renouvellement,
            }),
            Decision::Refuser(why) => json!({
                "motif": why.motif, "texte": why.texte, "renouvellement": renouvellement,
            }),
            Decision::Radier(why) => json!({
                "motif": why.motif, "texte": why.texte, "echeance": self.echeance,
            }),
            Decision::Soumettre
            | Decision::Renvoyer
            | Decision::Renouveler
            | Decision::Recommencer => json!({}),
        };
        detail.to_string()
    }

    /// The seven values that every statement of a decision begins with.
    fn over(&self, me: &Staff, now: Moment) -> Vec<Value> {
        vec![
            self.usager.into(),
            (&me.structure).into(),
            (&self.line).into(),
            now.into(),
            self.seen.standing.statut.code().into(),
            self.seen.standing.renouvellement.into(),
            self.seen.decided_at.into(),
        ]
    }

    fn change(&self, me: &Staff, now: Moment) -> Query {
        let zone = clock::zone(&me.fuseau);
        let today = now.day(zone);
        let mut values = self.over(me, now);
        let mut with = |more: Vec<Value>| {
            values.extend(more);
            std::mem::take(&mut values)
        };
        let reason =
            |reason: &Reason| vec![reason.motif.code().into(), reason.texte.as_ref().into()];
        match self.decision {
            Decision::Soumettre | Decision::Renvoyer | Decision::Renouveler => {
                let to = self.decision.action().leads(self.seen.standing, true);
                let to = to.unwrap_or(self.seen.standing);
                MOVE.with(with(vec![
                    to.statut.code().into(),
                    to.renouvellement.into(),
                ]))
            }
            Decision::Valider(days) => {
                let Days {
                    debut,
                    echeance,
                    premiere,
                } = *days;
                let floor = floor(debut, zone, now);
                ACCEPT.with(with(vec![
                    debut.into(),
                    echeance.into(),
                    premiere.into(),
                    floor.into(),
                ]))
            }
            Decision::Refuser(why) => REFUSE.with(with(reason(why))),
            Decision::Radier(why) => {
                let mut values = reason(why);
                values.push(today.into());
                END.with(with(values))
            }
            Decision::Recommencer => REOPEN.with(with(vec![today.into()])),
        }
    }

    /// The line, the change, and whether the line is there.
    fn queries(&self, me: &Staff, now: Moment) -> [Query; 3] {
        let (event, detail) = (self.decision.action().event(), self.detail());
        let mut line = self.over(me, now);
        line.extend([event.into(), (&detail).into(), (&me.id).into()]);
        let there = [
            self.usager.into(),
            (&me.structure).into(),
            (&self.line).into(),
            event.into(),
            (&detail).into(),
        ];
        [
            REMEMBER.with(line),
            self.change(me, now),
            IS_THERE.with(there),
        ]
    }
}

/// Takes each of `orders` whose file still stands as its form saw it, all in one batch; tells of each whether it is taken,
/// now or by the same form sent before.
///
/// # Errors
/// As the database; then none is taken.
pub async fn decide(db: &Db, me: &Staff, orders: &[Order<'_>], now: Moment) -> Result<Vec<bool>> {
    let queries = orders.iter().flat_map(|order| order.queries(me, now));
    let outcomes = db.batch_of(queries.collect()).await?;
    let taken = |three: &[Outcome]| match three {
        [_, _, there] => Ok(there.first::<IgnoredAny>()?.is_some()),
        _ => Ok(false),
    };
    outcomes.chunks(3).map(taken).collect()
}

/// What a line of « Historique » about a decision says beside its event.
#[must_use]
pub fn detail_of(event: &Event) -> Detail {
    serde_json::from_str(&event.detail).unwrap_or_default()
}

/// A file, and the last decisions on it, latest first.
pub type File = (Usager, Vec<Event>);

/// The files of `usagers` with their last `limit` decisions, latest first, in one trip; a file that is not the
/// structure's is left out.
///
/// # Errors
/// As the database.
pub async fn files(
    db: &Db,
    structure: &StructureId,
    usagers: &[UsagerId],
    limit: i64,
) -> Result<Vec<File>> {
    let ask = |usager: &UsagerId| {
        let who: [Value; 2] = [usager.into(), structure.into()];
        let [a, b] = who.clone();
        [store::file_of(who), EVENTS.with([a, b, limit.into()])]
    };
    let outcomes = db.batch_of(usagers.iter().flat_map(ask).collect()).await?;
    let mut found = Vec::with_capacity(usagers.len());
    for pair in outcomes.chunks(2) {
        if let [file, events] = pair
            && let Some(usager) = file.first()?
        {
            found.push((usager, events.rows()?));
        }
    }
    Ok(found)
}

/// What kind of structure decides, where it said so: it narrows the motives of a refusal.
///
/// # Errors
/// As the database.
pub async fn kind_of(db: &Db, structure: &StructureId) -> Result<Option<Genre>> {
    #[derive(Deserialize)]
    struct Row {
        genre: Option<Genre>,
    }
    let row: Option<Row> = db.first(KIND.with([structure.into()])).await?;
    Ok(row.and_then(|row| row.genre))
}

/// Someone of the household.
#[derive(Debug, Deserialize)]
pub struct Relative {
    /// First name.
    pub prenom: String,
    /// Last name.
    pub nom: String,
    /// Date of birth.
    pub date_naissance: Day,
}

/// The question for a household, to be asked beside others; `who` is the domicilié, then the structure.
#[must_use]
pub fn relatives_of(who: [Value; 2]) -> Query {
    RELATIVES.with(who)
}

/// The household that the address serves, as written on the file.
///
/// # Errors
/// As the database.
pub async fn relatives(
    db: &Db,
    structure: &StructureId,
    usager: &UsagerId,
) -> Result<Vec<Relative>> {
    db.all(RELATIVES.with([usager.into(), structure.into()]))
        .await
}
