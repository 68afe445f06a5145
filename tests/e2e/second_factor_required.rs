//! Where a second factor is required: told on a server of that setting.

use escale_tests::{
    axe,
    browser::Browser,
    db,
    http::Visitor,
    mail, secrets,
    server::{FORMER_KEY, where_a_second_factor_is_required},
    stories::{Desk, PASSWORD, Telephone, give_code, give_password, things, turn_on},
};
use escale_worker::{
    auth::second_factor::about,
    edge::{ids::StaffId, seal::Keys},
};
use serde_json::json;

const SET_UP: &str = "/gestion/connexion/double-authentification";
const OPERATEUR: &str = "operateur@escale.test";

/// Whoever has given their password turns it on, and is in.
fn sets_up(visitor: &mut Visitor) -> Telephone {
    let telephone = Telephone::reading(&visitor.get(SET_UP).body);
    let answer = visitor.post(SET_UP, &[("code", &telephone.shows(0))]);
    assert!(
        answer.status == 200 && answer.says("Vos codes de secours"),
        "{answer:?}"
    );
    telephone
}

pub(crate) fn an_administrateur_turns_it_on_before_coming_in() {
    where_a_second_factor_is_required(|| {
        let desk = Desk::new();
        let address = mail::address("claire");
        let admin = Browser::phone();
        admin.open("/gestion/connexion");
        admin.fill("Adresse e-mail", &desk.email("ADMINISTRATEUR"));
        admin.fill("Mot de passe", PASSWORD);
        admin.press("Connexion");
        admin.sees("Votre rôle demande un deuxième code");
        admin.fits();
        axe::check(&admin, "turning it on before coming in");
        admin.open("/gestion");
        admin.sees("Espace des structures");
        admin.open(SET_UP);
        let telephone = Telephone::reading(&admin.source());
        admin.fill("Code à six chiffres", "000000");
        admin.press("Activer");
        admin.sees("Ce n’est pas le bon code");
        admin.fill("Code à six chiffres", &telephone.shows(0));
        admin.press("Activer");
        admin.sees("Vos codes de secours");
        admin.fits();
        axe::check(&admin, "the recovery codes before coming in");
        admin.follow("J’ai noté mes codes");
        admin.sees(&desk.nom);

        // By an invitation too: the account is there, the session only after the second factor.
        admin.open("/gestion/utilisateurs");
        admin.sees("Double authentification pas encore activée");
        admin.fill("Prénom", "Claire");
        admin.fill("Nom", "Le Goff");
        admin.fill_id("email", &address);
        admin.script("document.getElementById('role').value = 'GESTIONNAIRE'");
        admin.press("Envoyer l’invitation");
        let link = mail::about(&address, &desk.nom).link();
        let new = secrets::keep("Premier-jour-2027");
        let mut claire = Visitor::new();
        let accepted = claire.post(
            &link,
            &[
                ("prenom", "Claire"),
                ("nom", "Le Goff"),
                ("nouveau", &new),
                ("confirmation", &new),
            ],
        );
        assert_eq!(accepted.status, 303, "{accepted:?}");
        let fields = [("email", address.as_str()), ("mot_de_passe", &new)];
        let answer = claire.post("/gestion/connexion", &fields);
        assert_eq!(answer.location(), Some(SET_UP), "{answer:?}");
        assert_eq!(claire.get("/gestion").status, 303);
        let _ = sets_up(&mut claire);
        assert_eq!(claire.get("/gestion").status, 200);
    });
}

pub(crate) fn nobody_of_those_roles_comes_in_without() {
    where_a_second_factor_is_required(|| {
        let desk = Desk::new();
        for (role, first) in [
            ("FACTEUR", "/gestion"),
            ("AGENT", "/gestion"),
            ("INSTRUCTEUR", "/gestion"),
            ("GESTIONNAIRE", SET_UP),
            ("ADMINISTRATEUR", SET_UP),
        ] {
            let mut visitor = Visitor::new();
            let answer = give_password(&mut visitor, &desk.email(role));
            assert_eq!(answer.location(), Some(first), "{role}");
            let inside = visitor.get("/gestion").status == 200;
            assert_eq!(inside, first == "/gestion", "{role}");
        }
        let mut gestionnaire = Visitor::new();
        let email = desk.email("GESTIONNAIRE");
        let _ = give_password(&mut gestionnaire, &email);
        assert_eq!(
            gestionnaire.get("/gestion/connexion/code").location(),
            Some(SET_UP)
        );
        let ticket = gestionnaire
            .cookie("escale_facteur")
            .expect("a ticket")
            .to_owned();
        let _ = sets_up(&mut gestionnaire);
        let mut late = Visitor::new();
        late.set_cookie("escale_facteur", Some(&ticket));
        assert_eq!(
            late.post(SET_UP, &[("code", "123456")]).location(),
            Some("/gestion/connexion?fin=attente"),
            "the ticket has served"
        );

        let page = "/gestion/compte/double-authentification/desactivation";
        let refused = gestionnaire.get(page);
        assert!(refused.says("Votre rôle la demande"), "{refused:?}");
        let version = db::value(
            "SELECT f.version FROM second_facteur f JOIN staff_user u ON u.id = f.staff_user_id WHERE u.email = ?1",
            &[json!(email)],
        );
        let version = version.as_str().expect("a version");
        let refused = gestionnaire.post(page, &[("version", version)]);
        assert!(
            refused.status == 409 && refused.says("ne peut pas être désactivée"),
            "{refused:?}"
        );
        let still = "SELECT count(*) FROM second_facteur f JOIN staff_user u ON u.id = f.staff_user_id WHERE u.email = ?1";
        assert_eq!(db::count(still, &[json!(email)]), 1);

        // Whoever may do without may turn it off, and whoever becomes a gestionnaire no longer may do without.
        let mut agent = Visitor::new();
        let _ = give_password(&mut agent, &desk.email("AGENT"));
        let _ = turn_on(&mut agent);
        let shown = agent.get(page);
        let version = shown.field("version").expect("a version");
        assert_eq!(
            agent.post(page, &[("version", &version)]).location(),
            Some("/gestion/compte?fait=desactivee")
        );
        db::sql(
            "UPDATE staff_user SET role = 'GESTIONNAIRE' WHERE email = ?1",
            &[json!(desk.email("AGENT"))],
        );
        let raised = give_password(&mut Visitor::new(), &desk.email("AGENT"));
        assert_eq!(raised.location(), Some(SET_UP));
    });
}

