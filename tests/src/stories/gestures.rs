//! What people do in many stories: they sign in, and send the forms as the pages show them.

use super::{Credentials, PASSWORD, Usager};
use crate::{
    browser::Browser,
    http::{Answer, Request, Visitor},
    secrets,
};

/// Sends the form « Ajouter un document », as the page shows it.
pub fn send_document(visitor: &mut Visitor, usager: &Usager, name: &str, content: &[u8]) -> Answer {
    let page = visitor.get(&usager.tab("documents"));
    let key = page
        .field("jeton")
        .unwrap_or_else(|| panic!("no form: {page:?}"));
    let request = Request::post(&usager.tab("documents"));
    visitor.send(request.file(&[("jeton", &key)], ("fichier", name), content))
}

/// Sends the form « Ajouter un modèle », as the page shows it.
pub fn send_model(visitor: &mut Visitor, genre: &str, nom: &str, content: &[u8]) -> Answer {
    let page = visitor.get("/gestion/documents");
    let key = page
        .field("jeton")
        .unwrap_or_else(|| panic!("no form: {page:?}"));
    let fields = [("jeton", key.as_str()), ("genre", genre), ("nom", nom)];
    let request = Request::post("/gestion/documents");
    visitor.send(request.file(&fields, ("fichier", "modele.docx"), content))
}

/// Sends the form « Accès au portail usager » with « Oui », as the page shows it.
pub fn ask_for_access(visitor: &mut Visitor, usager: &Usager, reset: bool) -> Answer {
    let page = visitor.get(&format!("{}?modifier=portail", usager.tab("courriers")));
    let edition = page
        .field("edition")
        .unwrap_or_else(|| panic!("no form: {page:?}"));
    let mut fields = vec![("acces", "oui"), ("edition", edition.as_str())];
    if reset {
        fields.push(("reinitialiser", "oui"));
    }
    visitor.post(&usager.tab("acces"), &fields)
}

/// The identifier and the temporary password that a page shows.
#[must_use]
pub fn read_credentials(words: &str) -> Credentials {
    let word = |fits: fn(&str) -> bool| {
        let found = words
            .split(' ')
            .map(|word| word.trim_matches(|c: char| !c.is_ascii_alphanumeric()))
            .find(|word| fits(word));
        secrets::keep(found.unwrap_or_else(|| panic!("no credentials in « {words} »")))
    };
    Credentials {
        identifiant: word(|word| word.len() == 8 && word.bytes().all(|b| b.is_ascii_uppercase())),
        password: word(|word| word.len() == 8 && word.bytes().all(|b| b.is_ascii_digit())),
    }
}

/// Someone who works in a structure, signed in, without a screen.
#[must_use]
pub fn sign_in_staff(email: &str) -> Visitor {
    secrets::keep(PASSWORD);
    let mut visitor = Visitor::new();
    let answer = visitor.post(
        "/gestion/connexion",
        &[("email", email), ("mot_de_passe", PASSWORD)],
    );
    assert_eq!(answer.status, 303, "{email} signs in: {answer:?}");
    visitor
}

/// Someone who works in a structure signs in with a browser.
pub fn staff_signs_in(browser: &Browser, email: &str) {
    browser.open("/gestion/connexion");
    browser.fill("Adresse e-mail", email);
    browser.fill("Mot de passe", PASSWORD);
    browser.press("Connexion");
    browser.sees("Déconnexion");
}

/// Tries to sign in to the portal, without a screen.
pub fn try_portal(visitor: &mut Visitor, identifiant: &str, password: &str) -> Answer {
    visitor.post(
        "/connexion",
        &[
            ("identifiant", identifiant),
            ("mot_de_passe", secrets::keep(password).as_str()),
        ],
    )
}

/// A domicilié, signed in, without a screen.
#[must_use]
pub fn sign_in_portal(credentials: &Credentials) -> Visitor {
    let mut visitor = Visitor::new();
    let answer = try_portal(
        &mut visitor,
        &credentials.identifiant,
        &credentials.password,
    );
    assert_eq!(
        (answer.status, answer.location()),
        (303, Some("/portail")),
        "signs in: {answer:?}"
    );
    visitor
}
