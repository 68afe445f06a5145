//! Pages behind a secret link: whoever opens one leaves no trace of its address anywhere.

use escale_tests::{
    browser::Browser,
    http::{Answer, Request, Visitor},
    mail,
    stories::{Asked, Desk, PASSWORD},
};
use escale_worker::routes::{Handler, Method, Route, TABLE};

/// The token of a link that nobody was sent.
const LOST_TOKEN: &str = "esl_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

/// How the paths of a request begin that was sent to a service.
const ORIENTATION: &str = "/orientations/{jeton}";

fn routes() -> impl Iterator<Item = &'static Route> {
    TABLE
        .iter()
        .filter(|route| matches!(route.handler, Handler::Link(_)))
}

/// A link to `path` that holds, as its e-mail carries it.
fn sent(desk: &Desk, path: &str) -> String {
    let mut administrateur = desk.staff("ADMINISTRATEUR");
    let address = mail::address("lien");
    match path {
        "/gestion/invitation/{jeton}" => {
            let members = "/gestion/utilisateurs";
            let key = administrateur.get(members).field("jeton").expect("a key");
            let fields = [
                ("jeton", key.as_str()),
                ("prenom", "Awa"),
                ("nom", "Diallo"),
                ("email", &address),
                ("role", "AGENT"),
            ];
            assert_eq!(administrateur.post(members, &fields).status, 303);
            mail::about(&address, "").link()
        }
        "/gestion/mot-de-passe-oublie/{jeton}" => {
            let address = desk.email("AGENT");
            let fields = [("email", address.as_str())];
            let asked = Visitor::new().post("/gestion/mot-de-passe-oublie", &fields);
            assert_eq!(asked.status, 303);
            mail::about(&address, "Choisir un nouveau mot de passe").link()
        }
        "/gestion/adresse/{jeton}" => {
            let fields = [("email", address.as_str()), ("mot_de_passe", PASSWORD)];
            let asked = administrateur.post("/gestion/compte/adresse", &fields);
            assert_eq!(asked.status, 303, "{asked:?}");
            mail::about(&address, "").link()
        }
        "/notifications/arret/{jeton}" => crate::notifications::stop_link(desk),
        orientation if orientation.starts_with(ORIENTATION) => {
            let asked = Asked::new();
            let (piece, _) = asked.with_document();
            let rest = orientation.trim_start_matches(ORIENTATION);
            format!("{}{}", asked.link(), rest.replace("{piece}", &piece))
        }
        other => panic!("teach the walk to be sent a link to {other}"),
    }
}

fn says_nothing(answer: &Answer, whence: &str) {
    for (name, value) in [
        ("referrer-policy", "no-referrer"),
        ("x-robots-tag", "noindex, nofollow"),
        ("cache-control", "no-store"),
    ] {
        assert_eq!(answer.header(name), Some(value), "{whence}: {answer:?}");
    }
    let page = answer
        .header("content-type")
        .is_some_and(|it| it.starts_with("text/html"));
    if page && !answer.body.is_empty() {
        for meta in [
            "<meta name=\"referrer\" content=\"no-referrer\">",
            "<meta name=\"robots\" content=\"noindex, nofollow\">",
        ] {
            assert!(answer.body.contains(meta), "{whence}: no {meta}");
        }
        assert!(!answer.body.contains("same-origin"), "{whence}");
    }
}

pub(crate) fn every_one_keeps_its_address_to_itself() {
    for route in routes() {
        let desk = Desk::new();
        let method = route.method.as_str();
        let lost = route.path.replace("{jeton}", LOST_TOKEN);
        let answer = Visitor::new().send(Request::new(method, &lost).form(&[]));
        says_nothing(&answer, &format!("{method} {}, lost", route.path));
        let wrong = Visitor::new().send(Request::new("DELETE", &lost));
        assert_eq!(wrong.status, 405);
        says_nothing(&wrong, &format!("DELETE {}", route.path));
        let path = sent(&desk, route.path);
        if route.method == Method::Get {
            let opened = Visitor::new().get(&path);
            assert_eq!(opened.status, 200, "{opened:?}");
            says_nothing(&opened, route.path);
        } else {
            let taken = Visitor::new().send(Request::post(&path).form(&[]));
            assert!(taken.status < 500, "{taken:?}");
            says_nothing(&taken, &format!("POST {}", route.path));
        }
    }
    let elsewhere = Visitor::new().get("/gestion/mot-de-passe-oublie");
    assert!(elsewhere.header("x-robots-tag").is_none());
}

/// A page that says nothing of where it is makes an older browser say `null` when it sends its form.
pub(crate) fn an_older_browser_sends_the_form_of_a_link() {
    let desk = Desk::new();
    let path = sent(&desk, "/gestion/mot-de-passe-oublie/{jeton}");
    let form = || Request::post(&path).form(&[("nouveau", "court")]);
    let old = form().from_site(None).header("Origin", "null");
    assert_eq!(Visitor::new().send(old).status, 422, "the form was read");
    let another = form()
        .from_site(None)
        .header("Origin", "https://ailleurs.test");
    assert_eq!(Visitor::new().send(another).status, 403);
    let another = form().from_site(Some("cross-site"));
    assert_eq!(Visitor::new().send(another).status, 403);
}

/// In a browser, what follows the page is not told where one comes from.
pub(crate) fn a_browser_asks_for_nothing_with_the_token() {
    let desk = Desk::new();
    let browser = Browser::computer();
    browser.open(&sent(&desk, "/gestion/mot-de-passe-oublie/{jeton}"));
    browser.sees("Choisissez un nouveau mot de passe");
    browser.follow("Aide");
    let referrer = browser.script("return document.referrer");
    assert_eq!(referrer, serde_json::json!(""));
}
