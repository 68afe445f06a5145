//! Reads the look from `site/` at build time: the URLs of the fingerprinted assets and the text of every template.

use std::{env, error::Error, fmt::Write as _, fs, path::Path};

use escale_site::{assets, templates};

fn main() -> Result<(), Box<dyn Error>> {
    let worker = Path::new(&env::var("CARGO_MANIFEST_DIR")?).to_owned();
    let site = worker.join("../site");
    for folder in [
        site.join("assets"),
        site.join("templates"),
        worker.join("templates"),
    ] {
        println!("cargo:rerun-if-changed={}", folder.display());
    }
    println!(
        "cargo:rerun-if-changed={}",
        site.join("../package.json").display()
    );

    let mut code = String::from(
        "/// Public URL of each fingerprinted asset.\npub const ASSETS: look::AssetUrls = &[\n",
    );
    for asset in assets::bundle(&site)? {
        writeln!(code, "    ({:?}, {:?}),", asset.name, asset.url)?;
    }
    for (name, url) in assets::map_urls(&site)? {
        writeln!(code, "    ({name:?}, {url:?}),")?;
    }
    code.push_str("];\n\n/// Every template: its name and its text.\npub const TEMPLATES: &[(&str, &str)] = &[\n");
    for folder in [site.join("templates"), worker.join("templates")] {
        for (name, text) in templates::collect(&folder)? {
            writeln!(code, "    ({name:?}, {text:?}),")?;
        }
    }
    code.push_str("];\n");

    fs::write(Path::new(&env::var("OUT_DIR")?).join("look.rs"), code)?;
    Ok(())
}
