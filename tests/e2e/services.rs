//! Services: written by their structure, found and read by everyone.

use escale_tests::{
    browser::Browser,
    db,
    http::{Visitor, encode},
    server::server,
    stories::{Desk, now, things},
};
use serde_json::{Value, json};

const SERVICES: &str = "/gestion/services";

/// What the form of a whole service sends; of a name nobody else's search finds.
fn whole<'a>(nom: &'a str, key: (&'a str, &'a str)) -> Vec<(&'a str, &'a str)> {
    vec![
        ("nom", nom),
        ("description", "Un rendez-vous par mois."),
        ("themes", "logement-hebergement"),
        ("themes", "sante"),
        ("accueil", "en-presentiel"),
        ("code_postal", "59 491"),
        ("commune", "Villeneuve-d’Ascq"),
        ("publics", "femmes"),
        ("demandeurs", "professionnels"),
        ("modes", "envoyer-un-courriel"),
        ("courriel", "contact@services.test"),
        key,
    ]
}

/// Creates a service and publishes it, without a screen; gives its id.
fn published(visitor: &mut Visitor, nom: &str) -> String {
    let key = visitor
        .get(&format!("{SERVICES}/nouveau"))
        .field("jeton")
        .expect("a key");
    let created = visitor.post(SERVICES, &whole(nom, ("jeton", &key)));
    assert_eq!(created.status, 303, "{created:?}");
    let path = format!("{SERVICES}/{key}");
    let version = visitor.get(&path).field("version").expect("a version");
    let published = visitor.post(&format!("{path}/publication"), &[("version", &version)]);
    assert_eq!(published.status, 303, "{published:?}");
    key
}

fn found(query: &str) -> escale_tests::http::Answer {
    let answer = Visitor::new().get(&format!("/services?{query}"));
    assert_eq!(answer.status, 200, "{query}: {answer:?}");
    answer
}

pub(crate) fn one_is_written_published_and_withdrawn() {
    let desk = Desk::new();
    let gestionnaire = Browser::without_scripts();
    desk.staff_in(&gestionnaire, "GESTIONNAIRE");
    gestionnaire.follow("Services");
    gestionnaire.sees("Aucun service pour le moment");
    gestionnaire.follow("Nouveau service");
    gestionnaire.fill("Nom du service", "Atelier Zéphyrin");
    gestionnaire.fill("Description", "Réparer son vélo, à plusieurs.");
    gestionnaire.fill("Critères à remplir", "Habiter Nantes\nAvoir un vélo");
    gestionnaire.press("Enregistrer le brouillon");
    gestionnaire.sees("Le service est enregistré comme brouillon");
    gestionnaire.sees("Le formulaire d’orientation est fermé.");
    gestionnaire.sees("Choisissez au moins un thème.");
    gestionnaire.sees("Avoir un vélo");
    assert!(!gestionnaire.has("Publier ce service"));
    let draft = gestionnaire.path().replace("/gestion", "");
    assert_eq!(Visitor::new().get(&draft).status, 404);

    gestionnaire.follow("Modifier");
    gestionnaire.choose("Mobilité");
    gestionnaire.fill("Code postal", "44000");
    gestionnaire.fill("Commune", "Nantes");
    gestionnaire.choose("E-mail");
    gestionnaire.press("Enregistrer les modifications");
    gestionnaire.sees("Vous avez choisi l’e-mail : écrivez l’adresse qui reçoit les demandes.");
    assert_eq!(gestionnaire.written_in("Commune"), "Nantes");
    gestionnaire.fill(
        "Adresse e-mail qui reçoit les demandes",
        "velo@services.test",
    );
    gestionnaire.press("Enregistrer les modifications");
    gestionnaire.sees("Les modifications sont enregistrées");
    gestionnaire.sees("publiez le service");
    gestionnaire.press("Publier ce service");
    gestionnaire.sees("Le formulaire d’orientation est ouvert :");
    gestionnaire.sees("velo@services.test");

    let anyone = Browser::without_scripts();
    anyone.open("/services");
    anyone.fill("Que cherchez-vous ?", "ZEPHY atel");
    anyone.fill("Où ?", "44");
    anyone.press("Rechercher");
    anyone.follow("Atelier Zéphyrin");
    anyone.sees(&desk.nom);
    anyone.sees("Avoir un vélo");
    // Nobody said that the contact may be read by everyone.
    anyone.does_not_see("velo@services.test");

    gestionnaire.press("Retirer de l’annuaire");
    gestionnaire.press("Retirer ce service");
    gestionnaire.sees("Le service est retiré");
    assert_eq!(Visitor::new().get(&draft).status, 404);
    assert!(found("q=zephyrin").says("Aucun service ne correspond."));
    let events = db::sql(
        "SELECT evenement FROM journal WHERE structure_id = ?1 AND evenement LIKE 'STRUCTURE_SERVICE%' ORDER BY rowid",
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
            "STRUCTURE_SERVICE_CREE",
            "STRUCTURE_SERVICE_MODIFIE",
            "STRUCTURE_SERVICE_PUBLIE",
            "STRUCTURE_SERVICE_RETIRE"
        ]
    );
}

