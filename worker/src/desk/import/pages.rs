//! « Importer »: a file is chosen, shown as it was read, confirmed, followed.

use super::{
    check_rules::Now,
    model,
    rules::{self, Etat, Mistake, Unreadable},
    sheet,
    store::{
        lists::{self, New},
        steps::{self, Which},
    },
    views::{ImportView, StartView, URL, url},
    work,
};
use crate::{
    auth::Staff,
    edge::{
        clock,
        csv_table::harmless,
        cx::Cx,
        error::{Error, Result},
        ids::ImportId,
        page::Page,
        upload::SentFile,
        workbook::XLSX,
    },
};

/// The field of the file, and the name of its part in the form.
const FIELD: &str = "fichier";

/// « Importer ».
///
/// # Errors
/// As the database.
pub async fn show(cx: Cx, me: Staff) -> Result<Page> {
    let message = (cx.query("fait") == "annule")
        .then_some("Cet import est annulé. Rien n’a été ajouté à votre liste.");
    let imports = lists::latest(&cx.db, &me.structure).await?;
    Page::show(&StartView::of(&me, imports, None, message))
}

/// The model, as a workbook.
///
/// # Errors
/// As [`model::xlsx`].
pub async fn model_xlsx(_cx: Cx, _me: Staff) -> Result<Page> {
    Ok(Page::made_file(
        XLSX,
        "modele-import-escale.xlsx",
        model::xlsx()?,
    ))
}

/// The model, as a text file.
///
/// # Errors
/// None.
pub async fn model_csv(_cx: Cx, _me: Staff) -> Result<Page> {
    Ok(Page::made_file(
        "text/csv; charset=utf-8",
        "modele-import-escale.csv",
        model::csv().into_bytes(),
    ))
}

/// « Vérifier le fichier ». Sent twice, the second takes the place of the first: nobody is in before it is confirmed.
///
/// # Errors
/// As the form or the database.
pub async fn check(mut cx: Cx, me: Staff) -> Result<Page> {
    if cx.too_large {
        return refused(&cx, &me, &Unreadable::TooBig, 413).await;
    }
    let form = cx.upload().await?;
    let Some(SentFile { nom, bytes }) = form.file(FIELD).await? else {
        return refused(&cx, &me, &Unreadable::None, 422).await;
    };
    drop(form);
    match sheet::read(&nom, bytes) {
        Err(why) => refused(&cx, &me, &why, 422).await,
        Ok(sheet) => {
            let id = ImportId::new()?;
            keep(&cx, &me, &id, &nom, sheet).await?;
            Ok(Page::see_other(url(&id)))
        }
    }
}

/// Checks a list against the files that are there, and keeps it to be confirmed.
async fn keep(cx: &Cx, me: &Staff, id: &ImportId, nom: &str, sheet: rules::Sheet) -> Result<()> {
    let now = Now {
        at: cx.now,
        zone: clock::zone(&me.fuseau),
    };
    let lignes = sheet.rows.len();
    let read = rules::read(sheet.rows, now);
    let people: Vec<_> = read
        .iter()
        .filter_map(|(_, said)| said.as_ref().ok())
        .collect();
    let known = lists::known(&cx.db, &me.structure, &people).await?;
    let review = rules::review(read, &sheet.places, &known);
    let fichier = rules::file_name(nom);
    let ignorees = sheet.unknown.join(", ");
    let new = New {
        id,
        fichier: &fichier,
        ignorees: &ignorees,
        lignes,
        review: &review,
    };
    lists::keep(&cx.db, me, &new, cx.now).await
}

async fn refused(cx: &Cx, me: &Staff, why: &Unreadable, status: u16) -> Result<Page> {
    let imports = lists::latest(&cx.db, &me.structure).await?;
    Ok(Page::show(&StartView::of(me, imports, Some(why.words()), None))?.status(status))
}

fn which(cx: &Cx, me: &Staff) -> Result<Which> {
    Ok(Which {
        id: cx.param("import", ImportId::parse)?,
        structure: me.structure.clone(),
    })
}

/// An import.
///
/// # Errors
/// [`Error::NotFound`] for another structure's, or as the database.
pub async fn one(cx: Cx, me: Staff) -> Result<Page> {
    Page::show(&page_of(&cx, &me, None).await?)
}

