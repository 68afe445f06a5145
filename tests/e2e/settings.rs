//! « Structure »: what an administrateur keeps of it, and what the portal then says of where to go and when.

use escale_tests::{
    browser::Browser,
    db,
    http::Visitor,
    stories::{
        DAY_MS, Desk,
        dossiers::{self, Dossier},
        now, sign_in_portal,
    },
};
use escale_worker::edge::clock::{Moment, zone};
use serde_json::json;

const SETTINGS: &str = "/gestion/structure";
const CLOSURES: &str = "/gestion/structure/fermetures";

/// The form as the page shows it, with other values in some fields; `times` are the 28 of a week.
fn form(
    administrateur: &mut Visitor,
    other: &[(&str, &str)],
    times: &[&str],
) -> Vec<(String, String)> {
    let page = administrateur.get(SETTINGS);
    let mut fields: Vec<(String, String)> = [
        "version",
        "nom",
        "adresse",
        "code_postal",
        "ville",
        "telephone",
        "email",
    ]
    .map(|name| (name.to_owned(), page.field(name).unwrap_or_default()))
    .to_vec();
    fields.push(("fuseau".to_owned(), "Europe/Paris".to_owned()));
    fields.retain(|(name, _)| !other.iter().any(|(changed, _)| changed == name));
    fields.extend(
        other
            .iter()
            .map(|(name, value)| ((*name).to_owned(), (*value).to_owned())),
    );
    fields.extend(
        times
            .iter()
            .map(|time| ("heure".to_owned(), (*time).to_owned())),
    );
    fields
}

fn send(
    administrateur: &mut Visitor,
    path: &str,
    fields: &[(String, String)],
) -> escale_tests::http::Answer {
    let fields: Vec<(&str, &str)> = fields
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect();
    administrateur.post(path, &fields)
}

/// Every day from midnight to midnight: open at whatever hour the test runs.
fn always() -> Vec<&'static str> {
    ["00:00", "00:00", "", ""].repeat(7)
}

pub(crate) fn the_portal_says_where_to_go_and_whether_it_is_open() {
    let desk = Desk::with_portal();
    let (_, credentials) = desk.usager_with_portal();
    let mut administrateur = desk.staff("ADMINISTRATEUR");
    let mut domicilie = sign_in_portal(&credentials);
    let changes = [
        ("telephone", "0561000000"),
        ("email", "accueil@exemple.fr"),
        ("accueil_adresse", "3 place du Marché"),
        ("accueil_code_postal", "31000"),
        ("accueil_ville", "Toulouse"),
        ("montre_horaires", "oui"),
        ("montre_telephone", "oui"),
        ("feries", ""),
    ];
    let sent = form(&mut administrateur, &changes, &always());
    assert_eq!(send(&mut administrateur, SETTINGS, &sent).status, 303);
    let home = domicilie.get("/portail");
    for words in [
        "Ouvert",
        "Tous les jours",
        "3 place du Marché",
        "05 61 00 00 00",
        "Votre adresse pour le courrier",
    ] {
        assert!(home.says(words), "{words}: {home:?}");
    }
    assert!(
        !home.says("accueil@exemple.fr"),
        "the e-mail is not to be shown"
    );

    let today = Moment(now()).day(zone("Europe/Paris")).short();
    let key = administrateur.get(SETTINGS).field("jeton").expect("a key");
    let closure = [
        ("jeton", key.as_str()),
        ("debut", &today),
        ("fin", ""),
        ("motif", "Travaux"),
    ];
    for _twice in 0..2 {
        assert_eq!(administrateur.post(CLOSURES, &closure).status, 303);
    }
    let home = domicilie.get("/portail");
    assert!(
        home.says("Fermé, ouvre à minuit") && home.says("Travaux"),
        "{home:?}"
    );
    assert_eq!(
        home.words().matches("Travaux").count(),
        1,
        "sent twice, one closure"
    );

    let sent = form(&mut administrateur, &[("montre_email", "oui")], &always());
    assert_eq!(send(&mut administrateur, SETTINGS, &sent).status, 303);
    let home = domicilie.get("/portail");
    assert!(home.says("accueil@exemple.fr"));
    for hidden in [
        "Tous les jours",
        "05 61 00 00 00",
        "Travaux",
        "Ouvert",
        "3 place du Marché",
    ] {
        assert!(!home.says(hidden), "{hidden}: {home:?}");
    }
}

pub(crate) fn a_structure_operatrice_has_its_own_menu() {
    let desk = Desk::new();
    let mut administrateur = desk.staff("ADMINISTRATEUR");
    let has_menu = |visitor: &mut Visitor| {
        let page = visitor.get("/gestion");
        page.body.contains("href=\"/gestion/dossiers\"")
    };
    for (ticked, shown) in [("oui", true), ("", false)] {
        let sent = form(&mut administrateur, &[("operatrice", ticked)], &always());
        assert_eq!(send(&mut administrateur, SETTINGS, &sent).status, 303);
        let told = has_menu(&mut administrateur);
        assert_eq!(told, shown, "ticked: « {ticked} »");
        assert_eq!(has_menu(&mut desk.staff("AGENT")), shown);
        assert!(!has_menu(&mut desk.staff("FACTEUR")));
    }
}

