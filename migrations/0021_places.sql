-- Places of digital mediation (seed 003, domain §4): a public directory and map, in the words of the data standard « Lieux de
-- médiation numérique » 1.0.2. A place is kept up to date by a structure that has an account here, or was imported.

-- Does the structure run workshops and hold dossiers (« structure opératrice »)?
ALTER TABLE structure ADD COLUMN operatrice INTEGER NOT NULL DEFAULT 0 CHECK (operatrice IN (0, 1));

CREATE TABLE lieu (
    -- Its place in the directory; also its number in the index below.
    rang                INTEGER NOT NULL PRIMARY KEY,
    id                  TEXT    NOT NULL UNIQUE CHECK (length(id) = 22),
    -- Who keeps it up to date; NULL: nobody here, the next import does.
    structure_id        TEXT    REFERENCES structure (id),
    -- What the standard calls it: an import knows it again by this.
    standard_id         TEXT    NOT NULL UNIQUE CHECK (length(standard_id) BETWEEN 1 AND 200),
    -- SIRET or RNA of whoever runs it.
    pivot               TEXT    NOT NULL CHECK (length(pivot) BETWEEN 9 AND 14 AND pivot NOT GLOB '*[^0-9A-Za-z]*'),
    nom                 TEXT    NOT NULL CHECK (length(nom) BETWEEN 1 AND 200),
    commune             TEXT    NOT NULL CHECK (length(commune) BETWEEN 1 AND 100),
    code_postal         TEXT    NOT NULL CHECK (code_postal GLOB '[0-9][0-9][0-9][0-9][0-9]'),
    code_insee          TEXT    CHECK (length(code_insee) = 5),
    adresse             TEXT    NOT NULL CHECK (length(adresse) BETWEEN 1 AND 300),
    complement_adresse  TEXT    CHECK (length(complement_adresse) BETWEEN 1 AND 300),
    latitude            REAL    CHECK (latitude BETWEEN -85 AND 85),
    longitude           REAL    CHECK (longitude BETWEEN -180 AND 180),
    -- The same in the square of Web Mercator, 2^20 on a side (places::position_rules): x to the east, y to the south.
    x                   INTEGER CHECK (x BETWEEN 0 AND 1048575),
    y                   INTEGER CHECK (y BETWEEN 0 AND 1048575),
    typologie           TEXT    CHECK (length(typologie) BETWEEN 1 AND 200),
    telephone           TEXT    CHECK (length(telephone) BETWEEN 1 AND 20),
    site_web            TEXT    CHECK (length(site_web) BETWEEN 1 AND 500),
    -- OpenStreetMap's opening_hours.
    horaires            TEXT    CHECK (length(horaires) BETWEEN 1 AND 500),
    presentation_resume TEXT    CHECK (length(presentation_resume) BETWEEN 1 AND 280),
    presentation_detail TEXT    CHECK (length(presentation_detail) BETWEEN 1 AND 5000),
    source              TEXT    CHECK (length(source) BETWEEN 1 AND 200),
    structure_parente   TEXT    CHECK (length(structure_parente) BETWEEN 1 AND 200),
    date_maj            TEXT    NOT NULL CHECK (date_maj GLOB '????-??-??'),
    fiche_acces_libre   TEXT    CHECK (length(fiche_acces_libre) BETWEEN 1 AND 500),
    prise_rdv           TEXT    CHECK (length(prise_rdv) BETWEEN 1 AND 500),
    -- Lists: JSON arrays of codes (places::lists_rules), or of texts where the standard's own list is open.
    courriels           TEXT    NOT NULL DEFAULT '[]' CHECK (json_valid(courriels) AND json_type(courriels) = 'array'),
    itinerance          TEXT    NOT NULL DEFAULT '[]' CHECK (json_valid(itinerance) AND json_type(itinerance) = 'array'),
    services            TEXT    NOT NULL DEFAULT '[]' CHECK (json_valid(services) AND json_type(services) = 'array'),
    publics             TEXT    NOT NULL DEFAULT '[]' CHECK (json_valid(publics) AND json_type(publics) = 'array'),
    prises_en_charge    TEXT    NOT NULL DEFAULT '[]' CHECK (json_valid(prises_en_charge) AND json_type(prises_en_charge) = 'array'),
    frais               TEXT    NOT NULL DEFAULT '[]' CHECK (json_valid(frais) AND json_type(frais) = 'array'),
    programmes          TEXT    NOT NULL DEFAULT '[]' CHECK (json_valid(programmes) AND json_type(programmes) = 'array'),
    labels              TEXT    NOT NULL DEFAULT '[]' CHECK (json_valid(labels) AND json_type(labels) = 'array'),
    autres_labels       TEXT    NOT NULL DEFAULT '[]' CHECK (json_valid(autres_labels) AND json_type(autres_labels) = 'array'),
    acces               TEXT    NOT NULL DEFAULT '[]' CHECK (json_valid(acces) AND json_type(acces) = 'array'),
    accompagnement      TEXT    NOT NULL DEFAULT '[]' CHECK (json_valid(accompagnement) AND json_type(accompagnement) = 'array'),
    -- Withdrawn by its structure: it stays off the directory until its structure puts it back.
    retire              INTEGER NOT NULL DEFAULT 0 CHECK (retire IN (0, 1)),
    -- Shown to everyone? Not a place that welcomes nobody, nor one that its structure has withdrawn or whose structure is suspended.
    public              INTEGER NOT NULL DEFAULT 1 CHECK (public IN (0, 1)),
    -- Can a dossier be sent there? Its structure is active and operatrice; kept by triggers.
    operatrice          INTEGER NOT NULL DEFAULT 0 CHECK (operatrice IN (0, 1)),
    version             INTEGER NOT NULL DEFAULT 1 CHECK (version > 0),
    -- The import that has last seen it.
    import_id           TEXT,
    created_at          INTEGER NOT NULL,
    updated_at          INTEGER NOT NULL,
    CHECK ((latitude IS NULL) = (longitude IS NULL)),
    CHECK ((latitude IS NULL) = (x IS NULL) AND (x IS NULL) = (y IS NULL)),
    CHECK (operatrice = 0 OR structure_id IS NOT NULL),
    CHECK (public = 0 OR (retire = 0 AND instr(acces, '"ferme"') = 0))
) STRICT;

