//! Turning a second factor on, at signing in or in « Mon compte », and taking another telephone.

use serde::Deserialize;

use super::{
    ACCOUNT_URL, OWN_URL, about,
    codes::Fresh,
    event::Event,
    gate, gate_back_to, letters,
    rules::{Next, own_path, six_digits},
    sign_in_pages::{Opening, SET_UP_URL, on_the_way},
    signed_in,
    totp_rules::{self, SECRET_BYTES},
    views::{CodesView, SetUpView, own},
};
use crate::{
    auth::{
        Person,
        staff_pages::home_of,
        store::{
            factor::Holder,
            factor_changes::{self, NewSecret, Place, Told},
        },
    },
    edge::{
        cx::Cx,
        error::{Error, Result},
        form::FieldError,
        ids::JournalId,
        page::Page,
        secret::TokenHash,
    },
    frame::Frame,
    outbox::{self, Mail},
};

const MEANWHILE: Error = Error::Conflict(
    "La double authentification de votre compte vient de changer ailleurs. Rien n’a été modifié par cette demande\u{a0}: \
     rouvrez «\u{a0}Mon compte\u{a0}».",
);

#[derive(Default, Deserialize)]
#[serde(default)]
struct SetUpForm {
    code: String,
    retour: String,
}

/// The secret that is proposed to `holder` here: the same when the page is loaded again, since a telephone does so when one
/// comes back from the application; another one with each sign-in and after each change. Nothing of it is kept before a
/// right code.
fn proposed(cx: &Cx, holder: &Holder, bearer: &TokenHash) -> Result<Vec<u8>> {
    let version = holder.version.as_ref().map_or("", JournalId::as_str);
    let parts = [
        "double-authentification",
        holder.id.as_str(),
        bearer.as_str(),
        version,
    ];
    let mut secret = cx.config.second_factor.keys.derived(&parts)?.to_vec();
    secret.truncate(SECRET_BYTES);
    Ok(secret)
}

/// The step of the code that was typed, or what is wrong with it.
fn step_of(cx: &Cx, secret: &[u8], typed: &str) -> std::result::Result<i64, FieldError> {
    let wrong = |message: &str| FieldError {
        champ: "code",
        message: message.to_owned(),
    };
    let code = six_digits(typed).ok_or_else(|| wrong("Écrivez les six chiffres."))?;
    totp_rules::step_of(secret, &code, cx.now).ok_or_else(|| {
        wrong(
            "Ce n’est pas le bon code. Regardez celui que votre appareil montre maintenant, et vérifiez que son heure est juste.",
        )
    })
}

/// A change about to be made: its line, its e-mail, its codes.
struct Change {
    line: JournalId,
    event: Event,
    mail: Mail,
    sealed: String,
    step: i64,
}

impl Change {
    fn of(cx: &Cx, holder: &Holder, event: Event, (secret, step): (&[u8], i64)) -> Result<Self> {
        let line = JournalId::new()?;
        let keys = &cx.config.second_factor.keys;
        Ok(Self {
            mail: letters::mail(holder, event, &line, cx.now)?,
            line,
            event,
            sealed: keys.seal(secret, &about(&holder.id))?,
            step,
        })
    }

    fn secret(&self) -> NewSecret<'_> {
        NewSecret {
            sealed: &self.sealed,
            step: self.step,
        }
    }

    fn told(&self, cx: &Cx) -> Told<'_> {
        Told {
            line: &self.line,
            event: self.event,
            mail: self.mail.query(cx.now),
            now: cx.now,
        }
    }
}

/// Whoever may not come in without: the page with the QR code.
///
/// # Errors
/// As the database.
pub async fn first_form(cx: Cx) -> Result<Page> {
    let (ticket, holder) = match on_the_way(&cx, Next::SetUp).await? {
        Ok(found) => found,
        Err(elsewhere) => return Ok(elsewhere),
    };
    let secret = proposed(&cx, &holder, &ticket)?;
    Page::show(&SetUpView::of(
        None,
        SET_UP_URL.to_owned(),
        &secret,
        &holder.email,
    )?)
}

