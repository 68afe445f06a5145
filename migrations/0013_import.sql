-- Importing a list of domiciliés: read and checked once, kept here until it is confirmed, then put among the files a
-- part at a time. Nobody sees anyone of it before all of them are there (content/projet/decisions/importer.md).
CREATE TABLE import (
    id               TEXT    NOT NULL PRIMARY KEY CHECK (length(id) = 22),
    structure_id     TEXT    NOT NULL REFERENCES structure (id),
    staff_user_id    TEXT    NOT NULL REFERENCES staff_user (id),
    -- The name of the file, as it came.
    fichier          TEXT    NOT NULL CHECK (length(fichier) BETWEEN 1 AND 200),
    -- The names of its columns that are not ours, which were left out.
    ignorees         TEXT    NOT NULL DEFAULT '' CHECK (length(ignorees) <= 1000),
    -- LECTURE: being kept. APERCU: shown, to be confirmed. EN_COURS: put in, unseen. HISTORIQUE: seen, their first lines
    -- being written. FAIT: done. RETRAIT: could not be done, being taken away. ECHEC: taken away.
    etat             TEXT    NOT NULL CHECK (etat IN ('LECTURE', 'APERCU', 'EN_COURS', 'HISTORIQUE', 'FAIT', 'RETRAIT', 'ECHEC')),
    -- Lines of the file that say something; those to be put in, already there, wrong.
    lignes           INTEGER NOT NULL CHECK (lignes >= 0),
    bonnes           INTEGER NOT NULL CHECK (bonnes >= 0),
    deja             INTEGER NOT NULL CHECK (deja >= 0),
    fausses          INTEGER NOT NULL CHECK (fausses >= 0),
    -- The highest number the file gives, and how many lines give none: these follow the highest of all.
    numero_max       INTEGER NOT NULL CHECK (numero_max >= 0),
    numero_base      INTEGER,
    -- How many parts there are, and how many are through the present step.
    lots             INTEGER NOT NULL CHECK (lots >= 0),
    fait             INTEGER NOT NULL DEFAULT 0 CHECK (fait >= 0),
    -- How many people came of it.
    inscrits         INTEGER NOT NULL DEFAULT 0 CHECK (inscrits >= 0),
    -- How often in a row a part failed.
    essais           INTEGER NOT NULL DEFAULT 0 CHECK (essais >= 0),
    created_at       INTEGER NOT NULL,
    touche_at        INTEGER NOT NULL,
    confirme_at      INTEGER,
    fini_at          INTEGER,
    UNIQUE (id, structure_id)
) STRICT;

CREATE INDEX import_by_structure ON import (structure_id, created_at, id);
-- One at a time in a structure; and those that have stopped on the way.
CREATE UNIQUE INDEX import_running ON import (structure_id) WHERE etat IN ('EN_COURS', 'HISTORIQUE', 'RETRAIT');
CREATE INDEX import_stalled ON import (touche_at) WHERE etat IN ('EN_COURS', 'HISTORIQUE', 'RETRAIT');
-- Those that nobody has confirmed.
CREATE INDEX import_waiting ON import (created_at) WHERE etat IN ('LECTURE', 'APERCU');

-- What was read, some lines a row: the people to be put in, or what the page shows (its first lines, its errors).
CREATE TABLE import_lot (
    import_id    TEXT    NOT NULL,
    structure_id TEXT    NOT NULL,
    genre        TEXT    NOT NULL CHECK (genre IN ('PERSONNES', 'APERCU', 'ERREURS')),
    rang         INTEGER NOT NULL CHECK (rang >= 0),
    contenu      TEXT    NOT NULL CHECK (json_valid(contenu)),
    PRIMARY KEY (import_id, genre, rang),
    FOREIGN KEY (import_id, structure_id) REFERENCES import (id, structure_id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

-- The import that is putting this file there: until it is done, nobody sees the file and nothing counts it.
ALTER TABLE usager ADD COLUMN import_id TEXT;
CREATE INDEX usager_of_import ON usager (structure_id, import_id) WHERE import_id IS NOT NULL;

-- The counts of the tabs, as before but for those whom nobody sees yet.
DROP TRIGGER usager_is_counted;
CREATE TRIGGER usager_is_counted AFTER INSERT ON usager WHEN NEW.import_id IS NULL
BEGIN
    INSERT INTO usager_compte (structure_id, statut, nombre) VALUES (NEW.structure_id, NEW.statut, 1)
    ON CONFLICT (structure_id, statut) DO UPDATE SET nombre = nombre + 1;
END;

CREATE TRIGGER usager_is_counted_once_seen AFTER UPDATE OF import_id ON usager WHEN OLD.import_id IS NOT NULL AND NEW.import_id IS NULL
BEGIN
    INSERT INTO usager_compte (structure_id, statut, nombre) VALUES (NEW.structure_id, NEW.statut, 1)
    ON CONFLICT (structure_id, statut) DO UPDATE SET nombre = nombre + 1;
END;

DROP TRIGGER usager_counts_no_more;
CREATE TRIGGER usager_counts_no_more AFTER DELETE ON usager WHEN OLD.import_id IS NULL
BEGIN
    UPDATE usager_compte SET nombre = nombre - 1 WHERE structure_id = OLD.structure_id AND statut = OLD.statut;
END;

DROP TRIGGER usager_is_counted_elsewhere;
CREATE TRIGGER usager_is_counted_elsewhere AFTER UPDATE OF statut ON usager WHEN OLD.statut <> NEW.statut AND OLD.import_id IS NULL
BEGIN
    UPDATE usager_compte SET nombre = nombre - 1 WHERE structure_id = OLD.structure_id AND statut = OLD.statut;
    INSERT INTO usager_compte (structure_id, statut, nombre) VALUES (NEW.structure_id, NEW.statut, 1)
    ON CONFLICT (structure_id, statut) DO UPDATE SET nombre = nombre + 1;
END;
