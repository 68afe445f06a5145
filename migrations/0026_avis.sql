-- « Cette page vous a-t-elle aidé ? »: what readers of the help answer. Answers are counted by page and by day, and a row is kept of
-- those only that say something more. Nothing here leads to who answered.

CREATE TABLE avis_jour (
    -- A day in Paris, where the platform is run.
    jour TEXT    NOT NULL CHECK (jour GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    -- The address of a page of the help: /aide/…/.
    page TEXT    NOT NULL CHECK (length(page) BETWEEN 6 AND 200 AND page GLOB '/aide/*'),
    oui  INTEGER NOT NULL CHECK (oui >= 0),
    non  INTEGER NOT NULL CHECK (non >= 0),
    PRIMARY KEY (jour, page)
) STRICT, WITHOUT ROWID;

CREATE TABLE avis_commentaire (
    id          TEXT    NOT NULL PRIMARY KEY CHECK (length(id) = 22),
    page        TEXT    NOT NULL CHECK (length(page) BETWEEN 6 AND 200 AND page GLOB '/aide/*'),
    -- Did the page help?
    utile       INTEGER NOT NULL CHECK (utile IN (0, 1)),
    commentaire TEXT    NOT NULL CHECK (length(commentaire) BETWEEN 1 AND 500),
    created_at  INTEGER NOT NULL,
    traite      INTEGER NOT NULL DEFAULT 0 CHECK (traite IN (0, 1)),
    traite_at   INTEGER,
    -- The operateur who has dealt with it.
    traite_par  TEXT REFERENCES staff_user (id),
    CHECK ((traite = 1) = (traite_at IS NOT NULL) AND (traite = 1) = (traite_par IS NOT NULL))
) STRICT;

CREATE INDEX avis_commentaire_by_date ON avis_commentaire (traite, created_at, id);
CREATE INDEX avis_commentaire_by_staff ON avis_commentaire (traite_par) WHERE traite_par IS NOT NULL;

-- How many answers came from one place on one day.
CREATE TABLE avis_lieu (
    jour    TEXT    NOT NULL CHECK (jour GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    -- A hash of the address and of the day, under a key of the deployment: useless to whoever reads the database.
    cle     TEXT    NOT NULL CHECK (length(cle) = 43),
    nombre  INTEGER NOT NULL CHECK (nombre >= 1),
    -- The answer that was counted last: what the rest of its transaction waits for.
    dernier TEXT    NOT NULL CHECK (length(dernier) = 22),
    PRIMARY KEY (jour, cle)
) STRICT, WITHOUT ROWID;
