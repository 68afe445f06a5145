//! What is near: the squares around a position that the index has signs of, and how far one looks. Pure.

use super::position_rules::{LEVEL, Position};

/// The levels of the squares that the index of places has signs of (0021_places.sql): a side is 214 km at the latitude of
/// Paris, then half as much, down to 50 m.
const SIGNED: std::ops::RangeInclusive<u32> = 7..=FINEST;

/// The finest level of the map: what one point of it stands for there, no zoom takes apart.
pub const FINEST: u32 = 19;

/// A square of the map, cut into 2^level columns and rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cell {
    /// How finely the map is cut.
    pub level: u32,
    /// Its column.
    pub x: i64,
    /// Its row.
    pub y: i64,
}

impl Cell {
    /// A square as an address names it, « 19-265432-180456 »; only one that the index has signs of.
    #[must_use]
    pub fn read(typed: &str) -> Option<Self> {
        let mut parts = typed.splitn(3, '-');
        let level = parts.next()?.parse().ok()?;
        let mut whole = || parts.next()?.parse::<i64>().ok();
        let (x, y) = (whole()?, whole()?);
        let signed = SIGNED.contains(&level);
        let side = 1_i64.checked_shl(level).filter(|_| signed)?;
        let within = |at: i64| (0..side).contains(&at);
        (within(x) && within(y)).then_some(Self { level, x, y })
    }

    /// As an address names it.
    #[must_use]
    pub fn written(self) -> String {
        format!("{}-{}-{}", self.level, self.x, self.y)
    }

    /// Its sign in the index.
    #[must_use]
    pub fn sign(self) -> String {
        format!("\"c{}x{}y{}\"", self.level, self.x, self.y)
    }
}

/// Nobody goes farther for help, in metres.
pub const FARTHEST_M: f64 = 200_000.0;

/// Places shown around somebody at first, then more by as many.
pub const NEAR_ROWS: usize = 20;
/// Places shown around somebody at most: what is farther is found by its town.
pub const NEAR_MAX: usize = 100;

/// How many places somebody asks to see around them.
#[must_use]
pub fn shown(typed: &str) -> usize {
    let known =
        |rows: &usize| (NEAR_ROWS..=NEAR_MAX).contains(rows) && rows.is_multiple_of(NEAR_ROWS);
    typed.parse().ok().filter(known).unwrap_or(NEAR_ROWS)
}

/// Places read at most to show so many: each costs two rows of the database, of the ten that a shown one may.
#[must_use]
pub fn looked_at(shown: usize) -> usize {
    shown * 9 / 2
}

/// What is near, the nearest first, with the metres to each.
#[derive(Debug, Clone, PartialEq)]
pub struct Near<T> {
    /// At most as many as were asked for.
    pub found: Vec<(f64, T)>,
    /// Are there more, farther?
    pub more: bool,
}

/// The `most` nearest of `all`, none of them too far to go.
#[must_use]
pub fn nearest<T>(
    from: Position,
    all: Vec<T>,
    most: usize,
    position: impl Fn(&T) -> Option<Position>,
) -> Near<T> {
    let metres = |one: T| Some((position(&one)?.metres_to(from), one));
    let mut found: Vec<(f64, T)> = all
        .into_iter()
        .filter_map(metres)
        .filter(|(metres, _)| *metres <= FARTHEST_M)
        .collect();
    found.sort_by(|(nearer, _), (farther, _)| nearer.total_cmp(farther));
    let more = found.len() > most;
    found.truncate(most);
    Near { found, more }
}

/// The rings around a position, the nearest first, as questions to the index put them: nine squares around it, then the nine of
/// twice their side without those that were asked for, and so on. Whoever stops at a ring has all that is nearer than it.
#[must_use]
pub fn rings(from: Position) -> Vec<Ring> {
    let mut inner = None;
    let ring = |level| {
        let squares = around(from, level);
        let without = inner.replace(squares.clone());
        Ring { squares, without }
    };
    SIGNED.rev().map(ring).collect()
}

/// Squares of the map, without others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ring {
    squares: String,
    without: Option<String>,
}

impl Ring {
    /// The question to the index for what is in this ring and asked for.
    #[must_use]
    pub fn question(&self, asked: Option<&str>) -> String {
        let here = format!("signes : ({})", self.squares);
        let all = asked.map_or_else(|| here.clone(), |asked| format!("({asked} AND {here})"));
        match &self.without {
            Some(inner) => format!("{all} NOT signes : ({inner})"),
            None => all,
        }
    }
}

/// The signs of the nine squares of that level around a position; fewer at the ends of the map.
fn around(from: Position, level: u32) -> String {
    let (x, y) = from.cell();
    let last = (1_i64 << level) - 1;
    let span = |at: i64| {
        let here = at >> (LEVEL - level);
        (here - 1).max(0)..=(here + 1).min(last)
    };
    let signs: Vec<String> = span(x)
        .flat_map(|x| span(y).map(move |y| Cell { level, x, y }.sign()))
        .collect();
    signs.join(" OR ")
}

