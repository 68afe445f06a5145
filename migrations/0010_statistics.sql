-- « Statistiques » reads counters, never the ledger: what a page costs follows what it shows, not what ten years have left.
-- The database keeps them itself, in the transaction of what it counts. Two views say what they should be
-- (activite_recomptee, effectif_recompte): this file fills the counters from them, and the tests compare.
-- Why so: content/projet/decisions/statistiques.md.

-- ------------------------------------------------------------------------------------------ which day it was there

-- The zones a structure may live in: minutes ahead of UTC in winter, and when its summer is, an hour more: from the first
-- Sunday on or after the UTC instant `ete_du` of the year, `ete_recul` later, to the one of `ete_au`.
-- Paris: the last Sundays of March and October, 1:00 UTC (directive 2000/84/CE). Miquelon goes with North America: the
-- second Sunday of March and the first of November, 2:00 there.
CREATE TABLE fuseau (
    nom       TEXT    NOT NULL PRIMARY KEY,
    minutes   INTEGER NOT NULL CHECK (minutes BETWEEN -720 AND 840),
    ete_du    TEXT,
    ete_au    TEXT,
    ete_recul TEXT,
    CHECK ((ete_du IS NULL) = (ete_au IS NULL) AND (ete_du IS NULL) = (ete_recul IS NULL))
) STRICT, WITHOUT ROWID;

INSERT INTO fuseau (nom, minutes, ete_du, ete_au, ete_recul) VALUES
    ('Europe/Paris', 60, '-04-01 01:00', '-11-01 01:00', '-7 days'),
    ('America/Cayenne', -180, NULL, NULL, NULL),
    ('America/Guadeloupe', -240, NULL, NULL, NULL),
    ('America/Marigot', -240, NULL, NULL, NULL),
    ('America/Martinique', -240, NULL, NULL, NULL),
    ('America/Miquelon', -180, '-03-08 05:00', '-11-01 04:00', '+0 days'),
    ('America/St_Barthelemy', -240, NULL, NULL, NULL),
    ('Indian/Mayotte', 180, NULL, NULL, NULL),
    ('Indian/Reunion', 240, NULL, NULL, NULL),
    ('Pacific/Gambier', -540, NULL, NULL, NULL),
    ('Pacific/Marquesas', -570, NULL, NULL, NULL),
    ('Pacific/Noumea', 660, NULL, NULL, NULL),
    ('Pacific/Tahiti', -600, NULL, NULL, NULL),
    ('Pacific/Wallis', 720, NULL, NULL, NULL);

-- Since when a structure's clock is what it is. A structure that corrects its zone does not move what was counted: a line
-- of before is undone on the day on which it was counted.
CREATE TABLE structure_heure (
    structure_id TEXT    NOT NULL REFERENCES structure (id),
    depuis_at    INTEGER NOT NULL,
    minutes      INTEGER NOT NULL,
    ete_du       TEXT,
    ete_au       TEXT,
    ete_recul    TEXT,
    PRIMARY KEY (structure_id, depuis_at)
) STRICT, WITHOUT ROWID;

-- A zone that is not known here is Paris, as everywhere (edge::clock::zone).
CREATE TRIGGER structure_has_its_hour AFTER INSERT ON structure
BEGIN
    INSERT INTO structure_heure (structure_id, depuis_at, minutes, ete_du, ete_au, ete_recul)
    SELECT NEW.id, 0, f.minutes, f.ete_du, f.ete_au, f.ete_recul FROM fuseau f
    WHERE f.nom = coalesce((SELECT k.nom FROM fuseau k WHERE k.nom = NEW.fuseau), 'Europe/Paris');
END;

