//! What a person sees: light, accessible, on any screen.

use std::fs;

use escale_tests::{
    axe,
    browser::Browser,
    db,
    server::fresh_folder,
    stories::{
        Asked, Credentials, DAY_MS, Desk, Usager, now, sign_in_portal, staff_signs_in, things,
        today, turn_on_in,
    },
    wire,
};
use serde_json::json;

/// The budget of the sign-in page and of the home page, on the wire, everything included.
const BYTES_MAX: u64 = 14 * 1024;
const REQUESTS_MAX: usize = 3;

fn signs_in(browser: &Browser, credentials: &Credentials) {
    browser.open("/connexion");
    browser.fill("Votre identifiant", &credentials.identifiant);
    browser.fill("Mot de passe", &credentials.password);
    browser.press("Connexion");
    browser.sees("Bonjour");
}

/// Fills what a home page shows below the mail: announcements, documents. A document here has no bytes.
fn with_announcements_and_documents(desk: &Desk, usager: &Usager) {
    for titre in ["Fermeture de Noël", "Permanence d’un avocat"] {
        let _ = desk.announcement(titre, "2026-01-01", "2099-12-31");
    }
    for (number, name) in ["Attestation d’élection de domicile.pdf", "Carte.jpg"]
        .iter()
        .enumerate()
    {
        let id = format!("papier{number}-{}", &usager.id[8..]);
        db::sql(
            "INSERT INTO document (id, structure_id, usager_id, nom, genre, octets, partage, objet, staff_user_id, created_at)
             SELECT ?1, ?2, ?3, ?4, 'application/pdf', 240000, 1, ?1, w.id, ?5 FROM staff_user w WHERE w.structure_id = ?2 LIMIT 1",
            &[json!(id), json!(desk.id), json!(usager.id), json!(name), json!(now())],
        );
    }
}

/// Someone with mail, a visit, an end in sight: the fullest home page.
fn someone_with_mail(desk: &Desk) -> (Usager, Credentials) {
    let (usager, credentials) = desk.usager_with_portal();
    db::sql(
        "UPDATE usager SET courrier_pending = 2, recommande_pending = 1, colis_pending = 1, courrier_since_at = ?2, recommande_since_at = ?2, colis_since_at = ?2,
                dernier_passage_at = ?3, echeance = date(?4, '+12 days') WHERE id = ?1",
        &[json!(usager.id), json!(now() - 3 * 86_400_000), json!(now() - 70 * 86_400_000), json!(today())],
    );
    (usager, credentials)
}

pub(crate) fn first_visits_are_light() {
    let desk = Desk::with_portal();
    let (usager, credentials) = someone_with_mail(&desk);
    with_announcements_and_documents(&desk, &usager);
    let first = Browser::phone();
    first.open("/connexion");
    let sign_in = wire::weight(&first);
    println!(
        "sign-in page: {} bytes, {} requests",
        sign_in.bytes, sign_in.requests
    );
    assert!(
        sign_in.bytes <= BYTES_MAX && sign_in.requests <= REQUESTS_MAX,
        "the sign-in page: {sign_in:?}"
    );

    let session = sign_in_portal(&credentials)
        .cookie("escale_portail")
        .expect("a session")
        .to_owned();
    let second = Browser::phone().with_cookie("escale_portail", &session);
    second.open("/portail");
    second.sees("Vous avez du courrier !");
    let home = wire::weight(&second);
    println!(
        "home page: {} bytes, {} requests",
        home.bytes, home.requests
    );
    assert!(
        home.bytes <= BYTES_MAX && home.requests <= REQUESTS_MAX,
        "the home page: {home:?}"
    );
}

