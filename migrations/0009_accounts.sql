-- The accounts of those who work in structures: what one may still do, and who is invited.

-- A removed person's row stays, since the lines they wrote name it; nothing of the account works any more.
ALTER TABLE staff_user ADD COLUMN statut TEXT NOT NULL DEFAULT 'ACTIF' CHECK (statut IN ('ACTIF', 'SUSPENDU', 'RETIRE'));
-- What they are called at work; shown to their colleagues.
ALTER TABLE staff_user ADD COLUMN fonction TEXT NOT NULL DEFAULT '' CHECK (length(fonction) <= 100);

-- Someone who may have an account once they have chosen a password; the row goes then, or when it is taken back. Its id
-- becomes that of the account.
CREATE TABLE invitation (
    id           TEXT    NOT NULL PRIMARY KEY CHECK (length(id) = 22),
    structure_id TEXT    NOT NULL REFERENCES structure (id),
    role         TEXT    NOT NULL CHECK (role IN ('FACTEUR', 'AGENT', 'INSTRUCTEUR', 'GESTIONNAIRE', 'ADMINISTRATEUR')),
    prenom       TEXT    NOT NULL CHECK (length(prenom) BETWEEN 1 AND 100),
    nom          TEXT    NOT NULL CHECK (length(nom) BETWEEN 1 AND 100),
    email        TEXT    NOT NULL CHECK (email = lower(email) AND length(email) BETWEEN 3 AND 254),
    -- A member of the structure, or an operateur.
    invited_by   TEXT    NOT NULL REFERENCES staff_user (id),
    created_at   INTEGER NOT NULL,
    UNIQUE (structure_id, email)
) STRICT;