pub(crate) fn a_structure_that_holds_dossiers_goes_on_showing_them() {
    let desk = dossiers::desk();
    let _held = Dossier::of(&desk);
    let mut administrateur = desk.staff("ADMINISTRATEUR");
    let sent = form(
        &mut administrateur,
        &[("operatrice", ""), ("nom", "Nom tapé avec soin")],
        &always(),
    );
    let refused = send(&mut administrateur, SETTINGS, &sent);
    assert_eq!(refused.status, 409, "{refused:?}");
    assert!(refused.says("Votre structure suit encore des dossiers"));
    assert!(refused.body.contains("Nom tapé avec soin"), "{refused:?}");
    let stays = "SELECT operatrice FROM structure WHERE id = ?1 AND nom <> 'Nom tapé avec soin'";
    assert_eq!(db::value(stays, &[json!(desk.id)]), json!(1));
}

pub(crate) fn an_administrateur_keeps_the_hours_up_to_date() {
    let desk = Desk::new();
    let administrateur = Browser::computer();
    desk.staff_in(&administrateur, "ADMINISTRATEUR");
    administrateur.follow("Structure");
    administrateur.fill("Téléphone de l’accueil", "12");
    for (id, time) in [
        ("lundi", "09:00"),
        ("lundi-2", "12:00"),
        ("mardi", "14:00"),
        ("mardi-2", "09:00"),
    ] {
        administrateur.script(&format!("document.getElementById('{id}').value = '{time}'"));
    }
    administrateur.press("Enregistrer les modifications");
    administrateur.sees("Écrivez un numéro de téléphone");
    administrateur.sees("Mardi\u{a0}: ces heures ne se suivent pas");
    administrateur.fill("Téléphone de l’accueil", "01 40 00 00 00");
    administrateur.script("document.getElementById('mardi-2').value = '17:00'");
    administrateur.press("Enregistrer les modifications");
    administrateur.sees("Les modifications sont enregistrées");
    let kept = db::sql(
        "SELECT horaires, horaires_osm, telephone FROM structure WHERE id = ?1",
        &[json!(desk.id)],
    );
    let kept = &kept.rows[0];
    assert_eq!(
        kept["horaires_osm"],
        "Mo 09:00-12:00; Tu 14:00-17:00; PH off"
    );
    assert_eq!(kept["telephone"], "01 40 00 00 00");
    let words = kept["horaires"]
        .as_str()
        .unwrap_or_default()
        .replace('\u{a0}', " ");
    assert!(
        words.starts_with("Lundi : 9 h – 12 h\nMardi : 14 h – 17 h\n"),
        "{words}"
    );

    administrateur.fill("Premier jour", "24/12/2099");
    administrateur.fill("Raison montrée sur le portail", "Congés");
    administrateur.press("Ajouter la fermeture");
    administrateur.sees("La fermeture est enregistrée");
    administrateur.sees("Fermé le jeudi 24 décembre");
    administrateur.press("Retirer : Fermé le jeudi 24 décembre\u{a0}: Congés");
    administrateur.sees("Aucune fermeture prévue");
}

pub(crate) fn two_who_save_at_once_lose_nothing() {
    let desk = Desk::new();
    let mut people: [Visitor; 2] = [(); 2].map(|()| desk.staff("ADMINISTRATEUR"));
    let first = form(&mut people[0], &[("ville", "Lyon")], &[]);
    let second = form(
        &mut people[1],
        &[("nom", "Un autre nom"), ("ville", "Nantes")],
        &[],
    );
    assert_eq!(send(&mut people[0], SETTINGS, &first).status, 303);
    let told = send(&mut people[1], SETTINGS, &second);
    assert_eq!(told.status, 409);
    for words in ["Un collègue vient de modifier", "Lyon"] {
        assert!(told.says(words), "{words}: {told:?}");
    }
    assert_eq!(
        told.field("nom").as_deref(),
        Some("Un autre nom"),
        "what was typed is kept"
    );
    let again: Vec<(String, String)> = second
        .into_iter()
        .map(|(name, value)| match name.as_str() {
            "version" => (name, told.field("version").expect("a version")),
            _ => (name, value),
        })
        .collect();
    assert_eq!(send(&mut people[1], SETTINGS, &again).status, 303);
    let events = db::sql(
        "SELECT count(*) AS n FROM historique WHERE structure_id = ?1 AND evenement = 'STRUCTURE_MODIFIEE'",
        &[json!(desk.id)],
    );
    assert_eq!(
        events.rows[0]["n"], 2,
        "what was refused is not in the history"
    );
}

pub(crate) fn closures_of_others_are_out_of_reach() {
    let desk = Desk::new();
    let mut administrateur = desk.staff("ADMINISTRATEUR");
    let key = administrateur.get(SETTINGS).field("jeton").expect("a key");
    let day = Moment(now() + 9 * DAY_MS).day(zone("Europe/Paris")).short();
    let closure = [("jeton", key.as_str()), ("debut", &day), ("fin", "")];
    assert_eq!(administrateur.post(CLOSURES, &closure).status, 303);
    let path = format!("{CLOSURES}/{key}/suppression");
    let mut other = Desk::new().staff("ADMINISTRATEUR");
    assert_eq!(other.post(&path, &[]).status, 404);
    let taken = other.post(CLOSURES, &closure);
    assert_eq!(taken.status, 409, "the key is another structure's");
    assert!(taken.says("Aucune fermeture prévue"));
    assert!(!administrateur.get(SETTINGS).says("Aucune fermeture prévue"));
    assert_eq!(administrateur.post(&path, &[]).status, 303);
    assert_eq!(administrateur.post(&path, &[]).status, 404);
}
