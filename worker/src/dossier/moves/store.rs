//! The statements that write the log of a dossier: each decides by itself whether its line may be written, and the database
//! then moves the dossier where the line says. Whoever comes second writes nothing, and is told where the dossier went.

use serde::Deserialize;

use crate::{
    auth::Staff,
    dossier::{
        page::store::there,
        rules::{Genre, Statut, UNDO_GRACE_MS, UNDO_MS},
    },
    edge::{
        clock::Moment,
        db::{Db, Query, Value, flag},
        error::Result,
        ids::{DossierEventId, DossierId, LieuId, StructureId},
    },
    statements,
};

macro_rules! line {
    () => {
        "INSERT INTO dossier_evenement (id, dossier_id, rang, genre, structure_id, staff_user_id, staff_nom,
            de_structure_id, de_statut, de_depuis_at, vers_structure_id, vers_statut, vers_depuis_at, motif, texte, lieu_id, annule, created_at)"
    };
}

statements! { "dossier::moves";
    /// Within one's own structure: from ?8 or ?9, while nobody has done anything since the page was read (?4).
    MOVE = concat!(line!(), "
        SELECT ?1, d.id, d.rang + 1, ?7, d.structure_id, ?5, ?6, d.structure_id, d.statut, d.depuis_at,
               d.structure_id, ?10, ?13, ?11, ?12, NULL, NULL, ?13
        FROM dossier d JOIN structure s ON s.id = d.structure_id
        WHERE d.id = ?2 AND d.structure_id = ?3 AND d.rang = ?4 AND d.statut IN (?8, ?9) AND s.operatrice = 1
        ON CONFLICT (id) DO NOTHING");
    /// To the structure of a place that dossiers are sent to.
    SEND_ON = concat!(line!(), "
        SELECT ?1, d.id, d.rang + 1, 'REORIENTATION', d.structure_id, ?5, ?6, d.structure_id, d.statut, d.depuis_at,
               t.id, 'ORIENTATION', ?9, NULL, ?8, l.id, NULL, ?9
        FROM dossier d JOIN structure s ON s.id = d.structure_id
        JOIN lieu l ON l.id = ?7 JOIN structure t ON t.id = l.structure_id
        WHERE d.id = ?2 AND d.structure_id = ?3 AND d.rang = ?4 AND d.statut IN ('ORIENTATION', 'PRISE_EN_CHARGE') AND s.operatrice = 1
          AND l.public = 1 AND l.operatrice = 1 AND t.operatrice = 1 AND t.statut = 'ACTIVE' AND t.id <> d.structure_id
        ON CONFLICT (id) DO NOTHING");
    /// The last line, of the person who wrote it, while it is fresh. Not « Récupérer »: what was there to read has been read, and
    /// whoever held it is told.
    UNDO = concat!(line!(), "
        SELECT ?1, d.id, d.rang + 1, 'ANNULATION', e.structure_id, ?4, ?5, d.structure_id, d.statut, d.depuis_at,
               e.de_structure_id, e.de_statut, e.de_depuis_at, NULL, NULL, NULL, e.rang, ?7
        FROM dossier_evenement e JOIN dossier d ON d.id = e.dossier_id AND d.rang = e.rang
             JOIN structure s ON s.id = e.de_structure_id AND s.operatrice = 1
        WHERE e.id = ?6 AND e.dossier_id = ?2 AND e.structure_id = ?3 AND e.staff_user_id = ?4
          AND e.genre NOT IN ('CREATION', 'RECUPERATION', 'ANNULATION') AND e.created_at >= ?8
        ON CONFLICT (id) DO NOTHING");
    /// Nobody is told of what was undone: those e-mails have not left yet.
    UNSAY = "
        UPDATE courriel SET etat = 'ANNULE', suite_at = NULL, donnees = '{}'
        WHERE objet_id = ?1 AND structure_id = ?2 AND etat = 'ATTENTE'
          AND EXISTS (SELECT 1 FROM dossier_evenement e WHERE e.id = ?3 AND e.structure_id = ?2 AND e.genre = 'ANNULATION')";
    WRITTEN = "SELECT 1 AS there FROM dossier_evenement e WHERE e.id = ?1 AND e.structure_id = ?2 AND e.dossier_id = ?3";
    /// The last line that a structure had a part in: what has just happened here, or how the dossier left. Colleagues by their
    /// names, others by their structure.
    LAST_SEEN = "
        SELECT e.genre, CASE WHEN e.structure_id = ?2 THEN e.staff_nom END AS qui, e.created_at, e.vers_statut, e.vers_structure_id = ?2 AS ici,
               a.nom AS par, v.nom AS vers
        FROM dossier_evenement e JOIN structure a ON a.id = e.structure_id JOIN structure v ON v.id = e.vers_structure_id
        WHERE e.dossier_id = ?1 AND (e.de_structure_id = ?2 OR e.vers_structure_id = ?2 OR e.structure_id = ?2)
        ORDER BY e.rang DESC LIMIT 1";
}

/// What happened last to a dossier, as far as a structure had a part in it.
#[derive(Debug, Clone, Deserialize)]
pub struct LastSeen {
    /// What was done.
    pub genre: Genre,
    /// Who did it, of one's own structure.
    pub qui: Option<String>,
    /// When.
    pub created_at: Moment,
    /// Where it went.
    pub vers_statut: Statut,
    /// Is that here?
    #[serde(deserialize_with = "flag")]
    pub ici: bool,
    /// The structure of whoever did it.
    pub par: String,
    /// The structure it went to.
    pub vers: String,
}

/// What a form says it moves: the key of the form, and the last line that its page showed.
#[derive(Debug, Clone)]
pub struct Step<'a> {
    /// The id that the line will have.
    pub line: &'a DossierEventId,
    /// Which dossier.
    pub dossier: &'a DossierId,
    /// The last line that was seen.
    pub rang: i64,
}

impl Step<'_> {
    fn values(&self, me: &Staff) -> Vec<Value> {
        vec![
            self.line.into(),
            self.dossier.into(),
            (&me.structure).into(),
            self.rang.into(),
            (&me.id).into(),
            (&me.nom_complet).into(),
        ]
    }
}

/// Why, in a code and in words.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Why {
    /// The code.
    pub motif: Option<&'static str>,
    /// The words.
    pub texte: Option<String>,
}