async fn page_of(cx: &Cx, me: &Staff, message: Option<&'static str>) -> Result<ImportView> {
    let id = cx.param("import", ImportId::parse)?;
    let import = lists::one(&cx.db, &me.structure, &id).await?;
    let import = import
        .filter(|it| it.etat != Etat::Lecture)
        .ok_or(Error::NotFound)?;
    let (mut shown, mut mistakes) = (Vec::new(), Vec::new());
    if import.etat == Etat::Apercu {
        shown = lists::shown(&cx.db, &me.structure, &id).await?;
        mistakes = lists::mistakes(&cx.db, &me.structure, &id).await?;
    }
    Ok(ImportView::of(me, import, shown, mistakes, message))
}

/// Every mistake, as a text file.
///
/// # Errors
/// [`Error::NotFound`] for another structure's, or as the database.
pub async fn mistakes(cx: Cx, me: Staff) -> Result<Page> {
    let id = cx.param("import", ImportId::parse)?;
    lists::one(&cx.db, &me.structure, &id)
        .await?
        .ok_or(Error::NotFound)?;
    let mistakes = lists::mistakes(&cx.db, &me.structure, &id).await?;
    let text = as_csv(&mistakes)?;
    Ok(Page::made_file(
        "text/csv; charset=utf-8",
        "erreurs-import.csv",
        text,
    ))
}

fn as_csv(mistakes: &[Mistake]) -> Result<Vec<u8>> {
    let wrong = |error: csv::Error| Error::internal("csv", error);
    let mut file = csv::WriterBuilder::new()
        .delimiter(b';')
        .from_writer("\u{feff}".as_bytes().to_vec());
    file.write_record(["Ligne", "Cellule", "Colonne", "Valeur", "Erreur"])
        .map_err(wrong)?;
    for it in mistakes {
        let ligne = it.ligne.to_string();
        file.write_record([
            &ligne,
            &it.cellule,
            &it.colonne,
            &harmless(&it.valeur),
            &it.message,
        ])
        .map_err(wrong)?;
    }
    file.into_inner()
        .map_err(|error| Error::internal("csv", error))
}

const CHANGED: &str = "Rien n’a été importé\u{a0}: votre liste a changé depuis cet aperçu, ou un autre import est en cours. \
    Attendez qu’il soit terminé, puis choisissez à nouveau le fichier.";

/// « Importer ces domiciliés ».
///
/// # Errors
/// [`Error::NotFound`] for another structure's, or as the database.
pub async fn confirm(cx: Cx, me: Staff) -> Result<Page> {
    let which = which(&cx, &me)?;
    if steps::start(&cx.db, &me, &which, cx.now).await? {
        work::begin(&cx.env, &cx.db, &which, cx.now).await;
        return Ok(Page::see_other(url(&which.id)));
    }
    let state = steps::state(&cx.db, &which).await?.ok_or(Error::NotFound)?;
    // Pressed twice: it is on its way.
    if !matches!(state.etat, Etat::Lecture | Etat::Apercu) {
        return Ok(Page::see_other(url(&which.id)));
    }
    let view = page_of(&cx, &me, Some(CHANGED)).await?;
    Ok(Page::show(&view)?.status(409))
}

/// « Annuler » an import that is not confirmed.
///
/// # Errors
/// [`Error::NotFound`] for another structure's, [`Error::NotNow`] when it is confirmed, or as the database.
pub async fn give_up(cx: Cx, me: Staff) -> Result<Page> {
    let which = which(&cx, &me)?;
    if lists::give_up(&cx.db, &which.structure, &which.id).await? {
        return Ok(Page::see_other(format!("{URL}?fait=annule")));
    }
    match steps::state(&cx.db, &which).await? {
        None => Err(Error::NotFound),
        Some(_) => Err(Error::NotNow(
            "Cet import est confirmé\u{a0}: il ne peut plus être annulé.",
        )),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_of_mistakes_runs_nothing() {
        let text = |text: &str| text.to_owned();
        let mistake = Mistake {
            ligne: 3,
            cellule: text("D3"),
            colonne: text("Nom"),
            valeur: text("=1+1;2"),
            message: text("Écrivez."),
        };
        let file = String::from_utf8(as_csv(&[mistake]).expect("written")).expect("text");
        assert_eq!(
            file,
            "\u{feff}Ligne;Cellule;Colonne;Valeur;Erreur\n3;D3;Nom;\"'=1+1;2\";Écrivez.\n"
        );
    }
}
