//! How long the generator takes for 1,000 articles of about 4 KB, beside Hugo and mdBook on the same articles: each from nothing, one
//! after the other, five times over. Fails when ours takes more than a quarter of Hugo's time, or when one changed article takes
//! more than 100 ms.
//!
//! `make bench` brings the two others and says where they are in `ESCALE_BENCH_TOOLS`.

use std::{
    env,
    fmt::Write as _,
    fs,
    path::{Path, PathBuf},
    process::{Command, Stdio},
    sync::atomic::{AtomicU32, Ordering},
    time::{Duration, Instant},
};

use escale_tests::tree;

const FOLDERS: usize = 20;
const ARTICLES_A_FOLDER: usize = 50;
/// Odd, so that the median is one of them.
const ROUNDS: usize = 5;

/// Hundredths of Hugo's time that ours may take.
const SHARE_MAX: u128 = 25;
/// What one changed article may take.
const REBUILD_MAX: Duration = Duration::from_millis(100);

/// Builds, prints, and says whether it was fast enough.
pub(crate) fn run() -> bool {
    let place = env::temp_dir().join(format!("escale-bench-{}", std::process::id()));
    let bytes = write_articles(&place);
    println!(
        "{} articles, {} octets en moyenne",
        FOLDERS * ARTICLES_A_FOLDER,
        bytes / (FOLDERS * ARTICLES_A_FOLDER)
    );
    let fine = measure(&place);
    fs::remove_dir_all(&place).expect("our folder");
    fine
}

fn measure(place: &Path) -> bool {
    let tools = PathBuf::from(
        env::var_os("ESCALE_BENCH_TOOLS").expect("ESCALE_BENCH_TOOLS: ask make bench"),
    );
    // Beside the folder of the tests, whatever it is called.
    let target = Path::new(env!("CARGO_BIN_EXE_demo"))
        .ancestors()
        .nth(2)
        .expect("target");
    let ours = target.join("generator/escale-site");
    let (hugo, mdbook) = (tools.join("hugo/binaries/hugo"), tools.join("bin/mdbook"));
    let from_nothing: [(&str, &Path, &[&str], &[&str]); 3] = [
        ("escale", &ours, &[], &["site/dist", "build"]),
        (
            "hugo",
            &hugo,
            &["--quiet", "--source", "hugo"],
            &["hugo/public", "hugo/resources"],
        ),
        ("mdbook", &mdbook, &["build", "mdbook"], &["mdbook/book"]),
    ];
    let mut times = from_nothing.map(|_| Vec::new());
    for _ in 0..ROUNDS {
        for ((_, program, arguments, made), times) in from_nothing.iter().zip(&mut times) {
            times.push(build(place, program, arguments, made));
        }
    }
    let [ours_median, hugo_median, _] = times.clone().map(median);
    for ((name, ..), times) in from_nothing.iter().zip(times) {
        show(name, &times);
    }
    let again: Vec<Duration> = (0..ROUNDS)
        .map(|round| {
            change_one(place, round);
            build(place, &ours, &[], &[])
        })
        .collect();
    let rebuild = median(again.clone());
    show("escale, un changé", &again);
    let share = ours_median.as_micros() * 100 / hugo_median.as_micros().max(1);
    println!(
        "{share} % du temps de Hugo (permis : {SHARE_MAX} %), un article changé en {} ms (permis : {})",
        rebuild.as_millis(),
        REBUILD_MAX.as_millis()
    );
    share <= SHARE_MAX && rebuild <= REBUILD_MAX
}

fn show(name: &str, times: &[Duration]) {
    let each: Vec<String> = times
        .iter()
        .map(|time| time.as_millis().to_string())
        .collect();
    println!(
        "{name:<22} {:>7} ms   ({})",
        median(times.to_vec()).as_millis(),
        each.join(", ")
    );
}

/// How long `program` takes, once what it `made` before is out of the way. It is set aside rather than removed: a disk that has just
/// been freed of thousands of files is slow to give them again, whoever asks.
fn build(place: &Path, program: &Path, arguments: &[&str], made: &[&str]) -> Duration {
    static RANK: AtomicU32 = AtomicU32::new(0);
    for folder in made
        .iter()
        .map(|folder| place.join(folder))
        .filter(|folder| folder.exists())
    {
        let aside = place.join(format!("avant-{}", RANK.fetch_add(1, Ordering::Relaxed)));
        fs::rename(folder, aside).expect("what was made before");
    }
    let began = Instant::now();
    let output = Command::new(program)
        .args(arguments)
        .current_dir(place)
        .stdin(Stdio::null())
        .output()
        .unwrap_or_else(|error| panic!("{}: {error}", program.display()));
    let took = began.elapsed();
    assert!(output.status.success(), "{}: {output:?}", program.display());
    took
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort_unstable();
    times[times.len() / 2]
}

/// Adds words to an article in the middle.
fn change_one(place: &Path, round: usize) {
    let path = place.join("content/help/dossier-10/article-25.md");
    let text = tree::read(&path);
    fs::write(&path, format!("{text}\nUne phrase de plus, la {round}.\n")).expect("an article");
}

