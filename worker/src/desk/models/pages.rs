//! « Documents »: a structure's own letters, put there, replaced, saved, renamed, taken away; their tags.

use serde::Deserialize;

use super::{
    docx::model_rules,
    rules::{self, Kind, OCTETS_MAX},
    starters,
    store::{self, Added, Kept, New},
    views::{ListView, MODELS_URL, ModelPageView, TagsView, TypedView, done, url},
};
use crate::{
    auth::Staff,
    desk::{
        documents::{store as objects, sweep},
        letter::KIND,
    },
    edge::{
        cx::Cx,
        error::{Error, Result},
        files::Files,
        form::FieldError,
        ids::{DocumentId, ModeleId},
        page::Page,
        upload::{SentFile, Upload},
    },
};

/// The field of the file.
const FIELD: &str = "fichier";
const TOO_BIG: &str = "Ce fichier dépasse 2\u{a0}Mo. Réduisez la taille des images dans Word ou LibreOffice (clic droit, «\u{a0}Compresser les images\u{a0}»), puis choisissez-le à nouveau.";

/// The list.
///
/// # Errors
/// As the database.
pub async fn list(cx: Cx, me: Staff) -> Result<Page> {
    Page::show(&list_view(&cx, &me).await?)
}

async fn list_view(cx: &Cx, me: &Staff) -> Result<ListView> {
    let kept = store::list(&cx.db, &me.structure).await?;
    ListView::of(me, &kept, done(&cx.query("fait")))
}

/// « Les balises ».
///
/// # Errors
/// As [`Page::show`].
pub async fn tags(_cx: Cx, me: Staff) -> Result<Page> {
    Page::show(&TagsView::of(&me))
}

/// The model to start from, of one kind.
///
/// # Errors
/// [`Error::NotFound`] when there is no such kind.
pub async fn starter(cx: Cx, _me: Staff) -> Result<Page> {
    let kind = cx.param("genre", |word| {
        Kind::ALL.into_iter().find(|kind| kind.word() == word)
    })?;
    let name = format!("modele-{}.docx", kind.word());
    Ok(Page::made_file(KIND, &name, starters::of(kind)?))
}

fn beside(champ: &'static str, messages: Vec<String>) -> Vec<FieldError> {
    let error = |message| FieldError { champ, message };
    messages.into_iter().map(error).collect()
}

/// The file of a form, if it is a model of that kind.
async fn checked_file(
    form: &Upload,
    kind: Kind,
) -> Result<std::result::Result<SentFile, Vec<FieldError>>> {
    let Some(sent) = form.file(FIELD).await? else {
        return Ok(Err(beside(
            FIELD,
            vec!["Choisissez un fichier.".to_owned()],
        )));
    };
    if sent.bytes.len() > OCTETS_MAX {
        return Ok(Err(beside(FIELD, vec![TOO_BIG.to_owned()])));
    }
    Ok(match model_rules::check(&sent.bytes, kind) {
        Ok(()) => Ok(sent),
        Err(wrong) => Err(beside(FIELD, wrong)),
    })
}

/// Puts the bytes in R2. Whatever stops on the way, the object is named somewhere.
async fn put(cx: &Cx, me: &Staff, files: &Files, bytes: Vec<u8>) -> Result<String> {
    let object = DocumentId::new()?;
    let objet = format!("modeles/{}/{}", me.structure.as_str(), object.as_str());
    objects::expect_object(&cx.db, &objet, cx.now).await?;
    files.put(&objet, KIND, bytes).await?;
    Ok(objet)
}

