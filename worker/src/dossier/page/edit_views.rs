//! « Modifier »: the form of who the person is, and what a colleague has changed meanwhile.

use serde::Serialize;

use super::{
    HERE,
    identity_rules::{Change, IdentityForm, Merged},
    store::{Colleague, Held},
    views::HeadView,
};
use crate::{
    auth::Staff,
    desk::file::langue_rules::{COMMON, Language, OTHERS},
    dossier::ateliers::views::by,
    edge::{clock, form::FieldError, page::View},
    frame::Frame,
};

/// « Modifier ».
#[derive(Debug, Serialize)]
pub struct EditView {
    frame: Frame,
    tete: HeadView,
    f: IdentityForm,
    langues: Vec<Language>,
    autres_langues: Vec<Language>,
    conflit: Option<ConflictView>,
    erreurs: Vec<FieldError>,
}

impl View for EditView {
    const TEMPLATE: &'static str = "dossier/modifier.html";
}

/// What has changed while the form was filled in.
#[derive(Debug, Serialize)]
struct ConflictView {
    auteurs: Vec<String>,
    repris: Vec<ChangedView>,
    differents: Vec<ChangedView>,
}

#[derive(Debug, Serialize)]
struct ChangedView {
    champ: &'static str,
    avant: String,
    collegue: String,
    saisi: String,
}

const CHANGED: &str = "Ce dossier a été modifié pendant que vous le remplissiez. \
    Rien n’est encore enregistré, et rien de ce que vous avez tapé n’est perdu.";

impl EditView {
    /// The form as typed.
    #[must_use]
    pub fn of(me: &Staff, held: &Held, f: IdentityForm) -> Self {
        Self {
            frame: Frame::of(me, HERE),
            tete: HeadView::of(held, me),
            f,
            langues: COMMON.into(),
            autres_langues: OTHERS.into(),
            conflit: None,
            erreurs: Vec::new(),
        }
    }

    /// The same, with its mistakes.
    #[must_use]
    pub fn with_errors(mut self, erreurs: Vec<FieldError>) -> Self {
        self.erreurs = erreurs;
        self
    }

    /// The form after a colleague came first: what was typed, what they changed, over the version that is there now.
    #[must_use]
    pub fn conflict(me: &Staff, held: &Held, (colleagues, merged): (&[Colleague], Merged)) -> Self {
        let zone = clock::zone(&me.fuseau);
        let author = |one: &Colleague| {
            format!(
                "{}, le {}",
                by(one.qui.as_ref(), &one.structure),
                one.created_at.short(zone)
            )
        };
        let taken = |change: Change| ChangedView {
            champ: change.champ.label(),
            avant: change.avant,
            collegue: change.apres,
            saisi: String::new(),
        };
        let f = IdentityForm::of(&merged.identity, held.version);
        let mut view = Self::of(me, held, f);
        view.conflit = Some(ConflictView {
            auteurs: colleagues.iter().map(author).collect(),
            repris: merged.taken.into_iter().map(taken).collect(),
            differents: merged
                .clashes
                .into_iter()
                .map(|clash| ChangedView {
                    champ: clash.champ.label(),
                    avant: clash.avant,
                    collegue: clash.collegue,
                    saisi: clash.saisi,
                })
                .collect(),
        });
        view.with_errors(vec![FieldError::of_the_form(CHANGED)])
    }
}

#[cfg(test)]
pub(crate) mod samples {
    use super::*;
    use crate::{
        desk::tabs::samples::me,
        dossier::page::{
            identity_rules::{Identity, changes, merge, tests::identity},
            views::samples::held,
        },
        edge::{clock::Moment, error::Result, page},
        rights::Role,
    };

    pub(crate) fn rendered() -> Vec<(&'static str, Result<String>)> {
        let (me, held, now) = (
            me(Role::Agent),
            held("ORIENTATION"),
            Moment(1_795_384_800_000),
        );
        let theirs = Identity {
            nom: "Almeida".to_owned(),
            telephone: None,
            ..identity()
        };
        let mine = Identity {
            nom: "D’Almeyda".to_owned(),
            ..identity()
        };
        let since = changes(&identity(), &theirs);
        let colleagues = [Some("Farid Demo".to_owned()), None].map(|qui| Colleague {
            champs: since.clone(),
            created_at: now,
            structure: "Association Le Relais".to_owned(),
            qui,
        });
        let merged = merge(&mine, &theirs, &since);
        let empty = IdentityForm::default();
        let mistakes = empty.checked(now.day(chrono_tz::Tz::Europe__Paris));
        let views = [
            EditView::of(&me, &held, IdentityForm::of(&held.identity, 2)),
            EditView::of(&me, &held, empty).with_errors(mistakes.expect_err("mistakes")),
            EditView::conflict(&me, &held, (&colleagues, merged)),
        ];
        views
            .iter()
            .map(|view| (EditView::TEMPLATE, page::render(view)))
            .collect()
    }
}
