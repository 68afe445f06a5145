//! Who gets which message, and by which way. Pure.

use serde::{Deserialize, Serialize};

use super::phone_rules::Number;
use crate::{
    edge::{
        clock::{DAY_MS, Day, Moment},
        form::{Checks, FieldError},
    },
    outbox::rules::Address,
};

/// The échéance is announced this many days before.
pub const ECHEANCE_DAYS: i64 = 30;
/// Days without a visit after which one is reminded, and reminded again: at 90 the law lets a structure end it.
pub const ABSENCE_DAYS: [i64; 2] = [60, 80];
/// Nobody is reminded of a visit that long ago: a structure that begins to write would frighten people for nothing.
const ABSENCE_DAYS_MAX: i64 = 180;
/// Months without a visit after which a domiciliation may be ended (CASF, art. D264-1 and L264-2).
const ABSENCE_MONTHS: u32 = 3;
/// One SMS a person in this many milliseconds: they cost money, and so does being called for nothing.
const BETWEEN_SMS_MS: i64 = 7 * DAY_MS;
/// The highest monthly bound of SMS.
const SMS_MAX: i64 = 100_000;

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

/// What a person has asked for, and what stands in the way.
#[derive(Debug, Clone, Default)]
pub struct Wish {
    /// By e-mail.
    pub email: bool,
    /// By SMS.
    pub sms: bool,
    /// The address on their file, if one can write to it.
    pub address: Option<Address>,
    /// The number on their file, if one can write to it.
    pub number: Option<Number>,
    /// The number was refused for good.
    pub refused: bool,
    /// Their last SMS.
    pub sms_at: Option<Moment>,
}

/// By which ways messages may go, of this structure and now.
#[derive(Debug, Clone, Copy)]
pub struct Open {
    /// E-mails.
    pub email: bool,
    /// SMS: the structure wants them, and the platform can send them.
    pub sms: bool,
    /// How many SMS are left this month, as they are billed.
    pub sms_left: i64,
}

/// Where a message goes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Ways {
    /// The address.
    pub email: Option<Address>,
    /// The number.
    pub sms: Option<Number>,
    /// An SMS would have gone, were there any left this month.
    pub ceiling: bool,
}

/// Where a message to that person goes; `parts` is how many SMS its text is billed as.
#[must_use]
pub fn ways(wish: &Wish, open: Open, parts: i64, now: Moment) -> Ways {
    let rested = wish.sms_at.is_none_or(|at| now.0 - at.0 >= BETWEEN_SMS_MS);
    let sms = wish
        .number
        .clone()
        .filter(|_| wish.sms && open.sms && !wish.refused && rested);
    let ceiling = sms.is_some() && open.sms_left < parts;
    Ways {
        email: wish.address.clone().filter(|_| wish.email && open.email),
        sms: sms.filter(|_| !ceiling),
        ceiling,
    }
}

/// What a structure has set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Settings {
    /// What goes out.
    pub kinds: Kinds,
    /// By e-mail?
    pub email: bool,
    /// By SMS?
    pub sms: bool,
    /// On which days: Monday is 1, Tuesday 2, Wednesday 4… added up.
    pub jours: i64,
    /// At which hour of the structure's clock.
    pub heure: i64,
    /// How many SMS a month at most.
    pub sms_par_mois: i64,
}

/// What the form offers where nothing was ever set: Tuesday and Friday at ten.
impl Default for Settings {
    fn default() -> Self {
        Self {
            kinds: Kinds::default(),
            email: true,
            sms: false,
            jours: 0b001_0010,
            heure: 10,
            sms_par_mois: 0,
        }
    }
}

impl Settings {
    /// Does anything ever go out?
    #[must_use]
    pub fn sends(self) -> bool {
        self.kinds.any() && (self.email || self.sms) && self.jours > 0
    }
}

