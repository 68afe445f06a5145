//! The file of a domicilié: made, read, edited.

use escale_tests::{
    browser::Browser,
    db,
    http::{Answer, Request, Visitor},
    secrets,
    stories::{Desk, Usager},
};
use serde_json::{Value, json};

const NEW: &str = "/gestion/usagers/nouveau";

/// What is typed in the form of a file, with nothing optional.
pub(crate) fn typed<'a>(
    nom: &'a str,
    prenom: &'a str,
    naissance: &'a str,
) -> Vec<(&'a str, &'a str)> {
    vec![
        ("civilite", "F"),
        ("nom", nom),
        ("prenom", prenom),
        ("naissance", naissance),
    ]
}

/// Opens a new form and sends it.
pub(crate) fn make(person: &mut Visitor, fields: &[(&str, &str)]) -> Answer {
    let key = person.get(NEW).field("jeton").expect("a key");
    let mut all = vec![("jeton", key.as_str())];
    all.extend_from_slice(fields);
    person.post("/gestion/usagers", &all)
}

/// The id of the file that the answer leads to.
fn made(answer: &Answer) -> String {
    let to = answer.location().unwrap_or_else(|| panic!("{answer:?}"));
    let id = to.trim_start_matches("/gestion/usagers/");
    id.split('?').next().unwrap_or_default().to_owned()
}

pub(crate) fn column(usager: &str, column: &str) -> Value {
    db::value(
        &format!("SELECT {column} FROM usager WHERE id = ?1"),
        &[json!(usager)],
    )
}

pub(crate) fn events(usager: &str, code: &str) -> i64 {
    db::count(
        "SELECT count(*) FROM historique WHERE usager_id = ?1 AND evenement = ?2",
        &[json!(usager), json!(code)],
    )
}

/// The fields of the form that edits a file, as the page gives them, with some changed.
pub(crate) fn edit<'a>(
    version: &'a str,
    usager: &'a Usager,
    changed: &[(&'a str, &'a str)],
) -> Vec<(&'a str, &'a str)> {
    let mut fields = vec![
        ("version", version),
        ("civilite", "F"),
        ("nom", usager.nom.as_str()),
        ("prenom", usager.prenom.as_str()),
        ("naissance", "03/02/1980"),
    ];
    for (name, value) in changed {
        fields.retain(|(known, _)| known != name);
        fields.push((name, value));
    }
    fields
}

pub(crate) fn version_read(person: &mut Visitor, usager: &Usager) -> String {
    let page = person.get(&usager.tab("dossier/modifier"));
    page.field("version").unwrap_or_else(|| panic!("{page:?}"))
}

pub(crate) fn a_new_file_is_made_without_scripts() {
    let desk = Desk::new();
    let before = desk.usager();
    let nom = secrets::keep("D’Almeida-Secret");
    let instructeur = Browser::without_scripts();
    desk.staff_in(&instructeur, "INSTRUCTEUR");
    instructeur.open(NEW);
    instructeur.choose("Mme");
    instructeur.fill("Nom", &nom);
    instructeur.fill("Prénom", "N’Deye");
    instructeur.fill("Date de naissance", "9-2-1991");
    instructeur.fill("Téléphone (facultatif)", "+33 6 12 34 00 40");
    instructeur.press("Ajouter un ayant droit");
    instructeur.sees("Ayant droit 1");
    assert_eq!(
        instructeur.written_in("Prénom"),
        "N’Deye",
        "nothing is lost"
    );
    instructeur.fill_id("ayant-1-nom", &nom);
    instructeur.fill_id("ayant-1-prenom", "Awa");
    instructeur.fill_id("ayant-1-naissance", "01052018");
    instructeur.press("Créer la fiche");
    instructeur.sees("La fiche est créée.");
    instructeur.sees("06 12 34 00 40");
    instructeur.sees("Awa");
    instructeur.sees("Enfant, né(e) le 01/05/2018");
    assert!(
        !instructeur.title().contains("Almeida"),
        "no name in a title"
    );

    let id = instructeur
        .path()
        .split(['/', '?'])
        .nth(3)
        .expect("an id")
        .to_owned();
    assert_eq!(column(&id, "statut"), json!("INSTRUCTION"));
    assert_eq!(column(&id, "numero"), json!(before.numero + 1));
    assert_eq!(column(&id, "date_naissance"), json!("1991-02-09"));
    assert_eq!(column(&id, "telephone"), json!("06 12 34 00 40"));
    let keys = db::sql(
        "SELECT cle FROM usager_cle WHERE usager_id = ?1",
        &[json!(id)],
    );
    let keys: Vec<&str> = keys
        .rows
        .iter()
        .filter_map(|row| row["cle"].as_str())
        .collect();
    let number = (before.numero + 1).to_string();
    for key in [
        number.as_str(),
        "09/02/1991",
        "0612340040",
        "d almeida secret n deye",
        "deye d almeida secret n",
    ] {
        assert!(keys.contains(&key), "{key}: {keys:?}");
    }
    assert_eq!(events(&id, "FICHE_CREEE"), 1);
}

