//! Forms that carry a file: `multipart/form-data`, read by the platform's own parser.

use worker::{FormData, FormEntry, Headers, Method, Request, RequestInit, js_sys::Uint8Array};

use super::error::{Error, Result};

/// The most such a form may weigh, in bytes: a file of 10 MB and what is around it.
pub const UPLOAD_BYTES_MAX: usize = 10 * 1024 * 1024 + 512 * 1024;

/// The most the form of a model may weigh, in bytes: a file of 2 MB and what is around it.
pub const MODEL_UPLOAD_BYTES_MAX: usize = 2 * 1024 * 1024 + 512 * 1024;

/// A form with a file, as sent.
pub struct Upload {
    form: FormData,
}

/// A file of a form.
pub struct SentFile {
    /// Its name where it comes from.
    pub nom: String,
    /// What it holds.
    pub bytes: Vec<u8>,
}

impl Upload {
    /// Reads a `multipart/form-data` body.
    ///
    /// # Errors
    /// [`Error::UnsupportedMediaType`] when it says that it is something else, [`Error::BadRequest`] when it is cut or
    /// badly made.
    pub async fn read(content_type: &str, body: Vec<u8>) -> Result<Self> {
        if !content_type.starts_with("multipart/form-data") {
            return Err(Error::UnsupportedMediaType);
        }
        let bytes = Uint8Array::from(body.as_slice());
        drop(body);
        let form = parse(content_type, bytes)
            .await
            .map_err(|_why| Error::INCOMPLETE)?;
        Ok(Self { form })
    }

    /// The text of the field `nom`; empty when it is not there.
    #[must_use]
    pub fn text(&self, nom: &str) -> String {
        self.form.get_field(nom).unwrap_or_default()
    }

    /// Every text of the field `nom`: boxes that are ticked have one name.
    #[must_use]
    pub fn texts(&self, nom: &str) -> Vec<String> {
        let all = self.form.get_all(nom).unwrap_or_default();
        all.into_iter()
            .filter_map(|entry| match entry {
                FormEntry::Field(text) => Some(text),
                FormEntry::File(_) => None,
            })
            .collect()
    }

    /// The file of the field `nom`; `None` when none was chosen.
    ///
    /// # Errors
    /// [`Error::BadRequest`] when it can't be read.
    pub async fn file(&self, nom: &str) -> Result<Option<SentFile>> {
        let Some(FormEntry::File(file)) = self.form.get(nom) else {
            return Ok(None);
        };
        let nom = file.name();
        // A browser sends a file without a name and without bytes where none was chosen.
        if nom.is_empty() {
            return Ok(None);
        }
        let bytes = file.bytes().await;
        let bytes = bytes.map_err(|_why| Error::BadRequest("Le fichier n’a pas pu être lu."))?;
        Ok(Some(SentFile { nom, bytes }))
    }
}

/// The platform parses the bodies of requests: this makes it one.
async fn parse(content_type: &str, body: Uint8Array) -> worker::Result<FormData> {
    let headers = Headers::new();
    headers.set("Content-Type", content_type)?;
    let mut init = RequestInit::new();
    init.with_method(Method::Post)
        .with_headers(headers)
        .with_body(Some(body.into()));
    Request::new_with_init("https://escale.invalid/", &init)?
        .form_data()
        .await
}
