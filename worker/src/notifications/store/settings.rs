//! What a structure has set, and what has become of its messages.

use serde::Deserialize;

use crate::{
    auth::Staff,
    edge::{
        clock::Moment,
        db::{Db, Value, flag},
        error::Result,
        ids::{JournalId, StructureId},
    },
    notifications::{rules::Kinds, settings_rules::Settings},
    statements,
};

/// Sendings shown on the page.
const ROUNDS_SHOWN: i64 = 5;
/// Failures shown on their page.
const FAILURES_SHOWN: i64 = 100;

statements! { "notifications::settings";
    SETTINGS = "
        SELECT n.courrier, n.echeance, n.absence_60, n.absence_80, n.par_email, n.par_sms, n.jours, n.heure, n.sms_par_mois, n.suivant_at, n.version
        FROM notification n WHERE n.structure_id = ?1";
    /// How many want something: bounded by those who do.
    WANTED = "
        SELECT count(*) AS nombre, coalesce(sum(par_email), 0) AS emails, coalesce(sum(par_sms), 0) AS sms
        FROM notification_souhait WHERE structure_id = ?1 AND par_email + par_sms > 0";
    ROUNDS = "
        SELECT du_at, etat, emails, sms, envoyes, echoues FROM notification_tour
        WHERE structure_id = ?1 ORDER BY du_at DESC LIMIT ?2";
    SMS_OF_MONTH = "SELECT nombre FROM notification_sms WHERE structure_id = ?1 AND mois = ?2";
    PLACE = "
        SELECT s.nom, coalesce(s.accueil_adresse, s.adresse) || ', ' || coalesce(s.accueil_code_postal, s.code_postal) || ' ' || coalesce(s.accueil_ville, s.ville) AS adresse
        FROM structure s WHERE s.id = ?1";
    /// Before the change itself: only if there will be one.
    REMEMBER = "
        INSERT INTO journal (id, structure_id, staff_user_id, evenement, detail, created_at)
        SELECT ?3, s.id, ?4, 'STRUCTURE_NOTIFICATIONS', ?6, ?5 FROM structure s
        WHERE s.id = ?1 AND coalesce((SELECT n.version FROM notification n WHERE n.structure_id = s.id), 0) = ?2
        ON CONFLICT (id) DO NOTHING";
    /// Only over the version that the person saw.
    SAVE = "
        INSERT INTO notification (structure_id, courrier, echeance, absence_60, absence_80, par_email, par_sms, jours, heure, sms_par_mois, suivant_at)
        SELECT s.id, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13 FROM structure s
        WHERE s.id = ?1 AND EXISTS (SELECT 1 FROM journal j WHERE j.id = ?3)
          AND coalesce((SELECT n.version FROM notification n WHERE n.structure_id = s.id), 0) = ?2
        ON CONFLICT (structure_id) DO UPDATE SET courrier = excluded.courrier, echeance = excluded.echeance,
            absence_60 = excluded.absence_60, absence_80 = excluded.absence_80, par_email = excluded.par_email, par_sms = excluded.par_sms,
            jours = excluded.jours, heure = excluded.heure, sms_par_mois = excluded.sms_par_mois, suivant_at = excluded.suivant_at,
            version = version + 1";
    OWN_ADDRESS = "SELECT w.email, w.prenom FROM staff_user w WHERE w.id = ?1 AND w.structure_id = ?2";
    FAILURES = "
        SELECT c.canal, c.erreur, c.created_at, u.id AS usager, u.prenom, u.nom, u.numero
        FROM courriel c LEFT JOIN usager u ON u.id = c.objet_id AND u.structure_id = c.structure_id
        WHERE c.structure_id = ?1 AND c.etat = 'ECHEC' AND c.tour_id IS NOT NULL ORDER BY c.created_at DESC LIMIT ?2";
}

/// What a structure has set, as kept.
#[expect(clippy::struct_excessive_bools, reason = "as many columns")]
#[derive(Debug, Clone, Deserialize)]
pub struct KeptSettings {
    #[serde(deserialize_with = "flag")]
    courrier: bool,
    #[serde(deserialize_with = "flag")]
    echeance: bool,
    #[serde(deserialize_with = "flag")]
    absence_60: bool,
    #[serde(deserialize_with = "flag")]
    absence_80: bool,
    #[serde(deserialize_with = "flag")]
    par_email: bool,
    #[serde(deserialize_with = "flag")]
    par_sms: bool,
    jours: i64,
    heure: i64,
    sms_par_mois: i64,
}

impl KeptSettings {
    /// The same for the rules.
    #[must_use]
    pub fn settings(&self) -> Settings {
        Settings {
            kinds: Kinds {
                courrier: self.courrier,
                echeance: self.echeance,
                absence_60: self.absence_60,
                absence_80: self.absence_80,
            },
            email: self.par_email,
            sms: self.par_sms,
            jours: self.jours,
            heure: self.heure,
            sms_par_mois: self.sms_par_mois,
        }
    }
}

