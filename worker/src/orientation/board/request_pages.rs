//! The page of a request, for the structure that sent it and for the one that received it.

use super::{
    request_views::{Around, RequestView},
    store,
};
use crate::{
    auth::Staff,
    edge::{
        cx::Cx,
        error::{Error, Result},
        files::Files,
        ids::{OrientationDocumentId, OrientationId},
        page::Page,
    },
    frame::Frame,
    orientation::{
        request::{file_rules::Genre, review_views::NoticeView, views::BOARD_URL},
        store::{self as requests, Request},
        treating::actor::standing,
    },
    outbox,
};

/// The request in the path, if `me`'s structure has sent or received it.
pub(super) async fn asked_for(cx: &Cx, me: &Staff) -> Result<Request> {
    let id = cx.param("orientation", OrientationId::parse)?;
    requests::of_structure(&cx.db, &me.structure, &id)
        .await?
        .ok_or(Error::NotFound)
}

/// The page of `request`.
pub(super) async fn view_of(cx: &Cx, me: &Staff, request: &Request) -> Result<RequestView> {
    let id = request.id.as_str();
    let around = Around {
        events: requests::events(&cx.db, request).await?,
        documents: requests::documents(&cx.db, request).await?,
        mails: outbox::states_of(&cx.db, Some(&request.structure_id), id).await?,
    };
    RequestView::of(me, request, &around, cx.now)
}

/// What a redirection says was done.
fn done(code: &str) -> Option<&'static str> {
    match code {
        "envoyee" => Some(
            "La demande est envoyée. Le service reçoit un e-mail avec un lien pour y répondre.",
        ),
        "document" => Some("Le document est ajouté. Le service en est prévenu par e-mail."),
        "annulee" => Some(
            "La demande est annulée. Le service en est prévenu, et les documents sont effacés.",
        ),
        "effacee" => Some("Les données de la personne sont effacées."),
        _ => None,
    }
}

/// The page of a request. The first time that somebody of the service's structure opens it is noted.
///
/// # Errors
/// [`Error::NotFound`] when `me`'s structure has neither sent nor received it, or as the database.
pub async fn show(cx: Cx, me: Staff) -> Result<Page> {
    let request = asked_for(&cx, &me).await?;
    let received = request.destinataire_id.as_ref() == Some(&me.structure);
    if received && request.vue_at.is_none() && request.prescripteur_id != me.id {
        store::see(&cx.db, &me, &request.id, cx.now).await?;
    }
    let mut view = view_of(&cx, &me, &request).await?;
    view.message = done(&cx.query("fait"));
    Page::show(&view)
}

/// Saves a document, while it is kept.
///
/// # Errors
/// [`Error::NotFound`] when `me`'s structure has no such document or may no longer read it, or as R2 or the database.
pub async fn download(cx: Cx, me: Staff) -> Result<Page> {
    let request = asked_for(&cx, &me).await?;
    let id = cx.param("document", OrientationDocumentId::parse)?;
    if request.structure_id != me.structure && !standing(&request).may_read(cx.now) {
        return Err(Error::NotFound);
    }
    let all = requests::documents(&cx.db, &request).await?;
    let one = all.into_iter().find(|one| one.id == id);
    let one = one.ok_or(Error::NotFound)?;
    let genre =
        Genre::of_media_type(&one.genre).map_or("application/octet-stream", Genre::media_type);
    let content = Files::of(&cx.env)?.open(&one.objet).await?;
    Ok(Page::file(genre, &one.nom, content.ok_or(Error::NotFound)?))
}

/// The notice for the beneficiary, once it is sent.
///
/// # Errors
/// As [`show`].
pub async fn notice(cx: Cx, me: Staff) -> Result<Page> {
    let request = asked_for(&cx, &me).await?;
    let structure = if request.structure_id == me.structure {
        me.structure_nom.clone()
    } else {
        "la structure qui vous accompagne".to_owned()
    };
    Page::show(&NoticeView {
        frame: Frame::of(&me, BOARD_URL),
        retour: format!("{BOARD_URL}/{}", request.id.as_str()),
        service: request.service.nom,
        porteur: request.service.porteur,
        prescripteur: request.prescripteur_nom,
        structure,
    })
}
