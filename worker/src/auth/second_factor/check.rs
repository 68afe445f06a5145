//! A code as given, checked: counted as passwords are, and taken later by a statement.

use serde::Deserialize;

use super::{
    about, codes,
    event::Event,
    letters,
    rules::{recovery_code, six_digits},
    totp_rules,
};
use crate::{
    auth::{
        gate::{self, Attempt},
        softlock::{Locked, Realm},
        store::factor::{self, Code, Holder},
        trouble::Trouble,
    },
    edge::{
        cx::Cx,
        error::{Error, Result},
        form::FieldError,
        ids::{CourrielId, JournalId},
        page::Page,
    },
};

/// A code of the telephone, or a recovery code, as typed.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct CodeForm {
    code: Option<String>,
    secours: Option<String>,
}

/// A code that is right so far.
pub(super) struct Checked {
    /// What is to be taken.
    pub(super) code: Code,
    /// The try, to be given back with it.
    pub(super) attempt: Attempt,
    /// The e-mail to wake afterwards.
    pub(super) mail: Option<CourrielId>,
}

/// Why a code is refused: what is said, and how long to wait.
pub(super) struct Refused {
    pub(super) error: FieldError,
    locked: Option<Locked>,
}

/// What is said of a code that somebody else has just taken.
pub(super) const SERVED: &str =
    "Ce code a déjà servi. Attendez que votre appareil en montre un autre.";

impl Refused {
    pub(super) fn because(champ: &'static str, message: impl Into<String>) -> Self {
        let error = FieldError {
            champ,
            message: message.into(),
        };
        Self {
            error,
            locked: None,
        }
    }

    /// `page` with the status that says so to machines.
    pub(super) fn page(&self, page: Page, cx: &Cx) -> Page {
        match self.locked {
            Some(locked) => Trouble::wait(page, cx.now, locked),
            None => page.status(422),
        }
    }
}

impl CodeForm {
    /// Is it a recovery code that is given?
    pub(super) fn is_recovery(&self) -> bool {
        self.secours.is_some()
    }

    /// Checks it for `holder`; tries are counted for `counted`.
    pub(super) async fn checked(
        &self,
        cx: &Cx,
        holder: &Holder,
        counted: &str,
    ) -> Result<std::result::Result<Checked, Refused>> {
        match &self.secours {
            Some(typed) => recovery(cx, holder, counted, typed).await,
            None => {
                digits(
                    cx,
                    holder,
                    counted,
                    self.code.as_deref().unwrap_or_default(),
                )
                .await
            }
        }
    }
}

async fn approached(
    cx: &Cx,
    counted: &str,
    champ: &'static str,
) -> Result<std::result::Result<Attempt, Refused>> {
    let approached = gate::approach(cx, Realm::Code, counted).await?;
    Ok(approached.map_err(|locked| Refused {
        locked: Some(locked),
        ..Refused::because(champ, Trouble::locked(cx.now, locked).message)
    }))
}

/// The secret of `holder`, in clear; sealed anew when its key is not today's.
pub(super) async fn secret_of(cx: &Cx, holder: &Holder) -> Result<(Vec<u8>, String)> {
    let none = || Error::internal("second_facteur", "no key opens it");
    let sealed = holder.secret.as_deref().ok_or_else(none)?;
    let (keys, about) = (&cx.config.second_factor.keys, about(&holder.id));
    let secret = keys.open(sealed, &about).ok_or_else(none)?;
    if !keys.is_outdated(sealed) {
        return Ok((secret, sealed.to_owned()));
    }
    let again = keys.seal(&secret, &about)?;
    factor::reseal(&cx.db, &holder.id, sealed, &again).await?;
    Ok((secret, again))
}

async fn digits(
    cx: &Cx,
    holder: &Holder,
    counted: &str,
    typed: &str,
) -> Result<std::result::Result<Checked, Refused>> {
    let Some(code) = six_digits(typed) else {
        return Ok(Err(Refused::because("code", "Écrivez les six chiffres.")));
    };
    let attempt = match approached(cx, counted, "code").await? {
        Ok(attempt) => attempt,
        Err(refused) => return Ok(Err(refused)),
    };
    let (secret, sealed) = secret_of(cx, holder).await?;
    Ok(match totp_rules::step_of(&secret, &code, cx.now) {
        None => Err(Refused::because(
            "code",
            "Ce n’est pas le bon code. Regardez celui que votre appareil montre maintenant, et vérifiez que son heure est juste.",
        )),
        // Not given back: whoever has seen a code being typed gains nothing by it.
        Some(step) if holder.etape.is_some_and(|last| step <= last) => {
            Err(Refused::because("code", SERVED))
        }
        Some(step) => Ok(Checked {
            code: Code::Step(step, sealed),
            attempt,
            mail: None,
        }),
    })
}

async fn recovery(
    cx: &Cx,
    holder: &Holder,
    counted: &str,
    typed: &str,
) -> Result<std::result::Result<Checked, Refused>> {
    let wrong = |message: &str| Ok(Err(Refused::because("secours", message)));
    let Some(code) = recovery_code(typed) else {
        return wrong("Écrivez les 16\u{a0}lettres et chiffres d’un code de secours.");
    };
    let attempt = match approached(cx, counted, "secours").await? {
        Ok(attempt) => attempt,
        Err(refused) => return Ok(Err(refused)),
    };
    let hash = codes::hash(&holder.id, &code);
    if !factor::has_code(&cx.db, &holder.id, &hash).await? {
        return wrong("Ce n’est pas un de vos codes de secours, ou il a déjà servi.");
    }
    let line = JournalId::new()?;
    let left = (holder.restants - 1).max(0);
    let mail = letters::mail(holder, Event::RecoveryUsed { left }, &line, cx.now)?;
    Ok(Ok(Checked {
        code: Code::Recovery(hash, line, mail.query(cx.now)),
        attempt,
        mail: Some(mail.id().clone()),
    }))
}