pub(crate) fn one_is_found_by_words_place_theme_and_public() {
    let desk = Desk::new();
    let _ = published(&mut desk.staff("ADMINISTRATEUR"), "Cœur d’Éléonorien");
    let words = |query: &str| encode(query);
    for query in [
        format!("q={}", words("éléonor coeur")),
        format!(
            "q={}",
            words("CŒUR eleonorien villeneuve structure").replace("villeneuve", "")
        ),
        format!("q=eleonorien&lieu={}", words("villeneuve d'ascq")),
        "q=eleonorien&lieu=59491".to_owned(),
        "q=eleonorien&lieu=59".to_owned(),
        "q=eleonorien&theme=sante".to_owned(),
        "q=eleonorien&theme=logement-hebergement&public=femmes".to_owned(),
        format!("q=eleonorien+{}", words("logement")),
    ] {
        assert!(found(&query).says("Cœur d’Éléonorien"), "{query}");
    }
    for query in [
        "q=eleonorien&lieu=59000",
        "q=eleonorien&lieu=62",
        "q=eleonorien&lieu=lille",
        "q=eleonorien&theme=mobilite",
        "q=eleonorien&public=seniors",
        "q=eleonorienne",
    ] {
        assert!(found(query).says("Aucun service ne correspond."), "{query}");
    }
    // What is no word asks nothing of the index, and never breaks it.
    for query in [
        "\"",
        "a\" OR \"b",
        "*",
        "-",
        "NEAR(a b)",
        "mots:a",
        "' OR 1=1 --",
        "💶",
        "مرحبا",
        "\u{202e}a",
        "🙂 ½ ² ﷺ हिन्दी",
    ] {
        let _ = found(&format!("q={}", words(query)));
        let _ = found(&format!("lieu={}", words(query)));
    }
    let long = "a ".repeat(5000);
    let _ = found(&format!("q={}", words(&long)));
}

pub(crate) fn two_who_change_one_at_once_lose_nothing() {
    let desk = Desk::new();
    let mut people: [Visitor; 2] = [(); 2].map(|()| desk.staff("ADMINISTRATEUR"));
    let id = published(&mut people[0], "Au début");
    let path = format!("{SERVICES}/{id}");
    let seen = people.each_mut().map(|one| {
        one.get(&format!("{path}/modifier"))
            .field("version")
            .expect("a version")
    });
    let first = people[0].post(&path, &whole("Du premier", ("version", &seen[0])));
    assert_eq!(first.status, 303, "{first:?}");
    let second = people[1].post(&path, &whole("Du second", ("version", &seen[1])));
    assert_eq!(second.status, 409, "{second:?}");
    assert!(second.says("Un collègue vient de modifier ce service") && second.says("Du premier"));
    assert!(second.body.contains("value=\"Du second\""));
    let again = second.field("version").expect("a version");
    let third = people[1].post(&path, &whole("Du second", ("version", &again)));
    assert_eq!(third.status, 303, "{third:?}");
    let moved = people[0].post(&format!("{path}/retrait"), &[("version", &again)]);
    assert!(
        moved.status == 409 && moved.says("Quelqu’un a modifié ce service"),
        "{moved:?}"
    );
    assert_eq!(Visitor::new().get(&format!("/services/{id}")).status, 200);
}

