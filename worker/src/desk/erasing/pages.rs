//! « Effacer la fiche », and « Fiches effacées ».

use serde::{Deserialize, Serialize};

use super::{
    rules,
    store::{self, Gone},
};
use crate::{
    auth::Staff,
    desk::{
        decision::forms::standing,
        documents::sweep::delete_objects,
        store::Usager,
        tabs::{LIST_URL, UsagerView, asked_for, file_url},
    },
    edge::{
        clock,
        cx::Cx,
        error::{Error, Result},
        files::Files,
        form::FieldError,
        ids::{ErasingId, UsagerId},
        page::{Page, View},
    },
    frame::Frame,
};

/// Where the list is.
const ERASED_URL: &str = "/gestion/effacements";

/// « Effacer la fiche »: what goes, what is in the way, and the number to type.
#[derive(Debug, Serialize)]
pub struct ErasingView {
    frame: Frame,
    usager: UsagerView,
    obstacle: Option<&'static str>,
    action: String,
    annuler: String,
    jeton: ErasingId,
    numero: String,
    erreurs: Vec<FieldError>,
}

impl View for ErasingView {
    const TEMPLATE: &'static str = "desk/effacer.html";
}

impl ErasingView {
    fn of(cx: &Cx, me: &Staff, person: &Usager) -> Result<Self> {
        let today = cx.now.day(clock::zone(&me.fuseau));
        let waits = person.waiting.mail().total() > 0;
        let obstacle = rules::obstacle(standing(person), person.echeance, waits, today);
        Ok(Self {
            frame: Frame::of(me, LIST_URL),
            usager: UsagerView::of(person, me, "/dossier"),
            obstacle: obstacle.map(rules::Obstacle::words),
            action: file_url(&person.id, "/effacement"),
            annuler: file_url(&person.id, "/dossier"),
            jeton: ErasingId::new()?,
            numero: String::new(),
            erreurs: Vec::new(),
        })
    }
}

/// The page that asks whether to erase.
///
/// # Errors
/// [`Error::NotFound`] for another structure's domicilié, or as the database.
pub async fn ask(cx: Cx, me: Staff) -> Result<Page> {
    let person = asked_for(&cx, &me).await?;
    Page::show(&ErasingView::of(&cx, &me, &person)?)
}

#[derive(Deserialize)]
struct EraseForm {
    #[serde(default)]
    jeton: String,
    #[serde(default)]
    numero: String,
}

/// « Effacer la fiche pour toujours ».
///
/// # Errors
/// [`Error::NotFound`] for another structure's domicilié, [`Error::BadRequest`] without its key, or as the database or R2.
pub async fn erase(cx: Cx, me: Staff) -> Result<Page> {
    let form: EraseForm = cx.form()?;
    let id = cx.param("usager", UsagerId::parse)?;
    let key = ErasingId::parse(&form.jeton);
    if let Some(key) = &key
        && store::is_done(&cx.db, &me.structure, &id, key).await?
    {
        return Ok(done());
    }
    let person = asked_for(&cx, &me).await?;
    let key = key.ok_or(Error::INCOMPLETE)?;
    if form.numero.trim() != person.numero.to_string() {
        let view = ErasingView::of(&cx, &me, &person)?;
        return Page::show_again(&view.wrong(form.numero, person.numero));
    }
    let today = cx.now.day(clock::zone(&me.fuseau));
    let erased = store::erase_asked(&cx.db, &me, &id, &key, (today, cx.now)).await?;
    if erased.files == 0 {
        return Ok(Page::show(&ErasingView::of(&cx, &me, &person)?)?.status(409));
    }
    // What R2 does not delete now, it deletes at night.
    if let Ok(files) = Files::of(&cx.env) {
        let _ = delete_objects(&files, &cx.db, &erased.objects).await;
    }
    Ok(done())
}

fn done() -> Page {
    Page::see_other(format!("{ERASED_URL}?fait=effacee"))
}

impl ErasingView {
    fn wrong(self, typed: String, numero: i64) -> Self {
        let message = format!("Écrivez le numéro de cette fiche\u{a0}: {numero}.");
        Self {
            numero: typed,
            erreurs: vec![FieldError {
                champ: "numero",
                message,
            }],
            ..self
        }
    }
}

/// « Fiches effacées ».
#[derive(Debug, Serialize)]
pub struct ErasedView {
    frame: Frame,
    message: Option<&'static str>,
    mois: u32,
    fiches: Vec<GoneView>,
}

#[derive(Debug, Serialize)]
struct GoneView {
    numero: i64,
    date: String,
    cause: &'static str,
    auteur: Option<String>,
}

impl View for ErasedView {
    const TEMPLATE: &'static str = "desk/effacees.html";
}

impl ErasedView {
    fn of(me: &Staff, gone: Vec<Gone>, message: Option<&'static str>) -> Self {
        let zone = clock::zone(&me.fuseau);
        let shown = |one: Gone| GoneView {
            numero: one.numero,
            date: one.created_at.short(zone),
            cause: one.cause.label(),
            auteur: one.auteur,
        };
        Self {
            frame: Frame::of(me, LIST_URL),
            message,
            mois: rules::ERASING_KEPT_MONTHS,
            fiches: gone.into_iter().map(shown).collect(),
        }
    }
}

/// « Fiches effacées »: which numbers, when, why, by whom.
///
/// # Errors
/// As the database.
pub async fn erased(cx: Cx, me: Staff) -> Result<Page> {
    let message = (cx.query("fait") == "effacee")
        .then_some("La fiche est effacée, avec son courrier, son historique et ses documents.");
    let gone = store::list(&cx.db, &me.structure).await?;
    Page::show(&ErasedView::of(&me, gone, message))
}

#[cfg(test)]
pub(crate) mod samples {
    use serde_json::json;

    use super::*;
    use crate::{
        desk::tabs::samples::{me, person},
        edge::page,
        rights::Role,
    };

    pub(crate) fn rendered() -> Vec<(&'static str, Result<String>)> {
        let me = me(Role::Gestionnaire);
        let person = person("RADIE");
        let asking = |obstacle: Option<rules::Obstacle>| ErasingView {
            frame: Frame::of(&me, LIST_URL),
            usager: UsagerView::of(&person, &me, "/dossier"),
            obstacle: obstacle.map(rules::Obstacle::words),
            action: file_url(&person.id, "/effacement"),
            annuler: file_url(&person.id, "/dossier"),
            jeton: ErasingId::new().expect("randomness"),
            numero: String::new(),
            erreurs: Vec::new(),
        };
        let gone = [json!("Ada Demo"), json!(null)].map(|auteur| {
            let cause = if auteur.is_null() { "DELAI" } else { "DEMANDE" };
            let gone = json!({ "numero": 8, "cause": cause, "created_at": 1_795_384_800_000_i64, "auteur": auteur });
            serde_json::from_value(gone).expect("an erasing")
        });
        let asking = [
            asking(None),
            asking(Some(rules::Obstacle::Mail)),
            asking(None).wrong("9".to_owned(), 8),
        ];
        let lists = [
            ErasedView::of(&me, gone.into(), Some("Fait.")),
            ErasedView::of(&me, Vec::new(), None),
        ];
        let asking = asking
            .iter()
            .map(|view| (ErasingView::TEMPLATE, page::render(view)));
        let lists = lists
            .iter()
            .map(|view| (ErasedView::TEMPLATE, page::render(view)));
        asking.chain(lists).collect()
    }
}
