//! The two steps of the form, each kept on the server whenever it is sent, right or not.

use serde::{Deserialize, Serialize};

use super::{
    field_views::others,
    files,
    rules::{Step, Typed},
    store::{self, Added, Draft, Kept, Place},
    views::{BOARD_URL, ClosedView, DemandView, ProfileView, draft_url},
};
use crate::{
    auth::Staff,
    edge::{
        clock,
        cx::Cx,
        error::{Error, Result},
        form::FieldError,
        ids::{OrientationDocumentId, OrientationId, ServiceId},
        page::Page,
        upload::{SentFile, Upload},
    },
    orientation::services::{rules::Oriented, store as services},
};

/// What is said where a service takes no requests.
pub(super) const NO_FORM: &str =
    "Ce service ne reçoit pas de demande par e-mail. Contactez-le comme sa fiche l’indique.";

/// « Orienter un bénéficiaire »: a draft for that service.
///
/// # Errors
/// [`Error::NotFound`] when there is no such service, [`Error::NotNow`] when it takes no requests, or as the database.
pub async fn start(cx: Cx, me: Staff) -> Result<Page> {
    let id = cx.param("service", ServiceId::parse)?;
    let service = services::published(&cx.db, &id)
        .await?
        .ok_or(Error::NotFound)?;
    if service.oriented().is_none() {
        return Err(Error::NotNow(NO_FORM));
    }
    let draft = store::start(&cx.db, &me, &id, cx.now).await?;
    Ok(Page::see_other(draft.map_or_else(
        || format!("{BOARD_URL}?fait=trop"),
        |draft| draft_url(&draft, ""),
    )))
}

/// The draft in the path, if it is `me`'s and still kept.
pub(super) async fn asked_for(cx: &Cx, me: &Staff) -> Result<Draft> {
    let id = cx.param("brouillon", OrientationId::parse)?;
    store::draft(&cx.db, me, &id, cx.now)
        .await?
        .ok_or(Error::NotFound)
}

/// The draft in the path and its service, while requests can be sent to it.
async fn with_service(cx: &Cx, me: &Staff) -> Result<(Draft, Option<Oriented>)> {
    let draft = asked_for(cx, me).await?;
    let service = services::oriented(&cx.db, &draft.service_id).await?;
    Ok((draft, service))
}

/// « Conformité ».
///
/// # Errors
/// [`Error::NotFound`] when there is no such draft of `me`'s, or as the database.
pub async fn profile(cx: Cx, me: Staff) -> Result<Page> {
    let (draft, service) = with_service(&cx, &me).await?;
    let Some(service) = service else {
        return Page::show(&ClosedView::of(&me, &draft));
    };
    let mut view = ProfileView::of(&me, &draft, &service, &draft.typed);
    if cx.query("verifier") == "oui" {
        view.erreurs = draft.typed.mistakes_of_profile();
    }
    Page::show(&view)
}

/// « La demande ».
///
/// # Errors
/// As [`profile`].
pub async fn demand(cx: Cx, me: Staff) -> Result<Page> {
    let (draft, service) = with_service(&cx, &me).await?;
    let Some(service) = service else {
        return Page::show(&ClosedView::of(&me, &draft));
    };
    let mut view = demand_view(&cx, &me, &draft, &service, &draft.typed).await?;
    if cx.query("verifier") == "oui" {
        view.erreurs = draft.typed.mistakes_of_demand();
    }
    view.message = match cx.query("fait").as_str() {
        "joint" => Some("Le document est joint. Ce que vous avez écrit est gardé."),
        "retire" => Some("Le document est retiré. Ce que vous avez écrit est gardé."),
        _ => None,
    };
    Page::show(&view)
}

async fn demand_view(
    cx: &Cx,
    me: &Staff,
    draft: &Draft,
    service: &Oriented,
    typed: &Typed,
) -> Result<DemandView> {
    let who = store::prescriber(&cx.db, me).await?;
    let joined = store::files_of(&cx.db, me, &draft.id).await?;
    DemandView::of(me, draft, service, typed, (&who, joined))
}

/// What came with the fields of a step.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Controls {
    /// The draft's version when the page was shown.
    version: String,
    /// « oui »: kept while somebody types.
    auto: String,
    /// « joindre »: the button beside the file.
    action: String,
    /// The document to take off.
    retirer: String,
    /// The key of the next document.
    jeton: String,
}

/// A step as sent.
struct Sent {
    typed: Typed,
    controls: Controls,
    file: Option<SentFile>,
}

