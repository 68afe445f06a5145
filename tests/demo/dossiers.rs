//! Dossiers of beneficiaries in every state, each with the whole log that brought it there, and the workshops of some.

use escale_worker::dossier::rules::{Genre, name_key, search_keys};

use crate::{
    sql::{Value, insert},
    world::{World, id},
};

/// Who writes for each structure: their number and their name.
const STAFF: [(i64, &str); 3] = [
    (4, "Ange Simon"),
    (6, "Camille Lefèvre"),
    (7, "Sacha Girard"),
];

/// A dossier of the demo world.
struct Dossier {
    nom: &'static str,
    prenom: &'static str,
    naissance: &'static str,
    telephone: Option<&'static str>,
    courriel: Option<&'static str>,
    carnet: &'static str,
    /// The structure that created it, and how many days ago.
    cree: (i64, i64),
    moves: &'static [Moved],
}

/// A line of the log.
struct Moved {
    genre: Genre,
    par: i64,
    vers: i64,
    days_ago: i64,
    motif: Option<&'static str>,
    texte: Option<&'static str>,
}

static DOSSIERS: [Dossier; 18] = [
    Dossier {
        nom: "Tremblay-Essai",
        prenom: "Odette",
        naissance: "1958-04-02",
        telephone: Some("06 39 98 10 01"),
        courriel: None,
        carnet: "014kbr",
        cree: (1, 6),
        moves: &[],
    },
    Dossier {
        nom: "Sarrazin",
        prenom: "Ilyes",
        naissance: "1999-11-20",
        telephone: Some("06 39 98 10 02"),
        courriel: Some("ilyes@exemple.test"),
        carnet: "381vto",
        cree: (2, 9),
        moves: &[Moved {
            genre: Genre::Reorientation,
            par: 2,
            vers: 1,
            days_ago: 2,
            motif: None,
            texte: Some(
                "Habite maintenant près de chez vous. Veut apprendre à envoyer des e-mails.",
            ),
        }],
    },
    Dossier {
        nom: "Dembélé",
        prenom: "Aminata",
        naissance: "1987-07-14",
        telephone: Some("06 39 98 10 03"),
        courriel: None,
        carnet: "902hfy",
        cree: (3, 30),
        moves: &[Moved {
            genre: Genre::Reorientation,
            par: 3,
            vers: 1,
            days_ago: 1,
            motif: None,
            texte: Some("Vient d’arriver à Paris ; parle bambara et un peu français."),
        }],
    },
    Dossier {
        nom: "Öztürk",
        prenom: "Deniz",
        naissance: "1975-01-30",
        telephone: None,
        courriel: Some("deniz@exemple.test"),
        carnet: "227mzd",
        cree: (1, 3),
        moves: &[],
    },
    Dossier {
        nom: "Lemoine",
        prenom: "Gaspard",
        naissance: "2001-09-09",
        telephone: Some("06 39 98 10 05"),
        courriel: None,
        carnet: "560jwl",
        cree: (1, 45),
        moves: &[Moved {
            genre: Genre::PriseEnCharge,
            par: 1,
            vers: 1,
            days_ago: 40,
            motif: None,
            texte: None,
        }],
    },
    Dossier {
        nom: "Haddad",
        prenom: "Samira",
        naissance: "1969-12-05",
        telephone: Some("06 39 98 10 06"),
        courriel: None,
        carnet: "118tqe",
        cree: (1, 60),
        moves: &[Moved {
            genre: Genre::PriseEnCharge,
            par: 1,
            vers: 1,
            days_ago: 55,
            motif: None,
            texte: None,
        }],
    },
    Dossier {
        nom: "Petrescu",
        prenom: "Ioana",
        naissance: "1990-03-18",
        telephone: Some("06 39 98 10 07"),
        courriel: Some("ioana@exemple.test"),
        carnet: "743gnu",
        cree: (2, 80),
        moves: &[
            Moved {
                genre: Genre::PriseEnCharge,
                par: 2,
                vers: 2,
                days_ago: 75,
                motif: None,
                texte: None,
            },
            Moved {
                genre: Genre::Reorientation,
                par: 2,
                vers: 1,
                days_ago: 20,
                motif: None,
                texte: Some("A déménagé. Trois ateliers suivis chez nous."),
            },
            Moved {
                genre: Genre::PriseEnCharge,
                par: 1,
                vers: 1,
                days_ago: 15,
                motif: None,
                texte: None,
            },
        ],
    },
    Dossier {
        nom: "Nguyen",
        prenom: "Minh",
        naissance: "1983-06-27",
        telephone: None,
        courriel: None,
        carnet: "455xpa",
        cree: (1, 20),
        moves: &[Moved {
            genre: Genre::PriseEnCharge,
            par: 1,
            vers: 1,
            days_ago: 12,
            motif: None,
            texte: None,
        }],
    },
    Dossier {
        nom: "Carvalho",
        prenom: "Rui",
        naissance: "1979-10-11",
        telephone: Some("06 39 98 10 09"),
        courriel: None,
        carnet: "309ysz",
        cree: (1, 25),
        moves: &[Moved {
            genre: Genre::PriseEnCharge,
            par: 1,
            vers: 1,
            days_ago: 22,
            motif: None,
            texte: None,
        }],
    },
    Dossier {
        nom: "Bertin",
        prenom: "Monique",
        naissance: "1948-05-23",
        telephone: Some("06 39 98 10 10"),
        courriel: None,
        carnet: "671dck",
        cree: (1, 33),
        moves: &[Moved {
            genre: Genre::PriseEnCharge,
            par: 1,
            vers: 1,
            days_ago: 30,
            motif: None,
            texte: None,
        }],
    },
    Dossier {
        nom: "Traoré",
        prenom: "Bakary",
        naissance: "1995-08-08",
        telephone: Some("06 39 98 10 11"),
        courriel: None,
        carnet: "086wib",
        cree: (1, 200),
        moves: &[
            Moved {
                genre: Genre::PriseEnCharge,
                par: 1,
                vers: 1,
                days_ago: 190,
                motif: None,
                texte: None,
            },
            Moved {
                genre: Genre::Archivage,
                par: 1,
                vers: 1,
                days_ago: 60,
                motif: Some("TERMINE"),
                texte: None,
            },
        ],
    },
    Dossier {
        nom: "Marchetti",
        prenom: "Lucia",
        naissance: "1962-02-14",
        telephone: Some("06 39 98 10 12"),
        courriel: None,
        carnet: "834lno",
        cree: (1, 150),
        moves: &[Moved {
            genre: Genre::Archivage,
            par: 1,
            vers: 1,
            days_ago: 120,
            motif: Some("NE_SOUHAITE_PLUS"),
            texte: None,
        }],
    },
    Dossier {
        nom: "Kowalski",
        prenom: "Adam",
        naissance: "1992-12-24",
        telephone: None,
        courriel: Some("adam@exemple.test"),
        carnet: "520rjv",
        cree: (1, 90),
        moves: &[
            Moved {
                genre: Genre::PriseEnCharge,
                par: 1,
                vers: 1,
                days_ago: 85,
                motif: None,
                texte: None,
            },
            Moved {
                genre: Genre::Archivage,
                par: 1,
                vers: 1,
                days_ago: 10,
                motif: Some("AUTRE"),
                texte: Some("Suit une formation à temps plein jusqu’en mars."),
            },
        ],
    },
    Dossier {
        nom: "Vasseur",
        prenom: "Édith",
        naissance: "1955-03-03",
        telephone: Some("06 39 98 10 14"),
        courriel: None,
        carnet: "197ceq",
        cree: (2, 14),
        moves: &[],
    },
    Dossier {
        nom: "Benali",
        prenom: "Yacine",
        naissance: "1988-04-17",
        telephone: Some("06 39 98 10 15"),
        courriel: None,
        carnet: "648ubm",
        cree: (2, 50),
        moves: &[Moved {
            genre: Genre::PriseEnCharge,
            par: 2,
            vers: 2,
            days_ago: 44,
            motif: None,
            texte: None,
        }],
    },
    Dossier {
        nom: "Rossi",
        prenom: "Chiara",
        naissance: "1997-01-19",
        telephone: None,
        courriel: Some("chiara@exemple.test"),
        carnet: "773pgh",
        cree: (3, 12),
        moves: &[],
    },
    Dossier {
        nom: "Sow",
        prenom: "Fatou",
        naissance: "1971-09-29",
        telephone: Some("06 39 98 10 17"),
        courriel: None,
        carnet: "240nxw",
        cree: (3, 70),
        moves: &[Moved {
            genre: Genre::PriseEnCharge,
            par: 3,
            vers: 3,
            days_ago: 66,
            motif: None,
            texte: None,
        }],
    },
    Dossier {
        nom: "Dupuis",
        prenom: "Armand",
        naissance: "1950-11-02",
        telephone: Some("06 39 98 10 18"),
        courriel: None,
        carnet: "915kaf",
        cree: (1, 100),
        moves: &[
            Moved {
                genre: Genre::Reorientation,
                par: 1,
                vers: 3,
                days_ago: 40,
                motif: None,
                texte: Some("Vit à Toulouse chez sa fille."),
            },
            Moved {
                genre: Genre::PriseEnCharge,
                par: 3,
                vers: 3,
                days_ago: 35,
                motif: None,
                texte: None,
            },
        ],
    },
];

