//! « Structure », as its template shows it.

use serde::Serialize;

use super::{
    closures_rules::{ClosureForm, closed_words},
    hours_rules::{DAYS, DayTyped, WeekForm},
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

/// The hours of one day, as typed.
#[derive(Debug, Serialize)]
pub(super) struct DayView {
    id: &'static str,
    nom: &'static str,
    heures: [String; 4],
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

fn days(week: &WeekForm) -> Vec<DayView> {
    let shown = |((id, nom), typed): ((&'static str, &'static str), DayTyped)| DayView {
        id,
        nom,
        heures: typed.heures,
    };
    DAYS.into_iter().zip(week.days()).map(shown).collect()
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
        semaine: WeekForm::of(kept.horaires_osm.as_deref().and_then(Hours::read).as_ref()),
    }
}

/// What a colleague has saved that is not what was typed: the label of the field, and its value.
pub(super) fn differences(kept: &Kept, typed: &SettingsForm) -> Vec<(&'static str, String)> {
    let kept_form = form_of(kept);
    let texts: [(&'static str, &String, &String); 11] = [
        ("Nom de la structure", &kept_form.nom, &typed.nom),
        ("Genre de structure", &kept_form.genre, &typed.genre),
        ("Numéro d’agrément", &kept_form.agrement, &typed.agrement),
        ("Numéro et rue", &kept_form.adresse, &typed.adresse),
        ("Code postal", &kept_form.code_postal, &typed.code_postal),
        ("Commune", &kept_form.ville, &typed.ville),
        (
            "Accueil : numéro et rue",
            &kept_form.accueil_adresse,
            &typed.accueil_adresse,
        ),
        (
            "Accueil : commune",
            &kept_form.accueil_ville,
            &typed.accueil_ville,
        ),
        ("Téléphone", &kept_form.telephone, &typed.telephone),
        ("Adresse e-mail", &kept_form.email, &typed.email),
        ("Fuseau horaire", &kept_form.fuseau, &typed.fuseau),
    ];
    let mut changed: Vec<(&'static str, String)> = texts
        .into_iter()
        .filter(|(_, kept, typed)| kept != typed)
        .map(|(label, kept, _)| (label, kept.clone()))
        .collect();
    if kept_form.semaine.days() != typed.semaine.days() {
        changed.push(("Horaires", kept.horaires.replace('\n', " · ")));
    }
    changed
}
