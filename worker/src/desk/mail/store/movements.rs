//! What is written in the ledger. The counts, « depuis » and the last visit of `usager` follow by triggers
//! (migrations/0004_mail.sql, 0007_undoing.sql): a statement here only says which line may be written.

use serde::{Deserialize, de::IgnoredAny};

use crate::{
    auth::Staff,
    desk::mail::rules::{Exit, Mail, Mouvement},
    edge::{
        clock::{Day, Moment},
        db::{Db, Query, Value, flag},
        error::Result,
        ids::{MailLineId, UsagerId},
    },
    statements,
};

statements! { "desk::mail";
    /// The id is the form's idempotency key: sent twice, it is written once.
    RECEIVE = "
        INSERT INTO mail_line (id, structure_id, usager_id, mouvement, courrier, recommande, colis, note, note_visible, staff_user_id, created_at)
        SELECT ?3, u.structure_id, u.id, 'RECEPTION', ?6, ?7, ?8, ?9, ?10, ?4, ?5 FROM usager u
        WHERE u.id = ?1 AND u.structure_id = ?2 AND u.import_id IS NULL
        ON CONFLICT (id) DO NOTHING";
    /// To the person, or back to whoever sent it. Never more than waits: of two who hand over the same mail, the second writes nothing.
    HAND_OVER = "
        INSERT INTO mail_line (id, structure_id, usager_id, mouvement, courrier, recommande, colis, courrier_depuis_at, recommande_depuis_at, colis_depuis_at, passage, staff_user_id, created_at)
        SELECT ?3, u.structure_id, u.id, ?9, ?6, ?7, ?8, u.courrier_since_at, u.recommande_since_at, u.colis_since_at, ?10, ?4, ?5 FROM usager u
        WHERE u.id = ?1 AND u.structure_id = ?2 AND u.import_id IS NULL
          AND u.courrier_pending >= ?6 AND u.recommande_pending >= ?7 AND u.colis_pending >= ?8
        ON CONFLICT (id) DO NOTHING";
    /// The procuration holds today; the ledger keeps the name, whatever becomes of the procuration.
    HAND_TO_MANDATAIRE = "
        INSERT INTO mail_line (id, structure_id, usager_id, mouvement, courrier, recommande, colis, courrier_depuis_at, recommande_depuis_at, colis_depuis_at, passage, mandataire, staff_user_id, created_at)
        SELECT ?3, u.structure_id, u.id, 'REMISE', ?6, ?7, ?8, u.courrier_since_at, u.recommande_since_at, u.colis_since_at, 0, p.prenom || ' ' || p.nom, ?4, ?5
        FROM usager u JOIN procuration p ON p.id = ?9 AND p.usager_id = u.id AND p.structure_id = u.structure_id
        WHERE u.id = ?1 AND u.structure_id = ?2 AND u.import_id IS NULL AND p.debut <= ?10 AND p.fin >= ?10
          AND u.courrier_pending >= ?6 AND u.recommande_pending >= ?7 AND u.colis_pending >= ?8
        ON CONFLICT (id) DO NOTHING";
    /// The transfert holds today: it counts as a visit (domain §2).
    SEND_ON = "
        INSERT INTO mail_line (id, structure_id, usager_id, mouvement, courrier, recommande, colis, courrier_depuis_at, recommande_depuis_at, colis_depuis_at, passage, staff_user_id, created_at)
        SELECT ?3, u.structure_id, u.id, 'TRANSFERT', ?6, ?7, ?8, u.courrier_since_at, u.recommande_since_at, u.colis_since_at, 1, ?4, ?5
        FROM usager u JOIN transfert t ON t.usager_id = u.id AND t.structure_id = u.structure_id
        WHERE u.id = ?1 AND u.structure_id = ?2 AND u.import_id IS NULL AND t.debut <= ?9 AND t.fin >= ?9
          AND u.courrier_pending >= ?6 AND u.recommande_pending >= ?7 AND u.colis_pending >= ?8
        ON CONFLICT (id) DO NOTHING";
    /// A call or a visit: a line that moves no mail.
    SHOW_UP = "
        INSERT INTO mail_line (id, structure_id, usager_id, mouvement, passage, note, staff_user_id, created_at)
        SELECT ?3, u.structure_id, u.id, ?6, 1, ?7, ?4, ?5 FROM usager u
        WHERE u.id = ?1 AND u.structure_id = ?2 AND u.import_id IS NULL
        ON CONFLICT (id) DO NOTHING";
    /// Once at most, as the line stands, of which the new one keeps a copy: the triggers need not look for it again
    /// (migrations/0007_undoing.sql). A reception of which something has left is kept by a trigger.
    UNDO = "
        INSERT INTO mail_line (id, structure_id, usager_id, mouvement, courrier, recommande, colis, courrier_depuis_at, recommande_depuis_at, colis_depuis_at,
                               annule_id, annule_mouvement, annule_passage, annule_at, staff_user_id, created_at)
        SELECT ?3, l.structure_id, l.usager_id, 'ANNULATION', l.courrier, l.recommande, l.colis, l.courrier_depuis_at, l.recommande_depuis_at, l.colis_depuis_at,
               l.id, l.mouvement, l.passage, l.created_at, ?4, ?5 FROM mail_line l
        WHERE l.id = ?6 AND l.usager_id = ?1 AND l.structure_id = ?2 AND l.mouvement <> 'ANNULATION'
        ON CONFLICT DO NOTHING";
    /// The history line has the ledger line's id: both or neither, and once.
    REMEMBER_LINE = "
        INSERT INTO historique (id, structure_id, usager_id, evenement, detail, staff_user_id, created_at)
        SELECT l.id, l.structure_id, l.usager_id, l.mouvement,
               json_object('courrier', l.courrier, 'recommande', l.recommande, 'colis', l.colis, 'mandataire', l.mandataire,
                           'annule', l.annule_mouvement),
               l.staff_user_id, l.created_at
        FROM mail_line l WHERE l.id = ?3 AND l.usager_id = ?1 AND l.structure_id = ?2
        ON CONFLICT (id) DO NOTHING";
    /// The line as this form would write it: a key that wrote something else is no proof. ?11: the procuration, if any; one
    /// that was taken away since can no longer be told from another.
    LINE_IS_THERE = "
        SELECT 1 AS there FROM mail_line l WHERE l.id = ?3 AND l.usager_id = ?1 AND l.structure_id = ?2
          AND l.mouvement = ?4 AND l.courrier = ?5 AND l.recommande = ?6 AND l.colis = ?7
          AND l.note IS ?8 AND l.note_visible = ?9 AND l.passage = ?10
          AND CASE WHEN ?11 IS NULL THEN l.mandataire IS NULL ELSE l.mandataire = coalesce((
            SELECT p.prenom || ' ' || p.nom FROM procuration p
            WHERE p.id = ?11 AND p.usager_id = l.usager_id AND p.structure_id = l.structure_id), l.mandataire) END";
    UNDOING_IS_THERE = "
        SELECT 1 AS there FROM mail_line WHERE id = ?3 AND usager_id = ?1 AND structure_id = ?2 AND annule_id = ?4";
    /// Whose line is it, who undid it, and has the key served already?
    UNDONE_BY = "
        SELECT x.created_at, w.prenom, w.nom, EXISTS (SELECT 1 FROM mail_line k WHERE k.id = ?4 AND k.structure_id = ?2) AS servi
        FROM mail_line l LEFT JOIN mail_line x ON x.annule_id = l.id LEFT JOIN staff_user w ON w.id = x.staff_user_id
        WHERE l.id = ?3 AND l.usager_id = ?1 AND l.structure_id = ?2 AND l.mouvement <> 'ANNULATION'";
}

