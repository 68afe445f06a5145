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
    lieu_naissance          TEXT    CHECK (length(lieu_naissance) BETWEEN 1 AND 100),
    -- Name then first name, folded (accents, case): the order of the list. Written by desk::list::rules::sort_key.
    cle_tri                 TEXT    NOT NULL CHECK (length(cle_tri) BETWEEN 1 AND 210),
    telephone               TEXT    CHECK (length(telephone) <= 20),
    email                   TEXT    CHECK (length(email) <= 254),
    -- The language the person speaks best, ISO 639-1; NULL: French, or not asked.
    langue                  TEXT    CHECK (langue GLOB '[a-z][a-z]'),
    menage                  TEXT    CHECK (menage IN ('FEMME_SEULE', 'FEMME_SEULE_ENFANTS', 'HOMME_SEUL', 'HOMME_SEUL_ENFANTS', 'COUPLE', 'COUPLE_ENFANTS', 'MINEUR')),
    -- Why the person asks for an address; the free text goes with AUTRE.
    raison                  TEXT    CHECK (raison IN ('ERRANCE', 'HEBERGEMENT_INSTABLE', 'HEBERGEMENT_SANS_COURRIER', 'ITINERANCE', 'EXPULSION', 'RUPTURE', 'VIOLENCES', 'SORTIE_INSTITUTION', 'ARRIVEE', 'AUTRE')),
    raison_texte            TEXT    CHECK (length(raison_texte) BETWEEN 1 AND 1000),
    -- Grows with each change of what is written on the file: of two who edit at once, the second is told.
    version                 INTEGER NOT NULL DEFAULT 1 CHECK (version > 0),
    statut                  TEXT    NOT NULL CHECK (statut IN ('INSTRUCTION', 'ATTENTE_DECISION', 'VALIDE', 'REFUS', 'RADIE')),
    -- 1 while a renewal is instructed: the running domiciliation keeps its days until the decision.
    renouvellement          INTEGER NOT NULL DEFAULT 0 CHECK (renouvellement IN (0, 1)),
    -- The first day of the first domiciliation here.
    premiere_domiciliation  TEXT    CHECK (premiere_domiciliation GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
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
    -- The last visit, kept by the triggers of mail_line and portal_login; never before the floor.
    dernier_passage_at      INTEGER,
    -- The floor of the last visit: when the current decision began. Nobody is late before they could come.
    passage_plancher_at     INTEGER,
    created_at              INTEGER NOT NULL,
    -- What the list is sorted by, computed from the columns above: a value at the far end stands for none, so that pages
    -- can follow each other. Columns and not expressions of the indexes: SQLite seeks a row by (column, id), not by (expression, id).
    tri_echeance            TEXT    NOT NULL GENERATED ALWAYS AS (coalesce(echeance, '9999-12-31')) VIRTUAL,
    tri_passage             INTEGER NOT NULL GENERATED ALWAYS AS (coalesce(dernier_passage_at, 0)) VIRTUAL,
    CHECK (statut <> 'VALIDE' OR (debut IS NOT NULL AND echeance IS NOT NULL AND debut <= echeance)),
    CHECK (statut NOT IN ('REFUS', 'RADIE') OR motif IS NOT NULL),
    CHECK (motif IS NOT 'AUTRE' OR motif_texte IS NOT NULL),
    CHECK (renouvellement = 0 OR (statut IN ('INSTRUCTION', 'ATTENTE_DECISION') AND echeance IS NOT NULL)),
    CHECK ((courrier_since_at IS NULL) = (courrier_pending = 0)),
    CHECK ((recommande_since_at IS NULL) = (recommande_pending = 0)),
    CHECK ((colis_since_at IS NULL) = (colis_pending = 0)),
    UNIQUE (structure_id, numero),
    -- What the tables below refer to: a line can't name a domicilié of one structure and another structure.
    UNIQUE (id, structure_id)
) STRICT;

