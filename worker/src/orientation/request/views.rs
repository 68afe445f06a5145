//! What the two steps of the form show.

use serde::Serialize;

use super::{
    field_views::{
        Elsewhere, FileView, Other, Tick, contact_ticks, criterion_ticks, lines, situation_ticks,
    },
    file_rules::OCTETS_MAX,
    rules::{DOCUMENTS_MAX, Typed},
    store::{Draft, File, Prescriber},
};
use crate::{
    auth::Staff,
    edge::{
        clock,
        error::Result,
        form::FieldError,
        ids::{DraftWindowId, OrientationDocumentId, OrientationId},
        page::View,
    },
    frame::Frame,
    orientation::services::rules::Oriented,
};

/// Where one's requests are.
pub const BOARD_URL: &str = "/gestion/orientations";

/// The address of a draft; `rest` is what follows.
#[must_use]
pub fn draft_url(id: &OrientationId, rest: &str) -> String {
    format!("{BOARD_URL}/brouillons/{}{rest}", id.as_str())
}

/// The address of a request.
#[must_use]
pub fn request_url(id: &OrientationId) -> String {
    format!("{BOARD_URL}/{}", id.as_str())
}

/// What every page of a draft says at its head.
#[derive(Debug, Clone, Serialize)]
pub struct Head {
    /// The draft's address.
    pub href: String,
    /// The service.
    pub service: String,
    /// Who offers it.
    pub porteur: String,
    /// How often the draft was kept.
    pub version: i64,
    /// Until when it is kept, in words.
    pub jusqu_au: String,
}

impl Head {
    /// Of a draft for that service.
    #[must_use]
    pub fn of(me: &Staff, draft: &Draft, porteur: &str) -> Self {
        let zone = clock::zone(&me.fuseau);
        Self {
            href: draft_url(&draft.id, ""),
            service: draft.service.clone(),
            porteur: porteur.to_owned(),
            version: draft.version,
            jusqu_au: draft.expires_at.day(zone).long(),
        }
    }
}

/// « Conformité ».
#[derive(Debug, Serialize)]
pub struct ProfileView {
    /// The frame.
    pub frame: Frame,
    /// The draft.
    pub tete: Head,
    /// This page, told from another window.
    pub fenetre: DraftWindowId,
    /// Whom the service is for.
    pub publics: Vec<String>,
    /// Situations to tick.
    pub situations: Vec<Tick>,
    /// Any other.
    pub situation_autre: String,
    /// What one has to know beforehand, line by line.
    pub conditions: Vec<String>,
    /// Criteria to tick.
    pub criteres: Vec<Tick>,
    /// What the service asks for.
    pub documents: Vec<String>,
    /// Mistakes.
    pub erreurs: Vec<FieldError>,
    /// What another window has written.
    pub ailleurs: Option<Elsewhere>,
}

impl View for ProfileView {
    const TEMPLATE: &'static str = "orientation/conformite.html";
}

impl ProfileView {
    /// The step as `typed`.
    ///
    /// # Errors
    /// When there is no randomness.
    pub fn of(me: &Staff, draft: &Draft, service: &Oriented, typed: &Typed) -> Result<Self> {
        Ok(Self {
            frame: Frame::of(me, BOARD_URL),
            tete: Head::of(me, draft, &service.porteur),
            fenetre: DraftWindowId::new()?,
            publics: service.publics.clone(),
            situations: situation_ticks(typed),
            situation_autre: typed.situation_autre.clone(),
            conditions: paragraphs(service.conditions.as_deref()),
            criteres: criterion_ticks(typed, service),
            documents: service.documents.clone(),
            erreurs: Vec::new(),
            ailleurs: None,
        })
    }
}

fn paragraphs(text: Option<&str>) -> Vec<String> {
    let lines = text.unwrap_or_default().lines();
    lines
        .filter(|it| !it.is_empty())
        .map(str::to_owned)
        .collect()
}

/// « La demande ».
#[derive(Debug, Serialize)]
pub struct DemandView {
    /// The frame.
    pub frame: Frame,
    /// The draft.
    pub tete: Head,
    /// This page, told from another window.
    pub fenetre: DraftWindowId,
    /// The form as typed.
    pub f: Typed,
    /// The ways of reaching the person.
    pub contacts: Vec<Tick>,
    /// Who sends: name and address.
    pub prescripteur: (String, String),
    /// Whether somebody else accompanies the person.
    pub autre_referent: bool,
    /// Whether the commitment is ticked.
    pub engagement: bool,
    /// What the service asks for.
    pub documents: Vec<String>,
    /// What is joined.
    pub fichiers: Vec<FileView>,
    /// The key of the next document: sent twice, it is there once.
    pub jeton: OrientationDocumentId,
    /// Are there as many as there may be?
    pub plein: bool,
    /// The most one may weigh, in bytes.
    pub octets_max: usize,
    /// What has just been done.
    pub message: Option<&'static str>,
    /// Mistakes.
    pub erreurs: Vec<FieldError>,
    /// What another window has written.
    pub ailleurs: Option<Elsewhere>,
}

impl View for DemandView {
    const TEMPLATE: &'static str = "orientation/demande.html";
}

