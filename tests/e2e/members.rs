//! « Utilisateurs »: invitations, roles, and who stays.

use escale_tests::{
    browser::Browser,
    db,
    http::{Answer, Visitor},
    mail, secrets,
    stories::{DAY_MS, Desk, PASSWORD, now, sign_in_staff, things},
};
use serde_json::json;

const MEMBERS: &str = "/gestion/utilisateurs";
const NEW: &str = "Bienvenue-2027-ici";

/// The id of the person of that role.
fn id_of(desk: &Desk, role: &str) -> String {
    let id = db::value(
        "SELECT id FROM staff_user WHERE email = ?1",
        &[json!(desk.email(role))],
    );
    id.as_str().expect("somebody").to_owned()
}

fn events(desk: &Desk) -> Vec<String> {
    let rows = db::sql(
        "SELECT evenement FROM journal WHERE structure_id = ?1 AND evenement <> 'CONNEXION' ORDER BY created_at, rowid",
        &[json!(desk.id)],
    );
    let events = rows.rows.iter().filter_map(|row| row["evenement"].as_str());
    events.map(str::to_owned).collect()
}

fn invite(visitor: &mut Visitor, key: &str, address: &str) -> Answer {
    let fields = [
        ("jeton", key),
        ("prenom", "Awa"),
        ("nom", "Diallo"),
        ("email", address),
        ("role", "AGENT"),
    ];
    visitor.post(MEMBERS, &fields)
}

/// Does something to a member as their page shows them.
fn change(visitor: &mut Visitor, id: &str, act: &str, role: &str) -> Answer {
    let page = visitor.get(&format!("{MEMBERS}/{id}"));
    let seen = |name: &str| page.field(name).unwrap_or_else(|| panic!("{page:?}"));
    let (vu_role, vu_statut) = (seen("vu_role"), seen("vu_statut"));
    let fields = [
        ("role", role),
        ("vu_role", &vu_role),
        ("vu_statut", &vu_statut),
        ("confirmation", "oui"),
    ];
    visitor.post(&format!("{MEMBERS}/{id}/{act}"), &fields)
}

pub(crate) fn an_administrateur_invites_a_colleague() {
    let desk = Desk::new();
    let address = mail::address("awa");
    let administrateur = Browser::computer();
    desk.staff_in(&administrateur, "ADMINISTRATEUR");
    administrateur.follow("Utilisateurs");
    administrateur.fill("Prénom", "Awa");
    administrateur.fill("Nom", "Diallo");
    administrateur.fill("Adresse e-mail", &address);
    administrateur.script("document.getElementById('role').value = 'INSTRUCTEUR'");
    administrateur.press("Envoyer l’invitation");
    administrateur.sees("L’invitation part par e-mail");
    administrateur.sees("Awa Diallo");
    let sent = mail::about(&address, "vous invite");
    assert!(
        sent.subject.contains(&desk.nom) && sent.text.contains("Instructeur"),
        "{sent:?}"
    );

    let awa = Browser::phone();
    awa.open(&sent.link());
    awa.sees("Votre invitation");
    awa.sees(&desk.nom);
    awa.fits();
    escale_tests::axe::check(&awa, "an invitation");
    awa.fill("Nouveau mot de passe", NEW);
    awa.fill("Confirmation du mot de passe", NEW);
    awa.press("Créer mon compte");
    awa.sees("Votre compte est prêt");
    awa.fill("Adresse e-mail", &address);
    awa.fill("Mot de passe", NEW);
    awa.press("Connexion");
    awa.sees("Domiciliés");
    let again = Visitor::new().get(&sent.link());
    assert_eq!(again.status, 410, "{again:?}");

    let mut gestionnaire = desk.staff("GESTIONNAIRE");
    let list = gestionnaire.get(MEMBERS);
    assert!(
        list.says("Awa Diallo") && list.says("Instructeur"),
        "{list:?}"
    );
    assert!(
        !list.says("Inviter un collègue"),
        "a gestionnaire only sees: {list:?}"
    );
    assert_eq!(
        invite(&mut gestionnaire, &"A".repeat(22), &address).status,
        403
    );
    assert_eq!(events(&desk), ["MEMBRE_INVITE", "INVITATION_ACCEPTEE"]);
}

