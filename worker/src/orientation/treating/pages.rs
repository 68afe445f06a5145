//! The request as the service reads it. Reading it changes nothing: programs that look for dangerous links open every
//! one, long before a person does.

use super::{actor::Case, decision::over, store, views::TreatingView};
use crate::edge::{
    cx::Cx,
    error::{Error, Result},
    files::Files,
    ids::OrientationDocumentId,
    page::Page,
};

/// The request.
///
/// # Errors
/// As the database.
pub async fn show(cx: Cx, case: Case) -> Result<Page> {
    let mut view = TreatingView::load(&cx, &case).await?;
    view.tell(&cx.query("fait"));
    Page::show(&view)
}

/// « J’ai pris connaissance de la demande ».
///
/// # Errors
/// As the database.
pub async fn seen(cx: Cx, case: Case) -> Result<Page> {
    if !case.standing().may_decide(cx.now) {
        return over(&cx, &case).await;
    }
    store::see(&cx.db, &case.request, case.staff(), cx.now).await?;
    Ok(Page::see_other(format!("{}?fait=lecture", case.base)))
}

/// A document, to be saved: never shown in place.
///
/// # Errors
/// [`Error::NotFound`] when it is not one of this request, or no longer; as R2 or the database.
pub async fn document(cx: Cx, case: Case) -> Result<Page> {
    let id = cx.param("piece", OrientationDocumentId::parse)?;
    if !case.standing().may_read(cx.now) {
        return over(&cx, &case).await;
    }
    let found = store::document(&cx.db, &case.request, &id).await?;
    let found = found.ok_or(Error::NotFound)?;
    let content = Files::of(&cx.env)?.open(&found.objet).await?;
    let content = content.ok_or(Error::NotFound)?;
    Ok(Page::file(known(&found.genre), &found.nom, content))
}

/// The media type of what may be joined to a request; anything else is bytes.
fn known(genre: &str) -> &'static str {
    const GENRES: [&str; 7] = [
        "application/pdf",
        "image/png",
        "image/jpeg",
        "application/vnd.oasis.opendocument.text",
        "application/vnd.oasis.opendocument.spreadsheet",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ];
    GENRES
        .into_iter()
        .find(|known| *known == genre)
        .unwrap_or("application/octet-stream")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_served_as_a_page() {
        for genre in ["text/html", "image/svg+xml", "", "application/pdf; x"] {
            assert_eq!(known(genre), "application/octet-stream");
        }
        assert_eq!(known("image/png"), "image/png");
    }
}