CREATE TRIGGER structure_changes_its_hour AFTER UPDATE OF fuseau ON structure WHEN OLD.fuseau <> NEW.fuseau
BEGIN
    INSERT INTO structure_heure (structure_id, depuis_at, minutes, ete_du, ete_au, ete_recul)
    SELECT NEW.id, CAST(unixepoch('subsec') * 1000 AS INTEGER), f.minutes, f.ete_du, f.ete_au, f.ete_recul FROM fuseau f
    WHERE f.nom = coalesce((SELECT k.nom FROM fuseau k WHERE k.nom = NEW.fuseau), 'Europe/Paris')
    ON CONFLICT (structure_id, depuis_at) DO UPDATE SET
        minutes = excluded.minutes, ete_du = excluded.ete_du, ete_au = excluded.ete_au, ete_recul = excluded.ete_recul;
END;

INSERT INTO structure_heure (structure_id, depuis_at, minutes, ete_du, ete_au, ete_recul)
SELECT s.id, 0, f.minutes, f.ete_du, f.ete_au, f.ete_recul
FROM structure s JOIN fuseau f ON f.nom = coalesce((SELECT k.nom FROM fuseau k WHERE k.nom = s.fuseau), 'Europe/Paris');

-- ------------------------------------------------------------------------------------------ what happened, day by day