/// Calls `look` with each kind of page open, in each state it has.
fn every_page(domicilie: &Browser, staff: &Browser, look: impl Fn(&Browser, &str)) {
    let desk = Desk::with_portal();
    let (usager, credentials) = someone_with_mail(&desk);
    with_announcements_and_documents(&desk, &usager);
    the_door_and_the_portal(domicilie, &credentials, &look);
    db::sql(
        "UPDATE usager SET statut = 'ATTENTE_DECISION', renouvellement = 1, dernier_passage_at = ?2 WHERE id = ?1",
        &[json!(desk.usager().id), json!(now() - 95 * DAY_MS)],
    );
    desk.staff_in(staff, "ADMINISTRATEUR");
    let file = [
        "",
        "courriers",
        "courriers?modifier=portail",
        "dossier",
        "notifications",
        "documents",
        "historique",
    ]
    .map(|tab| usager.tab(tab).trim_end_matches('/').to_owned());
    let pages = [
        "/gestion",
        "/gestion?onglet=refuses",
        "/gestion?filtre=courrier",
        "/gestion?tri=echeance&sens=desc",
        "/gestion?q=n",
        "/gestion?q=personne-de-ce-nom",
        "/gestion/rappels",
        "/gestion/receptions",
        "/gestion/receptions?q=nomsecret",
        "/gestion/structure/portail",
        "/gestion/notifications",
        "/gestion/notifications/echecs",
        "/gestion/compte",
        "/gestion/statistiques",
        "/gestion/statistiques?periode=annee",
        "/gestion/statistiques?periode=annee-derniere",
        "/gestion/statistiques?du=hier&au=",
    ]
    .map(str::to_owned);
    for path in pages.iter().chain(&file) {
        staff.open(path);
        look(staff, path);
    }
    a_ledger(&desk, &usager);
    staff.open(&usager.tab("courriers"));
    staff.press("Autre sortie");
    look(staff, "a ledger");
    staff.fill("Courriers", "9999");
    staff.script("document.querySelector('form[action$=remises]').noValidate = true");
    staff.press("Remettre");
    staff.sees("Il n’y a pas autant de courrier en attente");
    look(staff, "a remise refused");
    every_page_of_a_file(&desk, &usager, staff, &look);
    decisions(&desk, staff, &look);
    staff.open(&usager.tab("courriers?modifier=portail"));
    staff.choose("Ré-initialiser le mot de passe temporaire du domicilié");
    staff.press("Enregistrer les préférences");
    staff.sees("Identifiants générés");
    look(staff, "the credentials");
    portal_from_the_desk(&desk, &usager, staff, &look);
    crate::import::every_state(&desk, staff, &look);
    crate::services::every_state(&desk, staff, &look);
    crate::places_map::every_state(staff, &look);
    crate::own_places::every_state(&desk, staff, &look);
    crate::requests::every_state(&desk, staff, &look);
    crate::dossiers_look::of_the_board(&desk, staff, &look);
    crate::dossiers_look::of_a_dossier(&desk, staff, &look);
    answers(&desk, domicilie, staff, &look);
    every_state_of_the_morning(staff, &usager, &look);
    members(&desk, staff, &look);
    exports_and_log(&desk, &usager, staff, &look);
    crate::second_factor_gate::every_state(&desk, staff, &look);
    the_platform(&desk, staff, &look);
}

/// What anyone reads, the sign-in of a domicilié, and their pages.
fn the_door_and_the_portal(
    domicilie: &Browser,
    credentials: &Credentials,
    look: &impl Fn(&Browser, &str),
) {
    for path in [
        "/",
        "/connexion",
        "/connexion?id=ABCDEFGH",
        "/connexion/ar",
        "/connexion/fr-falc/aide/",
        "/gestion/connexion",
        "/gestion/mot-de-passe-oublie",
        "/gestion/mot-de-passe-oublie?fait=oui",
        "/gestion/invitation/perdue",
        "/aide/",
        "/aide/domicilies/lire-ma-page/",
        "/aide/merci?page=/aide/domicilies/lire-ma-page/",
        "/nulle-part",
    ] {
        domicilie.open(path);
        look(domicilie, path);
    }
    domicilie.open("/connexion");
    domicilie.fill("Votre identifiant", "ABCDABCD");
    domicilie.fill("Mot de passe", "Mauvais-00");
    domicilie.press("Connexion");
    domicilie.sees("Vérifiez");
    look(domicilie, "/connexion, refused");
    signs_in(domicilie, credentials);
    look(domicilie, "/portail");
    domicilie.open("/portail/mot-de-passe");
    look(domicilie, "/portail/mot-de-passe");
    domicilie.open("/portail/notifications");
    look(domicilie, "/portail/notifications");
    domicilie.open("/notifications/arret/perdu");
    look(domicilie, "/notifications/arret/{jeton}, lost");
}

