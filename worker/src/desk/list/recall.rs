//! « À rappeler »: who has not been seen for two months or three, so that nobody loses their address by surprise.

use serde::Serialize;

use super::{
    choice::{Bounds, Choice, Filter, SEEN_ONCE, Tab},
    row::{Reader, RowView},
    store::{self, Found, Rows},
    view::{PageView, around},
};
use crate::{
    auth::Staff,
    desk::rules,
    edge::{
        clock::{Day, Moment},
        cx::Cx,
        error::Result,
        page::{Page, View},
        typed::{phone_grouped, phone_href},
    },
    frame::Frame,
};

/// Its address.
pub const RECALL_URL: &str = "/gestion/rappels";

/// To be called: not seen for this many days.
const NOTED_DAYS: i64 = 60;
/// To be called first: not seen for this many days.
const PRESSING_DAYS: i64 = 90;

/// « À rappeler ».
#[derive(Debug, Serialize)]
pub struct RecallView {
    frame: Frame,
    imprime: String,
    /// Those not seen for 90 days, and those not seen for 60, oldest first.
    groupes: Vec<GroupView>,
    page: PageView,
}

#[derive(Debug, Serialize)]
struct GroupView {
    code: &'static str,
    titre: &'static str,
    personnes: Vec<PersonView>,
}

#[derive(Debug, Serialize)]
struct PersonView {
    #[serde(flatten)]
    row: RowView,
    telephone: Option<PhoneView>,
    jours: i64,
    avant: Option<String>,
    passe: bool,
    /// Nearly everyone is « Actif »: only the others' statut is worth a word.
    en_renouvellement: bool,
    /// Is the end of the domiciliation over?
    finie: bool,
}

#[derive(Debug, Serialize)]
struct PhoneView {
    texte: String,
    href: String,
}

impl View for RecallView {
    const TEMPLATE: &'static str = "desk/rappels.html";
}

/// Who is to be called: those whose address holds, a renewal or not, and whose last visit was 60 days ago or more.
///
/// # Errors
/// As the database.
pub async fn show(cx: Cx, me: Staff) -> Result<Page> {
    let reader = Reader::of(&me, cx.now);
    let asked = Choice::read(|key| cx.query(key));
    // Of an address, only the place in the list counts here.
    let choice = Choice {
        cursor: asked.cursor,
        page: asked.page,
        ..Choice::of(Tab::Tous, Some(Filter::Passage2), None)
    };
    let rows = store::page(&cx.db, &me.structure, &choice, bounds(reader)).await?;
    if rows.found.is_empty() && choice.cursor.is_some() {
        return Ok(Page::see_other(RECALL_URL));
    }
    Page::show(&RecallView::of(reader, &me, &choice, &rows))
}

/// Last visits of 60 days ago and before.
fn bounds(reader: Reader) -> Bounds {
    let first_too_late = reader.today.plus_days(1 - NOTED_DAYS);
    Bounds::Moments(SEEN_ONCE, first_too_late.begins_at(reader.zone))
}

fn days_since(at: Moment, reader: Reader) -> i64 {
    at.day(reader.zone).days_until(reader.today)
}

impl RecallView {
    fn of(reader: Reader, me: &Staff, choice: &Choice, rows: &Rows) -> Self {
        let people = rows
            .found
            .iter()
            .filter_map(|one| PersonView::of(reader, one));
        let (pressing, noted): (Vec<_>, Vec<_>) =
            people.partition(|person| person.jours >= PRESSING_DAYS);
        let group = |code, titre, personnes: Vec<PersonView>| {
            (!personnes.is_empty()).then_some(GroupView {
                code,
                titre,
                personnes,
            })
        };
        let groupes = [
            group("danger", "Pas vus depuis 90\u{a0}jours ou plus", pressing),
            group("attention", "Pas vus depuis 60 à 89\u{a0}jours", noted),
        ];
        Self {
            frame: Frame::of(me, RECALL_URL),
            imprime: reader.today.long(),
            groupes: groupes.into_iter().flatten().collect(),
            page: around(choice, rows, |page| page.page_url(RECALL_URL)),
        }
    }
}

