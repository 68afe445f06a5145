//! The pictures of the help: those of the list, all of them, light, and of buttons that are still there.

use std::{collections::BTreeSet, fs, path::Path};

use escale_tests::{tree, views};

/// What one picture may weigh, and all of them, in bytes.
const PICTURE_MAX: u64 = 80 * 1024;
const ALL_MAX: u64 = 2 << 20;

fn listed() -> BTreeSet<String> {
    views::all().into_iter().map(|view| view.nom).collect()
}

/// The names of the pictures that the Markdown `text` shows, without `.png`.
fn shown(text: &str) -> Vec<String> {
    let ends = text.match_indices(".png");
    ends.map(|(end, _)| {
        let before = &text[..end];
        let start = before.rfind(['/', '(', '"', ' ']).map_or(0, |at| at + 1);
        before[start..].to_owned()
    })
    .collect()
}

/// The words of all templates, one space between two.
fn templates() -> String {
    let root = tree::root();
    let words = ["worker/templates", "site/templates"]
        .iter()
        .flat_map(|folder| tree::files(&root.join(folder), "html"))
        .map(|path| tree::read(&path));
    let all = words.collect::<Vec<_>>().join(" ");
    all.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn every_view_has_its_picture_and_every_picture_its_view() {
    let found: BTreeSet<String> = tree::files(&tree::root().join("content/images"), "png")
        .iter()
        .map(|path| name_of(path))
        .collect();
    assert_eq!(
        found,
        listed(),
        "content/images/ and vues.json: make pictures"
    );
}

fn name_of(path: &Path) -> String {
    path.file_stem()
        .expect("a name")
        .to_string_lossy()
        .into_owned()
}

#[test]
fn no_page_shows_a_picture_that_is_not_taken_from_the_product() {
    let listed = listed();
    // The project's own pages show how one writes an image, in examples.
    let content = tree::root().join("content");
    let pages = ["help", "legal"].map(|folder| tree::files(&content.join(folder), "md"));
    for path in pages.concat() {
        for name in shown(&tree::read(&path)) {
            assert!(
                listed.contains(&name),
                "{}: {name}.png is not in vues.json",
                path.display()
            );
        }
    }
}

#[test]
fn every_marked_button_is_still_in_a_template() {
    let templates = templates();
    for view in views::all() {
        let Some(words) = &view.bouton else { continue };
        assert!(
            templates.contains(words.as_str()),
            "{}: no template says « {words} »",
            view.nom
        );
    }
}

#[test]
fn pictures_are_light() {
    let mut all = 0;
    for path in tree::files(&tree::root().join("content/images"), "png") {
        let bytes = fs::metadata(&path).expect("a picture").len();
        assert!(bytes <= PICTURE_MAX, "{}: {bytes} bytes", path.display());
        all += bytes;
    }
    assert!(all <= ALL_MAX, "{all} bytes of pictures");
}

#[test]
fn the_name_of_a_picture_is_read_in_a_page() {
    let text = "1. Pressez.\n\n![Un écran](../../images/remise.png \"Ici\") et ![](portail.png)";
    assert_eq!(shown(text), ["remise", "portail"]);
}
