//! « Annonces »: the list, a new one, changing one, deleting one.

use serde::{Deserialize, Serialize};

use super::{
    rules::{AnnonceForm, State},
    store::{self, Created, Kept},
};
use crate::{
    auth::Staff,
    edge::{
        clock::{self, Day},
        cx::Cx,
        error::{Error, Result},
        form::FieldError,
        ids::AnnonceId,
        page::{Page, View},
    },
    frame::Frame,
};

/// Where the list is.
pub const ANNOUNCEMENTS_URL: &str = "/gestion/structure/annonces";

/// « Annonces »: what the structure tells its domiciliés, and the form of a new one.
#[derive(Debug, Serialize)]
pub struct ListView {
    frame: Frame,
    annonces: Vec<KeptView>,
    formulaire: AnnonceForm,
    /// The idempotency key of the form: sent twice, one announcement.
    jeton: AnnonceId,
    erreurs: Vec<FieldError>,
    message: Option<&'static str>,
}

/// « Modifier l’annonce ».
#[derive(Debug, Serialize)]
pub struct EditView {
    frame: Frame,
    annonce: KeptView,
    formulaire: AnnonceForm,
    version: i64,
    erreurs: Vec<FieldError>,
    /// Somebody else has changed it: what they wrote is shown beside what was typed.
    conflit: bool,
}

#[derive(Debug, Serialize)]
struct KeptView {
    href: String,
    titre: String,
    lignes: Vec<String>,
    debut: String,
    fin: String,
    etat: &'static str,
    etat_code: State,
}

impl View for ListView {
    const TEMPLATE: &'static str = "structure/annonces.html";
}

impl View for EditView {
    const TEMPLATE: &'static str = "structure/annonce.html";
}

impl KeptView {
    fn of(kept: &Kept, today: Day) -> Self {
        let state = State::on(today, kept.debut, kept.fin);
        Self {
            href: format!("{ANNOUNCEMENTS_URL}/{}", kept.id.as_str()),
            titre: kept.titre.clone(),
            lignes: kept.texte.lines().map(str::to_owned).collect(),
            debut: kept.debut.short(),
            fin: kept.fin.short(),
            etat: state.label(),
            etat_code: state,
        }
    }
}

fn today(cx: &Cx, me: &Staff) -> Day {
    cx.now.day(clock::zone(&me.fuseau))
}

/// What a redirection says was done.
fn done(code: &str) -> Option<&'static str> {
    match code {
        "creee" => Some("L’annonce est enregistrée."),
        "modifiee" => Some("Les modifications sont enregistrées."),
        "supprimee" => Some("L’annonce est supprimée."),
        _ => None,
    }
}

impl ListView {
    async fn load(cx: &Cx, me: &Staff) -> Result<Self> {
        let kept = store::list(&cx.db, &me.structure).await?;
        Self::of(me, &kept, today(cx, me), done(&cx.query("fait")))
    }

    fn of(me: &Staff, kept: &[Kept], today: Day, message: Option<&'static str>) -> Result<Self> {
        Ok(Self {
            frame: Frame::of(me, ANNOUNCEMENTS_URL),
            annonces: kept.iter().map(|one| KeptView::of(one, today)).collect(),
            formulaire: AnnonceForm::default(),
            jeton: AnnonceId::new()?,
            erreurs: Vec::new(),
            message,
        })
    }
}

/// « Annonces ».
///
/// # Errors
/// As the database.
pub async fn list(cx: Cx, me: Staff) -> Result<Page> {
    Page::show(&ListView::load(&cx, &me).await?)
}

#[derive(Deserialize)]
struct CreateForm {
    #[serde(flatten)]
    annonce: AnnonceForm,
    #[serde(default)]
    jeton: String,
}

const FULL: &str =
    "Votre structure garde déjà 50\u{a0}annonces. Supprimez-en une avant d’en ajouter une autre.";

const USED: &str = "Ce formulaire a déjà servi. Ce que vous venez d’écrire n’est pas enregistré. \
    Regardez si l’annonce est dans la liste\u{a0}: vous pouvez l’y modifier. Pour en publier une de plus, envoyez de nouveau.";

/// « Publier l’annonce ».
///
/// # Errors
/// [`Error::BadRequest`] without its key, or as the database.
pub async fn create(cx: Cx, me: Staff) -> Result<Page> {
    let form: CreateForm = cx.form()?;
    let mut id = AnnonceId::parse(&form.jeton).ok_or(Error::INCOMPLETE)?;
    let (erreurs, status) = match form.annonce.checked(today(&cx, &me)) {
        Err(erreurs) => (erreurs, 422),
        Ok(new) => match store::create(&cx.db, &me, &id, &new, cx.now).await? {
            Created::There => {
                return Ok(Page::see_other(format!("{ANNOUNCEMENTS_URL}?fait=creee")));
            }
            Created::Full => (vec![FieldError::of_the_form(FULL)], 409),
            Created::Used => {
                id = AnnonceId::new()?;
                (vec![FieldError::of_the_form(USED)], 409)
            }
        },
    };
    let view = ListView {
        formulaire: form.annonce,
        jeton: id,
        erreurs,
        ..ListView::load(&cx, &me).await?
    };
    Ok(Page::show(&view)?.status(status))
}

