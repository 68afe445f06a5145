//! The help: whole, light, and for everyone. Its search, in the browser alone.

use std::{fs, time::Duration};

use escale_tests::{
    axe,
    browser::Browser,
    lighthouse,
    server::{server, until},
    tree, wire,
};

/// One address of each type of page: the front door, an article, an index, the search, a sign-in.
pub(crate) const TYPES: [&str; 5] = [
    "/",
    "/aide/structures/enregistrer-le-courrier/",
    "/aide/",
    "/aide/recherche/",
    "/connexion",
];

/// An article on the wire, all included but pictures.
const BYTES_MAX: u64 = 20 * 1024;

/// How long an answer may take.
const PATIENCE: Duration = Duration::from_secs(10);

const DOWN: &str = "\u{e015}";
const UP: &str = "\u{e013}";
const ENTER: &str = "\u{e007}";
const ESCAPE: &str = "\u{e00c}";

pub(crate) fn every_page_is_valid_html() {
    let output = tree::command("html-validate")
        .args(["--config", ".htmlvalidate.json", "site/dist"])
        .output()
        .expect("html-validate: npm ci");
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(output.status.success(), "{said}");
    let pages = tree::files(&tree::root().join("site/dist"), "html");
    assert!(pages.len() > 50, "only {} pages looked at", pages.len());
}

pub(crate) fn no_page_asks_anything_of_others() {
    for path in tree::files(&tree::root().join("site/dist"), "html") {
        let html = tree::read(&path);
        for asking in [
            "src=\"http",
            "src=\"//",
            "srcset=\"http",
            "<iframe",
            "rel=\"stylesheet\" href=\"http",
            "rel=\"preconnect\"",
        ] {
            assert!(!html.contains(asking), "{}: {asking}", path.display());
        }
    }
}

/// The heaviest articles, by their HTML.
fn heaviest(number: usize) -> Vec<String> {
    let dist = tree::root().join("site/dist");
    let mut pages: Vec<(u64, String)> = tree::files(&dist.join("aide"), "html")
        .iter()
        .map(|path| {
            let weight = fs::metadata(path).expect("a page").len();
            let path = path.strip_prefix(&dist).expect("in dist").to_string_lossy();
            (weight, format!("/{}", path.trim_end_matches("index.html")))
        })
        .collect();
    pages.sort();
    pages.reverse();
    pages
        .into_iter()
        .take(number)
        .map(|(_, path)| path)
        .collect()
}

pub(crate) fn an_article_is_light_and_leaves_nothing_behind() {
    for path in heaviest(3) {
        let browser = Browser::phone();
        browser.open(&path);
        let weight = wire::weight(&browser);
        let ours = |name: &str| name.starts_with(&server().url);
        assert!(
            weight.parts.iter().all(|(name, _)| ours(name)),
            "{weight:?}"
        );
        let bytes: u64 = weight
            .parts
            .iter()
            .filter(|(name, _)| !name.contains("/images/"))
            .map(|(_, bytes)| bytes)
            .sum();
        println!("{path}: {bytes} bytes");
        assert!(bytes <= BYTES_MAX, "{path}: {weight:?}");
        assert_eq!(browser.cookie_names(), Vec::<String>::new(), "{path}");
        assert_eq!(wire::kept_by_scripts(&browser), 0, "{path}");
    }
}

pub(crate) fn axe_has_nothing_to_say() {
    let browser = Browser::phone();
    for dark in [false, true] {
        browser.shows("screen", dark);
        for path in TYPES {
            browser.open(path);
            axe::check(&browser, path);
        }
        browser.open("/aide/recherche/?q=courrier");
        browser.sees("pages ; voici les 10 plus proches");
        axe::check(&browser, "answers of the search");
    }
}

pub(crate) fn lighthouse_has_nothing_to_say() {
    for (path, verdict) in lighthouse::of(&TYPES, "accessibility,best-practices,seo") {
        println!("{path}: {:?}", verdict.scores);
        assert!(
            verdict.scores.len() == 3 && verdict.scores.values().all(|score| *score == 100),
            "{path}: {verdict:?}"
        );
    }
}

