use super::*;

fn rendered(body: &str) -> Rendered {
    render("content/help/a/ici.md", body, 8)
}

/// What is wrong with `body`, a line each.
fn wrong(body: &str) -> Vec<(usize, String)> {
    rendered(body).mistakes
}

#[test]
fn headings_have_anchors_and_leave_the_first_level_to_the_title() {
    let page = rendered("# Où aller ?\n\n## L’été\n\n## L’été\n");
    let first =
        "<h2 id=\"ou-aller\"><a class=\"anchor\" href=\"#ou-aller\">Où aller\u{202f}?</a></h2>";
    assert!(page.html.contains(first), "{}", page.html);
    let anchors: Vec<&str> = page
        .facts
        .headings
        .iter()
        .map(|heading| &*heading.anchor)
        .collect();
    assert_eq!(anchors, ["ou-aller", "l-ete", "l-ete-2"]);
    assert_eq!(page.facts.headings[0].words, "Où aller\u{202f}?");
}

#[test]
fn a_heading_with_a_link_is_no_link() {
    let page = rendered("## Voir [là](/aide/)\n");
    assert!(
        page.html
            .contains("<h2 id=\"voir-la\">Voir <a href=\"/aide/\">là</a></h2>"),
        "{}",
        page.html
    );
}

#[test]
fn a_file_becomes_its_address() {
    let page = rendered("x\n\n[là](../b/autre.md#haut), [ici](#la)\n");
    assert!(
        page.html.contains("href=\"/aide/b/autre/#haut\""),
        "{}",
        page.html
    );
    assert!(
        page.html.contains("href=\"/aide/a/ici/#la\""),
        "{}",
        page.html
    );
    assert_eq!(page.facts.links[0].line, 10);
}

#[test]
fn what_is_no_page_has_no_address() {
    assert_eq!(
        rendered("[là](../../../README.md)").facts.links[0].address,
        None
    );
}

#[test]
fn links_to_elsewhere_are_left_alone() {
    let page = rendered("[là](https://exemple.fr/) et [ici](mailto:a@exemple.fr)");
    assert!(page.facts.links.is_empty());
}

#[test]
fn html_in_a_page_is_text_and_code_keeps_its_spaces() {
    let page = rendered(
        "a <b>c</b> : d\n\n`x : y`\n\n<!-- note\nsur deux lignes -->\n\nfin <!-- autre -->\n",
    );
    assert!(page.html.contains("&lt;b&gt;"), "{}", page.html);
    assert!(page.html.contains("<code>x : y</code>"));
    for secret in ["note", "lignes", "autre"] {
        assert!(!page.html.contains(secret), "{}", page.html);
    }
}

#[test]
fn what_is_wide_scrolls_by_itself() {
    let page = rendered("| a |\n| --- |\n| b |\n\n```sh\nmake : x\n```\n\n    retrait\n");
    assert!(
        page.html
            .contains("<div class=\"scroll\" tabindex=\"0\"><table>"),
        "{}",
        page.html
    );
    assert!(page.html.contains("</table>\n</div>"), "{}", page.html);
    let code = "<pre tabindex=\"0\"><code class=\"language-sh\">make : x\n</code></pre>";
    assert!(page.html.contains(code), "{}", page.html);
    assert!(
        page.html.contains("<pre tabindex=\"0\"><code>retrait"),
        "{}",
        page.html
    );
}

#[test]
fn a_callout_has_its_title_in_words() {
    for (name, title) in [
        ("NOTE", "À savoir"),
        ("TIP", "Conseil"),
        ("IMPORTANT", "Important"),
        ("WARNING", "Attention"),
        ("CAUTION", "Danger"),
    ] {
        let page = rendered(&format!("> [!{name}]\n> Texte.\n\nSuite.\n"));
        let opening = format!(
            "<div class=\"callout callout--{}\" role=\"note\">",
            name.to_lowercase()
        );
        assert!(page.html.starts_with(&opening), "{}", page.html);
        assert!(page.html.contains(&format!(
            "<p class=\"callout__title\">{title}</p>\n<p>Texte.</p>"
        )));
        assert!(page.html.contains("</div>\n<p>Suite.</p>"), "{}", page.html);
    }
    assert!(
        rendered("> Texte.\n")
            .html
            .starts_with("<blockquote>\n<p>Texte.</p>\n</blockquote>")
    );
}

#[test]
fn an_unknown_callout_is_a_mistake() {
    let said = wrong("Bonjour.\n\n> [!ASTUCE]\n> Texte.\n");
    assert_eq!(said.len(), 1);
    assert!(
        said[0].0 == 10 && said[0].1.contains("[!ASTUCE]"),
        "{said:?}"
    );
    assert!(wrong("> [un lien](/aide/)\n").is_empty());
}

#[test]
fn a_level_that_is_skipped_is_a_mistake() {
    let said = wrong("## Un\n\n#### Deux\n\n### Trois\n\n## Quatre\n");
    assert_eq!(
        said,
        [(
            10,
            "ce titre (####) saute un niveau : écrivez ###".to_owned()
        )]
    );
    assert_eq!(wrong("### Un\n").len(), 1);
    assert!(wrong("# Un\n\n### Deux\n").is_empty());
}

#[test]
fn an_image_alone_takes_its_paragraph_s_place() {
    let page = rendered(
        "Avant\n\n![Le bouton](images/a.png \"Ici : le bouton\")\n\net ![b](b.png) dedans\n",
    );
    assert!(
        page.html
            .contains("<p>Avant</p>\n<!--image 0-->\n<p>et <!--image 1--> dedans</p>"),
        "{}",
        page.html
    );
    let [alone, among] = &page.facts.images[..] else {
        panic!("{:?}", page.facts.images);
    };
    assert!(alone.alone && !among.alone);
    assert_eq!(
        (alone.line, &*alone.written, &*alone.alt),
        (10, "images/a.png", "Le bouton")
    );
    assert_eq!(alone.caption.as_deref(), Some("Ici\u{a0}: le bouton"));
    assert_eq!(among.caption, None);
}

#[test]
fn an_image_without_words_or_from_elsewhere_is_a_mistake() {
    let said = wrong("![](a.png)\n\n![x](https://exemple.fr/a.png)\n");
    assert_eq!(said.len(), 2);
    assert!(
        said[0].0 == 8 && said[0].1.contains("n’a pas de texte"),
        "{said:?}"
    );
    assert!(
        said[1].0 == 10 && said[1].1.contains("vient d’ailleurs"),
        "{said:?}"
    );
}
