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
        ids::{OrientationEventId, OrientationId},
        page::Page,
    },
    orientation::{
        rules::{Motif, Statut},
        store::{Detail, of_structure},
    },
    outbox::{self, Mail},
};

/// The key of a form.
///
/// # Errors
/// [`Error::BadRequest`] when no form of ours has such a key.
pub fn key_of(jeton: &str) -> Result<OrientationEventId> {
    OrientationEventId::parse(jeton).ok_or(Error::INCOMPLETE)
}

/// The id of the line that the form with this key writes when it says this: sent twice it writes one line, and sent again
/// with another text it writes another, or is told that it can't.
fn line_of(
    request: &OrientationId,
    evenement: &str,
    key: &OrientationEventId,
    detail: &Detail,
) -> Result<OrientationEventId> {
    let said = serde_json::to_string(detail).map_err(|error| Error::internal("detail", error))?;
    let step = format!("{evenement} {} {said}", key.as_str());
    Ok(OrientationEventId::of_step(request, &step))
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
    let detail = Detail {
        messages: order.posts.iter().map(Post::said).collect(),
        motifs: order.motifs.clone(),
        mot: None,
    };
    let key = key_of(order.jeton)?;
    let id = line_of(&case.request.id, order.evenement, &key, &detail)?;
    let mails = mails_of(&case, &order, &id)?;
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
        return too_late(cx, case, &order).await;
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
async fn too_late(cx: &Cx, case: Case, order: &Order<'_>) -> Result<Page> {
    let (structure, id) = (&case.request.structure_id, &case.request.id);
    let request = of_structure(&cx.db, structure, id).await?;
    let case = Case {
        request: request.ok_or(Error::NotFound)?,
        ..case
    };
    let mut view = TreatingView::load(cx, &case).await?;
    let too_many = order.statut.is_none() && case.standing().may_write(cx.now);
    view.conflit = Some(if too_many {
        rules::TOO_MANY.to_owned()
    } else {
        told(&case, cx)
    });
    view.perdus = order.posts.iter().map(|post| post.texte.clone()).collect();
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
    let when = case.request.ended_at.map(|at| at.short(case.zone()));
    rules::already(statut, case.request.decideur.as_deref(), when.as_deref())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::orientation::store::Said;

    #[test]
    fn a_key_writes_one_line_for_each_thing_it_says() {
        let request = OrientationId::parse("AAAAAAAAAAAAAAAAAAAAAA").expect("an id");
        let key = key_of("AAAAAAAAAAAAAAAAAAAAAB").expect("a key");
        let said = |texte: &str, copie: &[&str]| Detail {
            messages: vec![Said {
                a: "Awa Diallo".to_owned(),
                copie: copie.iter().map(|&one| one.to_owned()).collect(),
                texte: texte.to_owned(),
            }],
            ..Detail::default()
        };
        let line =
            |detail| line_of(&request, "CONTACT_BENEFICIAIRE", &key, &detail).expect("a line");
        let first = line(said("Bonjour", &[]));
        assert_eq!(first, line(said("Bonjour", &[])));
        assert_ne!(first, line(said("Bonsoir", &[])));
        assert_ne!(first, line(said("Bonjour", &["Farid Demo"])));
        assert!(key_of("").is_err());
    }
}
