//! What « Vérifier et envoyer » and the notice for the beneficiary show.

use serde::Serialize;

use super::{
    field_views::FileView,
    rules::{Demand, sign},
    store::{Double, Draft, File, Prescriber},
    views::{BOARD_URL, Head},
};
use crate::{
    auth::Staff,
    edge::{
        clock,
        error::{Error, Result},
        form::FieldError,
        page::View,
        typed::phone_grouped,
    },
    frame::Frame,
    orientation::{rules::Contact, services::rules::Oriented},
};

/// A request of the same person to the same service.
#[derive(Debug, Serialize)]
pub struct DoubleView {
    /// Where it is.
    pub href: String,
    /// When it was sent.
    pub date: String,
    /// Where it stands.
    pub statut: &'static str,
}

impl DoubleView {
    /// As shown to `me`.
    #[must_use]
    pub fn of(me: &Staff, double: &Double) -> Self {
        Self {
            href: format!("{BOARD_URL}/{}", double.id.as_str()),
            date: double.sent_at.day(clock::zone(&me.fuseau)).long(),
            statut: double.statut.label(),
        }
    }
}

/// « Vérifier et envoyer ».
#[derive(Debug, Serialize)]
pub struct ReviewView {
    /// The frame.
    pub frame: Frame,
    /// The draft.
    pub tete: Head,
    /// The service as it was shown: its sign, sent back with the form.
    pub vu: String,
    /// Where it goes.
    pub service_courriel: String,
    /// First name and surname.
    pub beneficiaire: String,
    /// Situations, in words.
    pub situations: Vec<String>,
    /// Criteria met.
    pub criteres: Vec<String>,
    /// Are there criteria that are not?
    pub criteres_manquent: bool,
    /// How to reach the person, each with its detail.
    pub contacts: Vec<(String, String)>,
    /// When.
    pub disponibilite: String,
    /// Why.
    pub motif: String,
    /// What the service asks for.
    pub demandes: Vec<String>,
    /// What is joined.
    pub fichiers: Vec<FileView>,
    /// Who sends: name, e-mail, phone.
    pub prescripteur: Vec<String>,
    /// Who accompanies the person, where it is somebody else.
    pub referent: Vec<String>,
    /// Has the person an e-mail?
    pub prevenu: Option<String>,
    /// A request of the same person.
    pub double: Option<DoubleView>,
    /// Mistakes.
    pub erreurs: Vec<FieldError>,
}

impl View for ReviewView {
    const TEMPLATE: &'static str = "orientation/verification.html";
}

/// The sign of a service as shown: it changes with what is asked, of whom.
///
/// # Errors
/// [`Error::Internal`] when it can't be written as JSON.
pub fn sign_of(service: &Oriented) -> Result<String> {
    let text = serde_json::to_string(service).map_err(|error| Error::internal("service", error))?;
    Ok(sign(&text))
}

/// The ways of reaching the person, each with its detail.
fn ways(demand: &Demand) -> Vec<(String, String)> {
    let detail = |contact: Contact| match contact {
        Contact::Telephone => demand.telephone.as_deref().map(phone_grouped),
        Contact::Courriel => demand.courriel.as_ref().map(|it| it.as_str().to_owned()),
        Contact::Referent => None,
        Contact::Autre => demand.autre_contact.clone(),
    };
    let way = |contact: &Contact| {
        (
            contact.label().to_owned(),
            detail(*contact).unwrap_or_default(),
        )
    };
    demand.contacts.iter().map(way).collect()
}

