//! What is written on a file, as « Vue d’ensemble » and « Dossier » show it.

use serde::Serialize;

use super::rules::{Champ, Content};
use crate::edge::typed::{phone_grouped, phone_href};

/// A file's content, in words.
#[derive(Debug, Serialize)]
pub struct ShownFile {
    identite: Vec<Fact>,
    telephone: Option<Link>,
    email: Option<Link>,
    langue: String,
    demande: Vec<Fact>,
    ayants: Vec<ShownRelative>,
}

/// One field, in words; empty when nothing is written there.
#[derive(Debug, Serialize)]
struct Fact {
    label: &'static str,
    valeur: String,
}

#[derive(Debug, Serialize)]
struct Link {
    texte: String,
    href: String,
}

#[derive(Debug, Serialize)]
struct ShownRelative {
    lien: &'static str,
    nom: String,
    naissance: String,
}

impl ShownFile {
    /// `content`, in words.
    #[must_use]
    pub fn of(content: &Content) -> Self {
        let facts = |champs: &[Champ]| {
            let fact = |champ: &Champ| Fact {
                label: champ.label(),
                valeur: content.words(*champ),
            };
            champs.iter().map(fact).collect()
        };
        let telephone = content.telephone.as_deref().map(|phone| Link {
            texte: phone_grouped(phone),
            href: phone_href(phone),
        });
        let email = content.email.as_deref().map(|email| Link {
            texte: email.to_owned(),
            href: format!("mailto:{email}"),
        });
        let langue = content.words(Champ::Langue);
        Self {
            identite: facts(&[
                Champ::Civilite,
                Champ::Nom,
                Champ::Prenom,
                Champ::Surnom,
                Champ::Naissance,
                Champ::LieuNaissance,
            ]),
            telephone,
            email,
            langue,
            demande: facts(&[Champ::Menage, Champ::Raison, Champ::RaisonTexte]),
            ayants: content.ayants.iter().map(ShownRelative::of).collect(),
        }
    }
}

impl ShownRelative {
    fn of(relative: &super::rules::Relative) -> Self {
        Self {
            lien: relative.lien.label(),
            nom: format!("{} {}", relative.nom, relative.prenom),
            naissance: relative.date_naissance.short(),
        }
    }
}
