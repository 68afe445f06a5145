//! « Services », as its templates show it to the people of the structure.

use serde::Serialize;

use super::{
    form_rules::{ServiceForm, incomplete},
    lists_rules::{ASKERS, Coded, FEES, MODES, PUBLICS, THEMES, TYPES, WELCOMES},
    rules::{Content, Missing, Service, Statut},
    sheet::Sheet,
    store::Listed,
};
use crate::{
    auth::Staff,
    edge::{clock, form::FieldError, page::View},
    frame::Frame,
    rights::Right,
};

/// Where the list is.
pub const URL: &str = "/gestion/services";

/// « Services ».
#[derive(Debug, Serialize)]
pub struct ListView {
    frame: Frame,
    services: Vec<ListedView>,
    peut_ecrire: bool,
    message: Option<&'static str>,
}

#[derive(Debug, Serialize)]
struct ListedView {
    href: String,
    nom: String,
    statut: &'static str,
    statut_code: &'static str,
    commune: Option<String>,
    maj: String,
    ouvert: bool,
}

impl View for ListView {
    const TEMPLATE: &'static str = "orientation/services.html";
}

impl ListView {
    /// The list of `me`'s structure.
    #[must_use]
    pub fn of(me: &Staff, services: &[Listed], message: Option<&'static str>) -> Self {
        let zone = clock::zone(&me.fuseau);
        Self {
            frame: Frame::of(me, URL),
            services: services
                .iter()
                .map(|one| ListedView {
                    href: format!("{URL}/{}", one.id.as_str()),
                    nom: one.nom.clone(),
                    statut: one.statut.label(),
                    statut_code: one.statut.code(),
                    commune: one.commune.clone(),
                    maj: one.updated_at.short(zone),
                    ouvert: one.ouvert,
                })
                .collect(),
            peut_ecrire: me.role.may(Right::EditServices),
            message,
        }
    }
}

/// The lists of the form.
#[derive(Debug, Serialize)]
struct Lists {
    types: &'static [Coded],
    themes: &'static [Coded],
    publics: &'static [Coded],
    demandeurs: &'static [Coded],
    modes: &'static [Coded],
    accueil: &'static [Coded],
    frais: &'static [Coded],
}

const LISTS: Lists = Lists {
    types: TYPES,
    themes: THEMES,
    publics: PUBLICS,
    demandeurs: ASKERS,
    modes: MODES,
    accueil: WELCOMES,
    frais: FEES,
};

/// « Nouveau service » and « Modifier le service ».
#[derive(Debug, Serialize)]
pub struct FormView {
    frame: Frame,
    /// Where it is sent.
    action: String,
    /// Where « Annuler » leads.
    retour: String,
    nouveau: bool,
    publie: bool,
    formulaire: ServiceForm,
    listes: Lists,
    erreurs: Vec<FieldError>,
    /// Somebody else has saved: what they wrote is shown beside what was typed.
    conflit: Option<Vec<(&'static str, String)>>,
}

impl View for FormView {
    const TEMPLATE: &'static str = "orientation/service_formulaire.html";
}

impl FormView {
    /// The form of a new service.
    #[must_use]
    pub fn new(me: &Staff, formulaire: ServiceForm, erreurs: Vec<FieldError>) -> Self {
        Self {
            frame: Frame::of(me, URL),
            action: URL.to_owned(),
            retour: URL.to_owned(),
            nouveau: true,
            publie: false,
            formulaire,
            listes: LISTS,
            erreurs,
            conflit: None,
        }
    }

    /// The form of `service`.
    #[must_use]
    pub fn edit(me: &Staff, service: &Service, form: ServiceForm, errors: Vec<FieldError>) -> Self {
        let href = format!("{URL}/{}", service.id.as_str());
        Self {
            action: href.clone(),
            retour: href,
            nouveau: false,
            publie: service.statut == Statut::Publie,
            ..Self::new(me, form, errors)
        }
    }

