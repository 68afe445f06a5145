-- A structure's own letters: what it says of each; the bytes are in R2 under `objet`.
CREATE TABLE modele (
    id            TEXT    NOT NULL PRIMARY KEY CHECK (length(id) = 22),
    structure_id  TEXT    NOT NULL REFERENCES structure (id),
    genre         TEXT    NOT NULL CHECK (genre IN ('ATTESTATION', 'REFUS', 'RADIATION', 'ACCES', 'LIBRE')),
    nom           TEXT    NOT NULL CHECK (length(nom) BETWEEN 1 AND 100),
    octets        INTEGER NOT NULL CHECK (octets BETWEEN 1 AND 2097152),
    objet         TEXT    NOT NULL UNIQUE CHECK (length(objet) BETWEEN 1 AND 200),
    -- The key of the form that put these bytes there: sent again, it has done it before.
    formulaire    TEXT    NOT NULL CHECK (length(formulaire) = 22),
    -- Grows with each change: of two who change one at once, the second is told.
    version       INTEGER NOT NULL DEFAULT 1 CHECK (version > 0),
    -- Who put these bytes there, or gave it this name.
    staff_user_id TEXT    NOT NULL REFERENCES staff_user (id),
    updated_at    INTEGER NOT NULL
) STRICT;

CREATE INDEX modele_by_structure ON modele (structure_id, genre, nom);
-- A letter that the law or the product knows has one model; free letters are as many as one wants.
CREATE UNIQUE INDEX modele_one_of_a_kind ON modele (structure_id, genre) WHERE genre <> 'LIBRE';
