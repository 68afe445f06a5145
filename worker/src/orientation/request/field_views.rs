//! Parts of the views of a request: boxes, files, what another window has written.

use serde::Serialize;

use super::{
    file_rules::{Genre, size},
    rules::{Step, Typed, sign, situations},
    store::File,
};
use crate::{
    edge::words::{counted, listed},
    orientation::{
        rules::Contact,
        services::{lists_rules::PUBLICS, rules::Oriented},
    },
};

/// A box to tick.
#[derive(Debug, Serialize)]
pub struct Tick {
    /// What the form sends.
    pub code: String,
    /// Its words.
    pub label: String,
    /// Is it ticked?
    pub coche: bool,
}

/// The situations one can tick.
#[must_use]
pub fn situation_ticks(typed: &Typed) -> Vec<Tick> {
    let tick = |(code, label): (&str, &str)| Tick {
        code: code.to_owned(),
        label: label.to_owned(),
        coche: typed.situations.iter().any(|one| one == code),
    };
    situations().into_iter().map(tick).collect()
}

/// The criteria of `service`.
#[must_use]
pub fn criterion_ticks(typed: &Typed, service: &Oriented) -> Vec<Tick> {
    let tick = |label: &String| {
        let code = sign(label);
        Tick {
            coche: typed.criteres.contains(&code),
            code,
            label: label.clone(),
        }
    };
    service.criteres.iter().map(tick).collect()
}

/// The ways of reaching somebody.
#[must_use]
pub fn contact_ticks(typed: &Typed) -> Vec<Tick> {
    let tick = |contact: Contact| Tick {
        code: contact.code().to_owned(),
        label: contact.label().to_owned(),
        coche: typed.contacts.iter().any(|one| one == contact.code()),
    };
    Contact::ALL.into_iter().map(tick).collect()
}

/// A document of a draft.
#[derive(Debug, Serialize)]
pub struct FileView {
    /// Its id.
    pub id: String,
    /// Its name.
    pub nom: String,
    /// What it is, in words.
    pub genre: &'static str,
    /// Its weight, in words.
    pub taille: String,
}

impl FileView {
    /// As shown.
    #[must_use]
    pub fn of(file: File) -> Self {
        Self {
            id: file.id.as_str().to_owned(),
            nom: file.nom,
            genre: Genre::of_media_type(&file.genre).map_or("Document", Genre::label),
            taille: size(file.octets),
        }
    }
}

/// A field that another window has written otherwise.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub struct Other {
    /// Its name.
    pub label: &'static str,
    /// What the other window has kept; empty: nothing.
    pub ailleurs: String,
}

