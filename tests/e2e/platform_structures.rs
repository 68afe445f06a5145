//! The operateur: structures come, are suspended and come back.

use escale_tests::{
    browser::Browser,
    db,
    http::{Answer, Visitor},
    mail, secrets,
    stories::{Desk, PASSWORD, sign_in_portal, sign_in_staff, staff_signs_in, try_portal},
};
use serde_json::json;

const OPERATEUR: &str = "operateur@escale.test";
const NEW: &str = "Premier-jour-2027";

pub(crate) fn an_operateur_creates_one_and_its_administrateur_comes() {
    let address = mail::address("claire");
    let operateur = Browser::computer();
    staff_signs_in(&operateur, OPERATEUR);
    operateur.follow("Créer une structure");
    operateur.fill("Nom de la structure", "CCAS de Brest");
    operateur.fill("Adresse", "2 rue Frézier");
    operateur.fill("Code postal", "29200");
    operateur.fill("Ville", "Brest");
    operateur.fill("Prénom", "Claire");
    operateur.fill("Nom", "Le Goff");
    operateur.fill_id("email", &address);
    operateur.press("Créer la structure");
    operateur.sees("La structure est créée");
    operateur.sees("Claire Le Goff");

    let claire = Browser::without_scripts();
    claire.open(&mail::about(&address, "CCAS de Brest").link());
    claire.sees("Administrateur");
    claire.fill("Nouveau mot de passe", NEW);
    claire.fill("Confirmation du mot de passe", NEW);
    claire.press("Créer mon compte");
    claire.sees("Votre compte est prêt");
    claire.fill("Adresse e-mail", &address);
    claire.fill("Mot de passe", NEW);
    claire.press("Connexion");
    claire.sees("CCAS de Brest");
    operateur.reload();
    operateur.sees("1 personne y travaille, dont 1 administrateur");
}

fn signs_in(desk: &Desk, role: &str) -> Answer {
    let email = desk.email(role);
    Visitor::new().post(
        "/gestion/connexion",
        &[("email", &email), ("mot_de_passe", PASSWORD)],
    )
}

pub(crate) fn each_of_hundreds_can_be_reached() {
    // Named so that they come after all others, 120 of one word and one that differs by its town.
    db::sql(
        "INSERT INTO structure (id, nom, adresse, code_postal, ville, fuseau, created_at)
         WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 120)
         SELECT printf('Zzstructure%010dA', i), 'Zz Relais ' || printf('%03d', i), '1 rue', '29200', CASE i WHEN 77 THEN 'Évry-sur-Mer' ELSE 'Brest' END,
                'Europe/Paris', 1 FROM n",
        &[],
    );
    let mut operateur = sign_in_staff(OPERATEUR);
    let (mut seen, mut next) = (0, "/operateur?q=zz+relais".to_owned());
    for _ in 0..3 {
        let page = operateur.get(&next);
        seen += page.body.matches("Zz Relais ").count();
        let link = page.body.split("rel=\"next\"").next().unwrap_or_default();
        let href = link.rsplit("href=\"").next().unwrap_or_default();
        next = href
            .split('"')
            .next()
            .unwrap_or_default()
            .replace("&amp;", "&");
    }
    assert_eq!(seen, 120, "each once, three pages");
    let found = operateur.get("/operateur?q=evry+sur");
    assert!(
        found.says("Zz Relais 077") && !found.says("Zz Relais 078"),
        "{found:?}"
    );
    let nothing = operateur.get("/operateur?q=%F0%28+nulle&apres=x");
    assert_eq!(nothing.status, 200, "{nothing:?}");
}

