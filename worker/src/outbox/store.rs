//! Every SQL statement of the outbox.

use serde::Deserialize;

use super::{
    Mail, NewLink,
    rules::{Canal, LEASE_MS, State},
};
use crate::{
    edge::{
        clock::{DAY_MS, Moment},
        db::{Db, Query, flag},
        error::Result,
        ids::{CourrielId, LienId, OrientationEventId, PriseId, StructureId},
        secret::TokenHash,
    },
    statements,
};

/// How many e-mails one sweep wakes.
const WAKE_ROWS: i64 = 100;
/// A message of the queue normally comes long before: the sweep leaves e-mails alone that are younger than this.
const WAKE_AFTER_MS: i64 = 60_000;
/// How many failures an operateur sees at once.
const FAILURES_SHOWN: i64 = 100;
/// How many e-mails about one row are told at once.
const ABOUT_SHOWN: i64 = 100;
/// What is over is kept this long, in milliseconds; a failure four times as long.
const KEPT_MS: i64 = 90 * DAY_MS;
/// A link to a request is kept this long after its end, in milliseconds: as long as the documents of an accepted one.
const REQUEST_LINKS_KEPT_MS: i64 = 183 * DAY_MS;
/// How many rows one transaction of the nightly work forgets.
const FORGET_ROWS: i64 = 500;
/// How many such transactions in a night.
const ROUNDS_MAX: usize = 50;

