//! A person with a browser: opens, reads, fills, presses. Each has a fresh profile.
//!
//! Everything is named by the words on the screen; every question waits for its answer until a deadline.

use std::{
    fmt::Display,
    fs,
    path::{Path, PathBuf},
    time::Duration,
};

use fantoccini::{
    Client, ClientBuilder, Locator, cookies::Cookie, elements::Element, error::CmdError,
};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};
use tokio::runtime::{Builder, Runtime};

use crate::{
    chrome::{self, Manner},
    secrets,
    server::{free_port, fresh_folder, server, until},
    text::normal,
};

/// How long something may take to come true on the screen.
const PATIENCE: Duration = Duration::from_secs(10);

/// An open browser.
pub struct Browser {
    runtime: Runtime,
    client: Client,
    downloads: PathBuf,
}

impl Browser {
    /// On a computer.
    #[must_use]
    pub fn computer() -> Self {
        Self::start(Manner {
            width: 1280,
            height: 900,
            scripts: true,
        })
    }

    /// On a small phone, 360 px wide.
    #[must_use]
    pub fn phone() -> Self {
        Self::start(Manner {
            width: 360,
            height: 740,
            scripts: true,
        })
    }

    /// On the smallest phone that must do, 320 px wide.
    #[must_use]
    pub fn smallest_phone() -> Self {
        Self::start(Manner {
            width: 320,
            height: 568,
            scripts: true,
        })
    }

    /// On a computer's smaller window, as pictures of the help show it.
    #[must_use]
    pub fn desk() -> Self {
        let browser = Self::computer();
        browser.window(1080, 700, 1);
        browser.tell_chromium("Emulation.setScrollbarsHidden", &json!({ "hidden": true }));
        browser
    }

    /// Where scripts don't run.
    #[must_use]
    pub fn without_scripts() -> Self {
        Self::start(Manner {
            width: 1280,
            height: 900,
            scripts: false,
        })
    }

    fn start(manner: Manner) -> Self {
        let runtime = Builder::new_current_thread()
            .enable_all()
            .build()
            .expect("a runtime");
        let mut builder = ClientBuilder::new(HttpConnector::new());
        let downloads = fresh_folder(&format!("downloads-{}", free_port()));
        builder.capabilities(chrome::capabilities(manner, &downloads));
        let client = runtime
            .block_on(builder.connect(chrome::driver()))
            .expect("a browser");
        Self {
            runtime,
            client,
            downloads,
        }
    }

    fn wait<T, E: Display>(&self, doing: &str, what: impl Future<Output = Result<T, E>>) -> T {
        self.runtime
            .block_on(what)
            .unwrap_or_else(|error| panic!("{doing}: {error}\n{}", self.screen()))
    }

    /// Opens a page of ours.
    pub fn open(&self, path: &str) {
        self.wait(path, self.client.goto(&format!("{}{path}", server().url)));
    }

    /// The page as HTML.
    #[must_use]
    pub fn source(&self) -> String {
        self.wait("the source", self.client.source())
    }

    /// Goes back, with the browser's button.
    pub fn back(&self) {
        self.wait("back", self.client.back());
    }

    /// Loads the page anew.
    pub fn reload(&self) {
        self.wait("reload", self.client.refresh());
    }

    /// Path and query of the page now open.
    #[must_use]
    pub fn path(&self) -> String {
        let url = self.wait("the address", self.client.current_url());
        url.query().map_or_else(
            || url.path().to_owned(),
            |query| format!("{}?{query}", url.path()),
        )
    }

    /// Fails unless the page of this path and query opens.
    pub fn is_at(&self, path: &str) {
        let came = until(PATIENCE, || self.path() == path);
        assert!(came, "{path} does not open: {}", self.path());
    }

    /// The title of the page now open.
    #[must_use]
    pub fn title(&self) -> String {
        normal(&self.wait("the title", self.client.title()))
    }

    /// The words on the screen, now.
    #[must_use]
    pub fn screen(&self) -> String {
        let words = async { self.client.find(Locator::Css("body")).await?.text().await };
        self.runtime.block_on(words).map_or_else(
            |error| format!("(no page: {error})"),
            |words| normal(&words),
        )
    }

