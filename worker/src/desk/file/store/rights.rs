//! Who may fetch a person's mail, and where it is sent on to: procurations and the transfer.

use serde::{Deserialize, de::IgnoredAny};

use super::content;
use crate::{
    auth::Staff,
    desk::{
        file::{
            others_rules::{Procuration, Transfert},
            rules::{Content, PROCURATIONS_MAX},
        },
        store::{self, Usager},
    },
    edge::{
        clock::{Day, Moment},
        db::{Db, Value},
        error::{Error, Result},
        ids::{HistoryId, ProcurationId, StructureId, UsagerId},
    },
    statements,
};

statements! { "desk::file::rights";
    PROCURATIONS = "
        SELECT p.id, p.prenom, p.nom, p.date_naissance, p.debut, p.fin FROM procuration p
        WHERE p.structure_id = ?2 AND p.usager_id = ?1 ORDER BY p.created_at LIMIT ?3";
    TRANSFERT = "SELECT t.nom, t.adresse, t.debut, t.fin FROM transfert t WHERE t.usager_id = ?1 AND t.structure_id = ?2";
    REMEMBER_PROCURATION = "
        INSERT INTO historique (id, structure_id, usager_id, evenement, detail, staff_user_id, created_at)
        SELECT ?3, u.structure_id, u.id, 'PROCURATION_AJOUTEE', json_object('nom', ?7, 'prenom', ?8, 'debut', ?9, 'fin', ?10), ?4, ?5
        FROM usager u
        WHERE u.id = ?1 AND u.structure_id = ?2 AND u.import_id IS NULL AND NOT EXISTS (SELECT 1 FROM procuration p WHERE p.id = ?6)
          AND (SELECT count(*) FROM procuration p WHERE p.structure_id = ?2 AND p.usager_id = ?1) < ?11";
    ADD_PROCURATION = "
        INSERT INTO procuration (id, structure_id, usager_id, nom, prenom, date_naissance, debut, fin, created_at)
        SELECT ?4, h.structure_id, h.usager_id, ?5, ?6, ?7, ?8, ?9, h.created_at FROM historique h
        WHERE h.id = ?3 AND h.usager_id = ?1 AND h.structure_id = ?2";
    PROCURATION_IS_THERE = "
        SELECT 1 AS there FROM procuration p WHERE p.id = ?3 AND p.usager_id = ?1 AND p.structure_id = ?2
          AND p.nom = ?4 AND p.prenom = ?5 AND p.debut = ?6 AND p.fin = ?7 AND p.date_naissance IS ?8";
    REMEMBER_NO_PROCURATION = "
        INSERT INTO historique (id, structure_id, usager_id, evenement, detail, staff_user_id, created_at)
        SELECT ?3, p.structure_id, p.usager_id, 'PROCURATION_RETIREE',
               json_object('nom', p.nom, 'prenom', p.prenom, 'debut', p.debut, 'fin', p.fin), ?4, ?5
        FROM procuration p WHERE p.id = ?6 AND p.usager_id = ?1 AND p.structure_id = ?2";
    DELETE_PROCURATION = "DELETE FROM procuration WHERE id = ?3 AND usager_id = ?1 AND structure_id = ?2";
    /// One a person.
    REMEMBER_TRANSFERT = "
        INSERT INTO historique (id, structure_id, usager_id, evenement, detail, staff_user_id, created_at)
        SELECT ?3, u.structure_id, u.id, 'TRANSFERT_MIS_EN_PLACE', json_object('nom', ?6, 'adresse', ?7, 'debut', ?8, 'fin', ?9), ?4, ?5
        FROM usager u
        WHERE u.id = ?1 AND u.structure_id = ?2 AND u.import_id IS NULL
          AND NOT EXISTS (SELECT 1 FROM transfert t WHERE t.usager_id = ?1 AND t.structure_id = ?2)";
    ADD_TRANSFERT = "
        INSERT INTO transfert (usager_id, structure_id, nom, adresse, debut, fin, created_at)
        SELECT h.usager_id, h.structure_id, ?4, ?5, ?6, ?7, h.created_at FROM historique h
        WHERE h.id = ?3 AND h.usager_id = ?1 AND h.structure_id = ?2";
    TRANSFERT_IS_THERE = "
        SELECT 1 AS there FROM transfert t WHERE t.usager_id = ?1 AND t.structure_id = ?2
          AND t.nom = ?3 AND t.adresse = ?4 AND t.debut = ?5 AND t.fin = ?6";
    REMEMBER_NO_TRANSFERT = "
        INSERT INTO historique (id, structure_id, usager_id, evenement, detail, staff_user_id, created_at)
        SELECT ?3, t.structure_id, t.usager_id, 'TRANSFERT_RETIRE',
               json_object('nom', t.nom, 'adresse', t.adresse, 'debut', t.debut, 'fin', t.fin), ?4, ?5
        FROM transfert t WHERE t.usager_id = ?1 AND t.structure_id = ?2";
    DELETE_TRANSFERT = "DELETE FROM transfert WHERE usager_id = ?1 AND structure_id = ?2";
}