CREATE INDEX lieu_by_structure ON lieu (structure_id, rang);
CREATE INDEX lieu_by_public ON lieu (public, rang);

-- The map, counted ahead: at each level, the square is cut into 2^level columns and rows; a cell tells how many public places
-- it holds, the sum of their coordinates (their middle) and of their numbers (the place itself, where there is one). By rows: what
-- is looked at is wider than high, and each row is one range of the key.
CREATE TABLE lieu_grappe (
    niveau  INTEGER NOT NULL CHECK (niveau BETWEEN 3 AND 19),
    y       INTEGER NOT NULL,
    x       INTEGER NOT NULL,
    nombre  INTEGER NOT NULL CHECK (nombre > 0),
    somme_x INTEGER NOT NULL,
    somme_y INTEGER NOT NULL,
    rangs   INTEGER NOT NULL,
    PRIMARY KEY (niveau, y, x)
) STRICT, WITHOUT ROWID;

-- A structure that is suspended shows no place; one that runs no workshops is sent no dossier. Its places at most are read.
CREATE TRIGGER lieu_is_seen_while_its_structure_is_active AFTER UPDATE OF statut, operatrice ON structure
WHEN (OLD.statut, OLD.operatrice) <> (NEW.statut, NEW.operatrice)
BEGIN
    UPDATE lieu
    SET public = (NEW.statut = 'ACTIVE' AND retire = 0 AND instr(acces, '"ferme"') = 0),
        operatrice = (NEW.statut = 'ACTIVE' AND NEW.operatrice = 1)
    WHERE structure_id = NEW.id;
END;

-- A place that another structure takes is sent dossiers if that one is.
CREATE TRIGGER lieu_is_sent_dossiers_as_its_structure AFTER UPDATE OF structure_id ON lieu WHEN OLD.structure_id IS NOT NEW.structure_id
BEGIN
    UPDATE lieu
    SET operatrice = EXISTS (SELECT 1 FROM structure s WHERE s.id = NEW.structure_id AND s.statut = 'ACTIVE' AND s.operatrice = 1)
    WHERE rang = NEW.rang;
