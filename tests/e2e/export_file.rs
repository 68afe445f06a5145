//! « Exporter le dossier »: all that is kept of a person, and nothing of anyone else.

use std::io::{Cursor, Read as _};

use escale_tests::{
    browser::Browser,
    db,
    http::Answer,
    stories::{Desk, Usager, now, sign_in_portal, things, turn_on_in},
    text,
};
use serde_json::{Value, json};

/// The parts of the archive, by name.
fn opened(answer: &Answer) -> Vec<(String, Vec<u8>)> {
    assert_eq!(answer.status, 200, "{answer:?}");
    assert_eq!(answer.header("content-type"), Some("application/zip"));
    let mut zip = zip::ZipArchive::new(Cursor::new(&answer.bytes)).expect("an archive");
    (0..zip.len())
        .map(|place| {
            let mut part = zip.by_index(place).expect("a part");
            let mut bytes = Vec::new();
            part.read_to_end(&mut bytes).expect("whole");
            (part.name().to_owned(), bytes)
        })
        .collect()
}

fn part<'a>(parts: &'a [(String, Vec<u8>)], name: &str) -> &'a [u8] {
    let found = parts.iter().find(|(part, _)| part == name);
    &found.unwrap_or_else(|| panic!("no part {name}")).1
}

fn document(parts: &[(String, Vec<u8>)]) -> String {
    text::of_html(&String::from_utf8_lossy(part(parts, "Dossier.html")))
}

fn data(parts: &[(String, Vec<u8>)]) -> Value {
    serde_json::from_slice(part(parts, "donnees.json")).expect("JSON")
}

fn events(usager: &Usager) -> i64 {
    db::count(
        "SELECT count(*) FROM historique WHERE usager_id = ?1 AND evenement = 'DOSSIER_EXPORTE'",
        &[json!(usager.id)],
    )
}

/// Someone of whom every table knows something.
fn somebody(desk: &Desk) -> Usager {
    let (usager, credentials) = desk.usager_with_portal();
    let _ = sign_in_portal(&credentials);
    let mut instructeur = desk.staff("INSTRUCTEUR");
    for (form, fields) in [
        (
            "receptions",
            &[("courrier", "3"), ("note", "Lettre du tribunal")][..],
        ),
        ("remises", &[("courrier", "1")]),
    ] {
        let _ = crate::counter::does(&mut instructeur, &usager, form, fields);
    }
    let _ = usager.has_a_mandataire("Ida", "Proche", "+30 days");
    usager.has_a_transfert("+30 days");
    let _ = things::note(&usager);
    usager.set("raison", &json!("VIOLENCES"));
    usager.set("lieu_naissance", &json!("Asmara"));
    usager
}

pub(crate) fn the_whole_file_of_a_person_goes_out() {
    let desk = Desk::with_portal();
    let (usager, other) = (somebody(&desk), somebody(&desk));
    for content in ["%PDF-1.4 une", "%PDF-1.4 deux"] {
        let _ = desk.document(&usager, "CNI.pdf", content);
    }
    let _ = desk.document(&other, "Autre.pdf", "%PDF-1.4 autre");
    let gestionnaire = Browser::without_scripts();
    desk.staff_in(&gestionnaire, "GESTIONNAIRE");
    turn_on_in(&gestionnaire);
    gestionnaire.open(&usager.tab("dossier"));
    gestionnaire.follow("Exporter le dossier");
    gestionnaire.sees("droit d’accès");
    gestionnaire.sees("2 documents");
    assert_eq!(events(&usager), 0);
    assert!(!gestionnaire.path().contains(&usager.nom));

    let answer = desk
        .proved("ADMINISTRATEUR")
        .post(&usager.tab("export"), &[]);
    let name = answer.header("content-disposition").unwrap_or_default();
    assert!(
        name.contains(&format!("dossier-{}-", usager.numero)) && !name.contains(&usager.nom),
        "{name}"
    );
    let parts = opened(&answer);
    let names: Vec<&str> = parts.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(
        names,
        [
            "documents/CNI.pdf",
            "documents/CNI (2).pdf",
            "Courrier et passages.xlsx",
            "donnees.json",
            "Dossier.html"
        ]
    );
    let both: Vec<&[u8]> = vec![
        part(&parts, "documents/CNI.pdf"),
        part(&parts, "documents/CNI (2).pdf"),
    ];
    assert!(both.contains(&&b"%PDF-1.4 une"[..]) && both.contains(&&b"%PDF-1.4 deux"[..]));

    let read = document(&parts);
    for words in [
        &*usager.nom,
        &*desk.nom,
        "PROCHE Ida",
        "Asmara",
        "Lettre du tribunal",
        "Réception : 3 courriers",
        "2 courriers",
        "Violences",
        "documents/CNI (2).pdf",
        "Dossier exporté (droit d’accès)",
        "Connexions :",
    ] {
        let words = text::normal(words);
        assert!(read.contains(&words), "« {words} »: {read}");
    }
    let all = data(&parts);
    assert_eq!(all["usager"][0]["raison"], json!("VIOLENCES"));
    for (table, rows) in [
        ("mail_line", 2),
        ("note", 1),
        ("procuration", 1),
        ("transfert", 1),
        ("portal_login", 1),
        ("portal_account", 1),
        ("document", 2),
    ] {
        assert_eq!(all[table].as_array().map(Vec::len), Some(rows), "{table}");
    }
    let whole: String = parts
        .iter()
        .map(|(_, bytes)| String::from_utf8_lossy(bytes).into_owned())
        .collect();
    let objet = db::value(
        "SELECT objet FROM document WHERE usager_id = ?1 LIMIT 1",
        &[json!(usager.id)],
    );
    for secret in [
        "argon2",
        objet.as_str().expect("an object"),
        &other.nom,
        &other.id,
        "Autre.pdf",
    ] {
        assert!(!whole.contains(secret), "{secret} is in the archive");
    }
    written_down(&desk, &usager);
}

