//! The platform around the worker: panics, request ids, the nightly work, the limit on signing in.

use escale_tests::{
    db,
    http::{Request, Visitor},
    stories::{Desk, now, sign_in_portal},
};
use serde_json::json;

pub(crate) fn a_panic_is_a_page_and_the_next_request_works() {
    let id = "feedfacecafe0002";
    let mut visitor = Visitor::new();
    let answer = visitor.send(Request::get("/dev/panique").header("cf-ray", id));
    assert_eq!(
        (answer.status, answer.header("cache-control")),
        (500, Some("no-store"))
    );
    crate::front::has_security_headers(&answer, "the page after a panic");
    assert!(
        answer.says("Une erreur est survenue") && answer.says(id),
        "{answer:?}"
    );
    assert!(
        !answer.body.contains("on purpose"),
        "the cause is not for the person"
    );
    let line = crate::log::line_of(id);
    assert_eq!(
        (&line["status"], &line["panic"]),
        (&json!(500), &json!(true)),
        "{line}"
    );
    assert!(
        line["at"].as_str().is_some_and(|at| at.contains("dev.rs")),
        "{line}"
    );
    assert_eq!(visitor.get("/sante").status, 200, "the next request works");
}

pub(crate) fn a_request_id_cannot_be_forged() {
    let forged = "un-numero-invente";
    let request = Request::get("/nulle-part")
        .header("x-escale-request-id", forged)
        .header("cf-ray", forged);
    let answer = Visitor::new().send(request);
    assert_eq!(answer.status, 404);
    assert!(!answer.body.contains(forged), "{answer:?}");
}

pub(crate) fn the_nightly_work_sweeps() {
    let desk = Desk::with_portal();
    let (usager, credentials) = desk.usager_with_portal();
    let _ = sign_in_portal(&credentials);
    let sessions = || {
        db::count(
            "SELECT count(*) FROM portal_session WHERE usager_id = ?1",
            &[json!(usager.id)],
        )
    };
    assert_eq!(sessions(), 1);
    db::sql(
        "UPDATE portal_session SET expires_at = ?2 WHERE usager_id = ?1",
        &[json!(usager.id), json!(now() - 1)],
    );
    assert_eq!(
        Visitor::new()
            .get("/cdn-cgi/handler/scheduled?cron=17+2+*+*+*")
            .status,
        200
    );
    assert_eq!(sessions(), 0);
}

pub(crate) fn too_many_sign_ins_from_one_place_wait() {
    // One unknown account, soon locked: asking costs no hash, and yet each asking counts for the place.
    let mut visitor = Visitor::new().at("203.0.113.77");
    let refused = (0..250)
        .map(|_| visitor.post("/connexion", &[]))
        .find(|answer| answer.says("Trop de demandes à la fois"));
    let answer = refused.expect("a limit");
    assert_eq!(
        (answer.status, answer.header("retry-after")),
        (429, Some("60")),
        "{answer:?}"
    );
}
