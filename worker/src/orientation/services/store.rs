//! Every SQL statement of the services, but for their import.

use super::rules::{Oriented, Service};
use crate::{
    edge::{db::Db, error::Result, ids::ServiceId},
    statements,
};

macro_rules! columns {
    () => {
        "s.id, s.structure_id, s.source, s.porteur, s.statut, s.version, s.reponses, s.reponses_ms, s.source_maj,
         s.updated_at, s.nom, s.description, s.type_service, s.themes, s.publics, s.mobilisable_par, s.modes_orientation,
         s.lien, s.modes_accueil, s.conditions, s.criteres, s.documents, s.adresse, s.complement_adresse, s.code_postal,
         s.commune, s.code_insee, s.contact_nom, s.courriel, s.telephone, s.contact_public, s.frais, s.frais_precisions,
         s.duree_heures, s.duree_semaines"
    };
}

statements! { "orientation::services";
    /// For everyone: what is in the directory is public.
    PUBLISHED = concat!("SELECT ", columns!(), " FROM service s WHERE s.id = ?1 AND s.statut = 'PUBLIE'");
}

/// The service of that id, if it is in the directory.
///
/// # Errors
/// As the database.
pub async fn published(db: &Db, id: &ServiceId) -> Result<Option<Service>> {
    db.first(PUBLISHED.with([id.into()])).await
}

/// The service as a request to it keeps it, if its orientation form is open: it is published, can be asked for by
/// professionals by e-mail, and has an address to write to.
///
/// # Errors
/// As the database.
pub async fn oriented(db: &Db, id: &ServiceId) -> Result<Option<Oriented>> {
    let service = published(db, id).await?;
    Ok(service.as_ref().and_then(Service::oriented))
}