pub(crate) fn what_is_wrong_is_told_and_nothing_is_lost() {
    let desk = Desk::new();
    let mut instructeur = desk.staff("INSTRUCTEUR");
    let fields = [
        ("nom", "Perdu"),
        ("naissance", "31/02/1980"),
        ("telephone", "12"),
        ("email", "nulle part"),
        ("raison", "AUTRE"),
        ("ayant_lien", "ENFANT"),
        ("ayant_nom", "Gardé"),
        ("ayant_prenom", ""),
        ("ayant_naissance", "01/01/2015"),
    ];
    let answer = make(&mut instructeur, &fields);
    assert_eq!(answer.status, 422, "{answer:?}");
    for words in [
        "Choisissez Mme ou M.",
        "Écrivez le prénom",
        "comme 03/02/1980",
        "10 chiffres",
        "nom@exemple.fr",
        "cette autre raison",
        "Ayant droit 1",
    ] {
        assert!(answer.says(words), "{words}: {answer:?}");
    }
    for value in ["Perdu", "31/02/1980", "nulle part", "Gardé"] {
        assert!(
            answer.body.contains(&format!("value=\"{value}\""))
                || answer.body.contains(&value.replace('/', "&#x2f;")),
            "{value}"
        );
    }
    let files = db::count(
        "SELECT count(*) FROM usager WHERE structure_id = ?1",
        &[json!(desk.id)],
    );
    assert_eq!(files, 0);
}

pub(crate) fn the_same_person_twice_is_asked_about() {
    let desk = Desk::new();
    let mut instructeur = desk.staff("INSTRUCTEUR");
    let first = made(&make(
        &mut instructeur,
        &typed("Éluard", "Noël", "03/02/1980"),
    ));
    let twin = typed("ELUARD", "noel", "03021980");
    let answer = make(&mut instructeur, &twin);
    assert!(
        answer.status == 409
            && answer.says("Est-ce la même personne ?")
            && answer.says("Créer quand même"),
        "{answer:?}"
    );
    assert!(
        answer.body.contains(&first) || answer.body.contains(&first.replace('/', "&#x2f;")),
        "leads to the file there is"
    );
    let about = answer.field("quand_meme_pour").expect("who it is about");
    let knowing = [("quand_meme", "oui"), ("quand_meme_pour", &about)];
    let someone_else = typed("Autre", "Personne", "03/02/1980");
    made(&make(&mut instructeur, &someone_else));
    let renamed = [&someone_else[..], &knowing].concat();
    let answer = make(&mut instructeur, &renamed);
    assert!(
        answer.status == 409 && answer.says("Est-ce la même personne ?"),
        "another double is asked about anew: {answer:?}"
    );
    let second = made(&make(&mut instructeur, &[&twin[..], &knowing].concat()));
    assert_ne!(first, second);

    // Editing a file into another's double is asked about too; touching another field of a known double is not.
    let other = made(&make(
        &mut instructeur,
        &typed("Autre", "Noël", "03/02/1980"),
    ));
    let path = |id: &str| format!("/gestion/usagers/{id}/dossier");
    let into_double: Vec<_> = typed("Eluard", "Noël", "03/02/1980")
        .into_iter()
        .chain([("version", "1")])
        .collect();
    let answer = instructeur.post(&path(&other), &into_double);
    assert!(
        answer.status == 409 && answer.says("Est-ce la même personne ?"),
        "{answer:?}"
    );
    assert_eq!(column(&other, "nom"), json!("Autre"));
    let phone: Vec<_> = into_double
        .iter()
        .copied()
        .chain([("telephone", "0612345678")])
        .collect();
    assert_eq!(instructeur.post(&path(&second), &phone).status, 303);
    assert_eq!(column(&second, "telephone"), json!("06 12 34 56 78"));

    let mut elsewhere = Desk::new().staff("INSTRUCTEUR");
    assert_eq!(
        make(&mut elsewhere, &twin).status,
        303,
        "another structure's files are nobody's business"
    );
}

