-- « Journal »: who saw, changed and exported what, for the administrateurs of a structure. And one thing mended: nobody
-- is counted before an import shows them. Why so: content/projet/decisions/exporter-et-journal.md.

-- ------------------------------------------------------------------------------------------ who saw what

-- That somebody of the structure opened a file, or took a document of it, on one day: once a day is enough to answer
-- « who looked? », and a busy desk writes little. Never which page, nor which document.
CREATE TABLE consultation (
    id            TEXT    NOT NULL CHECK (length(id) = 22),
    structure_id  TEXT    NOT NULL,
    usager_id     TEXT    NOT NULL,
    staff_user_id TEXT    NOT NULL REFERENCES staff_user (id),
    -- The structure's own day.
    jour          TEXT    NOT NULL CHECK (jour GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    genre         TEXT    NOT NULL CHECK (genre IN ('FICHE', 'DOCUMENT')),
    -- The first time that day.
    created_at    INTEGER NOT NULL,
    PRIMARY KEY (structure_id, usager_id, staff_user_id, jour, genre),
    FOREIGN KEY (usager_id, structure_id) REFERENCES usager (id, structure_id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

CREATE INDEX consultation_by_structure ON consultation (structure_id, created_at, id);
CREATE INDEX consultation_by_staff ON consultation (structure_id, staff_user_id, created_at, id);
CREATE INDEX consultation_by_usager ON consultation (structure_id, usager_id, created_at, id);
CREATE INDEX consultation_by_age ON consultation (created_at);

CREATE TRIGGER consultation_never_changes BEFORE UPDATE ON consultation
BEGIN
    SELECT RAISE(ABORT, 'consultation is append-only');
END;

-- A year, or as long as the file: whoever erases a file says so first (effacement).
CREATE TRIGGER consultation_keeps_a_year BEFORE DELETE ON consultation
WHEN OLD.created_at > (unixepoch() - 364 * 86400) * 1000
 AND NOT EXISTS (SELECT 1 FROM effacement e WHERE e.usager_id = OLD.usager_id AND e.structure_id = OLD.structure_id)
BEGIN
    SELECT RAISE(ABORT, 'consultation keeps a year');
END;

-- ------------------------------------------------------------------------------------------ what « Journal » reads

-- The family of a line of the audit log (structure::journal::rules::Famille).
ALTER TABLE journal ADD COLUMN famille TEXT GENERATED ALWAYS AS (
    CASE WHEN substr(evenement, 1, 7) = 'EXPORT_' THEN 'EXPORTS' WHEN substr(evenement, 1, 10) = 'STRUCTURE_' THEN 'STRUCTURE' ELSE 'COMPTES' END) VIRTUAL;
CREATE INDEX journal_by_famille ON journal (structure_id, famille, created_at, id);
CREATE INDEX journal_by_staff ON journal (structure_id, famille, staff_user_id, created_at, id);

-- Changes of files, of the whole structure. Mail and visits are left out, and so is what a domicilié does on the portal:
-- each file tells them, they would drown the rest, and the ledger need not pay for an index more. An imported file is told
-- by the import.
CREATE INDEX historique_of_changes ON historique (structure_id, created_at, id)
    WHERE usager_id IS NOT NULL AND evenement NOT IN ('RECEPTION', 'REMISE', 'RETOUR', 'TRANSFERT', 'APPEL', 'VISITE', 'ANNULATION', 'CONNEXION_PORTAIL', 'FICHE_IMPORTEE', 'DOSSIER_EXPORTE');
CREATE INDEX historique_of_changes_by_staff ON historique (structure_id, staff_user_id, created_at, id)
    WHERE usager_id IS NOT NULL AND evenement NOT IN ('RECEPTION', 'REMISE', 'RETOUR', 'TRANSFERT', 'APPEL', 'VISITE', 'ANNULATION', 'CONNEXION_PORTAIL', 'FICHE_IMPORTEE', 'DOSSIER_EXPORTE');
-- What happened to the structure itself: its settings, announcements, models, imports.
CREATE INDEX historique_of_structure_by_staff ON historique (structure_id, staff_user_id, created_at, id) WHERE usager_id IS NULL;

-- ------------------------------------------------------------------------------------------ who is counted

-- effectif, as before but for those whom nobody sees yet: they are counted once seen, and those of an import that is given
-- up never are. As many rows are written as before, only later.
DROP TRIGGER usager_joins_the_count;
CREATE TRIGGER usager_joins_the_count AFTER INSERT ON usager WHEN (NEW.statut = 'VALIDE' OR NEW.renouvellement = 1) AND NEW.import_id IS NULL
BEGIN
    INSERT INTO effectif (structure_id, dimension, valeur, nombre) VALUES
        (NEW.structure_id, 'CIVILITE', NEW.civilite, 1),
        (NEW.structure_id, 'NAISSANCE', substr(NEW.date_naissance, 1, 4), 1),
        (NEW.structure_id, 'MENAGE', coalesce(NEW.menage, ''), 1),
        (NEW.structure_id, 'RAISON', coalesce(NEW.raison, ''), 1)
    ON CONFLICT (structure_id, dimension, valeur) DO UPDATE SET nombre = nombre + 1;
    INSERT INTO effectif (structure_id, dimension, valeur, nombre)
    SELECT a.structure_id, 'PORTAIL', 'OUVERT', 1 FROM portal_account a WHERE a.usager_id = NEW.id AND a.structure_id = NEW.structure_id AND a.actif = 1
    ON CONFLICT (structure_id, dimension, valeur) DO UPDATE SET nombre = nombre + 1;
END;

CREATE TRIGGER usager_joins_the_count_once_seen AFTER UPDATE OF import_id ON usager
WHEN OLD.import_id IS NOT NULL AND NEW.import_id IS NULL AND (NEW.statut = 'VALIDE' OR NEW.renouvellement = 1)
BEGIN
    INSERT INTO effectif (structure_id, dimension, valeur, nombre) VALUES
        (NEW.structure_id, 'CIVILITE', NEW.civilite, 1),
        (NEW.structure_id, 'NAISSANCE', substr(NEW.date_naissance, 1, 4), 1),
        (NEW.structure_id, 'MENAGE', coalesce(NEW.menage, ''), 1),
        (NEW.structure_id, 'RAISON', coalesce(NEW.raison, ''), 1)
    ON CONFLICT (structure_id, dimension, valeur) DO UPDATE SET nombre = nombre + 1;
    INSERT INTO effectif (structure_id, dimension, valeur, nombre)
    SELECT a.structure_id, 'PORTAIL', 'OUVERT', 1 FROM portal_account a WHERE a.usager_id = NEW.id AND a.structure_id = NEW.structure_id AND a.actif = 1
    ON CONFLICT (structure_id, dimension, valeur) DO UPDATE SET nombre = nombre + 1;
END;

DROP TRIGGER usager_leaves_the_count;
CREATE TRIGGER usager_leaves_the_count BEFORE UPDATE OF statut, renouvellement, civilite, date_naissance, menage, raison ON usager
WHEN (OLD.statut = 'VALIDE' OR OLD.renouvellement = 1) AND OLD.import_id IS NULL
 AND NOT ((NEW.statut = 'VALIDE' OR NEW.renouvellement = 1)
         AND OLD.civilite = NEW.civilite AND substr(OLD.date_naissance, 1, 4) = substr(NEW.date_naissance, 1, 4)
         AND OLD.menage IS NEW.menage AND OLD.raison IS NEW.raison)
BEGIN
    INSERT INTO effectif (structure_id, dimension, valeur, nombre) VALUES
        (OLD.structure_id, 'CIVILITE', OLD.civilite, 0),
        (OLD.structure_id, 'NAISSANCE', substr(OLD.date_naissance, 1, 4), 0),
        (OLD.structure_id, 'MENAGE', coalesce(OLD.menage, ''), 0),
        (OLD.structure_id, 'RAISON', coalesce(OLD.raison, ''), 0)
    ON CONFLICT (structure_id, dimension, valeur) DO UPDATE SET nombre = nombre - 1;
    INSERT INTO effectif (structure_id, dimension, valeur, nombre)
    SELECT a.structure_id, 'PORTAIL', 'OUVERT', 0 FROM portal_account a WHERE a.usager_id = OLD.id AND a.structure_id = OLD.structure_id AND a.actif = 1
    ON CONFLICT (structure_id, dimension, valeur) DO UPDATE SET nombre = nombre - 1;
END;

DROP TRIGGER usager_rejoins_the_count;
CREATE TRIGGER usager_rejoins_the_count AFTER UPDATE OF statut, renouvellement, civilite, date_naissance, menage, raison ON usager
WHEN (NEW.statut = 'VALIDE' OR NEW.renouvellement = 1) AND OLD.import_id IS NULL
 AND NOT ((OLD.statut = 'VALIDE' OR OLD.renouvellement = 1)
         AND OLD.civilite = NEW.civilite AND substr(OLD.date_naissance, 1, 4) = substr(NEW.date_naissance, 1, 4)
         AND OLD.menage IS NEW.menage AND OLD.raison IS NEW.raison)
BEGIN
    INSERT INTO effectif (structure_id, dimension, valeur, nombre) VALUES
        (NEW.structure_id, 'CIVILITE', NEW.civilite, 1),
        (NEW.structure_id, 'NAISSANCE', substr(NEW.date_naissance, 1, 4), 1),
        (NEW.structure_id, 'MENAGE', coalesce(NEW.menage, ''), 1),
        (NEW.structure_id, 'RAISON', coalesce(NEW.raison, ''), 1)
    ON CONFLICT (structure_id, dimension, valeur) DO UPDATE SET nombre = nombre + 1;
    INSERT INTO effectif (structure_id, dimension, valeur, nombre)
    SELECT a.structure_id, 'PORTAIL', 'OUVERT', 1 FROM portal_account a WHERE a.usager_id = NEW.id AND a.structure_id = NEW.structure_id AND a.actif = 1
    ON CONFLICT (structure_id, dimension, valeur) DO UPDATE SET nombre = nombre + 1;
END;

DROP TRIGGER usager_is_off_the_count;
CREATE TRIGGER usager_is_off_the_count BEFORE DELETE ON usager WHEN (OLD.statut = 'VALIDE' OR OLD.renouvellement = 1) AND OLD.import_id IS NULL
BEGIN
    INSERT INTO effectif (structure_id, dimension, valeur, nombre) VALUES
        (OLD.structure_id, 'CIVILITE', OLD.civilite, 0),
        (OLD.structure_id, 'NAISSANCE', substr(OLD.date_naissance, 1, 4), 0),
        (OLD.structure_id, 'MENAGE', coalesce(OLD.menage, ''), 0),
        (OLD.structure_id, 'RAISON', coalesce(OLD.raison, ''), 0)
    ON CONFLICT (structure_id, dimension, valeur) DO UPDATE SET nombre = nombre - 1;
    INSERT INTO effectif (structure_id, dimension, valeur, nombre)
    SELECT a.structure_id, 'PORTAIL', 'OUVERT', 0 FROM portal_account a WHERE a.usager_id = OLD.id AND a.structure_id = OLD.structure_id AND a.actif = 1
    ON CONFLICT (structure_id, dimension, valeur) DO UPDATE SET nombre = nombre - 1;
END;

-- Nobody gets an access before they are seen, but the database does not count on it.
DROP TRIGGER portal_account_joins_the_count;
CREATE TRIGGER portal_account_joins_the_count AFTER INSERT ON portal_account WHEN NEW.actif = 1
BEGIN
    INSERT INTO effectif (structure_id, dimension, valeur, nombre)
    SELECT u.structure_id, 'PORTAIL', 'OUVERT', 1 FROM usager u
    WHERE u.id = NEW.usager_id AND u.structure_id = NEW.structure_id AND (u.statut = 'VALIDE' OR u.renouvellement = 1) AND u.import_id IS NULL
    ON CONFLICT (structure_id, dimension, valeur) DO UPDATE SET nombre = nombre + 1;
END;

DROP TRIGGER portal_account_opens_in_the_count;
CREATE TRIGGER portal_account_opens_in_the_count AFTER UPDATE OF actif ON portal_account WHEN OLD.actif <> NEW.actif
BEGIN
    INSERT INTO effectif (structure_id, dimension, valeur, nombre)
    SELECT u.structure_id, 'PORTAIL', 'OUVERT', NEW.actif FROM usager u
    WHERE u.id = NEW.usager_id AND u.structure_id = NEW.structure_id AND (u.statut = 'VALIDE' OR u.renouvellement = 1) AND u.import_id IS NULL
    ON CONFLICT (structure_id, dimension, valeur) DO UPDATE SET nombre = nombre + CASE NEW.actif WHEN 1 THEN 1 ELSE -1 END;
END;

DROP TRIGGER portal_account_leaves_the_count;
CREATE TRIGGER portal_account_leaves_the_count AFTER DELETE ON portal_account WHEN OLD.actif = 1
BEGIN
    UPDATE effectif SET nombre = nombre - 1
    WHERE structure_id = OLD.structure_id AND dimension = 'PORTAIL' AND valeur = 'OUVERT'
      AND EXISTS (SELECT 1 FROM usager u WHERE u.id = OLD.usager_id AND u.structure_id = OLD.structure_id
                    AND (u.statut = 'VALIDE' OR u.renouvellement = 1) AND u.import_id IS NULL);
END;

DROP VIEW effectif_recompte;
CREATE VIEW effectif_recompte AS
WITH en_cours AS (SELECT u.* FROM usager u WHERE (u.statut = 'VALIDE' OR u.renouvellement = 1) AND u.import_id IS NULL)
SELECT c.structure_id, c.dimension, c.valeur, count(*) AS nombre
FROM (
    SELECT structure_id, 'CIVILITE' AS dimension, civilite AS valeur FROM en_cours
    UNION ALL SELECT structure_id, 'NAISSANCE', substr(date_naissance, 1, 4) FROM en_cours
    UNION ALL SELECT structure_id, 'MENAGE', coalesce(menage, '') FROM en_cours
    UNION ALL SELECT structure_id, 'RAISON', coalesce(raison, '') FROM en_cours
    UNION ALL SELECT e.structure_id, 'PORTAIL', 'OUVERT' FROM en_cours e JOIN portal_account a ON a.usager_id = e.id AND a.structure_id = e.structure_id AND a.actif = 1
) c
GROUP BY c.structure_id, c.dimension, c.valeur;

-- Those of imports that run at this moment are off the count until they are seen.
UPDATE effectif SET nombre = coalesce((
    SELECT r.nombre FROM effectif_recompte r
    WHERE r.structure_id = effectif.structure_id AND r.dimension = effectif.dimension AND r.valeur = effectif.valeur), 0)
WHERE structure_id IN (SELECT i.structure_id FROM import i WHERE i.etat IN ('EN_COURS', 'HISTORIQUE', 'RETRAIT'));
