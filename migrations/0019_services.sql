-- What structures offer to people who are accompanied elsewhere (seed 002, domain §3). A service is of a structure that
-- has an account here, or was imported from data·inclusion and is of one that has none: requests can be sent to both.
-- Codes (publics, themes, modes…) are those of data·inclusion v1: what is imported and what is written here are one thing.
CREATE TABLE service (
    -- Its place in the directory, the newest last; also its number in the index below.
    rang               INTEGER NOT NULL PRIMARY KEY,
    id                 TEXT    NOT NULL UNIQUE CHECK (length(id) = 22),
    structure_id       TEXT    REFERENCES structure (id),
    -- Where it was imported from, and what it is called there.
    source             TEXT    CHECK (length(source) BETWEEN 1 AND 100),
    source_id          TEXT    CHECK (length(source_id) BETWEEN 1 AND 200),
    -- Whoever offers it, in the words people know it by.
    porteur            TEXT    NOT NULL CHECK (length(porteur) BETWEEN 1 AND 200),
    nom                TEXT    NOT NULL CHECK (length(nom) BETWEEN 3 AND 150),
    description        TEXT    NOT NULL CHECK (length(description) BETWEEN 5 AND 10000),
    type_service       TEXT    CHECK (type_service IN ('accompagnement', 'aide-financiere', 'aide-materielle', 'atelier', 'formation', 'information')),
    -- Lists: JSON arrays of texts.
    themes             TEXT    NOT NULL DEFAULT '[]' CHECK (json_valid(themes) AND json_type(themes) = 'array' AND json_array_length(themes) <= 16),
    publics            TEXT    NOT NULL DEFAULT '[]' CHECK (json_valid(publics) AND json_type(publics) = 'array' AND json_array_length(publics) <= 14),
    -- Who may ask (usagers, professionnels) and how.
    mobilisable_par    TEXT    NOT NULL DEFAULT '[]' CHECK (json_valid(mobilisable_par) AND json_type(mobilisable_par) = 'array' AND json_array_length(mobilisable_par) <= 2),
    modes_orientation  TEXT    NOT NULL DEFAULT '[]' CHECK (json_valid(modes_orientation) AND json_type(modes_orientation) = 'array' AND json_array_length(modes_orientation) <= 4),
    lien               TEXT    CHECK (length(lien) BETWEEN 8 AND 500),
    modes_accueil      TEXT    NOT NULL DEFAULT '[]' CHECK (json_valid(modes_accueil) AND json_type(modes_accueil) = 'array' AND json_array_length(modes_accueil) <= 2),
    conditions         TEXT    CHECK (length(conditions) BETWEEN 1 AND 5000),
    -- In the structure's own order and words.
    criteres           TEXT    NOT NULL DEFAULT '[]' CHECK (json_valid(criteres) AND json_type(criteres) = 'array' AND json_array_length(criteres) <= 20),
    documents          TEXT    NOT NULL DEFAULT '[]' CHECK (json_valid(documents) AND json_type(documents) = 'array' AND json_array_length(documents) <= 20),
    adresse            TEXT    CHECK (length(adresse) BETWEEN 1 AND 300),
    complement_adresse TEXT    CHECK (length(complement_adresse) BETWEEN 1 AND 300),
    code_postal        TEXT    CHECK (code_postal GLOB '[0-9][0-9][0-9][0-9][0-9]'),
    commune            TEXT    CHECK (length(commune) BETWEEN 1 AND 100),
    code_insee         TEXT    CHECK (length(code_insee) = 5),
    latitude           REAL    CHECK (latitude BETWEEN -90 AND 90),
    longitude          REAL    CHECK (longitude BETWEEN -180 AND 180),
    contact_nom        TEXT    CHECK (length(contact_nom) BETWEEN 1 AND 150),
    courriel           TEXT    CHECK (length(courriel) BETWEEN 3 AND 254),
    telephone          TEXT    CHECK (length(telephone) BETWEEN 1 AND 20),
    -- May everyone read the contact's name and e-mail address? Those of open data are public already.
    contact_public     INTEGER NOT NULL DEFAULT 0 CHECK (contact_public IN (0, 1)),
    frais              TEXT    CHECK (frais IN ('gratuit', 'payant')),
    frais_precisions   TEXT    CHECK (length(frais_precisions) BETWEEN 1 AND 500),
    duree_heures       INTEGER CHECK (duree_heures BETWEEN 1 AND 168),
    duree_semaines     INTEGER CHECK (duree_semaines BETWEEN 1 AND 520),
    statut             TEXT    NOT NULL DEFAULT 'BROUILLON' CHECK (statut IN ('BROUILLON', 'PUBLIE', 'RETIRE')),
    -- Is its structure active? Kept by a trigger: a list reads what it shows, and no service of a suspended structure.
    visible            INTEGER NOT NULL DEFAULT 1 CHECK (visible IN (0, 1)),
    -- Taken out by an operateur: no import puts it back.
    ecarte             INTEGER NOT NULL DEFAULT 0 CHECK (ecarte IN (0, 1)),
    version            INTEGER NOT NULL DEFAULT 1 CHECK (version > 0),
    -- The day its source says it was last looked at.
    source_maj         TEXT    CHECK (source_maj GLOB '????-??-??'),
    -- The import that has last seen it: what a file no longer holds can be withdrawn.
    import_id          TEXT,
    -- Answers to its requests, and how long they took together: the mean delay, kept as answers come.
    reponses           INTEGER NOT NULL DEFAULT 0 CHECK (reponses >= 0),
    reponses_ms        INTEGER NOT NULL DEFAULT 0 CHECK (reponses_ms >= 0),
    created_at         INTEGER NOT NULL,
    updated_at         INTEGER NOT NULL,
    UNIQUE (source, source_id),
    CHECK ((source IS NULL) = (source_id IS NULL)),
    CHECK (structure_id IS NOT NULL OR source IS NOT NULL),
    CHECK (ecarte = 0 OR statut = 'RETIRE')
) STRICT;

