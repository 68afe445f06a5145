//! A link to a request that leads no further: what became of the request, or how to receive another link.

use chrono_tz::Tz;
use serde::{Deserialize, Serialize};

use super::{actor::standing, rules, store};
use crate::{
    edge::{
        clock::zone,
        cx::Cx,
        error::Result,
        ids::{OrientationEventId, OrientationId},
        page::{Page, View},
    },
    orientation::{
        link::{GENRE, RequestLink},
        rules::Statut,
        store::{Request, of_link},
        time::letters::{LinkLetter, Told},
    },
    outbox::{self, Followed, Mail, rules::Address},
};

/// « Ce lien ne sert plus ».
#[derive(Debug, Serialize)]
pub struct LostLinkView {
    /// Where the form goes; none where another link is of no use.
    action: Option<String>,
    /// The service the request was sent to.
    service: Option<String>,
    /// What became of it.
    issue: Option<String>,
    /// Another link was asked for.
    demande: bool,
    /// What was written in the form that came too late.
    perdus: Vec<String>,
}

impl View for LostLinkView {
    const TEMPLATE: &'static str = "orientation/lien.html";
}

/// The messages of every form behind a link.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Typed {
    message: String,
    message_prescripteur: String,
    message_beneficiaire: String,
}

impl Typed {
    /// Those that somebody wrote: a link may end while they write, and nothing else keeps it.
    fn texts(self) -> Vec<String> {
        [
            self.message,
            self.message_prescripteur,
            self.message_beneficiaire,
        ]
        .into_iter()
        .filter(|text| !text.trim().is_empty())
        .collect()
    }
}

/// The request that `link` is about.
///
/// # Errors
/// As the database.
pub async fn request_of(cx: &Cx, link: &Followed) -> Result<Option<Request>> {
    match OrientationId::parse(&link.objet_id) {
        Some(id) => of_link(&cx.db, &id).await,
        None => Ok(None),
    }
}

/// The page, status 410.
///
/// # Errors
/// As [`Page::show`].
pub fn lost(cx: &Cx, request: Option<&Request>) -> Result<Page> {
    let path = cx.request.path.split('/').take(3).collect::<Vec<_>>();
    let useful = request.is_none_or(|request| standing(request).may_have_a_link(cx.now));
    let view = LostLinkView {
        action: useful.then(|| format!("{}/lien", path.join("/"))),
        service: request.map(|request| request.service.nom.clone()),
        issue: request.and_then(|request| issue(request, cx)),
        demande: cx.query("lien") == "demande",
        perdus: cx.form::<Typed>().unwrap_or_default().texts(),
    };
    Ok(Page::show(&view)?.status(410))
}

/// What became of a request that is over; nobody is named.
fn issue(request: &Request, cx: &Cx) -> Option<String> {
    let statut = standing(request).statut(cx.now);
    let zone: Tz = zone("Europe/Paris");
    let when = request
        .ended_at
        .map(|at| format!(" le {}", at.day(zone).short()));
    (statut != Statut::Ouverte)
        .then(|| format!("{}{}.", rules::outcome(statut), when.unwrap_or_default()))
}

/// « Recevoir un nouveau lien »: to the address on file, and the same answer whatever happens.
///
/// # Errors
/// As the gate's limit and the database.
pub async fn send_again(cx: Cx) -> Result<Page> {
    cx.may_sign_in().await?;
    let path = cx
        .request
        .path
        .split('/')
        .take(3)
        .collect::<Vec<_>>()
        .join("/");
    if let Some(link) = outbox::followed(&cx, GENRE).await?
        && let Some(request) = request_of(&cx, &link).await?
    {
        send(&cx, &request).await?;
    }
    Ok(Page::see_other(format!("{path}?lien=demande")))
}

async fn send(cx: &Cx, request: &Request) -> Result<()> {
    let Some(to) = Address::parse(&request.service_courriel) else {
        return Ok(());
    };
    let line = OrientationEventId::new()?;
    let link = RequestLink::because(&line);
    let letter = LinkLetter(Told::service(request));
    let mail = Mail::because(line.as_str(), to, &letter)?
        .from(Some(&request.structure_id))
        .about(request.id.as_str())
        .with_link(link.id());
    let made = link.to(
        &request.structure_id,
        &request.id,
        &request.service_courriel,
    );
    store::send_link(&cx.db, request, &line, (&made, &mail), cx.now).await?;
    outbox::wake(&cx.env, &[mail.id()]).await;
    Ok(())
}

#[cfg(test)]
pub(crate) mod samples {
    use super::*;
    use crate::edge::page;

    pub(crate) fn rendered() -> Vec<(&'static str, Result<String>)> {
        let view = |useful: bool, known: bool, demande| LostLinkView {
            action: useful.then(|| "/orientations/esl_x/lien".to_owned()),
            service: known.then(|| "Atelier vélo".to_owned()),
            issue: (known && !useful)
                .then(|| "Cette demande a été refusée le 12/11/2026.".to_owned()),
            demande,
            perdus: Vec::new(),
        };
        [
            LostLinkView {
                perdus: vec!["Bonjour,\nÀ mardi.".to_owned()],
                ..view(true, true, false)
            },
            view(true, false, true),
            view(false, true, false),
        ]
        .iter()
        .map(|view| (LostLinkView::TEMPLATE, page::render(view)))
        .collect()
    }
}
