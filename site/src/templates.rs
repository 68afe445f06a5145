//! Finds the templates of a folder, for the generator and for the worker's build script.

use std::fs;
use std::path::Path;

use crate::{Error, typography::french};

/// Every `.html` and `.txt` file under `dir`, as (name relative to `dir` with `/` between folders, source with
/// French spaces), sorted by name.
///
/// # Errors
/// When the folder or one of its files cannot be read.
pub fn collect(dir: &Path) -> Result<Vec<(String, String)>, Error> {
    let mut found = Vec::new();
    walk(dir, "", &mut found)?;
    found.sort();
    Ok(found)
}

fn walk(dir: &Path, prefix: &str, found: &mut Vec<(String, String)>) -> Result<(), Error> {
    for entry in fs::read_dir(dir).map_err(Error::io(dir))? {
        let path = entry.map_err(Error::io(dir))?.path();
        let Some(name) = path.file_name().and_then(|name| name.to_str()) else {
            continue;
        };
        if path.is_dir() {
            walk(&path, &format!("{prefix}{name}/"), found)?;
        } else if path
            .extension()
            .is_some_and(|extension| extension == "html" || extension == "txt")
        {
            let source = fs::read_to_string(&path).map_err(Error::io(&path))?;
            found.push((format!("{prefix}{name}"), french(&source)));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_relative_with_slashes_and_sorted() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("templates");
        let names: Vec<String> = collect(&root)
            .unwrap()
            .into_iter()
            .map(|(name, _)| name)
            .collect();
        assert!(names.contains(&"base.html".to_owned()));
        assert!(names.contains(&"components/forms.html".to_owned()));
        assert!(names.is_sorted());
    }

    #[test]
    fn a_missing_folder_is_named() {
        let error = collect(Path::new("/nowhere/templates")).unwrap_err();
        assert!(error.to_string().contains("/nowhere/templates"), "{error}");
    }
}
