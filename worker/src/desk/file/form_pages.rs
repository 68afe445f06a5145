//! A new file, and the form that edits one.

use serde::Serialize;

use super::{
    form_rules::{Arrange, FileForm, ROWS, Row, code_of},
    langue_rules,
    rules::{self, Civilite, Content, Lien, Merged, RELATIVES_MAX},
    store::{self, Colleague, Created, Edited, NewFile, Twin},
};
use crate::{
    auth::Staff,
    desk::{
        rules::{Menage, Raison},
        store::Usager,
        tabs::{LIST_URL, UsagerView, file_url},
    },
    edge::{
        clock::{self, Day},
        cx::Cx,
        error::{Error, Result},
        form::FieldError,
        ids::UsagerId,
        page::{Page, View},
        words,
    },
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
    href: String,
    nom: String,
    numero: i64,
    statut: &'static str,
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
pub struct NewFileView(FormView);

impl View for NewFileView {
    const TEMPLATE: &'static str = "desk/nouveau.html";
}

/// « Modifier le dossier ».
#[derive(Debug, Serialize)]
#[serde(transparent)]
pub struct EditView(FormView);

impl View for EditView {
    const TEMPLATE: &'static str = "desk/modifier.html";
}

impl FormView {
    fn of(me: &Staff, person: Option<&Usager>, fiche: FileForm) -> Self {
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
    fn arranged(me: &Staff, person: Option<&Usager>, form: FileForm, how: Arrange) -> Self {
        let view = Self::of(me, person, form.arranged(how));
        let nouvelle = if how == Arrange::Add {
            view.ayants.len()
        } else {
            0
        };
        Self { nouvelle, ..view }
    }

    fn with_errors(mut self, erreurs: Vec<FieldError>) -> Self {
        self.erreurs = erreurs;
        self
    }

    fn with_twins(mut self, twins: &[Twin]) -> Self {
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
            href: file_url(&twin.id, ""),
            nom: format!("{} {}", twin.nom.to_uppercase(), twin.prenom),
            numero: twin.numero,
            statut: twin.statut.label(),
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

const NO_KEY: Error = Error::BadRequest("Ce formulaire n’est pas complet.");
const FORM_USED: Error = Error::Conflict(
    "Ce formulaire a déjà servi à créer une autre fiche. Rien de plus n’a été enregistré. \
     Ouvrez «\u{a0}Nouveau domicilié\u{a0}» pour recommencer.",
);

fn today(cx: &Cx, me: &Staff) -> Day {
    cx.now.day(clock::zone(&me.fuseau))
}

/// « Nouveau domicilié ».
///
/// # Errors
/// As the platform's randomness.
pub async fn new_form(_cx: Cx, me: Staff) -> Result<Page> {
    let fiche = FileForm {
        jeton: UsagerId::new()?.as_str().to_owned(),
        ..FileForm::default()
    };
    Page::show(&NewFileView(FormView::of(&me, None, fiche)))
}

/// Makes a file.
///
/// # Errors
/// As the database.
pub async fn create(cx: Cx, me: Staff) -> Result<Page> {
    let form: FileForm = cx.form()?;
    if let Some(how) = form.arrange() {
        return Page::show(&NewFileView(FormView::arranged(&me, None, form, how)));
    }
    let content = match form.checked(today(&cx, &me)) {
        Ok(content) => content,
        Err(erreurs) => {
            let view = FormView::of(&me, None, form).with_errors(erreurs);
            return Page::show_again(&NewFileView(view));
        }
    };
    let id = UsagerId::parse(&form.jeton).ok_or(NO_KEY)?;
    let new = NewFile {
        id: &id,
        content: &content,
        anyway: form.quand_meme == "oui",
    };
    if store::create(&cx.db, &me, &new, cx.now).await? == Created::There {
        return Ok(Page::see_other(file_url(&id, "?fait=creee")));
    }
    let twins = store::twins_of(&cx.db, &me.structure, &id, &content).await?;
    if twins.is_empty() {
        return Err(FORM_USED);
    }
    let view = FormView::of(&me, None, form).with_twins(&twins);
    Ok(Page::show(&NewFileView(view))?.status(409))
}

/// « Modifier le dossier ».
///
/// # Errors
/// [`Error::NotFound`] for another structure's domicilié, or as the database.
pub async fn edit_form(cx: Cx, me: Staff) -> Result<Page> {
    let id = cx.param("usager", UsagerId::parse)?;
    let (person, content) = store::content_of(&cx.db, &me.structure, &id).await?;
    let fiche = FileForm {
        version: person.version.to_string(),
        ..FileForm::of(&content)
    };
    Page::show(&EditView(FormView::of(&me, Some(&person), fiche)))
}

/// Saves an edit over the version that was read.
///
/// # Errors
/// [`Error::NotFound`] for another structure's domicilié, or as the database.
pub async fn save(cx: Cx, me: Staff) -> Result<Page> {
    let id = cx.param("usager", UsagerId::parse)?;
    let form: FileForm = cx.form()?;
    let (person, current) = store::content_of(&cx.db, &me.structure, &id).await?;
    if let Some(how) = form.arrange() {
        let view = FormView::arranged(&me, Some(&person), form, how);
        return Page::show(&EditView(view));
    }
    let content = match form.checked(today(&cx, &me)) {
        Ok(content) => content,
        Err(erreurs) => {
            let view = FormView::of(&me, Some(&person), form).with_errors(erreurs);
            return Page::show_again(&EditView(view));
        }
    };
    let version: i64 = form.version.parse().map_err(|_no_number| NO_KEY)?;
    let changes = rules::changes(&current, &content);
    if changes.is_empty() {
        // Nothing to change, or the same form sent again.
        return Ok(Page::see_other(file_url(&id, "/dossier")));
    }
    let edited = Edited {
        content: &content,
        changes,
        version,
        anyway: form.quand_meme == "oui",
    };
    if version == person.version && store::edit(&cx.db, &me, &id, edited, cx.now).await? {
        return Ok(Page::see_other(file_url(&id, "/dossier?fait=modifiee")));
    }
    not_saved(&cx, &me, &id, form, &content, version).await
}

/// Why an edit was not saved: a colleague came first, or the file would be another's double. What was typed is kept.
async fn not_saved(
    cx: &Cx,
    me: &Staff,
    id: &UsagerId,
    form: FileForm,
    typed: &Content,
    version: i64,
) -> Result<Page> {
    let (person, current) = store::content_of(&cx.db, &me.structure, id).await?;
    if person.version == version {
        let twins = store::twins_of(&cx.db, &me.structure, id, typed).await?;
        let view = FormView::of(me, Some(&person), form).with_twins(&twins);
        return Ok(Page::show(&EditView(view))?.status(409));
    }
    let colleagues = store::edits_since(&cx.db, &me.structure, id, version).await?;
    let since: Vec<rules::Change> = colleagues
        .iter()
        .flat_map(|colleague| colleague.changes.clone())
        .collect();
    let merged = rules::merge(typed, &current, &since);
    let view = conflict(me, &person, &form, &colleagues, merged);
    Ok(Page::show(&EditView(view))?.status(409))
}

fn conflict(
    me: &Staff,
    person: &Usager,
    form: &FileForm,
    colleagues: &[Colleague],
    merged: Merged,
) -> FormView {
    let fiche = FileForm {
        version: person.version.to_string(),
        quand_meme: form.quand_meme.clone(),
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

#[cfg(test)]
pub(crate) mod samples {
    use super::*;
    use crate::{
        desk::{
            file::rules::{Change, tests::content},
            rules::Statut,
            tabs::samples::{me, person},
        },
        edge::{clock::Moment, page},
        rights::Role,
    };

    fn twin() -> Twin {
        Twin {
            id: person("VALIDE").id,
            numero: 3,
            nom: "Test".to_owned(),
            prenom: "Test".to_owned(),
            statut: Statut::Valide,
        }
    }

    fn edited() -> FormView {
        let (base, mut theirs, mut mine) = (content(), content(), content());
        theirs.nom = "Almeida".to_owned();
        theirs.email = Some("a@exemple.fr".to_owned());
        mine.nom = "D’Almeyda".to_owned();
        let since: Vec<Change> = rules::changes(&base, &theirs);
        let colleagues = [Colleague {
            nom: "Farid Demo".to_owned(),
            at: Moment(1_795_384_800_000),
            changes: since.clone(),
        }];
        let merged = rules::merge(&mine, &theirs, &since);
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
            FormView::of(&me, None, FileForm::of(&content())).with_twins(&[twin()]),
            FormView::arranged(&me, None, empty, Arrange::Add),
        ];
        let edit = [
            FormView::of(&me, Some(&person("VALIDE")), FileForm::of(&content())),
            edited(),
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
