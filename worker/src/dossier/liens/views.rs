//! What the page of a dossier shows of its links, and the page that makes one.

use serde::Serialize;

use super::{
    rules::{Cible, LienForm},
    store::{Agreement, FoundFile, FoundRequest, LinkedFile, LinkedRequest},
};
use crate::{
    auth::Staff,
    dossier::{
        page::{HERE, store::Held, url, views::HeadView},
        rules::Statut,
    },
    edge::{clock, error::Result, form::FieldError, ids::DossierLienId, page::View},
    frame::Frame,
    rights::Right,
};

#[derive(Debug, Serialize)]
struct LinkView {
    id: String,
    titre: String,
    href: String,
    mention: String,
    accord: String,
}

fn agreement(link: &Agreement, me: &Staff) -> String {
    let said = link.accord_jour.short();
    let made = link.created_at.short(clock::zone(&me.fuseau));
    format!(
        "Accord de la personne le {said}, noté par {} le {made}",
        link.qui
    )
}

/// What the holder knows the person by elsewhere, as far as whoever looks may see it there.
#[derive(Debug, Serialize)]
pub struct LinksView {
    liens: Vec<LinkView>,
    /// Where one is made; none in an archived dossier.
    lier: Option<String>,
}

impl LinksView {
    /// The links of `held` for `me`: each kind only to whoever may open what it leads to.
    #[must_use]
    pub fn of(me: &Staff, held: &Held, files: &[LinkedFile], requests: &[LinkedRequest]) -> Self {
        let zone = clock::zone(&me.fuseau);
        let file = |one: &LinkedFile| LinkView {
            id: one.link.id.as_str().to_owned(),
            titre: format!("Domiciliation n°\u{a0}{}", one.numero),
            href: format!("/gestion/usagers/{}", one.usager.as_str()),
            mention: format!("{} {}", one.nom.to_uppercase(), one.prenom),
            accord: agreement(&one.link, me),
        };
        let request = |one: &LinkedRequest| LinkView {
            id: one.link.id.as_str().to_owned(),
            titre: format!(
                "Demande d’orientation {}",
                if one.recue { "reçue" } else { "envoyée" }
            ),
            href: format!("/gestion/orientations/{}", one.orientation.as_str()),
            mention: format!(
                "«\u{a0}{}\u{a0}», le {}\u{a0}: {}",
                one.service,
                one.sent_at.day(zone).short(),
                one.statut.label().to_lowercase()
            ),
            accord: agreement(&one.link, me),
        };
        let mut liens = Vec::new();
        if me.role.may(Right::SeeFile) {
            liens.extend(files.iter().map(file));
        }
        if me.role.may(Right::SeeOrientations) {
            liens.extend(requests.iter().map(request));
        }
        Self {
            liens,
            lier: (held.statut != Statut::Archive).then(|| url(&held.id, "/liens")),
        }
    }
}

#[derive(Debug, Serialize)]
struct ChoiceView {
    code: String,
    titre: String,
    mention: String,
}

/// « Lier ce dossier ».
#[derive(Debug, Serialize)]
pub struct LinkingView {
    frame: Frame,
    tete: HeadView,
    /// The form, as typed.
    pub lien: LienForm,
    /// Was something looked for?
    cherche: bool,
    choix: Vec<ChoiceView>,
    jeton: DossierLienId,
    /// Mistakes.
    pub erreurs: Vec<FieldError>,
}

impl View for LinkingView {
    const TEMPLATE: &'static str = "dossier/lier.html";
}

/// What can be linked: files, requests sent, requests received.
#[derive(Debug, Default)]
pub struct Found {
    /// Files.
    pub files: Vec<FoundFile>,
    /// Requests sent.
    pub sent: Vec<FoundRequest>,
    /// Requests received.
    pub received: Vec<FoundRequest>,
}

fn file_choice(one: &FoundFile) -> ChoiceView {
    ChoiceView {
        code: Cible::Usager(one.id.clone()).named(),
        titre: format!("Domiciliation n°\u{a0}{}", one.numero),
        mention: format!(
            "{} {}, né(e) le {}",
            one.nom.to_uppercase(),
            one.prenom,
            one.date_naissance.short()
        ),
    }
}

