//! The page of a dossier: who the person is, the diagnosis, links; what follows the dossier, and what stays behind.

use escale_tests::{
    browser::Browser,
    db,
    http::Visitor,
    stories::{Asked, DAY_MS, Desk, Usager, dossiers::Dossier, now},
};
use serde_json::json;

use crate::ateliers::{key, mark, ok};

pub(crate) fn two_windows_on_who_they_are() {
    let desk = Desk::new();
    let dossier = Dossier::of(&desk);
    let second = Browser::computer();
    desk.staff_in(&second, "GESTIONNAIRE");
    second.open(&dossier.path("/modifier"));
    let fields = |version: &'static str, telephone: &'static str| {
        [
            ("nom", dossier.nom.clone()),
            ("prenom", "Awa".to_owned()),
            ("telephone", telephone.to_owned()),
            ("autre_contact", "Sa sœur".to_owned()),
            ("version", version.to_owned()),
        ]
    };
    let sent = fields("1", "0712345678");
    let sent: Vec<_> = sent
        .iter()
        .map(|(name, value)| (*name, value.as_str()))
        .collect();
    let mut first = desk.staff("AGENT");
    ok(&first.post(&dossier.path("/modifier"), &sent));
    // The same form once more changes nothing.
    ok(&first.post(&dossier.path("/modifier"), &sent));
    assert_eq!(dossier.column("version"), json!(2));

    second.fill("E-mail (facultatif)", "awa@exemple.fr");
    second.fill("Autre façon de la joindre (facultatif)", "Son frère");
    second.press("Enregistrer");
    second.sees("Ce dossier a été modifié pendant que vous le remplissiez");
    second.sees("Modifié des deux côtés");
    second.sees("Sa sœur");
    second.sees("Repris dans le formulaire");
    assert_eq!(second.written_in("E-mail (facultatif)"), "awa@exemple.fr");
    assert_eq!(
        second.written_in("Téléphone (facultatif)"),
        "07 12 34 56 78"
    );
    assert_eq!(
        dossier.column("courriel"),
        json!(null),
        "nothing is saved yet"
    );
    second.press("Enregistrer");
    second.sees("Les modifications sont enregistrées.");
    for (column, value) in [
        ("telephone", "07 12 34 56 78"),
        ("courriel", "awa@exemple.fr"),
        ("autre_contact", "Son frère"),
    ] {
        assert_eq!(dossier.column(column), json!(value), "{column}");
    }
    let renamed = "Autrenomducarnet";
    second.open(&dossier.path("/modifier"));
    second.fill("Nom", renamed);
    second.press("Enregistrer");
    second.sees("Les modifications sont enregistrées.");
    assert_eq!(dossier.column("cle_nom"), json!("autrenomducarnet"));
    let found =
        "SELECT count(*) FROM dossier_cle WHERE dossier_id = ?1 AND cle LIKE 'autrenomducarnet%'";
    assert_eq!(
        db::count(found, &[json!(dossier.id)]),
        1,
        "found by the new name"
    );
}

