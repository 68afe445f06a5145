-- What a change writes beside itself: the e-mails it sends, the links they carry, and the line of the audit log.

-- A secret link sent by e-mail. What leads to it is in `lien_jeton`; here is what it is for.
CREATE TABLE lien (
    id           TEXT    NOT NULL PRIMARY KEY CHECK (length(id) = 22),
    structure_id TEXT    REFERENCES structure (id),
    -- What the link lets one do, in capitals; each room has its own codes.
    genre        TEXT    NOT NULL CHECK (genre GLOB '[A-Z]*' AND length(genre) BETWEEN 1 AND 40),
    -- What it is about: an id of the room that made it.
    objet_id     TEXT    NOT NULL CHECK (length(objet_id) = 22),
    -- What else that room must know when the link is followed, such as a new address.
    pour         TEXT    CHECK (length(pour) <= 300),
    created_at   INTEGER NOT NULL,
    expires_at   INTEGER NOT NULL,
    -- When it was used or taken back: a link serves once.
    ended_at     INTEGER,
    CHECK (expires_at > created_at)
) STRICT;

CREATE INDEX lien_by_objet ON lien (objet_id, genre, created_at);
CREATE INDEX lien_by_end ON lien (expires_at);

-- The tokens of a link: one each time its message is built, so that a message sent anew works as the first one does.
CREATE TABLE lien_jeton (
    token_hash TEXT NOT NULL PRIMARY KEY CHECK (length(token_hash) = 43),
    lien_id    TEXT NOT NULL REFERENCES lien (id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

CREATE INDEX lien_jeton_by_lien ON lien_jeton (lien_id);

-- An e-mail to send, written in the same transaction as the change it speaks of.
CREATE TABLE courriel (
    id           TEXT    NOT NULL PRIMARY KEY CHECK (length(id) = 22),
    structure_id TEXT    REFERENCES structure (id),
    genre        TEXT    NOT NULL CHECK (genre GLOB '[A-Z]*' AND length(genre) BETWEEN 1 AND 40),
    -- The folder of its templates.
    modele       TEXT    NOT NULL CHECK (length(modele) BETWEEN 1 AND 60),
    destinataire TEXT    NOT NULL CHECK (length(destinataire) BETWEEN 3 AND 254),
    -- What the templates say; emptied once it is sent. Never a token.
    donnees      TEXT    NOT NULL CHECK (json_valid(donnees) AND length(donnees) <= 100000),
    lien_id      TEXT    REFERENCES lien (id) ON DELETE SET NULL,
    -- Does it carry a link? Stays known when the link is gone.
    avec_lien    INTEGER NOT NULL DEFAULT 0 CHECK (avec_lien IN (0, 1)),
    -- What it is about, for the room that asks what became of it.
    objet_id     TEXT    CHECK (length(objet_id) = 22),
    etat         TEXT    NOT NULL DEFAULT 'ATTENTE' CHECK (etat IN ('ATTENTE', 'PRIS', 'ENVOYE', 'ECHEC', 'ANNULE')),
    essais       INTEGER NOT NULL DEFAULT 0 CHECK (essais >= 0),
    -- When it may be taken (again): not before this while it waits, the end of the lease while somebody sends it.
    suite_at     INTEGER,
    -- Who sends it: drawn at each taking, so that only the last one says what became of it.
    prise        TEXT    CHECK (length(prise) = 22),
    -- Why the last try failed; no address, no word of the message.
    erreur       TEXT    CHECK (length(erreur) <= 200),
    created_at   INTEGER NOT NULL,
    sent_at      INTEGER,
    CHECK ((etat IN ('ATTENTE', 'PRIS')) = (suite_at IS NOT NULL)),
    CHECK (avec_lien = 1 OR lien_id IS NULL)
) STRICT;

CREATE INDEX courriel_by_suite ON courriel (suite_at) WHERE suite_at IS NOT NULL;
CREATE INDEX courriel_failed ON courriel (etat, created_at DESC) WHERE etat = 'ECHEC';
CREATE INDEX courriel_by_objet ON courriel (objet_id, created_at) WHERE objet_id IS NOT NULL;
CREATE INDEX courriel_by_lien ON courriel (lien_id) WHERE lien_id IS NOT NULL;
CREATE INDEX courriel_by_age ON courriel (created_at);

-- The audit log: who did what in a structure's administration. Lines are only added; what is over a year old may go.
CREATE TABLE journal (
    id            TEXT    NOT NULL PRIMARY KEY CHECK (length(id) = 22),
    -- None for what concerns the platform alone.
    structure_id  TEXT    REFERENCES structure (id),
    -- Who did it; none for what happens by itself.
    staff_user_id TEXT    REFERENCES staff_user (id),
    evenement     TEXT    NOT NULL CHECK (evenement GLOB '[A-Z]*' AND length(evenement) BETWEEN 1 AND 60),
    -- What the event's own words need; never a secret.
    detail        TEXT    NOT NULL DEFAULT '{}' CHECK (json_valid(detail) AND length(detail) <= 4000),
    created_at    INTEGER NOT NULL
) STRICT;

CREATE INDEX journal_by_structure ON journal (structure_id, created_at DESC, id DESC);
CREATE INDEX journal_by_person ON journal (staff_user_id, evenement, created_at DESC);
CREATE INDEX journal_by_age ON journal (created_at);

CREATE TRIGGER journal_never_changes BEFORE UPDATE ON journal
BEGIN
    SELECT RAISE(ABORT, 'journal is append-only');
END;

CREATE TRIGGER journal_keeps_a_year BEFORE DELETE ON journal WHEN OLD.created_at > (unixepoch() - 365 * 86400) * 1000
BEGIN
    SELECT RAISE(ABORT, 'journal is append-only');
END;

-- What refers to a structure, when one is created: the database looks there.
CREATE INDEX lien_by_structure ON lien (structure_id);
CREATE INDEX courriel_by_structure ON courriel (structure_id);
