//! « Vos documents »: those that the structure shows.

use super::store;
use crate::{
    auth::Domicilie,
    edge::{
        cx::Cx,
        error::{Error, Result},
        files::Files,
        ids::DocumentId,
        page::Page,
    },
};

/// Saves a document.
///
/// # Errors
/// [`Error::NotFound`] for one that is not theirs or that the structure does not show, or as R2 or the database.
pub async fn download(cx: Cx, me: Domicilie) -> Result<Page> {
    let id = cx.param("document", DocumentId::parse)?;
    let stored = store::shared_document(&cx.db, &me, &id).await?;
    let stored = stored.ok_or(Error::NotFound)?;
    let content = Files::of(&cx.env)?.open(&stored.objet).await?;
    let content = content.ok_or(Error::NotFound)?;
    Ok(Page::file(stored.genre.media_type(), &stored.nom, content))
}
