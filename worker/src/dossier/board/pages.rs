//! « Demandes bénéficiaires ».

use super::{
    rules::Choice,
    store,
    views::{BoardView, NotHereView},
};
use crate::{
    auth::Staff,
    edge::{cx::Cx, error::Result, ids::DossierEventId, page::Page},
};

/// The longest search that is read, in characters.
const TYPED_CHARS_MAX: usize = 200;

/// What the front door answers to whoever asks for a page of dossiers from a structure that holds none. Nothing is refused
/// that could be asked for: whoever only looks is told, whoever sends a form is refused.
///
/// # Errors
/// When the page can't be rendered.
pub fn not_here(cx: &Cx, me: &Staff) -> Result<Page> {
    let status = if cx.request.method == "POST" {
        403
    } else {
        200
    };
    Ok(Page::show(&NotHereView::of(me))?.status(status))
}

/// The dossiers that one's structure holds.
///
/// # Errors
/// As the database.
pub async fn show(cx: Cx, me: Staff) -> Result<Page> {
    let choice = Choice::read(|key| cx.query(key));
    let typed: String = cx.query("q").chars().take(TYPED_CHARS_MAX).collect();
    if !typed.trim().is_empty() {
        return found(&cx, &me, &choice, typed).await;
    }
    let (rows, counts) = store::page(&cx.db, &me.structure, &choice).await?;
    if rows.found.is_empty() && choice.cursor.is_some() {
        // The dossier at the edge, or all those beyond, are gone.
        return Ok(Page::see_other(Choice::of(choice.statut).url()));
    }
    let done = match DossierEventId::parse(&cx.query("fait")) {
        Some(line) => store::just_done(&cx.db, &me, &line).await?,
        None => None,
    };
    let key = DossierEventId::new()?;
    let view = BoardView::of(&me, &choice, &rows, &counts, &key);
    Page::show(&view.after(done.as_ref(), cx.now))
}

/// What a search finds.
async fn found(cx: &Cx, me: &Staff, choice: &Choice, typed: String) -> Result<Page> {
    let counts = store::counts(&cx.db, &me.structure).await?;
    let found = store::search(&cx.db, &me.structure, &typed).await?;
    let key = DossierEventId::new()?;
    let view = BoardView::of(me, &Choice::of(choice.statut), &found, &counts, &key);
    Page::show(&view.searched(typed, &found))
}
