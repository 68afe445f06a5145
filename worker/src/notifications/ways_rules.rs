//! By which way a message goes to somebody, if by any. Pure.

use super::phone_rules::Number;
use crate::{
    edge::clock::{DAY_MS, Moment},
    outbox::rules::Address,
};

/// One SMS a person in this many milliseconds: they cost money, and so does being called for nothing.
const BETWEEN_SMS_MS: i64 = 7 * DAY_MS;

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

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Moment = Moment(1_795_384_800_000);

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
}
