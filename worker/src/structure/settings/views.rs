//! « Structure », as its template shows it.

use serde::Serialize;

use super::{
    closures_rules::{ClosureForm, closed_words},
    hours_rules::{DayView, WeekForm, days},
    rules::{Genre, SettingsForm, ZONES},
    store::{Kept, KeptClosure},
};
use crate::{
    edge::{form::FieldError, hours::Hours, ids::FermetureId, page::View},
    frame::Frame,
};

/// « Structure ».
#[derive(Debug, Serialize)]
pub(super) struct SettingsView {
    pub frame: Frame,
    pub formulaire: SettingsForm,
    pub jours: Vec<DayView>,
    pub version: i64,
    /// Hours in words that nobody has given day by day yet.
    pub horaires_en_mots: Vec<String>,
    pub genres: [(&'static str, &'static str); 3],
    pub fuseaux: [(&'static str, &'static str); 14],
    pub fermetures: Vec<ClosureView>,
    pub fermeture: ClosureForm,
    /// The idempotency key of the form of a closure.
    pub jeton: FermetureId,
    pub erreurs: Vec<FieldError>,
    /// Somebody else has saved: what they saved is shown beside what was typed.
    pub conflit: Option<Vec<(&'static str, String)>>,
    pub message: Option<&'static str>,
}

impl View for SettingsView {
    const TEMPLATE: &'static str = "structure/structure.html";
}

#[derive(Debug, Serialize)]
pub(super) struct ClosureView {
    href: String,
    texte: String,
}

impl ClosureView {
    pub(super) fn of(kept: &KeptClosure) -> Self {
        Self {
            href: format!(
                "/gestion/structure/fermetures/{}/suppression",
                kept.id.as_str()
            ),
            texte: closed_words(kept.debut, kept.fin, kept.motif.as_deref()),
        }
    }
}

impl SettingsView {
    /// The page with this form in it.
    pub(super) fn with(self, formulaire: SettingsForm) -> Self {
        Self {
            jours: days(&formulaire.semaine),
            formulaire,
            ..self
        }
    }

