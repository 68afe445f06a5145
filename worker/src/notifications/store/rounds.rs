//! Sendings: who is due, claimed once, gone through person after person.
//!
//! A step writes what some people get and moves the sending on in one batch, only if it still stands where it was read:
//! whoever comes second, or again after a crash, changes nothing.

use serde::Deserialize;

use super::{people::Person, settings::KeptSettings};
use crate::{
    edge::{
        clock::{Day, Moment},
        db::{Db, Query, Value},
        error::Result,
        ids::{StructureId, TourId},
    },
    statements,
};

/// Structures begun in one sweep.
const DUE_AT_ONCE: i64 = 50;
/// People gone through in one step.
pub const PEOPLE_AT_ONCE: i64 = 100;
/// Stalled sendings woken at once.
const WOKEN_AT_ONCE: i64 = 50;
/// Closures that are looked at.
const CLOSURES_READ: i64 = 50;
/// Administrateurs who are told that no SMS is left.
const TOLD_MAX: i64 = 20;
/// Rows that one transaction of the nightly work forgets.
const FORGET_ROWS: i64 = 500;

statements! { "notifications::rounds";
    /// For all structures.
    DUE = "
        SELECT n.structure_id AS structure, n.suivant_at, s.fuseau, n.courrier, n.echeance, n.absence_60, n.absence_80,
               n.par_email, n.par_sms, n.jours, n.heure, n.sms_par_mois
        FROM notification n JOIN structure s ON s.id = n.structure_id
        WHERE n.suivant_at <= ?1 ORDER BY n.suivant_at LIMIT ?2";
    /// One winner: whoever comes second finds another hour there. One at a time in a structure.
    BEGIN = "
        INSERT INTO notification_tour (id, structure_id, du_at, mois, touche_at, created_at)
        SELECT ?3, n.structure_id, ?2, ?4, ?5, ?5 FROM notification n JOIN structure s ON s.id = n.structure_id
        WHERE n.structure_id = ?1 AND n.suivant_at = ?2 AND s.statut = 'ACTIVE'
        ON CONFLICT DO NOTHING";
    MOVE_ON = "UPDATE notification SET suivant_at = ?3 WHERE structure_id = ?1 AND suivant_at = ?2";
    FACTS = "
        SELECT t.curseur, t.mois, s.nom, s.fuseau, s.horaires_osm,
               coalesce(s.accueil_adresse, s.adresse) || ', ' || coalesce(s.accueil_code_postal, s.code_postal) || ' ' || coalesce(s.accueil_ville, s.ville) AS adresse,
               n.courrier, n.echeance, n.absence_60, n.absence_80, n.par_email, n.par_sms, n.jours, n.heure, n.sms_par_mois,
               coalesce((SELECT c.nombre FROM notification_sms c WHERE c.structure_id = t.structure_id AND c.mois = t.mois), 0) AS sms_envoyes
        FROM notification_tour t JOIN structure s ON s.id = t.structure_id JOIN notification n ON n.structure_id = t.structure_id
        WHERE t.id = ?2 AND t.structure_id = ?1 AND t.etat = 'EN_COURS' AND s.statut = 'ACTIVE'";
    CLOSURES = "SELECT debut, fin FROM fermeture WHERE structure_id = ?1 AND fin >= ?2 ORDER BY fin LIMIT ?3";
    /// Those who want something, by their ids; what the latest mail that waits is, and what they were told.
    PEOPLE = "
        SELECT n.usager_id AS id, n.version, n.par_email, n.par_sms, n.sms_refuse_at, n.courrier_at, n.sms_at,
               u.prenom, u.email, u.telephone, u.langue, u.statut IN ('VALIDE') OR u.renouvellement = 1 AS en_cours, u.renouvellement,
               u.echeance, u.dernier_passage_at,
               CASE WHEN u.courrier_pending + u.recommande_pending + u.colis_pending > 0 THEN (
                   SELECT l.created_at FROM mail_line l
                   WHERE l.structure_id = n.structure_id AND l.usager_id = n.usager_id AND l.mouvement = 'RECEPTION'
                     AND NOT EXISTS (SELECT 1 FROM mail_line x WHERE x.annule_id = l.id)
                   ORDER BY l.created_at DESC LIMIT 1) END AS recu_at,
               EXISTS (SELECT 1 FROM notification_dit d WHERE d.structure_id = n.structure_id AND d.usager_id = n.usager_id
                   AND d.genre = 'ECHEANCE' AND d.periode = u.echeance) AS echeance_dite,
               EXISTS (SELECT 1 FROM notification_dit d WHERE d.structure_id = n.structure_id AND d.usager_id = n.usager_id
                   AND d.genre = 'ABSENCE_60' AND d.periode = CAST(u.dernier_passage_at AS TEXT)) AS absence_60_dite,
               EXISTS (SELECT 1 FROM notification_dit d WHERE d.structure_id = n.structure_id AND d.usager_id = n.usager_id
                   AND d.genre = 'ABSENCE_80' AND d.periode = CAST(u.dernier_passage_at AS TEXT)) AS absence_80_dite,
               s.portail_actif = 1 AND EXISTS (SELECT 1 FROM portal_account a WHERE a.usager_id = n.usager_id AND a.structure_id = n.structure_id) AS page
        FROM notification_souhait n
        JOIN usager u ON u.id = n.usager_id AND u.structure_id = n.structure_id
        JOIN structure s ON s.id = n.structure_id
        WHERE n.structure_id = ?1 AND n.usager_id > ?2 AND n.par_email + n.par_sms > 0 AND u.import_id IS NULL
        ORDER BY n.usager_id LIMIT ?3";
    /// Once a person, a kind and a period. Not for whoever has changed their mind since they were read.
    SAY = "
        INSERT INTO notification_dit (structure_id, usager_id, genre, periode, tour_id, created_at)
        SELECT t.structure_id, n.usager_id, d.value->>'genre', d.value->>'periode', t.id, ?4
        FROM notification_tour t CROSS JOIN json_each(?5) p CROSS JOIN json_each(p.value, '$.dit') d CROSS JOIN notification_souhait n
        WHERE t.id = ?2 AND t.structure_id = ?1 AND t.etat = 'EN_COURS' AND t.curseur = ?3
          AND n.structure_id = ?1 AND n.usager_id = p.value->>'usager' AND n.version = p.value->>'version'
        ON CONFLICT DO NOTHING";
    LINKS = "
        INSERT INTO lien (id, structure_id, genre, objet_id, created_at, expires_at)
        SELECT m.value->>'lien', t.structure_id, 'ARRET_NOTIFICATIONS', p.value->>'usager', ?4, ?6
        FROM notification_tour t CROSS JOIN json_each(?5) p CROSS JOIN json_each(p.value, '$.messages') m
        WHERE t.id = ?2 AND t.structure_id = ?1 AND t.etat = 'EN_COURS' AND t.curseur = ?3 AND m.value->>'lien' IS NOT NULL
          AND EXISTS (SELECT 1 FROM notification_dit d WHERE d.structure_id = ?1 AND d.usager_id = p.value->>'usager' AND d.tour_id = ?2)
        ON CONFLICT DO NOTHING";
    MESSAGES = "
        INSERT INTO courriel (id, structure_id, genre, modele, canal, destinataire, donnees, lien_id, avec_lien, objet_id, tour_id, suite_at, created_at)
        SELECT m.value->>'id', t.structure_id, 'NOTIFICATION', 'notification', m.value->>'canal', m.value->>'destinataire', m.value->>'donnees',
               m.value->>'lien', m.value->>'lien' IS NOT NULL, p.value->>'usager', t.id, ?4, ?4
        FROM notification_tour t CROSS JOIN json_each(?5) p CROSS JOIN json_each(p.value, '$.messages') m
        WHERE t.id = ?2 AND t.structure_id = ?1 AND t.etat = 'EN_COURS' AND t.curseur = ?3
          AND EXISTS (SELECT 1 FROM notification_dit d WHERE d.structure_id = ?1 AND d.usager_id = p.value->>'usager' AND d.tour_id = ?2)
        ON CONFLICT DO NOTHING";
    NOTE = "
        UPDATE notification_souhait SET courrier_at = coalesce(p.value->>'courrier_at', courrier_at),
            sms_at = CASE WHEN p.value->>'sms' = 1 THEN ?4 ELSE sms_at END
        FROM notification_tour t CROSS JOIN json_each(?5) p
        WHERE t.id = ?2 AND t.structure_id = ?1 AND t.etat = 'EN_COURS' AND t.curseur = ?3
          AND notification_souhait.structure_id = ?1 AND notification_souhait.usager_id = p.value->>'usager'
          AND notification_souhait.version = p.value->>'version'";
    COUNT_SMS = "
        INSERT INTO notification_sms (structure_id, mois, nombre)
        SELECT t.structure_id, t.mois, ?4 FROM notification_tour t
        WHERE t.id = ?2 AND t.structure_id = ?1 AND t.etat = 'EN_COURS' AND t.curseur = ?3 AND ?4 > 0
        ON CONFLICT (structure_id, mois) DO UPDATE SET nombre = nombre + excluded.nombre";
    ADVANCE = "
        UPDATE notification_tour SET curseur = ?4, touche_at = ?5, etat = CASE WHEN ?6 = 1 THEN 'FAIT' ELSE etat END
        WHERE id = ?2 AND structure_id = ?1 AND etat = 'EN_COURS' AND curseur = ?3";
    /// A structure that was suspended meanwhile, or has nothing set any more.
    END = "UPDATE notification_tour SET etat = 'FAIT', touche_at = ?3 WHERE id = ?2 AND structure_id = ?1 AND etat = 'EN_COURS'";
    /// For all structures: those that have stopped on the way.
    STALLED = "
        SELECT t.id, t.structure_id AS structure FROM notification_tour t
        WHERE t.etat = 'EN_COURS' AND t.touche_at < ?1 ORDER BY t.touche_at LIMIT ?2";
    ADMINISTRATEURS = "
        SELECT w.email FROM staff_user w
        WHERE w.structure_id = ?1 AND w.role = 'ADMINISTRATEUR' AND w.statut = 'ACTIF' ORDER BY w.nom LIMIT ?2";
    FORGET_SAID = "
        DELETE FROM notification_dit WHERE (structure_id, usager_id, genre, periode) IN (
            SELECT d.structure_id, d.usager_id, d.genre, d.periode FROM notification_dit d WHERE d.created_at < ?1 LIMIT ?2)";
    /// Not before their messages are.
    FORGET_ROUNDS = "
        DELETE FROM notification_tour WHERE id IN (
            SELECT t.id FROM notification_tour t WHERE t.created_at < ?1 AND t.etat = 'FAIT'
              AND NOT EXISTS (SELECT 1 FROM courriel c WHERE c.tour_id = t.id) LIMIT ?2)";
}

