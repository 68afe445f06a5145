//! The page in each state it has.

use serde_json::json;

use super::*;
use crate::{desk::tabs::samples::me, edge::page, rights::Role, statistics::rules::Activity};

fn report(activity: Activity, files: i64, portail_actif: bool, as_of: AsOf) -> ReportView {
    let today = Day("2026-11-22".parse().expect("a day"));
    let period = Preset::Year.period(today);
    let months = Months(
        period
            .months()
            .into_iter()
            .map(|month| (month, activity))
            .collect(),
    );
    let effectif = json!([{ "dimension": "CIVILITE", "valeur": "F", "nombre": files }]);
    let standing = Standing {
        statuts: vec![("VALIDE".to_owned(), files)],
        effectif: serde_json::from_value(effectif).expect("counters"),
        portail_actif,
    };
    ReportView::of(period, &months, (&standing, as_of), today)
}

pub(crate) fn rendered() -> Vec<(&'static str, Result<String>)> {
    let me = me(Role::Facteur);
    let today = Day("2026-11-22".parse().expect("a day"));
    let one_day = Period {
        du: today,
        au: today,
    };
    let busy = Activity {
        courrier_recu: 3,
        colis_recu: 1,
        visites: 2,
        connexions: 1_200,
        ..Activity::default()
    };
    let wrong = Asked {
        du: "hier".to_owned(),
        ..Asked::default()
    };
    let erreurs = wrong.checked(today).expect_err("mistakes");
    let views = [
        StatisticsView::of(
            &me,
            today,
            (Some(Preset::Year), Preset::Year.period(today)),
            report(busy, 12, true, AsOf::EndOf(today, today)),
        ),
        StatisticsView::of(
            &me,
            today,
            (None, one_day),
            report(Activity::default(), 0, false, AsOf::NothingRecorded),
        ),
        StatisticsView {
            formulaire: wrong,
            erreurs,
            ..StatisticsView::empty(&me, today)
        },
    ];
    views
        .iter()
        .map(|view| (StatisticsView::TEMPLATE, page::render(view)))
        .collect()
}
