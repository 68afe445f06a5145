//! Changing who the person is and how they are reached.

use super::{
    edit_views::EditView,
    identity_rules::{Change, Identity, IdentityForm, changes, merge},
    pages::{named, today},
    store::{self, Edited},
    url,
};
use crate::{
    auth::Staff,
    edge::{
        cx::Cx,
        error::{Error, Result},
        page::Page,
    },
};

/// « Modifier ».
///
/// # Errors
/// [`Error::NotFound`] for anybody but the holder, or as the database.
pub async fn form(cx: Cx, me: Staff) -> Result<Page> {
    let held = store::held(&cx.db, &me.structure, &named(&cx)?).await?;
    let form = IdentityForm::of(&held.identity, held.version);
    Page::show(&EditView::of(&me, &held, form))
}

/// Saves an edit over the version that was read.
///
/// # Errors
/// [`Error::NotFound`] for anybody but the holder, [`Error::BadRequest`] without the version, or as the database.
pub async fn save(cx: Cx, me: Staff) -> Result<Page> {
    let held = store::held(&cx.db, &me.structure, &named(&cx)?).await?;
    let form: IdentityForm = cx.form()?;
    let version: i64 = form
        .version
        .parse()
        .map_err(|_no_number| Error::INCOMPLETE)?;
    let typed = match form.checked(today(&cx, &me)) {
        Ok(typed) => typed,
        Err(erreurs) => {
            return Page::show_again(&EditView::of(&me, &held, form).with_errors(erreurs));
        }
    };
    let changes = changes(&held.identity, &typed);
    if changes.is_empty() {
        // Nothing to change, or the same form sent again.
        return Ok(Page::see_other(url(&held.id, "")));
    }
    let edited = Edited {
        identity: &typed,
        changes: &changes,
        version,
    };
    if version == held.version && store::edit(&cx.db, &me, &held, edited, cx.now).await? {
        return Ok(Page::see_other(url(&held.id, "?fait=modifie")));
    }
    not_saved(&cx, &me, &typed, version).await
}

/// A colleague came first: what was typed is put together with what they have written.
async fn not_saved(cx: &Cx, me: &Staff, typed: &Identity, version: i64) -> Result<Page> {
    let held = store::held(&cx.db, &me.structure, &named(cx)?).await?;
    let colleagues = store::edits_since(&cx.db, me, &held.id, version).await?;
    let since: Vec<Change> = colleagues
        .iter()
        .flat_map(|one| one.champs.clone())
        .collect();
    let merged = merge(typed, &held.identity, &since);
    let view = EditView::conflict(me, &held, (&colleagues, merged));
    Ok(Page::show(&view)?.status(409))
}
