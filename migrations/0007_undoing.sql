-- Undoing a line in few reads. A line that undoes carries what the undone one was, copied by the statement that writes it
-- and compared once: no trigger has to look for it again, and most undoings need no going back through the ledger.
ALTER TABLE mail_line ADD COLUMN annule_mouvement TEXT CHECK (annule_mouvement IS NULL OR mouvement = 'ANNULATION');
ALTER TABLE mail_line ADD COLUMN annule_passage INTEGER CHECK (annule_passage IN (0, 1));
-- When the undone line was written. Its *_depuis_at are copied too, into the columns of the same names.
ALTER TABLE mail_line ADD COLUMN annule_at INTEGER;

DROP TRIGGER mail_line_undoes_one;
DROP TRIGGER mail_line_undoes_what_waits;
DROP TRIGGER mail_line_is_undone;
DROP TRIGGER mail_line_was_no_visit;

-- The undoings written so far. The partial index finds them: the whole ledger isn't read.
DROP TRIGGER mail_line_never_changes;
UPDATE mail_line SET (annule_mouvement, annule_passage, annule_at, courrier_depuis_at, recommande_depuis_at, colis_depuis_at)
    = (SELECT a.mouvement, a.passage, a.created_at, a.courrier_depuis_at, a.recommande_depuis_at, a.colis_depuis_at
       FROM mail_line a WHERE a.id = mail_line.annule_id)
WHERE mouvement = 'ANNULATION';
CREATE TRIGGER mail_line_never_changes BEFORE UPDATE ON mail_line
BEGIN
    SELECT RAISE(ABORT, 'mail_line is append-only');
END;

-- A worker of before this migration doesn't copy: the line is written in its place, with the copy. To be dropped once no
-- such worker runs.
CREATE TRIGGER mail_line_undoes_without_copy BEFORE INSERT ON mail_line
WHEN NEW.mouvement = 'ANNULATION' AND NEW.annule_mouvement IS NULL
BEGIN
    INSERT INTO mail_line (id, structure_id, usager_id, mouvement, courrier, recommande, colis, courrier_depuis_at, recommande_depuis_at, colis_depuis_at,
                           annule_id, annule_mouvement, annule_passage, annule_at, passage, mandataire, note, note_visible, staff_user_id, created_at)
    SELECT NEW.id, NEW.structure_id, NEW.usager_id, NEW.mouvement, NEW.courrier, NEW.recommande, NEW.colis, a.courrier_depuis_at, a.recommande_depuis_at, a.colis_depuis_at,
           NEW.annule_id, coalesce(a.mouvement, ''), a.passage, a.created_at, NEW.passage, NEW.mandataire, NEW.note, NEW.note_visible, NEW.staff_user_id, NEW.created_at
    FROM (SELECT 1) LEFT JOIN mail_line a ON a.id = NEW.annule_id
    WHERE true
    ON CONFLICT DO NOTHING;
    SELECT RAISE(IGNORE);
END;

-- A line undoes another as it stands: the same person, the same counts, the copy is true, and it is not itself an undoing.
CREATE TRIGGER mail_line_undoes_one BEFORE INSERT ON mail_line WHEN NEW.mouvement = 'ANNULATION' AND NEW.annule_mouvement IS NOT NULL
BEGIN
    SELECT RAISE(ABORT, 'mail_line: undoes no such line')
    WHERE NOT EXISTS (
        SELECT 1 FROM mail_line a
        WHERE a.id = NEW.annule_id AND a.usager_id = NEW.usager_id AND a.structure_id = NEW.structure_id AND a.mouvement <> 'ANNULATION'
          AND a.courrier = NEW.courrier AND a.recommande = NEW.recommande AND a.colis = NEW.colis
          AND a.mouvement = NEW.annule_mouvement AND a.passage = NEW.annule_passage AND a.created_at = NEW.annule_at
          AND a.courrier_depuis_at IS NEW.courrier_depuis_at AND a.recommande_depuis_at IS NEW.recommande_depuis_at AND a.colis_depuis_at IS NEW.colis_depuis_at
    );
END;

