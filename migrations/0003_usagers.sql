-- A person who gets mail at a structure (« domicilié » on the screens).
CREATE TABLE usager (
    id                      TEXT    NOT NULL PRIMARY KEY CHECK (length(id) = 22),
    structure_id            TEXT    NOT NULL REFERENCES structure (id),
    -- The number on the person's file, unique in the structure.
    numero                  INTEGER NOT NULL CHECK (numero > 0),
    civilite                TEXT    NOT NULL CHECK (civilite IN ('H', 'F')),
    prenom                  TEXT    NOT NULL CHECK (length(prenom) BETWEEN 1 AND 100),
    nom                     TEXT    NOT NULL CHECK (length(nom) BETWEEN 1 AND 100),
    surnom                  TEXT    CHECK (length(surnom) BETWEEN 1 AND 100),
    date_naissance          TEXT    NOT NULL CHECK (date_naissance GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    telephone               TEXT    CHECK (length(telephone) <= 20),
    email                   TEXT    CHECK (length(email) <= 254),
    statut                  TEXT    NOT NULL CHECK (statut IN ('INSTRUCTION', 'ATTENTE_DECISION', 'VALIDE', 'REFUS', 'RADIE')),
    -- The current or last domiciliation.
    debut                   TEXT    CHECK (debut GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    echeance                TEXT    CHECK (echeance GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    -- Why it was refused or ended, as decided; the free text goes with AUTRE.
    motif                   TEXT    CHECK (motif IN ('HORS_AGREMENT', 'PAS_DE_LIEN', 'SATURATION', 'A_SA_DEMANDE', 'PLUS_DE_LIEN', 'FIN_DE_DOMICILIATION', 'NON_MANIFESTATION', 'NON_RESPECT_REGLEMENT', 'ENTREE_LOGEMENT', 'AUTRE')),
    motif_texte             TEXT    CHECK (length(motif_texte) BETWEEN 1 AND 1000),
    decided_at              INTEGER,
    -- What waits, and since when: changed in the same batch as the ledger line (mail_line), never alone.
    courrier_pending        INTEGER NOT NULL DEFAULT 0 CHECK (courrier_pending >= 0),
    recommande_pending      INTEGER NOT NULL DEFAULT 0 CHECK (recommande_pending >= 0),
    colis_pending           INTEGER NOT NULL DEFAULT 0 CHECK (colis_pending >= 0),
    courrier_since_at       INTEGER,
    recommande_since_at     INTEGER,
    colis_since_at          INTEGER,
    dernier_passage_at      INTEGER,
    created_at              INTEGER NOT NULL,
    CHECK (statut <> 'VALIDE' OR (debut IS NOT NULL AND echeance IS NOT NULL AND debut <= echeance)),
    CHECK (statut NOT IN ('REFUS', 'RADIE') OR motif IS NOT NULL),
    CHECK (motif IS NOT 'AUTRE' OR motif_texte IS NOT NULL),
    CHECK ((courrier_since_at IS NULL) = (courrier_pending = 0)),
    CHECK ((recommande_since_at IS NULL) = (recommande_pending = 0)),
    CHECK ((colis_since_at IS NULL) = (colis_pending = 0)),
    UNIQUE (structure_id, numero),
    -- What the tables below refer to: a line can't name a domicilié of one structure and another structure.
    UNIQUE (id, structure_id)
) STRICT;

CREATE INDEX usager_by_nom ON usager (structure_id, nom COLLATE NOCASE, prenom COLLATE NOCASE, id);

-- What happened, who did it and when. Lines are only ever added (domain: « Historique »).
CREATE TABLE historique (
    id            TEXT    NOT NULL PRIMARY KEY CHECK (length(id) = 22),
    structure_id  TEXT    NOT NULL REFERENCES structure (id),
    -- NULL: the event is the structure's own.
    usager_id     TEXT,
    evenement     TEXT    NOT NULL CHECK (length(evenement) BETWEEN 1 AND 60),
    -- A JSON object: what changed, never a secret.
    detail        TEXT    NOT NULL DEFAULT '{}' CHECK (json_valid(detail)),
    -- NULL: the domicilié or the product itself.
    staff_user_id TEXT    REFERENCES staff_user (id),
    created_at    INTEGER NOT NULL,
    FOREIGN KEY (usager_id, structure_id) REFERENCES usager (id, structure_id)
) STRICT;

CREATE INDEX historique_by_usager ON historique (structure_id, usager_id, created_at);

CREATE TRIGGER historique_never_changes BEFORE UPDATE ON historique
BEGIN
    SELECT RAISE(ABORT, 'historique is append-only');
END;

CREATE TRIGGER historique_never_shrinks BEFORE DELETE ON historique
BEGIN
    SELECT RAISE(ABORT, 'historique is append-only');
END;
