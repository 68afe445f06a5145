//! « Exporter » the list as it is filtered: what goes out, in words, then the workbook.

use serde::{Deserialize, Serialize};

use super::{
    asked::Asked,
    list_sheet,
    rules::{Kept, counted},
    store::{self, People},
};
use crate::{
    auth::{Staff, second_factor},
    desk::{
        import::columns_rules::ALL,
        list::{choice::Choice, view::EXPORT_URL},
        tabs::LIST_URL,
    },
    edge::{
        clock::{self, Day},
        cx::Cx,
        error::Result,
        page::{Page, View},
        workbook::XLSX,
    },
    frame::Frame,
};

/// What is asked for, as the address of the list says it and as the form sends it back.
#[derive(Debug, Default, Clone, Serialize, Deserialize)]
#[serde(default)]
struct ExportForm {
    onglet: String,
    filtre: String,
    tri: String,
    sens: String,
    q: String,
}

impl ExportForm {
    fn of(cx: &Cx) -> Self {
        Self {
            onglet: cx.query("onglet"),
            filtre: cx.query("filtre"),
            tri: cx.query("tri"),
            sens: cx.query("sens"),
            q: cx.query("q"),
        }
    }

    /// What makes no sense is left out, as the list does.
    fn asked(&self) -> Asked {
        if !self.q.trim().is_empty() {
            return Asked::Search(self.q.clone());
        }
        Asked::Choice(Choice::read(|key| {
            let value = match key {
                "onglet" => &self.onglet,
                "filtre" => &self.filtre,
                "tri" => &self.tri,
                "sens" => &self.sens,
                _ => return String::new(),
            };
            value.clone()
        }))
    }
}

/// « Exporter la liste ».
#[derive(Debug, Serialize)]
pub struct ExportView {
    frame: Frame,
    /// Nobody: nothing to export.
    vide: bool,
    nombre: String,
    choix: String,
    /// Some may be those whom an import refuses.
    inacheves: bool,
    colonnes: Vec<&'static str>,
    autres: Vec<&'static str>,
    formulaire: ExportForm,
    action: &'static str,
    retour: String,
}

impl View for ExportView {
    const TEMPLATE: &'static str = "desk/exporter.html";
}

impl ExportView {
    fn of(me: &Staff, form: ExportForm, nombre: i64) -> Self {
        let asked = form.asked();
        let retour = match &asked {
            Asked::Choice(choice) => choice.url(LIST_URL),
            Asked::Search(_) => LIST_URL.to_owned(),
        };
        Self {
            frame: Frame::of(me, LIST_URL),
            vide: nombre == 0,
            nombre: counted(nombre),
            choix: asked.words(),
            inacheves: asked.may_be_unfinished(),
            colonnes: ALL.iter().map(|(_, label, ..)| *label).collect(),
            autres: list_sheet::BESIDE.to_vec(),
            formulaire: form,
            action: EXPORT_URL,
            retour,
        }
    }
}

/// What an export of the list will hold.
///
/// # Errors
/// As the database.
pub async fn ask(cx: Cx, me: Staff) -> Result<Page> {
    if let Some(elsewhere) = second_factor::gate(&cx).await? {
        return Ok(elsewhere);
    }
    let form = ExportForm::of(&cx);
    let people = People::of(&cx.db, &me, &form.asked(), cx.now).await?;
    let nombre = people.count(&cx.db, &me.structure).await?;
    Page::show(&ExportView::of(&me, form, nombre))
}

/// The workbook. It is made first, written down next, and only then goes out: the log says how many it holds.
///
/// # Errors
/// As the form, the database or the packing.
pub async fn export(cx: Cx, me: Staff) -> Result<Page> {
    if let Some(elsewhere) = second_factor::gate_back_to(&cx, EXPORT_URL).await? {
        return Ok(elsewhere);
    }
    let form: ExportForm = cx.form()?;
    let asked = form.asked();
    let zone = clock::zone(&me.fuseau);
    let mut people = People::of(&cx.db, &me, &asked, cx.now).await?;
    let mut book = list_sheet::begin()?;
    let mut nombre = 0;
    loop {
        let some = people.next(&cx.db, &me.structure).await?;
        if some.is_empty() && people.is_read() {
            break;
        }
        for person in &some {
            book.row(&list_sheet::row(person, zone))?;
            nombre += 1;
        }
    }
    if nombre == 0 {
        return Page::show(&ExportView::of(&me, form, 0));
    }
    let bytes = book.end()?;
    let choix = asked.words();
    let kept = Kept { nombre, choix };
    store::write_down(&cx.db, &me, "EXPORT_LISTE", &kept, cx.now).await?;
    let nom = file_name(cx.now.day(zone));
    Ok(Page::made_file(XLSX, &nom, bytes))
}

/// « domicilies-2026-11-22.xlsx ».
fn file_name(today: Day) -> String {
    format!("domicilies-{}.xlsx", today.0)
}

#[cfg(test)]
pub(crate) mod samples {
    use super::*;
    use crate::{desk::tabs::samples::me, edge::page, rights::Role};

    pub(crate) fn rendered() -> Vec<(&'static str, Result<String>)> {
        let me = me(Role::Gestionnaire);
        let form = |onglet: &str, filtre: &str, q: &str| ExportForm {
            onglet: onglet.to_owned(),
            filtre: filtre.to_owned(),
            q: q.to_owned(),
            ..ExportForm::default()
        };
        [
            (form("actifs", "echeance-depassee", ""), 38),
            (form("", "", "dupont"), 1),
            (form("radies", "", ""), 0),
        ]
        .map(|(form, nombre)| ExportView::of(&me, form, nombre))
        .iter()
        .map(|view| (ExportView::TEMPLATE, page::render(view)))
        .collect()
    }

    #[test]
    fn what_makes_no_sense_is_the_whole_list() {
        let form = ExportForm {
            onglet: "nulle-part".to_owned(),
            filtre: "\u{0}".to_owned(),
            q: "  ".to_owned(),
            ..ExportForm::default()
        };
        let Asked::Choice(choice) = form.asked() else {
            panic!("nothing was searched for")
        };
        assert_eq!(choice, Choice::read(|_| String::new()));
    }
}