/// Links the dossier to that file, which needs the person's agreement; gives the form.
fn linked(agent: &mut Visitor, dossier: &Dossier, usager: &Usager) -> [(&'static str, String); 4] {
    let link = [
        ("jeton", key(1, dossier)),
        ("cible", format!("domiciliation:{}", usager.id)),
        ("accord", "oui".to_owned()),
        ("accord_jour", "20/11/2026".to_owned()),
    ];
    let form: Vec<_> = link
        .iter()
        .map(|(name, value)| (*name, value.as_str()))
        .collect();
    let without = agent.post(&dossier.path("/liens"), &form[..2]);
    assert!(
        without.status == 422 && without.says("Demandez son accord à la personne"),
        "{without:?}"
    );
    ok(&agent.post(&dossier.path("/liens"), &form));
    ok(&agent.post(&dossier.path("/liens"), &form));
    assert_eq!(dossier.rows("dossier_lien"), 1);
    link
}

/// Does the file lead to the dossier?
fn leads_back(agent: &mut Visitor, usager: &Usager, dossier: &Dossier) -> bool {
    let file = agent.get(&format!("/gestion/usagers/{}", usager.id));
    assert_eq!(file.status, 200, "{file:?}");
    file.body.contains(&dossier.path(""))
}

pub(crate) fn notes_and_workshops_follow_and_links_do_not() {
    let (here, there) = (Desk::new(), Desk::new());
    db::sql(
        "UPDATE staff_user SET nom = 'Collegueicinomme' WHERE structure_id = ?1",
        &[json!(here.id)],
    );
    let dossier = Dossier::of(&here);
    let _elsewhere = Dossier::of(&there);
    let (planned, done) = (
        dossier.atelier("2026-11-20", "PREVU"),
        dossier.atelier("2026-11-19", "SUIVI"),
    );
    let note = dossier.note("Sait lire un plan de bus.");
    let usager = here.usager();
    let mut agent = here.staff("AGENT");
    let link = linked(&mut agent, &dossier, &usager);
    let link: Vec<_> = link
        .iter()
        .map(|(name, value)| (*name, value.as_str()))
        .collect();
    let page = agent.get(&dossier.path(""));
    assert!(
        page.says("Collegueicinomme"),
        "colleagues are named: {page:?}"
    );
    assert!(
        page.says("Accord de la personne le 20/11/2026") && page.body.contains(&usager.id),
        "{page:?}"
    );

    assert!(leads_back(&mut agent, &usager, &dossier));
    dossier.sent_on_to(&there);
    assert!(!leads_back(&mut agent, &usager, &dossier));
    assert_eq!(
        dossier.rows("dossier_lien"),
        0,
        "the agreement was for that house"
    );
    for (role, path) in [
        ("AGENT", ""),
        ("ADMINISTRATEUR", "/carnet"),
        ("AGENT", "/liens"),
    ] {
        let answer = here.staff(role).get(&dossier.path(path));
        assert!(
            !answer.says("Sait lire un plan de bus") && !answer.body.contains(&dossier.nom),
            "{path}: {answer:?}"
        );
    }
    let left = agent.post(
        &dossier.path("/notes"),
        &[("jeton", &key(2, &dossier)), ("texte", "Trop tard")],
    );
    assert!(matches!(left.status, 404 | 409), "{left:?}");
    assert_eq!(dossier.rows("dossier_note"), 1);

    let mut host = there.staff("AGENT");
    let page = host.get(&dossier.path(""));
    for said in [
        "Sait lire un plan de bus.",
        &here.nom,
        "1 atelier suivi",
        "Réorienté vers",
        &there.nom,
    ] {
        assert!(page.says(said), "{said}: {page:?}");
    }
    assert!(
        !page.says("Collegueicinomme"),
        "a colleague of another house is not named"
    );
    // What was planned is theirs to tell; what the other structure has said stays.
    ok(&mark(&mut host, &dossier, &planned, "1", "SUIVI"));
    let other = host.post(
        &dossier.path(&format!("/ateliers/{done}")),
        &[
            ("jour", "18/11/2026"),
            ("theme", "securite"),
            ("duree", "9 h"),
            ("etat", "ANNULE"),
            ("version", "1"),
        ],
    );
    assert_eq!(other.status, 409, "{other:?}");
    assert_eq!(
        db::value("SELECT statut FROM atelier WHERE id = ?1", &[json!(done)]),
        json!("SUIVI")
    );
    let taken = host.post(&dossier.path(&format!("/notes/{note}/suppression")), &[]);
    assert_eq!(
        taken.status, 409,
        "a note of somebody else stays: {taken:?}"
    );
    let foreign = host.post(&dossier.path("/liens"), &link);
    assert_eq!(
        foreign.status, 409,
        "a file of another structure: {foreign:?}"
    );
    assert_eq!(dossier.rows("dossier_lien"), 0);
}

pub(crate) fn a_note_is_taken_back_by_whoever_wrote_it() {
    let desk = Desk::new();
    let dossier = Dossier::of(&desk);
    let mut agent = desk.staff("AGENT");
    let (mine, text) = (key(1, &dossier), "Un mot de trop.");
    let fields = [("jeton", mine.as_str()), ("texte", text)];
    ok(&agent.post(&dossier.path("/notes"), &fields));
    ok(&agent.post(&dossier.path("/notes"), &fields));
    let path = dossier.path(&format!("/notes/{mine}/suppression"));
    assert_eq!(desk.staff("GESTIONNAIRE").post(&path, &[]).status, 409);
    assert!(agent.get(&dossier.path("")).says(text));
    ok(&agent.post(&path, &[]));
    ok(&agent.post(&path, &[]));
    let page = agent.get(&dossier.path(""));
    assert!(!page.says(text) && page.says("Note retirée le"), "{page:?}");
    assert_eq!(
        db::count(
            "SELECT count(*) FROM dossier_note WHERE texte LIKE '%de trop%'",
            &[]
        ),
        0
    );

    let old = key(2, &dossier);
    ok(&agent.post(
        &dossier.path("/notes"),
        &[("jeton", old.as_str()), ("texte", "Ancienne")],
    ));
    db::sql(
        "UPDATE dossier_note SET created_at = ?2 WHERE id = ?1",
        &[json!(old), json!(now() - DAY_MS - 1000)],
    );
    let late = agent.post(&dossier.path(&format!("/notes/{old}/suppression")), &[]);
    assert!(
        late.status == 409 && late.says("ne peut plus être retirée"),
        "{late:?}"
    );
}

pub(crate) fn a_link_needs_a_right_and_one_s_own_things() {
    let desk = Desk::new();
    let dossier = Dossier::of(&desk);
    let usager = desk.usager();
    db::sql(
        "UPDATE usager SET numero = 77 WHERE id = ?1",
        &[json!(usager.id)],
    );
    let asked = Asked::to(Desk::existing(&desk.id));
    let staff = Browser::without_scripts();
    desk.staff_in(&staff, "AGENT");
    staff.open(&dossier.path("/liens"));
    staff.sees("Aucune fiche ni demande de votre structure n’est à ce nom.");
    db::sql(
        "UPDATE usager_cle SET cle = '77' WHERE usager_id = ?1 AND cle GLOB '[0-9]*' AND length(cle) < 5",
        &[json!(usager.id)],
    );
    staff.fill("Chercher un autre domicilié (facultatif)", "77");
    staff.press("Chercher");
    assert!(
        !staff.path().contains("77"),
        "what is typed is in no address"
    );
    staff.sees("Domiciliation n° 77");
    staff.choose("Domiciliation n° 77");
    staff.press("Lier");
    staff.sees("Demandez son accord à la personne");
    staff.choose("La personne a donné son accord");
    staff.press("Lier");
    staff.sees("Le lien est fait.");
    staff.sees("Domiciliation n° 77");

    // A request received, linked by its id; once its names are gone, so is the link.
    let mut agent = desk.staff("AGENT");
    let cible = format!("recue:{}", asked.id);
    let fields = [
        ("jeton", key(3, &dossier)),
        ("cible", cible),
        ("accord", "oui".to_owned()),
        ("accord_jour", "20/11/2026".to_owned()),
    ];
    let fields: Vec<_> = fields
        .iter()
        .map(|(name, value)| (*name, value.as_str()))
        .collect();
    ok(&agent.post(&dossier.path("/liens"), &fields));
    assert!(
        agent
            .get(&dossier.path(""))
            .says("Demande d’orientation reçue")
    );
    asked.set("anonyme_at", &json!(now()));
    assert_eq!(dossier.rows("dossier_lien"), 1);

    staff.press("Retirer le lien : Domiciliation n° 77");
    staff.press("Oui, retirer ce lien");
    staff.sees("Le lien est retiré.");
    let lines = "SELECT count(*) FROM journal WHERE structure_id = ?1 AND evenement LIKE 'STRUCTURE_DOSSIER_%'";
    assert_eq!(
        db::count(lines, &[json!(desk.id)]),
        3,
        "two made, one taken away"
    );
    assert_eq!(desk.staff("FACTEUR").get(&dossier.path("")).status, 403);
}
