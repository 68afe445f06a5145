//! The year behind the demo world: mail that came and went, visits and calls, so that « Statistiques » has something to
//! show. Nothing of it still waits, and nobody was seen later than their file says.

use crate::{
    files::{File, Movement},
    people::{Person, Situation},
};

/// How many months back it goes.
const MONTHS: i64 = 13;

/// Something that looks drawn by lot, and is the same each day.
fn dice(numero: i64, month: i64, sides: i64) -> i64 {
    let mixed = (numero * 73_856_093) ^ (month * 19_349_663) ^ (sides * 83_492_791);
    (mixed >> 5) % sides
}

/// The last day that the past may tell of: nothing is later than the last visit, nor than what waits now.
fn until(situation: Situation) -> Option<i64> {
    match situation {
        Situation::Active { .. } | Situation::Renouvelle { .. } => Some(situation.seen()?.max(28)),
        Situation::Radie(days_ago, ..) => Some(days_ago),
        _ => None,
    }
}

impl File<'_> {
    /// A year of mail of one person in three of structure 1, from the oldest line to the latest.
    pub(crate) fn past(&mut self, numero: i64, person: &Person) {
        let Some(until) = until(person.situation).filter(|_| numero % 3 == 1) else {
            return;
        };
        for month in (1..=MONTHS).rev() {
            let came = month * 30 + dice(numero, month, 9);
            let left = came - 3 - dice(numero, month, 8);
            if left > until + 1 && came < person.situation.created() {
                self.month(came, left, |sides| dice(numero, month, sides));
            }
        }
    }

    /// What came on one day and went on another, and perhaps a visit between.
    fn month(&mut self, came: i64, left: i64, dice: impl Fn(i64) -> i64) {
        let letters = (
            1 + dice(3),
            i64::from(dice(5) == 0),
            i64::from(dice(7) == 0),
        );
        let none = Movement::default;
        let _ = self.line("RECEPTION", letters, came, none());
        match dice(6) {
            0 => drop(self.line("APPEL", (0, 0, 0), came - 1, none())),
            1 => drop(self.line("VISITE", (0, 0, 0), came - 1, none())),
            _ => {}
        }
        let way = if dice(11) == 0 { "RETOUR" } else { "REMISE" };
        let _ = self.line(way, letters, left, none());
    }
}
