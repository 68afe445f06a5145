//! What every answer has, and what is refused at the door.

use escale_site::headers::{IMMUTABLE, SECURITY};
use escale_tests::{
    db,
    http::{Answer, Request, Visitor},
    server::server,
    stories::{Desk, sign_in_portal},
    text,
};
use escale_worker::routes::{Method, TABLE};
use serde_json::json;

pub(crate) fn has_security_headers(answer: &Answer, whence: &str) {
    for (name, value) in SECURITY {
        assert_eq!(answer.header(name), Some(*value), "{name} of {whence}");
    }
}

pub(crate) fn security_headers_are_everywhere() {
    let desk = Desk::with_portal();
    let (usager, credentials) = desk.usager_with_portal();
    let mut nobody = Visitor::new();
    for path in [
        "/",
        "/connexion",
        "/connexion?id=ABCDEFGH",
        "/gestion/connexion",
        "/aide/",
        "/nulle-part",
        "/sante",
        "/portail",
        "/gestion",
    ] {
        has_security_headers(&nobody.get(path), path);
    }
    has_security_headers(
        &nobody.get(&stylesheet(&mut Visitor::new())),
        "a stylesheet",
    );
    has_security_headers(
        &nobody.post("/connexion", &[("identifiant", "x"), ("mot_de_passe", "y")]),
        "a wrong sign-in",
    );
    has_security_headers(
        &sign_in_portal(&credentials).get("/portail"),
        "the home page",
    );
    has_security_headers(&desk.staff("AGENT").get(&usager.tab("courriers")), "a file");
    let csp = SECURITY
        .iter()
        .find(|(name, _)| *name == "Content-Security-Policy")
        .expect("a policy")
        .1;
    assert!(
        csp.contains("frame-ancestors 'none'") && !csp.contains("unsafe"),
        "{csp}"
    );
}

fn stylesheet(visitor: &mut Visitor) -> String {
    text::attribute(
        &visitor.get("/connexion").body,
        "rel=\"stylesheet\"",
        "href",
    )
    .expect("a stylesheet")
}

pub(crate) fn personal_pages_are_not_kept() {
    let desk = Desk::with_portal();
    let (usager, credentials) = desk.usager_with_portal();
    let mut domicilie = sign_in_portal(&credentials);
    let mut agent = desk.staff("AGENT");
    for answer in [
        domicilie.get("/portail"),
        domicilie.get("/portail/mot-de-passe"),
        agent.get("/gestion"),
        agent.get(&usager.tab("courriers")),
        agent.get("/nulle-part"),
    ] {
        assert_eq!(
            answer.header("cache-control"),
            Some("no-store"),
            "{answer:?}"
        );
    }
}

pub(crate) fn fingerprinted_assets_are_kept() {
    let mut visitor = Visitor::new();
    let path = stylesheet(&mut visitor);
    assert!(path.starts_with("/assets/"), "{path}");
    let answer = visitor.get(&path);
    assert_eq!(
        (answer.status, answer.header("cache-control")),
        (200, Some(IMMUTABLE))
    );
}

pub(crate) fn other_sites_change_nothing() {
    let desk = Desk::with_portal();
    let (usager, credentials) = desk.usager_with_portal();
    let mut domicilie = sign_in_portal(&credentials);
    let mut administrateur = desk.staff("ADMINISTRATEUR");
    for site in ["cross-site", "same-site", "none"] {
        let request = |path: &str, form: &[(&str, &str)]| {
            Request::post(path).form(form).from_site(Some(site))
        };
        assert_eq!(
            domicilie.send(request("/portail/deconnexion", &[])).status,
            403,
            "{site}"
        );
        let form = [
            ("actif", "non"),
            ("passage", "non"),
            ("vu_actif", "oui"),
            ("vu_passage", "non"),
        ];
        assert_eq!(
            administrateur
                .send(request("/gestion/structure/portail", &form))
                .status,
            403,
            "{site}"
        );
        let form = [("acces", "non"), ("edition", "1")];
        assert_eq!(
            administrateur
                .send(request(&usager.tab("acces"), &form))
                .status,
            403,
            "{site}"
        );
    }
    assert_eq!(domicilie.get("/portail").status, 200, "still signed in");
    assert_eq!(
        db::count(
            "SELECT portail_actif FROM structure WHERE id = ?1",
            &[json!(desk.id)]
        ),
        1
    );
}