impl Sent {
    /// « La demande » carries a file when a browser sends it, and none when the script keeps it.
    async fn read(cx: &mut Cx, step: Step) -> Result<Self> {
        let plain = "application/x-www-form-urlencoded";
        if step == Step::Conformite || cx.request.content_type.starts_with(plain) {
            return Ok(Self {
                typed: cx.form()?,
                controls: cx.form()?,
                file: None,
            });
        }
        let form = cx.upload().await?;
        Ok(Self {
            typed: typed_of(&form),
            controls: Controls {
                version: form.text("version"),
                auto: form.text("auto"),
                action: form.text("action"),
                retirer: form.text("retirer"),
                jeton: form.text("jeton"),
            },
            file: form.file("fichier").await?,
        })
    }

    fn seen(&self) -> Result<i64> {
        let seen = self.controls.version.parse::<i64>().ok();
        seen.filter(|seen| (1..1 << 50).contains(seen))
            .ok_or(Error::INCOMPLETE)
    }
}

/// The fields of « La demande », from a form that carries a file.
fn typed_of(form: &Upload) -> Typed {
    Typed {
        nom: form.text("nom"),
        prenom: form.text("prenom"),
        contacts: form.texts("contacts"),
        telephone: form.text("telephone"),
        courriel: form.text("courriel"),
        autre_contact: form.text("autre_contact"),
        disponibilite: form.text("disponibilite"),
        motif: form.text("motif"),
        prescripteur_telephone: form.text("prescripteur_telephone"),
        autre_referent: form.text("autre_referent"),
        referent_nom: form.text("referent_nom"),
        referent_courriel: form.text("referent_courriel"),
        referent_telephone: form.text("referent_telephone"),
        engagement: form.text("engagement"),
        ..Typed::default()
    }
}

/// What became of a step.
enum Saved {
    /// It is kept: the draft as it is now.
    Yes(Draft),
    /// Another window has kept something else: the draft as that one left it.
    Elsewhere(Draft),
}

/// Keeps the fields of `step` as sent, unless another window has kept something else since the page was shown.
async fn save(cx: &Cx, me: &Staff, draft: Draft, step: Step, sent: &Sent) -> Result<Saved> {
    let seen = sent.seen()?;
    let mut typed = draft.typed.with_step(step, &sent.typed);
    if step == Step::Conformite && sent.controls.auto.is_empty() {
        typed.conforme = typed.mistakes_of_profile().is_empty();
    }
    if typed == draft.typed {
        return Ok(Saved::Yes(draft));
    }
    if seen != draft.version {
        return Ok(Saved::Elsewhere(draft));
    }
    match store::keep(&cx.db, me, (&draft.id, seen), &typed, cx.now).await? {
        Kept::Now(version) => Ok(Saved::Yes(Draft {
            typed,
            version,
            ..draft
        })),
        Kept::Elsewhere => Ok(Saved::Elsewhere(asked_for(cx, me).await?)),
    }
}

/// What the script that keeps while somebody types is told.
#[derive(Serialize)]
struct KeptAnswer {
    version: i64,
    garde: String,
}

fn kept_answer(me: &Staff, cx: &Cx, saved: &Saved) -> Result<Page> {
    let (version, status) = match saved {
        Saved::Yes(draft) => (draft.version, 200),
        Saved::Elsewhere(draft) => (draft.version, 409),
    };
    let garde = cx.now.short(clock::zone(&me.fuseau));
    Ok(Page::json(&KeptAnswer { version, garde })?.status(status))
}

/// « Enregistrer et continuer », of « Conformité ».
///
/// # Errors
/// [`Error::NotFound`] when there is no such draft of `me`'s, [`Error::BadRequest`] without its version, or as the database.
pub async fn save_profile(mut cx: Cx, me: Staff) -> Result<Page> {
    let (draft, service) = with_service(&cx, &me).await?;
    let sent = Sent::read(&mut cx, Step::Conformite).await?;
    let saved = save(&cx, &me, draft, Step::Conformite, &sent).await?;
    if !sent.controls.auto.is_empty() {
        return kept_answer(&me, &cx, &saved);
    }
    let (Saved::Yes(draft) | Saved::Elsewhere(draft)) = &saved;
    let Some(service) = service else {
        return Ok(Page::show(&ClosedView::of(&me, draft))?.status(409));
    };
    let view = ProfileView::of(&me, draft, &service, &sent.typed);
    if let Saved::Elsewhere(kept) = &saved {
        let ailleurs = others(Step::Conformite, &sent.typed.cleaned(), &kept.typed);
        return Ok(Page::show(&ProfileView { ailleurs, ..view })?.status(409));
    }
    let erreurs = draft.typed.mistakes_of_profile();
    if !erreurs.is_empty() {
        return Page::show_again(&ProfileView { erreurs, ..view });
    }
    Ok(Page::see_other(draft_url(&draft.id, "/demande")))
}