pub(crate) fn an_invitation_is_sent_again_and_taken_back() {
    let desk = Desk::new();
    let address = mail::address("bob");
    let mut administrateur = desk.staff("ADMINISTRATEUR");
    let key = administrateur.get(MEMBERS).field("jeton").expect("a key");
    assert_eq!(invite(&mut administrateur, &key, &address).status, 303);
    let first = mail::about(&address, "vous invite").link();
    let again = format!("{MEMBERS}/invitations/{key}/renvoi");
    let soon = administrateur.post(&again, &[]);
    assert!(
        soon.location().is_some_and(|to| to.ends_with("attendre")),
        "{soon:?}"
    );
    assert_eq!(
        Visitor::new().get(&first).status,
        200,
        "the link that was sent still holds"
    );
    db::sql(
        "UPDATE lien SET created_at = created_at - 100000 WHERE objet_id = ?1",
        &[json!(key)],
    );
    assert_eq!(administrateur.post(&again, &[]).status, 303);
    let second = mail::link_after(&address, &first);
    assert_eq!(Visitor::new().get(&first).status, 410);
    assert_eq!(Visitor::new().get(&second).status, 200);
    let foreign = Desk::new().staff("ADMINISTRATEUR").post(&again, &[]);
    assert_eq!(foreign.status, 404, "another structure's");

    let back = format!("{MEMBERS}/invitations/{key}/annulation");
    let foreign = Desk::new().staff("ADMINISTRATEUR").post(&back, &[]);
    assert_eq!(foreign.status, 404, "another structure's");
    assert_eq!(
        Visitor::new().get(&second).status,
        200,
        "and its link holds whatever another structure does"
    );
    assert_eq!(
        invite(&mut administrateur, &key, &address).status,
        303,
        "the first form, sent again"
    );
    assert_eq!(
        Visitor::new().get(&second).status,
        200,
        "ends no later link"
    );
    assert_eq!(administrateur.post(&back, &[]).status, 303);
    assert_eq!(Visitor::new().get(&second).status, 410);
    assert_eq!(administrateur.post(&back, &[]).status, 404);
    assert_eq!(
        events(&desk),
        ["MEMBRE_INVITE", "INVITATION_RENVOYEE", "INVITATION_ANNULEE"]
    );
}

pub(crate) fn the_same_form_twice_invites_once() {
    let desk = Desk::new();
    let (address, other) = (mail::address("cora"), mail::address("dan"));
    let mut administrateur = desk.staff("ADMINISTRATEUR");
    let key = administrateur.get(MEMBERS).field("jeton").expect("a key");
    for _ in 0..3 {
        assert_eq!(invite(&mut administrateur, &key, &address).status, 303);
    }
    let _ = mail::about(&address, "vous invite");
    let written = db::count(
        "SELECT count(*) FROM courriel WHERE destinataire = ?1",
        &[json!(address)],
    );
    assert_eq!((written, events(&desk).len()), (1, 1));
    let used = invite(&mut administrateur, &key, &other);
    assert!(
        used.status == 409 && used.says("Ce formulaire a déjà servi"),
        "{used:?}"
    );
    let towards_another = db::count(
        "SELECT count(*) FROM courriel WHERE destinataire = ?1",
        &[json!(other)],
    );
    assert_eq!(
        towards_another, 0,
        "the link of one is never another's letter"
    );
    assert_eq!(
        db::count(
            "SELECT count(*) FROM lien WHERE objet_id = ?1 AND ended_at IS NULL",
            &[json!(key)]
        ),
        1
    );
    let fresh = used.field("jeton").expect("a key");
    let twice = invite(&mut administrateur, &fresh, &address);
    assert!(
        twice.status == 409 && twice.says("déjà invitée"),
        "{twice:?}"
    );
    let member = invite(&mut administrateur, &fresh, &desk.email("AGENT"));
    assert!(
        member.status == 409 && member.says("déjà un compte dans votre structure"),
        "{member:?}"
    );
    // Whether an address has an account elsewhere is nobody's business but its owner's.
    let elsewhere = Desk::new();
    let known = elsewhere.email("FACTEUR");
    assert_eq!(invite(&mut administrateur, &fresh, &known).status, 303);
    let path = mail::about(&known, "vous invite").link();
    let refused = Visitor::new().post(
        &path,
        &[
            ("prenom", "A"),
            ("nom", "B"),
            ("nouveau", NEW),
            ("confirmation", NEW),
        ],
    );
    assert!(
        refused.status == 409 && refused.says("déjà un compte dans Escale"),
        "{refused:?}"
    );
    let _ = sign_in_staff(&known);
}

