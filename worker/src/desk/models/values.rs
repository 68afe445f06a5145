//! What the tags become for a person.

use chrono_tz::Tz;

use super::{
    docx::fill_rules::Values,
    people::Person,
    rules::{Kind, Tag},
    store::House,
};
use crate::{
    auth::Staff,
    desk::{
        access::store::Letterhead,
        decision::{attestation, letters::Paper},
    },
    edge::clock::Day,
};

/// What all the letters of a document have in common.
pub struct Common<'a> {
    /// The structure.
    pub house: &'a House,
    /// Who makes the letters.
    pub me: &'a Staff,
    /// The day of the letters.
    pub today: Day,
    /// The structure's zone.
    pub zone: Tz,
}

/// What the access letter alone says.
pub struct Access<'a> {
    /// The address of the sign-in page.
    pub site: &'a str,
    /// The identifier.
    pub identifiant: &'a str,
    /// The temporary password.
    pub mot_de_passe: &'a str,
    /// Its last day, in words.
    pub valable: &'a str,
}

impl Access<'_> {
    /// What its tags become.
    #[must_use]
    pub fn texts(&self) -> Vec<(Tag, String)> {
        [
            (Tag::Site, self.site),
            (Tag::Identifiant, self.identifiant),
            (Tag::MotDePasse, self.mot_de_passe),
            (Tag::Valable, self.valable),
        ]
        .map(|(tag, words)| (tag, words.to_owned()))
        .into()
    }
}

impl Common<'_> {
    /// What the tags of a model of that kind become for `person`.
    #[must_use]
    pub fn values(&self, kind: Kind, person: &Person) -> Values {
        let mut texts = self.structure();
        texts.extend(self.person(person));
        texts.extend(self.domiciliation(person));
        if matches!(kind, Kind::Refus | Kind::Radiation) {
            texts.extend(self.decision(person));
        }
        Values { texts, code: None }
    }

    fn structure(&self) -> Vec<(Tag, String)> {
        let house = self.house;
        vec![
            (Tag::StructureNom, house.nom.clone()),
            (Tag::StructureAdresse, house.adresse.clone()),
            (Tag::StructureCodePostal, house.code_postal.clone()),
            (Tag::StructureVille, house.ville.clone()),
            (
                Tag::StructureTelephone,
                house.telephone.clone().unwrap_or_default(),
            ),
            (Tag::AgentNom, self.me.nom_complet.clone()),
            (Tag::AgentRole, self.me.role.label().to_owned()),
            (Tag::DateJour, self.today.long()),
        ]
    }

    #[expect(clippy::unused_self, reason = "read as its neighbours are")]
    fn person(&self, person: &Person) -> Vec<(Tag, String)> {
        let usager = &person.usager;
        let woman = usager.civilite == "F";
        let either =
            |of_woman: &str, of_man: &str| if woman { of_woman } else { of_man }.to_owned();
        let written = |words: &Option<String>| words.clone().unwrap_or_default();
        let served = person.ayants_droit.iter().map(attestation::served);
        vec![
            (Tag::Civilite, either("Mme", "M.")),
            (Tag::Salutation, either("Madame", "Monsieur")),
            (Tag::UsagerNom, usager.nom.to_uppercase()),
            (Tag::UsagerPrenom, usager.prenom.clone()),
            (Tag::UsagerSurnom, written(&usager.surnom)),
            (Tag::UsagerNumero, usager.numero.to_string()),
            (Tag::UsagerNaissance, usager.date_naissance.long()),
            (Tag::UsagerLieuNaissance, written(&usager.lieu_naissance)),
            (Tag::UsagerTelephone, written(&usager.telephone)),
            (Tag::UsagerEmail, written(&usager.email)),
            (Tag::AyantsDroit, served.collect::<Vec<_>>().join("\n")),
        ]
    }

    fn domiciliation(&self, person: &Person) -> Vec<(Tag, String)> {
        let usager = &person.usager;
        // Where an address holds, the days are those an attestation has.
        let attested = attestation::attested(usager, self.today);
        let [debut, fin] = match attested {
            Some([debut, fin]) => [Some(debut), Some(fin)],
            None => [usager.debut, usager.echeance],
        };
        let passage = usager.dernier_passage_at.map(|at| at.day(self.zone));
        let day = |day: Option<Day>| day.map(Day::long).unwrap_or_default();
        let waiting = usager.waiting.mail();
        let waits = if waiting.total() > 0 {
            waiting.words()
        } else {
            String::new()
        };
        vec![
            (Tag::Debut, day(debut)),
            (Tag::Fin, day(fin)),
            (Tag::Premiere, day(usager.premiere_domiciliation)),
            (Tag::DernierPassage, day(passage)),
            (Tag::Courrier, waits),
        ]
    }

    fn decision(&self, person: &Person) -> Vec<(Tag, String)> {
        let head = self.house.letterhead();
        let paper = self.paper(&head, person);
        let (motif, facts) = paper.motive();
        let motif = match facts {
            Some(facts) => format!("{motif}\n{facts}"),
            None => motif,
        };
        vec![
            (Tag::Objet, paper.subject().to_owned()),
            (Tag::DateDecision, paper.decided_on().long()),
            (Tag::Motif, motif),
            (
                Tag::PhraseAdresse,
                paper.address_words().unwrap_or_default(),
            ),
            (Tag::PhraseCourrier, paper.mail_words().unwrap_or_default()),
        ]
    }

    /// What our own letters are made of.
    #[must_use]
    pub fn paper<'a>(&self, head: &'a Letterhead, person: &'a Person) -> Paper<'a> {
        Paper {
            head,
            person: &person.usager,
            today: self.today,
            zone: self.zone,
        }
    }
}