impl ReviewView {
    /// The draft as it would be sent now.
    ///
    /// # Errors
    /// As [`sign_of`].
    pub fn of(
        me: &Staff,
        draft: &Draft,
        service: &Oriented,
        demand: &Demand,
        (who, files): (&Prescriber, Vec<File>),
    ) -> Result<Self> {
        let mut situations = demand.situations.clone();
        situations.extend(demand.situation_autre.clone());
        let phone = |kept: &Option<String>| kept.as_deref().map(phone_grouped);
        let mut prescripteur = vec![who.nom_complet(), who.email.clone()];
        prescripteur.extend(phone(&demand.prescripteur_telephone));
        let mut referent = Vec::new();
        if let Some(one) = &demand.referent {
            referent = vec![one.nom.clone(), one.courriel.as_str().to_owned()];
            referent.extend(phone(&one.telephone));
        }
        Ok(Self {
            frame: Frame::of(me, BOARD_URL),
            tete: Head::of(me, draft, &service.porteur),
            vu: sign_of(service)?,
            service_courriel: service.courriel.clone(),
            beneficiaire: format!("{} {}", demand.prenom, demand.nom),
            situations,
            criteres: demand.criteres.clone(),
            criteres_manquent: demand.criteres.len() < service.criteres.len(),
            contacts: ways(demand),
            disponibilite: demand.disponibilite.clone().unwrap_or_default(),
            motif: demand.motif.clone(),
            demandes: service.documents.clone(),
            fichiers: files.into_iter().map(FileView::of).collect(),
            prescripteur,
            referent,
            prevenu: demand.courriel.as_ref().map(|it| it.as_str().to_owned()),
            double: None,
            erreurs: Vec::new(),
        })
    }
}

/// The notice for the beneficiary, to print.
#[derive(Debug, Serialize)]
pub struct NoticeView {
    /// The frame.
    pub frame: Frame,
    /// Where one comes from.
    pub retour: String,
    /// The service.
    pub service: String,
    /// Who offers it.
    pub porteur: String,
    /// Who sends.
    pub prescripteur: String,
    /// Where they work.
    pub structure: String,
}

impl View for NoticeView {
    const TEMPLATE: &'static str = "orientation/notice.html";
}

#[cfg(test)]
pub(crate) mod samples {
    use super::{
        super::{
            typed_rules::samples::typed,
            views::samples::{draft, files, prescriber},
        },
        *,
    };
    use crate::{
        desk::tabs::samples::me, edge::page, orientation::services::rules::samples::service,
        rights::Role,
    };

    pub(crate) fn rendered() -> Vec<(&'static str, Result<String>)> {
        let me = me(Role::Agent);
        let oriented = service().oriented().expect("open");
        let view = |typed: super::super::rules::Typed, how_many| {
            let demand = typed.checked(&oriented).expect("no mistake");
            let around = (&prescriber(), files(how_many));
            ReviewView::of(&me, &draft(), &oriented, &demand, around).expect("a view")
        };
        let bare = super::super::rules::Typed {
            criteres: vec![],
            contacts: vec!["REFERENT".to_owned()],
            courriel: String::new(),
            disponibilite: String::new(),
            autre_referent: String::new(),
            prescripteur_telephone: String::new(),
            ..typed()
        };
        let double = DoubleView {
            href: "/gestion/orientations/AAAAAAAAAAAAAAAAAAAAAA".to_owned(),
            date: "2 novembre 2026".to_owned(),
            statut: "À traiter",
        };
        let views = [
            view(typed(), 1),
            ReviewView {
                double: Some(double),
                erreurs: vec![FieldError::of_the_form("La fiche du service a changé.")],
                ..view(bare, 0)
            },
        ];
        let notice = NoticeView {
            frame: Frame::of(&me, BOARD_URL),
            retour: "/gestion/orientations".to_owned(),
            service: "Accompagnement vers le logement".to_owned(),
            porteur: "CCAS de Villeneuve".to_owned(),
            prescripteur: "Olive Demo".to_owned(),
            structure: "Association Le Relais".to_owned(),
        };
        let mut all: Vec<_> = views
            .iter()
            .map(|view| (ReviewView::TEMPLATE, page::render(view)))
            .collect();
        all.push((NoticeView::TEMPLATE, page::render(&notice)));
        all
    }
}