-- A reception is undone only while all of it still waits: from now back to it, there was never less than it brought.
-- Where there was, some of it has been handed over: nothing is written, and whoever asked is told to undo that first.
-- All of it waits for sure when each kind it brought was a single one, and that kind has waited ever since; or when nothing
-- has left since. Else the lines since are gone through.
CREATE TRIGGER mail_line_undoes_what_waits BEFORE INSERT ON mail_line WHEN NEW.annule_mouvement = 'RECEPTION'
BEGIN
    SELECT RAISE(IGNORE)
    FROM usager u
    WHERE u.id = NEW.usager_id AND u.structure_id = NEW.structure_id
      AND NOT coalesce((NEW.courrier = 0 OR (NEW.courrier = 1 AND u.courrier_since_at <= NEW.annule_at))
                   AND (NEW.recommande = 0 OR (NEW.recommande = 1 AND u.recommande_since_at <= NEW.annule_at))
                   AND (NEW.colis = 0 OR (NEW.colis = 1 AND u.colis_since_at <= NEW.annule_at)), 0)
      AND NOT (u.courrier_pending >= NEW.courrier AND u.recommande_pending >= NEW.recommande AND u.colis_pending >= NEW.colis
               AND NOT EXISTS (
                   SELECT 1 FROM mail_line q
                   WHERE q.structure_id = NEW.structure_id AND q.usager_id = NEW.usager_id AND q.created_at >= NEW.annule_at
                     AND q.mouvement IN ('REMISE', 'RETOUR', 'TRANSFERT')
                     AND NOT EXISTS (SELECT 1 FROM mail_line x WHERE x.annule_id = q.id)))
      AND EXISTS (
        -- What waited before each line, from the latest back to the reception. A line that was undone moved nothing.
        WITH RECURSIVE back (line, at, courrier, recommande, colis) AS (
            SELECT 9223372036854775807, 9007199254740991, u.courrier_pending, u.recommande_pending, u.colis_pending
            UNION ALL
            SELECT e.line, e.created_at, back.courrier - e.courrier, back.recommande - e.recommande, back.colis - e.colis
            FROM back
            JOIN mail_effect e ON e.line = (
                SELECT q.rowid FROM mail_line q
                WHERE q.structure_id = NEW.structure_id AND q.usager_id = NEW.usager_id AND (q.created_at, q.rowid) < (back.at, back.line)
                ORDER BY q.created_at DESC, q.rowid DESC LIMIT 1)
            WHERE e.line <> (SELECT a.rowid FROM mail_line a WHERE a.id = NEW.annule_id)
              AND back.courrier >= NEW.courrier AND back.recommande >= NEW.recommande AND back.colis >= NEW.colis
        )
        SELECT 1 FROM back WHERE back.courrier < NEW.courrier OR back.recommande < NEW.recommande OR back.colis < NEW.colis);
END;