/// How a field reads; the words of the criteria are the service's.
type Field = (&'static str, fn(&Typed, Option<&Oriented>) -> String);

fn in_words(codes: &[String], words: impl Fn(&str) -> Option<String>) -> String {
    let labels: Vec<String> = codes.iter().filter_map(|code| words(code)).collect();
    listed(&labels)
}

fn contacts(typed: &Typed) -> String {
    let labels: Vec<String> = contact_ticks(typed)
        .into_iter()
        .filter_map(|tick| tick.coche.then_some(tick.label))
        .collect();
    listed(&labels)
}

const PROFILE: [Field; 3] = [
    ("Situations", |it, _| {
        in_words(&it.situations, |code| {
            let known = PUBLICS.iter().find(|(known, _)| *known == code);
            known.map(|(_, label)| (*label).to_owned())
        })
    }),
    ("Autre situation", |it, _| it.situation_autre.clone()),
    ("Critères", |it, service| criteria(it, service)),
];

const DEMAND: [Field; 14] = [
    ("Nom", |it, _| it.nom.clone()),
    ("Prénom", |it, _| it.prenom.clone()),
    ("Comment joindre la personne", |it, _| contacts(it)),
    ("Téléphone", |it, _| it.telephone.clone()),
    ("Adresse e-mail", |it, _| it.courriel.clone()),
    ("Autre façon de la joindre", |it, _| {
        it.autre_contact.clone()
    }),
    ("Disponibilités", |it, _| it.disponibilite.clone()),
    ("Motif de la demande", |it, _| it.motif.clone()),
    ("Votre téléphone", |it, _| {
        it.prescripteur_telephone.clone()
    }),
    ("Une autre personne l’accompagne", |it, _| {
        if it.autre_referent == "oui" {
            "oui"
        } else {
            "non"
        }
        .to_owned()
    }),
    ("Nom de la personne qui l’accompagne", |it, _| {
        it.referent_nom.clone()
    }),
    ("E-mail de la personne qui l’accompagne", |it, _| {
        it.referent_courriel.clone()
    }),
    ("Téléphone de la personne qui l’accompagne", |it, _| {
        it.referent_telephone.clone()
    }),
    ("Engagement à informer la personne", |it, _| {
        if it.engagement == "oui" { "oui" } else { "non" }.to_owned()
    }),
];

/// Every field as typed, where there is something: for a form that leads nowhere any more.
#[must_use]
pub fn lines(typed: &Typed) -> Vec<Other> {
    let line = |(label, words): &Field| Other {
        label,
        ailleurs: words(typed, None),
    };
    let said = |line: &Other| !line.ailleurs.is_empty() && line.ailleurs != "non";
    PROFILE
        .iter()
        .chain(&DEMAND)
        .map(line)
        .filter(said)
        .collect()
}

fn criteria(typed: &Typed, service: Option<&Oriented>) -> String {
    match service {
        Some(service) => typed.met(service).join("\n"),
        None if typed.criteres.is_empty() => String::new(),
        None => counted(
            i64::try_from(typed.criteres.len()).unwrap_or(i64::MAX),
            "critère coché",
            "critères cochés",
        ),
    }
}

/// What another window has written since the page was shown.
#[derive(Debug, Serialize)]
pub struct Elsewhere {
    /// The fields that it has written otherwise; there may be none.
    pub champs: Vec<Other>,
    /// The file that was chosen, and was not joined.
    pub fichier: Option<String>,
}

impl Elsewhere {
    /// What `kept` says otherwise than `sent`, in the fields of `step`.
    #[must_use]
    pub fn of(step: Step, sent: &Typed, kept: &Typed, service: &Oriented) -> Self {
        let fields: &[Field] = match step {
            Step::Conformite => &PROFILE,
            Step::Demande => &DEMAND,
        };
        let other = |(label, words): &Field| {
            let (here, there) = (words(sent, Some(service)), words(kept, Some(service)));
            (here != there).then_some(Other {
                label,
                ailleurs: there,
            })
        };
        Self {
            champs: fields.iter().filter_map(other).collect(),
            fichier: None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{super::typed_rules::samples::typed, *};
    use crate::orientation::services::rules::samples::service;

    #[test]
    fn what_another_window_wrote_is_told_and_nothing_else() {
        let kept = typed();
        let sent = Typed {
            motif: "Autre chose".to_owned(),
            situations: vec![],
            ..typed()
        };
        let service = service().oriented().expect("open");
        let others =
            |step, sent: &Typed, kept: &Typed| Elsewhere::of(step, sent, kept, &service).champs;
        let told = others(Step::Demande, &sent, &kept);
        assert_eq!(told.len(), 1);
        assert_eq!(told[0].ailleurs, kept.motif);
        let told = others(Step::Conformite, &sent, &kept);
        assert_eq!(told[0].ailleurs, "Familles et Personnes exilées");
    }

    #[test]
    fn criteria_are_told_by_their_words_and_a_promise_too() {
        let mut service = service().oriented().expect("open");
        service.criteres = vec!["Avoir un logement".to_owned(), "Habiter ici".to_owned()];
        let with = |criterion: &str, engagement: &str| Typed {
            criteres: vec![sign(criterion)],
            engagement: engagement.to_owned(),
            ..typed()
        };
        let (here, there) = (with("Avoir un logement", ""), with("Habiter ici", "oui"));
        let told = Elsewhere::of(Step::Conformite, &here, &there, &service).champs;
        assert_eq!(told.len(), 1, "as many are ticked, but not the same");
        assert_eq!(told[0].ailleurs, "Habiter ici");
        let told = Elsewhere::of(Step::Demande, &here, &there, &service).champs;
        assert_eq!(told[0].ailleurs, "oui");
    }

    #[test]
    fn everything_typed_is_shown_where_nothing_can_be_sent() {
        let all = lines(&typed());
        let has = |text: &str| all.iter().any(|line| line.ailleurs.contains(text));
        for text in [
            "DIALLO",
            "06 12 34",
            "awa@exemple.test",
            "Le matin",
            "Paul Martin",
            "1 critère",
        ] {
            assert!(
                has(&text.replace("1 c", "1\u{a0}c")) || has(text),
                "{text}: {all:?}"
            );
        }
        assert!(lines(&Typed::default()).is_empty());
    }
}
