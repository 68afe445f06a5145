-- Messages to domiciliés: mail waits, the échéance comes near, nobody has seen them for long
-- (content/projet/decisions/notifications.md).

-- What a structure sends, when, and by which way. No row: nothing goes out.
CREATE TABLE notification (
    structure_id  TEXT    NOT NULL PRIMARY KEY REFERENCES structure (id),
    courrier      INTEGER NOT NULL CHECK (courrier IN (0, 1)),
    echeance      INTEGER NOT NULL CHECK (echeance IN (0, 1)),
    absence_60    INTEGER NOT NULL CHECK (absence_60 IN (0, 1)),
    absence_80    INTEGER NOT NULL CHECK (absence_80 IN (0, 1)),
    par_email     INTEGER NOT NULL CHECK (par_email IN (0, 1)),
    par_sms       INTEGER NOT NULL CHECK (par_sms IN (0, 1)),
    -- The days: Monday is 1, Tuesday 2, Wednesday 4… Sunday 64, added up.
    jours         INTEGER NOT NULL CHECK (jours BETWEEN 0 AND 127),
    -- The hour, on the structure's own clock.
    heure         INTEGER NOT NULL CHECK (heure BETWEEN 0 AND 23),
    -- How many SMS a month at most, as they are billed; 0: none.
    sms_par_mois  INTEGER NOT NULL CHECK (sms_par_mois BETWEEN 0 AND 100000),
    -- When messages go out next; 0: to be reckoned anew; NULL: never.
    suivant_at    INTEGER,
    -- Grows with each change: of two who save at once, the second is told.
    version       INTEGER NOT NULL DEFAULT 1
) STRICT, WITHOUT ROWID;

CREATE INDEX notification_due ON notification (suivant_at) WHERE suivant_at IS NOT NULL;

-- Another clock: the next hour is reckoned anew by the next sweep.
CREATE TRIGGER notification_has_another_clock AFTER UPDATE OF fuseau ON structure WHEN OLD.fuseau <> NEW.fuseau
BEGIN
    UPDATE notification SET suivant_at = 0 WHERE structure_id = NEW.id AND suivant_at IS NOT NULL;
END;

-- One sending: everybody of one structure, one after the other.
CREATE TABLE notification_tour (
    id           TEXT    NOT NULL PRIMARY KEY CHECK (length(id) = 22),
    structure_id TEXT    NOT NULL REFERENCES structure (id),
    -- The hour it is for.
    du_at        INTEGER NOT NULL,
    -- The month its SMS count for.
    mois         TEXT    NOT NULL CHECK (mois GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]'),
    etat         TEXT    NOT NULL DEFAULT 'EN_COURS' CHECK (etat IN ('EN_COURS', 'FAIT')),
    -- The last person done.
    curseur      TEXT    NOT NULL DEFAULT '',
    -- Messages written, and what became of them.
    emails       INTEGER NOT NULL DEFAULT 0,
    sms          INTEGER NOT NULL DEFAULT 0,
    envoyes      INTEGER NOT NULL DEFAULT 0,
    echoues      INTEGER NOT NULL DEFAULT 0,
    touche_at    INTEGER NOT NULL,
    created_at   INTEGER NOT NULL,
    UNIQUE (structure_id, du_at),
    UNIQUE (id, structure_id)
) STRICT;

CREATE UNIQUE INDEX notification_tour_running ON notification_tour (structure_id) WHERE etat = 'EN_COURS';
CREATE INDEX notification_tour_stalled ON notification_tour (touche_at) WHERE etat = 'EN_COURS';
CREATE INDEX notification_tour_by_age ON notification_tour (created_at);

-- How many SMS a structure has used up in a month, as they are billed.
CREATE TABLE notification_sms (
    structure_id TEXT    NOT NULL REFERENCES structure (id),
    mois         TEXT    NOT NULL CHECK (mois GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]'),
    nombre       INTEGER NOT NULL CHECK (nombre >= 0),
    PRIMARY KEY (structure_id, mois)
) STRICT, WITHOUT ROWID;

