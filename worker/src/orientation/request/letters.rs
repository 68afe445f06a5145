//! The e-mails of a request: to the service, the prescriber, whoever accompanies the person, the person.

use serde::Serialize;

use crate::outbox::Letter;

/// To the service: somebody is sent to it.
#[derive(Debug, Clone, Serialize)]
pub struct ReceivedLetter {
    /// The service.
    pub service: String,
    /// First name and surname of the person.
    pub beneficiaire: String,
    /// Their situations.
    pub situations: Vec<String>,
    /// The service's criteria that they meet.
    pub criteres: Vec<String>,
    /// What the service asks for.
    pub demandes: Vec<String>,
    /// Names of the documents joined.
    pub joints: Vec<String>,
    /// Why they are sent.
    pub motif: String,
    /// Who sends.
    pub prescripteur: String,
    /// Where they work.
    pub structure: String,
    /// Until when it can be answered, in words.
    pub jusqu_au: String,
    /// Answers go to the prescriber.
    pub repondre_a: String,
}

impl Letter for ReceivedLetter {
    const MODELE: &'static str = "orientation_recue";
    const GENRE: &'static str = "ORIENTATION_RECUE";
}

/// To the prescriber: it has gone.
#[derive(Debug, Clone, Serialize)]
pub struct SentLetter {
    /// The service.
    pub service: String,
    /// Who offers it.
    pub porteur: String,
    /// First name and surname of the person.
    pub beneficiaire: String,
    /// The request's id.
    pub id: String,
    /// Until when it can be answered, in words.
    pub jusqu_au: String,
    /// Has the person an e-mail to be told at?
    pub beneficiaire_prevenu: bool,
}

impl Letter for SentLetter {
    const MODELE: &'static str = "orientation_envoyee";
    const GENRE: &'static str = "ORIENTATION_ENVOYEE";
}

/// To whoever accompanies the person, where it is not the prescriber.
#[derive(Debug, Clone, Serialize)]
pub struct ReferentLetter {
    /// Their name.
    pub referent: String,
    /// The service.
    pub service: String,
    /// Who offers it.
    pub porteur: String,
    /// First name and surname of the person.
    pub beneficiaire: String,
    /// Who sends.
    pub prescripteur: String,
    /// Where they work.
    pub structure: String,
    /// The prescriber's e-mail.
    pub courriel: String,
}

impl Letter for ReferentLetter {
    const MODELE: &'static str = "orientation_referent";
    const GENRE: &'static str = "ORIENTATION_REFERENT";
}

/// To the person, in plain words.
#[derive(Debug, Clone, Serialize)]
pub struct BeneficiaryLetter {
    /// Their first name.
    pub prenom: String,
    /// The service.
    pub service: String,
    /// Who offers it.
    pub porteur: String,
    /// Where it is, line by line.
    pub adresse: Vec<String>,
    /// Its phone.
    pub telephone: Option<String>,
    /// Who sends.
    pub prescripteur: String,
    /// Where they work.
    pub structure: String,
    /// The prescriber's e-mail.
    pub courriel: String,
}

impl Letter for BeneficiaryLetter {
    const MODELE: &'static str = "orientation_beneficiaire";
    const GENRE: &'static str = "ORIENTATION_BENEFICIAIRE";
}

/// The prescriber has taken the request back.
#[derive(Debug, Clone, Serialize)]
pub struct CancelledLetter {
    /// The service.
    pub service: String,
    /// Who offers it.
    pub porteur: String,
    /// First name and surname of the person.
    pub beneficiaire: String,
    /// Is it the person who reads?
    pub pour_la_personne: bool,
    /// Is it the service?
    pub pour_le_service: bool,
    /// Who has taken it back.
    pub prescripteur: String,
    /// Where they work.
    pub structure: String,
    /// Their e-mail.
    pub courriel: String,
    /// Why, if they say so.
    pub raison: String,
    /// Answers go to whoever has taken it back.
    pub repondre_a: String,
}

impl Letter for CancelledLetter {
    const MODELE: &'static str = "orientation_annulee";
    const GENRE: &'static str = "ORIENTATION_ANNULEE";
}

/// To the service: a document more, with a fresh link.
#[derive(Debug, Clone, Serialize)]
pub struct DocumentLetter {
    /// The service.
    pub service: String,
    /// First name and surname of the person.
    pub beneficiaire: String,
    /// The document's name.
    pub document: String,
    /// Who sent it.
    pub prescripteur: String,
    /// Where they work.
    pub structure: String,
    /// Until when the request can be answered, in words.
    pub jusqu_au: String,
    /// Answers go to the prescriber.
    pub repondre_a: String,
}

impl Letter for DocumentLetter {
    const MODELE: &'static str = "orientation_document";
    const GENRE: &'static str = "ORIENTATION_DOCUMENT";
}

#[cfg(test)]
pub(crate) mod samples {
    use super::*;
    use crate::{
        edge::error::Result,
        outbox::{Message, letter::samples::message},
    };