statements! { "outbox";
    /// Only if what it speaks of was written: a line of « Historique », of the audit log, or a link. The id comes from that
    /// reason, so that a form sent again sends nothing more. A room whose e-mails follow from rows of its own adds its table.
    WRITE = "
        INSERT INTO courriel (id, structure_id, genre, modele, destinataire, donnees, lien_id, avec_lien, objet_id, suite_at, created_at)
        SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?7 IS NOT NULL, ?8, ?9, ?9
        WHERE ?10 IS NULL
           OR EXISTS (SELECT 1 FROM lien l WHERE l.id = ?10)
           OR EXISTS (SELECT 1 FROM journal j WHERE j.id = ?10)
           OR EXISTS (SELECT 1 FROM historique h WHERE h.id = ?10)
           OR EXISTS (SELECT 1 FROM orientation_evenement e WHERE e.id = ?10)
           OR EXISTS (SELECT 1 FROM dossier_evenement d WHERE d.id = ?10)
        ON CONFLICT (id) DO NOTHING";
    MAKE_LINK = "
        INSERT INTO lien (id, structure_id, genre, objet_id, pour, created_at, expires_at) SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7
        WHERE ?8 IS NULL
           OR EXISTS (SELECT 1 FROM journal j WHERE j.id = ?8)
           OR EXISTS (SELECT 1 FROM historique h WHERE h.id = ?8)
           OR EXISTS (SELECT 1 FROM orientation_evenement e WHERE e.id = ?8)
        ON CONFLICT (id) DO NOTHING";
    FOLLOWED = "
        SELECT l.id, l.structure_id, l.objet_id, l.pour, l.expires_at, l.ended_at FROM lien_jeton j JOIN lien l ON l.id = j.lien_id
        WHERE j.token_hash = ?1 AND l.genre = ?2";
    END_LINK = "UPDATE lien SET ended_at = ?2 WHERE id = ?1 AND ended_at IS NULL";
    /// Not before the link that takes their place is there, and not for one that has ended: a form sent again ends nothing.
    END_LINKS_OF = "
        UPDATE lien SET ended_at = ?3 WHERE objet_id = ?1 AND genre = ?2 AND ended_at IS NULL AND id <> ?4
          AND (?4 = '' OR EXISTS (SELECT 1 FROM lien n WHERE n.id = ?4 AND n.ended_at IS NULL))";
    /// One winner: whoever comes second finds `suite_at` in the future, or none.
    TAKE = "UPDATE courriel SET etat = 'PRIS', essais = essais + 1, prise = ?2, suite_at = ?4 WHERE id = ?1 AND suite_at <= ?3";
    /// The token of this try, only for whoever has taken the e-mail and while its link holds.
    GIVE_TOKEN = "
        INSERT INTO lien_jeton (token_hash, lien_id) SELECT ?3, l.id FROM courriel c JOIN lien l ON l.id = c.lien_id
        WHERE c.id = ?1 AND c.prise = ?2 AND c.etat = 'PRIS' AND l.ended_at IS NULL AND l.expires_at > ?4";
    TAKEN = "
        SELECT c.id, c.canal, c.modele, c.destinataire, c.donnees, c.essais, c.avec_lien FROM courriel c
        WHERE c.id = ?1 AND c.prise = ?2 AND c.etat = 'PRIS'";
    /// Where a domicilié's message went is forgotten as soon as it is over; a file knows its own address.
    SENT = "
        UPDATE courriel SET etat = 'ENVOYE', suite_at = NULL, sent_at = ?3, donnees = '{}', erreur = NULL,
            destinataire = CASE WHEN tour_id IS NULL THEN destinataire ELSE '***' END
        WHERE id = ?1 AND prise = ?2 AND etat = 'PRIS'";
    POSTPONED = "
        UPDATE courriel SET etat = 'ATTENTE', suite_at = ?3, erreur = ?4 WHERE id = ?1 AND prise = ?2 AND etat = 'PRIS'";
    FAILED = "
        UPDATE courriel SET etat = 'ECHEC', suite_at = NULL, erreur = ?3,
            donnees = CASE WHEN tour_id IS NULL THEN donnees ELSE '{}' END,
            destinataire = CASE WHEN tour_id IS NULL THEN destinataire ELSE '***' END
        WHERE id = ?1 AND prise = ?2 AND etat = 'PRIS'";
    /// A number that is refused for good gets no SMS until somebody has looked at it; none came, so none counts for the week.
    PAUSE_SMS = "
        UPDATE notification_souhait SET sms_refuse_at = ?3, sms_at = NULL, version = version + 1
        WHERE (structure_id, usager_id) IN (
            SELECT c.structure_id, c.objet_id FROM courriel c
            WHERE c.id = ?1 AND c.prise = ?2 AND c.etat = 'ECHEC' AND c.canal = 'SMS' AND c.tour_id IS NOT NULL)";
    CANCELLED = "
        UPDATE courriel SET etat = 'ANNULE', suite_at = NULL, donnees = '{}',
            destinataire = CASE WHEN tour_id IS NULL THEN destinataire ELSE '***' END
        WHERE id = ?1 AND prise = ?2 AND etat = 'PRIS'";
    /// Not one that somebody has in hand: whether it goes is no longer ours to say.
    CANCEL_WAITING = "
        UPDATE courriel SET etat = 'ANNULE', suite_at = NULL, donnees = '{}'
        WHERE objet_id = ?1 AND structure_id = ?2 AND etat = 'ATTENTE'
          AND instr(?3, ' ' || modele || ' ') > 0
          AND EXISTS (SELECT 1 FROM orientation_evenement e WHERE e.id = ?4 AND e.orientation_id = ?1)";
    WAITING = "SELECT id FROM courriel WHERE suite_at <= ?1 ORDER BY suite_at LIMIT ?2";
    /// Those of a structure to its domiciliés are its own business, and are not tried again: the next ones say what holds then.
    FAILURES = "
        SELECT c.id, c.genre, c.destinataire, c.essais, c.erreur, c.created_at, s.nom AS structure
        FROM courriel c LEFT JOIN structure s ON s.id = c.structure_id
        WHERE c.etat = 'ECHEC' AND c.tour_id IS NULL ORDER BY c.created_at DESC LIMIT ?1";
    TRY_AGAIN = "
        UPDATE courriel SET etat = 'ATTENTE', essais = 0, suite_at = ?2 WHERE id = ?1 AND etat = 'ECHEC' AND tour_id IS NULL";
    GIVE_UP = "UPDATE courriel SET etat = 'ANNULE', donnees = '{}' WHERE id = ?1 AND etat = 'ECHEC'";
    STATE_OF = "
        SELECT etat FROM courriel WHERE objet_id = ?1 AND structure_id IS ?2 ORDER BY created_at DESC LIMIT 1";
    STATES_OF = "
        SELECT c.modele, c.destinataire, c.etat, c.created_at FROM courriel c
        WHERE c.objet_id = ?1 AND c.structure_id IS ?2 ORDER BY c.created_at DESC LIMIT ?3";
    FORGET_MAIL = "
        DELETE FROM courriel WHERE id IN (SELECT c.id FROM courriel c WHERE c.created_at < ?1
            AND (c.etat IN ('ENVOYE', 'ANNULE') OR c.created_at < ?2) AND c.suite_at IS NULL LIMIT ?3)";
    /// Those about rows that lose their names: nothing of them may stay behind.
    FORGET_ABOUT = "DELETE FROM courriel WHERE objet_id IN (SELECT j.value FROM json_each(?1) j)";
    /// Those to a request as long as its documents may be kept: until then they lead to a page that sends a fresh one.
    FORGET_LINKS = "
        DELETE FROM lien WHERE id IN (SELECT l.id FROM lien l
            WHERE l.expires_at < ?1 AND (l.genre <> 'ORIENTATION' OR l.expires_at < ?3) LIMIT ?2)";
    /// Its trigger lets only lines go that are over a year old.
    FORGET_JOURNAL = "DELETE FROM journal WHERE id IN (SELECT j.id FROM journal j WHERE j.created_at < ?1 LIMIT ?2)";
}

