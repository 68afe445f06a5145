//! Who is in the demo world, and in what state each file is.

/// Where a domicilié's file stands, in days counted from today.
#[derive(Clone, Copy)]
pub(crate) enum Situation {
    /// Active: échéance in so many days (negative: overdue), last visit so many days ago.
    Active { echeance: i64, passage: i64 },
    /// Active until that very day, decided 20 days ago.
    Until(&'static str),
    /// Active, and a renewal was asked for so many days ago; `soumis`: it waits for the decision.
    Renouvelle {
        echeance: i64,
        passage: i64,
        demande: i64,
        soumis: bool,
    },
    /// Being instructed, never decided, for so many days.
    Instruction(i64),
    /// Waiting for the decision of a gestionnaire, for so many days.
    AttenteDecision(i64),
    /// Refused so many days ago, for that motive and text.
    Refus(i64, &'static str, Option<&'static str>),
    /// Ended so many days ago, for that motive and text.
    Radie(i64, &'static str, Option<&'static str>),
}

impl Situation {
    /// As the database names it.
    pub(crate) fn statut(self) -> &'static str {
        match self {
            Active { .. } | Until(_) => "VALIDE",
            Renouvelle { soumis: true, .. } | AttenteDecision(_) => "ATTENTE_DECISION",
            Renouvelle { .. } | Instruction(_) => "INSTRUCTION",
            Refus(..) => "REFUS",
            Radie(..) => "RADIE",
        }
    }

    /// How many days ago the domiciliation that runs or ran was validated.
    pub(crate) fn validated(self) -> Option<i64> {
        match self {
            Active { echeance, .. } | Renouvelle { echeance, .. } => Some(364 - echeance),
            Until(_) => Some(20),
            Radie(ago, ..) => Some(ago + 200),
            Instruction(_) | AttenteDecision(_) | Refus(..) => None,
        }
    }

    /// How many days ago the last decision was.
    pub(crate) fn decided(self) -> Option<i64> {
        match self {
            Refus(ago, ..) | Radie(ago, ..) => Some(ago),
            other => other.validated(),
        }
    }

    /// How many days ago the file was made.
    pub(crate) fn created(self) -> i64 {
        match self {
            Instruction(ago) => ago,
            AttenteDecision(ago) => ago + 6,
            other => other.decided().max(other.validated()).unwrap_or(0) + 10,
        }
    }

    /// How many days ago the person was last seen.
    pub(crate) fn seen(self) -> Option<i64> {
        match self {
            Active { passage, .. } | Renouvelle { passage, .. } => Some(passage),
            Until(_) => Some(12),
            Radie(ago, "NON_MANIFESTATION", _) => Some(ago + 95),
            Radie(ago, ..) => Some(ago + 4),
            Instruction(_) | AttenteDecision(_) | Refus(..) => None,
        }
    }
}

/// One file.
pub(crate) struct Person {
    pub(crate) civilite: &'static str,
    pub(crate) prenom: &'static str,
    pub(crate) nom: &'static str,
    pub(crate) surnom: Option<&'static str>,
    pub(crate) naissance: &'static str,
    pub(crate) telephone: Option<&'static str>,
    pub(crate) email: Option<&'static str>,
    /// The language they speak best, where it isn't French.
    pub(crate) langue: Option<&'static str>,
    /// Their household, where they are not alone.
    pub(crate) menage: Option<&'static str>,
    pub(crate) situation: Situation,
    /// What waits: courriers, avis de passage, colis.
    pub(crate) attente: (i64, i64, i64),
}

use Situation::{Active, AttenteDecision, Instruction, Radie, Refus, Renouvelle, Until};

const fn person(
    civilite: &'static str,
    prenom: &'static str,
    nom: &'static str,
    naissance: &'static str,
    situation: Situation,
    attente: (i64, i64, i64),
) -> Person {
    Person {
        civilite,
        prenom,
        nom,
        surnom: None,
        naissance,
        telephone: None,
        email: None,
        langue: None,
        menage: None,
        situation,
        attente,
    }
}

impl Person {
    const fn known_as(mut self, surnom: &'static str) -> Self {
        self.surnom = Some(surnom);
        self
    }

