//! A service of data·inclusion v1: what a line of the second file has to say (reference.md). Pure.

use serde::{Deserialize, Serialize};

use super::rules::{Line, Place, Structure};
use crate::{
    edge::clock::Day,
    orientation::services::{
        lists_rules::{ASKERS, EVERYONE, FEES, MODES, PUBLICS, THEMES, TYPES, WELCOMES, knows},
        rules::Content,
        text_rules::{called, is_url},
    },
    outbox::rules::Address,
};

/// A service that can be put in the directory.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Imported {
    /// Where it comes from.
    pub source: String,
    /// What it is called there.
    pub source_id: String,
    /// Whoever offers it.
    pub porteur: String,
    /// The day it was last looked at.
    pub source_maj: Option<Day>,
    /// Degrees north.
    pub latitude: Option<String>,
    /// Degrees east.
    pub longitude: Option<String>,
    /// What it says of itself.
    #[serde(flatten)]
    pub content: Content,
}

/// The service that a line says, or every reason to refuse it; `find` gives the structure of a source and an id.
///
/// # Errors
/// The reasons.
pub fn service<'a>(
    mut line: Line,
    find: impl Fn(&str, &str) -> Option<&'a Structure>,
) -> Result<Imported, Vec<String>> {
    let source = line.required("source", 1, 100);
    let source_id = line.required("id", 1, 200);
    let offered_by = line.required("structure_id", 1, 200);
    let structure = find(&source, &offered_by);
    line.require(
        structure.is_some() || offered_by.is_empty() || source.is_empty(),
        "structure_id\u{a0}: cette structure n’est pas dans le fichier des structures, ou y est refusée",
    );
    let place = place(&mut line, structure);
    let content = content(&mut line, &place);
    let imported = Imported {
        source_maj: line.date_maj(),
        source,
        source_id,
        porteur: structure.map(|it| it.nom.clone()).unwrap_or_default(),
        latitude: place.latitude,
        longitude: place.longitude,
        content,
    };
    if line.is_wrong() {
        Err(line.wrong())
    } else {
        Ok(imported)
    }
}

/// Its own place; that of its structure where it gives none, unless everything happens at a distance.
fn place(line: &mut Line, structure: Option<&Structure>) -> Place {
    let own = Place::of(line);
    let nowhere = own.commune.is_none() && own.code_postal.is_none() && own.code_insee.is_none();
    let welcomes = line.codes("modes_accueil");
    let distant = !welcomes.is_empty() && welcomes.iter().all(|mode| mode == "a-distance");
    match structure {
        Some(structure) if nowhere && !distant => structure.place.clone(),
        _ => own,
    }
}

fn content(line: &mut Line, place: &Place) -> Content {
    let publics = line.known_codes("publics", PUBLICS);
    line.require(
        publics.len() < 2 || !publics.iter().any(|code| code == EVERYONE),
        "publics\u{a0}: «\u{a0}tous-publics\u{a0}» va seul",
    );
    let courriel = line.text("courriel", 254);
    let address = courriel.as_deref().and_then(Address::parse);
    line.require(
        courriel.is_none() || address.is_some(),
        "courriel\u{a0}: une adresse e-mail",
    );
    let lien = line.text("lien_mobilisation", 500);
    line.require(
        lien.as_deref().is_none_or(is_url),
        "lien_mobilisation\u{a0}: une adresse web",
    );
    Content {
        nom: line.required("nom", 3, 150),
        description: line.required_paragraphs("description", 5, 10_000),
        type_service: line.known_code("type", TYPES),
        themes: themes(&line.codes("thematiques")),
        publics,
        mobilisable_par: line.known_codes("mobilisable_par", ASKERS),
        modes_orientation: line.known_codes("modes_mobilisation", MODES),
        lien,
        modes_accueil: line.known_codes("modes_accueil", WELCOMES),
        conditions: line.paragraphs("conditions_acces", 5_000),
        criteres: Vec::new(),
        documents: Vec::new(),
        adresse: place.adresse.clone(),
        complement_adresse: place.complement_adresse.clone(),
        code_postal: place.code_postal.clone(),
        commune: place.commune.clone(),
        code_insee: place.code_insee.clone(),
        contact_nom: line.text("contact_nom_prenom", 150),
        courriel: address.map(|it| it.as_str().to_owned()),
        telephone: line.text("telephone", 100).and_then(|typed| called(&typed)),
        contact_public: true,
        frais: line.known_code("frais", FEES),
        frais_precisions: line.text("frais_precisions", 500),
        duree_heures: line.whole("volume_horaire_hebdomadaire", 168),
        duree_semaines: line.whole("nombre_semaines", 520),
    }
}

