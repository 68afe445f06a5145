//! Every SQL statement of « Structure ».

use serde::Deserialize;

use super::{
    closures_rules::{Closure, FERMETURES_MAX},
    rules::{Genre, Settings},
};
use crate::{
    auth::Staff,
    edge::{
        clock::{Day, Moment},
        db::{Db, Value, flag},
        error::Result,
        hours::Hours,
        ids::{FermetureId, HistoryId, StructureId},
    },
    statements,
};

statements! { "settings";
    SETTINGS = "
        SELECT nom, genre, agrement, adresse, code_postal, ville, accueil_adresse, accueil_code_postal, accueil_ville, telephone, email,
               fuseau, horaires, horaires_osm, montre_horaires, montre_telephone, montre_email, operatrice, version
        FROM structure WHERE id = ?1";
    /// Those that are not over.
    CLOSURES = "
        SELECT id, debut, fin, motif FROM fermeture WHERE structure_id = ?1 AND fin >= ?2 ORDER BY fin LIMIT ?3";
    /// Before the change itself: only if there will be one.
    REMEMBER_CHANGE = "
        INSERT INTO historique (id, structure_id, evenement, staff_user_id, created_at)
        SELECT ?3, s.id, 'STRUCTURE_MODIFIEE', ?4, ?5 FROM structure s WHERE s.id = ?1 AND s.version = ?2
          AND (?6 = 1 OR NOT EXISTS (SELECT 1 FROM dossier_compte c WHERE c.structure_id = ?1 AND c.statut <> 'ARCHIVE' AND c.nombre > 0))";
    /// Only over the version that the person saw, and nobody's dossier is left without a holder who can see it. Hours in words that nobody has given day by day stay.
    SAVE = "
        UPDATE structure SET nom = ?3, genre = ?4, agrement = ?5, adresse = ?6, code_postal = ?7, ville = ?8,
            accueil_adresse = ?9, accueil_code_postal = ?10, accueil_ville = ?11, telephone = ?12, email = ?13, fuseau = ?14,
            horaires = CASE WHEN ?15 IS NULL AND horaires_osm IS NULL THEN horaires ELSE ?16 END, horaires_osm = ?15,
            montre_horaires = ?17, montre_telephone = ?18, montre_email = ?19, operatrice = ?20, version = version + 1
        WHERE id = ?1 AND version = ?2
          AND (?20 = 1 OR NOT EXISTS (SELECT 1 FROM dossier_compte c WHERE c.structure_id = ?1 AND c.statut <> 'ARCHIVE' AND c.nombre > 0))";
    REMEMBER_CLOSURE = "
        INSERT INTO historique (id, structure_id, evenement, detail, staff_user_id, created_at)
        SELECT ?3, s.id, 'FERMETURE_AJOUTEE', json_object('debut', ?4, 'fin', ?5), ?6, ?7 FROM structure s
        WHERE s.id = ?2 AND NOT EXISTS (SELECT 1 FROM fermeture f WHERE f.id = ?1)
          AND (SELECT count(*) FROM fermeture f WHERE f.structure_id = ?2 AND f.fin >= ?8) < ?9";
    CLOSE = "
        INSERT INTO fermeture (id, structure_id, debut, fin, motif, staff_user_id, created_at)
        SELECT ?1, s.id, ?3, ?4, ?5, ?6, ?7 FROM structure s
        WHERE s.id = ?2 AND (SELECT count(*) FROM fermeture f WHERE f.structure_id = ?2 AND f.fin >= ?8) < ?9
        ON CONFLICT (id) DO NOTHING";
    CLOSURE = "SELECT id, debut, fin, motif FROM fermeture WHERE id = ?1 AND structure_id = ?2";
    REMEMBER_REOPENING = "
        INSERT INTO historique (id, structure_id, evenement, detail, staff_user_id, created_at)
        SELECT ?3, f.structure_id, 'FERMETURE_RETIREE', json_object('debut', f.debut, 'fin', f.fin), ?4, ?5 FROM fermeture f
        WHERE f.id = ?1 AND f.structure_id = ?2";
    REOPEN = "DELETE FROM fermeture WHERE id = ?1 AND structure_id = ?2";
}

/// « Structure », as kept.
#[derive(Debug, Clone, Deserialize)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "columns of yes or no, each on its own"
)]
pub struct Kept {
    /// Its name.
    pub nom: String,
    /// What kind it is.
    pub genre: Option<Genre>,
    /// The number of its agrément.
    pub agrement: Option<String>,
    /// Street and number of the postal address.
    pub adresse: String,
    /// Its postal code.
    pub code_postal: String,
    /// Its town.
    pub ville: String,
    /// Street and number where people come, when it is elsewhere.
    pub accueil_adresse: Option<String>,
    /// Its postal code.
    pub accueil_code_postal: Option<String>,
    /// Its town.
    pub accueil_ville: Option<String>,
    /// Phone.
    pub telephone: Option<String>,
    /// E-mail.
    pub email: Option<String>,
    /// Time zone.
    pub fuseau: String,
    /// The hours in words.
    pub horaires: String,
    /// The same in the syntax of OpenStreetMap.
    pub horaires_osm: Option<String>,
    /// Does the portal show them?
    #[serde(deserialize_with = "flag")]
    pub montre_horaires: bool,
    /// Does it show the phone?
    #[serde(deserialize_with = "flag")]
    pub montre_telephone: bool,
    /// Does it show the e-mail?
    #[serde(deserialize_with = "flag")]
    pub montre_email: bool,
    /// Does it hold dossiers?
    #[serde(deserialize_with = "flag")]
    pub operatrice: bool,
    /// How many times it was saved.
    pub version: i64,
}

