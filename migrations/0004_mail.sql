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
    -- Of what a line takes out: since when each kind had waited, as known then. Undone at once, it waits since then again.
    courrier_depuis_at   INTEGER,
    recommande_depuis_at INTEGER,
    colis_depuis_at      INTEGER,
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
CREATE INDEX mail_line_by_author ON mail_line (structure_id, staff_user_id, created_at) WHERE mouvement = 'RECEPTION';
-- Has anything been undone since?
CREATE INDEX mail_line_of_undoings ON mail_line (structure_id, usager_id, created_at) WHERE mouvement = 'ANNULATION';
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

-- What each line brings in (above zero) or takes out (below); one that was undone moves nothing. The sum of a person's
-- lines is what waits for them.
CREATE VIEW mail_effect AS
SELECT l.rowid AS line, l.structure_id, l.usager_id, l.created_at,
       l.sign * l.courrier AS courrier, l.sign * l.recommande AS recommande, l.sign * l.colis AS colis
FROM (
    SELECT m.rowid, m.structure_id, m.usager_id, m.created_at, m.courrier, m.recommande, m.colis,
           ((m.mouvement = 'RECEPTION') - (m.mouvement IN ('REMISE', 'RETOUR', 'TRANSFERT')))
           * NOT EXISTS (SELECT 1 FROM mail_line x WHERE x.annule_id = m.id) AS sign
    FROM mail_line m
) l;

-- A reception is undone only while all of it still waits: from now back to it, there was never less than it brought.
-- Where there was, some of it has been handed over: nothing is written, and whoever asked is told to undo that first.
CREATE TRIGGER mail_line_undoes_what_waits BEFORE INSERT ON mail_line WHEN NEW.mouvement = 'ANNULATION'
BEGIN
    SELECT RAISE(IGNORE)
    FROM mail_line a JOIN usager u ON u.id = a.usager_id AND u.structure_id = a.structure_id
    WHERE a.id = NEW.annule_id AND a.mouvement = 'RECEPTION' AND EXISTS (
        -- What waited before each line, from the latest back to the reception. A line that was undone moved nothing.
        WITH RECURSIVE back (line, at, courrier, recommande, colis) AS (
            SELECT 9223372036854775807, 9007199254740991, u.courrier_pending, u.recommande_pending, u.colis_pending
            UNION ALL
            SELECT e.line, e.created_at, back.courrier - e.courrier, back.recommande - e.recommande, back.colis - e.colis
            FROM back
            JOIN mail_effect e ON e.line = (
                SELECT q.rowid FROM mail_line q
                WHERE q.structure_id = a.structure_id AND q.usager_id = a.usager_id AND (q.created_at, q.rowid) < (back.at, back.line)
                ORDER BY q.created_at DESC, q.rowid DESC LIMIT 1)
            WHERE e.line <> a.rowid AND back.courrier >= a.courrier AND back.recommande >= a.recommande AND back.colis >= a.colis
        )
        SELECT 1 FROM back WHERE back.courrier < a.courrier OR back.recommande < a.recommande OR back.colis < a.colis);
END;

CREATE TRIGGER mail_line_counts_in AFTER INSERT ON mail_line WHEN NEW.mouvement = 'RECEPTION'
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

-- Below zero, usager's own CHECK stops it, and the line with it.
CREATE TRIGGER mail_line_counts_out AFTER INSERT ON mail_line WHEN NEW.mouvement IN ('REMISE', 'RETOUR', 'TRANSFERT')
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

