//! « Courrier du jour » under impatient fingers and on bad networks: nothing goes to somebody else, nothing is lost unsaid.

use escale_tests::{browser::Browser, db, server::until, stories::Desk, text};
use serde_json::{Value, json};

use crate::morning::{DOWN, ENTER, PATIENCE, chooses, opens, received};

/// What has to be said when an answer doesn't come.
const CUT: &str = "Le réseau ne répond pas. Ce que vous avez écrit est gardé";

fn says(browser: &Browser, words: &str) {
    let words = text::normal(words);
    let came = until(PATIENCE, || browser.screen().contains(&words));
    assert!(came, "no « {words} » on\n{}", browser.screen());
}

/// The name of the option that Enter would take, once the page points at one.
fn pointed(browser: &Browser) -> String {
    let mut option = Value::Null;
    let script = "const it = document.querySelector('[role=option][aria-selected=true] strong'); return it ? it.textContent : ''";
    until(PATIENCE, || {
        option = browser.script(script);
        option != json!("")
    });
    option.as_str().unwrap_or_default().to_owned()
}

pub(crate) fn what_is_typed_on_never_takes_somebody_else() {
    let desk = Desk::new();
    let (first, second) = (desk.usager(), desk.usager());
    let browser = Browser::computer();
    opens(&desk, &browser);

    // An arrow on the list of what was typed before, and Enter at once: nobody can tell who was meant.
    browser.keys("nomsecre");
    browser.sees("2 personnes");
    browser.network(false);
    browser.keys("t");
    browser.keys(DOWN);
    browser.keys(ENTER);
    browser.sees(CUT);
    browser.network(true);
    browser.sees("2 personnes : choisissez avec les flèches");
    assert_eq!(browser.focus(), "q", "nobody is taken");
    browser.keys(ENTER);
    assert_eq!(browser.focus(), "q", "nobody is taken");
    let none = "return document.querySelectorAll('[role=option][aria-selected=true]').length";
    assert_eq!(browser.script(none), json!(0));

    // An arrow on what is shown: that person stays pointed at while more is typed, and is not passed over by Enter.
    browser.keys(DOWN);
    let top = pointed(&browser);
    browser.keys(DOWN);
    let chosen = pointed(&browser);
    assert_ne!(top, chosen);
    browser.network(false);
    browser.keys(" p");
    browser.keys(ENTER);
    browser.sees(CUT);
    browser.network(true);
    assert_eq!(pointed(&browser), chosen);
    assert_eq!(browser.focus(), "q", "nobody is taken");
    browser.keys(ENTER);
    browser.has_focus_on("fiche-nombre");
    browser.sees(&chosen);
    browser.keys(ENTER);
    browser.sees("1 réception enregistrée.");
    let (theirs, other) = if chosen.starts_with(&format!("{} ", second.nom.to_uppercase())) {
        (&second, &first)
    } else {
        (&first, &second)
    };
    assert_eq!((received(theirs), received(other)), (1, 0));
}

pub(crate) fn a_key_pressed_too_long_or_too_early_records_nothing() {
    let desk = Desk::new();
    let usager = desk.usager();
    let browser = Browser::computer();
    opens(&desk, &browser);

    // Held down: in the box, and over the sheet that comes under it.
    browser.keys(&usager.nom);
    assert!(pointed(&browser).contains(&usager.nom.to_uppercase()));
    browser.enter_held_down();
    assert_eq!(browser.focus(), "q");
    browser.keys(ENTER);
    browser.has_focus_on("fiche-nombre");
    browser.enter_held_down();
    assert_eq!(browser.focus(), "fiche-nombre");
    browser.keys(ENTER);
    browser.sees("1 réception enregistrée.");

    // Pressed before the answer, and again as the sheet comes.
    browser.network(false);
    browser.keys(&usager.nom);
    browser.keys(ENTER);
    browser.sees(CUT);
    browser.network(true);
    browser.has_focus_on("fiche-nombre");
    browser.keys(ENTER);
    browser.sees("Vérifiez le nom, puis appuyez encore sur Entrée.");
    assert_eq!(
        (browser.focus(), received(&usager)),
        ("fiche-nombre".to_owned(), 1)
    );
    browser.keys(ENTER);
    browser.sees("2 réceptions enregistrées.");
    assert_eq!(received(&usager), 2);
}

