//! The archive of one file, packed as it leaves: one document at a time comes from R2 and goes out in pieces, so that a
//! hundred of them weigh no more than one.

use std::{
    cell::RefCell,
    collections::VecDeque,
    io::{self, Write},
    rc::Rc,
};

use chrono::{Datelike as _, Timelike as _};
use futures_util::{StreamExt as _, stream};
use worker::{ByteStream, Response, ResponseBody};
use zip::{CompressionMethod, DateTime, ZipWriter, write::SimpleFileOptions, write::StreamWriter};

use super::{
    file_sheets,
    file_store::{Document, Dossier},
    file_view::{self, Packed, State},
    names_rules::Names,
};
use crate::{
    auth::Staff,
    edge::{
        clock::{self, Moment},
        error::{Error, Result},
        files::Files,
        page,
    },
};

/// What is packed and has not left yet.
#[derive(Clone, Default)]
struct Outbound(Rc<RefCell<Vec<u8>>>);

impl Write for Outbound {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.borrow_mut().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// An archive on its way out.
pub struct Archive {
    /// None once all is packed.
    zip: Option<ZipWriter<StreamWriter<Outbound>>>,
    outbound: Outbound,
    files: Files,
    waiting: VecDeque<Document>,
    names: Names,
    /// The document on its way, and its bytes as they come.
    current: Option<ByteStream>,
    packed: Vec<Packed>,
    dossier: Dossier,
    me: Staff,
    now: Moment,
}

fn wrong(error: &dyn std::fmt::Display) -> Error {
    Error::internal("archive", error)
}

impl Archive {
    /// The archive of `dossier`, made by `me`.
    #[must_use]
    pub fn of(dossier: Dossier, files: Files, me: Staff, now: Moment) -> Self {
        let outbound = Outbound::default();
        Self {
            zip: Some(ZipWriter::new_stream(outbound.clone())),
            outbound,
            files,
            waiting: dossier.documents.iter().cloned().collect(),
            names: Names::default(),
            current: None,
            packed: Vec::new(),
            dossier,
            me,
            now,
        }
    }

    /// As the body of an answer.
    ///
    /// # Errors
    /// [`Error::Internal`] when the platform makes no stream of it.
    pub fn body(self) -> Result<ResponseBody> {
        let pieces = stream::try_unfold(self, |mut archive| async move {
            let piece = archive.next().await.map_err(|error| said(&error))?;
            Ok::<_, worker::Error>(piece.map(|piece| (piece, archive)))
        });
        let response = Response::from_stream(pieces).map_err(|error| wrong(&error))?;
        Ok(response.body().clone())
    }

    /// The next piece; none when all has left.
    async fn next(&mut self) -> Result<Option<Vec<u8>>> {
        loop {
            let piece = std::mem::take(&mut *self.outbound.0.borrow_mut());
            if !piece.is_empty() {
                return Ok(Some(piece));
            }
            if self.zip.is_none() {
                return Ok(None);
            }
            if self.current.is_some() {
                self.go_on().await?;
            } else if let Some(document) = self.waiting.pop_front() {
                self.begin(document).await?;
            } else {
                self.finish()?;
            }
        }
    }

    /// Opens the next document. One that R2 does not have is told of in the file.
    async fn begin(&mut self, document: Document) -> Result<()> {
        let bytes = self.files.stream(&document.objet).await;
        let Ok(Some(bytes)) = bytes else {
            self.packed.push(Packed::of(document, None));
            return Ok(());
        };
        let name = self.names.give(&document.nom);
        self.start(&format!("documents/{name}"), CompressionMethod::Stored)?;
        self.packed.push(Packed::of(document, Some(name)));
        self.current = Some(bytes);
        Ok(())
    }

    /// Packs the next piece of the present document.
    async fn go_on(&mut self) -> Result<()> {
        let Some(bytes) = self.current.as_mut() else {
            return Ok(());
        };
        match bytes.next().await {
            Some(Ok(piece)) => return self.write(&piece),
            None => {}
            Some(Err(_cut)) => {
                if let Some(last) = self.packed.last_mut() {
                    last.etat = State::Cut;
                }
            }
        }
        self.current = None;
        Ok(())
    }

    /// Packs what is made of the file itself, last: it says which documents are there.
    fn finish(&mut self) -> Result<()> {
        let zone = clock::zone(&self.me.fuseau);
        let sheet = file_sheets::workbook(&self.dossier, zone)?;
        // A workbook is packed already.
        self.part(
            "Courrier et passages.xlsx",
            CompressionMethod::Stored,
            &sheet,
        )?;
        let data = file_sheets::data(&self.dossier, &self.me, self.now)?;
        self.part("donnees.json", CompressionMethod::Deflated, &data)?;
        let view = file_view::DossierView::of(&self.dossier, &self.packed, &self.me, self.now)?;
        let html = page::render(&view)?;
        self.part("Dossier.html", CompressionMethod::Deflated, html.as_bytes())?;
        let zip = self.zip.take().ok_or_else(|| wrong(&"packed twice"))?;
        zip.finish().map_err(|error| wrong(&error))?;
        Ok(())
    }

    fn part(&mut self, name: &str, how: CompressionMethod, bytes: &[u8]) -> Result<()> {
        self.start(name, how)?;
        self.write(bytes)
    }

    fn start(&mut self, name: &str, how: CompressionMethod) -> Result<()> {
        let options = SimpleFileOptions::default()
            .compression_method(how)
            .last_modified_time(self.dated());
        let zip = self.zip.as_mut().ok_or_else(|| wrong(&"packed already"))?;
        zip.start_file(name, options).map_err(|error| wrong(&error))
    }

    fn write(&mut self, bytes: &[u8]) -> Result<()> {
        let zip = self.zip.as_mut().ok_or_else(|| wrong(&"packed already"))?;
        zip.write_all(bytes).map_err(|error| wrong(&error))
    }

    /// Now, on a clock of the structure: a zip knows no zones.
    fn dated(&self) -> DateTime {
        let local = self.now.in_zone(clock::zone(&self.me.fuseau));
        let small = |number: u32| u8::try_from(number).unwrap_or_default();
        DateTime::from_date_and_time(
            u16::try_from(local.year()).unwrap_or(1980),
            small(local.month()),
            small(local.day()),
            small(local.hour()),
            small(local.minute()),
            0,
        )
        .unwrap_or_default()
    }
}

/// What the platform is told when a piece can't be made: never anything of the person.
fn said(error: &Error) -> worker::Error {
    let cause = error.cause().unwrap_or("archive").to_owned();
    worker::Error::RustError(cause)
}
