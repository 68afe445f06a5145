//! What the « Courriers » tab shows: the file, its lines, who may come in the person's place, where mail is sent on.

use serde::Deserialize;

use crate::{
    desk::{
        mail::rules::{Mail, Mouvement},
        store::{self, Usager},
    },
    edge::{
        clock::{Day, Moment},
        db::{Db, Value, flag},
        error::Result,
        ids::{MailLineId, ProcurationId, StructureId, UsagerId},
    },
    statements,
};

/// Lines shown on a page of the « Courriers » tab.
const LINES_SHOWN: usize = 20;
/// A person gives five procurations at most (domain §2).
const PROCURATIONS_MAX: i64 = 5;

statements! { "desk::mail::lines";
    MAIL_LINES = "
        SELECT l.id, l.mouvement, l.courrier, l.recommande, l.colis, l.mandataire, l.note, l.note_visible, l.created_at, w.prenom, w.nom,
               x.created_at AS annule_at, y.prenom AS annule_prenom, y.nom AS annule_nom
        FROM mail_line l JOIN staff_user w ON w.id = l.staff_user_id
             LEFT JOIN mail_line x ON x.annule_id = l.id LEFT JOIN staff_user y ON y.id = x.staff_user_id
        WHERE l.structure_id = ?2 AND l.usager_id = ?1 AND l.mouvement <> 'ANNULATION'
        ORDER BY l.created_at DESC, l.rowid DESC LIMIT ?3";
    /// Two lines of the same millisecond are in the order they were written.
    MAIL_LINES_BEFORE = "
        SELECT l.id, l.mouvement, l.courrier, l.recommande, l.colis, l.mandataire, l.note, l.note_visible, l.created_at, w.prenom, w.nom,
               x.created_at AS annule_at, y.prenom AS annule_prenom, y.nom AS annule_nom
        FROM mail_line l JOIN staff_user w ON w.id = l.staff_user_id
             LEFT JOIN mail_line x ON x.annule_id = l.id LEFT JOIN staff_user y ON y.id = x.staff_user_id
        WHERE l.structure_id = ?2 AND l.usager_id = ?1 AND l.mouvement <> 'ANNULATION'
          AND (l.created_at, l.rowid) < (SELECT k.created_at, k.rowid FROM mail_line k WHERE k.id = ?4 AND k.usager_id = ?1 AND k.structure_id = ?2)
        ORDER BY l.created_at DESC, l.rowid DESC LIMIT ?3";
    PROCURATIONS = "
        SELECT id, prenom, nom, fin FROM procuration
        WHERE structure_id = ?2 AND usager_id = ?1 AND debut <= ?3 AND fin >= ?3 ORDER BY created_at LIMIT ?4";
    TRANSFERT = "
        SELECT nom, adresse, fin FROM transfert WHERE usager_id = ?1 AND structure_id = ?2 AND debut <= ?3 AND fin >= ?3";
}

/// A line of the ledger, as shown.
#[derive(Debug, Deserialize)]
pub struct Line {
    /// Which.
    pub id: MailLineId,
    /// What happened.
    pub mouvement: Mouvement,
    /// What moved.
    #[serde(flatten)]
    pub mail: Mail,
    /// Who took it in the person's place.
    pub mandataire: Option<String>,
    /// A note.
    pub note: Option<String>,
    /// Does the domicilié see the note?
    #[serde(deserialize_with = "flag")]
    pub note_visible: bool,
    /// When.
    pub created_at: Moment,
    prenom: String,
    nom: String,
    /// When it was undone.
    pub annule_at: Option<Moment>,
    annule_prenom: Option<String>,
    annule_nom: Option<String>,
}

impl Line {
    /// Who wrote it.
    #[must_use]
    pub fn auteur(&self) -> String {
        format!("{} {}", self.prenom, self.nom)
    }

    /// When it was undone, and by whom.
    #[must_use]
    pub fn undone(&self) -> Option<(Moment, String)> {
        let (at, prenom, nom) = (
            self.annule_at?,
            self.annule_prenom.as_deref()?,
            self.annule_nom.as_deref()?,
        );
        Some((at, format!("{prenom} {nom}")))
    }

    /// In words: « Remise à Léa Dupont : 2 courriers ».
    #[must_use]
    pub fn words(&self) -> String {
        match &self.mandataire {
            Some(name) => format!("Remise à {name}, mandataire\u{a0}: {}", self.mail.words()),
            None => self.mouvement.words(self.mail),
        }
    }
}

/// Someone who may fetch mail today in the person's place.
#[derive(Debug, Deserialize)]
pub struct Procuration {
    /// Which.
    pub id: ProcurationId,
    /// First name.
    pub prenom: String,
    /// Last name.
    pub nom: String,
    /// Its last day.
    pub fin: Day,
}

/// Where mail is sent on today.
#[derive(Debug, Deserialize)]
pub struct Transfert {
    /// To whom.
    pub nom: String,
    /// Where.
    pub adresse: String,
    /// Its last day.
    pub fin: Day,
}

/// What the tab is made of.
#[derive(Debug)]
pub struct Tab {
    /// The file.
    pub usager: Usager,
    /// A page of lines, latest first.
    pub lines: Vec<Line>,
    /// Are there older ones?
    pub more: bool,
    /// Who may come in the person's place today.
    pub procurations: Vec<Procuration>,
    /// Where mail is sent on today.
    pub transfert: Option<Transfert>,
}

/// The tab of `usager` on the day `today`, with the lines before `before` or the latest, in one trip.
///
/// # Errors
/// As the database.
pub async fn tab(
    db: &Db,
    structure: &StructureId,
    usager: &UsagerId,
    before: Option<&MailLineId>,
    today: Day,
) -> Result<Option<Tab>> {
    let who = || -> [Value; 2] { [usager.into(), structure.into()] };
    let [a, b] = who();
    // One more than is shown tells whether there are more.
    let asked: Value = i64::try_from(LINES_SHOWN + 1).unwrap_or(i64::MAX).into();
    let lines = match before {
        None => MAIL_LINES.with([a, b, asked]),
        Some(line) => MAIL_LINES_BEFORE.with([a, b, asked, line.into()]),
    };
    let on = |more: &[Value]| [&who()[..], &[today.into()], more].concat();
    let [found, lines, procurations, transfert] = db
        .batch([
            store::file_of(who()),
            lines,
            PROCURATIONS.with(on(&[PROCURATIONS_MAX.into()])),
            TRANSFERT.with(on(&[])),
        ])
        .await?;
    let Some(usager) = found.first()? else {
        return Ok(None);
    };
    let mut lines: Vec<Line> = lines.rows()?;
    let more = lines.len() > LINES_SHOWN;
    lines.truncate(LINES_SHOWN);
    Ok(Some(Tab {
        usager,
        lines,
        more,
        procurations: procurations.rows()?,
        transfert: transfert.first()?,
    }))
}
