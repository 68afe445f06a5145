//! ChromeDriver, started once, and how a Chromium is to be started.

use std::{
    path::Path,
    process::{Child, Command, Stdio},
    sync::{Mutex, OnceLock, PoisonError},
    time::Duration,
};

use serde_json::{Map, Value, json};

use crate::server::{end, free_port, until};

static DRIVER: OnceLock<Driver> = OnceLock::new();

struct Driver {
    url: String,
    process: Mutex<Option<Child>>,
}

/// Where ChromeDriver answers; started at the first call.
pub fn driver() -> &'static str {
    &DRIVER.get_or_init(Driver::start).url
}

/// Ends ChromeDriver, if it was started.
pub fn stop() {
    let Some(driver) = DRIVER.get() else { return };
    if let Some(mut process) = driver
        .process
        .lock()
        .unwrap_or_else(PoisonError::into_inner)
        .take()
    {
        end(&mut process);
    }
}

impl Driver {
    fn start() -> Self {
        let port = free_port();
        let process = Command::new("chromedriver")
            .arg(format!("--port={port}"))
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("chromedriver: make browser");
        let url = format!("http://localhost:{port}");
        assert!(
            until(Duration::from_secs(20), || crate::wire::answers(
                &url, "/status"
            )),
            "chromedriver does not start"
        );
        Self {
            url,
            process: Mutex::new(Some(process)),
        }
    }
}

/// What a browser can be.
#[derive(Debug, Clone, Copy)]
pub struct Manner {
    /// Width of the window, in CSS pixels.
    pub width: u32,
    /// Height of the window, in CSS pixels.
    pub height: u32,
    /// Do scripts run?
    pub scripts: bool,
}

/// The capabilities of a Chromium with a fresh profile, which asks nobody on the network anything and puts what it
/// downloads in `downloads`.
#[must_use]
pub fn capabilities(manner: Manner, downloads: &Path) -> Map<String, Value> {
    let mut flags: Vec<String> = [
        "headless",
        "no-sandbox",
        "disable-gpu",
        // The map is drawn without a graphics card.
        "enable-unsafe-swiftshader",
        "disable-quic",
        "no-first-run",
        "disable-background-networking",
        "disable-component-update",
        "disable-sync",
        "disable-dev-shm-usage",
        "lang=fr",
    ]
    .map(|flag| format!("--{flag}"))
    .into();
    // Chromium has no window narrower than 500 px: a phone is one that it emulates.
    flags.push(format!(
        "--window-size={},{}",
        manner.width.max(500),
        manner.height
    ));
    let mut options = json!({
        "args": flags,
        "prefs": {
            "credentials_enable_service": false,
            "download.default_directory": downloads,
            "profile.password_manager_leak_detection": false,
            "profile.managed_default_content_settings.javascript": if manner.scripts { 1 } else { 2 },
        },
    });
    if manner.width < 500 {
        options["mobileEmulation"] = json!({
            "deviceMetrics": { "width": manner.width, "height": manner.height, "pixelRatio": 2.0, "touch": true },
        });
    }
    let mut capabilities = Map::new();
    capabilities.insert("goog:chromeOptions".into(), options);
    capabilities
}
