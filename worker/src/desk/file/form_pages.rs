//! A new file, and the form that edits one.

use super::{
    change_rules::{self, Change},
    form_rules::FileForm,
    form_views::{EditView, FormView, NewFileView, conflict, made_before},
    rules::Content,
    store::{self, Created, Edited, NewFile},
};
use crate::{
    auth::Staff,
    desk::tabs::file_url,
    edge::{
        clock::{self, Day},
        cx::Cx,
        error::{Error, Result},
        ids::UsagerId,
        page::Page,
    },
};

const FORM_USED: Error = Error::Conflict(
    "Ce formulaire a déjà servi à créer une autre fiche. Rien de plus n’a été enregistré. \
     Ouvrez «\u{a0}Nouveau domicilié\u{a0}» pour recommencer.",
);

fn today(cx: &Cx, me: &Staff) -> Day {
    cx.now.day(clock::zone(&me.fuseau))
}

/// « Nouveau domicilié ».
///
/// # Errors
/// As the platform's randomness.
pub async fn new_form(_cx: Cx, me: Staff) -> Result<Page> {
    let fiche = FileForm {
        jeton: UsagerId::new()?.as_str().to_owned(),
        ..FileForm::default()
    };
    Page::show(&NewFileView(FormView::of(&me, None, fiche)))
}

/// Makes a file.
///
/// # Errors
/// As the database.
pub async fn create(cx: Cx, me: Staff) -> Result<Page> {
    let form: FileForm = cx.form()?;
    if let Some(how) = form.arrange() {
        return Page::show(&NewFileView(FormView::arranged(&me, None, form, how)));
    }
    let content = match form.checked(today(&cx, &me)) {
        Ok(content) => content,
        Err(erreurs) => {
            let view = FormView::of(&me, None, form).with_errors(erreurs);
            return Page::show_again(&NewFileView(view));
        }
    };
    let id = UsagerId::parse(&form.jeton).ok_or(Error::INCOMPLETE)?;
    let new = NewFile {
        id: &id,
        content: &content,
        anyway: form.anyway(&content),
    };
    match store::create(&cx.db, &me, &new, cx.now).await? {
        Created::There => return Ok(made(&id)),
        Created::Before => return sent_before(&cx, &me, &id, form, &content).await,
        Created::Refused => {}
    }
    let twins = store::twins_of(&cx.db, &me.structure, &id, &content).await?;
    if twins.is_empty() {
        return Err(FORM_USED);
    }
    let view = FormView::of(&me, None, form).with_twins(&twins, &content);
    Ok(Page::show(&NewFileView(view))?.status(409))
}

fn made(id: &UsagerId) -> Page {
    Page::see_other(file_url(id, "?fait=creee"))
}

/// The same form had made that file: good if it says the same, else what was typed since is shown, to be saved over it.
async fn sent_before(
    cx: &Cx,
    me: &Staff,
    id: &UsagerId,
    form: FileForm,
    typed: &Content,
) -> Result<Page> {
    let (person, current) = store::content_of(&cx.db, &me.structure, id).await?;
    let differences = change_rules::changes(&current, typed);
    if differences.is_empty() {
        return Ok(made(id));
    }
    let view = made_before(me, &person, form, &differences);
    Ok(Page::show(&EditView(view))?.status(409))
}

/// « Modifier la fiche ».
///
/// # Errors
/// [`Error::NotFound`] for another structure's domicilié, or as the database.
pub async fn edit_form(cx: Cx, me: Staff) -> Result<Page> {
    let id = cx.param("usager", UsagerId::parse)?;
    let (person, content) = store::content_of(&cx.db, &me.structure, &id).await?;
    let fiche = FileForm {
        version: person.version.to_string(),
        ..FileForm::of(&content)
    };
    Page::show(&EditView(FormView::of(&me, Some(&person), fiche)))
}

/// Saves an edit over the version that was read.
///
/// # Errors
/// [`Error::NotFound`] for another structure's domicilié, or as the database.
pub async fn save(cx: Cx, me: Staff) -> Result<Page> {
    let id = cx.param("usager", UsagerId::parse)?;
    let form: FileForm = cx.form()?;
    let (person, current) = store::content_of(&cx.db, &me.structure, &id).await?;
    if let Some(how) = form.arrange() {
        let view = FormView::arranged(&me, Some(&person), form, how);
        return Page::show(&EditView(view));
    }
    let content = match form.checked(today(&cx, &me)) {
        Ok(content) => content,
        Err(erreurs) => {
            let view = FormView::of(&me, Some(&person), form).with_errors(erreurs);
            return Page::show_again(&EditView(view));
        }
    };
    let version: i64 = form
        .version
        .parse()
        .map_err(|_no_number| Error::INCOMPLETE)?;
    let changes = change_rules::changes(&current, &content);
    if changes.is_empty() {
        // Nothing to change, or the same form sent again.
        return Ok(Page::see_other(file_url(&id, "/dossier")));
    }
    let edited = Edited {
        content: &content,
        changes,
        version,
        anyway: form.anyway(&content),
    };
    if version == person.version && store::edit(&cx.db, &me, &id, edited, cx.now).await? {
        return Ok(Page::see_other(file_url(&id, "/dossier?fait=modifiee")));
    }
    not_saved(&cx, &me, &id, form, &content, version).await
}

/// Why an edit was not saved: a colleague came first, or the file would be another's double. What was typed is kept.
async fn not_saved(
    cx: &Cx,
    me: &Staff,
    id: &UsagerId,
    form: FileForm,
    typed: &Content,
    version: i64,
) -> Result<Page> {
    let (person, current) = store::content_of(&cx.db, &me.structure, id).await?;
    if person.version == version {
        let twins = store::twins_of(&cx.db, &me.structure, id, typed).await?;
        let view = FormView::of(me, Some(&person), form).with_twins(&twins, typed);
        return Ok(Page::show(&EditView(view))?.status(409));
    }
    let colleagues = store::edits_since(&cx.db, &me.structure, id, version).await?;
    let since: Vec<Change> = colleagues
        .iter()
        .flat_map(|colleague| colleague.changes.clone())
        .collect();
    let merged = change_rules::merge(typed, &current, &since);
    let view = conflict(me, &person, &form, &colleagues, merged);
    Ok(Page::show(&EditView(view))?.status(409))
}