/// Days on which it is closed, as kept.
#[derive(Debug, Clone, Deserialize)]
pub struct KeptClosure {
    /// Its id.
    pub id: FermetureId,
    /// The first.
    pub debut: Day,
    /// The last.
    pub fin: Day,
    /// Why.
    pub motif: Option<String>,
}

impl KeptClosure {
    fn says(&self, new: &Closure) -> bool {
        (self.debut, self.fin, &self.motif) == (new.debut, new.fin, &new.motif)
    }
}

/// The structure, and its closures that are not over on `today`.
///
/// # Errors
/// As the database.
pub async fn settings(
    db: &Db,
    structure: &StructureId,
    today: Day,
) -> Result<Option<(Kept, Vec<KeptClosure>)>> {
    let [settings, closures] = db
        .batch([
            SETTINGS.with([structure.into()]),
            CLOSURES.with([structure.into(), today.into(), FERMETURES_MAX.into()]),
        ])
        .await?;
    let closures = closures.rows()?;
    Ok(settings.first()?.map(|settings| (settings, closures)))
}

/// Saves over version `seen`; false when somebody else has saved in between, or when a structure that holds dossiers says that it holds none.
///
/// # Errors
/// As the database.
pub async fn save(db: &Db, me: &Staff, new: &Settings, seen: i64, now: Moment) -> Result<bool> {
    let place: [Value; 2] = [(&me.structure).into(), seen.into()];
    let mut remember = place.to_vec();
    remember.extend([
        (&HistoryId::new()?).into(),
        (&me.id).into(),
        now.into(),
        new.operatrice.into(),
    ]);
    let mut change = place.to_vec();
    change.extend(columns(new));
    let [_, saved] = db
        .batch([REMEMBER_CHANGE.with(remember), SAVE.with(change)])
        .await?;
    Ok(saved.changes > 0)
}

/// The parameters ?3 to ?20 of [`SAVE`].
fn columns(new: &Settings) -> Vec<Value> {
    let text = |text: &Option<String>| Value::from(text.as_ref());
    let welcome = new.accueil.as_ref();
    let words = new.horaires.as_deref().and_then(Hours::read);
    let words = words.map(|hours| hours.lines().join("\n"));
    let [hours, phone, email] = new.montre;
    vec![
        (&new.nom).into(),
        new.genre.map(Genre::code).into(),
        text(&new.agrement),
        (&new.postale.adresse).into(),
        (&new.postale.code_postal).into(),
        (&new.postale.ville).into(),
        welcome.map(|place| &place.adresse).into(),
        welcome.map(|place| &place.code_postal).into(),
        welcome.map(|place| &place.ville).into(),
        text(&new.telephone),
        text(&new.email),
        new.fuseau.into(),
        text(&new.horaires),
        (&words.unwrap_or_default()).into(),
        hours.into(),
        phone.into(),
        email.into(),
        new.operatrice.into(),
    ]
}

/// What became of a new closure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Closed {
    /// It is there; the same form sent twice is one closure.
    There,
    /// The form has served for something else, or the structure keeps as many as it can: nothing was written.
    Refused,
}

/// Keeps a new closure, whose id is its form's key.
///
/// # Errors
/// As the database.
pub async fn close(
    db: &Db,
    me: &Staff,
    id: &FermetureId,
    new: &Closure,
    (today, now): (Day, Moment),
) -> Result<Closed> {
    let place: [Value; 2] = [id.into(), (&me.structure).into()];
    let days: [Value; 2] = [new.debut.into(), new.fin.into()];
    let room: [Value; 2] = [today.into(), FERMETURES_MAX.into()];
    let mut remember = place.to_vec();
    remember.push((&HistoryId::new()?).into());
    remember.extend(days.clone());
    remember.extend([(&me.id).into(), now.into()]);
    remember.extend(room.clone());
    let mut row = place.to_vec();
    row.extend(days);
    row.extend([new.motif.as_ref().into(), (&me.id).into(), now.into()]);
    row.extend(room);
    let [_, _, there] = db
        .batch([
            REMEMBER_CLOSURE.with(remember),
            CLOSE.with(row),
            CLOSURE.with(place),
        ])
        .await?;
    let there: Option<KeptClosure> = there.first()?;
    Ok(match there {
        Some(kept) if kept.says(new) => Closed::There,
        _ => Closed::Refused,
    })
}

/// Deletes the closure; false when there is no such closure.
///
/// # Errors
/// As the database.
pub async fn reopen(db: &Db, me: &Staff, id: &FermetureId, now: Moment) -> Result<bool> {
    let place: [Value; 2] = [id.into(), (&me.structure).into()];
    let mut remember = place.to_vec();
    remember.extend([(&HistoryId::new()?).into(), (&me.id).into(), now.into()]);
    let [_, deleted] = db
        .batch([REMEMBER_REOPENING.with(remember), REOPEN.with(place)])
        .await?;
    Ok(deleted.changes > 0)
}
