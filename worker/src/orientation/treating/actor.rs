//! Who deals with a request: whoever holds a link to it, or somebody of the structure that receives it.

use chrono_tz::Tz;

use super::{
    lost_pages,
    rules::{self, Standing},
};
use crate::{
    auth::Staff,
    edge::{
        clock,
        cx::Cx,
        error::{Error, Result},
        ids::{OrientationId, StaffId},
        page::Page,
    },
    frame::Frame,
    orientation::{
        link::GENRE,
        store::{self, Request},
    },
    outbox::{self, Followed, rules::masked},
};

/// Where most services are: a link says nothing of a time zone.
const ZONE: &str = "Europe/Paris";
/// The entry of the menu that these pages belong to.
const MENU: &str = "/gestion/orientations";

/// Who it is.
pub enum Actor {
    /// Whoever holds that link.
    Link(Followed),
    /// Somebody of the structure.
    Staff(Staff),
}

/// A request before whoever deals with it.
pub struct Case {
    /// Who it is.
    pub actor: Actor,
    /// The request.
    pub request: Request,
    /// The beginning of every address of these pages.
    pub base: String,
}

impl Case {
    /// Who answers, for everyone who reads what became of the request.
    #[must_use]
    pub fn decideur(&self) -> String {
        match &self.actor {
            Actor::Link(link) => {
                let to = link
                    .pour
                    .as_deref()
                    .unwrap_or(&self.request.service_courriel);
                rules::link_holder(&self.request.service.porteur, &masked(to))
            }
            Actor::Staff(me) => {
                let who = format!("{}, {}", me.nom_complet, me.structure_nom);
                who.chars().take(300).collect()
            }
        }
    }

    /// Their account, if they have one.
    #[must_use]
    pub fn staff(&self) -> Option<&StaffId> {
        match &self.actor {
            Actor::Link(_) => None,
            Actor::Staff(me) => Some(&me.id),
        }
    }

    /// The zone of the times they read.
    #[must_use]
    pub fn zone(&self) -> Tz {
        match &self.actor {
            Actor::Link(_) => clock::zone(ZONE),
            Actor::Staff(me) => clock::zone(&me.fuseau),
        }
    }

    /// The frame of their pages; none by a link.
    #[must_use]
    pub fn frame(&self) -> Option<Frame> {
        match &self.actor {
            Actor::Link(_) => None,
            Actor::Staff(me) => Some(Frame::of(me, MENU)),
        }
    }

    /// Where the request stands.
    #[must_use]
    pub fn standing(&self) -> Standing {
        standing(&self.request)
    }
}

/// Where `request` stands.
#[must_use]
pub fn standing(request: &Request) -> Standing {
    Standing {
        statut: request.statut,
        expires_at: request.expires_at,
        anonyme: request.anonyme_at.is_some(),
        sans_fichiers: request.fichiers_effaces_at.is_some(),
    }
}

/// Runs `handler` for whoever holds the link in the path; a link that no longer holds has a page that helps.
///
/// # Errors
/// As `handler`, or the database.
pub async fn by_link(cx: Cx, handler: impl AsyncFnOnce(Cx, Case) -> Result<Page>) -> Result<Page> {
    let link = outbox::followed(&cx, GENRE).await?;
    let request = match &link {
        Some(link) => lost_pages::request_of(&cx, link).await?,
        None => None,
    };
    let case = link.zip(request);
    match case {
        Some((link, request)) if link.holds(cx.now) && request.anonyme_at.is_none() => {
            let token = cx.param("jeton", |text| Some(text.to_owned()))?;
            let case = Case {
                actor: Actor::Link(link),
                request,
                base: format!("/orientations/{token}"),
            };
            handler(cx, case).await
        }
        Some((_, request)) => lost_pages::lost(&cx, Some(&request)),
        None => lost_pages::lost(&cx, None),
    }
}

/// Runs `handler` for somebody of the structure that receives the request.
///
/// # Errors
/// [`Error::NotFound`] for another structure's request, as `handler`, or the database.
pub async fn by_staff(
    cx: Cx,
    me: Staff,
    handler: impl AsyncFnOnce(Cx, Case) -> Result<Page>,
) -> Result<Page> {
    let id = cx.param("orientation", OrientationId::parse)?;
    let request = store::of_structure(&cx.db, &me.structure, &id).await?;
    let request = request
        .filter(|request| request.destinataire_id.as_ref() == Some(&me.structure))
        .ok_or(Error::NotFound)?;
    let case = Case {
        actor: Actor::Staff(me),
        base: format!("/gestion/orientations/{}/traitement", id.as_str()),
        request,
    };
    handler(cx, case).await
}