-- A line undone: the counts are as if it had never been written, and so is the day since when each kind waits. Where that
-- day isn't known at once, the column holds a question, below zero: usager_waits_since answers it before anyone can read it.
--
-- A reception undone: a kind of which nothing else waits does so no more. Where nothing has left since, what had waited
-- before it has waited as long, and else the next reception of the kind began the wait. Where something has, the answer is
-- among the lines since the reception, whose moment the question bears.
CREATE TRIGGER mail_line_undoes_a_reception AFTER INSERT ON mail_line WHEN NEW.annule_mouvement = 'RECEPTION'
BEGIN
    UPDATE usager SET
        courrier_pending = courrier_pending - NEW.courrier,
        recommande_pending = recommande_pending - NEW.recommande,
        colis_pending = colis_pending - NEW.colis,
        (courrier_since_at, recommande_since_at, colis_since_at) = (
            SELECT CASE WHEN NEW.courrier = 0 THEN courrier_since_at WHEN courrier_pending <= NEW.courrier THEN NULL
                        WHEN NOT f.nothing_left THEN -NEW.annule_at WHEN courrier_since_at < NEW.annule_at THEN courrier_since_at
                        ELSE coalesce((
                            SELECT q.created_at FROM mail_line q
                            WHERE q.structure_id = NEW.structure_id AND q.usager_id = NEW.usager_id AND q.created_at >= NEW.annule_at
                              AND q.id <> NEW.annule_id AND q.mouvement = 'RECEPTION' AND q.courrier > 0
                              AND NOT EXISTS (SELECT 1 FROM mail_line x WHERE x.annule_id = q.id)
                            ORDER BY q.created_at LIMIT 1), -NEW.annule_at) END,
                   CASE WHEN NEW.recommande = 0 THEN recommande_since_at WHEN recommande_pending <= NEW.recommande THEN NULL
                        WHEN NOT f.nothing_left THEN -NEW.annule_at WHEN recommande_since_at < NEW.annule_at THEN recommande_since_at
                        ELSE coalesce((
                            SELECT q.created_at FROM mail_line q
                            WHERE q.structure_id = NEW.structure_id AND q.usager_id = NEW.usager_id AND q.created_at >= NEW.annule_at
                              AND q.id <> NEW.annule_id AND q.mouvement = 'RECEPTION' AND q.recommande > 0
                              AND NOT EXISTS (SELECT 1 FROM mail_line x WHERE x.annule_id = q.id)
                            ORDER BY q.created_at LIMIT 1), -NEW.annule_at) END,
                   CASE WHEN NEW.colis = 0 THEN colis_since_at WHEN colis_pending <= NEW.colis THEN NULL
                        WHEN NOT f.nothing_left THEN -NEW.annule_at WHEN colis_since_at < NEW.annule_at THEN colis_since_at
                        ELSE coalesce((
                            SELECT q.created_at FROM mail_line q
                            WHERE q.structure_id = NEW.structure_id AND q.usager_id = NEW.usager_id AND q.created_at >= NEW.annule_at
                              AND q.id <> NEW.annule_id AND q.mouvement = 'RECEPTION' AND q.colis > 0
                              AND NOT EXISTS (SELECT 1 FROM mail_line x WHERE x.annule_id = q.id)
                            ORDER BY q.created_at LIMIT 1), -NEW.annule_at) END
            FROM (SELECT CASE
                WHEN (NEW.courrier > 0 AND courrier_pending > NEW.courrier) OR (NEW.recommande > 0 AND recommande_pending > NEW.recommande) OR (NEW.colis > 0 AND colis_pending > NEW.colis)
                THEN NOT EXISTS (
                    SELECT 1 FROM mail_line q
                    WHERE q.structure_id = NEW.structure_id AND q.usager_id = NEW.usager_id AND q.created_at >= NEW.annule_at
                      AND q.mouvement IN ('REMISE', 'RETOUR', 'TRANSFERT')
                      AND NOT EXISTS (SELECT 1 FROM mail_line x WHERE x.annule_id = q.id)) END AS nothing_left) f)
    WHERE id = NEW.usager_id AND structure_id = NEW.structure_id;
END;

-- Anything else undone. What waits again has waited since the day known as it was taken out, or since earlier where some
-- was left; unless a line older than it was undone after it: then the wait may have begun on another day.
-- The last visit, if it was that one: the latest that still holds, never before the floor.
CREATE TRIGGER mail_line_undoes_the_rest AFTER INSERT ON mail_line WHEN NEW.annule_mouvement <> 'RECEPTION'
BEGIN
    UPDATE usager SET
        courrier_pending = courrier_pending + NEW.courrier,
        recommande_pending = recommande_pending + NEW.recommande,
        colis_pending = colis_pending + NEW.colis,
        (courrier_since_at, recommande_since_at, colis_since_at) = (
            SELECT CASE WHEN NEW.courrier = 0 OR courrier_since_at < NEW.annule_at THEN courrier_since_at
                        WHEN f.as_known THEN coalesce(min(coalesce(courrier_since_at, NEW.courrier_depuis_at), NEW.courrier_depuis_at), -1) ELSE -1 END,
                   CASE WHEN NEW.recommande = 0 OR recommande_since_at < NEW.annule_at THEN recommande_since_at
                        WHEN f.as_known THEN coalesce(min(coalesce(recommande_since_at, NEW.recommande_depuis_at), NEW.recommande_depuis_at), -1) ELSE -1 END,
                   CASE WHEN NEW.colis = 0 OR colis_since_at < NEW.annule_at THEN colis_since_at
                        WHEN f.as_known THEN coalesce(min(coalesce(colis_since_at, NEW.colis_depuis_at), NEW.colis_depuis_at), -1) ELSE -1 END
            FROM (SELECT CASE WHEN NEW.courrier + NEW.recommande + NEW.colis > 0 THEN NOT EXISTS (
                    SELECT 1 FROM mail_line q
                    WHERE q.structure_id = NEW.structure_id AND q.usager_id = NEW.usager_id AND q.mouvement = 'ANNULATION'
                      AND q.created_at >= NEW.annule_at AND q.annule_at <= NEW.annule_at AND q.id <> NEW.id) END AS as_known) f),
        dernier_passage_at = CASE WHEN NEW.annule_passage = 0 OR dernier_passage_at > NEW.annule_at THEN dernier_passage_at ELSE nullif(max(
            coalesce(passage_plancher_at, 0),
            coalesce((
                SELECT v.created_at FROM mail_line v
                WHERE v.structure_id = NEW.structure_id AND v.usager_id = NEW.usager_id AND v.passage = 1
                  AND v.created_at <= NEW.annule_at AND v.id <> NEW.annule_id
                  AND NOT EXISTS (SELECT 1 FROM mail_line x WHERE x.annule_id = v.id)
                ORDER BY v.created_at DESC LIMIT 1), 0),
            coalesce((
                SELECT p.created_at FROM portal_login p
                WHERE p.structure_id = NEW.structure_id AND p.usager_id = NEW.usager_id AND p.passage = 1
                ORDER BY p.created_at DESC LIMIT 1), 0)), 0) END
    WHERE id = NEW.usager_id AND structure_id = NEW.structure_id;
