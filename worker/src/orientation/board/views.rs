//! What the dashboard shows.

use serde::Serialize;

use super::{
    rules::{Age, Choice, Cursor, Filter, Sens},
    store::{Count, Row, Rows},
};
use crate::{
    auth::Staff,
    desk::list::view::PageView,
    edge::{
        clock::{self, Day, Moment},
        page::View,
        words::counted,
    },
    frame::Frame,
    orientation::{
        request::{
            store::Listed,
            views::{BOARD_URL, draft_url},
        },
        rules::Statut,
    },
};

/// « Orientations ».
#[derive(Debug, Serialize)]
pub struct BoardView {
    frame: Frame,
    onglets: Vec<TabView>,
    /// The tab's word in an address.
    sens: &'static str,
    recues: bool,
    texte: String,
    trouve: Option<String>,
    /// The search has stopped before its end: more may match.
    precisez: bool,
    filtres: Vec<LinkView>,
    ages: Vec<LinkView>,
    ordre: OrderView,
    demandes: Vec<RowView>,
    /// Nothing at all in this tab, whatever the filter.
    rien: bool,
    page: PageView,
    brouillons: Vec<DraftView>,
    /// What has just been done.
    pub message: Option<&'static str>,
}

impl View for BoardView {
    const TEMPLATE: &'static str = "orientation/tableau.html";
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
    nombre: Option<i64>,
}

#[derive(Debug, Serialize)]
struct OrderView {
    label: &'static str,
    href: String,
}

#[derive(Debug, Serialize)]
struct RowView {
    href: String,
    /// None: the names are gone.
    nom: Option<String>,
    service: String,
    /// From whom it comes, or to whom it went.
    qui: String,
    date: String,
    age: String,
    statut: &'static str,
    statut_code: &'static str,
    nouvelle: bool,
    expire: Option<String>,
    urgent: bool,
}

#[derive(Debug, Serialize)]
struct DraftView {
    href: String,
    nom: Option<String>,
    service: String,
    date: String,
    jusqu_au: String,
}

/// « aujourd’hui », « hier », « il y a 3 jours ».
fn ago(day: Day, today: Day) -> String {
    match day.days_until(today) {
        ..=0 => "aujourd’hui".to_owned(),
        1 => "hier".to_owned(),
        days => format!("il y a {}", counted(days, "jour", "jours")),
    }
}

/// How near its end an open request is said to be, in days.
const SOON_DAYS: i64 = 10;

impl RowView {
    fn of(row: &Row, sens: Sens, me: &Staff, now: Moment) -> Self {
        let zone = clock::zone(&me.fuseau);
        let (sent, today) = (row.sent_at.day(zone), now.day(zone));
        let open = row.statut == Statut::Ouverte;
        let end = row.expires_at.day(zone);
        Self {
            href: format!("{BOARD_URL}/{}", row.id.as_str()),
            nom: row
                .anonyme_at
                .is_none()
                .then(|| format!("{} {}", row.nom, row.prenom)),
            service: row.service.clone(),
            qui: match sens {
                Sens::Recues if row.prescripteur_nom.is_empty() => row.structure.clone(),
                Sens::Recues => format!("{}, {}", row.prescripteur_nom, row.structure),
                Sens::Envoyees => row.porteur.clone(),
            },
            date: sent.short(),
            age: ago(sent, today),
            statut: row.statut.label(),
            statut_code: row.statut.code(),
            nouvelle: open && sens == Sens::Recues && row.vue_at.is_none(),
            expire: open.then(|| end.short()),
            urgent: open && today.days_until(end) < SOON_DAYS,
        }
    }
}

fn number(counts: &[Count], sens: Sens, statut: Option<Statut>) -> i64 {
    let of = |count: &&Count| {
        count.sens == sens.column() && statut.is_none_or(|statut| count.statut == statut)
    };
    counts.iter().filter(of).map(|count| count.nombre).sum()
}

fn filters(choice: &Choice, counts: &[Count]) -> Vec<LinkView> {
    let link = |filter: Filter| LinkView {
        label: filter.label(),
        href: Choice::of(choice.sens, filter)
            .aged(choice.age)
            .url(BOARD_URL),
        ici: filter == choice.filter,
        nombre: match filter {
            Filter::NonLues => None,
            Filter::Toutes => Some(number(counts, choice.sens, None)),
            Filter::Of(statut) => Some(number(counts, choice.sens, Some(statut))),
        },
    };
    Filter::of(choice.sens).into_iter().map(link).collect()
}

fn ages(choice: &Choice) -> Vec<LinkView> {
    let link = |label, age: Option<Age>| LinkView {
        label,
        href: choice.aged(age).url(BOARD_URL),
        ici: choice.age == age,
        nombre: None,
    };
    let some = Age::ALL.map(|age| link(age.label(), Some(age)));
    [link("Tout âge", None)].into_iter().chain(some).collect()
}

/// Where the pages before and after lead.
fn around(choice: &Choice, rows: &Rows) -> PageView {
    let backwards = matches!(choice.cursor, Some(Cursor::Before(_)));
    let first = rows.found.first().map(|row| row.id.clone());
    let last = rows.found.last().map(|row| row.id.clone());
    let before = choice.page > 1;
    let after = backwards || rows.more;
    let url = |cursor| choice.at(cursor).url(BOARD_URL);
    PageView {
        numero: choice.page,
        precedente: first.filter(|_| before).map(|id| url(Cursor::Before(id))),
        suivante: last.filter(|_| after).map(|id| url(Cursor::After(id))),
    }
}

