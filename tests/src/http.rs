//! A visitor without a screen: plain HTTP, cookies kept as a browser keeps them, redirections not followed.

use std::{
    collections::BTreeMap,
    fmt,
    sync::atomic::{AtomicU16, Ordering},
    time::Duration,
};

use crate::{secrets, server::server, text};

/// The cookies that are no secret: the id of a service and the code of a language, which are in addresses as well.
const NO_SECRET: [&str; 2] = ["escale_suite", "escale_langue"];

/// Someone who speaks HTTP to the server and keeps its cookies.
pub struct Visitor {
    agent: ureq::Agent,
    cookies: BTreeMap<String, String>,
    address: String,
}

/// A request about to be sent. By default it says it comes from a page of ours, as a browser's form does.
pub struct Request {
    method: String,
    path: String,
    headers: Vec<(String, String)>,
    body: Vec<u8>,
    site: Option<&'static str>,
}

impl Request {
    /// A request of any method.
    #[must_use]
    pub fn new(method: &str, path: &str) -> Self {
        Self {
            method: method.to_owned(),
            path: path.to_owned(),
            headers: Vec::new(),
            body: Vec::new(),
            site: Some("same-origin"),
        }
    }

    /// A GET.
    #[must_use]
    pub fn get(path: &str) -> Self {
        Self::new("GET", path)
    }

    /// A POST without a body.
    #[must_use]
    pub fn post(path: &str) -> Self {
        Self::new("POST", path)
    }

    /// With a form of those fields.
    #[must_use]
    pub fn form(self, fields: &[(&str, &str)]) -> Self {
        let pairs: Vec<String> = fields
            .iter()
            .map(|(name, value)| format!("{}={}", encode(name), encode(value)))
            .collect();
        self.body(
            "application/x-www-form-urlencoded",
            pairs.join("&").as_bytes(),
        )
    }

    /// With a form that carries a file, as browsers send it; no file was chosen when its name is empty.
    #[must_use]
    pub fn file(
        self,
        fields: &[(&str, &str)],
        (field, name): (&str, &str),
        content: &[u8],
    ) -> Self {
        const BOUNDARY: &str = "----escale-essai";
        let mut body = Vec::new();
        for (name, value) in fields {
            let part = format!(
                "--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n"
            );
            body.extend(part.as_bytes());
        }
        let head = format!(
            "--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"{field}\"; filename=\"{name}\"\r\n\
             Content-Type: application/octet-stream\r\n\r\n"
        );
        body.extend(head.as_bytes());
        body.extend(content);
        body.extend(format!("\r\n--{BOUNDARY}--\r\n").as_bytes());
        self.body(&format!("multipart/form-data; boundary={BOUNDARY}"), &body)
    }

    /// With JSON.
    #[must_use]
    pub fn json(self, text: &str) -> Self {
        self.body("application/json", text.as_bytes())
    }

    /// With those bytes.
    #[must_use]
    pub fn body(mut self, content_type: &str, bytes: &[u8]) -> Self {
        bytes.clone_into(&mut self.body);
        self.header("Content-Type", content_type)
    }

    /// With a header more.
    #[must_use]
    pub fn header(mut self, name: &str, value: &str) -> Self {
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }

    /// Coming from there, as `Sec-Fetch-Site` says; `None`: from a browser that does not know that header.
    #[must_use]
    pub fn from_site(mut self, site: Option<&'static str>) -> Self {
        self.site = site;
        self
    }
}

/// An address nobody else comes from, of the block kept for tests (RFC 2544): hundreds of visitors sign in within a
/// minute, and the shield counts by address.
fn address_of_one_s_own() -> String {
    static LAST: AtomicU16 = AtomicU16::new(0);
    let [high, low] = LAST.fetch_add(1, Ordering::Relaxed).to_be_bytes();
    format!("198.18.{high}.{low}")
}

/// Percent-encodes `text` for a form or a query.
#[must_use]
pub fn encode(text: &str) -> String {
    use fmt::Write as _;
    text.bytes().fold(String::new(), |mut encoded, byte| {
        if byte.is_ascii_alphanumeric() || b"-_.~".contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            let _ = write!(encoded, "%{byte:02X}");
        }
        encoded
    })
}

/// What came back.
#[derive(Clone)]
pub struct Answer {
    /// HTTP status.
    pub status: u16,
    /// Headers, names in lower case.
    pub headers: Vec<(String, String)>,
    /// The body, as text.
    pub body: String,
    /// The body, as it came.
    pub bytes: Vec<u8>,
}

impl fmt::Debug for Answer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let words: String = self.words().chars().take(400).collect();
        write!(f, "{} {:?} « {words} »", self.status, self.location())
    }
}

