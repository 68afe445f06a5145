//! The two steps of the form, each kept on the server whenever it is sent, right or not.

use serde::Serialize;

use super::{
    field_views::Elsewhere,
    files,
    rules::{Step, Typed},
    step_form::{Controls, Sent},
    store::{self, Added, Draft, Kept, Place, Seen},
    views::{BOARD_URL, ClosedView, DemandView, ProfileView, draft_url, request_url},
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
        upload::SentFile,
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
        || format!("{BOARD_URL}?sens=envoyees&fait=trop"),
        |draft| draft_url(&draft, ""),
    )))
}

/// The draft in the path, if it is `me`'s and still kept; else the request that it has become, which is of that id.
pub(super) async fn asked_for(
    cx: &Cx,
    me: &Staff,
) -> Result<std::result::Result<Draft, OrientationId>> {
    let id = cx.param("brouillon", OrientationId::parse)?;
    if let Some(draft) = store::draft(&cx.db, me, &id, cx.now).await? {
        return Ok(Ok(draft));
    }
    if store::sent(&cx.db, me, &id).await? {
        return Ok(Err(id));
    }
    Err(Error::NotFound)
}

/// What a page of a draft shows once it is sent.
pub(super) fn to_the_request(id: &OrientationId) -> Page {
    Page::see_other(request_url(id))
}

/// A step that comes after the sending, from another window or by « Back »: nothing changes, and its words are shown.
async fn sent_before(cx: &mut Cx, me: &Staff, id: &OrientationId, step: Step) -> Result<Page> {
    if cx.too_large {
        return Ok(to_the_request(id));
    }
    let sent = Sent::read(cx, step).await?;
    if sent.controls.is_auto() {
        return Ok(Page::json(&KeptAnswer::default())?.status(410));
    }
    let view = ClosedView::after_sending(me, id, &sent.typed.cleaned());
    Ok(Page::show(&view)?.status(409))
}

/// The service of a draft, while requests can be sent to it.
async fn service_of(cx: &Cx, draft: &Draft) -> Result<Option<Oriented>> {
    services::oriented(&cx.db, &draft.service_id).await
}

/// « Conformité ».
///
/// # Errors
/// [`Error::NotFound`] when there is no such draft of `me`'s, or as the database.
pub async fn profile(cx: Cx, me: Staff) -> Result<Page> {
    let draft = match asked_for(&cx, &me).await? {
        Ok(draft) => draft,
        Err(sent) => return Ok(to_the_request(&sent)),
    };
    let Some(service) = service_of(&cx, &draft).await? else {
        return Page::show(&ClosedView::of(&me, &draft));
    };
    let mut view = ProfileView::of(&me, &draft, &service, &draft.typed)?;
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
    let draft = match asked_for(&cx, &me).await? {
        Ok(draft) => draft,
        Err(sent) => return Ok(to_the_request(&sent)),
    };
    let Some(service) = service_of(&cx, &draft).await? else {
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
    if step == Step::Conformite && !sent.controls.is_auto() {
        typed.conforme = typed.mistakes_of_profile().is_empty();
    }
    if typed == draft.typed {
        return Ok(Saved::Yes(draft));
    }
    let seen = Seen {
        draft: &draft.id,
        version: seen,
        window: sent.controls.window(),
    };
    match store::keep(&cx.db, me, &seen, &typed, cx.now).await? {
        Kept::Now(draft) => Ok(Saved::Yes(draft)),
        Kept::Elsewhere(draft) => Ok(Saved::Elsewhere(draft)),
        Kept::Gone => Err(Error::NotFound),
    }
}

/// What the script that keeps while somebody types is told.
#[derive(Default, Serialize)]
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
    let draft = match asked_for(&cx, &me).await? {
        Ok(draft) => draft,
        Err(id) => return sent_before(&mut cx, &me, &id, Step::Conformite).await,
    };
    let service = service_of(&cx, &draft).await?;
    let sent = Sent::read(&mut cx, Step::Conformite).await?;
    let saved = save(&cx, &me, draft, Step::Conformite, &sent).await?;
    if sent.controls.is_auto() {
        return kept_answer(&me, &cx, &saved);
    }
    let (Saved::Yes(draft) | Saved::Elsewhere(draft)) = &saved;
    let Some(service) = service else {
        return Ok(Page::show(&ClosedView::of(&me, draft))?.status(409));
    };
    let view = ProfileView::of(&me, draft, &service, &sent.typed)?;
    if let Saved::Elsewhere(kept) = &saved {
        let typed = sent.typed.cleaned();
        let ailleurs = Elsewhere::of(Step::Conformite, &typed, &kept.typed, &service);
        let ailleurs = Some(ailleurs);
        return Ok(Page::show(&ProfileView { ailleurs, ..view })?.status(409));
    }
    let erreurs = draft.typed.mistakes_of_profile();
    if !erreurs.is_empty() {
        return Page::show_again(&ProfileView { erreurs, ..view });
    }
    Ok(Page::see_other(draft_url(&draft.id, "/demande")))
}

