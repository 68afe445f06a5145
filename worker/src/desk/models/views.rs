//! What the pages of « Documents » show.

use serde::Serialize;

use super::{
    rules::{Kind, MODELS_MAX, OCTETS_MAX, Tag},
    store::Kept,
};
use crate::{
    auth::Staff,
    desk::documents::rules::size,
    edge::{clock, error::Result, form::FieldError, ids::ModeleId, page::View},
    frame::Frame,
};

/// Where the list is.
pub const MODELS_URL: &str = "/gestion/documents";

/// « Documents »: the structure's own letters.
#[derive(Debug, Serialize)]
pub struct ListView {
    frame: Frame,
    genres: Vec<KindView>,
    libres: Vec<ModelView>,
    /// The kinds that have no model yet, each with its words, and the free letter.
    choix: Vec<(&'static str, &'static str)>,
    /// What was chosen and typed.
    pub saisie: TypedView,
    /// The idempotency key of the form: sent twice, the model is there once.
    pub jeton: ModeleId,
    plein: bool,
    octets_max: usize,
    /// Mistakes in what was sent.
    pub erreurs: Vec<FieldError>,
    /// What has just been done.
    pub message: Option<&'static str>,
}

/// What was chosen and typed in the form of a new model.
#[derive(Debug, Default, Serialize)]
pub struct TypedView {
    /// The code of its kind.
    pub genre: String,
    /// Its name.
    pub nom: String,
}

/// A letter that has one model at most.
#[derive(Debug, Serialize)]
struct KindView {
    label: &'static str,
    depart: String,
    modele: Option<ModelView>,
}

/// A model.
#[derive(Debug, Serialize)]
struct ModelView {
    href: String,
    nom: String,
    genre: &'static str,
    taille: String,
    date: String,
    auteur: String,
    version: i64,
}

impl View for ListView {
    const TEMPLATE: &'static str = "structure/modeles.html";
}

impl ModelView {
    fn of(kept: &Kept, me: &Staff) -> Self {
        Self {
            href: url(&kept.id),
            nom: kept.nom.clone(),
            genre: kept.genre.label(),
            taille: size(kept.octets),
            date: kept.updated_at.day(clock::zone(&me.fuseau)).short(),
            auteur: kept.auteur.clone(),
            version: kept.version,
        }
    }
}

/// The page of a model.
#[must_use]
pub fn url(id: &ModeleId) -> String {
    format!("{MODELS_URL}/{}", id.as_str())
}

fn starter_url(kind: Kind) -> String {
    format!("{MODELS_URL}/depart/{}", kind.word())
}

/// What a redirection says was done.
#[must_use]
pub fn done(code: &str) -> Option<&'static str> {
    match code {
        "ajoute" => Some("Le modèle est enregistré. Les prochaines lettres en seront faites."),
        "remplace" => {
            Some("Le modèle est remplacé. Les prochaines lettres seront faites du nouveau.")
        }
        "renomme" => Some("Le nom est changé."),
        "supprime" => Some("Le modèle est supprimé."),
        _ => None,
    }
}

impl ListView {
    /// The page, for those models.
    ///
    /// # Errors
    /// [`crate::edge::error::Error::Internal`] when the platform gives no randomness.
    pub fn of(me: &Staff, kept: &[Kept], message: Option<&'static str>) -> Result<Self> {
        let of_kind = |kind: Kind| kept.iter().find(|one| one.genre == kind);
        let fixed = || Kind::ALL.into_iter().filter(|kind| *kind != Kind::Libre);
        let genres = fixed().map(|kind| KindView {
            label: kind.label(),
            depart: starter_url(kind),
            modele: of_kind(kind).map(|one| ModelView::of(one, me)),
        });
        let open = fixed().filter(|kind| of_kind(*kind).is_none());
        let choix = open.chain([Kind::Libre]);
        let libres = kept.iter().filter(|one| one.genre == Kind::Libre);
        Ok(Self {
            frame: Frame::of(me, MODELS_URL),
            genres: genres.collect(),
            libres: libres.map(|one| ModelView::of(one, me)).collect(),
            choix: choix.map(|kind| (kind.code(), kind.label())).collect(),
            saisie: TypedView::default(),
            jeton: ModeleId::new()?,
            plein: i64::try_from(kept.len()).unwrap_or(i64::MAX) >= MODELS_MAX,
            octets_max: OCTETS_MAX,
            erreurs: Vec::new(),
            message,
        })
    }
}

