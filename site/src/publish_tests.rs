use super::*;
use std::path::PathBuf;
use std::sync::atomic::{AtomicU32, Ordering};

const ORIGIN: &str = "https://escale.example";

fn repository() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// A folder of pages that goes away with the test.
struct Fixture(PathBuf);

impl Fixture {
    fn new(pages: &[(&str, &str)]) -> Self {
        static RANK: AtomicU32 = AtomicU32::new(0);
        let name = format!(
            "escale-content-{}-{}",
            std::process::id(),
            RANK.fetch_add(1, Ordering::Relaxed)
        );
        let root = std::env::temp_dir().join(name);
        for (path, body) in pages {
            let file = root.join(path);
            fs::create_dir_all(file.parent().unwrap()).unwrap();
            let head = "+++\ntitle = \"T\"\nsummary = \"S\"\nupdated = 2026-11-21\n+++\n";
            fs::write(file, format!("{head}{body}")).unwrap();
        }
        Self(root)
    }

    fn read(&self) -> Result<Vec<(Source, Rendered)>, Error> {
        read(&self.0)
    }
}

impl Drop for Fixture {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn text(files: &[File], path: &str) -> String {
    let file = files
        .iter()
        .find(|file| file.path == path)
        .unwrap_or_else(|| panic!("{path} is missing"));
    String::from_utf8(file.bytes.clone()).unwrap()
}

#[test]
fn the_whole_site_builds() {
    let files = build(&repository(), ORIGIN).unwrap();
    for path in [
        "index.html",
        "connexion/index.html",
        "gestion/connexion/index.html",
        "aide/index.html",
    ] {
        assert!(text(&files, path).contains("<html lang=\"fr\""), "{path}");
    }
    assert!(text(&files, "sitemap.xml").contains("https://escale.example/aide/"));
    assert!(text(&files, "_headers").contains("default-src 'none'"));
}

#[test]
fn no_page_carries_style_or_script_of_its_own() {
    for file in build(&repository(), ORIGIN)
        .unwrap()
        .iter()
        .filter(|file| file.is_page())
    {
        let html = String::from_utf8(file.bytes.clone()).unwrap();
        assert!(
            !html.contains("<style") && !html.contains(" style=") && !html.contains(" onclick"),
            "{}",
            file.path
        );
        assert!(!html.contains("<script>"), "{}", file.path);
    }
}

#[test]
fn pages_find_each_other() {
    let pages = Fixture::new(&[
        ("help/index.md", "[a](a/index.md)\n"),
        (
            "help/a/index.md",
            "## Là\n\n[retour](/aide/), [ici](#la), [connexion](/connexion)\n",
        ),
        ("projet/notes.md", "[a](../help/a/index.md#la)\n"),
    ]);
    let urls: Vec<String> = pages
        .read()
        .unwrap()
        .into_iter()
        .map(|(source, _)| source.url)
        .collect();
    assert_eq!(urls, ["/aide/", "/aide/a/", "/aide/projet/notes/"]);
}

#[test]
fn broken_links_stop_the_build_all_at_once_with_file_and_line() {
    let pages = Fixture::new(&[
        (
            "help/index.md",
            "Bonjour.\n\n[a](absent.md)\n\n[b](/aide/rien/)\n",
        ),
        ("help/a.md", "[c](/aide/#nulle-part)\n"),
    ]);
    let message = pages.read().unwrap_err().to_string();
    for expected in [
        "index.md:8: broken link \"absent.md\": no such file",
        "index.md:10: broken link \"/aide/rien/\": no such page",
        "a.md:6: broken link \"/aide/#nulle-part\": the page has no such heading",
    ] {
        assert!(
            message.contains(expected),
            "{message}\nshould say\n{expected}"
        );
    }
}

#[test]
fn two_files_with_one_address_stop_the_build() {
    let pages = Fixture::new(&[("help/projet/a.md", ""), ("projet/a.md", "")]);
    assert!(matches!(pages.read(), Err(Error::SameAddress { .. })));
}

#[test]
fn a_site_is_replaced_as_a_whole() {
    let root = Fixture::new(&[("dist/ancien/x.md", "")]);
    let dist = root.0.join("dist");
    write(&dist, &[File::new("a/index.html", "a")]).unwrap();
    assert!(dist.join("a/index.html").exists() && !dist.join("ancien").exists());
}
