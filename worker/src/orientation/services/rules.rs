//! What a service is, when it can be oriented to, and the copy a request keeps of it. Pure.

use serde::{Deserialize, Deserializer, Serialize, de::Error as _};

use super::lists_rules::{BY_EMAIL, PROFESSIONALS, PUBLICS, labels};
use crate::{
    edge::{
        clock::{Day, Moment},
        ids::{ServiceId, StructureId},
    },
    outbox::rules::Address,
};

/// Where a service stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum Statut {
    /// Being written: only its structure sees it.
    Brouillon,
    /// In the directory.
    Publie,
    /// No longer offered.
    Retire,
}

impl Statut {
    /// Its code, in the database.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Brouillon => "BROUILLON",
            Self::Publie => "PUBLIE",
            Self::Retire => "RETIRE",
        }
    }

    /// Its name on the screens.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Brouillon => "Brouillon",
            Self::Publie => "Publié",
            Self::Retire => "Retiré",
        }
    }
}

/// What a service says of itself: what its form holds, and what a file of data·inclusion gives.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Content {
    /// Its name.
    pub nom: String,
    /// What it does, in paragraphs.
    pub description: String,
    /// A code of [`super::lists_rules::TYPES`].
    pub type_service: Option<String>,
    /// Codes of [`super::lists_rules::THEMES`].
    #[serde(deserialize_with = "list")]
    pub themes: Vec<String>,
    /// Codes of [`PUBLICS`]; none is everyone.
    #[serde(deserialize_with = "list")]
    pub publics: Vec<String>,
    /// Codes of [`super::lists_rules::ASKERS`].
    #[serde(deserialize_with = "list")]
    pub mobilisable_par: Vec<String>,
    /// Codes of [`super::lists_rules::MODES`].
    #[serde(deserialize_with = "list")]
    pub modes_orientation: Vec<String>,
    /// The page where one asks for it.
    pub lien: Option<String>,
    /// Codes of [`super::lists_rules::WELCOMES`].
    #[serde(deserialize_with = "list")]
    pub modes_accueil: Vec<String>,
    /// What one has to know beforehand.
    pub conditions: Option<String>,
    /// What the person must fulfil, in the structure's words.
    #[serde(deserialize_with = "list")]
    pub criteres: Vec<String>,
    /// What has to be joined, in the structure's words.
    #[serde(deserialize_with = "list")]
    pub documents: Vec<String>,
    /// Street.
    pub adresse: Option<String>,
    /// Building, floor…
    pub complement_adresse: Option<String>,
    /// Postal code.
    pub code_postal: Option<String>,
    /// Town.
    pub commune: Option<String>,
    /// The town's code of INSEE.
    pub code_insee: Option<String>,
    /// Whom to ask for.
    pub contact_nom: Option<String>,
    /// Where requests go.
    pub courriel: Option<String>,
    /// Whom to call.
    pub telephone: Option<String>,
    /// May everyone read the contact's name and e-mail address?
    #[serde(deserialize_with = "flag")]
    pub contact_public: bool,
    /// A code of [`super::lists_rules::FEES`].
    pub frais: Option<String>,
    /// How much, for whom.
    pub frais_precisions: Option<String>,
    /// Hours a week.
    pub duree_heures: Option<i64>,
    /// Weeks.
    pub duree_semaines: Option<i64>,
}

/// Why the orientation form of a service is not open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Missing {
    /// It is not in the directory.
    NotPublished,
    /// « E-mail » is not among the modes.
    NoEmailMode,
    /// Professionals can't ask for it.
    NotForProfessionals,
    /// There is no address to write to.
    NoAddress,
}

impl Content {
    /// What is missing for the orientation form to be open by itself: « e-mail » among the modes, professionals among
    /// those who ask, an address (seed 002).
    #[must_use]
    pub fn missing(&self, statut: Statut) -> Vec<Missing> {
        let has = |list: &[String], code: &str| list.iter().any(|one| one == code);
        [
            (statut == Statut::Publie, Missing::NotPublished),
            (has(&self.modes_orientation, BY_EMAIL), Missing::NoEmailMode),
            (
                has(&self.mobilisable_par, PROFESSIONALS),
                Missing::NotForProfessionals,
            ),
            (self.address().is_some(), Missing::NoAddress),
        ]
        .into_iter()
        .filter_map(|(fine, missing)| (!fine).then_some(missing))
        .collect()
    }

