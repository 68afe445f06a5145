//! Accessibility of the page as it is now, by axe-core.

use serde_json::Value;

use crate::{browser::Browser, tree};

/// Fails on any breach of WCAG 2.2 A or AA that axe-core can see in the page now open.
pub fn check(browser: &Browser, page: &str) {
    let axe = tree::read(&tree::root().join("node_modules/axe-core/axe.min.js"));
    browser.script(&axe);
    let found = browser.script_later(
        "const done = arguments[arguments.length - 1];
         axe.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] })
            .then(result => done(result.passes.length < 5 ? 'axe has looked at nothing' : result.violations.map(v => [v.id, v.help, v.nodes.map(n => n.target.join(' ') + ' — ' + n.failureSummary)])));",
    );
    assert_eq!(found, Value::Array(Vec::new()), "{page}: {found:#}");
}
