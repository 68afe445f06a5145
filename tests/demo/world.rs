//! The demo world's rows, in an order that keeps every reference.

use chrono::{Days, Months, NaiveDate, Utc};
use escale_worker::{
    auth::password::{PasswordHash, PlainPassword},
    desk::list::rules,
    edge::clock::Day,
};

use crate::{
    members,
    people::{FORTY, MONSIEUR_TEST, Person, RELAIS, Situation, VILLENEUVE},
    sql::{Value, insert},
};

/// The password of every account of the demo world.
const PASSWORD: &str = "Escale-demo-2026";

const DAY_MS: i64 = 86_400_000;

/// A day and what is built from it.
pub(crate) struct World {
    today: NaiveDate,
    now_ms: i64,
}

/// An id that says where it comes from: 22 characters, as the random ones. `kind` has six letters.
fn id(kind: &str, number: i64) -> String {
    format!("demo-{kind}-{number:010}")
}

impl World {
    pub(crate) fn today() -> Self {
        let now = Utc::now();
        Self {
            today: now.date_naive(),
            now_ms: now.timestamp_millis(),
        }
    }

    fn moment(&self, days_ago: i64) -> i64 {
        self.now_ms - days_ago * DAY_MS
    }

    fn day(&self, days_from_today: i64) -> NaiveDate {
        let days = Days::new(days_from_today.unsigned_abs());
        let day = if days_from_today < 0 {
            self.today.checked_sub_days(days)
        } else {
            self.today.checked_add_days(days)
        };
        day.unwrap_or(self.today)
    }

    /// Every INSERT of the demo world.
    pub(crate) fn statements(&self) -> Result<Vec<String>, String> {
        let mut statements = self.structures();
        statements.extend(self.staff()?);
        statements.extend(self.monsieur_test());
        for (number, person) in (1..).filter(|number| *number != 8).zip(&FORTY) {
            statements.extend(self.file(1, number, person));
        }
        for (number, person) in (1..).zip(&VILLENEUVE) {
            statements.extend(self.file(2, number, person));
        }
        for (number, person) in (1..).zip(&RELAIS) {
            statements.extend(self.file(3, number, person));
        }
        statements.extend(self.amina_signs_in()?);
        statements.extend(members::statements(id, hash()?, |days| self.moment(days)));
        Ok(statements)
    }

    fn structures(&self) -> Vec<String> {
        let rows = [
            (
                "DomiFa Compte Test",
                "Rue test",
                "75000",
                "Paris",
                "0140000000",
                "Lundi au vendredi : 9 h – 12 h et 14 h – 17 h\nFermé le mercredi matin",
                false,
                false,
            ),
            (
                "CCAS de Villeneuve",
                "1 place de la Mairie",
                "59491",
                "Villeneuve-d’Ascq",
                "0320000000",
                "Mardi et jeudi : 8 h 30 – 12 h",
                false,
                false,
            ),
            (
                "Association Le Relais",
                "12 quai du Canal",
                "31000",
                "Toulouse",
                "0561000000",
                "Tous les jours : 10 h – 16 h",
                true,
                true,
            ),
        ];
        (1..)
            .zip(rows)
            .map(
                |(
                    number,
                    (nom, adresse, code_postal, ville, telephone, horaires, portail, passage),
                )| {
                    insert(
                        "structure",
                        vec![
                            ("id", id("struct", number).into()),
                            ("nom", nom.into()),
                            ("adresse", adresse.into()),
                            ("code_postal", code_postal.into()),
                            ("ville", ville.into()),
                            ("telephone", telephone.into()),
                            ("horaires", horaires.into()),
                            ("portail_actif", portail.into()),
                            ("portail_passage", passage.into()),
                            ("created_at", self.moment(900).into()),
                        ],
                    )
                },
            )
            .collect()
    }

