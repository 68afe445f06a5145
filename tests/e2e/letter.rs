//! The letter: a real .docx that LibreOffice opens, with everything the person needs in it.

use std::{
    fs,
    sync::atomic::{AtomicU32, Ordering},
};

use base64::{Engine, prelude::BASE64_STANDARD};
use escale_tests::{
    http::Answer,
    server::{fresh_folder, run},
    stories::{Desk, ask_for_access, now, read_credentials},
    text, tree,
};
use serde_json::json;

/// Each document is opened in a folder of its own.
static OPENED: AtomicU32 = AtomicU32::new(0);

/// The words of each page of a Word document, as LibreOffice lays it out.
pub(crate) fn printed(docx: &[u8]) -> Vec<String> {
    let number = OPENED.fetch_add(1, Ordering::Relaxed);
    let folder = fresh_folder(&format!("letter-{number}"));
    fs::write(folder.join("lettre.docx"), docx).expect("the letter");
    let profile = format!(
        "-env:UserInstallation=file://{}",
        folder.join("profile").display()
    );
    let mut office = tree::command("soffice");
    let _ = run(office
        .args(["--headless", &profile, "--convert-to", "pdf", "--outdir"])
        .arg(&folder)
        .arg(folder.join("lettre.docx")));
    let printed = run(tree::command("pdftotext")
        .arg("-layout")
        .arg(folder.join("lettre.pdf"))
        .arg("-"));
    let _ = fs::remove_dir_all(&folder);
    // A page ends with a form feed, the last one too.
    let pages = printed.trim_end_matches('\u{c}').split('\u{c}');
    pages.map(text::normal).collect()
}

/// The words of each page of the document that `answer` carries.
pub(crate) fn pages_of(answer: &Answer) -> Vec<String> {
    let address = text::attribute(&answer.body, "download=", "href").expect("a letter");
    let (head, data) = address.split_once(',').expect("a data: address");
    assert_eq!(
        head,
        "data:application/vnd.openxmlformats-officedocument.wordprocessingml.document;base64"
    );
    let docx = BASE64_STANDARD
        .decode(data.replace("&#x2b;", "+"))
        .expect("base64");
    printed(&docx)
}

/// Escale's own letters, for a structure that has no models.
pub(crate) fn each_of_ours_opens_in_libreoffice() {
    let desk = Desk::new();
    let usager = desk.usager();
    let mut instructeur = desk.staff("INSTRUCTEUR");
    let nom = usager.nom.to_uppercase();
    let mut says = |path: &str, expected: &[&str]| {
        let answer = instructeur.get(path);
        assert_eq!(answer.status, 200, "{answer:?}");
        let pages = printed(&answer.bytes);
        assert_eq!(pages.len(), 1, "one page: {pages:#?}");
        for words in [&[desk.nom.as_str(), &nom], expected].concat() {
            assert!(
                pages[0].contains(&text::normal(words)),
                "no « {words} » in:\n{}",
                pages[0]
            );
        }
    };
    says(
        &usager.tab("attestation"),
        &[
            "ATTESTATION D’ÉLECTION DE DOMICILE",
            "3 rue des Essais",
            "Cachet de la structure",
        ],
    );
    let appeals = [
        "recours gracieux",
        "tribunal administratif",
        "Défenseur des droits",
    ];
    for (statut, motif, words) in [
        ("REFUS", "PAS_DE_LIEN", "pas de lien avec la commune"),
        ("RADIE", "ENTREE_LOGEMENT", "entrée en logement"),
    ] {
        usager.set("motif", &json!(motif));
        usager.set("decided_at", &json!(now()));
        usager.set("statut", &json!(statut));
        let expected = [&[words], appeals.as_slice()].concat();
        says(&usager.tab("lettre-de-decision"), &expected);
    }
    let mut administrateur = desk.staff("ADMINISTRATEUR");
    for kind in [
        "attestation",
        "refus",
        "radiation",
        "acces-au-portail",
        "lettre-libre",
    ] {
        let starter = administrateur.get(&format!("/gestion/documents/depart/{kind}"));
        let pages = printed(&starter.bytes);
        assert!(
            pages.len() == 1 && pages[0].contains("{STRUCTURE_NOM}"),
            "{kind}: {pages:#?}"
        );
    }
}

pub(crate) fn opens_in_libreoffice() {
    let desk = Desk::with_portal();
    let usager = desk.usager();
    let answer = ask_for_access(&mut desk.staff("INSTRUCTEUR"), &usager, false);
    let credentials = read_credentials(&answer.words());
    let pages = pages_of(&answer);
    assert_eq!(pages.len(), 1, "one page: {pages:#?}");
    let words = &pages[0];

    for expected in [
        desk.nom.as_str(),
        "3 rue des Essais",
        "44000",
        "Nantes, le ",
        "Accès à votre espace domicilié",
        "/connexion",
        &credentials.identifiant,
        &credentials.password,
        "vous devrez choisir un nouveau mot de passe",
        "SIGNATURE",
    ] {
        assert!(
            words
                .to_lowercase()
                .contains(&text::normal(expected).to_lowercase()),
            "no « {expected} » in:\n{words}"
        );
    }
    let months = [
        "janvier",
        "février",
        "mars",
        "avril",
        "mai",
        "juin",
        "juillet",
        "août",
        "septembre",
        "octobre",
        "novembre",
        "décembre",
    ];
    let (_, date) = words.split_once("Nantes, le ").expect("the date");
    let date: Vec<&str> = date.split(' ').take(3).collect();
    assert!(
        months.contains(&date[1]) && date[2].trim_end_matches(',').len() == 4,
        "{date:?} is not a date in full French"
    );
}
