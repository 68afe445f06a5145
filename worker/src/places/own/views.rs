//! « Lieux », as its templates show it to the people of the structure.

use serde::Serialize;

use super::{
    form_rules::PlaceForm,
    rules::Own,
    sheet::{differences, facts},
    store::Listed,
};
use crate::{
    auth::Staff,
    edge::{form::FieldError, page::View},
    frame::Frame,
    places::lists_rules::{
        ACCES, ACCOMPAGNEMENTS, Coded, FRAIS, ITINERANCES, PRISES_EN_CHARGE, PUBLICS, SERVICES,
    },
    rights::Right,
    structure::settings::hours_rules::{DayView, days},
};

/// Where the list is.
pub const URL: &str = "/gestion/lieux";

/// « Lieux ».
#[derive(Debug, Serialize)]
pub struct ListView {
    frame: Frame,
    lieux: Vec<ListedView>,
    peut_ecrire: bool,
}

#[derive(Debug, Serialize)]
struct ListedView {
    href: String,
    nom: String,
    commune: String,
    maj: String,
    etat: &'static str,
}

impl View for ListView {
    const TEMPLATE: &'static str = "places/mes_lieux.html";
}

/// Where a place stands, in words.
fn stands(retire: bool, public: bool) -> &'static str {
    match (retire, public) {
        (true, _) => "Retiré",
        (false, true) => "Dans l’annuaire",
        (false, false) => "Caché\u{a0}: n’accueille pas de public",
    }
}

impl ListView {
    /// The list of `me`'s structure.
    #[must_use]
    pub fn of(me: &Staff, places: &[Listed]) -> Self {
        let places = places.iter().map(|one| ListedView {
            href: format!("{URL}/{}", one.id.as_str()),
            nom: one.nom.clone(),
            commune: one.commune.clone(),
            maj: one.date_maj.short(),
            etat: stands(one.retire, one.public),
        });
        Self {
            frame: Frame::of(me, URL),
            lieux: places.collect(),
            peut_ecrire: me.role.may(Right::EditPlaces),
        }
    }
}

/// The lists of the form.
#[derive(Debug, Serialize)]
struct Lists {
    itinerances: &'static [Coded],
    services: &'static [Coded],
    publics: &'static [Coded],
    prises: &'static [Coded],
    frais: &'static [Coded],
    acces: &'static [Coded],
    accompagnements: &'static [Coded],
}

const LISTS: Lists = Lists {
    itinerances: ITINERANCES,
    services: SERVICES,
    publics: PUBLICS,
    prises: PRISES_EN_CHARGE,
    frais: FRAIS,
    acces: ACCES,
    accompagnements: ACCOMPAGNEMENTS,
};

/// « Nouveau lieu » and « Modifier le lieu ».
#[derive(Debug, Serialize)]
pub struct FormView {
    frame: Frame,
    /// Where it is sent.
    action: String,
    /// Where « Annuler » leads.
    retour: String,
    nouveau: bool,
    formulaire: PlaceForm,
    jours: Vec<DayView>,
    listes: Lists,
    erreurs: Vec<FieldError>,
    /// Somebody else has saved: what they wrote is shown beside what was typed.
    conflit: Option<Vec<(&'static str, String)>>,
}

impl View for FormView {
    const TEMPLATE: &'static str = "places/mon_lieu_formulaire.html";
}

impl FormView {
    /// The form of a new place.
    #[must_use]
    pub fn new(me: &Staff, formulaire: PlaceForm, erreurs: Vec<FieldError>) -> Self {
        Self {
            frame: Frame::of(me, URL),
            action: URL.to_owned(),
            retour: URL.to_owned(),
            nouveau: true,
            jours: days(&formulaire.semaine),
            formulaire,
            listes: LISTS,
            erreurs,
            conflit: None,
        }
    }

    /// The form of a place that is there.
    #[must_use]
    pub fn edit(me: &Staff, own: &Own, form: PlaceForm, erreurs: Vec<FieldError>) -> Self {
        let href = format!("{URL}/{}", own.id.as_str());
        Self {
            action: href.clone(),
            retour: href,
            nouveau: false,
            ..Self::new(me, form, erreurs)
        }
    }

    /// The same, telling what a colleague has saved in between; sending it again replaces it.
    #[must_use]
    pub fn taken(mut self, now: &Own) -> Self {
        self.conflit = Some(differences(&now.lieu, &self.formulaire));
        self.formulaire.version = now.version.to_string();
        self
    }
}

/// A place of one's own: where it stands, what everyone will read.
#[derive(Debug, Serialize)]
pub struct OneView {
    frame: Frame,
    href: String,
    version: i64,
    nom: String,
    etat: &'static str,
    retire: bool,
    /// Where everyone reads it.
    public: Option<String>,
    peut_ecrire: bool,
    /// A label, and its lines.
    faits: Vec<(&'static str, Vec<String>)>,
    message: Option<&'static str>,
    refus: Option<&'static str>,
}

impl View for OneView {
    const TEMPLATE: &'static str = "places/mon_lieu.html";
}

impl OneView {
    /// A place, as its own people see it.
    #[must_use]
    pub fn of(me: &Staff, own: &Own, message: Option<&'static str>) -> Self {
        Self {
            frame: Frame::of(me, URL),
            href: format!("{URL}/{}", own.id.as_str()),
            version: own.version,
            nom: own.lieu.nom.clone(),
            etat: stands(own.retire, own.public),
            retire: own.retire,
            public: own.public.then(|| format!("/lieux/{}", own.id.as_str())),
            peut_ecrire: me.role.may(Right::EditPlaces),
            faits: facts(&own.lieu),
            message,
            refus: None,
        }
    }