pub(crate) fn an_operateur_has_an_account_and_helps_the_last_administrateur() {
    where_a_second_factor_is_required(|| {
        let mut operateur = Visitor::new();
        let answer = give_password(&mut operateur, OPERATEUR);
        assert_eq!(answer.location(), Some(SET_UP), "{answer:?}");
        let telephone = sets_up(&mut operateur);
        let account = operateur.get("/gestion/compte");
        assert!(
            account.says("Activée depuis le")
                && account.says("Plateforme Escale")
                && !account.says("Nouvelle adresse e-mail"),
            "{account:?}"
        );
        let name = [("prenom", "Olive"), ("nom", "Demo"), ("fonction", "Garde")];
        let saved = operateur.post("/gestion/compte/identite", &name);
        assert_eq!(saved.status, 303, "{saved:?}");
        let new = secrets::keep("Operateur-nouveau-27");
        let fields = [
            ("actuel", PASSWORD),
            ("nouveau", &new),
            ("confirmation", &new),
        ];
        let changed = operateur.post("/gestion/compte/mot-de-passe", &fields);
        assert_eq!(changed.status, 303, "{changed:?}");
        let mut again = Visitor::new();
        let answer = again.post(
            "/gestion/connexion",
            &[("email", OPERATEUR), ("mot_de_passe", &new)],
        );
        assert_eq!(answer.location(), Some("/gestion/connexion/code"));
        let answer = give_code(&mut again, &telephone.after_a_while(OPERATEUR));
        assert_eq!(answer.location(), Some("/operateur"), "{answer:?}");

        let structure = things::structure();
        let alone = things::with_factor(&structure, "ADMINISTRATEUR");
        let colleague = things::with_factor(&structure, "AGENT");
        let base = format!("/operateur/structures/{structure}");
        assert!(again.get(&base).says("Retirer la double authentification"));
        let away = |who: &str| format!("{base}/administrateurs/{who}/sans-double-authentification");
        let sure = [("confirmation", "oui")];
        assert_eq!(again.post(&away(&colleague), &sure).status, 404);
        assert_eq!(again.post(&away(&alone), &[]).status, 400);
        let taken = again.post(&away(&alone), &sure);
        assert_eq!(
            taken.location(),
            Some(format!("{base}?fait=facteur").as_str()),
            "{taken:?}"
        );
        let left = "SELECT count(*) FROM second_facteur WHERE staff_user_id = ?1";
        assert_eq!(
            (
                db::count(left, &[json!(alone)]),
                db::count(left, &[json!(colleague)])
            ),
            (0, 1)
        );
    });
}

pub(crate) fn a_secret_passes_under_the_newest_key() {
    where_a_second_factor_is_required(|| {
        let desk = Desk::new();
        let email = desk.email("AGENT");
        let mut agent = Visitor::new();
        let _ = give_password(&mut agent, &email);
        let (telephone, _) = turn_on(&mut agent);
        let id = db::value(
            "SELECT id FROM staff_user WHERE email = ?1",
            &[json!(email)],
        );
        let id = StaffId::parse(id.as_str().expect("an id")).expect("an id");
        let key_of = || {
            let kept = "SELECT substr(secret, 1, 2) FROM second_facteur WHERE staff_user_id = ?1";
            db::value(kept, &[json!(id)])
        };
        assert_eq!(key_of(), json!("2."));
        let former = Keys::of(&[(1, FORMER_KEY.to_owned())]).expect("a key");
        let sealed = former
            .seal(telephone.secret(), &about(&id))
            .expect("sealed");
        db::sql(
            "UPDATE second_facteur SET secret = ?2 WHERE staff_user_id = ?1",
            &[json!(id), json!(sealed)],
        );
        let mut again = Visitor::new();
        let _ = give_password(&mut again, &email);
        let answer = give_code(&mut again, &telephone.after_a_while(&email));
        assert_eq!(answer.location(), Some("/gestion"), "{answer:?}");
        assert_eq!(key_of(), json!("2."), "sealed anew");
        let mut later = Visitor::new();
        let _ = give_password(&mut later, &email);
        let answer = give_code(&mut later, &telephone.after_a_while(&email));
        assert_eq!(answer.location(), Some("/gestion"), "{answer:?}");
    });
}