/// « Enregistrer le modèle ».
///
/// # Errors
/// [`Error::BadRequest`] without its key, as the form, R2 or the database.
pub async fn add(mut cx: Cx, me: Staff) -> Result<Page> {
    if cx.too_large {
        let wrong = beside(FIELD, vec![TOO_BIG.to_owned()]);
        return refused(&cx, &me, TypedView::default(), wrong, 413).await;
    }
    let form = cx.upload().await?;
    let id = ModeleId::parse(&form.text("jeton")).ok_or(Error::INCOMPLETE)?;
    let saisie = TypedView {
        genre: form.text("genre"),
        nom: form.text("nom"),
    };
    let Some(genre) = Kind::parse(&saisie.genre) else {
        let wrong = beside(
            "genre",
            vec!["Choisissez la lettre que ce modèle sert à faire.".to_owned()],
        );
        return refused(&cx, &me, saisie, wrong, 422).await;
    };
    let (nom, sent) = match (
        rules::named(genre, &saisie.nom),
        checked_file(&form, genre).await?,
    ) {
        (Ok(nom), Ok(sent)) => (nom, sent),
        (nom, sent) => {
            let wrong = nom.err().into_iter().chain(sent.err()).flatten();
            return refused(&cx, &me, saisie, wrong.collect(), 422).await;
        }
    };
    match keep(&cx, &me, (&id, genre, &nom), sent).await? {
        Added::Now | Added::Before => Ok(Page::see_other(format!("{MODELS_URL}?fait=ajoute"))),
        why => {
            let wrong = beside("", vec![refusal(why).to_owned()]);
            refused(&cx, &me, saisie, wrong, 409).await
        }
    }
}

fn refusal(why: Added) -> &'static str {
    match why {
        Added::Full => {
            "Votre structure garde déjà 30\u{a0}modèles. Supprimez-en un avant d’en ajouter un autre."
        }
        Added::Taken => {
            "Un collègue vient d’enregistrer un modèle pour cette lettre. Ouvrez-le dans la liste pour le remplacer."
        }
        _ => {
            "Ce formulaire a déjà servi à enregistrer un autre modèle. Choisissez le fichier à nouveau."
        }
    }
}

async fn keep(
    cx: &Cx,
    me: &Staff,
    (id, genre, nom): (&ModeleId, Kind, &str),
    sent: SentFile,
) -> Result<Added> {
    let octets = i64::try_from(sent.bytes.len()).unwrap_or(i64::MAX);
    let files = Files::of(&cx.env)?;
    let objet = put(cx, me, &files, sent.bytes).await?;
    let new = New {
        id,
        formulaire: id,
        genre,
        nom,
        octets,
        objet: &objet,
    };
    let added = store::add(&cx.db, me, &new, cx.now).await?;
    if added != Added::Now {
        // Should this fail, the object is still named as an orphan.
        let _ = sweep::delete_now(&files, &cx.db, objet).await;
    }
    Ok(added)
}

async fn refused(
    cx: &Cx,
    me: &Staff,
    saisie: TypedView,
    erreurs: Vec<FieldError>,
    status: u16,
) -> Result<Page> {
    let mut view = list_view(cx, me).await?;
    (view.saisie, view.erreurs, view.message) = (saisie, erreurs, None);
    Ok(Page::show(&view)?.status(status))
}

async fn asked_for(cx: &Cx, me: &Staff) -> Result<Kept> {
    let id = cx.param("modele", ModeleId::parse)?;
    store::one(&cx.db, &me.structure, &id)
        .await?
        .ok_or(Error::NotFound)
}

/// The page of a model.
///
/// # Errors
/// [`Error::NotFound`] for another structure's model, or as the database.
pub async fn show(cx: Cx, me: Staff) -> Result<Page> {
    let kept = asked_for(&cx, &me).await?;
    Page::show(&ModelPageView::of(&me, &kept, done(&cx.query("fait")))?)
}

/// Saves the model, as it was sent.
///
/// # Errors
/// [`Error::NotFound`] for another structure's model, or as R2 or the database.
pub async fn download(cx: Cx, me: Staff) -> Result<Page> {
    let kept = asked_for(&cx, &me).await?;
    let content = Files::of(&cx.env)?.open(&kept.objet).await?;
    let name = format!("modele-{}.docx", rules::file_word(&kept.nom));
    Ok(Page::file(KIND, &name, content.ok_or(Error::NotFound)?))
}

/// The page of a model again, with what is wrong.
fn wrong(me: &Staff, kept: &Kept, erreurs: Vec<FieldError>, status: u16) -> Result<Page> {
    let mut view = ModelPageView::of(me, kept, None)?;
    view.erreurs = erreurs;
    Ok(Page::show(&view)?.status(status))
}

/// The page of a model that a colleague has changed in between.
async fn conflict(cx: &Cx, me: &Staff, nom: Option<String>) -> Result<Page> {
    let kept = asked_for(cx, me).await?;
    let mut view = ModelPageView::of(me, &kept, None)?;
    view.conflit = true;
    view.nom = nom.unwrap_or(view.nom);
    Ok(Page::show(&view)?.status(409))
}

