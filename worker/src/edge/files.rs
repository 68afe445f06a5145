//! R2, in one place: the bytes of documents. Which object is whose is the database's business.

use worker::{Bucket, ByteStream, Env, HttpMetadata, ResponseBody};

use super::error::{Error, Result};

/// The bucket of the documents.
pub struct Files {
    bucket: Bucket,
}

impl Files {
    /// Wraps the binding.
    ///
    /// # Errors
    /// [`Error::Unavailable`] when it is missing.
    pub fn of(env: &Env) -> Result<Self> {
        let bucket = env
            .bucket("DOCUMENTS")
            .map_err(|error| unavailable(&error))?;
        Ok(Self { bucket })
    }

    /// Puts `bytes` there under `objet`.
    ///
    /// # Errors
    /// [`Error::Unavailable`] when R2 does not take them.
    pub async fn put(&self, objet: &str, genre: &str, bytes: Vec<u8>) -> Result<()> {
        let metadata = HttpMetadata {
            content_type: Some(genre.to_owned()),
            ..HttpMetadata::default()
        };
        let put = self.bucket.put(objet, bytes).http_metadata(metadata);
        put.execute().await.map_err(|error| unavailable(&error))?;
        Ok(())
    }

    /// The bytes of `objet`, as they come; `None` when there is no such object.
    ///
    /// # Errors
    /// [`Error::Unavailable`] when R2 does not answer.
    pub async fn open(&self, objet: &str) -> Result<Option<ResponseBody>> {
        let found = self.bucket.get(objet).execute().await;
        let found = found.map_err(|error| unavailable(&error))?;
        let Some(body) = found.as_ref().and_then(worker::Object::body) else {
            return Ok(None);
        };
        body.response_body()
            .map(Some)
            .map_err(|error| unavailable(&error))
    }

    /// The bytes of `objet`, piece by piece, for what is made of them here; `None` when there is no such object.
    ///
    /// # Errors
    /// [`Error::Unavailable`] when R2 does not answer.
    pub async fn stream(&self, objet: &str) -> Result<Option<ByteStream>> {
        let found = self.bucket.get(objet).execute().await;
        let found = found.map_err(|error| unavailable(&error))?;
        let Some(body) = found.as_ref().and_then(worker::Object::body) else {
            return Ok(None);
        };
        body.stream().map(Some).map_err(|error| unavailable(&error))
    }

    /// The bytes of `objet`, all at once; `None` when there is no such object. For small ones: the memory is shared.
    ///
    /// # Errors
    /// [`Error::Unavailable`] when R2 does not answer.
    pub async fn read(&self, objet: &str) -> Result<Option<Vec<u8>>> {
        let found = self.bucket.get(objet).execute().await;
        let found = found.map_err(|error| unavailable(&error))?;
        let Some(body) = found.as_ref().and_then(worker::Object::body) else {
            return Ok(None);
        };
        let bytes = body.bytes().await;
        bytes.map(Some).map_err(|error| unavailable(&error))
    }

    /// Deletes `objets`, at most 1,000; one that is gone already is no error.
    ///
    /// # Errors
    /// [`Error::Unavailable`] when R2 does not say that it is done.
    pub async fn delete(&self, objets: &[String]) -> Result<()> {
        let keys = objets.iter().map(String::as_str).collect();
        let deleted = self.bucket.delete_multiple(keys).await;
        deleted.map_err(|error| unavailable(&error))
    }
}

/// The text can hold a JavaScript stack, so only its first line goes on, to the log.
fn unavailable(error: &worker::Error) -> Error {
    let text = error.to_string();
    Error::Unavailable(format!("R2: {}", text.lines().next().unwrap_or_default()))
}