    fn staff(&self) -> Result<Vec<String>, String> {
        let rows = [
            (
                Some(1),
                "ADMINISTRATEUR",
                "Alix",
                "Martin",
                "admin@demo.test",
            ),
            (
                Some(1),
                "GESTIONNAIRE",
                "Gwen",
                "Olivier",
                "gestionnaire@demo.test",
            ),
            (
                Some(1),
                "INSTRUCTEUR",
                "Inès",
                "Robert",
                "instructeur@demo.test",
            ),
            (Some(1), "AGENT", "Ange", "Simon", "agent@demo.test"),
            (Some(1), "FACTEUR", "Félix", "Durand", "facteur@demo.test"),
            (
                Some(2),
                "ADMINISTRATEUR",
                "Camille",
                "Lefèvre",
                "admin@autre.test",
            ),
            (
                Some(3),
                "ADMINISTRATEUR",
                "Sacha",
                "Girard",
                "admin@relais.test",
            ),
            (
                None,
                "OPERATEUR",
                "Dominique",
                "Fontaine",
                "operateur@escale.test",
            ),
        ];
        (1..)
            .zip(rows)
            .map(|(number, (structure, role, prenom, nom, email))| {
                Ok(insert(
                    "staff_user",
                    vec![
                        ("id", id("person", number).into()),
                        (
                            "structure_id",
                            structure.map(|structure| id("struct", structure)).into(),
                        ),
                        ("role", role.into()),
                        ("prenom", prenom.into()),
                        ("nom", nom.into()),
                        ("email", email.into()),
                        ("password_hash", hash()?.into()),
                        ("created_at", self.moment(800).into()),
                    ],
                ))
            })
            .collect()
    }

    /// Usager n° 8, the one of the seeds: active until 13/12/2027, two courriers and a colis waiting, portal never opened.
    fn monsieur_test(&self) -> Vec<String> {
        let echeance = NaiveDate::from_ymd_opt(2027, 12, 13).unwrap_or(self.today);
        let debut = echeance
            .checked_sub_months(Months::new(12))
            .unwrap_or(self.today)
            .min(self.day(-20));
        let usager = id("usager", 1_000_008);
        let keys = search_keys(1, 8, &MONSIEUR_TEST);
        let mut statements = vec![
            insert(
                "usager",
                vec![
                    ("id", usager.into()),
                    ("structure_id", id("struct", 1).into()),
                    ("numero", 8.into()),
                    ("civilite", "H".into()),
                    ("prenom", "Test".into()),
                    ("nom", "TEST".into()),
                    ("surnom", "Test".into()),
                    ("cle_tri", rules::sort_key(names_of(&MONSIEUR_TEST)).into()),
                    ("date_naissance", "1980-02-03".into()),
                    ("statut", "VALIDE".into()),
                    ("debut", debut.to_string().into()),
                    ("echeance", echeance.to_string().into()),
                    ("decided_at", self.moment(20).into()),
                    ("premiere_domiciliation", debut.to_string().into()),
                    ("passage_plancher_at", self.moment(20).into()),
                    ("created_at", self.moment(400).into()),
                ],
            ),
            self.line(1, 8, 1, "RECEPTION", (1, 0, 0), 18),
            self.line(1, 8, 2, "REMISE", (1, 0, 0), 12),
            self.line(1, 8, 3, "RECEPTION", (2, 0, 0), 8),
            self.line(1, 8, 4, "RECEPTION", (0, 0, 1), 2),
        ];
        statements.extend(keys);
        statements
    }

    /// A file and the ledger lines that make what waits in it (the database counts them).
    fn file(&self, structure: i64, numero: i64, person: &Person) -> Vec<String> {
        let (courrier, recommande, colis) = person.attente;
        let waits = courrier + recommande + colis > 0;
        let mut row: Vec<(&str, Value)> = vec![
            ("id", id("usager", structure * 1_000_000 + numero).into()),
            ("structure_id", id("struct", structure).into()),
            ("numero", numero.into()),
            ("civilite", person.civilite.into()),
            ("prenom", person.prenom.into()),
            ("nom", person.nom.into()),
            ("surnom", person.surnom.into()),
            ("cle_tri", rules::sort_key(names_of(person)).into()),
            ("date_naissance", person.naissance.into()),
            ("telephone", person.telephone.into()),
            ("email", person.email.into()),
            ("created_at", self.moment(500).into()),
        ];
        row.extend(self.standing(person.situation));

        let mut statements = vec![insert("usager", row)];
        statements.extend(search_keys(structure, numero, person));
        if let Situation::Active { passage, .. } = person.situation {
            statements.push(self.line(structure, numero, 1, "VISITE", (0, 0, 0), passage));
        }
        if waits {
            statements.push(self.line(structure, numero, 2, "RECEPTION", person.attente, 6));
        }
        statements
    }