-- The list: each order, for all statuts and for one.
CREATE INDEX usager_by_nom ON usager (structure_id, cle_tri, id);
CREATE INDEX usager_by_echeance ON usager (structure_id, tri_echeance, id);
CREATE INDEX usager_by_passage ON usager (structure_id, tri_passage, id);
CREATE INDEX usager_of_statut_by_nom ON usager (structure_id, statut, cle_tri, id);
CREATE INDEX usager_of_statut_by_numero ON usager (structure_id, statut, numero);
CREATE INDEX usager_of_statut_by_echeance ON usager (structure_id, statut, tri_echeance, id);
CREATE INDEX usager_of_statut_by_passage ON usager (structure_id, statut, tri_passage, id);
-- Those whose address holds, a renewal or not: who is to be called, and the filters on the last visit.
CREATE INDEX usager_running_by_passage ON usager (structure_id, tri_passage, id)
    WHERE statut = 'VALIDE' OR renouvellement = 1;
-- The list of those for whom mail waits.
CREATE INDEX usager_waiting_by_nom ON usager (structure_id, cle_tri, id)
    WHERE courrier_pending + recommande_pending + colis_pending > 0;
CREATE INDEX usager_of_statut_waiting_by_nom ON usager (structure_id, statut, cle_tri, id)
    WHERE courrier_pending + recommande_pending + colis_pending > 0;
-- « Same name and birth date »: probably the same person.
CREATE INDEX usager_by_naissance ON usager (structure_id, date_naissance, cle_tri);

-- What the search box finds a person by: each word of their names followed by the other words, their number, their
-- birth date as typed (dd/mm/yyyy) and their phone, folded. Written with the file by desk::list::rules::search_keys.
CREATE TABLE usager_cle (
    structure_id TEXT NOT NULL,
    cle          TEXT NOT NULL CHECK (length(cle) BETWEEN 1 AND 400),
    usager_id    TEXT NOT NULL,
    PRIMARY KEY (structure_id, cle, usager_id),
    FOREIGN KEY (usager_id, structure_id) REFERENCES usager (id, structure_id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

CREATE INDEX usager_cle_by_usager ON usager_cle (usager_id);

-- How many files a structure has in each statut: the counts of the tabs, kept rather than counted.
CREATE TABLE usager_compte (
    structure_id TEXT    NOT NULL REFERENCES structure (id),
    statut       TEXT    NOT NULL,
    nombre       INTEGER NOT NULL CHECK (nombre >= 0),
    PRIMARY KEY (structure_id, statut)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER usager_is_counted AFTER INSERT ON usager
BEGIN
    INSERT INTO usager_compte (structure_id, statut, nombre) VALUES (NEW.structure_id, NEW.statut, 1)
    ON CONFLICT (structure_id, statut) DO UPDATE SET nombre = nombre + 1;
END;

CREATE TRIGGER usager_is_counted_elsewhere AFTER UPDATE OF statut ON usager WHEN OLD.statut <> NEW.statut
BEGIN
    UPDATE usager_compte SET nombre = nombre - 1 WHERE structure_id = OLD.structure_id AND statut = OLD.statut;
    INSERT INTO usager_compte (structure_id, statut, nombre) VALUES (NEW.structure_id, NEW.statut, 1)
    ON CONFLICT (structure_id, statut) DO UPDATE SET nombre = nombre + 1;
END;

CREATE TRIGGER usager_counts_no_more AFTER DELETE ON usager
BEGIN
    UPDATE usager_compte SET nombre = nombre - 1 WHERE structure_id = OLD.structure_id AND statut = OLD.statut;
END;

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

-- « Historique » of a file, page after page; all of it, or one kind of event.
CREATE INDEX historique_by_usager ON historique (structure_id, usager_id, created_at, id);
CREATE INDEX historique_by_evenement ON historique (structure_id, usager_id, evenement, created_at, id);
-- What was decided on a file, however much mail it has had.
CREATE INDEX historique_of_decisions ON historique (structure_id, usager_id, created_at)
    WHERE evenement IN ('SOUMIS', 'RETOUR_INSTRUCTION', 'VALIDATION', 'REFUS', 'RADIATION', 'DEMANDE_RENOUVELLEMENT', 'NOUVELLE_DEMANDE');

CREATE TRIGGER historique_never_changes BEFORE UPDATE ON historique
BEGIN
    SELECT RAISE(ABORT, 'historique is append-only');
END;

CREATE TRIGGER historique_never_shrinks BEFORE DELETE ON historique
BEGIN
    SELECT RAISE(ABORT, 'historique is append-only');
END;
