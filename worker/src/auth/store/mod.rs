//! Every SQL statement about signing in.

pub mod choice;
pub mod factor;
pub mod factor_changes;
pub mod forgotten;
pub mod portal;
pub mod staff;
pub mod sweep;
pub mod tries;

pub use choice::{
    account_to_choose_for, change_password, offer_choice, take_choice, withdraw_choice,
};
pub use portal::{
    NewSession, PortalAccount, close_portal_session, portal_account, portal_account_of,
    portal_session, rehash_portal, sign_in_portal, speak_to,
};
pub use staff::{
    StaffAccount, close_staff_session, rehash_staff, sign_in_staff, staff_account, staff_session,
};
pub use sweep::forget_expired;
pub use tries::{Tries, clear, count_try, forgive, know_device, tries_of};

use crate::edge::{clock::MINUTE_MS, db::Statement};

/// « Last seen » is written at most this often.
const TOUCH_MS: i64 = MINUTE_MS;

/// The statements of each file of this store.
pub const STATEMENTS: &[&[Statement]] = &[
    choice::STATEMENTS,
    factor::STATEMENTS,
    factor_changes::STATEMENTS,
    forgotten::STATEMENTS,
    portal::STATEMENTS,
    staff::STATEMENTS,
    sweep::STATEMENTS,
    tries::STATEMENTS,
];
