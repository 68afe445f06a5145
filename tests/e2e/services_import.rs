//! Services of data·inclusion: two files are read, shown, confirmed, put in the directory; taken out only when asked.

use std::{
    fmt::Write as _,
    sync::{Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use escale_tests::{
    db,
    http::{Answer, Request, Visitor},
    server::until,
    stories::sign_in_staff,
};
use serde_json::{Value, json};

const URL: &str = "/operateur/services";
/// A long file on a busy machine.
const DONE_MAX: Duration = Duration::from_mins(5);

/// One import runs at a time on the platform, and what an operateur reads replaces what they had read before: these stories
/// are told one after the other.
static IMPORTS: Mutex<()> = Mutex::new(());

fn operateur() -> (Visitor, MutexGuard<'static, ()>) {
    let turn = IMPORTS.lock().unwrap_or_else(PoisonError::into_inner);
    (sign_in_staff("operateur@escale.test"), turn)
}

/// Both files in one form, as browsers send them.
fn send(visitor: &mut Visitor, structures: (&str, &[u8]), services: (&str, &[u8])) -> Answer {
    const BOUNDARY: &str = "----escale-services";
    let mut body = Vec::new();
    for (field, (name, bytes)) in [("structures", structures), ("services", services)] {
        body.extend(
            format!("--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"{field}\"; filename=\"{name}\"\r\nContent-Type: application/octet-stream\r\n\r\n")
                .as_bytes(),
        );
        body.extend(bytes);
        body.extend(b"\r\n");
    }
    body.extend(format!("--{BOUNDARY}--\r\n").as_bytes());
    visitor
        .send(Request::post(URL).body(&format!("multipart/form-data; boundary={BOUNDARY}"), &body))
}

fn structure(source: &str) -> Value {
    json!({ "source": source, "id": "s1", "nom": "Le Phare inventé", "date_maj": "2026-01-02", "commune": "Brest",
        "code_postal": "29200", "adresse": "1 quai" })
}

fn service(source: &str, id: &str, nom: &str) -> Value {
    json!({ "source": source, "structure_id": "s1", "id": id, "nom": nom, "description": "Une aide.", "date_maj": "2026-02-03",
        "thematiques": ["mobilite--preparer-un-permis"], "publics": ["jeunes"], "courriel": "phare@services.test",
        "modes_mobilisation": ["envoyer-un-courriel"], "mobilisable_par": ["professionnels"], "modes_accueil": ["en-presentiel"] })
}

fn offer(visitor: &mut Visitor, structures: &Value, services: &Value) -> String {
    let answer = send(
        visitor,
        ("structures.json", structures.to_string().as_bytes()),
        ("services.json", services.to_string().as_bytes()),
    );
    assert_eq!(answer.status, 303, "{answer:?}");
    answer.location().expect("an import").to_owned()
}

fn state(import: &str) -> String {
    let id = import.rsplit('/').next().unwrap_or_default();
    let state = db::value(
        "SELECT etat FROM service_import WHERE id = ?1",
        &[json!(id)],
    );
    state.as_str().unwrap_or_default().to_owned()
}

/// Confirms an import, once no other story's is running, and waits for its end.
fn put_in(visitor: &mut Visitor, import: &str, fields: &[(&str, &str)]) {
    until(DONE_MAX, || {
        let answer = visitor.post(&format!("{import}/confirmation"), fields);
        assert!(matches!(answer.status, 303 | 409), "{answer:?}");
        answer.status == 303
    });
    until(DONE_MAX, || state(import) == "FAIT");
}

fn of(source: &str, statut: &str) -> i64 {
    db::count(
        "SELECT count(*) FROM service WHERE source = ?1 AND statut = ?2",
        &[json!(source), json!(statut)],
    )
}

pub(crate) fn two_files_become_services() {
    let source = "essai-deux-fichiers";
    let (mut operateur, _turn) = operateur();
    let services = json!([
        service(source, "a", "Permis Quasimodien"),
        service(source, "b", "Garage Quasimodien"),
        service(source, "c", "ab"),
        service(source, "a", "Deux fois"),
        { "source": source, "structure_id": "ailleurs", "id": "d", "nom": "Orphelin", "description": "Une aide.", "date_maj": "hier" },
        "rien",
    ]);
    let import = offer(
        &mut operateur,
        &json!([structure(source), { "nom": "x" }]),
        &services,
    );
    let page = operateur.get(&import);
    for told in [
        "1 structure, 2 services",
        "5 lignes refusées",
        "élément n° 3 (id « c »)",
        "nom : de 3 à 150 caractères",
        "déjà donnés plus haut",
        "cette structure n’est pas dans le fichier",
        "date_maj : une date",
        "ce n’est pas une ligne de data·inclusion",
    ] {
        assert!(page.says(told), "{told}: {}", page.words());
    }
    assert_eq!(of(source, "PUBLIE"), 0, "nothing before it is confirmed");
    put_in(&mut operateur, &import, &[]);
    assert_eq!(of(source, "PUBLIE"), 2);
    let found = Visitor::new()
        .get("/services?q=quasimodien+permis&lieu=brest&theme=mobilite&public=jeunes");
    assert!(
        found.says("Permis Quasimodien") && found.says("Le Phare inventé"),
        "{found:?}"
    );
    let id = db::value(
        "SELECT id FROM service WHERE source = ?1 AND source_id = 'a'",
        &[json!(source)],
    );
    let path = format!("/services/{}", id.as_str().expect("an id"));
    let page = Visitor::new().get(&path);
    assert!(
        page.says("source : essai-deux-fichiers") && page.says("3 février 2026"),
        "{page:?}"
    );
    assert!(page.says("phare@services.test"), "{page:?}");

    // Again, changed: the same service at the same address; what is gone stays until it is asked for.
    let less = json!([service(source, "a", "Permis Quasimodien changé")]);
    let import = offer(&mut operateur, &json!([structure(source)]), &less);
    put_in(&mut operateur, &import, &[]);
    assert!(Visitor::new().get(&path).says("Permis Quasimodien changé"));
    assert_eq!(of(source, "PUBLIE"), 2);
    let import = offer(&mut operateur, &json!([structure(source)]), &less);
    put_in(&mut operateur, &import, &[("retirer", "oui")]);
    assert_eq!((of(source, "PUBLIE"), of(source, "RETIRE")), (1, 1));
    assert!(operateur.get(&import).says("1 service retiré"));
    // And it comes back.
    let import = offer(&mut operateur, &json!([structure(source)]), &services);
    put_in(&mut operateur, &import, &[]);
    assert_eq!(of(source, "PUBLIE"), 2);
    assert_eq!(
        operateur.post(&format!("{import}/annulation"), &[]).status,
        409
    );
}

pub(crate) fn what_cannot_be_read_is_told() {
    let (mut operateur, _turn) = operateur();
    let good = json!([structure("essai-illisible")]).to_string();
    for (services, told) in [
        (&b""[..], "Ce fichier est vide."),
        (b"\xff\xd8\xff photo", "ni du JSON ni du CSV"),
        (b"nom,id\na,b", "ni du JSON ni du CSV"),
        (b"[{\"source\":\"x\"},\n{", "coupé à la ligne 2"),
    ] {
        let answer = send(
            &mut operateur,
            ("s.json", good.as_bytes()),
            ("services.json", services),
        );
        assert!(
            answer.status == 422 && answer.says(told),
            "{told}: {answer:?}"
        );
    }
    let answer = send(&mut operateur, ("", b""), ("", b""));
    assert!(
        answer.status == 422
            && answer.says("Choisissez le fichier des structures.")
            && answer.says("Choisissez le fichier des services."),
        "{answer:?}"
    );
    let heavy = vec![b' '; 17 * 1024 * 1024];
    let answer = send(
        &mut operateur,
        ("s.json", good.as_bytes()),
        ("services.json", &heavy),
    );
    assert!(answer.status == 413 && answer.says("16 Mo"), "{answer:?}");
}

pub(crate) fn many_go_in_by_the_queue() {
    let source = "essai-beaucoup";
    let (mut operateur, _turn) = operateur();
    let mut structures = "source,id,nom,date_maj,code_postal,commune\n".to_owned();
    let _ = writeln!(
        structures,
        "{source},s1,Le Phare inventé,2026-01-02,29200,Brest"
    );
    let mut services = "source;structure_id;id;nom;description;date_maj;publics;modes_mobilisation;mobilisable_par;courriel\n".to_owned();
    for number in 0..1500 {
        let _ = writeln!(
            services,
            "{source};s1;{number};Multitude {number};\"Une aide\nsur deux lignes\";2026-02-03;jeunes|seniors;[\"envoyer-un-courriel\"];{{professionnels}};a@services.test"
        );
    }
    let answer = send(
        &mut operateur,
        ("structures.csv", structures.as_bytes()),
        ("services.csv", services.as_bytes()),
    );
    assert_eq!(answer.status, 303, "{answer:?}");
    let import = answer.location().expect("an import").to_owned();
    put_in(&mut operateur, &import, &[]);
    assert_eq!(of(source, "PUBLIE"), 1500);
    let open = db::count(
        "SELECT count(*) FROM service WHERE source = ?1 AND publics = '[\"jeunes\",\"seniors\"]' AND mobilisable_par = '[\"professionnels\"]'",
        &[json!(source)],
    );
    assert_eq!(open, 1500);
    let left = db::count(
        "SELECT count(*) FROM service_import_lot WHERE import_id = ?1 AND genre = 'SERVICES'",
        &[json!(import.rsplit('/').next())],
    );
    assert_eq!(left, 0);
    db::sql("DELETE FROM service WHERE source = ?1", &[json!(source)]);
}

pub(crate) fn a_refused_line_withdraws_nothing() {
    let source = "essai-ligne-refusee";
    let (mut operateur, _turn) = operateur();
    let all = json!([
        service(source, "a", "Permis Ondine"),
        service(source, "b", "Garage Ondine"),
        service(source, "c", "Vélo Ondine"),
    ]);
    let import = offer(&mut operateur, &json!([structure(source)]), &all);
    put_in(&mut operateur, &import, &[]);
    // « b » is refused, « c » is gone.
    let mut refused = service(source, "b", "Garage Ondine");
    refused["date_maj"] = json!("hier");
    let less = json!([service(source, "a", "Permis Ondine"), refused]);
    let import = offer(&mut operateur, &json!([structure(source)]), &less);
    let page = operateur.get(&import);
    assert!(
        page.says("1 service de ces sources n’est pas dans le fichier"),
        "{}",
        page.words()
    );
    put_in(&mut operateur, &import, &[("retirer", "oui")]);
    assert_eq!((of(source, "PUBLIE"), of(source, "RETIRE")), (2, 1));
    assert!(operateur.get(&import).says("1 service retiré"));
    db::sql("DELETE FROM service WHERE source = ?1", &[json!(source)]);
}

pub(crate) fn one_that_is_taken_out_stays_out() {
    let source = "essai-ecarte";
    let (mut operateur, _turn) = operateur();
    let all = json!([service(source, "a", "Permis Mélusine")]);
    let import = offer(&mut operateur, &json!([structure(source)]), &all);
    put_in(&mut operateur, &import, &[]);
    let id = db::value("SELECT id FROM service WHERE source = ?1", &[json!(source)]);
    let path = format!("/services/{}", id.as_str().expect("an id"));
    let found = operateur.get(&format!("{URL}/fiches?adresse={path}"));
    let page = found.location().expect("its page").to_owned();
    assert_eq!(operateur.post(&format!("{page}/retrait"), &[]).status, 303);
    assert_eq!(Visitor::new().get(&path).status, 404);
    let import = offer(&mut operateur, &json!([structure(source)]), &all);
    put_in(&mut operateur, &import, &[]);
    assert_eq!(Visitor::new().get(&path).status, 404);
    let named = db::count(
        "SELECT count(*) FROM service WHERE source = ?1 AND coalesce(courriel, contact_nom, telephone) IS NOT NULL",
        &[json!(source)],
    );
    assert_eq!(named, 0);
    assert_eq!(operateur.post(&format!("{page}/retour"), &[]).status, 303);
    assert!(Visitor::new().get(&path).says("Permis Mélusine"));
    db::sql("DELETE FROM service WHERE source = ?1", &[json!(source)]);
}
