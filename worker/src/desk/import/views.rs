//! What the pages of « Importer » show.

use serde::Serialize;

use super::{
    columns_rules::ALL,
    rules::{ERREURS_MAX, ERREURS_SHOWN, Etat, Mistake, OCTETS_MAX, Shown},
    store::lists::Import,
    work::hundredths,
};
use crate::{
    auth::Staff,
    edge::{clock, form::FieldError, ids::ImportId, page::View, words::counted},
    frame::Frame,
};

/// The address of the room.
pub const URL: &str = "/gestion/importer";

/// The address of an import.
#[must_use]
pub fn url(id: &ImportId) -> String {
    format!("{URL}/{}", id.as_str())
}

/// « Importer »: the file to choose, the models, the imports before.
#[derive(Debug, Serialize)]
pub struct StartView {
    frame: Frame,
    octets_max: usize,
    colonnes: Vec<ColumnView>,
    imports: Vec<PastView>,
    erreurs: Vec<FieldError>,
    message: Option<&'static str>,
}

impl View for StartView {
    const TEMPLATE: &'static str = "desk/importer.html";
}

#[derive(Debug, Serialize)]
struct ColumnView {
    nom: &'static str,
    obligatoire: bool,
}

#[derive(Debug, Serialize)]
struct PastView {
    href: String,
    fichier: String,
    date: String,
    auteur: String,
    etat: &'static str,
    inscrits: String,
}

impl StartView {
    /// The page, with what is wrong with the file sent.
    #[must_use]
    pub fn of(
        me: &Staff,
        imports: Vec<Import>,
        wrong: Option<String>,
        message: Option<&'static str>,
    ) -> Self {
        let zone = clock::zone(&me.fuseau);
        let past = |import: Import| PastView {
            href: url(&import.id),
            date: import.confirme_at.unwrap_or(import.created_at).short(zone),
            etat: import.etat.label(),
            inscrits: if import.etat == Etat::Fait {
                people(import.inscrits)
            } else {
                String::new()
            },
            auteur: import.auteur,
            fichier: import.fichier,
        };
        Self {
            frame: Frame::of(me, URL),
            octets_max: OCTETS_MAX,
            colonnes: ALL
                .iter()
                .map(|(_, nom, obligatoire, _)| ColumnView {
                    nom,
                    obligatoire: *obligatoire,
                })
                .collect(),
            imports: imports.into_iter().map(past).collect(),
            erreurs: wrong
                .map(|message| FieldError {
                    champ: "fichier",
                    message,
                })
                .into_iter()
                .collect(),
            message,
        }
    }
}

fn people(count: i64) -> String {
    counted(count, "domicilié", "domiciliés")
}

fn lines(count: i64) -> String {
    counted(count, "ligne", "lignes")
}

/// An import: what its file comes to, or how far it is.
#[derive(Debug, Serialize)]
pub struct ImportView {
    frame: Frame,
    href: String,
    fichier: String,
    ignorees: String,
    date: String,
    auteur: String,
    etat: Etat,
    tourne: bool,
    pour_cent: i64,
    lignes: String,
    bonnes: i64,
    bonnes_mots: String,
    deja: i64,
    deja_mots: String,
    fausses: i64,
    fausses_mots: String,
    inscrits: i64,
    inscrits_mots: String,
    colonnes: Vec<&'static str>,
    apercu: Vec<LineView>,
    apercu_entier: bool,
    fautes: Vec<Mistake>,
    fautes_nombre: usize,
    fautes_montrees: usize,
    fautes_max: bool,
    message: Option<&'static str>,
}

impl View for ImportView {
    const TEMPLATE: &'static str = "desk/import.html";
}

#[derive(Debug, Serialize)]
struct LineView {
    ligne: usize,
    cellules: Vec<CellView>,
    deja: Option<i64>,
    fausse: bool,
}

#[derive(Debug, Serialize)]
struct CellView {
    texte: String,
    fausse: bool,
}

fn line(shown: Shown) -> LineView {
    let cell = |(place, texte): (usize, String)| CellView {
        fausse: shown.fausses.contains(&place),
        texte,
    };
    LineView {
        ligne: shown.ligne,
        cellules: shown.cellules.into_iter().enumerate().map(cell).collect(),
        deja: shown.deja,
        fausse: !shown.fausses.is_empty(),
    }
}