async fn asked_for(cx: &Cx, me: &Staff) -> Result<Kept> {
    let id = cx.param("annonce", AnnonceId::parse)?;
    store::one(&cx.db, &me.structure, &id)
        .await?
        .ok_or(Error::NotFound)
}

impl EditView {
    fn of(me: &Staff, kept: &Kept, today: Day) -> Self {
        Self {
            frame: Frame::of(me, ANNOUNCEMENTS_URL),
            annonce: KeptView::of(kept, today),
            formulaire: AnnonceForm {
                titre: kept.titre.clone(),
                texte: kept.texte.clone(),
                debut: kept.debut.0.to_string(),
                fin: kept.fin.0.to_string(),
            },
            version: kept.version,
            erreurs: Vec::new(),
            conflit: false,
        }
    }
}

/// « Modifier l’annonce ».
///
/// # Errors
/// [`Error::NotFound`] for another structure's announcement, or as the database.
pub async fn edit(cx: Cx, me: Staff) -> Result<Page> {
    let kept = asked_for(&cx, &me).await?;
    Page::show(&EditView::of(&me, &kept, today(&cx, &me)))
}

#[derive(Deserialize)]
struct SaveForm {
    #[serde(flatten)]
    annonce: AnnonceForm,
    #[serde(default)]
    version: String,
}

/// « Enregistrer les modifications ».
///
/// # Errors
/// [`Error::NotFound`] for another structure's announcement, [`Error::BadRequest`] when the form does not say what was
/// seen, or as the database.
pub async fn save(cx: Cx, me: Staff) -> Result<Page> {
    let kept = asked_for(&cx, &me).await?;
    let form: SaveForm = cx.form()?;
    let seen: i64 = form.version.parse().map_err(|_none| Error::INCOMPLETE)?;
    let view = |kept: &Kept| EditView::of(&me, kept, today(&cx, &me));
    match form.annonce.checked(today(&cx, &me)) {
        Err(erreurs) => Page::show_again(&EditView {
            formulaire: form.annonce,
            version: seen,
            erreurs,
            ..view(&kept)
        }),
        Ok(new) if store::save(&cx.db, &me, &kept.id, &new, seen, cx.now).await? => Ok(
            Page::see_other(format!("{ANNOUNCEMENTS_URL}?fait=modifiee")),
        ),
        Ok(_) => {
            let view = EditView {
                formulaire: form.annonce,
                conflit: true,
                ..view(&asked_for(&cx, &me).await?)
            };
            Ok(Page::show(&view)?.status(409))
        }
    }
}

#[derive(Deserialize)]
struct DeleteForm {
    #[serde(default)]
    confirmation: String,
}

/// « Supprimer l’annonce ».
///
/// # Errors
/// [`Error::NotFound`] for another structure's announcement, [`Error::BadRequest`] without the confirmation, or as the
/// database.
pub async fn delete(cx: Cx, me: Staff) -> Result<Page> {
    let kept = asked_for(&cx, &me).await?;
    if cx.form::<DeleteForm>()?.confirmation != "oui" {
        return Err(Error::BadRequest("Confirmez la suppression."));
    }
    if !store::delete(&cx.db, &me, &kept.id, cx.now).await? {
        return Err(Error::NotFound);
    }
    Ok(Page::see_other(format!(
        "{ANNOUNCEMENTS_URL}?fait=supprimee"
    )))
}

#[cfg(test)]
pub(crate) mod samples {
    use serde_json::json;

    use super::*;
    use crate::{desk::tabs::samples::me, edge::page, rights::Role};

    fn kept(debut: &str, fin: &str) -> Kept {
        let kept = json!({ "id": "AAAAAAAAAAAAAAAAAAAAAA", "titre": "Fermeture", "texte": "Nous fermons.\nÀ bientôt.",
            "debut": debut, "fin": fin, "version": 1 });
        serde_json::from_value(kept).expect("an announcement")
    }

    pub(crate) fn rendered() -> Vec<(&'static str, Result<String>)> {
        let me = me(Role::Administrateur);
        let today = kept("2026-12-24", "2026-12-24").debut;
        let all = [
            kept("2026-12-25", "2026-12-26"),
            kept("2026-12-24", "2026-12-24"),
            kept("2026-12-01", "2026-12-02"),
        ];
        let list =
            |kept: &[Kept], message| ListView::of(&me, kept, today, message).expect("a view");
        let mistakes = || AnnonceForm::default().checked(today).expect_err("mistakes");
        let lists = [
            list(&[], None),
            list(&all, done("creee")),
            ListView {
                erreurs: mistakes(),
                ..list(&[], None)
            },
        ];
        let edit = || EditView::of(&me, &kept("2026-12-24", "2026-12-26"), today);
        let edits = [
            edit(),
            EditView {
                erreurs: mistakes(),
                ..edit()
            },
            EditView {
                conflit: true,
                ..edit()
            },
        ];
        let mut rendered: Vec<_> = lists
            .iter()
            .map(|view| (ListView::TEMPLATE, page::render(view)))
            .collect();
        rendered.extend(
            edits
                .iter()
                .map(|view| (EditView::TEMPLATE, page::render(view))),
        );
        rendered
    }
}
