-- Dossiers and carnets (seed 003, domain §4). A dossier has one holder at any instant; its log is what moves it: a line of
-- dossier_evenement is written on a condition, and a trigger carries the dossier where the line says. Nothing else moves it,
-- so that the log replays to the present state.

CREATE TABLE dossier (
    id             TEXT    NOT NULL PRIMARY KEY CHECK (length(id) = 22),
    -- The number of the booklet: 3 digits and 3 letters, « 000ysz ».
    carnet         TEXT    NOT NULL UNIQUE CHECK (carnet GLOB '[0-9][0-9][0-9][a-z][a-z][a-z]'),
    -- Who holds it.
    structure_id   TEXT    NOT NULL REFERENCES structure (id),
    statut         TEXT    NOT NULL DEFAULT 'ORIENTATION' CHECK (statut IN ('ORIENTATION', 'PRISE_EN_CHARGE', 'ARCHIVE')),
    -- How many lines its log has: a form tells which it has seen, and of several sent at once one is the next.
    rang           INTEGER NOT NULL DEFAULT 0 CHECK (rang >= 0),
    -- Since when it is where it is; what undoes a move puts it back at its place.
    depuis_at      INTEGER NOT NULL,
    nom            TEXT    NOT NULL CHECK (length(nom) BETWEEN 1 AND 100),
    prenom         TEXT    NOT NULL CHECK (length(prenom) BETWEEN 1 AND 100),
    -- The surname folded to its letters (dossier::rules::name_key): « Récupérer » compares it.
    cle_nom        TEXT    NOT NULL CHECK (length(cle_nom) BETWEEN 1 AND 400),
    -- What the search box finds it by (dossier::rules::search_keys): a JSON array; dossier_cle follows it.
    cles           TEXT    NOT NULL CHECK (json_valid(cles) AND json_type(cles) = 'array' AND length(cles) <= 8000),
    date_naissance TEXT    CHECK (date_naissance GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    telephone      TEXT    CHECK (length(telephone) BETWEEN 1 AND 20),
    courriel       TEXT    CHECK (length(courriel) BETWEEN 3 AND 254),
    autre_contact  TEXT    CHECK (length(autre_contact) BETWEEN 1 AND 300),
    -- Counts the changes of who they are: two who write at once lose nothing. A move does not change it.
    version        INTEGER NOT NULL DEFAULT 1 CHECK (version > 0),
    created_at     INTEGER NOT NULL,
    updated_at     INTEGER NOT NULL
) STRICT;

-- A tab, in its order.
CREATE INDEX dossier_by_statut ON dossier (structure_id, statut, depuis_at, id);
-- The same person twice?
CREATE INDEX dossier_by_person ON dossier (structure_id, cle_nom, date_naissance);

-- Dossiers that are erased: whoever erases one says so first, and that stays a year. The
-- number on the booklet is not given again meanwhile.
CREATE TABLE dossier_effacement (
    dossier_id    TEXT    NOT NULL PRIMARY KEY CHECK (length(dossier_id) = 22),
    structure_id  TEXT    NOT NULL REFERENCES structure (id),
    carnet        TEXT    NOT NULL,
    cause         TEXT    NOT NULL CHECK (cause IN ('DEMANDE', 'DELAI')),
    -- NULL: the night's work.
    staff_user_id TEXT    REFERENCES staff_user (id),
    created_at    INTEGER NOT NULL,
    CHECK ((cause = 'DELAI') = (staff_user_id IS NULL))
) STRICT, WITHOUT ROWID;

CREATE INDEX dossier_effacement_by_carnet ON dossier_effacement (carnet);
CREATE INDEX dossier_effacement_by_structure ON dossier_effacement (structure_id, created_at DESC);
CREATE INDEX dossier_effacement_by_age ON dossier_effacement (created_at);

CREATE TRIGGER dossier_effacement_never_changes BEFORE UPDATE ON dossier_effacement
BEGIN
    SELECT RAISE(ABORT, 'dossier_effacement is append-only');
END;

-- The log. Its lines are only added, and go with the dossier.
CREATE TABLE dossier_evenement (
    -- Also the key of the form: a form sent twice is one line.
    id              TEXT    NOT NULL PRIMARY KEY CHECK (length(id) = 22),
    dossier_id      TEXT    NOT NULL REFERENCES dossier (id) ON DELETE CASCADE,
    rang            INTEGER NOT NULL CHECK (rang > 0),
    genre           TEXT    NOT NULL CHECK (genre IN ('CREATION', 'PRISE_EN_CHARGE', 'ARCHIVAGE', 'REOUVERTURE', 'REORIENTATION',
                                    'RECUPERATION', 'ANNULATION')),
    -- Whose doing it is.
    structure_id    TEXT    NOT NULL REFERENCES structure (id),
    staff_user_id   TEXT    NOT NULL REFERENCES staff_user (id),
    -- Their name as it was: a former colleague is still named.
    staff_nom       TEXT    NOT NULL CHECK (length(staff_nom) BETWEEN 1 AND 210),
    -- Where it was; NULL: it has just been created.
    de_structure_id TEXT    REFERENCES structure (id),
    de_statut       TEXT    CHECK (de_statut IN ('ORIENTATION', 'PRISE_EN_CHARGE', 'ARCHIVE')),
    de_depuis_at    INTEGER,
    -- Where it goes.
    vers_structure_id TEXT  NOT NULL REFERENCES structure (id),
    vers_statut     TEXT    NOT NULL CHECK (vers_statut IN ('ORIENTATION', 'PRISE_EN_CHARGE', 'ARCHIVE')),
    vers_depuis_at  INTEGER NOT NULL,
    -- A code of dossier::rules (why it is archived, why it is fetched back), and words of one's own.
    motif           TEXT    CHECK (length(motif) BETWEEN 1 AND 40),
    texte           TEXT    CHECK (length(texte) BETWEEN 1 AND 2000),
    -- The place of the public map it was sent to.
    lieu_id         TEXT    CHECK (length(lieu_id) = 22),
    -- Which line it undoes, by its rang.
    annule          INTEGER CHECK (annule > 0),
    created_at      INTEGER NOT NULL,
    UNIQUE (dossier_id, rang),
    CHECK ((genre = 'CREATION') = (rang = 1)),
    CHECK ((genre = 'CREATION') = (de_structure_id IS NULL)),
    CHECK ((de_structure_id IS NULL) = (de_statut IS NULL) AND (de_statut IS NULL) = (de_depuis_at IS NULL)),
    CHECK ((genre = 'ANNULATION') = (annule IS NOT NULL)),
    CHECK (annule IS NULL OR annule = rang - 1),
    CHECK (genre NOT IN ('REORIENTATION', 'RECUPERATION') OR vers_structure_id <> de_structure_id),
    CHECK (genre NOT IN ('PRISE_EN_CHARGE', 'ARCHIVAGE', 'REOUVERTURE') OR vers_structure_id = de_structure_id),
    CHECK (genre <> 'PRISE_EN_CHARGE' OR (de_statut = 'ORIENTATION' AND vers_statut = 'PRISE_EN_CHARGE')),
    CHECK (genre <> 'ARCHIVAGE' OR (de_statut <> 'ARCHIVE' AND vers_statut = 'ARCHIVE' AND motif IS NOT NULL)),
    CHECK (genre <> 'REOUVERTURE' OR (de_statut = 'ARCHIVE' AND vers_statut = 'ORIENTATION')),
    CHECK (genre <> 'REORIENTATION' OR (de_statut <> 'ARCHIVE' AND vers_statut = 'ORIENTATION')),
    CHECK (genre NOT IN ('CREATION', 'RECUPERATION') OR vers_statut = 'ORIENTATION'),
    CHECK (genre <> 'RECUPERATION' OR motif IS NOT NULL)
) STRICT;

-- The lines of a structure: those it wrote.
CREATE INDEX dossier_evenement_by_structure ON dossier_evenement (structure_id, created_at, id);

-- A line begins where the dossier is, and is the next one.
CREATE TRIGGER dossier_evenement_follows BEFORE INSERT ON dossier_evenement
WHEN NOT EXISTS (
    SELECT 1 FROM dossier d
    WHERE d.id = NEW.dossier_id AND d.rang = NEW.rang - 1
      AND d.structure_id = coalesce(NEW.de_structure_id, NEW.vers_structure_id)
      AND d.statut = coalesce(NEW.de_statut, NEW.vers_statut)
      AND d.depuis_at = coalesce(NEW.de_depuis_at, NEW.vers_depuis_at))
BEGIN
    SELECT RAISE(ABORT, 'dossier_evenement: not where the dossier is');
END;

-- What undoes a line goes back to where that line began.
CREATE TRIGGER dossier_evenement_undoes_the_last BEFORE INSERT ON dossier_evenement
WHEN NEW.annule IS NOT NULL AND NOT EXISTS (
    SELECT 1 FROM dossier_evenement e
    WHERE e.dossier_id = NEW.dossier_id AND e.rang = NEW.annule AND e.genre NOT IN ('CREATION', 'RECUPERATION', 'ANNULATION')
      AND e.de_structure_id = NEW.vers_structure_id AND e.de_statut = NEW.vers_statut AND e.de_depuis_at = NEW.vers_depuis_at)
BEGIN
    SELECT RAISE(ABORT, 'dossier_evenement: undoes no such line');
END;

CREATE TRIGGER dossier_evenement_moves AFTER INSERT ON dossier_evenement
BEGIN
    UPDATE dossier SET structure_id = NEW.vers_structure_id, statut = NEW.vers_statut, depuis_at = NEW.vers_depuis_at, rang = NEW.rang
    WHERE id = NEW.dossier_id;
END;

CREATE TRIGGER dossier_evenement_never_changes BEFORE UPDATE ON dossier_evenement
BEGIN
    SELECT RAISE(ABORT, 'dossier_evenement is append-only');
END;

CREATE TRIGGER dossier_evenement_never_shrinks BEFORE DELETE ON dossier_evenement
WHEN NOT EXISTS (SELECT 1 FROM dossier_effacement e WHERE e.dossier_id = OLD.dossier_id)
BEGIN
    SELECT RAISE(ABORT, 'dossier_evenement is append-only');
END;

-- Nothing but its log moves a dossier.
CREATE TRIGGER dossier_moves_by_its_log BEFORE UPDATE OF id, carnet, structure_id, statut, depuis_at, rang ON dossier
WHEN NOT (NEW.id = OLD.id AND NEW.carnet = OLD.carnet AND NEW.rang = OLD.rang + 1 AND EXISTS (
    SELECT 1 FROM dossier_evenement e
    WHERE e.dossier_id = OLD.id AND e.rang = NEW.rang AND e.vers_structure_id = NEW.structure_id
      AND e.vers_statut = NEW.statut AND e.vers_depuis_at = NEW.depuis_at))
BEGIN
    SELECT RAISE(ABORT, 'a dossier is moved by its log');
END;

CREATE TRIGGER dossier_begins_at_the_beginning BEFORE INSERT ON dossier WHEN NEW.rang <> 0 OR NEW.statut <> 'ORIENTATION'
BEGIN
    SELECT RAISE(ABORT, 'a dossier is moved by its log');
END;

CREATE TRIGGER dossier_never_disappears BEFORE DELETE ON dossier
WHEN NOT EXISTS (SELECT 1 FROM dossier_effacement e WHERE e.dossier_id = OLD.id AND e.structure_id = OLD.structure_id)
BEGIN
    SELECT RAISE(ABORT, 'a dossier is erased by saying so');
END;

-- ------------------------------------------------------------------------------------------ counts

-- How many dossiers a structure has in each tab: kept rather than counted.
CREATE TABLE dossier_compte (
    structure_id TEXT    NOT NULL REFERENCES structure (id),
    statut       TEXT    NOT NULL,
    nombre       INTEGER NOT NULL CHECK (nombre >= 0),
    PRIMARY KEY (structure_id, statut)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER dossier_is_counted AFTER INSERT ON dossier
BEGIN
    INSERT INTO dossier_compte (structure_id, statut, nombre) VALUES (NEW.structure_id, NEW.statut, 1)
    ON CONFLICT (structure_id, statut) DO UPDATE SET nombre = nombre + 1;
END;

CREATE TRIGGER dossier_is_counted_elsewhere AFTER UPDATE OF structure_id, statut ON dossier
WHEN OLD.structure_id <> NEW.structure_id OR OLD.statut <> NEW.statut
BEGIN
    UPDATE dossier_compte SET nombre = nombre - 1 WHERE structure_id = OLD.structure_id AND statut = OLD.statut;
    INSERT INTO dossier_compte (structure_id, statut, nombre) VALUES (NEW.structure_id, NEW.statut, 1)
    ON CONFLICT (structure_id, statut) DO UPDATE SET nombre = nombre + 1;
END;

CREATE TRIGGER dossier_is_counted_no_more AFTER DELETE ON dossier
BEGIN
    UPDATE dossier_compte SET nombre = nombre - 1 WHERE structure_id = OLD.structure_id AND statut = OLD.statut;
END;

-- ------------------------------------------------------------------------------------------ search

-- What the search box of the holder finds a dossier by. It follows dossier.cles and the holder.
CREATE TABLE dossier_cle (
    structure_id TEXT NOT NULL REFERENCES structure (id),
    cle          TEXT NOT NULL CHECK (length(cle) BETWEEN 1 AND 400),
    dossier_id   TEXT NOT NULL REFERENCES dossier (id) ON DELETE CASCADE,
    PRIMARY KEY (structure_id, cle, dossier_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX dossier_cle_by_dossier ON dossier_cle (dossier_id);

CREATE TRIGGER dossier_is_found AFTER INSERT ON dossier
BEGIN
    INSERT OR IGNORE INTO dossier_cle (structure_id, cle, dossier_id)
    SELECT NEW.structure_id, k.value, NEW.id FROM json_each(NEW.cles) k;
END;

CREATE TRIGGER dossier_is_found_elsewhere AFTER UPDATE OF structure_id, cles ON dossier
WHEN OLD.structure_id <> NEW.structure_id OR OLD.cles <> NEW.cles
BEGIN
    DELETE FROM dossier_cle WHERE dossier_id = OLD.id;
    INSERT OR IGNORE INTO dossier_cle (structure_id, cle, dossier_id)
    SELECT NEW.structure_id, k.value, NEW.id FROM json_each(NEW.cles) k;
END;

-- ------------------------------------------------------------------------------------------ « Récupérer un dossier »

-- Each try, whatever it came to, without the name nor the number that was typed: five an hour a person, twenty a structure.
CREATE TABLE dossier_essai (
    -- Also the key of the form.
    id            TEXT    NOT NULL PRIMARY KEY CHECK (length(id) = 22),
    structure_id  TEXT    NOT NULL REFERENCES structure (id),
    staff_user_id TEXT    NOT NULL REFERENCES staff_user (id),
    created_at    INTEGER NOT NULL
) STRICT;

CREATE INDEX dossier_essai_by_staff ON dossier_essai (staff_user_id, created_at);
CREATE INDEX dossier_essai_by_structure ON dossier_essai (structure_id, created_at);
CREATE INDEX dossier_essai_by_age ON dossier_essai (created_at);
