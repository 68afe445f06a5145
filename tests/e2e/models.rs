//! A structure's own letters: kept, made for one person or for several, refused with words, deleted for good.

use std::fs;

use escale_tests::{
    browser::Browser,
    db,
    http::{Answer, Request, Visitor, encode},
    server::{fresh_folder, run},
    stories::{Desk, Usager, ask_for_access, read_credentials, send_model},
    text, tree,
};
use serde_json::{Value, json};

use crate::{
    decisions::{REFUSED, decides},
    letter::{pages_of, printed},
};

const DOCUMENTS: &str = "/gestion/documents";
/// What each kind is called in forms and in the address of the model to start from.
const KINDS: [(&str, &str); 4] = [
    ("ATTESTATION", "attestation"),
    ("REFUS", "refus"),
    ("RADIATION", "radiation"),
    ("ACCES", "acces-au-portail"),
];

fn starter(visitor: &mut Visitor, word: &str) -> Vec<u8> {
    let answer = visitor.get(&format!("{DOCUMENTS}/depart/{word}"));
    assert_eq!(answer.status, 200, "{answer:?}");
    answer.bytes
}

/// Keeps a model; gives its id.
fn keep(visitor: &mut Visitor, desk: &Desk, genre: &str, nom: &str, content: &[u8]) -> String {
    let answer = send_model(visitor, genre, nom, content);
    assert_eq!(answer.status, 303, "{genre}: {answer:?}");
    let id = db::value(
        "SELECT id FROM modele WHERE structure_id = ?1 AND genre = ?2 ORDER BY updated_at DESC, rowid DESC LIMIT 1",
        &[json!(desk.id), json!(genre)],
    );
    id.as_str().expect("a model").to_owned()
}

fn models(desk: &Desk) -> i64 {
    db::count(
        "SELECT count(*) FROM modele WHERE structure_id = ?1",
        &[json!(desk.id)],
    )
}

/// Objects of the structure that no model names.
fn orphans(desk: &Desk) -> i64 {
    db::count(
        "SELECT count(*) FROM document_orphelin WHERE objet LIKE 'modeles/' || ?1 || '/%'",
        &[json!(desk.id)],
    )
}

fn objet(modele: &str) -> String {
    let objet = db::value("SELECT objet FROM modele WHERE id = ?1", &[json!(modele)]);
    objet.as_str().expect("an object").to_owned()
}

fn is_in_r2(objet: &str) -> bool {
    let answer = Visitor::new().get(&format!("/dev/objets?objet={}", encode(objet)));
    let there: Value = serde_json::from_str(&answer.body).expect("a list");
    there == json!([objet])
}

/// What happened to the structure's models, in order.
fn events(desk: &Desk) -> Vec<String> {
    let rows = db::sql(
        "SELECT evenement AS dit FROM historique
         WHERE structure_id = ?1 AND usager_id IS NULL ORDER BY created_at, rowid",
        &[json!(desk.id)],
    )
    .rows;
    let said = |row: &Value| row["dit"].as_str().expect("text").to_owned();
    rows.iter().map(said).collect()
}

fn says(words: &str, expected: &[&str]) {
    for expected in expected {
        assert!(
            words.contains(&text::normal(expected)),
            "no « {expected} » in:\n{words}"
        );
    }
    assert!(!words.contains(['{', '}']), "a tag is left:\n{words}");
}