impl BoardView {
    /// A page of a list.
    #[must_use]
    pub fn of(me: &Staff, choice: &Choice, rows: &Rows, counts: &[Count], now: Moment) -> Self {
        let tab = |sens: Sens| TabView {
            label: sens.label(),
            href: Choice::of(sens, Filter::Toutes).url(BOARD_URL),
            nombre: number(counts, sens, None),
            ici: sens == choice.sens,
        };
        let row = |row| RowView::of(row, choice.sens, me, now);
        Self {
            frame: Frame::of(me, BOARD_URL),
            onglets: Sens::ALL.map(tab).into(),
            sens: choice.sens.code(),
            recues: choice.sens == Sens::Recues,
            texte: String::new(),
            trouve: None,
            precisez: false,
            filtres: filters(choice, counts),
            ages: ages(choice),
            ordre: OrderView {
                label: if choice.oldest_first {
                    "Les plus anciennes d’abord"
                } else {
                    "Les plus récentes d’abord"
                },
                href: choice.turned().url(BOARD_URL),
            },
            demandes: rows.found.iter().map(row).collect(),
            rien: number(counts, choice.sens, None) == 0,
            page: around(choice, rows),
            brouillons: Vec::new(),
            message: None,
        }
    }

    /// The same, of what a search has found.
    #[must_use]
    pub fn searched(mut self, typed: String, rows: &Rows) -> Self {
        let all = rows.found.len().saturating_sub(rows.near);
        let found = i64::try_from(all).unwrap_or(i64::MAX);
        let results = counted(found, "résultat", "résultats");
        self.trouve = Some(match (found, rows.near, rows.more) {
            (0, 0, _) => "Aucun résultat".to_owned(),
            (0, _, _) => "Aucun résultat exact\u{a0}: voici les plus proches".to_owned(),
            (_, 0, false) => results,
            (_, 0, true) => format!("{results}, et peut-être d’autres,"),
            _ => format!("{results}, puis les plus proches"),
        });
        self.precisez = rows.more || rows.near > 0;
        self.texte = typed;
        self.page = PageView {
            numero: 1,
            precedente: None,
            suivante: None,
        };
        self
    }

    /// The same with one's own drafts.
    pub fn with_drafts(&mut self, me: &Staff, drafts: Vec<Listed>) {
        let zone = clock::zone(&me.fuseau);
        let shown = |draft: Listed| {
            let name = format!("{} {}", draft.typed.nom, draft.typed.prenom);
            let rest = if draft.typed.conforme { "/demande" } else { "" };
            DraftView {
                href: draft_url(&draft.id, rest),
                nom: Some(name.trim().to_owned()).filter(|name| !name.is_empty()),
                service: draft.service,
                date: draft.created_at.day(zone).short(),
                jusqu_au: draft.expires_at.day(zone).short(),
            }
        };
        self.brouillons = drafts.into_iter().map(shown).collect();
    }
}

#[cfg(test)]
pub(crate) mod samples {
    use serde_json::json;

    use super::*;
    use crate::{
        desk::tabs::samples::me,
        edge::{error::Result, page},
        rights::Role,
    };

    const NOW: Moment = Moment(1_795_384_800_000);

    fn row(statut: &str, anonyme: bool) -> Row {
        let row = json!({ "id": "AAAAAAAAAAAAAAAAAAAAAA", "nom": "DIALLO", "prenom": "Awa", "service": "Aide au logement",
            "porteur": "CCAS de Villeneuve", "prescripteur_nom": "Olive Demo", "statut": statut, "sent_at": NOW.0 - 300_000_000,
            "expires_at": NOW.0 + 500_000_000, "vue_at": null, "anonyme_at": anonyme.then_some(NOW.0), "structure": "Le Relais" });
        serde_json::from_value(row).expect("a row")
    }

    fn listed() -> Listed {
        let draft = json!({ "id": "AAAAAAAAAAAAAAAAAAAAAA", "donnees": "{\"nom\":\"DIALLO\",\"conforme\":true}",
            "created_at": NOW.0, "expires_at": NOW.0 + 600_000_000, "service": "Aide au logement", "porteur": "CCAS" });
        serde_json::from_value(draft).expect("a draft")
    }

    fn three_of_them() -> Vec<Row> {
        vec![
            row("OUVERTE", false),
            row("REFUSEE", false),
            row("EXPIREE", true),
        ]
    }

    pub(crate) fn rendered() -> Vec<(&'static str, Result<String>)> {
        let me = me(Role::Agent);
        let counts = vec![Count {
            sens: "RECUE".to_owned(),
            statut: Statut::Ouverte,
            nombre: 3,
        }];
        let rows = |found, more| Rows {
            found,
            more,
            near: 0,
        };
        let view = |sens, filter, rows: &Rows, counts: &[Count]| {
            BoardView::of(&me, &Choice::of(sens, filter), rows, counts, NOW)
        };
        let three = rows(three_of_them(), true);
        let none = rows(vec![], false);
        let near = rows(three_of_them(), false);
        let searched = |rows: &Rows| {
            view(Sens::Recues, Filter::Toutes, rows, &counts).searched("awa".to_owned(), rows)
        };
        let mut with_drafts = view(Sens::Envoyees, Filter::Toutes, &three, &counts);
        with_drafts.with_drafts(&me, vec![listed()]);
        with_drafts.message = Some("Le brouillon est supprimé.");
        let views = [
            view(Sens::Recues, Filter::Toutes, &three, &counts),
            view(Sens::Recues, Filter::NonLues, &none, &counts),
            view(Sens::Envoyees, Filter::Toutes, &none, &[]),
            view(Sens::Recues, Filter::Toutes, &none, &[]),
            searched(&none),
            searched(&three),
            searched(&Rows { near: 3, ..near }),
            with_drafts,
        ];
        views
            .iter()
            .map(|view| (BoardView::TEMPLATE, page::render(view)))
            .collect()
    }
}
