//! « Vue d’ensemble ».

use serde::Serialize;

use crate::{
    auth::Staff,
    desk::{
        mail::rules::Mail,
        rules::{self, Nearness},
        store::Usager,
        tabs::{LIST_URL, UsagerView, asked_for},
    },
    edge::{
        clock::{self, Moment},
        cx::Cx,
        error::Result,
        page::{Page, View},
    },
    frame::Frame,
};

/// « Vue d’ensemble ».
#[derive(Debug, Serialize)]
pub struct OverviewView {
    frame: Frame,
    usager: UsagerView,
    dossier: FileView,
    attente: Mail,
}

#[derive(Debug, Serialize)]
struct FileView {
    nom: String,
    prenom: String,
    surnom: Option<String>,
    date_naissance: String,
    telephone: Option<String>,
    email: Option<String>,
    statut: &'static str,
    debut: Option<String>,
    echeance: Option<EndView>,
    dernier_passage: Option<String>,
    motif: Option<String>,
}

#[derive(Debug, Serialize)]
struct EndView {
    texte: String,
    etat: Nearness,
    mention: Option<String>,
}

impl View for OverviewView {
    const TEMPLATE: &'static str = "desk/vue_ensemble.html";
}

impl FileView {
    fn of(person: &Usager, me: &Staff, now: Moment) -> Self {
        let zone = clock::zone(&me.fuseau);
        let echeance = person.echeance.map(|end| {
            let (etat, mention) = rules::nearness(end, now.day(zone));
            EndView {
                texte: end.short(),
                etat,
                mention,
            }
        });
        Self {
            nom: person.nom.clone(),
            prenom: person.prenom.clone(),
            surnom: person.surnom.clone(),
            date_naissance: person.date_naissance.short(),
            telephone: person.telephone.clone(),
            email: person.email.clone(),
            statut: person.statut.label(),
            debut: person.debut.map(clock::Day::short),
            echeance,
            dernier_passage: person.dernier_passage_at.map(|at| at.day(zone).short()),
            motif: person
                .motif
                .map(|motif| motif.words(person.motif_texte.as_deref())),
        }
    }
}

/// A domicilié's file at a glance.
///
/// # Errors
/// As the database; another structure's domicilié does not exist.
pub async fn show(cx: Cx, me: Staff) -> Result<Page> {
    let person = asked_for(&cx, &me).await?;
    Page::show(&OverviewView {
        frame: Frame::of(&me, LIST_URL),
        usager: UsagerView::of(&person, &me, ""),
        dossier: FileView::of(&person, &me, cx.now),
        attente: person.waiting.mail(),
    })
}

#[cfg(test)]
pub(crate) mod samples {
    use super::*;
    use crate::{
        desk::tabs::samples::{me, person},
        edge::page,
        rights::Role,
    };

    pub(crate) fn rendered() -> Vec<(&'static str, Result<String>)> {
        let me = me(Role::Instructeur);
        let views = [
            "INSTRUCTION",
            "ATTENTE_DECISION",
            "VALIDE",
            "REFUS",
            "RADIE",
        ]
        .map(|statut| {
            let person = person(statut);
            OverviewView {
                frame: Frame::of(&me, LIST_URL),
                usager: UsagerView::of(&person, &me, ""),
                dossier: FileView::of(&person, &me, Moment(1_795_384_800_000)),
                attente: person.waiting.mail(),
            }
        });
        views
            .iter()
            .map(|view| (OverviewView::TEMPLATE, page::render(view)))
            .collect()
    }
}
