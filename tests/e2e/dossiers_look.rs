//! The pages of dossiers in each state they have, for whoever looks at them all.

use escale_tests::{
    browser::Browser,
    stories::{
        Desk,
        dossiers::{Dossier, desk, lieu},
        now,
    },
};
use serde_json::json;

/// Sends a form with its own checks off: the server's answer is looked at.
fn press_unchecked(browser: &Browser, words: &str) {
    browser.script(
        "Array.prototype.forEach.call(document.forms, form => { form.noValidate = true; })",
    );
    browser.press(words);
}

/// Every page of ours, in each state it has, for whoever looks at them all.
pub(crate) fn of_the_board(here: &Desk, staff: &Browser, look: &impl Fn(&Browser, &str)) {
    staff.open("/gestion/dossiers");
    staff.sees("Votre structure n’est pas une structure opératrice.");
    look(staff, "no dossiers here");
    here.set("operatrice", &json!(1));
    staff.open("/gestion/dossiers");
    look(staff, "the board, empty");
    let there = desk();
    let place = lieu(&there, "Cyber-base du port", (47.2, -1.5));
    let (waiting, elsewhere) = (Dossier::of(here), Dossier::of(&there));
    let _ = Dossier::of(here).taken_at(now());
    let carnet = elsewhere.carnet.as_str();
    for path in [
        "/gestion/dossiers",
        "/gestion/dossiers?onglet=prise-en-charge",
        "/gestion/dossiers?onglet=archives",
        "/gestion/dossiers?q=awa",
        "/gestion/dossiers?q=personne",
        "/gestion/dossiers/nouveau",
        "/gestion/dossiers/recuperation",
        &waiting.path("/archivage"),
        &waiting.path("/reorientation"),
        &waiting.path("/reorientation?lieu=99999"),
        &format!("/lieux?reorienter={}", waiting.id),
        &format!("/lieux/{place}?reorienter={}", waiting.id),
        &waiting.path(&format!("/reorientation?vers={place}")),
    ] {
        staff.open(path);
        look(staff, path);
    }
    staff.open("/gestion/dossiers/nouveau");
    press_unchecked(staff, "Créer le dossier");
    staff.sees("Écrivez le prénom.");
    look(staff, "a dossier refused");
    staff.fill("Nom de famille", &waiting.nom);
    staff.fill("Prénom", "Awa");
    staff.fill("Date de naissance (facultatif)", "03/02/1980");
    staff.press("Créer le dossier");
    staff.sees("Est-ce la même personne ?");
    look(staff, "the same person twice?");
    staff.choose("La personne a déjà un carnet, avec un numéro");
    staff.fill("Numéro écrit sur ce carnet", carnet);
    staff.press("Créer le dossier");
    staff.sees("Ce numéro de carnet a déjà un dossier.");
    look(staff, "a number that is taken");
    staff.open(&waiting.path("/archivage"));
    press_unchecked(staff, "Archiver le dossier");
    staff.sees("Choisissez pourquoi");
    look(staff, "an archiving refused");
    staff.open("/gestion/dossiers/recuperation");
    staff.fill("NOM du bénéficiaire", "Introuvable");
    staff.fill("N° CARNET", carnet);
    staff.choose("La personne demande à suivre ses ateliers ici");
    staff.press("Réorienter");
    staff.sees("Aucun dossier ne correspond");
    look(staff, "nothing to fetch back");
    staff.fill("NOM du bénéficiaire", &elsewhere.nom);
    staff.press("Réorienter");
    staff.sees("est maintenant dans votre onglet");
    look(staff, "the board, after a move");
    staff.open(&waiting.path(&format!("/reorientation?vers={place}")));
    staff.press("Réorienter");
    staff.sees("est réorienté vers");
    staff.open(&waiting.path("/archivage"));
    staff.sees("Ce dossier n’est plus dans votre structure");
    look(staff, "where a dossier went");
    here.set("operatrice", &json!(0));
}

/// The pages of a dossier in each state, for the walks of `look`.
pub(crate) fn of_a_dossier(desk: &Desk, staff: &Browser, look: &impl Fn(&Browser, &str)) {
    let (empty, full) = (Dossier::of(desk), Dossier::of(desk));
    let usager = desk.usager();
    let _ = (full.note("Sait allumer un téléphone."), full.link(&usager));
    let atelier = full.atelier("2026-11-20", "PREVU");
    for statut in ["SUIVI", "ABSENT", "ANNULE", "PREVU"] {
        let _ = full.atelier("2026-11-19", statut);
    }
    for end in ["", "/modifier", "/carnet", "/liens", "/suppression"] {
        staff.open(&empty.path(end));
        look(staff, &format!("a new dossier{end}"));
        staff.open(&full.path(end));
        look(staff, &format!("a dossier{end}"));
    }
    staff.open(&full.path(&format!("/ateliers/{atelier}")));
    look(staff, "a workshop");
    staff.fill("Durée", "mille ans");
    staff.press("Enregistrer la correction");
    staff.sees("Écrivez la durée");
    look(staff, "a workshop refused");
    staff.open(&full.path(""));
    staff.script("document.querySelector('form[action$=\"/ateliers\"]').noValidate = true");
    staff.press("Ajouter l’atelier");
    staff.sees("Choisissez le thème");
    look(staff, "a workshop without its fields");
    staff.open(&full.path("/liens"));
    staff.fill("Chercher un autre domicilié (facultatif)", "nomsecret");
    staff.press("Chercher");
    look(staff, "files found to be linked");
    staff.press("Lier");
    staff.sees("Demandez son accord");
    look(staff, "a link refused");
    full.archived_at(now());
    for end in ["", "/suppression"] {
        staff.open(&full.path(end));
        look(staff, &format!("an archived dossier{end}"));
    }
}