CREATE INDEX service_by_structure ON service (structure_id, rang);
CREATE INDEX service_by_statut ON service (statut, visible, rang);
-- Withdrawn services that still name somebody.
CREATE INDEX service_to_forget ON service (updated_at)
    WHERE statut = 'RETIRE' AND coalesce(contact_nom, courriel, telephone) IS NOT NULL;
CREATE INDEX service_by_import ON service (source, statut, import_id);

-- The directory's index: words of what a service is and of where it is, begun or whole, without accents; and signs of what
-- it can be filtered by, one word each. FTS5 is part of SQLite and of D1. It keeps no text of its own: it can be made
-- again from the view (content/projet/decisions/services.md).
CREATE VIRTUAL TABLE service_recherche USING fts5 (
    mots, lieu, signes, content = '', contentless_delete = 1, tokenize = 'unicode61 remove_diacritics 2', prefix = '1 2 3'
);

-- What the index holds of each service that everyone may see.
CREATE VIEW service_indexe AS
SELECT s.rang,
       replace(replace(replace(replace(s.nom || ' ' || s.porteur || ' ' || s.themes || ' ' || substr(s.description, 1, 300),
               'œ', 'oe'), 'Œ', 'oe'), 'æ', 'ae'), 'Æ', 'ae') AS mots,
       coalesce(replace(replace(s.commune, 'œ', 'oe'), 'Œ', 'oe'), '') AS lieu,
       coalesce('cp' || s.code_postal, '') || ' ' || coalesce('cp' || lower(s.code_insee), '') || ' ' || coalesce('dep' || lower(CASE
           WHEN s.code_insee GLOB '9[78]*' THEN substr(s.code_insee, 1, 3)
           WHEN s.code_insee IS NOT NULL THEN substr(s.code_insee, 1, 2)
           WHEN s.code_postal GLOB '9[78]*' THEN substr(s.code_postal, 1, 3)
           WHEN s.code_postal GLOB '20[01]*' THEN '2A'
           WHEN s.code_postal GLOB '20*' THEN '2B'
           ELSE substr(s.code_postal, 1, 2) END), '')
       || coalesce((SELECT group_concat(' th' || replace(t.value, '-', ''), '') FROM json_each(s.themes) t), '')
       || coalesce((SELECT group_concat(' pu' || replace(p.value, '-', ''), '') FROM json_each(s.publics) p), ' putouspublics')
       -- Where everything happens at a distance, every place is the right one.
       || CASE s.modes_accueil WHEN '["a-distance"]' THEN ' distance' ELSE '' END AS signes
FROM service s WHERE s.statut = 'PUBLIE' AND s.visible = 1;

CREATE TRIGGER service_is_found AFTER INSERT ON service WHEN NEW.statut = 'PUBLIE'
BEGIN
    INSERT INTO service_recherche (rowid, mots, lieu, signes)
    SELECT i.rang, i.mots, i.lieu, i.signes FROM service_indexe i WHERE i.rang = NEW.rang;
END;

CREATE TRIGGER service_is_found_as_it_is
AFTER UPDATE OF statut, visible, nom, porteur, description, themes, publics, modes_accueil, commune, code_postal, code_insee ON service
WHEN (OLD.statut, OLD.visible, OLD.nom, OLD.porteur, OLD.description, OLD.themes, OLD.publics, OLD.modes_accueil, OLD.commune,
      OLD.code_postal, OLD.code_insee)
  IS NOT (NEW.statut, NEW.visible, NEW.nom, NEW.porteur, NEW.description, NEW.themes, NEW.publics, NEW.modes_accueil, NEW.commune,
      NEW.code_postal, NEW.code_insee)