    /// Where requests are sent; `None` where there is no address, or none that an e-mail can be sent to.
    #[must_use]
    pub fn address(&self) -> Option<Address> {
        self.courriel.as_deref().and_then(Address::parse)
    }

    /// Its postal address, line by line.
    #[must_use]
    pub fn adresse_lines(&self) -> Vec<String> {
        let town = [&self.code_postal, &self.commune];
        let town: Vec<&str> = town.into_iter().flatten().map(String::as_str).collect();
        [
            self.adresse.clone(),
            self.complement_adresse.clone(),
            Some(town.join(" ")).filter(|line| !line.is_empty()),
        ]
        .into_iter()
        .flatten()
        .collect()
    }

    /// Whom it is for, in words.
    #[must_use]
    pub fn public_labels(&self) -> Vec<String> {
        let known = labels(PUBLICS, &self.publics);
        if known.is_empty() {
            labels(PUBLICS, &[super::lists_rules::EVERYONE.to_owned()])
        } else {
            known
        }
    }
}

/// A service that requests can be sent to, as a request keeps it: what was asked, of whom, on that day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Oriented {
    /// Its id.
    pub id: ServiceId,
    /// Its structure, where it has an account here.
    pub structure_id: Option<StructureId>,
    /// Whoever offers it.
    pub porteur: String,
    /// Its name.
    pub nom: String,
    /// Where it is, line by line.
    pub adresse_lines: Vec<String>,
    /// Whom to ask for.
    pub contact_nom: Option<String>,
    /// Where requests go.
    pub courriel: String,
    /// Whom to call.
    pub telephone: Option<String>,
    /// Whom it is for, in words.
    pub publics: Vec<String>,
    /// What one has to know beforehand: where an imported service says its criteria.
    #[serde(default)]
    pub conditions: Option<String>,
    /// What the person must fulfil.
    pub criteres: Vec<String>,
    /// What has to be joined.
    pub documents: Vec<String>,
}

/// A service, as kept.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct Service {
    /// Its id.
    pub id: ServiceId,
    /// Its structure, where it has an account here.
    pub structure_id: Option<StructureId>,
    /// Where it was imported from.
    pub source: Option<String>,
    /// Whoever offers it.
    pub porteur: String,
    /// Where it stands.
    pub statut: Statut,
    /// How often it was written.
    pub version: i64,
    /// Answers to its requests.
    pub reponses: i64,
    /// How long they took together, in milliseconds.
    pub reponses_ms: i64,
    /// The day its source says it was last looked at.
    pub source_maj: Option<Day>,
    /// When it was last written.
    pub updated_at: Moment,
    /// What kind of structure offers it, where it has an account here: its code.
    pub genre: Option<String>,
    /// What it says of itself.
    #[serde(flatten)]
    pub content: Content,
}

impl Service {
    /// The copy a request keeps; `None` while its orientation form is not open.
    #[must_use]
    pub fn oriented(&self) -> Option<Oriented> {
        let content = &self.content;
        if !content.missing(self.statut).is_empty() {
            return None;
        }
        Some(Oriented {
            id: self.id.clone(),
            structure_id: self.structure_id.clone(),
            porteur: self.porteur.clone(),
            nom: content.nom.clone(),
            adresse_lines: content.adresse_lines(),
            contact_nom: content.contact_nom.clone(),
            courriel: content.address()?.as_str().to_owned(),
            telephone: content.telephone.clone(),
            publics: content.public_labels(),
            conditions: content.conditions.clone(),
            criteres: content.criteres.clone(),
            documents: content.documents.clone(),
        })
    }
}

/// A list is JSON text in a column, and a list in JSON.
///
/// # Errors
/// When it is neither.
pub fn list<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<String>, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Kept {
        Text(String),
        List(Vec<String>),
    }
    match Kept::deserialize(deserializer)? {
        Kept::Text(text) => serde_json::from_str(&text).map_err(D::Error::custom),
        Kept::List(list) => Ok(list),
    }
}

