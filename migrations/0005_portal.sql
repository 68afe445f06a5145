-- Every identifier ever given, so that none serves twice, not even after a file is erased (domain §1: unique for ever).
CREATE TABLE portal_identifiant (
    -- 8 random letters A–Z.
    identifiant TEXT NOT NULL PRIMARY KEY CHECK (identifiant GLOB '[A-Z][A-Z][A-Z][A-Z][A-Z][A-Z][A-Z][A-Z]')
) STRICT, WITHOUT ROWID;

-- A domicilié's access to the portal.
CREATE TABLE portal_account (
    usager_id              TEXT    NOT NULL PRIMARY KEY,
    structure_id           TEXT    NOT NULL,
    identifiant            TEXT    NOT NULL UNIQUE REFERENCES portal_identifiant (identifiant),
    actif                  INTEGER NOT NULL CHECK (actif IN (0, 1)),
    password_hash          TEXT    NOT NULL CHECK (password_hash LIKE '$argon2id$%'),
    -- The end of a temporary password; NULL once the person has chosen their own.
    temporary_until_at     INTEGER,
    -- Between the temporary password and the choice of the new one: the ticket that lets the browser choose, and its end.
    choice_token_hash      TEXT    UNIQUE CHECK (length(choice_token_hash) = 43),
    choice_until_at        INTEGER,
    -- Grows each time credentials are issued or the access is closed: of two people who press at once, one is told.
    -- The second never issues another letter, nor opens what the first has closed.
    edition                INTEGER NOT NULL DEFAULT 1 CHECK (edition > 0),
    created_at             INTEGER NOT NULL,
    last_login_at          INTEGER,
    -- usager.cle_tri, kept here by the triggers below: the accounts are listed by name.
    cle_tri                TEXT    NOT NULL DEFAULT '',
    FOREIGN KEY (usager_id, structure_id) REFERENCES usager (id, structure_id),
    CHECK ((choice_token_hash IS NULL) = (choice_until_at IS NULL)),
    CHECK (choice_token_hash IS NULL OR temporary_until_at IS NOT NULL)
) STRICT;

CREATE INDEX portal_account_by_structure ON portal_account (structure_id, actif);
-- The lists of « Comptes du portail »: those who never came in, those who did, and by their last sign-in.
CREATE INDEX portal_account_never_by_nom ON portal_account (structure_id, cle_tri, usager_id)
    WHERE actif = 1 AND temporary_until_at IS NOT NULL AND last_login_at IS NULL;
CREATE INDEX portal_account_active_by_nom ON portal_account (structure_id, cle_tri, usager_id)
    WHERE actif = 1 AND (temporary_until_at IS NULL OR last_login_at IS NOT NULL);
CREATE INDEX portal_account_closed_by_nom ON portal_account (structure_id, cle_tri, usager_id) WHERE actif = 0;
CREATE INDEX portal_account_by_login ON portal_account (structure_id, last_login_at, usager_id)
    WHERE actif = 1 AND last_login_at IS NOT NULL;

CREATE TRIGGER portal_account_is_sorted AFTER INSERT ON portal_account
BEGIN
    UPDATE portal_account SET cle_tri = (SELECT u.cle_tri FROM usager u WHERE u.id = NEW.usager_id AND u.structure_id = NEW.structure_id)
    WHERE usager_id = NEW.usager_id AND structure_id = NEW.structure_id;
END;

CREATE TRIGGER portal_account_follows_the_name AFTER UPDATE OF cle_tri ON usager WHEN OLD.cle_tri <> NEW.cle_tri
BEGIN
    UPDATE portal_account SET cle_tri = NEW.cle_tri WHERE usager_id = NEW.id AND structure_id = NEW.structure_id;
END;