/// What is planned and what was attended: the carnet, the days from today, the theme, and what became of it.
const WORKSHOPS: [(&str, i64, &str, &str); 12] = [
    ("560jwl", -30, "quotidien", "SUIVI"),
    ("560jwl", -23, "quotidien", "SUIVI"),
    ("560jwl", -16, "demarches", "ABSENT"),
    ("560jwl", 5, "demarches", "PREVU"),
    ("118tqe", -40, "securite", "SUIVI"),
    ("118tqe", 2, "internet", "PREVU"),
    ("743gnu", -60, "quotidien", "SUIVI"),
    ("743gnu", -50, "quotidien", "SUIVI"),
    ("743gnu", -40, "insertion", "SUIVI"),
    ("743gnu", 9, "insertion", "PREVU"),
    ("309ysz", -3, "demarches", "PREVU"),
    ("648ubm", -20, "creations", "SUIVI"),
];

/// What the diagnosis says: the carnet, days ago, the words.
const NOTES: [(&str, i64, &str); 4] = [
    (
        "560jwl",
        44,
        "Sait allumer l’ordinateur et naviguer. Ne sait pas joindre un fichier. Objectif : faire seul ses démarches.",
    ),
    (
        "118tqe",
        58,
        "Téléphone récent, pas d’adresse e-mail. Préfère les petits groupes, le matin.",
    ),
    (
        "743gnu",
        78,
        "Cherche un emploi dans la restauration. Le CV est à refaire.",
    ),
    ("014kbr", 6, "Orientée par sa fille. À rappeler après 17 h."),
];

