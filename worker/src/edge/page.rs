//! Answers: a page is a view struct bound to its template; a change is answered by a redirection.

use std::{borrow::Cow, cell::RefCell, collections::BTreeMap};

use escale_site::{
    locale::{FRENCH, Language},
    look,
};
use minijinja::{Environment, value::Serde};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde::Serialize;
use worker::ResponseBody;

use super::{
    cookies,
    error::{Error, Result, Side},
    incident,
};

include!(concat!(env!("OUT_DIR"), "/look.rs"));

/// A view struct: what one template shows.
pub trait View: Serialize {
    /// The template's name under `worker/templates/` or `site/templates/`.
    const TEMPLATE: &'static str;
}

/// What a page is made of.
pub enum Body {
    /// HTML, already rendered.
    Html(String),
    /// JSON, already written.
    Json(String),
    /// A picture.
    Svg(&'static str),
    /// A file to save: its kind, and its bytes as they come.
    File(&'static str, ResponseBody),
    /// Nothing: a redirection.
    Nothing,
    /// The static page of that path, served by the assets binding.
    Asset,
}

/// An answer on its way to the browser.
pub struct Page {
    /// HTTP status.
    pub status: u16,
    /// Content.
    pub body: Body,
    /// Changes to the browser's cookies.
    pub cookies: Vec<cookies::Change>,
    /// Headers beyond those every answer has.
    pub headers: Vec<(&'static str, String)>,
}

impl Page {
    fn new(status: u16, body: Body) -> Self {
        Self {
            status,
            body,
            cookies: Vec::new(),
            headers: Vec::new(),
        }
    }

    /// Shows `view`, status 200.
    ///
    /// # Errors
    /// [`Error::Internal`] when the template asks for what the view does not give.
    pub fn show<V: View>(view: &V) -> Result<Self> {
        Ok(Self::new(200, Body::Html(render(view)?)))
    }

    /// Shows `view` in `language`, status 200.
    ///
    /// # Errors
    /// As [`Page::show`].
    pub fn show_in<V: View>(language: &'static Language, view: &V) -> Result<Self> {
        Ok(Self::new(200, Body::Html(render_in(language, view)?)))
    }

    /// Shows the form again in `language` with its mistakes, status 422.
    ///
    /// # Errors
    /// As [`Page::show`].
    pub fn show_again_in<V: View>(language: &'static Language, view: &V) -> Result<Self> {
        Ok(Self::show_in(language, view)?.status(422))
    }

    /// Shows the form again with its mistakes, status 422.
    ///
    /// # Errors
    /// As [`Page::show`].
    pub fn show_again<V: View>(view: &V) -> Result<Self> {
        Ok(Self::show(view)?.status(422))
    }

    /// After a change: go and see it there (303).
    #[must_use]
    pub fn see_other(location: impl Into<String>) -> Self {
        let mut page = Self::new(303, Body::Nothing);
        page.headers.push(("Location", location.into()));
        page
    }

    /// JSON for machines.
    ///
    /// # Errors
    /// [`Error::Internal`] when `value` can't be written.
    pub fn json(value: &impl Serialize) -> Result<Self> {
        let text = serde_json::to_string(value).map_err(|error| Error::internal("json", error))?;
        Ok(Self::new(200, Body::Json(text)))
    }

    /// What is said when even the error page can't be shown.
    #[must_use]
    pub fn last_resort() -> Self {
        let text = "Une erreur est survenue de notre côté. Réessayez dans quelques minutes.";
        Self::new(
            500,
            Body::Html(format!(
                "<!doctype html><html lang=\"fr\"><title>Erreur – Escale</title><p>{text}</p></html>"
            )),
        )
    }

    /// HTML that was written elsewhere.
    #[cfg(feature = "dev")]
    #[must_use]
    pub fn html(text: String) -> Self {
        Self::new(200, Body::Html(text))
    }

    /// XML for machines.
    #[must_use]
    pub fn xml(text: String) -> Self {
        let bytes = ResponseBody::Body(text.into_bytes());
        Self::new(200, Body::File("application/xml; charset=utf-8", bytes))
    }

    /// What search engines are told: lines of a `sitemapindex` or of a `urlset`.
    #[must_use]
    pub fn sitemap(element: &str, lines: &[String]) -> Self {
        let (schema, lines) = (
            "http://www.sitemaps.org/schemas/sitemap/0.9",
            lines.join("\n"),
        );
        Self::xml(format!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<{element} xmlns=\"{schema}\">\n{lines}\n</{element}>\n"
        ))
    }

    /// A picture.
    #[must_use]
    pub fn svg(picture: &'static str) -> Self {
        Self::new(200, Body::Svg(picture))
    }

    /// A file to save, made here and now, under the name `nom`.
    #[must_use]
    pub fn made_file(genre: &'static str, nom: &str, bytes: Vec<u8>) -> Self {
        Self::file(genre, nom, ResponseBody::Body(bytes))
    }

    /// A file to save under the name `nom`: never shown in place, since it may hold anything.
    #[must_use]
    pub fn file(genre: &'static str, nom: &str, content: ResponseBody) -> Self {
        Self::new(200, Body::File(genre, content)).header("Content-Disposition", saved_as(nom))
    }

    /// The static page of this path.
    #[must_use]
    pub fn asset() -> Self {
        Self::new(200, Body::Asset)
    }

    /// The same behind a secret link: no search engine lists it, and no request that leaves it says where it comes from,
    /// not even one to our own pages.
    #[must_use]
    pub fn behind_a_link(mut self) -> Self {
        if let Body::Html(text) = &mut self.body {
            *text = text.replacen(REFERRER, SECRET, 1);
        }
        self.header("X-Robots-Tag", "noindex, nofollow")
    }

    /// The same with another status.
    #[must_use]
    pub fn status(mut self, status: u16) -> Self {
        self.status = status;
        self
    }

    /// The same with a change of cookies.
    #[must_use]
    pub fn cookie(mut self, change: cookies::Change) -> Self {
        self.cookies.push(change);
        self
    }

    /// The same with a change of cookies, if there is one.
    #[must_use]
    pub fn cookies(mut self, change: Option<cookies::Change>) -> Self {
        self.cookies.extend(change);
        self
    }

    /// The same with a header.
    #[must_use]
    pub fn header(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.headers.push((name, value.into()));
        self
    }
}

/// What every page says of its referrer (`base.html`).
const REFERRER: &str = r#"<meta name="referrer" content="same-origin">"#;
/// What a page behind a secret link says instead.
const SECRET: &str = r#"<meta name="referrer" content="no-referrer"><meta name="robots" content="noindex, nofollow">"#;

/// What may stand as it is in an extended value of a header (RFC 8187, `attr-char`), and a little less.
const PLAIN_IN_HEADERS: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_');

/// `Content-Disposition` (RFC 6266): the name in full, and for old browsers what ASCII can say of it.
fn saved_as(nom: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || "-._ ".contains(c);
    let ascii: String = nom
        .chars()
        .map(|c| if plain(c) { c } else { '_' })
        .collect();
    let full = utf8_percent_encode(nom, PLAIN_IN_HEADERS);
    format!("attachment; filename=\"{ascii}\"; filename*=UTF-8''{full}")
}

thread_local! {
    /// The look in each language that was spoken so far: built once per isolate.
    static LOOKS: RefCell<BTreeMap<&'static str, Environment<'static>>> = const { RefCell::new(BTreeMap::new()) };
}

/// The look where messages are said in `language`. Templates are read once: those of a second language are the same.
fn look_in(language: &'static Language) -> Result<Environment<'static>> {
    let known = |code: &str| LOOKS.with_borrow(|looks| looks.get(code).cloned());
    if let Some(look) = known(language.code) {
        return Ok(look);
    }
    let french = match known(FRENCH.code) {
        Some(look) => look,
        None => look::environment(TEMPLATES, ASSETS)
            .map_err(|error| Error::internal("templates", error))?,
    };
    let look = look::in_language(&french, language);
    LOOKS.with_borrow_mut(|looks| {
        looks.insert(FRENCH.code, french);
        looks.insert(language.code, look.clone());
    });
    Ok(look)
}

/// Renders `view` with its template; a variable the view does not give is an error, never an empty space.
///
/// # Errors
/// [`Error::Internal`] with the template's name and line.
pub fn render<V: View>(view: &V) -> Result<String> {
    render_named(V::TEMPLATE, view)
}

/// Renders `view` in `language`.
///
/// # Errors
/// As [`render`].
pub fn render_in<V: View>(language: &'static Language, view: &V) -> Result<String> {
    named_in(language, V::TEMPLATE, view)
}

/// Renders the template of that name, for what is not a page. Text is escaped in `.html` templates only.
///
/// # Errors
/// As [`render`].
pub fn render_named(name: &str, view: &impl Serialize) -> Result<String> {
    named_in(FRENCH, name, view)
}

fn named_in(language: &'static Language, name: &str, view: &impl Serialize) -> Result<String> {
    let look = look_in(language)?;
    let template = look
        .get_template(name)
        .map_err(|error| Error::internal(name, error))?;
    template
        .render(Serde(view))
        .map_err(|error| Error::internal(name, format!("{error:#}")))
}

/// JSON that can stand in a page: nothing in it ends the element it is in.
#[must_use]
pub fn in_a_page(data: &serde_json::Value) -> String {
    let mut safe = String::new();
    for c in data.to_string().chars() {
        match c {
            '<' => safe.push_str("\\u003c"),
            '>' => safe.push_str("\\u003e"),
            '&' => safe.push_str("\\u0026"),
            '\u{2028}' => safe.push_str("\\u2028"),
            '\u{2029}' => safe.push_str("\\u2029"),
            _ => safe.push(c),
        }
    }
    safe
}

/// Where one signs in, in `language`.
#[must_use]
pub fn shell(language: &Language) -> String {
    format!("/connexion/{}", language.code)
}

/// The page shown for an [`Error`].
#[derive(Serialize)]
pub struct ErrorView {
    /// HTTP status.
    pub status: u16,
    /// What happened.
    pub titre: Cow<'static, str>,
    /// What is safe and what to do.
    pub message: String,
    /// Ways out.
    pub issues: Vec<WayOut>,
    /// The request's id, to be told to whoever helps.
    pub demande: String,
}

/// A link out of an error page.
#[derive(Serialize)]
pub struct WayOut {
    /// Its words.
    pub label: Cow<'static, str>,
    /// Where it leads.
    pub href: Cow<'static, str>,
}

impl View for ErrorView {
    const TEMPLATE: &'static str = "erreur.html";
}

/// The same with the look of the staff's side.
#[derive(Serialize)]
#[serde(transparent)]
pub struct StaffErrorView(pub ErrorView);

impl View for StaffErrorView {
    const TEMPLATE: &'static str = "erreur_gestion.html";
}

/// Who met the error, on the staff's side: it decides which ways out are open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Visitor {
    /// Nobody we know.
    Unknown,
    /// Someone of a structure.
    Staff,
    /// An operateur, who sees no structure.
    Operator,
}

impl ErrorView {
    /// The words for `error`, and ways out on the side of the house where the person is.
    #[must_use]
    pub fn of(error: &Error, side: Side, visitor: Visitor, request_id: &str) -> Self {
        let (titre, message) = said(error);
        let way = |label: &'static str, href: &'static str| WayOut {
            label: label.into(),
            href: href.into(),
        };
        let issues = match (side, visitor) {
            (Side::Portail, _) => vec![
                way("Votre courrier", "/portail"),
                way("Page de connexion", "/connexion"),
                way("Aide", "/aide/"),
            ],
            (Side::Gestion, Visitor::Operator) => {
                vec![way("Structures", "/operateur"), way("Aide", "/aide/")]
            }
            (Side::Gestion, Visitor::Staff) => vec![
                way("Liste des domiciliés", "/gestion"),
                way("Aide", "/aide/structures/"),
            ],
            (Side::Gestion, Visitor::Unknown) => vec![
                way("Page de connexion", "/gestion/connexion"),
                way("Liste des domiciliés", "/gestion"),
                way("Aide", "/aide/structures/"),
            ],
        };
        Self {
            status: error.status(),
            titre: titre.into(),
            message,
            issues,
            demande: request_id.to_owned(),
        }
    }

    /// The same for whoever came by the secret link of an e-mail, and has no other page here: back to what it leads to,
    /// and the help about it.
    #[must_use]
    pub fn behind_link(mut self, back: (&'static str, String), help: &'static str) -> Self {
        let (label, href) = back;
        self.issues = vec![
            WayOut {
                label: label.into(),
                href: href.into(),
            },
            WayOut {
                label: "Aide".into(),
                href: help.into(),
            },
        ];
        self
    }

    /// The same for a domicilié who reads `language`.
    ///
    /// # Errors
    /// As [`Language::say`].
    pub fn in_language(mut self, language: &Language, error: &Error) -> Result<Self> {
        if language == FRENCH {
            return Ok(self);
        }
        let (titre, message) = incident::said(language, error)?;
        let way = |key, href: String| {
            let label = language.say(key, &[])?.into();
            Ok::<_, Error>(WayOut {
                label,
                href: href.into(),
            })
        };
        self.titre = titre.into();
        self.message = message;
        self.issues = vec![
            way("incident-courrier", "/portail".to_owned())?,
            way("incident-connexion", shell(language))?,
            way("pied-aide", format!("{}/aide/", shell(language)))?,
        ];
        Ok(self)
    }

    /// The page, with the look of that side; in `language` on the domicilié's.
    ///
    /// # Errors
    /// As [`Page::show`].
    pub fn page(self, side: Side, language: &'static Language) -> Result<Page> {
        let status = self.status;
        let page = match side {
            Side::Portail => Page::show_in(language, &self),
            Side::Gestion => Page::show(&StaffErrorView(self)),
        };
        Ok(page?.status(status))
    }
}

fn said(error: &Error) -> (&'static str, String) {
    let nothing_changed = "Rien n’a été modifié.";
    match error {
        Error::BadRequest(part) => ("Cette demande n’est pas complète", format!("{part} {nothing_changed} Revenez en arrière et réessayez.")),
        Error::SignedOut(_) => ("Vous n’êtes plus connecté", format!("{nothing_changed} Connectez-vous, puis recommencez.")),
        Error::Forbidden => ("Vous n’avez pas accès à cette page", "Votre rôle ne le permet pas. Un administrateur de votre structure peut vous aider.".into()),
        Error::CrossSite => ("Cette demande vient d’un autre site", format!("Par sécurité, elle n’a pas été suivie. {nothing_changed} Ouvrez la page depuis Escale et recommencez.")),
        Error::NotFound => ("Cette page n’existe pas", "L’adresse contient peut-être une erreur, ou la page a été retirée.".into()),
        Error::MethodNotAllowed(_) => ("Cette action n’est pas possible ici", format!("{nothing_changed} Revenez à la page précédente.")),
        Error::Conflict(what) => ("Quelqu’un est passé avant vous", (*what).to_owned()),
        Error::NotNow(why) => ("Ce n’est pas possible pour le moment", (*why).to_owned()),
        Error::TooLarge => ("C’est trop lourd", format!("Ce que vous avez envoyé dépasse la taille permise. {nothing_changed}")),
        Error::UnsupportedMediaType => ("Ce format n’est pas accepté", format!("Cette page attend un formulaire. {nothing_changed}")),
        Error::TooMany { retry_after_s } => ("Trop de demandes à la fois", format!("Patientez {retry_after_s} secondes, puis réessayez. {nothing_changed}")),
        Error::Unavailable(_) => ("Le service est momentanément indisponible", format!("{nothing_changed} Réessayez dans quelques minutes.")),
        Error::Internal(_) => ("Une erreur est survenue de notre côté", "Elle a été enregistrée. Réessayez\u{202f}; si elle revient, transmettez le numéro ci-dessous à la personne qui vous aide.".into()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ways_out_lead_where_the_person_may_go() {
        let ways = |visitor| {
            let view = ErrorView::of(&Error::Forbidden, Side::Gestion, visitor, "");
            view.issues
                .into_iter()
                .map(|way| way.href)
                .collect::<Vec<_>>()
        };
        assert!(!ways(Visitor::Operator).contains(&"/gestion".into()));
        assert!(!ways(Visitor::Staff).contains(&"/gestion/connexion".into()));
        assert_eq!(
            ways(Visitor::Unknown).first(),
            Some(&"/gestion/connexion".into())
        );
        let view = ErrorView::of(&Error::NotFound, Side::Gestion, Visitor::Unknown, "");
        let back = ("Revenir", "/orientations/esl_x".to_owned());
        let view = view.behind_link(back, "/aide/x/");
        let ways: Vec<_> = view.issues.iter().map(|way| way.href.as_ref()).collect();
        assert_eq!(ways, ["/orientations/esl_x", "/aide/x/"]);
    }

    #[test]
    fn a_page_behind_a_link_keeps_its_address_to_itself() {
        let view = ErrorView::of(&Error::NotFound, Side::Gestion, Visitor::Unknown, "");
        for side in [Side::Portail, Side::Gestion] {
            let view = ErrorView::of(&Error::NotFound, side, Visitor::Unknown, "");
            let page = view.page(side, FRENCH).expect("renders").behind_a_link();
            let Body::Html(html) = page.body else {
                panic!("no page")
            };
            assert!(
                html.contains(SECRET) && !html.contains("same-origin"),
                "{html}"
            );
        }
        let page = view.page(Side::Gestion, FRENCH).expect("renders");
        let Body::Html(html) = page.body else {
            panic!("no page")
        };
        assert!(html.contains(REFERRER), "{html}");
    }

    #[test]
    fn a_saved_name_can_break_out_of_nothing() {
        assert_eq!(
            saved_as("Pièce d’identité.pdf"),
            "attachment; filename=\"Pi_ce d_identit_.pdf\"; \
             filename*=UTF-8''Pi%C3%A8ce%20d%E2%80%99identit%C3%A9.pdf"
        );
        let hostile = saved_as("a\"; x=\r\nSet-Cookie: b.pdf");
        assert!(
            !hostile.contains(['\r', '\n']) && hostile.matches('"').count() == 2,
            "{hostile}"
        );
    }

    #[test]
    fn every_error_has_a_page_with_ways_out() {
        let errors = [
            Error::INCOMPLETE,
            Error::SignedOut(Side::Portail),
            Error::Forbidden,
            Error::CrossSite,
            Error::NotFound,
            Error::MethodNotAllowed("GET".into()),
            Error::Conflict("Un collègue a déjà remis ce courrier."),
            Error::NotNow("Le portail est fermé."),
            Error::TooLarge,
            Error::UnsupportedMediaType,
            Error::TooMany { retry_after_s: 60 },
            Error::Unavailable("D1".into()),
            Error::Internal("secret cause".into()),
        ];
        for error in errors {
            for side in [Side::Portail, Side::Gestion] {
                let view = ErrorView::of(&error, side, Visitor::Unknown, "demande-1");
                let page = view.page(side, FRENCH).expect("renders");
                let Body::Html(html) = page.body else {
                    panic!("no page for {error:?}")
                };
                assert!(
                    html.contains("demande-1") && html.contains("/aide/"),
                    "{error:?}"
                );
                assert!(!html.contains("secret cause"));
            }
        }
    }
}

#[cfg(test)]
pub(crate) mod samples {
    use escale_site::locale;

    use super::*;

    pub(crate) fn rendered() -> Vec<(&'static str, Result<String>)> {
        let view = |side| ErrorView::of(&Error::NotFound, side, Visitor::Staff, "demande-1");
        let staff = StaffErrorView(view(Side::Gestion));
        let arabic = locale::language("ar").expect("spoken");
        let in_arabic = view(Side::Portail).in_language(arabic, &Error::NotFound);
        let in_arabic = in_arabic.and_then(|view| render_in(arabic, &view));
        vec![
            (ErrorView::TEMPLATE, render(&view(Side::Portail))),
            (ErrorView::TEMPLATE, in_arabic),
            (StaffErrorView::TEMPLATE, render(&staff)),
        ]
    }
}