    /// The same, telling what a colleague has saved in between; sending it again replaces it.
    #[must_use]
    pub fn taken(mut self, now: &Service) -> Self {
        self.conflit = Some(differences(&now.content, &self.formulaire));
        self.formulaire.version = now.version.to_string();
        self
    }
}

/// What is kept that is not what was typed: the label of the field, and its value.
fn differences(kept: &Content, typed: &ServiceForm) -> Vec<(&'static str, String)> {
    let kept = ServiceForm::of(kept, 0);
    let listed = |list: &[String]| list.join(", ");
    [
        ("Nom du service", &kept.nom, &typed.nom),
        ("Description", &kept.description, &typed.description),
        ("Nature", &kept.type_service, &typed.type_service),
        ("Thèmes", &listed(&kept.themes), &listed(&typed.themes)),
        ("Accueil", &listed(&kept.accueil), &listed(&typed.accueil)),
        ("Numéro et rue", &kept.adresse, &typed.adresse),
        (
            "Complément d’adresse",
            &kept.complement_adresse,
            &typed.complement_adresse,
        ),
        ("Code postal", &kept.code_postal, &typed.code_postal),
        ("Commune", &kept.commune, &typed.commune),
        ("Publics", &listed(&kept.publics), &listed(&typed.publics)),
        ("Conditions", &kept.conditions, &typed.conditions),
        ("Critères", &kept.criteres, &typed.criteres),
        ("Documents demandés", &kept.documents, &typed.documents),
        (
            "Qui peut demander",
            &listed(&kept.demandeurs),
            &listed(&typed.demandeurs),
        ),
        (
            "Comment demander",
            &listed(&kept.modes),
            &listed(&typed.modes),
        ),
        ("Page web", &kept.lien, &typed.lien),
        (
            "Personne à contacter",
            &kept.contact_nom,
            &typed.contact_nom,
        ),
        ("Adresse e-mail", &kept.courriel, &typed.courriel),
        ("Téléphone", &kept.telephone, &typed.telephone),
        (
            "Contact montré à tous",
            &kept.contact_public,
            &typed.contact_public,
        ),
        ("Frais", &kept.frais, &typed.frais),
        (
            "Précisions sur les frais",
            &kept.frais_precisions,
            &typed.frais_precisions,
        ),
        (
            "Heures par semaine",
            &kept.duree_heures,
            &typed.duree_heures,
        ),
        ("Semaines", &kept.duree_semaines, &typed.duree_semaines),
    ]
    .into_iter()
    .filter(|(_, kept, typed)| kept.replace("\r\n", "\n") != typed.replace("\r\n", "\n"))
    .map(|(label, kept, _)| (label, kept.clone()))
    .collect()
}

/// A service of one's own: where it stands, what is missing, what everyone will read.
#[derive(Debug, Serialize)]
pub struct OneView {
    frame: Frame,
    href: String,
    version: i64,
    statut: &'static str,
    statut_code: &'static str,
    /// Where everyone reads it.
    public: Option<String>,
    /// The address that receives requests, while the orientation form is open.
    ouvert: Option<String>,
    /// What would open it.
    manque: Vec<&'static str>,
    /// What it lacks to be published.
    incomplet: Vec<&'static str>,
    peut_ecrire: bool,
    fiche: Sheet,
    message: Option<&'static str>,
    refus: Option<&'static str>,
}

impl View for OneView {
    const TEMPLATE: &'static str = "orientation/service_suivi.html";
}

fn to_do(missing: Missing) -> &'static str {
    match missing {
        Missing::NotPublished => "publiez le service",
        Missing::NoEmailMode => "choisissez «\u{a0}E-mail\u{a0}» parmi les façons de le demander",
        Missing::NotForProfessionals => {
            "choisissez «\u{a0}Un professionnel qui l’accompagne\u{a0}» parmi ceux qui peuvent le demander"
        }
        Missing::NoAddress => "écrivez l’adresse e-mail qui recevra les demandes",
    }
}

impl OneView {
    /// `service`, as its own people see it.
    #[must_use]
    pub fn of(me: &Staff, service: &Service, message: Option<&'static str>) -> Self {
        let missing = service.content.missing(service.statut);
        let published = service.statut == Statut::Publie;
        Self {
            frame: Frame::of(me, URL),
            href: format!("{URL}/{}", service.id.as_str()),
            version: service.version,
            statut: service.statut.label(),
            statut_code: service.statut.code(),
            public: published.then(|| format!("/services/{}", service.id.as_str())),
            ouvert: service
                .content
                .courriel
                .clone()
                .filter(|_| missing.is_empty()),
            manque: missing.into_iter().map(to_do).collect(),
            incomplet: incomplete(&service.content)
                .into_iter()
                .map(|(_, words)| words)
                .collect(),
            peut_ecrire: me.role.may(Right::EditServices),
            fiche: Sheet::of(service),
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
        edge::{error::Result, page},
        orientation::services::rules::samples::service,
        rights::Role,
    };

    fn listed(statut: &str) -> Listed {
        let row = json!({ "id": "AAAAAAAAAAAAAAAAAAAAAA", "nom": "Épicerie", "statut": statut, "commune": null,
            "updated_at": 1, "ouvert": i64::from(statut == "PUBLIE") });
        serde_json::from_value(row).expect("a row")
    }

    pub(crate) fn rendered() -> Vec<(&'static str, Result<String>)> {
        let (me, agent) = (me(Role::Administrateur), me(Role::Agent));
        let all = ["PUBLIE", "BROUILLON", "RETIRE"].map(listed);
        let lists = [
            ListView::of(&me, &all, Some("Le brouillon est supprimé.")),
            ListView::of(&agent, &[], None),
        ];
        let form = || ServiceForm::of(&service().content, 3);
        let wrong = ServiceForm::default();
        let mistakes = wrong.checked(Statut::Publie).expect_err("mistakes");
        let mut changed = service();
        changed.content.nom = "Autre".to_owned();
        let forms = [
            FormView::new(
                &me,
                ServiceForm::empty("AAAAAAAAAAAAAAAAAAAAAA"),
                Vec::new(),
            ),
            FormView::new(&me, wrong, mistakes),
            FormView::edit(&me, &service(), form(), Vec::new()),
            FormView::edit(&me, &service(), form(), Vec::new()).taken(&changed),
        ];
        let mut draft = service();
        draft.statut = Statut::Brouillon;
        draft.content = Content {
            nom: "Aide".to_owned(),
            description: "À écrire.".to_owned(),
            ..Content::default()
        };
        let ones = [
            OneView::of(&me, &service(), Some("Le service est publié.")),
            OneView::of(&agent, &draft, None),
            OneView::of(&me, &draft, None).refused("Quelqu’un est passé avant vous."),
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
