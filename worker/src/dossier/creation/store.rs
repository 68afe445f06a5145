//! The statements that create a dossier, and those that say why none was.

use serde::Deserialize;

use super::form_rules::NewDossier;
use crate::{
    auth::Staff,
    dossier::{
        carnet_rules::{Carnet, DRAWN},
        moves::tries_store,
        rules::{Statut, name_key, search_keys},
    },
    edge::{
        clock::{Day, Moment},
        db::{Db, Value},
        error::{Error, Result},
        ids::{DossierEventId, DossierId},
        random,
    },
    statements,
};

statements! { "dossier::creation";
    /// Of the numbers offered (?3), the first that is free; none where the only one is taken, or where somebody of that name
    /// and birth date is here and nobody said that it is somebody else (?13). A number that was drawn (?14) is not one of a
    /// booklet whose dossier was erased; one that is on a booklet may be, unless too many numbers of others were typed.
    CREATE = "
        INSERT INTO dossier (id, carnet, structure_id, depuis_at, nom, prenom, cle_nom, cles, date_naissance, telephone, courriel,
            autre_contact, created_at, updated_at)
        SELECT ?1, c.value, s.id, ?4, ?5, ?6, ?7, json_insert(?8, '$[#]', c.value), ?9, ?10, ?11, ?12, ?4, ?4
        FROM structure s CROSS JOIN json_each(?3) c
        WHERE s.id = ?2 AND s.operatrice = 1
          AND NOT EXISTS (SELECT 1 FROM dossier o WHERE o.carnet = c.value)
          AND (?14 = 0 OR NOT EXISTS (SELECT 1 FROM dossier_effacement f WHERE f.carnet = c.value))
          AND (?14 = 1 OR (
              (SELECT count(*) FROM dossier_essai e WHERE e.staff_user_id = ?15 AND e.created_at > ?17) < ?18
              AND (SELECT count(*) FROM dossier_essai e WHERE e.structure_id = ?16 AND e.created_at > ?17) < ?19))
          AND (?13 = 1 OR NOT EXISTS (
              SELECT 1 FROM dossier t WHERE t.structure_id = ?2 AND t.cle_nom = ?7 AND t.date_naissance = ?9))
        LIMIT 1
        ON CONFLICT (id) DO NOTHING";
    BEGIN = "
        INSERT INTO dossier_evenement (id, dossier_id, rang, genre, structure_id, staff_user_id, staff_nom,
            vers_structure_id, vers_statut, vers_depuis_at, created_at)
        SELECT ?5, d.id, 1, 'CREATION', d.structure_id, ?3, ?4, d.structure_id, d.statut, d.depuis_at, d.depuis_at
        FROM dossier d WHERE d.id = ?1 AND d.structure_id = ?2 AND d.rang = 0
        ON CONFLICT (id) DO NOTHING";
    MADE_BEFORE = "
        SELECT d.id, d.nom, d.prenom, d.carnet, d.statut FROM dossier d JOIN dossier_evenement e ON e.dossier_id = d.id AND e.rang = 1
        WHERE d.id = ?1 AND d.structure_id = ?2 AND e.structure_id = ?2 AND d.nom = ?3 AND d.prenom = ?4";
    /// Is a number that of a dossier that is here?
    OWN = "SELECT d.id FROM dossier d WHERE d.carnet = ?1 AND d.structure_id = ?2";
    TWINS = "
        SELECT d.id, d.nom, d.prenom, d.carnet, d.statut FROM dossier d
        WHERE d.structure_id = ?1 AND d.cle_nom = ?2 AND d.date_naissance = ?3 LIMIT 5";
}

/// Somebody of the same name, born on the same day.
#[derive(Debug, Clone, Deserialize)]
pub struct Twin {
    /// Their dossier.
    pub id: DossierId,
    /// Surname.
    pub nom: String,
    /// First name.
    pub prenom: String,
    /// The number of their carnet.
    pub carnet: String,
    /// Its tab.
    pub statut: Statut,
}

/// A number that has a dossier.
#[derive(Debug, Clone, Deserialize)]
pub struct Taken {
    /// The dossier, where it is held here.
    pub id: Option<DossierId>,
}

