//! Who gets which message. Pure.

use crate::edge::clock::{Day, Moment};

/// The échéance is announced this many days before.
pub const ECHEANCE_DAYS: i64 = 30;
/// Days without a visit after which one is reminded, and reminded again: at 90 the law lets a structure end it.
pub const ABSENCE_DAYS: [i64; 2] = [60, 80];
/// Nobody is reminded of a visit that long ago: a structure that begins to write would frighten people for nothing.
const ABSENCE_DAYS_MAX: i64 = 180;
/// Months without a visit after which a domiciliation may be ended (CASF, art. D264-1 and L264-2).
const ABSENCE_MONTHS: u32 = 3;

/// What a message may be about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Genre {
    /// Mail waits.
    Courrier,
    /// The échéance comes near.
    Echeance,
    /// No visit for 60 days.
    Absence60,
    /// No visit for 80 days.
    Absence80,
}

impl Genre {
    /// As in the database.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Courrier => "COURRIER",
            Self::Echeance => "ECHEANCE",
            Self::Absence60 => "ABSENCE_60",
            Self::Absence80 => "ABSENCE_80",
        }
    }
}

/// What a structure sends.
#[expect(clippy::struct_excessive_bools, reason = "as many answers of a form")]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Kinds {
    /// Mail waits.
    pub courrier: bool,
    /// The échéance comes near.
    pub echeance: bool,
    /// No visit for 60 days.
    pub absence_60: bool,
    /// No visit for 80 days.
    pub absence_80: bool,
}

impl Kinds {
    /// Is there any?
    #[must_use]
    pub fn any(self) -> bool {
        self.courrier || self.echeance || self.absence_60 || self.absence_80
    }
}

/// What is known of a person when messages go out.
#[derive(Debug, Clone, Default)]
pub struct Standing {
    /// Does their domiciliation run, a renewal or not?
    pub running: bool,
    /// Is a renewal asked for already?
    pub renewal: bool,
    /// Its last day.
    pub echeance: Option<Day>,
    /// The day of their last visit.
    pub passage: Option<Day>,
    /// When the last of the mail that waits came in; none: nothing waits.
    pub received_at: Option<Moment>,
    /// What the last message about mail knew of.
    pub told_mail_at: Option<Moment>,
    /// Were they told of this échéance?
    pub told_echeance: bool,
    /// Were they told of this absence, at 60 and at 80 days?
    pub told_absence: [bool; 2],
}

/// Why somebody gets a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reason {
    /// Mail waits.
    Courrier,
    /// Their domiciliation ends on that day.
    Echeance(Day),
    /// They were not seen for so many days; to come before that day, if it is not past.
    Absence {
        /// At 60 or at 80 days.
        genre: Genre,
        /// How many days it is now.
        jours: i64,
        /// The day three months after the visit.
        avant: Option<Day>,
    },
}

impl Reason {
    /// What kind it is.
    #[must_use]
    pub fn genre(self) -> Genre {
        match self {
            Self::Courrier => Genre::Courrier,
            Self::Echeance(_) => Genre::Echeance,
            Self::Absence { genre, .. } => genre,
        }
    }
}

