-- Files that are erased: asked for at the desk, or two years after the last contact (desk::erasing::rules). The ledger and
-- the history refuse every DELETE but those of a file that stands here: whoever erases says so first, and that stays.
CREATE TABLE effacement (
    -- The file that is gone: its id leads nowhere any more.
    usager_id     TEXT    NOT NULL PRIMARY KEY CHECK (length(usager_id) = 22),
    structure_id  TEXT    NOT NULL REFERENCES structure (id),
    -- The number it had on paper.
    numero        INTEGER NOT NULL,
    cause         TEXT    NOT NULL CHECK (cause IN ('DEMANDE', 'DELAI')),
    -- Erased together: the key of the form, or of one round of the night.
    lot           TEXT    NOT NULL CHECK (length(lot) = 22),
    -- NULL: the night's work.
    staff_user_id TEXT    REFERENCES staff_user (id),
    created_at    INTEGER NOT NULL,
    CHECK ((cause = 'DELAI') = (staff_user_id IS NULL))
) STRICT, WITHOUT ROWID;

CREATE INDEX effacement_by_lot ON effacement (lot);
CREATE INDEX effacement_by_structure ON effacement (structure_id, created_at DESC);
CREATE INDEX effacement_by_age ON effacement (created_at);

CREATE TRIGGER effacement_never_changes BEFORE UPDATE ON effacement
BEGIN
    SELECT RAISE(ABORT, 'effacement is append-only');
END;

DROP TRIGGER mail_line_never_shrinks;
CREATE TRIGGER mail_line_never_shrinks BEFORE DELETE ON mail_line
WHEN NOT EXISTS (SELECT 1 FROM effacement e WHERE e.usager_id = OLD.usager_id AND e.structure_id = OLD.structure_id)
BEGIN
    SELECT RAISE(ABORT, 'mail_line is append-only');
END;

DROP TRIGGER historique_never_shrinks;
CREATE TRIGGER historique_never_shrinks BEFORE DELETE ON historique
WHEN NOT EXISTS (SELECT 1 FROM effacement e WHERE e.usager_id = OLD.usager_id AND e.structure_id = OLD.structure_id)
BEGIN
    SELECT RAISE(ABORT, 'historique is append-only');
END;

-- A sign-in that was no visit is a log, and goes after a year; one that was a visit goes with the file.
DROP TRIGGER portal_login_never_shrinks;
CREATE TRIGGER portal_login_never_shrinks BEFORE DELETE ON portal_login
WHEN NOT (OLD.passage = 0 AND OLD.created_at < (unixepoch() - 364 * 86400) * 1000)
 AND NOT EXISTS (SELECT 1 FROM effacement e WHERE e.usager_id = OLD.usager_id AND e.structure_id = OLD.structure_id)
BEGIN
    SELECT RAISE(ABORT, 'portal_login is append-only');
END;

CREATE INDEX portal_login_by_age ON portal_login (created_at) WHERE passage = 0;

-- When the person was last dealt with: seen, decided upon, or entered.
ALTER TABLE usager ADD COLUMN contact_at INTEGER GENERATED ALWAYS AS (max(created_at, coalesce(dernier_passage_at, 0), coalesce(decided_at, 0))) VIRTUAL;
CREATE INDEX usager_by_contact ON usager (contact_at) WHERE courrier_pending + recommande_pending + colis_pending = 0;
