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
    -- Did the person show themselves? A remise to them, a call, a visit, a transfer in force (domain §2).
    passage       INTEGER NOT NULL DEFAULT 0 CHECK (passage IN (0, 1)),
    -- Who took the mail in the person's place, by name: a procuration of that day.
    mandataire    TEXT    CHECK (length(mandataire) BETWEEN 1 AND 210),
    note          TEXT    CHECK (length(note) BETWEEN 1 AND 1000),
    note_visible  INTEGER NOT NULL DEFAULT 0 CHECK (note_visible IN (0, 1)),
    staff_user_id TEXT    NOT NULL REFERENCES staff_user (id),
    created_at    INTEGER NOT NULL,
    FOREIGN KEY (usager_id, structure_id) REFERENCES usager (id, structure_id),
    CHECK ((mouvement = 'ANNULATION') = (annule_id IS NOT NULL)),
    CHECK (mouvement NOT IN ('RECEPTION', 'REMISE', 'RETOUR', 'TRANSFERT') OR courrier + recommande + colis > 0),
    CHECK (mouvement NOT IN ('APPEL', 'VISITE') OR courrier + recommande + colis = 0),
    CHECK (mouvement NOT IN ('APPEL', 'VISITE', 'TRANSFERT') OR passage = 1),
    CHECK (mouvement NOT IN ('RECEPTION', 'RETOUR', 'ANNULATION') OR passage = 0),
    CHECK (mouvement <> 'REMISE' OR passage = (mandataire IS NULL)),
    CHECK (mandataire IS NULL OR mouvement = 'REMISE')
) STRICT;

CREATE INDEX mail_line_by_usager ON mail_line (structure_id, usager_id, created_at);
-- What one person has recorded, latest first: the running list of the bulk reception.
CREATE INDEX mail_line_by_author ON mail_line (structure_id, staff_user_id, created_at);
-- The last visit, when a line is undone.
CREATE INDEX mail_line_of_visits ON mail_line (structure_id, usager_id, created_at) WHERE passage = 1;

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

-- The sign-ins to the portal; passage = 1 where the structure counted one as a visit on that day (domain §1).
CREATE TABLE portal_login (
    id           TEXT    NOT NULL PRIMARY KEY CHECK (length(id) = 22),
    structure_id TEXT    NOT NULL,
    usager_id    TEXT    NOT NULL,
    passage      INTEGER NOT NULL CHECK (passage IN (0, 1)),
    created_at   INTEGER NOT NULL,
    FOREIGN KEY (usager_id, structure_id) REFERENCES usager (id, structure_id)
) STRICT;

CREATE INDEX portal_login_by_usager ON portal_login (structure_id, usager_id, created_at);
CREATE INDEX portal_login_by_structure ON portal_login (structure_id, created_at);
CREATE INDEX portal_login_of_visits ON portal_login (structure_id, usager_id, created_at) WHERE passage = 1;

CREATE TRIGGER portal_login_never_changes BEFORE UPDATE ON portal_login
BEGIN
    SELECT RAISE(ABORT, 'portal_login is append-only');
END;

CREATE TRIGGER portal_login_never_shrinks BEFORE DELETE ON portal_login
BEGIN
    SELECT RAISE(ABORT, 'portal_login is append-only');
END;

-- The last visit follows by itself, as the counts do.
CREATE TRIGGER mail_line_is_a_visit AFTER INSERT ON mail_line WHEN NEW.passage = 1
BEGIN
    UPDATE usager SET dernier_passage_at = max(coalesce(dernier_passage_at, 0), NEW.created_at)
    WHERE id = NEW.usager_id AND structure_id = NEW.structure_id;
END;

CREATE TRIGGER portal_login_is_a_visit AFTER INSERT ON portal_login WHEN NEW.passage = 1
BEGIN
    UPDATE usager SET dernier_passage_at = max(coalesce(dernier_passage_at, 0), NEW.created_at)
    WHERE id = NEW.usager_id AND structure_id = NEW.structure_id;
END;

-- A visit undone: the latest that still holds, never before the floor.
CREATE TRIGGER mail_line_was_no_visit AFTER INSERT ON mail_line
WHEN NEW.mouvement = 'ANNULATION' AND EXISTS (SELECT 1 FROM mail_line a WHERE a.id = NEW.annule_id AND a.passage = 1)
BEGIN
    UPDATE usager SET dernier_passage_at = nullif(max(
        coalesce(passage_plancher_at, 0),
        coalesce((
            SELECT v.created_at FROM mail_line v
            WHERE v.structure_id = NEW.structure_id AND v.usager_id = NEW.usager_id AND v.passage = 1
              AND NOT EXISTS (SELECT 1 FROM mail_line x WHERE x.annule_id = v.id)
            ORDER BY v.created_at DESC LIMIT 1), 0),
        coalesce((
            SELECT p.created_at FROM portal_login p
            WHERE p.structure_id = NEW.structure_id AND p.usager_id = NEW.usager_id AND p.passage = 1
            ORDER BY p.created_at DESC LIMIT 1), 0)), 0)
    WHERE id = NEW.usager_id AND structure_id = NEW.structure_id;
END;