pub(crate) fn bad_input_is_told_and_nothing_is_written() {
    let desk = Desk::new();
    let mut gestionnaire = desk.staff("GESTIONNAIRE");
    let key = gestionnaire
        .get(&format!("{SERVICES}/nouveau"))
        .field("jeton")
        .expect("a key");
    let long = "é".repeat(10_001);
    let mut fields = whole("ab", ("jeton", &key));
    fields.retain(|(name, _)| !["description", "themes", "code_postal"].contains(name));
    fields.extend([
        ("description", long.as_str()),
        ("themes", "inconnu"),
        ("code_postal", "abc"),
        ("lien", "javascript:alert(1)"),
        ("telephone", "douze"),
    ]);
    let answer = gestionnaire.post(SERVICES, &fields);
    assert_eq!(answer.status, 422, "{answer:?}");
    for told in [
        "Écrivez un nom de 3 à 150 caractères.",
        "Écrivez une description de 5 à 10 000 caractères.",
        "Choisissez dans la liste.",
        "Écrivez les 5 chiffres du code postal.",
        "Écrivez une adresse web entière",
        "Écrivez un numéro de téléphone",
    ] {
        assert!(answer.says(told), "{told}: {answer:?}");
    }
    assert!(answer.body.contains(&long), "what was typed is kept");
    assert_eq!(
        db::count(
            "SELECT count(*) FROM service WHERE structure_id = ?1",
            &[json!(desk.id)]
        ),
        0
    );
    // As long as it may be, in signs that weigh most on the wire.
    let limit = "é".repeat(10_000);
    fields.retain(|(name, _)| {
        ![
            "nom",
            "description",
            "themes",
            "code_postal",
            "lien",
            "telephone",
        ]
        .contains(name)
    });
    fields.extend([("nom", "À la limite"), ("description", limit.as_str())]);
    let answer = gestionnaire.post(SERVICES, &fields);
    assert_eq!(answer.status, 303, "{answer:?}");
    let twice = gestionnaire.post(SERVICES, &fields);
    assert_eq!(twice.status, 303, "{twice:?}");
    fields.retain(|(name, _)| *name != "nom");
    fields.push(("nom", "Un autre"));
    assert_eq!(gestionnaire.post(SERVICES, &fields).status, 409);
    assert_eq!(
        db::count(
            "SELECT count(*) FROM service WHERE structure_id = ?1",
            &[json!(desk.id)]
        ),
        1
    );
}

pub(crate) fn whatever_is_written_is_only_read() {
    const EVIL: &str = "</script><script>document.title='Perdu'</script><img src=x onerror=alert(1)> {{ 7*7 }} \u{202e}";
    let desk = Desk::new();
    let id = published(&mut desk.staff("ADMINISTRATEUR"), EVIL);
    let page = Visitor::new().get(&format!("/services/{id}"));
    assert!(
        page.body.contains("&lt;&#x2f;script&gt;") || page.body.contains("&lt;/script&gt;"),
        "{page:?}"
    );
    assert!(
        !page.body.contains("&amp;lt;") && !page.body.contains('\u{202e}'),
        "{page:?}"
    );
    assert_eq!(page.header("cache-control"), Some("public, max-age=300"));
    let browser = Browser::computer();
    browser.open(&format!("/services/{id}"));
    browser.sees("{{ 7*7 }}");
    assert!(browser.title().contains("</script>"), "{}", browser.title());
    let name = browser.script(
        "return JSON.parse(document.querySelector('script[type=\"application/ld+json\"]').textContent).name",
    );
    assert_eq!(name, json!(EVIL.trim_end_matches('\u{202e}').trim_end()));
    assert_eq!(
        browser.script("return document.querySelectorAll('script').length"),
        json!(1)
    );
}

pub(crate) fn a_suspended_structure_offers_nothing() {
    let desk = Desk::new();
    let id = published(&mut desk.staff("ADMINISTRATEUR"), "Halte Balthazarine");
    desk.set("nom", &json!("Maison Renommée"));
    assert!(found("q=balthazarine").says("Maison Renommée"));
    assert!(found("q=balthazarine+renommee").says("Halte Balthazarine"));
    desk.set("statut", &json!("SUSPENDUE"));
    assert_eq!(Visitor::new().get(&format!("/services/{id}")).status, 404);
    assert!(found("q=balthazarine").says("Aucun service ne correspond."));
    let indexed =
        "SELECT count(*) FROM service_recherche WHERE service_recherche MATCH 'balthazarine'";
    assert_eq!(db::count(indexed, &[]), 0);
    desk.set("statut", &json!("ACTIVE"));
    assert!(found("q=balthazarine").says("Halte Balthazarine"));
}

