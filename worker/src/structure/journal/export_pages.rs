//! The workbook of « Journal », written down as any export.

use serde::Serialize;

use super::{
    Line, line,
    pages::{self, JOURNAL_URL, asked},
    rules::{Asked, Choice, Famille, Kept},
    store::{self, Member, Told},
    words_rules,
};
use crate::{
    auth::{Staff, second_factor},
    edge::{
        clock::{self, Moment},
        cx::Cx,
        error::Result,
        ids::JournalId,
        page::{Page, View},
        workbook::{Book, Cell, Shape, XLSX},
    },
    frame::Frame,
};

/// Lines read at once.
const READ_AT_ONCE: usize = 1_000;
/// The most lines of a workbook: more is asked for by shorter periods.
const LINES_MAX: i64 = 20_000;

/// « Exporter le journal ».
#[derive(Debug, Serialize)]
pub struct ExportView {
    frame: Frame,
    formulaire: Asked,
    choix: String,
    plafond: i64,
    /// Nothing to export.
    vide: bool,
    retour: String,
}

impl View for ExportView {
    const TEMPLATE: &'static str = "structure/journal_exporter.html";
}

impl ExportView {
    fn of(me: &Staff, choice: &Choice, vide: bool) -> Self {
        Self {
            frame: Frame::of(me, JOURNAL_URL),
            formulaire: choice.asked(),
            choix: choice.words(),
            plafond: LINES_MAX,
            vide,
            retour: format!("{JOURNAL_URL}{}", choice.query(None)),
        }
    }
}

/// The page again, where the mistake is shown.
fn back(asked: &Asked) -> Page {
    let query = serde_html_form::to_string(asked).unwrap_or_default();
    Page::see_other(format!("{JOURNAL_URL}?{query}"))
}

/// What the workbook will hold.
///
/// # Errors
/// [`Error::NotFound`](crate::edge::error::Error::NotFound) for another structure's file, or as the database.
pub async fn ask(cx: Cx, me: Staff) -> Result<Page> {
    let asked = asked(&cx);
    let Ok(choice) = asked.checked() else {
        return Ok(back(&asked));
    };
    pages::dossier(&cx, &me, &choice).await?;
    if let Some(elsewhere) = second_factor::gate(&cx).await? {
        return Ok(elsewhere);
    }
    let how = (clock::zone(&me.fuseau), 1);
    let lines = store::lines(&cx.db, &me.structure, &choice, None, how).await?;
    Page::show(&ExportView::of(&me, &choice, lines.told.is_empty()))
}

/// The workbook: made, written down, and only then given.
///
/// # Errors
/// [`Error::NotFound`](crate::edge::error::Error::NotFound) for another structure's file, as the form, the database or the
/// packing.
pub async fn export(cx: Cx, me: Staff) -> Result<Page> {
    let asked: Asked = cx.form()?;
    let Ok(choice) = asked.checked() else {
        return Ok(back(&asked));
    };
    pages::dossier(&cx, &me, &choice).await?;
    let form = format!(
        "{JOURNAL_URL}/export?{}",
        serde_html_form::to_string(&asked).unwrap_or_default()
    );
    if let Some(elsewhere) = second_factor::gate_back_to(&cx, &form).await? {
        return Ok(elsewhere);
    }
    let (bytes, lignes) = workbook(&cx, &me, &choice).await?;
    if lignes == 0 {
        return Page::show(&ExportView::of(&me, &choice, true));
    }
    let kept = Kept {
        lignes,
        choix: choice.words(),
    };
    let written = Line {
        id: &JournalId::new()?,
        structure: Some(&me.structure),
        who: Some(&me.id),
        evenement: "EXPORT_JOURNAL",
    };
    cx.db.run(line(&written, &kept, cx.now)?).await?;
    let today = cx.now.day(clock::zone(&me.fuseau));
    Ok(Page::made_file(
        XLSX,
        &format!("journal-{}.xlsx", today.0),
        bytes,
    ))
}

/// The bytes of the workbook, and how many lines it holds.
async fn workbook(cx: &Cx, me: &Staff, choice: &Choice) -> Result<(Vec<u8>, i64)> {
    let zone = clock::zone(&me.fuseau);
    let members = store::members(&cx.db, &me.structure).await?;
    let mut book = Book::begin(&[Shape {
        nom: "Journal",
        widths: &[12, 8, 28, 16, 60, 10],
        heading: true,
    }])?;
    book.next_sheet()?;
    let heading = ["Jour", "Heure", "Qui", "Sujet", "Quoi", "Dossier"];
    book.row(&heading.map(|label| Cell::Title(label.to_owned())))?;
    let (mut count, mut before) = (0, None);
    while count < LINES_MAX {
        let how = (zone, READ_AT_ONCE);
        let lines = store::lines(&cx.db, &me.structure, choice, before.as_ref(), how).await?;
        for told in &lines.told {
            let file = lines
                .files
                .iter()
                .find(|file| told.usager_id.as_ref() == Some(&file.id));
            let numero = file.map_or(Cell::Empty, |file| Cell::Number(file.numero));
            book.row(&row(told, &members, numero, zone))?;
            count += 1;
        }
        before = lines.told.last().map(Told::mark);
        if !lines.more {
            break;
        }
    }
    Ok((book.end()?, count))
}

fn row(told: &Told, members: &[Member], numero: Cell, zone: chrono_tz::Tz) -> [Cell; 6] {
    let at: Moment = told.created_at;
    [
        Cell::Day(at.day(zone)),
        Cell::Text(at.in_zone(zone).format("%H:%M").to_string()),
        Cell::Text(pages::who(told, members)),
        Cell::Text(subject(told).label().to_owned()),
        Cell::Text(words_rules::told(
            &told.evenement,
            &told.detail,
            told.fiche == 1,
        )),
        numero,
    ]
}

/// What a line is about.
fn subject(told: &Told) -> Famille {
    let of_the_structure = ["ANNONCE_", "FERMETURE_", "IMPORT_", "MODELE_", "PORTAIL_"];
    if told.evenement.starts_with("CONSULTATION_") {
        Famille::Consultations
    } else if told.fiche == 1 {
        Famille::Modifications
    } else if of_the_structure
        .iter()
        .any(|part| told.evenement.starts_with(part))
    {
        Famille::Structure
    } else {
        Famille::of_log(&told.evenement)
    }
}

#[cfg(test)]
pub(crate) mod samples {
    use super::*;
    use crate::{desk::tabs::samples::me, edge::page, rights::Role};

    pub(crate) fn rendered() -> Vec<(&'static str, Result<String>)> {
        let me = me(Role::Administrateur);
        [false, true]
            .map(|vide| ExportView::of(&me, &Choice::default(), vide))
            .iter()
            .map(|view| (ExportView::TEMPLATE, page::render(view)))
            .collect()
    }
}