-- What a person wants to get. No row: nothing was ever asked for.
CREATE TABLE notification_souhait (
    structure_id  TEXT    NOT NULL,
    usager_id     TEXT    NOT NULL,
    par_email     INTEGER NOT NULL CHECK (par_email IN (0, 1)),
    par_sms       INTEGER NOT NULL CHECK (par_sms IN (0, 1)),
    -- Who recorded it last; NULL: the person, on their portal or by the link of an e-mail.
    staff_user_id TEXT    REFERENCES staff_user (id),
    accord_at     INTEGER NOT NULL,
    -- The number was refused for good: no SMS until somebody records the wish again.
    sms_refuse_at INTEGER,
    -- The last message that said that mail waits, and the last SMS.
    courrier_at   INTEGER,
    sms_at        INTEGER,
    version       INTEGER NOT NULL DEFAULT 1,
    PRIMARY KEY (structure_id, usager_id),
    FOREIGN KEY (usager_id, structure_id) REFERENCES usager (id, structure_id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

CREATE INDEX notification_souhait_by_usager ON notification_souhait (usager_id, structure_id);
-- Those who get something, person after person.
CREATE INDEX notification_souhait_wanted ON notification_souhait (structure_id, usager_id) WHERE par_email + par_sms > 0;

-- What was said to whom, so that it is said once: of an échéance, of a last visit, of a sending.
CREATE TABLE notification_dit (
    structure_id TEXT    NOT NULL,
    usager_id    TEXT    NOT NULL,
    genre        TEXT    NOT NULL CHECK (genre IN ('COURRIER', 'ECHEANCE', 'ABSENCE_60', 'ABSENCE_80')),
    -- The sending that said it.
    tour_id      TEXT    NOT NULL CHECK (length(tour_id) = 22),
    -- When the latest mail came in, the échéance, or the last visit.
    periode      TEXT    NOT NULL CHECK (length(periode) BETWEEN 1 AND 20),
    created_at   INTEGER NOT NULL,
    PRIMARY KEY (structure_id, usager_id, genre, periode),
    FOREIGN KEY (usager_id, structure_id) REFERENCES usager (id, structure_id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

CREATE INDEX notification_dit_by_usager ON notification_dit (usager_id, structure_id);
CREATE INDEX notification_dit_by_age ON notification_dit (created_at);

-- The outbox learns a second way, and which sending a message is of.
ALTER TABLE courriel ADD COLUMN canal TEXT NOT NULL DEFAULT 'EMAIL' CHECK (canal IN ('EMAIL', 'SMS'));
ALTER TABLE courriel ADD COLUMN tour_id TEXT REFERENCES notification_tour (id);

CREATE INDEX courriel_failed_of_structure ON courriel (structure_id, created_at DESC) WHERE etat = 'ECHEC' AND tour_id IS NOT NULL;
CREATE INDEX courriel_by_tour ON courriel (tour_id) WHERE tour_id IS NOT NULL;

CREATE TRIGGER notification_is_written AFTER INSERT ON courriel WHEN NEW.tour_id IS NOT NULL
BEGIN
    UPDATE notification_tour SET emails = emails + (NEW.canal = 'EMAIL'), sms = sms + (NEW.canal = 'SMS')
    WHERE id = NEW.tour_id AND structure_id = NEW.structure_id;
END;

CREATE TRIGGER notification_is_sent AFTER UPDATE OF etat ON courriel
WHEN NEW.tour_id IS NOT NULL AND NEW.etat = 'ENVOYE' AND OLD.etat <> 'ENVOYE'
BEGIN
    UPDATE notification_tour SET envoyes = envoyes + 1 WHERE id = NEW.tour_id AND structure_id = NEW.structure_id;
END;

CREATE TRIGGER notification_has_failed AFTER UPDATE OF etat ON courriel
WHEN NEW.tour_id IS NOT NULL AND NEW.etat = 'ECHEC' AND OLD.etat <> 'ECHEC'
BEGIN
    UPDATE notification_tour SET echoues = echoues + 1 WHERE id = NEW.tour_id AND structure_id = NEW.structure_id;
END;
