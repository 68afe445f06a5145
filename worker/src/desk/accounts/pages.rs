//! « Comptes du portail ».

use serde::Serialize;

use super::{
    rules::{self, Counts, Tab},
    store::{self, Listed},
};
use crate::{
    auth::Staff,
    desk::tabs::mail_url,
    edge::{
        clock::{self, Moment},
        cx::Cx,
        error::{Error, Result},
        ids::UsagerId,
        page::{Page, View},
    },
    frame::Frame,
};

/// Where the page is.
pub const ACCOUNTS_URL: &str = "/gestion/portail/comptes";

/// « Comptes du portail ».
#[derive(Debug, Serialize)]
pub struct AccountsView {
    frame: Frame,
    onglets: Vec<TabView>,
    titre: &'static str,
    comptes: Vec<AccountView>,
    vide: &'static str,
    debut: Option<String>,
    suite: Option<String>,
}

#[derive(Debug, Serialize)]
struct TabView {
    label: &'static str,
    nombre: Option<i64>,
    href: String,
    ici: bool,
}

#[derive(Debug, Serialize)]
struct AccountView {
    href: String,
    nom: String,
    prenom: String,
    numero: i64,
    identifiant: String,
    etat: String,
    connexion: Option<String>,
}

impl View for AccountsView {
    const TEMPLATE: &'static str = "desk/comptes.html";
}

/// « Comptes du portail ».
///
/// # Errors
/// [`Error::NotFound`] when the address names nobody to begin after, or as the database.
pub async fn show(cx: Cx, me: Staff) -> Result<Page> {
    let tab = Tab::named(&cx.query("etat"));
    let after = match cx.query("apres").as_str() {
        "" => None,
        id => Some(UsagerId::parse(id).ok_or(Error::NotFound)?),
    };
    let (counts, accounts, more) = store::list(&cx.db, &me.structure, tab, after.as_ref()).await?;
    let view = AccountsView::of(&me, tab, counts, &accounts, cx.now);
    Page::show(&AccountsView {
        debut: after.map(|_| tab_url(tab)),
        suite: accounts
            .last()
            .filter(|_| more)
            .map(|last| format!("{}&apres={}", tab_url(tab), last.usager_id.as_str())),
        ..view
    })
}

fn tab_url(tab: Tab) -> String {
    format!("{ACCOUNTS_URL}?etat={}", tab.key())
}

impl AccountsView {
    fn of(me: &Staff, here: Tab, counts: Counts, accounts: &[Listed], now: Moment) -> Self {
        let zone = clock::zone(&me.fuseau);
        let onglets = Tab::ALL.map(|tab| TabView {
            label: tab.label(),
            nombre: counts.of(tab),
            href: tab_url(tab),
            ici: tab == here,
        });
        let shown = |account: &Listed| AccountView {
            href: mail_url(&account.usager_id, "#portail"),
            nom: account.nom.clone(),
            prenom: account.prenom.clone(),
            numero: account.numero,
            identifiant: account.identifiant.clone(),
            etat: rules::state(account.actif, account.temporary_until_at, now, zone),
            connexion: account.last_login_at.map(|at| at.short(zone)),
        };
        Self {
            frame: Frame::of(me, ACCOUNTS_URL),
            onglets: onglets.into(),
            titre: here.label(),
            comptes: accounts.iter().map(shown).collect(),
            vide: here.empty(),
            debut: None,
            suite: None,
        }
    }
}

#[cfg(test)]
pub(crate) mod samples {
    use serde_json::json;

    use super::*;
    use crate::{desk::tabs::samples::me, edge::page, rights::Role};

    pub(crate) fn rendered() -> Vec<(&'static str, Result<String>)> {
        let account = |login: Option<i64>| {
            let account = json!({ "usager_id": "AAAAAAAAAAAAAAAAAAAAAA", "nom": "Test", "prenom": "Test", "numero": 8,
                "identifiant": "XKBNQXVI", "actif": 1, "temporary_until_at": null, "last_login_at": login });
            serde_json::from_value(account).expect("an account")
        };
        let me = me(Role::Gestionnaire);
        let accounts = [account(None), account(Some(1_795_384_800_000))];
        let full = AccountsView::of(&me, Tab::Active, Counts::default(), &accounts, Moment(0));
        let views = [
            AccountsView::of(&me, Tab::Never, Counts::default(), &[], Moment(0)),
            AccountsView {
                debut: Some(tab_url(Tab::Active)),
                suite: Some(tab_url(Tab::Active)),
                ..full
            },
        ];
        views
            .iter()
            .map(|view| (AccountsView::TEMPLATE, page::render(view)))
            .collect()
    }
}