/// Writes the line of a move within one's structure; false when it could not be done as things stand.
///
/// # Errors
/// As the database.
pub async fn step(
    db: &Db,
    me: &Staff,
    step: &Step<'_>,
    genre: Genre,
    why: &Why,
    now: Moment,
) -> Result<bool> {
    let from = genre.begins_at();
    let (first, last) = (from.first(), from.last());
    let code = |statut: Option<&Statut>| statut.map(|one| one.code());
    let mut values = step.values(me);
    values.extend([
        genre.code().into(),
        code(first).into(),
        code(last).into(),
        code(genre.leads_to().as_ref()).into(),
        why.motif.into(),
        why.texte.as_ref().into(),
        now.into(),
    ]);
    Ok(db.run(MOVE.with(values)).await?.changes > 0)
}

/// The statement that sends a dossier on to the structure of `lieu`, for the batch with the e-mails that tell it.
#[must_use]
pub fn send_on(
    me: &Staff,
    step: &Step<'_>,
    lieu: &LieuId,
    message: Option<&String>,
    now: Moment,
) -> Query {
    let mut values = step.values(me);
    values.extend([lieu.into(), message.into(), now.into()]);
    SEND_ON.with(values)
}

/// Undoes the line `undone`, if it is the last, of `me`, and fresh; the e-mails that tell it do not leave.
///
/// # Errors
/// As the database.
pub async fn undo(
    db: &Db,
    me: &Staff,
    line: &DossierEventId,
    (dossier, undone): (&DossierId, &DossierEventId),
    now: Moment,
) -> Result<bool> {
    let values: [Value; 8] = [
        line.into(),
        dossier.into(),
        (&me.structure).into(),
        (&me.id).into(),
        (&me.nom_complet).into(),
        undone.into(),
        now.into(),
        now.plus_ms(-(UNDO_MS + UNDO_GRACE_MS)).into(),
    ];
    let mails: [Value; 3] = [undone.into(), (&me.structure).into(), line.into()];
    let [undo, _] = db.batch([UNDO.with(values), UNSAY.with(mails)]).await?;
    Ok(undo.changes > 0)
}

/// Has this very form been sent before, and done what it asks?
///
/// # Errors
/// As the database.
pub async fn written(
    db: &Db,
    me: &Staff,
    line: &DossierEventId,
    dossier: &DossierId,
) -> Result<bool> {
    let values: [Value; 3] = [line.into(), (&me.structure).into(), dossier.into()];
    there(db, WRITTEN.with(values)).await
}

/// What happened last to the dossier of that id, as far as `structure` had a part in it; none for one it never held.
///
/// # Errors
/// As the database.
pub async fn last_seen(
    db: &Db,
    structure: &StructureId,
    id: &DossierId,
) -> Result<Option<LastSeen>> {
    let values: [Value; 2] = [id.into(), structure.into()];
    db.first(LAST_SEEN.with(values)).await
}
