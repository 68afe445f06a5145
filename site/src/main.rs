//! `cargo run -p escale-site`, from the root of the repository: writes the static site into `site/dist`.

use std::path::Path;
use std::process::ExitCode;

/// Where the site is served when nothing says otherwise: the local server of `make run`.
const LOCAL_ORIGIN: &str = "http://localhost:8787";

fn main() -> ExitCode {
    let origin = std::env::var("ESCALE_ORIGIN").unwrap_or_else(|_| LOCAL_ORIGIN.to_owned());
    match escale_site::publish::publish(Path::new("."), origin.trim_end_matches('/')) {
        Ok(report) => {
            println!("site/dist: {} pages, {} files", report.pages, report.files);
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}
