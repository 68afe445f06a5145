//! « Comptes du portail », and the sign-ins on a file.

use escale_tests::{
    db,
    http::{Answer, Visitor},
    stories::{Credentials, Desk, Usager, ask_for_access, now, sign_in_portal},
    text,
};
use serde_json::{Value, json};

const ACCOUNTS: &str = "/gestion/portail/comptes";

fn list(visitor: &mut Visitor, tab: &str) -> Answer {
    let answer = visitor.get(&format!("{ACCOUNTS}?etat={tab}"));
    assert_eq!(answer.status, 200, "{answer:?}");
    answer
}

fn has(page: &Answer, usager: &Usager) -> bool {
    page.says(&format!("{} {}", usager.nom, usager.prenom))
}

/// The kept counts, and the same counted.
fn counts(desk: &Desk) -> [Value; 2] {
    let kept = "SELECT json_group_object(etat, nombre) FROM (SELECT etat, nombre FROM portal_compte WHERE structure_id = ?1 AND nombre > 0 ORDER BY etat)";
    let counted = "SELECT json_group_object(etat, n) FROM (SELECT CASE WHEN actif = 0 THEN 'FERME'
            WHEN temporary_until_at IS NOT NULL AND last_login_at IS NULL THEN 'JAMAIS' ELSE 'ACTIVE' END AS etat, count(*) AS n
         FROM portal_account WHERE structure_id = ?1 GROUP BY 1 ORDER BY 1)";
    [kept, counted].map(|query| db::value(query, &[json!(desk.id)]))
}

fn counts_hold(desk: &Desk, expected: &str) {
    let [kept, counted] = counts(desk);
    assert_eq!((&kept, &kept), (&counted, &json!(expected)));
}

pub(crate) fn they_are_listed_by_what_became_of_them() {
    let desk = Desk::with_portal();
    let (known, credentials) = desk.usager_with_portal();
    let invited = desk.usager();
    let given = desk.give_access(&invited);
    let (gone, _) = desk.usager_with_portal();
    gone.set_account("actif", &json!(0));
    let _ = sign_in_portal(&credentials);
    let _ = Desk::with_portal().usager_with_portal();

    let mut gestionnaire = desk.staff("GESTIONNAIRE");
    let never = list(&mut gestionnaire, "jamais");
    for count in ["Jamais activés (1)", "Activés (1)", "Fermés (1)"] {
        assert!(never.says(count), "no {count}: {never:?}");
    }
    assert!(has(&never, &invited) && !has(&never, &known), "{never:?}");
    assert!(
        never.says(&given.identifiant) && never.says("Mot de passe temporaire jusqu’au"),
        "{never:?}"
    );
    invited.set_account("temporary_until_at", &json!(now() - 1));
    let expired = list(&mut gestionnaire, "jamais");
    assert!(
        expired.says("Mot de passe temporaire expiré le"),
        "{expired:?}"
    );
    let (active, logins) = (
        list(&mut gestionnaire, "actifs"),
        list(&mut gestionnaire, "connexions"),
    );
    for page in [&active, &logins] {
        assert!(has(page, &known) && !has(page, &invited), "{page:?}");
        assert!(
            page.says("Activé") && !page.says("Jamais connecté"),
            "{page:?}"
        );
    }
    let closed = list(&mut gestionnaire, "fermes");
    assert!(
        has(&closed, &gone) && closed.says("Accès fermé"),
        "{closed:?}"
    );
    assert_eq!(desk.staff("INSTRUCTEUR").get(ACCOUNTS).status, 403);
    let forged = gestionnaire.get(&format!("{ACCOUNTS}?apres=%27"));
    assert_eq!(forged.status, 404);
}