/// Who writes for a structure.
fn writer(structure: i64) -> (i64, &'static str) {
    let index = usize::try_from(structure - 1).unwrap_or_default();
    STAFF.get(index).copied().unwrap_or((7, "Sacha Girard"))
}

impl Dossier {
    fn id(number: i64) -> String {
        id("dossie", number)
    }

    fn rows(&self, world: &World, number: i64) -> Vec<String> {
        let (structure, days_ago) = self.cree;
        let created = world.moment(days_ago);
        let keys = search_keys(self.nom, self.prenom, self.carnet);
        let keys: Vec<String> = keys.iter().map(|key| format!("\"{key}\"")).collect();
        let row = vec![
            ("id", Self::id(number).into()),
            ("carnet", self.carnet.into()),
            ("structure_id", id("struct", structure).into()),
            ("depuis_at", created.into()),
            ("nom", self.nom.into()),
            ("prenom", self.prenom.into()),
            ("cle_nom", name_key(self.nom).into()),
            ("cles", format!("[{}]", keys.join(",")).into()),
            ("date_naissance", self.naissance.into()),
            ("telephone", self.telephone.into()),
            ("courriel", self.courriel.into()),
            ("created_at", created.into()),
            ("updated_at", created.into()),
        ];
        let mut rows = vec![insert("dossier", row)];
        rows.extend(self.log(world, number));
        rows
    }

