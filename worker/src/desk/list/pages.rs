//! The list « Domiciliés ».

use serde::Serialize;

use super::store;
use crate::{
    auth::Staff,
    desk::{
        rules::Statut,
        tabs::{LIST_URL, mail_url},
    },
    edge::{
        cx::Cx,
        error::Result,
        page::{Page, View},
    },
    frame::Frame,
};

/// The list « Domiciliés ».
#[derive(Debug, Serialize)]
pub struct ListView {
    frame: Frame,
    usagers: Vec<ListedView>,
    page: PageView,
}

#[derive(Debug, Serialize)]
struct ListedView {
    href: String,
    numero: i64,
    nom: String,
    prenom: String,
    surnom: Option<String>,
    statut: &'static str,
    statut_code: Statut,
    attend: i64,
}

#[derive(Debug, Serialize)]
struct PageView {
    numero: i64,
    precedente: Option<String>,
    suivante: Option<String>,
}

impl View for ListView {
    const TEMPLATE: &'static str = "desk/liste.html";
}

/// The domiciliés of one's structure, by name.
///
/// # Errors
/// As the database.
pub async fn show(cx: Cx, me: Staff) -> Result<Page> {
    // People count pages from one.
    let numero = cx
        .query("page")
        .parse::<i64>()
        .unwrap_or(1)
        .clamp(1, 10_000);
    let (rows, more) = store::list(&cx.db, &me.structure, numero - 1).await?;
    let usagers = rows
        .into_iter()
        .map(|row| ListedView {
            href: mail_url(&row.id, ""),
            numero: row.numero,
            nom: row.nom,
            prenom: row.prenom,
            surnom: row.surnom,
            statut: row.statut.label(),
            statut_code: row.statut,
            attend: row.attend,
        })
        .collect();
    let page_url = |numero: i64| format!("{LIST_URL}?page={numero}");
    let page = PageView {
        numero,
        precedente: (numero > 1).then(|| page_url(numero - 1)),
        suivante: more.then(|| page_url(numero + 1)),
    };
    Page::show(&ListView {
        frame: Frame::of(&me, LIST_URL),
        usagers,
        page,
    })
}

#[cfg(test)]
pub(crate) mod samples {
    use super::*;
    use crate::{
        desk::tabs::samples::{me, person},
        edge::page,
        rights::Role,
    };

    fn listed() -> ListedView {
        ListedView {
            href: mail_url(&person("VALIDE").id, ""),
            numero: 8,
            nom: "Test".to_owned(),
            prenom: "Test".to_owned(),
            surnom: Some("Tintin".to_owned()),
            statut: Statut::Valide.label(),
            statut_code: Statut::Valide,
            attend: 3,
        }
    }

    pub(crate) fn rendered() -> Vec<(&'static str, Result<String>)> {
        let frame = || Frame::of(&me(Role::Administrateur), LIST_URL);
        let alone = PageView {
            numero: 1,
            precedente: None,
            suivante: None,
        };
        let between = PageView {
            numero: 2,
            precedente: Some("?page=1".to_owned()),
            suivante: Some("?page=3".to_owned()),
        };
        let views = [
            ListView {
                frame: frame(),
                usagers: vec![],
                page: alone,
            },
            ListView {
                frame: frame(),
                usagers: vec![listed()],
                page: between,
            },
        ];
        views
            .iter()
            .map(|view| (ListView::TEMPLATE, page::render(view)))
            .collect()
    }
}