/// Did a line go into the ledger?
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Recorded {
    /// Now, or already by the same form sent before: either way it is there, once.
    There,
    /// It is not: nothing was written.
    Refused,
}

/// Whose line is to be written, by whom and when; its id is the form's idempotency key.
pub struct Key<'a> {
    /// Who writes.
    pub me: &'a Staff,
    /// For whom.
    pub usager: &'a UsagerId,
    /// The line.
    pub line: &'a MailLineId,
    /// When.
    pub now: Moment,
}

impl Key<'_> {
    /// The three values by which the line is found, then `more`.
    fn place(&self, more: &[Value]) -> Vec<Value> {
        let place = [
            self.usager.into(),
            (&self.me.structure).into(),
            self.line.into(),
        ];
        [&place, more].concat()
    }

    /// The same, then who and when, then `more`.
    fn writing(&self, more: &[Value]) -> Vec<Value> {
        let who = [(&self.me.id).into(), self.now.into()];
        self.place(&[&who, more].concat())
    }

    /// Writes the line with its line of history, then asks `proof` whether it is there.
    async fn write(&self, db: &Db, line: Query, proof: Query) -> Result<Recorded> {
        let [_, _, there] = db
            .batch([line, REMEMBER_LINE.with(self.place(&[])), proof])
            .await?;
        Ok(match there.first::<IgnoredAny>()? {
            Some(_) => Recorded::There,
            None => Recorded::Refused,
        })
    }

    /// `said`: the note, whether it is shown, whether it is a visit, the procuration.
    fn proof(&self, mouvement: Mouvement, mail: Mail, said: &[Value; 4]) -> Query {
        let what = [mouvement.code().into()];
        LINE_IS_THERE.with(self.place(&[&what, &counts(mail)[..], said].concat()))
    }
}

