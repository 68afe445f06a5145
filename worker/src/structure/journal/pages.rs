//! « Journal »: who saw, changed and exported what, day by day.

use chrono_tz::Tz;
use serde::Serialize;

use super::{
    rules::{Asked, Choice, Famille, Mark},
    store::{self, File, Lines, Member, Told},
    words_rules,
};
use crate::{
    auth::Staff,
    desk::erasing::rules::CONSULTATION_KEPT_MONTHS,
    edge::{
        clock::{self, Moment},
        cx::Cx,
        error::{Error, Result},
        form::FieldError,
        page::{Page, View},
    },
    frame::Frame,
};

/// Where the page is.
pub const JOURNAL_URL: &str = "/gestion/journal";
/// Lines on a page.
const PAGE_LINES: usize = 50;

/// « Journal ».
#[derive(Debug, Serialize)]
pub struct JournalView {
    frame: Frame,
    formulaire: Asked,
    erreurs: Vec<FieldError>,
    membres: Vec<(String, String)>,
    familles: Vec<(&'static str, &'static str)>,
    /// Today, as a field of dates has it.
    plafond: String,
    /// The file that all of this is about.
    dossier: Option<FileView>,
    jours: Vec<DayView>,
    /// Is it narrowed by anything?
    choisi: bool,
    /// Is this a page after the first?
    suite: bool,
    premiere: String,
    suivante: Option<String>,
    export: String,
    mois: u32,
}

#[derive(Debug, Serialize)]
struct DayView {
    jour: String,
    lignes: Vec<LineView>,
}

#[derive(Debug, Serialize)]
struct LineView {
    heure: String,
    qui: String,
    quoi: String,
    fiche: Option<FileView>,
}

/// A file that still exists.
#[derive(Debug, Clone, Serialize)]
struct FileView {
    numero: i64,
    href: String,
}

impl View for JournalView {
    const TEMPLATE: &'static str = "structure/journal.html";
}

impl FileView {
    fn of(file: &File) -> Self {
        Self {
            numero: file.numero,
            href: format!("/gestion/usagers/{}", file.id.as_str()),
        }
    }
}

/// Who did what is told.
pub(super) fn who(told: &Told, members: &[Member]) -> String {
    let Some(id) = &told.staff_user_id else {
        return if told.fiche == 1 {
            "La personne elle-même".to_owned()
        } else {
            "Escale".to_owned()
        };
    };
    members.iter().find(|member| member.id == *id).map_or_else(
        || "La plateforme Escale".to_owned(),
        |member| format!("{} {}", member.prenom, member.nom),
    )
}

impl LineView {
    fn of(told: &Told, lines: &Lines, members: &[Member], zone: Tz) -> Self {
        let file = lines
            .files
            .iter()
            .find(|file| told.usager_id.as_ref() == Some(&file.id));
        Self {
            heure: told.created_at.in_zone(zone).format("%H:%M").to_string(),
            qui: who(told, members),
            quoi: words_rules::told(&told.evenement, &told.detail, told.fiche == 1),
            fiche: file.map(FileView::of),
        }
    }
}

/// The lines, day by day.
fn days(lines: &Lines, members: &[Member], zone: Tz) -> Vec<DayView> {
    let mut days: Vec<DayView> = Vec::new();
    for told in &lines.told {
        let jour = told.created_at.day(zone).with_weekday();
        let line = LineView::of(told, lines, members, zone);
        match days.last_mut().filter(|day| day.jour == jour) {
            Some(day) => day.lignes.push(line),
            None => days.push(DayView {
                jour,
                lignes: vec![line],
            }),
        }
    }
    days
}

/// The filter's people: those who have left are told.
fn offered(members: &[Member]) -> Vec<(String, String)> {
    let name = |member: &Member| {
        let left = if member.statut == "RETIRE" {
            " (compte retiré)"
        } else {
            ""
        };
        let words = format!("{} {}{left}", member.prenom, member.nom);
        (member.id.as_str().to_owned(), words)
    };
    members.iter().map(name).collect()
}

impl JournalView {
    fn empty(me: &Staff, formulaire: Asked, members: &[Member], now: Moment) -> Self {
        let today = now.day(clock::zone(&me.fuseau));
        Self {
            frame: Frame::of(me, JOURNAL_URL),
            formulaire,
            erreurs: Vec::new(),
            membres: offered(members),
            familles: Famille::ALL
                .iter()
                .map(|famille| (famille.code(), famille.label()))
                .collect(),
            plafond: today.0.to_string(),
            dossier: None,
            jours: Vec::new(),
            choisi: false,
            suite: false,
            premiere: JOURNAL_URL.to_owned(),
            suivante: None,
            export: String::new(),
            mois: CONSULTATION_KEPT_MONTHS,
        }
    }

