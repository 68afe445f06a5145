-- Imports of the places of digital mediation by an operateur, a part at a time (as those of services, 0019_services.sql), and
-- what finds again the places of a source.

-- What a source no longer holds: its places that this import has not seen.
CREATE INDEX lieu_by_source ON lieu (source, import_id) WHERE structure_id IS NULL AND retire = 0;

CREATE TABLE lieu_import (
    id            TEXT    NOT NULL PRIMARY KEY CHECK (length(id) = 22),
    staff_user_id TEXT    NOT NULL REFERENCES staff_user (id),
    -- The name of the file, as it came.
    fichier       TEXT    NOT NULL CHECK (length(fichier) BETWEEN 1 AND 200),
    -- LECTURE: being kept. APERCU: shown, to be confirmed. EN_COURS: put in. RETRAIT: what the file no longer holds is
    -- withdrawn. FAIT: done. ECHEC: stopped by failures; what is in stays, and the same file can be sent again.
    etat          TEXT    NOT NULL CHECK (etat IN ('LECTURE', 'APERCU', 'EN_COURS', 'RETRAIT', 'FAIT', 'ECHEC')),
    -- Withdraw the places of these sources that the file no longer holds?
    retirer       INTEGER NOT NULL DEFAULT 0 CHECK (retirer IN (0, 1)),
    -- A JSON array of the sources of the file.
    sources       TEXT    NOT NULL DEFAULT '[]' CHECK (json_valid(sources) AND json_type(sources) = 'array'),
    -- Rows of the file to be put in; rows refused; values left out.
    lieux         INTEGER NOT NULL CHECK (lieux >= 0),
    refuses       INTEGER NOT NULL CHECK (refuses >= 0),
    remarques     INTEGER NOT NULL CHECK (remarques >= 0),
    -- Places of its sources that are here and not in the file, counted up to 1 001 when it was read.
    absents       INTEGER NOT NULL DEFAULT 0 CHECK (absents >= 0),
    lots          INTEGER NOT NULL CHECK (lots >= 0),
    fait          INTEGER NOT NULL DEFAULT 0 CHECK (fait >= 0),
    -- Places added or changed; left as they are, because a structure keeps them up to date here; withdrawn.
    ecrits        INTEGER NOT NULL DEFAULT 0 CHECK (ecrits >= 0),
    tenus         INTEGER NOT NULL DEFAULT 0 CHECK (tenus >= 0),
    retires       INTEGER NOT NULL DEFAULT 0 CHECK (retires >= 0),
    -- How often in a row a part failed.
    essais        INTEGER NOT NULL DEFAULT 0 CHECK (essais >= 0),
    created_at    INTEGER NOT NULL,
    touche_at     INTEGER NOT NULL,
    confirme_at   INTEGER,
    fini_at       INTEGER,
    -- One at a time: this is the same in all that run.
    seul          INTEGER NOT NULL DEFAULT 1 CHECK (seul = 1)
) STRICT;

CREATE INDEX lieu_import_by_date ON lieu_import (created_at, id);
CREATE UNIQUE INDEX lieu_import_running ON lieu_import (seul) WHERE etat IN ('EN_COURS', 'RETRAIT');
CREATE INDEX lieu_import_stalled ON lieu_import (touche_at) WHERE etat IN ('EN_COURS', 'RETRAIT');
CREATE INDEX lieu_import_unconfirmed ON lieu_import (staff_user_id) WHERE etat IN ('LECTURE', 'APERCU');
CREATE INDEX lieu_import_waiting ON lieu_import (created_at) WHERE etat IN ('LECTURE', 'APERCU');

-- What was read, some rows of the file a row: the places to be put in; after them the ids of rows refused that say which place
-- they are (it is still there, and is not withdrawn); the rows refused; the values left out.
CREATE TABLE lieu_import_lot (
    import_id TEXT    NOT NULL REFERENCES lieu_import (id) ON DELETE CASCADE,
    genre     TEXT    NOT NULL CHECK (genre IN ('LIEUX', 'GARDES', 'REFUS', 'REMARQUES')),
    rang      INTEGER NOT NULL CHECK (rang >= 0),
    contenu   TEXT    NOT NULL CHECK (json_valid(contenu)),
    PRIMARY KEY (import_id, genre, rang)
) STRICT, WITHOUT ROWID;
