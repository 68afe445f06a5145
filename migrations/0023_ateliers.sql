-- The page of a dossier (seed 003, domain §4): who the person is, what the diagnosis says, the workshops agreed, planned and
-- attended, and what the holder knows the person by elsewhere. Notes and workshops follow the dossier to whoever holds it
-- next; links never do.

-- The language they speak best, ISO 639-1; NULL: French, or not asked.
ALTER TABLE dossier ADD COLUMN langue TEXT CHECK (length(langue) = 2);

-- What a link points at: a dossier and the structure that holds it.
CREATE UNIQUE INDEX dossier_of_its_holder ON dossier (id, structure_id);
-- What the night erases.
CREATE INDEX dossier_by_end ON dossier (depuis_at) WHERE statut = 'ARCHIVE';

-- The keys of the log to the structures it names.
CREATE INDEX dossier_evenement_by_former_holder ON dossier_evenement (de_structure_id);
CREATE INDEX dossier_evenement_by_next_holder ON dossier_evenement (vers_structure_id);

-- ------------------------------------------------------------------------------------------ who they are

-- The changes of who they are, one line a version: whoever comes second is shown what has changed.
CREATE TABLE dossier_modification (
    dossier_id    TEXT    NOT NULL REFERENCES dossier (id) ON DELETE CASCADE,
    -- The version it made.
    version       INTEGER NOT NULL CHECK (version > 1),
    -- Where whoever changed it works.
    structure_id  TEXT    NOT NULL,
    staff_user_id TEXT    NOT NULL REFERENCES staff_user (id),
    -- The fields, what they said and what they say since (dossier::page::change_rules).
    champs        TEXT    NOT NULL CHECK (json_valid(champs) AND json_type(champs) = 'array' AND length(champs) <= 8000),
    created_at    INTEGER NOT NULL,
    PRIMARY KEY (dossier_id, version)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER dossier_modification_never_changes BEFORE UPDATE ON dossier_modification
BEGIN
    SELECT RAISE(ABORT, 'dossier_modification is append-only');
END;

-- ------------------------------------------------------------------------------------------ the diagnosis

CREATE TABLE dossier_note (
    -- Also the key of the form: sent twice, it is one note.
    id            TEXT    NOT NULL PRIMARY KEY CHECK (length(id) = 22),
    dossier_id    TEXT    NOT NULL REFERENCES dossier (id) ON DELETE CASCADE,
    -- Where it was written; the dossier may be elsewhere since.
    structure_id  TEXT    NOT NULL REFERENCES structure (id),
    staff_user_id TEXT    NOT NULL REFERENCES staff_user (id),
    texte         TEXT    NOT NULL CHECK (length(texte) <= 2000),
    created_at    INTEGER NOT NULL,
    -- Taken back by whoever wrote it: that there was one stays, what it said does not.
    retiree_at    INTEGER,
    CHECK ((retiree_at IS NULL) = (texte <> ''))
) STRICT;

CREATE INDEX dossier_note_by_dossier ON dossier_note (dossier_id, created_at);
CREATE INDEX dossier_note_by_structure ON dossier_note (structure_id);

CREATE TRIGGER dossier_note_never_disappears BEFORE DELETE ON dossier_note
WHEN NOT EXISTS (SELECT 1 FROM dossier_effacement e WHERE e.dossier_id = OLD.dossier_id)
BEGIN
    SELECT RAISE(ABORT, 'a note goes with its dossier');
END;

-- ------------------------------------------------------------------------------------------ workshops

-- What was agreed with the person (« parcours convenu »).
CREATE TABLE parcours (
    dossier_id    TEXT    NOT NULL PRIMARY KEY REFERENCES dossier (id) ON DELETE CASCADE,
    -- Where it was agreed last.
    structure_id  TEXT    NOT NULL REFERENCES structure (id),
    ateliers      INTEGER NOT NULL CHECK (ateliers BETWEEN 1 AND 100),
    -- How long in all, where that was agreed too.
    minutes       INTEGER CHECK (minutes BETWEEN 30 AND 60000),
    version       INTEGER NOT NULL DEFAULT 1 CHECK (version > 0),
    staff_user_id TEXT    NOT NULL REFERENCES staff_user (id),
    updated_at    INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX parcours_by_structure ON parcours (structure_id);

CREATE TABLE parcours_ligne (
    dossier_id    TEXT    NOT NULL REFERENCES dossier (id) ON DELETE CASCADE,
    version       INTEGER NOT NULL CHECK (version > 0),
    structure_id  TEXT    NOT NULL,
    ateliers      INTEGER NOT NULL,
    minutes       INTEGER,
    staff_user_id TEXT    NOT NULL REFERENCES staff_user (id),
    created_at    INTEGER NOT NULL,
    PRIMARY KEY (dossier_id, version)
) STRICT, WITHOUT ROWID;

CREATE TABLE atelier (
    -- Also the key of the form: sent twice, it is one workshop.
    id            TEXT    NOT NULL PRIMARY KEY CHECK (length(id) = 22),
    dossier_id    TEXT    NOT NULL REFERENCES dossier (id) ON DELETE CASCADE,
    -- The structure that planned it, then the one that says what became of it: theirs is the workshop.
    structure_id  TEXT    NOT NULL REFERENCES structure (id),
    jour          TEXT    NOT NULL CHECK (jour GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    heure         TEXT    CHECK (heure GLOB '[0-2][0-9]:[0-5][0-9]'),
    -- A code of places::lists_rules::SERVICES, or « autre ».
    theme         TEXT    NOT NULL CHECK (length(theme) BETWEEN 1 AND 20),
    theme_texte   TEXT    CHECK (length(theme_texte) BETWEEN 1 AND 100),
    minutes       INTEGER NOT NULL CHECK (minutes BETWEEN 15 AND 600),
    statut        TEXT    NOT NULL DEFAULT 'PREVU' CHECK (statut IN ('PREVU', 'SUIVI', 'ABSENT', 'ANNULE')),
    version       INTEGER NOT NULL DEFAULT 1 CHECK (version > 0),
    -- Who wrote its last line.
    staff_user_id TEXT    NOT NULL REFERENCES staff_user (id),
    created_at    INTEGER NOT NULL,
    updated_at    INTEGER NOT NULL,
    CHECK (theme <> 'autre' OR theme_texte IS NOT NULL)
) STRICT;

CREATE INDEX atelier_by_dossier ON atelier (dossier_id, jour, id);
CREATE INDEX atelier_by_structure ON atelier (structure_id, jour);

-- All that a workshop has ever said, a line a version: nothing disappears silently.
CREATE TABLE atelier_ligne (
    atelier_id    TEXT    NOT NULL REFERENCES atelier (id) ON DELETE CASCADE,
    version       INTEGER NOT NULL CHECK (version > 0),
    dossier_id    TEXT    NOT NULL,
    structure_id  TEXT    NOT NULL,
    jour          TEXT    NOT NULL,
    heure         TEXT,
    theme         TEXT    NOT NULL,
    theme_texte   TEXT,
    minutes       INTEGER NOT NULL,
    statut        TEXT    NOT NULL CHECK (statut IN ('PREVU', 'SUIVI', 'ABSENT', 'ANNULE')),
    staff_user_id TEXT    NOT NULL REFERENCES staff_user (id),
    created_at    INTEGER NOT NULL,
    PRIMARY KEY (atelier_id, version)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER atelier_is_written AFTER INSERT ON atelier
BEGIN
    INSERT INTO atelier_ligne (atelier_id, version, dossier_id, structure_id, jour, heure, theme, theme_texte, minutes, statut, staff_user_id, created_at)
    VALUES (NEW.id, NEW.version, NEW.dossier_id, NEW.structure_id, NEW.jour, NEW.heure, NEW.theme, NEW.theme_texte, NEW.minutes, NEW.statut,
            NEW.staff_user_id, NEW.updated_at);
END;

CREATE TRIGGER atelier_is_written_again AFTER UPDATE ON atelier
BEGIN
    INSERT INTO atelier_ligne (atelier_id, version, dossier_id, structure_id, jour, heure, theme, theme_texte, minutes, statut, staff_user_id, created_at)
    VALUES (NEW.id, NEW.version, NEW.dossier_id, NEW.structure_id, NEW.jour, NEW.heure, NEW.theme, NEW.theme_texte, NEW.minutes, NEW.statut,
            NEW.staff_user_id, NEW.updated_at);
END;

CREATE TRIGGER atelier_keeps_its_place BEFORE UPDATE ON atelier
WHEN NEW.id <> OLD.id OR NEW.dossier_id <> OLD.dossier_id OR NEW.version <> OLD.version + 1
BEGIN
    SELECT RAISE(ABORT, 'atelier: the next version of the same workshop');
END;

CREATE TRIGGER atelier_never_disappears BEFORE DELETE ON atelier
WHEN NOT EXISTS (SELECT 1 FROM dossier_effacement e WHERE e.dossier_id = OLD.dossier_id)
BEGIN
    SELECT RAISE(ABORT, 'a workshop goes with its dossier');
END;

CREATE TRIGGER atelier_ligne_never_changes BEFORE UPDATE ON atelier_ligne
BEGIN
    SELECT RAISE(ABORT, 'atelier_ligne is append-only');
END;

CREATE TRIGGER atelier_ligne_never_shrinks BEFORE DELETE ON atelier_ligne
WHEN NOT EXISTS (SELECT 1 FROM dossier_effacement e WHERE e.dossier_id = OLD.dossier_id)
BEGIN
    SELECT RAISE(ABORT, 'atelier_ligne is append-only');
END;

CREATE TRIGGER parcours_is_written AFTER INSERT ON parcours
BEGIN
    INSERT INTO parcours_ligne (dossier_id, version, structure_id, ateliers, minutes, staff_user_id, created_at)
    VALUES (NEW.dossier_id, NEW.version, NEW.structure_id, NEW.ateliers, NEW.minutes, NEW.staff_user_id, NEW.updated_at);
END;

CREATE TRIGGER parcours_is_written_again AFTER UPDATE ON parcours
BEGIN
    INSERT INTO parcours_ligne (dossier_id, version, structure_id, ateliers, minutes, staff_user_id, created_at)
    VALUES (NEW.dossier_id, NEW.version, NEW.structure_id, NEW.ateliers, NEW.minutes, NEW.staff_user_id, NEW.updated_at);
END;

CREATE TRIGGER parcours_ligne_never_changes BEFORE UPDATE ON parcours_ligne
BEGIN
    SELECT RAISE(ABORT, 'parcours_ligne is append-only');
END;

-- ------------------------------------------------------------------------------------------ links

-- A request is named by its two sides: a link is to one's own.
CREATE UNIQUE INDEX orientation_of_its_receiver ON orientation (id, destinataire_id);

-- What the holder knows the person by elsewhere in its own house, with the person's agreement. The keys hold the promise: a
-- link is of the structure that holds the dossier, to a file or a request of that same structure, and of nobody else.
CREATE TABLE dossier_lien (
    id            TEXT    NOT NULL PRIMARY KEY CHECK (length(id) = 22),
    dossier_id    TEXT    NOT NULL,
    structure_id  TEXT    NOT NULL,
    -- One of the three: a domiciliation, a request sent, a request received.
    usager_id     TEXT,
    envoyee_id    TEXT,
    recue_id      TEXT,
    -- The day the person agreed, and who says so.
    accord_jour   TEXT    NOT NULL CHECK (accord_jour GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    staff_user_id TEXT    NOT NULL REFERENCES staff_user (id),
    created_at    INTEGER NOT NULL,
    CHECK ((usager_id IS NOT NULL) + (envoyee_id IS NOT NULL) + (recue_id IS NOT NULL) = 1),
    UNIQUE (dossier_id, usager_id),
    UNIQUE (dossier_id, envoyee_id),
    UNIQUE (dossier_id, recue_id),
    FOREIGN KEY (dossier_id, structure_id) REFERENCES dossier (id, structure_id) ON DELETE CASCADE,
    FOREIGN KEY (usager_id, structure_id) REFERENCES usager (id, structure_id) ON DELETE CASCADE,
    FOREIGN KEY (envoyee_id, structure_id) REFERENCES orientation (id, structure_id) ON DELETE CASCADE,
    FOREIGN KEY (recue_id, structure_id) REFERENCES orientation (id, destinataire_id) ON DELETE CASCADE
) STRICT;

CREATE INDEX dossier_lien_by_usager ON dossier_lien (usager_id, structure_id);
CREATE INDEX dossier_lien_by_envoyee ON dossier_lien (envoyee_id, structure_id);
CREATE INDEX dossier_lien_by_recue ON dossier_lien (recue_id, structure_id);

-- The agreement was for this house: elsewhere, and back again, it is asked for anew.
CREATE TRIGGER dossier_links_stay_behind BEFORE UPDATE OF structure_id ON dossier WHEN OLD.structure_id <> NEW.structure_id
BEGIN
    DELETE FROM dossier_lien WHERE dossier_id = OLD.id;
END;

-- A request whose names are gone would be named again by what leads to it.
CREATE TRIGGER dossier_links_forget_requests AFTER UPDATE OF anonyme_at ON orientation WHEN NEW.anonyme_at IS NOT NULL
BEGIN
    DELETE FROM dossier_lien WHERE envoyee_id = NEW.id;
    DELETE FROM dossier_lien WHERE recue_id = NEW.id;
END;
