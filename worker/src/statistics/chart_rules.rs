//! Bars drawn from a table, as SVG will show them: whole numbers, one unit a pixel of a narrow phone. Pure.
//!
//! A row is a label, then a bar under it, then its number: nothing is told by colour, nor by the legend alone. What a bar
//! is made of is told by patterns. All is drawn in the colour of the text, so that dark, forced colours and paper need
//! nothing more.

use serde::Serialize;

use super::{rules::share, tables_rules::Table};

/// The width of a drawing, in its own units: what a phone of 320 pixels leaves.
const WIDTH: i64 = 300;
/// What the number beside a bar may take.
const NUMBER_WIDTH: i64 = 80;
const LABEL_HEIGHT: i64 = 18;
const BAR_HEIGHT: i64 = 16;
const GAP: i64 = 12;
const LEGEND_HEIGHT: i64 = 22;
/// How many patterns there are; the template draws each.
pub const PATTERNS: usize = 3;

/// A drawing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Chart {
    /// Names it in the page; its patterns too.
    pub id: &'static str,
    /// What it shows, for those who don't see it.
    pub alternative: String,
    /// Its width, in its own units.
    pub largeur: i64,
    /// Its height.
    pub hauteur: i64,
    /// What each pattern stands for, where there are several.
    pub legende: Vec<Mark>,
    /// Its rows.
    pub barres: Vec<Bar>,
}

/// A line of the legend.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Mark {
    /// Which pattern.
    pub motif: usize,
    /// What it stands for.
    pub label: &'static str,
    /// The top of its square.
    pub y: i64,
}

/// A row of the drawing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Bar {
    /// What is counted.
    pub label: String,
    /// The line its label stands on.
    pub label_y: i64,
    /// The top of its bar.
    pub y: i64,
    /// The height of its bar.
    pub hauteur: i64,
    /// The parts of its bar, one after the other; none of zero.
    pub parts: Vec<Part>,
    /// Where its number begins.
    pub nombre_x: i64,
    /// The line its number stands on.
    pub nombre_y: i64,
    /// The number, in words.
    pub nombre: String,
}

/// A part of a bar.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Part {
    /// Which pattern.
    pub motif: usize,
    /// Where it begins.
    pub x: i64,
    /// How long it is.
    pub largeur: i64,
}

/// `1234567` as « 1 234 567 ».
#[must_use]
pub fn spaced(number: i64) -> String {
    let digits = number.unsigned_abs().to_string();
    let mut spaced = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            spaced.push('\u{202f}');
        }
        spaced.push(digit);
    }
    if number < 0 {
        format!("−{spaced}")
    } else {
        spaced
    }
}

/// Thousandths as « 12,5 % ».
#[must_use]
pub fn percent(thousandths: i64) -> String {
    let (whole, rest) = (thousandths / 10, thousandths % 10);
    format!("{whole},{rest}\u{a0}%")
}

/// The bars of `table`; `None` when all are empty.
#[must_use]
pub fn chart(table: &Table) -> Option<Chart> {
    let series = table.series.min(PATTERNS);
    let rows: Vec<(&str, Vec<i64>)> = table
        .lignes
        .iter()
        .map(|line| {
            let counts = line.cells.iter().take(series).map(|cell| cell.count());
            (
                line.label.as_str(),
                counts.map(|count| count.max(0)).collect(),
            )
        })
        .collect();
    let (longest, most) = rows
        .iter()
        .map(|(label, counts)| (*label, counts.iter().sum::<i64>()))
        .reduce(|best, next| if next.1 > best.1 { next } else { best })
        .filter(|(_, most)| *most > 0)?;
    let legende = legend(table, series);
    let above = legende
        .last()
        .map_or(0, |mark| mark.y + LEGEND_HEIGHT + GAP / 2);
    let height = LABEL_HEIGHT + BAR_HEIGHT + GAP;
    let shares = whole_of(table);
    let barres: Vec<Bar> = (0..)
        .zip(&rows)
        .map(|(index, (label, counts))| bar(label, counts, above + index * height, most, shares))
        .collect();
    let drawn = i64::try_from(barres.len()).unwrap_or_default();
    Some(Chart {
        id: table.id,
        alternative: format!(
            "Graphique en barres\u{a0}: {}. La barre la plus longue\u{a0}: {longest}, {}. Les nombres sont ceux du tableau.",
            table.titre,
            spaced(most)
        ),
        largeur: WIDTH,
        hauteur: above + drawn * height,
        legende,
        barres,
    })
}

/// What the rows are shares of, when the table says shares.
fn whole_of(table: &Table) -> Option<i64> {
    let total = table.total.as_ref()?;
    (table.colonnes.last() == Some(&"Part"))
        .then(|| total.cells.first().map_or(0, |cell| cell.count()))
}