/// Writes a repository of ours, a site of Hugo and a book with the same articles. How many bytes they make.
fn write_articles(place: &Path) -> usize {
    share(place);
    let mut summary = String::from("# Summary\n\n");
    let mut bytes = 0;
    page(place, &mut summary, "index", "Aide", 1, "");
    for folder in 0..FOLDERS {
        let name = format!("dossier-{folder}");
        page(
            place,
            &mut summary,
            &format!("{name}/index"),
            &format!("Dossier {folder}"),
            folder,
            "",
        );
        for rank in 0..ARTICLES_A_FOLDER {
            let title = format!("Article {rank} du dossier {folder}");
            let body = article(
                folder * ARTICLES_A_FOLDER + rank,
                (rank + 1) % ARTICLES_A_FOLDER,
            );
            bytes += body.len();
            page(
                place,
                &mut summary,
                &format!("{name}/article-{rank}"),
                &title,
                rank,
                &body,
            );
        }
    }
    fs::write(place.join("mdbook/src/SUMMARY.md"), summary).expect("the summary");
    bytes
}

/// Puts our look, and the settings of the two others, where the articles are.
fn share(place: &Path) {
    let bench = tree::root().join("tests/bench");
    for (from, to) in [
        (tree::root().join("site/templates"), "site/templates"),
        (tree::root().join("site/assets"), "site/assets"),
        (tree::root().join("node_modules"), "node_modules"),
        (tree::root().join("package.json"), "package.json"),
        (tree::root().join("wrangler.toml"), "wrangler.toml"),
        (bench.join("hugo/layouts"), "hugo/layouts"),
        (bench.join("hugo/hugo.toml"), "hugo/hugo.toml"),
        (bench.join("mdbook/book.toml"), "mdbook/book.toml"),
    ] {
        let to = place.join(to);
        fs::create_dir_all(to.parent().expect("a folder")).expect("a folder");
        std::os::unix::fs::symlink(from, to).expect("a link");
    }
}

/// One page for the three. mdBook knows no front matter, Hugo calls the page of a folder `_index`.
fn page(place: &Path, summary: &mut String, path: &str, title: &str, order: usize, body: &str) {
    let head = format!(
        "+++\ntitle = \"{title}\"\nsummary = \"Ce que dit cette page, en une phrase.\"\nupdated = 2026-11-21\norder = {order}\n+++\n"
    );
    let for_hugo = path.replace("index", "_index");
    for (file, text) in [
        (format!("content/help/{path}.md"), format!("{head}{body}")),
        (
            format!("hugo/content/aide/{for_hugo}.md"),
            format!("{head}{body}"),
        ),
        (
            format!("mdbook/src/{path}.md"),
            format!("# {title}\n\n{body}"),
        ),
    ] {
        let file = place.join(file);
        fs::create_dir_all(file.parent().expect("a folder")).expect("a folder");
        fs::write(file, text).expect("a page");
    }
    let depth = "  ".repeat(path.matches('/').count());
    let _ = writeln!(summary, "{depth}- [{title}]({path}.md)");
}

const WORDS: [&str; 32] = [
    "le",
    "courrier",
    "arrive",
    "chaque",
    "matin",
    "dans",
    "la",
    "structure",
    "une",
    "personne",
    "vient",
    "le",
    "chercher",
    "elle",
    "montre",
    "sa",
    "lettre",
    "et",
    "l’agent",
    "trouve",
    "sa",
    "fiche",
    "en",
    "quelques",
    "secondes",
    "puis",
    "il",
    "remet",
    "les",
    "colis",
    "sans",
    "erreur",
];

/// An article of about 4 KB: headings, steps, a list, a table, a callout, code, links.
fn article(seed: usize, next: usize) -> String {
    let mut words = Words(seed as u64 * 2_654_435_761 + 1);
    let mut text = format!("{}\n\n", words.sentences(2));
    for part in 1..=4 {
        let _ = write!(
            text,
            "## La partie {part} : {}\n\n{}\n\n",
            words.some(4),
            words.sentences(2)
        );
        let _ = write!(
            text,
            "1. {}\n2. {}\n3. {}\n\n",
            words.sentences(1),
            words.sentences(1),
            words.sentences(1)
        );
        let _ = write!(
            text,
            "### Le détail de la partie {part}\n\n{} Voir [la suite](article-{next}.md) et **{}**.\n\n",
            words.sentences(2),
            words.some(3)
        );
    }
    let _ = write!(text, "> [!NOTE]\n> {}\n\n", words.sentences(1));
    let _ = write!(
        text,
        "| Pour | Touche |\n| --- | --- |\n| {} | `Entrée` |\n| {} | `Échap` |\n\n",
        words.some(3),
        words.some(3)
    );
    let _ = write!(
        text,
        "- {}\n- {}\n\n```sh\nmake run # {}\n```\n",
        words.some(6),
        words.some(6),
        words.some(3)
    );
    text
}

/// The same words at each run.
struct Words(u64);

impl Words {
    fn some(&mut self, count: usize) -> String {
        let words: Vec<&str> = (0..count)
            .map(|_| {
                self.0 = self
                    .0
                    .wrapping_mul(6_364_136_223_846_793_005)
                    .wrapping_add(1_442_695_040_888_963_407);
                WORDS[(self.0 >> 59) as usize]
            })
            .collect();
        words.join(" ")
    }

    fn sentences(&mut self, count: usize) -> String {
        (0..count)
            .map(|_| format!("Ici, {} ; {}.", self.some(9), self.some(8)))
            .collect::<Vec<_>>()
            .join(" ")
    }
}