-- How many accounts a structure has in each state: the counts of the lists, kept rather than counted.
CREATE TABLE portal_compte (
    structure_id TEXT    NOT NULL REFERENCES structure (id),
    etat         TEXT    NOT NULL CHECK (etat IN ('JAMAIS', 'ACTIVE', 'FERME')),
    nombre       INTEGER NOT NULL CHECK (nombre >= 0),
    PRIMARY KEY (structure_id, etat)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER portal_account_is_counted AFTER INSERT ON portal_account
BEGIN
    INSERT INTO portal_compte (structure_id, etat, nombre)
    VALUES (NEW.structure_id,
            CASE WHEN NEW.actif = 0 THEN 'FERME' WHEN NEW.temporary_until_at IS NOT NULL AND NEW.last_login_at IS NULL THEN 'JAMAIS' ELSE 'ACTIVE' END, 1)
    ON CONFLICT (structure_id, etat) DO UPDATE SET nombre = nombre + 1;
END;

CREATE TRIGGER portal_account_is_counted_elsewhere AFTER UPDATE OF actif, temporary_until_at, last_login_at ON portal_account
WHEN CASE WHEN OLD.actif = 0 THEN 'FERME' WHEN OLD.temporary_until_at IS NOT NULL AND OLD.last_login_at IS NULL THEN 'JAMAIS' ELSE 'ACTIVE' END
  <> CASE WHEN NEW.actif = 0 THEN 'FERME' WHEN NEW.temporary_until_at IS NOT NULL AND NEW.last_login_at IS NULL THEN 'JAMAIS' ELSE 'ACTIVE' END
BEGIN
    UPDATE portal_compte SET nombre = nombre - 1 WHERE structure_id = OLD.structure_id
       AND etat = CASE WHEN OLD.actif = 0 THEN 'FERME' WHEN OLD.temporary_until_at IS NOT NULL AND OLD.last_login_at IS NULL THEN 'JAMAIS' ELSE 'ACTIVE' END;
    INSERT INTO portal_compte (structure_id, etat, nombre)
    VALUES (NEW.structure_id,
            CASE WHEN NEW.actif = 0 THEN 'FERME' WHEN NEW.temporary_until_at IS NOT NULL AND NEW.last_login_at IS NULL THEN 'JAMAIS' ELSE 'ACTIVE' END, 1)
    ON CONFLICT (structure_id, etat) DO UPDATE SET nombre = nombre + 1;
END;

CREATE TRIGGER portal_account_counts_no_more AFTER DELETE ON portal_account
BEGIN
    UPDATE portal_compte SET nombre = nombre - 1 WHERE structure_id = OLD.structure_id
       AND etat = CASE WHEN OLD.actif = 0 THEN 'FERME' WHEN OLD.temporary_until_at IS NOT NULL AND OLD.last_login_at IS NULL THEN 'JAMAIS' ELSE 'ACTIVE' END;
END;

CREATE TABLE portal_session (
    token_hash   TEXT    NOT NULL PRIMARY KEY CHECK (length(token_hash) = 43),
    usager_id    TEXT    NOT NULL,
    structure_id TEXT    NOT NULL,
    -- A shared computer: the session sleeps after 10 minutes instead of 30.
    partage      INTEGER NOT NULL CHECK (partage IN (0, 1)),
    created_at   INTEGER NOT NULL,
    last_seen_at INTEGER NOT NULL,
    expires_at   INTEGER NOT NULL,
    FOREIGN KEY (usager_id, structure_id) REFERENCES usager (id, structure_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX portal_session_by_usager ON portal_session (structure_id, usager_id);
CREATE INDEX portal_session_by_end ON portal_session (expires_at);

-- Failed sign-ins, counted for an account or for a browser that knows it, whether the account exists or not.
-- `subject` is the SHA-256 of what is counted: no identifier and no address is kept here.
CREATE TABLE softlock (
    subject        TEXT    NOT NULL PRIMARY KEY CHECK (length(subject) = 43),
    failures       INTEGER NOT NULL CHECK (failures >= 0),
    locked_until_at INTEGER NOT NULL,
    day_started_at INTEGER NOT NULL,
    day_tries      INTEGER NOT NULL CHECK (day_tries >= 0)
) STRICT, WITHOUT ROWID;

CREATE INDEX softlock_by_day ON softlock (day_started_at);

-- Browsers that have signed in to an account before (OWASP « device cookie »): a stranger's failures don't lock them out.
CREATE TABLE known_device (
    token_hash TEXT    NOT NULL CHECK (length(token_hash) = 43),
    -- The same SHA-256 as softlock.subject of the account.
    account    TEXT    NOT NULL CHECK (length(account) = 43),
    expires_at INTEGER NOT NULL,
    PRIMARY KEY (account, token_hash)
) STRICT, WITHOUT ROWID;

CREATE INDEX known_device_by_token ON known_device (token_hash);
CREATE INDEX known_device_by_end ON known_device (expires_at);
