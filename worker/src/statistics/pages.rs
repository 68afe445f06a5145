//! « Statistiques », and the workbook of the same.

use serde::Serialize;

use super::{
    chart_rules::{self, Chart, percent, spaced},
    record_rules::AsOf,
    rules::{Asked, Months, Period, Preset, Standing},
    store,
    tables_rules::{self, Cell, Line, Table},
};
use crate::{
    auth::Staff,
    edge::{
        clock::{self, Day},
        cx::Cx,
        error::Result,
        form::FieldError,
        page::{Page, View},
        workbook::{self, Sheet, XLSX},
    },
    frame::Frame,
};

/// Where the page is.
pub const STATISTICS_URL: &str = "/gestion/statistiques";
/// Where the workbook is.
const WORKBOOK_URL: &str = "/gestion/statistiques/tableur";

/// « Statistiques ».
#[derive(Debug, Serialize)]
pub struct StatisticsView {
    frame: Frame,
    periodes: Vec<PresetView>,
    formulaire: Asked,
    erreurs: Vec<FieldError>,
    /// Today, as a field of dates has it: the last day that can be chosen.
    plafond: String,
    rapport: Option<ReportView>,
}

#[derive(Debug, Serialize)]
struct PresetView {
    label: &'static str,
    href: String,
    ici: bool,
}

#[derive(Debug, Serialize)]
struct ReportView {
    du: String,
    /// `None`: the period is that one day.
    au: Option<String>,
    tableur: String,
    /// `None`: nothing happened.
    periode: Option<Vec<SectionView>>,
    /// Of when the tables about people are, and what to know of it.
    quand: String,
    precision: String,
    aujourd_hui: bool,
    /// `None`: there was no file at all.
    maintenant: Option<Vec<SectionView>>,
    en_cours: String,
    renouvellements: i64,
    portail_actif: bool,
}

#[derive(Debug, Serialize)]
struct SectionView {
    id: &'static str,
    titre: &'static str,
    note: Option<&'static str>,
    premiere: &'static str,
    colonnes: Vec<&'static str>,
    /// Wider than a phone: it is scrolled there, by the keyboard too.
    large: bool,
    lignes: Vec<LineView>,
    total: Option<LineView>,
    graphique: Option<Chart>,
}

#[derive(Debug, Serialize)]
struct LineView {
    label: String,
    nombres: Vec<String>,
}

impl View for StatisticsView {
    const TEMPLATE: &'static str = "statistics/statistiques.html";
}

fn asked(cx: &Cx) -> Asked {
    Asked {
        periode: cx.query("periode"),
        du: cx.query("du"),
        au: cx.query("au"),
    }
}

/// « Statistiques ».
///
/// # Errors
/// As the database.
pub async fn show(cx: Cx, me: Staff) -> Result<Page> {
    let (asked, today) = (asked(&cx), cx.now.day(clock::zone(&me.fuseau)));
    match asked.checked(today) {
        Ok((preset, period)) => {
            let place = (today, me.fuseau.as_str());
            let (months, standing, as_of) =
                store::figures(&cx.db, &me.structure, period, place).await?;
            let report = ReportView::of(period, &months, (&standing, as_of), today);
            Page::show(&StatisticsView::of(&me, today, (preset, period), report))
        }
        Err(erreurs) => Page::show_again(&StatisticsView {
            periodes: presets(None),
            formulaire: asked,
            erreurs,
            ..StatisticsView::empty(&me, today)
        }),
    }
}

/// The workbook.
///
/// # Errors
/// As the database.
pub async fn download(cx: Cx, me: Staff) -> Result<Page> {
    let today = cx.now.day(clock::zone(&me.fuseau));
    let Ok((_, period)) = asked(&cx).checked(today) else {
        // The page says what is wrong.
        return Ok(Page::see_other(format!(
            "{STATISTICS_URL}?{}",
            cx.request.query
        )));
    };
    let place = (today, me.fuseau.as_str());
    let (months, standing, as_of) = store::figures(&cx.db, &me.structure, period, place).await?;
    let bytes = workbook::pack(&sheets(
        &me.structure_nom,
        period,
        &months,
        (&standing, as_of),
        today,
    ))?;
    let nom = format!("statistiques-{}-{}.xlsx", period.du.0, period.au.0);
    Ok(Page::made_file(XLSX, &nom, bytes))
}

fn presets(here: Option<Preset>) -> Vec<PresetView> {
    let view = |preset: Preset| PresetView {
        label: preset.label(),
        href: format!("{STATISTICS_URL}?periode={}", preset.key()),
        ici: here == Some(preset),
    };
    Preset::ALL.map(view).into()
}

