//! « Documents »: putting one on a file, saving it, showing it on the portal or no longer, deleting it for good.

use serde::{Deserialize, Serialize};

use super::{
    rules::{self, DOCUMENTS_MAX, OCTETS_MAX, Refusal},
    store::{self, Added, Document, New, Place, Stored},
    sweep,
};
use crate::{
    auth::Staff,
    desk::{
        decision::views::{PaperView, papers},
        models,
        store::Usager,
        tabs::{LIST_URL, UsagerView, asked_for},
    },
    edge::{
        clock,
        cx::Cx,
        error::{Error, Result},
        files::Files,
        form::FieldError,
        ids::{DocumentId, UsagerId},
        page::{Page, View},
        upload::SentFile,
    },
    frame::Frame,
    rights::Right,
};

/// The field of the file, and the name of its part in the form.
const FIELD: &str = "fichier";

/// « Documents ».
#[derive(Debug, Serialize)]
pub struct DocumentsView {
    frame: Frame,
    usager: UsagerView,
    documents: Vec<DocumentView>,
    /// The idempotency key of the form: sent twice, the document is there once.
    jeton: DocumentId,
    peut_modifier: bool,
    /// The letters that can be made for this person.
    lettres: Vec<PaperView>,
    plein: bool,
    octets_max: usize,
    erreurs: Vec<FieldError>,
    message: Option<&'static str>,
}

#[derive(Debug, Serialize)]
struct DocumentView {
    href: String,
    nom: String,
    genre: &'static str,
    taille: String,
    date: String,
    auteur: String,
    partage: bool,
}

impl View for DocumentsView {
    const TEMPLATE: &'static str = "desk/documents.html";
}

impl DocumentsView {
    async fn load(cx: &Cx, me: &Staff, person: &Usager) -> Result<Self> {
        let documents = store::documents_of(&cx.db, &me.structure, &person.id).await?;
        let mut view = Self::of(me, person, documents, done(&cx.query("fait")))?;
        if view.peut_modifier {
            let today = cx.now.day(clock::zone(&me.fuseau));
            view.lettres = papers(person, me, today);
            let free = models::store::free(&cx.db, &me.structure).await?;
            let letters = free.iter().map(|one| PaperView::free(person, one));
            view.lettres.extend(letters);
        }
        Ok(view)
    }

    fn of(
        me: &Staff,
        person: &Usager,
        documents: Vec<Document>,
        message: Option<&'static str>,
    ) -> Result<Self> {
        let zone = clock::zone(&me.fuseau);
        let plein = i64::try_from(documents.len()).unwrap_or(i64::MAX) >= DOCUMENTS_MAX;
        let shown = |document: Document| DocumentView {
            href: url(&person.id, &format!("/{}", document.id.as_str())),
            nom: document.nom,
            genre: document.genre.label(),
            taille: rules::size(document.octets),
            date: document.created_at.day(zone).short(),
            auteur: document.auteur,
            partage: document.partage,
        };
        Ok(Self {
            frame: Frame::of(me, LIST_URL),
            usager: UsagerView::of(person, me, "/documents"),
            documents: documents.into_iter().map(shown).collect(),
            jeton: DocumentId::new()?,
            peut_modifier: me.role.may(Right::EditFiles),
            lettres: Vec::new(),
            plein,
            octets_max: OCTETS_MAX,
            erreurs: Vec::new(),
            message,
        })
    }
}

/// The address of the tab; `rest` is what follows.
fn url(usager: &UsagerId, rest: &str) -> String {
    format!("/gestion/usagers/{}/documents{rest}", usager.as_str())
}

/// What a redirection says was done.
fn done(code: &str) -> Option<&'static str> {
    match code {
        "ajoute" => Some("Le document est ajouté. Seule votre structure le voit."),
        "partage" => Some("Le domicilié voit maintenant ce document sur son portail."),
        "non-partage" => Some("Le domicilié ne voit plus ce document sur son portail."),
        "supprime" => Some("Le document est supprimé."),
        _ => None,
    }
}

