//! A help page quotes buttons and labels « exactly » : are these words still on a screen?
//!
//! Between « and », a page writes what a screen, an e-mail, a letter or the title of another page says. What people
//! type stands between backquotes instead.

mod said;

use std::collections::BTreeSet;

use escale_tests::tree;
use said::{Said, as_read};

/// The pages whose quotations are checked.
const PAGES: [&str; 2] = ["content/help", "content/legal"];

/// Quotations that no screen of ours says, each with the reason. One that is of no more use fails the test.
const NOT_OURS: &[(&str, &str)] = &[(
    "Always Use HTTPS",
    "a setting of Cloudflare, in its own dashboard",
)];

/// One « … » of a page.
struct Quotation {
    line: usize,
    words: String,
}

/// The quotations of a page; code, between backquotes, says nothing.
fn quotations(page: &str) -> Vec<Quotation> {
    let mut found = Vec::new();
    let mut in_code = false;
    for (line, text) in (1..).zip(page.lines()) {
        if text.trim_start().starts_with("```") {
            in_code = !in_code;
        }
        if in_code {
            continue;
        }
        let text: String = text.split('`').step_by(2).collect();
        for rest in text.split('«').skip(1) {
            let words = rest.split_once('»').map_or(rest, |(words, _)| words);
            found.push(Quotation {
                line,
                words: as_read(words),
            });
        }
    }
    found
}

/// What a page quotes that nothing says, as `file:line: « words »`; the exceptions it needed go to `used`.
fn unsaid(name: &str, page: &str, said: &Said, used: &mut BTreeSet<&'static str>) -> Vec<String> {
    let mut wrong = Vec::new();
    for Quotation { line, words } in quotations(page) {
        if said.says(&words) {
            continue;
        }
        match NOT_OURS.iter().find(|(known, _)| *known == words) {
            Some((known, _)) => {
                used.insert(known);
            }
            None => wrong.push(format!("{name}:{line}: « {words} »")),
        }
    }
    wrong
}

#[test]
fn every_quoted_word_is_on_a_screen() {
    let root = tree::root();
    let said = Said::by_the_product(&root);
    let mut used = BTreeSet::new();
    let mut wrong = Vec::new();
    for folder in PAGES {
        for path in tree::files(&root.join(folder), "md") {
            let name = path.strip_prefix(&root).unwrap_or(&path).display();
            wrong.extend(unsaid(
                &name.to_string(),
                &tree::read(&path),
                &said,
                &mut used,
            ));
        }
    }
    assert!(
        wrong.is_empty(),
        "no screen says these words, that a page quotes; write what the button says now, or put what people type \
         between backquotes:\n{}",
        wrong.join("\n")
    );
    let idle: Vec<_> = NOT_OURS
        .iter()
        .map(|(words, _)| *words)
        .filter(|words| !used.contains(words))
        .collect();
    assert!(idle.is_empty(), "exceptions of no more use: {idle:?}");
}

#[test]
fn a_button_with_another_name_is_seen() {
    let page = "+++\n+++\n1. Appuyez sur « Modifier les préférences ».\n2. Choisissez « Oui ».\n";
    let button = "<button type=\"submit\">{{ icon(\"pen\") }} Modifier les préférences</button>";
    let radio = "<label for=\"oui\">Oui</label>";
    let seen = |templates: &str| {
        let mut said = Said::default();
        said.template(templates);
        unsaid("page.md", page, &said, &mut BTreeSet::new())
    };
    assert_eq!(seen(&format!("{button}{radio}")), Vec::<String>::new());
    let renamed = button.replace("les préférences", "le choix");
    assert_eq!(
        seen(&format!("{renamed}{radio}")),
        ["page.md:3: « Modifier les préférences »"]
    );
    assert_eq!(
        seen(&format!("{button}<p>Oui, je le veux</p>")),
        ["page.md:4: « Oui »"],
        "one word must be the whole label"
    );
}

#[test]
fn what_people_type_is_no_quotation() {
    let page = "Tapez `« a »`.\n```sh\necho « b »\n```\n« c »\n";
    let lines: Vec<_> = quotations(page)
        .into_iter()
        .map(|it| (it.line, it.words))
        .collect();
    assert_eq!(lines, [(5, "c".to_owned())]);
}

#[test]
fn the_product_is_really_read() {
    let said = Said::by_the_product(&tree::root());
    for (words, place) in [
        ("Modifier les préférences", "a template"),
        ("Voir 20 lieux de plus", "a string with a hole"),
        ("Réessayer maintenant", "a script"),
        ("Du courrier vous attend", "a catalogue"),
        ("Première connexion", "the title of a page"),
    ] {
        assert!(said.says(words), "« {words} », from {place}");
    }
    assert!(!said.says("Bouton que personne ne verra"));
}
