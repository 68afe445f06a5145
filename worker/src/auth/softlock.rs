//! The lockout (CNIL, délibération 2022-100 of 21 July 2022): a pure state machine over what is counted for an account.
//!
//! ```text
//!            try (fails 1–4)              try (fails 5, 6, 7, 8…)
//!   free ───────────────────▶ free ───────────────────────────────▶ locked 1, 5, 15, 60 min
//!    ▲                                                                 │ time passes
//!    │ success, staff reset                                            ▼
//!    └──────────────────────────────────────────────────────────────── one try is allowed
//!
//!   25 failed tries within 24 h of the first: locked until those 24 h are over.
//! ```
//!
//! A try is counted *before* the password is checked, and given back if it was right: fifty tries at once are fifty
//! tries. A browser that has signed in to the account before is counted by itself (OWASP « device cookie »), so a
//! stranger's failures never lock out the person. Unknown accounts are counted like known ones, so that being locked
//! tells nothing.

use serde::Deserialize;

use crate::edge::{
    clock::{DAY_MS, MINUTE_MS, Moment},
    secret::TokenHash,
};

/// Failures in a row that cost nothing yet.
const FREE_FAILURES: i64 = 4;
/// Waits after the fifth failure in a row, the sixth, and so on; the last one repeats. Minutes.
const WAITS_MIN: [i64; 4] = [1, 5, 15, 60];
/// Failed tries within a day.
const DAY_TRIES_MAX: i64 = 25;

/// Which side of the house an account is on: the same name on both is two accounts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Realm {
    /// Domiciliés, by identifier.
    Portail,
    /// Staff, by e-mail.
    Gestion,
    /// The codes of a second factor: by account at signing in, by session for whoever is signed in already, so that a
    /// stranger who has the password shuts nobody out.
    Code,
}

/// What is counted for an account, known or not.
#[must_use]
pub fn account(realm: Realm, name: &str) -> TokenHash {
    let realm = match realm {
        Realm::Portail => "portail",
        Realm::Gestion => "gestion",
        Realm::Code => "code",
    };
    TokenHash::of(&["account", realm, name])
}

/// What is counted for one browser that knows an account.
#[must_use]
pub fn device(account: &TokenHash, device: &TokenHash) -> TokenHash {
    TokenHash::of(&["device", account.as_str(), device.as_str()])
}

/// The state of what is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
pub struct Softlock {
    /// Failures in a row.
    pub failures: i64,
    /// No try before this.
    pub locked_until_at: Moment,
    /// When the day of `day_tries` began.
    pub day_started_at: Moment,
    /// Failed tries since then.
    pub day_tries: i64,
}

/// No try now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Locked {
    /// When the next one is allowed.
    pub until: Moment,
}

impl Softlock {
    /// Nothing counted yet.
    pub const NEW: Self = Self {
        failures: 0,
        locked_until_at: Moment(0),
        day_started_at: Moment(0),
        day_tries: 0,
    };

    /// The state to keep before the password is checked: the try counts as failed until it is known to be right.
    ///
    /// # Errors
    /// [`Locked`] when no try is allowed now.
    pub fn attempt(self, now: Moment) -> Result<Self, Locked> {
        let day_ends = self.day_started_at.plus_ms(DAY_MS);
        let (day_started_at, day_tries) = if now >= day_ends {
            (now, 0)
        } else {
            (self.day_started_at, self.day_tries)
        };
        if now < self.locked_until_at {
            return Err(Locked {
                until: self.locked_until_at,
            });
        }
        if day_tries >= DAY_TRIES_MAX {
            return Err(Locked { until: day_ends });
        }
        let failures = self.failures + 1;
        Ok(Self {
            failures,
            locked_until_at: now.plus_ms(wait_ms(failures)),
            day_started_at,
            day_tries: day_tries + 1,
        })
    }
}

fn wait_ms(failures: i64) -> i64 {
    let Ok(beyond) = usize::try_from(failures - FREE_FAILURES - 1) else {
        return 0;
    };
    let minutes = WAITS_MIN
        .get(beyond)
        .or(WAITS_MIN.last())
        .copied()
        .unwrap_or(0);
    minutes * MINUTE_MS
}

/// How long one waits: rounded up, in minutes while they can be pictured.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wait {
    /// So many minutes.
    Minutes(i64),
    /// So many hours.
    Hours(i64),
}

