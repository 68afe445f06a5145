//! The page of the directory of places: what was asked, what was found, how it goes on.

use serde::Serialize;

use super::{
    lists_rules::{Coded, FRAIS, PRISES_EN_CHARGE, PUBLICS, SERVICES},
    near_rules::{NEAR_MAX, NEAR_ROWS, distance},
    onward_rules::Onward,
    search_rules::{Asked, ways_in},
    search_store::Found,
    sheet::{DoorView, told},
};
use crate::edge::{clock::Moment, config::Tiles, ids::LieuId, links, page::View, words::counted};

/// The map shows that much around somebody at least, in metres.
const NEAR_M: f64 = 2000.0;

/// « Trouver un lieu ».
#[derive(Debug, Serialize)]
pub(super) struct DirectoryView {
    q: String,
    lieu: String,
    service: String,
    public: String,
    prise_en_charge: String,
    frais: String,
    acces: String,
    /// About where one is, to be asked for again.
    autour: Option<[String; 2]>,
    /// The dossier that one looks for a place for.
    reorienter: Option<String>,
    /// Where one left it.
    dossier: Option<String>,
    listes: Lists,
    /// Are more filters set than the form shows at once?
    precise: bool,
    /// Is something looked for?
    cherche: bool,
    /// How many were found, in words.
    trouve: String,
    lieux: Vec<FoundView>,
    /// The next page, and its name.
    suite: Option<(String, String)>,
    /// The first page, from another one.
    debut: Option<String>,
    /// The same search, wherever one is.
    partout: Option<String>,
    canonique: Option<String>,
    /// How far the places around are, in metres.
    rayon: String,
    /// What the map is asked for: nothing for all places.
    demande: String,
    /// The same list as files: CSV, `GeoJSON`.
    fichiers: [String; 2],
    tuiles: Option<String>,
    merci: Option<String>,
}

#[derive(Debug, Serialize)]
struct Lists {
    services: &'static [Coded],
    publics: &'static [Coded],
    prises_en_charge: &'static [Coded],
    frais: &'static [Coded],
    acces: Vec<Coded>,
}

/// A place in the list.
#[derive(Debug, Serialize)]
pub(super) struct FoundView {
    href: String,
    nom: String,
    adresse: String,
    distance: Option<String>,
    porte: Option<DoorView>,
    services: Vec<&'static str>,
}

impl View for DirectoryView {
    const TEMPLATE: &'static str = "places/annuaire.html";
}

impl FoundView {
    /// A place that was found, that far.
    pub(super) fn of(found: &Found, metres: Option<f64>, (onward, now): (&Onward, Moment)) -> Self {
        Self {
            href: onward.on(&format!("/lieux/{}", found.id.as_str())),
            nom: found.nom.clone(),
            adresse: format!("{}, {} {}", found.adresse, found.code_postal, found.commune),
            distance: metres.map(distance),
            porte: DoorView::of(found.horaires.as_deref(), &found.code_postal, now),
            services: told(SERVICES, &found.services),
        }
    }
}

/// How a list goes on.
pub(super) enum Next {
    /// After this place.
    After(LieuId),
    /// With those that are farther than so many.
    Farther(usize),
}

impl Next {
    /// The address of the list that goes on so, and what leads there; none where as many as can be are shown.
    fn link(&self, asked: &Asked, onward: &Onward) -> Option<(String, String)> {
        match self {
            Self::After(last) => {
                let href = address(asked, onward, Some(("apres", last.as_str().to_owned())));
                Some((href, "Lieux suivants".to_owned()))
            }
            Self::Farther(shown) => {
                let rows = Some(shown + NEAR_ROWS).filter(|rows| *rows <= NEAR_MAX)?;
                let href = address(asked, onward, Some(("combien", rows.to_string())));
                let words = format!("Voir {NEAR_ROWS}\u{a0}lieux de plus");
                Some((format!("{href}#lieu-{}", shown + 1), words))
            }
        }
    }

    /// What is said of it.
    fn words(&self) -> &'static str {
        match self {
            Self::After(_) => " sur cette page, et d’autres à la suite",
            Self::Farther(shown) if *shown < NEAR_MAX => {
                ", le plus proche d’abord, et d’autres plus loin"
            }
            Self::Farther(_) => {
                ", le plus proche d’abord. Pour voir les autres, écrivez leur commune sous «\u{a0}Où\u{202f}?\u{a0}»"
            }
        }
    }
}

/// What was found, and how it goes on.
pub(super) struct Answer {
    /// The places.
    pub(super) lieux: Vec<FoundView>,
    /// What there is more.
    pub(super) next: Option<Next>,
    /// Is it the first page?
    pub(super) first: bool,
    /// The metres to the farthest, when one looks around.
    pub(super) metres: Option<f64>,
}

fn number(count: usize) -> String {
    let count = i64::try_from(count).unwrap_or_default();
    counted(count, "lieu", "lieux")
}

