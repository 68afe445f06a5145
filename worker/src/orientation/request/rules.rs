//! A request that may be sent, made of what was typed; what it is known and found by (seed 002, domain §3). Pure.

use super::fields_rules::some;
pub use super::typed_rules::{Step, Typed, sign, situations};
use crate::{
    desk::list::rules::words,
    edge::{form::FieldError, typed::phone},
    orientation::{
        rules::Contact,
        services::{
            lists_rules::{PUBLICS, labels},
            rules::Oriented,
        },
    },
    outbox::rules::Address,
};

/// How many documents a request holds at most.
pub const DOCUMENTS_MAX: i64 = 10;
/// The longest key of a person (`orientation.cle`), in characters.
const KEY_CHARS_MAX: usize = 400;

impl Typed {
    /// The criteria of `service` that are ticked, in its words.
    #[must_use]
    pub fn met(&self, service: &Oriented) -> Vec<String> {
        let ticked = |text: &&String| {
            let sign = sign(text);
            self.criteres.contains(&sign)
        };
        service.criteres.iter().filter(ticked).cloned().collect()
    }

    /// What belongs to a way of reaching the person: sent only if the way is ticked, which is how they agree to it.
    fn ticked<T>(&self, contact: Contact, detail: Option<T>) -> Option<T> {
        detail.filter(|_| self.wants(contact))
    }

    /// The request, or every mistake of both steps.
    ///
    /// # Errors
    /// The mistakes.
    pub fn checked(&self, service: &Oriented) -> Result<Demand, Vec<FieldError>> {
        let mut mistakes = self.mistakes_of_profile();
        mistakes.extend(self.mistakes_of_demand());
        if !mistakes.is_empty() {
            return Err(mistakes);
        }
        let contacts = Contact::ALL.into_iter().filter(|one| self.wants(*one));
        let referent = (self.autre_referent == "oui")
            .then(|| {
                Some(Referent {
                    nom: self.referent_nom.clone(),
                    courriel: Address::parse(&self.referent_courriel)?,
                    telephone: phone(&self.referent_telephone),
                })
            })
            .flatten();
        Ok(Demand {
            nom: self.nom.clone(),
            prenom: self.prenom.clone(),
            cle: person_key(&self.nom, &self.prenom),
            contacts: contacts.collect(),
            telephone: self.ticked(Contact::Telephone, phone(&self.telephone)),
            courriel: self.ticked(Contact::Courriel, Address::parse(&self.courriel)),
            autre_contact: self.ticked(Contact::Autre, some(&self.autre_contact)),
            disponibilite: some(&self.disponibilite),
            situations: labels(PUBLICS, &self.situations),
            situation_autre: some(&self.situation_autre),
            criteres: self.met(service),
            motif: self.motif.clone(),
            prescripteur_telephone: phone(&self.prescripteur_telephone),
            referent,
        })
    }
}

/// The person as folded words, in no order of their own: « Diallo Awa » and « Awa DIALLO » are one.
#[must_use]
pub fn person_key(nom: &str, prenom: &str) -> String {
    let mut all = words(nom);
    all.extend(words(prenom));
    all.sort_unstable();
    all.join(" ").chars().take(KEY_CHARS_MAX).collect()
}

/// Who accompanies the person, where it is not the prescriber.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Referent {
    /// First name and surname.
    pub nom: String,
    /// E-mail.
    pub courriel: Address,
    /// Phone.
    pub telephone: Option<String>,
}

/// A request that may be sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Demand {
    /// Surname.
    pub nom: String,
    /// First name.
    pub prenom: String,
    /// The person, folded.
    pub cle: String,
    /// How they wish to be reached.
    pub contacts: Vec<Contact>,
    /// Phone.
    pub telephone: Option<String>,
    /// E-mail.
    pub courriel: Option<Address>,
    /// Any other way.
    pub autre_contact: Option<String>,
    /// When.
    pub disponibilite: Option<String>,
    /// Situations, in words.
    pub situations: Vec<String>,
    /// Any other situation.
    pub situation_autre: Option<String>,
    /// Criteria met, in the service's words.
    pub criteres: Vec<String>,
    /// Why.
    pub motif: String,
    /// The prescriber's phone.
    pub prescripteur_telephone: Option<String>,
    /// Who accompanies the person, where it is somebody else.
    pub referent: Option<Referent>,
}

