//! What the list shows: the search box, the tabs with their counts, the filters, the rows, the pages around.

use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use serde::Serialize;

use super::{
    choice::{Choice, Cursor, Filter, Sort, Tab},
    row::{Reader, RowView},
    store::{Count, Rows},
};
use crate::{
    auth::Staff,
    desk::tabs::LIST_URL,
    edge::{page::View, words},
    frame::Frame,
    rights::Right,
};

/// The list « Domiciliés ».
#[derive(Debug, Serialize)]
pub struct ListView {
    frame: Frame,
    recherche: SearchView,
    onglets: Vec<TabView>,
    filtres: Vec<LinkView>,
    sans_filtre: Option<String>,
    colonnes: Columns,
    usagers: Vec<RowView>,
    vide: Option<Empty>,
    page: PageView,
    peut: MayView,
    /// Where these people can be exported, for those who may.
    exporter: Option<String>,
}

/// Where the list is exported.
pub const EXPORT_URL: &str = "/gestion/exporter";

/// The search box.
#[derive(Debug, Serialize)]
struct SearchView {
    /// What was typed.
    texte: String,
    /// How many were found, in words; `None` when nothing is looked for.
    trouve: Option<String>,
    /// More were found than are shown.
    trop: bool,
    /// Is the cursor in it on arrival? Not for someone who turns the pages.
    curseur: bool,
}

#[derive(Debug, Serialize)]
struct TabView {
    label: &'static str,
    href: String,
    nombre: i64,
    ici: bool,
}

#[derive(Debug, Serialize)]
struct LinkView {
    label: &'static str,
    href: String,
    ici: bool,
}

/// A column's head: where it leads when it can sort, and how it sorts now.
#[derive(Debug, Default, Serialize)]
struct ColumnView {
    href: Option<String>,
    sens: Option<&'static str>,
}

#[derive(Debug, Default, Serialize)]
struct Columns {
    numero: ColumnView,
    nom: ColumnView,
    echeance: ColumnView,
    passage: ColumnView,
}

/// Why there is nobody to show.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
enum Empty {
    /// The structure has no domicilié yet.
    Structure,
    /// Nobody is in this tab.
    Onglet,
    /// Nobody in this tab passes the filter.
    Filtre,
    /// The search finds nobody.
    Recherche,
}

/// Links to the pages around.
#[derive(Debug, Serialize)]
pub struct PageView {
    /// Which one this is.
    pub numero: i64,
    /// The one before.
    pub precedente: Option<String>,
    /// The one after.
    pub suivante: Option<String>,
}

#[derive(Debug, Serialize)]
struct MayView {
    creer: bool,
    radier: bool,
    acces: bool,
}

impl View for ListView {
    const TEMPLATE: &'static str = "desk/liste.html";
}

/// Where the pages before and after lead; `url` writes the address of a page.
pub fn around(choice: &Choice, rows: &Rows, url: impl Fn(&Choice) -> String) -> PageView {
    let (before, after) = match choice.cursor {
        None => (false, rows.more),
        Some(Cursor::After(_)) => (true, rows.more),
        Some(Cursor::Before(_)) => (rows.more, true),
    };
    let to = |cursor| url(&choice.at(cursor));
    let first = rows.found.first().filter(|_| before);
    let last = rows.found.last().filter(|_| after);
    PageView {
        numero: choice.page,
        precedente: first.map(|one| to(Cursor::Before(one.id.clone()))),
        suivante: last.map(|one| to(Cursor::After(one.id.clone()))),
    }
}

/// The address of an export, for those who may.
fn export(me: &Staff, url: impl Fn() -> String) -> Option<String> {
    me.role.may(Right::ManageFiles).then(url)
}

fn tabs(counts: &[Count], here: Option<Tab>) -> Vec<TabView> {
    let tab = |tab: &Tab| {
        let counted = counts
            .iter()
            .filter(|count| tab.statut().is_none_or(|statut| statut == count.statut));
        TabView {
            label: tab.label(),
            href: Choice::of(*tab, None, None).url(LIST_URL),
            nombre: counted.map(|count| count.nombre).sum(),
            ici: here == Some(*tab),
        }
    };
    Tab::ALL.iter().map(tab).collect()
}