/// A document of LibreOffice: a header with a logo and a tag, a text box, a tag in two looks, a table, a footer.
fn written_in_libreoffice(body: &str) -> Vec<u8> {
    const LOGO: &str = "iVBORw0KGgoAAAANSUhEUgAAAAoAAAAKCAIAAAACUFjqAAAAEUlEQVR42mNg+M+AFw1faQA0z2OdZn3Z0wAAAABJRU5ErkJggg==";
    let folder = fresh_folder("modele");
    let source = format!(
        r#"<?xml version="1.0" encoding="UTF-8"?>
<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0" office:version="1.3" office:mimetype="application/vnd.oasis.opendocument.text">
<office:automatic-styles>
<style:style style:name="Gras" style:family="text"><style:text-properties fo:font-weight="bold"/></style:style>
<style:style style:name="Cadre" style:family="graphic"><style:graphic-properties fo:border="0.05cm solid #000000"/></style:style>
<text:list-style style:name="Liste"><text:list-level-style-number text:level="1" style:num-format="1" style:num-suffix="."/></text:list-style>
<style:page-layout style:name="A4"><style:page-layout-properties fo:page-width="21cm" fo:page-height="29.7cm" fo:margin="2cm"/><style:header-style/><style:footer-style/></style:page-layout>
</office:automatic-styles>
<office:master-styles><style:master-page style:name="Standard" style:page-layout-name="A4">
<style:header><text:p><draw:frame text:anchor-type="as-char" svg:width="1.5cm" svg:height="1.5cm"><draw:image><office:binary-data>{LOGO}</office:binary-data></draw:image></draw:frame> Dossier de {{USAGER_NOM}}, n° {{USAGER_NUMERO}}</text:p></style:header>
<style:footer><text:p>{{STRUCTURE_NOM}} – page <text:page-number>1</text:page-number></text:p></style:footer>
</style:master-page></office:master-styles>
<office:body><office:text>
<text:p>Bonjour {{USAGER_<text:span text:style-name="Gras">PRE</text:span>NOM}} <text:span text:style-name="Gras">{{USAGER_NOM}}</text:span>,</text:p>
<text:p><draw:frame draw:style-name="Cadre" text:anchor-type="paragraph" svg:width="6cm" svg:height="1cm"><draw:text-box><text:p>Cadre du {{DATE_JOUR}}</text:p></draw:text-box></draw:frame></text:p>
{body}
</office:text></office:body></office:document>"#
    );
    fs::write(folder.join("modele.fodt"), source).expect("a document");
    let profile = format!(
        "-env:UserInstallation=file://{}",
        folder.join("profile").display()
    );
    let mut office = tree::command("soffice");
    let _ = run(office
        .args(["--headless", &profile, "--convert-to", "docx", "--outdir"])
        .arg(&folder)
        .arg(folder.join("modele.fodt")));
    let docx = fs::read(folder.join("modele.docx")).expect("a Word document");
    let _ = fs::remove_dir_all(folder);
    docx
}

pub(crate) fn an_administrateur_keeps_one_with_a_browser() {
    let desk = Desk::new();
    let usager = desk.usager();
    let browser = Browser::computer();
    desk.staff_in(&browser, "ADMINISTRATEUR");
    browser.follow("Documents");
    browser.sees("Pas de modèle : Escale fait sa propre lettre.");
    browser.follow("Voir toutes les balises");
    browser.sees("{MOT_DE_PASSE}");
    browser.open(DOCUMENTS);
    let file = browser.download("Modèle de départ d’une lettre libre");
    let begun = fs::read(&file).expect("the file");
    let file = file.with_file_name("convocation.docx");
    let folder = fresh_folder("modele-depart");
    let file = folder.join(file.file_name().expect("a name"));
    fs::write(&file, begun).expect("kept");

    let choose = || {
        browser.script("document.getElementById('genre').value = 'LIBRE'");
    };
    choose();
    browser.attach("Fichier", &file);
    browser.press("Enregistrer le modèle");
    browser.sees("Donnez un nom à cette lettre");
    browser.fill("Nom, pour une lettre libre", "Convocation");
    browser.attach("Fichier", &file);
    browser.press("Enregistrer le modèle");
    browser.sees("Le modèle est enregistré.");
    browser.follow("Ouvrir : Convocation");
    browser.fill("Nom", "Rappel");
    browser.press("Changer le nom");
    browser.sees("Le nom est changé.");
    browser.attach("Fichier", &file);
    browser.press("Remplacer le modèle");
    browser.sees("Le modèle est remplacé.");
    let _ = fs::remove_dir_all(folder);

    let instructeur = Browser::computer();
    desk.staff_in(&instructeur, "INSTRUCTEUR");
    instructeur.open(&usager.tab("documents"));
    instructeur.sees("Faire une lettre");
    let saved = instructeur.download("Rappel");
    let name = format!("rappel-{}.docx", usager.numero);
    assert_eq!(saved.file_name(), Some(name.as_ref()));
    let words = printed(&fs::read(&saved).expect("a letter")).join(" ");
    says(
        &words,
        &[
            &desk.nom,
            &usager.nom,
            "Madame,",
            "Nantes, le ",
            "Personne Nomsecret",
        ],
    );
    assert_eq!(
        events(&desk),
        ["MODELE_AJOUTE", "MODELE_RENOMME", "MODELE_REMPLACE"]
    );
    assert_eq!((models(&desk), orphans(&desk)), (1, 0));
}

