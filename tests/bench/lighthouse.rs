//! How fast five types of pages are for Lighthouse's slow phone, each measured three times: 99 at least, and 100 in the rest.

use std::path::PathBuf;

use escale_tests::{chrome, lighthouse, server};

/// The front door, an article, an index, the search, a sign-in.
const TYPES: [&str; 5] = [
    "/",
    "/aide/structures/enregistrer-le-courrier/",
    "/aide/",
    "/aide/recherche/",
    "/connexion",
];

/// The least that each category may have.
const LEAST: [(&str, u32); 4] = [
    ("performance", 99),
    ("accessibility", 100),
    ("best-practices", 100),
    ("seo", 100),
];

/// Prints what Lighthouse says; false when a page is below.
pub(crate) fn run() -> bool {
    server::DEMO
        .set(PathBuf::from(env!("CARGO_BIN_EXE_demo")))
        .expect("set once");
    let names: Vec<&str> = LEAST.iter().map(|(name, _)| *name).collect();
    let verdicts = lighthouse::of(&TYPES, &names.join(","));
    chrome::stop();
    for server in server::started() {
        server.stop();
    }
    let mut fine = true;
    for (path, verdict) in &verdicts {
        let scores: Vec<String> = LEAST
            .iter()
            .map(|(name, least)| {
                let score = verdict.scores.get(*name).copied().unwrap_or_default();
                fine &= score >= *least;
                format!("{name} {score}")
            })
            .collect();
        println!("{path} : {}", scores.join(", "));
        for fault in &verdict.faults {
            println!("  {fault}");
        }
    }
    fine
}