pub(crate) fn whoever_is_removed_leaves_no_invitation_behind() {
    let desk = Desk::new();
    let (address, own) = (mail::address("eve"), mail::address("fay"));
    let mut first = desk.staff("ADMINISTRATEUR");
    let id = id_of(&desk, "AGENT");
    assert_eq!(
        change(&mut first, &id, "role", "ADMINISTRATEUR").status,
        303
    );
    let mut second = desk.staff("AGENT");
    let same = change(&mut first, &id, "role", "ADMINISTRATEUR");
    let page = first.get(same.location().expect("a page"));
    assert!(
        page.says("rien n’a changé") && second.get("/gestion").status == 200,
        "{page:?}"
    );
    for (visitor, address) in [(&mut second, &address), (&mut first, &own)] {
        let key = visitor.get(MEMBERS).field("jeton").expect("a key");
        assert_eq!(invite(visitor, &key, address).status, 303);
    }
    let link = mail::about(&address, "vous invite").link();
    let kept = mail::about(&own, "vous invite").link();
    assert_eq!(change(&mut first, &id, "suspension", "").status, 303);
    assert_eq!(Visitor::new().get(&link).status, 200);
    assert_eq!(change(&mut first, &id, "retrait", "").status, 303);
    assert_eq!(Visitor::new().get(&link).status, 410);
    assert_eq!(Visitor::new().get(&kept).status, 200);
    let list = first.get(MEMBERS);
    assert!(!list.says(&address) && list.says(&own), "{list:?}");
    assert_eq!(
        events(&desk)
            .iter()
            .filter(|event| *event == "INVITATION_ANNULEE")
            .count(),
        1
    );
}

pub(crate) fn an_invitation_ends_after_seven_days() {
    let desk = Desk::new();
    let address = mail::address("elie");
    let mut administrateur = desk.staff("ADMINISTRATEUR");
    let key = administrateur.get(MEMBERS).field("jeton").expect("a key");
    assert_eq!(invite(&mut administrateur, &key, &address).status, 303);
    let path = mail::about(&address, "vous invite").link();
    let days = "SELECT (expires_at - created_at) / 86400000 FROM lien WHERE objet_id = ?1";
    assert_eq!(db::count(days, &[json!(key)]), 7);
    db::sql(
        "UPDATE lien SET expires_at = ?2 WHERE objet_id = ?1",
        &[json!(key), json!(now() - 1)],
    );
    assert_eq!(Visitor::new().get(&path).status, 410);
    let password = secrets::keep(NEW);
    let fields = [
        ("prenom", "Élie"),
        ("nom", "Diallo"),
        ("nouveau", password.as_str()),
        ("confirmation", password.as_str()),
    ];
    assert_eq!(Visitor::new().post(&path, &fields).status, 410);
    assert!(
        administrateur
            .get(MEMBERS)
            .says("Le lien n’est plus valable")
    );
    let accounts = "SELECT count(*) FROM staff_user WHERE email = ?1";
    assert_eq!(db::count(accounts, &[json!(address)]), 0);
}

pub(crate) fn one_that_nobody_answers_is_forgotten() {
    let desk = Desk::new();
    let mut administrateur = desk.staff("ADMINISTRATEUR");
    let mut invited = |days_ago: i64| {
        let key = administrateur.get(MEMBERS).field("jeton").expect("a key");
        let address = mail::address("gus");
        assert_eq!(invite(&mut administrateur, &key, &address).status, 303);
        let _ = mail::about(&address, "vous invite");
        let then = json!(now() - days_ago * DAY_MS);
        db::sql(
            "UPDATE lien SET created_at = ?2 - 1, expires_at = ?2 WHERE objet_id = ?1",
            &[json!(key), then.clone()],
        );
        db::sql(
            "UPDATE invitation SET created_at = ?2 - 604800000 WHERE id = ?1",
            &[json!(key), then],
        );
        key
    };
    let (kept, gone) = (invited(89), invited(91));
    let night = Visitor::new().get("/cdn-cgi/handler/scheduled?cron=17+2+*+*+*");
    assert_eq!(night.status, 200);
    let there = |key: &str| {
        db::count(
            "SELECT count(*) FROM invitation WHERE id = ?1",
            &[json!(key)],
        )
    };
    assert_eq!((there(&kept), there(&gone)), (1, 0));
}

