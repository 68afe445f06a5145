//! « Services »: the list of one's structure, a new one, changing one, publishing it, withdrawing it.

use serde::Deserialize;

use super::{
    form_rules::{ServiceForm, incomplete},
    rules::{Service, Statut},
    store::{self, Created, Seen},
    views::{FormView, ListView, OneView, URL},
};
use crate::{
    auth::Staff,
    edge::{
        cx::Cx,
        error::{Error, Result},
        form::FieldError,
        ids::ServiceId,
        page::Page,
    },
};

/// The most the form of a service may weigh, in bytes: its longest texts, each sign encoded as three of two bytes.
pub const SERVICE_BYTES_MAX: usize = 256 * 1024;

/// « Services ».
///
/// # Errors
/// As the database.
pub async fn list(cx: Cx, me: Staff) -> Result<Page> {
    let services = store::list(&cx.db, &me.structure).await?;
    let message = (cx.query("fait") == "supprime").then_some("Le brouillon est supprimé.");
    Page::show(&ListView::of(&me, &services, message))
}

/// « Nouveau service ».
///
/// # Errors
/// [`Error::Internal`] when the platform gives no randomness.
pub async fn new_form(_cx: Cx, me: Staff) -> Result<Page> {
    let form = ServiceForm::empty(ServiceId::new()?.as_str());
    Page::show(&FormView::new(&me, form, Vec::new()))
}

fn form_of(cx: &Cx) -> Result<ServiceForm> {
    if cx.too_large {
        return Err(Error::TooLarge);
    }
    cx.form()
}

const FULL: &str = "Votre structure garde déjà 200\u{a0}services. Modifiez-en un qui ne sert plus.";

const USED: &str = "Ce formulaire a déjà servi. Ce que vous venez d’écrire n’est pas enregistré. \
    Regardez si le service est dans la liste\u{a0}: vous pouvez l’y modifier. Pour en créer un de plus, envoyez de nouveau.";

/// « Enregistrer le brouillon ».
///
/// # Errors
/// [`Error::BadRequest`] without its key, or as the database.
pub async fn create(cx: Cx, me: Staff) -> Result<Page> {
    let mut form = form_of(&cx)?;
    let id = ServiceId::parse(&form.jeton).ok_or(Error::INCOMPLETE)?;
    let (erreurs, status) = match form.checked(Statut::Brouillon) {
        Err(erreurs) => (erreurs, 422),
        Ok(content) => match store::create(&cx.db, &me, &id, &content, cx.now).await? {
            Created::There => {
                return Ok(Page::see_other(format!("{URL}/{}?fait=cree", id.as_str())));
            }
            Created::Full => (vec![FieldError::of_the_form(FULL)], 409),
            Created::Used => {
                ServiceId::new()?.as_str().clone_into(&mut form.jeton);
                (vec![FieldError::of_the_form(USED)], 409)
            }
        },
    };
    Ok(Page::show(&FormView::new(&me, form, erreurs))?.status(status))
}

async fn asked_for(cx: &Cx, me: &Staff) -> Result<Service> {
    let id = cx.param("service", ServiceId::parse)?;
    store::one(&cx.db, &me.structure, &id)
        .await?
        .ok_or(Error::NotFound)
}

/// What a redirection says was done.
fn done(code: &str) -> Option<&'static str> {
    match code {
        "cree" => {
            Some("Le service est enregistré comme brouillon\u{a0}: personne d’autre ne le voit.")
        }
        "modifie" => Some("Les modifications sont enregistrées."),
        "publie" => Some("Le service est publié\u{a0}: tout le monde peut le trouver."),
        "retire" => Some("Le service est retiré\u{a0}: il n’est plus dans l’annuaire."),
        _ => None,
    }
}

/// A service of one's structure.
///
/// # Errors
/// [`Error::NotFound`] for another structure's, or as the database.
pub async fn show(cx: Cx, me: Staff) -> Result<Page> {
    let service = asked_for(&cx, &me).await?;
    Page::show(&OneView::of(&me, &service, done(&cx.query("fait"))))
}

