-- A request that a prescriber sends to a service for somebody, and what becomes of it (seed 002, domain §3).

-- A request being written: kept seven days, so that a reload or a lost network loses nothing.
CREATE TABLE orientation_brouillon (
    -- The id that the request will have: a form sent twice sends one request.
    id            TEXT    NOT NULL PRIMARY KEY CHECK (length(id) = 22),
    structure_id  TEXT    NOT NULL REFERENCES structure (id),
    staff_user_id TEXT    NOT NULL REFERENCES staff_user (id),
    service_id    TEXT    NOT NULL REFERENCES service (id),
    -- The form as it was last typed: a JSON object, right or not.
    donnees       TEXT    NOT NULL DEFAULT '{}' CHECK (json_valid(donnees) AND length(donnees) <= 20000),
    -- Counts the times it was kept: two windows on one draft lose nothing.
    version       INTEGER NOT NULL DEFAULT 1 CHECK (version > 0),
    -- The page that kept it last: an answer lost on the way does not make it another window.
    fenetre       TEXT    CHECK (length(fenetre) = 22),
    created_at    INTEGER NOT NULL,
    expires_at    INTEGER NOT NULL,
    CHECK (expires_at > created_at)
) STRICT;

CREATE INDEX orientation_brouillon_by_author ON orientation_brouillon (structure_id, staff_user_id, created_at DESC);
CREATE INDEX orientation_brouillon_by_end ON orientation_brouillon (expires_at);
CREATE INDEX orientation_brouillon_by_service ON orientation_brouillon (service_id);

CREATE TABLE orientation (
    id                     TEXT    NOT NULL PRIMARY KEY CHECK (length(id) = 22),
    -- The prescriber's structure.
    structure_id           TEXT    NOT NULL REFERENCES structure (id),
    -- The service's structure; NULL: it has no account here.
    destinataire_id        TEXT    REFERENCES structure (id),
    service_id             TEXT    NOT NULL REFERENCES service (id),
    -- The service as it was on that day (orientation::services::rules::Oriented): what was asked, of whom.
    service_copie          TEXT    NOT NULL CHECK (json_valid(service_copie) AND length(service_copie) <= 40000),
    -- Whom links are sent to, and nobody else. Emptied with the rest, two years later.
    service_courriel       TEXT    NOT NULL CHECK (length(service_courriel) <= 254),
    prescripteur_id        TEXT    NOT NULL REFERENCES staff_user (id),
    -- The prescriber as they were: a name and an address of work.
    prescripteur_nom       TEXT    NOT NULL CHECK (length(prescripteur_nom) <= 210),
    prescripteur_courriel  TEXT    NOT NULL CHECK (length(prescripteur_courriel) <= 254),
    prescripteur_telephone TEXT    CHECK (length(prescripteur_telephone) <= 20),
    -- Who accompanies the person, where it is somebody else.
    referent_nom           TEXT    CHECK (length(referent_nom) <= 210),
    referent_courriel      TEXT    CHECK (length(referent_courriel) <= 254),
    referent_telephone     TEXT    CHECK (length(referent_telephone) <= 20),
    -- The beneficiary; emptied two years later.
    nom                    TEXT    NOT NULL CHECK (length(nom) <= 100),
    prenom                 TEXT    NOT NULL CHECK (length(prenom) <= 100),
    -- Surname and first name folded: has this person already been sent to this service?
    cle                    TEXT    NOT NULL CHECK (length(cle) <= 400),
    -- How they wish to be reached: any of TELEPHONE, COURRIEL, REFERENT, AUTRE.
    contacts               TEXT    NOT NULL CHECK (json_valid(contacts) AND length(contacts) <= 100),
    telephone              TEXT    CHECK (length(telephone) <= 20),
    courriel               TEXT    CHECK (length(courriel) <= 254),
    autre_contact          TEXT    CHECK (length(autre_contact) <= 300),
    disponibilite          TEXT    CHECK (length(disponibilite) <= 300),
    -- Labels of data·inclusion's publics, then words of one's own.
    situations             TEXT    NOT NULL CHECK (json_valid(situations) AND length(situations) <= 1000),
    situation_autre        TEXT    CHECK (length(situation_autre) <= 300),
    -- Those of the service's criteria that are met, in its words.
    criteres               TEXT    NOT NULL CHECK (json_valid(criteres) AND length(criteres) <= 10000),
    motif                  TEXT    NOT NULL CHECK (length(motif) <= 600),
    statut                 TEXT    NOT NULL DEFAULT 'OUVERTE'
                                   CHECK (statut IN ('OUVERTE', 'VALIDEE', 'REFUSEE', 'EXPIREE', 'ANNULEE')),
    sent_at                INTEGER NOT NULL,
    -- The last moment at which it can be answered.
    expires_at             INTEGER NOT NULL,
    -- How many reminders have gone out.
    rappels                INTEGER NOT NULL DEFAULT 0 CHECK (rappels BETWEEN 0 AND 2),
    -- When time has the next thing to do: a reminder, the end, the files, the names. NULL: never again.
    suite_at               INTEGER,
    -- When the service first looked at it.
    vue_at                 INTEGER,
    ended_at               INTEGER,
    -- Who answered, in words; and who it was where they have an account.
    decideur               TEXT    CHECK (length(decideur) <= 300),
    decideur_id            TEXT    REFERENCES staff_user (id),
    -- Why it was refused: codes of orientation::rules::Motif.
    motifs                 TEXT    CHECK (json_valid(motifs) AND length(motifs) <= 500),
    fichiers_effaces_at    INTEGER,
    anonyme_at             INTEGER,
    CHECK ((statut = 'OUVERTE') = (ended_at IS NULL)),
    CHECK ((statut = 'REFUSEE') = (motifs IS NOT NULL)),
    CHECK ((statut IN ('VALIDEE', 'REFUSEE')) = (decideur IS NOT NULL)),
    CHECK (expires_at > sent_at),
    UNIQUE (id, structure_id)
) STRICT;