/// A structure whose messages are due.
#[derive(Debug, Deserialize)]
pub struct Due {
    /// Which.
    pub structure: StructureId,
    /// Since when; 0: its next hour is to be reckoned anew.
    pub suivant_at: Moment,
    /// Its zone.
    pub fuseau: String,
    /// What it has set.
    #[serde(flatten)]
    pub settings: KeptSettings,
}

/// The structures whose messages are due.
///
/// # Errors
/// As the database.
pub async fn due(db: &Db, now: Moment) -> Result<Vec<Due>> {
    db.all(DUE.with([now.into(), DUE_AT_ONCE.into()])).await
}

/// Begins the sending that is due, whose month is `mois`, and sets the next hour; true when it was begun here. `tour` is
/// none where it comes too late.
///
/// # Errors
/// As the database.
pub async fn begin(
    db: &Db,
    due: &Due,
    tour: Option<(&TourId, &str)>,
    next: Option<Moment>,
    now: Moment,
) -> Result<bool> {
    let which: [Value; 2] = [(&due.structure).into(), due.suivant_at.into()];
    let mut move_on = which.to_vec();
    move_on.push(next.into());
    let move_on = MOVE_ON.with(move_on);
    let Some((id, mois)) = tour else {
        db.run(move_on).await?;
        return Ok(false);
    };
    let mut begin = which.to_vec();
    begin.extend([id.into(), mois.into(), now.into()]);
    let [begun, _] = db.batch([BEGIN.with(begin), move_on]).await?;
    Ok(begun.changes > 0)
}

