//! The home page of a domicilié.

use std::cmp::Reverse;

use chrono_tz::Tz;
use serde::Serialize;

use super::{
    place::PlaceView,
    rules::{self, Alert, Appeal, NextVisit},
    store::{self, Announcement, Document, Line, Whole},
};
use crate::{
    auth::Domicilie,
    desk::{
        documents::rules::size,
        mail::rules::{Mail, Mouvement},
        rules::Statut,
    },
    edge::{
        clock::{self, Day, Moment},
        cx::Cx,
        error::{Error, Result},
        page::{Page, View},
    },
    structure::announcements::rules::State,
};

/// « Bienvenue dans votre espace de suivi de courrier ».
#[derive(Debug, Serialize)]
pub struct HomeView {
    prenom: String,
    courrier: MailView,
    domiciliation: DomiciliationView,
    alerte: Option<Alert>,
    informations: PersonView,
    structure: PlaceView,
    prochain_passage: Option<NextVisit>,
    recours: Option<Appeal>,
    mouvements: Vec<LineView>,
    annonces: Vec<AnnouncementView>,
    documents: Vec<DocumentView>,
    message: Option<&'static str>,
}

#[derive(Debug, Serialize)]
struct MailView {
    total: i64,
    lignes: Vec<KindView>,
    depuis: Option<String>,
}

#[derive(Debug, Serialize)]
struct KindView {
    nombre: i64,
    genre: &'static str,
    texte: String,
}

#[derive(Debug, Serialize)]
struct DomiciliationView {
    statut: &'static str,
    statut_code: Statut,
    debut: Option<String>,
    echeance: Option<String>,
    dernier_passage: Option<String>,
}

#[derive(Debug, Serialize)]
struct PersonView {
    nom_complet: String,
    telephone: Option<String>,
    email: Option<String>,
}

#[derive(Debug, Serialize)]
struct LineView {
    date: String,
    texte: String,
    note: Option<String>,
}

/// What the structure tells all its domiciliés.
#[derive(Debug, Serialize)]
struct AnnouncementView {
    titre: String,
    lignes: Vec<String>,
}

/// A document that the structure shows.
#[derive(Debug, Serialize)]
struct DocumentView {
    href: String,
    nom: String,
    genre: &'static str,
    taille: String,
}

impl View for HomeView {
    const TEMPLATE: &'static str = "portal/accueil.html";
}

/// Is there mail, how much, where, until when, and when to come next.
///
/// # Errors
/// As the database.
pub async fn home(cx: Cx, me: Domicilie) -> Result<Page> {
    let whole = store::home(&cx.db, &me, cx.now).await?;
    let whole = whole.ok_or(Error::NotFound)?;
    let message = (cx.query("fait") == "mot-de-passe").then_some("Votre mot de passe est changé.");
    Page::show(&HomeView {
        message,
        ..HomeView::of(whole, cx.now)
    })
}

impl HomeView {
    fn of(whole: Whole, now: Moment) -> Self {
        let Whole {
            home,
            lines,
            announcements,
            documents,
            closures,
        } = whole;
        let zone = clock::zone(&home.fuseau);
        let today = now.day(zone);
        let structure = PlaceView::of(&home, &closures, now);
        let visit = home.dernier_passage_at.map(|at| at.day(zone));
        let standing = home.standing();
        Self {
            courrier: MailView::of(home.waiting.mail(), home.waiting.since(), zone),
            domiciliation: DomiciliationView {
                statut: rules::statut_label(standing),
                statut_code: home.statut,
                debut: home.debut.map(Day::short),
                echeance: home.echeance.map(Day::short),
                dernier_passage: visit.map(Day::short),
            },
            alerte: rules::end_alert(standing, home.echeance, today),
            prochain_passage: rules::next_visit(standing, visit, home.echeance, today),
            recours: rules::appeal(standing, home.reason(), home.echeance, today),
            mouvements: lines
                .into_iter()
                .map(|line| LineView::of(line, zone))
                .collect(),
            annonces: AnnouncementView::running(announcements, today),
            documents: documents.into_iter().map(DocumentView::of).collect(),
            informations: PersonView {
                nom_complet: format!("{} {}", home.prenom, home.nom),
                telephone: home.telephone,
                email: home.email,
            },
            structure,
            prenom: home.prenom,
            message: None,
        }
    }
}

/// Announcements on the home page: more would hide the mail.
const ANNOUNCEMENTS_SHOWN: usize = 5;