/// « Documents ».
///
/// # Errors
/// [`Error::NotFound`] for another structure's domicilié, or as the database.
pub async fn show(cx: Cx, me: Staff) -> Result<Page> {
    let person = asked_for(&cx, &me).await?;
    Page::show(&DocumentsView::load(&cx, &me, &person).await?)
}

/// « Ajouter le document ».
///
/// # Errors
/// [`Error::NotFound`] for another structure's domicilié, as the form, R2 or the database.
pub async fn add(mut cx: Cx, me: Staff) -> Result<Page> {
    let person = asked_for(&cx, &me).await?;
    if cx.too_large {
        return refused(&cx, &me, &person, Refusal::TooBig.words(), 413).await;
    }
    let form = cx.upload().await?;
    let document = DocumentId::parse(&form.text("jeton")).ok_or(Error::INCOMPLETE)?;
    let sent = form.file(FIELD).await?;
    let checked = sent.ok_or(Refusal::None).and_then(|sent| {
        let (nom, genre) = rules::checked(&sent.nom, &sent.bytes)?;
        Ok((SentFile { nom, ..sent }, genre))
    });
    let (sent, genre) = match checked {
        Ok(checked) => checked,
        Err(refusal) => return refused(&cx, &me, &person, refusal.words(), 422).await,
    };
    let place = Place {
        document: &document,
        usager: &person.id,
    };
    match keep(&cx, &me, &place, sent, genre).await? {
        Added::Now | Added::Before => Ok(Page::see_other(url(&person.id, "?fait=ajoute"))),
        Added::Full => refused(&cx, &me, &person, FULL, 409).await,
        Added::Refused => refused(&cx, &me, &person, FORM_USED, 409).await,
    }
}

const FULL: &str =
    "Cette fiche contient déjà 100\u{a0}documents. Supprimez-en un avant d’en ajouter un autre.";
const FORM_USED: &str =
    "Ce formulaire a déjà servi à ajouter un autre document. Choisissez le fichier à nouveau.";

/// Puts the bytes in R2, then the document on the file. Whatever stops on the way, the object is named somewhere.
async fn keep(
    cx: &Cx,
    me: &Staff,
    place: &Place<'_>,
    sent: SentFile,
    genre: rules::Genre,
) -> Result<Added> {
    // The object has a name of its own: a form sent twice never writes over the bytes of the first time.
    let objet = format!("{}/{}", me.structure.as_str(), DocumentId::new()?.as_str());
    let octets = i64::try_from(sent.bytes.len()).unwrap_or(i64::MAX);
    let files = Files::of(&cx.env)?;
    store::expect_object(&cx.db, &objet, cx.now).await?;
    files.put(&objet, genre.media_type(), sent.bytes).await?;
    let new = New {
        nom: &sent.nom,
        genre,
        octets,
        objet: &objet,
    };
    let added = store::add(&cx.db, me, place, &new, cx.now).await?;
    if added != Added::Now {
        // Should this fail, the object is still named as an orphan.
        let _ = sweep::delete_now(&files, &cx.db, objet).await;
    }
    Ok(added)
}

async fn refused(cx: &Cx, me: &Staff, person: &Usager, why: &str, status: u16) -> Result<Page> {
    let view = DocumentsView {
        erreurs: vec![FieldError {
            champ: FIELD,
            message: why.to_owned(),
        }],
        ..DocumentsView::load(cx, me, person).await?
    };
    Ok(Page::show(&view)?.status(status))
}

fn ids(cx: &Cx) -> Result<(UsagerId, DocumentId)> {
    Ok((
        cx.param("usager", UsagerId::parse)?,
        cx.param("document", DocumentId::parse)?,
    ))
}

/// The document at that place, if it is of `me`'s structure.
async fn stored(cx: &Cx, me: &Staff, place: &Place<'_>) -> Result<Stored> {
    store::stored(&cx.db, &me.structure, place)
        .await?
        .ok_or(Error::NotFound)
}

/// Saves the document.
///
/// # Errors
/// [`Error::NotFound`] for another structure's document, or as R2 or the database.
pub async fn download(cx: Cx, me: Staff) -> Result<Page> {
    let (usager, document) = ids(&cx)?;
    let place = Place {
        document: &document,
        usager: &usager,
    };
    let stored = stored(&cx, &me, &place).await?;
    let content = Files::of(&cx.env)?.open(&stored.objet).await?;
    let content = content.ok_or(Error::NotFound)?;
    Ok(Page::file(stored.genre.media_type(), &stored.nom, content))
}

