//! After the right password: the code, and only then the session.

use super::{
    check::{CodeForm, Refused, SERVED},
    rules::{Next, after_password},
    views::CodeView,
};
use crate::{
    auth::{
        store::factor::{self, Coming, Holder},
        way_back,
    },
    edge::{
        cookies,
        cx::Cx,
        error::Result,
        form::FieldError,
        page::Page,
        secret::{PlainToken, Purpose, TokenHash},
    },
    outbox,
};

/// Where the code is asked for.
pub(crate) const CODE_URL: &str = "/gestion/connexion/code";
/// Where a second factor is turned on by whoever may not come in without.
pub(crate) const SET_UP_URL: &str = "/gestion/connexion/double-authentification";
/// Where one signs in, and is told that it took too long.
const TOO_LATE: &str = "/gestion/connexion?fin=attente";

/// The ticket of this browser and whose it is, if it leads to `wanted`; else the page to go to.
pub(super) async fn on_the_way(
    cx: &Cx,
    wanted: Next,
) -> Result<std::result::Result<(TokenHash, Holder), Page>> {
    let ticket = cx.token(cookies::Name::Facteur, Purpose::Facteur);
    let Some(ticket) = ticket.map(|ticket| ticket.hash()) else {
        return Ok(Err(Page::see_other("/gestion/connexion")));
    };
    let Some(holder) = factor::by_ticket(&cx.db, &ticket, cx.now).await? else {
        return Ok(Err(Page::see_other(TOO_LATE)));
    };
    let required = cx.config.second_factor.required;
    let next = after_password(required, holder.role, holder.secret.is_some());
    Ok(match next {
        next if next == wanted => Ok((ticket, holder)),
        Next::Code => Err(Page::see_other(CODE_URL)),
        Next::SetUp => Err(Page::see_other(SET_UP_URL)),
        Next::In => Err(Page::see_other(TOO_LATE)),
    })
}

fn view(secours: bool, erreurs: Vec<FieldError>) -> CodeView {
    let other = if secours { "" } else { "?secours=oui" };
    CodeView {
        frame: None,
        action: CODE_URL,
        secours,
        retour: String::new(),
        autre: format!("{CODE_URL}{other}"),
        erreurs,
    }
}

/// « Code à six chiffres », or « Code de secours ».
///
/// # Errors
/// As the database.
pub async fn form(cx: Cx) -> Result<Page> {
    match on_the_way(&cx, Next::Code).await? {
        Ok(_) => Page::show(&view(cx.query("secours") == "oui", Vec::new())),
        Err(elsewhere) => Ok(elsewhere),
    }
}

/// Takes the code and opens the session.
///
/// # Errors
/// As the gate and the database.
pub async fn give(cx: Cx) -> Result<Page> {
    let form: CodeForm = cx.form()?;
    let (ticket, holder) = match on_the_way(&cx, Next::Code).await? {
        Ok(found) => found,
        Err(elsewhere) => return Ok(elsewhere),
    };
    let again = |refused: Refused| {
        let view = view(form.is_recovery(), vec![refused.error.clone()]);
        Ok(refused.page(Page::show(&view)?, &cx))
    };
    let checked = match form.checked(&cx, &holder, holder.id.as_str()).await? {
        Ok(checked) => checked,
        Err(refused) => return again(refused),
    };
    let opening = Opening::new(&cx)?;
    let admission = checked.attempt.succeeded(&cx, false, &opening.hash)?;
    let coming = opening.coming(&cx, &holder, &ticket);
    if !factor::come_in(&cx.db, &coming, checked.code, admission.queries).await? {
        let field = if form.is_recovery() {
            "secours"
        } else {
            "code"
        };
        return again(Refused::because(field, SERVED));
    }
    if let Some(mail) = &checked.mail {
        outbox::wake(&cx.env, &[mail]).await;
    }
    let (home, forget) = way_back::home(&cx, holder.role);
    let page = Page::see_other(home)
        .cookies(forget)
        .cookies(admission.cookie);
    Ok(opening.with_cookies(page))
}

/// A session about to be opened.
pub(super) struct Opening {
    token: PlainToken,
    /// What the database keeps of it.
    pub(super) hash: TokenHash,
    former: Option<TokenHash>,
}

impl Opening {
    pub(super) fn new(cx: &Cx) -> Result<Self> {
        let token = PlainToken::new(Purpose::Gestion)?;
        let former = cx.token(cookies::Name::Gestion, Purpose::Gestion);
        Ok(Self {
            hash: token.hash(),
            token,
            former: former.map(|token| token.hash()),
        })
    }

    pub(super) fn coming<'a>(
        &'a self,
        cx: &Cx,
        holder: &'a Holder,
        ticket: &'a TokenHash,
    ) -> Coming<'a> {
        Coming {
            account: &holder.id,
            ticket,
            session: &self.hash,
            former: self.former.as_ref(),
            now: cx.now,
        }
    }

    /// `page`, which gives the browser its session and takes the ticket away.
    pub(super) fn with_cookies(&self, page: Page) -> Page {
        let session = cookies::Change::Set(cookies::Name::Gestion, self.token.reveal().to_owned());
        page.cookie(session)
            .cookie(cookies::Change::Remove(cookies::Name::Facteur))
    }
}
