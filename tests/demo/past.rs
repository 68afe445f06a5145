//! The year behind the demo world: mail that came and went, visits, calls, decisions, so that « Statistiques » has
//! something to show. Nothing of it still waits, and nobody was seen later than their file says.

use crate::{
    people::{Person, Situation},
    sql::{Value, insert},
    world::{World, hash, id},
};

/// How many months back it goes.
const MONTHS: i64 = 13;

/// Something that looks drawn by lot, and is the same each day.
fn dice(numero: i64, month: i64, sides: i64) -> i64 {
    let mixed = (numero * 73_856_093) ^ (month * 19_349_663) ^ (sides * 83_492_791);
    (mixed >> 5) % sides
}

impl World {
    /// What the file says of the household and of the reason; nobody has asked everyone.
    pub(crate) fn household(numero: i64, civilite: &str) -> Vec<(&'static str, Value)> {
        let alone = if civilite == "F" {
            [
                "FEMME_SEULE",
                "FEMME_SEULE",
                "FEMME_SEULE_ENFANTS",
                "COUPLE",
                "COUPLE_ENFANTS",
            ]
        } else {
            [
                "HOMME_SEUL",
                "HOMME_SEUL",
                "HOMME_SEUL",
                "COUPLE",
                "HOMME_SEUL_ENFANTS",
            ]
        };
        let raisons = [
            "ERRANCE",
            "HEBERGEMENT_INSTABLE",
            "HEBERGEMENT_INSTABLE",
            "RUPTURE",
            "EXPULSION",
            "ARRIVEE",
            "SORTIE_INSTITUTION",
        ];
        let pick = |among: &[&'static str], at: i64| {
            usize::try_from(at)
                .ok()
                .and_then(|at| among.get(at))
                .copied()
        };
        vec![
            ("menage", pick(&alone, dice(numero, 1, 6)).into()),
            ("raison", pick(&raisons, dice(numero, 2, 8)).into()),
        ]
    }

    /// The decisions on a file, as « Historique » keeps them.
    pub(crate) fn decisions(&self, structure: i64, numero: i64, person: &Person) -> Vec<String> {
        let who = [2, 6, 7]
            .get(usize::try_from(structure - 1).unwrap_or(0))
            .copied()
            .unwrap_or(2);
        let line = |rank: i64, days_ago: i64, event: &str, detail: String| {
            insert(
                "historique",
                vec![
                    (
                        "id",
                        id("decide", structure * 1_000_000 + numero * 10 + rank).into(),
                    ),
                    ("structure_id", id("struct", structure).into()),
                    (
                        "usager_id",
                        id("usager", structure * 1_000_000 + numero).into(),
                    ),
                    ("evenement", event.into()),
                    ("detail", detail.into()),
                    ("staff_user_id", id("person", who).into()),
                    ("created_at", self.moment(days_ago).into()),
                ],
            )
        };
        let days = |from: i64, to: i64, renewal: bool| {
            format!(
                "{{\"debut\":\"{}\",\"echeance\":\"{}\",\"renouvellement\":{renewal}}}",
                self.day(from),
                self.day(to)
            )
        };
        let motive = |motif: &str, texte: Option<&str>, more: &str| {
            let texte = texte.map_or_else(|| "null".to_owned(), |texte| format!("\"{texte}\""));
            format!("{{\"motif\":\"{motif}\",\"texte\":{texte},{more}}}")
        };
        match person.situation {
            Situation::Active { echeance, .. } => {
                let began = 364 - echeance;
                vec![line(
                    1,
                    began,
                    "VALIDATION",
                    days(-began, echeance, numero % 3 == 0),
                )]
            }
            Situation::Refus(days_ago, motif, texte) => {
                vec![line(
                    1,
                    days_ago,
                    "REFUS",
                    motive(motif, texte, "\"renouvellement\":false"),
                )]
            }
            Situation::Radie(days_ago, motif, texte) => {
                let echeance = format!("\"echeance\":\"{}\"", self.day(164 - days_ago));
                vec![
                    line(
                        1,
                        days_ago + 200,
                        "VALIDATION",
                        days(-days_ago - 200, 164 - days_ago, false),
                    ),
                    line(2, days_ago, "RADIATION", motive(motif, texte, &echeance)),
                ]
            }
            Situation::Instruction | Situation::AttenteDecision => Vec::new(),
        }
    }

    /// A year of mail of one person in three of structure 1, from the oldest line to the latest.
    pub(crate) fn past(&self, numero: i64, person: &Person) -> Vec<String> {
        // Nothing is later than the last visit that the file tells, nor than what waits now.
        let until = match person.situation {
            Situation::Active { passage, .. } => passage.max(8),
            Situation::Radie(days_ago, ..) => days_ago,
            _ => return Vec::new(),
        };
        let mut lines = Vec::new();
        for month in (1..=MONTHS).rev().filter(|_| numero % 3 == 1) {
            let came = month * 30 + dice(numero, month, 9);
            let left = came - 3 - dice(numero, month, 8);
            if left <= until + 1 {
                continue;
            }
            let letters = (
                1 + dice(numero, month, 3),
                i64::from(dice(numero, month, 5) == 0),
                i64::from(dice(numero, month, 7) == 0),
            );
            let mut write = |rank: i64, mouvement: &str, counts: (i64, i64, i64), days_ago: i64| {
                lines.push(self.line(
                    1,
                    numero,
                    10 + month * 4 + rank,
                    mouvement,
                    counts,
                    days_ago,
                ));
            };
            write(0, "RECEPTION", letters, came);
            match dice(numero, month, 6) {
                0 => write(1, "APPEL", (0, 0, 0), came - 1),
                1 => write(1, "VISITE", (0, 0, 0), came - 1),
                _ => {}
            }
            let way = if dice(numero, month, 11) == 0 {
                "RETOUR"
            } else {
                "REMISE"
            };
            write(2, way, letters, left);
        }
        lines
    }

    /// One person whose portal is open and whose password is chosen, so that one can look at the portal at once.
    pub(crate) fn amina_signs_in(&self) -> Result<Vec<String>, String> {
        let identifiant = "RELAISAA";
        let mut statements = vec![
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
        ];
        statements.extend(self.sign_ins(&[38, 31, 24, 17, 12]));
        Ok(statements)
    }

    /// The portal of the person of structure 3 who uses it.
    fn sign_ins(&self, days_ago: &[i64]) -> Vec<String> {
        let row = |(rank, days_ago): (i64, &i64)| {
            insert(
                "portal_login",
                vec![
                    ("id", id("signin", rank).into()),
                    ("structure_id", id("struct", 3).into()),
                    ("usager_id", id("usager", 3_000_001).into()),
                    ("passage", true.into()),
                    ("created_at", self.moment(*days_ago).into()),
                ],
            )
        };
        (1..).zip(days_ago).map(row).collect()
    }
}