fn filters(choice: &Choice) -> Vec<LinkView> {
    let link = |filter: &Filter| LinkView {
        label: filter.label(),
        href: Choice::of(choice.tab, Some(*filter), None).url(LIST_URL),
        ici: choice.filter == Some(*filter),
    };
    Filter::ALL.iter().map(link).collect()
}

impl Columns {
    fn of(choice: &Choice) -> Self {
        let column = |sort: Sort| ColumnView {
            href: choice
                .filter
                .is_none_or(|filter| filter.sort() == sort)
                .then(|| choice.sorted_by(sort).url(LIST_URL)),
            sens: (choice.sort == sort).then_some(if choice.descending {
                "descending"
            } else {
                "ascending"
            }),
        };
        Self {
            numero: column(Sort::Numero),
            nom: column(Sort::Nom),
            echeance: column(Sort::Echeance),
            passage: column(Sort::Passage),
        }
    }
}

impl MayView {
    fn of(me: &Staff) -> Self {
        Self {
            creer: me.role.may(Right::EditFiles),
            radier: me.role.may(Right::EditFiles),
            acces: me.role.may(Right::EditPortalAccess),
        }
    }
}

impl ListView {
    /// A page of what was chosen.
    #[must_use]
    pub fn of(
        reader: Reader,
        me: &Staff,
        typed: String,
        choice: &Choice,
        rows: &Rows,
        counts: &[Count],
    ) -> Self {
        let everyone: i64 = counts.iter().map(|count| count.nombre).sum();
        let why = if everyone == 0 {
            Empty::Structure
        } else if choice.filter.is_some() {
            Empty::Filtre
        } else {
            Empty::Onglet
        };
        Self {
            frame: Frame::of(me, LIST_URL),
            recherche: SearchView {
                texte: typed,
                trouve: None,
                trop: false,
                curseur: choice.cursor.is_none(),
            },
            onglets: tabs(counts, Some(choice.tab)),
            filtres: filters(choice),
            sans_filtre: choice
                .filter
                .map(|_| Choice::of(choice.tab, None, None).url(LIST_URL)),
            colonnes: Columns::of(choice),
            usagers: rows.found.iter().map(|one| reader.row(one)).collect(),
            vide: rows.found.is_empty().then_some(why),
            page: around(choice, rows, |page| page.url(LIST_URL)),
            peut: MayView::of(me),
            exporter: export(me, || {
                let whole = Choice {
                    cursor: None,
                    page: 1,
                    ..choice.clone()
                };
                whole.url(EXPORT_URL)
            }),
        }
    }

    /// Those that a search has found.
    #[must_use]
    pub fn of_search(
        reader: Reader,
        me: &Staff,
        typed: String,
        rows: &Rows,
        counts: &[Count],
    ) -> Self {
        let found = i64::try_from(rows.found.len()).unwrap_or(i64::MAX);
        let trouve = match (found, rows.more) {
            (0, _) => "Aucun résultat".to_owned(),
            (_, true) => format!("Les {found} premiers résultats"),
            (_, false) => words::counted(found, "résultat", "résultats"),
        };
        Self {
            exporter: export(me, || {
                let typed = utf8_percent_encode(typed.trim(), NON_ALPHANUMERIC);
                format!("{EXPORT_URL}?q={typed}")
            }),
            frame: Frame::of(me, LIST_URL),
            recherche: SearchView {
                texte: typed,
                trouve: Some(trouve),
                trop: rows.more,
                curseur: true,
            },
            onglets: tabs(counts, None),
            filtres: Vec::new(),
            sans_filtre: None,
            colonnes: Columns::default(),
            usagers: rows.found.iter().map(|one| reader.row(one)).collect(),
            vide: rows.found.is_empty().then_some(Empty::Recherche),
            page: PageView {
                numero: 1,
                precedente: None,
                suivante: None,
            },
            peut: MayView::of(me),
        }
    }
}

