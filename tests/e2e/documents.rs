//! « Documents » of a file: put there, refused, saved, shown on the portal, deleted for good.

use std::fs;

use escale_tests::{
    browser::Browser,
    db,
    http::{Answer, Request, Visitor, encode},
    server::fresh_folder,
    stories::{DAY_MS, Desk, Usager, now, send_document, sign_in_portal},
};
use serde_json::{Value, json};

const PDF: &[u8] = b"%PDF-1.7\nUne attestation.\n";
const PNG: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR";
const JPEG: &[u8] = b"\xff\xd8\xff\xe0\0\x10JFIF\0";
const MEGABYTE: usize = 1 << 20;

/// The bytes' name in R2.
fn objet(document: &str) -> String {
    let objet = db::value(
        "SELECT objet FROM document WHERE id = ?1",
        &[json!(document)],
    );
    objet.as_str().expect("an object").to_owned()
}

pub(crate) fn is_in_r2(objet: &str) -> bool {
    let answer = Visitor::new().get(&format!("/dev/objets?objet={}", encode(objet)));
    let there: Value = serde_json::from_str(&answer.body).expect("a list");
    there == json!([objet])
}

/// Objects of the structure that no file names.
fn orphans(desk: &Desk) -> i64 {
    db::count(
        "SELECT count(*) FROM document_orphelin WHERE objet LIKE ?1 || '/%'",
        &[json!(desk.id)],
    )
}

fn documents(usager: &Usager) -> i64 {
    db::count(
        "SELECT count(*) FROM document WHERE usager_id = ?1",
        &[json!(usager.id)],
    )
}

/// The events of a file, in order.
fn events(usager: &Usager) -> Vec<String> {
    let rows = db::sql(
        "SELECT evenement || ' ' || detail AS dit FROM historique
         WHERE usager_id = ?1 AND staff_user_id IS NOT NULL ORDER BY created_at, rowid",
        &[json!(usager.id)],
    )
    .rows;
    rows.iter()
        .map(|row| row["dit"].as_str().expect("text").to_owned())
        .collect()
}

fn act(visitor: &mut Visitor, usager: &Usager, document: &str, act: &str, with: &str) -> Answer {
    let path = usager.tab(&format!("documents/{document}/{act}"));
    let field = if act == "partage" {
        "partage"
    } else {
        "confirmation"
    };
    visitor.post(&path, &[(field, with)])
}

pub(crate) fn an_instructeur_puts_one_there_with_a_browser() {
    let desk = Desk::new();
    let usager = desk.usager();
    let folder = fresh_folder("documents");
    let file = folder.join("Pièce d’identité.pdf");
    fs::write(&file, PDF).expect("a file");

    let instructeur = Browser::computer();
    desk.staff_in(&instructeur, "INSTRUCTEUR");
    instructeur.open(&usager.tab("documents"));
    instructeur.sees("Aucun document pour le moment");
    instructeur.attach("Fichier", &file);
    instructeur.press("Ajouter le document");
    instructeur.sees("Le document est ajouté. Seule votre structure le voit.");
    instructeur.sees("PDF, 1 Ko, ajouté le");
    let saved = instructeur.download("Pièce d’identité.pdf");
    assert_eq!(fs::read(&saved).expect("the file"), PDF);
    assert_eq!(saved.file_name(), file.file_name(), "its name is kept");
    let _ = fs::remove_dir_all(folder);

    instructeur.press("Supprimer Pièce d’identité.pdf");
    instructeur.press("Supprimer définitivement Pièce d’identité.pdf");
    instructeur.sees("Le document est supprimé");
    assert_eq!(documents(&usager), 0);
}

pub(crate) fn three_kinds_are_saved_as_they_came() {
    let desk = Desk::new();
    let usager = desk.usager();
    let mut instructeur = desk.staff("INSTRUCTEUR");
    for (name, content, kind) in [
        ("Attestation d’hébergement.pdf", PDF, "application/pdf"),
        ("photo.JPG", JPEG, "image/jpeg"),
        ("scan.png", PNG, "image/png"),
    ] {
        let answer = send_document(&mut instructeur, &usager, name, content);
        assert_eq!(answer.status, 303, "{name}: {answer:?}");
        let id = db::value(
            "SELECT id FROM document WHERE usager_id = ?1 AND nom = ?2",
            &[json!(usager.id), json!(name)],
        );
        let path = usager.tab(&format!("documents/{}", id.as_str().expect("an id")));
        let answer = desk.staff("AGENT").get(&path);
        assert_eq!(answer.status, 200, "{answer:?}");
        assert_eq!(answer.body, String::from_utf8_lossy(content));
        assert_eq!(answer.header("content-type"), Some(kind));
        assert_eq!(answer.header("x-content-type-options"), Some("nosniff"));
        assert_eq!(answer.header("cache-control"), Some("no-store"));
        let saved_as = answer.header("content-disposition").unwrap_or_default();
        assert!(
            saved_as.starts_with("attachment; ")
                && saved_as.ends_with(&encode(name).replace('~', "%7E")),
            "{saved_as}"
        );
        let stranger = Desk::new().staff("ADMINISTRATEUR").get(&path);
        assert_eq!(stranger.status, 404, "another structure");
        assert_eq!(desk.staff("FACTEUR").get(&path).status, 403);
        let other = desk
            .usager()
            .tab(&format!("documents/{}", id.as_str().expect("an id")));
        assert_eq!(
            desk.staff("AGENT").get(&other).status,
            404,
            "a document is on one file"
        );
    }
    assert_eq!(orphans(&desk), 0, "every object has its place");
}