impl AnnouncementView {
    /// Those that are shown today, the last begun first.
    fn running(mut all: Vec<Announcement>, today: Day) -> Vec<Self> {
        all.retain(|one| State::on(today, one.debut, one.fin) == State::Running);
        all.sort_by_key(|one| Reverse(one.debut));
        let shown = |one: Announcement| Self {
            titre: one.titre,
            lignes: one.texte.lines().map(str::to_owned).collect(),
        };
        all.into_iter()
            .take(ANNOUNCEMENTS_SHOWN)
            .map(shown)
            .collect()
    }
}

impl DocumentView {
    fn of(document: Document) -> Self {
        Self {
            href: format!("/portail/documents/{}", document.id.as_str()),
            nom: document.nom,
            genre: document.genre.label(),
            taille: size(document.octets),
        }
    }
}

impl MailView {
    fn of(mail: Mail, since: Option<Moment>, zone: Tz) -> Self {
        let lignes = mail
            .kinds()
            .into_iter()
            .map(|(genre, nombre, texte)| KindView {
                nombre,
                genre,
                texte,
            })
            .collect();
        Self {
            total: mail.total(),
            lignes,
            depuis: since.map(|at| at.day(zone).with_weekday()),
        }
    }
}

impl LineView {
    fn of(line: Line, zone: Tz) -> Self {
        let what = line.mail.words();
        let texte = match line.mouvement {
            Mouvement::Reception => format!("Reçu\u{a0}: {what}"),
            Mouvement::Remise => format!("Remis\u{a0}: {what}"),
            other => other.words(line.mail),
        };
        Self {
            date: line.created_at.day(zone).short(),
            texte,
            note: line.note,
        }
    }
}

#[cfg(test)]
pub(crate) mod samples {
    use serde_json::json;

    use super::*;
    use crate::edge::page;

    fn home(statut: &str, echeance: &str, courrier: i64) -> HomeView {
        let motif = matches!(statut, "REFUS" | "RADIE").then_some("SATURATION");
        let home = json!({ "prenom": "Test", "nom": "Test", "telephone": null, "email": null, "statut": statut, "renouvellement": i64::from(statut == "ATTENTE_DECISION"),
            "debut": "2026-01-01", "echeance": echeance, "motif": motif, "motif_texte": null,
            "courrier_pending": courrier, "recommande_pending": courrier, "colis_pending": courrier,
            "courrier_since_at": null, "recommande_since_at": null, "colis_since_at": (courrier > 0).then_some(1_795_384_800_000_i64), "dernier_passage_at": 1_795_384_800_000_i64,
            "structure_nom": "DomiFa Compte Test", "adresse": "Rue test", "code_postal": "75000", "ville": "Paris",
            "structure_telephone": "01 40 00 00 00", "structure_email": "accueil@exemple.fr", "accueil_adresse": "2 rue Neuve", "accueil_code_postal": "75000", "accueil_ville": "Paris",
            "horaires": "Lundi\u{a0}: 9 h – 12 h", "horaires_osm": "Mo 09:00-12:00", "fuseau": "Europe/Paris" });
        let line = json!({ "mouvement": "RECEPTION", "courrier": 1, "recommande": 0, "colis": 0, "note": "Au guichet 2",
            "created_at": 1_795_384_800_000_i64 });
        let line = serde_json::from_value(line).expect("a line");
        let announcement = json!({ "titre": "Fermeture", "texte": "Nous fermons.\nÀ bientôt.", "debut": "2026-01-01", "fin": "2099-01-01" });
        let document = json!({ "id": "AAAAAAAAAAAAAAAAAAAAAA", "nom": "Attestation.pdf", "genre": "application/pdf", "octets": 1 });
        let closure = json!({ "debut": "2026-12-01", "fin": "2026-12-02", "motif": "Congés" });
        let whole = Whole {
            home: serde_json::from_value(home).expect("a home"),
            lines: vec![line],
            announcements: vec![serde_json::from_value(announcement).expect("an announcement")],
            documents: vec![serde_json::from_value(document).expect("a document")],
            closures: vec![serde_json::from_value(closure).expect("a closure")],
        };
        HomeView::of(whole, Moment(1_795_384_800_000))
    }

    pub(crate) fn rendered() -> Vec<(&'static str, Result<String>)> {
        let views = [
            home("VALIDE", "2027-12-13", 2),
            home("VALIDE", "2026-11-01", 0),
            home("REFUS", "2026-11-01", 1),
            home("REFUS", "2027-12-13", 1),
            home("RADIE", "2026-11-01", 0),
            home("ATTENTE_DECISION", "2026-12-01", 0),
            home("ATTENTE_DECISION", "2026-11-01", 0),
            HomeView {
                message: Some("Votre mot de passe est changé."),
                ..home("INSTRUCTION", "2026-11-01", 0)
            },
        ];
        views
            .iter()
            .map(|view| (HomeView::TEMPLATE, page::render(view)))
            .collect()
    }
}
