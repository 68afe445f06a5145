//! Which row of the route table a request is for, and where else it is served.

use std::cell::OnceCell;

use matchit::Router;

use crate::{
    edge::{
        cx::Incoming,
        error::{Error, Result},
        once,
    },
    routes::{Handler, Route, TABLE},
};

/// Where the same request is served: over https in production, and without a last slash.
pub(super) fn moved(incoming: &Incoming, production: bool) -> Option<String> {
    if production && !incoming.https {
        let rest = incoming.own_origin.strip_prefix("http://")?;
        return Some(format!("https://{rest}{}", incoming.path_and_query()));
    }
    let path = incoming
        .path
        .strip_suffix('/')
        .filter(|path| !path.is_empty() && !path.starts_with("//"))?;
    Some(
        Incoming {
            path: path.to_owned(),
            ..incoming.clone()
        }
        .path_and_query(),
    )
}

type Rows = Vec<&'static Route>;

thread_local! {
    /// The table, indexed by path; built once per isolate.
    static PATHS: OnceCell<Router<Rows>> = const { OnceCell::new() };
}

fn index() -> Result<Router<Rows>> {
    let mut paths: Vec<(&str, Rows)> = Vec::new();
    for route in TABLE {
        match paths.iter_mut().find(|(path, _)| *path == route.path) {
            Some((_, rows)) => rows.push(route),
            None => paths.push((route.path, vec![route])),
        }
    }
    let mut router = Router::new();
    for (path, rows) in paths {
        router
            .insert(path, rows)
            .map_err(|error| Error::internal(path, error))?;
    }
    Ok(router)
}

/// The row for `incoming`, and the parts of its path that vary.
///
/// # Errors
/// [`Error::NotFound`] or [`Error::MethodNotAllowed`] when there is none.
pub(super) fn find(incoming: &Incoming) -> Result<(&'static Route, Vec<(String, String)>)> {
    PATHS.with(|cell| {
        let router = once::get_or_make(cell, index)?;
        let found = router
            .at(&incoming.path)
            .map_err(|_no_such_path| Error::NotFound)?;
        let method = if incoming.method == "HEAD" {
            "GET"
        } else {
            &incoming.method
        };
        let route = found
            .value
            .iter()
            .find(|route| route.method.as_str() == method)
            .copied();
        let allowed = || {
            found
                .value
                .iter()
                .map(|route| route.method.as_str())
                .collect::<Vec<_>>()
                .join(", ")
        };
        let route = route.ok_or_else(|| Error::MethodNotAllowed(allowed()))?;
        Ok((
            route,
            found
                .params
                .iter()
                .map(|(name, value)| (name.to_owned(), value.to_owned()))
                .collect(),
        ))
    })
}

/// Does the path hold the token of a secret link, whatever the method?
pub(super) fn is_behind_a_link(incoming: &Incoming) -> bool {
    let path = incoming.path.trim_end_matches('/');
    let rows = PATHS.with(|cell| {
        let router = once::get_or_make(cell, index).ok()?;
        Some(router.at(path).ok()?.value.clone())
    });
    let is_link = |row: &&Route| matches!(row.handler, Handler::Link(_));
    rows.is_some_and(|rows| rows.iter().any(is_link))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(origin: &str, path: &str) -> Incoming {
        Incoming {
            id: String::new(),
            method: "GET".to_owned(),
            path: path.to_owned(),
            query: "page=2".to_owned(),
            own_origin: origin.to_owned(),
            https: origin.starts_with("https"),
            cookies: String::new(),
            fetch_site: None,
            origin: None,
            content_type: String::new(),
            accept_language: String::new(),
            address: String::new(),
        }
    }

    #[test]
    fn in_production_a_password_never_goes_in_clear() {
        let http = asked("http://escale.fr", "/connexion");
        assert_eq!(
            moved(&http, true).as_deref(),
            Some("https://escale.fr/connexion?page=2")
        );
        assert_eq!(moved(&http, false), None);
        assert_eq!(moved(&asked("https://escale.fr", "/connexion"), true), None);
    }

    #[test]
    fn a_last_slash_is_taken_away_and_never_leads_elsewhere() {
        let at = |path: &str| moved(&asked("https://escale.fr", path), true);
        assert_eq!(at("/gestion/").as_deref(), Some("/gestion?page=2"));
        assert_eq!(at("/"), None);
        assert_eq!(at("//ailleurs.fr/"), None);
    }

    #[test]
    fn a_link_is_known_by_its_path() {
        let behind = |path: &str| is_behind_a_link(&asked("https://escale.fr", path));
        assert!(behind("/gestion/invitation/esl_x"));
        assert!(behind("/gestion/invitation/esl_x/"));
        assert!(!behind("/gestion/invitation"));
        assert!(!behind("/gestion/utilisateurs/esl_x"));
    }

    #[test]
    fn every_path_of_the_table_is_found() {
        for route in TABLE {
            let parts = route.path.split('/').map(|part| {
                if part.starts_with('{') {
                    "AAAAAAAAAAAAAAAAAAAAAA"
                } else {
                    part
                }
            });
            let path = parts.collect::<Vec<_>>().join("/");
            let incoming = Incoming {
                method: route.method.as_str().to_owned(),
                ..asked("https://escale.fr", &path)
            };
            assert!(
                find(&incoming).is_ok_and(|(found, _)| found.path == route.path),
                "{path}"
            );
        }
    }
}