    /// Fails unless these words come on the screen.
    pub fn sees(&self, words: &str) {
        let words = normal(words);
        let came = until(PATIENCE, || self.screen().contains(&words));
        assert!(
            came,
            "« {words} » is not on {}:\n{}",
            self.path(),
            self.screen()
        );
    }

    /// Fails if these words are on the screen.
    pub fn does_not_see(&self, words: &str) {
        let screen = self.screen();
        assert!(
            !screen.contains(&normal(words)),
            "« {words} » is on {}:\n{screen}",
            self.path()
        );
    }

    /// Writes `value` in the field of that label; a password is kept out of the log from then on.
    pub fn fill(&self, label: &str, value: &str) {
        let field = self.field(label);
        if self.attribute(&field, "type") == "password" {
            secrets::keep(value);
        }
        self.wait(label, field.clear());
        self.wait(label, field.send_keys(value));
    }

    /// Writes `value` in the field of that id, where several have the same label.
    pub fn fill_id(&self, id: &str, value: &str) {
        let field = self.wait(id, self.client.find(Locator::Id(id)));
        self.wait(id, field.clear());
        self.wait(id, field.send_keys(value));
    }

    /// Picks the entry of those words in the list of that label.
    pub fn pick(&self, label: &str, words: &str) {
        let field = self.field(label);
        self.wait(label, field.select_by_label(words));
    }

    /// Chooses `file` in the field of that label.
    pub fn attach(&self, label: &str, file: &std::path::Path) {
        let field = self.field(label);
        self.wait(label, field.send_keys(&file.to_string_lossy()));
    }

    /// What is written in the field of that label.
    #[must_use]
    pub fn written_in(&self, label: &str) -> String {
        let field = self.field(label);
        self.wait(label, field.prop("value")).unwrap_or_default()
    }

    /// Chooses the radio button, or ticks the box, of that label.
    pub fn choose(&self, label: &str) {
        self.put(label, true);
    }

    /// Unticks the box of that label.
    pub fn untick(&self, label: &str) {
        self.put(label, false);
    }

    /// Is the radio button or the box of that label chosen?
    #[must_use]
    pub fn is_chosen(&self, label: &str) -> bool {
        self.wait(label, self.field(label).is_selected())
    }

    fn put(&self, label: &str, chosen: bool) {
        let field = self.field(label);
        if self.wait(label, field.is_selected()) != chosen {
            // Its label is what a person presses: the box itself may be drawn.
            let id = self.attribute(&field, "id");
            let css = format!("label[for='{id}']");
            let pressed = self.wait(label, self.client.find(Locator::Css(&css)));
            self.bring_into_view(label, &pressed);
            self.wait(label, pressed.click());
        }
    }

    /// Types on the keyboard, wherever the cursor is; special keys by their WebDriver code (`\u{e007}`: Enter).
    pub fn keys(&self, keys: &str) {
        let typed = async { self.client.active_element().await?.send_keys(keys).await };
        self.wait("the keyboard", typed);
    }

    /// Enter as a keyboard sends it again and again while it is held down, wherever the cursor is.
    pub fn enter_held_down(&self) {
        self.tell_driver(
            "goog/cdp/execute",
            &json!({ "cmd": "Input.dispatchKeyEvent", "params": { "type": "keyDown", "key": "Enter", "code": "Enter",
                "text": "\r", "windowsVirtualKeyCode": 13, "autoRepeat": true } }),
        );
    }

    /// The id of the element where the cursor is; empty when it has none.
    #[must_use]
    pub fn focus(&self) -> String {
        let id = self.script("return document.activeElement ? document.activeElement.id : ''");
        id.as_str().unwrap_or_default().to_owned()
    }

    /// Fails unless the cursor comes to the element of that id.
    pub fn has_focus_on(&self, id: &str) {
        let came = until(PATIENCE, || self.focus() == id);
        assert!(
            came,
            "the cursor is on « {} », not on « {id} »:\n{}",
            self.focus(),
            self.screen()
        );
    }

    /// Cuts the network, or gives it back: what is asked meanwhile fails as it does without a network.
    pub fn network(&self, there: bool) {
        self.network_of(!there, 0);
    }