/// « Exporter » the list and a file, and « Journal » in each of its states.
fn exports_and_log(desk: &Desk, usager: &Usager, staff: &Browser, look: &impl Fn(&Browser, &str)) {
    let one = format!("/gestion/journal?dossier={}", usager.id);
    turn_on_in(staff);
    for path in [
        "/gestion/exporter",
        "/gestion/exporter?filtre=courrier",
        "/gestion/exporter?onglet=refuses",
        &usager.tab("export"),
        &desk.usager().tab("export"),
        "/gestion/journal",
        "/gestion/journal?famille=exports",
        "/gestion/journal?du=hier",
        "/gestion/journal?avant=1.AAAAAAAAAAAAAAAAAAAAAA",
        &one,
        "/gestion/journal/export",
        "/gestion/journal/export?du=2020-01-01&au=2020-01-02",
    ] {
        staff.open(path);
        look(staff, path);
    }
}

/// A request by its link and signed in: open, written about, refused in each step, lost.
fn answers(desk: &Desk, visitor: &Browser, staff: &Browser, look: &impl Fn(&Browser, &str)) {
    let asked = Asked::to(Desk::existing(&desk.id));
    let _ = asked.with_document();
    let link = asked.link();
    for path in [
        &link,
        &format!("{link}/validation"),
        &format!("{link}/beneficiaire"),
        &format!("{link}/refus"),
    ] {
        visitor.open(path);
        look(visitor, "a page of a link");
    }
    visitor.press("Vérifier avant d’envoyer");
    visitor.sees("Choisissez au moins un motif.");
    look(visitor, "a refusal without a motive");
    visitor.open(&format!("{link}/prescripteur"));
    visitor.press("Envoyer le message");
    visitor.sees("Écrivez un message.");
    look(visitor, "an empty message");
    visitor.fill("Votre message", "Bonjour,\nmerci.");
    visitor.press("Envoyer le message");
    visitor.sees("Votre message part.");
    look(visitor, "a message sent");
    visitor.open("/orientations/perdue");
    look(visitor, "a lost link");

    staff.open(&format!(
        "/gestion/services/{}/orienter",
        escale_tests::stories::requests::service(None).id
    ));
    look(staff, "before a draft");
    let mine = escale_tests::stories::requests::request_with_document(desk).0;
    staff.open(&format!("/gestion/orientations/{mine}/effacement"));
    look(staff, "before a request is erased");
    staff.press("Effacer pour toujours");
    staff.sees("Cochez cette case pour confirmer.");
    look(staff, "an erasure refused");
    staff.open(&asked.desk_path());
    look(staff, "a request, signed in");
    staff.follow("Valider la demande");
    staff.press("Vérifier avant d’envoyer");
    staff.sees("Rien n’est encore envoyé");
    look(staff, "an answer, checked");
    staff.press("Valider la demande");
    staff.sees("La demande est validée.");
    look(staff, "an answer, given");
    visitor.open(&format!("{link}/refus"));
    visitor.sees("a déjà été traitée");
    look(visitor, "somebody came first");
}

/// « Utilisateurs », with someone invited and someone suspended, and one's own account.
fn members(desk: &Desk, staff: &Browser, look: &impl Fn(&Browser, &str)) {
    staff.open("/gestion/compte");
    staff.fill("Mot de passe actuel", "Mauvais-mot-00");
    staff.fill("Nouveau mot de passe", "court");
    staff.fill("Confirmation du mot de passe", "autre");
    staff.press("Changer le mot de passe");
    staff.sees("Ce n’est pas votre mot de passe actuel");
    look(staff, "one's account, a password refused");
    let _ = things::invitation(&desk.id);
    let protected = things::with_factor(&desk.id, "AGENT");
    staff.open(&format!("/gestion/utilisateurs/{protected}"));
    staff.press("Retirer la double authentification");
    look(staff, "a second factor about to be taken away");
    let member = things::member(&desk.id, "AGENT");
    staff.open("/gestion/utilisateurs");
    look(staff, "the members");
    staff.script(
        "document.querySelector('form[action=\"/gestion/utilisateurs\"]').noValidate = true",
    );
    staff.press("Envoyer l’invitation");
    staff.sees("Choisissez un rôle.");
    look(staff, "an invitation refused");
    staff.open(&format!("/gestion/utilisateurs/{member}"));
    look(staff, "a member");
    staff.press("Suspendre le compte");
    staff.sees("Le compte est suspendu");
    staff.press("Retirer de la structure");
    look(staff, "a suspended member, about to be removed");
}

