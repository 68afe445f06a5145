//! Where the site will be served: the same setting as the worker's, from the same file.

use std::fs;
use std::path::Path;

use crate::Error;

/// `SITE_URL` of `wrangler.toml` at `root`, without a slash at the end, such as `https://escale.example`.
///
/// # Errors
/// When the file can't be read or has no such setting.
pub fn of_site(root: &Path) -> Result<String, Error> {
    let path = root.join("wrangler.toml");
    let text = fs::read_to_string(&path).map_err(Error::io(&path))?;
    let wrong = |reason: String| Error::Settings {
        path: path.clone(),
        reason,
    };
    let settings: toml::Table = text
        .parse()
        .map_err(|error: toml::de::Error| wrong(error.to_string()))?;
    let url = settings
        .get("vars")
        .and_then(|vars| vars.get("SITE_URL"))
        .and_then(toml::Value::as_str);
    let url = url.ok_or_else(|| wrong("il manque SITE_URL sous [vars]".to_owned()))?;
    Ok(url.trim_end_matches('/').to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_address_is_the_worker_s() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
        let address = of_site(&root).expect("an address");
        assert!(
            address.starts_with("https://") && !address.ends_with('/'),
            "{address}"
        );
    }

    #[test]
    fn a_missing_file_is_named() {
        let error = of_site(Path::new("nowhere")).expect_err("no file");
        assert!(error.to_string().contains("wrangler.toml"), "{error}");
    }
}
