//! What Lighthouse says of pages of ours, as on a phone.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::{
    server::{run, server},
    tree,
};

/// What it says of one page.
#[derive(Debug, Clone, Deserialize)]
pub struct Verdict {
    /// 0 to 100 by category: `accessibility`, `best-practices`, `seo`, `performance`.
    pub scores: BTreeMap<String, u32>,
    /// What keeps them below 100, in Lighthouse's words.
    pub faults: Vec<String>,
}

/// The verdict on each of `paths`, in `categories`. With « performance », each page is measured three times.
#[must_use]
pub fn of(paths: &[&str], categories: &str) -> Vec<(String, Verdict)> {
    let addresses: Vec<String> = paths
        .iter()
        .map(|path| format!("{}{path}", server().url))
        .collect();
    let said = run(tree::command("node")
        .env("CHROME_PATH", "/usr/bin/chromium")
        .arg("tests/src/lighthouse.mjs")
        .arg(categories)
        .args(&addresses));
    let json = said
        .lines()
        .find(|line| line.starts_with('{'))
        .unwrap_or_else(|| panic!("no verdict: {said}"));
    let mut verdicts: BTreeMap<String, Verdict> =
        serde_json::from_str(json).unwrap_or_else(|error| panic!("{json}: {error}"));
    let verdict = |(path, address): (&&str, &String)| {
        let found = verdicts.remove(address);
        (
            (*path).to_owned(),
            found.unwrap_or_else(|| panic!("no verdict on {path}")),
        )
    };
    paths.iter().zip(&addresses).map(verdict).collect()
}
