//! What every message and every answer of a service goes through: written at once, told, then shown.

use super::{
    actor::Case,
    letters::Post,
    rules,
    store::{self, Answered, NewLine},
    views::TreatingView,
};
use crate::{
    edge::{
        cx::Cx,
        error::{Error, Result},
        ids::OrientationEventId,
        page::Page,
    },
    orientation::{
        rules::{Motif, Statut},
        store::{Detail, of_structure},
    },
    outbox::{self, Mail},
};

/// The id of the line that the form with this key writes; each kind of form has its own.
///
/// # Errors
/// [`Error::BadRequest`] when no form of ours has such a key.
pub fn line_of(case: &Case, jeton: &str, evenement: &str) -> Result<OrientationEventId> {
    let key = OrientationEventId::parse(jeton).ok_or(Error::INCOMPLETE)?;
    let step = format!("{evenement} {}", key.as_str());
    Ok(OrientationEventId::of_step(&case.request.id, &step))
}

/// A message or an answer about to go out.
pub struct Order<'a> {
    /// The key of its form.
    pub jeton: &'a str,
    /// Its kind: a code of `orientation_evenement.evenement`.
    pub evenement: &'static str,
    /// What it becomes.
    pub statut: Option<Statut>,
    /// Why, of a refusal.
    pub motifs: Vec<Motif>,
    /// What goes out.
    pub posts: Vec<Post>,
    /// The word by which the next page says what was done.
    pub fait: &'static str,
}

/// Does it, once; whoever comes second is told who came first, and loses no word of what they wrote.
///
/// # Errors
/// [`Error::BadRequest`] without the key of the form, or as the database.
pub async fn settle(cx: &Cx, case: Case, order: Order<'_>) -> Result<Page> {
    let id = line_of(&case, order.jeton, order.evenement)?;
    let mails = mails_of(&case, &order, &id)?;
    let detail = Detail {
        messages: order.posts.iter().map(Post::said).collect(),
        motifs: order.motifs.clone(),
        mot: None,
    };
    let line = NewLine {
        id: &id,
        evenement: order.evenement,
        who: case.staff(),
        detail: &detail,
        mails: &mails,
    };
    let done = match order.statut {
        Some(statut) => {
            let decideur = case.decideur();
            let answer = Answered {
                statut,
                decideur: &decideur,
                motifs: (statut == Statut::Refusee).then_some(order.motifs.as_slice()),
                suite: rules::files_due(statut, cx.now),
            };
            store::decide(&cx.db, &case.request, &line, &answer, cx.now).await?
        }
        None => store::message(&cx.db, &case.request, &line, cx.now).await?,
    };
    if !done {
        return too_late(cx, case, &order.posts).await;
    }
    let ids: Vec<_> = mails.iter().map(Mail::id).collect();
    outbox::wake(&cx.env, &ids).await;
    Ok(Page::see_other(format!(
        "{}?fait={}",
        case.base, order.fait
    )))
}

fn mails_of(case: &Case, order: &Order<'_>, id: &OrientationEventId) -> Result<Vec<Mail>> {
    let mut mails = Vec::new();
    for post in &order.posts {
        mails.extend(post.mails(&case.request, &order.motifs, id)?);
    }
    Ok(mails)
}

/// The request as it stands now, what happened first, and what was written for nothing.
async fn too_late(cx: &Cx, case: Case, posts: &[Post]) -> Result<Page> {
    let (structure, id) = (&case.request.structure_id, &case.request.id);
    let request = of_structure(&cx.db, structure, id).await?;
    let case = Case {
        request: request.ok_or(Error::NotFound)?,
        ..case
    };
    let mut view = TreatingView::load(cx, &case).await?;
    view.conflit = Some(told(&case, cx));
    view.perdus = posts.iter().map(|post| post.texte.clone()).collect();
    Ok(Page::show(&view)?.status(409))
}

/// The request, which can no longer be answered, and why.
///
/// # Errors
/// As the database.
pub async fn over(cx: &Cx, case: &Case) -> Result<Page> {
    let mut view = TreatingView::load(cx, case).await?;
    view.conflit = Some(told(case, cx));
    Ok(Page::show(&view)?.status(409))
}

fn told(case: &Case, cx: &Cx) -> String {
    let statut = case.standing().statut(cx.now);
    if case.standing().may_write(cx.now) && statut == Statut::Ouverte {
        return "Trop de messages ont déjà été envoyés à propos de cette demande. Vous pouvez encore y répondre."
            .to_owned();
    }
    let when = case.request.ended_at.map(|at| at.short(case.zone()));
    rules::already(statut, case.request.decideur.as_deref(), when.as_deref())
}
