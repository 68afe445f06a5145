//! The checkout: its folders and files.

use std::{
    fs,
    path::{Path, PathBuf},
};

/// The root of the checkout.
#[must_use]
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .expect("tests/ is in the checkout")
        .to_owned()
}

/// Every file under `folder` whose name ends in `.extension`, in order.
#[must_use]
pub fn files(folder: &Path, extension: &str) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(folder) else {
        return Vec::new();
    };
    let mut found = Vec::new();
    for path in entries.map(|entry| entry.expect("a readable folder").path()) {
        if path.is_dir() {
            found.extend(files(&path, extension));
        } else if path.extension().is_some_and(|it| it == extension) {
            found.push(path);
        }
    }
    found.sort();
    found
}

/// The text of a file of the checkout.
#[must_use]
pub fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// A command that finds npm's tools, and a recent enough Node, first.
#[must_use]
pub fn command(program: &str) -> std::process::Command {
    let root = root();
    let tools = root.join("node_modules/.bin");
    let path = format!(
        "{}:{}",
        tools.display(),
        std::env::var("PATH").unwrap_or_default()
    );
    let mut command = std::process::Command::new(program);
    command
        .current_dir(root)
        .env("PATH", path)
        .env("CI", "1")
        .env("WRANGLER_SEND_METRICS", "false")
        .stdin(std::process::Stdio::null());
    command
}
