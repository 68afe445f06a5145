//! Places that a structure keeps up to date: written, changed, withdrawn, given by an operateur.

use escale_tests::{
    browser::Browser,
    db,
    http::Visitor,
    stories::{Desk, sign_in_staff, things},
};
use serde_json::json;

const PLACES: &str = "/gestion/lieux";

/// What the form of a place sends.
fn whole<'a>(nom: &'a str, key: (&'a str, &'a str)) -> Vec<(&'a str, &'a str)> {
    vec![
        ("nom", nom),
        ("pivot", "434 933 123 00029"),
        ("adresse", "1 quai de la Fosse"),
        ("code_postal", "44 000"),
        ("commune", "Nantes"),
        ("latitude", "47,2104"),
        ("longitude", "-1.5640"),
        ("telephone", "02 40 00 00 00"),
        ("courriels", "lieu@exemple.test"),
        ("services", "internet"),
        ("services", "demarches"),
        ("modalites_acces", "presenter"),
        ("heure", "9h"),
        ("heure", "12h30"),
        ("feries", "oui"),
        key,
    ]
}

/// Writes a place without a screen; gives the key of its form, and its id.
fn written(visitor: &mut Visitor, nom: &str) -> (String, String) {
    let form = visitor.get(&format!("{PLACES}/nouveau"));
    let key = form.field("jeton").expect("a key");
    let created = visitor.post(PLACES, &whole(nom, ("jeton", &key)));
    assert_eq!(created.status, 303, "{created:?}");
    let path = created.location().expect("its page").to_owned();
    let last = path.rsplit('/').next().unwrap_or_default();
    let id = last.split('?').next().unwrap_or_default().to_owned();
    (key, id)
}

pub(crate) fn one_is_written_changed_and_withdrawn() {
    let desk = Desk::new();
    let gestionnaire = Browser::without_scripts();
    desk.staff_in(&gestionnaire, "GESTIONNAIRE");
    gestionnaire.follow("Lieux");
    gestionnaire.sees("Aucun lieu pour le moment");
    gestionnaire.follow("Nouveau lieu");
    gestionnaire.fill("Nom du lieu", "Cyber-base Mélusine");
    gestionnaire.fill("SIRET ou numéro RNA", "123");
    gestionnaire.fill("Numéro et rue", "2 rue de la Mairie");
    gestionnaire.fill("Code postal", "44000");
    gestionnaire.fill("Commune", "Nantes");
    gestionnaire.fill("Téléphone", "02 40 00 00 00");
    gestionnaire.choose("Accès internet et matériel informatique");
    gestionnaire.press("Enregistrer le lieu");
    gestionnaire.sees("De 9 à 14 chiffres et lettres");
    assert_eq!(gestionnaire.written_in("Commune"), "Nantes");
    gestionnaire.fill("SIRET ou numéro RNA", "43493312300029");
    gestionnaire.press("Enregistrer le lieu");
    gestionnaire.sees("Le lieu est enregistré.");
    gestionnaire.sees("Dans l’annuaire.");
    let path = gestionnaire.path();
    let last = path.rsplit('/').next().unwrap_or_default();
    let id = last.split('?').next().unwrap_or_default().to_owned();
    let row = db::sql(
        "SELECT telephone, public, standard_id, source, x FROM lieu WHERE id = ?1",
        &[json!(id)],
    );
    let row = &row.rows[0];
    assert_eq!(
        (&row["telephone"], &row["public"], &row["source"], &row["x"]),
        (
            &json!("+33240000000"),
            &json!(1),
            &json!("Escale"),
            &json!(null)
        ),
        "{row}"
    );
    gestionnaire.follow("Modifier");
    gestionnaire.press("Position sur la carte");
    gestionnaire.fill("Latitude", "47.2184");
    gestionnaire.fill("Longitude", "-1.5536");
    gestionnaire.press("Enregistrer les modifications");
    gestionnaire.sees("Les modifications sont enregistrées");
    let placed = db::count(
        "SELECT count(*) FROM lieu WHERE id = ?1 AND x IS NOT NULL",
        &[json!(id)],
    );
    assert_eq!(placed, 1);
    gestionnaire.press("Retirer de l’annuaire");
    gestionnaire.press("Retirer ce lieu");
    gestionnaire.sees("Le lieu est retiré");
    let out = || db::value("SELECT public FROM lieu WHERE id = ?1", &[json!(id)]);
    assert_eq!(out(), json!(0));
    // A structure that comes back shows what it had not withdrawn, and nothing else.
    db::sql(
        "UPDATE structure SET operatrice = 1 WHERE id = ?1",
        &[json!(desk.id)],
    );
    assert_eq!(out(), json!(0));
    gestionnaire.press("Remettre dans l’annuaire");
    gestionnaire.sees("de nouveau dans l’annuaire");
    assert_eq!(out(), json!(1));
    let events = db::sql(
        "SELECT evenement FROM journal WHERE structure_id = ?1 AND evenement LIKE 'STRUCTURE_LIEU%' ORDER BY rowid",
        &[json!(desk.id)],
    );
    let events: Vec<&str> = events
        .rows
        .iter()
        .filter_map(|row| row["evenement"].as_str())
        .collect();
    assert_eq!(
        events,
        [
            "STRUCTURE_LIEU_CREE",
            "STRUCTURE_LIEU_MODIFIE",
            "STRUCTURE_LIEU_RETIRE",
            "STRUCTURE_LIEU_REMIS"
        ]
    );
}

