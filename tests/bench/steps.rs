//! What is measured: each page and each action of the desk, as a browser asks for it.

use std::time::Instant;

use escale_tests::{
    http::{Answer, Request, Visitor},
    server::server,
    stories::sign_in_staff,
    text,
};
use serde::{Deserialize, Serialize};

use crate::{
    dossiers, number, places, requests, services,
    world::{EMAIL, Size, usager_id},
};

/// How many times each is asked.
const TIMES: u32 = 7;

/// The step that shows nobody: what every page reads.
pub(crate) const NOBODY: &str = "recherche sans résultat";

/// Not bound: with two words, those found by the longer are read and those who lack the other are left out.
pub(crate) const TWO_WORDS: &str = "recherche, nom et prénom (*)";

/// What a step cost.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
pub(crate) struct Cost {
    /// Rows on the page.
    pub shown: u64,
    /// Rows D1 read, at worst.
    pub read: u64,
    /// Rows D1 wrote, at worst.
    pub written: u64,
    /// Milliseconds, median.
    pub ms: f64,
}

/// A step; no cost when the product has no such page yet.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Measured {
    pub name: String,
    pub cost: Option<Cost>,
}

/// Someone at the desk, and what they have asked so far.
struct Bench {
    person: Visitor,
    asked: u32,
    rows: Vec<Measured>,
}

/// A form as a page shows it: where it goes, and what it would send untouched.
struct Form {
    action: String,
    fields: Vec<(String, String)>,
}

/// What there is to look at on a page.
fn shown(answer: &Answer) -> u64 {
    let rows = answer.body.matches("role=\"rowheader\"").count();
    let lists = answer.body.split("<ul").chain(answer.body.split("<ol"));
    let lines = lists.filter_map(|list| {
        let tag = list.split('>').next().unwrap_or_default();
        let kept = ["timeline", "received", "topics"]
            .iter()
            .any(|class| tag.contains(class));
        let end = list.split("</ul>").next()?.split("</ol>").next()?;
        kept.then(|| end.matches("<li").count())
    });
    // What a script asks for: a list of objects.
    if answer.body.starts_with('[') {
        return u64::try_from(answer.body.matches("{\"").count()).unwrap_or(u64::MAX);
    }
    // What the map asks for: a list of lists.
    if answer.body.starts_with("{\"points\":[[") {
        return u64::try_from(answer.body.matches("],[").count() + 1).unwrap_or(u64::MAX);
    }
    u64::try_from(rows + lines.sum::<usize>()).unwrap_or(u64::MAX)
}

impl Form {
    /// The first form of the page that is sent to an address that ends so.
    fn find(answer: &Answer, end: &str) -> Option<Self> {
        let at = answer
            .body
            .match_indices("<form")
            .map(|(at, _)| &answer.body[at..])
            .find(|form| {
                let tag = form.split('>').next().unwrap_or_default();
                tag.contains("method=\"post\"")
                    && tag.replace("&#x2f;", "/").contains(&format!("{end}\""))
            })?;
        let form = at.split("</form>").next().unwrap_or_default();
        let mut fields = Vec::new();
        for input in form.split("<input").skip(1) {
            let tag = format!("<input{}>", input.split('>').next().unwrap_or_default());
            let of = |name: &str| text::attribute(&tag, "input", name);
            let kind = of(" type").unwrap_or_default();
            let ticked = !matches!(kind.as_str(), "checkbox" | "radio") || tag.contains(" checked");
            if let Some(name) = of(" name").filter(|_| ticked) {
                fields.push((name, of(" value").unwrap_or_default()));
            }
        }
        for select in form.split("<select").skip(1) {
            let name = text::attribute(&format!("<select{select}"), "select", " name");
            let options = select.split("</select>").next().unwrap_or_default();
            let chosen = options
                .split("<option")
                .skip(1)
                .enumerate()
                .filter(|(index, option)| *index == 0 || option.contains(" selected"))
                .last()
                .and_then(|(_, option)| {
                    text::attribute(&format!("<option{option}"), "option", " value")
                });
            fields.extend(name.zip(chosen));
        }
        Some(Self {
            action: text::attribute(form, "form", "action")?,
            fields,
        })
    }

    /// The same with another value in a field.
    fn with(mut self, name: &str, value: &str) -> Self {
        self.fields.retain(|(field, _)| field != name);
        self.fields.push((name.to_owned(), value.to_owned()));
        self
    }

