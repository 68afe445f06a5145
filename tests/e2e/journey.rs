//! The journey of seeds 000 and 001, whole, in a real browser: an administrateur opens the portal, an instructeur gives
//! the letter, a domicilié reads their mail, forgets the password, gets another, and is closed out at once.

use escale_tests::{
    browser::Browser,
    stories::{Credentials, Desk, read_credentials, staff_signs_in},
};

const CHOSEN: &str = "Bonjour-2026";

/// Structure 1 and usager n° 8 of the demo world, who belong to this story alone.
pub(crate) fn monsieur_test_reads_his_mail() {
    let administrateur = Browser::computer();
    staff_signs_in(&administrateur, "admin@demo.test");
    opens_the_portal(&administrateur);

    let instructeur = Browser::computer();
    staff_signs_in(&instructeur, "instructeur@demo.test");
    instructeur.sees("Domiciliés");
    opens_the_file_of_number_8(&instructeur);
    let credentials = gives_access(&instructeur);
    the_letter_is_there_once(&instructeur);

    let domicilie = Browser::phone();
    chooses_a_password(&domicilie, &credentials);
    reads_the_home_page(&domicilie);
    signs_out(&domicilie);
    signs_in(&domicilie, &credentials.identifiant, CHOSEN);
    domicilie.sees("Bonjour Test !");

    let second = resets(&instructeur);
    assert_eq!(
        second.identifiant, credentials.identifiant,
        "the identifier stays"
    );
    domicilie.reload();
    domicilie.sees("Votre identifiant");
    tries(&domicilie, &credentials.identifiant, CHOSEN);
    domicilie.sees("Vérifiez votre identifiant et votre mot de passe");
    chooses_a_password(&domicilie, &second);
    domicilie.sees("Vous avez du courrier !");

    closes_the_access(&instructeur);
    domicilie.reload();
    domicilie.sees("Votre identifiant");
    tries(&domicilie, &second.identifiant, CHOSEN);
    domicilie.does_not_see("Bonjour");
}

fn opens_the_portal(administrateur: &Browser) {
    administrateur.follow("Portail Usager");
    administrateur.sees("Paramètres d’accès au portail usager pour votre structure");
    administrateur.sees("Activer l’accès au portail usager pour vos domiciliés");
    administrateur.choose("Oui");
    administrateur.press("Enregistrer les modifications");
    administrateur.sees("Les modifications sont enregistrées");
    assert!(administrateur.is_chosen("Oui"));
}

fn opens_the_file_of_number_8(instructeur: &Browser) {
    while !instructeur.has("TEST Test") {
        instructeur.follow("Page suivante");
    }
    instructeur.follow("TEST Test");
    instructeur.sees("M. TEST Test - 8");
    for tab in [
        "Vue d’ensemble",
        "Courriers",
        "Dossier",
        "Documents",
        "Historique",
    ] {
        assert!(instructeur.has(tab), "no tab {tab}");
    }
    instructeur.follow("Courriers");
}

fn gives_access(instructeur: &Browser) -> Credentials {
    instructeur.sees("Accès au portail usager");
    instructeur.sees("Le demandeur souhaite-t-il avoir accès au portail usager ?");
    instructeur.sees("NON");
    instructeur.follow("Modifier les préférences");
    assert!(instructeur.has("Annuler les modifications"));
    instructeur.choose("Oui");
    instructeur.press("Enregistrer les préférences");
    generated(instructeur)
}

fn generated(instructeur: &Browser) -> Credentials {
    instructeur.sees("Identifiants générés");
    instructeur.sees(
        "IMPORTANT Veuillez télécharger immédiatement le courrier d’accès au portail \"Usagers\".",
    );
    instructeur.sees("Une fois cette page quittée, il ne sera plus possible de le télécharger sans ré-initialiser le mot de passe.");
    let screen = instructeur.screen();
    let (_, after) = screen
        .split_once("Identifiants générés")
        .expect("the credentials");
    read_credentials(after)
}