pub(crate) fn mistakes_are_told_and_nobody_is_invited() {
    let desk = Desk::new();
    let mut administrateur = desk.staff("ADMINISTRATEUR");
    let key = administrateur.get(MEMBERS).field("jeton").expect("a key");
    let empty = administrateur.post(MEMBERS, &[("jeton", &key)]);
    assert_eq!(empty.status, 422, "{empty:?}");
    for mistake in [
        "Écrivez le prénom.",
        "Écrivez le nom.",
        "Écrivez une adresse",
        "Choisissez un rôle.",
    ] {
        assert!(empty.says(mistake), "{mistake}: {empty:?}");
    }
    for address in ["a@b.fr\r\nBcc: c@d.fr", "a@b.fr,c@d.fr", "<a@b.fr>"] {
        assert_eq!(
            invite(&mut administrateur, &key, address).status,
            422,
            "{address:?}"
        );
    }
    assert_eq!(administrateur.post(MEMBERS, &[]).status, 400);
    assert_eq!(
        db::count(
            "SELECT count(*) FROM invitation WHERE structure_id = ?1",
            &[json!(desk.id)]
        ),
        0
    );
    assert!(events(&desk).is_empty());
}

pub(crate) fn a_change_ends_sessions_and_is_written_down() {
    let desk = Desk::new();
    let mut administrateur = desk.staff("ADMINISTRATEUR");
    let id = id_of(&desk, "AGENT");
    let mut agent = desk.staff("AGENT");
    assert_eq!(
        change(&mut administrateur, &id, "role", "INSTRUCTEUR").status,
        303
    );
    assert_eq!(agent.get("/gestion").status, 303, "signed out");
    let mut agent = desk.staff("AGENT");
    assert_eq!(
        agent.get("/gestion/usagers/nouveau").status,
        200,
        "with the new role"
    );

    assert_eq!(
        change(&mut administrateur, &id, "suspension", "").status,
        303
    );
    assert_eq!(agent.get("/gestion").status, 303);
    let fields = [
        ("email", desk.email("AGENT")),
        ("mot_de_passe", PASSWORD.to_owned()),
    ];
    let fields = fields
        .each_ref()
        .map(|(name, value)| (*name, value.as_str()));
    let refused = Visitor::new().post("/gestion/connexion", &fields);
    assert!(
        refused.status == 403 && refused.says("Votre compte est suspendu"),
        "{refused:?}"
    );
    assert!(administrateur.get(MEMBERS).says("Suspendu"));
    assert_eq!(
        change(&mut administrateur, &id, "retablissement", "").status,
        303
    );
    let mut agent = desk.staff("AGENT");
    // A page that was opened before a colleague's change.
    let stale = [
        ("role", "FACTEUR"),
        ("vu_role", "AGENT"),
        ("vu_statut", "ACTIF"),
    ];
    let told = administrateur.post(&format!("{MEMBERS}/{id}/role"), &stale);
    assert_eq!(told.status, 409, "{told:?}");

    assert_eq!(change(&mut administrateur, &id, "retrait", "").status, 303);
    assert_eq!(agent.get("/gestion").status, 303);
    assert_eq!(
        Visitor::new().post("/gestion/connexion", &fields).status,
        422
    );
    assert_eq!(administrateur.get(&format!("{MEMBERS}/{id}")).status, 404);
    assert_eq!(
        events(&desk),
        [
            "MEMBRE_ROLE",
            "MEMBRE_SUSPENDU",
            "MEMBRE_RETABLI",
            "MEMBRE_RETIRE"
        ]
    );
    let foreign = id_of(&Desk::new(), "AGENT");
    let other = administrateur.post(&format!("{MEMBERS}/{foreign}/retrait"), &stale);
    assert_eq!(other.status, 404, "{other:?}");
}

pub(crate) fn the_last_administrateur_stays() {
    let desk = Desk::new();
    let id = id_of(&desk, "ADMINISTRATEUR");
    let mut administrateur = desk.staff("ADMINISTRATEUR");
    for (act, role) in [("role", "AGENT"), ("suspension", ""), ("retrait", "")] {
        let refused = change(&mut administrateur, &id, act, role);
        assert!(
            refused.status == 409 && refused.says("n’aurait plus d’administrateur"),
            "{act}: {refused:?}"
        );
    }
    assert_eq!(administrateur.get(MEMBERS).status, 200, "still signed in");
    // A suspended one does not count.
    let second = things::member(&desk.id, "ADMINISTRATEUR");
    assert_eq!(
        change(&mut administrateur, &second, "suspension", "").status,
        303
    );
    assert_eq!(
        change(&mut administrateur, &id, "role", "AGENT").status,
        409
    );
    assert_eq!(
        change(&mut administrateur, &second, "retablissement", "").status,
        303
    );
    assert_eq!(
        change(&mut administrateur, &id, "role", "AGENT").status,
        303
    );
    assert_eq!(
        administrateur.get(MEMBERS).status,
        303,
        "signed out by their own change"
    );
}