/// The statement that writes `mail`, for the batch of the change it speaks of.
pub(super) fn write(mail: &Mail, now: Moment) -> Query {
    WRITE.with([
        (&mail.id).into(),
        mail.structure.as_ref().into(),
        mail.genre.into(),
        mail.modele.into(),
        mail.destinataire.as_str().into(),
        (&mail.donnees).into(),
        mail.lien.as_ref().into(),
        mail.objet.as_ref().into(),
        now.into(),
        mail.reason.as_ref().into(),
    ])
}

/// The statement that makes `link`, for the batch of the change it follows from.
pub(super) fn make_link(link: &NewLink<'_>, now: Moment) -> Query {
    MAKE_LINK.with([
        link.id.into(),
        link.structure.into(),
        link.genre.into(),
        link.objet.into(),
        link.pour.into(),
        now.into(),
        now.plus_ms(link.lasts_ms).into(),
        link.reason.into(),
    ])
}

/// A link that somebody follows.
#[derive(Debug, Clone, Deserialize)]
pub struct Followed {
    /// Its id.
    pub id: LienId,
    /// Whose it is; none for an operateur's.
    pub structure_id: Option<StructureId>,
    /// What it is about.
    pub objet_id: String,
    /// What else its room must know.
    pub pour: Option<String>,
    /// Its end.
    pub expires_at: Moment,
    /// When it was used or taken back.
    pub ended_at: Option<Moment>,
}

impl Followed {
    /// Does it still hold?
    #[must_use]
    pub fn holds(&self, now: Moment) -> bool {
        self.ended_at.is_none() && now < self.expires_at
    }
}

/// The link of that kind which this token leads to, whether or not it still holds.
pub(super) async fn followed(db: &Db, genre: &str, token: &TokenHash) -> Result<Option<Followed>> {
    db.first(FOLLOWED.with([token.into(), genre.into()])).await
}

/// The statement that ends a link: it serves once.
pub(super) fn end_link(link: &LienId, now: Moment) -> Query {
    END_LINK.with([link.into(), now.into()])
}

/// The statement that ends every link of that kind about `objet`, but for `kept`.
pub(super) fn end_links_of(objet: &str, genre: &str, now: Moment, kept: Option<&LienId>) -> Query {
    let kept = kept.map_or("", LienId::as_str);
    END_LINKS_OF.with([objet.into(), genre.into(), now.into(), kept.into()])
}

/// The statement that gives up what waits about `objet`, of these templates, if the line `reason` is there.
pub(super) fn cancel_waiting(
    structure: &StructureId,
    objet: &str,
    modeles: &[&str],
    reason: &OrientationEventId,
) -> Query {
    let modeles = format!(" {} ", modeles.join(" "));
    CANCEL_WAITING.with([
        objet.into(),
        structure.into(),
        modeles.as_str().into(),
        reason.into(),
    ])
}

/// An e-mail that we have taken and nobody else has.
#[derive(Debug, Deserialize)]
pub struct Taken {
    /// Its id.
    pub id: CourrielId,
    /// Which way it goes.
    pub canal: Canal,
    /// The folder of its templates.
    pub modele: String,
    /// To whom.
    pub destinataire: String,
    /// What the templates say; of an SMS, its text.
    pub donnees: String,
    /// How many times it was taken, this one included.
    pub essais: i64,
    /// Does it carry a link?
    #[serde(deserialize_with = "flag")]
    pub avec_lien: bool,
    /// Does `token` lead anywhere?
    #[serde(skip)]
    pub has_token: bool,
}

/// Takes the e-mail if it may be taken now; in the same transaction, `token` becomes one of its link's.
pub(super) async fn take(
    db: &Db,
    id: &CourrielId,
    prise: &PriseId,
    token: &TokenHash,
    now: Moment,
) -> Result<Option<Taken>> {
    let [_, given, taken] = db
        .batch([
            TAKE.with([
                id.into(),
                prise.into(),
                now.into(),
                now.plus_ms(LEASE_MS).into(),
            ]),
            GIVE_TOKEN.with([id.into(), prise.into(), token.into(), now.into()]),
            TAKEN.with([id.into(), prise.into()]),
        ])
        .await?;
    let has_token = given.changes > 0;
    Ok(taken
        .first::<Taken>()?
        .map(|taken| Taken { has_token, ..taken }))
}

/// What became of a try.
#[derive(Debug)]
pub(super) enum Fate {
    /// The transport has it.
    Sent(Moment),
    /// To be tried again then; why.
    Postponed(Moment, String),
    /// Never again; why.
    Failed(String),
    /// Never, to that number; why.
    Refused(Moment, String),
    /// No longer wanted.
    Cancelled,
}

