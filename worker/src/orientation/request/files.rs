//! The bytes of documents: into R2 before their row, out of it when the row could not be written.

use crate::{
    auth::Staff,
    edge::{
        cx::Cx,
        error::Result,
        files::Files,
        ids::{OrientationDocumentId, OrientationId},
        upload::SentFile,
    },
};

use super::{
    file_rules::{self, Genre, Refusal},
    store::{self, Added, NewFile, Place},
};

/// A file that may be kept.
pub struct Fine {
    /// Its name.
    pub nom: String,
    /// What it is.
    pub genre: Genre,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// The file, if it may be kept.
///
/// # Errors
/// Why it may not.
pub fn checked(sent: Option<SentFile>) -> std::result::Result<Fine, Refusal> {
    let sent = sent.ok_or(Refusal::None)?;
    let (nom, genre) = file_rules::checked(&sent.nom, &sent.bytes)?;
    Ok(Fine {
        nom,
        genre,
        bytes: sent.bytes,
    })
}

/// Puts the bytes in R2 under a name of their own, which is given; until a row names it, it is named as an orphan.
///
/// # Errors
/// As R2 or the database.
pub async fn put(cx: &Cx, me: &Staff, genre: Genre, bytes: Vec<u8>) -> Result<String> {
    let own = OrientationDocumentId::new()?;
    let objet = format!("{}/orientations/{}", me.structure.as_str(), own.as_str());
    store::expect_object(&cx.db, &objet, cx.now).await?;
    Files::of(&cx.env)?
        .put(&objet, genre.media_type(), bytes)
        .await?;
    Ok(objet)
}

/// Deletes bytes whose row could not be written. Should this fail, the night does it.
pub async fn take_back(cx: &Cx, objet: String) {
    if let Ok(files) = Files::of(&cx.env)
        && files.delete(std::slice::from_ref(&objet)).await.is_ok()
    {
        let _ = store::forget_object(&cx.db, &objet).await;
    }
}

/// Joins a file to a draft; `document` is the form's key.
///
/// # Errors
/// As R2 or the database.
pub async fn join(
    cx: &Cx,
    me: &Staff,
    draft: &OrientationId,
    document: &OrientationDocumentId,
    fine: Fine,
) -> Result<Added> {
    let octets = i64::try_from(fine.bytes.len()).unwrap_or(i64::MAX);
    let objet = put(cx, me, fine.genre, fine.bytes).await?;
    let new = NewFile {
        nom: &fine.nom,
        genre: fine.genre.media_type(),
        octets,
        objet: &objet,
    };
    let at = Place { document, draft };
    let added = store::add_file(&cx.db, me, &at, &new, cx.now).await?;
    if added != Added::Now {
        take_back(cx, objet).await;
    }
    Ok(added)
}