fn request_choice(one: &FoundRequest, recue: bool, zone: chrono_tz::Tz) -> ChoiceView {
    let id = one.id.clone();
    ChoiceView {
        code: if recue {
            Cible::Recue(id)
        } else {
            Cible::Envoyee(id)
        }
        .named(),
        titre: format!(
            "Demande {} le {}",
            if recue { "reçue" } else { "envoyée" },
            one.sent_at.day(zone).short()
        ),
        mention: format!(
            "{} {}, «\u{a0}{}\u{a0}»",
            one.nom.to_uppercase(),
            one.prenom,
            one.service
        ),
    }
}

impl LinkingView {
    /// The page with what was found.
    ///
    /// # Errors
    /// When there is no randomness.
    pub fn of(me: &Staff, held: &Held, lien: LienForm, found: &Found) -> Result<Self> {
        let zone = clock::zone(&me.fuseau);
        let files = found.files.iter().map(file_choice);
        let sent = found
            .sent
            .iter()
            .map(|one| request_choice(one, false, zone));
        let received = found
            .received
            .iter()
            .map(|one| request_choice(one, true, zone));
        Ok(Self {
            frame: Frame::of(me, HERE),
            tete: HeadView::of(held, me),
            cherche: !lien.recherche.trim().is_empty(),
            lien,
            choix: files.chain(sent).chain(received).collect(),
            jeton: DossierLienId::new()?,
            erreurs: Vec::new(),
        })
    }
}

#[cfg(test)]
pub(crate) mod samples {
    use serde_json::json;

    use super::*;
    use crate::{
        desk::tabs::samples::me,
        dossier::page::views::samples::held,
        edge::{clock::Moment, page},
        rights::Role,
    };

    const ID: &str = "AAAAAAAAAAAAAAAAAAAAAA";
    const NOW: i64 = 1_795_384_800_000;

    pub(crate) fn linked_file() -> LinkedFile {
        let link = json!({ "id": ID, "accord_jour": "2026-11-20", "created_at": NOW, "qui": "Farid Demo",
            "usager": ID, "numero": 8, "nom": "Test", "prenom": "Test" });
        serde_json::from_value(link).expect("a link")
    }

    pub(crate) fn linked_request() -> LinkedRequest {
        let link = json!({ "id": ID, "accord_jour": "2026-11-20", "created_at": NOW, "qui": "Farid Demo",
            "orientation": ID, "recue": 1, "service": "Cours de français", "statut": "OUVERTE", "sent_at": NOW });
        serde_json::from_value(link).expect("a link")
    }

    pub(crate) fn rendered() -> Vec<(&'static str, Result<String>)> {
        let me = me(Role::Agent);
        let file = || {
            let file = json!({ "id": ID, "numero": 8, "nom": "Test", "prenom": "Test", "date_naissance": "1980-02-03" });
            serde_json::from_value(file).expect("a file")
        };
        let request = || {
            let request = json!({ "id": ID, "nom": "Test", "prenom": "Test", "service": "Cours de français", "statut": "VALIDEE", "sent_at": NOW });
            serde_json::from_value(request).expect("a request")
        };
        let some = Found {
            files: vec![file()],
            sent: vec![request()],
            received: vec![request()],
        };
        let view = |lien: LienForm, found: &Found| {
            LinkingView::of(&me, &held("ORIENTATION"), lien, found).expect("a view")
        };
        let looked = LienForm {
            recherche: "12".to_owned(),
            ..LienForm::default()
        };
        let mut wrong = view(LienForm::default(), &some);
        let today = Moment(NOW).day(chrono_tz::Tz::Europe__Paris);
        wrong.erreurs = wrong.lien.checked(today).expect_err("mistakes");
        let views = [
            view(LienForm::default(), &some),
            view(LienForm::default(), &Found::default()),
            view(looked, &Found::default()),
            wrong,
        ];
        views
            .iter()
            .map(|view| (LinkingView::TEMPLATE, page::render(view)))
            .collect()
    }

    #[test]
    fn a_link_is_for_whoever_may_open_what_it_leads_to() {
        let links = |role| {
            let me = me(role);
            LinksView::of(
                &me,
                &held("ORIENTATION"),
                &[linked_file()],
                &[linked_request()],
            )
            .liens
            .len()
        };
        assert_eq!(links(Role::Agent), 2);
        assert_eq!(links(Role::Facteur), 0);
    }
}