/// Keeps what became of a try, if it is still ours to say.
pub(super) async fn settle(db: &Db, id: &CourrielId, prise: &PriseId, fate: Fate) -> Result<()> {
    let query = match fate {
        Fate::Sent(at) => SENT.with([id.into(), prise.into(), at.into()]),
        Fate::Postponed(until, why) => {
            POSTPONED.with([id.into(), prise.into(), until.into(), (&why).into()])
        }
        Fate::Failed(why) => FAILED.with([id.into(), prise.into(), (&why).into()]),
        Fate::Refused(at, why) => {
            let failed = FAILED.with([id.into(), prise.into(), (&why).into()]);
            let pause = PAUSE_SMS.with([id.into(), prise.into(), at.into()]);
            return db.batch([failed, pause]).await.map(drop);
        }
        Fate::Cancelled => CANCELLED.with([id.into(), prise.into()]),
    };
    db.run(query).await.map(drop)
}

/// The e-mails that wait although they should be gone: their message was lost, or whoever took them died.
pub(super) async fn waiting(db: &Db, now: Moment) -> Result<Vec<CourrielId>> {
    #[derive(Deserialize)]
    struct Row {
        id: CourrielId,
    }
    let since = now.plus_ms(-WAKE_AFTER_MS);
    let rows: Vec<Row> = db
        .all(WAITING.with([since.into(), WAKE_ROWS.into()]))
        .await?;
    Ok(rows.into_iter().map(|row| row.id).collect())
}

/// An e-mail that was given up.
#[derive(Debug, Deserialize)]
pub struct Failure {
    /// Its id.
    pub id: CourrielId,
    /// Its kind.
    pub genre: String,
    /// To whom.
    pub destinataire: String,
    /// How many tries.
    pub essais: i64,
    /// Why the last one failed.
    pub erreur: Option<String>,
    /// When it was written.
    pub created_at: Moment,
    /// The structure it is from.
    pub structure: Option<String>,
}

/// The e-mails that were given up, the latest first.
pub(super) async fn failures(db: &Db) -> Result<Vec<Failure>> {
    db.all(FAILURES.with([FAILURES_SHOWN.into()])).await
}

/// Tries a given-up e-mail again; false when it is not one.
pub(super) async fn try_again(db: &Db, id: &CourrielId, now: Moment) -> Result<bool> {
    let again = db.run(TRY_AGAIN.with([id.into(), now.into()])).await?;
    Ok(again.changes > 0)
}

/// Gives a given-up e-mail up for good; false when it is not one.
pub(super) async fn give_up(db: &Db, id: &CourrielId) -> Result<bool> {
    Ok(db.run(GIVE_UP.with([id.into()])).await?.changes > 0)
}

/// What has become of the last e-mail about `objet`.
pub(super) async fn state_of(
    db: &Db,
    structure: Option<&StructureId>,
    objet: &str,
) -> Result<Option<State>> {
    #[derive(Deserialize)]
    struct Row {
        etat: State,
    }
    let row: Option<Row> = db
        .first(STATE_OF.with([objet.into(), structure.into()]))
        .await?;
    Ok(row.map(|row| row.etat))
}

/// An e-mail about a row.
#[derive(Debug, Deserialize)]
pub struct About {
    /// The folder of its templates.
    pub modele: String,
    /// To whom.
    pub destinataire: String,
    /// What has become of it.
    pub etat: State,
    /// When it was written.
    pub created_at: Moment,
}

/// Every e-mail about `objet`, the newest first.
pub(super) async fn states_of(
    db: &Db,
    structure: Option<&StructureId>,
    objet: &str,
) -> Result<Vec<About>> {
    db.all(STATES_OF.with([objet.into(), structure.into(), ABOUT_SHOWN.into()]))
        .await
}

/// The statement that forgets every e-mail about these rows, a JSON list of ids.
pub(super) fn forget_about(objets: &str) -> Query {
    FORGET_ABOUT.with([objets.into()])
}

/// Forgets what is over, in bounded transactions.
pub(super) async fn forget(db: &Db, now: Moment) -> Result<()> {
    for _ in 0..ROUNDS_MAX {
        let (over, failed) = (now.plus_ms(-KEPT_MS), now.plus_ms(-4 * KEPT_MS));
        let long_over = now.plus_ms(-REQUEST_LINKS_KEPT_MS);
        let year_ago = now.plus_ms(-366 * DAY_MS);
        let forgotten = db
            .batch([
                FORGET_MAIL.with([over.into(), failed.into(), FORGET_ROWS.into()]),
                FORGET_LINKS.with([over.into(), FORGET_ROWS.into(), long_over.into()]),
                FORGET_JOURNAL.with([year_ago.into(), FORGET_ROWS.into()]),
            ])
            .await?;
        if forgotten.iter().all(|outcome| outcome.changes == 0) {
            break;
        }
    }
    Ok(())
}
