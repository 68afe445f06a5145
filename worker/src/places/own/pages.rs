//! « Lieux »: the list of one's structure, a new one, changing one, withdrawing it.

use serde::Deserialize;

use super::{
    form_rules::{Beside, PlaceForm},
    rules::{Own, SOURCE, standard_id},
    store::{self, Created},
    views::{FormView, ListView, OneView, URL},
};
use crate::{
    auth::Staff,
    edge::{
        clock::{self, Day},
        cx::Cx,
        error::{Error, Result},
        form::FieldError,
        ids::LieuId,
        page::Page,
    },
};

/// The most the form of a place may weigh, in bytes: its longest texts, each sign encoded as three of two bytes.
pub const PLACE_BYTES_MAX: usize = 256 * 1024;

fn today(cx: &Cx, me: &Staff) -> Day {
    cx.now.day(clock::zone(&me.fuseau))
}

/// « Lieux ».
///
/// # Errors
/// As the database.
pub async fn list(cx: Cx, me: Staff) -> Result<Page> {
    let places = store::list(&cx.db, &me.structure).await?;
    Page::show(&ListView::of(&me, &places))
}

/// « Nouveau lieu ».
///
/// # Errors
/// [`Error::Internal`] when the platform gives no randomness.
pub async fn new_form(_cx: Cx, me: Staff) -> Result<Page> {
    let form = PlaceForm::empty(LieuId::new()?.as_str());
    Page::show(&FormView::new(&me, form, Vec::new()))
}

fn form_of(cx: &Cx) -> Result<PlaceForm> {
    if cx.too_large {
        return Err(Error::TooLarge);
    }
    let mut form: PlaceForm = cx.form()?;
    form.semaine = cx.form()?;
    Ok(form)
}

const FULL: &str = "Votre structure garde déjà 200\u{a0}lieux. Modifiez-en un qui ne sert plus.";

const USED: &str = "Ce formulaire a déjà servi. Ce que vous venez d’écrire n’est pas enregistré. \
    Regardez si le lieu est dans la liste\u{a0}: vous pouvez l’y modifier. Pour en créer un de plus, envoyez de nouveau.";

/// « Enregistrer le lieu ».
///
/// # Errors
/// [`Error::BadRequest`] without its key, or as the database.
pub async fn create(cx: Cx, me: Staff) -> Result<Page> {
    let mut form = form_of(&cx)?;
    let key = LieuId::parse(&form.jeton).ok_or(Error::INCOMPLETE)?;
    let standard_id = standard_id(&key);
    // As an imported place: a key that somebody makes up never takes the id of a place that an import is to bring.
    let id = LieuId::of_standard(&standard_id);
    let beside = Beside {
        standard_id: &standard_id,
        source: SOURCE,
        horaires: None,
        today: today(&cx, &me),
    };
    let (erreurs, status) = match form.checked(beside) {
        Err(erreurs) => (erreurs, 422),
        Ok(lieu) => match store::create(&cx.db, &me, &id, &lieu, cx.now).await? {
            Created::There => {
                return Ok(Page::see_other(format!("{URL}/{}?fait=cree", id.as_str())));
            }
            Created::Full => (vec![FieldError::of_the_form(FULL)], 409),
            Created::Used => {
                LieuId::new()?.as_str().clone_into(&mut form.jeton);
                (vec![FieldError::of_the_form(USED)], 409)
            }
        },
    };
    Ok(Page::show(&FormView::new(&me, form, erreurs))?.status(status))
}

async fn asked_for(cx: &Cx, me: &Staff) -> Result<Own> {
    let id = cx.param("lieu", LieuId::parse)?;
    let own = store::one(&cx.db, &me.structure, &id).await?;
    own.ok_or(Error::NotFound)
}

/// What a redirection says was done.
fn done(code: &str) -> Option<&'static str> {
    match code {
        "cree" => Some("Le lieu est enregistré."),
        "modifie" => Some("Les modifications sont enregistrées."),
        "retire" => Some("Le lieu est retiré\u{a0}: il n’est plus dans l’annuaire."),
        "remis" => Some("Le lieu est de nouveau dans l’annuaire."),
        _ => None,
    }
}

/// A place of one's structure.
///
/// # Errors
/// [`Error::NotFound`] for another structure's, or as the database.
pub async fn show(cx: Cx, me: Staff) -> Result<Page> {
    let own = asked_for(&cx, &me).await?;
    Page::show(&OneView::of(&me, &own, done(&cx.query("fait"))))
}

/// « Modifier ».
///
/// # Errors
/// [`Error::NotFound`] for another structure's, or as the database.
pub async fn edit_form(cx: Cx, me: Staff) -> Result<Page> {
    let own = asked_for(&cx, &me).await?;
    let form = PlaceForm::of(&own.lieu, own.version);
    Page::show(&FormView::edit(&me, &own, form, Vec::new()))
}

/// « Enregistrer les modifications ».
///
/// # Errors
/// [`Error::NotFound`] for another structure's, [`Error::BadRequest`] when the form does not say what was seen, or as the
/// database.
pub async fn save(cx: Cx, me: Staff) -> Result<Page> {
    let own = asked_for(&cx, &me).await?;
    let form = form_of(&cx)?;
    let version: i64 = form.version.parse().map_err(|_none| Error::INCOMPLETE)?;
    let beside = Beside {
        standard_id: &own.lieu.standard_id,
        source: own.lieu.source.as_deref().unwrap_or(SOURCE),
        horaires: own.lieu.horaires.as_deref(),
        today: today(&cx, &me),
    };
    let lieu = match form.checked(beside) {
        Err(erreurs) => {
            return Page::show_again(&FormView::edit(&me, &own, form, erreurs));
        }
        Ok(lieu) => lieu,
    };
    if store::save(&cx.db, &me, &own, version, &lieu, cx.now).await? {
        let href = format!("{URL}/{}?fait=modifie", own.id.as_str());
        return Ok(Page::see_other(href));
    }
    let now = asked_for(&cx, &me).await?;
    let view = FormView::edit(&me, &now, form, Vec::new()).taken(&now);
    Ok(Page::show(&view)?.status(409))
}

#[derive(Deserialize)]
struct SeenForm {
    #[serde(default)]
    version: String,
}

const CHANGED: &str =
    "Quelqu’un a modifié ce lieu entre-temps. Relisez-le ci-dessous, puis recommencez.";

async fn move_to(cx: &Cx, me: &Staff, out: bool, code: &str) -> Result<Page> {
    let own = asked_for(cx, me).await?;
    let version = cx.form::<SeenForm>()?.version;
    let version: i64 = version.parse().map_err(|_none| Error::INCOMPLETE)?;
    let there = own.retire == out;
    if there || store::withdraw(&cx.db, me, &own, version, out, cx.now).await? {
        let href = format!("{URL}/{}?fait={code}", own.id.as_str());
        return Ok(Page::see_other(href));
    }
    let view = OneView::of(me, &asked_for(cx, me).await?, None).refused(CHANGED);
    Ok(Page::show(&view)?.status(409))
}

/// « Retirer de l’annuaire ».
///
/// # Errors
/// [`Error::NotFound`] for another structure's, [`Error::BadRequest`] when the form does not say what was seen, or as the
/// database.
pub async fn withdraw(cx: Cx, me: Staff) -> Result<Page> {
    move_to(&cx, &me, true, "retire").await
}

/// « Remettre dans l’annuaire ».
///
/// # Errors
/// As [`withdraw`].
pub async fn put_back(cx: Cx, me: Staff) -> Result<Page> {
    move_to(&cx, &me, false, "remis").await
}
