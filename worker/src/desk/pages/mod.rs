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

#[cfg(test)]
pub(crate) mod samples {
    use serde_json::json;

    use super::*;
    use crate::{
        edge::ids::{StaffId, StructureId},
        edge::page,
        rights::Role,
    };

    pub(crate) fn me(role: Role) -> Staff {
        Staff {
            id: StaffId::new().expect("an id"),
            structure: StructureId::new().expect("an id"),
            structure_nom: "DomiFa Compte Test".to_owned(),
            fuseau: "Europe/Paris".to_owned(),
            nom_complet: "Camille Demo".to_owned(),
            role,
        }
    }

    pub(crate) fn person(statut: &str) -> Usager {
        let motif = matches!(statut, "REFUS" | "RADIE").then_some("AUTRE");
        let person = json!({ "id": "AAAAAAAAAAAAAAAAAAAAAA", "numero": 8, "civilite": "H", "prenom": "Test", "nom": "Test",
            "surnom": null, "date_naissance": "1980-02-03", "telephone": null, "email": null, "statut": statut,
            "debut": "2026-12-14", "echeance": "2027-12-13", "motif": motif, "motif_texte": motif,
            "courrier_pending": 2, "recommande_pending": 0, "colis_pending": 1,
            "pending_since_at": 1_795_384_800_000_i64, "dernier_passage_at": null });
        serde_json::from_value(person).expect("a person")
    }

    fn listed() -> ListedView {
        ListedView {
            href: mail_url(&person("VALIDE").id, ""),
            numero: 8,
            nom: "Test".to_owned(),
            prenom: "Test".to_owned(),
            surnom: Some("Tintin".to_owned()),
            statut: rules::Statut::Valide.label(),
            statut_code: rules::Statut::Valide,
            attend: 3,
        }
    }

    pub(crate) fn rendered() -> Vec<(&'static str, Result<String>)> {
        let frame = || Frame::of(&me(Role::Administrateur), LIST_URL);
        let alone = PageView {
            numero: 1,
            precedente: None,
            suivante: None,
        };
        let between = PageView {
            numero: 2,
            precedente: Some("?page=1".to_owned()),
            suivante: Some("?page=3".to_owned()),
        };
        let lists = [
            ListView {
                frame: frame(),
                usagers: vec![],
                page: alone,
            },
            ListView {
                frame: frame(),
                usagers: vec![listed()],
                page: between,
            },
        ];
        let me = me(Role::Instructeur);
        let overviews = [
            "INSTRUCTION",
            "ATTENTE_DECISION",
            "VALIDE",
            "REFUS",
            "RADIE",
        ]
        .map(|statut| {
            let person = person(statut);
            OverviewView {
                frame: frame(),
                usager: UsagerView::of(&person, &me, ""),
                dossier: FileView::of(&person, &me, Moment(1_795_384_800_000)),
                attente: person.pending(),
            }
        });
        let to_come = TabToComeView {
            frame: frame(),
            usager: UsagerView::of(&person("VALIDE"), &me, "/dossier"),
            titre: "Dossier",
            message: "Bientôt.",
        };
        let mut rendered = vec![(TabToComeView::TEMPLATE, page::render(&to_come))];
        rendered.extend(
            lists
                .iter()
                .map(|view| (ListView::TEMPLATE, page::render(view))),
        );
        rendered.extend(
            overviews
                .iter()
                .map(|view| (OverviewView::TEMPLATE, page::render(view))),
        );
        rendered
    }

    #[test]
    fn a_facteur_sees_one_tab() {
        let tabs = |role| {
            UsagerView::of(&person("VALIDE"), &me(role), "")
                .onglets
                .iter()
                .map(|tab| tab.label)
                .collect::<Vec<_>>()
        };
        assert_eq!(tabs(Role::Facteur), ["Courriers"]);
        assert_eq!(
            tabs(Role::Agent),
            [
                "Vue d’ensemble",
                "Courriers",
                "Dossier",
                "Documents",
                "Historique"
            ]
        );
    }
}
