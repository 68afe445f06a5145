//! The list « Domiciliés ».

use super::{
    choice::Choice,
    row::Reader,
    rules::Search,
    store::{self, Found, Rows},
    view::ListView,
};
use crate::{
    auth::Staff,
    desk::tabs::LIST_URL,
    edge::{cx::Cx, error::Result, page::Page},
};

/// The most people a search shows: beyond, one more letter is quicker than reading.
const FOUND_MAX: usize = 50;

/// The domiciliés of one's structure: a page of a tab, or those that a search finds.
///
/// # Errors
/// As the database.
pub async fn show(cx: Cx, me: Staff) -> Result<Page> {
    let typed = cx.query("q");
    let reader = Reader::of(&me, cx.now);
    if let Some(search) = Search::of(&typed) {
        let (rows, counts) =
            store::search_with_counts(&cx.db, &me.structure, &search, FOUND_MAX).await?;
        if cx.query("ouvrir") == "1"
            && let Some(one) = the_one(&rows, &search)
        {
            return Ok(Page::see_other(reader.file_url(&one.id)));
        }
        return Page::show(&ListView::of_search(reader, &me, typed, &rows, &counts));
    }
    let choice = Choice::read(|key| cx.query(key));
    let bounds = choice.bounds(reader.today, reader.zone);
    let (rows, counts) = store::list(&cx.db, &me.structure, &choice, bounds).await?;
    if rows.found.is_empty() && choice.cursor.is_some() {
        // The person at the edge, or all those beyond, are gone.
        let first = Choice::of(choice.tab, choice.filter, Some(choice.sort));
        return Ok(Page::see_other(first.url(LIST_URL)));
    }
    Page::show(&ListView::of(reader, &me, typed, &choice, &rows, &counts))
}

/// The person whose file opens at once: the only one found, or the one whose number was typed whole.
fn the_one<'a>(rows: &'a Rows, search: &Search) -> Option<&'a Found> {
    let first = rows.found.first()?;
    let alone = rows.found.len() == 1 && !rows.more;
    (alone || first.numero.to_string() == search.prefix).then_some(first)
}

#[cfg(test)]
mod tests {
    use super::{
        super::{
            row::samples::found,
            view::samples::{rows, three},
        },
        *,
    };

    #[test]
    fn a_file_opens_at_once_only_when_nobody_else_can_be_meant() {
        let search = |typed: &str| Search::of(typed).expect("a search");
        let opens = |found: Vec<Found>, more, typed: &str| {
            the_one(&rows(found, more), &search(typed)).is_some()
        };
        let one = || vec![found("RADIE", "2026-12-01", 3)];
        assert!(opens(one(), false, "te"));
        assert!(!opens(one(), true, "te"), "more than could be read");
        assert!(!opens(three(), false, "te"));
        assert!(opens(three(), false, "8"), "the number of the first");
        assert!(!opens(vec![], false, "8"));
    }
}
