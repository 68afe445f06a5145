//! Parts of the views of a request: boxes, files, what another window has written.

use serde::Serialize;

use super::{
    file_rules::{Genre, size},
    rules::{Step, Typed, sign, situations},
    store::File,
};
use crate::{
    edge::words::listed,
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

type Field = (&'static str, fn(&Typed) -> String);

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
    ("Situations", |it| {
        in_words(&it.situations, |code| {
            let known = PUBLICS.iter().find(|(known, _)| *known == code);
            known.map(|(_, label)| (*label).to_owned())
        })
    }),
    ("Autre situation", |it| it.situation_autre.clone()),
    ("Critères", |it| match it.criteres.len() {
        0 => "aucun".to_owned(),
        many => format!("{many} cochés"),
    }),
];

const DEMAND: [Field; 13] = [
    ("Nom", |it| it.nom.clone()),
    ("Prénom", |it| it.prenom.clone()),
    ("Comment joindre la personne", contacts),
    ("Téléphone", |it| it.telephone.clone()),
    ("Adresse e-mail", |it| it.courriel.clone()),
    ("Autre façon de la joindre", |it| it.autre_contact.clone()),
    ("Disponibilités", |it| it.disponibilite.clone()),
    ("Motif de la demande", |it| it.motif.clone()),
    ("Votre téléphone", |it| it.prescripteur_telephone.clone()),
    ("Une autre personne l’accompagne", |it| {
        if it.autre_referent == "oui" {
            "oui"
        } else {
            "non"
        }
        .to_owned()
    }),
    ("Nom de la personne qui l’accompagne", |it| {
        it.referent_nom.clone()
    }),
    ("E-mail de la personne qui l’accompagne", |it| {
        it.referent_courriel.clone()
    }),
    ("Téléphone de la personne qui l’accompagne", |it| {
        it.referent_telephone.clone()
    }),
];

/// What `kept` says otherwise than `sent`, in the fields of `step`.
#[must_use]
pub fn others(step: Step, sent: &Typed, kept: &Typed) -> Vec<Other> {
    let fields: &[Field] = match step {
        Step::Conformite => &PROFILE,
        Step::Demande => &DEMAND,
    };
    let other = |(label, words): &Field| {
        let (here, there) = (words(sent), words(kept));
        (here != there).then_some(Other {
            label,
            ailleurs: there,
        })
    };
    fields.iter().filter_map(other).collect()
}

#[cfg(test)]
mod tests {
    use super::{super::rules::samples::typed, *};

    #[test]
    fn what_another_window_wrote_is_told_and_nothing_else() {
        let kept = typed();
        let sent = Typed {
            motif: "Autre chose".to_owned(),
            situations: vec![],
            ..typed()
        };
        let told = others(Step::Demande, &sent, &kept);
        assert_eq!(told.len(), 1);
        assert_eq!(told[0].ailleurs, kept.motif);
        let told = others(Step::Conformite, &sent, &kept);
        assert_eq!(told[0].ailleurs, "Familles et Personnes exilées");
    }
}