pub(crate) fn each_letter_is_made_of_its_model() {
    let desk = Desk::new();
    let mut administrateur = desk.staff("ADMINISTRATEUR");
    for (genre, word) in KINDS {
        let content = starter(&mut administrateur, word);
        let _ = keep(&mut administrateur, &desk, genre, "", &content);
    }
    let usager = desk.usager();
    for (column, value) in [
        ("lieu_naissance", "Lyon"),
        ("debut", "2026-11-22"),
        ("echeance", "2027-11-21"),
    ] {
        usager.set(column, &json!(value));
    }
    db::sql(
        "INSERT INTO ayant_droit (id, structure_id, usager_id, lien, prenom, nom, date_naissance, rang)
         VALUES ('ayantdroit-' || ?3, ?1, ?2, 'ENFANT', 'Léa', 'Dubois & Fils', '2019-05-04', 0)",
        &[json!(desk.id), json!(usager.id), json!(format!("{:011}", usager.numero))],
    );
    let mut gestionnaire = desk.staff("GESTIONNAIRE");
    let attestation = gestionnaire.get(&usager.tab("attestation"));
    says(
        &printed(&attestation.bytes).join(" "),
        &[
            "ATTESTATION D’ÉLECTION DE DOMICILE",
            &desk.nom,
            &usager.nom,
            "Lyon",
            "DUBOIS & FILS Léa, 4 mai 2019",
            "du 22 novembre 2026 au 21 novembre 2027",
            "signature et cachet",
        ],
    );
    let motive = [
        ("motif", "ENTREE_LOGEMENT"),
        ("texte", "Rue du <Port>"),
        ("etape", "confirmer"),
    ];
    assert_eq!(
        decides(&mut gestionnaire, &usager, "radiation", &motive).status,
        303
    );
    let letter = gestionnaire.get(&usager.tab("lettre-de-decision"));
    let expected = [
        "Fin de votre domiciliation",
        "entrée en logement",
        "Rue du <Port>",
        "recours gracieux",
        "Nantes, le ",
    ];
    says(&printed(&letter.bytes).join(" "), &expected);

    let other = desk.usager();
    for (column, value) in [
        ("statut", json!("ATTENTE_DECISION")),
        ("debut", Value::Null),
        ("echeance", Value::Null),
    ] {
        other.set(column, &value);
    }
    assert_eq!(
        decides(&mut gestionnaire, &other, "refus", &REFUSED).status,
        303
    );
    let letter = gestionnaire.get(&other.tab("lettre-de-decision"));
    let expected = [
        "Refus de votre demande de domiciliation",
        "Motif",
        "L. 264-4",
        "tribunal administratif",
    ];
    says(&printed(&letter.bytes).join(" "), &expected);
    let several = gestionnaire.get(&format!("/gestion/radiations/lettres?usager={}", usager.id));
    says(
        &printed(&several.bytes).join(" "),
        &["Fin de votre domiciliation", &usager.nom],
    );
}

pub(crate) fn the_access_letter_shows_its_password_once() {
    let desk = Desk::with_portal();
    let mut administrateur = desk.staff("ADMINISTRATEUR");
    let begun = starter(&mut administrateur, "acces-au-portail");
    let _ = keep(&mut administrateur, &desk, "ACCES", "", &begun);
    let usager = desk.usager();
    let mut instructeur = desk.staff("INSTRUCTEUR");
    let answer = ask_for_access(&mut instructeur, &usager, false);
    let credentials = read_credentials(&answer.words());
    let pages = pages_of(&answer);
    assert_eq!(pages.len(), 1, "{pages:#?}");
    let expected = [
        "Accès à votre espace domicilié",
        "/connexion",
        &credentials.identifiant,
        &credentials.password,
        &usager.nom,
    ];
    says(&pages[0], &expected);
    let later = instructeur.get(&usager.tab("courriers"));
    assert!(!later.body.contains(&credentials.password), "{later:?}");
    for table in ["modele", "historique", "portal_account"] {
        let kept = db::sql(
            &format!("SELECT * FROM {table} WHERE structure_id = ?1"),
            &[json!(desk.id)],
        );
        let kept = format!("{:?}", kept.rows);
        assert!(!kept.contains(&credentials.password), "{table}");
    }

    let people: Vec<Usager> = (0..3).map(|_| desk.usager()).collect();
    let fields: Vec<(&str, &str)> = people
        .iter()
        .map(|one| ("usager", one.id.as_str()))
        .collect();
    let answer = instructeur.post("/gestion/acces", &fields);
    let pages = pages_of(&answer);
    assert_eq!(pages.len(), 3, "{pages:#?}");
    for (page, person) in pages.iter().zip(&people) {
        says(page, &[&person.nom, "Mot de passe temporaire"]);
    }
}