#[cfg(test)]
pub(crate) mod samples {
    use super::{
        super::{
            row::samples::{NOW, found},
            store::Found,
        },
        *,
    };
    use crate::{
        desk::{rules::Statut, tabs::samples::me},
        edge::{error::Result, ids::UsagerId, page},
        rights::Role,
    };

    fn counts() -> Vec<Count> {
        let count = |(statut, nombre)| Count { statut, nombre };
        [(Statut::Valide, 2), (Statut::Radie, 1)].map(count).into()
    }

    pub(crate) fn rows(found: Vec<Found>, more: bool) -> Rows {
        Rows { found, more }
    }

    pub(crate) fn three() -> Vec<Found> {
        vec![
            found("VALIDE", "2026-12-01", 100),
            found("VALIDE", "2027-12-13", 70),
            found("RADIE", "2026-01-01", 3),
        ]
    }

    fn listed(role: Role, choice: &Choice, rows: &Rows, counts: &[Count]) -> ListView {
        let me = me(role);
        ListView::of(
            Reader::of(&me, NOW),
            &me,
            String::new(),
            choice,
            rows,
            counts,
        )
    }

    fn searched(role: Role, found: Vec<Found>, more: bool) -> ListView {
        let me = me(role);
        let rows = rows(found, more);
        ListView::of_search(
            Reader::of(&me, NOW),
            &me,
            "test".to_owned(),
            &rows,
            &counts(),
        )
    }

    pub(crate) fn rendered() -> Vec<(&'static str, Result<String>)> {
        let all = Choice::of(Tab::Tous, None, None);
        let late = Choice::of(Tab::Tous, Some(Filter::Passage2), None);
        let last = UsagerId::parse("AAAAAAAAAAAAAAAAAAAAAA").expect("an id");
        let second = Choice::of(Tab::Actifs, None, Some(Sort::Echeance)).at(Cursor::After(last));
        let views = [
            listed(Role::Facteur, &all, &rows(vec![], false), &[]),
            listed(Role::Administrateur, &all, &rows(vec![], false), &[]),
            listed(Role::Administrateur, &all, &rows(three(), true), &counts()),
            listed(Role::Agent, &second, &rows(three(), true), &counts()),
            listed(Role::Agent, &late, &rows(vec![], false), &counts()),
            listed(
                Role::Agent,
                &Choice::of(Tab::Refuses, None, None),
                &rows(vec![], false),
                &counts(),
            ),
            searched(Role::Instructeur, three(), true),
            searched(Role::Facteur, vec![], false),
            searched(Role::Instructeur, vec![], false),
        ];
        views
            .iter()
            .map(|view| (ListView::TEMPLATE, page::render(view)))
            .collect()
    }

    #[test]
    fn the_pages_around_are_those_that_exist() {
        let first = Choice::of(Tab::Tous, None, None);
        let id = UsagerId::parse("AAAAAAAAAAAAAAAAAAAAAA").expect("an id");
        let there = |choice: &Choice, more| {
            let page = around(choice, &rows(three(), more), |page| page.url(LIST_URL));
            (
                page.numero,
                page.precedente.is_some(),
                page.suivante.is_some(),
            )
        };
        assert_eq!(there(&first, false), (1, false, false));
        assert_eq!(there(&first, true), (1, false, true));
        let second = first.at(Cursor::After(id.clone()));
        assert_eq!(there(&second, false), (2, true, false));
        let third = second.at(Cursor::After(id.clone()));
        assert_eq!(
            there(&third.at(Cursor::Before(id.clone())), true),
            (2, true, true)
        );
        assert_eq!(second.at(Cursor::Before(id)), first, "from its beginning");
    }

    #[test]
    fn the_tabs_count_by_statut_and_all_together() {
        let numbers: Vec<i64> = tabs(&counts(), None).iter().map(|tab| tab.nombre).collect();
        assert_eq!(numbers, [3, 2, 0, 0, 0, 1]);
    }
}