pub(crate) fn a_search_reads_places_as_they_are_typed() {
    let desk = Desk::new();
    let mut staff = desk.staff("ADMINISTRATEUR");
    let id = published(&mut staff, "Relais Amphitrite");
    let distant = published(&mut staff, "Écoute Amphitrite");
    db::sql(
        "UPDATE service SET modes_accueil = '[\"a-distance\"]', commune = NULL, code_postal = NULL WHERE id = ?1",
        &[json!(distant)],
    );
    for lieu in [
        "59+491",
        "59491+villeneuve",
        "59",
        "Villeneuve+d%E2%80%99Ascq",
    ] {
        let page = found(&format!("q=amphitrite&lieu={lieu}"));
        assert!(
            page.says("Relais Amphitrite") && page.says("Écoute Amphitrite"),
            "{lieu}: {page:?}"
        );
    }
    let elsewhere = found("q=amphitrite&lieu=20");
    assert!(!elsewhere.says("Relais Amphitrite") && elsewhere.says("Écoute Amphitrite"));
    // A page after nobody knows what is the first one.
    let first = found("q=amphitrite&apres=AAAAAAAAAAAAAAAAAAAAAZ");
    assert!(first.says("Relais Amphitrite"), "{first:?}");
    assert!(found("q=a+amphitrite+b").says("Relais Amphitrite"));
    let _ = id;
}

pub(crate) fn a_professional_comes_back_after_signing_in() {
    let service = escale_tests::stories::requests::service(None);
    let desk = Desk::new();
    let browser = Browser::without_scripts();
    browser.open(&format!("/services/{}", service.id));
    browser.press("Orienter un bénéficiaire");
    browser.fill("Adresse e-mail", &desk.email("AGENT"));
    browser.fill("Mot de passe", escale_tests::stories::PASSWORD);
    browser.press("Connexion");
    browser.sees(&service.nom);
    browser.press("Commencer la demande");
    browser.sees("Le profil de la personne");
    let drafts = db::count(
        "SELECT count(*) FROM orientation_brouillon WHERE structure_id = ?1",
        &[json!(desk.id)],
    );
    assert_eq!(drafts, 1);
}

pub(crate) fn an_imported_service_says_its_conditions() {
    let service = escale_tests::stories::requests::service(None);
    service.set("criteres", &json!("[]"));
    service.set(
        "conditions",
        &json!("Avoir moins de 26 ans.\nHabiter Brest."),
    );
    let desk = Desk::new();
    let mut agent = desk.staff("AGENT");
    let draft = service.draft(&mut agent);
    let page = agent.get(&draft);
    assert!(
        page.says("Avoir moins de 26 ans.") && !page.says("n’indique pas de critère"),
        "{page:?}"
    );
    let _ = service.request(&mut agent, "Diallo", "Awa");
    assert!(
        Visitor::new()
            .get(&format!("/services/{}", service.id))
            .status
            == 200
    );
}

pub(crate) fn a_draft_is_deleted_and_no_longer_counted() {
    let desk = Desk::new();
    let id = things::service(&desk.id, "BROUILLON");
    let mut staff = desk.staff("GESTIONNAIRE");
    let path = format!("{SERVICES}/{id}");
    let version = staff
        .get(&path)
        .field("version")
        .unwrap_or_else(|| "1".to_owned());
    let deleted = staff.post(&format!("{path}/suppression"), &[("version", &version)]);
    assert_eq!(deleted.status, 303, "{deleted:?}");
    assert_eq!(staff.get(&path).status, 404);
    let published = things::service(&desk.id, "PUBLIE");
    let path = format!("{SERVICES}/{published}/suppression");
    assert_eq!(staff.post(&path, &[("version", "1")]).status, 409);
}