    fn request(&self) -> Request {
        let fields: Vec<(&str, &str)> = self
            .fields
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_str()))
            .collect();
        Request::post(&self.action).form(&fields)
    }
}

impl Bench {
    /// Sends a request, and reads in the log what it cost.
    fn ask(&mut self, request: Request) -> (Answer, Cost) {
        self.asked += 1;
        let id = format!("be4c{:012x}", self.asked);
        let began = Instant::now();
        let answer = self.person.send(request.header("cf-ray", &id));
        let ms = began.elapsed().as_secs_f64() * 1000.0;
        let line = server().line_of(&id);
        let cost = Cost {
            shown: shown(&answer),
            read: number(&line, "d1_read"),
            written: number(&line, "d1_written"),
            ms,
        };
        (answer, cost)
    }

    /// Asks for a page several times.
    fn page(&mut self, name: &str, path: &str) {
        let costs = (0..TIMES)
            .map(|_| {
                let (answer, cost) = self.ask(Request::get(path));
                (answer.status == 200).then_some(cost)
            })
            .collect();
        self.keep(name, costs);
    }

    /// Sends a form several times, each for another domicilié; `form` finds it, or says that there is none.
    fn action(&mut self, name: &str, mut form: impl FnMut(&mut Self, u32) -> Option<Form>) {
        let costs = (1..=TIMES)
            .map(|time| {
                let form = form(self, time)?;
                let (answer, cost) = self.ask(form.request());
                assert_eq!(answer.status, 303, "{name}: {answer:?}");
                Some(Cost { shown: 0, ..cost })
            })
            .collect();
        self.keep(name, costs);
    }

    fn keep(&mut self, name: &str, costs: Vec<Option<Cost>>) {
        let costs: Option<Vec<Cost>> = costs.into_iter().collect();
        let cost = costs.map(|costs| {
            let mut times: Vec<f64> = costs.iter().map(|cost| cost.ms).collect();
            times.sort_by(f64::total_cmp);
            // The first request of a page also pays for what the isolate prepares once: not the cost of the data.
            let worst = |of: fn(&Cost) -> u64| costs.iter().map(of).max().unwrap_or_default();
            Cost {
                shown: worst(|cost| cost.shown),
                read: worst(|cost| cost.read),
                written: worst(|cost| cost.written),
                ms: times[times.len() / 2],
            }
        });
        eprintln!("  {name}");
        self.rows.push(Measured {
            name: name.to_owned(),
            cost,
        });
    }

    fn mail_of(&mut self, usager: &str) -> Answer {
        self.person
            .get(&format!("/gestion/usagers/{usager}/courriers"))
    }
}

/// Measures everything, in the order in which the table is printed.
pub(crate) fn measure(size: Size) -> Vec<Measured> {
    let mut bench = Bench {
        person: sign_in_staff(EMAIL),
        asked: 0,
        rows: Vec::new(),
    };
    lists(&mut bench, size);
    searches(&mut bench);
    files(&mut bench);
    log(&mut bench);
    directory(&mut bench, size);
    for (name, path) in requests::pages(size) {
        bench.page(name, &path);
    }
    for (name, path) in places::pages(size).into_iter().chain(dossiers::pages(size)) {
        bench.page(name, &path);
    }
    actions(&mut bench);
    bench.rows
}

fn lists(bench: &mut Bench, size: Size) {
    bench.page("liste, première page", "/gestion");
    let middle = usager_id(1, size.usagers / 2);
    for (name, query) in [
        ("liste, page du milieu", format!("apres={middle}&page=200")),
        ("liste, page d’avant", format!("avant={middle}&page=200")),
        (
            "liste par numéro, milieu",
            format!("tri=numero&apres={middle}&page=200"),
        ),
        (
            "liste par échéance, milieu",
            format!("tri=echeance&apres={middle}&page=200"),
        ),
        (
            "liste par passage, descendant",
            format!("tri=passage&sens=desc&apres={middle}&page=200"),
        ),
        ("onglet Actifs", "onglet=actifs".to_owned()),
        ("onglet À compléter", "onglet=a-completer".to_owned()),
        ("onglet Attente de décision", "onglet=attente".to_owned()),
        ("onglet Refusés", "onglet=refuses".to_owned()),
        ("onglet Radiés", "onglet=radies".to_owned()),
        (
            "filtre échéance dépassée",
            "filtre=echeance-depassee".to_owned(),
        ),
        (
            "filtre échéance < 16 jours",
            "filtre=echeance-16".to_owned(),
        ),
        (
            "filtre échéance < 61 jours",
            "filtre=echeance-61".to_owned(),
        ),
        ("filtre passage > 2 mois", "filtre=passage-2".to_owned()),
        ("filtre passage > 3 mois", "filtre=passage-3".to_owned()),
        ("filtre courrier en attente", "filtre=courrier".to_owned()),
    ] {
        bench.page(name, &format!("/gestion?{query}"));
    }
    bench.page("à rappeler", "/gestion/rappels");
    bench.page(
        "statistiques, mois dernier",
        "/gestion/statistiques?periode=mois-dernier",
    );
    bench.page(
        "statistiques, cette année",
        "/gestion/statistiques?periode=annee",
    );
}

