//! What the tabs of a domicilié's file share, and the tabs that are to come.

use serde::Serialize;

use super::{
    decision::{forms, rules::Action},
    rules,
    store::{self, Usager},
};
use crate::{
    auth::Staff,
    edge::{
        cx::Cx,
        error::{Error, Result},
        ids::UsagerId,
    },
    rights::Right,
};

/// The list, to which every screen of the desk belongs in the menu.
pub const LIST_URL: &str = "/gestion";

/// The head of a file and its tabs.
#[derive(Debug, Serialize)]
pub struct UsagerView {
    id: String,
    titre: String,
    numero: i64,
    statut: &'static str,
    statut_code: rules::Statut,
    /// « Domiciliation », for those who may see the file.
    decision: Option<String>,
    gestes: Vec<Gesture>,
    onglets: Vec<Tab>,
}

/// What can be done with the domiciliation, at the head of the file: each leads to its form.
#[derive(Debug, Serialize)]
pub struct Gesture {
    label: &'static str,
    href: String,
    icone: &'static str,
}

/// Seed 000's buttons and those of the other steps: what for, their words, their form on « Domiciliation », their drawing.
const GESTURES: [(Action, &str, &str, &str); 5] = [
    (
        Action::Soumettre,
        "Soumettre à la décision",
        "#soumettre",
        "send",
    ),
    (Action::Valider, "Décider", "#decider", "done"),
    (
        Action::Renouveler,
        "Demande de renouvellement",
        "#renouveler",
        "renew",
    ),
    (Action::Radier, "Radier le domicilié", "#radier", "cross"),
    (
        Action::Recommencer,
        "Nouvelle demande",
        "#recommencer",
        "renew",
    ),
];

/// A tab of the file.
#[derive(Debug, Serialize)]
pub struct Tab {
    label: &'static str,
    href: String,
    ici: bool,
}

/// Seed 000's tabs: their words, the end of their address, who sees them.
const TABS: [(&str, &str, Right); 5] = [
    ("Vue d’ensemble", "", Right::SeeFile),
    ("Courriers", "/courriers", Right::RecordMail),
    ("Dossier", "/dossier", Right::SeeFile),
    ("Documents", "/documents", Right::SeeDocuments),
    ("Historique", "/historique", Right::SeeFile),
];

impl UsagerView {
    /// The head of `person`'s file as `me` sees it; `here` is the end of the tab's address.
    #[must_use]
    pub fn of(person: &Usager, me: &Staff, here: &str) -> Self {
        let id = person.id.as_str().to_owned();
        let onglets = TABS
            .iter()
            .filter(|(_, _, right)| me.role.may(*right))
            .map(|(label, end, _)| Tab {
                label,
                href: format!("/gestion/usagers/{id}{end}"),
                ici: *end == here,
            })
            .collect();
        let standing = forms::standing(person);
        let gestes = GESTURES
            .iter()
            .filter(|(action, ..)| me.role.may(action.right()) && action.is_open(standing))
            .map(|(_, label, form, icone)| Gesture {
                label,
                href: decision_url(&person.id, form),
                icone,
            })
            .collect();
        Self {
            titre: person.titre(),
            numero: person.numero,
            statut: person.statut.label_for(person.renouvellement),
            statut_code: person.statut,
            decision: me
                .role
                .may(Right::SeeFile)
                .then(|| decision_url(&person.id, "")),
            id,
            gestes,
            onglets,
        }
    }
}

/// The address of the « Courriers » tab; `query` begins with `?` or is empty.
#[must_use]
pub fn mail_url(usager: &UsagerId, query: &str) -> String {
    file_url(usager, &format!("/courriers{query}"))
}

/// The address of the file of `usager`; `end` is the end of a tab's address, a query, or empty.
#[must_use]
pub fn file_url(usager: &UsagerId, end: &str) -> String {
    format!("/gestion/usagers/{}{end}", usager.as_str())
}