impl PersonView {
    fn of(reader: Reader, found: &Found) -> Option<Self> {
        let seen = found.dernier_passage_at?;
        let by: Option<Day> =
            rules::next_visit_by(found.runs(), Some(seen.day(reader.zone)), found.echeance);
        let telephone = found.telephone.as_ref().map(|typed| PhoneView {
            texte: phone_grouped(typed),
            href: phone_href(typed),
        });
        Some(Self {
            row: reader.row(found),
            telephone,
            jours: days_since(seen, reader),
            avant: by.map(Day::short),
            passe: by.is_some_and(|by| by < reader.today),
            finie: found.echeance.is_some_and(|end| end < reader.today),
            en_renouvellement: found.renouvellement,
        })
    }
}

#[cfg(test)]
pub(crate) mod samples {
    use super::{
        super::row::samples::{NOW, found},
        *,
    };
    use crate::{desk::tabs::samples::me, edge::page, rights::Role};

    fn view(found: Vec<Found>, more: bool) -> RecallView {
        let me = me(Role::Facteur);
        let choice = Choice::of(Tab::Tous, Some(Filter::Passage2), None);
        RecallView::of(Reader::of(&me, NOW), &me, &choice, &Rows { found, more })
    }

    fn renewed() -> Found {
        Found {
            renouvellement: true,
            ..found("ATTENTE_DECISION", "2027-12-13", 95)
        }
    }

    pub(crate) fn rendered() -> Vec<(&'static str, Result<String>)> {
        let silent = Found {
            telephone: None,
            courrier_pending: 0,
            colis_pending: 0,
            ..found("VALIDE", "2027-12-13", 70)
        };
        let views = [
            view(vec![], false),
            view(vec![found("VALIDE", "2027-12-13", 95), silent], true),
            view(vec![found("VALIDE", "2026-12-01", 89), renewed()], false),
        ];
        views
            .iter()
            .map(|view| (RecallView::TEMPLATE, page::render(view)))
            .collect()
    }

    #[test]
    fn people_are_grouped_by_how_long_they_were_away() {
        let away = |days| {
            let view = view(vec![found("VALIDE", "2027-12-13", days)], false);
            view.groupes.first().map(|group| group.code)
        };
        assert_eq!(away(89), Some("attention"));
        assert_eq!(away(90), Some("danger"));
        let me = me(Role::Facteur);
        let Bounds::Moments(_, below) = bounds(Reader::of(&me, NOW)) else {
            panic!("moments");
        };
        let seen = |days: i64| NOW.plus_ms(-days * crate::edge::clock::DAY_MS);
        assert!(seen(60) < below && seen(59) >= below);
    }

    #[test]
    fn the_day_by_which_they_must_come_is_said_unless_the_end_is_nearer() {
        let person = |echeance| {
            let me = me(Role::Facteur);
            PersonView::of(Reader::of(&me, NOW), &found("VALIDE", echeance, 95)).expect("seen")
        };
        assert_eq!(person("2027-12-13").avant.as_deref(), Some("19/11/2026"));
        assert!(person("2027-12-13").passe);
        assert_eq!(person("2026-11-01").avant, None);
    }

    #[test]
    fn the_three_months_run_while_a_renewal_is_instructed() {
        let me = me(Role::Facteur);
        let person = PersonView::of(Reader::of(&me, NOW), &renewed()).expect("seen");
        assert_eq!(person.avant.as_deref(), Some("19/11/2026"));
        let page = page::render(&view(vec![renewed()], false)).expect("a page");
        assert!(page.contains("Attente de décision (renouvellement)"));
    }

    #[test]
    fn the_next_page_says_only_which_page() {
        let view = view(vec![found("VALIDE", "2027-12-13", 95)], true);
        assert_eq!(
            view.page.suivante.as_deref(),
            Some("/gestion/rappels?apres=AAAAAAAAAAAAAAAAAAAAAA&page=2")
        );
    }
}