    fn cancelled(pour_la_personne: bool, raison: &str) -> CancelledLetter {
        CancelledLetter {
            service: "Accompagnement vers le logement".to_owned(),
            porteur: "CCAS de Villeneuve".to_owned(),
            beneficiaire: "Awa Diallo".to_owned(),
            pour_la_personne,
            pour_le_service: !pour_la_personne && raison.is_empty(),
            prescripteur: "Olive Demo".to_owned(),
            structure: "Association Le Relais".to_owned(),
            courriel: "olive@exemple.test".to_owned(),
            raison: raison.to_owned(),
            repondre_a: "olive@exemple.test".to_owned(),
        }
    }

    pub(crate) fn received(beneficiaire: &str, motif: &str) -> ReceivedLetter {
        ReceivedLetter {
            service: "Accompagnement vers le logement".to_owned(),
            beneficiaire: beneficiaire.to_owned(),
            situations: vec!["Familles".to_owned(), "Personnes exilées".to_owned()],
            criteres: vec!["Être domicilié à Villeneuve".to_owned()],
            demandes: vec!["Attestation de domicile".to_owned()],
            joints: vec!["Attestation.pdf".to_owned()],
            motif: motif.to_owned(),
            prescripteur: "Olive Demo".to_owned(),
            structure: "Association Le Relais".to_owned(),
            jusqu_au: "22 décembre 2026".to_owned(),
            repondre_a: "olive@exemple.test".to_owned(),
        }
    }

    fn others() -> Vec<(&'static str, Result<Message>)> {
        let text = str::to_owned;
        vec![
            message(&SentLetter {
                service: text("Accompagnement vers le logement"),
                porteur: text("CCAS de Villeneuve"),
                beneficiaire: text("Awa Diallo"),
                id: text("AAAAAAAAAAAAAAAAAAAAAA"),
                jusqu_au: text("22 décembre 2026"),
                beneficiaire_prevenu: false,
            }),
            message(&ReferentLetter {
                referent: text("Paul Martin"),
                service: text("Accompagnement vers le logement"),
                porteur: text("CCAS de Villeneuve"),
                beneficiaire: text("Awa Diallo"),
                prescripteur: text("Olive Demo"),
                structure: text("Association Le Relais"),
                courriel: text("olive@exemple.test"),
            }),
            message(&BeneficiaryLetter {
                prenom: text("Awa"),
                service: text("Accompagnement vers le logement"),
                porteur: text("CCAS de Villeneuve"),
                adresse: vec![text("2 rue de la Mairie"), text("93200 Villeneuve")],
                telephone: Some(text("01 23 45 67 89")),
                prescripteur: text("Olive Demo"),
                structure: text("Association Le Relais"),
                courriel: text("olive@exemple.test"),
            }),
            message(&DocumentLetter {
                service: text("Accompagnement vers le logement"),
                beneficiaire: text("Awa Diallo"),
                document: text("Attestation.pdf"),
                prescripteur: text("Olive Demo"),
                structure: text("Association Le Relais"),
                jusqu_au: text("22 décembre 2026"),
                repondre_a: text("olive@exemple.test"),
            }),
        ]
    }

    pub(crate) fn rendered() -> Vec<(&'static str, Result<Message>)> {
        let bare = ReceivedLetter {
            situations: vec![],
            criteres: vec![],
            demandes: vec![],
            joints: vec![],
            ..received("Awa Diallo", "Un mot.")
        };
        let mut all = vec![
            message(&received(
                "Awa Diallo",
                "Cherche un logement.\nAttend depuis mars.",
            )),
            message(&bare),
            message(&cancelled(false, "Elle a trouvé un logement.")),
            message(&cancelled(true, "")),
        ];
        all.extend(others());
        all
    }
}

#[cfg(test)]
mod tests {
    use super::samples::{received, rendered};
    use crate::outbox::letter::samples::message;

    #[test]
    fn what_people_type_is_escaped_once_and_never_read_as_a_template() {
        let name = "{{ site }} <b>O’Neil & fils</b> أحمد 👩‍👧";
        let (_, said) = message(&received(name, "Un\n{% raw %} <script>"));
        let said = said.expect("a message");
        assert!(said.text.contains(name), "{}", said.text);
        assert!(
            said.html
                .contains("{{ site }} &lt;b&gt;O’Neil &amp; fils&lt;/b&gt; أحمد 👩‍👧"),
            "{}",
            said.html
        );
        assert!(!said.html.contains("<script>") && !said.html.contains("&amp;lt;"));
        assert!(said.html.contains("{% raw %}") && said.text.contains("{% raw %} <script>"));
        assert!(
            !said.subject.contains("Neil"),
            "no name in a subject: {}",
            said.subject
        );
    }

    #[test]
    fn the_service_answers_whoever_sent_the_request() {
        let service = [
            "orientation_recue",
            "orientation_document",
            "orientation_annulee",
        ];
        let mut seen = 0;
        for (name, said) in rendered() {
            if service.iter().any(|one| name.contains(one)) {
                let said = said.expect("a message");
                assert_eq!(
                    said.reply_to.as_deref(),
                    Some("olive@exemple.test"),
                    "{name}"
                );
                assert!(!said.text.contains("n’y répondez pas"), "{name}");
                seen += 1;
            }
        }
        assert!(seen >= 3, "{seen}");
    }
}
