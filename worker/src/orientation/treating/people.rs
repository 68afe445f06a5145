//! The people of a request whom a service writes to: how they are called, and where an e-mail reaches them.

use crate::{
    orientation::{messages_rules::Subject, store::Request},
    outbox::rules::Address,
};

/// What somebody is to a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// Whoever sent it.
    Prescripteur,
    /// Whoever accompanies the person, where it is somebody else.
    Referent,
    /// The person.
    Beneficiaire,
}

impl Part {
    /// Its code, in the templates of e-mails.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Prescripteur => "PRESCRIPTEUR",
            Self::Referent => "REFERENT",
            Self::Beneficiaire => "BENEFICIAIRE",
        }
    }

    /// Its words where nobody is named: « un message … ».
    #[must_use]
    pub fn to(self) -> &'static str {
        match self {
            Self::Prescripteur => "à la personne qui a fait la demande",
            Self::Referent => "à la personne qui accompagne",
            Self::Beneficiaire => "au bénéficiaire",
        }
    }

    /// Its words, after a name.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Prescripteur => "a fait la demande",
            Self::Referent => "accompagne la personne",
            Self::Beneficiaire => "bénéficiaire",
        }
    }
}

/// Somebody whom an e-mail reaches.
#[derive(Debug, Clone)]
pub struct Person {
    /// What they are to the request.
    pub part: Part,
    /// First name and surname.
    pub nom: String,
    /// Where the e-mail goes; shown to nobody by this.
    pub courriel: Address,
}

impl Person {
    /// « Awa Diallo (bénéficiaire) ».
    #[must_use]
    pub fn words(&self) -> String {
        format!("{} ({})", self.nom, self.part.label())
    }
}

fn person(part: Part, nom: &str, courriel: Option<&str>) -> Option<Person> {
    let courriel = Address::parse(courriel?)?;
    Some(Person {
        part,
        nom: nom.to_owned(),
        courriel,
    })
}

/// First name and surname of the beneficiary.
#[must_use]
pub fn beneficiary_name(request: &Request) -> String {
    format!("{} {}", request.prenom, request.nom)
}

/// The beneficiary, if they have an e-mail address.
#[must_use]
pub fn beneficiary(request: &Request) -> Option<Person> {
    let nom = beneficiary_name(request);
    person(Part::Beneficiaire, &nom, request.courriel.as_deref())
}

/// Whoever sent the request.
#[must_use]
pub fn prescriber(request: &Request) -> Option<Person> {
    let courriel = Some(request.prescripteur_courriel.as_str());
    person(Part::Prescripteur, &request.prescripteur_nom, courriel)
}

/// Whoever accompanies the person, if it is somebody else and an e-mail reaches them.
#[must_use]
pub fn referent(request: &Request) -> Option<Person> {
    let nom = request.referent_nom.as_deref()?;
    let found = person(Part::Referent, nom, request.referent_courriel.as_deref())?;
    let same = prescriber(request).is_some_and(|other| other.courriel == found.courriel);
    (!same).then_some(found)
}

/// What the reader at `address` is to the request, of those whom the service writes to.
#[must_use]
pub fn part_of(request: &Request, address: &str) -> Option<Part> {
    let everyone = [prescriber(request), referent(request), beneficiary(request)];
    let found = everyone
        .into_iter()
        .flatten()
        .find(|person| person.courriel.as_str().eq_ignore_ascii_case(address));
    found.map(|person| person.part)
}

/// Whoever answers for the person: who sent the request, and who accompanies the person.
#[must_use]
pub fn professionals(request: &Request) -> Vec<Person> {
    [prescriber(request), referent(request)]
        .into_iter()
        .flatten()
        .collect()
}

/// What the proposed messages speak of.
#[must_use]
pub fn subject(request: &Request) -> Subject {
    let service = &request.service;
    Subject {
        beneficiaire: beneficiary_name(request),
        service: service.nom.clone(),
        porteur: service.porteur.clone(),
        adresse: service.adresse_lines.join(", "),
        contact: service.contact_nom.clone().unwrap_or_default(),
        telephone: service.telephone.clone().unwrap_or_default(),
        courriel: service.courriel.clone(),
    }
}
