//! What would be put online: wrangler accepts it, it is small, and it has none of the development build's doors.

mod copy;

use std::{fs, path::PathBuf};

use escale_tests::{server, tree};
use escale_worker::routes::TABLE;

/// The free plan's limit for a script, compressed, is 3 MB; ours stays below. The names of functions, which a trace of an
/// error needs, are beside it (build/avec-noms.wasm): the numbers of functions are the same.
const GZIP_BYTES_MAX: u64 = 2_900_000;

fn build(kind: &str) -> PathBuf {
    tree::root().join("build").join(kind).join("index_bg.wasm")
}

fn wasm(kind: &str) -> Vec<u8> {
    fs::read(build(kind)).unwrap_or_else(|error| {
        panic!(
            "{}: {error}; make worker worker-production",
            build(kind).display()
        )
    })
}

fn contains(bytes: &[u8], text: &str) -> bool {
    bytes
        .windows(text.len())
        .any(|window| window == text.as_bytes())
}

#[test]
fn the_production_build_has_no_development_route() {
    let (development, production) = (wasm("dev"), wasm("production"));
    let doors: Vec<&str> = TABLE
        .iter()
        .map(|route| route.path)
        .filter(|path| path.starts_with("/dev/"))
        .collect();
    assert!(!doors.is_empty());
    for door in doors {
        assert!(
            contains(&development, door),
            "{door} can't be told from its absence"
        );
        assert!(!contains(&production, door), "{door} would be put online");
    }
}

#[test]
fn the_production_build_is_small() {
    let zipped = server::run(
        tree::command("sh")
            .args(["-c", "gzip -9 -c \"$0\" | wc -c"])
            .arg(build("production")),
    );
    let (raw, zipped) = (
        wasm("production").len(),
        zipped.trim().parse::<u64>().expect("a number of bytes"),
    );
    println!("production wasm: {raw} bytes, {zipped} compressed");
    assert!(zipped <= GZIP_BYTES_MAX, "{zipped} bytes compressed");
}

#[test]
fn wrangler_would_deploy_it() {
    let out = server::fresh_folder("deploy");
    let said = server::run(
        tree::command("wrangler")
            .args(["deploy", "--dry-run", "--outdir"])
            .arg(&out),
    );
    assert!(said.contains("--dry-run: exiting now"), "{said}");
    for binding in [
        "env.DB",
        "env.DOCUMENTS",
        "env.ASSETS",
        "env.SIGN_IN_LIMIT",
        "env.SITE_URL",
        "env.EXPORT_SIRET",
        "env.COURRIELS",
        "env.MAIL_TRANSPORT",
        "env.MAIL_FROM",
        "env.SMS_TRANSPORT",
        "env.SMS_FROM",
        "env.SECOND_FACTOR",
    ] {
        assert!(said.contains(binding), "no {binding}:\n{said}");
    }
    let _ = fs::remove_dir_all(out);
}