pub(crate) fn the_same_form_twice_makes_one_file() {
    let desk = Desk::new();
    let mut instructeur = desk.staff("INSTRUCTEUR");
    let key = instructeur.get(NEW).field("jeton").expect("a key");
    let mut fields = typed("Deuxfois", "Une", "01/01/1990");
    fields.push(("jeton", &key));
    for _ in 0..2 {
        let answer = instructeur.post("/gestion/usagers", &fields);
        assert_eq!(made(&answer), key, "{answer:?}");
    }
    assert_eq!(
        db::count(
            "SELECT count(*) FROM usager WHERE structure_id = ?1",
            &[json!(desk.id)]
        ),
        1
    );
    assert_eq!(events(&key, "FICHE_CREEE"), 1);

    // Sent again with a phone since: nothing typed is lost, and nothing is said to be saved.
    let corrected = [&fields[..], &[("telephone", "0612345678")]].concat();
    let answer = instructeur.post("/gestion/usagers", &corrected);
    assert!(
        answer.status == 409
            && answer.says("Cette fiche est déjà créée")
            && answer.says("autre chose que ce formulaire : téléphone."),
        "{answer:?}"
    );
    assert_eq!(answer.field("telephone").as_deref(), Some("0612345678"));
    let version = answer.field("version").expect("a version");
    let save = [&corrected[..], &[("version", version.as_str())]].concat();
    let answer = instructeur.post(&format!("/gestion/usagers/{key}/dossier"), &save);
    assert_eq!(answer.status, 303, "{answer:?}");
    assert_eq!(column(&key, "telephone"), json!("06 12 34 56 78"));

    let mut other = typed("Autre", "Une", "01/01/1990");
    other.push(("jeton", &key));
    assert_eq!(
        instructeur.post("/gestion/usagers", &other).status,
        409,
        "the form has served"
    );

    // A key that is somebody's file, of one's own structure or another, changes nothing there.
    let (own, foreign) = (desk.usager(), Desk::new().usager());
    for id in [&own.id, &foreign.id] {
        let before = db::sql("SELECT * FROM usager WHERE id = ?1", &[json!(id)]).rows;
        let keys = db::count(
            "SELECT count(*) FROM usager_cle WHERE usager_id = ?1",
            &[json!(id)],
        );
        let mut stolen = typed("Voleur", "Une", "01/01/1990");
        stolen.push(("jeton", id));
        assert_eq!(instructeur.post("/gestion/usagers", &stolen).status, 409);
        assert_eq!(
            db::sql("SELECT * FROM usager WHERE id = ?1", &[json!(id)]).rows,
            before
        );
        assert_eq!(
            db::count(
                "SELECT count(*) FROM usager_cle WHERE usager_id = ?1",
                &[json!(id)]
            ),
            keys
        );
        assert_eq!(events(id, "FICHE_CREEE"), 0);
    }
}

pub(crate) fn errors_of_staff_lead_where_they_may_go() {
    let desk = Desk::new();
    let usager = desk.usager();
    let mut facteur = desk.staff("FACTEUR");
    let forbidden = facteur.get(&usager.tab("dossier"));
    let attestation = format!("/gestion/usagers/{}/attestation", usager.id);
    usager.set("statut", &json!("INSTRUCTION"));
    for (answer, status) in [
        (forbidden, 403),
        (facteur.get("/gestion/nulle-part"), 404),
        (facteur.get("/gestion/usagers/personne/courriers"), 404),
        (facteur.send(Request::new("DELETE", "/gestion/compte")), 405),
        (desk.staff("INSTRUCTEUR").get(&attestation), 409),
    ] {
        assert!(
            answer.status == status
                && answer.body.contains("class=\"gestion\"")
                && answer.says("Liste des domiciliés")
                && answer.body.contains("aria-label=\"Menu principal\"")
                && answer.says("Courrier du jour")
                && answer.says("Déconnexion"),
            "{status}: {answer:?}"
        );
    }
    let elsewhere = facteur.send(
        Request::post("/gestion/compte/identite")
            .form(&[])
            .from_site(Some("cross-site")),
    );
    assert!(
        elsewhere.status == 403 && !elsewhere.says("Courrier du jour"),
        "another site is shown nothing: {elsewhere:?}"
    );
    let mut operateur = escale_tests::stories::sign_in_staff("operateur@escale.test");
    let forbidden = operateur.get("/gestion");
    assert!(
        forbidden.status == 403
            && forbidden.says("Structures")
            && forbidden.says("Plateforme Escale")
            && !forbidden.says("Liste des domiciliés"),
        "{forbidden:?}"
    );
    let lost = Visitor::new().get("/gestion/nulle-part");
    assert!(
        lost.status == 404
            && lost.body.contains("class=\"gestion\"")
            && !lost.body.contains("Menu principal")
            && lost.says("Page de connexion"),
        "{lost:?}"
    );
}
