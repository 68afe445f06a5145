//! `cargo run -p escale-site`, from the root of the repository: writes the static site into `site/dist`.
//! `--drafts` adds the pages that are still being written; `--watch PORT` serves them all while they are written.

use std::path::Path;
use std::process::ExitCode;

use escale_site::{
    Error, address,
    publish::{Order, publish},
    watch,
};

fn main() -> ExitCode {
    let wishes: Vec<String> = std::env::args().skip(1).collect();
    match wanted(&wishes) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn wanted(wishes: &[String]) -> Result<(), Error> {
    let root = Path::new("");
    if let [watch, port] = wishes
        && watch == "--watch"
        && let Ok(port) = port.parse()
    {
        let origin = format!("http://localhost:{port}");
        let order = Order {
            root,
            origin: &origin,
            drafts: true,
        };
        return watch::run(order, port);
    }
    let report = publish(Order {
        root,
        origin: &address::of_site(root)?,
        drafts: wishes.iter().any(|wish| wish == "--drafts"),
    })?;
    println!(
        "site/dist : {} pages, {} fichiers, {} à écrire",
        report.pages, report.files, report.written
    );
    Ok(())
}
