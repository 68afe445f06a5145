//! What the map asks for and is given: a part of it, cut into squares, each with one place or how many. Pure.

use serde::Serialize;

use super::near_rules::FINEST;

/// The coarsest level that is counted.
const COARSEST: u32 = 3;
/// The most columns of squares that are given at once.
const COLUMNS_MAX: i64 = 20;
/// The most rows: each is a question to the database, empty or not.
const ROWS_MAX: i64 = 10;
/// The most bytes of a name on the map: a tooltip; the page of the place tells it whole.
const NAME_BYTES_MAX: usize = 48;
/// Places that are shown at most of a search.
pub const POINTS_MAX: usize = 250;

/// A part of the map: whole squares of one level, first and last included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Part {
    /// How finely the map is cut.
    pub level: u32,
    /// First and last column.
    pub x: (i64, i64),
    /// First and last row.
    pub y: (i64, i64),
}

impl Part {
    /// Reads what an address asks for; `None` when it is no part of the map, or too large a one.
    #[must_use]
    pub fn read(asked: impl Fn(&str) -> String) -> Option<Self> {
        let level: u32 = asked("niveau").parse().ok()?;
        let fine = (COARSEST..=FINEST).contains(&level);
        let side = 1_i64.checked_shl(level).filter(|_| fine)?;
        let whole = |name: &str| asked(name).parse::<i64>().ok();
        let span = |first: i64, last: i64, most: i64| {
            let within = 0 <= first && first <= last && last < side && last - first < most;
            within.then_some((first, last))
        };
        Some(Self {
            level,
            x: span(whole("x0")?, whole("x1")?, COLUMNS_MAX)?,
            y: span(whole("y0")?, whole("y1")?, ROWS_MAX)?,
        })
    }

    /// Its rows.
    #[must_use]
    pub fn rows(self) -> Vec<i64> {
        (self.y.0..=self.y.1).collect()
    }
}

/// What one point of the map stands for: [x, y, 1, id, name] or [x, y, how many], in the square that is 2^20 on a side.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum Point {
    /// A place.
    One(i64, i64, u8, String, String),
    /// Several.
    Many(i64, i64, i64),
}

impl Point {
    /// A place there.
    #[must_use]
    pub fn one(x: i64, y: i64, id: &str, name: &str) -> Self {
        Self::One(x, y, 1, id.to_owned(), short(name))
    }
}

/// The beginning of a name.
fn short(name: &str) -> String {
    if name.len() <= NAME_BYTES_MAX {
        return name.to_owned();
    }
    let fits = |(at, c): &(usize, char)| at + c.len_utf8() <= NAME_BYTES_MAX - '…'.len_utf8();
    let cut: String = name
        .char_indices()
        .take_while(fits)
        .map(|(_, c)| c)
        .collect();
    format!("{}…", cut.trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn part(text: &str) -> Option<Part> {
        let parts: Vec<&str> = text.split(' ').collect();
        let names = ["niveau", "x0", "x1", "y0", "y1"];
        Part::read(|name| {
            let at = names.iter().position(|known| *known == name);
            let value = at.and_then(|at| parts.get(at));
            value.map_or(String::new(), |value| (*value).to_owned())
        })
    }

    #[test]
    fn a_part_is_not_larger_than_a_screen() {
        let whole = part("8 120 139 80 89").expect("a part");
        assert_eq!((whole.level, whole.x, whole.y), (8, (120, 139), (80, 89)));
        assert_eq!(whole.rows().len(), 10);
        for wrong in [
            "",
            "8",
            "2 0 1 0 1",
            "20 0 1 0 1",
            "8 120 140 80 89",
            "8 120 139 80 90",
            "8 -1 3 0 1",
            "8 3 2 0 1",
            "8 250 256 0 1",
            "8 a 2 0 1",
            "400 0 1 0 1",
            "8 9223372036854775807 1 0 1",
        ] {
            assert_eq!(part(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn a_full_screen_of_places_is_light() {
        let name = "œ".repeat(200);
        let id = "A".repeat(22);
        let points: Vec<Point> = (0..COLUMNS_MAX * ROWS_MAX)
            .map(|at| Point::one(1_000_000 + at, 1_000_000, &id, &name))
            .collect();
        let text = serde_json::to_string(&points).expect("json");
        assert!(text.len() < 30_000, "{}", text.len());
        assert_eq!(short("Espace public"), "Espace public");
        assert!(short(&name).len() <= NAME_BYTES_MAX && short(&name).ends_with('…'));
    }

    #[test]
    fn a_point_is_a_row() {
        let row = |point: Point| serde_json::to_string(&point).expect("json");
        assert_eq!(row(Point::Many(5, 6, 12)), "[5,6,12]");
        assert_eq!(row(Point::one(5, 6, "a", "B")), "[5,6,1,\"a\",\"B\"]");
    }
}
