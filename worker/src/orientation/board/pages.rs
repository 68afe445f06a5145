//! « Orientations »: the two lists, and what a search finds.

use super::{
    rules::{Choice, Filter, Sens},
    search_rules::typed_words,
    store::{self, Count},
    views::BoardView,
};
use crate::{
    auth::Staff,
    edge::{cx::Cx, error::Result, page::Page},
    orientation::request::{store as drafts, views::BOARD_URL},
};

/// The tab one comes to: what was received, for those who have received something.
fn first_tab(counts: &[Count]) -> Sens {
    let received = |count: &Count| count.sens == Sens::Recues.column() && count.nombre > 0;
    if counts.iter().any(received) {
        Sens::Recues
    } else {
        Sens::Envoyees
    }
}

/// What a redirection says was done.
fn done(code: &str) -> Option<&'static str> {
    match code {
        "supprime" => Some("Le brouillon est supprimé."),
        "trop" => Some(
            "Vous avez déjà 50 brouillons\u{a0}: envoyez-en ou supprimez-en avant d’en commencer un autre.",
        ),
        _ => None,
    }
}

/// The requests of one's structure.
///
/// # Errors
/// As the database.
pub async fn show(cx: Cx, me: Staff) -> Result<Page> {
    let counts = store::counts(&cx.db, &me.structure).await?;
    let sens = Sens::read(&cx.query("sens")).unwrap_or_else(|| first_tab(&counts));
    let typed = cx.query("q");
    let words = typed_words(&typed);
    let choice = Choice::read(sens, |key| cx.query(key));
    let mut view = if words.is_empty() {
        let rows = store::page(&cx.db, &me.structure, &choice, cx.now).await?;
        if rows.found.is_empty() && choice.cursor.is_some() {
            // The request at the edge, or all those beyond, are gone.
            let first = Choice::of(choice.sens, choice.filter).url(BOARD_URL);
            return Ok(Page::see_other(first));
        }
        BoardView::of(&me, &choice, &rows, &counts, cx.now)
    } else {
        let rows = store::search(&cx.db, &me.structure, sens, &words).await?;
        let all = Choice::of(sens, Filter::Toutes);
        BoardView::of(&me, &all, &rows, &counts, cx.now).searched(typed, &rows)
    };
    view.message = done(&cx.query("fait"));
    if sens == Sens::Envoyees {
        view.with_drafts(&me, drafts::mine(&cx.db, &me, cx.now).await?);
    }
    Page::show(&view)
}