#[derive(Deserialize)]
struct ShareForm {
    #[serde(default)]
    partage: String,
}

/// « Montrer au domicilié », « Ne plus montrer au domicilié ».
///
/// # Errors
/// [`Error::NotFound`] for another structure's document, [`Error::BadRequest`] when the form says neither, or as the
/// database.
pub async fn share(cx: Cx, me: Staff) -> Result<Page> {
    let (usager, document) = ids(&cx)?;
    let place = Place {
        document: &document,
        usager: &usager,
    };
    stored(&cx, &me, &place).await?;
    let (partage, done) = match cx.form::<ShareForm>()?.partage.as_str() {
        "oui" => (true, "?fait=partage"),
        "non" => (false, "?fait=non-partage"),
        _ => {
            return Err(Error::BadRequest(
                "Choisissez de montrer le document ou non.",
            ));
        }
    };
    if !store::share(&cx.db, &me, &place, partage, cx.now).await? {
        return Err(Error::NotFound);
    }
    Ok(Page::see_other(url(&usager, done)))
}

#[derive(Deserialize)]
struct DeleteForm {
    #[serde(default)]
    confirmation: String,
}

/// « Supprimer définitivement ».
///
/// # Errors
/// [`Error::NotFound`] for another structure's document, [`Error::BadRequest`] without the confirmation, or as the
/// database.
pub async fn delete(cx: Cx, me: Staff) -> Result<Page> {
    let (usager, document) = ids(&cx)?;
    let place = Place {
        document: &document,
        usager: &usager,
    };
    stored(&cx, &me, &place).await?;
    if cx.form::<DeleteForm>()?.confirmation != "oui" {
        return Err(Error::BadRequest("Confirmez la suppression."));
    }
    let deleted = store::delete(&cx.db, &me, &place, cx.now).await?;
    let deleted = deleted.ok_or(Error::NotFound)?;
    // The document is off the file; should R2 not answer now, the nightly work deletes its bytes.
    if let Ok(files) = Files::of(&cx.env) {
        let _ = sweep::delete_now(&files, &cx.db, deleted.objet).await;
    }
    Ok(Page::see_other(url(&usager, "?fait=supprime")))
}

#[cfg(test)]
pub(crate) mod samples {
    use serde_json::json;

    use super::*;
    use crate::{
        desk::tabs::samples::{me, person},
        edge::{clock::Day, page},
        rights::Role,
    };

    fn document(partage: i64) -> Document {
        let document = json!({ "id": "AAAAAAAAAAAAAAAAAAAAAA", "nom": "Pièce d’identité.pdf", "genre": "application/pdf",
            "octets": 240_000, "partage": partage, "created_at": 1_795_384_800_000_i64, "auteur": "Farid Demo" });
        serde_json::from_value(document).expect("a document")
    }

    fn view(role: Role, documents: Vec<Document>) -> DocumentsView {
        DocumentsView::of(&me(role), &person("VALIDE"), documents, done("ajoute")).expect("a view")
    }

    pub(crate) fn rendered() -> Vec<(&'static str, Result<String>)> {
        let mistake = FieldError {
            champ: FIELD,
            message: Refusal::TooBig.words().to_owned(),
        };
        let views = [
            view(Role::Agent, vec![]),
            view(Role::Agent, vec![document(0)]),
            view(Role::Instructeur, vec![document(1), document(0)]),
            DocumentsView {
                erreurs: vec![mistake],
                message: None,
                ..view(Role::Gestionnaire, vec![])
            },
            DocumentsView {
                plein: true,
                lettres: papers(
                    &person("RADIE"),
                    &me(Role::Gestionnaire),
                    Day("2026-12-20".parse().expect("a day")),
                ),
                ..view(Role::Gestionnaire, vec![])
            },
        ];
        views
            .iter()
            .map(|view| (DocumentsView::TEMPLATE, page::render(view)))
            .collect()
    }
}