/// Turns it on and opens the session, with a right code; shows the recovery codes.
///
/// # Errors
/// As the database.
pub async fn first(cx: Cx) -> Result<Page> {
    let form: SetUpForm = cx.form()?;
    let (ticket, holder) = match on_the_way(&cx, Next::SetUp).await? {
        Ok(found) => found,
        Err(elsewhere) => return Ok(elsewhere),
    };
    let secret = proposed(&cx, &holder, &ticket)?;
    let step = match step_of(&cx, &secret, &form.code) {
        Ok(step) => step,
        Err(error) => {
            let view = SetUpView::of(None, SET_UP_URL.to_owned(), &secret, &holder.email)?;
            return Page::show_again(&SetUpView {
                erreurs: vec![error],
                ..view
            });
        }
    };
    let change = Change::of(&cx, &holder, Event::On, (&secret, step))?;
    let (codes, opening) = (Fresh::new()?, Opening::new(&cx)?);
    let coming = opening.coming(&cx, &holder, &ticket);
    let place = Place::Ticket(&coming);
    let told = change.told(&cx);
    if !factor_changes::turn_on(&cx.db, &holder.id, &place, &change.secret(), &codes, told).await? {
        return Err(MEANWHILE);
    }
    outbox::wake(&cx.env, &[change.mail.id()]).await;
    let page = Page::show(&CodesView::of(None, true, &codes, home_of(holder.role)))?;
    Ok(opening.with_cookies(page))
}

fn own_view(
    me: &Person,
    holder: &Holder,
    secret: &[u8],
    changement: bool,
    retour: &str,
) -> Result<SetUpView> {
    let action = own(if changement { "/appareil" } else { "" });
    let frame = Frame::of_person(me, ACCOUNT_URL);
    Ok(SetUpView {
        changement,
        retour: own_path(retour).unwrap_or_default().to_owned(),
        ..SetUpView::of(Some(frame), action, secret, &holder.email)?
    })
}

/// « Activer la double authentification ».
///
/// # Errors
/// As the database.
pub async fn own_form(cx: Cx, me: Person) -> Result<Page> {
    let (session, holder) = signed_in(&cx).await?;
    if holder.secret.is_some() {
        return Ok(Page::see_other(ACCOUNT_URL));
    }
    let secret = proposed(&cx, &holder, &session)?;
    Page::show(&own_view(
        &me,
        &holder,
        &secret,
        false,
        &cx.query("retour"),
    )?)
}

/// Turns it on, with a right code; shows the recovery codes.
///
/// # Errors
/// As the database.
pub async fn turn_on(cx: Cx, me: Person) -> Result<Page> {
    let form: SetUpForm = cx.form()?;
    let (session, holder) = signed_in(&cx).await?;
    if holder.secret.is_some() {
        return Err(MEANWHILE);
    }
    let secret = proposed(&cx, &holder, &session)?;
    let step = match step_of(&cx, &secret, &form.code) {
        Ok(step) => step,
        Err(error) => {
            return Page::show_again(&SetUpView {
                erreurs: vec![error],
                ..own_view(&me, &holder, &secret, false, &form.retour)?
            });
        }
    };
    let change = Change::of(&cx, &holder, Event::On, (&secret, step))?;
    let codes = Fresh::new()?;
    let (place, told) = (Place::Session(&session), change.told(&cx));
    if !factor_changes::turn_on(&cx.db, &holder.id, &place, &change.secret(), &codes, told).await? {
        return Err(MEANWHILE);
    }
    outbox::wake(&cx.env, &[change.mail.id()]).await;
    let frame = Frame::of_person(&me, ACCOUNT_URL);
    Page::show(&CodesView::of(Some(frame), true, &codes, &form.retour))
}

/// « Changer d’appareil ».
///
/// # Errors
/// As the gate and the database.
pub async fn device_form(cx: Cx, me: Person) -> Result<Page> {
    if let Some(elsewhere) = gate(&cx).await? {
        return Ok(elsewhere);
    }
    let (session, holder) = signed_in(&cx).await?;
    let secret = proposed(&cx, &holder, &session)?;
    Page::show(&own_view(&me, &holder, &secret, true, OWN_URL)?)
}

/// Takes the other telephone, with a right code of it.
///
/// # Errors
/// As the gate and the database.
pub async fn change_device(cx: Cx, me: Person) -> Result<Page> {
    let form: SetUpForm = cx.form()?;
    if let Some(elsewhere) = gate_back_to(&cx, &own("/appareil")).await? {
        return Ok(elsewhere);
    }
    let (session, holder) = signed_in(&cx).await?;
    let secret = proposed(&cx, &holder, &session)?;
    let step = match step_of(&cx, &secret, &form.code) {
        Ok(step) => step,
        Err(error) => {
            return Page::show_again(&SetUpView {
                erreurs: vec![error],
                ..own_view(&me, &holder, &secret, true, OWN_URL)?
            });
        }
    };
    let change = Change::of(&cx, &holder, Event::NewDevice, (&secret, step))?;
    let told = change.told(&cx);
    if !factor_changes::new_device(&cx.db, &holder, &session, &change.secret(), told).await? {
        return Err(MEANWHILE);
    }
    outbox::wake(&cx.env, &[change.mail.id()]).await;
    Ok(Page::see_other(format!("{ACCOUNT_URL}?fait=appareil")))
}
