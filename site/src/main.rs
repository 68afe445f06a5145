//! `cargo run -p escale-site`, from the root of the repository: writes the static site into `site/dist`.

use std::path::Path;
use std::process::ExitCode;

use escale_site::{address, publish};

fn main() -> ExitCode {
    let root = Path::new(".");
    match address::of_site(root).and_then(|origin| publish::publish(root, &origin)) {
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