impl Answer {
    /// The value of a header.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers
            .iter()
            .find(|(key, _)| key.eq_ignore_ascii_case(name))
            .map(|(_, value)| value.as_str())
    }

    /// Where a redirection leads.
    #[must_use]
    pub fn location(&self) -> Option<&str> {
        self.header("location")
    }

    /// Its words, as read.
    #[must_use]
    pub fn words(&self) -> String {
        text::of_html(&self.body)
    }

    /// Does the page say that?
    #[must_use]
    pub fn says(&self, words: &str) -> bool {
        self.words().contains(&text::normal(words))
    }

    /// The value of the field `name` of its form.
    #[must_use]
    pub fn field(&self, name: &str) -> Option<String> {
        text::attribute(&self.body, &format!("name=\"{name}\""), "value")
    }
}

impl Default for Visitor {
    fn default() -> Self {
        Self::new()
    }
}

impl Visitor {
    /// Someone without a cookie.
    #[must_use]
    pub fn new() -> Self {
        let config = ureq::Agent::config_builder()
            .http_status_as_error(false)
            .max_redirects(0)
            .max_redirects_will_error(false)
            .timeout_global(Some(Duration::from_mins(1)))
            .build();
        Self {
            agent: ureq::Agent::new_with_config(config),
            cookies: BTreeMap::new(),
            address: address_of_one_s_own(),
        }
    }

    /// The same, seen by the server as coming from `address`.
    #[must_use]
    pub fn at(mut self, address: &str) -> Self {
        address.clone_into(&mut self.address);
        self
    }

    /// The value of a cookie.
    #[must_use]
    pub fn cookie(&self, name: &str) -> Option<&str> {
        self.cookies.get(name).map(String::as_str)
    }

    /// Takes a cookie away, or puts another one in its place.
    pub fn set_cookie(&mut self, name: &str, value: Option<&str>) {
        match value {
            Some(value) => self.cookies.insert(name.to_owned(), value.to_owned()),
            None => self.cookies.remove(name),
        };
    }

    /// Opens a page.
    pub fn get(&mut self, path: &str) -> Answer {
        self.send(Request::get(path))
    }

    /// Sends a form of that page.
    pub fn post(&mut self, path: &str, fields: &[(&str, &str)]) -> Answer {
        self.send(Request::post(path).form(fields))
    }

    /// Sends a request. Cookies are kept even though they are `Secure`: browsers do so on localhost.
    pub fn send(&mut self, request: Request) -> Answer {
        let mut builder = ureq::http::Request::builder()
            .method(request.method.as_str())
            .uri(format!("{}{}", server().url, request.path));
        for (name, value) in &request.headers {
            builder = builder.header(name, value);
        }
        if let Some(site) = request.site {
            builder = builder.header("Sec-Fetch-Site", site);
        }
        builder = builder.header("CF-Connecting-IP", &self.address);
        if !self.cookies.is_empty() {
            let pairs: Vec<String> = self
                .cookies
                .iter()
                .map(|(name, value)| format!("{name}={value}"))
                .collect();
            builder = builder.header("Cookie", pairs.join("; "));
        }
        let config = |request| {
            self.agent
                .configure_request(request)
                .allow_non_standard_methods(true)
                .build()
        };
        let sent = if request.body.is_empty() && request.method != "POST" {
            self.agent
                .run(config(builder.body(Vec::new()).expect("a request")).map(|_| ()))
        } else {
            self.agent
                .run(config(builder.body(request.body).expect("a request")))
        };
        let mut answer =
            sent.unwrap_or_else(|error| panic!("{} {}: {error}", request.method, request.path));
        let headers: Vec<(String, String)> = answer
            .headers()
            .iter()
            .map(|(name, value)| {
                (
                    name.as_str().to_owned(),
                    value.to_str().unwrap_or_default().to_owned(),
                )
            })
            .collect();
        self.keep_cookies(&headers);
        let body = answer
            .body_mut()
            .with_config()
            .limit(50 << 20)
            .read_to_vec()
            .unwrap_or_default();
        Answer {
            status: answer.status().as_u16(),
            headers,
            body: String::from_utf8_lossy(&body).into_owned(),
            bytes: body,
        }
    }

    fn keep_cookies(&mut self, headers: &[(String, String)]) {
        for (_, value) in headers.iter().filter(|(name, _)| name == "set-cookie") {
            let Some((name, content)) = value
                .split(';')
                .next()
                .and_then(|pair| pair.split_once('='))
            else {
                continue;
            };
            if value.contains("Max-Age=0") {
                self.cookies.remove(name);
            } else {
                if !NO_SECRET.contains(&name) {
                    secrets::keep(content);
                }
                self.cookies.insert(name.to_owned(), content.to_owned());
            }
        }
    }
}