    /// Makes every answer come `ms` milliseconds late; what is sent leaves at once.
    pub fn answers_late_by(&self, ms: u32) {
        self.network_of(false, ms);
    }

    fn network_of(&self, offline: bool, latency_ms: u32) {
        self.tell_driver(
            "chromium/network_conditions",
            &json!({ "network_conditions": { "offline": offline, "latency": latency_ms,
                "download_throughput": 100 << 20, "upload_throughput": 100 << 20 } }),
        );
    }

    /// Puts the browser there, in degrees, with somebody who says yes when a page asks where they are.
    pub fn stands_at(&self, latitude: f64, longitude: f64) {
        let at = json!({ "latitude": latitude, "longitude": longitude, "accuracy": 10 });
        self.tell_chromium("Emulation.setGeolocationOverride", &at);
        self.answers_where_it_is("granted");
    }

    /// Somebody says no when a page asks where they are.
    pub fn tells_nobody_where_it_is(&self) {
        self.answers_where_it_is("denied");
    }

    fn answers_where_it_is(&self, answer: &str) {
        let answer = json!({ "permission": { "name": "geolocation" }, "setting": answer, "origin": server().url });
        self.tell_chromium("Browser.setPermission", &answer);
    }

    /// Makes the window that large, in CSS pixels, each of `scale` pixels of the screen: 4 is a page zoomed to 400 %.
    pub fn window(&self, width: u32, height: u32, scale: u32) {
        let metrics = json!({ "width": width, "height": height, "deviceScaleFactor": scale, "mobile": false });
        self.tell_chromium("Emulation.setDeviceMetricsOverride", &metrics);
    }

    /// Shows pages as on that medium (`screen`, `print`), to somebody who wants them dark or light.
    pub fn shows(&self, media: &str, dark: bool) {
        let wish = if dark { "dark" } else { "light" };
        let wish = json!([{ "name": "prefers-color-scheme", "value": wish }]);
        self.tell_chromium(
            "Emulation.setEmulatedMedia",
            &json!({ "media": media, "features": wish }),
        );
    }

    /// Asks of Chromium what its driver has no command for (the DevTools protocol).
    fn tell_chromium(&self, command: &str, params: &Value) {
        let body = json!({ "cmd": command, "params": params });
        self.tell_driver("goog/cdp/execute", &body);
    }

    /// Asks of the driver what WebDriver has no command for.
    fn tell_driver(&self, command: &str, body: &Value) {
        let session = self.wait("the session", self.client.session_id());
        let session = session.expect("a session");
        let url = format!("{}/session/{session}/{command}", chrome::driver());
        let answer = ureq::post(&url)
            .header("Content-Type", "application/json")
            .send(body.to_string());
        answer.unwrap_or_else(|error| panic!("{command}: {error}"));
    }

    /// As a person scrolls before they press: to where the head of the page, which stays, covers nothing.
    fn bring_into_view(&self, words: &str, element: &Element) {
        let element = serde_json::to_value(element).expect("an element is JSON");
        let script = "arguments[0].scrollIntoView({ block: 'center' })";
        self.wait(words, self.client.execute(script, vec![element]));
    }

    /// Presses the button of those words.
    pub fn press(&self, words: &str) {
        let button = self.named("button, input[type=submit], summary", words);
        self.bring_into_view(words, &button);
        self.wait(words, button.click());
    }

    /// Follows the link of those words.
    pub fn follow(&self, words: &str) {
        let link = self.named("a", words);
        self.bring_into_view(words, &link);
        self.wait(words, link.click());
    }

    /// Follows the link of those words, which saves a file, and waits for that file.
    #[must_use]
    pub fn download(&self, words: &str) -> PathBuf {
        self.follow(words);
        let mut saved = Vec::new();
        let came = until(PATIENCE, || {
            let files = fs::read_dir(&self.downloads)
                .map(|entries| entries.flatten().map(|entry| entry.path()).collect());
            saved = files.unwrap_or_default();
            saved.len() == 1 && saved.iter().all(|file| is_whole(file))
        });
        assert!(came, "« {words} » saves nothing");
        saved.remove(0)
    }