/// What an operateur sees.
fn the_platform(desk: &Desk, staff: &Browser, look: &impl Fn(&Browser, &str)) {
    staff.press("Déconnexion");
    staff_signs_in(staff, "operateur@escale.test");
    let _ = things::failed_mail();
    let _ = things::comment("/aide/structures/", "Où est le bouton ?");
    let _ = things::with_factor(&desk.id, "ADMINISTRATEUR");
    let one = format!("/operateur/structures/{}", desk.id);
    for path in [
        "/operateur",
        "/operateur/nulle-part",
        "/operateur/courriels",
        "/operateur/avis",
        "/operateur/avis?traites=oui",
        "/operateur/structures/nouvelle",
        "/gestion/compte",
        "/operateur/services",
        "/operateur/services/fiches",
        "/operateur/services/fiches?adresse=rien",
        &format!(
            "/operateur/services/fiches/{}",
            escale_tests::stories::requests::service(None).id
        ),
        &format!("/operateur/services/{}", things::services_to_confirm()),
        "/operateur/lieux",
        &format!("/operateur/lieux/{}", things::places_to_confirm()),
        "/operateur/lieux/fiches",
        "/operateur/lieux/fiches?adresse=rien",
        &format!("/operateur/lieux/fiches/{}", things::own_place("")),
        &format!("/operateur/lieux/fiches/{}", things::own_place(&desk.id)),
        &one,
    ] {
        staff.open(path);
        look(staff, path);
    }
    staff.press("Suspendre la structure");
    look(staff, "a structure about to be suspended");
    staff.press("Suspendre maintenant");
    staff.sees("La structure est suspendue");
    look(staff, "a suspended structure");
}

/// Documents, accounts, accesses of several people, announcements.
fn portal_from_the_desk(
    desk: &Desk,
    usager: &Usager,
    staff: &Browser,
    look: &impl Fn(&Browser, &str),
) {
    staff.open(&desk.usager().tab("documents"));
    look(staff, "no document");
    staff.open(&usager.tab("documents"));
    staff.press("Supprimer Carte.jpg");
    look(staff, "a document about to be deleted");
    every_page_of_models(desk, staff, look);
    staff.open(&usager.tab("documents"));
    let folder = fresh_folder(&format!("look-{}", usager.id));
    let file = folder.join("faux.pdf");
    fs::write(&file, "<html>").expect("a file");
    staff.attach("Fichier", &file);
    staff.press("Ajouter le document");
    staff.sees("ne correspond pas à son nom");
    look(staff, "a document refused");
    let _ = fs::remove_dir_all(folder);

    for tab in ["jamais", "actifs", "connexions", "fermes"] {
        let path = format!("/gestion/portail/comptes?etat={tab}");
        staff.open(&path);
        look(staff, &path);
    }
    let (new, other) = (desk.usager(), desk.usager());
    staff.open("/gestion/acces");
    look(staff, "nobody chosen");
    staff.open(&format!(
        "/gestion/acces?usager={}&usager={}&usager={}",
        new.id, other.id, usager.id
    ));
    look(staff, "several chosen");
    staff.press("Donner les accès");
    staff.sees("2 accès donnés");
    look(staff, "the credentials of several");

    staff.open(&usager.tab("effacement"));
    look(staff, "erasing a file");
    staff.open("/gestion/effacements");
    look(staff, "the files erased");
    staff.open("/gestion/structure");
    look(staff, "the structure");
    staff.fill("Code postal", "1");
    staff.press("Enregistrer les modifications");
    staff.sees("Écrivez un code postal");
    look(staff, "the structure, corrected");
    staff.open("/gestion/structure/annonces");
    look(staff, "the announcements");
    staff.follow("Modifier : Fermeture de Noël");
    look(staff, "an announcement");
    staff.script("document.getElementById('titre').removeAttribute('required'); document.getElementById('titre').value = ''");
    staff.press("Enregistrer les modifications");
    staff.sees("Écrivez un titre.");
    look(staff, "an announcement refused");
}