/// Why that person gets a message `today`; empty: they get none. Whoever has no address here any more hears only of mail
/// that does wait: they may still fetch it.
#[must_use]
pub fn reasons(kinds: Kinds, person: &Standing, today: Day) -> Vec<Reason> {
    let mail = kinds.courrier
        && person
            .received_at
            .is_some_and(|at| person.told_mail_at.is_none_or(|told| at > told));
    let end = person.echeance.filter(|end| {
        kinds.echeance
            && person.running
            && !person.renewal
            && !person.told_echeance
            && (0..=ECHEANCE_DAYS).contains(&today.days_until(*end))
    });
    [
        mail.then_some(Reason::Courrier),
        end.map(Reason::Echeance),
        absence(kinds, person, today),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn absence(kinds: Kinds, person: &Standing, today: Day) -> Option<Reason> {
    let passage = person.passage.filter(|_| person.running)?;
    let jours = passage.days_until(today);
    let [first, second] = ABSENCE_DAYS;
    let [told_60, told_80] = person.told_absence;
    let late = jours >= second;
    let genre = if late && kinds.absence_80 && !told_80 {
        Genre::Absence80
    } else if !late && jours >= first && kinds.absence_60 && !told_60 {
        Genre::Absence60
    } else {
        return None;
    };
    let avant = passage.plus_months(ABSENCE_MONTHS);
    (jours <= ABSENCE_DAYS_MAX).then_some(Reason::Absence {
        genre,
        jours,
        avant: Some(avant).filter(|day| *day > today),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const ALL: Kinds = Kinds {
        courrier: true,
        echeance: true,
        absence_60: true,
        absence_80: true,
    };
    const NOW: Moment = Moment(1_795_384_800_000);

    fn day(text: &str) -> Day {
        Day(text.parse().expect("a day"))
    }

    fn today() -> Day {
        day("2026-11-22")
    }

    fn codes(kinds: Kinds, person: &Standing) -> Vec<&'static str> {
        let reasons = reasons(kinds, person, today());
        reasons.iter().map(|reason| reason.genre().code()).collect()
    }

    fn running() -> Standing {
        Standing {
            running: true,
            ..Standing::default()
        }
    }

    #[test]
    fn mail_is_told_once_until_more_comes() {
        for (received, told, says) in [
            (None, None, false),
            (Some(5), None, true),
            (Some(5), Some(5), false),
            (Some(5), Some(9), false),
            (Some(6), Some(5), true),
        ] {
            let person = Standing {
                received_at: received.map(Moment),
                told_mail_at: told.map(Moment),
                ..Standing::default()
            };
            let expected: &[&str] = if says { &["COURRIER"] } else { &[] };
            assert_eq!(codes(ALL, &person), expected, "{received:?} {told:?}");
            assert!(
                codes(
                    Kinds {
                        courrier: false,
                        ..ALL
                    },
                    &person
                )
                .is_empty()
            );
        }
    }

    #[test]
    fn an_echeance_is_told_once_in_its_last_month() {
        for (end, says) in [
            ("2026-12-23", false),
            ("2026-12-22", true),
            ("2026-11-22", true),
            ("2026-11-21", false),
        ] {
            let person = Standing {
                echeance: Some(day(end)),
                ..running()
            };
            assert_eq!(!codes(ALL, &person).is_empty(), says, "{end}");
            for silent in [
                Standing {
                    told_echeance: true,
                    ..person.clone()
                },
                Standing {
                    running: false,
                    ..person.clone()
                },
                Standing {
                    renewal: true,
                    ..person.clone()
                },
            ] {
                assert!(codes(ALL, &silent).is_empty(), "{end} {silent:?}");
            }
        }
    }

    #[test]
    fn an_absence_is_told_at_sixty_and_at_eighty_days() {
        for (days, told, says) in [
            (59, [false, false], None),
            (60, [false, false], Some("ABSENCE_60")),
            (79, [false, false], Some("ABSENCE_60")),
            (70, [true, false], None),
            (80, [true, false], Some("ABSENCE_80")),
            (80, [false, false], Some("ABSENCE_80")),
            (85, [true, true], None),
            (180, [true, false], Some("ABSENCE_80")),
            (181, [false, false], None),
        ] {
            let person = Standing {
                passage: Some(today().plus_days(-days)),
                told_absence: told,
                ..running()
            };
            let expected: Vec<&str> = says.into_iter().collect();
            assert_eq!(codes(ALL, &person), expected, "{days} {told:?}");
            assert!(
                codes(
                    ALL,
                    &Standing {
                        running: false,
                        ..person
                    }
                )
                .is_empty()
            );
        }
        let only_60 = Kinds {
            absence_80: false,
            ..ALL
        };
        let person = Standing {
            passage: Some(today().plus_days(-82)),
            ..running()
        };
        assert!(
            codes(only_60, &person).is_empty(),
            "« 60 » is not said at 82"
        );
    }

    #[test]
    fn the_day_not_to_miss_is_told_while_it_is_to_come() {
        let avant = |passage: &str| {
            let person = Standing {
                passage: Some(day(passage)),
                ..running()
            };
            match reasons(ALL, &person, today()).as_slice() {
                [Reason::Absence { avant, .. }] => *avant,
                other => panic!("{other:?}"),
            }
        };
        assert_eq!(avant("2026-09-20"), Some(day("2026-12-20")));
        assert_eq!(avant("2026-08-22"), None, "it is today");
    }

    #[test]
    fn several_reasons_are_one_message() {
        let person = Standing {
            echeance: Some(day("2026-12-01")),
            passage: Some(today().plus_days(-61)),
            received_at: Some(NOW),
            ..running()
        };
        assert_eq!(codes(ALL, &person), ["COURRIER", "ECHEANCE", "ABSENCE_60"]);
    }
}
