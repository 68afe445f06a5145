//! « Exporter le dossier »: what goes out, in words, then the archive.

use serde::Serialize;

use super::{archive::Archive, file_store};
use crate::{
    auth::{Staff, second_factor},
    desk::{
        documents::{rules::size, store::documents_of},
        store::Usager,
        tabs::{LIST_URL, UsagerView, asked_for, file_url},
    },
    edge::{
        clock,
        cx::Cx,
        error::Result,
        files::Files,
        page::{Page, View},
        words,
    },
    frame::Frame,
};

/// « Exporter le dossier ».
#[derive(Debug, Serialize)]
pub struct ExportFileView {
    frame: Frame,
    usager: UsagerView,
    /// « 3 documents, 4,2 Mo »; empty without any.
    documents: String,
    action: String,
    retour: String,
}

impl View for ExportFileView {
    const TEMPLATE: &'static str = "desk/exporter_dossier.html";
}

impl ExportFileView {
    fn of(me: &Staff, person: &Usager, sizes: &[i64]) -> Self {
        let count = i64::try_from(sizes.len()).unwrap_or(i64::MAX);
        let documents = format!(
            "{}, {}",
            words::counted(count, "document", "documents"),
            size(sizes.iter().sum())
        );
        Self {
            frame: Frame::of(me, LIST_URL),
            usager: UsagerView::of(person, me, "/dossier"),
            documents: if sizes.is_empty() {
                String::new()
            } else {
                documents
            },
            action: file_url(&person.id, "/export"),
            retour: file_url(&person.id, "/dossier"),
        }
    }
}

/// What the archive will hold.
///
/// # Errors
/// [`Error::NotFound`](crate::edge::error::Error::NotFound) for another structure's domicilié, or as the database.
pub async fn ask(cx: Cx, me: Staff) -> Result<Page> {
    let person = asked_for(&cx, &me).await?;
    if let Some(elsewhere) = second_factor::gate(&cx).await? {
        return Ok(elsewhere);
    }
    let documents = documents_of(&cx.db, &me.structure, &person.id).await?;
    let sizes: Vec<i64> = documents.iter().map(|document| document.octets).collect();
    Page::show(&ExportFileView::of(&me, &person, &sizes))
}

/// The archive: written down first, then read, and packed as it goes out.
///
/// # Errors
/// [`Error::NotFound`](crate::edge::error::Error::NotFound) for another structure's domicilié, or as the database or R2.
pub async fn export(cx: Cx, me: Staff) -> Result<Page> {
    let person = asked_for(&cx, &me).await?;
    if let Some(elsewhere) =
        second_factor::gate_back_to(&cx, &file_url(&person.id, "/export")).await?
    {
        return Ok(elsewhere);
    }
    let files = Files::of(&cx.env)?;
    file_store::write_down(&cx.db, &me, &person, cx.now).await?;
    let dossier = file_store::read(&cx.db, &me.structure, &person.id).await?;
    let today = cx.now.day(clock::zone(&me.fuseau));
    let nom = format!("dossier-{}-{}.zip", person.numero, today.0);
    let archive = Archive::of(dossier, files, me, cx.now);
    Ok(Page::file("application/zip", &nom, archive.body()?))
}

#[cfg(test)]
pub(crate) mod samples {
    use super::*;
    use crate::{
        desk::tabs::samples::{me, person},
        edge::page,
        rights::Role,
    };

    pub(crate) fn rendered() -> Vec<(&'static str, Result<String>)> {
        let (me, person) = (me(Role::Gestionnaire), person("VALIDE"));
        [vec![], vec![2_000_000, 150]]
            .map(|sizes| ExportFileView::of(&me, &person, &sizes))
            .iter()
            .map(|view| (ExportFileView::TEMPLATE, page::render(view)))
            .collect()
    }
}