/// Which sending, and whose.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Which {
    /// Its id.
    pub id: TourId,
    /// Its structure.
    pub structure: StructureId,
}

impl Which {
    fn values(&self, more: impl IntoIterator<Item = Value>) -> Vec<Value> {
        let mut values = vec![(&self.structure).into(), (&self.id).into()];
        values.extend(more);
        values
    }
}

/// Where a sending stands, and what its messages need.
#[derive(Debug, Deserialize)]
pub struct Facts {
    /// The last person done.
    pub curseur: String,
    /// The month its SMS count for.
    pub mois: String,
    /// The structure's name.
    pub nom: String,
    /// Its zone.
    pub fuseau: String,
    /// Its hours.
    pub horaires_osm: Option<String>,
    /// Where people come.
    pub adresse: String,
    /// What it has set.
    #[serde(flatten)]
    pub settings: KeptSettings,
    /// SMS used up this month.
    pub sms_envoyes: i64,
}

/// Days on which the structure is closed.
#[derive(Debug, Deserialize)]
pub struct Closure {
    /// The first.
    pub debut: Day,
    /// The last.
    pub fin: Day,
}

/// Where `which` stands, if it goes on.
///
/// # Errors
/// As the database.
pub async fn facts(db: &Db, which: &Which, since: Day) -> Result<Option<(Facts, Vec<Closure>)>> {
    let [facts, closures] = db
        .batch([
            FACTS.with(which.values([])),
            CLOSURES.with([
                (&which.structure).into(),
                since.into(),
                CLOSURES_READ.into(),
            ]),
        ])
        .await?;
    let closures = closures.rows()?;
    Ok(facts.first()?.map(|facts| (facts, closures)))
}