-- A line undone: the counts are as if it had never been written, and so is the day since when each kind waits. Mostly
-- that day is known: a reception that nothing follows changes nothing of what waited before it; what is handed over within
-- a wait leaves its first day; and what took all away knows since when it had waited, unless something was undone in
-- between. Else it is found by going back, line by line, to where nothing of the kind waited: as far as what waits goes.
CREATE TRIGGER mail_line_is_undone AFTER INSERT ON mail_line WHEN NEW.mouvement = 'ANNULATION' AND NEW.courrier + NEW.recommande + NEW.colis > 0
BEGIN
    UPDATE usager SET
        courrier_pending = w.courrier, recommande_pending = w.recommande, colis_pending = w.colis,
        courrier_since_at = CASE WHEN NEW.courrier = 0 THEN courrier_since_at WHEN w.courrier > 0 THEN coalesce(w.courrier_known, w.courrier_at, courrier_since_at, NEW.created_at) END,
        recommande_since_at = CASE WHEN NEW.recommande = 0 THEN recommande_since_at WHEN w.recommande > 0 THEN coalesce(w.recommande_known, w.recommande_at, recommande_since_at, NEW.created_at) END,
        colis_since_at = CASE WHEN NEW.colis = 0 THEN colis_since_at WHEN w.colis > 0 THEN coalesce(w.colis_known, w.colis_at, colis_since_at, NEW.created_at) END
    FROM (
        WITH RECURSIVE
        undone (line) AS (SELECT rowid FROM mail_line WHERE id = NEW.annule_id),
        followed (by_a_line, by_an_undoing) AS MATERIALIZED (
            SELECT EXISTS (SELECT 1 FROM mail_line q WHERE q.structure_id = NEW.structure_id AND q.usager_id = NEW.usager_id
                               AND q.created_at >= a.created_at AND q.id NOT IN (a.id, NEW.id)),
                   EXISTS (SELECT 1 FROM mail_line q WHERE q.structure_id = NEW.structure_id AND q.usager_id = NEW.usager_id
                               AND q.mouvement = 'ANNULATION' AND q.created_at >= a.created_at AND q.id <> NEW.id)
            FROM undone JOIN mail_line a ON a.rowid = undone.line
        ),
        waits (courrier, recommande, colis, courrier_known, recommande_known, colis_known) AS MATERIALIZED (
            SELECT u.courrier_pending + s.sign * NEW.courrier, u.recommande_pending + s.sign * NEW.recommande, u.colis_pending + s.sign * NEW.colis,
                   CASE WHEN s.sign < 0 THEN CASE WHEN NOT f.by_a_line THEN u.courrier_since_at END
                        WHEN u.courrier_pending > 0 AND a.created_at > u.courrier_since_at THEN u.courrier_since_at
                        WHEN NOT f.by_an_undoing THEN min(coalesce(u.courrier_since_at, a.courrier_depuis_at), a.courrier_depuis_at) END,
                   CASE WHEN s.sign < 0 THEN CASE WHEN NOT f.by_a_line THEN u.recommande_since_at END
                        WHEN u.recommande_pending > 0 AND a.created_at > u.recommande_since_at THEN u.recommande_since_at
                        WHEN NOT f.by_an_undoing THEN min(coalesce(u.recommande_since_at, a.recommande_depuis_at), a.recommande_depuis_at) END,
                   CASE WHEN s.sign < 0 THEN CASE WHEN NOT f.by_a_line THEN u.colis_since_at END
                        WHEN u.colis_pending > 0 AND a.created_at > u.colis_since_at THEN u.colis_since_at
                        WHEN NOT f.by_an_undoing THEN min(coalesce(u.colis_since_at, a.colis_depuis_at), a.colis_depuis_at) END
            FROM undone JOIN mail_line a ON a.rowid = undone.line
            JOIN (SELECT CASE (SELECT mouvement FROM mail_line WHERE id = NEW.annule_id) WHEN 'RECEPTION' THEN -1 ELSE 1 END AS sign) s
            JOIN usager u ON u.id = NEW.usager_id AND u.structure_id = NEW.structure_id
            JOIN followed f
        ),
        back (line, at, courrier, recommande, colis) AS (
            SELECT 9223372036854775807, 9007199254740991,
                   (NEW.courrier > 0 AND courrier_known IS NULL) * courrier,
                   (NEW.recommande > 0 AND recommande_known IS NULL) * recommande,
                   (NEW.colis > 0 AND colis_known IS NULL) * colis FROM waits
            UNION ALL
            SELECT e.line, e.created_at,
                   back.courrier - (back.courrier > 0) * e.courrier,
                   back.recommande - (back.recommande > 0) * e.recommande,
                   back.colis - (back.colis > 0) * e.colis
            FROM back
            JOIN mail_effect e ON e.line = (
                SELECT q.rowid FROM mail_line q
                WHERE q.structure_id = NEW.structure_id AND q.usager_id = NEW.usager_id AND (q.created_at, q.rowid) < (back.at, back.line)
                ORDER BY q.created_at DESC, q.rowid DESC LIMIT 1)
            WHERE back.courrier > 0 OR back.recommande > 0 OR back.colis > 0
        )
        SELECT waits.courrier, waits.recommande, waits.colis, waits.courrier_known, waits.recommande_known, waits.colis_known,
               max(CASE WHEN back.courrier <= 0 THEN back.at END) AS courrier_at,
               max(CASE WHEN back.recommande <= 0 THEN back.at END) AS recommande_at,
               max(CASE WHEN back.colis <= 0 THEN back.at END) AS colis_at
        FROM waits, back
    ) AS w
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
    UPDATE usager SET dernier_passage_at = max(coalesce(dernier_passage_at, 0), coalesce(passage_plancher_at, 0), NEW.created_at)
    WHERE id = NEW.usager_id AND structure_id = NEW.structure_id;
END;

CREATE TRIGGER portal_login_is_a_visit AFTER INSERT ON portal_login WHEN NEW.passage = 1
BEGIN
    UPDATE usager SET dernier_passage_at = max(coalesce(dernier_passage_at, 0), coalesce(passage_plancher_at, 0), NEW.created_at)
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