pub(crate) fn what_cannot_be_kept_is_told_why() {
    let desk = Desk::new();
    let usager = desk.usager();
    let mut instructeur = desk.staff("INSTRUCTEUR");
    let sized = |bytes: usize| {
        let mut content = PDF.to_vec();
        content.resize(bytes, b' ');
        content
    };
    let (largest, large, huge) = (
        sized(10 * MEGABYTE),
        sized(10 * MEGABYTE + 1),
        sized(12 * MEGABYTE),
    );
    let too_big = "Ce fichier dépasse 10 Mo";
    for (name, content, status, why) in [
        ("a.pdf", large.as_slice(), 422, too_big),
        ("a.pdf", huge.as_slice(), 413, too_big),
        ("a.docx", PDF, 422, "ni un PDF, ni une image JPG ou PNG"),
        ("a", PDF, 422, "ni un PDF, ni une image JPG ou PNG"),
        ("a.pdf", PNG, 422, "ne correspond pas à son nom"),
        ("a.jpg", PNG, 422, "ne correspond pas à son nom"),
        (
            "a.png",
            b"<script>alert(1)</script>",
            422,
            "ne correspond pas à son nom",
        ),
        ("a.pdf", b"", 422, "Ce fichier est vide"),
        ("", b"", 422, "Choisissez un fichier"),
    ] {
        let answer = send_document(&mut instructeur, &usager, name, content);
        assert_eq!(answer.status, status, "{name}: {answer:?}");
        assert!(
            answer.says(why) && answer.says("Ajouter un document"),
            "{name}: {}",
            answer.words()
        );
    }
    assert_eq!(
        (documents(&usager), orphans(&desk)),
        (0, 0),
        "nothing is written"
    );
    assert!(events(&usager).is_empty());

    let answer = send_document(&mut instructeur, &usager, "a.pdf", &largest);
    assert_eq!(answer.status, 303, "10 MB are taken: {answer:?}");
    let cut = Request::post(&usager.tab("documents"))
        .body("multipart/form-data; boundary=x", b"--x\r\nContent-Disp");
    assert_eq!(instructeur.send(cut).status, 400, "a form that was cut");
    let elsewhere = Request::post(&usager.tab("receptions")).file(&[], ("fichier", "a.pdf"), &huge);
    assert_eq!(
        instructeur.send(elsewhere).status,
        413,
        "no other form takes a file"
    );
}

