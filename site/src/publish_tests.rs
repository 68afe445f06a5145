use super::*;
use std::path::PathBuf;
use std::sync::atomic::{AtomicU32, Ordering};

const ORIGIN: &str = "https://escale.example";

fn repository() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// A repository with our look and pages of its own, which goes away with the test.
struct Fixture(PathBuf);

impl Fixture {
    fn new(pages: &[(&str, &str)]) -> Self {
        static RANK: AtomicU32 = AtomicU32::new(0);
        let name = format!(
            "escale-content-{}-{}",
            std::process::id(),
            RANK.fetch_add(1, Ordering::Relaxed)
        );
        let fixture = Self(std::env::temp_dir().join(name));
        fs::create_dir_all(fixture.0.join("site")).unwrap();
        fs::create_dir_all(fixture.0.join("content")).unwrap();
        for shared in ["site/assets", "site/templates"] {
            let target = repository().join(shared);
            std::os::unix::fs::symlink(target, fixture.0.join(shared)).unwrap();
        }
        for (file, says) in [
            ("package.json", "{ \"maplibre-gl\": \"1.2.3\" }"),
            (
                "node_modules/maplibre-gl/package.json",
                "{ \"version\": \"1.2.3\" }",
            ),
            ("node_modules/maplibre-gl/dist/maplibre-gl-csp.js", "a"),
            (
                "node_modules/maplibre-gl/dist/maplibre-gl-csp-worker.js",
                "b",
            ),
            ("node_modules/maplibre-gl/dist/maplibre-gl.css", "c"),
            ("node_modules/maplibre-gl/dist/LICENSE.txt", "d"),
            ("content/LISEZMOI", ""),
        ] {
            fixture.put(&format!("../{file}"), says);
        }
        for (path, body) in pages {
            fixture.page(path, "", body);
        }
        fixture
    }

    fn put(&self, path: &str, content: impl AsRef<[u8]>) {
        let file = self.0.join("content").join(path);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, content).unwrap();
    }

    fn page(&self, path: &str, more: &str, body: &str) {
        let title = path.trim_end_matches(".md");
        let head =
            format!("+++\ntitle = \"{title}\"\nsummary = \"S\"\nupdated = 2026-11-21\n{more}+++\n");
        self.put(path, format!("{head}{body}"));
    }

    fn order(&self, drafts: bool) -> Order<'_> {
        Order {
            root: &self.0,
            origin: ORIGIN,
            drafts,
        }
    }

    /// The site as it would be built from nothing.
    fn built(&self, drafts: bool) -> Vec<File> {
        build(self.order(drafts), &mut Memory::default()).unwrap()
    }

    fn mistakes(&self) -> String {
        build(self.order(false), &mut Memory::default())
            .unwrap_err()
            .to_string()
    }

    /// What a build had to write.
    fn published(&self) -> usize {
        publish(self.order(false)).unwrap().written
    }

    fn dist(&self, path: &str) -> PathBuf {
        self.0.join("site/dist").join(path)
    }
}

