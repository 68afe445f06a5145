use serde_json::{Value, json};

use super::*;
use crate::{
    desk::{
        file::{
            rules::{Civilite, Content},
            store::Extras,
        },
        tabs::samples::{me, person},
    },
    edge::page,
    rights::Role,
};

fn content() -> Content {
    Content {
        civilite: Civilite::H,
        nom: "Test".to_owned(),
        prenom: "Test <b>".to_owned(),
        surnom: None,
        naissance: person("VALIDE").date_naissance,
        lieu_naissance: None,
        telephone: Some("06 12 34 00 40".to_owned()),
        email: None,
        langue: None,
        menage: None,
        raison: None,
        raison_texte: None,
        ayants: Vec::new(),
    }
}

fn rows(rows: Value) -> Vec<super::super::file_store::Row> {
    serde_json::from_value(rows).expect("rows")
}

fn dossier(full: bool) -> Dossier {
    let extras = |full: bool| {
        Extras {
        procurations: Vec::new(),
        transfert: full.then(|| {
            serde_json::from_value(json!({ "nom": "Chez Léa", "adresse": "1 rue A\n59000 Lille", "debut": "2026-01-01", "fin": "2026-12-31" }))
                .expect("a transfer")
        }),
    }
    };
    let line = |id: &str, mouvement: &str, annule: Value| {
        json!({ "id": id, "mouvement": mouvement, "courrier": 1, "recommande": 0, "colis": 0, "passage": 0, "mandataire": null,
            "note": "À remettre", "annule_id": annule, "created_at": 1_795_384_800_000_i64, "auteur": "Ada Demo" })
    };
    let tables = [
        (
            "mail_line",
            json!([
                line("a", "RECEPTION", json!(null)),
                line("b", "ANNULATION", json!("a"))
            ]),
        ),
        (
            "historique",
            json!([{ "evenement": "FICHE_CREEE", "detail": "{\"numero\":8}", "created_at": 1_795_384_800_000_i64, "auteur": null }]),
        ),
        (
            "note",
            json!([{ "texte": "Appeler l’assistante sociale", "created_at": 1_795_384_800_000_i64, "auteur": "Ada Demo" }]),
        ),
        (
            "portal_account",
            json!([{ "identifiant": "XKBNQXVI", "actif": 1, "created_at": 1_795_384_800_000_i64 }]),
        ),
        (
            "portal_login",
            json!([{ "passage": 1, "created_at": 1_795_384_800_000_i64 }]),
        ),
    ];
    Dossier {
        usager: person("VALIDE"),
        content: content(),
        extras: extras(full),
        tables: if full {
            tables
                .map(|(name, table)| (name, rows(table)))
                .into_iter()
                .collect()
        } else {
            Vec::new()
        },
        documents: Vec::new(),
    }
}

fn packed() -> Vec<Packed> {
    let document: Document = serde_json::from_value(
        json!({ "nom": "cni.pdf", "genre": "application/pdf", "octets": 2_000,
        "created_at": 1_795_384_800_000_i64, "objet": "secret/objet" }),
    )
    .expect("a document");
    let cut = Packed {
        etat: State::Cut,
        ..Packed::of(document.clone(), Some("cni (2).pdf".to_owned()))
    };
    vec![
        Packed::of(document.clone(), Some("cni.pdf".to_owned())),
        Packed::of(document, None),
        cut,
    ]
}

fn view(full: bool) -> DossierView {
    let packed = if full { packed() } else { Vec::new() };
    let now = Moment(1_795_384_800_000);
    DossierView::of(&dossier(full), &packed, &me(Role::Gestionnaire), now).expect("a view")
}

pub(crate) fn rendered() -> Vec<(&'static str, Result<String>)> {
    [view(true), view(false)]
        .iter()
        .map(|view| (DossierView::TEMPLATE, page::render(view)))
        .collect()
}

#[test]
fn what_was_undone_says_so_and_what_undid_it_is_no_line() {
    let view = view(true);
    assert_eq!(view.courriers.len(), 1);
    assert!(view.courriers[0].texte.ends_with("(annulée)"));
}

#[test]
fn the_document_is_words_alone() {
    let html = page::render(&view(true)).expect("a document");
    assert!(html.contains("Test &lt;b&gt;"), "escaped");
    assert!(!html.contains("secret/objet"), "no name of ours in R2");
    assert!(!html.contains("<script") && !html.contains("href=\"http"));
}
