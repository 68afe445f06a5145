//! The letter: a real .docx that LibreOffice opens, with everything the person needs in it.

use std::{
    fs,
    sync::atomic::{AtomicU32, Ordering},
};

use base64::{Engine, prelude::BASE64_STANDARD};
use escale_tests::{
    http::Answer,
    server::{fresh_folder, run},
    stories::{Desk, ask_for_access, read_credentials},
    text, tree,
};

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
