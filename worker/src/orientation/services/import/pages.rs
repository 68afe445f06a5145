//! « Services » of an operateur: two files are chosen, checked, confirmed, followed.

use std::collections::{HashMap, HashSet};

use serde::Deserialize;

use super::{
    file::{self, Unreadable},
    rules::{self, Line, REFUSED_KEPT, Refused, SERVICES_MAX, Structure, Which},
    service_rules,
    store::{self, Etat, Read},
    views::{ImportView, StartView, URL},
    work::Services,
};
use crate::{
    auth::Operator,
    edge::{
        cx::Cx,
        error::{Error, Result},
        form::FieldError,
        ids::ImportId,
        page::Page,
        steps,
        upload::{SentFile, Upload},
    },
    orientation::services::text_rules::one_line,
};

/// The most both files may weigh together, in bytes, with what is around them.
pub const FILES_BYTES_MAX: usize = 16 * 1024 * 1024 + 512 * 1024;

/// « Services ».
///
/// # Errors
/// As the database.
pub async fn start(cx: Cx, me: Operator) -> Result<Page> {
    let imports = store::latest(&cx.db, cx.now).await?;
    let message = (cx.query("fait") == "annule")
        .then_some("Cet import est annulé. L’annuaire n’a pas changé.");
    Page::show(&StartView::of(&me, &imports, Vec::new(), message))
}

fn wrong(champ: &'static str, message: impl Into<String>) -> Vec<FieldError> {
    vec![FieldError {
        champ,
        message: message.into(),
    }]
}

async fn refused(cx: &Cx, me: &Operator, erreurs: Vec<FieldError>, status: u16) -> Result<Page> {
    let imports = store::latest(&cx.db, cx.now).await?;
    Ok(Page::show(&StartView::of(me, &imports, erreurs, None))?.status(status))
}

const TOO_BIG: &str =
    "Ces fichiers dépassent 16\u{a0}Mo ensemble. Prenez-les par département ou par source.";

/// « Vérifier les fichiers ».
///
/// # Errors
/// As the form or the database.
pub async fn check(mut cx: Cx, me: Operator) -> Result<Page> {
    if cx.too_large {
        return refused(&cx, &me, wrong("services", TOO_BIG), 413).await;
    }
    let form = cx.upload().await?;
    let (structures, services) = match chosen(&form).await? {
        Ok(files) => files,
        Err(erreurs) => return refused(&cx, &me, erreurs, 422).await,
    };
    drop(form);
    let names: Vec<String> = [&structures.nom, &services.nom]
        .map(|nom| one_line(nom).chars().take(200).collect())
        .into();
    match read(structures, &services) {
        Err(erreurs) => refused(&cx, &me, erreurs, 422).await,
        Ok(read) => {
            let id = ImportId::new()?;
            store::keep(&cx.db, &me, &id, &names.join(", "), &read, cx.now).await?;
            Ok(Page::see_other(format!("{URL}/{}", id.as_str())))
        }
    }
}

type Files = (SentFile, SentFile);

async fn chosen(form: &Upload) -> Result<std::result::Result<Files, Vec<FieldError>>> {
    let structures = form.file("structures").await?;
    let services = form.file("services").await?;
    Ok(match (structures, services) {
        (Some(structures), Some(services)) => Ok((structures, services)),
        (structures, services) => {
            let mut erreurs = Vec::new();
            if structures.is_none() {
                erreurs.extend(wrong("structures", "Choisissez le fichier des structures."));
            }
            if services.is_none() {
                erreurs.extend(wrong("services", "Choisissez le fichier des services."));
            }
            Err(erreurs)
        }
    })
}

fn unreadable(champ: &'static str, why: Unreadable) -> Vec<FieldError> {
    let message = match why {
        Unreadable::Empty => "Ce fichier est vide.".to_owned(),
        Unreadable::Kind => "Ce fichier n’est ni du JSON ni du CSV de data·inclusion, en UTF-8, avec une colonne «\u{a0}source\u{a0}».".to_owned(),
        Unreadable::Broken(line) => format!("Ce fichier JSON est abîmé ou coupé à la ligne\u{a0}{line}."),
    };
    wrong(champ, message)
}

impl Read {
    fn refuse(&mut self, fichier: Which, rang: usize, id: &str, raisons: Vec<String>) {
        self.refuses_total += 1;
        if self.refuses.len() < REFUSED_KEPT {
            let id = id.chars().take(60).collect();
            self.refuses.push(Refused {
                fichier,
                rang,
                id,
                raisons,
            });
        }
    }
}

const NOT_A_LINE: &str = "ce n’est pas une ligne de data·inclusion";

/// What the two files come to.
fn read(structures: SentFile, services: &SentFile) -> std::result::Result<Read, Vec<FieldError>> {
    let mut read = Read::default();
    let known = read_structures(&structures.bytes, &mut read)
        .map_err(|why| unreadable("structures", why))?;
    drop(structures);
    read_services(&services.bytes, &known, &mut read).map_err(|why| unreadable("services", why))?;
    if read.services.len() > SERVICES_MAX {
        let message = "Un import prend 20\u{202f}000\u{a0}services au plus. Prenez-les par département ou par source.";
        return Err(wrong("services", message));
    }
    read.structures = known.len();
    Ok(read)
}

