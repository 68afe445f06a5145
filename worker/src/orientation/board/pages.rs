//! « Orientations »: the two lists, and what a search finds.

use super::{
    rules::{Choice, Filter, Sens},
    store::{self, Count},
    views::BoardView,
};
use crate::{
    auth::Staff,
    desk::list::rules::{Search, words},
    edge::{cx::Cx, error::Result, page::Page},
    orientation::request::{store as drafts, views::BOARD_URL},
};

/// How many of the words typed are tried as the first word of a name.
const TRIES_MAX: usize = 3;

/// What was typed, as the keys are asked for it: any of its words may begin a name; all of it may be a service's words.
fn searches(typed: &str) -> Vec<Search> {
    let all: Vec<String> = words(typed).into_iter().take(5).collect();
    let mut by_length: Vec<usize> = (0..all.len()).collect();
    by_length.sort_by_key(|at| std::cmp::Reverse(all.get(*at).map_or(0, String::len)));
    let others = |first: usize| {
        let rest = all.iter().enumerate().filter(|(at, _)| *at != first);
        rest.map(|(_, word)| word.clone()).take(4).collect()
    };
    let mut searches: Vec<Search> = by_length
        .into_iter()
        .take(TRIES_MAX)
        .filter_map(|at| {
            Some(Search {
                prefix: all.get(at)?.clone(),
                others: others(at),
            })
        })
        .collect();
    if !all.is_empty() {
        searches.push(Search {
            prefix: format!("#{}", all.join(" ")),
            others: Vec::new(),
        });
    }
    searches
}

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
            "Vous avez déjà 50 brouillons : envoyez-en ou supprimez-en avant d’en commencer un autre.",
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
    let tries = searches(&typed);
    let choice = Choice::read(sens, |key| cx.query(key));
    let mut view = if tries.is_empty() {
        let rows = store::page(&cx.db, &me.structure, &choice, cx.now).await?;
        if rows.found.is_empty() && choice.cursor.is_some() {
            // The request at the edge, or all those beyond, are gone.
            let first = Choice::of(choice.sens, choice.filter).url(BOARD_URL);
            return Ok(Page::see_other(first));
        }
        BoardView::of(&me, &choice, &rows, &counts, cx.now)
    } else {
        let rows = store::search(&cx.db, &me.structure, sens, &tries).await?;
        let all = Choice::of(sens, Filter::Toutes);
        BoardView::of(&me, &all, &rows, &counts, cx.now).searched(typed, rows.more)
    };
    view.message = done(&cx.query("fait"));
    if sens == Sens::Envoyees {
        view.with_drafts(&me, drafts::mine(&cx.db, &me, cx.now).await?);
    }
    Page::show(&view)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_word_may_begin_a_name_and_all_may_be_a_service() {
        let tries = searches("Aide Diallo");
        let prefixes: Vec<&str> = tries.iter().map(|one| one.prefix.as_str()).collect();
        assert_eq!(prefixes, ["diallo", "aide", "#aide diallo"]);
        assert_eq!(tries[0].others, ["aide"]);
        assert!(searches(" - ").is_empty());
    }
}