pub(crate) fn what_word_people_write_survives() {
    let desk = Desk::new();
    let model = written_in_libreoffice(
        "<text:p>Votre domiciliation est valable jusqu’au {DOMICILIATION_FIN}.</text:p>
         <text:list text:style-name=\"Liste\"><text:list-item><text:p>Premier papier</text:p></text:list-item><text:list-item><text:p>Second papier</text:p></text:list-item></text:list>",
    );
    let mut administrateur = desk.staff("ADMINISTRATEUR");
    let id = keep(
        &mut administrateur,
        &desk,
        "LIBRE",
        "Papier à en-tête",
        &model,
    );
    let people = [desk.usager(), desk.usager()];
    people[0].set("prenom", &json!("{MOT_DE_PASSE} <b>&amp;"));
    let mut instructeur = desk.staff("INSTRUCTEUR");
    let one = instructeur.get(&people[1].tab(&format!("lettres/{id}")));
    let words = printed(&one.bytes).join(" ");
    let header = format!("Dossier de {}, n° {}", people[1].nom, people[1].numero);
    let greeting = format!("Bonjour {} {},", people[1].prenom, people[1].nom);
    says(
        &words,
        &[
            &header,
            &greeting,
            "Cadre du ",
            &format!("{} – page 1", desk.nom),
        ],
    );

    let ids = format!("usager={}&usager={}", people[0].id, people[1].id);
    let both = instructeur.get(&format!("/gestion/lettres/fichier?lettre={id}&{ids}"));
    assert_eq!(
        both.header("content-type"),
        Some("application/vnd.openxmlformats-officedocument.wordprocessingml.document")
    );
    let pages = printed(&both.bytes);
    assert_eq!(pages.len(), 2, "{pages:#?}");
    for (page, person) in pages.iter().zip(&people) {
        let header = format!("Dossier de {}, n° {}", person.nom, person.numero);
        assert!(page.contains(&text::normal(&header)), "{page}");
        assert!(page.contains("page 1"), "each letter begins anew: {page}");
        let tight = page.replace(' ', "");
        assert!(
            tight.contains("1.Premierpapier") && tight.contains("2.Secondpapier"),
            "and so do its lists: {page}"
        );
    }
    assert!(
        pages[0].contains("Bonjour {MOT_DE_PASSE} <b>&amp;"),
        "written once, never read again: {}",
        pages[0]
    );
    assert!(!pages[1].contains(&text::normal(&people[0].nom)));
    assert!(has_pictures(&both.bytes) >= 1, "the logo is there");
}

/// How many pictures LibreOffice prints of a document.
fn has_pictures(docx: &[u8]) -> usize {
    let folder = fresh_folder("images");
    fs::write(folder.join("a.docx"), docx).expect("a document");
    let profile = format!(
        "-env:UserInstallation=file://{}",
        folder.join("profile").display()
    );
    let _ = run(tree::command("soffice")
        .args(["--headless", &profile, "--convert-to", "pdf", "--outdir"])
        .arg(&folder)
        .arg(folder.join("a.docx")));
    let list = run(tree::command("pdfimages")
        .arg("-list")
        .arg(folder.join("a.pdf")));
    let _ = fs::remove_dir_all(folder);
    list.lines().skip(2).count()
}