/// The page of one model: replacing it, renaming it, taking it away.
#[derive(Debug, Serialize)]
pub struct ModelPageView {
    frame: Frame,
    modele: ModelView,
    /// The idempotency key of the form of the file: sent twice, it is replaced once.
    jeton: ModeleId,
    libre: bool,
    depart: String,
    /// The name in the form.
    pub nom: String,
    octets_max: usize,
    /// Mistakes in what was sent.
    pub erreurs: Vec<FieldError>,
    /// What has just been done.
    pub message: Option<&'static str>,
    /// A colleague has changed it in between.
    pub conflit: bool,
}

impl View for ModelPageView {
    const TEMPLATE: &'static str = "structure/modele.html";
}

impl ModelPageView {
    /// The page of `kept`.
    ///
    /// # Errors
    /// [`crate::edge::error::Error::Internal`] when the platform gives no randomness.
    pub fn of(me: &Staff, kept: &Kept, message: Option<&'static str>) -> Result<Self> {
        Ok(Self {
            frame: Frame::of(me, MODELS_URL),
            modele: ModelView::of(kept, me),
            jeton: ModeleId::new()?,
            libre: kept.genre == Kind::Libre,
            depart: starter_url(kept.genre),
            nom: kept.nom.clone(),
            octets_max: OCTETS_MAX,
            erreurs: Vec::new(),
            message,
            conflit: false,
        })
    }
}

/// « Les balises »: what may stand between braces.
#[derive(Debug, Serialize)]
pub struct TagsView {
    frame: Frame,
    groupes: Vec<TagGroup>,
}

#[derive(Debug, Serialize)]
struct TagGroup {
    titre: &'static str,
    balises: Vec<TagView>,
}

#[derive(Debug, Serialize)]
struct TagView {
    code: &'static str,
    sens: &'static str,
    exemple: &'static str,
}

impl View for TagsView {
    const TEMPLATE: &'static str = "structure/balises.html";
}

impl TagsView {
    /// The page.
    #[must_use]
    pub fn of(me: &Staff) -> Self {
        let mut groupes: Vec<TagGroup> = Vec::new();
        for tag in Tag::ALL {
            let titre = tag.scope().label();
            let balise = TagView {
                code: tag.code(),
                sens: tag.meaning(),
                exemple: tag.example(),
            };
            match groupes.last_mut().filter(|group| group.titre == titre) {
                Some(group) => group.balises.push(balise),
                None => groupes.push(TagGroup {
                    titre,
                    balises: vec![balise],
                }),
            }
        }
        Self {
            frame: Frame::of(me, MODELS_URL),
            groupes,
        }
    }
}

#[cfg(test)]
pub(crate) mod samples {
    use serde_json::json;

    use super::*;
    use crate::{desk::tabs::samples::me, edge::page, rights::Role};

    fn kept(genre: &str, nom: &str) -> Kept {
        let kept = json!({ "id": "AAAAAAAAAAAAAAAAAAAAAA", "genre": genre, "nom": nom, "octets": 24_000, "objet": "modeles/a/b",
            "version": 1, "formulaire": "BBBBBBBBBBBBBBBBBBBBBB", "updated_at": 1_795_384_800_000_i64, "auteur": "Camille Demo" });
        serde_json::from_value(kept).expect("a model")
    }

    pub(crate) fn rendered() -> Vec<(&'static str, Result<String>)> {
        let me = me(Role::Administrateur);
        let mistakes = || {
            ["fichier", "nom", "genre"].map(|champ| FieldError {
                champ,
                message: "Non.".to_owned(),
            })
        };
        let all = [
            kept("ACCES", "Courrier d’accès"),
            kept("LIBRE", "Convocation"),
        ];
        let list = |kept: &[Kept], message| ListView::of(&me, kept, message).expect("a view");
        let lists = [
            list(&[], None),
            list(&all, done("ajoute")),
            ListView {
                erreurs: mistakes().into(),
                ..list(&all, None)
            },
            ListView {
                plein: true,
                ..list(&all, None)
            },
        ];
        let page = |one: &Kept, message| ModelPageView::of(&me, one, message).expect("a view");
        let [access, free] = all;
        let pages = [
            page(&access, None),
            page(&free, done("renomme")),
            ModelPageView {
                erreurs: mistakes().into(),
                conflit: true,
                ..page(&free, None)
            },
        ];
        let tags = (TagsView::TEMPLATE, page::render(&TagsView::of(&me)));
        let lists = lists
            .iter()
            .map(|it| (ListView::TEMPLATE, page::render(it)));
        let pages = pages
            .iter()
            .map(|it| (ModelPageView::TEMPLATE, page::render(it)));
        lists.chain(pages).chain([tags]).collect()
    }
}