/// The address of « Domiciliation »; `end` is a query, a place in the page, or empty.
#[must_use]
pub fn decision_url(usager: &UsagerId, end: &str) -> String {
    format!("/gestion/usagers/{}/decision{end}", usager.as_str())
}

/// The file the address names.
///
/// # Errors
/// [`Error::NotFound`] for another structure's domicilié, or as the database.
pub async fn asked_for(cx: &Cx, me: &Staff) -> Result<Usager> {
    let id = cx.param("usager", UsagerId::parse)?;
    store::usager(&cx.db, &me.structure, &id)
        .await?
        .ok_or(Error::NotFound)
}

#[cfg(test)]
pub(crate) mod samples {
    use serde_json::json;

    use super::*;
    use crate::{
        edge::ids::{StaffId, StructureId},
        rights::Role,
    };

    pub(crate) fn me(role: Role) -> Staff {
        Staff {
            id: StaffId::new().expect("an id"),
            structure: StructureId::new().expect("an id"),
            structure_nom: "DomiFa Compte Test".to_owned(),
            operatrice: true,
            fuseau: "Europe/Paris".to_owned(),
            nom_complet: "Camille Demo".to_owned(),
            role,
        }
    }

    pub(crate) fn person(statut: &str) -> Usager {
        let motif = matches!(statut, "REFUS" | "RADIE").then_some("AUTRE");
        let person = json!({ "id": "AAAAAAAAAAAAAAAAAAAAAA", "numero": 8, "civilite": "H", "prenom": "Test", "nom": "Test",
            "surnom": null, "date_naissance": "1980-02-03", "telephone": null, "email": null,
            "lieu_naissance": null, "langue": null, "menage": null, "raison": null, "raison_texte": null, "version": 1, "renouvellement": 0,
            "premiere_domiciliation": "2026-12-14", "decided_at": null, "statut": statut,
            "debut": "2026-12-14", "echeance": "2027-12-13", "motif": motif, "motif_texte": motif,
            "courrier_pending": 2, "recommande_pending": 0, "colis_pending": 1,
            "courrier_since_at": 1_795_384_800_000_i64, "recommande_since_at": null, "colis_since_at": 1_795_384_800_000_i64, "dernier_passage_at": null });
        serde_json::from_value(person).expect("a person")
    }

    #[test]
    fn the_head_offers_what_one_may_do_as_things_stand() {
        let offered = |role, statut: &str, renewal: bool| {
            let mut person = person(statut);
            person.renouvellement = renewal;
            UsagerView::of(&person, &me(role), "")
                .gestes
                .iter()
                .map(|geste| geste.label)
                .collect::<Vec<_>>()
        };
        let none: [&str; 0] = [];
        assert_eq!(offered(Role::Facteur, "VALIDE", false), none);
        assert_eq!(offered(Role::Agent, "VALIDE", false), none);
        assert_eq!(
            offered(Role::Instructeur, "VALIDE", false),
            ["Demande de renouvellement", "Radier le domicilié"]
        );
        assert_eq!(
            offered(Role::Instructeur, "INSTRUCTION", false),
            ["Soumettre à la décision"]
        );
        assert_eq!(
            offered(Role::Gestionnaire, "INSTRUCTION", true),
            ["Soumettre à la décision", "Décider", "Radier le domicilié"]
        );
        assert_eq!(offered(Role::Instructeur, "ATTENTE_DECISION", false), none);
        assert_eq!(
            offered(Role::Administrateur, "RADIE", false),
            ["Nouvelle demande"]
        );
    }

    #[test]
    fn a_facteur_sees_one_tab() {
        let tabs = |role| {
            UsagerView::of(&person("VALIDE"), &me(role), "")
                .onglets
                .iter()
                .map(|tab| tab.label)
                .collect::<Vec<_>>()
        };
        assert_eq!(tabs(Role::Facteur), ["Courriers"]);
        assert_eq!(
            tabs(Role::Agent),
            [
                "Vue d’ensemble",
                "Courriers",
                "Dossier",
                "Documents",
                "Historique"
            ]
        );
    }
}