    /// The columns that say where a file stands.
    fn standing(&self, situation: Situation) -> Vec<(&'static str, Value)> {
        let ended = |statut: &str, days_ago: i64, motif: &str, texte: Option<&str>| {
            vec![
                ("statut", statut.into()),
                ("motif", motif.into()),
                ("motif_texte", texte.into()),
                ("decided_at", self.moment(days_ago).into()),
            ]
        };
        match situation {
            Situation::Active { echeance, .. } => vec![
                ("statut", "VALIDE".into()),
                ("debut", self.day(echeance - 364).to_string().into()),
                ("echeance", self.day(echeance).to_string().into()),
                ("decided_at", self.moment(364 - echeance).into()),
                ("passage_plancher_at", self.moment(364 - echeance).into()),
                (
                    "premiere_domiciliation",
                    self.day(echeance - 364).to_string().into(),
                ),
            ],
            Situation::Instruction => vec![("statut", "INSTRUCTION".into())],
            Situation::AttenteDecision => vec![("statut", "ATTENTE_DECISION".into())],
            Situation::Refus(days_ago, motif, texte) => ended("REFUS", days_ago, motif, texte),
            Situation::Radie(days_ago, motif, texte) => {
                let mut row = ended("RADIE", days_ago, motif, texte);
                row.push(("debut", self.day(-days_ago - 200).to_string().into()));
                row.push(("echeance", self.day(-days_ago).to_string().into()));
                row
            }
        }
    }

    fn line(
        &self,
        structure: i64,
        numero: i64,
        rank: i64,
        mouvement: &str,
        counts: (i64, i64, i64),
        days_ago: i64,
    ) -> String {
        let (courrier, recommande, colis) = counts;
        // Who wrote it: the facteur of structure 1, the only person of the two others.
        let person = [5, 6, 7]
            .get(usize::try_from(structure - 1).unwrap_or(0))
            .copied()
            .unwrap_or(5);
        insert(
            "mail_line",
            vec![
                (
                    "id",
                    id("letter", structure * 1_000_000 + numero * 100 + rank).into(),
                ),
                ("structure_id", id("struct", structure).into()),
                (
                    "usager_id",
                    id("usager", structure * 1_000_000 + numero).into(),
                ),
                ("mouvement", mouvement.into()),
                ("courrier", courrier.into()),
                ("recommande", recommande.into()),
                ("colis", colis.into()),
                ("passage", matches!(mouvement, "VISITE" | "REMISE").into()),
                ("staff_user_id", id("person", person).into()),
                ("created_at", self.moment(days_ago).into()),
            ],
        )
    }

    /// One person whose portal is open and whose password is chosen, so that one can look at the portal at once.
    fn amina_signs_in(&self) -> Result<Vec<String>, String> {
        let identifiant = "RELAISAA";
        Ok(vec![
            insert(
                "portal_identifiant",
                vec![("identifiant", identifiant.into())],
            ),
            insert(
                "portal_account",
                vec![
                    ("usager_id", id("usager", 3_000_001).into()),
                    ("structure_id", id("struct", 3).into()),
                    ("identifiant", identifiant.into()),
                    ("actif", true.into()),
                    ("password_hash", hash()?.into()),
                    ("created_at", self.moment(40).into()),
                    ("last_login_at", self.moment(12).into()),
                ],
            ),
        ])
    }
}

fn names_of(person: &Person) -> rules::Names<'_> {
    rules::Names {
        nom: person.nom,
        prenom: person.prenom,
        surnom: person.surnom,
    }
}

/// What the search box finds a person by, as the desk writes it.
fn search_keys(structure: i64, numero: i64, person: &Person) -> Vec<String> {
    let Ok(naissance) = person.naissance.parse().map(Day) else {
        return Vec::new();
    };
    let keys = rules::search_keys(names_of(person), numero, naissance, person.telephone);
    keys.into_iter()
        .map(|key| {
            insert(
                "usager_cle",
                vec![
                    ("structure_id", id("struct", structure).into()),
                    ("cle", key.into()),
                    (
                        "usager_id",
                        id("usager", structure * 1_000_000 + numero).into(),
                    ),
                ],
            )
        })
        .collect()
}

/// A hash of the common password, with a salt of its own.
fn hash() -> Result<String, String> {
    let hash =
        PasswordHash::of(&PlainPassword::known(PASSWORD)).map_err(|error| format!("{error:?}"))?;
    Ok(hash.as_str().to_owned())
}