type Known = HashMap<(String, String), Structure>;

fn read_structures(bytes: &[u8], read: &mut Read) -> std::result::Result<Known, Unreadable> {
    let mut known = Known::new();
    file::read(bytes, |rang, line| {
        let Some(mut line) = line else {
            return read.refuse(Which::Structures, rang, "", vec![NOT_A_LINE.to_owned()]);
        };
        let id = line.text("id", 200).unwrap_or_default();
        match rules::structure(line) {
            Ok(structure) => {
                known.insert((structure.source.clone(), structure.id.clone()), structure);
            }
            Err(raisons) => read.refuse(Which::Structures, rang, &id, raisons),
        }
    })?;
    Ok(known)
}

fn read_services(
    bytes: &[u8],
    known: &Known,
    read: &mut Read,
) -> std::result::Result<(), Unreadable> {
    let mut seen: HashSet<(String, String)> = HashSet::new();
    file::read(bytes, |rang, line| {
        let Some(line) = line else {
            return read.refuse(Which::Services, rang, "", vec![NOT_A_LINE.to_owned()]);
        };
        // One more than an import takes is enough to say so.
        if read.services.len() <= SERVICES_MAX {
            read_service(rang, line, known, &mut seen, read);
        }
    })
}

fn read_service(
    rang: usize,
    mut line: Line,
    known: &Known,
    seen: &mut HashSet<(String, String)>,
    read: &mut Read,
) {
    let id = line.text("id", 200).unwrap_or_default();
    let source = line.text("source", 100).unwrap_or_default();
    let find = |source: &str, id: &str| known.get(&(source.to_owned(), id.to_owned()));
    match service_rules::service(line, find) {
        Ok(service) if seen.insert((service.source.clone(), service.source_id.clone())) => {
            read.services.push(service);
        }
        Ok(_) => {
            let twice = "source et id\u{a0}: déjà donnés plus haut dans ce fichier".to_owned();
            read.refuse(Which::Services, rang, &id, vec![twice]);
        }
        Err(raisons) => {
            let named = !source.is_empty() && !id.is_empty();
            read.refuse(Which::Services, rang, &id, raisons);
            if named && seen.insert((source.clone(), id.clone())) {
                read.gardes.push((source, id));
            }
        }
    }
}

async fn page_of(cx: &Cx, me: &Operator, message: Option<&'static str>) -> Result<ImportView> {
    let id = cx.param("import", ImportId::parse)?;
    let import = store::one(&cx.db, &id).await?;
    let import = import
        .filter(|it| it.etat != Etat::Lecture)
        .ok_or(Error::NotFound)?;
    let refused = store::refused(&cx.db, &id).await?;
    Ok(ImportView::of(me, &import, &refused, message))
}

/// An import of services.
///
/// # Errors
/// [`Error::NotFound`] when there is none of that id, or as the database.
pub async fn one(cx: Cx, me: Operator) -> Result<Page> {
    Page::show(&page_of(&cx, &me, None).await?)
}

#[derive(Deserialize)]
struct Confirmation {
    #[serde(default)]
    retirer: String,
}

const NOT_NOW: &str =
    "Un autre import est en cours. Attendez qu’il soit terminé, puis recommencez.";

/// « Mettre ces services dans l’annuaire ».
///
/// # Errors
/// [`Error::NotFound`] when there is none of that id, or as the database.
pub async fn confirm(cx: Cx, me: Operator) -> Result<Page> {
    let id = cx.param("import", ImportId::parse)?;
    let withdraw = cx.form::<Confirmation>()?.retirer == "oui";
    let here = format!("{URL}/{}", id.as_str());
    if store::start(&cx.db, &me, &id, withdraw, cx.now).await? {
        steps::begin::<Services>(&cx.env, &cx.db, &id, cx.now).await;
        return Ok(Page::see_other(here));
    }
    let state = store::state(&cx.db, &id).await?.ok_or(Error::NotFound)?;
    // Pressed twice: it is on its way.
    if !matches!(state.etat, Etat::Lecture | Etat::Apercu) {
        return Ok(Page::see_other(here));
    }
    let view = page_of(&cx, &me, Some(NOT_NOW)).await?;
    Ok(Page::show(&view)?.status(409))
}

/// « Annuler » an import that is not confirmed.
///
/// # Errors
/// [`Error::NotFound`] when there is none of that id, [`Error::NotNow`] when it is confirmed, or as the database.
pub async fn give_up(cx: Cx, _me: Operator) -> Result<Page> {
    let id = cx.param("import", ImportId::parse)?;
    if store::give_up(&cx.db, &id).await? {
        return Ok(Page::see_other(format!("{URL}?fait=annule")));
    }
    match store::state(&cx.db, &id).await? {
        None => Err(Error::NotFound),
        Some(_) => Err(Error::NotNow(
            "Cet import est confirmé\u{a0}: il ne peut plus être annulé.",
        )),
    }
}