    /// The same, saying why nothing was done.
    #[must_use]
    pub fn refused(self, why: &'static str) -> Self {
        Self {
            refus: Some(why),
            ..self
        }
    }
}

#[cfg(test)]
pub(crate) mod samples {
    use serde_json::json;

    use super::*;
    use crate::{
        desk::tabs::samples::me,
        edge::{clock::Day, error::Result, page},
        places::own::form_rules::Beside,
        rights::Role,
    };

    /// A place, as its row.
    pub(crate) fn own(retire: i64, public: i64) -> Own {
        let row = json!({
            "id": "AAAAAAAAAAAAAAAAAAAAAA", "version": 3, "retire": retire, "public": public, "standard_id": "escale-1",
            "pivot": "43493312300029", "nom": "Le Phare", "commune": "Brest", "code_postal": "29200", "code_insee": null,
            "adresse": "1 quai", "complement_adresse": null, "latitude": 48.39, "longitude": -4.48, "typologie": null,
            "telephone": "+33298000000", "courriels": "[\"a@exemple.fr\"]", "site_web": "https://a.fr|https://b.fr",
            "horaires": "Mo-Fr 09:00-12:00; PH off", "presentation_resume": "Un lieu.", "presentation_detail": "Un.\n\nDeux.",
            "source": "Escale", "itinerance": "[\"fixe\"]", "structure_parente": null, "date_maj": "2026-11-22",
            "services": "[\"demarches\"]", "publics": "[]", "prises_en_charge": "[]", "frais": "[\"gratuit\"]", "programmes": "[]",
            "labels": "[\"Un label\"]", "autres_labels": "[]", "acces": "[\"presenter\"]", "accompagnement": "[]",
            "fiche_acces_libre": null, "prise_rdv": null,
        });
        serde_json::from_value(row).expect("a place")
    }

    pub(crate) fn rendered() -> Vec<(&'static str, Result<String>)> {
        let (me, agent) = (me(Role::Administrateur), me(Role::Agent));
        let listed = json!([
            { "id": "AAAAAAAAAAAAAAAAAAAAAA", "nom": "Le Phare", "commune": "Brest", "date_maj": "2026-11-22", "retire": 0, "public": 1 },
            { "id": "AAAAAAAAAAAAAAAAAAAAAA", "nom": "Le Bus", "commune": "Brest", "date_maj": "2026-11-22", "retire": 1, "public": 0 },
        ]);
        let listed: Vec<Listed> = serde_json::from_value(listed).expect("rows");
        let lists = [ListView::of(&me, &listed), ListView::of(&agent, &[])];
        let form = || PlaceForm::of(&own(0, 1).lieu, 3);
        let empty = PlaceForm::empty("AAAAAAAAAAAAAAAAAAAAAA");
        let beside = Beside {
            standard_id: "",
            source: "",
            horaires: None,
            today: Day("2026-11-22".parse().expect("a day")),
        };
        let mistakes = PlaceForm::default().checked(beside).expect_err("mistakes");
        let mut other = own(0, 1);
        other.lieu.nom = "Autre".to_owned();
        other.lieu.services.clear();
        other.lieu.horaires = None;
        let taken = FormView::edit(&me, &own(0, 1), form(), Vec::new()).taken(&other);
        let told: Vec<_> = taken
            .conflit
            .iter()
            .flatten()
            .map(|(label, _)| *label)
            .collect();
        assert_eq!(told, ["Nom du lieu", "Services", "Horaires"]);
        let forms = [
            FormView::new(&me, empty, Vec::new()),
            FormView::new(&me, PlaceForm::default(), mistakes),
            FormView::edit(&me, &own(0, 1), form(), Vec::new()),
            taken,
        ];
        let ones = [
            OneView::of(&me, &own(0, 1), Some("Le lieu est enregistré.")),
            OneView::of(&agent, &own(0, 0), None),
            OneView::of(&me, &own(1, 0), None).refused("Quelqu’un est passé avant vous."),
        ];
        let mut rendered: Vec<_> = lists
            .iter()
            .map(|view| (ListView::TEMPLATE, page::render(view)))
            .collect();
        rendered.extend(
            forms
                .iter()
                .map(|view| (FormView::TEMPLATE, page::render(view))),
        );
        rendered.extend(
            ones.iter()
                .map(|view| (OneView::TEMPLATE, page::render(view))),
        );
        rendered
    }
}
