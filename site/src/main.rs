//! `cargo run -p escale-site`, from the root of the repository: writes the static site into `site/dist`.
//! `--drafts` adds the pages that are still being written.

use std::path::Path;
use std::process::ExitCode;

use escale_site::{
    Error, address,
    publish::{self, Order, Report},
};

fn main() -> ExitCode {
    let wishes: Vec<String> = std::env::args().skip(1).collect();
    let drafts = wishes.iter().any(|wish| wish == "--drafts");
    match publish(drafts) {
        Ok(report) => {
            println!(
                "site/dist : {} pages, {} fichiers, {} à écrire",
                report.pages, report.files, report.written
            );
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn publish(drafts: bool) -> Result<Report, Error> {
    let root = Path::new("");
    let origin = address::of_site(root)?;
    publish::publish(Order {
        root,
        origin: &origin,
        drafts,
    })
}