/// « Enregistrer et vérifier », « Joindre le fichier », « Retirer » and the notice, of « La demande ».
///
/// # Errors
/// As [`save_profile`], or as R2.
pub async fn save_demand(mut cx: Cx, me: Staff) -> Result<Page> {
    let draft = match asked_for(&cx, &me).await? {
        Ok(draft) => draft,
        Err(id) => return sent_before(&mut cx, &me, &id, Step::Demande).await,
    };
    let service = service_of(&cx, &draft).await?;
    if cx.too_large {
        return too_large(&cx, &me, &draft, service).await;
    }
    let mut sent = Sent::read(&mut cx, Step::Demande).await?;
    let saved = save(&cx, &me, draft, Step::Demande, &sent).await?;
    if sent.controls.is_auto() {
        return kept_answer(&me, &cx, &saved);
    }
    let (Saved::Yes(draft) | Saved::Elsewhere(draft)) = &saved;
    let Some(service) = service else {
        return Ok(Page::show(&ClosedView::of(&me, draft))?.status(409));
    };
    let file = sent.file.take();
    if let Saved::Elsewhere(kept) = &saved {
        let typed = sent.typed.cleaned();
        let mut ailleurs = Elsewhere::of(Step::Demande, &typed, &kept.typed, &service);
        ailleurs.fichier = file.map(|file| file.nom);
        let view = demand_view(&cx, &me, draft, &service, &sent.typed).await?;
        let ailleurs = Some(ailleurs);
        return Ok(Page::show(&DemandView { ailleurs, ..view })?.status(409));
    }
    go_on(&cx, &me, (draft, &service), &sent, file).await
}

/// What follows once « La demande » is kept.
async fn go_on(
    cx: &Cx,
    me: &Staff,
    (draft, service): (&Draft, &Oriented),
    sent: &Sent,
    file: Option<SentFile>,
) -> Result<Page> {
    let (mut erreurs, status) = match joined(cx, me, &draft.id, &sent.controls, file).await? {
        Joined::Wrong(error, status) => (vec![error], status),
        Joined::Shown(done) => {
            let back = format!("/demande?fait={done}#documents");
            return Ok(Page::see_other(draft_url(&draft.id, &back)));
        }
        Joined::GoOn if sent.controls.action == "notice" => {
            return Ok(Page::see_other(draft_url(&draft.id, "/notice")));
        }
        Joined::GoOn => (draft.typed.mistakes_of_demand(), 422),
    };
    if erreurs.is_empty() {
        return Ok(Page::see_other(draft_url(&draft.id, "/verification")));
    }
    let view = demand_view(cx, me, draft, service, &sent.typed).await?;
    // There is no field any more where as many as may be are joined.
    for error in erreurs
        .iter_mut()
        .filter(|error| view.plein && error.champ == "fichier")
    {
        error.champ = "";
    }
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

const USED: &str =
    "Ce formulaire a déjà servi à joindre un autre document. Choisissez le fichier à nouveau.";

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
        Added::Used => Joined::Wrong(wrong_file(USED), 409),
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
        Ok(Page::see_other(format!(
            "{BOARD_URL}?sens=envoyees&fait=supprime"
        )))
    } else if store::sent(&cx.db, &me, &id).await? {
        Ok(to_the_request(&id))
    } else {
        Err(Error::NotFound)
    }
}