impl ImportView {
    /// The page of `import`; its first lines and mistakes are shown until it is confirmed.
    #[must_use]
    pub fn of(
        me: &Staff,
        import: Import,
        apercu: Vec<Shown>,
        fautes: Vec<Mistake>,
        message: Option<&'static str>,
    ) -> Self {
        let fautes_nombre = fautes.len();
        Self {
            frame: Frame::of(me, URL),
            href: url(&import.id),
            date: import
                .confirme_at
                .unwrap_or(import.created_at)
                .short(clock::zone(&me.fuseau)),
            tourne: import.etat.runs(),
            pour_cent: hundredths(import.etat, import.fait, import.lots),
            lignes: lines(import.lignes),
            bonnes_mots: people(import.bonnes),
            deja_mots: lines(import.deja),
            fausses_mots: lines(import.fausses),
            inscrits_mots: people(import.inscrits),
            colonnes: ALL.iter().map(|(_, nom, ..)| *nom).collect(),
            apercu_entier: i64::try_from(apercu.len()).unwrap_or(i64::MAX) >= import.lignes,
            apercu: apercu.into_iter().map(line).collect(),
            fautes: fautes.into_iter().take(ERREURS_SHOWN).collect(),
            fautes_nombre,
            fautes_montrees: fautes_nombre.min(ERREURS_SHOWN),
            fautes_max: fautes_nombre >= ERREURS_MAX,
            etat: import.etat,
            bonnes: import.bonnes,
            deja: import.deja,
            fausses: import.fausses,
            inscrits: import.inscrits,
            fichier: import.fichier,
            ignorees: import.ignorees,
            auteur: import.auteur,
            message,
        }
    }
}

#[cfg(test)]
pub(crate) mod samples {
    use serde_json::json;

    use super::*;
    use crate::{
        desk::{import::rules::Unreadable, tabs::samples::me},
        edge::error::Result,
        edge::page,
        rights::Role,
    };

    fn import(etat: &str, fausses: i64) -> Import {
        let import = json!({ "id": "AAAAAAAAAAAAAAAAAAAAAA", "fichier": "liste.xlsx", "ignorees": "Couleur", "etat": etat, "lignes": 3, "bonnes": 2,
            "deja": 1, "fausses": fausses, "lots": 4, "fait": 1, "inscrits": 2, "created_at": 1_795_384_800_000_i64, "confirme_at": null,
            "auteur": "Camille Demo" });
        serde_json::from_value(import).expect("an import")
    }

    fn shown(fausses: Vec<usize>, deja: Option<i64>) -> Shown {
        let cellules = ALL.iter().map(|(_, nom, ..)| (*nom).to_owned()).collect();
        Shown {
            ligne: 2,
            cellules,
            fausses,
            deja,
        }
    }

    fn mistake() -> Mistake {
        let text = |text: &str| text.to_owned();
        Mistake {
            ligne: 2,
            cellule: text("C2"),
            colonne: text("Nom"),
            valeur: text("—"),
            message: text("Écrivez le nom."),
        }
    }

    pub(crate) fn rendered() -> Vec<(&'static str, Result<String>)> {
        let me = me(Role::Gestionnaire);
        let past = ["APERCU", "EN_COURS", "FAIT", "ECHEC"].map(|etat| import(etat, 0));
        let starts = [
            StartView::of(&me, vec![], None, None),
            StartView::of(
                &me,
                past.into(),
                Some(Unreadable::OldExcel.words()),
                Some("Bravo."),
            ),
        ];
        let pages = [
            ImportView::of(
                &me,
                import("APERCU", 0),
                vec![shown(vec![], None), shown(vec![], Some(8))],
                vec![],
                None,
            ),
            ImportView::of(
                &me,
                import("APERCU", 1),
                vec![shown(vec![2], None)],
                vec![mistake(); 101],
                Some("Trop tard."),
            ),
            ImportView::of(&me, import("EN_COURS", 0), vec![], vec![], None),
            ImportView::of(&me, import("RETRAIT", 0), vec![], vec![], None),
            ImportView::of(&me, import("FAIT", 0), vec![], vec![], None),
            ImportView::of(&me, import("ECHEC", 0), vec![], vec![], None),
        ];
        let starts = starts
            .iter()
            .map(|view| (StartView::TEMPLATE, page::render(view)));
        let pages = pages
            .iter()
            .map(|view| (ImportView::TEMPLATE, page::render(view)));
        starts.chain(pages).collect()
    }
}