/// An article in the narrowest window, and in one of 1280 px that is zoomed to 400 %, which is as narrow and much lower.
pub(crate) fn nothing_is_wider_than_the_window() {
    let browser = Browser::computer();
    for (width, height, scale) in [(320, 640, 1), (320, 256, 4)] {
        browser.window(width, height, scale);
        for path in TYPES
            .iter()
            .copied()
            .chain(["/aide/recherche/?q=courrier", "/plan-du-site/"])
        {
            browser.open(path);
            browser.fits();
        }
    }
}

pub(crate) fn printed_and_in_the_dark_it_is_all_there() {
    let browser = Browser::computer();
    browser.open(TYPES[1]);
    let read = || browser.script("return document.querySelector('.prose').innerText.length");
    let whole = read();
    assert!(
        whole.as_u64().is_some_and(|letters| letters > 1_000),
        "{whole}"
    );
    for (media, dark) in [("screen", true), ("print", false), ("print", true)] {
        browser.shows(media, dark);
        assert_eq!(read(), whole, "{media}, dark: {dark}");
        assert_ne!(
            colours(&browser).0,
            colours(&browser).1,
            "{media}, dark: {dark}"
        );
    }
    browser.shows("print", false);
    let search = "return getComputedStyle(document.querySelector('.ask')).display";
    assert_eq!(browser.script(search), "none", "the search is on paper");
}

/// The colours of the words and of what is behind them.
fn colours(browser: &Browser) -> (String, String) {
    let colour = |property| {
        let script = format!(
            "let one = document.querySelector('.prose'), found = 'rgba(0, 0, 0, 0)';
             for (; one && (found === 'rgba(0, 0, 0, 0)'); one = one.parentElement) found = getComputedStyle(one).{property};
             return found"
        );
        browser.script(&script).to_string()
    };
    (colour("color"), colour("backgroundColor"))
}

pub(crate) fn without_scripts_the_plan_serves() {
    let browser = Browser::without_scripts();
    browser.open("/aide/");
    browser.fill("Chercher dans l’aide", "courrier");
    browser.press("Chercher");
    browser.is_at("/aide/recherche/?q=courrier");
    browser.sees("Cette recherche a besoin de JavaScript");
    browser.follow("plan du site");
    browser.is_at("/plan-du-site/");
    browser.follow("Enregistrer le courrier");
    browser.sees("Une seule chose ? Sous « Enregistrer une réception »");
}

pub(crate) fn found_by_keyboard_alone() {
    let browser = Browser::computer();
    browser.open("/aide/");
    browser.fill("Chercher dans l’aide", "renouvellements");
    browser.keys(ENTER);
    browser.is_at("/aide/recherche/?q=renouvellements");
    // The plural finds the singular: words are cut as French cuts them.
    browser.sees("Décider d’une domiciliation");
    browser.keys("/");
    browser.has_focus_on("q");
    let focused =
        || browser.script("return document.activeElement.closest('[data-reponses]') !== null");
    browser.keys(DOWN);
    assert_eq!(focused(), true, "the first answer has the cursor");
    browser.keys(UP);
    browser.has_focus_on("q");
    browser.keys(DOWN);
    browser.keys(ESCAPE);
    browser.has_focus_on("q");
    browser.keys(ESCAPE);
    browser.is_at("/aide/recherche/");
    browser.does_not_see("Décider d’une domiciliation");
    browser.fill("Ce que vous cherchez", "mot de passe oublié");
    browser.sees("J’ai oublié mon mot de passe");
    browser.keys(ENTER);
    // The cursor comes to the first answer once it is there.
    assert!(until(PATIENCE, || focused() == true));
    browser.keys(ENTER);
    browser.sees("Mis à jour le");
}

pub(crate) fn nothing_found_and_nothing_to_find_with_are_said() {
    let browser = Browser::phone();
    browser.open("/aide/recherche/?q=xylophone");
    browser.sees("Rien sur « xylophone »");
    // A word of the project's own pages, which are no help to anyone at a counter.
    browser.fill("Ce que vous cherchez", "clippy");
    browser.sees("Rien sur « clippy »");

    let browser = Browser::phone();
    browser.open("/aide/recherche/");
    browser.network(false);
    browser.fill("Ce que vous cherchez", "courrier");
    browser.sees("La recherche n’est pas disponible pour le moment");
    browser.network(true);
    browser.reload();
    browser.sees("pages ; voici les 10 plus proches");
}