fn the_letter_is_there_once(instructeur: &Browser) {
    let letter = instructeur.download("Télécharger le courrier d’accès au portail \"Usagers\"");
    assert_eq!(
        letter.file_name().and_then(|name| name.to_str()),
        Some("acces-portail-8.docx")
    );
    instructeur.follow("Vue d’ensemble");
    instructeur.follow("Courriers");
    instructeur.sees("OUI");
    instructeur.does_not_see("Identifiants générés");
}

fn tries(domicilie: &Browser, identifiant: &str, password: &str) {
    domicilie.fill("Votre identifiant", identifiant);
    domicilie.fill("Mot de passe", password);
    domicilie.press("Connexion");
}

fn signs_in(domicilie: &Browser, identifiant: &str, password: &str) {
    domicilie.open("/connexion");
    tries(domicilie, identifiant, password);
}

/// As the letter's QR code leads there: the identifier is already written.
fn chooses_a_password(domicilie: &Browser, credentials: &Credentials) {
    domicilie.open(&format!("/connexion?id={}", credentials.identifiant));
    assert_eq!(
        domicilie.written_in("Votre identifiant"),
        credentials.identifiant
    );
    domicilie.fill("Mot de passe", &credentials.password);
    domicilie.press("Connexion");
    domicilie.sees("C’est votre première connexion, veuillez choisir un nouveau mot de passe:");
    for rule in [
        "Est différent du mot de passe temporaire",
        "Au moins 8 caractères",
        "Au moins 1 chiffre",
        "Au moins une lettre en majuscule",
        "Au moins une lettre en minuscule",
    ] {
        domicilie.sees(rule);
    }
    assert!(domicilie.has("Annuler"));
    domicilie.fill("Nouveau mot de passe", CHOSEN);
    domicilie.fill("Confirmation du mot de passe", CHOSEN);
    domicilie.press("Connexion");
    domicilie.sees("Bonjour Test !");
}

fn reads_the_home_page(domicilie: &Browser) {
    for words in [
        "Bienvenue dans votre espace de suivi de courrier",
        "Vous avez du courrier ! 2 courriers 1 colis Vous pouvez le récupérer dans votre centre de domiciliation",
        "DomiFa Compte Test",
        "Rue test",
        "Votre domiciliation",
        "Statut",
        "Actif",
        "Échéance",
        "13/12/2027",
        "Dernier passage",
        "Vos informations",
        "Téléphone non renseigné",
        "Email non renseigné",
        "Prochain passage avant le",
    ] {
        domicilie.sees(words);
    }
    domicilie.fits();
}

fn signs_out(domicilie: &Browser) {
    domicilie.press("Se déconnecter");
    domicilie.sees("Votre identifiant");
    domicilie.back();
    domicilie.sees("Votre identifiant");
    domicilie.does_not_see("Bonjour");
}

fn resets(instructeur: &Browser) -> Credentials {
    instructeur.follow("Modifier les préférences");
    instructeur.choose("Ré-initialiser le mot de passe temporaire du domicilié");
    instructeur.press("Enregistrer les préférences");
    generated(instructeur)
}

fn closes_the_access(instructeur: &Browser) {
    instructeur.follow("Courriers");
    instructeur.follow("Modifier les préférences");
    instructeur.choose("Non");
    instructeur.press("Enregistrer les préférences");
    instructeur.sees("NON");
}

/// The same road for someone whose browser runs no scripts.
pub(crate) fn on_a_phone_without_scripts() {
    let desk = Desk::with_portal();
    let usager = desk.usager();
    let instructeur = Browser::without_scripts();
    desk.staff_in(&instructeur, "INSTRUCTEUR");
    instructeur.open(&usager.tab("courriers"));
    let credentials = gives_access(&instructeur);

    let domicilie = Browser::without_scripts();
    signs_in(
        &domicilie,
        &credentials.identifiant.to_lowercase(),
        &credentials.password,
    );
    domicilie.sees("veuillez choisir un nouveau mot de passe");
    domicilie.fill("Nouveau mot de passe", CHOSEN);
    domicilie.fill("Confirmation du mot de passe", CHOSEN);
    domicilie.press("Connexion");
    domicilie.sees(&format!("Bonjour {} !", usager.prenom));
    domicilie.sees("Vous n’avez pas de nouveau courrier");
    domicilie.press("Se déconnecter");
    domicilie.sees("Votre identifiant");
}
