//! The next thing that time has to do with a request. Pure.
//!
//! ```text
//!   day 10: reminder ─▶ day 20: reminder ─▶ day 30: expired ─▶ at once: files gone ─▶ 2 years: names gone
//!                                └─ answered: refused, taken back ──▶ at once ──┘
//!                                             accepted ─▶ six months later ─────┘
//! ```

use crate::{
    edge::clock::Moment,
    orientation::{
        rules::{NAMES_MS, REMINDERS_MS, Statut},
        treating::rules::files_due,
    },
};

/// Where a request stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Standing {
    /// Its statut.
    pub statut: Statut,
    /// When it was sent.
    pub sent_at: Moment,
    /// Until when it can be answered.
    pub expires_at: Moment,
    /// When it was answered, taken back or expired.
    pub ended_at: Option<Moment>,
    /// How many reminders have gone out.
    pub rappels: i64,
    /// Its files are gone.
    pub sans_fichiers: bool,
    /// Its names are gone.
    pub anonyme: bool,
}

/// What there is to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// Remind the service; how many reminders there will have been.
    Remind(i64),
    /// Nobody answered.
    Expire,
    /// Delete the files.
    Files,
    /// Take the names away.
    Names,
    /// Nothing before then.
    Wait(Moment),
    /// Nothing ever again.
    Rest,
}

/// What there is to do with a request that stands so, now.
#[must_use]
pub fn step(of: &Standing, now: Moment) -> Step {
    let (step, due) = next(of);
    if of.ended_at.is_none() && !of.anonyme && now >= of.expires_at {
        return Step::Expire;
    }
    match due {
        Some(due) if due > now => Step::Wait(due),
        _ => match step {
            Step::Remind(_) => Step::Remind(reminders_due(of, now)),
            step => step,
        },
    }
}

/// The next step, and when it is due.
fn next(of: &Standing) -> (Step, Option<Moment>) {
    if of.anonyme {
        return (Step::Rest, None);
    }
    match of.ended_at {
        None => match upcoming(of) {
            Some(at) if at < of.expires_at => (Step::Remind(of.rappels + 1), Some(at)),
            _ => (Step::Expire, Some(of.expires_at)),
        },
        Some(ended) if !of.sans_fichiers => (Step::Files, Some(files_due(of.statut, ended))),
        Some(_) => (Step::Names, Some(of.sent_at.plus_ms(NAMES_MS))),
    }
}

/// When the next reminder goes out; none when all have, or when the last moment is past.
fn upcoming(of: &Standing) -> Option<Moment> {
    let index = usize::try_from(of.rappels).ok()?;
    let after = REMINDERS_MS.get(index)?;
    Some(of.sent_at.plus_ms(*after))
}

/// How many reminders should have gone out by now: after a long stop, one e-mail stands for both.
fn reminders_due(of: &Standing, now: Moment) -> i64 {
    let due = REMINDERS_MS
        .into_iter()
        .filter(|after| of.sent_at.plus_ms(*after) <= now);
    i64::try_from(due.count()).unwrap_or(of.rappels)
}

/// When time comes back to a request after `step`; none: never.
#[must_use]
pub fn after(of: &Standing, step: Step, now: Moment) -> Option<Moment> {
    let then = match step {
        Step::Remind(rappels) => Standing { rappels, ..*of },
        Step::Expire => Standing {
            statut: Statut::Expiree,
            ended_at: Some(now),
            ..*of
        },
        Step::Files => Standing {
            sans_fichiers: true,
            ..*of
        },
        Step::Names => Standing {
            anonyme: true,
            ..*of
        },
        Step::Wait(at) => return Some(at),
        Step::Rest => return None,
    };
    next(&then).1
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        edge::clock::DAY_MS,
        orientation::rules::{FILES_MS, OPEN_MS},
    };

    const SENT: Moment = Moment(1_795_384_800_000);

    fn open() -> Standing {
        Standing {
            statut: Statut::Ouverte,
            sent_at: SENT,
            expires_at: SENT.plus_ms(OPEN_MS),
            ended_at: None,
            rappels: 0,
            sans_fichiers: false,
            anonyme: false,
        }
    }

    fn day(number: i64) -> Moment {
        SENT.plus_ms(number * DAY_MS)
    }

    /// Every step of a request, with the day it was taken on, for a clock that ticks every `ticks` days.
    fn life(mut of: Standing, ticks: i64) -> Vec<(i64, Step)> {
        let mut taken = Vec::new();
        let mut suite = Some(SENT);
        for number in (0..800).step_by(usize::try_from(ticks).expect("days")) {
            let now = day(number);
            while suite.is_some_and(|at| at <= now) {
                let step = step(&of, now);
                suite = after(&of, step, now);
                match step {
                    Step::Remind(rappels) => of.rappels = rappels,
                    Step::Expire => (of.statut, of.ended_at) = (Statut::Expiree, Some(now)),
                    Step::Files => of.sans_fichiers = true,
                    Step::Names => of.anonyme = true,
                    Step::Wait(_) | Step::Rest => continue,
                }
                taken.push((number, step));
            }
        }
        taken
    }

    #[test]
    fn a_request_that_nobody_answers() {
        assert_eq!(
            life(open(), 1),
            [
                (10, Step::Remind(1)),
                (20, Step::Remind(2)),
                (30, Step::Expire),
                (30, Step::Files),
                (731, Step::Names)
            ]
        );
    }

    #[test]
    fn after_a_long_stop_nobody_is_reminded_twice_at_once() {
        assert_eq!(
            life(open(), 25)[..2],
            [(25, Step::Remind(2)), (50, Step::Expire)]
        );
        assert_eq!(
            life(open(), 40)[0],
            (40, Step::Expire),
            "too late to remind"
        );
    }

    #[test]
    fn the_files_of_an_accepted_request_stay_six_months_and_others_go_at_once() {
        let ended = |statut| Standing {
            statut,
            ended_at: Some(day(3)),
            ..open()
        };
        let files = |statut| {
            let (at, _) = life(ended(statut), 1)[0];
            at
        };
        assert_eq!(files(Statut::Validee), 3 + FILES_MS / DAY_MS);
        assert_eq!(files(Statut::Refusee), 3);
        assert_eq!(files(Statut::Annulee), 3);
        for statut in [Statut::Validee, Statut::Refusee] {
            assert_eq!(life(ended(statut), 1).len(), 2, "files, then names");
        }
    }

    #[test]
    fn nothing_is_left_to_do_when_the_names_are_gone() {
        let nameless = Standing {
            anonyme: true,
            ..open()
        };
        assert_eq!(step(&nameless, day(900)), Step::Rest);
        assert_eq!(after(&nameless, Step::Rest, day(900)), None);
    }
}
