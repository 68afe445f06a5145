//! « Avis sur l’aide », for an operateur: which pages of the help helped least, and what readers add.

use serde::Serialize;

use super::{
    rules::{COUNTED_DAYS, Count, worst_first},
    store::{self, Comment, Deed},
};
use crate::{
    auth::Operator,
    edge::{
        clock::{Moment, zone},
        cx::Cx,
        error::{Error, Result},
        ids::AvisId,
        page::{Page, View},
    },
    frame::Frame,
};

const URL: &str = "/operateur/avis";

/// « Avis sur l’aide ».
#[derive(Debug, Serialize)]
pub struct FeedbackView {
    frame: Frame,
    jours: i64,
    /// The pages that were spoken of, worst first; not beside the further pages of comments.
    pages: Vec<PageView>,
    onglets: [TabView; 2],
    /// Are these the comments that were dealt with?
    traites: bool,
    commentaires: Vec<CommentView>,
    suite: Option<String>,
    debut: Option<String>,
    message: Option<&'static str>,
}

#[derive(Debug, Serialize)]
struct PageView {
    href: String,
    oui: i64,
    non: i64,
}

#[derive(Debug, Serialize)]
struct TabView {
    label: &'static str,
    href: String,
    ici: bool,
}

#[derive(Debug, Serialize)]
struct CommentView {
    href: String,
    page: String,
    utile: bool,
    lignes: Vec<String>,
    quand: String,
    /// When it was dealt with, and by whom.
    traite: Option<String>,
}

impl View for FeedbackView {
    const TEMPLATE: &'static str = "operator/avis.html";
}

/// When, where the platform is run.
fn said(moment: Moment) -> String {
    moment.short(zone("Europe/Paris"))
}

fn url_of(dealt_with: bool, after: &str) -> String {
    let pairs = [
        ("traites", if dealt_with { "oui" } else { "" }),
        ("apres", after),
    ];
    let given = pairs.iter().filter(|(_, value)| !value.is_empty());
    let query = serde_html_form::to_string(given.collect::<Vec<_>>()).unwrap_or_default();
    let sign = if query.is_empty() { "" } else { "?" };
    format!("{URL}{sign}{query}")
}

impl PageView {
    fn of(Count { page, oui, non }: Count) -> Self {
        Self {
            href: page,
            oui,
            non,
        }
    }
}

impl CommentView {
    fn of(comment: Comment) -> Self {
        let by = comment.par.unwrap_or_else(|| "un opérateur".to_owned());
        Self {
            href: format!("{URL}/{}", comment.id.as_str()),
            page: comment.page,
            utile: comment.utile,
            lignes: comment.commentaire.lines().map(str::to_owned).collect(),
            quand: said(comment.created_at),
            traite: comment
                .traite_at
                .map(|at| format!("Traité le {} par {by}.", said(at))),
        }
    }
}

fn tabs(dealt_with: bool) -> [TabView; 2] {
    [("À traiter", false), ("Traités", true)].map(|(label, which)| TabView {
        label,
        href: url_of(which, ""),
        ici: which == dealt_with,
    })
}

fn done(code: &str) -> Option<&'static str> {
    match code {
        "traite" => Some("Le commentaire est traité."),
        "repris" => Some("Le commentaire est de nouveau à traiter."),
        "efface" => Some("Le commentaire est effacé."),
        _ => None,
    }
}

/// The counts of the pages, and the comments a page at a time.
///
/// # Errors
/// As the database.
pub async fn show(cx: Cx, me: Operator) -> Result<Page> {
    let dealt_with = cx.query("traites") == "oui";
    let after = AvisId::parse(&cx.query("apres"));
    let counts = match &after {
        None => worst_first(store::counts(&cx.db, cx.now).await?),
        Some(_) => Vec::new(),
    };
    let (comments, more) = store::comments(&cx.db, dealt_with, after.as_ref()).await?;
    let last = comments.last().filter(|_| more);
    Page::show(&FeedbackView {
        frame: Frame::of_operator(&me, URL),
        jours: COUNTED_DAYS,
        pages: counts.into_iter().map(PageView::of).collect(),
        onglets: tabs(dealt_with),
        traites: dealt_with,
        suite: last.map(|last| url_of(dealt_with, last.id.as_str())),
        debut: after.is_some().then(|| url_of(dealt_with, "")),
        commentaires: comments.into_iter().map(CommentView::of).collect(),
        message: done(&cx.query("fait")),
    })
}

async fn act(cx: &Cx, me: &Operator, deed: Deed, back: &str) -> Result<Page> {
    let id = cx.param("avis", AvisId::parse)?;
    if !store::act(cx, me, &id, deed).await? {
        return Err(Error::NotFound);
    }
    Ok(Page::see_other(format!("{URL}?{back}")))
}

/// « Traité ».
///
/// # Errors
/// [`Error::NotFound`] when there is no such comment to be dealt with, or as the database.
pub async fn treat(cx: Cx, me: Operator) -> Result<Page> {
    act(&cx, &me, Deed::Treat, "fait=traite").await
}

/// « Remettre à traiter ».
///
/// # Errors
/// [`Error::NotFound`] when there is no such comment that was dealt with, or as the database.
pub async fn take_up(cx: Cx, me: Operator) -> Result<Page> {
    act(&cx, &me, Deed::TakeUp, "traites=oui&fait=repris").await
}

/// « Effacer ».
///
/// # Errors
/// [`Error::NotFound`] when there is no such comment, or as the database.
pub async fn erase(cx: Cx, me: Operator) -> Result<Page> {
    act(&cx, &me, Deed::Erase, "fait=efface").await
}

#[cfg(test)]
pub(crate) mod samples {
    use serde_json::json;

    use super::*;
    use crate::edge::{ids::StaffId, page};

    fn view(dealt_with: bool, commentaires: Vec<CommentView>) -> FeedbackView {
        let me = Operator {
            id: StaffId::parse("AAAAAAAAAAAAAAAAAAAAAA").expect("an id"),
            nom_complet: "Olive Demo".to_owned(),
        };
        FeedbackView {
            frame: Frame::of_operator(&me, URL),
            jours: COUNTED_DAYS,
            pages: vec![PageView {
                href: "/aide/structures/".to_owned(),
                oui: 1,
                non: 2,
            }],
            onglets: tabs(dealt_with),
            traites: dealt_with,
            commentaires,
            suite: Some(url_of(dealt_with, "x")),
            debut: Some(url_of(dealt_with, "")),
            message: done("traite"),
        }
    }

    pub(crate) fn rendered() -> Vec<(&'static str, Result<String>)> {
        let comment = |utile: i64, par: Option<&str>| {
            let comment = json!({ "id": "AAAAAAAAAAAAAAAAAAAAAA", "page": "/aide/structures/", "utile": utile,
                "commentaire": "Une\nligne", "created_at": 1_795_384_800_000_i64,
                "traite_at": par.map(|_| 1_795_384_800_000_i64), "par": par });
            CommentView::of(serde_json::from_value(comment).expect("a comment"))
        };
        let empty = FeedbackView {
            pages: Vec::new(),
            suite: None,
            debut: None,
            message: None,
            ..view(false, Vec::new())
        };
        [
            view(false, vec![comment(0, None), comment(1, None)]),
            view(true, vec![comment(1, Some("Olive Demo"))]),
            view(true, Vec::new()),
            empty,
        ]
        .iter()
        .map(|view| (FeedbackView::TEMPLATE, page::render(view)))
        .collect()
    }
}