fn counts(mail: Mail) -> [Value; 3] {
    [
        mail.courrier.into(),
        mail.recommande.into(),
        mail.colis.into(),
    ]
}

/// A reception to be written.
#[derive(Debug)]
pub struct Reception {
    /// What came.
    pub mail: Mail,
    /// A note, if any.
    pub note: Option<String>,
    /// Does the domicilié see the note?
    pub note_visible: bool,
}

/// Writes a reception.
///
/// # Errors
/// As the database.
pub async fn receive(db: &Db, key: &Key<'_>, what: &Reception) -> Result<Recorded> {
    let note: Value = what.note.as_ref().into();
    let visible: Value = what.note_visible.into();
    let noted = [note.clone(), visible.clone()];
    let line = RECEIVE.with(key.writing(&[&counts(what.mail)[..], &noted].concat()));
    let said = [note, visible, false.into(), Value::Null];
    let proof = key.proof(Mouvement::Reception, what.mail, &said);
    key.write(db, line, proof).await
}

/// Takes `mail` off the shelf, if it waits and if that exit is open on the day `today`.
///
/// # Errors
/// As the database.
pub async fn take_out(
    db: &Db,
    key: &Key<'_>,
    mail: Mail,
    exit: &Exit,
    today: Day,
) -> Result<Recorded> {
    let (mouvement, visit) = (exit.mouvement(), exit.is_a_visit());
    let with = |more: &[Value]| key.writing(&[&counts(mail)[..], more].concat());
    let line = match exit {
        Exit::Domicilie | Exit::Retour => {
            HAND_OVER.with(with(&[mouvement.code().into(), visit.into()]))
        }
        Exit::Mandataire(procuration) => {
            HAND_TO_MANDATAIRE.with(with(&[procuration.into(), today.into()]))
        }
        Exit::Transfert => SEND_ON.with(with(&[today.into()])),
    };
    let procuration: Value = match exit {
        Exit::Mandataire(procuration) => procuration.into(),
        _ => Value::Null,
    };
    let said = [Value::Null, false.into(), visit.into(), procuration];
    key.write(db, line, key.proof(mouvement, mail, &said)).await
}

/// Writes that the person called or came.
///
/// # Errors
/// As the database.
pub async fn show_up(
    db: &Db,
    key: &Key<'_>,
    mouvement: Mouvement,
    note: Option<&String>,
) -> Result<Recorded> {
    let note: Value = note.into();
    let line = SHOW_UP.with(key.writing(&[mouvement.code().into(), note.clone()]));
    let said = [note, false.into(), true.into(), Value::Null];
    let proof = key.proof(mouvement, Mail::default(), &said);
    key.write(db, line, proof).await
}

/// Undoes the line `undone`, if it may be undone.
///
/// # Errors
/// As the database.
pub async fn undo(db: &Db, key: &Key<'_>, undone: &MailLineId) -> Result<Recorded> {
    let line = UNDO.with(key.writing(&[undone.into()]));
    let proof = UNDOING_IS_THERE.with(key.place(&[undone.into()]));
    key.write(db, line, proof).await
}

/// Why a line was not undone.
#[derive(Debug, Deserialize)]
pub struct UndoneBy {
    created_at: Option<Moment>,
    prenom: Option<String>,
    nom: Option<String>,
    /// The form had served, to write something else.
    #[serde(deserialize_with = "flag")]
    pub servi: bool,
}

impl UndoneBy {
    /// When it was undone and by whom, if it was.
    #[must_use]
    pub fn who(self) -> Option<(Moment, String)> {
        Some((self.created_at?, format!("{} {}", self.prenom?, self.nom?)))
    }
}

/// The line `undone`, which was not undone by the form of `key`; `None` when the domicilié has no such line.
///
/// # Errors
/// As the database.
pub async fn whose_line(db: &Db, key: &Key<'_>, undone: &MailLineId) -> Result<Option<UndoneBy>> {
    let values = [
        key.usager.into(),
        (&key.me.structure).into(),
        undone.into(),
        key.line.into(),
    ];
    db.first(UNDONE_BY.with(values)).await
}