    fn of(
        me: &Staff,
        (choice, suite): (&Choice, bool),
        lines: &Lines,
        members: &[Member],
        now: Moment,
    ) -> Self {
        let zone = clock::zone(&me.fuseau);
        let last = lines.told.last().filter(|_| lines.more).map(Told::mark);
        Self {
            jours: days(lines, members, zone),
            choisi: *choice != Choice::default(),
            suite,
            premiere: format!("{JOURNAL_URL}{}", choice.query(None)),
            suivante: last.map(|mark| format!("{JOURNAL_URL}{}", choice.query(Some(&mark)))),
            export: format!("{JOURNAL_URL}/export{}", choice.query(None)),
            ..Self::empty(me, choice.asked(), members, now)
        }
    }
}

/// What the address asks for.
pub(super) fn asked(cx: &Cx) -> Asked {
    Asked {
        membre: cx.query("membre"),
        famille: cx.query("famille"),
        du: cx.query("du"),
        au: cx.query("au"),
        dossier: cx.query("dossier"),
    }
}

/// The file that is asked about, if one is.
///
/// # Errors
/// [`Error::NotFound`] for another structure's, or as the database.
pub(super) async fn dossier(cx: &Cx, me: &Staff, choice: &Choice) -> Result<Option<File>> {
    let Some(id) = &choice.dossier else {
        return Ok(None);
    };
    let file = store::file(&cx.db, &me.structure, id).await?;
    file.ok_or(Error::NotFound).map(Some)
}

/// « Journal ».
///
/// # Errors
/// [`Error::NotFound`] for another structure's file, or as the database.
pub async fn show(cx: Cx, me: Staff) -> Result<Page> {
    let asked = asked(&cx);
    let members = store::members(&cx.db, &me.structure).await?;
    let choice = match asked.checked() {
        Ok(choice) => choice,
        Err(erreurs) => {
            return Page::show_again(&JournalView {
                erreurs,
                choisi: true,
                ..JournalView::empty(&me, asked, &members, cx.now)
            });
        }
    };
    let dossier = dossier(&cx, &me, &choice).await?;
    let before = Mark::parse(&cx.query("avant"));
    let how = (clock::zone(&me.fuseau), PAGE_LINES);
    let lines = store::lines(&cx.db, &me.structure, &choice, before.as_ref(), how).await?;
    let suite = before.is_some();
    let view = JournalView::of(&me, (&choice, suite), &lines, &members, cx.now);
    Page::show(&JournalView {
        dossier: dossier.as_ref().map(FileView::of),
        ..view
    })
}

#[cfg(test)]
pub(crate) mod samples {
    use serde_json::json;

    use super::*;
    use crate::{desk::tabs::samples::me, edge::page, rights::Role};

    const ID: &str = "AAAAAAAAAAAAAAAAAAAAAA";
    const NOW: Moment = Moment(1_795_384_800_000);

    fn told(evenement: &str, detail: &str, fiche: i64) -> Told {
        let told = json!({ "id": ID, "created_at": NOW, "staff_user_id": (fiche == 0).then_some(ID), "evenement": evenement,
            "detail": detail, "usager_id": ID, "fiche": fiche });
        serde_json::from_value(told).expect("a line")
    }

    fn members() -> Vec<Member> {
        let member = json!({ "id": ID, "prenom": "Ada", "nom": "Demo", "statut": "RETIRE" });
        vec![serde_json::from_value(member).expect("a member")]
    }

    fn lines(more: bool) -> Lines {
        let file = json!({ "id": ID, "numero": 8 });
        Lines {
            told: vec![
                told("CONSULTATION_FICHE", "{}", 0),
                told("FICHE_CREEE", r#"{"numero":8}"#, 1),
            ],
            more,
            files: vec![serde_json::from_value(file).expect("a file")],
        }
    }

    pub(crate) fn rendered() -> Vec<(&'static str, Result<String>)> {
        let me = me(Role::Administrateur);
        let view = |lines: &Lines, suite: bool| {
            JournalView::of(&me, (&Choice::default(), suite), lines, &members(), NOW)
        };
        let of_a_file = JournalView {
            dossier: lines(false).files.first().map(FileView::of),
            ..view(&lines(true), true)
        };
        let wrong = Asked {
            du: "hier".to_owned(),
            ..Asked::default()
        };
        let refused = JournalView {
            erreurs: wrong.checked().expect_err("no day"),
            ..JournalView::empty(&me, wrong, &members(), NOW)
        };
        [
            view(&lines(true), false),
            view(&Lines::default(), false),
            view(&Lines::default(), true),
            of_a_file,
            refused,
        ]
        .iter()
        .map(|view| (JournalView::TEMPLATE, page::render(view)))
        .collect()
    }

    #[test]
    fn lines_of_one_day_are_together_and_say_who() {
        let days = days(&lines(false), &members(), Tz::Europe__Paris);
        assert_eq!(days.len(), 1);
        let who: Vec<&str> = days[0]
            .lignes
            .iter()
            .map(|line| line.qui.as_str())
            .collect();
        assert_eq!(who, ["Ada Demo", "La personne elle-même"]);
    }
}