/// The form of « Notifications », as typed.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct SettingsForm {
    /// « oui »: mail waits.
    pub courrier: String,
    /// « oui »: the échéance comes near.
    pub echeance: String,
    /// « oui »: no visit for 60 days.
    pub absence_60: String,
    /// « oui »: no visit for 80 days.
    pub absence_80: String,
    /// « oui »: by e-mail.
    pub par_email: String,
    /// « oui »: by SMS.
    pub par_sms: String,
    /// The days, 1 to 7; a list.
    pub jour: Vec<String>,
    /// The hour.
    pub heure: String,
    /// The monthly bound of SMS.
    pub sms_par_mois: String,
}

fn ticked(yes: bool) -> String {
    if yes { "oui" } else { "" }.to_owned()
}

impl SettingsForm {
    /// The form as `kept` settings fill it.
    #[must_use]
    pub fn of(kept: Settings) -> Self {
        Self {
            courrier: ticked(kept.kinds.courrier),
            echeance: ticked(kept.kinds.echeance),
            absence_60: ticked(kept.kinds.absence_60),
            absence_80: ticked(kept.kinds.absence_80),
            par_email: ticked(kept.email),
            par_sms: ticked(kept.sms),
            jour: (0..7)
                .filter(|day| kept.jours >> day & 1 == 1)
                .map(|day| (day + 1).to_string())
                .collect(),
            heure: kept.heure.to_string(),
            sms_par_mois: kept.sms_par_mois.to_string(),
        }
    }

    /// What it says, or every mistake. `sms` is whether the platform can send any: if not, what it says of them is left
    /// out.
    ///
    /// # Errors
    /// The mistakes, each with its field.
    pub fn checked(&self, sms: bool) -> Result<Settings, Vec<FieldError>> {
        let mut checks = Checks::default();
        let yes = |typed: &str| typed == "oui";
        let hour = self
            .heure
            .parse()
            .ok()
            .filter(|hour| (0..24).contains(hour));
        checks.require(
            hour.is_some(),
            "heure",
            "Choisissez une heure dans la liste.",
        );
        let typed: String = self
            .sms_par_mois
            .chars()
            .filter(|c| !c.is_whitespace())
            .collect();
        let bound = match typed.as_str() {
            "" => Some(0),
            typed => typed
                .parse()
                .ok()
                .filter(|bound| (0..=SMS_MAX).contains(bound)),
        };
        checks.require(
            !sms || bound.is_some(),
            "sms_par_mois",
            "Écrivez un nombre de SMS entre 0 et 100 000.",
        );
        let settings = Settings {
            kinds: Kinds {
                courrier: yes(&self.courrier),
                echeance: yes(&self.echeance),
                absence_60: yes(&self.absence_60),
                absence_80: yes(&self.absence_80),
            },
            email: yes(&self.par_email),
            sms: sms && yes(&self.par_sms),
            jours: self.days(&mut checks),
            heure: hour.unwrap_or_default(),
            sms_par_mois: if sms { bound.unwrap_or_default() } else { 0 },
        };
        let wants = settings.kinds.any();
        checks.require(
            !wants || settings.email || settings.sms,
            "par_email",
            "Choisissez au moins un moyen d’envoi.",
        );
        checks.require(
            !wants || settings.jours > 0,
            "jour-1",
            "Choisissez au moins un jour.",
        );
        checks.require(
            !settings.sms || settings.sms_par_mois > 0,
            "sms_par_mois",
            "Écrivez combien de SMS votre structure peut envoyer par mois, ou décochez «\u{a0}Par SMS\u{a0}».",
        );
        checks.done(settings)
    }

    fn days(&self, checks: &mut Checks) -> i64 {
        let mut days = 0_i64;
        for typed in &self.jour {
            match typed.parse::<u32>() {
                Ok(day @ 1..=7) => days |= 1 << (day - 1),
                _ => checks.require(false, "jour-1", "Choisissez des jours de la liste."),
            }
        }
        days
    }
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