    const fn reached_at(mut self, telephone: &'static str, email: &'static str) -> Self {
        self.telephone = Some(telephone);
        self.email = Some(email);
        self
    }

    const fn speaking(mut self, langue: &'static str) -> Self {
        self.langue = Some(langue);
        self
    }

    const fn living_as(mut self, menage: &'static str) -> Self {
        self.menage = Some(menage);
        self
    }
}

const AUTRE_REFUS: Option<&str> =
    Some("La demande concerne une commune voisine, qui a été prévenue.");
const AUTRE_FIN: Option<&str> = Some("Le courrier est désormais reçu chez un proche.");

/// File n° 8 of structure 1, of the seeds: active until 13/12/2027, two courriers and a colis waiting, portal never opened.
#[rustfmt::skip]
pub(crate) const MONSIEUR_TEST: Person =
    person("H", "Test", "TEST", "1980-02-03", Until("2027-12-13"), (2, 0, 1)).known_as("Test");

// Tables: one person a line.

/// The forty files of structure 1 beside n° 8; their numbers skip it.
#[rustfmt::skip]
pub(crate) const FORTY: [Person; 40] = [
    person("F", "Aïcha", "BENALI", "1984-05-12", Active { echeance: 210, passage: 4 }, (3, 0, 0)).reached_at("0612340001", "aicha@exemple.test").speaking("ar").living_as("FEMME_SEULE_ENFANTS"),
    person("H", "Bruno", "CARLIER", "1971-11-02", Active { echeance: 10, passage: 20 }, (0, 0, 0)),
    person("F", "Chantal", "DUMONT", "1959-01-30", Active { echeance: 45, passage: 33 }, (1, 1, 0)).known_as("Chanty"),
    person("H", "Dragan", "ILIC", "1990-07-19", Active { echeance: -5, passage: 61 }, (2, 0, 0)).speaking("sr").living_as("COUPLE"),
    person("H", "Émile", "FAURE", "1948-03-08", Active { echeance: 160, passage: 80 }, (5, 0, 1)),
    person("F", "Fatou", "GUEYE", "1993-09-27", Active { echeance: 240, passage: 100 }, (0, 1, 0)).reached_at("0612340006", "fatou@exemple.test").speaking("wo"),
    person("H", "Gaël", "HERVÉ", "2001-12-15", Instruction(12), (0, 0, 0)),
    person("F", "Hélène", "JOUBERT", "1966-06-06", AttenteDecision(1), (0, 0, 0)),
    person("H", "Idriss", "KONÉ", "1988-10-10", Refus(12, "PAS_DE_LIEN", None), (0, 0, 0)),
    person("F", "Jeanne", "LAMBERT", "1979-02-21", Radie(30, "ENTREE_LOGEMENT", None), (0, 0, 0)),
    person("H", "Karim", "MANSOURI", "1975-08-14", Active { echeance: 15, passage: 2 }, (0, 0, 2)).reached_at("0612340011", "karim@exemple.test"),
    person("F", "Lucie", "NAVARRO", "1997-04-01", Renouvelle { echeance: 60, passage: 10, demande: 10, soumis: false }, (0, 0, 0)),
    person("H", "Mamadou", "OUÉDRAOGO", "1982-01-17", Active { echeance: 61, passage: 59 }, (1, 0, 0)),
    person("F", "Nadia", "PETIT", "1969-12-24", Renouvelle { echeance: 0, passage: 45, demande: 45, soumis: true }, (0, 0, 0)),
    person("H", "Olivier", "QUINTIN", "1955-05-05", Active { echeance: 120, passage: 70 }, (4, 2, 1)).known_as("Le Grand"),
    person("F", "Pauline", "ROUX", "2003-03-03", Instruction(2), (1, 0, 0)),
    person("H", "Quentin", "SAVARY", "1995-10-31", AttenteDecision(4), (0, 0, 0)),
    person("F", "Rosa", "TAVARES", "1973-07-07", Refus(90, "HORS_AGREMENT", None), (0, 0, 0)),
    person("H", "Samir", "UMAR", "1986-02-28", Radie(200, "NON_MANIFESTATION", None), (2, 0, 0)),
    person("F", "Thérèse", "VIDAL", "1944-09-09", Active { echeance: 330, passage: 1 }, (0, 0, 0)),
    person("H", "Ulysse", "WEBER", "1999-11-11", Active { echeance: 200, passage: 25 }, (1, 0, 0)),
    person("F", "Viviane", "XAVIER", "1961-06-18", Active { echeance: 5, passage: 85 }, (6, 1, 0)),
    person("H", "William", "YVON", "1978-04-22", Radie(3, "A_SA_DEMANDE", None), (0, 0, 0)),
    person("F", "Xénia", "ZELLER", "1992-08-30", Active { echeance: 90, passage: 15 }, (0, 0, 0)).reached_at("0612340024", "xenia@exemple.test").speaking("uk"),
    person("H", "Yanis", "ABBAS", "2000-01-01", Instruction(30), (0, 0, 0)),
    person("F", "Zoé", "BLANCHARD", "1989-05-25", Active { echeance: 250, passage: 40 }, (0, 2, 0)),
    person("H", "Ahmed", "CHERIF", "1964-10-03", Refus(5, "SATURATION", None), (1, 0, 0)),
    person("F", "Brigitte", "DENIS", "1957-07-29", Active { echeance: 180, passage: 65 }, (1, 0, 1)),
    person("H", "Claude", "ÉVRARD", "1950-02-14", Radie(45, "NON_RESPECT_REGLEMENT", None), (0, 0, 0)),
    person("F", "Djamila", "FERHAT", "1987-12-06", AttenteDecision(20), (2, 0, 0)),
    person("H", "Étienne", "GARNIER", "1994-09-15", Active { echeance: 30, passage: 30 }, (0, 0, 0)),
    person("F", "Flora", "HUBERT", "2004-04-04", Active { echeance: 340, passage: 6 }, (1, 0, 0)),
    person("H", "Georges", "IBANEZ", "1946-11-20", Active { echeance: -30, passage: 120 }, (7, 0, 0)).known_as("Jojo"),
    person("F", "Houria", "JAZIRI", "1981-03-16", Refus(60, "AUTRE", AUTRE_REFUS), (0, 0, 0)),
    person("H", "Isidore", "KELLER", "1970-08-08", Radie(10, "PLUS_DE_LIEN", None), (0, 0, 0)),
    person("F", "Josette", "LEMAIRE", "1953-01-26", Active { echeance: 75, passage: 95 }, (2, 0, 0)).reached_at("0612340036", "josette@exemple.test"),
    person("H", "Kevin", "MOREL", "1998-06-12", Radie(20, "AUTRE", AUTRE_FIN), (0, 0, 0)),
    person("F", "Léa", "NGUYEN", "2002-10-19", Active { echeance: 140, passage: 8 }, (1, 1, 1)).reached_at("0612340038", "lea@exemple.test"),
    person("H", "Marcel", "ORTIZ", "1949-05-31", Radie(400, "FIN_DE_DOMICILIATION", None), (0, 0, 0)),
    person("F", "N’Deye", "D’ALMEIDA", "1991-02-09", Active { echeance: 220, passage: 18 }, (0, 0, 0)),
];

/// Two files of structure 2, which structure 1 must never see.
#[rustfmt::skip]
pub(crate) const VILLENEUVE: [Person; 2] = [
    person("F", "Odette", "PRUVOST", "1962-12-12", Active { echeance: 100, passage: 9 }, (1, 0, 0)),
    person("H", "Pierrick", "SALAÜN", "1985-07-21", Instruction(5), (0, 0, 0)),
];

/// Two files of structure 3, whose portal is open; the first has signed in before.
#[rustfmt::skip]
pub(crate) const RELAIS: [Person; 2] = [
    person("F", "Amina", "TRAORÉ", "1990-03-21", Active { echeance: 190, passage: 12 }, (1, 1, 0)).reached_at("0612340101", "amina@exemple.test"),
    person("H", "Boris", "ULMANN", "1968-09-02", Active { echeance: 12, passage: 75 }, (0, 0, 0)),
];
