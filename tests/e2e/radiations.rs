//! Several people ended at once, and the letters of decisions.

use std::fs;

use escale_tests::{
    browser::Browser,
    db,
    http::{Answer, Visitor},
    stories::{Desk, Usager, now},
    text,
};
use escale_worker::edge::clock::{Moment, zone};
use serde_json::{Value, json};

use crate::{
    decisions::{REFUSED, column, decides, events, standing},
    letter,
};

/// Every value of the fields `name` of a page.
fn values(page: &Answer, name: &str) -> Vec<String> {
    let mark = format!("name=\"{name}\"");
    let tags = page.body.split("<input").skip(1);
    tags.filter_map(|rest| {
        let tag = format!("<input{}>", rest.split('>').next()?);
        text::attribute(&tag, &mark, "value")
    })
    .collect()
}

/// The form of a page of several radiations, with `more`.
fn several(person: &mut Visitor, page: &Answer, more: &[(&str, &str)]) -> Answer {
    let mut fields = vec![("jeton".to_owned(), page.field("jeton").expect("a key"))];
    for name in ["usager", "propose"] {
        let mut all = values(page, name);
        all.sort_unstable();
        all.dedup();
        fields.extend(all.into_iter().map(|value| (name.to_owned(), value)));
    }
    let fields = fields
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()));
    let fields: Vec<(&str, &str)> = fields.chain(more.iter().copied()).collect();
    person.post("/gestion/radiations", &fields)
}

pub(crate) fn several_at_once_and_nobody_twice() {
    let desk = Desk::new();
    let (alone, taken, gone) = (desk.usager(), desk.usager(), desk.usager());
    for (name, value) in [("motif", json!("A_SA_DEMANDE")), ("statut", json!("RADIE"))] {
        gone.set(name, &value);
    }
    let mut instructeur = desk.staff("INSTRUCTEUR");
    let path = |ids: &[&Usager]| {
        let ids: Vec<String> = ids
            .iter()
            .map(|usager| format!("usager={}", usager.id))
            .collect();
        format!("/gestion/radiations?{}", ids.join("&"))
    };
    let page = instructeur.get(&path(&[&alone, &taken, &gone, &alone]));
    assert!(
        page.says("2 personnes") && page.says("Ne peuvent pas être radiées"),
        "{page:?}"
    );
    let motive = [("motif", "NON_MANIFESTATION")];
    assert_eq!(several(&mut instructeur, &page, &[]).status, 422);
    let check = several(&mut instructeur, &page, &motive);
    assert!(
        check.status == 200 && check.says("Vérifiez avant de radier"),
        "{check:?}"
    );
    assert_eq!(standing(&alone), "VALIDE0");

    // A colleague asks for a renewal in between: that file is no longer as it was checked.
    let answer = decides(
        &mut desk.staff("GESTIONNAIRE"),
        &taken,
        "renouvellement",
        &[],
    );
    assert_eq!(answer.status, 303, "{answer:?}");
    let confirmed = [("motif", "NON_MANIFESTATION"), ("etape", "confirmer")];
    for _ in 0..2 {
        let answer = several(&mut instructeur, &check, &confirmed);
        assert_eq!(answer.status, 303, "{answer:?}");
        let done = instructeur.get(answer.location().expect("an address"));
        assert!(
            done.says("1 personne est radiée.") && done.says("1 personne n’a pas été radiée"),
            "{done:?}"
        );
        assert!(
            done.says("Le renouvellement a déjà été demandé par Personne"),
            "{done:?}"
        );
    }
    assert_eq!(events(&alone), ["RADIATION"]);
    assert_eq!(standing(&taken), "INSTRUCTION1");
    let today = Moment(now()).day(zone("Europe/Paris"));
    assert_eq!(column(&alone, "echeance"), json!(today), "cut short");

    let foreign = Desk::new().usager();
    assert_eq!(instructeur.get(&path(&[&alone, &foreign])).status, 404);
    let crowd: Vec<String> = (0..51)
        .map(|n| format!("usager=aaaaaaaaaaaaaaaaaaaa{n:02}"))
        .collect();
    let answer = instructeur.get(&format!("/gestion/radiations?{}", crowd.join("&")));
    assert_eq!(answer.status, 400);
    assert_eq!(desk.staff("AGENT").get("/gestion/radiations").status, 403);
}

