//! The SQL of the export of one file: all that is kept of the person, row by row. What each statement names goes into the
//! archive as it is; a test compares with migrations/register.toml.

use serde::Deserialize;
use serde_json::{Map, Value as Json};

use crate::{
    auth::Staff,
    desk::{
        documents::rules::Genre,
        file::{
            rules::Content,
            store::{Extras, file_with_extras},
        },
        store::Usager,
    },
    edge::{
        clock::Moment,
        db::{Db, Query, Statement, Value},
        error::{Error, Result},
        ids::{HistoryId, JournalId, StructureId, UsagerId},
    },
    statements,
    structure::journal,
};

statements! { "desk::export::file";
    USAGER = "
        SELECT u.id, u.structure_id, u.numero, u.civilite, u.prenom, u.nom, u.surnom, u.date_naissance, u.lieu_naissance,
               u.telephone, u.email, u.langue, u.menage, u.raison, u.raison_texte, u.statut, u.renouvellement,
               u.premiere_domiciliation, u.debut, u.echeance, u.motif, u.motif_texte, u.decided_at,
               u.courrier_pending, u.recommande_pending, u.colis_pending, u.courrier_since_at, u.recommande_since_at, u.colis_since_at,
               u.dernier_passage_at, u.passage_plancher_at, u.created_at
        FROM usager u WHERE u.id = ?1 AND u.structure_id = ?2 AND u.import_id IS NULL";
    AYANTS_DROIT = "
        SELECT a.id, a.lien, a.prenom, a.nom, a.date_naissance FROM ayant_droit a
        WHERE a.structure_id = ?2 AND a.usager_id = ?1 ORDER BY a.rang";
    PROCURATIONS = "
        SELECT p.id, p.prenom, p.nom, p.date_naissance, p.debut, p.fin, p.created_at FROM procuration p
        WHERE p.structure_id = ?2 AND p.usager_id = ?1 ORDER BY p.created_at";
    TRANSFERT = "
        SELECT t.nom, t.adresse, t.debut, t.fin, t.created_at FROM transfert t WHERE t.usager_id = ?1 AND t.structure_id = ?2";
    NOTES = "
        SELECT n.id, n.texte, n.epinglee, n.created_at, w.prenom || ' ' || w.nom AS auteur
        FROM note n JOIN staff_user w ON w.id = n.staff_user_id
        WHERE n.structure_id = ?2 AND n.usager_id = ?1 ORDER BY n.epinglee DESC, n.created_at DESC";
    DOCUMENTS = "
        SELECT d.id, d.nom, d.genre, d.octets, d.partage, d.created_at, d.objet, w.prenom || ' ' || w.nom AS auteur
        FROM document d JOIN staff_user w ON w.id = d.staff_user_id
        WHERE d.structure_id = ?2 AND d.usager_id = ?1 ORDER BY d.created_at DESC";
    PORTAL_ACCOUNT = "
        SELECT c.identifiant, c.actif, c.temporary_until_at, c.created_at, c.last_login_at, c.langue FROM portal_account c
        WHERE c.usager_id = ?1 AND c.structure_id = ?2";
    /// From the row ?4 of the moment ?3 on, here and below.
    PORTAL_LOGINS = "
        SELECT g.rowid AS rang, g.id, g.passage, g.created_at FROM portal_login g
        WHERE g.structure_id = ?2 AND g.usager_id = ?1 AND (g.created_at, g.rowid) > (?3, ?4) ORDER BY g.created_at, g.rowid LIMIT ?5";
    MAIL_LINES = "
        SELECT l.rowid AS rang, l.id, l.mouvement, l.courrier, l.recommande, l.colis, l.passage, l.mandataire, l.note, l.note_visible,
               l.annule_id, l.annule_mouvement, l.annule_passage, l.annule_at,
               l.courrier_depuis_at, l.recommande_depuis_at, l.colis_depuis_at, l.created_at, w.prenom || ' ' || w.nom AS auteur
        FROM mail_line l JOIN staff_user w ON w.id = l.staff_user_id
        WHERE l.structure_id = ?2 AND l.usager_id = ?1 AND (l.created_at, l.rowid) > (?3, ?4) ORDER BY l.created_at, l.rowid LIMIT ?5";
    HISTORIQUE = "
        SELECT h.id AS rang, h.id, h.evenement, h.detail, h.created_at, w.prenom || ' ' || w.nom AS auteur
        FROM historique h LEFT JOIN staff_user w ON w.id = h.staff_user_id
        WHERE h.structure_id = ?2 AND h.usager_id = ?1 AND (h.created_at, h.id) > (?3, ?4) ORDER BY h.created_at, h.id LIMIT ?5";
    /// When, never who: that is the colleagues' own (CJUE, 22 June 2023, C-579/21).
    CONSULTATIONS = "
        SELECT c.id AS rang, c.id, c.jour, c.genre, c.created_at FROM consultation c
        WHERE c.structure_id = ?2 AND c.usager_id = ?1 AND (c.created_at, c.id) > (?3, ?4) ORDER BY c.created_at, c.id LIMIT ?5";
    NOTIFICATION_SOUHAIT = "
        SELECT s.par_email, s.par_sms, s.accord_at, s.sms_refuse_at, s.courrier_at, s.sms_at FROM notification_souhait s
        WHERE s.structure_id = ?2 AND s.usager_id = ?1";
    NOTIFICATION_DIT = "
        SELECT t.genre, t.periode, t.created_at FROM notification_dit t
        WHERE t.structure_id = ?2 AND t.usager_id = ?1 ORDER BY t.genre, t.periode";
    REMEMBER = "
        INSERT INTO historique (id, structure_id, usager_id, evenement, detail, staff_user_id, created_at)
        SELECT ?3, u.structure_id, u.id, 'DOSSIER_EXPORTE', '{}', ?4, ?5 FROM usager u
        WHERE u.id = ?1 AND u.structure_id = ?2 AND u.import_id IS NULL";
}

