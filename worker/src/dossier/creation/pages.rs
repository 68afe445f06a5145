//! « + Bénéficiaire ».

use super::{
    form_rules::NewForm,
    store::{self, Created},
    views::NewView,
};
use crate::{
    auth::Staff,
    dossier::{board::rules::BOARD_URL, rules::Genre},
    edge::{
        clock,
        cx::Cx,
        error::{Error, Result},
        ids::{DossierEventId, DossierId},
        page::Page,
    },
};

const FORM_USED: Error = Error::Conflict(
    "Ce formulaire a déjà servi à créer un autre dossier. Rien de plus n’a été enregistré. \
     Ouvrez «\u{a0}+ Bénéficiaire\u{a0}» pour recommencer.",
);

/// The form.
///
/// # Errors
/// As the platform's randomness.
pub async fn form(_cx: Cx, me: Staff) -> Result<Page> {
    let form = NewForm {
        jeton: DossierId::new()?.as_str().to_owned(),
        carnet_choix: "nouveau".to_owned(),
        ..NewForm::default()
    };
    Page::show(&NewView::of(&me, form))
}

/// Creates a dossier.
///
/// # Errors
/// [`Error::BadRequest`] without the form's key, [`Error::Conflict`] for a form that has made another dossier, or as the
/// database.
pub async fn create(cx: Cx, me: Staff) -> Result<Page> {
    let form: NewForm = cx.form()?;
    let id = DossierId::parse(&form.jeton).ok_or(Error::INCOMPLETE)?;
    let key = DossierEventId::parse(&form.jeton).ok_or(Error::INCOMPLETE)?;
    let line = DossierEventId::of_form(&key, &id, Genre::Creation.code());
    let today = cx.now.day(clock::zone(&me.fuseau));
    let new = match form.checked(today) {
        Ok(new) => new,
        Err(erreurs) => {
            return Page::show_again(&NewView::of(&me, form).with_errors(erreurs));
        }
    };
    let view = match store::create(&cx.db, &me, (&id, &line), &new, cx.now).await? {
        Created::There => {
            return Ok(Page::see_other(format!(
                "{BOARD_URL}?fait={}",
                line.as_str()
            )));
        }
        Created::Taken(taken) => NewView::of(&me, form).taken(&taken),
        Created::Twins(twins) => NewView::of(&me, form).with_twins(&twins),
        Created::TooMany => {
            let view = NewView::of(&me, form).too_many();
            return Ok(Page::show(&view)?.status(429));
        }
        Created::Refused => return Err(FORM_USED),
    };
    Ok(Page::show(&view)?.status(409))
}
