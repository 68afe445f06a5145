//! « Lieux » of an operateur: a file is chosen, checked, confirmed, followed.

use serde::Deserialize;

use super::{
    file::{self, Unreadable},
    refusals,
    rules::{ROWS_MAX, SHOWN_MAX},
    store::{
        lists::{self, About, Etat},
        steps,
    },
    views::{ImportView, StartView, URL},
    work::Places,
};
use crate::{
    auth::Operator,
    edge::{
        cx::Cx,
        error::{Error, Result},
        form::FieldError,
        ids::ImportId,
        page::Page,
        steps as going_on,
    },
    orientation::services::text_rules::one_line,
};

/// The most a file may weigh, in bytes, with what is around it.
pub const FILE_BYTES_MAX: usize = 16 * 1024 * 1024 + 512 * 1024;
/// What a file without a name is called.
const NAMELESS: &str = "lieux.csv";

/// « Lieux ».
///
/// # Errors
/// As the database.
pub async fn start(cx: Cx, me: Operator) -> Result<Page> {
    let imports = lists::latest(&cx.db, cx.now).await?;
    let message = (cx.query("fait") == "annule")
        .then_some("Cet import est annulé. L’annuaire n’a pas changé.");
    Page::show(&StartView::of(&me, &imports, None, message))
}

async fn refused(cx: &Cx, me: &Operator, why: String, status: u16) -> Result<Page> {
    let imports = lists::latest(&cx.db, cx.now).await?;
    let wrong = FieldError {
        champ: "fichier",
        message: why,
    };
    Ok(Page::show(&StartView::of(me, &imports, Some(wrong), None))?.status(status))
}

const TOO_BIG: &str =
    "Ce fichier dépasse 16\u{a0}Mo. Prenez les lieux par département ou par source.";

fn said(why: &Unreadable) -> String {
    match why {
        Unreadable::Empty => "Ce fichier est vide.".to_owned(),
        Unreadable::Kind => "Ce fichier n’est pas du CSV en UTF-8.".to_owned(),
        Unreadable::TooMany => {
            "Un import prend 20\u{202f}000\u{a0}lignes au plus. Prenez les lieux par département ou par source.".to_owned()
        }
        Unreadable::Sources => {
            "Ce fichier a plus de 200\u{a0}sources. Regardez la colonne «\u{a0}source\u{a0}»\u{a0}: elle dit qui publie les lieux, pas le lieu.".to_owned()
        }
        Unreadable::Columns(missing) => {
            let names: Vec<String> = missing.iter().map(|it| format!("«\u{a0}{it}\u{a0}»")).collect();
            format!(
                "Il manque à ce fichier les colonnes {}. La première ligne donne les noms des colonnes du standard.",
                names.join(", ")
            )
        }
    }
}

/// « Vérifier le fichier ».
///
/// # Errors
/// As the form or the database.
pub async fn check(mut cx: Cx, me: Operator) -> Result<Page> {
    if cx.too_large {
        return refused(&cx, &me, TOO_BIG.to_owned(), 413).await;
    }
    let form = cx.upload().await?;
    let Some(sent) = form.file("fichier").await? else {
        return refused(&cx, &me, "Choisissez un fichier.".to_owned(), 422).await;
    };
    drop(form);
    let name: String = one_line(&sent.nom).chars().take(200).collect();
    let read = file::read(&sent.bytes)?;
    drop(sent);
    match read {
        Err(why) => refused(&cx, &me, said(&why), 422).await,
        Ok(read) => {
            let id = ImportId::new()?;
            let name = if name.is_empty() { NAMELESS } else { &name };
            lists::keep(&cx.db, &me, &id, name, read, cx.now).await?;
            Ok(Page::see_other(format!("{URL}/{}", id.as_str())))
        }
    }
}

async fn asked_for(cx: &Cx) -> Result<lists::Import> {
    let id = cx.param("import", ImportId::parse)?;
    let import = lists::one(&cx.db, &id).await?;
    import
        .filter(|it| it.etat != Etat::Lecture)
        .ok_or(Error::NotFound)
}

async fn page_of(cx: &Cx, me: &Operator, message: Option<&'static str>) -> Result<ImportView> {
    let import = asked_for(cx).await?;
    let refused = lists::told(&cx.db, &import.id, About::Refused, SHOWN_MAX).await?;
    let left_out = lists::told(&cx.db, &import.id, About::LeftOut, SHOWN_MAX).await?;
    let kept = lists::kept(&cx.db, &import.id).await?;
    Ok(ImportView::of(me, &import, &refused, &left_out, &kept).saying(message))
}

/// An import of places.
///
/// # Errors
/// [`Error::NotFound`] when there is none of that id, or as the database.
pub async fn one(cx: Cx, me: Operator) -> Result<Page> {
    Page::show(&page_of(&cx, &me, None).await?)
}

/// « Télécharger toutes les lignes refusées ».
///
/// # Errors
/// [`Error::NotFound`] when there is none of that id, or as the database.
pub async fn refusals(cx: Cx, _me: Operator) -> Result<Page> {
    let import = asked_for(&cx).await?;
    let all = lists::told(&cx.db, &import.id, About::Refused, ROWS_MAX).await?;
    let text = refusals::as_csv(&all)?;
    Ok(Page::made_file(
        "text/csv; charset=utf-8",
        "lieux-lignes-refusees.csv",
        text,
    ))
}

#[derive(Deserialize)]
struct Confirmation {
    #[serde(default)]
    retirer: String,
}

const NOT_NOW: &str =
    "Un autre import est en cours. Attendez qu’il soit terminé, puis recommencez.";

/// « Mettre ces lieux dans l’annuaire ».
///
/// # Errors
/// [`Error::NotFound`] when there is none of that id, or as the database.
pub async fn confirm(cx: Cx, me: Operator) -> Result<Page> {
    let id = cx.param("import", ImportId::parse)?;
    let withdraw = cx.form::<Confirmation>()?.retirer == "oui";
    let here = format!("{URL}/{}", id.as_str());
    if steps::start(&cx.db, &me, &id, withdraw, cx.now).await? {
        going_on::begin::<Places>(&cx.env, &cx.db, &id, cx.now).await;
        return Ok(Page::see_other(here));
    }
    let state = steps::state(&cx.db, &id).await?.ok_or(Error::NotFound)?;
    // Pressed twice: it is on its way.
    if !matches!(state.etat, Etat::Lecture | Etat::Apercu) {
        return Ok(Page::see_other(here));
    }
    let view = page_of(&cx, &me, Some(NOT_NOW)).await?;
    Ok(Page::show(&view)?.status(409))
}

/// « Annuler » an import that is not confirmed.
///
/// # Errors
/// [`Error::NotFound`] when there is none of that id, [`Error::NotNow`] when it is confirmed, or as the database.
pub async fn give_up(cx: Cx, _me: Operator) -> Result<Page> {
    let id = cx.param("import", ImportId::parse)?;
    if lists::give_up(&cx.db, &id).await? {
        return Ok(Page::see_other(format!("{URL}?fait=annule")));
    }
    match steps::state(&cx.db, &id).await? {
        None => Err(Error::NotFound),
        Some(_) => Err(Error::NotNow(
            "Cet import est confirmé\u{a0}: il ne peut plus être annulé.",
        )),
    }
}
