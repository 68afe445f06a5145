//! « Structure »: one form for what it is, another for each closure.

use serde::Deserialize;

use super::{
    closures_rules::ClosureForm,
    rules::SettingsForm,
    store::{self, Closed, Kept, KeptClosure},
    views::{SettingsView, differences},
};
use crate::{
    auth::Staff,
    edge::{
        clock::{self, Day},
        cx::Cx,
        error::{Error, Result},
        form::FieldError,
        ids::FermetureId,
        page::Page,
    },
    frame::Frame,
};

const SETTINGS_URL: &str = "/gestion/structure";
fn today(cx: &Cx, me: &Staff) -> Day {
    cx.now.day(clock::zone(&me.fuseau))
}

async fn kept(cx: &Cx, me: &Staff) -> Result<(Kept, Vec<KeptClosure>)> {
    store::settings(&cx.db, &me.structure, today(cx, me))
        .await?
        .ok_or(Error::NotFound)
}

fn view(me: &Staff, (kept, closures): &(Kept, Vec<KeptClosure>)) -> Result<SettingsView> {
    let frame = Frame::of(me, SETTINGS_URL);
    Ok(SettingsView::of(frame, kept, closures, FermetureId::new()?))
}

/// « Structure ».
///
/// # Errors
/// As the database.
pub async fn show(cx: Cx, me: Staff) -> Result<Page> {
    let message = match cx.query("fait").as_str() {
        "modifiee" => Some("Les modifications sont enregistrées."),
        "fermeture" => {
            Some("La fermeture est enregistrée. Elle s’affiche sur le portail un mois avant.")
        }
        "retiree" => Some("La fermeture est retirée."),
        _ => None,
    };
    Page::show(&SettingsView {
        message,
        ..view(&me, &kept(&cx, &me).await?)?
    })
}

#[derive(Deserialize)]
struct Seen {
    #[serde(default)]
    version: String,
}

/// « Enregistrer les modifications ».
///
/// # Errors
/// [`Error::BadRequest`] when the form does not say what was seen, or as the database.
pub async fn save(cx: Cx, me: Staff) -> Result<Page> {
    let mut form: SettingsForm = cx.form()?;
    form.semaine = cx.form()?;
    let seen: i64 = cx
        .form::<Seen>()?
        .version
        .parse()
        .map_err(|_none| Error::INCOMPLETE)?;
    let erreurs = match form.checked() {
        Err(erreurs) => erreurs,
        Ok(new) if store::save(&cx.db, &me, &new, seen, cx.now).await? => {
            return Ok(Page::see_other(format!("{SETTINGS_URL}?fait=modifiee")));
        }
        Ok(_) => return refused(&cx, &me, form, seen).await,
    };
    Page::show_again(&SettingsView {
        version: seen,
        erreurs,
        ..view(&me, &kept(&cx, &me).await?)?.with(form)
    })
}

const HOLDS: &str =
    "Votre structure suit encore des dossiers\u{a0}: réorientez-les ou archivez-les d’abord.";

/// It still holds dossiers, or a colleague has saved in between: nothing typed is lost, and what they saved is told.
async fn refused(cx: &Cx, me: &Staff, typed: SettingsForm, seen: i64) -> Result<Page> {
    let now = kept(cx, me).await?;
    if now.0.version == seen {
        let view = SettingsView {
            erreurs: vec![FieldError {
                champ: "operatrice",
                message: HOLDS.to_owned(),
            }],
            ..view(me, &now)?.with(typed)
        };
        return Ok(Page::show(&view)?.status(409));
    }
    let view = SettingsView {
        conflit: Some(differences(&now.0, &typed)),
        ..view(me, &now)?.with(typed)
    };
    Ok(Page::show(&view)?.status(409))
}

#[derive(Deserialize)]
struct Key {
    #[serde(default)]
    jeton: String,
}

const REFUSED: &str = "Cette fermeture n’est pas enregistrée\u{a0}: ce formulaire a déjà servi, ou votre structure en garde déjà 50. \
    Regardez la liste, puis envoyez de nouveau.";

/// « Ajouter la fermeture ».
///
/// # Errors
/// [`Error::BadRequest`] without its key, or as the database.
pub async fn close(cx: Cx, me: Staff) -> Result<Page> {
    let form: ClosureForm = cx.form()?;
    let id = FermetureId::parse(&cx.form::<Key>()?.jeton).ok_or(Error::INCOMPLETE)?;
    let today = today(&cx, &me);
    let (erreurs, status) = match form.checked(today) {
        Err(erreurs) => (erreurs, 422),
        Ok(new) => match store::close(&cx.db, &me, &id, &new, (today, cx.now)).await? {
            Closed::There => return Ok(Page::see_other(format!("{SETTINGS_URL}?fait=fermeture"))),
            Closed::Refused => (vec![FieldError::of_the_form(REFUSED)], 409),
        },
    };
    let view = SettingsView {
        fermeture: form,
        erreurs,
        ..view(&me, &kept(&cx, &me).await?)?
    };
    Ok(Page::show(&view)?.status(status))
}

/// « Retirer » a closure.
///
/// # Errors
/// [`Error::NotFound`] for another structure's closure, or as the database.
pub async fn reopen(cx: Cx, me: Staff) -> Result<Page> {
    let id = cx.param("fermeture", FermetureId::parse)?;
    if !store::reopen(&cx.db, &me, &id, cx.now).await? {
        return Err(Error::NotFound);
    }
    Ok(Page::see_other(format!("{SETTINGS_URL}?fait=retiree")))
}

#[cfg(test)]
pub(crate) mod samples {
    use serde_json::json;

    use super::*;
    use crate::{
        desk::tabs::samples::me,
        edge::page::{self, View},
        rights::Role,
    };

    fn kept(hours: Option<&str>) -> (Kept, Vec<KeptClosure>) {
        let kept = json!({ "nom": "CCAS", "genre": "CCAS", "agrement": null, "adresse": "1 rue Neuve", "code_postal": "75000", "ville": "Paris",
            "accueil_adresse": null, "accueil_code_postal": null, "accueil_ville": null, "telephone": null, "email": null,
            "fuseau": "Europe/Paris", "horaires": "Le matin", "horaires_osm": hours,
            "montre_horaires": 1, "montre_telephone": 1, "montre_email": 0, "operatrice": 0, "version": 1 });
        let closure = json!({ "id": "AAAAAAAAAAAAAAAAAAAAAA", "debut": "2026-12-24", "fin": "2026-12-24", "motif": null });
        (
            serde_json::from_value(kept).expect("a structure"),
            vec![serde_json::from_value(closure).expect("a closure")],
        )
    }

    pub(crate) fn rendered() -> Vec<(&'static str, Result<String>)> {
        let me = me(Role::Administrateur);
        let with_hours = || view(&me, &kept(Some("Mo 09:00-12:00; PH off"))).expect("an id");
        let in_words = kept(None);
        let views = [
            with_hours(),
            view(&me, &(in_words.0, Vec::new())).expect("an id"),
            SettingsView {
                conflit: Some(vec![("Commune", "Lyon".to_owned())]),
                ..with_hours()
            },
            SettingsView {
                erreurs: SettingsForm::default().checked().expect_err("mistakes"),
                ..with_hours()
            }
            .with(SettingsForm::default()),
        ];
        views
            .iter()
            .map(|view| (SettingsView::TEMPLATE, page::render(view)))
            .collect()
    }
}
