//! What the pages of the second factor show.

use base64::{Engine, prelude::BASE64_STANDARD};
use serde::Serialize;

use super::{
    ACCOUNT_URL, OWN_URL,
    codes::Fresh,
    rules::{in_fours, own_path},
    totp_rules,
};
use crate::{
    edge::{error::Result, form::FieldError, page::View, picture::Picture},
    frame::Frame,
};

/// « Code à six chiffres », at signing in or to confirm that it is oneself.
#[derive(Debug, Serialize)]
pub struct CodeView {
    /// The staff's frame; none before the session.
    pub(super) frame: Option<Frame>,
    pub(super) action: &'static str,
    /// Is a recovery code asked for?
    pub(super) secours: bool,
    /// The address to go back to; empty at signing in.
    pub(super) retour: String,
    /// The same page for the other kind of code.
    pub(super) autre: String,
    pub(super) erreurs: Vec<FieldError>,
}

impl View for CodeView {
    const TEMPLATE: &'static str = "auth/code.html";
}

/// « Il faut la double authentification ».
#[derive(Debug, Serialize)]
pub struct NeededView {
    pub(super) frame: Frame,
    /// Where it is turned on.
    pub(super) activer: String,
}

impl View for NeededView {
    const TEMPLATE: &'static str = "auth/code_necessaire.html";
}

/// The page with the QR code.
#[derive(Debug, Serialize)]
pub struct SetUpView {
    pub(super) frame: Option<Frame>,
    pub(super) action: String,
    /// Another telephone in place of the present one?
    pub(super) changement: bool,
    pub(super) retour: String,
    pub(super) image: Picture,
    pub(super) secret: String,
    pub(super) lien: String,
    pub(super) erreurs: Vec<FieldError>,
}

impl View for SetUpView {
    const TEMPLATE: &'static str = "auth/double_authentification.html";
}

impl SetUpView {
    pub(super) fn of(
        frame: Option<Frame>,
        action: String,
        secret: &[u8],
        email: &str,
    ) -> Result<Self> {
        let lien = totp_rules::otpauth(secret, email);
        Ok(Self {
            frame,
            action,
            changement: false,
            retour: String::new(),
            image: Picture::of(&lien)?,
            secret: in_fours(&totp_rules::base32(secret), " "),
            lien,
            erreurs: Vec::new(),
        })
    }
}

/// The ten recovery codes, shown once.
#[derive(Debug, Serialize)]
pub struct CodesView {
    pub(super) frame: Option<Frame>,
    /// Has it just been turned on?
    pub(super) activee: bool,
    codes: Vec<String>,
    /// The codes as a text file, in the answer itself.
    fichier: String,
    /// Where « J’ai noté mes codes » leads.
    suite: String,
}

impl View for CodesView {
    const TEMPLATE: &'static str = "auth/codes_de_secours.html";
}

impl CodesView {
    pub(super) fn of(frame: Option<Frame>, activee: bool, codes: &Fresh, suite: &str) -> Self {
        let codes = codes.reveal();
        let text = format!(
            "Escale\u{a0}: codes de secours de la double authentification\r\n\
             Chacun sert une fois. Gardez-les loin de votre téléphone.\r\n\r\n{}\r\n",
            codes.join("\r\n")
        );
        Self {
            frame,
            activee,
            fichier: format!(
                "data:text/plain;charset=utf-8;base64,{}",
                BASE64_STANDARD.encode(text)
            ),
            codes,
            suite: own_path(suite).unwrap_or(ACCOUNT_URL).to_owned(),
        }
    }
}

/// « Nouveaux codes de secours » and « Désactiver »: what it means, and a button.
#[derive(Debug, Serialize)]
pub struct SureView {
    pub(super) frame: Frame,
    pub(super) action: String,
    /// New codes, or turning it off?
    pub(super) codes: bool,
    /// It may not be turned off by someone of that role.
    pub(super) refus: bool,
    pub(super) version: String,
}

impl View for SureView {
    const TEMPLATE: &'static str = "auth/double_authentification_changer.html";
}

/// The address of a page about one's own second factor.
pub(super) fn own(page: &str) -> String {
    format!("{OWN_URL}{page}")
}

#[cfg(test)]
pub(crate) mod samples {
    use super::*;
    use crate::{desk::tabs::samples::me, edge::page, rights::Role};

    fn frame() -> Frame {
        Frame::of(&me(Role::Administrateur), ACCOUNT_URL)
    }

    fn mistake(champ: &'static str) -> FieldError {
        FieldError {
            champ,
            message: "Recommencez.".to_owned(),
        }
    }

    fn code(frame: Option<Frame>, secours: bool, erreurs: Vec<FieldError>) -> CodeView {
        CodeView {
            retour: frame.as_ref().map_or("", |_| "/gestion").to_owned(),
            frame,
            action: "/gestion/confirmation",
            secours,
            autre: "/gestion/confirmation?secours=oui".to_owned(),
            erreurs,
        }
    }

    fn set_up(frame: Option<Frame>, changement: bool, erreurs: Vec<FieldError>) -> SetUpView {
        let view = SetUpView::of(frame, own(""), &[7; 20], "awa@exemple.fr");
        SetUpView {
            changement,
            erreurs,
            ..view.expect("a view")
        }
    }

    pub(crate) fn rendered() -> Vec<(&'static str, Result<String>)> {
        let fresh = Fresh::new().expect("codes");
        let mut rendered = Vec::new();
        for view in [
            code(None, false, Vec::new()),
            code(None, true, vec![mistake("secours")]),
            code(Some(frame()), false, vec![mistake("code")]),
        ] {
            rendered.push((CodeView::TEMPLATE, page::render(&view)));
        }
        for view in [
            set_up(None, false, Vec::new()),
            set_up(Some(frame()), true, vec![mistake("code")]),
        ] {
            rendered.push((SetUpView::TEMPLATE, page::render(&view)));
        }
        for frame in [None, Some(frame())] {
            let view = CodesView::of(frame, true, &fresh, "//ailleurs.fr");
            assert_eq!(view.suite, ACCOUNT_URL, "no other site's page");
            rendered.push((CodesView::TEMPLATE, page::render(&view)));
        }
        for (codes, refus) in [(true, false), (false, false), (false, true)] {
            let view = SureView {
                frame: frame(),
                action: own("/codes"),
                codes,
                refus,
                version: "A".repeat(22),
            };
            rendered.push((SureView::TEMPLATE, page::render(&view)));
        }
        let needed = NeededView {
            frame: frame(),
            activer: own(""),
        };
        rendered.push((NeededView::TEMPLATE, page::render(&needed)));
        rendered
    }
}