pub(crate) fn what_cannot_be_a_model_is_told_why() {
    let desk = Desk::new();
    let mut administrateur = desk.staff("ADMINISTRATEUR");
    let free = starter(&mut administrateur, "lettre-libre");
    let access = starter(&mut administrateur, "acces-au-portail");
    let unknown = written_in_libreoffice("<text:p>Madame {USAGER_NON}, le {DATE_JOUR</text:p>");
    let mut big = free.clone();
    big.resize((2 << 20) + 1, 0);
    let huge = vec![0; 4 << 20];
    let cases: [(&str, &str, &[u8], u16, &str); 10] = [
        (
            "LIBRE",
            "x",
            &unknown,
            422,
            "Dans le texte, « Madame {USAGER_NON}, le {DATE_JOUR » : la balise {USAGER_NON} n’existe pas.",
        ),
        (
            "LIBRE",
            "x",
            &unknown,
            422,
            "une accolade « { » n’est pas fermée",
        ),
        (
            "ACCES",
            "",
            &free,
            422,
            "Il manque la balise {MOT_DE_PASSE}",
        ),
        (
            "LIBRE",
            "x",
            &access,
            422,
            "{MOT_DE_PASSE} n’existe que pour l’accès au portail",
        ),
        ("LIBRE", "", &free, 422, "Donnez un nom à cette lettre"),
        ("", "", &free, 422, "Choisissez la lettre"),
        ("REFUS", "", b"%PDF-1.7", 422, "n’est pas un document Word"),
        (
            "REFUS",
            "",
            &free[..free.len() / 2],
            422,
            "abîmé ou incomplet",
        ),
        ("REFUS", "", &big, 422, "Ce fichier dépasse 2 Mo"),
        ("REFUS", "", &huge, 413, "Ce fichier dépasse 2 Mo"),
    ];
    for (genre, nom, content, status, why) in cases {
        let answer = send_model(&mut administrateur, genre, nom, content);
        assert_eq!(answer.status, status, "{why}: {answer:?}");
        assert!(answer.says(why), "no « {why} »: {}", answer.words());
    }
    let answer = send_model(&mut administrateur, "LIBRE", "Gardé", &unknown);
    assert_eq!(
        answer.field("nom").as_deref(),
        Some("Gardé"),
        "what was typed stays"
    );
    assert_eq!((models(&desk), orphans(&desk)), (0, 0), "nothing is kept");
    assert!(events(&desk).is_empty());
}

pub(crate) fn two_at_once_lose_nothing() {
    let desk = Desk::new();
    let mut administrateur = desk.staff("ADMINISTRATEUR");
    let (refusal, free) = (
        starter(&mut administrateur, "refus"),
        starter(&mut administrateur, "lettre-libre"),
    );
    let key = administrateur.get(DOCUMENTS).field("jeton").expect("a key");
    let mut send = |genre: &str, content: &[u8]| {
        let fields = [("jeton", key.as_str()), ("genre", genre), ("nom", "Lettre")];
        let request = Request::post(DOCUMENTS);
        administrateur
            .send(request.file(&fields, ("fichier", "a.docx"), content))
            .status
    };
    assert_eq!(
        [send("REFUS", &refusal), send("REFUS", &refusal)],
        [303, 303],
        "the same form twice"
    );
    assert_eq!(send("LIBRE", &free), 409, "the same key for something else");
    assert_eq!((models(&desk), orphans(&desk)), (1, 0));
    let taken = send_model(&mut administrateur, "REFUS", "", &refusal);
    assert!(
        taken.status == 409 && taken.says("Un collègue vient d’enregistrer un modèle"),
        "{taken:?}"
    );

    let id = keep(&mut administrateur, &desk, "LIBRE", "Convocation", &free);
    let path = format!("{DOCUMENTS}/{id}");
    let page = administrateur.get(&path);
    assert_eq!(page.field("version").as_deref(), Some("1"));
    let rename = |visitor: &mut Visitor, nom: &str| {
        visitor.post(&format!("{path}/nom"), &[("version", "1"), ("nom", nom)])
    };
    assert_eq!(rename(&mut administrateur, "Rappel").status, 303);
    let late = rename(&mut desk.staff("ADMINISTRATEUR"), "Convocation 2");
    assert!(
        late.status == 409 && late.says("Un collègue vient de modifier ce modèle"),
        "{late:?}"
    );
    let key = administrateur.get(&path).field("jeton").expect("a key");
    let other = starter(&mut administrateur, "lettre-libre");
    let replace = |visitor: &mut Visitor, key: &str, version: &str| {
        let fields = [("version", version), ("jeton", key)];
        let request = Request::post(&path).file(&fields, ("fichier", "a.docx"), &other);
        visitor.send(request).status
    };
    let first = objet(&id);
    assert_eq!(
        replace(&mut administrateur, &key, "1"),
        409,
        "as it was before the new name"
    );
    assert_eq!(replace(&mut administrateur, &key, "2"), 303);
    assert_eq!(replace(&mut administrateur, &key, "2"), 303, "sent again");
    let late = "AAAAAAAAAAAAAAAAAAAAAB";
    assert_eq!(replace(&mut desk.staff("ADMINISTRATEUR"), late, "2"), 409);
    assert!(
        !is_in_r2(&first) && is_in_r2(&objet(&id)),
        "the former bytes are gone"
    );
    assert_eq!(orphans(&desk), 0);
    assert_eq!(
        events(&desk),
        [
            "MODELE_AJOUTE",
            "MODELE_AJOUTE",
            "MODELE_RENOMME",
            "MODELE_REMPLACE"
        ]
    );

    let mut stranger = Desk::new().staff("ADMINISTRATEUR");
    for path in [path.clone(), format!("{path}/fichier")] {
        assert_eq!(stranger.get(&path).status, 404, "{path}");
    }
    let usager = desk.usager();
    assert_eq!(
        desk.staff("AGENT")
            .get(&usager.tab(&format!("lettres/{id}")))
            .status,
        403
    );
    let own = Desk::new();
    let foreign = own
        .staff("INSTRUCTEUR")
        .get(&own.usager().tab(&format!("lettres/{id}")));
    assert_eq!(foreign.status, 404, "another structure's letter");
    assert_eq!(
        administrateur.get(&format!("{path}/fichier")).bytes,
        free,
        "saved as it came"
    );
}

