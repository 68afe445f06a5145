//! The tables of « Statistiques »: the same for the page, the charts and the workbook. Pure.

use super::rules::{Activity, Kinds, Months, Standing, share};
use crate::{
    desk::{
        people_rules::{Menage, Raison},
        rules::{Motif, Statut},
    },
    edge::{clock::Day, words::capitalised},
};

/// A table: a column of labels, then numbers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// Names it in the page.
    pub id: &'static str,
    /// Its title.
    pub titre: &'static str,
    /// What must be known to read it.
    pub note: Option<&'static str>,
    /// The heading of the labels.
    pub premiere: &'static str,
    /// The headings of the numbers.
    pub colonnes: Vec<&'static str>,
    /// Its rows.
    pub lignes: Vec<Line>,
    /// The sum of the rows, where one has a meaning.
    pub total: Option<Line>,
    /// How many of the first columns the chart puts one after the other.
    pub series: usize,
}

/// A row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// What is counted.
    pub label: String,
    /// Its numbers.
    pub cells: Vec<Cell>,
}

/// A number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cell {
    /// So many.
    Count(i64),
    /// A share, in thousandths; `None` of nothing.
    Share(Option<i64>),
}

impl Cell {
    /// Of a count, how many.
    #[must_use]
    pub fn count(self) -> i64 {
        match self {
            Self::Count(count) => count,
            Self::Share(_) => 0,
        }
    }
}

const KINDS: [&str; 4] = ["Courriers", "Avis de passage", "Colis", "Total"];
/// Of each kind, and in all.
fn kinds(label: String, kinds: Kinds) -> Line {
    counts(label, &[&kinds[..], &[kinds.iter().sum()]].concat())
}

fn counts(label: String, counts: &[i64]) -> Line {
    Line {
        label,
        cells: counts.iter().map(|count| Cell::Count(*count)).collect(),
    }
}

