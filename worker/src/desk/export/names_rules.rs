//! The names of what is in an archive: any system can write them, and no two are the same. Pure.

use std::collections::BTreeSet;

/// The longest name, in characters, its extension included.
const NAME_CHARS_MAX: usize = 100;
/// What a name becomes that has nothing left.
const NAMELESS: &str = "document";
/// Names that Windows keeps for itself, whatever their extension.
const RESERVED: [&str; 6] = ["con", "prn", "aux", "nul", "com", "lpt"];

/// The names given so far in one folder.
#[derive(Debug, Default)]
pub struct Names {
    /// Folded: Windows and macOS tell no capitals apart.
    taken: BTreeSet<String>,
}

impl Names {
    /// A name for what is called `wanted`, that nothing else in this folder has.
    pub fn give(&mut self, wanted: &str) -> String {
        let name = safe(wanted);
        let (stem, extension) = split(&name);
        let numbered = (2..).map(|number| format!("{stem} ({number}){extension}"));
        let free = std::iter::once(name.clone())
            .chain(numbered)
            .find(|name| !self.taken.contains(&name.to_lowercase()))
            .unwrap_or(name);
        self.taken.insert(free.to_lowercase());
        free
    }
}

/// A name and its extension, with the point; a long extension is none.
fn split(name: &str) -> (&str, &str) {
    match name.rsplit_once('.') {
        Some((stem, extension)) if !stem.is_empty() && extension.chars().count() <= 5 => {
            name.split_at(stem.len())
        }
        _ => (name, ""),
    }
}

/// `name` without what leads out of a folder or what a system refuses.
fn safe(name: &str) -> String {
    let refused = |c: char| {
        c.is_control()
            || "/\\:*?\"<>|".contains(c)
            || ('\u{200e}'..='\u{200f}').contains(&c)
            || ('\u{202a}'..='\u{202e}').contains(&c)
            || ('\u{2066}'..='\u{2069}').contains(&c)
    };
    let name: String = name
        .chars()
        .map(|c| if refused(c) { '_' } else { c })
        .collect();
    let name = name.trim_matches(|c: char| c == '.' || c.is_whitespace());
    let (stem, extension) = split(name);
    let room = NAME_CHARS_MAX.saturating_sub(extension.chars().count());
    let stem: String = stem.chars().take(room).collect();
    let stem = stem.trim_end();
    let first = stem.split('.').next().unwrap_or_default().to_lowercase();
    let device = first.trim_end_matches(|c: char| c.is_ascii_digit());
    let (stem, mark) = match stem {
        "" => (NAMELESS, ""),
        _ if RESERVED.contains(&device) => (stem, "_"),
        _ => (stem, ""),
    };
    format!("{mark}{stem}{extension}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_name_leads_out_of_its_folder() {
        for (wanted, given) in [
            ("Carte d’identité.pdf", "Carte d’identité.pdf"),
            ("../../etc/passwd", "_.._etc_passwd"),
            ("a/b\\c:d*e?.png", "a_b_c_d_e_.png"),
            ("con.pdf", "_con.pdf"),
            ("LPT1.pdf", "_LPT1.pdf"),
            ("condition.pdf", "condition.pdf"),
            ("  .cache.  ", "cache"),
            ("", "document"),
            ("...", "document"),
            ("photo\u{202e}gpj.exe\n", "photo_gpj.exe_"),
        ] {
            assert_eq!(Names::default().give(wanted), given, "{wanted:?}");
        }
    }

    #[test]
    fn two_of_one_name_are_both_there() {
        let mut names = Names::default();
        let given = ["CNI.pdf", "cni.PDF", "cni (2).pdf", "CNI.pdf"].map(|name| names.give(name));
        assert_eq!(
            given,
            ["CNI.pdf", "cni (2).PDF", "cni (2) (2).pdf", "CNI (3).pdf"]
        );
    }

    #[test]
    fn a_long_name_keeps_its_extension() {
        let given = Names::default().give(&format!("{}.pdf", "é".repeat(300)));
        assert_eq!(given.chars().count(), NAME_CHARS_MAX);
        assert!(
            std::path::Path::new(&given)
                .extension()
                .is_some_and(|extension| extension == "pdf")
        );
    }
}
