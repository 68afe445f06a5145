//! The server's log: one JSON object a request, of known keys, and nothing of anybody.

use std::collections::BTreeSet;

use aho_corasick::AhoCorasick;
use escale_tests::{
    http::Visitor,
    secrets,
    server::{self, server, started},
};
use serde_json::Value;

/// What a line of ours may hold (content/projet/): nothing that says who.
const KEYS: [&str; 11] = [
    "id",
    "method",
    "route",
    "status",
    "ms",
    "d1_trips",
    "d1_read",
    "d1_written",
    "error",
    "panic",
    "at",
];

/// How the token of a link begins.
const LINK_TOKEN: &str = "esl_";

/// The lines that are ours: what the worker writes is always an object.
fn ours(log: &str) -> Vec<&str> {
    log.lines().filter(|line| line.starts_with('{')).collect()
}

/// The line of the request that was given this id.
pub(crate) fn line_of(id: &str) -> Value {
    server().line_of(id)
}

/// Waits until the log holds the line of a last request, so that all lines before it are there; and what the other server
/// of this run has written by then, each by itself.
fn whole_logs() -> Vec<String> {
    let id = "feedfacecafe9999";
    Visitor::new().send(escale_tests::http::Request::get("/sante").header("cf-ray", id));
    line_of(id);
    started().into_iter().map(server::Server::log).collect()
}

pub(crate) fn every_line_of_ours_is_one_object_of_known_keys() {
    for log in whole_logs() {
        each_line_is_an_object(&log);
    }
}

fn each_line_is_an_object(log: &str) {
    let lines = ours(log);
    assert!(!lines.is_empty(), "the worker logs nothing");
    for line in lines {
        let object: Value =
            serde_json::from_str(line).unwrap_or_else(|error| panic!("{line}: {error}"));
        let keys = object.as_object().expect("an object").keys();
        let unknown: Vec<&String> = keys.filter(|key| !KEYS.contains(&key.as_str())).collect();
        assert!(unknown.is_empty(), "{unknown:?} in {line}");
        assert!(
            object["id"].is_string() && object["status"].is_u64(),
            "{line}"
        );
        assert!(
            object["route"]
                .as_str()
                .is_none_or(|route| !route.contains('?')),
            "{line}"
        );
    }
    // Between the start and the end, what is not ours is wrangler's own line for a request.
    let running = log.split_once("Ready on").map_or("", |(_, rest)| rest);
    let strange: Vec<&str> = running
        .lines()
        .skip(1)
        .filter(|line| {
            !line.is_empty() && !line.starts_with('{') && !line.starts_with("[wrangler:info]")
        })
        .collect();
    assert!(
        strange.is_empty(),
        "lines that are nobody's:\n{}",
        strange.join("\n")
    );
}

pub(crate) fn no_secret_and_no_name_is_in_it() {
    let log = whole_logs().concat();
    let kept = secrets::all();
    assert!(!kept.is_empty());
    // The token of a link is in the link, and wrangler writes the address of each request; what is put online has no such
    // line (`invocation_logs = false`). Everywhere else it is as secret as a password.
    let without_addresses: String = log
        .lines()
        .filter(|line| !line.starts_with("[wrangler:info]"))
        .collect();
    let (links, others): (Vec<_>, Vec<_>) = kept
        .into_iter()
        .partition(|secret| secret.starts_with(LINK_TOKEN));
    let mut found = found_in(&log, &others);
    found.extend(found_in(&without_addresses, &links));
    assert!(found.is_empty(), "in the log: {found:?}");
}

/// Those of `secrets` that are in `text`, all looked for at once: a run keeps thousands, and its log is long.
fn found_in<'a>(text: &str, secrets: &'a [String]) -> BTreeSet<&'a str> {
    let all = AhoCorasick::new(secrets).expect("texts");
    all.find_overlapping_iter(text)
        .filter_map(|found| secrets.get(found.pattern().as_usize()))
        .map(String::as_str)
        .collect()
}

pub(crate) fn a_secret_in_it_would_be_found() {
    let secrets = ["Motdepasse-44000", "passe-4", "absent"].map(str::to_owned);
    let found = found_in("{\"route\":\"Motdepasse-44000\"}", &secrets);
    assert_eq!(found, BTreeSet::from(["Motdepasse-44000", "passe-4"]));
}