/// From now on something between the page and Escale answers all that is sent, as the script `answer` says.
fn filtered(browser: &Browser, answer: &str) {
    browser.script(&format!(
        "window.direct = window.direct || window.fetch;
         window.fetch = function (path, options) {{
             return options && options.method === 'POST' ? {answer} : window.direct(path, options);
         }};"
    ));
}

fn unfiltered(browser: &Browser) {
    browser.script("window.fetch = window.direct;");
}

/// Would the browser ask before it leaves this page?
fn asks_before_leaving(browser: &Browser) -> bool {
    let kept = browser
        .script("return !window.dispatchEvent(new Event('beforeunload', { cancelable: true }))");
    kept == json!(true)
}

/// « Réessayer maintenant », unless the page has already tried again by itself.
fn send_now(browser: &Browser) {
    browser.script(
        "const again = Array.from(document.querySelectorAll('button')).find((it) => it.textContent === 'Réessayer maintenant'); \
         if (again && !again.hidden) { again.click(); }",
    );
}

pub(crate) fn only_an_answer_that_names_the_reception_counts() {
    let desk = Desk::new();
    let usager = desk.usager();
    let browser = Browser::computer();
    opens(&desk, &browser);
    for (recorded, answer) in (0..).zip([
        // To a page of its own: here one of ours that sends elsewhere.
        "window.direct('/portail', { redirect: 'manual' })",
        "window.direct('/connexion')",
        "Promise.resolve(new Response('{\"ligne\":\"AAAAAAAAAAAAAAAAAAAAAA\"}'))",
        "Promise.resolve(new Response('', { status: 408 }))",
        "Promise.resolve(new Response('', { status: 425 }))",
    ]) {
        filtered(&browser, answer);
        chooses(&browser, &usager.nom);
        browser.keys(ENTER);
        says(&browser, "Le réseau ne répond pas. Rien n’est perdu");
        says(&browser, "1 réception en attente d’envoi");
        assert_eq!(received(&usager), recorded, "{answer}");
        assert!(asks_before_leaving(&browser), "{answer}");
        unfiltered(&browser);
        send_now(&browser);
        assert!(
            until(PATIENCE, || received(&usager) == recorded + 1),
            "{answer}"
        );
        until(PATIENCE, || !asks_before_leaving(&browser));
        browser.does_not_see("en attente d’envoi");
    }
    browser.sees("5 réceptions enregistrées.");
}

pub(crate) fn what_is_refused_stays_on_the_page() {
    let desk = Desk::new();
    let usager = desk.usager();
    let browser = Browser::computer();
    opens(&desk, &browser);
    for (status, before) in [(403, 0), (404, 2)] {
        filtered(
            &browser,
            &format!("Promise.resolve(new Response('', {{ status: {status} }}))"),
        );
        chooses(&browser, &usager.nom);
        browser.keys(ENTER);
        browser.sees("L’envoi est refusé et s’est arrêté. Rien n’est perdu");
        unfiltered(&browser);
        // Stopped: another does not set it going again by itself.
        chooses(&browser, &usager.nom);
        browser.keys(ENTER);
        browser.sees("2 réceptions en attente d’envoi");
        assert!(asks_before_leaving(&browser));
        assert_eq!(received(&usager), before);
        browser.press("Réessayer maintenant");
        browser.sees(&format!("{} réceptions enregistrées.", before + 2));
        assert_eq!(received(&usager), before + 2);
    }
}

pub(crate) fn leaving_during_an_undo_is_asked_first() {
    let desk = Desk::new();
    let usager = desk.usager();
    let browser = Browser::computer();
    opens(&desk, &browser);
    chooses(&browser, &usager.nom);
    browser.keys(ENTER);
    browser.sees("1 réception enregistrée.");
    assert!(!asks_before_leaving(&browser));

    browser.answers_late_by(60_000);
    browser.press("Annuler : 1 courrier");
    let button = "return document.activeElement.closest('.received__line form') !== null";
    assert!(asks_before_leaving(&browser), "the undo is on its way");
    assert_eq!(browser.script(button), json!(true), "the cursor is kept");
    // The answer is given up.
    says(&browser, "pas encore annulé");
    assert_eq!(browser.script(button), json!(true), "the cursor is kept");
    assert!(!asks_before_leaving(&browser));
    browser.network(true);
    browser.press("Annuler : 1 courrier");
    browser.has_focus_on("q");
    assert!(!browser.has("Annuler : 1 courrier"));
    let waits = db::count(
        "SELECT courrier_pending FROM usager WHERE id = ?1",
        &[json!(usager.id)],
    );
    assert_eq!(waits, 0, "once");
}