END;

-- Since when does it wait? A « since » below zero asks. The lines are gone through, from the latest, back to where nothing of
-- the kind waited; not further than the moment that the question bears, before which the day is the one known until now.
CREATE TRIGGER usager_waits_since AFTER UPDATE OF courrier_since_at, recommande_since_at, colis_since_at ON usager
WHEN NEW.courrier_since_at < 0 OR NEW.recommande_since_at < 0 OR NEW.colis_since_at < 0
BEGIN
    UPDATE usager SET
        courrier_since_at = CASE WHEN NEW.courrier_since_at < 0 THEN coalesce(w.courrier_at, OLD.courrier_since_at, w.latest_at) ELSE courrier_since_at END,
        recommande_since_at = CASE WHEN NEW.recommande_since_at < 0 THEN coalesce(w.recommande_at, OLD.recommande_since_at, w.latest_at) ELSE recommande_since_at END,
        colis_since_at = CASE WHEN NEW.colis_since_at < 0 THEN coalesce(w.colis_at, OLD.colis_since_at, w.latest_at) ELSE colis_since_at END
    FROM (
        WITH RECURSIVE back (line, at, courrier, recommande, colis) AS (
            SELECT 9223372036854775807, 9007199254740991,
                   CASE WHEN NEW.courrier_since_at < 0 THEN NEW.courrier_pending END,
                   CASE WHEN NEW.recommande_since_at < 0 THEN NEW.recommande_pending END,
                   CASE WHEN NEW.colis_since_at < 0 THEN NEW.colis_pending END
            UNION ALL
            SELECT e.line, e.created_at,
                   back.courrier - (back.courrier > 0) * e.courrier,
                   back.recommande - (back.recommande > 0) * e.recommande,
                   back.colis - (back.colis > 0) * e.colis
            FROM back
            JOIN mail_effect e ON e.line = (
                SELECT q.rowid FROM mail_line q
                WHERE q.structure_id = NEW.structure_id AND q.usager_id = NEW.id AND (q.created_at, q.rowid) < (back.at, back.line)
                ORDER BY q.created_at DESC, q.rowid DESC LIMIT 1)
            WHERE (back.courrier > 0 OR back.recommande > 0 OR back.colis > 0)
              AND back.at >= -min(coalesce(NEW.courrier_since_at, 0), coalesce(NEW.recommande_since_at, 0), coalesce(NEW.colis_since_at, 0))
        )
        SELECT max(CASE WHEN courrier <= 0 THEN at END) AS courrier_at,
               max(CASE WHEN recommande <= 0 THEN at END) AS recommande_at,
               max(CASE WHEN colis <= 0 THEN at END) AS colis_at,
               max(CASE WHEN at < 9007199254740991 THEN at END) AS latest_at
        FROM back
    ) AS w
    WHERE id = NEW.id AND structure_id = NEW.structure_id;
END;