pub(crate) fn the_same_form_twice_is_one_document() {
    let desk = Desk::new();
    let usager = desk.usager();
    let mut instructeur = desk.staff("INSTRUCTEUR");
    let page = instructeur.get(&usager.tab("documents"));
    let key = page.field("jeton").expect("a key");
    let mut send = |content: &[u8]| {
        let request = Request::post(&usager.tab("documents"));
        instructeur.send(request.file(&[("jeton", &key)], ("fichier", "a.pdf"), content))
    };
    assert_eq!([send(PDF).status, send(PDF).status], [303, 303]);
    let other = send(b"%PDF-1.7\nAutre chose, plus long que le premier.\n");
    assert_eq!(other.status, 409, "{other:?}");
    assert_eq!((documents(&usager), orphans(&desk)), (1, 0));
    let kept = desk
        .staff("AGENT")
        .get(&usager.tab(&format!("documents/{key}")));
    assert_eq!(kept.body.as_bytes(), PDF, "the bytes of the first stay");
    assert_eq!(
        events(&usager),
        [r#"DOCUMENT_AJOUTE {"genre":"application/pdf"}"#]
    );
}

pub(crate) fn the_portal_shows_only_what_is_shared() {
    let desk = Desk::with_portal();
    let (usager, credentials) = desk.usager_with_portal();
    let (_, other) = desk.usager_with_portal();
    let id = desk.document(&usager, "Attestation.pdf", "%PDF-1.7 attestation");
    let _ = desk.document(&usager, "Confidentiel.pdf", "%PDF-1.7 pour nous");
    let path = format!("/portail/documents/{id}");
    let mut domicilie = sign_in_portal(&credentials);
    assert_eq!(domicilie.get(&path).status, 404, "not shared yet");
    assert!(!domicilie.get("/portail").says("Vos documents"));

    let mut instructeur = desk.staff("INSTRUCTEUR");
    let answer = act(&mut instructeur, &usager, &id, "partage", "oui");
    assert_eq!(answer.status, 303, "{answer:?}");
    assert!(
        instructeur
            .get(&usager.tab("documents"))
            .says("Visible sur le portail du domicilié")
    );
    let home = domicilie.get("/portail");
    assert!(
        home.says("Vos documents") && home.says("Attestation.pdf"),
        "{home:?}"
    );
    assert!(!home.says("Confidentiel"), "{home:?}");
    let saved = domicilie.get(&path);
    assert_eq!(
        (saved.status, saved.body.as_str()),
        (200, "%PDF-1.7 attestation")
    );
    assert_eq!(saved.header("cache-control"), Some("no-store"));
    assert_eq!(
        sign_in_portal(&other).get(&path).status,
        404,
        "somebody else's"
    );
    let mut elsewhere = Desk::with_portal().staff("ADMINISTRATEUR");
    for (what, with) in [("partage", "non"), ("suppression", "oui")] {
        let answer = act(&mut elsewhere, &usager, &id, what, with);
        assert_eq!(
            answer.status, 404,
            "{what} by another structure: {answer:?}"
        );
    }

    let answer = act(&mut instructeur, &usager, &id, "partage", "non");
    assert_eq!(answer.status, 303, "{answer:?}");
    assert_eq!(domicilie.get(&path).status, 404, "no longer shared");
    assert_eq!(
        events(&usager)[2..],
        [
            r#"DOCUMENT_PARTAGE {"genre":"application/pdf"}"#,
            r#"DOCUMENT_NON_PARTAGE {"genre":"application/pdf"}"#
        ]
    );
}

pub(crate) fn deleting_really_deletes() {
    let desk = Desk::with_portal();
    let (usager, credentials) = desk.usager_with_portal();
    let id = desk.document(&usager, "Ancien.pdf", "%PDF-1.7");
    let objet = objet(&id);
    let mut gestionnaire = desk.staff("GESTIONNAIRE");
    act(&mut gestionnaire, &usager, &id, "partage", "oui");
    assert!(is_in_r2(&objet));

    let answer = act(&mut gestionnaire, &usager, &id, "suppression", "");
    assert_eq!(
        answer.status, 400,
        "not without its confirmation: {answer:?}"
    );
    assert!(is_in_r2(&objet));
    let answer = act(&mut gestionnaire, &usager, &id, "suppression", "oui");
    assert_eq!(answer.status, 303, "{answer:?}");
    assert!(!is_in_r2(&objet), "the bytes are gone");
    assert_eq!((documents(&usager), orphans(&desk)), (0, 0));
    for tab in [
        "documents".to_owned(),
        format!("documents/{id}"),
        "historique".to_owned(),
    ] {
        let page = gestionnaire.get(&usager.tab(&tab));
        assert!(!page.says("Ancien.pdf"), "{page:?}");
    }
    let gone = sign_in_portal(&credentials).get(&format!("/portail/documents/{id}"));
    assert_eq!(gone.status, 404);
    assert_eq!(
        events(&usager).last().map(String::as_str),
        Some(r#"DOCUMENT_SUPPRIME {"genre":"application/pdf"}"#)
    );
}

pub(crate) fn what_r2_did_not_delete_goes_at_night() {
    let desk = Desk::new();
    let usager = desk.usager();
    let [forgotten, on_its_way] = ["forgotten.pdf", "on-its-way.pdf"].map(|name| {
        let id = desk.document(&usager, name, "%PDF-1.7");
        let objet = objet(&id);
        db::sql("DELETE FROM document WHERE id = ?1", &[json!(id)]);
        objet
    });
    for (objet, since) in [(&forgotten, now() - DAY_MS), (&on_its_way, now())] {
        db::sql(
            "INSERT INTO document_orphelin (objet, created_at) VALUES (?1, ?2)",
            &[json!(objet), json!(since)],
        );
    }
    let night = Visitor::new().get("/cdn-cgi/handler/scheduled?cron=17+2+*+*+*");
    assert_eq!(night.status, 200, "{night:?}");
    assert!(!is_in_r2(&forgotten));
    assert!(
        is_in_r2(&on_its_way),
        "one that is being put there is left alone"
    );
    assert_eq!(orphans(&desk), 1);
}
