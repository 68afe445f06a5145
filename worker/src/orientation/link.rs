//! The secret link by which a service reads and answers a request without an account.

use super::rules::OPEN_MS;
use crate::{
    edge::ids::{LienId, OrientationEventId, OrientationId, StructureId},
    outbox::NewLink,
};

/// The kind of these links.
pub const GENRE: &str = "ORIENTATION";

/// The link of one e-mail: each e-mail has a fresh one.
pub struct RequestLink<'a> {
    id: LienId,
    event: &'a OrientationEventId,
}

impl<'a> RequestLink<'a> {
    /// The link that the line `event` of the timeline sends: the same one when its form comes twice.
    #[must_use]
    pub fn because(event: &'a OrientationEventId) -> Self {
        Self {
            id: LienId::for_reason(event.as_str(), GENRE),
            event,
        }
    }

    /// Its id, for the e-mail that carries it.
    #[must_use]
    pub fn id(&self) -> &LienId {
        &self.id
    }

    /// The link to a request of `structure`, for the service's `courriel` alone.
    #[must_use]
    pub fn to<'b>(
        &'b self,
        structure: &'b StructureId,
        request: &'b OrientationId,
        courriel: &'b str,
    ) -> NewLink<'b> {
        NewLink {
            id: &self.id,
            structure: Some(structure),
            genre: GENRE,
            objet: request.as_str(),
            pour: Some(courriel),
            lasts_ms: OPEN_MS,
            reason: Some(self.event.as_str()),
        }
    }
}