pub(crate) fn a_person_s_request_is_erased_when_they_ask() {
    let desk = Desk::new();
    let service = escale_tests::stories::requests::service(None);
    let mut agent = desk.staff("AGENT");
    let id = service.request(&mut agent, "Effacée", "Mina");
    let path = format!("/gestion/orientations/{id}");
    let key = agent
        .get(&format!("{path}/effacement"))
        .field("jeton")
        .expect("a key");
    let unsure = agent.post(&format!("{path}/effacement"), &[("jeton", &key)]);
    assert!(
        unsure.status == 422 && unsure.says("Cochez cette case"),
        "{unsure:?}"
    );
    let sure = [("jeton", key.as_str()), ("confirmation", "oui")];
    let erased = agent.post(&format!("{path}/effacement"), &sure);
    assert_eq!(erased.status, 303, "{erased:?}");
    assert_eq!(agent.post(&format!("{path}/effacement"), &sure).status, 303);
    let page = agent.get(&path);
    assert!(page.says("Nom effacé") && !page.says("Mina"), "{page:?}");
    let kept = db::sql(
        "SELECT statut, nom, prenom, motif, service_courriel FROM orientation WHERE id = ?1",
        &[json!(id)],
    );
    assert_eq!(kept.rows[0]["statut"], json!("ANNULEE"));
    for column in ["nom", "prenom", "motif", "service_courriel"] {
        assert_eq!(kept.rows[0][column], json!(""), "{column}");
    }
    let told = db::count(
        "SELECT count(*) FROM courriel WHERE modele = 'orientation_annulee' AND destinataire = ?1",
        &[json!(service.courriel)],
    );
    assert_eq!(told, 1, "the service is told");
    let stranger = Desk::new();
    let other = stranger.staff("AGENT").get(&format!("{path}/effacement"));
    assert_eq!(other.status, 404);
}

pub(crate) fn a_structure_keeps_two_hundred_services() {
    let desk = Desk::new();
    db::sql(
        "INSERT INTO service (id, structure_id, porteur, nom, description, created_at, updated_at)
         WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 200)
         SELECT substr(?1, 5, 18) || printf('%04d', i), ?1, 'Essais', 'Un de trop', 'Une aide.', 1, 1 FROM n",
        &[json!(desk.id)],
    );
    let mut staff = desk.staff("GESTIONNAIRE");
    let key = staff.get(&format!("{SERVICES}/nouveau")).field("jeton");
    let key = key.expect("a key");
    let one_more = whole("Le deux cent unième", ("jeton", &key));
    let full = staff.post(SERVICES, &one_more);
    assert!(full.status == 409 && full.says("200 services"), "{full:?}");
    db::sql(
        "DELETE FROM service WHERE id = (SELECT id FROM service WHERE structure_id = ?1 LIMIT 1)",
        &[json!(desk.id)],
    );
    assert_eq!(staff.post(SERVICES, &one_more).status, 303);
}

pub(crate) fn the_mean_delay_is_told_after_three_answers() {
    let service = escale_tests::stories::requests::service(None);
    let desk = Desk::new();
    let mut agent = desk.staff("AGENT");
    let path = format!("/services/{}", service.id);
    for (nom, days) in [("Un", 2), ("Deux", 4), ("Trois", 6)] {
        assert!(!Visitor::new().get(&path).says("en moyenne"));
        let id = service.request(&mut agent, nom, "Awa");
        db::sql(
            "UPDATE orientation SET statut = 'VALIDEE', decideur = 'Essai', ended_at = sent_at + ?2 WHERE id = ?1",
            &[json!(id), json!(days * 86_400_000_i64)],
        );
    }
    let page = Visitor::new().get(&path);
    assert!(page.says("Répond en 4 jours en moyenne"), "{page:?}");
}

pub(crate) fn search_engines_are_told() {
    let desk = Desk::new();
    let id = published(&mut desk.staff("ADMINISTRATEUR"), "Service au plan");
    let index = Visitor::new().get("/services/sitemap.xml");
    assert_eq!(
        index.header("content-type"),
        Some("application/xml; charset=utf-8")
    );
    assert!(
        index.body.contains("/services/sitemap.xml?page=1"),
        "{}",
        index.body
    );
    let pages = index.body.matches("<sitemap>").count();
    let told = (1..=pages).any(|page| {
        let page = Visitor::new().get(&format!("/services/sitemap.xml?page={page}"));
        page.body.contains(&format!("/services/{id}</loc>"))
    });
    assert!(told, "{}", index.body);
    for page in ["0", "-1", "x", "99999999999999999999"] {
        assert_eq!(
            Visitor::new()
                .get(&format!("/services/sitemap.xml?page={page}"))
                .status,
            404
        );
    }
    let far = Visitor::new().get("/services/sitemap.xml?page=9999999999999");
    assert_eq!(far.status, 200, "{far:?}");
    assert!(
        Visitor::new()
            .get("/robots.txt")
            .body
            .contains("/services/sitemap.xml")
    );
    let page = Visitor::new().get(&format!("/services/{id}"));
    assert!(
        page.body.contains(&format!(
            "<link rel=\"canonical\" href=\"{}/services/{id}\">",
            server().url
        )) || page.body.contains("rel=\"canonical\""),
        "{page:?}"
    );
    assert!(found("q=plan").body.contains("noindex"));
    assert!(!Visitor::new().get("/services").body.contains("noindex"));
}