/// What the dashboard's search finds a request by. A key begins with any word of the names and holds the service's after
/// them; those of the service alone begin with `#`, so that one service's many requests are never read for a name.
#[must_use]
pub fn search_keys(nom: &str, prenom: &str, service: &str) -> Vec<String> {
    const NAME_WORDS_MAX: usize = 8;
    const SERVICE_WORDS_MAX: usize = 6;
    let mut names = words(nom);
    names.extend(words(prenom));
    names.truncate(NAME_WORDS_MAX);
    let mut about = words(service);
    about.truncate(SERVICE_WORDS_MAX);
    let tail = about.join(" ");
    let cut = |key: String| -> String { key.chars().take(KEY_CHARS_MAX).collect() };
    let mut keys = Vec::new();
    for _ in 0..names.len() {
        keys.push(cut(format!("{} {tail}", names.join(" "))));
        names.rotate_left(1);
    }
    for start in 0..about.len() {
        let rest: Vec<&str> = about.iter().skip(start).map(String::as_str).collect();
        keys.push(cut(format!("#{}", rest.join(" "))));
    }
    keys.sort_unstable();
    keys.dedup();
    keys
}

#[cfg(test)]
mod tests {
    use super::{super::typed_rules::samples::typed, *};
    use crate::orientation::services::rules::samples::service;

    #[test]
    fn a_full_form_can_be_sent() {
        let oriented = service().oriented().expect("open");
        let demand = typed().checked(&oriented).expect("no mistake");
        assert_eq!(demand.criteres, oriented.criteres);
        assert_eq!(demand.situations, ["Familles", "Personnes exilées"]);
        assert_eq!(demand.cle, "awa diallo");
        assert_eq!(
            demand.referent.map(|one| one.nom).as_deref(),
            Some("Paul Martin")
        );
    }

    #[test]
    fn only_what_is_ticked_is_sent() {
        let oriented = service().oriented().expect("open");
        let all = Typed {
            autre_contact: "Par sa sœur".to_owned(),
            ..typed()
        };
        let with = |contacts: &[&str]| {
            let contacts = contacts.iter().map(|one| (*one).to_owned()).collect();
            let demand = Typed {
                contacts,
                ..all.clone()
            }
            .checked(&oriented);
            let demand = demand.expect("no mistake");
            let courriel = demand.courriel.is_some();
            (
                demand.telephone.is_some(),
                courriel,
                demand.autre_contact.is_some(),
            )
        };
        assert_eq!(with(&["REFERENT"]), (false, false, false));
        assert_eq!(with(&["TELEPHONE"]), (true, false, false));
        assert_eq!(with(&["COURRIEL", "AUTRE"]), (false, true, true));
    }

    #[test]
    fn a_criterion_that_has_changed_is_no_longer_met() {
        let mut oriented = service().oriented().expect("open");
        oriented.criteres = vec!["Être domicilié à Nantes".to_owned()];
        assert!(typed().met(&oriented).is_empty());
    }

    #[test]
    fn a_request_is_found_by_names_in_any_order_and_by_its_service() {
        let keys = search_keys("D’Almeida", "Awa", "Aide au logement");
        for begins in ["almeida awa d aide", "awa d almeida aide", "#logement"] {
            assert!(
                keys.iter().any(|key| key.starts_with(begins)),
                "{begins}: {keys:?}"
            );
        }
        assert_eq!(person_key("DIALLO", "Awa"), person_key("awa", "Diallo"));
    }
}
