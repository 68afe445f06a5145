//! A request walks in one direction, and so do imports: no room reaches into another's `store` or `pages`, the ground
//! floor (`edge`) knows no room, rules know only rules and the plain words of the ground floor.

use std::{collections::BTreeSet, path::Path};

use escale_tests::tree;

/// The parts of `edge` that do nothing: days, ids, wordings, mistakes in a form.
const PLAIN_WORDS: [&str; 6] = ["clock", "form", "hours", "ids", "typed", "words"];

/// What every room may know beside `edge` and other rooms' doors and rules.
const COMMON: [&str; 2] = ["rights", "frame"];

/// One file of the worker and the `crate::…` paths it names.
struct File {
    /// Path under `worker/src`, such as `desk/access/pages.rs`.
    path: String,
    imports: Vec<Vec<String>>,
}

impl File {
    /// The room it is in, if it is in one; the ground floor, the door and the entry points are not rooms.
    fn room(&self) -> Option<&str> {
        let folder = self
            .path
            .split('/')
            .next()
            .filter(|first| !has_extension(first))?;
        (!["edge", "door"].contains(&folder)).then_some(folder)
    }
}

fn has_extension(name: &str) -> bool {
    Path::new(name).extension().is_some()
}

fn worker() -> Vec<File> {
    let source = tree::root().join("worker/src");
    let files = tree::files(&source, "rs");
    assert!(files.len() > 20, "the worker has moved");
    files
        .into_iter()
        .map(|path| File {
            imports: paths_of(&code_of(&tree::read(&path))),
            path: path
                .strip_prefix(&source)
                .expect("in the worker")
                .to_string_lossy()
                .replace('\\', "/"),
        })
        .collect()
}

/// The source without its comments and its unit tests.
fn code_of(source: &str) -> String {
    let code = source.split("#[cfg(test)]").next().unwrap_or_default();
    code.lines()
        .map(|line| line.split("//").next().unwrap_or_default())
        .collect::<Vec<_>>()
        .join("\n")
}

/// Every path that begins with `crate::`, with `{…}` spread out.
fn paths_of(code: &str) -> Vec<Vec<String>> {
    let mut paths = Vec::new();
    for (start, _) in code.match_indices("crate::") {
        let before = code[..start].chars().next_back();
        if before.is_none_or(|c| !c.is_alphanumeric() && c != '_' && c != '$') {
            spread(
                &code[start + "crate::".len()..],
                &mut Vec::new(),
                &mut paths,
            );
        }
    }
    paths
}

/// Reads one path of a `use` tree at the start of `code`; gives how many bytes it took.
fn spread(code: &str, prefix: &mut Vec<String>, paths: &mut Vec<Vec<String>>) -> usize {
    let depth = prefix.len();
    let mut at = 0;
    loop {
        let rest = &code[at..];
        let rest_trimmed = rest.trim_start();
        at += rest.len() - rest_trimmed.len();
        if let Some(inside) = rest_trimmed.strip_prefix('{') {
            at += 1;
            let mut inner = inside;
            while !inner.trim_start().starts_with('}') && !inner.is_empty() {
                let taken = spread(inner, prefix, paths).max(1);
                at += taken;
                inner = &inner[taken..];
                let comma = inner.len() - inner.trim_start_matches([',', ' ', '\n', '\t']).len();
                at += comma;
                inner = &inner[comma..];
            }
            at += inner.find('}').map_or(0, |end| end + 1);
            break;
        }
        let word: String = rest_trimmed
            .chars()
            .take_while(|c| c.is_alphanumeric() || *c == '_' || *c == '*')
            .collect();
        at += word.len();
        prefix.push(word);
        if code[at..].starts_with("::") {
            at += 2;
        } else {
            paths.push(prefix.clone());
            break;
        }
    }
    prefix.truncate(depth);
    at
}

fn rooms(files: &[File]) -> BTreeSet<&str> {
    files.iter().filter_map(File::room).collect()
}

/// The arrows that run up, each in words.
fn arrows_up(files: &[File]) -> Vec<String> {
    let rooms = rooms(files);
    let mut wrong = Vec::new();
    for file in files {
        for import in &file.imports {
            let step = |index: usize| import.get(index).map_or("", String::as_str);
            let other_room = rooms.contains(step(0)) && file.room() != Some(step(0));
            let reason = if file.path.starts_with("edge/") && step(0) != "edge" {
                "the ground floor knows no room"
            } else if file.path.ends_with("rules.rs") && !rules_may_know(import) {
                "rules know only rules"
            } else if file.room().is_some()
                && other_room
                && import
                    .iter()
                    .skip(1)
                    .any(|part| part == "store" || part.ends_with("pages"))
            {
                "a room does not reach into another's store or pages"
            } else if file.room().is_some()
                && !rooms.contains(step(0))
                && step(0) != "edge"
                && !COMMON.contains(&step(0))
                && !step(0).starts_with("statements")
            {
                "a room does not know who calls it"
            } else {
                continue;
            };
            wrong.push(format!(
                "{}: crate::{} ({reason})",
                file.path,
                import.join("::")
            ));
        }
    }
    wrong
}

fn rules_may_know(import: &[String]) -> bool {
    let plain = import.first().is_some_and(|it| it == "edge")
        && import
            .get(1)
            .is_some_and(|it| PLAIN_WORDS.contains(&it.as_str()));
    plain
        || import
            .iter()
            .any(|part| part == "rules" || part.ends_with("_rules") || part == "rights")
}

#[test]
fn imports_run_one_way() {
    let wrong = arrows_up(&worker());
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn an_arrow_that_runs_up_is_seen() {
    let file = |path: &str, code: &str| File {
        path: path.to_owned(),
        imports: paths_of(&code_of(code)),
    };
    let files = [
        file(
            "portal/pages.rs",
            "use crate::{edge::cx::Cx, desk::{rules::Mail, store}};\n#[cfg(test)] use crate::auth::store;",
        ),
        file(
            "desk/store.rs",
            "use crate::edge::db::Db; // crate::portal::store",
        ),
        file("desk/rules.rs", "use crate::edge::{clock::Day, db::Db};"),
        file("edge/page.rs", "fn f() { crate::portal::hello() }"),
    ];
    let wrong = arrows_up(&files);
    assert_eq!(
        wrong,
        [
            "portal/pages.rs: crate::desk::store (a room does not reach into another's store or pages)",
            "desk/rules.rs: crate::edge::db::Db (rules know only rules)",
            "edge/page.rs: crate::portal::hello (the ground floor knows no room)",
        ]
    );
}