/// A procuration on a file.
#[derive(Debug, Deserialize)]
pub struct KeptProcuration {
    /// Its id.
    pub id: ProcurationId,
    /// First name.
    pub prenom: String,
    /// Last name.
    pub nom: String,
    /// Date of birth, when it is known.
    pub date_naissance: Option<Day>,
    /// The first day it holds.
    pub debut: Day,
    /// The last day it holds.
    pub fin: Day,
}

/// The transfer of a file.
#[derive(Debug, Deserialize)]
pub struct KeptTransfert {
    /// To whom.
    pub nom: String,
    /// Where.
    pub adresse: String,
    /// The first day it holds.
    pub debut: Day,
    /// The last day it holds.
    pub fin: Day,
}

/// What « Dossier » shows beside what is written on the file.
#[derive(Debug)]
pub struct Extras {
    /// Who may fetch the mail.
    pub procurations: Vec<KeptProcuration>,
    /// Where the mail is sent on to.
    pub transfert: Option<KeptTransfert>,
}

/// The file of `usager` and all that « Dossier » shows, in one trip.
///
/// # Errors
/// [`Error::NotFound`] for another structure's domicilié, or as the database.
pub async fn file_with_extras(
    db: &Db,
    structure: &StructureId,
    usager: &UsagerId,
) -> Result<(Usager, Content, Extras)> {
    let who: [Value; 2] = [usager.into(), structure.into()];
    let [a, b] = who.clone();
    let [found, relatives, procurations, transfert] = db
        .batch([
            store::file_of(who.clone()),
            content::relatives_of(who.clone()),
            PROCURATIONS.with([a, b, PROCURATIONS_MAX.into()]),
            TRANSFERT.with(who),
        ])
        .await?;
    let person: Usager = found.first()?.ok_or(Error::NotFound)?;
    let content = content::content(&person, relatives.rows()?);
    let extras = Extras {
        procurations: procurations.rows()?,
        transfert: transfert.first()?,
    };
    Ok((person, content, extras))
}

/// Is what was asked for on the file?
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kept {
    /// Now, or already by the same form sent before.
    There,
    /// It is not: there are as many as there may be, or the form has served for another.
    Refused,
}

impl Kept {
    fn of(there: bool) -> Self {
        if there { Self::There } else { Self::Refused }
    }
}

/// The first five values of the statements that remember: whose, where, the line, who, when.
fn remembered(
    me: &Staff,
    usager: &UsagerId,
    by: &HistoryId,
    now: Moment,
    more: impl IntoIterator<Item = Value>,
) -> Vec<Value> {
    let mut values = vec![
        usager.into(),
        (&me.structure).into(),
        by.into(),
        (&me.id).into(),
        now.into(),
    ];
    values.extend(more);
    values
}

