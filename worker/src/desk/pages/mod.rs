//! The desk's screens: the list, and the tabs of a domicilié's file.

pub mod mail;

use serde::Serialize;

use super::{
    rules::{self, Mail, Nearness},
    store::{self, Usager},
};
use crate::{
    auth::Staff,
    edge::{
        clock::{self, Moment},
        cx::Cx,
        error::{Error, Result},
        ids::UsagerId,
        page::{Page, View},
    },
    frame::Frame,
    rights::Right,
};

const LIST_URL: &str = "/gestion";

/// The list « Domiciliés ».
#[derive(Debug, Serialize)]
pub struct ListView {
    frame: Frame,
    usagers: Vec<ListedView>,
    page: PageView,
}

#[derive(Debug, Serialize)]
struct ListedView {
    href: String,
    numero: i64,
    nom: String,
    prenom: String,
    surnom: Option<String>,
    statut: &'static str,
    statut_code: rules::Statut,
    attend: i64,
}

#[derive(Debug, Serialize)]
struct PageView {
    numero: i64,
    precedente: Option<String>,
    suivante: Option<String>,
}

impl View for ListView {
    const TEMPLATE: &'static str = "desk/liste.html";
}

/// The domiciliés of one's structure, by name.
///
/// # Errors
/// As the database.
pub async fn list(cx: Cx, me: Staff) -> Result<Page> {
    // People count pages from one.
    let numero = cx
        .query("page")
        .parse::<i64>()
        .unwrap_or(1)
        .clamp(1, 10_000);
    let (rows, more) = store::list(&cx.db, &me.structure, numero - 1).await?;
    let usagers = rows
        .into_iter()
        .map(|row| ListedView {
            href: mail_url(&row.id, ""),
            numero: row.numero,
            nom: row.nom,
            prenom: row.prenom,
            surnom: row.surnom,
            statut: row.statut.label(),
            statut_code: row.statut,
            attend: row.attend,
        })
        .collect();
    let page_url = |numero: i64| format!("{LIST_URL}?page={numero}");
    let page = PageView {
        numero,
        precedente: (numero > 1).then(|| page_url(numero - 1)),
        suivante: more.then(|| page_url(numero + 1)),
    };
    Page::show(&ListView {
        frame: Frame::of(&me, LIST_URL),
        usagers,
        page,
    })
}

/// The head of a file and its tabs.
#[derive(Debug, Serialize)]
pub struct UsagerView {
    id: String,
    titre: String,
    numero: i64,
    statut: &'static str,
    statut_code: rules::Statut,
    onglets: Vec<Tab>,
}

/// A tab of the file.
#[derive(Debug, Serialize)]
pub struct Tab {
    label: &'static str,
    href: String,
    ici: bool,
}

/// Seed 000's tabs: their words, the end of their address, who sees them.
const TABS: [(&str, &str, Right); 5] = [
    ("Vue d’ensemble", "", Right::SeeFile),
    ("Courriers", "/courriers", Right::RecordMail),
    ("Dossier", "/dossier", Right::SeeFile),
    ("Documents", "/documents", Right::SeeDocuments),
    ("Historique", "/historique", Right::SeeFile),
];

impl UsagerView {
    fn of(person: &Usager, me: &Staff, here: &str) -> Self {
        let id = person.id.as_str().to_owned();
        let onglets = TABS
            .iter()
            .filter(|(_, _, right)| me.role.may(*right))
            .map(|(label, end, _)| Tab {
                label,
                href: format!("/gestion/usagers/{id}{end}"),
                ici: *end == here,
            })
            .collect();
        let (statut, statut_code) = (person.statut.label(), person.statut);
        Self {
            id,
            titre: person.titre(),
            numero: person.numero,
            statut,
            statut_code,
            onglets,
        }
    }
}

/// The address of the « Courriers » tab; `query` begins with `?` or is empty.
#[must_use]
pub fn mail_url(usager: &UsagerId, query: &str) -> String {
    format!("/gestion/usagers/{}/courriers{query}", usager.as_str())
}

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
/// [`Error::NotFound`] for another structure's domicilié, or as the database.
pub async fn overview(cx: Cx, me: Staff) -> Result<Page> {
    let person = asked_for(&cx, &me).await?;
    Page::show(&OverviewView {
        frame: Frame::of(&me, LIST_URL),
        usager: UsagerView::of(&person, &me, ""),
        dossier: FileView::of(&person, &me, cx.now),
        attente: person.pending(),
    })
}

async fn asked_for(cx: &Cx, me: &Staff) -> Result<Usager> {
    let id = cx.param("usager", UsagerId::parse)?;
    store::usager(&cx.db, &me.structure, &id)
        .await?
        .ok_or(Error::NotFound)
}

/// A tab whose content comes with a later version, and says so.
#[derive(Debug, Serialize)]
pub struct TabToComeView {
    frame: Frame,
    usager: UsagerView,
    titre: &'static str,
    message: &'static str,
}

impl View for TabToComeView {
    const TEMPLATE: &'static str = "desk/bientot.html";
}

async fn to_come(
    cx: Cx,
    me: Staff,
    here: &str,
    titre: &'static str,
    message: &'static str,
) -> Result<Page> {
    let person = asked_for(&cx, &me).await?;
    let usager = UsagerView::of(&person, &me, here);
    Page::show(&TabToComeView {
        frame: Frame::of(&me, LIST_URL),
        usager,
        titre,
        message,
    })
}

/// « Dossier ».
///
/// # Errors
/// [`Error::NotFound`] for another structure's domicilié, or as the database.
pub async fn file_to_come(cx: Cx, me: Staff) -> Result<Page> {
    let message =
        "Ici, vous pourrez modifier l’identité, les coordonnées et la demande de la personne.";
    to_come(cx, me, "/dossier", "Dossier", message).await
}

/// « Documents ».
///
/// # Errors
/// As [`file_to_come`].
pub async fn documents_to_come(cx: Cx, me: Staff) -> Result<Page> {
    let message = "Ici, vous pourrez déposer et retrouver les documents de la personne.";
    to_come(cx, me, "/documents", "Documents", message).await
}

/// « Historique ».
///
/// # Errors
/// As [`file_to_come`].
pub async fn history_to_come(cx: Cx, me: Staff) -> Result<Page> {
    let message = "Ici, vous lirez tout ce qui s’est passé sur cette fiche. Tout est déjà enregistré depuis le premier jour.";
    to_come(cx, me, "/historique", "Historique", message).await
}