/// The next people of a structure after `cursor`.
///
/// # Errors
/// As the database.
pub async fn people(db: &Db, structure: &StructureId, cursor: &str) -> Result<Vec<Person>> {
    db.all(PEOPLE.with([structure.into(), cursor.into(), PEOPLE_AT_ONCE.into()]))
        .await
}

/// One step of a sending.
#[derive(Debug)]
pub struct Step<'a> {
    /// Where it was read.
    pub from: &'a str,
    /// Where it goes on; none: everybody is done.
    pub to: Option<&'a str>,
    /// What people get, as JSON: a list of `Parcel`.
    pub parcels: &'a str,
    /// How many SMS that is billed as.
    pub parts: i64,
    /// Until when the links of its messages hold.
    pub links_until: Moment,
}

/// Writes a step; false when somebody else has.
///
/// # Errors
/// As the database.
pub async fn write(db: &Db, which: &Which, step: &Step<'_>, now: Moment) -> Result<bool> {
    let at = |more: Vec<Value>| {
        let mut values = which.values([step.from.into()]);
        values.extend(more);
        values
    };
    let people = || at(vec![now.into(), step.parcels.into()]);
    let mut links = people();
    links.push(step.links_until.into());
    let advance = at(vec![
        step.to.unwrap_or(step.from).into(),
        now.into(),
        step.to.is_none().into(),
    ]);
    let queries: [Query; 6] = [
        SAY.with(people()),
        LINKS.with(links),
        MESSAGES.with(people()),
        NOTE.with(people()),
        COUNT_SMS.with(at(vec![step.parts.into()])),
        ADVANCE.with(advance),
    ];
    let [.., advanced] = db.batch(queries).await?;
    Ok(advanced.changes > 0)
}

/// Ends a sending as it stands.
///
/// # Errors
/// As the database.
pub async fn end(db: &Db, which: &Which, now: Moment) -> Result<()> {
    db.run(END.with(which.values([now.into()]))).await.map(drop)
}

/// The sendings that nothing has moved since `before`.
///
/// # Errors
/// As the database.
pub async fn stalled(db: &Db, before: Moment) -> Result<Vec<Which>> {
    db.all(STALLED.with([before.into(), WOKEN_AT_ONCE.into()]))
        .await
}

/// The addresses of those who run `structure`.
///
/// # Errors
/// As the database.
pub async fn administrateurs(db: &Db, structure: &StructureId) -> Result<Vec<String>> {
    #[derive(Deserialize)]
    struct Row {
        email: String,
    }
    let rows: Vec<Row> = db
        .all(ADMINISTRATEURS.with([structure.into(), TOLD_MAX.into()]))
        .await?;
    Ok(rows.into_iter().map(|row| row.email).collect())
}

/// Forgets what is over since `before`; true when there may be more.
///
/// # Errors
/// As the database.
pub async fn forget(db: &Db, before: Moment) -> Result<bool> {
    let values = || [before.into(), FORGET_ROWS.into()];
    let forgotten = db
        .batch([FORGET_SAID.with(values()), FORGET_ROUNDS.with(values())])
        .await?;
    Ok(forgotten.iter().any(|outcome| outcome.changes > 0))
}
