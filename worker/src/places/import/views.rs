//! The import of places, as its templates show it.

use serde::Serialize;

use super::{
    rules::{SHOWN_MAX, Told},
    store::lists::{ABSENT_COUNTED, Etat, Import, Kept},
};
use crate::{
    auth::Operator,
    edge::{clock, form::FieldError, page::View, words::counted},
    frame::Frame,
};

/// Where it is.
pub const URL: &str = "/operateur/lieux";

/// « Lieux »: the file, and the latest imports.
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
    fichier: String,
    quand: String,
    auteur: String,
    etat: &'static str,
    lieux: String,
}

impl View for StartView {
    const TEMPLATE: &'static str = "places/importer.html";
}

fn when(import: &Import) -> String {
    import.created_at.short(clock::zone("Europe/Paris"))
}

impl StartView {
    /// The page, with what is wrong with the file that was sent.
    #[must_use]
    pub fn of(
        me: &Operator,
        imports: &[Import],
        wrong: Option<FieldError>,
        message: Option<&'static str>,
    ) -> Self {
        let imports = imports.iter().map(|import| ImportedView {
            href: format!("{URL}/{}", import.id.as_str()),
            fichier: import.fichier.clone(),
            quand: when(import),
            auteur: import.auteur.clone(),
            etat: import.etat.in_words(),
            lieux: counted(import.lieux, "lieu", "lieux"),
        });
        Self {
            frame: Frame::of_operator(me, URL),
            imports: imports.collect(),
            erreurs: wrong.into_iter().collect(),
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
    fichier: String,
    quand: String,
    auteur: String,
    lieux: String,
    lieux_nombre: i64,
    de_source: bool,
    absents: Option<String>,
    ecrits: String,
    deja: String,
    retires: String,
    retires_nombre: i64,
    tenus: String,
    tenus_nombre: i64,
    tenus_noms: Vec<String>,
    refuses: i64,
    refuses_mots: String,
    refus: Vec<ToldView>,
    refus_href: String,
    remarques: i64,
    remarques_mots: String,
    remarquees: Vec<ToldView>,
    pour_cent: i64,
    message: Option<&'static str>,
}

#[derive(Debug, Serialize)]
struct ToldView {
    ou: String,
    raisons: Vec<String>,
}

impl View for ImportView {
    const TEMPLATE: &'static str = "places/import.html";
}

impl ImportView {
    /// The page of `import`: the first rows refused and those of which something was left out, the places that structures
    /// keep up to date.
    #[must_use]
    pub fn of(
        me: &Operator,
        import: &Import,
        refused: &[Told],
        left_out: &[Told],
        kept: &[Kept],
    ) -> Self {
        let done = import.fait.min(import.lots) * 100 / import.lots.max(1);
        let unchanged = (import.lieux - import.ecrits - import.tenus).max(0);
        let first = |rows: &[Told]| rows.iter().take(SHOWN_MAX).map(told).collect();
        let href = format!("{URL}/{}", import.id.as_str());
        Self {
            frame: Frame::of_operator(me, URL),
            refus_href: format!("{href}/refus.csv"),
            href,
            etat: import.etat,
            tourne: matches!(import.etat, Etat::EnCours | Etat::Retrait),
            fichier: import.fichier.clone(),
            quand: when(import),
            auteur: import.auteur.clone(),
            lieux: counted(import.lieux, "lieu", "lieux"),
            lieux_nombre: import.lieux,
            de_source: import.de_source,
            absents: absent(import.absents),
            ecrits: counted(
                import.ecrits,
                "lieu ajouté ou mis à jour",
                "lieux ajoutés ou mis à jour",
            ),
            deja: counted(
                unchanged,
                "lieu était déjà à jour",
                "lieux étaient déjà à jour",
            ),
            retires: counted(import.retires, "lieu retiré", "lieux retirés"),
            retires_nombre: import.retires,
            tenus: counted(
                import.tenus,
                "lieu reste comme il est\u{a0}: sa structure le tient à jour ici",
                "lieux restent comme ils sont\u{a0}: leur structure les tient à jour ici",
            ),
            tenus_nombre: import.tenus,
            tenus_noms: kept.iter().map(name).collect(),
            refuses: import.refuses,
            refuses_mots: counted(import.refuses, "ligne refusée", "lignes refusées"),
            refus: first(refused),
            remarques: import.remarques,
            remarques_mots: counted(
                import.remarques,
                "ligne gardée en partie",
                "lignes gardées en partie",
            ),
            remarquees: first(left_out),
            pour_cent: done,
            message: None,
        }
    }

    /// The same, with why it has not begun.
    #[must_use]
    pub fn saying(self, message: Option<&'static str>) -> Self {
        Self { message, ..self }
    }
}

/// The places that would be withdrawn, in words.
fn absent(count: i64) -> Option<String> {
    match count {
        0 => None,
        1 => Some("1\u{a0}lieu de ces sources n’est pas dans le fichier".to_owned()),
        count if count > ABSENT_COUNTED => Some(
            "Plus de 1\u{202f}000\u{a0}lieux de ces sources ne sont pas dans le fichier".to_owned(),
        ),
        count => Some(format!(
            "{count}\u{a0}lieux de ces sources ne sont pas dans le fichier"
        )),
    }
}

fn name(kept: &Kept) -> String {
    format!(
        "{} (id «\u{a0}{}\u{a0}»), {}",
        kept.nom, kept.id, kept.structure
    )
}

fn told(row: &Told) -> ToldView {
    let called = if row.id.is_empty() {
        String::new()
    } else {
        format!(" (id «\u{a0}{}\u{a0}»)", row.id)
    };
    let reasons = row.raisons.iter().map(|reason| {
        if reason.colonne.is_empty() {
            reason.raison.clone()
        } else {
            format!("{}\u{a0}: {}", reason.colonne, reason.raison)
        }
    });
    ToldView {
        ou: format!("Ligne\u{a0}{}{called}", row.ligne),
        raisons: reasons.collect(),
    }
}

#[cfg(test)]
pub(crate) mod samples {
    use serde_json::json;

    use super::*;
    use crate::{
        edge::{error::Result, ids::StaffId, page},
        places::import::rules::Reason,
    };

    pub(crate) fn me() -> Operator {
        Operator {
            id: StaffId::parse("AAAAAAAAAAAAAAAAAAAAAA").expect("an id"),
            nom_complet: "Olive Demo".to_owned(),
        }
    }

    fn import(etat: &str) -> Import {
        let row = json!({ "id": "AAAAAAAAAAAAAAAAAAAAAA", "fichier": "lieux.csv", "etat": etat, "retirer": 1, "de_source": 1,
            "lieux": 3, "refuses": 1, "remarques": 1, "absents": 4, "lots": 1, "fait": 1, "ecrits": 2, "tenus": 1, "retires": 2,
            "created_at": 1, "auteur": "Olive Demo" });
        serde_json::from_value(row).expect("an import")
    }

    pub(crate) fn rendered() -> Vec<(&'static str, Result<String>)> {
        let row = Told {
            ligne: 12,
            id: "s1".to_owned(),
            raisons: vec![
                Reason::of_the_row("De trop."),
                Reason {
                    colonne: "nom".to_owned(),
                    raison: "Il faut une valeur.".to_owned(),
                },
            ],
        };
        let kept = Kept {
            id: "a".to_owned(),
            nom: "Cyber-base".to_owned(),
            structure: "CCAS".to_owned(),
        };
        let wrong = FieldError {
            champ: "fichier",
            message: "Choisissez un fichier.".to_owned(),
        };
        let starts = [
            StartView::of(&me(), &[import("FAIT")], None, Some("Annulé.")),
            StartView::of(&me(), &[], Some(wrong), None),
        ];
        let rows = std::slice::from_ref(&row);
        let mut pages: Vec<ImportView> = ["APERCU", "EN_COURS", "RETRAIT", "FAIT", "ECHEC"]
            .map(|etat| {
                ImportView::of(
                    &me(),
                    &import(etat),
                    rows,
                    rows,
                    std::slice::from_ref(&kept),
                )
            })
            .into();
        let none = Import {
            lieux: 0,
            de_source: false,
            refuses: 0,
            remarques: 0,
            tenus: 0,
            absents: 0,
            ..import("APERCU")
        };
        pages.push(ImportView::of(&me(), &none, &[], &[], &[]).saying(Some("Attendez.")));
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