/// What came of a form.
#[derive(Debug)]
pub enum Created {
    /// The dossier is there.
    There,
    /// That number has a dossier.
    Taken(Taken),
    /// Too many numbers of others were typed within the hour: this one was not looked at.
    TooMany,
    /// Somebody of that name and birth date is here.
    Twins(Vec<Twin>),
    /// The form had made another dossier, or no number was free.
    Refused,
}

fn numbers(new: &NewDossier) -> Result<Vec<Carnet>> {
    if let Some(carnet) = &new.carnet {
        return Ok(vec![carnet.clone()]);
    }
    let mut drawn = Vec::with_capacity(DRAWN);
    while drawn.len() < DRAWN {
        drawn.extend(Carnet::drawn(random::bytes()?));
    }
    Ok(drawn)
}

fn json(of: &impl serde::Serialize) -> Result<Value> {
    let text = serde_json::to_string(of).map_err(|error| Error::internal("json", error))?;
    Ok(Value::Text(text))
}

fn values(me: &Staff, id: &DossierId, new: &NewDossier, now: Moment) -> Result<Vec<Value>> {
    // The statement adds the number, which it chooses.
    let mut keys = search_keys(&new.nom, &new.prenom, "");
    keys.retain(|key| !key.is_empty());
    let mut values = vec![
        id.into(),
        (&me.structure).into(),
        json(&numbers(new)?)?,
        now.into(),
        (&new.nom).into(),
        (&new.prenom).into(),
        (&name_key(&new.nom)).into(),
        json(&keys)?,
        new.date_naissance.into(),
        new.telephone.as_ref().into(),
        new.courriel.as_ref().into(),
        new.autre_contact.as_ref().into(),
        new.anyway.into(),
        new.carnet.is_none().into(),
    ];
    values.extend(tries_store::limits(me, now));
    Ok(values)
}

/// Creates a dossier with its first line; the same form makes it once.
///
/// # Errors
/// As the database or the platform's randomness.
pub async fn create(
    db: &Db,
    me: &Staff,
    (id, line): (&DossierId, &DossierEventId),
    new: &NewDossier,
    now: Moment,
) -> Result<Created> {
    let first: [Value; 5] = [
        id.into(),
        (&me.structure).into(),
        (&me.id).into(),
        (&me.nom_complet).into(),
        line.into(),
    ];
    let mut queries = vec![CREATE.with(values(me, id, new, now)?), BEGIN.with(first)];
    if let Some(carnet) = &new.carnet {
        // Learning that another structure holds a number is a try, as « Récupérer un dossier » is.
        let attempt = DossierEventId::new()?;
        queries.extend(tries_store::count_number(
            me,
            &attempt,
            carnet.as_str(),
            now,
        ));
    }
    let outcomes = db.batch_of(queries).await?;
    let changed = |at: usize| outcomes.get(at).is_some_and(|one| one.changes > 0);
    if changed(0) {
        return Ok(Created::There);
    }
    refused(db, me, id, (new, changed(2)), now).await
}

async fn refused(
    db: &Db,
    me: &Staff,
    id: &DossierId,
    (new, held_elsewhere): (&NewDossier, bool),
    now: Moment,
) -> Result<Created> {
    let before: [Value; 4] = [
        id.into(),
        (&me.structure).into(),
        (&new.nom).into(),
        (&new.prenom).into(),
    ];
    let carnet = new.carnet.as_ref().map_or("", Carnet::as_str);
    let own: [Value; 2] = [carnet.into(), (&me.structure).into()];
    let day: Option<Day> = new.date_naissance;
    let twins: [Value; 3] = [
        (&me.structure).into(),
        (&name_key(&new.nom)).into(),
        day.into(),
    ];
    let [before, own, twins, spent] = db
        .batch([
            MADE_BEFORE.with(before),
            OWN.with(own),
            TWINS.with(twins),
            tries_store::spent_query(me, now),
        ])
        .await?;
    if before.first::<Twin>()?.is_some() {
        return Ok(Created::There);
    }
    let own: Option<Taken> = own.first()?;
    if own.is_some() || held_elsewhere {
        return Ok(Created::Taken(own.unwrap_or(Taken { id: None })));
    }
    if new.carnet.is_some() && tries_store::is_spent(&spent)? {
        return Ok(Created::TooMany);
    }
    let twins: Vec<Twin> = twins.rows()?;
    if twins.is_empty() || new.anyway {
        return Ok(Created::Refused);
    }
    Ok(Created::Twins(twins))
}
