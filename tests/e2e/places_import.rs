//! Places of the standard « Lieux de médiation numérique »: a file is read, shown, confirmed, put in the directory.

use std::{
    fmt::Write as _,
    sync::{Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use escale_tests::{
    db,
    http::{Answer, Request, Visitor},
    server::until,
    stories::{Desk, sign_in_staff},
};
use escale_worker::edge::ids::LieuId;
use serde_json::{Value, json};

const URL: &str = "/operateur/lieux";
/// A long file on a busy machine.
const DONE_MAX: Duration = Duration::from_mins(5);

/// One import runs at a time, and what an operateur reads replaces what they had read before.
static IMPORTS: Mutex<()> = Mutex::new(());

pub(crate) fn operateur() -> (Visitor, MutexGuard<'static, ()>) {
    let turn = IMPORTS.lock().unwrap_or_else(PoisonError::into_inner);
    (sign_in_staff("operateur@escale.test"), turn)
}

fn send(visitor: &mut Visitor, name: &str, bytes: &[u8]) -> Answer {
    const BOUNDARY: &str = "----escale-lieux";
    let mut body = format!("--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"fichier\"; filename=\"{name}\"\r\nContent-Type: text/csv\r\n\r\n").into_bytes();
    body.extend(bytes);
    body.extend(format!("\r\n--{BOUNDARY}--\r\n").as_bytes());
    visitor
        .send(Request::post(URL).body(&format!("multipart/form-data; boundary={BOUNDARY}"), &body))
}

const HEAD: &str = "id,pivot,nom,commune,code_postal,adresse,latitude,longitude,date_maj,services,modalites_acces,horaires,source";

fn row(source: &str, id: &str, nom: &str) -> String {
    format!(
        "{source}-{id},43493312300029,{nom},Trifouillis,63200,1 rue,45.9,3.1,2026-02-03,\
         Aide aux démarches administratives|Accès internet et matériel informatique,Se présenter,Mo-Fr 09:00-12:00,{source}"
    )
}

fn file(rows: &[String]) -> String {
    format!("\u{feff}{HEAD}\r\n{}\r\n", rows.join("\r\n"))
}

pub(crate) fn offer(visitor: &mut Visitor, text: &str) -> String {
    let answer = send(visitor, "lieux.csv", text.as_bytes());
    assert_eq!(answer.status, 303, "{answer:?}");
    answer.location().expect("an import").to_owned()
}

pub(crate) fn of_import(import: &str, column: &str) -> Value {
    let id = import.rsplit('/').next().unwrap_or_default();
    db::value(
        &format!("SELECT {column} FROM lieu_import WHERE id = ?1"),
        &[json!(id)],
    )
}

pub(crate) fn put_in(visitor: &mut Visitor, import: &str, fields: &[(&str, &str)]) {
    let answer = visitor.post(&format!("{import}/confirmation"), fields);
    assert_eq!(answer.status, 303, "{answer:?}");
    until(DONE_MAX, || of_import(import, "etat") == "FAIT");
}

fn of(source: &str, public: i64) -> i64 {
    db::count(
        "SELECT count(*) FROM lieu WHERE source = ?1 AND public = ?2",
        &[json!(source), json!(public)],
    )
}

pub(crate) fn a_file_becomes_places() {
    let source = "essai-lieux";
    let (mut operateur, _turn) = operateur();
    let nowhere = row(source, "f", "Un entrepôt")
        .replace("Se présenter", "Ce lieu n’accueille pas de public");
    let rows = [
        row(source, "a", "\"Cyber, Ondine\""),
        row(source, "b", "Deux").replace("63200", "6320"),
        row(source, "a", "Encore"),
        row(source, "c", "Trois")
            .replace("Se présenter", "Se présenter|Voler")
            .replace("2026-02-03", "hier"),
        format!("{},de trop", row(source, "d", "Quatre")),
        row(source, "e", "Cinq").replace("Mo-Fr 09:00-12:00", "le matin"),
        nowhere,
    ];
    let import = offer(&mut operateur, &file(&rows));
    let page = operateur.get(&import);
    for told in [
        "3 lieux à mettre dans l’annuaire",
        "4 lignes refusées",
        "Ligne 3 (id « essai-lieux-b »)",
        "code_postal : 5 chiffres.",
        "id : Cet identifiant est déjà à la ligne 2.",
        "modalites_acces : « Voler » n’est pas dans la liste du standard.",
        "date_maj : Une date écrite AAAA-MM-JJ.",
        "La ligne a 14 valeurs",
        "1 ligne gardée en partie",
        "Ligne 7",
    ] {
        assert!(page.says(told), "{told}: {}", page.words());
    }
    let refused = operateur.get(&format!("{import}/refus.csv")).body;
    assert!(
        refused.lines().count() == 6 && refused.contains("3;essai-lieux-b;code_postal;"),
        "{refused}"
    );
    assert_eq!(
        of(source, 1) + of(source, 0),
        0,
        "nothing before it is confirmed"
    );
    put_in(&mut operateur, &import, &[]);
    assert_eq!((of(source, 1), of(source, 0)), (2, 1));
    assert!(operateur.get(&import).says("3 lieux ajoutés ou mis à jour"));
    let kept = db::sql(
        "SELECT l.services, l.x, l.id, l.version FROM lieu l WHERE l.standard_id = 'essai-lieux-a'",
        &[],
    );
    let (kept, id) = (&kept.rows[0], kept.rows[0]["id"].clone());
    assert_eq!(kept["services"], json!("[\"demarches\",\"internet\"]"));
    assert!(kept["x"].is_i64(), "{kept}");

    // Again, one changed: the same place, and only that one is written.
    let changed = [
        row(source, "a", "Cyber changé"),
        row(source, "e", "Cinq").replace("Mo-Fr 09:00-12:00", ""),
    ];
    let import = offer(&mut operateur, &file(&changed));
    put_in(&mut operateur, &import, &[]);
    assert_eq!(of_import(&import, "ecrits"), json!(1));
    let page = operateur.get(&import);
    assert!(
        page.says("1 lieu ajouté ou mis à jour. 1 lieu était déjà à jour"),
        "{}",
        page.words()
    );
    let again = db::value("SELECT id FROM lieu WHERE nom = 'Cyber changé'", &[]);
    assert_eq!(again, id);
    assert_eq!(
        operateur.post(&format!("{import}/annulation"), &[]).status,
        409
    );
}

pub(crate) fn what_cannot_be_read_is_told() {
    let (mut operateur, _turn) = operateur();
    for (bytes, told) in [
        (&b""[..], "Ce fichier est vide."),
        (b"\xff\xd8\xff photo", "n’est pas du CSV en UTF-8"),
        (
            b"id,nom\na,b",
            "Il manque à ce fichier les colonnes « pivot »",
        ),
    ] {
        let answer = send(&mut operateur, "lieux.csv", bytes);
        assert!(
            answer.status == 422 && answer.says(told),
            "{told}: {answer:?}"
        );
    }
    let answer = send(&mut operateur, "", b"");
    assert!(
        answer.status == 422 && answer.says("Choisissez un fichier."),
        "{answer:?}"
    );
    let heavy = vec![b' '; 17 * 1024 * 1024];
    let answer = send(&mut operateur, "lieux.csv", &heavy);
    assert!(answer.status == 413 && answer.says("16 Mo"), "{answer:?}");
    // What is given up is forgotten.
    let import = offer(&mut operateur, &file(&[row("essai-abandon", "a", "Un")]));
    assert_eq!(
        operateur.post(&format!("{import}/annulation"), &[]).status,
        303
    );
    assert_eq!(operateur.get(&import).status, 404);
}

pub(crate) fn many_go_in_and_a_stop_resumes() {
    let source = "essai-multitude";
    let (mut operateur, _turn) = operateur();
    let mut text = format!("{}\n", HEAD.replace(',', ";"));
    for number in 0..1500 {
        let _ = writeln!(
            text,
            "{}",
            row(source, &number.to_string(), &format!("\"Lieu\n{number}\"")).replace(',', ";")
        );
    }
    let import = offer(&mut operateur, &text);
    let id = import.rsplit('/').next().unwrap_or_default().to_owned();
    // A worker that died after the fifth part: the row says so, and no message is left.
    db::sql(
        "UPDATE lieu_import SET etat = 'EN_COURS', fait = 5, confirme_at = created_at, touche_at = created_at - 600000 WHERE id = ?1",
        &[json!(id)],
    );
    assert!(operateur.get(&import).says("Avancement : 33 %"));
    until(DONE_MAX, || {
        let _ = Visitor::new().get("/cdn-cgi/handler/scheduled?cron=*%2F5+*+*+*+*");
        of_import(&import, "etat") == "FAIT"
    });
    assert_eq!(
        of(source, 1),
        1000,
        "the ten parts that were left, each once"
    );
    assert_eq!(of_import(&import, "ecrits"), json!(1000));
    let left = db::count(
        "SELECT count(*) FROM lieu_import_lot WHERE import_id = ?1 AND genre = 'LIEUX'",
        &[json!(id)],
    );
    assert_eq!(left, 0);
    // The same file whole: what is there is not written again.
    let import = offer(&mut operateur, &text);
    put_in(&mut operateur, &import, &[]);
    assert_eq!(
        (of(source, 1), of_import(&import, "ecrits")),
        (1500, json!(500))
    );
    db::sql("DELETE FROM lieu WHERE source = ?1", &[json!(source)]);
}

pub(crate) fn a_place_that_a_structure_keeps_is_left_alone() {
    let source = "essai-tenu";
    let (mut operateur, _turn) = operateur();
    let desk = Desk::new();
    let all = file(&[
        row(source, "a", "Lieu tenu"),
        row(source, "b", "Lieu libre"),
    ]);
    let import = offer(&mut operateur, &all);
    put_in(&mut operateur, &import, &[]);
    db::sql(
        "UPDATE lieu SET structure_id = ?1 WHERE standard_id = 'essai-tenu-a'",
        &[json!(desk.id)],
    );
    let changed = file(&[
        row(source, "a", "Lieu écrasé"),
        row(source, "b", "Lieu changé"),
    ]);
    let import = offer(&mut operateur, &changed);
    let page = operateur.get(&import);
    assert!(
        page.says("1 lieu reste comme il est") && page.says("Lieu tenu") && page.says(&desk.nom),
        "{}",
        page.words()
    );
    put_in(&mut operateur, &import, &[]);
    let names = db::sql(
        "SELECT nom FROM lieu WHERE source = ?1 ORDER BY standard_id",
        &[json!(source)],
    );
    let names: Vec<_> = names.rows.iter().map(|row| row["nom"].clone()).collect();
    assert_eq!(names, ["Lieu tenu", "Lieu changé"]);
    assert_eq!(
        (of_import(&import, "tenus"), of_import(&import, "ecrits")),
        (json!(1), json!(1))
    );
    // One that the same structure writes under a key that it made up takes nobody's place.
    let made_up = LieuId::of_standard(&format!("{source}-c"));
    let own = [
        ("jeton", made_up.as_str()),
        ("nom", "Lieu fait exprès"),
        ("pivot", "43493312300029"),
        ("adresse", "1 rue"),
        ("code_postal", "63200"),
        ("commune", "Trifouillis"),
    ];
    let created = desk.staff("GESTIONNAIRE").post("/gestion/lieux", &own);
    assert_eq!(created.status, 303, "{created:?}");
    let import = offer(&mut operateur, &file(&[row(source, "c", "Lieu de plus")]));
    put_in(&mut operateur, &import, &[]);
    assert_eq!(
        (of_import(&import, "tenus"), of_import(&import, "ecrits")),
        (json!(0), json!(1))
    );
    db::sql("DELETE FROM lieu WHERE standard_id = 'essai-tenu-c'", &[]);
    // Nor is it withdrawn with its source.
    let import = offer(&mut operateur, &file(&[row(source, "z", "Un de plus")]));
    put_in(&mut operateur, &import, &[("retirer", "oui")]);
    assert_eq!((of(source, 1), of(source, 0)), (2, 1));
}

pub(crate) fn what_a_file_no_longer_holds_goes_when_asked() {
    let source = "essai-retrait";
    let (mut operateur, _turn) = operateur();
    let all = ["a", "b", "c"].map(|id| row(source, id, "Un lieu"));
    let import = offer(&mut operateur, &file(&all));
    put_in(&mut operateur, &import, &[]);
    // « b » is refused, « c » is gone, « a » has not changed.
    let less = file(&[all[0].clone(), all[1].replace("63200", "rien")]);
    let import = offer(&mut operateur, &less);
    let page = operateur.get(&import);
    assert!(
        page.says("1 lieu de ces sources n’est pas dans le fichier"),
        "{}",
        page.words()
    );
    put_in(&mut operateur, &import, &[]);
    assert_eq!(of(source, 1), 3, "not unless it is asked for");
    let import = offer(&mut operateur, &less);
    put_in(&mut operateur, &import, &[("retirer", "oui")]);
    assert_eq!((of(source, 1), of(source, 0)), (2, 1));
    let page = operateur.get(&import);
    assert!(page.says("1 lieu retiré"), "{}", page.words());
    // And it comes back.
    let import = offer(&mut operateur, &file(&all));
    put_in(&mut operateur, &import, &[]);
    assert_eq!(of(source, 1), 3);
    // A file that does not say where its places come from withdraws nothing.
    let import = offer(&mut operateur, &file(&[row("", "x", "Sans source")]));
    assert!(operateur.get(&import).says("aucun lieu ne sera retiré"));
    assert_eq!(
        operateur.post(&format!("{import}/annulation"), &[]).status,
        303
    );
}
