//! The card of a carnet: one sheet to cut out, that fits an A6 booklet or a third of an A4 page.

use serde::Serialize;

use super::store::{Place, place_query};
use crate::{
    auth::Staff,
    dossier::{
        ateliers::{
            rules::{Compte, Etat, theme_words},
            store::{KeptAtelier, KeptParcours, ateliers_query, parcours_query},
        },
        page::{
            HERE,
            pages::{named, today},
            store::{Held, held_query, place},
            views::HeadView,
        },
    },
    edge::{
        clock::Day,
        cx::Cx,
        error::{Error, Result},
        hours::Hours,
        page::{Page, View},
        picture::Picture,
        typed::phone_grouped,
    },
    frame::Frame,
};

/// The card.
#[derive(Debug, Serialize)]
pub struct CardView {
    frame: Frame,
    tete: HeadView,
    image: Picture,
    /// « Il reste 6 ateliers sur 10 ».
    reste: Option<String>,
    suivis: i64,
    prochain: Option<NextView>,
    lieu: PlaceView,
}

#[derive(Debug, Serialize)]
struct NextView {
    date: String,
    heure: Option<String>,
    theme: String,
}

#[derive(Debug, Serialize)]
struct PlaceView {
    nom: String,
    lignes: Vec<String>,
    telephone: Option<String>,
    horaires: Vec<String>,
}

impl View for CardView {
    const TEMPLATE: &'static str = "dossier/carnet.html";
}

impl PlaceView {
    fn of(place: &Place) -> Self {
        let welcome = (
            &place.accueil_adresse,
            &place.accueil_code_postal,
            &place.accueil_ville,
        );
        let (street, code, town) = match welcome {
            (Some(street), Some(code), Some(town)) => (street, code, town),
            _ => (&place.adresse, &place.code_postal, &place.ville),
        };
        let hours = place.horaires_osm.as_deref().and_then(Hours::read);
        Self {
            nom: place.nom.clone(),
            lignes: vec![street.clone(), format!("{code} {town}")],
            telephone: place.telephone.as_deref().map(phone_grouped),
            horaires: match hours {
                Some(hours) => hours.lines(),
                None => place.horaires.lines().map(str::to_owned).collect(),
            },
        }
    }
}

/// The next workshop that is planned, on `today` or later.
fn next(ateliers: &[KeptAtelier], today: Day) -> Option<NextView> {
    let planned = |it: &&KeptAtelier| it.what.etat == Etat::Prevu && it.what.jour >= today;
    let first = ateliers
        .iter()
        .filter(planned)
        .min_by_key(|it| (it.what.jour, it.what.heure.clone()))?;
    Some(NextView {
        date: first.what.jour.with_weekday(),
        heure: first
            .what
            .heure
            .as_deref()
            .map(|at| at.replacen(':', "\u{a0}h\u{a0}", 1)),
        theme: theme_words(&first.what.theme, first.what.theme_texte.as_deref()),
    })
}

impl CardView {
    fn of(
        me: &Staff,
        held: &Held,
        (ateliers, parcours): (&[KeptAtelier], Option<KeptParcours>),
        place: &Place,
        today: Day,
    ) -> Result<Self> {
        let agreed = parcours.map(|kept| kept.agreed);
        let states = ateliers.iter().map(|it| (it.what.etat, it.what.minutes));
        let compte = Compte::of(agreed, states);
        Ok(Self {
            frame: Frame::of(me, HERE),
            tete: HeadView::of(held, me),
            image: Picture::of(&held.carnet)?,
            reste: compte.words(agreed),
            suivis: compte.suivis,
            prochain: next(ateliers, today),
            lieu: PlaceView::of(place),
        })
    }
}

/// « Carte du carnet ».
///
/// # Errors
/// [`Error::NotFound`] for anybody but the holder, or as the database.
pub async fn show(cx: Cx, me: Staff) -> Result<Page> {
    let key = place(&named(&cx)?, &me.structure);
    let [held, ateliers, parcours, place] = cx
        .db
        .batch([
            held_query(key.clone()),
            ateliers_query(key.clone()),
            parcours_query(key),
            place_query(&me.structure),
        ])
        .await?;
    let held: Held = held.first()?.ok_or(Error::NotFound)?;
    let ateliers: Vec<KeptAtelier> = ateliers.rows()?;
    let place: Place = place.first()?.ok_or(Error::NotFound)?;
    let booklet = (ateliers.as_slice(), parcours.first()?);
    Page::show(&CardView::of(&me, &held, booklet, &place, today(&cx, &me))?)
}

#[cfg(test)]
pub(crate) mod samples {
    use serde_json::json;

    use super::*;
    use crate::{
        desk::tabs::samples::me,
        dossier::{
            ateliers::{rules::Parcours, views::samples::atelier},
            page::views::samples::held,
        },
        edge::page,
        rights::Role,
    };

    fn day() -> Day {
        Day("2026-11-22".parse().expect("a day"))
    }

    fn a_place(osm: Option<&str>) -> Place {
        let place = json!({ "nom": "DomiFa Compte Test", "adresse": "Rue test", "code_postal": "75000", "ville": "Paris",
            "telephone": "01 02 03 04 05", "horaires": "Lundi matin\nMardi", "horaires_osm": osm, "accueil_adresse": osm,
            "accueil_code_postal": "75001", "accueil_ville": "Paris" });
        serde_json::from_value(place).expect("a place")
    }

    pub(crate) fn rendered() -> Vec<(&'static str, Result<String>)> {
        let me = me(Role::Agent);
        let ateliers = [
            atelier(&me, "PREVU", "2026-12-01", true),
            atelier(&me, "SUIVI", "2026-11-20", true),
        ];
        let agreed = Parcours {
            ateliers: 10,
            minutes: Some(1200),
        };
        let parcours = Some(KeptParcours { agreed, version: 1 });
        let held = held("PRISE_EN_CHARGE");
        [
            CardView::of(
                &me,
                &held,
                (&ateliers, parcours),
                &a_place(Some("Mo-Fr 09:00-12:00")),
                day(),
            ),
            CardView::of(&me, &held, (&[], None), &a_place(None), day()),
        ]
        .into_iter()
        .map(|view| (CardView::TEMPLATE, page::render(&view.expect("a view"))))
        .collect()
    }

    #[test]
    fn the_next_workshop_is_the_nearest_that_is_planned() {
        let me = me(Role::Agent);
        let ateliers = [
            atelier(&me, "PREVU", "2026-12-09", true),
            atelier(&me, "PREVU", "2026-12-01", true),
            atelier(&me, "ANNULE", "2026-11-23", true),
            atelier(&me, "PREVU", "2026-11-21", true),
        ];
        let found = next(&ateliers, day()).expect("a workshop");
        assert_eq!(found.date, "mardi 1er décembre 2026");
        assert_eq!(found.heure.as_deref(), Some("14\u{a0}h\u{a0}30"));
    }
}