/// A yes or no is 0 or 1 in a column.
fn flag<'de, D: Deserializer<'de>>(deserializer: D) -> Result<bool, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Kept {
        Number(f64),
        Bool(bool),
    }
    Ok(match Kept::deserialize(deserializer)? {
        Kept::Number(number) => number > 0.0,
        Kept::Bool(flag) => flag,
    })
}

#[cfg(test)]
pub(crate) mod samples {
    use serde_json::json;

    use super::Service;

    /// A published service that can be oriented to, as its row.
    pub(crate) fn service() -> Service {
        let row = json!({
            "id": "AAAAAAAAAAAAAAAAAAAAAA", "structure_id": "BBBBBBBBBBBBBBBBBBBBBB", "source": null,
            "porteur": "CCAS de Villeneuve", "statut": "PUBLIE", "version": 3, "reponses": 0, "reponses_ms": 0,
            "source_maj": null, "genre": "CCAS", "updated_at": 1_795_000_000_000_i64,
            "nom": "Accompagnement vers le logement", "description": "Un rendez-vous par mois.\n\nPuis un suivi.",
            "type_service": "accompagnement", "themes": "[\"logement-hebergement\"]",
            "publics": "[\"familles\",\"femmes\"]", "mobilisable_par": "[\"usagers\",\"professionnels\"]",
            "modes_orientation": "[\"envoyer-un-courriel\",\"telephoner\"]", "lien": null,
            "modes_accueil": "[\"en-presentiel\"]", "conditions": "Sur rendez-vous.",
            "criteres": "[\"Être domicilié à Villeneuve\"]", "documents": "[\"Attestation de domicile\"]",
            "adresse": "2 rue de la Mairie", "complement_adresse": null, "code_postal": "93200", "commune": "Villeneuve",
            "code_insee": null, "contact_nom": "Mme Odile Ferrand", "courriel": "logement@exemple.test",
            "telephone": "01 23 45 67 89", "contact_public": 1, "frais": "gratuit", "frais_precisions": null,
            "duree_heures": 2, "duree_semaines": 12,
        });
        serde_json::from_value(row).expect("a service")
    }
}

#[cfg(test)]
mod tests {
    use super::{samples::service, *};

    #[test]
    fn the_form_opens_by_itself_with_the_mode_and_an_address() {
        let open = service();
        let copy = open.oriented().expect("can be oriented to");
        assert_eq!(
            copy.adresse_lines,
            ["2 rue de la Mairie", "93200 Villeneuve"]
        );
        assert_eq!(copy.publics, ["Familles", "Femmes"]);
        assert_eq!(copy.conditions.as_deref(), Some("Sur rendez-vous."));
        let kept = serde_json::to_string(&copy).expect("JSON");
        assert_eq!(serde_json::from_str::<Oriented>(&kept).ok(), Some(copy));
    }

    #[test]
    fn what_is_missing_is_told() {
        let mut closed = service();
        closed.statut = Statut::Brouillon;
        closed.content.modes_orientation = vec!["telephoner".to_owned()];
        closed.content.mobilisable_par = vec!["usagers".to_owned()];
        closed.content.courriel = None;
        assert_eq!(
            closed.content.missing(closed.statut),
            [
                Missing::NotPublished,
                Missing::NoEmailMode,
                Missing::NotForProfessionals,
                Missing::NoAddress
            ]
        );
        assert_eq!(closed.oriented(), None);
    }

    #[test]
    fn what_no_e_mail_can_be_sent_to_is_no_address() {
        for courriel in [
            "a.@exemple.fr",
            "a@-exemple.fr",
            "a@exemple_.fr",
            "é@exemple.fr",
        ] {
            let mut service = service();
            service.content.courriel = Some(courriel.to_owned());
            assert_eq!(
                service.content.missing(service.statut),
                [Missing::NoAddress],
                "{courriel}"
            );
            assert_eq!(service.oriented(), None, "{courriel}");
        }
    }

    #[test]
    fn a_copy_of_before_says_no_conditions() {
        let copy = service().oriented().expect("can be oriented to");
        let mut kept = serde_json::to_value(&copy).expect("JSON");
        kept.as_object_mut().expect("fields").remove("conditions");
        let read: Oriented = serde_json::from_value(kept).expect("a copy");
        assert_eq!(read.conditions, None);
    }

    #[test]
    fn no_public_is_everyone() {
        assert_eq!(Content::default().public_labels(), ["Tous publics"]);
    }
}
