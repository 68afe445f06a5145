//! What `make ecrire` answers: the pages of the last build, and to each open page that there is a newer one. For one writer on one
//! machine: it listens to nobody else.

use std::fmt::Write as _;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::{Component, Path};
use std::sync::Arc;
use std::thread;
use std::time::Duration;

use crate::watch::{Board, Shown};
use crate::{Error, headers};

/// What makes a page load again.
const SCRIPT: &str = "(function () {
  var first;
  new EventSource('/_ecrire').onmessage = function (event) {
    if (first === undefined) first = event.data;
    if (first !== event.data) location.reload();
  };
})();
";

/// How what is wrong is shown.
const STYLE: &str = ".a-corriger { position: sticky; bottom: 0; z-index: 9; max-height: 60vh; overflow: auto; padding: 1rem; background: #7a1f12; color: #fff; }
.a-corriger h2 { font-size: 1rem; }
.a-corriger pre { margin: .5rem 0 0; white-space: pre-wrap; }
";

/// What is shown where there is no page.
const NOTHING: &str = "<!doctype html>\n<html lang=\"fr\">\n<head><meta charset=\"utf-8\"><title>Rien ici</title></head>\n<body>\n<h1>Rien à cette adresse</h1>\n<p>Le produit lui-même se lance avec <code>make run</code>. <a href=\"/plan-du-site/\">Plan du site</a></p>\n</body>\n</html>\n";

/// The longest head of a request that is read, in bytes.
const REQUEST_MAX: u64 = 16 * 1024;
/// After how long a page that waits is asked whether it is still there.
const PULSE: Duration = Duration::from_secs(20);

/// An answer.
#[derive(Debug, PartialEq, Eq)]
pub struct Answer {
    /// Of HTTP.
    pub status: u16,
    /// The media type of the body.
    pub kind: &'static str,
    /// Where to go instead.
    pub location: Option<String>,
    /// What is answered.
    pub body: Vec<u8>,
}

/// Listens to this machine on `port`; 0 lets the system choose.
///
/// # Errors
/// When the port is taken.
pub fn listen(port: u16) -> Result<TcpListener, Error> {
    let name = format!("localhost:{port}");
    TcpListener::bind((Ipv4Addr::LOCALHOST, port)).map_err(Error::io(Path::new(&name)))
}

/// Answers everybody, each in a thread: a page keeps its line open to hear of the next build.
pub fn all(listener: &TcpListener, board: &Arc<Board>, dist: &Path) {
    for stream in listener.incoming().flatten() {
        let (board, dist) = (Arc::clone(board), dist.to_owned());
        // Whoever has left does not read the answer.
        thread::spawn(move || drop(one(&stream, &board, &dist)));
    }
}

fn one(mut stream: &TcpStream, board: &Board, dist: &Path) -> io::Result<()> {
    let mut reader = BufReader::new(stream.take(REQUEST_MAX));
    let mut request = String::new();
    reader.read_line(&mut request)?;
    let mut line = String::from("x");
    while !line.trim_end().is_empty() {
        line.clear();
        reader.read_line(&mut line)?;
    }
    let target = request.split(' ').nth(1).unwrap_or("/");
    let path = target.split(['?', '#']).next().unwrap_or("/");
    if path == "/_ecrire" {
        return tell(stream, board);
    }
    let found = answer(&board.shown(), path, dist);
    let mut head = format!(
        "HTTP/1.1 {}\r\nContent-Type: {}\r\n",
        found.status, found.kind
    );
    // Writing to a String cannot fail.
    for (name, value) in headers::SECURITY {
        let _ = write!(head, "{name}: {value}\r\n");
    }
    if let Some(location) = &found.location {
        let _ = write!(head, "Location: {location}\r\n");
    }
    let _ = write!(
        head,
        "Cache-Control: no-store\r\nContent-Length: {}\r\nConnection: close\r\n\r\n",
        found.body.len()
    );
    stream.write_all(head.as_bytes())?;
    stream.write_all(&found.body)
}

/// Says the version, then each new one, until nobody listens.
fn tell(mut stream: &TcpStream, board: &Board) -> io::Result<()> {
    stream.write_all(
        b"HTTP/1.1 200\r\nContent-Type: text/event-stream\r\nCache-Control: no-store\r\n\r\n",
    )?;
    let mut version = board.shown().version;
    loop {
        stream.write_all(format!("data: {version}\n\n").as_bytes())?;
        stream.flush()?;
        version = board.after(version, PULSE);
    }
}

/// What is at `path`: a page of the last build, or a file that another tool has put in `dist`.
#[must_use]
pub fn answer(shown: &Shown, path: &str, dist: &Path) -> Answer {
    let found = |kind, body| Answer {
        status: 200,
        kind,
        location: None,
        body,
    };
    match path {
        "/_ecrire.js" => return found("text/javascript", SCRIPT.into()),
        "/_ecrire.css" => return found("text/css", STYLE.into()),
        _ => {}
    }
    let inner = path.trim_matches('/');
    let index = if inner.is_empty() {
        "index.html".to_owned()
    } else {
        format!("{inner}/index.html")
    };
    if let Some(page) = shown.files.get(&index) {
        let elsewhere = !path.ends_with('/') && !path.ends_with("connexion");
        let page = with_news(&String::from_utf8_lossy(page), &shown.wrong);
        return Answer {
            status: if elsewhere { 307 } else { 200 },
            kind: "text/html; charset=utf-8",
            location: elsewhere.then(|| format!("{path}/")),
            body: page.into_bytes(),
        };
    }
    if let Some(file) = shown.files.get(inner) {
        return found(kind_of(inner), file.to_vec());
    }
    if let Some(file) = beside(dist, inner) {
        return found(kind_of(inner), file);
    }
    Answer {
        status: 404,
        kind: "text/html; charset=utf-8",
        location: None,
        body: with_news(NOTHING, &shown.wrong).into_bytes(),
    }
}

/// What another tool has put at `path` in `dist`.
fn beside(dist: &Path, path: &str) -> Option<Vec<u8>> {
    let mut steps = Path::new(path).components();
    let plain = steps.all(|step| matches!(step, Component::Normal(_)));
    plain.then(|| std::fs::read(dist.join(path)).ok()).flatten()
}

/// The page, which loads again by itself and says what is wrong.
fn with_news(page: &str, wrong: &str) -> String {
    let mut news = String::from("<script src=\"/_ecrire.js\" defer></script>\n");
    if !wrong.is_empty() {
        let wrong = wrong.replace('&', "&amp;").replace('<', "&lt;");
        let _ = write!(
            news,
            "<link rel=\"stylesheet\" href=\"/_ecrire.css\">\n<section class=\"a-corriger\" role=\"alert\"><h2>À corriger</h2><pre>{wrong}</pre></section>\n"
        );
    }
    match page.rsplit_once("</body>") {
        Some((before, after)) => format!("{before}{news}</body>{after}"),
        None => format!("{page}{news}"),
    }
}

fn kind_of(path: &str) -> &'static str {
    match path.rsplit_once('.').map(|(_, extension)| extension) {
        Some("html") => "text/html; charset=utf-8",
        Some("css") => "text/css",
        Some("js" | "mjs") => "text/javascript",
        Some("json") => "application/json",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("jpg" | "jpeg") => "image/jpeg",
        Some("webp") => "image/webp",
        Some("avif") => "image/avif",
        Some("gif") => "image/gif",
        Some("xml") => "application/xml",
        Some("wasm") => "application/wasm",
        Some("txt") => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}
