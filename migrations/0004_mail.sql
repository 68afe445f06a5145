-- The mail ledger: every movement, in and out. A line is never changed nor deleted; a mistake is undone by a new line
-- that names it (domain §2). What waits for a person is the sum of their lines; usager.*_pending keeps it at hand, and the
-- database itself does that sum: no code can write a line and forget the count, or the count and forget the line.
CREATE TABLE mail_line (
    id            TEXT    NOT NULL PRIMARY KEY CHECK (length(id) = 22),
    structure_id  TEXT    NOT NULL REFERENCES structure (id),
    usager_id     TEXT    NOT NULL,
    mouvement     TEXT    NOT NULL CHECK (mouvement IN ('RECEPTION', 'REMISE', 'RETOUR', 'TRANSFERT', 'APPEL', 'VISITE', 'ANNULATION')),
    courrier      INTEGER NOT NULL DEFAULT 0 CHECK (courrier BETWEEN 0 AND 10000),
    recommande    INTEGER NOT NULL DEFAULT 0 CHECK (recommande BETWEEN 0 AND 10000),
    colis         INTEGER NOT NULL DEFAULT 0 CHECK (colis BETWEEN 0 AND 10000),
    -- The line this one undoes; a line is undone once at most.
    annule_id     TEXT    UNIQUE REFERENCES mail_line (id),
    note          TEXT    CHECK (length(note) BETWEEN 1 AND 1000),
    note_visible  INTEGER NOT NULL DEFAULT 0 CHECK (note_visible IN (0, 1)),
    staff_user_id TEXT    NOT NULL REFERENCES staff_user (id),
    created_at    INTEGER NOT NULL,
    FOREIGN KEY (usager_id, structure_id) REFERENCES usager (id, structure_id),
    CHECK ((mouvement = 'ANNULATION') = (annule_id IS NOT NULL)),
    CHECK (mouvement NOT IN ('RECEPTION', 'REMISE', 'RETOUR', 'TRANSFERT') OR courrier + recommande + colis > 0),
    CHECK (mouvement NOT IN ('APPEL', 'VISITE') OR courrier + recommande + colis = 0)
) STRICT;

CREATE INDEX mail_line_by_usager ON mail_line (structure_id, usager_id, created_at);

CREATE TRIGGER mail_line_never_changes BEFORE UPDATE ON mail_line
BEGIN
    SELECT RAISE(ABORT, 'mail_line is append-only');
END;

CREATE TRIGGER mail_line_never_shrinks BEFORE DELETE ON mail_line
BEGIN
    SELECT RAISE(ABORT, 'mail_line is append-only');
END;

-- A line undoes another as it stands: the same person, the same counts, and not itself an undoing.
CREATE TRIGGER mail_line_undoes_one BEFORE INSERT ON mail_line WHEN NEW.mouvement = 'ANNULATION'
BEGIN
    SELECT RAISE(ABORT, 'mail_line: undoes no such line')
    WHERE NOT EXISTS (
        SELECT 1 FROM mail_line a
        WHERE a.id = NEW.annule_id AND a.usager_id = NEW.usager_id AND a.structure_id = NEW.structure_id AND a.mouvement <> 'ANNULATION'
          AND a.courrier = NEW.courrier AND a.recommande = NEW.recommande AND a.colis = NEW.colis
    );
END;

-- Below zero, usager's own CHECK stops it, and the line with it.
CREATE TRIGGER mail_line_counts_in AFTER INSERT ON mail_line
WHEN NEW.mouvement = 'RECEPTION' OR (NEW.mouvement = 'ANNULATION' AND EXISTS (
    SELECT 1 FROM mail_line a WHERE a.id = NEW.annule_id AND a.mouvement IN ('REMISE', 'RETOUR', 'TRANSFERT')))
BEGIN
    UPDATE usager SET
        courrier_pending = courrier_pending + NEW.courrier,
        recommande_pending = recommande_pending + NEW.recommande,
        colis_pending = colis_pending + NEW.colis,
        courrier_since_at = CASE WHEN NEW.courrier > 0 THEN coalesce(courrier_since_at, NEW.created_at) ELSE courrier_since_at END,
        recommande_since_at = CASE WHEN NEW.recommande > 0 THEN coalesce(recommande_since_at, NEW.created_at) ELSE recommande_since_at END,
        colis_since_at = CASE WHEN NEW.colis > 0 THEN coalesce(colis_since_at, NEW.created_at) ELSE colis_since_at END
    WHERE id = NEW.usager_id AND structure_id = NEW.structure_id;
END;

CREATE TRIGGER mail_line_counts_out AFTER INSERT ON mail_line
WHEN NEW.mouvement IN ('REMISE', 'RETOUR', 'TRANSFERT') OR (NEW.mouvement = 'ANNULATION' AND EXISTS (
    SELECT 1 FROM mail_line a WHERE a.id = NEW.annule_id AND a.mouvement = 'RECEPTION'))
BEGIN
    UPDATE usager SET
        courrier_pending = courrier_pending - NEW.courrier,
        recommande_pending = recommande_pending - NEW.recommande,
        colis_pending = colis_pending - NEW.colis,
        courrier_since_at = CASE WHEN courrier_pending > NEW.courrier THEN courrier_since_at END,
        recommande_since_at = CASE WHEN recommande_pending > NEW.recommande THEN recommande_since_at END,
        colis_since_at = CASE WHEN colis_pending > NEW.colis THEN colis_since_at END
    WHERE id = NEW.usager_id AND structure_id = NEW.structure_id;
END;
