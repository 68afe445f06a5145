//! Every SQL statement of the portal.

use chrono_tz::Tz;
use serde::Deserialize;

use crate::{
    auth::Domicilie,
    desk::{
        decision::rules::Standing,
        documents::rules::{DOCUMENTS_MAX, Genre},
        mail::rules::{Mail, Mouvement, Waiting},
        rules::{Motif, Statut},
    },
    edge::{
        clock::{DAY_MS, Day, Moment},
        db::{Db, Value, flag},
        error::Result,
        ids::DocumentId,
    },
    statements,
    structure::{announcements::rules::ANNONCES_MAX, settings::closures_rules::FERMETURES_MAX},
};

/// Movements shown on the home page.
const LINES_SHOWN: i64 = 8;

statements! { "portal";
    HOME = "
        SELECT u.prenom, u.nom, u.telephone, u.email, u.statut, u.renouvellement, u.debut, u.echeance, u.motif, u.motif_texte,
               u.courrier_pending, u.recommande_pending, u.colis_pending, u.courrier_since_at, u.recommande_since_at, u.colis_since_at, u.dernier_passage_at,
               s.nom AS structure_nom, s.adresse, s.code_postal, s.ville, s.accueil_adresse, s.accueil_code_postal, s.accueil_ville,
               CASE s.montre_telephone WHEN 1 THEN s.telephone END AS structure_telephone,
               CASE s.montre_email WHEN 1 THEN s.email END AS structure_email,
               CASE s.montre_horaires WHEN 1 THEN s.horaires ELSE '' END AS horaires,
               CASE s.montre_horaires WHEN 1 THEN s.horaires_osm END AS horaires_osm, s.fuseau
        FROM usager u JOIN structure s ON s.id = u.structure_id WHERE u.id = ?1 AND u.structure_id = ?2 AND u.import_id IS NULL";
    /// Who recorded a line is the structure's business, and so are its mistakes; a note is shown where it was meant to be.
    LINES = "
        SELECT mouvement, courrier, recommande, colis, CASE note_visible WHEN 1 THEN note END AS note, created_at
        FROM mail_line l WHERE structure_id = ?2 AND usager_id = ?1 AND mouvement <> 'ANNULATION'
          AND NOT EXISTS (SELECT 1 FROM mail_line x WHERE x.annule_id = l.id)
        ORDER BY created_at DESC, l.rowid DESC LIMIT ?3";
    /// Around today: which day it is there is only known with the structure's zone.
    ANNOUNCEMENTS = "
        SELECT titre, texte, debut, fin FROM annonce WHERE structure_id = ?1 AND fin >= ?2 AND debut <= ?3 ORDER BY fin DESC LIMIT ?4";
    /// Those that are not over, where the structure shows its hours.
    CLOSURES = "
        SELECT f.debut, f.fin, f.motif FROM fermeture f JOIN structure s ON s.id = f.structure_id
        WHERE f.structure_id = ?1 AND f.fin >= ?2 AND s.montre_horaires = 1 ORDER BY f.fin LIMIT ?3";
    DOCUMENTS = "
        SELECT id, nom, genre, octets FROM document
        WHERE structure_id = ?2 AND usager_id = ?1 AND partage = 1 ORDER BY created_at DESC LIMIT ?3";
    DOCUMENT = "
        SELECT nom, genre, objet FROM document WHERE id = ?3 AND usager_id = ?1 AND structure_id = ?2 AND partage = 1";
}

/// What the structure tells all its domiciliés.
#[derive(Debug, Deserialize)]
pub struct Announcement {
    /// Its title.
    pub titre: String,
    /// Its text.
    pub texte: String,
    /// The first day it is shown.
    pub debut: Day,
    /// The last one.
    pub fin: Day,
}

/// Days on which the structure is closed.
#[derive(Debug, Deserialize)]
pub struct Closure {
    /// The first.
    pub debut: Day,
    /// The last.
    pub fin: Day,
    /// Why, if it was said.
    pub motif: Option<String>,
}

/// A document that the structure shows.
#[derive(Debug, Deserialize)]
pub struct Document {
    /// Its id.
    pub id: DocumentId,
    /// Its name.
    pub nom: String,
    /// What it is.
    pub genre: Genre,
    /// Its size.
    pub octets: i64,
}

/// Where its bytes are.
#[derive(Debug, Deserialize)]
pub struct Stored {
    /// Its name.
    pub nom: String,
    /// What it is.
    pub genre: Genre,
    /// Its name in R2.
    pub objet: String,
}