/// Rows read at once.
const READ_AT_ONCE: i64 = 1_000;

/// A row, as it is kept.
pub type Row = Map<String, Json>;

/// A document of the file.
#[derive(Debug, Clone, Deserialize)]
pub struct Document {
    /// Its name.
    pub nom: String,
    /// What it is.
    pub genre: Genre,
    /// Its size.
    pub octets: i64,
    /// Since when it is there.
    pub created_at: Moment,
    /// Its name in R2: no part of the archive.
    pub objet: String,
}

/// All that is kept of a person.
#[derive(Debug)]
pub struct Dossier {
    /// Their file.
    pub usager: Usager,
    /// What is written on it by hand.
    pub content: Content,
    /// Procurations and transfer.
    pub extras: Extras,
    /// Each table, by its name, with its rows of this person.
    pub tables: Vec<(&'static str, Vec<Row>)>,
    /// Their documents, latest first.
    pub documents: Vec<Document>,
}

impl Dossier {
    /// The rows of a table, read as `T`; a row of another shape is an error.
    ///
    /// # Errors
    /// [`Error::Internal`] when a row has another shape.
    pub fn rows<T: for<'de> Deserialize<'de>>(&self, table: &str) -> Result<Vec<T>> {
        let found = self.tables.iter().find(|(name, _)| *name == table);
        let rows = found.map(|(_, rows)| rows.as_slice()).unwrap_or_default();
        rows.iter()
            .map(|row| {
                T::deserialize(&Json::Object(row.clone()))
                    .map_err(|error| Error::internal(table, error))
            })
            .collect()
    }
}

/// Writes down, in the audit log and in « Historique », that `me` exports the file of `usager`.
///
/// # Errors
/// As the database.
pub async fn write_down(db: &Db, me: &Staff, usager: &Usager, now: Moment) -> Result<()> {
    let line = journal::Line {
        id: &JournalId::new()?,
        structure: Some(&me.structure),
        who: Some(&me.id),
        evenement: "EXPORT_DOSSIER",
    };
    let detail = serde_json::json!({ "numero": usager.numero, "usager": usager.id.as_str() });
    let remember = [
        (&usager.id).into(),
        (&me.structure).into(),
        (&HistoryId::new()?).into(),
        (&me.id).into(),
        now.into(),
    ];
    db.batch([journal::line(&line, &detail, now)?, REMEMBER.with(remember)])
        .await?;
    Ok(())
}

/// All that is kept of `usager`.
///
/// # Errors
/// [`Error::NotFound`] for another structure's domicilié, or as the database.
pub async fn read(db: &Db, structure: &StructureId, id: &UsagerId) -> Result<Dossier> {
    let (usager, content, extras) = file_with_extras(db, structure, id).await?;
    let who: [Value; 2] = [id.into(), structure.into()];
    let asked: [(&'static str, Statement); 9] = [
        ("usager", USAGER),
        ("ayant_droit", AYANTS_DROIT),
        ("procuration", PROCURATIONS),
        ("transfert", TRANSFERT),
        ("note", NOTES),
        ("portal_account", PORTAL_ACCOUNT),
        ("document", DOCUMENTS),
        ("notification_souhait", NOTIFICATION_SOUHAIT),
        ("notification_dit", NOTIFICATION_DIT),
    ];
    let queries: Vec<Query> = asked
        .iter()
        .map(|(_, statement)| statement.with(who.clone()))
        .collect();
    let mut tables: Vec<(&'static str, Vec<Row>)> = Vec::new();
    for ((name, _), outcome) in asked.iter().zip(db.batch_of(queries).await?) {
        tables.push((name, outcome.rows()?));
    }
    for (name, statement) in [
        ("portal_login", PORTAL_LOGINS),
        ("mail_line", MAIL_LINES),
        ("historique", HISTORIQUE),
        ("consultation", CONSULTATIONS),
    ] {
        tables.push((name, all_of(db, statement, &who).await?));
    }
    let mut dossier = Dossier {
        usager,
        content,
        extras,
        tables,
        documents: Vec::new(),
    };
    dossier.documents = dossier.rows("document")?;
    for (_, rows) in dossier
        .tables
        .iter_mut()
        .filter(|(name, _)| *name == "document")
    {
        for row in rows {
            row.remove("objet");
        }
    }
    Ok(dossier)
}

/// The rows of a table that grows, page after page.
async fn all_of(db: &Db, statement: Statement, who: &[Value; 2]) -> Result<Vec<Row>> {
    let mut all: Vec<Row> = Vec::new();
    let (mut at, mut rang): (Value, Value) = (0.into(), "".into());
    loop {
        let [usager, structure] = who.clone();
        let values = [usager, structure, at, rang, READ_AT_ONCE.into()];
        let mut rows: Vec<Row> = db.all(statement.with(values)).await?;
        let read = i64::try_from(rows.len()).unwrap_or(i64::MAX);
        let last = rows.last();
        let moment = last.and_then(|row| row.get("created_at")?.as_i64());
        let place = last.and_then(|row| row.get("rang").cloned());
        for row in &mut rows {
            row.remove("rang");
        }
        all.append(&mut rows);
        let (Some(moment), Some(place), true) = (moment, place, read == READ_AT_ONCE) else {
            return Ok(all);
        };
        at = moment.into();
        rang = match place {
            Json::String(id) => (&id).into(),
            number => number.as_i64().unwrap_or(i64::MAX).into(),
        };
    }
}