/// Two administrateurs lower, suspend or remove each other at the very same time, again and again.
pub(crate) fn of_two_who_lower_each_other_one_does() {
    for act in ["role", "suspension", "retrait"] {
        for _ in 0..4 {
            let desk = Desk::new();
            let first = id_of(&desk, "ADMINISTRATEUR");
            let second = things::member(&desk.id, "ADMINISTRATEUR");
            let address = format!("{}@membre.test", second.to_lowercase());
            let people = [
                (desk.staff("ADMINISTRATEUR"), &second),
                (sign_in_staff(&address), &first),
            ];
            std::thread::scope(|scope| {
                for (mut visitor, other) in people {
                    let path = format!("{MEMBERS}/{other}/{act}");
                    scope.spawn(move || {
                        let fields = [
                            ("role", "AGENT"),
                            ("vu_role", "ADMINISTRATEUR"),
                            ("vu_statut", "ACTIF"),
                            ("confirmation", "oui"),
                        ];
                        let answer = visitor.post(&path, &fields);
                        assert!(
                            [303, 401, 403, 404, 409].contains(&answer.status),
                            "{answer:?}"
                        );
                    });
                }
            });
            let left = db::count(
                "SELECT count(*) FROM staff_user WHERE structure_id = ?1 AND role = 'ADMINISTRATEUR' AND statut = 'ACTIF'",
                &[json!(desk.id)],
            );
            assert_eq!((left, events(&desk).len()), (1, 1), "{act}");
        }
    }
}

pub(crate) fn a_removed_person_may_be_invited_again() {
    let desk = Desk::new();
    let mut administrateur = desk.staff("ADMINISTRATEUR");
    let id = id_of(&desk, "FACTEUR");
    let address = desk.email("FACTEUR");
    assert_eq!(change(&mut administrateur, &id, "retrait", "").status, 303);
    let key = administrateur.get(MEMBERS).field("jeton").expect("a key");
    assert_eq!(invite(&mut administrateur, &key, &address).status, 303);
    let path = mail::about(&address, "vous invite").link();
    let password = secrets::keep(NEW);
    let fields = [
        ("prenom", "Awa"),
        ("nom", "Diallo"),
        ("nouveau", password.as_str()),
        ("confirmation", password.as_str()),
    ];
    // Of many who press at once, one account.
    std::thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| Visitor::new().post(&path, &fields));
        }
    });
    let accounts = db::count(
        "SELECT count(*) FROM staff_user WHERE email = ?1",
        &[json!(address)],
    );
    assert_eq!(accounts, 1);
    assert_eq!(
        events(&desk),
        ["MEMBRE_RETIRE", "MEMBRE_INVITE", "INVITATION_ACCEPTEE"]
    );
}

pub(crate) fn the_audit_log_only_grows() {
    let desk = Desk::new();
    let mut administrateur = desk.staff("ADMINISTRATEUR");
    assert_eq!(
        change(
            &mut administrateur,
            &id_of(&desk, "AGENT"),
            "suspension",
            ""
        )
        .status,
        303
    );
    for sql in [
        "UPDATE journal SET evenement = 'RIEN' WHERE structure_id = ?1",
        "DELETE FROM journal WHERE structure_id = ?1",
    ] {
        let refused = db::try_sql(sql, &[json!(desk.id)]).expect_err("append-only");
        assert!(refused.contains("append-only"), "{refused}");
    }
    let old = things::structure();
    db::sql(
        "INSERT INTO journal (id, structure_id, evenement, created_at) VALUES (?1, ?1, 'VIEUX', ?2)",
        &[
            json!(old),
            json!(now() - 367 * escale_tests::stories::DAY_MS),
        ],
    );
    assert_eq!(
        db::sql("DELETE FROM journal WHERE structure_id = ?1", &[json!(old)]).changes,
        1
    );
}