/// Rows that D1 reads for a statement of the search.
fn rows_read(name: &str, params: &[Value]) -> u64 {
    let statements = escale_worker::statements();
    let statement = statements
        .iter()
        .find(|it| it.name == name)
        .expect("a statement");
    db::sql(statement.sql, params).read
}

pub(crate) fn a_search_reads_what_it_shows() {
    db::sql(
        "INSERT INTO service (id, source, source_id, porteur, nom, description, themes, publics, commune, code_postal, statut, created_at, updated_at)
         WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 3000)
         SELECT printf('foule-services-%07d', i), 'foule', i, 'Porteur ' || i, 'Xylocope ' || i, 'Une description.',
                CASE i % 3 WHEN 0 THEN '[\"sante\"]' ELSE '[\"mobilite\"]' END, CASE i % 500 WHEN 0 THEN '[\"femmes\"]' ELSE '[\"seniors\"]' END,
                'Commune', printf('%05d', 1000 + i % 90), 'PUBLIE', ?1, ?1 FROM n",
        &[json!(now())],
    );
    for (question, shown) in [
        ("mots : \"xylo\" *", 21),
        ("mots : \"xylo\" * AND signes : \"thsante\"", 21),
        (
            "mots : \"xylo\" * AND signes : \"pufemmes\" AND signes : \"thsante\"",
            2,
        ),
        ("mots : \"xylo\" * AND signes : \"cp01001\"", 21),
        ("mots : \"xylo\" * AND mots : \"nullepart\" *", 0),
    ] {
        let read = rows_read(
            "orientation::search::SEARCH",
            &[json!(question), json!(""), json!(21)],
        );
        assert!(read <= 10 * shown + 20, "{question}: {read} rows");
        let far = rows_read(
            "orientation::search::SEARCH",
            &[json!(question), json!("foule-services-0000030"), json!(21)],
        );
        assert!(far <= 10 * shown + 20, "{question}, far: {far} rows");
    }
    let read = rows_read("orientation::search::LATEST", &[json!(""), json!(21)]);
    assert!(read <= 230, "the latest: {read} rows");
    db::sql("DELETE FROM service WHERE source = 'foule'", &[]);
}

/// Every page of the services, in each state it has.
pub(crate) fn every_state(desk: &Desk, browser: &Browser, look: &impl Fn(&Browser, &str)) {
    browser.open(SERVICES);
    look(browser, "no service");
    let (draft, open) = (
        things::service(&desk.id, "BROUILLON"),
        things::service(&desk.id, "PUBLIE"),
    );
    let _ = things::service(&desk.id, "RETIRE");
    for path in [
        SERVICES.to_owned(),
        format!("{SERVICES}/nouveau"),
        format!("{SERVICES}/{draft}"),
        format!("{SERVICES}/{open}"),
        "/services".to_owned(),
        "/services?q=personne-ne-cherche-cela".to_owned(),
        "/services?q=service&lieu=44".to_owned(),
        format!("/services/{open}"),
        format!("{SERVICES}/{open}/modifier"),
    ] {
        browser.open(&path);
        look(browser, &path);
    }
    browser.fill("Code postal", "1");
    browser.press("Enregistrer les modifications");
    browser.sees("Écrivez les 5 chiffres du code postal.");
    look(browser, "a service refused");
    db::sql(
        "UPDATE service SET version = version + 1 WHERE id = ?1",
        &[json!(open)],
    );
    browser.fill("Code postal", "44100");
    browser.press("Enregistrer les modifications");
    browser.sees("Un collègue vient de modifier ce service");
    look(browser, "a service, a colleague came first");
}