    fn wish() -> Wish {
        Wish {
            email: true,
            sms: true,
            address: Address::parse("awa@exemple.fr"),
            number: Number::parse("06 12 34 56 78"),
            refused: false,
            sms_at: None,
        }
    }

    #[test]
    fn nobody_is_written_to_by_a_way_they_did_not_ask_for() {
        let open = Open {
            email: true,
            sms: true,
            sms_left: 10,
        };
        let went = |wish: &Wish, open: Open| {
            let ways = ways(wish, open, 1, NOW);
            (ways.email.is_some(), ways.sms.is_some(), ways.ceiling)
        };
        assert_eq!(went(&wish(), open), (true, true, false));
        for (wish, expected) in [
            (
                Wish {
                    email: false,
                    ..wish()
                },
                (false, true, false),
            ),
            (
                Wish {
                    sms: false,
                    ..wish()
                },
                (true, false, false),
            ),
            (
                Wish {
                    address: None,
                    ..wish()
                },
                (false, true, false),
            ),
            (
                Wish {
                    number: None,
                    ..wish()
                },
                (true, false, false),
            ),
            (
                Wish {
                    refused: true,
                    ..wish()
                },
                (true, false, false),
            ),
            (Wish::default(), (false, false, false)),
        ] {
            assert_eq!(went(&wish, open), expected, "{wish:?}");
        }
        assert_eq!(
            went(
                &wish(),
                Open {
                    email: false,
                    ..open
                }
            ),
            (false, true, false)
        );
        assert_eq!(
            went(&wish(), Open { sms: false, ..open }),
            (true, false, false)
        );
        assert_eq!(
            went(
                &wish(),
                Open {
                    sms_left: 0,
                    ..open
                }
            ),
            (true, false, true)
        );
        let sms_only = Wish {
            email: false,
            ..wish()
        };
        assert_eq!(
            went(
                &sms_only,
                Open {
                    sms_left: 0,
                    ..open
                }
            ),
            (false, false, true),
            "their e-mail is not used because of it"
        );
    }

    #[test]
    fn one_sms_a_week() {
        let open = Open {
            email: true,
            sms: true,
            sms_left: 10,
        };
        for (days, goes) in [(0, false), (6, false), (7, true)] {
            let wish = Wish {
                sms_at: Some(NOW.plus_ms(-days * DAY_MS)),
                ..wish()
            };
            assert_eq!(ways(&wish, open, 1, NOW).sms.is_some(), goes, "{days}");
        }
        let left = |left| {
            ways(
                &wish(),
                Open {
                    sms_left: left,
                    ..open
                },
                2,
                NOW,
            )
            .sms
        };
        assert!(left(1).is_none() && left(2).is_some(), "as it is billed");
    }

    #[test]
    fn the_form_reads_back_and_tells_every_mistake() {
        let settings = Settings {
            kinds: ALL,
            sms: true,
            sms_par_mois: 200,
            ..Settings::default()
        };
        assert_eq!(SettingsForm::of(settings).checked(true), Ok(settings));
        let without = SettingsForm::of(settings).checked(false).expect("fine");
        assert!(!without.sms && without.sms_par_mois == 0);
        let wrong = SettingsForm {
            courrier: "oui".to_owned(),
            heure: "25".to_owned(),
            sms_par_mois: "beaucoup".to_owned(),
            jour: vec!["8".to_owned()],
            ..SettingsForm::default()
        };
        let fields: Vec<_> = wrong
            .checked(true)
            .expect_err("mistakes")
            .iter()
            .map(|it| it.champ)
            .collect();
        for field in ["heure", "sms_par_mois", "par_email", "jour-1"] {
            assert!(fields.contains(&field), "{field}: {fields:?}");
        }
        let unbounded = SettingsForm {
            sms_par_mois: "0".to_owned(),
            ..SettingsForm::of(settings)
        };
        assert!(unbounded.checked(true).is_err());
    }
}