/// The categories of the themes; one that is not known yet is left out: the list grows at its source.
fn themes(codes: &[String]) -> Vec<String> {
    let category = |code: &String| code.split("--").next().unwrap_or_default().to_owned();
    let categories: Vec<String> = codes.iter().map(category).collect();
    THEMES
        .iter()
        .filter(|(known, _)| categories.iter().any(|code| code == known))
        .map(|(known, _)| (*known).to_owned())
        .filter(|code| knows(THEMES, code))
        .collect()
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::orientation::services::rules::Statut;

    fn relais() -> Structure {
        Structure {
            source: "dora".to_owned(),
            id: "s1".to_owned(),
            nom: "Le Relais".to_owned(),
            place: Place {
                commune: Some("Toulouse".to_owned()),
                ..Place::default()
            },
        }
    }

    fn read(change: &Value) -> Result<Imported, Vec<String>> {
        let mut said = json!({ "source": "dora", "structure_id": "s1", "id": "1", "nom": "Atelier CV", "description": "Un atelier.",
            "date_maj": "2026-01-02", "type": "atelier", "thematiques": ["trouver-un-emploi--maintien-dans-lemploi", "nouveau--x"],
            "frais": "gratuit", "publics": ["jeunes"], "modes_accueil": ["en-presentiel"], "courriel": "a@b.fr",
            "modes_mobilisation": ["envoyer-un-courriel"], "mobilisable_par": ["professionnels"], "nombre_semaines": 2.5 });
        for (name, value) in change.as_object().expect("fields") {
            said[name] = value.clone();
        }
        let relais = relais();
        let line = Line::new(serde_json::from_value(said).expect("fields"));
        service(line, |source, id| {
            (source == relais.source && id == relais.id).then_some(&relais)
        })
    }

    #[test]
    fn what_can_be_asked_for_by_email_can_be_oriented_to() {
        let read = read(&json!({})).expect("a service");
        assert_eq!(read.content.missing(Statut::Publie), []);
        assert_eq!(read.content.themes, ["trouver-un-emploi"]);
        assert_eq!(read.content.commune.as_deref(), Some("Toulouse"));
        assert_eq!(read.content.duree_semaines, Some(3));
        assert_eq!(read.porteur, "Le Relais");
        let kept = serde_json::to_string(&read).expect("JSON");
        assert_eq!(serde_json::from_str::<Imported>(&kept).ok(), Some(read));
    }

    #[test]
    fn every_rule_refuses() {
        for (change, about) in [
            (json!({ "source": null }), "source"),
            (json!({ "structure_id": "autre" }), "structure_id"),
            (json!({ "id": "" }), "id"),
            (json!({ "nom": "ab" }), "nom"),
            (json!({ "description": "x".repeat(10_001) }), "description"),
            (json!({ "description": "1234" }), "description"),
            (json!({ "date_maj": "2026-02-31" }), "date_maj"),
            (json!({ "type": "fax" }), "type"),
            (json!({ "frais": "cher" }), "frais"),
            (json!({ "publics": ["tous-publics", "femmes"] }), "publics"),
            (json!({ "publics": ["licornes"] }), "publics"),
            (json!({ "modes_accueil": ["ailleurs"] }), "modes_accueil"),
            (
                json!({ "modes_mobilisation": ["fax"] }),
                "modes_mobilisation",
            ),
            (json!({ "mobilisable_par": ["tous"] }), "mobilisable_par"),
            (json!({ "courriel": "a@b" }), "courriel"),
            (json!({ "courriel": "a.@exemple.fr" }), "courriel"),
            (
                json!({ "lien_mobilisation": "javascript:a.b" }),
                "lien_mobilisation",
            ),
            (json!({ "code_postal": "abc" }), "code_postal"),
            (json!({ "longitude": 200 }), "longitude"),
            (json!({ "nombre_semaines": "deux" }), "nombre_semaines"),
        ] {
            let reasons = read(&change).expect_err("reasons");
            let told = reasons.len() == 1 && reasons.iter().all(|it| it.starts_with(about));
            assert!(told, "{about}: {reasons:?}");
        }
    }

    #[test]
    fn a_short_number_is_a_number() {
        let read = read(&json!({ "telephone": "115" })).expect("a service");
        assert_eq!(read.content.telephone.as_deref(), Some("115"));
    }

    #[test]
    fn what_happens_at_a_distance_is_nowhere() {
        let read = read(&json!({ "modes_accueil": ["a-distance"] })).expect("a service");
        assert_eq!(read.content.commune, None);
    }
}