impl DemandView {
    /// The step as `typed`.
    ///
    /// # Errors
    /// When there is no randomness.
    pub fn of(
        me: &Staff,
        draft: &Draft,
        service: &Oriented,
        typed: &Typed,
        (who, files): (&Prescriber, Vec<File>),
    ) -> Result<Self> {
        let plein = i64::try_from(files.len()).unwrap_or(i64::MAX) >= DOCUMENTS_MAX;
        Ok(Self {
            frame: Frame::of(me, BOARD_URL),
            tete: Head::of(me, draft, &service.porteur),
            fenetre: DraftWindowId::new()?,
            contacts: contact_ticks(typed),
            prescripteur: (who.nom_complet(), who.email.clone()),
            autre_referent: typed.autre_referent == "oui",
            engagement: typed.engagement == "oui",
            documents: service.documents.clone(),
            fichiers: files.into_iter().map(FileView::of).collect(),
            jeton: OrientationDocumentId::new()?,
            plein,
            octets_max: OCTETS_MAX,
            f: typed.clone(),
            message: None,
            erreurs: Vec::new(),
            ailleurs: None,
        })
    }
}

/// A form that leads nowhere any more: its service receives no requests, or it is sent already.
#[derive(Debug, Serialize)]
pub struct ClosedView {
    /// The frame.
    pub frame: Frame,
    /// The draft, if there is still one.
    pub tete: Option<Head>,
    /// The request, if it is sent.
    pub envoyee: Option<String>,
    /// What was typed, for another request.
    pub lignes: Vec<Other>,
}

impl View for ClosedView {
    const TEMPLATE: &'static str = "orientation/ferme.html";
}

impl ClosedView {
    /// Of that draft.
    #[must_use]
    pub fn of(me: &Staff, draft: &Draft) -> Self {
        Self {
            frame: Frame::of(me, BOARD_URL),
            tete: Some(Head::of(me, draft, "")),
            envoyee: None,
            lignes: lines(&draft.typed),
        }
    }

    /// Of what was typed in a window after another had sent the request.
    #[must_use]
    pub fn after_sending(me: &Staff, id: &OrientationId, typed: &Typed) -> Self {
        Self {
            frame: Frame::of(me, BOARD_URL),
            tete: None,
            envoyee: Some(request_url(id)),
            lignes: lines(typed),
        }
    }
}

#[cfg(test)]
pub(crate) mod samples {
    use super::{
        super::{rules::Step, typed_rules::samples::typed},
        *,
    };
    use crate::{
        desk::tabs::samples::me,
        edge::{clock::Moment, page},
        orientation::services::rules::samples::service,
        rights::Role,
    };

    pub(crate) fn draft() -> Draft {
        let row = serde_json::json!({ "id": "AAAAAAAAAAAAAAAAAAAAAA", "service_id": "BBBBBBBBBBBBBBBBBBBBBB",
            "service": "Accompagnement vers le logement", "donnees": "{}", "version": 2, "expires_at": 1_795_984_800_000_i64 });
        Draft {
            typed: typed(),
            ..serde_json::from_value(row).expect("a draft")
        }
    }

    pub(crate) fn prescriber() -> Prescriber {
        let row =
            serde_json::json!({ "prenom": "Olive", "nom": "Demo", "email": "olive@exemple.test" });
        serde_json::from_value(row).expect("somebody")
    }

    pub(crate) fn files(how_many: usize) -> Vec<File> {
        let row = serde_json::json!({ "id": "CCCCCCCCCCCCCCCCCCCCCC", "nom": "Attestation.pdf", "genre": "application/pdf", "octets": 240_000 });
        let one: File = serde_json::from_value(row).expect("a file");
        vec![one; how_many]
    }

    fn demand(typed: &Typed, files_count: usize) -> DemandView {
        let oriented = service().oriented().expect("open");
        let around = (&prescriber(), files(files_count));
        DemandView::of(&me(Role::Agent), &draft(), &oriented, typed, around).expect("a view")
    }

    pub(crate) fn rendered() -> Vec<(&'static str, Result<String>)> {
        let me = me(Role::Agent);
        let oriented = service().oriented().expect("open");
        let empty = Typed::default();
        let bare = crate::orientation::services::rules::Oriented {
            conditions: None,
            criteres: vec![],
            documents: vec![],
            ..oriented.clone()
        };
        let elsewhere = |step, sent: &Typed| Some(Elsewhere::of(step, sent, &typed(), &oriented));
        let mut with_file = Elsewhere::of(Step::Demande, &empty, &empty, &oriented);
        with_file.fichier = Some("Attestation.pdf".to_owned());
        let profile = |service, typed: &Typed| {
            ProfileView::of(&me, &draft(), service, typed).expect("a view")
        };
        let _ = Moment(0);
        let profiles = [
            profile(&bare, &typed()),
            ProfileView {
                erreurs: empty.mistakes_of_profile(),
                ailleurs: elsewhere(Step::Conformite, &empty),
                ..profile(&oriented, &empty)
            },
        ];
        let demands = [
            demand(&typed(), 1),
            demand(&empty, 10),
            DemandView {
                erreurs: empty.mistakes_of_demand(),
                ailleurs: elsewhere(Step::Demande, &empty),
                message: Some("Le document est joint."),
                ..demand(&empty, 0)
            },
            DemandView {
                ailleurs: Some(with_file),
                ..demand(&typed(), 0)
            },
        ];
        let closed = [
            ClosedView::of(&me, &draft()),
            ClosedView::after_sending(&me, &draft().id, &typed()),
        ];
        profiles
            .iter()
            .map(|view| (ProfileView::TEMPLATE, page::render(view)))
            .chain(
                demands
                    .iter()
                    .map(|view| (DemandView::TEMPLATE, page::render(view))),
            )
            .chain(
                closed
                    .iter()
                    .map(|view| (ClosedView::TEMPLATE, page::render(view))),
            )
            .collect()
    }
}