fn legend(table: &Table, series: usize) -> Vec<Mark> {
    if series < 2 {
        return Vec::new();
    }
    let labels = (0..).zip(table.colonnes.iter().take(series).enumerate());
    labels
        .map(|(row, (motif, label))| Mark {
            motif,
            label,
            y: row * LEGEND_HEIGHT + 2,
        })
        .collect()
}

fn bar(label: &str, counts: &[i64], top: i64, most: i64, shares: Option<i64>) -> Bar {
    let room = WIDTH - NUMBER_WIDTH - if shares.is_some() { 50 } else { 0 };
    let mut x = 1;
    let mut parts = Vec::new();
    for (motif, count) in counts.iter().enumerate().filter(|(_, count)| **count > 0) {
        // However few, they are seen.
        let largeur = (count * room / most).max(2);
        parts.push(Part { motif, x, largeur });
        x += largeur;
    }
    let sum: i64 = counts.iter().sum();
    let part = shares.and_then(|whole| share(sum, whole));
    Bar {
        label: label.to_owned(),
        label_y: top + 13,
        y: top + LABEL_HEIGHT,
        hauteur: BAR_HEIGHT,
        nombre_x: x + if parts.is_empty() { 0 } else { 6 },
        nombre_y: top + LABEL_HEIGHT + 13,
        parts,
        nombre: part.map_or_else(
            || spaced(sum),
            |part| format!("{} ({})", spaced(sum), percent(part)),
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::statistics::tables_rules::{Cell, Line};

    fn table(colonnes: &[&'static str], series: usize, rows: &[(&str, &[i64])]) -> Table {
        let line = |label: &str, counts: &[i64]| Line {
            label: label.to_owned(),
            cells: counts.iter().map(|count| Cell::Count(*count)).collect(),
        };
        Table {
            id: "essai",
            titre: "Essai",
            note: None,
            premiere: "Mois",
            colonnes: colonnes.to_vec(),
            lignes: rows
                .iter()
                .map(|(label, counts)| line(label, counts))
                .collect(),
            total: None,
            series,
        }
    }

    #[test]
    fn the_longest_bar_takes_the_room_and_the_others_their_share() {
        let chart = chart(&table(
            &["Nombre"],
            1,
            &[("a", &[10]), ("b", &[5]), ("c", &[0]), ("d", &[1])],
        ));
        let chart = chart.expect("a drawing");
        let lengths: Vec<i64> = chart
            .barres
            .iter()
            .map(|bar| bar.parts.iter().map(|part| part.largeur).sum())
            .collect();
        let room = WIDTH - NUMBER_WIDTH;
        assert_eq!(lengths, [room, room / 2, 0, room / 10]);
        assert!(
            chart.legende.is_empty() && chart.alternative.contains("a, 10"),
            "{chart:?}"
        );
    }

    #[test]
    fn nothing_leaves_the_drawing_nor_meets() {
        let rows: Vec<(&str, &[i64])> = vec![("a", &[999_999, 1, 1]), ("b", &[1, 0, 1])];
        let chart = chart(&table(&["x", "y", "z"], 3, &rows)).expect("a drawing");
        assert_eq!(chart.legende.len(), 3);
        let mut bottom = chart.legende.last().map_or(0, |mark| mark.y + 14);
        for bar in &chart.barres {
            assert!(bar.label_y - 13 >= bottom, "{bar:?}");
            bottom = bar.y + bar.hauteur;
            let mut x = 0;
            for part in &bar.parts {
                assert!(part.x >= x && part.largeur >= 2, "{bar:?}");
                x = part.x + part.largeur;
            }
            assert!(x < bar.nombre_x && bar.nombre_x <= WIDTH - 66, "{bar:?}");
        }
        assert!(bottom <= chart.hauteur);
    }

    #[test]
    fn nothing_is_drawn_of_nothing() {
        assert_eq!(
            chart(&table(&["Nombre"], 1, &[("a", &[0]), ("b", &[0])])),
            None
        );
        assert_eq!(chart(&table(&["Nombre"], 1, &[])), None);
    }

    #[test]
    fn numbers_are_written_as_in_french() {
        assert_eq!(spaced(0), "0");
        assert_eq!(spaced(999), "999");
        assert_eq!(spaced(1_000), "1\u{202f}000");
        assert_eq!(spaced(1_234_567), "1\u{202f}234\u{202f}567");
        assert_eq!(spaced(-1_000), "−1\u{202f}000");
        assert_eq!(percent(333), "33,3\u{a0}%");
        assert_eq!(percent(1000), "100,0\u{a0}%");
    }
}