    /// Each line begins where the last one ended.
    fn log(&self, world: &World, number: i64) -> Vec<String> {
        let (structure, days_ago) = self.cree;
        let begun = Moved {
            genre: Genre::Creation,
            par: structure,
            vers: structure,
            days_ago,
            motif: None,
            texte: None,
        };
        let mut at: Option<(i64, &str, i64)> = None;
        let mut rows = Vec::new();
        for (line, rang) in [&begun].into_iter().chain(self.moves).zip(1..) {
            let when = world.moment(line.days_ago);
            let statut = line.genre.leads_to().map_or("ORIENTATION", |to| to.code());
            let (staff, name) = writer(line.par);
            rows.push(insert(
                "dossier_evenement",
                vec![
                    ("id", id("dosevt", number * 100 + rang).into()),
                    ("dossier_id", Self::id(number).into()),
                    ("rang", rang.into()),
                    ("genre", line.genre.code().into()),
                    ("structure_id", id("struct", line.par).into()),
                    ("staff_user_id", id("person", staff).into()),
                    ("staff_nom", name.into()),
                    (
                        "de_structure_id",
                        at.map(|from| id("struct", from.0)).into(),
                    ),
                    ("de_statut", at.map(|from| from.1).into()),
                    ("de_depuis_at", at.map(|from| from.2).into()),
                    ("vers_structure_id", id("struct", line.vers).into()),
                    ("vers_statut", statut.into()),
                    ("vers_depuis_at", when.into()),
                    ("motif", line.motif.into()),
                    ("texte", line.texte.into()),
                    ("created_at", when.into()),
                ],
            ));
            at = Some((line.vers, statut, when));
        }
        rows
    }
}

/// The number of the dossier of that carnet, and the structure that created it.
fn of_carnet(carnet: &str) -> Option<(i64, i64)> {
    let found = (1..).zip(&DOSSIERS).find(|(_, one)| one.carnet == carnet);
    found.map(|(number, one)| (number, one.cree.0))
}

fn workshops(world: &World) -> Vec<String> {
    let mut rows = Vec::new();
    for (number, (carnet, days, theme, statut)) in (1..).zip(WORKSHOPS) {
        let Some((dossier, structure)) = of_carnet(carnet) else {
            continue;
        };
        let written = world.moment((-days).max(1));
        let by = [
            ("structure_id", id("struct", structure).into()),
            ("staff_user_id", id("person", writer(structure).0).into()),
            ("updated_at", written.into()),
        ];
        let mut row: Vec<(&str, Value)> = vec![
            ("id", id("atelie", number).into()),
            ("dossier_id", Dossier::id(dossier).into()),
            ("jour", world.day(days).to_string().into()),
            ("heure", "10:00".into()),
            ("theme", theme.into()),
            ("minutes", 90_i64.into()),
            ("statut", statut.into()),
            ("created_at", written.into()),
        ];
        row.extend(by.clone());
        rows.push(insert("atelier", row));
        if WORKSHOPS.iter().position(|one| one.0 == carnet) == usize::try_from(number - 1).ok() {
            let mut agreed: Vec<(&str, Value)> = vec![
                ("dossier_id", Dossier::id(dossier).into()),
                ("ateliers", 10_i64.into()),
            ];
            agreed.extend(by);
            rows.push(insert("parcours", agreed));
        }
    }
    rows
}

/// Every dossier, with its log, its diagnosis and its workshops.
pub(crate) fn statements(world: &World) -> Vec<String> {
    let mut rows: Vec<String> = (1..)
        .zip(&DOSSIERS)
        .flat_map(|(number, one)| one.rows(world, number))
        .collect();
    for (number, (carnet, days_ago, texte)) in (1..).zip(NOTES) {
        let Some((dossier, structure)) = of_carnet(carnet) else {
            continue;
        };
        rows.push(insert(
            "dossier_note",
            vec![
                ("id", id("dosnot", number).into()),
                ("dossier_id", Dossier::id(dossier).into()),
                ("structure_id", id("struct", structure).into()),
                ("staff_user_id", id("person", writer(structure).0).into()),
                ("texte", texte.into()),
                ("created_at", world.moment(days_ago).into()),
            ],
        ));
    }
    rows.extend(workshops(world));
    rows
}
