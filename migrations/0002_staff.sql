-- A person working for a structure, with one role; an operateur works for none.
CREATE TABLE staff_user (
    id            TEXT    NOT NULL PRIMARY KEY CHECK (length(id) = 22),
    structure_id  TEXT    REFERENCES structure (id),
    role          TEXT    NOT NULL CHECK (role IN ('FACTEUR', 'AGENT', 'INSTRUCTEUR', 'GESTIONNAIRE', 'ADMINISTRATEUR', 'OPERATEUR')),
    prenom        TEXT    NOT NULL CHECK (length(prenom) BETWEEN 1 AND 100),
    nom           TEXT    NOT NULL CHECK (length(nom) BETWEEN 1 AND 100),
    -- Lower case; the name under which the person signs in.
    email         TEXT    NOT NULL UNIQUE CHECK (email = lower(email) AND length(email) BETWEEN 3 AND 254),
    password_hash TEXT    NOT NULL CHECK (password_hash LIKE '$argon2id$%'),
    created_at    INTEGER NOT NULL,
    last_login_at INTEGER,
    CHECK ((role = 'OPERATEUR') = (structure_id IS NULL))
) STRICT;

CREATE INDEX staff_user_by_structure ON staff_user (structure_id, nom, prenom);

CREATE TABLE staff_session (
    token_hash    TEXT    NOT NULL PRIMARY KEY CHECK (length(token_hash) = 43),
    staff_user_id TEXT    NOT NULL REFERENCES staff_user (id) ON DELETE CASCADE,
    created_at    INTEGER NOT NULL,
    last_seen_at  INTEGER NOT NULL,
    expires_at    INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX staff_session_by_user ON staff_session (staff_user_id);
CREATE INDEX staff_session_by_end ON staff_session (expires_at);