pub(crate) fn older_browsers_are_known_by_their_origin() {
    let desk = Desk::with_portal();
    let (_, credentials) = desk.usager_with_portal();
    let mut domicilie = sign_in_portal(&credentials);
    let sign_out = || {
        Request::post("/portail/deconnexion")
            .form(&[])
            .from_site(None)
    };
    assert_eq!(
        domicilie.send(sign_out()).status,
        403,
        "says nothing of where it comes from"
    );
    for origin in ["null", "https://ailleurs.test"] {
        assert_eq!(
            domicilie.send(sign_out().header("Origin", origin)).status,
            403,
            "{origin}"
        );
    }
    assert_eq!(
        domicilie
            .send(sign_out().header("Origin", &server().url))
            .status,
        303
    );
}

pub(crate) fn cookies_are_closed() {
    let desk = Desk::with_portal();
    let (_, credentials) = desk.usager_with_portal();
    let fields = [
        ("identifiant", credentials.identifiant.as_str()),
        ("mot_de_passe", &credentials.password),
    ];
    let answer = Visitor::new().post("/connexion", &fields);
    let set: Vec<&str> = answer
        .headers
        .iter()
        .filter(|(name, _)| name == "set-cookie")
        .map(|(_, value)| value.as_str())
        .collect();
    assert_eq!(set.len(), 2, "the session and the known browser");
    for cookie in set {
        for attribute in ["Path=/", "Secure", "HttpOnly", "SameSite=Lax"] {
            assert!(cookie.contains(attribute), "no {attribute}");
        }
        assert!(!cookie.contains("Domain"));
    }
    for path in ["/", "/connexion", "/aide/"] {
        assert!(
            Visitor::new().get(path).header("set-cookie").is_none(),
            "a cookie before signing in on {path}"
        );
    }
}

pub(crate) fn wrong_methods_say_which_are_right() {
    let mut visitor = Visitor::new();
    for route in TABLE.iter().filter(|route| !route.path.contains('{')) {
        let twins: Vec<Method> = TABLE
            .iter()
            .filter(|other| other.path == route.path)
            .map(|other| other.method)
            .collect();
        for (method, known) in [
            ("GET", twins.contains(&Method::Get)),
            ("POST", twins.contains(&Method::Post)),
            ("DELETE", false),
            ("PUT", false),
        ] {
            if !known {
                let answer = visitor.send(Request::new(method, route.path));
                assert_eq!(answer.status, 405, "{method} {}: {answer:?}", route.path);
                assert!(
                    answer
                        .header("allow")
                        .is_some_and(|allow| allow.contains(route.method.as_str())),
                    "{method} {}",
                    route.path
                );
            }
        }
    }
}

pub(crate) fn unknown_pages_are_404_with_ways_out() {
    for path in [
        "/nulle-part",
        "/gestion/nulle-part",
        "/portail/../../etc/passwd",
        "/gestion/rien",
        "/%ff",
        "/dev",
    ] {
        let answer = Visitor::new().get(path);
        assert_eq!(answer.status, 404, "{path}: {answer:?}");
        assert!(
            answer.says("Cette page n’existe pas") && answer.body.contains("href=\"/aide/"),
            "{path}: {answer:?}"
        );
    }
}

pub(crate) fn methods_we_do_not_know_are_refused() {
    let mut facteur = Desk::new().staff("FACTEUR");
    for method in ["PROPFIND", "PURGE", "DELETE", "PUT", "PATCH"] {
        let answer = facteur.send(Request::new(method, "/gestion"));
        assert_eq!(answer.status, 405, "{method}");
        assert_eq!(answer.header("allow"), Some("GET"), "{method}");
    }
}

pub(crate) fn a_last_slash_leads_to_the_page() {
    let mut facteur = Desk::new().staff("FACTEUR");
    let answer = facteur.get("/gestion/?page=1");
    assert_eq!(
        (answer.status, answer.location()),
        (308, Some("/gestion?page=1"))
    );
    assert_eq!(
        facteur.get("//ailleurs.test/").location(),
        None,
        "never to another site"
    );
}