/// Both in the log of the structure and on the file, by its number alone.
fn written_down(desk: &Desk, usager: &Usager) {
    assert_eq!(events(usager), 1);
    let detail = db::value(
        "SELECT detail FROM journal WHERE structure_id = ?1 AND evenement = 'EXPORT_DOSSIER'",
        &[json!(desk.id)],
    );
    let detail = detail.as_str().expect("a detail");
    assert!(
        detail.contains(&usager.numero.to_string()) && !detail.contains(&usager.nom),
        "{detail}"
    );
}

pub(crate) fn a_document_that_is_gone_is_said() {
    let desk = Desk::new();
    let usager = desk.usager();
    let _ = desk.document(&usager, "Là.pdf", "%PDF-1.4 là");
    let id = format!("perdu-{}", &usager.id[6..]);
    db::sql(
        "INSERT INTO document (id, structure_id, usager_id, nom, genre, octets, objet, staff_user_id, created_at)
         SELECT ?1, ?2, ?3, '../perdu.pdf', 'application/pdf', 2000, ?1, w.id, ?4 FROM staff_user w WHERE w.structure_id = ?2 LIMIT 1",
        &[json!(id), json!(desk.id), json!(usager.id), json!(now())],
    );
    let parts = opened(
        &desk
            .proved("ADMINISTRATEUR")
            .post(&usager.tab("export"), &[]),
    );
    assert_eq!(part(&parts, "documents/Là.pdf"), "%PDF-1.4 là".as_bytes());
    assert_eq!(parts.len(), 4, "the others are all there");
    let read = document(&parts);
    assert!(
        read.contains("../perdu.pdf") && read.contains("introuvable"),
        "{read}"
    );
}

pub(crate) fn many_documents_go_out_one_by_one() {
    let desk = Desk::new();
    let usager = desk.usager();
    let big = format!("%PDF-1.4 {}", "escale ".repeat(1_000_000));
    for number in 1..=6 {
        let _ = desk.document(&usager, &format!("{number}.pdf"), &big);
    }
    let parts = opened(&desk.proved("GESTIONNAIRE").post(&usager.tab("export"), &[]));
    for number in 1..=6 {
        let bytes = part(&parts, &format!("documents/{number}.pdf"));
        assert!(bytes == big.as_bytes(), "{number}: {} bytes", bytes.len());
    }
}

pub(crate) fn nobody_exports_another_structure_s_file() {
    let (desk, other) = (Desk::new(), Desk::new());
    let foreign = other.usager();
    let mut gestionnaire = desk.staff("GESTIONNAIRE");
    for path in [
        foreign.tab("export"),
        "/gestion/usagers/AAAAAAAAAAAAAAAAAAAAAA/export".to_owned(),
        "/gestion/usagers/%27%20OR%201/export".to_owned(),
    ] {
        assert_eq!(gestionnaire.get(&path).status, 404, "{path}");
        assert_eq!(gestionnaire.post(&path, &[]).status, 404, "{path}");
    }
    assert_eq!(events(&foreign), 0);
    let lines =
        "SELECT count(*) FROM journal WHERE structure_id IN (?1, ?2) AND evenement LIKE 'EXPORT%'";
    assert_eq!(db::count(lines, &[json!(desk.id), json!(other.id)]), 0);
}