/// « Modifier ».
///
/// # Errors
/// [`Error::NotFound`] for another structure's, or as the database.
pub async fn edit_form(cx: Cx, me: Staff) -> Result<Page> {
    let service = asked_for(&cx, &me).await?;
    let form = ServiceForm::of(&service.content, service.version);
    Page::show(&FormView::edit(&me, &service, form, Vec::new()))
}

/// « Enregistrer les modifications ».
///
/// # Errors
/// [`Error::NotFound`] for another structure's, [`Error::BadRequest`] when the form does not say what was seen, or as the
/// database.
pub async fn save(cx: Cx, me: Staff) -> Result<Page> {
    let service = asked_for(&cx, &me).await?;
    let form = form_of(&cx)?;
    let version: i64 = form.version.parse().map_err(|_none| Error::INCOMPLETE)?;
    let content = match form.checked(service.statut) {
        Err(erreurs) => {
            return Page::show_again(&FormView::edit(&me, &service, form, erreurs));
        }
        Ok(content) => content,
    };
    let seen = Seen {
        id: &service.id,
        version,
        statut: service.statut,
    };
    if store::save(&cx.db, &me, seen, &content, cx.now).await? {
        let href = format!("{URL}/{}?fait=modifie", service.id.as_str());
        return Ok(Page::see_other(href));
    }
    let now = asked_for(&cx, &me).await?;
    let view = FormView::edit(&me, &now, form, Vec::new()).taken(&now);
    Ok(Page::show(&view)?.status(409))
}

#[derive(Deserialize)]
struct SeenForm {
    #[serde(default)]
    version: String,
}

const CHANGED: &str =
    "Quelqu’un a modifié ce service entre-temps. Relisez-le ci-dessous, puis recommencez.";
const INCOMPLETE: &str =
    "Le service n’est pas publié\u{a0}: il y manque ce qui est dit ci-dessous.";

async fn move_to(cx: &Cx, me: &Staff, statut: Statut, code: &str) -> Result<Page> {
    let service = asked_for(cx, me).await?;
    let version = cx.form::<SeenForm>()?.version;
    let version: i64 = version.parse().map_err(|_none| Error::INCOMPLETE)?;
    if statut == Statut::Publie && !incomplete(&service.content).is_empty() {
        let view = OneView::of(me, &service, None).refused(INCOMPLETE);
        return Page::show_again(&view);
    }
    let seen = Seen {
        id: &service.id,
        version,
        statut: service.statut,
    };
    let there = service.statut == statut;
    if there || store::move_to(&cx.db, me, seen, statut, cx.now).await? {
        let href = format!("{URL}/{}?fait={code}", service.id.as_str());
        return Ok(Page::see_other(href));
    }
    let view = OneView::of(me, &asked_for(cx, me).await?, None).refused(CHANGED);
    Ok(Page::show(&view)?.status(409))
}

/// « Publier ».
///
/// # Errors
/// [`Error::NotFound`] for another structure's, [`Error::BadRequest`] when the form does not say what was seen, or as the
/// database.
pub async fn publish(cx: Cx, me: Staff) -> Result<Page> {
    move_to(&cx, &me, Statut::Publie, "publie").await
}

/// « Supprimer le brouillon ».
///
/// # Errors
/// As [`publish`].
pub async fn delete_draft(cx: Cx, me: Staff) -> Result<Page> {
    let service = asked_for(&cx, &me).await?;
    let version = cx.form::<SeenForm>()?.version;
    let version: i64 = version.parse().map_err(|_none| Error::INCOMPLETE)?;
    let seen = Seen {
        id: &service.id,
        version,
        statut: Statut::Brouillon,
    };
    if store::delete_draft(&cx.db, &me, seen, cx.now).await? {
        return Ok(Page::see_other(format!("{URL}?fait=supprime")));
    }
    let view = OneView::of(&me, &asked_for(&cx, &me).await?, None).refused(CHANGED);
    Ok(Page::show(&view)?.status(409))
}

/// « Retirer de l’annuaire ».
///
/// # Errors
/// As [`publish`].
pub async fn withdraw(cx: Cx, me: Staff) -> Result<Page> {
    move_to(&cx, &me, Statut::Retire, "retire").await
}