/// « Journal », whole and narrowed.
fn log(bench: &mut Bench) {
    for (name, query) in [
        ("journal", String::new()),
        (
            "journal, consultations",
            "?famille=consultations".to_owned(),
        ),
        (
            "journal, modifications",
            "?famille=modifications".to_owned(),
        ),
        (
            "journal d’un dossier",
            format!("?dossier={}", usager_id(1, 100)),
        ),
        (
            "journal d’une période",
            "?du=2000-01-01&au=2000-12-31".to_owned(),
        ),
    ] {
        bench.page(name, &format!("/gestion/journal{query}"));
    }
}

/// The directory of services.
fn directory(bench: &mut Bench, size: Size) {
    for (name, query) in services::SEARCHES {
        bench.page(name, &format!("/services?{query}"));
    }
    let middle = services::middle(size.services);
    bench.page("annuaire, milieu", &format!("/services?apres={middle}"));
    bench.page(
        "annuaire, 3 lettres, milieu",
        &format!("/services?q=acc&apres={middle}"),
    );
    bench.page("un service", &format!("/services/{middle}"));
}

fn searches(bench: &mut Bench) {
    for (name, typed) in [
        ("recherche, 1 lettre", "m"),
        ("recherche, 3 lettres", "mar"),
        ("recherche, 8 lettres", "berchand"),
        ("recherche, numéro", "137"),
        ("recherche, date de naissance", "18%2F05%2F1950"),
        (NOBODY, "zzzz"),
        (TWO_WORDS, "berchand%20aicha"),
    ] {
        bench.page(name, &format!("/gestion?q={typed}"));
    }
}

fn files(bench: &mut Bench) {
    let file = format!("/gestion/usagers/{}", usager_id(1, 100));
    bench.page("fiche, vue d’ensemble", &file);
    for (name, tab) in [
        ("fiche, Courriers", "courriers"),
        ("fiche, Dossier", "dossier"),
        ("fiche, Documents", "documents"),
        ("fiche, Historique", "historique"),
    ] {
        bench.page(name, &format!("{file}/{tab}"));
    }
}

fn actions(bench: &mut Bench) {
    let waiting = |time: u32| usager_id(1, number_of(time));
    bench.action("réception", |bench, time| {
        let page = bench.mail_of(&waiting(time));
        Some(Form::find(&page, "/receptions")?.with("courrier", "2"))
    });
    // The latest line, as from the running list of the morning; others may have waited before.
    bench.action("annulation d’une réception", |bench, time| {
        let page = bench.mail_of(&waiting(time));
        Form::find(&page, "/annulations")
    });
    bench.action("remise", |bench, time| {
        let page = bench.mail_of(&waiting(time));
        Form::find(&page, "/remises")
    });
    bench.action("annulation d’une remise", |bench, time| {
        let page = bench.mail_of(&waiting(time));
        Form::find(&page, "/annulations")
    });
    bench.page("réception en nombre, page", BULK);
    bench.action("réception en nombre", |bench, time| {
        let page = bench.person.get(&format!("{BULK}?q={}", number_of(time)));
        let form = Form::find(&page, BULK)?;
        Some(
            form.with("usager", &waiting(time))
                .with("genre", "courrier")
                .with("nombre", "1"),
        )
    });
    bench.page(
        "réception en nombre, 3 lettres",
        &format!("{BULK}/recherche?q=mar"),
    );
}

/// Someone whose domiciliation runs and for whom mail waits: those receive, hand over, then undo.
fn number_of(time: u32) -> u32 {
    [4, 12, 20, 24, 32, 40, 44][time as usize % 7]
}

/// The page of the morning.
const BULK: &str = "/gestion/receptions";
