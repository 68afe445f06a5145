//! What the form of a file shows: choices, mistakes, possible doubles, what a colleague has changed meanwhile.

use serde::Serialize;

use super::{
    change_rules::{Change, Merged},
    form_rules::{Arrange, FileForm, code_of},
    langue_rules,
    row_rules::{ROWS, Row},
    rules::{Civilite, Content, Lien, RELATIVES_MAX},
    store::{Colleague, Twin},
};
use crate::{
    auth::Staff,
    desk::{
        people_rules::{Menage, Raison},
        store::Usager,
        tabs::{LIST_URL, UsagerView, file_url},
    },
    edge::{clock, form::FieldError, page::View, words},
    frame::Frame,
};

/// A choice of a list: its code, its words.
type Choice = (String, &'static str);

/// The form of a file, whether it is new or edited.
#[derive(Debug, Serialize)]
pub struct FormView {
    frame: Frame,
    usager: Option<UsagerView>,
    action: String,
    annuler: String,
    fiche: FileForm,
    ayants: Vec<RowView>,
    choix: Choices,
    erreurs: Vec<FieldError>,
    jumeaux: Vec<TwinView>,
    conflit: Option<ConflictView>,
    /// No row of relatives can be added.
    plein: bool,
    /// The row just added, where writing goes on; 0: none.
    nouvelle: usize,
}

/// A row of relatives and its id.
#[derive(Debug, Serialize)]
struct RowView {
    id: &'static str,
    #[serde(flatten)]
    row: Row,
}

#[derive(Debug, Serialize)]
struct Choices {
    civilites: Vec<Choice>,
    liens: Vec<Choice>,
    menages: Vec<Choice>,
    raisons: Vec<Choice>,
    langues: Vec<langue_rules::Language>,
    autres_langues: Vec<langue_rules::Language>,
}

impl Choices {
    fn all() -> Self {
        let codes = |choices: &[(&'static str, &'static str)]| {
            let own = |(code, label): &(&str, &'static str)| ((*code).to_owned(), *label);
            choices.iter().map(own).collect()
        };
        let menage = |it: Menage| (code_of(it), it.label());
        let raison = |it: Raison| (code_of(it), it.label());
        Self {
            civilites: codes(&[Civilite::F, Civilite::H].map(|it| (it.code(), it.label()))),
            liens: codes(&Lien::ALL.map(|it| (it.code(), it.label()))),
            menages: Menage::ALL.map(menage).into(),
            raisons: Raison::ALL.map(raison).into(),
            langues: langue_rules::COMMON.into(),
            autres_langues: langue_rules::OTHERS.into(),
        }
    }
}

/// A file of the same name and birth date.
#[derive(Debug, Serialize)]
struct TwinView {
    /// None while an import is putting it there.
    href: Option<String>,
    nom: String,
    numero: i64,
    /// Where it stands, as the end of a sentence.
    etat: &'static str,
}

/// What a colleague has changed while the form was open.
#[derive(Debug, Serialize)]
struct ConflictView {
    auteurs: Vec<String>,
    repris: Vec<ChangedView>,
    differents: Vec<ChangedView>,
}

/// A field that a colleague has changed: before, by them, as typed here.
#[derive(Debug, Serialize)]
struct ChangedView {
    champ: &'static str,
    avant: String,
    collegue: String,
    saisi: String,
}

/// « Nouveau domicilié ».
#[derive(Debug, Serialize)]
#[serde(transparent)]
pub struct NewFileView(pub FormView);

impl View for NewFileView {
    const TEMPLATE: &'static str = "desk/nouveau.html";
}

/// « Modifier la fiche ».
#[derive(Debug, Serialize)]
#[serde(transparent)]
pub struct EditView(pub FormView);

impl View for EditView {
    const TEMPLATE: &'static str = "desk/modifier.html";
}

impl FormView {
    /// The form as `fiche` says it, new or of `person`.
    #[must_use]
    pub fn of(me: &Staff, person: Option<&Usager>, fiche: FileForm) -> Self {
        let rows: Vec<RowView> = ROWS
            .into_iter()
            .zip(fiche.rows())
            .map(|(id, row)| RowView { id, row })
            .collect();
        let tab = person.map(|person| file_url(&person.id, "/dossier"));
        Self {
            frame: Frame::of(me, LIST_URL),
            usager: person.map(|person| UsagerView::of(person, me, "/dossier")),
            action: tab.clone().unwrap_or_else(|| "/gestion/usagers".to_owned()),
            annuler: tab.unwrap_or_else(|| LIST_URL.to_owned()),
            plein: rows.len() >= RELATIVES_MAX,
            ayants: rows,
            fiche,
            choix: Choices::all(),
            erreurs: Vec::new(),
            jumeaux: Vec::new(),
            conflit: None,
            nouvelle: 0,
        }
    }

    /// The form with a row more or less, where writing goes on.
    #[must_use]
    pub fn arranged(me: &Staff, person: Option<&Usager>, form: FileForm, how: Arrange) -> Self {
        let view = Self::of(me, person, form.arranged(how));
        let nouvelle = if how == Arrange::Add {
            view.ayants.len()
        } else {
            0
        };
        Self { nouvelle, ..view }
    }

    /// The same with mistakes.
    #[must_use]
    pub fn with_errors(mut self, erreurs: Vec<FieldError>) -> Self {
        self.erreurs = erreurs;
        self
    }

    /// The same with the files that may be the same person's as `content`.
    #[must_use]
    pub fn with_twins(mut self, twins: &[Twin], content: &Content) -> Self {
        self.fiche = self.fiche.asked_about(content);
        self.erreurs = vec![FieldError {
            champ: "quand_meme",
            message: TWINS.to_owned(),
        }];
        self.jumeaux = twins.iter().map(TwinView::of).collect();
        self
    }
}

const TWINS: &str =
    "Une fiche porte déjà ce nom et cette date de naissance. Regardez si c’est la même personne.";

impl TwinView {
    fn of(twin: &Twin) -> Self {
        Self {
            href: (!twin.importe).then(|| file_url(&twin.id, "")),
            nom: format!("{} {}", twin.nom.to_uppercase(), twin.prenom),
            numero: twin.numero,
            etat: if twin.importe {
                "un import en cours est en train de l’ajouter"
            } else {
                twin.statut.phrase(twin.renouvellement)
            },
        }
    }
}

impl ConflictView {
    fn of(colleagues: &[Colleague], merged: Merged, zone: chrono_tz::Tz) -> Self {
        let auteurs = colleagues
            .iter()
            .map(|colleague| format!("{}, le {}", colleague.nom, colleague.at.short(zone)))
            .collect();
        let repris = merged.taken.into_iter().map(|change| ChangedView {
            champ: change.champ.label(),
            saisi: String::new(),
            avant: change.avant,
            collegue: change.apres,
        });
        let differents = merged.clashes.into_iter().map(|clash| ChangedView {
            champ: clash.champ.label(),
            avant: clash.avant,
            collegue: clash.collegue,
            saisi: clash.saisi,
        });
        Self {
            auteurs,
            repris: repris.collect(),
            differents: differents.collect(),
        }
    }
}

/// The form after a colleague came first: what was typed, what they changed, the version that is to be read now.
#[must_use]
pub fn conflict(
    me: &Staff,
    person: &Usager,
    form: &FileForm,
    colleagues: &[Colleague],
    merged: Merged,
) -> FormView {
    let fiche = FileForm {
        version: person.version.to_string(),
        quand_meme: form.quand_meme.clone(),
        quand_meme_pour: form.quand_meme_pour.clone(),
        ..FileForm::of(&merged.content)
    };
    let mut names: Vec<String> = colleagues.iter().map(|it| it.nom.clone()).collect();
    names.dedup();
    let who = if names.is_empty() {
        "Un collègue".to_owned()
    } else {
        words::listed(&names)
    };
    let message = FieldError {
        champ: "",
        message: format!(
            "{who}\u{a0}: cette fiche a été modifiée pendant que vous la remplissiez. \
             Rien n’est encore enregistré, et rien de ce que vous avez tapé n’est perdu."
        ),
    };
    let mut view = FormView::of(me, Some(person), fiche).with_errors(vec![message]);
    view.conflit = Some(ConflictView::of(
        colleagues,
        merged,
        clock::zone(&me.fuseau),
    ));
    view
}

/// The form of a file that the same form had made, saying something else: what was typed is there to be saved over it.
#[must_use]
pub fn made_before(
    me: &Staff,
    person: &Usager,
    form: FileForm,
    differences: &[Change],
) -> FormView {
    let labels: Vec<String> = differences
        .iter()
        .map(|change| change.champ.label().to_lowercase())
        .collect();
    let message = format!(
        "Cette fiche est déjà créée, sous le n°\u{a0}{}, mais elle dit autre chose que ce formulaire\u{a0}: {}. \
         Rien de plus n’est encore enregistré. Vérifiez, puis enregistrez.",
        person.numero,
        words::listed(&labels)
    );
    let fiche = FileForm {
        version: person.version.to_string(),
        ..form
    };
    FormView::of(me, Some(person), fiche).with_errors(vec![FieldError { champ: "", message }])
}

#[cfg(test)]
pub(crate) mod samples {
    use super::*;
    use crate::{
        desk::{
            file::{
                change_rules::{changes, merge},
                rules::tests::content,
            },
            rules::Statut,
            tabs::samples::{me, person},
        },
        edge::{clock::Moment, error::Result, page},
        rights::Role,
    };

    fn twin() -> Twin {
        Twin {
            importe: false,
            id: person("VALIDE").id,
            numero: 3,
            nom: "Test".to_owned(),
            prenom: "Test".to_owned(),
            statut: Statut::Valide,
            renouvellement: false,
        }
    }

    fn renamed() -> Content {
        Content {
            nom: "Almeida".to_owned(),
            ..content()
        }
    }

    fn edited() -> FormView {
        let (base, mut theirs, mut mine) = (content(), content(), content());
        theirs.nom = "Almeida".to_owned();
        theirs.email = Some("a@exemple.fr".to_owned());
        mine.nom = "D’Almeyda".to_owned();
        let since: Vec<Change> = changes(&base, &theirs);
        let colleagues = [Colleague {
            nom: "Farid Demo".to_owned(),
            at: Moment(1_795_384_800_000),
            changes: since.clone(),
        }];
        let merged = merge(&mine, &theirs, &since);
        let form = FileForm::of(&mine);
        conflict(
            &me(Role::Instructeur),
            &person("VALIDE"),
            &form,
            &colleagues,
            merged,
        )
    }

    pub(crate) fn rendered() -> Vec<(&'static str, Result<String>)> {
        let me = me(Role::Instructeur);
        let empty = FileForm::default();
        let mistakes = empty.checked(content().naissance).expect_err("mistakes");
        let new = [
            FormView::of(&me, None, empty.clone()),
            FormView::of(&me, None, empty.clone()).with_errors(mistakes),
            FormView::of(&me, None, FileForm::of(&content())).with_twins(&[twin()], &content()),
            FormView::arranged(&me, None, empty, Arrange::Add),
        ];
        let edit = [
            FormView::of(&me, Some(&person("VALIDE")), FileForm::of(&content())),
            edited(),
            made_before(
                &me,
                &person("VALIDE"),
                FileForm::default(),
                &changes(&content(), &renamed()),
            ),
        ];
        let new = new.map(|view| (NewFileView::TEMPLATE, page::render(&NewFileView(view))));
        let edit = edit.map(|view| (EditView::TEMPLATE, page::render(&EditView(view))));
        new.into_iter().chain(edit).collect()
    }

    #[test]
    fn the_second_sees_both_and_keeps_what_was_typed() {
        let html = page::render(&EditView(edited())).expect("renders");
        for text in [
            "Farid Demo",
            "Almeida",
            "D’Almeyda",
            "a@exemple.fr",
            "D’ALMEIDA",
        ] {
            assert!(html.contains(text), "{text}");
        }
    }
}