/// Saves the file of that link and reads it as LibreOffice prints it.
fn read(browser: &Browser, link: &str, name: &str) -> String {
    let saved = browser.download(link);
    let file = saved.file_name().unwrap_or_default().to_string_lossy();
    assert!(file.starts_with(name), "{file}");
    assert_eq!(saved.extension(), Some("docx".as_ref()));
    let docx = fs::read(&saved).expect("the letter");
    fs::remove_file(&saved).expect("taken away");
    letter::printed(&docx).join(" ")
}

fn says(words: &str, expected: &[&str]) {
    for expected in expected {
        assert!(
            words.contains(&text::normal(expected)),
            "no « {expected} » in:\n{words}"
        );
    }
}

pub(crate) fn letters_open_in_libreoffice() {
    let desk = Desk::new();
    let usager = desk.usager();
    for (name, value) in [
        ("debut", "2026-11-22"),
        ("echeance", "2027-11-21"),
        ("premiere_domiciliation", "2020-05-01"),
        ("lieu_naissance", "Lyon"),
    ] {
        usager.set(name, &json!(value));
    }
    db::sql(
        "INSERT INTO ayant_droit (id, structure_id, usager_id, lien, prenom, nom, date_naissance, rang)
         VALUES ('ayantdroit-' || ?3, ?1, ?2, 'ENFANT', 'Léa', 'Dubois', '2019-05-04', 0)",
        &[json!(desk.id), json!(usager.id), json!(format!("{:011}", usager.numero))],
    );
    let instructeur = Browser::computer();
    desk.staff_in(&instructeur, "INSTRUCTEUR");
    instructeur.open(&usager.tab("decision"));
    let attestation = read(&instructeur, "Télécharger l’attestation", "attestation-");
    says(
        &attestation,
        &[
            "ATTESTATION D’ÉLECTION DE DOMICILE",
            &desk.nom,
            "3 rue des Essais",
            &usager.nom,
            &usager.prenom,
            "3 février 1980, à Lyon",
            "DUBOIS Léa, 4 mai 2019",
            "1er mai 2020",
            "du 22 novembre 2026 au 21 novembre 2027",
            "Fait à Nantes, le ",
            "signature",
        ],
    );

    let mut gestionnaire = desk.staff("GESTIONNAIRE");
    assert_eq!(
        gestionnaire.get(&usager.tab("lettre-de-decision")).status,
        409
    );
    usager.set("statut", &json!("ATTENTE_DECISION"));
    assert_eq!(gestionnaire.get(&usager.tab("attestation")).status, 409);
    for (name, value) in [("debut", Value::Null), ("echeance", Value::Null)] {
        usager.set(name, &value);
    }
    assert_eq!(
        decides(&mut gestionnaire, &usager, "refus", &REFUSED).status,
        303
    );
    instructeur.open(&usager.tab("decision"));
    let refusal = read(&instructeur, "Télécharger la lettre de refus", "decision-");
    let appeal = [
        "dans les deux mois",
        "recours gracieux",
        "Saisir le tribunal administratif",
        "Nantes, le ",
        &usager.nom,
    ];
    says(&refusal, &appeal);
    says(
        &refusal,
        &[
            "Refus de votre demande de domiciliation",
            "Motif : pas de lien avec la commune. Vit et travaille à Lyon.",
            "vous orienter vers un organisme",
        ],
    );

    // Two people ended at once: one letter a page.
    let two = [desk.usager(), desk.usager()];
    let path = format!(
        "/gestion/radiations?usager={}&usager={}",
        two[0].id, two[1].id
    );
    instructeur.open(&path);
    instructeur.choose("Pas de manifestation depuis plus de 3 mois");
    instructeur.press("Continuer vers la radiation");
    instructeur.press("Radier 2 personnes");
    instructeur.sees("2 personnes sont radiées.");
    let letters = read(
        &instructeur,
        "Télécharger 2 lettres",
        "lettres-de-radiation",
    );
    says(&letters, &appeal[..4]);
    says(
        &letters,
        &[
            &two[0].nom,
            &two[1].nom,
            "Fin de votre domiciliation",
            "Motif : vous ne vous êtes pas manifesté depuis plus de 3 mois.",
            "article L. 264-5",
        ],
    );
}