/// Adds a procuration, if there are fewer than five.
///
/// # Errors
/// As the database.
pub async fn add_procuration(
    db: &Db,
    me: &Staff,
    usager: &UsagerId,
    id: &ProcurationId,
    what: &Procuration,
    now: Moment,
) -> Result<Kept> {
    let by = HistoryId::new()?;
    let (who, structure): (Value, Value) = (usager.into(), (&me.structure).into());
    let [nom, prenom]: [Value; 2] = [(&what.nom).into(), (&what.prenom).into()];
    let [debut, fin]: [Value; 2] = [what.debut.into(), what.fin.into()];
    let naissance: Value = what.naissance.into();
    let more = [
        id.into(),
        nom.clone(),
        prenom.clone(),
        debut.clone(),
        fin.clone(),
        PROCURATIONS_MAX.into(),
    ];
    let add = [
        who.clone(),
        structure.clone(),
        (&by).into(),
        id.into(),
        nom.clone(),
        prenom.clone(),
        naissance.clone(),
        debut.clone(),
        fin.clone(),
    ];
    let there = [
        who,
        structure,
        id.into(),
        nom,
        prenom,
        debut,
        fin,
        naissance,
    ];
    let [_, _, there] = db
        .batch([
            REMEMBER_PROCURATION.with(remembered(me, usager, &by, now, more)),
            ADD_PROCURATION.with(add),
            PROCURATION_IS_THERE.with(there),
        ])
        .await?;
    Ok(Kept::of(there.first::<IgnoredAny>()?.is_some()))
}

/// Takes a procuration away; false when there is no such procuration.
///
/// # Errors
/// As the database.
pub async fn delete_procuration(
    db: &Db,
    me: &Staff,
    usager: &UsagerId,
    id: &ProcurationId,
    now: Moment,
) -> Result<bool> {
    let by = HistoryId::new()?;
    let remember = remembered(me, usager, &by, now, [id.into()]);
    let delete = [usager.into(), (&me.structure).into(), id.into()];
    let [_, deleted] = db
        .batch([
            REMEMBER_NO_PROCURATION.with(remember),
            DELETE_PROCURATION.with(delete),
        ])
        .await?;
    Ok(deleted.changes > 0)
}

/// Puts a transfer in place, if there is none.
///
/// # Errors
/// As the database.
pub async fn add_transfert(
    db: &Db,
    me: &Staff,
    usager: &UsagerId,
    what: &Transfert,
    now: Moment,
) -> Result<Kept> {
    let by = HistoryId::new()?;
    let (who, structure): (Value, Value) = (usager.into(), (&me.structure).into());
    let values: [Value; 4] = [
        (&what.nom).into(),
        (&what.adresse).into(),
        what.debut.into(),
        what.fin.into(),
    ];
    let mut add = vec![who.clone(), structure.clone(), (&by).into()];
    add.extend(values.clone());
    let mut there = vec![who, structure];
    there.extend(values.clone());
    let [_, _, there] = db
        .batch([
            REMEMBER_TRANSFERT.with(remembered(me, usager, &by, now, values)),
            ADD_TRANSFERT.with(add),
            TRANSFERT_IS_THERE.with(there),
        ])
        .await?;
    Ok(Kept::of(there.first::<IgnoredAny>()?.is_some()))
}

/// Ends the transfer, if there is one.
///
/// # Errors
/// As the database.
pub async fn delete_transfert(db: &Db, me: &Staff, usager: &UsagerId, now: Moment) -> Result<()> {
    let by = HistoryId::new()?;
    db.batch([
        REMEMBER_NO_TRANSFERT.with(remembered(me, usager, &by, now, [])),
        DELETE_TRANSFERT.with([usager.into(), (&me.structure).into()]),
    ])
    .await?;
    Ok(())
}
