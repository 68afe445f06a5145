//! The link at the foot of an e-mail that stops them (RFC 8058). Opening it changes nothing: programs open every link. Its
//! button does, and so does the one POST of a mail program.

use escale_site::locale::languages_for;
use serde::Serialize;

use super::store::wishes::{self, By, KeptWish};
use crate::{
    edge::{
        cx::Cx,
        error::{Error, Result},
        ids::{StructureId, UsagerId},
        page::{Page, View},
    },
    outbox::{self, Followed, WaySaid},
};

/// The kind of the links that stop messages.
const GENRE: &str = "ARRET_NOTIFICATIONS";

/// « Ne plus recevoir d’e-mails », in the language of the person.
#[derive(Debug, Serialize)]
pub struct StopView {
    action: String,
    fait: bool,
    blocs: Vec<Block>,
}

#[derive(Debug, Serialize)]
struct Block {
    lang: &'static str,
    dir: &'static str,
    titre: String,
    texte: String,
    bouton: String,
    reprendre: String,
}

impl View for StopView {
    const TEMPLATE: &'static str = "notifications/arret.html";
}

impl StopView {
    fn of(action: String, structure: &str, langue: Option<&str>, fait: bool) -> Result<Self> {
        let blocs = languages_for(langue).into_iter().map(|language| {
            let name = || [("structure", structure.into())];
            let done = if fait { "page-fait" } else { "page-texte" };
            Ok(Block {
                lang: language.lang,
                dir: language.dir(),
                titre: language.say("page-titre", &[])?,
                texte: language.say(done, &name())?,
                bouton: language.say("page-bouton", &[])?,
                reprendre: language.say("page-reprendre", &[])?,
            })
        });
        Ok(Self {
            action,
            fait,
            blocs: blocs.collect::<Result<_>>()?,
        })
    }
}

struct Asked {
    structure: StructureId,
    usager: UsagerId,
    wish: KeptWish,
}

/// Whose link this is, if it holds.
async fn asked(cx: &Cx) -> Result<std::result::Result<Asked, Page>> {
    let link = outbox::followed(cx, GENRE).await?;
    if let Some(Followed {
        structure_id: Some(structure),
        objet_id,
        ..
    }) = link.clone().filter(|link| link.holds(cx.now))
    {
        let usager = UsagerId::parse(&objet_id).ok_or(Error::NotFound)?;
        if let Some(wish) = wishes::wish(&cx.db, &structure, &usager).await? {
            return Ok(Ok(Asked {
                structure,
                usager,
                wish,
            }));
        }
    }
    let language = cx.request.language();
    let elsewhere = WaySaid {
        conseil: language.say("lien-arret-conseil", &[])?,
        href: "/connexion",
        label: language.say("lien-arret-page", &[])?,
    };
    let lost = outbox::lost_in(language, link.as_ref(), cx.now, elsewhere)?;
    Ok(Err(lost))
}

fn shown(cx: &Cx, wish: &KeptWish, fait: bool) -> Result<Page> {
    let view = StopView::of(
        cx.request.path.clone(),
        &wish.structure,
        wish.langue.as_deref(),
        fait,
    )?;
    Page::show(&view)
}

/// The page: opening it changes nothing.
///
/// # Errors
/// As the database.
pub async fn show(cx: Cx) -> Result<Page> {
    match asked(&cx).await? {
        Ok(asked) => shown(&cx, &asked.wish, !asked.wish.par_email),
        Err(lost) => Ok(lost),
    }
}

/// Stops the e-mails. Answers with the page itself and not by leading elsewhere, which mail programs do not follow
/// (RFC 8058 §3.1); sent again, it does nothing more.
///
/// # Errors
/// As the database.
pub async fn stop(cx: Cx) -> Result<Page> {
    let asked = match asked(&cx).await? {
        Ok(asked) => asked,
        Err(lost) => return Ok(lost),
    };
    let Asked {
        structure,
        usager,
        wish,
    } = asked;
    let kept = (false, wish.par_sms);
    wishes::change(&cx.db, (&structure, &usager), kept, By::Link, cx.now).await?;
    shown(&cx, &wish, true)
}

#[cfg(test)]
pub(crate) mod samples {
    use super::*;
    use crate::edge::page;

    pub(crate) fn rendered() -> Vec<(&'static str, Result<String>)> {
        [(Some("ar"), false), (Some("bn"), true), (None, false)]
            .map(|(langue, fait)| {
                let path = "/notifications/arret/esl_x".to_owned();
                let view = StopView::of(path, "CCAS", langue, fait).expect("words");
                (StopView::TEMPLATE, page::render(&view))
            })
            .into()
    }
}