BEGIN
    DELETE FROM service_recherche WHERE rowid = OLD.rang;
    INSERT INTO service_recherche (rowid, mots, lieu, signes)
    SELECT i.rang, i.mots, i.lieu, i.signes FROM service_indexe i WHERE i.rang = NEW.rang;
END;

CREATE TRIGGER service_is_found_no_more AFTER DELETE ON service
BEGIN
    DELETE FROM service_recherche WHERE rowid = OLD.rang;
END;

-- A service bears the name of its structure.
CREATE TRIGGER service_bears_its_structure_s_name AFTER UPDATE OF nom ON structure WHEN OLD.nom <> NEW.nom
BEGIN
    UPDATE service SET porteur = NEW.nom WHERE structure_id = NEW.id AND source IS NULL;
END;

-- A structure that is suspended offers nothing: at most the 200 services that it keeps.
CREATE TRIGGER service_is_seen_while_its_structure_is_active AFTER UPDATE OF statut ON structure WHEN OLD.statut <> NEW.statut
BEGIN
    UPDATE service SET visible = (NEW.statut = 'ACTIVE') WHERE structure_id = NEW.id;
END;

-- Importing services from data·inclusion, by an operateur: read and checked, kept here, then put in the directory a part at
-- a time by the queue of imports (content/projet/decisions/services.md).
CREATE TABLE service_import (
    id            TEXT    NOT NULL PRIMARY KEY CHECK (length(id) = 22),
    staff_user_id TEXT    NOT NULL REFERENCES staff_user (id),
    -- The names of the two files, as they came.
    fichiers      TEXT    NOT NULL CHECK (length(fichiers) BETWEEN 1 AND 420),
    -- LECTURE: being kept. APERCU: shown, to be confirmed. EN_COURS: put in. RETRAIT: what the file no longer holds is
    -- withdrawn. FAIT: done. ECHEC: stopped by failures; what is in stays, and the same files can be sent again.
    etat          TEXT    NOT NULL CHECK (etat IN ('LECTURE', 'APERCU', 'EN_COURS', 'RETRAIT', 'FAIT', 'ECHEC')),
    -- Withdraw the services of these sources that the file no longer holds?
    retirer       INTEGER NOT NULL DEFAULT 0 CHECK (retirer IN (0, 1)),
    -- A JSON array of the sources of the file.
    sources       TEXT    NOT NULL DEFAULT '[]' CHECK (json_valid(sources) AND json_type(sources) = 'array'),
    -- Lines of the files; services to be put in; lines refused.
    structures    INTEGER NOT NULL CHECK (structures >= 0),
    services      INTEGER NOT NULL CHECK (services >= 0),
    refuses       INTEGER NOT NULL CHECK (refuses >= 0),
    -- Services of its sources that are in the directory and not in the files, counted up to 1 001 when they were read.
    absents       INTEGER NOT NULL DEFAULT 0 CHECK (absents >= 0),
    lots          INTEGER NOT NULL CHECK (lots >= 0),
    fait          INTEGER NOT NULL DEFAULT 0 CHECK (fait >= 0),
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

CREATE INDEX service_import_by_date ON service_import (created_at, id);
CREATE UNIQUE INDEX service_import_running ON service_import (seul) WHERE etat IN ('EN_COURS', 'RETRAIT');
CREATE INDEX service_import_stalled ON service_import (touche_at) WHERE etat IN ('EN_COURS', 'RETRAIT');
CREATE INDEX service_import_unconfirmed ON service_import (staff_user_id) WHERE etat IN ('LECTURE', 'APERCU');
CREATE INDEX service_import_waiting ON service_import (created_at) WHERE etat IN ('LECTURE', 'APERCU');

-- What was read, some lines a row: the services to be put in, the lines refused, and after the services the [source, id] of
-- lines refused that say which service they are: it is still offered, and is not withdrawn.
CREATE TABLE service_import_lot (
    import_id TEXT    NOT NULL REFERENCES service_import (id) ON DELETE CASCADE,
    genre     TEXT    NOT NULL CHECK (genre IN ('SERVICES', 'REFUS', 'GARDES')),
    rang      INTEGER NOT NULL CHECK (rang >= 0),
    contenu   TEXT    NOT NULL CHECK (json_valid(contenu)),
    PRIMARY KEY (import_id, genre, rang)
) STRICT, WITHOUT ROWID;
