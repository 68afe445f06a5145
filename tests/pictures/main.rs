//! `make pictures`: takes every picture of `content/images/vues.json` from the running product with the demo world, as a person
//! would see it, with the button to press outlined. With words after it, only the views whose name has one of them.

use std::{fs, panic, path::PathBuf, process::ExitCode};

use escale_tests::{
    browser::Browser,
    chrome, server,
    stories::{Credentials, PASSWORD, read_credentials, staff_signs_in},
    text::normal,
    tree,
    views::{self, Gesture, View},
};

/// Around the button to press: its colour is no colour of the product.
const OUTLINE: &str = "3px solid #d6006c";

fn main() -> ExitCode {
    server::DEMO
        .set(PathBuf::from(env!("CARGO_BIN_EXE_demo")))
        .expect("set once");
    let asked: Vec<String> = std::env::args()
        .skip(1)
        .filter(|word| !word.starts_with('-'))
        .collect();
    let folder = tree::root().join("build/vues");
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).expect("a folder");
    let wanted = |view: &View| asked.is_empty() || asked.iter().any(|word| view.nom.contains(word));
    let mut failed = Vec::new();
    for view in views::all().into_iter().filter(wanted) {
        println!("{}", view.nom);
        match panic::catch_unwind(|| taken(&view)) {
            Ok(picture) => {
                fs::write(folder.join(format!("{}.png", view.nom)), picture).expect("a picture");
            }
            Err(_) => failed.push(view.nom),
        }
    }
    chrome::stop();
    for server in server::started() {
        let log = server.stop();
        if !failed.is_empty() {
            eprintln!("The server's log:\n{log}");
        }
    }
    if failed.is_empty() {
        return ExitCode::SUCCESS;
    }
    eprintln!("Not taken: {}", failed.join(", "));
    ExitCode::FAILURE
}

/// The picture of `view`, as the browser gives it.
fn taken(view: &View) -> Vec<u8> {
    let browser = match view.ecran.as_str() {
        "telephone" => Browser::phone(),
        "ordinateur" => Browser::desk(),
        other => panic!("{}: no screen is called {other}", view.nom),
    };
    match view.qui.as_deref() {
        Some(email) if email.contains('@') => staff_signs_in(&browser, email),
        Some(identifiant) => domicilie_signs_in(&browser, identifiant),
        None => {}
    }
    browser.open(&view.adresse);
    let mut letter = None;
    for gesture in &view.gestes {
        carry_out(&browser, gesture, &mut letter);
    }
    if let Some(words) = &view.voir {
        browser.sees(words);
    }
    frame(&browser, view);
    browser.picture()
}

fn domicilie_signs_in(browser: &Browser, identifiant: &str) {
    browser.open("/connexion");
    browser.fill("Votre identifiant", identifiant);
    browser.fill("Mot de passe", PASSWORD);
    browser.press("Connexion");
    browser.sees("Bonjour");
}

/// Does what one line of the list says. `letter` is what the letter of an access said, once it was read.
fn carry_out(browser: &Browser, gesture: &Gesture, letter: &mut Option<Credentials>) {
    match gesture {
        Gesture::Ouvrir(path) => browser.open(path),
        Gesture::Suivre(words) => browser.follow(words),
        Gesture::Presser(words) => browser.press(words),
        Gesture::Choisir(label) => browser.choose(label),
        Gesture::Prendre(label, words) => browser.pick(label, words),
        Gesture::Voir(words) => browser.sees(words),
        Gesture::Joindre(label, file) => browser.attach(label, &tree::root().join(file)),
        Gesture::LireLaLettre => *letter = Some(read_credentials(&browser.screen())),
        Gesture::Remplir(label, value) => {
            let said = letter.as_ref();
            let value = match value.as_str() {
                "{identifiant}" => said.map(|letter| letter.identifiant.clone()),
                "{mot_de_passe}" => said.map(|letter| letter.password.clone()),
                other => Some(other.to_owned()),
            };
            browser.fill(label, &value.expect("the letter has been read"));
        }
    }
}

/// Outlines the button, and scrolls to it or to the words to show; nothing blinks, nothing has the cursor.
fn frame(browser: &Browser, view: &View) {
    let words = serde_json::json!([
        view.bouton.as_deref().map(normal),
        view.vers.as_deref().map(normal)
    ]);
    let found = browser.script(&format!(
        "const [button, target] = {words};
         const plain = text => text.replace(/[\\s\\u00a0\\u202f]+/g, ' ').replace(/’/g, '\\u0027').trim();
         const said = (css, words) => {{
             const all = [...document.querySelectorAll(css)].filter(it => it.offsetParent !== null);
             return all.find(it => plain(it.innerText || it.value || '') === words)
                 || all.find(it => plain(it.innerText || it.value || '').startsWith(words));
         }};
         if (document.activeElement) document.activeElement.blur();
         let at = null;
         if (button) {{
             at = said('button, input[type=submit], summary, a, label', button);
             if (!at) return 'no button: ' + button;
             at.style.outline = '{OUTLINE}';
             at.style.outlineOffset = '3px';
         }}
         if (target) {{
             at = said('h1, h2, h3, h4, label, legend, summary, dt, th, p, a, button', target);
             if (!at) return 'no words: ' + target;
         }}
         document.documentElement.style.scrollBehavior = 'auto';
         if (at) {{
             const top = at.getBoundingClientRect().top + scrollY;
             scrollTo(0, target ? Math.max(0, top - 90) : top < innerHeight - 80 ? 0 : top - innerHeight * 0.6);
         }} else scrollTo(0, 0);
         return '';"
    ));
    assert_eq!(found, "", "{}: {}", view.nom, browser.screen());
}