/// « Vérifier et envoyer », « Joindre le fichier » and « Retirer », of « La demande ».
///
/// # Errors
/// As [`save_profile`], or as R2.
pub async fn save_demand(mut cx: Cx, me: Staff) -> Result<Page> {
    let (draft, service) = with_service(&cx, &me).await?;
    if cx.too_large {
        return too_large(&cx, &me, &draft, service).await;
    }
    let mut sent = Sent::read(&mut cx, Step::Demande).await?;
    let saved = save(&cx, &me, draft, Step::Demande, &sent).await?;
    if !sent.controls.auto.is_empty() {
        return kept_answer(&me, &cx, &saved);
    }
    let (Saved::Yes(draft) | Saved::Elsewhere(draft)) = &saved;
    let Some(service) = service else {
        return Ok(Page::show(&ClosedView::of(&me, draft))?.status(409));
    };
    if let Saved::Elsewhere(kept) = &saved {
        let ailleurs = others(Step::Demande, &sent.typed.cleaned(), &kept.typed);
        let view = demand_view(&cx, &me, draft, &service, &sent.typed).await?;
        return Ok(Page::show(&DemandView { ailleurs, ..view })?.status(409));
    }
    let file = sent.file.take();
    let joined = joined(&cx, &me, &draft.id, &sent.controls, file).await?;
    let (erreurs, status) = match joined {
        Joined::Wrong(error, status) => (vec![error], status),
        Joined::Shown(done) => {
            let back = format!("/demande?fait={done}#documents");
            return Ok(Page::see_other(draft_url(&draft.id, &back)));
        }
        Joined::GoOn => (draft.typed.mistakes_of_demand(), 422),
    };
    if erreurs.is_empty() {
        return Ok(Page::see_other(draft_url(&draft.id, "/verification")));
    }
    let view = demand_view(&cx, &me, draft, &service, &sent.typed).await?;
    Ok(Page::show(&DemandView { erreurs, ..view })?.status(status))
}

/// What was sent was not read: the draft is as it was last kept.
async fn too_large(cx: &Cx, me: &Staff, draft: &Draft, service: Option<Oriented>) -> Result<Page> {
    let Some(service) = service else {
        return Ok(Page::show(&ClosedView::of(me, draft))?.status(409));
    };
    let view = DemandView {
        erreurs: vec![wrong_file(super::file_rules::Refusal::TooBig.words())],
        ..demand_view(cx, me, draft, &service, &draft.typed).await?
    };
    Ok(Page::show(&view)?.status(413))
}

fn wrong_file(message: &str) -> FieldError {
    FieldError {
        champ: "fichier",
        message: message.to_owned(),
    }
}

/// What became of the documents of the form.
enum Joined {
    /// Nothing was asked about them, or one came with the button that goes on.
    GoOn,
    /// One was joined or taken off: the step is shown again.
    Shown(&'static str),
    /// One could not be joined.
    Wrong(FieldError, u16),
}

const FULL: &str = "Dix documents sont déjà joints. Retirez-en un avant d’en joindre un autre, ou réunissez-les en un seul PDF.";

async fn joined(
    cx: &Cx,
    me: &Staff,
    draft: &OrientationId,
    controls: &Controls,
    file: Option<SentFile>,
) -> Result<Joined> {
    if let Some(document) = OrientationDocumentId::parse(&controls.retirer) {
        let at = Place {
            document: &document,
            draft,
        };
        store::remove_file(&cx.db, me, &at, cx.now).await?;
        return Ok(Joined::Shown("retire"));
    }
    let asked = controls.action == "joindre";
    if !asked && file.is_none() {
        return Ok(Joined::GoOn);
    }
    let fine = match files::checked(file) {
        Ok(fine) => fine,
        Err(refusal) => return Ok(Joined::Wrong(wrong_file(refusal.words()), 422)),
    };
    let key = OrientationDocumentId::parse(&controls.jeton).ok_or(Error::INCOMPLETE)?;
    Ok(match files::join(cx, me, draft, &key, fine).await? {
        Added::Full => Joined::Wrong(wrong_file(FULL), 409),
        Added::Now | Added::Before if asked => Joined::Shown("joint"),
        Added::Now | Added::Before => Joined::GoOn,
    })
}

/// « Supprimer le brouillon ».
///
/// # Errors
/// [`Error::NotFound`] when there is no such draft of `me`'s, or as the database.
pub async fn delete(cx: Cx, me: Staff) -> Result<Page> {
    let id = cx.param("brouillon", OrientationId::parse)?;
    if store::delete(&cx.db, &me, &id).await? {
        Ok(Page::see_other(format!("{BOARD_URL}?fait=supprime")))
    } else {
        Err(Error::NotFound)
    }
}
