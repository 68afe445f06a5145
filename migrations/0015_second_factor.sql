-- The second factor of those who work in structures and of operateurs (content/projet/decisions/double-authentification.md).
CREATE TABLE second_facteur (
    staff_user_id TEXT    NOT NULL PRIMARY KEY REFERENCES staff_user (id) ON DELETE CASCADE,
    -- Sealed under a key of the environment, whose number comes first, and bound to the account: of no use elsewhere.
    secret        TEXT    NOT NULL CHECK (secret GLOB '[1-9].*' AND length(secret) BETWEEN 40 AND 200),
    -- The last step of 30 seconds whose code was taken: a code serves once.
    etape         INTEGER NOT NULL CHECK (etape >= 0),
    -- Who took it: drawn at each taking, so that the rest of a batch knows whether it did.
    prise         TEXT    NOT NULL CHECK (length(prise) = 22),
    -- The line of the audit log of the last change: of two changes at once, one is told.
    version       TEXT    NOT NULL CHECK (length(version) = 22),
    created_at    INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- For whoever has lost their telephone: ten codes, each of which serves once.
CREATE TABLE code_secours (
    staff_user_id TEXT    NOT NULL REFERENCES staff_user (id) ON DELETE CASCADE,
    code_hash     TEXT    NOT NULL CHECK (length(code_hash) = 43),
    used_at       INTEGER,
    prise         TEXT    CHECK (length(prise) = 22),
    PRIMARY KEY (staff_user_id, code_hash),
    CHECK ((used_at IS NULL) = (prise IS NULL))
) STRICT, WITHOUT ROWID;

-- Between the password and the code there is no session: a ticket, which serves once and for ten minutes.
CREATE TABLE connexion_attente (
    token_hash    TEXT    NOT NULL PRIMARY KEY CHECK (length(token_hash) = 43),
    staff_user_id TEXT    NOT NULL REFERENCES staff_user (id) ON DELETE CASCADE,
    created_at    INTEGER NOT NULL,
    expires_at    INTEGER NOT NULL CHECK (expires_at > created_at)
) STRICT, WITHOUT ROWID;

CREATE INDEX connexion_attente_by_user ON connexion_attente (staff_user_id);
CREATE INDEX connexion_attente_by_end ON connexion_attente (expires_at);

-- When the second factor was last proved in this session.
ALTER TABLE staff_session ADD COLUMN prouve_at INTEGER;

-- Whoever changes the password, or keeps the person out, ends what waits on the former one.
CREATE TRIGGER staff_user_ends_what_waits AFTER UPDATE OF password_hash, role, statut ON staff_user
WHEN OLD.password_hash <> NEW.password_hash OR OLD.role <> NEW.role OR NEW.statut <> 'ACTIF'
BEGIN
    DELETE FROM connexion_attente WHERE staff_user_id = NEW.id;
END;

-- Nothing of a removed person's account works any more.
CREATE TRIGGER staff_user_leaves_no_factor AFTER UPDATE OF statut ON staff_user WHEN NEW.statut = 'RETIRE'
BEGIN
    DELETE FROM code_secours WHERE staff_user_id = NEW.id;
    DELETE FROM second_facteur WHERE staff_user_id = NEW.id;
END;
