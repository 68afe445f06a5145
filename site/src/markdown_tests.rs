use super::*;
use crate::content::{Audience, FrontMatter};

fn page(path: &str, url: &str, body: &str) -> Source {
    Source {
        path: PathBuf::from(path),
        url: url.to_owned(),
        matter: FrontMatter {
            title: "Titre".to_owned(),
            summary: String::new(),
            audience: Audience::Tous,
            updated: "2026-11-21".parse().unwrap(),
            order: 1,
        },
        body: body.to_owned(),
        body_line: 8,
    }
}

fn rendered(body: &str) -> Rendered {
    let here = page("content/help/a/ici.md", "/aide/a/ici/", body);
    let there = page("content/help/b/autre.md", "/aide/b/autre/", "");
    render(&here, &[here.clone(), there])
}

#[test]
fn headings_have_anchors_and_leave_the_first_level_to_the_title() {
    let page = rendered("# Où aller ?\n\n## L’été\n\n## L’été\n");
    assert!(
        page.html
            .contains("<h2 id=\"ou-aller\">Où aller\u{202f}?</h2>"),
        "{}",
        page.html
    );
    assert!(page.html.contains("id=\"l-ete\"") && page.html.contains("id=\"l-ete-2\""));
    assert_eq!(page.anchors.len(), 3);
}

#[test]
fn a_file_becomes_its_address() {
    let page = rendered("x\n\n[là](../b/autre.md#haut)\n");
    assert!(
        page.html.contains("href=\"/aide/b/autre/#haut\""),
        "{}",
        page.html
    );
    assert_eq!(page.links[0].line, 10);
}

#[test]
fn a_missing_file_has_no_address() {
    assert_eq!(rendered("[là](absent.md)").links[0].address, None);
}

#[test]
fn links_to_elsewhere_are_left_alone() {
    assert!(
        rendered("[là](https://exemple.fr/) et [ici](mailto:a@exemple.fr)")
            .links
            .is_empty()
    );
}

#[test]
fn html_in_a_page_is_text_and_code_keeps_its_spaces() {
    let page = rendered("a <b>c</b> : d\n\n`x : y`\n\n<!-- note -->\n");
    assert!(page.html.contains("&lt;b&gt;"), "{}", page.html);
    assert!(page.html.contains("<code>x : y</code>"));
    assert!(!page.html.contains("note"));
}