END;

-- A row is counted when it comes, goes, moves, is shown or hidden. « INSERT OR REPLACE » tells no trigger what it takes away:
-- an import writes « ON CONFLICT … DO UPDATE ».
CREATE TRIGGER lieu_comes_to_its_cells AFTER INSERT ON lieu WHEN NEW.public = 1 AND NEW.x IS NOT NULL
BEGIN
    INSERT INTO lieu_grappe (niveau, x, y, nombre, somme_x, somme_y, rangs)
    SELECT n.value, NEW.x >> (20 - n.value), NEW.y >> (20 - n.value), 1, NEW.x, NEW.y, NEW.rang
    FROM json_each('[3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19]') n WHERE true
    ON CONFLICT (niveau, y, x) DO UPDATE
    SET nombre = nombre + 1, somme_x = somme_x + excluded.somme_x, somme_y = somme_y + excluded.somme_y, rangs = rangs + excluded.rangs;
END;

CREATE TRIGGER lieu_leaves_its_cells AFTER DELETE ON lieu WHEN OLD.public = 1 AND OLD.x IS NOT NULL
BEGIN
    DELETE FROM lieu_grappe
    WHERE nombre = 1 AND (niveau, x, y) IN (
        SELECT n.value, OLD.x >> (20 - n.value), OLD.y >> (20 - n.value)
        FROM json_each('[3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19]') n);
    UPDATE lieu_grappe
    SET nombre = nombre - 1, somme_x = somme_x - OLD.x, somme_y = somme_y - OLD.y, rangs = rangs - OLD.rang
    WHERE nombre > 1 AND (niveau, x, y) IN (
        SELECT n.value, OLD.x >> (20 - n.value), OLD.y >> (20 - n.value)
        FROM json_each('[3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19]') n);
END;

CREATE TRIGGER lieu_changes_cells AFTER UPDATE OF public, x, y ON lieu
WHEN (OLD.public, OLD.x, OLD.y) IS NOT (NEW.public, NEW.x, NEW.y)
BEGIN
    -- It comes before it leaves: a cell that it stays in never counts nobody.
    INSERT INTO lieu_grappe (niveau, x, y, nombre, somme_x, somme_y, rangs)
    SELECT n.value, NEW.x >> (20 - n.value), NEW.y >> (20 - n.value), 1, NEW.x, NEW.y, NEW.rang
    FROM json_each('[3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19]') n WHERE NEW.public = 1 AND NEW.x IS NOT NULL
    ON CONFLICT (niveau, y, x) DO UPDATE
    SET nombre = nombre + 1, somme_x = somme_x + excluded.somme_x, somme_y = somme_y + excluded.somme_y, rangs = rangs + excluded.rangs;
    DELETE FROM lieu_grappe
    WHERE nombre = 1 AND OLD.public = 1 AND (niveau, x, y) IN (
        SELECT n.value, OLD.x >> (20 - n.value), OLD.y >> (20 - n.value)
        FROM json_each('[3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19]') n);
    UPDATE lieu_grappe
    SET nombre = nombre - 1, somme_x = somme_x - OLD.x, somme_y = somme_y - OLD.y, rangs = rangs - OLD.rang
    WHERE nombre > 1 AND OLD.public = 1 AND (niveau, x, y) IN (
        SELECT n.value, OLD.x >> (20 - n.value), OLD.y >> (20 - n.value)
        FROM json_each('[3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19]') n);
END;

-- The directory's index, as that of services (0019_services.sql): words of what a place is and of where it is; and signs of what
-- it can be filtered by, one word each.
CREATE VIRTUAL TABLE lieu_recherche USING fts5 (
    mots, lieu, signes, content = '', contentless_delete = 1, tokenize = 'unicode61 remove_diacritics 2', prefix = '1 2 3'
);