/// The document of `me`, if the structure shows it.
///
/// # Errors
/// As the database.
pub async fn shared_document(db: &Db, me: &Domicilie, id: &DocumentId) -> Result<Option<Stored>> {
    let values = [(&me.usager).into(), (&me.structure).into(), id.into()];
    db.first(DOCUMENT.with(values)).await
}

/// The home page, as the database has it.
pub struct Whole {
    /// The person, their domiciliation, their structure.
    pub home: Home,
    /// Their last movements.
    pub lines: Vec<Line>,
    /// Announcements around today.
    pub announcements: Vec<Announcement>,
    /// What the structure shows them.
    pub documents: Vec<Document>,
    /// When it is closed, from about today on.
    pub closures: Vec<Closure>,
}

/// What the home page is made of.
#[derive(Debug, Deserialize)]
pub struct Home {
    /// First name.
    pub prenom: String,
    /// Last name.
    pub nom: String,
    /// Phone.
    pub telephone: Option<String>,
    /// E-mail.
    pub email: Option<String>,
    /// Where the domiciliation stands.
    pub statut: Statut,
    /// Is a renewal being instructed? The running domiciliation keeps its days.
    #[serde(deserialize_with = "flag")]
    pub renouvellement: bool,
    /// Its first day.
    pub debut: Option<Day>,
    /// Its last day.
    pub echeance: Option<Day>,
    /// Why it was refused or ended.
    pub motif: Option<Motif>,
    /// The same, written out.
    pub motif_texte: Option<String>,
    /// What waits, and since when.
    #[serde(flatten)]
    pub waiting: Waiting,
    /// The last visit.
    pub dernier_passage_at: Option<Moment>,
    /// The structure's name.
    pub structure_nom: String,
    /// Its street.
    pub adresse: String,
    /// Its postal code.
    pub code_postal: String,
    /// Its town.
    pub ville: String,
    /// The street where people come, when it is elsewhere.
    pub accueil_adresse: Option<String>,
    /// Its postal code.
    pub accueil_code_postal: Option<String>,
    /// Its town.
    pub accueil_ville: Option<String>,
    /// Its phone, if it is shown.
    pub structure_telephone: Option<String>,
    /// Its e-mail, if it is shown.
    pub structure_email: Option<String>,
    /// Its opening hours, one line each, if they are shown.
    pub horaires: String,
    /// The same in the syntax of OpenStreetMap.
    pub horaires_osm: Option<String>,
    /// Its time zone.
    pub fuseau: String,
}

impl Home {
    /// Where the domiciliation stands, a renewal included.
    #[must_use]
    pub fn standing(&self) -> Standing {
        Standing {
            statut: self.statut,
            renouvellement: self.renouvellement,
        }
    }

    /// Why it was refused or ended.
    #[must_use]
    pub fn reason(&self) -> (Option<Motif>, Option<&str>) {
        (self.motif, self.motif_texte.as_deref())
    }
}

/// A line of the ledger, as the domicilié may see it.
#[derive(Debug, Deserialize)]
pub struct Line {
    /// What happened.
    pub mouvement: Mouvement,
    /// What moved.
    #[serde(flatten)]
    pub mail: Mail,
    /// A note meant for them.
    pub note: Option<String>,
    /// When.
    pub created_at: Moment,
}

/// The home page of `me`, in one trip.
///
/// # Errors
/// As the database.
pub async fn home(db: &Db, me: &Domicilie, now: Moment) -> Result<Option<Whole>> {
    let who = || -> [Value; 2] { [(&me.usager).into(), (&me.structure).into()] };
    let [usager, structure] = who();
    let around = |ms: i64| now.plus_ms(ms).day(Tz::UTC);
    let announcements = [
        structure.clone(),
        around(-DAY_MS).into(),
        around(DAY_MS).into(),
        ANNONCES_MAX.into(),
    ];
    let closures = [
        structure.clone(),
        around(-DAY_MS).into(),
        FERMETURES_MAX.into(),
    ];
    let [home, lines, announcements, documents, closures] = db
        .batch([
            HOME.with(who()),
            LINES.with([usager.clone(), structure.clone(), LINES_SHOWN.into()]),
            ANNOUNCEMENTS.with(announcements),
            DOCUMENTS.with([usager, structure, DOCUMENTS_MAX.into()]),
            CLOSURES.with(closures),
        ])
        .await?;
    let Some(home) = home.first()? else {
        return Ok(None);
    };
    Ok(Some(Whole {
        home,
        lines: lines.rows()?,
        announcements: announcements.rows()?,
        documents: documents.rows()?,
        closures: closures.rows()?,
    }))
}