impl House {
    /// The head of our own letters.
    #[must_use]
    pub fn letterhead(&self) -> Letterhead {
        Letterhead {
            nom: self.nom.clone(),
            adresse: self.adresse.clone(),
            code_postal: self.code_postal.clone(),
            ville: self.ville.clone(),
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::{
        desk::tabs::samples::{me, person},
        edge::clock,
        rights::Role,
    };

    fn values(kind: Kind, statut: &str) -> Values {
        let house = serde_json::from_value(json!({ "nom": "CCAS", "adresse": "3 rue des Essais", "code_postal": "44000", "ville": "Nantes", "telephone": null })).expect("a house");
        let common = Common {
            house: &house,
            me: &me(Role::Instructeur),
            today: Day("2026-12-20".parse().expect("a day")),
            zone: clock::zone("Europe/Paris"),
        };
        let person = Person {
            usager: person(statut),
            ayants_droit: Vec::new(),
        };
        common.values(kind, &person)
    }

    #[test]
    fn each_tag_of_a_kind_has_a_value_and_no_other() {
        for (kind, statut) in [
            (Kind::Attestation, "VALIDE"),
            (Kind::Refus, "REFUS"),
            (Kind::Radiation, "RADIE"),
            (Kind::Libre, "INSTRUCTION"),
            (Kind::Acces, "VALIDE"),
        ] {
            let mut given: Vec<Tag> = values(kind, statut)
                .texts
                .iter()
                .map(|(tag, _)| *tag)
                .collect();
            if kind == Kind::Acces {
                let access = Access {
                    site: "",
                    identifiant: "",
                    mot_de_passe: "",
                    valable: "",
                };
                given.extend(access.texts().into_iter().map(|(tag, _)| tag));
                given.push(Tag::CodeQr);
            }
            for tag in Tag::ALL.iter().filter(|tag| tag.fits(kind)) {
                let times = given.iter().filter(|known| *known == tag).count();
                assert_eq!(times, 1, "{tag:?} of {kind:?}");
            }
        }
    }

    #[test]
    fn words_are_those_of_the_person() {
        let values = values(Kind::Radiation, "RADIE");
        let of = |tag: Tag| {
            values
                .texts
                .iter()
                .find(|(known, _)| *known == tag)
                .expect("a value")
                .1
                .clone()
        };
        assert_eq!(of(Tag::UsagerNom), "TEST");
        assert_eq!(of(Tag::DateJour), "20 décembre 2026");
        assert_eq!(
            of(Tag::Courrier).replace('\u{a0}', " "),
            "2 courriers et 1 colis"
        );
        assert!(of(Tag::PhraseCourrier).starts_with("Du courrier vous attend"));
        assert_eq!(of(Tag::Objet), "Fin de votre domiciliation");
        assert_eq!(of(Tag::PhraseAdresse), "");
    }
}