/// A table with a row a month and the row of all.
fn monthly(
    (id, titre): (&'static str, &'static str),
    months: &Months,
    (colonnes, series): (&[&'static str], usize),
    row: impl Fn(&Activity) -> Vec<i64>,
) -> Table {
    let lignes = months.0.iter();
    Table {
        id,
        titre,
        note: None,
        premiere: "Mois",
        colonnes: colonnes.to_vec(),
        lignes: lignes
            .map(|(month, activity)| counts(month.month(), &row(activity)))
            .collect(),
        total: Some(counts("Total".to_owned(), &row(&months.total()))),
        series,
    }
}

/// What happened in the period.
#[must_use]
pub fn of_period(months: &Months) -> Vec<Table> {
    let with_sum = |kinds: Kinds| [&kinds[..], &[kinds.iter().sum()]].concat();
    let all = months.total();
    vec![
        monthly(("recu", "Courrier reçu"), months, (&KINDS, 3), |month| {
            with_sum(month.received())
        }),
        monthly(("sorti", "Courrier sorti"), months, (&KINDS, 3), |month| {
            with_sum(month.left())
        }),
        ways_out(&all),
        Table {
            note: Some(
                "Une remise à la personne compte comme une venue\u{202f}; une remise à son mandataire, non.",
            ),
            ..monthly(
                ("venues", "Venues et appels"),
                months,
                (
                    &[
                        "Remises à la personne",
                        "Visites sans remise",
                        "Appels",
                        "Total",
                        "Remises à un mandataire",
                    ],
                    3,
                ),
                |month| {
                    let came = month.remises + month.visites + month.appels;
                    vec![
                        month.remises,
                        month.visites,
                        month.appels,
                        came,
                        month.remises_mandataire,
                    ]
                },
            )
        },
        monthly(
            ("connexions", "Connexions au portail"),
            months,
            (&["Connexions"], 1),
            |month| vec![month.connexions],
        ),
        accepted(&all),
        refused(&all),
        ended(&all),
    ]
}

/// How mail left.
fn ways_out(all: &Activity) -> Table {
    let line = |label: &str, counts: Kinds| kinds(label.to_owned(), counts);
    Table {
        id: "sorties",
        titre: "Comment le courrier est sorti",
        note: None,
        premiere: "Sortie",
        colonnes: KINDS.to_vec(),
        lignes: vec![
            line("Remis à la personne ou à son mandataire", all.handed()),
            line("Renvoyé à l’expéditeur", all.returned()),
            line("Réexpédié (transfert)", all.sent_on()),
        ],
        total: Some(line("Total", all.left())),
        series: 3,
    }
}

/// A table of labels and numbers, with the share of each where it is asked for.
fn plain(
    (id, titre, premiere): (&'static str, &'static str, &'static str),
    rows: &[(String, i64)],
    shares: bool,
) -> Table {
    let whole = rows.iter().map(|(_, count)| count).sum();
    let line = |label: String, count: i64| {
        let mut cells = vec![Cell::Count(count)];
        cells.extend(shares.then(|| Cell::Share(share(count, whole))));
        Line { label, cells }
    };
    Table {
        id,
        titre,
        note: None,
        premiere,
        colonnes: std::iter::once("Nombre")
            .chain(shares.then_some("Part"))
            .collect(),
        lignes: rows
            .iter()
            .map(|(label, count)| line(label.clone(), *count))
            .collect(),
        total: Some(line("Total".to_owned(), whole)),
        series: 1,
    }
}

fn accepted(all: &Activity) -> Table {
    plain(
        ("accords", "Domiciliations accordées", "Décision"),
        &[
            ("Première domiciliation".to_owned(), all.premieres),
            ("Renouvellement".to_owned(), all.renouvellements),
        ],
        false,
    )
}

fn refused(all: &Activity) -> Table {
    let of = |motif: &Motif| match motif {
        Motif::HorsAgrement => all.refus_hors_agrement,
        Motif::PasDeLien => all.refus_pas_de_lien,
        Motif::Saturation => all.refus_saturation,
        _ => all.refus_autre,
    };
    motives(("refus", "Refus"), &Motif::OF_REFUSAL, of)
}

fn ended(all: &Activity) -> Table {
    let of = |motif: &Motif| match motif {
        Motif::ASaDemande => all.fin_a_sa_demande,
        Motif::PlusDeLien => all.fin_plus_de_lien,
        Motif::FinDeDomiciliation => all.fin_fin_de_domiciliation,
        Motif::NonManifestation => all.fin_non_manifestation,
        Motif::NonRespectReglement => all.fin_non_respect,
        Motif::EntreeLogement => all.fin_entree_logement,
        _ => all.fin_autre,
    };
    motives(("radiations", "Radiations"), &Motif::OF_RADIATION, of)
}

fn motives(
    (id, titre): (&'static str, &'static str),
    motives: &[Motif],
    of: impl Fn(&Motif) -> i64,
) -> Table {
    let rows: Vec<(String, i64)> = motives
        .iter()
        .map(|motif| (capitalised(&motif.words(None)), of(motif)))
        .collect();
    plain((id, titre, "Motif"), &rows, false)
}

const STATUTS: [Statut; 5] = [
    Statut::Valide,
    Statut::Instruction,
    Statut::AttenteDecision,
    Statut::Refus,
    Statut::Radie,
];

/// Ages, both included, and what to call them.
const AGES: [(&str, i32, i32); 8] = [
    ("Moins de 18\u{a0}ans", i32::MIN, 17),
    ("18 à 24\u{a0}ans", 18, 24),
    ("25 à 34\u{a0}ans", 25, 34),
    ("35 à 44\u{a0}ans", 35, 44),
    ("45 à 54\u{a0}ans", 45, 54),
    ("55 à 64\u{a0}ans", 55, 64),
    ("65 à 74\u{a0}ans", 65, 74),
    ("75\u{a0}ans et plus", 75, i32::MAX),
];

/// How things stand on `today`.
#[must_use]
pub fn of_today(standing: &Standing, today: Day) -> Vec<Table> {
    let of = |dimension: &str, valeur: &str| standing.of(dimension, valeur);
    let sexes = [("Femmes", "F"), ("Hommes", "H")]
        .map(|(label, code)| (label.to_owned(), of("CIVILITE", code)));
    let ages = AGES.map(|(label, from, to)| (label.to_owned(), standing.aged(from, to, today)));
    let unsaid = |dimension: &str| ("Non renseigné".to_owned(), of(dimension, ""));
    let mut menages: Vec<(String, i64)> = Menage::ALL
        .iter()
        .map(|menage| (menage.label().to_owned(), of("MENAGE", &code(menage))))
        .collect();
    menages.push(unsaid("MENAGE"));
    let mut raisons: Vec<(String, i64)> = Raison::ALL
        .iter()
        .map(|raison| (raison.label().to_owned(), of("RAISON", &code(raison))))
        .collect();
    raisons.push(unsaid("RAISON"));
    let open = of("PORTAIL", "OUVERT");
    let portal = [
        ("Accès ouvert".to_owned(), open),
        ("Pas d’accès".to_owned(), standing.running() - open),
    ];
    vec![
        statuts(standing),
        plain(("sexe", "Sexe", "Sexe"), &sexes, true),
        Table {
            note: Some("L’âge que la personne a, ou aura, dans l’année en cours."),
            ..plain(("age", "Âge", "Âge"), &ages, true)
        },
        plain(("menage", "Ménage", "Ménage"), &menages, true),
        plain(("raison", "Raison de la demande", "Raison"), &raisons, true),
        plain(("portail", "Portail", "Portail"), &portal, true),
    ]
}

fn statuts(standing: &Standing) -> Table {
    let rows = STATUTS.map(|statut| (statut.label().to_owned(), standing.in_statut(statut.code())));
    Table {
        note: Some(
            "Toutes les fiches. Une fiche en instruction ou en attente peut être un renouvellement\u{a0}: \
             la domiciliation court toujours, et la personne compte dans les tableaux qui suivent.",
        ),
        ..plain(("statut", "Statut", "Statut"), &rows, true)
    }
}

/// The code of an enumeration, as the database writes it.
fn code(value: &impl serde::Serialize) -> String {
    let code = serde_json::to_value(value).unwrap_or_default();
    code.as_str().unwrap_or_default().to_owned()
}

#[cfg(test)]
mod tests;