/// What a structure has set, when messages go out next, and how many times it was saved.
#[derive(Debug, Clone, Deserialize)]
pub struct Kept {
    /// What it has set.
    #[serde(flatten)]
    pub settings: KeptSettings,
    /// The next hour.
    pub suivant_at: Option<Moment>,
    /// How many times it was saved.
    pub version: i64,
}

/// How many people want something.
#[derive(Debug, Clone, Copy, Default, Deserialize)]
pub struct Wanted {
    /// In all.
    pub nombre: i64,
    /// By e-mail.
    pub emails: i64,
    /// By SMS.
    pub sms: i64,
}

/// A sending.
#[derive(Debug, Clone, Deserialize)]
pub struct Round {
    /// Its hour.
    pub du_at: Moment,
    /// « EN_COURS » or « FAIT ».
    pub etat: String,
    /// E-mails written.
    pub emails: i64,
    /// SMS written.
    pub sms: i64,
    /// Messages sent.
    pub envoyes: i64,
    /// Messages that could not be.
    pub echoues: i64,
}

/// Who sends, and where people come.
#[derive(Debug, Clone, Deserialize)]
pub struct KeptPlace {
    /// The structure's name.
    pub nom: String,
    /// Where people come, on one line.
    pub adresse: String,
}

/// « Notifications », as the database has it.
#[derive(Debug)]
pub struct Whole {
    /// What is set; none: nothing ever was.
    pub kept: Option<Kept>,
    /// Who wants something.
    pub wanted: Wanted,
    /// The last sendings.
    pub rounds: Vec<Round>,
    /// SMS used up this month.
    pub sms: i64,
    /// Who sends.
    pub place: Option<KeptPlace>,
}

/// All that « Notifications » shows; `mois` is the month it is.
///
/// # Errors
/// As the database.
pub async fn whole(db: &Db, structure: &StructureId, mois: &str) -> Result<Whole> {
    #[derive(Deserialize)]
    struct Month {
        nombre: i64,
    }
    let [kept, wanted, rounds, sms, place] = db
        .batch([
            SETTINGS.with([structure.into()]),
            WANTED.with([structure.into()]),
            ROUNDS.with([structure.into(), ROUNDS_SHOWN.into()]),
            SMS_OF_MONTH.with([structure.into(), mois.into()]),
            PLACE.with([structure.into()]),
        ])
        .await?;
    Ok(Whole {
        kept: kept.first()?,
        wanted: wanted.first()?.unwrap_or_default(),
        rounds: rounds.rows()?,
        sms: sms.first()?.map_or(0, |month: Month| month.nombre),
        place: place.first()?,
    })
}

/// Saves over version `seen`, 0 for the first time; false when somebody else has saved in between.
///
/// # Errors
/// As the database.
pub async fn save(
    db: &Db,
    me: &Staff,
    new: Settings,
    (seen, next): (i64, Option<Moment>),
    now: Moment,
) -> Result<bool> {
    let line = JournalId::new()?;
    let detail = serde_json::json!({ "jours": new.jours, "heure": new.heure, "sms_par_mois": new.sms_par_mois }).to_string();
    let place: [Value; 3] = [(&me.structure).into(), seen.into(), (&line).into()];
    let mut remember = place.to_vec();
    remember.extend([(&me.id).into(), now.into(), detail.as_str().into()]);
    let mut change = place.to_vec();
    change.extend([
        new.kinds.courrier.into(),
        new.kinds.echeance.into(),
        new.kinds.absence_60.into(),
        new.kinds.absence_80.into(),
        new.email.into(),
        new.sms.into(),
        new.jours.into(),
        new.heure.into(),
        new.sms_par_mois.into(),
        next.into(),
    ]);
    let [_, saved] = db
        .batch([REMEMBER.with(remember), SAVE.with(change)])
        .await?;
    Ok(saved.changes > 0)
}

/// Where a colleague reads their e-mails, and their first name.
#[derive(Debug, Deserialize)]
pub struct Own {
    /// The address.
    pub email: String,
    /// First name.
    pub prenom: String,
}

/// The address of `me`.
///
/// # Errors
/// As the database.
pub async fn own_address(db: &Db, me: &Staff) -> Result<Option<Own>> {
    db.first(OWN_ADDRESS.with([(&me.id).into(), (&me.structure).into()]))
        .await
}

/// A message that could not be sent; never what it said nor where it went.
#[derive(Debug, Deserialize)]
pub struct Failure {
    /// « EMAIL » or « SMS ».
    pub canal: String,
    /// Why.
    pub erreur: Option<String>,
    /// When it was written.
    pub created_at: Moment,
    /// To whom; none: their file is gone.
    pub usager: Option<String>,
    /// First name.
    pub prenom: Option<String>,
    /// Last name.
    pub nom: Option<String>,
    /// Number.
    pub numero: Option<i64>,
}

/// Those that could not be sent, the latest first.
///
/// # Errors
/// As the database.
pub async fn failures(db: &Db, structure: &StructureId) -> Result<Vec<Failure>> {
    db.all(FAILURES.with([structure.into(), FAILURES_SHOWN.into()]))
        .await
}