    pub(super) fn of(
        frame: Frame,
        kept: &Kept,
        closures: &[KeptClosure],
        jeton: FermetureId,
    ) -> Self {
        let formulaire = form_of(kept);
        let in_words = kept.horaires_osm.is_none();
        Self {
            frame,
            jours: days(&formulaire.semaine),
            formulaire,
            version: kept.version,
            horaires_en_mots: kept
                .horaires
                .lines()
                .filter(|_| in_words)
                .map(str::to_owned)
                .collect(),
            genres: Genre::ALL,
            fuseaux: ZONES,
            fermetures: closures.iter().map(ClosureView::of).collect(),
            fermeture: ClosureForm::default(),
            jeton,
            erreurs: Vec::new(),
            conflit: None,
            message: None,
        }
    }
}

fn form_of(kept: &Kept) -> SettingsForm {
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    let ticked = |yes: bool| if yes { "oui" } else { "" }.to_owned();
    SettingsForm {
        nom: kept.nom.clone(),
        genre: kept.genre.map(Genre::code).unwrap_or_default().to_owned(),
        agrement: text(&kept.agrement),
        adresse: kept.adresse.clone(),
        code_postal: kept.code_postal.clone(),
        ville: kept.ville.clone(),
        accueil_adresse: text(&kept.accueil_adresse),
        accueil_code_postal: text(&kept.accueil_code_postal),
        accueil_ville: text(&kept.accueil_ville),
        telephone: text(&kept.telephone),
        email: text(&kept.email),
        fuseau: kept.fuseau.clone(),
        montre_horaires: ticked(kept.montre_horaires),
        montre_telephone: ticked(kept.montre_telephone),
        montre_email: ticked(kept.montre_email),
        operatrice: ticked(kept.operatrice),
        semaine: WeekForm::of(kept.horaires_osm.as_deref().and_then(Hours::read).as_ref()),
    }
}

/// The label of `code` in one of the lists.
fn label_in(list: &[(&str, &str)], code: &str) -> String {
    let found = list.iter().find(|(known, _)| *known == code);
    found.map_or(code, |(_, label)| *label).to_owned()
}

/// Every text of the form by its label, as one reads it.
fn texts(form: &SettingsForm) -> [(&'static str, String); 12] {
    [
        ("Nom de la structure", form.nom.clone()),
        ("Genre de structure", label_in(&Genre::ALL, &form.genre)),
        ("Numéro d’agrément", form.agrement.clone()),
        ("Téléphone de l’accueil", form.telephone.clone()),
        ("Adresse e-mail de l’accueil", form.email.clone()),
        ("Numéro et rue", form.adresse.clone()),
        ("Code postal", form.code_postal.clone()),
        ("Commune", form.ville.clone()),
        ("Accueil\u{a0}: numéro et rue", form.accueil_adresse.clone()),
        (
            "Accueil\u{a0}: code postal",
            form.accueil_code_postal.clone(),
        ),
        ("Accueil\u{a0}: commune", form.accueil_ville.clone()),
        ("Fuseau horaire", label_in(&ZONES, &form.fuseau)),
    ]
}

/// Every box of the form by its label.
fn boxes(form: &SettingsForm) -> [(&'static str, bool); 5] {
    let ticked = |value: &str| value == "oui";
    [
        ("Fermé les jours fériés", ticked(&form.semaine.feries)),
        (
            "Le portail montre les horaires et les fermetures",
            ticked(&form.montre_horaires),
        ),
        (
            "Le portail montre le téléphone",
            ticked(&form.montre_telephone),
        ),
        (
            "Le portail montre l’adresse e-mail",
            ticked(&form.montre_email),
        ),
        ("Structure opératrice", ticked(&form.operatrice)),
    ]
}

/// What a colleague has saved that is not what was typed, all of it: the label of the field, and its value.
pub(super) fn differences(kept: &Kept, typed: &SettingsForm) -> Vec<(&'static str, String)> {
    let kept_form = form_of(kept);
    let mut changed: Vec<(&'static str, String)> = texts(&kept_form)
        .into_iter()
        .zip(texts(typed))
        .filter(|((_, kept), (_, typed))| kept != typed)
        .map(|(kept, _)| kept)
        .collect();
    if kept_form.semaine.days() != typed.semaine.days() {
        changed.push(("Horaires", kept.horaires.replace('\n', " · ")));
    }
    let ticked = boxes(&kept_form).into_iter().zip(boxes(typed));
    changed.extend(
        ticked
            .filter(|((_, kept), (_, typed))| kept != typed)
            .map(|((label, yes), _)| (label, if yes { "Oui" } else { "Non" }.to_owned())),
    );
    changed
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_that_would_be_written_over_is_told_in_words() {
        let kept: Kept = serde_json::from_value(serde_json::json!({ "nom": "CCAS", "genre": "CCAS", "agrement": "1", "adresse": "1 rue",
            "code_postal": "75000", "ville": "Paris", "accueil_adresse": "2 rue", "accueil_code_postal": "75001",
            "accueil_ville": "Lyon", "telephone": "0102030405", "email": "a@b.fr", "fuseau": "Indian/Reunion",
            "horaires": "Lundi", "horaires_osm": "Mo 09:00-12:00; PH off",
            "montre_horaires": 1, "montre_telephone": 0, "montre_email": 1, "operatrice": 1, "version": 2 }))
        .expect("a structure");
        assert_eq!(differences(&kept, &form_of(&kept)), []);
        let typed = SettingsForm {
            montre_telephone: "oui".to_owned(),
            ..SettingsForm::default()
        };
        let told = differences(&kept, &typed);
        let fields: usize = texts(&typed).len() + boxes(&typed).len() + 1;
        assert_eq!(told.len(), fields, "{told:?}");
        for (label, value) in [
            ("Accueil\u{a0}: code postal", "75001"),
            ("Fermé les jours fériés", "Oui"),
            ("Le portail montre le téléphone", "Non"),
            ("Fuseau horaire", &label_in(&ZONES, "Indian/Reunion")),
            ("Genre de structure", &label_in(&Genre::ALL, "CCAS")),
        ] {
            assert!(
                told.contains(&(label, value.to_owned())),
                "{label}: {told:?}"
            );
        }
        assert!(label_in(&ZONES, "Indian/Reunion") != "Indian/Reunion");
    }
}
