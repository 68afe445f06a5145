-- Where one is signed in, the latest first.
CREATE INDEX staff_session_by_use ON staff_session (staff_user_id, last_seen_at);

-- The highest number of a structure's erased files: a number on paper never becomes somebody else's. It says nothing of
-- anybody, and stays when the lines about what was erased are gone.
CREATE TABLE numero_efface (
    structure_id TEXT    NOT NULL PRIMARY KEY REFERENCES structure (id),
    numero       INTEGER NOT NULL CHECK (numero > 0)
) STRICT, WITHOUT ROWID;

INSERT INTO numero_efface (structure_id, numero) SELECT structure_id, max(numero) FROM effacement GROUP BY structure_id;

CREATE TRIGGER effacement_keeps_the_number AFTER INSERT ON effacement
BEGIN
    INSERT INTO numero_efface (structure_id, numero) VALUES (NEW.structure_id, NEW.numero)
    ON CONFLICT (structure_id) DO UPDATE SET numero = max(numero, excluded.numero);
END;

-- How a structure's files stood when a month had just ended: the counters of that night, as one row, so that a past period
-- can still say who was there. Numbers only.
CREATE TABLE effectif_releve (
    structure_id TEXT    NOT NULL REFERENCES structure (id),
    -- The month that had ended.
    mois         TEXT    NOT NULL CHECK (mois GLOB '[12][0-9][0-9][0-9]-[01][0-9]'),
    -- What the counters said: [{"dimension", "valeur", "nombre"}], with the statuts as a dimension more.
    compte       TEXT    NOT NULL CHECK (json_valid(compte)),
    created_at   INTEGER NOT NULL,
    PRIMARY KEY (structure_id, mois)
) STRICT, WITHOUT ROWID;

-- Invitations that nobody answered, the oldest first.
CREATE INDEX invitation_by_age ON invitation (created_at);
