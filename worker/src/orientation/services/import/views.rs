//! The import of services, as its templates show it.

use serde::Serialize;

use super::{
    rules::{Refused, Which},
    store::{ABSENT_COUNTED, Etat, Import},
};
use crate::{
    auth::Operator,
    edge::{clock, form::FieldError, page::View, words::counted},
    frame::Frame,
};

/// Where it is.
pub const URL: &str = "/operateur/services";

/// « Services »: the files, and the latest imports.
#[derive(Debug, Serialize)]
pub struct StartView {
    frame: Frame,
    imports: Vec<ImportedView>,
    erreurs: Vec<FieldError>,
    message: Option<&'static str>,
}

#[derive(Debug, Serialize)]
struct ImportedView {
    href: String,
    fichiers: String,
    quand: String,
    auteur: String,
    etat: &'static str,
    services: String,
}

impl View for StartView {
    const TEMPLATE: &'static str = "orientation/importer.html";
}

fn when(import: &Import) -> String {
    import.created_at.short(clock::zone("Europe/Paris"))
}

impl StartView {
    /// The page, with these mistakes in what was sent.
    #[must_use]
    pub fn of(
        me: &Operator,
        imports: &[Import],
        erreurs: Vec<FieldError>,
        message: Option<&'static str>,
    ) -> Self {
        let imports = imports.iter().map(|import| ImportedView {
            href: format!("{URL}/{}", import.id.as_str()),
            fichiers: import.fichiers.clone(),
            quand: when(import),
            auteur: import.auteur.clone(),
            etat: import.etat.in_words(),
            services: counted(import.services, "service", "services"),
        });
        Self {
            frame: Frame::of_operator(me, URL),
            imports: imports.collect(),
            erreurs,
            message,
        }
    }
}

/// An import.
#[derive(Debug, Serialize)]
pub struct ImportView {
    frame: Frame,
    href: String,
    etat: Etat,
    tourne: bool,
    fichiers: String,
    quand: String,
    auteur: String,
    structures: String,
    services: String,
    services_nombre: i64,
    refuses: i64,
    refuses_mots: String,
    absents: Option<String>,
    refus: Vec<RefusedView>,
    retires: String,
    retires_nombre: i64,
    pour_cent: i64,
    message: Option<&'static str>,
}

#[derive(Debug, Serialize)]
struct RefusedView {
    ou: String,
    raisons: Vec<String>,
}

impl View for ImportView {
    const TEMPLATE: &'static str = "orientation/import.html";
}

impl ImportView {
    /// The page of `import`, of whose lines these were refused.
    #[must_use]
    pub fn of(
        me: &Operator,
        import: &Import,
        refused: &[Refused],
        message: Option<&'static str>,
    ) -> Self {
        let done = import.fait.min(import.lots) * 100 / import.lots.max(1);
        Self {
            frame: Frame::of_operator(me, URL),
            href: format!("{URL}/{}", import.id.as_str()),
            etat: import.etat,
            tourne: matches!(import.etat, Etat::EnCours | Etat::Retrait),
            fichiers: import.fichiers.clone(),
            quand: when(import),
            auteur: import.auteur.clone(),
            structures: counted(import.structures, "structure", "structures"),
            services: counted(import.services, "service", "services"),
            services_nombre: import.services,
            refuses: import.refuses,
            refuses_mots: counted(import.refuses, "ligne refusée", "lignes refusées"),
            absents: absent(import.absents),
            refus: refused.iter().map(refusal).collect(),
            retires: counted(import.retires, "service retiré", "services retirés"),
            retires_nombre: import.retires,
            pour_cent: done,
            message,
        }
    }
}

/// The services that would be withdrawn, in words.
fn absent(count: i64) -> Option<String> {
    match count {
        0 => None,
        1 => Some("1\u{a0}service de ces sources n’est pas dans le fichier".to_owned()),
        count if count > ABSENT_COUNTED => Some(
            "Plus de 1\u{202f}000\u{a0}services de ces sources ne sont pas dans le fichier"
                .to_owned(),
        ),
        count => Some(format!(
            "{count}\u{a0}services de ces sources ne sont pas dans le fichier"
        )),
    }
}

fn refusal(refused: &Refused) -> RefusedView {
    let file = match refused.fichier {
        Which::Structures => "structures",
        Which::Services => "services",
    };
    let called = if refused.id.is_empty() {
        String::new()
    } else {
        format!(" (id «\u{a0}{}\u{a0}»)", refused.id)
    };
    RefusedView {
        ou: format!(
            "Fichier des {file}, ligne ou élément n°\u{a0}{}{called}",
            refused.rang
        ),
        raisons: refused.raisons.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_would_go_is_counted_up_to_a_thousand() {
        assert_eq!(absent(0), None);
        let said = |count| absent(count).unwrap_or_default();
        assert!(said(1).starts_with("1\u{a0}service de"), "{}", said(1));
        assert!(
            said(1_000).starts_with("1000\u{a0}services"),
            "{}",
            said(1_000)
        );
        assert!(
            said(1_001).starts_with("Plus de 1\u{202f}000"),
            "{}",
            said(1_001)
        );
    }
}

#[cfg(test)]
pub(crate) mod samples {
    use serde_json::json;

    use super::*;
    use crate::edge::{error::Result, ids::StaffId, page};

    fn me() -> Operator {
        Operator {
            id: StaffId::parse("AAAAAAAAAAAAAAAAAAAAAA").expect("an id"),
            nom_complet: "Olive Demo".to_owned(),
        }
    }

    fn import(etat: &str) -> Import {
        let row = json!({ "id": "AAAAAAAAAAAAAAAAAAAAAA", "fichiers": "structures.json, services.json", "etat": etat, "retirer": 1,
            "structures": 2, "services": 3, "refuses": 1, "absents": 4, "lots": 1, "fait": 1, "retires": 2, "created_at": 1, "auteur": "Olive Demo" });
        serde_json::from_value(row).expect("an import")
    }

    pub(crate) fn rendered() -> Vec<(&'static str, Result<String>)> {
        let refused = Refused {
            fichier: Which::Services,
            rang: 12,
            id: "s1".to_owned(),
            raisons: vec!["nom\u{a0}: manque".to_owned()],
        };
        let wrong = vec![FieldError {
            champ: "services",
            message: "Choisissez le fichier des services.".to_owned(),
        }];
        let starts = [
            StartView::of(&me(), &[import("FAIT")], Vec::new(), Some("Annulé.")),
            StartView::of(&me(), &[], wrong, None),
        ];
        let pages = ["APERCU", "EN_COURS", "RETRAIT", "FAIT", "ECHEC"]
            .map(|etat| ImportView::of(&me(), &import(etat), std::slice::from_ref(&refused), None));
        let mut rendered: Vec<_> = starts
            .iter()
            .map(|view| (StartView::TEMPLATE, page::render(view)))
            .collect();
        rendered.extend(
            pages
                .iter()
                .map(|view| (ImportView::TEMPLATE, page::render(view))),
        );
        rendered
    }
}
