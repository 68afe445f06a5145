//! The product leads to pages of the help: do they exist?

use std::collections::BTreeSet;

use escale_tests::tree;

/// The parts of the help that are written page by page; the generator makes the rest.
const PARTS: [&str; 4] = ["domicilies", "structures", "services", "exploitants"];

/// The addresses of the help that `text` names, as paths under `/aide/`.
fn named(text: &str) -> BTreeSet<String> {
    let address = |rest: &str| {
        let end = rest.find(|c: char| !(c.is_ascii_lowercase() || "-/".contains(c)));
        let (path, after) = rest.split_at(end.unwrap_or(rest.len()));
        let written = !after.starts_with(['{', '$']);
        let part = path.split('/').next().unwrap_or_default();
        (written && PARTS.contains(&part)).then(|| path.trim_end_matches('/').to_owned())
    };
    text.split("/aide/").skip(1).filter_map(address).collect()
}

#[test]
fn the_product_leads_to_pages_of_the_help_that_exist() {
    let root = tree::root();
    let help = root.join("content/help");
    let mut seen = 0;
    for (folder, extension) in [
        ("worker/templates", "html"),
        ("worker/src", "rs"),
        ("site/templates", "html"),
    ] {
        for file in tree::files(&root.join(folder), extension) {
            for path in named(&tree::read(&file)) {
                let page = help.join(format!("{path}.md"));
                let index = help.join(&path).join("index.md");
                assert!(
                    page.exists() || index.exists(),
                    "{} leads to /aide/{path}/, that nobody has written",
                    file.display()
                );
                seen += 1;
            }
        }
    }
    assert!(seen >= 8, "only {seen} links to the help were found");
}

#[test]
fn a_link_to_the_help_is_seen() {
    let text = "<a href=\"/aide/services/lien-perdu/\">, \"/aide/\", \"/aide/projet/x/\", /aide/domicilies/{{ langue }}/";
    assert_eq!(
        named(text).into_iter().collect::<Vec<_>>(),
        ["services/lien-perdu"]
    );
}