pub(crate) fn deleting_really_deletes() {
    let desk = Desk::new();
    let usager = desk.usager();
    let mut administrateur = desk.staff("ADMINISTRATEUR");
    let attestation = starter(&mut administrateur, "attestation");
    let id = keep(&mut administrateur, &desk, "ATTESTATION", "", &attestation);
    let objet = objet(&id);
    let own = administrateur.get(&usager.tab("attestation"));
    assert!(
        printed(&own.bytes)
            .join(" ")
            .contains("signature et cachet")
    );
    let path = format!("{DOCUMENTS}/{id}/suppression");
    assert_eq!(
        administrateur.post(&path, &[]).status,
        400,
        "not without its confirmation"
    );
    assert!(is_in_r2(&objet));
    assert_eq!(
        administrateur
            .post(&path, &[("confirmation", "oui")])
            .status,
        303
    );
    assert_eq!(
        administrateur
            .post(&path, &[("confirmation", "oui")])
            .status,
        404
    );
    assert!(!is_in_r2(&objet), "the bytes are gone");
    assert_eq!((models(&desk), orphans(&desk)), (0, 0));
    let ours = administrateur.get(&usager.tab("attestation"));
    assert!(
        printed(&ours.bytes)
            .join(" ")
            .contains("Cachet de la structure"),
        "Escale's own letter is back"
    );
}

pub(crate) fn letters_for_several_are_for_those_they_are_meant_for() {
    let desk = Desk::new();
    let id = desk.model("Convocation");
    let (active, gone) = (desk.usager(), desk.usager());
    for (column, value) in [("motif", "A_SA_DEMANDE"), ("statut", "RADIE")] {
        gone.set(column, &json!(value));
    }
    let instructeur = Browser::computer();
    desk.staff_in(&instructeur, "INSTRUCTEUR");
    instructeur.script("document.querySelector('[data-tout-cocher] input').click()");
    instructeur.press("Faire une lettre");
    instructeur.sees("2 personnes choisies");
    instructeur
        .sees("Attestation d’élection de domicile (1 personne sur 2 : les autres n’en ont pas)");
    instructeur.choose("Convocation");
    let ids = format!("usager={}&usager={}", active.id, gone.id);
    let mut visitor = desk.staff("INSTRUCTEUR");
    let made = |visitor: &mut Visitor, letter: &str| -> Answer {
        visitor.get(&format!("/gestion/lettres/fichier?lettre={letter}&{ids}"))
    };
    for (letter, pages, who) in [
        (id.as_str(), 2, &active),
        ("attestation", 1, &active),
        ("radiation", 1, &gone),
    ] {
        let printed = printed(&made(&mut visitor, letter).bytes);
        assert_eq!(printed.len(), pages, "{letter}: {printed:#?}");
        assert!(
            printed
                .iter()
                .any(|page| page.contains(&text::normal(&who.nom))),
            "{letter}"
        );
    }
    assert_eq!(made(&mut visitor, "refus").status, 409, "for none of them");
    assert_eq!(made(&mut visitor, "").status, 422);
    assert_eq!(made(&mut visitor, "inconnue").status, 404);
    let foreign = Desk::new().usager();
    let mixed = format!(
        "/gestion/lettres/fichier?lettre={id}&{ids}&usager={}",
        foreign.id
    );
    assert_eq!(visitor.get(&mixed).status, 404);
    let crowd: Vec<String> = (0..51)
        .map(|n| format!("usager=aaaaaaaaaaaaaaaaaaaa{n:02}"))
        .collect();
    assert_eq!(
        visitor
            .get(&format!("/gestion/lettres?{}", crowd.join("&")))
            .status,
        400
    );
}