impl DirectoryView {
    /// `answer` to `asked`, for the dossier of `onward`.
    pub(super) fn of(
        asked: Asked,
        onward: &Onward,
        answer: Answer,
        (site, tiles): (&str, Option<&Tiles>),
    ) -> Self {
        let (asks, near) = (asked != Asked::default(), asked.autour.is_some());
        let count = number(answer.lieux.len());
        let elsewhere = Asked {
            autour: None,
            ..asked.clone()
        };
        let filters = [
            &asked.public,
            &asked.prise_en_charge,
            &asked.frais,
            &asked.acces,
        ];
        Self {
            autour: asked
                .autour
                .map(|at| [at.latitude, at.longitude].map(|degrees| format!("{degrees:.2}"))),
            reorienter: onward.id(),
            dossier: onward.back(),
            listes: Lists {
                services: SERVICES,
                publics: PUBLICS,
                prises_en_charge: PRISES_EN_CHARGE,
                frais: FRAIS,
                acces: ways_in(),
            },
            precise: filters.iter().any(|code| !code.is_empty()),
            trouve: match &answer.next {
                Some(next) => format!("{count}{}", next.words()),
                None if near => format!("{count}, le plus proche d’abord"),
                None => count,
            },
            suite: answer.next.and_then(|next| next.link(&asked, onward)),
            debut: (!answer.first).then(|| address(&asked, onward, None)),
            partout: near.then(|| address(&elsewhere, onward, None)),
            canonique: (answer.first && !asks && !onward.is_set()).then(|| format!("{site}/lieux")),
            rayon: format!("{:.0}", answer.metres.unwrap_or(NEAR_M).max(NEAR_M)),
            demande: asked
                .question()
                .map(|_| links::query(&asked.parts()))
                .unwrap_or_default(),
            fichiers: ["csv", "geojson"]
                .map(|extension| links::asked(&format!("/lieux.{extension}"), &asked.parts())),
            tuiles: tiles.map(|tiles| tiles.url.clone()),
            merci: tiles.map(|tiles| tiles.attribution.clone()),
            lieux: answer.lieux,
            cherche: asks,
            q: asked.q,
            lieu: asked.lieu,
            service: asked.service,
            public: asked.public,
            prise_en_charge: asked.prise_en_charge,
            frais: asked.frais,
            acces: asked.acces,
        }
    }
}

/// The page of the directory that answers `asked`, with one more part.
fn address(asked: &Asked, onward: &Onward, more: Option<(&'static str, String)>) -> String {
    let mut parts = asked.parts();
    parts.extend(onward.part());
    parts.extend(more);
    links::asked("/lieux", &parts)
}

#[cfg(test)]
pub(crate) mod samples {
    use serde_json::json;

    use super::*;
    use crate::edge::{error::Result, page};

    fn found() -> Found {
        let row = json!({ "id": "AAAAAAAAAAAAAAAAAAAAAA", "nom": "Le Fil", "adresse": "12 rue des Ateliers", "commune": "Villeneuve",
            "code_postal": "93200", "horaires": "Mo-Fr 09:00-17:00", "services": "[\"demarches\"]", "latitude": 48.9, "longitude": 2.35 });
        serde_json::from_value(row).expect("a row")
    }

    fn answer(count: usize, metres: Option<f64>, next: Option<Next>, first: bool) -> Answer {
        let one = |_| FoundView::of(&found(), metres, (&Onward::default(), Moment(0)));
        Answer {
            lieux: (0..count).map(one).collect(),
            next,
            first,
            metres,
        }
    }

    fn asked(lat: &str) -> Asked {
        Asked::read(|name| {
            let known = [
                ("q", "fil"),
                ("frais", "gratuit"),
                ("lat", lat),
                ("lon", "2"),
            ];
            let value = known.iter().find(|(known, _)| *known == name);
            value.map_or(String::new(), |(_, value)| (*value).to_owned())
        })
    }

    #[test]
    fn what_is_near_goes_on_until_there_is_enough() {
        let link = Next::Farther(20)
            .link(&asked("48"), &Onward::default())
            .expect("a link");
        assert!(
            link.0.starts_with("/lieux?q=fil&") && link.0.ends_with("&combien=40#lieu-21"),
            "{link:?}"
        );
        assert_eq!(
            Next::Farther(NEAR_MAX).link(&asked("48"), &Onward::default()),
            None
        );
    }

    pub(crate) fn rendered() -> Vec<(&'static str, Result<String>)> {
        let site = "https://escale.example";
        let tiles = Tiles {
            url: "https://tuiles.example/{z}/{x}/{y}.png".to_owned(),
            origin: "https://tuiles.example".to_owned(),
            attribution: "© OpenStreetMap".to_owned(),
        };
        let near = |count, next| answer(count, Some(900.0), next, true);
        let (none, onward) = (
            Onward::default(),
            Onward::read(|_| "AAAAAAAAAAAAAAAAAAAAAA".to_owned()),
        );
        let (all, after) = (Asked::default, || Some(Next::After(found().id)));
        let farther = |rows| Some(Next::Farther(rows));
        let (nothing, page) = (
            || answer(0, None, None, true),
            |first| answer(20, None, after(), first),
        );
        [
            (all(), &none, page(true), Some(&tiles)),
            (all(), &onward, page(false), Some(&tiles)),
            (asked(""), &none, answer(3, None, None, false), None),
            (asked("48"), &none, near(20, farther(20)), None),
            (asked("48"), &onward, near(100, farther(100)), None),
            (asked("48"), &none, nothing(), None),
            (asked(""), &onward, nothing(), None),
            (all(), &none, nothing(), None),
        ]
        .map(|(asked, onward, answer, tiles)| {
            DirectoryView::of(asked, onward, answer, (site, tiles))
        })
        .iter()
        .map(|view| (DirectoryView::TEMPLATE, page::render(view)))
        .collect()
    }
}
