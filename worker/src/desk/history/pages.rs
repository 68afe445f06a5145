//! « Historique ».

use serde::Serialize;

use super::{
    events_rules::Famille,
    store::{self, Event, Mark, PAGE_EVENTS},
    view::EventView,
};
use crate::{
    auth::Staff,
    desk::{
        store::Usager,
        tabs::{LIST_URL, UsagerView, file_url},
    },
    edge::{
        clock,
        cx::Cx,
        error::Result,
        ids::UsagerId,
        page::{Page, View},
    },
    frame::Frame,
    rights::Right,
};

/// « Historique ».
#[derive(Debug, Serialize)]
pub struct HistoryView {
    frame: Frame,
    usager: UsagerView,
    familles: Vec<FilterView>,
    evenements: Vec<EventView>,
    /// Is this a page after the first?
    suite: bool,
    premiere: String,
    suivante: Option<String>,
    /// Who saw the file too, for those who may know.
    journal: Option<String>,
}

/// A family that the page can be narrowed to.
#[derive(Debug, Serialize)]
struct FilterView {
    label: &'static str,
    href: String,
    ici: bool,
}

impl View for HistoryView {
    const TEMPLATE: &'static str = "desk/historique.html";
}

/// The address of a page of the tab.
fn address(usager: &UsagerId, famille: Option<Famille>, before: Option<&Mark>) -> String {
    let famille = famille.map(|famille| format!("famille={}", famille.code()));
    let before = before.map(|mark| format!("avant={}", mark.text()));
    let query: Vec<String> = famille.into_iter().chain(before).collect();
    let mark = if query.is_empty() { "" } else { "?" };
    file_url(usager, &format!("/historique{mark}{}", query.join("&")))
}

impl HistoryView {
    fn of(
        me: &Staff,
        person: &Usager,
        mut events: Vec<Event>,
        famille: Option<Famille>,
        suite: bool,
    ) -> Self {
        let more = events.len() > PAGE_EVENTS;
        events.truncate(PAGE_EVENTS);
        let last = events.last().filter(|_| more).map(Event::mark);
        let filter = |it: Option<Famille>| FilterView {
            label: it.map_or("Tout", Famille::label),
            href: address(&person.id, it, None),
            ici: it == famille,
        };
        let zone = clock::zone(&me.fuseau);
        Self {
            frame: Frame::of(me, LIST_URL),
            journal: me
                .role
                .may(Right::ManageStructure)
                .then(|| format!("/gestion/journal?dossier={}", person.id.as_str())),
            usager: UsagerView::of(person, me, "/historique"),
            familles: [None]
                .into_iter()
                .chain(Famille::ALL.map(Some))
                .map(filter)
                .collect(),
            evenements: events
                .iter()
                .map(|event| {
                    EventView::of(
                        (&event.evenement, &event.detail),
                        event.created_at.short(zone),
                        event.auteur(),
                    )
                })
                .collect(),
            suite,
            premiere: address(&person.id, famille, None),
            suivante: last.map(|mark| address(&person.id, famille, Some(&mark))),
        }
    }
}

/// All that happened to a file, latest first.
///
/// # Errors
/// [`crate::edge::error::Error::NotFound`] for another structure's domicilié, or as the database.
pub async fn show(cx: Cx, me: Staff) -> Result<Page> {
    let usager = cx.param("usager", UsagerId::parse)?;
    let famille = Famille::parse(&cx.query("famille"));
    let before = Mark::parse(&cx.query("avant"));
    let codes = famille.map(Famille::codes);
    let (person, events) = store::page_of(
        &cx.db,
        &me.structure,
        &usager,
        codes.as_deref(),
        before.as_ref(),
    )
    .await?;
    Page::show(&HistoryView::of(
        &me,
        &person,
        events,
        famille,
        before.is_some(),
    ))
}

#[cfg(test)]
pub(crate) mod samples {
    use serde_json::json;

    use super::*;
    use crate::{
        desk::tabs::samples::{me, person},
        edge::page,
        rights::Role,
    };

    fn event(evenement: &str, detail: &str, prenom: Option<&str>) -> Event {
        let event = json!({ "id": "AAAAAAAAAAAAAAAAAAAAAA", "evenement": evenement, "detail": detail,
            "created_at": 1_795_384_800_000_i64, "prenom": prenom, "nom": prenom });
        serde_json::from_value(event).expect("an event")
    }

    fn view(events: Vec<Event>, suite: bool) -> HistoryView {
        let famille = suite.then_some(Famille::Fiche);
        HistoryView::of(&me(Role::Agent), &person("VALIDE"), events, famille, suite)
    }

    pub(crate) fn rendered() -> Vec<(&'static str, Result<String>)> {
        let edit =
            r#"{"version":2,"champs":[{"champ":"telephone","avant":"","apres":"06 12 34 56 78"}]}"#;
        let some = vec![
            event("FICHE_MODIFIEE", edit, Some("Farid")),
            event("CONNEXION_PORTAIL", "{}", None),
            event("INCONNU", "{}", None),
        ];
        let many = (0..=PAGE_EVENTS)
            .map(|_| event("APPEL", "{}", Some("Farid")))
            .collect();
        [view(Vec::new(), false), view(some, false), view(many, true)]
            .iter()
            .map(|view| (HistoryView::TEMPLATE, page::render(view)))
            .collect()
    }

    #[test]
    fn the_next_page_begins_where_this_one_ends() {
        let events = |count: usize| (0..count).map(|_| event("APPEL", "{}", None)).collect();
        assert!(view(events(PAGE_EVENTS), false).suivante.is_none());
        let next = view(events(PAGE_EVENTS + 1), true)
            .suivante
            .expect("a next page");
        assert!(
            next.ends_with("?famille=fiche&avant=1795384800000.AAAAAAAAAAAAAAAAAAAAAA"),
            "{next}"
        );
    }
}
