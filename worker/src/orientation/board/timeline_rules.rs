//! The words of a timeline: what happened, whose doing it was, what became of the e-mails. Pure.

use crate::orientation::rules::Acteur;

/// What happened, for a code of `orientation_evenement.evenement`.
#[must_use]
pub fn happened(evenement: &str) -> &'static str {
    match evenement {
        "ENVOI" => "Demande envoyée",
        "VUE" => "Demande ouverte par le service",
        "LIEN" => "Nouveau lien envoyé au service",
        "RAPPEL" => "Rappel envoyé au service",
        "CONTACT_BENEFICIAIRE" => "Message du service au bénéficiaire",
        "CONTACT_PRESCRIPTEUR" => "Message du service au prescripteur",
        "DOCUMENT" => "Document ajouté",
        "VALIDATION" => "Demande validée",
        "REFUS" => "Demande refusée",
        "EXPIRATION" => "Demande expirée sans réponse",
        "ANNULATION" => "Demande annulée",
        _ => "Autre événement",
    }
}

/// Every code that has words of its own.
pub const KNOWN: [&str; 11] = [
    "ENVOI",
    "VUE",
    "LIEN",
    "RAPPEL",
    "CONTACT_BENEFICIAIRE",
    "CONTACT_PRESCRIPTEUR",
    "DOCUMENT",
    "VALIDATION",
    "REFUS",
    "EXPIRATION",
    "ANNULATION",
];

/// Whose doing it was, where nobody's name is known.
#[must_use]
pub fn doer(acteur: Acteur) -> &'static str {
    match acteur {
        Acteur::Prescripteur => "le prescripteur",
        Acteur::Service => "le service, par son lien",
        Acteur::Temps => "automatique",
    }
}

/// What an e-mail was about, by its templates.
#[must_use]
pub fn mail_kind(modele: &str) -> &'static str {
    match modele {
        "orientation_recue" => "La demande",
        "orientation_envoyee" => "Confirmation d’envoi",
        "orientation_referent" | "orientation_beneficiaire" => "Annonce de l’envoi",
        "orientation_annulee" => "Annulation",
        "orientation_document" => "Document ajouté",
        "orientation_lien" => "Nouveau lien",
        "orientation_rappel" => "Rappel",
        "orientation_message" => "Message du service",
        "orientation_validee" | "orientation_validee_beneficiaire" => "Acceptation",
        "orientation_refusee" => "Refus",
        "orientation_expiree" => "Fin sans réponse",
        _ => "E-mail",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_event_of_the_schema_has_words() {
        for code in KNOWN {
            assert_ne!(happened(code), happened("?"), "{code}");
        }
    }
}
