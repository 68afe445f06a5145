//! Linking a dossier to what its holder knows the person by elsewhere.

use super::{
    rules::{LienForm, name_prefix},
    store,
    views::{Found, LinkingView},
};
use crate::{
    auth::Staff,
    desk::list::rules::Search,
    dossier::{
        page::{
            pages::{named, refused, today},
            store::{Held, held},
            url,
        },
        rules::Statut,
    },
    edge::{
        clock::Day,
        cx::Cx,
        error::{Error, Result},
        form::FieldError,
        ids::DossierLienId,
        page::Page,
    },
    rights::Right,
};

const ARCHIVED: &str = "Ce dossier est archivé. Rouvrez-le pour le lier.";
const NOT_OWN: &str =
    "Cette fiche ou cette demande n’est pas, ou plus, de votre structure. Rien n’a été lié.";

/// What is proposed: what was looked for, else the files and requests of the person's own name; each kind only to whoever
/// may open it.
async fn found(cx: &Cx, me: &Staff, held: &Held, looked_for: &str) -> Result<Found> {
    let prefix = name_prefix(&held.identity.nom, &held.identity.prenom);
    let typed = if looked_for.trim().is_empty() {
        prefix.as_str()
    } else {
        looked_for
    };
    let mut found = Found::default();
    if me.role.may(Right::SeeFile)
        && let Some(search) = Search::of(typed)
    {
        found.files = store::find_files(&cx.db, &me.structure, &search).await?;
    }
    if me.role.may(Right::SeeOrientations) && !prefix.is_empty() {
        let [sent, received] = store::find_requests(&cx.db, &me.structure, &prefix).await?;
        (found.sent, found.received) = (sent, received);
    }
    Ok(found)
}

async fn view(cx: &Cx, me: &Staff, held: &Held, form: LienForm) -> Result<LinkingView> {
    let found = found(cx, me, held, &form.recherche).await?;
    LinkingView::of(me, held, form, &found)
}

fn dated(today: Day) -> LienForm {
    LienForm {
        accord_jour: today.short(),
        ..LienForm::default()
    }
}

/// « Lier ce dossier ».
///
/// # Errors
/// [`Error::NotFound`] for anybody but the holder, or as the database.
pub async fn ask(cx: Cx, me: Staff) -> Result<Page> {
    let held = held(&cx.db, &me.structure, &named(&cx)?).await?;
    if held.statut == Statut::Archive {
        return refused(&cx, &me, ARCHIVED).await;
    }
    let form = dated(today(&cx, &me));
    Page::show(&view(&cx, &me, &held, form).await?)
}

/// Looks for another file: what is typed names a person, so it travels in no address.
///
/// # Errors
/// [`Error::NotFound`] for anybody but the holder, or as the database.
pub async fn find(cx: Cx, me: Staff) -> Result<Page> {
    let held = held(&cx.db, &me.structure, &named(&cx)?).await?;
    let form: LienForm = cx.form()?;
    let form = LienForm {
        recherche: form.recherche.chars().take(100).collect(),
        ..dated(today(&cx, &me))
    };
    Page::show(&view(&cx, &me, &held, form).await?)
}

/// « Lier ».
///
/// # Errors
/// [`Error::NotFound`] for anybody but the holder, [`Error::BadRequest`] without the form's key, or as the database.
pub async fn link(cx: Cx, me: Staff) -> Result<Page> {
    let held = held(&cx.db, &me.structure, &named(&cx)?).await?;
    let form: LienForm = cx.form()?;
    let (erreurs, status) = match form.checked(today(&cx, &me)) {
        Err(erreurs) => (erreurs, 422),
        Ok((cible, accord)) => {
            let cible = cible.ok_or(Error::INCOMPLETE)?;
            let id = DossierLienId::parse(&form.jeton).ok_or(Error::INCOMPLETE)?;
            if store::link(&cx.db, &me, &held.id, (&id, &cible, accord), cx.now).await? {
                return Ok(Page::see_other(url(&held.id, "?fait=lie#liens")));
            }
            (vec![FieldError::of_the_form(NOT_OWN)], 409)
        }
    };
    let mut view = view(&cx, &me, &held, form).await?;
    view.erreurs = erreurs;
    Ok(Page::show(&view)?.status(status))
}

/// « Retirer le lien ».
///
/// # Errors
/// [`Error::NotFound`] when there is no such link, or as the database.
pub async fn unlink(cx: Cx, me: Staff) -> Result<Page> {
    let dossier = named(&cx)?;
    let id = cx.param("lien", DossierLienId::parse)?;
    if !store::unlink(&cx.db, &me, &dossier, &id, cx.now).await? {
        return Err(Error::NotFound);
    }
    Ok(Page::see_other(url(&dossier, "?fait=delie#liens")))
}
