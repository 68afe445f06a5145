-- A structure is a tenant: a CCAS, a CIAS or an association that receives mail for people.
-- Times (`…_at`) are UTC milliseconds since 1970; days (`…_on` or a French noun) are `YYYY-MM-DD`; yes/no is 0 or 1.
CREATE TABLE structure (
    id                TEXT    NOT NULL PRIMARY KEY CHECK (length(id) = 22),
    statut            TEXT    NOT NULL DEFAULT 'ACTIVE' CHECK (statut IN ('ACTIVE', 'SUSPENDUE')),
    nom               TEXT    NOT NULL CHECK (length(nom) BETWEEN 1 AND 150),
    adresse           TEXT    NOT NULL CHECK (length(adresse) BETWEEN 1 AND 300),
    code_postal       TEXT    NOT NULL CHECK (length(code_postal) = 5),
    ville             TEXT    NOT NULL CHECK (length(ville) BETWEEN 1 AND 100),
    telephone         TEXT    CHECK (length(telephone) <= 20),
    horaires          TEXT    NOT NULL DEFAULT '' CHECK (length(horaires) <= 1000),
    fuseau            TEXT    NOT NULL DEFAULT 'Europe/Paris',
    -- Seed 000, step 1: the portal is closed until an administrateur opens it.
    portail_actif     INTEGER NOT NULL DEFAULT 0 CHECK (portail_actif IN (0, 1)),
    -- Seed 001, step 1: does a sign-in to the portal count as a visit? No by default.
    portail_passage   INTEGER NOT NULL DEFAULT 0 CHECK (portail_passage IN (0, 1)),
    created_at        INTEGER NOT NULL
) STRICT;

CREATE INDEX structure_by_nom ON structure (nom, id);