impl StatisticsView {
    fn empty(me: &Staff, today: Day) -> Self {
        Self {
            frame: Frame::of(me, STATISTICS_URL),
            periodes: Vec::new(),
            formulaire: Asked::default(),
            erreurs: Vec::new(),
            plafond: today.0.to_string(),
            rapport: None,
        }
    }

    fn of(
        me: &Staff,
        today: Day,
        (preset, period): (Option<Preset>, Period),
        rapport: ReportView,
    ) -> Self {
        Self {
            periodes: presets(preset),
            formulaire: Asked {
                periode: String::new(),
                du: period.du.0.to_string(),
                au: period.au.0.to_string(),
            },
            rapport: Some(rapport),
            ..Self::empty(me, today)
        }
    }
}

impl ReportView {
    fn of(
        period: Period,
        months: &Months,
        (standing, as_of): (&Standing, AsOf),
        today: Day,
    ) -> Self {
        let sections = |tables: Vec<Table>| tables.iter().map(SectionView::of).collect();
        let running = standing.running();
        Self {
            du: period.du.long(),
            au: (period.au != period.du).then(|| period.au.long()),
            tableur: format!("{WORKBOOK_URL}?du={}&au={}", period.du.0, period.au.0),
            periode: (!months.total().is_empty())
                .then(|| sections(tables_rules::of_period(months))),
            quand: as_of.title(today),
            precision: as_of.words(period),
            aujourd_hui: !matches!(as_of, AsOf::EndOf(..)),
            maintenant: (standing.files() > 0)
                .then(|| sections(tables_rules::of_today(standing, as_of.day(today)))),
            en_cours: spaced(running),
            renouvellements: (running - standing.in_statut("VALIDE")).max(0),
            portail_actif: standing.portail_actif,
        }
    }
}

impl SectionView {
    fn of(table: &Table) -> Self {
        Self {
            id: table.id,
            titre: table.titre,
            note: table.note,
            premiere: table.premiere,
            colonnes: table.colonnes.clone(),
            large: table.colonnes.len() > 2,
            lignes: table.lignes.iter().map(LineView::of).collect(),
            total: table.total.as_ref().map(LineView::of),
            graphique: chart_rules::chart(table),
        }
    }
}

impl LineView {
    fn of(line: &Line) -> Self {
        let words = |cell: &Cell| match cell {
            Cell::Count(count) => spaced(*count),
            Cell::Share(share) => share.map_or_else(|| "–".to_owned(), percent),
        };
        Self {
            label: line.label.clone(),
            nombres: line.cells.iter().map(words).collect(),
        }
    }
}

/// The two sheets: the period, and how things stood at its end, or stand today.
fn sheets(
    structure: &str,
    period: Period,
    months: &Months,
    (standing, as_of): (&Standing, AsOf),
    today: Day,
) -> [Sheet; 2] {
    let (du, au) = (period.du.short(), period.au.short());
    [
        Sheet {
            nom: "Période",
            rows: rows(
                structure,
                &format!("Du {du} au {au}, jours compris"),
                &tables_rules::of_period(months),
            ),
        },
        Sheet {
            nom: if matches!(as_of, AsOf::EndOf(..)) {
                "Fin de la période"
            } else {
                "Aujourd’hui"
            },
            rows: rows(
                structure,
                &format!("{}. {}", as_of.title(today), as_of.words(period)),
                &tables_rules::of_today(standing, as_of.day(today)),
            ),
        },
    ]
}

fn rows(structure: &str, when: &str, tables: &[Table]) -> Vec<Vec<workbook::Cell>> {
    use workbook::Cell::{Empty, Number, Share, Text, Title};
    let title = |text: &str| Title(text.to_owned());
    let line = |line: &Line| {
        let numbers = line.cells.iter().map(|cell| match cell {
            Cell::Count(count) => Number(*count),
            Cell::Share(share) => share.map_or(Empty, Share),
        });
        std::iter::once(Text(line.label.clone()))
            .chain(numbers)
            .collect()
    };
    let mut rows = vec![vec![title(structure)], vec![Text(when.to_owned())]];
    for table in tables {
        rows.extend([Vec::new(), vec![title(table.titre)]]);
        rows.extend(table.note.map(|note| vec![Text(note.to_owned())]));
        let headings = std::iter::once(&table.premiere).chain(&table.colonnes);
        rows.push(headings.map(|heading| title(heading)).collect());
        rows.extend(table.lignes.iter().chain(&table.total).map(line));
    }
    rows
}

#[cfg(test)]
pub(crate) mod samples;
