-- What an administrateur keeps of their structure (« Structure »), beyond its name and postal address.
ALTER TABLE structure ADD COLUMN genre TEXT CHECK (genre IN ('CCAS', 'CIAS', 'ASSOCIATION'));
-- The number of the agrément that lets an association receive mail for people (CASF, art. L264-6).
ALTER TABLE structure ADD COLUMN agrement TEXT CHECK (length(agrement) BETWEEN 1 AND 50);
ALTER TABLE structure ADD COLUMN email TEXT CHECK (length(email) BETWEEN 3 AND 254);
-- Where people come, when it is not where letters are sent: the whole address or none of it.
ALTER TABLE structure ADD COLUMN accueil_adresse TEXT CHECK (length(accueil_adresse) BETWEEN 1 AND 300);
ALTER TABLE structure ADD COLUMN accueil_code_postal TEXT CHECK (length(accueil_code_postal) = 5);
ALTER TABLE structure ADD COLUMN accueil_ville TEXT CHECK (length(accueil_ville) BETWEEN 1 AND 100);
-- Opening hours in the syntax of OpenStreetMap. `horaires` keeps them in words, for the worker that knows nothing else;
-- it holds free words where nobody has given the hours day by day yet.
ALTER TABLE structure ADD COLUMN horaires_osm TEXT CHECK (length(horaires_osm) BETWEEN 1 AND 500);
-- What the portal shows of it.
ALTER TABLE structure ADD COLUMN montre_horaires INTEGER NOT NULL DEFAULT 1 CHECK (montre_horaires IN (0, 1));
ALTER TABLE structure ADD COLUMN montre_telephone INTEGER NOT NULL DEFAULT 1 CHECK (montre_telephone IN (0, 1));
ALTER TABLE structure ADD COLUMN montre_email INTEGER NOT NULL DEFAULT 0 CHECK (montre_email IN (0, 1));
-- How many times « Structure » was saved: two who change it at once are told.
ALTER TABLE structure ADD COLUMN version INTEGER NOT NULL DEFAULT 0;

-- The days it is closed besides: first and last included.
CREATE TABLE fermeture (
    id            TEXT    NOT NULL PRIMARY KEY CHECK (length(id) = 22),
    structure_id  TEXT    NOT NULL REFERENCES structure (id),
    debut         TEXT    NOT NULL CHECK (debut GLOB '????-??-??'),
    fin           TEXT    NOT NULL CHECK (fin GLOB '????-??-??' AND fin >= debut),
    motif         TEXT    CHECK (length(motif) BETWEEN 1 AND 100),
    staff_user_id TEXT    NOT NULL REFERENCES staff_user (id),
    created_at    INTEGER NOT NULL
) STRICT;

CREATE INDEX fermeture_by_end ON fermeture (structure_id, fin);