/// « Documents » of the structure: without a model, with some, refused; one model; the tags; a letter for several.
fn every_page_of_models(desk: &Desk, staff: &Browser, look: &impl Fn(&Browser, &str)) {
    let several = format!("/gestion/lettres?usager={}", desk.usager().id);
    for path in [
        "/gestion/documents",
        "/gestion/documents/balises",
        "/gestion/lettres",
        &several,
    ] {
        staff.open(path);
        look(staff, &format!("{path}, without a model"));
    }
    let id = desk.model("Convocation");
    for path in [
        "/gestion/documents",
        &format!("/gestion/documents/{id}"),
        &several,
    ] {
        staff.open(path);
        look(staff, &format!("{path}, with a model"));
    }
    staff.script("document.querySelector('form').noValidate = true");
    staff.press("Télécharger les lettres");
    staff.sees("Choisissez une lettre.");
    look(staff, "no letter chosen");
    let folder = fresh_folder(&format!("look-{id}"));
    let file = folder.join("faux.docx");
    fs::write(&file, "%PDF-1.7").expect("a file");
    staff.open(&format!("/gestion/documents/{id}"));
    staff.press("Supprimer ce modèle");
    look(staff, "a model about to be deleted");
    staff.attach("Fichier", &file);
    staff.press("Remplacer le modèle");
    staff.sees("n’est pas un document Word");
    look(staff, "a model refused");
    staff.open("/gestion/documents");
    staff.attach("Fichier", &file);
    staff.press("Enregistrer le modèle");
    staff.sees("Choisissez la lettre que ce modèle sert à faire");
    look(staff, "a new model refused");
    let _ = fs::remove_dir_all(folder);
}

/// « Vue d’ensemble », « Dossier », its form and « Historique », empty, full and refused.
fn every_page_of_a_file(
    desk: &Desk,
    usager: &Usager,
    staff: &Browser,
    look: impl Fn(&Browser, &str),
) {
    staff.open("/gestion/usagers/nouveau");
    look(staff, "a new file");
    staff.choose("Mme");
    staff.fill("Nom", &usager.nom);
    staff.fill("Prénom", &usager.prenom);
    staff.fill("Date de naissance", "31/02/1980");
    staff.press("Ajouter un ayant droit");
    staff.sees("Ayant droit 1");
    staff.fill_id("ayant-1-nom", "Diallo");
    staff.press("Créer la fiche");
    staff.sees("À corriger");
    look(staff, "a new file, refused");
    staff.press("Retirer");
    staff.fill("Date de naissance", "03/02/1980");
    staff.press("Créer la fiche");
    staff.sees("Est-ce la même personne ?");
    look(staff, "a new file, somebody's double");

    staff.open(&usager.tab("dossier/modifier"));
    look(staff, "the form of a file");
    let colleague = [
        ("version", "1"),
        ("civilite", "F"),
        ("nom", usager.nom.as_str()),
        ("prenom", usager.prenom.as_str()),
        ("naissance", "03/02/1980"),
        ("telephone", "0612345678"),
        ("surnom", "Premier"),
        ("email", "quelquun@exemple.fr"),
        ("ayant_lien", "ENFANT"),
        ("ayant_nom", "Petit"),
        ("ayant_prenom", "Léa"),
        ("ayant_naissance", "01/01/2020"),
    ];
    let saved = desk
        .staff("INSTRUCTEUR")
        .post(&usager.tab("dossier"), &colleague);
    assert_eq!(saved.status, 303, "{saved:?}");
    staff.fill("Surnom (facultatif)", "Second");
    staff.press("Enregistrer");
    staff.sees("Modifié des deux côtés");
    look(staff, "the form of a file, a colleague came first");

    for _ in 0..5 {
        let _ = (things::note(usager), things::procuration(usager));
    }
    db::sql(
        "UPDATE note SET epinglee = 1 WHERE id = (SELECT id FROM note WHERE usager_id = ?1 LIMIT 1)",
        &[json!(usager.id)],
    );
    db::sql(
        "INSERT OR REPLACE INTO transfert (usager_id, structure_id, nom, adresse, debut, fin, created_at) VALUES (?1, ?2, 'Une amie', '1 rue du Port', '2026-01-01', '2026-01-02', 0)",
        &[json!(usager.id), json!(desk.id)],
    );
    for path in ["", "dossier", "historique", "historique?famille=fiche"] {
        staff.open(usager.tab(path).trim_end_matches('/'));
        look(staff, &format!("{path}, full"));
    }
    staff.open("/gestion/nulle-part");
    look(staff, "an error of the staff's side");
}

