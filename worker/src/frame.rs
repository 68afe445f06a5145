//! The frame of every staff page: who is there, and the menu of seed 000, each entry for those who may use it.

use serde::Serialize;

use crate::{
    auth::{Operator, PLATFORM, Person, Staff},
    rights::{Right, Role},
};

/// What `layout/gestion.html` shows around a page.
#[derive(Debug, Serialize)]
pub struct Frame {
    /// The structure's name.
    pub structure: String,
    /// The person's name.
    pub personne: String,
    /// Their role, in words.
    pub role: &'static str,
    /// Always in sight: « Domiciliés », « Courrier du jour », « Services », « Lieux »,
    /// « Orientations », « Mon compte ».
    pub menu: Vec<Entry>,
    /// The group « Structures Opératrices » (seed 003), for those that hold dossiers.
    pub operatrices: Vec<Entry>,
    /// The « Admin » group.
    pub admin: Vec<Entry>,
}

/// An entry of the menu.
#[derive(Debug, Serialize)]
pub struct Entry {
    /// Its words.
    pub label: &'static str,
    /// Where it leads.
    pub href: &'static str,
    /// Is this the page one is on?
    pub ici: bool,
}

const MENU: [(&str, &str, Right); 7] = [
    ("Domiciliés", "/gestion", Right::RecordMail),
    ("Courrier du jour", "/gestion/receptions", Right::RecordMail),
    ("À rappeler", "/gestion/rappels", Right::RecordMail),
    ("Services", "/gestion/services", Right::SeeServices),
    ("Lieux", "/gestion/lieux", Right::SeeServices),
    (
        "Orientations",
        "/gestion/orientations",
        Right::SeeOrientations,
    ),
    ("Mon compte", "/gestion/compte", Right::OwnAccount),
];

/// Seed 003: what a structure that holds dossiers has besides.
const OPERATRICES: [(&str, &str, Right); 1] = [(
    "Demandes Bénéficiaires",
    "/gestion/dossiers",
    Right::HoldDossiers,
)];

/// Seed 000's order, with what the portal adds after « Portail Usager », and « Journal » last. « Déconnexion » is not a link: the layout has its button.
const ADMIN: [(&str, &str, Right); 11] = [
    ("Compte", "/gestion/compte", Right::OwnAccount),
    ("Utilisateurs", "/gestion/utilisateurs", Right::SeeMembers),
    ("Documents", "/gestion/documents", Right::ManageStructure),
    ("Importer", "/gestion/importer", Right::ManageFiles),
    ("Structure", "/gestion/structure", Right::ManageStructure),
    (
        "Notifications",
        "/gestion/notifications",
        Right::ManageStructure,
    ),
    (
        "Portail Usager",
        "/gestion/structure/portail",
        Right::ManageStructure,
    ),
    (
        "Comptes du portail",
        "/gestion/portail/comptes",
        Right::ManageFiles,
    ),
    (
        "Annonces",
        "/gestion/structure/annonces",
        Right::ManageStructure,
    ),
    ("Statistiques", "/gestion/statistiques", Right::RecordMail),
    ("Journal", "/gestion/journal", Right::ManageStructure),
];

/// What an operateur has.
const OPERATOR: [(&str, &str, Right); 6] = [
    ("Structures", "/operateur", Right::RunPlatform),
    ("Services", "/operateur/services", Right::RunPlatform),
    ("Lieux", "/operateur/lieux", Right::RunPlatform),
    ("E-mails", "/operateur/courriels", Right::RunPlatform),
    ("Avis sur l’aide", "/operateur/avis", Right::RunPlatform),
    ("Mon compte", "/gestion/compte", Right::RunPlatform),
];

fn entries(of: &[(&'static str, &'static str, Right)], role: Role, here: &str) -> Vec<Entry> {
    of.iter()
        .filter(|(_, _, right)| role.may(*right))
        .map(|&(label, href, _)| Entry {
            label,
            href,
            ici: href == here,
        })
        .collect()
}

fn operatrices(holds: bool, role: Role, here: &str) -> Vec<Entry> {
    let all = if holds { OPERATRICES.as_slice() } else { &[] };
    entries(all, role, here)
}

impl Frame {
    /// The frame of a page of a structure; `here` is the entry it belongs to.
    #[must_use]
    pub fn of(me: &Staff, here: &str) -> Self {
        Self {
            structure: me.structure_nom.clone(),
            personne: me.nom_complet.clone(),
            role: me.role.label(),
            menu: entries(&MENU, me.role, here),
            operatrices: operatrices(me.operatrice, me.role, here),
            admin: entries(&ADMIN, me.role, here),
        }
    }

    /// The frame of a page of one's own account, whichever side one is on.
    #[must_use]
    pub fn of_person(me: &Person, here: &str) -> Self {
        let (menu, admin) = if me.role == Role::Operateur {
            (entries(&OPERATOR, me.role, here), Vec::new())
        } else {
            (
                entries(&MENU, me.role, here),
                entries(&ADMIN, me.role, here),
            )
        };
        Self {
            structure: me.lieu.clone(),
            personne: me.nom_complet.clone(),
            role: me.role.label(),
            menu,
            operatrices: operatrices(me.operatrice, me.role, here),
            admin,
        }
    }

    /// The frame of an operateur's page; `here` is the entry it belongs to.
    #[must_use]
    pub fn of_operator(me: &Operator, here: &str) -> Self {
        Self {
            structure: PLATFORM.to_owned(),
            personne: me.nom_complet.clone(),
            role: Role::Operateur.label(),
            menu: entries(&OPERATOR, Role::Operateur, here),
            operatrices: Vec::new(),
            admin: Vec::new(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn labels(role: Role) -> Vec<&'static str> {
        entries(&ADMIN, role, "/gestion")
            .into_iter()
            .map(|entry| entry.label)
            .collect()
    }

    #[test]
    fn portail_usager_is_for_administrateurs_only() {
        for role in Role::ALL {
            assert_eq!(
                labels(role).contains(&"Portail Usager"),
                role == Role::Administrateur,
                "{role:?}"
            );
        }
    }

    #[test]
    fn only_structures_operatrices_have_their_group() {
        let paths = |holds, role| -> Vec<&str> {
            let all = operatrices(holds, role, "/gestion");
            all.into_iter().map(|entry| entry.href).collect()
        };
        assert_eq!(paths(true, Role::Agent), ["/gestion/dossiers"]);
        assert!(paths(true, Role::Facteur).is_empty());
        assert!(paths(false, Role::Administrateur).is_empty());
    }

    #[test]
    fn an_administrateur_has_the_whole_menu_of_the_seed() {
        let seed = [
            "Compte",
            "Utilisateurs",
            "Documents",
            "Importer",
            "Structure",
            "Notifications",
            "Portail Usager",
            "Comptes du portail",
            "Annonces",
            "Statistiques",
            "Journal",
        ];
        assert_eq!(labels(Role::Administrateur), seed);
    }
}