    /// The address a link of those words leads to.
    #[must_use]
    pub fn address_of(&self, words: &str) -> String {
        self.attribute(&self.named("a", words), "href")
    }

    /// Is there a button or a link of those words?
    #[must_use]
    pub fn has(&self, words: &str) -> bool {
        self.find_named("button, input[type=submit], a", words)
            .is_some()
    }

    fn attribute(&self, element: &Element, name: &str) -> String {
        self.wait(name, element.attr(name)).unwrap_or_default()
    }

    /// The field that the label of those words is for; a hint may follow the words in the label.
    fn field(&self, label: &str) -> Element {
        let label = self.named("label", label);
        let id = self.attribute(&label, "for");
        assert!(!id.is_empty(), "a label without `for`");
        self.wait(&id, self.client.find(Locator::Id(&id)))
    }

    fn named(&self, css: &str, words: &str) -> Element {
        let mut found = None;
        until(PATIENCE, || {
            found = self.find_named(css, words);
            found.is_some()
        });
        found.unwrap_or_else(|| {
            panic!(
                "no « {words} » among {css} on {}:\n{}",
                self.path(),
                self.screen()
            )
        })
    }

    /// The element of exactly those words, or else the first that begins with them.
    fn find_named(&self, css: &str, words: &str) -> Option<Element> {
        let words = normal(words);
        let search = async {
            let mut close = None;
            for element in self.client.find_all(Locator::Css(css)).await? {
                let own = normal(&element.text().await?);
                if own == words {
                    return Ok(Some(element));
                }
                if close.is_none() && own.starts_with(&words) {
                    close = Some(element);
                }
            }
            Ok::<_, CmdError>(close)
        };
        // A page that is being replaced makes elements stale: the next try sees the new one.
        self.runtime.block_on(search).ok().flatten()
    }

    /// Opens the browser with a cookie that was given elsewhere, before any page of ours, so that nothing is cached.
    #[must_use]
    pub fn with_cookie(self, name: &str, value: &str) -> Self {
        self.open("/sante");
        let cookie = Cookie::build((name.to_owned(), value.to_owned()))
            .domain("localhost")
            .path("/")
            .secure(true)
            .http_only(true)
            .build();
        self.wait("a cookie", self.client.add_cookie(cookie));
        self
    }

    /// Runs a script in the page and gives what it returns.
    pub fn script(&self, script: &str) -> Value {
        self.wait("a script", self.client.execute(script, Vec::new()))
    }

    /// Runs a script that calls its last argument when it has its result.
    pub fn script_later(&self, script: &str) -> Value {
        self.wait("a script", self.client.execute_async(script, Vec::new()))
    }

    /// A picture of the window, PNG.
    #[must_use]
    pub fn picture(&self) -> Vec<u8> {
        self.wait("a picture", self.client.screenshot())
    }

    /// Fails if the page is wider than the window: nobody should have to scroll sideways.
    pub fn fits(&self) {
        let wide = self.script(
            "return document.scrollingElement.scrollWidth - document.scrollingElement.clientWidth",
        );
        assert!(
            wide.as_i64().is_some_and(|pixels| pixels <= 0),
            "{} is {wide} px too wide",
            self.path()
        );
    }

    /// The names of the cookies the page's host has set; values are not shown.
    #[must_use]
    pub fn cookie_names(&self) -> Vec<String> {
        let cookies = self.wait("cookies", self.client.get_all_cookies());
        cookies
            .into_iter()
            .map(|cookie| cookie.name().to_owned())
            .collect()
    }
}

/// Is this what was saved, and not what Chromium keeps while it saves?
fn is_whole(file: &Path) -> bool {
    let hidden = file
        .file_name()
        .is_some_and(|name| name.to_string_lossy().starts_with('.'));
    !hidden
        && file
            .extension()
            .is_none_or(|it| it != "crdownload" && it != "tmp")
}

impl Drop for Browser {
    fn drop(&mut self) {
        let _ = self.runtime.block_on(self.client.clone().close());
        let _ = fs::remove_dir_all(&self.downloads);
    }
}