-- One row a day on which something happened. The month comes first in the key, so that a year is read and summed by
-- month in one pass. A count is what holds now: a line undone is taken off the day on which it was written.
-- No CHECK (… >= 0): a wrong statistic is a nuisance, a CHECK that would keep a colleague from undoing a line is worse.
CREATE TABLE activite_jour (
    structure_id             TEXT    NOT NULL REFERENCES structure (id),
    mois                     TEXT    NOT NULL CHECK (mois = substr(jour, 1, 7)),
    jour                     TEXT    NOT NULL CHECK (jour GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    -- Mail, by kind: received; handed over (to the person or their mandataire); sent back; sent on.
    courrier_recu            INTEGER NOT NULL DEFAULT 0,
    recommande_recu          INTEGER NOT NULL DEFAULT 0,
    colis_recu               INTEGER NOT NULL DEFAULT 0,
    courrier_remis           INTEGER NOT NULL DEFAULT 0,
    recommande_remis         INTEGER NOT NULL DEFAULT 0,
    colis_remis              INTEGER NOT NULL DEFAULT 0,
    courrier_retourne        INTEGER NOT NULL DEFAULT 0,
    recommande_retourne      INTEGER NOT NULL DEFAULT 0,
    colis_retourne           INTEGER NOT NULL DEFAULT 0,
    courrier_transfere       INTEGER NOT NULL DEFAULT 0,
    recommande_transfere     INTEGER NOT NULL DEFAULT 0,
    colis_transfere          INTEGER NOT NULL DEFAULT 0,
    -- Who came or called: a remise to the person, to their mandataire, a visit, a call, a sign-in to the portal.
    remises                  INTEGER NOT NULL DEFAULT 0,
    remises_mandataire       INTEGER NOT NULL DEFAULT 0,
    visites                  INTEGER NOT NULL DEFAULT 0,
    appels                   INTEGER NOT NULL DEFAULT 0,
    connexions               INTEGER NOT NULL DEFAULT 0,
    -- Decisions, by motive.
    premieres                INTEGER NOT NULL DEFAULT 0,
    renouvellements          INTEGER NOT NULL DEFAULT 0,
    refus_hors_agrement      INTEGER NOT NULL DEFAULT 0,
    refus_pas_de_lien        INTEGER NOT NULL DEFAULT 0,
    refus_saturation         INTEGER NOT NULL DEFAULT 0,
    refus_autre              INTEGER NOT NULL DEFAULT 0,
    fin_a_sa_demande         INTEGER NOT NULL DEFAULT 0,
    fin_plus_de_lien         INTEGER NOT NULL DEFAULT 0,
    fin_fin_de_domiciliation INTEGER NOT NULL DEFAULT 0,
    fin_non_manifestation    INTEGER NOT NULL DEFAULT 0,
    fin_non_respect          INTEGER NOT NULL DEFAULT 0,
    fin_entree_logement      INTEGER NOT NULL DEFAULT 0,
    fin_autre                INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (structure_id, mois, jour)
) STRICT, WITHOUT ROWID;

-- What each line of the ledger counts for, and the structure's own day it was.
CREATE VIEW activite_ligne AS
SELECT m.id, m.structure_id,
       (SELECT date(m.created_at / 1000 + 60 * h.minutes + 3600 * coalesce(m.created_at / 1000
                       BETWEEN unixepoch(strftime('%Y', m.created_at / 1000, 'unixepoch') || h.ete_du, 'weekday 0', h.ete_recul)
                           AND unixepoch(strftime('%Y', m.created_at / 1000, 'unixepoch') || h.ete_au, 'weekday 0', h.ete_recul) - 1, 0), 'unixepoch')
        FROM structure_heure h WHERE h.structure_id = m.structure_id AND h.depuis_at <= m.created_at
        ORDER BY h.depuis_at DESC LIMIT 1) AS jour,
       (m.mouvement = 'RECEPTION') * m.courrier AS courrier_recu,
       (m.mouvement = 'RECEPTION') * m.recommande AS recommande_recu,
       (m.mouvement = 'RECEPTION') * m.colis AS colis_recu,
       (m.mouvement = 'REMISE') * m.courrier AS courrier_remis,
       (m.mouvement = 'REMISE') * m.recommande AS recommande_remis,
       (m.mouvement = 'REMISE') * m.colis AS colis_remis,
       (m.mouvement = 'RETOUR') * m.courrier AS courrier_retourne,
       (m.mouvement = 'RETOUR') * m.recommande AS recommande_retourne,
       (m.mouvement = 'RETOUR') * m.colis AS colis_retourne,
       (m.mouvement = 'TRANSFERT') * m.courrier AS courrier_transfere,
       (m.mouvement = 'TRANSFERT') * m.recommande AS recommande_transfere,
       (m.mouvement = 'TRANSFERT') * m.colis AS colis_transfere,
       m.mouvement = 'REMISE' AND m.mandataire IS NULL AS remises,
       m.mouvement = 'REMISE' AND m.mandataire IS NOT NULL AS remises_mandataire,
       m.mouvement = 'VISITE' AS visites,
       m.mouvement = 'APPEL' AS appels
FROM mail_line m WHERE m.mouvement <> 'ANNULATION';

CREATE VIEW activite_connexion AS
SELECT p.id, p.structure_id,
       (SELECT date(p.created_at / 1000 + 60 * h.minutes + 3600 * coalesce(p.created_at / 1000
                       BETWEEN unixepoch(strftime('%Y', p.created_at / 1000, 'unixepoch') || h.ete_du, 'weekday 0', h.ete_recul)
                           AND unixepoch(strftime('%Y', p.created_at / 1000, 'unixepoch') || h.ete_au, 'weekday 0', h.ete_recul) - 1, 0), 'unixepoch')
        FROM structure_heure h WHERE h.structure_id = p.structure_id AND h.depuis_at <= p.created_at
        ORDER BY h.depuis_at DESC LIMIT 1) AS jour,
       1 AS connexions
FROM portal_login p;

-- Decisions, from « Historique », where each is written once and for all: a file only knows its last.
CREATE VIEW activite_decision AS
SELECT d.id, d.structure_id,
       (SELECT date(d.created_at / 1000 + 60 * h.minutes + 3600 * coalesce(d.created_at / 1000
                       BETWEEN unixepoch(strftime('%Y', d.created_at / 1000, 'unixepoch') || h.ete_du, 'weekday 0', h.ete_recul)
                           AND unixepoch(strftime('%Y', d.created_at / 1000, 'unixepoch') || h.ete_au, 'weekday 0', h.ete_recul) - 1, 0), 'unixepoch')
        FROM structure_heure h WHERE h.structure_id = d.structure_id AND h.depuis_at <= d.created_at
        ORDER BY h.depuis_at DESC LIMIT 1) AS jour,
       d.evenement = 'VALIDATION' AND NOT coalesce(d.detail ->> '$.renouvellement', 0) AS premieres,
       d.evenement = 'VALIDATION' AND coalesce(d.detail ->> '$.renouvellement', 0) AS renouvellements,
       d.evenement = 'REFUS' AND d.detail ->> '$.motif' IS 'HORS_AGREMENT' AS refus_hors_agrement,
       d.evenement = 'REFUS' AND d.detail ->> '$.motif' IS 'PAS_DE_LIEN' AS refus_pas_de_lien,
       d.evenement = 'REFUS' AND d.detail ->> '$.motif' IS 'SATURATION' AS refus_saturation,
       d.evenement = 'REFUS' AND coalesce(d.detail ->> '$.motif', '') NOT IN ('HORS_AGREMENT', 'PAS_DE_LIEN', 'SATURATION') AS refus_autre,
       d.evenement = 'RADIATION' AND d.detail ->> '$.motif' IS 'A_SA_DEMANDE' AS fin_a_sa_demande,
       d.evenement = 'RADIATION' AND d.detail ->> '$.motif' IS 'PLUS_DE_LIEN' AS fin_plus_de_lien,
       d.evenement = 'RADIATION' AND d.detail ->> '$.motif' IS 'FIN_DE_DOMICILIATION' AS fin_fin_de_domiciliation,
       d.evenement = 'RADIATION' AND d.detail ->> '$.motif' IS 'NON_MANIFESTATION' AS fin_non_manifestation,
       d.evenement = 'RADIATION' AND d.detail ->> '$.motif' IS 'NON_RESPECT_REGLEMENT' AS fin_non_respect,
       d.evenement = 'RADIATION' AND d.detail ->> '$.motif' IS 'ENTREE_LOGEMENT' AS fin_entree_logement,
       d.evenement = 'RADIATION' AND coalesce(d.detail ->> '$.motif', '') NOT IN ('A_SA_DEMANDE', 'PLUS_DE_LIEN', 'FIN_DE_DOMICILIATION', 'NON_MANIFESTATION', 'NON_RESPECT_REGLEMENT', 'ENTREE_LOGEMENT') AS fin_autre
FROM historique d WHERE d.evenement IN ('VALIDATION', 'REFUS', 'RADIATION');

CREATE TRIGGER mail_line_is_activity AFTER INSERT ON mail_line WHEN NEW.mouvement <> 'ANNULATION'
BEGIN
    INSERT INTO activite_jour (structure_id, mois, jour,
        courrier_recu, recommande_recu, colis_recu, courrier_remis, recommande_remis, colis_remis,
        courrier_retourne, recommande_retourne, colis_retourne, courrier_transfere, recommande_transfere, colis_transfere,
        remises, remises_mandataire, visites, appels)
    SELECT l.structure_id, substr(l.jour, 1, 7), l.jour,
        l.courrier_recu, l.recommande_recu, l.colis_recu, l.courrier_remis, l.recommande_remis, l.colis_remis,
        l.courrier_retourne, l.recommande_retourne, l.colis_retourne, l.courrier_transfere, l.recommande_transfere, l.colis_transfere,
        l.remises, l.remises_mandataire, l.visites, l.appels
    FROM (SELECT v.* FROM activite_ligne v WHERE v.id = NEW.id LIMIT 1) l WHERE true
    ON CONFLICT (structure_id, mois, jour) DO UPDATE SET
        courrier_recu = courrier_recu + excluded.courrier_recu, recommande_recu = recommande_recu + excluded.recommande_recu, colis_recu = colis_recu + excluded.colis_recu, courrier_remis = courrier_remis + excluded.courrier_remis, recommande_remis = recommande_remis + excluded.recommande_remis, colis_remis = colis_remis + excluded.colis_remis,
        courrier_retourne = courrier_retourne + excluded.courrier_retourne, recommande_retourne = recommande_retourne + excluded.recommande_retourne, colis_retourne = colis_retourne + excluded.colis_retourne, courrier_transfere = courrier_transfere + excluded.courrier_transfere, recommande_transfere = recommande_transfere + excluded.recommande_transfere, colis_transfere = colis_transfere + excluded.colis_transfere,
        remises = remises + excluded.remises, remises_mandataire = remises_mandataire + excluded.remises_mandataire, visites = visites + excluded.visites, appels = appels + excluded.appels;
END;

-- What is undone no longer counts, on its own day: as if the line had never been written.
CREATE TRIGGER mail_line_was_no_activity AFTER INSERT ON mail_line WHEN NEW.mouvement = 'ANNULATION'
BEGIN
    INSERT INTO activite_jour (structure_id, mois, jour,
        courrier_recu, recommande_recu, colis_recu, courrier_remis, recommande_remis, colis_remis,
        courrier_retourne, recommande_retourne, colis_retourne, courrier_transfere, recommande_transfere, colis_transfere,
        remises, remises_mandataire, visites, appels)
    SELECT l.structure_id, substr(l.jour, 1, 7), l.jour,
        -l.courrier_recu, -l.recommande_recu, -l.colis_recu, -l.courrier_remis, -l.recommande_remis, -l.colis_remis,
        -l.courrier_retourne, -l.recommande_retourne, -l.colis_retourne, -l.courrier_transfere, -l.recommande_transfere, -l.colis_transfere,
        -l.remises, -l.remises_mandataire, -l.visites, -l.appels
    FROM (SELECT v.* FROM activite_ligne v WHERE v.id = NEW.annule_id LIMIT 1) l WHERE true
    ON CONFLICT (structure_id, mois, jour) DO UPDATE SET
        courrier_recu = courrier_recu + excluded.courrier_recu, recommande_recu = recommande_recu + excluded.recommande_recu, colis_recu = colis_recu + excluded.colis_recu, courrier_remis = courrier_remis + excluded.courrier_remis, recommande_remis = recommande_remis + excluded.recommande_remis, colis_remis = colis_remis + excluded.colis_remis,
        courrier_retourne = courrier_retourne + excluded.courrier_retourne, recommande_retourne = recommande_retourne + excluded.recommande_retourne, colis_retourne = colis_retourne + excluded.colis_retourne, courrier_transfere = courrier_transfere + excluded.courrier_transfere, recommande_transfere = recommande_transfere + excluded.recommande_transfere, colis_transfere = colis_transfere + excluded.colis_transfere,
        remises = remises + excluded.remises, remises_mandataire = remises_mandataire + excluded.remises_mandataire, visites = visites + excluded.visites, appels = appels + excluded.appels;
END;

CREATE TRIGGER portal_login_is_activity AFTER INSERT ON portal_login
BEGIN
    INSERT INTO activite_jour (structure_id, mois, jour,
        connexions)
    SELECT l.structure_id, substr(l.jour, 1, 7), l.jour,
        l.connexions
    FROM (SELECT v.* FROM activite_connexion v WHERE v.id = NEW.id LIMIT 1) l WHERE true
    ON CONFLICT (structure_id, mois, jour) DO UPDATE SET
        connexions = connexions + excluded.connexions;
END;

CREATE TRIGGER historique_is_activity AFTER INSERT ON historique WHEN NEW.evenement IN ('VALIDATION', 'REFUS', 'RADIATION')
BEGIN
    INSERT INTO activite_jour (structure_id, mois, jour,
        premieres, renouvellements,
        refus_hors_agrement, refus_pas_de_lien, refus_saturation, refus_autre,
        fin_a_sa_demande, fin_plus_de_lien, fin_fin_de_domiciliation, fin_non_manifestation,
        fin_non_respect, fin_entree_logement, fin_autre)
    SELECT l.structure_id, substr(l.jour, 1, 7), l.jour,
        l.premieres, l.renouvellements,
        l.refus_hors_agrement, l.refus_pas_de_lien, l.refus_saturation, l.refus_autre,
        l.fin_a_sa_demande, l.fin_plus_de_lien, l.fin_fin_de_domiciliation, l.fin_non_manifestation,
        l.fin_non_respect, l.fin_entree_logement, l.fin_autre
    FROM (SELECT v.* FROM activite_decision v WHERE v.id = NEW.id LIMIT 1) l WHERE true
    ON CONFLICT (structure_id, mois, jour) DO UPDATE SET
        premieres = premieres + excluded.premieres, renouvellements = renouvellements + excluded.renouvellements,
        refus_hors_agrement = refus_hors_agrement + excluded.refus_hors_agrement, refus_pas_de_lien = refus_pas_de_lien + excluded.refus_pas_de_lien, refus_saturation = refus_saturation + excluded.refus_saturation, refus_autre = refus_autre + excluded.refus_autre,
        fin_a_sa_demande = fin_a_sa_demande + excluded.fin_a_sa_demande, fin_plus_de_lien = fin_plus_de_lien + excluded.fin_plus_de_lien, fin_fin_de_domiciliation = fin_fin_de_domiciliation + excluded.fin_fin_de_domiciliation, fin_non_manifestation = fin_non_manifestation + excluded.fin_non_manifestation,
        fin_non_respect = fin_non_respect + excluded.fin_non_respect, fin_entree_logement = fin_entree_logement + excluded.fin_entree_logement, fin_autre = fin_autre + excluded.fin_autre;
END;

-- What activite_jour should be, from all that was ever written: for this file and for the tests, never for a page.
CREATE VIEW activite_recomptee AS
SELECT c.structure_id, substr(c.jour, 1, 7) AS mois, c.jour,
       sum(c.courrier_recu) AS courrier_recu, sum(c.recommande_recu) AS recommande_recu, sum(c.colis_recu) AS colis_recu, sum(c.courrier_remis) AS courrier_remis, sum(c.recommande_remis) AS recommande_remis, sum(c.colis_remis) AS colis_remis,
       sum(c.courrier_retourne) AS courrier_retourne, sum(c.recommande_retourne) AS recommande_retourne, sum(c.colis_retourne) AS colis_retourne, sum(c.courrier_transfere) AS courrier_transfere, sum(c.recommande_transfere) AS recommande_transfere, sum(c.colis_transfere) AS colis_transfere,
       sum(c.remises) AS remises, sum(c.remises_mandataire) AS remises_mandataire, sum(c.visites) AS visites, sum(c.appels) AS appels,
       sum(c.connexions) AS connexions,
       sum(c.premieres) AS premieres, sum(c.renouvellements) AS renouvellements,
       sum(c.refus_hors_agrement) AS refus_hors_agrement, sum(c.refus_pas_de_lien) AS refus_pas_de_lien, sum(c.refus_saturation) AS refus_saturation, sum(c.refus_autre) AS refus_autre,
       sum(c.fin_a_sa_demande) AS fin_a_sa_demande, sum(c.fin_plus_de_lien) AS fin_plus_de_lien, sum(c.fin_fin_de_domiciliation) AS fin_fin_de_domiciliation, sum(c.fin_non_manifestation) AS fin_non_manifestation,
       sum(c.fin_non_respect) AS fin_non_respect, sum(c.fin_entree_logement) AS fin_entree_logement, sum(c.fin_autre) AS fin_autre
FROM (
    SELECT v.structure_id, v.jour,
           v.courrier_recu, v.recommande_recu, v.colis_recu, v.courrier_remis, v.recommande_remis, v.colis_remis,
           v.courrier_retourne, v.recommande_retourne, v.colis_retourne, v.courrier_transfere, v.recommande_transfere, v.colis_transfere,
           v.remises, v.remises_mandataire, v.visites, v.appels,
           0 AS connexions,
           0 AS premieres, 0 AS renouvellements,
           0 AS refus_hors_agrement, 0 AS refus_pas_de_lien, 0 AS refus_saturation, 0 AS refus_autre,
           0 AS fin_a_sa_demande, 0 AS fin_plus_de_lien, 0 AS fin_fin_de_domiciliation, 0 AS fin_non_manifestation,
           0 AS fin_non_respect, 0 AS fin_entree_logement, 0 AS fin_autre
    FROM activite_ligne v WHERE NOT EXISTS (SELECT 1 FROM mail_line x WHERE x.annule_id = v.id)
    UNION ALL
    SELECT v.structure_id, v.jour,
           0, 0, 0, 0, 0, 0,
           0, 0, 0, 0, 0, 0,
           0, 0, 0, 0,
           v.connexions,
           0, 0,
           0, 0, 0, 0,
           0, 0, 0, 0,
           0, 0, 0
    FROM activite_connexion v
    UNION ALL
    SELECT v.structure_id, v.jour,
           0, 0, 0, 0, 0, 0,
           0, 0, 0, 0, 0, 0,
           0, 0, 0, 0,
           0,
           v.premieres, v.renouvellements,
           v.refus_hors_agrement, v.refus_pas_de_lien, v.refus_saturation, v.refus_autre,
           v.fin_a_sa_demande, v.fin_plus_de_lien, v.fin_fin_de_domiciliation, v.fin_non_manifestation,
           v.fin_non_respect, v.fin_entree_logement, v.fin_autre
    FROM activite_decision v
) c
GROUP BY c.structure_id, c.jour;

INSERT INTO activite_jour (structure_id, mois, jour,
    courrier_recu, recommande_recu, colis_recu, courrier_remis, recommande_remis, colis_remis,
    courrier_retourne, recommande_retourne, colis_retourne, courrier_transfere, recommande_transfere, colis_transfere,
    remises, remises_mandataire, visites, appels,
    connexions,
    premieres, renouvellements,
    refus_hors_agrement, refus_pas_de_lien, refus_saturation, refus_autre,
    fin_a_sa_demande, fin_plus_de_lien, fin_fin_de_domiciliation, fin_non_manifestation,
    fin_non_respect, fin_entree_logement, fin_autre)
SELECT structure_id, mois, jour,
    courrier_recu, recommande_recu, colis_recu, courrier_remis, recommande_remis, colis_remis,
    courrier_retourne, recommande_retourne, colis_retourne, courrier_transfere, recommande_transfere, colis_transfere,
    remises, remises_mandataire, visites, appels,
    connexions,
    premieres, renouvellements,
    refus_hors_agrement, refus_pas_de_lien, refus_saturation, refus_autre,
    fin_a_sa_demande, fin_plus_de_lien, fin_fin_de_domiciliation, fin_non_manifestation,
    fin_non_respect, fin_entree_logement, fin_autre
FROM activite_recomptee;

-- ------------------------------------------------------------------------------------------ who is there now

-- How many of those whose domiciliation runs (a renewal being instructed or not) are of each kind. '' stands for what
-- nobody wrote on the file. A birth is kept by its year: brackets of age are made when they are read, and never grow old.
CREATE TABLE effectif (
    structure_id TEXT    NOT NULL REFERENCES structure (id),
    dimension    TEXT    NOT NULL CHECK (dimension IN ('CIVILITE', 'NAISSANCE', 'MENAGE', 'RAISON', 'PORTAIL')),
    valeur       TEXT    NOT NULL,
    nombre       INTEGER NOT NULL CHECK (nombre >= 0),
    PRIMARY KEY (structure_id, dimension, valeur)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER usager_joins_the_count AFTER INSERT ON usager WHEN (NEW.statut = 'VALIDE' OR NEW.renouvellement = 1)
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

-- First off the count as they were, then on it as they are: each only where something that is counted has changed.
CREATE TRIGGER usager_leaves_the_count BEFORE UPDATE OF statut, renouvellement, civilite, date_naissance, menage, raison ON usager
WHEN (OLD.statut = 'VALIDE' OR OLD.renouvellement = 1)
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

CREATE TRIGGER usager_rejoins_the_count AFTER UPDATE OF statut, renouvellement, civilite, date_naissance, menage, raison ON usager
WHEN (NEW.statut = 'VALIDE' OR NEW.renouvellement = 1)
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

CREATE TRIGGER usager_is_off_the_count BEFORE DELETE ON usager WHEN (OLD.statut = 'VALIDE' OR OLD.renouvellement = 1)
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

CREATE TRIGGER portal_account_joins_the_count AFTER INSERT ON portal_account WHEN NEW.actif = 1
BEGIN
    INSERT INTO effectif (structure_id, dimension, valeur, nombre)
    SELECT u.structure_id, 'PORTAIL', 'OUVERT', 1 FROM usager u
    WHERE u.id = NEW.usager_id AND u.structure_id = NEW.structure_id AND (u.statut = 'VALIDE' OR u.renouvellement = 1)
    ON CONFLICT (structure_id, dimension, valeur) DO UPDATE SET nombre = nombre + 1;
END;

CREATE TRIGGER portal_account_opens_in_the_count AFTER UPDATE OF actif ON portal_account WHEN OLD.actif <> NEW.actif
BEGIN
    INSERT INTO effectif (structure_id, dimension, valeur, nombre)
    SELECT u.structure_id, 'PORTAIL', 'OUVERT', NEW.actif FROM usager u
    WHERE u.id = NEW.usager_id AND u.structure_id = NEW.structure_id AND (u.statut = 'VALIDE' OR u.renouvellement = 1)
    ON CONFLICT (structure_id, dimension, valeur) DO UPDATE SET nombre = nombre + CASE NEW.actif WHEN 1 THEN 1 ELSE -1 END;
END;

CREATE TRIGGER portal_account_leaves_the_count AFTER DELETE ON portal_account WHEN OLD.actif = 1
BEGIN
    UPDATE effectif SET nombre = nombre - 1
    WHERE structure_id = OLD.structure_id AND dimension = 'PORTAIL' AND valeur = 'OUVERT'
      AND EXISTS (SELECT 1 FROM usager u WHERE u.id = OLD.usager_id AND u.structure_id = OLD.structure_id AND (u.statut = 'VALIDE' OR u.renouvellement = 1));
END;

-- What effectif should be, from the files themselves: for this file and for the tests, never for a page.
CREATE VIEW effectif_recompte AS
WITH en_cours AS (SELECT u.* FROM usager u WHERE (u.statut = 'VALIDE' OR u.renouvellement = 1))
SELECT c.structure_id, c.dimension, c.valeur, count(*) AS nombre
FROM (
    SELECT structure_id, 'CIVILITE' AS dimension, civilite AS valeur FROM en_cours
    UNION ALL SELECT structure_id, 'NAISSANCE', substr(date_naissance, 1, 4) FROM en_cours
    UNION ALL SELECT structure_id, 'MENAGE', coalesce(menage, '') FROM en_cours
    UNION ALL SELECT structure_id, 'RAISON', coalesce(raison, '') FROM en_cours
    UNION ALL SELECT e.structure_id, 'PORTAIL', 'OUVERT' FROM en_cours e JOIN portal_account a ON a.usager_id = e.id AND a.structure_id = e.structure_id AND a.actif = 1
) c
GROUP BY c.structure_id, c.dimension, c.valeur;

INSERT INTO effectif (structure_id, dimension, valeur, nombre)
SELECT structure_id, dimension, valeur, nombre FROM effectif_recompte;