-- The two lists of the dashboard, all statuts and one.
CREATE INDEX orientation_sent ON orientation (structure_id, sent_at, id);
CREATE INDEX orientation_sent_of_statut ON orientation (structure_id, statut, sent_at, id);
CREATE INDEX orientation_received ON orientation (destinataire_id, sent_at, id) WHERE destinataire_id IS NOT NULL;
CREATE INDEX orientation_received_of_statut ON orientation (destinataire_id, statut, sent_at, id) WHERE destinataire_id IS NOT NULL;
CREATE INDEX orientation_unread ON orientation (destinataire_id, sent_at, id) WHERE destinataire_id IS NOT NULL AND vue_at IS NULL AND statut = 'OUVERTE';
-- The same person and the same service.
-- Not partial: the key of a service is also looked for by its foreign key. Whoever has no name left has an empty key.
CREATE INDEX orientation_by_person ON orientation (service_id, structure_id, cle, sent_at);
CREATE INDEX orientation_by_suite ON orientation (suite_at) WHERE suite_at IS NOT NULL;
CREATE INDEX orientation_by_prescripteur ON orientation (prescripteur_id);

-- What the dashboard's search finds a request by: words of the names and of the service, folded, each followed by the
-- others; once for the structure that sent it, once for the one that received it.
CREATE TABLE orientation_cle (
    structure_id   TEXT    NOT NULL REFERENCES structure (id),
    sens           TEXT    NOT NULL CHECK (sens IN ('ENVOYEE', 'RECUE')),
    cle            TEXT    NOT NULL CHECK (length(cle) BETWEEN 1 AND 400),
    orientation_id TEXT    NOT NULL REFERENCES orientation (id) ON DELETE CASCADE,
    PRIMARY KEY (structure_id, sens, cle, orientation_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX orientation_cle_by_orientation ON orientation_cle (orientation_id);

-- How many requests a structure has of each statut: kept rather than counted.
CREATE TABLE orientation_compte (
    structure_id TEXT    NOT NULL REFERENCES structure (id),
    sens         TEXT    NOT NULL CHECK (sens IN ('ENVOYEE', 'RECUE')),
    statut       TEXT    NOT NULL,
    nombre       INTEGER NOT NULL CHECK (nombre >= 0),
    PRIMARY KEY (structure_id, sens, statut)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER orientation_is_counted AFTER INSERT ON orientation
BEGIN
    INSERT INTO orientation_compte (structure_id, sens, statut, nombre) VALUES (NEW.structure_id, 'ENVOYEE', NEW.statut, 1)
    ON CONFLICT (structure_id, sens, statut) DO UPDATE SET nombre = nombre + 1;
    INSERT INTO orientation_compte (structure_id, sens, statut, nombre)
    SELECT NEW.destinataire_id, 'RECUE', NEW.statut, 1 WHERE NEW.destinataire_id IS NOT NULL
    ON CONFLICT (structure_id, sens, statut) DO UPDATE SET nombre = nombre + 1;
END;

CREATE TRIGGER orientation_is_counted_elsewhere AFTER UPDATE OF statut ON orientation WHEN OLD.statut <> NEW.statut
BEGIN
    UPDATE orientation_compte SET nombre = nombre - 1
    WHERE structure_id = OLD.structure_id AND sens = 'ENVOYEE' AND statut = OLD.statut;
    UPDATE orientation_compte SET nombre = nombre - 1
    WHERE structure_id = OLD.destinataire_id AND sens = 'RECUE' AND statut = OLD.statut;
    INSERT INTO orientation_compte (structure_id, sens, statut, nombre) VALUES (NEW.structure_id, 'ENVOYEE', NEW.statut, 1)
    ON CONFLICT (structure_id, sens, statut) DO UPDATE SET nombre = nombre + 1;
    INSERT INTO orientation_compte (structure_id, sens, statut, nombre)
    SELECT NEW.destinataire_id, 'RECUE', NEW.statut, 1 WHERE NEW.destinataire_id IS NOT NULL
    ON CONFLICT (structure_id, sens, statut) DO UPDATE SET nombre = nombre + 1;
END;

-- The mean delay of answer on the public page of the service.
CREATE TRIGGER orientation_is_answered AFTER UPDATE OF statut ON orientation
WHEN OLD.statut = 'OUVERTE' AND NEW.statut IN ('VALIDEE', 'REFUSEE')
BEGIN
    UPDATE service SET reponses = reponses + 1, reponses_ms = reponses_ms + (NEW.ended_at - NEW.sent_at) WHERE id = NEW.service_id;
END;

-- What is over stays over: only what time takes away may change (names and files).
CREATE TRIGGER orientation_is_decided_once BEFORE UPDATE OF statut ON orientation WHEN OLD.statut <> 'OUVERTE'
BEGIN
    SELECT RAISE(ABORT, 'this request has been answered');
END;

-- Everything that happened to a request: lines are only added, and lose their words when the request loses its names.
CREATE TABLE orientation_evenement (
    id             TEXT    NOT NULL PRIMARY KEY CHECK (length(id) = 22),
    orientation_id TEXT    NOT NULL,
    -- The prescriber's structure, as in `orientation`.
    structure_id   TEXT    NOT NULL,
    evenement      TEXT    NOT NULL CHECK (evenement IN ('ENVOI', 'VUE', 'LIEN', 'RAPPEL', 'CONTACT_BENEFICIAIRE',
                                   'CONTACT_PRESCRIPTEUR', 'DOCUMENT', 'VALIDATION', 'REFUS', 'EXPIRATION', 'ANNULATION')),
    -- Whose doing it is.
    acteur         TEXT    NOT NULL CHECK (acteur IN ('PRESCRIPTEUR', 'SERVICE', 'TEMPS')),
    staff_user_id  TEXT    REFERENCES staff_user (id),
    -- A JSON object: messages and to whom they went, motives, the name of a document; never a token.
    detail         TEXT    NOT NULL DEFAULT '{}' CHECK (json_valid(detail) AND length(detail) <= 20000),
    created_at     INTEGER NOT NULL,
    FOREIGN KEY (orientation_id, structure_id) REFERENCES orientation (id, structure_id)
) STRICT;

CREATE INDEX orientation_evenement_by_orientation ON orientation_evenement (orientation_id, created_at, id);

CREATE TRIGGER orientation_evenement_never_changes BEFORE UPDATE ON orientation_evenement
WHEN NOT (NEW.detail = '{}' AND NEW.id = OLD.id AND NEW.orientation_id = OLD.orientation_id AND NEW.evenement = OLD.evenement
          AND NEW.created_at = OLD.created_at AND NEW.acteur = OLD.acteur AND NEW.staff_user_id IS OLD.staff_user_id
          AND NEW.structure_id = OLD.structure_id
          AND EXISTS (SELECT 1 FROM orientation o WHERE o.id = OLD.orientation_id AND o.anonyme_at IS NOT NULL))
BEGIN
    SELECT RAISE(ABORT, 'orientation_evenement is append-only');
END;

CREATE TRIGGER orientation_evenement_never_shrinks BEFORE DELETE ON orientation_evenement
BEGIN
    SELECT RAISE(ABORT, 'orientation_evenement is append-only');
END;

-- The documents of a draft, then of the request that it becomes. The bytes are in R2 under `objet`.
CREATE TABLE orientation_document (
    id             TEXT    NOT NULL PRIMARY KEY CHECK (length(id) = 22),
    structure_id   TEXT    NOT NULL REFERENCES structure (id),
    brouillon_id   TEXT    REFERENCES orientation_brouillon (id) ON DELETE SET NULL,
    orientation_id TEXT    REFERENCES orientation (id),
    nom            TEXT    NOT NULL CHECK (length(nom) BETWEEN 1 AND 200),
    genre          TEXT    NOT NULL CHECK (length(genre) BETWEEN 1 AND 100),
    octets         INTEGER NOT NULL CHECK (octets BETWEEN 1 AND 5242880),
    objet          TEXT    NOT NULL UNIQUE CHECK (length(objet) BETWEEN 1 AND 200),
    created_at     INTEGER NOT NULL,
    CHECK (brouillon_id IS NULL OR orientation_id IS NULL)
) STRICT;

CREATE INDEX orientation_document_of_draft ON orientation_document (brouillon_id, created_at, id) WHERE brouillon_id IS NOT NULL;
CREATE INDEX orientation_document_of_request ON orientation_document (orientation_id, created_at, id) WHERE orientation_id IS NOT NULL;
-- Its foreign key.
CREATE INDEX orientation_document_by_structure ON orientation_document (structure_id);
-- Those of drafts that are gone: their bytes are to be deleted, then their rows.
CREATE INDEX orientation_document_of_nothing ON orientation_document (created_at) WHERE brouillon_id IS NULL AND orientation_id IS NULL;