/// Lines of each kind, one undone, a procuration and a transfert: all that the tab can show.
fn a_ledger(desk: &Desk, usager: &Usager) {
    let mut agent = desk.staff("AGENT");
    let key = |n: u32| format!("look{n:0>8}{:0>10}", usager.numero);
    let mut send = |form: &str, n: u32, fields: &[(&str, &str)]| {
        let key = key(n);
        let fields = [&[("jeton", key.as_str())], fields].concat();
        let answer = agent.post(&usager.tab(form), &fields);
        assert_eq!(answer.status, 303, "{form}: {answer:?}");
    };
    send(
        "receptions",
        1,
        &[
            ("courrier", "3"),
            ("note", "Urgent"),
            ("note_visible", "oui"),
        ],
    );
    send("remises", 2, &[("courrier", "1")]);
    send("passages", 3, &[("mouvement", "APPEL")]);
    send("receptions", 4, &[("colis", "1")]);
    send("annulations", 5, &[("ligne", &key(4))]);
    let _ = usager.has_a_mandataire("Léa", "DUPONT", "+10 days");
    usager.has_a_transfert("+10 days");
}

/// « Courrier du jour » while someone is chosen, once something is recorded, and for someone radié.
fn every_state_of_the_morning(staff: &Browser, usager: &Usager, look: &impl Fn(&Browser, &str)) {
    staff.open("/gestion/receptions");
    staff.fill("Pour qui ?", &usager.nom);
    crate::morning::points_at_someone(staff);
    look(staff, "the morning, someone found");
    staff.keys("\u{e007}");
    staff.sees("Changer de personne");
    look(staff, "the morning, someone chosen");
    staff.keys("\u{e007}");
    staff.sees("1 réception enregistrée");
    look(staff, "the morning, something recorded");
    usager.set("motif", &json!("A_SA_DEMANDE"));
    usager.set("statut", &json!("RADIE"));
    staff.fill("Pour qui ?", &usager.nom);
    staff.sees("Radié");
    staff.keys("\u{e007}");
    staff.sees("Enregistrer quand même");
    look(staff, "the morning, someone radié");
}

/// « Domiciliation » in each statut, what is checked before a decision, several radiations at once.
fn decisions(desk: &Desk, staff: &Browser, look: &impl Fn(&Browser, &str)) {
    let (one, other) = (desk.usager(), desk.usager());
    db::sql(
        "UPDATE usager SET courrier_pending = 2, courrier_since_at = ?2 WHERE id = ?1",
        &[json!(other.id), json!(now())],
    );
    for (statut, renewal) in [
        ("INSTRUCTION", 0),
        ("ATTENTE_DECISION", 1),
        ("REFUS", 0),
        ("VALIDE", 0),
    ] {
        db::sql(
            "UPDATE usager SET statut = ?2, renouvellement = ?3, motif = CASE ?2 WHEN 'REFUS' THEN 'SATURATION' END WHERE id = ?1",
            &[json!(one.id), json!(statut), json!(renewal)],
        );
        staff.open(&one.tab("decision"));
        look(staff, statut);
    }
    staff.press("Continuer vers la radiation");
    staff.sees("Choisissez un motif.");
    look(staff, "a radiation without a motive");
    staff.choose("Entrée en logement");
    staff.press("Continuer vers la radiation");
    staff.sees("Vérifiez avant de radier");
    look(staff, "a radiation to be checked");

    staff.open("/gestion/radiations");
    look(staff, "/gestion/radiations, of nobody");
    staff.open(&format!(
        "/gestion/radiations?usager={}&usager={}",
        one.id, other.id
    ));
    look(staff, "/gestion/radiations");
    staff.choose("Entrée en logement");
    staff.press("Continuer vers la radiation");
    staff.sees("Vérifiez avant de radier");
    look(staff, "several radiations to be checked");
    staff.press("Radier 2 personnes");
    staff.sees("2 personnes sont radiées.");
    look(staff, "several radiations done");
    staff.open(&one.tab("decision"));
    look(staff, "RADIE");
}

pub(crate) fn pages_are_accessible() {
    every_page(&Browser::phone(), &Browser::computer(), axe::check);
}

pub(crate) fn pages_fit_a_small_phone() {
    every_page(&Browser::phone(), &Browser::phone(), |browser, _| {
        browser.fits();
    });
}

pub(crate) fn nothing_is_kept_by_scripts() {
    let desk = Desk::with_portal();
    let (_, credentials) = desk.usager_with_portal();
    let browser = Browser::computer();
    browser.open("/connexion");
    assert!(
        browser.cookie_names().is_empty(),
        "no cookie before signing in"
    );
    signs_in(&browser, &credentials);
    assert_eq!(wire::kept_by_scripts(&browser), json!(0));
    assert_eq!(
        browser.script("return document.cookie"),
        json!(""),
        "scripts see no cookie"
    );
}