pub(crate) fn the_kept_counts_are_those_of_the_rows() {
    let desk = Desk::with_portal();
    let usager = desk.usager();
    let mut instructeur = desk.staff("INSTRUCTEUR");
    ask_for_access(&mut instructeur, &usager, false);
    counts_hold(&desk, r#"{"JAMAIS":1}"#);
    let (other, credentials) = desk.usager_with_portal();
    counts_hold(&desk, r#"{"ACTIVE":1,"JAMAIS":1}"#);
    let _ = sign_in_portal(&credentials);
    counts_hold(&desk, r#"{"ACTIVE":1,"JAMAIS":1}"#);
    ask_for_access(&mut instructeur, &other, true);
    counts_hold(&desk, r#"{"ACTIVE":1,"JAMAIS":1}"#);
    let page = instructeur.get(&usager.tab("courriers?modifier=portail"));
    let edition = page.field("edition").expect("the form");
    instructeur.post(
        &usager.tab("acces"),
        &[("acces", "non"), ("edition", &edition)],
    );
    counts_hold(&desk, r#"{"ACTIVE":1,"FERME":1}"#);
    db::sql(
        "DELETE FROM portal_account WHERE usager_id = ?1",
        &[json!(usager.id)],
    );
    counts_hold(&desk, r#"{"ACTIVE":1}"#);
}

/// As many accounts as two pages and a half hold, in one go.
fn many(desk: &Desk) -> usize {
    const MANY: usize = 125;
    let numbers = "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 125)";
    let id = "printf('page%s%04d', substr(?1, -14), i)";
    let identifiant = "'QQQQQ' || char(65 + i / 26) || char(65 + i % 26) || 'Q'";
    for sql in [
        format!(
            "{numbers} INSERT INTO usager (id, structure_id, numero, civilite, prenom, nom, cle_tri, date_naissance, statut, created_at)
             SELECT {id}, ?1, 900000 + i, 'F', 'Page', printf('Liste%03d', i), printf('liste%03d page', (i * 7) % 126), '1980-02-03', 'INSTRUCTION', 1 FROM n"
        ),
        format!("{numbers} INSERT INTO portal_identifiant (identifiant) SELECT {identifiant} FROM n WHERE ?1 <> ''"),
        format!(
            "{numbers} INSERT INTO portal_account (usager_id, structure_id, identifiant, actif, password_hash, created_at, last_login_at)
             SELECT {id}, ?1, {identifiant}, 1, '$argon2id$', 1, 1 + i / 4 FROM n"
        ),
    ] {
        db::sql(&sql, &[json!(desk.id)]);
    }
    MANY
}

/// The numbers of all the people of a list, page after page.
fn walk(visitor: &mut Visitor, tab: &str) -> Vec<String> {
    let (mut numbers, mut path) = (Vec::new(), format!("{ACCOUNTS}?etat={tab}"));
    loop {
        let page = visitor.get(&path);
        assert!(!path.contains("liste"), "no name in an address: {path}");
        let words = page.words();
        numbers.extend(
            words
                .split(' ')
                .filter(|word| word.len() == 6 && word.starts_with("900"))
                .map(str::to_owned),
        );
        match text::attribute(&page.body, "rel=\"next\"", "href") {
            Some(next) => path = next,
            None => return numbers,
        }
    }
}

pub(crate) fn pages_follow_each_other_and_lose_nobody() {
    let desk = Desk::with_portal();
    let many = many(&desk);
    let mut gestionnaire = desk.staff("GESTIONNAIRE");
    let order = |by: &str| -> Vec<String> {
        let query = format!(
            "SELECT u.numero FROM usager u JOIN portal_account a ON a.usager_id = u.id WHERE u.structure_id = ?1 ORDER BY {by}"
        );
        let rows = db::sql(&query, &[json!(desk.id)]).rows;
        rows.iter().map(|row| row["numero"].to_string()).collect()
    };
    let by_name = walk(&mut gestionnaire, "actifs");
    assert_eq!(by_name.len(), many);
    assert_eq!(by_name, order("u.cle_tri, u.id"));
    let by_login = walk(&mut gestionnaire, "connexions");
    assert_eq!(by_login, order("a.last_login_at DESC, u.id DESC"));
    db::sql(
        "UPDATE usager SET cle_tri = 'aaa' WHERE structure_id = ?1 AND numero = 900001",
        &[json!(desk.id)],
    );
    assert_eq!(
        walk(&mut gestionnaire, "actifs")[0],
        "900001",
        "a new name has its new place"
    );
}

pub(crate) fn sign_ins_are_on_the_file() {
    let desk = Desk::with_portal();
    let (usager, credentials): (Usager, Credentials) = desk.usager_with_portal();
    let mut agent = desk.staff("AGENT");
    assert!(
        !agent
            .get(&usager.tab("courriers"))
            .says("Dernières connexions au portail")
    );
    let _ = sign_in_portal(&credentials);
    let page = agent.get(&usager.tab("courriers"));
    assert!(page.says("Dernières connexions au portail"), "{page:?}");
    assert!(!page.says("compte comme passage"), "{page:?}");
    desk.set("portail_passage", &json!(1));
    for _ in 0..10 {
        let _ = sign_in_portal(&credentials);
    }
    let words = agent.get(&usager.tab("courriers")).words();
    assert_eq!(
        words.matches("compte comme passage").count(),
        10,
        "the last ten: {words}"
    );
}
