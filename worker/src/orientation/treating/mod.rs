//! The page where a service reads a request and answers it: by the secret link of an e-mail, without an account, or signed
//! in, for people of the structure that receives it (seed 002). One set of handlers, two doors.

pub mod accept_pages;
pub mod actor;
pub mod contact_pages;
pub mod decision;
pub mod forms_rules;
pub mod letters;
pub mod lost_pages;
pub mod pages;
pub mod people;
pub mod refuse_pages;
pub mod rules;
pub mod store;
pub mod views;

/// The same handlers behind the two doors.
macro_rules! doors {
    ($($(#[$doc:meta])* $name:ident => $handler:path;)*) => {
        /// By the link of an e-mail.
        pub mod by_link {
            use crate::{
                edge::{cx::Cx, error::Result, page::Page},
                orientation::treating::actor,
            };
            $(
                $(#[$doc])*
                ///
                /// # Errors
                /// As its handler.
                pub async fn $name(cx: Cx) -> Result<Page> {
                    actor::by_link(cx, $handler).await
                }
            )*
        }

        /// Signed in.
        pub mod by_staff {
            use crate::{
                auth::Staff,
                edge::{cx::Cx, error::Result, page::Page},
                orientation::treating::actor,
            };
            $(
                $(#[$doc])*
                ///
                /// # Errors
                /// As its handler.
                pub async fn $name(cx: Cx, me: Staff) -> Result<Page> {
                    actor::by_staff(cx, me, $handler).await
                }
            )*
        }
    };
}

doors! {
    /// The request.
    show => crate::orientation::treating::pages::show;
    /// « J’ai pris connaissance de la demande ».
    seen => crate::orientation::treating::pages::seen;
    /// A document of the request.
    document => crate::orientation::treating::pages::document;
    /// « Contacter le ou la bénéficiaire ».
    beneficiary_form => crate::orientation::treating::contact_pages::beneficiary_form;
    /// Its form.
    beneficiary => crate::orientation::treating::contact_pages::beneficiary;
    /// « Contacter le prescripteur ou la prescriptrice ».
    prescriber_form => crate::orientation::treating::contact_pages::prescriber_form;
    /// Its form.
    prescriber => crate::orientation::treating::contact_pages::prescriber;
    /// « Valider la demande ».
    accept_form => crate::orientation::treating::accept_pages::form;
    /// Its form.
    accept => crate::orientation::treating::accept_pages::send;
    /// « Refuser la demande ».
    refuse_form => crate::orientation::treating::refuse_pages::form;
    /// Its form.
    refuse => crate::orientation::treating::refuse_pages::send;
    /// The message proposed for some motives, for the script.
    proposal => crate::orientation::treating::refuse_pages::proposal;
}
