//! What is written for machines: the host's headers and redirections, the map for search engines.

use std::fmt::Write as _;

use crate::content::Page;
use crate::headers;
use crate::locale::LANGUAGES;

/// The host's file of headers: security everywhere, what has a fingerprint in its name kept for a year.
#[must_use]
pub fn headers_file() -> String {
    let mut text = String::from("/*\n");
    for (name, value) in headers::SECURITY {
        // Writing to a String cannot fail.
        let _ = writeln!(text, "  {name}: {value}");
    }
    // Of a header that two rules set, the host would send both: the first one is taken away.
    let _ = writeln!(
        text,
        "{}\n  ! Content-Security-Policy\n  Content-Security-Policy: {}",
        headers::SEARCH,
        headers::policy_of_the_search()
    );
    for folder in ["assets", "images"] {
        let _ = writeln!(text, "/{folder}/*\n  Cache-Control: {}", headers::IMMUTABLE);
    }
    text
}

/// The host's file of redirections: where pages were before, with and without the slash at the end.
#[must_use]
pub fn redirects(pages: &[Page]) -> String {
    let mut text = String::new();
    for page in pages {
        for old in &page.known.matter.moved_from {
            let old = old.trim_end_matches('/');
            let _ = writeln!(text, "{old} {} 301\n{old}/ {} 301", page.url, page.url);
        }
    }
    text
}

/// Pages for search engines: home, sign-in in each language, the plan and everything of `content/`, drafts aside.
#[must_use]
pub fn sitemap(origin: &str, pages: &[Page]) -> String {
    let mut text = String::from(concat!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n",
        "<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n"
    ));
    for address in ["/", "/connexion", "/plan-du-site/", "/aide/recherche/"] {
        let _ = writeln!(text, "<url><loc>{origin}{address}</loc></url>");
    }
    for code in LANGUAGES.iter().map(|language| language.code) {
        let _ = writeln!(text, "<url><loc>{origin}/connexion/{code}</loc></url>");
        let _ = writeln!(
            text,
            "<url><loc>{origin}/connexion/{code}/aide/</loc></url>"
        );
    }
    for page in pages.iter().filter(|page| !page.known.matter.draft) {
        let (url, day) = (&page.url, page.known.matter.updated.iso());
        let _ = writeln!(
            text,
            "<url><loc>{origin}{url}</loc><lastmod>{day}</lastmod></url>"
        );
    }
    text.push_str("</urlset>\n");
    text
}

/// What is personal is behind a sign-in; robots need not try.
#[must_use]
pub fn robots(origin: &str) -> String {
    format!(
        "User-agent: *\nDisallow: /portail\nDisallow: /gestion\nDisallow: /operateur\n\nSitemap: {origin}/sitemap.xml\nSitemap: {origin}/services/sitemap.xml\nSitemap: {origin}/lieux/sitemap.xml\n"
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::content::parse;

    fn page(more: &str) -> Page {
        let text =
            format!("+++\ntitle = \"T\"\nsummary = \"S\"\nupdated = 2026-11-21\n{more}+++\n");
        parse("x.md", "/aide/la/".to_owned(), &text).unwrap()
    }

    #[test]
    fn an_old_address_leads_to_the_new_one() {
        let moved = [page("moved_from = [\"/aide/avant/\", \"/vieux\"]\n")];
        let text = redirects(&moved);
        assert!(text.contains("/aide/avant/ /aide/la/ 301\n"), "{text}");
        assert!(text.contains("/aide/avant /aide/la/ 301\n"), "{text}");
        assert!(text.contains("/vieux /aide/la/ 301\n"), "{text}");
        assert_eq!(redirects(&[page("")]), "");
    }

    #[test]
    fn search_engines_know_when_a_page_changed_and_nothing_of_drafts() {
        let text = sitemap("https://escale.example", &[page("")]);
        assert!(
            text.contains(
                "<loc>https://escale.example/aide/la/</loc><lastmod>2026-11-21</lastmod>"
            )
        );
        assert!(!sitemap("", &[page("draft = true\n")]).contains("/aide/la/"));
    }
}