/// A distance in words. The position is known to a kilometre or so: so is the distance.
#[must_use]
pub fn distance(metres: f64) -> String {
    if metres < 1500.0 {
        return "à moins de 2\u{a0}km".to_owned();
    }
    format!("à environ {:.0}\u{a0}km", metres / 1000.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn paris() -> Position {
        Position::new(48.85, 2.35).expect("within")
    }

    #[test]
    fn a_square_is_read_as_it_is_written() {
        let cell = Cell::read("19-265432-180456").expect("a square");
        assert_eq!(cell.written(), "19-265432-180456");
        assert_eq!(cell.sign(), "\"c19x265432y180456\"");
        for wrong in [
            "", "19-1", "19-1-2-3", "6-1-2", "20-1-2", "7-128-0", "7-0--1", "400-1-1", "7-0-x",
        ] {
            assert_eq!(Cell::read(wrong), None, "{wrong}");
        }
    }

    /// Is this position in the ring, as the index would find it by its signs?
    fn holds(ring: &Ring, there: Position) -> bool {
        let (x, y) = there.cell();
        let found = |squares: &str| {
            SIGNED.into_iter().any(|level| {
                let (x, y) = (x >> (LEVEL - level), y >> (LEVEL - level));
                squares
                    .split(" OR ")
                    .any(|sign| sign == Cell { level, x, y }.sign())
            })
        };
        found(&ring.squares) && !ring.without.as_deref().is_some_and(found)
    }

    #[test]
    fn each_position_is_in_one_ring_and_the_nearer_in_the_nearer() {
        let from = paris();
        let rings = rings(from);
        let mut before = 0;
        for metres in [10.0, 300.0, 1_000.0, 7_300.0, 40_000.0, 199_000.0] {
            let degrees = metres / 111_195.0;
            let stretched = degrees / from.latitude.to_radians().cos();
            for (north, east) in [(1.0, 0.0), (-1.0, 0.0), (0.0, 1.0), (0.0, -1.0), (0.7, 0.7)] {
                let there = Position::new(
                    from.latitude + north * degrees,
                    from.longitude + east * stretched,
                )
                .expect("within");
                let inside: Vec<usize> = rings
                    .iter()
                    .enumerate()
                    .filter_map(|(at, ring)| holds(ring, there).then_some(at))
                    .collect();
                assert_eq!(inside.len(), 1, "{metres} {north} {east}");
                before = before.max(inside.first().copied().unwrap_or_default());
            }
            assert!(before < rings.len());
        }
        assert_eq!(before, rings.len() - 1, "the farthest is in the last ring");
    }

    #[test]
    fn at_the_ends_of_the_map_squares_are_still_squares() {
        for (latitude, longitude) in [(85.0, 180.0), (-85.0, -180.0), (0.0, 0.0)] {
            let from = Position::new(latitude, longitude).expect("within");
            for ring in rings(from) {
                let count = ring.squares.split(" OR ").count();
                assert!((4..=9).contains(&count), "{ring:?}");
                assert!(!ring.squares.contains('-'), "{ring:?}");
            }
        }
    }

    #[test]
    fn a_ring_asks_for_what_is_asked_and_not_for_what_was() {
        let [first, second, ..] = &rings(paris())[..] else {
            panic!("two rings");
        };
        assert!(first.question(None).starts_with("signes : (\"c19x"));
        let question = second.question(Some("mots : \"a\" *"));
        assert!(
            question.starts_with("(mots : \"a\" * AND signes : (\"c18x"),
            "{question}"
        );
        assert!(question.contains(")) NOT signes : (\"c19x"), "{question}");
    }

    #[test]
    fn the_nearest_come_first_and_more_may_follow() {
        let from = paris();
        let at = |north: f64| Position::new(from.latitude + north, from.longitude);
        let all = vec![0.5, 1.0, 0.1, 9.0, 0.3];
        let near = nearest(from, all.clone(), 2, |north| at(*north));
        let found: Vec<f64> = near.found.iter().map(|(_, north)| *north).collect();
        assert_eq!((found, near.more), (vec![0.1, 0.3], true));
        let near = nearest(from, all.clone(), 4, |north| at(*north));
        assert_eq!((near.found.len(), near.more), (4, false), "9° is too far");
        assert!(nearest(from, all, 4, |_| None).found.is_empty());
    }

    #[test]
    fn more_is_asked_for_by_twenty() {
        for (typed, rows) in [
            ("40", 40),
            ("100", 100),
            ("", 20),
            ("120", 20),
            ("30", 20),
            ("-1", 20),
        ] {
            assert_eq!(shown(typed), rows, "{typed}");
            assert!(2 * looked_at(rows) + 20 <= 10 * rows + 20);
        }
    }

    #[test]
    fn a_distance_is_as_vague_as_the_position() {
        assert_eq!(distance(300.0), "à moins de 2\u{a0}km");
        assert_eq!(distance(2_400.0), "à environ 2\u{a0}km");
        assert_eq!(distance(12_600.0), "à environ 13\u{a0}km");
    }
}
