//! The demo world's rows, in an order that keeps every reference.

use chrono::{Days, NaiveDate, Utc};
use escale_worker::{
    auth::password::{PasswordHash, PlainPassword},
    edge::hours::Hours,
};

use crate::{
    dossiers, members,
    people::{FORTY, MONSIEUR_TEST, Person, RELAIS, VILLENEUVE},
    places, services,
    sql::insert,
};

/// The password of every account of the demo world.
const PASSWORD: &str = "Escale-demo-2026";

const DAY_MS: i64 = 86_400_000;

/// A day and what is built from it.
pub(crate) struct World {
    pub(crate) today: NaiveDate,
    now_ms: i64,
}

/// An id that says where it comes from: 22 characters, as the random ones. `kind` has six letters.
pub(crate) fn id(kind: &str, number: i64) -> String {
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

    pub(crate) fn moment(&self, days_ago: i64) -> i64 {
        self.now_ms - days_ago * DAY_MS
    }

    /// The beginning of the day so many days ago.
    pub(crate) fn midnight(&self, days_ago: i64) -> i64 {
        let then = self.moment(days_ago);
        then - then.rem_euclid(DAY_MS)
    }

    pub(crate) fn day(&self, days_from_today: i64) -> NaiveDate {
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
        for (structure, numero, person) in everyone() {
            statements.extend(self.file(structure, numero, person));
        }
        statements.extend(services::statements(self));
        statements.extend(places::statements(self));
        statements.extend(self.closures());
        statements.extend(self.announcements());
        statements.extend(self.portal_accounts()?);
        statements.extend(self.wishes());
        statements.extend(members::statements(id, hash()?, |days| self.moment(days)));
        statements.extend(self.orientations());
        statements.extend(dossiers::statements(self));
        Ok(statements)
    }

    fn structures(&self) -> Vec<String> {
        let rows = [
            (
                "DomiFa Compte Test",
                "Rue test",
                "75000",
                "Paris",
                "01 40 00 00 00",
                "CCAS",
                Some("Mo-Fr 09:00-12:00,14:00-17:00; We 14:00-17:00; PH off"),
                false,
                false,
            ),
            (
                "CCAS de Villeneuve",
                "1 place de la Mairie",
                "59491",
                "Villeneuve-d’Ascq",
                "03 20 00 00 00",
                "CCAS",
                // As before « Structure » asked day by day.
                None,
                false,
                false,
            ),
            (
                "Association Le Relais",
                "12 quai du Canal",
                "31000",
                "Toulouse",
                "05 61 00 00 00",
                "ASSOCIATION",
                Some("Mo-Su 10:00-16:00; PH off"),
                true,
                true,
            ),
        ];
        (1..)
            .zip(rows)
            .map(
                |(
                    number,
                    (nom, adresse, code_postal, ville, telephone, genre, osm, portail, passage),
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
                            ("genre", genre.into()),
                            ("horaires", in_words(osm).into()),
                            ("horaires_osm", osm.into()),
                            ("portail_actif", portail.into()),
                            ("portail_passage", passage.into()),
                            ("operatrice", true.into()),
                            ("created_at", self.moment(900).into()),
                        ],
                    )
                },
            )
            .collect()
    }

    /// One day soon, and the end of the year.
    fn closures(&self) -> Vec<String> {
        [
            (1, 1, 9, 9, "réunion de l’équipe"),
            (2, 1, 32, 40, "congés de fin d’année"),
            (3, 3, 12, 13, "travaux"),
        ]
        .map(|(number, structure, first, last, motif)| {
            let row = vec![
                ("id", id("closed", number).into()),
                ("structure_id", id("struct", structure).into()),
                ("debut", self.day(first).to_string().into()),
                ("fin", self.day(last).to_string().into()),
                ("motif", motif.into()),
                (
                    "staff_user_id",
                    id("person", if structure == 1 { 1 } else { 7 }).into(),
                ),
                ("created_at", self.moment(20).into()),
            ];
            insert("fermeture", row)
        })
        .to_vec()
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
}

/// Each file: its structure, its number, whose it is.
fn everyone() -> impl Iterator<Item = (i64, i64, &'static Person)> {
    let test = std::iter::once((1, 8, &MONSIEUR_TEST));
    let forty = (1..).filter(|numero| *numero != 8).zip(&FORTY);
    let of = |structure: i64| move |(numero, person)| (structure, numero, person);
    test.chain(forty.map(of(1)))
        .chain((1..).zip(&VILLENEUVE).map(of(2)))
        .chain((1..).zip(&RELAIS).map(of(3)))
}

/// A hash of the common password, with a salt of its own.
pub(crate) fn hash() -> Result<String, String> {
    let hash =
        PasswordHash::of(&PlainPassword::known(PASSWORD)).map_err(|error| format!("{error:?}"))?;
    Ok(hash.as_str().to_owned())
}

/// Opening hours as « Structure » would write them in words.
fn in_words(osm: Option<&str>) -> String {
    match osm.and_then(Hours::read) {
        Some(hours) => hours.lines().join("\n"),
        None => "Mardi et jeudi : 8 h 30 – 12 h".to_owned(),
    }
}