pub(crate) fn two_who_change_one_at_once_lose_nothing() {
    let desk = Desk::new();
    let (mut one, mut two) = (desk.staff("GESTIONNAIRE"), desk.staff("ADMINISTRATEUR"));
    let path = format!("{PLACES}/{}", written(&mut one, "Le Phare Un").1);
    let version = one
        .get(&format!("{path}/modifier"))
        .field("version")
        .expect("a version");
    let first = one.post(&path, &whole("Le Phare Deux", ("version", &version)));
    assert_eq!(first.status, 303, "{first:?}");
    let second = two.post(&path, &whole("Le Phare Trois", ("version", &version)));
    assert!(
        second.status == 409
            && second.says("Le Phare Deux")
            && second.says("Un collègue vient de modifier"),
        "{second:?}"
    );
    let late = two.post(&format!("{path}/retrait"), &[("version", &version)]);
    assert_eq!(late.status, 409, "{late:?}");
    let again = second.field("version").expect("the version of now");
    assert_eq!(
        two.post(&path, &whole("Le Phare Trois", ("version", &again)))
            .status,
        303
    );
    assert!(one.get(&path).says("Le Phare Trois"));
}

pub(crate) fn a_form_sent_twice_is_one_place() {
    let desk = Desk::new();
    let mut visitor = desk.staff("GESTIONNAIRE");
    let (key, id) = written(&mut visitor, "Le Phare jumeau");
    // A key that somebody makes up takes no other place's id, nor one that the next import is to bring.
    assert_ne!(key, id);
    let again = visitor.post(PLACES, &whole("Le Phare jumeau", ("jeton", &key)));
    assert_eq!(again.status, 303, "{again:?}");
    let other = visitor.post(PLACES, &whole("Un autre", ("jeton", &key)));
    assert!(
        other.status == 409 && other.says("Ce formulaire a déjà servi"),
        "{other:?}"
    );
    let kept = db::count(
        "SELECT count(*) FROM lieu WHERE structure_id = ?1",
        &[json!(desk.id)],
    );
    assert_eq!(kept, 1);
    let wrong = visitor.post(
        PLACES,
        &[
            ("jeton", "AAAAAAAAAAAAAAAAAAAAAA"),
            ("services", "rien"),
            ("heure", "midi"),
        ],
    );
    assert!(
        wrong.status == 422
            && wrong.says("Il faut une valeur.")
            && wrong.says("n’est pas dans la liste")
            && wrong.says("Lundi"),
        "{wrong:?}"
    );
}

pub(crate) fn whose_it_is_not_sees_nothing() {
    let (desk, other) = (Desk::new(), Desk::new());
    let (_, id) = written(&mut desk.staff("GESTIONNAIRE"), "Le Phare d’ici");
    let path = format!("{PLACES}/{id}");
    let mut stranger = other.staff("ADMINISTRATEUR");
    for page in ["", "/modifier"] {
        assert_eq!(stranger.get(&format!("{path}{page}")).status, 404);
    }
    for action in ["", "/retrait", "/retour"] {
        let answer = stranger.post(&format!("{path}{action}"), &whole("Volé", ("version", "1")));
        assert_eq!(answer.status, 404, "{answer:?}");
    }
    let mut agent = desk.staff("AGENT");
    assert!(agent.get(&path).says("Le Phare d’ici"));
    assert!(!agent.get(&path).says("Modifier"));
    assert_eq!(
        agent
            .post(&format!("{path}/retrait"), &[("version", "1")])
            .status,
        403
    );

    // An operateur gives an imported place to a structure, and takes it back.
    let imported = things::own_place("");
    let mut operateur = sign_in_staff("operateur@escale.test");
    let found = operateur.get(&format!("/operateur/lieux/fiches?adresse=essai-{imported}"));
    let one = found.location().expect("its page").to_owned();
    let to = format!("https://escale.example/operateur/structures/{}", other.id);
    let refused = operateur.post(&format!("{one}/structure"), &[("structure", "rien")]);
    assert!(
        refused.status == 422 && refused.says("Aucune structure active"),
        "{refused:?}"
    );
    assert_eq!(
        operateur
            .post(&format!("{one}/structure"), &[("structure", &to)])
            .status,
        303
    );
    assert!(stranger.get(PLACES).says("Un lieu d’essai"));
    let twice = operateur.post(&format!("{one}/structure"), &[("structure", &to)]);
    assert!(twice.status == 409, "{twice:?}");
    assert_eq!(operateur.post(&format!("{one}/reprise"), &[]).status, 303);
    assert_eq!(stranger.get(&format!("{PLACES}/{imported}")).status, 404);
}

/// Every state of the pages of one's places.
pub(crate) fn every_state(desk: &Desk, staff: &Browser, look: &impl Fn(&Browser, &str)) {
    staff.open(PLACES);
    look(staff, "no place");
    let id = things::own_place(&desk.id);
    for path in [
        PLACES.to_owned(),
        format!("{PLACES}/nouveau"),
        format!("{PLACES}/{id}/modifier"),
        format!("{PLACES}/{id}"),
    ] {
        staff.open(&path);
        look(staff, &path);
    }
    staff.open(&format!("{PLACES}/nouveau"));
    staff.script("document.querySelector('form[action=\"/gestion/lieux\"]').noValidate = true");
    staff.press("Enregistrer le lieu");
    staff.sees("Il faut une valeur.");
    look(staff, "a place refused");
}