-- What the index holds of each place that everyone may see.
CREATE VIEW lieu_indexe AS
SELECT l.rang,
       replace(replace(replace(replace(l.nom || ' ' || coalesce(l.typologie, '') || ' ' || l.services || ' ' || l.programmes || ' ' || l.labels
               || ' ' || coalesce(l.presentation_resume, ''), 'œ', 'oe'), 'Œ', 'oe'), 'æ', 'ae'), 'Æ', 'ae') AS mots,
       replace(replace(l.commune, 'œ', 'oe'), 'Œ', 'oe') AS lieu,
       'cp' || l.code_postal || coalesce(' cp' || lower(l.code_insee), '') || ' dep' || lower(CASE
           WHEN l.code_insee GLOB '9[78]*' THEN substr(l.code_insee, 1, 3)
           WHEN l.code_insee IS NOT NULL THEN substr(l.code_insee, 1, 2)
           WHEN l.code_postal GLOB '9[78]*' THEN substr(l.code_postal, 1, 3)
           WHEN l.code_postal GLOB '20[01]*' THEN '2A'
           WHEN l.code_postal GLOB '20*' THEN '2B'
           ELSE substr(l.code_postal, 1, 2) END)
       || coalesce((SELECT group_concat(' se' || v.value, '') FROM json_each(l.services) v), '')
       -- For nobody especially: for everyone.
       || coalesce((SELECT group_concat(' pu' || v.value, '') FROM json_each(l.publics) v), ' putous')
       || coalesce((SELECT group_concat(' pc' || v.value, '') FROM json_each(l.prises_en_charge) v), '')
       || coalesce((SELECT group_concat(' fr' || v.value, '') FROM json_each(l.frais) v), '')
       || coalesce((SELECT group_concat(' ac' || v.value, '') FROM json_each(l.acces) v), '')
       || CASE l.operatrice WHEN 1 THEN ' operatrice' ELSE '' END
       -- Where it is, in squares of several sizes: what is near is in the same ones, or beside.
       || coalesce((SELECT group_concat(' c' || n.value || 'x' || (l.x >> (20 - n.value)) || 'y' || (l.y >> (20 - n.value)), '')
                    FROM json_each('[7,8,9,10,11,12,13,14,15,16,17,18,19]') n WHERE l.x IS NOT NULL), '') AS signes
FROM lieu l WHERE l.public = 1;

CREATE TRIGGER lieu_is_found AFTER INSERT ON lieu
BEGIN
    INSERT INTO lieu_recherche (rowid, mots, lieu, signes)
    SELECT i.rang, i.mots, i.lieu, i.signes FROM lieu_indexe i WHERE i.rang = NEW.rang;
    -- Then what it is found by is told again, where it is sent dossiers.
    UPDATE lieu SET operatrice = 1
    WHERE rang = NEW.rang AND operatrice = 0
      AND EXISTS (SELECT 1 FROM structure s WHERE s.id = NEW.structure_id AND s.statut = 'ACTIVE' AND s.operatrice = 1);
END;

CREATE TRIGGER lieu_is_found_as_it_is
AFTER UPDATE OF public, operatrice, nom, typologie, services, programmes, labels, presentation_resume, commune, code_postal, code_insee, publics,
    prises_en_charge, frais, acces, x, y ON lieu
WHEN (OLD.public, OLD.operatrice, OLD.nom, OLD.typologie, OLD.services, OLD.programmes, OLD.labels, OLD.presentation_resume, OLD.commune,
      OLD.code_postal, OLD.code_insee, OLD.publics, OLD.prises_en_charge, OLD.frais, OLD.acces, OLD.x, OLD.y)
  IS NOT (NEW.public, NEW.operatrice, NEW.nom, NEW.typologie, NEW.services, NEW.programmes, NEW.labels, NEW.presentation_resume, NEW.commune,
      NEW.code_postal, NEW.code_insee, NEW.publics, NEW.prises_en_charge, NEW.frais, NEW.acces, NEW.x, NEW.y)
BEGIN
    DELETE FROM lieu_recherche WHERE rowid = OLD.rang;
    INSERT INTO lieu_recherche (rowid, mots, lieu, signes)
    SELECT i.rang, i.mots, i.lieu, i.signes FROM lieu_indexe i WHERE i.rang = NEW.rang;
END;

CREATE TRIGGER lieu_is_found_no_more AFTER DELETE ON lieu
BEGIN
    DELETE FROM lieu_recherche WHERE rowid = OLD.rang;
END;
