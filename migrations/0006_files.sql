-- What a domicilié's file holds beside the person: relatives, who may come in their place, notes, documents.
CREATE TABLE ayant_droit (
    id             TEXT    NOT NULL PRIMARY KEY CHECK (length(id) = 22),
    structure_id   TEXT    NOT NULL,
    usager_id      TEXT    NOT NULL,
    lien           TEXT    NOT NULL CHECK (lien IN ('CONJOINT', 'ENFANT', 'PARENT', 'AUTRE')),
    prenom         TEXT    NOT NULL CHECK (length(prenom) BETWEEN 1 AND 100),
    nom            TEXT    NOT NULL CHECK (length(nom) BETWEEN 1 AND 100),
    date_naissance TEXT    NOT NULL CHECK (date_naissance GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    -- As written on the file.
    rang           INTEGER NOT NULL CHECK (rang BETWEEN 0 AND 19),
    UNIQUE (structure_id, usager_id, rang),
    FOREIGN KEY (usager_id, structure_id) REFERENCES usager (id, structure_id) ON DELETE CASCADE
) STRICT;

-- Who may fetch mail in the person's place, from one day to another; five at most (domain §2).
CREATE TABLE procuration (
    id             TEXT    NOT NULL PRIMARY KEY CHECK (length(id) = 22),
    structure_id   TEXT    NOT NULL,
    usager_id      TEXT    NOT NULL,
    prenom         TEXT    NOT NULL CHECK (length(prenom) BETWEEN 1 AND 100),
    nom            TEXT    NOT NULL CHECK (length(nom) BETWEEN 1 AND 100),
    date_naissance TEXT    CHECK (date_naissance GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    debut          TEXT    NOT NULL CHECK (debut GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    fin            TEXT    NOT NULL CHECK (fin GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    created_at     INTEGER NOT NULL,
    CHECK (debut <= fin),
    FOREIGN KEY (usager_id, structure_id) REFERENCES usager (id, structure_id) ON DELETE CASCADE
) STRICT;

CREATE INDEX procuration_by_usager ON procuration (structure_id, usager_id, created_at);

-- Where mail is sent on to, from one day to another; one a person.
CREATE TABLE transfert (
    usager_id    TEXT    NOT NULL PRIMARY KEY,
    structure_id TEXT    NOT NULL,
    nom          TEXT    NOT NULL CHECK (length(nom) BETWEEN 1 AND 200),
    adresse      TEXT    NOT NULL CHECK (length(adresse) BETWEEN 1 AND 500),
    debut        TEXT    NOT NULL CHECK (debut GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    fin          TEXT    NOT NULL CHECK (fin GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    created_at   INTEGER NOT NULL,
    CHECK (debut <= fin),
    FOREIGN KEY (usager_id, structure_id) REFERENCES usager (id, structure_id) ON DELETE CASCADE
) STRICT;

CREATE TABLE note (
    id            TEXT    NOT NULL PRIMARY KEY CHECK (length(id) = 22),
    structure_id  TEXT    NOT NULL,
    usager_id     TEXT    NOT NULL,
    texte         TEXT    NOT NULL CHECK (length(texte) BETWEEN 1 AND 1000),
    epinglee      INTEGER NOT NULL DEFAULT 0 CHECK (epinglee IN (0, 1)),
    staff_user_id TEXT    NOT NULL REFERENCES staff_user (id),
    created_at    INTEGER NOT NULL,
    FOREIGN KEY (usager_id, structure_id) REFERENCES usager (id, structure_id) ON DELETE CASCADE
) STRICT;

CREATE INDEX note_by_usager ON note (structure_id, usager_id, epinglee DESC, created_at DESC);

-- What the file says of a document; its bytes are in R2 under `objet`.
CREATE TABLE document (
    id            TEXT    NOT NULL PRIMARY KEY CHECK (length(id) = 22),
    structure_id  TEXT    NOT NULL,
    usager_id     TEXT    NOT NULL,
    -- As named by whoever put it there, with its extension.
    nom           TEXT    NOT NULL CHECK (length(nom) BETWEEN 1 AND 200),
    genre         TEXT    NOT NULL CHECK (genre IN ('application/pdf', 'image/jpeg', 'image/png')),
    octets        INTEGER NOT NULL CHECK (octets BETWEEN 1 AND 10485760),
    -- Does the domicilié see it on the portal?
    partage       INTEGER NOT NULL DEFAULT 0 CHECK (partage IN (0, 1)),
    objet         TEXT    NOT NULL UNIQUE CHECK (length(objet) BETWEEN 1 AND 200),
    staff_user_id TEXT    NOT NULL REFERENCES staff_user (id),
    created_at    INTEGER NOT NULL,
    FOREIGN KEY (usager_id, structure_id) REFERENCES usager (id, structure_id)
) STRICT;

CREATE INDEX document_by_usager ON document (structure_id, usager_id, created_at DESC);
-- What the domicilié sees of it.
CREATE INDEX document_shared ON document (structure_id, usager_id, created_at DESC) WHERE partage = 1;

-- Objects of R2 that no file names: not yet, while one is being put there, or no more. The nightly work deletes those
-- that have stayed here, until R2 says done.
CREATE TABLE document_orphelin (
    objet      TEXT    NOT NULL PRIMARY KEY CHECK (length(objet) BETWEEN 1 AND 200),
    created_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX document_orphelin_by_age ON document_orphelin (created_at);

-- What a structure tells all its domiciliés on the portal, from one local day to another, both included.
CREATE TABLE annonce (
    id            TEXT    NOT NULL PRIMARY KEY CHECK (length(id) = 22),
    structure_id  TEXT    NOT NULL REFERENCES structure (id),
    titre         TEXT    NOT NULL CHECK (length(titre) BETWEEN 1 AND 120),
    texte         TEXT    NOT NULL CHECK (length(texte) BETWEEN 1 AND 1000),
    debut         TEXT    NOT NULL CHECK (debut GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    fin           TEXT    NOT NULL CHECK (fin GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    -- Grows with each change: of two who edit at once, the second is told.
    version       INTEGER NOT NULL DEFAULT 1 CHECK (version > 0),
    staff_user_id TEXT    NOT NULL REFERENCES staff_user (id),
    created_at    INTEGER NOT NULL,
    CHECK (debut <= fin)
) STRICT;

CREATE INDEX annonce_by_structure ON annonce (structure_id, fin DESC);
