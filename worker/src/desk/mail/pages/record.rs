//! What the forms of the tab record: mail that comes in, mail that leaves, a call, a visit.

use super::{
    super::{
        rules::{self, Exit, MAIL_MAX, Mouvement},
        store::{self, Key, Recorded},
    },
    forms::{ExitForm, FORM_USED, ReceptionForm, VisitForm, key, refusal},
    tab::MailView,
};
use crate::{
    auth::Staff,
    desk::tabs::mail_url,
    edge::{
        clock,
        cx::Cx,
        error::{Error, Result},
        ids::{ProcurationId, UsagerId},
        page::Page,
    },
};

/// Records mail that came in.
///
/// # Errors
/// [`NotFound`](crate::edge::error::Error::NotFound) for another structure's domicilié, or as the database.
pub async fn reception(cx: Cx, me: Staff) -> Result<Page> {
    let usager = cx.param("usager", UsagerId::parse)?;
    let form: ReceptionForm = cx.form()?;
    let line = key(&form.jeton)?;
    let (status, erreurs) = match form.checked() {
        Ok(reception) => {
            let key = Key {
                me: &me,
                usager: &usager,
                line: &line,
                now: cx.now,
            };
            if store::receive(&cx.db, &key, &reception).await? == Recorded::There {
                return Ok(Page::see_other(mail_url(&usager, "?fait=reception")));
            }
            (409, refusal(FORM_USED.to_owned()))
        }
        Err(erreurs) => (422, erreurs),
    };
    let view = MailView::load(&cx, &me, &usager).await?;
    Ok(Page::show(&view.with_reception(form, erreurs))?.status(status))
}

/// Hands over mail to the person who came, or to someone who has their procuration.
///
/// # Errors
/// [`NotFound`](crate::edge::error::Error::NotFound) for another structure's domicilié, or as the database.
pub async fn remise(cx: Cx, me: Staff) -> Result<Page> {
    let form: ExitForm = cx.form()?;
    let exit = match form.a.as_str() {
        "" => Exit::Domicilie,
        procuration => {
            Exit::Mandataire(ProcurationId::parse(procuration).ok_or(Error::INCOMPLETE)?)
        }
    };
    take_out(cx, me, form, exit).await
}

/// Sends mail back to whoever sent it.
///
/// # Errors
/// As [`remise`].
pub async fn retour(cx: Cx, me: Staff) -> Result<Page> {
    let form = cx.form()?;
    take_out(cx, me, form, Exit::Retour).await
}

/// Sends mail on to the address of the transfert in force.
///
/// # Errors
/// As [`remise`].
pub async fn transfert(cx: Cx, me: Staff) -> Result<Page> {
    let form = cx.form()?;
    take_out(cx, me, form, Exit::Transfert).await
}

async fn take_out(cx: Cx, me: Staff, form: ExitForm, exit: Exit) -> Result<Page> {
    const FIELDS: [&str; 3] = ["remise-courrier", "remise-recommande", "remise-colis"];
    let usager = cx.param("usager", UsagerId::parse)?;
    let line = key(&form.jeton)?;
    let checked = form.mail.checked(FIELDS, MAIL_MAX);
    if let Ok(mail) = &checked {
        let key = Key {
            me: &me,
            usager: &usager,
            line: &line,
            now: cx.now,
        };
        let today = cx.now.day(clock::zone(&me.fuseau));
        if store::take_out(&cx.db, &key, *mail, &exit, today).await? == Recorded::There {
            let done = exit.mouvement().code().to_lowercase();
            return Ok(Page::see_other(mail_url(&usager, &format!("?fait={done}"))));
        }
    }
    let view = MailView::load(&cx, &me, &usager).await?;
    match checked {
        // Nobody typed wrong: somebody else came first, or the form had served. Show what waits now.
        Ok(mail) => {
            let message = view.why_it_stays(mail, &exit);
            Ok(Page::show(&view.with_refusal(message))?.status(409))
        }
        Err(erreurs) => Page::show_again(&view.with_exit(form, erreurs)),
    }
}

/// Records that the person called or came.
///
/// # Errors
/// [`NotFound`](crate::edge::error::Error::NotFound) for another structure's domicilié, or as the database.
pub async fn passage(cx: Cx, me: Staff) -> Result<Page> {
    let usager = cx.param("usager", UsagerId::parse)?;
    let form: VisitForm = cx.form()?;
    let line = key(&form.jeton)?;
    let (mouvement, done) = match form.mouvement.as_str() {
        "APPEL" => (Mouvement::Appel, "?fait=appel"),
        "VISITE" => (Mouvement::Visite, "?fait=visite"),
        _ => return Err(Error::INCOMPLETE),
    };
    let (status, erreurs) = match rules::note(&form.note, "passage-note") {
        Ok(note) => {
            let key = Key {
                me: &me,
                usager: &usager,
                line: &line,
                now: cx.now,
            };
            let recorded = store::show_up(&cx.db, &key, mouvement, note.as_ref()).await?;
            if recorded == Recorded::There {
                return Ok(Page::see_other(mail_url(&usager, done)));
            }
            (409, refusal(FORM_USED.to_owned()))
        }
        Err(erreurs) => (422, erreurs),
    };
    let view = MailView::load(&cx, &me, &usager).await?;
    Ok(Page::show(&view.with_visit(form, erreurs))?.status(status))
}