/// « Remplacer le modèle ».
///
/// # Errors
/// [`Error::NotFound`] for another structure's model, as the form, R2 or the database.
pub async fn replace(mut cx: Cx, me: Staff) -> Result<Page> {
    let kept = asked_for(&cx, &me).await?;
    if cx.too_large {
        return wrong(&me, &kept, beside(FIELD, vec![TOO_BIG.to_owned()]), 413);
    }
    let form = cx.upload().await?;
    let seen: i64 = form
        .text("version")
        .parse()
        .map_err(|_none| Error::INCOMPLETE)?;
    let key = ModeleId::parse(&form.text("jeton")).ok_or(Error::INCOMPLETE)?;
    let sent = match checked_file(&form, kept.genre).await? {
        Ok(sent) => sent,
        Err(erreurs) => return wrong(&me, &kept, erreurs, 422),
    };
    let octets = i64::try_from(sent.bytes.len()).unwrap_or(i64::MAX);
    let files = Files::of(&cx.env)?;
    let objet = put(&cx, &me, &files, sent.bytes).await?;
    let new = New {
        id: &kept.id,
        formulaire: &key,
        genre: kept.genre,
        nom: &kept.nom,
        octets,
        objet: &objet,
    };
    let (added, former) = store::replace(&cx.db, &me, &new, seen, cx.now).await?;
    let unused = if added == Added::Now {
        former
    } else {
        Some(objet)
    };
    if let Some(unused) = unused {
        // Should this fail, the nightly work deletes it.
        let _ = sweep::delete_now(&files, &cx.db, unused).await;
    }
    match added {
        Added::Now | Added::Before => {
            Ok(Page::see_other(format!("{}?fait=remplace", url(&kept.id))))
        }
        _ => conflict(&cx, &me, None).await,
    }
}

#[derive(Deserialize)]
#[serde(default)]
#[derive(Default)]
struct RenameForm {
    nom: String,
    version: String,
}

/// « Changer le nom », of a free letter.
///
/// # Errors
/// [`Error::NotFound`] for another structure's model or one that has its own name, [`Error::BadRequest`] when the form does
/// not say what was seen, or as the database.
pub async fn rename(cx: Cx, me: Staff) -> Result<Page> {
    let kept = asked_for(&cx, &me).await?;
    if kept.genre != Kind::Libre {
        return Err(Error::NotFound);
    }
    let form: RenameForm = cx.form()?;
    let seen: i64 = form.version.parse().map_err(|_none| Error::INCOMPLETE)?;
    match rules::named(kept.genre, &form.nom) {
        Err(erreurs) => {
            let mut view = ModelPageView::of(&me, &kept, None)?;
            (view.nom, view.erreurs) = (form.nom, erreurs);
            Page::show_again(&view)
        }
        Ok(nom) if store::rename(&cx.db, &me, (&kept.id, seen), &nom, cx.now).await? => {
            Ok(Page::see_other(format!("{}?fait=renomme", url(&kept.id))))
        }
        Ok(nom) => conflict(&cx, &me, Some(nom)).await,
    }
}

#[derive(Deserialize)]
struct DeleteForm {
    #[serde(default)]
    confirmation: String,
}

/// « Supprimer le modèle ».
///
/// # Errors
/// [`Error::NotFound`] for another structure's model, [`Error::BadRequest`] without the confirmation, or as the database.
pub async fn delete(cx: Cx, me: Staff) -> Result<Page> {
    let kept = asked_for(&cx, &me).await?;
    if cx.form::<DeleteForm>()?.confirmation != "oui" {
        return Err(Error::BadRequest("Confirmez la suppression."));
    }
    let deleted = store::delete(&cx.db, &me, &kept.id, cx.now).await?;
    let objet = deleted.ok_or(Error::NotFound)?;
    // The model is gone; should R2 not answer now, the nightly work deletes its bytes.
    if let Ok(files) = Files::of(&cx.env) {
        let _ = sweep::delete_now(&files, &cx.db, objet).await;
    }
    Ok(Page::see_other(format!("{MODELS_URL}?fait=supprime")))
}
