use std::io::{BufRead, BufReader, Write};
use std::net::TcpStream;
use std::path::PathBuf;

use super::*;
use crate::serve::answer;

/// A repository with our look and one page, which goes away with the test.
struct Fixture(PathBuf);

impl Fixture {
    fn new(name: &str) -> Self {
        let ours = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
        let root = std::env::temp_dir().join(format!("escale-{name}-{}", std::process::id()));
        fs::create_dir_all(root.join("site")).unwrap();
        fs::create_dir_all(root.join("content/help")).unwrap();
        for shared in ["site/assets", "site/templates", "package.json"] {
            std::os::unix::fs::symlink(ours.join(shared), root.join(shared)).unwrap();
        }
        let fixture = Self(root);
        fixture.page("Bonjour.");
        fixture
    }

    fn page(&self, body: &str) {
        let head = "+++\ntitle = \"A\"\nsummary = \"S\"\nupdated = 2026-11-21\ndraft = true\n+++\n";
        fs::write(self.0.join("content/help/a.md"), format!("{head}{body}\n")).unwrap();
    }

    fn table(&self) -> Table<'_> {
        Table::new(Order {
            root: &self.0,
            origin: "http://localhost",
            drafts: true,
        })
    }
}

impl Drop for Fixture {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn page(table: &Table<'_>, path: &str) -> String {
    let answer = answer(&table.board.shown(), path, Path::new("nowhere"));
    String::from_utf8(answer.body).unwrap()
}

#[test]
fn what_is_saved_is_shown_and_the_rest_is_not_made_again() {
    let site = Fixture::new("watch");
    let mut table = site.table();
    assert!(table.look().unwrap().unwrap() > 10);
    assert!(table.look().is_none());
    assert!(page(&table, "/aide/a/").contains("Bonjour."));
    site.page("Au revoir, et merci.");
    assert_eq!(table.look().unwrap(), Ok(1));
    let after = page(&table, "/aide/a/");
    assert!(
        after.contains("Au revoir") && after.contains("/_ecrire.js"),
        "{after}"
    );
    assert!(page(&table, "/plan-du-site/").contains("/aide/a/"));
}

#[test]
fn what_is_wrong_is_shown_over_the_last_good_page() {
    let site = Fixture::new("wrong");
    let mut table = site.table();
    table.look().unwrap().unwrap();
    site.page("[x](absent&co.md)");
    let wrong = table.look().unwrap().unwrap_err();
    assert!(
        wrong.starts_with("content/help/a.md:7: lien cassé"),
        "{wrong}"
    );
    let shown = page(&table, "/aide/a/");
    assert!(
        shown.contains("Bonjour.") && shown.contains("À corriger"),
        "{shown}"
    );
    assert!(
        shown.contains("« absent&amp;co.md »") && !page(&table, "/_ecrire.js").contains("corriger")
    );
    site.page("Bonjour.");
    table.look().unwrap().unwrap();
    assert!(!page(&table, "/aide/a/").contains("À corriger"));
}

#[test]
fn addresses_are_those_of_the_site() {
    let site = Fixture::new("addresses");
    let mut table = site.table();
    table.look().unwrap().unwrap();
    let at = |path: &str| answer(&table.board.shown(), path, &site.0.join("content"));
    assert_eq!(at("/connexion").status, 200);
    assert_eq!(at("/aide/a").location.as_deref(), Some("/aide/a/"));
    assert_eq!(at("/robots.txt").kind, "text/plain; charset=utf-8");
    assert_eq!(at("/rien").status, 404);
    // What another tool has put beside, and nothing above it.
    assert_eq!(at("/help/a.md").status, 200);
    assert_eq!(at("/../package.json").status, 404);
}

#[test]
fn an_open_page_hears_of_the_next_build() {
    let site = Fixture::new("events");
    let mut table = site.table();
    table.look().unwrap().unwrap();
    let listener = serve::listen(0).unwrap();
    let address = listener.local_addr().unwrap();
    let board = Arc::clone(&table.board);
    thread::spawn(move || serve::all(&listener, &board, Path::new("nowhere")));

    let mut stream = TcpStream::connect(address).unwrap();
    stream
        .write_all(b"GET /_ecrire HTTP/1.1\r\nHost: localhost\r\n\r\n")
        .unwrap();
    let mut heard = BufReader::new(stream)
        .lines()
        .map(Result::unwrap)
        .filter(|line| line.starts_with("data: "));
    let first = heard.next().unwrap();
    site.page("Autre chose, plus longue.");
    table.look().unwrap().unwrap();
    let second = heard.next().unwrap();
    assert_ne!(first, second);

    let mut stream = TcpStream::connect(address).unwrap();
    stream
        .write_all(b"GET /aide/a/ HTTP/1.1\r\nHost: localhost\r\n\r\n")
        .unwrap();
    let page: Vec<String> = BufReader::new(stream).lines().map(Result::unwrap).collect();
    assert_eq!(page[0], "HTTP/1.1 200");
    assert!(page.iter().any(|line| line.contains("plus longue")));
}
