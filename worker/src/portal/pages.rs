//! The home page of a domicilié.

use std::cmp::Reverse;

use escale_site::locale::Language;
use serde::Serialize;

use super::{
    place::PlaceView,
    rules::{self, Alert, Appeal, NextVisit},
    store::{self, Announcement, Home, Whole},
    things::{DocumentView, LineView, MailView},
};
use crate::{
    auth::Domicilie,
    desk::rules::Statut,
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
    message: Option<String>,
}

#[derive(Debug, Serialize)]
struct DomiciliationView {
    statut: String,
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

/// What the structure tells all its domiciliés.
#[derive(Debug, Serialize)]
struct AnnouncementView {
    titre: String,
    lignes: Vec<String>,
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
    let mut view = HomeView::of(me.langue, whole, cx.now)?;
    if cx.query("fait") == "mot-de-passe" {
        view.message = Some(me.langue.say("choix-fait", &[])?);
    }
    Page::show_in(me.langue, &view)
}

impl HomeView {
    fn of(language: &Language, whole: Whole, now: Moment) -> Result<Self> {
        let Whole {
            home,
            lines,
            announcements,
            documents,
            closures,
        } = whole;
        let zone = clock::zone(&home.fuseau);
        let today = now.day(zone);
        let visit = home.dernier_passage_at.map(|at| at.day(zone));
        let standing = home.standing();
        let end = home.echeance;
        let lines = lines.into_iter().map(|it| LineView::of(language, it, zone));
        let documents = documents.into_iter();
        Ok(Self {
            courrier: MailView::of(language, &home.waiting, zone)?,
            domiciliation: DomiciliationView::of(language, &home, visit)?,
            alerte: rules::end_alert(language, standing, end, today)?,
            prochain_passage: rules::next_visit(language, standing, visit, end, today)?,
            recours: rules::appeal(language, standing, home.reason(), end, today)?,
            mouvements: lines.collect::<Result<_>>()?,
            annonces: AnnouncementView::running(announcements, today),
            documents: documents
                .map(|it| DocumentView::of(language, it))
                .collect::<Result<_>>()?,
            structure: PlaceView::of(language, &home, &closures, now)?,
            informations: PersonView {
                nom_complet: format!("{} {}", home.prenom, home.nom),
                telephone: home.telephone,
                email: home.email,
            },
            prenom: home.prenom,
            message: None,
        })
    }
}

impl DomiciliationView {
    fn of(language: &Language, home: &Home, visit: Option<Day>) -> Result<Self> {
        let short = |day: Option<Day>| day.map(|day| language.date_in_digits(day)).transpose();
        Ok(Self {
            statut: language.say(rules::statut_key(home.standing()), &[])?,
            statut_code: home.statut,
            debut: short(home.debut)?,
            echeance: short(home.echeance)?,
            dernier_passage: short(visit)?,
        })
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

#[cfg(test)]
pub(crate) mod samples {
    use escale_site::locale::LANGUAGES;
    use serde_json::json;

    use super::*;
    use crate::edge::page;

    fn home(language: &Language, (statut, echeance, courrier): (&str, &str, i64)) -> HomeView {
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
        HomeView::of(language, whole, Moment(1_795_384_800_000)).expect(language.code)
    }

    pub(crate) fn rendered() -> Vec<(&'static str, Result<String>)> {
        let states = [
            ("VALIDE", "2027-12-13", 2),
            ("VALIDE", "2026-11-01", 0),
            ("REFUS", "2026-11-01", 1),
            ("REFUS", "2027-12-13", 1),
            ("RADIE", "2026-11-01", 0),
            ("ATTENTE_DECISION", "2026-12-01", 0),
            ("ATTENTE_DECISION", "2026-11-01", 0),
            ("INSTRUCTION", "2026-11-01", 0),
        ];
        let mut all = Vec::new();
        for language in LANGUAGES {
            all.extend(states.map(|state| {
                let mut view = home(language, state);
                view.message = language.say("choix-fait", &[]).ok();
                (HomeView::TEMPLATE, page::render_in(language, &view))
            }));
        }
        all
    }
}