/// How long until `until`.
#[must_use]
pub fn wait(now: Moment, until: Moment) -> Wait {
    let minutes = (until.0 - now.0 + MINUTE_MS - 1)
        .div_euclid(MINUTE_MS)
        .max(1);
    match minutes {
        1..=90 => Wait::Minutes(minutes),
        _ => Wait::Hours((minutes + 59) / 60),
    }
}

/// « dans 1 minute », « dans 3 heures »: how long until `until`, rounded up.
#[must_use]
pub fn wait_in_words(now: Moment, until: Moment) -> String {
    match wait(now, until) {
        Wait::Minutes(1) => "dans 1\u{a0}minute".to_owned(),
        Wait::Minutes(minutes) => format!("dans {minutes}\u{a0}minutes"),
        Wait::Hours(hours) => format!("dans {hours}\u{a0}heures"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    impl Softlock {
        /// The state after a right password, as `auth::store`'s FORGIVE writes it.
        fn success(self) -> Self {
            Self {
                failures: 0,
                locked_until_at: Moment(0),
                day_tries: (self.day_tries - 1).max(0),
                ..self
            }
        }
    }

    /// A clock that only moves when told.
    struct Story {
        now: Moment,
        lock: Softlock,
    }

    impl Story {
        fn begins() -> Self {
            Self {
                now: Moment(1_800_000_000_000),
                lock: Softlock::NEW,
            }
        }

        fn fails(&mut self) {
            self.lock = self.lock.attempt(self.now).expect("a try is allowed");
        }

        fn succeeds(&mut self) {
            self.lock = self
                .lock
                .attempt(self.now)
                .expect("a try is allowed")
                .success();
        }

        fn wait_min(&self) -> i64 {
            self.lock
                .attempt(self.now)
                .map_or_else(|locked| (locked.until.0 - self.now.0) / MINUTE_MS, |_| 0)
        }

        fn minutes_pass(&mut self, minutes: i64) {
            self.now = self.now.plus_ms(minutes * MINUTE_MS);
        }
    }

    #[test]
    fn four_mistakes_cost_nothing() {
        let mut story = Story::begins();
        for _ in 0..4 {
            story.fails();
            assert_eq!(story.wait_min(), 0);
        }
    }

    #[test]
    fn from_the_fifth_the_wait_grows() {
        let mut story = Story::begins();
        for _ in 0..4 {
            story.fails();
        }
        for wait in [1, 5, 15, 60, 60, 60] {
            story.fails();
            assert_eq!(story.wait_min(), wait);
            story.minutes_pass(wait);
        }
    }

    #[test]
    fn a_try_while_locked_changes_nothing() {
        let mut story = Story::begins();
        for _ in 0..5 {
            story.fails();
        }
        let before = story.lock;
        assert!(story.lock.attempt(story.now).is_err());
        assert_eq!(story.lock, before);
    }

    #[test]
    fn success_forgets_the_mistakes() {
        let mut story = Story::begins();
        for _ in 0..4 {
            story.fails();
        }
        story.succeeds();
        for _ in 0..4 {
            story.fails();
            assert_eq!(story.wait_min(), 0);
        }
    }

    #[test]
    fn at_most_twenty_five_failed_tries_a_day() {
        let mut story = Story::begins();
        let mut tries = 0;
        for _ in 0..24 * 60 {
            if story.lock.attempt(story.now).is_ok() {
                story.fails();
                tries += 1;
            } else {
                story.minutes_pass(1);
            }
        }
        assert_eq!(tries, 25);
        story.minutes_pass(24 * 60);
        assert_eq!(story.wait_min(), 0, "the next day begins anew");
    }

    #[test]
    fn signing_in_well_all_day_is_no_try() {
        let mut story = Story::begins();
        for _ in 0..100 {
            story.succeeds();
        }
        assert_eq!(story.lock.day_tries, 0);
    }

    #[test]
    fn a_device_and_its_account_are_counted_apart() {
        let account_key = account(Realm::Portail, "XKBNQXVI");
        assert_ne!(account_key, account(Realm::Gestion, "XKBNQXVI"));
        assert_ne!(account_key, device(&account_key, &TokenHash::of(&["x"])));
    }

    #[test]
    fn the_wait_is_said_in_words() {
        let now = Moment(0);
        assert_eq!(wait_in_words(now, Moment(1)), "dans 1\u{a0}minute");
        assert_eq!(
            wait_in_words(now, Moment(15 * MINUTE_MS)),
            "dans 15\u{a0}minutes"
        );
        assert_eq!(
            wait_in_words(now, Moment(23 * 60 * MINUTE_MS)),
            "dans 23\u{a0}heures"
        );
    }
}