impl Drop for Fixture {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn text(files: &[File], path: &str) -> String {
    let file = files
        .iter()
        .find(|file| file.path == path)
        .unwrap_or_else(|| panic!("{path} is missing"));
    String::from_utf8(file.bytes.clone().expect("just built")).unwrap()
}

fn has(files: &[File], path: &str) -> bool {
    files.iter().any(|file| file.path == path)
}

/// Our own site, with its drafts.
fn ours() -> Vec<File> {
    let order = Order {
        root: &repository(),
        origin: ORIGIN,
        drafts: true,
    };
    build(order, &mut Memory::default()).unwrap()
}

#[test]
fn the_whole_site_builds() {
    let files = ours();
    for path in [
        "index.html",
        "connexion/index.html",
        "gestion/connexion/index.html",
        "aide/index.html",
        "plan-du-site/index.html",
    ] {
        assert!(text(&files, path).contains("<html lang=\"fr\""), "{path}");
    }
    assert!(text(&files, "sitemap.xml").contains("https://escale.example/aide/"));
    assert!(text(&files, "_headers").contains("default-src 'none'"));
}

#[test]
fn no_page_carries_style_or_script_of_its_own() {
    for file in ours().iter().filter(|file| file.is_page()) {
        let html = String::from_utf8(file.bytes.clone().unwrap()).unwrap();
        assert!(
            !html.contains("<style") && !html.contains(" style=") && !html.contains(" onclick"),
            "{}",
            file.path
        );
        assert!(!html.contains("<script>"), "{}", file.path);
    }
}

#[test]
fn the_plan_leads_to_every_page() {
    let files = ours();
    let plan = text(&files, "plan-du-site/index.html");
    for file in files.iter().filter(|file| file.is_page()) {
        let address = format!("/{}", file.path.trim_end_matches("index.html"));
        let known = plan.contains(&format!("href=\"{address}\""))
            || plan.contains(&format!("href=\"{}\"", address.trim_end_matches('/')));
        assert!(
            known || address == "/plan-du-site/",
            "{address} is not on the plan"
        );
    }
}

#[test]
fn pages_find_each_other() {
    let site = Fixture::new(&[
        ("help/index.md", "[a](a/index.md)\n"),
        (
            "help/a/index.md",
            "## Là\n\n[retour](/aide/), [ici](#la), [connexion](/connexion)\n",
        ),
        ("projet/notes.md", "[a](../help/a/index.md#la)\n"),
    ]);
    let files = site.built(false);
    for path in [
        "aide/index.html",
        "aide/a/index.html",
        "aide/projet/notes/index.html",
    ] {
        assert!(has(&files, path), "{path}");
    }
}

#[test]
fn every_mistake_is_told_at_once_with_file_and_line_and_nothing_is_written() {
    let site = Fixture::new(&[
        (
            "help/index.md",
            "Bonjour.\n\n[a](absent.md)\n\n[b](/aide/rien/)\n\n[c](../images/x.png)\n",
        ),
        (
            "help/a.md",
            "[c](/aide/#nulle-part)\n\n#### Trop bas\n\n![](image.png)\n\n> [!RIEN]\n> x\n",
        ),
        ("help/projet/b.md", "![b](faux.png)\n"),
        ("projet/b.md", ""),
    ]);
    site.put("help/sans.md", "Texte.");
    site.put("help/projet/faux.png", "ceci n’est pas une image");
    site.page(
        "help/c.md",
        "moved_from = [\"/aide/a/\", \"/aide/vieux/\"]\n",
        "",
    );
    site.page("help/d.md", "moved_from = [\"/aide/vieux\"]\n", "");
    site.page("help/brouillon.md", "draft = true\n", "");
    site.page("help/e.md", "", "[x](brouillon.md)\n");
    let said = site.mistakes();
    for expected in [
        "content/help/a.md:10: image introuvable « image.png »",
        "content/help/a.md:10: l’image « image.png » n’a pas de texte : écrivez entre les crochets ce qu’elle montre",
        "content/help/a.md:12: encadré inconnu « [!RIEN] » : NOTE, TIP, IMPORTANT, WARNING ou CAUTION",
        "content/help/a.md:6: lien cassé « /aide/#nulle-part » : la page n’a pas ce titre",
        "content/help/a.md:8: ce titre (####) saute un niveau : écrivez ##",
        "content/help/c.md:5: `moved_from` : /aide/a/ est l’adresse d’une page d’aujourd’hui",
        "content/help/d.md:5: `moved_from` : /aide/vieux est dit deux fois",
        "content/help/e.md:6: lien cassé « brouillon.md » : cette page est un brouillon",
        "content/help/index.md:10: lien cassé « /aide/rien/ » : aucune page n’a cette adresse",
        "content/help/index.md:12: lien cassé « ../images/x.png » : ce n’est pas une page",
        "content/help/index.md:8: lien cassé « absent.md » : ce fichier n’existe pas",
        "content/help/projet/b.md:6: « faux.png » n’est pas une image lisible",
        "content/help/sans.md:1: la page doit commencer par une ligne +++, puis title, summary, updated",
        "content/projet/b.md:1: l’adresse /aide/projet/b/ est déjà prise par content/help/projet/b.md",
    ] {
        assert!(
            said.lines().any(|line| line == expected),
            "{said}\nshould say\n{expected}"
        );
    }
    assert_eq!(said.lines().count(), 14, "{said}");
    assert!(publish(site.order(false)).is_err());
    assert!(!site.dist("").exists());
}

#[test]
fn a_draft_is_only_shown_to_who_asks() {
    let site = Fixture::new(&[("help/index.md", "")]);
    site.page(
        "help/a.md",
        "draft = true\n",
        "![sans texte ni fichier](absent.png)\n",
    );
    assert!(!has(&site.built(false), "aide/a/index.html"));
    site.page("help/a.md", "draft = true\n", "");
    let shown = text(&site.built(true), "aide/a/index.html");
    assert!(
        shown.contains("Brouillon") && shown.contains("noindex"),
        "{shown}"
    );
}

#[test]
fn an_image_is_measured_and_named_after_its_content() {
    let portail = fs::read(repository().join("content/images/portail.png")).unwrap();
    let size = imagesize::blob_size(&portail).unwrap();
    let site = Fixture::new(&[(
        "help/a.md",
        "![Le portail](images/portail.png \"L’accueil\")\n",
    )]);
    site.put("images/portail.png", portail);
    site.put("images/inutile.png", "");
    let files = site.built(false);
    let page = text(&files, "aide/a/index.html");
    let sizes = format!(
        "width=\"{}\" height=\"{}\" alt=\"Le portail\"",
        size.width, size.height
    );
    assert!(page.contains(&sizes), "{page}");
    assert!(
        page.contains("<figcaption>L’accueil</figcaption></figure>"),
        "{page}"
    );
    let images: Vec<&File> = files
        .iter()
        .filter(|file| file.path.starts_with("images/"))
        .collect();
    assert_eq!(images.len(), 1);
    assert!(page.contains(&format!("src=\"/{}\"", images[0].path)));
    assert!(page.contains(&format!(
        "og:image\" content=\"{ORIGIN}/{}\"",
        images[0].path
    )));
}

#[test]
fn a_long_page_has_its_contents_and_its_neighbours() {
    let site = Fixture::new(&[
        ("help/a/index.md", ""),
        ("help/a/1.md", "## Un\n\n## Deux\n\n### Trois\n"),
        ("help/a/2.md", "## Un\n\n## Deux\n"),
    ]);
    let files = site.built(false);
    let (long, short) = (
        text(&files, "aide/a/1/index.html"),
        text(&files, "aide/a/2/index.html"),
    );
    assert!(long.contains("Sur cette page") && long.contains("<a href=\"#trois\">Trois</a>"));
    assert!(!short.contains("Sur cette page"));
    assert!(long.contains("href=\"/aide/a/2/\" rel=\"next\"") && !long.contains("rel=\"prev\""));
    assert!(short.contains("href=\"/aide/a/1/\" rel=\"prev\"") && !short.contains("rel=\"next\""));
    assert!(long.contains("<a href=\"/aide/a/1/\" aria-current=\"page\">"));
    assert_eq!(long.matches("aria-current").count(), 1);
}

#[test]
fn search_engines_are_told_what_an_article_is() {
    let site = Fixture::new(&[]);
    site.put(
        "help/a.md",
        "+++\ntitle = \"Le </script> & moi\"\nsummary = \"S\"\nupdated = 2026-11-21\n+++\n",
    );
    let page = text(&site.built(false), "aide/a/index.html");
    let (_, data) = page
        .split_once("<script type=\"application/ld+json\">")
        .unwrap();
    let (data, _) = data.split_once("</script>").unwrap();
    let data: serde_json::Value = serde_json::from_str(data).unwrap();
    assert_eq!(data["headline"], "Le </script> & moi");
    assert_eq!(data["dateModified"], "2026-11-21");
    assert_eq!(data["mainEntityOfPage"], "https://escale.example/aide/a/");
    assert!(page.contains("<link rel=\"canonical\" href=\"https://escale.example/aide/a/\">"));
}

#[test]
fn only_what_changed_is_written_again() {
    let site = Fixture::new(&[
        ("help/a/index.md", ""),
        ("help/a/1.md", "Un.\n"),
        ("help/a/2.md", "Deux.\n"),
    ]);
    assert!(site.published() > 10);
    assert_eq!(site.published(), 0);
    site.page("help/a/1.md", "", "Un, autrement.\n");
    assert_eq!(site.published(), 1);
    assert!(
        fs::read_to_string(site.dist("aide/a/1/index.html"))
            .unwrap()
            .contains("autrement")
    );
    // Those that name it: the folder's page, its neighbour, the plan.
    site.put(
        "help/a/1.md",
        "+++\ntitle = \"Nouveau\"\nsummary = \"S\"\nupdated = 2026-11-21\n+++\n",
    );
    assert_eq!(site.published(), 4);
    assert!(
        fs::read_to_string(site.dist("aide/a/2/index.html"))
            .unwrap()
            .contains("Nouveau")
    );
}

#[test]
fn a_build_that_remembers_is_the_one_from_nothing() {
    let site = Fixture::new(&[
        ("help/a/index.md", ""),
        ("help/a/1.md", "## Un\n"),
        ("help/a/2.md", "[x](1.md#un)\n"),
    ]);
    site.published();
    site.page("help/a/1.md", "order = 7\n", "## Un\n\nAutre.\n");
    site.page("help/a/3.md", "", "Trois.\n");
    fs::remove_file(site.0.join("content/help/a/2.md")).unwrap();
    fs::write(site.dist("aide/a/index.html"), "abîmé").unwrap();
    fs::remove_file(site.dist("robots.txt")).unwrap();
    site.published();
    assert!(!site.dist("aide/a/2").exists());
    for file in site.built(false) {
        let written = fs::read(site.dist(&file.path)).unwrap_or_default();
        assert!(Some(written) == file.bytes, "{} differs", file.path);
    }
}

#[test]
fn a_link_that_another_page_breaks_is_seen() {
    let site = Fixture::new(&[("help/a.md", "## Un\n"), ("help/b.md", "[x](a.md#un)\n")]);
    site.published();
    site.page("help/a.md", "", "## Deux\n");
    let said = publish(site.order(false)).unwrap_err().to_string();
    assert_eq!(
        said,
        "content/help/b.md:6: lien cassé « a.md#un » : la page n’a pas ce titre"
    );
}

#[test]
fn what_nobody_remembers_is_removed() {
    let site = Fixture::new(&[("help/index.md", "")]);
    fs::create_dir_all(site.dist("ancien")).unwrap();
    fs::write(site.dist("ancien/x.html"), "x").unwrap();
    site.published();
    assert!(site.dist("aide/index.html").exists() && !site.dist("ancien").exists());
}