pub(crate) fn a_suspended_one_has_nobody_left() {
    let desk = Desk::with_portal();
    let (_, credentials) = desk.usager_with_portal();
    let mut domicilie = sign_in_portal(&credentials);
    let mut agent = desk.staff("AGENT");
    let mut operateur = sign_in_staff(OPERATEUR);
    let base = format!("/operateur/structures/{}", desk.id);
    let sessions = || {
        db::count(
            "SELECT (SELECT count(*) FROM portal_session WHERE structure_id = ?1)
                  + (SELECT count(*) FROM staff_session t JOIN staff_user u ON u.id = t.staff_user_id WHERE u.structure_id = ?1)",
            &[json!(desk.id)],
        )
    };
    assert_eq!(sessions(), 2);
    assert_eq!(
        operateur.post(&format!("{base}/suspension"), &[]).status,
        303
    );
    assert_eq!(
        sessions(),
        0,
        "decided by the statement, not by the next visit"
    );
    assert_eq!(
        (
            agent.get("/gestion").status,
            domicilie.get("/portail").status
        ),
        (303, 303)
    );
    let refused = signs_in(&desk, "AGENT");
    assert!(
        refused.status == 403 && refused.says("Votre structure est suspendue"),
        "{refused:?}"
    );
    let closed = try_portal(
        &mut Visitor::new(),
        &credentials.identifiant,
        &credentials.password,
    );
    assert_eq!(closed.status, 403, "{closed:?}");
    assert!(operateur.get(&base).says("Suspendue"));
    let invited = format!("C{}", &desk.id[1..]);
    let events = || {
        db::count(
            "SELECT count(*) FROM journal WHERE structure_id = ?1 AND evenement LIKE 'STRUCTURE%'",
            &[json!(desk.id)],
        )
    };
    assert_eq!(
        operateur.post(&format!("{base}/suspension"), &[]).status,
        303
    );
    assert_eq!(events(), 1, "once is enough");
    let pending = db::sql(
        "INSERT INTO invitation (id, structure_id, role, prenom, nom, email, invited_by, created_at)
         SELECT ?1, ?2, 'AGENT', 'Léa', 'B', lower(?1) || '@exemple.fr', u.id, 1 FROM staff_user u WHERE u.structure_id = ?2 LIMIT 1",
        &[json!(invited), json!(desk.id)],
    );
    assert_eq!(pending.changes, 1);
    let again = operateur.post(
        &format!("/operateur/invitations/{}/{invited}/renvoi", desk.id),
        &[],
    );
    assert!(
        again.status == 409 && again.says("suspendue"),
        "nobody comes into a suspended one: {again:?}"
    );
    assert!(!operateur.get(&base).says("Renvoyer l’invitation"));
    let late = operateur.post(
        &format!("{base}/invitations"),
        &[("jeton", &"B".repeat(22))],
    );
    assert_eq!(late.status, 409, "{late:?}");

    assert_eq!(
        operateur.post(&format!("{base}/reactivation"), &[]).status,
        303
    );
    assert_eq!(
        agent.get("/gestion").status,
        303,
        "a session that has ended stays ended"
    );
    assert_eq!(signs_in(&desk, "AGENT").status, 303);
    let _ = sign_in_portal(&credentials);
    assert_eq!(events(), 2);
    assert_eq!(
        operateur
            .post(
                "/operateur/structures/AAAAAAAAAAAAAAAAAAAAAA/suspension",
                &[]
            )
            .status,
        404
    );
}

pub(crate) fn the_same_form_twice_creates_one() {
    let mut operateur = sign_in_staff(OPERATEUR);
    let page = operateur.get("/operateur/structures/nouvelle");
    let key = page.field("jeton").expect("a key");
    let address = mail::address("paul");
    let another = mail::address("quentin");
    let fields = |nom: &'static str, email: &str| {
        [
            ("jeton", key.clone()),
            ("structure_nom", nom.to_owned()),
            ("adresse", "1 rue".to_owned()),
            ("code_postal", "29200".to_owned()),
            ("ville", "Brest".to_owned()),
            ("fuseau", "Europe/Paris".to_owned()),
            ("prenom", "Paul".to_owned()),
            ("nom", "Abgrall".to_owned()),
            ("email", email.to_owned()),
        ]
    };
    let send_to = |visitor: &mut Visitor, nom, email: &str| {
        let fields = fields(nom, email);
        let fields: Vec<(&str, &str)> = fields
            .iter()
            .map(|(name, value)| (*name, value.as_str()))
            .collect();
        visitor.post("/operateur/structures", &fields).status
    };
    let send = |visitor: &mut Visitor, nom| send_to(visitor, nom, &address);
    let empty = operateur.post("/operateur/structures", &[("jeton", &key)]);
    assert!(
        empty.status == 422
            && empty.says("Écrivez le nom de la structure.")
            && empty.says("Écrivez le prénom."),
        "{empty:?}"
    );
    assert_eq!(
        (0..3)
            .map(|_| send(&mut operateur, "Relais"))
            .collect::<Vec<_>>(),
        [303; 3]
    );
    assert_eq!(send(&mut operateur, "Une autre"), 409);
    for nom in ["Une autre", "Relais"] {
        assert_eq!(send_to(&mut operateur, nom, &another), 409, "{nom}");
    }
    let towards_another = db::count(
        "SELECT count(*) FROM courriel WHERE destinataire = ?1",
        &[json!(another)],
    );
    assert_eq!(
        towards_another, 0,
        "the link of one structure is never sent to another's"
    );
    let count = |sql: &str| db::count(sql, &[json!(key)]);
    assert_eq!(count("SELECT count(*) FROM structure WHERE id = ?1"), 1);
    assert_eq!(
        count("SELECT count(*) FROM invitation WHERE structure_id = ?1"),
        1
    );
    assert_eq!(
        count("SELECT count(*) FROM journal WHERE structure_id = ?1"),
        2
    );
    let _ = secrets::keep(&address);
    let _ = mail::about(&address, "Relais");
    assert_eq!(mail::at(&address).len(), 1);
}
